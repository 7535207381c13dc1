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
use futures::{FutureExt as _, poll};
use http::{HeaderMap, HeaderValue, header};
use link_token_api::{
    ApiToken, CreateLinkTokenHeaders, CreateLinkTokenResponse, CreateLinkTokenSuccess,
    IntrospectLinkTokenResponse, IntrospectLinkTokenSuccess, LinkTokenApi, RedeemLinkTokenResponse,
    RedeemLinkTokenSuccess, ResponseHeaders, RevokeLinkTokenResponse, RevokeLinkTokenSuccess,
};
use link_token_types as types;
use lockstep_dropshot::{
    Authenticated, Extract, FrameworkError, Headers, JsonBody, Refused, Reply, Secured,
    ToHeaders as _,
};
use scopeguard::ScopeGuard;
use tokio::time::timeout;
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

type Answer<S> = Result<Reply<S, types::Error>, FrameworkError<types::Error>>;

impl LinkTokenApi for Handlers {
    type Context = App;

    async fn create_link_token(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> Answer<CreateLinkTokenResponse> {
        let rqctx = &rqctx;
        let App { store, lifetime, metrics, .. } = rqctx.context();
        answer(rqctx, request, |caller, (Headers(headers), JsonBody(body))| async move {
            let request = IssueRequest::check(body)?;
            let idempotency = headers
                .idempotency_key
                .map(|key| Idempotency::derive(caller.presented.expose(), &key, &request))
                .transpose()
                .map_err(Failure::internal)?;
            let order = IssueOrder {
                environment_id: caller.environment_id,
                by: caller.request(rqctx),
                request,
                idempotency,
                now: clock::now(),
                default_lifetime: *lifetime,
            };
            let issued = store.issue(order).await??;
            metrics.done(Done::Issued);
            Ok(CreateLinkTokenSuccess(translate::issued(&issued)))
        })
        .await
    }

    async fn introspect_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Answer<IntrospectLinkTokenResponse> {
        let rqctx = &rqctx;
        let App { store, metrics, .. } = rqctx.context();
        answer(rqctx, request, |caller, (JsonBody(body),)| async move {
            let token = token_hash(body);
            let grant = store.grant(caller.environment_id, token, clock::now()).await?;
            metrics.done(Done::Introspected { active: grant.is_some() });
            Ok(IntrospectLinkTokenSuccess(translate::introspection(grant)))
        })
        .await
    }

    async fn redeem_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> Answer<RedeemLinkTokenResponse> {
        let rqctx = &rqctx;
        let App { store, metrics, .. } = rqctx.context();
        answer(rqctx, request, |caller, (JsonBody(body),)| async move {
            let request = RedeemRequest::check(body)?;
            let (environment_id, by) = (caller.environment_id, caller.request(rqctx));
            let account = store.redeem(environment_id, request, by, clock::now()).await??;
            metrics.done(Done::Redeemed);
            Ok(RedeemLinkTokenSuccess(translate::account(account)))
        })
        .await
    }

    async fn revoke_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Answer<RevokeLinkTokenResponse> {
        let rqctx = &rqctx;
        let App { store, metrics, .. } = rqctx.context();
        answer(rqctx, request, |caller, (JsonBody(body),)| async move {
            let token = token_hash(body);
            let (environment_id, by) = (caller.environment_id, caller.request(rqctx));
            store.revoke(environment_id, token, by, clock::now()).await?;
            metrics.done(Done::Revoked);
            Ok(RevokeLinkTokenSuccess)
        })
        .await
    }
}

/// The status of a success, which an operation has one of.
fn success_status<S: HttpCodedResponse>() -> u16 {
    S::STATUS_CODE.as_u16()
}

/// The `x-request-id` that the caller sent, if it is one that may go into a log.
fn client_request_id(rqctx: &RequestContext<App>) -> Option<&str> {
    let value = rqctx.request.headers().get("x-request-id")?.to_str().ok()?;
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
async fn without_panic<T>(
    operation: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    AssertUnwindSafe(operation)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(Failure::internal("the operation panicked")))
}

/// The line of the log that each request has. `known` are the environment and the API token, as far as they are known.
fn log(
    rqctx: &RequestContext<App>,
    message: &str,
    status: u16,
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
        "status" => status,
        "operation" => &rqctx.endpoint.operation_id,
    );
}

/// The status of a request whose client went away, as other HTTP servers call it. No client sees it.
const LEFT: u16 = 499;

/// What all operations do alike, in the order that security asks for: who is it, may it go on, what does it say, do it.
async fn answer<S, P, Work, Working>(
    rqctx: &RequestContext<App>,
    request: Secured<ApiToken, P>,
    work: Work,
) -> Answer<HttpResponseHeaders<S, ResponseHeaders>>
where
    S: HttpCodedResponse,
    P: Extract,
    Work: FnOnce(Caller, P) -> Working + Send,
    Working: Future<Output = Result<S, Failure>> + Send,
{
    // Room for the rate limit's as well, since to grow costs more than to begin with it.
    let mut headers = HeaderMap::with_capacity(12);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let App { gate, limits, metrics, .. } = rqctx.context();
    let operation = &rqctx.endpoint.operation_id;
    let start = Instant::now();
    let known = OnceLock::new();
    // If the operation ends with its client.
    let unanswered = scopeguard::guard((), |()| {
        let took = start.elapsed();
        metrics.answered(operation, LEFT, took);
        log(rqctx, "left by the client", LEFT, None, known.get().copied(), took);
    });
    // In a place of its own: to move it about, as handlers are, would cost as much as to read a body.
    let outcome = Box::pin(async {
        let permit = match gate.enter() {
            Ok(permit) => permit,
            Err(overload) => {
                request.discard().await;
                return Err(overload.into());
            }
        };
        let Authenticated { caller, request } = match request.try_authenticate(rqctx).await {
            Ok(authenticated) => authenticated,
            Err(Refused { error, request }) => {
                // While the rest of a body comes, it takes nobody's place.
                drop(permit);
                request.discard().await;
                return Err(error);
            }
        };
        let _ = known.set((caller.environment_id, caller.api_token_id));
        let (limits, counted) = limits.request(caller.api_token_id);
        limits.add_to(&mut headers);
        if let Err(too_many) = counted {
            drop(permit);
            request.discard().await;
            return Err(Failure::TooMany(too_many));
        }
        let mut reading = pin!(request.read(rqctx));
        let at_once = match poll!(&mut reading) {
            Poll::Ready(parts) => Ok(parts),
            Poll::Pending => timeout(PROMPT, &mut reading).await,
        };
        let (parts, _permit) = if let Ok(parts) = at_once {
            (parts?, permit)
        } else {
            // A slow sender takes nobody's place.
            drop(permit);
            (reading.await?, gate.enter()?)
        };
        work(caller, parts).await
    });
    let outcome = without_panic(outcome).await;
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
        outcome.as_ref().map_or_else(|error| error.status.as_u16(), |_| success_status::<S>());
    let took = start.elapsed();
    metrics.answered(operation, status, took);
    log(rqctx, "answered", status, reason, known.get().copied(), took);
    Ok(Reply::new(outcome, headers))
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
