//! Translation of the domain's types into the contract's.

use link_token_domain::{
    integrated_account::Account,
    link_token::{Grant, Issued, Purpose, Terms},
};
use link_token_types as types;

/// Returns the answer to a request that created a link token.
pub fn issued(issued: &Issued) -> types::LinkTokenResponse {
    types::LinkTokenResponse { link_token: issued.link_token.into(), expires_at: issued.expires_at }
}

/// Returns the answer to an introspection. `None` is an inactive link token.
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
    // Taken out by name, so that a new field does not compile until it is shown.
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
        // No more than the request had, which the contract limits alike.
        scopes: types::Scopes::try_from(scopes).ok().filter(|scopes| !scopes.is_empty()),
        tenant_id: Some(tenant_id),
        truto_static_gate_id: static_gate_id,
    }
}

/// Returns an account as the contract shows it.
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
