//! The limit of concurrent requests. A request beyond it is turned away at once instead of making all others wait.

use tokio::sync::{Semaphore, SemaphorePermit};

/// Counts the requests that the server works on.
#[derive(Debug)]
pub struct Gate(Option<Semaphore>);

/// The error of a server that works on as many requests as it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overload;

impl Gate {
    /// Returns a gate for a number of concurrent requests, 0 for any number.
    pub fn new(at_once: usize) -> Self {
        Self((at_once > 0).then(|| Semaphore::new(at_once.min(Semaphore::MAX_PERMITS))))
    }

    /// Lets a request in, until the permit is dropped.
    pub fn enter(&self) -> Result<Option<SemaphorePermit<'_>>, Overload> {
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
    fn enter_refuses_when_full() {
        let gate = Gate::new(2);
        let (one, other) = (gate.enter(), gate.enter());
        assert!(one.is_ok() && other.is_ok());
        assert_eq!(gate.enter().err(), Some(Overload));
        drop(one);
        assert!(gate.enter().is_ok());
        assert!(Gate::new(0).enter().is_ok_and(|permit| permit.is_none()));
    }
}
