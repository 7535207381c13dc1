//! The second part of the proof: what Dropshot says of the generated trait is what the contract says.

use std::path::Path;

use dropshot::semver::Version;
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

    for (kind, pointer) in &comparison.ledger {
        println!("not compared: {kind:<12} {pointer}");
    }
    for difference in &comparison.differences {
        println!("{difference}");
    }
    assert_eq!(comparison.differences, []);
    assert_eq!(comparison.operations, 4);
    let schemas = contract.root()["components"]["schemas"].as_object().expect("an object");
    assert_eq!(comparison.schemas, schemas.len());
}
