// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

use lockstep_runtime::strict;

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

/// The variables of an integrated account, by name. Also accepted as a string whose entire
/// content is a JSON object, as older SDKs send it. May contain credentials.
///
/// A number keeps its value, but not its notation: `1E5` comes back as `100000.0`. A number
/// that would not keep it is rejected: an integer beyond 64 bits, or a decimal number that a
/// 64-bit floating-point number does not represent. Send it as a string.
#[derive(serde::Deserialize, serde::Serialize, Clone)]
#[serde(transparent)]
pub struct Context(
    #[serde(deserialize_with = "lockstep_runtime::json_text::object")]
    pub serde_json::Map<String, serde_json::Value>,
);

/// An error.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Error {
    /// The canonical name of the HTTP status. Absent if `statusCode` is absent.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
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
        deserialize_with = "strict::not_null"
    )]
    pub status_code: Option<StatusCode>,
}

/// A key that makes a request safe to retry: 1 to 255 visible ASCII characters, with double
/// quotes around them, or without. Without, it does not begin with one.
///
///
/// Limits:
///
/// - must not be empty
/// - must be 1 to 255 visible ASCII characters, without spaces, with double quotes around all of them or none at the start
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

/// A tenant's connection to a third-party app.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct IntegratedAccount {
    /// The method used to authenticate with the third party. Absent if the connection flow did
    /// not report it.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// The merged context of the account.
    pub context: Context,
    /// The time when the account was first connected.
    #[serde(deserialize_with = "strict::read")]
    pub created_at: chrono::DateTime<chrono::offset::Utc>,
    /// The ID of the integrated account. A reauthorisation does not change it.
    #[serde(deserialize_with = "strict::read")]
    pub id: uuid::Uuid,
    /// The third-party app that the account is connected to.
    pub integration: Integration,
    /// The region of the account.
    pub region: Region,
    /// The state of the connection. Redeeming a link token sets it to `active`.
    pub status: IntegratedAccountStatus,
    /// The ID of the tenant that the account belongs to.
    pub tenant_id: TenantId,
    /// The ID of the static gate that the account's outbound calls go through.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
    /// The time when the account was last connected or changed.
    #[serde(deserialize_with = "strict::read")]
    pub updated_at: chrono::DateTime<chrono::offset::Utc>,
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

/// The name of a third-party app.
///
/// Limits:
///
/// - must have at most 128 characters
/// - must not be empty
/// - must not have control characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Integration(String);

/// A link token. Anyone who has it can redeem it, so treat it as a secret.
#[derive(serde::Deserialize, serde::Serialize, Clone)]
#[serde(transparent)]
pub struct LinkToken(#[serde(deserialize_with = "strict::read")] pub uuid::Uuid);

/// The state of a link token and, if it is active, what it was created for. If the token is
/// inactive, `active` is the only field.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenIntrospection {
    /// `true` if the link token can be redeemed now.
    pub active: bool,
    /// The context that the link token was created with.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub context: Option<Context>,
    /// The ID of the environment that the link token belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub environment_id: Option<uuid::Uuid>,
    /// The time when the link token expires.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The ID of the integrated account to reauthorise. Absent for a new account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// The time when the link token was created.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub issued_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// `true` if a reauthorisation keeps the previous context of the account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub persist_previous_context: Option<bool>,
    /// The URI to redirect the user to after the connection flow is complete.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub redirect_uri: Option<RedirectUri>,
    /// The region of the new account. Absent for a reauthorisation, which does not move the
    /// account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub region: Option<Region>,
    /// The OAuth scopes to request. Absent if the default scopes of the integration apply.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub scopes: Option<Scopes>,
    /// The ID of the tenant that the account belongs to or will belong to.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub tenant_id: Option<TenantId>,
    /// The ID of the static gate to associate with the account.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

/// The link token to redeem, and the result of the connection flow.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenRedemption {
    /// The method used to authenticate with the third party. If absent, a reauthorised account
    /// keeps its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_method: Option<AuthenticationMethod>,
    /// Variables that the connection flow adds to the context of the account. If the link
    /// token's context has the same key, the value from the link token is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The third-party app that was connected. Required for a new account. Optional for a
    /// reauthorisation, where it must match the app of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration: Option<Integration>,
    pub link_token: LinkToken,
}

/// A reference to a link token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenReference {
    pub link_token: LinkToken,
}

/// The purpose of the link token: a new integrated account (`tenant_id`) or a reauthorisation
/// (`integrated_account_id`), and the settings of the connection flow. A `null` field counts as
/// absent. Unknown fields are ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default)]
#[serde(remote = "Self")]
pub struct LinkTokenRequest {
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
    pub scopes: Option<Scopes>,
    /// The ID of the tenant to create a link token for. Required for a new integrated account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    /// The ID of the static gate to associate with the integrated account. The static gate must
    /// exist in the environment.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

/// A created link token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenResponse {
    /// The time when the link token expires if it is not redeemed first.
    #[serde(deserialize_with = "strict::read")]
    pub expires_at: chrono::DateTime<chrono::offset::Utc>,
    /// The link token, which starts a connection flow.
    pub link_token: LinkToken,
}

/// An absolute URI without a fragment, user information or white space. The scheme must be
/// `https`, `http` with a loopback host, or a private-use scheme that contains a dot (RFC
/// 8252). A host that browsers read in another way is rejected: write international names in
/// their `xn--` form, and IPv4 addresses as four decimal numbers.
///
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
/// - must have only visible ASCII characters, without spaces, quotes and backslashes: send each scope as an item of its
///   own
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Scope(String);

/// The OAuth scopes to request during authentication. They take precedence over the default
/// scopes of the integration. Duplicates are removed. An empty list is the same as no list.
///
///
/// Limits:
///
/// - must have at most 100 items
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Scopes(Vec<Scope>);

/// The HTTP status code. Absent if the request did not reach an operation, because its path
/// or method is unknown.
///
///
/// Limits:
///
/// - must be at least 400
/// - must be at most 599
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct StatusCode(i32);

/// Your own ID for a customer. Stored unchanged, including case and white space. Does not have
/// to be unique.
///
///
/// Limits:
///
/// - must have at most 255 characters
/// - must not be empty
/// - must not have control characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct TenantId(String);

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

impl std::str::FromStr for IdempotencyKey {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.is_empty() {
            return Err("must not be empty".into());
        }

        static PATTERN: std::sync::LazyLock<regress::Regex> = std::sync::LazyLock::new(||
        { regress::Regex::new("^(\"[!-~]{1,255}\"|[!#-~][!-~]{0,254})$").unwrap() });
        if PATTERN.find(value).is_none() {
            return Err(
                "must be 1 to 255 visible ASCII characters, without spaces, with double quotes around all of them or none at the start"
                    .into(),
            );
        }

        Ok(Self(value.to_string()))
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

impl std::str::FromStr for Integration {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 128usize {
            return Err("must have at most 128 characters".into());
        }

        if value.is_empty() {
            return Err("must not be empty".into());
        }

        if value
            .chars()
            .any(|character| {
                ('\0'..='\u{1f}').contains(&character)
                    || ('\u{7f}'..='\u{9f}').contains(&character)
            })
        {
            return Err("must not have control characters".into());
        }

        Ok(Self(value.to_string()))
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

impl std::str::FromStr for RedirectUri {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 2048usize {
            return Err("must have at most 2048 characters".into());
        }

        if value.is_empty() {
            return Err("must not be empty".into());
        }

        Ok(Self(value.to_string()))
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

impl std::str::FromStr for Scope {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 512usize {
            return Err("must have at most 512 characters".into());
        }

        if value.is_empty() {
            return Err("must not be empty".into());
        }

        if value
            .chars()
            .any(|character| {
                !(character == '!' || ('#'..='[').contains(&character)
                    || (']'..='~').contains(&character))
            })
        {
            return Err(
                "must have only visible ASCII characters, without spaces, quotes and backslashes: send each scope as an item of its own"
                    .into(),
            );
        }

        Ok(Self(value.to_string()))
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for Scopes
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

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for Scopes
where
    IntoItem: TryInto<Scope>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for Scopes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Scope> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl TryFrom<i32> for StatusCode {
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

impl std::fmt::Display for StatusCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for StatusCode {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i32>(deserializer)?)
    }
}

impl std::str::FromStr for TenantId {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 255usize {
            return Err("must have at most 255 characters".into());
        }

        if value.is_empty() {
            return Err("must not be empty".into());
        }

        if value
            .chars()
            .any(|character| {
                ('\0'..='\u{1f}').contains(&character)
                    || ('\u{7f}'..='\u{9f}').contains(&character)
            })
        {
            return Err("must not have control characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

lockstep_runtime::newtypes! {
    Context(serde_json::Map<String, serde_json::Value>), IdempotencyKey(String),
    Integration(String), LinkToken(uuid::Uuid), RedirectUri(String), Scope(String),
    Scopes(Vec<Scope>), StatusCode(i32), TenantId(String),
}

lockstep_runtime::parse_text! {
    AuthenticationMethod, IdempotencyKey, IntegratedAccountStatus, Integration, LinkToken,
    RedirectUri, Region, Scope, TenantId,
}

lockstep_runtime::read_text! {
    AuthenticationMethod, IdempotencyKey, IntegratedAccountStatus, Integration, RedirectUri, Region,
    Scope, TenantId,
}

lockstep_runtime::objects! {
    Error, IntegratedAccount, LinkTokenIntrospection, LinkTokenRedemption, LinkTokenReference,
    LinkTokenRequest, LinkTokenResponse,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    AuthenticationMethod = "AuthenticationMethod";
    Context = "Context";
    Error = "Error";
    IdempotencyKey = "IdempotencyKey";
    IntegratedAccount = "IntegratedAccount" refers to AuthenticationMethod, Context,
        IntegratedAccountStatus, Integration, Region, TenantId;
    IntegratedAccountStatus = "IntegratedAccountStatus";
    Integration = "Integration";
    LinkToken = "LinkToken";
    LinkTokenIntrospection = "LinkTokenIntrospection" refers to Context, RedirectUri, Region, Scope,
        TenantId;
    LinkTokenRedemption = "LinkTokenRedemption" refers to AuthenticationMethod, Context,
        Integration, LinkToken;
    LinkTokenReference = "LinkTokenReference" refers to LinkToken;
    LinkTokenRequest = "LinkTokenRequest" refers to Context, RedirectUri, Region, Scope, TenantId;
    LinkTokenResponse = "LinkTokenResponse" refers to LinkToken;
    RedirectUri = "RedirectUri";
    Region = "Region";
    Scope = "Scope";
    TenantId = "TenantId";
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::Scopes;
    #[derive(Clone, Debug)]
    pub struct LinkTokenRedemption {
        authentication_method: Result<
            Option<super::AuthenticationMethod>,
            super::error::ConversionError,
        >,
        context: Result<Option<super::Context>, super::error::ConversionError>,
        integration: Result<Option<super::Integration>, super::error::ConversionError>,
        link_token: Result<super::LinkToken, super::error::ConversionError>,
    }

    impl Default for LinkTokenRedemption {
        fn default() -> Self {
            Self {
                authentication_method: Ok(Default::default()),
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
            T: TryInto<super::Integration>,
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
            T: TryInto<super::Integration>,
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
        context: Result<Option<super::Context>, super::error::ConversionError>,
        integrated_account_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
        persist_previous_context: Result<Option<bool>, super::error::ConversionError>,
        redirect_uri: Result<Option<super::RedirectUri>, super::error::ConversionError>,
        region: Result<Option<super::Region>, super::error::ConversionError>,
        scopes: Result<Option<Scopes>, super::error::ConversionError>,
        tenant_id: Result<Option<super::TenantId>, super::error::ConversionError>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for LinkTokenRequest {
        fn default() -> Self {
            Self {
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
            T: TryInto<Scopes>,
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
            T: TryInto<Scopes>,
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
}
