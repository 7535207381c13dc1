//! Refreshes on both engines: the lease, late answers, and a reauthorisation in the middle.

mod harness;

use harness::{at, by, create_environment, events, key, order};
use link_token_domain::{
    Refusal,
    audit::{Action, Filter, Origin, Outcome},
    credentials::Credentials,
    environment_integration::EnvironmentIntegrationChange,
    integrated_account::{Account, AccountUpdate, PostInstallOutcome},
    redemption::RedeemRequest,
    refresh::{RefreshFailure, RefreshFailureKind, RefreshPlan, RefreshState, RefreshTrigger},
    revocation::TokenOrigin,
    secret::Secret,
    webhook::event::EventType,
};
use link_token_store::{
    Store, StoreError, UseCaseError,
    encryption::{KeyError, Keyring},
    use_cases::{
        BeginRefresh, BegunRefresh, ConcludeRefresh, ConcludedRefresh, DeleteAccount,
        DemandRefresh, DueCredentials, EnableIntegration, FindDueRefreshes, FindFirstExpiry,
        ImportAccountWithCredentials, ReadCredentials, RecordPostInstall, Redeem, UpdateAccount,
        UpdateCredentials,
    },
};
use link_token_types::{self as types, IntegratedAccountStatus};
use serde_json::json;
use uuid::Uuid;

const NONE: [Uuid; 0] = [];

fn credentials(content: &str, expires_at: i64) -> Credentials {
    Credentials {
        content: Secret::new(content),
        expires_at: Some(at(expires_at)),
        issued_at: Some(at(expires_at - 3600)),
        is_refreshable: true,
    }
}

/// An account whose credentials were issued at 0, and expire at 3600.
async fn connect(store: &Store) -> Account {
    let environment_id = create_environment(store).await;
    harness::connect(store, environment_id, None, credentials("one", 3600), at(0)).await
}

async fn begin(
    store: &Store,
    account: &Account,
    trigger: RefreshTrigger,
    now: i64,
) -> BegunRefresh {
    let (environment_id, id) = (account.environment_id, account.id);
    store.run(BeginRefresh { environment_id, id, trigger, now: at(now) }).await.expect("stored")
}

fn begun(begun: BegunRefresh) -> RefreshState {
    match begun {
        BegunRefresh::Begun(order) => order.stored.refresh,
        other => panic!("not begun: {other:?}"),
    }
}

async fn conclude(
    store: &Store,
    account: &Account,
    begun: RefreshState,
    result: Result<Credentials, RefreshFailure>,
    now: i64,
) -> ConcludedRefresh {
    conclude_with(store, account, Uuid::new_v4(), begun, result, now).await
}

async fn conclude_with(
    store: &Store,
    account: &Account,
    revocation_id: Uuid,
    begun: RefreshState,
    result: Result<Credentials, RefreshFailure>,
    now: i64,
) -> ConcludedRefresh {
    let conclude = ConcludeRefresh {
        environment_id: account.environment_id,
        id: account.id,
        origin: TokenOrigin::of_account(account),
        revocation_id,
        begun,
        result,
        now: at(now),
    };
    store.run(conclude).await.expect("stored")
}

fn failed(kind: RefreshFailureKind) -> Result<Credentials, RefreshFailure> {
    Err(RefreshFailure {
        kind,
        message: format!("it said {kind}"),
        is_answer_lost: false,
        retry_after: None,
    })
}

async fn current(store: &Store, account: &Account) -> (Account, String) {
    let (environment_id, id) = (account.environment_id, account.id);
    let found = store.account(environment_id, id).await.expect("read");
    let stored = harness::stored_credentials(store, environment_id, id).await;
    let content = stored.expect("there").credentials.content.expose().to_owned();
    (found.expect("there"), content)
}

async fn due(store: &Store, now: i64) -> Vec<Uuid> {
    let due = store
        .query(FindDueRefreshes { now: at(now), except: Vec::new(), limit: 9 })
        .await
        .expect("read");
    due.into_iter().map(|due| due.account_id).collect()
}

async fn read(store: &Store, account: &Account, now: i64) -> Result<String, UseCaseError> {
    let (environment_id, id) = (account.environment_id, account.id);
    let read = ReadCredentials { environment_id, id, by: by(), now: at(now) };
    let stored = harness::read_credentials(store, read).await?;
    Ok(stored.credentials.content.expose().to_owned())
}

on_each_engine! {
    async fn due_credentials_are_found_without_those_of_other_integrations(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let found = async |except: &[&str]| {
            let except = except.iter().map(|name| name.parse().expect("valid")).collect();
            let due = FindDueRefreshes { now: at(3600), except, limit: 9 };
            store.query(due).await.expect("read")
        };
        let due = DueCredentials {
            environment_id: account.environment_id,
            account_id: account.id,
            integration: account.integration.clone(),
        };
        assert_eq!(found(&[]).await, std::slice::from_ref(&due));
        assert_eq!(found(&["slack", "notion"]).await, [due]);
        assert_eq!(found(&["slack", "hubspot"]).await, []);
    }

    async fn credentials_without_an_account_do_not_keep_others_from_their_refreshes(database: Database) {
        let store = database.open().await;
        let (lost, account) = (connect(&store).await, connect(&store).await);
        let id = database.literal(lost.id);
        database.execute(&format!("DELETE FROM integrated_account WHERE id = {id}"));
        database.execute(&format!("UPDATE credentials SET refresh_at = expires_at WHERE account_id <> {id}"));
        let due = async |limit| {
            let due = FindDueRefreshes { now: at(3600), except: Vec::new(), limit };
            let due = store.query(due).await.expect("read");
            due.iter().map(|due| due.account_id).collect::<Vec<_>>()
        };
        assert_eq!(due(1).await, [account.id]);
        let damaged = database.literal(connect(&store).await.id);
        database.execute(&format!("UPDATE integrated_account SET integration = '' WHERE id = {damaged}"));
        assert_eq!(due(9).await, [account.id]);
    }

    async fn credentials_that_no_server_can_read_are_due_later(database: Database) {
        let store = database.open().await;
        let columns = ["credentials SET content", "integrated_account SET context", "environment_integration SET client_secret"];
        for column in columns {
            let account = connect(&store).await;
            let enable = EnableIntegration {
                environment_id: account.environment_id,
                integration: account.integration.clone(),
                change: EnvironmentIntegrationChange {
                    client_id: Some("an-id".to_owned()),
                    client_secret: Some(Secret::new("s3cret")),
                    ..EnvironmentIntegrationChange::default()
                },
                new_id: Uuid::new_v4(),
                by: Origin::CommandLine,
                now: at(0),
            };
            store.run(enable).await.expect("enabled");
            database.execute(&format!("UPDATE {column} = $bytes"));
            assert_eq!(due(&store, 3600).await, [account.id]);
            let not = begin(&store, &account, RefreshTrigger::Due, 3600).await;
            assert!(matches!(not, BegunRefresh::Unreadable { .. }), "{column}: {not:?}");
            assert_eq!(due(&store, 7199).await, NONE, "{column}");
            assert_eq!(due(&store, 7200).await, [account.id], "{column}");
            let (environment_id, id, now) = (account.environment_id, account.id, at(7199));
            let read = BeginRefresh { environment_id, id, trigger: RefreshTrigger::Reading, now };
            let error = store.run(read).await.expect_err("the caller is told");
            assert!(matches!(error, UseCaseError::Store(StoreError::Damaged(_) | StoreError::Keys(_))), "{error}");
            store.run(DeleteAccount { environment_id, id, by: by(), now }).await.expect("deleted");
        }
    }

    /// A server that could not store the new tokens does not ask for them.
    async fn refresh_does_not_begin_when_the_key_is_closed(database: Database) {
        let (old, new) = (key(), key());
        let store = database.open_with(&Keyring::new(&old, &[])).await;
        let account = connect(&store).await;
        // As a change of keys begins.
        database.execute("UPDATE encryption_key SET closed = true");
        let (environment_id, id) = (account.environment_id, account.id);
        for trigger in [RefreshTrigger::Due, RefreshTrigger::Reading, RefreshTrigger::Demand] {
            let begin = BeginRefresh { environment_id, id, trigger, now: at(3600) };
            let error = store.run(begin).await.expect_err("it must not begin");
            let is_closed =
                matches!(error, UseCaseError::Store(StoreError::Keys(KeyError::Closed(_))));
            assert!(is_closed, "{error}");
        }
        let other = database.open_with(&Keyring::new(&new, &[old])).await;
        let lease = begun(begin(&other, &account, RefreshTrigger::Due, 3600).await);
        let result = Ok(credentials("two", 7200));
        let concluded = conclude(&other, &account, lease, result, 3601).await;
        assert_eq!(concluded, ConcludedRefresh::Refreshed);
    }

    async fn tokens_that_arrive_after_the_deletion_of_their_account_are_revoked(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let lease = begun(begin(&store, &account, RefreshTrigger::Demand, 100).await);
        let (environment_id, id) = (account.environment_id, account.id);
        let delete = DeleteAccount { environment_id, id, by: by(), now: at(101) };
        store.run(delete).await.expect("deleted");
        assert_eq!(harness::revoke_all(&store, at(101)).await, [("one".to_owned(), false)]);
        let new = Ok(credentials("two", 7200));
        // The answer of the first try is lost.
        let revocation_id = Uuid::new_v4();
        for _ in 0..2 {
            let new = new.clone();
            let concluded =
                conclude_with(&store, &account, revocation_id, lease, new, 102).await;
            assert_eq!(concluded, ConcludedRefresh::Overtaken);
        }
        assert_eq!(harness::revoke_all(&store, at(102)).await, [("two".to_owned(), false)]);
        conclude(&store, &account, lease, failed(RefreshFailureKind::InvalidGrant), 103).await;
        assert_eq!(harness::revoke_all(&store, at(103)).await, []);
    }

    async fn fifty_refreshes_at_once_take_one_lease(database: Database) {
        let store = database.open().await;
        let other = database.open().await;
        let account = connect(&store).await;
        let starts = (0..50).map(|number| {
            let store = if number % 2 == 0 { &store } else { &other };
            begin(store, &account, RefreshTrigger::Reading, 3590)
        });
        let starts = futures::future::join_all(starts).await;
        let (begun, other): (Vec<_>, Vec<_>) =
            starts.into_iter().partition(|it| matches!(it, BegunRefresh::Begun(_)));
        assert_eq!(begun.len(), 1);
        let until = at(3650);
        assert!(other.iter().all(|it| *it == BegunRefresh::Not(RefreshPlan::Wait { until })));
        assert_eq!(due(&store, 3649).await, NONE);
        assert_eq!(due(&store, 3650).await, [account.id], "its server may be gone");
    }

    async fn refreshed_credentials_are_stored_and_due_again(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let first = store.query(FindFirstExpiry).await.expect("read");
        assert_eq!(first, Some(at(3600)));
        assert_eq!(due(&store, 2600).await, NONE);
        assert_eq!(due(&store, 3100).await, [account.id]);
        let state = begun(begin(&store, &account, RefreshTrigger::Due, 3100).await);
        let new = credentials("two", 6700);
        let concluded = conclude(&store, &account, state, Ok(new), 3101).await;
        assert_eq!(concluded, ConcludedRefresh::Refreshed);
        let (after, content) = current(&store, &account).await;
        assert_eq!((content.as_str(), &after), ("two", &account), "the account has not changed");
        assert_eq!(due(&store, 5600).await, NONE);
        assert_eq!(due(&store, 6200).await, [account.id]);
        assert_eq!(store.query(FindFirstExpiry).await.expect("read"), Some(at(6700)));
    }

    async fn late_success_is_kept_and_the_failure_of_its_successor_ignored(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        // The first server is slow. The second one is refused, since the token was replaced.
        let slow = begun(begin(&store, &account, RefreshTrigger::Due, 3200).await);
        let second = begun(begin(&store, &account, RefreshTrigger::Due, 3260).await);
        assert!(second.is_answer_lost);
        let late = conclude(&store, &account, slow, Ok(credentials("two", 6800)), 3265).await;
        assert_eq!(late, ConcludedRefresh::Refreshed);
        let refused = failed(RefreshFailureKind::InvalidGrant);
        let ignored = conclude(&store, &account, second, refused.clone(), 3266).await;
        assert_eq!(ignored, ConcludedRefresh::Overtaken);
        let (after, content) = current(&store, &account).await;
        assert_eq!((content.as_str(), after.status), ("two", IntegratedAccountStatus::Active));
        assert_eq!(after.last_error, None);
        // The failure of the slow one does not end the lease of the second.
        let slow = begun(begin(&store, &account, RefreshTrigger::Demand, 4000).await);
        let second = begun(begin(&store, &account, RefreshTrigger::Demand, 4060).await);
        let ignored = conclude(&store, &account, slow, refused, 4061).await;
        assert_eq!(ignored, ConcludedRefresh::Overtaken);
        let kept = conclude(&store, &account, second, Ok(credentials("three", 7700)), 4062).await;
        assert_eq!(kept, ConcludedRefresh::Refreshed);
    }

    async fn reauthorisation_in_the_middle_wins(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let results = [
            Ok(credentials("old", 9000)),
            failed(RefreshFailureKind::InvalidGrant),
            failed(RefreshFailureKind::Unreachable),
        ];
        for (number, result) in (0..).zip(results) {
            let now = 3700 + 3700 * number;
            let state = begun(begin(&store, &account, RefreshTrigger::Demand, now).await);
            let content = format!("reauthorised {number}");
            let new = credentials(&content, now + 3600);
            let (environment_id, id) = (account.environment_id, Some(account.id));
            harness::connect(&store, environment_id, id, new, at(now)).await;
            let concluded = conclude(&store, &account, state, result, now + 1).await;
            assert_eq!(concluded, ConcludedRefresh::Overtaken);
            let (after, kept) = current(&store, &account).await;
            assert_eq!((kept, after.last_error), (content, None));
            assert_eq!(after.status, IntegratedAccountStatus::Active);
            // Nobody has the tokens of the earlier grant. The account has those of its new one.
            let late = if number == 0 { vec![("old".to_owned(), false)] } else { Vec::new() };
            assert_eq!(harness::revoke_all(&store, at(now + 1)).await, late);
        }
    }

    async fn redemption_for_an_account_deletes_its_credentials_and_revokes_nothing(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let (environment_id, id) = (account.environment_id, account.id);
        let redeem = async |now| {
            let request = json!({ "integrated_account_id": id });
            let issued = store.issue(order(environment_id, at(now), request)).await;
            let body = json!({
                "link_token": types::LinkToken::from(issued.expect("issued").link_token),
            });
            let request = RedeemRequest::check(serde_json::from_value(body).expect("fits"));
            let (request, new_account_id) = (request.expect("valid"), Uuid::new_v4());
            let redeem = Redeem { environment_id, request, by: by(), new_account_id, now: at(now) };
            store.redeem(redeem).await.expect("redeemed")
        };
        let lease = begun(begin(&store, &account, RefreshTrigger::Demand, 100).await);
        assert_eq!(redeem(101).await.status, IntegratedAccountStatus::Active);
        let stored = async || harness::stored_credentials(&store, environment_id, id).await;
        let is_without = async |now| {
            let read = read(&store, &account, now).await;
            let is_gone = matches!(read, Err(UseCaseError::Refused(Refusal::NotFound(_))));
            is_gone && stored().await.is_none()
        };
        assert!(is_without(102).await);
        // A refresh in flight ends without an effect, whatever the answer is.
        let refused = failed(RefreshFailureKind::InvalidGrant);
        for (result, late) in [(refused.clone(), vec![]), (Ok(credentials("two", 7200)), vec![("two".to_owned(), false)])] {
            let concluded = conclude(&store, &account, lease, result, 103).await;
            assert_eq!(concluded, ConcludedRefresh::Overtaken);
            assert_eq!(harness::revoke_all(&store, at(103)).await, late);
            assert!(is_without(103).await);
        }
        assert_eq!(due(&store, 99_999).await, NONE);

        // The backend can leave the new ones to the service.
        let update = async |before, content, now| {
            let update = UpdateCredentials {
                environment_id,
                id,
                before,
                credentials: credentials(content, now + 3600),
                keeps_refresh_token: false,
                by: by(),
                now: at(now),
            };
            store.run(update).await.expect("stored").expect("as they were");
        };
        update(None, "three", 200).await;
        assert_eq!(read(&store, &account, 201).await.expect("there"), "three");
        assert_eq!(due(&store, 3700).await, [id]);
        let late = conclude(&store, &account, lease, Ok(credentials("late", 7200)), 202).await;
        assert_eq!(late, ConcludedRefresh::Overtaken, "it is of another grant");
        assert_eq!(harness::revoke_all(&store, at(202)).await, [("late".to_owned(), false)]);
        assert_eq!(current(&store, &account).await.1, "three");

        // An account that was lost.
        for now in [300, 310] {
            let state = begun(begin(&store, &account, RefreshTrigger::Demand, now).await);
            conclude(&store, &account, state, refused.clone(), now).await;
        }
        let (lost, _) = current(&store, &account).await;
        assert_eq!(lost.status, IntegratedAccountStatus::NeedsReauth);
        assert_eq!(redeem(320).await.status, IntegratedAccountStatus::Active);
        assert!(is_without(9_999).await);
        assert_eq!(harness::revoke_all(&store, at(320)).await, []);
    }

    async fn tokens_of_the_same_grant_are_not_revoked(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let slow = begun(begin(&store, &account, RefreshTrigger::Due, 3200).await);
        let second = begun(begin(&store, &account, RefreshTrigger::Due, 3260).await);
        let new = Ok(credentials("two", 6860));
        let concluded = conclude(&store, &account, second, new, 3261).await;
        assert_eq!(concluded, ConcludedRefresh::Refreshed);
        let late = conclude(&store, &account, slow, Ok(credentials("late", 6800)), 3262).await;
        assert_eq!(late, ConcludedRefresh::Overtaken);
        assert_eq!(harness::revoke_all(&store, at(3262)).await, []);
        assert_eq!(current(&store, &account).await.1, "two");
    }

    async fn tokens_of_a_deleted_account_do_not_get_to_another_one_with_its_id(database: Database) {
        for has_credentials in [true, false] {
            let store = database.open().await;
            let account = connect(&store).await;
            let lease = begun(begin(&store, &account, RefreshTrigger::Demand, 100).await);
            let (environment_id, id) = (account.environment_id, account.id);
            let delete = DeleteAccount { environment_id, id, by: by(), now: at(101) };
            store.run(delete).await.expect("deleted");
            assert_eq!(harness::revoke_all(&store, at(101)).await, [("one".to_owned(), false)]);
            let other = Account { created_at: at(102), static_gate_id: None, ..account.clone() };
            let import = ImportAccountWithCredentials {
                account: other,
                credentials: has_credentials.then(|| credentials("imported", 3600)),
                by: by(),
            };
            store.run(import).await.expect("imported");
            let late = Ok(credentials("late", 7200));
            let concluded = conclude(&store, &account, lease, late, 103).await;
            assert_eq!(concluded, ConcludedRefresh::Overtaken);
            assert_eq!(harness::revoke_all(&store, at(103)).await, [("late".to_owned(), false)]);
            let found = harness::stored_credentials(&store, environment_id, id).await;
            let found = found.map(|stored| stored.credentials);
            assert_eq!(found, has_credentials.then(|| credentials("imported", 3600)));
        }
    }

    async fn account_is_lost_once_when_refused_twice_and_comes_back(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let refuse = async |now| {
            let state = begun(begin(&store, &account, RefreshTrigger::Demand, now).await);
            let refused = failed(RefreshFailureKind::InvalidGrant);
            conclude(&store, &account, state, refused, now).await
        };
        assert_eq!(refuse(3200).await, ConcludedRefresh::Failed);
        let (once, _) = current(&store, &account).await;
        assert_eq!(once.status, IntegratedAccountStatus::Active);
        assert_eq!(once.last_error.as_deref(), Some("it said invalid_grant"));
        assert_eq!(due(&store, 3203).await, [account.id], "asked again soon");
        assert_eq!(refuse(3203).await, ConcludedRefresh::Ended { is_new: true });
        assert_eq!(refuse(3204).await, ConcludedRefresh::Ended { is_new: false });
        let (lost, _) = current(&store, &account).await;
        assert_eq!(lost.status, IntegratedAccountStatus::NeedsReauth);
        assert_eq!(due(&store, 99_999).await, NONE, "no third party is asked without end");
        let plan = begin(&store, &account, RefreshTrigger::Reading, 3590).await;
        assert_eq!(plan, BegunRefresh::Not(RefreshPlan::Impossible));

        // Credentials that have not expired are handed out.
        assert_eq!(read(&store, &account, 3599).await.expect("it lives"), "one");
        let dead = read(&store, &account, 3600).await;
        assert!(matches!(dead, Err(UseCaseError::Refused(Refusal::NeedsReauth))), "{dead:?}");

        let state = begun(begin(&store, &account, RefreshTrigger::Demand, 3700).await);
        conclude(&store, &account, state, Ok(credentials("two", 7300)), 3701).await;
        let (back, _) = current(&store, &account).await;
        assert_eq!((back.status, back.last_error), (IntegratedAccountStatus::Active, None));
        let of_account = Filter { object_id: Some(account.id), ..Filter::of(account.environment_id, 9) };
        let told: Vec<_> = events(&store, of_account).await.into_iter().rev().collect();
        let told: Vec<_> = told.iter().map(|it| (it.action, it.outcome, it.origin)).collect();
        let api = Origin::Api(by());
        assert_eq!(
            told[1..],
            [
                (Action::LoseCredentials, Outcome::Done, Origin::Server),
                (Action::ReadCredentials, Outcome::Done, api),
                (Action::ReadCredentials, Outcome::NeedsReauth, api),
            ]
        );
    }

    async fn credentials_that_have_changed_since_they_were_found_are_read_again(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let (environment_id, id) = (account.environment_id, account.id);
        let found = async || store.credentials(environment_id, id, at(1)).await.expect("read").1;
        let read = async |found| {
            let read = ReadCredentials { environment_id, id, by: by(), now: at(2) };
            store.read_credentials(read, found).await.map(|read| read.credentials)
        };
        let first = found().await;
        assert_eq!(read(first.clone()).await.expect("read"), credentials("one", 3600));
        let update = UpdateCredentials {
            environment_id,
            id,
            before: first.clone().and_then(|found| found.stored),
            credentials: credentials("two", 3600),
            keeps_refresh_token: false,
            by: by(),
            now: at(1),
        };
        assert!(store.run(update).await.expect("stored").is_some());
        assert_eq!(read(first).await.expect("read"), credentials("two", 3600));
        let second = found().await;
        assert_eq!(read(second.clone()).await.expect("read"), credentials("two", 3600));
        let delete = DeleteAccount { environment_id, id, by: by(), now: at(2) };
        store.run(delete).await.expect("deleted");
        for found in [second, None] {
            let refused = read(found).await;
            let is_gone = matches!(refused, Err(UseCaseError::Refused(Refusal::NotFound(_))));
            assert!(is_gone, "{refused:?}");
        }
        let readings = Filter {
            object_id: Some(id),
            action: Some(Action::ReadCredentials),
            ..Filter::of(environment_id, 9)
        };
        let told = events(&store, readings).await;
        let told: Vec<_> = told.iter().rev().map(|event| event.outcome).collect();
        let (done, gone) = (Outcome::Done, Outcome::NotFound);
        assert_eq!(told, [done, done, done, gone, gone]);
    }

    async fn readers_at_the_same_time_get_their_own_credentials(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let mut ids = vec![Uuid::nil()];
        for number in 1..=3 {
            let account = harness::account(environment_id, number, "a");
            let account = Account { static_gate_id: None, ..account };
            ids.push(account.id);
            let content = format!("of {number}");
            let credentials = (number < 3).then(|| credentials(&content, 3600));
            let import = ImportAccountWithCredentials { account, credentials, by: by() };
            store.run(import).await.expect("imported");
        }
        let reads = (0..200).map(async |turn| {
            let id = ids[turn % ids.len()];
            let found = store.account(environment_id, id).await.expect("read");
            assert_eq!(found.is_some_and(|found| found.id == id), id != Uuid::nil());
            let read = ReadCredentials { environment_id, id, by: by(), now: at(1) };
            let read = harness::read_credentials(&store, read).await;
            read.map(|read| read.credentials.content.expose().to_owned())
        });
        let reads = futures::future::join_all(reads).await;
        for of_each in reads.chunks(4) {
            let [Err(UseCaseError::Refused(_)), Ok(one), Ok(two), Err(UseCaseError::Refused(_))] =
                of_each
            else {
                panic!("{of_each:?}");
            };
            assert_eq!((one.as_str(), two.as_str()), ("of 1", "of 2"));
        }
        let done = Filter {
            action: Some(Action::ReadCredentials),
            outcome: Some(Outcome::Done),
            ..Filter::of(environment_id, 999)
        };
        assert_eq!(events(&store, done).await.len(), 100);
    }

    async fn third_party_that_is_down_costs_nothing(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let mut now = 3200;
        for _ in 0..20 {
            assert_eq!(due(&store, now).await, [account.id]);
            let state = begun(begin(&store, &account, RefreshTrigger::Due, now).await);
            let down = failed(RefreshFailureKind::Unreachable);
            assert_eq!(conclude(&store, &account, state, down, now).await, ConcludedRefresh::Failed);
            now += 5500;
        }
        let (after, content) = current(&store, &account).await;
        assert_eq!((content.as_str(), after.status), ("one", IntegratedAccountStatus::Active));
        assert_eq!(after.last_error.as_deref(), Some("it said unreachable"));
        let dead = read(&store, &account, now).await;
        let Err(UseCaseError::Refused(Refusal::RefreshFailed { reason, .. })) = dead else {
            panic!("{dead:?}");
        };
        assert_eq!(reason.as_deref(), Some("it said unreachable"));
        let state = begun(begin(&store, &account, RefreshTrigger::Due, now).await);
        conclude(&store, &account, state, Ok(credentials("two", now + 3600)), now).await;
        let (after, content) = current(&store, &account).await;
        assert_eq!((content.as_str(), after.last_error), ("two", None));
    }

    async fn changes_by_a_backend_respect_a_refresh_and_are_told(database: Database) {
        let store = database.open().await;
        let account = connect(&store).await;
        let (environment_id, id) = (account.environment_id, account.id);
        harness::create_webhook(&store, environment_id).await;
        let state = begun(begin(&store, &account, RefreshTrigger::Due, 3200).await);
        let down = failed(RefreshFailureKind::Unreachable);
        conclude(&store, &account, state, down, 3200).await;
        assert_eq!((due(&store, 3204).await, due(&store, 3210).await), (vec![], vec![id]));
        // The account needs no reauthorisation, neither before nor after.
        let change = AccountUpdate { tenant_id: Some("b".parse().expect("valid")), ..<_>::default() };
        let update = UpdateAccount { environment_id, id, change, by: by(), now: at(3201) };
        store.run(update).await.expect("changed");
        assert_eq!((due(&store, 3204).await, due(&store, 3210).await), (vec![], vec![id]));

        begun(begin(&store, &account, RefreshTrigger::Due, 3210).await);
        let stored = async || harness::stored_credentials(&store, environment_id, id).await;
        let update = async |now| {
            let update = UpdateCredentials {
                environment_id,
                id,
                before: stored().await,
                credentials: credentials("two", 7200),
                keeps_refresh_token: true,
                by: by(),
                now: at(now),
            };
            store.run(update).await.expect("answered")
        };
        assert_eq!(update(3269).await, None, "the refresh has a lease of 60 seconds");
        let updated = update(3270).await.expect("changed");
        assert_eq!(updated.last_error, None, "the refresh failed with other credentials");
        assert_eq!(current(&store, &account).await, (updated, "two".to_owned()));
        let record = RecordPostInstall {
            environment_id,
            id,
            with: stored().await.expect("there"),
            outcome: PostInstallOutcome::NotVerified { error: "no".to_owned() },
            by: by(),
            now: at(3280),
        };
        assert!(store.run(record).await.expect("recorded").is_some());
        let told = harness::webhook_events(&store, environment_id, id).await;
        let expected = [EventType::Updated, EventType::Updated, EventType::ValidationError];
        assert_eq!(told, expected);
    }

    /// A backend names the environment integration of an account that it imports.
    async fn refresh_uses_no_client_of_another_environment_or_integration(database: Database) {
        let store = database.open().await;
        let (own, other) = (create_environment(&store).await, create_environment(&store).await);
        let cases = [(other, "hubspot", false), (own, "slack", false), (own, "hubspot", true)];
        for ((environment_id, name, is_used), number) in cases.into_iter().zip(1..) {
            let new_id = Uuid::new_v4();
            let enable = EnableIntegration {
                environment_id,
                integration: name.parse().expect("valid"),
                change: EnvironmentIntegrationChange {
                    client_id: Some("an-id".to_owned()),
                    ..EnvironmentIntegrationChange::default()
                },
                new_id,
                by: Origin::CommandLine,
                now: at(0),
            };
            store.run(enable).await.expect("enabled");
            let account = Account {
                environment_integration_id: Some(new_id),
                status: IntegratedAccountStatus::Active,
                ..harness::account(own, number, "a")
            };
            let credentials = Some(credentials("one", 3600));
            let import = ImportAccountWithCredentials { account: account.clone(), credentials, by: by() };
            store.run(import).await.expect("imported");
            let begun = begin(&store, &account, RefreshTrigger::Demand, 100).await;
            let BegunRefresh::Begun(order) = begun else { panic!("{begun:?}") };
            assert_eq!(order.integration.map(|it| it.id), is_used.then_some(new_id), "{name}");
        }
    }

    async fn demand_is_recorded_and_refused_where_nothing_can_be_refreshed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let fixed = Credentials {
            content: Secret::new("key"),
            expires_at: None,
            issued_at: None,
            is_refreshable: false,
        };
        let account = harness::connect(&store, environment_id, None, fixed, at(0)).await;
        let demand = |id, now| {
            store.run(DemandRefresh { environment_id, id, by: by(), now: at(now) })
        };
        let refused = demand(account.id, 10).await;
        assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::Invalid(_)))), "{refused:?}");
        let refused = demand(Uuid::nil(), 11).await;
        assert!(matches!(refused, Err(UseCaseError::Refused(Refusal::NotFound(_)))), "{refused:?}");
        assert_eq!(due(&store, 99_999).await, NONE);
        assert_eq!(store.query(FindFirstExpiry).await.expect("read"), None);
        let of_account = Filter { object_id: Some(account.id), ..Filter::of(environment_id, 1) };
        let told = events(&store, of_account).await;
        let told = (told[0].action, told[0].outcome);
        assert_eq!(told, (Action::RefreshCredentials, Outcome::Invalid));
    }
}
