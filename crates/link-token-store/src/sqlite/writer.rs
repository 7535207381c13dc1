//! The writer thread: group commit.
//!
//! The thread takes the changes that wait in its queue into one transaction, and answers when that is durable: under load many
//! changes share one flush to disk, and alone a change waits for nothing but its own. The interface is [`Writer::queue`].

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

/// How many changes may wait. More are turned away, so that those who wait are answered in time.
const QUEUE: usize = 4096;
/// The greatest number of changes that share a transaction, so that the first of them is not kept for long.
const BATCH: usize = 256;
/// How long to wait after the index by hash could not be kept small, before that is tried again.
const KEEP_UP_PAUSE: Duration = Duration::from_secs(60);

/// A change that waits for the thread.
trait Work: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;

    /// Makes the change in a transaction, and tells whether that went well. If the transaction is rolled back, the change may be made
    /// again in another one.
    fn make(&mut self, tx: &mut SqliteTransaction<'_>) -> Result<(), &StoreError>;

    /// Answers the one who waits, given what became of the transaction.
    fn answer(self: Box<Self>, ended: Result<(), StoreError>);
}

/// A change, what came of it, and who waits for that. All of it goes back there, so that the writer thread need not free it.
struct QueuedChange<T, C> {
    change: C,
    done: Option<Result<T, StoreError>>,
    reply: Option<oneshot::Sender<Box<Self>>>,
}

impl<T, C> Work for QueuedChange<T, C>
where
    T: Send,
    C: FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send,
{
    fn is_wanted(&self) -> bool {
        self.reply.as_ref().is_some_and(|reply| !reply.is_closed())
    }

    fn make(&mut self, tx: &mut SqliteTransaction<'_>) -> Result<(), &StoreError> {
        // What a panic leaves half done is rolled back, so nobody sees it.
        let done = panic::catch_unwind(AssertUnwindSafe(|| (self.change)(tx)))
            .unwrap_or_else(|_| Err(StoreError::Damaged("a change panicked".to_owned())));
        self.done.insert(done).as_ref().map(|_| ())
    }

    fn answer(mut self: Box<Self>, ended: Result<(), StoreError>) {
        if let Err(error) = ended {
            self.done = Some(Err(error));
        }
        if let Some(reply) = self.reply.take() {
            // The one who asked may have gone; the change stands all the same.
            let _ = reply.send(self);
        }
    }
}

/// The queue to the thread that writes, which ends when this is dropped.
#[derive(Debug)]
pub struct Writer {
    queue: mpsc::Sender<Box<dyn Work>>,
    thread: JoinHandle<()>,
    troubled: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread on a connection of its own.
    pub fn start(
        connection: Connection,
        index: Arc<HashIndex>,
        keys: Arc<Keyring>,
        observer: CommitObserver,
    ) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let writing = WriterThread::new(&connection, index, keys, observer);
        let troubled = Arc::clone(&writing.troubled);
        let thread = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || writing.write(connection, waiting))?;
        Ok(Self { queue, thread, troubled })
    }

    /// Whether the last attempt to change something failed by a fault of the store, such as a full disk.
    pub fn is_troubled(&self) -> bool {
        self.troubled.load(Ordering::Relaxed)
    }

    /// Has a change made. When what this gives returns `Ok`, the change is durable; when it returns an error, nothing of it is.
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

    /// How many changes wait.
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Lets the thread finish what waits, and waits for its end.
    pub fn finish(self) {
        drop(self.queue);
        // Its panic, if it had one, was reported when it happened.
        let _ = self.thread.join();
    }
}

/// Makes a change that, if it fails, leaves the others of its transaction alone. Tells whether the store failed.
fn make_in_savepoint(
    tx: &mut SqliteTransaction<'_>,
    work: &mut dyn Work,
) -> Result<bool, StoreError> {
    let savepoint = tx.savepoint()?;
    let mut has_failed = false;
    if let Err(error) = work.make(tx) {
        has_failed = matches!(error, StoreError::Unavailable(_));
        // If even that fails, the whole transaction is rolled back: half a change must not stay.
        tx.roll_back_to(&savepoint)?;
    }
    tx.release()?;
    Ok(has_failed)
}

/// The file that a database was opened in.
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

    /// What is written into a file that has no name any more is lost.
    fn check(&self) -> Result<(), StoreError> {
        if Self::identity(&self.path) == Some(self.identity) {
            return Ok(());
        }
        Err(StoreError::Unavailable(format!(
            "the database file {} was removed or replaced: put it back and start the server again",
            self.path.display()
        )))
    }
}

/// What the thread has.
struct WriterThread {
    /// None if the database is in memory.
    file: Option<DatabaseFile>,
    troubled: Arc<AtomicBool>,
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
            troubled: Arc::default(),
            index,
            keys,
            observer,
        }
    }

    fn write(&self, mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn Work>>) {
        let mut keep_up_at = Instant::now();
        while let Some(first) = waiting.blocking_recv() {
            self.write_waiting(&mut connection, first, &mut waiting);
            if self.index.is_due() && keep_up_at <= Instant::now() {
                // In a transaction of its own, so that nobody's change fails with it. Where it cannot be done, on a full disk
                // perhaps, the index grows, and is searched all the same.
                if self.index.keep_up(&mut connection).is_err() {
                    keep_up_at = Instant::now() + KEEP_UP_PAUSE;
                }
            }
        }
    }

    /// Makes the changes that wait in one transaction, if there can be one, and answers after its end.
    fn write_waiting(
        &self,
        connection: &mut Connection,
        first: Box<dyn Work>,
        waiting: &mut mpsc::Receiver<Box<dyn Work>>,
    ) {
        let mut works: Vec<_> = Some(first).filter(|work| work.is_wanted()).into_iter().collect();
        while !works.is_empty() {
            // A change that fails, which is rare, takes the others with it. Then all are made again, such that each can fail alone.
            let Ended { changes, outcome } = self
                .write_together(connection, &mut works, waiting, Apart::No)
                .or_else(|| self.write_together(connection, &mut works, waiting, Apart::Savepoints))
                .unwrap_or(Ended { changes: works.len(), outcome: Err(rolled_back()) });
            let left = works.split_off(changes);
            for work in works {
                work.answer(outcome.clone());
            }
            works = left;
        }
    }

    /// Makes some changes, and those that come meanwhile, in one transaction. None if one failed that was not kept apart from the
    /// others: then nothing is done.
    fn write_together(
        &self,
        connection: &mut Connection,
        works: &mut Vec<Box<dyn Work>>,
        waiting: &mut mpsc::Receiver<Box<dyn Work>>,
        apart: Apart,
    ) -> Option<Ended> {
        let mut tx = match self.begin(connection) {
            Ok(tx) => tx,
            Err(error) => {
                // Those who wait have waited as long. To try again for each would keep the last of them for minutes.
                let others = BATCH.saturating_sub(works.len());
                works.extend(std::iter::from_fn(|| waiting.try_recv().ok()).take(others));
                return Some(Ended { changes: works.len(), outcome: Err(error) });
            }
        };
        let before = tx.connection().total_changes();
        let (mut changes, mut is_broken, mut has_failed) = (0, false, false);
        while let Some(work) = works.get_mut(changes) {
            match apart {
                Apart::No => work.make(&mut tx).ok()?,
                Apart::Savepoints => match make_in_savepoint(&mut tx, &mut **work) {
                    Ok(failed) => has_failed |= failed,
                    Err(_) => is_broken = true,
                },
            }
            changes += 1;
            // On a full disk or a fault of the disk, SQLite may roll back all of it by itself. What came after that would be made
            // outside of any transaction.
            if is_broken || tx.connection().is_autocommit() {
                break;
            }
            if changes == works.len() && changes < BATCH {
                works.extend(next_wanted(waiting));
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
        // What changed nothing, such as a look whether that could be done, flushed nothing, and tells nothing.
        if changed {
            self.observer.observe(changes, start.elapsed());
        }
        if changed || has_failed || outcome.is_err() {
            self.troubled.store(has_failed || outcome.is_err(), Ordering::Relaxed);
        }
        Some(Ended { changes, outcome })
    }

    fn begin<'c>(
        &'c self,
        connection: &'c mut Connection,
    ) -> Result<SqliteTransaction<'c>, StoreError> {
        self.file.as_ref().map_or(Ok(()), DatabaseFile::check)?;
        SqliteTransaction::begin(connection, &self.keys, &self.index)
    }
}

/// The next change for which somebody still waits.
fn next_wanted(waiting: &mut mpsc::Receiver<Box<dyn Work>>) -> Option<Box<dyn Work>> {
    std::iter::from_fn(|| waiting.try_recv().ok()).find(|work| work.is_wanted())
}

/// What became of a transaction.
struct Ended {
    /// How many changes it was to make, from the first on.
    changes: usize,
    /// Whether they are durable. If not, nothing of them is.
    outcome: Result<(), StoreError>,
}

fn rolled_back() -> StoreError {
    StoreError::Unavailable("the database rolled the changes back".to_owned())
}

/// Whether changes of one transaction are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    /// One that fails takes the others with it.
    No,
    /// Each has a savepoint of its own, which takes time.
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

    /// A new database, which has a table of numbers as well.
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

    /// Holds the thread, with a change that may be made more than once, until what this gives is dropped.
    fn hold(writer: &Writer) -> std_mpsc::Sender<()> {
        let (release, held) = std_mpsc::channel();
        drop(tokio::spawn(writer.queue(move |_| {
            let _ = held.recv();
            Ok(())
        })));
        release
    }

    /// Makes the changes in one transaction, and gives what became of each and what is stored.
    async fn together(changes: Vec<Change>) -> (Vec<Result<(), StoreError>>, Vec<i64>) {
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
        let (done, stored) = together(vec![
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

    /// What is answered with an error is not stored, even if SQLite ends the transaction by itself.
    #[tokio::test]
    async fn all_changes_fail_when_sqlite_ends_their_transaction() {
        let (done, stored) = together(vec![
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

    /// A fault of the store is remembered until something was changed again.
    #[tokio::test]
    async fn trouble_is_remembered_until_a_change_is_made() {
        let writer = writer(Connection::open_in_memory());
        assert!(!writer.is_troubled());
        let full = run(&writer, |_| Err::<(), _>(StoreError::Unavailable("full".to_owned()))).await;
        assert!(full.is_err() && writer.is_troubled());
        run(&writer, |_| Ok(())).await.expect("nothing to do");
        assert!(writer.is_troubled(), "which tells nothing");
        run(&writer, |tx| insert(tx, 1)).await.expect("written");
        assert!(!writer.is_troubled());
        writer.finish();
    }

    /// More than the queue holds is turned away at once.
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
    async fn change_is_not_made_when_given_up_before_its_turn() {
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
