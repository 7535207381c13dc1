//! OAuth 2.0: the authorization request, and the requests to a token endpoint.
//!
//! Token responses in the wild keep little of RFC 6749: lifetimes are strings or fractions, errors
//! come with status 200, bodies are forms or have no type. This module reads what can be
//! understood, and says what cannot.

use std::{cmp::Reverse, fmt, time::Duration};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderValue, Method, StatusCode, header};
use link_token_domain::secret::Secret;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use url::Url;
use zeroize::Zeroizing;

use crate::{
    definition::{
        Authorization, ClientAuthentication, JsonPointer, RequestFormat, Revocation, TokenPointers,
        TokenSettings,
    },
    form::{FieldKind, FormField},
    outbound::{Outbound, OutboundError, OutboundRequest, OutboundResponse},
    request::{FORM, JSON, add_headers, basic, basic_credentials, form, render_params},
    template::{RenderError, Template, TemplateValues, UrlTemplate},
};

/// Longer lifetimes are cut to ten years.
const MAX_LIFETIME: f64 = 315_360_000.0;
/// A larger lifetime is a point in time: some vendors send seconds since 1970.
const MIN_TIME: f64 = 1e9;
/// A larger point in time has milliseconds.
const MIN_TIME_IN_MILLIS: f64 = 1e12;
const MAX_DESCRIPTION: usize = 200;

/// The operator's client at a third party.
#[derive(Clone, Debug)]
pub struct OAuthClient {
    pub id: String,
    /// `None` for a public client.
    pub secret: Option<Secret>,
}

/// The secret of a PKCE challenge (RFC 7636).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeVerifier(Secret);

impl CodeVerifier {
    /// Returns a new verifier with 256 random bits.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(random.as_mut_slice())?;
        Ok(Self(BASE64_URL_SAFE_NO_PAD.encode(random.as_slice()).into()))
    }

    /// Reads the result of [`Self::expose`], from where it was stored.
    pub fn from_stored(verifier: impl Into<Secret>) -> Self {
        Self(verifier.into())
    }

    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Returns the challenge, by the method S256.
    pub fn challenge(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(self.expose().as_bytes()))
    }
}

/// The values that an authorization request needs in addition to the definition.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest<'a> {
    pub client_id: &'a str,
    pub redirect_uri: &'a str,
    pub state: &'a str,
    pub scopes: &'a [String],
    /// Used if the definition has PKCE on.
    pub verifier: &'a CodeVerifier,
    /// The values of the form.
    pub values: &'a TemplateValues,
}

impl Authorization {
    /// Returns true if a callback with this `iss` is of this authorization server (RFC 9207,
    /// section 2.4).
    pub fn is_issuer(&self, iss: &str, values: &TemplateValues) -> bool {
        if let Some(issuer) = &self.issuer {
            return issuer.render(values).is_ok_and(|issuer| issuer.expose() == iss);
        }
        // Compared as text (RFC 9207, section 2.4): parsers of URLs drop line breaks and decode
        // hosts.
        let Ok(url) = self.url.render(values) else { return false };
        iss.strip_prefix(&url.origin().ascii_serialization()).is_some_and(|path| {
            (path.is_empty() || path.starts_with('/')) && !path.contains(['?', '#'])
        })
    }

    /// Returns false for a callback that lacks the signature which the definition asks for: the
    /// HMAC-SHA256 in hexadecimal, by the secret of the client, over all other parameters, sorted
    /// by name, as a form.
    pub fn is_signed<'p>(
        &self,
        parameters: impl IntoIterator<Item = (&'p str, &'p str)>,
        client_secret: Option<&Secret>,
    ) -> bool {
        let Some(name) = &self.callback_hmac else { return true };
        let (signatures, mut signed): (Vec<_>, Vec<_>) =
            parameters.into_iter().partition(|(parameter, _)| parameter == name);
        signed.sort_unstable();
        let mut form = form_urlencoded::Serializer::new(String::new());
        let form = form.extend_pairs(signed).finish();
        let (Some(secret), [(_, signature)]) = (client_secret, &signatures[..]) else {
            return false;
        };
        let (Ok(signature), Ok(mut hmac)) =
            (hex::decode(signature), Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()))
        else {
            return false;
        };
        hmac.update(form.as_bytes());
        hmac.verify_slice(&signature).is_ok()
    }

    /// Returns the address at which the user grants access.
    pub fn address(&self, request: &AuthorizationRequest<'_>) -> Result<Url, RenderError> {
        let scopes = request.scopes.join(&self.token.scope_separator);
        let own = typed(request.values, "client_id").map(Secret::expose);
        let client_id = own.unwrap_or(request.client_id);
        let values = with_own_values(request.values, client_id, &scopes);
        let mut url = self.url.render(&values)?;
        let params = render_params(&self.params, &values)?;
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", client_id)
            .append_pair("redirect_uri", request.redirect_uri)
            .append_pair("state", request.state);
        if !request.scopes.is_empty() {
            query.append_pair("scope", &scopes);
        }
        if self.pkce {
            query
                .append_pair("code_challenge", &request.verifier.challenge())
                .append_pair("code_challenge_method", "S256");
        }
        query.extend_pairs(params.iter().map(|(name, value)| (name, value.expose())));
        drop(query);
        Ok(url)
    }
}

/// Adds the scopes and the client's ID to the values.
fn with_own_values(values: &TemplateValues, client_id: &str, scopes: &str) -> TemplateValues {
    let mut values = values.clone();
    values.insert("scopes", scopes);
    values.insert("client_id", client_id);
    values
}

/// Returns a value of the form, unless the user left out its field, which is optional.
fn typed<'v>(values: &'v TemplateValues, name: &str) -> Option<&'v Secret> {
    values.get(name).filter(|value| !value.expose().is_empty())
}

/// The tokens that a third party issued. `Debug` shows no secret.
#[derive(Clone, PartialEq)]
pub struct TokenResponse {
    pub access_token: Secret,
    pub refresh_token: Option<Secret>,
    /// The time before the request.
    pub issued_at: DateTime<Utc>,
    /// The end of the access token. `None` if neither the answer nor the definition tells it.
    pub expires_at: Option<DateTime<Utc>>,
    /// The scopes that were granted. `None` if the answer does not tell them.
    pub scopes: Option<Vec<String>>,
    pub token_type: Option<String>,
    pub id_token: Option<Secret>,
    /// The other values that the definition keeps.
    pub extra: Map<String, Value>,
}

impl fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenResponse")
            .field("refresh_token", &self.refresh_token)
            .field("issued_at", &self.issued_at)
            .field("expires_at", &self.expires_at)
            .field("scopes", &self.scopes)
            .field("token_type", &self.token_type)
            .finish_non_exhaustive()
    }
}

impl TokenResponse {
    /// Returns the response to a request for scopes. An answer that tells none grants these (RFC
    /// 6749, section 5.1).
    fn granted(mut self, requested: &[String]) -> Self {
        if self.scopes.is_none() && !requested.is_empty() {
            self.scopes = Some(requested.to_vec());
        }
        self
    }

    /// Returns the values for placeholders. Add them to those of the form.
    pub fn values(&self) -> TemplateValues {
        let mut values = TemplateValues::new();
        values.insert("access_token", self.access_token.clone());
        let secrets = [("refresh_token", &self.refresh_token), ("id_token", &self.id_token)];
        for (name, secret) in secrets {
            if let Some(secret) = secret {
                values.insert(name, secret.clone());
            }
        }
        if let Some(token_type) = &self.token_type {
            values.insert("token_type", token_type.as_str());
        }
        if let Some(scopes) = &self.scopes {
            values.insert("scope", scopes.join(" "));
        }
        for (name, value) in &self.extra {
            if let Some(text) = plain_text(value) {
                values.insert(name, text);
            }
        }
        values
    }
}

/// The reason why there are no tokens. It has no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The values do not make the request.
    #[error(transparent)]
    Request(#[from] RenderError),
    #[error(transparent)]
    Unreachable(#[from] OutboundError),
    /// The third party refused the request.
    #[error("the third party answered {error}{}", described(description.as_deref()))]
    Rejected {
        status: u16,
        /// The code, `invalid_grant` also where the vendor has another name for it.
        error: String,
        /// Text of the third party, without control characters and at most 200 characters long.
        description: Option<String>,
        /// The pause that the third party asks for.
        retry_after: Option<TimeDelta>,
    },
    #[error("the answer with status {status} cannot be understood: {reason}")]
    Unintelligible {
        status: u16,
        content_type: Option<String>,
        reason: &'static str,
        /// The pause that the third party asks for.
        retry_after: Option<TimeDelta>,
    },
}

fn described(description: Option<&str>) -> String {
    description.map(|text| format!(": {text}")).unwrap_or_default()
}

impl TokenError {
    /// Returns true if the third party says that the code or the refresh token is no longer valid.
    pub fn is_invalid_grant(&self) -> bool {
        matches!(self, Self::Rejected { error, status, .. } if error == "invalid_grant" && *status < 500)
    }

    /// Returns the pause that the third party asks for before another request.
    pub fn retry_after(&self) -> Option<TimeDelta> {
        match self {
            Self::Request(_) | Self::Unreachable(_) => None,
            Self::Rejected { retry_after, .. } | Self::Unintelligible { retry_after, .. } => {
                *retry_after
            }
        }
    }

    /// Returns true if the third party may have acted on the request all the same.
    pub fn may_have_been_received(&self) -> bool {
        match self {
            Self::Request(_) => false,
            Self::Unreachable(error) => error.may_have_been_received(),
            // A gateway gives up on a third party that goes on.
            Self::Rejected { status, .. } => *status >= 500,
            Self::Unintelligible { .. } => true,
        }
    }
}

/// A token endpoint, with a client of it.
#[derive(Clone, Debug)]
pub struct TokenEndpoint<'a> {
    pub outbound: &'a Outbound,
    pub settings: &'a TokenSettings,
    /// The operator's client. Fields `client_id` and `client_secret` that the user has filled in
    /// replace it.
    pub client: Option<&'a OAuthClient>,
    /// The scopes to ask for.
    pub scopes: &'a [String],
    /// The values of the form and of the callback, and, for a refresh, those of the responses
    /// before, except a client: only the user chooses another one than the operator's.
    pub values: &'a TemplateValues,
    /// The fields of the form. Errors do not repeat the values of secret ones.
    pub fields: &'a [FormField],
}

type Params = Vec<(String, Secret)>;

/// The names of values and parameters that are always secret.
const SECRET_NAMES: [&str; 7] = [
    "access_token",
    "client_secret",
    "code",
    "code_verifier",
    "id_token",
    "refresh_token",
    "token",
];

/// The secrets of a request, as they are and as the request has them.
///
/// Third parties repeat parts of a request in their errors. These are logged, stored in plain text,
/// and shown to users, who must not see the secret of the operator's client.
#[derive(Default)]
struct SentSecrets(Vec<Secret>);

impl SentSecrets {
    fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        let forms = |secret: Secret| [form_encoded(secret.expose()).into(), secret];
        let mut forms: Vec<Secret> = secrets.into_iter().flat_map(forms).collect();
        forms.retain(|form| !form.expose().is_empty());
        // One that contains another must be found first.
        forms.sort_by_key(|form| Reverse(form.expose().len()));
        Self(forms)
    }

    /// Returns text of the third party without the secrets, and without characters that hide or
    /// break lines. The secrets go before the text is cut, since half of one is not found.
    fn clean(&self, text: &str) -> String {
        let hide = |text: String, secret: &Secret| text.replace(secret.expose(), "…");
        cleaned(&self.0.iter().fold(text.to_owned(), hide))
    }
}

impl TokenEndpoint<'_> {
    /// Exchanges a code for tokens. `now` is the time before the request.
    pub async fn exchange_code(
        &self,
        code: &str,
        redirect_uri: &str,
        verifier: Option<&CodeVerifier>,
        now: DateTime<Utc>,
    ) -> Result<TokenResponse, TokenError> {
        let mut params = params(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
        ]);
        params.extend(verifier.map(|it| ("code_verifier".to_owned(), it.0.clone())));
        let tokens = self.tokens(&self.settings.url, params, &self.settings.params, now).await?;
        Ok(tokens.granted(self.scopes))
    }

    /// Asks for a token for the client alone.
    pub async fn client_credentials(
        &self,
        now: DateTime<Utc>,
    ) -> Result<TokenResponse, TokenError> {
        let mut params = params(&[("grant_type", "client_credentials")]);
        if !self.scopes.is_empty() {
            params.push(("scope".to_owned(), self.joined_scopes().into()));
        }
        let tokens = self.tokens(&self.settings.url, params, &self.settings.params, now).await?;
        Ok(tokens.granted(self.scopes))
    }

    /// Asks for a new access token. A response without a refresh token leaves the present one
    /// valid.
    pub async fn refresh(
        &self,
        refresh_token: &Secret,
        now: DateTime<Utc>,
    ) -> Result<TokenResponse, TokenError> {
        let params =
            params(&[("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())]);
        self.tokens(&self.settings.refresh_url, params, &self.settings.refresh_params, now).await
    }

    /// Revokes the tokens of an account: by the standard (RFC 7009) the refresh token, with which
    /// access tokens end, or the access token if there is no other; or by the request of the
    /// definition. Returns false if the definition has no revocation.
    pub async fn revoke(
        &self,
        access_token: &Secret,
        refresh_token: Option<&Secret>,
    ) -> Result<bool, TokenError> {
        let (response, sent) = match &self.settings.revocation {
            None => return Ok(false),
            Some(Revocation::Standard(url)) => {
                let (token, hint) = match refresh_token {
                    Some(refresh_token) => (refresh_token, "refresh_token"),
                    None => (access_token, "access_token"),
                };
                let params = params(&[("token", token.expose()), ("token_type_hint", hint)]);
                self.post(url, params, &[]).await?
            }
            Some(Revocation::Request(request)) => {
                let client = self.client()?;
                let mut values = self.values.clone();
                values.insert("client_id", client.id.as_str());
                values.insert("access_token", access_token.clone());
                let secrets =
                    [("client_secret", client.secret.as_ref()), ("refresh_token", refresh_token)];
                for (name, secret) in secrets {
                    if let Some(secret) = secret {
                        values.insert(name, secret.clone());
                    }
                }
                let sent = self.secrets(&values, &[], &client);
                (self.outbound.send(request.render(&values)?).await?, sent)
            }
        };
        let value = read_body(&response);
        let says_ok = value.as_ref().and_then(|value| value.get("ok")) != Some(&false.into());
        if response.status.is_success() && says_ok {
            return Ok(true);
        }
        let rejected = value.as_ref();
        let rejected = rejected.and_then(|value| rejection(value, &response, self.settings, &sent));
        Err(rejected.unwrap_or_else(|| unintelligible(&response, "it is no revocation response")))
    }

    /// Returns the user's client if there is one, else the operator's. The operator's secret
    /// belongs to the operator's ID.
    fn client(&self) -> Result<OAuthClient, RenderError> {
        let own_secret = typed(self.values, "client_secret").cloned();
        match (typed(self.values, "client_id"), self.client) {
            (Some(id), _) => Ok(OAuthClient { id: id.expose().to_owned(), secret: own_secret }),
            (None, Some(client)) => Ok(OAuthClient {
                id: client.id.clone(),
                secret: own_secret.or_else(|| client.secret.clone()),
            }),
            (None, None) => Err(RenderError::Missing("client_id".to_owned())),
        }
    }

    fn joined_scopes(&self) -> String {
        self.scopes.join(&self.settings.scope_separator)
    }

    async fn tokens(
        &self,
        url: &UrlTemplate,
        params: Params,
        extra: &[(String, Template)],
        now: DateTime<Utc>,
    ) -> Result<TokenResponse, TokenError> {
        let (response, sent) = self.post(url, params, extra).await?;
        read_answer(self.settings, &response, &sent, now)
    }

    /// Returns the secrets of a request with these values and parameters.
    fn secrets(
        &self,
        values: &TemplateValues,
        params: &[(String, Secret)],
        client: &OAuthClient,
    ) -> SentSecrets {
        let is_secret = |name: &str| {
            let mut fields = self.fields.iter();
            SECRET_NAMES.contains(&name)
                || fields.any(|field| field.name == name && field.kind == FieldKind::Secret)
        };
        let params = params.iter().map(|(name, value)| (name.as_str(), value));
        let named = params.chain(values.iter()).filter(|(name, _)| is_secret(name));
        let of_client = client.secret.iter().flat_map(|secret| {
            let credentials =
                basic_credentials(&form_encoded(&client.id), &form_encoded(secret.expose()));
            [secret.clone(), credentials]
        });
        SentSecrets::new(named.map(|(_, value)| value.clone()).chain(of_client))
    }

    /// Sends a request to an address of the authorization server. Returns the answer, and the
    /// secrets of the request.
    async fn post(
        &self,
        url: &UrlTemplate,
        mut params: Params,
        extra: &[(String, Template)],
    ) -> Result<(OutboundResponse, SentSecrets), TokenError> {
        let client = self.client()?;
        let sent = self.secrets(self.values, &params, &client);
        let OAuthClient { id, secret } = client;
        let values = with_own_values(self.values, &id, &self.joined_scopes());
        for (name, value) in render_params(extra, &values)? {
            params.retain(|(other, _)| *other != name);
            params.push((name, value));
        }
        let mut request = OutboundRequest::new(Method::POST, url.render(&values)?);
        match (self.settings.client_authentication, secret) {
            (ClientAuthentication::Basic, Some(secret)) => {
                let value = basic(&form_encoded(&id), &form_encoded(secret.expose()));
                request.headers.insert(header::AUTHORIZATION, value);
            }
            (ClientAuthentication::Body, secret) | (_, secret @ None) => {
                params.push(("client_id".to_owned(), id.into()));
                params.extend(secret.map(|secret| ("client_secret".to_owned(), secret)));
            }
        }
        let (content_type, body) = match self.settings.request_format {
            RequestFormat::Form => (FORM, form(&params)),
            RequestFormat::Json => {
                let members =
                    params.iter().map(|(name, value)| (name.clone(), value.expose().into()));
                (JSON, Value::Object(members.collect()).to_string())
            }
        };
        request.body = body.into_bytes();
        request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        add_headers(&mut request.headers, &self.settings.headers, &values)?;
        let response = self.outbound.send(request.default_header(header::ACCEPT, JSON)).await?;
        Ok((response, sent))
    }
}

fn params(params: &[(&str, &str)]) -> Params {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect()
}

/// Encodes an ID or a secret for HTTP Basic authentication (RFC 6749, section 2.3.1).
fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Reads the answer of a token endpoint.
pub fn read_token_response(
    settings: &TokenSettings,
    response: &OutboundResponse,
    now: DateTime<Utc>,
) -> Result<TokenResponse, TokenError> {
    read_answer(settings, response, &SentSecrets::default(), now)
}

fn read_answer(
    settings: &TokenSettings,
    response: &OutboundResponse,
    sent: &SentSecrets,
    now: DateTime<Utc>,
) -> Result<TokenResponse, TokenError> {
    if response.status.is_redirection() {
        return Err(unintelligible(response, "it is a redirect, and none is followed"));
    }
    let Some(value) = read_body(response) else {
        return Err(unintelligible(response, unreadable_body(&response.body)));
    };
    let pointers = &settings.response;
    let says_ok = value.get("ok") != Some(&Value::Bool(false));
    let access_token = text_at(&value, &pointers.access_token);
    match access_token {
        Some(access_token) if response.status.is_success() && says_ok => {
            if access_token.contains(char::is_control) {
                let reason = "its access token has control characters";
                return Err(unintelligible(response, reason));
            }
            Ok(token_response(settings, &value, access_token, now))
        }
        _ => Err(rejection(&value, response, settings, sent).unwrap_or_else(|| {
            unintelligible(response, "it has neither an access token nor an error")
        })),
    }
}

fn token_response(
    settings: &TokenSettings,
    value: &Value,
    access_token: String,
    now: DateTime<Utc>,
) -> TokenResponse {
    let TokenPointers {
        access_token: _,
        refresh_token,
        expires_in,
        scope,
        token_type,
        id_token,
        extra,
    } = &settings.response;
    let lifetime = expires_in.lookup(value).and_then(|it| lifetime(it, now));
    let lifetime = lifetime.or(settings.expires_in);
    let extra = extra.iter().filter_map(|(name, pointer)| {
        let value = pointer.lookup(value).filter(|value| !value.is_null())?;
        Some((name.clone(), value.clone()))
    });
    TokenResponse {
        access_token: access_token.into(),
        refresh_token: text_at(value, refresh_token).map(Secret::from),
        issued_at: now,
        expires_at: lifetime
            .and_then(|lifetime| TimeDelta::from_std(lifetime).ok())
            .and_then(|lifetime| now.checked_add_signed(lifetime)),
        scopes: scope.lookup(value).and_then(|it| scopes(it, &settings.scope_separator)),
        token_type: text_at(value, token_type).map(|it| cleaned(&it)),
        id_token: text_at(value, id_token).map(Secret::from),
        extra: extra.collect(),
    }
}

/// Reads a lifetime in seconds: a number or a string. One that is not positive tells nothing.
/// Neither does a point in time that has passed, or is more than ten years away.
fn lifetime(value: &Value, now: DateTime<Utc>) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }?;
    let seconds = if seconds >= MIN_TIME {
        let scale = if seconds >= MIN_TIME_IN_MILLIS { 1000.0 } else { 1.0 };
        let since_epoch = (now - DateTime::UNIX_EPOCH).to_std().ok()?;
        let left = seconds / scale - since_epoch.as_secs_f64();
        Some(left).filter(|left| *left <= MAX_LIFETIME)?
    } else {
        seconds
    };
    // A comparison with NaN is false.
    (seconds >= 1.0).then(|| Duration::from_secs_f64(seconds.min(MAX_LIFETIME).floor()))
}

/// Reads scopes: a string or a list. Some vendors answer with commas where they are asked with
/// spaces.
fn scopes(value: &Value, separator: &str) -> Option<Vec<String>> {
    let split = |text: &str| -> Vec<String> {
        let parts = text.split(separator).flat_map(|part| part.split([',', ' ', '\t', '\n']));
        parts.filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
    };
    match value {
        Value::String(text) => Some(split(text)),
        Value::Array(items) => {
            Some(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// Returns the text, or the number as text, that a pointer leads to. `None` if it is empty, or if
/// it is a boolean: `false` says that there is no token.
fn text_at(value: &Value, pointer: &JsonPointer) -> Option<String> {
    let value = pointer.lookup(value).filter(|value| !value.is_boolean())?;
    plain_text(value).filter(|text| !text.is_empty())
}

/// Returns a string, a number or a boolean as text.
pub fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Reads a body as JSON or as a form, whatever its type says.
fn read_body(response: &OutboundResponse) -> Option<Value> {
    let text = str::from_utf8(&response.body).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return (value.is_object() || value.is_array()).then_some(value);
    }
    let is_form = text.contains('=') && !text.contains(['<', '{', ' ', '\n']);
    is_form.then(|| {
        let pairs = form_urlencoded::parse(text.as_bytes());
        Value::Object(pairs.map(|(name, value)| (name.into_owned(), value.into())).collect())
    })
}

fn unreadable_body(body: &[u8]) -> &'static str {
    match body.trim_ascii_start() {
        [] => "it is empty",
        [b'<', ..] => "it is HTML or XML",
        _ => "it is neither JSON nor a form",
    }
}

fn unintelligible(response: &OutboundResponse, reason: &'static str) -> TokenError {
    let content_type = response.media_type().map(|it| cleaned(&it));
    let status = response.status.as_u16();
    TokenError::Unintelligible { status, content_type, reason, retry_after: retry_after(response) }
}

/// Reads an error: that of RFC 6749, or one of the shapes that vendors have instead.
fn rejection(
    value: &Value,
    response: &OutboundResponse,
    settings: &TokenSettings,
    sent: &SentSecrets,
) -> Option<TokenError> {
    let text = |value: &Value, keys: &[&str]| {
        let mut found = keys.iter().filter_map(|key| value.get(key)).filter_map(plain_text);
        found.find(|text| !text.is_empty() && text != "false" && text != "0")
    };
    let codes = ["error", "error_code", "errorCode", "code", "type", "status"];
    let descriptions = [
        "error_description",
        "error_message",
        "errorMessage",
        "message",
        "description",
        "detail",
        "reason",
    ];
    // `{"error": {…}}` and `{"errors": [{…}]}`
    let inner = value.get("error").filter(|error| error.is_object());
    let inner = inner.or_else(|| value.pointer("/errors/0")).or_else(|| value.get(0));
    let first = value.pointer("/errors/0").and_then(plain_text);
    let outer_code = text(value, &codes[..1]).or_else(|| first.filter(|it| !it.is_empty()));
    let inner_code = || inner.and_then(|inner| text(inner, &codes));
    let is_failure = !response.status.is_success() || value.get("ok") == Some(&Value::Bool(false));
    let other_code = || is_failure.then(|| text(value, &codes)).flatten();
    let description =
        text(value, &descriptions).or_else(|| inner.and_then(|inner| text(inner, &descriptions)));
    let code = outer_code.or_else(inner_code).or_else(other_code);
    // A message alone says enough.
    let is_message = is_failure && description.is_some();
    let code = code.or_else(|| is_message.then(|| status_code(response.status)))?;
    let (error, description) = if settings.invalid_grant_errors.contains(&code) {
        let description = description.map_or_else(|| code.clone(), |it| format!("{code}: {it}"));
        ("invalid_grant".to_owned(), Some(description))
    } else {
        (sent.clean(&code), description)
    };
    let description = description.map(|text| sent.clean(&text));
    let retry_after = retry_after(response);
    Some(TokenError::Rejected { status: response.status.as_u16(), error, description, retry_after })
}

/// Returns the pause that the third party asks for, if its answer says that it is not available
/// now.
fn retry_after(response: &OutboundResponse) -> Option<TimeDelta> {
    let is_busy = matches!(response.status.as_u16(), 429 | 503);
    is_busy.then(|| response.retry_after(Utc::now())).flatten()
}

fn status_code(status: StatusCode) -> String {
    format!("status_{}", status.as_u16())
}

/// Returns text of a third party without characters that hide or break lines, and not too long.
pub(crate) fn cleaned(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let shown = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).take(MAX_DESCRIPTION);
    shown.collect::<String>().trim().to_owned()
}
