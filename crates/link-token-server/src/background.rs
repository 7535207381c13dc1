//! Background tasks. One that panics, which is a bug, starts again after a pause: the server keeps
//! answering, and what the task does is not left undone until somebody restarts the server.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures::FutureExt as _;
use slog::Logger;
use tokio::task::JoinHandle;

/// The time before a task starts again.
const PAUSE: Duration = Duration::from_secs(10);

/// Runs the task that `start` returns, until it ends by itself. `name` is its name in the log.
pub fn spawn<T>(
    name: &'static str,
    log: &Logger,
    start: impl Fn() -> T + Send + 'static,
) -> JoinHandle<()>
where
    T: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(repeat(name, log.clone(), PAUSE, start))
}

async fn repeat<T: Future<Output = ()>>(
    name: &'static str,
    log: Logger,
    pause: Duration,
    start: impl Fn() -> T,
) {
    while AssertUnwindSafe(start()).catch_unwind().await.is_err() {
        slog::error!(log, "a background task panicked: it starts again, please report this bug";
            "task" => name, "pause" => format!("{pause:?}"));
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn task_starts_again_after_a_panic_and_not_after_its_end() {
        let starts = AtomicU32::new(0);
        let log = Logger::root(slog::Discard, slog::o!());
        repeat("test", log, Duration::from_millis(1), || async {
            let number = starts.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            assert!(number == 2, "as a bug would");
        })
        .await;
        assert_eq!(starts.load(Ordering::Relaxed), 3);
    }
}
