//! The registration of a contract's operations with Dropshot.
//!
//! Dropshot sends the error of an operation as JSON, without headers. So what is registered is not
//! the operation's own function, but one that runs it, and answers its error in the content, with
//! the headers and the media type that the contract has.

use std::{
    any::TypeId,
    fmt::{self, Display},
    future::Future,
    marker::PhantomData,
    pin::Pin,
    task::{self, Poll},
};

use dropshot::{
    ApiDescription, ApiDescriptionBuildErrors, ApiDescriptionRegisterError, ApiEndpoint,
    ApiEndpointBodyContentType, ApiEndpointResponse, ApiEndpointVersions, Body, CONTENT_TYPE_JSON,
    ErrorStatusCode, ExclusiveExtractor, HttpError, HttpResponse, HttpResponseError, Method,
    RequestContext, ServerContext, StubContext, TagConfig, TagDetails,
};
use http::{Response, StatusCode};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::{
    request::Discard,
    response::{ErrorContent, ErrorResponse, OperationResult},
    routes::{Run, SharedRoutes},
    unread,
};

/// An operation of a contract, as Dropshot serves and describes it.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    pub(crate) id: &'static str,
    pub(crate) method: &'static Method,
    pub(crate) path: &'static str,
    content_type: &'static str,
    pub(crate) max_bytes: Option<usize>,
    route: Option<&'static str>,
    described_path: &'static str,
    summary: Option<&'static str>,
    description: Option<&'static str>,
    tags: &'static [&'static str],
    is_deprecated: bool,
    error_media_type: fn(StatusCode) -> &'static str,
}

impl Endpoint {
    /// Makes an operation with a body of JSON, or none.
    pub const fn new(id: &'static str, method: &'static Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            content_type: CONTENT_TYPE_JSON,
            max_bytes: None,
            route: None,
            described_path: path,
            summary: None,
            description: None,
            tags: &[],
            is_deprecated: false,
            error_media_type: |_| CONTENT_TYPE_JSON,
        }
    }

    /// Sets the media type of the request, of those that Dropshot describes.
    #[must_use]
    pub const fn content_type(self, content_type: &'static str) -> Self {
        Self { content_type, ..self }
    }

    /// Sets the size of the largest body, in bytes.
    #[must_use]
    pub const fn max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes: Some(max_bytes), ..self }
    }

    /// Sets the route that the path shares with others, such as `/notes/{id}` for `/notes/mine`,
    /// and the path under which Dropshot describes the operation.
    #[must_use]
    pub const fn shared(self, route: &'static str, described_path: &'static str) -> Self {
        Self { route: Some(route), described_path, ..self }
    }

    /// Sets the summary.
    #[must_use]
    pub const fn summary(self, summary: &'static str) -> Self {
        Self { summary: Some(summary), ..self }
    }

    /// Sets the description.
    #[must_use]
    pub const fn description(self, description: &'static str) -> Self {
        Self { description: Some(description), ..self }
    }

    /// Sets the tags.
    #[must_use]
    pub const fn tags(self, tags: &'static [&'static str]) -> Self {
        Self { tags, ..self }
    }

    /// Marks the operation as deprecated.
    #[must_use]
    pub const fn deprecated(self) -> Self {
        Self { is_deprecated: true, ..self }
    }

    /// Sets the media types of errors with JSON, by their status.
    #[must_use]
    pub const fn errors_as(self, media_type: fn(StatusCode) -> &'static str) -> Self {
        Self { error_media_type: media_type, ..self }
    }

    pub(crate) fn body_content_type(&self) -> ApiEndpointBodyContentType {
        ApiEndpointBodyContentType::from_mime_type(self.content_type).unwrap_or_default()
    }

    fn describe<C: ServerContext>(&self, endpoint: ApiEndpoint<C>) -> ApiEndpoint<C> {
        let mut endpoint = endpoint.deprecated(self.is_deprecated);
        endpoint.summary = self.summary.map(str::to_owned);
        endpoint.description = self.description.map(str::to_owned);
        endpoint.tags = self.tags.iter().map(|tag| (*tag).to_owned()).collect();
        endpoint.request_body_max_bytes = self.max_bytes;
        endpoint
    }
}

/// The operations of a contract, on their way to a [`ApiDescription`].
pub struct Endpoints<C: ServerContext> {
    api: ApiDescription<C>,
    errors: Vec<ApiDescriptionRegisterError>,
    routes: SharedRoutes<C>,
    not_implemented: Vec<&'static str>,
}

impl<C: ServerContext> fmt::Debug for Endpoints<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoints").finish_non_exhaustive()
    }
}

impl<C: ServerContext> Endpoints<C> {
    /// Makes a set of no operations. `tags` are the names and descriptions of the contract's tags.
    pub fn new(tags: &[(&str, Option<&str>)]) -> Self {
        let tags = tags.iter().map(|(name, description)| {
            let description = description.map(str::to_owned);
            ((*name).to_owned(), TagDetails { description, ..TagDetails::default() })
        });
        let config = TagConfig { tags: tags.collect(), ..TagConfig::default() };
        Self {
            api: ApiDescription::new().tag_config(config),
            errors: Vec::new(),
            routes: SharedRoutes::default(),
            not_implemented: Vec::new(),
        }
    }

    /// Adds an operation, with its function in the server's trait.
    pub fn add<X, S, E, F>(
        &mut self,
        endpoint: Endpoint,
        run: impl Fn(RequestContext<C>, X) -> F + Copy + Send + Sync + 'static,
    ) where
        X: ExclusiveExtractor + 'static,
        S: HttpResponse + Send + Sync + 'static,
        E: ErrorContent + Send + 'static,
        F: Future<Output = OperationResult<S, E>> + Send + 'static,
    {
        if TypeId::of::<F>() == TypeId::of::<NotImplemented<S, E>>() {
            self.not_implemented.push(endpoint.id);
        }
        if let Some(route) = endpoint.route {
            let run: Run<C> = Box::new(move |rqctx, request| {
                Box::pin(async move {
                    let request = X::from_request(&rqctx, request).await?;
                    let call = Call::of(&rqctx, endpoint);
                    Ok(call.answer(run(rqctx, request)).await)
                })
            });
            self.routes.add(&endpoint, route, run);
            return;
        }
        let handler = move |rqctx: RequestContext<C>, request: X| async move {
            let call = Call::of(&rqctx, endpoint);
            let response = call.answer(run(rqctx, request)).await;
            let success = PhantomData::<fn() -> S>;
            Ok::<_, DescribedError<E::Described>>(Answered { response, success })
        };
        let registered = ApiEndpoint::new(
            endpoint.id.to_owned(),
            handler,
            endpoint.method.clone(),
            endpoint.content_type,
            endpoint.path,
            ApiEndpointVersions::All,
        );
        self.register(endpoint.describe(registered));
    }

    fn register(&mut self, endpoint: ApiEndpoint<C>) {
        self.errors.extend(self.api.register(endpoint).err());
    }

    /// Returns the IDs of the operations that the server does not implement: its trait has their
    /// functions by [`not_implemented`].
    pub fn not_implemented(&self) -> &[&'static str] {
        &self.not_implemented
    }

    /// Registers the operations.
    pub fn finish(mut self) -> Result<ApiDescription<C>, ApiDescriptionBuildErrors> {
        for endpoint in std::mem::take(&mut self.routes).endpoints() {
            self.register(endpoint);
        }
        if self.errors.is_empty() {
            Ok(self.api)
        } else {
            Err(ApiDescriptionBuildErrors::new(self.errors))
        }
    }
}

impl Endpoints<StubContext> {
    /// Adds the description of an operation, without a function: of its request, its success and
    /// its errors.
    pub fn describe<X, S, E>(&mut self, endpoint: Endpoint)
    where
        X: ExclusiveExtractor + 'static,
        S: HttpResponse + Send + Sync + 'static,
        E: ErrorContent + 'static,
    {
        type Described<S, E> = Result<Answered<S>, DescribedError<<E as ErrorContent>::Described>>;

        let stub = ApiEndpoint::new_for_types::<(X,), Described<S, E>>(
            endpoint.id.to_owned(),
            endpoint.method.clone(),
            endpoint.content_type,
            endpoint.described_path,
            ApiEndpointVersions::All,
        );
        self.register(endpoint.describe(stub));
    }
}

/// A request, as far as its answer needs it: the operation takes the rest.
struct Call {
    endpoint: Endpoint,
    request_id: String,
    log: slog::Logger,
}

impl Call {
    fn of<C: ServerContext>(rqctx: &RequestContext<C>, endpoint: Endpoint) -> Self {
        Self { endpoint, request_id: rqctx.request_id.clone(), log: rqctx.log.clone() }
    }

    /// Runs the operation, and makes its response.
    async fn answer<S: HttpResponse, E: ErrorContent>(
        self,
        run: impl Future<Output = OperationResult<S, E>>,
    ) -> Response<Body> {
        let response = match run.await {
            Ok(success) => success.into_response(),
            Err(error) => {
                if let Some(message) = error.internal_message() {
                    self.log_failure(message);
                }
                error.into_response(&self.request_id, self.endpoint.error_media_type)
            }
        };
        response.unwrap_or_else(|error| {
            self.log_failure(&error.internal_message);
            error.into_response(&self.request_id)
        })
    }

    /// Logs the message that the caller is not told, as Dropshot does.
    fn log_failure(&self, message: &str) {
        slog::info!(self.log, "operation failed";
            "error_message_internal" => message,
            "operation" => self.endpoint.id,
        );
    }
}

/// A response that is already made, described as `S`.
struct Answered<S> {
    response: Response<Body>,
    success: PhantomData<fn() -> S>,
}

impl<S: HttpResponse> HttpResponse for Answered<S> {
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        Ok(self.response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        S::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        self.response.status()
    }
}

/// The error of an operation that Dropshot sees: none, but Dropshot takes the schema `E` of errors
/// from it.
struct DescribedError<E> {
    error: HttpError,
    schema: PhantomData<fn() -> E>,
}

impl<E> From<HttpError> for DescribedError<E> {
    fn from(error: HttpError) -> Self {
        Self { error, schema: PhantomData }
    }
}

impl<E> Display for DescribedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error.internal_message)
    }
}

impl<E> Serialize for DescribedError<E> {
    /// Fails, since Dropshot then sends its own body for internal errors.
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(&self.error.internal_message))
    }
}

impl<E: JsonSchema> JsonSchema for DescribedError<E> {
    fn is_referenceable() -> bool {
        E::is_referenceable()
    }

    fn schema_name() -> String {
        E::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        E::schema_id()
    }

    fn json_schema(generator: &mut schemars::r#gen::SchemaGenerator) -> schemars::schema::Schema {
        E::json_schema(generator)
    }
}

impl<E: JsonSchema + 'static> HttpResponseError for DescribedError<E> {
    fn status_code(&self) -> ErrorStatusCode {
        self.error.status_code
    }
}

/// The answer of an operation that the server does not implement: 501, with the operation's ID.
///
/// [`Endpoints::add`] knows such operations by this type.
pub struct NotImplemented<S, E>(Pin<Box<dyn Future<Output = OperationResult<S, E>> + Send>>);

impl<S, E> fmt::Debug for NotImplemented<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NotImplemented(…)")
    }
}

impl<S, E> Future for NotImplemented<S, E> {
    type Output = OperationResult<S, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

/// Answers a request of an operation that the server does not implement, unread.
pub fn not_implemented<S, E>(
    operation: &'static str,
    request: impl Discard + 'static,
) -> NotImplemented<S, E>
where
    E: ErrorContent,
{
    NotImplemented(Box::pin(async move {
        let ends_connection = request.discard_unread().await;
        let message = format!("the operation `{operation}` is not implemented");
        let mut error = ErrorResponse::from(HttpError {
            status_code: ErrorStatusCode::NOT_IMPLEMENTED,
            error_code: None,
            external_message: message.clone(),
            internal_message: message,
            headers: None,
        });
        if ends_connection {
            unread::end_connection(&mut error.headers);
        }
        Err(error)
    }))
}
