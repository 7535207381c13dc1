//! The use cases, each once for both engines: what the service and its operator can do.
//!
//! A use case reads the facts, lets the domain decide, writes the result, and records an event: all in one transaction. The events
//! of requests are recorded here and nowhere else, those of refusals included.

mod accounts;
mod api_tokens;
mod audit;
mod environments;
mod issue;
mod redeem;
mod reencrypt;
mod revoke;
mod static_gates;

use link_token_domain::{Refusal, audit::Event};

pub use self::{
    accounts::{FindAccount, ImportAccount, ListAccounts},
    api_tokens::{CreateApiToken, ListApiTokens, NoteUse, RevokeApiToken},
    audit::{ListEvents, SweepEvents, SweepLinkTokens},
    environments::{ChangePolicy, CreateEnvironment, FindEnvironment, ListEnvironments},
    issue::Issue,
    redeem::Redeem,
    revoke::Revoke,
    static_gates::{CreateStaticGate, DeleteStaticGate, ListStaticGates},
};
pub(crate) use self::{
    issue::{NewLinkToken, repeat},
    reencrypt::{CloseOtherKeys, ReencryptAccounts, ReencryptLinkTokens, RetireClosedKeys},
};
use crate::{
    StoreError,
    transaction::{Decision, Transaction},
};

/// Records the event of a request, with the outcome of the decision, and answers with the decision.
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

/// Records the event of an operator's change. A change that was refused has no event.
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

/// Accepts something new, unless it already existed.
fn accept_new(is_new: bool, field: &'static str, message: &str) -> Decision<()> {
    if is_new { Ok(()) } else { Err(Refusal::already_exists(field, message)) }
}
