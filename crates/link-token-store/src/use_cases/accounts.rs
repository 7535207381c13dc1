//! Use cases of integrated accounts.

use link_token_domain::{
    Refusal,
    audit::{Action, Event},
    integrated_account::Account,
};
use uuid::Uuid;

use super::{accept_new, conclude_change};
use crate::{
    StoreError,
    tables::{environment, integrated_account},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Adds an account that was connected elsewhere.
#[derive(Debug)]
pub struct ImportAccount(pub Account);

impl UseCase for ImportAccount {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self(account) = self;
        if environment::find(tx, account.environment_id).await?.is_none() {
            return Ok(Err(Refusal::not_found("environment", "no such environment")));
        }
        let is_new = integrated_account::insert(tx, account.clone()).await?;
        let decision = accept_new(is_new, "id", "this integrated account already exists");
        let action = Action::ImportIntegratedAccount;
        let event = Event::of_operator(account.environment_id, action, account.created_at);
        conclude_change(tx, event.about_account(account), decision).await
    }
}

#[derive(Debug)]
pub struct FindAccount {
    pub environment_id: Uuid,
    pub id: Uuid,
}

impl Query for FindAccount {
    type Found = Option<Account>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<Account>, StoreError> {
        integrated_account::find(rows, self.environment_id, self.id).await
    }
}

/// Lists the accounts of an environment, of one tenant or of all, oldest first.
#[derive(Debug)]
pub struct ListAccounts {
    pub environment_id: Uuid,
    pub tenant_id: Option<String>,
}

impl Query for ListAccounts {
    type Found = Vec<Account>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<Account>, StoreError> {
        integrated_account::list(rows, self.environment_id, self.tenant_id.as_deref()).await
    }
}
