// @generated from openapi.yaml by `cargo xtask codegen`. Do not edit: change openapi.yaml and run that again.

//! Stands in for a server of Link Token API, for tests of what calls it.
//!
//! `MockServerExt` gives a [`MockServer`](httpmock::MockServer) a method for each operation.
//! Expectations and answers keep to the contract; `into_inner()` leads out of it.
#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]

use link_token_types as types;
/// The version that these mocks are made with.
pub use httpmock;

/// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
/// that [`mock`](httpmock::MockServer::mock) makes.
pub trait MockServerExt {
    /// Mocks `list_api_tokens`: `GET /api-token`.
    fn list_api_tokens(
        &self,
        mock: impl FnOnce(operations::ListApiTokensWhen, operations::ListApiTokensThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `create_api_token`: `POST /api-token`.
    fn create_api_token(
        &self,
        mock: impl FnOnce(operations::CreateApiTokenWhen, operations::CreateApiTokenThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `revoke_api_token`: `POST /api-token/revoke`.
    fn revoke_api_token(
        &self,
        mock: impl FnOnce(operations::RevokeApiTokenWhen, operations::RevokeApiTokenThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_environment`: `GET /environment`.
    fn get_environment(
        &self,
        mock: impl FnOnce(operations::GetEnvironmentWhen, operations::GetEnvironmentThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `set_environment`: `PUT /environment`.
    fn set_environment(
        &self,
        mock: impl FnOnce(operations::SetEnvironmentWhen, operations::SetEnvironmentThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_environment_integrations`: `GET /environment-integration`.
    fn list_environment_integrations(
        &self,
        mock: impl FnOnce(
            operations::ListEnvironmentIntegrationsWhen,
            operations::ListEnvironmentIntegrationsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `enable_integration`: `POST /environment-integration`.
    fn enable_integration(
        &self,
        mock: impl FnOnce(
            operations::EnableIntegrationWhen,
            operations::EnableIntegrationThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `disable_integration`: `POST /environment-integration/disable`.
    fn disable_integration(
        &self,
        mock: impl FnOnce(
            operations::DisableIntegrationWhen,
            operations::DisableIntegrationThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `set_environment_logo`: `PUT /environment/logo`.
    fn set_environment_logo(
        &self,
        mock: impl FnOnce(
            operations::SetEnvironmentLogoWhen,
            operations::SetEnvironmentLogoThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `delete_environment_logo`: `DELETE /environment/logo`.
    fn delete_environment_logo(
        &self,
        mock: impl FnOnce(
            operations::DeleteEnvironmentLogoWhen,
            operations::DeleteEnvironmentLogoThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_integrated_accounts`: `GET /integrated-account`.
    fn list_integrated_accounts(
        &self,
        mock: impl FnOnce(
            operations::ListIntegratedAccountsWhen,
            operations::ListIntegratedAccountsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `import_integrated_account`: `POST /integrated-account`.
    fn import_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::ImportIntegratedAccountWhen,
            operations::ImportIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `refresh_credentials`: `POST /integrated-account/refresh-credentials`.
    fn refresh_credentials(
        &self,
        mock: impl FnOnce(
            operations::RefreshCredentialsWhen,
            operations::RefreshCredentialsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `run_post_install_actions`: `POST /integrated-account/run-post-install-actions`.
    fn run_post_install_actions(
        &self,
        mock: impl FnOnce(
            operations::RunPostInstallActionsWhen,
            operations::RunPostInstallActionsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_integrated_account`: `GET /integrated-account/{id}`.
    fn get_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::GetIntegratedAccountWhen,
            operations::GetIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `delete_integrated_account`: `DELETE /integrated-account/{id}`.
    fn delete_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::DeleteIntegratedAccountWhen,
            operations::DeleteIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `update_integrated_account`: `PATCH /integrated-account/{id}`.
    fn update_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::UpdateIntegratedAccountWhen,
            operations::UpdateIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `read_credentials`: `GET /integrated-account/{id}/credentials`.
    fn read_credentials(
        &self,
        mock: impl FnOnce(
            operations::ReadCredentialsWhen,
            operations::ReadCredentialsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `update_credentials`: `PATCH /integrated-account/{id}/credentials`.
    fn update_credentials(
        &self,
        mock: impl FnOnce(
            operations::UpdateCredentialsWhen,
            operations::UpdateCredentialsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_integrations`: `GET /integration`.
    fn list_integrations(
        &self,
        mock: impl FnOnce(
            operations::ListIntegrationsWhen,
            operations::ListIntegrationsThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_link_tokens`: `GET /link-token`.
    fn list_link_tokens(
        &self,
        mock: impl FnOnce(operations::ListLinkTokensWhen, operations::ListLinkTokensThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `create_link_token`: `POST /link-token`.
    fn create_link_token(
        &self,
        mock: impl FnOnce(
            operations::CreateLinkTokenWhen,
            operations::CreateLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `confirm_link_token`: `POST /link-token/confirm`.
    fn confirm_link_token(
        &self,
        mock: impl FnOnce(
            operations::ConfirmLinkTokenWhen,
            operations::ConfirmLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `introspect_link_token`: `POST /link-token/introspect`.
    fn introspect_link_token(
        &self,
        mock: impl FnOnce(
            operations::IntrospectLinkTokenWhen,
            operations::IntrospectLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `redeem_link_token`: `POST /link-token/redeem`.
    fn redeem_link_token(
        &self,
        mock: impl FnOnce(
            operations::RedeemLinkTokenWhen,
            operations::RedeemLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `revoke_link_token`: `POST /link-token/revoke`.
    fn revoke_link_token(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokenWhen,
            operations::RevokeLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `revoke_link_tokens`: `POST /link-token/revoke-all`.
    fn revoke_link_tokens(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokensWhen,
            operations::RevokeLinkTokensThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_static_gates`: `GET /static-gate`.
    fn list_static_gates(
        &self,
        mock: impl FnOnce(
            operations::ListStaticGatesWhen,
            operations::ListStaticGatesThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `create_static_gate`: `POST /static-gate`.
    fn create_static_gate(
        &self,
        mock: impl FnOnce(
            operations::CreateStaticGateWhen,
            operations::CreateStaticGateThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `delete_static_gate`: `DELETE /static-gate/{id}`.
    fn delete_static_gate(
        &self,
        mock: impl FnOnce(
            operations::DeleteStaticGateWhen,
            operations::DeleteStaticGateThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `erase_tenant`: `POST /tenant/erase`.
    fn erase_tenant(
        &self,
        mock: impl FnOnce(operations::EraseTenantWhen, operations::EraseTenantThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_webhooks`: `GET /webhook`.
    fn list_webhooks(
        &self,
        mock: impl FnOnce(operations::ListWebhooksWhen, operations::ListWebhooksThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `create_webhook`: `POST /webhook`.
    fn create_webhook(
        &self,
        mock: impl FnOnce(operations::CreateWebhookWhen, operations::CreateWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `test_webhook`: `POST /webhook/test`.
    fn test_webhook(
        &self,
        mock: impl FnOnce(operations::TestWebhookWhen, operations::TestWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `get_webhook`: `GET /webhook/{id}`.
    fn get_webhook(
        &self,
        mock: impl FnOnce(operations::GetWebhookWhen, operations::GetWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `delete_webhook`: `DELETE /webhook/{id}`.
    fn delete_webhook(
        &self,
        mock: impl FnOnce(operations::DeleteWebhookWhen, operations::DeleteWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `update_webhook`: `PATCH /webhook/{id}`.
    fn update_webhook(
        &self,
        mock: impl FnOnce(operations::UpdateWebhookWhen, operations::UpdateWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `list_webhook_deliveries`: `GET /webhook/{id}/delivery`.
    fn list_webhook_deliveries(
        &self,
        mock: impl FnOnce(
            operations::ListWebhookDeliveriesWhen,
            operations::ListWebhookDeliveriesThen,
        ),
    ) -> httpmock::Mock<'_>;

    /// Mocks `replay_webhook`: `POST /webhook/{id}/replay`.
    fn replay_webhook(
        &self,
        mock: impl FnOnce(operations::ReplayWebhookWhen, operations::ReplayWebhookThen),
    ) -> httpmock::Mock<'_>;

    /// Mocks `rotate_webhook_secret`: `POST /webhook/{id}/rotate-secret`.
    fn rotate_webhook_secret(
        &self,
        mock: impl FnOnce(
            operations::RotateWebhookSecretWhen,
            operations::RotateWebhookSecretThen,
        ),
    ) -> httpmock::Mock<'_>;
}

impl MockServerExt for httpmock::MockServer {
    fn list_api_tokens(
        &self,
        mock: impl FnOnce(operations::ListApiTokensWhen, operations::ListApiTokensThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListApiTokensWhen::new(when),
                operations::ListApiTokensThen::new(then),
            );
        })
    }

    fn create_api_token(
        &self,
        mock: impl FnOnce(operations::CreateApiTokenWhen, operations::CreateApiTokenThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateApiTokenWhen::new(when),
                operations::CreateApiTokenThen::new(then),
            );
        })
    }

    fn revoke_api_token(
        &self,
        mock: impl FnOnce(operations::RevokeApiTokenWhen, operations::RevokeApiTokenThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RevokeApiTokenWhen::new(when),
                operations::RevokeApiTokenThen::new(then),
            );
        })
    }

    fn get_environment(
        &self,
        mock: impl FnOnce(operations::GetEnvironmentWhen, operations::GetEnvironmentThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetEnvironmentWhen::new(when),
                operations::GetEnvironmentThen::new(then),
            );
        })
    }

    fn set_environment(
        &self,
        mock: impl FnOnce(operations::SetEnvironmentWhen, operations::SetEnvironmentThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SetEnvironmentWhen::new(when),
                operations::SetEnvironmentThen::new(then),
            );
        })
    }

    fn list_environment_integrations(
        &self,
        mock: impl FnOnce(
            operations::ListEnvironmentIntegrationsWhen,
            operations::ListEnvironmentIntegrationsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListEnvironmentIntegrationsWhen::new(when),
                operations::ListEnvironmentIntegrationsThen::new(then),
            );
        })
    }

    fn enable_integration(
        &self,
        mock: impl FnOnce(
            operations::EnableIntegrationWhen,
            operations::EnableIntegrationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::EnableIntegrationWhen::new(when),
                operations::EnableIntegrationThen::new(then),
            );
        })
    }

    fn disable_integration(
        &self,
        mock: impl FnOnce(
            operations::DisableIntegrationWhen,
            operations::DisableIntegrationThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DisableIntegrationWhen::new(when),
                operations::DisableIntegrationThen::new(then),
            );
        })
    }

    fn set_environment_logo(
        &self,
        mock: impl FnOnce(
            operations::SetEnvironmentLogoWhen,
            operations::SetEnvironmentLogoThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::SetEnvironmentLogoWhen::new(when),
                operations::SetEnvironmentLogoThen::new(then),
            );
        })
    }

    fn delete_environment_logo(
        &self,
        mock: impl FnOnce(
            operations::DeleteEnvironmentLogoWhen,
            operations::DeleteEnvironmentLogoThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DeleteEnvironmentLogoWhen::new(when),
                operations::DeleteEnvironmentLogoThen::new(then),
            );
        })
    }

    fn list_integrated_accounts(
        &self,
        mock: impl FnOnce(
            operations::ListIntegratedAccountsWhen,
            operations::ListIntegratedAccountsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListIntegratedAccountsWhen::new(when),
                operations::ListIntegratedAccountsThen::new(then),
            );
        })
    }

    fn import_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::ImportIntegratedAccountWhen,
            operations::ImportIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ImportIntegratedAccountWhen::new(when),
                operations::ImportIntegratedAccountThen::new(then),
            );
        })
    }

    fn refresh_credentials(
        &self,
        mock: impl FnOnce(
            operations::RefreshCredentialsWhen,
            operations::RefreshCredentialsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RefreshCredentialsWhen::new(when),
                operations::RefreshCredentialsThen::new(then),
            );
        })
    }

    fn run_post_install_actions(
        &self,
        mock: impl FnOnce(
            operations::RunPostInstallActionsWhen,
            operations::RunPostInstallActionsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RunPostInstallActionsWhen::new(when),
                operations::RunPostInstallActionsThen::new(then),
            );
        })
    }

    fn get_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::GetIntegratedAccountWhen,
            operations::GetIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetIntegratedAccountWhen::new(when),
                operations::GetIntegratedAccountThen::new(then),
            );
        })
    }

    fn delete_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::DeleteIntegratedAccountWhen,
            operations::DeleteIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DeleteIntegratedAccountWhen::new(when),
                operations::DeleteIntegratedAccountThen::new(then),
            );
        })
    }

    fn update_integrated_account(
        &self,
        mock: impl FnOnce(
            operations::UpdateIntegratedAccountWhen,
            operations::UpdateIntegratedAccountThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::UpdateIntegratedAccountWhen::new(when),
                operations::UpdateIntegratedAccountThen::new(then),
            );
        })
    }

    fn read_credentials(
        &self,
        mock: impl FnOnce(
            operations::ReadCredentialsWhen,
            operations::ReadCredentialsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReadCredentialsWhen::new(when),
                operations::ReadCredentialsThen::new(then),
            );
        })
    }

    fn update_credentials(
        &self,
        mock: impl FnOnce(
            operations::UpdateCredentialsWhen,
            operations::UpdateCredentialsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::UpdateCredentialsWhen::new(when),
                operations::UpdateCredentialsThen::new(then),
            );
        })
    }

    fn list_integrations(
        &self,
        mock: impl FnOnce(
            operations::ListIntegrationsWhen,
            operations::ListIntegrationsThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListIntegrationsWhen::new(when),
                operations::ListIntegrationsThen::new(then),
            );
        })
    }

    fn list_link_tokens(
        &self,
        mock: impl FnOnce(operations::ListLinkTokensWhen, operations::ListLinkTokensThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListLinkTokensWhen::new(when),
                operations::ListLinkTokensThen::new(then),
            );
        })
    }

    fn create_link_token(
        &self,
        mock: impl FnOnce(
            operations::CreateLinkTokenWhen,
            operations::CreateLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateLinkTokenWhen::new(when),
                operations::CreateLinkTokenThen::new(then),
            );
        })
    }

    fn confirm_link_token(
        &self,
        mock: impl FnOnce(
            operations::ConfirmLinkTokenWhen,
            operations::ConfirmLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ConfirmLinkTokenWhen::new(when),
                operations::ConfirmLinkTokenThen::new(then),
            );
        })
    }

    fn introspect_link_token(
        &self,
        mock: impl FnOnce(
            operations::IntrospectLinkTokenWhen,
            operations::IntrospectLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::IntrospectLinkTokenWhen::new(when),
                operations::IntrospectLinkTokenThen::new(then),
            );
        })
    }

    fn redeem_link_token(
        &self,
        mock: impl FnOnce(
            operations::RedeemLinkTokenWhen,
            operations::RedeemLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RedeemLinkTokenWhen::new(when),
                operations::RedeemLinkTokenThen::new(then),
            );
        })
    }

    fn revoke_link_token(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokenWhen,
            operations::RevokeLinkTokenThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RevokeLinkTokenWhen::new(when),
                operations::RevokeLinkTokenThen::new(then),
            );
        })
    }

    fn revoke_link_tokens(
        &self,
        mock: impl FnOnce(
            operations::RevokeLinkTokensWhen,
            operations::RevokeLinkTokensThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RevokeLinkTokensWhen::new(when),
                operations::RevokeLinkTokensThen::new(then),
            );
        })
    }

    fn list_static_gates(
        &self,
        mock: impl FnOnce(
            operations::ListStaticGatesWhen,
            operations::ListStaticGatesThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListStaticGatesWhen::new(when),
                operations::ListStaticGatesThen::new(then),
            );
        })
    }

    fn create_static_gate(
        &self,
        mock: impl FnOnce(
            operations::CreateStaticGateWhen,
            operations::CreateStaticGateThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateStaticGateWhen::new(when),
                operations::CreateStaticGateThen::new(then),
            );
        })
    }

    fn delete_static_gate(
        &self,
        mock: impl FnOnce(
            operations::DeleteStaticGateWhen,
            operations::DeleteStaticGateThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DeleteStaticGateWhen::new(when),
                operations::DeleteStaticGateThen::new(then),
            );
        })
    }

    fn erase_tenant(
        &self,
        mock: impl FnOnce(operations::EraseTenantWhen, operations::EraseTenantThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::EraseTenantWhen::new(when),
                operations::EraseTenantThen::new(then),
            );
        })
    }

    fn list_webhooks(
        &self,
        mock: impl FnOnce(operations::ListWebhooksWhen, operations::ListWebhooksThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListWebhooksWhen::new(when),
                operations::ListWebhooksThen::new(then),
            );
        })
    }

    fn create_webhook(
        &self,
        mock: impl FnOnce(operations::CreateWebhookWhen, operations::CreateWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::CreateWebhookWhen::new(when),
                operations::CreateWebhookThen::new(then),
            );
        })
    }

    fn test_webhook(
        &self,
        mock: impl FnOnce(operations::TestWebhookWhen, operations::TestWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::TestWebhookWhen::new(when),
                operations::TestWebhookThen::new(then),
            );
        })
    }

    fn get_webhook(
        &self,
        mock: impl FnOnce(operations::GetWebhookWhen, operations::GetWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::GetWebhookWhen::new(when),
                operations::GetWebhookThen::new(then),
            );
        })
    }

    fn delete_webhook(
        &self,
        mock: impl FnOnce(operations::DeleteWebhookWhen, operations::DeleteWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::DeleteWebhookWhen::new(when),
                operations::DeleteWebhookThen::new(then),
            );
        })
    }

    fn update_webhook(
        &self,
        mock: impl FnOnce(operations::UpdateWebhookWhen, operations::UpdateWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::UpdateWebhookWhen::new(when),
                operations::UpdateWebhookThen::new(then),
            );
        })
    }

    fn list_webhook_deliveries(
        &self,
        mock: impl FnOnce(
            operations::ListWebhookDeliveriesWhen,
            operations::ListWebhookDeliveriesThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ListWebhookDeliveriesWhen::new(when),
                operations::ListWebhookDeliveriesThen::new(then),
            );
        })
    }

    fn replay_webhook(
        &self,
        mock: impl FnOnce(operations::ReplayWebhookWhen, operations::ReplayWebhookThen),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::ReplayWebhookWhen::new(when),
                operations::ReplayWebhookThen::new(then),
            );
        })
    }

    fn rotate_webhook_secret(
        &self,
        mock: impl FnOnce(
            operations::RotateWebhookSecretWhen,
            operations::RotateWebhookSecretThen,
        ),
    ) -> httpmock::Mock<'_> {
        self.mock(|when, then| {
            mock(
                operations::RotateWebhookSecretWhen::new(when),
                operations::RotateWebhookSecretThen::new(then),
            );
        })
    }
}

/// For each operation, the requests that a mock expects, and what it answers.
pub mod operations {
    use super::types;

    /// The requests of `list_api_tokens` that a mock expects: any at first.
    pub struct ListApiTokensWhen(httpmock::When);

    impl ListApiTokensWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/api-token"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_api_tokens`.
    pub struct ListApiTokensThen(httpmock::Then);

    impl ListApiTokensThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of API tokens.
        pub fn ok(self, value: &types::ApiTokenPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `create_api_token` that a mock expects: any at first.
    pub struct CreateApiTokenWhen(httpmock::When);

    impl CreateApiTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/api-token"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::ApiTokenRegistration) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `create_api_token`.
    pub struct CreateApiTokenThen(httpmock::Then);

    impl CreateApiTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The API token, without its secret.
        pub fn ok(self, value: &types::ApiTokenDetails) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 409: An object with this ID or secret already exists.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `revoke_api_token` that a mock expects: any at first.
    pub struct RevokeApiTokenWhen(httpmock::When);

    impl RevokeApiTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/api-token/revoke"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::ApiTokenReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `revoke_api_token`.
    pub struct RevokeApiTokenThen(httpmock::Then);

    impl RevokeApiTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The revoked API token.
        pub fn ok(self, value: &types::ApiTokenDetails) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `get_environment` that a mock expects: any at first.
    pub struct GetEnvironmentWhen(httpmock::When);

    impl GetEnvironmentWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/environment"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `get_environment`.
    pub struct GetEnvironmentThen(httpmock::Then);

    impl GetEnvironmentThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The environment.
        pub fn ok(self, value: &types::EnvironmentDetails) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `set_environment` that a mock expects: any at first.
    pub struct SetEnvironmentWhen(httpmock::When);

    impl SetEnvironmentWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/environment"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::EnvironmentSettings) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `set_environment`.
    pub struct SetEnvironmentThen(httpmock::Then);

    impl SetEnvironmentThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The environment.
        pub fn ok(self, value: &types::EnvironmentDetails) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_environment_integrations` that a mock expects: any at first.
    pub struct ListEnvironmentIntegrationsWhen(httpmock::When);

    impl ListEnvironmentIntegrationsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/environment-integration"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_environment_integrations`.
    pub struct ListEnvironmentIntegrationsThen(httpmock::Then);

    impl ListEnvironmentIntegrationsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of environment integrations.
        pub fn ok(self, value: &types::EnvironmentIntegrationPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `enable_integration` that a mock expects: any at first.
    pub struct EnableIntegrationWhen(httpmock::When);

    impl EnableIntegrationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/environment-integration"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegrationEnablement) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `enable_integration`.
    pub struct EnableIntegrationThen(httpmock::Then);

    impl EnableIntegrationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The environment integration.
        pub fn ok(self, value: &types::EnvironmentIntegration) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `disable_integration` that a mock expects: any at first.
    pub struct DisableIntegrationWhen(httpmock::When);

    impl DisableIntegrationWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path("/environment-integration/disable"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegrationReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `disable_integration`.
    pub struct DisableIntegrationThen(httpmock::Then);

    impl DisableIntegrationThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The app is no longer offered.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `set_environment_logo` that a mock expects: any at first.
    pub struct SetEnvironmentLogoWhen(httpmock::When);

    impl SetEnvironmentLogoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::PUT).path("/environment/logo"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::EnvironmentLogo) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `set_environment_logo`.
    pub struct SetEnvironmentLogoThen(httpmock::Then);

    impl SetEnvironmentLogoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The logo is set.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 128 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `delete_environment_logo` that a mock expects: any at first.
    pub struct DeleteEnvironmentLogoWhen(httpmock::When);

    impl DeleteEnvironmentLogoWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::DELETE).path("/environment/logo"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }
    }

    /// The response of a mock to `delete_environment_logo`.
    pub struct DeleteEnvironmentLogoThen(httpmock::Then);

    impl DeleteEnvironmentLogoThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The environment has no logo.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_integrated_accounts` that a mock expects: any at first.
    pub struct ListIntegratedAccountsWhen(httpmock::When);

    impl ListIntegratedAccountsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/integrated-account"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `created_at[eq]`, or for `None`, those without.
        ///
        /// This time, to the millisecond.
        pub fn created_at_eq<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[eq]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[eq]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `created_at[gt]`, or for `None`, those without.
        ///
        /// After this time.
        pub fn created_at_gt<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[gt]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[gt]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `created_at[gte]`, or for `None`, those without.
        ///
        /// At this time, or after it.
        pub fn created_at_gte<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[gte]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[gte]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `created_at[lt]`, or for `None`, those without.
        ///
        /// Before this time.
        pub fn created_at_lt<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[lt]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[lt]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `created_at[lte]`, or for `None`, those without.
        ///
        /// At this time, or before it.
        pub fn created_at_lte<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("created_at[lte]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "created_at[lte]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `integration.name[eq]`, or for `None`, those without.
        pub fn integration_name_eq<'a>(
            self,
            value: impl Into<Option<&'a types::IntegrationName>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("integration.name[eq]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "integration.name[eq]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with all these `integration.name[in]`.
        ///
        /// One of these values.
        pub fn integration_name_in(self, values: &[types::IntegrationName]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| {
                            when.query_param("integration.name[in]", query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `status[eq]`, or for `None`, those without.
        pub fn status_eq<'a>(
            self,
            value: impl Into<Option<&'a types::IntegratedAccountStatus>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("status[eq]"));
            };
            Self(
                self.0.query_param("status[eq]", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with all these `status[in]`.
        ///
        /// One of these values.
        pub fn status_in(self, values: &[types::IntegratedAccountStatus]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| when.query_param("status[in]", query_text(value)),
                    ),
            )
        }

        /// Only those with this `tenant_id[eq]`, or for `None`, those without.
        pub fn tenant_id_eq<'a>(
            self,
            value: impl Into<Option<&'a types::TenantId>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("tenant_id[eq]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "tenant_id[eq]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with all these `tenant_id[in]`.
        ///
        /// One of these values.
        pub fn tenant_id_in(self, values: &[types::TenantId]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(
                each
                    .fold(
                        self.0,
                        |when, value| {
                            when.query_param("tenant_id[in]", query_text(value))
                        },
                    ),
            )
        }

        /// Only those with this `updated_at[eq]`, or for `None`, those without.
        ///
        /// This time, to the millisecond.
        pub fn updated_at_eq<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("updated_at[eq]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "updated_at[eq]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `updated_at[gt]`, or for `None`, those without.
        ///
        /// After this time.
        pub fn updated_at_gt<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("updated_at[gt]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "updated_at[gt]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `updated_at[gte]`, or for `None`, those without.
        ///
        /// At this time, or after it.
        pub fn updated_at_gte<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("updated_at[gte]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "updated_at[gte]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `updated_at[lt]`, or for `None`, those without.
        ///
        /// Before this time.
        pub fn updated_at_lt<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("updated_at[lt]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "updated_at[lt]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `updated_at[lte]`, or for `None`, those without.
        ///
        /// At this time, or before it.
        pub fn updated_at_lte<'a>(
            self,
            value: impl Into<Option<&'a chrono::DateTime<chrono::Utc>>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("updated_at[lte]"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "updated_at[lte]",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }
    }

    /// The response of a mock to `list_integrated_accounts`.
    pub struct ListIntegratedAccountsThen(httpmock::Then);

    impl ListIntegratedAccountsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of integrated accounts.
        pub fn ok(self, value: &types::IntegratedAccountPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `import_integrated_account` that a mock expects: any at first.
    pub struct ImportIntegratedAccountWhen(httpmock::When);

    impl ImportIntegratedAccountWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/integrated-account"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegratedAccountImport) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `import_integrated_account`.
    pub struct ImportIntegratedAccountThen(httpmock::Then);

    impl ImportIntegratedAccountThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The imported account, without its credentials.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 409: An object with this ID or secret already exists.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `refresh_credentials` that a mock expects: any at first.
    pub struct RefreshCredentialsWhen(httpmock::When);

    impl RefreshCredentialsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path("/integrated-account/refresh-credentials"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegratedAccountReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `refresh_credentials`.
    pub struct RefreshCredentialsThen(httpmock::Then);

    impl RefreshCredentialsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The third party has issued new credentials.
        pub fn ok(self, value: &types::ActionResult) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 409: The state of the account does not allow the operation: it waits for its
        /// confirmation, or the third party issues no new credentials, so that the user has to
        /// authorise it again.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is neither `application/json` nor `text/plain`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `run_post_install_actions` that a mock expects: any at first.
    pub struct RunPostInstallActionsWhen(httpmock::When);

    impl RunPostInstallActionsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path("/integrated-account/run-post-install-actions"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegratedAccountReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `run_post_install_actions`.
    pub struct RunPostInstallActionsThen(httpmock::Then);

    impl RunPostInstallActionsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The outcome.
        pub fn ok(self, value: &types::ActionOutcome) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 409: The state of the account does not allow the operation: it waits for its
        /// confirmation, or the third party issues no new credentials, so that the user has to
        /// authorise it again.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `get_integrated_account` that a mock expects: any at first.
    pub struct GetIntegratedAccountWhen(httpmock::When);

    impl GetIntegratedAccountWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/integrated\\-account/[^/]*$")
                    .path_not("/integrated-account/refresh-credentials")
                    .path_not("/integrated-account/run-post-install-actions"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the integrated account.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/integrated\\-account/{}$", path_text(& value.to_string())
                        ),
                    ),
            )
        }
    }

    /// The response of a mock to `get_integrated_account`.
    pub struct GetIntegratedAccountThen(httpmock::Then);

    impl GetIntegratedAccountThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The integrated account, without its credentials.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `delete_integrated_account` that a mock expects: any at first.
    pub struct DeleteIntegratedAccountWhen(httpmock::When);

    impl DeleteIntegratedAccountWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::DELETE)
                    .path_matches("^/integrated\\-account/[^/]*$")
                    .path_not("/integrated-account/refresh-credentials")
                    .path_not("/integrated-account/run-post-install-actions"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the integrated account.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/integrated\\-account/{}$", path_text(& value.to_string())
                        ),
                    ),
            )
        }
    }

    /// The response of a mock to `delete_integrated_account`.
    pub struct DeleteIntegratedAccountThen(httpmock::Then);

    impl DeleteIntegratedAccountThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The ID of the deleted account.
        pub fn ok(self, value: &types::DeletedObject) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `update_integrated_account` that a mock expects: any at first.
    pub struct UpdateIntegratedAccountWhen(httpmock::When);

    impl UpdateIntegratedAccountWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::PATCH)
                    .path_matches("^/integrated\\-account/[^/]*$")
                    .path_not("/integrated-account/refresh-credentials")
                    .path_not("/integrated-account/run-post-install-actions"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the integrated account.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/integrated\\-account/{}$", path_text(& value.to_string())
                        ),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::IntegratedAccountUpdate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `update_integrated_account`.
    pub struct UpdateIntegratedAccountThen(httpmock::Then);

    impl UpdateIntegratedAccountThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The changed account.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `read_credentials` that a mock expects: any at first.
    pub struct ReadCredentialsWhen(httpmock::When);

    impl ReadCredentialsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/integrated\\-account/[^/]*/credentials$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the integrated account.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/integrated\\-account/{}/credentials$", path_text(& value
                            .to_string())
                        ),
                    ),
            )
        }
    }

    /// The response of a mock to `read_credentials`.
    pub struct ReadCredentialsThen(httpmock::Then);

    impl ReadCredentialsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The credentials.
        pub fn ok(self, value: &types::Credentials) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 409: The state of the account does not allow the operation: it waits for its
        /// confirmation, or the third party issues no new credentials, so that the user has to
        /// authorise it again.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `update_credentials` that a mock expects: any at first.
    pub struct UpdateCredentialsWhen(httpmock::When);

    impl UpdateCredentialsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::PATCH)
                    .path_matches("^/integrated\\-account/[^/]*/credentials$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the integrated account.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/integrated\\-account/{}/credentials$", path_text(& value
                            .to_string())
                        ),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::CredentialsUpdate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `update_credentials`.
    pub struct UpdateCredentialsThen(httpmock::Then);

    impl UpdateCredentialsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The account, without its credentials.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 409: The state of the account does not allow the operation: it waits for its
        /// confirmation, or the third party issues no new credentials, so that the user has to
        /// authorise it again.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_integrations` that a mock expects: any at first.
    pub struct ListIntegrationsWhen(httpmock::When);

    impl ListIntegrationsWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/integration"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_integrations`.
    pub struct ListIntegrationsThen(httpmock::Then);

    impl ListIntegrationsThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of integrations.
        pub fn ok(self, value: &types::IntegrationPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_link_tokens` that a mock expects: any at first.
    pub struct ListLinkTokensWhen(httpmock::When);

    impl ListLinkTokensWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/link-token"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `api_token_id`, or for `None`, those without.
        ///
        /// Only the link tokens that were created with this API token.
        pub fn api_token_id<'a>(self, value: impl Into<Option<&'a uuid::Uuid>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("api_token_id"));
            };
            Self(
                self
                    .0
                    .query_param("api_token_id", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `integrated_account_id`, or for `None`, those without.
        ///
        /// Only the link tokens that reauthorise this integrated account.
        pub fn integrated_account_id<'a>(
            self,
            value: impl Into<Option<&'a uuid::Uuid>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("integrated_account_id"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "integrated_account_id",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `mark`, or for `None`, those without.
        ///
        /// Only the link token with this mark.
        pub fn mark<'a>(
            self,
            value: impl Into<Option<&'a types::LinkTokenMark>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("mark"));
            };
            Self(self.0.query_param("mark", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `tenant_id`, or for `None`, those without.
        ///
        /// Only the link tokens of this tenant.
        pub fn tenant_id<'a>(
            self,
            value: impl Into<Option<&'a types::TenantId>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("tenant_id"));
            };
            Self(
                self.0.query_param("tenant_id", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_link_tokens`.
    pub struct ListLinkTokensThen(httpmock::Then);

    impl ListLinkTokensThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of active link tokens.
        pub fn ok(self, value: &types::LinkTokenPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `create_link_token` that a mock expects: any at first.
    pub struct CreateLinkTokenWhen(httpmock::When);

    impl CreateLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `Idempotency-Key`, or for `None`, those without.
        ///
        /// Makes the request safe to retry. The same key with the same request returns the same
        /// link token; the same key with a different request returns 422. A key belongs to the API
        /// token that it was sent with. Use a new UUID for each link token that you want to create.
        pub fn idempotency_key<'a>(
            self,
            value: impl Into<Option<&'a types::IdempotencyKey>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.header_missing("Idempotency-Key"));
            };
            Self(self.0.header("Idempotency-Key", value.to_string()))
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `create_link_token`.
    pub struct CreateLinkTokenThen(httpmock::Then);

    impl CreateLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The link token.
        pub fn ok(self, value: &types::LinkTokenResponse) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 422: The `Idempotency-Key` was already used with a different request.
        pub fn unprocessable_entity(self, value: &types::Error) -> Self {
            Self(json(self.0, 422).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `confirm_link_token` that a mock expects: any at first.
    pub struct ConfirmLinkTokenWhen(httpmock::When);

    impl ConfirmLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/confirm"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenConfirmation) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `confirm_link_token`.
    pub struct ConfirmLinkTokenThen(httpmock::Then);

    impl ConfirmLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The confirmed integrated account.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 409: No account is connected with the link token yet, or the link token is unknown or
        /// revoked, or its account was not confirmed in time.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `introspect_link_token` that a mock expects: any at first.
    pub struct IntrospectLinkTokenWhen(httpmock::When);

    impl IntrospectLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/introspect"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `introspect_link_token`.
    pub struct IntrospectLinkTokenThen(httpmock::Then);

    impl IntrospectLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The state of the link token and, if it is active, what it was created for.
        pub fn ok(self, value: &types::LinkTokenIntrospection) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `redeem_link_token` that a mock expects: any at first.
    pub struct RedeemLinkTokenWhen(httpmock::When);

    impl RedeemLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/redeem"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenRedemption) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `redeem_link_token`.
    pub struct RedeemLinkTokenThen(httpmock::Then);

    impl RedeemLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The created or updated integrated account.
        pub fn ok(self, value: &types::IntegratedAccount) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 409: The link token is unknown, expired, redeemed or revoked.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `revoke_link_token` that a mock expects: any at first.
    pub struct RevokeLinkTokenWhen(httpmock::When);

    impl RevokeLinkTokenWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/revoke"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `revoke_link_token`.
    pub struct RevokeLinkTokenThen(httpmock::Then);

    impl RevokeLinkTokenThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The link token can no longer be used.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `revoke_link_tokens` that a mock expects: any at first.
    pub struct RevokeLinkTokensWhen(httpmock::When);

    impl RevokeLinkTokensWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/link-token/revoke-all"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::LinkTokenSelection) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `revoke_link_tokens`.
    pub struct RevokeLinkTokensThen(httpmock::Then);

    impl RevokeLinkTokensThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The number of link tokens that were revoked.
        pub fn ok(self, value: &types::LinkTokenRevocation) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_static_gates` that a mock expects: any at first.
    pub struct ListStaticGatesWhen(httpmock::When);

    impl ListStaticGatesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/static-gate"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_static_gates`.
    pub struct ListStaticGatesThen(httpmock::Then);

    impl ListStaticGatesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of static gates.
        pub fn ok(self, value: &types::StaticGatePage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `create_static_gate` that a mock expects: any at first.
    pub struct CreateStaticGateWhen(httpmock::When);

    impl CreateStaticGateWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/static-gate"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::StaticGateRegistration) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `create_static_gate`.
    pub struct CreateStaticGateThen(httpmock::Then);

    impl CreateStaticGateThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The static gate.
        pub fn ok(self, value: &types::StaticGate) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 409: An object with this ID or secret already exists.
        pub fn conflict(self, value: &types::Error) -> Self {
            Self(json(self.0, 409).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `delete_static_gate` that a mock expects: any at first.
    pub struct DeleteStaticGateWhen(httpmock::When);

    impl DeleteStaticGateWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::DELETE)
                    .path_matches("^/static\\-gate/[^/]*$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the static gate.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/static\\-gate/{}$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `delete_static_gate`.
    pub struct DeleteStaticGateThen(httpmock::Then);

    impl DeleteStaticGateThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 204: The static gate is removed.
        pub fn no_content(self) -> Self {
            Self(self.0.status(204))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The integrated account, the environment integration or the static gate does not
        /// exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `erase_tenant` that a mock expects: any at first.
    pub struct EraseTenantWhen(httpmock::When);

    impl EraseTenantWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/tenant/erase"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::TenantReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `erase_tenant`.
    pub struct EraseTenantThen(httpmock::Then);

    impl EraseTenantThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The state of the erasure.
        pub fn ok(self, value: &types::TenantErasureState) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_webhooks` that a mock expects: any at first.
    pub struct ListWebhooksWhen(httpmock::When);

    impl ListWebhooksWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::GET).path("/webhook"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `environment_id`, or for `None`, those without.
        ///
        /// The environment of the API token. For another ID, the list is empty.
        pub fn environment_id<'a>(
            self,
            value: impl Into<Option<&'a uuid::Uuid>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("environment_id"));
            };
            Self(
                self
                    .0
                    .query_param(
                        "environment_id",
                        query_text(serde_json::to_value(value)),
                    ),
            )
        }

        /// Only those with this `is_active`, or for `None`, those without.
        ///
        /// Only the webhooks that are switched on, or only those that are not.
        pub fn is_active(self, value: impl Into<Option<bool>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("is_active"));
            };
            Self(
                self.0.query_param("is_active", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }
    }

    /// The response of a mock to `list_webhooks`.
    pub struct ListWebhooksThen(httpmock::Then);

    impl ListWebhooksThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of webhooks.
        pub fn ok(self, value: &types::WebhookPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `create_webhook` that a mock expects: any at first.
    pub struct CreateWebhookWhen(httpmock::When);

    impl CreateWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/webhook"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::WebhookRequest) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `create_webhook`.
    pub struct CreateWebhookThen(httpmock::Then);

    impl CreateWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The webhook, with its secret.
        pub fn ok(self, value: &types::Webhook) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `test_webhook` that a mock expects: any at first.
    pub struct TestWebhookWhen(httpmock::When);

    impl TestWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(inner.method(httpmock::Method::POST).path("/webhook/test"))
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this body.
        pub fn body(self, value: &types::WebhookReference) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `test_webhook`.
    pub struct TestWebhookThen(httpmock::Then);

    impl TestWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The receiver's answer.
        pub fn ok(self, value: &types::WebhookTestResult) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `get_webhook` that a mock expects: any at first.
    pub struct GetWebhookWhen(httpmock::When);

    impl GetWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/webhook/[^/]*$")
                    .path_not("/webhook/test"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/webhook/{}$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `get_webhook`.
    pub struct GetWebhookThen(httpmock::Then);

    impl GetWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The webhook, without its secret.
        pub fn ok(self, value: &types::Webhook) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `delete_webhook` that a mock expects: any at first.
    pub struct DeleteWebhookWhen(httpmock::When);

    impl DeleteWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::DELETE)
                    .path_matches("^/webhook/[^/]*$")
                    .path_not("/webhook/test"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/webhook/{}$", path_text(& value.to_string())),
                    ),
            )
        }
    }

    /// The response of a mock to `delete_webhook`.
    pub struct DeleteWebhookThen(httpmock::Then);

    impl DeleteWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The ID of the deleted webhook.
        pub fn ok(self, value: &types::WebhookReference) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `update_webhook` that a mock expects: any at first.
    pub struct UpdateWebhookWhen(httpmock::When);

    impl UpdateWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::PATCH)
                    .path_matches("^/webhook/[^/]*$")
                    .path_not("/webhook/test"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/webhook/{}$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::WebhookUpdate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `update_webhook`.
    pub struct UpdateWebhookThen(httpmock::Then);

    impl UpdateWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The webhook, without its secret.
        pub fn ok(self, value: &types::Webhook) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `list_webhook_deliveries` that a mock expects: any at first.
    pub struct ListWebhookDeliveriesWhen(httpmock::When);

    impl ListWebhookDeliveriesWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::GET)
                    .path_matches("^/webhook/[^/]*/delivery$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/webhook/{}/delivery$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this `limit`, or for `None`, those without.
        ///
        /// The maximum number of items in the response. Defaults to 100.
        pub fn limit<'a>(self, value: impl Into<Option<&'a types::PageLimit>>) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("limit"));
            };
            Self(self.0.query_param("limit", query_text(serde_json::to_value(value))))
        }

        /// Only those with this `next_cursor`, or for `None`, those without.
        ///
        /// The `next_cursor` of the previous page. Absent or empty for the first page.
        pub fn next_cursor<'a>(
            self,
            value: impl Into<Option<&'a types::Cursor>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("next_cursor"));
            };
            Self(
                self
                    .0
                    .query_param("next_cursor", query_text(serde_json::to_value(value))),
            )
        }

        /// Only those with this `status`, or for `None`, those without.
        ///
        /// Only the deliveries in this state.
        pub fn status<'a>(
            self,
            value: impl Into<Option<&'a types::WebhookDeliveryStatus>>,
        ) -> Self {
            let Some(value) = value.into() else {
                return Self(self.0.query_param_missing("status"));
            };
            Self(self.0.query_param("status", query_text(serde_json::to_value(value))))
        }
    }

    /// The response of a mock to `list_webhook_deliveries`.
    pub struct ListWebhookDeliveriesThen(httpmock::Then);

    impl ListWebhookDeliveriesThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: A page of deliveries.
        pub fn ok(self, value: &types::WebhookDeliveryPage) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `replay_webhook` that a mock expects: any at first.
    pub struct ReplayWebhookWhen(httpmock::When);

    impl ReplayWebhookWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path_matches("^/webhook/[^/]*/replay$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!("^/webhook/{}/replay$", path_text(& value.to_string())),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::WebhookReplay) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `replay_webhook`.
    pub struct ReplayWebhookThen(httpmock::Then);

    impl ReplayWebhookThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The number of events that are sent again.
        pub fn ok(self, value: &types::WebhookReplayResult) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    /// The requests of `rotate_webhook_secret` that a mock expects: any at first.
    pub struct RotateWebhookSecretWhen(httpmock::When);

    impl RotateWebhookSecretWhen {
        /// Makes expectations those of the operation.
        pub fn new(inner: httpmock::When) -> Self {
            Self(
                inner
                    .method(httpmock::Method::POST)
                    .path_matches("^/webhook/[^/]*/rotate\\-secret$"),
            )
        }

        /// For expectations that the contract does not know.
        pub fn into_inner(self) -> httpmock::When {
            self.0
        }

        /// Only those with this `id`.
        ///
        /// The ID of the webhook.
        pub fn id(self, value: &uuid::Uuid) -> Self {
            Self(
                self
                    .0
                    .path_matches(
                        format!(
                            "^/webhook/{}/rotate\\-secret$", path_text(& value
                            .to_string())
                        ),
                    ),
            )
        }

        /// Only those with this body.
        pub fn body(self, value: &types::WebhookRotation) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    /// The response of a mock to `rotate_webhook_secret`.
    pub struct RotateWebhookSecretThen(httpmock::Then);

    impl RotateWebhookSecretThen {
        /// Makes an answer one of the operation's.
        pub fn new(inner: httpmock::Then) -> Self {
            Self(inner)
        }

        /// For what the contract does not say, such as other headers, a delay, or an answer
        /// that breaks it.
        pub fn into_inner(self) -> httpmock::Then {
            self.0
        }

        /// 200: The webhook, with its new secret.
        pub fn ok(self, value: &types::Webhook) -> Self {
            Self(json(self.0, 200).json_body_obj(value))
        }

        /// 400: The request is invalid. The `message` names the field and says what is expected.
        pub fn bad_request(self, value: &types::Error) -> Self {
            Self(json(self.0, 400).json_body_obj(value))
        }

        /// 401: The API token is missing, unknown, expired or revoked.
        pub fn unauthorized(self, value: &types::Error) -> Self {
            Self(json(self.0, 401).json_body_obj(value))
        }

        /// 403: The API token lacks a permission, which the `message` names.
        pub fn forbidden(self, value: &types::Error) -> Self {
            Self(json(self.0, 403).json_body_obj(value))
        }

        /// 404: The webhook does not exist in the environment.
        pub fn not_found(self, value: &types::Error) -> Self {
            Self(json(self.0, 404).json_body_obj(value))
        }

        /// 413: The body is larger than 64 KiB.
        pub fn payload_too_large(self, value: &types::Error) -> Self {
            Self(json(self.0, 413).json_body_obj(value))
        }

        /// 415: The content type is not `application/json`.
        pub fn unsupported_media_type(self, value: &types::Error) -> Self {
            Self(json(self.0, 415).json_body_obj(value))
        }

        /// 429: The API token made too many requests, or too many requests from the client's
        /// address failed to authenticate.
        pub fn too_many_requests(self, value: &types::Error) -> Self {
            Self(json(self.0, 429).json_body_obj(value))
        }

        /// 503: The store is unavailable, the server is overloaded, or a third party does not
        /// answer. The server may have completed the request nevertheless. Repeating it does no
        /// harm if the operation has `x-lockstep-repeatable: true`, or the method GET, PUT or
        /// DELETE. The creation of a link token also needs an `Idempotency-Key` for that.
        pub fn service_unavailable(self, value: &types::Error) -> Self {
            Self(json(self.0, 503).json_body_obj(value))
        }

        /// 400 to 499: Any other error.
        pub fn client_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 4, "a client error is 400 to 499") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }

        /// 500 to 599: Any other error.
        pub fn server_error<const STATUS: u16>(self, value: &types::Error) -> Self {
            const { assert!(STATUS / 100 == 5, "a server error is 500 to 599") };
            Self(json(self.0, STATUS).json_body_obj(value))
        }
    }

    fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
        inner.status(status).header("content-type", "application/json")
    }

    /// Returns a regular expression that matches only this value, as it is sent in a path.
    fn path_text(value: &str) -> String {
        progenitor_client::encode_path(value)
            .chars()
            .flat_map(|c| {
                c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])
            })
            .collect()
    }

    /// Returns a value as it is sent in a query.
    fn query_text(value: serde_json::Result<serde_json::Value>) -> String {
        match value {
            Ok(serde_json::Value::String(text)) => text,
            Ok(value) => value.to_string(),
            Err(error) => panic!("a parameter cannot be sent: {error}"),
        }
    }
}
