//! Requests with a body for which there is no route.
//!
//! Dropshot answers them with 404 or 405 before any code of this server, and drops the body. Unless
//! the body has arrived by then, hyper closes the connection without saying so, and the client's
//! next request fails. A version policy is what Dropshot asks before it looks for the route, so it
//! asks Dropshot's router itself, and says that the connection ends (RFC 9112, section 9.6).

use std::fmt;

use dropshot::{
    ApiDescription, Body, DynamicVersionPolicy, HttpError, ServerContext, semver::Version,
};
use http::{HeaderValue, Method, Request, header};
use hyper::body::Body as _;
use slog::Logger;

/// The version policy of the server, which has one version.
pub struct NoRoute {
    look_up: Box<LookUp>,
}

/// Looks up a route. Dropshot does not export the type of its router.
type LookUp = dyn Fn(&Method, &str) -> Result<(), HttpError> + Send + Sync;

impl NoRoute {
    /// Makes a policy for a server with the same endpoints. They read the bodies of their requests.
    pub fn new<C: ServerContext>(api: ApiDescription<C>) -> Self {
        let router = api.into_router();
        let look_up = move |method: &Method, path: &str| {
            router.lookup_route(method, path.into(), None).map(drop)
        };
        Self { look_up: Box::new(look_up) }
    }
}

impl fmt::Debug for NoRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoRoute")
    }
}

impl DynamicVersionPolicy for NoRoute {
    fn request_extract_version(
        &self,
        request: &Request<Body>,
        _: &Logger,
    ) -> Result<Version, HttpError> {
        // HTTP/2 ends the stream only.
        let is_read = request.body().is_end_stream() || request.version() > http::Version::HTTP_11;
        if !is_read && let Err(mut error) = (self.look_up)(request.method(), request.uri().path()) {
            let headers = error.headers.get_or_insert_default();
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            return Err(error);
        }
        Ok(Version::new(0, 0, 0))
    }
}
