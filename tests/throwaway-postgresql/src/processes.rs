//! Waiting for processes, always with a deadline.

use std::{
    io::{Read, Seek as _},
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a test waits for anything: much longer than a busy machine needs, and far shorter than
/// a run of all tests.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How long to pause before looking again.
pub const PAUSE: Duration = Duration::from_millis(10);

/// Waits until a child has ended.
///
/// # Panics
///
/// If it does not end within [`PATIENCE`]. It is killed then.
pub fn wait(child: &mut Child) -> ExitStatus {
    wait_within(child, PATIENCE)
}

fn wait_within(child: &mut Child, patience: Duration) -> ExitStatus {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(status) = child.try_wait().expect("a child of this process") {
            return status;
        }
        if Instant::now() >= deadline {
            let _ = child.kill();
            panic!("process {} did not end within {patience:?}", child.id());
        }
        thread::sleep(PAUSE);
    }
}

/// Runs a command, and gives what it printed.
///
/// # Panics
///
/// If it cannot be run, or does not end within [`PATIENCE`]. It is killed then.
pub fn output(command: &mut Command) -> Output {
    output_with_input(command, "")
}

/// Runs a command with a text on its standard input. See [`output`].
///
/// # Panics
///
/// As [`output`] does.
pub fn output_with_input(command: &mut Command, input: &str) -> Output {
    let mut stderr = file();
    command.stderr(stderr.try_clone().expect("a second handle"));
    let output = output_within(command, input, PATIENCE);
    Output { stderr: read(&mut stderr), ..output }
}

/// Runs a command with another deadline. Its standard error stays where the caller has sent it. See
/// [`output`].
///
/// # Panics
///
/// As [`output`] does.
pub fn output_within(command: &mut Command, input: &str, patience: Duration) -> Output {
    // Files, as nobody has to read them while the command runs, nor wait for programs that it has
    // left behind.
    let mut stdout = file();
    command.stdout(stdout.try_clone().expect("a second handle"));
    if input.is_empty() {
        command.stdin(Stdio::null());
    } else {
        let mut stdin = file();
        std::io::Write::write_all(&mut stdin, input.as_bytes()).expect("written");
        stdin.rewind().expect("at its start");
        command.stdin(stdin);
    }
    let spawned = command.spawn();
    let mut child = spawned.unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
    let status = wait_within(&mut child, patience);
    Output { status, stdout: read(&mut stdout), stderr: Vec::new() }
}

fn file() -> std::fs::File {
    tempfile::tempfile().expect("a temporary file")
}

fn read(file: &mut std::fs::File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut bytes)).expect("readable");
    bytes
}
