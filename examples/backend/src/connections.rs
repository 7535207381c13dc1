//! The way of a link token: the user starts a connection, goes to the connection page, and comes
//! back.
//!
//! link-token has the connection page, the credentials and the accounts. This backend keeps a copy
//! of the accounts, without credentials, for its pages: see `accounts.rs`.

use std::sync::Arc;

use axum::{
    Form,
    extract::{Query, State},
    response::Redirect,
};
use link_token_client::types;
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use crate::{App, failure::ErrorPage, pages, session::User};

/// The context variable with the name of the user who started the connection.
pub const CONNECTED_BY: &str = "connected_by";

/// `GET /`: the accounts of the user's organisation, as the last events told them.
pub async fn list(State(app): State<Arc<App>>, user: User) -> Result<Markup, ErrorPage> {
    let known = app.accounts.lock().await.of(&user.tenant);
    if let Some(accounts) = known {
        return Ok(pages::list(&user, &accounts));
    }
    // The first hundred are enough here.
    let page = app.client.list_integrated_accounts().tenant_id(user.tenant.clone()).send().await?;
    let mut accounts = app.accounts.lock().await;
    accounts.list(&user.tenant, page.into_inner().result);
    Ok(pages::list(&user, &accounts.of(&user.tenant).unwrap_or_default()))
}

#[derive(Deserialize)]
pub struct Begin {
    /// The account to reauthorise. `None` connects a new one.
    integrated_account_id: Option<Uuid>,
}

/// `POST /connections`: the user wants to connect an account, or to reauthorise one.
pub async fn begin(
    State(app): State<Arc<App>>,
    user: User,
    Form(form): Form<Begin>,
) -> Result<Redirect, ErrorPage> {
    let mut request = types::LinkTokenRequest::builder()
        // The tenant comes from the session. With a tenant from the request, users could connect
        // accounts for others.
        .tenant_id(user.tenant.clone())
        .context(serde_json::json!({ CONNECTED_BY: user.name }))
        .redirect_uri(format!("{}/connections/return", app.own_url));
    if let Some(id) = form.integrated_account_id {
        own_account(&app, &user, id).await?;
        // The other variables of the account stay.
        request = request.integrated_account_id(id).persist_previous_context(true);
    }
    let created = app.client.create_link_token().body(request).send().await?;
    // The link token is a secret: the browser alone gets it, by a redirect that nothing keeps.
    let address =
        format!("{}/connect-account?link_token={}", app.link_token_url, created.link_token);
    Ok(Redirect::to(&address))
}

/// The parameters that the connection page appends to the redirect URI.
#[derive(Deserialize)]
pub struct Return {
    /// Absent if nothing was connected.
    integrated_account_id: Option<Uuid>,
}

/// `GET /connections/return`: the user is back from the connection page.
pub async fn finish(
    State(app): State<Arc<App>>,
    user: User,
    Query(Return { integrated_account_id }): Query<Return>,
) -> Result<Markup, ErrorPage> {
    // The parameters prove nothing, since anyone can type an address. They only say which account
    // to read.
    let id = integrated_account_id.ok_or(ErrorPage::NOT_CONNECTED)?;
    let account = own_account(&app, &user, id).await?;
    Ok(pages::connected(&user, &account))
}

/// Reads an account from link-token, if it belongs to the user's organisation. Its event may still
/// be on its way.
async fn own_account(
    app: &App,
    user: &User,
    id: Uuid,
) -> Result<types::IntegratedAccount, ErrorPage> {
    let account = app.client.get_integrated_account().id(id).send().await?.into_inner();
    if account.tenant_id != user.tenant {
        return Err(ErrorPage::NO_SUCH_ACCOUNT);
    }
    app.accounts.lock().await.learn(account.clone());
    Ok(account)
}
