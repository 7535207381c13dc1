//! Deliveries of webhooks, as receivers verify them. Nothing may panic, and nothing that the secret
//! has not signed is accepted.
//!
//! `cargo fuzz run webhook`, or without nightly as `.ci/run` does.

#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use link_token_client::webhook::{self, Secret, VerifyError};
use link_token_signature::{
    ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, TRUTO_SIGNATURE_HEADER, sign,
};

const NAMES: [&str; 4] = [ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER, TRUTO_SIGNATURE_HEADER];
const TIME: i64 = 1_767_268_800;

fn headers<'v>(values: impl IntoIterator<Item = &'v [u8]>) -> HeaderMap {
    let values = NAMES.into_iter().zip(values);
    let values = values.filter_map(|(name, value)| {
        Some((HeaderName::from_static(name), HeaderValue::from_bytes(value).ok()?))
    });
    values.collect()
}

fuzz_target!(|bytes: &[u8]| {
    let secrets = [Secret::of_key(&[7; 32])];
    let now = UNIX_EPOCH + Duration::from_secs(TIME.unsigned_abs());
    // The first four lines are headers.
    let mut lines = bytes.splitn(5, |byte| *byte == b'\n');
    let forged: Vec<&[u8]> = lines.by_ref().take(4).collect();
    let body = lines.next().unwrap_or_default();
    let forged = headers(forged);
    assert!(webhook::verify_at(&forged, body, &secrets, now).is_err());
    assert!(webhook::verify_body_signature(&forged, body, &secrets).is_err());

    let signed = sign(&secrets, "id", TIME, body);
    let values = ["id", &signed.timestamp, &signed.standard, &signed.truto].map(str::as_bytes);
    match webhook::verify_at(&headers(values), body, &secrets, now) {
        Ok(event) => assert_eq!(event.id, "id"),
        Err(VerifyError::MalformedBody(what)) => assert!(!what.is_empty()),
        Err(other) => panic!("{other}"),
    }
});
