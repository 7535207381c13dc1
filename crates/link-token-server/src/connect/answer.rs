//! The answers to a browser: a page, or another address.

use dropshot::ErrorStatusCode;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::pages::Page;

/// An answer to a browser.
pub enum Answer {
    /// A page. `status` is that of an error.
    Page { page: Page, status: Option<ErrorStatusCode>, policy: Policy },
    /// Another address, and the cookie to set.
    Redirect { location: String, cookie: Option<String> },
}

/// The rights of a page beyond its own origin.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The origins that may frame the page.
    pub framed_by: Vec<String>,
    /// Sources for the addresses that a form may lead to, beyond this server and `https`. Browsers
    /// check each redirect that follows a form.
    pub leads_to: Vec<String>,
}

impl Answer {
    pub fn redirect(location: impl Into<String>) -> Self {
        Self::Redirect { location: location.into(), cookie: None }
    }

    /// Returns the headers that protect the page, or the address. `serves_tls` is true if this
    /// server has a certificate: then browsers shall come by TLS for the next year.
    pub fn headers(&self, serves_tls: bool) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if serves_tls {
            let year = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow"),
        );
        if let Self::Page { page, policy, .. } = self {
            let value = policy.value(&page.styles);
            let value = HeaderValue::try_from(value)
                // Origins and schemes were checked when they were set.
                .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
            headers.insert(header::CONTENT_SECURITY_POLICY, value);
            if page.loads_again {
                headers.insert(header::REFRESH, HeaderValue::from_static("3"));
            }
            if policy.framed_by.is_empty() {
                headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
            }
        }
        headers
    }
}

impl Policy {
    /// Returns the content security policy of a page with some styles.
    fn value(&self, styles: &[String]) -> String {
        let none = || "'none'".to_owned();
        let list = |sources: &[String]| if sources.is_empty() { none() } else { sources.join(" ") };
        let mut leads_to = vec!["'self'".to_owned(), "https:".to_owned()];
        leads_to.extend(self.leads_to.iter().cloned());
        format!(
            "default-src 'none'; script-src 'self'; style-src {}; img-src data:; base-uri 'none'; \
             form-action {}; frame-ancestors {}",
            list(styles),
            leads_to.join(" "),
            list(&self.framed_by),
        )
    }
}
