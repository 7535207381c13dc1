// @generated from contract.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, Path, RequestContext};
use lockstep_dropshot::{
    FrameworkError, Headers, JsonBody, OperationResponse, Query, Secured, UnreadRequest,
};

/// Thing
#[dropshot::api_description(
    tag_config = {tags = {"things" = {description = "Things."}}}
)]
pub trait ThingApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Key>;
    #[endpoint(
        operation_id = "thing_create",
        method = POST,
        path = "/things",
        request_body_max_bytes = 1048576,
    )]
    async fn thing_create(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(JsonBody<types::Thing>,)>,
    ) -> Result<
        OperationResponse<ThingCreateResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Fetch a thing
    #[endpoint(
        operation_id = "thing_get",
        method = GET,
        path = "/things/{id}",
        tags = ["things"],
    )]
    async fn thing_get(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            Key,
            (Path<ThingGetPath>, Query<ThingGetQuery>, Headers<ThingGetHeaders>),
        >,
    ) -> Result<
        OperationResponse<ThingGetResponse, types::Error>,
        FrameworkError<types::Error>,
    >;
    #[endpoint(
        operation_id = "part_delete",
        method = DELETE,
        path = "/things/{id}/v1.0/{part}",
    )]
    async fn part_delete(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<PartDeletePath>,)>,
    ) -> Result<
        OperationResponse<PartDeleteResponse, types::Error>,
        FrameworkError<types::Error>,
    >;
}

/// The security scheme `key`.
#[derive(Debug)]
pub enum Key {}

impl lockstep_dropshot::SecurityScheme for Key {
    const NAME: &'static str = "key";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// How an operation fails: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// Made. (status 204)
#[derive(Debug)]
pub struct ThingCreateResponse;

impl HttpCodedResponse for ThingCreateResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Made.";
}

impl From<ThingCreateResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: ThingCreateResponse) -> Self {
        lockstep_dropshot::empty(ThingCreateResponse::STATUS_CODE)
    }
}

/// The path parameters of `thing_get`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ThingGetPath {
    /// Which one.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The query parameters of `thing_get`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ThingGetQuery {
    /// since
    #[serde(default, rename = "since")]
    pub since: Option<chrono::DateTime<chrono::Utc>>,
    /// size
    #[serde(default, rename = "size")]
    pub size: Option<types::Size>,
}

/// The header parameters of `thing_get`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ThingGetHeaders {
    /// X-Trace
    #[serde(default, rename = "X-Trace")]
    pub x_trace: Option<String>,
}

/// The thing. (status 200)
#[derive(Debug)]
pub struct ThingGetSuccess(pub types::Thing);

impl HttpCodedResponse for ThingGetSuccess {
    type Body = types::Thing;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The thing.";
}

impl From<ThingGetSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ThingGetSuccess) -> Self {
        ThingGetSuccess::for_object(response.0)
    }
}

/// A successful response of `thing_get`, with its headers.
pub type ThingGetResponse = HttpResponseHeaders<
    ThingGetSuccess,
    ThingGetResponseHeaders,
>;

/// Headers of a successful response of `thing_get`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ThingGetResponseHeaders {
    /// Seconds since it was made.
    #[serde(rename = "x-age", serialize_with = "lockstep_dropshot::header_value")]
    pub x_age: i64,
}

impl lockstep_dropshot::ToHeaders for ThingGetResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("x-age");
            lockstep_dropshot::insert_header(headers, &NAME, &self.x_age);
        }
    }
}

/// The path parameters of `part_delete`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct PartDeletePath {
    /// id
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
    /// part
    #[serde(rename = "part")]
    pub part: String,
}

/// Gone. (status 204)
#[derive(Debug)]
pub struct PartDeleteResponse;

impl HttpCodedResponse for PartDeleteResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Gone.";
}

impl From<PartDeleteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: PartDeleteResponse) -> Self {
        lockstep_dropshot::empty(PartDeleteResponse::STATUS_CODE)
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    ThingGetPath = "ThingGetPath";
    ThingGetQuery = "ThingGetQuery" refers to types::Size;
    ThingGetHeaders = "ThingGetHeaders";
    ThingGetResponseHeaders = "ThingGetResponseHeaders";
    PartDeletePath = "PartDeletePath";
}
