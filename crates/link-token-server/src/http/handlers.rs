//! The operations of the contract. Each authenticates, translates the request, runs a use case, and
//! translates the result.

use dropshot::RequestContext;
#[allow(clippy::wildcard_imports, reason = "parameters and responses of all operations")]
use link_token_api::*;
use link_token_connect::webhook;
use link_token_domain::{
    Refusal,
    audit::{EventId, Origin},
    idempotency::Idempotency,
    integrated_account::AccountPage,
    issuing::IssueOrder,
    link_token::{LinkToken, LinkTokenFilter, LinkTokenMark},
    permission::Permission,
    redemption::RedeemRequest,
    request::IssueRequest,
    secret::Secret,
    webhook::Webhook,
};
use link_token_store::{
    Replay,
    use_cases::{
        ConfirmLinkToken, CreateWebhook, DeleteWebhook, FindWebhookWithSecret, ListDeliveries,
        ListEnvironmentIntegrations, ListLinkTokens, ListWebhooks, PageAccounts, ReadCredentials,
        ReadableCredentials, Redeem, Revoke, RotateWebhookSecret, UpdateWebhook,
    },
};
use link_token_types as types;
use lockstep_dropshot::{
    Cookies, FormBody, Headers, JsonBody, JsonTextBody, OperationResult, Path, Query, Secured,
    UnreadRequest,
};
use uuid::Uuid;

use super::{
    App, administration,
    authentication::Caller,
    call::Call,
    connect_account::{self, PageResult},
    error::OperationError,
};
use crate::{clock, contract, metrics::Completed, webhooks};

/// The implementation of the contract.
pub enum Handlers {}

/// The number of link tokens that one request revokes at most, apart from those of its last batch.
const MOST_REVOKED: usize = 10_000;

pub type HandlerResult<S> = OperationResult<S, types::Error>;

/// Finds a webhook of the caller's environment.
async fn find_webhook(
    call: &Call<'_>,
    caller: &Caller,
    id: Uuid,
) -> Result<Webhook<Secret>, OperationError> {
    let find = FindWebhookWithSecret { environment_id: caller.environment_id, id };
    let found = call.app().store.query(find).await?;
    Ok(found.ok_or_else(|| Refusal::not_found("id", "no such webhook"))?)
}

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
            let (caller, (Headers(headers), JsonBody(body))) =
                call.admit(request, Permission::LinkToken).await?;
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

    async fn list_link_tokens(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListLinkTokensQuery>,)>,
    ) -> HandlerResult<ListLinkTokensResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (Query(query),)) = call.admit(request, Permission::LinkToken).await?;
            let limit = query.limit;
            let list = ListLinkTokens {
                filter: LinkTokenFilter {
                    environment_id: Some(caller.environment_id),
                    issued_by: query.api_token_id,
                    tenant_id: query.tenant_id,
                    account_id: query.integrated_account_id,
                    mark: query.mark.as_ref().map(LinkTokenMark::check).transpose()?,
                    since: None,
                },
                with_attempted: false,
                now: clock::now(),
                after: contract::cursor(query.next_cursor.as_ref())?,
                // One more than the page has tells whether another page follows.
                limit: contract::number(limit) + 1,
            };
            let store = call.app().store.clone();
            let found = call.app().scans.run(async move { store.query(list).await }).await??;
            Ok(ListLinkTokensSuccess(contract::link_token_page(found, limit)))
        }))
        .await
    }

    async fn introspect_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> HandlerResult<IntrospectLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::LinkToken).await?;
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
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::LinkToken).await?;
            let redeem = Redeem {
                environment_id: caller.environment_id,
                request: RedeemRequest::check(body)?,
                by: caller.request(&rqctx),
                new_account_id: Uuid::now_v7(),
                now: clock::now(),
            };
            let account = call.app().store.redeem(redeem).await?;
            call.app().metrics.completed(Completed::Redeemed);
            Ok(RedeemLinkTokenSuccess(contract::account(account, &call.app().catalogue)))
        }))
        .await
    }

    async fn confirm_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenConfirmation>,)>,
    ) -> HandlerResult<ConfirmLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::LinkToken).await?;
            let confirm = ConfirmLinkToken {
                environment_id: caller.environment_id,
                link_token: LinkToken::from(body.link_token).hash(),
                code_verifier: body.code_verifier,
                by: caller.request(&rqctx),
                // By the clock by which the credentials expire.
                now: call.app().store.shared_time(clock::now()).await?,
            };
            let account = call.app().store.run(confirm).await?;
            call.app().metrics.completed(Completed::Confirmed);
            Ok(ConfirmLinkTokenSuccess(contract::account(account, &call.app().catalogue)))
        }))
        .await
    }

    async fn revoke_link_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> HandlerResult<RevokeLinkTokenResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::LinkToken).await?;
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

    async fn revoke_link_tokens(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenSelection>,)>,
    ) -> HandlerResult<RevokeLinkTokensResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::LinkToken).await?;
            let filter = LinkTokenFilter::check(caller.environment_id, body)?;
            let origin = Origin::Api(caller.request(&rqctx));
            let store = call.app().store.clone();
            let revoke = async move {
                store.revoke_link_tokens(filter, origin, Some(MOST_REVOKED), clock::now()).await
            };
            let revoked = call.app().scans.run(revoke).await??;
            call.app().metrics.revoked(revoked.number);
            Ok(RevokeLinkTokensSuccess(contract::revocation(revoked)))
        }))
        .await
    }

    async fn list_integrated_accounts(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListIntegratedAccountsQuery>,)>,
    ) -> HandlerResult<ListIntegratedAccountsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (Query(query),)) =
                call.admit(request, Permission::IntegratedAccountRead).await?;
            let limit = query.limit;
            let after = contract::cursor(query.next_cursor.as_ref())?;
            let page = match contract::account_filter(query) {
                Some(filter) => {
                    let environment_id = caller.environment_id;
                    let limit = contract::number(limit);
                    let page = PageAccounts { environment_id, filter, after, limit };
                    call.app().store.query(page).await?
                }
                // No account can meet the conditions.
                None => AccountPage { accounts: Vec::new(), next: None },
            };
            let page = contract::account_page(page, limit, &call.app().catalogue);
            Ok(ListIntegratedAccountsSuccess(page))
        }))
        .await
    }

    async fn get_integrated_account(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<GetIntegratedAccountPath>,)>,
    ) -> HandlerResult<GetIntegratedAccountResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path,)) = call.admit(request, Permission::IntegratedAccountRead).await?;
            let id = path.into_inner().id;
            let account = call.app().store.account(caller.environment_id, id).await?;
            let account =
                account.ok_or_else(|| Refusal::not_found("id", "no such integrated account"))?;
            let account = contract::account(account, &call.app().catalogue);
            Ok(GetIntegratedAccountSuccess(account))
        }))
        .await
    }

    async fn import_integrated_account(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountImport>,)>,
    ) -> HandlerResult<ImportIntegratedAccountResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) =
                call.admit(request, Permission::IntegratedAccountWrite).await?;
            let by = caller.request(&rqctx);
            let account = call.app().accounts.import(caller.environment_id, body, by).await?;
            let account = contract::account(account, &call.app().catalogue);
            Ok(ImportIntegratedAccountSuccess(account))
        }))
        .await
    }

    async fn update_integrated_account(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Path<UpdateIntegratedAccountPath>, JsonBody<types::IntegratedAccountUpdate>),
        >,
    ) -> HandlerResult<UpdateIntegratedAccountResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, JsonBody(body))) =
                call.admit(request, Permission::IntegratedAccountWrite).await?;
            let about = caller.about_account(path.into_inner().id, &rqctx);
            let account = call.app().accounts.update(about, body).await?;
            let account = contract::account(account, &call.app().catalogue);
            Ok(UpdateIntegratedAccountSuccess(account))
        }))
        .await
    }

    async fn delete_integrated_account(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<DeleteIntegratedAccountPath>,)>,
    ) -> HandlerResult<DeleteIntegratedAccountResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path,)) = call.admit(request, Permission::IntegratedAccountWrite).await?;
            let id = path.into_inner().id;
            call.app().accounts.delete(caller.about_account(id, &rqctx)).await?;
            Ok(DeleteIntegratedAccountSuccess(types::DeletedObject { id }))
        }))
        .await
    }

    async fn run_post_install_actions(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountReference>,)>,
    ) -> HandlerResult<RunPostInstallActionsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) =
                call.admit(request, Permission::IntegratedAccountWrite).await?;
            let about = caller.about_account(body.id, &rqctx);
            let refresher = &call.app().refresher;
            let running = async {
                let found = refresher.fresh(about.environment_id, about.id).await?;
                call.app().accounts.run_post_install(about, found).await
            };
            let success = call.end_outside(running).await?;
            Ok(RunPostInstallActionsSuccess(types::ActionOutcome { success }))
        }))
        .await
    }

    async fn update_credentials(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Path<UpdateCredentialsPath>, JsonBody<types::CredentialsUpdate>),
        >,
    ) -> HandlerResult<UpdateCredentialsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, JsonBody(body))) =
                call.admit(request, Permission::IntegratedAccountWrite).await?;
            let about = caller.about_account(path.into_inner().id, &rqctx);
            // It waits for a refresh in flight.
            let updating = call.app().accounts.update_credentials(about, body);
            let account = call.end_outside(updating).await?;
            let account = contract::account(account, &call.app().catalogue);
            Ok(UpdateCredentialsSuccess(account))
        }))
        .await
    }

    async fn read_credentials(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<ReadCredentialsPath>,)>,
    ) -> HandlerResult<ReadCredentialsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path,)) = call.admit(request, Permission::CredentialsRead).await?;
            let (environment_id, id) = (caller.environment_id, path.into_inner().id);
            let refresher = &call.app().refresher;
            let (now, found) = call.wait_outside(refresher.fresh(environment_id, id)).await??;
            let read = ReadCredentials { environment_id, id, by: caller.request(&rqctx), now };
            let read = call.app().store.read_credentials(read, found).await?;
            let ReadableCredentials { authentication_method, credentials } = read;
            let credentials = contract::credentials(id, authentication_method, &credentials)
                .map_err(OperationError::internal)?;
            Ok(ReadCredentialsSuccess(credentials))
        }))
        .await
    }

    async fn refresh_credentials(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonTextBody<types::IntegratedAccountReference>,)>,
    ) -> HandlerResult<RefreshCredentialsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonTextBody(body),)) =
                call.admit(request, Permission::IntegratedAccountWrite).await?;
            let (environment_id, by) = (caller.environment_id, caller.request(&rqctx));
            let refreshing = call.app().refresher.on_demand(environment_id, body.id, by);
            call.end_outside(refreshing).await?;
            Ok(RefreshCredentialsSuccess(types::ActionResult { success: true }))
        }))
        .await
    }

    async fn list_integrations(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListIntegrationsQuery>,)>,
    ) -> HandlerResult<ListIntegrationsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (_, (Query(query),)) =
                call.admit(request, Permission::IntegratedAccountRead).await?;
            let limit = query.limit;
            let catalogue = &call.app().catalogue;
            let page = contract::integration_page(catalogue, query.next_cursor.as_ref(), limit);
            Ok(ListIntegrationsSuccess(page))
        }))
        .await
    }

    async fn list_environment_integrations(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListEnvironmentIntegrationsQuery>,)>,
    ) -> HandlerResult<ListEnvironmentIntegrationsResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (Query(query),)) =
                call.admit(request, Permission::IntegratedAccountRead).await?;
            let limit = query.limit;
            let list = ListEnvironmentIntegrations { environment_id: caller.environment_id };
            let mut enabled = call.app().store.query(list).await?;
            enabled.retain(|integration| integration.is_enabled);
            let page = contract::environment_integration_page(
                enabled,
                query.next_cursor.as_ref(),
                limit,
                &call.app().catalogue,
            );
            Ok(ListEnvironmentIntegrationsSuccess(page))
        }))
        .await
    }

    async fn list_webhooks(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListWebhooksQuery>,)>,
    ) -> HandlerResult<ListWebhooksResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (Query(query),)) = call.admit(request, Permission::Webhook).await?;
            let limit = query.limit;
            let list = ListWebhooks { environment_id: caller.environment_id };
            let mut found = call.app().store.query(list).await?;
            found.retain(|webhook| {
                query.is_active.is_none_or(|it| it == webhook.is_active)
                    && query.environment_id.is_none_or(|it| it == webhook.environment_id)
            });
            let cursor = query.next_cursor.as_ref();
            let page = contract::webhook_page(found, cursor, limit, clock::now())?;
            Ok(ListWebhooksSuccess(page))
        }))
        .await
    }

    async fn create_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::WebhookRequest>,)>,
    ) -> HandlerResult<CreateWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::Webhook).await?;
            let now = clock::now();
            let webhook = webhooks::requests::check_new(
                body,
                caller.environment_id,
                |url| webhook::check_target_url(&call.app().webhook_outbound, url),
                now,
            )?;
            let by = Some(caller.request(&rqctx));
            call.app().store.run(CreateWebhook { webhook: webhook.clone(), by }).await?;
            let secret = webhook.secret.clone();
            let created = contract::webhook(webhook.withheld(), Some(&secret), now);
            Ok(CreateWebhookSuccess(created.map_err(OperationError::internal)?))
        }))
        .await
    }

    async fn get_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<GetWebhookPath>,)>,
    ) -> HandlerResult<GetWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path,)) = call.admit(request, Permission::Webhook).await?;
            let found = find_webhook(&call, &caller, path.into_inner().id).await?;
            let webhook = contract::webhook(found.withheld(), None, clock::now());
            Ok(GetWebhookSuccess(webhook.map_err(OperationError::internal)?))
        }))
        .await
    }

    async fn update_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<UpdateWebhookPath>, JsonBody<types::WebhookUpdate>)>,
    ) -> HandlerResult<UpdateWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, JsonBody(body))) = call.admit(request, Permission::Webhook).await?;
            let update = UpdateWebhook {
                environment_id: caller.environment_id,
                id: path.into_inner().id,
                change: webhooks::requests::check_change(body, |url| {
                    webhook::check_target_url(&call.app().webhook_outbound, url)
                })?,
                by: Some(caller.request(&rqctx)),
                now: clock::now(),
            };
            let changed = call.app().store.run(update).await?;
            let webhook = contract::webhook(changed, None, clock::now());
            Ok(UpdateWebhookSuccess(webhook.map_err(OperationError::internal)?))
        }))
        .await
    }

    async fn delete_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<DeleteWebhookPath>,)>,
    ) -> HandlerResult<DeleteWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path,)) = call.admit(request, Permission::Webhook).await?;
            let id = path.into_inner().id;
            let delete = DeleteWebhook {
                environment_id: caller.environment_id,
                id,
                by: Some(caller.request(&rqctx)),
                now: clock::now(),
            };
            call.app().store.run(delete).await?;
            Ok(DeleteWebhookSuccess(types::WebhookReference { id }))
        }))
        .await
    }

    async fn rotate_webhook_secret(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Path<RotateWebhookSecretPath>, JsonBody<types::WebhookRotation>),
        >,
    ) -> HandlerResult<RotateWebhookSecretResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, JsonBody(body))) = call.admit(request, Permission::Webhook).await?;
            let now = clock::now();
            let (secret, overlap) = webhooks::requests::check_rotation(body)?;
            let rotate = RotateWebhookSecret {
                environment_id: caller.environment_id,
                id: path.into_inner().id,
                secret: secret.clone(),
                overlap,
                by: Some(caller.request(&rqctx)),
                now,
            };
            let rotated = call.app().store.run(rotate).await?;
            let webhook = contract::webhook(rotated, Some(&secret), now);
            Ok(RotateWebhookSecretSuccess(webhook.map_err(OperationError::internal)?))
        }))
        .await
    }

    async fn list_webhook_deliveries(
        rqctx: RequestContext<App>,
        request: Secured<
            ApiToken,
            (Path<ListWebhookDeliveriesPath>, Query<ListWebhookDeliveriesQuery>),
        >,
    ) -> HandlerResult<ListWebhookDeliveriesResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, Query(query))) = call.admit(request, Permission::Webhook).await?;
            let limit = query.limit;
            let list = ListDeliveries {
                environment_id: caller.environment_id,
                webhook_id: path.into_inner().id,
                status: query.status.map(contract::delivery_status),
                before: contract::id_cursor(query.next_cursor.as_ref())?.map(EventId),
                limit: contract::number(limit) + 1,
            };
            let found = call.app().store.query(list).await?;
            let found = found.ok_or_else(|| Refusal::not_found("id", "no such webhook"))?;
            let page = contract::delivery_page(found, limit).map_err(OperationError::internal)?;
            Ok(ListWebhookDeliveriesSuccess(page))
        }))
        .await
    }

    async fn replay_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<ReplayWebhookPath>, JsonBody<types::WebhookReplay>)>,
    ) -> HandlerResult<ReplayWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (path, JsonBody(body))) = call.admit(request, Permission::Webhook).await?;
            let replay = Replay {
                environment_id: caller.environment_id,
                webhook_id: path.into_inner().id,
                since: body.since,
                delivered: body.delivered.unwrap_or(false),
                by: Some(caller.request(&rqctx)),
                now: clock::now(),
            };
            let replayed = call.app().store.replay_webhook(replay).await?;
            let replayed = i64::try_from(replayed).unwrap_or(i64::MAX);
            Ok(ReplayWebhookSuccess(types::WebhookReplayResult { replayed }))
        }))
        .await
    }

    async fn test_webhook(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::WebhookReference>,)>,
    ) -> HandlerResult<TestWebhookResponse> {
        let call = Call::begin(&rqctx);
        call.answer(Box::pin(async {
            let (caller, (JsonBody(body),)) = call.admit(request, Permission::Webhook).await?;
            let webhook = find_webhook(&call, &caller, body.id).await?;
            let outbound = &call.app().webhook_outbound;
            let testing = webhooks::test(outbound, &webhook, clock::now());
            let tested = call.end_outside(testing).await.map_err(OperationError::internal)?;
            Ok(TestWebhookSuccess(contract::test_result(tested.attempt)))
        }))
        .await
    }

    async fn open_connection_page(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(
            Query<OpenConnectionPageQuery>,
            Headers<OpenConnectionPageHeaders>,
        )>,
    ) -> PageResult<OpenConnectionPageResponse> {
        connect_account::open(rqctx, request).await
    }

    async fn show_connection_page(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(
            Path<ShowConnectionPagePath>,
            Headers<ShowConnectionPageHeaders>,
            Cookies<ShowConnectionPageCookies>,
        )>,
    ) -> PageResult<ShowConnectionPageResponse> {
        connect_account::show(rqctx, request).await
    }

    async fn continue_connection(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(
            Path<ContinueConnectionPath>,
            Headers<ContinueConnectionHeaders>,
            Cookies<ContinueConnectionCookies>,
            FormBody<types::FormAnswers>,
        )>,
    ) -> PageResult<ContinueConnectionResponse> {
        connect_account::submit(rqctx, request).await
    }

    async fn receive_callback(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(
            Path<ReceiveCallbackPath>,
            Query<ReceiveCallbackQuery>,
            Headers<ReceiveCallbackHeaders>,
            Cookies<ReceiveCallbackCookies>,
        )>,
    ) -> PageResult<ReceiveCallbackResponse> {
        connect_account::receive_callback(rqctx, request).await
    }

    async fn repeat_callback(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(
            Path<RepeatCallbackPath>,
            Headers<RepeatCallbackHeaders>,
            Cookies<RepeatCallbackCookies>,
            FormBody<types::FormAnswers>,
        )>,
    ) -> PageResult<RepeatCallbackResponse> {
        connect_account::repeat_callback(rqctx, request).await
    }

    async fn get_connection_page_file(
        rqctx: RequestContext<App>,
        request: UnreadRequest<(Path<GetConnectionPageFilePath>,)>,
    ) -> PageResult<GetConnectionPageFileResponse> {
        connect_account::file(rqctx, request).await
    }

    async fn list_api_tokens(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListApiTokensQuery>,)>,
    ) -> HandlerResult<ListApiTokensResponse> {
        administration::list_api_tokens(rqctx, request).await
    }

    async fn create_api_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenRegistration>,)>,
    ) -> HandlerResult<CreateApiTokenResponse> {
        administration::create_api_token(rqctx, request).await
    }

    async fn revoke_api_token(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenReference>,)>,
    ) -> HandlerResult<RevokeApiTokenResponse> {
        administration::revoke_api_token(rqctx, request).await
    }

    async fn get_environment(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, ()>,
    ) -> HandlerResult<GetEnvironmentResponse> {
        administration::get_environment(rqctx, request).await
    }

    async fn set_environment(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentSettings>,)>,
    ) -> HandlerResult<SetEnvironmentResponse> {
        administration::set_environment(rqctx, request).await
    }

    async fn set_environment_logo(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentLogo>,)>,
    ) -> HandlerResult<SetEnvironmentLogoResponse> {
        administration::set_environment_logo(rqctx, request).await
    }

    async fn delete_environment_logo(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, ()>,
    ) -> HandlerResult<DeleteEnvironmentLogoResponse> {
        administration::delete_environment_logo(rqctx, request).await
    }

    async fn enable_integration(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationEnablement>,)>,
    ) -> HandlerResult<EnableIntegrationResponse> {
        administration::enable_integration(rqctx, request).await
    }

    async fn disable_integration(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationReference>,)>,
    ) -> HandlerResult<DisableIntegrationResponse> {
        administration::disable_integration(rqctx, request).await
    }

    async fn list_static_gates(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Query<ListStaticGatesQuery>,)>,
    ) -> HandlerResult<ListStaticGatesResponse> {
        administration::list_static_gates(rqctx, request).await
    }

    async fn create_static_gate(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::StaticGateRegistration>,)>,
    ) -> HandlerResult<CreateStaticGateResponse> {
        administration::create_static_gate(rqctx, request).await
    }

    async fn delete_static_gate(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (Path<DeleteStaticGatePath>,)>,
    ) -> HandlerResult<DeleteStaticGateResponse> {
        administration::delete_static_gate(rqctx, request).await
    }

    async fn erase_tenant(
        rqctx: RequestContext<App>,
        request: Secured<ApiToken, (JsonBody<types::TenantReference>,)>,
    ) -> HandlerResult<EraseTenantResponse> {
        administration::erase_tenant(rqctx, request).await
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
        assert_eq!(
            recorded,
            [
                "create_api_token",
                "revoke_api_token",
                "set_environment",
                "enable_integration",
                "disable_integration",
                "import_integrated_account",
                "refresh_credentials",
                "run_post_install_actions",
                "delete_integrated_account",
                "update_integrated_account",
                "read_credentials",
                "update_credentials",
                "create_link_token",
                "confirm_link_token",
                "redeem_link_token",
                "revoke_link_token",
                "create_static_gate",
                "delete_static_gate",
                "erase_tenant",
                "create_webhook",
                "delete_webhook",
                "update_webhook",
                "replay_webhook",
                "rotate_webhook_secret",
            ]
        );
    }
}
