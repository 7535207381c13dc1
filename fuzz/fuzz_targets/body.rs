//! The bodies of all operations, as the server reads and checks them. Nothing may panic, and what
//! is refused must say why.
//!
//! `cargo fuzz run body`, or without nightly as `.ci/run` does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use link_token_domain::{request::IssueRequest, redemption::RedeemRequest};
use link_token_types as types;
use lockstep_dropshot::JsonBody;

fuzz_target!(|bytes: &[u8]| {
    match JsonBody::<types::LinkTokenRequest>::from_slice(bytes) {
        Ok(JsonBody(request)) => {
            if let Err(refusal) = IssueRequest::check(request.clone()) {
                assert!(!refusal.to_string().is_empty());
            }
            // What the server reads it writes in a form that it reads again.
            let again = serde_json::to_vec(&request).expect("serialises");
            assert!(JsonBody::<types::LinkTokenRequest>::from_slice(&again).is_ok());
        }
        Err(error) => {
            assert!(error.status_code.is_client_error());
            assert!(!error.external_message.is_empty());
        }
    }
    if let Ok(JsonBody(request)) = JsonBody::<types::LinkTokenRedemption>::from_slice(bytes) {
        let _ = RedeemRequest::check(request);
    }
    let _ = JsonBody::<types::LinkTokenReference>::from_slice(bytes);
});
