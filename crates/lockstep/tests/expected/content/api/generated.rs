// @generated from content.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{FrameworkError, OperationResponse, UnreadRequest};

/// Content
#[dropshot::api_description(tag_config = {tags = {}})]
pub trait ContentApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;
    #[endpoint(operation_id = "get_picture", method = GET, path = "/picture")]
    async fn get_picture(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetPictureResponse, Any>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "put_picture",
        method = PUT,
        path = "/picture",
        request_body_max_bytes = 1048576,
    )]
    async fn put_picture(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::StreamingBody,)>,
    ) -> Result<
        OperationResponse<PutPictureResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_row", method = GET, path = "/row")]
    async fn get_row(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetRowResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "add_row",
        method = POST,
        path = "/row",
        request_body_max_bytes = 1048576,
        content_type = "application/x-www-form-urlencoded",
    )]
    async fn add_row(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (lockstep_dropshot::OptionalBody<lockstep_dropshot::FormBody<types::Row>>,),
        >,
    ) -> Result<
        OperationResponse<AddRowResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(operation_id = "get_rows", method = GET, path = "/rows")]
    async fn get_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<
            GetRowsResponse,
            types::Problem,
            ErrorsAsApplicationProblemJson,
        >,
        FrameworkError<types::Problem>,
    >;
    #[endpoint(
        operation_id = "put_rows",
        method = PUT,
        path = "/rows",
        request_body_max_bytes = 1048576,
    )]
    async fn put_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PutRowsBody>,)>,
    ) -> Result<
        OperationResponse<PutRowsResponse, ProblemOrTextPlain, PutRowsErrorsAs>,
        FrameworkError<types::Problem>,
    >;
    #[endpoint(operation_id = "drop_rows", method = DELETE, path = "/rows")]
    async fn drop_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<DropRowsResponse, types::Problem>,
        FrameworkError<types::Problem>,
    >;
    #[endpoint(operation_id = "head_rows", method = HEAD, path = "/rows")]
    async fn head_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<HeadRowsResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "patch_rows",
        method = PATCH,
        path = "/rows",
        request_body_max_bytes = 1048576,
    )]
    async fn patch_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PatchRowsBody>,)>,
    ) -> Result<
        OperationResponse<
            PatchRowsResponse,
            types::Problem,
            ErrorsAsApplicationProblemJson,
        >,
        FrameworkError<types::Problem>,
    >;
}

/// An error as `*/*`.
#[derive(Clone, Debug)]
pub struct Any(pub http::HeaderValue, pub Vec<u8>);

impl lockstep_dropshot::ErrorContent for Any {
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(media_type, content) = self;
        Ok((media_type, content.into()))
    }
}

/// How an operation fails: a status, headers and [`Any`].
pub type AnyResponse = lockstep_dropshot::ErrorResponse<Any>;

/// How an operation fails: a status, headers and [`types::Problem`].
pub type ProblemResponse = lockstep_dropshot::ErrorResponse<types::Problem>;

/// An error in one of several forms.
#[derive(Clone, Debug)]
pub enum ProblemOrTextPlain {
    /// JSON.
    Problem(types::Problem),
    /// `text/plain`
    TextPlain(String),
}

impl lockstep_dropshot::ErrorContent for ProblemOrTextPlain {
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        match self {
            Self::Problem(error) => lockstep_dropshot::ErrorContent::content(error),
            Self::TextPlain(content) => {
                Ok((http::HeaderValue::from_static("text/plain"), content.into()))
            }
        }
    }
}

/// How an operation fails: a status, headers and [`ProblemOrTextPlain`].
pub type ProblemOrTextPlainResponse = lockstep_dropshot::ErrorResponse<
    ProblemOrTextPlain,
>;

/// The media type of errors with JSON: `application/problem+json`, unless another is listed.
#[derive(Debug)]
pub enum ErrorsAsApplicationProblemJson {}

impl lockstep_dropshot::ErrorMediaType for ErrorsAsApplicationProblemJson {
    fn media_type(status: http::StatusCode) -> &'static str {
        match status.as_u16() {
            _ => "application/problem+json",
        }
    }
}

/// The media type of errors with JSON: `application/problem+json`, unless another is listed.
#[derive(Debug)]
pub enum PutRowsErrorsAs {}

impl lockstep_dropshot::ErrorMediaType for PutRowsErrorsAs {
    fn media_type(status: http::StatusCode) -> &'static str {
        match status.as_u16() {
            400 => "application/json",
            400..=499 => "application/problem+json",
            _ => "application/problem+json",
        }
    }
}

/// A picture. (status 200)
pub struct GetPictureResponse {
    /// One of `image/*`.
    pub media_type: http::HeaderValue,
    /// The content.
    pub body: dropshot::Body,
}

impl HttpCodedResponse for GetPictureResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A picture.";
}

impl From<GetPictureResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetPictureResponse) -> Self {
        Ok(
            lockstep_dropshot::bytes(
                GetPictureResponse::STATUS_CODE,
                response.media_type,
                response.body,
            ),
        )
    }
}

/// Elsewhere. (any redirection)
#[derive(Debug)]
pub struct PutPictureSuccess;

impl HttpCodedResponse for PutPictureSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(300);
    const DESCRIPTION: &'static str = "Elsewhere.";
}

impl From<PutPictureSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: PutPictureSuccess) -> Self {
        lockstep_dropshot::empty(PutPictureSuccess::STATUS_CODE)
    }
}

/// A successful response of `put_picture`, with its status.
pub type PutPictureResponse = lockstep_dropshot::ChosenStatus<
    PutPictureSuccess,
    lockstep_dropshot::Redirection,
>;

/// The response of `get_row` unless it fails.
pub enum GetRowResponse {
    /// The row.
    Ok(GetRowOk),
    /// Any JSON.
    Accepted(GetRowAccepted),
    /// Later.
    PartialContent(GetRowPartialContent),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for GetRowResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::Accepted(response) => response.to_result(),
            Self::PartialContent(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        GetRowOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::Accepted(response) => response.status_code(),
            Self::PartialContent(response) => response.status_code(),
        }
    }
}

/// The row. (status 200)
#[derive(Debug)]
pub struct GetRowOk(pub types::Row);

impl HttpCodedResponse for GetRowOk {
    type Body = types::Row;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The row.";
}

impl From<GetRowOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetRowOk) -> Self {
        GetRowOk::for_object(response.0)
    }
}

/// Any JSON. (status 202)
#[derive(Debug)]
pub struct GetRowAccepted(pub types::GetRowResponse202);

impl HttpCodedResponse for GetRowAccepted {
    type Body = types::GetRowResponse202;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(202);
    const DESCRIPTION: &'static str = "Any JSON.";
}

impl From<GetRowAccepted> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetRowAccepted) -> Self {
        GetRowAccepted::for_object(response.0)
    }
}

/// Later. (status 206)
pub struct GetRowPartialContent(pub dropshot::Body);

impl HttpCodedResponse for GetRowPartialContent {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(206);
    const DESCRIPTION: &'static str = "Later.";
}

impl From<GetRowPartialContent> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetRowPartialContent) -> Self {
        lockstep_dropshot::sent_as(
            GetRowPartialContent::for_object(dropshot::FreeformBody(response.0)),
            "text/plain",
        )
    }
}

/// The row, or why it was not added. (any status)
#[derive(Debug)]
pub struct AddRowSuccess(pub types::Row);

impl HttpCodedResponse for AddRowSuccess {
    type Body = types::Row;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The row, or why it was not added.";
}

impl From<AddRowSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: AddRowSuccess) -> Self {
        AddRowSuccess::for_object(response.0)
    }
}

/// A successful response of `add_row`, with its headers.
pub type AddRowResponse = lockstep_dropshot::ChosenStatus<
    HttpResponseHeaders<AddRowSuccess, AddRowResponseHeaders>,
    lockstep_dropshot::AnyStatus,
>;

/// Headers of a successful response of `add_row`.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct AddRowResponseHeaders {
    /// x-count
    #[serde(rename = "x-count", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub x_count: Option<i64>,
}

impl lockstep_dropshot::ToHeaders for AddRowResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        if let Some(value) = &self.x_count {
            static NAME: http::HeaderName = http::HeaderName::from_static("x-count");
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }
    }
}

/// The rows, in the form that the caller prefers. (status 200)
pub enum GetRowsSuccess {
    /// `application/json`
    ApplicationJson(types::Rows),
    /// `text/csv`
    TextCsv(dropshot::Body),
    /// `image/*`
    ImageAny(http::HeaderValue, dropshot::Body),
}

impl GetRowsSuccess {
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one for a request.
    pub const MEDIA_TYPES: &[&str] = &["application/json", "text/csv", "image/*"];
}

impl HttpCodedResponse for GetRowsSuccess {
    type Body = types::Rows;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The rows, in the form that the caller prefers.";
}

impl From<GetRowsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetRowsSuccess) -> Self {
        match response {
            GetRowsSuccess::ApplicationJson(value) => {
                lockstep_dropshot::json(
                    GetRowsSuccess::STATUS_CODE,
                    "application/json",
                    &value,
                )
            }

            GetRowsSuccess::TextCsv(body) => {
                let media_type = http::HeaderValue::from_static("text/csv");
                Ok(
                    lockstep_dropshot::bytes(
                        GetRowsSuccess::STATUS_CODE,
                        media_type,
                        body,
                    ),
                )
            }

            GetRowsSuccess::ImageAny(media_type, body) => {
                Ok(
                    lockstep_dropshot::bytes(
                        GetRowsSuccess::STATUS_CODE,
                        media_type,
                        body,
                    ),
                )
            }
        }
    }
}

/// A successful response of `get_rows`, with its headers.
pub type GetRowsResponse = HttpResponseHeaders<GetRowsSuccess, GetRowsResponseHeaders>;

/// Headers of a successful response of `get_rows`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct GetRowsResponseHeaders {
    /// x-count
    #[serde(rename = "x-count", serialize_with = "lockstep_dropshot::header_value")]
    pub x_count: i64,
}

impl lockstep_dropshot::ToHeaders for GetRowsResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("x-count");
            lockstep_dropshot::insert_header(headers, &NAME, &self.x_count);
        }
    }
}

/// The body of `put_rows`.
#[derive(Debug)]
pub enum PutRowsBody {
    /// `application/json`, `text/json`, `application/*+json`
    ApplicationJson(types::Rows),
    /// `application/x-www-form-urlencoded`
    ApplicationXWwwFormUrlencoded(types::Row),
    /// `application/octet-stream`
    ApplicationOctetStream(dropshot::StreamingBody),
    /// `text/csv`
    TextCsv(dropshot::UntypedBody),
}

impl lockstep_dropshot::RequestContent for PutRowsBody {
    const MEDIA_TYPES: &'static [&'static str] = &[
        "application/json",
        "text/json",
        "application/*+json",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
        "text/csv",
    ];
    type Described = dropshot::TypedBody<types::Rows>;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            0 | 1 | 2 => {
                lockstep_dropshot::read_json(rqctx, request)
                    .await
                    .map(Self::ApplicationJson)
            }
            3 => {
                lockstep_dropshot::read_form(rqctx, request)
                    .await
                    .map(Self::ApplicationXWwwFormUrlencoded)
            }
            4 => {
                dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await
                    .map(Self::ApplicationOctetStream)
            }
            _ => {
                dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await
                    .map(Self::TextCsv)
            }
        }
    }
}

/// Kept. (any status of success)
#[derive(Debug)]
pub struct PutRowsSuccess(pub types::Rows);

impl HttpCodedResponse for PutRowsSuccess {
    type Body = types::Rows;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Kept.";
}

impl From<PutRowsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PutRowsSuccess) -> Self {
        PutRowsSuccess::for_object(response.0)
    }
}

/// A successful response of `put_rows`, with its status.
pub type PutRowsResponse = lockstep_dropshot::ChosenStatus<
    PutRowsSuccess,
    lockstep_dropshot::Successful,
>;

/// A success, which the document does not describe. (any status of success)
#[derive(Debug)]
pub struct DropRowsSuccess;

impl HttpCodedResponse for DropRowsSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A success, which the document does not describe.";
}

impl From<DropRowsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: DropRowsSuccess) -> Self {
        lockstep_dropshot::empty(DropRowsSuccess::STATUS_CODE)
    }
}

/// A successful response of `drop_rows`, with its status.
pub type DropRowsResponse = lockstep_dropshot::ChosenStatus<
    DropRowsSuccess,
    lockstep_dropshot::Successful,
>;

/// There. (status 200)
#[derive(Debug)]
pub struct HeadRowsResponse;

impl HttpCodedResponse for HeadRowsResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "There.";
}

impl From<HeadRowsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: HeadRowsResponse) -> Self {
        lockstep_dropshot::empty(HeadRowsResponse::STATUS_CODE)
    }
}

/// The body of `patch_rows`.
#[derive(Debug)]
pub struct PatchRowsBody(pub types::Row);

impl lockstep_dropshot::RequestContent for PatchRowsBody {
    const MEDIA_TYPES: &'static [&'static str] = &["application/merge-patch+json"];
    type Described = dropshot::TypedBody<types::Row>;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            _ => lockstep_dropshot::read_json_object(rqctx, request).await.map(Self),
        }
    }
}

/// Odd. (status 204)
#[derive(Debug)]
pub struct PatchRowsResponse;

impl HttpCodedResponse for PatchRowsResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Odd.";
}

impl From<PatchRowsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: PatchRowsResponse) -> Self {
        lockstep_dropshot::empty(PatchRowsResponse::STATUS_CODE)
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    AddRowResponseHeaders = "AddRowResponseHeaders";
    GetRowsResponseHeaders = "GetRowsResponseHeaders";
}
