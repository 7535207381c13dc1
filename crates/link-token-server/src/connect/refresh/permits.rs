//! The number of refreshes ahead of time in flight: of a server, and of each third party, so that
//! one that does not answer does not stop the refreshes of others.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use link_token_types::IntegrationName;

/// The number of refreshes that a server has in flight. A third party that does not answer keeps
/// one for 15 seconds.
pub const IN_ALL: usize = 64;
/// The number of refreshes at one third party.
pub const PER_PARTY: usize = 32;
/// The number of refreshes at a third party that has not answered the last one.
pub const PER_SILENT_PARTY: usize = 2;

/// The permits of a server. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Permits(Arc<Mutex<InFlight>>);

#[derive(Debug, Default)]
struct InFlight {
    in_all: usize,
    parties: HashMap<IntegrationName, Party>,
}

#[derive(Debug, Default)]
struct Party {
    in_flight: usize,
    is_silent: bool,
}

impl Party {
    fn is_full(&self) -> bool {
        self.in_flight >= if self.is_silent { PER_SILENT_PARTY } else { PER_PARTY }
    }
}

impl Permits {
    fn lock(&self) -> MutexGuard<'_, InFlight> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the number of further refreshes.
    pub fn room(&self) -> usize {
        IN_ALL.saturating_sub(self.lock().in_all)
    }

    /// Returns the third parties that get no further refresh now.
    pub fn full(&self) -> Vec<IntegrationName> {
        let in_flight = self.lock();
        let full = in_flight.parties.iter().filter(|(_, party)| party.is_full());
        full.map(|(name, _)| name.clone()).collect()
    }

    /// Returns a permit for a refresh, which ends when it is dropped. `None` if there is no room.
    pub fn acquire(&self, integration: &IntegrationName) -> Option<Permit> {
        let mut in_flight = self.lock();
        if in_flight.in_all >= IN_ALL {
            return None;
        }
        let party = in_flight.parties.entry(integration.clone()).or_default();
        if party.is_full() {
            return None;
        }
        party.in_flight += 1;
        in_flight.in_all += 1;
        drop(in_flight);
        Some(Permit { permits: self.clone(), integration: integration.clone() })
    }
}

/// A refresh in flight.
#[derive(Debug)]
pub struct Permit {
    permits: Permits,
    integration: IntegrationName,
}

impl Permit {
    /// Notes whether the third party has answered, and ends the permit.
    pub fn end(self, is_silent: bool) {
        let mut in_flight = self.permits.lock();
        if let Some(party) = in_flight.parties.get_mut(&self.integration) {
            party.is_silent = is_silent;
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut in_flight = self.permits.lock();
        in_flight.in_all = in_flight.in_all.saturating_sub(1);
        if let Some(party) = in_flight.parties.get_mut(&self.integration) {
            party.in_flight = party.in_flight.saturating_sub(1);
            // One that answers is not remembered.
            if party.in_flight == 0 && !party.is_silent {
                in_flight.parties.remove(&self.integration);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> IntegrationName {
        name.parse().expect("valid")
    }

    fn acquire_all(permits: &Permits, integration: &str) -> Vec<Permit> {
        std::iter::from_fn(|| permits.acquire(&name(integration))).collect()
    }

    #[test]
    fn third_party_without_answers_leaves_room_for_others() {
        let permits = Permits::default();
        let slow = acquire_all(&permits, "slow");
        assert_eq!(slow.len(), PER_PARTY);
        assert_eq!(permits.full(), [name("slow")]);
        assert_eq!(permits.room(), IN_ALL - PER_PARTY);
        for permit in slow {
            permit.end(true);
        }
        assert_eq!(permits.room(), IN_ALL);
        let slow = acquire_all(&permits, "slow");
        assert_eq!(slow.len(), PER_SILENT_PARTY);
        let others = ["one", "two", "three"].map(|other| acquire_all(&permits, other));
        assert_eq!(others.each_ref().map(Vec::len), [32, 30, 0]);
        drop(others);
        for permit in slow {
            permit.end(false);
        }
        assert_eq!(acquire_all(&permits, "slow").len(), PER_PARTY, "it answers again");
        assert_eq!(permits.full(), []);
        assert!(permits.lock().parties.is_empty());
    }
}
