//! The client, as services use it.

use link_token_client::{Client, Error, types};

use crate::harness::{Database, Server};

#[tokio::test]
async fn each_operation() {
    let database = Database::empty();
    let token = database.environment("test");
    let server = Server::start(&database);
    let client = server.client(&token);

    let tenant: types::TenantId = "acme-1".parse().expect("valid");
    let created = client
        .create_link_token()
        .body_map(|body| body.tenant_id(tenant.clone()).region(types::Region::Eu))
        .send()
        .await
        .expect("created");
    let reference = types::LinkTokenReference { link_token: created.link_token.clone() };
    let found = client.introspect_link_token().body(reference.clone()).send().await.expect("found");
    assert!(found.active);
    assert_eq!(found.tenant_id.as_ref(), Some(&tenant));
    assert_eq!(found.expires_at, Some(created.expires_at));

    let integration: types::Integration = "slack".parse().expect("valid");
    let redemption = types::LinkTokenRedemption::builder()
        .link_token(created.link_token.clone())
        .integration(integration);
    let account =
        client.redeem_link_token().body(redemption.clone()).send().await.expect("redeemed");
    assert_eq!(account.region, types::Region::Eu);

    client.revoke_link_token().body(reference).send().await.expect("revoked");
    match client.redeem_link_token().body(redemption).send().await {
        Err(Error::ErrorResponse(error)) => {
            assert_eq!(error.status().as_u16(), 409);
            assert_eq!(error.message, "link token is no longer valid");
        }
        other => panic!("not an error of the contract: {other:?}"),
    }
}

/// What breaks the contract's limits does not leave the caller's machine.
#[tokio::test]
async fn limits_are_the_clients_too() {
    let client = Client::builder("http://127.0.0.1:9", "lta_x").build().expect("a client");
    assert!(types::TenantId::try_from("a".repeat(256)).is_err());
    let body = types::LinkTokenRequest::builder().scopes(types::Scopes::try_from(Vec::new()).ok());
    let too_many: Vec<types::Scope> = vec!["a".parse().expect("valid"); 101];
    assert!(types::Scopes::try_from(too_many).is_err());
    let sent = client.create_link_token().idempotency_key("with space").body(body).send().await;
    assert!(matches!(sent, Err(Error::InvalidRequest(_))), "{sent:?}");
}

#[test]
fn secrets_are_not_shown() {
    let token: types::LinkToken =
        "efe6413c-941a-4ca6-8f22-defbf758b824".parse().expect("a link token");
    let reference = types::LinkTokenReference { link_token: token };
    assert_eq!(format!("{reference:?}"), "LinkTokenReference { link_token: LinkToken(…) }");
    let context: types::Context =
        serde_json::from_str("{\"password\": \"hunter2\"}").expect("an object");
    assert!(!format!("{context:?}").contains("hunter2"));
}
