//! Databases of both engines, and test data.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    api_token::ApiToken,
    attempt::{AttemptChange, AttemptKeyHash, ChosenIntegration, Step, WaitingTokens},
    audit::{ApiRequest, Event, Filter},
    context::Context,
    credentials::{Credentials, StoredCredentials},
    environment::{Environment, Policy},
    integrated_account::Account,
    issuing::IssueOrder,
    lifetime::Lifetime,
    link_token::Issued,
    permission::Permissions,
    redemption::RedeemRequest,
    request::IssueRequest,
    revocation::Revocation,
    secret::Secret,
    webhook::{Subscription, Webhook, event::EventType},
};
use link_token_store::{
    CommitObserver, Store, UseCaseError,
    encryption::{EncryptionKey, Keyring},
    postgres::{PostgresStore, Settings},
    sqlite::SqliteStore,
    use_cases::{
        BeginAttempt, ClaimRevocations, CompleteAttempt, Completion, CreateEnvironment,
        CreateWebhook, EndRevocationTry, ListEvents, ListWebhookEvents, ReadCredentials,
        ReadableCredentials, Redeem, UpdateAttempt,
    },
};
use link_token_types::{self as types, AuthenticationMethod, IntegratedAccountStatus, Region};
use serde_json::{Value, json};
use throwaway_postgresql::Schema;
use uuid::Uuid;

/// A database, which a test can open several times, like several processes.
pub struct Database {
    place: Place,
    keys: Keyring,
}

enum Place {
    Sqlite(tempfile::TempDir),
    Postgresql(Schema),
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { place: Place::Sqlite(folder), keys: Keyring::new(&key(), &[]) }
    }

    /// `None` where PostgreSQL is not installed.
    pub fn postgresql() -> Option<Self> {
        let schema = throwaway_postgresql::shared()?.schema();
        Some(Self { place: Place::Postgresql(schema), keys: Keyring::new(&key(), &[]) })
    }

    pub async fn open(&self) -> Store {
        self.open_with(&self.keys).await
    }

    /// Returns true if the database has some bytes anywhere.
    pub fn contains(&self, needle: &[u8]) -> bool {
        match &self.place {
            Place::Sqlite(folder) => {
                std::fs::read_dir(folder.path()).expect("a folder").any(|file| {
                    let bytes = std::fs::read(file.expect("a file").path()).expect("readable");
                    bytes.windows(needle.len()).any(|window| window == needle)
                })
            }
            Place::Postgresql(schema) => {
                let text = std::str::from_utf8(needle).expect("text");
                let hex = hex::encode(needle);
                let tables = "SELECT table_name FROM information_schema.tables
                    WHERE table_schema = current_schema()";
                schema.sql(tables).split_whitespace().any(|table| {
                    let rows = schema.sql(&format!("SELECT * FROM {table}"));
                    rows.contains(text) || rows.contains(&hex)
                })
            }
        }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.place, Place::Sqlite(_))
    }

    /// Executes a statement, past the store. `$bytes` in it stands for bytes that are no value.
    pub fn execute(&self, sql: &str) {
        match &self.place {
            Place::Sqlite(folder) => {
                let file = rusqlite::Connection::open(folder.path().join("test.db"));
                let sql = sql.replace("$bytes", "x'00ff'");
                file.and_then(|file| file.execute_batch(&sql)).expect("executed");
            }
            Place::Postgresql(schema) => {
                schema.sql(&sql.replace("$bytes", r"'\x00ff'"));
            }
        }
    }

    /// Returns an ID as a literal of SQL.
    pub fn literal(&self, id: Uuid) -> String {
        if self.is_sqlite() { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
    }

    pub async fn open_with(&self, keys: &Keyring) -> Store {
        let (keys, observer) = (Some(keys.clone()), CommitObserver::none());
        match &self.place {
            Place::Sqlite(folder) => {
                let path = folder.path().join("test.db");
                SqliteStore::open(&path, keys, observer).expect("opens").into()
            }
            Place::Postgresql(schema) => {
                let address = schema.url().parse().expect("an address");
                let settings = Settings::default();
                let store = PostgresStore::open(&address, settings, keys, true, observer).await;
                store.expect("opens").into()
            }
        }
    }
}

pub fn key() -> EncryptionKey {
    EncryptionKey::generate().expect("randomness")
}

/// Turns each function into a test of each engine.
#[macro_export]
macro_rules! on_each_engine {
    ($($(#[$about:meta])* async fn $name:ident($database:ident: Database) $body:block)*) => {$(
        $(#[$about])*
        mod $name {
            use super::*;

            async fn test($database: $crate::harness::Database) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                test($crate::harness::Database::sqlite()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgresql() {
                if let Some(database) = $crate::harness::Database::postgresql() {
                    test(database).await;
                }
            }
        }
    )*};
}

pub fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

pub fn by() -> ApiRequest {
    ApiRequest { api_token_id: Uuid::from_u128(1), request_id: Uuid::from_u128(2) }
}

pub async fn create_environment(store: &Store) -> Uuid {
    let id = Uuid::new_v4();
    let (name, created_at) = (id.to_string(), at(0));
    let environment = Environment { id, name, created_at, policy: Policy::default() };
    store.run(CreateEnvironment(environment)).await.expect("created");
    id
}

/// Returns an order for a link token with a lifetime of 300 seconds.
pub fn order(environment_id: Uuid, now: DateTime<Utc>, request: Value) -> IssueOrder {
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

pub async fn issue(store: &Store, environment_id: Uuid, now: DateTime<Utc>) -> Issued {
    let request = json!({ "tenant_id": "a", "context": { "a": 1 } });
    store.issue(order(environment_id, now, request)).await.expect("issued")
}

pub fn redemption(issued: &Issued) -> RedeemRequest {
    let body =
        json!({ "link_token": types::LinkToken::from(issued.link_token), "integration": "x" });
    RedeemRequest::check(serde_json::from_value(body).expect("fits")).expect("valid")
}

pub async fn redeem(
    store: &Store,
    environment_id: Uuid,
    issued: &Issued,
    now: DateTime<Utc>,
) -> Result<Account, UseCaseError> {
    let (request, new_account_id) = (redemption(issued), Uuid::new_v4());
    store.redeem(Redeem { environment_id, request, by: by(), new_account_id, now }).await
}

pub async fn is_active(
    store: &Store,
    environment_id: Uuid,
    issued: &Issued,
    now: DateTime<Utc>,
) -> bool {
    let found = store.introspect(environment_id, issued.link_token.hash(), now).await;
    found.expect("read").is_some()
}

pub fn account(environment_id: Uuid, id: u128, tenant: &str) -> Account {
    Account {
        id: Uuid::from_u128(id),
        environment_id,
        tenant_id: tenant.parse().expect("a valid tenant"),
        integration: "hubspot".parse().expect("a valid integration"),
        environment_integration_id: None,
        authentication_method: Some(AuthenticationMethod::Oauth2),
        status: IntegratedAccountStatus::NeedsReauth,
        last_error: None,
        upstream_id: None,
        region: Region::Eu,
        static_gate_id: None,
        context: Context::empty(),
        created_at: at(0),
        updated_at: at(0),
    }
}

/// Returns a webhook that receives the events of a type, or all.
pub fn webhook(
    environment_id: Uuid,
    id: Uuid,
    event_type: Option<EventType>,
    now: DateTime<Utc>,
) -> Webhook<Secret> {
    Webhook {
        id,
        environment_id,
        target_url: "https://example.com/webhooks".to_owned(),
        events: Subscription::to(event_type.map(|it| vec![it.as_str().to_owned()])),
        is_active: true,
        secret: Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        previous_secret: None,
        failure: None,
        last_success_at: None,
        resumed_at: None,
        created_at: now,
        updated_at: now,
    }
}

/// Returns an API token with all permissions but that of an administrator.
pub fn api_token(environment_id: Uuid, id: u128) -> ApiToken {
    ApiToken {
        id: Uuid::from_u128(id),
        environment_id,
        name: "x".to_owned(),
        permissions: Permissions::standard(),
        created_at: at(2),
        expires_at: Some(at(100)),
        revoked_at: None,
        last_used_at: None,
    }
}

/// Creates a webhook that receives all events of an environment. Returns its ID.
pub async fn create_webhook(store: &Store, environment_id: Uuid) -> Uuid {
    let id = Uuid::new_v4();
    let webhook = webhook(environment_id, id, None, at(0));
    store.run(CreateWebhook { webhook, by: None }).await.expect("created");
    id
}

/// Returns the events for webhooks about an account, in order.
pub async fn webhook_events(
    store: &Store,
    environment_id: Uuid,
    account_id: Uuid,
) -> Vec<EventType> {
    let list = ListWebhookEvents { environment_id, account_id };
    let events = store.query(list).await.expect("read");
    events.into_iter().map(|event| event.event_type).collect()
}

/// Connects a new account, or authorises an existing one again, with these credentials.
pub async fn connect(
    store: &Store,
    environment_id: Uuid,
    account_id: Option<Uuid>,
    credentials: Credentials,
    now: DateTime<Utc>,
) -> Account {
    let request = match account_id {
        Some(id) => json!({ "integrated_account_id": id }),
        None => json!({ "tenant_id": "a" }),
    };
    let issued = store.issue(order(environment_id, now, request)).await.expect("issued");
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
    let name = "hubspot".parse().expect("valid");
    let environment_integration_id = Uuid::from_u128(77);
    let change = AttemptChange {
        step: Step::Exchange { browser: None },
        integration: Some(ChosenIntegration { environment_integration_id, name }),
        authentication_method: Some(AuthenticationMethod::Oauth2),
        secrets: Secret::new("{}"),
        tokens: WaitingTokens::Unchanged,
    };
    let attempt = store.run(UpdateAttempt { attempt, change, now }).await.expect("exchanging");
    let complete = CompleteAttempt {
        attempt: attempt.version(),
        credentials: Some(credentials),
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
    match store.run(complete).await.expect("stored") {
        Completion::Connected(account) => account,
        Completion::Unconfirmed(_) | Completion::AlreadyConnected { .. } => {
            panic!("the link token is new")
        }
    }
}

/// Returns the credentials of an account.
pub async fn stored_credentials(
    store: &Store,
    environment_id: Uuid,
    id: Uuid,
) -> Option<StoredCredentials> {
    let (_, found) = store.credentials(environment_id, id, at(0)).await.expect("read");
    found.and_then(|found| found.stored)
}

/// Reads credentials as a server does.
pub async fn read_credentials(
    store: &Store,
    read: ReadCredentials,
) -> Result<ReadableCredentials, UseCaseError> {
    let (_, found) = store.credentials(read.environment_id, read.id, read.now).await?;
    store.read_credentials(read, found).await
}

/// Returns the matching events, newest first.
pub async fn events(store: &Store, filter: Filter) -> Vec<Event> {
    store.query(ListEvents(filter)).await.expect("read")
}

/// Claims the revocations that are due, and ends their tries. Returns the credentials in order, and
/// whether each spares its account.
pub async fn revoke_all(store: &Store, now: DateTime<Utc>) -> Vec<(String, bool)> {
    let claim = ClaimRevocations { now, except: vec![], limit: 1000 };
    let mut found = Vec::new();
    for Revocation { id, origin, is_of_new_account, content, tries, .. } in
        store.run(claim).await.expect("claimed").revocations
    {
        let environment_id = origin.environment_id;
        let end = EndRevocationTry { environment_id, id, tries, next: None };
        store.run(end).await.expect("ended");
        found.push((content.expose().to_owned(), is_of_new_account));
    }
    found.sort();
    found
}
