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
            thread = thread::Builder::new().name("sqlite-copier".to_owned()).spawn(copying).ok();
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
