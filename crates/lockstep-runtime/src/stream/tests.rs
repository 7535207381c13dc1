use std::time::Duration;

use futures::{FutureExt as _, StreamExt as _, stream};
use proptest::prelude::*;
use serde_json::json;

use super::*;

/// Runs a future that never waits.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("all bytes are there")
}

/// Reads all items of a stream that arrives in pieces. An item that is an error is its message.
fn read<F: ItemFormat>(pieces: &[&[u8]], max_item_bytes: usize) -> Vec<Result<F::Item, String>> {
    let pieces: Vec<Result<Bytes, BoxError>> =
        pieces.iter().map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    let items = ItemStream::<F>::new(stream::iter(pieces)).with_max_item_bytes(max_item_bytes);
    block_on(items.map(|item| item.map_err(|error| error.to_string())).collect())
}

fn all<F: ItemFormat>(bytes: &[u8]) -> Vec<Result<F::Item, String>> {
    read::<F>(&[bytes], MAX_ITEM_BYTES)
}

fn event(data: &str) -> Event<String> {
    Event::new(data.to_owned())
}

#[test]
fn events_are_read_as_the_html_standard_says() {
    let named = |data: &str, name: &str| event(data).with_name(name);
    for (bytes, expected) in [
        ("", vec![]),
        ("data: a\n\n", vec![event("a")]),
        // Not ended.
        ("data: a\n", vec![]),
        ("data: a\n\ndata: b", vec![event("a")]),
        // The examples of the standard.
        ("data: YHOO\ndata: +2\ndata: 10\n\n", vec![event("YHOO\n+2\n10")]),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            vec![event("first event").with_id("1"), event("second event").with_id("")],
        ),
        ("data\n\ndata\ndata\n\ndata:\n", vec![event(""), event("\n")]),
        ("data:test\n\ndata: test\n\n", vec![event("test"), event("test")]),
        // Line breaks of each kind, and mixed.
        ("data: a\r\rdata: b\r\n\r\ndata: c\n\r\n", vec![event("a"), event("b"), event("c")]),
        ("data: a\r\n\ndata: b\r\r\n", vec![event("a"), event("b")]),
        // A byte order mark, once.
        ("\u{feff}data: a\n\n\u{feff}data: b\n\n", vec![event("a")]),
        // Fields.
        ("event: x\ndata: a\n\ndata: b\n\n", vec![named("a", "x"), event("b")]),
        ("event: x\n\ndata: a\nevent\n\n", vec![event("a")]),
        ("id: a\0b\ndata: a\nunknown: c\nDATA: d\n\n", vec![event("a")]),
        (
            "retry: 10\ndata: a\n\nretry: 1.5\ndata: b\n\nretry:99999999999999999999\ndata\n\n",
            vec![event("a").with_retry(Duration::from_millis(10)), event("b"), event("")],
        ),
        ("data: a: b\n :\n\n", vec![event("a: b")]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(Ok).collect();
        assert_eq!(all::<TextEvents>(bytes.as_bytes()), expected, "{bytes:?}");
    }
    assert_eq!(all::<TextEvents>(b"data: \xff\n\n"), [Ok(event("\u{fffd}"))]);
}

#[test]
fn event_stream_keeps_the_last_id_and_the_time_to_wait() {
    let bytes = Bytes::from_static(b"id: 1\nretry: 5\n\ndata: a\n\ndata: b\nid: 2\n\n");
    let pieces = stream::iter([Ok::<_, BoxError>(bytes)]);
    let mut items = ItemStream::<TextEvents>::new(pieces);
    assert_eq!(items.last_event_id(), "");
    assert_eq!(block_on(items.next()).expect("an event").expect("fits"), event("a"));
    assert_eq!((items.last_event_id(), items.retry()), ("1", Some(Duration::from_millis(5))));
    assert_eq!(block_on(items.next()).expect("an event").expect("fits"), event("b").with_id("2"));
    assert_eq!(items.last_event_id(), "2");
}

#[test]
fn stream_goes_on_after_an_item_that_does_not_fit() {
    let message = |text: &str| format!("an item of the stream does not fit: {text}");
    let error = |text: &str| Err(message(text));
    let found = all::<JsonLines<u8>>(b"1\n\"secret\"\n{\n\n \r\n2\r\n300\n3");
    let expected =
        [Ok(1), error("expected u8"), error("expected u8"), Ok(2), error("expected u8"), Ok(3)];
    assert_eq!(found, expected);
    let found = all::<JsonEvents<u8>>(b"data: 1\n\ndata: x\n\ndata:\ndata: 2\n\n");
    assert_eq!(found[0], Ok(Event::new(1)));
    let expected = message("not valid JSON: expected a value at line 1 column 1");
    assert_eq!(found[1], Err(expected));
    assert_eq!(found[2], Ok(Event::new(2)));
    let text = Err("the text of an event does not fit: expected a boolean".to_owned());
    assert_eq!(all::<TextEvents<bool>>(b"data: true\n\n"), [text]);
}

#[test]
fn sequence_is_read_as_rfc_7464_says() {
    let cut = "the stream is malformed: a text without a line feed at its end may be cut off";
    let outside = "the stream is malformed: there is text without a record separator before it";
    for (bytes, expected) in [
        (&b""[..], vec![]),
        (b"\x1e1\n\x1e2\n", vec![Ok(json!(1)), Ok(json!(2))]),
        (b"\x1e{\n\"a\": \"]\\\"\"\n}\n\x1e[\n]", vec![Ok(json!({ "a": "]\"" })), Ok(json!([]))]),
        (b"\x1e\x1e\n\x1e1\n\n", vec![Ok(json!(1))]),
        (b"\x1e12", vec![Err(cut)]),
        (b"\x1etrue\x1e1\n", vec![Err(cut)]),
        (b"1\n\x1e2\n", vec![Err(outside)]),
        (b"\x1e1\n2\n", vec![Ok(json!(1)), Err(outside)]),
        (
            b"\x1e{\"a\":\n\x1e2\n",
            vec![Err("an item of the stream does not fit: the JSON ends early"), Ok(json!(2))],
        ),
    ] {
        let expected: Vec<_> =
            expected.into_iter().map(|item| item.map_err(str::to_owned)).collect();
        assert_eq!(all::<JsonSequence<Value>>(bytes), expected, "{bytes:?}");
    }
}

#[test]
fn stream_ends_at_an_item_that_is_too_large() {
    let too_large = |limit: usize| {
        let help = "allow more by with_max_item_bytes";
        format!("an item of the stream is larger than {limit} bytes: {help}")
    };
    let lines = b"1\n\"4567\"\n\"45678\"\n1\n";
    let found = read::<JsonLines<Value>>(&[lines], 7);
    assert_eq!(found, [Ok(json!(1)), Ok(json!("4567")), Err(too_large(7))]);
    // The lines of an event count together, those of comments do not.
    let events = b"data: a\ndata: b\n\n:456789012345\n:456789012345\n\ndata: a\ndata: bc\n\n";
    let found = read::<TextEvents>(&[events], 15);
    assert_eq!(found, [Ok(event("a\nb")), Err(too_large(15))]);
    let found = read::<JsonSequence<Value>>(&[b"\x1e\"4567\"\n\x1e\"45678\"\n"], 7);
    assert_eq!(found, [Ok(json!("4567")), Err(too_large(7))]);
    // It is refused before it has arrived.
    assert_eq!(read::<TextEvents>(&[b"data: ", b"12345678901"], 16), [Err(too_large(16))]);
}

#[test]
fn stream_ends_with_the_error_of_its_bytes() {
    let pieces = [Ok(Bytes::from_static(b"1\n2")), Err("broken"), Ok(Bytes::from_static(b"3\n"))];
    let items = ItemStream::<JsonLines<u8>>::new(stream::iter(pieces));
    let found: Vec<_> = block_on(items.map(|it| it.map_err(|it| it.to_string())).collect());
    assert_eq!(found, [Ok(1), Err("the stream was interrupted: broken".to_owned())]);
}

#[test]
fn event_is_not_written_when_it_would_be_another_one() {
    for (event, expected) in [
        (event("a").with_name("x\ndata: b"), "the name of the event has a line break"),
        (event("a").with_id("x\r"), "the ID of the event has a line break or a NUL"),
        (event("a").with_id("\0"), "the ID of the event has a line break or a NUL"),
    ] {
        let mut bytes = Vec::new();
        let error = TextEvents::write(&event, &mut bytes).expect_err("refused");
        assert_eq!(error.to_string(), format!("the item cannot be sent: {expected}"));
        assert!(bytes.is_empty());
    }
}

#[test]
fn media_type_is_that_of_the_format() {
    assert!(is_sent_as::<TextEvents>("Text/Event-Stream; charset=utf-8"));
    assert!(is_sent_as::<JsonLines<u8>>("application/x-ndjson"));
    assert!(is_sent_as::<JsonSequence<u8>>("application/geo+json-seq"));
    for other in ["", "text/html", "application/json", "+json-seq/x"] {
        assert!(!is_sent_as::<TextEvents>(other), "{other}");
        assert!(!is_sent_as::<JsonSequence<u8>>(other), "{other}");
    }
}

/// Splits bytes at places.
fn split<'b>(bytes: &'b [u8], places: &[prop::sample::Index]) -> Vec<&'b [u8]> {
    let mut places: Vec<usize> = places.iter().map(|it| it.index(bytes.len() + 1)).collect();
    places.extend([0, bytes.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect()
}

/// Bytes of which most mean something in a stream.
fn stream_bytes() -> impl Strategy<Value = Vec<u8>> {
    let tokens = prop::sample::select(vec![
        &b"data"[..],
        b": ",
        b":",
        b"\n",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"event",
        b"id",
        b"retry",
        b"7",
        b"\x1e",
        b"{\"a\":",
        b"}",
        b"[",
        b"]",
        b"\"",
        b"\\",
        b"\xef\xbb\xbf",
        b"\xef",
        b"\0",
        b"\xff",
        b"true",
    ]);
    prop::collection::vec(tokens, 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn items_are_the_same_wherever_the_stream_is_split(
        bytes in stream_bytes(), places in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        max in 1..40_usize,
    ) {
        let pieces = split(&bytes, &places);
        prop_assert_eq!(read::<TextEvents>(&pieces, max), read::<TextEvents>(&[&bytes], max));
        prop_assert_eq!(
            read::<JsonLines<Value>>(&pieces, max), read::<JsonLines<Value>>(&[&bytes], max)
        );
        prop_assert_eq!(
            read::<JsonSequence<Value>>(&pieces, max), read::<JsonSequence<Value>>(&[&bytes], max)
        );
    }

    #[test]
    fn items_are_read_as_they_were_written(
        texts in prop::collection::vec((any::<String>(), "[^\r\n]{1,9}", "[^\r\n\0]*", any::<u32>()), 0..5),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let texts: Vec<_> = texts.into_iter().filter(|(_, name, id, _)| {
            !name.starts_with('\u{feff}') && !id.starts_with('\u{feff}')
        }).collect();
        let events = texts.iter().map(|(data, name, id, retry)| {
            let retry = Duration::from_millis(u64::from(*retry));
            event(data).with_name(name).with_id(id).with_retry(retry)
        });
        let sent = to_vec::<JsonEvents<String>>(events.clone()).expect("sendable");
        let read_back = read::<JsonEvents<String>>(&split(&sent, &places), MAX_ITEM_BYTES);
        prop_assert_eq!(read_back, events.clone().map(Ok).collect::<Vec<_>>());
        let sent = to_vec::<TextEvents>(events.clone()).expect("sendable");
        let read_back = read::<TextEvents>(&split(&sent, &places), MAX_ITEM_BYTES);
        // All line breaks in the data are one kind.
        let expected = events.map(|event| {
            let data = event.data.replace("\r\n", "\n").replace('\r', "\n");
            Ok(Event { data, ..event })
        });
        prop_assert_eq!(read_back, expected.collect::<Vec<_>>());
        let items: Vec<&String> = texts.iter().map(|(data, ..)| data).collect();
        let items = || items.iter().map(|it| (*it).clone());
        let expected: Vec<_> = items().map(Ok).collect();
        let sent = to_vec::<JsonLines<String>>(items()).expect("sendable");
        prop_assert_eq!(&read::<JsonLines<String>>(&split(&sent, &places), MAX_ITEM_BYTES), &expected);
        let sent = to_vec::<JsonSequence<String>>(items()).expect("sendable");
        prop_assert_eq!(&read::<JsonSequence<String>>(&split(&sent, &places), MAX_ITEM_BYTES), &expected);
    }
}
