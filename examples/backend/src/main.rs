//! The program `example-backend`. What there is to see is in the other files; start with `connections.rs`.

use std::process::ExitCode;

fn main() -> ExitCode {
    example_backend::main()
}
