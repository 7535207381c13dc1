// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

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
            _ => Err("invalid value".into()),
        }
    }
}

impl TryFrom<&str> for AuthenticationMethod {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for AuthenticationMethod {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

/// The variables of an integrated account, by name. Also accepted as a string whose entire
/// content is a JSON object, as older SDKs send it. May contain credentials.
#[derive(serde::Serialize, Clone)]
#[serde(transparent)]
pub struct Context(pub serde_json::Map<String, serde_json::Value>);

impl std::ops::Deref for Context {
    type Target = serde_json::Map<String, serde_json::Value>;
    fn deref(&self) -> &serde_json::Map<String, serde_json::Value> {
        &self.0
    }
}

impl From<Context> for serde_json::Map<String, serde_json::Value> {
    fn from(value: Context) -> Self {
        value.0
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Context {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

/// An error.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Error {
    /// The canonical name of the HTTP status. Absent if `statusCode` is absent.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
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
        deserialize_with = "strict::present_given"
    )]
    pub status_code: Option<StatusCode>,
}

impl Error {
    pub fn builder() -> builder::Error {
        Default::default()
    }
}

/// A key that makes a request safe to retry: 1 to 255 visible ASCII characters, with or without
/// double quotes around them.
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

impl std::ops::Deref for IdempotencyKey {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<IdempotencyKey> for String {
    fn from(value: IdempotencyKey) -> Self {
        value.0
    }
}

impl std::str::FromStr for IdempotencyKey {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 257usize {
            return Err("longer than 257 characters".into());
        }

        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        static PATTERN: std::sync::LazyLock<regress::Regex> = std::sync::LazyLock::new(||
        { regress::Regex::new("^(\"[!-~]{1,255}\"|[!-~]{1,255})$").unwrap() });
        if PATTERN.find(value).is_none() {
            return Err(
                "doesn't match pattern \"^(\"[!-~]{1,255}\"|[!-~]{1,255})$\"".into(),
            );
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for IdempotencyKey {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for IdempotencyKey {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for IdempotencyKey {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// A tenant's connection to a third-party app.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct IntegratedAccount {
    /// The method used to authenticate with the third party. Absent if the connection flow did
    /// not report it.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
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
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub truto_static_gate_id: Option<uuid::Uuid>,
    /// The time when the account was last connected or changed.
    #[serde(deserialize_with = "strict::read")]
    pub updated_at: chrono::DateTime<chrono::offset::Utc>,
}

impl IntegratedAccount {
    pub fn builder() -> builder::IntegratedAccount {
        Default::default()
    }
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
            _ => Err("invalid value".into()),
        }
    }
}

impl TryFrom<&str> for IntegratedAccountStatus {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for IntegratedAccountStatus {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

/// The name of a third-party app.
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Integration(String);

impl std::ops::Deref for Integration {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<Integration> for String {
    fn from(value: Integration) -> Self {
        value.0
    }
}

impl std::str::FromStr for Integration {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 128usize {
            return Err("longer than 128 characters".into());
        }

        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        if value
            .chars()
            .any(|character| {
                matches!(character, '\0'..= '\u{1f}' | '\u{7f}'..= '\u{9f}')
            })
        {
            return Err("doesn't match pattern \"^[^\\x00-\\x1F\\x7F-\\x9F]*$\"".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for Integration {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Integration {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for Integration {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// A link token. Anyone who has it can redeem it, so treat it as a secret.
#[derive(serde::Deserialize, serde::Serialize, Clone)]
#[serde(transparent)]
pub struct LinkToken(#[serde(deserialize_with = "strict::read")] pub uuid::Uuid);

impl std::ops::Deref for LinkToken {
    type Target = uuid::Uuid;
    fn deref(&self) -> &uuid::Uuid {
        &self.0
    }
}

impl From<LinkToken> for uuid::Uuid {
    fn from(value: LinkToken) -> Self {
        value.0
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

impl TryFrom<&str> for LinkToken {
    type Error = <uuid::Uuid as std::str::FromStr>::Err;
    fn try_from(value: &str) -> Result<Self, Self::Error> {
        value.parse()
    }
}

impl TryFrom<String> for LinkToken {
    type Error = <uuid::Uuid as std::str::FromStr>::Err;
    fn try_from(value: String) -> Result<Self, Self::Error> {
        value.parse()
    }
}

/// The state of a link token and, if it is active, what it was created for. If the token is
/// inactive, `active` is the only field.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenIntrospection {
    /// `true` if the link token can be redeemed now.
    pub active: bool,
    /// The context that the link token was created with.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub context: Option<Context>,
    /// The ID of the environment that the link token belongs to.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub environment_id: Option<uuid::Uuid>,
    /// The time when the link token expires.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub expires_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// The ID of the integrated account to reauthorise. Absent for a new account.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// The time when the link token was created.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub issued_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    /// `true` if a reauthorisation keeps the previous context of the account.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub persist_previous_context: Option<bool>,
    /// The URI to redirect the user to after the connection flow is complete.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub redirect_uri: Option<RedirectUri>,
    /// The region of the new account. Absent for a reauthorisation, which does not move the
    /// account.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub region: Option<Region>,
    /// The OAuth scopes to request. Absent if the default scopes of the integration apply.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub scopes: Option<Scopes>,
    /// The ID of the tenant that the account belongs to or will belong to.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub tenant_id: Option<TenantId>,
    /// The ID of the static gate to associate with the account.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

impl LinkTokenIntrospection {
    pub fn builder() -> builder::LinkTokenIntrospection {
        Default::default()
    }
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

impl LinkTokenRedemption {
    pub fn builder() -> builder::LinkTokenRedemption {
        Default::default()
    }
}

/// A reference to a link token.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenReference {
    pub link_token: LinkToken,
}

impl LinkTokenReference {
    pub fn builder() -> builder::LinkTokenReference {
        Default::default()
    }
}

/// The purpose of the link token: a new integrated account (`tenant_id`) or a reauthorisation
/// (`integrated_account_id`), and the settings of the connection flow. A `null` field counts as
/// absent. Unknown fields are ignored.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct LinkTokenRequest {
    /// The context of the integrated account: variables for the connection flow and the
    /// account. At most 32 KiB when serialised, and at most 16 levels deep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// The ID of the integrated account to reauthorise. The account keeps its tenant and its
    /// region.
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::read"
    )]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// If `true`, a reauthorisation keeps the previous context of the integrated account and
    /// merges the new context over it. No effect for a new account.
    #[serde(default = "defaults::link_token_request_persist_previous_context")]
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
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::read"
    )]
    pub truto_static_gate_id: Option<uuid::Uuid>,
}

impl Default for LinkTokenRequest {
    fn default() -> Self {
        Self {
            context: Default::default(),
            integrated_account_id: Default::default(),
            persist_previous_context: defaults::link_token_request_persist_previous_context(),
            redirect_uri: Default::default(),
            region: Default::default(),
            scopes: Default::default(),
            tenant_id: Default::default(),
            truto_static_gate_id: Default::default(),
        }
    }
}

impl LinkTokenRequest {
    pub fn builder() -> builder::LinkTokenRequest {
        Default::default()
    }
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

impl LinkTokenResponse {
    pub fn builder() -> builder::LinkTokenResponse {
        Default::default()
    }
}

/// An absolute URI without a fragment, user information or white space. The scheme must be
/// `https`, `http` with a loopback host, or a private-use scheme that contains a dot (RFC
/// 8252).
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct RedirectUri(String);

impl std::ops::Deref for RedirectUri {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<RedirectUri> for String {
    fn from(value: RedirectUri) -> Self {
        value.0
    }
}

impl std::str::FromStr for RedirectUri {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 2048usize {
            return Err("longer than 2048 characters".into());
        }

        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for RedirectUri {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for RedirectUri {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for RedirectUri {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

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
            _ => Err("invalid value".into()),
        }
    }
}

impl TryFrom<&str> for Region {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Region {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl Default for Region {
    fn default() -> Self {
        Region::Wnam
    }
}

/// An OAuth scope (RFC 6749, section 3.3).
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Scope(String);

impl std::ops::Deref for Scope {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<Scope> for String {
    fn from(value: Scope) -> Self {
        value.0
    }
}

impl std::str::FromStr for Scope {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 512usize {
            return Err("longer than 512 characters".into());
        }

        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        if value.is_empty()
            || value
                .chars()
                .any(|character| !matches!(character, '!' | '#'..= '[' | ']'..= '~'))
        {
            return Err(
                "doesn't match pattern \"^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$\"".into(),
            );
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for Scope {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Scope {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for Scope {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// Your own ID for a customer. Stored unchanged, including case and white space. Does not have
/// to be unique.
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct TenantId(String);

impl std::ops::Deref for TenantId {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<TenantId> for String {
    fn from(value: TenantId) -> Self {
        value.0
    }
}

impl std::str::FromStr for TenantId {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 255usize {
            return Err("longer than 255 characters".into());
        }

        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        if value
            .chars()
            .any(|character| {
                matches!(character, '\0'..= '\u{1f}' | '\u{7f}'..= '\u{9f}')
            })
        {
            return Err("doesn't match pattern \"^[^\\x00-\\x1F\\x7F-\\x9F]*$\"".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for TenantId {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for TenantId {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for TenantId {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// Types for composing complex structures.
pub mod builder {
    #[allow(unused_imports)]
    use super::{Scopes, StatusCode};
    #[derive(Clone, Debug)]
    pub struct Error {
        error: Result<Option<String>, String>,
        message: Result<String, String>,
        request_id: Result<String, String>,
        status_code: Result<Option<StatusCode>, String>,
    }

    impl Default for Error {
        fn default() -> Self {
            Self {
                error: Ok(Default::default()),
                message: Err("no value supplied for message".to_string()),
                request_id: Err("no value supplied for request_id".to_string()),
                status_code: Ok(Default::default()),
            }
        }
    }

    impl Error {
        pub fn error<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<String>>,
            T::Error: std::fmt::Display,
        {
            self.error = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for error: {e}"));
            self
        }

        pub fn message<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.message = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for message: {e}")
                });
            self
        }

        pub fn request_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.request_id = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for request_id: {e}")
                });
            self
        }

        pub fn status_code<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<StatusCode>>,
            T::Error: std::fmt::Display,
        {
            self.status_code = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for status_code: {e}")
                });
            self
        }
    }

    impl TryFrom<Error> for super::Error {
        type Error = super::error::ConversionError;
        fn try_from(value: Error) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                error: value.error?,
                message: value.message?,
                request_id: value.request_id?,
                status_code: value.status_code?,
            })
        }
    }

    impl From<super::Error> for Error {
        fn from(value: super::Error) -> Self {
            Self {
                error: Ok(value.error),
                message: Ok(value.message),
                request_id: Ok(value.request_id),
                status_code: Ok(value.status_code),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct IntegratedAccount {
        authentication_method: Result<Option<super::AuthenticationMethod>, String>,
        context: Result<super::Context, String>,
        created_at: Result<chrono::DateTime<chrono::offset::Utc>, String>,
        id: Result<uuid::Uuid, String>,
        integration: Result<super::Integration, String>,
        region: Result<super::Region, String>,
        status: Result<super::IntegratedAccountStatus, String>,
        tenant_id: Result<super::TenantId, String>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, String>,
        updated_at: Result<chrono::DateTime<chrono::offset::Utc>, String>,
    }

    impl Default for IntegratedAccount {
        fn default() -> Self {
            Self {
                authentication_method: Ok(Default::default()),
                context: Err("no value supplied for context".to_string()),
                created_at: Err("no value supplied for created_at".to_string()),
                id: Err("no value supplied for id".to_string()),
                integration: Err("no value supplied for integration".to_string()),
                region: Err("no value supplied for region".to_string()),
                status: Err("no value supplied for status".to_string()),
                tenant_id: Err("no value supplied for tenant_id".to_string()),
                truto_static_gate_id: Ok(Default::default()),
                updated_at: Err("no value supplied for updated_at".to_string()),
            }
        }
    }

    impl IntegratedAccount {
        pub fn authentication_method<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::AuthenticationMethod>>,
            T::Error: std::fmt::Display,
        {
            self.authentication_method = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for authentication_method: {e}"
                    )
                });
            self
        }

        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Context>,
            T::Error: std::fmt::Display,
        {
            self.context = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for context: {e}")
                });
            self
        }

        pub fn created_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display,
        {
            self.created_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for created_at: {e}")
                });
            self
        }

        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display,
        {
            self.id = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for id: {e}"));
            self
        }

        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Integration>,
            T::Error: std::fmt::Display,
        {
            self.integration = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for integration: {e}")
                });
            self
        }

        pub fn region<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Region>,
            T::Error: std::fmt::Display,
        {
            self.region = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for region: {e}"));
            self
        }

        pub fn status<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::IntegratedAccountStatus>,
            T::Error: std::fmt::Display,
        {
            self.status = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for status: {e}"));
            self
        }

        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::TenantId>,
            T::Error: std::fmt::Display,
        {
            self.tenant_id = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for tenant_id: {e}")
                });
            self
        }

        pub fn truto_static_gate_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.truto_static_gate_id = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for truto_static_gate_id: {e}"
                    )
                });
            self
        }

        pub fn updated_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display,
        {
            self.updated_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for updated_at: {e}")
                });
            self
        }
    }

    impl TryFrom<IntegratedAccount> for super::IntegratedAccount {
        type Error = super::error::ConversionError;
        fn try_from(
            value: IntegratedAccount,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                authentication_method: value.authentication_method?,
                context: value.context?,
                created_at: value.created_at?,
                id: value.id?,
                integration: value.integration?,
                region: value.region?,
                status: value.status?,
                tenant_id: value.tenant_id?,
                truto_static_gate_id: value.truto_static_gate_id?,
                updated_at: value.updated_at?,
            })
        }
    }

    impl From<super::IntegratedAccount> for IntegratedAccount {
        fn from(value: super::IntegratedAccount) -> Self {
            Self {
                authentication_method: Ok(value.authentication_method),
                context: Ok(value.context),
                created_at: Ok(value.created_at),
                id: Ok(value.id),
                integration: Ok(value.integration),
                region: Ok(value.region),
                status: Ok(value.status),
                tenant_id: Ok(value.tenant_id),
                truto_static_gate_id: Ok(value.truto_static_gate_id),
                updated_at: Ok(value.updated_at),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LinkTokenIntrospection {
        active: Result<bool, String>,
        context: Result<Option<super::Context>, String>,
        environment_id: Result<Option<uuid::Uuid>, String>,
        expires_at: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        integrated_account_id: Result<Option<uuid::Uuid>, String>,
        issued_at: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        persist_previous_context: Result<Option<bool>, String>,
        redirect_uri: Result<Option<super::RedirectUri>, String>,
        region: Result<Option<super::Region>, String>,
        scopes: Result<Option<Scopes>, String>,
        tenant_id: Result<Option<super::TenantId>, String>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, String>,
    }

    impl Default for LinkTokenIntrospection {
        fn default() -> Self {
            Self {
                active: Err("no value supplied for active".to_string()),
                context: Ok(Default::default()),
                environment_id: Ok(Default::default()),
                expires_at: Ok(Default::default()),
                integrated_account_id: Ok(Default::default()),
                issued_at: Ok(Default::default()),
                persist_previous_context: Ok(Default::default()),
                redirect_uri: Ok(Default::default()),
                region: Ok(Default::default()),
                scopes: Ok(Default::default()),
                tenant_id: Ok(Default::default()),
                truto_static_gate_id: Ok(Default::default()),
            }
        }
    }

    impl LinkTokenIntrospection {
        pub fn active<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display,
        {
            self.active = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for active: {e}"));
            self
        }

        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Context>>,
            T::Error: std::fmt::Display,
        {
            self.context = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for context: {e}")
                });
            self
        }

        pub fn environment_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.environment_id = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for environment_id: {e}")
                });
            self
        }

        pub fn expires_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<chrono::DateTime<chrono::offset::Utc>>>,
            T::Error: std::fmt::Display,
        {
            self.expires_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for expires_at: {e}")
                });
            self
        }

        pub fn integrated_account_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.integrated_account_id = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for integrated_account_id: {e}"
                    )
                });
            self
        }

        pub fn issued_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<chrono::DateTime<chrono::offset::Utc>>>,
            T::Error: std::fmt::Display,
        {
            self.issued_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for issued_at: {e}")
                });
            self
        }

        pub fn persist_previous_context<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<bool>>,
            T::Error: std::fmt::Display,
        {
            self.persist_previous_context = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for persist_previous_context: {e}"
                    )
                });
            self
        }

        pub fn redirect_uri<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::RedirectUri>>,
            T::Error: std::fmt::Display,
        {
            self.redirect_uri = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for redirect_uri: {e}")
                });
            self
        }

        pub fn region<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Region>>,
            T::Error: std::fmt::Display,
        {
            self.region = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for region: {e}"));
            self
        }

        pub fn scopes<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Scopes>>,
            T::Error: std::fmt::Display,
        {
            self.scopes = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for scopes: {e}"));
            self
        }

        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::TenantId>>,
            T::Error: std::fmt::Display,
        {
            self.tenant_id = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for tenant_id: {e}")
                });
            self
        }

        pub fn truto_static_gate_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.truto_static_gate_id = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for truto_static_gate_id: {e}"
                    )
                });
            self
        }
    }

    impl TryFrom<LinkTokenIntrospection> for super::LinkTokenIntrospection {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenIntrospection,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                active: value.active?,
                context: value.context?,
                environment_id: value.environment_id?,
                expires_at: value.expires_at?,
                integrated_account_id: value.integrated_account_id?,
                issued_at: value.issued_at?,
                persist_previous_context: value.persist_previous_context?,
                redirect_uri: value.redirect_uri?,
                region: value.region?,
                scopes: value.scopes?,
                tenant_id: value.tenant_id?,
                truto_static_gate_id: value.truto_static_gate_id?,
            })
        }
    }

    impl From<super::LinkTokenIntrospection> for LinkTokenIntrospection {
        fn from(value: super::LinkTokenIntrospection) -> Self {
            Self {
                active: Ok(value.active),
                context: Ok(value.context),
                environment_id: Ok(value.environment_id),
                expires_at: Ok(value.expires_at),
                integrated_account_id: Ok(value.integrated_account_id),
                issued_at: Ok(value.issued_at),
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
    pub struct LinkTokenRedemption {
        authentication_method: Result<Option<super::AuthenticationMethod>, String>,
        context: Result<Option<super::Context>, String>,
        integration: Result<Option<super::Integration>, String>,
        link_token: Result<super::LinkToken, String>,
    }

    impl Default for LinkTokenRedemption {
        fn default() -> Self {
            Self {
                authentication_method: Ok(Default::default()),
                context: Ok(Default::default()),
                integration: Ok(Default::default()),
                link_token: Err("no value supplied for link_token".to_string()),
            }
        }
    }

    impl LinkTokenRedemption {
        pub fn authentication_method<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::AuthenticationMethod>>,
            T::Error: std::fmt::Display,
        {
            self.authentication_method = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for authentication_method: {e}"
                    )
                });
            self
        }

        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Context>>,
            T::Error: std::fmt::Display,
        {
            self.context = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for context: {e}")
                });
            self
        }

        pub fn integration<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Integration>>,
            T::Error: std::fmt::Display,
        {
            self.integration = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for integration: {e}")
                });
            self
        }

        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display,
        {
            self.link_token = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for link_token: {e}")
                });
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
        link_token: Result<super::LinkToken, String>,
    }

    impl Default for LinkTokenReference {
        fn default() -> Self {
            Self {
                link_token: Err("no value supplied for link_token".to_string()),
            }
        }
    }

    impl LinkTokenReference {
        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display,
        {
            self.link_token = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for link_token: {e}")
                });
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
        context: Result<Option<super::Context>, String>,
        integrated_account_id: Result<Option<uuid::Uuid>, String>,
        persist_previous_context: Result<Option<bool>, String>,
        redirect_uri: Result<Option<super::RedirectUri>, String>,
        region: Result<Option<super::Region>, String>,
        scopes: Result<Option<Scopes>, String>,
        tenant_id: Result<Option<super::TenantId>, String>,
        truto_static_gate_id: Result<Option<uuid::Uuid>, String>,
    }

    impl Default for LinkTokenRequest {
        fn default() -> Self {
            Self {
                context: Ok(Default::default()),
                integrated_account_id: Ok(Default::default()),
                persist_previous_context: Ok(
                    super::defaults::link_token_request_persist_previous_context(),
                ),
                redirect_uri: Ok(Default::default()),
                region: Ok(Default::default()),
                scopes: Ok(Default::default()),
                tenant_id: Ok(Default::default()),
                truto_static_gate_id: Ok(Default::default()),
            }
        }
    }

    impl LinkTokenRequest {
        pub fn context<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Context>>,
            T::Error: std::fmt::Display,
        {
            self.context = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for context: {e}")
                });
            self
        }

        pub fn integrated_account_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.integrated_account_id = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for integrated_account_id: {e}"
                    )
                });
            self
        }

        pub fn persist_previous_context<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<bool>>,
            T::Error: std::fmt::Display,
        {
            self.persist_previous_context = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for persist_previous_context: {e}"
                    )
                });
            self
        }

        pub fn redirect_uri<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::RedirectUri>>,
            T::Error: std::fmt::Display,
        {
            self.redirect_uri = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for redirect_uri: {e}")
                });
            self
        }

        pub fn region<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Region>>,
            T::Error: std::fmt::Display,
        {
            self.region = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for region: {e}"));
            self
        }

        pub fn scopes<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Scopes>>,
            T::Error: std::fmt::Display,
        {
            self.scopes = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for scopes: {e}"));
            self
        }

        pub fn tenant_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::TenantId>>,
            T::Error: std::fmt::Display,
        {
            self.tenant_id = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for tenant_id: {e}")
                });
            self
        }

        pub fn truto_static_gate_id<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.truto_static_gate_id = value
                .try_into()
                .map_err(|e| {
                    format!(
                        "error converting supplied value for truto_static_gate_id: {e}"
                    )
                });
            self
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

    #[derive(Clone, Debug)]
    pub struct LinkTokenResponse {
        expires_at: Result<chrono::DateTime<chrono::offset::Utc>, String>,
        link_token: Result<super::LinkToken, String>,
    }

    impl Default for LinkTokenResponse {
        fn default() -> Self {
            Self {
                expires_at: Err("no value supplied for expires_at".to_string()),
                link_token: Err("no value supplied for link_token".to_string()),
            }
        }
    }

    impl LinkTokenResponse {
        pub fn expires_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display,
        {
            self.expires_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for expires_at: {e}")
                });
            self
        }

        pub fn link_token<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LinkToken>,
            T::Error: std::fmt::Display,
        {
            self.link_token = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for link_token: {e}")
                });
            self
        }
    }

    impl TryFrom<LinkTokenResponse> for super::LinkTokenResponse {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LinkTokenResponse,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                expires_at: value.expires_at?,
                link_token: value.link_token?,
            })
        }
    }

    impl From<super::LinkTokenResponse> for LinkTokenResponse {
        fn from(value: super::LinkTokenResponse) -> Self {
            Self {
                expires_at: Ok(value.expires_at),
                link_token: Ok(value.link_token),
            }
        }
    }
}

/// Generation of default values for serde.
pub mod defaults {
    #[allow(unused_imports)]
    use super::{Scopes, StatusCode};
    pub(super) fn link_token_request_persist_previous_context() -> Option<bool> {
        Option::Some(false)
    }
}

/// Error types.
pub mod error {
    /// Error from a `TryFrom` or `FromStr` implementation.
    pub struct ConversionError(std::borrow::Cow<'static, str>);

    impl std::error::Error for ConversionError {}
    impl std::fmt::Display for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.0, f)
        }
    }

    impl std::fmt::Debug for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&self.0, f)
        }
    }

    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }

    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}

/// The OAuth scopes to request during authentication. They take precedence over the default
/// scopes of the integration. Duplicates are removed. An empty list is the same as no list.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Scopes(Vec<Scope>);

impl std::ops::Deref for Scopes {
    type Target = Vec<Scope>;
    fn deref(&self) -> &Vec<Scope> {
        &self.0
    }
}

impl From<Scopes> for Vec<Scope> {
    fn from(value: Scopes) -> Self {
        value.0
    }
}

impl TryFrom<Vec<Scope>> for Scopes {
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<Scope>) -> Result<Self, self::error::ConversionError> {
        if value.len() > 100usize {
            return Err("more than 100 items".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Scopes {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <Vec<Scope> as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// The HTTP status code. Absent if the request did not reach an operation, because its path
/// or method is unknown.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct StatusCode(i32);

impl std::ops::Deref for StatusCode {
    type Target = i32;
    fn deref(&self) -> &i32 {
        &self.0
    }
}

impl From<StatusCode> for i32 {
    fn from(value: StatusCode) -> Self {
        value.0
    }
}

impl TryFrom<i32> for StatusCode {
    type Error = self::error::ConversionError;
    fn try_from(value: i32) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 400 {
            return Err("less than 400".into());
        }

        if i128::from(value) > 599 {
            return Err("more than 599".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for StatusCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for StatusCode {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, i32>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
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

impl<'de> serde::Deserialize<'de> for AuthenticationMethod {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom(
                "expected one of `oauth2`, `api_key`, `oauth2_client_credentials`, `keka_oauth`",
            ))
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

impl<'de> serde::Deserialize<'de> for IntegratedAccountStatus {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom(
                "expected one of `active`, `connecting`, `post_install_error`, `validation_error`, `needs_reauth`",
            ))
    }
}

impl Region {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Wnam, Self::Enam, Self::Apac, Self::Eu];
}

impl<'de> serde::Deserialize<'de> for Region {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom(
                "expected one of `wnam`, `enam`, `apac`, `eu`",
            ))
    }
}

impl schemars::JsonSchema for AuthenticationMethod {
    fn schema_name() -> String {
        "AuthenticationMethod".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("AuthenticationMethod")
    }
}

impl std::fmt::Debug for Context {
    /// Shows that there is a value, and not which: it is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context(…)")
    }
}

impl<'de> serde::Deserialize<'de> for Context {
    /// Accepts the object, or a string whose whole content is the object's JSON.
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        struct Accepted;
        impl<'de> serde::de::Visitor<'de> for Accepted {
            type Value = serde_json::Map<String, serde_json::Value>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object, or a string that holds a JSON object")
            }

            fn visit_map<A>(self, members: A) -> Result<Self::Value, A::Error>
            where
                A: serde::de::MapAccess<'de>,
            {
                serde::Deserialize::deserialize(
                    serde::de::value::MapAccessDeserializer::new(members),
                )
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                json_string::object(text)
                    .ok_or_else(|| E::custom(
                        "expected an object, or a string that holds a JSON object",
                    ))
            }
        }

        deserializer.deserialize_any(Accepted).map(Self)
    }
}

impl schemars::JsonSchema for Context {
    fn schema_name() -> String {
        "Context".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Context")
    }
}

impl schemars::JsonSchema for Error {
    fn schema_name() -> String {
        "Error".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Error")
    }
}

impl schemars::JsonSchema for IdempotencyKey {
    fn schema_name() -> String {
        "IdempotencyKey".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("IdempotencyKey")
    }
}

impl schemars::JsonSchema for IntegratedAccount {
    fn schema_name() -> String {
        "IntegratedAccount".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<AuthenticationMethod>();
        generator.subschema_for::<Context>();
        generator.subschema_for::<IntegratedAccountStatus>();
        generator.subschema_for::<Integration>();
        generator.subschema_for::<Region>();
        generator.subschema_for::<TenantId>();
        contract_schema("IntegratedAccount")
    }
}

impl schemars::JsonSchema for IntegratedAccountStatus {
    fn schema_name() -> String {
        "IntegratedAccountStatus".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("IntegratedAccountStatus")
    }
}

impl schemars::JsonSchema for Integration {
    fn schema_name() -> String {
        "Integration".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Integration")
    }
}

impl std::fmt::Debug for LinkToken {
    /// Shows that there is a value, and not which: it is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

impl schemars::JsonSchema for LinkToken {
    fn schema_name() -> String {
        "LinkToken".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("LinkToken")
    }
}

impl schemars::JsonSchema for LinkTokenIntrospection {
    fn schema_name() -> String {
        "LinkTokenIntrospection".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Context>();
        generator.subschema_for::<RedirectUri>();
        generator.subschema_for::<Region>();
        generator.subschema_for::<Scope>();
        generator.subschema_for::<TenantId>();
        contract_schema("LinkTokenIntrospection")
    }
}

impl schemars::JsonSchema for LinkTokenRedemption {
    fn schema_name() -> String {
        "LinkTokenRedemption".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<AuthenticationMethod>();
        generator.subschema_for::<Context>();
        generator.subschema_for::<Integration>();
        generator.subschema_for::<LinkToken>();
        contract_schema("LinkTokenRedemption")
    }
}

impl schemars::JsonSchema for LinkTokenReference {
    fn schema_name() -> String {
        "LinkTokenReference".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<LinkToken>();
        contract_schema("LinkTokenReference")
    }
}

impl schemars::JsonSchema for LinkTokenRequest {
    fn schema_name() -> String {
        "LinkTokenRequest".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Context>();
        generator.subschema_for::<RedirectUri>();
        generator.subschema_for::<Region>();
        generator.subschema_for::<Scope>();
        generator.subschema_for::<TenantId>();
        contract_schema("LinkTokenRequest")
    }
}

impl schemars::JsonSchema for LinkTokenResponse {
    fn schema_name() -> String {
        "LinkTokenResponse".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<LinkToken>();
        contract_schema("LinkTokenResponse")
    }
}

impl schemars::JsonSchema for RedirectUri {
    fn schema_name() -> String {
        "RedirectUri".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("RedirectUri")
    }
}

impl schemars::JsonSchema for Region {
    fn schema_name() -> String {
        "Region".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Region")
    }
}

impl schemars::JsonSchema for Scope {
    fn schema_name() -> String {
        "Scope".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Scope")
    }
}

impl schemars::JsonSchema for TenantId {
    fn schema_name() -> String {
        "TenantId".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("TenantId")
    }
}

/// Objects in strings.
mod json_string {
    use ::serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
    use ::serde_json::{Map, Value};

    /// The object whose JSON a string is, if it is that and no object in it has a key twice.
    pub(super) fn object(text: &str) -> Option<Map<String, Value>> {
        match serde_json::from_str(text) {
            Result::Ok(Unique(Value::Object(members))) => Option::Some(members),
            _ => Option::None,
        }
    }

    struct Unique(Value);
    impl<'de> Deserialize<'de> for Unique {
        fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
        where
            D: Deserializer<'de>,
        {
            deserializer.deserialize_any(UniqueVisitor).map(Self)
        }
    }

    struct UniqueVisitor;
    impl<'de> Visitor<'de> for UniqueVisitor {
        type Value = Value;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("any JSON value")
        }

        fn visit_unit<E>(self) -> Result<Value, E> {
            Ok(Value::Null)
        }

        fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_str<E>(self, value: &str) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_seq<A>(self, mut items: A) -> Result<Value, A::Error>
        where
            A: SeqAccess<'de>,
        {
            let mut array = Vec::new();
            while let Some(Unique(item)) = items.next_element()? {
                array.push(item);
            }

            Ok(Value::Array(array))
        }

        fn visit_map<A>(self, mut members: A) -> Result<Value, A::Error>
        where
            A: MapAccess<'de>,
        {
            let mut object = Map::new();
            while let Some((key, Unique(value))) = members.next_entry()? {
                if object.insert(key, value).is_some() {
                    return Err(de::Error::custom("a key stands there twice"));
                }
            }

            Ok(Value::Object(object))
        }
    }
}

/// A schema as the contract has it, from the file beside this one.
fn contract_schema(name: &str) -> schemars::schema::Schema {
    static SCHEMAS: std::sync::LazyLock<
        std::collections::BTreeMap<String, schemars::schema::Schema>,
    > = std::sync::LazyLock::new(|| {
        serde_json::from_str(include_str!("schemas.json"))
            .expect("generated with this file")
    });
    SCHEMAS[name].clone()
}

/// Types that are read from objects, and not from arrays as well.
mod object {
    use serde::{Deserializer, de::{MapAccess, Visitor, value::MapAccessDeserializer}};

    /// A type whose fields are read from a map.
    pub(super) trait Object: Sized {
        fn from_map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error>;
    }

    pub(super) fn read<'de, D: Deserializer<'de>, T: Object>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(std::marker::PhantomData))
    }

    struct ObjectVisitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::from_map(MapAccessDeserializer::new(map))
        }
    }
}

macro_rules! objects {
    ($($name:ident)*) => {
        $(impl object::Object for $name { fn from_map < 'de, D : serde::Deserializer <
        'de >> (map : D) -> ::std::result::Result < Self, D::Error > { $name
        ::deserialize(map) } } impl < 'de > serde::Deserialize < 'de > for $name { fn
        deserialize < D : serde::Deserializer < 'de >> (deserializer : D) ->
        ::std::result::Result < Self, D::Error > { object::read(deserializer) } } impl
        serde::Serialize for $name { fn serialize < S : serde::Serializer > (& self,
        serializer : S) -> ::std::result::Result < S::Ok, S::Error > { $name
        ::serialize(self, serializer) } })*
    };
}

objects! {
    Error IntegratedAccount LinkTokenIntrospection LinkTokenRedemption LinkTokenReference
    LinkTokenRequest LinkTokenResponse
}

/// Reading what the contract takes and nothing else.
mod strict {
    use serde::{Deserialize, Deserializer};
    pub(super) fn read<'de, D: Deserializer<'de>, T: Strict>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        T::Read::deserialize(deserializer).map(T::from_read)
    }

    /// What may be absent, and is not null.
    pub(super) fn present<'de, D: Deserializer<'de>, T: Strict>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::Read::deserialize(deserializer).map(T::from_read).map(Option::Some)
    }

    /// What may be absent, and is not null.
    pub(super) fn present_given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Option::Some)
    }

    /// A type that is read as another, which takes just what the contract takes.
    pub(super) trait Strict {
        /// What it is read as.
        type Read: serde::de::DeserializeOwned;
        fn from_read(read: Self::Read) -> Self;
    }

    impl<T: Strict> Strict for Option<T> {
        type Read = Option<T::Read>;
        fn from_read(read: Self::Read) -> Self {
            read.map(T::from_read)
        }
    }

    pub(super) struct HyphenatedUuid(uuid::Uuid);
    impl<'de> Deserialize<'de> for HyphenatedUuid {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            text.parse::<uuid::fmt::Hyphenated>()
                .ok()
                .map(uuid::fmt::Hyphenated::into_uuid)
                .map(Self)
                .ok_or_else(|| serde::de::Error::custom(
                    "expected a UUID in its hyphenated form",
                ))
        }
    }

    impl Strict for uuid::Uuid {
        type Read = HyphenatedUuid;
        fn from_read(read: HyphenatedUuid) -> Self {
            read.0
        }
    }

    pub(super) struct Rfc3339(chrono::DateTime<chrono::Utc>);
    impl<'de> Deserialize<'de> for Rfc3339 {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            {
                let digits = text.as_bytes();
                let separated = digits
                    .get(10)
                    .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'T'));
                chrono::DateTime::parse_from_rfc3339(&text)
                    .ok()
                    .filter(|_| separated)
                    .map(|time| time.with_timezone(&chrono::Utc))
                    .filter(|time| {
                        let leaps = chrono::Timelike::nanosecond(time) >= 1_000_000_000;
                        !leaps
                            || chrono::Timelike::hour(time) == 23
                                && chrono::Timelike::minute(time) == 59
                    })
            }
                .map(Self)
                .ok_or_else(|| serde::de::Error::custom(
                    "expected a date and a time as RFC 3339 writes them",
                ))
        }
    }

    impl Strict for chrono::DateTime<chrono::Utc> {
        type Read = Rfc3339;
        fn from_read(read: Rfc3339) -> Self {
            read.0
        }
    }

    /// An integer, of whatever width.
    pub(super) trait Integer: Sized {
        const SIGNED: bool;
        fn from_wide(wide: i128) -> Option<Self>;
    }

    impl Integer for i32 {
        const SIGNED: bool = i32::MIN != 0;
        fn from_wide(wide: i128) -> Option<Self> {
            wide.try_into().ok()
        }
    }

    impl Strict for i32 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    pub(super) struct Whole<T>(pub(super) T);
    impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let visitor = WholeVisitor(std::marker::PhantomData);
            if T::SIGNED {
                deserializer.deserialize_i64(visitor).map(Self)
            } else {
                deserializer.deserialize_u64(visitor).map(Self)
            }
        }
    }

    struct WholeVisitor<T>(std::marker::PhantomData<T>);
    impl<T: Integer> serde::de::Visitor<'_> for WholeVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an integer within its limits")
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Signed(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Unsigned(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Float(value);
            let whole = value.fract() == 0.0 && value.abs() < 1e19;
            whole
                .then_some(value as i128)
                .and_then(T::from_wide)
                .ok_or_else(|| E::invalid_value(unexpected, &self))
        }
    }
}
