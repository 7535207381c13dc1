//! Waiting for conditions and for what processes print, always with a deadline.

use std::{
    io::{BufRead as _, BufReader, Read},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    thread,
    time::Instant,
};

use throwaway_postgresql::processes::{PATIENCE, PAUSE};

/// Waits until a condition holds.
///
/// # Panics
///
/// If it does not hold within [`PATIENCE`].
pub async fn eventually(what: &str, mut check: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !check().await {
        assert!(Instant::now() < deadline, "not within {PATIENCE:?}: {what}");
        tokio::time::sleep(PAUSE).await;
    }
}

/// The resident memory of a process.
pub fn resident_bytes(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.expect("a running process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let kibibytes = line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number");
    kibibytes * 1024
}

/// The lines that a process prints. One is read only when a test asks for it, so a pipe that no
/// test reads fills up.
pub struct Lines {
    lines: Mutex<Receiver<String>>,
}

impl Lines {
    /// The lines of a pipe.
    pub fn of(pipe: impl Read + Send + 'static) -> Self {
        // Without room in the channel, the thread reads no further than the test does.
        let (sender, lines) = sync_channel(0);
        thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { lines: Mutex::new(lines) }
    }

    /// The next line. None at the end.
    ///
    /// # Panics
    ///
    /// If neither comes within [`PATIENCE`].
    pub fn next_line(&self) -> Option<String> {
        self.line_before(Instant::now() + PATIENCE)
    }

    fn line_before(&self, deadline: Instant) -> Option<String> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no line within {PATIENCE:?}"),
        }
    }

    /// Calls a function with each line until the process ends, however long that takes.
    pub fn for_each(self, look: impl FnMut(String)) {
        let lines = self.lines.into_inner().unwrap_or_else(PoisonError::into_inner);
        lines.into_iter().for_each(look);
    }

    /// The next line that contains a text. None if the end comes before.
    pub fn find(&self, text: &str) -> Option<String> {
        let deadline = Instant::now() + PATIENCE;
        std::iter::from_fn(|| self.line_before(deadline)).find(|line| line.contains(text))
    }

    /// All lines until the process ends.
    pub fn rest(self) -> String {
        let deadline = Instant::now() + PATIENCE;
        std::iter::from_fn(|| self.line_before(deadline)).map(|line| line + "\n").collect()
    }
}
