//! Faults: nothing that was answered is lost, nothing happens twice, and the service recovers by
//! itself.
//!
//! Each test runs for some seconds and prints what it did (`-- --nocapture`). For a longer run, or
//! to repeat one:
//!
//! ```text
//! FAULT_SECONDS=600 FAULT_SEED=1 cargo test --workspace --test faults -- --nocapture
//! ```

mod balancers;
mod clock;
mod disk_full;
mod events;
mod failover;
mod kill;
mod load;
mod overload;
mod postgresql;
mod power_loss;
mod proxy;
mod refresh;
mod replicas;
mod setting;
