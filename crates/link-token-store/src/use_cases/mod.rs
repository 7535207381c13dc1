//! The use cases of the service and its operator, each for both engines.
//!
//! A use case reads the facts, lets the domain decide, writes the result and records an event, in
//! one transaction. Only use cases record the events of requests, including those of refusals.

mod accounts;
mod api_tokens;
mod attempts;
mod audit;
mod confirmations;
mod deliveries;
mod environment_integrations;
mod environments;
mod erasure;
mod issue;
mod keys;
mod link_tokens;
mod outbox;
mod redeem;
mod reencrypt;
mod refresh;
mod revocations;
mod revoke;
mod static_gates;
mod sweep;
mod webhooks;

use link_token_domain::{
    Refusal,
    audit::{Event, Origin},
};

pub use self::{
    accounts::{
        DeleteAccount, ImportAccount, ImportAccountWithCredentials, PageAccounts, ReadCredentials,
        ReadableCredentials, RecordPostInstall, RecordRefusal, UpdateAccount, UpdateCredentials,
    },
    api_tokens::{
        CreateApiToken, FindApiToken, ListApiTokens, ListExpiringApiTokens, NoteUse, RevokeApiToken,
    },
    attempts::{
        BeginAttempt, ClaimCallback, CompleteAttempt, Completion, FailAttempt, Surroundings,
        SweepAttempts, UpdateAttempt,
    },
    audit::ListEvents,
    confirmations::{ConfirmLinkToken, FindUnconfirmedStatus, SweepConfirmations},
    deliveries::{
        ClaimDelivery, ClaimedDelivery, DeliveryClaim, DeliveryEnd, FinishDelivery, LEASE, Lane,
        ListDeliveries, ListDueLanes, ListDueWebhooks, OutboxState, ReadOutboxState,
        SweepDeletedWebhooks,
    },
    environment_integrations::{
        DisableIntegration, EnableIntegration, FindEnvironmentIntegration,
        FindEnvironmentIntegrationWithSecret, ListEnvironmentIntegrations,
    },
    environments::{ChangePolicy, CreateEnvironment, FindEnvironment, FindLogo, ListEnvironments},
    erasure::{
        BeginEnvironmentDeletion, BeginErasure, CountTenantRecords, DeleteEnvironment, EndErasure,
        EraseAccounts, EraseFromEvents, EraseLinkTokens, FindErasure, ListAccountsToErase,
        ListErasures, ListEventsToErase, ListLinkTokensToErase, StoredPosition,
    },
    issue::Issue,
    link_tokens::ListLinkTokens,
    outbox::{ListWebhookEvents, SweepWebhookEvents},
    redeem::Redeem,
    refresh::{
        BeginRefresh, BegunRefresh, ConcludeRefresh, ConcludedRefresh, DemandRefresh,
        DueCredentials, FindDueRefreshes, FindFirstExpiry, RefreshOrder,
    },
    revocations::{
        ClaimRevocations, ClaimedRevocations, DropWaitingTokens, EndRevocationTry, FindLivingGrant,
        KeepUnusedTokens,
    },
    revoke::{Revoke, RevokeLinkTokens},
    static_gates::{CreateStaticGate, DeleteStaticGate, ListStaticGates},
    sweep::{BeginSweep, ConfirmClock, SweepEvents, SweepLinkTokens, SweepPermission},
    webhooks::{
        CreateWebhook, DeleteWebhook, FindWebhookWithSecret, ListWebhooks, RotateWebhookSecret,
        UpdateWebhook,
    },
};
pub(crate) use self::{
    accounts::{FindAccount, FindCredentials, HasAccount, RecordReading},
    attempts::{FindAttempt, FindRedeemedAccount, FindSurroundings, StoredAttempt},
    deliveries::{BeginReplay, ReleaseLeases, ReplayBatch},
    issue::{NewLinkToken, repeat},
    keys::{CheckKeys, IsKnownKey},
    reencrypt::{
        CloseOtherKeys, ReencryptColumn, ReencryptLinkTokens, RetireClosedKeys, UnreadableValue,
    },
};
pub use crate::tables::{attempt::AttemptHash, environment_integration::EnvironmentIntegrationKey};
use crate::{
    StoreError,
    transaction::{Decision, Transaction},
};

/// Records the event of a request with the outcome of the decision, and returns the decision.
async fn conclude<T>(
    tx: &mut impl Transaction,
    event: Event,
    decision: Decision<T>,
) -> Result<Decision<T>, StoreError> {
    let event = match &decision {
        Ok(_) => event,
        Err(refusal) => event.with_outcome(refusal.into()),
    };
    tx.record(&event).await?;
    Ok(decision)
}

/// Records the event of an administrative change. The refusal of an operator's command is not
/// recorded.
async fn conclude_change<T>(
    tx: &mut impl Transaction,
    event: Event,
    decision: Decision<T>,
) -> Result<Decision<T>, StoreError> {
    if decision.is_err() && event.origin == Origin::CommandLine {
        return Ok(decision);
    }
    conclude(tx, event, decision).await
}

/// Accepts a new object, or refuses one that already exists.
fn accept_new(is_new: bool, field: &'static str, message: &str) -> Decision<()> {
    if is_new { Ok(()) } else { Err(Refusal::already_exists(field, message)) }
}
