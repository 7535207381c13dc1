//! The program `link-token-server`.

use std::process::ExitCode;

/// Faster than the system's with many small allocations on many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    link_token_server::cli::main()
}
