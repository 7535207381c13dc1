//! The set-up of a client: the server's address, the API token and time-outs.

use std::{
    fmt::{self, Write as _},
    time::Duration,
};

use reqwest::{
    Certificate, Proxy, Url,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
    redirect,
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{
    code_verifier::RandomError,
    generated::{Client, types},
    retry::Retry,
};

const TIMEOUT: Duration = Duration::from_secs(15);
/// The time limit of an attempt at an operation for which the server asks a third party. It is
/// longer than the server waits.
const PATIENT_TIMEOUT: Duration = Duration::from_secs(60);
/// The operations for which the server asks a third party.
const ASKING_THIRD_PARTY: [&str; 4] =
    ["read_credentials", "refresh_credentials", "run_post_install_actions", "update_credentials"];
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The secret that authenticates the caller. It is sent as a bearer token, and `Debug` does not
/// show it.
///
/// A caller with the permission `administration` makes one, and the server gets its hash only:
///
/// ```
/// use link_token_client::{ApiToken, Client, types};
///
/// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
/// let api_token = ApiToken::generate()?;
/// let registration = api_token.registration().name("backend");
/// let registration = registration.permissions([types::Permission::LinkToken]);
/// let created = client.create_api_token().body(registration).send().await?;
/// println!("API token {} is created", created.id);
/// let secret: &str = api_token.expose();
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ApiToken(Zeroizing<String>);

impl ApiToken {
    /// Returns a new secret in the format of the server: `lta_`, 256 random bits, and the CRC-32 of
    /// both, in hexadecimal.
    pub fn generate() -> Result<Self, RandomError> {
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(random.as_mut_slice()).map_err(RandomError)?;
        let digits = Zeroizing::new(hex::encode(random.as_slice()));
        // Its capacity is enough, so that no part of the secret stays in freed memory.
        let mut secret = Zeroizing::new(String::with_capacity(76));
        secret.push_str("lta_");
        secret.push_str(&digits);
        let checksum = crc32fast::hash(secret.as_bytes());
        // Writing to a string does not fail.
        let _ = write!(secret, "{checksum:08x}");
        Ok(Self(secret))
    }

    /// Returns the request that creates the API token on the server, without a name. It contains
    /// the hash, which is not a secret.
    pub fn registration(&self) -> types::builder::ApiTokenRegistration {
        let hash = hex::encode(Sha256::digest(self.0.as_bytes()));
        types::ApiTokenRegistration::builder().secret_sha256(hash)
    }

    /// Returns the secret, to store it where the caller reads it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

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

/// A builder of a [`Client`].
pub struct ClientBuilder {
    base_url: String,
    api_token: ApiToken,
    authorities: Vec<u8>,
    proxy: Option<String>,
    http: Option<reqwest::ClientBuilder>,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    retry: Retry,
}

/// The addresses may have passwords.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { timeout, connect_timeout, retry, .. } = self;
        f.debug_struct("ClientBuilder")
            .field("timeout", timeout)
            .field("connect_timeout", connect_timeout)
            .field("retry", retry)
            .finish_non_exhaustive()
    }
}

/// The way in which a client sends requests.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub retry: Retry,
    /// The time limit of an attempt. `None` for that of the operation.
    pub timeout: Option<Duration>,
}

impl Policy {
    /// Returns the time limit of an attempt at an operation.
    pub fn timeout_of(&self, operation: &str) -> Duration {
        let of_operation =
            if ASKING_THIRD_PARTY.contains(&operation) { PATIENT_TIMEOUT } else { TIMEOUT };
        self.timeout.unwrap_or(of_operation)
    }
}

/// The error of [`ClientBuilder::build`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is invalid.
    #[error(
        "the base URL must be an absolute http or https URL without user, query and fragment, such as https://link-token.example.com"
    )]
    BaseUrl,
    /// The API token contains characters that an HTTP header cannot carry.
    #[error(
        "the API token contains characters that an HTTP header cannot carry: copy it completely and without line breaks"
    )]
    ApiToken,
    /// The certificates of authorities are not PEM.
    #[error(
        "the certificates of the authority are not PEM: a block begins with -----BEGIN CERTIFICATE-----"
    )]
    Authority,
    /// The URL of the proxy is invalid.
    #[error("the proxy must be a URL, such as http://proxy.example.com:3128")]
    Proxy,
    /// The HTTP client cannot be built.
    #[error("cannot build the HTTP client: {0}")]
    Http(#[source] reqwest::Error),
}

impl Client {
    /// Returns a builder for a client of the server at `base_url`, which authenticates with
    /// `api_token`.
    ///
    /// Plain `http` exposes the token to the network: use it only within one machine.
    pub fn builder(base_url: impl Into<String>, api_token: impl Into<ApiToken>) -> ClientBuilder {
        ClientBuilder {
            base_url: base_url.into(),
            api_token: api_token.into(),
            authorities: Vec::new(),
            proxy: None,
            http: None,
            timeout: None,
            connect_timeout: CONNECT_TIMEOUT,
            retry: Retry::default(),
        }
    }
}

impl ClientBuilder {
    /// Sets the time limit of one attempt, including the connection. The default is 15 seconds, and
    /// 60 seconds for operations for which the server asks a third party: it reads, replaces or
    /// refreshes credentials, or runs the checks of an account.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the time limit of a connection. The default is 5 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Trusts the authorities of these certificates, in PEM, in addition to those of the system.
    #[must_use]
    pub fn authorities_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.authorities.extend_from_slice(pem.as_ref());
        self.authorities.push(b'\n');
        self
    }

    /// Sends requests through the proxy at a URL, instead of the one that the environment names
    /// (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Builds on an HTTP client with the caller's own settings, such as a client certificate or a
    /// resolver. The time-outs of this builder, its `Authorization` and that it follows no
    /// redirect are added.
    #[must_use]
    pub fn http_client(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    /// Sets the retry policy. The default is up to four attempts; [`Retry::NEVER`] is one.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Builds the client. It connects on first use.
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
        let mut http = self.http.unwrap_or_default();
        if !self.authorities.is_empty() {
            let authorities = Certificate::from_pem_bundle(&self.authorities)
                .ok()
                .filter(|authorities| !authorities.is_empty());
            http = http.tls_certs_merge(authorities.ok_or(BuildError::Authority)?);
        }
        if let Some(proxy) = self.proxy {
            http = http.proxy(Proxy::all(proxy).map_err(|_| BuildError::Proxy)?);
        }
        let client = http
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, authorization)]))
            .connect_timeout(self.connect_timeout)
            // The API never redirects, and the token is only for this server.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(BuildError::Http)?;
        let policy = Policy { retry: self.retry, timeout: self.timeout };
        Ok(Client::new_with_client(url.as_str().trim_end_matches('/'), client, policy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_refuses_invalid_url_and_token() {
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
        let builder = || Client::builder("https://127.0.0.1", "lta_x");
        for pem in ["", "x", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"] {
            let built = builder().authorities_pem(pem).build();
            assert!(matches!(built, Err(BuildError::Authority | BuildError::Http(_))), "{pem}");
        }
        assert!(matches!(builder().proxy("http://").build(), Err(BuildError::Proxy)));
    }

    #[test]
    fn operation_that_asks_third_party_has_more_time() {
        let policy = Policy { retry: Retry::NEVER, timeout: None };
        assert_eq!(policy.timeout_of("create_link_token"), TIMEOUT);
        for operation in ASKING_THIRD_PARTY {
            assert_eq!(policy.timeout_of(operation), PATIENT_TIMEOUT);
        }
        let second = Duration::from_secs(1);
        let policy = Policy { timeout: Some(second), ..policy };
        assert_eq!(policy.timeout_of("read_credentials"), second);
    }

    #[test]
    fn debug_omits_the_token_and_passwords() {
        let builder = Client::builder("http://me:secret@127.0.0.1", "lta_x")
            .proxy("http://me:secret@127.0.0.1");
        assert!(!format!("{builder:?}").contains("secret"));
        let builder = Client::builder("http://127.0.0.1", "lta_secret");
        assert!(!format!("{builder:?}").contains("secret"));
        let client = builder.build().expect("a client");
        assert!(!format!("{client:?}").contains("secret"), "{client:?}");
    }
}
