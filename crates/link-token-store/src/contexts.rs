//! Encrypted contexts and secrets, each bound to its row, and the rules for encryption keys.

use link_token_domain::{
    context::Context,
    integrated_account::Account,
    link_token::{Grant, LinkTokenHash, LinkTokenRecord},
    secret::Secret,
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
        return Err(KeyError::Closed(encrypting));
    }
    let missing = used.iter().find(|key| !key.retired && ring.ids().all(|known| known != key.id));
    missing.map_or(Ok(()), |key| Err(KeyError::Missing(key.id)))
}

/// Checks that a running server can still decrypt all stored values, and may encrypt.
pub fn check_keys_of_server(ring: &Keyring, used: &[UsedKey]) -> Result<(), KeyError> {
    let encrypting = ring.encrypting_id();
    if used.iter().any(|key| key.id == encrypting && key.closed) {
        return Err(KeyError::Closed(encrypting));
    }
    check_keys(ring, used)
}

/// Returns the error of a server whose encrypting key was closed.
pub fn closed_key_error(keys: &Keyring) -> StoreError {
    KeyError::Closed(keys.encrypting_id()).into()
}

/// An encrypted column of a table whose rows are identified by an environment and an ID.
#[derive(Debug)]
pub struct EncryptedColumn {
    pub table: &'static str,
    /// The column of the ID.
    pub id: &'static str,
    pub column: &'static str,
}

pub const ACCOUNT_CONTEXT: EncryptedColumn =
    EncryptedColumn { table: "integrated_account", id: "id", column: "context" };
pub const CLIENT_SECRET: EncryptedColumn =
    EncryptedColumn { table: "environment_integration", id: "id", column: "client_secret" };

pub const CREDENTIALS: EncryptedColumn =
    EncryptedColumn { table: "credentials", id: "account_id", column: "content" };
pub const ATTEMPT_SECRETS: EncryptedColumn =
    EncryptedColumn { table: "attempt", id: "id", column: "secrets" };
pub const UNCONFIRMED_CONNECTION: EncryptedColumn =
    EncryptedColumn { table: "confirmation", id: "id", column: "content" };
pub const REVOCATION: EncryptedColumn =
    EncryptedColumn { table: "revocation", id: "id", column: "content" };
pub const REVOCATION_CLIENT: EncryptedColumn =
    EncryptedColumn { table: "revocation", id: "id", column: "client" };

pub const WEBHOOK_SECRET: EncryptedColumn =
    EncryptedColumn { table: "webhook", id: "id", column: "secret" };
pub const WEBHOOK_PREVIOUS_SECRET: EncryptedColumn =
    EncryptedColumn { table: "webhook", id: "id", column: "previous_secret" };
pub const WEBHOOK_PAYLOAD: EncryptedColumn =
    EncryptedColumn { table: "webhook_event", id: "id", column: "payload" };
pub const DELIVERY_ANSWER: EncryptedColumn =
    EncryptedColumn { table: "webhook_delivery", id: "id", column: "answer" };

/// All encrypted columns but that of link tokens, whose rows are identified by their hashes.
pub const ENCRYPTED_COLUMNS: [&EncryptedColumn; 11] = [
    &ACCOUNT_CONTEXT,
    &CLIENT_SECRET,
    &CREDENTIALS,
    &ATTEMPT_SECRETS,
    &UNCONFIRMED_CONNECTION,
    &REVOCATION,
    &REVOCATION_CLIENT,
    &WEBHOOK_SECRET,
    &WEBHOOK_PREVIOUS_SECRET,
    &WEBHOOK_PAYLOAD,
    &DELIVERY_ANSWER,
];

impl EncryptedColumn {
    /// Returns the identity of a row, which is the associated data of its encrypted value.
    pub fn row(&self, environment_id: Uuid, id: Uuid) -> Vec<u8> {
        [self.table.as_bytes(), environment_id.as_bytes(), id.as_bytes()].concat()
    }
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

/// Encrypts a secret for a row. The caller must hold the encryption key in the transaction that
/// writes the row.
pub fn encrypt_secret(keys: &Keyring, row: &[u8], secret: &Secret) -> Encrypted {
    keys.encrypt(row, secret.expose().as_bytes())
}

pub fn decrypt_secret(
    keys: &Keyring,
    row: &[u8],
    encrypted: &Encrypted,
) -> Result<Secret, StoreError> {
    let bytes = decrypt_bytes(keys, row, encrypted)?;
    let text = std::str::from_utf8(&bytes);
    text.map(Secret::new).map_err(|_| StoreError::Damaged("a secret is not UTF-8".to_owned()))
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
    let row = ACCOUNT_CONTEXT.row(account.environment_id, account.id);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encryption::EncryptionKey;

    #[test]
    fn secret_is_decrypted_for_its_own_row_only() {
        let keys = Keyring::new(&EncryptionKey::generate().expect("randomness"), &[]);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let row = CREDENTIALS.row(one, one);
        let encrypted = encrypt_secret(&keys, &row, &Secret::new("secret"));
        assert_eq!(decrypt_secret(&keys, &row, &encrypted).expect("its row").expose(), "secret");
        for row in [
            CREDENTIALS.row(other, one),
            CREDENTIALS.row(one, other),
            ACCOUNT_CONTEXT.row(one, one),
        ] {
            let refused = decrypt_secret(&keys, &row, &encrypted);
            assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
        }
    }
}
