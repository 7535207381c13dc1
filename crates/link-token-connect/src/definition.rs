//! Definitions: how to connect to an integration. Data, never code.
//!
//! `docs/integrations.md` documents the format, and `docs/integration.schema.json` is its JSON
//! Schema. A definition that was read is right: its placeholders have a source, its addresses are
//! pinned, its patterns compile.

mod read;

use std::{collections::BTreeMap, time::Duration};

use link_token_types::AuthenticationMethod;
use serde_json::Value;

use crate::{
    diagnostic::DefinitionReport,
    form::FormField,
    template::{Template, UrlTemplate},
};

/// How accounts are connected to an integration.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The name by which the API and links refer to the integration.
    pub name: String,
    /// The name that people see.
    pub label: String,
    pub category: Option<String>,
    /// The vendor's documentation that the definition is written from.
    pub documentation: Option<String>,
    /// The file name of the logo, which is next to the definition.
    pub logo: Option<String>,
    /// The methods, in the order of the file.
    pub methods: Vec<ConnectMethod>,
}

impl Definition {
    /// Reads a definition. `origin` is the name that diagnostics show for the text. The second
    /// report has warnings only; it may be empty.
    pub fn parse(origin: &str, text: &str) -> Result<(Self, DefinitionReport), DefinitionReport> {
        read::parse(origin, text)
    }

    pub fn method(&self, kind: AuthenticationMethod) -> Option<&ConnectMethod> {
        self.methods.iter().find(|method| method.kind() == kind)
    }
}

/// One way to connect to an integration.
#[derive(Clone, Debug)]
pub struct ConnectMethod {
    pub steps: ConnectSteps,
    /// The fields that the user fills in, in the order of the page.
    pub fields: Vec<FormField>,
    /// The check of fresh credentials. `None` if the definition has none that this method can run.
    pub verification: Option<Verification>,
    /// The request for facts about the connected account.
    pub account: Option<AccountRequest>,
}

/// The steps of a method after the fields.
#[derive(Clone, Debug)]
pub enum ConnectSteps {
    /// The user grants access at the third party.
    OAuth2(Box<Authorization>),
    /// The token endpoint answers to a client alone. The client is the operator's, or, if there
    /// are fields `client_id` and `client_secret`, the user's.
    ClientCredentials(Box<TokenSettings>),
    /// The fields are the credentials.
    ApiKey,
}

impl ConnectMethod {
    pub fn kind(&self) -> AuthenticationMethod {
        match self.steps {
            ConnectSteps::OAuth2(_) => AuthenticationMethod::Oauth2,
            ConnectSteps::ClientCredentials(_) => AuthenticationMethod::Oauth2ClientCredentials,
            ConnectSteps::ApiKey => AuthenticationMethod::ApiKey,
        }
    }

    pub fn authorization(&self) -> Option<&Authorization> {
        match &self.steps {
            ConnectSteps::OAuth2(authorization) => Some(authorization),
            _ => None,
        }
    }

    pub fn token_settings(&self) -> Option<&TokenSettings> {
        match &self.steps {
            ConnectSteps::OAuth2(authorization) => Some(&authorization.token),
            ConnectSteps::ClientCredentials(token) => Some(token),
            ConnectSteps::ApiKey => None,
        }
    }

    /// Returns true if each user fills in the ID of an OAuth client, which takes the place of the
    /// operator's. An optional field can be left out, and then the client is the operator's.
    pub fn has_client_of_user(&self) -> bool {
        self.fields.iter().any(|field| field.name == "client_id" && field.is_required)
    }
}

/// The authorization code flow (RFC 6749, section 4.1).
#[derive(Clone, Debug)]
pub struct Authorization {
    pub url: UrlTemplate,
    /// Additional parameters of the authorization request.
    pub params: Vec<(String, Template)>,
    /// The issuer that a callback with a code must name (RFC 9207). Without it, a callback may name
    /// none, or one on the origin of `url`.
    pub issuer: Option<Template>,
    /// True if the request has a PKCE challenge (RFC 7636, S256).
    pub pkce: bool,
    /// Parameters of the callback that are kept in the context.
    pub callback_params: Vec<String>,
    /// The parameter of the callback with its signature. `None` if the vendor signs none.
    pub callback_hmac: Option<String>,
    /// True if the third party refuses to authenticate in the browsers inside other apps.
    pub refuses_in_app_browsers: bool,
    /// True if the third party cuts its window off from the page that opened it
    /// (`Cross-Origin-Opener-Policy`).
    pub isolates_window: bool,
    pub token: TokenSettings,
}

/// How to talk to a token endpoint.
#[derive(Clone, Debug)]
pub struct TokenSettings {
    pub url: UrlTemplate,
    /// Additional parameters of the first token request.
    pub params: Vec<(String, Template)>,
    pub refresh_url: UrlTemplate,
    /// Additional parameters of a refresh.
    pub refresh_params: Vec<(String, Template)>,
    /// Additional headers of token requests, refreshes and standard revocations.
    pub headers: Vec<(String, Template)>,
    /// `None` if the vendor has no revocation.
    pub revocation: Option<Revocation>,
    /// True if a revocation may end more tokens that the user has granted to the client than those
    /// of one authorization.
    pub revocation_ends_all: bool,
    /// The scopes to ask for, unless the link token or the environment integration has others.
    pub scopes: Vec<String>,
    pub scope_separator: String,
    pub client_authentication: ClientAuthentication,
    pub request_format: RequestFormat,
    /// JSON pointers into the token response.
    pub response: TokenPointers,
    /// The lifetime of an access token if the response has none.
    pub expires_in: Option<Duration>,
    /// Error codes of the vendor that mean `invalid_grant`.
    pub invalid_grant_errors: Vec<String>,
}

/// The way to revoke the tokens of an account.
#[derive(Clone, Debug)]
pub enum Revocation {
    /// The address that revokes a token (RFC 7009).
    Standard(UrlTemplate),
    /// A request of the vendor's own.
    Request(Box<RequestTemplate>),
}

/// The place of a client's ID and secret (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuthentication {
    Basic,
    Body,
}

/// The format of token requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestFormat {
    Form,
    Json,
}

/// JSON pointers into a token response. The names that RFC 6749 has are used where none is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenPointers {
    pub access_token: JsonPointer,
    pub refresh_token: JsonPointer,
    pub expires_in: JsonPointer,
    pub scope: JsonPointer,
    pub token_type: JsonPointer,
    pub id_token: JsonPointer,
    /// Other values to keep, by the name that placeholders have for them.
    pub extra: BTreeMap<String, JsonPointer>,
}

/// A JSON pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPointer(String);

impl JsonPointer {
    /// Returns `None` if the text is no JSON pointer.
    pub fn parse(text: &str) -> Option<Self> {
        let escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        (escapes && (text.is_empty() || text.starts_with('/'))).then(|| Self(text.to_owned()))
    }

    pub fn lookup<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        value.pointer(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A request with placeholders.
#[derive(Clone, Debug)]
pub struct RequestTemplate {
    pub method: RequestMethod,
    pub url: UrlTemplate,
    pub headers: Vec<(String, Template)>,
    /// The user and the password of HTTP Basic authentication.
    pub basic: Option<(Template, Template)>,
    pub body: Option<BodyTemplate>,
}

/// The methods of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestMethod {
    Get,
    Post,
    Delete,
}

/// The body of a request. Values are encoded for its format.
#[derive(Clone, Debug)]
pub enum BodyTemplate {
    Form(Vec<(String, Template)>),
    Json(JsonTemplate),
}

/// JSON with placeholders in its strings.
#[derive(Clone, Debug)]
pub enum JsonTemplate {
    Text(Template),
    List(Vec<JsonTemplate>),
    Map(Vec<(String, JsonTemplate)>),
    /// Null, a boolean or a number.
    Plain(Value),
}

/// A request with the fresh credentials, and what counts as success.
#[derive(Clone, Debug)]
pub struct Verification {
    pub request: RequestTemplate,
    /// The statuses that count as success.
    pub success: Vec<u16>,
    /// Values that the body must have, for vendors that answer failures with 200.
    pub success_body: Vec<(JsonPointer, Value)>,
    /// The message for a failure.
    pub message: Option<String>,
}

/// A request after success, and JSON pointers into its answer.
#[derive(Clone, Debug)]
pub struct AccountRequest {
    pub request: RequestTemplate,
    /// Values for the context, by name.
    pub context: BTreeMap<String, JsonPointer>,
    /// The ID of the account at the third party.
    pub upstream_id: Option<JsonPointer>,
    /// The name of the account at the third party.
    pub upstream_name: Option<JsonPointer>,
}
