//! Revocations on both engines: tokens that no account has any more.

mod harness;

use chrono::{DateTime, TimeDelta, Utc};
use harness::{at, by, create_environment, key, order, revoke_all};
use link_token_domain::{
    Refusal,
    attempt::{Attempt, AttemptChange, AttemptKeyHash, ChosenIntegration, Step, WaitingTokens},
    audit::Origin,
    credentials::Credentials,
    environment_integration::EnvironmentIntegrationChange,
    erasure::Tenant,
    integrated_account::Account,
    link_token::Issued,
    revocation::{ClientOfTokens, LivingGrant, Revocation, TokenOrigin},
    secret::Secret,
};
use link_token_store::{
    Store, StoreError, UseCaseError,
    encryption::{KeyError, Keyring},
    use_cases::{
        BeginAttempt, BeginErasure, ClaimRevocations, CompleteAttempt, Completion, DeleteAccount,
        DropWaitingTokens, EnableIntegration, EndRevocationTry, FindLivingGrant,
        ImportAccountWithCredentials, UpdateAttempt,
    },
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus};
use serde_json::json;
use uuid::Uuid;

/// The ID of the environment integration in [`harness::connect`].
const INTEGRATION: Uuid = Uuid::from_u128(77);
const MINUTE: i64 = 60;

fn credentials(content: &str) -> Credentials {
    Credentials {
        content: Secret::new(content),
        expires_at: None,
        issued_at: None,
        is_refreshable: true,
    }
}

fn change(step: Step, tokens: WaitingTokens) -> AttemptChange {
    let name = "hubspot".parse().expect("valid");
    AttemptChange {
        step,
        integration: Some(ChosenIntegration { environment_integration_id: INTEGRATION, name }),
        authentication_method: Some(AuthenticationMethod::Oauth2),
        secrets: Secret::new("{}"),
        tokens,
    }
}

/// Returns the credentials that an account has.
async fn current(store: &Store, account: &Account) -> Credentials {
    let stored = harness::stored_credentials(store, account.environment_id, account.id).await;
    stored.expect("there").credentials
}

async fn update(
    store: &Store,
    attempt: &Attempt,
    step: Step,
    tokens: WaitingTokens,
    now: DateTime<Utc>,
) -> Attempt {
    let change = change(step, tokens);
    let update = UpdateAttempt { attempt: attempt.version(), change, now };
    store.run(update).await.expect("changed")
}

async fn complete(
    store: &Store,
    attempt: &Attempt,
    waiting: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Completion, UseCaseError> {
    let complete = CompleteAttempt {
        attempt: attempt.version(),
        credentials: Some(credentials("waiting")),
        waiting,
        context: None,
        upstream_id: None,
        status: IntegratedAccountStatus::Active,
        last_error: None,
        new_account_id: Uuid::new_v4(),
        request_id: Uuid::nil(),
        now,
        shared_now: now,
    };
    store.run(complete).await
}

/// An account, and an attempt to reauthorise it that asks the user about tokens, from the time 1.
struct Asked {
    account: Account,
    attempt: Attempt,
    tokens: Uuid,
}

async fn ask(store: &Store) -> Asked {
    let environment_id = create_environment(store).await;
    let account = harness::connect(store, environment_id, None, credentials("one"), at(0)).await;
    let request = json!({ "integrated_account_id": account.id });
    let issued: Issued = store.issue(order(environment_id, at(0), request)).await.expect("issued");
    let begin = BeginAttempt {
        id: Uuid::new_v4(),
        key: AttemptKeyHash::of(&Uuid::new_v4().to_string()),
        link_token: issued.link_token.hash(),
        options: "{}".to_owned(),
        secrets: Secret::new("{}"),
        request_id: Uuid::nil(),
        now: at(0),
    };
    let attempt = store.run(begin).await.expect("begun");
    let attempt =
        update(store, &attempt, Step::Exchange { browser: None }, WaitingTokens::Unchanged, at(1))
            .await;
    let tokens = Uuid::new_v4();
    let wait = WaitingTokens::Wait {
        id: tokens,
        content: Secret::new("waiting"),
        upstream_id: Some("42".to_owned()),
    };
    let attempt = update(store, &attempt, Step::Ask, wait, at(1)).await;
    Asked { account, attempt, tokens }
}

fn waiting() -> Vec<(String, bool)> {
    vec![("waiting".to_owned(), false)]
}

on_each_engine! {
    async fn waiting_tokens_are_revoked_when_the_user_does_not_answer(database: Database) {
        let store = database.open().await;
        let asked = ask(&store).await;
        // The attempt lives for 30 minutes, and its last claim for one more.
        assert_eq!(revoke_all(&store, at(31 * MINUTE - 1)).await, []);
        assert_eq!(revoke_all(&store, at(31 * MINUTE)).await, waiting());
        assert_eq!(revoke_all(&store, at(99 * MINUTE)).await, []);
        assert_eq!(current(&store, &asked.account).await, credentials("one"));
    }

    async fn waiting_tokens_are_revoked_at_once_when_the_user_goes_back(database: Database) {
        let store = database.open().await;
        let Asked { attempt, tokens, .. } = ask(&store).await;
        let dropped = WaitingTokens::Dropped { id: tokens };
        update(&store, &attempt, Step::Open, dropped, at(2)).await;
        assert_eq!(revoke_all(&store, at(2)).await, waiting());
    }

    async fn waiting_tokens_are_revoked_although_their_account_is_deleted(database: Database) {
        let store = database.open().await;
        let Asked { account, tokens, .. } = ask(&store).await;
        let (environment_id, id) = (account.environment_id, account.id);
        let delete = DeleteAccount { environment_id, id, by: by(), now: at(2) };
        store.run(delete).await.expect("deleted");
        assert_eq!(revoke_all(&store, at(2)).await, [("one".to_owned(), false)]);
        let dropped = DropWaitingTokens { environment_id, id: tokens, now: at(3) };
        store.run(dropped).await.expect("dropped");
        assert_eq!(revoke_all(&store, at(3)).await, waiting());
    }

    async fn grant_lives_while_an_account_of_the_same_user_does(database: Database) {
        let store = database.open().await;
        let (own, elsewhere) = (create_environment(&store).await, create_environment(&store).await);
        for (environment_id, new_id, client_id) in
            [(own, INTEGRATION, "an-id"), (elsewhere, Uuid::from_u128(78), "an-id"), (elsewhere, Uuid::from_u128(79), "other")]
        {
            let name = if new_id == Uuid::from_u128(79) { "slack" } else { "hubspot" };
            let enable = EnableIntegration {
                environment_id,
                integration: name.parse().expect("valid"),
                change: EnvironmentIntegrationChange {
                    client_id: Some(client_id.to_owned()),
                    ..EnvironmentIntegrationChange::default()
                },
                new_id,
                by: Origin::CommandLine,
                now: at(0),
            };
            store.run(enable).await.expect("enabled");
        }
        let find = async |account: u128, upstream_id: Option<&str>, is_of_new_account: bool, client_id: Option<&str>| {
            let name = "hubspot".parse().expect("valid");
            let method = Some(AuthenticationMethod::Oauth2);
            let ids = (own, Uuid::from_u128(account));
            let origin = TokenOrigin::new(ids, Some(&name), Some(INTEGRATION), method);
            let origin = origin.expect("of tokens").with_upstream(upstream_id.map(ToOwned::to_owned));
            let client_id = client_id.map(ToOwned::to_owned);
            store.query(FindLivingGrant { origin, is_of_new_account, client_id }).await.expect("read")
        };
        let import = async |environment_id, id, integration: u128, upstream_id: &str, has_credentials: bool| {
            let account = Account {
                environment_integration_id: Some(Uuid::from_u128(integration)),
                upstream_id: Some(upstream_id.to_owned()),
                status: IntegratedAccountStatus::Active,
                static_gate_id: None,
                ..harness::account(environment_id, id, "a")
            };
            let credentials = has_credentials.then(|| credentials("one"));
            let import = ImportAccountWithCredentials { account, credentials, by: by() };
            store.run(import).await.expect("imported");
        };
        let client = Some("an-id");
        assert_eq!(find(1, Some("42"), true, client).await, LivingGrant::None, "there is no account");
        // Accounts without credentials, of another client, and of another user.
        import(own, 2, 77, "42", false).await;
        import(elsewhere, 3, 79, "42", true).await;
        import(own, 4, 77, "43", true).await;
        assert_eq!(find(1, Some("42"), true, client).await, LivingGrant::None);
        assert_eq!(find(1, None, false, client).await, LivingGrant::None, "of an account that was deleted");
        assert_eq!(find(1, None, true, client).await, LivingGrant::Found, "of a connection: it may be this user");
        assert_eq!(find(1, Some("43"), false, client).await, LivingGrant::Found);
        assert_eq!(find(2, Some("44"), false, client).await, LivingGrant::Found, "the account itself");
        // The same client elsewhere.
        import(elsewhere, 5, 78, "44", true).await;
        assert_eq!(find(1, Some("44"), false, client).await, LivingGrant::Found);
        assert_eq!(find(1, Some("44"), false, None).await, LivingGrant::None, "it is not known to be the same");
        // An account that waits for its confirmation may be of any user.
        database.execute("UPDATE integrated_account SET status = 'connecting' WHERE upstream_id = '42'");
        assert_eq!(find(1, Some("45"), false, client).await, LivingGrant::Unconfirmed);
        assert_eq!(find(1, Some("43"), false, client).await, LivingGrant::Found, "of the same user, whoever waits");
        database.execute("UPDATE integrated_account SET status = 'needs_reauth' WHERE upstream_id = '43'");
        assert_eq!(find(1, Some("43"), false, client).await, LivingGrant::Unconfirmed, "its tokens are dead");
        let tenant = Tenant { environment_id: own, id: "a".parse().expect("valid") };
        let begin = BeginErasure { tenant, by: Origin::CommandLine, now: at(4) };
        store.run(begin).await.expect("begun");
        assert_eq!(find(2, Some("45"), false, None).await, LivingGrant::None, "the tenant is being erased");
    }

    async fn waiting_tokens_that_an_account_gets_are_not_revoked(database: Database) {
        let store = database.open().await;
        let Asked { account, attempt, tokens } = ask(&store).await;
        let attempt = update(&store, &attempt, Step::Exchange { browser: None }, WaitingTokens::Unchanged, at(3)).await;
        let completed = complete(&store, &attempt, Some(tokens), at(4)).await;
        assert!(matches!(completed, Ok(Completion::Connected(_))), "{completed:?}");
        assert_eq!(revoke_all(&store, at(999 * MINUTE)).await, []);
        assert_eq!(current(&store, &account).await, credentials("waiting"));
    }

    async fn no_account_gets_waiting_tokens_that_are_being_revoked(database: Database) {
        let store = database.open().await;
        let Asked { account, attempt, tokens } = ask(&store).await;
        let attempt =
            update(&store, &attempt, Step::Exchange { browser: None }, WaitingTokens::Unchanged, at(30 * MINUTE - 1)).await;
        let claim = ClaimRevocations { now: at(31 * MINUTE), except: vec![], limit: 9 };
        assert_eq!(store.run(claim).await.expect("claimed").revocations.len(), 1);
        let late = complete(&store, &attempt, Some(tokens), at(31 * MINUTE)).await;
        let is_refused = matches!(late, Err(UseCaseError::Refused(Refusal::AttemptDead)));
        assert!(is_refused, "{late:?}");
        assert_eq!(current(&store, &account).await, credentials("one"));
    }

    /// On PostgreSQL, other servers revoke by its clock.
    async fn revocation_is_due_at_once_when_the_clock_of_its_server_is_ahead(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let ahead = Utc::now() + TimeDelta::days(1);
        let connect =
            async || harness::connect(&store, environment_id, None, credentials("one"), at(0)).await.id;
        let id = connect().await;
        store.run(DeleteAccount { environment_id, id, by: by(), now: ahead }).await.expect("deleted");
        let Asked { account, tokens, .. } = ask(&store).await;
        let environment_id = account.environment_id;
        let dropped = DropWaitingTokens { environment_id, id: tokens, now: ahead };
        store.run(dropped).await.expect("dropped");
        let (soon, all) = (Utc::now() + TimeDelta::minutes(1), [("one".to_owned(), false)]);
        let all: Vec<_> = all.into_iter().chain(waiting()).collect();
        if database.is_sqlite() {
            assert_eq!(revoke_all(&store, soon).await, [], "its clock is the only one");
            assert_eq!(revoke_all(&store, ahead).await, all);
        } else {
            assert_eq!(revoke_all(&store, soon).await, all);
        }
    }

    async fn damaged_revocation_does_not_keep_others_from_their_tries(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let mut ids = Vec::new();
        for content in ["one", "two", "three"] {
            let account =
                harness::connect(&store, environment_id, None, credentials(content), at(0)).await;
            ids.push(account.id);
        }
        for id in &ids {
            let delete = DeleteAccount { environment_id, id: *id, by: by(), now: at(1) };
            store.run(delete).await.expect("deleted");
        }
        let of = |id: Uuid| format!("account_id = {}", database.literal(id));
        // The bytes of one are damaged, and the words of another.
        database.execute(&format!("UPDATE revocation SET content = $bytes WHERE {}", of(ids[0])));
        let words = "authentication_method = 'x'";
        database.execute(&format!("UPDATE revocation SET {words} WHERE {}", of(ids[1])));
        let claim = async |now| {
            let claimed = store.run(ClaimRevocations { now, except: vec![], limit: 2 }).await.expect("claimed");
            (claimed.revocations.len(), claimed.unreadable)
        };
        let except = vec!["hubspot".parse().expect("valid")];
        let others = store.run(ClaimRevocations { now: at(2), except, limit: 2 }).await;
        let others = others.expect("claimed");
        assert_eq!((others.revocations.len(), others.unreadable), (0, 0), "all are of one app");
        let (first, second) = (claim(at(2)).await, claim(at(2)).await);
        assert_eq!((first.0 + second.0, first.1 + second.1), (1, 2));
        assert_eq!(claim(at(2)).await, (0, 0), "they are tried again later");
        assert_eq!(claim(at(2 + MINUTE)).await, (0, 2));
        // After a day, they are given up. The other one is not: its try has never ended.
        assert_eq!(claim(at(25 * 60 * MINUTE)).await.1 + claim(at(25 * 60 * MINUTE)).await.1, 2);
        assert_eq!(claim(at(50 * 60 * MINUTE)).await, (1, 0));
    }

    /// Servers may get a new key one after the other.
    async fn server_that_lacks_a_key_drops_no_tokens_that_another_can_read(database: Database) {
        let (old, new) = (key(), key());
        let lacking = database.open_with(&Keyring::new(&old, &[])).await;
        let environment_id = create_environment(&lacking).await;
        let other = database.open_with(&Keyring::new(&new, &[old])).await;
        let connect =
            async || harness::connect(&other, environment_id, None, credentials("one"), at(0)).await.id;
        let (first, second) = (connect().await, connect().await);
        let delete = |id| DeleteAccount { environment_id, id, by: by(), now: at(1) };
        let refused = lacking.run(delete(first)).await.expect_err("its tokens cannot be read");
        let lacks_key =
            matches!(refused, UseCaseError::Store(StoreError::Keys(KeyError::Missing(_))));
        assert!(lacks_key, "{refused}");
        other.run(delete(first)).await.expect("deleted");

        // Revocations that it cannot read do not keep it from later ones that it can read.
        for _ in 0..2 {
            let own = harness::connect(&lacking, environment_id, None, credentials("own"), at(0));
            let later = DeleteAccount { now: at(2), ..delete(own.await.id) };
            lacking.run(later).await.expect("deleted");
        }
        for _ in 0..2 {
            let one = ClaimRevocations { now: at(2), except: vec![], limit: 1 };
            let claimed = lacking.run(one).await.expect("claimed").revocations;
            let [Revocation { id, content, tries, .. }] = &claimed[..] else {
                panic!("{claimed:?}");
            };
            assert_eq!(content, &Secret::new("own"));
            let (id, tries) = (*id, *tries);
            let end = EndRevocationTry { environment_id, id, tries, next: None };
            lacking.run(end).await.expect("ended");
        }

        let claim = |now| ClaimRevocations { now: at(now), except: vec![], limit: 9 };
        for now in [2, 25 * 60 * MINUTE] {
            let claimed = lacking.run(claim(now)).await.expect("answered");
            assert_eq!((claimed.revocations.len(), claimed.unreadable), (0, 0), "it stays due");
        }
        let claimed = other.run(claim(3)).await.expect("claimed");
        let [revocation] = &claimed.revocations[..] else { panic!("{claimed:?}") };
        assert_eq!((&revocation.content, revocation.tries), (&Secret::new("one"), 1));

        // No server has the key of damaged bytes.
        let zeros = "00".repeat(48);
        let zeros =
            if database.is_sqlite() { format!("x'{zeros}'") } else { format!(r"'\x{zeros}'") };
        database.execute(&format!("UPDATE credentials SET content = {zeros}"));
        other.run(delete(second)).await.expect("deleted");

        // More than one claim examines. On PostgreSQL that takes long.
        if database.is_sqlite() {
            let columns = "account_id, integration, environment_integration_id,
                authentication_method, upstream_id, is_of_new_account, content, tries, due_at,
                created_at";
            database.execute(&format!(
                "WITH RECURSIVE copy (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < 5000
                )
                INSERT INTO revocation (environment_id, id, {columns})
                    SELECT environment_id, randomblob(16), {columns} FROM copy, revocation"
            ));
            let claimed = lacking.run(claim(30 * 60 * MINUTE)).await.expect("answered");
            assert_eq!((claimed.revocations.len(), claimed.unreadable), (0, 0));
        }
    }

    async fn tokens_of_a_deleted_environment_are_revoked_with_its_client(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let enable = EnableIntegration {
            environment_id,
            integration: "hubspot".parse().expect("valid"),
            change: EnvironmentIntegrationChange {
                client_id: Some("an-id".to_owned()),
                client_secret: Some(Secret::new("s3cret")),
                ..EnvironmentIntegrationChange::default()
            },
            new_id: INTEGRATION,
            by: Origin::CommandLine,
            now: at(0),
        };
        store.run(enable).await.expect("enabled");
        let account = harness::connect(&store, environment_id, None, credentials("one"), at(0)).await;
        let delete = DeleteAccount { environment_id, id: account.id, by: by(), now: at(1) };
        store.run(delete).await.expect("deleted");
        store.delete_environment(environment_id, at(2)).await.expect("deleted");
        assert!(!database.contains(b"s3cret"), "it is encrypted");
        // It is encrypted again with each new key, too.
        store.reencrypt(at(3)).await.expect("encrypted");
        let claimed = store.run(ClaimRevocations { now: at(4), except: vec![], limit: 9 }).await.expect("claimed");
        let [revocation] = &claimed.revocations[..] else { panic!("{claimed:?}") };
        assert_eq!(revocation.content, Secret::new("one"));
        let client = revocation.client.as_ref().map(ClientOfTokens::from_secret);
        let client = client.expect("kept").expect("JSON");
        let expected = ClientOfTokens { id: "an-id".to_owned(), secret: Some("s3cret".to_owned()) };
        assert!(client == expected, "{client:?}");
    }
}
