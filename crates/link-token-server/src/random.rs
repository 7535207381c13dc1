//! Random bytes for what each request needs: link tokens, and nonces.

use rand::Rng as _;

/// Bytes that nobody can guess, from a generator of this thread: ChaCha with 12 rounds, seeded by the operating system, and again
/// after every 64 KiB. To ask the operating system itself takes a system call each time, which keys and API tokens are worth.
///
/// # Panics
///
/// If the operating system has no randomness when a thread first calls this.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
