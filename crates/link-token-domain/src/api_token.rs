//! API tokens: the secrets that authenticate backends.

use std::fmt::{self, Write as _};

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::permission::Permissions;

/// The prefix of every API token, by which scanners recognise a leaked one.
pub const PREFIX: &str = "lta_";
const RANDOM_BYTES: usize = 32;

/// The secret of an API token: `lta_`, 256 random bits, and the CRC-32 of both, in hexadecimal.
/// `Debug` does not show it.
#[derive(Clone)]
pub struct ApiTokenSecret(Zeroizing<String>);

impl ApiTokenSecret {
    /// Returns a new secret, from the operating system's random source.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = Zeroizing::new([0; RANDOM_BYTES]);
        getrandom::fill(random.as_mut_slice())?;
        let mut secret = Zeroizing::new(format!("{PREFIX}{}", hex::encode(random.as_slice())));
        let checksum = crc32fast::hash(secret.as_bytes());
        // Writing to a string does not fail.
        let _ = write!(secret, "{checksum:08x}");
        Ok(Self(secret))
    }

    /// Returns the hash of a presented token. `None` if the token is malformed, for instance by a
    /// typing error: then it need not be looked up.
    pub fn hash_presented(presented: &str) -> Option<ApiTokenHash> {
        let hex = presented.strip_prefix(PREFIX)?;
        if hex.len() != 2 * RANDOM_BYTES + 8 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let (body, checksum) = presented.split_at(PREFIX.len() + 2 * RANDOM_BYTES);
        let mut sum = [0; 8];
        hex::encode_to_slice(crc32fast::hash(body.as_bytes()).to_be_bytes(), &mut sum).ok()?;
        (sum == checksum.as_bytes()).then(|| ApiTokenHash::of(presented))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> ApiTokenHash {
        ApiTokenHash::of(&self.0)
    }
}

impl fmt::Debug for ApiTokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiTokenSecret(…)")
    }
}

/// The SHA-256 of an API token. The secret is random, so a fast hash is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ApiTokenHash(pub [u8; 32]);

impl ApiTokenHash {
    fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

/// An API token without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiToken {
    pub id: Uuid,
    pub environment_id: Uuid,
    /// A name, for people to recognise the token.
    pub name: String,
    pub permissions: Permissions,
    pub created_at: DateTime<Utc>,
    /// The time from which the token is expired. `None` if it never expires.
    pub expires_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    /// The time of the last use, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl ApiToken {
    pub fn is_valid_at(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_is_recognised_and_hidden_from_debug() {
        let secret = ApiTokenSecret::generate().expect("randomness");
        let text = secret.expose();
        assert!(text.starts_with("lta_") && text.len() == 76, "{text}");
        assert_eq!(ApiTokenSecret::hash_presented(text), Some(secret.hash()));
        assert_eq!(format!("{secret:?}"), "ApiTokenSecret(…)");
        assert_ne!(text, ApiTokenSecret::generate().expect("randomness").expose());
    }

    #[test]
    fn hash_presented_returns_none_when_a_character_is_wrong() {
        let secret = ApiTokenSecret::generate().expect("randomness");
        let text = secret.expose();
        for position in 0..text.len() {
            let mut wrong = text.to_owned();
            let other = if &text[position..=position] == "0" { "1" } else { "0" };
            wrong.replace_range(position..=position, other);
            assert_eq!(ApiTokenSecret::hash_presented(&wrong), None, "at {position}");
        }
        for wrong in ["", "lta_", &text[1..], &text[..75], &format!("{text}0"), "lta_é"] {
            assert_eq!(ApiTokenSecret::hash_presented(wrong), None);
        }
    }
}
