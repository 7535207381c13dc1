// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

use lockstep_runtime::strict;

/// A third-party app, as accounts refer to it.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct AccountIntegration {
    /// The kind of app. Absent if the server does not know it.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub category: Option<String>,
    /// The name to show to people. The same as `name` if the server does not know the app.
    pub label: String,
    /// The name of the app.
    pub name: IntegrationName,
}

/// The outcome of an action.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ActionOutcome {
    /// `true` if the action succeeded. Otherwise, `last_error` of the account says what is
    /// wrong.
    pub success: bool,
}

/// The result of an action on an integrated account.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ActionResult {
    /// Always `true`. A failure is an error response.
    pub success: bool,
}

/// A link token that can be redeemed, without its secret and its context.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ActiveLinkToken {
    /// The ID of the API token that the link token was created with.
    #[serde(deserialize_with = "strict::read")]
    pub api_token_id: uuid::Uuid,
    /// The time when the link token expires.
    #[serde(deserialize_with = "strict::read")]
    pub expires_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the integrated account to reauthorise. Absent for a new account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// The time when the link token was created.
    #[serde(deserialize_with = "strict::read")]
    pub issued_at: chrono::DateTime<chrono::offset::Utc>,
    /// The name of the link token in lists and in the audit trail.
    pub mark: LinkTokenMark,
    /// The ID of the tenant.
    pub tenant_id: TenantId,
}

/// An API token, without its secret.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ApiTokenDetails {
    /// The time when the API token was created.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The time when the API token expires. Absent if it does not.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The ID, which the audit trail and the log contain.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// The time of the last use, to the minute. Absent if it was never used.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub last_used_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The name, for people.
    pub name: ApiTokenName,
    /// The permissions of the API token.
    pub permissions: Vec<Permission>,
    /// The time when the API token was revoked. Absent if it was not.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub revoked_at: Option<chrono::DateTime<chrono::offset::Utc>>,
}

/// A name of an API token, for people.
///
/// Limits:
///
/// - must have at most 64 characters
/// - must not be empty
/// - must not have control characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ApiTokenName(String);

/// A page of API tokens.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ApiTokenPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The API tokens.
    pub result: Vec<ApiTokenDetails>,
}

/// A reference to an API token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ApiTokenReference {
    /// The ID of the API token.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
}

/// A new API token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ApiTokenRegistration {
    /// The time when the API token expires. Absent if it does not.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// A name, for people.
    pub name: ApiTokenName,
    /// The permissions of the API token. By default, all but `administration`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<ApiTokenRegistrationPermissions>,
    /// The SHA-256 of the secret. A secret is `lta_`, 32 bytes of a secure random source as 64
    /// lower-case hexadecimal digits, and the CRC-32 of all that as 8 such digits. Other
    /// secrets cannot authenticate.
    pub secret_sha256: Sha256,
}

/// The permissions of the API token. By default, all but `administration`.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ApiTokenRegistrationPermissions(Vec<Permission>);

/// The secret key of an attempt to connect an account.
#[derive(serde::Deserialize, serde::Serialize, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct AttemptKey(pub String);

/// The method that an integrated account uses to authenticate with the third party.
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AuthenticationMethod {
    #[serde(rename = "oauth2")]
    Oauth2,
    #[serde(rename = "api_key")]
    ApiKey,
    #[serde(rename = "oauth2_client_credentials")]
    Oauth2ClientCredentials,
    #[serde(rename = "keka_oauth")]
    KekaOauth,
}

/// The secret by which the server recognises a browser.
#[derive(serde::Deserialize, serde::Serialize, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct BrowserKey(pub String);

/// The secret of an OAuth client.
#[derive(serde::Deserialize, serde::Serialize, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ClientSecret(pub String);

/// The challenge of a `code_verifier`: its SHA-256 in base64url without padding, 43 characters
/// (the method `S256` of RFC 7636). It is not a secret.
///
/// Limits:
///
/// - must have at most 43 characters
/// - must have at least 43 characters
/// - must be the SHA-256 of the code_verifier in base64url without padding
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct CodeChallenge(String);

/// A random secret that a backend keeps in the session of its user: 43 to 128 letters, digits,
/// `-`, `.`, `_` and `~` (RFC 7636). Make a new one for each link token, from at least 32
/// random bytes.
///
/// Limits:
///
/// - must have at most 128 characters
/// - must have at least 43 characters
/// - must have only letters, digits, `-`, `.`, `_` and `~`
#[derive(serde::Serialize, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct CodeVerifier(String);

/// The variables of an integrated account, by name. Also accepted as a string whose entire
/// content is a JSON object, as older SDKs send it. May contain credentials.
///
/// A number keeps its value, but not its notation: `1E5` comes back as `100000.0`. A number
/// that would not keep it is rejected: an integer beyond 64 bits, or a decimal number that a
/// 64-bit floating-point number does not represent. Send it as a string.
#[derive(serde::Deserialize, serde::Serialize, Clone, PartialEq)]
#[serde(transparent)]
pub struct Context(
    #[serde(deserialize_with = "lockstep_runtime::json_text::object")]
    pub serde_json::Map<String, serde_json::Value>,
);

/// Secrets, by name.
#[derive(serde::Deserialize, serde::Serialize, Clone, PartialEq)]
#[serde(transparent)]
pub struct CredentialValues(pub std::collections::HashMap<String, String>);

/// The credentials of an integrated account.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Credentials {
    /// The method that the credentials are for.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// The time when the credentials expire. Absent if it is not known.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The ID of the integrated account.
    #[serde(deserialize_with = "strict::read")]
    pub integrated_account_id: uuid::Uuid,
    /// The credentials by name: `access_token`, `token_type` and `scope` for OAuth, or the
    /// fields of the form that the user filled in.
    pub values: CredentialValues,
}

/// Credentials by name, as in the `context` of an import. Names that are no credentials are
/// ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, PartialEq)]
#[serde(transparent)]
pub struct CredentialsUpdate(pub serde_json::Map<String, serde_json::Value>);

/// The place of a page in a list, as a previous page returned it.
///
/// Limits:
///
/// - must have at most 512 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Cursor(String);

/// A deleted object.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct DeletedObject {
    /// The ID of the object that was deleted.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
}

/// An environment and its settings.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct EnvironmentDetails {
    /// The time when the environment was created.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// `true` if the connection page shows a logo.
    pub has_logo: bool,
    /// The ID of the environment.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// The name, unique on the server.
    pub name: String,
    pub settings: EnvironmentSettings,
}

/// An app that the environment has enabled.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct EnvironmentIntegration {
    /// The methods that users can choose.
    pub authentication_methods: Vec<AuthenticationMethod>,
    /// The OAuth client ID. Absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub client_id: Option<String>,
    /// The time when the app was enabled.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the environment.
    #[serde(deserialize_with = "strict::read")]
    pub environment_id: uuid::Uuid,
    /// The ID, which is part of the redirect URI of the OAuth client.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    pub integration: AccountIntegration,
    /// The OAuth scopes to request if the link token names none. Absent if the default scopes
    /// of the integration apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// The time of the last change.
    #[serde(deserialize_with = "strict::read")]
    pub updated_at: chrono::DateTime<chrono::offset::Utc>,
}

/// A page of environment integrations.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct EnvironmentIntegrationPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The environment integrations.
    pub result: Vec<EnvironmentIntegration>,
}

/// A logo.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct EnvironmentLogo {
    /// A PNG or an SVG file of at most 64 KiB, in Base64 (RFC 4648, section 4).
    pub content: EnvironmentLogoContent,
}

/// A PNG or an SVG file of at most 64 KiB, in Base64 (RFC 4648, section 4).
///
/// Limits:
///
/// - must have at most 87384 characters
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct EnvironmentLogoContent(String);

/// The settings of an environment. A `null` field counts as absent.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct EnvironmentSettings {
    /// The accent colour of the connection page, as `#` and six hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent_colour: Option<String>,
    /// The name that users read on the connection page, of 1 to 64 characters. By default, that
    /// of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// The lifetime of link tokens. By default, that of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifetime_seconds: Option<EnvironmentSettingsLifetimeSeconds>,
    /// The origins that may frame the connection page, or open it and get a message at its end.
    /// By default, none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_origins: Option<EnvironmentSettingsPageOrigins>,
    /// The redirect URIs that link tokens may have. By default, any within the rules. An empty
    /// list is the same as no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<EnvironmentSettingsRedirectUris>,
}

/// The lifetime of link tokens. By default, that of the server.
///
/// Limits:
///
/// - must be at least 300
/// - must be at most 2592000
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct EnvironmentSettingsLifetimeSeconds(i32);

/// The origins that may frame the connection page, or open it and get a message at its end.
/// By default, none.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct EnvironmentSettingsPageOrigins(Vec<String>);

/// The redirect URIs that link tokens may have. By default, any within the rules. An empty
/// list is the same as no list.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct EnvironmentSettingsRedirectUris(Vec<RedirectUri>);

/// An error.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Error {
    /// The canonical name of the HTTP status. Absent if `statusCode` is absent.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub error: Option<String>,
    /// The problem and what is expected, with the name of the invalid field if there is one.
    pub message: String,
    /// The ID of this request in the server's log. Also sent in the `x-request-id` header.
    pub request_id: String,
    /// The HTTP status code. Absent if the request did not reach an operation, because its path
    /// or method is unknown.
    #[serde(
        rename = "statusCode",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub status_code: Option<ErrorStatusCode>,
}

/// The HTTP status code. Absent if the request did not reach an operation, because its path
/// or method is unknown.
///
/// Limits:
///
/// - must be at least 400
/// - must be at most 599
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ErrorStatusCode(i32);

/// The fields of a form, or the parameters of an answer, by name.
#[derive(serde::Deserialize, serde::Serialize, Clone, PartialEq)]
#[serde(transparent)]
pub struct FormAnswers(pub std::collections::HashMap<String, String>);

/// A key that makes a request safe to retry: 1 to 255 visible ASCII characters. It may be in
/// double quotes, which do not count: `"a"` and `a` are the same key. A key that begins with a
/// double quote must be in double quotes.
///
/// Limits:
///
/// - must not be empty
/// - must be 1 to 255 visible ASCII characters without spaces, and end with a double quote if
///   it begins with one
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

/// A tenant's connection to a third-party app.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegratedAccount {
    /// The method used to authenticate with the third party. Absent if the connection flow did
    /// not report it.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// The merged context of the account.
    pub context: Context,
    /// The time when the account was first connected.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the environment that the account belongs to.
    #[serde(deserialize_with = "strict::read")]
    pub environment_id: uuid::Uuid,
    /// The ID of the environment integration that the account was connected through. Absent if
    /// a connection UI of your own redeemed the link token.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub environment_integration_id: Option<uuid::Uuid>,
    /// The ID of the integrated account. A reauthorisation does not change it.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// The third-party app that the account is connected to.
    pub integration: AccountIntegration,
    /// The last problem with the account. Absent if there is none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub last_error: Option<String>,
    /// The region of the account.
    pub region: Region,
    /// The state of the connection. Redeeming a link token sets it to `active`.
    pub status: IntegratedAccountStatus,
    /// The ID of the tenant that the account belongs to.
    pub tenant_id: TenantId,
    /// The ID of the static gate that the account's outbound calls go through.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
    /// The time when the account was last connected or changed.
    #[serde(deserialize_with = "strict::read")]
    pub updated_at: chrono::DateTime<chrono::offset::Utc>,
}

/// An account that was connected elsewhere, with its credentials. A `null` field counts as
/// absent. Unknown fields are ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegratedAccountImport {
    /// The method used to authenticate with the third party. Defaults to the first method of
    /// the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// The context of the account, and its credentials. For the methods of OAuth,
    /// `oauth.token` has an `access_token`, and optionally a `refresh_token`, the lifetime
    /// `expires_in` in seconds or the time `expires_at`, and other values of the token
    /// response. For `api_key`, each field of the app has its name. Without the credentials,
    /// at most 32 KiB when serialised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The ID of the environment integration that the account is of. Required unless
    /// `integration` is given.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub environment_integration_id: Option<uuid::Uuid>,
    /// The ID for the account, such as the one that it has elsewhere. Without it, a new ID is
    /// generated. An import with an ID is safe to retry: if the account exists, the answer is
    /// 409.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub id: Option<uuid::Uuid>,
    /// The name of the app, instead of `environment_integration_id`. If the environment has not
    /// enabled the app, only a connection UI of your own can reauthorise the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration: Option<IntegrationName>,
    /// The region of the account. Defaults to `wnam`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The ID of the tenant that the account belongs to.
    pub tenant_id: TenantId,
    /// The ID of the static gate for the account's outbound calls. The static gate must exist
    /// in the environment.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

/// A page of integrated accounts.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegratedAccountPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The integrated accounts.
    pub result: Vec<IntegratedAccount>,
}

/// A reference to an integrated account.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegratedAccountReference {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
}

/// The state of an integrated account's connection.
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum IntegratedAccountStatus {
    #[serde(rename = "active")]
    Active,
    #[serde(rename = "connecting")]
    Connecting,
    #[serde(rename = "post_install_error")]
    PostInstallError,
    #[serde(rename = "validation_error")]
    ValidationError,
    #[serde(rename = "needs_reauth")]
    NeedsReauth,
}

/// The fields to change. A `null` field counts as absent. Unknown fields are ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegratedAccountUpdate {
    /// Values for the context. Each replaces the value of the same key as a whole. Credentials
    /// are not part of it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub context: Option<Option<Context>>,
    /// The state of the connection. `active` also clears `last_error`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub status: Option<Option<IntegratedAccountStatus>>,
    /// The ID of the tenant that the account belongs to from now on.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub tenant_id: Option<Option<TenantId>>,
}

/// A third-party app that can be connected.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Integration {
    /// The methods that the app offers.
    pub authentication_methods: Vec<AuthenticationMethod>,
    /// The kind of app.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub category: Option<String>,
    /// The address of the vendor's documentation.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub documentation: Option<String>,
    /// The name to show to people.
    pub label: String,
    /// The name of the app.
    pub name: IntegrationName,
}

/// An app to enable, or changes of an enabled one.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegrationEnablement {
    /// The OAuth client ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The OAuth client secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<ClientSecret>,
    /// The name of the app.
    pub integration: IntegrationName,
    /// The OAuth scopes to request if the link token names none. An empty list stands for the
    /// default scopes of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<IntegrationEnablementScopes>,
}

/// The OAuth scopes to request if the link token names none. An empty list stands for the
/// default scopes of the app.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegrationEnablementScopes(Vec<Scope>);

/// The name of a third-party app.
///
/// Limits:
///
/// - must have at most 128 characters
/// - must not be empty
/// - must not have control characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct IntegrationName(String);

/// A condition for the name of an app. It is `eq`, and one of `in`.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct IntegrationNameFilter {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub eq: Option<IntegrationName>,
    /// One of these values.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub in_: Option<IntegrationNameFilterIn>,
}

/// One of these values.
///
/// Limits:
///
/// - must not be empty
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegrationNameFilterIn(Vec<IntegrationName>);

/// A page of integrations.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegrationPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The integrations.
    pub result: Vec<Integration>,
}

/// A reference to an app.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct IntegrationReference {
    /// The name of the app.
    pub integration: IntegrationName,
}

/// A link token. Anyone who has it can redeem it, so treat it as a secret.
#[derive(serde::Deserialize, serde::Serialize, Clone, PartialEq)]
#[serde(transparent)]
pub struct LinkToken(#[serde(deserialize_with = "strict::read")] pub uuid::Uuid);

/// The link token of the account to confirm, and the proof of the session.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenConfirmation {
    /// The secret whose challenge the link token was created with.
    pub code_verifier: CodeVerifier,
    pub link_token: LinkToken,
}

/// The state of a link token and, if it is active, what it was created for. If the token is
/// inactive, `active` is the only field.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenIntrospection {
    /// `true` if the link token can be redeemed now.
    pub active: bool,
    /// The challenge that the link token was created with. If it is present, a redemption needs
    /// the `code_verifier`.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub code_challenge: Option<CodeChallenge>,
    /// The context that the link token was created with.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub context: Option<Context>,
    /// The ID of the environment that the link token belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub environment_id: Option<uuid::Uuid>,
    /// The time when the link token expires.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The ID of the integrated account to reauthorise. Absent for a new account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// The time when the link token was created.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub issued_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// `true` if a reauthorisation keeps the previous context of the account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub persist_previous_context: Option<bool>,
    /// The URI to redirect the user to after the connection flow is complete.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub redirect_uri: Option<RedirectUri>,
    /// The region of the new account. Absent for a reauthorisation, which does not move the
    /// account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub region: Option<Region>,
    /// The OAuth scopes to request. Absent if the default scopes of the integration apply.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub scopes: Option<LinkTokenIntrospectionScopes>,
    /// The ID of the tenant that the account belongs to or will belong to.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub tenant_id: Option<TenantId>,
    /// The ID of the static gate to associate with the account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

/// The OAuth scopes to request. Absent if the default scopes of the integration apply.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct LinkTokenIntrospectionScopes(Vec<Scope>);

/// The first 16 hexadecimal digits of the SHA-256 of a link token's 16 bytes. It identifies the
/// link token, and does not reveal it.
///
/// Limits:
///
/// - must be the 16 hexadecimal digits of a mark
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct LinkTokenMark(String);

/// A page of active link tokens.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The active link tokens.
    pub result: Vec<ActiveLinkToken>,
}

/// The link token to redeem, and the result of the connection flow.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenRedemption {
    /// The method used to authenticate with the third party. If absent, a reauthorised account
    /// keeps its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// Required if the link token was created with a `code_challenge`. The account is then
    /// confirmed at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_verifier: Option<CodeVerifier>,
    /// Variables that the connection flow adds to the context of the account. If the link
    /// token's context has the same key, the value from the link token is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The third-party app that was connected. Required for a new account. Optional for a
    /// reauthorisation, where it must match the app of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration: Option<IntegrationName>,
    pub link_token: LinkToken,
}

/// A reference to a link token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenReference {
    pub link_token: LinkToken,
}

/// The purpose of the link token: a new integrated account (`tenant_id`) or a reauthorisation
/// (`integrated_account_id`), and the settings of the connection flow. A `null` field counts as
/// absent. Unknown fields are ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenRequest {
    /// Binds the link token to a session of your backend, which keeps the `code_verifier`. The
    /// connected account then waits for `POST /link-token/confirm`: until that, a new account
    /// is `connecting` and has no credentials, and a reauthorised account stays as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<CodeChallenge>,
    /// The context of the integrated account: variables for the connection flow and the
    /// account. At most 32 KiB when serialised, and at most 16 levels deep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The ID of the integrated account to reauthorise. The account keeps its tenant and its
    /// region.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// If `true`, a reauthorisation keeps the previous context of the integrated account and
    /// merges the new context over it. Otherwise, the new context replaces it. No effect for a
    /// new account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persist_previous_context: Option<bool>,
    /// The URI to redirect the user to after the connection flow is complete. This is
    /// especially useful if the user authenticates in a desktop app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<RedirectUri>,
    /// The region of the new integrated account. Defaults to `wnam`. Ignored for a
    /// reauthorisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The OAuth scopes to request during authentication. They take precedence over the default
    /// scopes of the integration. Duplicates are removed. An empty list is the same as no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<LinkTokenRequestScopes>,
    /// The ID of the tenant to create a link token for. Required for a new integrated account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    /// The ID of the static gate to associate with the integrated account. The static gate must
    /// exist in the environment.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

/// The OAuth scopes to request during authentication. They take precedence over the default
/// scopes of the integration. Duplicates are removed. An empty list is the same as no list.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct LinkTokenRequestScopes(Vec<Scope>);

/// A created link token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenResponse {
    /// The time when the link token expires if it is not redeemed first.
    #[serde(deserialize_with = "strict::read")]
    pub expires_at: chrono::DateTime<chrono::offset::Utc>,
    /// The link token, which starts a connection flow.
    pub link_token: LinkToken,
}

/// The result of revoking link tokens.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenRevocation {
    /// `true` if more link tokens may be left: repeat the request.
    pub has_more: bool,
    /// The number of link tokens that this request has revoked.
    #[serde(deserialize_with = "strict::read")]
    pub revoked: i64,
}

/// The conditions for link tokens. Each of them has to hold, and at least one is required.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LinkTokenSelection {
    /// Only the link tokens that were created with this API token.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub api_token_id: Option<uuid::Uuid>,
    /// Only the link tokens that reauthorise this integrated account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// Only the link token with this mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<LinkTokenMark>,
    /// Only the link tokens of this tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
}

/// The maximum number of items in a page of a list.
///
/// Limits:
///
/// - must be at least 1
/// - must be at most 100
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct PageLimit(i32);

/// A part of the API that an API token may use.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum Permission {
    #[serde(rename = "link-token")]
    LinkToken,
    #[serde(rename = "integrated-account:read")]
    IntegratedAccountRead,
    #[serde(rename = "integrated-account:write")]
    IntegratedAccountWrite,
    #[serde(rename = "credentials:read")]
    CredentialsRead,
    #[serde(rename = "webhook")]
    Webhook,
    #[serde(rename = "administration")]
    Administration,
}

/// An absolute URI without a fragment, user information or white space. The scheme must be
/// `https`, `http` with a loopback host, or a private-use scheme that contains a dot (RFC
/// 8252). A host that browsers read in another way is rejected: write international names in
/// their `xn--` form, and IPv4 addresses as four decimal numbers.
///
/// Limits:
///
/// - must have at most 2048 characters
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct RedirectUri(String);

/// The region of an integrated account.
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Region {
    #[serde(rename = "wnam")]
    Wnam,
    #[serde(rename = "enam")]
    Enam,
    #[serde(rename = "apac")]
    Apac,
    #[serde(rename = "eu")]
    Eu,
}

/// An OAuth scope (RFC 6749, section 3.3).
///
/// Limits:
///
/// - must have at most 512 characters
/// - must not be empty
/// - must have only visible ASCII characters, without spaces, quotes and backslashes: send each
///   scope as an item of its own
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Scope(String);

/// A SHA-256, as 64 lower-case hexadecimal digits.
///
/// Limits:
///
/// - must be 64 lower-case hexadecimal digits
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Sha256(String);

/// A fixed-egress gateway, which requests name as `truto_static_gate_id`.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct StaticGate {
    /// The time when the static gate was created.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the environment.
    #[serde(deserialize_with = "strict::read")]
    pub environment_id: uuid::Uuid,
    /// The ID of the static gate.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
}

/// A page of static gates.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct StaticGatePage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The static gates.
    pub result: Vec<StaticGate>,
}

/// A static gate to make known.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct StaticGateRegistration {
    /// The ID of the static gate. Without it, the server generates one.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub id: Option<uuid::Uuid>,
}

/// A condition for a state. It is `eq`, and one of `in`.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct StatusFilter {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub eq: Option<IntegratedAccountStatus>,
    /// One of these values.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub in_: Option<StatusFilterIn>,
}

/// One of these values.
///
/// Limits:
///
/// - must not be empty
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct StatusFilterIn(Vec<IntegratedAccountStatus>);

/// The state of an erasure.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct TenantErasureState {
    /// `erased` if everything is deleted.
    pub status: TenantErasureStateStatus,
    /// The tenant.
    pub tenant_id: TenantId,
}

/// `erased` if everything is deleted.
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum TenantErasureStateStatus {
    #[serde(rename = "erasing")]
    Erasing,
    #[serde(rename = "erased")]
    Erased,
}

/// Your own ID for a customer. Stored unchanged, including case and white space. Does not have
/// to be unique.
///
/// Limits:
///
/// - must have at most 255 characters
/// - must not be empty
/// - must not have control characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct TenantId(String);

/// A condition for the ID of a tenant. It is `eq`, and one of `in`.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct TenantIdFilter {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub eq: Option<TenantId>,
    /// One of these values.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub in_: Option<TenantIdFilterIn>,
}

/// One of these values.
///
/// Limits:
///
/// - must not be empty
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct TenantIdFilterIn(Vec<TenantId>);

/// A reference to a tenant.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct TenantReference {
    /// The tenant.
    pub tenant_id: TenantId,
}

/// A condition for a time. All of its members must hold.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct TimeFilter {
    /// This time, to the millisecond.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub eq: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// After this time.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub gt: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// At this time, or after it.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub gte: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// Before this time.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub lt: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// At this time, or before it.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub lte: Option<chrono::DateTime<chrono::offset::Utc>>,
}

/// An address to which the events of the environment's integrated accounts are sent.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Webhook {
    /// The time when the webhook was created.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the environment that the webhook belongs to.
    #[serde(deserialize_with = "strict::read")]
    pub environment_id: uuid::Uuid,
    /// The events that the webhook receives. Absent if it receives all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub event_types: Vec<WebhookEventName>,
    /// The time at which the receiver failed: it accepted no event for three days, or answered
    /// 410. Absent if it has not.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub failed_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The reason of the failure, for people.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub failure: Option<String>,
    /// The ID of the webhook.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// False if the webhook is switched off, by you or because its receiver has failed. In the
    /// first case, events are not kept. In the second, they are kept for 30 days, and sent
    /// after you switch the webhook on.
    pub is_active: bool,
    /// The time of the last successful delivery, to the minute. Absent if there was none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub last_success_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The time until which the secret before the last rotation signs, too. Absent if only one
    /// secret signs.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub previous_secret_expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The secret that signs the deliveries. Absent, except in the response to a creation or a
    /// rotation.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub secret: Option<WebhookSecret>,
    /// The address that receives the events.
    pub target_url: WebhookUrl,
    /// The time when the webhook was last changed.
    #[serde(deserialize_with = "strict::read")]
    pub updated_at: chrono::DateTime<chrono::offset::Utc>,
}

/// The sending of an event to a webhook.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookDelivery {
    /// The start of the last answer.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub answer: Option<String>,
    /// The number of attempts so far, or since the last replay.
    #[serde(deserialize_with = "strict::read")]
    pub attempts: i64,
    /// The time of the event.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The duration of the last attempt in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub duration_ms: Option<i64>,
    /// The reason why there was no answer.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub error: Option<String>,
    /// The ID of the event, which the receiver sees in the header `webhook-id`.
    #[serde(deserialize_with = "strict::read")]
    pub event_id: uuid::Uuid,
    /// The event.
    pub event_type: WebhookEventName,
    /// The ID of the delivery.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// The integrated account that the event is about.
    #[serde(deserialize_with = "strict::read")]
    pub integrated_account_id: uuid::Uuid,
    /// The time of the last attempt. Absent if there was none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub last_attempt_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The HTTP status of the last answer. Absent if there was none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub response_status: Option<i32>,
    /// The state of the delivery.
    pub status: WebhookDeliveryStatus,
    /// The ID of the webhook.
    #[serde(deserialize_with = "strict::read")]
    pub webhook_id: uuid::Uuid,
}

/// A page of deliveries.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookDeliveryPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The deliveries.
    pub result: Vec<WebhookDelivery>,
}

/// The state of a delivery: not yet accepted by the receiver and tried again, accepted, or
/// given up.
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum WebhookDeliveryStatus {
    #[serde(rename = "pending")]
    Pending,
    #[serde(rename = "delivered")]
    Delivered,
    #[serde(rename = "failed")]
    Failed,
}

/// The name of an event.
///
/// Limits:
///
/// - must be the name of an event, such as integrated_account:active
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct WebhookEventName(String);

/// A page of webhooks.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookPage {
    /// The maximum number of items in a page.
    pub limit: PageLimit,
    /// The cursor of the next page. `null` on the last one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub next_cursor: Option<Cursor>,
    /// The webhooks.
    pub result: Vec<Webhook>,
}

/// A webhook, by its ID.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookReference {
    /// The ID of the webhook.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
}

/// A selection of events to send again.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookReplay {
    /// True to send events again that were delivered. Defaults to false.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub delivered: Option<bool>,
    /// Only events from then on. Absent for those of the last 30 days.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub since: Option<chrono::DateTime<chrono::offset::Utc>>,
}

/// The result of a replay.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookReplayResult {
    /// The number of delivered or failed deliveries that are sent again. Pending ones are sent
    /// as well, and not counted.
    #[serde(deserialize_with = "strict::read")]
    pub replayed: i64,
}

/// A new webhook.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookRequest {
    /// The environment of the API token, which is also the default.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub environment_id: Option<uuid::Uuid>,
    /// The events to receive. Absent or empty for all.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub event_types: Option<WebhookRequestEventTypes>,
    /// False for a webhook that is switched off. Defaults to true.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub is_active: Option<bool>,
    /// A secret of yours. Absent for a random one.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub secret: Option<WebhookSecret>,
    /// The address that receives the events.
    pub target_url: WebhookUrl,
}

/// The events to receive. Absent or empty for all.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct WebhookRequestEventTypes(Vec<WebhookEventName>);

/// A rotation of a webhook's secret.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookRotation {
    /// The time for which the previous secret signs as well, in seconds, at most 30 days. 0 if
    /// it is known to others. Defaults to one day.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub previous_secret_seconds: Option<WebhookRotationPreviousSecretSeconds>,
    /// A secret of yours. Absent for a random one.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub secret: Option<WebhookSecret>,
}

/// The time for which the previous secret signs as well, in seconds, at most 30 days. 0 if
/// it is known to others. Defaults to one day.
///
/// Limits:
///
/// - must be at least 0
/// - must be at most 2592000
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct WebhookRotationPreviousSecretSeconds(i32);

/// The secret of a webhook: `whsec_` and Base64 of 24 to 64 bytes, or 16 to 128 visible ASCII
/// characters.
///
/// Limits:
///
/// - must have at most 128 characters
/// - must have at least 16 characters
#[derive(serde::Serialize, Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct WebhookSecret(String);

/// The answer to a test event.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookTestResult {
    /// The duration of the request in milliseconds.
    #[serde(deserialize_with = "strict::read")]
    pub duration_ms: i64,
    /// The reason why there was no answer.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub error: Option<String>,
    /// The HTTP status of the answer. Absent if there was none.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub response_status: Option<i32>,
    /// True if the receiver answered with a status from 200 to 299.
    pub success: bool,
}

/// A change of a webhook. Absent fields stay as they are.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct WebhookUpdate {
    /// The events to receive. Empty for all.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub event_types: Option<WebhookUpdateEventTypes>,
    /// True to switch the webhook on, false to switch it off.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub is_active: Option<bool>,
    /// The address that receives the events.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub target_url: Option<WebhookUrl>,
}

/// The events to receive. Empty for all.
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct WebhookUpdateEventTypes(Vec<WebhookEventName>);

/// An `https` URL without user information and fragment. Plain `http`, and private addresses,
/// only in networks that the operator of the server allows.
///
/// Limits:
///
/// - must have at most 2048 characters
/// - must have at least 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct WebhookUrl(String);

impl ApiTokenReference {
    pub fn builder() -> builder::ApiTokenReference {
        Default::default()
    }
}

impl ApiTokenRegistration {
    pub fn builder() -> builder::ApiTokenRegistration {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for ApiTokenRegistrationPermissions
where
    IntoItem: TryInto<Permission>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<Permission> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ApiTokenRegistrationPermissions
where
    IntoItem: TryInto<Permission>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ApiTokenRegistrationPermissions {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<Permission> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl From<String> for AttemptKey {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for AttemptKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for AttemptKey {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Debug for AttemptKey {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AttemptKey(…)")
    }
}

impl std::fmt::Display for AuthenticationMethod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Oauth2 => f.write_str("oauth2"),
            Self::ApiKey => f.write_str("api_key"),
            Self::Oauth2ClientCredentials => f.write_str("oauth2_client_credentials"),
            Self::KekaOauth => f.write_str("keka_oauth"),
        }
    }
}

impl std::str::FromStr for AuthenticationMethod {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "oauth2" => Ok(Self::Oauth2),
            "api_key" => Ok(Self::ApiKey),
            "oauth2_client_credentials" => Ok(Self::Oauth2ClientCredentials),
            "keka_oauth" => Ok(Self::KekaOauth),
            _ => {
                Err(
                    "expected one of `oauth2`, `api_key`, `oauth2_client_credentials`, `keka_oauth`"
                        .into(),
                )
            }
        }
    }
}

impl AuthenticationMethod {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::Oauth2,
        Self::ApiKey,
        Self::Oauth2ClientCredentials,
        Self::KekaOauth,
    ];
}

impl From<String> for BrowserKey {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for BrowserKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for BrowserKey {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Debug for BrowserKey {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BrowserKey(…)")
    }
}

impl From<String> for ClientSecret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ClientSecret {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Debug for ClientSecret {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientSecret(…)")
    }
}

impl std::fmt::Debug for CodeVerifier {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeVerifier(…)")
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Context {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

impl std::fmt::Debug for Context {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context(…)")
    }
}

impl TryFrom<serde_json::Value> for Context {
    type Error = self::error::ConversionError;
    fn try_from(value: serde_json::Value) -> Result<Self, self::error::ConversionError> {
        match value {
            serde_json::Value::Object(map) => Ok(Self(map)),
            _ => Err("expected an object".into()),
        }
    }
}

impl From<std::collections::HashMap<String, String>> for CredentialValues {
    fn from(value: std::collections::HashMap<String, String>) -> Self {
        Self(value)
    }
}

impl std::fmt::Debug for CredentialValues {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialValues(…)")
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for CredentialsUpdate {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

impl std::fmt::Debug for CredentialsUpdate {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialsUpdate(…)")
    }
}

impl TryFrom<serde_json::Value> for CredentialsUpdate {
    type Error = self::error::ConversionError;
    fn try_from(value: serde_json::Value) -> Result<Self, self::error::ConversionError> {
        match value {
            serde_json::Value::Object(map) => Ok(Self(map)),
            _ => Err("expected an object".into()),
        }
    }
}

impl EnvironmentLogo {
    pub fn builder() -> builder::EnvironmentLogo {
        Default::default()
    }
}

impl EnvironmentSettings {
    pub fn builder() -> builder::EnvironmentSettings {
        Default::default()
    }
}

impl TryFrom<i32> for EnvironmentSettingsLifetimeSeconds {
    type Error = self::error::ConversionError;
    fn try_from(value: i32) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 300 {
            return Err("must be at least 300".into());
        }

        if i128::from(value) > 2592000 {
            return Err("must be at most 2592000".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for EnvironmentSettingsLifetimeSeconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for EnvironmentSettingsLifetimeSeconds {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i32>(deserializer)?)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for EnvironmentSettingsPageOrigins
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<String> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for EnvironmentSettingsPageOrigins
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for EnvironmentSettingsPageOrigins {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<String> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for EnvironmentSettingsRedirectUris
where
    IntoItem: TryInto<RedirectUri>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<RedirectUri> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for EnvironmentSettingsRedirectUris
where
    IntoItem: TryInto<RedirectUri>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for EnvironmentSettingsRedirectUris {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<RedirectUri> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl TryFrom<i32> for ErrorStatusCode {
    type Error = self::error::ConversionError;
    fn try_from(value: i32) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 400 {
            return Err("must be at least 400".into());
        }

        if i128::from(value) > 599 {
            return Err("must be at most 599".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ErrorStatusCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ErrorStatusCode {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i32>(deserializer)?)
    }
}

impl From<std::collections::HashMap<String, String>> for FormAnswers {
    fn from(value: std::collections::HashMap<String, String>) -> Self {
        Self(value)
    }
}

impl std::fmt::Debug for FormAnswers {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormAnswers(…)")
    }
}

impl IntegratedAccountImport {
    pub fn builder() -> builder::IntegratedAccountImport {
        Default::default()
    }
}

impl IntegratedAccountReference {
    pub fn builder() -> builder::IntegratedAccountReference {
        Default::default()
    }
}

impl std::fmt::Display for IntegratedAccountStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Active => f.write_str("active"),
            Self::Connecting => f.write_str("connecting"),
            Self::PostInstallError => f.write_str("post_install_error"),
            Self::ValidationError => f.write_str("validation_error"),
            Self::NeedsReauth => f.write_str("needs_reauth"),
        }
    }
}

impl std::str::FromStr for IntegratedAccountStatus {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "active" => Ok(Self::Active),
            "connecting" => Ok(Self::Connecting),
            "post_install_error" => Ok(Self::PostInstallError),
            "validation_error" => Ok(Self::ValidationError),
            "needs_reauth" => Ok(Self::NeedsReauth),
            _ => {
                Err(
                    "expected one of `active`, `connecting`, `post_install_error`, `validation_error`, `needs_reauth`"
                        .into(),
                )
            }
        }
    }
}

impl IntegratedAccountStatus {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::Active,
        Self::Connecting,
        Self::PostInstallError,
        Self::ValidationError,
        Self::NeedsReauth,
    ];
}

impl IntegratedAccountUpdate {
    pub fn builder() -> builder::IntegratedAccountUpdate {
        Default::default()
    }
}

impl IntegrationEnablement {
    pub fn builder() -> builder::IntegrationEnablement {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for IntegrationEnablementScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<Scope> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for IntegrationEnablementScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for IntegrationEnablementScopes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Scope> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for IntegrationNameFilterIn
where
    IntoItem: TryInto<IntegrationName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<IntegrationName> = lockstep_runtime::items(value)?;
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for IntegrationNameFilterIn
where
    IntoItem: TryInto<IntegrationName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for IntegrationNameFilterIn {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<IntegrationName> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl IntegrationReference {
    pub fn builder() -> builder::IntegrationReference {
        Default::default()
    }
}

impl From<uuid::Uuid> for LinkToken {
    fn from(value: uuid::Uuid) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for LinkToken {
    type Err = <uuid::Uuid as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl std::fmt::Debug for LinkToken {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

impl LinkTokenConfirmation {
    pub fn builder() -> builder::LinkTokenConfirmation {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for LinkTokenIntrospectionScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<Scope> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for LinkTokenIntrospectionScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for LinkTokenIntrospectionScopes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Scope> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl LinkTokenRedemption {
    pub fn builder() -> builder::LinkTokenRedemption {
        Default::default()
    }
}

impl LinkTokenReference {
    pub fn builder() -> builder::LinkTokenReference {
        Default::default()
    }
}

impl LinkTokenRequest {
    pub fn builder() -> builder::LinkTokenRequest {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for LinkTokenRequestScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<Scope> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for LinkTokenRequestScopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for LinkTokenRequestScopes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Scope> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl LinkTokenSelection {
    pub fn builder() -> builder::LinkTokenSelection {
        Default::default()
    }
}

impl TryFrom<i32> for PageLimit {
    type Error = self::error::ConversionError;
    fn try_from(value: i32) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 1 {
            return Err("must be at least 1".into());
        }

        if i128::from(value) > 100 {
            return Err("must be at most 100".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for PageLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for PageLimit {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i32>(deserializer)?)
    }
}

impl Permission {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::LinkToken,
        Self::IntegratedAccountRead,
        Self::IntegratedAccountWrite,
        Self::CredentialsRead,
        Self::Webhook,
        Self::Administration,
    ];
}

impl std::fmt::Display for Permission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            match self {
                Self::LinkToken => "link-token",
                Self::IntegratedAccountRead => "integrated-account:read",
                Self::IntegratedAccountWrite => "integrated-account:write",
                Self::CredentialsRead => "credentials:read",
                Self::Webhook => "webhook",
                Self::Administration => "administration",
            },
        )
    }
}

impl std::str::FromStr for Permission {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "link-token" => Ok(Self::LinkToken),
            "integrated-account:read" => Ok(Self::IntegratedAccountRead),
            "integrated-account:write" => Ok(Self::IntegratedAccountWrite),
            "credentials:read" => Ok(Self::CredentialsRead),
            "webhook" => Ok(Self::Webhook),
            "administration" => Ok(Self::Administration),
            _ => {
                Err(
                    "expected one of `link-token`, `integrated-account:read`, `integrated-account:write`, `credentials:read`, `webhook`, `administration`"
                        .into(),
                )
            }
        }
    }
}

impl std::fmt::Display for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Wnam => f.write_str("wnam"),
            Self::Enam => f.write_str("enam"),
            Self::Apac => f.write_str("apac"),
            Self::Eu => f.write_str("eu"),
        }
    }
}

impl std::str::FromStr for Region {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "wnam" => Ok(Self::Wnam),
            "enam" => Ok(Self::Enam),
            "apac" => Ok(Self::Apac),
            "eu" => Ok(Self::Eu),
            _ => Err("expected one of `wnam`, `enam`, `apac`, `eu`".into()),
        }
    }
}

impl Default for Region {
    fn default() -> Self {
        Region::Wnam
    }
}

impl Region {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Wnam, Self::Enam, Self::Apac, Self::Eu];
}

impl StaticGateRegistration {
    pub fn builder() -> builder::StaticGateRegistration {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for StatusFilterIn
where
    IntoItem: TryInto<IntegratedAccountStatus>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<IntegratedAccountStatus> = lockstep_runtime::items(value)?;
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for StatusFilterIn
where
    IntoItem: TryInto<IntegratedAccountStatus>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for StatusFilterIn {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<
                IntegratedAccountStatus,
            > as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl std::fmt::Display for TenantErasureStateStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Erasing => f.write_str("erasing"),
            Self::Erased => f.write_str("erased"),
        }
    }
}

impl std::str::FromStr for TenantErasureStateStatus {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "erasing" => Ok(Self::Erasing),
            "erased" => Ok(Self::Erased),
            _ => Err("expected one of `erasing`, `erased`".into()),
        }
    }
}

impl TenantErasureStateStatus {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Erasing, Self::Erased];
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for TenantIdFilterIn
where
    IntoItem: TryInto<TenantId>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<TenantId> = lockstep_runtime::items(value)?;
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for TenantIdFilterIn
where
    IntoItem: TryInto<TenantId>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for TenantIdFilterIn {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<TenantId> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl TenantReference {
    pub fn builder() -> builder::TenantReference {
        Default::default()
    }
}

impl std::fmt::Display for WebhookDeliveryStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Pending => f.write_str("pending"),
            Self::Delivered => f.write_str("delivered"),
            Self::Failed => f.write_str("failed"),
        }
    }
}

impl std::str::FromStr for WebhookDeliveryStatus {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "pending" => Ok(Self::Pending),
            "delivered" => Ok(Self::Delivered),
            "failed" => Ok(Self::Failed),
            _ => Err("expected one of `pending`, `delivered`, `failed`".into()),
        }
    }
}

impl WebhookDeliveryStatus {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Pending, Self::Delivered, Self::Failed];
}

impl WebhookReference {
    pub fn builder() -> builder::WebhookReference {
        Default::default()
    }
}

impl WebhookReplay {
    pub fn builder() -> builder::WebhookReplay {
        Default::default()
    }
}

impl WebhookRequest {
    pub fn builder() -> builder::WebhookRequest {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for WebhookRequestEventTypes
where
    IntoItem: TryInto<WebhookEventName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<WebhookEventName> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for WebhookRequestEventTypes
where
    IntoItem: TryInto<WebhookEventName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for WebhookRequestEventTypes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<WebhookEventName> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl WebhookRotation {
    pub fn builder() -> builder::WebhookRotation {
        Default::default()
    }
}

impl TryFrom<i32> for WebhookRotationPreviousSecretSeconds {
    type Error = self::error::ConversionError;
    fn try_from(value: i32) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 0 {
            return Err("must be at least 0".into());
        }

        if i128::from(value) > 2592000 {
            return Err("must be at most 2592000".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for WebhookRotationPreviousSecretSeconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for WebhookRotationPreviousSecretSeconds {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i32>(deserializer)?)
    }
}

impl std::fmt::Debug for WebhookSecret {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

impl WebhookUpdate {
    pub fn builder() -> builder::WebhookUpdate {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for WebhookUpdateEventTypes
where
    IntoItem: TryInto<WebhookEventName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<WebhookEventName> = lockstep_runtime::items(value)?;
        if value.len() > 100usize {
            return Err("must have at most 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for WebhookUpdateEventTypes
where
    IntoItem: TryInto<WebhookEventName>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for WebhookUpdateEventTypes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<WebhookEventName> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

lockstep_runtime::newtypes! {
    ApiTokenName(String), ApiTokenRegistrationPermissions(Vec<Permission>), AttemptKey(String),
    BrowserKey(String), ClientSecret(String), CodeChallenge(String), CodeVerifier(String),
    Context(serde_json::Map<String, serde_json::Value>),
    CredentialValues(std::collections::HashMap<String, String>),
    CredentialsUpdate(serde_json::Map<String, serde_json::Value>), Cursor(String),
    EnvironmentLogoContent(String), EnvironmentSettingsLifetimeSeconds(i32),
    EnvironmentSettingsPageOrigins(Vec<String>), EnvironmentSettingsRedirectUris(Vec<RedirectUri>),
    ErrorStatusCode(i32), FormAnswers(std::collections::HashMap<String, String>),
    IdempotencyKey(String), IntegrationEnablementScopes(Vec<Scope>), IntegrationName(String),
    IntegrationNameFilterIn(Vec<IntegrationName>), LinkToken(uuid::Uuid),
    LinkTokenIntrospectionScopes(Vec<Scope>), LinkTokenMark(String),
    LinkTokenRequestScopes(Vec<Scope>), PageLimit(i32), RedirectUri(String), Scope(String),
    Sha256(String), StatusFilterIn(Vec<IntegratedAccountStatus>), TenantId(String),
    TenantIdFilterIn(Vec<TenantId>), WebhookEventName(String),
    WebhookRequestEventTypes(Vec<WebhookEventName>), WebhookRotationPreviousSecretSeconds(i32),
    WebhookSecret(String), WebhookUpdateEventTypes(Vec<WebhookEventName>), WebhookUrl(String),
}

lockstep_runtime::limited_texts! {
    ApiTokenName = max(64), min(1), without('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}',
        "must not have control characters");
    CodeChallenge = max(43), min(43), pattern("^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$",
        "must be the SHA-256 of the code_verifier in base64url without padding");
    CodeVerifier = max(128), min(43),
        only('A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' | '~' | '-',
        "must have only letters, digits, `-`, `.`, `_` and `~`");
    Cursor = max(512);
    EnvironmentLogoContent = max(87384), min(1);
    IdempotencyKey = min(1), pattern("^(\"[!-~]{1,255}\"|[!#-~][!-~]{0,254})$",
        "must be 1 to 255 visible ASCII characters without spaces, and end with a double quote if it begins with one");
    IntegrationName = max(128), min(1), without('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}',
        "must not have control characters");
    LinkTokenMark = pattern("^[0-9A-Fa-f]{16}$", "must be the 16 hexadecimal digits of a mark");
    RedirectUri = max(2048), min(1);
    Scope = max(512), min(1), only('!' | '#'..='[' | ']'..='~',
        "must have only visible ASCII characters, without spaces, quotes and backslashes: send each scope as an item of its own");
    Sha256 = pattern("^[0-9a-f]{64}$", "must be 64 lower-case hexadecimal digits");
    TenantId = max(255), min(1), without('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}',
        "must not have control characters");
    WebhookEventName = pattern("^[a-z_]{1,64}:[a-z_]{1,64}$",
        "must be the name of an event, such as integrated_account:active");
    WebhookSecret = max(128), min(16);
    WebhookUrl = max(2048), min(8);
}

lockstep_runtime::parse_text! {
    ApiTokenName, AuthenticationMethod, CodeChallenge, CodeVerifier, Cursor, EnvironmentLogoContent,
    IdempotencyKey, IntegratedAccountStatus, IntegrationName, LinkToken, LinkTokenMark, Permission,
    RedirectUri, Region, Scope, Sha256, TenantErasureStateStatus, TenantId, WebhookDeliveryStatus,
    WebhookEventName, WebhookSecret, WebhookUrl,
}

lockstep_runtime::read_text! {
    ApiTokenName, AuthenticationMethod, CodeChallenge, CodeVerifier, Cursor, EnvironmentLogoContent,
    IdempotencyKey, IntegratedAccountStatus, IntegrationName, LinkTokenMark, Permission,
    RedirectUri, Region, Scope, Sha256, TenantErasureStateStatus, TenantId, WebhookDeliveryStatus,
    WebhookEventName, WebhookSecret, WebhookUrl,
}

lockstep_runtime::objects! {
    AccountIntegration, ActionOutcome, ActionResult, ActiveLinkToken, ApiTokenDetails, ApiTokenPage,
    ApiTokenReference, ApiTokenRegistration, Credentials, DeletedObject, EnvironmentDetails,
    EnvironmentIntegration, EnvironmentIntegrationPage, EnvironmentLogo, EnvironmentSettings, Error,
    IntegratedAccount, IntegratedAccountImport, IntegratedAccountPage, IntegratedAccountReference,
    IntegratedAccountUpdate, Integration, IntegrationEnablement, IntegrationNameFilter,
    IntegrationPage, IntegrationReference, LinkTokenConfirmation, LinkTokenIntrospection,
    LinkTokenPage, LinkTokenRedemption, LinkTokenReference, LinkTokenRequest, LinkTokenResponse,
    LinkTokenRevocation, LinkTokenSelection, StaticGate, StaticGatePage, StaticGateRegistration,
    StatusFilter, TenantErasureState, TenantIdFilter, TenantReference, TimeFilter, Webhook,
    WebhookDelivery, WebhookDeliveryPage, WebhookPage, WebhookReference, WebhookReplay,
    WebhookReplayResult, WebhookRequest, WebhookRotation, WebhookTestResult, WebhookUpdate,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    AccountIntegration = "AccountIntegration" refers to IntegrationName;
    ActionOutcome = "ActionOutcome";
    ActionResult = "ActionResult";
    ActiveLinkToken = "ActiveLinkToken" refers to LinkTokenMark, TenantId;
    ApiTokenDetails = "ApiTokenDetails" refers to ApiTokenName, Permission;
    ApiTokenName = "ApiTokenName";
    ApiTokenPage = "ApiTokenPage" refers to ApiTokenDetails, Cursor, PageLimit;
    ApiTokenReference = "ApiTokenReference";
    ApiTokenRegistration = "ApiTokenRegistration" refers to ApiTokenName, Permission, Sha256;
    AttemptKey = "AttemptKey";
    AuthenticationMethod = "AuthenticationMethod";
    BrowserKey = "BrowserKey";
    ClientSecret = "ClientSecret";
    CodeChallenge = "CodeChallenge";
    CodeVerifier = "CodeVerifier";
    Context = "Context";
    CredentialValues = "CredentialValues";
    Credentials = "Credentials" refers to AuthenticationMethod, CredentialValues;
    CredentialsUpdate = "CredentialsUpdate";
    Cursor = "Cursor";
    DeletedObject = "DeletedObject";
    EnvironmentDetails = "EnvironmentDetails" refers to EnvironmentSettings;
    EnvironmentIntegration = "EnvironmentIntegration" refers to AccountIntegration,
        AuthenticationMethod, Scope;
    EnvironmentIntegrationPage = "EnvironmentIntegrationPage" refers to Cursor,
        EnvironmentIntegration, PageLimit;
    EnvironmentLogo = "EnvironmentLogo";
    EnvironmentSettings = "EnvironmentSettings" refers to RedirectUri;
    Error = "Error";
    FormAnswers = "FormAnswers";
    IdempotencyKey = "IdempotencyKey";
    IntegratedAccount = "IntegratedAccount" refers to AccountIntegration, AuthenticationMethod,
        Context, IntegratedAccountStatus, Region, TenantId;
    IntegratedAccountImport = "IntegratedAccountImport" refers to AuthenticationMethod, Context,
        IntegrationName, Region, TenantId;
    IntegratedAccountPage = "IntegratedAccountPage" refers to Cursor, IntegratedAccount, PageLimit;
    IntegratedAccountReference = "IntegratedAccountReference";
    IntegratedAccountStatus = "IntegratedAccountStatus";
    IntegratedAccountUpdate = "IntegratedAccountUpdate" refers to Context, IntegratedAccountStatus,
        TenantId;
    Integration = "Integration" refers to AuthenticationMethod, IntegrationName;
    IntegrationEnablement = "IntegrationEnablement" refers to ClientSecret, IntegrationName, Scope;
    IntegrationName = "IntegrationName";
    IntegrationNameFilter = "IntegrationNameFilter" refers to IntegrationName;
    IntegrationPage = "IntegrationPage" refers to Cursor, Integration, PageLimit;
    IntegrationReference = "IntegrationReference" refers to IntegrationName;
    LinkToken = "LinkToken";
    LinkTokenConfirmation = "LinkTokenConfirmation" refers to CodeVerifier, LinkToken;
    LinkTokenIntrospection = "LinkTokenIntrospection" refers to CodeChallenge, Context, RedirectUri,
        Region, Scope, TenantId;
    LinkTokenMark = "LinkTokenMark";
    LinkTokenPage = "LinkTokenPage" refers to ActiveLinkToken, Cursor, PageLimit;
    LinkTokenRedemption = "LinkTokenRedemption" refers to AuthenticationMethod, CodeVerifier,
        Context, IntegrationName, LinkToken;
    LinkTokenReference = "LinkTokenReference" refers to LinkToken;
    LinkTokenRequest = "LinkTokenRequest" refers to CodeChallenge, Context, RedirectUri, Region,
        Scope, TenantId;
    LinkTokenResponse = "LinkTokenResponse" refers to LinkToken;
    LinkTokenRevocation = "LinkTokenRevocation";
    LinkTokenSelection = "LinkTokenSelection" refers to LinkTokenMark, TenantId;
    PageLimit = "PageLimit";
    Permission = "Permission";
    RedirectUri = "RedirectUri";
    Region = "Region";
    Scope = "Scope";
    Sha256 = "Sha256";
    StaticGate = "StaticGate";
    StaticGatePage = "StaticGatePage" refers to Cursor, PageLimit, StaticGate;
    StaticGateRegistration = "StaticGateRegistration";
    StatusFilter = "StatusFilter" refers to IntegratedAccountStatus;
    TenantErasureState = "TenantErasureState" refers to TenantId;
    TenantId = "TenantId";
    TenantIdFilter = "TenantIdFilter" refers to TenantId;
    TenantReference = "TenantReference" refers to TenantId;
    TimeFilter = "TimeFilter";
    Webhook = "Webhook" refers to WebhookEventName, WebhookSecret, WebhookUrl;
    WebhookDelivery = "WebhookDelivery" refers to WebhookDeliveryStatus, WebhookEventName;
    WebhookDeliveryPage = "WebhookDeliveryPage" refers to Cursor, PageLimit, WebhookDelivery;
    WebhookDeliveryStatus = "WebhookDeliveryStatus";
    WebhookEventName = "WebhookEventName";
    WebhookPage = "WebhookPage" refers to Cursor, PageLimit, Webhook;
    WebhookReference = "WebhookReference";
    WebhookReplay = "WebhookReplay";
    WebhookReplayResult = "WebhookReplayResult";
    WebhookRequest = "WebhookRequest" refers to WebhookEventName, WebhookSecret, WebhookUrl;
    WebhookRotation = "WebhookRotation" refers to WebhookSecret;
    WebhookSecret = "WebhookSecret";
    WebhookTestResult = "WebhookTestResult";
    WebhookUpdate = "WebhookUpdate" refers to WebhookEventName, WebhookUrl;
    WebhookUrl = "WebhookUrl";
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::{
        ApiTokenRegistrationPermissions, EnvironmentSettingsLifetimeSeconds,
        EnvironmentSettingsPageOrigins, EnvironmentSettingsRedirectUris,
        IntegrationEnablementScopes, LinkTokenRequestScopes, WebhookRequestEventTypes,
        WebhookRotationPreviousSecretSeconds, WebhookUpdateEventTypes,
    };
    #[derive(Clone, Debug)]
    pub struct ApiTokenReference {
        id: Result<uuid::Uuid, super::error::ConversionError>,
    }

    impl Default for ApiTokenReference {
        fn default() -> Self {
            Self {
                id: Err(super::error::ConversionError::of("id", "required")),
            }
        }
    }

    impl ApiTokenReference {
        /// The ID of the API token.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }
    }

    impl TryFrom<ApiTokenReference> for super::ApiTokenReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ApiTokenReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { id: value.id? })
        }
    }

    impl From<super::ApiTokenReference> for ApiTokenReference {
        fn from(value: super::ApiTokenReference) -> Self {
            Self { id: Ok(value.id) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct ApiTokenRegistration {
        expires_at: Result<
            Option<chrono::DateTime<chrono::offset::Utc>>,
            super::error::ConversionError,
        >,
        name: Result<super::ApiTokenName, super::error::ConversionError>,
        permissions: Result<
            Option<ApiTokenRegistrationPermissions>,
            super::error::ConversionError,
        >,
        secret_sha256: Result<super::Sha256, super::error::ConversionError>,
    }

    impl Default for ApiTokenRegistration {
        fn default() -> Self {
            Self {
                expires_at: Ok(Default::default()),
                name: Err(super::error::ConversionError::of("name", "required")),
                permissions: Ok(Default::default()),
                secret_sha256: Err(
                    super::error::ConversionError::of("secret_sha256", "required"),
                ),
            }
        }
    }

    impl ApiTokenRegistration {
        /// The time when the API token expires. Absent if it does not.
        pub fn expires_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.expires_at = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("expires_at", error));
            self
        }

        /// Sets `expires_at`, or removes it.
        pub fn maybe_expires_at<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.expires_at = Ok(None);
                return self;
            };
            self.expires_at(value)
        }

        /// A name, for people.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ApiTokenName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// The permissions of the API token. By default, all but `administration`.
        pub fn permissions<T>(mut self, value: T) -> Self
        where
            T: TryInto<ApiTokenRegistrationPermissions>,
            T::Error: std::fmt::Display + 'static,
        {
            self.permissions = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "permissions",
                    error,
                ));
            self
        }

        /// Sets `permissions`, or removes it.
        pub fn maybe_permissions<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<ApiTokenRegistrationPermissions>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.permissions = Ok(None);
                return self;
            };
            self.permissions(value)
        }

        /// The SHA-256 of the secret. A secret is `lta_`, 32 bytes of a secure random source as 64
        /// lower-case hexadecimal digits, and the CRC-32 of all that as 8 such digits. Other
        /// secrets cannot authenticate.
        pub fn secret_sha256<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Sha256>,
            T::Error: std::fmt::Display + 'static,
        {
            self.secret_sha256 = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of(
                    "secret_sha256",
                    error,
                ));
            self
        }
    }

    impl TryFrom<ApiTokenRegistration> for super::ApiTokenRegistration {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ApiTokenRegistration,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                expires_at: value.expires_at?,
                name: value.name?,
                permissions: value.permissions?,
                secret_sha256: value.secret_sha256?,
            })
        }
    }

    impl From<super::ApiTokenRegistration> for ApiTokenRegistration {
        fn from(value: super::ApiTokenRegistration) -> Self {
            Self {
                expires_at: Ok(value.expires_at),
                name: Ok(value.name),
                permissions: Ok(value.permissions),
                secret_sha256: Ok(value.secret_sha256),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct EnvironmentLogo {
        content: Result<super::EnvironmentLogoContent, super::error::ConversionError>,
    }

    impl Default for EnvironmentLogo {
        fn default() -> Self {
            Self {
                content: Err(super::error::ConversionError::of("content", "required")),
            }
        }
    }

    impl EnvironmentLogo {
        /// A PNG or an SVG file of at most 64 KiB, in Base64 (RFC 4648, section 4).
        pub fn content<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::EnvironmentLogoContent>,
            T::Error: std::fmt::Display + 'static,
        {
            self.content = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("content", error));
            self
        }
    }

    impl TryFrom<EnvironmentLogo> for super::EnvironmentLogo {
        type Error = super::error::ConversionError;
        fn try_from(
            value: EnvironmentLogo,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { content: value.content? })
        }
    }

    impl From<super::EnvironmentLogo> for EnvironmentLogo {
        fn from(value: super::EnvironmentLogo) -> Self {
            Self { content: Ok(value.content) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct EnvironmentSettings {
        accent_colour: Result<Option<String>, super::error::ConversionError>,
        display_name: Result<Option<String>, super::error::ConversionError>,
        lifetime_seconds: Result<
            Option<EnvironmentSettingsLifetimeSeconds>,
            super::error::ConversionError,
        >,
        page_origins: Result<
            Option<EnvironmentSettingsPageOrigins>,
            super::error::ConversionError,
        >,
        redirect_uris: Result<
            Option<EnvironmentSettingsRedirectUris>,
            super::error::ConversionError,
        >,
    }

    impl Default for EnvironmentSettings {
        fn default() -> Self {
            Self {
                accent_colour: Ok(Default::default()),
                display_name: Ok(Default::default()),
                lifetime_seconds: Ok(Default::default()),
                page_origins: Ok(Default::default()),
                redirect_uris: Ok(Default::default()),
            }
        }
    }

    impl EnvironmentSettings {
        /// The accent colour of the connection page, as `#` and six hexadecimal digits.
        pub fn accent_colour<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.accent_colour = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "accent_colour",
                    error,
                ));
            self
        }

        /// Sets `accent_colour`, or removes it.
        pub fn maybe_accent_colour<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.accent_colour = Ok(None);
                return self;
            };
            self.accent_colour(value)
        }

        /// The name that users read on the connection page, of 1 to 64 characters. By default, that
        /// of the environment.
        pub fn display_name<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.display_name = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "display_name",
                    error,
                ));
            self
        }

        /// Sets `display_name`, or removes it.
        pub fn maybe_display_name<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.display_name = Ok(None);
                return self;
            };
            self.display_name(value)
        }

        /// The lifetime of link tokens. By default, that of the server.
        pub fn lifetime_seconds<T>(mut self, value: T) -> Self
        where
            T: TryInto<EnvironmentSettingsLifetimeSeconds>,
            T::Error: std::fmt::Display + 'static,
        {
            self.lifetime_seconds = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "lifetime_seconds",
                    error,
                ));
            self
        }

        /// Sets `lifetime_seconds`, or removes it.
        pub fn maybe_lifetime_seconds<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<EnvironmentSettingsLifetimeSeconds>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.lifetime_seconds = Ok(None);
                return self;
            };
            self.lifetime_seconds(value)
        }

        /// The origins that may frame the connection page, or open it and get a message at its end.
        /// By default, none.
        pub fn page_origins<T>(mut self, value: T) -> Self
        where
            T: TryInto<EnvironmentSettingsPageOrigins>,
            T::Error: std::fmt::Display + 'static,
        {
            self.page_origins = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "page_origins",
                    error,
                ));
            self
        }

        /// Sets `page_origins`, or removes it.
        pub fn maybe_page_origins<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<EnvironmentSettingsPageOrigins>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.page_origins = Ok(None);
                return self;
            };
            self.page_origins(value)
        }

        /// The redirect URIs that link tokens may have. By default, any within the rules. An empty
        /// list is the same as no list.
        pub fn redirect_uris<T>(mut self, value: T) -> Self
        where
            T: TryInto<EnvironmentSettingsRedirectUris>,
            T::Error: std::fmt::Display + 'static,
        {
            self.redirect_uris = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "redirect_uris",
                    error,
                ));
            self
        }

        /// Sets `redirect_uris`, or removes it.
        pub fn maybe_redirect_uris<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<EnvironmentSettingsRedirectUris>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.redirect_uris = Ok(None);
                return self;
            };
            self.redirect_uris(value)
        }
    }

    impl TryFrom<EnvironmentSettings> for super::EnvironmentSettings {
        type Error = super::error::ConversionError;
        fn try_from(
            value: EnvironmentSettings,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                accent_colour: value.accent_colour?,
                display_name: value.display_name?,
                lifetime_seconds: value.lifetime_seconds?,
                page_origins: value.page_origins?,
                redirect_uris: value.redirect_uris?,
            })
        }
    }

    impl From<super::EnvironmentSettings> for EnvironmentSettings {
        fn from(value: super::EnvironmentSettings) -> Self {
            Self {
                accent_colour: Ok(value.accent_colour),
                display_name: Ok(value.display_name),
                lifetime_seconds: Ok(value.lifetime_seconds),
                page_origins: Ok(value.page_origins),
                redirect_uris: Ok(value.redirect_uris),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegratedAccountImport {
        authentication_method: Result<
            Option<super::AuthenticationMethod>,
            super::error::ConversionError,
        >,
        context: Result<Option<super::Context>, super::error::ConversionError>,
        environment_integration_id: Result<
            Option<uuid::Uuid>,
            super::error::ConversionError,
        >,
        id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        integration: Result<
            Option<super::IntegrationName>,
            super::error::ConversionError,
        >,
        region: Result<Option<super::Region>, super::error::ConversionError>,
        tenant_id: Result<super::TenantId, super::error::ConversionError>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for IntegratedAccountImport {
        fn default() -> Self {
            Self {
                authentication_method: Ok(Default::default()),
                context: Ok(Default::default()),
                environment_integration_id: Ok(Default::default()),
                id: Ok(Default::default()),
                integration: Ok(Default::default()),
                region: Ok(Default::default()),
                tenant_id: Err(
                    super::error::ConversionError::of("tenant_id", "required"),
                ),
                truto_static_gate_id: Ok(Default::default()),
            }
        }
    }

    impl IntegratedAccountImport {
        /// The method used to authenticate with the third party. Defaults to the first method of
        /// the app.
        pub fn authentication_method<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AuthenticationMethod>,
            T::Error: std::fmt::Display + 'static,
        {
            self.authentication_method = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "authentication_method",
                    error,
                ));
            self
        }

        /// Sets `authentication_method`, or removes it.
        pub fn maybe_authentication_method<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::AuthenticationMethod>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.authentication_method = Ok(None);
                return self;
            };
            self.authentication_method(value)
        }

        /// The context of the account, and its credentials. For the methods of OAuth,
        /// `oauth.token` has an `access_token`, and optionally a `refresh_token`, the lifetime
        /// `expires_in` in seconds or the time `expires_at`, and other values of the token
        /// response. For `api_key`, each field of the app has its name. Without the credentials,
        /// at most 32 KiB when serialised.
        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            self.context = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("context", error));
            self
        }

        /// Sets `context`, or removes it.
        pub fn maybe_context<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.context = Ok(None);
                return self;
            };
            self.context(value)
        }

        /// The ID of the environment integration that the account is of. Required unless
        /// `integration` is given.
        pub fn environment_integration_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.environment_integration_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "environment_integration_id",
                    error,
                ));
            self
        }

        /// Sets `environment_integration_id`, or removes it.
        pub fn maybe_environment_integration_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.environment_integration_id = Ok(None);
                return self;
            };
            self.environment_integration_id(value)
        }

        /// The ID for the account, such as the one that it has elsewhere. Without it, a new ID is
        /// generated. An import with an ID is safe to retry: if the account exists, the answer is
        /// 409.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }

        /// Sets `id`, or removes it.
        pub fn maybe_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.id = Ok(None);
                return self;
            };
            self.id(value)
        }

        /// The name of the app, instead of `environment_integration_id`. If the environment has not
        /// enabled the app, only a connection UI of your own can reauthorise the account.
        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integration = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "integration",
                    error,
                ));
            self
        }

        /// Sets `integration`, or removes it.
        pub fn maybe_integration<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.integration = Ok(None);
                return self;
            };
            self.integration(value)
        }

        /// The region of the account. Defaults to `wnam`.
        pub fn region<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Region>,
            T::Error: std::fmt::Display + 'static,
        {
            self.region = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("region", error));
            self
        }

        /// Sets `region`, or removes it.
        pub fn maybe_region<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Region>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.region = Ok(None);
                return self;
            };
            self.region(value)
        }

        /// The ID of the tenant that the account belongs to.
        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("tenant_id", error));
            self
        }

        /// The ID of the static gate for the account's outbound calls. The static gate must exist
        /// in the environment.
        pub fn truto_static_gate_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.truto_static_gate_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "truto_static_gate_id",
                    error,
                ));
            self
        }

        /// Sets `truto_static_gate_id`, or removes it.
        pub fn maybe_truto_static_gate_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.truto_static_gate_id = Ok(None);
                return self;
            };
            self.truto_static_gate_id(value)
        }
    }

    impl TryFrom<IntegratedAccountImport> for super::IntegratedAccountImport {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegratedAccountImport,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                authentication_method: value.authentication_method?,
                context: value.context?,
                environment_integration_id: value.environment_integration_id?,
                id: value.id?,
                integration: value.integration?,
                region: value.region?,
                tenant_id: value.tenant_id?,
                truto_static_gate_id: value.truto_static_gate_id?,
            })
        }
    }

    impl From<super::IntegratedAccountImport> for IntegratedAccountImport {
        fn from(value: super::IntegratedAccountImport) -> Self {
            Self {
                authentication_method: Ok(value.authentication_method),
                context: Ok(value.context),
                environment_integration_id: Ok(value.environment_integration_id),
                id: Ok(value.id),
                integration: Ok(value.integration),
                region: Ok(value.region),
                tenant_id: Ok(value.tenant_id),
                truto_static_gate_id: Ok(value.truto_static_gate_id),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegratedAccountReference {
        id: Result<uuid::Uuid, super::error::ConversionError>,
    }

    impl Default for IntegratedAccountReference {
        fn default() -> Self {
            Self {
                id: Err(super::error::ConversionError::of("id", "required")),
            }
        }
    }

    impl IntegratedAccountReference {
        /// The ID of the integrated account.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }
    }

    impl TryFrom<IntegratedAccountReference> for super::IntegratedAccountReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegratedAccountReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { id: value.id? })
        }
    }

    impl From<super::IntegratedAccountReference> for IntegratedAccountReference {
        fn from(value: super::IntegratedAccountReference) -> Self {
            Self { id: Ok(value.id) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegratedAccountUpdate {
        context: Result<Option<Option<super::Context>>, super::error::ConversionError>,
        status: Result<
            Option<Option<super::IntegratedAccountStatus>>,
            super::error::ConversionError,
        >,
        tenant_id: Result<
            Option<Option<super::TenantId>>,
            super::error::ConversionError,
        >,
    }

    impl Default for IntegratedAccountUpdate {
        fn default() -> Self {
            Self {
                context: Ok(Default::default()),
                status: Ok(Default::default()),
                tenant_id: Ok(Default::default()),
            }
        }
    }

    impl IntegratedAccountUpdate {
        /// Values for the context. Each replaces the value of the same key as a whole. Credentials
        /// are not part of it.
        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            self.context = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("context", error));
            self
        }

        /// Sets `context` to null.
        pub fn null_context(mut self) -> Self {
            self.context = Ok(Some(None));
            self
        }

        /// Sets `context`, or leaves it out, which is not null.
        pub fn maybe_context<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.context = Ok(None);
                return self;
            };
            self.context(value)
        }

        /// The state of the connection. `active` also clears `last_error`.
        pub fn status<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegratedAccountStatus>,
            T::Error: std::fmt::Display + 'static,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("status", error));
            self
        }

        /// Sets `status` to null.
        pub fn null_status(mut self) -> Self {
            self.status = Ok(Some(None));
            self
        }

        /// Sets `status`, or leaves it out, which is not null.
        pub fn maybe_status<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::IntegratedAccountStatus>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.status = Ok(None);
                return self;
            };
            self.status(value)
        }

        /// The ID of the tenant that the account belongs to from now on.
        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tenant_id", error));
            self
        }

        /// Sets `tenant_id` to null.
        pub fn null_tenant_id(mut self) -> Self {
            self.tenant_id = Ok(Some(None));
            self
        }

        /// Sets `tenant_id`, or leaves it out, which is not null.
        pub fn maybe_tenant_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tenant_id = Ok(None);
                return self;
            };
            self.tenant_id(value)
        }
    }

    impl TryFrom<IntegratedAccountUpdate> for super::IntegratedAccountUpdate {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegratedAccountUpdate,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                context: value.context?,
                status: value.status?,
                tenant_id: value.tenant_id?,
            })
        }
    }

    impl From<super::IntegratedAccountUpdate> for IntegratedAccountUpdate {
        fn from(value: super::IntegratedAccountUpdate) -> Self {
            Self {
                context: Ok(value.context),
                status: Ok(value.status),
                tenant_id: Ok(value.tenant_id),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegrationEnablement {
        client_id: Result<Option<String>, super::error::ConversionError>,
        client_secret: Result<
            Option<super::ClientSecret>,
            super::error::ConversionError,
        >,
        integration: Result<super::IntegrationName, super::error::ConversionError>,
        scopes: Result<
            Option<IntegrationEnablementScopes>,
            super::error::ConversionError,
        >,
    }

    impl Default for IntegrationEnablement {
        fn default() -> Self {
            Self {
                client_id: Ok(Default::default()),
                client_secret: Ok(Default::default()),
                integration: Err(
                    super::error::ConversionError::of("integration", "required"),
                ),
                scopes: Ok(Default::default()),
            }
        }
    }

    impl IntegrationEnablement {
        /// The OAuth client ID.
        pub fn client_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.client_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("client_id", error));
            self
        }

        /// Sets `client_id`, or removes it.
        pub fn maybe_client_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.client_id = Ok(None);
                return self;
            };
            self.client_id(value)
        }

        /// The OAuth client secret.
        pub fn client_secret<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ClientSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            self.client_secret = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "client_secret",
                    error,
                ));
            self
        }

        /// Sets `client_secret`, or removes it.
        pub fn maybe_client_secret<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::ClientSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.client_secret = Ok(None);
                return self;
            };
            self.client_secret(value)
        }

        /// The name of the app.
        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integration = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of(
                    "integration",
                    error,
                ));
            self
        }

        /// The OAuth scopes to request if the link token names none. An empty list stands for the
        /// default scopes of the app.
        pub fn scopes<T>(mut self, value: T) -> Self
        where
            T: TryInto<IntegrationEnablementScopes>,
            T::Error: std::fmt::Display + 'static,
        {
            self.scopes = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("scopes", error));
            self
        }

        /// Sets `scopes`, or removes it.
        pub fn maybe_scopes<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<IntegrationEnablementScopes>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.scopes = Ok(None);
                return self;
            };
            self.scopes(value)
        }
    }

    impl TryFrom<IntegrationEnablement> for super::IntegrationEnablement {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegrationEnablement,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                client_id: value.client_id?,
                client_secret: value.client_secret?,
                integration: value.integration?,
                scopes: value.scopes?,
            })
        }
    }

    impl From<super::IntegrationEnablement> for IntegrationEnablement {
        fn from(value: super::IntegrationEnablement) -> Self {
            Self {
                client_id: Ok(value.client_id),
                client_secret: Ok(value.client_secret),
                integration: Ok(value.integration),
                scopes: Ok(value.scopes),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegrationReference {
        integration: Result<super::IntegrationName, super::error::ConversionError>,
    }

    impl Default for IntegrationReference {
        fn default() -> Self {
            Self {
                integration: Err(
                    super::error::ConversionError::of("integration", "required"),
                ),
            }
        }
    }

    impl IntegrationReference {
        /// The name of the app.
        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integration = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of(
                    "integration",
                    error,
                ));
            self
        }
    }

    impl TryFrom<IntegrationReference> for super::IntegrationReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegrationReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                integration: value.integration?,
            })
        }
    }

    impl From<super::IntegrationReference> for IntegrationReference {
        fn from(value: super::IntegrationReference) -> Self {
            Self {
                integration: Ok(value.integration),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenConfirmation {
        code_verifier: Result<super::CodeVerifier, super::error::ConversionError>,
        link_token: Result<super::LinkToken, super::error::ConversionError>,
    }

    impl Default for LinkTokenConfirmation {
        fn default() -> Self {
            Self {
                code_verifier: Err(
                    super::error::ConversionError::of("code_verifier", "required"),
                ),
                link_token: Err(
                    super::error::ConversionError::of("link_token", "required"),
                ),
            }
        }
    }

    impl LinkTokenConfirmation {
        /// The secret whose challenge the link token was created with.
        pub fn code_verifier<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::CodeVerifier>,
            T::Error: std::fmt::Display + 'static,
        {
            self.code_verifier = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of(
                    "code_verifier",
                    error,
                ));
            self
        }

        /// Sets `link_token`.
        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display + 'static,
        {
            self.link_token = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("link_token", error));
            self
        }
    }

    impl TryFrom<LinkTokenConfirmation> for super::LinkTokenConfirmation {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenConfirmation,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                code_verifier: value.code_verifier?,
                link_token: value.link_token?,
            })
        }
    }

    impl From<super::LinkTokenConfirmation> for LinkTokenConfirmation {
        fn from(value: super::LinkTokenConfirmation) -> Self {
            Self {
                code_verifier: Ok(value.code_verifier),
                link_token: Ok(value.link_token),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenRedemption {
        authentication_method: Result<
            Option<super::AuthenticationMethod>,
            super::error::ConversionError,
        >,
        code_verifier: Result<
            Option<super::CodeVerifier>,
            super::error::ConversionError,
        >,
        context: Result<Option<super::Context>, super::error::ConversionError>,
        integration: Result<
            Option<super::IntegrationName>,
            super::error::ConversionError,
        >,
        link_token: Result<super::LinkToken, super::error::ConversionError>,
    }

    impl Default for LinkTokenRedemption {
        fn default() -> Self {
            Self {
                authentication_method: Ok(Default::default()),
                code_verifier: Ok(Default::default()),
                context: Ok(Default::default()),
                integration: Ok(Default::default()),
                link_token: Err(
                    super::error::ConversionError::of("link_token", "required"),
                ),
            }
        }
    }

    impl LinkTokenRedemption {
        /// The method used to authenticate with the third party. If absent, a reauthorised account
        /// keeps its method.
        pub fn authentication_method<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AuthenticationMethod>,
            T::Error: std::fmt::Display + 'static,
        {
            self.authentication_method = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "authentication_method",
                    error,
                ));
            self
        }

        /// Sets `authentication_method`, or removes it.
        pub fn maybe_authentication_method<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::AuthenticationMethod>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.authentication_method = Ok(None);
                return self;
            };
            self.authentication_method(value)
        }

        /// Required if the link token was created with a `code_challenge`. The account is then
        /// confirmed at once.
        pub fn code_verifier<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::CodeVerifier>,
            T::Error: std::fmt::Display + 'static,
        {
            self.code_verifier = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "code_verifier",
                    error,
                ));
            self
        }

        /// Sets `code_verifier`, or removes it.
        pub fn maybe_code_verifier<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::CodeVerifier>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.code_verifier = Ok(None);
                return self;
            };
            self.code_verifier(value)
        }

        /// Variables that the connection flow adds to the context of the account. If the link
        /// token's context has the same key, the value from the link token is used.
        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            self.context = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("context", error));
            self
        }

        /// Sets `context`, or removes it.
        pub fn maybe_context<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.context = Ok(None);
                return self;
            };
            self.context(value)
        }

        /// The third-party app that was connected. Required for a new account. Optional for a
        /// reauthorisation, where it must match the app of the account.
        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integration = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "integration",
                    error,
                ));
            self
        }

        /// Sets `integration`, or removes it.
        pub fn maybe_integration<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::IntegrationName>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.integration = Ok(None);
                return self;
            };
            self.integration(value)
        }

        /// Sets `link_token`.
        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display + 'static,
        {
            self.link_token = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("link_token", error));
            self
        }
    }

    impl TryFrom<LinkTokenRedemption> for super::LinkTokenRedemption {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenRedemption,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                authentication_method: value.authentication_method?,
                code_verifier: value.code_verifier?,
                context: value.context?,
                integration: value.integration?,
                link_token: value.link_token?,
            })
        }
    }

    impl From<super::LinkTokenRedemption> for LinkTokenRedemption {
        fn from(value: super::LinkTokenRedemption) -> Self {
            Self {
                authentication_method: Ok(value.authentication_method),
                code_verifier: Ok(value.code_verifier),
                context: Ok(value.context),
                integration: Ok(value.integration),
                link_token: Ok(value.link_token),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenReference {
        link_token: Result<super::LinkToken, super::error::ConversionError>,
    }

    impl Default for LinkTokenReference {
        fn default() -> Self {
            Self {
                link_token: Err(
                    super::error::ConversionError::of("link_token", "required"),
                ),
            }
        }
    }

    impl LinkTokenReference {
        /// Sets `link_token`.
        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display + 'static,
        {
            self.link_token = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("link_token", error));
            self
        }
    }

    impl TryFrom<LinkTokenReference> for super::LinkTokenReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                link_token: value.link_token?,
            })
        }
    }

    impl From<super::LinkTokenReference> for LinkTokenReference {
        fn from(value: super::LinkTokenReference) -> Self {
            Self {
                link_token: Ok(value.link_token),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenRequest {
        code_challenge: Result<
            Option<super::CodeChallenge>,
            super::error::ConversionError,
        >,
        context: Result<Option<super::Context>, super::error::ConversionError>,
        integrated_account_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        persist_previous_context: Result<Option<bool>, super::error::ConversionError>,
        redirect_uri: Result<Option<super::RedirectUri>, super::error::ConversionError>,
        region: Result<Option<super::Region>, super::error::ConversionError>,
        scopes: Result<Option<LinkTokenRequestScopes>, super::error::ConversionError>,
        tenant_id: Result<Option<super::TenantId>, super::error::ConversionError>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for LinkTokenRequest {
        fn default() -> Self {
            Self {
                code_challenge: Ok(Default::default()),
                context: Ok(Default::default()),
                integrated_account_id: Ok(Default::default()),
                persist_previous_context: Ok(Default::default()),
                redirect_uri: Ok(Default::default()),
                region: Ok(Default::default()),
                scopes: Ok(Default::default()),
                tenant_id: Ok(Default::default()),
                truto_static_gate_id: Ok(Default::default()),
            }
        }
    }

    impl LinkTokenRequest {
        /// Binds the link token to a session of your backend, which keeps the `code_verifier`. The
        /// connected account then waits for `POST /link-token/confirm`: until that, a new account
        /// is `connecting` and has no credentials, and a reauthorised account stays as it was.
        pub fn code_challenge<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::CodeChallenge>,
            T::Error: std::fmt::Display + 'static,
        {
            self.code_challenge = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "code_challenge",
                    error,
                ));
            self
        }

        /// Sets `code_challenge`, or removes it.
        pub fn maybe_code_challenge<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::CodeChallenge>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.code_challenge = Ok(None);
                return self;
            };
            self.code_challenge(value)
        }

        /// The context of the integrated account: variables for the connection flow and the
        /// account. At most 32 KiB when serialised, and at most 16 levels deep.
        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            self.context = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("context", error));
            self
        }

        /// Sets `context`, or removes it.
        pub fn maybe_context<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.context = Ok(None);
                return self;
            };
            self.context(value)
        }

        /// The ID of the integrated account to reauthorise. The account keeps its tenant and its
        /// region.
        pub fn integrated_account_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integrated_account_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "integrated_account_id",
                    error,
                ));
            self
        }

        /// Sets `integrated_account_id`, or removes it.
        pub fn maybe_integrated_account_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.integrated_account_id = Ok(None);
                return self;
            };
            self.integrated_account_id(value)
        }

        /// If `true`, a reauthorisation keeps the previous context of the integrated account and
        /// merges the new context over it. Otherwise, the new context replaces it. No effect for a
        /// new account.
        pub fn persist_previous_context<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.persist_previous_context = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "persist_previous_context",
                    error,
                ));
            self
        }

        /// Sets `persist_previous_context`, or removes it.
        pub fn maybe_persist_previous_context<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.persist_previous_context = Ok(None);
                return self;
            };
            self.persist_previous_context(value)
        }

        /// The URI to redirect the user to after the connection flow is complete. This is
        /// especially useful if the user authenticates in a desktop app.
        pub fn redirect_uri<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::RedirectUri>,
            T::Error: std::fmt::Display + 'static,
        {
            self.redirect_uri = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "redirect_uri",
                    error,
                ));
            self
        }

        /// Sets `redirect_uri`, or removes it.
        pub fn maybe_redirect_uri<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::RedirectUri>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.redirect_uri = Ok(None);
                return self;
            };
            self.redirect_uri(value)
        }

        /// The region of the new integrated account. Defaults to `wnam`. Ignored for a
        /// reauthorisation.
        pub fn region<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Region>,
            T::Error: std::fmt::Display + 'static,
        {
            self.region = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("region", error));
            self
        }

        /// Sets `region`, or removes it.
        pub fn maybe_region<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Region>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.region = Ok(None);
                return self;
            };
            self.region(value)
        }

        /// The OAuth scopes to request during authentication. They take precedence over the default
        /// scopes of the integration. Duplicates are removed. An empty list is the same as no list.
        pub fn scopes<T>(mut self, value: T) -> Self
        where
            T: TryInto<LinkTokenRequestScopes>,
            T::Error: std::fmt::Display + 'static,
        {
            self.scopes = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("scopes", error));
            self
        }

        /// Sets `scopes`, or removes it.
        pub fn maybe_scopes<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<LinkTokenRequestScopes>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.scopes = Ok(None);
                return self;
            };
            self.scopes(value)
        }

        /// The ID of the tenant to create a link token for. Required for a new integrated account.
        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tenant_id", error));
            self
        }

        /// Sets `tenant_id`, or removes it.
        pub fn maybe_tenant_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tenant_id = Ok(None);
                return self;
            };
            self.tenant_id(value)
        }

        /// The ID of the static gate to associate with the integrated account. The static gate must
        /// exist in the environment.
        pub fn truto_static_gate_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.truto_static_gate_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "truto_static_gate_id",
                    error,
                ));
            self
        }

        /// Sets `truto_static_gate_id`, or removes it.
        pub fn maybe_truto_static_gate_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.truto_static_gate_id = Ok(None);
                return self;
            };
            self.truto_static_gate_id(value)
        }
    }

    impl TryFrom<LinkTokenRequest> for super::LinkTokenRequest {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenRequest,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                code_challenge: value.code_challenge?,
                context: value.context?,
                integrated_account_id: value.integrated_account_id?,
                persist_previous_context: value.persist_previous_context?,
                redirect_uri: value.redirect_uri?,
                region: value.region?,
                scopes: value.scopes?,
                tenant_id: value.tenant_id?,
                truto_static_gate_id: value.truto_static_gate_id?,
            })
        }
    }

    impl From<super::LinkTokenRequest> for LinkTokenRequest {
        fn from(value: super::LinkTokenRequest) -> Self {
            Self {
                code_challenge: Ok(value.code_challenge),
                context: Ok(value.context),
                integrated_account_id: Ok(value.integrated_account_id),
                persist_previous_context: Ok(value.persist_previous_context),
                redirect_uri: Ok(value.redirect_uri),
                region: Ok(value.region),
                scopes: Ok(value.scopes),
                tenant_id: Ok(value.tenant_id),
                truto_static_gate_id: Ok(value.truto_static_gate_id),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenSelection {
        api_token_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        integrated_account_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        mark: Result<Option<super::LinkTokenMark>, super::error::ConversionError>,
        tenant_id: Result<Option<super::TenantId>, super::error::ConversionError>,
    }

    impl Default for LinkTokenSelection {
        fn default() -> Self {
            Self {
                api_token_id: Ok(Default::default()),
                integrated_account_id: Ok(Default::default()),
                mark: Ok(Default::default()),
                tenant_id: Ok(Default::default()),
            }
        }
    }

    impl LinkTokenSelection {
        /// Only the link tokens that were created with this API token.
        pub fn api_token_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.api_token_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "api_token_id",
                    error,
                ));
            self
        }

        /// Sets `api_token_id`, or removes it.
        pub fn maybe_api_token_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.api_token_id = Ok(None);
                return self;
            };
            self.api_token_id(value)
        }

        /// Only the link tokens that reauthorise this integrated account.
        pub fn integrated_account_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.integrated_account_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "integrated_account_id",
                    error,
                ));
            self
        }

        /// Sets `integrated_account_id`, or removes it.
        pub fn maybe_integrated_account_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.integrated_account_id = Ok(None);
                return self;
            };
            self.integrated_account_id(value)
        }

        /// Only the link token with this mark.
        pub fn mark<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkTokenMark>,
            T::Error: std::fmt::Display + 'static,
        {
            self.mark = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("mark", error));
            self
        }

        /// Sets `mark`, or removes it.
        pub fn maybe_mark<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::LinkTokenMark>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.mark = Ok(None);
                return self;
            };
            self.mark(value)
        }

        /// Only the link tokens of this tenant.
        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tenant_id", error));
            self
        }

        /// Sets `tenant_id`, or removes it.
        pub fn maybe_tenant_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tenant_id = Ok(None);
                return self;
            };
            self.tenant_id(value)
        }
    }

    impl TryFrom<LinkTokenSelection> for super::LinkTokenSelection {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenSelection,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                api_token_id: value.api_token_id?,
                integrated_account_id: value.integrated_account_id?,
                mark: value.mark?,
                tenant_id: value.tenant_id?,
            })
        }
    }

    impl From<super::LinkTokenSelection> for LinkTokenSelection {
        fn from(value: super::LinkTokenSelection) -> Self {
            Self {
                api_token_id: Ok(value.api_token_id),
                integrated_account_id: Ok(value.integrated_account_id),
                mark: Ok(value.mark),
                tenant_id: Ok(value.tenant_id),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct StaticGateRegistration {
        id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for StaticGateRegistration {
        fn default() -> Self {
            Self { id: Ok(Default::default()) }
        }
    }

    impl StaticGateRegistration {
        /// The ID of the static gate. Without it, the server generates one.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }

        /// Sets `id`, or removes it.
        pub fn maybe_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.id = Ok(None);
                return self;
            };
            self.id(value)
        }
    }

    impl TryFrom<StaticGateRegistration> for super::StaticGateRegistration {
        type Error = super::error::ConversionError;
        fn try_from(
            value: StaticGateRegistration,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { id: value.id? })
        }
    }

    impl From<super::StaticGateRegistration> for StaticGateRegistration {
        fn from(value: super::StaticGateRegistration) -> Self {
            Self { id: Ok(value.id) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct TenantReference {
        tenant_id: Result<super::TenantId, super::error::ConversionError>,
    }

    impl Default for TenantReference {
        fn default() -> Self {
            Self {
                tenant_id: Err(
                    super::error::ConversionError::of("tenant_id", "required"),
                ),
            }
        }
    }

    impl TenantReference {
        /// The tenant.
        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("tenant_id", error));
            self
        }
    }

    impl TryFrom<TenantReference> for super::TenantReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: TenantReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                tenant_id: value.tenant_id?,
            })
        }
    }

    impl From<super::TenantReference> for TenantReference {
        fn from(value: super::TenantReference) -> Self {
            Self {
                tenant_id: Ok(value.tenant_id),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct WebhookReference {
        id: Result<uuid::Uuid, super::error::ConversionError>,
    }

    impl Default for WebhookReference {
        fn default() -> Self {
            Self {
                id: Err(super::error::ConversionError::of("id", "required")),
            }
        }
    }

    impl WebhookReference {
        /// The ID of the webhook.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }
    }

    impl TryFrom<WebhookReference> for super::WebhookReference {
        type Error = super::error::ConversionError;
        fn try_from(
            value: WebhookReference,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { id: value.id? })
        }
    }

    impl From<super::WebhookReference> for WebhookReference {
        fn from(value: super::WebhookReference) -> Self {
            Self { id: Ok(value.id) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct WebhookReplay {
        delivered: Result<Option<bool>, super::error::ConversionError>,
        since: Result<
            Option<chrono::DateTime<chrono::offset::Utc>>,
            super::error::ConversionError,
        >,
    }

    impl Default for WebhookReplay {
        fn default() -> Self {
            Self {
                delivered: Ok(Default::default()),
                since: Ok(Default::default()),
            }
        }
    }

    impl WebhookReplay {
        /// True to send events again that were delivered. Defaults to false.
        pub fn delivered<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.delivered = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("delivered", error));
            self
        }

        /// Sets `delivered`, or removes it.
        pub fn maybe_delivered<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.delivered = Ok(None);
                return self;
            };
            self.delivered(value)
        }

        /// Only events from then on. Absent for those of the last 30 days.
        pub fn since<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.since = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("since", error));
            self
        }

        /// Sets `since`, or removes it.
        pub fn maybe_since<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.since = Ok(None);
                return self;
            };
            self.since(value)
        }
    }

    impl TryFrom<WebhookReplay> for super::WebhookReplay {
        type Error = super::error::ConversionError;
        fn try_from(
            value: WebhookReplay,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                delivered: value.delivered?,
                since: value.since?,
            })
        }
    }

    impl From<super::WebhookReplay> for WebhookReplay {
        fn from(value: super::WebhookReplay) -> Self {
            Self {
                delivered: Ok(value.delivered),
                since: Ok(value.since),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct WebhookRequest {
        environment_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        event_types: Result<
            Option<WebhookRequestEventTypes>,
            super::error::ConversionError,
        >,
        is_active: Result<Option<bool>, super::error::ConversionError>,
        secret: Result<Option<super::WebhookSecret>, super::error::ConversionError>,
        target_url: Result<super::WebhookUrl, super::error::ConversionError>,
    }

    impl Default for WebhookRequest {
        fn default() -> Self {
            Self {
                environment_id: Ok(Default::default()),
                event_types: Ok(Default::default()),
                is_active: Ok(Default::default()),
                secret: Ok(Default::default()),
                target_url: Err(
                    super::error::ConversionError::of("target_url", "required"),
                ),
            }
        }
    }

    impl WebhookRequest {
        /// The environment of the API token, which is also the default.
        pub fn environment_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.environment_id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "environment_id",
                    error,
                ));
            self
        }

        /// Sets `environment_id`, or removes it.
        pub fn maybe_environment_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.environment_id = Ok(None);
                return self;
            };
            self.environment_id(value)
        }

        /// The events to receive. Absent or empty for all.
        pub fn event_types<T>(mut self, value: T) -> Self
        where
            T: TryInto<WebhookRequestEventTypes>,
            T::Error: std::fmt::Display + 'static,
        {
            self.event_types = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "event_types",
                    error,
                ));
            self
        }

        /// Sets `event_types`, or removes it.
        pub fn maybe_event_types<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<WebhookRequestEventTypes>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.event_types = Ok(None);
                return self;
            };
            self.event_types(value)
        }

        /// False for a webhook that is switched off. Defaults to true.
        pub fn is_active<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.is_active = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("is_active", error));
            self
        }

        /// Sets `is_active`, or removes it.
        pub fn maybe_is_active<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.is_active = Ok(None);
                return self;
            };
            self.is_active(value)
        }

        /// A secret of yours. Absent for a random one.
        pub fn secret<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::WebhookSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            self.secret = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("secret", error));
            self
        }

        /// Sets `secret`, or removes it.
        pub fn maybe_secret<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::WebhookSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.secret = Ok(None);
                return self;
            };
            self.secret(value)
        }

        /// The address that receives the events.
        pub fn target_url<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::WebhookUrl>,
            T::Error: std::fmt::Display + 'static,
        {
            self.target_url = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("target_url", error));
            self
        }
    }

    impl TryFrom<WebhookRequest> for super::WebhookRequest {
        type Error = super::error::ConversionError;
        fn try_from(
            value: WebhookRequest,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                environment_id: value.environment_id?,
                event_types: value.event_types?,
                is_active: value.is_active?,
                secret: value.secret?,
                target_url: value.target_url?,
            })
        }
    }

    impl From<super::WebhookRequest> for WebhookRequest {
        fn from(value: super::WebhookRequest) -> Self {
            Self {
                environment_id: Ok(value.environment_id),
                event_types: Ok(value.event_types),
                is_active: Ok(value.is_active),
                secret: Ok(value.secret),
                target_url: Ok(value.target_url),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct WebhookRotation {
        previous_secret_seconds: Result<
            Option<WebhookRotationPreviousSecretSeconds>,
            super::error::ConversionError,
        >,
        secret: Result<Option<super::WebhookSecret>, super::error::ConversionError>,
    }

    impl Default for WebhookRotation {
        fn default() -> Self {
            Self {
                previous_secret_seconds: Ok(Default::default()),
                secret: Ok(Default::default()),
            }
        }
    }

    impl WebhookRotation {
        /// The time for which the previous secret signs as well, in seconds, at most 30 days. 0 if
        /// it is known to others. Defaults to one day.
        pub fn previous_secret_seconds<T>(mut self, value: T) -> Self
        where
            T: TryInto<WebhookRotationPreviousSecretSeconds>,
            T::Error: std::fmt::Display + 'static,
        {
            self.previous_secret_seconds = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "previous_secret_seconds",
                    error,
                ));
            self
        }

        /// Sets `previous_secret_seconds`, or removes it.
        pub fn maybe_previous_secret_seconds<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<WebhookRotationPreviousSecretSeconds>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.previous_secret_seconds = Ok(None);
                return self;
            };
            self.previous_secret_seconds(value)
        }

        /// A secret of yours. Absent for a random one.
        pub fn secret<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::WebhookSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            self.secret = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("secret", error));
            self
        }

        /// Sets `secret`, or removes it.
        pub fn maybe_secret<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::WebhookSecret>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.secret = Ok(None);
                return self;
            };
            self.secret(value)
        }
    }

    impl TryFrom<WebhookRotation> for super::WebhookRotation {
        type Error = super::error::ConversionError;
        fn try_from(
            value: WebhookRotation,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                previous_secret_seconds: value.previous_secret_seconds?,
                secret: value.secret?,
            })
        }
    }

    impl From<super::WebhookRotation> for WebhookRotation {
        fn from(value: super::WebhookRotation) -> Self {
            Self {
                previous_secret_seconds: Ok(value.previous_secret_seconds),
                secret: Ok(value.secret),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct WebhookUpdate {
        event_types: Result<
            Option<WebhookUpdateEventTypes>,
            super::error::ConversionError,
        >,
        is_active: Result<Option<bool>, super::error::ConversionError>,
        target_url: Result<Option<super::WebhookUrl>, super::error::ConversionError>,
    }

    impl Default for WebhookUpdate {
        fn default() -> Self {
            Self {
                event_types: Ok(Default::default()),
                is_active: Ok(Default::default()),
                target_url: Ok(Default::default()),
            }
        }
    }

    impl WebhookUpdate {
        /// The events to receive. Empty for all.
        pub fn event_types<T>(mut self, value: T) -> Self
        where
            T: TryInto<WebhookUpdateEventTypes>,
            T::Error: std::fmt::Display + 'static,
        {
            self.event_types = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "event_types",
                    error,
                ));
            self
        }

        /// Sets `event_types`, or removes it.
        pub fn maybe_event_types<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<WebhookUpdateEventTypes>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.event_types = Ok(None);
                return self;
            };
            self.event_types(value)
        }

        /// True to switch the webhook on, false to switch it off.
        pub fn is_active<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.is_active = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("is_active", error));
            self
        }

        /// Sets `is_active`, or removes it.
        pub fn maybe_is_active<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.is_active = Ok(None);
                return self;
            };
            self.is_active(value)
        }

        /// The address that receives the events.
        pub fn target_url<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::WebhookUrl>,
            T::Error: std::fmt::Display + 'static,
        {
            self.target_url = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("target_url", error));
            self
        }

        /// Sets `target_url`, or removes it.
        pub fn maybe_target_url<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::WebhookUrl>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.target_url = Ok(None);
                return self;
            };
            self.target_url(value)
        }
    }

    impl TryFrom<WebhookUpdate> for super::WebhookUpdate {
        type Error = super::error::ConversionError;
        fn try_from(
            value: WebhookUpdate,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                event_types: value.event_types?,
                is_active: value.is_active?,
                target_url: value.target_url?,
            })
        }
    }

    impl From<super::WebhookUpdate> for WebhookUpdate {
        fn from(value: super::WebhookUpdate) -> Self {
            Self {
                event_types: Ok(value.event_types),
                is_active: Ok(value.is_active),
                target_url: Ok(value.target_url),
            }
        }
    }
}
