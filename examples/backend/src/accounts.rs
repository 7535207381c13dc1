//! STAND-IN for your database: what this backend knows of its users' accounts, in memory.
//!
//! The API fills it once for each organisation; from then on the events of webhooks keep it up to
//! date. So a page needs no request to link-token, and your code can act when an account changes.

use std::collections::{HashMap, HashSet};

use link_token_client::{
    types::{IntegratedAccount, TenantId},
    webhook::{Content, Event},
};
use uuid::Uuid;

#[derive(Default)]
pub struct Accounts {
    /// The accounts by ID. `None` stands for a deleted one, so that an answer of the API on its way
    /// does not bring it back.
    known: HashMap<Uuid, Option<IntegratedAccount>>,
    /// The organisations whose accounts were read from the API.
    listed: HashSet<String>,
    /// The IDs of the events that were applied. In your database, give the column a unique index,
    /// and insert the ID in the transaction that applies the event.
    applied: HashSet<String>,
}

impl Accounts {
    /// Applies an event. Returns false if it was applied before: the same event can come again.
    pub fn apply(&mut self, event: Event) -> bool {
        if !self.applied.insert(event.id) {
            return false;
        }
        match event.content {
            Content::Account { account, .. } => self.learn(*account),
            Content::Deleted { account_id } => {
                self.known.insert(account_id, None);
            }
            // A test, or an event that is newer than this program.
            _ => {}
        }
        true
    }

    /// Keeps an account as link-token has just told it, unless a later state is known.
    pub fn learn(&mut self, account: IntegratedAccount) {
        let known = self.known.entry(account.id).or_insert_with(|| Some(account.clone()));
        if known.as_ref().is_some_and(|known| known.updated_at <= account.updated_at) {
            *known = Some(account);
        }
    }

    /// Keeps the accounts of an organisation from the API.
    pub fn list(&mut self, tenant: &TenantId, accounts: Vec<IntegratedAccount>) {
        for account in accounts {
            self.learn(account);
        }
        self.listed.insert(tenant.as_str().to_owned());
    }

    /// Returns the accounts of an organisation, the oldest first, or `None` if they were never
    /// read.
    pub fn of(&self, tenant: &TenantId) -> Option<Vec<IntegratedAccount>> {
        if !self.listed.contains(tenant.as_str()) {
            return None;
        }
        let accounts = self.known.values().flatten();
        let mut accounts: Vec<_> =
            accounts.filter(|account| account.tenant_id == *tenant).cloned().collect();
        accounts.sort_by_key(|account| (account.created_at, account.id));
        Some(accounts)
    }
}
