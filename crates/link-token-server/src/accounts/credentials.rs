//! Credentials in the context of a request, as the hosted service has them: tokens in
//! `oauth.token`, the fields of a form under their names.
//!
//! Here, credentials are stored apart from contexts, so they are taken out of what a backend sends.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use link_token_connect::{
    definition::{ConnectMethod, ConnectSteps},
    form::{self, FieldKind},
    oauth2::plain_text,
    template::TemplateValues,
};
use link_token_domain::{
    Refusal, RefusalDetail, context::Context, credentials::Credentials, secret::Secret,
};
use serde_json::{Map, Value};

use super::AccountError;
use crate::connect::exchange::CredentialContent;

/// The key of a context under which the hosted service has tokens.
const OAUTH: &str = "oauth";
/// The longest lifetime of a token, in seconds: ten years.
const MAX_LIFETIME: f64 = 315_360_000.0;

/// The names that the hosted service takes for credentials, for accounts without a definition here.
const SECRET_NAMES: [&str; 14] = [
    "api_key",
    "api_token",
    "token",
    "password",
    "client_secret",
    "application_key",
    "app_key",
    "app_secret",
    "access_token",
    "api_secret",
    "auth_code",
    "webhook_secret",
    "webhook_password",
    "token_secret",
];

/// The place of credentials in a request, for messages.
#[derive(Clone, Copy, Debug)]
pub struct Place(&'static str);

/// Credentials in the member `context` of a request.
pub const CONTEXT: Place = Place("context.");
/// Credentials that are the request itself.
pub const ROOT: Place = Place("");

impl Place {
    fn refuse(self, name: &str, message: impl Into<String>) -> Refusal {
        Refusal::invalid(format!("{}{name}", self.0), message)
    }
}

/// The credentials that a request gives. It may give a part of them only.
pub struct GivenCredentials {
    place: Place,
    /// The members of `oauth.token`.
    token: Option<Map<String, Value>>,
    /// The fields of the form and the parameters of the callback, by name.
    fields: BTreeMap<String, String>,
}

impl GivenCredentials {
    /// Takes the credentials out of what a backend sends. What is not secret stays there as well.
    pub fn take(
        method: Option<&ConnectMethod>,
        values: &mut Map<String, Value>,
        place: Place,
    ) -> Result<Self, Refusal> {
        let token = match values.remove(OAUTH) {
            None | Some(Value::Null) => None,
            Some(Value::Object(mut oauth)) => match oauth.remove("token") {
                Some(Value::Object(token)) => Some(token),
                _ => return Err(place.refuse("oauth.token", "expected an object")),
            },
            Some(_) => return Err(place.refuse(OAUTH, "expected an object")),
        };
        if token.is_some() && !has_tokens(method) {
            let message = "accounts with the method `api_key` have no tokens, but fields";
            return Err(place.refuse(OAUTH, message));
        }
        let mut fields = BTreeMap::new();
        for (name, is_secret) in credential_names(method) {
            let Some(value) = values.get(name) else { continue };
            if !value.is_null() {
                let text = plain_text(value).ok_or_else(|| {
                    place.refuse(name, "expected a string, a number or a boolean")
                })?;
                fields.insert(name.to_owned(), text);
            }
            if is_secret {
                values.remove(name);
            }
        }
        Ok(Self { place, token, fields })
    }

    /// Returns true if the request gives a refresh token, or takes it away.
    pub fn has_refresh_token(&self) -> bool {
        self.token.as_ref().is_some_and(|token| token.contains_key("refresh_token"))
    }

    /// Returns the credentials of a new account. They must be complete, unless the account is
    /// connected elsewhere.
    pub fn imported(
        &self,
        method: Option<&ConnectMethod>,
        now: DateTime<Utc>,
    ) -> Result<Option<Credentials>, AccountError> {
        if method.is_none() && self.token.is_none() && self.fields.is_empty() {
            return Ok(None);
        }
        self.merged(method, None, now).map(Some)
    }

    /// Returns the credentials after those that the request gives have replaced the stored ones.
    pub fn merged(
        &self,
        method: Option<&ConnectMethod>,
        stored: Option<&Credentials>,
        now: DateTime<Utc>,
    ) -> Result<Credentials, AccountError> {
        if stored.is_some() && self.token.is_none() && self.fields.is_empty() {
            let tokens = has_tokens(method).then_some("oauth.token").into_iter();
            let names = tokens.chain(credential_names(method).map(|(name, _)| name));
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            let message = format!("the request has no credentials: send {}", names.join(" or "));
            return Err(Refusal::Invalid(RefusalDetail { field: None, message }).into());
        }
        let mut content = match stored {
            Some(stored) => CredentialContent::read(stored)?,
            None => CredentialContent::default(),
        };
        let (mut issued_at, mut expires_at) =
            stored.map(|stored| (stored.issued_at, stored.expires_at)).unwrap_or_default();
        let has_tokens = method.is_some() && has_tokens(method);
        for (name, value) in self.fields.clone() {
            let is_field = has_tokens || content.fields.contains_key(&name);
            let place = if is_field { &mut content.fields } else { &mut content.values };
            place.insert(name, value);
        }
        let had_refresh_token = content.refresh_token.is_some();
        if let Some(token) = &self.token {
            self.replace_tokens(token, &mut content)?;
            if token.contains_key("access_token") {
                let lifetime = method.and_then(|it| it.token_settings()?.expires_in);
                issued_at = Some(now);
                expires_at = self.expiry(token, lifetime, now)?;
            }
        }
        if let Some(method) = method {
            self.check_fields(method, has_tokens, &mut content)?;
        }
        let is_asked_anew =
            method.is_some_and(|it| matches!(it.steps, ConnectSteps::ClientCredentials(_)));
        if !content.values.contains_key("access_token") {
            if is_asked_anew {
                // The first read asks for a token.
                (issued_at, expires_at) = (None, Some(now));
            } else if has_tokens || self.token.is_some() {
                return Err(self.place.refuse("oauth.token.access_token", "required").into());
            }
        }
        let loses_refresh_token = had_refresh_token && content.refresh_token.is_none();
        let is_refreshable = match method {
            Some(method) => content.is_refreshable(method),
            // Another server may have the definition, or this one after a restart.
            None => stored.is_some_and(|it| it.is_refreshable) && !loses_refresh_token,
        };
        Ok(content.credentials(is_refreshable, issued_at, expires_at)?)
    }

    fn replace_tokens(
        &self,
        token: &Map<String, Value>,
        content: &mut CredentialContent,
    ) -> Result<(), Refusal> {
        for (name, value) in token {
            let field = format!("oauth.token.{name}");
            match (name.as_str(), plain_text(value)) {
                // They are the time at which the token expires.
                ("expires_in" | "expires_at", _) => {}
                ("access_token" | "refresh_token", Some(text)) if text.is_empty() => {
                    return Err(self.place.refuse(&field, "must not be empty"));
                }
                ("access_token" | "refresh_token", Some(text))
                    if text.contains(char::is_control) =>
                {
                    return Err(self.place.refuse(&field, "must not have control characters"));
                }
                ("access_token", None) => {
                    return Err(self.place.refuse(&field, "expected a string"));
                }
                ("refresh_token", None) if !value.is_null() => {
                    return Err(self.place.refuse(&field, "expected a string or null"));
                }
                ("refresh_token", text) => {
                    content.refresh_token = text;
                    content.previous_refresh_token = None;
                }
                (_, Some(text)) => {
                    content.values.insert(name.clone(), text);
                }
                // A vendor's own structures have no place in requests.
                (_, None) => {}
            }
        }
        Ok(())
    }

    /// Returns the time at which a token expires.
    fn expiry(
        &self,
        token: &Map<String, Value>,
        lifetime: Option<std::time::Duration>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Refusal> {
        if let Some(value) = token.get("expires_at").filter(|value| !value.is_null()) {
            let time = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text).ok());
            let time = time.map(DateTime::<Utc>::from).ok_or_else(|| {
                let message = "expected a time such as `2026-01-01T13:00:00Z`";
                self.place.refuse("oauth.token.expires_at", message)
            })?;
            return Ok(Some(time));
        }
        if let Some(value) = token.get("expires_in").filter(|value| !value.is_null()) {
            let seconds = plain_text(value).and_then(|text| text.parse::<f64>().ok());
            let seconds = seconds.filter(|seconds| *seconds >= 0.0).ok_or_else(|| {
                self.place.refuse("oauth.token.expires_in", "expected a number of seconds")
            })?;
            let lifetime = std::time::Duration::from_secs_f64(seconds.min(MAX_LIFETIME));
            return Ok(TimeDelta::from_std(lifetime).ok().map(|lifetime| now + lifetime));
        }
        Ok(lifetime.and_then(|it| TimeDelta::from_std(it).ok()).map(|lifetime| now + lifetime))
    }

    /// Checks the fields of a form as the connection page does.
    fn check_fields(
        &self,
        method: &ConnectMethod,
        has_tokens: bool,
        content: &mut CredentialContent,
    ) -> Result<(), Refusal> {
        let values = if has_tokens { &mut content.fields } else { &mut content.values };
        let checked = form::check_form(&method.fields, values).map_err(|problems| {
            // There is at least one.
            let (name, problem) = problems.into_iter().next().unzip();
            let message = problem.map(|it| it.to_string()).unwrap_or_default();
            self.place.refuse(&name.unwrap_or_default(), message)
        })?;
        let text = |(name, value): (&str, &Secret)| (name.to_owned(), value.expose().to_owned());
        let checked: BTreeMap<String, String> = TemplateValues::iter(&checked).map(text).collect();
        values.extend(checked);
        Ok(())
    }
}

/// Returns true if accounts with a method have tokens, or may have them.
fn has_tokens(method: Option<&ConnectMethod>) -> bool {
    method.is_none_or(|method| !matches!(method.steps, ConnectSteps::ApiKey))
}

/// Returns the names under which a context may have credentials or what belongs to them, and
/// whether each is a secret.
fn credential_names(method: Option<&ConnectMethod>) -> impl Iterator<Item = (&str, bool)> {
    let unknown = method.is_none().then_some(SECRET_NAMES).into_iter().flatten();
    let fields = method.into_iter().flat_map(|method| &method.fields);
    let fields = fields.map(|field| (field.name.as_str(), field.kind == FieldKind::Secret));
    let parameters = method
        .and_then(ConnectMethod::authorization)
        .into_iter()
        .flat_map(|authorization| &authorization.callback_params);
    let parameters = parameters.map(|name| (name.as_str(), false));
    unknown.map(|name| (name, true)).chain(fields).chain(parameters)
}

/// Returns the names of credentials that a context does not keep.
fn secret_names(method: Option<&ConnectMethod>) -> impl Iterator<Item = &str> {
    let secrets = credential_names(method).filter(|(_, is_secret)| *is_secret);
    secrets.map(|(name, _)| name).chain([OAUTH])
}

/// Returns the first name in the context of an account without a definition that the hosted service
/// takes for credentials.
pub fn find_secret(context: &Context) -> Option<&'static str> {
    secret_names(None).find(|name| context.has_key(name))
}

/// Refuses a change of a context that has credentials. Without a method, the account was connected
/// elsewhere, for instance by a redemption with credentials in its context, `before`. They can be
/// changed there.
pub fn refuse_in_context(
    method: Option<&ConnectMethod>,
    before: &Context,
    change: &Context,
) -> Result<(), Refusal> {
    let is_refused = |name: &str| method.is_some() || !before.has_key(name);
    match secret_names(method).find(|name| change.has_key(name) && is_refused(name)) {
        None => Ok(()),
        Some(name) => {
            let message = "credentials are not part of the context: send them to \
                           `PATCH /integrated-account/{id}/credentials`";
            Err(CONTEXT.refuse(name, message))
        }
    }
}
