//! Encrypted contexts, each bound to its row, and the rules for encryption keys.

use link_token_domain::{
    context::Context,
    integrated_account::Account,
    link_token::{Grant, LinkTokenHash, LinkTokenRecord},
};
use uuid::Uuid;

use crate::{
    StoreError,
    encryption::{DecryptError, Encrypted, KeyError, KeyId, Keyring},
};

/// An encryption key that the store has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsedKey {
    pub id: KeyId,
    /// True if the key may no longer encrypt, because all contexts are being encrypted again with
    /// another key.
    pub closed: bool,
    /// True if no value is encrypted with the key any more.
    pub retired: bool,
}

/// Checks that a key ring decrypts all stored values, and that its first key may encrypt.
pub fn check_keys(ring: &Keyring, used: &[UsedKey]) -> Result<(), KeyError> {
    let encrypting = ring.encrypting_id();
    // The message of this check is the more helpful one, so it comes first.
    if used.iter().any(|key| key.id == encrypting && key.retired) {
        return Err(KeyError::Retired(encrypting));
    }
    let missing = used.iter().find(|key| !key.retired && ring.ids().all(|known| known != key.id));
    missing.map_or(Ok(()), |key| Err(KeyError::Missing(key.id)))
}

/// Checks that a running server can still decrypt all stored values, and may encrypt.
pub fn check_keys_of_server(ring: &Keyring, used: &[UsedKey]) -> Result<(), KeyError> {
    let encrypting = ring.encrypting_id();
    if used.iter().any(|key| key.id == encrypting && key.closed) {
        return Err(KeyError::Retired(encrypting));
    }
    check_keys(ring, used)
}

/// Returns the error of a server whose encrypting key was closed.
pub fn closed_key_error(keys: &Keyring) -> StoreError {
    KeyError::Retired(keys.encrypting_id()).into()
}

/// Returns the identity of an account's row, which is the associated data of its encrypted context.
pub fn account_row(environment_id: Uuid, id: Uuid) -> Vec<u8> {
    [b"integrated_account".as_slice(), environment_id.as_bytes(), id.as_bytes()].concat()
}

/// Returns the identity of a link token's row, which is the associated data of its encrypted
/// context.
pub fn link_token_row(environment_id: Uuid, hash: LinkTokenHash) -> Vec<u8> {
    [b"link_token".as_slice(), environment_id.as_bytes(), &hash.0].concat()
}

/// Encrypts a context for a row. The caller must hold the encryption key in the transaction that
/// writes the row.
pub fn encrypt(keys: &Keyring, row: &[u8], context: &Context) -> Result<Encrypted, StoreError> {
    let json = context.to_json().map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(keys.encrypt(row, &json))
}

/// Encrypts the value of a row with the current key. Returns `None` if it already is.
pub fn encrypt_again(
    keys: &Keyring,
    row: &[u8],
    encrypted: &Encrypted,
) -> Result<Option<Encrypted>, StoreError> {
    if encrypted.is_with(keys.encrypting_id()) {
        return Ok(None);
    }
    Ok(Some(keys.encrypt(row, &decrypt_bytes(keys, row, encrypted)?)))
}

pub fn decrypt_account(keys: &Keyring, account: Account<Encrypted>) -> Result<Account, StoreError> {
    let row = account_row(account.environment_id, account.id);
    let context = decrypt(keys, &row, &account.context)?;
    Ok(account.with_context(context))
}

/// Decrypts the context of a link token, and returns its grant.
pub fn decrypt_grant(
    keys: &Keyring,
    token: LinkTokenRecord<Encrypted>,
) -> Result<Grant, StoreError> {
    let row = link_token_row(token.grant.environment_id, token.hash);
    let context = token.grant.context.as_ref();
    let context = context.map(|context| decrypt(keys, &row, context)).transpose()?;
    Ok(token.grant.with_context(context))
}

fn decrypt(keys: &Keyring, row: &[u8], encrypted: &Encrypted) -> Result<Context, StoreError> {
    let json = decrypt_bytes(keys, row, encrypted)?;
    // The parser's message could contain a secret.
    Context::from_json(&json).map_err(|_| StoreError::Damaged("a context is not JSON".to_owned()))
}

fn decrypt_bytes(
    keys: &Keyring,
    row: &[u8],
    encrypted: &Encrypted,
) -> Result<zeroize::Zeroizing<Vec<u8>>, StoreError> {
    keys.decrypt(row, encrypted).map_err(|error| match error {
        DecryptError::UnknownKey(id) => KeyError::Missing(id).into(),
        DecryptError::Damaged => StoreError::Damaged(error.to_string()),
    })
}
