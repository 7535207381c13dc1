//! The parsers of times and time spans in arguments of both programs.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// Parses a time span, such as `90d`. Months and years are refused, since their length differs.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let mut units = text.split(|c: char| !c.is_alphabetic());
    if units.any(|unit| matches!(unit, "M" | "month" | "months" | "y" | "year" | "years")) {
        return Err(
            "months and years have no fixed length: write days, such as `30d` or `365d`".to_owned()
        );
    }
    humantime::parse_duration(text)
        .map_err(|_| "not a time span: write one like `90d` or `12h 30m`".to_owned())
}

/// Parses a time, or an age before the current time.
pub fn parse_time(text: &str) -> Result<DateTime<Utc>, String> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at.to_utc());
    }
    let span = parse_duration(text)
        .map_err(|error| format!("{error}, or a time like `2026-01-31T12:00:00Z`"))?;
    let ago = TimeDelta::from_std(span).ok().and_then(|span| Utc::now().checked_sub_signed(span));
    ago.ok_or_else(|| "before the beginning of time: write a shorter age, such as `24h`".to_owned())
}

/// Parses the lifetime of an API token.
pub fn parse_expiry(text: &str) -> Result<TimeDelta, String> {
    let span = TimeDelta::from_std(parse_duration(text)?).ok();
    let span = span.filter(|span| *span <= TimeDelta::days(100 * 366));
    let span = span.ok_or(
        "longer than a hundred years: leave --expires-in out for an API token that does not expire",
    )?;
    if span < TimeDelta::seconds(1) {
        return Err(
            "the API token would have expired already: write a span of at least `1s`".to_owned()
        );
    }
    Ok(span)
}

/// Parses the time in seconds for which the previous secret of a webhook signs as well.
pub fn parse_overlap(text: &str) -> Result<i32, String> {
    let span = parse_duration(text)?;
    let seconds = i32::try_from(span.as_secs()).ok().filter(|_| span.subsec_nanos() == 0);
    seconds
        .filter(|seconds| *seconds <= MAX_OVERLAP_SECONDS)
        .ok_or_else(|| "expected whole seconds, at most 30d".to_owned())
}

const MAX_OVERLAP_SECONDS: i32 = 30 * 24 * 3600;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_duration_refuses_units_of_different_length() {
        for text in ["1y", "2 years", "1month", "3M", "1d 1y"] {
            let error = parse_duration(text).expect_err(text);
            assert!(error.contains("`365d`"), "{text}: {error}");
        }
        for text in ["", "x", "-5m", "5"] {
            let error = parse_duration(text).expect_err(text);
            assert!(error.contains("not a time span"), "{text}: {error}");
        }
        assert_eq!(parse_duration("1w 2d 3m 4ms").map(|span| span.as_secs()), Ok(777_780));
    }

    #[test]
    fn parse_overlap_accepts_whole_seconds_up_to_30_days() {
        for (text, seconds) in [("0s", 0), ("2d", 172_800), ("30d", 2_592_000)] {
            assert_eq!(parse_overlap(text), Ok(seconds), "{text}");
        }
        for text in ["", "-1s", "86400", "1500ms", "30d 1s", "100000d"] {
            parse_overlap(text).expect_err(text);
        }
    }
}
