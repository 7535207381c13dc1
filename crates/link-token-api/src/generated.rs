// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

use link_token_types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{FrameworkError, Headers, JsonBody, OperationResponse, Secured};

/// Link Token API
///
/// Issues link tokens. A link token starts a connection flow, in which an end user connects a
/// third-party account for one of your tenants, or reauthorises an account that is already
/// connected.
///
/// Your backend creates a link token and passes it to the user's browser. The connection UI
/// introspects the token when the user arrives, and redeems it after the third party has granted
/// access. A link token can be redeemed once, expires after a limited time, and can be revoked.
#[dropshot::api_description(
    tag_config = {tags = {"link-token" = {description = "Create, introspect, redeem and revoke link tokens."}}}
)]
pub trait LinkTokenApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<ApiToken>;

    /// Create a link token
    ///
    /// Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To
    /// reauthorise an existing one, set `integrated_account_id`. At least one of the two is
    /// required. If both are set, the account must belong to the tenant.
    #[endpoint(
        operation_id = "create_link_token",
        method = POST,
        path = "/link-token",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn create_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> Result<
        OperationResponse<CreateLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Introspect a link token
    ///
    /// Returns whether a link token can be redeemed and, if so, what it was created for.
    /// Introspection does not consume the token. A token that is unknown, expired, redeemed,
    /// revoked or from another environment is inactive; the response does not say which of these
    /// applies.
    #[endpoint(
        operation_id = "introspect_link_token",
        method = POST,
        path = "/link-token/introspect",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn introspect_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Result<
        OperationResponse<IntrospectLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Redeem a link token
    ///
    /// Consumes a link token and, in the same transaction, creates the new integrated account or
    /// updates the account to reauthorise. If several requests redeem the same token concurrently,
    /// exactly one succeeds.
    #[endpoint(
        operation_id = "redeem_link_token",
        method = POST,
        path = "/link-token/redeem",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn redeem_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> Result<
        OperationResponse<RedeemLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Revoke a link token
    ///
    /// Makes a link token unusable. The operation also succeeds if the token is already inactive or
    /// does not exist. It is therefore safe to retry, and its response does not reveal whether the
    /// token exists.
    #[endpoint(
        operation_id = "revoke_link_token",
        method = POST,
        path = "/link-token/revoke",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn revoke_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Result<
        OperationResponse<RevokeLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;
}

/// The API token of a backend, sent as `Authorization: Bearer …` (RFC 6750). An API token
/// belongs to one environment, and so does everything that a request names or creates. Keep API
/// tokens on your backend.
#[derive(Debug)]
pub enum ApiToken {}

impl lockstep_dropshot::SecurityScheme for ApiToken {
    const NAME: &'static str = "api_token";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// How an operation fails: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// The header parameters of `create_link_token`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct CreateLinkTokenHeaders {
    /// Makes the request safe to retry. The same key with the same request returns the same
    /// link token; the same key with a different request returns 422. A key belongs to the API
    /// token that it was sent with. Use a new UUID for each link token that you want to create.
    #[serde(default, rename = "Idempotency-Key")]
    pub idempotency_key: Option<types::IdempotencyKey>,
}

/// The link token. (status 200)
#[derive(Debug)]
pub struct CreateLinkTokenSuccess(pub types::LinkTokenResponse);

impl HttpCodedResponse for CreateLinkTokenSuccess {
    type Body = types::LinkTokenResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The link token.";
}

impl From<CreateLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateLinkTokenSuccess) -> Self {
        CreateLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `create_link_token`, with its headers.
pub type CreateLinkTokenResponse = HttpResponseHeaders<
    CreateLinkTokenSuccess,
    ResponseHeaders,
>;

/// The state of the link token and, if it is active, what it was created for. (status 200)
#[derive(Debug)]
pub struct IntrospectLinkTokenSuccess(pub types::LinkTokenIntrospection);

impl HttpCodedResponse for IntrospectLinkTokenSuccess {
    type Body = types::LinkTokenIntrospection;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The state of the link token and, if it is active, what it was created for.";
}

impl From<IntrospectLinkTokenSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: IntrospectLinkTokenSuccess) -> Self {
        IntrospectLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `introspect_link_token`, with its headers.
pub type IntrospectLinkTokenResponse = HttpResponseHeaders<
    IntrospectLinkTokenSuccess,
    ResponseHeaders,
>;

/// The created or updated integrated account. (status 200)
#[derive(Debug)]
pub struct RedeemLinkTokenSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for RedeemLinkTokenSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The created or updated integrated account.";
}

impl From<RedeemLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RedeemLinkTokenSuccess) -> Self {
        RedeemLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `redeem_link_token`, with its headers.
pub type RedeemLinkTokenResponse = HttpResponseHeaders<
    RedeemLinkTokenSuccess,
    ResponseHeaders,
>;

/// The link token can no longer be used. (status 204)
#[derive(Debug)]
pub struct RevokeLinkTokenSuccess;

impl HttpCodedResponse for RevokeLinkTokenSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The link token can no longer be used.";
}

impl From<RevokeLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: RevokeLinkTokenSuccess) -> Self {
        lockstep_dropshot::empty(RevokeLinkTokenSuccess::STATUS_CODE)
    }
}

/// A successful response of `revoke_link_token`, with its headers.
pub type RevokeLinkTokenResponse = HttpResponseHeaders<
    RevokeLinkTokenSuccess,
    ResponseHeaders,
>;

/// Headers of a successful response.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct ResponseHeaders {
    /// The number of requests that the API token can make in ten seconds.
    #[serde(rename = "ratelimit-limit", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_limit: Option<i64>,
    /// The number of requests that the API token can make immediately.
    #[serde(rename = "ratelimit-remaining", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_remaining: Option<i64>,
    /// Seconds until the API token can make the full number of requests again, as a whole number.
    #[serde(rename = "ratelimit-reset", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_reset: Option<i64>,
}

impl lockstep_dropshot::ToHeaders for ResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        if let Some(value) = &self.ratelimit_limit {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-limit",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }

        if let Some(value) = &self.ratelimit_remaining {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-remaining",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }

        if let Some(value) = &self.ratelimit_reset {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-reset",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    CreateLinkTokenHeaders = "CreateLinkTokenHeaders" refers to types::IdempotencyKey;
    ResponseHeaders = "ResponseHeaders";
}
