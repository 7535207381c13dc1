//! PostgreSQL servers for tests: each lives in a temporary folder, and ends with the process that
//! started it, however that ends. Nobody's own server is touched.
//!
//! The programs of PostgreSQL are looked for in the folder that the environment variable
//! `POSTGRESQL_BIN` names, or else where Debian puts them and in `PATH`. Where there are none,
//! [`shared`] says so once, and tests that need one do nothing. With `SKIP_NOTHING=1` that is a
//! failure instead.

pub mod processes;

use std::{
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Instant,
};

use tempfile::TempDir;

use self::processes::{PATIENCE, PAUSE, free_port, output, wait};

/// A server that all tests of a process share, each with a [`Schema`] of its own. None where
/// PostgreSQL is not installed, which is said once.
pub fn shared() -> Option<&'static Cluster> {
    static SHARED: OnceLock<Option<Cluster>> = OnceLock::new();
    let start = || {
        let programs = Programs::find();
        if programs.is_none() {
            say_missing();
        }
        programs.map(|programs| Cluster::start_with(programs, &env::temp_dir(), &[]))
    };
    SHARED.get_or_init(start).as_ref()
}

/// # Panics
///
/// If PostgreSQL is required.
fn say_missing() {
    let what = "PostgreSQL is not installed here, so the tests on it are skipped. To run them, install it \
        (Debian: `apt-get install postgresql`), or name its folder of programs in POSTGRESQL_BIN.";
    assert!(env::var_os("SKIP_NOTHING").is_none(), "{what}");
    // Past what the test harness keeps to itself when a test succeeds.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// Where the programs of PostgreSQL are, and as whom they run.
#[derive(Clone, Debug)]
struct Programs {
    folder: PathBuf,
    /// PostgreSQL does not run as root.
    user: Option<&'static str>,
}

impl Programs {
    fn find() -> Option<Self> {
        let folders = match env::var_os("POSTGRESQL_BIN") {
            Some(named) => vec![PathBuf::from(named)],
            None => usual_folders(),
        };
        let folder = folders.into_iter().find(|folder| folder.join("initdb").exists())?;
        let is_root = text(&output(Command::new("id").arg("-u"))) == "0";
        let knows = |user: &str| output(Command::new("id").arg("-u").arg(user)).status.success();
        let user = if !is_root {
            None
        } else if knows("postgres") {
            Some("postgres")
        } else {
            Some("nobody")
        };
        Some(Self { folder, user })
    }

    /// A new folder that the programs may write to.
    fn folder_in(&self, parent: &Path) -> TempDir {
        let folder = tempfile::Builder::new().prefix("pg").tempdir_in(parent);
        let folder = folder.expect("a temporary folder");
        if let Some(user) = self.user {
            let owned = output(Command::new("chown").arg("-R").arg(user).arg(folder.path()));
            assert!(owned.status.success(), "{}", String::from_utf8_lossy(&owned.stderr));
        }
        folder
    }

    fn command(&self, program: &str) -> Command {
        let program = self.folder.join(program);
        match self.user {
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([
                    "--reuid",
                    user,
                    "--regid",
                    group(user).as_str(),
                    "--clear-groups",
                    "--",
                ]);
                command.arg(program);
                command
            }
            None => Command::new(program),
        }
    }
}

/// Ends the server in a folder when its standard input is closed, and deletes the folder.
fn guard(folder: &Path) -> Child {
    Command::new("sh")
        .args([
            "-c",
            "cat >/dev/null; kill -QUIT $(head -n1 \"$0/data/postmaster.pid\"); rm -rf \"$0\"",
        ])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sh runs")
}

fn append(path: &Path, text: &str) {
    fs::OpenOptions::new()
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("written");
}

/// Where Debian puts the programs, the latest version first, and then `PATH`.
fn usual_folders() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    folders.sort_by(|one, other| other.cmp(one));
    let path = env::var_os("PATH").unwrap_or_default();
    folders.extend(env::split_paths(&path));
    folders
}

fn group(user: &str) -> String {
    text(&output(Command::new("id").args(["-g", user])))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A server.
#[derive(Debug)]
pub struct Cluster {
    programs: Programs,
    folder: TempDir,
    port: u16,
    /// Ends the server when its standard input is closed, which the end of this process does at the
    /// latest.
    guard: Child,
}

impl Cluster {
    /// A server of one's own, with settings as `postgresql.conf` has them. None where PostgreSQL is
    /// not installed.
    pub fn start(settings: &[(&str, &str)]) -> Option<Self> {
        Self::start_in(&env::temp_dir(), settings)
    }

    /// The same, with everything in a folder, such as a small file system.
    pub fn start_in(folder: &Path, settings: &[(&str, &str)]) -> Option<Self> {
        // This says so if there is none.
        shared()?;
        Some(Self::start_with(Programs::find()?, folder, settings))
    }

    /// # Panics
    ///
    /// If the server does not start.
    fn start_with(programs: Programs, parent: &Path, settings: &[(&str, &str)]) -> Self {
        let folder = programs.folder_in(parent);
        let data = folder.path().join("data");
        let mut initdb = programs.command("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        let made = output(initdb.args(["--no-sync", "-D"]).arg(&data));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

        let guard = guard(folder.path());
        let mut cluster = Self { programs, folder, port: 0, guard };
        let mut text = format!(
            "listen_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\nmax_connections = 400\n",
            cluster.folder.path().display()
        );
        for (name, value) in settings {
            let _ = writeln!(text, "{name} = '{value}'");
        }
        append(&data.join("postgresql.conf"), &text);
        cluster.launch_on_free_port();
        cluster
    }

    /// Starts the server on a port that is free.
    ///
    /// # Panics
    ///
    /// If the server does not start.
    fn launch_on_free_port(&mut self) {
        // Another process may take the port in between; then the next is tried.
        for _ in 0..10 {
            self.port = free_port();
            if self.launch() {
                return;
            }
        }
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        panic!("PostgreSQL does not start: {log}");
    }

    /// Starts a standby of this server, which then commits nothing that the standby does not have.
    ///
    /// # Panics
    ///
    /// If the standby does not start.
    #[must_use]
    pub fn start_standby(&self) -> Self {
        let programs = self.programs.clone();
        let folder = programs.folder_in(&env::temp_dir());
        let data = folder.path().join("data");
        let mut copy = programs.command("pg_basebackup");
        copy.args(["--host=127.0.0.1", "--username=postgres", "--checkpoint=fast", "--no-sync"]);
        copy.args(["--write-recovery-conf", "--port", &self.port.to_string(), "--pgdata"]);
        let made = output(copy.arg(&data));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let own = format!("unix_socket_directories = '{}'\n", folder.path().display());
        append(&data.join("postgresql.conf"), &own);
        let guard = guard(folder.path());
        let mut standby = Self { programs, folder, port: 0, guard };
        standby.launch_on_free_port();
        self.sql(&self.url(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
        self.sql(&self.url(), "SELECT pg_reload_conf()");
        let synchronous = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        let deadline = Instant::now() + PATIENCE;
        while self.sql(&self.url(), synchronous) != "1" {
            assert!(Instant::now() < deadline, "the standby is not synchronous");
            thread::sleep(PAUSE);
        }
        standby
    }

    /// Makes a standby the primary.
    ///
    /// # Panics
    ///
    /// If it does not become one.
    pub fn promote(&self) {
        let mut promote = self.programs.command("pg_ctl");
        let promoted = output(promote.args(["promote", "--wait", "-D"]).arg(self.data()));
        assert!(promoted.status.success(), "{}", String::from_utf8_lossy(&promoted.stderr));
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// The folder that it keeps everything in.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where one may put files that the server or its programs read.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Starts the server, after it was stopped, and tells whether it did.
    ///
    /// # Panics
    ///
    /// If its programs do not run.
    pub fn launch(&self) -> bool {
        let mut start = self.programs.command("pg_ctl");
        start
            .args(["start", "--wait", "--silent", "-o", &format!("-p {}", self.port), "-D"])
            .arg(self.data())
            .arg("-l")
            .arg(self.log());
        output(&mut start).status.success()
    }

    /// Whether the server runs, be it well or not.
    ///
    /// # Panics
    ///
    /// If its programs do not run.
    pub fn is_running(&self) -> bool {
        let mut status = self.programs.command("pg_ctl");
        output(status.arg("status").arg("-D").arg(self.data())).status.success()
    }

    /// Stops the server: `smart`, `fast` or `immediate`.
    ///
    /// # Panics
    ///
    /// If it does not stop.
    pub fn stop(&self, mode: &str) {
        let mut stop = self.programs.command("pg_ctl");
        let stopped = output(stop.args(["stop", "--wait", "--mode", mode, "-D"]).arg(self.data()));
        assert!(stopped.status.success(), "{}", String::from_utf8_lossy(&stopped.stderr));
    }

    /// Sends all processes of the server a signal, such as `STOP` or `CONT`.
    ///
    /// # Panics
    ///
    /// If the server does not run.
    pub fn signal(&self, name: &str) {
        let file = fs::read_to_string(self.data().join("postmaster.pid")).expect("it runs");
        let pid = file.lines().next().expect("its ID").to_owned();
        let children = output(Command::new("pgrep").args(["-P", &pid]));
        let mut pids = vec![pid];
        pids.extend(text(&children).lines().map(str::to_owned));
        // One that has ended meanwhile is none any more.
        output(Command::new("kill").args(["-s", name]).args(pids));
    }

    /// The address of the database `postgres`.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The port on 127.0.0.1 that it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// One of PostgreSQL's own programs, such as `pg_dump`.
    pub fn program(&self, name: &str) -> Command {
        self.programs.command(name)
    }

    /// Has SQL executed by `psql`, and gives what it prints: rows of values with `|` between them.
    ///
    /// # Panics
    ///
    /// If the SQL fails.
    pub fn sql(&self, url: &str, sql: &str) -> String {
        let mut psql = self.program("psql");
        psql.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]);
        let done = output(psql.args(["--set=ON_ERROR_STOP=1", "--command", sql, url]));
        assert!(done.status.success(), "{sql}: {}", String::from_utf8_lossy(&done.stderr));
        text(&done)
    }

    /// A new schema with nothing in it.
    pub fn schema(&'static self) -> Schema {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("test{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        self.sql(&self.url(), &format!("CREATE SCHEMA {name}"));
        Schema { cluster: self, name }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        wait(&mut self.guard);
    }
}

/// A schema in the server that tests share.
#[derive(Debug)]
pub struct Schema {
    cluster: &'static Cluster,
    name: String,
}

impl Schema {
    /// The address of the database, in which this schema is the one that is used.
    pub fn url(&self) -> String {
        format!("{}?options=-csearch_path%3D{}", self.cluster.url(), self.name)
    }

    /// Has SQL executed in it. See [`Cluster::sql`].
    pub fn sql(&self, sql: &str) -> String {
        self.cluster.sql(&self.url(), sql)
    }
}
