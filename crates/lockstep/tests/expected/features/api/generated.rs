// @generated from features.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, Path, RequestContext};
use lockstep_dropshot::{
    FrameworkError, Headers, JsonBody, OperationResponse, Query, Secured, UnreadRequest,
};

/// Features
#[dropshot::api_description(
    tag_config = {tags = {"things" = {description = "What there is."}}}
)]
pub trait FeaturesApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Key>
        + lockstep_dropshot::Authenticate<Oauth>
        + lockstep_dropshot::Authenticate<User>;
    #[endpoint(
        operation_id = "send_form",
        method = POST,
        path = "/form",
        request_body_max_bytes = 1048576,
        content_type = "application/x-www-form-urlencoded",
    )]
    async fn send_form(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Oauth, (lockstep_dropshot::FormBody<types::Form>,)>,
    ) -> Result<
        OperationResponse<SendFormResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "put_note",
        method = PUT,
        path = "/note",
        request_body_max_bytes = 1048576,
    )]
    async fn put_note(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::UntypedBody,)>,
    ) -> Result<
        OperationResponse<PutNoteResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "send_parts",
        method = POST,
        path = "/parts",
        request_body_max_bytes = 1048576,
    )]
    async fn send_parts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::MultipartBody,)>,
    ) -> Result<
        OperationResponse<SendPartsResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_raw", method = GET, path = "/raw")]
    async fn get_raw(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetRawResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "search", method = GET, path = "/search")]
    async fn search(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Key, (Query<SearchQuery>, Headers<SearchHeaders>)>,
    ) -> Result<
        OperationResponse<SearchResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "open_socket", method = GET, path = "/socket/{name}")]
    async fn open_socket(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<OpenSocketPath>, dropshot::WebsocketUpgrade)>,
    ) -> Result<
        OperationResponse<OpenSocketResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List things
    ///
    /// All of them,
    /// page by page.
    #[endpoint(
        operation_id = "list_things",
        method = GET,
        path = "/things",
        tags = ["things"],
    )]
    async fn list_things(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ListThingsQuery>,)>,
    ) -> Result<
        OperationResponse<ListThingsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;
    #[endpoint(
        operation_id = "create_thing",
        method = POST,
        path = "/things",
        deprecated = true,
        request_body_max_bytes = 1048576,
    )]
    async fn create_thing(
        rqctx: RequestContext<Self::Context>,
        request: Secured<User, (lockstep_dropshot::OptionalJsonBody<types::Thing>,)>,
    ) -> Result<
        OperationResponse<CreateThingResponse, types::CreateThingErrors>,
        FrameworkError<types::CreateThingErrors>,
    >;
    #[endpoint(
        operation_id = "upload",
        method = PUT,
        path = "/upload",
        request_body_max_bytes = 1048576,
    )]
    async fn upload(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::StreamingBody,)>,
    ) -> Result<
        OperationResponse<UploadResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "echo_values",
        method = POST,
        path = "/values",
        request_body_max_bytes = 1048576,
    )]
    async fn echo_values(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(JsonBody<types::Values>,)>,
    ) -> Result<
        OperationResponse<EchoValuesResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
}

/// The security scheme `key`.
#[derive(Debug)]
pub enum Key {}

impl lockstep_dropshot::SecurityScheme for Key {
    const NAME: &'static str = "key";
    type Mechanism = lockstep_dropshot::ApiKey<Self>;
}

impl lockstep_dropshot::ApiKeyScheme for Key {
    const PLACE: lockstep_dropshot::KeyPlace = lockstep_dropshot::KeyPlace::Header;
    const KEY: &'static str = "X-Key";
}

/// The security scheme `oauth`.
#[derive(Debug)]
pub enum Oauth {}

impl lockstep_dropshot::SecurityScheme for Oauth {
    const NAME: &'static str = "oauth";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// The security scheme `user`.
#[derive(Debug)]
pub enum User {}

impl lockstep_dropshot::SecurityScheme for User {
    const NAME: &'static str = "user";
    type Mechanism = lockstep_dropshot::Basic;
}

/// How an operation fails: a status, headers and [`types::CreateThingErrors`].
pub type CreateThingErrorsResponse = lockstep_dropshot::ErrorResponse<
    types::CreateThingErrors,
>;

/// How an operation fails: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// Elsewhere. (status 303)
#[derive(Debug)]
pub struct SendFormSuccess;

impl HttpCodedResponse for SendFormSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "Elsewhere.";
}

impl From<SendFormSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: SendFormSuccess) -> Self {
        lockstep_dropshot::empty(SendFormSuccess::STATUS_CODE)
    }
}

/// A successful response of `send_form`, with its headers.
pub type SendFormResponse = HttpResponseHeaders<
    SendFormSuccess,
    SendFormResponseHeaders,
>;

/// Headers of a successful response of `send_form`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SendFormResponseHeaders {
    /// location
    #[serde(rename = "location", serialize_with = "lockstep_dropshot::header_value")]
    pub location: String,
}

impl lockstep_dropshot::ToHeaders for SendFormResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("location");
            lockstep_dropshot::insert_header(headers, &NAME, &self.location);
        }
    }
}

/// The scopes that a caller of `send_form` needs.
pub const SEND_FORM_SCOPES: &[&str] = &["forms:write"];

/// Its length. (status 200)
#[derive(Debug)]
pub struct PutNoteResponse(pub types::PutNoteResponse);

impl HttpCodedResponse for PutNoteResponse {
    type Body = types::PutNoteResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Its length.";
}

impl From<PutNoteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PutNoteResponse) -> Self {
        PutNoteResponse::for_object(response.0)
    }
}

/// Taken. (status 204)
#[derive(Debug)]
pub struct SendPartsResponse;

impl HttpCodedResponse for SendPartsResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Taken.";
}

impl From<SendPartsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: SendPartsResponse) -> Self {
        lockstep_dropshot::empty(SendPartsResponse::STATUS_CODE)
    }
}

/// Anything. (any status)
pub struct GetRawResponse(pub http::Response<dropshot::Body>);

impl dropshot::HttpResponse for GetRawResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        dropshot::HttpResponse::to_result(self.0)
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        let mut metadata = <http::Response<
            dropshot::Body,
        > as dropshot::HttpResponse>::response_metadata();
        metadata.description = Some("Anything.".to_owned());
        metadata
    }

    fn status_code(&self) -> http::StatusCode {
        dropshot::HttpResponse::status_code(&self.0)
    }
}

/// The query parameters of `search`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct SearchQuery {
    /// id
    #[serde(rename = "id")]
    pub id: Vec<u16>,
    /// one-or-more
    #[serde(default, rename = "one-or-more")]
    pub one_or_more: Option<types::OneOrMore>,
    /// order
    #[serde(default, rename = "order")]
    pub order: Option<types::Order>,
}

/// The header parameters of `search`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct SearchHeaders {
    /// X-Rank
    #[serde(default, rename = "X-Rank")]
    pub x_rank: Option<types::XRank>,
}

/// What was found. (status 200)
#[derive(Debug)]
pub struct SearchResponse(pub types::ThingList);

impl HttpCodedResponse for SearchResponse {
    type Body = types::ThingList;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was found.";
}

impl From<SearchResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: SearchResponse) -> Self {
        lockstep_dropshot::sent_as(
            SearchResponse::for_object(response.0),
            "application/vnd.things+json",
        )
    }
}

/// The path parameters of `open_socket`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct OpenSocketPath {
    /// name
    #[serde(rename = "name")]
    pub name: types::Name,
}

/// A connection. (status 101)
pub struct OpenSocketResponse(pub lockstep_dropshot::SwitchingToWebsocket);

impl dropshot::HttpResponse for OpenSocketResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        dropshot::HttpResponse::to_result(self.0)
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        let mut metadata = <lockstep_dropshot::SwitchingToWebsocket as dropshot::HttpResponse>::response_metadata();
        metadata.description = Some("A connection.".to_owned());
        metadata
    }

    fn status_code(&self) -> http::StatusCode {
        dropshot::HttpResponse::status_code(&self.0)
    }
}

/// The query parameters of `list_things`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ListThingsQuery {
    /// colour
    #[serde(default, rename = "colour")]
    pub colour: Option<types::Colour>,
    /// limit
    #[serde(default, rename = "limit")]
    pub limit: Option<std::num::NonZeroU32>,
    /// page_token
    #[serde(default, rename = "page_token")]
    pub page_token: Option<String>,
}

/// A page. (status 200)
#[derive(Debug)]
pub struct ListThingsSuccess(pub types::ThingResultsPage);

impl HttpCodedResponse for ListThingsSuccess {
    type Body = types::ThingResultsPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<ListThingsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListThingsSuccess) -> Self {
        ListThingsSuccess::for_object(response.0)
    }
}

/// A successful response of `list_things`, with its headers.
pub type ListThingsResponse = HttpResponseHeaders<
    ListThingsSuccess,
    ListThingsResponseHeaders,
>;

/// Headers of a successful response of `list_things`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ListThingsResponseHeaders {
    /// x-expires
    #[serde(rename = "x-expires")]
    pub x_expires: chrono::DateTime<chrono::Utc>,
}

impl lockstep_dropshot::ToHeaders for ListThingsResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("x-expires");
            lockstep_dropshot::insert_header(
                headers,
                &NAME,
                &&self.x_expires.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            );
        }
    }
}

/// What `create_thing` answers unless it fails.
pub enum CreateThingResponse {
    /// Made.
    Created(CreateThingCreated),
    /// Will be made.
    Accepted(CreateThingAccepted),
    /// Is there.
    NotModified(CreateThingNotModified),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for CreateThingResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Created(response) => response.to_result(),
            Self::Accepted(response) => response.to_result(),
            Self::NotModified(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        CreateThingCreated::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Created(response) => response.status_code(),
            Self::Accepted(response) => response.status_code(),
            Self::NotModified(response) => response.status_code(),
        }
    }
}

/// Made. (status 201)
#[derive(Debug)]
pub struct CreateThingCreatedSuccess(pub types::Thing);

impl HttpCodedResponse for CreateThingCreatedSuccess {
    type Body = types::Thing;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(201);
    const DESCRIPTION: &'static str = "Made.";
}

impl From<CreateThingCreatedSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateThingCreatedSuccess) -> Self {
        CreateThingCreatedSuccess::for_object(response.0)
    }
}

/// A successful response of `create_thing`, with its headers.
pub type CreateThingCreated = HttpResponseHeaders<
    CreateThingCreatedSuccess,
    CreateThingCreatedHeaders,
>;

/// Headers of a successful response of `create_thing`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CreateThingCreatedHeaders {
    /// etag
    #[serde(rename = "etag", serialize_with = "lockstep_dropshot::header_value")]
    pub etag: String,
}

impl lockstep_dropshot::ToHeaders for CreateThingCreatedHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("etag");
            lockstep_dropshot::insert_header(headers, &NAME, &self.etag);
        }
    }
}

/// Will be made. (status 202)
#[derive(Debug)]
pub struct CreateThingAccepted;

impl HttpCodedResponse for CreateThingAccepted {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(202);
    const DESCRIPTION: &'static str = "Will be made.";
}

impl From<CreateThingAccepted> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: CreateThingAccepted) -> Self {
        lockstep_dropshot::empty(CreateThingAccepted::STATUS_CODE)
    }
}

/// Is there. (status 304)
#[derive(Debug)]
pub struct CreateThingNotModified;

impl HttpCodedResponse for CreateThingNotModified {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(304);
    const DESCRIPTION: &'static str = "Is there.";
}

impl From<CreateThingNotModified> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: CreateThingNotModified) -> Self {
        lockstep_dropshot::empty(CreateThingNotModified::STATUS_CODE)
    }
}

/// The bytes again. (status 200)
pub struct UploadResponse(pub dropshot::Body);

impl HttpCodedResponse for UploadResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The bytes again.";
}

impl From<UploadResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: UploadResponse) -> Self {
        lockstep_dropshot::sent_as(
            UploadResponse::for_object(dropshot::FreeformBody(response.0)),
            "image/png",
        )
    }
}

/// The same. (status 200)
#[derive(Debug)]
pub struct EchoValuesResponse(pub types::Values);

impl HttpCodedResponse for EchoValuesResponse {
    type Body = types::Values;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The same.";
}

impl From<EchoValuesResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: EchoValuesResponse) -> Self {
        EchoValuesResponse::for_object(response.0)
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    SendFormResponseHeaders = "SendFormResponseHeaders";
    SearchQuery = "SearchQuery";
    SearchHeaders = "SearchHeaders";
    OpenSocketPath = "OpenSocketPath" refers to types::Name;
    ListThingsQuery = "ListThingsQuery" refers to types::Colour;
    ListThingsResponseHeaders = "ListThingsResponseHeaders";
    CreateThingCreatedHeaders = "CreateThingCreatedHeaders";
}
