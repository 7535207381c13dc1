//! The colours of an environment.

use link_token_domain::appearance::AccentColour;

/// Returns the style that sets an accent colour, with a text colour that is readable on it.
pub fn style(accent: AccentColour) -> String {
    // Of black and white, the one with the higher contrast (WCAG 2.2, contrast ratio).
    let on_accent = if luminance(accent) > 0.179 { "#000" } else { "#fff" };
    format!(":root {{ --accent: {accent}; --on-accent: {on_accent}; }}")
}

/// Returns the relative luminance (WCAG 2.2).
fn luminance(AccentColour([r, g, b]): AccentColour) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_has_a_readable_text_colour() {
        for (accent, text) in
            [("#000000", "#fff"), ("#ffffff", "#000"), ("#2f5bea", "#fff"), ("#FFCC00", "#000")]
        {
            let style = style(accent.parse().expect("a colour"));
            assert!(style.ends_with(&format!("--on-accent: {text}; }}")), "{accent}: {style}");
        }
    }
}
