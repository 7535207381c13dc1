//! The connections that read.

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

/// How many connections read at a time, besides those that look something up.
const READERS: usize = 4;
/// How many look-ups share a transaction at the most, so that none waits long for the others, and many use several processors.
const TOGETHER: usize = 64;

/// Connections that only read.
#[derive(Debug)]
pub(super) struct ReadPool {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    /// What is to be looked up. If there is anything, a task is there that will take it.
    together: Mutex<Vec<Box<dyn LookUp>>>,
}

impl ReadPool {
    /// Lets nobody read any more who has not begun to.
    pub(super) fn close(&self) {
        self.permits.close();
    }

    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            free: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
            together: Mutex::default(),
        }
    }

    /// Has a query made that reads a few pages, by an index, in a transaction that begins after this was called. Those that come
    /// together share one, since to begin and to end it takes as long as such a query. They are made on the spot, since to hand
    /// them to another thread would take longer.
    pub(super) fn look_up<T: Send + 'static>(
        self: &Arc<Self>,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let (reply, answer) = oneshot::channel();
        let waiting = {
            let mut together = lock(&self.together);
            together.push(Box::new(QueuedLookUp { query, reply }));
            together.len()
        };
        if waiting == 1 {
            self.gather();
        } else if waiting >= TOGETHER
            && let Some(connection) = self.free()
        {
            self.look_up_on(connection);
        }
        let given_up = |_| Err(StoreError::Unavailable("a look-up was given up".to_owned()));
        Box::pin(answer.map(move |answer| answer.unwrap_or_else(given_up)))
    }

    /// Looks up what comes together, in a task of its own, so that nobody depends on whether the first who asked is still there.
    fn gather(self: &Arc<Self>) {
        // If the task goes before it is done, nobody waits in vain, and the next one begins anew.
        let unanswered = scopeguard::guard(Arc::clone(self), |pool| {
            lock(&pool.together).clear();
        });
        tokio::spawn(async move {
            loop {
                // Whoever else has something to look up now can say so.
                tokio::task::yield_now().await;
                if lock(&unanswered.together).is_empty() {
                    break;
                }
                match unanswered.connection().await {
                    Ok(connection) => unanswered.look_up_on(connection),
                    Err(error) => {
                        let waiting = std::mem::take(&mut *lock(&unanswered.together));
                        for look_up in waiting {
                            look_up.fail(&error);
                        }
                    }
                }
            }
            ScopeGuard::into_inner(unanswered);
        });
    }

    /// Looks up what waits, but not too much at once.
    fn look_up_on(&self, connection: Connection) {
        let look_ups: Vec<_> = {
            let mut together = lock(&self.together);
            let number = together.len().min(TOGETHER);
            together.drain(..number).collect()
        };
        if look_ups.is_empty() {
            lock(&self.free).push(connection);
            return;
        }
        let begun = begin(&connection);
        for look_up in look_ups {
            match &begun {
                Ok(()) => look_up.make(&connection),
                Err(error) => look_up.fail(error),
            }
        }
        // One that cannot end its transaction is not used again.
        if begun.is_ok() && execute(&connection, "COMMIT", []).is_ok() {
            lock(&self.free).push(connection);
        }
    }

    fn free(&self) -> Option<Connection> {
        if self.permits.is_closed() { None } else { lock(&self.free).pop() }
    }

    /// A connection that nobody else has meanwhile.
    async fn connection(&self) -> Result<Connection, StoreError> {
        loop {
            match self.free() {
                Some(connection) => return Ok(connection),
                // Which opens one, if need be.
                None => self.run(|_| Ok(())).await?,
            }
        }
    }

    /// Has a query made. What it sees is the latest commit.
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

/// Begins a transaction that reads. Whatever is in its way is so for all who share it, so it reads something at once.
fn begin(connection: &Connection) -> Result<(), StoreError> {
    execute(connection, "BEGIN", [])?;
    let something = "SELECT 1 FROM sqlite_schema LIMIT 1";
    one(connection, something, [], |_| Ok(())).map(drop)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something to look up, for somebody who waits for it.
trait LookUp: Send {
    /// Looks it up, unless nobody waits any more.
    fn make(self: Box<Self>, connection: &Connection);

    /// Tells that it cannot be looked up.
    fn fail(self: Box<Self>, error: &StoreError);
}

impl fmt::Debug for dyn LookUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUp")
    }
}

struct QueuedLookUp<T, Q> {
    query: Q,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, Q> LookUp for QueuedLookUp<T, Q>
where
    T: Send,
    Q: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn make(self: Box<Self>, connection: &Connection) {
        let Self { query, reply } = *self;
        if !reply.is_closed() {
            // It only reads, so it leaves nothing half done.
            let found = panic::catch_unwind(AssertUnwindSafe(|| query(connection)));
            let panicked = |_| Err(StoreError::Damaged("a look-up panicked".to_owned()));
            // Who asked may go at any time.
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

    fn count(connection: &Connection) -> Result<Option<i64>, StoreError> {
        one(connection, "SELECT count(*) FROM number", [], |row| Ok(row.get(0)?))
    }

    #[tokio::test]
    async fn what_is_asked_for_together_is_of_one_moment_and_a_later_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, writer) = pool(&folder);
        let insert = move || {
            execute(&writer, "INSERT INTO number VALUES (1)", []).expect("inserted");
        };
        insert();
        let nobody_waits = pool.look_up(|_| -> Result<(), _> { panic!("left alone") });
        let first = pool.look_up(move |connection| {
            let before = count(connection);
            insert();
            before
        });
        let second = pool.look_up(count);
        drop(nobody_waits);
        let found = join_all([first, second]).await;
        assert!(found.iter().all(|found| matches!(found, Ok(Some(1)))), "{found:?}");
        assert_eq!(pool.look_up(count).await.expect("found"), Some(2));
        assert_eq!(lock(&pool.free).len(), 1);
    }

    #[tokio::test]
    async fn a_panic_leaves_the_others_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let panics = pool.look_up(|_| panic!("on purpose"));
        let found = join_all([panics, pool.look_up(count)]).await;
        assert!(matches!(found[..], [Err(StoreError::Damaged(_)), Ok(Some(0))]), "{found:?}");
    }

    #[tokio::test]
    async fn many_are_looked_up_in_several_transactions() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        for _ in 0..2 {
            let many = (0..=3 * TOGETHER).map(|_| pool.look_up(count));
            let found = join_all(many.collect::<Vec<_>>()).await;
            assert!(found.iter().all(|found| matches!(found, Ok(Some(0)))), "{found:?}");
        }
    }

    /// What is in the way of a transaction is so for all who share it, and for nobody else.
    #[tokio::test]
    async fn those_who_cannot_be_served_are_told_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let mut other = tempfile::NamedTempFile::new().expect("a file");
        other.write_all(&[b'a'; 4096]).expect("written");
        lock(&pool.free).push(Connection::open(other.path()).expect("opens"));
        let found = join_all([pool.look_up(count), pool.look_up(count)]).await;
        for found in found {
            let told = found.expect_err("no database").to_string();
            assert!(told.contains("not a database"), "{told}");
        }
        assert!(lock(&pool.free).is_empty(), "it is not used again");
        assert_eq!(pool.look_up(count).await.expect("found"), Some(0));

        pool.close();
        let found = join_all([pool.look_up(count), pool.look_up(count)]).await;
        let closed = StoreError::closed().to_string();
        for found in found {
            assert_eq!(found.expect_err("closed").to_string(), closed);
        }
        let missing = Arc::new(ReadPool::new(&folder.path().join("missing").join("test.db")));
        let told = missing.look_up(count).await.expect_err("there is none").to_string();
        assert!(told.contains("open"), "{told}");
    }

    /// What a runtime has not done when it ends is told, and others go on.
    #[test]
    fn a_runtime_that_ends_takes_nobody_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (pool, _writer) = pool(&folder);
        let runtime = || tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let one = runtime();
        let entered = one.enter();
        let asked = pool.look_up(count);
        drop(entered);
        drop(one);
        let given_up = runtime().block_on(asked).expect_err("given up").to_string();
        assert!(given_up.contains("given up"), "{given_up}");
        let found = runtime().block_on(async { pool.look_up(count).await });
        assert_eq!(found.expect("found"), Some(0));
    }
}
