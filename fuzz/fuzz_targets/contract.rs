//! Contracts, as `lockstep` reads them and generates code from them. Nothing may panic, what is
//! refused must say where, why and what helps, and what is generated must be Rust, the same each
//! time.
//!
//! An input is the text of a contract, or such a text, a zero byte, and changes to what the text
//! says: random bytes alone rarely make a contract that is sound but for one thing.
//!
//! `cargo fuzz run contract`, or without nightly as `.ci/run` does.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lockstep::{Document, Report, Settings, Sources};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == 0) else {
        check(&String::from_utf8_lossy(bytes));
        return;
    };
    let text = String::from_utf8_lossy(&bytes[..end]);
    let Ok(document) = Document::parse("contract.yaml", &text) else { return };
    let mut root = document.root().clone();
    for step in bytes[end + 1..].chunks_exact(Change::LENGTH).take(8) {
        Change::read(step).apply(&mut root);
    }
    check(&root.to_string());
});

fn generate(text: &str) -> Result<Sources, Report> {
    let settings = Settings::new("types", "").expect("a path").with_client_mock();
    lockstep::generate(&Document::parse("contract.yaml", text)?, &settings)
}

fn check(text: &str) {
    match generate(text) {
        Ok(sources) => {
            for (name, source) in sources.types.iter().chain(&sources.client).chain(&sources.api) {
                assert!(!name.ends_with(".rs") || syn::parse_file(source).is_ok(), "{source}");
            }
            assert!(generate(text).is_ok_and(|again| again == sources), "not the same each time");
        }
        Err(report) => {
            assert!(!report.diagnostics().is_empty());
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            for found in report.diagnostics() {
                assert!(!found.message.is_empty() && !found.help.is_empty(), "{found:?}");
                assert!(text.get(found.place.clone()).is_some(), "outside the text: {found:?}");
                // Names that Rust cannot have are refused where they stand.
                assert!(!found.message.contains("not valid Rust"), "{found:?}");
            }
            assert!(!report.render(false).is_empty());
        }
    }
}

/// What stands where nobody expects it, and what generators stumble over.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "0.5",
    "1e300",
    "-1e300",
    "18446744073709551615",
    "4294967296",
    "-9223372036854775808",
    "[]",
    "{}",
    r#""""#,
    r#""Self""#,
    r#""self""#,
    r#""type""#,
    r#""é""#,
    r#""_""#,
    r#""1""#,
    r#""'""#,
    r#""a b""#,
    r#""A""#,
    r#""string""#,
    r#""integer""#,
    r#""number""#,
    r#""boolean""#,
    r#""array""#,
    r#""object""#,
    r#""uuid""#,
    r#""date-time""#,
    r#""int8""#,
    r#""uint64""#,
    r#""double""#,
    r#""(""#,
    r#""[a-z]+""#,
    r#"["a"]"#,
    r#"["a", "A", "+1"]"#,
    r#"[null]"#,
    r#"[1, 2]"#,
    r#"{"a": 1}"#,
    r#"{"type": "string"}"#,
    r#"{"type": "integer", "minimum": 1}"#,
    r#"{"type": "array", "items": {}}"#,
    r#"{"type": "object", "required": ["a"]}"#,
    r#"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#,
    r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
    r#"{"type": "string", "enum": ["a"]}"#,
    r#"{"not": {}}"#,
    r##"{"$ref": "#/components/schemas/A"}"##,
    r##"{"oneOf": [{"$ref": "#/components/schemas/A"}, {}]}"##,
];

/// One change to a document. Places are counted through the whole document.
struct Change {
    action: u8,
    place: usize,
    other: usize,
}

impl Change {
    const LENGTH: usize = 5;

    fn read(bytes: &[u8]) -> Self {
        let wide = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        Self { action: bytes[0], place: wide(1), other: wide(3) }
    }

    fn apply(&self, root: &mut Value) {
        let mut places = Vec::new();
        list(root, String::new(), &mut places);
        let place = &places[self.place % places.len()];
        let other = &places[self.other % places.len()];
        let value = match self.action % 2 {
            0 => root.pointer(other).cloned().unwrap_or_default(),
            _ => serde_json::from_str(VALUES[self.other % VALUES.len()]).expect("JSON"),
        };
        let (around, key) = place.rsplit_once('/').unwrap_or_default();
        let key = unescaped(key);
        match (self.action / 2 % 4, root.pointer_mut(around)) {
            // Remove the member, or give it another name.
            (0, Some(Value::Object(members))) => {
                let removed = members.remove(&key);
                if let (Value::String(name), Some(removed)) = (value, removed) {
                    members.insert(name, removed);
                }
            }
            (0, Some(Value::Array(items))) => {
                drop(key.parse().map(|index: usize| items.remove(index)))
            }
            // Add a member or an element.
            (1, Some(Value::Object(members))) => {
                let name = other.rsplit('/').next().map(unescaped).unwrap_or_default();
                members.insert(name, value);
            }
            (1, Some(Value::Array(items))) => items.push(value),
            // Put another value there.
            _ => *root.pointer_mut(place).expect("listed") = value,
        }
    }
}

/// The pointers to all values in a value.
fn list(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                list(member, format!("{at}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                list(item, format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(at);
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}
