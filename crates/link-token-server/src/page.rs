//! The endpoints for GET and HEAD that are not in the contract: documents, health, metrics.

use dropshot::{
    ApiDescription, ApiDescriptionRegisterError, ApiEndpoint, ApiEndpointVersions, Body, HttpError,
    RequestContext, ServerContext,
};
use http::{HeaderValue, Method, Response, header};
use hyper::body::Body as _;
use lockstep_dropshot::UnreadRequest;

/// Registers a page for GET, and for HEAD without its content (RFC 9110, section 9.3.2).
pub fn register<C, F, R>(
    api: &mut ApiDescription<C>,
    path: &str,
    page: F,
) -> Result<(), ApiDescriptionRegisterError>
where
    C: ServerContext,
    F: Fn(RequestContext<C>) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, HttpError>> + Send + 'static,
{
    register_method(api, Method::GET, path, page.clone())?;
    register_method(api, Method::HEAD, path, page)
}

/// Registers a page for one method. It ignores the body of the request.
pub fn register_method<C, F, R>(
    api: &mut ApiDescription<C>,
    method: Method,
    path: &str,
    page: F,
) -> Result<(), ApiDescriptionRegisterError>
where
    C: ServerContext,
    F: Fn(RequestContext<C>) -> R + Clone + Send + Sync + 'static,
    R: Future<Output = Result<Response<Body>, HttpError>> + Send + 'static,
{
    let is_head = method == Method::HEAD;
    let answer = move |rqctx: RequestContext<C>, request: UnreadRequest<()>| {
        let answering = page(rqctx);
        async move {
            let ends_connection = request.discard().await;
            let mut response = answering.await?;
            if ends_connection {
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(header::CONNECTION, close);
            }
            Ok::<_, HttpError>(if is_head { without_content(response) } else { response })
        }
    };
    let (id, versions) = (format!("{method} {path}"), ApiEndpointVersions::All);
    let endpoint = ApiEndpoint::new(id, answer, method, "application/json", path, versions);
    api.register(endpoint.visible(false))
}

/// Removes the content, and keeps its length. hyper would send the content over HTTP/2.
fn without_content(mut response: Response<Body>) -> Response<Body> {
    if let Some(length) = response.body().size_hint().exact() {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    *response.body_mut() = Body::empty();
    response
}
