//! The one thread that writes.
//!
//! It takes what waits in its queue into one transaction, and answers when that is durable: under load many changes share one
//! flush to disk, and alone a change waits for nothing but its own.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
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
use rusqlite::{CachedStatement, Connection, Params, Transaction, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{
    checkpoints::Checkpoints,
    hash_index::{self, HashIndex},
    rows::LinkTokenRow,
    sql::execute,
};
use crate::{
    domain::{environment::Policy, link_token::LinkTokenHash},
    metrics::CommitMetrics,
    store::StoreError,
};

/// How many changes may wait. More are turned away, so that those who wait are answered in time.
const QUEUE: usize = 4096;
/// How many changes share a transaction if so many wait.
const BATCH: usize = 64;
/// How many do at the most, so that the first of them is not kept for long. More than [`BATCH`] do where to commit takes long.
const MOST: usize = 512;
/// How long to wait at the most for others to share a transaction, where many did before. It pays where to commit takes long, so it is no
/// more than a quarter of that either.
const LINGER: Duration = Duration::from_micros(200);
/// How long to wait after the index by hash could not be kept small, before that is tried again.
const KEEP_UP_PAUSE: Duration = Duration::from_secs(60);

/// A change that waits for the thread.
trait Work: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;

    /// Makes the change in a transaction, and tells whether that went well. If the transaction is rolled back, the change may be made
    /// again in another one.
    fn make(&mut self, batch: &Batch<'_>) -> Result<(), &StoreError>;

    /// Answers the one who waits, given what became of the transaction.
    fn answer(self: Box<Self>, ended: Result<(), StoreError>);
}

/// A change, what came of it, and who waits for that, if anybody ever did. All of it goes back there, so that the thread that writes
/// need not free it.
struct Waiting<T, C> {
    change: C,
    done: Option<Result<T, StoreError>>,
    reply: Option<oneshot::Sender<Box<Self>>>,
}

impl<T, C> Work for Waiting<T, C>
where
    T: Send,
    C: FnMut(&Batch<'_>) -> Result<T, StoreError> + Send,
{
    fn is_wanted(&self) -> bool {
        self.reply.as_ref().is_none_or(|reply| !reply.is_closed())
    }

    fn make(&mut self, batch: &Batch<'_>) -> Result<(), &StoreError> {
        // What a panic leaves half done is rolled back, so nobody sees it.
        let done = panic::catch_unwind(AssertUnwindSafe(|| (self.change)(batch)))
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
        metrics: CommitMetrics,
    ) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let writing = Writing::new(&connection, index, metrics);
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
        change: impl FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let (reply, answer) = oneshot::channel();
        let queued = self.enqueue(change, Some(reply));
        Box::pin(async {
            queued?;
            let Waiting { done, .. } = *answer.await.map_err(|_| StoreError::closed())?;
            let not_made = || Err(StoreError::Unavailable("the change was not made".to_owned()));
            done.unwrap_or_else(not_made)
        })
    }

    /// Has a change made some time soon, whatever comes of it.
    pub fn post(&self, change: impl FnMut(&Batch<'_>) -> Result<(), StoreError> + Send + 'static) {
        let _ = self.enqueue(change, None);
    }

    fn enqueue<T: Send + 'static, C>(
        &self,
        change: C,
        reply: Option<oneshot::Sender<Box<Waiting<T, C>>>>,
    ) -> Result<(), StoreError>
    where
        C: FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let waiting = Waiting { change, done: None, reply };
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

/// Makes a change that, if it fails, leaves the others of its transaction alone.
fn make_in_savepoint(batch: &Batch<'_>, work: &mut dyn Work) -> Result<(), StoreError> {
    execute(batch.connection, "SAVEPOINT change", [])?;
    let added = batch.link_tokens.borrow().added();
    if let Err(error) = work.make(batch) {
        batch.forget();
        batch.link_tokens.borrow_mut().roll_back(added);
        batch.troubled.set(batch.troubled.get() || matches!(error, StoreError::Unavailable(_)));
        // If even that fails, the whole transaction is rolled back: half a change must not stay.
        execute(batch.connection, "ROLLBACK TO change", [])?;
    }
    execute(batch.connection, "RELEASE change", [])?;
    Ok(())
}

/// What one change has looked up, and the next ones need not, until something changes it.
#[derive(Debug, Default)]
struct Known {
    /// The data version of the connection when it was looked up. None if that is not to be relied on after the transaction.
    version: Option<i64>,
    policies: HashMap<Uuid, Arc<Policy>>,
    /// Whether the present key may seal.
    may_seal: bool,
    /// The place of the last event of the audit trail.
    last_event: Option<i64>,
}

/// The changes of one transaction.
pub struct Batch<'t> {
    /// The transaction.
    pub connection: &'t Connection,
    statements: RefCell<Vec<(&'static str, CachedStatement<'t>)>>,
    link_tokens: RefCell<hash_index::Writing<'t>>,
    known: RefCell<Known>,
    /// Whether a change failed by a fault of the store.
    troubled: Cell<bool>,
}

impl<'t> Batch<'t> {
    fn new(connection: &'t Connection, index: &'t HashIndex, known: Known) -> Self {
        Self {
            connection,
            statements: RefCell::default(),
            link_tokens: RefCell::new(hash_index::Writing::new(index)),
            known: RefCell::new(known),
            troubled: Cell::new(false),
        }
    }

    /// Whatever was looked up may be different now.
    pub fn forget(&self) {
        self.known.take();
    }

    /// Executes a statement that most changes of a transaction need, and so keeps at hand until its end.
    pub fn execute(&self, sql: &'static str, params: impl Params) -> Result<usize, StoreError> {
        let mut statements = self.statements.borrow_mut();
        let known = statements.iter().position(|(known, _)| std::ptr::eq(*known, sql));
        let place = known.map_or_else(
            || {
                let statement = self.connection.prepare_cached(sql)?;
                statements.push((sql, statement));
                Ok::<_, StoreError>(statements.len() - 1)
            },
            Ok,
        )?;
        Ok(statements[place].1.execute(params)?)
    }

    /// Finds the link token with a hash, dead or not.
    pub fn find_link_token<T>(
        &self,
        hash: LinkTokenHash,
        read: impl Fn(&LinkTokenRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.link_tokens.borrow().find(self.connection, hash, read)
    }

    /// The sequence for a new link token.
    pub fn next_sequence(&self) -> i64 {
        self.link_tokens.borrow().next_sequence()
    }

    /// Notes that a link token was inserted.
    pub fn add_link_token(&self, hash: LinkTokenHash, sequence: i64) {
        self.link_tokens.borrow_mut().add(hash, sequence);
    }

    /// The policy of an environment.
    pub fn policy(
        &self,
        environment_id: Uuid,
        find: impl FnOnce() -> Result<Policy, StoreError>,
    ) -> Result<Arc<Policy>, StoreError> {
        if let Some(policy) = self.known.borrow().policies.get(&environment_id) {
            return Ok(Arc::clone(policy));
        }
        let policy = Arc::new(find()?);
        self.known.borrow_mut().policies.insert(environment_id, Arc::clone(&policy));
        Ok(policy)
    }

    /// Makes sure that the present key may seal.
    pub fn record_sealing(
        &self,
        record: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if !self.known.borrow().may_seal {
            record()?;
            self.known.borrow_mut().may_seal = true;
        }
        Ok(())
    }

    /// The place of the last event of the audit trail.
    pub fn last_event(
        &self,
        find: impl FnOnce() -> Result<i64, StoreError>,
    ) -> Result<i64, StoreError> {
        let known = self.known.borrow().last_event;
        let last = known.map_or_else(find, Ok)?;
        self.known.borrow_mut().last_event = Some(last);
        Ok(last)
    }

    /// Notes that an event was inserted.
    pub fn note_event(&self, place: i64) {
        let last = &mut self.known.borrow_mut().last_event;
        *last = (*last).max(Some(place));
    }
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
struct Writing {
    /// None if the database is in memory.
    file: Option<DatabaseFile>,
    troubled: Arc<AtomicBool>,
    index: Arc<HashIndex>,
    metrics: CommitMetrics,
    /// How long the last commit took.
    committing: Cell<Duration>,
    /// What was looked up and is so as long as the data version is the same.
    known: Cell<Known>,
}

impl Writing {
    fn new(connection: &Connection, index: Arc<HashIndex>, metrics: CommitMetrics) -> Self {
        Self {
            file: connection.path().and_then(DatabaseFile::at),
            troubled: Arc::default(),
            index,
            metrics,
            committing: Cell::default(),
            known: Cell::default(),
        }
    }

    fn write(&self, mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn Work>>) {
        let path = self.file.as_ref().map(|file| file.path.as_path());
        // Otherwise SQLite goes on to do it by itself.
        let mut checkpoints = Checkpoints::start(&mut connection, path).ok();
        let (mut together, mut keep_up_at) = (0, Instant::now());
        while let Some(first) = waiting.blocking_recv() {
            linger(&waiting, together / 2, LINGER.min(self.committing.get() / 4));
            together = self.write_waiting(&mut connection, first, &mut waiting);
            if self.index.is_due() && keep_up_at <= Instant::now() {
                // In a transaction of its own, so that nobody's change fails with it. Where it cannot be done, on a full disk
                // perhaps, the index grows, and is searched all the same.
                if self.index.keep_up(&mut connection).is_err() {
                    keep_up_at = Instant::now() + KEEP_UP_PAUSE;
                }
            }
            if let Some(checkpoints) = &mut checkpoints {
                checkpoints.committed(&connection);
            }
        }
    }

    /// Does what waits in one transaction, if there can be one, and answers after its end. Gives how many changes that were.
    fn write_waiting(
        &self,
        connection: &mut Connection,
        first: Box<dyn Work>,
        waiting: &mut mpsc::Receiver<Box<dyn Work>>,
    ) -> usize {
        let mut works: Vec<_> = Some(first).filter(|work| work.is_wanted()).into_iter().collect();
        let mut together = 0;
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
            together += changes;
        }
        together
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
        let transaction = match self.begin(connection) {
            Ok(transaction) => transaction,
            Err(error) => {
                // Those who wait have waited as long. To try again for each would keep the last of them for minutes.
                let others = MOST - works.len().min(MOST);
                works.extend(std::iter::from_fn(|| waiting.try_recv().ok()).take(others));
                return Some(Ended { changes: works.len(), outcome: Err(error) });
            }
        };
        let (begun, before) = (Instant::now(), transaction.total_changes());
        // Kept only if this is committed: it may be about what this changes.
        let batch = Batch::new(&transaction, &self.index, self.known.take());
        let (mut changes, mut is_broken) = (0, false);
        while let Some(work) = works.get_mut(changes) {
            match apart {
                Apart::No => work.make(&batch).ok()?,
                Apart::Savepoints => is_broken = make_in_savepoint(&batch, &mut **work).is_err(),
            }
            changes += 1;
            // On a full disk or a fault of the disk, SQLite may roll back all of it by itself. What came after that would be made
            // outside of any transaction.
            if is_broken || transaction.is_autocommit() {
                break;
            }
            if changes == works.len() && !is_full(changes, begun.elapsed(), self.committing.get()) {
                works.extend(next_wanted(waiting));
            }
        }
        let troubled = batch.troubled.get();
        let added = batch.link_tokens.borrow_mut().take_added();
        let known = batch.known.take();
        // With its statements.
        drop(batch);
        let changed = transaction.total_changes() != before;
        let start = Instant::now();
        let outcome = if is_broken || transaction.is_autocommit() {
            Err(rolled_back())
        } else {
            transaction.commit().map_err(StoreError::from)
        };
        if outcome.is_ok() {
            self.index.add(&added);
            self.known.set(known);
        }
        // What changed nothing, such as a look whether that could be done, flushed nothing, and tells nothing.
        if changed {
            self.committing.set(start.elapsed());
            self.metrics.observe(changes, start.elapsed());
        }
        if changed || troubled || outcome.is_err() {
            self.troubled.store(troubled || outcome.is_err(), Ordering::Relaxed);
        }
        Some(Ended { changes, outcome })
    }

    fn begin<'c>(&self, connection: &'c mut Connection) -> Result<Transaction<'c>, StoreError> {
        self.file.as_ref().map_or(Ok(()), DatabaseFile::check)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Before anything is changed, which may be rolled back.
        let version = Some(self.index.catch_up(&transaction)?);
        let known = self.known.take();
        let is_so = known.version == version;
        self.known.set(if is_so { known } else { Known { version, ..Known::default() } });
        Ok(transaction)
    }
}

/// Whether a transaction should end: it has its share of changes, and to make them took as long as to commit did last. If more were
/// made, those whose changes are made would wait for them, with nothing else to do; if fewer, the thread would mostly commit.
fn is_full(changes: usize, took: Duration, commit: Duration) -> bool {
    changes >= MOST || (changes >= BATCH && took >= commit)
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

/// Waits a moment until so many others wait. Those who were answered together come back one after the other: to flush the
/// first of them alone would keep all others for as long.
fn linger(waiting: &mpsc::Receiver<Box<dyn Work>>, others: usize, at_most: Duration) {
    let start = Instant::now();
    while waiting.len() < others && start.elapsed() < at_most {
        thread::yield_now();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{atomic::AtomicUsize, mpsc as std_mpsc};

    use futures::future::join_all;

    use super::*;
    use crate::store::sqlite::migrations;

    type Change = fn(&Batch<'_>) -> Result<(), StoreError>;

    fn insert(batch: &Batch<'_>, number: i64) -> Result<(), StoreError> {
        batch.connection.execute("INSERT INTO number VALUES (?1)", [number])?;
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
        Writer::start(migrated(connection), Arc::default(), CommitMetrics::default())
            .expect("starts")
    }

    async fn run<T: Send + 'static>(
        writer: &Writer,
        change: impl FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        writer.queue(change).await
    }

    /// Holds the thread, with a change that may be made more than once, until what this gives is dropped.
    fn hold(writer: &Writer) -> std_mpsc::Sender<()> {
        let (release, held) = std_mpsc::channel();
        writer.post(move |_| {
            let _ = held.recv();
            Ok(())
        });
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
    async fn a_change_that_fails_or_panics_leaves_the_others_alone() {
        let (done, stored) = together(vec![
            |batch| insert(batch, 1),
            |batch| {
                insert(batch, 2)?;
                Err(StoreError::Busy)
            },
            |batch| {
                insert(batch, 3)?;
                panic!("a fault on purpose");
            },
            |batch| insert(batch, 4),
        ])
        .await;
        let well: Vec<bool> = done.iter().map(Result::is_ok).collect();
        assert_eq!((well, stored), (vec![true, false, false, true], vec![1, 4]));
    }

    /// What is answered with an error is not stored, even if SQLite ends the transaction by itself.
    #[tokio::test]
    async fn a_transaction_that_ends_early_takes_all_its_changes_with_it() {
        let (done, stored) = together(vec![
            |batch| insert(batch, 1),
            |batch| {
                insert(batch, 2)?;
                // As on a full disk.
                batch.connection.execute_batch("ROLLBACK")?;
                Err(StoreError::Unavailable("full".to_owned()))
            },
            |batch| insert(batch, 3),
        ])
        .await;
        let well: Vec<bool> = done.iter().map(Result::is_ok).collect();
        assert_eq!((well, stored), (vec![false, false, true], vec![3]));
    }

    /// But not past a change that failed, nor past one of another connection, whoever notices that first.
    #[test]
    fn what_a_transaction_looked_up_the_next_one_knows() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let mut connection = migrated(Connection::open(&path));
        let index = Arc::new(HashIndex::open(&mut connection).expect("opens"));
        let writing = Writing::new(&connection, index, CommitMetrics::default());
        let (_queue, mut waiting) = mpsc::channel(1);
        let looked = Arc::new(AtomicUsize::new(0));
        let mut looks = |connection: &mut Connection, outcome: Result<(), StoreError>| {
            let counted = Arc::clone(&looked);
            let change = move |batch: &Batch<'_>| {
                // For two things, each of which is to be remembered.
                let look = || counted.fetch_add(1, Ordering::Relaxed);
                batch.record_sealing(|| {
                    look();
                    Ok(())
                })?;
                let last = batch.last_event(|| {
                    look();
                    Ok(7)
                })?;
                batch.note_event(last + 1);
                insert(batch, 1)?;
                outcome.clone()
            };
            let work = Box::new(Waiting { change, done: None, reply: None });
            writing.write_waiting(connection, work, &mut waiting);
            looked.swap(0, Ordering::Relaxed)
        };
        assert_eq!(looks(&mut connection, Ok(())), 2);
        assert_eq!(looks(&mut connection, Ok(())), 0);
        looks(&mut connection, Err(StoreError::Busy));
        assert_eq!(looks(&mut connection, Ok(())), 2, "after a change that failed");
        assert_eq!(looks(&mut connection, Ok(())), 0);
        let other = Connection::open(&path).expect("opens");
        other.execute("INSERT INTO number VALUES (2)", []).expect("written");
        assert_eq!(looks(&mut connection, Ok(())), 2, "after a change of another connection");
        other.execute("INSERT INTO number VALUES (2)", []).expect("written");
        writing.index.keep_up(&mut connection).expect("kept up");
        assert_eq!(looks(&mut connection, Ok(())), 2, "the index knew of it before");
    }

    #[test]
    fn transactions_are_as_long_as_commits() {
        let micros = Duration::from_micros;
        for (changes, took, commit, expected) in [
            (BATCH - 1, 900, 100, false),
            (BATCH, 900, 100, true),
            (BATCH, 100, 900, false),
            (MOST - 1, 100, 900, false),
            (MOST, 100, 900, true),
        ] {
            let full = is_full(changes, micros(took), micros(commit));
            assert_eq!(full, expected, "{changes} in {took} µs, commit in {commit} µs");
        }
    }

    /// A fault of the store is remembered until something was changed again.
    #[tokio::test]
    async fn trouble_is_remembered() {
        let writer = writer(Connection::open_in_memory());
        assert!(!writer.is_troubled());
        let full = run(&writer, |_| Err::<(), _>(StoreError::Unavailable("full".to_owned()))).await;
        assert!(full.is_err() && writer.is_troubled());
        run(&writer, |_| Ok(())).await.expect("nothing to do");
        assert!(writer.is_troubled(), "which tells nothing");
        run(&writer, |batch| insert(batch, 1)).await.expect("written");
        assert!(!writer.is_troubled());
        writer.finish();
    }

    /// More than the queue holds is turned away at once.
    #[tokio::test]
    async fn a_full_queue_says_so() {
        let writer = writer(Connection::open_in_memory());
        let (release, held) = std_mpsc::channel::<()>();
        let (taken, begun) = std_mpsc::channel::<()>();
        writer.post(move |_| {
            let _ = taken.send(());
            let _ = held.recv();
            Ok(())
        });
        begun.recv().expect("the thread has taken it");
        for _ in 0..QUEUE {
            writer.enqueue(|_| Ok(()), None).expect("there is room");
        }
        assert!(matches!(run(&writer, |_| Ok(())).await, Err(StoreError::Busy)));
        release.send(()).expect("the thread waits");
        writer.finish();
    }

    /// What nobody waits for any more when its turn comes is not done.
    #[tokio::test]
    async fn what_is_given_up_before_its_turn_is_not_done() {
        let writer = writer(Connection::open_in_memory());
        let release = hold(&writer);
        let (reply, given_up) = oneshot::channel();
        writer.enqueue(|batch| insert(batch, 1), Some(reply)).expect("there is room");
        writer.post(|batch| insert(batch, 2));
        drop(given_up);
        drop(release);
        let count = "SELECT group_concat(n) FROM number";
        let stored = run(&writer, move |batch| {
            Ok(batch.connection.query_row(count, [], |row| row.get::<_, String>(0))?)
        })
        .await;
        assert_eq!(stored.expect("read"), "2");
        writer.finish();
    }
}
