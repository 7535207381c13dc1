// @generated from contract.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{
    Headers, JsonBody, OperationResult, Path, Query, Secured, UnreadRequest,
};

/// Thing
pub trait ThingApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Key>;

    /// `POST /things`
    fn thing_create(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(JsonBody<types::Thing>,)>,
    ) -> impl Future<
        Output = OperationResult<ThingCreateResponse, types::Error>,
    > + Send + 'static;

    /// Fetch a thing
    ///
    /// `GET /things/{id}`
    fn thing_get(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            Key,
            (Path<ThingGetPath>, Query<ThingGetQuery>, Headers<ThingGetHeaders>),
        >,
    ) -> impl Future<
        Output = OperationResult<ThingGetResponse, types::Error>,
    > + Send + 'static;

    /// `DELETE /things/{id}/v1.0/{part}`
    fn part_delete(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<PartDeletePath>,)>,
    ) -> impl Future<
        Output = OperationResult<PartDeleteResponse, types::Error>,
    > + Send + 'static;
}

/// Registers the operations of [`ThingApi`].
pub mod thing_api_mod {
    use super::*;
    const THING_CREATE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "thing_create",
            &http::Method::POST,
            "/things",
        )
        .max_bytes(1048576);
    const THING_GET: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "thing_get",
            &http::Method::GET,
            "/things/{id}",
        )
        .summary("Fetch a thing")
        .tags(&["things"]);
    const PART_DELETE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "part_delete",
        &http::Method::DELETE,
        "/things/{id}/v1.0/{part}",
    );
    const TAGS: &[(&str, Option<&str>)] = &[("things", Some("Things."))];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: ThingApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: ThingApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(THING_CREATE, ServerImpl::thing_create);
        endpoints.add(THING_GET, ServerImpl::thing_get);
        endpoints.add(PART_DELETE, ServerImpl::part_delete);
        endpoints
    }

    /// Describes the operations without a server. Those of shared routes have paths of
    /// their own there.
    pub fn stub_api_description() -> Result<
        dropshot::ApiDescription<dropshot::StubContext>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints
            .describe::<
                UnreadRequest<(JsonBody<types::Thing>,)>,
                ThingCreateResponse,
                types::Error,
            >(THING_CREATE);
        endpoints
            .describe::<
                Secured<
                    Key,
                    (Path<ThingGetPath>, Query<ThingGetQuery>, Headers<ThingGetHeaders>),
                >,
                ThingGetResponse,
                types::Error,
            >(THING_GET);
        endpoints
            .describe::<
                UnreadRequest<(Path<PartDeletePath>,)>,
                PartDeleteResponse,
                types::Error,
            >(PART_DELETE);
        endpoints.finish()
    }
}

/// The security scheme `key`.
#[derive(Debug)]
pub enum Key {}

impl lockstep_dropshot::SecurityScheme for Key {
    const NAME: &'static str = "key";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// The error of an operation: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// Made. (status 204)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ThingGetPath {
    /// Which one.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The query parameters of `thing_get`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ThingGetQuery {
    /// since
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "since")]
    pub since: Option<chrono::DateTime<chrono::Utc>>,
    /// size
    #[serde(default, rename = "size")]
    pub size: Option<types::Size>,
}

/// The header parameters of `thing_get`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ThingGetHeaders {
    /// X-Trace
    #[serde(default, rename = "X-Trace")]
    pub x_trace: Option<String>,
}

/// The thing. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct PartDeletePath {
    /// id
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
    /// part
    #[serde(rename = "part")]
    pub part: String,
}

/// Gone. (status 204)
#[derive(Clone, Debug, PartialEq)]
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
