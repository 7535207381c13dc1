//! Calls one of the functions so many times: what `cargo xtask bench --instructions` counts the
//! instructions of.

use std::process::ExitCode;

use link_token_bench::FUNCTIONS;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, times] = arguments.as_slice() else { return ExitCode::FAILURE };
    let function = FUNCTIONS.iter().find(|(known, _)| known == name);
    let (Some((_, function)), Ok(times)) = (function, times.parse::<u32>()) else {
        return ExitCode::FAILURE;
    };
    for _ in 0..times {
        function();
    }
    ExitCode::SUCCESS
}
