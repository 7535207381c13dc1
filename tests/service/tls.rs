//! TLS of the server's own.

use std::{io::Write as _, path::Path, process::Stdio};

use rcgen::{CertificateParams, KeyPair};
use reqwest::{Certificate, Client, StatusCode};
use serde_json::json;

use crate::harness::{Database, Server};

/// Writes a new certificate for this machine and its key, and gives a caller that trusts that one alone.
fn renew(folder: &Path) -> Client {
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names).and_then(|params| params.self_signed(&key));
    let certificate = certificate.expect("a certificate").pem();
    write(&folder.join("tls.key"), &key.serialize_pem());
    write(&folder.join("tls.pem"), &certificate);
    let trusted = Certificate::from_pem(certificate.as_bytes()).expect("a certificate");
    Client::builder().tls_certs_only([trusted]).build().expect("a client")
}

fn write(path: &Path, text: &str) {
    let file = std::fs::File::create(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("written");
}

#[tokio::test]
async fn a_certificate_can_be_replaced_while_the_server_answers() {
    let database = Database::empty();
    let token = database.environment("test");
    let folder = database.folder();
    let first = renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    let arguments = ["--tls-certificate", &path("tls.pem"), "--tls-key", &path("tls.key")];
    let (server, _log) = Server::start_logged_with(&database, "error", &arguments);
    assert!(server.url.starts_with("https://127.0.0.1:"), "{}", server.url);
    let call = async |client: &Client| {
        let request = client.post(format!("{}/link-token", server.url)).bearer_auth(&token);
        request.json(&json!({ "tenant_id": "a" })).send().await.map(|answer| answer.status())
    };
    assert_eq!(call(&first).await.expect("an answer"), StatusCode::OK);

    let second = renew(folder);
    assert!(call(&second).await.is_err(), "not read yet");
    server.signal("HUP");
    while call(&second).await.is_err() {}

    // What cannot be used is not.
    write(&folder.join("tls.pem"), "nothing of the kind");
    server.signal("HUP");
    for _ in 0..20 {
        assert_eq!(call(&second).await.expect("an answer"), StatusCode::OK);
    }
    server.signal("TERM");
    assert!(server.wait());
}

#[test]
fn files_that_cannot_be_used_are_named() {
    let database = Database::empty();
    let folder = database.folder();
    renew(folder);
    let path = |name: &str| folder.join(name).display().to_string();
    write(&folder.join("text"), "text");
    write(&folder.join("other.key"), &KeyPair::generate().expect("a key").serialize_pem());
    let said = |certificate: &str, key: &str| {
        let mut command = database.command();
        command.args(["serve", "--tls-certificate", &path(certificate), "--tls-key", &path(key)]);
        let output = command.stdin(Stdio::null()).output().expect("the binary runs");
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said("nowhere", "tls.key").contains(&path("nowhere")));
    let text = said("text", "tls.key");
    assert!(text.contains(&path("text")) && text.contains("certificate"), "{text}");
    let text = said("tls.pem", "text");
    assert!(text.contains(&path("text")) && text.contains("private key"), "{text}");
    let text = said("tls.pem", "other.key");
    assert!(text.contains(&path("other.key")), "{text}");
    let output = database.run(&["serve", "--tls-key", &path("tls.key")]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("set both or neither"), "{text}");
}
