// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

use link_token_types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{FrameworkError, Headers, JsonBody, OperationResponse, Secured};

/// Link Token API
///
/// Issues the link tokens that start a connection flow, in which an end user connects a third-party account for one of
/// your tenants or reauthorises one that is connected already.
///
/// A backend creates a link token and hands it to the user's browser. The connection UI introspects it when the user
/// arrives, and redeems it once the third party has agreed. A link token is redeemed once, lives for a limited time,
/// and can be revoked.
#[dropshot::api_description(
    tag_config = {tags = {"link-token" = {description = "Create, inspect, redeem and revoke link tokens."}}}
)]
pub trait LinkTokenApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<ApiToken>;

    /// Create a link token
    ///
    /// Returns a single-use link token for a new integrated account of the tenant `tenant_id`, or for the
    /// reauthorisation of the account `integrated_account_id`. One of the two is required. Where both are given the
    /// account must belong to the tenant.
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

    /// Look at a link token
    ///
    /// Tells whether a link token can still be redeemed and, if so, what it was created for. Never consumes it. A token
    /// that is unknown, expired, redeemed, revoked or of another environment is inactive, and nothing tells which.
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
    /// Consumes a link token and, in the same transaction, creates the integrated account that it stands for or updates
    /// the one that it reauthorises. Of any number of concurrent redemptions of one token exactly one succeeds.
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
    /// Makes a link token unusable. Succeeds as well for a token that is already dead or was never known, so that it
    /// can be repeated and tells nothing.
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

/// The API token of a backend, sent as `Authorization: Bearer …` (RFC 6750). It belongs to one environment, and
/// everything that a request names or creates is in that environment. Keep it on backends.
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
    /// Makes a repeated request safe: the same key with the same request gives the same link token again, the same
    /// key with another request is refused with 422. Keys belong to one API token. A new UUID for each request to
    /// be repeated is a good one.
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

/// What the link token stands for, or that it is not active. (status 200)
#[derive(Debug)]
pub struct IntrospectLinkTokenSuccess(pub types::LinkTokenIntrospection);

impl HttpCodedResponse for IntrospectLinkTokenSuccess {
    type Body = types::LinkTokenIntrospection;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the link token stands for, or that it is not active.";
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

/// The integrated account, created or updated. (status 200)
#[derive(Debug)]
pub struct RedeemLinkTokenSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for RedeemLinkTokenSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The integrated account, created or updated.";
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

/// The link token is not usable any more. (status 204)
#[derive(Debug)]
pub struct RevokeLinkTokenSuccess;

impl HttpCodedResponse for RevokeLinkTokenSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The link token is not usable any more.";
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
    /// Requests that the API token may make in ten seconds.
    #[serde(rename = "ratelimit-limit", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_limit: Option<i64>,
    /// Requests that the API token may make at once now.
    #[serde(rename = "ratelimit-remaining", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_remaining: Option<i64>,
    /// Whole seconds until it may make the full number at once again.
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
