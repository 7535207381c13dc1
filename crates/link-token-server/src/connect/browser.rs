//! The browser of a request: its cookie, its language, and what it is inside of.

use link_token_domain::attempt::{AttemptSecret, BrowserHash};
use uuid::Uuid;

use super::pages::Language;

/// The name of the cookie on a server with TLS. Browsers take a cookie with this prefix only from
/// the host itself, over TLS (RFC 6265bis, section 4.1.3.2).
const SECURE_COOKIE: &str = "__Host-link-token-browser";
/// The name of the cookie on a server without TLS, for development.
const PLAIN_COOKIE: &str = "link-token-browser";
/// The time for which the browser keeps the cookie, in seconds. It is longer than an attempt, and
/// begins anew each time that the browser leaves for a third party.
const COOKIE_SECONDS: u32 = 3600;

/// The texts in the `User-Agent` of browsers inside other apps, in which some third parties refuse
/// to authenticate (RFC 8252, section 8.12).
const IN_APP: [&str; 8] = [
    "FBAN/",
    "FBAV/",
    "Instagram",
    "LinkedInApp",
    "MicroMessenger",
    "Line/",
    "Snapchat",
    "musical_ly",
];

/// The facts of a request about its browser.
#[derive(Clone)]
pub struct Browser {
    pub request_id: Uuid,
    pub accept_language: Option<String>,
    /// The language that the address of the page asks for.
    locale: Option<String>,
    pub user_agent: Option<String>,
    /// The value of the cookie.
    cookie: Option<String>,
    /// True if it shows the page in a frame. A frame of another site gets no cookie.
    pub is_framing: bool,
}

impl std::fmt::Debug for Browser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Browser").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl Browser {
    pub fn new(
        request_id: &str,
        accept_language: Option<String>,
        user_agent: Option<String>,
        cookie: Option<String>,
    ) -> Self {
        Self {
            // Dropshot's IDs of requests are UUIDs.
            request_id: request_id.parse().unwrap_or_default(),
            accept_language,
            locale: None,
            user_agent,
            cookie: cookie.filter(|cookie| !cookie.is_empty()),
            is_framing: false,
        }
    }

    /// Returns the browser of a request that could not be read.
    pub fn unknown(request_id: &str) -> Self {
        Self::new(request_id, None, None, None)
    }

    #[must_use]
    pub fn with_locale(self, locale: Option<String>) -> Self {
        Self { locale, ..self }
    }

    #[must_use]
    pub fn with_frame(self, is_framing: bool) -> Self {
        Self { is_framing, ..self }
    }

    /// Returns the language of a page. `locale` is the one that the attempt was begun with.
    pub fn language(&self, locale: Option<&str>) -> Language {
        let locale = locale.or(self.locale.as_deref());
        Language::preferred(locale, self.accept_language.as_deref())
    }

    pub fn is_in_app(&self) -> bool {
        let agent = self.user_agent.as_deref().unwrap_or_default();
        IN_APP.iter().any(|name| agent.contains(name))
    }

    pub fn hash(&self) -> Option<BrowserHash> {
        self.cookie.as_deref().map(BrowserHash::of)
    }

    /// Returns the hash of the browser's cookie, and the cookie to set. Attempts of one browser
    /// share the cookie, so that tabs do not lose each other's and abandoned ones do not pile up.
    pub fn remember(&self, is_secure: bool) -> Result<(BrowserHash, String), getrandom::Error> {
        // A value that this server did not make is not used again: it could be anything.
        let is_ours =
            |value: &&String| value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit());
        let value = match self.cookie.as_ref().filter(is_ours) {
            Some(value) => value.clone(),
            None => AttemptSecret::generate()?.expose().to_owned(),
        };
        let (name, secure) =
            if is_secure { (SECURE_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
        let cookie = format!(
            "{name}={value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}"
        );
        Ok((BrowserHash::of(&value), cookie))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn browser(cookie: Option<&str>, agent: &str) -> Browser {
        Browser::new("", None, Some(agent.to_owned()), cookie.map(str::to_owned))
    }

    #[test]
    fn browser_keeps_its_cookie_and_replaces_one_that_is_not_ours() {
        let (first, cookie) = browser(None, "").remember(true).expect("randomness");
        let value =
            cookie.split_once('=').and_then(|(_, rest)| rest.split_once(';')).expect("a value").0;
        assert!(cookie.starts_with("__Host-") && cookie.ends_with("; Secure"), "{cookie}");
        let again = browser(Some(value), "");
        assert_eq!(again.hash(), Some(first));
        assert_eq!(again.remember(false).expect("randomness").0, first);
        for other in ["", "x", &"é".repeat(32), &value[1..]] {
            let (hash, cookie) = browser(Some(other), "").remember(false).expect("randomness");
            assert_ne!(hash, BrowserHash::of(other));
            assert!(!cookie.contains("Secure") && !cookie.contains("__Host-"), "{cookie}");
        }
    }

    #[test]
    fn in_app_browsers_are_recognised() {
        for agent in [
            "Mozilla/5.0 (iPhone) Mobile/15E148 Instagram 300.0.0.0",
            "Mozilla/5.0 (Linux; Android 14) [FB_IAB/FB4A;FBAV/440.0.0;]",
            "Mozilla/5.0 (iPhone) Mobile/15E148 [LinkedInApp]/9.29",
            "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.42",
        ] {
            assert!(browser(None, agent).is_in_app(), "{agent}");
        }
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1";
        assert!(!browser(None, safari).is_in_app());
        assert!(!browser(None, "").is_in_app());
    }
}
