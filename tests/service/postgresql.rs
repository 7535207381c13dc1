//! Behaviour that only PostgreSQL has: several servers on one database, connections to it, and its
//! failures.

use std::process::Command;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use reqwest::StatusCode;
use serde_json::json;
use throwaway_postgresql::Cluster;

use link_token_tests::{
    Database, Server, answer, assert_error, eventually, on_postgresql, output, server_command,
    text, wait, write,
};

use crate::operator::Operated;

/// Runs a command that has to fail, and returns its standard error.
fn failing(command: &mut Command) -> String {
    let failed = output(command);
    assert!(!failed.status.success(), "{failed:?}");
    text(&failed.stderr)
}

/// The first server creates the schema, and the others wait for it.
#[on_postgresql]
async fn servers_start_when_ten_of_them_create_the_schema(database: &Database) {
    let servers: Vec<_> = std::thread::scope(|scope| {
        let start = || Server::start_logged(database, "error");
        let starting: Vec<_> = (0..10).map(|_| scope.spawn(start)).collect();
        starting.into_iter().map(|server| server.join().expect("it starts")).collect()
    });
    let token = database.environment("test");
    for (server, _log) in &servers {
        assert!(server.is_active(&token, &server.link_token(&token).await).await);
    }
}

#[on_postgresql]
async fn servers_on_one_database_share_link_tokens_and_idempotency_keys(database: &Database) {
    let created = {
        database.environment("test");
        database.api_token("test", &[])
    };
    let token = created["secret"].as_str().expect("a secret");
    let [one, other] = [Server::start(database), Server::start(database)];

    let link_token = one.link_token(token).await;
    assert!(other.is_active(token, &link_token).await);
    let redemption = json!({ "link_token": link_token, "integration": "x" });
    assert_eq!(other.call(token, "/link-token/redeem", &redemption).await.0, StatusCode::OK);
    assert!(!one.is_active(token, &link_token).await);
    let again = one.call(token, "/link-token/redeem", &redemption).await;
    assert_error(again, 409, "link token is no longer valid");

    let body = json!({ "tenant_id": "a" });
    let create = async |server: &Server| {
        let request = server.post("/link-token").bearer_auth(token).json(&body);
        let sent = request.header("Idempotency-Key", "key").send().await;
        answer(sent.expect("an answer")).await
    };
    assert_eq!(create(&one).await, create(&other).await);
}

#[on_postgresql]
fn serve_fails_when_no_encryption_key_is_configured(database: &Database) {
    let database = database.another().without_keys();
    let said = failing(database.command().arg("serve"));
    assert!(said.contains("encryption-key generate"), "{said}");
    assert!(said.contains("LINK_TOKEN_ENCRYPTION_KEYS"), "{said}");
}

#[on_postgresql]
fn errors_about_the_database_url_have_no_password(database: &Database) {
    let url = "postgres://link-token:hunter2@127.0.0.1:1/link_token";
    let said = failing(database.command().args(["environment", "list", "--database", url]));
    assert!(said.contains("cannot open the database postgres://link-token@127.0.0.1:1/"), "{said}");
    assert!(said.contains("refused") && !said.contains("hunter2"), "{said}");
    let wrong = format!("{url}?sslmode=prefer");
    let said = failing(server_command().args(["serve", "--database", &wrong]));
    assert!(said.contains("`sslmode` is `disable` or `verify-full`"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    let said = failing(server_command().arg("serve").env("LINK_TOKEN_DATABASE", &wrong));
    assert!(said.contains("LINK_TOKEN_DATABASE") && !said.contains("hunter2"), "{said}");
    let config = database.folder().join("config.toml");
    write(&config, &format!("database = '{wrong}'"));
    let said = failing(server_command().args(["serve", "--config"]).arg(&config));
    assert!(said.contains("`database`") && !said.contains("hunter2"), "{said}");
    let said = failing(database.command().args(["serve", "--pool-size", "0"]));
    assert!(said.contains("from 1 to 1000 connections"), "{said}");
}

/// During a rolling upgrade, servers of the previous version keep working and can restart.
#[on_postgresql]
fn newer_schema_is_used_only_when_it_supports_this_version(database: &Database) {
    database.environment("test");
    database.sql("UPDATE link_token_schema SET version = 1000");
    assert_eq!(database.admin(&["environment", "list"]).as_array().map(Vec::len), Some(1));
    database.sql("UPDATE link_token_schema SET works_since = 1000");
    let said = failing(database.command().args(["environment", "list"]));
    assert!(said.contains("the database is newer than this program"), "{said}");
}

#[on_postgresql]
fn commands_fail_when_tables_belong_to_another_program(database: &Database) {
    database.sql("CREATE TABLE environment (title text)");
    let create = ["environment", "create", "--name", "test"];
    let said = failing(database.command().args(create));
    assert!(said.contains("tables of another program") && said.contains("search_path"), "{said}");
    let columns = "SELECT count(*) FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name <> 'link_token_schema'";
    assert_eq!(database.sql(columns), "1");
    let said = failing(database.another().command().args(["environment", "list"]));
    assert!(said.contains("not found"), "{said}");
}

/// Another session holds a lock on a table.
#[on_postgresql]
async fn requests_return_503_when_statement_takes_too_long(database: &Database) {
    let token = database.environment("test");
    let (server, _log) =
        Server::start_logged_with(database, "error", &["--statement-timeout", "300ms"]);
    let link_token = server.link_token(&token).await;
    let cluster = throwaway_postgresql::shared().expect("this runs on one");
    let mut holder = cluster
        .program("psql")
        .args(["--quiet", "--command", "BEGIN", "--command", "LOCK TABLE link_token"])
        .args(["--command", "SELECT pg_sleep(600)", &database.url()])
        .spawn()
        .expect("psql runs");
    let locks = "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted
        AND relation = 'link_token'::regclass";
    eventually("the table is locked", async || database.sql(locks) != "0").await;

    let create =
        || server.post("/link-token").bearer_auth(&token).json(&json!({ "tenant_id": "a" }));
    for response in futures::future::join_all((0..5).map(|_| create().send())).await {
        let response = response.expect("an answer");
        assert_eq!(response.headers()["retry-after"], "1");
        assert_error(answer(response).await, 503, "Service Unavailable");
    }
    let reference = json!({ "link_token": link_token });
    let found = server.call(&token, "/link-token/introspect", &reference).await;
    assert_error(found, 503, "Service Unavailable");

    holder.kill().expect("psql runs");
    wait(&mut holder);
    database.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()");
    assert_eq!(create().send().await.expect("an answer").status(), StatusCode::OK);
    assert!(server.is_active(&token, &link_token).await);
}

#[tokio::test]
async fn readyz_returns_503_while_postgresql_is_stopped() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let database = Database::in_cluster(cluster);
    database.environment("test");
    let operated = Operated::start(&database, &["--connect-timeout", "500ms"]);
    let ready = async || operated.get("/readyz").await;
    assert_eq!(ready().await, (200, "ok\n".to_owned()));
    database.cluster().stop("immediate");
    assert_eq!(
        ready().await,
        (503, "the store is not available: see the log of the server\n".to_owned())
    );
    assert!(database.cluster().launch());
    assert_eq!(ready().await, (200, "ok\n".to_owned()));
}

/// After a failover, a server may still be connected to a standby, which is read-only.
#[on_postgresql]
async fn readyz_returns_503_when_database_is_read_only(database: &Database) {
    database.environment("test");
    let reads_only = format!("{}%20-cdefault_transaction_read_only%3Don", database.url());
    let operated = Operated::start(database, &["--database", &reads_only]);
    assert_eq!(operated.get("/readyz").await.0, 503);
    let log = operated.stop();
    let why = log.iter().find(|line| line["message"] == "not ready").expect("said");
    assert!(why["error"].to_string().contains("standby"), "{why}");
    let operated = Operated::start(database, &[]);
    assert_eq!(operated.get("/readyz").await.0, 200);
    for (url, is_well) in [(reads_only, false), (database.url(), true)] {
        let doctor = database.run(&["doctor", "--listen", "127.0.0.1:0", "--database", &url]);
        let said = text(&doctor.stdout);
        assert_eq!(doctor.status.success(), is_well, "{said}");
        assert_eq!(said.contains("is read-only"), !is_well, "{said}");
    }
}

/// The server connected to a standby during a failover, and the address points to the primary now.
#[tokio::test]
async fn server_recovers_when_database_is_no_longer_read_only() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let database = Database::in_cluster(cluster);
    let token = database.environment("test");
    let cluster = database.cluster();
    let parameter = "default_transaction_read_only";
    cluster.sql(&cluster.url(), &format!("ALTER DATABASE postgres SET {parameter} = on"));
    let operated = Operated::start(&database, &[]);
    let body = json!({ "tenant_id": "a" });
    let create = async || operated.server.call(&token, "/link-token", &body).await.0.as_u16();
    assert_eq!((create().await, operated.get("/readyz").await.0), (503, 503));
    let changeable = format!("{}?options=-c{parameter}%3Doff", cluster.url());
    cluster.sql(&changeable, &format!("ALTER DATABASE postgres RESET {parameter}"));
    assert_eq!((operated.get("/readyz").await.0, create().await), (200, 200));
}

#[tokio::test]
async fn command_fails_when_encoding_is_not_utf8() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let latin =
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'";
    cluster.sql(&cluster.url(), latin);
    let url = format!("postgres://postgres@127.0.0.1:{}/latin", cluster.port());
    let database = Database::in_cluster(cluster);
    let output = database.run(&["environment", "create", "--name", "a", "--database", &url]);
    let said = text(&output.stderr);
    assert!(!output.status.success() && said.contains("LATIN1"), "{said}");
}

#[on_postgresql]
fn connection_fails_when_certificate_is_not_trusted_or_names_another_host(database: &Database) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = || KeyPair::generate().expect("a key");
    let authority = CertifiedIssuer::self_signed(params, key()).expect("a certificate");
    let server_key = key();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])
        .and_then(|params| params.signed_by(&server_key, &authority))
        .expect("a certificate");
    let Some(cluster) = Cluster::start(&[]) else { return };
    // Written into files that belong to the server's user and that only it may read.
    let data = cluster.data();
    for (name, text) in
        [("server.key", server_key.serialize_pem()), ("server.crt", certificate.pem())]
    {
        let path = data.join(name);
        let mut copy = Command::new("cp");
        copy.args(["--attributes-only", "--preserve=ownership,mode"]);
        assert!(output(copy.args([data.join("PG_VERSION"), path.clone()])).status.success());
        write(&path, &text);
    }
    // Only those that are encrypted come in.
    write(&data.join("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
    cluster.sql(&cluster.url(), "ALTER SYSTEM SET ssl = on");
    cluster.stop("fast");
    assert!(cluster.launch());
    let root = cluster.folder().join("root.pem");
    write(&root, &authority.pem());

    let run = |host: &str, query: &str| {
        let url = format!("postgres://postgres@{host}:{}/postgres?{query}", cluster.port());
        let mut command = database.command();
        command.args(["environment", "create", "--name", "test", "--database", &url]);
        let done = output(&mut command);
        (done.status.success(), text(&done.stderr))
    };
    let trusted = format!("sslmode=verify-full&sslrootcert={}", root.display());
    let (well, said) = run("localhost", "sslmode=disable");
    assert!(!well && said.contains("no encryption"), "{said}");
    let (well, said) = run("localhost", &trusted);
    assert!(well, "{said}");
    let (well, said) = run("127.0.0.1", &trusted);
    assert!(!well && said.contains("not valid for name"), "another host: {said}");
    let (well, said) = run("localhost", "sslmode=require");
    assert!(!well && said.contains("UnknownIssuer"), "an unknown authority: {said}");
    let (well, said) = run("localhost", "sslmode=require&sslrootcert=/nowhere.pem");
    assert!(!well && said.contains("/nowhere.pem"), "{said}");
}

/// `pg_dump` runs while a server answers. The copy needs the same encryption keys.
#[tokio::test]
async fn restored_dump_serves_link_tokens_from_before_it() {
    let Some(cluster) = Cluster::start(&[]) else { return };
    let database = Database::in_cluster(cluster);
    let token = database.environment("test");
    let server = Server::start(&database);
    let before = server.link_token(&token).await;
    let cluster = database.cluster();
    // Where the user that PostgreSQL runs as may write.
    let dump = cluster.data().join("dump");
    let dump_to = ["--format=custom", "--file"];
    let mut pg_dump = cluster.program("pg_dump");
    assert!(output(pg_dump.args(dump_to).arg(&dump).arg(cluster.url())).status.success());
    let after = server.link_token(&token).await;
    drop(server);

    cluster.sql(&cluster.url(), "CREATE DATABASE restored");
    let url = format!("postgres://postgres@127.0.0.1:{}/restored", cluster.port());
    let mut pg_restore = cluster.program("pg_restore");
    assert!(output(pg_restore.args(["--dbname", &url]).arg(&dump)).status.success());
    let server = Server::start_with(&database, &["--database", &url]);
    assert!(server.is_active(&token, &before).await);
    assert!(!server.is_active(&token, &after).await);
    let said = failing(database.command().args(["backup", "--to", "copy"]));
    assert!(said.contains("pg_dump"), "{said}");
}
