//! The steps that all operations share: authenticate, count, read, respond, log.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use dropshot::{HttpCodedResponse, HttpResponseHeaders, RequestContext, RequestInfo};
use futures::{FutureExt as _, poll};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use link_token_api::{
    ApiToken, CreateLinkTokenResponseHeaders as RateLimitHeaders, TextHtml, TextHtmlResponse,
};
use link_token_domain::{api_token, permission::Permission};
use link_token_types as types;
use lockstep_dropshot::{
    Authenticated, Extract, OperationResponse, OperationResult, RejectedRequest, Secured,
    ToHeaders as _, UnreadRequest,
};
use scopeguard::ScopeGuard;
use tokio::{sync::SemaphorePermit, time::timeout};
use uuid::{Uuid, fmt::Hyphenated};

use super::{App, authentication::Caller, error::OperationError, host};
use crate::logging::Optional;

/// The status of a request whose client disconnected, as in other HTTP servers. It appears only in
/// logs and metrics.
const CLIENT_CLOSED_REQUEST: StatusCode = lockstep_dropshot::status(499);

/// The time after which the sender of a body counts as slow.
const PROMPT_BODY: Duration = Duration::from_millis(100);
/// The time after which a page counts as one that waits for a third party.
const PROMPT_PAGE: Duration = Duration::from_millis(200);

/// hyper closes an idle connection of HTTP/1.1 after 30 seconds. A client that knows does so
/// before, and does not send its next request into a connection that is closing.
const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const IDLE_TIMEOUT: &str = "timeout=25";

/// The response to a call: a success or an error of the contract, with the headers of both.
type CallResult<S> = OperationResult<HttpResponseHeaders<S, RateLimitHeaders>, types::Error>;

/// A request to an operation, from its arrival to its response.
pub struct Call<'r> {
    rqctx: &'r RequestContext<App>,
    start: Instant,
    /// The environment and the API token, after the authentication.
    caller: OnceLock<(Uuid, Uuid)>,
    /// The headers of the rate limit, after the request was counted.
    limit: OnceLock<RateLimitHeaders>,
    /// The permit of the limit for concurrent requests.
    permit: Mutex<Option<SemaphorePermit<'r>>>,
    /// True if the connection ends with the response.
    ends_connection: AtomicBool,
}

impl<'r> Call<'r> {
    pub fn begin(rqctx: &'r RequestContext<App>) -> Self {
        rqctx.context().in_flight.begin();
        Self {
            rqctx,
            start: Instant::now(),
            caller: OnceLock::new(),
            limit: OnceLock::new(),
            permit: Mutex::new(None),
            ends_connection: AtomicBool::new(false),
        }
    }

    pub fn app(&self) -> &'r App {
        self.rqctx.context()
    }

    /// Authenticates the caller, applies the rate limit, checks that the API token has the
    /// permission, and only then reads the request.
    pub async fn admit<P: Extract>(
        &self,
        request: Secured<ApiToken, P>,
        permission: Permission,
    ) -> Result<(Caller, P), OperationError> {
        match self.acquire_permit() {
            Ok(()) => {}
            Err(failure) => {
                self.note(request.discard().await);
                return Err(failure);
            }
        }
        let (refused, request) = match request.try_authenticate(self.rqctx).await {
            Ok(Authenticated { caller, request }) => match self.check(&caller, permission) {
                Ok(()) => return Ok((caller, self.read(request).await?)),
                Err(failure) => (failure, request),
            },
            Err(RejectedRequest { error, request }) => (error, request),
        };
        // The rest of the body does not need a permit.
        self.release_permit();
        self.note(request.discard().await);
        Err(refused)
    }

    /// Notes whether the connection ends with the response.
    fn note(&self, ends_connection: bool) {
        self.ends_connection.store(ends_connection, Ordering::Relaxed);
    }

    /// Takes a permit for a concurrent request.
    fn acquire_permit(&self) -> Result<(), OperationError> {
        let permit = self.app().concurrency.acquire()?;
        *self.permit.lock().unwrap_or_else(PoisonError::into_inner) = permit;
        Ok(())
    }

    fn release_permit(&self) {
        drop(self.permit.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Waits for something outside of this server. The call does not keep its permit meanwhile.
    pub async fn wait_outside<T>(
        &self,
        work: impl Future<Output = T>,
    ) -> Result<T, OperationError> {
        self.release_permit();
        let done = work.await;
        self.acquire_permit()?;
        Ok(done)
    }

    /// Waits for something outside of this server that has an effect, without a permit. The effect
    /// is answered whatever other requests there are.
    pub async fn end_outside<T>(&self, work: impl Future<Output = T>) -> T {
        self.release_permit();
        work.await
    }

    /// Waits for a page. One that waits for a third party does not keep its permit meanwhile, and
    /// is answered afterwards whatever other requests there are.
    pub async fn wait_for_page<T>(&self, page: impl Future<Output = T>) -> T {
        let mut page = pin!(page);
        match timeout(PROMPT_PAGE, &mut page).await {
            Ok(done) => done,
            Err(_) => self.end_outside(page).await,
        }
    }

    /// Checks the request of a caller before its body is read.
    fn check(&self, caller: &Caller, permission: Permission) -> Result<(), OperationError> {
        self.count(caller)?;
        caller.require(permission)?;
        Ok(host::check(&self.rqctx.request)?)
    }

    /// Counts the request in the caller's rate limit.
    fn count(&self, caller: &Caller) -> Result<(), OperationError> {
        let _ = self.caller.set((caller.environment_id, caller.api_token_id));
        let (headers, counted) = self.app().limits.request(caller.api_token_id);
        let _ = self.limit.set(headers);
        counted.map_err(OperationError::RateLimited)
    }

    /// Reads the request. A slow sender does not keep its permit meanwhile.
    async fn read<P: Extract>(&self, request: UnreadRequest<P>) -> Result<P, OperationError> {
        let mut reading = pin!(request.read(self.rqctx));
        // Usually the body has already arrived.
        if let std::task::Poll::Ready(parts) = poll!(&mut reading) {
            return Ok(parts?);
        }
        if let Ok(parts) = timeout(PROMPT_BODY, &mut reading).await {
            return Ok(parts?);
        }
        self.release_permit();
        let parts = reading.await?;
        self.acquire_permit()?;
        Ok(parts)
    }

    /// Runs the work of an operation, and returns the response. A panic in the work becomes an
    /// internal error. Every call is counted, timed and logged once, even if its client
    /// disconnects.
    ///
    /// The work is boxed, since Dropshot and this function move the future of a handler several
    /// times.
    pub async fn answer<S: HttpCodedResponse>(
        &self,
        work: Pin<Box<impl Future<Output = Result<S, OperationError>> + Send>>,
    ) -> CallResult<S> {
        let disconnected = self.log_if_client_leaves();
        let panicked = |_| Err(OperationError::internal("the operation panicked"));
        let outcome = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(panicked);
        ScopeGuard::into_inner(disconnected);
        let reason = outcome.as_ref().err().map(OperationError::reason);
        if let Some(reason) = reason {
            self.app().metrics.rejected(&self.rqctx.endpoint.operation_id, reason);
        }
        let outcome = outcome
            .map(|success| HttpResponseHeaders::new(success, RateLimitHeaders::default()))
            .map_err(|failure| failure.into_response(self.rqctx));
        let status =
            outcome.as_ref().map_or_else(|error| error.status.as_status(), |_| S::STATUS_CODE);
        self.finish("answered", status, reason);
        let ends_connection = match &outcome {
            Ok(_) => false,
            Err(error) => error.headers.contains_key(header::CONNECTION),
        };
        OperationResponse::of(outcome, self.headers(ends_connection))
    }

    /// Returns a guard that logs the call if it is dropped: the client has disconnected.
    pub fn log_if_client_leaves(&self) -> ScopeGuard<(), impl FnOnce(())> {
        scopeguard::guard((), |()| {
            self.finish("client closed the request", CLIENT_CLOSED_REQUEST, None);
        })
    }

    pub fn request(&self) -> &RequestContext<App> {
        self.rqctx
    }

    /// Admits the request of a browser, which has no API token, and reads it.
    pub async fn admit_browser<P: Extract>(
        &self,
        request: UnreadRequest<P>,
    ) -> Result<P, OperationError> {
        let refused = match self.acquire_permit() {
            Ok(()) => match host::check(&self.rqctx.request) {
                Ok(()) => return self.read(request).await,
                Err(error) => error.into(),
            },
            Err(overload) => overload,
        };
        self.release_permit();
        self.note(request.discard().await);
        Err(refused)
    }

    /// Counts and logs the response to a browser, and adds the headers of every response.
    pub fn finish_page<S>(
        &self,
        outcome: Result<S, TextHtmlResponse>,
        status: StatusCode,
        headers: HeaderMap,
        reason: Option<&'static str>,
    ) -> OperationResult<S, TextHtml> {
        if let Some(reason) = reason {
            self.app().metrics.rejected(&self.rqctx.endpoint.operation_id, reason);
        }
        self.finish("answered", status, reason);
        let mut all = self.headers(headers.contains_key(header::CONNECTION));
        for (name, value) in headers {
            if let Some(name) = name {
                all.insert(name, value);
            }
        }
        OperationResponse::of(outcome, all)
    }

    /// Returns the headers of every response, including those of the rate limit. An error may say
    /// itself that it ends the connection.
    fn headers(&self, ends_connection: bool) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(limit) = self.limit.get() {
            limit.add_to(&mut headers);
        }
        if self.ends_connection.load(Ordering::Relaxed) {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        } else if !ends_connection && stays_open(&self.rqctx.request) {
            headers.insert(KEEP_ALIVE, HeaderValue::from_static(IDLE_TIMEOUT));
        }
        headers
    }

    /// Records the duration of the call, and logs it.
    fn finish(&self, message: &str, status: StatusCode, reason: Option<&str>) {
        let took = self.start.elapsed();
        let operation = &self.rqctx.endpoint.operation_id;
        self.app().metrics.answered(operation, status, took);
        let (environment, api_token) = self.caller.get().copied().unzip();
        let mut buffers = [[0; Hyphenated::LENGTH]; 2];
        let [environment_text, api_token_text] = &mut buffers;
        let environment =
            environment.map(|id: Uuid| &*id.hyphenated().encode_lower(environment_text));
        let api_token = api_token.map(|id: Uuid| &*id.hyphenated().encode_lower(api_token_text));
        let client = self.app().forwarded_address(&self.rqctx.request);
        // slog writes the fields in reverse order. Dropshot's logger of the request would repeat
        // some of them.
        slog::info!(self.app().log, "{}", message;
            "client_addr" => Optional(client.map(|address| address.to_string())),
            "remote_addr" => self.rqctx.request.remote_addr(),
            "req_id" => &self.rqctx.request_id,
            "client_request_id" => Optional(client_request_id(self.rqctx.request.headers())),
            "api_token" => Optional(api_token),
            "environment" => Optional(environment),
            "duration_us" => u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            "reason" => Optional(reason),
            "status" => status.as_u16(),
            "operation" => operation,
        );
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        self.app().in_flight.end();
    }
}

/// Returns true if the client lets the connection stay open after the response. Before HTTP/1.1, it
/// would have to ask for that, and HTTP/2 has no such header.
fn stays_open(request: &RequestInfo) -> bool {
    let values = request.headers().get_all(header::CONNECTION).iter();
    let mut options =
        values.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    request.version() == Version::HTTP_11
        && !options.any(|option| option.trim().eq_ignore_ascii_case("close"))
}

/// The maximum length of a client's `x-request-id`.
const MAX_REQUEST_ID: usize = 128;

/// Returns the client's `x-request-id`, if it is safe to log.
fn client_request_id(headers: &HeaderMap) -> Option<&str> {
    static NAME: HeaderName = HeaderName::from_static("x-request-id");
    let value = headers.get(&NAME)?.to_str().ok()?;
    let is_well_formed = !value.is_empty()
        && value.len() <= MAX_REQUEST_ID
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:+/=".contains(&byte));
    // A client may have sent an API token in the wrong header.
    let is_secret = value.contains(api_token::PREFIX);
    (is_well_formed && !is_secret).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn client_request_id_is_logged_when_well_formed() {
        let logged = |value: &str| {
            let value = HeaderValue::from_str(value).expect("a header value");
            let headers = HeaderMap::from_iter([(HeaderName::from_static("x-request-id"), value)]);
            client_request_id(&headers).is_some()
        };
        for value in ["a", "Az09-_.:+/=", &"a".repeat(MAX_REQUEST_ID)] {
            assert!(logged(value), "{value}");
        }
        for value in ["", "a b", "a\"", "a\\", "x=lta_1", &"a".repeat(MAX_REQUEST_ID + 1)] {
            assert!(!logged(value), "{value}");
        }
        assert_eq!(client_request_id(&HeaderMap::new()), None);
    }
}
