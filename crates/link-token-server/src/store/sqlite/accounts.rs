//! Integrated accounts.

use rusqlite::{Connection, named_params};
use uuid::Uuid;

use super::{
    rows,
    sql::{insert, one},
};
use crate::{
    domain::integrated_account::Account,
    encryption::Keyring,
    store::{Administered, StoreError, rows as stored, sealing},
};

pub(super) fn find_account(
    connection: &Connection,
    environment_id: Uuid,
    id: Uuid,
    keys: &Keyring,
) -> Result<Option<Account>, StoreError> {
    one(
        connection,
        "SELECT * FROM integrated_account WHERE environment_id = ?1 AND id = ?2",
        [environment_id.as_bytes(), id.as_bytes()],
        |row| stored::account(row, keys),
    )
}

/// Writes an account. `verb` says what to do with one that is there.
pub(super) fn put_account(
    connection: &Connection,
    verb: &str,
    account: &Account,
    keys: &Keyring,
) -> Administered<()> {
    let row = sealing::account_row(account.environment_id, account.id);
    insert(
        connection,
        &format!(
            "{verb} INTO integrated_account (
                environment_id, id, tenant_id, integration, authentication_method, status, region,
                static_gate_id, context, created_at, updated_at
             ) VALUES (
                :environment_id, :id, :tenant_id, :integration, :authentication_method, :status, :region,
                :static_gate_id, :context, :created_at, :updated_at
             )"
        ),
        named_params! {
            ":environment_id": account.environment_id.as_bytes(),
            ":id": account.id.as_bytes(),
            ":tenant_id": account.tenant_id.as_str(),
            ":integration": account.integration.as_str(),
            ":authentication_method": account.authentication_method.map(|method| method.to_string()),
            ":status": account.status.to_string(),
            ":region": account.region.to_string(),
            ":static_gate_id": account.static_gate_id.as_ref().map(Uuid::as_bytes),
            ":context": rows::seal(connection, keys, &row, &account.context)?,
            ":created_at": rows::millis(account.created_at),
            ":updated_at": rows::millis(account.updated_at),
        },
    )
}
