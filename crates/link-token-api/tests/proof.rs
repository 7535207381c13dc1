//! The second part of the proof: what Dropshot says of the generated trait is what the contract
//! says.

use std::path::Path;

use dropshot::semver::Version;
use expect_test::expect_file;
use lockstep::{Document, proof};
use serde_json::Value;

#[test]
fn dropshot_describes_the_contract() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.yaml");
    let contract = Document::load(&path).expect("the contract can be read");
    let info = &contract.root()["info"];
    let text = |key: &str| info[key].as_str().expect("a string");
    let version = Version::parse(text("version")).expect("a semantic version");

    let described = link_token_api::link_token_api_mod::stub_api_description()
        .expect("the operations do not clash")
        .openapi(text("title"), version)
        .json()
        .expect("Dropshot describes it");
    let comparison = proof::compare(contract.root(), &described);

    for difference in &comparison.differences {
        println!("{difference}");
    }
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations.total, operations(contract.root()).count());
    assert_eq!(comparison.operations.equal, comparison.operations.total);
    let schemas = contract.root()["components"]["schemas"].as_object().expect("an object");
    assert_eq!(comparison.schemas.equal, comparison.schemas.total);
    // Dropshot cannot describe cookies, so it leaves out `BrowserKey`. It describes each member of
    // a filter as a parameter of its own.
    let is_left_out = |name: &&String| *name == "BrowserKey" || name.ends_with("Filter");
    let left_out = schemas.keys().filter(is_left_out).count();
    assert_eq!(comparison.schemas.total, schemas.len() - left_out);

    // The ledger lists everything that Dropshot cannot say, so that no further loss goes unseen.
    // Record it again with `UPDATE_EXPECT=1 cargo test -p link-token-api`.
    let mut ledger: Vec<String> =
        comparison.ledger.iter().map(|(kind, pointer)| format!("{kind:<12} {pointer}\n")).collect();
    ledger.sort();
    expect_file!["ledger.txt"].assert_eq(&ledger.concat());
}

/// What a server shows as JSON is the contract as it was written.
#[test]
fn openapi_json_is_the_contract() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.yaml");
    let contract = Document::load(&path).expect("the contract can be read");
    let json: serde_json::Value = serde_json::from_str(link_token_api::OPENAPI_JSON).expect("JSON");
    assert_eq!(json, *contract.root());
}

/// Dropshot cannot describe security, so the ledger has it. The types of the requests enforce it:
/// only those of the pages, which the contract says, need no API token.
#[test]
fn operations_are_secured_as_the_contract_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.yaml");
    let contract = Document::load(&path).expect("the contract can be read");
    assert_eq!(contract.root()["security"], serde_json::json!([{ "api_token": [] }]));
    let is_open = |operation: &&Value| operation["security"] == serde_json::json!([]);
    let open = operations(contract.root()).filter(is_open).count();
    let source = include_str!("../src/generated.rs");
    let requests: Vec<&str> =
        source.lines().map(str::trim).filter(|line| line.starts_with("request: ")).collect();
    assert_eq!(requests.len(), operations(contract.root()).count());
    let secured = requests.iter().filter(|line| line.starts_with("request: Secured<")).count();
    assert_eq!(secured, requests.len() - open);
    let pages = operations(contract.root()).filter(|it| it["tags"][0] == "connect-account").count();
    assert_eq!(open, pages);
}

/// Returns the operations of the contract.
fn operations(contract: &Value) -> impl Iterator<Item = &Value> {
    const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
    let paths = contract["paths"].as_object().expect("an object");
    let items = paths.values().filter_map(Value::as_object).flatten();
    items.filter(|(name, _)| METHODS.contains(&name.as_str())).map(|(_, operation)| operation)
}
