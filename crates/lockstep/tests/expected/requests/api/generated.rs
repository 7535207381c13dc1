// @generated from requests.yaml

use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, Path, RequestContext};
use lockstep_dropshot::{
    FrameworkError, Headers, OperationResponse, Query, Secured, UnreadRequest,
};

/// Requests
#[dropshot::api_description(module = "requests_api_unshared", tag_config = {tags = {}})]
pub trait RequestsApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Key>
        + lockstep_dropshot::Authenticate<Login>
        + lockstep_dropshot::Authenticate<Token>;
    /// `GET /echo/both`, by the shared route `/echo/{id}`
    fn need_both(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            lockstep_dropshot::AnyOf<
                KeyAndLoginOrLogin<lockstep_dropshot::AllOf<(Key, Login)>, Login>,
            >,
            (),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<NeedBothResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/choices/{id}`, by the shared route `/echo/{id}/{at}`
    fn read_choices(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                lockstep_dropshot::SegmentPath<ReadChoicesPath>,
                Query<ReadChoicesQuery>,
                Headers<ReadChoicesHeaders>,
                lockstep_dropshot::Cookies<ReadChoicesCookies>,
            ),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadChoicesResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/deep`, by the shared route `/echo/{id}`
    fn read_deep(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadDeepQuery>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadDeepResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/either`, by the shared route `/echo/{id}`
    fn need_either(
        rqctx: RequestContext<Self::Context>,
        request: Secured<lockstep_dropshot::AnyOf<KeyOrToken<Key, Token>>, ()>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<NeedEitherResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/json/{point}`, by the shared route `/echo/{id}/{at}`
    fn read_encoded(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                lockstep_dropshot::SegmentPath<ReadEncodedPath>,
                Query<ReadEncodedQuery>,
                Headers<ReadEncodedHeaders>,
                lockstep_dropshot::Cookies<ReadEncodedCookies>,
            ),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadEncodedResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/lists`, by the shared route `/echo/{id}`
    fn read_lists(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadListsQuery>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadListsResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/optional`, by the shared route `/echo/{id}`
    fn need_none(
        rqctx: RequestContext<Self::Context>,
        request: Secured<lockstep_dropshot::Optional<Token>, ()>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<NeedNoneResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/parts/{ids}/{point}/{days}`, by the shared route `/echo/{id}/{at}/{point}/{days}`
    fn read_parts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                lockstep_dropshot::SegmentPath<ReadPartsPath>,
                Query<ReadPartsQuery>,
                Headers<ReadPartsHeaders>,
                lockstep_dropshot::Cookies<ReadPartsCookies>,
            ),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadPartsResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/times/{at}`, by the shared route `/echo/{id}/{at}`
    fn read_times(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReadTimesPath>,
                Headers<ReadTimesHeaders>,
                lockstep_dropshot::Cookies<ReadTimesCookies>,
            ),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadTimesResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /echo/{id}/same`, by the shared route `/echo/{id}/{at}`
    fn async_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<AsyncOperationPath>,
                Query<AsyncOperationQuery>,
                Headers<AsyncOperationHeaders>,
            ),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<AsyncOperationResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `OPTIONS /echo/{id}/same`, by the shared route `/echo/{id}/{at}`
    fn new_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<NewOperationPath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<NewOperationResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `POST /echo/{name}/same`, by the shared route `/echo/{id}/{at}`
    fn error_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<ErrorOperationPath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ErrorOperationResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /files/{id}`, by the shared route `/files/{id}`
    fn read_whole(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<ReadWholePath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadWholeResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `POST /files/{id}:cancel`, by the shared route `/files/{id}`
    fn cancel_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::SegmentPath<CancelFilePath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<CancelFileResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;

    /// `GET /files/{name}.{ext}`, by the shared route `/files/{id}`
    fn read_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::SegmentPath<ReadFilePath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<ReadFileResponse, lockstep_dropshot::AnyError>,
            FrameworkError<lockstep_dropshot::AnyError>,
        >,
    > + Send + 'static;
    #[endpoint(operation_id = "get_slash", method = GET, path = "/slash/")]
    async fn get_slash(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> Result<
        OperationResponse<GetSlashResponse, lockstep_dropshot::AnyError>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;
}

/// Registers the operations of [`RequestsApi`].
pub mod requests_api_mod {
    use super::*;

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: RequestsApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut api = requests_api_unshared::api_description::<ServerImpl>()?;
        let mut routes = lockstep_dropshot::SharedRoutes::default();
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "need_both",
                    method: dropshot::Method::GET,
                    path: "/echo/both",
                    route: "/echo/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::need_both,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_choices",
                    method: dropshot::Method::GET,
                    path: "/echo/choices/{id}",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_choices,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_deep",
                    method: dropshot::Method::GET,
                    path: "/echo/deep",
                    route: "/echo/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_deep,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "need_either",
                    method: dropshot::Method::GET,
                    path: "/echo/either",
                    route: "/echo/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::need_either,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_encoded",
                    method: dropshot::Method::GET,
                    path: "/echo/json/{point}",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_encoded,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_lists",
                    method: dropshot::Method::GET,
                    path: "/echo/lists",
                    route: "/echo/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_lists,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "need_none",
                    method: dropshot::Method::GET,
                    path: "/echo/optional",
                    route: "/echo/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::need_none,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_parts",
                    method: dropshot::Method::GET,
                    path: "/echo/parts/{ids}/{point}/{days}",
                    route: "/echo/{id}/{at}/{point}/{days}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_parts,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_times",
                    method: dropshot::Method::GET,
                    path: "/echo/times/{at}",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_times,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "async",
                    method: dropshot::Method::GET,
                    path: "/echo/{id}/same",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::async_operation,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "new",
                    method: dropshot::Method::OPTIONS,
                    path: "/echo/{id}/same",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::new_operation,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "error",
                    method: dropshot::Method::POST,
                    path: "/echo/{name}/same",
                    route: "/echo/{id}/{at}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::error_operation,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_whole",
                    method: dropshot::Method::GET,
                    path: "/files/{id}",
                    route: "/files/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_whole,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "cancel_file",
                    method: dropshot::Method::POST,
                    path: "/files/{id}:cancel",
                    route: "/files/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::cancel_file,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "read_file",
                    method: dropshot::Method::GET,
                    path: "/files/{name}.{ext}",
                    route: "/files/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::read_file,
            );
        routes.register(&mut api)?;
        Ok(api)
    }

    /// Describes the operations without a server. Those of shared routes have paths of
    /// their own there.
    pub fn stub_api_description() -> Result<
        dropshot::ApiDescription<dropshot::StubContext>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut api = requests_api_unshared::stub_api_description()?;
        let endpoints = [
            dropshot::ApiEndpoint::new_for_types::<
                (
                    Secured<
                        lockstep_dropshot::AnyOf<
                            KeyAndLoginOrLogin<
                                lockstep_dropshot::AllOf<(Key, Login)>,
                                Login,
                            >,
                        >,
                        (),
                    >,
                ),
                Result<
                    OperationResponse<NeedBothResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "need_both".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of need_both/echo/both",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    UnreadRequest<
                        (
                            lockstep_dropshot::SegmentPath<ReadChoicesPath>,
                            Query<ReadChoicesQuery>,
                            Headers<ReadChoicesHeaders>,
                            lockstep_dropshot::Cookies<ReadChoicesCookies>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<ReadChoicesResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_choices".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_choices/echo/choices/{id}",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(Query<ReadDeepQuery>,)>,),
                Result<
                    OperationResponse<ReadDeepResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_deep".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_deep/echo/deep",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<lockstep_dropshot::AnyOf<KeyOrToken<Key, Token>>, ()>,),
                Result<
                    OperationResponse<NeedEitherResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "need_either".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of need_either/echo/either",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    UnreadRequest<
                        (
                            lockstep_dropshot::SegmentPath<ReadEncodedPath>,
                            Query<ReadEncodedQuery>,
                            Headers<ReadEncodedHeaders>,
                            lockstep_dropshot::Cookies<ReadEncodedCookies>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<ReadEncodedResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_encoded".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_encoded/echo/json/{point}",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(Query<ReadListsQuery>,)>,),
                Result<
                    OperationResponse<ReadListsResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_lists".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_lists/echo/lists",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<lockstep_dropshot::Optional<Token>, ()>,),
                Result<
                    OperationResponse<NeedNoneResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "need_none".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of need_none/echo/optional",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    UnreadRequest<
                        (
                            lockstep_dropshot::SegmentPath<ReadPartsPath>,
                            Query<ReadPartsQuery>,
                            Headers<ReadPartsHeaders>,
                            lockstep_dropshot::Cookies<ReadPartsCookies>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<ReadPartsResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_parts".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_parts/echo/parts/{ids}/{point}/{days}",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    UnreadRequest<
                        (
                            Path<ReadTimesPath>,
                            Headers<ReadTimesHeaders>,
                            lockstep_dropshot::Cookies<ReadTimesCookies>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<ReadTimesResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_times".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_times/echo/times/{at}",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    UnreadRequest<
                        (
                            Path<AsyncOperationPath>,
                            Query<AsyncOperationQuery>,
                            Headers<AsyncOperationHeaders>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<
                        AsyncOperationResponse,
                        lockstep_dropshot::AnyError,
                    >,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "async".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of async/echo/{id}/same",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(Path<NewOperationPath>,)>,),
                Result<
                    OperationResponse<NewOperationResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "new".to_owned(),
                dropshot::Method::OPTIONS,
                "application/json",
                "/shared route of new/echo/{id}/same",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(Path<ErrorOperationPath>,)>,),
                Result<
                    OperationResponse<
                        ErrorOperationResponse,
                        lockstep_dropshot::AnyError,
                    >,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "error".to_owned(),
                dropshot::Method::POST,
                "application/json",
                "/shared route of error/echo/{name}/same",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(Path<ReadWholePath>,)>,),
                Result<
                    OperationResponse<ReadWholeResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_whole".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_whole/files/{id}",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(lockstep_dropshot::SegmentPath<CancelFilePath>,)>,),
                Result<
                    OperationResponse<CancelFileResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "cancel_file".to_owned(),
                dropshot::Method::POST,
                "application/json",
                "/shared route of cancel_file/files/{id}/ + /:cancel",
                dropshot::ApiEndpointVersions::All,
            ),
            dropshot::ApiEndpoint::new_for_types::<
                (UnreadRequest<(lockstep_dropshot::SegmentPath<ReadFilePath>,)>,),
                Result<
                    OperationResponse<ReadFileResponse, lockstep_dropshot::AnyError>,
                    FrameworkError<lockstep_dropshot::AnyError>,
                >,
            >(
                "read_file".to_owned(),
                dropshot::Method::GET,
                "application/json",
                "/shared route of read_file/files/{name}/ + /./ + /{ext}",
                dropshot::ApiEndpointVersions::All,
            ),
        ];
        lockstep_dropshot::register(&mut api, endpoints)?;
        Ok(api)
    }
}

/// The security scheme `Key`.
#[derive(Debug)]
pub enum Key {}

impl lockstep_dropshot::SecurityScheme for Key {
    const NAME: &'static str = "Key";
    type Mechanism = lockstep_dropshot::ApiKey<Self>;
}

impl lockstep_dropshot::ApiKeyScheme for Key {
    const PLACE: lockstep_dropshot::KeyPlace = lockstep_dropshot::KeyPlace::Header;
    const KEY: &'static str = "x-key";
}

/// The security scheme `Login`.
#[derive(Debug)]
pub enum Login {}

impl lockstep_dropshot::SecurityScheme for Login {
    const NAME: &'static str = "Login";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// The security scheme `Token`.
#[derive(Debug)]
pub enum Token {}

impl lockstep_dropshot::SecurityScheme for Token {
    const NAME: &'static str = "Token";
    type Mechanism = lockstep_dropshot::Bearer;
}

lockstep_dropshot::alternatives! {
    KeyAndLoginOrLogin{KeyAndLogin(lockstep_dropshot::AllOf<(Key, Login)>), Login(Login)},
}

lockstep_dropshot::alternatives! {
    KeyOrToken{Key(Key), Token(Token)},
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct NeedBothResponse(pub types::NeedBothResponse);

impl HttpCodedResponse for NeedBothResponse {
    type Body = types::NeedBothResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<NeedBothResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NeedBothResponse) -> Self {
        NeedBothResponse::for_object(response.0)
    }
}

/// Lists of scopes. A caller of `need_both` by `Login` needs all of one of them.
pub const NEED_BOTH_LOGIN_SCOPES: &[&[&str]] = &[&[], &["write", "all"], &["read"]];

/// The path parameters of `read_choices`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadChoicesPath {
    /// id
    #[serde(deserialize_with = "lockstep_dropshot::scalar", rename = "id")]
    pub id: types::PointId,
}

/// The query parameters of `read_choices`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadChoicesQuery {
    /// The level.
    ///
    /// Deprecated.
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "level")]
    pub level: Option<types::Level>,
    /// since
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "since")]
    pub since: Option<types::Since>,
    /// size
    #[serde(
        default = "ReadChoicesQuery::default_size",
        deserialize_with = "lockstep_dropshot::scalar",
        rename = "size"
    )]
    pub size: types::Size,
}

impl ReadChoicesQuery {
    /// Returns the value of `size` for a request without it.
    pub fn default_size() -> types::Size {
        lockstep_dropshot::default_of("0.5")
    }
}

/// The header parameters of `read_choices`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadChoicesHeaders {
    /// X-Mark
    #[serde(deserialize_with = "lockstep_dropshot::scalar", rename = "X-Mark")]
    pub x_mark: types::XMark,
}

/// The cookie parameters of `read_choices`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadChoicesCookies {
    /// mark
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "mark")]
    pub mark: Option<types::Mark>,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadChoicesResponse(pub types::ReadChoicesResponse);

impl HttpCodedResponse for ReadChoicesResponse {
    type Body = types::ReadChoicesResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadChoicesResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadChoicesResponse) -> Self {
        ReadChoicesResponse::for_object(response.0)
    }
}

/// The query parameters of `read_deep`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadDeepQuery {
    /// filter
    #[serde(default, deserialize_with = "ReadDeepQuery::read_filter", rename = "filter[**]")]
    pub filter: Option<types::DeepFilter>,
    /// switches
    #[serde(deserialize_with = "ReadDeepQuery::read_switches", rename = "switches[**]")]
    pub switches: types::Switches,
    /// tags
    #[serde(default, deserialize_with = "ReadDeepQuery::read_tags", rename = "tags[**]")]
    pub tags: Option<types::Tags>,
}

impl ReadDeepQuery {
    /// Reads `filter` from its parameters.
    fn read_filter<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::DeepFilter>, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[
                ("level", lockstep_dropshot::Shape::TEXT),
                (
                    "name",
                    lockstep_dropshot::Shape {
                        members: &[
                            ("eq", lockstep_dropshot::Shape::TEXT),
                            ("exists", lockstep_dropshot::Shape::BOOLEAN),
                        ],
                        ..lockstep_dropshot::Shape::TEXT
                    },
                ),
                (
                    "size",
                    lockstep_dropshot::Shape {
                        members: &[
                            (
                                "in",
                                lockstep_dropshot::Shape {
                                    items: Some(&lockstep_dropshot::Shape::NUMBER),
                                    ..lockstep_dropshot::Shape::NONE
                                },
                            ),
                            ("min", lockstep_dropshot::Shape::NUMBER),
                        ],
                        ..lockstep_dropshot::Shape::NONE
                    },
                ),
            ],
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `switches` from its parameters.
    fn read_switches<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<types::Switches, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[],
            others: Some(
                &lockstep_dropshot::Shape {
                    members: &[("on", lockstep_dropshot::Shape::BOOLEAN)],
                    ..lockstep_dropshot::Shape::NONE
                },
            ),
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `tags` from its parameters.
    fn read_tags<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::Tags>, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[],
            others: Some(&lockstep_dropshot::Shape::TEXT),
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadDeepResponse(pub types::ReadDeepResponse);

impl HttpCodedResponse for ReadDeepResponse {
    type Body = types::ReadDeepResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadDeepResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadDeepResponse) -> Self {
        ReadDeepResponse::for_object(response.0)
    }
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct NeedEitherResponse(pub types::NeedEitherResponse);

impl HttpCodedResponse for NeedEitherResponse {
    type Body = types::NeedEitherResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<NeedEitherResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NeedEitherResponse) -> Self {
        NeedEitherResponse::for_object(response.0)
    }
}

/// The path parameters of `read_encoded`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadEncodedPath {
    /// point
    #[serde(deserialize_with = "lockstep_dropshot::json_text", rename = "point")]
    pub point: types::Point,
}

/// The query parameters of `read_encoded`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadEncodedQuery {
    /// count
    #[serde(
        default = "ReadEncodedQuery::default_count",
        deserialize_with = "lockstep_dropshot::json_text",
        rename = "count"
    )]
    pub count: types::Count,
    /// filter
    #[serde(default, deserialize_with = "lockstep_dropshot::optional_json_text", rename = "filter")]
    pub filter: Option<types::Filter>,
}

impl ReadEncodedQuery {
    /// Returns the value of `count` for a request without it.
    pub fn default_count() -> types::Count {
        lockstep_dropshot::default_of("3")
    }
}

/// The header parameters of `read_encoded`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadEncodedHeaders {
    /// X-Meta
    #[serde(deserialize_with = "lockstep_dropshot::json_text", rename = "X-Meta")]
    pub x_meta: types::XMeta,
}

/// The cookie parameters of `read_encoded`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadEncodedCookies {
    /// prefs
    #[serde(default, deserialize_with = "lockstep_dropshot::optional_cookie_json", rename = "prefs")]
    pub prefs: Option<types::Prefs>,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadEncodedResponse(pub types::ReadEncodedResponse);

impl HttpCodedResponse for ReadEncodedResponse {
    type Body = types::ReadEncodedResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadEncodedResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadEncodedResponse) -> Self {
        ReadEncodedResponse::for_object(response.0)
    }
}

/// The query parameters of `read_lists`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadListsQuery {
    /// colour
    #[serde(default, rename = "colour[%2C]")]
    pub colour: Option<Vec<types::ColourItem>>,
    /// each
    #[serde(default, rename = "each")]
    pub each: Option<Vec<String>>,
    /// filter
    #[serde(default, rename = "filter{least,tags}")]
    pub filter: Option<types::ReadListsFilter>,
    /// name
    #[serde(default, rename = "name[ ]")]
    pub name: Option<Vec<String>>,
    /// size
    #[serde(rename = "size[|]")]
    pub size: Vec<i64>,
    /// word
    #[serde(default, rename = "word[,]")]
    pub word: Option<Vec<String>>,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadListsResponse(pub types::ReadListsResponse);

impl HttpCodedResponse for ReadListsResponse {
    type Body = types::ReadListsResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadListsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadListsResponse) -> Self {
        ReadListsResponse::for_object(response.0)
    }
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct NeedNoneResponse(pub types::NeedNoneResponse);

impl HttpCodedResponse for NeedNoneResponse {
    type Body = types::NeedNoneResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<NeedNoneResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NeedNoneResponse) -> Self {
        NeedNoneResponse::for_object(response.0)
    }
}

/// The path parameters of `read_parts`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadPartsPath {
    /// days
    #[serde(rename = "days[%2C]")]
    pub days: Vec<chrono::DateTime<chrono::Utc>>,
    /// ids
    #[serde(deserialize_with = "ReadPartsPath::read_ids", rename = "ids[,2]")]
    pub ids: Vec<String>,
    /// point
    #[serde(deserialize_with = "ReadPartsPath::read_point", rename = "point[**=3]")]
    pub point: types::Point,
}

impl ReadPartsPath {
    /// Reads `ids`, and refuses a list beyond its limits.
    fn read_ids<'de, D: serde::Deserializer<'de>>(
        elements: D,
    ) -> Result<Vec<String>, D::Error> {
        let limits = lockstep_dropshot::ListLimits {
            least: 0,
            most: Some(3),
            unique: false,
        };
        lockstep_dropshot::limited(elements, limits)
    }

    /// Reads `point` from its parameters.
    fn read_point<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<types::Point, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[
                ("label", lockstep_dropshot::Shape::TEXT),
                ("x", lockstep_dropshot::Shape::NUMBER),
            ],
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// The query parameters of `read_parts`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadPartsQuery {
    /// size
    #[serde(default, deserialize_with = "ReadPartsQuery::read_size", rename = "size")]
    pub size: Option<Vec<f64>>,
    /// word
    #[serde(deserialize_with = "ReadPartsQuery::read_word", rename = "word[,]")]
    pub word: Vec<String>,
}

impl ReadPartsQuery {
    /// Reads `size`, and refuses a list beyond its limits.
    fn read_size<'de, D: serde::Deserializer<'de>>(
        elements: D,
    ) -> Result<Option<Vec<f64>>, D::Error> {
        let limits = lockstep_dropshot::ListLimits {
            least: 1,
            most: Some(2),
            unique: true,
        };
        lockstep_dropshot::limited(elements, limits)
    }

    /// Reads `word`, and refuses a list beyond its limits.
    fn read_word<'de, D: serde::Deserializer<'de>>(
        elements: D,
    ) -> Result<Vec<String>, D::Error> {
        let limits = lockstep_dropshot::ListLimits {
            least: 2,
            most: None,
            unique: false,
        };
        lockstep_dropshot::limited(elements, limits)
    }
}

/// The header parameters of `read_parts`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadPartsHeaders {
    /// X-Names
    #[serde(rename = "X-Names[%2C]")]
    pub x_names: Vec<String>,
    /// X-Point
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_point", rename = "X-Point[**,]")]
    pub x_point: Option<types::Point>,
    /// X-Rates
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_rates", rename = "X-Rates[**=]")]
    pub x_rates: Option<types::XRates>,
    /// X-Sizes
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_sizes", rename = "X-Sizes[%2C]")]
    pub x_sizes: Option<Vec<i64>>,
}

impl ReadPartsHeaders {
    /// Reads `X-Point` from its parameters.
    fn read_x_point<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::Point>, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[
                ("label", lockstep_dropshot::Shape::TEXT),
                ("x", lockstep_dropshot::Shape::NUMBER),
            ],
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `X-Rates` from its parameters.
    fn read_x_rates<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::XRates>, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[],
            others: Some(&lockstep_dropshot::Shape::NUMBER),
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `X-Sizes`, and refuses a list beyond its limits.
    fn read_x_sizes<'de, D: serde::Deserializer<'de>>(
        elements: D,
    ) -> Result<Option<Vec<i64>>, D::Error> {
        let limits = lockstep_dropshot::ListLimits {
            least: 0,
            most: None,
            unique: true,
        };
        lockstep_dropshot::limited(elements, limits)
    }
}

/// The cookie parameters of `read_parts`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadPartsCookies {
    /// colours
    #[serde(default, rename = "colours[%2C]")]
    pub colours: Option<Vec<types::ColoursItem>>,
    /// corner
    #[serde(default, deserialize_with = "ReadPartsCookies::read_corner", rename = "corner[**,]")]
    pub corner: Option<types::Point>,
}

impl ReadPartsCookies {
    /// Reads `corner` from its parameters.
    fn read_corner<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::Point>, D::Error> {
        static SHAPE: lockstep_dropshot::Shape = lockstep_dropshot::Shape {
            members: &[
                ("label", lockstep_dropshot::Shape::TEXT),
                ("x", lockstep_dropshot::Shape::NUMBER),
            ],
            ..lockstep_dropshot::Shape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadPartsResponse(pub types::ReadPartsResponse);

impl HttpCodedResponse for ReadPartsResponse {
    type Body = types::ReadPartsResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadPartsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadPartsResponse) -> Self {
        ReadPartsResponse::for_object(response.0)
    }
}

/// The path parameters of `read_times`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadTimesPath {
    /// at
    #[serde(rename = "at")]
    pub at: chrono::DateTime<chrono::Utc>,
}

/// The header parameters of `read_times`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadTimesHeaders {
    /// X-Since
    #[serde(default, rename = "X-Since")]
    pub x_since: Option<chrono::DateTime<chrono::Utc>>,
    /// X-Until
    #[serde(rename = "X-Until")]
    pub x_until: types::Time,
}

/// The cookie parameters of `read_times`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadTimesCookies {
    /// day
    #[serde(default, rename = "day")]
    pub day: Option<chrono::NaiveDate>,
    /// session
    #[serde(rename = "session")]
    pub session: String,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadTimesResponse(pub types::ReadTimesResponse);

impl HttpCodedResponse for ReadTimesResponse {
    type Body = types::ReadTimesResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadTimesResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadTimesResponse) -> Self {
        ReadTimesResponse::for_object(response.0)
    }
}

/// The path parameters of `async`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct AsyncOperationPath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// The query parameters of `async`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct AsyncOperationQuery {
    /// body
    #[serde(default, rename = "body")]
    pub body: Option<String>,
    /// id
    #[serde(default, rename = "id")]
    pub id: Option<i64>,
    /// page-size
    #[serde(default, rename = "page-size")]
    pub page_size: Option<i64>,
    /// page_size
    #[serde(default, rename = "page_size")]
    pub page_size_2: Option<i64>,
}

/// The header parameters of `async`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct AsyncOperationHeaders {
    /// send
    #[serde(default, rename = "send")]
    pub send: Option<String>,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct AsyncOperationResponse(pub types::AsyncResponse);

impl HttpCodedResponse for AsyncOperationResponse {
    type Body = types::AsyncResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<AsyncOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: AsyncOperationResponse) -> Self {
        AsyncOperationResponse::for_object(response.0)
    }
}

/// The path parameters of `new`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct NewOperationPath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// Nothing. (status 204)
#[derive(Debug)]
pub struct NewOperationResponse;

impl HttpCodedResponse for NewOperationResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Nothing.";
}

impl From<NewOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: NewOperationResponse) -> Self {
        lockstep_dropshot::empty(NewOperationResponse::STATUS_CODE)
    }
}

/// The path parameters of `error`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ErrorOperationPath {
    /// name
    #[serde(rename = "name")]
    pub name: String,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ErrorOperationResponse(pub types::ErrorResponse);

impl HttpCodedResponse for ErrorOperationResponse {
    type Body = types::ErrorResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ErrorOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ErrorOperationResponse) -> Self {
        ErrorOperationResponse::for_object(response.0)
    }
}

/// The path parameters of `read_whole`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadWholePath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadWholeResponse(pub types::ReadWholeResponse);

impl HttpCodedResponse for ReadWholeResponse {
    type Body = types::ReadWholeResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadWholeResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadWholeResponse) -> Self {
        ReadWholeResponse::for_object(response.0)
    }
}

/// The path parameters of `cancel_file`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct CancelFilePath {
    /// id
    #[serde(rename = "id")]
    pub id: i32,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct CancelFileResponse(pub types::CancelFileResponse);

impl HttpCodedResponse for CancelFileResponse {
    type Body = types::CancelFileResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<CancelFileResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CancelFileResponse) -> Self {
        CancelFileResponse::for_object(response.0)
    }
}

/// The path parameters of `read_file`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadFilePath {
    /// ext
    #[serde(rename = "ext")]
    pub ext: types::Ext,
    /// name
    #[serde(rename = "name")]
    pub name: String,
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct ReadFileResponse(pub types::ReadFileResponse);

impl HttpCodedResponse for ReadFileResponse {
    type Body = types::ReadFileResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadFileResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadFileResponse) -> Self {
        ReadFileResponse::for_object(response.0)
    }
}

/// What the server read. (status 200)
#[derive(Debug)]
pub struct GetSlashResponse(pub types::GetSlashResponse);

impl HttpCodedResponse for GetSlashResponse {
    type Body = types::GetSlashResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<GetSlashResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetSlashResponse) -> Self {
        GetSlashResponse::for_object(response.0)
    }
}

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    ReadChoicesPath = "ReadChoicesPath";
    ReadChoicesQuery = "ReadChoicesQuery";
    ReadChoicesHeaders = "ReadChoicesHeaders";
    ReadDeepQuery = "ReadDeepQuery";
    ReadEncodedPath = "ReadEncodedPath";
    ReadEncodedQuery = "ReadEncodedQuery";
    ReadEncodedHeaders = "ReadEncodedHeaders";
    ReadListsQuery = "ReadListsQuery";
    ReadPartsPath = "ReadPartsPath";
    ReadPartsQuery = "ReadPartsQuery";
    ReadPartsHeaders = "ReadPartsHeaders";
    ReadTimesPath = "ReadTimesPath";
    ReadTimesHeaders = "ReadTimesHeaders" refers to types::Time;
    AsyncOperationPath = "AsyncOperationPath";
    AsyncOperationQuery = "AsyncOperationQuery";
    AsyncOperationHeaders = "AsyncOperationHeaders";
    NewOperationPath = "NewOperationPath";
    ErrorOperationPath = "ErrorOperationPath";
    ReadWholePath = "ReadWholePath";
    CancelFilePath = "CancelFilePath";
    ReadFilePath = "ReadFilePath";
}
