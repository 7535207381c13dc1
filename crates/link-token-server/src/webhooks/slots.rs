//! The requests in flight to one receiver.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

/// The number of requests to a receiver at the same time.
pub const SLOTS: usize = 16;
/// The longest wait of a lane that this server has taken. Its lease then ends, and any server sends
/// it.
pub const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// The longest request of a receiver that is fast.
const FAST: Duration = Duration::from_millis(100);

/// The slots of a receiver, each for a request.
#[derive(Debug)]
pub struct Slots {
    free: Semaphore,
    is_fast: AtomicBool,
}

impl Default for Slots {
    fn default() -> Self {
        Self { free: Semaphore::new(SLOTS), is_fast: AtomicBool::new(false) }
    }
}

impl Slots {
    /// Waits for a slot, which is free again once the answer is dropped. `None` if there is none in
    /// time.
    pub async fn take(&self) -> Option<SemaphorePermit<'_>> {
        timeout(LONGEST_WAIT, self.free.acquire()).await.ok()?.ok()
    }

    /// Notes how long a request took.
    pub fn note(&self, took: Duration) {
        self.is_fast.store(took <= FAST, Ordering::Relaxed);
    }

    /// Returns true if the last request was fast.
    pub fn is_fast(&self) -> bool {
        self.is_fast.load(Ordering::Relaxed)
    }
}
