//! Forms in parts, as servers read them. Nothing may panic, what is refused must say why, and what
//! is read must arrive unchanged when a client sends it again.
//!
//! An input is a body with the boundary `part`.
//!
//! `cargo fuzz run multipart`, or without nightly as `.ci/run` does.

#![no_main]

use std::{convert::Infallible, fmt::Debug};

use bytes::Bytes;
use futures::{FutureExt as _, stream};
use libfuzzer_sys::fuzz_target;
use lockstep_runtime::multipart::{self, FormParts, Part};
use multer::Multipart;
use serde::{Serialize, de::DeserializeOwned};

/// The types of a contract that has every kind of part.
#[allow(dead_code, reason = "generated")]
#[rustfmt::skip]
#[path = "../../crates/lockstep/tests/expected/forms/types/generated.rs"]
mod types;

fuzz_target!(|bytes: &[u8]| {
    let Some(parts) = parts(bytes, "part") else { return };
    check::<types::Place>(&parts);
    check::<types::PostOthersBody>(&parts);
    check::<types::PutAvatarBody>(&parts);
    check::<types::UploadForm>(&parts);
});

/// Takes a body apart, as the server does. None if it is no form in parts.
fn parts(bytes: &[u8], boundary: &str) -> Option<Vec<Part>> {
    let body = stream::iter([Ok::<_, Infallible>(Bytes::copy_from_slice(bytes))]);
    let mut form = Multipart::new(body, boundary);
    let read = async {
        let mut parts = Vec::new();
        while let Some(field) = form.next_field().await? {
            parts.push(Part {
                name: field.name().unwrap_or_default().to_owned(),
                file_name: field.file_name().map(str::to_owned),
                content_type: field.content_type().map(ToString::to_string),
                content: field.bytes().await?,
            });
        }
        Ok::<_, multer::Error>(parts)
    };
    // All bytes are there, so nothing waits.
    read.now_or_never().expect("at once").ok()
}

fn check<T>(parts: &[Part])
where
    T: FormParts + DeserializeOwned + Serialize + PartialEq + Debug,
{
    let form = match multipart::read::<T>(parts.to_vec()) {
        Ok(form) => form,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let (content_type, bytes) = multipart::write(&form).expect("can be written");
    assert!(multipart::is_written_as(&form, &content_type, &bytes));
    // Browsers write these characters in names as others, from which they cannot be told.
    let is_changed = |name: &str| name.contains('"') || name.ends_with('\\');
    let names = parts.iter().flat_map(|it| [Some(it.name.as_str()), it.file_name.as_deref()]);
    if names.flatten().any(is_changed) {
        return;
    }
    let again = multipart::read::<T>(sent(&form)).expect("fits again");
    assert_eq!(contents(&sent(&again)), contents(&sent(&form)));
    // A file that had no media type has one now.
    assert_eq!(multipart::read::<T>(sent(&again)), Ok(again));
}

/// The parts of a form, as they arrive when a client sends it.
fn sent<T: FormParts + Serialize>(form: &T) -> Vec<Part> {
    let (content_type, bytes) = multipart::write(form).expect("can be written");
    let boundary = multer::parse_boundary(&content_type).expect("has a boundary");
    parts(&bytes, &boundary).expect("is a form in parts")
}

/// The names and the contents of parts. Those that the contract does not name have no order.
fn contents(parts: &[Part]) -> Vec<(&str, &Bytes)> {
    let mut contents: Vec<_> = parts.iter().map(|it| (&*it.name, &it.content)).collect();
    contents.sort();
    contents
}
