//! The results of refreshes that the store has not taken yet.
//!
//! Such a refresh can outlive its lease. Another one must not begin meanwhile: it would send the
//! refresh token that this one has used up, which some third parties take for a theft.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use uuid::Uuid;

/// The environment and the ID of an account.
type Key = (Uuid, Uuid);

/// The accounts whose results a server keeps. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct UnstoredResults(Arc<Mutex<HashSet<Key>>>);

impl UnstoredResults {
    fn lock(&self) -> MutexGuard<'_, HashSet<Key>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn count(&self) -> usize {
        self.lock().len()
    }

    pub fn contains(&self, account: Key) -> bool {
        self.lock().contains(&account)
    }

    /// Adds an account until the returned value is dropped.
    pub fn add(&self, account: Key) -> impl Drop + Send + use<> {
        self.lock().insert(account);
        scopeguard::guard(self.clone(), move |all| {
            all.lock().remove(&account);
        })
    }
}
