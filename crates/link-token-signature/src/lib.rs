//! The signatures of webhook deliveries, for the server that signs and for receivers that verify.
//!
//! Each delivery has two: one by [Standard Webhooks](https://www.standardwebhooks.com), over the
//! ID, the time and the body, and one in the header `X-Truto-Signature`, over the body. While a
//! secret is being rotated, each header has a signature by each of two secrets.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The header with the ID of the event, which is the same each time it is sent.
pub const ID_HEADER: &str = "webhook-id";
/// The header with the time of sending, in seconds since 1970.
pub const TIMESTAMP_HEADER: &str = "webhook-timestamp";
/// The header with the signatures by Standard Webhooks, separated by spaces.
pub const SIGNATURE_HEADER: &str = "webhook-signature";
/// The header with the signatures over the body alone.
pub const TRUTO_SIGNATURE_HEADER: &str = "x-truto-signature";

/// The beginning of a secret whose key is Base64.
const PREFIX: &str = "whsec_";
/// The length of a Base64 key, in bytes, by Standard Webhooks.
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// The length of any other secret, in characters.
const TEXT_LENGTH: std::ops::RangeInclusive<usize> = 16..=128;

/// The secret of a webhook, which its receiver shares. `Debug` does not show it, and its memory is
/// overwritten when it is dropped.
///
/// A secret with the prefix `whsec_` is Base64 of the key for Standard Webhooks. Any other secret,
/// such as a UUID, is that key itself. The key for `X-Truto-Signature` is always the whole text.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningSecret(Zeroizing<String>);

/// A text cannot be a secret. The message does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    #[error("must have {} to {} characters", TEXT_LENGTH.start(), TEXT_LENGTH.end())]
    Length,
    #[error("must have only visible ASCII characters, without spaces")]
    Characters,
    #[error(
        "must have Base64 of {} to {} bytes after `whsec_`", KEY_BYTES.start(), KEY_BYTES.end()
    )]
    Key,
}

impl SigningSecret {
    /// Returns the secret with a random key.
    pub fn of_key(key: &[u8; 32]) -> Self {
        Self(Zeroizing::new(format!("{PREFIX}{}", BASE64.encode(key))))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the key for Standard Webhooks.
    fn key(&self) -> Zeroizing<Vec<u8>> {
        let decoded = self.0.strip_prefix(PREFIX).and_then(|key| BASE64.decode(key).ok());
        Zeroizing::new(decoded.unwrap_or_else(|| self.0.as_bytes().to_vec()))
    }

    fn standard(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        let mut hmac = hmac(&self.key());
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            hmac.update(part);
        }
        hmac
    }

    fn truto(&self, body: &[u8]) -> Hmac<Sha256> {
        let mut hmac = hmac(self.0.as_bytes());
        hmac.update(body);
        hmac
    }

    /// Returns true if one of the signatures in the header `webhook-signature` is by this secret.
    /// `id` and `timestamp` are the other two headers as they were received. The comparison takes
    /// constant time. The caller checks the timestamp.
    pub fn has_signed(&self, id: &str, timestamp: &str, body: &[u8], signatures: &str) -> bool {
        let of_version = signatures.split(' ').filter_map(|it| it.strip_prefix("v1,"));
        let mut known = of_version.filter_map(|signature| BASE64.decode(signature).ok());
        known.any(|it| self.standard(id, timestamp, body).verify_slice(&it).is_ok())
    }

    /// Returns true if one of the signatures in the header `X-Truto-Signature` is by this secret.
    /// The comparison takes constant time.
    pub fn has_signed_body(&self, body: &[u8], signatures: &str) -> bool {
        let mut parts = signatures.split(',').map(str::trim);
        if parts.next() != Some("format=sha256") {
            return false;
        }
        let values = parts.filter_map(|part| part.strip_prefix("v="));
        let mut known = values.filter_map(|signature| hex::decode(signature).ok());
        known.any(|it| self.truto(body).verify_slice(&it).is_ok())
    }
}

fn hmac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of any length (RFC 2104)")
}

impl FromStr for SigningSecret {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SecretError::Characters);
        }
        match text.strip_prefix(PREFIX) {
            Some(key) => {
                let key = BASE64.decode(key).map(Zeroizing::new).map_err(|_| SecretError::Key)?;
                if !KEY_BYTES.contains(&key.len()) {
                    return Err(SecretError::Key);
                }
            }
            None if !TEXT_LENGTH.contains(&text.len()) => return Err(SecretError::Length),
            None => {}
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

/// The headers of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHeaders {
    pub timestamp: String,
    /// The value of [`SIGNATURE_HEADER`].
    pub standard: String,
    /// The value of [`TRUTO_SIGNATURE_HEADER`].
    pub truto: String,
}

/// Signs the exact bytes of a body with each secret. The oldest secret comes first: a receiver that
/// reads only the first signature keeps working while the secret is rotated.
pub fn sign<'s>(
    secrets: impl IntoIterator<Item = &'s SigningSecret>,
    id: &str,
    timestamp: i64,
    body: &[u8],
) -> SignatureHeaders {
    let timestamp = timestamp.to_string();
    let mut standard = Vec::new();
    let mut truto = "format=sha256".to_owned();
    for secret in secrets {
        let signature = secret.standard(id, &timestamp, body).finalize().into_bytes();
        standard.push(format!("v1,{}", BASE64.encode(signature)));
        truto.push_str(",v=");
        truto.push_str(&hex::encode(secret.truto(body).finalize().into_bytes()));
    }
    SignatureHeaders { timestamp, standard: standard.join(" "), truto }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SigningSecret {
        text.parse().expect("a secret")
    }

    /// The example of Standard Webhooks' own libraries.
    #[test]
    fn signature_equals_the_example_of_standard_webhooks() {
        let secret = secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let body = br#"{"test": 2432232314}"#;
        let signed = sign([&secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(signed.standard, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(signed.timestamp, "1614265330");
    }

    /// Computed with `printf '{"a":"ü"}' | openssl dgst -sha256 -hmac SECRET`.
    #[test]
    fn signature_of_the_body_equals_that_of_openssl() {
        let secret = secret("d5fac1cb-1820-4da7-bfd8-a6b758bcf8ff");
        let signed = sign([&secret], "1", 1, r#"{"a":"ü"}"#.as_bytes());
        assert_eq!(
            signed.truto,
            "format=sha256,v=d1e33f8ea77455be87b45d606b995b57f83932ecc9ffebec1629cbe17aadd6a7"
        );
    }

    #[test]
    fn each_secret_of_a_rotation_verifies_and_no_other() {
        let [old, new, other] = [1, 2, 3].map(|byte| SigningSecret::of_key(&[byte; 32]));
        let (id, body) = ("id", "{\"name\":\"é\"}".as_bytes());
        let SignatureHeaders { timestamp, standard, truto } = sign([&old, &new], id, 7, body);
        for (secret, expected) in [(&old, true), (&new, true), (&other, false)] {
            assert_eq!(secret.has_signed(id, &timestamp, body, &standard), expected);
            assert_eq!(secret.has_signed_body(body, &truto), expected);
            for (id, timestamp, body) in
                [("ie", "7", body), (id, "8", body), (id, "7", b"{}".as_slice())]
            {
                assert!(!secret.has_signed(id, timestamp, body, &standard));
            }
            assert!(!secret.has_signed_body(b"{}", &truto));
        }
        for damaged in ["", "v1,", "v1", "v2,AAAA", "v1,%%", &standard.replace("v1,", "v1a,")] {
            assert!(!old.has_signed(id, &timestamp, body, damaged), "{damaged}");
        }
        for damaged in ["", "v=", "format=sha256", &truto.replace("sha256", "sha512")] {
            assert!(!old.has_signed_body(body, damaged), "{damaged}");
        }
    }

    #[test]
    fn secrets_are_checked_and_never_shown() {
        let key = |bytes: usize| format!("whsec_{}", BASE64.encode(vec![7; bytes]));
        for (text, expected) in [
            (key(24).as_str(), Ok(())),
            (&key(64), Ok(())),
            (&key(23), Err(SecretError::Key)),
            (&key(65), Err(SecretError::Key)),
            ("whsec_%%%%", Err(SecretError::Key)),
            ("d5fac1cb-1820-4da7-bfd8-a6b758bcf8ff", Ok(())),
            (&"x".repeat(15), Err(SecretError::Length)),
            (&"x".repeat(129), Err(SecretError::Length)),
            ("sixteen characters", Err(SecretError::Characters)),
            ("passwörter-sind-geheim", Err(SecretError::Characters)),
        ] {
            assert_eq!(text.parse::<SigningSecret>().map(drop), expected, "{text}");
        }
        let random = SigningSecret::of_key(&[5; 32]);
        assert_eq!(secret(random.expose()), random);
        assert_eq!(format!("{random:?}"), "SigningSecret(…)");
    }
}
