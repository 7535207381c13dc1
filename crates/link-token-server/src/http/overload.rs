//! The limit of concurrent requests. Further requests are rejected at once, so that they do not
//! delay the others (load shedding).

use tokio::sync::{Semaphore, SemaphorePermit};

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
