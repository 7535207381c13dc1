//! Waiting for processes, always with a deadline.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher as _, Hasher as _},
    io::{Read, Seek as _},
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    process::{Child, Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long a test waits for anything: much longer than a busy machine needs, and far shorter than
/// a run of all tests.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How long to pause before looking again.
pub const PAUSE: Duration = Duration::from_millis(10);

/// The ports for [`free_port`]: below those that Linux gives to connections and to listeners on
/// port 0 (`net.ipv4.ip_local_port_range`), and above those that services usually have.
const PORTS: Range<u64> = 12_000..32_000;

/// Returns a port on 127.0.0.1 that is free, for a process that must be told its port, or that
/// comes back to it after a restart. The system gives it to no other process meanwhile.
///
/// # Panics
///
/// If none of many ports is free.
pub fn free_port() -> u16 {
    for _ in 0..1000 {
        // The keys of each are random.
        let random = RandomState::new().build_hasher().finish();
        let port = PORTS.start + random % (PORTS.end - PORTS.start);
        let port = u16::try_from(port).expect("a port");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("no port of {PORTS:?} is free");
}

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
