//! Session binding: accounts that wait for their confirmation.

use link_token_client::{CodeVerifier, ErrorKind, types};
use reqwest::{StatusCode, redirect::Policy};
use serde_json::{Value, json};

use link_token_tests::{Database, Server, assert_error, http_builder, on_each_engine, on_sqlite};

use crate::{client::tool, connection::Flow};

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

#[on_each_engine]
async fn bound_account_is_usable_after_its_confirmation(database: &Database) {
    let flow = Flow::start(database).await;
    let client = flow.server.client(&flow.api_token);
    let verifier = CodeVerifier::generate().expect("randomness");
    let create = client.create_link_token();
    let create = create.body_map(|it| {
        let it = it.tenant_id("acme-1").code_challenge(verifier.challenge());
        it.context(json!({ "label": "Production" }))
    });
    let link_token = create.send().await.expect("created").into_inner().link_token;
    let reference = types::LinkTokenReference { link_token: link_token.clone() };
    let found = client.introspect_link_token().body(reference).send().await.expect("found");
    assert_eq!(found.code_challenge, Some(verifier.challenge()));
    let confirm = async |code_verifier: &CodeVerifier| {
        let body = types::LinkTokenConfirmation {
            link_token: link_token.clone(),
            code_verifier: code_verifier.clone().into(),
        };
        client.confirm_link_token().body(body).send().await
    };
    let early = confirm(&verifier).await.expect_err("nothing to confirm");
    assert_eq!(early.kind(), ErrorKind::LinkTokenNotValid);

    let link = link_token.to_string();
    let mut other = flow.visitor();
    let other_page = other.open(&flow.page(&link, "&auth_format=oauth2")).await;
    let done = flow.connect(&mut flow.visitor(), &link).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    let accounts = flow.accounts().await;
    let [account] = &accounts[..] else { panic!("{accounts:?}") };
    assert_eq!(account["status"], "connecting");
    assert_eq!(account["context"], json!({ "label": "Production" }));
    let id = account["id"].as_str().expect("an ID");
    assert!(done.attribute("data-result").expect("a result").contains(id));
    // Another browser with the same link learns that it is used, and nothing of the account.
    let other_page = other.open(&other_page.url).await;
    assert_eq!((other_page.step(), other_page.attribute("data-result")), ("done", None));
    assert!(!other_page.html.contains(id));

    let read = async || client.read_credentials().id(id).send().await;
    let refused = read().await.expect_err("not confirmed");
    assert_eq!((refused.kind(), refused.status()), (ErrorKind::AccountNotReady, Some(409)));
    let of = types::IntegratedAccountReference { id: id.parse().expect("a UUID") };
    let refresh = client.refresh_credentials().body(of.clone()).send().await;
    let verify = client.run_post_install_actions().body(of).send().await;
    let replace = json!({ "oauth": { "token": { "access_token": "at-9" } } });
    let replace: types::CredentialsUpdate = serde_json::from_value(replace).expect("fits");
    let replace = client.update_credentials().id(id).body(replace).send().await;
    for refused in [
        refresh.expect_err("not confirmed"),
        verify.expect_err("not confirmed"),
        replace.expect_err("not confirmed"),
    ] {
        assert_eq!((refused.kind(), refused.status()), (ErrorKind::AccountNotReady, Some(409)));
    }
    let stranger = CodeVerifier::generate().expect("randomness");
    let refused = confirm(&stranger).await.expect_err("another verifier");
    assert_eq!(refused.kind(), ErrorKind::InvalidRequest);
    assert_eq!(refused.field(), Some("code_verifier"));
    assert!(!refused.to_string().contains(stranger.expose()), "{refused}");
    assert_eq!(flow.accounts().await, accounts);

    for _ in 0..2 {
        let confirmed = confirm(&verifier).await.expect("confirmed").into_inner();
        assert_eq!(confirmed.status, types::IntegratedAccountStatus::Active);
        assert_eq!(confirmed.id.to_string(), id);
        let context = json!({
            "label": "Production", "organisation_id": "o-1", "upstream_id": "42", "upstream_name": "Jo",
        });
        assert_eq!(json!(confirmed.context), context);
    }
    let credentials = read().await.expect("confirmed").into_inner();
    assert_eq!(credentials.values.0.get("access_token").map(String::as_str), Some("at-1"));
    let confirmations = database.admin(&[
        "audit",
        "list",
        "--environment",
        "test",
        "--action",
        "confirm_link_token",
    ]);
    let outcomes: Vec<&Value> =
        confirmations.as_array().expect("a list").iter().map(|it| &it["outcome"]).collect();
    assert_eq!(outcomes, ["unchanged", "done", "wrong_verifier", "not_connected"]);
}

#[on_sqlite]
async fn only_the_browser_that_connected_a_bound_account_goes_back(database: &Database) {
    let flow = Flow::start(database).await;
    let body = json!({ "redirect_uri": "https://example.com/back", "code_challenge": CHALLENGE });
    let link_token = flow.link_token(body).await;
    let (mut own, mut other) = (flow.visitor(), flow.visitor());
    let (page, callback) = flow.leave(&mut own, &link_token).await;
    let (other_page, other_callback) = flow.leave(&mut other, &link_token).await;
    own.get(&callback).await;
    other.get(&other_callback).await;
    let end = own.get(&page).await;
    assert_eq!(end.status(), StatusCode::SEE_OTHER);
    let address = end.headers()["location"].to_str().expect("text").to_owned();
    assert!(address.starts_with("https://example.com/back?result=success"), "{address}");
    // Neither with a page of its own, nor with that of the browser which connected the account.
    for page in [&other_page, &page] {
        let end = other.get(page).await;
        assert_eq!(end.status(), StatusCode::OK);
        let html = end.text().await.expect("text");
        assert!(html.contains("data-step=\"done\"") && !html.contains("https://example.com/back"));
    }
}

#[on_sqlite]
async fn only_the_browser_that_sent_the_form_of_a_bound_account_goes_back(database: &Database) {
    let flow = Flow::start(database).await;
    let body = json!({ "redirect_uri": "https://example.com/back", "code_challenge": CHALLENGE });
    let link_token = flow.link_token(body).await;
    let (mut own, mut other) = (flow.visitor(), flow.visitor());
    let page = own.open(&flow.page(&link_token, "&auth_format=api_key&iframe=true")).await;
    own.send_form(&page.url, &[("step", "confirm")]).await;
    let typed = [("step", "form"), ("subdomain", "acme"), ("api_key", "key-1")];
    let sent = own.send_form(&page.url, &typed).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    assert_eq!(flow.accounts().await.len(), 1);
    assert_eq!(own.get(&page.url).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(other.get(&page.url).await.status(), StatusCode::OK);
    // A frame of another site has no cookie, but no page of a thief can show it.
    let http = http_builder().redirect(Policy::none()).build().expect("a client");
    for (destination, has_result) in [("iframe", true), ("document", false)] {
        let request = http.get(&page.url).header("sec-fetch-dest", destination);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{destination}");
        let html = answer.text().await.expect("text");
        assert_eq!(html.contains("data-result="), has_result, "{destination}: {html}");
    }
}

#[on_each_engine]
async fn problem_of_a_bound_account_is_told_at_its_end_and_by_its_confirmation(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    // The third party grants access, and then cannot be asked.
    flow.third_party.behave(|it| it.api = Some((503, "{}".to_owned())));
    let link_token = flow.link_token(json!({ "code_challenge": CHALLENGE })).await;
    let done = flow.connect(&mut flow.visitor(), &link_token).await;
    let result = done.attribute("data-result").expect("a result");
    assert!(result.contains("validation_error"), "{result}");
    assert_eq!(flow.accounts().await[0]["status"], "connecting");
    let body = json!({ "link_token": link_token, "code_verifier": VERIFIER });
    let (status, account) = flow.server.call(&flow.api_token, "/link-token/confirm", &body).await;
    assert_eq!((status, &account["status"]), (StatusCode::OK, &json!("validation_error")));
}

#[on_sqlite]
async fn requests_with_challenges_and_verifiers_keep_to_their_forms(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for wrong in [json!(""), json!("abc"), json!(7), json!("B".repeat(43))] {
        let body = json!({ "tenant_id": "a", "code_challenge": wrong });
        let (status, error) = server.call(&token, "/link-token", &body).await;
        let message = error["message"].as_str().expect("a message");
        assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
        assert!(message.starts_with("code_challenge: "), "{message}");
    }
    let link_token = server.link_token(&token).await;
    let confirm = async |verifier: Value| {
        let body = json!({ "link_token": link_token, "code_verifier": verifier });
        server.call(&token, "/link-token/confirm", &body).await
    };
    let (status, error) = confirm(json!("too short")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
    assert!(!error["message"].as_str().expect("a message").contains("too short"), "{error}");
    let without = "code_verifier: the link token was created without a code_challenge";
    assert_error(confirm(json!(VERIFIER)).await, 400, without);

    let bound = json!({ "tenant_id": "a", "code_challenge": CHALLENGE });
    let (_, created) = server.call(&token, "/link-token", &bound).await;
    let redeem = async |verifier: Value| {
        let body = json!({
            "link_token": created["link_token"], "integration": "slack", "code_verifier": verifier,
        });
        server.call(&token, "/link-token/redeem", &body).await
    };
    let required =
        "code_verifier: required, because the link token was created with a code_challenge";
    assert_error(redeem(Value::Null).await, 400, required);
    let wrong = "code_verifier: does not fit the code_challenge of the link token";
    assert_error(redeem(json!(CHALLENGE)).await, 400, wrong);
    let (status, account) = redeem(json!(VERIFIER)).await;
    assert_eq!((status, &account["status"]), (StatusCode::OK, &json!("active")), "{account}");
}

#[on_sqlite]
async fn command_line_binds_and_confirms(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = |arguments: &[&str], input: &str| {
        tool(&flow.server, &flow.api_token, &[arguments, &["--json"]].concat(), input)
    };
    let created = link_token(&["create", "--tenant-id", "a", "--code-challenge", CHALLENGE], "");
    let created: Value = serde_json::from_slice(&created.stdout).expect("JSON");
    let token = created["link_token"].as_str().expect("a link token");
    flow.connect(&mut flow.visitor(), token).await;
    let confirm = ["confirm", token, "--code-verifier-file", "-"];
    let wrong = link_token(&confirm, CHALLENGE);
    let message = String::from_utf8(wrong.stderr).expect("text");
    assert!(message.contains("does not fit the code_challenge"), "{message}");
    let short = link_token(&confirm, "short");
    let message = String::from_utf8(short.stderr).expect("text");
    assert!(message.contains("--code-verifier-file: must have at least 43"), "{message}");
    let confirmed = link_token(&confirm, &format!("{VERIFIER}\n"));
    let account: Value = serde_json::from_slice(&confirmed.stdout).expect("JSON");
    assert_eq!(account["status"], "active", "{account}");
}
