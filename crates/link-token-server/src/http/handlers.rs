//! The operations of the contract. Each authenticates, translates the request, runs a use case, and
//! translates the result.

use dropshot::RequestContext;
use link_token_api::{
    ApiToken, CreateLinkTokenHeaders, CreateLinkTokenResponse, CreateLinkTokenSuccess,
    IntrospectLinkTokenResponse, IntrospectLinkTokenSuccess, LinkTokenApi, RedeemLinkTokenResponse,
    RedeemLinkTokenSuccess, RevokeLinkTokenResponse, RevokeLinkTokenSuccess,
};
use link_token_domain::{
    idempotency::Idempotency, issuing::IssueOrder, link_token::LinkToken,
    redemption::RedeemRequest, request::IssueRequest,
};
use link_token_store::use_cases::{Redeem, Revoke};
use link_token_types as types;
use lockstep_dropshot::{FrameworkError, Headers, JsonBody, OperationResponse, Secured};
use uuid::Uuid;

use super::{App, call::Call, error::OperationError};
use crate::{clock, contract, metrics::Completed};

/// The implementation of the contract.
pub enum Handlers {}

type HandlerResult<S> = Result<OperationResponse<S, types::Error>, FrameworkError<types::Error>>;

impl LinkTokenApi for Handlers {
    type Context = App;

    async fn create_link_token(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> HandlerResult<CreateLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (Headers(headers), JsonBody(body))) = call.admit(request).await?;
            let request = IssueRequest::check(body)?;
            let idempotency = headers
                .idempotency_key
                .map(|key| Idempotency::derive(caller.presented.expose(), &key, &request))
                .transpose()
                .map_err(OperationError::internal)?;
            let order = IssueOrder {
                environment_id: caller.environment_id,
                by: caller.request(&rqctx),
                request,
                idempotency,
                now: clock::now(),
                default_lifetime: call.app().lifetime,
            };
            let issued = call.app().store.issue(order).await?;
            call.app().metrics.completed(Completed::Issued);
            Ok(CreateLinkTokenSuccess(contract::issued(&issued)))
        }))
        .await
    }

    async fn introspect_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> HandlerResult<IntrospectLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request).await?;
            let hash = LinkToken::from(body.link_token).hash();
            let store = &call.app().store;
            let grant = store.introspect(caller.environment_id, hash, clock::now()).await?;
            call.app().metrics.completed(Completed::Introspected { active: grant.is_some() });
            Ok(IntrospectLinkTokenSuccess(contract::introspection(grant)))
        }))
        .await
    }

    async fn redeem_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> HandlerResult<RedeemLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request).await?;
            let redeem = Redeem {
                environment_id: caller.environment_id,
                request: RedeemRequest::check(body)?,
                by: caller.request(&rqctx),
                new_account_id: Uuid::new_v4(),
                now: clock::now(),
            };
            let account = call.app().store.run(redeem).await?;
            call.app().metrics.completed(Completed::Redeemed);
            Ok(RedeemLinkTokenSuccess(contract::account(account)))
        }))
        .await
    }

    async fn revoke_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> HandlerResult<RevokeLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request).await?;
            let revoke = Revoke {
                environment_id: caller.environment_id,
                link_token: LinkToken::from(body.link_token).hash(),
                by: caller.request(&rqctx),
                now: clock::now(),
            };
            call.app().store.run(revoke).await?;
            call.app().metrics.completed(Completed::Revoked);
            Ok(RevokeLinkTokenSuccess)
        }))
        .await
    }
}

#[cfg(test)]
mod tests {
    use link_token_domain::audit::Action;

    use crate::http;

    #[test]
    fn audit_actions_have_the_ids_of_the_operations() {
        let operations = http::operations().expect("described");
        let recorded = operations.iter().filter(|it| it.id.parse::<Action>().is_ok());
        let recorded: Vec<&str> = recorded.map(|operation| operation.id.as_str()).collect();
        assert_eq!(recorded, ["create_link_token", "redeem_link_token", "revoke_link_token"]);
    }
}
