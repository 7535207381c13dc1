//! The pool of connections that only read.
//!
//! To begin and to end a read transaction takes SQLite as long as a look-up by an index. So look-
//! ups at the same time share a transaction: without that, an introspection takes 1.12 times the
//! processor time (64 connections). They run on the task that asks, since to hand them to another
//! thread would take longer.

use std::{
    fmt,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::{FutureExt as _, future::BoxFuture};
use rusqlite::Connection;
use scopeguard::ScopeGuard;
use tokio::sync::{Semaphore, oneshot};

use super::{
    opening::connect,
    sql::{execute, one},
};
use crate::StoreError;

/// The maximum number of concurrent queries, without look-ups.
const READERS: usize = 4;
/// The maximum number of look-ups in a transaction, so that none waits long for the others, and
/// many use several processors.
const MAX_BATCH: usize = 64;

/// Connections that only read.
#[derive(Debug)]
pub(super) struct ReadPool {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    /// The queued look-ups. While there are any, a task is running that takes them.
    queue: Mutex<Vec<Box<dyn QueuedRead>>>,
}

impl ReadPool {
    /// Refuses further queries and look-ups.
    pub(super) fn close(&self) {
        self.permits.close();
    }

    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            free: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
            queue: Mutex::default(),
        }
    }

    /// Runs a query that reads a few pages by an index, in a transaction that begins after this
    /// call.
    pub(super) fn look_up<T: Send + 'static>(
        self: &Arc<Self>,
        query: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let (reply, answer) = oneshot::channel();
        let waiting = {
            let mut queue = lock(&self.queue);
            queue.push(Box::new(LookUpWithReply { query, reply }));
            queue.len()
        };
        if waiting == 1 {
            self.start_batches();
        } else if waiting >= MAX_BATCH
            && let Some(connection) = self.free()
        {
            self.run_batch(connection);
        }
        let cancelled = |_| Err(StoreError::Unavailable("the look-up was cancelled".to_owned()));
        Box::pin(answer.map(move |answer| answer.unwrap_or_else(cancelled)))
    }

    /// Starts a task that runs the queued look-ups. It is a task of its own, because the caller
    /// that starts it may be cancelled.
    fn start_batches(self: &Arc<Self>) {
        // If the task is cancelled, its callers get an error, and the next call starts another.
        let unanswered = scopeguard::guard(Arc::clone(self), |pool| {
            lock(&pool.queue).clear();
        });
        tokio::spawn(async move {
            loop {
                // Other tasks can queue their look-ups now.
                tokio::task::yield_now().await;
                if lock(&unanswered.queue).is_empty() {
                    break;
                }
                match unanswered.connection().await {
                    Ok(connection) => unanswered.run_batch(connection),
                    Err(error) => {
                        let waiting = std::mem::take(&mut *lock(&unanswered.queue));
                        for look_up in waiting {
                            look_up.fail(&error);
                        }
                    }
                }
            }
            ScopeGuard::into_inner(unanswered);
        });
    }

    /// Runs at most [`MAX_BATCH`] queued look-ups in a transaction.
    fn run_batch(&self, mut connection: Connection) {
        let look_ups: Vec<_> = {
            let mut queue = lock(&self.queue);
            let number = queue.len().min(MAX_BATCH);
            queue.drain(..number).collect()
        };
        if look_ups.is_empty() {
            lock(&self.free).push(connection);
            return;
        }
        let begun = begin(&connection);
        for look_up in look_ups {
            match &begun {
                Ok(()) => look_up.run(&mut connection),
                Err(error) => look_up.fail(error),
            }
        }
        // A connection that cannot end its transaction is closed.
        if begun.is_ok() && execute(&connection, "COMMIT", []).is_ok() {
            lock(&self.free).push(connection);
        }
    }

    fn free(&self) -> Option<Connection> {
        if self.permits.is_closed() { None } else { lock(&self.free).pop() }
    }

    /// Returns a free connection, and opens one if necessary.
    async fn connection(&self) -> Result<Connection, StoreError> {
        loop {
            match self.free() {
                Some(connection) => return Ok(connection),
                // This opens one.
                None => self.run(|_| Ok(())).await?,
            }
        }
    }

    /// Runs a query on the latest commit, on a blocking thread.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit =
            Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::closed())?;
        let (path, free) = (self.path.clone(), Arc::clone(&self.free));
        let task = tokio::task::spawn_blocking(move || {
            let kept = lock(&free).pop();
            let mut connection = match kept {
                Some(connection) => connection,
                None => connect(&path)?,
            };
            let found = query(&mut connection);
            lock(&free).push(connection);
            drop(permit);
            found
        });
        task.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }
}

/// Begins a transaction and reads from it, so that an error concerns all look-ups of the batch.
fn begin(connection: &Connection) -> Result<(), StoreError> {
    execute(connection, "BEGIN", [])?;
    let something = "SELECT 1 FROM sqlite_schema LIMIT 1";
    one(connection, something, [], |_| Ok(())).map(drop)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A queued look-up.
trait QueuedRead: Send {
    /// Runs the query and answers the caller, unless the caller is gone.
    fn run(self: Box<Self>, connection: &mut Connection);

    /// Answers the caller with an error.
    fn fail(self: Box<Self>, error: &StoreError);
}

impl fmt::Debug for dyn QueuedRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueuedRead")
    }
}

struct LookUpWithReply<T, Q> {
    query: Q,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, Q> QueuedRead for LookUpWithReply<T, Q>
where
    T: Send,
    Q: FnOnce(&mut Connection) -> Result<T, StoreError> + Send,
{
    fn run(self: Box<Self>, connection: &mut Connection) {
        let Self { query, reply } = *self;
        if !reply.is_closed() {
            // A query only reads, so a panic leaves nothing half done.
            let found = panic::catch_unwind(AssertUnwindSafe(|| query(connection)));
            let panicked = |_| Err(StoreError::Damaged("a look-up panicked".to_owned()));
            // The caller may be cancelled at any time.
            let _ = reply.send(found.unwrap_or_else(panicked));
        }
    }

    fn fail(self: Box<Self>, error: &StoreError) {
        let _ = self.reply.send(Err(error.clone()));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use futures::future::join_all;

    use super::*;

    fn pool(folder: &tempfile::TempDir) -> (Arc<ReadPool>, Connection) {
        let path = folder.path().join("test.db");
        let connection = Connection::open(&path).expect("opens");
        let sql = "PRAGMA journal_mode = wal; CREATE TABLE number (n INTEGER)";
        connection.execute_batch(sql).expect("created");
        (Arc::new(ReadPool::new(&path)), connection)
    }

    fn count(connection: &mut Connection) -> Result<Option<i64>, StoreError> {
        one(connection, "SELECT count(*) FROM number", [], |row| Ok(row.get(0)?))
    }

    #[tokio::test]
    async fn look_ups_share_a_transaction_when_queued_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, writer) = pool(&folder);
        let insert = move || {
            execute(&writer, "INSERT INTO number VALUES (1)", []).expect("inserted");
        };
        insert();
        let abandoned = pool.look_up(|_| -> Result<(), _> { panic!("not run") });
        let first = pool.look_up(move |connection| {
            let before = count(connection);
            insert();
            before
        });
        let second = pool.look_up(count);
        drop(abandoned);
        let found = join_all([first, second]).await;
        assert!(found.iter().all(|found| matches!(found, Ok(Some(1)))), "{found:?}");
        assert_eq!(pool.look_up(count).await.expect("found"), Some(2));
        assert_eq!(lock(&pool.free).len(), 1);
    }

    #[tokio::test]
    async fn look_up_succeeds_when_another_of_its_batch_panics() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let panics = pool.look_up(|_| panic!("on purpose"));
        let found = join_all([panics, pool.look_up(count)]).await;
        assert!(matches!(found[..], [Err(StoreError::Damaged(_)), Ok(Some(0))]), "{found:?}");
    }

    #[tokio::test]
    async fn look_ups_succeed_when_they_need_several_batches() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        for _ in 0..2 {
            let many = (0..=3 * MAX_BATCH).map(|_| pool.look_up(count));
            let found = join_all(many.collect::<Vec<_>>()).await;
            assert!(found.iter().all(|found| matches!(found, Ok(Some(0)))), "{found:?}");
        }
    }

    #[tokio::test]
    async fn look_ups_return_the_error_when_their_transaction_cannot_begin() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let mut other = tempfile::NamedTempFile::new().expect("a file");
        other.write_all(&[b'a'; 4096]).expect("written");
        lock(&pool.free).push(Connection::open(other.path()).expect("opens"));
        let found = join_all([pool.look_up(count), pool.look_up(count)]).await;
        for found in found {
            let error = found.expect_err("no database").to_string();
            assert!(error.contains("not a database"), "{error}");
        }
        assert!(lock(&pool.free).is_empty(), "the connection is closed");
        assert_eq!(pool.look_up(count).await.expect("found"), Some(0));

        pool.close();
        let found = join_all([pool.look_up(count), pool.look_up(count)]).await;
        let closed = StoreError::closed().to_string();
        for found in found {
            assert_eq!(found.expect_err("closed").to_string(), closed);
        }
        let missing = Arc::new(ReadPool::new(&folder.path().join("missing").join("test.db")));
        let error = missing.look_up(count).await.expect_err("there is none").to_string();
        assert!(error.contains("open"), "{error}");
    }

    #[test]
    fn look_up_returns_an_error_when_its_runtime_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let runtime = || tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let one = runtime();
        let entered = one.enter();
        let asked = pool.look_up(count);
        drop(entered);
        drop(one);
        let cancelled = runtime().block_on(asked).expect_err("cancelled").to_string();
        assert!(cancelled.contains("cancelled"), "{cancelled}");
        let found = runtime().block_on(async { pool.look_up(count).await });
        assert_eq!(found.expect("found"), Some(0));
    }
}
