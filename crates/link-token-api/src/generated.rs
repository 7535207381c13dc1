// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

use link_token_types as types;
use dropshot::{HttpCodedResponse, HttpError, HttpResponseHeaders, Path, RequestContext};
use lockstep_dropshot::{
    FrameworkError, Headers, JsonBody, OperationResponse, Query, Secured, UnreadRequest,
};

/// Link Token API
///
/// Issues link tokens. A link token starts a connection flow, in which an end user connects a
/// third-party account for one of your tenants, or reauthorises an account that is already
/// connected.
///
/// Your backend creates a link token and sends the user's browser to `/connect-account` with it.
/// The user connects an account there, and the backend reads the account and its credentials. A
/// link token can be redeemed once, expires after a limited time, and can be revoked. A connection
/// UI of your own introspects and redeems link tokens instead.
#[dropshot::api_description(
    module = "link_token_api_unshared",
    tag_config = {tags = {"administration" = {description = "Manage the environment of the API token, as the command line of the server does. Needs the permission `administration`."},
    "connect-account" = {description = "The pages on which a user connects an account. They are for browsers."},
    "integrated-account" = {description = "Read, import, change and delete connected accounts and their credentials."},
    "integration" = {description = "Read which third-party apps can be connected."},
    "link-token" = {description = "Create, introspect, redeem and revoke link tokens."},
    "webhook" = {description = "Have the events of integrated accounts sent to an address of yours."}}}
)]
pub trait LinkTokenApi {
    /// The state that the operations work on. It also authenticates callers.
    type Context: lockstep_dropshot::Authenticate<ApiToken>;

    /// List API tokens
    ///
    /// Returns the API tokens of the environment without their secrets, oldest first.
    #[endpoint(
        operation_id = "list_api_tokens",
        method = GET,
        path = "/api-token",
        tags = ["administration"],
    )]
    async fn list_api_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListApiTokensQuery>,)>,
    ) -> Result<
        OperationResponse<ListApiTokensResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Create an API token
    ///
    /// Creates an API token from the hash of a secret that the caller has made. The server never learns
    /// the secret before the token is used, and never returns it. The command `link-token api-token
    /// create` makes a secret.
    ///
    /// An API token can create others only with permissions that it has itself. A request that was
    /// repeated gets 409 if the first one succeeded.
    #[endpoint(
        operation_id = "create_api_token",
        method = POST,
        path = "/api-token",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn create_api_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenRegistration>,)>,
    ) -> Result<
        OperationResponse<CreateApiTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Revoke an API token
    ///
    /// Revokes an API token of the environment permanently. Every server rejects it within a second.
    /// Revoking it again changes nothing.
    #[endpoint(
        operation_id = "revoke_api_token",
        method = POST,
        path = "/api-token/revoke",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn revoke_api_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::ApiTokenReference>,)>,
    ) -> Result<
        OperationResponse<RevokeApiTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Open the connection page
    ///
    /// Starts an attempt to connect an account, and leads the browser to its page, whose address
    /// does not contain the link token. The link token is not consumed before an account is
    /// connected.
    #[endpoint(
        operation_id = "open_connection_page",
        method = GET,
        path = "/connect-account",
        tags = ["connect-account"],
    )]
    async fn open_connection_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (Query<OpenConnectionPageQuery>, Headers<OpenConnectionPageHeaders>),
        >,
    ) -> Result<
        OperationResponse<OpenConnectionPageResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Show the page of an attempt
    ///
    /// Shows the current step of an attempt. At its end, leads to the `redirect_uri` of the link
    /// token, if there is one, with the parameters `result`, `integration`,
    /// `integrated_account_id`, `error` and `error_type`.
    #[endpoint(
        operation_id = "show_connection_page",
        method = GET,
        path = "/connect-account/attempt/{attempt}",
        tags = ["connect-account"],
    )]
    async fn show_connection_page(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (Path<ShowConnectionPagePath>, Headers<ShowConnectionPageHeaders>),
        >,
    ) -> Result<
        OperationResponse<ShowConnectionPageResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Continue an attempt
    ///
    /// Takes the next step of an attempt: chooses an app (`integration`) or an authentication
    /// method (`auth_format`), confirms, goes back, or sends the fields of a form, which have the
    /// names of the app's definition.
    #[endpoint(
        operation_id = "continue_connection",
        method = POST,
        path = "/connect-account/attempt/{attempt}",
        tags = ["connect-account"],
        request_body_max_bytes = 65536,
        content_type = "application/x-www-form-urlencoded",
    )]
    async fn continue_connection(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ContinueConnectionPath>,
                Headers<ContinueConnectionHeaders>,
                lockstep_dropshot::Cookies<ContinueConnectionCookies>,
                lockstep_dropshot::FormBody<types::FormAnswers>,
            ),
        >,
    ) -> Result<
        OperationResponse<ContinueConnectionResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Receive the answer of a third party
    ///
    /// The redirect URI of an OAuth client (RFC 6749, section 4.1.2). Finishes the attempt that
    /// the `state` belongs to, once, if it was begun in the same browser.
    #[endpoint(
        operation_id = "receive_callback",
        method = GET,
        path = "/connect-account/callback/{environment_integration_id}",
        tags = ["connect-account"],
    )]
    async fn receive_callback(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<ReceiveCallbackPath>,
                Query<ReceiveCallbackQuery>,
                Headers<ReceiveCallbackHeaders>,
                lockstep_dropshot::Cookies<ReceiveCallbackCookies>,
            ),
        >,
    ) -> Result<
        OperationResponse<ReceiveCallbackResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Receive the answer of a third party again
    ///
    /// Takes the same parameters as a form. A browser that held back its cookies when it came from
    /// the third party sends them here. Third parties that answer with a form do so as well.
    #[endpoint(
        operation_id = "repeat_callback",
        method = POST,
        path = "/connect-account/callback/{environment_integration_id}",
        tags = ["connect-account"],
        request_body_max_bytes = 65536,
        content_type = "application/x-www-form-urlencoded",
    )]
    async fn repeat_callback(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<
            (
                Path<RepeatCallbackPath>,
                Headers<RepeatCallbackHeaders>,
                lockstep_dropshot::Cookies<RepeatCallbackCookies>,
                lockstep_dropshot::FormBody<types::FormAnswers>,
            ),
        >,
    ) -> Result<
        OperationResponse<RepeatCallbackResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Get a file of the connection page
    #[endpoint(
        operation_id = "get_connection_page_file",
        method = GET,
        path = "/connect-account/file/{name}",
        tags = ["connect-account"],
    )]
    async fn get_connection_page_file(
        rqctx: RequestContext<Self::Context>,
        request: UnreadRequest<(Path<GetConnectionPageFilePath>,)>,
    ) -> Result<
        OperationResponse<GetConnectionPageFileResponse, TextHtml>,
        FrameworkError<lockstep_dropshot::AnyError>,
    >;

    /// Get the environment
    ///
    /// Returns the environment of the API token, and its settings.
    #[endpoint(
        operation_id = "get_environment",
        method = GET,
        path = "/environment",
        tags = ["administration"],
    )]
    async fn get_environment(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, ()>,
    ) -> Result<
        OperationResponse<GetEnvironmentResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Set the settings of the environment
    ///
    /// Replaces the settings of the environment. An absent field gets its default, so send the settings
    /// that you have read, with your changes. The logo is set by itself.
    #[endpoint(
        operation_id = "set_environment",
        method = PUT,
        path = "/environment",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn set_environment(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentSettings>,)>,
    ) -> Result<
        OperationResponse<SetEnvironmentResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List environment integrations
    ///
    /// Returns the apps that the environment has enabled, by name.
    #[endpoint(
        operation_id = "list_environment_integrations",
        method = GET,
        path = "/environment-integration",
        tags = ["integration"],
    )]
    async fn list_environment_integrations(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListEnvironmentIntegrationsQuery>,)>,
    ) -> Result<
        OperationResponse<ListEnvironmentIntegrationsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Enable an integration
    ///
    /// Enables an app in the environment, or changes an enabled one. Absent fields stay as they are. The
    /// client secret is stored encrypted, and never returned.
    #[endpoint(
        operation_id = "enable_integration",
        method = POST,
        path = "/environment-integration",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn enable_integration(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationEnablement>,)>,
    ) -> Result<
        OperationResponse<EnableIntegrationResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Disable an integration
    ///
    /// Stops offering an app for new connections. Existing accounts stay connected, and still use its OAuth
    /// client. Disabling it again changes nothing.
    #[endpoint(
        operation_id = "disable_integration",
        method = POST,
        path = "/environment-integration/disable",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn disable_integration(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegrationReference>,)>,
    ) -> Result<
        OperationResponse<DisableIntegrationResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Set the logo of the environment
    ///
    /// Replaces the logo on the connection page.
    #[endpoint(
        operation_id = "set_environment_logo",
        method = PUT,
        path = "/environment/logo",
        tags = ["administration"],
        request_body_max_bytes = 131072,
    )]
    async fn set_environment_logo(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::EnvironmentLogo>,)>,
    ) -> Result<
        OperationResponse<SetEnvironmentLogoResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Delete the logo of the environment
    ///
    /// Removes the logo from the connection page. Succeeds if there is none.
    #[endpoint(
        operation_id = "delete_environment_logo",
        method = DELETE,
        path = "/environment/logo",
        tags = ["administration"],
    )]
    async fn delete_environment_logo(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, ()>,
    ) -> Result<
        OperationResponse<DeleteEnvironmentLogoResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List integrated accounts
    ///
    /// Returns the integrated accounts of the environment, the oldest first. Credentials are not
    /// part of it.
    #[endpoint(
        operation_id = "list_integrated_accounts",
        method = GET,
        path = "/integrated-account",
        tags = ["integrated-account"],
    )]
    async fn list_integrated_accounts(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListIntegratedAccountsQuery>,)>,
    ) -> Result<
        OperationResponse<ListIntegratedAccountsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Import an integrated account
    ///
    /// Adds an account that was connected elsewhere, with its credentials. To connect an account
    /// for a user, create a link token instead. The credentials are taken out of `context`:
    /// `oauth.token` for OAuth, and the secret fields of the app for other methods. They are
    /// stored apart from the context. Their validity is not verified: `POST
    /// /integrated-account/run-post-install-actions` does that.
    #[endpoint(
        operation_id = "import_integrated_account",
        method = POST,
        path = "/integrated-account",
        tags = ["integrated-account"],
        request_body_max_bytes = 65536,
    )]
    async fn import_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountImport>,)>,
    ) -> Result<
        OperationResponse<ImportIntegratedAccountResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Refresh the credentials of an integrated account
    ///
    /// Asks the third party for new credentials now. The server does that by itself before they
    /// expire. This operation is for credentials that stopped working before that, and for accounts
    /// whose state is `needs_reauth` by a mistake of the third party. Needs the permission
    /// `integrated-account:write`.
    ///
    /// `POST /integrated-account/refresh-credentials`, by the shared route `/integrated-account/{id}`
    fn refresh_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (lockstep_dropshot::JsonTextBody<types::IntegratedAccountReference>,),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<RefreshCredentialsResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// Verify an integrated account again
    ///
    /// Runs the requests that the definition of the app has for fresh credentials: it verifies the
    /// credentials, and reads facts about the account into its context. The state of the account
    /// follows from the outcome. An account in the state `needs_reauth` or `connecting` keeps it.
    /// If the third party cannot be reached, the state does not change. Credentials that expire
    /// within a minute are refreshed first, which can take some seconds. If that fails and they
    /// have expired, the third party is not asked, and the state does not change either.
    ///
    /// `POST /integrated-account/run-post-install-actions`, by the shared route `/integrated-account/{id}`
    fn run_post_install_actions(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::IntegratedAccountReference>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<RunPostInstallActionsResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// Get an integrated account
    ///
    /// `GET /integrated-account/{id}`, by the shared route `/integrated-account/{id}`
    fn get_integrated_account(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<GetIntegratedAccountPath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<GetIntegratedAccountResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
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
        Output = Result<
            OperationResponse<DeleteIntegratedAccountResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
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
        Output = Result<
            OperationResponse<UpdateIntegratedAccountResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// Read the credentials of an integrated account
    ///
    /// Returns the credentials with which your backend calls the third party. Needs the permission
    /// `credentials:read`. Each read is recorded in the audit trail.
    ///
    /// Credentials that expire within a minute are refreshed first, which can take some seconds. If
    /// that fails, the response has the present ones while they live. After that, the response is
    /// 409 if the user has to authorise the account again, and otherwise 503 with `Retry-After`.
    #[endpoint(
        operation_id = "read_credentials",
        method = GET,
        path = "/integrated-account/{id}/credentials",
        tags = ["integrated-account"],
    )]
    async fn read_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<ReadCredentialsPath>,)>,
    ) -> Result<
        OperationResponse<ReadCredentialsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Replace credentials of an integrated account
    ///
    /// Replaces the given credentials, and keeps the others: `oauth.token` for OAuth, and the fields
    /// of the app for other methods. Other keys are ignored. An account in the state `needs_reauth`
    /// becomes `active`. The validity of the credentials is not verified.
    #[endpoint(
        operation_id = "update_credentials",
        method = PATCH,
        path = "/integrated-account/{id}/credentials",
        tags = ["integrated-account"],
        request_body_max_bytes = 65536,
    )]
    async fn update_credentials(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<UpdateCredentialsPath>, JsonBody<types::CredentialsUpdate>),
        >,
    ) -> Result<
        OperationResponse<UpdateCredentialsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List integrations
    ///
    /// Returns the apps that an environment can enable, by name.
    #[endpoint(
        operation_id = "list_integrations",
        method = GET,
        path = "/integration",
        tags = ["integration"],
    )]
    async fn list_integrations(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListIntegrationsQuery>,)>,
    ) -> Result<
        OperationResponse<ListIntegrationsResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List active link tokens
    ///
    /// Returns the link tokens of the environment that can be redeemed now, the first to expire
    /// first. The link tokens themselves are not stored, so each is named by its mark.
    #[endpoint(
        operation_id = "list_link_tokens",
        method = GET,
        path = "/link-token",
        tags = ["link-token"],
    )]
    async fn list_link_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListLinkTokensQuery>,)>,
    ) -> Result<
        OperationResponse<ListLinkTokensResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Create a link token
    ///
    /// Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To
    /// reauthorise an existing one, set `integrated_account_id`. At least one of the two is
    /// required. If both are set, the account must belong to the tenant.
    #[endpoint(
        operation_id = "create_link_token",
        method = POST,
        path = "/link-token",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn create_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Headers<CreateLinkTokenHeaders>, JsonBody<types::LinkTokenRequest>),
        >,
    ) -> Result<
        OperationResponse<CreateLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Confirm a connected account
    ///
    /// Confirms the account that was connected with a link token that has a `code_challenge`. A new
    /// account gets its credentials and the state that the connection flow has found. A
    /// reauthorised account gets its new credentials and context. Repeating a confirmation changes
    /// nothing. An account that is not confirmed within an hour is lost.
    #[endpoint(
        operation_id = "confirm_link_token",
        method = POST,
        path = "/link-token/confirm",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn confirm_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenConfirmation>,)>,
    ) -> Result<
        OperationResponse<ConfirmLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Introspect a link token
    ///
    /// Returns whether a link token can be redeemed and, if so, what it was created for.
    /// Introspection does not consume the token. A token that is unknown, expired, redeemed,
    /// revoked or from another environment is inactive; the response does not say which of these
    /// applies.
    #[endpoint(
        operation_id = "introspect_link_token",
        method = POST,
        path = "/link-token/introspect",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn introspect_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Result<
        OperationResponse<IntrospectLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Redeem a link token
    ///
    /// Consumes a link token and, in the same transaction, creates the new integrated account or
    /// updates the account to reauthorise. If several requests redeem the same token concurrently,
    /// exactly one succeeds.
    #[endpoint(
        operation_id = "redeem_link_token",
        method = POST,
        path = "/link-token/redeem",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn redeem_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenRedemption>,)>,
    ) -> Result<
        OperationResponse<RedeemLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Revoke a link token
    ///
    /// Makes a link token unusable. The operation also succeeds if the token is already inactive or
    /// does not exist. It is therefore safe to retry, and its response does not reveal whether the
    /// token exists. An account that waits for its confirmation is lost.
    #[endpoint(
        operation_id = "revoke_link_token",
        method = POST,
        path = "/link-token/revoke",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn revoke_link_token(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenReference>,)>,
    ) -> Result<
        OperationResponse<RevokeLinkTokenResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Revoke active link tokens
    ///
    /// Revokes the active link tokens that meet all given conditions, up to 10,000 in one request,
    /// and returns their number. At least one condition is required. Use it after an API token was
    /// stolen and revoked. It is safe to repeat.
    #[endpoint(
        operation_id = "revoke_link_tokens",
        method = POST,
        path = "/link-token/revoke-all",
        tags = ["link-token"],
        request_body_max_bytes = 65536,
    )]
    async fn revoke_link_tokens(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::LinkTokenSelection>,)>,
    ) -> Result<
        OperationResponse<RevokeLinkTokensResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List static gates
    ///
    /// Returns the static gates of the environment, oldest first.
    #[endpoint(
        operation_id = "list_static_gates",
        method = GET,
        path = "/static-gate",
        tags = ["administration"],
    )]
    async fn list_static_gates(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListStaticGatesQuery>,)>,
    ) -> Result<
        OperationResponse<ListStaticGatesResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Create a static gate
    ///
    /// Makes a static gate known to the environment.
    #[endpoint(
        operation_id = "create_static_gate",
        method = POST,
        path = "/static-gate",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn create_static_gate(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::StaticGateRegistration>,)>,
    ) -> Result<
        OperationResponse<CreateStaticGateResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Delete a static gate
    ///
    /// Removes a static gate from the environment. Accounts and link tokens that refer to it keep its
    /// ID.
    #[endpoint(
        operation_id = "delete_static_gate",
        method = DELETE,
        path = "/static-gate/{id}",
        tags = ["administration"],
    )]
    async fn delete_static_gate(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<DeleteStaticGatePath>,)>,
    ) -> Result<
        OperationResponse<DeleteStaticGateResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Erase a tenant
    ///
    /// Deletes everything about a tenant: its integrated accounts with their credentials, its link tokens
    /// and its attempts at the connection page. The audit trail stays, without the ID of the tenant. This
    /// cannot be undone. Backups still contain the tenant.
    ///
    /// From the response on, nothing of the tenant can be used, even if the status is still `erasing`. The
    /// server finishes the erasure, and repeating the request shows whether it has. Stop using the tenant
    /// first: what is created meanwhile may be erased as well.
    #[endpoint(
        operation_id = "erase_tenant",
        method = POST,
        path = "/tenant/erase",
        tags = ["administration"],
        request_body_max_bytes = 65536,
    )]
    async fn erase_tenant(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::TenantReference>,)>,
    ) -> Result<
        OperationResponse<EraseTenantResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// List webhooks
    ///
    /// Returns the webhooks of the environment, the oldest first, without their secrets.
    #[endpoint(
        operation_id = "list_webhooks",
        method = GET,
        path = "/webhook",
        tags = ["webhook"],
    )]
    async fn list_webhooks(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Query<ListWebhooksQuery>,)>,
    ) -> Result<
        OperationResponse<ListWebhooksResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Create a webhook
    ///
    /// Sends the events of the environment's integrated accounts to an address. The response has the
    /// secret that signs the deliveries. It is shown only now, and after a rotation.
    ///
    /// An environment can have 20 webhooks.
    #[endpoint(
        operation_id = "create_webhook",
        method = POST,
        path = "/webhook",
        tags = ["webhook"],
        request_body_max_bytes = 65536,
    )]
    async fn create_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::WebhookRequest>,)>,
    ) -> Result<
        OperationResponse<CreateWebhookResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Send a test event
    ///
    /// Sends an event `webhook:test` to a webhook, whether it is switched on or not, and returns how the
    /// receiver answered.
    ///
    /// `POST /webhook/test`, by the shared route `/webhook/{id}`
    fn test_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (JsonBody<types::WebhookReference>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<TestWebhookResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// Get a webhook
    ///
    /// `GET /webhook/{id}`, by the shared route `/webhook/{id}`
    fn get_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<ApiToken, (Path<GetWebhookPath>,)>,
    ) -> impl Future<
        Output = Result<
            OperationResponse<GetWebhookResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
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
        Output = Result<
            OperationResponse<DeleteWebhookResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// Change a webhook
    ///
    /// Changes the given fields. Switching a webhook on, after its receiver has failed, sends what is
    /// pending at once.
    ///
    /// `PATCH /webhook/{id}`, by the shared route `/webhook/{id}`
    fn update_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<UpdateWebhookPath>, JsonBody<types::WebhookUpdate>),
        >,
    ) -> impl Future<
        Output = Result<
            OperationResponse<UpdateWebhookResponse, types::Error>,
            FrameworkError<types::Error>,
        >,
    > + Send + 'static;

    /// List the deliveries of a webhook
    ///
    /// Returns the log of the last 30 days, the newest first.
    #[endpoint(
        operation_id = "list_webhook_deliveries",
        method = GET,
        path = "/webhook/{id}/delivery",
        tags = ["webhook"],
    )]
    async fn list_webhook_deliveries(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<ListWebhookDeliveriesPath>, Query<ListWebhookDeliveriesQuery>),
        >,
    ) -> Result<
        OperationResponse<ListWebhookDeliveriesResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Send events again
    ///
    /// Switches the webhook on, sends what is pending at once, and sends failed events again, in the
    /// order of each account. With `delivered`, events that were delivered are sent again as well. They
    /// keep their IDs, by which a receiver recognises them.
    #[endpoint(
        operation_id = "replay_webhook",
        method = POST,
        path = "/webhook/{id}/replay",
        tags = ["webhook"],
        request_body_max_bytes = 65536,
    )]
    async fn replay_webhook(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<ReplayWebhookPath>, JsonBody<types::WebhookReplay>),
        >,
    ) -> Result<
        OperationResponse<ReplayWebhookResponse, types::Error>,
        FrameworkError<types::Error>,
    >;

    /// Rotate the secret of a webhook
    ///
    /// Gives the webhook a new secret. For a time, each delivery is signed with the new and the previous
    /// secret, so that the receiver can change over without losing one. A secret before the previous one
    /// no longer signs.
    #[endpoint(
        operation_id = "rotate_webhook_secret",
        method = POST,
        path = "/webhook/{id}/rotate-secret",
        tags = ["webhook"],
        request_body_max_bytes = 65536,
    )]
    async fn rotate_webhook_secret(
        rqctx: RequestContext<Self::Context>,
        request: Secured<
            ApiToken,
            (Path<RotateWebhookSecretPath>, JsonBody<types::WebhookRotation>),
        >,
    ) -> Result<
        OperationResponse<RotateWebhookSecretResponse, types::Error>,
        FrameworkError<types::Error>,
    >;
}

/// Registers the operations of [`LinkTokenApi`].
pub mod link_token_api_mod {
    use super::*;

    /// Registers the operations of a server.
    pub fn api_description<ServerImpl: LinkTokenApi>() -> Result<
        dropshot::ApiDescription<ServerImpl::Context>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut api = link_token_api_unshared::api_description::<ServerImpl>()?;
        let mut routes = lockstep_dropshot::SharedRoutes::default();
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "refresh_credentials",
                    method: dropshot::Method::POST,
                    path: "/integrated-account/refresh-credentials",
                    route: "/integrated-account/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: Some(65536),
                },
                ServerImpl::refresh_credentials,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "run_post_install_actions",
                    method: dropshot::Method::POST,
                    path: "/integrated-account/run-post-install-actions",
                    route: "/integrated-account/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: Some(65536),
                },
                ServerImpl::run_post_install_actions,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "get_integrated_account",
                    method: dropshot::Method::GET,
                    path: "/integrated-account/{id}",
                    route: "/integrated-account/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::get_integrated_account,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "delete_integrated_account",
                    method: dropshot::Method::DELETE,
                    path: "/integrated-account/{id}",
                    route: "/integrated-account/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::delete_integrated_account,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "update_integrated_account",
                    method: dropshot::Method::PATCH,
                    path: "/integrated-account/{id}",
                    route: "/integrated-account/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: Some(65536),
                },
                ServerImpl::update_integrated_account,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "test_webhook",
                    method: dropshot::Method::POST,
                    path: "/webhook/test",
                    route: "/webhook/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: Some(65536),
                },
                ServerImpl::test_webhook,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "get_webhook",
                    method: dropshot::Method::GET,
                    path: "/webhook/{id}",
                    route: "/webhook/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::get_webhook,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "delete_webhook",
                    method: dropshot::Method::DELETE,
                    path: "/webhook/{id}",
                    route: "/webhook/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: None,
                },
                ServerImpl::delete_webhook,
            );
        routes
            .add(
                lockstep_dropshot::SharedOperation {
                    id: "update_webhook",
                    method: dropshot::Method::PATCH,
                    path: "/webhook/{id}",
                    route: "/webhook/{id}",
                    content_type: dropshot::ApiEndpointBodyContentType::Json,
                    max_bytes: Some(65536),
                },
                ServerImpl::update_webhook,
            );
        routes.register(&mut api)?;
        Ok(api)
    }

    /// Describes the operations without a server. Those of shared routes have paths of
    /// their own there.
    pub fn stub_api_description() -> Result<
        dropshot::ApiDescription<dropshot::StubContext>,
        dropshot::ApiDescriptionBuildErrors,
    > {
        let mut api = link_token_api_unshared::stub_api_description()?;
        let endpoints = [
            dropshot::ApiEndpoint::new_for_types::<
                (
                    Secured<
                        ApiToken,
                        (
                            lockstep_dropshot::JsonTextBody<
                                types::IntegratedAccountReference,
                            >,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<RefreshCredentialsResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "refresh_credentials".to_owned(),
                    dropshot::Method::POST,
                    "application/json",
                    "/shared route of refresh_credentials/integrated-account/refresh-credentials",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Refresh the credentials of an integrated account")
                .description(
                    "Asks the third party for new credentials now. The server does that by itself before they\nexpire. This operation is for credentials that stopped working before that, and for accounts\nwhose state is `needs_reauth` by a mistake of the third party. Needs the permission\n`integrated-account:write`.",
                )
                .tag("integrated-account"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (JsonBody<types::IntegratedAccountReference>,)>,),
                Result<
                    OperationResponse<RunPostInstallActionsResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "run_post_install_actions".to_owned(),
                    dropshot::Method::POST,
                    "application/json",
                    "/shared route of run_post_install_actions/integrated-account/run-post-install-actions",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Verify an integrated account again")
                .description(
                    "Runs the requests that the definition of the app has for fresh credentials: it verifies the\ncredentials, and reads facts about the account into its context. The state of the account\nfollows from the outcome. An account in the state `needs_reauth` or `connecting` keeps it.\nIf the third party cannot be reached, the state does not change. Credentials that expire\nwithin a minute are refreshed first, which can take some seconds. If that fails and they\nhave expired, the third party is not asked, and the state does not change either.",
                )
                .tag("integrated-account"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (Path<GetIntegratedAccountPath>,)>,),
                Result<
                    OperationResponse<GetIntegratedAccountResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "get_integrated_account".to_owned(),
                    dropshot::Method::GET,
                    "application/json",
                    "/shared route of get_integrated_account/integrated-account/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Get an integrated account")
                .tag("integrated-account"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (Path<DeleteIntegratedAccountPath>,)>,),
                Result<
                    OperationResponse<DeleteIntegratedAccountResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "delete_integrated_account".to_owned(),
                    dropshot::Method::DELETE,
                    "application/json",
                    "/shared route of delete_integrated_account/integrated-account/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Delete an integrated account")
                .description(
                    "Deletes the account, its context and its credentials. Link tokens for it can no longer be\nredeemed. If the definition of the app says how, the server revokes the credentials at the\nthird party afterwards, and tries again for a day if that fails. The audit trail stays.",
                )
                .tag("integrated-account"),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    Secured<
                        ApiToken,
                        (
                            Path<UpdateIntegratedAccountPath>,
                            JsonBody<types::IntegratedAccountUpdate>,
                        ),
                    >,
                ),
                Result<
                    OperationResponse<UpdateIntegratedAccountResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "update_integrated_account".to_owned(),
                    dropshot::Method::PATCH,
                    "application/json",
                    "/shared route of update_integrated_account/integrated-account/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Update an integrated account")
                .description(
                    "Changes the given fields. The keys of `context` replace those of the account, and its other\nkeys stay.",
                )
                .tag("integrated-account"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (JsonBody<types::WebhookReference>,)>,),
                Result<
                    OperationResponse<TestWebhookResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "test_webhook".to_owned(),
                    dropshot::Method::POST,
                    "application/json",
                    "/shared route of test_webhook/webhook/test",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Send a test event")
                .description(
                    "Sends an event `webhook:test` to a webhook, whether it is switched on or not, and returns how the\nreceiver answered.",
                )
                .tag("webhook"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (Path<GetWebhookPath>,)>,),
                Result<
                    OperationResponse<GetWebhookResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "get_webhook".to_owned(),
                    dropshot::Method::GET,
                    "application/json",
                    "/shared route of get_webhook/webhook/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Get a webhook")
                .tag("webhook"),
            dropshot::ApiEndpoint::new_for_types::<
                (Secured<ApiToken, (Path<DeleteWebhookPath>,)>,),
                Result<
                    OperationResponse<DeleteWebhookResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "delete_webhook".to_owned(),
                    dropshot::Method::DELETE,
                    "application/json",
                    "/shared route of delete_webhook/webhook/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Delete a webhook")
                .description(
                    "Deletes a webhook, and the events that were not sent to it yet.",
                )
                .tag("webhook"),
            dropshot::ApiEndpoint::new_for_types::<
                (
                    Secured<
                        ApiToken,
                        (Path<UpdateWebhookPath>, JsonBody<types::WebhookUpdate>),
                    >,
                ),
                Result<
                    OperationResponse<UpdateWebhookResponse, types::Error>,
                    FrameworkError<types::Error>,
                >,
            >(
                    "update_webhook".to_owned(),
                    dropshot::Method::PATCH,
                    "application/json",
                    "/shared route of update_webhook/webhook/{id}",
                    dropshot::ApiEndpointVersions::All,
                )
                .summary("Change a webhook")
                .description(
                    "Changes the given fields. Switching a webhook on, after its receiver has failed, sends what is\npending at once.",
                )
                .tag("webhook"),
        ];
        lockstep_dropshot::register(&mut api, endpoints)?;
        Ok(api)
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
#[derive(Clone, Debug)]
pub struct TextHtml(pub String);

impl lockstep_dropshot::ErrorContent for TextHtml {
    fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
        let Self(content) = self;
        Ok((http::HeaderValue::from_static("text/html; charset=utf-8"), content.into()))
    }
}

/// How an operation fails: a status, headers and [`TextHtml`].
pub type TextHtmlResponse = lockstep_dropshot::ErrorResponse<TextHtml>;

/// How an operation fails: a status, headers and [`types::Error`].
pub type ErrorResponse = lockstep_dropshot::ErrorResponse<types::Error>;

/// The query parameters of `list_api_tokens`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The API token, without its secret. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The revoked API token. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `open_connection_page`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders2,
>;

/// The path parameters of `show_connection_page`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ShowConnectionPagePath {
    /// The secret key of the attempt, which the first page leads to.
    #[serde(rename = "attempt")]
    pub attempt: types::AttemptKey,
}

/// The header parameters of `show_connection_page`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ShowConnectionPageHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
    /// The browser. Some third parties refuse the browsers inside other apps.
    #[serde(default, rename = "User-Agent")]
    pub user_agent: Option<String>,
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
#[derive(Debug)]
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
    ResponseHeaders2,
>;

/// The path parameters of `continue_connection`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ContinueConnectionPath {
    /// The secret key of the attempt, which the first page leads to.
    #[serde(rename = "attempt")]
    pub attempt: types::AttemptKey,
}

/// The header parameters of `continue_connection`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ContinueConnectionCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The same, on a server without TLS for development.
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
#[derive(Debug)]
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
    ResponseHeaders2,
>;

/// The path parameters of `receive_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReceiveCallbackPath {
    /// The ID of the environment integration whose OAuth client the answer is for.
    #[serde(rename = "environment_integration_id")]
    pub environment_integration_id: uuid::Uuid,
}

/// The query parameters of `receive_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReceiveCallbackQuery {
    /// The parameters of the third party, such as `code`, `state`, `iss`, `error` and
    /// `error_description`, and others that the app's definition names.
    #[serde(default, rename = "*")]
    pub answer: std::collections::HashMap<String, String>,
}

/// The header parameters of `receive_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReceiveCallbackHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The cookie parameters of `receive_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReceiveCallbackCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The same, on a server without TLS for development.
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
#[derive(Debug)]
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
    ResponseHeaders2,
>;

/// The path parameters of `repeat_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct RepeatCallbackPath {
    /// The ID of the environment integration whose OAuth client the answer is for.
    #[serde(rename = "environment_integration_id")]
    pub environment_integration_id: uuid::Uuid,
}

/// The header parameters of `repeat_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct RepeatCallbackHeaders {
    /// The preferred languages of the browser.
    #[serde(default, rename = "Accept-Language")]
    pub accept_language: Option<String>,
}

/// The cookie parameters of `repeat_callback`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct RepeatCallbackCookies {
    /// The browser in which an attempt was begun.
    #[serde(default, rename = "__Host-link-token-browser")]
    pub host_link_token_browser: Option<types::BrowserKey>,
    /// The same, on a server without TLS for development.
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
#[derive(Debug)]
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
    ResponseHeaders2,
>;

/// The path parameters of `get_connection_page_file`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The environment. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `list_environment_integrations`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The environment integration. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The app is no longer offered. (status 204)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The logo is set. (status 204)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The environment has no logo. (status 204)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `list_integrated_accounts`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ListIntegratedAccountsQuery {
    /// Only the accounts that were created at this time (`eq`, or the name alone), or after
    /// (`gt`), not before (`gte`), before (`lt`) or not after it (`lte`).
    #[serde(default, rename = "created_at[*eq]")]
    pub created_at: Option<types::TimeFilter>,
    /// Only the accounts of this app (`eq`), or of one of these (`in`, or the name alone).
    #[serde(default, rename = "integration.name[*in]")]
    pub integration_name: Option<types::IntegrationNameFilter>,
    /// The maximum number of items in the response. Defaults to 100.
    #[serde(default = "ListIntegratedAccountsQuery::default_limit", rename = "limit")]
    pub limit: types::PageLimit,
    /// The `next_cursor` of the previous page. Absent or empty for the first page.
    #[serde(default, rename = "next_cursor")]
    pub next_cursor: Option<types::Cursor>,
    /// Only the accounts in this state (`eq`), or in one of these (`in`, or the name alone).
    #[serde(default, rename = "status[*in]")]
    pub status: Option<types::StatusFilter>,
    /// Only the accounts of this tenant (`eq`), or of one of these (`in`, or the name alone).
    #[serde(default, rename = "tenant_id[*in]")]
    pub tenant_id: Option<types::TenantIdFilter>,
    /// Only the accounts that were connected or changed at this time (`eq`, or the name alone), or after
    /// (`gt`), not before (`gte`), before (`lt`) or not after it (`lte`).
    #[serde(default, rename = "updated_at[*eq]")]
    pub updated_at: Option<types::TimeFilter>,
}

impl ListIntegratedAccountsQuery {
    /// Returns the value of `limit` for a request without it.
    pub fn default_limit() -> types::PageLimit {
        lockstep_dropshot::default_of("100")
    }
}

/// A page of integrated accounts. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The imported account, without its credentials. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The third party has issued new credentials. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The outcome. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `get_integrated_account`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct GetIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The integrated account, without its credentials. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `delete_integrated_account`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct DeleteIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The ID of the deleted account. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `update_integrated_account`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct UpdateIntegratedAccountPath {
    /// The ID of the integrated account.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The changed account. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `read_credentials`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReadCredentialsPath {
    /// The ID of the integrated account.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The credentials. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `update_credentials`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct UpdateCredentialsPath {
    /// The ID of the integrated account.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The account, without its credentials. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `list_integrations`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `list_link_tokens`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ListLinkTokensQuery {
    /// Only the link tokens that were created with this API token.
    #[serde(default, rename = "api_token_id")]
    pub api_token_id: Option<uuid::Uuid>,
    /// Only the link tokens that reauthorise this integrated account.
    #[serde(default, rename = "integrated_account_id")]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The header parameters of `create_link_token`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct CreateLinkTokenHeaders {
    /// Makes the request safe to retry. The same key with the same request returns the same
    /// link token; the same key with a different request returns 422. A key belongs to the API
    /// token that it was sent with. Use a new UUID for each link token that you want to create.
    #[serde(default, rename = "Idempotency-Key")]
    pub idempotency_key: Option<types::IdempotencyKey>,
}

/// The link token. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The confirmed integrated account. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The state of the link token and, if it is active, what it was created for. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The created or updated integrated account. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The link token can no longer be used. (status 204)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The number of link tokens that were revoked. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The query parameters of `list_static_gates`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The static gate. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `delete_static_gate`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct DeleteStaticGatePath {
    /// The ID of the static gate.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The static gate is removed. (status 204)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The state of the erasure. (status 200)
#[derive(Debug)]
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
pub type EraseTenantResponse = HttpResponseHeaders<EraseTenantSuccess, ResponseHeaders>;

/// The query parameters of `list_webhooks`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ListWebhooksQuery {
    /// The environment of the API token. Another one has no webhooks to show.
    #[serde(default, rename = "environment_id")]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The webhook, with its secret. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The receiver's answer. (status 200)
#[derive(Debug)]
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
pub type TestWebhookResponse = HttpResponseHeaders<TestWebhookSuccess, ResponseHeaders>;

/// The path parameters of `get_webhook`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct GetWebhookPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, without its secret. (status 200)
#[derive(Debug)]
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
pub type GetWebhookResponse = HttpResponseHeaders<GetWebhookSuccess, ResponseHeaders>;

/// The path parameters of `delete_webhook`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct DeleteWebhookPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The ID of the deleted webhook. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `update_webhook`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct UpdateWebhookPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, without its secret. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `list_webhook_deliveries`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ListWebhookDeliveriesPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The query parameters of `list_webhook_deliveries`.
#[derive(Clone, Debug, serde::Deserialize)]
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
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `replay_webhook`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct ReplayWebhookPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The number of events that are sent again. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// The path parameters of `rotate_webhook_secret`.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct RotateWebhookSecretPath {
    /// The ID of the webhook.
    #[serde(rename = "id")]
    pub id: uuid::Uuid,
}

/// The webhook, with its new secret. (status 200)
#[derive(Debug)]
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
    ResponseHeaders,
>;

/// Headers of a successful response.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct ResponseHeaders {
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

impl lockstep_dropshot::ToHeaders for ResponseHeaders {
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

/// Headers of a successful response.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ResponseHeaders2 {
    /// The address to go to.
    #[serde(rename = "Location", serialize_with = "lockstep_dropshot::header_value")]
    pub location: String,
    /// The cookie of the browser, which binds an attempt to it.
    #[serde(skip_serializing)]
    pub set_cookie: Vec<String>,
}

impl lockstep_dropshot::ToHeaders for ResponseHeaders2 {
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

lockstep_dropshot::schemas! {
    in include_str!("schemas.json");
    ListApiTokensQuery = "ListApiTokensQuery" refers to types::Cursor, types::PageLimit;
    OpenConnectionPageQuery = "OpenConnectionPageQuery";
    OpenConnectionPageHeaders = "OpenConnectionPageHeaders";
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
    ResponseHeaders = "ResponseHeaders";
    ResponseHeaders2 = "ResponseHeaders2";
}
