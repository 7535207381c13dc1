//! The operations of the contract.

use std::future::Future;

use dropshot::{Header, HttpCodedResponse, HttpResponseHeaders, RequestContext};
use http::{HeaderMap, HeaderValue, header};
use link_token_api::{
    ApiToken, CreateLinkTokenHeaders, CreateLinkTokenResponse, CreateLinkTokenSuccess,
    IntrospectLinkTokenResponse, IntrospectLinkTokenSuccess, LinkTokenApi, RedeemLinkTokenResponse,
    RedeemLinkTokenSuccess, ResponseHeaders, RevokeLinkTokenResponse, RevokeLinkTokenSuccess,
};
use link_token_types as types;
use lockstep_dropshot::{Authenticated, Extract, FrameworkError, JsonBody, Reply, Secured};

use super::{App, authentication::Caller, error::Failure, translate};
use crate::{
    clock,
    domain::{
        integrated_account::RedeemRequest,
        link_token::{IssueRequest, LinkToken, LinkTokenHash},
    },
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
            (
                Header<CreateLinkTokenHeaders>,
                JsonBody<types::LinkTokenRequest>,
            ),
        >,
    ) -> Answer<CreateLinkTokenResponse> {
        let app = rqctx.context();
        answer(&rqctx, request, |caller, (_, JsonBody(body))| async move {
            let request = IssueRequest::check(body)?;
            let App { store, lifetime } = app;
            let issued = store
                .issue(
                    caller.environment_id,
                    caller.api_token_id,
                    request,
                    clock::now(),
                    *lifetime,
                )
                .await??;
            Ok(CreateLinkTokenSuccess(translate::issued(&issued)))
        })
        .await
    }

    async fn introspect_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Answer<IntrospectLinkTokenResponse> {
        let App { store, .. } = rqctx.context();
        answer(&rqctx, request, |caller, (JsonBody(body),)| async move {
            let token = token_hash(body);
            let grant = store
                .grant(caller.environment_id, token, clock::now())
                .await?;
            Ok(IntrospectLinkTokenSuccess(translate::introspection(grant)))
        })
        .await
    }

    async fn redeem_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> Answer<RedeemLinkTokenResponse> {
        let App { store, .. } = rqctx.context();
        answer(&rqctx, request, |caller, (JsonBody(body),)| async move {
            let request = RedeemRequest::check(body)?;
            let account = store
                .redeem(caller.environment_id, request, clock::now())
                .await??;
            Ok(RedeemLinkTokenSuccess(translate::account(account)))
        })
        .await
    }

    async fn revoke_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Answer<RevokeLinkTokenResponse> {
        let App { store, .. } = rqctx.context();
        answer(&rqctx, request, |caller, (JsonBody(body),)| async move {
            let token = token_hash(body);
            store
                .revoke(caller.environment_id, token, clock::now())
                .await?;
            Ok(RevokeLinkTokenSuccess)
        })
        .await
    }
}

fn token_hash(body: types::LinkTokenReference) -> LinkTokenHash {
    LinkToken::from(body.link_token).hash()
}

/// What all operations do alike, in the order that security asks for: who is it, what does it say, do it.
async fn answer<S, P, Work, Done>(
    rqctx: &RequestContext<App>,
    request: Secured<ApiToken, P>,
    work: Work,
) -> Answer<HttpResponseHeaders<S, ResponseHeaders>>
where
    S: HttpCodedResponse,
    P: Extract,
    Work: FnOnce(Caller, P) -> Done + Send,
    Done: Future<Output = Result<S, Failure>> + Send,
{
    let outcome = async {
        let Authenticated { caller, request } = request.authenticate(rqctx).await?;
        let parts = request.read(rqctx).await?;
        work(caller, parts).await
    };
    let outcome = outcome
        .await
        .map(|success| HttpResponseHeaders::new(success, ResponseHeaders::default()))
        .map_err(|failure| failure.into_response(rqctx));
    let headers = HeaderMap::from_iter([
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
    ]);
    Ok(Reply::new(outcome, headers))
}
