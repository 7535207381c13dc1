//! Tests that run on more than one database engine. The attribute `on_each_engine` makes one test
//! for each engine, with a new database of that engine as its argument.

use std::thread;

use crate::{Database, Engine, skip};

/// Runs a test on a new database of an engine. Skips it where the engine is not installed, which is
/// reported.
pub fn run_on(engine: Engine, test: impl FnOnce(&Database)) {
    if let Some(database) = Database::of(engine) {
        test(&database);
    } else {
        let name = thread::current().name().unwrap_or("a test").to_owned();
        skip(&format!("{name}, without {engine:?}"));
    }
}

/// The same for a test that waits for answers.
pub fn run_async_on(engine: Engine, test: impl AsyncFnOnce(&Database)) {
    run_on(engine, |database| {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(test(database));
    });
}
