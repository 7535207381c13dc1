//! The operations of the contract.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    pin::pin,
    sync::OnceLock,
    task::Poll,
    time::{Duration, Instant},
};

use dropshot::{HttpCodedResponse, HttpResponseHeaders, RequestContext};
use futures::{FutureExt as _, future::BoxFuture, poll};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use link_token_api::{
    ApiToken, CreateLinkTokenHeaders, CreateLinkTokenResponse, CreateLinkTokenSuccess,
    IntrospectLinkTokenResponse, IntrospectLinkTokenSuccess, LinkTokenApi, RedeemLinkTokenResponse,
    RedeemLinkTokenSuccess, ResponseHeaders, RevokeLinkTokenResponse, RevokeLinkTokenSuccess,
};
use link_token_types as types;
use lockstep_dropshot::{
    Authenticated, Extract, FrameworkError, Headers, JsonBody, OperationResponse, RejectedRequest,
    Secured, ToHeaders as _, UnreadRequest,
};
use scopeguard::ScopeGuard;
use tokio::{sync::SemaphorePermit, time::timeout};
use uuid::{Uuid, fmt::Hyphenated};

use super::{App, authentication::Caller, error::Failure, translate};
use crate::{
    clock,
    domain::{
        api_token,
        idempotency::Idempotency,
        link_token::{IssueRequest, LinkToken, LinkTokenHash},
        redemption::RedeemRequest,
    },
    logging::Maybe,
    metrics::Done,
    store::IssueOrder,
};

/// Implements the contract.
pub enum Handlers {}

type Answer<S> = Result<OperationResponse<S, types::Error>, FrameworkError<types::Error>>;

// Not `async fn`s: Dropshot moves the future of each request several times, and so it is no more than a pointer to another one.
impl LinkTokenApi for Handlers {
    type Context = App;

    fn create_link_token(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> impl Future<Output = Answer<CreateLinkTokenResponse>> + Send {
        answer(rqctx, request, |rqctx, caller, (Headers(headers), JsonBody(body))| {
            let App { store, lifetime, metrics, .. } = rqctx.context();
            let request = IssueRequest::check(body)?;
            let idempotency = headers
                .idempotency_key
                .map(|key| Idempotency::derive(caller.presented.expose(), &key, &request))
                .transpose()
                .map_err(Failure::internal)?;
            let issuing = store.issue(IssueOrder {
                environment_id: caller.environment_id,
                by: caller.request(rqctx),
                request,
                idempotency,
                now: clock::now(),
                default_lifetime: *lifetime,
            });
            Ok(Box::pin(async move {
                let issued = issuing.await??;
                metrics.done(Done::Issued);
                Ok(CreateLinkTokenSuccess(translate::issued(&issued)))
            }))
        })
    }

    fn introspect_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> impl Future<Output = Answer<IntrospectLinkTokenResponse>> + Send {
        answer(rqctx, request, |rqctx, caller, (JsonBody(body),)| {
            let App { store, metrics, .. } = rqctx.context();
            let looking = store.grant(caller.environment_id, token_hash(body), clock::now());
            Ok(Box::pin(async move {
                let grant = looking.await?;
                metrics.done(Done::Introspected { active: grant.is_some() });
                Ok(IntrospectLinkTokenSuccess(translate::introspection(grant)))
            }))
        })
    }

    fn redeem_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> impl Future<Output = Answer<RedeemLinkTokenResponse>> + Send {
        answer(rqctx, request, |rqctx, caller, (JsonBody(body),)| {
            let App { store, metrics, .. } = rqctx.context();
            let request = RedeemRequest::check(body)?;
            let (environment_id, by) = (caller.environment_id, caller.request(rqctx));
            let redeeming = store.redeem(environment_id, request, by, clock::now());
            Ok(Box::pin(async move {
                let account = redeeming.await??;
                metrics.done(Done::Redeemed);
                Ok(RedeemLinkTokenSuccess(translate::account(account)))
            }))
        })
    }

    fn revoke_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> impl Future<Output = Answer<RevokeLinkTokenResponse>> + Send {
        answer(rqctx, request, |rqctx, caller, (JsonBody(body),)| {
            let App { store, metrics, .. } = rqctx.context();
            let (environment_id, by) = (caller.environment_id, caller.request(rqctx));
            let revoking = store.revoke(environment_id, token_hash(body), by, clock::now());
            Ok(Box::pin(async move {
                revoking.await?;
                metrics.done(Done::Revoked);
                Ok(RevokeLinkTokenSuccess)
            }))
        })
    }
}

/// The `x-request-id` that the caller sent, if it is one that may go into a log.
fn client_request_id(rqctx: &RequestContext<App>) -> Option<&str> {
    static NAME: HeaderName = HeaderName::from_static("x-request-id");
    let value = rqctx.request.headers().get(&NAME)?.to_str().ok()?;
    let is_well_formed = !value.is_empty()
        && value.len() <= 128
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:+/=".contains(&byte));
    // An API token in the wrong header is none of the log's business.
    let is_secret = value.contains(api_token::PREFIX);
    (is_well_formed && !is_secret).then_some(value)
}

/// How long a body may take to arrive from a sender that is not slow.
const PROMPT: Duration = Duration::from_millis(100);

fn token_hash(body: types::LinkTokenReference) -> LinkTokenHash {
    LinkToken::from(body.link_token).hash()
}

/// A panic in an operation is its failure: it is answered, counted and logged as any other. What it left half done belongs to the
/// request, and the store undoes its own.
fn without_panic<T>(
    operation: impl Future<Output = Result<T, Failure>>,
) -> impl Future<Output = Result<T, Failure>> {
    AssertUnwindSafe(operation)
        .catch_unwind()
        .map(|ended| ended.unwrap_or_else(|_| Err(Failure::internal("the operation panicked"))))
}

/// The line of the log that each request has. `known` are the environment and the API token, as far as they are known.
fn log(
    rqctx: &RequestContext<App>,
    message: &str,
    status: StatusCode,
    reason: Option<&str>,
    known: Option<(Uuid, Uuid)>,
    took: Duration,
) {
    let (environment, api_token) = known.unzip();
    let mut buffers = [[0; Hyphenated::LENGTH]; 2];
    let [environment_text, api_token_text] = &mut buffers;
    // What comes first here is last in the line. Dropshot's own logger would add what the operation says already.
    slog::info!(rqctx.context().log, "{}", message;
        "remote_addr" => rqctx.request.remote_addr(),
        "req_id" => &rqctx.request_id,
        "client_request_id" => Maybe(client_request_id(rqctx)),
        "api_token" => Maybe(api_token.map(|id: Uuid| &*id.hyphenated().encode_lower(api_token_text))),
        "environment" => Maybe(environment.map(|id: Uuid| &*id.hyphenated().encode_lower(environment_text))),
        "duration_us" => u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        "reason" => Maybe(reason),
        "status" => status.as_u16(),
        "operation" => &rqctx.endpoint.operation_id,
    );
}

/// The status of a request whose client went away, as other HTTP servers call it. No client sees it.
const LEFT: StatusCode = lockstep_dropshot::status(499);

/// What an operation does with a request that has been read: first what needs nothing but the processor, which may end it, and then
/// what has to be waited for.
type Working<'r, S> = Result<BoxFuture<'r, Result<S, Failure>>, Failure>;

/// What all operations do alike, in the order that security asks for: who is it, may it go on, what does it say, do it.
fn answer<S, P, Work>(
    rqctx: RequestContext<App>,
    request: Secured<ApiToken, P>,
    work: Work,
) -> BoxFuture<'static, Answer<HttpResponseHeaders<S, ResponseHeaders>>>
where
    S: HttpCodedResponse,
    P: Extract,
    Work: for<'r> FnOnce(&'r RequestContext<App>, Caller, P) -> Working<'r, S> + Send + 'static,
{
    Box::pin(async move {
        let rqctx = &rqctx;
        let App { metrics, .. } = rqctx.context();
        let operation = &rqctx.endpoint.operation_id;
        let start = Instant::now();
        let known = OnceLock::new();
        let mut limit = ResponseHeaders::default();
        // If the operation ends with its client.
        let unanswered = scopeguard::guard((), |()| {
            let took = start.elapsed();
            metrics.answered(operation, LEFT, took);
            log(rqctx, "left by the client", LEFT, None, known.get().copied(), took);
        });
        let outcome = without_panic(async {
            let (caller, request, permit) = admit(rqctx, request, &known, &mut limit).await?;
            // The permit is held until the work is done.
            let (parts, _permit) = read(rqctx, request, permit).await?;
            work(rqctx, caller, parts)?.await
        });
        let outcome = outcome.await;
        ScopeGuard::into_inner(unanswered);
        let reason = outcome.as_ref().err().map(Failure::reason);
        if let Some(reason) = reason {
            metrics.rejected(operation, reason);
        }
        // The rate limit's headers are on errors as well, so they go with the rest and not with the success.
        let outcome = outcome
            .map(|success| HttpResponseHeaders::new(success, ResponseHeaders::default()))
            .map_err(|failure| failure.into_response(rqctx));
        let status =
            outcome.as_ref().map_or_else(|error| error.status.as_status(), |_| S::STATUS_CODE);
        let took = start.elapsed();
        metrics.answered(operation, status, took);
        log(rqctx, "answered", status, reason, known.get().copied(), took);
        Ok(OperationResponse::new(outcome, headers(&limit)))
    })
}

/// A place among the requests that are at work, if their number is limited.
type Permit<'r> = Option<SemaphorePermit<'r>>;

/// Finds out who a request is from, and whether it may go on. Sets who that is, and what is left to it.
async fn admit<'r, P: Extract>(
    rqctx: &'r RequestContext<App>,
    request: Secured<ApiToken, P>,
    known: &OnceLock<(Uuid, Uuid)>,
    limit: &mut ResponseHeaders,
) -> Result<(Caller, UnreadRequest<P>, Permit<'r>), Failure> {
    let App { gate, limits, .. } = rqctx.context();
    let permit = match gate.enter() {
        Ok(permit) => permit,
        Err(overload) => {
            request.discard().await;
            return Err(overload.into());
        }
    };
    let (refused, request) = match request.try_authenticate(rqctx).await {
        Ok(Authenticated { caller, request }) => {
            let _ = known.set((caller.environment_id, caller.api_token_id));
            let counted;
            (*limit, counted) = limits.request(caller.api_token_id);
            match counted {
                Ok(()) => return Ok((caller, request, permit)),
                Err(too_many) => (Failure::TooMany(too_many), request),
            }
        }
        Err(RejectedRequest { error, request }) => (error, request),
    };
    // While the rest of a body comes, it takes nobody's place.
    drop(permit);
    request.discard().await;
    Err(refused)
}

/// Reads a request.
async fn read<'r, P: Extract>(
    rqctx: &'r RequestContext<App>,
    request: UnreadRequest<P>,
    permit: Permit<'r>,
) -> Result<(P, Permit<'r>), Failure> {
    let mut reading = pin!(request.read(rqctx));
    let at_once = match poll!(&mut reading) {
        Poll::Ready(parts) => Ok(parts),
        Poll::Pending => timeout(PROMPT, &mut reading).await,
    };
    if let Ok(parts) = at_once {
        return Ok((parts?, permit));
    }
    // A slow sender takes nobody's place.
    drop(permit);
    Ok((reading.await?, rqctx.context().gate.enter()?))
}

/// The headers of every answer.
fn headers(limit: &ResponseHeaders) -> HeaderMap {
    // Room for those of the response as well, since to grow costs more than to begin with it.
    let mut headers = HeaderMap::with_capacity(12);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    limit.add_to(&mut headers);
    headers
}

#[cfg(test)]
mod tests {
    use dropshot::HttpError;

    use super::*;
    use crate::{
        domain::{Refusal, audit::Action},
        http::{self, REASONS},
        store::StoreError,
    };

    #[tokio::test]
    async fn a_panic_is_a_failure() {
        let panicked = without_panic::<()>(async { panic!("on purpose") }).await;
        assert_eq!(panicked.map_err(|failure| failure.reason()), Err("internal"));
        assert_eq!(without_panic(async { Ok(1) }).await.ok(), Some(1));
    }

    /// The audit trail calls the operations as the contract does.
    #[test]
    fn operations_have_their_names_in_the_audit_trail() {
        let operations = http::operations().expect("described");
        let recorded = operations.iter().filter(|it| it.id.parse::<Action>().is_ok());
        let recorded: Vec<&str> = recorded.map(|operation| operation.id.as_str()).collect();
        assert_eq!(recorded, ["create_link_token", "redeem_link_token", "revoke_link_token"]);
    }

    #[test]
    fn every_reason_is_known() {
        let refusals = [
            Refusal::invalid("a", "b"),
            Refusal::not_found("a", "b"),
            Refusal::KeyReused,
            Refusal::LinkTokenDead,
        ];
        let failures = refusals.map(Failure::Refused).into_iter().chain([
            Failure::NoCredential,
            Failure::InvalidCredential,
            Failure::Overload,
            Failure::internal("a"),
            Failure::Request(HttpError::for_bad_request(None, "a".to_owned())),
            Failure::Store(StoreError::Unavailable(String::new())),
        ]);
        for failure in failures {
            assert!(REASONS.contains(&failure.reason()), "{failure:?}");
        }
    }
}
