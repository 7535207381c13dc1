//! The alert rules and the dashboard in `examples/monitoring` fit the server and its documentation.

use std::{collections::BTreeSet, fs, process::Command};

use serde_json::{Value, json};

use link_token_tests::{
    Connected, Database, eventually, is_there, on_sqlite, output, repository, text,
};

use crate::{operator::Operated, tls};

fn example(name: &str) -> String {
    let path = repository().join("examples/monitoring").join(name);
    fs::read_to_string(path).expect("readable")
}

/// The names of metrics in an expression of Prometheus.
fn metrics(expression: &str) -> impl Iterator<Item = &str> {
    let words = expression.split(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    words.filter(|word| word.starts_with("link_token_") || word.starts_with("process_"))
}

/// The values of a key in a YAML file, each on one line.
fn values<'t>(yaml: &'t str, key: &str) -> Vec<&'t str> {
    let key = format!("{key}: ");
    let lines = yaml.lines().map(|line| line.trim_start().trim_start_matches("- "));
    lines.filter_map(|line| line.strip_prefix(&key)).collect()
}

#[on_sqlite]
async fn alerts_and_dashboard_use_metrics_that_the_server_has(database: &Database) {
    let connected = Connected::prepare(database).await;
    let operated = Operated::start(database, &connected.arguments());
    connected.connect(&operated.server, None, "oauth2").await;
    assert_eq!(operated.server.call("lta_wrong", "/link-token", &json!({})).await.0, 401);
    let without_tls = operated.get("/metrics").await.1;
    operated.stop();
    database.api_token("test", &["--expires-in", "1d"]);
    tls::write_certificate(database.folder(), |_| ());
    let path = |name: &str| database.folder().join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let with_tls = Operated::start(database, &arguments);
    let expiries = [
        "link_token_api_token_expires_timestamp_seconds",
        "link_token_credentials_first_expiry_timestamp_seconds",
    ];
    eventually("the server knows what expires", async || {
        let shown = with_tls.get("/metrics").await.1;
        expiries.iter().all(|name| shown.contains(name))
    })
    .await;
    let shown = format!("{without_tls}{}", with_tls.get("/metrics").await.1);
    let known: BTreeSet<&str> = shown
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(['{', ' ']).next())
        .collect();

    let rules = example("link-token.rules.yml");
    let dashboard: Value = serde_json::from_str(&example("grafana.json")).expect("JSON");
    let panels = dashboard["panels"].as_array().expect("panels");
    let queries = panels.iter().flat_map(|panel| panel["targets"].as_array().expect("targets"));
    let queries = queries.map(|target| target["expr"].as_str().expect("a query"));
    let variables = dashboard["templating"]["list"].as_array().expect("variables");
    let variables = variables.iter().filter_map(|variable| variable["query"].as_str());
    let expressions = values(&rules, "expr");
    assert!(!expressions.is_empty() && !panels.is_empty());
    for expression in expressions.into_iter().chain(queries).chain(variables) {
        for name in metrics(expression) {
            assert!(known.contains(name), "{name} in {expression} is not in {shown}");
        }
        for (_, rest) in
            expression.match_indices("reason=\"").map(|(at, it)| (it, &expression[at..]))
        {
            let reason = rest.split('"').nth(1).expect("in quotes");
            assert!(shown.contains(&format!("reason=\"{reason}\"")), "{reason} in {expression}");
        }
    }
}

#[test]
fn each_alert_is_explained() {
    let rules = example("link-token.rules.yml");
    let page = fs::read_to_string(repository().join("docs/operations.md")).expect("readable");
    let explained: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("#### ").filter(|name| name.starts_with("LinkToken")))
        .collect();
    let alerts = values(&rules, "alert");
    assert_eq!(explained, alerts);
    let runbooks: Vec<String> = alerts
        .iter()
        .map(|alert| format!("docs/operations.md#{}", alert.to_ascii_lowercase()))
        .collect();
    assert_eq!(values(&rules, "runbook"), runbooks);
}

#[test]
fn promtool_accepts_the_rules_and_their_tests() {
    if !is_there("promtool", "prometheus") {
        return;
    }
    for arguments in [
        ["check", "rules", "link-token.rules.yml"],
        ["test", "rules", "link-token.rules.test.yml"],
        ["check", "config", "prometheus.yml"],
    ] {
        let mut promtool = Command::new("promtool");
        let promtool = promtool.args(arguments);
        let ran = output(promtool.current_dir(repository().join("examples/monitoring")));
        let said = format!("{}{}", text(&ran.stdout), text(&ran.stderr));
        assert!(ran.status.success(), "{arguments:?}: {said}");
    }
}
