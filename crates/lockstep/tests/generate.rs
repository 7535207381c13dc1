//! What is generated of a small contract, and what is refused.

use expect_test::expect_file;
use lockstep::{Document, Report, Settings, Sources, generate};

const CONTRACT: &str = include_str!("contract.yaml");

fn run(text: &str) -> Result<Sources, Report> {
    let document = Document::parse("contract.yaml", text)?;
    let settings = Settings::new("super::types", "@generated from contract.yaml").expect("a path");
    generate(&document, &settings.with_client_mock())
}

/// Re-record with `UPDATE_EXPECT=1 cargo test -p lockstep`.
#[test]
fn the_small_contract() {
    let sources = run(CONTRACT).unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/client/generated.rs"].assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
    expect_file!["expected/api/openapi.json"].assert_eq(&sources.api["openapi.json"]);
    assert_eq!(run(CONTRACT).expect("again"), sources, "the same each time");
}

#[test]
fn types_are_named_by_a_path() {
    for path in ["my_types", "crate::types", "::a::b"] {
        assert!(Settings::new(path, "").is_ok(), "{path}");
    }
    for path in ["", "my-types", "a b", "crate::"] {
        assert!(Settings::new(path, "").is_err(), "{path}");
    }
}

/// A client may carry something of one's own.
#[test]
fn a_client_can_have_a_state() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let settings =
        Settings::new("super::types", "").and_then(|it| it.with_client_state("crate::State"));
    let sources = generate(&document, &settings.expect("paths")).expect("generates");
    let client = &sources.client["generated.rs"];
    assert!(client.contains("impl ClientInfo<crate::State> for Client"), "{client}");
    assert!(Settings::new("super::types", "").expect("a path").with_client_state("a b").is_err());
}

/// Mocks are for those who ask for them.
#[test]
fn a_client_has_mocks_on_request() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let settings = Settings::new("super::types", "").expect("a path");
    let sources = generate(&document, &settings).expect("generates");
    assert_eq!(sources.client.keys().collect::<Vec<_>>(), [&"generated.rs"]);
    let sources = generate(&document, &settings.with_client_mock()).expect("generates");
    assert_eq!(sources.client.keys().collect::<Vec<_>>(), [&"generated.rs", &"mock.rs"]);
}

#[test]
fn json_gives_the_same_as_yaml() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let json = document.root().to_string();
    assert_eq!(run(&json).expect("generates"), run(CONTRACT).expect("generates"));
}

/// Each row changes one thing, and names the rule, the line that is shown and a part of what is said.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    ("openapi: 3.0.3", "openapi: 3.1.0", "structure", "openapi: 3.1.0", "3.1.0"),
    ("version: 1.2.3", "version: 1.2", "structure", "version: 1.2", "is a string"),
    ("title: Thing", "titel: Thing", "structure", "info:", "`title` is missing"),
    ("get:", "trace:", "unsupported", "trace:", "`trace` is not carried"),
    ("thing_get", "thing_create", "name-collision", "operationId: thing_c", "both be"),
    ("thing_get", "42", "structure", "operationId: 42", "is a string"),
    ("thing_get", "'1'", "name", "operationId: '1'", "no name for a Rust function"),
    ("/things/{id}:", "/things/{id}.json:", "dropshot", "/things/{id}.json:", "whole segment"),
    ("/things/{id}:", "/things/{no}:", "structure", "get:", "path parameter `id`"),
    ("in: query", "in: cookie", "dropshot", "in: cookie", "`cookie`"),
    (
        "required: true\n          desc",
        "required: false\n          desc",
        "structure",
        "- name: id",
        "not `required`",
    ),
    (
        "schemas/Size'",
        "schemas/Sise'",
        "reference",
        "$ref: '#/components/schemas/Sise'",
        "not a schema",
    ),
    ("schemas/Size'", "schemas/Thing'", "dropshot", "schema:", "single values"),
    (
        "responses/Error'",
        "responses/Eror'",
        "reference",
        "$ref: '#/components/responses/Eror'",
        "leads nowhere",
    ),
    ("4XX:", "4xx:", "unsupported", "4xx:", "`4xx`"),
    ("'204':", "'201':", "unsupported", "'201':", "without content"),
    (
        "'204':\n          description: Made.",
        "'404':\n          $ref: '#/components/responses/Error'",
        "structure",
        "responses:",
        "no response for success",
    ),
    (
        "required: true\n        content",
        "required: false\n        content",
        "dropshot",
        "requestBody:",
        "left out",
    ),
    (
        "application/json:\n            schema",
        "text/plain:\n            schema",
        "unsupported",
        "text/plain:",
        "`text/plain`",
    ),
    ("scheme: bearer", "scheme: basic", "unsupported", "key:", "not HTTP bearer"),
    ("- key: []", "- other: []", "reference", "security:", "`other`"),
    ("maxLength: 8", "pattern: '('", "structure", "pattern: '('", "regular expression"),
    (
        "    Size:",
        "    error:\n      type: object\n    Size:",
        "name-collision",
        "error:",
        "the Rust type `Error`",
    ),
    ("maxLength: 8", "enum: [a, A]", "name-collision", "enum: [a, A]", "same Rust variant"),
    ("maxLength: 8", "enum: []", "structure", "enum: []", "at least one value"),
    (
        "maxLength: 8",
        "discriminator: {propertyName: a}",
        "unsupported",
        "discriminator:",
        "discriminator",
    ),
    (
        "      type: integer\n      min",
        "      type: [integer]\n      min",
        "structure",
        "type: [integer]",
        "one string",
    ),
    (
        "maxLength: 8",
        "enum: [1]\n          multipleOf: 2",
        "unsupported",
        "multipleOf: 2",
        "do not enforce `multipleOf`",
    ),
    (
        "          type: string\n          maxLength: 8",
        "          type: number\n          maximum: 8",
        "unsupported",
        "maximum: 8",
        "`maximum` of a `number`",
    ),
    (
        "          items:\n            type: string",
        "          items:\n            type: integer\n            maximum: 3",
        "unsupported",
        "items:",
        "no type of their own",
    ),
    ("title: Thing", "title: 3D Printing", "name", "title:", "Rust trait"),
    ("security:\n  - key: []", "security:\n  key: []", "structure", "security:", "is a list"),
    ("security: []", "security:", "structure", "security:", "is a list"),
    ("tags: [things]", "tags: things", "structure", "tags:", "is a list"),
    (
        "  4XX:\n          $ref: '#/components/responses/Error'",
        "  4XX:\n          description: none",
        "unsupported",
        "4XX:",
        "no `application/json`",
    ),
    (
        "          application/json:\n              schema:\n                $ref: '#/components/schemas/Thing'\n        4XX",
        "          {}\n        4XX",
        "unsupported",
        "'200':",
        "no `application/json`",
    ),
    (
        "        content:\n          application/json:\n            schema:\n              $ref: '#/components/schemas/Thing'\n",
        "",
        "unsupported",
        "requestBody:",
        "no `application/json`",
    ),
    ("  /things:", "  /things/all:", "dropshot", "/things/", "cannot route both"),
    ("name: size", "name: 2fa", "name", "- name: 2fa", "Rust field"),
    ("name: size", "name: send", "name-collision", "parameters:", "a second Rust method `send`"),
    ("name: size", "name: ID", "name-collision", "parameters:", "a second Rust method `id`"),
    ("  securitySchemes:\n    key:", "  securitySchemes:\n    2fa:", "name", "2fa:", "Rust type"),
    (
        "    Size:\n",
        "    Size:\n      x-lockstep-secrets: true\n",
        "unsupported",
        "x-lockstep-secrets",
        "not known",
    ),
    (
        "    Size:\n",
        "    Size:\n      x-lockstep-secret: yes\n",
        "unsupported",
        "x-lockstep-secret",
        "`true` or `false`",
    ),
    (
        "    Size:\n",
        "    Size:\n      x-lockstep-secret: true\n",
        "unsupported",
        "x-lockstep-secret",
        "objects and strings",
    ),
    (
        "maxLength: 8",
        "x-lockstep-secret: true",
        "unsupported",
        "x-lockstep-secret",
        "directly under",
    ),
    (
        "operationId: thing_get",
        "operationId: thing_get\n      x-lockstep-public: true",
        "unsupported",
        "x-lockstep-public",
        "not carried",
    ),
    ("maxLength: 8", "maxLenght: 8", "structure", "maxLenght: 8", "no keyword `maxLenght`"),
    ("maxLength: 8", "maxLength: abc", "structure", "maxLength: abc", "a whole number"),
    ("maxLength: 8", "maxLength: -1", "structure", "maxLength: -1", "a whole number"),
    (
        "maxLength: 8",
        "maxLength: 8\n          minLength: 9",
        "structure",
        "minLength: 9",
        "no value fits",
    ),
    ("maxItems: 3", "maxItems: 1.5", "structure", "maxItems: 1.5", "a whole number"),
    (
        "type: string\n          maxLength",
        "type: strng\n          maxLength",
        "structure",
        "type: strng",
        "one of string",
    ),
    (
        "type: string\n          maxLength",
        "type: string\n          nullable: yes\n          maxLength",
        "structure",
        "nullable: yes",
        "true or false",
    ),
    (
        "required: [name]",
        "required: name",
        "structure",
        "required: name",
        "a list of property names",
    ),
    (
        "required: [name]",
        "required: [nam]",
        "structure",
        "required: [nam]",
        "not among the properties",
    ),
    (
        "maxLength: 8",
        "enum: [a]\n          default: b",
        "structure",
        "default: b",
        "not one of the values",
    ),
    (
        "required: true\n          desc",
        "requred: true\n          desc",
        "unsupported",
        "requred: true",
        "not carried",
    ),
    (
        "  version: 1.2.3",
        "  version: 1.2.3\n  licence: x",
        "unsupported",
        "licence: x",
        "not carried",
    ),
    (
        "in: query",
        "in: query\n          style: deepObject",
        "dropshot",
        "style: deepObject",
        "the style `form` only",
    ),
];

#[test]
fn what_cannot_be_carried_is_refused_with_its_place() {
    for (from, to, rule, line, message) in REFUSED {
        assert!(CONTRACT.contains(from), "{from}");
        let text = CONTRACT.replacen(from, to, 1);
        let Err(report) = run(&text) else { panic!("not refused: {to}") };
        let found = report.diagnostics().iter().find(|d| d.message.contains(message));
        let Some(found) = found else { panic!("{to}: no {message:?} in\n{report}") };
        assert_eq!(found.rule.code(), *rule, "{to}");
        let start = text[..found.place.start].rfind('\n').map_or(0, |at| at + 1);
        let shown = text[start..].lines().next().unwrap_or_default();
        assert!(shown.trim_start().starts_with(line), "{to}: shows {shown:?}");
        assert!(!found.help.is_empty());
    }
}

#[test]
fn a_report_shows_file_line_column_and_the_line_itself() {
    let text = CONTRACT.replacen("in: query", "in: cookie", 1);
    let report = run(&text).expect_err("refused");
    expect_test::expect![[r"
        error[dropshot]: Dropshot takes no parameters from `cookie`
          --> contract.yaml:25:11
           |
        25 |           in: cookie
           |           ^^ #/paths/~1things~1{id}/get/parameters/1/in
           |
           = help: use `path`, `query` or `header`
    "]]
    .assert_eq(&report.render(false));
}
