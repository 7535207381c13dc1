// @generated from streams.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{OperationResult, Query, UnreadRequest};

/// Streams
pub trait StreamsApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;

    /// `GET /either`
    fn get_either(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetEitherResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /events`
    fn get_events(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<GetEventsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<GetEventsResponse, types::Problem>,
    > + Send + 'static;

    /// `GET /lines`
    fn get_lines(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetLinesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /names`
    fn get_names(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetNamesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /opaque`
    fn get_opaque(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetOpaqueResponse, TextEventStream>,
    > + Send + 'static;

    /// `GET /texts`
    fn get_texts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetTextsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /values`
    fn get_values(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetValuesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;
}

/// Registers the operations of [`StreamsApi`].
pub mod streams_api_mod {
    use super::*;
    const GET_EITHER: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_either",
        &http::Method::GET,
        "/either",
    );
    const GET_EVENTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_events",
        &http::Method::GET,
        "/events",
    );
    const GET_LINES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_lines",
        &http::Method::GET,
        "/lines",
    );
    const GET_NAMES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_names",
        &http::Method::GET,
        "/names",
    );
    const GET_OPAQUE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_opaque",
        &http::Method::GET,
        "/opaque",
    );
    const GET_TEXTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_texts",
        &http::Method::GET,
        "/texts",
    );
    const GET_VALUES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_values",
        &http::Method::GET,
        "/values",
    );
    const TAGS: &[(&str, Option<&str>)] = &[];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: StreamsApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: StreamsApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(GET_EITHER, ServerImpl::get_either);
        endpoints.add(GET_EVENTS, ServerImpl::get_events);
        endpoints.add(GET_LINES, ServerImpl::get_lines);
        endpoints.add(GET_NAMES, ServerImpl::get_names);
        endpoints.add(GET_OPAQUE, ServerImpl::get_opaque);
        endpoints.add(GET_TEXTS, ServerImpl::get_texts);
        endpoints.add(GET_VALUES, ServerImpl::get_values);
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
                UnreadRequest<()>,
                GetEitherResponse,
                lockstep_dropshot::AnyError,
            >(GET_EITHER);
        endpoints
            .describe::<
                UnreadRequest<(Query<GetEventsQuery>,)>,
                GetEventsResponse,
                types::Problem,
            >(GET_EVENTS);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetLinesResponse,
                lockstep_dropshot::AnyError,
            >(GET_LINES);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetNamesResponse,
                lockstep_dropshot::AnyError,
            >(GET_NAMES);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetOpaqueResponse,
                TextEventStream,
            >(GET_OPAQUE);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetTextsResponse,
                lockstep_dropshot::AnyError,
            >(GET_TEXTS);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetValuesResponse,
                lockstep_dropshot::AnyError,
            >(GET_VALUES);
        endpoints.finish()
    }
}

/// An error as `text/event-stream`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextEventStream(pub String);

impl lockstep_dropshot::ErrorContent for TextEventStream {
    type Described = lockstep_dropshot::AnyError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/event-stream"), content.into()))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        {
            let _ = error;
            None
        }
    }
}

/// The error of an operation: a status, headers and [`TextEventStream`].
pub type TextEventStreamResponse = lockstep_dropshot::ErrorResponse<TextEventStream>;

/// The error of an operation: a status, headers and [`types::Problem`].
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
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one
    /// for a request.
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize)]
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
