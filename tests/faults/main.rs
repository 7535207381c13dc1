//! What happens when things break: nothing that was answered is lost, nothing is done twice, and the service comes back by
//! itself.
//!
//! Each test goes on for some seconds, and prints what it did (`-- --nocapture`). For longer, and to repeat a run:
//!
//! ```text
//! FAULT_SECONDS=600 FAULT_SEED=1 cargo test --package link-token-tests --test faults -- --nocapture
//! ```

mod clock;
mod disk_full;
mod kill;
mod load;
mod overload;
mod postgresql;
mod power_loss;
mod proxy;
mod replicas;
mod setting;
