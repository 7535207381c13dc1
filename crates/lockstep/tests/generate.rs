//! What is generated of a small contract, and what is refused.

use std::collections::BTreeSet;

use expect_test::expect_file;
use lockstep::{Document, Report, Settings, Sources, Waivers, generate};

const CONTRACT: &str = include_str!("contract.yaml");

fn run(text: &str) -> Result<Sources, Report> {
    let document = Document::parse("contract.yaml", text)?;
    let settings = Settings::new("super::types", "@generated from contract.yaml").expect("a path");
    generate(&document, &settings.with_client_mock().with_denied_warnings())
}

/// Generates a document that may have warnings.
fn run_with_warnings(text: &str) -> Sources {
    let document = Document::parse("contract.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "").expect("a path");
    generate(&document, &settings).unwrap_or_else(|report| panic!("{report}"))
}

/// Re-record with `UPDATE_EXPECT=1 cargo test -p lockstep`.
#[test]
fn generate_writes_the_expected_code_for_the_small_contract() {
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

/// The contract has every supported construct that the small one lacks. `lockstep-dropshot`
/// compiles the code and tests it.
#[test]
fn generate_writes_the_expected_code_for_every_feature() {
    let text = include_str!("features.yaml");
    let document = Document::parse("features.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "@generated from features.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock().with_unimplemented())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/features/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/features/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/features/types/checks.json"].assert_eq(&sources.types["checks.json"]);
    expect_file!["expected/features/client/generated.rs"]
        .assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/features/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/features/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/features/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
}

/// The contract has members and limits of every kind. `lockstep-dropshot` compiles the types and
/// tests them.
#[test]
fn generate_writes_the_expected_types_for_members() {
    let sources = run(include_str!("members.yaml")).unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/members/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/members/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/members/types/checks.json"].assert_eq(&sources.types["checks.json"]);
}

/// The contract has names that Rust has another use for. `lockstep-dropshot` compiles the code.
#[test]
fn generate_writes_the_expected_code_for_names_of_rust() {
    let document = Document::parse("names.yaml", include_str!("names.yaml")).expect("parses");
    let settings = Settings::new("super::types", "@generated from names.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/names/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/names/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/names/client/generated.rs"].assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/names/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/names/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/names/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
}

/// The contract has every way in which a request is described. `lockstep-dropshot` compiles the
/// code and tests it.
#[test]
fn generate_writes_the_expected_code_for_every_kind_of_request() {
    let text = include_str!("requests.yaml");
    let document = Document::parse("requests.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "@generated from requests.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/requests/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/requests/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/requests/types/checks.json"].assert_eq(&sources.types["checks.json"]);
    expect_file!["expected/requests/client/generated.rs"]
        .assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/requests/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/requests/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/requests/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
}

#[test]
fn server_imports_no_query_when_only_a_key_is_in_one() {
    let sources = run_with_warnings(
        "openapi: 3.0.3\ninfo: {title: A, version: 1.0.0}\npaths: {/a: {get: {operationId: a, security: [{key: []}], \
         responses: {'204': {description: Done.}}}}}\ncomponents: {securitySchemes: {key: {type: apiKey, in: query, name: key}}}",
    );
    let api = &sources.api["generated.rs"];
    assert!(api.contains("use lockstep_dropshot::{OperationResult, Secured};"), "{api}");
}

#[test]
fn settings_are_refused_when_types_are_no_path() {
    for path in ["my_types", "crate::types", "::a::b"] {
        assert!(Settings::new(path, "").is_ok(), "{path}");
    }
    for path in ["", "my-types", "a b", "crate::"] {
        assert!(Settings::new(path, "").is_err(), "{path}");
    }
}

/// The contract has bodies and responses in every kind of content. `lockstep-dropshot` compiles the
/// code and tests it.
#[test]
fn generate_writes_the_expected_code_for_every_kind_of_content() {
    let text = include_str!("content.yaml");
    let document = Document::parse("content.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "@generated from content.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/content/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/content/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/content/client/generated.rs"].assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/content/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/content/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/content/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
}

/// The contract has every kind of stream. `lockstep-dropshot` compiles the code and tests it.
#[test]
fn generate_writes_the_expected_code_for_every_kind_of_stream() {
    let text = include_str!("streams.yaml");
    let document = Document::parse("streams.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "@generated from streams.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/streams/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/streams/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/streams/client/generated.rs"].assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/streams/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/streams/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
    expect_file!["expected/streams/api/schemas.json"].assert_eq(&sources.api["schemas.json"]);
}

/// The contract has every kind of form in parts. `lockstep-dropshot` compiles the code and tests
/// it.
#[test]
fn generate_writes_the_expected_code_for_every_kind_of_form_in_parts() {
    let text = include_str!("forms.yaml");
    let document = Document::parse("forms.yaml", text).expect("parses");
    let settings = Settings::new("super::types", "@generated from forms.yaml").expect("a path");
    let sources = generate(&document, &settings.with_client_mock())
        .unwrap_or_else(|report| panic!("{report}"));
    expect_file!["expected/forms/types/generated.rs"].assert_eq(&sources.types["generated.rs"]);
    expect_file!["expected/forms/types/schemas.json"].assert_eq(&sources.types["schemas.json"]);
    expect_file!["expected/forms/client/generated.rs"].assert_eq(&sources.client["generated.rs"]);
    expect_file!["expected/forms/client/mock.rs"].assert_eq(&sources.client["mock.rs"]);
    expect_file!["expected/forms/api/generated.rs"].assert_eq(&sources.api["generated.rs"]);
}

/// The schema of an event stream is that of the data, which its author may not have meant.
#[test]
fn event_stream_gets_a_note_when_its_schema_names_fields_of_events() {
    let note = |properties: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: A, version: 1.0.0 }}\npaths:\n  /a: {{ get: {{ operationId: a, responses: {{ '200': {{ \
             description: a, content: {{ text/event-stream: {{ schema: {{ type: object, properties: {{ {properties} }} }} }} }} }} }} }} }}\n"
        );
        run(&text).unwrap_or_else(|report| panic!("{report}")).notes.len()
    };
    assert_eq!(note("id: { type: string }, data: { type: string }"), 1);
    assert_eq!(note("id: { type: string }, data: { type: string }, more: { type: string }"), 0);
    assert_eq!(note("id: { type: string }"), 0);
}

/// Each of these members extends all of the others, so that types of all ways would have no end.
#[test]
fn types_are_few_when_schemas_extend_each_other() {
    let names: Vec<String> = (0..8).map(|number| format!("S{number}")).collect();
    let schema = |own: &String| {
        let member = |name: &String| {
            format!(
                "m{name}: {{allOf: [{{$ref: '#/components/schemas/{name}'}}, {{type: object, required: [m{own}]}}]}}"
            )
        };
        let members: Vec<String> = names.iter().map(member).collect();
        format!("{own}: {{type: object, properties: {{{}}}}}", members.join(", "))
    };
    let schemas: Vec<String> = names.iter().map(schema).collect();
    let text = CONTRACT.replacen(
        "    Size:\n",
        &format!("    {}\n    Size:\n", schemas.join("\n    ")),
        1,
    );
    let types = &run(&text).unwrap_or_else(|report| panic!("{report}")).types["generated.rs"];
    let structs = types.matches("pub struct ").count();
    // One for each schema, for each member of it, and for what a member of that is.
    assert!(structs < 600, "{structs} structs");
}

/// By the schema of all errors, that of another status could fit first.
#[test]
fn client_reads_errors_by_the_schema_of_their_status() {
    let contract = "
openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: get_a
      responses:
        '204': { description: done }
        '404': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
        4XX: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Details' } } } }
        default: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Other' } } } }
components:
  schemas:
    Problem: { type: object, required: [title], properties: { title: { type: string } } }
    Details: { type: object, properties: { details: { type: string } } }
    Other: { type: object, properties: { other: { type: string } } }
";
    let document = Document::parse("contract.yaml", contract).expect("parses");
    let settings = Settings::new("super::types", "").expect("a path");
    let sources = generate(&document, &settings).expect("generates");
    let client: String = sources.client["generated.rs"].split_whitespace().collect();
    for (status, schema) in
        [("404", "Problem"), ("400u16..=499u16", "Details"), ("500u16..=599u16", "Other")]
    {
        let error = format!("Error::ErrorResponse(super::read_error::<types::{schema},");
        let read = format!("{status}=>{{Err({error}");
        assert!(client.contains(&read), "{read}: {client}");
    }
}

/// A client may carry something of one's own.
#[test]
fn client_has_a_state_when_settings_name_one() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let settings =
        Settings::new("super::types", "").and_then(|it| it.with_client_state("crate::State"));
    let sources = generate(&document, &settings.expect("paths")).expect("generates");
    let client = &sources.client["generated.rs"];
    assert!(client.contains("impl ClientInfo<crate::State> for Client"), "{client}");
    assert!(Settings::new("super::types", "").expect("a path").with_client_state("a b").is_err());
}

/// An import that nothing uses would be a warning of the compiler.
#[test]
fn client_imports_no_types_when_no_request_has_one() {
    let text = "openapi: 3.0.3\ninfo: { title: A, version: 1.0.0 }\npaths:\n  /a: { get: { operationId: a, responses: { '204': { description: a } } } }\n";
    let client = &run(text).expect("generates").client["generated.rs"];
    assert!(!client.contains("use super::types;"), "{client}");
    assert!(run(CONTRACT).expect("generates").client["generated.rs"].contains("use super::types;"));
}

/// A client may return errors of one's own, from calls as well as from streams of pages.
#[test]
fn client_returns_its_own_error_when_settings_name_one() {
    let document = Document::parse("features.yaml", include_str!("features.yaml")).expect("parses");
    let settings = Settings::new("super::types", "").expect("a path");
    assert!(settings.clone().with_client_error("a b").is_err());
    let settings = settings.with_client_error("crate::Error").expect("a path");
    let sources = generate(&document, &settings).expect("generates");
    let client = &sources.client["generated.rs"];
    assert!(client.contains("ResponseValue<types::Values>, crate::Error>"), "{client}");
    assert!(client.contains("Item = Result<types::Thing, crate::Error>"), "{client}");
    assert!(client.contains("crate::Error::of(\"list_things\", error)"), "{client}");
    // progenitor's error stays inside.
    assert!(!client.contains("pub use progenitor_client::{ByteStream, ClientInfo, Error"));
    assert!(!client.contains("pub async fn exchange"), "{client}");
}

/// Mocks are for those who ask for them.
#[test]
fn client_has_mocks_when_settings_ask_for_them() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let settings = Settings::new("super::types", "").expect("a path");
    let sources = generate(&document, &settings).expect("generates");
    assert_eq!(sources.client.keys().collect::<Vec<_>>(), [&"generated.rs"]);
    let sources = generate(&document, &settings.with_client_mock()).expect("generates");
    assert_eq!(sources.client.keys().collect::<Vec<_>>(), [&"generated.rs", &"mock.rs"]);
}

#[test]
fn generate_gives_the_same_code_when_json() {
    let document = Document::parse("contract.yaml", CONTRACT).expect("parses");
    let json = document.root().to_string();
    assert_eq!(run(&json).expect("generates"), run(CONTRACT).expect("generates"));
}

/// Each row changes one thing, and names the rule, the line that is shown and a part of what is
/// said.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    ("openapi: 3.0.3", "openapi: 3.2.0", "structure", "openapi: 3.2.0", "OpenAPI 3.2.0 is not"),
    ("openapi: 3.0.3", "swagger: \"2.0\"", "structure", "swagger:", "Swagger 2.0 is not"),
    ("version: 1.2.3", "version: [1]", "structure", "version: [1]", "must be a string"),
    ("title: Thing", "titel: Thing", "structure", "info:", "`title` is missing"),
    ("get:", "trace:", "unsupported", "trace:", "`trace` is not supported"),
    ("thing_get", "42", "structure", "operationId: 42", "must be a string"),
    ("thing_get", "'+'", "name", "operationId: '+'", "no valid name for a Rust function"),
    ("/things/{id}:", "/things/{id}{a}:", "dropshot", "/things/{id}{a}:", "without text between"),
    ("/things/{id}:", "/things/{id:", "dropshot", "/things/{id:", "between `{` and `}`"),
    ("/things/{id}:", "/things/{id}?a:", "dropshot", "/things/{id}?a:", "no query"),
    ("/things/{id}:", "/things/{id}/..:", "dropshot", "/things/{id}/..:", "which clients resolve"),
    ("in: query", "in: body", "structure", "in: body", "no parameters in `body`"),
    (
        "operationId: thing_get",
        "operationId: thing_get\n      x-lockstep-client: no",
        "unsupported",
        "x-lockstep-client: no",
        "`x-lockstep-client` must be `true` or `false`",
    ),
    (
        "operationId: thing_get",
        "operationId: thing_get\n      x-lockstep-repeatable: sometimes",
        "unsupported",
        "x-lockstep-repeatable: sometimes",
        "`x-lockstep-repeatable` must be `true` or `false`",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          schema: {type: object, additionalProperties: false}",
        "unsupported",
        "schema: {type: object, additionalProperties: false}",
        "this one allows none",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          schema: {type: object, maxProperties: 3, additionalProperties: {type: string}}",
        "unenforced",
        "schema: {type: object, maxProperties: 3",
        "`maxProperties` of a map of query parameters",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          schema: &all {type: object, additionalProperties: {type: string}}\n        - name: more\n          in: query\n          schema: *all",
        "structure",
        "parameters:",
        "two parameters take all other",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          schema: {type: object, properties: {a: {type: array, items: {type: object}}}}",
        "unsupported",
        "schema: {type: object, properties",
        "how objects and lists in a list are sent",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          schema: {type: object, additionalProperties: {oneOf: [{type: integer}, {type: string}]}}",
        "unsupported",
        "schema: {type: object, additionalProperties",
        "in the text of a member",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          schema: {type: object, properties: {'a[b]': {type: string, nullable: true}, c: {type: object}}}",
        "unsupported",
        "schema: {type: object, properties",
        "cannot be between brackets",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          content: {text/csv: {schema: {type: string}}}",
        "unsupported",
        "content: {text/csv",
        "is not supported as the content of a parameter",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          content: {application/json: {}, application/a+json: {}}",
        "structure",
        "content: {application/json",
        "has one media type",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          explode: false\n          content: {application/json: {}}",
        "structure",
        "explode: false",
        "no meaning next to `content`",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          schema: {type: string}",
        "dropshot",
        "style: deepObject",
        "must be `form`",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          explode: false\n          schema: {type: object, properties: {a: {type: string}}}",
        "progenitor",
        "explode: false",
        "as one parameter for",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          style: deepObject\n          x-lockstep-plain: b\n          schema: {type: object, properties: {a: {type: string}}}",
        "unsupported",
        "x-lockstep-plain: b",
        "must be the name of a member",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          x-lockstep-plain: b\n          schema: {type: string}",
        "unsupported",
        "x-lockstep-plain: b",
        "of the style `deepObject` only",
    ),
    (
        "        required: true\n        content:",
        "        required: true\n        x-lockstep-accept-text: yes please\n        content:",
        "structure",
        "x-lockstep-accept-text: yes please",
        "`true` or `false`",
    ),
    (
        "        required: true\n        content:",
        "        x-lockstep-accept-text: true\n        content:",
        "structure",
        "x-lockstep-accept-text: true",
        "JSON that is required",
    ),
    ("x-age:", "x age:", "structure", "x age:", "not the name of a header"),
    (
        "schemas/Size'",
        "schemas/Sise'",
        "reference",
        "$ref: '#/components/schemas/Sise'",
        "not a schema",
    ),
    (
        "schema:\n            $ref: '#/components/schemas/Size'",
        "schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}",
        "dropshot",
        "schema: {type: array",
        "a single value",
    ),
    (
        "responses/Error'",
        "responses/Eror'",
        "reference",
        "$ref: '#/components/responses/Eror'",
        "is not found",
    ),
    ("4XX:", "4xx:", "unsupported", "4xx:", "`4xx`"),
    (
        "'204':\n          description: Made.",
        "'103':\n          $ref: '#/components/responses/Error'",
        "structure",
        "responses:",
        "there is no response for success",
    ),
    ("scheme: bearer", "scheme: cookie", "unsupported", "key:", "no scheme of HTTP auth"),
    ("scheme: bearer", "scheme: beaerer", "unsupported", "key:", "no scheme of HTTP auth"),
    ("scheme: bearer", "bearerFormat: JWT", "unsupported", "key:", "does not say which `scheme`"),
    ("type: http", "type: https", "unsupported", "key:", "is not supported"),
    ("type: http", "type: apiKey", "unsupported", "key:", "does not say where its key is"),
    (
        "type: http",
        "type: apiKey\n      in: query",
        "unsupported",
        "key:",
        "does not say the `name`",
    ),
    ("- key: []", "- other: []", "reference", "security:", "`other`"),
    ("maxLength: 8", "pattern: '('", "structure", "pattern: '('", "regular expression"),
    ("maxLength: 8", "enum: []", "structure", "enum: []", "at least one value"),
    (
        "      type: integer\n      min",
        "      type: 1\n      min",
        "structure",
        "type: 1",
        "one string",
    ),
    ("maxLength: 8", "enum: [1.5]", "structure", "enum: [1.5]", "an enumeration of 1.5"),
    (
        "type: string\n          maxLength: 8",
        "type: array\n          enum: [a, b]",
        "structure",
        "enum: [a, b]",
        "type `array`, and of another value",
    ),
    ("type: string\n          maxLength: 8", "type:", "structure", "type:", "`type` is empty"),
    (
        "      minimum: 1\n      maximum: 9\n",
        "      enum: [1, 9223372036854775808]\n",
        "structure",
        "enum: [1, 9223372036854775808]",
        "an enumeration of 9223372036854775808",
    ),
    (
        "          type: string\n          maxLength: 8",
        "          allOf: []",
        "structure",
        "allOf: []",
        "at least one schema",
    ),
    (
        "          type: string\n          maxLength: 8",
        "          enum: [[1], a]",
        "unsupported",
        "enum: [[1], a]",
        "`enum` and `const` of objects and lists",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: cookie\n          schema: {type: array, maxItems: 2, items: {type: string}}",
        "unsupported",
        "- name: size",
        "which no cookie has",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: header\n          schema: {type: object, properties: {a: {type: object}}}",
        "unsupported",
        "schema: {type: object, properties",
        "lists and objects in this object",
    ),
    (
        "'200':",
        "'101': { description: Other. }\n        '200':",
        "dropshot",
        "'101':",
        "websockets only",
    ),
    ("'499':", "6XX:", "unsupported", "6XX:", "responses for `6XX`"),
    (
        "        '499':\n          description: The caller has gone.\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Error'\n",
        "        '499':\n          description: The caller has gone.\n          content:\n            text/a+b: {}\n            text/a-b: {}\n",
        "name-collision",
        "text/a-b:",
        "would be one variant in Rust",
    ),
    ("- key: []", "- key", "structure", "- key", "with a list of scopes"),
    ("- key: []", "- key: read", "structure", "- key: read", "with a list of scopes"),
    (
        "$ref: '#/components/schemas/Size'",
        "$ref: '#/components/schemas/Size'\n            x-lockstep-secret: true",
        "unsupported",
        "x-lockstep-secret: true",
        "no effect next to a `$ref`",
    ),
    (
        "scheme: bearer",
        "scheme: bearer\n      x-lockstep-other: 1",
        "unsupported",
        "x-lockstep-other",
        "not supported",
    ),
    ("  /things:\n", "  /other//a:\n", "dropshot", "/other//a:", "no empty segments"),
    (
        "/v1.0/{part}:",
        "/v1.0/{id}:",
        "dropshot",
        "/things/{id}/v1.0/{id}:",
        "a path has each variable once",
    ),
    (
        "version: 1.2.3",
        "version: 1.2.3 – draft",
        "progenitor",
        "version: 1.2.3",
        "sends the version in a header",
    ),
    (
        "      minimum: 1\n",
        "      multipleOf: 0.5\n",
        "unsupported",
        "multipleOf: 0.5",
        "must be a whole number",
    ),
    (
        "      minimum: 1\n      maximum: 9\n",
        "      maximum: 18446744073709551615\n",
        "unsupported",
        "maximum: 18446744073709551615",
        "beyond 63 bits",
    ),
    (
        "            x-age:\n",
        "            X_Age: {schema: {type: string}}\n            x-age:\n",
        "name-collision",
        "x-age:",
        "a second Rust field `x_age`",
    ),
    (
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: header\n          schema: {type: array, items: {oneOf: [{type: integer}, {type: boolean}]}}",
        "dropshot",
        "schema: {type: array",
        "look the same in text",
    ),
    (
        "        - name: since\n",
        "        - name: size\n          in: query\n          schema: {type: string}\n        - name: since\n",
        "structure",
        "- name: size",
        "duplicate parameter `size`",
    ),
    ("title: Thing", "title: '+'", "name", "title:", "Rust trait"),
    ("security:\n  - key: []", "security:\n  key: []", "structure", "security:", "must be a list"),
    ("security: []", "security:", "structure", "security:", "must be a list"),
    ("tags: [things]", "tags: things", "structure", "tags:", "must be a list"),
    (
        "        content:\n          application/json:\n            schema:\n              $ref: '#/components/schemas/Thing'\n",
        "",
        "structure",
        "requestBody:",
        "no media type",
    ),
    (
        "  /things:",
        "  /things/{name}: {get: {operationId: other, responses: {'204': {description: a}}}}\n  /things:",
        "structure",
        "/things/{name}:",
        "are the same path",
    ),
    ("name: size", "name: 2fa", "name", "- name: 2fa", "Rust field"),
    ("  securitySchemes:\n    key:", "  securitySchemes:\n    2fa:", "name", "2fa:", "Rust type"),
    (
        "operationId: thing_get",
        "operationId: http",
        "name-collision",
        "paths:",
        "`HttpResponseHeaders` would be the name of two types",
    ),
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
        "    Size:\n",
        "    Size:\n      x-lockstep-pattern-message: must be large\n",
        "unsupported",
        "x-lockstep-pattern-message",
        "without `pattern`",
    ),
    (
        "maxLength: 8",
        "pattern: ^a$\n          x-lockstep-pattern-message: ''",
        "unsupported",
        "x-lockstep-pattern-message",
        "must be a text",
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
        "not supported",
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
        "additionalProperties: false\n      required: [nam]",
        "structure",
        "required: [nam]",
        "not among the properties",
    ),
    (
        "maxLength: 8",
        "enum: [a]\n          default: b",
        "ineffective",
        "default: b",
        "not one of the values",
    ),
    (
        "required: true\n          desc",
        "requred: true\n          desc",
        "unsupported",
        "requred: true",
        "not supported",
    ),
    (
        "  version: 1.2.3",
        "  version: 1.2.3\n  licence: x",
        "unsupported",
        "licence: x",
        "not supported",
    ),
    (
        "in: query",
        "in: query\n          style: deepObject",
        "dropshot",
        "style: deepObject",
        "the style of this parameter must be `form`",
    ),
    // What typify or progenitor would panic at, or not come to an end with.
    (
        "    Size:\n",
        "    Loop:\n      $ref: '#/components/schemas/Loop'\n    Size:\n",
        "reference",
        "Loop:",
        "made of itself",
    ),
    (
        "    Size:\n",
        "    Loop:\n      allOf:\n        - $ref: '#/components/schemas/Loop'\n        - {type: object}\n    Size:\n",
        "reference",
        "Loop:",
        "made of itself",
    ),
    (
        "          type: string\n          maxLength: 8",
        "          oneOf:\n            - {type: object, required: [a], additionalProperties: false, properties: {b: {type: string}}}",
        "structure",
        "- {type: object, required: [a]",
        "not among the properties",
    ),
    (
        "        name:\n          type: string\n          maxLength: 8",
        "        name: 1",
        "structure",
        "name: 1",
        "a schema must be an object",
    ),
    ("maxLength: 8", "default: 8", "ineffective", "default: 8", "no value of its schema"),
    (
        "maxLength: 8",
        "format: uuid\n          default: x",
        "ineffective",
        "default: x",
        "no value of its schema",
    ),
    ("maxLength: 8", "maxLength: 4294967296", "structure", "maxLength: 4294967296", "4294967295"),
    ("minimum: 1", "multipleOf: 0", "structure", "multipleOf: 0", "above 0"),
    ("  securitySchemes:\n    key:", "  securitySchemes:\n    self:", "name", "self:", "Rust type"),
    (
        "      responses:\n        '200':",
        "      x-dropshot-websocket: {}\n      responses:\n        '201': {description: Made.}\n        '200':",
        "progenitor",
        "responses:",
        "without another success",
    ),
    // Members that have no effect, or contradict the rest.
    (
        "maxLength: 8",
        "maxLength: 8\n          example: much too long",
        "example",
        "example: much too long",
        "it has 13 characters, and `maxLength` is 8",
    ),
    (
        "required: [name]",
        "required: [name]\n      example: {tags: []}",
        "example",
        "example: {tags: []}",
        "`name` is required and missing",
    ),
    (
        "    Size:\n",
        "    Size:\n      example: '3'\n",
        "example",
        "example: '3'",
        "it is a string, not an integer",
    ),
    (
        "            $ref: '#/components/schemas/Size'\n",
        "            $ref: '#/components/schemas/Size'\n          example: 10\n",
        "example",
        "example: 10",
        "it is 10, and `maximum` is 9",
    ),
    (
        "          schema:\n            type: string\n      responses:\n        '200':",
        "          schema:\n            type: string\n          examples:\n            one: {value: 1}\n      responses:\n        '200':",
        "example",
        "one: {value: 1}",
        "it is a number, not a string",
    ),
    (
        "          schema:\n            type: string\n      responses:\n        '200':",
        "          schema:\n            type: string\n          examples:\n            one: {valeu: a}\n      responses:\n        '200':",
        "unsupported",
        "one: {valeu: a}",
        "`valeu` is not supported",
    ),
    (
        "              schema:\n                type: integer\n",
        "              example: 1.5\n              schema:\n                type: integer\n",
        "example",
        "example: 1.5",
        "it is a number, not an integer",
    ),
    (
        "              $ref: '#/components/schemas/Thing'\n      responses:\n        '204':",
        "              $ref: '#/components/schemas/Thing'\n            example:\n              name: a\n              tags: [a, 2]\n      responses:\n        '204':",
        "example",
        "tags: [a, 2]",
        "it is a number, not a string",
    ),
    (
        "            $ref: '#/components/schemas/Size'\n",
        "            $ref: '#/components/schemas/Size'\n            nullable: true\n",
        "ineffective",
        "nullable: true",
        "`nullable` has no effect next to a `$ref`",
    ),
    (
        "            $ref: '#/components/schemas/Size'\n",
        "            $ref: '#/components/schemas/Size'\n            nullabel: true\n",
        "structure",
        "nullabel: true",
        "no keyword `nullabel`",
    ),
    (
        "          $ref: '#/components/responses/Error'\n",
        "          $ref: '#/components/responses/Error'\n          description: Worse.\n",
        "ineffective",
        "description: Worse.",
        "`description` has no effect next to a `$ref`",
    ),
];

#[test]
fn document_is_refused_with_its_place_when_not_supported() {
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

/// The name of a scheme that HTTP does not have tells what was meant.
#[test]
fn security_scheme_of_http_is_refused_with_the_one_that_was_meant() {
    let help = |scheme: &str| {
        let report = run(&CONTRACT.replacen("scheme: bearer", scheme, 1)).expect_err(scheme);
        let [found] = report.diagnostics() else { panic!("{report}") };
        found.help.clone()
    };
    for (scheme, expected) in [
        ("scheme: cookie", "write `type: apiKey`, `in: cookie` and the `name` of the cookie"),
        ("scheme: apiKey", "write `type: apiKey`, `in: header` and the `name` of the header"),
        ("scheme: JWT", "write `scheme: bearer` and `bearerFormat: JWT`"),
        ("scheme: beaerer", "did you mean `bearer`?"),
        ("scheme: 'a b'", "write a registered name, such as `bearer`, `basic` or `digest`"),
    ] {
        assert_eq!(help(scheme), expected, "{scheme}");
    }
}

/// A name that is not registered is used as it is. Nothing tells if a certificate is there.
#[test]
fn security_scheme_is_used_when_its_credentials_can_be_told() {
    let generated = |scheme: &str| {
        let sources = run(&CONTRACT.replacen("type: http\n      scheme: bearer", scheme, 1))?;
        let api = sources.api["generated.rs"].clone();
        Ok::<_, Report>((api, sources.notes))
    };
    for (scheme, mechanism, notes) in [
        ("type: http\n      scheme: Negotiate", "HttpCredentials<Self>", 0),
        ("type: http\n      scheme: Token", "HttpCredentials<Self>", 1),
        ("type: mutualTLS", "MutualTls", 0),
    ] {
        let (api, found) = generated(scheme).unwrap_or_else(|report| panic!("{report}"));
        let expected = format!("type Mechanism = lockstep_dropshot::{mechanism};");
        assert!(api.contains(&expected), "{scheme}: {api}");
        assert_eq!(found.len(), notes, "{scheme}: {found:?}");
    }
    let optional = CONTRACT
        .replacen("type: http\n      scheme: bearer", "type: mutualTLS", 1)
        .replacen("security:\n  - key: []", "security:\n  - key: []\n  - {}", 1);
    let report = run(&optional).expect_err("refused").to_string();
    assert!(report.contains("the certificate of `key`, which is optional here"), "{report}");
}

/// Text does not tell which of several types a field of a form has.
#[test]
fn url_encoded_form_is_refused_when_text_does_not_tell_the_type_of_a_field() {
    let outcome = |schema: &str| {
        run(&format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths: {{/a: {{post: {{operationId: a, requestBody: {{content: \
             {{application/x-www-form-urlencoded: {{schema: {schema}}}}}}}, responses: {{'204': {{description: Done.}}}}}}}}}}"
        ))
        .map(|_| ())
        .map_err(|report| report.to_string())
    };
    let (text, number) = ("{type: string}", "{type: integer}");
    let texts = format!("{{type: array, items: {text}}}");
    let limited = "{type: string, maxLength: 2}";
    let either = format!("{{oneOf: [{number}, {{type: boolean}}]}}");
    let of = |property: &str| format!("{{type: object, properties: {{a: {property}}}}}");
    let others = |schema: &str| format!("{{type: object, additionalProperties: {schema}}}");
    for schema in [
        of(&format!("{{oneOf: [{text}, {number}]}}")),
        of(&format!("{{oneOf: [{text}, {texts}]}}")),
        of(&format!("{{oneOf: [{limited}, {{type: string, enum: [long]}}]}}")),
        of(&format!("{{nullable: true, oneOf: [{number}]}}")),
        format!("{{anyOf: [{}, {}]}}", of(text), of(limited)),
        format!("{{type: object, minProperties: 1, properties: {{a: {text}}}}}"),
        format!("{{type: object, additionalProperties: {number}}}"),
        format!("{{type: object, properties: {{a: {number}}}, additionalProperties: {text}}}"),
        of(&format!("{{oneOf: [{number}, {{type: string, format: password, x-a: 1}}]}}")),
        format!("{{oneOf: [{}]}}", of(number)),
        format!("{{type: object, minProperties: 0, properties: {{a: {number}}}}}"),
    ] {
        assert_eq!(outcome(&schema), Ok(()), "{schema}");
    }
    for (schema, message) in [
        (of(&format!("{{oneOf: [{limited}, {number}]}}")), "the type of `a`"),
        (of(&format!("{{oneOf: [{limited}, {texts}]}}")), "the type of `a`"),
        (of(&format!("{{anyOf: [{number}, {{type: boolean}}]}}")), "the type of `a`"),
        (of("{type: integer, not: {enum: [3]}}"), "the type of `a`"),
        (of(&format!("{{allOf: [{either}]}}")), "the type of `a`"),
        (of(&format!("{{type: array, items: {either}}}")), "the type of `a`"),
        (format!("{{allOf: [{}, {}]}}", of(&either), others(text)), "the type of `a`"),
        (others(&either), "the type of fields without a name"),
        (
            format!("{{allOf: [{}, {}]}}", of(text), others(number)),
            "fields without a name are text",
        ),
        (format!("{{oneOf: [{}, {}]}}", of(text), of(number)), "`a` is no text"),
        (
            format!("{{type: object, minProperties: 1, properties: {{a: {number}}}}}"),
            "`a` is no text",
        ),
        (
            format!("{{type: object, maxProperties: 1, properties: {{a: {texts}}}}}"),
            "`a` is no text",
        ),
        (
            format!("{{type: object, properties: {{a: {text}}}, additionalProperties: {number}}}"),
            "fields without a name are text",
        ),
    ] {
        let refused = outcome(&schema).expect_err(&schema);
        assert!(refused.contains(message), "{schema}: {refused}");
    }
}

/// A keyword of OpenAPI 3.1 is a choice in 3.0, which its author has not written.
#[test]
fn url_encoded_form_is_refused_with_the_keyword_and_the_place_of_its_cause() {
    for (keyword, value) in [
        ("dependentRequired", "{a: [b]}"),
        ("dependentSchemas", "{a: {required: [b], properties: {b: {enum: [x]}}}}"),
        ("if", "{properties: {b: {enum: [x]}}}, then: {required: [a]}"),
        ("minProperties", "1"),
        ("anyOf", "[{type: object, required: [a]}, {type: object, required: [b]}]"),
    ] {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: 1.0.0}}\npaths: {{/a: {{post: {{operationId: a, requestBody: {{content: \
             {{application/x-www-form-urlencoded: {{schema: {{$ref: '#/components/schemas/F'}}}}}}}}, responses: {{'204': {{description: Done.}}}}}}}}}}\n\
             components: {{schemas: {{F: {{type: object, properties: {{a: {{type: integer}}, b: {{type: string}}}}, {keyword}: {value}}}}}}}"
        );
        let report = run(&text).expect_err(keyword);
        let [found] = report.diagnostics() else { panic!("one fault, not\n{report}") };
        assert!(found.message.contains(&format!("a form with `{keyword}`")), "{report}");
        assert_eq!(found.pointer.to_string(), format!("#/components/schemas/F/{keyword}"));
    }
}

#[test]
fn form_is_read_to_the_end_when_a_list_contains_itself() {
    let outcome = run(
        "openapi: 3.0.3\ninfo: {title: A, version: 1.0.0}\npaths: {/a: {post: {operationId: a, requestBody: {content: \
         {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {$ref: '#/components/schemas/Tree'}}}}}}, \
         responses: {'204': {description: Done.}}}}}\ncomponents: {schemas: {Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}",
    );
    assert!(outcome.is_ok(), "{}", outcome.map(|_| ()).expect_err("refused"));
}

/// A single value in a path can be sent in the same way without a style.
#[test]
fn style_of_a_path_parameter_is_refused_with_the_path_that_means_the_same() {
    let outcome = |path: &str, style: &str, schema: &str| {
        run(&format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths:\n  '{path}': {{get: {{operationId: a, \
             parameters: [{{name: id, in: path, required: true, {style} schema: {schema}}}], \
             responses: {{'204': {{description: Done.}}}}}}}}"
        ))
    };
    let help = |style: &str, schema: &str| {
        let report = outcome("/a/{id}", style, schema).expect_err(style);
        let [found] = report.diagnostics() else { panic!("{report}") };
        assert_eq!(found.message, "the style of this parameter must be `simple`");
        found.help.clone()
    };
    let (text, list) = ("{type: string}", "{type: array, items: {type: string}}");
    for (style, path) in [("style: label,", "/a/.{id}"), ("style: matrix,", "/a/;id={id}")] {
        let part = path.trim_start_matches("/a/");
        let expected = format!("leave `style` out, and write `{part}` for `{{id}}` in the path");
        assert_eq!(help(style, text), expected);
        assert_eq!(help(style, list), "leave `style` out, or write `simple`");
        let sources = outcome(path, "", text).expect("generates");
        let url = format!("\"{{}}{}\"", path.replace("{id}", "{}"));
        assert!(sources.client["generated.rs"].contains(&url), "{url}");
    }
}

/// Each row changes one thing, and names the one fault and the way out.
#[test]
fn diagnostic_names_what_was_meant() {
    for (from, to, message, help) in [
        (
            "schemas/Size'",
            "schemas/Sise'",
            "is not a schema of this document",
            "did you mean `#/components/schemas/Size`?",
        ),
        (
            "schemas/Size'",
            "schema/Size'",
            "is not a schema of this document",
            "did you mean `#/components/schemas/Size`?",
        ),
        (
            "    Size:\n",
            "    Kinds:\n      oneOf: [{$ref: '#/components/schemas/Thing'}]\n      discriminator: {propertyName: kind, mapping: {a: Thong}}\n    Size:\n",
            "is not a schema of this document",
            "did you mean `#/components/schemas/Thing`?",
        ),
        (
            "responses/Error'",
            "responses/Eror'",
            "is not found",
            "did you mean `#/components/responses/Error`?",
        ),
        (
            "responses/Error'",
            "definitions/Thing'",
            "is not found",
            "did you mean `#/components/schemas/Thing`?",
        ),
        ("maxLength: 8", "maxLenght: 8", "no keyword `maxLenght`", "did you mean `maxLength`?"),
    ] {
        let report = run(&CONTRACT.replacen(from, to, 1)).expect_err("refused");
        let [found] = report.diagnostics() else { panic!("{to}: one fault, not\n{report}") };
        assert!(found.message.contains(message), "{to}: {report}");
        assert_eq!(found.help, help, "{to}");
    }
}

/// A missing definition is one fault, wherever it is referred to.
#[test]
fn report_has_one_fault_when_a_missing_definition_is_referred_to_often() {
    let shared = "#/components/schemas/Error'";
    let nowhere = "#/components/schemas/Nowhere'";
    for (from, to, message) in [
        (
            shared,
            nowhere,
            "\"#/components/schemas/Nowhere\" is not a schema of this document (2 places, this is the first)",
        ),
        (
            "responses/Error'",
            "responses/Nowhere'",
            "\"#/components/responses/Nowhere\" is not found (7 places, this is the first)",
        ),
        (
            "security: []",
            "security: [{none: []}]",
            "`none` is not a security scheme of this document (2 places, this is the first)",
        ),
    ] {
        let text = CONTRACT.replace(from, to);
        let report = run(&text).expect_err("refused");
        let [found] = report.diagnostics() else { panic!("{to}: one fault, not\n{report}") };
        assert_eq!(found.message, message, "{to}");
        let first = text.find(to).expect("there");
        assert_eq!(
            report.position(&found.place).0,
            text[..first].matches('\n').count() + 1,
            "{to}"
        );
    }
}

/// Faults without an effect on the code are warnings, unless they are denied.
#[test]
fn generate_warns_when_a_fault_has_no_effect() {
    for (from, to, rule) in [
        ("maxLength: 8", "maxLength: 8\n          example: much too long", "example"),
        (
            "    Size:\n",
            "    A: {oneOf: [{type: string, maxLength: 3}, {type: string, minLength: 2}], example: abc}\n    Size:\n",
            "example",
        ),
        ("schemas/Size'\n", "schemas/Size'\n            description: So.\n", "ineffective"),
        ("maxLength: 8", "maxLength: 8\n          default: null", "ineffective"),
        ("maxLength: 8", "maxLength: 8\n          minimum: 1", "ineffective"),
        ("maxLength: 8", "maxLength: 8\n          items: {}", "ineffective"),
        ("      minimum: 1\n", "      exclusiveMinimum: true\n", "ineffective"),
        ("in: query\n", "in: query\n          allowReserved: true\n", "ineffective"),
        ("in: query\n", "in: query\n          allowEmptyValue: true\n", "ineffective"),
        ("maxLength: 8", "maxLength: 8\n          descriptions: A name.", "ineffective"),
        ("  securitySchemes:\n", "  foo: 1\n  securitySchemes:\n", "ineffective"),
    ] {
        let text = CONTRACT.replacen(from, to, 1);
        let document = Document::parse("contract.yaml", &text).expect("parses");
        let settings = Settings::new("super::types", "").expect("a path");
        let sources = generate(&document, &settings).unwrap_or_else(|report| panic!("{report}"));
        let [warning] = &sources.warnings[..] else { panic!("{to}: one warning") };
        assert_eq!((warning.rule.code(), warning.is_warning), (rule, true));

        let report = generate(&document, &settings.clone().with_denied_warnings());
        let report = report.expect_err("denied");
        assert_eq!(report.diagnostics().len(), 1, "{report}");
        assert!(report.to_string().starts_with(&format!("error[{rule}]")), "{report}");

        let waiver = format!("[[waive]]\nrule = '{rule}'\nat = '#/**'\nreason = 'known'\n");
        let waivers = Waivers::parse("w.toml", &waiver).expect("sound");
        let settings = settings.with_denied_warnings().with_waivers(waivers);
        let sources = generate(&document, &settings).expect("waived");
        assert_eq!((sources.warnings.len(), sources.waived.len()), (0, 1), "{to}");
    }
}

/// The operation reads such a body itself.
#[test]
fn limit_of_a_body_is_reported_when_the_body_is_bytes() {
    let warned = |content: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths: {{/a: {{put: {{operationId: a, requestBody: \
             {{required: true, content: {{{content}}}}}, responses: {{'204': {{description: Done.}}}}}}}}}}\n"
        );
        let warnings = run_with_warnings(&text).warnings;
        let place = |it: &lockstep::Diagnostic| {
            assert_eq!(it.rule.code(), "unenforced");
            it.pointer.last().expect("a keyword")
        };
        warnings.iter().map(place).collect::<Vec<_>>()
    };
    for (content, expected) in [
        ("text/plain: {schema: {type: string, minLength: 1, maxLength: 9}}", Some("minLength")),
        ("image/png: {schema: {type: string, format: binary, maxLength: 9}}", Some("maxLength")),
        (
            "application/xml: {schema: {type: object, properties: {a: {type: string, pattern: a}}}}",
            Some("pattern"),
        ),
        ("text/plain: {schema: {type: string, minLength: 0}}", None),
        ("application/json: {schema: {type: string, maxLength: 9}}", None),
    ] {
        assert_eq!(warned(content), Vec::from_iter(expected), "{content}");
    }
}

/// One cause is one fault, which says what to do.
#[test]
fn fault_is_said_once_and_tells_its_cause() {
    let faults = |from: &str, to: &str| {
        let report = run(&CONTRACT.replacen(from, to, 1)).expect_err(to);
        let faults = report.diagnostics().iter();
        faults.map(|it| (it.rule.code(), it.message.clone())).collect::<Vec<_>>()
    };
    let headers = "headers: {X-A: {content: {application/json: {schema: {type: object}}}}}";
    let values = "`enum` and `const` of objects and lists are not supported";
    for (from, to, fault) in [
        (
            "        '204':\n",
            format!("        '204':\n          {headers}\n"),
            ("unsupported", "`content` is not supported"),
        ),
        ("    Size:\n", "    C: {const: {a: 1}}\n    Size:\n".to_owned(), ("unsupported", values)),
        (
            "    Size:\n",
            "    C: {type: object, enum: [{}]}\n    Size:\n".to_owned(),
            ("unsupported", values),
        ),
        (
            "    Size:\n",
            "    C: {type: object, $dynamicRef: '#a'}\n    Size:\n".to_owned(),
            ("unsupported", "`$dynamicRef` is not supported in a schema"),
        ),
    ] {
        let found = faults(from, &to);
        let [(rule, message)] = &found[..] else { panic!("{to}: {found:?}") };
        assert!((*rule, true) == (fault.0, message.contains(fault.1)), "{to}: {found:?}");
    }
}

/// A description is written for people, and in Markdown of any kind.
#[test]
fn documentation_has_neither_tests_nor_warnings_when_a_description_has_code_and_links() {
    let text = "`Run` it:\\n\\n> So:\\n>\\n>     panic!()\\n\\n````rust,should_panic\\nlet a = 1;\\n````\\n\\nSee \
                [`Foo::bar`].";
    let size = format!("    Size:\n      description: \"{text}\"\n");
    let sources = run(&CONTRACT.replacen("    Size:\n", &size, 1));
    let types = &sources.unwrap_or_else(|report| panic!("{report}")).types["generated.rs"];
    for line in ["/// > panic!()\n", "/// ````text\n", "#![allow(rustdoc::all, reason = "] {
        assert!(types.contains(line), "{line}: {types}");
    }
}

/// An encoding of a form says how its members are sent, which is as generated code does it, or is
/// refused.
#[test]
fn encoding_of_a_form_is_refused_when_it_is_not_that_of_generated_code() {
    let outcome = |encoding: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths: {{/a: {{post: {{requestBody: {{content: \
             {{application/x-www-form-urlencoded: {{schema: {{type: object, properties: {{a: {{type: string}}, \
             l: {{type: array, items: {{type: string}}}}, o: {{type: object, properties: {{b: {{type: string}}}}}}}}}}, \
             encoding: {encoding}}}}}}}, responses: {{'204': {{description: Done.}}}}}}}}}}"
        );
        run(&text).map(|_| ()).map_err(|report| report.to_string())
    };
    for encoding in [
        "{a: {contentType: text/plain}}",
        "{l: {style: form, explode: true}}",
        "{o: {contentType: application/json}}",
        "{a: {style: form}, other: {headers: {}}}",
    ] {
        assert_eq!(outcome(encoding), Ok(()), "{encoding}");
    }
    for encoding in [
        "{a: {contentType: application/json}}",
        "{l: {explode: false}}",
        "{l: {style: pipeDelimited}}",
        "{l: {contentType: application/json}}",
        "{o: {style: deepObject, explode: true}}",
    ] {
        let refused = outcome(encoding).expect_err(encoding);
        assert!(refused.contains("is not sent like this"), "{refused}");
        assert!(refused.contains("/encoding/"), "{refused}");
    }
}

#[test]
fn examples_and_defaults_are_accepted_when_their_schema_allows_them() {
    for (from, to) in [
        ("maxLength: 8", "maxLength: 8\n          example: short"),
        ("maxLength: 8", "maxLength: 8\n          nullable: true\n          example: null"),
        ("maxLength: 8", "format: date\n          example: '2024-02-29'"),
        ("    Size:\n", "    Size:\n      example: 9\n"),
        (
            "required: [name]",
            "required: [name, id]\n      example: {name: a}\n      x-note: an answer has an ID",
        ),
        ("required: [name]", "required: [name]\n      example: {name: a, tags: [b], more: 1}"),
        ("    Size:\n", "    Part: {type: number, multipleOf: 0.1, example: 0.3}\n    Size:\n"),
        (
            "    Size:\n",
            "    Tree:\n      type: object\n      properties:\n        left: {$ref: '#/components/schemas/Tree'}\n      example: {left: {left: {}}}\n    Size:\n",
        ),
    ] {
        assert!(CONTRACT.contains(from), "{from}");
        let text = CONTRACT.replacen(from, to, 1).replacen(
            "        tags:\n          type: array",
            "        id: {type: integer, readOnly: true}\n        tags:\n          type: array",
            1,
        );
        run(&text).unwrap_or_else(|report| panic!("{to}: {report}"));
    }
}

/// A null parameter is an absent one, and a parameter without a type is text.
#[test]
fn parameter_has_the_type_of_its_values() {
    let parameter =
        |name: &str, schema: &str| format!("{{ name: {name}, in: query, schema: {schema} }}");
    let listed = "$ref: '#/components/schemas/Listed'";
    let parameters = [
        parameter("a", "{ type: string, nullable: true, enum: [x, null] }"),
        parameter("b", &format!("{{ {listed} }}")),
        parameter("c", &format!("{{ allOf: [{{ {listed} }}], default: x }}")),
        parameter("d", "{ title: D }"),
        parameter("e", "{ type: array }"),
    ];
    let sources = run(&format!(
        "openapi: 3.0.3\ninfo: {{ title: A, version: 1.0.0 }}\npaths: {{ /a: {{ get: {{ operationId: get_a, \
         parameters: [{}], responses: {{ '204': {{ description: Done. }} }} }} }} }}\ncomponents: {{ schemas: \
         {{ Listed: {{ enum: [x, y] }} }} }}",
        parameters.join(", ")
    ));
    let sources = sources.unwrap_or_else(|report| panic!("{report}"));
    let api = &sources.api["generated.rs"];
    for field in [
        "a: Option<types::GetAa>",
        "b: Option<types::Listed>",
        "c: types::GetAc",
        "d: Option<String>",
        "e: Option<Vec<String>>",
    ] {
        assert!(api.contains(&format!("pub {field}")), "{field}: {api}");
    }
}

#[test]
fn report_has_one_fault_when_two_paths_are_the_same() {
    let operation = "{responses: {'204': {description: Done.}}}";
    let report = run(&format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths:\n  '/a/{{x}}': {{get: {operation}, put: {operation}}}\n  \
         '/a/{{y}}': {{put: {operation}, get: {operation}, head: {operation}}}"
    ));
    let report = report.expect_err("refused");
    let [found] = report.diagnostics() else { panic!("one fault, not\n{report}") };
    assert_eq!(
        found.message,
        "`/a/{y}` and `/a/{x}` are the same path, and both have `get`, `put`"
    );
}

#[test]
fn report_shows_both_places_when_two_values_do_not_go_together() {
    let text = CONTRACT.replacen(
        "            x-age:\n",
        "            X_Age: {schema: {type: string}}\n            x-age:\n",
        1,
    );
    let report = run(&text).expect_err("refused");
    expect_test::expect![[r"
        error[name-collision]: `x-age` would be a second Rust field `x_age`
          --> contract.yaml:42:13
           |
        41 |             X_Age: {schema: {type: string}}
           |             ----- the other is here
        42 |             x-age:
           |             ^^^^^ #/paths/~1things~1{id}/get/responses/200/headers/x-age
           |
           = help: rename the header
    "]]
    .assert_eq(&report.render(false));
}

/// A diagnostic says if it can be waived, a waived construct is generated and listed, and a waiver
/// without effect is refused.
#[test]
fn waiver_lets_pass_the_fault_that_it_names() {
    let text = CONTRACT.replacen(
        "in: query\n          schema:\n            $ref: '#/components/schemas/Size'",
        "in: query\n          schema: {type: object, maxProperties: 2, additionalProperties: {type: string}}",
        1,
    );
    let document = Document::parse("contract.yaml", &text).expect("parses");
    let settings = || Settings::new("super::types", "").expect("a path");
    let report = generate(&document, &settings()).expect_err("refused");
    assert!(report.diagnostics()[0].waivable);
    assert!(report.to_string().contains("it can be waived"), "{report}");

    let waive = |at: &str, rule: &str, reason: &str| {
        format!("[[waive]]\nrule = '{rule}'\nat = '{at}'\nreason = '{reason}'\n")
    };
    let at = "#/paths/~1things~1{id}/get/parameters/1/schema/maxProperties";
    for at in [at, "#/paths/**"] {
        let waivers = Waivers::parse("w.toml", &waive(at, "unenforced", "checked by hand"));
        let settings = settings().with_waivers(waivers.expect("sound"));
        let sources = generate(&document, &settings).expect("waived");
        assert_eq!(sources.waived.len(), 1);
        assert_eq!(
            sources.waived[0].pointer.to_string(),
            "#/paths/~1things~1{id}/get/parameters/1/schema/maxProperties"
        );
    }
    let idle =
        Waivers::parse("w.toml", &(waive(at, "unenforced", "so") + &waive("#/a", "typify", "so")));
    let report = generate(&document, &settings().with_waivers(idle.expect("sound")));
    let report = report.expect_err("refused").to_string();
    assert!(report.contains("nothing at #/a breaks the rule `typify`"), "{report}");
    assert!(report.contains("w.toml:5:1"), "{report}");
    for (text, message) in [
        (waive(at, "unenforcd", "so"), "there is no rule `unenforcd`"),
        (waive(at, "unenforced", " "), "without a reason"),
        ("[[waive]]\nrule = 'unenforced'\n".to_owned(), "missing field `at`"),
        ("waive = 1".to_owned(), "invalid type"),
        ("x".to_owned(), "w.toml:1:"),
    ] {
        let report = Waivers::parse("w.toml", &text).expect_err(&text).to_string();
        assert!(report.contains(message), "{text}: {report}");
    }
}

/// Each row changes one thing that is legal, or has one meaning only, and names the note on it.
#[test]
fn document_is_generated_with_a_note_when_its_author_may_expect_another_meaning() {
    for (from, to, line, message) in [
        (
            "  /things:",
            "  /things/all/{version}/{part}: {parameters: []}\n  /things:",
            "/things/{id}/v1.0/{part}:",
            "`/things/all/{version}/{part}` comes first",
        ),
        ("      operationId: thing_get\n", "", "get:", "it is named `get_things_by_id`"),
        (
            "/things/{id}:",
            "/things/{no}:",
            "get:",
            "the variable `no` of the path has no parameter",
        ),
        ("/things/{id}:", "/things/{no}:", "- name: id", "has no variable `id`"),
        (
            "required: true\n          desc",
            "required: false\n          desc",
            "- name: id",
            "is required in each request",
        ),
        ("thing_get", "thing_create", "operationId: thing_", "named `get_things_by_id`"),
        ("thing_get", "thingCreate", "operationId: thingC", "named `get_things_by_id`"),
        (
            "    Size:",
            "    error:\n      type: object\n    Size:",
            "error:",
            "this one is named `Error2`",
        ),
        ("    Size:", "    self:\n      type: object\n    Size:", "self:", "named `SelfSchema`"),
        ("maxLength: 8", "enum: [a, a]", "enum: [a, a]", "listed twice"),
        ("maxLength: 8", "enum: [1, 2]", "enum: [1, 2]", "read as \"1\""),
        (
            "      type: integer\n      min",
            "      type: [integer]\n      min",
            "type:",
            "as in 3.1",
        ),
        (
            "      responses:\n        '200':",
            "      responses:\n        '101': { description: Events. }\n      x-of-ours:\n        '200':",
            "get:",
            "of a websocket",
        ),
        (
            "  /things:",
            "  /parts:\n    patch: { operationId: p, requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string, default: x }, b: { type: string } } } } } }, responses: { '204': { description: '' } } }\n  /things:",
            "patch:",
            "a patch without `a` has the default instead",
        ),
    ] {
        assert!(CONTRACT.contains(from), "{from}");
        let text = CONTRACT.replacen(from, to, 1);
        let sources = run(&text).unwrap_or_else(|report| panic!("{to}: {report}"));
        let found = sources.notes.iter().find(|note| note.message.contains(message));
        let Some(found) = found else { panic!("{to}: no {message:?} in {:?}", sources.notes) };
        let shown = text.lines().nth(found.line - 1).expect("a line");
        assert!(shown.trim_start().starts_with(line), "{to}: shows {shown:?}");
    }
    assert_eq!(run(CONTRACT).expect("generates").notes, []);
}

/// Other members describe what these hold, or nothing does.
#[test]
fn headers_and_bodies_are_left_out_when_openapi_ignores_them() {
    let text = "
openapi: 3.0.3
info: { title: A, version: 1.0.0 }
paths:
  /a:
    parameters:
      - { name: accept, in: header, schema: { type: string } }
      - { name: X-Kept, in: header, schema: { type: string } }
    post:
      parameters:
        - { $ref: '#/components/parameters/Type' }
        - { name: Authorization, in: header, required: true, schema: { type: string } }
        - { name: Accept, in: query, schema: { type: string } }
      requestBody: { content: { image/*: {} } }
      responses: { '204': { $ref: '#/components/responses/Done' } }
    put:
      parameters: [{ $ref: '#/components/parameters/Type' }]
      requestBody: { $ref: '#/components/requestBodies/None' }
      responses: { '204': { $ref: '#/components/responses/Done' } }
components:
  parameters: { Type: { name: Content-Type, in: header, required: true, schema: { enum: [image/png] } } }
  requestBodies: { None: { description: Nothing., content: {} } }
  responses:
    Done: { description: Done., headers: { content-type: { schema: { type: string } }, X-Age: { schema: { type: string } } } }
";
    let document = Document::parse("x.yaml", text).expect("parses");
    let item = &document.root()["paths"]["/a"];
    let names = |list: &serde_json::Value| {
        let list = list.as_array().expect("a list").iter();
        list.map(|it| it["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&item["parameters"]), ["X-Kept"]);
    assert_eq!(names(&item["post"]["parameters"]), ["Accept"]);
    assert!(names(&item["put"]["parameters"]).is_empty());
    assert!(item["put"].get("requestBody").is_none());
    let sources = run(text).unwrap_or_else(|report| panic!("{report}"));
    let said: Vec<String> = sources.notes.iter().map(ToString::to_string).collect();
    for (line, part) in [
        (7, "with the name `accept`, which the media types of the responses describe"),
        (11, "which the media types of the body describe: the parameter is left out; the same"),
        (12, "with the name `Authorization`, which the security schemes describe"),
        (22, "the operation has no body"),
        (24, "ignores the header `Content-Type` of responses"),
    ] {
        let start = format!("contract.yaml:{line}:");
        let found = said.iter().any(|note| note.starts_with(&start) && note.contains(part));
        assert!(found, "{line} {part}: {said:#?}");
    }
    let api = &sources.api["generated.rs"];
    assert!(api.contains("pub x_kept: Option<String>"), "{api}");
    assert!(!api.contains("authorization") && !api.contains("pub content_type:"), "{api}");

    // A required body holds something, which nothing describes.
    let report = run(&text.replace("Nothing., content", "Some., required: true, content"));
    let report = report.expect_err("refused").to_string();
    assert!(report.contains("there is no media type here"), "{report}");
}

/// Returns the paths of a completed document, and the notes on them.
fn completed(text: &str) -> (serde_json::Value, Vec<String>) {
    let document = Document::parse("x.yaml", text).expect("parses");
    let notes = document.notes().iter().map(ToString::to_string).collect();
    (document.root()["paths"].clone(), notes)
}

#[test]
fn operation_without_id_gets_one_that_does_not_depend_on_others() {
    let text = "paths:\n  /a/{b-c}/d: { get: {}, put: { operationId: x } }\n";
    let (paths, said) = completed(text);
    assert_eq!(paths["/a/{b-c}/d"]["get"]["operationId"], "get_a_by_b_c_d");
    assert_eq!(paths["/a/{b-c}/d"]["put"]["operationId"], "x");
    assert!(said.iter().any(|note| note.starts_with("x.yaml:2:17: ")), "{said:?}");
    let (more, said) = completed(&format!("{text}  /: {{ post: {{}} }}\n"));
    assert_eq!(more["/a/{b-c}/d"], paths["/a/{b-c}/d"]);
    assert_eq!(more["/"]["post"]["operationId"], "post_root");
    assert!(said.iter().any(|note| note.contains("2 operations have no")), "{said:?}");
}

#[test]
fn path_has_the_parameters_that_its_template_names() {
    let text = "
paths:
  x-note: 1
  /a/{b}/{c}:
    parameters:
      - { name: d, in: path, required: true, schema: { type: string } }
      - { name: b, in: path, schema: { type: string } }
      - { name: e, in: query, schema: { type: string } }
      - { name: e, in: query, schema: { type: string } }
      - { name: f, in: query, schema: { type: string } }
    get: { operationId: x }
  /g: { $ref: '#/components/pathItems/G' }
components: { pathItems: { G: { get: { operationId: g } } } }
";
    let document = Document::parse("x.yaml", text).expect("parses");
    let item = &document.root()["paths"]["/a/{b}/{c}"];
    let names = |list: &serde_json::Value| {
        let list = list.as_array().expect("a list").iter();
        list.map(|it| it["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&item["parameters"]), ["b", "e", "f"]);
    assert_eq!(item["parameters"][0]["required"], true);
    assert_eq!(names(&item["get"]["parameters"]), ["c"]);
    assert_eq!(document.root()["paths"]["/g"]["get"]["operationId"], "g");
    assert!(document.root()["paths"].get("x-note").is_none());
    let notes: Vec<String> = document.notes().iter().map(ToString::to_string).collect();
    for (place, part) in [(6, "no variable `d`"), (7, "`b` is required"), (11, "variable `c`")] {
        let start = format!("x.yaml:{place}:");
        assert!(
            notes.iter().any(|note| note.starts_with(&start) && note.contains(part)),
            "{part}: {notes:?}"
        );
    }
    assert_eq!(notes.len(), 3, "{notes:?}");
    // The places move with the parameters.
    let at = lockstep::Pointer::from_reference("#/paths/~1a~1{b}~1{c}/parameters/2/name");
    let place = document.place(&at.expect("a pointer"));
    assert_eq!(text[..place.start].lines().count(), 10);
}

/// Names of variables are not sent, and a slash at the end is served with and without it.
#[test]
fn paths_are_generated_when_they_differ_in_what_is_not_sent() {
    for (from, to) in [
        (
            "  /things:",
            "  /things/{name}: {put: {operationId: other, parameters: [{name: name, in: path, required: true, schema: {type: string}}], responses: {'204': {description: a}}}}\n  /things:",
        ),
        ("  /things:", "  /things/:"),
        ("  /things:", "  x-things: 1\n  /things:"),
    ] {
        let text = CONTRACT.replacen(from, to, 1);
        let sources = run(&text).unwrap_or_else(|report| panic!("{to}: {report}"));
        assert_eq!(sources.notes, []);
    }
}

/// The server fills in the default of a parameter, also by a reference to a schema that has one.
#[test]
fn parameter_has_its_default_when_it_is_absent() {
    let text = CONTRACT.replacen("      maximum: 9\n", "      maximum: 9\n      default: 7\n", 1);
    let sources = run(&text).unwrap_or_else(|report| panic!("{report}"));
    let api = &sources.api["generated.rs"];
    assert!(api.contains("pub size: types::Size,"), "{api}");
    assert!(api.contains("lockstep_dropshot::default_of(\"7\")"), "{api}");
}

/// A default that its schema does not allow is left out of the types if it is waived.
#[test]
fn default_is_left_out_with_a_warning_when_its_schema_does_not_allow_it() {
    let text =
        CONTRACT.replacen("maxLength: 8", "maxLength: 8\n          default: much too long", 1);
    let sources = run_with_warnings(&text);
    let warnings: Vec<_> = sources.warnings.iter().map(|it| it.pointer.last()).collect();
    assert_eq!(warnings, [Some("default".to_owned())]);
    assert!(!sources.types["generated.rs"].contains("much too long"));
    assert!(sources.types["schemas.json"].contains("much too long"), "described as it is");
}

/// Such a choice means what it says, which is nothing. Its author hardly knows.
#[test]
fn variant_is_reported_when_one_of_takes_none_of_its_values() {
    let text = |choice: &str| {
        CONTRACT.replacen("    Size:\n", &format!("    Amount:\n{choice}\n    Size:\n"), 1)
    };
    let variants = "{ type: integer }, { type: string }, { type: number }";
    let sources = run_with_warnings(&text(&format!("      oneOf: [{variants}]")));
    let [warning] = &sources.warnings[..] else { panic!("{:?}", sources.warnings) };
    assert_eq!(warning.pointer.to_string(), "#/components/schemas/Amount/oneOf/0");
    assert!(warning.message.contains("each is a value of variant 3"), "{}", warning.message);
    for choice in
        [format!("anyOf: [{variants}]"), "oneOf: [{ type: integer }, { type: string }]".to_owned()]
    {
        let sources = run_with_warnings(&text(&format!("      {choice}")));
        assert!(sources.warnings.is_empty(), "{choice}: {:?}", sources.warnings);
    }
}

#[test]
fn part_of_a_schema_gets_another_name_when_a_schema_has_it() {
    let text = CONTRACT.replacen(
        "    Size:",
        "    Role: { type: object, properties: { name: { type: object, properties: { a: { type: string } } }, \
         tag: { type: string, maxLength: 9 } } }\n    \
         RoleName: { type: string, maxLength: 3 }\n    \
         RoleTag: { type: object }\n    Tag: { type: string }\n    Size:",
        1,
    );
    let types = &run(&text).expect("generated").types["generated.rs"];
    for part in
        ["pub struct RoleName2 {", "pub name: Option<RoleName2>", "pub tag: Option<RoleTag2>"]
    {
        assert!(types.contains(part), "{part}: {types}");
    }
}

#[test]
fn schema_has_a_type_of_its_own_when_it_is_named_like_that_of_a_format() {
    let text =
        CONTRACT.replacen("    Size:", "    Uuid: { type: string, format: uuid }\n    Size:", 1);
    let types = &run(&text).expect("generated").types["generated.rs"];
    assert!(types.contains("pub struct Uuid("), "{types}");
}

#[test]
fn types_check_no_minimum_of_zero() {
    let text = CONTRACT
        .replacen("maxLength: 8", "maxLength: 8\n          minLength: 0", 1)
        .replacen("maxItems: 3", "maxItems: 3\n          minItems: 0", 1);
    let sources = run(&text).expect("generated");
    let types = &sources.types["generated.rs"];
    assert!(!types.contains("at least 0") && !types.contains("< 0"), "{types}");
    assert!(sources.types["schemas.json"].contains("\"minLength\": 0"), "described as it is");
}

#[test]
fn member_without_a_meaning_is_left_out_with_a_warning() {
    let text = CONTRACT.replacen("in: query", "in: query\n          colour: red", 1).replacen(
        "maxLength: 8",
        "maxLength: 8\n          ne: 0",
        1,
    );
    let sources = run_with_warnings(&text);
    let warnings: Vec<_> = sources.warnings.iter().filter_map(|it| it.pointer.last()).collect();
    assert_eq!(warnings, ["colour", "ne"]);
}

#[test]
fn server_trait_has_a_valid_name_when_the_title_begins_with_a_digit() {
    let text = CONTRACT.replacen("title: ", "title: 42 ", 1);
    let sources = run(&text).expect("generated");
    assert!(sources.server_trait.starts_with("N42"), "{}", sources.server_trait);
    assert!(sources.api["generated.rs"].contains(&format!("pub trait {}", sources.server_trait)));
}

#[test]
fn report_shows_file_line_column_and_the_line() {
    let text = CONTRACT.replacen("in: query", "in: body", 1);
    let report = run(&text).expect_err("refused");
    expect_test::expect![[r"
        error[structure]: OpenAPI 3.0 has no parameters in `body`
          --> contract.yaml:25:11
           |
        25 |           in: body
           |           ^^ #/paths/~1things~1{id}/get/parameters/1/in
           |
           = help: use `path`, `query`, `header` or `cookie`
    "]]
    .assert_eq(&report.render(false));
}

/// An operation with inline schemas of every kind, as two members of `paths`.
fn unrelated_operation(path: &str, id: &str) -> String {
    let object = "{ type: object, properties: { name: { type: string, maxLength: 4 }, \
                  kind: { type: string, enum: [a, b] }, size: { type: integer, maximum: 3 }, \
                  count: { type: integer, maximum: 4 }, tags: { type: array, maxItems: 2, items: { type: string } } } }";
    format!(
        "  {path}/{{id}}:
    post:
      operationId: {id}
      parameters:
        - {{ name: id, in: path, required: true, schema: {{ type: string, maxLength: 3 }} }}
        - {{ name: size, in: query, schema: {{ type: integer, minimum: 1, maximum: 2 }} }}
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {object} }} }} }}
      responses:
        '200':
          description: One.
          headers: {{ X-{id}: {{ schema: {{ type: string }} }} }}
          content: {{ application/json: {{ schema: {object} }} }}
        '202': {{ description: Two., content: {{ application/json: {{ schema: {object} }} }} }}
        4XX: {{ description: Three., content: {{ application/json: {{ schema: {object} }} }} }}
"
    )
}

/// Returns the lines of generated code that define what is public.
fn public_lines(sources: &Sources) -> BTreeSet<String> {
    let files = [&sources.types, &sources.client, &sources.api];
    let texts = files.into_iter().flat_map(|files| files.values());
    let lines = texts.flat_map(|text| text.lines()).map(|line| line.trim().to_owned());
    lines.filter(|line| line.starts_with("pub ") || line.starts_with("fn ")).collect()
}

#[test]
fn names_stay_when_the_contract_grows() {
    let contracts = [
        ("contract.yaml", CONTRACT),
        ("content.yaml", include_str!("content.yaml")),
        ("features.yaml", include_str!("features.yaml")),
        ("requests.yaml", include_str!("requests.yaml")),
    ];
    for (name, text) in contracts {
        let lines = |text: &str| {
            let document = Document::parse(name, text).expect("parses");
            let settings = Settings::new("super::types", "").expect("a path");
            let sources = generate(&document, &settings.with_client_mock());
            public_lines(&sources.unwrap_or_else(|report| panic!("{report}")))
        };
        let before = unrelated_operation("/0000", "a_first");
        let after = unrelated_operation("/zzzz", "z_last");
        let schema = "{ type: object, properties: { name: { type: string, maxLength: 9 } } }";
        let grown = text.replacen("\npaths:\n", &format!("\npaths:\n{before}"), 1);
        let grown = grown.replacen("\ncomponents:\n", &format!("\n{after}components:\n"), 1);
        let schemas = format!("\n  schemas:\n    AaFirst: {schema}\n    ZzLast: {schema}\n");
        let grown = grown.replacen("\n  schemas:\n", &schemas, 1);
        let (lines, grown) = (lines(text), lines(&grown));
        assert!(grown.len() > lines.len() + 20, "{name} has grown");
        let gone: Vec<_> = lines.difference(&grown).collect();
        assert!(gone.is_empty(), "{name}: {gone:#?}");
    }
}

#[test]
fn names_stay_when_others_become_the_same_in_rust() {
    let code = |parameters: &str| {
        let sources = run(&format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: 1.0.0}}\npaths: {{/a: {{get: {{operationId: a, \
             parameters: [{parameters}], responses: {{'204': {{description: Done.}}}}}}}}}}"
        ));
        let sources = sources.expect("generates");
        (sources.api["generated.rs"].clone(), sources.client["generated.rs"].clone())
    };
    let id = "{name: id, in: query, schema: {type: string}}";
    let others = "{name: _id, in: query, schema: {type: string}}, {name: $id, in: query, schema: {type: string}}, \
                  {name: Id, in: header, schema: {type: string}}";
    for parameters in [id.to_owned(), format!("{others}, {id}")] {
        let (api, client) = code(&parameters);
        assert!(api.contains("rename = \"id\")]\n    pub id: Option<String>,"), "{api}");
        assert!(client.contains("QueryParam::new(\"id\", &id)"), "{client}");
    }
    let (api, client) = code(&format!("{others}, {id}"));
    for (name, field, method) in [("$id", "id_2", "id_query"), ("_id", "id_3", "id_2")] {
        assert!(api.contains(&format!("rename = \"{name}\")]\n    pub {field}:")), "{api}");
        assert!(client.contains(&format!("QueryParam::new(\"{name}\", &{method})")), "{client}");
    }
}

/// A response with the headers of an earlier one has an alias for them.
#[test]
fn names_of_headers_come_from_the_operation_and_the_status() {
    let response = "'200': { description: a, headers: { x-age: { schema: { type: string } } } }";
    let operation = |path: &str, id: &str| {
        format!(
            "  {path}: {{ get: {{ operationId: {id}, responses: {{ {response}, '202': {{ description: b }} }} }} }}\n"
        )
    };
    let head = "openapi: 3.0.3\ninfo: { title: Ages, version: '1' }\npaths:\n";
    let one = run(&format!("{head}{}", operation("/b", "get_b"))).expect("generated");
    assert!(one.api["generated.rs"].contains("pub struct GetBOkHeaders {"));
    let two = format!("{head}{}{}", operation("/a", "get_a"), operation("/b", "get_b"));
    let two = run(&two).expect("generated");
    assert!(two.api["generated.rs"].contains("pub struct GetAOkHeaders {"));
    assert!(two.api["generated.rs"].contains("pub type GetBOkHeaders = GetAOkHeaders;"));
}
