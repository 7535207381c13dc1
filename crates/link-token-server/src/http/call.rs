//! What all operations do alike: authenticate, count, read, answer, log.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::{Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use dropshot::{HttpCodedResponse, HttpResponseHeaders, RequestContext};
use futures::{FutureExt as _, poll};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use link_token_api::{ApiToken, ResponseHeaders};
use link_token_domain::api_token;
use link_token_types as types;
use lockstep_dropshot::{
    Authenticated, Extract, FrameworkError, OperationResponse, RejectedRequest, Secured,
    ToHeaders as _, UnreadRequest,
};
use scopeguard::ScopeGuard;
use tokio::{sync::SemaphorePermit, time::timeout};
use uuid::{Uuid, fmt::Hyphenated};

use super::{App, authentication::Caller, error::Failure};
use crate::logging::Optional;

/// The status of a request whose client went away, as other HTTP servers call it. No client sees it.
const CLIENT_CLOSED_REQUEST: StatusCode = lockstep_dropshot::status(499);

/// How long a body may take to arrive from a sender that is not slow.
const PROMPT: Duration = Duration::from_millis(100);

/// The answer to a call: a success or a failure of the contract, and the headers of both.
type Answer<S> = Result<
    OperationResponse<HttpResponseHeaders<S, ResponseHeaders>, types::Error>,
    FrameworkError<types::Error>,
>;

/// A request to an operation, from its arrival to its answer.
pub struct Call<'r> {
    rqctx: &'r RequestContext<App>,
    start: Instant,
    /// The environment and the API token, once they are known.
    caller: OnceLock<(Uuid, Uuid)>,
    /// The headers of the rate limit, once the request is counted.
    limit: OnceLock<ResponseHeaders>,
    /// The place among the concurrent requests, until the answer.
    permit: Mutex<Option<SemaphorePermit<'r>>>,
}

impl<'r> Call<'r> {
    /// Begins a call.
    pub fn begin(rqctx: &'r RequestContext<App>) -> Self {
        Self {
            rqctx,
            start: Instant::now(),
            caller: OnceLock::new(),
            limit: OnceLock::new(),
            permit: Mutex::new(None),
        }
    }

    /// Returns what the operations work with.
    pub fn app(&self) -> &'r App {
        self.rqctx.context()
    }

    /// Admits a caller and reads the request, in the order that security asks for: who is it, may it go on, what does it say.
    pub async fn admit<P: Extract>(
        &self,
        request: Secured<ApiToken, P>,
    ) -> Result<(Caller, P), Failure> {
        match self.enter() {
            Ok(()) => {}
            Err(failure) => {
                request.discard().await;
                return Err(failure);
            }
        }
        let (refused, request) = match request.try_authenticate(self.rqctx).await {
            Ok(Authenticated { caller, request }) => match self.count(&caller) {
                Ok(()) => return Ok((caller, self.read(request).await?)),
                Err(failure) => (failure, request),
            },
            Err(RejectedRequest { error, request }) => (error, request),
        };
        // While the rest of a body comes, it takes nobody's place.
        self.leave();
        request.discard().await;
        Err(refused)
    }

    /// Takes a place among the concurrent requests.
    fn enter(&self) -> Result<(), Failure> {
        let permit = self.app().gate.enter()?;
        *self.permit.lock().unwrap_or_else(PoisonError::into_inner) = permit;
        Ok(())
    }

    fn leave(&self) {
        drop(self.permit.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Counts a request of a caller.
    fn count(&self, caller: &Caller) -> Result<(), Failure> {
        let _ = self.caller.set((caller.environment_id, caller.api_token_id));
        let (headers, counted) = self.app().limits.request(caller.api_token_id);
        let _ = self.limit.set(headers);
        counted.map_err(Failure::TooMany)
    }

    /// Reads a request. A slow sender takes nobody's place meanwhile.
    async fn read<P: Extract>(&self, request: UnreadRequest<P>) -> Result<P, Failure> {
        let mut reading = pin!(request.read(self.rqctx));
        // Usually it is all there already.
        if let std::task::Poll::Ready(parts) = poll!(&mut reading) {
            return Ok(parts?);
        }
        if let Ok(parts) = timeout(PROMPT, &mut reading).await {
            return Ok(parts?);
        }
        self.leave();
        let parts = reading.await?;
        self.enter()?;
        Ok(parts)
    }

    /// Does the work of an operation, and answers with its success or its failure. A panic in the work is its failure. Every call is
    /// counted, timed and logged once, also one that ends with its client.
    ///
    /// The work is in a box, since Dropshot and this function move the future of a handler several times.
    pub async fn answer<S: HttpCodedResponse>(
        &self,
        work: Pin<Box<impl Future<Output = Result<S, Failure>> + Send>>,
    ) -> Answer<S> {
        let left = scopeguard::guard((), |()| {
            self.finish("left by the client", CLIENT_CLOSED_REQUEST, None);
        });
        let panicked = |_| Err(Failure::internal("the operation panicked"));
        let outcome = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(panicked);
        ScopeGuard::into_inner(left);
        let reason = outcome.as_ref().err().map(Failure::reason);
        if let Some(reason) = reason {
            self.app().metrics.rejected(&self.rqctx.endpoint.operation_id, reason);
        }
        let outcome = outcome
            .map(|success| HttpResponseHeaders::new(success, ResponseHeaders::default()))
            .map_err(|failure| failure.into_response(self.rqctx));
        let status =
            outcome.as_ref().map_or_else(|error| error.status.as_status(), |_| S::STATUS_CODE);
        self.finish("answered", status, reason);
        Ok(OperationResponse::new(outcome, self.headers()))
    }

    /// Returns the headers of every answer, those of the rate limit among them.
    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(12);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(limit) = self.limit.get() {
            limit.add_to(&mut headers);
        }
        headers
    }

    /// Times the call, and writes its line of the log.
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
        // What comes first here is last in the line. Dropshot's own logger would add what the operation says already.
        slog::info!(self.app().log, "{}", message;
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

/// The greatest length of a client's `x-request-id`.
const MAX_REQUEST_ID: usize = 128;

/// Returns the `x-request-id` that the client sent, if it may go into a log.
fn client_request_id(headers: &HeaderMap) -> Option<&str> {
    static NAME: HeaderName = HeaderName::from_static("x-request-id");
    let value = headers.get(&NAME)?.to_str().ok()?;
    let is_well_formed = !value.is_empty()
        && value.len() <= MAX_REQUEST_ID
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:+/=".contains(&byte));
    // An API token in the wrong header must not be logged.
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
