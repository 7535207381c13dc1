// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
#[allow(unused_imports)]
use progenitor_client::Error;
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// The shared types of operation parameters and responses.
#[doc(inline)]
pub use link_token_types as types;

#[derive(Clone, Debug)]
/// Client for Link Token API
///
/// Issues link tokens. A link token starts a connection flow, in which an end user connects a
/// third-party account for one of your tenants, or reauthorises an account that is already
/// connected.
///
/// Your backend creates a link token and sends the user's browser to `/connect-account` with
/// it. The user connects an account there, and the backend reads the account and its
/// credentials. A link token can be redeemed once, expires after a limited time, and can be
/// revoked. A connection UI of your own introspects and redeems link tokens instead.
///
/// Version: 0.1.0
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::client_builder::Policy,
}

impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub(crate) fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::client_builder::Policy,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}

impl ClientInfo<crate::client_builder::Policy> for Client {
    fn api_version() -> &'static str {
        "0.1.0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &crate::client_builder::Policy {
        &self.inner
    }
}

impl ClientHooks<crate::client_builder::Policy> for &Client {}

impl Client {
    /// List API tokens
    ///
    /// Returns the API tokens of the environment without their secrets, oldest first.
    ///
    /// Sends a `GET` request to `/api-token`
    ///
    /// Arguments:
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// ```ignore
    /// let response = client.list_api_tokens()
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_api_tokens(&self) -> builder::ListApiTokens<'_> {
        builder::ListApiTokens::new(self)
    }

    /// Create an API token
    ///
    /// Creates an API token from the hash of a secret that the caller has made. The server never
    /// learns the secret before the token is used, and never returns it. The command `link-token
    /// api-token create` makes a secret.
    ///
    /// An API token can create others only with permissions that it has itself. A request that was
    /// repeated gets 409 if the first one succeeded.
    ///
    /// Sends a `POST` request to `/api-token`
    ///
    /// ```ignore
    /// let response = client.create_api_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn create_api_token(&self) -> builder::CreateApiToken<'_> {
        builder::CreateApiToken::new(self)
    }

    /// Revoke an API token
    ///
    /// Revokes an API token of the environment permanently. Every server rejects it within a
    /// second. Revoking it again changes nothing.
    ///
    /// Sends a `POST` request to `/api-token/revoke`
    ///
    /// ```ignore
    /// let response = client.revoke_api_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn revoke_api_token(&self) -> builder::RevokeApiToken<'_> {
        builder::RevokeApiToken::new(self)
    }

    /// Get the environment
    ///
    /// Returns the environment of the API token, and its settings.
    ///
    /// Sends a `GET` request to `/environment`
    ///
    /// ```ignore
    /// let response = client.get_environment()
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_environment(&self) -> builder::GetEnvironment<'_> {
        builder::GetEnvironment::new(self)
    }

    /// Set the settings of the environment
    ///
    /// Replaces the settings of the environment. An absent field gets its default, so send the
    /// settings that you have read, with your changes. The logo is set by itself.
    ///
    /// Sends a `PUT` request to `/environment`
    ///
    /// ```ignore
    /// let response = client.set_environment()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn set_environment(&self) -> builder::SetEnvironment<'_> {
        builder::SetEnvironment::new(self)
    }

    /// List environment integrations
    ///
    /// Returns the apps that the environment has enabled, by name.
    ///
    /// Sends a `GET` request to `/environment-integration`
    ///
    /// Arguments:
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// ```ignore
    /// let response = client.list_environment_integrations()
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_environment_integrations(
        &self,
    ) -> builder::ListEnvironmentIntegrations<'_> {
        builder::ListEnvironmentIntegrations::new(self)
    }

    /// Enable an integration
    ///
    /// Enables an app in the environment, or changes an enabled one. Absent fields stay as they
    /// are. The client secret is stored encrypted, and never returned.
    ///
    /// Sends a `POST` request to `/environment-integration`
    ///
    /// ```ignore
    /// let response = client.enable_integration()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn enable_integration(&self) -> builder::EnableIntegration<'_> {
        builder::EnableIntegration::new(self)
    }

    /// Disable an integration
    ///
    /// Stops offering an app for new connections. Existing accounts stay connected, still use its
    /// OAuth client, and can be reauthorised. Disabling it again changes nothing.
    ///
    /// Sends a `POST` request to `/environment-integration/disable`
    ///
    /// ```ignore
    /// let response = client.disable_integration()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn disable_integration(&self) -> builder::DisableIntegration<'_> {
        builder::DisableIntegration::new(self)
    }

    /// Set the logo of the environment
    ///
    /// Replaces the logo on the connection page.
    ///
    /// Sends a `PUT` request to `/environment/logo`
    ///
    /// ```ignore
    /// let response = client.set_environment_logo()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn set_environment_logo(&self) -> builder::SetEnvironmentLogo<'_> {
        builder::SetEnvironmentLogo::new(self)
    }

    /// Delete the logo of the environment
    ///
    /// Removes the logo from the connection page. Succeeds if there is none.
    ///
    /// Sends a `DELETE` request to `/environment/logo`
    ///
    /// ```ignore
    /// let response = client.delete_environment_logo()
    ///     .send()
    ///     .await;
    /// ```
    pub fn delete_environment_logo(&self) -> builder::DeleteEnvironmentLogo<'_> {
        builder::DeleteEnvironmentLogo::new(self)
    }

    /// List integrated accounts
    ///
    /// Returns the integrated accounts of the environment, the oldest first. Credentials are not
    /// part of it.
    ///
    /// Sends a `GET` request to `/integrated-account`
    ///
    /// Arguments:
    /// - `created_at_eq`: This time, to the millisecond.
    /// - `created_at_gt`: After this time.
    /// - `created_at_gte`: At this time, or after it.
    /// - `created_at_lt`: Before this time.
    /// - `created_at_lte`: At this time, or before it.
    /// - `integration_name_eq`
    /// - `integration_name_in`: One of these values.
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// - `status_eq`
    /// - `status_in`: One of these values.
    /// - `tenant_id_eq`
    /// - `tenant_id_in`: One of these values.
    /// - `updated_at_eq`: This time, to the millisecond.
    /// - `updated_at_gt`: After this time.
    /// - `updated_at_gte`: At this time, or after it.
    /// - `updated_at_lt`: Before this time.
    /// - `updated_at_lte`: At this time, or before it.
    /// ```ignore
    /// let response = client.list_integrated_accounts()
    ///     .created_at_eq(created_at_eq)
    ///     .created_at_gt(created_at_gt)
    ///     .created_at_gte(created_at_gte)
    ///     .created_at_lt(created_at_lt)
    ///     .created_at_lte(created_at_lte)
    ///     .integration_name_eq(integration_name_eq)
    ///     .integration_name_in(integration_name_in)
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .status_eq(status_eq)
    ///     .status_in(status_in)
    ///     .tenant_id_eq(tenant_id_eq)
    ///     .tenant_id_in(tenant_id_in)
    ///     .updated_at_eq(updated_at_eq)
    ///     .updated_at_gt(updated_at_gt)
    ///     .updated_at_gte(updated_at_gte)
    ///     .updated_at_lt(updated_at_lt)
    ///     .updated_at_lte(updated_at_lte)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_integrated_accounts(&self) -> builder::ListIntegratedAccounts<'_> {
        builder::ListIntegratedAccounts::new(self)
    }

    /// Import an integrated account
    ///
    /// Adds an account that was connected elsewhere, with its credentials. To connect an account
    /// for a user, create a link token instead. The credentials are taken out of `context`:
    /// `oauth.token` for OAuth, and the secret fields of the app for other methods. They are
    /// stored apart from the context. Their validity is not verified: `POST
    /// /integrated-account/run-post-install-actions` does that.
    ///
    /// Sends a `POST` request to `/integrated-account`
    ///
    /// ```ignore
    /// let response = client.import_integrated_account()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn import_integrated_account(&self) -> builder::ImportIntegratedAccount<'_> {
        builder::ImportIntegratedAccount::new(self)
    }

    /// Refresh the credentials of an integrated account
    ///
    /// Asks the third party for new credentials now. The server does that by itself before they
    /// expire. This operation is for credentials that stopped working before that, and for accounts
    /// whose state is `needs_reauth` by a mistake of the third party. Needs the permission
    /// `integrated-account:write`.
    ///
    /// Sends a `POST` request to `/integrated-account/refresh-credentials`
    ///
    /// ```ignore
    /// let response = client.refresh_credentials()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn refresh_credentials(&self) -> builder::RefreshCredentials<'_> {
        builder::RefreshCredentials::new(self)
    }

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
    /// Sends a `POST` request to `/integrated-account/run-post-install-actions`
    ///
    /// ```ignore
    /// let response = client.run_post_install_actions()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn run_post_install_actions(&self) -> builder::RunPostInstallActions<'_> {
        builder::RunPostInstallActions::new(self)
    }

    /// Get an integrated account
    ///
    /// Sends a `GET` request to `/integrated-account/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the integrated account.
    /// ```ignore
    /// let response = client.get_integrated_account()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_integrated_account(&self) -> builder::GetIntegratedAccount<'_> {
        builder::GetIntegratedAccount::new(self)
    }

    /// Delete an integrated account
    ///
    /// Deletes the account, its context and its credentials. Link tokens for it can no longer be
    /// redeemed. If the definition of the app says how, the server revokes the credentials at the
    /// third party afterwards, and tries again for a day if that fails. The audit trail stays.
    ///
    /// Sends a `DELETE` request to `/integrated-account/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the integrated account.
    /// ```ignore
    /// let response = client.delete_integrated_account()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn delete_integrated_account(&self) -> builder::DeleteIntegratedAccount<'_> {
        builder::DeleteIntegratedAccount::new(self)
    }

    /// Update an integrated account
    ///
    /// Changes the given fields. The keys of `context` replace those of the account, and its other
    /// keys stay.
    ///
    /// Sends a `PATCH` request to `/integrated-account/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the integrated account.
    /// - `body`
    /// ```ignore
    /// let response = client.update_integrated_account()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn update_integrated_account(&self) -> builder::UpdateIntegratedAccount<'_> {
        builder::UpdateIntegratedAccount::new(self)
    }

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
    /// Sends a `GET` request to `/integrated-account/{id}/credentials`
    ///
    /// Arguments:
    /// - `id`: The ID of the integrated account.
    /// ```ignore
    /// let response = client.read_credentials()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn read_credentials(&self) -> builder::ReadCredentials<'_> {
        builder::ReadCredentials::new(self)
    }

    /// Replace credentials of an integrated account
    ///
    /// Replaces the given credentials, and keeps the others: `oauth.token` for OAuth, and the
    /// fields of the app for other methods. Other keys are ignored. An account in the state
    /// `needs_reauth` becomes `active`. The validity of the credentials is not verified. Refused
    /// with 409 for an account in the state `connecting`, which is to be confirmed first.
    ///
    /// Sends a `PATCH` request to `/integrated-account/{id}/credentials`
    ///
    /// Arguments:
    /// - `id`: The ID of the integrated account.
    /// - `body`
    /// ```ignore
    /// let response = client.update_credentials()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn update_credentials(&self) -> builder::UpdateCredentials<'_> {
        builder::UpdateCredentials::new(self)
    }

    /// List integrations
    ///
    /// Returns the apps that an environment can enable, by name.
    ///
    /// Sends a `GET` request to `/integration`
    ///
    /// Arguments:
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// ```ignore
    /// let response = client.list_integrations()
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_integrations(&self) -> builder::ListIntegrations<'_> {
        builder::ListIntegrations::new(self)
    }

    /// List active link tokens
    ///
    /// Returns the link tokens of the environment that can be redeemed now, the first to expire
    /// first. The link tokens themselves are not stored, so each is named by its mark.
    ///
    /// Sends a `GET` request to `/link-token`
    ///
    /// Arguments:
    /// - `api_token_id`: Only the link tokens that were created with this API token.
    /// - `integrated_account_id`: Only the link tokens that reauthorise this integrated account.
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `mark`: Only the link token with this mark.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// - `tenant_id`: Only the link tokens of this tenant.
    /// ```ignore
    /// let response = client.list_link_tokens()
    ///     .api_token_id(api_token_id)
    ///     .integrated_account_id(integrated_account_id)
    ///     .limit(limit)
    ///     .mark(mark)
    ///     .next_cursor(next_cursor)
    ///     .tenant_id(tenant_id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_link_tokens(&self) -> builder::ListLinkTokens<'_> {
        builder::ListLinkTokens::new(self)
    }

    /// Create a link token
    ///
    /// Creates a single-use link token. To connect a new integrated account, set `tenant_id`. To
    /// reauthorise an existing one, set `integrated_account_id`. At least one of the two is
    /// required. If both are set, the account must belong to the tenant.
    ///
    /// Sends a `POST` request to `/link-token`
    ///
    /// Arguments:
    /// - `idempotency_key`: Makes the request safe to retry. The same key with the same request
    ///   returns the same link token; the same key with a different request returns 422. A key
    ///   belongs to the API token that it was sent with. Use a new UUID for each link token that
    ///   you want to create.
    /// - `body`
    /// ```ignore
    /// let response = client.create_link_token()
    ///     .idempotency_key(idempotency_key)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn create_link_token(&self) -> builder::CreateLinkToken<'_> {
        builder::CreateLinkToken::new(self)
    }

    /// Confirm a connected account
    ///
    /// Confirms the account that was connected with a link token that has a `code_challenge`. A new
    /// account gets its credentials and the state that the connection flow has found. A
    /// reauthorised account gets its new credentials and context. Repeating a confirmation changes
    /// nothing. If it is not confirmed within an hour, a new account is deleted, and a reauthorised
    /// one keeps its previous credentials.
    ///
    /// Sends a `POST` request to `/link-token/confirm`
    ///
    /// ```ignore
    /// let response = client.confirm_link_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn confirm_link_token(&self) -> builder::ConfirmLinkToken<'_> {
        builder::ConfirmLinkToken::new(self)
    }

    /// Introspect a link token
    ///
    /// Returns whether a link token can be redeemed and, if so, what it was created for.
    /// Introspection does not consume the token. A token that is unknown, expired, redeemed,
    /// revoked or from another environment is inactive; the response does not say which of these
    /// applies.
    ///
    /// Sends a `POST` request to `/link-token/introspect`
    ///
    /// ```ignore
    /// let response = client.introspect_link_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn introspect_link_token(&self) -> builder::IntrospectLinkToken<'_> {
        builder::IntrospectLinkToken::new(self)
    }

    /// Redeem a link token
    ///
    /// Consumes a link token and, in the same transaction, creates the new integrated account or
    /// updates the account to reauthorise. If several requests redeem the same token concurrently,
    /// exactly one succeeds.
    ///
    /// The service does not get the credentials of the new grant. So it deletes those that it has
    /// of an account to reauthorise, without revoking them at the third party.
    ///
    /// Sends a `POST` request to `/link-token/redeem`
    ///
    /// ```ignore
    /// let response = client.redeem_link_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn redeem_link_token(&self) -> builder::RedeemLinkToken<'_> {
        builder::RedeemLinkToken::new(self)
    }

    /// Revoke a link token
    ///
    /// Makes a link token unusable. The operation also succeeds if the token is already inactive or
    /// does not exist. It is therefore safe to retry, and its response does not reveal whether the
    /// token exists. What waits for a confirmation is dropped: a new account is deleted, and a
    /// reauthorised one keeps its previous credentials.
    ///
    /// Sends a `POST` request to `/link-token/revoke`
    ///
    /// ```ignore
    /// let response = client.revoke_link_token()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn revoke_link_token(&self) -> builder::RevokeLinkToken<'_> {
        builder::RevokeLinkToken::new(self)
    }

    /// Revoke active link tokens
    ///
    /// Revokes the active link tokens that meet all given conditions, up to 10,000 in one request,
    /// and returns their number. It also ends connection attempts that go on with link tokens that
    /// have expired since. At least one condition is required. Use it after an API token was stolen
    /// and revoked. It is safe to repeat.
    ///
    /// Sends a `POST` request to `/link-token/revoke-all`
    ///
    /// ```ignore
    /// let response = client.revoke_link_tokens()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn revoke_link_tokens(&self) -> builder::RevokeLinkTokens<'_> {
        builder::RevokeLinkTokens::new(self)
    }

    /// List static gates
    ///
    /// Returns the static gates of the environment, oldest first.
    ///
    /// Sends a `GET` request to `/static-gate`
    ///
    /// Arguments:
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// ```ignore
    /// let response = client.list_static_gates()
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_static_gates(&self) -> builder::ListStaticGates<'_> {
        builder::ListStaticGates::new(self)
    }

    /// Create a static gate
    ///
    /// Makes a static gate known to the environment.
    ///
    /// Sends a `POST` request to `/static-gate`
    ///
    /// ```ignore
    /// let response = client.create_static_gate()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn create_static_gate(&self) -> builder::CreateStaticGate<'_> {
        builder::CreateStaticGate::new(self)
    }

    /// Delete a static gate
    ///
    /// Removes a static gate from the environment. Accounts and link tokens that refer to it keep
    /// its ID.
    ///
    /// Sends a `DELETE` request to `/static-gate/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the static gate.
    /// ```ignore
    /// let response = client.delete_static_gate()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn delete_static_gate(&self) -> builder::DeleteStaticGate<'_> {
        builder::DeleteStaticGate::new(self)
    }

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
    /// Sends a `POST` request to `/tenant/erase`
    ///
    /// ```ignore
    /// let response = client.erase_tenant()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn erase_tenant(&self) -> builder::EraseTenant<'_> {
        builder::EraseTenant::new(self)
    }

    /// List webhooks
    ///
    /// Returns the webhooks of the environment, the oldest first, without their secrets.
    ///
    /// Sends a `GET` request to `/webhook`
    ///
    /// Arguments:
    /// - `environment_id`: The environment of the API token. For another ID, the list is empty.
    /// - `is_active`: Only the webhooks that are switched on, or only those that are not.
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// ```ignore
    /// let response = client.list_webhooks()
    ///     .environment_id(environment_id)
    ///     .is_active(is_active)
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_webhooks(&self) -> builder::ListWebhooks<'_> {
        builder::ListWebhooks::new(self)
    }

    /// Create a webhook
    ///
    /// Sends the events of the environment's integrated accounts to an address. The response has
    /// the secret that signs the deliveries. It is shown only now, and after a rotation.
    ///
    /// An environment can have 20 webhooks.
    ///
    /// Sends a `POST` request to `/webhook`
    ///
    /// ```ignore
    /// let response = client.create_webhook()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn create_webhook(&self) -> builder::CreateWebhook<'_> {
        builder::CreateWebhook::new(self)
    }

    /// Send a test event
    ///
    /// Sends an event `webhook:test` to a webhook, whether it is switched on or not, and returns
    /// how the receiver answered.
    ///
    /// Sends a `POST` request to `/webhook/test`
    ///
    /// ```ignore
    /// let response = client.test_webhook()
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn test_webhook(&self) -> builder::TestWebhook<'_> {
        builder::TestWebhook::new(self)
    }

    /// Get a webhook
    ///
    /// Sends a `GET` request to `/webhook/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// ```ignore
    /// let response = client.get_webhook()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn get_webhook(&self) -> builder::GetWebhook<'_> {
        builder::GetWebhook::new(self)
    }

    /// Delete a webhook
    ///
    /// Deletes a webhook, and the events that were not sent to it yet.
    ///
    /// Sends a `DELETE` request to `/webhook/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// ```ignore
    /// let response = client.delete_webhook()
    ///     .id(id)
    ///     .send()
    ///     .await;
    /// ```
    pub fn delete_webhook(&self) -> builder::DeleteWebhook<'_> {
        builder::DeleteWebhook::new(self)
    }

    /// Change a webhook
    ///
    /// Changes the given fields. Switching a webhook on, after its receiver has failed, sends what
    /// is pending at once.
    ///
    /// Sends a `PATCH` request to `/webhook/{id}`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// - `body`
    /// ```ignore
    /// let response = client.update_webhook()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn update_webhook(&self) -> builder::UpdateWebhook<'_> {
        builder::UpdateWebhook::new(self)
    }

    /// List the deliveries of a webhook
    ///
    /// Returns the log of the last 30 days, the newest first.
    ///
    /// Sends a `GET` request to `/webhook/{id}/delivery`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// - `limit`: The maximum number of items in the response. Defaults to 100.
    /// - `next_cursor`: The `next_cursor` of the previous page. Absent or empty for the first page.
    /// - `status`: Only the deliveries in this state.
    /// ```ignore
    /// let response = client.list_webhook_deliveries()
    ///     .id(id)
    ///     .limit(limit)
    ///     .next_cursor(next_cursor)
    ///     .status(status)
    ///     .send()
    ///     .await;
    /// ```
    pub fn list_webhook_deliveries(&self) -> builder::ListWebhookDeliveries<'_> {
        builder::ListWebhookDeliveries::new(self)
    }

    /// Send events again
    ///
    /// Switches the webhook on, sends what is pending at once, and sends failed events again, in
    /// the order of each account. With `delivered`, events that were delivered are sent again as
    /// well. They keep their IDs, by which a receiver recognises them.
    ///
    /// Sends a `POST` request to `/webhook/{id}/replay`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// - `body`
    /// ```ignore
    /// let response = client.replay_webhook()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn replay_webhook(&self) -> builder::ReplayWebhook<'_> {
        builder::ReplayWebhook::new(self)
    }

    /// Rotate the secret of a webhook
    ///
    /// Gives the webhook a new secret. For a time, each delivery is signed with the new and the
    /// previous secret, so that the receiver can change over without losing one. A secret before
    /// the previous one no longer signs.
    ///
    /// Sends a `POST` request to `/webhook/{id}/rotate-secret`
    ///
    /// Arguments:
    /// - `id`: The ID of the webhook.
    /// - `body`
    /// ```ignore
    /// let response = client.rotate_webhook_secret()
    ///     .id(id)
    ///     .body(body)
    ///     .send()
    ///     .await;
    /// ```
    pub fn rotate_webhook_secret(&self) -> builder::RotateWebhookSecret<'_> {
        builder::RotateWebhookSecret::new(self)
    }
}

/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };

    /// Builder for [`Client::list_api_tokens`]
    ///
    /// [`Client::list_api_tokens`]: super::Client::list_api_tokens
    #[derive(Debug, Clone)]
    pub struct ListApiTokens<'a> {
        client: &'a super::Client,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
    }

    impl<'a> ListApiTokens<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                limit: Ok(None),
                next_cursor: Ok(None),
            }
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::ApiTokenPage>, Error<types::Error>> {
            let Self { client, limit, next_cursor } = self;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api-token", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_api_tokens",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/api-token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiTokenPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_api_tokens", error))
        }
    }

    /// Builder for [`Client::create_api_token`]
    ///
    /// [`Client::create_api_token`]: super::Client::create_api_token
    #[derive(Debug, Clone)]
    pub struct CreateApiToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::ApiTokenRegistration, String>,
    }

    impl<'a> CreateApiToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ApiTokenRegistration>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::ApiTokenRegistration,
            ) -> types::builder::ApiTokenRegistration,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::ApiTokenDetails>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::ApiTokenRegistration::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/api-token", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_api_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/api-token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiTokenDetails>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("create_api_token", error))
        }
    }

    /// Builder for [`Client::revoke_api_token`]
    ///
    /// [`Client::revoke_api_token`]: super::Client::revoke_api_token
    #[derive(Debug, Clone)]
    pub struct RevokeApiToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::ApiTokenReference, String>,
    }

    impl<'a> RevokeApiToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ApiTokenReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::ApiTokenReference,
            ) -> types::builder::ApiTokenReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::ApiTokenDetails>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::ApiTokenReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/api-token/revoke", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "revoke_api_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/api-token/revoke`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ApiTokenDetails>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("revoke_api_token", error))
        }
    }

    /// Builder for [`Client::get_environment`]
    ///
    /// [`Client::get_environment`]: super::Client::get_environment
    #[derive(Debug, Clone)]
    pub struct GetEnvironment<'a> {
        client: &'a super::Client,
    }

    impl<'a> GetEnvironment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::EnvironmentDetails>, Error<types::Error>> {
            let Self { client } = self;
            let url = format!("{}/environment", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_environment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/environment`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::EnvironmentDetails>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("get_environment", error))
        }
    }

    /// Builder for [`Client::set_environment`]
    ///
    /// [`Client::set_environment`]: super::Client::set_environment
    #[derive(Debug, Clone)]
    pub struct SetEnvironment<'a> {
        client: &'a super::Client,
        body: Result<types::builder::EnvironmentSettings, String>,
    }

    impl<'a> SetEnvironment<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::EnvironmentSettings>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::EnvironmentSettings,
            ) -> types::builder::EnvironmentSettings,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::EnvironmentDetails>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::EnvironmentSettings::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/environment", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "set_environment",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `PUT` request to `/environment`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::EnvironmentDetails>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("set_environment", error))
        }
    }

    /// Builder for [`Client::list_environment_integrations`]
    ///
    /// [`Client::list_environment_integrations`]: super::Client::list_environment_integrations
    #[derive(Debug, Clone)]
    pub struct ListEnvironmentIntegrations<'a> {
        client: &'a super::Client,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
    }

    impl<'a> ListEnvironmentIntegrations<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                limit: Ok(None),
                next_cursor: Ok(None),
            }
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<
            ResponseValue<types::EnvironmentIntegrationPage>,
            Error<types::Error>,
        > {
            let Self { client, limit, next_cursor } = self;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let url = format!("{}/environment-integration", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_environment_integrations",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/environment-integration`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::EnvironmentIntegrationPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of(
                    "list_environment_integrations",
                    error,
                ))
        }
    }

    /// Builder for [`Client::enable_integration`]
    ///
    /// [`Client::enable_integration`]: super::Client::enable_integration
    #[derive(Debug, Clone)]
    pub struct EnableIntegration<'a> {
        client: &'a super::Client,
        body: Result<types::builder::IntegrationEnablement, String>,
    }

    impl<'a> EnableIntegration<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegrationEnablement>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegrationEnablement,
            ) -> types::builder::IntegrationEnablement,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::EnvironmentIntegration>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::IntegrationEnablement::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/environment-integration", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "enable_integration",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/environment-integration`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::EnvironmentIntegration>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("enable_integration", error))
        }
    }

    /// Builder for [`Client::disable_integration`]
    ///
    /// [`Client::disable_integration`]: super::Client::disable_integration
    #[derive(Debug, Clone)]
    pub struct DisableIntegration<'a> {
        client: &'a super::Client,
        body: Result<types::builder::IntegrationReference, String>,
    }

    impl<'a> DisableIntegration<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegrationReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegrationReference,
            ) -> types::builder::IntegrationReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::IntegrationReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/environment-integration/disable", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "disable_integration",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/environment-integration/disable`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("disable_integration", error))
        }
    }

    /// Builder for [`Client::set_environment_logo`]
    ///
    /// [`Client::set_environment_logo`]: super::Client::set_environment_logo
    #[derive(Debug, Clone)]
    pub struct SetEnvironmentLogo<'a> {
        client: &'a super::Client,
        body: Result<types::builder::EnvironmentLogo, String>,
    }

    impl<'a> SetEnvironmentLogo<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::EnvironmentLogo>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::EnvironmentLogo,
            ) -> types::builder::EnvironmentLogo,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::EnvironmentLogo::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/environment/logo", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .put(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "set_environment_logo",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `PUT` request to `/environment/logo`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("set_environment_logo", error))
        }
    }

    /// Builder for [`Client::delete_environment_logo`]
    ///
    /// [`Client::delete_environment_logo`]: super::Client::delete_environment_logo
    #[derive(Debug, Clone)]
    pub struct DeleteEnvironmentLogo<'a> {
        client: &'a super::Client,
    }

    impl<'a> DeleteEnvironmentLogo<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client } = self;
            let url = format!("{}/environment/logo", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_environment_logo",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `DELETE` request to `/environment/logo`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("delete_environment_logo", error))
        }
    }

    /// Builder for [`Client::list_integrated_accounts`]
    ///
    /// [`Client::list_integrated_accounts`]: super::Client::list_integrated_accounts
    #[derive(Debug, Clone)]
    pub struct ListIntegratedAccounts<'a> {
        client: &'a super::Client,
        created_at_eq: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        created_at_gt: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        created_at_gte: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        created_at_lt: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        created_at_lte: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        integration_name_eq: Result<Option<types::IntegrationName>, String>,
        integration_name_in: Result<Option<Vec<types::IntegrationName>>, String>,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
        status_eq: Result<Option<types::IntegratedAccountStatus>, String>,
        status_in: Result<Option<Vec<types::IntegratedAccountStatus>>, String>,
        tenant_id_eq: Result<Option<types::TenantId>, String>,
        tenant_id_in: Result<Option<Vec<types::TenantId>>, String>,
        updated_at_eq: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        updated_at_gt: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        updated_at_gte: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        updated_at_lt: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        updated_at_lte: Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
    }

    impl<'a> ListIntegratedAccounts<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                created_at_eq: Ok(None),
                created_at_gt: Ok(None),
                created_at_gte: Ok(None),
                created_at_lt: Ok(None),
                created_at_lte: Ok(None),
                integration_name_eq: Ok(None),
                integration_name_in: Ok(None),
                limit: Ok(None),
                next_cursor: Ok(None),
                status_eq: Ok(None),
                status_in: Ok(None),
                tenant_id_eq: Ok(None),
                tenant_id_in: Ok(None),
                updated_at_eq: Ok(None),
                updated_at_gt: Ok(None),
                updated_at_gte: Ok(None),
                updated_at_lt: Ok(None),
                updated_at_lte: Ok(None),
            }
        }

        /// This time, to the millisecond.
        pub fn created_at_eq<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_eq = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[eq]", error)
                        .to_string()
                });
            self
        }

        /// After this time.
        pub fn created_at_gt<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_gt = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[gt]", error)
                        .to_string()
                });
            self
        }

        /// At this time, or after it.
        pub fn created_at_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_gte = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[gte]", error)
                        .to_string()
                });
            self
        }

        /// Before this time.
        pub fn created_at_lt<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_lt = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[lt]", error)
                        .to_string()
                });
            self
        }

        /// At this time, or before it.
        pub fn created_at_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.created_at_lte = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("created_at[lte]", error)
                        .to_string()
                });
            self
        }

        /// Sets `integration.name[eq]`.
        pub fn integration_name_eq<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegrationName>,
            V::Error: std::fmt::Display + 'static,
        {
            self.integration_name_eq = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("integration.name[eq]", error)
                        .to_string()
                });
            self
        }

        /// One of these values.
        pub fn integration_name_in<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::IntegrationName>,
            <V::Item as std::convert::TryInto<
                types::IntegrationName,
            >>::Error: std::fmt::Display + 'static,
        {
            self.integration_name_in = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("integration.name[in]", error)
                        .to_string()
                });
            self
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        /// Sets `status[eq]`.
        pub fn status_eq<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegratedAccountStatus>,
            V::Error: std::fmt::Display + 'static,
        {
            self.status_eq = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("status[eq]", error).to_string()
                });
            self
        }

        /// One of these values.
        pub fn status_in<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::IntegratedAccountStatus>,
            <V::Item as std::convert::TryInto<
                types::IntegratedAccountStatus,
            >>::Error: std::fmt::Display + 'static,
        {
            self.status_in = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("status[in]", error).to_string()
                });
            self
        }

        /// Sets `tenant_id[eq]`.
        pub fn tenant_id_eq<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantId>,
            V::Error: std::fmt::Display + 'static,
        {
            self.tenant_id_eq = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("tenant_id[eq]", error).to_string()
                });
            self
        }

        /// One of these values.
        pub fn tenant_id_in<V>(mut self, value: V) -> Self
        where
            V: std::iter::IntoIterator,
            V::Item: std::convert::TryInto<types::TenantId>,
            <V::Item as std::convert::TryInto<
                types::TenantId,
            >>::Error: std::fmt::Display + 'static,
        {
            self.tenant_id_in = value
                .into_iter()
                .map(std::convert::TryInto::try_into)
                .collect::<Result<Vec<_>, _>>()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("tenant_id[in]", error).to_string()
                });
            self
        }

        /// This time, to the millisecond.
        pub fn updated_at_eq<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.updated_at_eq = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("updated_at[eq]", error)
                        .to_string()
                });
            self
        }

        /// After this time.
        pub fn updated_at_gt<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.updated_at_gt = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("updated_at[gt]", error)
                        .to_string()
                });
            self
        }

        /// At this time, or after it.
        pub fn updated_at_gte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.updated_at_gte = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("updated_at[gte]", error)
                        .to_string()
                });
            self
        }

        /// Before this time.
        pub fn updated_at_lt<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.updated_at_lt = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("updated_at[lt]", error)
                        .to_string()
                });
            self
        }

        /// At this time, or before it.
        pub fn updated_at_lte<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<chrono::DateTime<chrono::offset::Utc>>,
            V::Error: std::fmt::Display + 'static,
        {
            self.updated_at_lte = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("updated_at[lte]", error)
                        .to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccountPage>, Error<types::Error>> {
            let Self {
                client,
                created_at_eq,
                created_at_gt,
                created_at_gte,
                created_at_lt,
                created_at_lte,
                integration_name_eq,
                integration_name_in,
                limit,
                next_cursor,
                status_eq,
                status_in,
                tenant_id_eq,
                tenant_id_in,
                updated_at_eq,
                updated_at_gt,
                updated_at_gte,
                updated_at_lt,
                updated_at_lte,
            } = self;
            let created_at_eq = created_at_eq.map_err(Error::InvalidRequest)?;
            let created_at_gt = created_at_gt.map_err(Error::InvalidRequest)?;
            let created_at_gte = created_at_gte.map_err(Error::InvalidRequest)?;
            let created_at_lt = created_at_lt.map_err(Error::InvalidRequest)?;
            let created_at_lte = created_at_lte.map_err(Error::InvalidRequest)?;
            let integration_name_eq = integration_name_eq
                .map_err(Error::InvalidRequest)?;
            let integration_name_in = integration_name_in
                .map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let status_eq = status_eq.map_err(Error::InvalidRequest)?;
            let status_in = status_in.map_err(Error::InvalidRequest)?;
            let tenant_id_eq = tenant_id_eq.map_err(Error::InvalidRequest)?;
            let tenant_id_in = tenant_id_in.map_err(Error::InvalidRequest)?;
            let updated_at_eq = updated_at_eq.map_err(Error::InvalidRequest)?;
            let updated_at_gt = updated_at_gt.map_err(Error::InvalidRequest)?;
            let updated_at_gte = updated_at_gte.map_err(Error::InvalidRequest)?;
            let updated_at_lt = updated_at_lt.map_err(Error::InvalidRequest)?;
            let updated_at_lte = updated_at_lte.map_err(Error::InvalidRequest)?;
            if let Some(values) = &tenant_id_in {
                super::check_list(
                    "tenant_id[in]",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 1,
                        most: Some(100),
                        unique: false,
                    },
                )?;
            }

            if let Some(values) = &status_in {
                super::check_list(
                    "status[in]",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 1,
                        most: Some(100),
                        unique: false,
                    },
                )?;
            }

            if let Some(values) = &integration_name_in {
                super::check_list(
                    "integration.name[in]",
                    values,
                    lockstep_runtime::ListLimits {
                        least: 1,
                        most: Some(100),
                        unique: false,
                    },
                )?;
            }

            let url = format!("{}/integrated-account", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(
                    &progenitor_client::QueryParam::new("created_at[eq]", &created_at_eq),
                )
                .query(
                    &progenitor_client::QueryParam::new("created_at[gt]", &created_at_gt),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_at[gte]",
                        &created_at_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new("created_at[lt]", &created_at_lt),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "created_at[lte]",
                        &created_at_lte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "integration.name[eq]",
                        &integration_name_eq,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "integration.name[in]",
                        &integration_name_in,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .query(&progenitor_client::QueryParam::new("status[eq]", &status_eq))
                .query(&progenitor_client::QueryParam::new("status[in]", &status_in))
                .query(
                    &progenitor_client::QueryParam::new("tenant_id[eq]", &tenant_id_eq),
                )
                .query(
                    &progenitor_client::QueryParam::new("tenant_id[in]", &tenant_id_in),
                )
                .query(
                    &progenitor_client::QueryParam::new("updated_at[eq]", &updated_at_eq),
                )
                .query(
                    &progenitor_client::QueryParam::new("updated_at[gt]", &updated_at_gt),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "updated_at[gte]",
                        &updated_at_gte,
                    ),
                )
                .query(
                    &progenitor_client::QueryParam::new("updated_at[lt]", &updated_at_lt),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "updated_at[lte]",
                        &updated_at_lte,
                    ),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_integrated_accounts",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/integrated-account`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccountPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_integrated_accounts", error))
        }
    }

    /// Builder for [`Client::import_integrated_account`]
    ///
    /// [`Client::import_integrated_account`]: super::Client::import_integrated_account
    #[derive(Debug, Clone)]
    pub struct ImportIntegratedAccount<'a> {
        client: &'a super::Client,
        body: Result<types::builder::IntegratedAccountImport, String>,
    }

    impl<'a> ImportIntegratedAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegratedAccountImport>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegratedAccountImport,
            ) -> types::builder::IntegratedAccountImport,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::IntegratedAccountImport::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/integrated-account", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "import_integrated_account",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/integrated-account`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("import_integrated_account", error))
        }
    }

    /// Builder for [`Client::refresh_credentials`]
    ///
    /// [`Client::refresh_credentials`]: super::Client::refresh_credentials
    #[derive(Debug, Clone)]
    pub struct RefreshCredentials<'a> {
        client: &'a super::Client,
        body: Result<types::builder::IntegratedAccountReference, String>,
    }

    impl<'a> RefreshCredentials<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegratedAccountReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegratedAccountReference,
            ) -> types::builder::IntegratedAccountReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::ActionResult>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::IntegratedAccountReference::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/refresh-credentials", client.baseurl,
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "refresh_credentials",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/integrated-account/refresh-credentials`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ActionResult>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("refresh_credentials", error))
        }
    }

    /// Builder for [`Client::run_post_install_actions`]
    ///
    /// [`Client::run_post_install_actions`]: super::Client::run_post_install_actions
    #[derive(Debug, Clone)]
    pub struct RunPostInstallActions<'a> {
        client: &'a super::Client,
        body: Result<types::builder::IntegratedAccountReference, String>,
    }

    impl<'a> RunPostInstallActions<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegratedAccountReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegratedAccountReference,
            ) -> types::builder::IntegratedAccountReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::ActionOutcome>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::IntegratedAccountReference::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/run-post-install-actions", client.baseurl,
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "run_post_install_actions",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/integrated-account/run-post-install-actions`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ActionOutcome>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("run_post_install_actions", error))
        }
    }

    /// Builder for [`Client::get_integrated_account`]
    ///
    /// [`Client::get_integrated_account`]: super::Client::get_integrated_account
    #[derive(Debug, Clone)]
    pub struct GetIntegratedAccount<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> GetIntegratedAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the integrated account.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/{}", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_integrated_account",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/integrated-account/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("get_integrated_account", error))
        }
    }

    /// Builder for [`Client::delete_integrated_account`]
    ///
    /// [`Client::delete_integrated_account`]: super::Client::delete_integrated_account
    #[derive(Debug, Clone)]
    pub struct DeleteIntegratedAccount<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> DeleteIntegratedAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the integrated account.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::DeletedObject>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/{}", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_integrated_account",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `DELETE` request to `/integrated-account/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::DeletedObject>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("delete_integrated_account", error))
        }
    }

    /// Builder for [`Client::update_integrated_account`]
    ///
    /// [`Client::update_integrated_account`]: super::Client::update_integrated_account
    #[derive(Debug, Clone)]
    pub struct UpdateIntegratedAccount<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        body: Result<types::builder::IntegratedAccountUpdate, String>,
    }

    impl<'a> UpdateIntegratedAccount<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// The ID of the integrated account.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IntegratedAccountUpdate>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::IntegratedAccountUpdate,
            ) -> types::builder::IntegratedAccountUpdate,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::IntegratedAccountUpdate::try_from(v)
                        .map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/{}", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_integrated_account",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `PATCH` request to `/integrated-account/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("update_integrated_account", error))
        }
    }

    /// Builder for [`Client::read_credentials`]
    ///
    /// [`Client::read_credentials`]: super::Client::read_credentials
    #[derive(Debug, Clone)]
    pub struct ReadCredentials<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> ReadCredentials<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the integrated account.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::Credentials>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/{}/credentials", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "read_credentials",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/integrated-account/{id}/credentials`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::Credentials>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("read_credentials", error))
        }
    }

    /// Builder for [`Client::update_credentials`]
    ///
    /// [`Client::update_credentials`]: super::Client::update_credentials
    #[derive(Debug, Clone)]
    pub struct UpdateCredentials<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        body: Result<types::CredentialsUpdate, String>,
    }

    impl<'a> UpdateCredentials<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Err("body: required".to_string()),
            }
        }

        /// The ID of the integrated account.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::CredentialsUpdate>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value.try_into().map_err(|error| error.to_string());
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/integrated-account/{}/credentials", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_credentials",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `PATCH` request to `/integrated-account/{id}/credentials`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("update_credentials", error))
        }
    }

    /// Builder for [`Client::list_integrations`]
    ///
    /// [`Client::list_integrations`]: super::Client::list_integrations
    #[derive(Debug, Clone)]
    pub struct ListIntegrations<'a> {
        client: &'a super::Client,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
    }

    impl<'a> ListIntegrations<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                limit: Ok(None),
                next_cursor: Ok(None),
            }
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegrationPage>, Error<types::Error>> {
            let Self { client, limit, next_cursor } = self;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let url = format!("{}/integration", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_integrations",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/integration`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegrationPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_integrations", error))
        }
    }

    /// Builder for [`Client::list_link_tokens`]
    ///
    /// [`Client::list_link_tokens`]: super::Client::list_link_tokens
    #[derive(Debug, Clone)]
    pub struct ListLinkTokens<'a> {
        client: &'a super::Client,
        api_token_id: Result<Option<uuid::Uuid>, String>,
        integrated_account_id: Result<Option<uuid::Uuid>, String>,
        limit: Result<Option<types::PageLimit>, String>,
        mark: Result<Option<types::LinkTokenMark>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
        tenant_id: Result<Option<types::TenantId>, String>,
    }

    impl<'a> ListLinkTokens<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                api_token_id: Ok(None),
                integrated_account_id: Ok(None),
                limit: Ok(None),
                mark: Ok(None),
                next_cursor: Ok(None),
                tenant_id: Ok(None),
            }
        }

        /// Only the link tokens that were created with this API token.
        pub fn api_token_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.api_token_id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("api_token_id", error).to_string()
                });
            self
        }

        /// Only the link tokens that reauthorise this integrated account.
        pub fn integrated_account_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.integrated_account_id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("integrated_account_id", error)
                        .to_string()
                });
            self
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// Only the link token with this mark.
        pub fn mark<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenMark>,
            V::Error: std::fmt::Display + 'static,
        {
            self.mark = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("mark", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        /// Only the link tokens of this tenant.
        pub fn tenant_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantId>,
            V::Error: std::fmt::Display + 'static,
        {
            self.tenant_id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("tenant_id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenPage>, Error<types::Error>> {
            let Self {
                client,
                api_token_id,
                integrated_account_id,
                limit,
                mark,
                next_cursor,
                tenant_id,
            } = self;
            let api_token_id = api_token_id.map_err(Error::InvalidRequest)?;
            let integrated_account_id = integrated_account_id
                .map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let mark = mark.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let tenant_id = tenant_id.map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(
                    &progenitor_client::QueryParam::new("api_token_id", &api_token_id),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "integrated_account_id",
                        &integrated_account_id,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("mark", &mark))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .query(&progenitor_client::QueryParam::new("tenant_id", &tenant_id))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_link_tokens",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/link-token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_link_tokens", error))
        }
    }

    /// Builder for [`Client::create_link_token`]
    ///
    /// [`Client::create_link_token`]: super::Client::create_link_token
    #[derive(Debug, Clone)]
    pub struct CreateLinkToken<'a> {
        client: &'a super::Client,
        idempotency_key: Result<Option<types::IdempotencyKey>, String>,
        body: Result<types::builder::LinkTokenRequest, String>,
    }

    impl<'a> CreateLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                idempotency_key: Ok(None),
                body: Ok(Default::default()),
            }
        }

        /// Makes the request safe to retry. The same key with the same request returns the same
        /// link token; the same key with a different request returns 422. A key belongs to the API
        /// token that it was sent with. Use a new UUID for each link token that you want to create.
        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::IdempotencyKey>,
            V::Error: std::fmt::Display + 'static,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("Idempotency-Key", error)
                        .to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenRequest>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenRequest,
            ) -> types::builder::LinkTokenRequest,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenResponse>, Error<types::Error>> {
            let Self { client, idempotency_key, body } = self;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::LinkTokenRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }

            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_link_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenResponse>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("create_link_token", error))
        }
    }

    /// Builder for [`Client::confirm_link_token`]
    ///
    /// [`Client::confirm_link_token`]: super::Client::confirm_link_token
    #[derive(Debug, Clone)]
    pub struct ConfirmLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenConfirmation, String>,
    }

    impl<'a> ConfirmLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenConfirmation>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenConfirmation,
            ) -> types::builder::LinkTokenConfirmation,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenConfirmation::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/confirm", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "confirm_link_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token/confirm`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("confirm_link_token", error))
        }
    }

    /// Builder for [`Client::introspect_link_token`]
    ///
    /// [`Client::introspect_link_token`]: super::Client::introspect_link_token
    #[derive(Debug, Clone)]
    pub struct IntrospectLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenReference, String>,
    }

    impl<'a> IntrospectLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenReference,
            ) -> types::builder::LinkTokenReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenIntrospection>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/introspect", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "introspect_link_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token/introspect`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenIntrospection>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("introspect_link_token", error))
        }
    }

    /// Builder for [`Client::redeem_link_token`]
    ///
    /// [`Client::redeem_link_token`]: super::Client::redeem_link_token
    #[derive(Debug, Clone)]
    pub struct RedeemLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenRedemption, String>,
    }

    impl<'a> RedeemLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenRedemption>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenRedemption,
            ) -> types::builder::LinkTokenRedemption,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenRedemption::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/redeem", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "redeem_link_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token/redeem`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::IntegratedAccount>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("redeem_link_token", error))
        }
    }

    /// Builder for [`Client::revoke_link_token`]
    ///
    /// [`Client::revoke_link_token`]: super::Client::revoke_link_token
    #[derive(Debug, Clone)]
    pub struct RevokeLinkToken<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenReference, String>,
    }

    impl<'a> RevokeLinkToken<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenReference,
            ) -> types::builder::LinkTokenReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/revoke", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "revoke_link_token",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token/revoke`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("revoke_link_token", error))
        }
    }

    /// Builder for [`Client::revoke_link_tokens`]
    ///
    /// [`Client::revoke_link_tokens`]: super::Client::revoke_link_tokens
    #[derive(Debug, Clone)]
    pub struct RevokeLinkTokens<'a> {
        client: &'a super::Client,
        body: Result<types::builder::LinkTokenSelection, String>,
    }

    impl<'a> RevokeLinkTokens<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::LinkTokenSelection>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::LinkTokenSelection,
            ) -> types::builder::LinkTokenSelection,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::LinkTokenRevocation>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::LinkTokenSelection::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/link-token/revoke-all", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "revoke_link_tokens",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/link-token/revoke-all`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::LinkTokenRevocation>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("revoke_link_tokens", error))
        }
    }

    /// Builder for [`Client::list_static_gates`]
    ///
    /// [`Client::list_static_gates`]: super::Client::list_static_gates
    #[derive(Debug, Clone)]
    pub struct ListStaticGates<'a> {
        client: &'a super::Client,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
    }

    impl<'a> ListStaticGates<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                limit: Ok(None),
                next_cursor: Ok(None),
            }
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::StaticGatePage>, Error<types::Error>> {
            let Self { client, limit, next_cursor } = self;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let url = format!("{}/static-gate", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_static_gates",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/static-gate`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::StaticGatePage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_static_gates", error))
        }
    }

    /// Builder for [`Client::create_static_gate`]
    ///
    /// [`Client::create_static_gate`]: super::Client::create_static_gate
    #[derive(Debug, Clone)]
    pub struct CreateStaticGate<'a> {
        client: &'a super::Client,
        body: Result<types::builder::StaticGateRegistration, String>,
    }

    impl<'a> CreateStaticGate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::StaticGateRegistration>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::StaticGateRegistration,
            ) -> types::builder::StaticGateRegistration,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::StaticGate>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::StaticGateRegistration::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/static-gate", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_static_gate",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/static-gate`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::StaticGate>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("create_static_gate", error))
        }
    }

    /// Builder for [`Client::delete_static_gate`]
    ///
    /// [`Client::delete_static_gate`]: super::Client::delete_static_gate
    #[derive(Debug, Clone)]
    pub struct DeleteStaticGate<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> DeleteStaticGate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the static gate.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(self) -> Result<ResponseValue<()>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/static-gate/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_static_gate",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `DELETE` request to `/static-gate/{id}`
        pub async fn send(self) -> Result<ResponseValue<()>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("delete_static_gate", error))
        }
    }

    /// Builder for [`Client::erase_tenant`]
    ///
    /// [`Client::erase_tenant`]: super::Client::erase_tenant
    #[derive(Debug, Clone)]
    pub struct EraseTenant<'a> {
        client: &'a super::Client,
        body: Result<types::builder::TenantReference, String>,
    }

    impl<'a> EraseTenant<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::TenantReference,
            ) -> types::builder::TenantReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::TenantErasureState>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::TenantReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/tenant/erase", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "erase_tenant",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/tenant/erase`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TenantErasureState>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("erase_tenant", error))
        }
    }

    /// Builder for [`Client::list_webhooks`]
    ///
    /// [`Client::list_webhooks`]: super::Client::list_webhooks
    #[derive(Debug, Clone)]
    pub struct ListWebhooks<'a> {
        client: &'a super::Client,
        environment_id: Result<Option<uuid::Uuid>, String>,
        is_active: Result<Option<bool>, String>,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
    }

    impl<'a> ListWebhooks<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                environment_id: Ok(None),
                is_active: Ok(None),
                limit: Ok(None),
                next_cursor: Ok(None),
            }
        }

        /// The environment of the API token. For another ID, the list is empty.
        pub fn environment_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.environment_id = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("environment_id", error)
                        .to_string()
                });
            self
        }

        /// Only the webhooks that are switched on, or only those that are not.
        pub fn is_active<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<bool>,
            V::Error: std::fmt::Display + 'static,
        {
            self.is_active = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("is_active", error).to_string()
                });
            self
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::WebhookPage>, Error<types::Error>> {
            let Self { client, environment_id, is_active, limit, next_cursor } = self;
            let environment_id = environment_id.map_err(Error::InvalidRequest)?;
            let is_active = is_active.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let url = format!("{}/webhook", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(
                    &progenitor_client::QueryParam::new(
                        "environment_id",
                        &environment_id,
                    ),
                )
                .query(&progenitor_client::QueryParam::new("is_active", &is_active))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_webhooks",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/webhook`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_webhooks", error))
        }
    }

    /// Builder for [`Client::create_webhook`]
    ///
    /// [`Client::create_webhook`]: super::Client::create_webhook
    #[derive(Debug, Clone)]
    pub struct CreateWebhook<'a> {
        client: &'a super::Client,
        body: Result<types::builder::WebhookRequest, String>,
    }

    impl<'a> CreateWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookRequest>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookRequest,
            ) -> types::builder::WebhookRequest,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::Webhook>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::WebhookRequest::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/webhook", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "create_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/webhook`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("create_webhook", error))
        }
    }

    /// Builder for [`Client::test_webhook`]
    ///
    /// [`Client::test_webhook`]: super::Client::test_webhook
    #[derive(Debug, Clone)]
    pub struct TestWebhook<'a> {
        client: &'a super::Client,
        body: Result<types::builder::WebhookReference, String>,
    }

    impl<'a> TestWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                body: Ok(Default::default()),
            }
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookReference>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookReference,
            ) -> types::builder::WebhookReference,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::WebhookTestResult>, Error<types::Error>> {
            let Self { client, body } = self;
            let body = body
                .and_then(|v| {
                    types::WebhookReference::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!("{}/webhook/test", client.baseurl,);
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "test_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/webhook/test`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookTestResult>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("test_webhook", error))
        }
    }

    /// Builder for [`Client::get_webhook`]
    ///
    /// [`Client::get_webhook`]: super::Client::get_webhook
    #[derive(Debug, Clone)]
    pub struct GetWebhook<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> GetWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::Webhook>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "get_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/webhook/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, crate::Error> {
            self.exchange().await.map_err(|error| crate::Error::of("get_webhook", error))
        }
    }

    /// Builder for [`Client::delete_webhook`]
    ///
    /// [`Client::delete_webhook`]: super::Client::delete_webhook
    #[derive(Debug, Clone)]
    pub struct DeleteWebhook<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
    }

    impl<'a> DeleteWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::WebhookReference>, Error<types::Error>> {
            let Self { client, id } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "delete_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `DELETE` request to `/webhook/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookReference>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("delete_webhook", error))
        }
    }

    /// Builder for [`Client::update_webhook`]
    ///
    /// [`Client::update_webhook`]: super::Client::update_webhook
    #[derive(Debug, Clone)]
    pub struct UpdateWebhook<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        body: Result<types::builder::WebhookUpdate, String>,
    }

    impl<'a> UpdateWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookUpdate>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookUpdate,
            ) -> types::builder::WebhookUpdate,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::Webhook>, Error<types::Error>> {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::WebhookUpdate::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "update_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `PATCH` request to `/webhook/{id}`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("update_webhook", error))
        }
    }

    /// Builder for [`Client::list_webhook_deliveries`]
    ///
    /// [`Client::list_webhook_deliveries`]: super::Client::list_webhook_deliveries
    #[derive(Debug, Clone)]
    pub struct ListWebhookDeliveries<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        limit: Result<Option<types::PageLimit>, String>,
        next_cursor: Result<Option<types::Cursor>, String>,
        status: Result<Option<types::WebhookDeliveryStatus>, String>,
    }

    impl<'a> ListWebhookDeliveries<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                limit: Ok(None),
                next_cursor: Ok(None),
                status: Ok(None),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::PageLimit>,
            V::Error: std::fmt::Display + 'static,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("limit", error).to_string()
                });
            self
        }

        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::Cursor>,
            V::Error: std::fmt::Display + 'static,
        {
            self.next_cursor = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("next_cursor", error).to_string()
                });
            self
        }

        /// Only the deliveries in this state.
        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookDeliveryStatus>,
            V::Error: std::fmt::Display + 'static,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|error| {
                    types::error::ConversionError::of("status", error).to_string()
                });
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::WebhookDeliveryPage>, Error<types::Error>> {
            let Self { client, id, limit, next_cursor, status } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let next_cursor = next_cursor.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}/delivery", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("next_cursor", &next_cursor))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "list_webhook_deliveries",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `GET` request to `/webhook/{id}/delivery`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookDeliveryPage>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("list_webhook_deliveries", error))
        }
    }

    /// Builder for [`Client::replay_webhook`]
    ///
    /// [`Client::replay_webhook`]: super::Client::replay_webhook
    #[derive(Debug, Clone)]
    pub struct ReplayWebhook<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        body: Result<types::builder::WebhookReplay, String>,
    }

    impl<'a> ReplayWebhook<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookReplay>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookReplay,
            ) -> types::builder::WebhookReplay,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::WebhookReplayResult>, Error<types::Error>> {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::WebhookReplay::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}/replay", client.baseurl, encode_path(& id.to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "replay_webhook",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/webhook/{id}/replay`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::WebhookReplayResult>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("replay_webhook", error))
        }
    }

    /// Builder for [`Client::rotate_webhook_secret`]
    ///
    /// [`Client::rotate_webhook_secret`]: super::Client::rotate_webhook_secret
    #[derive(Debug, Clone)]
    pub struct RotateWebhookSecret<'a> {
        client: &'a super::Client,
        id: Result<uuid::Uuid, String>,
        body: Result<types::builder::WebhookRotation, String>,
    }

    impl<'a> RotateWebhookSecret<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                id: Err("id: required".to_string()),
                body: Ok(Default::default()),
            }
        }

        /// The ID of the webhook.
        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<uuid::Uuid>,
            V::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map_err(|error| {
                    types::error::ConversionError::of("id", error).to_string()
                });
            self
        }

        /// Sets the body.
        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::WebhookRotation>,
            V::Error: std::fmt::Display + 'static,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|error| error.to_string());
            self
        }

        /// Builds the body in place: `.body_map(|body| body.…)`.
        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::WebhookRotation,
            ) -> types::builder::WebhookRotation,
        {
            self.body = self.body.map(f);
            self
        }

        async fn exchange(
            self,
        ) -> Result<ResponseValue<types::Webhook>, Error<types::Error>> {
            let Self { client, id, body } = self;
            let id = id.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::WebhookRotation::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/webhook/{}/rotate-secret", client.baseurl, encode_path(& id
                .to_string()),
            );
            let mut header_map = reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    reqwest::header::HeaderName::from_static("api-version"),
                    reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    reqwest::header::ACCEPT,
                    reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "rotate_webhook_secret",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => super::read_answer(response).await,
                400u16..=499u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                500u16..=599u16 => {
                    Err(Error::ErrorResponse(super::read_answer(response).await?))
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }

        /// Sends a `POST` request to `/webhook/{id}/rotate-secret`
        pub async fn send(self) -> Result<ResponseValue<types::Webhook>, crate::Error> {
            self.exchange()
                .await
                .map_err(|error| crate::Error::of("rotate_webhook_secret", error))
        }
    }
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}

/// Returns true if a request of an operation may be sent again after one that may have
/// taken effect, for instance because its answer was lost. The name of the operation is
/// that of its method, as in `OperationInfo`. False for an unknown name.
pub fn is_repeatable(operation_id: &str) -> bool {
    matches!(
        operation_id, "list_api_tokens" | "revoke_api_token" | "get_environment" |
        "set_environment" | "list_environment_integrations" | "enable_integration" |
        "disable_integration" | "set_environment_logo" | "delete_environment_logo" |
        "list_integrated_accounts" | "refresh_credentials" | "run_post_install_actions" |
        "get_integrated_account" | "delete_integrated_account" |
        "update_integrated_account" | "read_credentials" | "update_credentials" |
        "list_integrations" | "list_link_tokens" | "create_link_token" |
        "confirm_link_token" | "introspect_link_token" | "revoke_link_token" |
        "revoke_link_tokens" | "list_static_gates" | "delete_static_gate" |
        "erase_tenant" | "list_webhooks" | "test_webhook" | "get_webhook" |
        "delete_webhook" | "update_webhook" | "list_webhook_deliveries"
    )
}

/// Reads a response. The error for a response that breaks the contract says what was
/// expected and where, but shows neither the bytes nor the value: they may hold secrets.
async fn read_answer<T: serde::de::DeserializeOwned, E>(
    answer: reqwest::Response,
) -> Result<ResponseValue<T>, Error<E>> {
    ResponseValue::from_response(answer)
        .await
        .map_err(|error| {
            let Error::InvalidResponsePayload(_, error) = error else {
                return error;
            };
            let message = error.to_string();
            let expected = [", expected ", ", there are no "]
                .into_iter()
                .find_map(|comma| message.rfind(comma));
            let error = expected
                .map_or(error, |comma| serde::de::Error::custom(&message[comma + 2..]));
            Error::InvalidResponsePayload(Default::default(), error)
        })
}

/// Refuses a list beyond its limits.
fn check_list<E>(
    name: &str,
    elements: &[impl serde::Serialize],
    limits: lockstep_runtime::ListLimits,
) -> Result<(), Error<E>> {
    limits
        .check(elements)
        .map_err(|error| Error::InvalidRequest(format!("{name}: {error}")))
}
