//! Contexts as they are kept: sealed, each bound to its row; and the rules for the keys that seal them.

use std::time::Duration;

use uuid::Uuid;

use super::{IssueOrder, StoreError};
use crate::{
    domain::{
        context::Context,
        link_token::{LinkToken, LinkTokenHash},
    },
    encryption::{KeyId, Keyring},
};

/// How many rows are sealed again at once. Few enough that a server that runs does not wait.
pub const RESEAL_BATCH: u32 = 200;
/// Between two such batches, in which a server that runs writes.
pub const RESEAL_BREATH: Duration = Duration::from_millis(5);

/// The encryption keys that a store gets.
#[derive(Clone, Debug)]
pub enum Keys {
    /// Those of the configuration, the one that seals first.
    Configured(Keyring),
    /// None were configured.
    NotConfigured,
}

/// Why a store cannot be opened with the keys that it gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There are sealed values that no configured key opens.
    #[error(
        "the database has contexts that were sealed with the encryption key {0}, which is not configured. Add that key to \
         the encryption keys, after the one that seals"
    )]
    Missing(KeyId),
    /// The key that would seal was given up.
    #[error(
        "the encryption key {0} was retired when everything was sealed again with another. Configure that other key first"
    )]
    Retired(KeyId),
}

/// An encryption key that has sealed values in a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedKey {
    /// Its name.
    pub id: KeyId,
    /// Nothing is sealed with it any more, and nothing may be.
    pub retired: bool,
}

/// Checks that a ring opens all that is sealed, and may seal.
pub fn check_keys(ring: &Keyring, used: &[UsedKey]) -> Result<(), KeyError> {
    let sealing = ring.sealing_id();
    // This first: it tells of the two what to do.
    if used.contains(&UsedKey { id: sealing, retired: true }) {
        return Err(KeyError::Retired(sealing));
    }
    let missing = used.iter().find(|key| !key.retired && ring.ids().all(|known| known != key.id));
    missing.map_or(Ok(()), |key| Err(KeyError::Missing(key.id)))
}

/// What a server hears that was not told of a change of keys.
pub fn retired(keys: &Keyring) -> StoreError {
    StoreError::Unavailable(format!(
        "the encryption key {} was retired: configure its successor and restart this server",
        keys.sealing_id()
    ))
}

/// The identity of an account's row, to which its context is bound.
pub fn account_row(environment_id: Uuid, id: Uuid) -> Vec<u8> {
    [b"integrated_account".as_slice(), environment_id.as_bytes(), id.as_bytes()].concat()
}

/// The identity of a link token's row, to which its context is bound.
pub fn link_token_row(environment_id: Uuid, hash: LinkTokenHash) -> Vec<u8> {
    [b"link_token".as_slice(), environment_id.as_bytes(), &hash.0].concat()
}

/// An order with its link token and its context sealed, which each caller does for itself and not the one who writes for all.
#[derive(Debug)]
pub struct Ordered {
    /// The order.
    pub order: IssueOrder,
    /// Random, or derived if the order is to be repeatable.
    pub link_token: LinkToken,
    /// The hash of that.
    pub hash: LinkTokenHash,
    /// Whether the key may still seal is for the store to check, in the same transaction.
    pub context: Option<Vec<u8>>,
}

impl Ordered {
    /// Makes the link token and seals the context of an order.
    pub fn new(order: IssueOrder, keys: &Keyring) -> Result<Self, StoreError> {
        let link_token = match &order.idempotency {
            Some(idempotency) => idempotency.link_token,
            None => LinkToken::generate(),
        };
        let hash = link_token.hash();
        let row = link_token_row(order.environment_id, hash);
        let context = order.request.terms.context.as_ref();
        let context = context.map(|context| seal(keys, &row, context)).transpose()?;
        Ok(Self { order, link_token, hash, context })
    }
}

/// Seals a context for a row. Whether the key may still seal is for the store to check, in the same transaction.
pub fn seal(keys: &Keyring, row: &[u8], context: &Context) -> Result<Vec<u8>, StoreError> {
    let json = context.to_json().map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(keys.seal(row, &json))
}

/// Opens the context of a row.
pub fn open(keys: &Keyring, row: &[u8], sealed: &[u8]) -> Result<Context, StoreError> {
    let json = open_bytes(keys, row, sealed)?;
    // The parser's own message could repeat a secret.
    Context::from_json(&json)
        .map_err(|_| StoreError::Damaged("a context that is not JSON".to_owned()))
}

/// A sealed value under the present key. None if it is already.
pub fn seal_again(
    keys: &Keyring,
    row: &[u8],
    sealed: &[u8],
) -> Result<Option<Vec<u8>>, StoreError> {
    if sealed.starts_with(&keys.sealing_id().0) {
        return Ok(None);
    }
    Ok(Some(keys.seal(row, &open_bytes(keys, row, sealed)?)))
}

fn open_bytes(
    keys: &Keyring,
    row: &[u8],
    sealed: &[u8],
) -> Result<zeroize::Zeroizing<Vec<u8>>, StoreError> {
    keys.open(row, sealed).map_err(|error| StoreError::Damaged(error.to_string()))
}
