//! The rules for issuing link tokens.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use link_token_types::TenantId;
use uuid::Uuid;

use super::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    environment::Policy,
    idempotency::Idempotency,
    lifetime::Lifetime,
    link_token::Purpose,
    request::{IssueRequest, RequestedPurpose},
};

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

    /// Decides whether the link token is issued, given the facts that the request refers to.
    pub fn grant(&self, references: &References) -> Result<Granted, Refusal> {
        let IssueRequest { purpose, context: _, terms } = &self.request;
        let References { account_tenant_id, static_gate_exists, policy } = references;
        if let Some(uri) = &terms.redirect_uri {
            policy.redirect_uris.check(uri)?;
        }
        let purpose = match purpose {
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
        if terms.static_gate_id.is_some() && !static_gate_exists {
            return Err(Refusal::not_found("truto_static_gate_id", "no such static gate"));
        }
        let lifetime = policy.lifetime.unwrap_or(self.default_lifetime);
        Ok(Granted { purpose, expires_at: self.now + lifetime.as_delta() })
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

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use link_token_types as types;
    use serde_json::{Value, json};

    use super::*;

    fn grant(
        request: Value,
        account_tenant: Option<&str>,
        static_gate_exists: bool,
    ) -> Result<Granted, Refusal> {
        let request = serde_json::from_value(request).expect("keeps to the contract");
        let order = IssueOrder {
            environment_id: Uuid::nil(),
            by: ApiRequest { api_token_id: Uuid::nil(), request_id: Uuid::nil() },
            request: IssueRequest::check(request)?,
            idempotency: None,
            now: DateTime::UNIX_EPOCH,
            default_lifetime: Lifetime::DEFAULT,
        };
        let account_tenant_id = account_tenant.map(|tenant| tenant.parse().expect("valid"));
        let policy = Arc::new(Policy::default());
        order.grant(&References { account_tenant_id, static_gate_exists, policy })
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
}
