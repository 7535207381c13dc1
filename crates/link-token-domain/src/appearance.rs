//! The appearance of the connection page: what an environment shows of itself, and which sites may
//! open the page.

use std::{fmt, str::FromStr};

use link_token_types as types;

use super::redirect_uri::RedirectUri;

/// The appearance of an environment's page, without its logo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// The name that users read. `None` for the name of the environment.
    pub display_name: Option<DisplayName>,
    pub accent_colour: Option<AccentColour>,
    /// The sites that may frame the page, or open it and get a message. Without one, no site may.
    pub origins: Vec<PageOrigin>,
}

/// A name that users read, of 1 to 64 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName(String);

impl FromStr for DisplayName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=64).contains(&text.chars().count())
            && text.trim() == text
            && !text.contains(char::is_control);
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "a display name has 1 to 64 characters, without control characters and without white space around them",
            )
        }
    }
}

impl fmt::Display for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A colour of sRGB, written as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccentColour(pub [u8; 3]);

impl FromStr for AccentColour {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut colour = [0; 3];
        let digits = text.strip_prefix('#').ok_or(NOT_A_COLOUR)?;
        hex::decode_to_slice(digits, &mut colour).map_err(|_| NOT_A_COLOUR)?;
        Ok(Self(colour))
    }
}

const NOT_A_COLOUR: &str = "a colour is `#` and six hexadecimal digits, such as #1a73e8";

impl fmt::Display for AccentColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", hex::encode(self.0))
    }
}

/// The origin of a site (RFC 6454), as browsers write it: `https://app.example.com`, or `http` for
/// a loopback address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOrigin(String);

impl PageOrigin {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PageOrigin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri = types::RedirectUri::try_from(text).map_err(|error| error.to_string())?;
        // The same rules for hosts and ports, in the same words.
        RedirectUri::check_entry(uri).map_err(|refusal| {
            let text = refusal.to_string();
            text.strip_prefix("redirect_uri: ").map_or(text.clone(), str::to_owned)
        })?;
        let origin = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let Some((scheme @ ("https" | "http"), authority)) = origin.split_once("://") else {
            return Err("an origin begins with `https://`".to_owned());
        };
        if authority.contains(['/', '?']) {
            return Err(format!(
                "an origin ends with the host or the port: remove what follows {scheme}://{}",
                authority.split(['/', '?']).next().unwrap_or_default()
            ));
        }
        // Browsers leave the scheme's own port out.
        let port = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(port).unwrap_or(authority);
        Ok(Self(format!("{scheme}://{}", authority.strip_suffix(':').unwrap_or(authority))))
    }
}

/// A picture that the page shows, of at most 64 KiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub media_type: LogoType,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString)]
pub enum LogoType {
    #[strum(serialize = "image/png")]
    Png,
    #[strum(serialize = "image/svg+xml")]
    Svg,
}

impl Logo {
    pub const MAX_BYTES: usize = 64 * 1024;

    /// Recognises a picture by its content.
    pub fn recognise(bytes: Vec<u8>) -> Result<Self, &'static str> {
        if bytes.len() > Self::MAX_BYTES {
            return Err("a logo has at most 64 KiB");
        }
        let media_type = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            LogoType::Png
        } else if is_svg(&bytes) {
            LogoType::Svg
        } else {
            return Err("a logo is a PNG or an SVG file");
        };
        Ok(Self { media_type, bytes })
    }
}

/// Returns true if a text begins with an element `svg`, after an XML declaration, comments and a
/// document type. The page shows it as an image, in which browsers run no scripts.
fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    rest.strip_prefix("<svg").is_some_and(|rest| rest.starts_with([' ', '\n', '\r', '\t', '>']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origin_is_written_as_browsers_do() {
        for (text, expected) in [
            ("https://app.example.com", "https://app.example.com"),
            ("https://app.example.com/", "https://app.example.com"),
            ("HTTPS://App.Example.com:443", "https://app.example.com"),
            ("https://app.example.com:8443", "https://app.example.com:8443"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://127.0.0.1:80", "http://127.0.0.1"),
            ("http://[::1]:80/", "http://[::1]"),
        ] {
            let origin: PageOrigin = text.parse().expect(text);
            assert_eq!(origin.as_str(), expected);
            assert_eq!(origin.as_str().parse(), Ok(origin.clone()), "parses back");
        }
        for wrong in [
            "",
            "app.example.com",
            "http://app.example.com",
            "https://app.example.com/a",
            "https://app.example.com?a",
            "https://*.example.com",
            "https://u@app.example.com",
            "https://a.example;",
            "https://a.example b.example",
            "com.example.app:/",
            "com.example.app://a",
            "null",
            "*",
        ] {
            assert!(wrong.parse::<PageOrigin>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn colour_parses_back() {
        let colour: AccentColour = "#1A73e8".parse().expect("a colour");
        assert_eq!(colour.to_string(), "#1a73e8");
        for wrong in ["", "#", "1a73e8", "#1a73e", "#1a73e88", "#1a73eg", "red", "#é1234"] {
            assert!(wrong.parse::<AccentColour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn display_name_refuses_what_a_page_cannot_show() {
        for right in ["Acme", "Ä & <b>", &"x".repeat(64)] {
            assert_eq!(right.parse::<DisplayName>().expect(right).to_string(), right);
        }
        for wrong in ["", " a", "a\n", "a\u{0}b", &"x".repeat(65)] {
            assert!(wrong.parse::<DisplayName>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn logo_is_recognised_by_its_content() {
        let media_type = |bytes: &[u8]| Logo::recognise(bytes.to_vec()).map(|logo| logo.media_type);
        for svg in [
            "<svg/ >".replace('/', ""),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".to_owned(),
            "\u{feff}<?xml version=\"1.0\"?>\n<!-- a -->\n<!DOCTYPE svg>\n<svg>".to_owned(),
        ] {
            assert_eq!(media_type(svg.as_bytes()), Ok(LogoType::Svg), "{svg}");
        }
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n..."), Ok(LogoType::Png));
        for wrong in [b"" as &[u8], b"GIF89a", b"<html><svg>", b"<svgx>", b"<!--", b"\xff<svg>"] {
            assert!(media_type(wrong).is_err(), "{wrong:?}");
        }
        let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
        large.resize(Logo::MAX_BYTES, 0);
        assert_eq!(media_type(&large), Ok(LogoType::Png));
        large.push(0);
        assert!(media_type(&large).is_err());
        for media_type in [LogoType::Png, LogoType::Svg] {
            assert_eq!(media_type.to_string().parse(), Ok(media_type));
        }
    }
}
