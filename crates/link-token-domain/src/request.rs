//! Requests for link tokens, with each field checked by itself.

use link_token_types::{self as types, Scope, TenantId};
use uuid::Uuid;

use super::{
    Refusal, RefusalDetail, confirmation::CodeChallenge, context::Context, link_token::Terms,
    redirect_uri::RedirectUri,
};

/// A request for a link token, with each field checked by itself.
/// [`IssueOrder::grant`](super::issuing::IssueOrder::grant) checks the objects that the fields
/// refer to.
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

impl IssueRequest {
    /// Checks each field of a request by itself.
    pub fn check(request: types::LinkTokenRequest) -> Result<Self, Refusal> {
        // Destructured, so that a new field does not compile until it is checked.
        let types::LinkTokenRequest {
            code_challenge,
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
                return Err(Refusal::Invalid(RefusalDetail {
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
                code_challenge: code_challenge.as_ref().map(CodeChallenge::check).transpose()?,
            },
        })
    }
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn check(request: Value) -> Result<IssueRequest, Refusal> {
        IssueRequest::check(serde_json::from_value(request).expect("keeps to the contract"))
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
