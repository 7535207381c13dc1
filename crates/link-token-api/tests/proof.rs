//! The second part of the proof: what Dropshot says of the generated trait is what the contract says.

use std::path::Path;

use dropshot::semver::Version;
use expect_test::expect_file;
use lockstep::{Document, proof};

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
    assert_eq!(comparison.operations, proof::Tally { equal: 4, total: 4 });
    let schemas = contract.root()["components"]["schemas"].as_object().expect("an object");
    assert_eq!(comparison.schemas.equal, schemas.len());

    // What Dropshot cannot say is written down, so that nothing more is left out unseen. Re-record it with
    // `UPDATE_EXPECT=1 cargo test -p link-token-api`.
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

/// Dropshot cannot describe security, so the ledger has it. The types of the requests enforce it.
#[test]
fn operations_are_all_secured() {
    let source = include_str!("../src/generated.rs");
    let requests: Vec<&str> =
        source.lines().map(str::trim).filter(|line| line.starts_with("request: ")).collect();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|line| line.starts_with("request: Secured<")), "{requests:?}");
}
