//! The connection page: what a browser downloads until it is shown, and how long it waits for the
//! first byte.
//!
//! The page and an empty Dropshot are asked by turns over a connection that stays open, so that a
//! machine whose speed changes does so for both.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use comfy_table::{Table, presets};
use link_token_bench::BODY;
use serde::Serialize;

use crate::{
    report::{self, Spread},
    server::{Database, Kind, Server},
};

/// Requests of a round.
const REQUESTS: usize = 400;

/// The pages: the presets that are enabled, the parameters of the link, and the name of the page.
const PAGES: [(&str, &[&str], &str); 3] = [
    ("choose an app of three", &["github", "slack", "stripe"], ""),
    ("confirm", &["github", "slack", "stripe"], "&integration=github&auth_format=oauth2"),
    ("form", &["github", "slack", "stripe"], "&integration=stripe"),
];

/// The figures of a page.
#[derive(Debug, Serialize)]
pub struct PageFigures {
    server: &'static str,
    page: &'static str,
    /// Responses until the page is shown, the redirect to it included.
    requests: usize,
    /// Bytes of all these responses, with their headers.
    bytes: usize,
    time_to_first_byte_us: Spread,
    ratio_to_empty_dropshot: Spread,
}

/// All figures.
#[derive(Debug, Serialize)]
pub struct PageReport {
    machine: String,
    rounds: usize,
    pages: Vec<PageFigures>,
}

/// Measures the pages on a database.
pub async fn measure(databases: &[(Kind, &Database)], rounds: u16) -> anyhow::Result<PageReport> {
    let dropshot = Server::start(Kind::Dropshot, None)?;
    let mut pages = Vec::new();
    for (kind, database) in databases {
        for (page, integrations, parameters) in PAGES {
            database.offer(integrations).await?;
            let link_token = database.issue(1).await?.remove(0);
            // After the database was changed: the server caches nothing of it, but it reads its
            // settings.
            let server = Server::start(*kind, Some(database))?;
            let mut browser = Connection::open(&server.url)?;
            let shown = browser
                .show(&format!("/connect-account?link_token={link_token}{parameters}"), page)?;
            let mut floor = Connection::open(&dropshot.url)?;
            let (mut times, mut ratios) = (Vec::new(), Vec::new());
            for _ in 0..rounds {
                let mut of_page = Vec::new();
                let mut of_floor = Vec::new();
                for _ in 0..REQUESTS {
                    of_page.push(browser.get(&shown.path)?.first_byte);
                    of_floor.push(floor.post("/link-token", BODY)?.first_byte);
                }
                let (of_page, of_floor) = (median(of_page), median(of_floor));
                times.push(of_page.as_secs_f64() * 1e6);
                ratios.push(of_page.as_secs_f64() / of_floor.as_secs_f64());
            }
            pages.push(PageFigures {
                server: kind.name(),
                page,
                requests: shown.requests,
                bytes: shown.bytes,
                time_to_first_byte_us: Spread::of(times),
                ratio_to_empty_dropshot: Spread::of(ratios),
            });
        }
    }
    Ok(PageReport { machine: report::machine(), rounds: rounds.into(), pages })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A page as it was shown: its path, and the responses that it took.
struct Shown {
    path: String,
    requests: usize,
    bytes: usize,
}

/// A connection that stays open.
struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// A response.
struct Received {
    first_byte: Duration,
    /// With the headers.
    bytes: usize,
    status: u16,
    location: Option<String>,
    body: String,
}

impl Connection {
    fn open(url: &str) -> anyhow::Result<Self> {
        let host = url.strip_prefix("http://").context("an address with http")?.to_owned();
        let stream = TcpStream::connect(&host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        Ok(Self { stream: BufReader::new(stream), host })
    }

    /// Opens a link as a browser does: follows the redirect, and loads the script.
    fn show(&mut self, link: &str, page: &str) -> anyhow::Result<Shown> {
        let opened = self.get(link)?;
        let location = opened.location.context("a redirect to the page")?;
        let path = location.split_once(&self.host).map_or(location.as_str(), |(_, path)| path);
        let shown = self.get(path)?;
        ensure!(shown.status == 200, "{page} has status {}: {}", shown.status, shown.body);
        let script = shown.body.split_once("<script defer src=\"").context("a script")?.1;
        let script = script.split_once('"').context("an address")?.0;
        let loaded = self.get(script)?;
        ensure!(loaded.status == 200, "the script has status {}", loaded.status);
        // The page has everything else in itself.
        ensure!(
            !shown.body.contains("<link ") && !shown.body.contains("src=\"http"),
            "{page} loads more"
        );
        let bytes = opened.bytes + shown.bytes + loaded.bytes;
        Ok(Shown { path: path.to_owned(), requests: 3, bytes })
    }

    fn get(&mut self, path: &str) -> anyhow::Result<Received> {
        let host = &self.host;
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n"
        ))
    }

    fn post(&mut self, path: &str, body: &str) -> anyhow::Result<Received> {
        let (host, length) = (&self.host, body.len());
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    fn send(&mut self, request: &str) -> anyhow::Result<Received> {
        let begun = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        ensure!(!self.stream.fill_buf()?.is_empty(), "the server has closed the connection");
        let first_byte = begun.elapsed();
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            ensure!(
                self.stream.read_line(&mut line)? > 0,
                "the head of the response ends too soon"
            );
            if line == "\r\n" {
                break;
            }
            head.push(line);
        }
        let header = |name: &str| {
            let value = |line: &String| {
                let (found, value) = line.split_once(':')?;
                found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            };
            head.iter().find_map(value)
        };
        let Some(length) = header("content-length") else { bail!("no length in {head:?}") };
        let mut body = vec![0; length.parse()?];
        self.stream.read_exact(&mut body)?;
        let status = head.first().and_then(|line| line.split(' ').nth(1)).context("a status")?;
        Ok(Received {
            first_byte,
            bytes: head.iter().map(String::len).sum::<usize>() + 2 + body.len(),
            status: status.parse()?,
            location: header("location"),
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }
}

impl PageReport {
    pub fn table(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header([
            "SERVER",
            "PAGE",
            "REQUESTS",
            "BYTES IN ALL",
            "FIRST BYTE µs",
            "RATIO TO EMPTY DROPSHOT",
        ]);
        for page in &self.pages {
            let Spread { median, min, max } = page.ratio_to_empty_dropshot;
            table.add_row([
                page.server.to_owned(),
                page.page.to_owned(),
                page.requests.to_string(),
                page.bytes.to_string(),
                format!("{:.0}", page.time_to_first_byte_us.median),
                format!("{median:.2} ({min:.2} to {max:.2})"),
            ]);
        }
        format!(
            "{}\n\n{}; {} rounds of {REQUESTS} requests by turns with the empty Dropshot, one connection each; medians.",
            report::text(&table),
            self.machine,
            self.rounds
        )
    }
}
