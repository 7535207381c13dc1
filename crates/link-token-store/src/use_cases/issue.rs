//! The use case that issues a link token.

use std::sync::Arc;

use link_token_domain::{
    Refusal,
    audit::{Event, Outcome},
    issuing::{Granted, IssueOrder, References},
    link_token::{Grant, Issued, LinkToken, LinkTokenHash, LinkTokenRecord},
};

use super::conclude;
use crate::{
    StoreError, contexts,
    encryption::{Encrypted, Keyring},
    tables::{encryption_key, environment, integrated_account, static_gate},
    transaction::{Decision, Transaction, UseCase},
};

/// Issues a link token.
///
/// The caller generates the token and encrypts its context before the transaction, to take this
/// work off the SQLite writer thread.
#[derive(Debug)]
pub struct Issue {
    pub order: IssueOrder,
    link_token: LinkToken,
    hash: LinkTokenHash,
    context: Option<Encrypted>,
}

impl Issue {
    /// Derives the link token from the order's idempotency key, or generates a random one without a
    /// key.
    pub fn new(order: IssueOrder, keys: &Keyring) -> Result<Self, StoreError> {
        let link_token = match &order.idempotency {
            Some(idempotency) => idempotency.link_token,
            None => {
                LinkToken::generate().map_err(|error| StoreError::Unavailable(error.to_string()))?
            }
        };
        let hash = link_token.hash();
        let row = contexts::link_token_row(order.environment_id, hash);
        let context = order.request.context.as_ref();
        let context = context.map(|context| contexts::encrypt(keys, &row, context)).transpose()?;
        Ok(Self { order, link_token, hash, context })
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.context.is_some()
    }

    /// Decides whether the token is issued, given the objects that the request refers to.
    pub(crate) fn decide(&self, references: &References) -> (Event, Decision<NewLinkToken>) {
        let order = &self.order;
        let event = order.event();
        match order.grant(references) {
            Ok(Granted { purpose, expires_at }) => {
                let event = event.for_purpose(&purpose).with_link_token(self.hash);
                let grant = Grant {
                    environment_id: order.environment_id,
                    purpose,
                    context: self.context.clone(),
                    terms: order.request.terms.clone(),
                    issued_at: order.now,
                    expires_at,
                };
                let record = LinkTokenRecord {
                    hash: self.hash,
                    issued_by: order.by.api_token_id,
                    fingerprint: order.idempotency.as_ref().map(|it| it.fingerprint),
                    grant,
                    ended_at: None,
                };
                (event, Ok(NewLinkToken { link_token: self.link_token, record }))
            }
            Err(refusal) => (event, Err(refusal)),
        }
    }
}

/// A link token to insert.
#[derive(Debug)]
pub(crate) struct NewLinkToken {
    link_token: LinkToken,
    pub record: LinkTokenRecord<Encrypted>,
}

impl NewLinkToken {
    pub fn issued(&self) -> Issued {
        Issued { link_token: self.link_token, expires_at: self.record.grant.expires_at }
    }
}

/// Decides about a request whose link token already exists, and returns its event.
pub(crate) fn repeat(
    issue: &Issue,
    event: Event,
    before: &LinkTokenRecord<Encrypted>,
) -> (Event, Decision<Issued>) {
    match &issue.order.idempotency {
        Some(idempotency) => (event.with_outcome(Outcome::Unchanged), idempotency.repeat(before)),
        // A random token that already exists: its 122 random bits collided.
        None => (event, Err(Refusal::KeyReused)),
    }
}

impl UseCase for Issue {
    type Done = Issued;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Issued>, StoreError> {
        let references = match find_references(tx, &self.order).await? {
            Ok(references) => references,
            // Its audit trail is gone, too.
            Err(refusal) => return Ok(Err(refusal)),
        };
        let (event, decision) = self.decide(&references);
        let new = match decision {
            Ok(new) => new,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        if self.order.idempotency.is_some()
            && let Some((_, before)) = tx.find_link_token(self.hash).await?
        {
            let (event, decision) = repeat(self, event, &before);
            return conclude(tx, event, decision).await;
        }
        if self.is_encrypted() {
            encryption_key::hold(tx).await?;
        }
        tx.insert_link_token(&new.record).await?;
        conclude(tx, event, Ok(new.issued())).await
    }
}

async fn find_references(
    tx: &mut impl Transaction,
    order: &IssueOrder,
) -> Result<Decision<References>, StoreError> {
    let environment_id = order.environment_id;
    let account_tenant_id = match order.request.purpose.account_id() {
        Some(id) => integrated_account::find_tenant(tx, environment_id, id).await?,
        None => None,
    };
    let static_gate_exists = match order.request.terms.static_gate_id {
        Some(id) => static_gate::find(tx, environment_id, id).await?.is_some(),
        None => false,
    };
    // It may be deleted after the request was authenticated.
    let Some(environment) = environment::find(tx, environment_id).await? else {
        return Ok(Err(Refusal::no_environment()));
    };
    let policy = Arc::new(environment.policy);
    Ok(Ok(References { account_tenant_id, static_gate_exists, policy }))
}
