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

/// Whoever wants to make a client finds the contract at the server.
#[tokio::test]
async fn the_contract_is_served() {
    let database = Database::empty();
    database.environment("test");
    let server = Server::start(&database);
    let get = async |path: &str| {
        let answer = reqwest::get(format!("{}{path}", server.url)).await.expect("an answer");
        assert_eq!(answer.status(), 200);
        let media_type = answer.headers()["content-type"].to_str().expect("text").to_owned();
        (media_type, answer.text().await.expect("text"))
    };
    let yaml = ("application/yaml".to_owned(), include_str!("../../openapi.yaml").to_owned());
    assert_eq!(get("/openapi.yaml").await, yaml);
    let (media_type, text) = get("/openapi.json").await;
    assert_eq!(media_type, "application/json");
    let contract: Value = serde_json::from_str(&text).expect("JSON");
    assert!(contract["paths"]["/link-token"]["post"].is_object(), "{contract}");
}
