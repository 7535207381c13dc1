// @generated from features.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use super::types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{
    Headers, JsonBody, OperationResult, Path, Query, Secured, UnreadRequest,
};

/// Features
pub trait FeaturesApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<Key>
        + lockstep_dropshot::Authenticate<Oauth>
        + lockstep_dropshot::Authenticate<User>;
    /// `GET /filtered`
    fn filter_things(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<FilterThingsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<FilterThingsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("filter_things", request)
    }

    /// `POST /form`
    fn send_form(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Oauth, (lockstep_dropshot::FormBody<types::Form>,)>,
    ) -> impl Future<
        Output = OperationResult<SendFormResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("send_form", request)
    }

    /// `GET /logos/{name}`
    fn get_logo(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetLogoPath>, Query<GetLogoQuery>)>,
    ) -> impl Future<
        Output = OperationResult<GetLogoResponse, TextPlain>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_logo", request)
    }

    /// `PUT /note`
    fn put_note(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<PutNoteBody>,)>,
    ) -> impl Future<
        Output = OperationResult<PutNoteResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("put_note", request)
    }

    /// `POST /notes/form`, by the shared route `/notes/{id}`
    fn send_note(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::FormBody<types::Form>,)>,
    ) -> impl Future<
        Output = OperationResult<SendNoteResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("send_note", request)
    }

    /// `POST /notes/import`, by the shared route `/notes/{id}`
    fn import_notes(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Key, (lockstep_dropshot::JsonTextBody<types::Form>,)>,
    ) -> impl Future<
        Output = OperationResult<ImportNotesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("import_notes", request)
    }

    /// The note of the caller.
    ///
    /// `GET /notes/mine`, by the shared route `/notes/{id}`
    fn get_my_note(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<GetMyNoteQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<GetMyNoteResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_my_note", request)
    }

    /// `GET /notes/mine/tags`, by the shared route `/notes/{id}/tags`
    fn get_my_tags(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetMyTagsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_my_tags", request)
    }

    /// Fetch a note
    ///
    /// By its ID.
    ///
    /// `GET /notes/{id}`, by the shared route `/notes/{id}`
    fn get_note(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetNotePath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetNoteResponse, types::Error>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_note", request)
    }

    /// `DELETE /notes/{id}`, by the shared route `/notes/{id}`
    fn delete_note(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Key, (Path<DeleteNotePath>,)>,
    ) -> impl Future<
        Output = OperationResult<DeleteNoteResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("delete_note", request)
    }

    /// `GET /notes/{note}/lines/last`, by the shared route `/notes/{id}/lines/{line}`
    fn get_last_line(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetLastLinePath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetLastLineResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_last_line", request)
    }

    /// `GET /notes/{note}/lines/{line}`, by the shared route `/notes/{id}/lines/{line}`
    fn get_line(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetLinePath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetLineResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_line", request)
    }

    /// `GET /pages/{token}`
    fn show_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ShowPagePath>,
                Query<ShowPageQuery>,
                Headers<ShowPageHeaders>,
                lockstep_dropshot::Cookies<ShowPageCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ShowPageResponse, TextHtml>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("show_page", request)
    }

    /// `POST /pages/{token}`
    fn send_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (Path<SendPagePath>, lockstep_dropshot::FormBody<types::Answers>),
        >,
    ) -> impl Future<
        Output = OperationResult<SendPageResponse, ErrorOrTextHtml>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("send_page", request)
    }

    /// `POST /parts`
    fn send_parts(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(dropshot::MultipartBody,)>,
    ) -> impl Future<
        Output = OperationResult<SendPartsResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("send_parts", request)
    }

    /// `GET /raw`
    fn get_raw(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetRawResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_raw", request)
    }

    /// `GET /search`
    fn search(
        rqctx: RequestContext<Self::Context>,
        request: Secured<Key, (Query<SearchQuery>, Headers<SearchHeaders>)>,
    ) -> impl Future<
        Output = OperationResult<SearchResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("search", request)
    }

    /// `GET /socket/{name}`
    fn open_socket(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<OpenSocketPath>, dropshot::WebsocketUpgrade)>,
    ) -> impl Future<
        Output = OperationResult<OpenSocketResponse, types::Error>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("open_socket", request)
    }

    /// `GET /style.css`
    fn get_style(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<()>,
    ) -> impl Future<
        Output = OperationResult<GetStyleResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("get_style", request)
    }

    /// List things
    ///
    /// All of them,
    /// page by page.
    ///
    /// `GET /things`
    fn list_things(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Query<ListThingsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListThingsResponse, types::Error>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("list_things", request)
    }

    /// `POST /things`
    fn create_thing(
        rqctx: RequestContext<Self::Context>,
        request: Secured<User, (lockstep_dropshot::OptionalJsonBody<types::Thing>,)>,
    ) -> impl Future<
        Output = OperationResult<CreateThingResponse, types::CreateThingErrors>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("create_thing", request)
    }

    /// `PUT /upload`
    fn upload(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(lockstep_dropshot::ContentBody<UploadBody>,)>,
    ) -> impl Future<
        Output = OperationResult<UploadResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("upload", request)
    }

    /// `POST /values`
    fn echo_values(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(JsonBody<types::Values>,)>,
    ) -> impl Future<
        Output = OperationResult<EchoValuesResponse, lockstep_dropshot::AnyError>,
    > + Send + 'static {
        drop(rqctx);
        lockstep_dropshot::not_implemented("echo_values", request)
    }
}

/// Registers the operations of [`FeaturesApi`].
pub mod features_api_mod {
    use super::*;
    const FILTER_THINGS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "filter_things",
        &http::Method::GET,
        "/filtered",
    );
    const SEND_FORM: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "send_form",
            &http::Method::POST,
            "/form",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(1048576);
    const GET_LOGO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_logo",
        &http::Method::GET,
        "/logos/{name}",
    );
    const PUT_NOTE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "put_note",
            &http::Method::PUT,
            "/note",
        )
        .max_bytes(1048576);
    const SEND_NOTE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "send_note",
            &http::Method::POST,
            "/notes/form",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(1048576)
        .shared("/notes/{id}", "/shared route of send_note/notes/form");
    const IMPORT_NOTES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "import_notes",
            &http::Method::POST,
            "/notes/import",
        )
        .max_bytes(30)
        .shared("/notes/{id}", "/shared route of import_notes/notes/import");
    const GET_MY_NOTE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_my_note",
            &http::Method::GET,
            "/notes/mine",
        )
        .shared("/notes/{id}", "/shared route of get_my_note/notes/mine")
        .description("The note of the caller.")
        .deprecated();
    const GET_MY_TAGS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_my_tags",
            &http::Method::GET,
            "/notes/mine/tags",
        )
        .shared("/notes/{id}/tags", "/shared route of get_my_tags/notes/mine/tags");
    const GET_NOTE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_note",
            &http::Method::GET,
            "/notes/{id}",
        )
        .shared("/notes/{id}", "/shared route of get_note/notes/{id}")
        .summary("Fetch a note")
        .description("By its ID.")
        .tags(&["things"]);
    const DELETE_NOTE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "delete_note",
            &http::Method::DELETE,
            "/notes/{id}",
        )
        .shared("/notes/{id}", "/shared route of delete_note/notes/{id}");
    const GET_LAST_LINE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_last_line",
            &http::Method::GET,
            "/notes/{note}/lines/last",
        )
        .shared(
            "/notes/{id}/lines/{line}",
            "/shared route of get_last_line/notes/{note}/lines/last",
        );
    const GET_LINE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_line",
            &http::Method::GET,
            "/notes/{note}/lines/{line}",
        )
        .shared(
            "/notes/{id}/lines/{line}",
            "/shared route of get_line/notes/{note}/lines/{line}",
        );
    const SHOW_PAGE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "show_page",
        &http::Method::GET,
        "/pages/{token}",
    );
    const SEND_PAGE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "send_page",
            &http::Method::POST,
            "/pages/{token}",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(100);
    const SEND_PARTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "send_parts",
            &http::Method::POST,
            "/parts",
        )
        .max_bytes(1048576);
    const GET_RAW: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_raw",
        &http::Method::GET,
        "/raw",
    );
    const SEARCH: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "search",
        &http::Method::GET,
        "/search",
    );
    const OPEN_SOCKET: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "open_socket",
        &http::Method::GET,
        "/socket/{name}",
    );
    const GET_STYLE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
        "get_style",
        &http::Method::GET,
        "/style.css",
    );
    const LIST_THINGS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_things",
            &http::Method::GET,
            "/things",
        )
        .summary("List things")
        .description("All of them,\npage by page.")
        .tags(&["things"]);
    const CREATE_THING: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "create_thing",
            &http::Method::POST,
            "/things",
        )
        .max_bytes(1048576)
        .deprecated();
    const UPLOAD: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "upload",
            &http::Method::PUT,
            "/upload",
        )
        .max_bytes(1048576);
    const ECHO_VALUES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "echo_values",
            &http::Method::POST,
            "/values",
        )
        .max_bytes(1048576);
    const TAGS: &[(&str, Option<&str>)] = &[("things", Some("What there is."))];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: FeaturesApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    /// Returns the IDs of the operations that a server does not implement. They answer 501.
    pub fn not_implemented<ServerImpl: FeaturesApi>() -> Vec<&'static str> {
        endpoints::<ServerImpl>().not_implemented().to_vec()
    }

    fn endpoints<ServerImpl: FeaturesApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(FILTER_THINGS, ServerImpl::filter_things);
        endpoints.add(SEND_FORM, ServerImpl::send_form);
        endpoints.add(GET_LOGO, ServerImpl::get_logo);
        endpoints.add(PUT_NOTE, ServerImpl::put_note);
        endpoints.add(SEND_NOTE, ServerImpl::send_note);
        endpoints.add(IMPORT_NOTES, ServerImpl::import_notes);
        endpoints.add(GET_MY_NOTE, ServerImpl::get_my_note);
        endpoints.add(GET_MY_TAGS, ServerImpl::get_my_tags);
        endpoints.add(GET_NOTE, ServerImpl::get_note);
        endpoints.add(DELETE_NOTE, ServerImpl::delete_note);
        endpoints.add(GET_LAST_LINE, ServerImpl::get_last_line);
        endpoints.add(GET_LINE, ServerImpl::get_line);
        endpoints.add(SHOW_PAGE, ServerImpl::show_page);
        endpoints.add(SEND_PAGE, ServerImpl::send_page);
        endpoints.add(SEND_PARTS, ServerImpl::send_parts);
        endpoints.add(GET_RAW, ServerImpl::get_raw);
        endpoints.add(SEARCH, ServerImpl::search);
        endpoints.add(OPEN_SOCKET, ServerImpl::open_socket);
        endpoints.add(GET_STYLE, ServerImpl::get_style);
        endpoints.add(LIST_THINGS, ServerImpl::list_things);
        endpoints.add(CREATE_THING, ServerImpl::create_thing);
        endpoints.add(UPLOAD, ServerImpl::upload);
        endpoints.add(ECHO_VALUES, ServerImpl::echo_values);
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
                UnreadRequest<(Query<FilterThingsQuery>,)>,
                FilterThingsResponse,
                lockstep_dropshot::AnyError,
            >(FILTER_THINGS);
        endpoints
            .describe::<
                Secured<Oauth, (lockstep_dropshot::FormBody<types::Form>,)>,
                SendFormResponse,
                lockstep_dropshot::AnyError,
            >(SEND_FORM);
        endpoints
            .describe::<
                UnreadRequest<(Path<GetLogoPath>, Query<GetLogoQuery>)>,
                GetLogoResponse,
                TextPlain,
            >(GET_LOGO);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<PutNoteBody>,)>,
                PutNoteResponse,
                lockstep_dropshot::AnyError,
            >(PUT_NOTE);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::FormBody<types::Form>,)>,
                SendNoteResponse,
                lockstep_dropshot::AnyError,
            >(SEND_NOTE);
        endpoints
            .describe::<
                Secured<Key, (lockstep_dropshot::JsonTextBody<types::Form>,)>,
                ImportNotesResponse,
                lockstep_dropshot::AnyError,
            >(IMPORT_NOTES);
        endpoints
            .describe::<
                UnreadRequest<(Query<GetMyNoteQuery>,)>,
                GetMyNoteResponse,
                lockstep_dropshot::AnyError,
            >(GET_MY_NOTE);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetMyTagsResponse,
                lockstep_dropshot::AnyError,
            >(GET_MY_TAGS);
        endpoints
            .describe::<
                UnreadRequest<(Path<GetNotePath>,)>,
                GetNoteResponse,
                types::Error,
            >(GET_NOTE);
        endpoints
            .describe::<
                Secured<Key, (Path<DeleteNotePath>,)>,
                DeleteNoteResponse,
                lockstep_dropshot::AnyError,
            >(DELETE_NOTE);
        endpoints
            .describe::<
                UnreadRequest<(Path<GetLastLinePath>,)>,
                GetLastLineResponse,
                lockstep_dropshot::AnyError,
            >(GET_LAST_LINE);
        endpoints
            .describe::<
                UnreadRequest<(Path<GetLinePath>,)>,
                GetLineResponse,
                lockstep_dropshot::AnyError,
            >(GET_LINE);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ShowPagePath>,
                        Query<ShowPageQuery>,
                        Headers<ShowPageHeaders>,
                        lockstep_dropshot::Cookies<ShowPageCookies>,
                    ),
                >,
                ShowPageResponse,
                TextHtml,
            >(SHOW_PAGE);
        endpoints
            .describe::<
                UnreadRequest<
                    (Path<SendPagePath>, lockstep_dropshot::FormBody<types::Answers>),
                >,
                SendPageResponse,
                ErrorOrTextHtml,
            >(SEND_PAGE);
        endpoints
            .describe::<
                UnreadRequest<(dropshot::MultipartBody,)>,
                SendPartsResponse,
                lockstep_dropshot::AnyError,
            >(SEND_PARTS);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetRawResponse,
                lockstep_dropshot::AnyError,
            >(GET_RAW);
        endpoints
            .describe::<
                Secured<Key, (Query<SearchQuery>, Headers<SearchHeaders>)>,
                SearchResponse,
                lockstep_dropshot::AnyError,
            >(SEARCH);
        endpoints
            .describe::<
                UnreadRequest<(Path<OpenSocketPath>, dropshot::WebsocketUpgrade)>,
                OpenSocketResponse,
                types::Error,
            >(OPEN_SOCKET);
        endpoints
            .describe::<
                UnreadRequest<()>,
                GetStyleResponse,
                lockstep_dropshot::AnyError,
            >(GET_STYLE);
        endpoints
            .describe::<
                UnreadRequest<(Query<ListThingsQuery>,)>,
                ListThingsResponse,
                types::Error,
            >(LIST_THINGS);
        endpoints
            .describe::<
                Secured<User, (lockstep_dropshot::OptionalJsonBody<types::Thing>,)>,
                CreateThingResponse,
                types::CreateThingErrors,
            >(CREATE_THING);
        endpoints
            .describe::<
                UnreadRequest<(lockstep_dropshot::ContentBody<UploadBody>,)>,
                UploadResponse,
                lockstep_dropshot::AnyError,
            >(UPLOAD);
        endpoints
            .describe::<
                UnreadRequest<(JsonBody<types::Values>,)>,
                EchoValuesResponse,
                lockstep_dropshot::AnyError,
            >(ECHO_VALUES);
        endpoints.finish()
    }
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

/// An error as `text/html; charset=utf-8`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextHtml(pub String);

impl lockstep_dropshot::ErrorContent for TextHtml {
    type Described = lockstep_dropshot::AnyError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/html; charset=utf-8"), content.into()))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        Some(Self(lockstep_dropshot::escape_html(&error.external_message)))
    }
}

/// The error of an operation: a status, headers and [`TextHtml`].
pub type TextHtmlResponse = lockstep_dropshot::ErrorResponse<TextHtml>;

/// An error as `text/plain`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPlain(pub String);

impl lockstep_dropshot::ErrorContent for TextPlain {
    type Described = lockstep_dropshot::AnyError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/plain"), content.into()))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        Some(Self(error.external_message.clone()))
    }
}

/// The error of an operation: a status, headers and [`TextPlain`].
pub type TextPlainResponse = lockstep_dropshot::ErrorResponse<TextPlain>;

/// The error of an operation: a status, headers and [`types::CreateThingErrors`].
pub type CreateThingErrorsResponse = lockstep_dropshot::ErrorResponse<
    types::CreateThingErrors,
>;

/// The error of an operation: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// An error in one of several forms.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorOrTextHtml {
    /// JSON.
    Error(types::Error),
    /// `text/html`
    TextHtml(String),
}

impl lockstep_dropshot::ErrorContent for ErrorOrTextHtml {
    type Described = types::Error;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        match self {
            Self::Error(error) => lockstep_dropshot::ErrorContent::content(error),
            Self::TextHtml(content) => {
                Ok((http::HeaderValue::from_static("text/html"), content.into()))
            }
        }
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        lockstep_dropshot::ErrorContent::of_http_error(error)
            .map(Self::Error)
            .or_else(|| Some(
                Self::TextHtml(lockstep_dropshot::escape_html(&error.external_message)),
            ))
    }
}

/// The error of an operation: a status, headers and [`ErrorOrTextHtml`].
pub type ErrorOrTextHtmlResponse = lockstep_dropshot::ErrorResponse<ErrorOrTextHtml>;

/// The query parameters of `filter_things`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct FilterThingsQuery {
    /// When it was made.
    #[serde(default, rename = "[*]created_at")]
    pub created_at: Option<types::TimeFilter>,
    /// maker.name
    #[serde(default, rename = "[*in]maker.name")]
    pub maker_name: Option<types::FilterThingsMakerName>,
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct FilterThingsResponse(pub types::Place);

impl HttpCodedResponse for FilterThingsResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<FilterThingsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: FilterThingsResponse) -> Self {
        FilterThingsResponse::for_object(response.0)
    }
}

/// Elsewhere. (status 303)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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

/// The path parameters of `get_logo`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetLogoPath {
    /// name
    #[serde(rename = "name")]
    pub name: String,
}

/// The query parameters of `get_logo`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetLogoQuery {
    /// sizes
    #[serde(default, rename = "*")]
    pub sizes: std::collections::HashMap<String, i64>,
}

/// A picture. (status 200)
pub enum GetLogoResponse {
    /// `image/png`
    ImagePng(dropshot::Body),
    /// `image/svg+xml`
    ImageSvgXml(dropshot::Body),
}

impl GetLogoResponse {
    /// The media types, in the order of the variants. `lockstep_dropshot::preferred` chooses one
    /// for a request.
    pub const MEDIA_TYPES: &[&str] = &["image/png", "image/svg+xml"];
}

impl HttpCodedResponse for GetLogoResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A picture.";
}

impl From<GetLogoResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetLogoResponse) -> Self {
        match response {
            GetLogoResponse::ImagePng(body) => {
                let media_type = http::HeaderValue::from_static("image/png");
                Ok(
                    lockstep_dropshot::bytes(
                        GetLogoResponse::STATUS_CODE,
                        media_type,
                        body,
                    ),
                )
            }

            GetLogoResponse::ImageSvgXml(body) => {
                let media_type = http::HeaderValue::from_static("image/svg+xml");
                Ok(
                    lockstep_dropshot::bytes(
                        GetLogoResponse::STATUS_CODE,
                        media_type,
                        body,
                    ),
                )
            }
        }
    }
}

/// The body of `put_note`.
#[derive(Debug)]
pub struct PutNoteBody(pub dropshot::UntypedBody);

impl lockstep_dropshot::RequestContent for PutNoteBody {
    const MEDIA_TYPES: &'static [&'static str] = &["text/plain"];
    type Described = dropshot::UntypedBody;
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

/// Its length. (status 200)
#[derive(Clone, Debug, PartialEq)]
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

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct SendNoteResponse(pub types::Place);

impl HttpCodedResponse for SendNoteResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<SendNoteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: SendNoteResponse) -> Self {
        SendNoteResponse::for_object(response.0)
    }
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ImportNotesResponse(pub types::Place);

impl HttpCodedResponse for ImportNotesResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<ImportNotesResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ImportNotesResponse) -> Self {
        ImportNotesResponse::for_object(response.0)
    }
}

/// The query parameters of `get_my_note`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetMyNoteQuery {
    /// size
    #[serde(default, rename = "size")]
    pub size: Option<i64>,
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetMyNoteResponse(pub types::Place);

impl HttpCodedResponse for GetMyNoteResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<GetMyNoteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetMyNoteResponse) -> Self {
        GetMyNoteResponse::for_object(response.0)
    }
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetMyTagsResponse(pub types::Place);

impl HttpCodedResponse for GetMyTagsResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<GetMyTagsResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetMyTagsResponse) -> Self {
        GetMyTagsResponse::for_object(response.0)
    }
}

/// The path parameters of `get_note`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetNotePath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetNoteResponse(pub types::Place);

impl HttpCodedResponse for GetNoteResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<GetNoteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetNoteResponse) -> Self {
        GetNoteResponse::for_object(response.0)
    }
}

/// The path parameters of `delete_note`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct DeleteNotePath {
    /// id
    #[serde(rename = "id")]
    pub id: String,
}

/// Gone. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteNoteResponse;

impl HttpCodedResponse for DeleteNoteResponse {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "Gone.";
}

impl From<DeleteNoteResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: DeleteNoteResponse) -> Self {
        lockstep_dropshot::empty(DeleteNoteResponse::STATUS_CODE)
    }
}

/// The path parameters of `get_last_line`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetLastLinePath {
    /// note
    #[serde(rename = "note")]
    pub note: String,
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetLastLineResponse(pub types::Place);

impl HttpCodedResponse for GetLastLineResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<GetLastLineResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetLastLineResponse) -> Self {
        GetLastLineResponse::for_object(response.0)
    }
}

/// The path parameters of `get_line`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetLinePath {
    /// line
    #[serde(rename = "line")]
    pub line: u8,
    /// note
    #[serde(rename = "note")]
    pub note: String,
}

/// The operation, and the values of its variables. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetLineResponse(pub types::Place);

impl HttpCodedResponse for GetLineResponse {
    type Body = types::Place;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The operation, and the values of its variables.";
}

impl From<GetLineResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetLineResponse) -> Self {
        GetLineResponse::for_object(response.0)
    }
}

/// The path parameters of `show_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowPagePath {
    /// token
    #[serde(rename = "token")]
    pub token: String,
}

/// The query parameters of `show_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowPageQuery {
    /// All others.
    #[serde(default, rename = "*")]
    pub answers: std::collections::HashMap<String, types::ShowPageAnswersValue>,
    /// step
    #[serde(default, rename = "step")]
    pub step: Option<String>,
}

/// The header parameters of `show_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowPageHeaders {
    /// Accept-Language
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The cookie parameters of `show_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowPageCookies {
    /// session
    #[serde(rename = "session")]
    pub session: types::ShowPageSession,
    /// theme
    #[serde(default, rename = "theme")]
    pub theme: Option<types::ShowPageTheme>,
}

/// The response of `show_page` unless it fails.
pub enum ShowPageResponse {
    /// The page.
    Ok(ShowPageOk),
    /// Another page.
    SeeOther(ShowPageSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for ShowPageResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        ShowPageOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// The page. (status 200)
pub struct ShowPageOk(pub dropshot::Body);

impl HttpCodedResponse for ShowPageOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The page.";
}

impl From<ShowPageOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ShowPageOk) -> Self {
        lockstep_dropshot::sent_as(
            ShowPageOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// Another page. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct ShowPageSeeOtherSuccess;

impl HttpCodedResponse for ShowPageSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "Another page.";
}

impl From<ShowPageSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: ShowPageSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(ShowPageSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `show_page`, with its headers.
pub type ShowPageSeeOther = lockstep_dropshot::ResponseWithHeaders<
    ShowPageSeeOtherSuccess,
    ShowPageSeeOtherHeaders,
>;

/// Headers of a successful response of `show_page`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ShowPageSeeOtherHeaders {
    /// Location
    #[serde(rename = "Location", serialize_with = "lockstep_dropshot::header_value")]
    pub location: String,
    /// Set-Cookie
    #[serde(skip_serializing)]
    pub set_cookie: Vec<String>,
}

impl lockstep_dropshot::ToHeaders for ShowPageSeeOtherHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("location");
            lockstep_dropshot::insert_header(headers, &NAME, &self.location);
        }

        let _ = self.add_lists(headers);
    }

    fn add_lists(&self, headers: &mut http::HeaderMap) -> Result<(), HttpError> {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("set-cookie");
            lockstep_dropshot::add_headers(headers, &NAME, &self.set_cookie)?;
        }

        Ok(())
    }
}

/// The path parameters of `send_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct SendPagePath {
    /// token
    #[serde(rename = "token")]
    pub token: String,
}

/// What was read. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct SendPageResponse(pub types::Answers);

impl HttpCodedResponse for SendPageResponse {
    type Body = types::Answers;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "What was read.";
}

impl From<SendPageResponse> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: SendPageResponse) -> Self {
        SendPageResponse::for_object(response.0)
    }
}

/// Taken. (status 204)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct SearchQuery {
    /// id
    #[serde(rename = "id")]
    pub id: Vec<u16>,
    /// one-or-more
    #[serde(default, rename = "one-or-more")]
    pub one_or_more: Option<types::SearchOneOrMore>,
    /// order
    #[serde(default, rename = "order")]
    pub order: Option<types::SearchOrder>,
}

/// The header parameters of `search`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct SearchHeaders {
    /// X-Rank
    #[serde(default, rename = "X-Rank")]
    pub x_rank: Option<types::SearchXRank>,
}

/// What was found. (status 200)
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
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

/// The style. (status 200)
pub struct GetStyleSuccess(pub dropshot::Body);

impl HttpCodedResponse for GetStyleSuccess {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The style.";
}

impl From<GetStyleSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetStyleSuccess) -> Self {
        lockstep_dropshot::sent_as(
            GetStyleSuccess::for_object(dropshot::FreeformBody(response.0)),
            "text/css",
        )
    }
}

/// A successful response of `get_style`, with its headers.
pub type GetStyleResponse = lockstep_dropshot::ResponseWithHeaders<
    GetStyleSuccess,
    GetStyleResponseHeaders,
>;

/// Headers of a successful response of `get_style`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct GetStyleResponseHeaders {
    /// ETag
    #[serde(rename = "ETag", serialize_with = "lockstep_dropshot::header_value")]
    pub e_tag: String,
    /// Vary
    #[serde(skip_serializing)]
    pub vary: Vec<String>,
}

impl lockstep_dropshot::ToHeaders for GetStyleResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("etag");
            lockstep_dropshot::insert_header(headers, &NAME, &self.e_tag);
        }

        let _ = self.add_lists(headers);
    }

    fn add_lists(&self, headers: &mut http::HeaderMap) -> Result<(), HttpError> {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("vary");
            lockstep_dropshot::add_headers(headers, &NAME, &self.vary)?;
        }

        Ok(())
    }
}

/// The query parameters of `list_things`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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

/// The response of `create_thing` unless it fails.
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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

/// The body of `upload`.
#[derive(Debug)]
pub struct UploadBody(pub dropshot::StreamingBody);

impl lockstep_dropshot::RequestContent for UploadBody {
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
#[derive(Clone, Debug, PartialEq)]
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
    FilterThingsQuery = "FilterThingsQuery";
    SendFormResponseHeaders = "SendFormResponseHeaders";
    GetLogoPath = "GetLogoPath";
    GetLogoQuery = "GetLogoQuery";
    GetMyNoteQuery = "GetMyNoteQuery";
    GetNotePath = "GetNotePath";
    DeleteNotePath = "DeleteNotePath";
    GetLastLinePath = "GetLastLinePath";
    GetLinePath = "GetLinePath";
    ShowPagePath = "ShowPagePath";
    ShowPageQuery = "ShowPageQuery";
    ShowPageHeaders = "ShowPageHeaders";
    ShowPageSeeOtherHeaders = "ShowPageSeeOtherHeaders";
    SendPagePath = "SendPagePath";
    SearchQuery = "SearchQuery";
    SearchHeaders = "SearchHeaders";
    OpenSocketPath = "OpenSocketPath" refers to types::Name;
    GetStyleResponseHeaders = "GetStyleResponseHeaders" refers to types::Name;
    ListThingsQuery = "ListThingsQuery" refers to types::Colour;
    ListThingsResponseHeaders = "ListThingsResponseHeaders";
    CreateThingCreatedHeaders = "CreateThingCreatedHeaders";
}
