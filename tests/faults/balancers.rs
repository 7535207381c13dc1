//! `nginx` and `HAProxy`, set up as in `examples/proxy`, in front of two servers on one database.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use link_token_tests::{
    Database, Server, eventually, free_port, get, http_builder, is_there, on_postgresql, output,
    repository, text, wait, write,
};
use rcgen::{CertificateParams, KeyPair};
use reqwest::{Certificate, Client};
use serde_json::json;

use crate::{
    load::{Load, Retry},
    setting::Setting,
};

/// A proxy that the examples configure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Nginx,
    HaProxy,
}

/// Free addresses on this machine. A proxy's configuration has to name them, and a server that is
/// restarted comes back to its own.
fn free_addresses<const COUNT: usize>() -> [String; COUNT] {
    [(); COUNT].map(|()| format!("127.0.0.1:{}", free_port()))
}

/// Two servers behind a proxy, with their addresses for requests and for operators.
struct Pair {
    serving: [String; 2],
    operators: [String; 2],
}

impl Pair {
    fn new() -> Self {
        Self { serving: free_addresses(), operators: free_addresses() }
    }

    fn start(&self, database: &Database, place: usize) -> Server {
        let mut command = database.command();
        command.args(["serve", "--trust-forwarded", "--rate-limit", "0", "--log-level", "error"]);
        command.args(["--listen", &self.serving[place]]);
        command.args(["--operator-listen", &self.operators[place]]);
        // HAProxy sees within two seconds that a server is not ready, and later on a busy machine.
        command.env("LINK_TOKEN_DRAIN_DELAY", "6s");
        Server::spawn(&mut command)
    }

    /// The number of requests that a server has completed since it was started.
    async fn completed(&self, place: usize) -> f64 {
        let metrics = get(&format!("http://{}/metrics", self.operators[place])).await;
        let metrics = metrics.text().await.expect("text");
        let counts = metrics.lines().filter_map(|line| {
            let count = line.strip_prefix("link_token_request_duration_seconds_count{")?;
            Some(count.rsplit_once(' ')?.1.parse::<f64>().expect("a number"))
        });
        counts.sum()
    }
}

/// A proxy that runs, and its address.
struct Proxy {
    kind: Kind,
    process: Child,
    /// The configuration that an operator edits.
    configuration: PathBuf,
    url: String,
    /// The proxy's certificate.
    trusted: Certificate,
}

impl Proxy {
    /// Starts a proxy with the configuration of the examples, save for addresses and paths. None if
    /// it is not installed.
    fn start(kind: Kind, pair: &Pair, folder: &Path) -> Option<Self> {
        let (program, example) = match kind {
            Kind::Nginx => ("nginx", "examples/proxy/nginx.conf"),
            Kind::HaProxy => ("haproxy", "examples/proxy/haproxy.cfg"),
        };
        // Debian has both in folders for administrators.
        let program = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"]
            .map(|folder| Path::new(folder).join(program))
            .into_iter()
            .find(|path| path.is_file())
            .or_else(|| is_there(program, program).then(|| program.into()))?;
        fs::create_dir_all(folder).expect("a folder");
        let [address] = free_addresses();
        let (certificate, key) = self_signed();
        let at = |name: &str| folder.join(name).display().to_string();
        write(&folder.join("link-token.pem"), &format!("{certificate}{key}"));
        write(&folder.join("link-token.key"), &key);
        let mut configured = fs::read_to_string(repository().join(example)).expect("readable");
        let mut replace = |from: &str, to: &str| {
            assert!(configured.contains(from), "{example} has no {from:?}");
            configured = configured.replace(from, to);
        };
        let configuration = folder.join("site.conf");
        let mut command = Command::new(program);
        match kind {
            Kind::Nginx => {
                replace("10.0.0.11:8080", &pair.serving[0]);
                replace("10.0.0.12:8080", &pair.serving[1]);
                replace("listen 443 ssl;", &format!("listen {address} ssl;"));
                replace("/etc/nginx/", &format!("{}/", folder.display()));
                replace("/var/log/nginx/link-token.log", &at("access.log"));
                write(&configuration, &configured);
                // The frame that Debian's nginx.conf gives it.
                let around = format!(
                    "daemon off; pid {pid}; error_log {log}; events {{}} http {{ \
                     client_body_temp_path {bodies}; proxy_temp_path {proxied}; fastcgi_temp_path {proxied}; \
                     uwsgi_temp_path {proxied}; scgi_temp_path {proxied}; include {site}; }}",
                    pid = at("pid"),
                    log = at("error.log"),
                    bodies = at("bodies"),
                    proxied = at("proxied"),
                    site = configuration.display(),
                );
                write(&folder.join("nginx.conf"), &around);
                command.stdout(Stdio::null());
                command.args(["-e", &at("error.log"), "-p", &at(""), "-c", &at("nginx.conf")]);
            }
            Kind::HaProxy => {
                for (place, name) in ["10.0.0.11:8080", "10.0.0.12:8080"].into_iter().enumerate() {
                    let port = pair.operators[place].rsplit(':').next().expect("a port");
                    replace(name, &format!("{} port {port}", pair.serving[place]));
                }
                replace(
                    "bind :443 ssl crt /etc/haproxy/",
                    &format!("bind {address} ssl crt {}/", folder.display()),
                );
                replace("log /dev/log local0", "log stdout format raw local0");
                write(&configuration, &configured);
                let log = fs::File::create(folder.join("access.log")).expect("created");
                command.stdout(log);
                command.args(["-db", "-f", &configuration.display().to_string()]);
            }
        }
        let process = command.stdin(Stdio::null()).stderr(Stdio::null());
        let process = process.spawn().expect("the proxy starts");
        let trusted = Certificate::from_pem(certificate.as_bytes()).expect("a certificate");
        Some(Self { kind, process, configuration, url: format!("https://{address}"), trusted })
    }

    fn client(&self) -> reqwest::ClientBuilder {
        http_builder().tls_certs_only([self.trusted.clone()])
    }

    /// Takes a server out before it is stopped, or puts it back. `HAProxy` sees for itself.
    async fn announce(&self, address: &str, is_down: bool) {
        if self.kind == Kind::HaProxy {
            return;
        }
        let up = format!("server {address} max_fails");
        let down = format!("server {address} down max_fails");
        let (from, to) = if is_down { (up, down) } else { (down, up) };
        let text = fs::read_to_string(&self.configuration).expect("readable");
        assert!(text.contains(&from));
        write(&self.configuration, &text.replace(&from, &to));
        let id = self.process.id().to_string();
        let before = self.workers();
        assert!(output(Command::new("kill").args(["-s", "HUP", &id])).status.success());
        // The workers of before complete their requests, and end.
        let are_new = async || {
            let now = self.workers();
            !now.is_empty() && now.iter().all(|worker| !before.contains(worker))
        };
        eventually("nginx works with its new configuration", are_new).await;
    }

    /// The processes of the proxy's workers.
    fn workers(&self) -> Vec<String> {
        let id = self.process.id().to_string();
        let found = output(Command::new("pgrep").args(["--parent", &id]));
        text(&found.stdout).lines().map(str::to_owned).collect()
    }

    /// Ends the proxy after the requests in flight.
    fn stop(mut self) {
        let id = self.process.id().to_string();
        // SIGUSR1 stops HAProxy gracefully, and has nginx open its logs again.
        for signal in ["USR1", "QUIT", "TERM"] {
            let sent = Command::new("kill").args(["-s", signal, &id]).status();
            assert!(sent.expect("`kill` runs").success());
        }
        wait(&mut self.process);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.process.kill();
        // A killed process ends at once.
        let _ = self.process.wait();
    }
}

/// A certificate for this machine and its key, as PEM.
fn self_signed() -> (String, String) {
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names).and_then(|params| params.self_signed(&key));
    (certificate.expect("a certificate").pem(), key.serialize_pem())
}

/// Restarts the servers in turn under load. Clients repeat nothing.
async fn restart_in_turn(kind: Kind, database: &Database) {
    let mut setting = Setting::alone(&format!("{kind:?}"));
    let token = database.environment("test");
    let pair = Pair::new();
    let mut servers = [0, 1].map(|place| Some(pair.start(database, place)));
    let Some(proxy) = Proxy::start(kind, &pair, &database.folder().join("proxy")) else { return };
    let client = match kind {
        // A reload closes idle connections of callers, without regard to what is on its way.
        Kind::Nginx => proxy.client().pool_max_idle_per_host(0),
        Kind::HaProxy => proxy.client(),
    };
    let client = client.build().expect("a client");
    let reaches = async |place: usize| {
        // Requests of no account are enough to see that the proxy knows a server.
        let before = pair.completed(place).await;
        let answer = client.post(format!("{}/link-token/introspect", proxy.url));
        let answer = answer.bearer_auth(&token).json(&json!({ "link_token": "x" })).send().await;
        drop(answer);
        pair.completed(place).await > before
    };
    for place in 0..servers.len() {
        eventually("the proxy asks the server", async || reaches(place).await).await;
    }
    let load = Load::through(client.clone(), &token, Retry::Never);
    load.aim_at_url(&proxy.url);
    let clients = load.start(12, &mut setting.rng);
    let mut restarts = 0;
    while setting.goes_on() || restarts < 4 {
        let place = restarts % servers.len();
        let server = servers[place].take().expect("it runs");
        proxy.announce(&pair.serving[place], true).await;
        server.signal("TERM");
        assert!(server.wait(), "it stops cleanly");
        servers[place] = Some(pair.start(database, place));
        proxy.announce(&pair.serving[place], false).await;
        eventually("the proxy asks the server again", async || reaches(place).await).await;
        restarts += 1;
    }
    load.stop(clients).await;
    let (answered, unavailable, unanswered) = load.replies();
    let server = servers[0].as_ref().expect("it runs");
    let all = load.verify(server, database, 0).await;
    println!(
        "{kind:?}: {restarts} restarts; {answered} answers, {unavailable} of 503, {unanswered} lost; {all}"
    );
    assert_eq!((unavailable, unanswered), (0, 0));
    assert_eq!((all.lost, all.redeemed_twice), (0, 0));
    proxy.stop();
}

#[on_postgresql]
async fn nginx_loses_no_answer_when_servers_are_restarted_in_turn(database: &Database) {
    restart_in_turn(Kind::Nginx, database).await;
}

#[on_postgresql]
async fn haproxy_loses_no_answer_when_servers_are_restarted_in_turn(database: &Database) {
    restart_in_turn(Kind::HaProxy, database).await;
}

/// The pauses between two requests: around the limits of the examples for idle connections, and of
/// the server.
const PAUSES: [u64; 8] = [4_990, 5_000, 9_990, 24_990, 25_010, 29_990, 30_000, 30_010];

/// Addresses of the connection page, which no log of a proxy may have. No server answers the last.
const PAGES: [&str; 4] = [
    "/connect-account?token=SECRET",
    "//connect-account/attempt/SECRET",
    "/%63onnect-account/attempt/SECRET",
    "/connect-account/attempt/SECRET%zz",
];

/// Makes requests with pauses until time is up, and counts them. None may fail, and none of them
/// may be repeated.
async fn ask_sparsely(client: Client, url: String, token: String, rounds: usize) -> usize {
    let asks = PAUSES.map(|pause| {
        let (client, url, token) = (client.clone(), url.clone(), token.clone());
        tokio::spawn(async move {
            let rounds = rounds * 30_000 / usize::try_from(pause).expect("a number");
            for _ in 0..=rounds {
                let call = async |path: &str, body: serde_json::Value| {
                    let request = client.post(format!("{url}{path}")).bearer_auth(&token);
                    let answer = request.json(&body).send().await.expect("an answer");
                    assert_eq!(answer.status(), 200, "{path} after {pause} ms");
                    answer.json::<serde_json::Value>().await.expect("JSON")
                };
                let created = call("/link-token", json!({ "tenant_id": "a" })).await;
                let redemption = json!({ "link_token": created["link_token"], "integration": "x" });
                call("/link-token/redeem", redemption).await;
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            2 * (rounds + 1)
        })
    });
    let mut requests = 0;
    for ask in asks {
        requests += ask.await.expect("all were answered");
    }
    requests
}

/// Takes as long as the longest pause, and with `FAULT_SECONDS=600` ten minutes.
#[on_postgresql]
async fn proxies_lose_no_answer_when_requests_are_rare(database: &Database) {
    let setting = Setting::alone("rare requests");
    let token = database.environment("test");
    let pair = Pair::new();
    let _servers = [0, 1].map(|place| pair.start(database, place));
    let rounds = usize::try_from(setting.span().as_secs().div_ceil(30)).expect("a number");
    let mut proxies = Vec::new();
    for kind in [Kind::Nginx, Kind::HaProxy] {
        let folder = database.folder().join(format!("{kind:?}"));
        let Some(proxy) = Proxy::start(kind, &pair, &folder) else { continue };
        // HAProxy closes idle connections of callers after ten seconds, also if a request is on its
        // way. A caller has to close them before.
        let client = proxy.client().pool_idle_timeout(Duration::from_secs(8));
        let client = client.build().expect("a client");
        let is_up = async || {
            let answer = client.get(format!("{}/openapi.yaml", proxy.url)).send().await;
            answer.is_ok_and(|answer| answer.status() == 200)
        };
        eventually("the proxy answers", is_up).await;
        // nginx rejects the last one before it looks for a location, which switches the log off.
        let pages = if kind == Kind::Nginx { &PAGES[..3] } else { &PAGES[..] };
        for path in pages {
            let answer = client.get(format!("{}{path}", proxy.url)).send().await;
            assert_ne!(answer.expect("an answer").status(), 502, "{path}");
        }
        let asking = ask_sparsely(client.clone(), proxy.url.clone(), token.clone(), rounds);
        proxies.push((kind, tokio::spawn(asking), proxy));
    }
    for (kind, asking, proxy) in proxies {
        println!("{kind:?}: {} requests, each answered", asking.await.expect("all were answered"));
        proxy.stop();
        let log = database.folder().join(format!("{kind:?}")).join("access.log");
        let log = fs::read_to_string(log).expect("readable");
        assert!(log.contains("/openapi.yaml") && !log.contains("SECRET"), "{kind:?}: {log}");
    }
}
