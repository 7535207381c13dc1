// @generated from streams.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{FrameworkError, OperationResponse, Query, UnreadRequest};

/// Streams
#[dropshot::api_description(tag_config = {tags = {}})]
pub trait StreamsApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;
    #[endpoint(operation_id = "get_either", method = GET, path = "/either")]
    async fn get_either(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetEitherResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_events", method = GET, path = "/events")]
    async fn get_events(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<GetEventsQuery>,)>,
    ) -> Result<
        OperationResponse<GetEventsResponse, types::Problem>,
        FrameworkError<types::Problem>,
    >;
    #[endpoint(operation_id = "get_lines", method = GET, path = "/lines")]
    async fn get_lines(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetLinesResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_names", method = GET, path = "/names")]
    async fn get_names(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetNamesResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_opaque", method = GET, path = "/opaque")]
    async fn get_opaque(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetOpaqueResponse, TextEventStream>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_texts", method = GET, path = "/texts")]
    async fn get_texts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetTextsResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_values", method = GET, path = "/values")]
    async fn get_values(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetValuesResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
}

/// An error as `text/event-stream`.
#[derive(Clone, Debug)]
pub struct TextEventStream(pub String);

impl lockstep_dropshot::ErrorContent for TextEventStream {
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/event-stream"), content.into()))
    }
}

/// How an operation fails: a status, headers and [`TextEventStream`].
pub type TextEventStreamResponse = lockstep_dropshot::ErrorResponse<TextEventStream>;

/// How an operation fails: a status, headers and [`types::Problem`].
pub type ProblemResponse = lockstep_dropshot::ErrorResponse<types::Problem>;

/// All at once, or as they come. (status 200)
pub enum GetEitherResponse {
    /// `application/json`
    ApplicationJson(types::Changes),
    /// `text/csv`
    TextCsv(dropshot::Body),
    /// `text/event-stream`
    TextEventStream(
        lockstep_dropshot::ItemBody<lockstep_dropshot::stream::JsonEvents<types::Change>>,
    ),
}

impl GetEitherResponse {
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one for a request.
    pub const MEDIA_TYPES: &[&str] = &[
        "application/json",
        "text/csv",
        "text/event-stream",
    ];
}

impl HttpCodedResponse for GetEitherResponse {
    type Body = types::Changes;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "All at once, or as they come.";
}

impl From<GetEitherResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetEitherResponse) -> Self {
        match response {
            GetEitherResponse::ApplicationJson(value) => {
                lockstep_dropshot::json(
                    GetEitherResponse::STATUS_CODE,
                    "application/json",
                    &value,
                )
            }

            GetEitherResponse::TextCsv(body) => {
                let media_type = http::HeaderValue::from_static("text/csv");
                Ok(
                    lockstep_dropshot::bytes(
                        GetEitherResponse::STATUS_CODE,
                        media_type,
                        body,
                    ),
                )
            }

            GetEitherResponse::TextEventStream(items) => {
                let media_type = http::HeaderValue::from_static("text/event-stream");
                Ok(
                    lockstep_dropshot::bytes(
                        GetEitherResponse::STATUS_CODE,
                        media_type,
                        items.into(),
                    ),
                )
            }
        }
    }
}

/// The query parameters of `get_events`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct GetEventsQuery {
    /// case
    #[serde(rename = "case")]
    pub case: String,
}

/// The changes, as they happen. (status 200)
#[derive(Debug)]
pub struct GetEventsSuccess(
    pub lockstep_dropshot::ItemBody<lockstep_dropshot::stream::JsonEvents<types::Change>>,
);

impl HttpCodedResponse for GetEventsSuccess {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The changes, as they happen.";
}

impl From<GetEventsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetEventsSuccess) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            GetEventsSuccess::for_object(body),
            "text/event-stream",
        )
    }
}

/// A successful response of `get_events`, with its headers.
pub type GetEventsResponse = HttpResponseHeaders<
    GetEventsSuccess,
    GetEventsResponseHeaders,
>;

/// Headers of a successful response of `get_events`.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct GetEventsResponseHeaders {
    /// x-count
    #[serde(rename = "x-count", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub x_count: Option<i64>,
}

impl lockstep_dropshot::ToHeaders for GetEventsResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        if let Some(value) = &self.x_count {
            static NAME: http::HeaderName = http::HeaderName::from_static("x-count");
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }
    }
}

/// The changes. (status 200)
#[derive(Debug)]
pub struct GetLinesResponse(
    pub lockstep_dropshot::ItemBody<lockstep_dropshot::stream::JsonLines<types::Change>>,
);

impl HttpCodedResponse for GetLinesResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The changes.";
}

impl From<GetLinesResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetLinesResponse) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            GetLinesResponse::for_object(body),
            "application/x-ndjson",
        )
    }
}

/// Names. (any status of success)
#[derive(Debug)]
pub struct GetNamesSuccess(
    pub lockstep_dropshot::ItemBody<lockstep_dropshot::stream::TextEvents<types::Name>>,
);

impl HttpCodedResponse for GetNamesSuccess {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Names.";
}

impl From<GetNamesSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetNamesSuccess) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            GetNamesSuccess::for_object(body),
            "text/event-stream",
        )
    }
}

/// A successful response of `get_names`, with its status.
pub type GetNamesResponse = lockstep_dropshot::ChosenStatus<
    GetNamesSuccess,
    lockstep_dropshot::Successful,
>;

/// Bytes. (status 200)
pub struct GetOpaqueResponse(pub dropshot::Body);

impl HttpCodedResponse for GetOpaqueResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Bytes.";
}

impl From<GetOpaqueResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetOpaqueResponse) -> Self {
        lockstep_dropshot::sent_as(
            GetOpaqueResponse::for_object(dropshot::FreeformBody(response.0)),
            "application/x-ndjson",
        )
    }
}

/// Texts. (status 200)
#[derive(Debug)]
pub struct GetTextsResponse(
    pub lockstep_dropshot::ItemBody<lockstep_dropshot::stream::TextEvents<String>>,
);

impl HttpCodedResponse for GetTextsResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Texts.";
}

impl From<GetTextsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetTextsResponse) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            GetTextsResponse::for_object(body),
            "text/event-stream",
        )
    }
}

/// The response of `get_values` unless it fails.
pub enum GetValuesResponse {
    /// Any JSON.
    Ok(GetValuesOk),
    /// A sequence.
    PartialContent(GetValuesPartialContent),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for GetValuesResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::PartialContent(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        GetValuesOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::PartialContent(response) => response.status_code(),
        }
    }
}

/// Any JSON. (status 200)
#[derive(Debug)]
pub struct GetValuesOk(
    pub lockstep_dropshot::ItemBody<
        lockstep_dropshot::stream::JsonLines<types::GetValuesResponseItem>,
    >,
);

impl HttpCodedResponse for GetValuesOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Any JSON.";
}

impl From<GetValuesOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetValuesOk) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(GetValuesOk::for_object(body), "application/jsonl")
    }
}

/// A sequence. (status 206)
#[derive(Debug)]
pub struct GetValuesPartialContent(
    pub lockstep_dropshot::ItemBody<
        lockstep_dropshot::stream::JsonSequence<types::GetValuesResponse206Item>,
    >,
);

impl HttpCodedResponse for GetValuesPartialContent {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(206);
    const DESCRIPTION: &'static str = "A sequence.";
}

impl From<GetValuesPartialContent>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetValuesPartialContent) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            GetValuesPartialContent::for_object(body),
            "application/json-seq",
        )
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    GetEventsQuery = "GetEventsQuery";
    GetEventsResponseHeaders = "GetEventsResponseHeaders";
}
