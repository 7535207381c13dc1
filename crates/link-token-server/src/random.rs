//! Random bytes for what each request needs: link tokens, and nonces.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use zeroize::Zeroize as _;

/// How much each thread asks the operating system for at a time, since to ask for each few bytes takes a system call.
const POOL: usize = 1024;

/// How long they may wait to be taken. A virtual machine that is saved and restored twice would give the same bytes twice.
const MAX_AGE: Duration = Duration::from_secs(1);

struct Pool {
    bytes: [u8; POOL],
    /// When they were asked for.
    since: Option<Instant>,
    /// How many of them, from the start, nobody has got yet.
    left: usize,
}

thread_local! {
    static RANDOM: RefCell<Pool> = const { RefCell::new(Pool { bytes: [0; POOL], since: None, left: 0 }) };
}

/// Random bytes of the operating system, which nobody else gets. At most 1,024.
///
/// # Panics
///
/// If the operating system has none to give.
pub fn bytes<const N: usize>() -> [u8; N] {
    const { assert!(N <= POOL) };
    RANDOM.with_borrow_mut(|pool| {
        let now = Instant::now();
        let is_fresh =
            pool.since.is_some_and(|since| now.saturating_duration_since(since) < MAX_AGE);
        if pool.left < N || !is_fresh {
            getrandom::fill(&mut pool.bytes).expect("the operating system has random bytes");
            pool.since = Some(now);
            pool.left = POOL;
        }
        let left = pool.left - N;
        let mut taken = [0; N];
        taken.copy_from_slice(&pool.bytes[left..pool.left]);
        // What is a secret from now on is nowhere else.
        pool.bytes[left..pool.left].zeroize();
        pool.left = left;
        taken
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Also where what is left in the pool is not enough.
    #[test]
    fn no_bytes_are_given_twice() {
        let many = 3 * POOL / 24 + 1;
        let taken: HashSet<[u8; 24]> = (0..many).map(|_| bytes()).collect();
        assert_eq!(taken.len(), many);
        assert!(taken.iter().all(|bytes| bytes.iter().any(|byte| *byte != 0)));
        RANDOM.with_borrow(|pool| {
            assert!(pool.bytes[pool.left..].iter().all(|byte| *byte == 0), "overwritten");
        });
    }
}
