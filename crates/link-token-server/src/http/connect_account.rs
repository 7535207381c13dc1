//! The operations for browsers: each reads its request, lets the connection flow answer, and
//! translates the answer.

use std::collections::BTreeMap;

use dropshot::{Body, ErrorStatusCode, HttpResponse, RequestContext};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use link_token_api as api;
use link_token_domain::Refusal;
use link_token_types as types;
use lockstep_dropshot::{
    Cookies, Extract, FormBody, Headers, OperationResult, Path, Query, ResponseWithHeaders,
    UnreadRequest,
};

use scopeguard::ScopeGuard;

use super::{App, call::Call, error::OperationError};
use crate::connect::{
    Connect,
    answer::Answer,
    browser::Browser,
    flow::{self, CallbackAnswer, Opener, Opening, PageProblem, Trouble},
    pages,
};

pub type PageResult<S> = OperationResult<S, api::TextHtml>;

type Submission = (
    Path<api::ContinueConnectionPath>,
    Headers<api::ContinueConnectionHeaders>,
    Cookies<api::ContinueConnectionCookies>,
    FormBody<types::FormAnswers>,
);

type Callback = (
    Path<api::ReceiveCallbackPath>,
    Query<api::ReceiveCallbackQuery>,
    Headers<api::ReceiveCallbackHeaders>,
    Cookies<api::ReceiveCallbackCookies>,
);

type CallbackForm = (
    Path<api::RepeatCallbackPath>,
    Headers<api::RepeatCallbackHeaders>,
    Cookies<api::RepeatCallbackCookies>,
    FormBody<types::FormAnswers>,
);

/// The success of an operation for browsers.
pub trait PageSuccess: HttpResponse {
    fn page(html: String) -> Self;
    fn see_other(location: String, cookie: Option<String>) -> Self;
}

macro_rules! page_successes {
    ($($response:ident: $ok:ident, $see_other:ident;)*) => {$(
        impl PageSuccess for api::$response {
            fn page(html: String) -> Self {
                Self::Ok(api::$ok(Body::from(html)))
            }

            fn see_other(location: String, cookie: Option<String>) -> Self {
                let set_cookie = cookie.into_iter().collect();
                // All pages have the same headers.
                let headers = api::OpenConnectionPageSeeOtherHeaders { location, set_cookie };
                Self::SeeOther(ResponseWithHeaders::new(api::$see_other, headers))
            }
        }
    )*};
}

page_successes! {
    OpenConnectionPageResponse: OpenConnectionPageOk, OpenConnectionPageSeeOtherSuccess;
    ShowConnectionPageResponse: ShowConnectionPageOk, ShowConnectionPageSeeOtherSuccess;
    ContinueConnectionResponse: ContinueConnectionOk, ContinueConnectionSeeOtherSuccess;
    ReceiveCallbackResponse: ReceiveCallbackOk, ReceiveCallbackSeeOtherSuccess;
    RepeatCallbackResponse: RepeatCallbackOk, RepeatCallbackSeeOtherSuccess;
}

pub async fn open(
    rqctx: RequestContext<App>,
    request: UnreadRequest<(
        Query<api::OpenConnectionPageQuery>,
        Headers<api::OpenConnectionPageHeaders>,
    )>,
) -> PageResult<api::OpenConnectionPageResponse> {
    visit(&rqctx, request, |connect, request_id, (Query(query), Headers(headers))| async move {
        let browser = Browser::new(&request_id, headers.accept_language, None, None)
            .with_locale(query.locale.clone());
        let opening = Opening {
            link_token: query.link_token,
            integration: query.integration,
            integrations: query.integrations,
            no_back: query.no_back,
            auth_format: query.auth_format,
            iframe: query.iframe,
            locale: query.locale,
        };
        let answer = connect.open(&browser, &opening).await;
        (browser, answer)
    })
    .await
}

pub async fn show(
    rqctx: RequestContext<App>,
    request: UnreadRequest<(
        Path<api::ShowConnectionPagePath>,
        Headers<api::ShowConnectionPageHeaders>,
        Cookies<api::ShowConnectionPageCookies>,
    )>,
) -> PageResult<api::ShowConnectionPageResponse> {
    visit(
        &rqctx,
        request,
        |connect, request_id, (path, Headers(headers), Cookies(cookies))| async move {
            let cookie =
                connect.cookie(cookies.host_link_token_browser, cookies.link_token_browser);
            let browser =
                Browser::new(&request_id, headers.accept_language, headers.user_agent, cookie)
                    .with_frame(headers.sec_fetch_dest.as_deref() == Some("iframe"));
            let answer = connect.show(&browser, &path.into_inner().attempt.0).await;
            (browser, answer)
        },
    )
    .await
}

pub async fn submit(
    rqctx: RequestContext<App>,
    request: UnreadRequest<Submission>,
) -> PageResult<api::ContinueConnectionResponse> {
    visit(
        &rqctx,
        request,
        |connect, request_id, (path, Headers(headers), Cookies(cookies), FormBody(form))| async move {
            let cookie = connect.cookie(cookies.host_link_token_browser, cookies.link_token_browser);
            let browser =
                Browser::new(&request_id, headers.accept_language, headers.user_agent, cookie);
            let form: BTreeMap<_, _> = form.0.into_iter().collect();
            let key = path.into_inner().attempt.0;
            // Another site must not press the buttons of this one.
            let is_own = match (headers.sec_fetch_site.as_deref(), headers.origin.as_deref()) {
                (Some(site), _) => site == "same-origin",
                (None, Some(origin)) => origin == "null" || origin == connect.public_url.origin(),
                (None, None) => true,
            };
            let answer = if is_own {
                connect.submit(&browser, &key, &form).await
            } else {
                Ok(Answer::redirect(connect.public_url.attempt(&key)))
            };
            (browser, answer)
        },
    )
    .await
}

pub async fn receive_callback(
    rqctx: RequestContext<App>,
    request: UnreadRequest<Callback>,
) -> PageResult<api::ReceiveCallbackResponse> {
    visit(
        &rqctx,
        request,
        |connect, request_id, (path, Query(query), Headers(headers), Cookies(cookies))| async move {
            let cookie =
                connect.cookie(cookies.host_link_token_browser, cookies.link_token_browser);
            let browser = Browser::new(&request_id, headers.accept_language, None, cookie);
            let answer = CallbackAnswer::new(query.answer);
            let id = path.into_inner().environment_integration_id;
            let answer = connect.callback(&browser, id, &answer).await;
            (browser, answer)
        },
    )
    .await
}

pub async fn repeat_callback(
    rqctx: RequestContext<App>,
    request: UnreadRequest<CallbackForm>,
) -> PageResult<api::RepeatCallbackResponse> {
    visit(
        &rqctx,
        request,
        |connect, request_id, (path, Headers(headers), Cookies(cookies), FormBody(form))| async move {
            let cookie = connect.cookie(cookies.host_link_token_browser, cookies.link_token_browser);
            let browser = Browser::new(&request_id, headers.accept_language, None, cookie);
            let answer = CallbackAnswer::new(form.0);
            let id = path.into_inner().environment_integration_id;
            let answer = connect.callback(&browser, id, &answer).await;
            (browser, answer)
        },
    )
    .await
}

pub async fn file(
    rqctx: RequestContext<App>,
    request: UnreadRequest<(Path<api::GetConnectionPageFilePath>,)>,
) -> PageResult<api::GetConnectionPageFileResponse> {
    let call = Call::begin(&rqctx);
    let found = match call.admit_browser(request).await {
        Ok((path,)) => {
            let is_known = path.into_inner().name == *pages::SCRIPT_NAME;
            let missing = || OperationError::from(Refusal::not_found("name", "no such file"));
            is_known.then(|| Body::from(pages::SCRIPT)).ok_or_else(missing)
        }
        Err(error) => Err(error),
    };
    match found {
        Ok(body) => {
            let headers = HeaderMap::from_iter([(header::CACHE_CONTROL, KEPT)]);
            let response = api::GetConnectionPageFileResponse(body);
            call.finish_page(Ok(response), StatusCode::OK, headers, None)
        }
        Err(error) => fail(&call, &Browser::unknown(&rqctx.request_id), Opener::default(), error),
    }
}

/// The name of a file changes with its content, so that browsers can keep it.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Reads a request, and lets the connection flow answer it.
///
/// The flow goes on if the browser leaves meanwhile: a code that was exchanged must not be lost.
async fn visit<P, S, W, F>(
    rqctx: &RequestContext<App>,
    request: UnreadRequest<P>,
    work: W,
) -> PageResult<S>
where
    P: Extract,
    S: PageSuccess,
    W: FnOnce(Connect, String, P) -> F,
    F: Future<Output = (Browser, Result<Answer, Trouble>)> + Send + 'static,
{
    let call = Call::begin(rqctx);
    let app = rqctx.context();
    let left = call.log_if_client_leaves();
    let unknown = || Browser::unknown(&rqctx.request_id);
    let admitted = call.admit_browser(request).await;
    let admitted =
        admitted.and_then(|parts| Ok((app.connect.get().ok_or(OperationError::PagesOff)?, parts)));
    let mut opener = Opener::default();
    let (browser, answer) = match admitted {
        Ok((connect, parts)) => {
            let in_flight = app.in_flight.enter();
            let work = work(connect.clone(), rqctx.request_id.clone(), parts);
            let done = tokio::spawn(async move {
                let _in_flight = in_flight;
                work.await
            });
            match call.wait_for_page(done).await {
                Ok((browser, Err(trouble))) => {
                    opener = trouble.opener();
                    (browser, Err(trouble.into()))
                }
                Ok((browser, Ok(answer))) => (browser, Ok(answer)),
                Err(panic) => (unknown(), Err(OperationError::internal(panic))),
            }
        }
        Err(error) => (unknown(), Err(error)),
    };
    ScopeGuard::into_inner(left);
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            let is_guess = matches!(error, OperationError::Refused(Refusal::LinkTokenDead));
            let counted = if is_guess { app.count_failure(&rqctx.request) } else { Ok(()) };
            let error = counted.err().unwrap_or(error);
            return fail(&call, &browser, opener, error);
        }
    };
    let headers = answer.headers(serves_tls(&call));
    match answer {
        Answer::Redirect { location, cookie } => call.finish_page(
            Ok(S::see_other(location, cookie)),
            StatusCode::SEE_OTHER,
            headers,
            None,
        ),
        Answer::Page { page, status: None, .. } => {
            call.finish_page(Ok(S::page(page.html)), StatusCode::OK, headers, None)
        }
        Answer::Page { page, status: Some(status), .. } => {
            let response = api::TextHtmlResponse::new(status, api::TextHtml(page.html));
            call.finish_page(Err(response), status.as_status(), headers, None)
        }
    }
}

fn serves_tls(call: &Call<'_>) -> bool {
    call.app().connect.get().is_some_and(|connect| connect.serves_tls)
}

/// Answers a request that failed without an attempt to show.
fn fail<S: HttpResponse>(
    call: &Call<'_>,
    browser: &Browser,
    opener: Opener,
    error: OperationError,
) -> PageResult<S> {
    let reason = error.reason();
    let problem = match &error {
        OperationError::OtherBrowser => PageProblem::OtherBrowser,
        OperationError::TooManyFailures(_) => PageProblem::TooMany,
        OperationError::Refused(Refusal::TooManyAttempts { .. }) => PageProblem::TooManyAttempts,
        OperationError::Refused(_) => PageProblem::DeadLink,
        OperationError::Request(_) => PageProblem::Malformed,
        _ => PageProblem::Internal,
    };
    let response = error.into_response(call.request());
    // One status for all links that cannot be used.
    let is_dead = problem == PageProblem::DeadLink && response.status == ErrorStatusCode::CONFLICT;
    let status = if is_dead { ErrorStatusCode::NOT_FOUND } else { response.status };
    let problem = if status.is_server_error() { PageProblem::Internal } else { problem };
    let base = call.app().connect.get().map_or("", |connect| connect.public_url.base_path());
    let answer = flow::problem_page(base, browser, opener, problem, status);
    let mut headers = answer.headers(serves_tls(call));
    headers.extend(response.headers);
    let html = match answer {
        Answer::Page { page, .. } => page.html,
        Answer::Redirect { .. } => String::new(),
    };
    let response = api::TextHtmlResponse::new(status, api::TextHtml(html));
    call.finish_page(Err(response), status.as_status(), headers, Some(reason))
}

impl From<Trouble> for OperationError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::DeadLink => Self::Refused(Refusal::LinkTokenDead),
            Trouble::Unopened { refusal, .. } => Self::Refused(refusal),
            Trouble::OtherBrowser => Self::OtherBrowser,
            Trouble::Store(error) => Self::Store(error),
            Trouble::Internal(error) => Self::internal(error),
        }
    }
}
