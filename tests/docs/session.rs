//! A terminal, and more of them for servers: what a reader of a page types, and sees.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use link_token_tests::{PATIENCE, output, target_directory, wait, write};
use tempfile::TempDir;

use crate::{answer::Standing, checkout};

/// A shell in a copy of the checkout. It reads its commands from the standard input, so that its
/// end, and that of all servers that it started, is the end of this process at the latest.
pub struct Session {
    shell: Child,
    input: Option<ChildStdin>,
    /// The lines that it prints.
    output: Receiver<String>,
    /// Where it works, unless that is to stay. Goes with it.
    _checkout: Option<TempDir>,
    /// What is not the reader's: programs, scripts, what they printed.
    backstage: TempDir,
    scripts: usize,
    servers: Vec<Server>,
    standing: Standing,
    api_token: Option<String>,
}

/// A server that a page started.
struct Server {
    /// `127.0.0.1:PORT`.
    address: String,
    /// The same for operators.
    operators: Option<String>,
    log: Receiver<String>,
    /// What was read of the log.
    read: String,
}

/// How to have commands executed.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Whether to take all that they print for one, as a terminal does.
    pub together: bool,
    /// Whether they may fail. What they set is forgotten then.
    pub may_fail: bool,
}

/// What commands did.
#[derive(Debug, Default)]
pub struct Ran {
    pub well: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Where the pages have the server.
const ADDRESS: &str = "127.0.0.1:8080";
const OPERATORS: &str = "127.0.0.1:8081";
const ANYWHERE: &str = "0.0.0.0:8080";
/// The API token, wherever they have one.
const API_TOKEN: &str = "lta_…";
/// How they begin a command that goes on until it is stopped.
const SERVERS: [&str; 2] = ["link-token-server serve", "cargo run -- demo"];

/// How long commands may take. Some of them compile.
const LONGEST_COMMAND: Duration = Duration::from_secs(20 * 60);

impl Session {
    /// `compiles` says whether cargo is to compile the copy. Then it is always in the same place,
    /// where the tests are built, for what was compiled not to become more each time.
    pub fn start(compiles: bool) -> Self {
        let temporary = (!compiles).then(|| tempfile::tempdir().expect("a temporary folder"));
        let target = target_directory();
        let in_target = target.join("tmp").join("checkout");
        let checkout = temporary.as_ref().map_or(in_target, |it| it.path().to_owned());
        if checkout.exists() {
            fs::remove_dir_all(&checkout).expect("removed");
        }
        checkout::copy_to(&checkout).expect("copied");
        if compiles {
            checkout::rename(&checkout).expect("renamed");
        }
        let backstage = tempfile::tempdir().expect("a temporary folder");
        let programs = backstage.path().join("bin");
        checkout::install_to(&programs).expect("installed");
        write(&backstage.path().join(".curlrc"), "silent\nshow-error\n");

        let mut path = programs.into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc"]).current_dir(&checkout);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("LINK_TOKEN_") {
                command.env_remove(name);
            }
        }
        let mut shell = command
            .env("PATH", path)
            .env("CURL_HOME", backstage.path())
            .env("NO_PROXY", "*")
            .env("LC_ALL", "C.UTF-8")
            .env("GIT_CEILING_DIRECTORIES", checkout.parent().unwrap_or(&checkout))
            .env("REAL_CARGO", std::env::var_os("CARGO").unwrap_or("cargo".into()))
            .env("CARGO_TARGET_DIR", target)
            // Not that of the machine.
            .env("LINK_TOKEN_CONFIG", "")
            // Where pages rely on the default.
            .env("LINK_TOKEN_LISTEN", "127.0.0.1:0")
            .env("LINK_TOKEN_OPERATOR_LISTEN", "127.0.0.1:0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash runs");
        let input = shell.stdin.take();
        let output = lines_of(shell.stdout.take().expect("piped"));
        let mut session = Self {
            shell,
            input,
            output,
            _checkout: temporary,
            backstage,
            scripts: 0,
            servers: Vec::new(),
            standing: Standing::new(),
            api_token: None,
        };
        // What still runs when the shell ends, however it comes to that, is a server.
        session.say("trap 'kill $(jobs -rp) 2>/dev/null || true; wait' EXIT; set -eo pipefail");
        session
    }

    fn say(&mut self, line: &str) {
        let input = self.input.as_mut().expect("open until the end");
        // If the shell has ended, there is no answer, and that is noticed.
        let _ = writeln!(input, "{line}");
    }

    /// Has commands executed, until one fails.
    pub fn run(&mut self, commands: &str, how: How) -> Result<Ran, String> {
        let mut all = Ran { well: true, ..Ran::default() };
        for part in parts(commands) {
            match part {
                Part::Commands(commands) => {
                    let commands = self.with_real_values(&commands)?;
                    let ran = self.run_script(&commands, how);
                    self.api_token = last_api_token(&ran.stdout).or(self.api_token.take());
                    all.stdout.push_str(&ran.stdout);
                    all.stderr.push_str(&ran.stderr);
                    all.well = ran.well;
                    if !ran.well {
                        break;
                    }
                }
                Part::Server(command) => all.stdout.push_str(&self.serve(&command)?),
            }
        }
        Ok(all)
    }

    fn run_script(&mut self, commands: &str, how: How) -> Ran {
        self.scripts += 1;
        let file = |kind: &str| self.backstage.path().join(format!("{}.{kind}", self.scripts));
        let (script, stdout, stderr) = (file("sh"), file("stdout"), file("stderr"));
        write(&script, commands);
        let files = format!(
            "'{}' </dev/null >'{}' 2>{}",
            script.display(),
            stdout.display(),
            if how.together { "&1".to_owned() } else { format!("'{}'", stderr.display()) },
        );
        // The first ends this shell if a command fails, and then there is no answer. The second is
        // a shell of its own.
        self.say(&if how.may_fail {
            format!("if bash -eo pipefail {files}; then echo well; else echo ill; fi")
        } else {
            format!("source {files}\necho well")
        });
        let well = self.answer().as_deref() == Some("well");
        let read =
            |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
        Ran { well, stdout: read(&stdout), stderr: read(&stderr) }
    }

    /// The next line that the shell prints. None if it has ended, or takes too long.
    fn answer(&self) -> Option<String> {
        self.output.recv_timeout(LONGEST_COMMAND).ok()
    }

    /// Starts a server, as in a terminal of its own, and gives the line that says that it listens.
    fn serve(&mut self, command: &str) -> Result<String, String> {
        let command = command.replace(ADDRESS, "127.0.0.1:0").replace(ANYWHERE, "127.0.0.1:0");
        let command = self.with_real_values(&command)?;
        let pipe = |kind: &str| {
            let path = self.backstage.path().join(format!("server-{}.{kind}", self.servers.len()));
            assert!(output(Command::new("mkfifo").arg(&path)).status.success());
            path
        };
        let (out, err) = (pipe("out"), pipe("err"));
        let start = format!(
            "{{ exec {command}\n}} </dev/null >'{}' 2>'{}' &",
            out.display(),
            err.display()
        );
        self.say(&start);
        // Each waits for the other end, in the order of the command.
        let lines = lines_of_pipe(&out);
        let log = lines_of_pipe(&err);
        let Ok(line) = lines.recv_timeout(PATIENCE) else {
            let log: Vec<String> = log.try_iter().collect();
            return Err(format!("no server starts with `{command}`: {}", log.join("\n")));
        };
        let (_, url) = line.split_once("listening on ").unwrap_or_default();
        let (_, address) = url.split_once("://").unwrap_or_default();
        // Where `link-token` looks for it if it is not told.
        self.say(&format!("export LINK_TOKEN_URL='{url}'"));
        let address = address.to_owned();
        self.servers.push(Server { address, operators: None, log, read: String::new() });
        Ok(format!("{line}\n"))
    }

    /// What a page says, with what is really there in the place of what it shows.
    pub fn with_real_values(&mut self, text: &str) -> Result<String, String> {
        let mut text = text.to_owned();
        if text.contains(ADDRESS) {
            let server = self.servers.last().ok_or("no server runs yet")?;
            text = text.replace(ADDRESS, &server.address);
        }
        if text.contains(OPERATORS) {
            let server = self.servers.last_mut().ok_or("no server runs yet")?;
            text = text.replace(OPERATORS, server.operators()?);
        }
        if text.contains(API_TOKEN) {
            let secret = self.api_token.as_ref().ok_or("no API token was created yet")?;
            text = text.replace(API_TOKEN, secret);
        }
        for (shown, real) in self.standing.iter().rev() {
            text = text.replace(shown, real);
        }
        Ok(text)
    }

    /// From now on, what the page shows stands for what is really there.
    pub fn learn(&mut self, standing: Standing) {
        self.standing.extend(standing);
    }

    /// A file that readers do not see.
    pub fn write_backstage(&self, name: &str, text: &str) -> PathBuf {
        let path = self.backstage.path().join(name);
        write(&path, text);
        path
    }

    /// Stops the servers as a reader would, and ends.
    pub fn end(mut self) -> Result<(), String> {
        self.say(&format!(
            "servers=$(jobs -rp); test $(wc -w <<<\"$servers\") = {}",
            self.servers.len()
        ));
        self.say("for server in $servers; do kill -s TERM $server; wait $server; done; echo well");
        match self.answer().as_deref() {
            Some("well") => Ok(()),
            _ => Err(format!("a server did not end well: {}", self.logs())),
        }
    }

    /// What servers have logged, for whoever has to find out what went wrong.
    pub fn logs(&mut self) -> String {
        let logs = self.servers.iter_mut().map(|server| {
            let more: Vec<String> = server.log.try_iter().collect();
            server.read.push_str(&more.join("\n"));
            server.read.clone()
        });
        logs.collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.input.take());
        if thread::panicking() {
            return;
        }
        wait(&mut self.shell);
    }
}

impl Server {
    /// The address of the operators' listener, which the log has.
    fn operators(&mut self) -> Result<&str, String> {
        while self.operators.is_none() {
            let line = self.log.recv_timeout(PATIENCE);
            let line = line.map_err(|_| "the log does not say where operators ask".to_owned())?;
            self.read.push_str(&line);
            self.read.push('\n');
            if line.contains("listening for operators") {
                let address = line.split("http://").nth(1).unwrap_or_default();
                let end = address.find(|c: char| !c.is_ascii_digit() && !".:".contains(c));
                self.operators = Some(address[..end.unwrap_or(address.len())].to_owned());
            }
        }
        Ok(self.operators.as_deref().unwrap_or_default())
    }
}

/// The last API token in what was printed.
fn last_api_token(printed: &str) -> Option<String> {
    printed.rmatch_indices("lta_").find_map(|(at, _)| {
        let end = printed[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let token = &printed[at..end.map_or(printed.len(), |end| at + end)];
        (token.len() == 76).then(|| token.to_owned())
    })
}

/// The lines of a pipe that has a name. See [`lines_of`].
fn lines_of_pipe(path: &Path) -> Receiver<String> {
    let path = path.to_owned();
    // Opening waits for the other end. If that never comes, nor do lines, for which everybody waits
    // with a deadline.
    lines_from(move || fs::File::open(path).expect("a pipe"))
}

/// The lines of a pipe, as they come. The thread reads on when no test takes them, so the writer
/// never has to wait.
fn lines_of(pipe: impl Read + Send + 'static) -> Receiver<String> {
    lines_from(move || pipe)
}

fn lines_from<Pipe: Read>(open: impl FnOnce() -> Pipe + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(open()).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

/// Commands in their order.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Some that end.
    Commands(String),
    /// One that does not.
    Server(String),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut continued = String::new();
    for line in text.split_inclusive('\n') {
        continued.push_str(line);
        if line.trim_end().ends_with('\\') {
            continue;
        }
        let command = std::mem::take(&mut continued);
        if SERVERS.iter().any(|server| command.starts_with(server)) {
            parts.push(Part::Server(command.trim_end().to_owned()));
        } else if let Some(Part::Commands(commands)) = parts.last_mut() {
            commands.push_str(&command);
        } else if !command.trim().is_empty() {
            parts.push(Part::Commands(command));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_have_terminals_of_their_own() {
        let text = "a\nb \\\n  c\nlink-token-server serve \\\n  --x # y\n\ncargo run -- demo\nd\n";
        let commands = |text: &str| Part::Commands(text.to_owned());
        let server = |text: &str| Part::Server(text.to_owned());
        assert_eq!(
            parts(text),
            [
                commands("a\nb \\\n  c\n"),
                server("link-token-server serve \\\n  --x # y"),
                server("cargo run -- demo"),
                commands("d\n"),
            ]
        );
    }
}
