//! The program `example-backend`. Start with `connections.rs`.

use std::process::ExitCode;

fn main() -> ExitCode {
    example_backend::main()
}
