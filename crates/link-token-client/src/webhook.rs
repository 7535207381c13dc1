//! Webhooks: verifies that a delivery comes from the server, and reads its event.
//!
//! A receiver passes the headers and the body exactly as they arrived. It does not parse the body
//! first: the signatures are over its bytes.
//!
//! ```
//! use http::{HeaderMap, StatusCode};
//! use link_token_client::webhook::{self, Content, Secret};
//!
//! /// Answers a delivery. Any web framework can call it.
//! fn receive(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> StatusCode {
//!     let event = match webhook::verify(headers, body, secrets) {
//!         Ok(event) => event,
//!         Err(error) => {
//!             eprintln!("a delivery was refused: {error}");
//!             return StatusCode::BAD_REQUEST;
//!         }
//!     };
//!     // The same event may arrive again: remember the IDs of those that were handled.
//!     match event.content {
//!         Content::Account { account, .. } => println!("{} is {}", account.id, account.status),
//!         Content::Deleted { account_id } => println!("{account_id} is deleted"),
//!         _ => {}
//!     }
//!     StatusCode::NO_CONTENT
//! }
//!
//! // While the secret is rotated, pass both.
//! let secrets: [Secret; 1] = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse()?];
//! assert_eq!(receive(&HeaderMap::new(), b"{}", &secrets), StatusCode::BAD_REQUEST);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`verify`] needs the headers of [Standard Webhooks](https://www.standardwebhooks.com), which
//! every delivery has. [`verify_body_signature`] needs only `X-Truto-Signature`, for receivers that
//! still get deliveries of the hosted service. That signature does not cover the time of sending,
//! so it cannot tell a recorded delivery from a new one.

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName};
use link_token_signature::{ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, TRUTO_SIGNATURE_HEADER};
pub use link_token_signature::{SecretError, SigningSecret as Secret};
use link_token_types as types;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

/// The difference between the time of sending and this machine's clock that [`verify`] accepts. A
/// recorded delivery is refused after this time.
pub const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// A verified event.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// The ID. The same event may be delivered more than once, always with this ID.
    pub id: String,
    /// The name, such as `integrated_account:active`.
    pub name: String,
    pub content: Content,
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    /// The time when it happened. The delivery may be later.
    pub created_at: DateTime<Utc>,
    /// True if a reauthorisation has connected another account of the third party than before.
    pub upstream_account_changed: bool,
}

/// The content of an event.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Content {
    Account {
        change: AccountChange,
        /// The account as it was then, without its credentials.
        account: Box<types::IntegratedAccount>,
    },
    /// An integrated account was deleted.
    Deleted { account_id: Uuid },
    /// A test, which an operator has sent.
    Test,
    /// An event that this version of the client does not know, or an account of a form that it does
    /// not know, as the hosted service sends. The event's name says which.
    Other(Payload),
}

/// A change of an integrated account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountChange {
    Created,
    /// It was reauthorised, or its fields have changed.
    Updated,
    Active,
    /// It is active again after it needed a reauthorisation.
    Reactivated,
    PostInstallError,
    ValidationError,
    /// It needs a reauthorisation.
    AuthenticationError,
}

impl AccountChange {
    fn of(name: &str) -> Option<Self> {
        Some(match name.strip_prefix("integrated_account:")? {
            "created" => Self::Created,
            "updated" => Self::Updated,
            "active" => Self::Active,
            "reactivated" => Self::Reactivated,
            "post_install_error" => Self::PostInstallError,
            "validation_error" => Self::ValidationError,
            "authentication_error" => Self::AuthenticationError,
            _ => return None,
        })
    }
}

/// A payload of an unknown form. `Debug` does not show it, since it may contain secrets.
#[derive(Clone)]
pub struct Payload(pub Value);

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload(…)")
    }
}

/// The reason why a delivery was refused. The message repeats neither a secret nor the body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    #[error("no secret was given: pass the one that was shown when the webhook was created")]
    NoSecret,
    /// The sender is not the server, or a proxy has removed the header.
    #[error("the header `{0}` is missing: only the server sends it, and proxies must pass it on")]
    MissingHeader(&'static str),
    /// The header occurs twice, or cannot be read.
    #[error("the header `{0}` is malformed: it must occur once, as the server sends it")]
    MalformedHeader(&'static str),
    /// The delivery was recorded and sent again, or a clock is wrong.
    #[error(
        "the delivery was sent {seconds} seconds ago, more than {} : it was recorded, or the clock of this machine is wrong",
        TOLERANCE.as_secs()
    )]
    TooOld { seconds: u64 },
    /// The clock of this machine or of the server is wrong.
    #[error(
        "the delivery was sent {seconds} seconds in the future: the clock of this machine or of the server is wrong"
    )]
    TooNew { seconds: u64 },
    /// The sender does not know a secret, or the body was changed on its way.
    #[error(
        "no signature is by the given secrets: is it the secret of this webhook, and is the body exactly as it was received, not parsed and written again?"
    )]
    WrongSignature,
    /// The signature is right, but the body is no event.
    #[error("the body is no event of the contract: {0}")]
    MalformedBody(String),
}

/// Verifies a delivery by the headers of Standard Webhooks, and returns its event.
///
/// `headers` and `body` are those of the request, unchanged. Any of the `secrets` may have signed:
/// pass the new and the previous one while the secret is rotated. The comparison takes constant
/// time.
///
/// # Errors
///
/// [`VerifyError`] says what is wrong. Answer with a status other than 2xx: the server sends the
/// event again later.
pub fn verify(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Result<Event, VerifyError> {
    verify_at(headers, body, secrets, SystemTime::now())
}

/// Verifies a delivery that was received at another time, for instance one from a queue.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_at(
    headers: &HeaderMap,
    body: &[u8],
    secrets: &[Secret],
    received_at: SystemTime,
) -> Result<Event, VerifyError> {
    if secrets.is_empty() {
        return Err(VerifyError::NoSecret);
    }
    let id = only(headers, ID_HEADER)?;
    let timestamp = only(headers, TIMESTAMP_HEADER)?;
    let signatures = only(headers, SIGNATURE_HEADER)?;
    let seconds: u64 =
        timestamp.parse().map_err(|_| VerifyError::MalformedHeader(TIMESTAMP_HEADER))?;
    check_time(seconds, received_at)?;
    if !secrets.iter().any(|secret| secret.has_signed(id, timestamp, body, signatures)) {
        return Err(VerifyError::WrongSignature);
    }
    let event = read(body)?;
    if event.id == id {
        Ok(event)
    } else {
        Err(VerifyError::MalformedBody("its `id` is not that of the header".to_owned()))
    }
}

/// Verifies a delivery by the header `X-Truto-Signature` alone, and returns its event.
///
/// The signature does not cover the time of sending, so anyone who has recorded a delivery can send
/// it again: remember the IDs of events for as long as it matters. Use [`verify`] wherever only
/// this server sends.
///
/// # Errors
///
/// As [`verify`], apart from the time.
pub fn verify_body_signature(
    headers: &HeaderMap,
    body: &[u8],
    secrets: &[Secret],
) -> Result<Event, VerifyError> {
    if secrets.is_empty() {
        return Err(VerifyError::NoSecret);
    }
    let signatures = only(headers, TRUTO_SIGNATURE_HEADER)?;
    if secrets.iter().any(|secret| secret.has_signed_body(body, signatures)) {
        read(body)
    } else {
        Err(VerifyError::WrongSignature)
    }
}

/// Returns the value of a header that must occur once.
fn only<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h str, VerifyError> {
    let mut values = headers.get_all(HeaderName::from_static(name)).iter();
    let value = values.next().ok_or(VerifyError::MissingHeader(name))?;
    let text = value.to_str().ok().filter(|_| values.next().is_none());
    text.ok_or(VerifyError::MalformedHeader(name))
}

fn check_time(sent_at: u64, received_at: SystemTime) -> Result<(), VerifyError> {
    let now = received_at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (age, lead) = (now.saturating_sub(sent_at), sent_at.saturating_sub(now));
    if age > TOLERANCE.as_secs() {
        return Err(VerifyError::TooOld { seconds: age });
    }
    if lead > TOLERANCE.as_secs() {
        return Err(VerifyError::TooNew { seconds: lead });
    }
    Ok(())
}

/// The body of a delivery.
#[derive(Deserialize)]
struct Envelope {
    id: String,
    event: String,
    #[serde(default)]
    payload: Value,
    environment_id: Uuid,
    webhook_id: Uuid,
    created_at: DateTime<Utc>,
    #[serde(default)]
    upstream_account_changed: bool,
}

#[derive(Deserialize)]
struct DeletedPayload {
    id: Uuid,
}

fn read(body: &[u8]) -> Result<Event, VerifyError> {
    // The messages of serde name the place and the expected form, but may repeat a value.
    let failed = |what: &str, error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        VerifyError::MalformedBody(match line {
            0 => what.to_owned(),
            _ => format!("{what}, at line {line}, column {column}"),
        })
    };
    let Envelope {
        id,
        event: name,
        payload,
        environment_id,
        webhook_id,
        created_at,
        upstream_account_changed,
    } = serde_json::from_slice(body)
        .map_err(|error| failed("the envelope cannot be read", &error))?;
    let content = match name.as_str() {
        "webhook:test" => Content::Test,
        "integrated_account:deleted" => {
            let payload: DeletedPayload = serde_json::from_value(payload)
                .map_err(|error| failed("the payload has no `id` of an account", &error))?;
            Content::Deleted { account_id: payload.id }
        }
        _ => match AccountChange::of(&name) {
            // The sender has signed it: refused, it would be sent again and again.
            Some(change) => match types::IntegratedAccount::deserialize(&payload) {
                Ok(account) => Content::Account { change, account: Box::new(account) },
                Err(_) => Content::Other(Payload(payload)),
            },
            None => Content::Other(Payload(payload)),
        },
    };
    Ok(Event {
        id,
        name,
        content,
        environment_id,
        webhook_id,
        created_at,
        upstream_account_changed,
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use link_token_signature::sign;
    use serde_json::json;

    use super::*;

    /// The values of the tests of Standard Webhooks' own libraries.
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    fn secret() -> Secret {
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().expect("a secret")
    }

    fn at(timestamp: i64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(timestamp.try_into().expect("positive"))
    }

    fn standard(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
        [(ID_HEADER, id), (TIMESTAMP_HEADER, timestamp), (SIGNATURE_HEADER, signature)]
            .into_iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().expect("a value")))
            .collect()
    }

    /// Their payload is no event, which is found out only after the signature was verified.
    fn is_signed(headers: &HeaderMap, now: i64) -> Result<(), VerifyError> {
        match verify_at(headers, BODY, &[secret()], at(now)) {
            Err(VerifyError::MalformedBody(_)) => Ok(()),
            Err(error) => Err(error),
            Ok(event) => panic!("no event: {event:?}"),
        }
    }

    #[test]
    fn vectors_of_standard_webhooks_are_verified() {
        let timestamp = TIMESTAMP.to_string();
        let several = format!(
            "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {SIGNATURE}"
        );
        for signature in [SIGNATURE, &several] {
            assert_eq!(is_signed(&standard(ID, &timestamp, signature), TIMESTAMP), Ok(()));
        }
        for wrong in [
            "",
            "v1",
            "v1,",
            "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O",
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1Oa=",
        ] {
            let refused = is_signed(&standard(ID, &timestamp, wrong), TIMESTAMP);
            assert_eq!(refused, Err(VerifyError::WrongSignature), "{wrong}");
        }
        let other_id = is_signed(&standard("msg_other", &timestamp, SIGNATURE), TIMESTAMP);
        assert_eq!(other_id, Err(VerifyError::WrongSignature));
    }

    #[test]
    fn time_of_sending_is_within_the_tolerance() {
        let headers = standard(ID, &TIMESTAMP.to_string(), SIGNATURE);
        for (seconds, expected) in [
            (0, Ok(())),
            (300, Ok(())),
            (-300, Ok(())),
            (301, Err(VerifyError::TooOld { seconds: 301 })),
            (-301, Err(VerifyError::TooNew { seconds: 301 })),
        ] {
            assert_eq!(is_signed(&headers, TIMESTAMP + seconds), expected, "{seconds}");
        }
        for wrong in ["", "hello", "-1", "1614265330.5", " 1614265330", "99999999999999999999"] {
            let refused = is_signed(&standard(ID, wrong, SIGNATURE), TIMESTAMP);
            assert_eq!(refused, Err(VerifyError::MalformedHeader(TIMESTAMP_HEADER)), "{wrong}");
        }
    }

    #[test]
    fn each_missing_or_repeated_header_is_named() {
        let complete = standard(ID, &TIMESTAMP.to_string(), SIGNATURE);
        for name in [ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER] {
            let mut headers = complete.clone();
            headers.append(HeaderName::from_static(name), HeaderValue::from_static("1"));
            assert_eq!(is_signed(&headers, TIMESTAMP), Err(VerifyError::MalformedHeader(name)));
            headers.remove(name);
            assert_eq!(is_signed(&headers, TIMESTAMP), Err(VerifyError::MissingHeader(name)));
        }
        let nothing = verify_at(&complete, BODY, &[], at(TIMESTAMP));
        assert_eq!(nothing.expect_err("refused"), VerifyError::NoSecret);
        let nothing = verify_body_signature(&complete, BODY, &[secret()]);
        let missing = VerifyError::MissingHeader(TRUTO_SIGNATURE_HEADER);
        assert_eq!(nothing.expect_err("refused"), missing);
    }

    fn account() -> Value {
        json!({
            "id": "1ba1f401-7183-47c5-9e39-e8e257e3c795",
            "tenant_id": "Müller & Söhne",
            "environment_id": "5f3d7a52-6c0e-4a44-9f0c-0a3a1f1d2b11",
            "integration": { "name": "hubspot", "label": "HubSpot" },
            "status": "active",
            "region": "eu",
            "context": { "password": "needle" },
            "created_at": "2026-01-01T12:00:00Z",
            "updated_at": "2026-01-01T12:00:00Z",
        })
    }

    fn body(name: &str, payload: &Value) -> Vec<u8> {
        let body = json!({
            "id": ID,
            "event": name,
            "event_type": name,
            "payload": payload,
            "environment_id": "5f3d7a52-6c0e-4a44-9f0c-0a3a1f1d2b11",
            "webhook_id": "7c7e6b54-2a0b-4a0f-9b55-0f6f5f5c2b11",
            "created_at": "2026-01-01T12:00:00.000Z",
        });
        body.to_string().into_bytes()
    }

    /// Signs a body and verifies it in both ways.
    fn verified(body: &[u8], by: &[&Secret], with: &[Secret]) -> [Result<Event, VerifyError>; 2] {
        let signed = sign(by.iter().copied(), ID, TIMESTAMP, body);
        let mut headers = standard(ID, &signed.timestamp, &signed.standard);
        let truto = HeaderValue::try_from(signed.truto).expect("a value");
        headers.insert(HeaderName::from_static(TRUTO_SIGNATURE_HEADER), truto);
        [
            verify_at(&headers, body, with, at(TIMESTAMP)),
            verify_body_signature(&headers, body, with),
        ]
    }

    #[test]
    fn events_are_typed_and_hide_contexts() {
        let secret = secret();
        let read = |name: &str, payload: &Value| {
            let body = body(name, payload);
            let [event, other] = verified(&body, &[&secret], std::slice::from_ref(&secret));
            let event = event.expect("verified");
            assert_eq!(other.expect("verified").id, event.id);
            assert_eq!((event.name.as_str(), event.upstream_account_changed), (name, false));
            assert!(!format!("{event:?}").contains("needle"), "{event:?}");
            event.content
        };
        for (name, expected) in [
            ("integrated_account:created", AccountChange::Created),
            ("integrated_account:updated", AccountChange::Updated),
            ("integrated_account:active", AccountChange::Active),
            ("integrated_account:reactivated", AccountChange::Reactivated),
            ("integrated_account:post_install_error", AccountChange::PostInstallError),
            ("integrated_account:validation_error", AccountChange::ValidationError),
            ("integrated_account:authentication_error", AccountChange::AuthenticationError),
        ] {
            match read(name, &account()) {
                Content::Account { change, account } => {
                    assert_eq!(change, expected);
                    assert_eq!(account.tenant_id.as_str(), "Müller & Söhne");
                }
                other => panic!("{other:?}"),
            }
        }
        let deleted = read("integrated_account:deleted", &json!({ "id": account()["id"] }));
        assert!(
            matches!(deleted, Content::Deleted { account_id } if account_id.get_version_num() == 4)
        );
        assert!(matches!(read("webhook:test", &json!({})), Content::Test));
        let other = read("something:new", &json!({ "password": "needle" }));
        assert!(
            matches!(other, Content::Other(Payload(payload)) if payload["password"] == "needle")
        );
    }

    #[test]
    fn rotation_accepts_either_secret_and_no_other() {
        let [old, new, other] = [1, 2, 3].map(|byte| Secret::of_key(&[byte; 32]));
        let body = body("webhook:test", &json!({}));
        for with in [[old.clone()], [new.clone()]] {
            for event in verified(&body, &[&old, &new], &with) {
                assert!(event.is_ok(), "{event:?}");
            }
        }
        for event in verified(&body, &[&old], &[new.clone(), old.clone()]) {
            assert!(event.is_ok(), "{event:?}");
        }
        for event in verified(&body, &[&old, &new], &[other]) {
            assert_eq!(event.expect_err("refused"), VerifyError::WrongSignature);
        }
    }

    /// The accounts of the hosted service have other members.
    #[test]
    fn signed_account_of_another_form_is_passed_on() {
        let secret = secret();
        let payload =
            json!({ "id": "1ba1f401-7183-47c5-9e39-e8e257e3c795", "tenant_id": "acme-1" });
        let body = body("integrated_account:created", &payload);
        for event in verified(&body, &[&secret], std::slice::from_ref(&secret)) {
            let event = event.expect("verified");
            let Content::Other(Payload(found)) = event.content else { panic!("{event:?}") };
            assert_eq!((event.name.as_str(), &found), ("integrated_account:created", &payload));
        }
    }

    #[test]
    fn signed_body_that_is_no_event_is_refused_without_repeating_it() {
        let secret = secret();
        let mut foreign: Value =
            serde_json::from_slice(&body("webhook:test", &json!({}))).expect("JSON");
        foreign["id"] = json!("needle");
        for (body, expected) in [
            (b"needle".to_vec(), "the envelope cannot be read, at line 1, column 2"),
            (b"{}".to_vec(), "the envelope cannot be read, at line 1, column 2"),
            (
                body("integrated_account:deleted", &json!({ "id": "needle" })),
                "the payload has no `id` of an account",
            ),
            (foreign.to_string().into_bytes(), "its `id` is not that of the header"),
        ] {
            let [refused, _] = verified(&body, &[&secret], std::slice::from_ref(&secret));
            let refused = refused.expect_err("refused");
            assert_eq!(refused, VerifyError::MalformedBody(expected.to_owned()));
            assert!(!refused.to_string().contains("needle"), "{refused}");
        }
    }
}
