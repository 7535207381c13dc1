//! A server to test, the database that it works on, and ways to speak to it.

#![allow(dead_code, unused_imports, reason = "each program of tests uses a part of it")]

mod browser;
mod database;
mod needs;
mod server;

use link_token_client::types;
use reqwest::{Response, StatusCode};
use serde_json::Value;

pub use self::{
    browser::Browser,
    database::{Database, Engine},
    needs::{is_there, skip},
    server::{Server, server_command},
};

/// What the published examples name, for an account and for a static gate.
pub const PUBLISHED_ID: &str = "1ba1f401-7183-47c5-9e39-e8e257e3c795";

/// The status and the JSON of an answer; null if it has no body.
pub async fn answer(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let bytes = response.bytes().await.expect("a body");
    if bytes.is_empty() {
        return (status, Value::Null);
    }
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
