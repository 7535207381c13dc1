//! How a store behaves, whichever it is.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types as types;
use serde_json::json;
use uuid::Uuid;

use super::{IssueOrder, Store};
use crate::domain::{
    Refusal,
    api_token::{ApiToken, ApiTokenSecret},
    environment::{Environment, Policy},
    integrated_account::Account,
    lifetime::Lifetime,
    link_token::{IssueRequest, Issued},
    redemption::RedeemRequest,
};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

async fn environment(store: &dyn Store, name: &str) -> Uuid {
    let id = Uuid::new_v4();
    let environment =
        Environment { id, name: name.to_owned(), created_at: at(0), policy: Policy::default() };
    store.create_environment(environment).await.expect("stored").expect("new");
    id
}

fn order(environment_id: Uuid, now: DateTime<Utc>) -> IssueOrder {
    let request = json!({ "tenant_id": "a", "context": { "a": 1 } });
    let request: types::LinkTokenRequest = serde_json::from_value(request).expect("fits");
    IssueOrder {
        environment_id,
        issued_by: Uuid::nil(),
        request: IssueRequest::check(request).expect("valid"),
        idempotency: None,
        now,
        default_lifetime: Lifetime::new(Duration::from_secs(300)).expect("within the limits"),
    }
}

async fn issue(store: &dyn Store, environment_id: Uuid, now: DateTime<Utc>) -> Issued {
    store.issue(order(environment_id, now)).await.expect("stored").expect("granted")
}

async fn redeem(
    store: &dyn Store,
    environment_id: Uuid,
    issued: &Issued,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    let body =
        json!({ "link_token": types::LinkToken::from(issued.link_token), "integration": "x" });
    let request: types::LinkTokenRedemption = serde_json::from_value(body).expect("fits");
    let request = RedeemRequest::check(request).expect("valid");
    store.redeem(environment_id, request, now).await.expect("stored")
}

/// All of it.
pub async fn run(store: &dyn Store) {
    expiry(store).await;
    clocks_that_step(store).await;
    sweep(store).await;
    api_tokens(store).await;
    accounts_are_listed_by_tenant(store).await;
    store.close().await;
    let closed = store.issue(order(Uuid::nil(), at(0))).await;
    assert!(closed.is_err(), "a closed store says so");
    assert!(store.environments().await.is_err(), "to readers, too");
}

/// A link token lives until just before the moment at which it expires.
async fn expiry(store: &dyn Store) {
    let environment_id = environment(store, "expiry").await;
    let issued = issue(store, environment_id, at(0)).await;
    assert_eq!(issued.expires_at, at(300));
    let hash = issued.link_token.hash();
    let millisecond = TimeDelta::milliseconds(1);
    for (now, active) in [(at(0), true), (at(300) - millisecond, true), (at(300), false)] {
        let grant = store.grant(environment_id, hash, now).await.expect("read");
        assert_eq!(grant.is_some(), active, "{now}");
    }
    let late = redeem(store, environment_id, &issued, at(300)).await;
    assert_eq!(late, Err(Refusal::LinkTokenDead));
    assert!(redeem(store, environment_id, &issued, at(300) - millisecond).await.is_ok());
}

/// A clock that is set back leaves tokens as they are: none dies of it, none that was redeemed comes back.
async fn clocks_that_step(store: &dyn Store) {
    let environment_id = environment(store, "clocks").await;
    let issued = issue(store, environment_id, at(1000)).await;
    let hash = issued.link_token.hash();
    assert!(store.grant(environment_id, hash, at(0)).await.expect("read").is_some());
    let account = redeem(store, environment_id, &issued, at(1100)).await.expect("redeemed");
    assert_eq!(account.created_at, at(1100));
    assert!(store.grant(environment_id, hash, at(0)).await.expect("read").is_none());
    let again = redeem(store, environment_id, &issued, at(0)).await;
    assert_eq!(again, Err(Refusal::LinkTokenDead));
}

/// What died before a time is deleted in batches, and nothing else.
async fn sweep(store: &dyn Store) {
    let environment_id = environment(store, "sweep").await;
    let revoked = issue(store, environment_id, at(10_000)).await;
    store.revoke(environment_id, revoked.link_token.hash(), at(10_000)).await.expect("stored");
    let mut expiring = Vec::new();
    for _ in 0..3 {
        expiring.push(issue(store, environment_id, at(10_100)).await);
    }
    let living = issue(store, environment_id, at(10_200)).await;

    // What other parts of this suite left is older.
    while store.sweep(at(10_000), 100).await.expect("swept") > 0 {}
    assert_eq!(store.sweep(at(10_001), 100).await.expect("swept"), 1, "the revoked one");
    assert_eq!(store.sweep(at(10_400), 100).await.expect("swept"), 0, "expire at 10,400");
    assert_eq!(store.sweep(at(10_401), 2).await.expect("swept"), 2, "a batch");
    assert_eq!(store.sweep(at(10_401), 2).await.expect("swept"), 1, "the rest");
    let grant = store.grant(environment_id, living.link_token.hash(), at(10_200)).await;
    assert!(grant.expect("read").is_some());
    for swept in expiring {
        let refused = redeem(store, environment_id, &swept, at(10_200)).await;
        assert_eq!(refused, Err(Refusal::LinkTokenDead));
    }
}

async fn api_tokens(store: &dyn Store) {
    let environment_id = environment(store, "api-tokens").await;
    let secret = ApiTokenSecret::generate().expect("randomness");
    let token = ApiToken {
        id: Uuid::new_v4(),
        environment_id,
        name: "x".to_owned(),
        created_at: at(0),
        expires_at: Some(at(100)),
        revoked_at: None,
        last_used_at: None,
    };
    let stored = store.create_api_token(token.clone(), secret.hash()).await.expect("stored");
    assert_eq!(stored, Ok(()));
    let twice = store.create_api_token(token.clone(), secret.hash()).await.expect("read");
    assert!(twice.is_err());
    let nowhere = ApiToken { id: Uuid::new_v4(), environment_id: Uuid::new_v4(), ..token.clone() };
    let other = ApiTokenSecret::generate().expect("randomness");
    assert!(store.create_api_token(nowhere, other.hash()).await.expect("read").is_err());

    let found = async || store.api_token(secret.hash()).await.expect("read").expect("there");
    assert_eq!(found().await, token);
    assert!(found().await.is_valid_at(at(99)) && !found().await.is_valid_at(at(100)));
    assert_eq!(store.api_token(other.hash()).await.expect("read"), None);

    store.note_use(token.id, at(60));
    store.note_use(token.id, at(50));
    assert_eq!(store.revoke_api_token(token.id, at(70)).await.expect("stored"), Ok(()));
    assert_eq!(store.revoke_api_token(token.id, at(80)).await.expect("stored"), Ok(()));
    let mut revoked = found().await;
    // Uses are noted some time soon.
    while revoked.last_used_at.is_none() {
        tokio::task::yield_now().await;
        revoked = found().await;
    }
    assert_eq!(revoked.last_used_at, Some(at(60)), "never back in time");
    assert_eq!(revoked.revoked_at, Some(at(70)), "the first time");
    assert!(!revoked.is_valid_at(at(0)));
}

async fn accounts_are_listed_by_tenant(store: &dyn Store) {
    let environment_id = environment(store, "accounts").await;
    for (id, tenant) in [(1, "a"), (2, "b"), (3, "a")] {
        let account = Account::imported_for_test(Uuid::from_u128(id), tenant);
        let account = Account { environment_id, ..account };
        assert_eq!(store.import_account(account.clone()).await.expect("stored"), Ok(()));
        assert!(store.import_account(account).await.expect("read").is_err(), "there already");
    }
    let count = async |tenant| store.accounts(environment_id, tenant).await.expect("read").len();
    assert_eq!((count(None).await, count(Some("a")).await, count(Some("c")).await), (3, 2, 0));
}
