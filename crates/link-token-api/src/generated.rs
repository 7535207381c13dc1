// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use link_token_types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, RequestContext};
use lockstep_dropshot::{
    Headers, JsonBody, OperationResult, Path, Query, Secured, UnreadRequest,
};

/// Link Token API
///
/// Issues link tokens. A link token starts a connection flow, in which an end user connects a
/// third-party account for one of your tenants, or reauthorises an account that is already
/// connected.
///
/// Your backend creates a link token and sends the user's browser to `/connect-account` with
/// it. The user connects an account there, and the backend reads the account and its
/// credentials. A link token can be redeemed once, expires after a limited time, and can be
/// revoked. A connection UI of your own introspects and redeems link tokens instead.
pub trait LinkTokenApi: Sized + 'static {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<ApiToken>;

    /// List API tokens
    ///
    /// Returns the API tokens of the environment without their secrets, oldest first.
    ///
    /// `GET /api-token`
    fn list_api_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListApiTokensQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListApiTokensResponse, types::Error>,
    > + Send + 'static;

    /// Create an API token
    ///
    /// Creates an API token from the hash of a secret that the caller has made. The server never
    /// learns the secret before the token is used, and never returns it. The command `link-token
    /// api-token create` makes a secret.
    ///
    /// An API token can create others only with permissions that it has itself. A request that was
    /// repeated gets 409 if the first one succeeded.
    ///
    /// `POST /api-token`
    fn create_api_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenRegistration>,)>,
    ) -> impl Future<
        Output = OperationResult<CreateApiTokenResponse, types::Error>,
    > + Send + 'static;

    /// Revoke an API token
    ///
    /// Revokes an API token of the environment permanently. Every server rejects it within a
    /// second. Revoking it again changes nothing.
    ///
    /// `POST /api-token/revoke`
    fn revoke_api_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenReference>,)>,
    ) -> impl Future<
        Output = OperationResult<RevokeApiTokenResponse, types::Error>,
    > + Send + 'static;

    /// Open the connection page
    ///
    /// Starts an attempt to connect an account, and leads the browser to its page, whose address
    /// does not contain the link token. The link token is not consumed before an account is
    /// connected.
    ///
    /// `GET /connect-account`
    fn open_connection_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (Query<OpenConnectionPageQuery>, Headers<OpenConnectionPageHeaders>),
        >,
    ) -> impl Future<
        Output = OperationResult<OpenConnectionPageResponse, TextHtml>,
    > + Send + 'static;

    /// Show the page of an attempt
    ///
    /// Shows the current step of an attempt. At its end, leads to the `redirect_uri` of the link
    /// token, if there is one, with the parameters `result`, `integration`,
    /// `integrated_account_id`, `error` and `error_type`. If the link token is bound to a session,
    /// only the browser that connected the account gets there.
    ///
    /// `GET /connect-account/attempt/{attempt}`
    fn show_connection_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ShowConnectionPagePath>,
                Headers<ShowConnectionPageHeaders>,
                lockstep_dropshot::Cookies<ShowConnectionPageCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ShowConnectionPageResponse, TextHtml>,
    > + Send + 'static;

    /// Continue an attempt
    ///
    /// Takes the next step of an attempt: chooses an app (`integration`) or an authentication
    /// method (`auth_format`), confirms, goes back, or sends the fields of a form, which have the
    /// names of the app's definition.
    ///
    /// `POST /connect-account/attempt/{attempt}`
    fn continue_connection(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ContinueConnectionPath>,
                Headers<ContinueConnectionHeaders>,
                lockstep_dropshot::Cookies<ContinueConnectionCookies>,
                lockstep_dropshot::FormBody<types::FormAnswers>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ContinueConnectionResponse, TextHtml>,
    > + Send + 'static;

    /// Receive the answer of a third party
    ///
    /// The redirect URI of an OAuth client (RFC 6749, section 4.1.2). Finishes the attempt that
    /// the `state` belongs to, once, if it was begun in the same browser.
    ///
    /// `GET /connect-account/callback/{environment_integration_id}`
    fn receive_callback(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReceiveCallbackPath>,
                Query<ReceiveCallbackQuery>,
                Headers<ReceiveCallbackHeaders>,
                lockstep_dropshot::Cookies<ReceiveCallbackCookies>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<ReceiveCallbackResponse, TextHtml>,
    > + Send + 'static;

    /// Receive the answer of a third party again
    ///
    /// Takes the same parameters as a form. A browser that held back its cookies when it came from
    /// the third party sends them here. Third parties that answer with a form do so as well.
    ///
    /// `POST /connect-account/callback/{environment_integration_id}`
    fn repeat_callback(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<RepeatCallbackPath>,
                Headers<RepeatCallbackHeaders>,
                lockstep_dropshot::Cookies<RepeatCallbackCookies>,
                lockstep_dropshot::FormBody<types::FormAnswers>,
            ),
        >,
    ) -> impl Future<
        Output = OperationResult<RepeatCallbackResponse, TextHtml>,
    > + Send + 'static;

    /// Get a file of the connection page
    ///
    /// `GET /connect-account/file/{name}`
    fn get_connection_page_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetConnectionPageFilePath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetConnectionPageFileResponse, TextHtml>,
    > + Send + 'static;

    /// Get the environment
    ///
    /// Returns the environment of the API token, and its settings.
    ///
    /// `GET /environment`
    fn get_environment(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, ()>,
    ) -> impl Future<
        Output = OperationResult<GetEnvironmentResponse, types::Error>,
    > + Send + 'static;

    /// Set the settings of the environment
    ///
    /// Replaces the settings of the environment. An absent field gets its default, so send the
    /// settings that you have read, with your changes. The logo is set by itself.
    ///
    /// `PUT /environment`
    fn set_environment(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentSettings>,)>,
    ) -> impl Future<
        Output = OperationResult<SetEnvironmentResponse, types::Error>,
    > + Send + 'static;

    /// List environment integrations
    ///
    /// Returns the apps that the environment has enabled, by name.
    ///
    /// `GET /environment-integration`
    fn list_environment_integrations(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListEnvironmentIntegrationsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListEnvironmentIntegrationsResponse, types::Error>,
    > + Send + 'static;

    /// Enable an integration
    ///
    /// Enables an app in the environment, or changes an enabled one. Absent fields stay as they
    /// are. The client secret is stored encrypted, and never returned.
    ///
    /// `POST /environment-integration`
    fn enable_integration(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationEnablement>,)>,
    ) -> impl Future<
        Output = OperationResult<EnableIntegrationResponse, types::Error>,
    > + Send + 'static;

    /// Disable an integration
    ///
    /// Stops offering an app for new connections. Existing accounts stay connected, still use its
    /// OAuth client, and can be reauthorised. Disabling it again changes nothing.
    ///
    /// `POST /environment-integration/disable`
    fn disable_integration(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationReference>,)>,
    ) -> impl Future<
        Output = OperationResult<DisableIntegrationResponse, types::Error>,
    > + Send + 'static;

    /// Set the logo of the environment
    ///
    /// Replaces the logo on the connection page.
    ///
    /// `PUT /environment/logo`
    fn set_environment_logo(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentLogo>,)>,
    ) -> impl Future<
        Output = OperationResult<SetEnvironmentLogoResponse, types::Error>,
    > + Send + 'static;

    /// Delete the logo of the environment
    ///
    /// Removes the logo from the connection page. Succeeds if there is none.
    ///
    /// `DELETE /environment/logo`
    fn delete_environment_logo(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, ()>,
    ) -> impl Future<
        Output = OperationResult<DeleteEnvironmentLogoResponse, types::Error>,
    > + Send + 'static;

    /// List integrated accounts
    ///
    /// Returns the integrated accounts of the environment, the oldest first. Credentials are not
    /// part of it.
    ///
    /// `GET /integrated-account`
    fn list_integrated_accounts(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListIntegratedAccountsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListIntegratedAccountsResponse, types::Error>,
    > + Send + 'static;

    /// Import an integrated account
    ///
    /// Adds an account that was connected elsewhere, with its credentials. To connect an account
    /// for a user, create a link token instead. The credentials are taken out of `context`:
    /// `oauth.token` for OAuth, and the secret fields of the app for other methods. They are
    /// stored apart from the context. Their validity is not verified: `POST
    /// /integrated-account/run-post-install-actions` does that.
    ///
    /// `POST /integrated-account`
    fn import_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountImport>,)>,
    ) -> impl Future<
        Output = OperationResult<ImportIntegratedAccountResponse, types::Error>,
    > + Send + 'static;

    /// Refresh the credentials of an integrated account
    ///
    /// Asks the third party for new credentials now. The server does that by itself before they
    /// expire. This operation is for credentials that stopped working before that, and for accounts
    /// whose state is `needs_reauth` by a mistake of the third party. Needs the permission
    /// `integrated-account:write`.
    ///
    /// `POST /integrated-account/refresh-credentials`, by the shared route
    /// `/integrated-account/{id}`
    fn refresh_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (lockstep_dropshot::JsonTextBody<types::IntegratedAccountReference>,),
        >,
    ) -> impl Future<
        Output = OperationResult<RefreshCredentialsResponse, types::Error>,
    > + Send + 'static;

    /// Verify an integrated account again
    ///
    /// Runs the requests that the definition of the app has for fresh credentials: it verifies the
    /// credentials, and reads facts about the account into its context. Values that the context
    /// already has win, apart from `upstream_id` and `upstream_name`. The state of the account
    /// follows from the outcome. An account in the state `needs_reauth` keeps it. Refused with 409
    /// for an account in the state `connecting`, which is to be confirmed first.
    /// If the third party cannot be reached, the state does not change. Credentials that expire
    /// within a minute, or within half of their lifetime if that is less, are refreshed first,
    /// which can take some seconds. If that fails and they have expired, the third party is not
    /// asked, and the state does not change either.
    ///
    /// `POST /integrated-account/run-post-install-actions`, by the shared route
    /// `/integrated-account/{id}`
    fn run_post_install_actions(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountReference>,)>,
    ) -> impl Future<
        Output = OperationResult<RunPostInstallActionsResponse, types::Error>,
    > + Send + 'static;

    /// Get an integrated account
    ///
    /// `GET /integrated-account/{id}`, by the shared route `/integrated-account/{id}`
    fn get_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<GetIntegratedAccountPath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetIntegratedAccountResponse, types::Error>,
    > + Send + 'static;

    /// Delete an integrated account
    ///
    /// Deletes the account, its context and its credentials. Link tokens for it can no longer be
    /// redeemed. If the definition of the app says how, the server revokes the credentials at the
    /// third party afterwards, and tries again for a day if that fails. The audit trail stays.
    ///
    /// `DELETE /integrated-account/{id}`, by the shared route `/integrated-account/{id}`
    fn delete_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<DeleteIntegratedAccountPath>,)>,
    ) -> impl Future<
        Output = OperationResult<DeleteIntegratedAccountResponse, types::Error>,
    > + Send + 'static;

    /// Update an integrated account
    ///
    /// Changes the given fields. The keys of `context` replace those of the account, and its other
    /// keys stay.
    ///
    /// `PATCH /integrated-account/{id}`, by the shared route `/integrated-account/{id}`
    fn update_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<UpdateIntegratedAccountPath>, JsonBody<types::IntegratedAccountUpdate>),
        >,
    ) -> impl Future<
        Output = OperationResult<UpdateIntegratedAccountResponse, types::Error>,
    > + Send + 'static;

    /// Read the credentials of an integrated account
    ///
    /// Returns the credentials with which your backend calls the third party. Needs the permission
    /// `credentials:read`. Each read is recorded in the audit trail.
    ///
    /// Credentials that expire within a minute, or within half of their lifetime if that is less,
    /// are refreshed first, which can take some seconds. If that fails, the response has the
    /// present ones while they live. After that, the response is 409 if the user has to authorise
    /// the account again, and otherwise 503 with `Retry-After`.
    ///
    /// `GET /integrated-account/{id}/credentials`
    fn read_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<ReadCredentialsPath>,)>,
    ) -> impl Future<
        Output = OperationResult<ReadCredentialsResponse, types::Error>,
    > + Send + 'static;

    /// Replace credentials of an integrated account
    ///
    /// Replaces the given credentials, and keeps the others: `oauth.token` for OAuth, and the
    /// fields of the app for other methods. Other keys are ignored. An account in the state
    /// `needs_reauth` becomes `active`. The validity of the credentials is not verified. Refused
    /// with 409 for an account in the state `connecting`, which is to be confirmed first.
    ///
    /// `PATCH /integrated-account/{id}/credentials`
    fn update_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<UpdateCredentialsPath>, JsonBody<types::CredentialsUpdate>),
        >,
    ) -> impl Future<
        Output = OperationResult<UpdateCredentialsResponse, types::Error>,
    > + Send + 'static;

    /// List integrations
    ///
    /// Returns the apps that an environment can enable, by name.
    ///
    /// `GET /integration`
    fn list_integrations(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListIntegrationsQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListIntegrationsResponse, types::Error>,
    > + Send + 'static;

    /// List active link tokens
    ///
    /// Returns the link tokens of the environment that can be redeemed now, the first to expire
    /// first. The link tokens themselves are not stored, so each is named by its mark.
    ///
    /// `GET /link-token`
    fn list_link_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListLinkTokensQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListLinkTokensResponse, types::Error>,
    > + Send + 'static;

    /// Create a link token
    ///
    /// Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To
    /// reauthorise an existing one, set `integrated_account_id`. At least one of the two is
    /// required. If both are set, the account must belong to the tenant.
    ///
    /// `POST /link-token`
    fn create_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> impl Future<
        Output = OperationResult<CreateLinkTokenResponse, types::Error>,
    > + Send + 'static;

    /// Confirm a connected account
    ///
    /// Confirms the account that was connected with a link token that has a `code_challenge`. A new
    /// account gets its credentials and the state that the connection flow has found. A
    /// reauthorised account gets its new credentials and context. Repeating a confirmation changes
    /// nothing. If it is not confirmed within an hour, a new account is deleted, and a reauthorised
    /// one keeps its previous credentials.
    ///
    /// `POST /link-token/confirm`
    fn confirm_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenConfirmation>,)>,
    ) -> impl Future<
        Output = OperationResult<ConfirmLinkTokenResponse, types::Error>,
    > + Send + 'static;

    /// Introspect a link token
    ///
    /// Returns whether a link token can be redeemed and, if so, what it was created for.
    /// Introspection does not consume the token. A token that is unknown, expired, redeemed,
    /// revoked or from another environment is inactive; the response does not say which of these
    /// applies.
    ///
    /// `POST /link-token/introspect`
    fn introspect_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> impl Future<
        Output = OperationResult<IntrospectLinkTokenResponse, types::Error>,
    > + Send + 'static;

    /// Redeem a link token
    ///
    /// Consumes a link token and, in the same transaction, creates the new integrated account or
    /// updates the account to reauthorise. If several requests redeem the same token concurrently,
    /// exactly one succeeds.
    ///
    /// The service does not get the credentials of the new grant. So it deletes those that it has
    /// of an account to reauthorise, without revoking them at the third party.
    ///
    /// `POST /link-token/redeem`
    fn redeem_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> impl Future<
        Output = OperationResult<RedeemLinkTokenResponse, types::Error>,
    > + Send + 'static;

    /// Revoke a link token
    ///
    /// Makes a link token unusable. The operation also succeeds if the token is already inactive or
    /// does not exist. It is therefore safe to retry, and its response does not reveal whether the
    /// token exists. What waits for a confirmation is dropped: a new account is deleted, and a
    /// reauthorised one keeps its previous credentials.
    ///
    /// `POST /link-token/revoke`
    fn revoke_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> impl Future<
        Output = OperationResult<RevokeLinkTokenResponse, types::Error>,
    > + Send + 'static;

    /// Revoke active link tokens
    ///
    /// Revokes the active link tokens that meet all given conditions, up to 10,000 in one request,
    /// and returns their number. It also ends connection attempts that go on with link tokens that
    /// have expired since. At least one condition is required. Use it after an API token was stolen
    /// and revoked. It is safe to repeat.
    ///
    /// `POST /link-token/revoke-all`
    fn revoke_link_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenSelection>,)>,
    ) -> impl Future<
        Output = OperationResult<RevokeLinkTokensResponse, types::Error>,
    > + Send + 'static;

    /// List static gates
    ///
    /// Returns the static gates of the environment, oldest first.
    ///
    /// `GET /static-gate`
    fn list_static_gates(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListStaticGatesQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListStaticGatesResponse, types::Error>,
    > + Send + 'static;

    /// Create a static gate
    ///
    /// Makes a static gate known to the environment.
    ///
    /// `POST /static-gate`
    fn create_static_gate(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::StaticGateRegistration>,)>,
    ) -> impl Future<
        Output = OperationResult<CreateStaticGateResponse, types::Error>,
    > + Send + 'static;

    /// Delete a static gate
    ///
    /// Removes a static gate from the environment. Accounts and link tokens that refer to it keep
    /// its ID.
    ///
    /// `DELETE /static-gate/{id}`
    fn delete_static_gate(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<DeleteStaticGatePath>,)>,
    ) -> impl Future<
        Output = OperationResult<DeleteStaticGateResponse, types::Error>,
    > + Send + 'static;

    /// Erase a tenant
    ///
    /// Deletes everything about a tenant: its integrated accounts with their credentials, its link
    /// tokens and its attempts at the connection page. The audit trail stays, without the ID of the
    /// tenant. This cannot be undone. Backups still contain the tenant.
    ///
    /// From the response on, nothing of the tenant can be used, even if the status is still
    /// `erasing`. The server finishes the erasure, and repeating the request shows whether it has.
    /// Stop using the tenant first: what is created meanwhile may be erased as well.
    ///
    /// `POST /tenant/erase`
    fn erase_tenant(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::TenantReference>,)>,
    ) -> impl Future<
        Output = OperationResult<EraseTenantResponse, types::Error>,
    > + Send + 'static;

    /// List webhooks
    ///
    /// Returns the webhooks of the environment, the oldest first, without their secrets.
    ///
    /// `GET /webhook`
    fn list_webhooks(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListWebhooksQuery>,)>,
    ) -> impl Future<
        Output = OperationResult<ListWebhooksResponse, types::Error>,
    > + Send + 'static;

    /// Create a webhook
    ///
    /// Sends the events of the environment's integrated accounts to an address. The response has
    /// the secret that signs the deliveries. It is shown only now, and after a rotation.
    ///
    /// An environment can have 20 webhooks.
    ///
    /// `POST /webhook`
    fn create_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::WebhookRequest>,)>,
    ) -> impl Future<
        Output = OperationResult<CreateWebhookResponse, types::Error>,
    > + Send + 'static;

    /// Send a test event
    ///
    /// Sends an event `webhook:test` to a webhook, whether it is switched on or not, and returns
    /// how the receiver answered.
    ///
    /// `POST /webhook/test`, by the shared route `/webhook/{id}`
    fn test_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::WebhookReference>,)>,
    ) -> impl Future<
        Output = OperationResult<TestWebhookResponse, types::Error>,
    > + Send + 'static;

    /// Get a webhook
    ///
    /// `GET /webhook/{id}`, by the shared route `/webhook/{id}`
    fn get_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<GetWebhookPath>,)>,
    ) -> impl Future<
        Output = OperationResult<GetWebhookResponse, types::Error>,
    > + Send + 'static;

    /// Delete a webhook
    ///
    /// Deletes a webhook, and the events that were not sent to it yet.
    ///
    /// `DELETE /webhook/{id}`, by the shared route `/webhook/{id}`
    fn delete_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<DeleteWebhookPath>,)>,
    ) -> impl Future<
        Output = OperationResult<DeleteWebhookResponse, types::Error>,
    > + Send + 'static;

    /// Change a webhook
    ///
    /// Changes the given fields. Switching a webhook on, after its receiver has failed, sends what
    /// is pending at once.
    ///
    /// `PATCH /webhook/{id}`, by the shared route `/webhook/{id}`
    fn update_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<UpdateWebhookPath>, JsonBody<types::WebhookUpdate>),
        >,
    ) -> impl Future<
        Output = OperationResult<UpdateWebhookResponse, types::Error>,
    > + Send + 'static;

    /// List the deliveries of a webhook
    ///
    /// Returns the log of the last 30 days, the newest first.
    ///
    /// `GET /webhook/{id}/delivery`
    fn list_webhook_deliveries(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<ListWebhookDeliveriesPath>, Query<ListWebhookDeliveriesQuery>),
        >,
    ) -> impl Future<
        Output = OperationResult<ListWebhookDeliveriesResponse, types::Error>,
    > + Send + 'static;

    /// Send events again
    ///
    /// Switches the webhook on, sends what is pending at once, and sends failed events again, in
    /// the order of each account. With `delivered`, events that were delivered are sent again as
    /// well. They keep their IDs, by which a receiver recognises them.
    ///
    /// `POST /webhook/{id}/replay`
    fn replay_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<ReplayWebhookPath>, JsonBody<types::WebhookReplay>),
        >,
    ) -> impl Future<
        Output = OperationResult<ReplayWebhookResponse, types::Error>,
    > + Send + 'static;

    /// Rotate the secret of a webhook
    ///
    /// Gives the webhook a new secret. For a time, each delivery is signed with the new and the
    /// previous secret, so that the receiver can change over without losing one. A secret before
    /// the previous one no longer signs.
    ///
    /// `POST /webhook/{id}/rotate-secret`
    fn rotate_webhook_secret(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<RotateWebhookSecretPath>, JsonBody<types::WebhookRotation>),
        >,
    ) -> impl Future<
        Output = OperationResult<RotateWebhookSecretResponse, types::Error>,
    > + Send + 'static;
}

/// Registers the operations of [`LinkTokenApi`].
pub mod link_token_api_mod {
    use super::*;
    const LIST_API_TOKENS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_api_tokens",
            &http::Method::GET,
            "/api-token",
        )
        .summary("List API tokens")
        .description(
            "Returns the API tokens of the environment without their secrets, oldest first.",
        )
        .tags(&["administration"]);
    const CREATE_API_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "create_api_token",
            &http::Method::POST,
            "/api-token",
        )
        .max_bytes(65536)
        .summary("Create an API token")
        .description(
            "Creates an API token from the hash of a secret that the caller has made. The server never learns\nthe secret before the token is used, and never returns it. The command `link-token api-token\ncreate` makes a secret.\n\nAn API token can create others only with permissions that it has itself. A request that was\nrepeated gets 409 if the first one succeeded.",
        )
        .tags(&["administration"]);
    const REVOKE_API_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "revoke_api_token",
            &http::Method::POST,
            "/api-token/revoke",
        )
        .max_bytes(65536)
        .summary("Revoke an API token")
        .description(
            "Revokes an API token of the environment permanently. Every server rejects it within a second.\nRevoking it again changes nothing.",
        )
        .tags(&["administration"]);
    const OPEN_CONNECTION_PAGE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "open_connection_page",
            &http::Method::GET,
            "/connect-account",
        )
        .summary("Open the connection page")
        .description(
            "Starts an attempt to connect an account, and leads the browser to its page, whose address\ndoes not contain the link token. The link token is not consumed before an account is\nconnected.",
        )
        .tags(&["connect-account"]);
    const SHOW_CONNECTION_PAGE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "show_connection_page",
            &http::Method::GET,
            "/connect-account/attempt/{attempt}",
        )
        .summary("Show the page of an attempt")
        .description(
            "Shows the current step of an attempt. At its end, leads to the `redirect_uri` of the link\ntoken, if there is one, with the parameters `result`, `integration`,\n`integrated_account_id`, `error` and `error_type`. If the link token is bound to a session,\nonly the browser that connected the account gets there.",
        )
        .tags(&["connect-account"]);
    const CONTINUE_CONNECTION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "continue_connection",
            &http::Method::POST,
            "/connect-account/attempt/{attempt}",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(65536)
        .summary("Continue an attempt")
        .description(
            "Takes the next step of an attempt: chooses an app (`integration`) or an authentication\nmethod (`auth_format`), confirms, goes back, or sends the fields of a form, which have the\nnames of the app's definition.",
        )
        .tags(&["connect-account"]);
    const RECEIVE_CALLBACK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "receive_callback",
            &http::Method::GET,
            "/connect-account/callback/{environment_integration_id}",
        )
        .summary("Receive the answer of a third party")
        .description(
            "The redirect URI of an OAuth client (RFC 6749, section 4.1.2). Finishes the attempt that\nthe `state` belongs to, once, if it was begun in the same browser.",
        )
        .tags(&["connect-account"]);
    const REPEAT_CALLBACK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "repeat_callback",
            &http::Method::POST,
            "/connect-account/callback/{environment_integration_id}",
        )
        .content_type("application/x-www-form-urlencoded")
        .max_bytes(65536)
        .summary("Receive the answer of a third party again")
        .description(
            "Takes the same parameters as a form. A browser that held back its cookies when it came from\nthe third party sends them here. Third parties that answer with a form do so as well.",
        )
        .tags(&["connect-account"]);
    const GET_CONNECTION_PAGE_FILE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_connection_page_file",
            &http::Method::GET,
            "/connect-account/file/{name}",
        )
        .summary("Get a file of the connection page")
        .tags(&["connect-account"]);
    const GET_ENVIRONMENT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_environment",
            &http::Method::GET,
            "/environment",
        )
        .summary("Get the environment")
        .description("Returns the environment of the API token, and its settings.")
        .tags(&["administration"]);
    const SET_ENVIRONMENT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "set_environment",
            &http::Method::PUT,
            "/environment",
        )
        .max_bytes(65536)
        .summary("Set the settings of the environment")
        .description(
            "Replaces the settings of the environment. An absent field gets its default, so send the settings\nthat you have read, with your changes. The logo is set by itself.",
        )
        .tags(&["administration"]);
    const LIST_ENVIRONMENT_INTEGRATIONS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_environment_integrations",
            &http::Method::GET,
            "/environment-integration",
        )
        .summary("List environment integrations")
        .description("Returns the apps that the environment has enabled, by name.")
        .tags(&["integration"]);
    const ENABLE_INTEGRATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "enable_integration",
            &http::Method::POST,
            "/environment-integration",
        )
        .max_bytes(65536)
        .summary("Enable an integration")
        .description(
            "Enables an app in the environment, or changes an enabled one. Absent fields stay as they are. The\nclient secret is stored encrypted, and never returned.",
        )
        .tags(&["administration"]);
    const DISABLE_INTEGRATION: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "disable_integration",
            &http::Method::POST,
            "/environment-integration/disable",
        )
        .max_bytes(65536)
        .summary("Disable an integration")
        .description(
            "Stops offering an app for new connections. Existing accounts stay connected, still use its\nOAuth client, and can be reauthorised. Disabling it again changes nothing.",
        )
        .tags(&["administration"]);
    const SET_ENVIRONMENT_LOGO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "set_environment_logo",
            &http::Method::PUT,
            "/environment/logo",
        )
        .max_bytes(131072)
        .summary("Set the logo of the environment")
        .description("Replaces the logo on the connection page.")
        .tags(&["administration"]);
    const DELETE_ENVIRONMENT_LOGO: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "delete_environment_logo",
            &http::Method::DELETE,
            "/environment/logo",
        )
        .summary("Delete the logo of the environment")
        .description(
            "Removes the logo from the connection page. Succeeds if there is none.",
        )
        .tags(&["administration"]);
    const LIST_INTEGRATED_ACCOUNTS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_integrated_accounts",
            &http::Method::GET,
            "/integrated-account",
        )
        .summary("List integrated accounts")
        .description(
            "Returns the integrated accounts of the environment, the oldest first. Credentials are not\npart of it.",
        )
        .tags(&["integrated-account"]);
    const IMPORT_INTEGRATED_ACCOUNT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "import_integrated_account",
            &http::Method::POST,
            "/integrated-account",
        )
        .max_bytes(65536)
        .summary("Import an integrated account")
        .description(
            "Adds an account that was connected elsewhere, with its credentials. To connect an account\nfor a user, create a link token instead. The credentials are taken out of `context`:\n`oauth.token` for OAuth, and the secret fields of the app for other methods. They are\nstored apart from the context. Their validity is not verified: `POST\n/integrated-account/run-post-install-actions` does that.",
        )
        .tags(&["integrated-account"]);
    const REFRESH_CREDENTIALS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "refresh_credentials",
            &http::Method::POST,
            "/integrated-account/refresh-credentials",
        )
        .max_bytes(65536)
        .shared(
            "/integrated-account/{id}",
            "/shared route of refresh_credentials/integrated-account/refresh-credentials",
        )
        .summary("Refresh the credentials of an integrated account")
        .description(
            "Asks the third party for new credentials now. The server does that by itself before they\nexpire. This operation is for credentials that stopped working before that, and for accounts\nwhose state is `needs_reauth` by a mistake of the third party. Needs the permission\n`integrated-account:write`.",
        )
        .tags(&["integrated-account"]);
    const RUN_POST_INSTALL_ACTIONS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "run_post_install_actions",
            &http::Method::POST,
            "/integrated-account/run-post-install-actions",
        )
        .max_bytes(65536)
        .shared(
            "/integrated-account/{id}",
            "/shared route of run_post_install_actions/integrated-account/run-post-install-actions",
        )
        .summary("Verify an integrated account again")
        .description(
            "Runs the requests that the definition of the app has for fresh credentials: it verifies the\ncredentials, and reads facts about the account into its context. Values that the context\nalready has win, apart from `upstream_id` and `upstream_name`. The state of the account\nfollows from the outcome. An account in the state `needs_reauth` keeps it. Refused with 409\nfor an account in the state `connecting`, which is to be confirmed first.\nIf the third party cannot be reached, the state does not change. Credentials that expire\nwithin a minute, or within half of their lifetime if that is less, are refreshed first,\nwhich can take some seconds. If that fails and they have expired, the third party is not\nasked, and the state does not change either.",
        )
        .tags(&["integrated-account"]);
    const GET_INTEGRATED_ACCOUNT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_integrated_account",
            &http::Method::GET,
            "/integrated-account/{id}",
        )
        .shared(
            "/integrated-account/{id}",
            "/shared route of get_integrated_account/integrated-account/{id}",
        )
        .summary("Get an integrated account")
        .tags(&["integrated-account"]);
    const DELETE_INTEGRATED_ACCOUNT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "delete_integrated_account",
            &http::Method::DELETE,
            "/integrated-account/{id}",
        )
        .shared(
            "/integrated-account/{id}",
            "/shared route of delete_integrated_account/integrated-account/{id}",
        )
        .summary("Delete an integrated account")
        .description(
            "Deletes the account, its context and its credentials. Link tokens for it can no longer be\nredeemed. If the definition of the app says how, the server revokes the credentials at the\nthird party afterwards, and tries again for a day if that fails. The audit trail stays.",
        )
        .tags(&["integrated-account"]);
    const UPDATE_INTEGRATED_ACCOUNT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "update_integrated_account",
            &http::Method::PATCH,
            "/integrated-account/{id}",
        )
        .max_bytes(65536)
        .shared(
            "/integrated-account/{id}",
            "/shared route of update_integrated_account/integrated-account/{id}",
        )
        .summary("Update an integrated account")
        .description(
            "Changes the given fields. The keys of `context` replace those of the account, and its other\nkeys stay.",
        )
        .tags(&["integrated-account"]);
    const READ_CREDENTIALS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "read_credentials",
            &http::Method::GET,
            "/integrated-account/{id}/credentials",
        )
        .summary("Read the credentials of an integrated account")
        .description(
            "Returns the credentials with which your backend calls the third party. Needs the permission\n`credentials:read`. Each read is recorded in the audit trail.\n\nCredentials that expire within a minute, or within half of their lifetime if that is less,\nare refreshed first, which can take some seconds. If that fails, the response has the\npresent ones while they live. After that, the response is 409 if the user has to authorise\nthe account again, and otherwise 503 with `Retry-After`.",
        )
        .tags(&["integrated-account"]);
    const UPDATE_CREDENTIALS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "update_credentials",
            &http::Method::PATCH,
            "/integrated-account/{id}/credentials",
        )
        .max_bytes(65536)
        .summary("Replace credentials of an integrated account")
        .description(
            "Replaces the given credentials, and keeps the others: `oauth.token` for OAuth, and the fields\nof the app for other methods. Other keys are ignored. An account in the state `needs_reauth`\nbecomes `active`. The validity of the credentials is not verified. Refused with 409 for an\naccount in the state `connecting`, which is to be confirmed first.",
        )
        .tags(&["integrated-account"]);
    const LIST_INTEGRATIONS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_integrations",
            &http::Method::GET,
            "/integration",
        )
        .summary("List integrations")
        .description("Returns the apps that an environment can enable, by name.")
        .tags(&["integration"]);
    const LIST_LINK_TOKENS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_link_tokens",
            &http::Method::GET,
            "/link-token",
        )
        .summary("List active link tokens")
        .description(
            "Returns the link tokens of the environment that can be redeemed now, the first to expire\nfirst. The link tokens themselves are not stored, so each is named by its mark.",
        )
        .tags(&["link-token"]);
    const CREATE_LINK_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "create_link_token",
            &http::Method::POST,
            "/link-token",
        )
        .max_bytes(65536)
        .summary("Create a link token")
        .description(
            "Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To\nreauthorise an existing one, set `integrated_account_id`. At least one of the two is\nrequired. If both are set, the account must belong to the tenant.",
        )
        .tags(&["link-token"]);
    const CONFIRM_LINK_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "confirm_link_token",
            &http::Method::POST,
            "/link-token/confirm",
        )
        .max_bytes(65536)
        .summary("Confirm a connected account")
        .description(
            "Confirms the account that was connected with a link token that has a `code_challenge`. A new\naccount gets its credentials and the state that the connection flow has found. A\nreauthorised account gets its new credentials and context. Repeating a confirmation changes\nnothing. If it is not confirmed within an hour, a new account is deleted, and a reauthorised\none keeps its previous credentials.",
        )
        .tags(&["link-token"]);
    const INTROSPECT_LINK_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "introspect_link_token",
            &http::Method::POST,
            "/link-token/introspect",
        )
        .max_bytes(65536)
        .summary("Introspect a link token")
        .description(
            "Returns whether a link token can be redeemed and, if so, what it was created for.\nIntrospection does not consume the token. A token that is unknown, expired, redeemed,\nrevoked or from another environment is inactive; the response does not say which of these\napplies.",
        )
        .tags(&["link-token"]);
    const REDEEM_LINK_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "redeem_link_token",
            &http::Method::POST,
            "/link-token/redeem",
        )
        .max_bytes(65536)
        .summary("Redeem a link token")
        .description(
            "Consumes a link token and, in the same transaction, creates the new integrated account or\nupdates the account to reauthorise. If several requests redeem the same token concurrently,\nexactly one succeeds.\n\nThe service does not get the credentials of the new grant. So it deletes those that it has\nof an account to reauthorise, without revoking them at the third party.",
        )
        .tags(&["link-token"]);
    const REVOKE_LINK_TOKEN: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "revoke_link_token",
            &http::Method::POST,
            "/link-token/revoke",
        )
        .max_bytes(65536)
        .summary("Revoke a link token")
        .description(
            "Makes a link token unusable. The operation also succeeds if the token is already inactive or\ndoes not exist. It is therefore safe to retry, and its response does not reveal whether the\ntoken exists. What waits for a confirmation is dropped: a new account is deleted, and a\nreauthorised one keeps its previous credentials.",
        )
        .tags(&["link-token"]);
    const REVOKE_LINK_TOKENS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "revoke_link_tokens",
            &http::Method::POST,
            "/link-token/revoke-all",
        )
        .max_bytes(65536)
        .summary("Revoke active link tokens")
        .description(
            "Revokes the active link tokens that meet all given conditions, up to 10,000 in one request,\nand returns their number. It also ends connection attempts that go on with link tokens that\nhave expired since. At least one condition is required. Use it after an API token was stolen\nand revoked. It is safe to repeat.",
        )
        .tags(&["link-token"]);
    const LIST_STATIC_GATES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_static_gates",
            &http::Method::GET,
            "/static-gate",
        )
        .summary("List static gates")
        .description("Returns the static gates of the environment, oldest first.")
        .tags(&["administration"]);
    const CREATE_STATIC_GATE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "create_static_gate",
            &http::Method::POST,
            "/static-gate",
        )
        .max_bytes(65536)
        .summary("Create a static gate")
        .description("Makes a static gate known to the environment.")
        .tags(&["administration"]);
    const DELETE_STATIC_GATE: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "delete_static_gate",
            &http::Method::DELETE,
            "/static-gate/{id}",
        )
        .summary("Delete a static gate")
        .description(
            "Removes a static gate from the environment. Accounts and link tokens that refer to it keep its\nID.",
        )
        .tags(&["administration"]);
    const ERASE_TENANT: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "erase_tenant",
            &http::Method::POST,
            "/tenant/erase",
        )
        .max_bytes(65536)
        .summary("Erase a tenant")
        .description(
            "Deletes everything about a tenant: its integrated accounts with their credentials, its link tokens\nand its attempts at the connection page. The audit trail stays, without the ID of the tenant. This\ncannot be undone. Backups still contain the tenant.\n\nFrom the response on, nothing of the tenant can be used, even if the status is still `erasing`. The\nserver finishes the erasure, and repeating the request shows whether it has. Stop using the tenant\nfirst: what is created meanwhile may be erased as well.",
        )
        .tags(&["administration"]);
    const LIST_WEBHOOKS: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_webhooks",
            &http::Method::GET,
            "/webhook",
        )
        .summary("List webhooks")
        .description(
            "Returns the webhooks of the environment, the oldest first, without their secrets.",
        )
        .tags(&["webhook"]);
    const CREATE_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "create_webhook",
            &http::Method::POST,
            "/webhook",
        )
        .max_bytes(65536)
        .summary("Create a webhook")
        .description(
            "Sends the events of the environment's integrated accounts to an address. The response has the\nsecret that signs the deliveries. It is shown only now, and after a rotation.\n\nAn environment can have 20 webhooks.",
        )
        .tags(&["webhook"]);
    const TEST_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "test_webhook",
            &http::Method::POST,
            "/webhook/test",
        )
        .max_bytes(65536)
        .shared("/webhook/{id}", "/shared route of test_webhook/webhook/test")
        .summary("Send a test event")
        .description(
            "Sends an event `webhook:test` to a webhook, whether it is switched on or not, and returns how the\nreceiver answered.",
        )
        .tags(&["webhook"]);
    const GET_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "get_webhook",
            &http::Method::GET,
            "/webhook/{id}",
        )
        .shared("/webhook/{id}", "/shared route of get_webhook/webhook/{id}")
        .summary("Get a webhook")
        .tags(&["webhook"]);
    const DELETE_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "delete_webhook",
            &http::Method::DELETE,
            "/webhook/{id}",
        )
        .shared("/webhook/{id}", "/shared route of delete_webhook/webhook/{id}")
        .summary("Delete a webhook")
        .description("Deletes a webhook, and the events that were not sent to it yet.")
        .tags(&["webhook"]);
    const UPDATE_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "update_webhook",
            &http::Method::PATCH,
            "/webhook/{id}",
        )
        .max_bytes(65536)
        .shared("/webhook/{id}", "/shared route of update_webhook/webhook/{id}")
        .summary("Change a webhook")
        .description(
            "Changes the given fields. Switching a webhook on, after its receiver has failed, sends what is\npending at once.",
        )
        .tags(&["webhook"]);
    const LIST_WEBHOOK_DELIVERIES: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "list_webhook_deliveries",
            &http::Method::GET,
            "/webhook/{id}/delivery",
        )
        .summary("List the deliveries of a webhook")
        .description("Returns the log of the last 30 days, the newest first.")
        .tags(&["webhook"]);
    const REPLAY_WEBHOOK: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "replay_webhook",
            &http::Method::POST,
            "/webhook/{id}/replay",
        )
        .max_bytes(65536)
        .summary("Send events again")
        .description(
            "Switches the webhook on, sends what is pending at once, and sends failed events again, in the\norder of each account. With `delivered`, events that were delivered are sent again as well. They\nkeep their IDs, by which a receiver recognises them.",
        )
        .tags(&["webhook"]);
    const ROTATE_WEBHOOK_SECRET: lockstep_dropshot::Endpoint = lockstep_dropshot::Endpoint::new(
            "rotate_webhook_secret",
            &http::Method::POST,
            "/webhook/{id}/rotate-secret",
        )
        .max_bytes(65536)
        .summary("Rotate the secret of a webhook")
        .description(
            "Gives the webhook a new secret. For a time, each delivery is signed with the new and the previous\nsecret, so that the receiver can change over without losing one. A secret before the previous one\nno longer signs.",
        )
        .tags(&["webhook"]);
    const TAGS: &[(&str, Option<&str>)] = &[
        (
            "administration",
            Some(
                "Manage the environment of the API token, as the command line of the server does. Needs the permission `administration`.",
            ),
        ),
        (
            "connect-account",
            Some("The pages on which a user connects an account. They are for browsers."),
        ),
        (
            "integrated-account",
            Some(
                "Read, import, change and delete connected accounts and their credentials.",
            ),
        ),
        ("integration", Some("Read which third-party apps can be connected.")),
        ("link-token", Some("Create, introspect, redeem and revoke link tokens.")),
        (
            "webhook",
            Some("Have the events of integrated accounts sent to an address of yours."),
        ),
    ];

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: LinkTokenApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        endpoints::<ServerImpl>().finish()
    }

    fn endpoints<ServerImpl: LinkTokenApi>() -> lockstep_dropshot::Endpoints<
        ServerImpl::Context,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints.add(LIST_API_TOKENS, ServerImpl::list_api_tokens);
        endpoints.add(CREATE_API_TOKEN, ServerImpl::create_api_token);
        endpoints.add(REVOKE_API_TOKEN, ServerImpl::revoke_api_token);
        endpoints.add(OPEN_CONNECTION_PAGE, ServerImpl::open_connection_page);
        endpoints.add(SHOW_CONNECTION_PAGE, ServerImpl::show_connection_page);
        endpoints.add(CONTINUE_CONNECTION, ServerImpl::continue_connection);
        endpoints.add(RECEIVE_CALLBACK, ServerImpl::receive_callback);
        endpoints.add(REPEAT_CALLBACK, ServerImpl::repeat_callback);
        endpoints.add(GET_CONNECTION_PAGE_FILE, ServerImpl::get_connection_page_file);
        endpoints.add(GET_ENVIRONMENT, ServerImpl::get_environment);
        endpoints.add(SET_ENVIRONMENT, ServerImpl::set_environment);
        endpoints
            .add(
                LIST_ENVIRONMENT_INTEGRATIONS,
                ServerImpl::list_environment_integrations,
            );
        endpoints.add(ENABLE_INTEGRATION, ServerImpl::enable_integration);
        endpoints.add(DISABLE_INTEGRATION, ServerImpl::disable_integration);
        endpoints.add(SET_ENVIRONMENT_LOGO, ServerImpl::set_environment_logo);
        endpoints.add(DELETE_ENVIRONMENT_LOGO, ServerImpl::delete_environment_logo);
        endpoints.add(LIST_INTEGRATED_ACCOUNTS, ServerImpl::list_integrated_accounts);
        endpoints.add(IMPORT_INTEGRATED_ACCOUNT, ServerImpl::import_integrated_account);
        endpoints.add(REFRESH_CREDENTIALS, ServerImpl::refresh_credentials);
        endpoints.add(RUN_POST_INSTALL_ACTIONS, ServerImpl::run_post_install_actions);
        endpoints.add(GET_INTEGRATED_ACCOUNT, ServerImpl::get_integrated_account);
        endpoints.add(DELETE_INTEGRATED_ACCOUNT, ServerImpl::delete_integrated_account);
        endpoints.add(UPDATE_INTEGRATED_ACCOUNT, ServerImpl::update_integrated_account);
        endpoints.add(READ_CREDENTIALS, ServerImpl::read_credentials);
        endpoints.add(UPDATE_CREDENTIALS, ServerImpl::update_credentials);
        endpoints.add(LIST_INTEGRATIONS, ServerImpl::list_integrations);
        endpoints.add(LIST_LINK_TOKENS, ServerImpl::list_link_tokens);
        endpoints.add(CREATE_LINK_TOKEN, ServerImpl::create_link_token);
        endpoints.add(CONFIRM_LINK_TOKEN, ServerImpl::confirm_link_token);
        endpoints.add(INTROSPECT_LINK_TOKEN, ServerImpl::introspect_link_token);
        endpoints.add(REDEEM_LINK_TOKEN, ServerImpl::redeem_link_token);
        endpoints.add(REVOKE_LINK_TOKEN, ServerImpl::revoke_link_token);
        endpoints.add(REVOKE_LINK_TOKENS, ServerImpl::revoke_link_tokens);
        endpoints.add(LIST_STATIC_GATES, ServerImpl::list_static_gates);
        endpoints.add(CREATE_STATIC_GATE, ServerImpl::create_static_gate);
        endpoints.add(DELETE_STATIC_GATE, ServerImpl::delete_static_gate);
        endpoints.add(ERASE_TENANT, ServerImpl::erase_tenant);
        endpoints.add(LIST_WEBHOOKS, ServerImpl::list_webhooks);
        endpoints.add(CREATE_WEBHOOK, ServerImpl::create_webhook);
        endpoints.add(TEST_WEBHOOK, ServerImpl::test_webhook);
        endpoints.add(GET_WEBHOOK, ServerImpl::get_webhook);
        endpoints.add(DELETE_WEBHOOK, ServerImpl::delete_webhook);
        endpoints.add(UPDATE_WEBHOOK, ServerImpl::update_webhook);
        endpoints.add(LIST_WEBHOOK_DELIVERIES, ServerImpl::list_webhook_deliveries);
        endpoints.add(REPLAY_WEBHOOK, ServerImpl::replay_webhook);
        endpoints.add(ROTATE_WEBHOOK_SECRET, ServerImpl::rotate_webhook_secret);
        endpoints
    }

    /// Describes the operations without a server. Those of shared routes have paths of
    /// their own there.
    pub fn stub_api_description() -> Result<
        dropshot::ApiDescription<dropshot::StubContext>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut endpoints = lockstep_dropshot::Endpoints::new(TAGS);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListApiTokensQuery>,)>,
                ListApiTokensResponse,
                types::Error,
            >(LIST_API_TOKENS);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::ApiTokenRegistration>,)>,
                CreateApiTokenResponse,
                types::Error,
            >(CREATE_API_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::ApiTokenReference>,)>,
                RevokeApiTokenResponse,
                types::Error,
            >(REVOKE_API_TOKEN);
        endpoints
            .describe::<
                UnreadRequest<
                    (Query<OpenConnectionPageQuery>, Headers<OpenConnectionPageHeaders>),
                >,
                OpenConnectionPageResponse,
                TextHtml,
            >(OPEN_CONNECTION_PAGE);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ShowConnectionPagePath>,
                        Headers<ShowConnectionPageHeaders>,
                        lockstep_dropshot::Cookies<ShowConnectionPageCookies>,
                    ),
                >,
                ShowConnectionPageResponse,
                TextHtml,
            >(SHOW_CONNECTION_PAGE);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ContinueConnectionPath>,
                        Headers<ContinueConnectionHeaders>,
                        lockstep_dropshot::Cookies<ContinueConnectionCookies>,
                        lockstep_dropshot::FormBody<types::FormAnswers>,
                    ),
                >,
                ContinueConnectionResponse,
                TextHtml,
            >(CONTINUE_CONNECTION);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<ReceiveCallbackPath>,
                        Query<ReceiveCallbackQuery>,
                        Headers<ReceiveCallbackHeaders>,
                        lockstep_dropshot::Cookies<ReceiveCallbackCookies>,
                    ),
                >,
                ReceiveCallbackResponse,
                TextHtml,
            >(RECEIVE_CALLBACK);
        endpoints
            .describe::<
                UnreadRequest<
                    (
                        Path<RepeatCallbackPath>,
                        Headers<RepeatCallbackHeaders>,
                        lockstep_dropshot::Cookies<RepeatCallbackCookies>,
                        lockstep_dropshot::FormBody<types::FormAnswers>,
                    ),
                >,
                RepeatCallbackResponse,
                TextHtml,
            >(REPEAT_CALLBACK);
        endpoints
            .describe::<
                UnreadRequest<(Path<GetConnectionPageFilePath>,)>,
                GetConnectionPageFileResponse,
                TextHtml,
            >(GET_CONNECTION_PAGE_FILE);
        endpoints
            .describe::<
                Secured<ApiToken, ()>,
                GetEnvironmentResponse,
                types::Error,
            >(GET_ENVIRONMENT);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::EnvironmentSettings>,)>,
                SetEnvironmentResponse,
                types::Error,
            >(SET_ENVIRONMENT);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListEnvironmentIntegrationsQuery>,)>,
                ListEnvironmentIntegrationsResponse,
                types::Error,
            >(LIST_ENVIRONMENT_INTEGRATIONS);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::IntegrationEnablement>,)>,
                EnableIntegrationResponse,
                types::Error,
            >(ENABLE_INTEGRATION);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::IntegrationReference>,)>,
                DisableIntegrationResponse,
                types::Error,
            >(DISABLE_INTEGRATION);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::EnvironmentLogo>,)>,
                SetEnvironmentLogoResponse,
                types::Error,
            >(SET_ENVIRONMENT_LOGO);
        endpoints
            .describe::<
                Secured<ApiToken, ()>,
                DeleteEnvironmentLogoResponse,
                types::Error,
            >(DELETE_ENVIRONMENT_LOGO);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListIntegratedAccountsQuery>,)>,
                ListIntegratedAccountsResponse,
                types::Error,
            >(LIST_INTEGRATED_ACCOUNTS);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::IntegratedAccountImport>,)>,
                ImportIntegratedAccountResponse,
                types::Error,
            >(IMPORT_INTEGRATED_ACCOUNT);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (lockstep_dropshot::JsonTextBody<types::IntegratedAccountReference>,),
                >,
                RefreshCredentialsResponse,
                types::Error,
            >(REFRESH_CREDENTIALS);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::IntegratedAccountReference>,)>,
                RunPostInstallActionsResponse,
                types::Error,
            >(RUN_POST_INSTALL_ACTIONS);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<GetIntegratedAccountPath>,)>,
                GetIntegratedAccountResponse,
                types::Error,
            >(GET_INTEGRATED_ACCOUNT);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<DeleteIntegratedAccountPath>,)>,
                DeleteIntegratedAccountResponse,
                types::Error,
            >(DELETE_INTEGRATED_ACCOUNT);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (
                        Path<UpdateIntegratedAccountPath>,
                        JsonBody<types::IntegratedAccountUpdate>,
                    ),
                >,
                UpdateIntegratedAccountResponse,
                types::Error,
            >(UPDATE_INTEGRATED_ACCOUNT);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<ReadCredentialsPath>,)>,
                ReadCredentialsResponse,
                types::Error,
            >(READ_CREDENTIALS);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Path<UpdateCredentialsPath>, JsonBody<types::CredentialsUpdate>),
                >,
                UpdateCredentialsResponse,
                types::Error,
            >(UPDATE_CREDENTIALS);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListIntegrationsQuery>,)>,
                ListIntegrationsResponse,
                types::Error,
            >(LIST_INTEGRATIONS);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListLinkTokensQuery>,)>,
                ListLinkTokensResponse,
                types::Error,
            >(LIST_LINK_TOKENS);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
                >,
                CreateLinkTokenResponse,
                types::Error,
            >(CREATE_LINK_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::LinkTokenConfirmation>,)>,
                ConfirmLinkTokenResponse,
                types::Error,
            >(CONFIRM_LINK_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
                IntrospectLinkTokenResponse,
                types::Error,
            >(INTROSPECT_LINK_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
                RedeemLinkTokenResponse,
                types::Error,
            >(REDEEM_LINK_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
                RevokeLinkTokenResponse,
                types::Error,
            >(REVOKE_LINK_TOKEN);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::LinkTokenSelection>,)>,
                RevokeLinkTokensResponse,
                types::Error,
            >(REVOKE_LINK_TOKENS);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListStaticGatesQuery>,)>,
                ListStaticGatesResponse,
                types::Error,
            >(LIST_STATIC_GATES);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::StaticGateRegistration>,)>,
                CreateStaticGateResponse,
                types::Error,
            >(CREATE_STATIC_GATE);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<DeleteStaticGatePath>,)>,
                DeleteStaticGateResponse,
                types::Error,
            >(DELETE_STATIC_GATE);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::TenantReference>,)>,
                EraseTenantResponse,
                types::Error,
            >(ERASE_TENANT);
        endpoints
            .describe::<
                Secured<ApiToken, (Query<ListWebhooksQuery>,)>,
                ListWebhooksResponse,
                types::Error,
            >(LIST_WEBHOOKS);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::WebhookRequest>,)>,
                CreateWebhookResponse,
                types::Error,
            >(CREATE_WEBHOOK);
        endpoints
            .describe::<
                Secured<ApiToken, (JsonBody<types::WebhookReference>,)>,
                TestWebhookResponse,
                types::Error,
            >(TEST_WEBHOOK);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<GetWebhookPath>,)>,
                GetWebhookResponse,
                types::Error,
            >(GET_WEBHOOK);
        endpoints
            .describe::<
                Secured<ApiToken, (Path<DeleteWebhookPath>,)>,
                DeleteWebhookResponse,
                types::Error,
            >(DELETE_WEBHOOK);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Path<UpdateWebhookPath>, JsonBody<types::WebhookUpdate>),
                >,
                UpdateWebhookResponse,
                types::Error,
            >(UPDATE_WEBHOOK);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Path<ListWebhookDeliveriesPath>, Query<ListWebhookDeliveriesQuery>),
                >,
                ListWebhookDeliveriesResponse,
                types::Error,
            >(LIST_WEBHOOK_DELIVERIES);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Path<ReplayWebhookPath>, JsonBody<types::WebhookReplay>),
                >,
                ReplayWebhookResponse,
                types::Error,
            >(REPLAY_WEBHOOK);
        endpoints
            .describe::<
                Secured<
                    ApiToken,
                    (Path<RotateWebhookSecretPath>, JsonBody<types::WebhookRotation>),
                >,
                RotateWebhookSecretResponse,
                types::Error,
            >(ROTATE_WEBHOOK_SECRET);
        endpoints.finish()
    }
}

/// The API token of a backend, sent as `Authorization: Bearer …` (RFC 6750). An API token
/// belongs to one environment, and so does everything that a request names or creates. Keep API
/// tokens on your backend.
#[derive(Debug)]
pub enum ApiToken {}

impl lockstep_dropshot::SecurityScheme for ApiToken {
    const NAME: &'static str = "api_token";
    type Mechanism = lockstep_dropshot::Bearer;
}

/// An error as `text/html; charset=utf-8`.
#[derive(Clone, Debug, PartialEq)]
pub struct TextHtml(pub String);

impl lockstep_dropshot::ErrorContent for TextHtml {
    type Described = lockstep_dropshot::AnyError;
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/html; charset=utf-8"), content.into()))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        Some(Self(lockstep_dropshot::escape_html(&error.external_message)))
    }
}

/// The error of an operation: a status, headers and [`TextHtml`].
pub type TextHtmlResponse = lockstep_dropshot::ErrorResponse<TextHtml>;

/// The error of an operation: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// The query parameters of `list_api_tokens`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListApiTokensQuery {
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListApiTokensQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
}

impl ListApiTokensQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of API tokens. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListApiTokensSuccess(pub types::ApiTokenPage);

impl HttpCodedResponse for ListApiTokensSuccess {
    type Body = types::ApiTokenPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of API tokens.";
}

impl From<ListApiTokensSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListApiTokensSuccess) -> Self {
        ListApiTokensSuccess::for_object(response.0)
    }
}

/// A successful response of `list_api_tokens`, with its headers.
pub type ListApiTokensResponse = HttpResponseHeaders<
    ListApiTokensSuccess,
    ListApiTokensResponseHeaders,
>;

/// Headers of a successful response of `list_api_tokens`.
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize)]
pub struct ListApiTokensResponseHeaders {
    /// The number of requests that the API token can make in ten seconds.
    #[serde(rename = "ratelimit-limit", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_limit: Option<i64>,
    /// The number of requests that the API token can make immediately.
    #[serde(rename = "ratelimit-remaining", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_remaining: Option<i64>,
    /// Seconds until the API token can make the full number of requests again, as a whole number.
    #[serde(rename = "ratelimit-reset", serialize_with = "lockstep_dropshot::optional_header_value")]
    pub ratelimit_reset: Option<i64>,
}

impl lockstep_dropshot::ToHeaders for ListApiTokensResponseHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        if let Some(value) = &self.ratelimit_limit {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-limit",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }

        if let Some(value) = &self.ratelimit_remaining {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-remaining",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }

        if let Some(value) = &self.ratelimit_reset {
            static NAME: http::HeaderName = http::HeaderName::from_static(
                "ratelimit-reset",
            );
            lockstep_dropshot::insert_header(headers, &NAME, value);
        }
    }
}

/// The API token, without its secret. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct CreateApiTokenSuccess(pub types::ApiTokenDetails);

impl HttpCodedResponse for CreateApiTokenSuccess {
    type Body = types::ApiTokenDetails;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The API token, without its secret.";
}

impl From<CreateApiTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateApiTokenSuccess) -> Self {
        CreateApiTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `create_api_token`, with its headers.
pub type CreateApiTokenResponse = HttpResponseHeaders<
    CreateApiTokenSuccess,
    CreateApiTokenResponseHeaders,
>;

/// Headers of a successful response of `create_api_token`.
pub type CreateApiTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The revoked API token. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RevokeApiTokenSuccess(pub types::ApiTokenDetails);

impl HttpCodedResponse for RevokeApiTokenSuccess {
    type Body = types::ApiTokenDetails;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The revoked API token.";
}

impl From<RevokeApiTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RevokeApiTokenSuccess) -> Self {
        RevokeApiTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `revoke_api_token`, with its headers.
pub type RevokeApiTokenResponse = HttpResponseHeaders<
    RevokeApiTokenSuccess,
    RevokeApiTokenResponseHeaders,
>;

/// Headers of a successful response of `revoke_api_token`.
pub type RevokeApiTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `open_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct OpenConnectionPageQuery {
    /// The authentication method, for an app that offers several: `oauth2`, `api_key` or
    /// `oauth2_client_credentials`.
    #[serde(default, rename = "auth_format")]
    pub auth_format: Option<String>,
    /// `true` if the page is shown in a frame of another page.
    #[serde(default, rename = "iframe")]
    pub iframe: Option<String>,
    /// The app to connect. The user is not asked for one.
    #[serde(default, rename = "integration")]
    pub integration: Option<String>,
    /// The apps among which the user can choose, separated by commas.
    #[serde(default, rename = "integrations")]
    pub integrations: Option<String>,
    /// The link token.
    #[serde(default, rename = "link_token")]
    pub link_token: Option<String>,
    /// The language of the pages, as a tag such as `de`. Absent, the browser's preferred
    /// language.
    #[serde(default, rename = "locale")]
    pub locale: Option<String>,
    /// `true` to leave out the way back to the list of apps.
    #[serde(default, rename = "no_back")]
    pub no_back: Option<String>,
    /// Accepted without effect. There is no form after the connection.
    #[serde(default, rename = "skip_rapid_form")]
    pub skip_rapid_form: Option<String>,
}

/// The header parameters of `open_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct OpenConnectionPageHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The response of `open_connection_page` unless it fails.
pub enum OpenConnectionPageResponse {
    /// A page.
    Ok(OpenConnectionPageOk),
    /// The page of the attempt.
    SeeOther(OpenConnectionPageSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for OpenConnectionPageResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        OpenConnectionPageOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// A page. (status 200)
pub struct OpenConnectionPageOk(pub dropshot::Body);

impl HttpCodedResponse for OpenConnectionPageOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<OpenConnectionPageOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: OpenConnectionPageOk) -> Self {
        lockstep_dropshot::sent_as(
            OpenConnectionPageOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// The page of the attempt. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct OpenConnectionPageSeeOtherSuccess;

impl HttpCodedResponse for OpenConnectionPageSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "The page of the attempt.";
}

impl From<OpenConnectionPageSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: OpenConnectionPageSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(OpenConnectionPageSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `open_connection_page`, with its headers.
pub type OpenConnectionPageSeeOther = lockstep_dropshot::ResponseWithHeaders<
    OpenConnectionPageSeeOtherSuccess,
    OpenConnectionPageSeeOtherHeaders,
>;

/// Headers of a successful response of `open_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct OpenConnectionPageSeeOtherHeaders {
    /// The address to go to.
    #[serde(rename = "Location", serialize_with = "lockstep_dropshot::header_value")]
    pub location: String,
    /// The cookie of the browser, which binds an attempt to it.
    #[serde(skip_serializing)]
    pub set_cookie: Vec<String>,
}

impl lockstep_dropshot::ToHeaders for OpenConnectionPageSeeOtherHeaders {
    fn add_to(&self, headers: &mut http::HeaderMap) {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("location");
            lockstep_dropshot::insert_header(headers, &NAME, &self.location);
        }

        let _ = self.add_lists(headers);
    }

    fn add_lists(&self, headers: &mut http::HeaderMap) -> Result<(), HttpError> {
        {
            static NAME: http::HeaderName = http::HeaderName::from_static("set-cookie");
            lockstep_dropshot::add_headers(headers, &NAME, &self.set_cookie)?;
        }

        Ok(())
    }
}

/// The path parameters of `show_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowConnectionPagePath {
    /// The secret key of the attempt, which the first page leads to.
    #[serde(rename = "attempt")]
    pub attempt: types::AttemptKey,
}

/// The header parameters of `show_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowConnectionPageHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
    /// `iframe` if the page is shown in a frame, where it may have no cookie.
    #[serde(default, rename = "Sec-Fetch-Dest")]
    pub sec_fetch_dest: Option<String>,
    /// The browser. Some third parties refuse the browsers inside other apps.
    #[serde(default, rename = "User-Agent")]
    pub user_agent: Option<String>,
}

/// The cookie parameters of `show_connection_page`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ShowConnectionPageCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The browser in which an attempt was begun, if the public URL is `http`.
    #[serde(default, rename = "link-token-browser")]
    pub link_token_browser: Option<types::BrowserKey>,
}

/// The response of `show_connection_page` unless it fails.
pub enum ShowConnectionPageResponse {
    /// A page.
    Ok(ShowConnectionPageOk),
    /// The redirect URI of the link token.
    SeeOther(ShowConnectionPageSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for ShowConnectionPageResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        ShowConnectionPageOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// A page. (status 200)
pub struct ShowConnectionPageOk(pub dropshot::Body);

impl HttpCodedResponse for ShowConnectionPageOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<ShowConnectionPageOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ShowConnectionPageOk) -> Self {
        lockstep_dropshot::sent_as(
            ShowConnectionPageOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// The redirect URI of the link token. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct ShowConnectionPageSeeOtherSuccess;

impl HttpCodedResponse for ShowConnectionPageSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "The redirect URI of the link token.";
}

impl From<ShowConnectionPageSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: ShowConnectionPageSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(ShowConnectionPageSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `show_connection_page`, with its headers.
pub type ShowConnectionPageSeeOther = lockstep_dropshot::ResponseWithHeaders<
    ShowConnectionPageSeeOtherSuccess,
    ShowConnectionPageSeeOtherHeaders,
>;

/// Headers of a successful response of `show_connection_page`.
pub type ShowConnectionPageSeeOtherHeaders = OpenConnectionPageSeeOtherHeaders;

/// The path parameters of `continue_connection`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ContinueConnectionPath {
    /// The secret key of the attempt, which the first page leads to.
    #[serde(rename = "attempt")]
    pub attempt: types::AttemptKey,
}

/// The header parameters of `continue_connection`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ContinueConnectionHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
    /// The origin of the page with the form, for browsers that do not tell the relation.
    #[serde(default, rename = "Origin")]
    pub origin: Option<String>,
    /// The relation of the page with the form to this server, as browsers tell it. A form of
    /// another site changes nothing.
    #[serde(default, rename = "Sec-Fetch-Site")]
    pub sec_fetch_site: Option<String>,
    /// The browser. Some third parties refuse the browsers inside other apps.
    #[serde(default, rename = "User-Agent")]
    pub user_agent: Option<String>,
}

/// The cookie parameters of `continue_connection`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ContinueConnectionCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The browser in which an attempt was begun, if the public URL is `http`.
    #[serde(default, rename = "link-token-browser")]
    pub link_token_browser: Option<types::BrowserKey>,
}

/// The response of `continue_connection` unless it fails.
pub enum ContinueConnectionResponse {
    /// A page.
    Ok(ContinueConnectionOk),
    /// The page of the next step, or the third party.
    SeeOther(ContinueConnectionSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for ContinueConnectionResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        ContinueConnectionOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// A page. (status 200)
pub struct ContinueConnectionOk(pub dropshot::Body);

impl HttpCodedResponse for ContinueConnectionOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<ContinueConnectionOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ContinueConnectionOk) -> Self {
        lockstep_dropshot::sent_as(
            ContinueConnectionOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// The page of the next step, or the third party. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct ContinueConnectionSeeOtherSuccess;

impl HttpCodedResponse for ContinueConnectionSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "The page of the next step, or the third party.";
}

impl From<ContinueConnectionSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: ContinueConnectionSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(ContinueConnectionSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `continue_connection`, with its headers.
pub type ContinueConnectionSeeOther = lockstep_dropshot::ResponseWithHeaders<
    ContinueConnectionSeeOtherSuccess,
    ContinueConnectionSeeOtherHeaders,
>;

/// Headers of a successful response of `continue_connection`.
pub type ContinueConnectionSeeOtherHeaders = OpenConnectionPageSeeOtherHeaders;

/// The path parameters of `receive_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReceiveCallbackPath {
    /// The ID of the environment integration whose OAuth client the answer is for.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "environment_integration_id")]
    pub environment_integration_id: uuid::Uuid,
}

/// The query parameters of `receive_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReceiveCallbackQuery {
    /// The parameters of the third party, such as `code`, `state`, `iss`, `error` and
    /// `error_description`, and others that the app's definition names.
    #[serde(default, rename = "*")]
    pub answer: std::collections::HashMap<String, String>,
}

/// The header parameters of `receive_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReceiveCallbackHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The cookie parameters of `receive_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReceiveCallbackCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The browser in which an attempt was begun, if the public URL is `http`.
    #[serde(default, rename = "link-token-browser")]
    pub link_token_browser: Option<types::BrowserKey>,
}

/// The response of `receive_callback` unless it fails.
pub enum ReceiveCallbackResponse {
    /// A page.
    Ok(ReceiveCallbackOk),
    /// The page of the attempt.
    SeeOther(ReceiveCallbackSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for ReceiveCallbackResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        ReceiveCallbackOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// A page. (status 200)
pub struct ReceiveCallbackOk(pub dropshot::Body);

impl HttpCodedResponse for ReceiveCallbackOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<ReceiveCallbackOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReceiveCallbackOk) -> Self {
        lockstep_dropshot::sent_as(
            ReceiveCallbackOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// The page of the attempt. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiveCallbackSeeOtherSuccess;

impl HttpCodedResponse for ReceiveCallbackSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "The page of the attempt.";
}

impl From<ReceiveCallbackSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: ReceiveCallbackSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(ReceiveCallbackSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `receive_callback`, with its headers.
pub type ReceiveCallbackSeeOther = lockstep_dropshot::ResponseWithHeaders<
    ReceiveCallbackSeeOtherSuccess,
    ReceiveCallbackSeeOtherHeaders,
>;

/// Headers of a successful response of `receive_callback`.
pub type ReceiveCallbackSeeOtherHeaders = OpenConnectionPageSeeOtherHeaders;

/// The path parameters of `repeat_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct RepeatCallbackPath {
    /// The ID of the environment integration whose OAuth client the answer is for.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "environment_integration_id")]
    pub environment_integration_id: uuid::Uuid,
}

/// The header parameters of `repeat_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct RepeatCallbackHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The cookie parameters of `repeat_callback`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct RepeatCallbackCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The browser in which an attempt was begun, if the public URL is `http`.
    #[serde(default, rename = "link-token-browser")]
    pub link_token_browser: Option<types::BrowserKey>,
}

/// The response of `repeat_callback` unless it fails.
pub enum RepeatCallbackResponse {
    /// A page.
    Ok(RepeatCallbackOk),
    /// The page of the attempt.
    SeeOther(RepeatCallbackSeeOther),
}

/// Dropshot describes the first variant.
impl dropshot::HttpResponse for RepeatCallbackResponse {
    fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
        match self {
            Self::Ok(response) => response.to_result(),
            Self::SeeOther(response) => response.to_result(),
        }
    }

    fn response_metadata() -> dropshot::ApiEndpointResponse {
        RepeatCallbackOk::response_metadata()
    }

    fn status_code(&self) -> http::StatusCode {
        match self {
            Self::Ok(response) => response.status_code(),
            Self::SeeOther(response) => response.status_code(),
        }
    }
}

/// A page. (status 200)
pub struct RepeatCallbackOk(pub dropshot::Body);

impl HttpCodedResponse for RepeatCallbackOk {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page.";
}

impl From<RepeatCallbackOk> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RepeatCallbackOk) -> Self {
        lockstep_dropshot::sent_as(
            RepeatCallbackOk::for_object(dropshot::FreeformBody(response.0)),
            "text/html; charset=utf-8",
        )
    }
}

/// The page of the attempt. (status 303)
#[derive(Clone, Debug, PartialEq)]
pub struct RepeatCallbackSeeOtherSuccess;

impl HttpCodedResponse for RepeatCallbackSeeOtherSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(303);
    const DESCRIPTION: &'static str = "The page of the attempt.";
}

impl From<RepeatCallbackSeeOtherSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: RepeatCallbackSeeOtherSuccess) -> Self {
        lockstep_dropshot::empty(RepeatCallbackSeeOtherSuccess::STATUS_CODE)
    }
}

/// A successful response of `repeat_callback`, with its headers.
pub type RepeatCallbackSeeOther = lockstep_dropshot::ResponseWithHeaders<
    RepeatCallbackSeeOtherSuccess,
    RepeatCallbackSeeOtherHeaders,
>;

/// Headers of a successful response of `repeat_callback`.
pub type RepeatCallbackSeeOtherHeaders = OpenConnectionPageSeeOtherHeaders;

/// The path parameters of `get_connection_page_file`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetConnectionPageFilePath {
    /// The name of the file, which changes with its content.
    #[serde(rename = "name")]
    pub name: String,
}

/// The file. (status 200)
pub struct GetConnectionPageFileResponse(pub dropshot::Body);

impl HttpCodedResponse for GetConnectionPageFileResponse {
    type Body = dropshot::FreeformBody;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The file.";
}

impl From<GetConnectionPageFileResponse>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetConnectionPageFileResponse) -> Self {
        lockstep_dropshot::sent_as(
            GetConnectionPageFileResponse::for_object(
                dropshot::FreeformBody(response.0),
            ),
            "text/javascript; charset=utf-8",
        )
    }
}

/// The environment. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetEnvironmentSuccess(pub types::EnvironmentDetails);

impl HttpCodedResponse for GetEnvironmentSuccess {
    type Body = types::EnvironmentDetails;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The environment.";
}

impl From<GetEnvironmentSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetEnvironmentSuccess) -> Self {
        GetEnvironmentSuccess::for_object(response.0)
    }
}

/// A successful response of `get_environment`, with its headers.
pub type GetEnvironmentResponse = HttpResponseHeaders<
    GetEnvironmentSuccess,
    GetEnvironmentResponseHeaders,
>;

/// Headers of a successful response of `get_environment`.
pub type GetEnvironmentResponseHeaders = ListApiTokensResponseHeaders;

/// The environment. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct SetEnvironmentSuccess(pub types::EnvironmentDetails);

impl HttpCodedResponse for SetEnvironmentSuccess {
    type Body = types::EnvironmentDetails;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The environment.";
}

impl From<SetEnvironmentSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: SetEnvironmentSuccess) -> Self {
        SetEnvironmentSuccess::for_object(response.0)
    }
}

/// A successful response of `set_environment`, with its headers.
pub type SetEnvironmentResponse = HttpResponseHeaders<
    SetEnvironmentSuccess,
    SetEnvironmentResponseHeaders,
>;

/// Headers of a successful response of `set_environment`.
pub type SetEnvironmentResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_environment_integrations`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListEnvironmentIntegrationsQuery {
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListEnvironmentIntegrationsQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
}

impl ListEnvironmentIntegrationsQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of environment integrations. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListEnvironmentIntegrationsSuccess(pub types::EnvironmentIntegrationPage);

impl HttpCodedResponse for ListEnvironmentIntegrationsSuccess {
    type Body = types::EnvironmentIntegrationPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of environment integrations.";
}

impl From<ListEnvironmentIntegrationsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListEnvironmentIntegrationsSuccess) -> Self {
        ListEnvironmentIntegrationsSuccess::for_object(response.0)
    }
}

/// A successful response of `list_environment_integrations`, with its headers.
pub type ListEnvironmentIntegrationsResponse = HttpResponseHeaders<
    ListEnvironmentIntegrationsSuccess,
    ListEnvironmentIntegrationsResponseHeaders,
>;

/// Headers of a successful response of `list_environment_integrations`.
pub type ListEnvironmentIntegrationsResponseHeaders = ListApiTokensResponseHeaders;

/// The environment integration. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct EnableIntegrationSuccess(pub types::EnvironmentIntegration);

impl HttpCodedResponse for EnableIntegrationSuccess {
    type Body = types::EnvironmentIntegration;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The environment integration.";
}

impl From<EnableIntegrationSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: EnableIntegrationSuccess) -> Self {
        EnableIntegrationSuccess::for_object(response.0)
    }
}

/// A successful response of `enable_integration`, with its headers.
pub type EnableIntegrationResponse = HttpResponseHeaders<
    EnableIntegrationSuccess,
    EnableIntegrationResponseHeaders,
>;

/// Headers of a successful response of `enable_integration`.
pub type EnableIntegrationResponseHeaders = ListApiTokensResponseHeaders;

/// The app is no longer offered. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct DisableIntegrationSuccess;

impl HttpCodedResponse for DisableIntegrationSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The app is no longer offered.";
}

impl From<DisableIntegrationSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: DisableIntegrationSuccess) -> Self {
        lockstep_dropshot::empty(DisableIntegrationSuccess::STATUS_CODE)
    }
}

/// A successful response of `disable_integration`, with its headers.
pub type DisableIntegrationResponse = HttpResponseHeaders<
    DisableIntegrationSuccess,
    DisableIntegrationResponseHeaders,
>;

/// Headers of a successful response of `disable_integration`.
pub type DisableIntegrationResponseHeaders = ListApiTokensResponseHeaders;

/// The logo is set. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct SetEnvironmentLogoSuccess;

impl HttpCodedResponse for SetEnvironmentLogoSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The logo is set.";
}

impl From<SetEnvironmentLogoSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: SetEnvironmentLogoSuccess) -> Self {
        lockstep_dropshot::empty(SetEnvironmentLogoSuccess::STATUS_CODE)
    }
}

/// A successful response of `set_environment_logo`, with its headers.
pub type SetEnvironmentLogoResponse = HttpResponseHeaders<
    SetEnvironmentLogoSuccess,
    SetEnvironmentLogoResponseHeaders,
>;

/// Headers of a successful response of `set_environment_logo`.
pub type SetEnvironmentLogoResponseHeaders = ListApiTokensResponseHeaders;

/// The environment has no logo. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteEnvironmentLogoSuccess;

impl HttpCodedResponse for DeleteEnvironmentLogoSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The environment has no logo.";
}

impl From<DeleteEnvironmentLogoSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: DeleteEnvironmentLogoSuccess) -> Self {
        lockstep_dropshot::empty(DeleteEnvironmentLogoSuccess::STATUS_CODE)
    }
}

/// A successful response of `delete_environment_logo`, with its headers.
pub type DeleteEnvironmentLogoResponse = HttpResponseHeaders<
    DeleteEnvironmentLogoSuccess,
    DeleteEnvironmentLogoResponseHeaders,
>;

/// Headers of a successful response of `delete_environment_logo`.
pub type DeleteEnvironmentLogoResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_integrated_accounts`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListIntegratedAccountsQuery {
    /// Only the accounts that were created at this time (`eq`, or the name alone), or after
    /// (`gt`), not before (`gte`), before (`lt`) or not after it (`lte`).
    #[serde(default, rename = "[*eq]created_at")]
    pub created_at: Option<types::TimeFilter>,
    /// Only the accounts of this app (`eq`), or of one of these (`in`, or the name alone).
    #[serde(default, rename = "[*in]integration.name")]
    pub integration_name: Option<types::IntegrationNameFilter>,
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListIntegratedAccountsQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
    /// Only the accounts in this state (`eq`), or in one of these (`in`, or the name alone).
    #[serde(default, rename = "[*in]status")]
    pub status: Option<types::StatusFilter>,
    /// Only the accounts of this tenant (`eq`), or of one of these (`in`, or the name alone).
    #[serde(default, rename = "[*in]tenant_id")]
    pub tenant_id: Option<types::TenantIdFilter>,
    /// Only the accounts that were connected or changed at this time (`eq`, or the name alone), or
    /// after (`gt`), not before (`gte`), before (`lt`) or not after it (`lte`).
    #[serde(default, rename = "[*eq]updated_at")]
    pub updated_at: Option<types::TimeFilter>,
}

impl ListIntegratedAccountsQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of integrated accounts. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListIntegratedAccountsSuccess(pub types::IntegratedAccountPage);

impl HttpCodedResponse for ListIntegratedAccountsSuccess {
    type Body = types::IntegratedAccountPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of integrated accounts.";
}

impl From<ListIntegratedAccountsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListIntegratedAccountsSuccess) -> Self {
        ListIntegratedAccountsSuccess::for_object(response.0)
    }
}

/// A successful response of `list_integrated_accounts`, with its headers.
pub type ListIntegratedAccountsResponse = HttpResponseHeaders<
    ListIntegratedAccountsSuccess,
    ListIntegratedAccountsResponseHeaders,
>;

/// Headers of a successful response of `list_integrated_accounts`.
pub type ListIntegratedAccountsResponseHeaders = ListApiTokensResponseHeaders;

/// The imported account, without its credentials. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ImportIntegratedAccountSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for ImportIntegratedAccountSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The imported account, without its credentials.";
}

impl From<ImportIntegratedAccountSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ImportIntegratedAccountSuccess) -> Self {
        ImportIntegratedAccountSuccess::for_object(response.0)
    }
}

/// A successful response of `import_integrated_account`, with its headers.
pub type ImportIntegratedAccountResponse = HttpResponseHeaders<
    ImportIntegratedAccountSuccess,
    ImportIntegratedAccountResponseHeaders,
>;

/// Headers of a successful response of `import_integrated_account`.
pub type ImportIntegratedAccountResponseHeaders = ListApiTokensResponseHeaders;

/// The third party has issued new credentials. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshCredentialsSuccess(pub types::ActionResult);

impl HttpCodedResponse for RefreshCredentialsSuccess {
    type Body = types::ActionResult;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The third party has issued new credentials.";
}

impl From<RefreshCredentialsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RefreshCredentialsSuccess) -> Self {
        RefreshCredentialsSuccess::for_object(response.0)
    }
}

/// A successful response of `refresh_credentials`, with its headers.
pub type RefreshCredentialsResponse = HttpResponseHeaders<
    RefreshCredentialsSuccess,
    RefreshCredentialsResponseHeaders,
>;

/// Headers of a successful response of `refresh_credentials`.
pub type RefreshCredentialsResponseHeaders = ListApiTokensResponseHeaders;

/// The outcome. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RunPostInstallActionsSuccess(pub types::ActionOutcome);

impl HttpCodedResponse for RunPostInstallActionsSuccess {
    type Body = types::ActionOutcome;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The outcome.";
}

impl From<RunPostInstallActionsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RunPostInstallActionsSuccess) -> Self {
        RunPostInstallActionsSuccess::for_object(response.0)
    }
}

/// A successful response of `run_post_install_actions`, with its headers.
pub type RunPostInstallActionsResponse = HttpResponseHeaders<
    RunPostInstallActionsSuccess,
    RunPostInstallActionsResponseHeaders,
>;

/// Headers of a successful response of `run_post_install_actions`.
pub type RunPostInstallActionsResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `get_integrated_account`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The integrated account, without its credentials. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetIntegratedAccountSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for GetIntegratedAccountSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The integrated account, without its credentials.";
}

impl From<GetIntegratedAccountSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetIntegratedAccountSuccess) -> Self {
        GetIntegratedAccountSuccess::for_object(response.0)
    }
}

/// A successful response of `get_integrated_account`, with its headers.
pub type GetIntegratedAccountResponse = HttpResponseHeaders<
    GetIntegratedAccountSuccess,
    GetIntegratedAccountResponseHeaders,
>;

/// Headers of a successful response of `get_integrated_account`.
pub type GetIntegratedAccountResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `delete_integrated_account`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct DeleteIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The ID of the deleted account. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteIntegratedAccountSuccess(pub types::DeletedObject);

impl HttpCodedResponse for DeleteIntegratedAccountSuccess {
    type Body = types::DeletedObject;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The ID of the deleted account.";
}

impl From<DeleteIntegratedAccountSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: DeleteIntegratedAccountSuccess) -> Self {
        DeleteIntegratedAccountSuccess::for_object(response.0)
    }
}

/// A successful response of `delete_integrated_account`, with its headers.
pub type DeleteIntegratedAccountResponse = HttpResponseHeaders<
    DeleteIntegratedAccountSuccess,
    DeleteIntegratedAccountResponseHeaders,
>;

/// Headers of a successful response of `delete_integrated_account`.
pub type DeleteIntegratedAccountResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `update_integrated_account`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct UpdateIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The changed account. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateIntegratedAccountSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for UpdateIntegratedAccountSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The changed account.";
}

impl From<UpdateIntegratedAccountSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: UpdateIntegratedAccountSuccess) -> Self {
        UpdateIntegratedAccountSuccess::for_object(response.0)
    }
}

/// A successful response of `update_integrated_account`, with its headers.
pub type UpdateIntegratedAccountResponse = HttpResponseHeaders<
    UpdateIntegratedAccountSuccess,
    UpdateIntegratedAccountResponseHeaders,
>;

/// Headers of a successful response of `update_integrated_account`.
pub type UpdateIntegratedAccountResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `read_credentials`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReadCredentialsPath {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The credentials. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCredentialsSuccess(pub types::Credentials);

impl HttpCodedResponse for ReadCredentialsSuccess {
    type Body = types::Credentials;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The credentials.";
}

impl From<ReadCredentialsSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReadCredentialsSuccess) -> Self {
        ReadCredentialsSuccess::for_object(response.0)
    }
}

/// A successful response of `read_credentials`, with its headers.
pub type ReadCredentialsResponse = HttpResponseHeaders<
    ReadCredentialsSuccess,
    ReadCredentialsResponseHeaders,
>;

/// Headers of a successful response of `read_credentials`.
pub type ReadCredentialsResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `update_credentials`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct UpdateCredentialsPath {
    /// The ID of the integrated account.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The account, without its credentials. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateCredentialsSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for UpdateCredentialsSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The account, without its credentials.";
}

impl From<UpdateCredentialsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: UpdateCredentialsSuccess) -> Self {
        UpdateCredentialsSuccess::for_object(response.0)
    }
}

/// A successful response of `update_credentials`, with its headers.
pub type UpdateCredentialsResponse = HttpResponseHeaders<
    UpdateCredentialsSuccess,
    UpdateCredentialsResponseHeaders,
>;

/// Headers of a successful response of `update_credentials`.
pub type UpdateCredentialsResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_integrations`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListIntegrationsQuery {
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListIntegrationsQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
}

impl ListIntegrationsQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of integrations. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListIntegrationsSuccess(pub types::IntegrationPage);

impl HttpCodedResponse for ListIntegrationsSuccess {
    type Body = types::IntegrationPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of integrations.";
}

impl From<ListIntegrationsSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListIntegrationsSuccess) -> Self {
        ListIntegrationsSuccess::for_object(response.0)
    }
}

/// A successful response of `list_integrations`, with its headers.
pub type ListIntegrationsResponse = HttpResponseHeaders<
    ListIntegrationsSuccess,
    ListIntegrationsResponseHeaders,
>;

/// Headers of a successful response of `list_integrations`.
pub type ListIntegrationsResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_link_tokens`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListLinkTokensQuery {
    /// Only the link tokens that were created with this API token.
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "api_token_id")]
    pub api_token_id: Option<uuid::Uuid>,
    /// Only the link tokens that reauthorise this integrated account.
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "integrated_account_id")]
    pub integrated_account_id: Option<uuid::Uuid>,
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListLinkTokensQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// Only the link token with this mark.
    #[serde(default, rename = "mark")]
    pub mark: Option<types::LinkTokenMark>,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
    /// Only the link tokens of this tenant.
    #[serde(default, rename = "tenant_id")]
    pub tenant_id: Option<types::TenantId>,
}

impl ListLinkTokensQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of active link tokens. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListLinkTokensSuccess(pub types::LinkTokenPage);

impl HttpCodedResponse for ListLinkTokensSuccess {
    type Body = types::LinkTokenPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of active link tokens.";
}

impl From<ListLinkTokensSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListLinkTokensSuccess) -> Self {
        ListLinkTokensSuccess::for_object(response.0)
    }
}

/// A successful response of `list_link_tokens`, with its headers.
pub type ListLinkTokensResponse = HttpResponseHeaders<
    ListLinkTokensSuccess,
    ListLinkTokensResponseHeaders,
>;

/// Headers of a successful response of `list_link_tokens`.
pub type ListLinkTokensResponseHeaders = ListApiTokensResponseHeaders;

/// The header parameters of `create_link_token`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct CreateLinkTokenHeaders {
    /// Makes the request safe to retry. The same key with the same request returns the same
    /// link token; the same key with a different request returns 422. A key belongs to the API
    /// token that it was sent with. Use a new UUID for each link token that you want to create.
    #[serde(default, rename = "Idempotency-Key")]
    pub idempotency_key: Option<types::IdempotencyKey>,
}

/// The link token. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct CreateLinkTokenSuccess(pub types::LinkTokenResponse);

impl HttpCodedResponse for CreateLinkTokenSuccess {
    type Body = types::LinkTokenResponse;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The link token.";
}

impl From<CreateLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateLinkTokenSuccess) -> Self {
        CreateLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `create_link_token`, with its headers.
pub type CreateLinkTokenResponse = HttpResponseHeaders<
    CreateLinkTokenSuccess,
    CreateLinkTokenResponseHeaders,
>;

/// Headers of a successful response of `create_link_token`.
pub type CreateLinkTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The confirmed integrated account. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ConfirmLinkTokenSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for ConfirmLinkTokenSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The confirmed integrated account.";
}

impl From<ConfirmLinkTokenSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ConfirmLinkTokenSuccess) -> Self {
        ConfirmLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `confirm_link_token`, with its headers.
pub type ConfirmLinkTokenResponse = HttpResponseHeaders<
    ConfirmLinkTokenSuccess,
    ConfirmLinkTokenResponseHeaders,
>;

/// Headers of a successful response of `confirm_link_token`.
pub type ConfirmLinkTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The state of the link token and, if it is active, what it was created for. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct IntrospectLinkTokenSuccess(pub types::LinkTokenIntrospection);

impl HttpCodedResponse for IntrospectLinkTokenSuccess {
    type Body = types::LinkTokenIntrospection;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The state of the link token and, if it is active, what it was created for.";
}

impl From<IntrospectLinkTokenSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: IntrospectLinkTokenSuccess) -> Self {
        IntrospectLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `introspect_link_token`, with its headers.
pub type IntrospectLinkTokenResponse = HttpResponseHeaders<
    IntrospectLinkTokenSuccess,
    IntrospectLinkTokenResponseHeaders,
>;

/// Headers of a successful response of `introspect_link_token`.
pub type IntrospectLinkTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The created or updated integrated account. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RedeemLinkTokenSuccess(pub types::IntegratedAccount);

impl HttpCodedResponse for RedeemLinkTokenSuccess {
    type Body = types::IntegratedAccount;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The created or updated integrated account.";
}

impl From<RedeemLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RedeemLinkTokenSuccess) -> Self {
        RedeemLinkTokenSuccess::for_object(response.0)
    }
}

/// A successful response of `redeem_link_token`, with its headers.
pub type RedeemLinkTokenResponse = HttpResponseHeaders<
    RedeemLinkTokenSuccess,
    RedeemLinkTokenResponseHeaders,
>;

/// Headers of a successful response of `redeem_link_token`.
pub type RedeemLinkTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The link token can no longer be used. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct RevokeLinkTokenSuccess;

impl HttpCodedResponse for RevokeLinkTokenSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The link token can no longer be used.";
}

impl From<RevokeLinkTokenSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: RevokeLinkTokenSuccess) -> Self {
        lockstep_dropshot::empty(RevokeLinkTokenSuccess::STATUS_CODE)
    }
}

/// A successful response of `revoke_link_token`, with its headers.
pub type RevokeLinkTokenResponse = HttpResponseHeaders<
    RevokeLinkTokenSuccess,
    RevokeLinkTokenResponseHeaders,
>;

/// Headers of a successful response of `revoke_link_token`.
pub type RevokeLinkTokenResponseHeaders = ListApiTokensResponseHeaders;

/// The number of link tokens that were revoked. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RevokeLinkTokensSuccess(pub types::LinkTokenRevocation);

impl HttpCodedResponse for RevokeLinkTokensSuccess {
    type Body = types::LinkTokenRevocation;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The number of link tokens that were revoked.";
}

impl From<RevokeLinkTokensSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RevokeLinkTokensSuccess) -> Self {
        RevokeLinkTokensSuccess::for_object(response.0)
    }
}

/// A successful response of `revoke_link_tokens`, with its headers.
pub type RevokeLinkTokensResponse = HttpResponseHeaders<
    RevokeLinkTokensSuccess,
    RevokeLinkTokensResponseHeaders,
>;

/// Headers of a successful response of `revoke_link_tokens`.
pub type RevokeLinkTokensResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_static_gates`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListStaticGatesQuery {
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListStaticGatesQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
}

impl ListStaticGatesQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of static gates. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListStaticGatesSuccess(pub types::StaticGatePage);

impl HttpCodedResponse for ListStaticGatesSuccess {
    type Body = types::StaticGatePage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of static gates.";
}

impl From<ListStaticGatesSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListStaticGatesSuccess) -> Self {
        ListStaticGatesSuccess::for_object(response.0)
    }
}

/// A successful response of `list_static_gates`, with its headers.
pub type ListStaticGatesResponse = HttpResponseHeaders<
    ListStaticGatesSuccess,
    ListStaticGatesResponseHeaders,
>;

/// Headers of a successful response of `list_static_gates`.
pub type ListStaticGatesResponseHeaders = ListApiTokensResponseHeaders;

/// The static gate. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct CreateStaticGateSuccess(pub types::StaticGate);

impl HttpCodedResponse for CreateStaticGateSuccess {
    type Body = types::StaticGate;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The static gate.";
}

impl From<CreateStaticGateSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateStaticGateSuccess) -> Self {
        CreateStaticGateSuccess::for_object(response.0)
    }
}

/// A successful response of `create_static_gate`, with its headers.
pub type CreateStaticGateResponse = HttpResponseHeaders<
    CreateStaticGateSuccess,
    CreateStaticGateResponseHeaders,
>;

/// Headers of a successful response of `create_static_gate`.
pub type CreateStaticGateResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `delete_static_gate`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct DeleteStaticGatePath {
    /// The ID of the static gate.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The static gate is removed. (status 204)
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteStaticGateSuccess;

impl HttpCodedResponse for DeleteStaticGateSuccess {
    type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(204);
    const DESCRIPTION: &'static str = "The static gate is removed.";
}

impl From<DeleteStaticGateSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(_: DeleteStaticGateSuccess) -> Self {
        lockstep_dropshot::empty(DeleteStaticGateSuccess::STATUS_CODE)
    }
}

/// A successful response of `delete_static_gate`, with its headers.
pub type DeleteStaticGateResponse = HttpResponseHeaders<
    DeleteStaticGateSuccess,
    DeleteStaticGateResponseHeaders,
>;

/// Headers of a successful response of `delete_static_gate`.
pub type DeleteStaticGateResponseHeaders = ListApiTokensResponseHeaders;

/// The state of the erasure. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct EraseTenantSuccess(pub types::TenantErasureState);

impl HttpCodedResponse for EraseTenantSuccess {
    type Body = types::TenantErasureState;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The state of the erasure.";
}

impl From<EraseTenantSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: EraseTenantSuccess) -> Self {
        EraseTenantSuccess::for_object(response.0)
    }
}

/// A successful response of `erase_tenant`, with its headers.
pub type EraseTenantResponse = HttpResponseHeaders<
    EraseTenantSuccess,
    EraseTenantResponseHeaders,
>;

/// Headers of a successful response of `erase_tenant`.
pub type EraseTenantResponseHeaders = ListApiTokensResponseHeaders;

/// The query parameters of `list_webhooks`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListWebhooksQuery {
    /// The environment of the API token. For another ID, the list is empty.
    #[serde(default, deserialize_with = "lockstep_dropshot::strict::read", rename = "environment_id")]
    pub environment_id: Option<uuid::Uuid>,
    /// Only the webhooks that are switched on, or only those that are not.
    #[serde(default, rename = "is_active")]
    pub is_active: Option<bool>,
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListWebhooksQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
}

impl ListWebhooksQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of webhooks. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListWebhooksSuccess(pub types::WebhookPage);

impl HttpCodedResponse for ListWebhooksSuccess {
    type Body = types::WebhookPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of webhooks.";
}

impl From<ListWebhooksSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListWebhooksSuccess) -> Self {
        ListWebhooksSuccess::for_object(response.0)
    }
}

/// A successful response of `list_webhooks`, with its headers.
pub type ListWebhooksResponse = HttpResponseHeaders<
    ListWebhooksSuccess,
    ListWebhooksResponseHeaders,
>;

/// Headers of a successful response of `list_webhooks`.
pub type ListWebhooksResponseHeaders = ListApiTokensResponseHeaders;

/// The webhook, with its secret. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct CreateWebhookSuccess(pub types::Webhook);

impl HttpCodedResponse for CreateWebhookSuccess {
    type Body = types::Webhook;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The webhook, with its secret.";
}

impl From<CreateWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: CreateWebhookSuccess) -> Self {
        CreateWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `create_webhook`, with its headers.
pub type CreateWebhookResponse = HttpResponseHeaders<
    CreateWebhookSuccess,
    CreateWebhookResponseHeaders,
>;

/// Headers of a successful response of `create_webhook`.
pub type CreateWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The receiver's answer. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct TestWebhookSuccess(pub types::WebhookTestResult);

impl HttpCodedResponse for TestWebhookSuccess {
    type Body = types::WebhookTestResult;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The receiver's answer.";
}

impl From<TestWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: TestWebhookSuccess) -> Self {
        TestWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `test_webhook`, with its headers.
pub type TestWebhookResponse = HttpResponseHeaders<
    TestWebhookSuccess,
    TestWebhookResponseHeaders,
>;

/// Headers of a successful response of `test_webhook`.
pub type TestWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `get_webhook`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct GetWebhookPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, without its secret. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct GetWebhookSuccess(pub types::Webhook);

impl HttpCodedResponse for GetWebhookSuccess {
    type Body = types::Webhook;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The webhook, without its secret.";
}

impl From<GetWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: GetWebhookSuccess) -> Self {
        GetWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `get_webhook`, with its headers.
pub type GetWebhookResponse = HttpResponseHeaders<
    GetWebhookSuccess,
    GetWebhookResponseHeaders,
>;

/// Headers of a successful response of `get_webhook`.
pub type GetWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `delete_webhook`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct DeleteWebhookPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The ID of the deleted webhook. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteWebhookSuccess(pub types::WebhookReference);

impl HttpCodedResponse for DeleteWebhookSuccess {
    type Body = types::WebhookReference;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The ID of the deleted webhook.";
}

impl From<DeleteWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: DeleteWebhookSuccess) -> Self {
        DeleteWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `delete_webhook`, with its headers.
pub type DeleteWebhookResponse = HttpResponseHeaders<
    DeleteWebhookSuccess,
    DeleteWebhookResponseHeaders,
>;

/// Headers of a successful response of `delete_webhook`.
pub type DeleteWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `update_webhook`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct UpdateWebhookPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, without its secret. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct UpdateWebhookSuccess(pub types::Webhook);

impl HttpCodedResponse for UpdateWebhookSuccess {
    type Body = types::Webhook;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The webhook, without its secret.";
}

impl From<UpdateWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: UpdateWebhookSuccess) -> Self {
        UpdateWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `update_webhook`, with its headers.
pub type UpdateWebhookResponse = HttpResponseHeaders<
    UpdateWebhookSuccess,
    UpdateWebhookResponseHeaders,
>;

/// Headers of a successful response of `update_webhook`.
pub type UpdateWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `list_webhook_deliveries`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListWebhookDeliveriesPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The query parameters of `list_webhook_deliveries`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ListWebhookDeliveriesQuery {
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListWebhookDeliveriesQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
    /// Only the deliveries in this state.
    #[serde(default, rename = "status")]
    pub status: Option<types::WebhookDeliveryStatus>,
}

impl ListWebhookDeliveriesQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of deliveries. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ListWebhookDeliveriesSuccess(pub types::WebhookDeliveryPage);

impl HttpCodedResponse for ListWebhookDeliveriesSuccess {
    type Body = types::WebhookDeliveryPage;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "A page of deliveries.";
}

impl From<ListWebhookDeliveriesSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ListWebhookDeliveriesSuccess) -> Self {
        ListWebhookDeliveriesSuccess::for_object(response.0)
    }
}

/// A successful response of `list_webhook_deliveries`, with its headers.
pub type ListWebhookDeliveriesResponse = HttpResponseHeaders<
    ListWebhookDeliveriesSuccess,
    ListWebhookDeliveriesResponseHeaders,
>;

/// Headers of a successful response of `list_webhook_deliveries`.
pub type ListWebhookDeliveriesResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `replay_webhook`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct ReplayWebhookPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The number of events that are sent again. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct ReplayWebhookSuccess(pub types::WebhookReplayResult);

impl HttpCodedResponse for ReplayWebhookSuccess {
    type Body = types::WebhookReplayResult;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The number of events that are sent again.";
}

impl From<ReplayWebhookSuccess> for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: ReplayWebhookSuccess) -> Self {
        ReplayWebhookSuccess::for_object(response.0)
    }
}

/// A successful response of `replay_webhook`, with its headers.
pub type ReplayWebhookResponse = HttpResponseHeaders<
    ReplayWebhookSuccess,
    ReplayWebhookResponseHeaders,
>;

/// Headers of a successful response of `replay_webhook`.
pub type ReplayWebhookResponseHeaders = ListApiTokensResponseHeaders;

/// The path parameters of `rotate_webhook_secret`.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct RotateWebhookSecretPath {
    /// The ID of the webhook.
    #[serde(deserialize_with = "lockstep_dropshot::strict::read", rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, with its new secret. (status 200)
#[derive(Clone, Debug, PartialEq)]
pub struct RotateWebhookSecretSuccess(pub types::Webhook);

impl HttpCodedResponse for RotateWebhookSecretSuccess {
    type Body = types::Webhook;
    const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(200);
    const DESCRIPTION: &'static str = "The webhook, with its new secret.";
}

impl From<RotateWebhookSecretSuccess>
for Result<http::Response<dropshot::Body>, HttpError> {
    fn from(response: RotateWebhookSecretSuccess) -> Self {
        RotateWebhookSecretSuccess::for_object(response.0)
    }
}

/// A successful response of `rotate_webhook_secret`, with its headers.
pub type RotateWebhookSecretResponse = HttpResponseHeaders<
    RotateWebhookSecretSuccess,
    RotateWebhookSecretResponseHeaders,
>;

/// Headers of a successful response of `rotate_webhook_secret`.
pub type RotateWebhookSecretResponseHeaders = ListApiTokensResponseHeaders;

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    ListApiTokensQuery = "ListApiTokensQuery" refers to types::Cursor, types::PageLimit;
    ListApiTokensResponseHeaders = "ListApiTokensResponseHeaders";
    OpenConnectionPageQuery = "OpenConnectionPageQuery";
    OpenConnectionPageHeaders = "OpenConnectionPageHeaders";
    OpenConnectionPageSeeOtherHeaders = "OpenConnectionPageSeeOtherHeaders";
    ShowConnectionPagePath = "ShowConnectionPagePath" refers to types::AttemptKey;
    ShowConnectionPageHeaders = "ShowConnectionPageHeaders";
    ContinueConnectionPath = "ContinueConnectionPath" refers to types::AttemptKey;
    ContinueConnectionHeaders = "ContinueConnectionHeaders";
    ReceiveCallbackPath = "ReceiveCallbackPath";
    ReceiveCallbackQuery = "ReceiveCallbackQuery";
    ReceiveCallbackHeaders = "ReceiveCallbackHeaders";
    RepeatCallbackPath = "RepeatCallbackPath";
    RepeatCallbackHeaders = "RepeatCallbackHeaders";
    GetConnectionPageFilePath = "GetConnectionPageFilePath";
    ListEnvironmentIntegrationsQuery = "ListEnvironmentIntegrationsQuery" refers to types::Cursor,
        types::PageLimit;
    ListIntegratedAccountsQuery = "ListIntegratedAccountsQuery" refers to types::Cursor,
        types::PageLimit;
    GetIntegratedAccountPath = "GetIntegratedAccountPath";
    DeleteIntegratedAccountPath = "DeleteIntegratedAccountPath";
    UpdateIntegratedAccountPath = "UpdateIntegratedAccountPath";
    ReadCredentialsPath = "ReadCredentialsPath";
    UpdateCredentialsPath = "UpdateCredentialsPath";
    ListIntegrationsQuery = "ListIntegrationsQuery" refers to types::Cursor, types::PageLimit;
    ListLinkTokensQuery = "ListLinkTokensQuery" refers to types::Cursor, types::LinkTokenMark,
        types::PageLimit, types::TenantId;
    CreateLinkTokenHeaders = "CreateLinkTokenHeaders" refers to types::IdempotencyKey;
    ListStaticGatesQuery = "ListStaticGatesQuery" refers to types::Cursor, types::PageLimit;
    DeleteStaticGatePath = "DeleteStaticGatePath";
    ListWebhooksQuery = "ListWebhooksQuery" refers to types::Cursor, types::PageLimit;
    GetWebhookPath = "GetWebhookPath";
    DeleteWebhookPath = "DeleteWebhookPath";
    UpdateWebhookPath = "UpdateWebhookPath";
    ListWebhookDeliveriesPath = "ListWebhookDeliveriesPath";
    ListWebhookDeliveriesQuery = "ListWebhookDeliveriesQuery" refers to types::Cursor,
        types::PageLimit, types::WebhookDeliveryStatus;
    ReplayWebhookPath = "ReplayWebhookPath";
    RotateWebhookSecretPath = "RotateWebhookSecretPath";
}
