//! The writer thread: group commit.
//!
//! The thread runs the queued changes in one transaction, and replies after the commit. Under load,
//! many changes share one flush to disk. Without load, a change waits only for its own flush. The
//! interface is [`Writer::queue`].

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use futures::future::BoxFuture;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{hash_index::HashIndex, transaction::SqliteTransaction};
use crate::{CommitObserver, StoreError, encryption::Keyring};

/// The capacity of the queue. Further changes are refused, so that queued ones are answered in time
/// (backpressure).
const QUEUE: usize = 4096;
/// The maximum number of changes in a transaction, which bounds the latency of the first one.
const MAX_BATCH: usize = 256;
/// The pause after a failed compaction of the hash index.
const COMPACTION_PAUSE: Duration = Duration::from_secs(60);

/// A queued change.
trait QueuedWork: Send {
    /// Returns true if the caller still waits for the result.
    fn is_awaited(&self) -> bool;

    /// Makes the change in a transaction. If the transaction is rolled back, the change may be made
    /// again in another one.
    fn apply(&mut self, tx: &mut SqliteTransaction<'_>) -> Result<(), &StoreError>;

    /// Sends the result to the caller, given the result of the transaction.
    fn answer(self: Box<Self>, ended: Result<(), StoreError>);
}

/// A change, its result and its reply channel. The caller gets all of it back, so that the writer
/// thread need not free it.
struct QueuedChange<T, C> {
    change: C,
    done: Option<Result<T, StoreError>>,
    reply: Option<oneshot::Sender<Box<Self>>>,
}

impl<T, C> QueuedWork for QueuedChange<T, C>
where
    T: Send,
    C: FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send,
{
    fn is_awaited(&self) -> bool {
        self.reply.as_ref().is_some_and(|reply| !reply.is_closed())
    }

    fn apply(&mut self, tx: &mut SqliteTransaction<'_>) -> Result<(), &StoreError> {
        // Unwind safe, because a partial change is rolled back.
        let done = panic::catch_unwind(AssertUnwindSafe(|| (self.change)(tx)))
            .unwrap_or_else(|_| Err(StoreError::Damaged("a change panicked".to_owned())));
        self.done.insert(done).as_ref().map(|_| ())
    }

    fn answer(mut self: Box<Self>, ended: Result<(), StoreError>) {
        if let Err(error) = ended {
            self.done = Some(Err(error));
        }
        if let Some(reply) = self.reply.take() {
            // The caller may have stopped waiting. The change remains.
            let _ = reply.send(self);
        }
    }
}

/// The queue of the writer thread, which ends when this is dropped.
#[derive(Debug)]
pub struct Writer {
    queue: mpsc::Sender<Box<dyn QueuedWork>>,
    thread: JoinHandle<()>,
    is_failing: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(
        connection: Connection,
        index: Arc<HashIndex>,
        keys: Arc<Keyring>,
        observer: CommitObserver,
    ) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let writing = WriterThread::new(&connection, index, keys, observer);
        let is_failing = Arc::clone(&writing.is_failing);
        let thread = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || writing.write(connection, waiting))?;
        Ok(Self { queue, thread, is_failing })
    }

    /// Returns true if the last change failed by a fault of the store, such as a full disk.
    pub fn is_failing(&self) -> bool {
        self.is_failing.load(Ordering::Relaxed)
    }

    /// Queues a change. The future returns `Ok` once the change is durable. After an error, nothing
    /// was changed.
    pub fn queue<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let (reply, answer) = oneshot::channel();
        let queued = self.enqueue(change, reply);
        Box::pin(async {
            queued?;
            let QueuedChange { done, .. } = *answer.await.map_err(|_| StoreError::closed())?;
            let not_made = || Err(StoreError::Unavailable("the change was not made".to_owned()));
            done.unwrap_or_else(not_made)
        })
    }

    fn enqueue<T: Send + 'static, C>(
        &self,
        change: C,
        reply: oneshot::Sender<Box<QueuedChange<T, C>>>,
    ) -> Result<(), StoreError>
    where
        C: FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let waiting = QueuedChange { change, done: None, reply: Some(reply) };
        self.queue.try_send(Box::new(waiting)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::closed(),
        })
    }

    /// Returns the number of queued changes.
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Drains the queue, and waits for the end of the thread.
    pub fn finish(self) {
        drop(self.queue);
        // A panic of the thread was already reported.
        let _ = self.thread.join();
    }
}

/// Makes a change in a savepoint, so that its failure does not affect the other changes. Returns
/// whether the store failed.
fn apply_in_savepoint(
    tx: &mut SqliteTransaction<'_>,
    work: &mut dyn QueuedWork,
) -> Result<bool, StoreError> {
    let savepoint = tx.savepoint()?;
    let mut has_failed = false;
    if let Err(error) = work.apply(tx) {
        has_failed = matches!(error, StoreError::Unavailable(_));
        // If this fails, the caller rolls back the whole transaction, so that no partial change
        // remains.
        tx.roll_back_to(&savepoint)?;
    }
    tx.release()?;
    Ok(has_failed)
}

/// The file in which a database was opened.
#[derive(Debug)]
struct DatabaseFile {
    path: PathBuf,
    identity: Identity,
}

#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = ();

impl DatabaseFile {
    fn at(path: &str) -> Option<Self> {
        let path = PathBuf::from(path);
        let identity = Self::identity(&path)?;
        Some(Self { path, identity })
    }

    fn identity(path: &Path) -> Option<Identity> {
        let metadata = fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            Some((metadata.dev(), metadata.ino()))
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            Some(())
        }
    }

    /// Checks that the file was not removed or replaced, since writes to a removed file are lost.
    fn check(&self) -> Result<(), StoreError> {
        if Self::identity(&self.path) == Some(self.identity) {
            return Ok(());
        }
        Err(StoreError::Unavailable(format!(
            "the database file {} was removed or replaced: restore it and restart the server",
            self.path.display()
        )))
    }
}

/// The state of the thread.
struct WriterThread {
    /// `None` if the database is in memory.
    file: Option<DatabaseFile>,
    is_failing: Arc<AtomicBool>,
    index: Arc<HashIndex>,
    keys: Arc<Keyring>,
    observer: CommitObserver,
}

impl WriterThread {
    fn new(
        connection: &Connection,
        index: Arc<HashIndex>,
        keys: Arc<Keyring>,
        observer: CommitObserver,
    ) -> Self {
        Self {
            file: connection.path().and_then(DatabaseFile::at),
            is_failing: Arc::default(),
            index,
            keys,
            observer,
        }
    }

    fn write(&self, mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn QueuedWork>>) {
        let mut compact_at = Instant::now();
        while let Some(first) = waiting.blocking_recv() {
            self.write_queued(&mut connection, first, &mut waiting);
            if self.index.needs_compaction() && compact_at <= Instant::now() {
                // A separate transaction, so that its failure does not affect changes. After a
                // failure, for instance on a full disk, the index grows, but look-ups still work.
                if self.index.compact(&mut connection).is_err() {
                    compact_at = Instant::now() + COMPACTION_PAUSE;
                }
            }
        }
    }

    /// Runs the queued changes, in one transaction if none fails, and replies.
    fn write_queued(
        &self,
        connection: &mut Connection,
        first: Box<dyn QueuedWork>,
        waiting: &mut mpsc::Receiver<Box<dyn QueuedWork>>,
    ) {
        let mut batch: Vec<_> = Some(first).filter(|work| work.is_awaited()).into_iter().collect();
        while !batch.is_empty() {
            // A failed change, which is rare, rolls back the others. Then all are made again, each
            // in its own savepoint.
            let TransactionResult { changes, outcome } = self
                .write_batch(connection, &mut batch, waiting, Isolation::Shared)
                .or_else(|| {
                    self.write_batch(connection, &mut batch, waiting, Isolation::Savepoints)
                })
                .unwrap_or(TransactionResult { changes: batch.len(), outcome: Err(rolled_back()) });
            let left = batch.split_off(changes);
            for work in batch {
                work.answer(outcome.clone());
            }
            batch = left;
        }
    }

    /// Makes the given changes, and those that arrive meanwhile, in one transaction. Returns `None`
    /// if a change failed without savepoints: then nothing was changed.
    fn write_batch(
        &self,
        connection: &mut Connection,
        batch: &mut Vec<Box<dyn QueuedWork>>,
        waiting: &mut mpsc::Receiver<Box<dyn QueuedWork>>,
        isolation: Isolation,
    ) -> Option<TransactionResult> {
        let mut tx = match self.begin(connection) {
            Ok(tx) => tx,
            Err(error) => {
                // The queued changes get the same error. Trying again for each of them could take
                // minutes.
                let others = MAX_BATCH.saturating_sub(batch.len());
                batch.extend(std::iter::from_fn(|| waiting.try_recv().ok()).take(others));
                return Some(TransactionResult { changes: batch.len(), outcome: Err(error) });
            }
        };
        let before = tx.connection().total_changes();
        let (mut changes, mut is_broken, mut has_failed) = (0, false, false);
        while let Some(work) = batch.get_mut(changes) {
            match isolation {
                Isolation::Shared => work.apply(&mut tx).ok()?,
                Isolation::Savepoints => match apply_in_savepoint(&mut tx, &mut **work) {
                    Ok(failed) => has_failed |= failed,
                    Err(_) => is_broken = true,
                },
            }
            changes += 1;
            // After a disk error, SQLite may roll back the transaction itself. Further changes
            // would then be made outside of any transaction.
            if is_broken || tx.connection().is_autocommit() {
                break;
            }
            if changes == batch.len() && changes < MAX_BATCH {
                batch.extend(next_awaited(waiting));
            }
        }
        let changed = tx.connection().total_changes() != before;
        let start = Instant::now();
        let committed = if is_broken || tx.connection().is_autocommit() {
            Err(rolled_back())
        } else {
            tx.commit()
        };
        let outcome = committed.map(|added| self.index.add(&added));
        // A transaction without changes, such as one of `ping`, flushes nothing, so its duration
        // says nothing.
        if changed {
            self.observer.observe(changes, start.elapsed());
        }
        if changed || has_failed || outcome.is_err() {
            self.is_failing.store(has_failed || outcome.is_err(), Ordering::Relaxed);
        }
        Some(TransactionResult { changes, outcome })
    }

    fn begin<'c>(
        &'c self,
        connection: &'c mut Connection,
    ) -> Result<SqliteTransaction<'c>, StoreError> {
        self.file.as_ref().map_or(Ok(()), DatabaseFile::check)?;
        SqliteTransaction::begin(connection, &self.keys, &self.index)
    }
}

/// Returns the next change whose caller still waits.
fn next_awaited(waiting: &mut mpsc::Receiver<Box<dyn QueuedWork>>) -> Option<Box<dyn QueuedWork>> {
    std::iter::from_fn(|| waiting.try_recv().ok()).find(|work| work.is_awaited())
}

/// The result of a transaction.
struct TransactionResult {
    /// The number of changes that it included, counted from the first.
    changes: usize,
    /// `Ok` if all of them are durable, an error if none is.
    outcome: Result<(), StoreError>,
}

fn rolled_back() -> StoreError {
    StoreError::Unavailable("SQLite rolled back the changes".to_owned())
}

/// The isolation of changes in one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Isolation {
    /// A failed change rolls back all others.
    Shared,
    /// Each change has its own savepoint, which takes time.
    Savepoints,
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc as std_mpsc;

    use futures::future::join_all;

    use super::*;
    use crate::{encryption::EncryptionKey, sqlite::migrations};

    type Change = fn(&mut SqliteTransaction<'_>) -> Result<(), StoreError>;

    fn insert(tx: &mut SqliteTransaction<'_>, number: i64) -> Result<(), StoreError> {
        tx.connection().execute("INSERT INTO number VALUES (?1)", [number])?;
        Ok(())
    }

    /// Returns a new database with an additional table of numbers.
    fn migrated(connection: rusqlite::Result<Connection>) -> Connection {
        let mut connection = connection.expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        connection.execute_batch("CREATE TABLE number (n INTEGER)").expect("created");
        connection
    }

    fn writer(connection: rusqlite::Result<Connection>) -> Writer {
        Writer::start(migrated(connection), Arc::default(), keys(), CommitObserver::none())
            .expect("starts")
    }

    fn keys() -> Arc<Keyring> {
        Arc::new(Keyring::new(&EncryptionKey::generate().expect("randomness"), &[]))
    }

    async fn run<T: Send + 'static>(
        writer: &Writer,
        change: impl FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        writer.queue(change).await
    }

    /// Blocks the thread until the returned sender is dropped.
    fn hold(writer: &Writer) -> std_mpsc::Sender<()> {
        let (release, held) = std_mpsc::channel();
        drop(tokio::spawn(writer.queue(move |_| {
            let _ = held.recv();
            Ok(())
        })));
        release
    }

    /// Makes the changes in one transaction. Returns the result of each, and the stored numbers.
    async fn make_in_one_transaction(
        changes: Vec<Change>,
    ) -> (Vec<Result<(), StoreError>>, Vec<i64>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let writer = writer(Connection::open(&path));
        let release = hold(&writer);
        let queued: Vec<_> = changes.into_iter().map(|change| writer.queue(change)).collect();
        drop(release);
        let done = join_all(queued).await;
        writer.finish();
        let connection = Connection::open(&path).expect("opens");
        let mut statement = connection.prepare("SELECT n FROM number ORDER BY n").expect("valid");
        let stored = statement.query_map([], |row| row.get(0)).expect("read");
        (done, stored.map(|n| n.expect("a number")).collect())
    }

    #[tokio::test]
    async fn other_changes_are_made_when_one_fails_or_panics() {
        let (done, stored) = make_in_one_transaction(vec![
            |tx| insert(tx, 1),
            |tx| {
                insert(tx, 2)?;
                Err(StoreError::Busy)
            },
            |tx| {
                insert(tx, 3)?;
                panic!("a fault on purpose");
            },
            |tx| insert(tx, 4),
        ])
        .await;
        let well: Vec<bool> = done.iter().map(Result::is_ok).collect();
        assert_eq!((well, stored), (vec![true, false, false, true], vec![1, 4]));
    }

    /// A change with an error is not stored, even if SQLite ends the transaction itself.
    #[tokio::test]
    async fn all_changes_fail_when_sqlite_ends_their_transaction() {
        let (done, stored) = make_in_one_transaction(vec![
            |tx| insert(tx, 1),
            |tx| {
                insert(tx, 2)?;
                // As on a full disk.
                tx.connection().execute_batch("ROLLBACK")?;
                Err(StoreError::Unavailable("full".to_owned()))
            },
            |tx| insert(tx, 3),
        ])
        .await;
        let well: Vec<bool> = done.iter().map(Result::is_ok).collect();
        assert_eq!((well, stored), (vec![false, false, true], vec![3]));
    }

    #[tokio::test]
    async fn failure_is_remembered_until_a_change_succeeds() {
        let writer = writer(Connection::open_in_memory());
        assert!(!writer.is_failing());
        let full = run(&writer, |_| Err::<(), _>(StoreError::Unavailable("full".to_owned()))).await;
        assert!(full.is_err() && writer.is_failing());
        run(&writer, |_| Ok(())).await.expect("nothing to do");
        assert!(writer.is_failing(), "no change was made");
        run(&writer, |tx| insert(tx, 1)).await.expect("written");
        assert!(!writer.is_failing());
        writer.finish();
    }

    #[tokio::test]
    async fn queue_refuses_when_full() {
        let writer = writer(Connection::open_in_memory());
        let (release, held) = std_mpsc::channel::<()>();
        let (taken, begun) = std_mpsc::channel::<()>();
        let holding = writer.queue(move |_| {
            let _ = taken.send(());
            let _ = held.recv();
            Ok(())
        });
        begun.recv_timeout(Duration::from_secs(60)).expect("the thread has taken it");
        let queued: Vec<_> = (0..QUEUE).map(|_| writer.queue(|_| Ok(()))).collect();
        assert!(matches!(run(&writer, |_| Ok(())).await, Err(StoreError::Busy)));
        drop(release);
        assert!(holding.await.is_ok() && join_all(queued).await.iter().all(Result::is_ok));
        writer.finish();
    }

    #[tokio::test]
    async fn change_is_skipped_when_its_caller_has_gone() {
        let writer = writer(Connection::open_in_memory());
        let release = hold(&writer);
        let given_up = writer.queue(|tx| insert(tx, 1));
        let wanted = writer.queue(|tx| insert(tx, 2));
        drop(given_up);
        drop(release);
        wanted.await.expect("made");
        let count = "SELECT group_concat(n) FROM number";
        let stored = run(&writer, move |tx| {
            Ok(tx.connection().query_row(count, [], |row| row.get::<_, String>(0))?)
        })
        .await;
        assert_eq!(stored.expect("read"), "2");
        writer.finish();
    }
}
