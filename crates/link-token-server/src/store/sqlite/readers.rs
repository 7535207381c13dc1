//! The connections that read.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::opening::connect;
use crate::store::StoreError;

/// How many connections read at a time.
const READERS: usize = 4;

/// Connections that only read, on threads that may wait.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    /// Lets nobody read any more.
    pub(super) fn close(&self) {
        self.permits.close();
    }

    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            free: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
        }
    }

    /// Has a query made that reads a few pages, by an index: on the spot if a connection is free, since to hand it to another
    /// thread and back would take longer than the query.
    pub(super) async fn look_up<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let lock = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = if self.permits.is_closed() { None } else { lock().pop() };
        match free {
            Some(connection) => {
                let found = query(&connection);
                lock().push(connection);
                found
            }
            None => self.run(query).await,
        }
    }

    /// Has a query made. What it sees is the latest commit.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit =
            Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::closed())?;
        let (path, free) = (self.path.clone(), Arc::clone(&self.free));
        let task = tokio::task::spawn_blocking(move || {
            let lock = || free.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = lock().pop();
            let connection = match kept {
                Some(connection) => connection,
                None => connect(&path)?,
            };
            let found = query(&connection);
            lock().push(connection);
            drop(permit);
            found
        });
        task.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }
}
