//! The program `link-token-server`.

use std::process::ExitCode;

fn main() -> ExitCode {
    link_token_server::cli::main()
}
