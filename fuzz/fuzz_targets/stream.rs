//! Streams of items, as clients read them: server-sent events, and JSON in lines and sequences.
//! Nothing may panic, the items must be the same wherever the network splits the bytes, and an item
//! must arrive unchanged when a server sends it again.
//!
//! An input is a byte, which says how large the pieces are and how large an item may be, and a
//! stream.
//!
//! `cargo fuzz run stream`, or without nightly as `.ci/run` does.

#![no_main]

use std::{convert::Infallible, fmt::Debug};

use bytes::Bytes;
use futures::{FutureExt as _, StreamExt as _, stream};
use libfuzzer_sys::fuzz_target;
use lockstep_runtime::stream::{
    ItemFormat, ItemStream, JsonEvents, JsonLines, JsonSequence, MAX_ITEM_BYTES, TextEvents,
};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let size = usize::from(first % 16) + 1;
    let max_bytes = if *first < 128 { MAX_ITEM_BYTES } else { 32 };
    check::<JsonEvents<Value>>(bytes, size, max_bytes);
    check::<TextEvents>(bytes, size, max_bytes);
    check::<JsonLines<Value>>(bytes, size, max_bytes);
    check::<JsonSequence<Value>>(bytes, size, max_bytes);
});

fn check<F: ItemFormat<Item: Debug + PartialEq>>(bytes: &[u8], size: usize, max_bytes: usize) {
    let whole = items::<F>(bytes, bytes.len().max(1), max_bytes);
    assert_eq!(items::<F>(bytes, size, max_bytes), whole, "in pieces of {size} bytes");
    for item in whole {
        let item = match item {
            Ok(item) => item,
            Err(reason) => {
                assert!(!reason.is_empty());
                continue;
            }
        };
        let mut sent = Vec::new();
        F::write(&item, &mut sent).expect("can be sent");
        let again = items::<F>(&sent, size, MAX_ITEM_BYTES);
        assert_eq!(again, [Ok(item)], "{:?}", String::from_utf8_lossy(&sent));
    }
}

/// Reads a stream that arrives in pieces of a size. An error is its text.
fn items<F: ItemFormat>(
    bytes: &[u8],
    size: usize,
    max_bytes: usize,
) -> Vec<Result<F::Item, String>> {
    let pieces: Vec<_> =
        bytes.chunks(size).map(|it| Ok::<_, Infallible>(Bytes::copy_from_slice(it))).collect();
    let items = ItemStream::<F>::new(stream::iter(pieces)).with_max_item_bytes(max_bytes);
    let items = items.map(|item| item.map_err(|error| error.to_string()));
    // All bytes are there, so nothing waits.
    items.collect().now_or_never().expect("at once")
}
