//! The erasure of a tenant and the deletion of an environment, tested on each engine.

mod harness;

use harness::{
    account, at, by, create_environment, create_webhook, events, is_active, issue, order, redeem,
    webhook_events,
};
use link_token_domain::{
    Refusal,
    api_token::ApiTokenSecret,
    attempt::{AttemptKeyHash, ChosenIntegration},
    audit::{Action, Filter, Origin, Outcome},
    credentials::Credentials,
    erasure::{Tenant, TenantRecords},
    integrated_account::Account,
    link_token::Issued,
    secret::Secret,
    webhook::event::EventType,
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{
        AttemptHash, BeginAttempt, BeginEnvironmentDeletion, BeginErasure, CreateApiToken,
        DeleteAccount, EndErasure, EraseAccounts, FindEnvironment, ImportAccount,
        ImportAccountWithCredentials, KeepUnusedTokens, ListErasures, ListLinkTokensToErase,
        RevokeApiToken,
    },
};
use link_token_types::AuthenticationMethod;
use serde_json::json;
use uuid::Uuid;

const TENANT: &str = "jane.doe@example.com";

fn tenant(environment_id: Uuid, id: &str) -> Tenant {
    Tenant { environment_id, id: id.parse().expect("valid") }
}

async fn import(store: &Store, account: Account) {
    store.run(ImportAccount(account)).await.expect("imported");
}

async fn begin(store: &Store, tenant: &Tenant) {
    let begin = BeginErasure { tenant: tenant.clone(), by: Origin::Api(by()), now: at(5) };
    store.run(begin).await.expect("begun");
}

async fn exists(store: &Store, environment_id: Uuid, id: u128) -> bool {
    store.account(environment_id, Uuid::from_u128(id)).await.expect("read").is_some()
}

async fn link_tokens(store: &Store, environment_id: Uuid) -> usize {
    let list = ListLinkTokensToErase { environment_id, tenant_id: None, after: None, limit: 1000 };
    store.query(list).await.expect("read").len()
}

fn credentials(content: &str) -> Credentials {
    Credentials {
        content: Secret::new(content),
        expires_at: Some(at(3600)),
        issued_at: None,
        is_refreshable: true,
    }
}

on_each_engine! {
    async fn erasure_keeps_tokens_until_they_are_revoked_and_not_after(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let new = async |content| {
            harness::connect(&store, environment_id, None, credentials(content), at(1)).await
        };
        new("one").await;
        new("two").await;
        // No third party can revoke what users type, and another service has the tokens of an
        // import.
        let imported =
            |id| Account { static_gate_id: None, ..account(environment_id, id, "a") };
        let typed = Account {
            environment_integration_id: Some(Uuid::from_u128(77)),
            authentication_method: Some(AuthenticationMethod::ApiKey),
            ..imported(1)
        };
        for account in [typed, imported(2)] {
            let credentials = Some(credentials("imported"));
            let import = ImportAccountWithCredentials { account, credentials, by: by() };
            store.run(import).await.expect("imported");
        }

        let tenant = tenant(environment_id, "a");
        begin(&store, &tenant).await;
        let erased = store.erase_tenant(&tenant, at(5)).await.expect("erased");
        assert_eq!(erased.accounts, 4);
        let expected = [("one".to_owned(), false), ("two".to_owned(), false)];
        assert_eq!(harness::revoke_all(&store, at(5)).await, expected);
        assert_eq!(harness::revoke_all(&store, at(100_000)).await, [], "they are forgotten");
        store.erase_tenant(&tenant, at(100_000)).await.expect("erased again");
        assert_eq!(harness::revoke_all(&store, at(200_000)).await, []);
    }

    async fn tokens_that_arrive_after_an_erasure_are_revoked(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(1)).await;
        let late = |issued: &Issued| KeepUnusedTokens {
            environment_id,
            link_token: issued.link_token.hash(),
            integration: ChosenIntegration {
                environment_integration_id: Uuid::from_u128(77),
                name: "hubspot".parse().expect("valid"),
            },
            authentication_method: AuthenticationMethod::Oauth2,
            content: Secret::new("late"),
            new_account_id: Uuid::new_v4(),
            now: at(6),
        };
        // Another attempt with the link token may have connected an account with the same grant.
        store.run(late(&issued)).await.expect("kept");
        assert_eq!(harness::revoke_all(&store, at(6)).await, [("late".to_owned(), true)]);
        let tenant = tenant(environment_id, "a");
        begin(&store, &tenant).await;
        store.run(late(&issued)).await.expect("kept");
        store.erase_tenant(&tenant, at(5)).await.expect("erased");
        store.run(late(&issued)).await.expect("kept");
        let expected = [("late".to_owned(), false), ("late".to_owned(), false)];
        assert_eq!(harness::revoke_all(&store, at(6)).await, expected);
    }

    async fn erasure_leaves_nothing_of_tenant_but_marks(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        // More than a batch.
        for id in 0..230 {
            import(&store, account(environment_id, id, TENANT)).await;
            let request = json!({ "tenant_id": TENANT });
            store.issue(order(environment_id, at(1), request)).await.expect("issued");
        }
        import(&store, account(environment_id, 999, "a")).await;
        let kept = issue(&store, environment_id, at(1)).await;

        let tenant = tenant(environment_id, TENANT);
        begin(&store, &tenant).await;
        let erased = store.erase_tenant(&tenant, at(5)).await.expect("erased");
        let expected = TenantRecords { accounts: 230, link_tokens: 230, audit_events: 460 };
        assert_eq!(erased, expected);
        assert!(!exists(&store, environment_id, 0).await);
        assert!(exists(&store, environment_id, 999).await);
        assert_eq!(link_tokens(&store, environment_id).await, 1);
        assert!(is_active(&store, environment_id, &kept, at(2)).await);
        assert!(redeem(&store, environment_id, &kept, at(2)).await.is_ok());
        let events = events(&store, Filter::of(environment_id, 1000)).await;
        assert!(events.iter().all(|event| event.tenant_id.as_ref().is_none_or(|id| id.as_str() != TENANT)));
        let erasure = events.iter().find(|event| event.action == Action::EraseTenant);
        let erasure = erasure.expect("recorded");
        assert_eq!((erasure.outcome, erasure.origin), (Outcome::Done, Origin::Api(by())));
        let imports = events.iter().filter(|it| it.action == Action::ImportIntegratedAccount);
        assert_eq!(imports.filter(|it| it.object_id.is_some()).count(), 231, "they keep the IDs");
        assert_eq!(store.query(ListErasures).await.expect("read"), []);
    }

    /// Events for webhooks have the contexts of accounts.
    async fn erasure_leaves_no_events_for_webhooks_but_those_of_deletions(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        create_webhook(&store, environment_id).await;
        for (id, tenant) in [(1, TENANT), (2, TENANT), (3, "a")] {
            import(&store, account(environment_id, id, tenant)).await;
        }
        let told =
            async |id| webhook_events(&store, environment_id, Uuid::from_u128(id)).await;
        let imported = [EventType::Created, EventType::AuthenticationError];
        let deleted = [EventType::Deleted];
        let all = [&imported[..], &deleted].concat();
        // The tenant asks for a link token for the account of another one, and is refused.
        let id = Uuid::from_u128(3);
        let request = json!({ "integrated_account_id": id, "tenant_id": TENANT });
        let refused = store.issue(order(environment_id, at(1), request)).await;
        assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Invalid(_)))), "{refused:?}");
        // Two accounts are deleted before the erasure.
        for id in [2, 3] {
            let delete =
                DeleteAccount { environment_id, id: Uuid::from_u128(id), by: by(), now: at(2) };
            store.run(delete).await.expect("deleted");
            assert_eq!(told(id).await, all);
        }

        let tenant = tenant(environment_id, TENANT);
        begin(&store, &tenant).await;
        let erasure = store.query(ListErasures).await.expect("read").pop().expect("one");
        let accounts = EraseAccounts { erasure, ids: vec![Uuid::from_u128(1)], now: at(5) };
        assert_eq!(store.run(accounts).await.expect("run"), Some(1));
        // At once: the audit events that name the account may have been swept.
        assert_eq!(told(1).await, deleted);
        store.erase_tenant(&tenant, at(5)).await.expect("erased");
        assert_eq!((told(1).await, told(2).await), (deleted.to_vec(), deleted.to_vec()));
        assert_eq!(told(3).await, all, "of another tenant");
    }

    async fn tenant_is_unusable_until_interrupted_erasure_was_resumed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        import(&store, account(environment_id, 1, "a")).await;
        let issued = issue(&store, environment_id, at(1)).await;
        let other = create_environment(&store).await;
        import(&store, account(other, 1, "a")).await;

        let tenant = tenant(environment_id, "a");
        begin(&store, &tenant).await;
        begin(&store, &tenant).await;
        store.close().await;
        drop(store);
        let store = database.open().await;
        assert!(!exists(&store, environment_id, 1).await);
        assert!(exists(&store, other, 1).await, "another environment's tenant of this name stays");
        assert!(!is_active(&store, environment_id, &issued, at(6)).await);
        let redeemed = redeem(&store, environment_id, &issued, at(6)).await;
        assert!(matches!(redeemed, Err(UseCaseError::Refused(Refusal::LinkTokenDead))));
        let attempt = BeginAttempt {
            id: Uuid::new_v4(),
            key: AttemptKeyHash::of("key"),
            link_token: issued.link_token.hash(),
            options: "{}".to_owned(),
            secrets: Secret::new("{}"),
            request_id: Uuid::nil(),
            now: at(6),
        };
        let begun = store.run(attempt).await;
        assert!(matches!(begun, Err(UseCaseError::Refused(Refusal::LinkTokenDead))));

        let found = store.query(ListErasures).await.expect("read");
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].tenant, found[0].began_at), (&tenant, at(5)));
        let erased = store.erase_tenant(&found[0].tenant, at(7)).await.expect("erased");
        assert_eq!((erased.accounts, erased.link_tokens), (1, 1));
        // The tenant may come back. A process that comes late erases nothing.
        import(&store, account(environment_id, 1, "a")).await;
        let ended = found.into_iter().next().expect("one");
        let ids = vec![Uuid::from_u128(1)];
        let accounts = EraseAccounts { erasure: ended.clone(), ids: ids.clone(), now: at(8) };
        assert_eq!(store.run(accounts).await.expect("run"), None);
        let erased = store.erase_tenant(&tenant, at(8)).await.expect("nothing to do");
        assert_eq!(erased, TenantRecords::default());
        assert!(exists(&store, environment_id, 1).await);
        // Nor does it end another erasure.
        let begin = BeginErasure { tenant: tenant.clone(), by: Origin::CommandLine, now: at(9) };
        store.run(begin).await.expect("begun");
        let accounts = EraseAccounts { erasure: ended.clone(), ids, now: at(9) };
        assert_eq!(store.run(accounts).await.expect("run"), None);
        store.run(EndErasure(ended)).await.expect("run");
        assert!(!exists(&store, environment_id, 1).await, "still hidden");
        let outcomes: Vec<Outcome> = events(&store, Filter::of(environment_id, 100))
            .await
            .into_iter()
            .filter(|event| event.action == Action::EraseTenant)
            .map(|event| event.outcome)
            .collect();
        assert_eq!(outcomes, [Outcome::Done, Outcome::Unchanged, Outcome::Done]);
    }

    async fn account_that_has_moved_to_another_tenant_keeps_its_attempts(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let moved = account(environment_id, 1, "b");
        import(&store, moved.clone()).await;
        let request = json!({ "integrated_account_id": moved.id });
        let issued = store.issue(order(environment_id, at(1), request)).await.expect("issued");
        let key = AttemptKeyHash::of("key");
        let attempt = BeginAttempt {
            id: Uuid::new_v4(),
            key,
            link_token: issued.link_token.hash(),
            options: "{}".to_owned(),
            secrets: Secret::new("{}"),
            request_id: Uuid::nil(),
            now: at(2),
        };
        store.run(attempt).await.expect("begun");
        let tenant = tenant(environment_id, "a");
        begin(&store, &tenant).await;
        let erasure = store.query(ListErasures).await.expect("read").pop().expect("one");
        // It was listed before it moved.
        let accounts = EraseAccounts { erasure, ids: vec![moved.id], now: at(5) };
        assert_eq!(store.run(accounts).await.expect("run"), Some(0));
        assert!(exists(&store, environment_id, 1).await);
        let found = store.find_attempt(AttemptHash::Key(key), at(5)).await;
        assert!(found.expect("read").is_some());
    }

    async fn environment_is_deleted_only_without_accounts(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let other = create_environment(&store).await;
        import(&store, account(environment_id, 1, "a")).await;
        issue(&store, environment_id, at(1)).await;
        let kept = issue(&store, other, at(1)).await;
        let refused = store.delete_environment(environment_id, at(2)).await;
        assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Invalid(_)))), "{refused:?}");

        let tenant = tenant(environment_id, "a");
        begin(&store, &tenant).await;
        store.erase_tenant(&tenant, at(5)).await.expect("erased");
        issue(&store, environment_id, at(1)).await;
        let mut hashes = Vec::new();
        for id in [1, 2] {
            let hash = ApiTokenSecret::generate().expect("randomness").hash();
            let token = harness::api_token(environment_id, id);
            let create = CreateApiToken { token, hash, by: Origin::CommandLine };
            store.run(create).await.expect("created");
            hashes.push(hash);
        }
        let (by, id) = (Origin::CommandLine, Uuid::from_u128(1));
        let revoke = RevokeApiToken { environment_id: None, id, by, now: at(4) };
        store.run(revoke).await.expect("revoked");
        let begin = BeginEnvironmentDeletion { environment_id, now: at(6) };
        store.run(begin).await.expect("begun");
        for (hash, revoked_at) in hashes.into_iter().zip([at(4), at(6)]) {
            let token = store.api_token(hash).await.expect("read").expect("there");
            assert_eq!(token.revoked_at, Some(revoked_at));
        }
        let deleted = store.delete_environment(environment_id, at(6)).await.expect("deleted");
        assert_eq!(deleted, 1);
        let action = Some(Action::RevokeApiToken);
        let revoked = events(&store, Filter { action, ..Filter::of(environment_id, 9) }).await;
        let revoked: Vec<_> = revoked.iter().map(|it| (it.object_id, it.origin)).collect();
        assert_eq!(revoked, [2, 1].map(|id| (Some(Uuid::from_u128(id)), by)));
        let find = FindEnvironment(environment_id.to_string());
        assert_eq!(store.query(find).await.expect("read"), None);
        assert_eq!(link_tokens(&store, environment_id).await, 0);
        assert!(is_active(&store, other, &kept, at(2)).await);
        let last = events(&store, Filter::of(environment_id, 1)).await;
        assert_eq!(last[0].action, Action::DeleteEnvironment);
        let again = store.delete_environment(environment_id, at(3)).await;
        assert!(matches!(again, Err(UseCaseError::Refused(Refusal::NotFound(_)))), "{again:?}");
    }
}
