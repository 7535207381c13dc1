//! The log of a run, by kinds of lines.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
};

use serde_json::Value;

use link_token_tests::Lines;

/// The number of lines of each kind.
type Kinds = BTreeMap<String, u64>;

pub struct LogSummary {
    kinds: Arc<Mutex<Kinds>>,
    reader: JoinHandle<()>,
}

impl LogSummary {
    /// Reads a log until its end, and prints the first line of each kind.
    pub fn of(log: Lines, name: String) -> Self {
        let kinds: Arc<Mutex<Kinds>> = Arc::default();
        let found = Arc::clone(&kinds);
        let reader = thread::spawn(move || {
            log.for_each(|line| {
                let mut kinds = found.lock().expect("not poisoned");
                let number = kinds.entry(kind(&line)).or_default();
                if *number == 0 {
                    println!("{name}: the log has {line}");
                }
                *number += 1;
            });
        });
        Self { kinds, reader }
    }

    /// Prints the numbers, after the server has ended, and checks that there are warnings only.
    pub fn check(self, name: &str) {
        self.reader.join().expect("read to the end");
        let kinds = self.kinds.lock().expect("not poisoned");
        for (kind, number) in kinds.iter() {
            println!("{name}: {number} lines of the log are {kind}");
        }
        let is_warning = |kind: &String| kind.starts_with("WARNING") && !kind.contains("internal");
        let surprises: Vec<_> = kinds.keys().filter(|kind| !is_warning(kind)).collect();
        assert!(surprises.is_empty(), "{surprises:?}");
    }
}

/// The level and the message of a line.
fn kind(line: &str) -> String {
    let Ok(line) = serde_json::from_str::<Value>(line) else {
        // A panic, for instance.
        return line.to_owned();
    };
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    format!("{}: {}", text("level"), text("message"))
}
