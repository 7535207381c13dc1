//! Security schemes, and where their credentials are in a request.

use std::{fmt, marker::PhantomData};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use http::{HeaderMap, Uri, header};

use crate::cookie;

/// A security scheme of a contract.
pub trait SecurityScheme: Send + Sync + 'static {
    /// The name in the contract.
    const NAME: &'static str;
    /// The place and form of its credentials.
    type Mechanism: Mechanism;
}

/// The place and form of a credential in a request.
pub trait Mechanism: Send + Sync + 'static {
    /// The credential.
    type Credential: Send;

    /// Finds the credential in the headers or the URI of a request.
    fn credential(headers: &HeaderMap, uri: &Uri) -> Credential<Self::Credential>;
}

/// The credential of a request, if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential<C> {
    /// The request has none.
    Absent,
    /// The request has something that cannot be a credential of this mechanism.
    Malformed,
    /// The request has a credential, which nothing has checked yet.
    Present(C),
}

/// A bearer token in the `Authorization` header (RFC 6750, section 2.1).
#[derive(Debug)]
pub enum Bearer {}

/// A bearer token as it was sent. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(String);

impl BearerToken {
    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(…)")
    }
}

impl Mechanism for Bearer {
    type Credential = BearerToken;

    fn credential(headers: &HeaderMap, _: &Uri) -> Credential<BearerToken> {
        authorization(headers, "bearer")
            .and_then(|token| is_token68(token).then(|| BearerToken(token.to_owned())))
    }
}

/// The credential that the `Authorization` header has for a scheme (RFC 9110, section 11.6.2).
fn authorization<'h>(headers: &'h HeaderMap, wanted: &str) -> Credential<&'h str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Credential::Absent;
    };
    let (Ok(value), None) = (value.to_str(), values.next()) else {
        return Credential::Malformed;
    };
    let (scheme, credential) = value.split_once(' ').unwrap_or((value, ""));
    // RFC 9110, section 11.1: the name of a scheme is case-insensitive.
    if scheme.eq_ignore_ascii_case(wanted) {
        Credential::Present(credential.trim_matches(' '))
    } else {
        Credential::Absent
    }
}

impl<C> Credential<C> {
    /// Returns whether the request has none.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Parses a credential that is present.
    fn and_then<D>(self, look: impl FnOnce(C) -> Option<D>) -> Credential<D> {
        match self {
            Self::Absent => Credential::Absent,
            Self::Malformed => Credential::Malformed,
            Self::Present(credential) => match look(credential) {
                Some(credential) => Credential::Present(credential),
                None => Credential::Malformed,
            },
        }
    }
}

/// A name and a password in the `Authorization` header (RFC 7617).
#[derive(Debug)]
pub enum Basic {}

/// A name and a password as they were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasicCredential {
    /// The name of the user.
    pub user: String,
    /// The password. `Debug` does not show it.
    pub password: Secret,
}

impl Mechanism for Basic {
    type Credential = BasicCredential;

    fn credential(headers: &HeaderMap, _: &Uri) -> Credential<BasicCredential> {
        authorization(headers, "basic").and_then(|encoded| {
            let pair = BASE64_STANDARD.decode(encoded).ok()?;
            let pair = String::from_utf8(pair).ok()?;
            let (user, password) = pair.split_once(':')?;
            let sound = !pair.chars().any(char::is_control);
            let password = Secret(password.to_owned());
            sound.then(|| BasicCredential { user: user.to_owned(), password })
        })
    }
}

/// A secret as it was sent. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The part of a request that holds a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie (RFC 6265, section 4.2).
    Cookie,
}

/// A security scheme whose credential is a key with a name (`apiKey` in OpenAPI 3.0).
pub trait ApiKeyScheme: Send + Sync + 'static {
    /// The part of the request that holds the key.
    const PLACE: KeyPlace;
    /// The name of the header, the parameter or the cookie.
    const KEY: &'static str;
}

/// A key with the name that the scheme `S` gives.
pub struct ApiKey<S>(PhantomData<fn() -> S>);

impl<S: ApiKeyScheme> Mechanism for ApiKey<S> {
    type Credential = Secret;

    fn credential(headers: &HeaderMap, uri: &Uri) -> Credential<Secret> {
        let found: Vec<Option<String>> = match S::PLACE {
            KeyPlace::Header => {
                let values = headers.get_all(S::KEY).iter();
                values.map(|value| value.to_str().ok().map(str::to_owned)).collect()
            }
            KeyPlace::Query => {
                let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
                let named = pairs.filter(|(name, _)| name == S::KEY);
                named.map(|(_, value)| Some(value.into_owned())).collect()
            }
            KeyPlace::Cookie => {
                let values = cookie::values(headers, S::KEY);
                let text = values.map(|value| std::str::from_utf8(value).ok());
                text.map(|value| value.map(str::to_owned)).collect()
            }
        };
        match found.as_slice() {
            [] => Credential::Absent,
            [Some(key)] if !key.is_empty() => Credential::Present(Secret(key.clone())),
            _ => Credential::Malformed,
        }
    }
}

/// A scheme of HTTP authentication other than bearer and basic (`http` in OpenAPI 3.0).
pub trait HttpScheme: Send + Sync + 'static {
    /// The name of the scheme in the `Authorization` header, in any case.
    const SCHEME: &'static str;
}

/// The credentials that the `Authorization` header has for the scheme `S`, as they were sent: a
/// token, or parameters such as those of RFC 7616. Nothing has parsed them.
pub struct HttpCredentials<S>(PhantomData<fn() -> S>);

impl<S: HttpScheme> Mechanism for HttpCredentials<S> {
    type Credential = Secret;

    fn credential(headers: &HeaderMap, _: &Uri) -> Credential<Secret> {
        authorization(headers, S::SCHEME)
            .and_then(|sent| (!sent.is_empty()).then(|| Secret(sent.to_owned())))
    }
}

/// A certificate of the client, which its TLS connection has (`mutualTLS` in OpenAPI 3.1).
#[derive(Debug)]
pub enum MutualTls {}

/// The connection of a request that needs a certificate of the client. Nothing here has verified
/// one, and Dropshot does not pass one on: the context says why it trusts the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnverifiedConnection;

impl Mechanism for MutualTls {
    type Credential = UnverifiedConnection;

    /// Always finds a connection: the request itself has nothing of it.
    fn credential(_: &HeaderMap, _: &Uri) -> Credential<UnverifiedConnection> {
        Credential::Present(UnverifiedConnection)
    }
}

/// `b64token` of RFC 6750, section 2.1.
fn is_token68(token: &str) -> bool {
    let characters = token.trim_end_matches('=');
    !characters.is_empty()
        && characters.bytes().all(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearer_finds_tokens_in_authorization() {
        let credential = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, value.parse().expect("a header value"));
            }
            Bearer::credential(&headers, &Uri::default())
        };
        let present = |token: &str| Credential::Present(BearerToken(token.to_owned()));
        for (values, expected) in [
            (&[] as &[&str], Credential::Absent),
            (&["Basic YTpi"], Credential::Absent),
            (&["Bearer abc-._~+/=="], present("abc-._~+/==")),
            (&["bearer abc"], present("abc")),
            (&["BEARER  abc"], present("abc")),
            (&["Bearer"], Credential::Malformed),
            (&["Bearer "], Credential::Malformed),
            (&["Bearer ="], Credential::Malformed),
            (&["Bearer a b"], Credential::Malformed),
            (&["Bearer ä"], Credential::Malformed),
            (&["Bearer a", "Bearer b"], Credential::Malformed),
        ] {
            assert_eq!(credential(values), expected, "{values:?}");
        }
    }

    #[test]
    fn basic_finds_names_and_passwords_in_authorization() {
        let credential = |value: &str| {
            let headers = [(header::AUTHORIZATION, value.parse().expect("a header value"))];
            Basic::credential(&HeaderMap::from_iter(headers), &Uri::default())
        };
        let present = |user: &str, password: &str| {
            let password = Secret(password.to_owned());
            Credential::Present(BasicCredential { user: user.to_owned(), password })
        };
        // The second is the example of RFC 7617, section 2.
        for (value, expected) in [
            ("Bearer abc", Credential::Absent),
            ("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", present("Aladdin", "open sesame")),
            ("basic YTpiOmM=", present("a", "b:c")),
            ("Basic YTo=", present("a", "")),
            ("Basic YQ==", Credential::Malformed),
            ("Basic YTpiAA==", Credential::Malformed),
            ("Basic ?", Credential::Malformed),
        ] {
            assert_eq!(credential(value), expected, "{value}");
        }
    }

    #[test]
    fn http_credentials_are_as_they_were_sent_when_their_scheme_is_named() {
        enum Digest {}
        impl HttpScheme for Digest {
            const SCHEME: &'static str = "digest";
        }
        let credential = |value: &str| {
            let headers = [(header::AUTHORIZATION, value.parse().expect("a header value"))];
            HttpCredentials::<Digest>::credential(&HeaderMap::from_iter(headers), &Uri::default())
        };
        let present = |sent: &str| Credential::Present(Secret(sent.to_owned()));
        for (value, expected) in [
            ("Digest username=\"a\", nc=1", present("username=\"a\", nc=1")),
            ("DIGEST abc", present("abc")),
            ("Digest", Credential::Malformed),
            ("Digest ", Credential::Malformed),
            ("Digests abc", Credential::Absent),
            ("Basic YTpi", Credential::Absent),
        ] {
            assert_eq!(credential(value), expected, "{value}");
        }
    }

    #[test]
    fn api_key_is_found_where_its_scheme_says() {
        enum InHeader {}
        enum InQuery {}
        enum InCookie {}
        impl ApiKeyScheme for InHeader {
            const PLACE: KeyPlace = KeyPlace::Header;
            const KEY: &'static str = "X-Key";
        }
        impl ApiKeyScheme for InQuery {
            const PLACE: KeyPlace = KeyPlace::Query;
            const KEY: &'static str = "key";
        }
        impl ApiKeyScheme for InCookie {
            const PLACE: KeyPlace = KeyPlace::Cookie;
            const KEY: &'static str = "key";
        }
        fn credential<S: ApiKeyScheme>(header: &'static str, uri: &str) -> Credential<Secret> {
            let (name, value) = header.split_once(": ").expect("a header");
            let headers =
                [(http::HeaderName::from_static(name), value.parse().expect("a header value"))];
            ApiKey::<S>::credential(
                &HeaderMap::from_iter(headers),
                &uri.parse().expect("an address"),
            )
        }
        let present = |key: &str| Credential::Present(Secret(key.to_owned()));
        assert_eq!(credential::<InHeader>("x-key: abc", "/"), present("abc"));
        assert_eq!(credential::<InHeader>("x-other: abc", "/?key=abc"), Credential::Absent);
        assert_eq!(credential::<InHeader>("x-key: ", "/"), Credential::Malformed);
        assert_eq!(credential::<InQuery>("x-a: b", "/?a=b&key=a%20c"), present("a c"));
        assert_eq!(credential::<InQuery>("x-a: b", "/?key=a&key=b"), Credential::Malformed);
        assert_eq!(credential::<InCookie>("cookie: a=b; key=abc", "/"), present("abc"));
        assert_eq!(credential::<InCookie>("cookie: a=key", "/"), Credential::Absent);
    }

    #[test]
    fn debug_shows_no_secrets() {
        assert_eq!(format!("{:?}", BearerToken("abc".to_owned())), "BearerToken(…)");
        assert_eq!(format!("{:?}", Secret("abc".to_owned())), "Secret(…)");
    }
}
