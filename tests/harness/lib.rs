//! The harness of the black-box tests: a real server, its database, and ways to call it.

#![allow(
    clippy::missing_panics_doc,
    reason = "a helper of tests panics where the test has to fail"
)]

mod browser;
mod connected;
mod database;
mod engines;
mod processes;
mod programs;
mod receiver;
mod requirements;
mod rotating_party;
mod server;
mod third_party;
mod visitor;

use std::{fs::File, io::Write as _, path::Path};

use link_token_client::types;
use reqwest::{Response, StatusCode, header};
use serde_json::Value;

pub use self::{
    browser::Browser,
    connected::Connected,
    database::{Database, Engine},
    engines::{run_async_on, run_on},
    processes::{Lines, eventually, resident_bytes},
    programs::{program, repository, target_directory},
    receiver::{Received, Receiver, Reception},
    requirements::{is_in_path, is_there, npm_file, skip},
    rotating_party::{Issuer, RotatingParty, TokenFault},
    server::{Server, UnfinishedRequest, server_command},
    third_party::{Behaviour, Consent, ThirdParty},
    visitor::{Visited, Visitor, location},
};

pub use on_each_engine::{on_each_engine, on_postgresql, on_sqlite};
pub use throwaway_postgresql::processes::{PATIENCE, free_port, output, output_with_input, wait};

/// The ID of the account and of the static gate in the published examples.
pub const PUBLISHED_ID: &str = "1ba1f401-7183-47c5-9e39-e8e257e3c795";

/// A client for raw requests. It gives up after [`PATIENCE`].
pub fn http() -> reqwest::Client {
    http_builder().build().expect("a client")
}

/// The same with further options.
pub fn http_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder().timeout(PATIENCE)
}

/// Makes a raw `GET`.
pub async fn get(url: &str) -> Response {
    http().get(url).send().await.expect("an answer")
}

/// Writes a file.
pub fn write(path: &Path, text: &str) {
    let file = File::create(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("written");
}

/// A process's output as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The status and the JSON of an answer, which says that it is JSON; null if it has no body.
pub async fn answer(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let media_type = response.headers().get(header::CONTENT_TYPE).cloned();
    let bytes = response.bytes().await.expect("a body");
    if bytes.is_empty() {
        return (status, Value::Null);
    }
    assert_eq!(media_type.expect("a media type"), "application/json", "{status}");
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

/// Checks that an answer is an error of the contract with a status and a message.
#[track_caller]
pub fn assert_error((status, body): (StatusCode, Value), expected: u16, message: &str) {
    assert_eq!(status.as_u16(), expected, "{body}");
    assert_eq!(body["message"], message);
    assert_eq!(body["statusCode"], expected);
    assert_eq!(body["error"], status.canonical_reason().expect("a known status"));
    let error: types::Error = serde_json::from_value(body).expect("the contract's error");
    assert!(!error.request_id.is_empty());
}
