//! Sealing contexts again after a change of keys.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{
    rows,
    sql::{all, execute},
};
use crate::{
    domain::link_token::LinkTokenHash,
    encryption::{KeyId, Keyring},
    store::{StoreError, sealing},
};

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The accounts after this environment and ID.
    Accounts(Uuid, Uuid),
    /// The link tokens after this one in the order of issuing.
    LinkTokens(i64),
}

impl Place {
    pub const START: Self = Self::Accounts(Uuid::nil(), Uuid::nil());
}

/// How many contexts were sealed again, and where to go on, if that was not the end.
type Batch = (usize, Option<Place>);

/// Goes through up to `limit` rows from a place on, and seals again what another key than the present one sealed.
pub fn reseal(
    connection: &Connection,
    keys: &Keyring,
    from: Place,
    limit: u32,
) -> Result<Batch, StoreError> {
    match from {
        Place::Accounts(environment_id, id) => {
            accounts(connection, keys, environment_id, id, limit)
        }
        Place::LinkTokens(sequence) => link_tokens(connection, keys, sequence, limit),
    }
}

fn accounts(
    connection: &Connection,
    keys: &Keyring,
    environment_id: Uuid,
    id: Uuid,
    limit: u32,
) -> Result<Batch, StoreError> {
    let found = all(
        connection,
        "SELECT environment_id, id, context FROM integrated_account
         WHERE (environment_id, id) > (?1, ?2) ORDER BY environment_id, id LIMIT ?3",
        params![environment_id.as_bytes(), id.as_bytes(), limit],
        |row| {
            let (environment_id, id) = (row.get(0)?, row.get(1)?);
            Ok((Uuid::from_bytes(environment_id), Uuid::from_bytes(id), row.get::<_, Vec<u8>>(2)?))
        },
    )?;
    let last = found.last().map(|(environment_id, id, _)| (*environment_id, *id));
    let mut contexts = 0;
    for (environment_id, id, sealed) in found {
        let identity = sealing::account_row(environment_id, id);
        let Some(sealed) = sealing::seal_again(keys, &identity, &sealed)? else { continue };
        rows::record_sealing(connection, keys)?;
        execute(
            connection,
            "UPDATE integrated_account SET context = ?3 WHERE environment_id = ?1 AND id = ?2",
            params![environment_id.as_bytes(), id.as_bytes(), sealed],
        )?;
        contexts += 1;
    }
    let next = last.map_or(Place::LinkTokens(i64::MIN), |(environment_id, id)| {
        Place::Accounts(environment_id, id)
    });
    Ok((contexts, Some(next)))
}

fn link_tokens(
    connection: &Connection,
    keys: &Keyring,
    sequence: i64,
    limit: u32,
) -> Result<Batch, StoreError> {
    let found = all(
        connection,
        "SELECT sequence, environment_id, hash, context FROM link_token
         WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
        params![sequence, limit],
        |row| {
            let environment_id = Uuid::from_bytes(row.get(1)?);
            let identity = sealing::link_token_row(environment_id, LinkTokenHash(row.get(2)?));
            Ok((row.get::<_, i64>(0)?, identity, row.get::<_, Option<Vec<u8>>>(3)?))
        },
    )?;
    let last = found.last().map(|(sequence, ..)| *sequence);
    let mut contexts = 0;
    for (sequence, identity, sealed) in found {
        let Some(sealed) = sealed else { continue };
        let Some(sealed) = sealing::seal_again(keys, &identity, &sealed)? else { continue };
        rows::record_sealing(connection, keys)?;
        let sql = "UPDATE link_token SET context = ?2 WHERE sequence = ?1";
        execute(connection, sql, params![sequence, sealed])?;
        contexts += 1;
    }
    if last.is_none() {
        let KeyId(present) = keys.sealing_id();
        execute(connection, "UPDATE encryption_key SET retired = 1 WHERE id <> ?1", [present])?;
    }
    Ok((contexts, last.map(Place::LinkTokens)))
}
