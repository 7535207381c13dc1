//! Queries about the encryption keys of a running server.

use crate::{
    StoreError, contexts,
    encryption::KeyId,
    tables::encryption_key,
    transaction::{Query, Rows},
};

/// Checks that the keys of this server fit the database, as another server may have left it.
#[derive(Debug)]
pub struct CheckKeys;

impl Query for CheckKeys {
    type Found = ();

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<(), StoreError> {
        let used = encryption_key::list(rows).await?;
        Ok(contexts::check_keys_of_server(rows.keys(), &used)?)
    }
}

/// Returns true if the database has used a key.
#[derive(Debug)]
pub struct IsKnownKey(pub KeyId);

impl Query for IsKnownKey {
    type Found = bool;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<bool, StoreError> {
        encryption_key::is_known(rows, self.0).await
    }
}
