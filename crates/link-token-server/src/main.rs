//! The program `link-token-server`.

use std::process::ExitCode;

/// Under load, jemalloc reuses the memory that was freed last, which is still in the processor's
/// cache.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    link_token_server::cli::main()
}
