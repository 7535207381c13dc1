//! The documentation is true: what a page tells its reader to do is done, and what it shows is
//! compared with what comes of it.
//!
//! Each page is read as by somebody who follows it from the top, in a copy of the checkout, in one
//! terminal, and one more for each server. What runs is what the page says, but for this:
//!
//! | a page says | in the test that is |
//! |---|---|
//! | `127.0.0.1:8080`, `0.0.0.0:8080`, `127.0.0.1:8081` | a free port for a server that starts, and where it listens, and where operators ask, from there on |
//! | nothing, and relies on these addresses as the defaults | the same |
//! | `lta_…` | the API token that was printed last |
//! | an ID or an encryption key that an answer shows | the real one, from there on |
//! | `postgres://link-token:PASSWORD@db.example.com:5432/link_token` | a new schema in a throwaway PostgreSQL |
//! | `cargo install`, `cargo run`, `cargo xtask` | the same programs, as they were built for the tests |
//! | `cargo run --package lockstep --` | the same program, as it was built for the tests |
//! | `cargo check` | the same, with `SKIP_NOTHING=1` only: it takes minutes |
//! | `link-token-server serve`, `cargo run -- demo` | the same, in the background until the page ends |
//!
//! By the language of a block:
//!
//! | block | |
//! |---|---|
//! | `sh` | is run by bash, where each command must succeed |
//! | `json`, `http`, `text` after that in the same section | is the answer: as JSON, as a status with some headers and perhaps a body, or as all that the terminal shows. `…` stands for anything. IDs, times, secrets and ports may differ |
//! | `python`, `typescript` | all of them on a page are one program, run where the last one is |
//! | `rust` | is a part of an example of the client, which the page also runs |
//! | `diff` | is applied |
//! | `ini`, `toml`, `yaml`, `mermaid` | is left alone |
//!
//! And by a comment before it:
//!
//! | comment | |
//! |---|---|
//! | `<!-- not run: why -->` | it is not run |
//! | `<!-- fails: why -->` | it must fail |
//! | `<!-- not compared: why -->` | it is no answer to compare |
//! | `<!-- run: commands -->` | a block of its own, which readers do not see |

mod answer;
mod checkout;
mod links;
mod page;
mod session;

use std::{fs, process::Command, sync::Mutex};

use link_token_tests::{is_in_path, is_there, output, repository, skip};
use page::{Item, Language, Page, Remark};
use session::{How, Session};

/// The database of the pages on PostgreSQL.
const POSTGRESQL: &str = "postgres://link-token:PASSWORD@db.example.com:5432/link_token";

#[test]
fn readme() {
    follow("README.md");
}

#[test]
fn architecture() {
    follow("ARCHITECTURE.md");
}

#[test]
fn contributing() {
    follow("CONTRIBUTING.md");
}

#[test]
fn changelog() {
    follow("CHANGELOG.md");
}

#[test]
fn quick_start() {
    follow("docs/quick-start.md");
}

#[test]
fn refresh() {
    follow("docs/refresh.md");
}

#[test]
fn administration() {
    follow("docs/administration.md");
}

#[test]
fn connection_page() {
    follow("docs/connection-page.md");
}

#[test]
fn connection_flow() {
    follow("docs/connection-flow.md");
}

#[test]
fn accounts() {
    follow("docs/accounts.md");
}

#[test]
fn api() {
    follow("docs/api.md");
}

#[test]
fn client() {
    follow("docs/client.md");
}

#[test]
fn contract() {
    follow("docs/contract.md");
}

#[test]
fn lockstep() {
    follow("docs/lockstep.md");
}

#[test]
fn lockstep_reference() {
    follow("crates/lockstep/README.md");
}

#[test]
fn moving() {
    follow("docs/moving.md");
}

#[test]
fn security() {
    follow("docs/security.md");
}

#[test]
fn errors() {
    follow("docs/errors.md");
}

#[test]
fn map() {
    follow("docs/README.md");
}

#[test]
fn settings() {
    follow("docs/settings.md");
}

#[test]
fn operations() {
    follow("docs/operations.md");
}

#[test]
fn integrations() {
    follow("docs/integrations.md");
}

#[test]
fn postgresql() {
    follow("docs/postgresql.md");
}

#[test]
fn benchmarks() {
    follow("BENCHMARKS.md");
}

#[test]
fn performance() {
    follow("docs/internals/performance.md");
}

#[test]
fn example_backend() {
    follow("examples/backend/README.md");
}

#[test]
fn lockstep_runtime() {
    follow("crates/lockstep-runtime/README.md");
}

#[test]
fn lockstep_dropshot() {
    follow("crates/lockstep-dropshot/README.md");
}

#[test]
fn webhooks() {
    follow("docs/webhooks.md");
}

#[test]
fn link_token_signature() {
    follow("crates/link-token-signature/README.md");
}

#[test]
fn link_token_types() {
    follow("crates/link-token-types/README.md");
}

#[test]
fn link_token_client() {
    follow("crates/link-token-client/README.md");
}

/// A page that was added above is not forgotten here.
#[test]
fn every_page_has_a_test() {
    let here = include_str!("main.rs");
    for path in links::pages() {
        let followed = format!("    follow(\"{path}\");\n");
        assert!(here.contains(&followed), "tests/docs/main.rs has no test with{followed}");
    }
}

/// Every setting of the example of a configuration file, which is held to the program by a test of
/// its own, is in the table.
#[test]
fn settings_page_has_a_line_for_every_setting() {
    let read = |path: &str| fs::read_to_string(repository().join("docs").join(path)).expect(path);
    let (example, table) = (read("link-token.toml"), read("settings.md"));
    let settings = example.lines().filter_map(|line| {
        let (name, value) = line.trim_start_matches("# ").split_once(" = ")?;
        let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        is_name.then(|| (name, value.trim_matches('"'), line.starts_with('#')))
    });
    let settings: Vec<_> = settings.collect();
    assert!(settings.len() > 10, "{settings:?}");
    for (name, default, is_off) in settings {
        let upper = name.to_uppercase();
        let start = format!("| `LINK_TOKEN_{upper}` | `{name}` | ");
        let flag = if name == "encryption_keys" {
            "| ".to_owned()
        } else {
            format!("| `--{}` ", name.replace('_', "-"))
        };
        let line = table.lines().find(|line| line.starts_with(&format!("{flag}{start}")));
        let line = line.unwrap_or_else(|| panic!("docs/settings.md has no line {flag}{start}"));
        assert!(is_off || line.contains(&format!("| `{default}`")), "not {default}: {line}");
    }
}

/// Reads a page.
fn read(path: &str) -> Page {
    let source = fs::read_to_string(repository().join(path)).expect(path);
    Page::read(path, &source).unwrap_or_else(|fault| panic!("{path}, {fault}"))
}

/// Pages that compile have one folder, one after the other.
static COMPILING: Mutex<()> = Mutex::new(());

/// Does what a page says, from top to bottom.
fn follow(path: &str) {
    let page = read(path);
    if !has_what_it_takes(&page) {
        return;
    }
    let compiles = page.items.iter().any(Item::is_compiled) && may_take_long(path);
    let _compiling =
        compiles.then(|| COMPILING.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    let mut reader = Reader { session: Session::start(compiles), page: &page, compiles };
    for (index, item) in page.items.iter().enumerate() {
        if let Err(what) = reader.read(index, item) {
            let logs = reader.session.logs();
            panic!("{path}, line {}: {what}\n\n{}\nThe log:\n{logs}", item.line, item.text);
        }
    }
    reader.session.end().unwrap_or_else(|what| panic!("{path}: {what}"));
}

/// Whether this machine has the programs without which nothing on a page works.
fn has_what_it_takes(page: &Page) -> bool {
    let has = |language| page.items.iter().any(|item| item.language == language && item.is_run());
    (!has(Language::Sh) || is_there("bash", "bash") && is_there("curl", "curl"))
        && (!has(Language::Diff) || is_there("git", "git"))
        && (!page.items.iter().any(|item| item.text.contains(POSTGRESQL))
            || throwaway_postgresql::shared().is_some())
}

/// Whether to do what takes minutes. If not, this says so.
fn may_take_long(path: &str) -> bool {
    let may = std::env::var_os("SKIP_NOTHING").is_some();
    if !may {
        skip(&format!("what compiles in {path}; with SKIP_NOTHING=1 it is not"));
    }
    may
}

impl Item {
    fn is_run(&self) -> bool {
        self.remark != Some(Remark::NotRun)
    }

    /// Whether it has cargo compile what a page has changed.
    fn is_compiled(&self) -> bool {
        self.language == Language::Sh && self.is_run() && self.text.starts_with("cargo check ")
    }
}

struct Reader<'a> {
    session: Session,
    page: &'a Page,
    compiles: bool,
}

impl Reader<'_> {
    /// Comes to a block.
    fn read(&mut self, index: usize, item: &Item) -> Result<(), String> {
        let fits = match item.remark {
            None => true,
            Some(Remark::NotRun) => !item.language.is_answer() && item.language != Language::Inert,
            Some(Remark::Fails) => item.language == Language::Sh,
            Some(Remark::NotCompared) => item.language.is_answer(),
        };
        if !fits {
            return Err("the comment before it is for another kind of block".to_owned());
        }
        match item.language {
            _ if !item.is_run() || item.is_compiled() && !self.compiles => Ok(()),
            Language::Sh => self.commands(index, item),
            Language::Diff => self.change(item),
            Language::Rust => self.example(item),
            Language::Python | Language::TypeScript => self.program(index, item.language),
            Language::Json | Language::Http | Language::Text => self.is_of_its_kind(index, item),
            Language::Inert => Ok(()),
        }
    }

    /// Commands, and the answer that the page shows, if it does.
    fn commands(&mut self, index: usize, item: &Item) -> Result<(), String> {
        let answer = self.page.items.get(index + 1).filter(|next| {
            next.language.is_answer() && next.section == item.section && next.remark.is_none()
        });
        let may_fail = item.remark == Some(Remark::Fails);
        let together = answer.is_some_and(|answer| answer.language == Language::Text);
        let text = if item.text.contains(POSTGRESQL) {
            let schema = throwaway_postgresql::shared().ok_or("no PostgreSQL")?.schema();
            item.text.replace(POSTGRESQL, &schema.url())
        } else {
            item.text.clone()
        };
        let ran = self.session.run(&text, How { together, may_fail })?;
        if ran.well == may_fail {
            let how = if ran.well { "it succeeds, and should not" } else { "it fails" };
            return Err(format!("{how}: {}{}", ran.stdout, ran.stderr));
        }
        let Some(answer) = answer else { return Ok(()) };
        let compare = match answer.language {
            Language::Json => answer::compare_json,
            Language::Http => answer::compare_http,
            _ => answer::compare_text,
        };
        let standing = compare(&answer.text, &ran.stdout);
        let standing = standing.map_err(|what| format!("{what}\n{}", ran.stderr))?;
        self.session.learn(standing);
        Ok(())
    }

    /// An answer that was compared with the commands before it, or no answer at all.
    fn is_of_its_kind(&self, index: usize, item: &Item) -> Result<(), String> {
        let before = index.checked_sub(1).and_then(|before| self.page.items.get(before));
        let before = before.filter(|before| before.section == item.section && before.is_run());
        let is_code =
            |language| matches!(language, Language::Rust | Language::Python | Language::TypeScript);
        if item.remark.is_none() && before.is_some_and(|before| is_code(before.language)) {
            return Err(
                "answers are compared after commands only: say <!-- not compared: … -->".to_owned()
            );
        }
        if item.language == Language::Json {
            let json = serde_json::from_str::<serde_json::Value>(&item.text);
            json.map_err(|error| format!("not JSON: {error}"))?;
        }
        Ok(())
    }

    fn change(&mut self, item: &Item) -> Result<(), String> {
        let change = self.session.write_backstage("change.diff", &item.text);
        // Wherever the lines are now, and however many there are.
        let apply = format!("git apply --recount '{}'", change.display());
        let ran = self.session.run(&apply, How::default())?;
        if ran.well { Ok(()) } else { Err(format!("it does not apply: {}", ran.stderr)) }
    }

    /// A part of an example that the page runs, be it indented there or not.
    fn example(&self, item: &Item) -> Result<(), String> {
        let lines =
            |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        let part = lines(&item.text);
        let folder = repository().join("crates/link-token-client/examples");
        let is_in = |name: &str| {
            let source = fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap_or_default();
            lines(&source).windows(part.len()).any(|lines| lines == part)
        };
        let is_run = |name: &str| {
            let run = format!("--example {name}");
            let commands = self.page.items.iter().filter(|other| other.language == Language::Sh);
            commands.filter(|other| other.is_run()).any(|other| other.text.contains(&run))
        };
        let names = checkout::EXAMPLES;
        let with_it: Vec<&str> = names.into_iter().filter(|name| is_in(name)).collect();
        if with_it.is_empty() {
            return Err(format!(
                "it is in none of the examples of the client ({})",
                names.join(", ")
            ));
        }
        if !with_it.iter().any(|name| is_run(name)) {
            return Err(format!(
                "the page does not run the example that it is in: {}",
                with_it.join(", ")
            ));
        }
        Ok(())
    }

    /// The last part of a program, for which all parts are put together.
    fn program(&mut self, index: usize, language: Language) -> Result<(), String> {
        let of_it = |item: &&Item| item.language == language && item.is_run();
        if self.page.items[index + 1..].iter().any(|item| of_it(&item)) {
            return Ok(());
        }
        let parts = self.page.items[..=index].iter().filter(of_it);
        let source: String = parts.map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n");
        let source = self.session.with_real_values(&source)?;
        let (program, name) = match language {
            Language::Python if has_requests() => ("python3", "program.py"),
            Language::TypeScript => match typescript() {
                Some(program) => (program, "program.mts"),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let file = self.session.write_backstage(name, &source);
        let ran = self.session.run(&format!("{program} '{}'", file.display()), How::default())?;
        if ran.well { Ok(()) } else { Err(format!("it fails: {}{}", ran.stdout, ran.stderr)) }
    }
}

/// Whether there is Python with the library that the pages use.
fn has_requests() -> bool {
    if !is_there("python3", "python3") {
        return false;
    }
    let mut import = Command::new("python3");
    let found = output(import.args(["-c", "import requests"])).status.success();
    if !found {
        skip("Python has no `requests` here (Debian: `apt-get install python3-requests`)");
    }
    found
}

/// What runs TypeScript: `tsx`, or a Node.js that can.
fn typescript() -> Option<&'static str> {
    if is_in_path("tsx") {
        return Some("tsx");
    }
    let ask = ["-e", "process.exit(process.features.typescript ? 0 : 1)"];
    if is_in_path("node") && output(Command::new("node").args(ask)).status.success() {
        return Some("node");
    }
    skip(
        "neither `tsx` nor a Node.js that runs TypeScript is installed here (`npm install --global tsx`)",
    );
    None
}
