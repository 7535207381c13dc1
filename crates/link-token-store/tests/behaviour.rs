//! The behaviour of the store, tested on each engine.

mod harness;

use std::time::Duration;

use chrono::TimeDelta;
use harness::{
    account, api_token, at, by, create_environment, events, is_active, issue, key, order, redeem,
};
use link_token_domain::{
    Refusal,
    api_token::{ApiToken, ApiTokenSecret},
    audit::{Action, Event, Filter, Origin, Outcome},
    environment::{Environment, Policy, PolicyChange, StaticGate},
    environment_integration::EnvironmentIntegrationChange,
    erasure::Tenant,
    idempotency::Idempotency,
    integrated_account::{Account, AccountFilter},
    lifetime::Lifetime,
    link_token::LinkTokenFilter,
    permission::{Permission, Permissions},
    redirect_uri::{Allowlist, RedirectUri},
};
use link_token_store::{
    RevokedLinkTokens, Store, StoreError, UseCaseError,
    encryption::{EncryptionKey, KeyError, Keyring},
    use_cases::{
        BeginErasure, BeginSweep, ChangePolicy, ConfirmClock, CreateApiToken, CreateEnvironment,
        CreateStaticGate, DeleteStaticGate, EnableIntegration, FindEnvironment, ImportAccount,
        ListApiTokens, ListEnvironmentIntegrations, ListEnvironments, ListExpiringApiTokens,
        ListLinkTokens, ListStaticGates, NoteUse, PageAccounts, Revoke, RevokeApiToken,
        SweepEvents, SweepLinkTokens, SweepPermission,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Returns the refusal of a use case.
fn refusal<T: std::fmt::Debug>(answer: Result<T, UseCaseError>) -> Refusal {
    match answer {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn told(events: &[Event]) -> Vec<(Action, Outcome)> {
    events.iter().map(|event| (event.action, event.outcome)).collect()
}

async fn revoke(
    store: &Store,
    environment_id: Uuid,
    issued: &link_token_domain::link_token::Issued,
    seconds: i64,
) {
    let link_token = issued.link_token.hash();
    let revoke = Revoke { environment_id, link_token, by: by(), now: at(seconds) };
    store.run(revoke).await.expect("revoked");
}

on_each_engine! {
    async fn link_token_is_active_until_just_before_it_expires(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        assert_eq!(issued.expires_at, at(300));
        let millisecond = TimeDelta::milliseconds(1);
        for (now, active) in [(at(0), true), (at(300) - millisecond, true), (at(300), false)] {
            assert_eq!(is_active(&store, environment_id, &issued, now).await, active, "{now}");
        }
        let late = redeem(&store, environment_id, &issued, at(300)).await;
        assert_eq!(refusal(late), Refusal::LinkTokenDead);
        assert!(redeem(&store, environment_id, &issued, at(300) - millisecond).await.is_ok());
    }

    async fn link_token_keeps_its_state_when_the_clock_is_set_back(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(1000)).await;
        assert!(is_active(&store, environment_id, &issued, at(0)).await);
        let account = redeem(&store, environment_id, &issued, at(1100)).await.expect("redeemed");
        assert_eq!(account.created_at, at(1100));
        assert!(!is_active(&store, environment_id, &issued, at(0)).await);
        let again = redeem(&store, environment_id, &issued, at(0)).await;
        assert_eq!(refusal(again), Refusal::LinkTokenDead);
    }

    /// A request may be authenticated before the environment is deleted.
    async fn issue_is_refused_when_environment_was_deleted(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        issue(&store, environment_id, at(0)).await;
        store.delete_environment(environment_id, at(1)).await.expect("deleted");
        let late = order(environment_id, at(2), json!({ "tenant_id": "a" }));
        assert_eq!(refusal(store.issue(late).await), Refusal::no_environment());
    }

    async fn link_token_is_invisible_to_another_environment(database: Database) {
        let store = database.open().await;
        let (own, other) = (create_environment(&store).await, create_environment(&store).await);
        let issued = issue(&store, own, at(0)).await;
        assert!(!is_active(&store, other, &issued, at(1)).await);
        assert_eq!(refusal(redeem(&store, other, &issued, at(1)).await), Refusal::LinkTokenDead);
        revoke(&store, other, &issued, 1).await;
        assert!(is_active(&store, own, &issued, at(1)).await);
        let last = events(&store, Filter::of(other, 1)).await;
        assert_eq!(told(&last), [(Action::RevokeLinkToken, Outcome::Unchanged)]);
        assert_eq!(last[0].tenant_id, None, "nothing is revealed about the other environment");
    }

    async fn sweep_deletes_ended_link_tokens_in_batches(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let revoked = issue(&store, environment_id, at(0)).await;
        revoke(&store, environment_id, &revoked, 0).await;
        let mut expiring = Vec::new();
        for _ in 0..3 {
            expiring.push(issue(&store, environment_id, at(100)).await);
        }
        let living = issue(&store, environment_id, at(200)).await;
        let sweep = async |before, limit| {
            store.run(SweepLinkTokens { before: at(before), limit }).await.expect("swept")
        };
        assert_eq!(sweep(0, 100).await, 0);
        assert_eq!(sweep(1, 100).await, 1, "the revoked one");
        assert_eq!(sweep(400, 100).await, 0, "they expire at 400");
        assert_eq!(sweep(401, 2).await, 2, "a batch");
        assert_eq!(sweep(401, 2).await, 1, "the rest");
        assert!(is_active(&store, environment_id, &living, at(200)).await);
        for swept in expiring {
            let refused = redeem(&store, environment_id, &swept, at(200)).await;
            assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        }
    }

    async fn api_token_is_found_used_and_revoked_once(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let hash = ApiTokenSecret::generate().expect("randomness").hash();
        let other = ApiTokenSecret::generate().expect("randomness").hash();
        let token = api_token(environment_id, 1);
        let create = |token: ApiToken, hash| store.run(CreateApiToken { token, hash, by: Origin::CommandLine });
        create(token.clone(), hash).await.expect("created");
        assert!(matches!(refusal(create(token.clone(), hash).await), Refusal::AlreadyExists(_)));
        let nowhere = create(api_token(Uuid::new_v4(), 2), other).await;
        assert!(matches!(refusal(nowhere), Refusal::NotFound(_)));

        let found = async || store.api_token(hash).await.expect("read").expect("there");
        assert_eq!(found().await, token);
        let permissions = Permissions::from_iter([Permission::Webhook, Permission::LinkToken]);
        let restricted = ApiToken { permissions, ..api_token(environment_id, 3) };
        let restricted_hash = ApiTokenSecret::generate().expect("randomness").hash();
        create(restricted.clone(), restricted_hash).await.expect("created");
        let read = store.api_token(restricted_hash).await.expect("read");
        assert_eq!(read, Some(restricted));
        assert!(found().await.is_valid_at(at(99)) && !found().await.is_valid_at(at(100)));
        assert_eq!(store.api_token(other).await.expect("read"), None);
        let id = token.id;
        for now in [at(60), at(50)] {
            store.run(NoteUse { id, now }).await.expect("noted");
        }
        for now in [at(70), at(80)] {
            store.run(RevokeApiToken { environment_id: None, id, by: Origin::CommandLine, now }).await.expect("revoked");
        }
        let revoked = found().await;
        assert_eq!(revoked.last_used_at, Some(at(60)), "never back in time");
        assert_eq!(revoked.revoked_at, Some(at(70)), "the first time");
        assert!(!revoked.is_valid_at(at(0)));
        let unknown = store.run(RevokeApiToken { environment_id: None, by: Origin::CommandLine, id: Uuid::nil(), now: at(90) }).await;
        assert!(matches!(refusal(unknown), Refusal::NotFound(_)));
    }

    async fn lists_are_sorted_by_creation_and_environments_by_name(database: Database) {
        let store = database.open().await;
        for (name, seconds) in [("b", 0), ("a", 1), ("c", 2)] {
            let created_at = at(seconds);
            let (id, policy) = (Uuid::new_v4(), Policy::default());
            let environment = Environment { id, name: name.to_owned(), created_at, policy };
            store.run(CreateEnvironment(environment)).await.expect("created");
        }
        let listed = store.query(ListEnvironments).await.expect("read");
        assert_eq!(listed.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        let environment_id = listed[0].id;
        // The IDs sort differently than the times, except where the times are equal.
        let order = [(5, 0), (1, 1), (3, 2), (2, 3), (4, 3)];
        for (id, seconds) in [order[2], order[4], order[0], order[3], order[1]] {
            let mut token = api_token(environment_id, id);
            token.created_at = at(seconds);
            let hash = ApiTokenSecret::generate().expect("randomness").hash();
            store.run(CreateApiToken { token, hash, by: Origin::CommandLine }).await.expect("created");
            let (id, created_at) = (Uuid::from_u128(id), at(seconds));
            let gate = StaticGate { id, environment_id, created_at };
            store.run(CreateStaticGate { gate, by: Origin::CommandLine }).await.expect("created");
            let mut account = account(environment_id, id.as_u128(), "a");
            account.created_at = created_at;
            store.run(ImportAccount(account)).await.expect("imported");
        }
        let expected = order.map(|(id, _)| Uuid::from_u128(id));
        let tokens = store.query(ListApiTokens { environment_id }).await.expect("read");
        assert_eq!(tokens.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
        let gates = store.query(ListStaticGates { environment_id }).await.expect("read");
        assert_eq!(gates.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
        let filter = AccountFilter::default();
        let page = PageAccounts { environment_id, filter, after: None, limit: 100 };
        let page = store.query(page).await.expect("read");
        assert_eq!(page.accounts.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
    }

    async fn environment_is_found_by_its_own_id_or_name(database: Database) {
        let store = database.open().await;
        let named = |name: &str| {
            let (name, created_at) = (name.to_owned(), at(0));
            Environment { id: Uuid::new_v4(), name, created_at, policy: Policy::default() }
        };
        let own = named("own");
        // The command line refuses such a name.
        for environment in [&own, &named(&own.id.to_string())] {
            store.run(CreateEnvironment(environment.clone())).await.expect("created");
        }
        let find = async |text: &str| {
            let found = store.query(FindEnvironment(text.to_owned())).await.expect("read");
            found.map(|found| found.id)
        };
        assert_eq!(find("own").await, Some(own.id));
        assert_eq!(find(&own.id.to_string()).await, Some(own.id));
        assert_eq!(find("other").await, None);
    }

    /// A cursor of the list compares bytes.
    async fn environment_integrations_are_in_the_order_of_bytes(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        if !database.is_sqlite() {
            database.execute(r#"ALTER TABLE environment_integration ALTER COLUMN integration TYPE text COLLATE "und-x-icu""#);
        }
        for name in ["a", "B", "c"] {
            let enable = EnableIntegration {
                environment_id,
                integration: name.parse().expect("valid"),
                change: EnvironmentIntegrationChange::default(),
                new_id: Uuid::new_v4(),
                by: Origin::CommandLine,
                now: at(0),
            };
            store.run(enable).await.expect("enabled");
        }
        let listed = store.query(ListEnvironmentIntegrations { environment_id }).await;
        let names: Vec<_> =
            listed.expect("read").into_iter().map(|it| it.integration.to_string()).collect();
        assert_eq!(names, ["B", "a", "c"]);
    }

    async fn import_needs_its_static_gate(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let id = Uuid::from_u128(7);
        let import = async || {
            let own = Account { static_gate_id: Some(id), ..account(environment_id, 1, "a") };
            store.run(ImportAccount(own)).await
        };
        assert!(matches!(refusal(import().await), Refusal::NotFound(_)));
        let gate = StaticGate { id, environment_id, created_at: at(0) };
        let create = CreateStaticGate { gate, by: Origin::CommandLine };
        store.run(create).await.expect("created");
        import().await.expect("imported");
    }

    async fn accounts_are_listed_by_tenant(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        for (id, tenant) in [(1, "a"), (2, "b"), (3, "a")] {
            let account = account(environment_id, id, tenant);
            store.run(ImportAccount(account.clone())).await.expect("imported");
            let again = store.run(ImportAccount(account.clone())).await;
            assert!(matches!(refusal(again), Refusal::AlreadyExists(_)));
            let id = account.id;
            let found = store.account(environment_id, id).await.expect("read");
            assert_eq!(found, Some(account));
        }
        let count = async |tenant: Option<&str>| {
            let tenant_ids = tenant.map(|it| it.parse().expect("valid")).into_iter().collect();
            let filter = AccountFilter { tenant_ids, ..AccountFilter::default() };
            let page = PageAccounts { environment_id, filter, after: None, limit: 100 };
            store.query(page).await.expect("read").accounts.len()
        };
        assert_eq!((count(None).await, count(Some("a")).await, count(Some("c")).await), (3, 2, 0));
    }

    async fn audit_trail_has_requests_with_their_outcomes(database: Database) {
        use Action::{CreateLinkToken, RedeemLinkToken, RevokeLinkToken};

        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let account_id = Uuid::from_u128(9);
        store.run(ImportAccount(account(environment_id, 9, "a"))).await.expect("imported");
        let create = async |seconds, body: Value, key: Option<&str>| {
            let mut order = order(environment_id, at(seconds), body);
            order.idempotency = key.map(|key| {
                let key = key.parse().expect("a key");
                Idempotency::derive("lta_x", &key, &order.request).expect("derived")
            });
            store.issue(order).await
        };
        let account_body = json!({ "integrated_account_id": account_id, "tenant_id": "a" });
        let issued = create(1, account_body, None).await.expect("issued");
        let twice = create(2, json!({ "tenant_id": "a" }), Some("k")).await.expect("issued");
        let again = create(3, json!({ "tenant_id": "a" }), Some("k")).await.expect("issued");
        assert_eq!((again.link_token, again.expires_at), (twice.link_token, twice.expires_at));
        let reused = create(4, json!({ "tenant_id": "b" }), Some("k")).await;
        assert_eq!(refusal(reused), Refusal::KeyReused);
        let wrong = json!({ "integrated_account_id": account_id, "tenant_id": "b" });
        assert!(matches!(refusal(create(5, wrong, None).await), Refusal::Invalid(_)));
        let missing = json!({ "integrated_account_id": Uuid::from_u128(10) });
        assert!(matches!(refusal(create(6, missing, None).await), Refusal::NotFound(_)));
        // `redeem` names another app than the account's.
        let other_app = redeem(&store, environment_id, &issued, at(7)).await;
        assert!(matches!(refusal(other_app), Refusal::Invalid(_)));
        let account = redeem(&store, environment_id, &twice, at(8)).await.expect("redeemed");
        let again = redeem(&store, environment_id, &twice, at(9)).await;
        assert_eq!(refusal(again), Refusal::LinkTokenDead);
        for seconds in [10, 11] {
            revoke(&store, environment_id, &issued, seconds).await;
        }

        let mut all = events(&store, Filter::of(environment_id, 100)).await;
        all.reverse();
        // The first two events are those of the environment and the account.
        let requests = &all[2..];
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
        assert_eq!(told(requests), expected);
        for (event, seconds) in requests.iter().zip(1..) {
            assert_eq!((event.id.at(), event.origin), (at(seconds), Origin::Api(by())));
        }
        let mark = Some(issued.link_token.hash().mark());
        let other_mark = Some(twice.link_token.hash().mark());
        let own = Some(account_id);
        let about = requests.iter().map(|event| {
            (event.tenant_id.as_ref().map(|id| id.as_str()), event.object_id, event.link_token)
        });
        assert_eq!(
            about.collect::<Vec<_>>(),
            [
                (Some("a"), own, mark),
                (Some("a"), None, other_mark),
                (Some("a"), None, other_mark),
                (Some("b"), None, other_mark),
                (Some("b"), own, None),
                (None, Some(Uuid::from_u128(10)), None),
                (Some("a"), own, mark),
                (Some("a"), Some(account.id), other_mark),
                (Some("a"), None, other_mark),
                (Some("a"), own, mark),
                (Some("a"), own, mark),
            ]
        );
        assert_each_filter_finds_its_events(&store, environment_id, &all).await;
    }

    async fn audit_trail_has_changes_by_operators(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let change = PolicyChange { lifetime: Some(None), ..PolicyChange::default() };
        let change = ChangePolicy { environment_id, change, by: Origin::CommandLine, now: at(1) };
        store.run(change).await.expect("changed");
        let token = api_token(environment_id, 4);
        let hash = ApiTokenSecret::generate().expect("randomness").hash();
        let create = || store.run(CreateApiToken { token: token.clone(), hash, by: Origin::CommandLine });
        create().await.expect("created");
        assert!(create().await.is_err(), "refused, without an event");
        for now in [at(3), at(4)] {
            store.run(RevokeApiToken { environment_id: None, by: Origin::CommandLine, id: token.id, now }).await.expect("revoked");
        }
        let gate = StaticGate { id: Uuid::from_u128(5), environment_id, created_at: at(5) };
        store.run(CreateStaticGate { gate: gate.clone(), by: Origin::CommandLine }).await.expect("created");
        assert!(store.run(CreateStaticGate { gate: gate.clone(), by: Origin::CommandLine }).await.is_err(), "refused, without an event");
        let delete = |now| store.run(DeleteStaticGate { environment_id, id: gate.id, by: Origin::CommandLine, now });
        delete(at(6)).await.expect("deleted");
        assert!(delete(at(7)).await.is_err(), "refused, without an event");
        let mut account = account(environment_id, 6, "a");
        account.created_at = at(8);
        store.run(ImportAccount(account.clone())).await.expect("imported");
        store.reencrypt(at(9)).await.expect("encrypted");

        let mut all = events(&store, Filter::of(environment_id, 100)).await;
        all.reverse();
        let expected = [
            (Action::CreateEnvironment, Outcome::Done),
            (Action::SetEnvironment, Outcome::Done),
            (Action::CreateApiToken, Outcome::Done),
            (Action::RevokeApiToken, Outcome::Done),
            (Action::RevokeApiToken, Outcome::Unchanged),
            (Action::CreateStaticGate, Outcome::Done),
            (Action::DeleteStaticGate, Outcome::Done),
            (Action::ImportIntegratedAccount, Outcome::Done),
            (Action::ReencryptContexts, Outcome::Done),
        ];
        assert_eq!(told(&all), expected);
        assert!(all.iter().all(|event| event.origin == Origin::CommandLine));
        let seconds: Vec<_> = all.iter().map(|event| event.id.at()).collect();
        assert_eq!(seconds, [0, 1, 2, 3, 4, 5, 6, 8, 9].map(at));
        let objects: Vec<_> = all.iter().filter_map(|event| event.object_id).collect();
        assert_eq!(objects, [token.id, token.id, token.id, gate.id, gate.id, account.id]);
        assert_eq!(all[7].tenant_id, Some(account.tenant_id));
    }

    async fn sweep_deletes_old_events_in_batches(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        for seconds in [20_000, 20_001, 20_002, 20_003] {
            issue(&store, environment_id, at(seconds)).await;
        }
        let sweep = async |before, limit| {
            store.run(SweepEvents { before: at(before), limit }).await.expect("swept")
        };
        assert_eq!(sweep(20_000, 100).await, 1, "the environment's");
        assert_eq!(sweep(20_003, 2).await, 2, "a batch");
        assert_eq!(sweep(20_003, 2).await, 1, "the rest");
        assert_eq!(sweep(20_003, 2).await, 0);
        let left = events(&store, Filter::of(environment_id, 100)).await;
        assert_eq!(left.iter().map(|it| it.id.at()).collect::<Vec<_>>(), [at(20_003)]);
    }

    /// The policy is cached, and another process may change it.
    async fn policy_applies_at_once_when_it_is_changed(database: Database) {
        let (store, elsewhere) = (database.open().await, database.open().await);
        let environment_id = create_environment(&store).await;
        let request = json!({ "tenant_id": "a", "redirect_uri": "https://app.example.com/a" });
        let expires_at = async || {
            let issued = store.issue(order(environment_id, at(0), request.clone())).await;
            match issued {
                Ok(issued) => Some(issued.expires_at),
                Err(UseCaseError::Refused(Refusal::Invalid(_))) => None,
                Err(error) => panic!("{error}"),
            }
        };
        let change = async |store: &Store, change| {
            store.run(ChangePolicy { environment_id, change, by: Origin::CommandLine, now: at(0) }).await.expect("changed");
        };
        let allow = |uri: &str| {
            let uri = RedirectUri::check(uri.parse().expect("a URI")).expect("within the rules");
            PolicyChange {
                redirect_uris: Some(Allowlist::new(vec![uri])),
                ..PolicyChange::default()
            }
        };
        let lifetime = |lifetime| PolicyChange {
            lifetime: Some(lifetime),
            ..PolicyChange::default()
        };
        let hour = Lifetime::new(Duration::from_secs(3600));
        for changer in [&elsewhere, &store] {
            let before = expires_at().await.expect("issued");
            assert_eq!(expires_at().await, Some(before));
            change(changer, lifetime(hour)).await;
            assert_eq!(expires_at().await, Some(at(3600)));
            change(changer, allow("https://app.example.com/b")).await;
            assert_eq!(expires_at().await, None);
            change(changer, allow("https://app.example.com/a")).await;
            assert!(expires_at().await.is_some());
            change(changer, lifetime(None)).await;
            assert_eq!(expires_at().await, Some(before));
        }
        let filter = Filter { action: Some(Action::CreateLinkToken), ..Filter::of(environment_id, 99) };
        let outcomes = told(&events(&store, filter).await);
        let refused = outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Invalid);
        assert_eq!((outcomes.len(), refused.count()), (12, 2), "each answer is recorded once");
    }

    /// The clock goes back and forth, and the list is read in pages.
    async fn events_are_listed_by_time(database: Database) {
        let (store, elsewhere) = (database.open().await, database.open().await);
        let environment_id = create_environment(&store).await;
        let times = [3, 3, 7, 5, 7, 3, 9];
        let stores = [&store, &store, &elsewhere].into_iter().cycle();
        for ((number, seconds), store) in times.into_iter().enumerate().zip(stores) {
            let request = json!({ "tenant_id": number.to_string() });
            store.issue(order(environment_id, at(seconds), request)).await.expect("issued");
        }
        let all = events(&store, Filter::of(environment_id, 100)).await;
        let seen: Vec<_> = all.iter().map(|event| event.id.at()).collect();
        assert_eq!(seen, [9, 7, 7, 5, 3, 3, 3, 0].map(at));
        let tenants: Vec<_> = all.iter().filter_map(|it| it.tenant_id.as_ref()).collect();
        let tenants: Vec<_> = tenants.iter().map(|id| id.as_str()).collect();
        // Events of the same millisecond are in the order in which they were recorded.
        assert_eq!(tenants, ["6", "4", "2", "3", "5", "1", "0"]);
        let mut read = events(&store, Filter::of(environment_id, 2)).await;
        while let Some(Event { id: last, .. }) = read.last() {
            let before = Some(*last);
            let more = events(&store, Filter { before, ..Filter::of(environment_id, 2) }).await;
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
            let filter = Filter { since, until, ..Filter::of(environment_id, 9) };
            assert_eq!(events(&store, filter).await, expected);
        }
    }

    /// A server without the new key cannot encrypt once a change of keys has begun. The new key
    /// decrypts all contexts from before.
    async fn old_key_encrypts_nothing_when_all_contexts_were_encrypted_again(database: Database) {
        let (old, new) = (key(), key());
        let before = Keyring::new(&old, &[]);
        let store = database.open_with(&before).await;
        let environment_id = create_environment(&store).await;
        let with = || order(environment_id, at(0), json!({ "tenant_id": "a", "context": { "a": 1 } }));
        let without = || order(environment_id, at(0), json!({ "tenant_id": "a" }));
        let issued = store.issue(with()).await.expect("issued");
        store.run(ImportAccount(account(environment_id, 1, "a"))).await.expect("imported");
        let reauthorisation =
            json!({ "integrated_account_id": Uuid::from_u128(1), "context": { "b": 2 } });
        let reauthorisation = order(environment_id, at(0), reauthorisation);
        let reauthorisation = store.issue(reauthorisation).await.expect("issued");

        let after = database.open_with(&Keyring::new(&new, &[old])).await;
        assert_eq!(after.reencrypt(at(1)).await.expect("encrypted"), 3);
        assert_eq!(after.reencrypt(at(1)).await.expect("encrypted"), 0);
        let is_closed = |error: UseCaseError| {
            let text = error.to_string();
            assert!(matches!(error, UseCaseError::Store(StoreError::Keys(_))), "{text}");
            assert!(text.contains("may no longer encrypt"), "{text}");
        };
        is_closed(store.issue(with()).await.expect_err("not encrypted"));
        // In the same batch, link tokens without a context are issued.
        let orders = [with(), without(), with(), without(), without()];
        let issued_together = orders.map(|order| store.issue(order));
        let issued_together = futures::future::join_all(issued_together).await;
        let well: Vec<bool> = issued_together.iter().map(Result::is_ok).collect();
        assert_eq!(well, [false, true, false, true, true]);
        let import = store.run(ImportAccount(account(environment_id, 2, "a"))).await;
        is_closed(import.expect_err("not encrypted"));
        let without_context = issued_together[1].as_ref().expect("issued");
        let redeemed = redeem(&store, environment_id, without_context, at(2)).await;
        is_closed(redeemed.expect_err("not encrypted"));
        assert!(is_active(&store, environment_id, without_context, at(2)).await, "not consumed");
        assert!(matches!(store.ping().await, Err(StoreError::Keys(KeyError::Closed(_)))));
        // The context of the reauthorisation is encrypted with a key that this server lacks.
        let redeemed = redeem(&store, environment_id, &reauthorisation, at(2)).await;
        assert!(lacks(&redeemed.expect_err("not decrypted").to_string(), &new), "redemption");
        let read = store.introspect(environment_id, issued.link_token.hash(), at(2)).await;
        assert!(lacks(&read.expect_err("not decrypted").to_string(), &new), "introspection");
        let alone = database.open_with(&Keyring::new(&new, &[])).await;
        let grant = alone.introspect(environment_id, issued.link_token.hash(), at(2)).await;
        let context = grant.expect("read").expect("active").context.expect("kept");
        assert_eq!(context.to_json().expect("JSON"), br#"{"a":1}"#);
        let id = Uuid::from_u128(1);
        assert!(alone.account(environment_id, id).await.expect("read").is_some());

        // The server with the old key cannot close the new one.
        let error = store.reencrypt(at(3)).await.expect_err("retired").to_string();
        assert!(error.contains("may no longer encrypt"), "{error}");
        let with_context = order(environment_id, at(3), json!({ "tenant_id": "a", "context": {} }));
        assert!(after.issue(with_context).await.is_ok());
    }

    /// The other values get the new key, and the old one stays in use until the damage is gone.
    async fn reencryption_goes_on_after_damaged_values_and_names_them(database: Database) {
        let (old, new) = (key(), key());
        let before = database.open_with(&Keyring::new(&old, &[])).await;
        let environment_id = create_environment(&before).await;
        for id in 1..=3 {
            before.run(ImportAccount(account(environment_id, id, "a"))).await.expect("imported");
        }
        let issued = issue(&before, environment_id, at(0)).await;
        let with_context = order(environment_id, at(1), json!({ "tenant_id": "damaged", "context": {} }));
        let damaged_token = before.issue(with_context).await.expect("issued").link_token.hash();
        let (first, damaged) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let of = database.literal(damaged);
        database.execute(&format!("UPDATE integrated_account SET context = $bytes WHERE id = {of}"));
        database.execute("UPDATE link_token SET context = $bytes WHERE tenant_id = 'damaged'");

        let both = database.open_with(&Keyring::new(&new, &[old])).await;
        let error = both.reencrypt(at(1)).await.expect_err("damaged").to_string();
        let damaged_token = hex::encode(damaged_token.0);
        for place in [format!("integrated_account {damaged}"), format!("link_token {damaged_token}")] {
            let place = format!("{place} of environment {environment_id}");
            assert!(error.contains("damaged values: 2") && error.contains(&place), "{error}");
        }
        assert!(error.contains("not retired"), "{error}");
        assert!(is_active(&both, environment_id, &issued, at(1)).await);
        assert!(both.account(environment_id, first).await.expect("read").is_some());
        // Nothing else is left to do.
        database.execute(&format!("DELETE FROM integrated_account WHERE id = {of}"));
        database.execute("DELETE FROM link_token WHERE tenant_id = 'damaged'");
        assert_eq!(both.reencrypt(at(2)).await.expect("encrypted"), 0);
        let alone = database.open_with(&Keyring::new(&new, &[])).await;
        assert!(alone.account(environment_id, first).await.expect("read").is_some());
    }

    /// Otherwise it would encrypt values with a key that the other one retires.
    async fn reencryption_stops_when_another_one_closes_its_key(database: Database) {
        let (old, new) = (key(), key());
        let before = database.open_with(&Keyring::new(&old, &[])).await;
        let environment_id = create_environment(&before).await;
        let imported = account(environment_id, 1, "a");
        before.run(ImportAccount(imported.clone())).await.expect("imported");
        issue(&before, environment_id, at(0)).await;
        // The other one closes each key that is opened.
        database.execute(if database.is_sqlite() {
            "CREATE TRIGGER other_change AFTER UPDATE ON encryption_key
            BEGIN UPDATE encryption_key SET closed = 1; END"
        } else {
            "CREATE FUNCTION other_change() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN NEW.closed := true; RETURN NEW; END';
            CREATE TRIGGER other_change BEFORE UPDATE ON encryption_key
            FOR EACH ROW EXECUTE FUNCTION other_change()"
        });
        let both = database.open_with(&Keyring::new(&new, &[old])).await;
        let is_closed = |answer: Result<usize, UseCaseError>| {
            matches!(answer, Err(UseCaseError::Store(StoreError::Keys(KeyError::Closed(_)))))
        };
        assert!(is_closed(both.reencrypt(at(1)).await), "at an account");
        let found = before.account(environment_id, imported.id).await.expect("read");
        assert_eq!(found, Some(imported), "it has the old key");
        database.execute("DELETE FROM integrated_account");
        assert!(is_closed(both.reencrypt(at(1)).await), "at a link token");
    }

    /// Servers may get a new key one after the other: those without it are not ready meanwhile.
    async fn ping_fails_while_database_has_contexts_of_a_key_that_is_not_configured(database: Database) {
        let (old, new) = (key(), key());
        let store = database.open_with(&Keyring::new(&old, &[])).await;
        let environment_id = create_environment(&store).await;
        issue(&store, environment_id, at(0)).await;
        store.ping().await.expect("ready");
        let other = database.open_with(&Keyring::new(&new, std::slice::from_ref(&old))).await;
        store.ping().await.expect("the new key is not in use yet");
        let issued = issue(&other, environment_id, at(1)).await;
        other.ping().await.expect("ready");
        let ping = store.ping().await.expect_err("not ready");
        assert!(lacks(&ping.to_string(), &new) && matches!(ping, StoreError::Keys(_)), "{ping}");
        let read = store.introspect(environment_id, issued.link_token.hash(), at(2)).await;
        assert!(matches!(read, Err(StoreError::Keys(KeyError::Missing(_)))), "{read:?}");

        let back = database.open_with(&Keyring::new(&old, &[new])).await;
        back.reencrypt(at(3)).await.expect("encrypted");
        store.ping().await.expect("ready again");
        assert!(is_active(&store, environment_id, &issued, at(3)).await);
    }

    async fn expiring_api_tokens_are_valid_and_end_before_a_time(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let create = async |number, expires_at| {
            let token = ApiToken {
                created_at: at(0),
                expires_at,
                ..api_token(environment_id, number)
            };
            let hash = ApiTokenSecret::generate().expect("randomness").hash();
            store.run(CreateApiToken { token, hash, by: Origin::CommandLine }).await.expect("created");
        };
        for (number, seconds) in [(1, 5), (2, 10), (3, 11), (4, 7), (5, 20), (6, 21)] {
            create(number, Some(at(seconds))).await;
        }
        create(7, None).await;
        store.run(RevokeApiToken { environment_id: None, by: Origin::CommandLine, id: Uuid::from_u128(4), now: at(1) }).await.expect("revoked");
        let list = async |limit| {
            let query = ListExpiringApiTokens { now: at(5), until: at(20), limit };
            let found = store.query(query).await.expect("read");
            found.into_iter().map(|token| token.id.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(list(10).await, [2, 3, 5]);
        assert_eq!(list(2).await, [2, 3]);
    }

    async fn active_link_tokens_are_listed_by_filter_and_revoked(database: Database) {
        let store = database.open().await;
        let (one, two) = (create_environment(&store).await, create_environment(&store).await);
        let issue = async |environment_id, tenant: &str, api_token, seconds| {
            let mut order = order(environment_id, at(seconds), json!({ "tenant_id": tenant }));
            order.by.api_token_id = Uuid::from_u128(api_token);
            store.issue(order).await.expect("issued").link_token
        };
        // Each lives for 300 seconds.
        let expired = issue(one, "a", 1, -300).await;
        let ended = issue(one, "a", 1, 0).await;
        let revocation = Revoke {
            environment_id: one,
            link_token: ended.hash(),
            by: by(),
            now: at(0),
        };
        store.run(revocation).await.expect("revoked");
        let made = [
            issue(one, "a", 1, 1).await,
            issue(one, "b", 1, 1).await,
            issue(one, "a", 2, 2).await,
            issue(two, "a", 3, 3).await,
        ];
        let marks = made.map(|token| token.hash().mark());
        let list = async |filter: LinkTokenFilter| {
            let mut found = Vec::new();
            let mut after = None;
            loop {
                let filter = filter.clone();
                let query = ListLinkTokens { filter, with_attempted: false, now: at(10), after, limit: 1 };
                let page = store.query(query).await.expect("read");
                let Some(last) = page.last() else { break };
                after = Some(last.position());
                found.extend(page.into_iter().map(|token| token.hash.mark()));
            }
            let number = |mark: &_| marks.iter().position(|made| made == mark).expect("active");
            let mut numbers: Vec<usize> = found.iter().map(number).collect();
            numbers.sort_unstable();
            numbers
        };
        let all = LinkTokenFilter::default;
        assert_eq!(list(all()).await, [0, 1, 2, 3]);
        let issued_by = Some(Uuid::from_u128(1));
        assert_eq!(list(LinkTokenFilter { issued_by, ..all() }).await, [0, 1]);
        let tenant_id = Some("a".parse().expect("valid"));
        let of_tenant = LinkTokenFilter { issued_by, tenant_id, ..all() };
        assert_eq!(list(of_tenant.clone()).await, [0]);
        assert_eq!(list(LinkTokenFilter { environment_id: Some(two), ..all() }).await, [3]);
        assert_eq!(list(LinkTokenFilter { since: Some(at(2)), ..all() }).await, [2, 3]);
        assert_eq!(list(LinkTokenFilter { mark: Some(marks[2]), ..all() }).await, [2]);
        let ended = LinkTokenFilter { mark: Some(expired.hash().mark()), ..all() };
        assert_eq!(list(ended).await, [0; 0]);

        let before = events(&store, Filter::of(one, 100)).await.len();
        let revoke = async |filter, limit, now| {
            let revoked = store.revoke_link_tokens(filter, Origin::CommandLine, limit, now).await;
            let RevokedLinkTokens { number, has_more } = revoked.expect("revoked");
            (number, has_more)
        };
        assert_eq!(revoke(of_tenant.clone(), None, at(10)).await, (1, false));
        assert_eq!(revoke(of_tenant, None, at(11)).await, (0, false));
        assert_eq!(list(all()).await, [1, 2, 3]);
        let after = events(&store, Filter::of(one, 100)).await;
        assert_eq!(after.len(), before + 1);
        assert_eq!(after[0].origin, Origin::CommandLine);
        assert_eq!((after[0].action, after[0].outcome), (Action::RevokeLinkToken, Outcome::Done));
        assert_eq!(after[0].link_token, Some(marks[0]));
        assert_eq!(after[0].tenant_id, Some("a".parse().expect("valid")));
        // More than one batch.
        let orders = (0..250).map(|_| store.issue(order(two, at(4), json!({ "tenant_id": "c" }))));
        futures::future::join_all(orders).await;
        let of_two = LinkTokenFilter { environment_id: Some(two), ..all() };
        assert_eq!(revoke(of_two.clone(), Some(150), at(10)).await, (200, true));
        assert_eq!(revoke(of_two, Some(150), at(10)).await, (51, false));
        assert_eq!(list(all()).await, [1, 2]);
        // Link tokens of a tenant that is being erased cannot be used.
        let tenant = Tenant { environment_id: one, id: "a".parse().expect("valid") };
        let begin = BeginErasure { tenant, by: Origin::CommandLine, now: at(10) };
        store.run(begin).await.expect("begun");
        assert_eq!(list(all()).await, [1]);
    }

    async fn sweep_needs_confirmation_when_clock_is_far_from_the_last_sweep(database: Database) {
        let store = database.open().await;
        let begin = async |now, audit_retention| {
            store.run(BeginSweep { now, audit_retention }).await.expect("answered")
        };
        let differs = |last| SweepPermission::ClockDiffers { last };
        let (day, quarter) = (TimeDelta::days(1), TimeDelta::days(90));
        // The first sweep is compared with the newest event.
        let environment_id = create_environment(&store).await;
        assert_eq!(begin(at(0) + day * 32, quarter).await, differs(at(0)));
        assert_eq!(begin(at(60), quarter).await, SweepPermission::Granted);
        // Requests by a wrong clock do not count.
        issue(&store, environment_id, at(0) + day * 400).await;
        assert_eq!(begin(at(0) + day * 400, quarter).await, differs(at(60)));
        assert_eq!(begin(at(0) + day * 2, day).await, differs(at(60)));
        assert_eq!(begin(at(0) - day * 40, quarter).await, differs(at(60)));
        assert_eq!(begin(at(0) + day * 30, quarter).await, SweepPermission::Granted);
        assert_eq!(begin(at(0) + day * 60, quarter).await, SweepPermission::Granted);
        // The store notes the time of a sweep once an hour.
        let hour = at(0) + day * 60 + TimeDelta::hours(1);
        for now in [hour, hour + TimeDelta::minutes(59)] {
            assert_eq!(begin(now, quarter).await, SweepPermission::Granted);
        }
        assert_eq!(begin(at(0) + day * 400, quarter).await, differs(hour));

        for now in [at(0) + day * 400, at(0)] {
            assert!(matches!(begin(now, quarter).await, SweepPermission::ClockDiffers { .. }));
            assert!(store.run(ConfirmClock { now }).await.expect("confirmed").is_some());
            assert_eq!(begin(now, quarter).await, SweepPermission::Granted);
        }
        let confirmations = Filter {
            action: Some(Action::ConfirmClock),
            ..Filter::of(environment_id, 9)
        };
        assert_eq!(events(&store, confirmations).await.len(), 2);
    }

    async fn store_returns_errors_when_it_is_closed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        store.close().await;
        let request = json!({ "tenant_id": "a" });
        assert!(store.issue(order(environment_id, at(0), request)).await.is_err());
        assert!(store.query(ListEnvironments).await.is_err());
        let again = Environment {
            id: Uuid::new_v4(),
            name: "again".to_owned(),
            created_at: at(0),
            policy: Policy::default(),
        };
        assert!(store.run(CreateEnvironment(again)).await.is_err());
        assert!(store.ping().await.is_err());
    }
}

/// Returns true if an error says that a key is missing.
fn lacks(error: &str, key: &EncryptionKey) -> bool {
    error.contains(&format!("the encryption key {}, which is not configured", key.id()))
}

async fn assert_each_filter_finds_its_events(store: &Store, environment_id: Uuid, all: &[Event]) {
    let every = || Filter::of(environment_id, 100);
    let tenant = "b".parse().expect("valid");
    let mark = all.iter().find_map(|event| event.link_token);
    let object = Some(Uuid::from_u128(9));
    let found = async |filter: Filter, fits: &dyn Fn(&Event) -> bool| {
        let mut found = events(store, filter.clone()).await;
        found.reverse();
        let fitting: Vec<Event> = all.iter().filter(|event| fits(event)).cloned().collect();
        assert!(!fitting.is_empty() && fitting.len() < all.len(), "{filter:?} selects none or all");
        assert_eq!(found, fitting, "{filter:?}");
    };
    found(Filter { since: Some(at(5)), ..every() }, &|event| event.id.at() >= at(5)).await;
    found(Filter { until: Some(at(5)), ..every() }, &|event| event.id.at() < at(5)).await;
    let third = all[3].id;
    found(Filter { before: Some(third), ..every() }, &|event| event.id < third).await;
    let by_request = |event: &Event| event.origin == Origin::Api(by());
    let api_token_id = Some(by().api_token_id);
    found(Filter { api_token_id, ..every() }, &by_request).await;
    let request_id = Some(by().request_id);
    found(Filter { request_id, ..every() }, &by_request).await;
    let action = Action::RedeemLinkToken;
    found(Filter { action: Some(action), ..every() }, &|event| event.action == action).await;
    let outcome = Outcome::Unchanged;
    found(Filter { outcome: Some(outcome), ..every() }, &|event| event.outcome == outcome).await;
    let of_tenant = |event: &Event| event.tenant_id.as_ref() == Some(&tenant);
    found(Filter { tenant_id: Some(tenant.clone()), ..every() }, &of_tenant).await;
    found(Filter { object_id: object, ..every() }, &|event| event.object_id == object).await;
    found(Filter { link_token: mark, ..every() }, &|event| event.link_token == mark).await;
    let newest = events(store, Filter::of(environment_id, 2)).await;
    assert_eq!(newest, [all[all.len() - 1].clone(), all[all.len() - 2].clone()]);
    assert_eq!(events(store, Filter::of(Uuid::new_v4(), 100)).await, []);
}
