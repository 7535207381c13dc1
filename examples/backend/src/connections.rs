//! The round trip of a link token: the user starts a connection, arrives at the connection UI with
//! a link token, and finishes, which redeems it.
//!
//! A link token is a secret like a password. It travels in the bodies of POST requests and
//! responses, not in URLs, which end up in logs, histories and `Referer` headers. A connection UI
//! with its own origin can receive it in the fragment (`https://connect.example.com/#…`), which
//! browsers do not send.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use link_token_client::types;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{App, failure::ErrorPage, pages, session::User};

/// The third-party app, and the scope that this backend needs there.
const INTEGRATION: &str = "hubspot";
const SCOPE: &str = "crm.objects.contacts.read";

/// The context variable with the name of the user who started the connection.
const CONNECTED_BY: &str = "connected_by";

/// STAND-IN for a table of your database: the accounts that each tenant has connected.
pub type Accounts = Mutex<HashMap<types::TenantId, BTreeMap<Uuid, Account>>>;

/// The stored part of an integrated account, without its context, which may contain credentials.
pub struct Account {
    pub status: types::IntegratedAccountStatus,
    pub connected_by: String,
}

/// `GET /`: the accounts of the user's organisation.
pub async fn list(State(app): State<Arc<App>>, user: User) -> Markup {
    let accounts = app.accounts.lock().await;
    pages::list(&user, accounts.get(&user.tenant).into_iter().flatten())
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
) -> Result<Markup, ErrorPage> {
    let mut request = types::LinkTokenRequest::builder()
        // The tenant comes from the session. With a tenant from the request, users could connect
        // accounts for others.
        .tenant_id(user.tenant.clone())
        // Binds the link token to the user. Its context overrides the context of the redemption.
        .context(context(CONNECTED_BY, user.name))
        .scopes([SCOPE]);
    if let Some(id) = form.integrated_account_id {
        let accounts = app.accounts.lock().await;
        if !accounts.get(&user.tenant).is_some_and(|accounts| accounts.contains_key(&id)) {
            return Err(ErrorPage::NO_SUCH_ACCOUNT);
        }
        // The other variables of the account stay.
        request = request.integrated_account_id(id).persist_previous_context(true);
    }
    let created = app.client.create_link_token().body(request).send().await?;
    Ok(pages::hand_over(&created.link_token))
}

/// `POST /connections/arrive`: the user arrives at the connection UI, which shows the account to
/// connect.
pub async fn arrive(
    State(app): State<Arc<App>>,
    user: User,
    Form(form): Form<types::LinkTokenReference>,
) -> Result<Markup, ErrorPage> {
    let link_token = form.link_token;
    let found = look_at(&app, &user, &link_token).await?;
    // STAND-IN for the third party's page. Your connection UI stores the link token in the session
    // under a new random `state`, and sends the user to the third party with that `state` and PKCE
    // (RFC 7636). The callback corresponds to `finish` below.
    Ok(pages::consent(&link_token, &found))
}

#[derive(Deserialize)]
pub struct Finish {
    link_token: types::LinkToken,
    answer: Answer,
}

/// The user's answer to the third party.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Allow,
    Deny,
}

/// `POST /connections/finish`: the user is back from the third party.
pub async fn finish(
    State(app): State<Arc<App>>,
    user: User,
    Form(Finish { link_token, answer }): Form<Finish>,
) -> Result<Response, ErrorPage> {
    look_at(&app, &user, &link_token).await?;
    if let Answer::Deny = answer {
        // The link token stays active.
        return Ok(pages::declined(&link_token).into_response());
    }
    // A separate task completes even if the browser disconnects: only its response contains the ID
    // of the account.
    tokio::spawn(redeem(app, user, link_token)).await.map_err(ErrorPage::bug)??;
    Ok(Redirect::to("/").into_response())
}

/// Introspects a link token. Fails unless the token is active and was issued to this user. Without
/// this check, an attacker with a stolen link token, or a victim with the attacker's link token,
/// would connect an account to the wrong tenant.
async fn look_at(
    app: &App,
    user: &User,
    link_token: &types::LinkToken,
) -> Result<types::LinkTokenIntrospection, ErrorPage> {
    let reference = types::LinkTokenReference { link_token: link_token.clone() };
    let sent = app.client.introspect_link_token().body(reference).send().await;
    let found = sent.map_err(|error| ErrorPage::from(error).with(link_token))?.into_inner();
    if !found.active {
        return Err(ErrorPage::OVER);
    }
    let name = found.context.as_ref().and_then(|context| context.get(CONNECTED_BY));
    let is_own =
        found.tenant_id.as_ref() == Some(&user.tenant) && name.is_some_and(|it| it == user.name);
    if is_own { Ok(found) } else { Err(ErrorPage::NOT_YOURS) }
}

/// Redeems a link token, and stores the account.
async fn redeem(app: Arc<App>, user: User, link_token: types::LinkToken) -> Result<(), ErrorPage> {
    let redemption = types::LinkTokenRedemption::builder()
        .link_token(link_token.clone())
        .integration(INTEGRATION)
        .authentication_method(types::AuthenticationMethod::Oauth2)
        // STAND-IN for the credentials from the third party. The service encrypts them.
        .context(context("hub_id", 1234));
    let sent = app.client.redeem_link_token().body(redemption).send().await;
    let account = sent.map_err(|error| ErrorPage::from(error).with(&link_token))?.into_inner();
    let kept = Account { status: account.status, connected_by: user.name.to_owned() };
    app.accounts.lock().await.entry(account.tenant_id).or_default().insert(account.id, kept);
    Ok(())
}

/// Returns a context with one variable.
fn context(name: &str, value: impl Into<Value>) -> types::Context {
    types::Context([(name.to_owned(), value.into())].into_iter().collect())
}
