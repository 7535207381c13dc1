//! The program `link-token-server`.

use std::process::ExitCode;

/// With many requests at a time, it gives out again what was used last, which the processor still has at hand.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    link_token_server::cli::main()
}
