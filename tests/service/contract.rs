//! The contract against real answers.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, answer, get, http, on_each_engine, on_sqlite,
};

fn properties(schema: &str) -> BTreeSet<String> {
    // The schemas that the shared types describe themselves with are the contract's.
    let schemas: Value =
        serde_json::from_str(include_str!("../../crates/link-token-types/src/schemas.json"))
            .expect("JSON");
    schemas[schema]["properties"].as_object().expect("properties").keys().cloned().collect()
}

#[on_each_engine]
async fn answers_have_exactly_the_members_of_their_schemas(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
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
    let mut of_account = properties("IntegratedAccount");
    for absent in ["environment_integration_id", "last_error"] {
        assert!(of_account.remove(absent), "{absent}: absent after a redemption");
    }
    assert_eq!(members(&account), of_account);
    assert_eq!(members(&error), properties("Error"));
    let mut introspection = properties("LinkTokenIntrospection");
    for absent in ["region", "code_challenge"] {
        assert!(introspection.remove(absent), "{absent}: absent for this reauthorisation");
    }
    assert_eq!(members(&found), introspection);
}

#[on_sqlite]
async fn server_publishes_contract_as_yaml_and_json(database: &Database) {
    database.environment("test");
    let server = Server::start(database);
    let shown = async |path: &str| {
        let answer = get(&format!("{}{path}", server.url)).await;
        assert_eq!(answer.status(), 200);
        let media_type = answer.headers()["content-type"].to_str().expect("text").to_owned();
        (media_type, answer.text().await.expect("text"))
    };
    let yaml = ("application/yaml".to_owned(), include_str!("../../openapi.yaml").to_owned());
    assert_eq!(shown("/openapi.yaml").await, yaml);
    let (media_type, text) = shown("/openapi.json").await;
    assert_eq!(media_type, "application/json");
    let contract: Value = serde_json::from_str(&text).expect("JSON");
    assert!(contract["paths"]["/link-token"]["post"].is_object(), "{contract}");
}

/// The request ID in all examples of the contract.
const REQUEST_ID: &str = "4ab0f5ac-8a3b-4f4a-9c7d-9c6a5c1f6d07";

#[on_each_engine]
async fn contract_examples_match_real_answers(database: &Database) {
    let contract: Value =
        serde_json::from_str(include_str!("../../crates/link-token-api/src/openapi.json"))
            .expect("JSON");
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);

    let create = &contract["paths"]["/link-token"]["post"];
    let examples = &create["requestBody"]["content"]["application/json"]["examples"];
    for (name, example) in examples.as_object().expect("examples") {
        let (status, answer) = server.call(&token, "/link-token", &example["value"]).await;
        assert_eq!(status, 200, "{name}: {answer}");
    }

    let nobody = json!({ "link_token": PUBLISHED_ID });
    let unknown = json!({ "integrated_account_id": "2ba1f401-7183-47c5-9e39-e8e257e3c795" });
    let tenant = json!({ "tenant_id": "a" });
    let request = || server.post("/link-token").bearer_auth(&token);
    let administration = database.api_token("test", &["--permission", "administration"]);
    let administration = administration["secret"].as_str().expect("a secret");
    let logo = json!({ "content": "a".repeat(140_000) });
    let logo = http().put(format!("{}/environment/logo", server.url)).json(&logo);
    let refresh = server.post("/integrated-account/refresh-credentials").bearer_auth(&token);
    let with_key = |body: &Value| request().header("idempotency-key", "k").json(body);
    answer(with_key(&tenant).send().await.expect("an answer")).await;
    let introspect = server.post("/link-token/introspect").bearer_auth(&token);
    let requests = [
        ("BadRequest", request().json(&json!({}))),
        ("BadRequest", introspect.json(&json!({ "link_token": "a" }))),
        ("Unauthorized", server.post("/link-token").bearer_auth("unknown").json(&tenant)),
        ("NotFound", request().json(&unknown)),
        ("LinkTokenNotValid", server.post("/link-token/redeem").bearer_auth(&token).json(&nobody)),
        ("ContentTooLarge", request().json(&json!({ "tenant_id": "a".repeat(70_000) }))),
        ("UnsupportedMediaType", request().header("content-type", "text/plain").body("{}")),
        ("LogoTooLarge", logo.bearer_auth(administration)),
        ("NeitherJsonNorText", refresh.header("content-type", "image/png").body("{}")),
        ("IdempotencyKeyReused", with_key(&json!({ "tenant_id": "b" }))),
    ];
    for (name, request) in requests {
        let (_, mut error) = answer(request.send().await.expect("an answer")).await;
        error["request_id"] = json!(REQUEST_ID);
        let response = &contract["components"]["responses"][name]["content"]["application/json"];
        let examples = response["examples"].as_object().into_iter().flatten();
        let mut examples =
            examples.map(|(_, example)| &example["value"]).chain([&response["example"]]);
        assert!(examples.any(|example| *example == error), "{name}: {error}");
    }
}

/// RFC 9110 says for the other methods that a request can be repeated. For these, the contract has
/// to say it, since a client that is wrong does something twice, or gives up for no reason.
#[test]
fn each_post_and_patch_of_contract_says_if_it_is_repeatable() {
    let contract: Value =
        serde_json::from_str(include_str!("../../crates/link-token-api/src/openapi.json"))
            .expect("JSON");
    let paths = contract["paths"].as_object().expect("paths");
    let operations = paths.values().flat_map(|item| item.as_object().expect("operations"));
    let in_client = |operation: &Value| operation["x-lockstep-client"] != json!(false);
    let (mut in_doubt, mut number) = (Vec::new(), 0);
    for (method, operation) in operations.filter(|(_, operation)| in_client(operation)) {
        let name = operation["operationId"].as_str().expect("a name");
        let by_method = (!matches!(method.as_str(), "post" | "patch")).then_some(true);
        let is_repeatable = operation["x-lockstep-repeatable"].as_bool().or(by_method);
        match is_repeatable {
            None => in_doubt.push(name),
            Some(expected) => {
                assert_eq!(link_token_client::is_repeatable(name), expected, "{name}");
            }
        }
        number += 1;
    }
    assert!(number > 30, "{number} operations");
    assert!(in_doubt.is_empty(), "write `x-lockstep-repeatable` for {}", in_doubt.join(", "));
}
