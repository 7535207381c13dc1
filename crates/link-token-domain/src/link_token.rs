//! Link tokens, and the rules for issuing them.

use std::{fmt, str::FromStr, sync::Arc};

use chrono::{DateTime, Utc};
use link_token_types::{self as types, Scope, TenantId};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    context::Context,
    environment::Policy,
    idempotency::{Fingerprint, Idempotency},
    lifetime::Lifetime,
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

/// A request for a link token, with each field checked by itself. [`IssueRequest::grant`] checks
/// the objects that the fields refer to.
#[derive(Clone, Debug, PartialEq)]
pub struct IssueRequest {
    pub purpose: RequestedPurpose,
    pub context: Option<Context>,
    pub terms: Terms,
}

/// The purpose that a request gives for a link token.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestedPurpose {
    NewAccount {
        tenant_id: TenantId,
        region: types::Region,
    },
    Reauthorisation {
        account_id: Uuid,
        /// The tenant of the account, if the caller gives it.
        tenant_id: Option<TenantId>,
    },
}

impl RequestedPurpose {
    pub fn tenant_id(&self) -> Option<&TenantId> {
        match self {
            Self::NewAccount { tenant_id, .. } => Some(tenant_id),
            Self::Reauthorisation { tenant_id, .. } => tenant_id.as_ref(),
        }
    }

    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::NewAccount { .. } => None,
            Self::Reauthorisation { account_id, .. } => Some(*account_id),
        }
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
}

impl IssueRequest {
    /// Checks each field of a request by itself.
    pub fn check(request: types::LinkTokenRequest) -> Result<Self, Refusal> {
        // Destructured, so that a new field does not compile until it is checked.
        let types::LinkTokenRequest {
            context,
            integrated_account_id,
            persist_previous_context,
            redirect_uri,
            region,
            scopes,
            tenant_id,
            truto_static_gate_id,
        } = request;
        let region = region.unwrap_or_default();
        let purpose = match (integrated_account_id, tenant_id) {
            (Some(account_id), tenant_id) => {
                RequestedPurpose::Reauthorisation { account_id, tenant_id }
            }
            (None, Some(tenant_id)) => RequestedPurpose::NewAccount { tenant_id, region },
            (None, None) => {
                return Err(Refusal::Invalid(super::RefusalDetail {
                    field: None,
                    message: "tenant_id or integrated_account_id is required".to_owned(),
                }));
            }
        };
        Ok(Self {
            purpose,
            context: context.map(Context::check).transpose()?,
            terms: Terms {
                persist_previous_context: persist_previous_context.unwrap_or_default(),
                redirect_uri: redirect_uri.map(RedirectUri::check).transpose()?,
                scopes: each_once(scopes.map(Vec::from).unwrap_or_default()),
                static_gate_id: truto_static_gate_id,
            },
        })
    }

    /// Decides whether a link token is issued for this request, given the objects that the request
    /// refers to.
    pub fn grant(
        &self,
        references: &References,
        issued_at: DateTime<Utc>,
        default_lifetime: Lifetime,
    ) -> Result<Granted, Refusal> {
        let References { account_tenant_id, static_gate_exists, policy } = references;
        if let Some(uri) = &self.terms.redirect_uri {
            policy.redirect_uris.check(uri)?;
        }
        let purpose = match &self.purpose {
            RequestedPurpose::NewAccount { tenant_id, region } => {
                Purpose::NewAccount { tenant_id: tenant_id.clone(), region: *region }
            }
            RequestedPurpose::Reauthorisation { account_id, tenant_id } => {
                let own = account_tenant_id.as_ref().ok_or_else(|| {
                    Refusal::not_found("integrated_account_id", "no such integrated account")
                })?;
                if tenant_id.as_ref().is_some_and(|tenant_id| tenant_id != own) {
                    return Err(Refusal::invalid(
                        "tenant_id",
                        "the integrated account belongs to another tenant",
                    ));
                }
                Purpose::Reauthorisation { account_id: *account_id, tenant_id: own.clone() }
            }
        };
        if self.terms.static_gate_id.is_some() && !static_gate_exists {
            return Err(Refusal::not_found("truto_static_gate_id", "no such static gate"));
        }
        let lifetime = policy.lifetime.unwrap_or(default_lifetime);
        Ok(Granted { purpose, expires_at: issued_at + lifetime.as_delta() })
    }
}

/// The facts that a request for a link token refers to.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The tenant of the account to reauthorise, if that account exists.
    pub account_tenant_id: Option<TenantId>,
    pub static_gate_exists: bool,
    pub policy: Arc<Policy>,
}

fn each_once(scopes: Vec<Scope>) -> Vec<Scope> {
    let mut kept: Vec<Scope> = Vec::with_capacity(scopes.len());
    for scope in scopes {
        if !kept.contains(&scope) {
            kept.push(scope);
        }
    }
    kept
}

/// The decision to issue a link token. The token gets the context and the terms of the request.
#[derive(Clone, Debug, PartialEq)]
pub struct Granted {
    pub purpose: Purpose,
    /// The time from which the token is expired.
    pub expires_at: DateTime<Utc>,
}

/// The complete input for issuing a link token.
#[derive(Clone, Debug)]
pub struct IssueOrder {
    pub environment_id: Uuid,
    pub by: ApiRequest,
    pub request: IssueRequest,
    pub idempotency: Option<Idempotency>,
    pub now: DateTime<Utc>,
    /// The lifetime for environments without one of their own.
    pub default_lifetime: Lifetime,
}

impl IssueOrder {
    /// Returns the event of this order, with the tenant and the account that the request gives.
    pub fn event(&self) -> Event {
        let purpose = &self.request.purpose;
        Event::of_request(self.by, self.environment_id, Action::CreateLinkToken, self.now)
            .of_tenant(purpose.tenant_id().cloned())
            .about(purpose.account_id())
    }
}

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

    /// Returns the token to a repeated request, even if the token was consumed meanwhile. Refuses
    /// another request with the same idempotency key.
    pub fn repeat(&self, idempotency: &Idempotency) -> Result<Issued, Refusal> {
        if self.fingerprint != Some(idempotency.fingerprint) {
            return Err(Refusal::KeyReused);
        }
        Ok(Issued { link_token: idempotency.link_token, expires_at: self.grant.expires_at })
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
    use chrono::TimeDelta;
    use serde_json::{Value, json};

    use super::*;

    fn check(request: Value) -> Result<IssueRequest, Refusal> {
        IssueRequest::check(serde_json::from_value(request).expect("keeps to the contract"))
    }

    fn grant(
        request: Value,
        account_tenant: Option<&str>,
        static_gate_exists: bool,
    ) -> Result<Granted, Refusal> {
        let account_tenant_id = account_tenant.map(|tenant| tenant.parse().expect("valid"));
        let policy = Policy::default();
        let references =
            References { account_tenant_id, static_gate_exists, policy: Arc::new(policy) };
        check(request)?.grant(&references, DateTime::UNIX_EPOCH, Lifetime::DEFAULT)
    }

    #[test]
    fn mark_parses_back() {
        let mark: LinkTokenMark = "00ff00ff00ff00ff".parse().expect("16 digits");
        assert_eq!(mark.to_string(), "00ff00ff00ff00ff");
        assert!("00ff".parse::<LinkTokenMark>().is_err());
    }

    #[test]
    fn grant_decides_purpose_and_refuses_missing_references() {
        let id = Uuid::from_u128(1);
        let message =
            |result: Result<Granted, Refusal>| result.map_err(|refusal| refusal.to_string());

        let new = grant(json!({ "tenant_id": "acme-1" }), None, false).expect("issued");
        let acme_1: TenantId = "acme-1".parse().expect("valid");
        let region = types::Region::Wnam;
        assert_eq!(new.purpose, Purpose::NewAccount { tenant_id: acme_1.clone(), region });
        assert_eq!(new.expires_at - DateTime::UNIX_EPOCH, TimeDelta::days(7));

        for request in [
            json!({ "integrated_account_id": id }),
            json!({ "integrated_account_id": id, "tenant_id": "acme-1" }),
            json!({ "integrated_account_id": id, "tenant_id": null, "region": "eu" }),
        ] {
            let grant = grant(request, Some("acme-1"), false).expect("issued");
            let tenant_id = acme_1.clone();
            assert_eq!(grant.purpose, Purpose::Reauthorisation { account_id: id, tenant_id });
        }

        assert_eq!(
            message(grant(json!({}), None, false)),
            Err("tenant_id or integrated_account_id is required".to_owned())
        );
        assert_eq!(
            message(grant(json!({ "integrated_account_id": id }), None, false)),
            Err("integrated_account_id: no such integrated account".to_owned())
        );
        assert_eq!(
            message(grant(
                json!({ "integrated_account_id": id, "tenant_id": "ACME-1" }),
                Some("acme-1"),
                false
            )),
            Err("tenant_id: the integrated account belongs to another tenant".to_owned())
        );
        let with_gate = json!({ "tenant_id": "a", "truto_static_gate_id": id });
        assert!(grant(with_gate.clone(), None, true).is_ok());
        assert_eq!(
            message(grant(with_gate, None, false)),
            Err("truto_static_gate_id: no such static gate".to_owned())
        );
    }

    #[test]
    fn check_normalises_terms() {
        let request = check(json!({
            "tenant_id": "a",
            "scopes": ["b", "a", "b"],
            "context": "{\n  \"label\": \"Production Hubspot Account\"\n}\n",
            "persist_previous_context": null,
            "redirect_uri": null,
        }))
        .expect("valid");
        let scopes: Vec<&str> = request.terms.scopes.iter().map(|scope| scope.as_str()).collect();
        assert_eq!(scopes, ["b", "a"]);
        assert!(!request.terms.persist_previous_context);
        assert_eq!(request.terms.redirect_uri, None);
        let object = check(json!({
            "tenant_id": "a",
            "scopes": ["b", "a"],
            "context": { "label": "Production Hubspot Account" },
        }));
        assert_eq!(Ok(request), object);
    }
}
