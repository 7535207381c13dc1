//! The one thread that writes.
//!
//! It takes what waits in its queue into one transaction, without lingering for more, and answers when that is durable:
//! under load many changes share one flush to disk, and alone a change waits for nothing but its own.

use std::thread::{self, JoinHandle};

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use crate::store::StoreError;

/// How many changes may wait. More are turned away, so that those who wait are answered in time.
const QUEUE: usize = 4096;
/// How many changes share a transaction at the most, so that the first of them is not kept for long.
const BATCH: usize = 512;

/// Does its part in the transaction, or learns why there is none, and gives back how to answer after the commit.
type Work = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Answer + Send>;
/// Answers the one who waits, given what became of the transaction.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// The queue to the thread that writes, which ends when this is dropped.
#[derive(Debug)]
pub struct Writer {
    queue: mpsc::Sender<Work>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread on a connection of its own.
    pub fn start(connection: Connection) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || write(connection, waiting))?;
        Ok(Self { queue, thread })
    }

    /// Has a change made. When this returns `Ok`, the change is durable; when it returns an error, nothing of it is.
    pub async fn run<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.enqueue(change, move |done| {
            // The one who asked may have gone; the change stands all the same.
            let _ = reply.send(done);
        })?;
        answer.await.map_err(|_| closed())?
    }

    /// Has a change made some time soon, whatever comes of it.
    pub fn post(
        &self,
        change: impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static,
    ) {
        let _ = self.enqueue(change, |_| {});
    }

    fn enqueue<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
        answer: impl FnOnce(Result<T, StoreError>) + Send + 'static,
    ) -> Result<(), StoreError> {
        let work: Work = Box::new(move |connection| {
            let done = connection.and_then(|connection| in_savepoint(connection, change));
            Box::new(move |committed| answer(committed.and(done)))
        });
        self.queue.try_send(work).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => closed(),
        })
    }

    /// Lets the thread finish what waits, and waits for its end.
    pub fn finish(self) {
        drop(self.queue);
        // Its panic, if it had one, was reported when it happened.
        let _ = self.thread.join();
    }
}

fn closed() -> StoreError {
    StoreError::Unavailable("the store is closed".to_owned())
}

/// A change that fails leaves the others of its transaction alone.
fn in_savepoint<T>(
    connection: &Connection,
    change: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    connection.execute_batch("SAVEPOINT change")?;
    let done = change(connection);
    let end = if done.is_ok() { "RELEASE change" } else { "ROLLBACK TO change; RELEASE change" };
    connection.execute_batch(end)?;
    done
}

fn write(mut connection: Connection, mut waiting: mpsc::Receiver<Work>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut answers = Vec::new();
        let committed = match connection.transaction_with_behavior(TransactionBehavior::Immediate) {
            Ok(transaction) => {
                answers.push(first(Ok(&transaction)));
                while answers.len() < BATCH
                    && let Ok(work) = waiting.try_recv()
                {
                    answers.push(work(Ok(&transaction)));
                }
                transaction.commit().map_err(StoreError::from)
            }
            Err(error) => {
                let error = StoreError::from(error);
                answers.push(first(Err(error.clone())));
                Err(error)
            }
        };
        for answer in answers {
            answer(committed.clone());
        }
    }
}
