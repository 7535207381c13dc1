// @generated from forms.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, RequestContext};
use lockstep_dropshot::{OperationResult, UnreadRequest};

/// Forms
pub trait FormsApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;

    /// `POST /avatars`
    fn put_avatar(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::MultipartForm<types::PutAvatarBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutAvatarResponse, types::Problem>,
    > + Send + 'static;

    /// `PUT /either`
    fn put_either(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::OptionalBody<PutEitherBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutEitherResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /opaque`
    fn post_opaque(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::MultipartBody,)>,
    ) -> impl Future<
        Output = OperationResult<PostOpaqueResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /others`
    fn post_others(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (lockstep_dropshot::MultipartForm<types::PostOthersBody>,),
        >,
    ) -> impl Future<
        Output = OperationResult<PostOthersResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /plain`
    fn post_plain(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                lockstep_dropshot::OptionalBody<
                    lockstep_dropshot::MultipartForm<types::Place>,
                >,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<PostPlainResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;
}

/// Registers the operations of [`FormsApi`].
pub mod forms_api_mod {
    use super::*;
    const PUT_AVATAR: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_avatar",
            &http::Method::POST,
            "/avatars",
        )
        .max_bytes(4096);
    const PUT_EITHER: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_either",
            &http::Method::PUT,
            "/either",
        )
        .max_bytes(1048576);
    const POST_OPAQUE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "post_opaque",
            &http::Method::POST,
            "/opaque",
        )
        .max_bytes(1048576);
    const POST_OTHERS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "post_others",
            &http::Method::POST,
            "/others",
        )
        .max_bytes(1048576);
    const POST_PLAIN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "post_plain",
            &http::Method::POST,
            "/plain",
        )
        .max_bytes(1048576);
    const TAGS: &[(&str, Option<&str>)] = &[];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: FormsApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: FormsApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(PUT_AVATAR, ServerImpl::put_avatar);
        endpoints.add(PUT_EITHER, ServerImpl::put_either);
        endpoints.add(POST_OPAQUE, ServerImpl::post_opaque);
        endpoints.add(POST_OTHERS, ServerImpl::post_others);
        endpoints.add(POST_PLAIN, ServerImpl::post_plain);
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
                UnreadRequest<(lockstep_dropshot::MultipartForm<types::PutAvatarBody>,)>,
                PutAvatarResponse,
                types::Problem,
            >(PUT_AVATAR);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::OptionalBody<PutEitherBody>,)>,
                PutEitherResponse,
                lockstep_dropshot::AnyError,
            >(PUT_EITHER);
        endpoints
            .describe::<
                UnreadRequest<(dropshot::MultipartBody,)>,
                PostOpaqueResponse,
                lockstep_dropshot::AnyError,
            >(POST_OPAQUE);
        endpoints
            .describe::<
                UnreadRequest<
                    (lockstep_dropshot::MultipartForm<types::PostOthersBody>,),
                >,
                PostOthersResponse,
                lockstep_dropshot::AnyError,
            >(POST_OTHERS);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        lockstep_dropshot::OptionalBody<
                            lockstep_dropshot::MultipartForm<types::Place>,
                        >,
                    ),
                >,
                PostPlainResponse,
                lockstep_dropshot::AnyError,
            >(POST_PLAIN);
        endpoints.finish()
    }
}

/// The error of an operation: a status, headers and [`types::Problem`].
pub type ProblemResponse = lockstep_dropshot::ErrorResponse<types::Problem>;

/// What was read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
