//! Integrated accounts.

use uuid::Uuid;

use super::{
    connections::{Error, Parameter, Session},
    rows,
};
use crate::{
    domain::integrated_account::Account,
    encryption::Keyring,
    store::{rows as stored, sealing},
};

/// Finds an account. `lock` may keep it from changing until the end of the transaction.
pub async fn find(
    session: &mut Session,
    environment_id: Uuid,
    id: Uuid,
    lock: Lock,
    keys: &Keyring,
) -> Result<Option<Account>, Error> {
    let lock = match lock {
        Lock::None => "",
        Lock::ForUpdate => "FOR UPDATE",
    };
    let sql = format!(
        "SELECT {} FROM integrated_account WHERE environment_id = $1 AND id = $2 {lock}",
        rows::ACCOUNT
    );
    let row = session.query_opt(&sql, &[&environment_id, &id]).await?;
    Ok(row.map(|row| stored::account(&row, keys)).transpose()?)
}

/// Whether to keep a row from changing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// No.
    None,
    /// Until the end of the transaction.
    ForUpdate,
}

/// What to do with an account that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Replace what may change in it.
    Replace,
    /// Leave it, and fail.
    Refuse,
}

/// Writes an account. Its context is sealed, so this belongs into a transaction after [`super::keys::SealingKeys::may_seal`].
pub async fn put(
    session: &mut Session,
    account: &Account,
    existing: Existing,
    keys: &Keyring,
) -> Result<(), Error> {
    let row = sealing::account_row(account.environment_id, account.id);
    let context = sealing::seal(keys, &row, &account.context)?;
    let insert = format!(
        "INSERT INTO integrated_account ({}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        rows::ACCOUNT
    );
    let sql = match existing {
        Existing::Refuse => insert,
        Existing::Replace => format!(
            "{insert} ON CONFLICT (environment_id, id) DO UPDATE SET
                authentication_method = excluded.authentication_method, status = excluded.status,
                static_gate_id = excluded.static_gate_id, context = excluded.context,
                updated_at = excluded.updated_at"
        ),
    };
    let method = account.authentication_method.map(|method| method.to_string());
    let (status, region) = (account.status.to_string(), account.region.to_string());
    let (tenant_id, integration) = (account.tenant_id.as_str(), account.integration.as_str());
    let parameters: [Parameter<'_>; 11] = [
        &account.environment_id,
        &account.id,
        &tenant_id,
        &integration,
        &method,
        &status,
        &region,
        &account.static_gate_id,
        &context,
        &account.created_at,
        &account.updated_at,
    ];
    session.execute(&sql, &parameters).await?;
    Ok(())
}
