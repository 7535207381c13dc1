//! Paths that Dropshot's router cannot tell apart, such as `/notes/mine` and `/notes/{id}`.
//!
//! Dropshot's router has literals or one variable at a place, and one name for the variable.
//! A variable may also be a part of a segment, as in `/notes/{id}.json`, which the router does not
//! know. [`SharedRoutes`] registers one route for all such paths, here `/notes/{id}`. Its handler
//! compares the values of the route's variables with the literals of each path, finds the
//! operation, and runs it. What the operation, its logs and its metrics see of the request is as if
//! it had a route of its own: `RequestContext::endpoint` has its ID, its variables and the limit of
//! its body.
//!
//! A path with a literal comes before one with a variable in its place (OpenAPI 3.0.3, "Path
//! Templating Matching"), from left to right. If that path does not have the method, the answer is
//! 405, even if the other path has it. The routes are hidden from Dropshot's description, since the
//! operations describe themselves.

use std::{cmp::Ordering, collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

use dropshot::{
    ApiEndpoint, ApiEndpointBodyContentType, ApiEndpointParameter, ApiEndpointParameterLocation,
    ApiEndpointVersions, Body, CONTENT_TYPE_JSON, ClientErrorStatusCode, HttpError, Method, Path,
    RawRequest, RequestContext, ServerContext, SharedExtractor,
};
use http::{HeaderValue, Response, header};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{endpoints::Endpoint, segment::Segment, unread};

/// The routes that several paths share, with the operations of these paths.
pub(crate) struct SharedRoutes<C: ServerContext>(BTreeMap<String, Vec<SharedPath<C>>>);

/// The paths of the contract that have the same literals at the same places. They may differ in
/// the names of their variables.
struct SharedPath<C: ServerContext> {
    /// The variables of the route, with what the paths have in their place.
    segments: Vec<(String, Segment)>,
    operations: Vec<Operation<C>>,
}

struct Operation<C: ServerContext> {
    id: String,
    method: Method,
    /// The variables of the route that are not literals in the path, with the names of their values
    /// there: that of a variable, or the text of a segment that has more, such as `{name}.json`.
    variables: Vec<(String, String)>,
    content_type: ApiEndpointBodyContentType,
    max_bytes: Option<usize>,
    run: Run<C>,
}

type Outcome = Result<Response<Body>, HttpError>;
pub(crate) type Run<C> = Box<
    dyn Fn(RequestContext<C>, hyper::Request<Body>) -> Pin<Box<dyn Future<Output = Outcome> + Send>>
        + Send
        + Sync,
>;

/// The methods of the routes. With all of them, this module answers a request for a path that does
/// not have the method. Dropshot would list the methods of all paths of the route as allowed.
const METHODS: [Method; 8] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
    Method::PATCH,
];

impl<C: ServerContext> Default for SharedRoutes<C> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<C: ServerContext> SharedRoutes<C> {
    /// Adds an operation whose path shares a route, with the function that runs it.
    pub(crate) fn add(&mut self, endpoint: &Endpoint, route: &str, run: Run<C>) {
        let Endpoint { id, method, path, max_bytes, .. } = *endpoint;
        let (method, content_type) = (method.clone(), endpoint.body_content_type());
        let mut shared = SharedPath::new(path, route);
        let variables = named_variables(path, route);
        let id = id.to_owned();
        let operation = Operation { id, method, variables, content_type, max_bytes, run };
        let paths = self.0.entry(route.to_owned()).or_default();
        let same = paths.iter_mut().find(|known| known.is_like(&shared));
        if let Some(known) = same {
            known.operations.push(operation);
        } else {
            shared.operations.push(operation);
            paths.push(shared);
        }
    }

    /// Returns the endpoints of the routes.
    pub(crate) fn endpoints(self) -> impl Iterator<Item = ApiEndpoint<C>> {
        self.0.into_iter().flat_map(|(route, mut paths)| {
            paths.sort_by(order);
            let paths = Arc::new(paths);
            METHODS.map(|method| {
                let paths = Arc::clone(&paths);
                let mut endpoint = ApiEndpoint::new(
                    format!("{method} {route}"),
                    move |rqctx: RequestContext<C>, request: RawRequest| {
                        dispatch(Arc::clone(&paths), rqctx, request.into_inner())
                    },
                    method,
                    CONTENT_TYPE_JSON,
                    &route,
                    ApiEndpointVersions::All,
                );
                endpoint.parameters = variables(&route).filter_map(parameter).collect();
                endpoint.visible(false)
            })
        })
    }
}

/// Orders paths by the place of their first literal, from the left.
fn order<C: ServerContext>(one: &SharedPath<C>, other: &SharedPath<C>) -> Ordering {
    let rank = |path: &SharedPath<C>| {
        path.segments.iter().map(|(_, segment)| segment.rank()).collect::<Vec<_>>()
    };
    rank(one).cmp(&rank(other))
}

impl<C: ServerContext> SharedPath<C> {
    fn new(path: &str, route: &str) -> Self {
        let pairs = route.split('/').zip(path.split('/'));
        let segments = pairs
            .filter_map(|(shared, own)| Some((variable(shared)?.to_owned(), Segment::parse(own))));
        Self { segments: segments.collect(), operations: Vec::new() }
    }

    /// Returns whether two paths of one route match the same requests.
    fn is_like(&self, other: &Self) -> bool {
        let mut pairs = self.segments.iter().zip(&other.segments);
        pairs.all(|((_, one), (_, other))| one.literals() == other.literals())
    }

    fn matches(&self, values: &BTreeMap<String, String>) -> bool {
        self.segments.iter().all(|(variable, segment)| {
            values.get(variable).is_some_and(|value| segment.take_apart(value).is_some())
        })
    }
}

/// Returns the variables of a route that are not literals in a path, with the names of their values
/// there.
fn named_variables(path: &str, route: &str) -> Vec<(String, String)> {
    let pairs = route.split('/').zip(path.split('/'));
    let named = pairs.filter_map(|(shared, own)| {
        let (shared, segment) = (variable(shared)?, Segment::parse(own));
        let name = segment.whole().unwrap_or(own).to_owned();
        (!segment.is_literal()).then(|| (shared.to_owned(), name))
    });
    named.collect()
}

/// Returns the name of a variable of a path, from `{name}`.
fn variable(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn variables(route: &str) -> impl Iterator<Item = &str> {
    route.split('/').filter_map(variable)
}

/// Returns the parameter of a variable, which Dropshot asks for.
fn parameter(name: &str) -> Option<ApiEndpointParameter> {
    #[derive(Deserialize, JsonSchema)]
    struct Text {
        #[allow(dead_code, reason = "only its schema is used")]
        text: String,
    }

    let metadata = <Path<Text> as SharedExtractor>::metadata(ApiEndpointBodyContentType::default());
    let text = metadata.parameters.into_iter().next()?;
    let path = ApiEndpointParameterLocation::Path;
    Some(ApiEndpointParameter::new_named(&path, name.to_owned(), None, true, text.schema, vec![]))
}

/// Runs the operation that a request of a shared route is for.
async fn dispatch<C: ServerContext>(
    paths: Arc<Vec<SharedPath<C>>>,
    mut rqctx: RequestContext<C>,
    request: hyper::Request<Body>,
) -> Outcome {
    // Dropshot decoded the values.
    let values = <Path<BTreeMap<String, String>> as SharedExtractor>::from_request(&rqctx).await?;
    let values = values.into_inner();
    let Some(path) = paths.iter().find(|path| path.matches(&values)) else {
        let error = HttpError::for_not_found(None, "no path of this route matches".to_owned());
        return Ok(reject(&rqctx, request, error).await);
    };
    // Dropshot ignores the case of a method.
    let method = rqctx.request.method().as_str();
    let same = |operation: &&Operation<C>| operation.method.as_str().eq_ignore_ascii_case(method);
    let Some(operation) = path.operations.iter().find(same) else {
        let error = method_not_allowed(path.operations.iter().map(|it| it.method.as_str()));
        return Ok(reject(&rqctx, request, error).await);
    };
    let endpoint = &mut rqctx.endpoint;
    let mut values = std::mem::take(&mut endpoint.variables);
    let named = operation.variables.iter();
    endpoint.variables =
        named.filter_map(|(shared, own)| Some((own.clone(), values.remove(shared)?))).collect();
    endpoint.operation_id.clone_from(&operation.id);
    endpoint.body_content_type = operation.content_type.clone();
    endpoint.request_body_max_bytes = operation.max_bytes;
    (operation.run)(rqctx, request).await
}

fn method_not_allowed<'m>(allowed: impl Iterator<Item = &'m str>) -> HttpError {
    let status = ClientErrorStatusCode::METHOD_NOT_ALLOWED;
    let mut error = HttpError::for_client_error_with_status(None, status);
    let allowed = allowed.collect::<Vec<_>>().join(", ");
    if let Ok(allowed) = HeaderValue::try_from(allowed) {
        error.headers.get_or_insert_default().insert(header::ALLOW, allowed);
    }
    error
}

/// Answers as Dropshot's router does, and discards the body of the request.
async fn reject<C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
    mut error: HttpError,
) -> Response<Body> {
    if unread::discard(request, rqctx.request.remote_addr().ip()).await {
        unread::end_connection(error.headers.get_or_insert_default());
    }
    error.into_response(&rqctx.request_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_comes_first_when_its_literal_is_the_first_from_the_left() {
        let paths = ["/a/{x}/{y}", "/a/{x}/b", "/a/b/{y}", "/a/c/d", "/a/b/c"];
        let mut paths = paths.map(|path| (SharedPath::<()>::new(path, "/a/{1}/{2}"), path));
        paths.sort_by(|(one, _), (other, _)| order(one, other));
        for (values, expected) in [
            (["b", "b"], "/a/b/{y}"),
            (["b", "c"], "/a/b/c"),
            (["c", "b"], "/a/{x}/b"),
            (["c", "d"], "/a/c/d"),
            (["c", "c"], "/a/{x}/{y}"),
        ] {
            let named = ["1", "2"].map(str::to_owned).into_iter().zip(values.map(str::to_owned));
            let given = named.collect();
            let found = paths.iter().find(|(path, _)| path.matches(&given));
            assert_eq!(found.map(|(_, path)| *path), Some(expected), "{values:?}");
        }
    }
}
