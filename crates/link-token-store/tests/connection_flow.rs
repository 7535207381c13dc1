//! The connection flow in the store, tested on each engine: environment integrations, attempts, and
//! accounts with their credentials.

mod harness;

use chrono::{DateTime, Utc};
use futures::future::join_all;
use harness::{
    account, at, by, create_environment, create_webhook, events, is_active, issue, key, order,
    webhook_events,
};
use link_token_domain::{
    Refusal,
    appearance::{Logo, LogoType},
    attempt::{
        Attempt, AttemptChange, AttemptFailure, AttemptKeyHash, BrowserHash, ChosenIntegration,
        Claim, ErrorType, FoundAttempt, LinkTokenState, Phase, StateHash, Step, WaitingTokens,
    },
    audit::{Action, Event, Filter, Origin, Outcome},
    context::Context,
    credentials::Credentials,
    environment::PolicyChange,
    environment_integration::{EnvironmentIntegrationChange, Withheld},
    erasure::Tenant,
    idempotency::Idempotency,
    integrated_account::{Account, AccountFilter, AccountPage, AccountUpdate, TimeRange},
    issuing::IssueOrder,
    lifetime::Lifetime,
    link_token::{Issued, LinkTokenFilter},
    secret::Secret,
    sweep::LINK_TOKEN_RETENTION,
    webhook::event::EventType,
};
use link_token_store::{
    Store, UseCaseError,
    encryption::Keyring,
    use_cases::{
        AttemptHash, BeginAttempt, BeginErasure, ChangePolicy, ClaimCallback, CompleteAttempt,
        Completion, ConfirmLinkToken, DeleteAccount, DemandRefresh, DisableIntegration,
        EnableIntegration, EnvironmentIntegrationKey, FailAttempt, FindEnvironment,
        FindEnvironmentIntegration, FindEnvironmentIntegrationWithSecret, FindFirstExpiry,
        FindLogo, ImportAccount, ListEnvironmentIntegrations, ListLinkTokens, PageAccounts,
        ReadCredentials, ReadableCredentials, Redeem, Revoke, SweepAttempts, SweepConfirmations,
        SweepLinkTokens, UpdateAccount, UpdateAttempt, UpdateCredentials,
    },
};
use link_token_types::{self as types, AuthenticationMethod, IntegratedAccountStatus};
use serde_json::json;
use uuid::Uuid;

/// Returns the refusal of a use case.
fn refusal<T: std::fmt::Debug>(answer: Result<T, UseCaseError>) -> Refusal {
    match answer {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

const INTEGRATION: Uuid = Uuid::from_u128(77);
const REQUEST: Uuid = Uuid::from_u128(78);

async fn begin(
    store: &Store,
    issued: &Issued,
    key: &str,
    now: DateTime<Utc>,
) -> Result<Attempt, UseCaseError> {
    let begin = BeginAttempt {
        id: Uuid::new_v4(),
        key: AttemptKeyHash::of(key),
        link_token: issued.link_token.hash(),
        options: r#"{"locale":"en"}"#.to_owned(),
        secrets: Secret::new("{}"),
        request_id: REQUEST,
        now,
    };
    store.run(begin).await
}

fn change(step: Step) -> AttemptChange {
    let name = "hubspot".parse().expect("valid");
    AttemptChange {
        step,
        integration: Some(ChosenIntegration { environment_integration_id: INTEGRATION, name }),
        authentication_method: Some(AuthenticationMethod::Oauth2),
        secrets: Secret::new(r#"{"verifier":"v"}"#),
        tokens: WaitingTokens::Unchanged,
    }
}

fn leave(state: &str) -> AttemptChange {
    let browser = Some(BrowserHash::of("browser"));
    change(Step::Leave { state: StateHash::of(state), browser })
}

async fn update(
    store: &Store,
    attempt: &Attempt,
    change: AttemptChange,
    now: DateTime<Utc>,
) -> Result<Attempt, UseCaseError> {
    store.run(UpdateAttempt { attempt: attempt.version(), change, now }).await
}

async fn claim(store: &Store, state: &str, now: DateTime<Utc>) -> Result<Claim, UseCaseError> {
    let callback = ClaimCallback {
        state: StateHash::of(state),
        environment_integration_id: INTEGRATION,
        browser: Some(BrowserHash::of("browser")),
        now,
    };
    store.run(callback).await
}

fn claimed(claim: Result<Claim, UseCaseError>) -> Attempt {
    match claim {
        Ok(Claim::Claimed(attempt)) => attempt,
        other => panic!("not claimed: {other:?}"),
    }
}

fn completion(attempt: &Attempt, now: DateTime<Utc>) -> CompleteAttempt {
    let found = types::Context(serde_json::Map::from_iter([("found".to_owned(), json!(1))]));
    CompleteAttempt {
        attempt: attempt.version(),
        credentials: Some(Credentials {
            content: Secret::new(r#"{"access_token":"t"}"#),
            expires_at: Some(at(10_000)),
            issued_at: None,
            is_refreshable: true,
        }),
        waiting: None,
        context: Some(Context::check(found).expect("valid")),
        upstream_id: Some("42".to_owned()),
        status: IntegratedAccountStatus::Active,
        last_error: None,
        new_account_id: Uuid::new_v4(),
        request_id: REQUEST,
        now,
        shared_now: now,
    }
}

/// Goes through a flow until just before its completion.
async fn exchange(store: &Store, issued: &Issued, key: &str, now: DateTime<Utc>) -> Attempt {
    let attempt = begin(store, issued, key, now).await.expect("begun");
    update(store, &attempt, leave(key), now).await.expect("left");
    claimed(claim(store, key, now).await)
}

async fn fail(
    store: &Store,
    attempt: &Attempt,
    now: DateTime<Utc>,
) -> Result<Attempt, UseCaseError> {
    let failure = AttemptFailure {
        error_type: ErrorType::ConnectionError,
        error: "access denied".to_owned(),
    };
    store.run(FailAttempt { attempt: attempt.version(), failure, request_id: REQUEST, now }).await
}

async fn find(store: &Store, key: &str, now: DateTime<Utc>) -> FoundAttempt {
    let hash = AttemptHash::Key(AttemptKeyHash::of(key));
    store.find_attempt(hash, now).await.expect("read").expect("there")
}

async fn revoke(store: &Store, environment_id: Uuid, issued: &Issued, now: DateTime<Utc>) {
    let link_token = issued.link_token.hash();
    store.run(Revoke { environment_id, link_token, by: by(), now }).await.expect("revoked");
}

fn connected(completion: Result<Completion, UseCaseError>) -> Account {
    match completion {
        Ok(Completion::Connected(account)) => account,
        other => panic!("not connected: {other:?}"),
    }
}

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Issues a link token with a challenge.
async fn issue_bound(store: &Store, environment_id: Uuid, mut body: serde_json::Value) -> Issued {
    body["code_challenge"] = json!(CHALLENGE);
    store.issue(order(environment_id, at(0), body)).await.expect("issued")
}

async fn confirm(
    store: &Store,
    environment_id: Uuid,
    issued: &Issued,
    verifier: &str,
    now: DateTime<Utc>,
) -> Result<Account, UseCaseError> {
    let confirm = ConfirmLinkToken {
        environment_id,
        link_token: issued.link_token.hash(),
        code_verifier: verifier.parse().expect("within the limits"),
        by: by(),
        now,
    };
    store.run(confirm).await
}

fn unconfirmed(completion: Result<Completion, UseCaseError>) -> Account {
    match completion {
        Ok(Completion::Unconfirmed(account)) => account,
        other => panic!("not held: {other:?}"),
    }
}

async fn move_account(store: &Store, environment_id: Uuid, id: Uuid, tenant: &str) {
    let change = serde_json::from_value(json!({ "tenant_id": tenant })).expect("fits");
    let change = AccountUpdate::check(change).expect("valid");
    let update = UpdateAccount { environment_id, id, change, by: by(), now: at(2) };
    store.run(update).await.expect("moved");
}

async fn read_credentials(
    store: &Store,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Secret, UseCaseError> {
    let read = ReadCredentials { environment_id, id, by: by(), now: at(9) };
    let read = harness::read_credentials(store, read).await;
    read.map(|stored| stored.credentials.content)
}

async fn page(
    store: &Store,
    environment_id: Uuid,
    filter: &AccountFilter,
    after: Option<link_token_domain::integrated_account::AccountCursor>,
    limit: u32,
) -> AccountPage {
    let filter = filter.clone();
    store.query(PageAccounts { environment_id, filter, after, limit }).await.expect("read")
}

async fn accounts(store: &Store, environment_id: Uuid) -> Vec<Account> {
    page(store, environment_id, &AccountFilter::default(), None, 100).await.accounts
}

async fn enable(
    store: &Store,
    environment_id: Uuid,
    name: &str,
    change: EnvironmentIntegrationChange,
    now: DateTime<Utc>,
) -> Result<link_token_domain::environment_integration::EnvironmentIntegration, UseCaseError> {
    let integration = name.parse().expect("valid");
    let new_id = Uuid::new_v4();
    store
        .run(EnableIntegration {
            environment_id,
            integration,
            change,
            new_id,
            by: Origin::CommandLine,
            now,
        })
        .await
}

fn oauth_client(secret: &str) -> EnvironmentIntegrationChange {
    EnvironmentIntegrationChange {
        client_id: Some("client".to_owned()),
        client_secret: Some(Secret::new(secret)),
        scopes: None,
    }
}

/// The condition of a filter.
type Fits = Box<dyn Fn(&Account) -> bool>;

fn told(events: &[Event]) -> Vec<(Action, Outcome)> {
    events.iter().map(|event| (event.action, event.outcome)).collect()
}

on_each_engine! {
    async fn environment_integration_keeps_its_id_and_its_secret_when_disabled_and_enabled(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let first = enable(&store, environment_id, "slack", oauth_client("s1"), at(1)).await;
        let first = first.expect("enabled");
        assert_eq!(first.client_secret, Some(Withheld));
        let other = EnvironmentIntegrationChange::default();
        enable(&store, environment_id, "hubspot", other.clone(), at(2)).await.expect("enabled");
        let disable = || DisableIntegration {
            environment_id,
            integration: "slack".parse().expect("valid"),
            by: Origin::CommandLine,
            now: at(3),
        };
        let disabled = store.run(disable()).await.expect("disabled");
        assert_eq!((disabled.is_enabled, disabled.updated_at), (false, at(3)));
        store.run(disable()).await.expect("disabled before");
        let unknown = DisableIntegration {
            environment_id,
            integration: "unknown".parse().expect("valid"),
            by: Origin::CommandLine,
            now: at(3),
        };
        assert!(matches!(refusal(store.run(unknown).await), Refusal::NotFound(_)));

        let list = async |environment_id| {
            store.query(ListEnvironmentIntegrations { environment_id }).await.expect("read")
        };
        let listed = list(environment_id).await;
        let names: Vec<_> =
            listed.iter().map(|it| (it.integration.as_str(), it.is_enabled)).collect();
        assert_eq!(names, [("hubspot", true), ("slack", false)]);
        assert_eq!(list(create_environment(&store).await).await, []);

        let scopes = Some(vec!["chat:write".parse().expect("valid")]);
        let change = EnvironmentIntegrationChange { scopes: Some(scopes.clone()), ..other };
        let again = enable(&store, environment_id, "slack", change, at(4)).await.expect("enabled");
        assert!(again.is_enabled);
        assert_eq!((again.id, again.created_at, again.updated_at), (first.id, at(1), at(4)));
        assert_eq!(again.scopes, scopes);
        for key in [
            EnvironmentIntegrationKey::Id(first.id),
            EnvironmentIntegrationKey::Name {
                environment_id,
                integration: "slack".parse().expect("valid"),
            },
        ] {
            let found = store.query(FindEnvironmentIntegration(key.clone())).await.expect("read");
            assert_eq!(found, Some(again.clone()));
            let with_secret = store.query(FindEnvironmentIntegrationWithSecret(key)).await;
            let with_secret = with_secret.expect("read").expect("there");
            assert_eq!(with_secret.client_secret, Some(Secret::new("s1")));
            assert_eq!(with_secret.withheld(), again);
        }
        let elsewhere = EnvironmentIntegrationKey::Name {
            environment_id: create_environment(&store).await,
            integration: "slack".parse().expect("valid"),
        };
        let found = store.query(FindEnvironmentIntegration(elsewhere)).await.expect("read");
        assert_eq!(found, None);

        let wrong = enable(&store, environment_id, "slack", oauth_client(" "), at(5)).await;
        assert!(matches!(refusal(wrong), Refusal::Invalid(_)));
        let nowhere = enable(&store, Uuid::new_v4(), "slack", oauth_client("s"), at(5)).await;
        assert!(matches!(refusal(nowhere), Refusal::NotFound(_)));
        let told = told(&events(&store, Filter::of(environment_id, 4)).await);
        assert_eq!(
            told,
            [
                (Action::EnableIntegration, Outcome::Done),
                (Action::DisableIntegration, Outcome::Unchanged),
                (Action::DisableIntegration, Outcome::Done),
                (Action::EnableIntegration, Outcome::Done),
            ]
        );
    }

    async fn integration_is_enabled_once_when_enabled_concurrently(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let all = join_all((0..10).map(|number| {
            let secret = format!("s{number}");
            let store = store.clone();
            async move {
                enable(&store, environment_id, "slack", oauth_client(&secret), at(1)).await
            }
        }));
        let ids: Vec<Uuid> = all.await.into_iter().map(|it| it.expect("enabled").id).collect();
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    }

    async fn appearance_and_logo_change_only_where_given(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let set = async |change: PolicyChange| {
            store.run(ChangePolicy { environment_id, change, by: Origin::CommandLine, now: at(1) }).await.expect("changed")
        };
        let logo = async || store.query(FindLogo { environment_id }).await.expect("read");
        let origins = ["https://app.example.com", "http://localhost:3000"];
        let origins = origins.map(|it| it.parse().expect("an origin"));
        let png = Logo { media_type: LogoType::Png, bytes: b"\x89PNG\r\n\x1a\n".to_vec() };
        let svg = Logo { media_type: LogoType::Svg, bytes: b"<svg>".to_vec() };
        set(PolicyChange {
            display_name: Some(Some("Acme".parse().expect("a name"))),
            accent_colour: Some(Some("#1a73e8".parse().expect("a colour"))),
            origins: Some(origins.to_vec()),
            logo: Some(Some(png)),
            ..PolicyChange::default()
        }).await;
        let changed = set(PolicyChange {
            accent_colour: Some(None),
            logo: Some(Some(svg.clone())),
            ..PolicyChange::default()
        }).await;
        let found = store.query(FindEnvironment(environment_id.to_string())).await;
        let found = found.expect("read").expect("there");
        assert_eq!(found, changed);
        let appearance = found.policy.appearance;
        assert_eq!(appearance.display_name, Some("Acme".parse().expect("a name")));
        assert_eq!(appearance.accent_colour, None);
        assert_eq!(appearance.origins, origins);
        assert_eq!(logo().await, Some(svg));
        set(PolicyChange {
            display_name: Some(None),
            origins: Some(Vec::new()),
            logo: Some(None),
            ..PolicyChange::default()
        }).await;
        assert_eq!(logo().await, None);
        let found = store.query(FindEnvironment(environment_id.to_string())).await;
        let policy = found.expect("read").expect("there").policy;
        assert_eq!(policy.appearance, link_token_domain::appearance::Appearance::default());
        issue(&store, environment_id, at(2)).await;
    }

    async fn pages_at_the_same_time_get_their_own_attempts_and_surroundings(database: Database) {
        let store = database.open().await;
        let mut keys = Vec::new();
        for number in 0..3 {
            let environment_id = create_environment(&store).await;
            enable(&store, environment_id, "slack", oauth_client("secret"), at(1)).await.expect("enabled");
            for name in ["hubspot", "asana"].into_iter().take(number) {
                enable(&store, environment_id, name, oauth_client("secret"), at(1)).await.expect("enabled");
            }
            for copy in 0..2 {
                let issued = issue(&store, environment_id, at(0)).await;
                let key = format!("{number}/{copy}");
                let attempt = begin(&store, &issued, &key, at(1)).await.expect("begun");
                keys.push((key, attempt, number + 1));
            }
        }
        let pages = keys.iter().cycle().take(60).map(async |(key, attempt, integrations)| {
            let found = store.find_attempt(AttemptHash::Key(AttemptKeyHash::of(key)), at(2)).await;
            let found = found.expect("read").expect("there");
            assert_eq!((&found.attempt, found.link_token), (attempt, LinkTokenState::Active));
            let shown = store.surroundings(attempt.environment_id, None).await;
            let (shown, account) = shown.expect("read").expect("there");
            assert_eq!((shown.environment.id, account), (attempt.environment_id, None));
            let names: Vec<_> =
                shown.integrations.iter().map(|it| it.integration.as_str().to_owned()).collect();
            assert_eq!(names.len(), *integrations);
            assert!(names.is_sorted(), "{names:?}");
        });
        join_all(pages).await;
        let unknown = store.surroundings(Uuid::new_v4(), None).await.expect("read");
        assert!(unknown.is_none());
    }

    async fn begin_needs_an_active_link_token_and_consumes_nothing(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let (first, revoked, redeemed) = (
            issue(&store, environment_id, at(0)).await,
            issue(&store, environment_id, at(0)).await,
            issue(&store, environment_id, at(0)).await,
        );
        revoke(&store, environment_id, &revoked, at(1)).await;
        harness::redeem(&store, environment_id, &redeemed, at(1)).await.expect("redeemed");
        let unknown = Issued {
            link_token: link_token_domain::link_token::LinkToken::generate().expect("randomness"),
            expires_at: at(300),
        };
        for (dead, now) in
            [(&revoked, at(2)), (&redeemed, at(2)), (&unknown, at(2)), (&first, at(300))]
        {
            let refused = begin(&store, dead, "dead", now).await;
            assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        }
        let nothing = AttemptHash::Key(AttemptKeyHash::of("dead"));
        assert_eq!(store.find_attempt(nothing, at(2)).await.expect("read"), None);

        let attempt = begin(&store, &first, "key", at(3)).await.expect("begun");
        assert_eq!((attempt.phase, attempt.expires_at), (Phase::Open, at(1803)));
        assert!(is_active(&store, environment_id, &first, at(4)).await);
        let found = find(&store, "key", at(4)).await;
        assert_eq!(found.attempt, attempt);
        assert_eq!(found.grant.purpose.tenant_id().as_str(), "a");
        assert_eq!(found.grant.context.expect("kept").to_json().expect("JSON"), br#"{"a":1}"#);
        assert_eq!((found.link_token, found.account), (LinkTokenState::Active, None));
        assert_eq!(find(&store, "key", at(300)).await.link_token, LinkTokenState::Expired);
        revoke(&store, environment_id, &first, at(5)).await;
        assert_eq!(find(&store, "key", at(6)).await.link_token, LinkTokenState::Dead);

        let begun = Filter {
            action: Some(Action::BeginAttempt),
            ..Filter::of(environment_id, 9)
        };
        let begun = events(&store, begun).await;
        let dead = (Action::BeginAttempt, Outcome::LinkTokenDead);
        // Events are in the order of their times.
        assert_eq!(told(&begun), [dead, (Action::BeginAttempt, Outcome::Done), dead, dead]);
        assert!(begun.iter().all(|event| event.origin == Origin::Browser { request_id: REQUEST }));
        assert_eq!(begun[1].link_token, Some(first.link_token.hash().mark()));
    }

    async fn begin_is_refused_while_too_many_attempts_are_alive(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let lifetime = std::time::Duration::from_secs(86_400);
        let order = IssueOrder {
            default_lifetime: Lifetime::new(lifetime).expect("within the limits"),
            ..order(environment_id, at(0), json!({ "tenant_id": "a" }))
        };
        let issued = store.issue(order).await.expect("issued");
        let other = issue(&store, environment_id, at(0)).await;
        begin(&store, &other, "other", at(0)).await.expect("begun");
        // One expires earlier than the others.
        for number in 0..100 {
            let begun = begin(&store, &issued, &number.to_string(), at(number.min(1))).await;
            begun.expect("begun");
        }
        for now in [2, 1799] {
            let refused = begin(&store, &issued, "refused", at(now)).await;
            let wait = u64::try_from(1800 - now + 1).expect("positive");
            let retry_after = std::time::Duration::from_secs(wait);
            assert_eq!(refusal(refused), Refusal::TooManyAttempts { retry_after });
        }
        let link_token = Some(issued.link_token.hash().mark());
        let begun = Filter { link_token, ..Filter::of(environment_id, 999) };
        assert_eq!(events(&store, begun).await.len(), 101, "the creation and each attempt");
        begin(&store, &issued, "one more", at(1800)).await.expect("begun");
        refusal(begin(&store, &issued, "refused", at(1800)).await);
        begin(&store, &issued, "later", at(1801)).await.expect("begun");
    }

    async fn tries_of_a_link_token_are_limited_in_all_of_its_attempts(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let mut attempts = Vec::new();
        for key in ["one", "two"] {
            attempts.push(begin(&store, &issued, key, at(0)).await.expect("begun"));
        }
        for number in 0..100 {
            let attempt = &mut attempts[number % 2];
            let tried = if number < 50 {
                let tried = update(&store, attempt, change(Step::Exchange { browser: None }), at(1)).await;
                fail(&store, &tried.expect("allowed"), at(1)).await
            } else {
                update(&store, attempt, leave(&number.to_string()), at(1)).await
            };
            *attempt = tried.expect("allowed");
        }
        let retry_after = std::time::Duration::from_secs(86_400);
        for attempt in &attempts {
            for step in [change(Step::Exchange { browser: None }), leave("more")] {
                let refused = update(&store, attempt, step, at(2)).await;
                assert_eq!(refusal(refused), Refusal::TooManyAttempts { retry_after });
            }
            // Nothing else is refused.
            update(&store, attempt, change(Step::Open), at(2)).await.expect("allowed");
        }
        let other = issue(&store, environment_id, at(0)).await;
        let attempt = begin(&store, &other, "other", at(0)).await.expect("begun");
        update(&store, &attempt, change(Step::Exchange { browser: None }), at(1)).await.expect("allowed");
    }

    async fn attempt_connects_a_new_account_with_its_credentials(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        assert_eq!(attempt.secrets, Secret::new(r#"{"verifier":"v"}"#));
        let account = connected(store.run(completion(&attempt, at(2))).await);
        assert_eq!(account.environment_integration_id, Some(INTEGRATION));
        assert_eq!(account.integration.as_str(), "hubspot");
        assert_eq!(account.authentication_method, Some(AuthenticationMethod::Oauth2));
        assert_eq!(account.upstream_id.as_deref(), Some("42"));
        assert_eq!(account.context.to_json().expect("JSON"), br#"{"a":1,"found":1}"#);
        let id = account.id;
        let stored = store.account(environment_id, id).await.expect("read");
        assert_eq!(stored, Some(account.clone()));
        assert!(!is_active(&store, environment_id, &issued, at(3)).await);

        let read = |environment_id, id| {
            let read = ReadCredentials { environment_id, id, by: by(), now: at(4) };
            harness::read_credentials(&store, read)
        };
        let found = read(environment_id, id).await.expect("read");
        let expected = ReadableCredentials {
            authentication_method: Some(AuthenticationMethod::Oauth2),
            credentials: completion(&attempt, at(2)).credentials.expect("given"),
        };
        assert_eq!(found, expected);
        let other = create_environment(&store).await;
        assert!(matches!(refusal(read(other, id).await), Refusal::NotFound(_)));
        let imported = harness::account(environment_id, 5, "a");
        store.run(ImportAccount(imported.clone())).await.expect("imported");
        let without = read(environment_id, imported.id).await;
        assert!(matches!(refusal(without), Refusal::NotFound(_)));

        let found = find(&store, "key", at(5)).await;
        assert_eq!(found.link_token, LinkTokenState::Redeemed { account_id: id });
        assert_eq!((found.attempt.phase, found.attempt.account_id), (Phase::Done, Some(id)));
        let again = claim(&store, "key", at(5)).await.expect("found");
        assert!(matches!(again, Claim::Ended(Attempt { account_id: Some(_), .. })), "{again:?}");
        let again = store.run(completion(&attempt, at(5))).await.expect("done before");
        assert_eq!(again, Completion::AlreadyConnected { account_id: id, is_repeat: true });
        assert_eq!(refusal(fail(&store, &attempt, at(5)).await), Refusal::AttemptChanged);

        let of_account = Filter { object_id: Some(id), ..Filter::of(environment_id, 9) };
        let of_account = events(&store, of_account).await;
        assert_eq!(
            told(&of_account),
            [
                (Action::CompleteAttempt, Outcome::Unchanged),
                (Action::ReadCredentials, Outcome::Done),
                (Action::CompleteAttempt, Outcome::Done),
            ]
        );
        let tenant = of_account[2].tenant_id.as_ref().map(|tenant| tenant.as_str());
        assert_eq!(tenant, Some("a"));
    }

    async fn fifty_concurrent_attempts_with_one_token_connect_one_account(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let keys: Vec<String> = (0..50).map(|number| format!("key-{number}")).collect();
        let attempts = keys.iter().map(|key| exchange(&store, &issued, key, at(1)));
        let attempts = join_all(attempts).await;
        let ends = attempts.iter().map(|attempt| store.run(completion(attempt, at(2))));
        let ends: Vec<Completion> =
            join_all(ends).await.into_iter().map(|end| end.expect("an end")).collect();
        let accounts = accounts(&store, environment_id).await;
        assert_eq!(accounts.len(), 1);
        let id = accounts[0].id;
        let new = ends.iter().filter(|end| matches!(end, Completion::Connected(_))).count();
        let known = Completion::AlreadyConnected { account_id: id, is_repeat: false };
        let already = ends.iter().filter(|end| **end == known).count();
        assert_eq!((new, already), (1, 49));
        for key in &keys {
            let found = find(&store, key, at(3)).await;
            assert_eq!((found.attempt.phase, found.attempt.account_id), (Phase::Done, Some(id)));
        }
    }

    async fn callback_is_claimed_once_when_it_comes_many_times(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let attempt = begin(&store, &issued, "key", at(1)).await.expect("begun");
        assert_eq!(refusal(claim(&store, "state", at(2)).await), Refusal::AttemptDead);
        let left = update(&store, &attempt, leave("state"), at(2)).await.expect("left");
        for (environment_integration_id, browser, expected) in [
            (Uuid::nil(), Some("browser"), Err(Refusal::AttemptDead)),
            (INTEGRATION, Some("other"), Ok(Claim::OtherBrowser)),
            (INTEGRATION, None, Ok(Claim::OtherBrowser)),
        ] {
            let callback = ClaimCallback {
                state: StateHash::of("state"),
                environment_integration_id,
                browser: browser.map(BrowserHash::of),
                now: at(3),
            };
            let answer = store.run(callback).await;
            match expected {
                Ok(expected) => assert_eq!(answer.expect("found"), expected),
                Err(expected) => assert_eq!(refusal(answer), expected),
            }
            assert_eq!(find(&store, "key", at(3)).await.attempt, left);
        }
        let claims = join_all((0..20).map(|_| claim(&store, "state", at(4)))).await;
        let claims: Vec<Claim> = claims.into_iter().map(|claim| claim.expect("found")).collect();
        let count = |is: fn(&Claim) -> bool| claims.iter().filter(|claim| is(claim)).count();
        assert_eq!(count(|claim| matches!(claim, Claim::Claimed(_))), 1);
        assert_eq!(count(|claim| matches!(claim, Claim::InProgress(_))), 19);
    }

    async fn attempt_goes_on_after_a_failure_and_after_its_claimant_vanished(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let attempt = exchange(&store, &issued, "first", at(1)).await;
        let busy = update(&store, &attempt, leave("second"), at(2)).await;
        assert_eq!(refusal(busy), Refusal::AttemptChanged);
        let failed = fail(&store, &attempt, at(3)).await.expect("recorded");
        assert_eq!(failed.phase, Phase::Failed);
        let again = claim(&store, "first", at(4)).await.expect("found");
        assert_eq!(again, Claim::Ended(failed.clone()), "a reload shows the same end");
        assert!(is_active(&store, environment_id, &issued, at(4)).await);

        let left = update(&store, &failed, leave("second"), at(5)).await.expect("left");
        assert_eq!(left.failure, None);
        // Another tab had the version before.
        let stale = update(&store, &failed, leave("third"), at(5)).await;
        assert_eq!(refusal(stale), Refusal::AttemptChanged);
        assert_eq!(refusal(fail(&store, &failed, at(5)).await), Refusal::AttemptChanged);
        assert_eq!(refusal(claim(&store, "first", at(6)).await), Refusal::AttemptDead);
        claimed(claim(&store, "second", at(6)).await);
        assert!(matches!(claim(&store, "second", at(66)).await, Ok(Claim::InProgress(_))));
        let vanished = claim(&store, "second", at(67)).await;
        assert!(matches!(vanished, Ok(Claim::Ended(_))), "the code works once: {vanished:?}");
        let found = find(&store, "first", at(67)).await.attempt;
        let error_type = found.failure.as_ref().map(|failure| failure.error_type);
        assert_eq!((found.phase, error_type), (Phase::Failed, Some(ErrorType::ConnectionError)));
        let typed = update(&store, &found, change(Step::Exchange { browser: None }), at(68)).await.expect("claimed");
        connected(store.run(completion(&typed, at(69))).await);
        let failures = Filter { action: Some(Action::FailAttempt), ..Filter::of(environment_id, 9) };
        let (done, changed) = (Outcome::Done, Outcome::AttemptChanged);
        let told = told(&events(&store, failures).await);
        assert_eq!(told, [(Action::FailAttempt, changed), (Action::FailAttempt, done)]);
    }

    async fn attempt_completes_after_its_token_expired_but_not_after_it_was_revoked(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let tokens = [(); 8].map(|()| issue(&store, environment_id, at(0)));
        let tokens = join_all(tokens).await;
        // A link token lives for 300 seconds, and an attempt for 1800.
        let attempt = begin(&store, &tokens[0], "late", at(299)).await.expect("begun");
        let left = update(&store, &attempt, leave("late"), at(2000)).await.expect("left");
        let expired = claim(&store, "late", at(2099)).await;
        assert_eq!(refusal(expired), Refusal::AttemptDead);
        let too_late = update(&store, &left, leave("later"), at(2099)).await;
        assert_eq!(refusal(too_late), Refusal::AttemptDead);
        let in_time = claimed(claim(&store, "late", at(2098)).await);
        connected(store.run(completion(&in_time, at(2110))).await);

        let attempt = begin(&store, &tokens[5], "lost", at(299)).await.expect("begun");
        update(&store, &attempt, leave("lost"), at(300)).await.expect("left");
        let lost = claimed(claim(&store, "lost", at(2098)).await);
        // The token expired at 300. Until 1860 seconds later, it can be redeemed and revoked.
        let refused = store.run(completion(&lost, at(2160))).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        connected(store.run(completion(&lost, at(2159))).await);

        let revoked = exchange(&store, &tokens[1], "revoked", at(1)).await;
        revoke(&store, environment_id, &tokens[1], at(2)).await;
        let refused = store.run(completion(&revoked, at(3))).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        let attempt = begin(&store, &tokens[2], "expired", at(1)).await.expect("begun");
        revoke(&store, environment_id, &tokens[2], at(301)).await;
        let refused = update(&store, &attempt, change(Step::Exchange { browser: None }), at(302)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);

        // All of an environment: those that have expired, too, if an attempt goes on.
        for (token, key) in [(&tokens[6], "attempted"), (&tokens[7], "another")] {
            begin(&store, token, key, at(1)).await.expect("begun");
        }
        let revoke_all = async |now| {
            let all = LinkTokenFilter { environment_id: Some(environment_id), ..<_>::default() };
            store.revoke_link_tokens(all, Origin::CommandLine, None, now).await.expect("run").number
        };
        let late = find(&store, "attempted", at(1000)).await.attempt;
        assert_eq!(revoke_all(at(1000)).await, 2);
        let refused = update(&store, &late, change(Step::Exchange { browser: None }), at(1001)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);

        let beaten = exchange(&store, &tokens[3], "beaten", at(1)).await;
        harness::redeem(&store, environment_id, &tokens[3], at(2)).await.expect("redeemed");
        let refused = store.run(completion(&beaten, at(3))).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        let open = begin(&store, &tokens[4], "open", at(1)).await.expect("begun");
        let unclaimed = store.run(completion(&open, at(2))).await;
        assert_eq!(refusal(unclaimed), Refusal::AttemptChanged);
        assert!(is_active(&store, environment_id, &tokens[4], at(3)).await);
        assert_eq!(accounts(&store, environment_id).await.len(), 3);
    }

    async fn reauthorisation_updates_the_account_in_place(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let before = Account {
            upstream_id: Some("41".to_owned()),
            last_error: Some("revoked".to_owned()),
            ..account(environment_id, 1, "a")
        };
        store.run(ImportAccount(before.clone())).await.expect("imported");
        let body = json!({ "integrated_account_id": before.id });
        let issued = store.issue(order(environment_id, at(0), body)).await.expect("issued");
        let attempt = begin(&store, &issued, "key", at(1)).await.expect("begun");
        assert_eq!(find(&store, "key", at(1)).await.account, Some(before.clone()));

        let mut other_app = change(Step::Exchange { browser: None });
        if let Some(chosen) = &mut other_app.integration {
            chosen.name = "slack".parse().expect("valid");
        }
        let attempt = update(&store, &attempt, other_app, at(2)).await.expect("claimed");
        let refused = store.run(completion(&attempt, at(2))).await;
        assert!(matches!(refusal(refused), Refusal::Invalid(_)));
        let attempt = fail(&store, &attempt, at(2)).await.expect("failed");
        let attempt = update(&store, &attempt, change(Step::Exchange { browser: None }), at(3)).await.expect("claimed");
        let account = connected(store.run(CompleteAttempt {
            status: IntegratedAccountStatus::ValidationError,
            last_error: Some("the key was refused".to_owned()),
            ..completion(&attempt, at(4))
        }).await);
        let found = json!({ "found": 1 });
        let expected = Account {
            environment_integration_id: Some(INTEGRATION),
            status: IntegratedAccountStatus::ValidationError,
            last_error: Some("the key was refused".to_owned()),
            upstream_id: Some("42".to_owned()),
            context: Context::check(types::Context(found.as_object().expect("one").clone())).expect("valid"),
            updated_at: at(4),
            ..before
        };
        assert_eq!(account, expected);
        assert_eq!(accounts(&store, environment_id).await, [expected]);
        assert!(!is_active(&store, environment_id, &issued, at(5)).await, "an error consumes it, too");
    }

    async fn account_is_connected_by_the_clock_that_servers_share(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        let complete = CompleteAttempt { shared_now: at(60), ..completion(&attempt, at(2)) };
        let account = connected(store.run(complete).await);
        assert_eq!((account.created_at, account.updated_at), (at(60), at(60)));
    }

    async fn link_token_of_an_account_is_dead_when_the_account_was_moved(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let own = account(environment_id, 1, "a");
        let id = own.id;
        store.run(ImportAccount(own)).await.expect("imported");
        let body = || json!({ "integrated_account_id": id });
        let issued = store.issue(order(environment_id, at(0), body())).await.expect("issued");
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        let bound = issue_bound(&store, environment_id, body()).await;
        let held = exchange(&store, &bound, "bound", at(1)).await;
        unconfirmed(store.run(completion(&held, at(1))).await);
        let listed = async || {
            let list = ListLinkTokens {
                filter: LinkTokenFilter::default(),
                with_attempted: false,
                now: at(2),
                after: None,
                limit: 9,
            };
            store.query(list).await.expect("read").len()
        };
        assert!(is_active(&store, environment_id, &issued, at(2)).await);
        assert_eq!(listed().await, 1);

        move_account(&store, environment_id, id, "b").await;
        let moved = accounts(&store, environment_id).await;
        assert!(!is_active(&store, environment_id, &issued, at(2)).await);
        assert_eq!(listed().await, 0);
        let found = find(&store, "key", at(2)).await;
        assert_eq!((found.account, found.link_token), (None, LinkTokenState::Dead));
        assert_eq!(refusal(begin(&store, &issued, "late", at(2)).await), Refusal::LinkTokenDead);
        let redeemed = harness::redeem(&store, environment_id, &issued, at(2)).await;
        assert_eq!(refusal(redeemed), Refusal::LinkTokenDead);
        let completed = store.run(completion(&attempt, at(2))).await;
        assert_eq!(refusal(completed), Refusal::LinkTokenDead);
        let confirmed = confirm(&store, environment_id, &bound, VERIFIER, at(2)).await;
        assert_eq!(refusal(confirmed), Refusal::LinkTokenDead);
        assert_eq!(accounts(&store, environment_id).await, moved);
        // Link tokens of its new tenant work.
        let issued = store.issue(order(environment_id, at(2), body())).await.expect("issued");
        let attempt = exchange(&store, &issued, "new", at(3)).await;
        let account = connected(store.run(completion(&attempt, at(3))).await);
        assert_eq!(account.tenant_id.as_str(), "b");
    }

    async fn erasure_takes_the_flows_of_accounts_that_were_moved_to_the_tenant(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let first = issue(&store, environment_id, at(0)).await;
        let attempt = exchange(&store, &first, "connected", at(1)).await;
        let id = connected(store.run(completion(&attempt, at(1))).await).id;
        let body = || json!({ "integrated_account_id": id });
        let issued = store.issue(order(environment_id, at(0), body())).await.expect("issued");
        begin(&store, &issued, "open", at(1)).await.expect("begun");
        let bound = issue_bound(&store, environment_id, body()).await;
        let held = exchange(&store, &bound, "held", at(1)).await;
        unconfirmed(store.run(completion(&held, at(1))).await);
        let other = issue(&store, environment_id, at(0)).await;
        begin(&store, &other, "other", at(1)).await.expect("begun");

        move_account(&store, environment_id, id, "b").await;
        let tenant = Tenant { environment_id, id: "b".parse().expect("valid") };
        let erase = BeginErasure { tenant: tenant.clone(), by: Origin::CommandLine, now: at(4) };
        store.run(erase).await.expect("begun");
        let erased = store.erase_tenant(&tenant, at(4)).await.expect("erased");
        assert_eq!((erased.accounts, erased.link_tokens), (1, 0));
        for key in ["connected", "open", "held"] {
            let hash = AttemptHash::Key(AttemptKeyHash::of(key));
            assert_eq!(store.find_attempt(hash, at(4)).await.expect("read"), None, "{key}");
        }
        assert_eq!(find(&store, "other", at(4)).await.account, None);
        let tokens = (r#"{"access_token":"t"}"#.to_owned(), false);
        assert_eq!(harness::revoke_all(&store, at(4)).await, [tokens.clone(), tokens]);
        let sweep = SweepConfirmations { now: at(100_000), limit: 10 };
        assert_eq!(store.run(sweep).await.expect("swept"), 0, "nothing is left to confirm");
    }

    async fn bound_account_is_connecting_until_it_is_confirmed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        create_webhook(&store, environment_id).await;
        let body = json!({ "tenant_id": "a", "context": { "a": 1 } });
        let issued = issue_bound(&store, environment_id, body).await;
        let not_yet = async |verifier| {
            refusal(confirm(&store, environment_id, &issued, verifier, at(2)).await)
        };
        assert_eq!(not_yet(VERIFIER).await, Refusal::NotConnected);
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        let other = begin(&store, &issued, "other", at(1)).await.expect("begun");
        let found = CompleteAttempt {
            status: IntegratedAccountStatus::PostInstallError,
            last_error: Some("503".to_owned()),
            ..completion(&attempt, at(2))
        };
        let held = unconfirmed(store.run(found).await);
        let id = held.id;
        assert_eq!(held.status, IntegratedAccountStatus::Connecting);
        assert_eq!(held.context.to_json().expect("JSON"), br#"{"a":1}"#);
        assert_eq!((&held.upstream_id, &held.last_error), (&None, &None));
        assert_eq!(accounts(&store, environment_id).await, [held]);
        let webhook_events = async || webhook_events(&store, environment_id, id).await;
        assert_eq!(webhook_events().await, [EventType::Created]);
        assert!(!is_active(&store, environment_id, &issued, at(3)).await);
        let again = store.run(completion(&attempt, at(3))).await.expect("done before");
        assert_eq!(again, Completion::AlreadyConnected { account_id: id, is_repeat: true });
        let late = update(&store, &other, change(Step::Exchange { browser: None }), at(3)).await;
        assert_eq!(refusal(late), Refusal::LinkTokenDead);
        let read = async || read_credentials(&store, environment_id, id).await;
        assert_eq!(refusal(read().await), Refusal::NotConfirmed);

        let wrong = VERIFIER.replace('d', "e");
        for verifier in [&*wrong, CHALLENGE] {
            let refused = confirm(&store, environment_id, &issued, verifier, at(4)).await;
            assert_eq!(refusal(refused), Refusal::WrongVerifier);
        }
        let elsewhere = create_environment(&store).await;
        let refused = confirm(&store, elsewhere, &issued, VERIFIER, at(4)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        assert_eq!(refusal(read().await), Refusal::NotConfirmed);
        let update = UpdateCredentials {
            environment_id,
            id,
            before: None,
            credentials: completion(&attempt, at(4)).credentials.expect("some"),
            keeps_refresh_token: false,
            by: by(),
            now: at(4),
        };
        assert_eq!(refusal(store.run(update).await), Refusal::NotConfirmed);
        let demand = DemandRefresh { environment_id, id, by: by(), now: at(4) };
        assert_eq!(refusal(store.run(demand).await), Refusal::NotConfirmed);

        let account = confirm(&store, environment_id, &issued, VERIFIER, at(5)).await;
        let account = account.expect("confirmed");
        assert_eq!((account.id, account.created_at, account.updated_at), (id, at(2), at(5)));
        assert_eq!(account.status, IntegratedAccountStatus::PostInstallError);
        assert_eq!(account.last_error.as_deref(), Some("503"));
        assert_eq!(account.upstream_id.as_deref(), Some("42"));
        assert_eq!(account.context.to_json().expect("JSON"), br#"{"a":1,"found":1}"#);
        assert_eq!(accounts(&store, environment_id).await, std::slice::from_ref(&account));
        assert_eq!(read().await.expect("there"), Secret::new(r#"{"access_token":"t"}"#));
        let expected = [EventType::Created, EventType::PostInstallError];
        assert_eq!(webhook_events().await, expected);

        // For as long as the link token is known.
        let days = 24 * 3600;
        for now in [at(6), at(30 * days)] {
            let again = confirm(&store, environment_id, &issued, VERIFIER, now).await;
            assert_eq!(again.expect("confirmed before"), account);
        }
        let refused = confirm(&store, environment_id, &issued, &wrong, at(7)).await;
        assert_eq!(refusal(refused), Refusal::WrongVerifier);
        revoke(&store, environment_id, &issued, at(8)).await;
        assert_eq!(accounts(&store, environment_id).await, [account]);

        let confirmations = Filter {
            action: Some(Action::ConfirmLinkToken),
            ..Filter::of(environment_id, 20)
        };
        let confirmations = events(&store, confirmations).await;
        let outcomes: Vec<_> = confirmations.iter().rev().map(|event| event.outcome).collect();
        assert_eq!(outcomes, [
            Outcome::NotConnected,
            Outcome::WrongVerifier,
            Outcome::WrongVerifier,
            Outcome::Done,
            Outcome::Unchanged,
            Outcome::WrongVerifier,
            Outcome::Unchanged,
        ]);
        let done = &confirmations[3];
        assert_eq!((done.outcome, done.object_id), (Outcome::Done, Some(id)));
        assert_eq!(done.link_token, Some(issued.link_token.hash().mark()));
    }

    async fn bound_reauthorisation_leaves_the_account_as_it_was_until_it_is_confirmed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let first = issue(&store, environment_id, at(0)).await;
        let attempt = exchange(&store, &first, "first", at(1)).await;
        let before = connected(store.run(completion(&attempt, at(1))).await);
        let old = Secret::new(r#"{"access_token":"t"}"#);

        let body = json!({
            "integrated_account_id": before.id,
            "context": { "b": 2 },
            "persist_previous_context": true,
        });
        let issued = issue_bound(&store, environment_id, body).await;
        let attempt = exchange(&store, &issued, "again", at(2)).await;
        let new = Secret::new(r#"{"access_token":"new"}"#);
        let complete = CompleteAttempt {
            credentials: Some(Credentials { content: new.clone(), expires_at: None, issued_at: None, is_refreshable: false }),
            upstream_id: Some("43".to_owned()),
            ..completion(&attempt, at(3))
        };
        assert_eq!(unconfirmed(store.run(complete).await), before);
        assert_eq!(accounts(&store, environment_id).await, std::slice::from_ref(&before));
        let read = async || read_credentials(&store, environment_id, before.id).await;
        assert_eq!(read().await.expect("the old ones"), old);
        let wrong = VERIFIER.replace('d', "e");
        let refused = confirm(&store, environment_id, &issued, &wrong, at(4)).await;
        assert_eq!(refusal(refused), Refusal::WrongVerifier);
        assert_eq!(read().await.expect("the old ones"), old);

        let confirmed = confirm(&store, environment_id, &issued, VERIFIER, at(5)).await;
        let confirmed = confirmed.expect("confirmed");
        assert_eq!(confirmed.upstream_id.as_deref(), Some("43"));
        assert_eq!(confirmed.context.to_json().expect("JSON"), br#"{"a":1,"b":2,"found":1}"#);
        assert_eq!(read().await.expect("the new ones"), new);
    }

    /// An idempotent request derives the same link token again after it was swept.
    async fn derived_link_token_connects_another_account_when_it_comes_again(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issue = async |now| {
            let body = json!({ "tenant_id": "a", "code_challenge": CHALLENGE });
            let mut order = order(environment_id, now, body);
            let key = "k".parse().expect("a key");
            let derived = Idempotency::derive("lta_x", &key, &order.request).expect("derived");
            order.idempotency = Some(derived);
            store.issue(order).await.expect("issued")
        };
        let connect = async |issued: &Issued, key: &str, now| {
            let attempt = exchange(&store, issued, key, now).await;
            unconfirmed(store.run(completion(&attempt, now)).await);
            confirm(&store, environment_id, issued, VERIFIER, now).await.expect("confirmed").id
        };
        let sweep = async |now| {
            let sweep = SweepConfirmations { now, limit: 10 };
            store.run(sweep).await.expect("swept")
        };
        let first = issue(at(0)).await;
        let first_account = connect(&first, "first", at(1)).await;
        let later = at(0) + LINK_TOKEN_RETENTION;
        let swept = SweepLinkTokens { before: later, limit: 10 };
        assert_eq!(store.run(swept).await.expect("swept"), 1);
        let second = issue(later).await;
        assert_eq!(second.link_token, first.link_token);
        let second_account = connect(&second, "second", later).await;
        assert_ne!(second_account, first_account);
        assert_eq!(accounts(&store, environment_id).await.len(), 2);
        // The sweep forgets a confirmed connection with its link token.
        let end = later + LINK_TOKEN_RETENTION;
        assert_eq!((sweep(at(1) + LINK_TOKEN_RETENTION).await, sweep(end).await), (0, 1));
        assert_eq!(sweep(end).await, 0);
        assert_eq!(accounts(&store, environment_id).await.len(), 2);
    }

    async fn unconfirmed_account_is_withdrawn_when_its_time_is_over_or_its_token_is_revoked(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        create_webhook(&store, environment_id).await;
        let new = || json!({ "tenant_id": "a" });
        let hour = 3600;
        let sweep = async |seconds| {
            let sweep = SweepConfirmations { now: at(seconds), limit: 10 };
            store.run(sweep).await.expect("swept")
        };
        let connect = async |issued: &Issued, key: &str| {
            let attempt = exchange(&store, issued, key, at(1)).await;
            unconfirmed(store.run(completion(&attempt, at(2))).await)
        };
        let late = issue_bound(&store, environment_id, new()).await;
        let lost = connect(&late, "late").await;
        assert_eq!(sweep(hour + 1).await, 0);
        // Before the sweep, the time counts as well.
        let refused = confirm(&store, environment_id, &late, VERIFIER, at(hour + 2)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        assert_eq!(sweep(hour + 2).await, 1);
        assert_eq!(accounts(&store, environment_id).await, []);
        let left = async |is_of_new_account| {
            let left = harness::revoke_all(&store, at(2 * hour)).await;
            assert_eq!(left, [(r#"{"access_token":"t"}"#.to_owned(), is_of_new_account)]);
        };
        left(true).await;
        let refused = confirm(&store, environment_id, &late, VERIFIER, at(hour + 3)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        let of_account = Filter { object_id: Some(lost.id), ..Filter::of(environment_id, 9) };
        let of_account = events(&store, of_account).await;
        assert_eq!(told(&of_account)[0], (Action::ExpireConfirmation, Outcome::Done));
        assert_eq!(of_account[0].origin, Origin::Server);
        let webhook_events = async |id| webhook_events(&store, environment_id, id).await;
        assert_eq!(webhook_events(lost.id).await, [EventType::Created, EventType::Deleted]);

        let revoked = issue_bound(&store, environment_id, new()).await;
        connect(&revoked, "revoked").await;
        revoke(&store, environment_id, &revoked, at(3)).await;
        let refused = confirm(&store, environment_id, &revoked, VERIFIER, at(4)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead);
        assert_eq!(accounts(&store, environment_id).await, []);
        left(true).await;

        // A reauthorisation that is not confirmed changes nothing.
        let own = account(environment_id, 1, "a");
        store.run(ImportAccount(own.clone())).await.expect("imported");
        let body = json!({ "integrated_account_id": own.id });
        let issued = issue_bound(&store, environment_id, body).await;
        connect(&issued, "reauthorised").await;
        assert_eq!(sweep(hour + 2).await, 1);
        assert_eq!(accounts(&store, environment_id).await, [own]);
        left(false).await;

        // One that was made usable meanwhile stays.
        let issued = issue_bound(&store, environment_id, new()).await;
        let held = connect(&issued, "replaced").await;
        let again = json!({ "integrated_account_id": held.id });
        let again = store.issue(order(environment_id, at(2), again)).await.expect("issued");
        let attempt = exchange(&store, &again, "replacing", at(3)).await;
        connected(store.run(completion(&attempt, at(4))).await);
        assert_eq!(sweep(hour + 2).await, 1);
        assert_eq!(accounts(&store, environment_id).await.len(), 2);
        assert!(read_credentials(&store, environment_id, held.id).await.is_ok());
        left(true).await;

        // With its account, or with its tenant.
        let body = json!({ "integrated_account_id": held.id });
        let issued = issue_bound(&store, environment_id, body).await;
        connect(&issued, "deleted").await;
        let delete = DeleteAccount { environment_id, id: held.id, by: by(), now: at(3) };
        store.run(delete).await.expect("deleted");
        let tokens = (r#"{"access_token":"t"}"#.to_owned(), false);
        let both = [tokens.clone(), tokens];
        assert_eq!(harness::revoke_all(&store, at(3)).await, both, "those before, too");
        assert_eq!(webhook_events(held.id).await.last(), Some(&EventType::Deleted));
        let issued = issue_bound(&store, environment_id, new()).await;
        connect(&issued, "erased").await;
        let tenant = Tenant { environment_id, id: "a".parse().expect("valid") };
        let begin = BeginErasure { tenant: tenant.clone(), by: Origin::CommandLine, now: at(4) };
        store.run(begin).await.expect("begun");
        store.erase_tenant(&tenant, at(4)).await.expect("erased");
        left(true).await;
    }

    async fn withdrawn_account_leaves_no_credentials(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue_bound(&store, environment_id, json!({ "tenant_id": "a" })).await;
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        let held = unconfirmed(store.run(completion(&attempt, at(2))).await);
        let first = issue(&store, environment_id, at(1)).await;
        let attempt = exchange(&store, &first, "first", at(1)).await;
        let other = connected(store.run(completion(&attempt, at(1))).await);
        let (held, other) = (database.literal(held.id), database.literal(other.id));
        // As an earlier program let a backend do.
        database.execute(&format!("UPDATE credentials SET account_id = {held} WHERE account_id = {other}"));
        assert_eq!(store.query(FindFirstExpiry).await.expect("read"), Some(at(10_000)));
        let sweep = SweepConfirmations { now: at(2 * 3600), limit: 10 };
        assert_eq!(store.run(sweep).await.expect("swept"), 1);
        assert_eq!(store.query(FindFirstExpiry).await.expect("read"), None);
    }

    async fn damaged_accounts_can_be_withdrawn_and_deleted(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        for key in ["one", "two"] {
            let issued = issue_bound(&store, environment_id, json!({ "tenant_id": "a" })).await;
            let attempt = exchange(&store, &issued, key, at(1)).await;
            unconfirmed(store.run(completion(&attempt, at(2))).await);
        }
        let own = account(environment_id, 1, "a");
        store.run(ImportAccount(own.clone())).await.expect("imported");
        database.execute("UPDATE integrated_account SET context = $bytes");
        let sweep = SweepConfirmations { now: at(2 * 3600), limit: 10 };
        assert_eq!(store.run(sweep).await.expect("swept"), 2);
        let delete = DeleteAccount { environment_id, id: own.id, by: by(), now: at(3) };
        store.run(delete).await.expect("deleted");
        assert_eq!(accounts(&store, environment_id).await, []);
    }

    async fn redemption_of_a_bound_token_needs_the_verifier(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue_bound(&store, environment_id, json!({ "tenant_id": "a" })).await;
        let redeem = async |issued: &Issued, verifier: Option<&str>| {
            let mut request = harness::redemption(issued);
            request.code_verifier = verifier.map(|it| it.parse().expect("within the limits"));
            let new_account_id = Uuid::new_v4();
            let redeem = Redeem { environment_id, request, by: by(), new_account_id, now: at(1) };
            store.redeem(redeem).await
        };
        assert!(matches!(refusal(redeem(&issued, None).await), Refusal::Invalid(_)));
        let wrong = VERIFIER.replace('d', "e");
        assert_eq!(refusal(redeem(&issued, Some(&wrong)).await), Refusal::WrongVerifier);
        assert!(is_active(&store, environment_id, &issued, at(1)).await);
        let account = redeem(&issued, Some(VERIFIER)).await.expect("redeemed");
        assert_eq!(account.status, IntegratedAccountStatus::Active);
        let refused = confirm(&store, environment_id, &issued, VERIFIER, at(2)).await;
        assert_eq!(refusal(refused), Refusal::LinkTokenDead, "nothing waits");

        let free = issue(&store, environment_id, at(0)).await;
        let refused = redeem(&free, Some(VERIFIER)).await;
        assert!(matches!(refusal(refused), Refusal::Invalid(_)), "no challenge");
        let refused = confirm(&store, environment_id, &free, VERIFIER, at(1)).await;
        assert!(matches!(refusal(refused), Refusal::Invalid(_)), "no challenge");
    }

    async fn account_is_confirmed_once_when_confirmed_concurrently(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue_bound(&store, environment_id, json!({ "tenant_id": "a" })).await;
        let attempt = exchange(&store, &issued, "key", at(1)).await;
        unconfirmed(store.run(completion(&attempt, at(2))).await);
        let all = join_all((0..20).map(|_| {
            confirm(&store, environment_id, &issued, VERIFIER, at(3))
        }));
        let all: Vec<_> = all.await.into_iter().map(|it| it.expect("confirmed")).collect();
        assert!(all.iter().all(|account| *account == all[0]));
        let done = Filter {
            action: Some(Action::ConfirmLinkToken),
            outcome: Some(Outcome::Done),
            ..Filter::of(environment_id, 20)
        };
        assert_eq!(events(&store, done).await.len(), 1);
    }

    async fn sweep_deletes_expired_attempts_in_batches(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, at(0)).await;
        for (key, seconds) in [("a", 1), ("b", 2), ("c", 3)] {
            begin(&store, &issued, key, at(seconds)).await.expect("begun");
        }
        let sweep = async |before, limit| {
            store.run(SweepAttempts { before: at(before), limit }).await.expect("swept")
        };
        assert_eq!(sweep(1801, 10).await, 0);
        assert_eq!(sweep(1803, 1).await, 1);
        assert_eq!(sweep(1803, 10).await, 1);
        let hash = |key| AttemptHash::Key(AttemptKeyHash::of(key));
        for (key, is_there) in [("a", false), ("b", false), ("c", true)] {
            let found = store.find_attempt(hash(key), at(4)).await.expect("read");
            assert_eq!(found.is_some(), is_there, "{key}");
        }
    }

    async fn pages_of_accounts_have_each_account_once(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let other = create_environment(&store).await;
        store.run(ImportAccount(account(other, 99, "a"))).await.expect("imported");
        let statuses = [IntegratedAccountStatus::Active, IntegratedAccountStatus::NeedsReauth];
        let mut all = Vec::new();
        // Times repeat, and IDs sort differently than times.
        for number in 0..23_u32 {
            let step = usize::try_from(number).expect("small");
            let new = Account {
                integration: ["hubspot", "slack"][step % 2].parse().expect("valid"),
                status: statuses[step / 2 % 2],
                created_at: at(i64::from(number / 5)),
                updated_at: at(100 - i64::from(number)),
                ..account(environment_id, u128::from(number * 7 % 23), ["a", "b", "c"][step % 3])
            };
            store.run(ImportAccount(new.clone())).await.expect("imported");
            all.push(new);
        }
        all.sort_by_key(|account| (account.created_at, account.id));
        let every = AccountFilter::default;
        let text = |text: &str| text.parse().expect("valid");
        let range = TimeRange::default();
        let filters: Vec<(AccountFilter, Fits)> = vec![
            (every(), Box::new(|_| true)),
            (
                AccountFilter { tenant_ids: vec![text("b")], ..every() },
                Box::new(|it| it.tenant_id.as_str() == "b"),
            ),
            (
                AccountFilter { tenant_ids: vec![text("a"), text("c")], ..every() },
                Box::new(|it| it.tenant_id.as_str() != "b"),
            ),
            (
                AccountFilter { statuses: vec![statuses[1]], ..every() },
                Box::new(move |it| it.status == statuses[1]),
            ),
            (
                AccountFilter { integrations: vec!["slack".parse().expect("valid")], ..every() },
                Box::new(|it| it.integration.as_str() == "slack"),
            ),
            (
                AccountFilter { created_at: range.after(at(1)).up_to(at(3)), ..every() },
                Box::new(|it| it.created_at > at(1) && it.created_at <= at(3)),
            ),
            (
                AccountFilter {
                    updated_at: range.from(at(85)).before(at(95)),
                    statuses: vec![statuses[0]],
                    ..every()
                },
                Box::new(move |it| {
                    (at(85)..at(95)).contains(&it.updated_at) && it.status == statuses[0]
                }),
            ),
            (
                AccountFilter {
                    tenant_ids: vec![text("a"), text("b"), text("a")],
                    statuses: statuses.to_vec(),
                    integrations: vec!["slack".parse().expect("valid")],
                    ..every()
                },
                Box::new(|it| it.tenant_id.as_str() != "c" && it.integration.as_str() == "slack"),
            ),
            (AccountFilter { created_at: range.at(at(99)), ..every() }, Box::new(|_| false)),
        ];
        for (filter, fits) in filters {
            let expected: Vec<Account> = all.iter().filter(|it| fits(it)).cloned().collect();
            for limit in [1, 2, 7, 22, 23, 100] {
                let (mut found, mut after) = (Vec::new(), None);
                loop {
                    let page = page(&store, environment_id, &filter, after, limit).await;
                    assert!(after.is_none() || !page.accounts.is_empty(), "{filter:?}");
                    found.extend(page.accounts);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(found, expected, "{filter:?} {limit}");
            }
        }
    }

    async fn reencryption_covers_client_secrets_credentials_and_attempts(database: Database) {
        let (old, new) = (key(), key());
        let before = database.open_with(&Keyring::new(&old, &[])).await;
        let environment_id = create_environment(&before).await;
        let enabled = enable(&before, environment_id, "slack", oauth_client("s1"), at(1)).await;
        let without = EnvironmentIntegrationChange::default();
        enable(&before, environment_id, "plain", without, at(1)).await.expect("enabled");
        let issued = issue(&before, environment_id, at(1)).await;
        let attempt = exchange(&before, &issued, "key", at(1)).await;
        let id = connected(before.run(completion(&attempt, at(2))).await).id;
        let bound = issue_bound(&before, environment_id, json!({ "tenant_id": "a" })).await;
        let waiting = exchange(&before, &bound, "bound", at(1)).await;
        unconfirmed(before.run(completion(&waiting, at(2))).await);
        let both = database.open_with(&Keyring::new(&new, &[old])).await;
        // The client secret, the attempts, the credentials, what is not confirmed, and the contexts
        // of accounts and token.
        assert_eq!(both.reencrypt(at(3)).await.expect("encrypted"), 8);
        assert_eq!(both.reencrypt(at(3)).await.expect("encrypted"), 0);

        let after = database.open_with(&Keyring::new(&new, &[])).await;
        let integration = EnvironmentIntegrationKey::Id(enabled.expect("enabled").id);
        let found = after.query(FindEnvironmentIntegrationWithSecret(integration)).await;
        let secret = found.expect("read").expect("there").client_secret;
        assert_eq!(secret, Some(Secret::new("s1")));
        let read = ReadCredentials { environment_id, id, by: by(), now: at(4) };
        let credentials = harness::read_credentials(&after, read).await.expect("read").credentials;
        assert_eq!(credentials.content, Secret::new(r#"{"access_token":"t"}"#));
        assert_eq!(find(&after, "key", at(4)).await.attempt.secrets, attempt.secrets);
        confirm(&after, environment_id, &bound, VERIFIER, at(4)).await.expect("confirmed");
    }

    async fn secrets_are_not_in_the_database_in_clear(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let secret = "needle-in-the-haystack";
        enable(&store, environment_id, "slack", oauth_client(secret), at(1)).await.expect("enabled");
        let issued = issue(&store, environment_id, at(1)).await;
        let attempt = begin(&store, &issued, secret, at(1)).await.expect("begun");
        let typed = AttemptChange { secrets: Secret::new(secret), ..leave(secret) };
        update(&store, &attempt, typed, at(2)).await.expect("left");
        let attempt = claimed(claim(&store, secret, at(2)).await);
        let credentials = Credentials {
            content: Secret::new(secret),
            expires_at: None,
            issued_at: None,
            is_refreshable: false,
        };
        let complete =
            CompleteAttempt { credentials: Some(credentials), ..completion(&attempt, at(3)) };
        connected(store.run(complete).await);
        let bound = issue_bound(&store, environment_id, json!({ "tenant_id": "a" })).await;
        let attempt = exchange(&store, &bound, "bound", at(1)).await;
        let credentials = Credentials { content: Secret::new(secret), expires_at: None, issued_at: None, is_refreshable: false };
        let complete =
            CompleteAttempt { credentials: Some(credentials), ..completion(&attempt, at(3)) };
        unconfirmed(store.run(complete).await);
        store.close().await;
        assert!(!database.contains(secret.as_bytes()), "{secret} is in the database");
        assert!(database.contains(b"hubspot"), "the search finds what is there");
    }
}
