//! The limits of concurrent requests, and of scans. Further requests are rejected, so that they do
//! not delay the others (load shedding).

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use super::error::OperationError;

/// The limit of concurrent requests.
#[derive(Debug)]
pub struct ConcurrencyLimit(Option<Semaphore>);

/// The error of a server at its limit of concurrent requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overload;

impl ConcurrencyLimit {
    /// Returns a limit, 0 for no limit.
    pub fn new(at_once: usize) -> Self {
        Self((at_once > 0).then(|| Semaphore::new(at_once.min(Semaphore::MAX_PERMITS))))
    }

    /// Admits a request until its permit is dropped. `None` is the permit of a server without a
    /// limit.
    pub fn acquire(&self) -> Result<Option<SemaphorePermit<'_>>, Overload> {
        match &self.0 {
            Some(free) => free.try_acquire().map(Some).map_err(|_| Overload),
            None => Ok(None),
        }
    }
}

/// Runs reads that may scan a whole table, one at a time, so that they leave the connections of the
/// database to other requests.
#[derive(Clone, Debug)]
pub struct ScanQueue(Arc<Semaphore>);

/// The time that a request waits for its turn to scan.
const SCAN_PATIENCE: Duration = Duration::from_secs(5);

impl Default for ScanQueue {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl ScanQueue {
    /// Runs a scan in its turn. It goes on if its caller disconnects, and keeps its turn meanwhile.
    pub async fn run<T: Send + 'static>(
        &self,
        scan: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, OperationError> {
        let turn = timeout(SCAN_PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Overload.into()) };
        let scan = tokio::spawn(async move {
            let done = scan.await;
            drop(turn);
            done
        });
        scan.await.map_err(OperationError::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acquire_refuses_when_full() {
        let limit = ConcurrencyLimit::new(2);
        let (one, other) = (limit.acquire(), limit.acquire());
        assert!(one.is_ok() && other.is_ok());
        assert_eq!(limit.acquire().err(), Some(Overload));
        drop(one);
        assert!(limit.acquire().is_ok());
        assert!(ConcurrencyLimit::new(0).acquire().is_ok_and(|permit| permit.is_none()));
    }
}
