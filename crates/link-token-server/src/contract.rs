//! The translation of domain types into types of the contract.

use link_token_domain::{
    integrated_account::Account,
    link_token::{Grant, Issued, Purpose, Terms},
};
use link_token_types as types;

/// Returns the response to a creation.
pub fn issued(issued: &Issued) -> types::LinkTokenResponse {
    types::LinkTokenResponse { link_token: issued.link_token.into(), expires_at: issued.expires_at }
}

/// Returns the response to an introspection. `None` is an inactive link token.
pub fn introspection(grant: Option<Grant>) -> types::LinkTokenIntrospection {
    let Some(grant) = grant else {
        return types::LinkTokenIntrospection {
            active: false,
            context: None,
            environment_id: None,
            expires_at: None,
            integrated_account_id: None,
            issued_at: None,
            persist_previous_context: None,
            redirect_uri: None,
            region: None,
            scopes: None,
            tenant_id: None,
            truto_static_gate_id: None,
        };
    };
    let (tenant_id, integrated_account_id, region) = match grant.purpose {
        Purpose::NewAccount { tenant_id, region } => (tenant_id, None, Some(region)),
        Purpose::Reauthorisation { account_id, tenant_id } => (tenant_id, Some(account_id), None),
    };
    // Destructured, so that a new field does not compile until it is returned.
    let Terms { persist_previous_context, redirect_uri, scopes, static_gate_id } = grant.terms;
    types::LinkTokenIntrospection {
        active: true,
        context: grant.context.map(types::Context::from),
        environment_id: Some(grant.environment_id),
        expires_at: Some(grant.expires_at),
        integrated_account_id,
        issued_at: Some(grant.issued_at),
        persist_previous_context: Some(persist_previous_context),
        redirect_uri: redirect_uri.map(types::RedirectUri::from),
        region,
        // The request had the same limits, so the conversion succeeds.
        scopes: types::Scopes::try_from(scopes).ok().filter(|scopes| !scopes.is_empty()),
        tenant_id: Some(tenant_id),
        truto_static_gate_id: static_gate_id,
    }
}

pub fn account(account: Account) -> types::IntegratedAccount {
    types::IntegratedAccount {
        authentication_method: account.authentication_method,
        context: account.context.into(),
        created_at: account.created_at,
        id: account.id,
        integration: account.integration,
        region: account.region,
        status: account.status,
        tenant_id: account.tenant_id,
        truto_static_gate_id: account.static_gate_id,
        updated_at: account.updated_at,
    }
}
