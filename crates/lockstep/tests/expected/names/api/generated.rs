// @generated from names.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, RequestContext};
use lockstep_dropshot::{JsonBody, OperationResult, Path, Query, UnreadRequest};

/// Names
pub trait NamesApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: dropshot::ServerContext;

    /// `PUT /option`
    fn gen_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<GenOperationQuery>, JsonBody<types::Option>)>,
    ) -> impl Future<
        Output = OperationResult<GenOperationResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /option`
    fn self_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Query<SelfOperationQuery>,
                lockstep_dropshot::ContentBody<SelfOperationBody>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<SelfOperationResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /option/url`, by the shared route `/option/{request}`
    fn option_url(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<OptionUrlResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /option/{request}`, by the shared route `/option/{request}`
    fn option_request(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<OptionRequestPath>, Query<OptionRequestQuery>)>,
    ) -> impl Future<
        Output = OperationResult<OptionRequestResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;
}

/// Registers the operations of [`NamesApi`].
pub mod names_api_mod {
    use super::*;
    const GEN_OPERATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "gen",
            &http::Method::PUT,
            "/option",
        )
        .max_bytes(1048576);
    const SELF_OPERATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "self",
            &http::Method::POST,
            "/option",
        )
        .max_bytes(1048576);
    const OPTION_URL: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "option/url",
            &http::Method::GET,
            "/option/url",
        )
        .shared("/option/{request}", "/shared route of option_url/option/url");
    const OPTION_REQUEST: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "option/{request}",
            &http::Method::GET,
            "/option/{request}",
        )
        .shared(
            "/option/{request}",
            "/shared route of option__request_/option/{request}",
        );
    const TAGS: &[(&str, Option<&str>)] = &[];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: NamesApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: NamesApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(GEN_OPERATION, ServerImpl::gen_operation);
        endpoints.add(SELF_OPERATION, ServerImpl::self_operation);
        endpoints.add(OPTION_URL, ServerImpl::option_url);
        endpoints.add(OPTION_REQUEST, ServerImpl::option_request);
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
                UnreadRequest<(Query<GenOperationQuery>, JsonBody<types::Option>)>,
                GenOperationResponse,
                lockstep_dropshot::AnyError,
            >(GEN_OPERATION);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Query<SelfOperationQuery>,
                        lockstep_dropshot::ContentBody<SelfOperationBody>,
                    ),
                >,
                SelfOperationResponse,
                lockstep_dropshot::AnyError,
            >(SELF_OPERATION);
        endpoints
            .describe::<
                UnreadRequest<()>,
                OptionUrlResponse,
                lockstep_dropshot::AnyError,
            >(OPTION_URL);
        endpoints
            .describe::<
                UnreadRequest<(Path<OptionRequestPath>, Query<OptionRequestQuery>)>,
                OptionRequestResponse,
                lockstep_dropshot::AnyError,
            >(OPTION_REQUEST);
        endpoints.finish()
    }
}

/// The query parameters of `gen`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GenOperationQuery {
    /// $id
    #[serde(default, rename = "$id")]
    pub id: Option<String>,
    /// Self
    #[serde(default, rename = "Self")]
    pub self_2: Option<String>,
    /// _id
    #[serde(default, rename = "_id")]
    pub id_2: Option<String>,
    /// content-type
    #[serde(default, rename = "content-type")]
    pub content_type: Option<String>,
    /// gen
    #[serde(default, rename = "gen")]
    pub gen_: Option<String>,
    /// self
    #[serde(default, rename = "self")]
    pub self_: Option<String>,
}

/// The same. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GenOperationResponse(pub types::Option);

impl HttpCodedResponse for GenOperationResponse {
    type Body = types::Option;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The same.";
}

impl From<GenOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GenOperationResponse) -> Self {
        GenOperationResponse::for_object(response.0)
    }
}

/// The query parameters of `self`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct SelfOperationQuery {
    /// content-type
    #[serde(default, rename = "content-type")]
    pub content_type: Option<String>,
}

/// The body of `self`.
#[derive(Debug)]
pub struct SelfOperationBody {
    /// One of `image/*`.
    pub media_type: http::HeaderValue,
    /// The content.
    pub body: dropshot::StreamingBody,
}

impl lockstep_dropshot::RequestContent for SelfOperationBody {
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

/// All types. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct SelfOperationResponse(pub types::DefaultSchema);

impl HttpCodedResponse for SelfOperationResponse {
    type Body = types::DefaultSchema;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "All types.";
}

impl From<SelfOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: SelfOperationResponse) -> Self {
        SelfOperationResponse::for_object(response.0)
    }
}

/// It is there. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct OptionUrlResponse;

impl HttpCodedResponse for OptionUrlResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "It is there.";
}

impl From<OptionUrlResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: OptionUrlResponse) -> Self {
        lockstep_dropshot::empty(OptionUrlResponse::STATUS_CODE)
    }
}

/// The path parameters of `option/{request}`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct OptionRequestPath {
    /// request
    #[serde(rename = "request")]
    pub request: String,
}

/// The query parameters of `option/{request}`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct OptionRequestQuery {
    /// url
    #[serde(default, rename = "url")]
    pub url: Option<String>,
}

/// The parameters. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct OptionRequestResponse(pub types::S);

impl HttpCodedResponse for OptionRequestResponse {
    type Body = types::S;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The parameters.";
}

impl From<OptionRequestResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: OptionRequestResponse) -> Self {
        OptionRequestResponse::for_object(response.0)
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    GenOperationQuery = "GenOperationQuery";
    SelfOperationQuery = "SelfOperationQuery";
    OptionRequestPath = "OptionRequestPath";
    OptionRequestQuery = "OptionRequestQuery";
}
