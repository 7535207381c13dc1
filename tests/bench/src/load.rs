//! Load, by `wrk`.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, ensure};
use link_token_bench::BODY;
use serde::Deserialize;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Create,
    Introspect,
    Redeem,
    Mixed,
    ReadAccount,
    ReadCredentials,
}

impl Operation {
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Introspect => "introspect",
            Self::Redeem => "redeem",
            Self::Mixed => "mixed",
            Self::ReadAccount => "read account",
            Self::ReadCredentials => "read credentials",
        }
    }

    /// Returns true if the operation is about integrated accounts that were imported before.
    pub fn takes_accounts(self) -> bool {
        matches!(self, Self::ReadAccount | Self::ReadCredentials)
    }

    /// Returns true if the operation takes link tokens that were issued before.
    pub fn takes_link_tokens(self) -> bool {
        self != Self::Create && !self.takes_accounts()
    }
}

/// How to load a server.
#[derive(Clone, Copy, Debug)]
pub struct Load<'l> {
    pub url: &'l str,
    pub api_token: &'l str,
    pub operation: Operation,
    pub connections: u32,
    pub seconds: u32,
    /// A file of link tokens or account IDs, one on a line, if the operation takes them.
    pub subjects: Option<&'l Path>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Done {
    pub requests: u64,
    /// Not answered, or not with success.
    pub failed: u64,
    pub microseconds: u64,
    pub p50: u64,
    pub p99: u64,
    /// Of the processor, by wrk itself, in microseconds for each request.
    #[serde(skip)]
    pub cost: f64,
}

impl Done {
    pub fn per_second(&self) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
        let per_second = self.requests as f64 * 1e6 / self.microseconds as f64;
        per_second
    }
}

const SCRIPT: &str = include_str!("load.lua");

impl Load<'_> {
    /// Loads the server, and holds it to answering everything with success.
    pub fn run(&self, folder: &Path) -> anyhow::Result<Done> {
        let script = folder.join("load.lua");
        if !script.exists() {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut file, SCRIPT.as_bytes())?;
            file.persist(&script)?;
        }
        let before = children_microseconds()?;
        let mut wrk = Command::new("wrk");
        wrk.args(["--threads", "1", "--timeout", "10s", "--latency"])
            .args(["--connections", &self.connections.to_string()])
            .args(["--duration", &format!("{}s", self.seconds)])
            .arg("--script")
            .arg(&script)
            .arg(self.url)
            .env("BENCH_HOST", self.url.trim_start_matches("http://"))
            .env("BENCH_API_TOKEN", self.api_token)
            .env("BENCH_BODY", BODY)
            .env("BENCH_OPERATION", self.operation.name())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit());
        if let Some(path) = self.subjects {
            wrk.env("BENCH_SUBJECTS", path);
        }
        let output = wrk.output().context("cannot run wrk (Debian: apt-get install wrk)")?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let result = text.lines().find_map(|line| line.strip_prefix("RESULT "));
        let result = result.with_context(|| format!("wrk says nothing of the result: {text}"))?;
        let mut done: Done = serde_json::from_str(result)?;
        let took = children_microseconds()? - before;
        #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
        let cost = took as f64 / done.requests.max(1) as f64;
        done.cost = cost;
        ensure!(done.requests > 0, "nothing was answered by {}", self.url);
        ensure!(
            done.failed == 0,
            "{} of {} requests to {} failed",
            done.failed,
            done.requests,
            self.url
        );
        Ok(done)
    }
}

/// How long children that have ended were at work, from `/proc`.
fn children_microseconds() -> anyhow::Result<u64> {
    // In ticks of a hundredth of a second, as Linux has told them for decades: cutime and cstime.
    let stat = fs::read_to_string("/proc/self/stat").context("this takes Linux")?;
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<u64>().ok());
    let ticks = ticks(13).zip(ticks(14)).context("/proc/self/stat")?;
    Ok((ticks.0 + ticks.1) * 10_000)
}
