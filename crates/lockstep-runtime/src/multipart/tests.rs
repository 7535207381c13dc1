use serde_json::json;

use super::*;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Form {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<FilePart>,
    #[serde(flatten)]
    others: std::collections::BTreeMap<String, FilePart>,
}

const fn part(name: &'static str, kind: PartKind, is_list: bool) -> PartFormat {
    PartFormat { name, kind, is_list, content_types: &[] }
}

const FILE: PartKind = PartKind::File { min: 0, max: usize::MAX };

impl FormParts for Form {
    const PARTS: &'static [PartFormat] = &[
        part("text", PartKind::Text, false),
        part("count", PartKind::Scalar, false),
        part("value", PartKind::Json, false),
        PartFormat {
            content_types: &["image/png", "text/*"],
            ..part("files", PartKind::File { min: 1, max: 3 }, true)
        },
    ];
    const OTHERS: OtherParts = OtherParts::Kept(part("", FILE, false));
}

fn sent(name: &str, content: &'static str) -> Part {
    Part {
        name: name.to_owned(),
        file_name: None,
        content_type: None,
        content: Bytes::from_static(content.as_bytes()),
    }
}

fn sent_as(name: &str, content: &'static str, content_type: &str) -> Part {
    Part { content_type: Some(content_type.to_owned()), ..sent(name, content) }
}

#[test]
fn form_is_read_by_the_kinds_of_its_parts() {
    let form = read::<Form>(vec![
        sent_as("files", "abc", "Image/PNG"),
        sent("text", "12"),
        sent("count", "12"),
        sent_as("value", "[12, \"a\"]", "application/json; charset=utf-8"),
        Part { file_name: Some("b.txt".to_owned()), ..sent_as("files", "b", "text/csv") },
        sent("other", ""),
        // A file that the user of a browser did not choose.
        Part { file_name: Some(String::new()), ..sent("none", "") },
    ]);
    let expected = Form {
        text: "12".to_owned(),
        count: Some(12),
        value: Some(json!([12, "a"])),
        files: vec![
            FilePart::from("abc".to_owned()).with_content_type("Image/PNG"),
            FilePart::new("b").with_file_name("b.txt").with_content_type("text/csv"),
        ],
        others: [("other".to_owned(), FilePart::default())].into(),
    };
    assert_eq!(form, Ok(expected));
}

#[test]
fn form_error_names_the_part_and_no_value() {
    for (part, expected) in [
        (sent("text", "secret"), "text: must be given once only"),
        (sent("count", "secret"), "count: expected u8"),
        (sent("count", ""), "count: expected u8"),
        (sent("count", "\"1\""), "count: expected u8"),
        (sent_as("count", "1", "application/json"), "count: the content type must be text/plain"),
        (sent("value", "{\"a\": 1, \"a\": 2}"), "value.a: the object has this key twice"),
        (sent("value", "[{\"a\": 1, \"a\": 2}]"), "value[0].a: the object has this key twice"),
        (sent("value", "secret"), "value: not valid JSON: expected a value at line 1 column 1"),
        (sent_as("value", "1", "text/plain"), "value: the content type must be application/json"),
        (sent("files", "a"), "files: the content type must be image/png or text/*"),
        (
            sent_as("files", "a", "image/jpeg"),
            "files: the content type must be image/png or text/*",
        ),
        (sent_as("files", "", "text/csv"), "files: the file must have at least 1 byte"),
        (sent_as("files", "abcd", "text/csv"), "files: the file must have at most 3 bytes"),
    ] {
        let error = read::<Form>(vec![sent("text", "a"), part]).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
    let content = Bytes::from_static(b"\xff");
    let error = read::<Form>(vec![Part { content, ..sent("text", "") }]).expect_err("no text");
    assert_eq!(error.to_string(), "text: the text of the part is not UTF-8");
    assert_eq!(read::<Form>(Vec::new()).expect_err("missing").to_string(), "text: required");
    let twice = vec![sent("text", "a"), sent("b", ""), sent("b", "")];
    assert_eq!(read::<Form>(twice).expect_err("twice").to_string(), "b: must be given once only");
}

#[test]
fn form_is_written_in_parts() {
    let form = Form {
        text: "a\r\n--x".to_owned(),
        count: Some(3),
        value: Some(json!({ "b": null })),
        files: vec![FilePart::new("abc"), FilePart::new("d").with_content_type("text/csv")],
        others: [("o\"".to_owned(), FilePart::default().with_file_name("a\r\n\"b\\"))].into(),
    };
    let written = write_with(&form, "x").expect("can be sent");
    let expected = "--x\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n3\r\n\
        --x\r\nContent-Disposition: form-data; name=\"files\"\r\nContent-Type: image/png\r\n\r\nabc\r\n\
        --x\r\nContent-Disposition: form-data; name=\"files\"\r\nContent-Type: text/csv\r\n\r\nd\r\n\
        --x\r\nContent-Disposition: form-data; name=\"o%22\"; filename=\"a%0D%0A%22b%5C\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\r\n\
        --x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\n--x\r\n\
        --x\r\nContent-Disposition: form-data; name=\"value\"\r\nContent-Type: application/json\r\n\r\n\
        {\"b\":null}\r\n--x--\r\n";
    assert_eq!(String::from_utf8(written.clone()).expect("text"), expected);
    assert!(is_written_as(&form, "multipart/form-data; boundary=x", &written));
    assert!(!is_written_as(&Form::default(), "multipart/form-data; boundary=x", &written));
    assert!(!is_written_as(&form, "multipart/form-data; boundary=y", &written));
    let (content_type, bytes) = write(&form).expect("can be sent");
    assert!(is_written_as(&form, &content_type, &bytes));
    let (other, _) = write(&form).expect("can be sent");
    assert_ne!(content_type, other, "each form has a boundary of its own");
    let files = vec![FilePart::new("a").with_content_type("a/b\r\nX: y")];
    let error = write(&Form { files, ..form }).expect_err("would be another header");
    assert_eq!(error.to_string(), "files: the content type cannot be sent in a header");
}

#[test]
fn file_is_refused_outside_of_a_form() {
    let error = serde_json::to_value(FilePart::default()).expect_err("no form");
    assert_eq!(error.to_string(), ONLY_IN_FORMS);
    let error = serde_json::from_value::<FilePart>(json!("0")).expect_err("no form");
    assert_eq!(error.to_string(), ONLY_IN_FORMS);
    // Not even a text that looks like the place of a file is one.
    let form = vec![sent("text", "0"), sent_as("files", "a", "text/csv"), sent("value", "\"0\"")];
    assert_eq!(read::<Form>(form).expect("fits").value, Some(json!("0")));
    assert!(serde_json::from_value::<FilePart>(json!("0")).is_err(), "the form is over");
}
