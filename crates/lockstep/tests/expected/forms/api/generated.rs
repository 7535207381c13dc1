// @generated from forms.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, RequestContext};
use lockstep_dropshot::{FrameworkError, OperationResponse, UnreadRequest};

/// Forms
#[dropshot::api_description(tag_config = {tags = {}})]
pub trait FormsApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;
    #[endpoint(
        operation_id = "put_avatar",
        method = POST,
        path = "/avatars",
        request_body_max_bytes = 4096,
    )]
    async fn put_avatar(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::MultipartForm<types::PutAvatarBody>,)>,
    ) -> Result<
        OperationResponse<PutAvatarResponse, types::Problem>,
        FrameworkError<types::Problem>,
    >;
    #[endpoint(
        operation_id = "put_either",
        method = PUT,
        path = "/either",
        request_body_max_bytes = 1048576,
    )]
    async fn put_either(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::OptionalBody<PutEitherBody>,)>,
    ) -> Result<
        OperationResponse<PutEitherResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "post_opaque",
        method = POST,
        path = "/opaque",
        request_body_max_bytes = 1048576,
    )]
    async fn post_opaque(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::MultipartBody,)>,
    ) -> Result<
        OperationResponse<PostOpaqueResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "post_others",
        method = POST,
        path = "/others",
        request_body_max_bytes = 1048576,
    )]
    async fn post_others(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (lockstep_dropshot::MultipartForm<types::PostOthersBody>,),
        >,
    ) -> Result<
        OperationResponse<PostOthersResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
    #[endpoint(
        operation_id = "post_plain",
        method = POST,
        path = "/plain",
        request_body_max_bytes = 1048576,
    )]
    async fn post_plain(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                lockstep_dropshot::OptionalBody<
                    lockstep_dropshot::MultipartForm<types::Place>,
                >,
            ),
        >,
    ) -> Result<
        OperationResponse<PostPlainResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
}

/// How an operation fails: a status, headers and [`types::Problem`].
pub type ProblemResponse = lockstep_dropshot::ErrorResponse<types::Problem>;

/// What was read. (status 200)
#[derive(Debug)]
pub struct PutAvatarResponse(pub types::PutAvatarResponse);

impl HttpCodedResponse for PutAvatarResponse {
    type Body = types::PutAvatarResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was read.";
}

impl From<PutAvatarResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PutAvatarResponse) -> Self {
        PutAvatarResponse::for_object(response.0)
    }
}

/// The body of `put_either`.
#[derive(Debug)]
pub enum PutEitherBody {
    /// `application/json`
    ApplicationJson(types::Place),
    /// `multipart/form-data`
    MultipartFormData(types::UploadForm),
}

impl lockstep_dropshot::RequestContent for PutEitherBody {
    const MEDIA_TYPES: &'static [&'static str] = &[
        "application/json",
        "multipart/form-data",
    ];
    type Described = dropshot::TypedBody<types::Place>;
    async fn read<C: dropshot::ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: http::Request<dropshot::Body>,
    ) -> Result<Self, HttpError> {
        match media_type {
            0 => {
                lockstep_dropshot::read_json_object(rqctx, request)
                    .await
                    .map(Self::ApplicationJson)
            }
            _ => {
                lockstep_dropshot::read_multipart(rqctx, request)
                    .await
                    .map(Self::MultipartFormData)
            }
        }
    }
}

/// What was read. (status 200)
#[derive(Debug)]
pub struct PutEitherResponse(pub types::PutEitherResponse);

impl HttpCodedResponse for PutEitherResponse {
    type Body = types::PutEitherResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was read.";
}

impl From<PutEitherResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PutEitherResponse) -> Self {
        PutEitherResponse::for_object(response.0)
    }
}

/// Read. (status 204)
#[derive(Debug)]
pub struct PostOpaqueResponse;

impl HttpCodedResponse for PostOpaqueResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Read.";
}

impl From<PostOpaqueResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: PostOpaqueResponse) -> Self {
        lockstep_dropshot::empty(PostOpaqueResponse::STATUS_CODE)
    }
}

/// What was read. (status 200)
#[derive(Debug)]
pub struct PostOthersResponse(pub types::PostOthersResponse);

impl HttpCodedResponse for PostOthersResponse {
    type Body = types::PostOthersResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was read.";
}

impl From<PostOthersResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PostOthersResponse) -> Self {
        PostOthersResponse::for_object(response.0)
    }
}

/// What was read. (status 200)
#[derive(Debug)]
pub struct PostPlainResponse(pub types::PostPlainResponse);

impl HttpCodedResponse for PostPlainResponse {
    type Body = types::PostPlainResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was read.";
}

impl From<PostPlainResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: PostPlainResponse) -> Self {
        PostPlainResponse::for_object(response.0)
    }
}
