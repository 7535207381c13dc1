//! Requests with a body for which there is no route.
//!
//! Dropshot answers them with 404 or 405 before any code of this server, and drops the body. Unless
//! the body has arrived by then, hyper closes the connection without saying so, and the client's
//! next request fails. A version policy is what Dropshot asks before it looks for the route, so it
//! answers here, and says that the connection ends (RFC 9112, section 9.6).

use dropshot::{Body, ClientErrorStatusCode, DynamicVersionPolicy, HttpError, semver::Version};
use http::{HeaderValue, Method, Request, header};
use hyper::body::Body as _;
use slog::Logger;

use crate::logging::is_same_path;

/// The version policy of the server, which has one version.
#[derive(Debug)]
pub struct NoRoute {
    /// The paths of the operations, whose method is POST.
    pub operations: Vec<String>,
}

/// The pages, whose methods are GET and HEAD.
const PAGES: [&str; 4] = ["/", "/docs", "/openapi.yaml", "/openapi.json"];

impl NoRoute {
    /// Returns the answer to a request whose body the server does not read.
    fn answer(&self, method: &Method, path: &str) -> Option<HttpError> {
        let is_page =
            || path.starts_with("/docs/") || PAGES.iter().any(|page| is_same_path(page, path));
        let allowed = if self.operations.iter().any(|operation| is_same_path(operation, path)) {
            // Dropshot ignores the case of a method.
            if method.as_str().eq_ignore_ascii_case("POST") {
                return None;
            }
            Some("POST")
        } else if is_page() {
            // Pages read a body themselves.
            if matches!(*method, Method::GET | Method::HEAD) {
                return None;
            }
            Some("GET, HEAD")
        } else {
            None
        };
        let status = match allowed {
            Some(_) => ClientErrorStatusCode::METHOD_NOT_ALLOWED,
            None => ClientErrorStatusCode::NOT_FOUND,
        };
        let mut error = HttpError::for_client_error_with_status(None, status);
        let headers = error.headers.get_or_insert_default();
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        if let Some(allowed) = allowed {
            headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
        }
        Some(error)
    }
}

impl DynamicVersionPolicy for NoRoute {
    fn request_extract_version(
        &self,
        request: &Request<Body>,
        _: &Logger,
    ) -> Result<Version, HttpError> {
        let method = request.method();
        // HTTP/2 ends the stream only.
        let is_read = request.body().is_end_stream() || request.version() > http::Version::HTTP_11;
        if !is_read && let Some(answer) = self.answer(method, request.uri().path()) {
            return Err(answer);
        }
        Ok(Version::new(0, 0, 0))
    }
}
