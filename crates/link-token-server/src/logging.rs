//! The log, on standard error.

use std::fmt;

use slog::{
    Drain, KV, Key, Level, LevelFilter, Logger, OwnedKV, OwnedKVList, Record, Serializer, o,
};
use uuid::Uuid;

use crate::domain::api_token;

/// A log of what is as important as `level` or more.
pub fn logger(level: Level) -> Logger {
    let decorator = slog_term::TermDecorator::new().build();
    // What cannot be written is lost. A log that is closed must not keep requests from being answered.
    let format = slog_term::FullFormat::new(decorator).build().ignore_res();
    let visible = LevelFilter::new(WithoutSecretUris(format), level).ignore_res();
    let drain = slog_async::Async::new(visible)
        .overflow_strategy(slog_async::OverflowStrategy::Block)
        .build()
        .ignore_res();
    Logger::root(drain, o!())
}

/// Dropshot logs the URI of every request. What callers put into it by mistake may be a secret: the query, and path
/// segments that look like a token, are left out.
struct WithoutSecretUris<D>(D);

impl<D: Drain> Drain for WithoutSecretUris<D> {
    type Ok = D::Ok;
    type Err = D::Err;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<D::Ok, D::Err> {
        let mut pairs = Pairs::default();
        // Serialising to memory does not fail.
        let _ = values.serialize(record, &mut pairs);
        if !pairs.0.iter().any(|(key, _)| key == URI) {
            return self.0.log(record, values);
        }
        for (key, value) in &mut pairs.0 {
            if key == URI {
                *value = without_secrets(value);
            }
        }
        // A list is read from its end.
        pairs.0.reverse();
        self.0.log(record, &OwnedKVList::from(OwnedKV(pairs)))
    }
}

const URI: &str = "uri";

fn without_secrets(uri: &str) -> String {
    let path = uri.split(['?', '#']).next().unwrap_or_default();
    let segments = path.split('/').map(|segment| {
        let secret = segment.contains(api_token::PREFIX)
            || segment.len() > 64
            || Uuid::try_parse(segment.trim()).is_ok();
        if secret { "…" } else { segment }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Keys and values of a record, as text.
#[derive(Default)]
struct Pairs(Vec<(Key, String)>);

impl Serializer for Pairs {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        self.0.push((key, value.to_string()));
        Ok(())
    }
}

impl KV for Pairs {
    fn serialize(&self, _: &Record<'_>, serializer: &mut dyn Serializer) -> slog::Result {
        self.0.iter().try_for_each(|(key, value)| serializer.emit_str(key.clone(), value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_lose_what_may_be_secret() {
        for (uri, logged) in [
            ("/link-token", "/link-token"),
            ("/link-token?access_token=lta_x", "/link-token"),
            ("/link-token/efe6413c-941a-4ca6-8f22-defbf758b824/x", "/link-token/…/x"),
            ("/lta_0123", "/…"),
            ("/", "/"),
            ("*", "*"),
        ] {
            assert_eq!(without_secrets(uri), logged);
        }
    }
}
