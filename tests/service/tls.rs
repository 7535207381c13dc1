//! TLS that the server itself terminates.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::{
    path::Path,
    process::Command,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use reqwest::{Certificate, Client, StatusCode};
use serde_json::json;

use crate::{client::CommandLine, operator::Operated};
use link_token_tests::{
    Database, Server, eventually, http_builder, is_there, on_sqlite, output, skip, text, write,
};

/// Writes a new certificate for this machine and its key, and returns a client that trusts no
/// other.
fn renew(folder: &Path) -> Client {
    let certificate = write_certificate(folder, |_| ());
    let trusted = Certificate::from_pem(certificate.as_bytes()).expect("a certificate");
    http_builder().tls_certs_only([trusted]).build().expect("a client")
}

/// Writes a new certificate with changed parameters and its key, and returns the certificate.
pub fn write_certificate(folder: &Path, change: impl FnOnce(&mut CertificateParams)) -> String {
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let mut params = CertificateParams::new(names).expect("valid names");
    change(&mut params);
    let certificate = params.self_signed(&key).expect("a certificate").pem();
    write(&folder.join("tls.key"), &key.serialize_pem());
    write(&folder.join("tls.pem"), &certificate);
    certificate
}

#[on_sqlite]
async fn server_uses_replaced_certificate_after_sighup(database: &Database) {
    let token = database.environment("test");
    let folder = database.folder();
    let first = renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let (server, log) = Server::start_logged_with(database, "error", &arguments);
    assert!(server.url.starts_with("https://127.0.0.1:"), "{}", server.url);
    let call = async |client: &Client| {
        let request = client.post(format!("{}/link-token", server.url)).bearer_auth(&token);
        request.json(&json!({ "tenant_id": "a" })).send().await.map(|answer| answer.status())
    };
    assert_eq!(call(&first).await.expect("an answer"), StatusCode::OK);
    // Browsers shall come back by TLS.
    let page = first.get(format!("{}/connect-account", server.url)).send().await;
    let page = page.expect("a page");
    assert_eq!(page.headers()["strict-transport-security"], "max-age=31536000");

    let second = renew(folder);
    assert!(call(&second).await.is_err(), "not read yet");
    server.signal("HUP");
    eventually("the certificate is replaced", async || call(&second).await.is_ok()).await;

    // What cannot be used is not.
    write(&folder.join("tls.pem"), "nothing of the kind");
    server.signal("HUP");
    log.find("cannot reload the TLS certificate").expect("an error");
    write_certificate(folder, |params| params.not_after = date_time_ymd(2020, 1, 31));
    server.signal("HUP");
    let error = log.find("cannot reload the TLS certificate").expect("an error");
    assert!(error.contains("tls.pem ended at 2020-01-31T00:00:00Z"), "{error}");
    assert_eq!(call(&second).await.expect("an answer"), StatusCode::OK);
    server.signal("TERM");
    assert!(server.wait());
}

/// An API token and a certificate that end in silence are an outage.
#[on_sqlite]
async fn metrics_and_log_show_certificate_that_ends_soon(database: &Database) {
    database.environment("test");
    // The server looks at it after the certificate.
    database.api_token("test", &["--expires-in", "1d"]);
    let folder = database.folder();
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let metric = "link_token_tls_certificate_expires_timestamp_seconds";

    let plain = Operated::start(database, &[]);
    assert_eq!(plain.metric(metric).await, None, "no certificate, so no alert");
    plain.stop();

    let in_days = |days: u64| SystemTime::now() + Duration::from_secs(days * 24 * 3600);
    let seconds = |at: SystemTime| {
        let whole = at.duration_since(UNIX_EPOCH).expect("later").as_secs();
        Duration::from_secs(whole).as_secs_f64()
    };
    for (days, warnings) in [(13, 1), (100, 0)] {
        let ends = in_days(days);
        write_certificate(folder, |params| params.not_after = ends.into());
        let operated = Operated::start(database, &arguments);
        let shown = operated.metric(metric).await;
        assert_eq!(shown, Some(seconds(ends)));
        eventually("the server has looked at both", async || {
            operated.get("/metrics").await.1.contains("link_token_api_token_expires")
        })
        .await;
        let log = operated.stop();
        let warned = log
            .iter()
            .filter(|line| line.to_string().contains("certificate ends soon"))
            .collect::<Vec<_>>();
        assert_eq!(warned.len(), warnings, "{warned:?}");
        for line in warned {
            assert!(line["message"].to_string().contains("renew it"), "{line}");
            assert_eq!(line["file"], path("tls.pem"));
        }
    }
}

/// The documents promise both versions over TLS, and HTTP/1.1 alone without it.
#[on_sqlite]
fn server_speaks_http_2_over_tls_when_client_offers_it(database: &Database) {
    if !is_there("curl", "curl") {
        return;
    }
    if !text(&output(Command::new("curl").arg("--version")).stdout).contains("HTTP2") {
        skip("this `curl` does not speak HTTP/2");
        return;
    }
    let token = database.environment("test");
    let folder = database.folder();
    renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let (tls, log) = Server::start_logged_with(database, "info", &arguments);
    let other = database.another();
    let other_token = other.environment("test");
    let plain = Server::start(&other);
    let create = |server: &Server, token: &str, version: &str| {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--max-time", "30", "--noproxy", "*", version])
            .args(["--cacert", &path("tls.pem"), "--json", r#"{"tenant_id": "a"}"#])
            .args(["--header", &format!("Authorization: Bearer {token}")])
            .args(["--write-out", "\n%{http_version} %{response_code} %header{keep-alive}"])
            .arg(format!("{}/link-token", server.url));
        let shown = text(&output(&mut curl).stdout);
        let (body, answered) = shown.rsplit_once('\n').unwrap_or_default();
        (answered.to_owned(), body.contains("link_token"))
    };
    assert_eq!(create(&tls, &token, "--http2"), ("2 200 ".to_owned(), true));
    assert_eq!(create(&tls, &token, "--http1.1"), ("1.1 200 timeout=25".to_owned(), true));
    assert_eq!(create(&plain, &other_token, "--http1.1"), ("1.1 200 timeout=25".to_owned(), true));

    tls.signal("TERM");
    let log = log.rest();
    assert!(tls.wait());
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("req_id")).collect();
    assert_eq!(lines.len(), 2, "one line for each request: {lines:?}");
}

#[on_sqlite]
fn serve_names_file_when_tls_material_is_unusable(database: &Database) {
    let folder = database.folder();
    renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    write(&folder.join("text"), "text");
    write(&folder.join("other.key"), &KeyPair::generate().expect("a key").serialize_pem());
    let said = |certificate: &str, key: &str| {
        let mut command = database.command();
        command.args(["serve", "--tls-certificate", &path(certificate), "--tls-key", &path(key)]);
        let failed = output(&mut command);
        assert!(!failed.status.success());
        text(&failed.stderr)
    };
    assert!(said("nowhere", "tls.key").contains(&path("nowhere")));
    let error = said("text", "tls.key");
    assert!(error.contains(&path("text")) && error.contains("certificate"), "{error}");
    let error = said("tls.pem", "text");
    assert!(error.contains(&path("text")) && error.contains("private key"), "{error}");
    let error = said("tls.pem", "other.key");
    assert!(error.contains(&path("other.key")) && error.contains("does not belong"), "{error}");
    // A part of a line might be a key.
    let pem = std::fs::read_to_string(path("tls.key")).expect("readable");
    write(&folder.join("cut.key"), &pem[..pem.len() / 2]);
    let error = said("tls.pem", "cut.key");
    assert!(error.contains("the END line is missing"), "{error}");
    write_certificate(folder, |params| params.not_after = date_time_ymd(2020, 1, 31));
    let error = said("tls.pem", "tls.key");
    let ended = format!("{} ended at 2020-01-31T00:00:00Z", path("tls.pem"));
    assert!(error.contains(&ended) && error.contains("renewed"), "{error}");
    write_certificate(folder, |params| params.not_before = date_time_ymd(3000, 1, 31));
    let error = said("tls.pem", "tls.key");
    assert!(error.contains("is not valid before 3000-01-31T00:00:00Z"), "{error}");
    let error = text(&database.run(&["serve", "--tls-key", &path("tls.key")]).stderr);
    assert!(error.contains("set --tls-certificate as well"), "{error}");
}

#[on_sqlite]
async fn client_trusts_the_authority_that_it_is_given(database: &Database) {
    use link_token_client::{Client, ErrorKind, Retry};

    let token = database.environment("test");
    let folder = database.folder();
    renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let (server, _log) = Server::start_logged_with(database, "error", &arguments);
    let builder = || Client::builder(&server.url, token.as_str()).retry(Retry::NEVER);
    let create = async |builder: link_token_client::ClientBuilder| {
        let client = builder.build().expect("a client");
        client.create_link_token().body_map(|body| body.tenant_id("a")).send().await
    };
    let pem = std::fs::read(folder.join("tls.pem")).expect("a certificate");
    create(builder().authorities_pem(&pem)).await.expect("trusted");
    // The caller's own client keeps its settings, and gets the API token.
    let trusting = Certificate::from_pem(&pem).expect("a certificate");
    let own = Client::builder(&server.url, token.as_str());
    let own = own.http_client(http_builder().tls_certs_merge([trusting]));
    create(own).await.expect("trusted");

    let error = create(builder()).await.expect_err("another authority");
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(error.to_string().contains("an authority that is not trusted here"), "{error}");
    let error = create(builder().proxy("http://127.0.0.1:1").authorities_pem(&pem)).await;
    assert_eq!(error.expect_err("no proxy").kind(), ErrorKind::Unavailable);
}

#[on_sqlite]
async fn command_line_client_trusts_the_authority_of_a_file(database: &Database) {
    let token = database.environment("test");
    let folder = database.folder();
    renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let (server, _log) = Server::start_logged_with(database, "error", &arguments);
    let caller = CommandLine { server: &server, token };
    let create = ["create", "--tenant-id", "a"];
    let said = caller.said(&create);
    assert!(said.contains("not trusted here") && said.contains("--ca-certificate"), "{said}");
    caller.shown(&[&create[..], &["--ca-certificate", &path("tls.pem")]].concat());
    let mut by_variable = Command::new(link_token_tests::program("link-token"));
    by_variable.args(create).env("LINK_TOKEN_URL", &server.url);
    by_variable.env("LINK_TOKEN_API_TOKEN", &caller.token);
    by_variable.env("LINK_TOKEN_CA_CERTIFICATE", path("tls.pem"));
    let ran = output(&mut by_variable);
    assert!(ran.status.success(), "{ran:?}");
    // The server's commands do not take it for a mistyped setting.
    let mut list = database.command();
    list.args(["environment", "list"]).env("LINK_TOKEN_CA_CERTIFICATE", path("tls.pem"));
    assert_eq!(text(&output(&mut list).stderr), "");

    write(&folder.join("empty.pem"), "");
    for (file, part) in [("missing.pem", "cannot read the file"), ("empty.pem", "are not PEM")] {
        let said = caller.said(&[&create[..], &["--ca-certificate", &path(file)]].concat());
        let place = format!("--ca-certificate or LINK_TOKEN_CA_CERTIFICATE, {}: ", path(file));
        assert!(said.contains(&place) && said.contains(part), "{said}");
    }
}

#[on_sqlite]
fn doctor_reports_certificate_that_ends_and_key_that_others_may_read(database: &Database) {
    let folder = database.folder();
    let path = |name: &str| folder.join(name).display().to_string();
    let tls = || {
        let mut command = database.command();
        command.args(["doctor", "--json", "--listen", "127.0.0.1:0"]);
        command.args(["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")]);
        let checks = output(&mut command).stdout;
        let checks: Vec<serde_json::Value> = serde_json::from_slice(&checks).expect("JSON");
        checks.into_iter().find(|check| check["check"] == "tls").expect("a check")
    };
    let in_days = |days: u64| SystemTime::now() + Duration::from_secs(days * 24 * 3600);
    let certificate = |ends: SystemTime| {
        write_certificate(folder, |params| params.not_after = ends.into());
        #[cfg(unix)]
        std::fs::set_permissions(path("tls.key"), PermissionsExt::from_mode(0o600)).expect("set");
    };
    certificate(in_days(100));
    assert_eq!(tls()["result"], "ok", "{}", tls());
    certificate(in_days(13));
    assert_eq!(tls()["result"], "warning", "{}", tls());
    assert!(tls()["what_to_do"].to_string().contains("renew"), "{}", tls());
    certificate(SystemTime::now() - Duration::from_secs(3600));
    assert_eq!(tls()["result"], "wrong", "{}", tls());
    assert!(tls()["found"].to_string().contains("ended at"), "{}", tls());
    #[cfg(unix)]
    {
        certificate(in_days(100));
        std::fs::set_permissions(path("tls.key"), PermissionsExt::from_mode(0o644)).expect("set");
        assert_eq!(tls()["result"], "wrong", "{}", tls());
        assert_eq!(tls()["what_to_do"], format!("chmod o= {}", path("tls.key")));
    }
}
