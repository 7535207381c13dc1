// @generated from requests.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, RequestContext};
use lockstep_dropshot::{Headers, OperationResult, Path, Query, Secured, UnreadRequest};

/// Requests
pub trait RequestsApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Certificate>
        + lockstep_dropshot::Authenticate<Key>
        + lockstep_dropshot::Authenticate<Login>
        + lockstep_dropshot::Authenticate<Other>
        + lockstep_dropshot::Authenticate<Token>;
    /// `GET /count/{number}`
    fn count(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<CountPath>,)>,
    ) -> impl Future<
        Output = OperationResult<CountResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /echo/2fa`, by the shared route `/echo/{id}`
    fn n_2fa(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<N2faBody>,)>,
    ) -> impl Future<
        Output = OperationResult<N2faResponse, N2faErrorOrTextPlain>,
    > + Send + 'static;

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
        Output = OperationResult<NeedBothResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/certificate`, by the shared route `/echo/{id}`
    fn need_certificate(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            lockstep_dropshot::AnyOf<TokenOrCertificate<Token, Certificate>>,
            (),
        >,
    ) -> impl Future<
        Output = OperationResult<NeedCertificateResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/choices/{id}`, by the shared route `/echo/{id}/{at}`
    fn read_choices(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReadChoicesPath>,
                Query<ReadChoicesQuery>,
                Headers<ReadChoicesHeaders>,
                lockstep_dropshot::Cookies<ReadChoicesCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ReadChoicesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/deep`, by the shared route `/echo/{id}`
    fn read_deep(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadDeepQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadDeepResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/digest`, by the shared route `/echo/{id}`
    fn need_digest(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Other, ()>,
    ) -> impl Future<
        Output = OperationResult<NeedDigestResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/either`, by the shared route `/echo/{id}`
    fn need_either(
        rqctx: RequestContext<Self::Context>,
        request: Secured<lockstep_dropshot::AnyOf<KeyOrToken<Key, Token>>, ()>,
    ) -> impl Future<
        Output = OperationResult<NeedEitherResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/json/{point}`, by the shared route `/echo/{id}/{at}`
    fn read_encoded(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReadEncodedPath>,
                Query<ReadEncodedQuery>,
                Headers<ReadEncodedHeaders>,
                lockstep_dropshot::Cookies<ReadEncodedCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ReadEncodedResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/lists`, by the shared route `/echo/{id}`
    fn read_lists(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadListsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadListsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/marked`, by the shared route `/echo/{id}`
    fn read_marked(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadMarkedQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadMarkedResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/mixed`, by the shared route `/echo/{id}`
    fn read_mixed(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ReadMixedQuery>, Headers<ReadMixedHeaders>)>,
    ) -> impl Future<
        Output = OperationResult<ReadMixedResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/optional`, by the shared route `/echo/{id}`
    fn need_none(
        rqctx: RequestContext<Self::Context>,
        request: Secured<lockstep_dropshot::Optional<Token>, ()>,
    ) -> impl Future<
        Output = OperationResult<NeedNoneResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/parts/{ids}/{point}/{days}`, by the shared route `/echo/{id}/{at}/{point}/{days}`
    fn read_parts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReadPartsPath>,
                Query<ReadPartsQuery>,
                Headers<ReadPartsHeaders>,
                lockstep_dropshot::Cookies<ReadPartsCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ReadPartsResponse, lockstep_dropshot::AnyError>,
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
        Output = OperationResult<ReadTimesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /echo/times/{at}/limited`, by the shared route `/echo/{id}/{at}/{point}`
    fn read_limited_times(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReadLimitedTimesPath>,
                Query<ReadLimitedTimesQuery>,
                Headers<ReadLimitedTimesHeaders>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ReadLimitedTimesResponse, lockstep_dropshot::AnyError>,
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
        Output = OperationResult<AsyncOperationResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `OPTIONS /echo/{id}/same`, by the shared route `/echo/{id}/{at}`
    fn new_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (Path<NewOperationPath>, lockstep_dropshot::ContentBody<NewOperationBody>),
        >,
    ) -> impl Future<
        Output = OperationResult<NewOperationResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /echo/{name}/same`, by the shared route `/echo/{id}/{at}`
    fn error_operation(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ErrorOperationPath>,
                lockstep_dropshot::MultipartForm<types::ErrorOperationBody>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ErrorOperationResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /files/{id}`, by the shared route `/files/{id}`
    fn read_whole(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<ReadWholePath>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadWholeResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `POST /files/{id}:cancel`, by the shared route `/files/{id}`
    fn cancel_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<CancelFilePath>,)>,
    ) -> impl Future<
        Output = OperationResult<CancelFileResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /files/{name}.{ext}`, by the shared route `/files/{id}`
    fn read_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<ReadFilePath>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadFileResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;

    /// `GET /slash/`
    fn get_slash(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetSlashResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static;
}

/// Registers the operations of [`RequestsApi`].
pub mod requests_api_mod {
    use super::*;
    const COUNT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "count",
        &http::Method::GET,
        "/count/{number}",
    );
    const N_2FA: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "2fa",
            &http::Method::POST,
            "/echo/2fa",
        )
        .max_bytes(1048576)
        .shared("/echo/{id}", "/shared route of 2fa/echo/2fa");
    const NEED_BOTH: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "need_both",
            &http::Method::GET,
            "/echo/both",
        )
        .shared("/echo/{id}", "/shared route of need_both/echo/both");
    const NEED_CERTIFICATE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "need_certificate",
            &http::Method::GET,
            "/echo/certificate",
        )
        .shared("/echo/{id}", "/shared route of need_certificate/echo/certificate");
    const READ_CHOICES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_choices",
            &http::Method::GET,
            "/echo/choices/{id}",
        )
        .shared("/echo/{id}/{at}", "/shared route of read_choices/echo/choices/{id}");
    const READ_DEEP: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_deep",
            &http::Method::GET,
            "/echo/deep",
        )
        .shared("/echo/{id}", "/shared route of read_deep/echo/deep");
    const NEED_DIGEST: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "need_digest",
            &http::Method::GET,
            "/echo/digest",
        )
        .shared("/echo/{id}", "/shared route of need_digest/echo/digest");
    const NEED_EITHER: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "need_either",
            &http::Method::GET,
            "/echo/either",
        )
        .shared("/echo/{id}", "/shared route of need_either/echo/either");
    const READ_ENCODED: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_encoded",
            &http::Method::GET,
            "/echo/json/{point}",
        )
        .shared("/echo/{id}/{at}", "/shared route of read_encoded/echo/json/{point}");
    const READ_LISTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_lists",
            &http::Method::GET,
            "/echo/lists",
        )
        .shared("/echo/{id}", "/shared route of read_lists/echo/lists");
    const READ_MARKED: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_marked",
            &http::Method::GET,
            "/echo/marked",
        )
        .shared("/echo/{id}", "/shared route of read_marked/echo/marked");
    const READ_MIXED: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_mixed",
            &http::Method::GET,
            "/echo/mixed",
        )
        .shared("/echo/{id}", "/shared route of read_mixed/echo/mixed");
    const NEED_NONE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "need_none",
            &http::Method::GET,
            "/echo/optional",
        )
        .shared("/echo/{id}", "/shared route of need_none/echo/optional");
    const READ_PARTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_parts",
            &http::Method::GET,
            "/echo/parts/{ids}/{point}/{days}",
        )
        .shared(
            "/echo/{id}/{at}/{point}/{days}",
            "/shared route of read_parts/echo/parts/{ids}/{point}/{days}",
        );
    const READ_TIMES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_times",
            &http::Method::GET,
            "/echo/times/{at}",
        )
        .shared("/echo/{id}/{at}", "/shared route of read_times/echo/times/{at}");
    const READ_LIMITED_TIMES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_limited_times",
            &http::Method::GET,
            "/echo/times/{at}/limited",
        )
        .shared(
            "/echo/{id}/{at}/{point}",
            "/shared route of read_limited_times/echo/times/{at}/limited",
        );
    const ASYNC_OPERATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "async",
            &http::Method::GET,
            "/echo/{id}/same",
        )
        .shared("/echo/{id}/{at}", "/shared route of async/echo/{id}/same");
    const NEW_OPERATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "new",
            &http::Method::OPTIONS,
            "/echo/{id}/same",
        )
        .max_bytes(1048576)
        .shared("/echo/{id}/{at}", "/shared route of new/echo/{id}/same");
    const ERROR_OPERATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "error",
            &http::Method::POST,
            "/echo/{name}/same",
        )
        .max_bytes(1048576)
        .shared("/echo/{id}/{at}", "/shared route of error/echo/{name}/same");
    const READ_WHOLE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_whole",
            &http::Method::GET,
            "/files/{id}",
        )
        .shared("/files/{id}", "/shared route of read_whole/files/{id}");
    const CANCEL_FILE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "cancel_file",
            &http::Method::POST,
            "/files/{id}:cancel",
        )
        .shared("/files/{id}", "/shared route of cancel_file/files/{id}/ + /:cancel");
    const READ_FILE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_file",
            &http::Method::GET,
            "/files/{name}.{ext}",
        )
        .shared(
            "/files/{id}",
            "/shared route of read_file/files/{name}/ + /./ + /{ext}",
        );
    const GET_SLASH: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_slash",
        &http::Method::GET,
        "/slash/",
    );
    const TAGS: &[(&str, Option<&str>)] = &[];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: RequestsApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: RequestsApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(COUNT, ServerImpl::count);
        endpoints.add(N_2FA, ServerImpl::n_2fa);
        endpoints.add(NEED_BOTH, ServerImpl::need_both);
        endpoints.add(NEED_CERTIFICATE, ServerImpl::need_certificate);
        endpoints.add(READ_CHOICES, ServerImpl::read_choices);
        endpoints.add(READ_DEEP, ServerImpl::read_deep);
        endpoints.add(NEED_DIGEST, ServerImpl::need_digest);
        endpoints.add(NEED_EITHER, ServerImpl::need_either);
        endpoints.add(READ_ENCODED, ServerImpl::read_encoded);
        endpoints.add(READ_LISTS, ServerImpl::read_lists);
        endpoints.add(READ_MARKED, ServerImpl::read_marked);
        endpoints.add(READ_MIXED, ServerImpl::read_mixed);
        endpoints.add(NEED_NONE, ServerImpl::need_none);
        endpoints.add(READ_PARTS, ServerImpl::read_parts);
        endpoints.add(READ_TIMES, ServerImpl::read_times);
        endpoints.add(READ_LIMITED_TIMES, ServerImpl::read_limited_times);
        endpoints.add(ASYNC_OPERATION, ServerImpl::async_operation);
        endpoints.add(NEW_OPERATION, ServerImpl::new_operation);
        endpoints.add(ERROR_OPERATION, ServerImpl::error_operation);
        endpoints.add(READ_WHOLE, ServerImpl::read_whole);
        endpoints.add(CANCEL_FILE, ServerImpl::cancel_file);
        endpoints.add(READ_FILE, ServerImpl::read_file);
        endpoints.add(GET_SLASH, ServerImpl::get_slash);
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
                UnreadRequest<(Path<CountPath>,)>,
                CountResponse,
                lockstep_dropshot::AnyError,
            >(COUNT);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<N2faBody>,)>,
                N2faResponse,
                N2faErrorOrTextPlain,
            >(N_2FA);
        endpoints
            .describe::<
                Secured<
                    lockstep_dropshot::AnyOf<
                        KeyAndLoginOrLogin<lockstep_dropshot::AllOf<(Key, Login)>, Login>,
                    >,
                    (),
                >,
                NeedBothResponse,
                lockstep_dropshot::AnyError,
            >(NEED_BOTH);
        endpoints
            .describe::<
                Secured<
                    lockstep_dropshot::AnyOf<TokenOrCertificate<Token, Certificate>>,
                    (),
                >,
                NeedCertificateResponse,
                lockstep_dropshot::AnyError,
            >(NEED_CERTIFICATE);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReadChoicesPath>,
                        Query<ReadChoicesQuery>,
                        Headers<ReadChoicesHeaders>,
                        lockstep_dropshot::Cookies<ReadChoicesCookies>,
                    ),
                >,
                ReadChoicesResponse,
                lockstep_dropshot::AnyError,
            >(READ_CHOICES);
        endpoints
            .describe::<
                UnreadRequest<(Query<ReadDeepQuery>,)>,
                ReadDeepResponse,
                lockstep_dropshot::AnyError,
            >(READ_DEEP);
        endpoints
            .describe::<
                Secured<Other, ()>,
                NeedDigestResponse,
                lockstep_dropshot::AnyError,
            >(NEED_DIGEST);
        endpoints
            .describe::<
                Secured<lockstep_dropshot::AnyOf<KeyOrToken<Key, Token>>, ()>,
                NeedEitherResponse,
                lockstep_dropshot::AnyError,
            >(NEED_EITHER);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReadEncodedPath>,
                        Query<ReadEncodedQuery>,
                        Headers<ReadEncodedHeaders>,
                        lockstep_dropshot::Cookies<ReadEncodedCookies>,
                    ),
                >,
                ReadEncodedResponse,
                lockstep_dropshot::AnyError,
            >(READ_ENCODED);
        endpoints
            .describe::<
                UnreadRequest<(Query<ReadListsQuery>,)>,
                ReadListsResponse,
                lockstep_dropshot::AnyError,
            >(READ_LISTS);
        endpoints
            .describe::<
                UnreadRequest<(Query<ReadMarkedQuery>,)>,
                ReadMarkedResponse,
                lockstep_dropshot::AnyError,
            >(READ_MARKED);
        endpoints
            .describe::<
                UnreadRequest<(Query<ReadMixedQuery>, Headers<ReadMixedHeaders>)>,
                ReadMixedResponse,
                lockstep_dropshot::AnyError,
            >(READ_MIXED);
        endpoints
            .describe::<
                Secured<lockstep_dropshot::Optional<Token>, ()>,
                NeedNoneResponse,
                lockstep_dropshot::AnyError,
            >(NEED_NONE);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReadPartsPath>,
                        Query<ReadPartsQuery>,
                        Headers<ReadPartsHeaders>,
                        lockstep_dropshot::Cookies<ReadPartsCookies>,
                    ),
                >,
                ReadPartsResponse,
                lockstep_dropshot::AnyError,
            >(READ_PARTS);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReadTimesPath>,
                        Headers<ReadTimesHeaders>,
                        lockstep_dropshot::Cookies<ReadTimesCookies>,
                    ),
                >,
                ReadTimesResponse,
                lockstep_dropshot::AnyError,
            >(READ_TIMES);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReadLimitedTimesPath>,
                        Query<ReadLimitedTimesQuery>,
                        Headers<ReadLimitedTimesHeaders>,
                    ),
                >,
                ReadLimitedTimesResponse,
                lockstep_dropshot::AnyError,
            >(READ_LIMITED_TIMES);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<AsyncOperationPath>,
                        Query<AsyncOperationQuery>,
                        Headers<AsyncOperationHeaders>,
                    ),
                >,
                AsyncOperationResponse,
                lockstep_dropshot::AnyError,
            >(ASYNC_OPERATION);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<NewOperationPath>,
                        lockstep_dropshot::ContentBody<NewOperationBody>,
                    ),
                >,
                NewOperationResponse,
                lockstep_dropshot::AnyError,
            >(NEW_OPERATION);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ErrorOperationPath>,
                        lockstep_dropshot::MultipartForm<types::ErrorOperationBody>,
                    ),
                >,
                ErrorOperationResponse,
                lockstep_dropshot::AnyError,
            >(ERROR_OPERATION);
        endpoints
            .describe::<
                UnreadRequest<(Path<ReadWholePath>,)>,
                ReadWholeResponse,
                lockstep_dropshot::AnyError,
            >(READ_WHOLE);
        endpoints
            .describe::<
                UnreadRequest<(Path<CancelFilePath>,)>,
                CancelFileResponse,
                lockstep_dropshot::AnyError,
            >(CANCEL_FILE);
        endpoints
            .describe::<
                UnreadRequest<(Path<ReadFilePath>,)>,
                ReadFileResponse,
                lockstep_dropshot::AnyError,
            >(READ_FILE);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetSlashResponse,
                lockstep_dropshot::AnyError,
            >(GET_SLASH);
        endpoints.finish()
    }
}

/// The security scheme `Certificate`.
#[derive(Debug)]
pub enum Certificate {}

impl lockstep_dropshot::SecurityScheme for Certificate {
    const NAME: &'static str = "Certificate";
    type Mechanism = lockstep_dropshot::MutualTls;
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

/// The security scheme `Other`.
#[derive(Debug)]
pub enum Other {}

impl lockstep_dropshot::SecurityScheme for Other {
    const NAME: &'static str = "Other";
    type Mechanism = lockstep_dropshot::HttpCredentials<Self>;
}

impl lockstep_dropshot::HttpScheme for Other {
    const SCHEME: &'static str = "digest";
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

lockstep_dropshot::alternatives! {
    TokenOrCertificate{Token(Token), Certificate(Certificate)},
}

/// An error in one of several forms.
#[derive(Clone, Debug, PartialEq)]
pub enum N2faErrorOrTextPlain {
    /// JSON.
    N2faError(types::N2faError),
    /// `text/plain`
    TextPlain(String),
}

impl lockstep_dropshot::ErrorContent for N2faErrorOrTextPlain {
    type Described = types::N2faError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        match self {
            Self::N2faError(error) => lockstep_dropshot::ErrorContent::content(error),
            Self::TextPlain(content) => {
                Ok((http::HeaderValue::from_static("text/plain"), content.into()))
            }
        }
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        lockstep_dropshot::ErrorContent::of_http_error(error)
            .map(Self::N2faError)
            .or_else(|| Some(Self::TextPlain(error.external_message.clone())))
    }
}

/// The error of an operation: a status, headers and [`N2faErrorOrTextPlain`].
pub type N2faErrorOrTextPlainResponse = lockstep_dropshot::ErrorResponse<
    N2faErrorOrTextPlain,
>;

/// The path parameters of `count`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct CountPath {
    /// number
    #[serde(rename = "number")]
    pub number: types::CountNumber,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct CountResponse(pub types::CountResponse);

impl HttpCodedResponse for CountResponse {
    type Body = types::CountResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<CountResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CountResponse) -> Self {
        CountResponse::for_object(response.0)
    }
}

/// The body of `2fa`.
#[derive(Debug)]
pub enum N2faBody {
    /// `application/json`
    ApplicationJson(types::N2faBody),
    /// `text/plain`
    TextPlain(dropshot::UntypedBody),
}

impl lockstep_dropshot::RequestContent for N2faBody {
    const MEDIA_TYPES: &'static [&'static str] = &["application/json", "text/plain"];
    type Described = dropshot::TypedBody<types::N2faBody>;
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
                dropshot::ExclusiveExtractor::from_request(rqctx, request)
                    .await
                    .map(Self::TextPlain)
            }
        }
    }
}

/// The response of `2fa` unless it fails.
pub enum N2faResponse {
    /// What the server read.
    Ok(N2faOk),
    /// The text.
    Accepted(N2faAccepted),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for N2faResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::Accepted(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        N2faOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::Accepted(response) => response.status_code(),
        }
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct N2faOk(pub types::N2faResponse);

impl HttpCodedResponse for N2faOk {
    type Body = types::N2faResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<N2faOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: N2faOk) -> Self {
        N2faOk::for_object(response.0)
    }
}

/// The text. (status 202)
pub struct N2faAccepted(pub dropshot::Body);

impl HttpCodedResponse for N2faAccepted {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(202);
    const DESCRIPTION: &'static str = "The text.";
}

impl From<N2faAccepted> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: N2faAccepted) -> Self {
        lockstep_dropshot::sent_as(
            N2faAccepted::for_object(dropshot::FreeformBody(response.0)),
            "text/plain",
        )
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct NeedCertificateResponse(pub types::NeedCertificateResponse);

impl HttpCodedResponse for NeedCertificateResponse {
    type Body = types::NeedCertificateResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<NeedCertificateResponse>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NeedCertificateResponse) -> Self {
        NeedCertificateResponse::for_object(response.0)
    }
}

/// The path parameters of `read_choices`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadChoicesPath {
    /// id
    #[serde(deserialize_with = "lockstep_dropshot::scalar", rename = "id")]
    pub id: types::PointId,
}

/// The query parameters of `read_choices`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadChoicesQuery {
    /// The level.
    ///
    /// Deprecated.
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "level")]
    pub level: Option<types::Level>,
    /// since
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "since")]
    pub since: Option<types::ReadChoicesSince>,
    /// size
    #[serde(
        default = "ReadChoicesQuery::default_size",
        deserialize_with = "lockstep_dropshot::scalar",
        rename = "size"
    )]
    pub size: types::ReadChoicesSize,
}

impl ReadChoicesQuery {
    /// Returns the value of `size` for a request without it.
    pub fn default_size() -> types::ReadChoicesSize {
        lockstep_dropshot::default_of("0.5")
    }
}

/// The header parameters of `read_choices`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadChoicesHeaders {
    /// X-Mark
    #[serde(deserialize_with = "lockstep_dropshot::scalar", rename = "X-Mark")]
    pub x_mark: types::ReadChoicesXMark,
}

/// The cookie parameters of `read_choices`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadChoicesCookies {
    /// mark
    #[serde(default, deserialize_with = "lockstep_dropshot::scalar", rename = "mark")]
    pub mark: Option<types::ReadChoicesMark>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadDeepQuery {
    /// filter
    #[serde(default, deserialize_with = "ReadDeepQuery::read_filter", rename = "[**]filter")]
    pub filter: Option<types::DeepFilter>,
    /// switches
    #[serde(deserialize_with = "ReadDeepQuery::read_switches", rename = "[**]switches")]
    pub switches: types::ReadDeepSwitches,
    /// tags
    #[serde(default, deserialize_with = "ReadDeepQuery::read_tags", rename = "[**]tags")]
    pub tags: Option<types::ReadDeepTags>,
}

impl ReadDeepQuery {
    /// Reads `filter` from its parameters.
    fn read_filter<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::DeepFilter>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[
                ("level", lockstep_dropshot::TextShape::TEXT),
                (
                    "name",
                    lockstep_dropshot::TextShape {
                        members: &[
                            ("eq", lockstep_dropshot::TextShape::TEXT),
                            ("exists", lockstep_dropshot::TextShape::BOOLEAN),
                        ],
                        ..lockstep_dropshot::TextShape::TEXT
                    },
                ),
                (
                    "size",
                    lockstep_dropshot::TextShape {
                        members: &[
                            (
                                "in",
                                lockstep_dropshot::TextShape {
                                    items: Some(&lockstep_dropshot::TextShape::NUMBER),
                                    ..lockstep_dropshot::TextShape::NONE
                                },
                            ),
                            ("min", lockstep_dropshot::TextShape::NUMBER),
                        ],
                        ..lockstep_dropshot::TextShape::NONE
                    },
                ),
            ],
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `switches` from its parameters.
    fn read_switches<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<types::ReadDeepSwitches, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[],
            others: Some(
                &lockstep_dropshot::TextShape {
                    members: &[("on", lockstep_dropshot::TextShape::BOOLEAN)],
                    ..lockstep_dropshot::TextShape::NONE
                },
            ),
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `tags` from its parameters.
    fn read_tags<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::ReadDeepTags>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[],
            others: Some(&lockstep_dropshot::TextShape::TEXT),
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct NeedDigestResponse(pub types::NeedDigestResponse);

impl HttpCodedResponse for NeedDigestResponse {
    type Body = types::NeedDigestResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<NeedDigestResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NeedDigestResponse) -> Self {
        NeedDigestResponse::for_object(response.0)
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadEncodedPath {
    /// point
    #[serde(deserialize_with = "lockstep_dropshot::json_text", rename = "point")]
    pub point: types::Point,
}

/// The query parameters of `read_encoded`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadEncodedQuery {
    /// count
    #[serde(
        default = "ReadEncodedQuery::default_count",
        deserialize_with = "lockstep_dropshot::json_text",
        rename = "count"
    )]
    pub count: types::ReadEncodedCount,
    /// filter
    #[serde(default, deserialize_with = "lockstep_dropshot::optional_json_text", rename = "filter")]
    pub filter: Option<types::ReadEncodedFilter>,
}

impl ReadEncodedQuery {
    /// Returns the value of `count` for a request without it.
    pub fn default_count() -> types::ReadEncodedCount {
        lockstep_dropshot::default_of("3")
    }
}

/// The header parameters of `read_encoded`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadEncodedHeaders {
    /// X-Meta
    #[serde(deserialize_with = "lockstep_dropshot::json_text", rename = "X-Meta")]
    pub x_meta: types::ReadEncodedXMeta,
}

/// The cookie parameters of `read_encoded`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadEncodedCookies {
    /// prefs
    #[serde(default, deserialize_with = "lockstep_dropshot::optional_cookie_json", rename = "prefs")]
    pub prefs: Option<types::Prefs>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadListsQuery {
    /// colour
    #[serde(default, rename = "[%2C]colour")]
    pub colour: Option<Vec<types::ReadListsColourItem>>,
    /// each
    #[serde(default, rename = "each")]
    pub each: Option<Vec<String>>,
    /// filter
    #[serde(default, rename = "{least,tags}filter")]
    pub filter: Option<types::ReadListsFilter>,
    /// name
    #[serde(default, rename = "[ ]name")]
    pub name: Option<Vec<String>>,
    /// size
    #[serde(rename = "[|]size")]
    pub size: Vec<i64>,
    /// word
    #[serde(default, rename = "[,]word")]
    pub word: Option<Vec<String>>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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

/// The query parameters of `read_marked`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadMarkedQuery {
    /// [b]
    #[serde(default, rename = "[][b]")]
    pub b: Option<Vec<i64>>,
    /// filter[*]
    #[serde(default, rename = "filter[*]")]
    pub filter: Option<String>,
    /// list[|]
    #[serde(default, rename = "[,]list[|]")]
    pub list: Option<Vec<String>>,
    /// others
    #[serde(default, rename = "*")]
    pub others: std::collections::HashMap<String, String>,
    /// sort[,]
    #[serde(rename = "sort[,]")]
    pub sort: String,
    /// {id}
    #[serde(default, rename = "[]{id}")]
    pub id: Option<i64>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ReadMarkedResponse(pub types::ReadMarkedResponse);

impl HttpCodedResponse for ReadMarkedResponse {
    type Body = types::ReadMarkedResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadMarkedResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadMarkedResponse) -> Self {
        ReadMarkedResponse::for_object(response.0)
    }
}

/// The query parameters of `read_mixed`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadMixedQuery {
    /// either
    #[serde(default, deserialize_with = "ReadMixedQuery::read_either", rename = "[,]either")]
    pub either: Option<Vec<types::ReadMixedEitherItem>>,
    /// free
    #[serde(default, deserialize_with = "ReadMixedQuery::read_free", rename = "[**]free")]
    pub free: Option<types::ReadMixedFree>,
    /// header_map
    #[serde(default, rename = "header_map")]
    pub header_map: Option<String>,
    /// mixed
    #[serde(default, deserialize_with = "lockstep_dropshot::scalars", rename = "mixed")]
    pub mixed: Option<Vec<types::ReadMixedMixedItem>>,
    /// more
    #[serde(default, rename = "*")]
    pub more: std::collections::HashMap<String, String>,
}

impl ReadMixedQuery {
    /// Reads `either`, and refuses a list beyond its limits.
    fn read_either<'de, D: serde::Deserializer<'de>>(
        elements: D,
    ) -> Result<Option<Vec<types::ReadMixedEitherItem>>, D::Error> {
        let limits = lockstep_dropshot::ListLimits {
            least: 0,
            most: Some(2),
            unique: false,
        };
        lockstep_dropshot::limited_scalars(elements, limits)
    }

    /// Reads `free` from its parameters.
    fn read_free<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::ReadMixedFree>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[],
            others: Some(&lockstep_dropshot::TextShape::TEXT),
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// The header parameters of `read_mixed`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadMixedHeaders {
    /// info
    #[serde(default, rename = "info")]
    pub info: Option<String>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ReadMixedResponse(pub types::ReadMixedResponse);

impl HttpCodedResponse for ReadMixedResponse {
    type Body = types::ReadMixedResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadMixedResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadMixedResponse) -> Self {
        ReadMixedResponse::for_object(response.0)
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadPartsPath {
    /// days
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "[%2C]days")]
    pub days: Vec<chrono::DateTime<chrono::Utc>>,
    /// ids
    #[serde(deserialize_with = "ReadPartsPath::read_ids", rename = "[,2]ids")]
    pub ids: Vec<String>,
    /// point
    #[serde(deserialize_with = "ReadPartsPath::read_point", rename = "[**=3]point")]
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
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[
                ("label", lockstep_dropshot::TextShape::TEXT),
                ("x", lockstep_dropshot::TextShape::NUMBER),
            ],
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// The query parameters of `read_parts`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadPartsQuery {
    /// size
    #[serde(default, deserialize_with = "ReadPartsQuery::read_size", rename = "size")]
    pub size: Option<Vec<f64>>,
    /// word
    #[serde(deserialize_with = "ReadPartsQuery::read_word", rename = "[,]word")]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadPartsHeaders {
    /// X-Names
    #[serde(rename = "[%2C]X-Names")]
    pub x_names: Vec<String>,
    /// X-Point
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_point", rename = "[**,]X-Point")]
    pub x_point: Option<types::Point>,
    /// X-Rates
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_rates", rename = "[**=]X-Rates")]
    pub x_rates: Option<types::ReadPartsXRates>,
    /// X-Sizes
    #[serde(default, deserialize_with = "ReadPartsHeaders::read_x_sizes", rename = "[%2C]X-Sizes")]
    pub x_sizes: Option<Vec<i64>>,
}

impl ReadPartsHeaders {
    /// Reads `X-Point` from its parameters.
    fn read_x_point<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::Point>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[
                ("label", lockstep_dropshot::TextShape::TEXT),
                ("x", lockstep_dropshot::TextShape::NUMBER),
            ],
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }

    /// Reads `X-Rates` from its parameters.
    fn read_x_rates<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::ReadPartsXRates>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[],
            others: Some(&lockstep_dropshot::TextShape::NUMBER),
            ..lockstep_dropshot::TextShape::NONE
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadPartsCookies {
    /// colours
    #[serde(default, rename = "[%2C]colours")]
    pub colours: Option<Vec<types::ReadPartsColoursItem>>,
    /// corner
    #[serde(default, deserialize_with = "ReadPartsCookies::read_corner", rename = "[**,]corner")]
    pub corner: Option<types::Point>,
}

impl ReadPartsCookies {
    /// Reads `corner` from its parameters.
    fn read_corner<'de, D: serde::Deserializer<'de>>(
        parameters: D,
    ) -> Result<Option<types::Point>, D::Error> {
        static SHAPE: lockstep_dropshot::TextShape = lockstep_dropshot::TextShape {
            members: &[
                ("label", lockstep_dropshot::TextShape::TEXT),
                ("x", lockstep_dropshot::TextShape::NUMBER),
            ],
            ..lockstep_dropshot::TextShape::NONE
        };
        lockstep_dropshot::deep(parameters, &SHAPE)
    }
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadTimesPath {
    /// at
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "at")]
    pub at: chrono::DateTime<chrono::Utc>,
}

/// The header parameters of `read_times`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadTimesHeaders {
    /// X-Since
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "X-Since")]
    pub x_since: Option<chrono::DateTime<chrono::Utc>>,
    /// X-Until
    #[serde(rename = "X-Until")]
    pub x_until: types::Time,
}

/// The cookie parameters of `read_times`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadTimesCookies {
    /// day
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "day")]
    pub day: Option<chrono::NaiveDate>,
    /// session
    #[serde(rename = "session")]
    pub session: String,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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

/// The path parameters of `read_limited_times`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadLimitedTimesPath {
    /// at
    #[serde(rename = "at")]
    pub at: types::ReadLimitedTimesAt,
}

/// The query parameters of `read_limited_times`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadLimitedTimesQuery {
    /// until
    #[serde(default, rename = "until")]
    pub until: Option<types::ReadLimitedTimesUntil>,
}

/// The header parameters of `read_limited_times`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadLimitedTimesHeaders {
    /// X-New-Year
    #[serde(default, rename = "X-New-Year")]
    pub x_new_year: Option<types::ReadLimitedTimesXNewYear>,
    /// X-Since
    #[serde(default, rename = "X-Since")]
    pub x_since: Option<types::ReadLimitedTimesXSince>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLimitedTimesResponse(pub types::ReadLimitedTimesResponse);

impl HttpCodedResponse for ReadLimitedTimesResponse {
    type Body = types::ReadLimitedTimesResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ReadLimitedTimesResponse>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadLimitedTimesResponse) -> Self {
        ReadLimitedTimesResponse::for_object(response.0)
    }
}

/// The path parameters of `async`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct AsyncOperationPath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// The query parameters of `async`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct AsyncOperationQuery {
    /// body
    #[serde(default, rename = "body")]
    pub body: Option<String>,
    /// id
    #[serde(default, rename = "id")]
    pub id: Option<i64>,
    /// page-size
    #[serde(default, rename = "page-size")]
    pub page_size_2: Option<i64>,
    /// page_size
    #[serde(default, rename = "page_size")]
    pub page_size: Option<i64>,
}

/// The header parameters of `async`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct AsyncOperationHeaders {
    /// send
    #[serde(default, rename = "send")]
    pub send: Option<String>,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct AsyncOperationResponse(pub types::AsyncOperationResponse);

impl HttpCodedResponse for AsyncOperationResponse {
    type Body = types::AsyncOperationResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<AsyncOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: AsyncOperationResponse) -> Self {
        AsyncOperationResponse::for_object(response.0)
    }
}

/// The path parameters of `new`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct NewOperationPath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// The body of `new`.
#[derive(Debug)]
pub struct NewOperationBody(pub types::NewOperationBody);

impl lockstep_dropshot::RequestContent for NewOperationBody {
    const MEDIA_TYPES: &'static [&'static str] = &["application/merge-patch+json"];
    type Described = dropshot::TypedBody<types::NewOperationBody>;
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

/// Its lines. (status 200)
#[derive(Debug)]
pub struct NewOperationResponse(
    pub lockstep_dropshot::ItemBody<
        lockstep_dropshot::stream::JsonLines<types::NewOperationResponseItem>,
    >,
);

impl HttpCodedResponse for NewOperationResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "Its lines.";
}

impl From<NewOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: NewOperationResponse) -> Self {
        let body = dropshot::FreeformBody(response.0.into());
        lockstep_dropshot::sent_as(
            NewOperationResponse::for_object(body),
            "application/x-ndjson",
        )
    }
}

/// The path parameters of `error`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ErrorOperationPath {
    /// name
    #[serde(rename = "name")]
    pub name: String,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorOperationResponse(pub types::ErrorOperationResponse);

impl HttpCodedResponse for ErrorOperationResponse {
    type Body = types::ErrorOperationResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What the server read.";
}

impl From<ErrorOperationResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ErrorOperationResponse) -> Self {
        ErrorOperationResponse::for_object(response.0)
    }
}

/// The path parameters of `read_whole`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadWholePath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct CancelFilePath {
    /// id
    #[serde(rename = "id")]
    pub id: i32,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadFilePath {
    /// ext
    #[serde(rename = "ext")]
    pub ext: types::ReadFileExt,
    /// name
    #[serde(rename = "name")]
    pub name: String,
}

/// What the server read. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
    CountPath = "CountPath";
    ReadChoicesPath = "ReadChoicesPath";
    ReadChoicesQuery = "ReadChoicesQuery";
    ReadChoicesHeaders = "ReadChoicesHeaders";
    ReadDeepQuery = "ReadDeepQuery";
    ReadEncodedPath = "ReadEncodedPath";
    ReadEncodedQuery = "ReadEncodedQuery";
    ReadEncodedHeaders = "ReadEncodedHeaders";
    ReadListsQuery = "ReadListsQuery";
    ReadMarkedQuery = "ReadMarkedQuery";
    ReadMixedQuery = "ReadMixedQuery";
    ReadMixedHeaders = "ReadMixedHeaders";
    ReadPartsPath = "ReadPartsPath";
    ReadPartsQuery = "ReadPartsQuery";
    ReadPartsHeaders = "ReadPartsHeaders";
    ReadTimesPath = "ReadTimesPath";
    ReadTimesHeaders = "ReadTimesHeaders" refers to types::Time;
    ReadLimitedTimesPath = "ReadLimitedTimesPath";
    ReadLimitedTimesQuery = "ReadLimitedTimesQuery";
    ReadLimitedTimesHeaders = "ReadLimitedTimesHeaders";
    AsyncOperationPath = "AsyncOperationPath";
    AsyncOperationQuery = "AsyncOperationQuery";
    AsyncOperationHeaders = "AsyncOperationHeaders";
    NewOperationPath = "NewOperationPath";
    ErrorOperationPath = "ErrorOperationPath";
    ReadWholePath = "ReadWholePath";
    CancelFilePath = "CancelFilePath";
    ReadFilePath = "ReadFilePath";
}
