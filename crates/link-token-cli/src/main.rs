//! The program `link-token`.

use std::process::ExitCode;

fn main() -> ExitCode {
    link_token_cli::main()
}
