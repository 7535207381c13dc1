//! Sealing contexts again after a change of keys.

use rusqlite::{Connection, params};

use super::{all, execute, rows};
use crate::{
    domain::link_token::LinkTokenHash,
    encryption::{KeyId, Keyring},
    store::StoreError,
};

/// Seals up to `limit` contexts again that another key than the one that seals did. If there are fewer, no other key is
/// needed any more.
pub fn reseal(connection: &Connection, keys: &Keyring, limit: u32) -> Result<usize, StoreError> {
    let KeyId(present) = keys.sealing_id();
    let mut done = 0;

    let accounts = all(
        connection,
        "SELECT environment_id, id, context FROM integrated_account
         WHERE substr(context, 1, 4) <> ?1 LIMIT ?2",
        params![present, limit],
        |row| {
            Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, [u8; 16]>(1)?, row.get::<_, Vec<u8>>(2)?))
        },
    )?;
    done += accounts.len();
    for (environment_id, id, sealed) in accounts {
        let row =
            rows::account_row(uuid::Uuid::from_bytes(environment_id), uuid::Uuid::from_bytes(id));
        execute(
            connection,
            "UPDATE integrated_account SET context = ?3 WHERE environment_id = ?1 AND id = ?2",
            params![environment_id, id, rows::seal_again(keys, &row, &sealed)?],
        )?;
    }

    let tokens = all(
        connection,
        "SELECT sequence, environment_id, hash, context FROM link_token
         WHERE context IS NOT NULL AND substr(context, 1, 4) <> ?1 LIMIT ?2",
        params![present, limit],
        |row| {
            let environment_id = uuid::Uuid::from_bytes(row.get(1)?);
            let identity = rows::link_token_row(environment_id, LinkTokenHash(row.get(2)?));
            Ok((row.get::<_, i64>(0)?, identity, row.get::<_, Vec<u8>>(3)?))
        },
    )?;
    done += tokens.len();
    for (sequence, identity, sealed) in tokens {
        let sealed = rows::seal_again(keys, &identity, &sealed)?;
        let sql = "UPDATE link_token SET context = ?2 WHERE sequence = ?1";
        execute(connection, sql, params![sequence, sealed])?;
    }

    if done == 0 {
        execute(connection, "DELETE FROM encryption_key WHERE id <> ?1", [present])?;
    }
    Ok(done)
}
