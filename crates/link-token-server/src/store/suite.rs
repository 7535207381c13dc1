//! How a store behaves, whichever it is.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types as types;
use serde_json::json;
use uuid::Uuid;

use super::{IssueOrder, PolicyChange, Store};
use crate::domain::{
    Refusal,
    api_token::{ApiToken, ApiTokenSecret},
    audit::{Action, ApiRequest, Event, Filter, Origin, Outcome},
    environment::{Environment, Policy, StaticGate},
    idempotency::Idempotency,
    integrated_account::Account,
    lifetime::Lifetime,
    link_token::{IssueRequest, Issued},
    redemption::RedeemRequest,
    redirect_uri::{Allowlist, RedirectUri},
};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

pub fn by() -> ApiRequest {
    ApiRequest { api_token_id: Uuid::from_u128(1), request_id: Uuid::from_u128(2) }
}

pub async fn environment(store: &dyn Store, name: &str) -> Uuid {
    let id = Uuid::new_v4();
    let environment =
        Environment { id, name: name.to_owned(), created_at: at(0), policy: Policy::default() };
    store.create_environment(environment).await.expect("stored").expect("new");
    id
}

/// An order for a link token, of a request with these members.
pub fn order_of(
    request: serde_json::Value,
    environment_id: Uuid,
    now: DateTime<Utc>,
) -> IssueOrder {
    let request: types::LinkTokenRequest = serde_json::from_value(request).expect("fits");
    IssueOrder {
        environment_id,
        by: by(),
        request: IssueRequest::check(request).expect("valid"),
        idempotency: None,
        now,
        default_lifetime: Lifetime::new(Duration::from_secs(300)).expect("within the limits"),
    }
}

fn order(environment_id: Uuid, now: DateTime<Utc>) -> IssueOrder {
    order_of(json!({ "tenant_id": "a", "context": { "a": 1 } }), environment_id, now)
}

pub async fn issue(store: &dyn Store, environment_id: Uuid, now: DateTime<Utc>) -> Issued {
    store.issue(order(environment_id, now)).await.expect("stored").expect("granted")
}

/// A request to redeem a link token.
pub fn redemption_of(issued: &Issued) -> RedeemRequest {
    let body =
        json!({ "link_token": types::LinkToken::from(issued.link_token), "integration": "x" });
    let request: types::LinkTokenRedemption = serde_json::from_value(body).expect("fits");
    RedeemRequest::check(request).expect("valid")
}

async fn redeem(
    store: &dyn Store,
    environment_id: Uuid,
    issued: &Issued,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    store.redeem(environment_id, redemption_of(issued), by(), now).await.expect("stored")
}

/// All of it.
pub async fn run(store: &dyn Store) {
    expiry(store).await;
    clocks_that_step(store).await;
    sweep(store).await;
    api_tokens(store).await;
    accounts_are_listed_by_tenant(store).await;
    audit_trail_of_requests(store).await;
    audit_trail_of_operators(store).await;
    events_are_swept(store).await;
    store.close().await;
    let closed = store.issue(order(Uuid::nil(), at(0))).await;
    assert!(closed.is_err(), "a closed store says so");
    assert!(store.environments().await.is_err(), "to readers, too");
}

/// A policy that is changed in one place counts at once in another, whatever that remembers: five successes and a refusal.
pub async fn policies_count_at_once(store: &dyn Store, elsewhere: &dyn Store) {
    let id = environment(store, "policies").await;
    let request = json!({ "tenant_id": "a", "redirect_uri": "https://app.example.com/a" });
    let expires_at = async || {
        let issued = store.issue(order_of(request.clone(), id, at(0))).await.expect("stored");
        Some(issued.ok()?.expires_at)
    };
    let change = async |change| {
        let changed = elsewhere.change_policy(id, change, at(0)).await;
        changed.expect("stored").expect("it is there");
    };
    let allow = |uri: &str| {
        let uri = RedirectUri::check(uri.parse().expect("a URI")).expect("within the rules");
        PolicyChange { redirect_uris: Some(Allowlist::new(vec![uri])), lifetime: None }
    };
    let hour = Lifetime::new(Duration::from_secs(3600));
    let before = expires_at().await.expect("issued");
    assert_eq!(expires_at().await, Some(before));
    change(PolicyChange { lifetime: Some(hour), redirect_uris: None }).await;
    assert_eq!(expires_at().await, Some(at(3600)));
    change(allow("https://app.example.com/b")).await;
    assert_eq!(expires_at().await, None);
    change(allow("https://app.example.com/a")).await;
    assert!(expires_at().await.is_some());
    change(PolicyChange { lifetime: Some(None), redirect_uris: None }).await;
    assert_eq!(expires_at().await, Some(before));
}

/// Events are in the order of time, whoever records them and whatever the clocks say. Gives the tenants that link tokens are issued for, in the
/// order of the events.
pub async fn events_are_in_the_order_of_time(
    store: &dyn Store,
    elsewhere: &dyn Store,
) -> Vec<String> {
    let id = environment(store, "order").await;
    let times = [3, 3, 7, 5, 7, 3, 9];
    let stores = [store, store, elsewhere].into_iter().cycle();
    for ((number, seconds), store) in times.into_iter().enumerate().zip(stores) {
        let request = json!({ "tenant_id": number.to_string() });
        let issued = store.issue(order_of(request, id, at(seconds))).await.expect("stored");
        assert!(issued.is_ok());
    }
    let find = async |filter: Filter| store.events(filter).await.expect("read");
    let all = find(Filter::of(id, 100)).await;
    let told: Vec<_> = all.iter().map(|event| event.id.at()).collect();
    assert_eq!(told, [9, 7, 7, 5, 3, 3, 3, 0].map(at));
    let mut read = find(Filter::of(id, 2)).await;
    while let Some(Event { id: last, .. }) = read.last() {
        let more = find(Filter { before: Some(*last), ..Filter::of(id, 2) }).await;
        if more.is_empty() {
            break;
        }
        read.extend(more);
    }
    assert_eq!(read, all, "page by page");
    for (since, until, expected) in
        [(5, 7, &all[3..4]), (3, 7, &all[3..7]), (7, 8, &all[1..3]), (8, 8, &[])]
    {
        let (since, until) = (Some(at(since)), Some(at(until)));
        assert_eq!(find(Filter { since, until, ..Filter::of(id, 9) }).await, expected);
    }
    all.into_iter().filter_map(|event| Some(event.tenant_id?.to_string())).collect()
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
    let hash = revoked.link_token.hash();
    store.revoke(environment_id, hash, by(), at(10_000)).await.expect("stored");
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

/// What the audit trail says of an environment, the oldest first: each thing at a time of its own.
async fn trail(store: &dyn Store, environment_id: Uuid) -> Vec<Event> {
    let mut events = store.events(Filter::of(environment_id, 100)).await.expect("read");
    events.reverse();
    events
}

fn told(events: &[Event]) -> Vec<(Action, Outcome)> {
    events.iter().map(|event| (event.action, event.outcome)).collect()
}

async fn audit_trail_of_requests(store: &dyn Store) {
    use Action::{CreateLinkToken, RedeemLinkToken, RevokeLinkToken};

    let environment_id = environment(store, "audit-requests").await;
    let account_id = Uuid::from_u128(9);
    let account = Account::imported_for_test(account_id, "a");
    let account = Account { environment_id, created_at: at(0), ..account };
    assert_eq!(store.import_account(account).await.expect("stored"), Ok(()));
    let ordered = async |now, body: serde_json::Value, key: Option<&str>| {
        let request: types::LinkTokenRequest = serde_json::from_value(body).expect("fits");
        let request = IssueRequest::check(request).expect("valid");
        let idempotency = key.map(|key| {
            let key = key.parse().expect("a key");
            Idempotency::derive("lta_x", &key, &request).expect("derived")
        });
        let order = IssueOrder { request, idempotency, ..order(environment_id, now) };
        store.issue(order).await.expect("stored")
    };
    let account_body = json!({ "integrated_account_id": account_id, "tenant_id": "a" });
    let issued = ordered(at(1), account_body.clone(), None).await.expect("granted");
    let twice = ordered(at(2), json!({ "tenant_id": "a" }), Some("k")).await.expect("granted");
    assert!(ordered(at(3), json!({ "tenant_id": "a" }), Some("k")).await.is_ok());
    let refused = ordered(at(4), json!({ "tenant_id": "b" }), Some("k")).await;
    assert_eq!(refused.err(), Some(Refusal::KeyReused));
    let wrong = json!({ "integrated_account_id": account_id, "tenant_id": "b" });
    assert!(matches!(ordered(at(5), wrong, None).await, Err(Refusal::Invalid(_))));
    let missing = json!({ "integrated_account_id": Uuid::from_u128(10) });
    assert!(matches!(ordered(at(6), missing, None).await, Err(Refusal::NotFound(_))));
    // The account is connected to another app than `redeem` says.
    assert!(matches!(
        redeem(store, environment_id, &issued, at(7)).await,
        Err(Refusal::Invalid(_))
    ));
    let account = redeem(store, environment_id, &twice, at(8)).await.expect("redeemed");
    assert_eq!(redeem(store, environment_id, &twice, at(9)).await, Err(Refusal::LinkTokenDead));
    let hash = issued.link_token.hash();
    for now in [at(10), at(11)] {
        store.revoke(environment_id, hash, by(), now).await.expect("stored");
    }

    let events = trail(store, environment_id).await;
    let expected = [
        (CreateLinkToken, Outcome::Done),
        (CreateLinkToken, Outcome::Done),
        (CreateLinkToken, Outcome::Unchanged),
        (CreateLinkToken, Outcome::KeyReused),
        (CreateLinkToken, Outcome::Invalid),
        (CreateLinkToken, Outcome::NotFound),
        (RedeemLinkToken, Outcome::Invalid),
        (RedeemLinkToken, Outcome::Done),
        (RedeemLinkToken, Outcome::LinkTokenDead),
        (RevokeLinkToken, Outcome::Done),
        (RevokeLinkToken, Outcome::Unchanged),
    ];
    // The environment and the account were made before.
    let requests = &events[2..];
    assert_eq!(told(requests), expected);
    for (event, seconds) in requests.iter().zip(1..) {
        assert_eq!((event.id.at(), event.origin), (at(seconds), Origin::Api(by())));
    }
    let (mark, twice) = (Some(hash.mark()), Some(twice.link_token.hash().mark()));
    let own = Some(account_id);
    let about = requests.iter().map(|event| {
        (event.tenant_id.as_ref().map(|id| id.as_str()), event.object_id, event.link_token)
    });
    assert_eq!(
        about.collect::<Vec<_>>(),
        [
            (Some("a"), own, mark),
            (Some("a"), None, twice),
            (Some("a"), None, twice),
            (Some("b"), None, twice),
            (Some("b"), own, None),
            (None, Some(Uuid::from_u128(10)), None),
            (Some("a"), own, mark),
            (Some("a"), Some(account.id), twice),
            (Some("a"), None, twice),
            (Some("a"), own, mark),
            (Some("a"), own, mark),
        ]
    );
    events_are_found(store, environment_id, &events).await;
}

/// Each filter by itself finds what it says.
async fn events_are_found(store: &dyn Store, environment_id: Uuid, all: &[Event]) {
    let every = || Filter::of(environment_id, 100);
    let tenant: types::TenantId = "b".parse().expect("valid");
    let mark = all.iter().find_map(|event| event.link_token);
    let object = Some(Uuid::from_u128(9));
    let found = async |filter: Filter, fits: &dyn Fn(&Event) -> bool| {
        let mut found = store.events(filter.clone()).await.expect("read");
        found.reverse();
        let fitting: Vec<Event> = all.iter().filter(|event| fits(event)).cloned().collect();
        assert!(!fitting.is_empty() && fitting.len() < all.len(), "{filter:?} says nothing");
        assert_eq!(found, fitting, "{filter:?}");
    };
    found(Filter { since: Some(at(5)), ..every() }, &|event| event.id.at() >= at(5)).await;
    found(Filter { until: Some(at(5)), ..every() }, &|event| event.id.at() < at(5)).await;
    let third = all[3].id;
    found(Filter { before: Some(third), ..every() }, &|event| event.id < third).await;
    let api_token_id = Some(by().api_token_id);
    let request_id = Some(by().request_id);
    let by_request = |event: &Event| event.origin == Origin::Api(by());
    found(Filter { api_token_id, ..every() }, &by_request).await;
    found(Filter { request_id, ..every() }, &by_request).await;
    let action = Action::RedeemLinkToken;
    found(Filter { action: Some(action), ..every() }, &|event| event.action == action).await;
    let outcome = Outcome::Unchanged;
    found(Filter { outcome: Some(outcome), ..every() }, &|event| event.outcome == outcome).await;
    found(Filter { tenant_id: Some(tenant.clone()), ..every() }, &|event| {
        event.tenant_id.as_ref() == Some(&tenant)
    })
    .await;
    found(Filter { object_id: object, ..every() }, &|event| event.object_id == object).await;
    found(Filter { link_token: mark, ..every() }, &|event| event.link_token == mark).await;
    let newest = store.events(Filter::of(environment_id, 2)).await.expect("read");
    assert_eq!(newest, [all[all.len() - 1].clone(), all[all.len() - 2].clone()]);
    let elsewhere = store.events(Filter::of(Uuid::new_v4(), 100)).await.expect("read");
    assert_eq!(elsewhere, []);
}

async fn audit_trail_of_operators(store: &dyn Store) {
    let environment_id = environment(store, "audit-operators").await;
    let change = PolicyChange { lifetime: Some(None), ..PolicyChange::default() };
    assert!(store.change_policy(environment_id, change, at(1)).await.expect("stored").is_ok());
    let secret = ApiTokenSecret::generate().expect("randomness");
    let token = ApiToken {
        id: Uuid::new_v4(),
        environment_id,
        name: "x".to_owned(),
        created_at: at(2),
        expires_at: None,
        revoked_at: None,
        last_used_at: None,
    };
    let created = async || store.create_api_token(token.clone(), secret.hash()).await;
    assert_eq!(created().await.expect("stored"), Ok(()));
    assert!(created().await.expect("read").is_err(), "which is not an event");
    for now in [at(3), at(4)] {
        assert_eq!(store.revoke_api_token(token.id, now).await.expect("stored"), Ok(()));
    }
    let gate = StaticGate { id: Uuid::from_u128(5), environment_id, created_at: at(5) };
    assert_eq!(store.create_static_gate(gate.clone()).await.expect("stored"), Ok(()));
    let deleted = async |now| store.delete_static_gate(environment_id, gate.id, now).await;
    assert_eq!(deleted(at(6)).await.expect("stored"), Ok(()));
    assert!(deleted(at(7)).await.expect("read").is_err(), "which is not an event");
    let account = Account::imported_for_test(Uuid::from_u128(6), "a");
    let account = Account { environment_id, created_at: at(8), ..account };
    assert_eq!(store.import_account(account.clone()).await.expect("stored"), Ok(()));
    store.reseal(at(9)).await.expect("sealed");

    let events = trail(store, environment_id).await;
    let expected = [
        (Action::CreateEnvironment, Outcome::Done),
        (Action::SetEnvironment, Outcome::Done),
        (Action::CreateApiToken, Outcome::Done),
        (Action::RevokeApiToken, Outcome::Done),
        (Action::RevokeApiToken, Outcome::Unchanged),
        (Action::CreateStaticGate, Outcome::Done),
        (Action::DeleteStaticGate, Outcome::Done),
        (Action::ImportIntegratedAccount, Outcome::Done),
        (Action::ResealContexts, Outcome::Done),
    ];
    assert_eq!(told(&events), expected);
    assert!(events.iter().all(|event| event.origin == Origin::CommandLine));
    let seconds: Vec<_> = events.iter().map(|event| event.id.at()).collect();
    assert_eq!(seconds, [0, 1, 2, 3, 4, 5, 6, 8, 9].map(at));
    let objects: Vec<_> = events.iter().filter_map(|event| event.object_id).collect();
    assert_eq!(objects, [token.id, token.id, token.id, gate.id, gate.id, account.id]);
    assert_eq!(events[7].tenant_id, Some(account.tenant_id));
}

/// What was before a time is deleted in batches, and nothing else.
async fn events_are_swept(store: &dyn Store) {
    let environment_id = environment(store, "audit-sweep").await;
    for now in [20_000, 20_001, 20_002, 20_003] {
        issue(store, environment_id, at(now)).await;
    }
    // What other parts of this suite left is older.
    while store.sweep_events(at(20_000), 100).await.expect("swept") > 0 {}
    assert_eq!(store.sweep_events(at(20_003), 2).await.expect("swept"), 2, "a batch");
    assert_eq!(store.sweep_events(at(20_003), 2).await.expect("swept"), 1, "the rest");
    assert_eq!(store.sweep_events(at(20_003), 2).await.expect("swept"), 0);
    let left = trail(store, environment_id).await;
    assert_eq!(left.iter().map(|event| event.id.at()).collect::<Vec<_>>(), [at(20_003)]);
}
