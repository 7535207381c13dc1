//! Errors of the store.

use link_token_domain::Refusal;

/// The reason why the store could not do what was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The queue is full. Nothing was done.
    #[error("the store's queue is full")]
    Busy,
    /// The database does not answer, or could not write. If its answer was lost, the change may have been made all the same. The
    /// caller may repeat the request.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// The database holds something that this program cannot read.
    #[error("stored data cannot be read: {0}")]
    Damaged(String),
}

impl StoreError {
    /// Returns the error of a store that was closed, as it is when the server stops.
    pub(crate) fn closed() -> Self {
        Self::Unavailable("the store is closed".to_owned())
    }
}

/// The reason why a use case did not succeed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The rules do not allow it. The message is for the caller.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed. The message is for the operator.
    #[error(transparent)]
    Store(#[from] StoreError),
}
