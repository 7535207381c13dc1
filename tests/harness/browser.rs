//! A headless browser: Chromium, driven by the W3C's WebDriver protocol.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{PATIENCE, http_builder, is_there, processes::Lines, wait};

/// Errors of the driver while the page changes.
const PASSING: [&str; 4] = [
    "element click intercepted",
    "element not interactable",
    "invalid element state",
    "stale element reference",
];

/// A browser with an empty profile. It ends when this is dropped.
pub struct Browser {
    http: reqwest::Client,
    /// The URL of its commands.
    session: String,
    _driver: Driver,
}

/// An action on an element of a page.
enum Act<'a> {
    Click,
    /// Replaces its value.
    Fill(&'a str),
    Read,
}

impl Browser {
    /// Starts a browser. None where it is not installed, which is reported.
    pub async fn start() -> Option<Self> {
        Self::start_with(json!({})).await
    }

    /// Starts a browser that runs no scripts of pages. None as above.
    pub async fn start_without_scripts() -> Option<Self> {
        let blocked = 2;
        Self::start_with(json!({
            "profile.managed_default_content_settings.javascript": blocked,
        }))
        .await
    }

    async fn start_with(preferences: Value) -> Option<Self> {
        if !is_there("chromium", "chromium") || !is_there("chromedriver", "chromium-driver") {
            return None;
        }
        let driver = Driver::start();
        // The driver itself waits for as long as a test does.
        let http = http_builder().timeout(2 * PATIENCE).build().expect("a client");
        let profile = format!("--user-data-dir={}", driver.folder.path().join("profile").display());
        let options = json!({
            "alwaysMatch": {
                "timeouts": { "implicit": PATIENCE.as_millis() },
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": { "prefs": preferences, "args": [
                    "--headless=new",
                    "--lang=en-US",
                    // Chromium does not run as root otherwise, and loads nothing here but pages
                    // under test.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // So that it ends with its driver, however that ends.
                    "--remote-debugging-pipe",
                    profile,
                ] },
            },
        });
        let session = format!("{}/session", driver.url);
        let mut browser = Self { http, session, _driver: driver };
        let created = browser.post("", &json!({ "capabilities": options })).await;
        let id = created.expect("a browser")["sessionId"].as_str().expect("an ID").to_owned();
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    /// Sends the driver a command. An error is its code and its message.
    async fn post(&self, command: &str, body: &Value) -> Result<Value, (String, String)> {
        self.send(self.http.post(format!("{}{command}", self.session)).json(body)).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Value, (String, String)> {
        let answer = request.send().await.expect("an answer of the driver");
        let is_done = answer.status().is_success();
        let mut answer: Value = answer.json().await.expect("JSON");
        let value = answer["value"].take();
        if is_done {
            return Ok(value);
        }
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Err((text("error"), text("message")))
    }

    /// Opens a page.
    pub async fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url })).await.expect("a page");
    }

    /// Clicks on the element of an XPath as soon as that is possible.
    pub async fn click(&self, xpath: &str) {
        self.act(xpath, &Act::Click).await;
    }

    /// Replaces the value of an element as soon as that is possible.
    pub async fn fill(&self, xpath: &str, text: &str) {
        self.act(xpath, &Act::Fill(text)).await;
    }

    /// The visible text of an element as soon as it is there.
    pub async fn text(&self, xpath: &str) -> String {
        let text = self.act(xpath, &Act::Read).await;
        text.as_str().expect("a text").to_owned()
    }

    async fn act(&self, xpath: &str, act: &Act<'_>) -> Value {
        let patience = Instant::now() + PATIENCE;
        loop {
            match self.try_to_act(xpath, act).await {
                Ok(value) => return value,
                // The click has closed it.
                Err((code, _)) if code == "no such window" && matches!(act, Act::Click) => {
                    return Value::Null;
                }
                Err((code, _)) if PASSING.contains(&&*code) && Instant::now() < patience => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Err((code, message)) => {
                    let errors = self.errors().await;
                    panic!("{xpath}: {code}: {message}\nThe console has {errors:?}");
                }
            }
        }
    }

    async fn try_to_act(&self, xpath: &str, act: &Act<'_>) -> Result<Value, (String, String)> {
        // The driver waits until there is one.
        let search = json!({ "using": "xpath", "value": xpath });
        let found = self.post("/element", &search).await?;
        let id = found.as_object().and_then(|found| found.values().next());
        let id = id.and_then(Value::as_str).expect("an ID");
        match act {
            Act::Click => self.post(&format!("/element/{id}/click"), &json!({})).await,
            Act::Fill(text) => {
                self.post(&format!("/element/{id}/clear"), &json!({})).await?;
                self.post(&format!("/element/{id}/value"), &json!({ "text": text })).await
            }
            Act::Read => {
                let script = "return arguments[0].innerText";
                self.post("/execute/sync", &json!({ "script": script, "args": [found] })).await
            }
        }
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let presses = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        });
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": presses.collect::<Vec<_>>() });
        self.post("/actions", &json!({ "actions": [keyboard] })).await.expect("pressed");
    }

    /// Sends the browser a command of the protocol of its developer tools.
    pub async fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("/goog/cdp/execute", &body).await.expect("a command of the protocol")
    }

    /// The windows and tabs.
    async fn windows(&self) -> Vec<Value> {
        let found = self.send(self.http.get(format!("{}/window/handles", self.session))).await;
        found.expect("windows").as_array().expect("a list").clone()
    }

    /// Waits until there are some windows, and makes the last one the current one.
    pub async fn switch_to_window(&self, count: usize) {
        let patience = Instant::now() + PATIENCE;
        loop {
            let windows = self.windows().await;
            if windows.len() == count {
                let handle = json!({ "handle": windows[count - 1] });
                self.post("/window", &handle).await.expect("a window");
                return;
            }
            assert!(Instant::now() < patience, "{} windows, not {count}", windows.len());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Makes the frame of an XPath the current one.
    pub async fn switch_to_frame(&self, xpath: &str) {
        let search = json!({ "using": "xpath", "value": xpath });
        let frame = self.post("/element", &search).await.expect("a frame");
        self.post("/frame", &json!({ "id": frame })).await.expect("a frame");
    }

    /// Runs the body of a JavaScript function, and returns its value.
    pub async fn run(&self, script: &str) -> Value {
        let done = self.post("/execute/sync", &json!({ "script": script, "args": [] })).await;
        done.expect("a script that runs")
    }

    /// The errors in the browser's console since the last call, violations of the page's policy
    /// included.
    pub async fn errors(&self) -> Vec<Value> {
        let log = self.post("/se/log", &json!({ "type": "browser" })).await.expect("a log");
        let log = log.as_array().expect("a list").iter();
        log.filter(|entry| entry["level"] == "SEVERE").cloned().collect()
    }
}

/// The program that speaks WebDriver and starts the browser.
struct Driver {
    url: String,
    /// Ends the driver when its standard input is closed, which the end of this process does at the
    /// latest.
    guard: Child,
    /// All of the browser's processes have the pipe, so it ends with the last of them.
    stdout: Option<Lines>,
    folder: TempDir,
}

impl Driver {
    /// Starts the driver. It takes a free port of IPv4, and ends if the same port of IPv6 is in
    /// use.
    fn start() -> Self {
        std::iter::repeat_with(Self::try_to_start).take(5).flatten().next().expect("it starts")
    }

    fn try_to_start() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut guard = Command::new("sh")
            // The shell does not keep the pipe, so that the pipe ends with the driver.
            .args(["-c", "chromedriver --port=0 & exec >/dev/null; cat; kill $!"])
            .env("HOME", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh runs");
        let stdout = Lines::of(guard.stdout.take().expect("piped"));
        let mut driver = Self { url: String::new(), guard, stdout: None, folder };
        let line = stdout.find("started successfully on port ")?;
        let port = line.rsplit_once(' ').expect("a port").1.trim_end_matches('.');
        driver.url = format!("http://127.0.0.1:{port}");
        driver.stdout = Some(stdout);
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        if std::thread::panicking() {
            return;
        }
        if let Some(stdout) = self.stdout.take() {
            stdout.rest();
        }
        wait(&mut self.guard);
    }
}
