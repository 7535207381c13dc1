//! API tokens: the secrets by which backends are known.

use std::fmt::{self, Write as _};

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

/// What every API token starts with, so that a scanner knows a leaked one.
pub const PREFIX: &str = "lta_";
/// Random bytes in a secret.
const RANDOM: usize = 32;

/// An API token as its owner has it: `lta_`, 256 random bits and a CRC-32 of what comes before, both in hexadecimal. Shown
/// once, when it is created. Not shown by `Debug`.
#[derive(Clone)]
pub struct ApiTokenSecret(Zeroizing<String>);

impl ApiTokenSecret {
    /// A new secret, from the operating system's random source.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = Zeroizing::new([0; RANDOM]);
        getrandom::fill(random.as_mut_slice())?;
        let mut secret = Zeroizing::new(format!("{PREFIX}{}", hex::encode(random.as_slice())));
        let checksum = crc32fast::hash(secret.as_bytes());
        // Writing to a string does not fail.
        let _ = write!(secret, "{checksum:08x}");
        Ok(Self(secret))
    }

    /// The hash by which a presented token is looked up. None if it cannot be one of ours, for instance because of a
    /// typing error: then no look-up is needed.
    pub fn hash_presented(presented: &str) -> Option<ApiTokenHash> {
        let hex = presented.strip_prefix(PREFIX)?;
        if hex.len() != 2 * RANDOM + 8 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let (body, checksum) = presented.split_at(PREFIX.len() + 2 * RANDOM);
        let mut sum = [0; 8];
        hex::encode_to_slice(crc32fast::hash(body.as_bytes()).to_be_bytes(), &mut sum).ok()?;
        (sum == checksum.as_bytes()).then(|| ApiTokenHash::of(presented))
    }

    /// The secret itself, to show it to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> ApiTokenHash {
        ApiTokenHash::of(&self.0)
    }
}

impl fmt::Debug for ApiTokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiTokenSecret(…)")
    }
}

/// The SHA-256 of an API token. A slow hash is not needed: the secret is random.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ApiTokenHash(pub [u8; 32]);

impl ApiTokenHash {
    fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

/// An API token as the service knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApiToken {
    /// Its ID, by which it is revoked.
    pub id: Uuid,
    /// The environment that it gives access to.
    pub environment_id: Uuid,
    /// A name for people.
    pub name: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it stops to be valid by itself. None if never.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl ApiToken {
    /// Whether it is valid at a time.
    pub fn is_valid_at(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_recognised_and_not_shown() {
        let secret = ApiTokenSecret::generate().expect("randomness");
        let text = secret.expose();
        assert!(text.starts_with("lta_") && text.len() == 76, "{text}");
        assert_eq!(ApiTokenSecret::hash_presented(text), Some(secret.hash()));
        assert_eq!(format!("{secret:?}"), "ApiTokenSecret(…)");
        assert_ne!(text, ApiTokenSecret::generate().expect("randomness").expose());
    }

    #[test]
    fn typing_errors_are_seen_without_a_look_up() {
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
