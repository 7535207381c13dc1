//! The program `lockstep lint`, as it is called.

use std::process::{Command, Output};

use serde_json::{Value, json};

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract.yaml");

fn lint(arguments: &[&str]) -> (Option<i32>, String, String) {
    let lockstep = env!("CARGO_BIN_EXE_lockstep");
    let output = Command::new(lockstep).arg("lint").args(arguments).output().expect("runs");
    let Output { status, stdout, stderr } = output;
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.code(), text(stdout), text(stderr))
}

/// A file with a document of which the version is no string, and what an operation answers is
/// misspelt.
fn bad() -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a file");
    let text = "openapi: 3.0.3\ninfo: { title: Ä, version: [] }\npaths:\n  /a:\n    get:\n      response: {}\n";
    std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
    file
}

#[test]
fn lint_succeeds_when_a_document_can_be_generated() {
    let said = format!("{GOOD} can be generated.\n");
    assert_eq!(lint(&[GOOD]), (Some(0), said, String::new()));
    assert_eq!(lint(&["--json", GOOD]), (Some(0), String::new(), String::new()));
}

#[test]
fn lint_shows_every_reason_when_a_document_cannot_be_generated() {
    let file = bad();
    let path = file.path().to_str().expect("text");
    let (code, out, _) = lint(&[GOOD, path]);
    assert_eq!(code, Some(1));
    for part in [
        format!("{path}:2:"),
        format!("{path}:5:5"),
        "did you mean `responses`?".to_owned(),
        format!("{GOOD} can be generated."),
        format!("{path} cannot be generated, for 3 reasons."),
    ] {
        assert!(out.contains(&part), "{part}: {out}");
    }

    let (code, out, _) = lint(&["--json", path]);
    assert_eq!(code, Some(1));
    let reasons = out.lines().map(|line| serde_json::from_str(line).expect("JSON"));
    let reasons: Vec<Value> = reasons.collect();
    assert_eq!(reasons.len(), 3);
    assert_eq!(reasons[0]["line"], 2, "{out}");
    // In characters: `Ä` is two bytes.
    assert_eq!(
        (&reasons[0]["column"], &reasons[0]["pointer"]),
        (&json!(19), &json!("#/info/version"))
    );
    assert_eq!((&reasons[1]["line"], &reasons[1]["column"]), (&json!(5), &json!(5)));
}

#[test]
fn lint_prints_warnings_and_succeeds_unless_they_are_denied() {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a file");
    let good = std::fs::read_to_string(GOOD).expect("text");
    let text = good.replacen("maxLength: 8", "maxLength: 8\n          example: much too long", 1);
    std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
    let path = file.path().to_str().expect("text");

    let (code, out, _) = lint(&[path]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.starts_with("warning[example]: the example is no value of its schema"), "{out}");
    assert!(out.ends_with(&format!("{path} can be generated, with one warning.\n")), "{out}");
    let (code, out, _) = lint(&["--json", path]);
    let warning: Value = serde_json::from_str(&out).expect("one line of JSON");
    assert_eq!((code, &warning["severity"]), (Some(0), &json!("warning")));

    let (code, out, _) = lint(&["--deny-warnings", path]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.starts_with("error[example]"), "{out}");
}

#[test]
fn lint_returns_2_when_a_document_cannot_be_read() {
    let (code, out, error) = lint(&["/nowhere/openapi.yaml", GOOD]);
    assert_eq!((code, out), (Some(2), format!("{GOOD} can be generated.\n")));
    assert!(error.starts_with("error: cannot read /nowhere/openapi.yaml: "), "{error}");
    let (code, out, _) = lint(&[concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")]);
    assert_eq!(code, Some(1));
    assert!(out.contains("error[syntax]"), "{out}");
}
