//! The use cases of the service and its operator, each for both engines.
//!
//! A use case reads the facts, lets the domain decide, writes the result and records an event, in
//! one transaction. Only use cases record the events of requests, including those of refusals.

mod accounts;
mod api_tokens;
mod audit;
mod environments;
mod issue;
mod keys;
mod link_tokens;
mod redeem;
mod reencrypt;
mod revoke;
mod static_gates;
mod sweep;

use link_token_domain::{Refusal, audit::Event};

pub use self::{
    accounts::{FindAccount, ImportAccount, ListAccounts},
    api_tokens::{
        CreateApiToken, FindApiToken, ListApiTokens, ListExpiringApiTokens, NoteUse, RevokeApiToken,
    },
    audit::ListEvents,
    environments::{ChangePolicy, CreateEnvironment, FindEnvironment, ListEnvironments},
    issue::Issue,
    link_tokens::ListLinkTokens,
    redeem::Redeem,
    revoke::{Revoke, RevokeLinkTokens},
    static_gates::{CreateStaticGate, DeleteStaticGate, ListStaticGates},
    sweep::{BeginSweep, ConfirmClock, SweepEvents, SweepLinkTokens, SweepPermission},
};
pub(crate) use self::{
    issue::{NewLinkToken, repeat},
    keys::{CheckKeys, IsKnownKey},
    reencrypt::{CloseOtherKeys, ReencryptAccounts, ReencryptLinkTokens, RetireClosedKeys},
};
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

/// Records the event of an operator's change, unless the change was refused.
async fn conclude_change<T>(
    tx: &mut impl Transaction,
    event: Event,
    decision: Decision<T>,
) -> Result<Decision<T>, StoreError> {
    if decision.is_ok() {
        tx.record(&event).await?;
    }
    Ok(decision)
}

/// Accepts a new object, or refuses one that already exists.
fn accept_new(is_new: bool, field: &'static str, message: &str) -> Decision<()> {
    if is_new { Ok(()) } else { Err(Refusal::already_exists(field, message)) }
}
