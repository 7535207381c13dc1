//! STAND-IN for your session layer. Do not copy it: everyone can sign in as any user, without a
//! password.
//!
//! Your session layer must provide the extractor [`User`], from a session that the browser cannot
//! forge.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Form,
    extract::{FromRequestParts, State},
    http::{header, request::Parts},
    response::{IntoResponse, Redirect},
};
use link_token_client::types;
use serde::Deserialize;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{App, failure::ErrorPage};

/// The users, each with their organisation.
pub const PEOPLE: [(&str, &str); 3] = [("ada", "acme-1"), ("alan", "acme-1"), ("grace", "globex")];

/// The signed-in user.
#[derive(Clone)]
pub struct User {
    pub name: &'static str,
    /// The user's organisation, which is the tenant of the link tokens.
    pub tenant: types::TenantId,
}

/// The signed-in users, by the ID of the session.
pub type Sessions = Mutex<HashMap<String, User>>;

#[derive(Deserialize)]
pub struct SignIn {
    name: String,
}

/// `POST /session`
pub async fn sign_in(
    State(app): State<Arc<App>>,
    Form(form): Form<SignIn>,
) -> Result<impl IntoResponse, ErrorPage> {
    let person = PEOPLE.into_iter().find(|(name, _)| *name == form.name);
    let (name, organisation) = person.ok_or(ErrorPage::SIGNED_OUT)?;
    let tenant = organisation.parse().map_err(ErrorPage::bug)?;
    let id = Uuid::new_v4().to_string();
    // Your cookie must also be `Secure`, which needs HTTPS, with a name that starts with `__Host-`.
    // Browsers send `Lax` cookies when a third party redirects the user back.
    let cookie = format!("session={id}; HttpOnly; SameSite=Lax; Path=/");
    app.sessions.lock().await.insert(id, User { name, tenant });
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")))
}

impl FromRequestParts<Arc<App>> for User {
    type Rejection = ErrorPage;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ErrorPage> {
        let headers = parts.headers.get_all(header::COOKIE).iter();
        let mut cookies =
            headers.filter_map(|header| header.to_str().ok()).flat_map(|header| header.split("; "));
        let id = cookies.find_map(|cookie| cookie.strip_prefix("session="));
        let sessions = app.sessions.lock().await;
        id.and_then(|id| sessions.get(id)).cloned().ok_or(ErrorPage::SIGNED_OUT)
    }
}
