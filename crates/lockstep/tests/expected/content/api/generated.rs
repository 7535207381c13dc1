// @generated from content.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{OperationResult, UnreadRequest};

/// Content
pub trait ContentApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;

    /// `GET /photo`
    fn get_photo(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetPhotoResponse, types::Problem>,
    > + Send + 'static;

    /// `PUT /photo`
    fn put_photo(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PutPhotoBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutPhotoResponse, types::Problem>,
    > + Send + 'static;

    /// `POST /photo`
    fn describe_photo(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::OptionalBody<DescribePhotoBody>,)>,
    ) -> impl Future<
        Output = OperationResult<DescribePhotoResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /picture`
    fn get_picture(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<Output = OperationResult<GetPictureResponse, Any>> + Send + 'static;

    /// `PUT /picture`
    fn put_picture(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::OptionalBody<PutPictureBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutPictureResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /row`
    fn get_row(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetRowResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /row`
    fn add_row(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (lockstep_dropshot::OptionalBody<lockstep_dropshot::FormBody<types::Row>>,),
        >,
    ) -> impl Future<
        Output = OperationResult<AddRowResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /rows`
    fn get_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetRowsResponse, types::Problem>,
    > + Send + 'static;

    /// `PUT /rows`
    fn put_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PutRowsBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutRowsResponse, ProblemOrTextPlain>,
    > + Send + 'static;

    /// `DELETE /rows`
    fn drop_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<DropRowsResponse, types::Problem>,
    > + Send + 'static;

    /// `OPTIONS /rows`
    fn ask_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<AskRowsBody>,)>,
    ) -> impl Future<
        Output = OperationResult<AskRowsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `HEAD /rows`
    fn head_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<HeadRowsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `PATCH /rows`
    fn patch_rows(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PatchRowsBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PatchRowsResponse, types::Problem>,
    > + Send + 'static;
}

/// Registers the operations of [`ContentApi`].
pub mod content_api_mod {
    use super::*;
    const GET_PHOTO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_photo",
            &http::Method::GET,
            "/photo",
        )
        .errors_as(|_| "application/vnd.x.any+json");
    const PUT_PHOTO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_photo",
            &http::Method::PUT,
            "/photo",
        )
        .max_bytes(1048576)
        .errors_as(|_| "application/vnd.x.any+json");
    const DESCRIBE_PHOTO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "describe_photo",
            &http::Method::POST,
            "/photo",
        )
        .max_bytes(1048576);
    const GET_PICTURE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_picture",
        &http::Method::GET,
        "/picture",
    );
    const PUT_PICTURE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_picture",
            &http::Method::PUT,
            "/picture",
        )
        .max_bytes(1048576);
    const GET_ROW: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_row",
        &http::Method::GET,
        "/row",
    );
    const ADD_ROW: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "add_row",
            &http::Method::POST,
            "/row",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(1048576);
    const GET_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_rows",
            &http::Method::GET,
            "/rows",
        )
        .errors_as(|_| "application/problem+json");
    const PUT_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_rows",
            &http::Method::PUT,
            "/rows",
        )
        .max_bytes(1048576)
        .errors_as(|status| match status.as_u16() {
            400 => "application/json",
            400..=499 => "application/problem+json",
            _ => "application/problem+json",
        });
    const DROP_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "drop_rows",
        &http::Method::DELETE,
        "/rows",
    );
    const ASK_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "ask_rows",
            &http::Method::OPTIONS,
            "/rows",
        )
        .max_bytes(1048576);
    const HEAD_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "head_rows",
        &http::Method::HEAD,
        "/rows",
    );
    const PATCH_ROWS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "patch_rows",
            &http::Method::PATCH,
            "/rows",
        )
        .max_bytes(1048576)
        .errors_as(|_| "application/problem+json");
    const TAGS: &[(&str, Option<&str>)] = &[];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: ContentApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: ContentApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(GET_PHOTO, ServerImpl::get_photo);
        endpoints.add(PUT_PHOTO, ServerImpl::put_photo);
        endpoints.add(DESCRIBE_PHOTO, ServerImpl::describe_photo);
        endpoints.add(GET_PICTURE, ServerImpl::get_picture);
        endpoints.add(PUT_PICTURE, ServerImpl::put_picture);
        endpoints.add(GET_ROW, ServerImpl::get_row);
        endpoints.add(ADD_ROW, ServerImpl::add_row);
        endpoints.add(GET_ROWS, ServerImpl::get_rows);
        endpoints.add(PUT_ROWS, ServerImpl::put_rows);
        endpoints.add(DROP_ROWS, ServerImpl::drop_rows);
        endpoints.add(ASK_ROWS, ServerImpl::ask_rows);
        endpoints.add(HEAD_ROWS, ServerImpl::head_rows);
        endpoints.add(PATCH_ROWS, ServerImpl::patch_rows);
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
            .describe::<UnreadRequest<()>, GetPhotoResponse, types::Problem>(GET_PHOTO);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<PutPhotoBody>,)>,
                PutPhotoResponse,
                types::Problem,
            >(PUT_PHOTO);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::OptionalBody<DescribePhotoBody>,)>,
                DescribePhotoResponse,
                lockstep_dropshot::AnyError,
            >(DESCRIBE_PHOTO);
        endpoints.describe::<UnreadRequest<()>, GetPictureResponse, Any>(GET_PICTURE);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::OptionalBody<PutPictureBody>,)>,
                PutPictureResponse,
                lockstep_dropshot::AnyError,
            >(PUT_PICTURE);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetRowResponse,
                lockstep_dropshot::AnyError,
            >(GET_ROW);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        lockstep_dropshot::OptionalBody<
                            lockstep_dropshot::FormBody<types::Row>,
                        >,
                    ),
                >,
                AddRowResponse,
                lockstep_dropshot::AnyError,
            >(ADD_ROW);
        endpoints
            .describe::<UnreadRequest<()>, GetRowsResponse, types::Problem>(GET_ROWS);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<PutRowsBody>,)>,
                PutRowsResponse,
                ProblemOrTextPlain,
            >(PUT_ROWS);
        endpoints
            .describe::<UnreadRequest<()>, DropRowsResponse, types::Problem>(DROP_ROWS);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<AskRowsBody>,)>,
                AskRowsResponse,
                lockstep_dropshot::AnyError,
            >(ASK_ROWS);
        endpoints
            .describe::<
                UnreadRequest<()>,
                HeadRowsResponse,
                lockstep_dropshot::AnyError,
            >(HEAD_ROWS);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<PatchRowsBody>,)>,
                PatchRowsResponse,
                types::Problem,
            >(PATCH_ROWS);
        endpoints.finish()
    }
}

/// An error as `*/*`.
#[derive(Clone, Debug, PartialEq)]
pub struct Any(pub http::HeaderValue, pub Vec<u8>);

impl lockstep_dropshot::ErrorContent for Any {
    type Described = lockstep_dropshot::AnyError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(media_type, content) = self;
        Ok((media_type, content.into()))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        {
            let _ = error;
            None
        }
    }
}

/// The error of an operation: a status, headers and [`Any`].
pub type AnyResponse = lockstep_dropshot::ErrorResponse<Any>;

/// The error of an operation: a status, headers and [`types::Problem`].
pub type ProblemResponse = lockstep_dropshot::ErrorResponse<types::Problem>;

/// An error in one of several forms.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemOrTextPlain {
    /// JSON.
    Problem(types::Problem),
    /// `text/plain`
    TextPlain(String),
}

impl lockstep_dropshot::ErrorContent for ProblemOrTextPlain {
    type Described = types::Problem;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        match self {
            Self::Problem(error) => lockstep_dropshot::ErrorContent::content(error),
            Self::TextPlain(content) => {
                Ok((http::HeaderValue::from_static("text/plain"), content.into()))
            }
        }
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        lockstep_dropshot::ErrorContent::of_http_error(error)
            .map(Self::Problem)
            .or_else(|| Some(Self::TextPlain(error.external_message.clone())))
    }
}

/// The error of an operation: a status, headers and [`ProblemOrTextPlain`].
pub type ProblemOrTextPlainResponse = lockstep_dropshot::ErrorResponse<
    ProblemOrTextPlain,
>;

/// The response of `get_photo` unless it fails.
pub enum GetPhotoResponse {
    /// What is known of it.
    Ok(GetPhotoOk),
    /// What will be known of it.
    Accepted(GetPhotoAccepted),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for GetPhotoResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::Accepted(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        GetPhotoOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::Accepted(response) => response.status_code(),
        }
    }
}

/// What is known of it. (status 200)
pub enum GetPhotoOk {
    /// `application/json`
    ApplicationJson(types::Rows),
    /// `application/*+json`
    ApplicationAnyJson(types::Row),
}

impl GetPhotoOk {
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one
    /// for a request.
    pub const MEDIA_TYPES: &[&str] = &["application/json", "application/*+json"];
}

impl HttpCodedResponse for GetPhotoOk {
    type Body = types::Rows;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What is known of it.";
}

impl From<GetPhotoOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetPhotoOk) -> Self {
        match response {
            GetPhotoOk::ApplicationJson(value) => {
                lockstep_dropshot::json(
                    GetPhotoOk::STATUS_CODE,
                    "application/json",
                    &value,
                )
            }

            GetPhotoOk::ApplicationAnyJson(value) => {
                lockstep_dropshot::json(
                    GetPhotoOk::STATUS_CODE,
                    "application/x.any+json",
                    &value,
                )
            }
        }
    }
}

/// What will be known of it. (status 202)
#[derive(Clone, Debug, PartialEq)]
pub struct GetPhotoAccepted(pub types::Row);

impl HttpCodedResponse for GetPhotoAccepted {
    type Body = types::Row;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(202);
    const DESCRIPTION: &'static str = "What will be known of it.";
}

impl From<GetPhotoAccepted> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetPhotoAccepted) -> Self {
        lockstep_dropshot::sent_as(
            GetPhotoAccepted::for_object(response.0),
            "application/x.any+json",
        )
    }
}

/// The body of `put_photo`.
#[derive(Debug)]
pub struct PutPhotoBody {
    /// One of `image/*`.
    pub media_type: http::HeaderValue,
    /// The content.
    pub body: dropshot::StreamingBody,
}

impl lockstep_dropshot::RequestContent for PutPhotoBody {
    const MEDIA_TYPES: &'static [&'static str] = &["image/*"];
    type Described = dropshot::StreamingBody;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            _ => {
                let media_type = lockstep_dropshot::media_type(&request);
                let body = dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await?;
                Ok(Self { media_type, body })
            }
        }
    }
}

/// Kept. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct PutPhotoResponse(pub types::Row);

impl HttpCodedResponse for PutPhotoResponse {
    type Body = types::Row;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Kept.";
}

impl From<PutPhotoResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PutPhotoResponse) -> Self {
        lockstep_dropshot::sent_as(
            PutPhotoResponse::for_object(response.0),
            "application/x.any+json",
        )
    }
}

/// The body of `describe_photo`.
#[derive(Debug)]
pub struct DescribePhotoBody {
    /// One of `text/*`.
    pub media_type: http::HeaderValue,
    /// The content.
    pub body: dropshot::UntypedBody,
}

impl lockstep_dropshot::RequestContent for DescribePhotoBody {
    const MEDIA_TYPES: &'static [&'static str] = &["text/*"];
    type Described = dropshot::UntypedBody;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            _ => {
                let media_type = lockstep_dropshot::media_type(&request);
                let body = dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await?;
                Ok(Self { media_type, body })
            }
        }
    }
}

/// Each word. (status 200)
#[derive(Debug)]
pub struct DescribePhotoResponse(
    pub lockstep_dropshot::ItemBody<lockstep_dropshot::stream::JsonSequence<types::Row>>,
);

impl HttpCodedResponse for DescribePhotoResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Each word.";
}

impl From<DescribePhotoResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: DescribePhotoResponse) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            DescribePhotoResponse::for_object(body),
            "application/x.any+json-seq",
        )
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

/// The body of `put_picture`.
#[derive(Debug)]
pub struct PutPictureBody(pub dropshot::StreamingBody);

impl lockstep_dropshot::RequestContent for PutPictureBody {
    const MEDIA_TYPES: &'static [&'static str] = &["image/png"];
    type Described = dropshot::StreamingBody;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            _ => {
                dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await
                    .map(Self)
            }
        }
    }
}

/// Elsewhere. (any redirection)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize)]
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
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one
    /// for a request.
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
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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

/// The body of `ask_rows`.
#[derive(Debug)]
pub struct AskRowsBody(pub types::Row);

impl lockstep_dropshot::RequestContent for AskRowsBody {
    const MEDIA_TYPES: &'static [&'static str] = &["application/*+json"];
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

/// The row. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct AskRowsResponse(pub types::Row);

impl HttpCodedResponse for AskRowsResponse {
    type Body = types::Row;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The row.";
}

impl From<AskRowsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: AskRowsResponse) -> Self {
        AskRowsResponse::for_object(response.0)
    }
}

/// There. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
