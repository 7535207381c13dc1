//! Credentials that stay good, whatever the third party answers, and when.

use std::{
    collections::HashSet,
    pin::pin,
    time::{Duration, Instant},
};

use reqwest::{StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};
use tokio::time::timeout;

use link_token_tests::{
    Connected, Database, Engine, Received, Receiver, RotatingParty, Server, TokenFault,
    assert_error, eventually, http, on_each_engine, on_sqlite,
};

use crate::operator::Operated;

fn answer(status: u16, body: &Value) -> TokenFault {
    TokenFault::Answer(status, "application/json", body.to_string())
}

fn refused() -> TokenFault {
    answer(400, &json!({ "error": "invalid_grant", "error_description": "{refresh_token}" }))
}

/// A server with one account.
async fn start(database: &Database) -> (Connected, Server, String) {
    let connected = Connected::prepare(database).await;
    let server = connected.start(database);
    let id = connected.connect(&server, None, "oauth2").await;
    (connected, server, id)
}

/// The number of events that an account was lost.
fn losses(database: &Database) -> usize {
    let events = database.admin(&["audit", "list", "--environment", "test"]).to_string();
    events.matches("lose_credentials").count()
}

#[on_each_engine]
async fn fifty_readers_at_expiry_make_one_request(database: &Database) {
    let (connected, server, id) = start(database).await;
    let before = connected.access_token(&server, &id).await;
    let delay = TokenFault::Delay(Duration::from_millis(300));
    for (number, seconds) in [(1, 3590), (2, 4000)] {
        connected.party.issuer().faults.push_back(delay.clone());
        connected.pass(database, seconds);
        let readers = (0..50).map(|_| connected.access_token(&server, &id));
        let mut tokens = futures::future::join_all(readers).await;
        tokens.dedup();
        let [token] = &tokens[..] else { panic!("{tokens:?}") };
        assert!(*token != before && connected.works(token).await);
        let issuer = connected.party.issuer();
        assert_eq!((issuer.refreshes, issuer.replays), (number, 0));
    }
}

#[on_each_engine]
async fn credentials_are_refreshed_ahead_of_their_expiry(database: &Database) {
    let (connected, server, id) = start(database).await;
    let before = connected.access_token(&server, &id).await;
    connected.pass(database, 3100);
    eventually("the task refreshes", async || connected.access_token(&server, &id).await != before)
        .await;
    assert_eq!(connected.party.issuer().refreshes, 1);
    let account = connected.account(&server, &id).await;
    assert_eq!(
        (&account["status"], &account["updated_at"]),
        (&json!("active"), &account["created_at"])
    );
}

#[on_each_engine]
async fn failures_of_the_third_party_cost_no_working_credential(database: &Database) {
    let (connected, server, id) = start(database).await;
    let html = "<html>an error</html>".to_owned();
    let error = |code: &str| json!({ "error": code, "error_description": "{refresh_token}" });
    for (fault, said) in [
        (answer(500, &json!({})), "500"),
        (TokenFault::Answer(503, "text/plain", String::new()), "503"),
        (TokenFault::Answer(200, "text/html", html.clone()), "HTML"),
        (TokenFault::Answer(400, "text/html", html), "HTML"),
        (answer(200, &json!({ "access_token": "" })), "neither an access token"),
        (answer(401, &error("invalid_client")), "invalid_client"),
        (answer(400, &error("invalid_request")), "invalid_request"),
        (answer(503, &error("invalid_grant")), "invalid_grant"),
        (answer(429, &error("slow_down")), "slow_down"),
        (answer(302, &json!({})), "redirect"),
    ] {
        let before = connected.access_token(&server, &id).await;
        connected.party.issuer().faults.push_back(fault);
        let (status, body) = connected.refresh(&server, &id).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{said}: {body}");
        let account = connected.account(&server, &id).await;
        assert_eq!(account["status"], "active", "{said}");
        let last_error = account["last_error"].as_str().expect("an error");
        assert!(last_error.contains(said) && !last_error.contains("sekret"), "{last_error}");
        assert_eq!(said == "invalid_client", last_error.contains("operator"), "{last_error}");
        assert_eq!(connected.access_token(&server, &id).await, before);
        assert!(connected.works(&before).await, "{said}");
        let (status, body) = connected.refresh(&server, &id).await;
        assert_eq!((status, body), (StatusCode::OK, json!({ "success": true })), "{said}");
        let account = connected.account(&server, &id).await;
        assert_eq!((&account["status"], &account["last_error"]), (&json!("active"), &Value::Null));
        let after = connected.access_token(&server, &id).await;
        assert!(after != before && connected.works(&after).await);
    }
    assert_eq!((losses(database), connected.party.issuer().replays), (0, 0));
}

#[on_each_engine]
async fn account_outlives_an_outage_and_says_so_meanwhile(database: &Database) {
    let (connected, server, id) = start(database).await;
    let down = TokenFault::Answer(503, "text/plain", String::new());
    connected.party.issuer().standing_fault = Some(down);
    // They live for most of a minute, also on a busy machine.
    connected.pass(database, 3550);
    let before = connected.access_token(&server, &id).await;
    assert!(connected.works(&before).await, "what lives is handed out");
    // Reading makes no further request before the pause has ended, and pauses grow.
    for _ in 0..20 {
        connected.access_token(&server, &id).await;
    }
    let refreshes = connected.party.issuer().refreshes;
    assert!((1..5).contains(&refreshes), "{refreshes}");
    connected.pass(database, 50);
    let url = format!("{}/integrated-account/{id}/credentials", server.url);
    let dead = http().get(url).bearer_auth(&connected.api_token).send().await.expect("an answer");
    assert_eq!(dead.status(), StatusCode::SERVICE_UNAVAILABLE);
    let seconds = dead.headers()["retry-after"].to_str().expect("text").parse::<u32>();
    assert!((1..=60).contains(&seconds.expect("a number")));
    let body: Value = dead.json().await.expect("JSON");
    assert!(body["message"].as_str().expect("a message").contains("status 503"), "{body}");
    let account = connected.account(&server, &id).await;
    assert!(account["last_error"].as_str().expect("an error").contains("503"));

    connected.party.issuer().standing_fault = None;
    connected.pass(database, 3600);
    let after = connected.access_token(&server, &id).await;
    assert!(connected.works(&after).await);
    assert_eq!(connected.account(&server, &id).await["last_error"], Value::Null);
    assert_eq!((losses(database), connected.party.issuer().replays), (0, 0));
}

#[on_each_engine]
async fn invalid_grant_ends_account_only_when_seen_twice(database: &Database) {
    let (connected, server, id) = start(database).await;
    // Once: by mistake.
    connected.party.issuer().faults.push_back(refused());
    connected.pass(database, 3700);
    let token = connected.access_token(&server, &id).await;
    assert!(connected.works(&token).await);
    assert_eq!(connected.party.issuer().refreshes, 2);
    let account = connected.account(&server, &id).await;
    assert_eq!((&account["status"], &account["last_error"]), (&json!("active"), &Value::Null));
    assert_eq!(losses(database), 0);

    // Twice, of fifty readers: one event, and no further requests.
    connected.party.issuer().revoke_all();
    connected.pass(database, 3700);
    let readers = (0..50).map(|_| connected.credentials(&server, &id));
    for (status, body) in futures::future::join_all(readers).await {
        assert_eq!(status, StatusCode::CONFLICT, "{body}");
        assert!(body["message"].as_str().expect("a message").contains("authorise"), "{body}");
    }
    let account = connected.account(&server, &id).await;
    assert_eq!(account["status"], "needs_reauth");
    let last_error = account["last_error"].as_str().expect("an error");
    assert!(last_error.contains("invalid_grant") && !last_error.contains("sekret"), "{last_error}");
    let refreshes = connected.party.issuer().refreshes;
    // The second refusal has tried the refresh token before, too.
    assert!((4..=5).contains(&refreshes), "{refreshes}");
    connected.pass(database, 100_000);
    for _ in 0..20 {
        let (status, _) = connected.credentials(&server, &id).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
    assert_eq!(connected.party.issuer().refreshes, refreshes);
    assert_eq!(losses(database), 1);

    connected.connect(&server, Some(&id), "oauth2").await;
    let account = connected.account(&server, &id).await;
    assert_eq!((&account["status"], &account["last_error"]), (&json!("active"), &Value::Null));
    connected.pass(database, 3700);
    let token = connected.access_token(&server, &id).await;
    assert!(connected.works(&token).await);
}

#[on_each_engine]
async fn lost_answer_is_survived_where_the_third_party_allows_it(database: &Database) {
    let (connected, server, id) = start(database).await;
    connected.party.issuer().has_grace = true;
    connected.party.issuer().faults.push_back(TokenFault::LoseAnswer);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(connected.account(&server, &id).await["status"], "active");
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    let token = connected.access_token(&server, &id).await;
    assert!(connected.works(&token).await);
    assert_eq!((losses(database), connected.party.issuer().replays), (0, 1));

    // A strict one ends the grant. Then the account says so, and why.
    connected.party.issuer().has_grace = false;
    connected.party.issuer().faults.push_back(TokenFault::LoseAnswer);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(connected.account(&server, &id).await["status"], "active");
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::CONFLICT);
    let account = connected.account(&server, &id).await;
    assert_eq!(account["status"], "needs_reauth");
    assert!(account["last_error"].as_str().expect("an error").contains("was lost"), "{account}");
    assert_eq!(losses(database), 1);
}

/// Where the newer refresh token is refused, the earlier one is the last resort.
#[on_each_engine]
async fn earlier_refresh_token_that_works_is_kept(database: &Database) {
    let (connected, server, id) = start(database).await;
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    let down = answer(503, &json!({}));
    connected.party.issuer().faults.extend([refused(), refused(), down]);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(connected.account(&server, &id).await["status"], "active", "it may still work");

    let same = answer(200, &json!({ "access_token": "at-sekret", "expires_in": 3600 }));
    connected.party.issuer().faults.extend([refused(), refused(), same]);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    let earlier = connected.party.issuer().last_refresh_token.clone();
    assert_eq!(earlier, "rt-1-1-sekret");
    connected.party.issuer().has_grace = true;
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    assert_eq!(connected.party.issuer().last_refresh_token, earlier);
    assert_eq!(losses(database), 0);
}

/// A backend that changes credentials in the middle of a refresh keeps the refresh token that the
/// third party issues with it.
#[on_each_engine]
async fn change_of_credentials_waits_for_the_refresh_in_flight(database: &Database) {
    let (connected, server, id) = start(database).await;
    connected.party.issuer().faults.push_back(TokenFault::Delay(Duration::from_secs(1)));
    let change = async {
        eventually("the refresh is in flight", async || connected.party.issuer().in_flight == 1)
            .await;
        let url = format!("{}/integrated-account/{id}/credentials", server.url);
        let body = json!({ "oauth": { "token": { "access_token": "at-own-sekret" } } });
        let request = http().patch(url).bearer_auth(&connected.api_token).json(&body);
        request.send().await.expect("an answer").status()
    };
    let (refreshed, changed) = futures::join!(connected.refresh(&server, &id), change);
    assert_eq!((refreshed.0, changed), (StatusCode::OK, StatusCode::OK));
    assert_eq!(connected.access_token(&server, &id).await, "at-own-sekret");
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    assert_eq!((losses(database), connected.party.issuer().replays), (0, 0));
}

#[on_sqlite]
async fn change_of_credentials_that_waits_keeps_no_other_request_out(database: &Database) {
    let connected = Connected::prepare(database).await;
    let arguments = [&connected.arguments()[..], &["--max-concurrent", "1"]].concat();
    let server = Server::start_with(database, &arguments);
    let id = connected.connect(&server, None, "oauth2").await;
    // Less than a change of credentials waits for.
    connected.party.issuer().faults.push_back(TokenFault::Delay(Duration::from_secs(15)));
    let change = async {
        let url = format!("{}/integrated-account/{id}/credentials", server.url);
        let body = json!({ "oauth": { "token": { "access_token": "at-own-sekret" } } });
        let request = http().patch(&url).bearer_auth(&connected.api_token).json(&body);
        request.send().await.expect("an answer").status()
    };
    let others = async {
        for _ in 0..50 {
            eventually("another request is answered", async || {
                let body = json!({ "tenant_id": "acme-1" });
                server.call(&connected.api_token, "/link-token", &body).await.0 == StatusCode::OK
            })
            .await;
        }
    };
    let refresh = connected.refresh(&server, &id);
    let in_flight = async {
        eventually("the refresh is in flight", async || connected.party.issuer().in_flight == 1)
            .await;
        let mut change = pin!(change);
        // An overload would be answered sooner.
        let answered = timeout(Duration::from_secs(1), &mut change).await;
        assert!(answered.is_err(), "the change waits: {answered:?}");
        tokio::select! {
            () = others => {}
            status = change => panic!("the change has kept the others out: {status}"),
        }
    };
    tokio::select! {
        () = in_flight => {}
        _ = refresh => panic!("the third party has answered"),
    }
}

/// What cannot be refreshed when it is due makes room for others.
#[on_each_engine]
async fn accounts_that_need_reauthorisation_stop_the_refreshes_of_no_other(database: &Database) {
    let (connected, server, id) = start(database).await;
    let before = connected.access_token(&server, &id).await;
    let set = async |id: &str, status: &str| {
        let url = format!("{}/integrated-account/{id}", server.url);
        let body = json!({ "status": status });
        let request = http().patch(url).bearer_auth(&connected.api_token).json(&body);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
    };
    // As many as may be refreshed at the same time, and due before the other.
    let mut lost = String::new();
    for number in 0..64 {
        let token = json!({
            "access_token": "at-sekret", "refresh_token": "rt-sekret", "expires_in": 3000,
        });
        let body = json!({
            "tenant_id": format!("acme-{number}"),
            "integration": "rotating",
            "authentication_method": "oauth2",
            "context": { "oauth": { "token": token } },
        });
        let (status, account) =
            server.call(&connected.api_token, "/integrated-account", &body).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        account["id"].as_str().expect("an ID").clone_into(&mut lost);
        set(&lost, "needs_reauth").await;
    }
    connected.pass(database, 3200);
    eventually("the task refreshes", async || connected.access_token(&server, &id).await != before)
        .await;
    assert_eq!(connected.party.issuer().refreshes, 1);
    // The backend knows better: the credentials are tried again.
    set(&lost, "active").await;
    connected.pass(database, 100);
    eventually("it is refused", async || {
        connected.account(&server, &lost).await["status"] == "needs_reauth"
    })
    .await;
    assert_eq!(connected.party.issuer().last_refresh_token, "rt-sekret");
}

#[on_each_engine]
async fn reauthorisation_in_the_middle_of_a_refresh_wins(database: &Database) {
    let (connected, server, id) = start(database).await;
    for fault in [TokenFault::Delay(Duration::from_secs(1)), TokenFault::LoseAnswer] {
        let before = connected.party.issuer().refreshes;
        connected.party.issuer().faults.push_back(fault);
        let (refreshed, token) = futures::join!(connected.refresh(&server, &id), async {
            eventually("the refresh is in flight", async || {
                connected.party.issuer().refreshes > before
            })
            .await;
            connected.connect(&server, Some(&id), "oauth2").await;
            connected.access_token(&server, &id).await
        });
        assert!([200, 503].contains(&refreshed.0.as_u16()), "{refreshed:?}");
        assert_eq!(connected.access_token(&server, &id).await, token);
        assert!(connected.works(&token).await);
        let account = connected.account(&server, &id).await;
        assert_eq!(account["status"], "active");
    }
    assert_eq!(losses(database), 0);
}

#[on_sqlite]
async fn third_party_that_does_not_answer_keeps_no_reader_of_living_credentials(
    database: &Database,
) {
    let (connected, server, id) = start(database).await;
    connected.party.issuer().faults.push_back(TokenFault::Hang);
    let before = connected.access_token(&server, &id).await;
    connected.pass(database, 3580);
    assert_eq!(connected.access_token(&server, &id).await, before);
    assert_eq!(connected.party.issuer().in_flight, 1, "it has not ended yet");
    eventually("it ends", async || connected.party.issuer().refreshes > 1).await;
    eventually("the next one succeeds", async || {
        connected.access_token(&server, &id).await != before
    })
    .await;
    assert_eq!((losses(database), connected.party.issuer().replays), (0, 0));
}

/// A server with the new key refreshes them.
#[on_each_engine]
async fn living_credentials_are_told_while_the_key_is_closed(database: &Database) {
    let (connected, server, id) = start(database).await;
    let before = connected.access_token(&server, &id).await;
    database.sql("UPDATE encryption_key SET closed = true");
    connected.pass(database, 3580);
    assert_eq!(connected.access_token(&server, &id).await, before);
    assert_eq!(connected.party.issuer().refreshes, 0);
}

#[on_each_engine]
async fn server_that_stops_waits_for_the_answer(database: &Database) {
    let (connected, server, id) = start(database).await;
    let delay = TokenFault::Delay(Duration::from_secs(1));
    connected.party.issuer().faults.push_back(delay);
    connected.pass(database, 3200);
    eventually("the task refreshes", async || connected.party.issuer().in_flight == 1).await;
    server.signal("TERM");
    assert!(server.wait());
    let server = connected.start(database);
    assert!(connected.works(&connected.access_token(&server, &id).await).await);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    assert_eq!(connected.party.issuer().replays, 0, "the answer was stored");
}

/// The second signal ends the wait for requests, and that for refreshes after it.
#[cfg(target_os = "linux")]
#[on_sqlite]
async fn server_that_gets_second_signal_waits_for_nothing(database: &Database) {
    let (connected, server, id) = start(database).await;
    connected.party.issuer().standing_fault = Some(TokenFault::Hang);
    let is_in_flight = async || connected.party.issuer().in_flight == 1;
    tokio::select! {
        (status, body) = connected.refresh(&server, &id) => panic!("{status}: {body}"),
        () = eventually("the refresh is in flight", is_in_flight) => {}
    }
    let unfinished = server.begin(&connected.api_token);
    server.signal("TERM");
    let address = server.url.strip_prefix("http://").expect("plain HTTP").to_owned();
    let refused = async || {
        let connected = std::net::TcpStream::connect(&address).map_err(|error| error.kind());
        connected.err() == Some(std::io::ErrorKind::ConnectionRefused)
    };
    eventually("it stops", refused).await;
    let start = Instant::now();
    server.signal("TERM");
    assert!(server.wait());
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_secs(8), "it waited for {elapsed:?}");
    drop(unfinished);
}

/// A refresh whose caller has left ends while the server stops, and so does the sending of its
/// events.
#[on_each_engine]
async fn server_that_stops_sends_the_events_of_its_last_refresh(database: &Database) {
    let (connected, server, id) = start(database).await;
    let receiver = Receiver::start().await;
    let webhook = json!({ "target_url": receiver.url });
    let (status, created) = server.call(&connected.api_token, "/webhook", &webhook).await;
    assert_eq!(status, StatusCode::OK, "{created}");
    let patch = async |server: &Server, body: Value| {
        let url = format!("{}/integrated-account/{id}", server.url);
        let request = http().patch(url).bearer_auth(&connected.api_token).json(&body);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
    };
    patch(&server, json!({ "status": "needs_reauth" })).await;
    receiver.wait_for(2).await;
    let delay = TokenFault::Delay(Duration::from_secs(1));
    connected.party.issuer().faults.push_back(delay);
    let is_in_flight = async || connected.party.issuer().in_flight == 1;
    tokio::select! {
        (status, body) = connected.refresh(&server, &id) => panic!("{status}: {body}"),
        () = eventually("the refresh is in flight", is_in_flight) => {}
    }
    server.signal("TERM");
    assert!(server.wait());
    let received = receiver.received();
    let events: Vec<String> = received.iter().map(Received::event).collect();
    assert_eq!(events, ["updated", "authentication_error", "active", "reactivated"]);

    let server = connected.start(database);
    patch(&server, json!({ "context": { "a": 1 } })).await;
    receiver.wait_for(5).await;
    let ids: HashSet<String> =
        receiver.received().iter().map(|it| it.header("webhook-id").to_owned()).collect();
    assert_eq!((ids.len(), receiver.received().len()), (5, 5), "nothing was sent twice");
}

/// Another third party that does not answer has only a part of the permits.
#[on_sqlite]
async fn third_party_that_hangs_stops_the_refreshes_of_no_other(database: &Database) {
    let connected = Connected::prepare(database).await;
    let hanging = RotatingParty::start().await;
    hanging.issuer().standing_fault = Some(TokenFault::Hang);
    let definition = hanging.definition().replace("name: rotating", "name: hanging");
    let definition = database.file("definitions/hanging.yaml", definition.as_bytes());
    let folder = definition.rsplit_once('/').expect("a folder").0;
    let server = connected.start(database);
    let id = connected.connect(&server, None, "oauth2").await;
    let before = connected.access_token(&server, &id).await;
    let enable = ["integration", "enable", "--environment", "test", "hanging"];
    let secret = database.file("secret", b"client-sekret");
    let client = ["--client-id", "an-id", "--client-secret-file", &secret];
    database.admin(&[&enable[..], &client[..], &["--integrations", folder]].concat());
    // More than there are permits.
    for number in 0..70 {
        let token = json!({
            "access_token": "at-sekret", "refresh_token": "rt-sekret", "expires_in": 3600,
        });
        let body = json!({
            "tenant_id": format!("acme-{number}"),
            "integration": "hanging",
            "authentication_method": "oauth2",
            "context": { "oauth": { "token": token } },
        });
        let answer = server.call(&connected.api_token, "/integrated-account", &body).await;
        assert_eq!(answer.0, StatusCode::OK, "{answer:?}");
    }
    let make_due = |integration: &str| {
        database.sql(&format!(
            "UPDATE credentials SET refresh_at = 1 WHERE account_id IN \
             (SELECT id FROM integrated_account WHERE integration = '{integration}')"
        ));
    };
    make_due("hanging");
    eventually("its permits are taken", async || hanging.issuer().in_flight == 32).await;
    make_due("rotating");
    eventually("the other one is refreshed", async || {
        connected.access_token(&server, &id).await != before
    })
    .await;
    let issuer = hanging.issuer();
    assert_eq!((issuer.refreshes, issuer.in_flight), (32, 32));
}

/// An account of client credentials is imported without a token, and one of OAuth with a token that
/// has expired.
#[on_sqlite]
async fn verification_refreshes_first_what_has_expired(database: &Database) {
    let connected = Connected::prepare(database).await;
    let url = &connected.party.url;
    let request =
        "{ method: GET, url: \"URL/me\", headers: { Authorization: \"Bearer {access_token}\" } }";
    let verification = format!("verification:\n  request: {}\n", request.replace("URL", url));
    let definition = connected.party.definition() + &verification;
    database.file("definitions/rotating.yaml", definition.as_bytes());
    let server = connected.start(database);
    let token = json!({
        "access_token": "at-sekret", "refresh_token": "unknown-sekret", "expires_at": "2026-01-01T00:00:00Z",
    });
    for (method, context, success, status, error) in [
        ("oauth2_client_credentials", json!({}), true, "active", None),
        // The third party has ended the grant, and is not asked whether the old token works.
        (
            "oauth2",
            json!({ "oauth": { "token": token } }),
            false,
            "needs_reauth",
            Some("invalid_grant"),
        ),
    ] {
        let body = json!({
            "tenant_id": "acme-1",
            "integration": "rotating",
            "authentication_method": method,
            "context": context,
        });
        let call = async |path, body| server.call(&connected.api_token, path, body).await;
        let (code, imported) = call("/integrated-account", &body).await;
        assert_eq!(code, StatusCode::OK, "{imported}");
        let verify = json!({ "id": imported["id"] });
        let outcome = call("/integrated-account/run-post-install-actions", &verify).await;
        assert_eq!(outcome, (StatusCode::OK, json!({ "success": success })), "{method}");
        let account = connected.account(&server, imported["id"].as_str().expect("an ID")).await;
        assert_eq!(account["status"], status, "{account}");
        let said = account["last_error"].as_str();
        assert_eq!(said.is_some(), error.is_some(), "{account}");
        assert!(said.is_none_or(|said| said.contains(error.unwrap_or_default())), "{account}");
    }
}

/// A change that leaves the access token alone leaves its lifetime alone, too, which the answers of
/// some third parties do not tell.
#[on_each_engine]
async fn lifetime_of_the_token_before_counts_where_the_answer_tells_none(database: &Database) {
    let (connected, server, id) = start(database).await;
    let lifetime = || {
        let column = match database.engine() {
            Engine::Sqlite => "(expires_at - issued_at) / 1000",
            Engine::PostgreSql => "extract(epoch FROM expires_at - issued_at)::integer",
        };
        database.sql(&format!("SELECT {column} FROM credentials"))
    };
    assert_eq!(lifetime(), "3600");
    for seconds in [3000, 4000] {
        // Until the backend has replaced the refresh token.
        connected.party.issuer().standing_fault = Some(answer(503, &json!({})));
        connected.pass(database, seconds);
        let url = format!("{}/integrated-account/{id}/credentials", server.url);
        let body = json!({ "oauth": { "token": { "refresh_token": "rt-own-sekret" } } });
        let request = http().patch(url).bearer_auth(&connected.api_token).json(&body);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
        let token = format!("at-{seconds}-sekret");
        let silent = answer(200, &json!({ "access_token": token }));
        connected.party.issuer().standing_fault = Some(silent);
        eventually("the token is replaced", async || {
            connected.refresh(&server, &id).await;
            connected.credentials(&server, &id).await.1["values"]["access_token"] == token.as_str()
        })
        .await;
        assert_eq!(lifetime(), "3600", "after {seconds} seconds");
    }
}

/// A connection UI of the backend keeps the credentials itself.
#[on_each_engine]
async fn redemption_for_an_account_leaves_its_credentials_to_the_backend(database: &Database) {
    let (connected, server, id) = start(database).await;
    let body = json!({ "integrated_account_id": id });
    let (_, created) = server.call(&connected.api_token, "/link-token", &body).await;
    let redemption = json!({ "link_token": created["link_token"] });
    let redeemed = server.call(&connected.api_token, "/link-token/redeem", &redemption).await;
    assert_eq!((redeemed.0, &redeemed.1["status"]), (StatusCode::OK, &json!("active")));
    let message = "id: the integrated account has no credentials here";
    assert_error(connected.credentials(&server, &id).await, 404, message);
    assert_error(connected.refresh(&server, &id).await, 404, message);
    assert_eq!(connected.party.issuer().revocations, 0);

    let url = format!("{}/integrated-account/{id}/credentials", server.url);
    let patch = async |token: &Value| {
        let body = json!({ "oauth": { "token": token } });
        let request = http().patch(&url).bearer_auth(&connected.api_token).json(&body);
        request.send().await.expect("an answer").status()
    };
    // Nothing of the previous grant is left to complete them.
    let part = json!({ "refresh_token": "rt-own-sekret" });
    assert_eq!(patch(&part).await, StatusCode::BAD_REQUEST);
    let whole = json!({ "access_token": "at-own-sekret", "refresh_token": "rt-own-sekret" });
    assert_eq!(patch(&whole).await, StatusCode::OK);
    assert_eq!(connected.access_token(&server, &id).await, "at-own-sekret");
    let again = answer(200, &json!({ "access_token": "at-new-sekret", "expires_in": 3600 }));
    connected.party.issuer().faults.push_back(again);
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    assert_eq!(connected.party.issuer().last_refresh_token, "rt-own-sekret");
    assert_eq!(connected.access_token(&server, &id).await, "at-new-sekret");
}

#[on_each_engine]
async fn credentials_stay_refreshable_when_server_without_the_definition_replaces_them(
    database: &Database,
) {
    let (connected, server, id) = start(database).await;
    drop(server);
    let other = Server::start(database);
    let url = format!("{}/integrated-account/{id}/credentials", other.url);
    let patch = async |token: &Value| {
        let body = json!({ "oauth": { "token": token } });
        let request = http().patch(&url).bearer_auth(&connected.api_token).json(&body);
        assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
    };
    patch(&json!({ "access_token": "at-own-sekret" })).await;
    drop(other);
    let server = connected.start(database);
    assert_eq!(connected.access_token(&server, &id).await, "at-own-sekret");
    assert_eq!(connected.refresh(&server, &id).await.0, StatusCode::OK);
    drop(server);
    let other = Server::start(database);
    let url = format!("{}/integrated-account/{id}/credentials", other.url);
    let body = json!({ "oauth": { "token": { "refresh_token": null } } });
    let request = http().patch(url).bearer_auth(&connected.api_token).json(&body);
    assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);
    let server = {
        drop(other);
        connected.start(database)
    };
    let refused = connected.refresh(&server, &id).await;
    assert_eq!(refused.0, StatusCode::BAD_REQUEST, "{}", refused.1);
}

#[on_sqlite]
async fn client_credentials_are_asked_for_anew(database: &Database) {
    let connected = Connected::prepare(database).await;
    let server = connected.start(database);
    // The page does not offer the method without a field.
    let body = json!({
        "tenant_id": "acme-1",
        "integration": "rotating",
        "authentication_method": "oauth2_client_credentials",
    });
    let (_, imported) = server.call(&connected.api_token, "/integrated-account", &body).await;
    let id = imported["id"].as_str().expect("an ID").to_owned();
    let before = connected.access_token(&server, &id).await;
    connected.pass(database, 3590);
    let after = connected.access_token(&server, &id).await;
    assert!(after != before && connected.works(&after).await);
}

/// The official SDK for TypeScript sends the JSON of this one operation so.
#[on_sqlite]
async fn refresh_on_demand_takes_json_that_is_sent_as_text(database: &Database) {
    let (connected, server, id) = start(database).await;
    let send = async |path: &str| {
        let body = json!({ "id": id }).to_string();
        let request = server.post(path).bearer_auth(&connected.api_token).body(body);
        let sent = request.header(CONTENT_TYPE, "text/plain;charset=UTF-8").send().await;
        link_token_tests::answer(sent.expect("an answer")).await
    };
    let refreshed = send("/integrated-account/refresh-credentials").await;
    assert_eq!(refreshed, (StatusCode::OK, json!({ "success": true })));
    assert_eq!(connected.party.issuer().refreshes, 1);
    let refused = send("/integrated-account/run-post-install-actions").await;
    assert_error(refused, 415, "the content type must be application/json");
}

#[on_sqlite]
async fn refresh_of_unknown_accounts_and_by_other_tokens_is_refused(database: &Database) {
    let (connected, server, id) = start(database).await;
    let unknown = "00000000-0000-4000-8000-000000000000";
    assert_eq!(connected.refresh(&server, unknown).await.0, StatusCode::NOT_FOUND);
    let reader = ["--permission", "integrated-account:read"];
    let reader = database.api_token("test", &reader)["secret"].as_str().expect("one").to_owned();
    let path = "/integrated-account/refresh-credentials";
    let (status, body) = server.call(&reader, path, &json!({ "id": id })).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{body}");
    let other = database.environment("other");
    let (status, body) = server.call(&other, path, &json!({ "id": id })).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{body}");
    assert_eq!(connected.party.issuer().refreshes, 0);
}

#[on_sqlite]
async fn metrics_count_refreshes_and_tell_the_first_expiry(database: &Database) {
    let connected = Connected::prepare(database).await;
    let operated = Operated::start(database, &connected.arguments());
    let expiry = "link_token_credentials_first_expiry_timestamp_seconds";
    assert_eq!(operated.metric(expiry).await, None);
    let id = connected.connect(&operated.server, None, "oauth2").await;
    connected.party.issuer().faults.push_back(refused());
    assert_eq!(connected.refresh(&operated.server, &id).await.0, StatusCode::OK);
    for (outcome, count) in [("refreshed", 1.0), ("invalid_grant", 1.0), ("needs_reauth", 0.0)] {
        let name = format!("link_token_refreshes_total{{outcome=\"{outcome}\"}}");
        assert_eq!(operated.metric(&name).await, Some(count), "{outcome}");
    }
    let log = operated.stop();
    let told = log.iter().any(|line| line["message"] == "a refresh failed");
    assert!(told && !format!("{log:?}").contains("sekret"), "{log:?}");
}
