//! Session binding: an account that was connected with a challenge waits for its confirmation.
//!
//! Anyone who has a link can connect an account with it. A backend that creates a link token with a
//! challenge keeps the verifier in the session of its user (RFC 7636). The account is usable only
//! after the backend has presented the verifier. Until then, the result of the connection flow is
//! kept apart: a new account is `connecting`, and one to reauthorise stays as it was.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use link_token_types::{
    self as types, AuthenticationMethod, IntegratedAccountStatus, IntegrationName,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::{
    Refusal, context::Context, credentials::Credentials, link_token::LinkTokenHash,
    redemption::Connection, secret::Secret, sweep::LINK_TOKEN_RETENTION,
};

/// The time in which an account must be confirmed. A user comes back at once, so it allows for an
/// outage of the backend.
pub const LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The SHA-256 of a verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeChallenge(pub [u8; 32]);

impl CodeChallenge {
    /// Reads the challenge of a request.
    pub fn check(challenge: &types::CodeChallenge) -> Result<Self, Refusal> {
        let mut hash = [0; 32];
        match URL_SAFE_NO_PAD.decode_slice(challenge.as_str(), &mut hash) {
            Ok(32) => Ok(Self(hash)),
            _ => Err(Refusal::invalid(
                "code_challenge",
                "must be the SHA-256 of the code_verifier in base64url without padding",
            )),
        }
    }

    /// Returns the challenge as a request has it.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Compares a verifier with the challenge, in constant time.
    fn verify(&self, verifier: &types::CodeVerifier) -> Result<(), Refusal> {
        let hash: [u8; 32] = Sha256::digest(verifier.as_bytes()).into();
        if bool::from(hash.ct_eq(&self.0)) { Ok(()) } else { Err(Refusal::WrongVerifier) }
    }
}

/// Checks the verifier of a request against the challenge of its link token. A verifier without a
/// challenge is refused as well: the backend believes in a binding that there is not.
pub fn check_verifier(
    challenge: Option<CodeChallenge>,
    verifier: Option<&types::CodeVerifier>,
) -> Result<(), Refusal> {
    let refuse = |message: &str| Err(Refusal::invalid("code_verifier", message));
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(challenge), Some(verifier)) => challenge.verify(verifier),
        (None, Some(_)) => refuse("the link token was created without a code_challenge"),
        (Some(_), None) => {
            refuse("required, because the link token was created with a code_challenge")
        }
    }
}

/// The result of a connection flow that waits for its confirmation, or was confirmed. `S` is the
/// form of the content: plain, or encrypted as in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation<S = Secret> {
    /// The ID of the attempt that has connected the account.
    pub id: Uuid,
    pub environment_id: Uuid,
    pub link_token: LinkTokenHash,
    pub account_id: Uuid,
    /// True if the account was created for the connection.
    pub is_new_account: bool,
    /// The state that the connection flow has found.
    pub status: IntegratedAccountStatus,
    /// An [`UnconfirmedConnection`]. `None` after the confirmation.
    pub content: Option<S>,
    /// The time from which the account cannot be confirmed any more. After the confirmation, the
    /// time until which it can be repeated.
    pub expires_at: DateTime<Utc>,
}

impl<S> Confirmation<S> {
    /// Replaces the content with another form of it.
    pub fn with_content<T>(self, content: Option<T>) -> Confirmation<T> {
        let Self {
            id,
            environment_id,
            link_token,
            account_id,
            is_new_account,
            status,
            content: _,
            expires_at,
        } = self;
        Confirmation {
            id,
            environment_id,
            link_token,
            account_id,
            is_new_account,
            status,
            content,
            expires_at,
        }
    }

    pub fn is_expired_at(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
    }

    /// Returns the confirmed one, which has no secrets.
    #[must_use]
    pub fn confirmed(self, now: DateTime<Utc>) -> Self {
        Self { content: None, expires_at: now + LINK_TOKEN_RETENTION, ..self }
    }
}

/// The result of a connection flow, apart from its account.
#[derive(Clone, Debug, PartialEq)]
pub struct UnconfirmedConnection {
    pub connection: Connection,
    pub credentials: Option<Credentials>,
}

/// An [`UnconfirmedConnection`] as JSON.
#[derive(Serialize, Deserialize)]
struct StoredConnection {
    integration: Option<IntegrationName>,
    authentication_method: Option<AuthenticationMethod>,
    context: Option<Map<String, Value>>,
    environment_integration_id: Option<Uuid>,
    upstream_id: Option<String>,
    status: IntegratedAccountStatus,
    last_error: Option<String>,
    credentials: Option<StoredCredentials>,
}

#[derive(Serialize, Deserialize)]
struct StoredCredentials {
    content: String,
    expires_at: Option<DateTime<Utc>>,
    issued_at: Option<DateTime<Utc>>,
    is_refreshable: bool,
}

impl UnconfirmedConnection {
    /// Returns the connection as JSON for the store, which encrypts it.
    pub fn to_secret(&self) -> Result<Secret, serde_json::Error> {
        // Destructured, so that a new field does not compile until it is kept.
        let Self { connection, credentials } = self.clone();
        let Connection {
            integration,
            authentication_method,
            context,
            environment_integration_id,
            upstream_id,
            status,
            last_error,
        } = connection;
        let stored = StoredConnection {
            integration,
            authentication_method,
            context: context.map(|context| types::Context::from(context).0),
            environment_integration_id,
            upstream_id,
            status,
            last_error,
            credentials: credentials.map(
                |Credentials { content, expires_at, issued_at, is_refreshable }| {
                    StoredCredentials {
                        content: content.expose().to_owned(),
                        expires_at,
                        issued_at,
                        is_refreshable,
                    }
                },
            ),
        };
        serde_json::to_string(&stored).map(Secret::new)
    }

    /// Reads the result of [`Self::to_secret`].
    pub fn from_secret(secret: &Secret) -> Result<Self, serde_json::Error> {
        let stored: StoredConnection = serde_json::from_str(secret.expose())?;
        let credentials = stored.credentials;
        Ok(Self {
            connection: Connection {
                integration: stored.integration,
                authentication_method: stored.authentication_method,
                context: stored.context.map(Context::from_stored),
                environment_integration_id: stored.environment_integration_id,
                upstream_id: stored.upstream_id,
                status: stored.status,
                last_error: stored.last_error,
            },
            credentials: credentials.map(
                |StoredCredentials { content, expires_at, issued_at, is_refreshable }| {
                    Credentials {
                        content: Secret::new(content),
                        expires_at,
                        issued_at,
                        is_refreshable,
                    }
                },
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The example of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn verifier(text: &str) -> types::CodeVerifier {
        text.parse().expect("within the limits")
    }

    fn challenge() -> CodeChallenge {
        CodeChallenge::check(&CHALLENGE.parse().expect("within the limits")).expect("valid")
    }

    #[test]
    fn verifier_fits_only_its_challenge() {
        assert_eq!(challenge().encode(), CHALLENGE);
        let check = |challenge, verifier: Option<&str>| {
            check_verifier(challenge, verifier.map(self::verifier).as_ref())
        };
        assert_eq!(check(Some(challenge()), Some(VERIFIER)), Ok(()));
        assert_eq!(check(None, None), Ok(()));
        let wrong = check(Some(challenge()), Some(&VERIFIER.replace('d', "e")));
        assert_eq!(wrong, Err(Refusal::WrongVerifier));
        // A caller who has seen the challenge cannot present it.
        assert_eq!(check(Some(challenge()), Some(CHALLENGE)), Err(Refusal::WrongVerifier));
        for (challenge, verifier) in [(None, Some(VERIFIER)), (Some(challenge()), None)] {
            let refused = check(challenge, verifier);
            assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
        }
    }

    #[test]
    fn contract_takes_every_challenge_and_nothing_else() {
        for hash in [[0; 32], [0xff; 32], [0x5a; 32]] {
            let text = CodeChallenge(hash).encode();
            let sent: types::CodeChallenge = text.parse().expect("within the limits");
            assert_eq!(CodeChallenge::check(&sent), Ok(CodeChallenge(hash)));
        }
        // Too short, not URL-safe, and with bits that no hash has.
        for wrong in ["", &"A".repeat(42), &"+".repeat(43), &"B".repeat(43), &"A".repeat(44)] {
            assert!(wrong.parse::<types::CodeChallenge>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn unconfirmed_connection_reads_back() {
        let context: types::Context =
            serde_json::from_value(json!({ "a": 1, "b": [0.1, null] })).expect("an object");
        let full = UnconfirmedConnection {
            connection: Connection {
                integration: Some("hubspot".parse().expect("valid")),
                authentication_method: Some(AuthenticationMethod::Oauth2),
                context: Some(Context::check(context).expect("valid")),
                environment_integration_id: Some(Uuid::from_u128(1)),
                upstream_id: Some("42".to_owned()),
                status: IntegratedAccountStatus::ValidationError,
                last_error: Some("503".to_owned()),
            },
            credentials: Some(Credentials {
                content: Secret::new("{\"access_token\":\"t\"}"),
                expires_at: Some(DateTime::UNIX_EPOCH),
                issued_at: Some(DateTime::UNIX_EPOCH - TimeDelta::hours(1)),
                is_refreshable: true,
            }),
        };
        let mut empty = full.clone();
        empty.connection.context = None;
        empty.credentials = None;
        for connection in [full, empty] {
            let secret = connection.to_secret().expect("JSON");
            assert_eq!(UnconfirmedConnection::from_secret(&secret).expect("read"), connection);
        }
    }
}
