//! What the contract promises of answers, checked on the wire: no member that it does not know.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{Database, PUBLISHED_ID, Server};

fn properties(schema: &str) -> BTreeSet<String> {
    // The schemas that the shared types describe themselves with are the contract's.
    let schemas: Value =
        serde_json::from_str(include_str!("../../crates/link-token-types/src/schemas.json"))
            .expect("JSON");
    schemas[schema]["properties"].as_object().expect("properties").keys().cloned().collect()
}

#[tokio::test]
async fn answers_have_the_contracts_members_and_no_others() {
    let database = Database::empty();
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(&database);
    let body: Value = serde_json::from_str(include_str!("published/curl.json")).expect("JSON");
    let (_, created) = server.call(&token, "/link-token", &body).await;
    let link_token = json!({ "link_token": created["link_token"] });
    let (_, found) = server.call(&token, "/link-token/introspect", &link_token).await;
    let (_, account) = server.call(&token, "/link-token/redeem", &link_token).await;
    let (_, error) = server.call(&token, "/link-token/redeem", &link_token).await;
    assert_eq!(account["id"], PUBLISHED_ID);

    let members = |value: &Value| -> BTreeSet<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(members(&created), properties("LinkTokenResponse"));
    assert_eq!(members(&account), properties("IntegratedAccount"));
    assert_eq!(members(&error), properties("Error"));
    let mut introspection = properties("LinkTokenIntrospection");
    assert!(introspection.remove("region"), "absent for a reauthorisation");
    assert_eq!(members(&found), introspection);
}
