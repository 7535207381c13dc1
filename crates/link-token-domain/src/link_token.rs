//! Link tokens, and what they stand for.

use std::{fmt, str::FromStr};

use chrono::{DateTime, SecondsFormat, Utc};
use link_token_types::{self as types, Scope, TenantId};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Refusal, RefusalDetail, attempt, confirmation::CodeChallenge, context::Context,
    redirect_uri::RedirectUri,
};

/// A link token: the single-use secret that starts a connection flow. `Debug` does not show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LinkToken(Uuid);

impl LinkToken {
    /// Returns a new token: a UUID of version 4 (RFC 9562), with 122 random bits from the operating
    /// system.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        Ok(Self(uuid::Builder::from_random_bytes(random).into_uuid()))
    }

    /// Returns the hash by which the token is stored and found. The token is random, so a fast hash
    /// is enough.
    pub fn hash(&self) -> LinkTokenHash {
        LinkTokenHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

impl From<types::LinkToken> for LinkToken {
    fn from(token: types::LinkToken) -> Self {
        Self(token.0)
    }
}

impl From<LinkToken> for types::LinkToken {
    fn from(token: LinkToken) -> Self {
        Self(token.0)
    }
}

/// The SHA-256 of a link token's 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkTokenHash(pub [u8; 32]);

impl LinkTokenHash {
    /// Returns the lowest and the highest hash with a mark.
    pub fn range_of(mark: LinkTokenMark) -> (Self, Self) {
        let filled = |with| {
            let mut hash = [with; 32];
            hash[..8].copy_from_slice(&mark.0);
            Self(hash)
        };
        (filled(0), filled(u8::MAX))
    }

    /// Returns the mark of the token in the audit trail.
    pub fn mark(&self) -> LinkTokenMark {
        let mut mark = [0; 8];
        mark.copy_from_slice(&self.0[..8]);
        LinkTokenMark(mark)
    }
}

/// The start of a link token's hash, which identifies the token in the audit trail and does not
/// reveal it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkTokenMark(pub [u8; 8]);

impl LinkTokenMark {
    /// Reads the mark of a request.
    pub fn check(mark: &types::LinkTokenMark) -> Result<Self, Refusal> {
        mark.as_str().parse().map_err(|expected| Refusal::invalid("mark", expected))
    }
}

impl fmt::Display for LinkTokenMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for LinkTokenMark {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut mark = [0; 8];
        hex::decode_to_slice(text, &mut mark)
            .map(|()| Self(mark))
            .map_err(|_| "use the 16 hexadecimal digits that `audit list` shows")
    }
}

/// The terms of a link token, whatever its purpose. The store keeps them, and an introspection
/// returns them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// True if a reauthorisation keeps the previous context. Without effect for a new account.
    pub persist_previous_context: bool,
    /// The URI to which the user returns afterwards.
    pub redirect_uri: Option<RedirectUri>,
    /// The OAuth scopes to request, without duplicates. Empty for the scopes of the integration.
    pub scopes: Vec<Scope>,
    pub static_gate_id: Option<Uuid>,
    /// The challenge of the session to which the token is bound.
    pub code_challenge: Option<CodeChallenge>,
}

/// A keyed hash of a request. It reveals nothing without the API token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

/// The content of a link token: the normalised request, the environment and the times. `C` is the
/// form of the context: plain, or encrypted as in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant<C = Context> {
    pub environment_id: Uuid,
    pub purpose: Purpose,
    pub context: Option<C>,
    pub terms: Terms,
    pub issued_at: DateTime<Utc>,
    /// The time from which the token is expired.
    pub expires_at: DateTime<Utc>,
}

impl<C> Grant<C> {
    /// Replaces the context with another form of it.
    pub fn with_context<D>(self, context: Option<D>) -> Grant<D> {
        let Self { environment_id, purpose, context: _, terms, issued_at, expires_at } = self;
        Grant { environment_id, purpose, context, terms, issued_at, expires_at }
    }
}

/// A stored link token.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTokenRecord<C> {
    pub hash: LinkTokenHash,
    /// The API token of the request.
    pub issued_by: Uuid,
    /// The fingerprint of a request with an idempotency key.
    pub fingerprint: Option<Fingerprint>,
    pub grant: Grant<C>,
    /// The time at which the token was redeemed or revoked.
    pub ended_at: Option<DateTime<Utc>>,
}

impl<C> LinkTokenRecord<C> {
    pub fn is_active_at(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && now < self.grant.expires_at
    }

    /// Returns true if the token is active, or an attempt that began before it expired may still
    /// redeem it.
    pub fn is_redeemable_at(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && Self::earliest_redeemable(now) < self.grant.expires_at
    }

    /// Returns the time before which no token has expired that may still be redeemed.
    pub fn earliest_redeemable(now: DateTime<Utc>) -> DateTime<Utc> {
        now - attempt::LIFETIME - attempt::CLAIM_LIFETIME
    }
}

/// An active link token as operators see it: without its context and its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveLinkToken {
    pub hash: LinkTokenHash,
    pub environment_id: Uuid,
    /// The API token of the request.
    pub issued_by: Uuid,
    pub tenant_id: TenantId,
    /// The account to reauthorise.
    pub account_id: Option<Uuid>,
    pub issued_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

impl ActiveLinkToken {
    pub fn position(&self) -> LinkTokenPosition {
        LinkTokenPosition { expires_at: self.expires_at, mark: self.hash.mark() }
    }
}

/// A selection of link tokens, which meet every condition that is not `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkTokenFilter {
    pub environment_id: Option<Uuid>,
    /// The API token of the request.
    pub issued_by: Option<Uuid>,
    pub tenant_id: Option<TenantId>,
    /// The account to reauthorise.
    pub account_id: Option<Uuid>,
    pub mark: Option<LinkTokenMark>,
    /// The earliest time of issue, inclusive.
    pub since: Option<DateTime<Utc>>,
}

impl LinkTokenFilter {
    /// Returns the filter of a request to revoke link tokens. Without a condition, a mistyped name
    /// of a field would revoke all of them.
    pub fn check(
        environment_id: Uuid,
        selection: types::LinkTokenSelection,
    ) -> Result<Self, Refusal> {
        let types::LinkTokenSelection { api_token_id, tenant_id, integrated_account_id, mark } =
            selection;
        if api_token_id.is_none()
            && tenant_id.is_none()
            && integrated_account_id.is_none()
            && mark.is_none()
        {
            return Err(Refusal::Invalid(RefusalDetail {
                field: None,
                message: "api_token_id, tenant_id, integrated_account_id or mark is required"
                    .to_owned(),
            }));
        }
        Ok(Self {
            environment_id: Some(environment_id),
            issued_by: api_token_id,
            tenant_id,
            account_id: integrated_account_id,
            mark: mark.as_ref().map(LinkTokenMark::check).transpose()?,
            since: None,
        })
    }
}

/// The position of a link token in a list by expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkTokenPosition {
    pub expires_at: DateTime<Utc>,
    pub mark: LinkTokenMark,
}

impl fmt::Display for LinkTokenPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expires_at = self.expires_at.to_rfc3339_opts(SecondsFormat::Millis, true);
        write!(f, "{expires_at}/{}", self.mark)
    }
}

impl FromStr for LinkTokenPosition {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once('/').and_then(|(expires_at, mark)| {
            let expires_at = DateTime::parse_from_rfc3339(expires_at).ok()?.to_utc();
            Some(Self { expires_at, mark: mark.parse().ok()? })
        });
        parsed
            .ok_or("use the time at which the last link token of a list expires, `/`, and its mark")
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    NewAccount {
        tenant_id: TenantId,
        region: types::Region,
    },
    /// Reauthorises an account, which keeps its tenant and its region.
    Reauthorisation {
        account_id: Uuid,
        tenant_id: TenantId,
    },
}

impl Purpose {
    pub fn tenant_id(&self) -> &TenantId {
        match self {
            Self::NewAccount { tenant_id, .. } | Self::Reauthorisation { tenant_id, .. } => {
                tenant_id
            }
        }
    }

    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::NewAccount { .. } => None,
            Self::Reauthorisation { account_id, .. } => Some(*account_id),
        }
    }

    /// Returns the region of a new account.
    pub fn region(&self) -> Option<types::Region> {
        match self {
            Self::NewAccount { region, .. } => Some(*region),
            Self::Reauthorisation { .. } => None,
        }
    }
}

/// An issued link token.
#[derive(Clone, Debug)]
pub struct Issued {
    pub link_token: LinkToken,
    pub expires_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_parses_back() {
        let mark: LinkTokenMark = "00ff00ff00ff00ff".parse().expect("16 digits");
        assert_eq!(mark.to_string(), "00ff00ff00ff00ff");
        assert!("00ff".parse::<LinkTokenMark>().is_err());
    }

    #[test]
    fn position_parses_back() {
        let text = "2026-01-31T12:00:00.123Z/00ff00ff00ff00ff";
        let position: LinkTokenPosition = text.parse().expect("a position");
        assert_eq!(position.to_string(), text);
        for wrong in ["", "2026-01-31T12:00:00Z", "/00ff00ff00ff00ff", "now/00ff00ff00ff00ff"] {
            assert!(wrong.parse::<LinkTokenPosition>().is_err(), "{wrong}");
        }
    }
}
