//! URL-encoded forms, as servers read them. Nothing may panic, what is refused must say why, and
//! what is read must arrive unchanged when a client sends it again.
//!
//! `cargo fuzz run form`, or without nightly as `.ci/run` does.

#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use link_token_types::FormAnswers;
use lockstep_dropshot::FormBody;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The types of a contract that has lists and objects in forms.
#[allow(dead_code, reason = "generated")]
#[rustfmt::skip]
#[path = "../../crates/lockstep/tests/expected/content/types/generated.rs"]
mod types;

fuzz_target!(|bytes: &[u8]| {
    check::<types::Row>(bytes);
    check::<FormAnswers>(bytes);
});

fn check<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) {
    match FormBody::<T>::from_slice(bytes) {
        Ok(FormBody(form)) => {
            let sent = written(&form);
            let again = FormBody::<T>::from_slice(sent.as_bytes());
            let FormBody(again) = again.unwrap_or_else(|error| panic!("{sent}: {error}"));
            assert_eq!(again, form, "{sent}");
        }
        Err(error) => {
            assert!(error.status_code.is_client_error());
            assert!(!error.external_message.is_empty());
        }
    }
}

/// Writes a form as generated clients do: a list is given once for each element, an object as JSON.
fn written(form: &impl Serialize) -> String {
    let form = serde_json::to_value(form).expect("serialises");
    let mut text = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form.as_object().expect("a form has fields") {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values.iter().filter(|value| !value.is_null()) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.append_pair(name, &value);
        }
    }
    text.finish()
}
