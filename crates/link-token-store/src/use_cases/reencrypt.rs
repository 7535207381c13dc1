//! Encrypting everything again after a change of keys.
//!
//! It begins with closing all keys but the present one. Every transaction that encrypts makes sure that its key is not closed until
//! it ends. So from then on nothing is encrypted with a closed key, and one pass over all rows is enough. After it, the closed keys
//! are retired. The steps are transactions of their own, in small batches between which others write. When they are broken off,
//! they can begin again.

use chrono::{DateTime, Utc};
use link_token_domain::audit::{Action, Event};
use uuid::Uuid;

use crate::{
    StoreError, contexts,
    tables::{encryption_key, environment, integrated_account},
    transaction::{Decision, LinkTokenPlace, Transaction, UseCase},
};

/// The number of rows that one transaction encrypts again. Few enough that a running server does not wait.
const BATCH: u32 = 200;

/// Closes all keys but the present one.
#[derive(Debug)]
pub struct CloseOtherKeys;

impl UseCase for CloseOtherKeys {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let present = tx.keys().encrypting_id();
        encryption_key::close_others(tx, present).await.map(Ok)
    }
}

/// A batch of a pass over a table.
#[derive(Debug)]
pub struct Batch<P> {
    /// The number of contexts that were encrypted again.
    pub contexts: usize,
    /// The last row of the batch. `None` if there was none any more.
    pub last: Option<P>,
}

/// Encrypts the contexts of some accounts again: of those after an environment and ID.
#[derive(Debug)]
pub struct ReencryptAccounts(pub Option<(Uuid, Uuid)>);

impl UseCase for ReencryptAccounts {
    type Done = Batch<(Uuid, Uuid)>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let after = self.0.unwrap_or((Uuid::nil(), Uuid::nil()));
        let found = integrated_account::next(tx, after, BATCH).await?;
        let last = found.last().map(|account| (account.environment_id, account.id));
        let mut contexts = 0;
        for account in found {
            let row = contexts::account_row(account.environment_id, account.id);
            let again = contexts::encrypt_again(tx.keys(), &row, &account.context)?;
            let Some(context) = again else { continue };
            encryption_key::hold(tx).await?;
            // One that was changed meanwhile was encrypted with the present key by that change.
            integrated_account::put_context(tx, &account, &context).await?;
            contexts += 1;
        }
        Ok(Ok(Batch { contexts, last }))
    }
}

/// Encrypts the contexts of some link tokens again: of those after a place.
#[derive(Debug)]
pub struct ReencryptLinkTokens(pub Option<LinkTokenPlace>);

impl UseCase for ReencryptLinkTokens {
    type Done = Batch<LinkTokenPlace>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let found = tx.next_link_tokens(self.0, BATCH).await?;
        let last = found.last().map(|(place, _)| *place);
        let mut contexts = 0;
        for (place, token) in found {
            let Some(context) = &token.grant.context else { continue };
            let row = contexts::link_token_row(token.grant.environment_id, token.hash);
            let again = contexts::encrypt_again(tx.keys(), &row, context)?;
            let Some(context) = again else { continue };
            encryption_key::hold(tx).await?;
            tx.put_link_token_context(place, &context).await?;
            contexts += 1;
        }
        Ok(Ok(Batch { contexts, last }))
    }
}

/// Retires the closed keys, and records that in each environment.
#[derive(Debug)]
pub struct RetireClosedKeys {
    /// The present.
    pub now: DateTime<Utc>,
}

impl UseCase for RetireClosedKeys {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let present = tx.keys().encrypting_id();
        encryption_key::retire_closed(tx, present).await?;
        for environment in environment::list(tx).await? {
            tx.record(&Event::of_operator(environment.id, Action::ResealContexts, self.now))
                .await?;
        }
        Ok(Ok(()))
    }
}
