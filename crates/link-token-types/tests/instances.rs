//! The third part of the proof: the types take what the contract's schemas take, and nothing else.

use std::path::Path;

use link_token_types as types;
use lockstep::{Document, instances};
use serde_json::Value;

/// Whether the type of a schema takes a value.
macro_rules! takes {
    ($name:expr, $value:expr, [$($type:ident),* $(,)?]) => {
        match $name {
            $(stringify!($type) => serde_json::from_str::<types::$type>(&$value.to_string()).is_ok(),)*
            other => panic!("the schema {other} is not listed here"),
        }
    };
}

fn takes(name: &str, value: &Value) -> bool {
    takes!(
        name,
        value,
        [
            AccountIntegration,
            ActionOutcome,
            ActiveLinkToken,
            ActionResult,
            ApiTokenDetails,
            ApiTokenName,
            ApiTokenPage,
            ApiTokenReference,
            ApiTokenRegistration,
            AttemptKey,
            AuthenticationMethod,
            BrowserKey,
            ClientSecret,
            CodeChallenge,
            CodeVerifier,
            Context,
            CredentialValues,
            Credentials,
            CredentialsUpdate,
            Cursor,
            DeletedObject,
            EnvironmentDetails,
            EnvironmentIntegration,
            EnvironmentIntegrationPage,
            EnvironmentLogo,
            EnvironmentSettings,
            Error,
            FormAnswers,
            IdempotencyKey,
            IntegratedAccount,
            IntegratedAccountImport,
            IntegratedAccountPage,
            IntegratedAccountReference,
            IntegratedAccountStatus,
            IntegratedAccountUpdate,
            Integration,
            IntegrationEnablement,
            IntegrationName,
            IntegrationNameFilter,
            IntegrationPage,
            IntegrationReference,
            LinkToken,
            LinkTokenConfirmation,
            LinkTokenIntrospection,
            LinkTokenMark,
            LinkTokenPage,
            LinkTokenRedemption,
            LinkTokenReference,
            LinkTokenRequest,
            LinkTokenResponse,
            LinkTokenRevocation,
            LinkTokenSelection,
            PageLimit,
            Permission,
            RedirectUri,
            Region,
            Scope,
            Sha256,
            StaticGate,
            StaticGatePage,
            StaticGateRegistration,
            StatusFilter,
            TenantErasureState,
            TenantId,
            TenantIdFilter,
            TenantReference,
            TimeFilter,
            Webhook,
            WebhookDelivery,
            WebhookDeliveryPage,
            WebhookDeliveryStatus,
            WebhookEventName,
            WebhookPage,
            WebhookReference,
            WebhookReplay,
            WebhookReplayResult,
            WebhookRequest,
            WebhookRotation,
            WebhookSecret,
            WebhookTestResult,
            WebhookUpdate,
            WebhookUrl
        ]
    )
}

#[test]
fn types_accept_what_the_contract_accepts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.yaml");
    let contract = Document::load(&path).expect("the contract can be read");
    let values = instances::instances(contract.root());
    assert!(values.len() > 500, "{}", values.len());
    assert_eq!(instances::without_instances(contract.root()), []);
    let disagreements = instances::disagreements(contract.root(), values, takes);
    for disagreement in &disagreements {
        println!("{disagreement}");
    }
    assert_eq!(disagreements, []);
}
