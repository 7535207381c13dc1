//! Copies what is in the write-ahead log into the database, beside the thread that writes.
//!
//! SQLite by itself does that in the commit that makes the log long enough, and everybody waits. Here, a thread of its own copies
//! nearly all of it while others write, and the thread that writes copies the rest, which is little: only when nothing is left to
//! be copied does the log begin anew.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
        mpsc::{self, SyncSender},
    },
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, hooks::Wal};

use super::opening;

/// How many pages make the log long enough: as many as SQLite's default.
const PAGES: i32 = 1000;
/// How many pages are so many that it is copied at once, should the thread not come to it.
const AT_MOST: i32 = 16 * PAGES;

/// Has the log copied. For the thread that writes.
#[derive(Debug)]
pub(super) struct Checkpoints {
    /// None in the end.
    requests: Option<SyncSender<()>>,
    copied: Arc<AtomicBool>,
    /// How many pages are in the log.
    pages: Arc<AtomicI32>,
    is_asked: bool,
    thread: Option<JoinHandle<()>>,
}

impl Checkpoints {
    /// Takes over from SQLite for a connection, on the thread that writes with it. `path` is that of the database, if it is in a
    /// file.
    pub(super) fn start(
        connection: &mut Connection,
        path: Option<&Path>,
    ) -> rusqlite::Result<Self> {
        let (requests, asked) = mpsc::sync_channel(1);
        let copied = Arc::new(AtomicBool::new(false));
        let mut thread = None;
        if let Some(path) = path {
            let beside = opening::connect(path)?;
            let copied = Arc::clone(&copied);
            let copying = move || {
                while asked.recv().is_ok() {
                    // Where it fails, the thread that writes does it, and fails.
                    let _ = checkpoint(&beside);
                    copied.store(true, Ordering::Relaxed);
                }
            };
            // Without a thread, all of it is copied at once.
            thread = thread::Builder::new().name("checkpoints".to_owned()).spawn(copying).ok();
        }
        let pages = Arc::new(AtomicI32::new(0));
        let told = Arc::clone(&pages);
        // Instead of SQLite's own, which copies.
        connection.wal_hook(Some(move |_: &mut Wal, pages| {
            told.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(Self { requests: Some(requests), copied, pages, is_asked: false, thread })
    }

    /// After each commit.
    pub(super) fn committed(&mut self, connection: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if self.copied.swap(false, Ordering::Relaxed) || pages >= AT_MOST {
            // If it fails, it is tried again after the next pages. Nothing is lost: it is all in the log.
            let _ = checkpoint(connection);
            self.is_asked = false;
            self.pages.store(0, Ordering::Relaxed);
        } else if pages >= PAGES && !self.is_asked {
            self.is_asked =
                self.requests.as_ref().is_some_and(|requests| requests.try_send(()).is_ok());
            if !self.is_asked {
                let _ = checkpoint(connection);
                self.pages.store(0, Ordering::Relaxed);
            }
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Copies what it can without keeping anybody waiting.
fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However much is written, the log stays short, and what it had is in the database.
    #[test]
    fn the_log_begins_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        opening::create_private(&path).expect("created");
        let mut connection = opening::connect(&path).expect("opens");
        connection.pragma_update(None, "journal_mode", "WAL").expect("changed");
        connection.pragma_update(None, "synchronous", "OFF").expect("for speed");
        connection.execute_batch("CREATE TABLE blob (b BLOB)").expect("created");
        let mut checkpoints = Checkpoints::start(&mut connection, Some(&path)).expect("starts");
        let insert = |pages: i32| {
            let blob = vec![7_u8; 4096 * usize::try_from(pages).expect("few")];
            connection.execute("INSERT INTO blob VALUES (?1)", [blob]).expect("inserted");
        };
        for _ in 0..25 {
            insert(PAGES);
            checkpoints.committed(&connection);
        }
        // Twenty-five times as many pages as make it long enough were written.
        let pages = |name: &str| {
            let length = std::fs::metadata(folder.path().join(name)).expect("there").len();
            i32::try_from(length / 4096).expect("few")
        };
        let log = pages("test.db-wal");
        assert!(log < AT_MOST + 2 * PAGES, "{log}");
        assert!(pages("test.db") > 5 * PAGES, "{}", pages("test.db"));
    }
}
