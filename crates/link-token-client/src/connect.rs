//! Where the server is, and who calls it.

use std::{fmt, time::Duration};

use reqwest::{
    Url,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
    redirect,
};
use zeroize::Zeroizing;

use crate::{generated::Client, retry::Retry};

/// How long to wait for an answer, unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(15);
/// How long to wait for a connection, unless told otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The secret by which the server knows the caller. Sent as a bearer token, and never shown.
#[derive(Clone)]
pub struct ApiToken(Zeroizing<String>);

impl From<&str> for ApiToken {
    fn from(token: &str) -> Self {
        Self::from(token.to_owned())
    }
}

impl From<String> for ApiToken {
    fn from(token: String) -> Self {
        Self(Zeroizing::new(token))
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken(…)")
    }
}

/// Makes a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    base_url: String,
    api_token: ApiToken,
    timeout: Duration,
    connect_timeout: Duration,
    retry: Retry,
}

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not one.
    #[error(
        "the base URL must be an absolute http or https URL without user, query and fragment, such as https://link-token.example.com"
    )]
    BaseUrl,
    /// The API token has characters that no API token has.
    #[error(
        "the API token contains characters that an HTTP header cannot carry: copy it completely and without line breaks"
    )]
    ApiToken,
    /// The HTTP client cannot be set up.
    #[error("cannot build the HTTP client: {0}")]
    Http(#[source] reqwest::Error),
}

impl Client {
    /// A client of the server at `base_url`, which knows the caller by `api_token`.
    ///
    /// Over plain `http` the token can be read on the way: use that on one machine only.
    pub fn builder(base_url: impl Into<String>, api_token: impl Into<ApiToken>) -> ClientBuilder {
        ClientBuilder {
            base_url: base_url.into(),
            api_token: api_token.into(),
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            retry: Retry::default(),
        }
    }
}

impl ClientBuilder {
    /// How long to wait for an answer to one attempt, the connection included. 15 seconds unless set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long to wait for a connection. 5 seconds unless set.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// When and how often to try again. Four attempts unless set, and [`Retry::NEVER`] for one.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// The client. It connects when it is first used.
    pub fn build(self) -> Result<Client, BuildError> {
        let url = Url::parse(&self.base_url).map_err(|_| BuildError::BaseUrl)?;
        let has_more = !url.username().is_empty()
            || url.password().is_some()
            || url.query().is_some()
            || url.fragment().is_some();
        if !matches!(url.scheme(), "http" | "https") || has_more {
            return Err(BuildError::BaseUrl);
        }
        let bearer = Zeroizing::new(format!("Bearer {}", self.api_token.0.as_str()));
        let mut authorization = HeaderValue::from_str(&bearer).map_err(|_| BuildError::ApiToken)?;
        authorization.set_sensitive(true);
        let client = reqwest::Client::builder()
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, authorization)]))
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            // The API redirects nobody, and the token is for this server only.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(BuildError::Http)?;
        Ok(Client::new_with_client(url.as_str().trim_end_matches('/'), client, self.retry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_cannot_work() {
        let build = |url: &str, token: &str| Client::builder(url, token).build();
        assert!(build("http://127.0.0.1:8080/", "lta_x").is_ok());
        for url in [
            "",
            "127.0.0.1:8080",
            "localhost:8080",
            "ftp://example.com",
            "/link-token",
            "http://u:p@example.com",
            "http://example.com?x=1",
        ] {
            assert!(matches!(build(url, "lta_x"), Err(BuildError::BaseUrl)), "{url}");
        }
        assert!(matches!(build("http://127.0.0.1", "lta_\nx"), Err(BuildError::ApiToken)));
    }

    #[test]
    fn never_shows_the_token() {
        let builder = Client::builder("http://127.0.0.1", "lta_secret");
        assert!(!format!("{builder:?}").contains("secret"));
        let client = builder.build().expect("a client");
        assert!(!format!("{client:?}").contains("secret"), "{client:?}");
    }
}
