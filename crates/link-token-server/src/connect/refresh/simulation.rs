//! A week of a service whose accounts have short-lived tokens, by a clock that the test moves. The
//! third party accepts each refresh token once, and is down for some minutes every day.
//!
//! `SIMULATED_ACCOUNTS=1000 cargo test --package link-token-server --lib simulation` is a longer
//! run: an account takes about 0.4 seconds of a processor.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::{Router, extract::State, http::StatusCode, routing::post};
use chrono::TimeDelta;
use link_token_connect::outbound::OutboundSettings;
use link_token_domain::{
    attempt::{AttemptChange, AttemptKeyHash, ChosenIntegration, Step, WaitingTokens},
    audit::Origin,
    environment::{Environment, Policy},
    environment_integration::EnvironmentIntegrationChange,
    integrated_account::{Account, AccountFilter},
    issuing::IssueOrder,
    lifetime::Lifetime,
    request::IssueRequest,
};
use link_token_store::{
    CommitObserver,
    sqlite::SqliteStore,
    use_cases::{
        BeginAttempt, CompleteAttempt, CreateEnvironment, EnableIntegration, PageAccounts,
        UpdateAttempt,
    },
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus};
use serde_json::json;

use super::*;

/// The lifetime of the tokens, in seconds.
const LIFETIME: i64 = 3600;
const STEP: TimeDelta = TimeDelta::minutes(5);
/// The third party is down in the first step of each day.
const STEPS_OF_DAY: u32 = 24 * 12;
const STEPS: u32 = 7 * STEPS_OF_DAY;

/// The third party.
#[derive(Default)]
struct Party {
    is_down: bool,
    issued: usize,
    refused: usize,
    /// The refresh tokens that were not used yet.
    unused: BTreeSet<String>,
}

impl Party {
    fn issue(&mut self) -> (String, String) {
        self.issued += 1;
        let refresh_token = format!("rt-{}", self.issued);
        self.unused.insert(refresh_token.clone());
        (format!("at-{}", self.issued), refresh_token)
    }
}

type SharedParty = Arc<Mutex<Party>>;

fn party(shared: &SharedParty) -> MutexGuard<'_, Party> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn token(State(shared): State<SharedParty>, body: String) -> (StatusCode, String) {
    let mut party = party(&shared);
    if party.is_down {
        return (StatusCode::SERVICE_UNAVAILABLE, String::new());
    }
    let mut pairs = form_urlencoded::parse(body.as_bytes());
    let token = pairs.find(|(name, _)| name == "refresh_token").expect("a refresh token").1;
    if !party.unused.remove(&*token) {
        party.refused += 1;
        return (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" }).to_string());
    }
    let (access_token, refresh_token) = party.issue();
    let answer = json!({
        "access_token": access_token, "refresh_token": refresh_token, "expires_in": LIFETIME,
    });
    (StatusCode::OK, answer.to_string())
}

/// Connects an account, whose credentials the third party has issued.
async fn connect(
    store: &Store,
    environment_id: Uuid,
    content: &CredentialContent,
    now: DateTime<Utc>,
) {
    let request = serde_json::from_value(json!({ "tenant_id": "acme-1" })).expect("fits");
    let order = IssueOrder {
        environment_id,
        by: ApiRequest { api_token_id: Uuid::nil(), request_id: Uuid::nil() },
        request: IssueRequest::check(request).expect("valid"),
        idempotency: None,
        now,
        default_lifetime: Lifetime::DEFAULT,
    };
    let issued = store.issue(order).await.expect("issued");
    let begin = BeginAttempt {
        id: Uuid::new_v4(),
        key: AttemptKeyHash::of(&Uuid::new_v4().to_string()),
        link_token: issued.link_token.hash(),
        options: "{}".to_owned(),
        secrets: Secret::new("{}"),
        request_id: Uuid::nil(),
        now,
    };
    let attempt = store.run(begin).await.expect("begun").version();
    let change = AttemptChange {
        step: Step::Exchange { browser: None },
        integration: Some(ChosenIntegration {
            environment_integration_id: Uuid::from_u128(1),
            name: "acme-crm".parse().expect("valid"),
        }),
        authentication_method: Some(AuthenticationMethod::Oauth2),
        secrets: Secret::new("{}"),
        tokens: WaitingTokens::Unchanged,
    };
    let attempt = store.run(UpdateAttempt { attempt, change, now }).await.expect("exchanging");
    let expires_at = Some(now + TimeDelta::seconds(LIFETIME));
    let complete = CompleteAttempt {
        attempt: attempt.version(),
        credentials: Some(content.credentials(true, Some(now), expires_at).expect("JSON")),
        waiting: None,
        context: None,
        upstream_id: None,
        status: IntegratedAccountStatus::Active,
        last_error: None,
        new_account_id: Uuid::new_v4(),
        request_id: Uuid::nil(),
        now,
        shared_now: now,
    };
    store.run(complete).await.expect("connected");
}

/// Gives the app an OAuth client.
async fn enable(store: &Store, environment_id: Uuid, client_id: &str, now: DateTime<Utc>) {
    let enable = EnableIntegration {
        environment_id,
        integration: "acme-crm".parse().expect("valid"),
        change: EnvironmentIntegrationChange {
            client_id: Some(client_id.to_owned()),
            client_secret: Some(Secret::new("a secret")),
            scopes: None,
        },
        new_id: Uuid::from_u128(1),
        by: Origin::CommandLine,
        now,
    };
    store.run(enable).await.expect("enabled");
}

/// A server with accounts at a third party, and their store.
struct Setting {
    shared: SharedParty,
    store: Store,
    environment_id: Uuid,
    clock: Clock,
    refresher: Refresher,
    /// Has the database `test.db`.
    folder: tempfile::TempDir,
}

impl Setting {
    async fn prepare(accounts: usize) -> Self {
        let shared = SharedParty::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().route("/token", post(token)).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });

        let folder = tempfile::tempdir().expect("a folder");
        let definition = format!(
            "name: acme-crm\nlabel: Acme CRM\nauthentication:\n  oauth2:\n    authorization_url: http://{address}/authorize\n    token_url: http://{address}/token\n"
        );
        std::fs::File::create(folder.path().join("acme-crm.yaml"))
            .and_then(|mut file| std::io::Write::write_all(&mut file, definition.as_bytes()))
            .expect("written");
        let (catalogue, _) = Catalogue::load(folder.path()).expect("a definition");
        let database = folder.path().join("test.db");
        let store = SqliteStore::open(&database, None, CommitObserver::none()).expect("opens");
        let store = Store::from(store);
        let clock = Clock::standing_at(crate::clock::now());
        let environment_id = Uuid::new_v4();
        let (name, now) = ("test".to_owned(), clock.now());
        let environment =
            Environment { id: environment_id, name, created_at: now, policy: Policy::default() };
        store.run(CreateEnvironment(environment)).await.expect("created");
        enable(&store, environment_id, "an-id", now).await;
        for _ in 0..accounts {
            let (access_token, refresh_token) = party(&shared).issue();
            let content = CredentialContent {
                values: [("access_token".to_owned(), access_token)].into(),
                refresh_token: Some(refresh_token),
                client_id: Some("an-id".to_owned()),
                ..CredentialContent::default()
            };
            connect(&store, environment_id, &content, now).await;
        }

        let allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
        let outbound = OutboundSettings { allowed_networks, ..OutboundSettings::default() };
        let refresher = Refresher::new(
            store.clone(),
            Arc::new(catalogue),
            Outbound::new(outbound).expect("a client"),
            Metrics::default(),
            clock.clone(),
            Logger::root(slog::Discard, slog::o!()),
        );
        Self { shared, store, environment_id, clock, refresher, folder }
    }

    async fn enable(&self, client_id: &str) {
        enable(&self.store, self.environment_id, client_id, self.clock.now()).await;
    }

    async fn accounts(&self) -> Vec<Account> {
        let (environment_id, filter) = (self.environment_id, AccountFilter::default());
        let page = PageAccounts { environment_id, filter, after: None, limit: 1_000_000 };
        self.store.query(page).await.expect("read").accounts
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn week_of_short_lived_tokens_ends_with_every_account_active() {
    let accounts = std::env::var("SIMULATED_ACCOUNTS").ok();
    let accounts: usize = accounts.map_or(20, |number| number.parse().expect("a number"));
    let setting = Setting::prepare(accounts).await;
    let Setting { shared, store, clock, refresher, .. } = &setting;
    let mut begun = 0;
    for step in 0..STEPS {
        party(shared).is_down = step % STEPS_OF_DAY == 0;
        // The background task looks once a second, until nothing is due.
        loop {
            let begun_now = refresher.refresh_due().await.expect("read").begun;
            refresher.drain().await;
            refresher.tasks.reopen();
            begun += begun_now;
            if begun_now == 0 {
                break;
            }
        }
        let first = store.query(FindFirstExpiry).await.expect("read").expect("accounts");
        assert!(clock.now() < first, "credentials have expired at step {step}");
        clock.advance(STEP);
    }

    let all = setting.accounts().await;
    let is_well = |account: &&Account| {
        account.status == IntegratedAccountStatus::Active && account.last_error.is_none()
    };
    assert_eq!((all.len(), all.iter().filter(is_well).count()), (accounts, accounts));
    let party = party(shared);
    println!(
        "{accounts} accounts, {begun} refreshes begun, {} tokens issued, {} refused",
        party.issued, party.refused
    );
    assert_eq!((party.unused.len(), party.refused), (accounts, 0));
    // About one every 47 minutes.
    assert!(party.issued > accounts * 200, "{}", party.issued);
    assert!(begun > party.issued - accounts, "the third party was down");
}

#[tokio::test]
async fn result_is_kept_until_the_store_takes_it() {
    let setting = Setting::prepare(1).await;
    let Setting { shared, clock, refresher, environment_id, .. } = &setting;
    let database = rusqlite::Connection::open(setting.folder.path().join("test.db"));
    let database = database.expect("opens");
    let full = "CREATE TRIGGER full BEFORE UPDATE OF content ON credentials \
                BEGIN SELECT RAISE(ABORT, 'full'); END";
    database.execute_batch(full).expect("created");
    clock.advance(TimeDelta::seconds(LIFETIME));
    assert_eq!(refresher.refresh_due().await.expect("read").begun, 1);
    while refresher.unstored.count() == 0 {
        tokio::task::yield_now().await;
    }
    // The lease has ended.
    clock.advance(TimeDelta::hours(1));
    let account = setting.accounts().await.pop().expect("an account");
    assert_eq!(refresher.refresh_due().await.expect("read").begun, 0);
    let started = refresher.start(*environment_id, account.id, RefreshTrigger::Reading, None);
    assert!(matches!(started.await, Ok(Started::Unstored)));
    database.execute_batch("DROP TRIGGER full").expect("dropped");
    refresher.drain().await;
    assert_eq!(refresher.unstored.count(), 0);
    refresher.tasks.reopen();
    clock.advance(TimeDelta::hours(1));
    assert_eq!(refresher.refresh_due().await.expect("read").begun, 1);
    refresher.drain().await;
    let party = party(shared);
    assert_eq!((party.issued, party.refused), (3, 0));
}

#[tokio::test]
async fn result_for_a_damaged_account_is_not_kept() {
    let setting = Setting::prepare(1).await;
    let Setting { shared, clock, refresher, .. } = &setting;
    let database = rusqlite::Connection::open(setting.folder.path().join("test.db"));
    // The account is damaged once the refresh has begun.
    let damage = "CREATE TRIGGER damage AFTER UPDATE OF leased_until ON credentials \
                  BEGIN UPDATE integrated_account SET status = 'x'; END";
    database.expect("opens").execute_batch(damage).expect("created");
    clock.advance(TimeDelta::seconds(LIFETIME));
    assert_eq!(refresher.refresh_due().await.expect("read").begun, 1);
    refresher.drain().await;
    assert_eq!((party(shared).issued, refresher.unstored.count()), (2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn account_outlives_another_oauth_client() {
    let setting = Setting::prepare(1).await;
    let Setting { shared, clock, refresher, .. } = &setting;
    let refresh = async || {
        let begun = refresher.refresh_due().await.expect("read").begun;
        refresher.drain().await;
        refresher.tasks.reopen();
        let account = setting.accounts().await.pop().expect("an account");
        (begun, account.status, account.last_error.unwrap_or_default())
    };
    setting.enable("another-id").await;
    // RFC 6749, section 5.2: "was issued to another client".
    let unused = std::mem::take(&mut party(shared).unused);
    for _ in 0..4 {
        clock.advance(TimeDelta::hours(2));
        let (begun, status, error) = refresh().await;
        assert_eq!((begun, status), (1, IntegratedAccountStatus::Active));
        assert!(
            error.contains("the OAuth client `an-id`, and the app has `another-id` now"),
            "{error}"
        );
    }
    party(shared).unused = unused;
    setting.enable("an-id").await;
    clock.advance(TimeDelta::hours(2));
    assert_eq!(refresh().await, (1, IntegratedAccountStatus::Active, String::new()));
    // The new tokens belong to it.
    party(shared).unused.clear();
    for _ in 0..2 {
        clock.advance(TimeDelta::hours(1));
        refresh().await;
    }
    let account = setting.accounts().await.pop().expect("an account");
    assert_eq!(account.status, IntegratedAccountStatus::NeedsReauth);
}
