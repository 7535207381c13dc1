//! Errors of the store.

use link_token_domain::Refusal;

use crate::encryption::KeyError;

/// A failure of the store.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The queue is full. Nothing was changed.
    #[error("the store's queue is full")]
    Busy,
    /// The database did not answer, or could not write. The change may have been made if only the
    /// answer was lost. The caller may retry.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// The encryption keys of this process do not fit the database. The caller may retry: with
    /// another server, or with this one after a restart.
    #[error("{0}, and restart this server")]
    Keys(#[from] KeyError),
    /// The database contains data that this program cannot read.
    #[error("stored data cannot be read: {0}")]
    Damaged(String),
}

impl StoreError {
    /// Returns the error of a closed store, which callers get while the server stops.
    pub(crate) fn closed() -> Self {
        Self::Unavailable("the store is closed".to_owned())
    }
}

/// A failed use case.
#[derive(Clone, Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The rules do not allow it. The message is for the caller.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed. The message is for the operator.
    #[error(transparent)]
    Store(#[from] StoreError),
}
