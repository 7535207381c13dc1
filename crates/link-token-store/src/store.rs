//! The store, on one of the engines.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenHash},
    issuing::IssueOrder,
    link_token::{Grant, Issued, LinkTokenFilter, LinkTokenHash},
};
use uuid::Uuid;

use crate::{
    StoreError, UseCaseError, contexts,
    encryption::{DecryptError, KeyError, Keyring},
    postgres::PostgresStore,
    sqlite::SqliteStore,
    transaction::{Query, UseCase},
    use_cases::{
        CloseOtherKeys, IsKnownKey, Issue, ListLinkTokens, ReencryptAccounts, ReencryptLinkTokens,
        RetireClosedKeys, RevokeLinkTokens,
    },
};

/// A durable store: once a method returns, its change survives a crash. Clones share the store.
///
/// A caller may drop a future at any time: a change is made completely or not at all.
#[derive(Clone, Debug)]
pub struct Store(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>),
}

impl From<SqliteStore> for Store {
    fn from(store: SqliteStore) -> Self {
        Self(Engine::Sqlite(Arc::new(store)))
    }
}

impl From<PostgresStore> for Store {
    fn from(store: PostgresStore) -> Self {
        Self(Engine::Postgres(Arc::new(store)))
    }
}

/// The pause between two batches of a long change, in which other callers can write.
const PAUSE: Duration = Duration::from_millis(5);

/// The number of link tokens that one transaction revokes. It is small, so that other callers do
/// not wait for long.
const REVOCATION_BATCH: u32 = 100;

impl Store {
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Done, UseCaseError> {
        let done = match &self.0 {
            Engine::Sqlite(store) => store.run(use_case).await,
            Engine::Postgres(store) => store.run(use_case).await,
        };
        Ok(self.explained(done).await??)
    }

    pub async fn query<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        let found = self.query_engine(query).await;
        self.explained(found).await
    }

    async fn query_engine<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        match &self.0 {
            Engine::Sqlite(store) => store.query(query).await,
            Engine::Postgres(store) => store.query(query).await,
        }
    }

    /// Tells a context whose key this server lacks from a damaged one, which begins with the ID of
    /// no key that the database has used.
    async fn explained<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        match result {
            Err(StoreError::Keys(KeyError::Missing(id)))
                if !self.query_engine(IsKnownKey(id)).await? =>
            {
                Err(StoreError::Damaged(DecryptError::Damaged.to_string()))
            }
            other => other,
        }
    }

    /// Issues a link token. PostgreSQL issues several in one statement, by the rules of the same
    /// use case.
    pub async fn issue(&self, order: IssueOrder) -> Result<Issued, UseCaseError> {
        let issue = Issue::new(order, self.keys())?;
        let decision = match &self.0 {
            Engine::Sqlite(store) => store.run(issue).await?,
            Engine::Postgres(store) => store.issue(issue).await?,
        };
        Ok(decision?)
    }

    /// Returns the grant of an active link token of an environment.
    pub async fn introspect(
        &self,
        environment_id: Uuid,
        hash: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError> {
        let found = match &self.0 {
            Engine::Sqlite(store) => store.link_token(hash).await?,
            Engine::Postgres(store) => store.link_token(hash).await?,
        };
        let active = found.filter(|token| {
            token.grant.environment_id == environment_id && token.is_active_at(now)
        });
        let grant = active.map(|token| contexts::decrypt_grant(self.keys(), token)).transpose();
        self.explained(grant).await
    }

    /// Returns the API token with a hash, even if the token is expired or revoked.
    pub async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        match &self.0 {
            Engine::Sqlite(store) => store.api_token(hash).await,
            Engine::Postgres(store) => store.api_token(hash).await,
        }
    }

    /// Encrypts all contexts with the first key, retires the other keys, and returns the number of
    /// contexts that it encrypted again. If the operation is interrupted, the caller can repeat it.
    pub async fn reencrypt(&self, now: DateTime<Utc>) -> Result<usize, UseCaseError> {
        self.run(CloseOtherKeys).await?;
        let mut contexts = 0;
        let mut last = None;
        loop {
            let batch = self.run(ReencryptAccounts(last)).await?;
            contexts += batch.contexts;
            last = batch.last;
            if last.is_none() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        let mut last = None;
        loop {
            let batch = self.run(ReencryptLinkTokens(last)).await?;
            contexts += batch.contexts;
            last = batch.last;
            if last.is_none() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        self.run(RetireClosedKeys { now }).await?;
        Ok(contexts)
    }

    /// Revokes the active link tokens that match a filter, in batches, and returns their number. If
    /// the operation is interrupted, the caller can repeat it.
    pub async fn revoke_link_tokens(
        &self,
        filter: LinkTokenFilter,
        now: DateTime<Utc>,
    ) -> Result<usize, UseCaseError> {
        let mut revoked = 0;
        let mut after = None;
        loop {
            let page =
                ListLinkTokens { filter: filter.clone(), now, after, limit: REVOCATION_BATCH };
            let link_tokens = self.query(page).await?;
            let Some(last) = link_tokens.last() else { return Ok(revoked) };
            after = Some(last.position());
            revoked += self.run(RevokeLinkTokens { link_tokens, now }).await?;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Checks that the database answers and accepts changes, and that the keys of this server fit
    /// it.
    pub async fn ping(&self) -> Result<(), StoreError> {
        match &self.0 {
            Engine::Sqlite(store) => store.ping().await,
            Engine::Postgres(store) => store.ping().await,
        }
    }

    /// Returns the number of changes in the queue.
    pub fn queue_depth(&self) -> usize {
        match &self.0 {
            Engine::Sqlite(store) => store.queue_depth(),
            Engine::Postgres(store) => store.queue_depth(),
        }
    }

    /// Drains the queue, and closes the database.
    pub async fn close(&self) {
        match &self.0 {
            Engine::Sqlite(store) => store.close().await,
            Engine::Postgres(store) => store.close().await,
        }
    }

    fn keys(&self) -> &Keyring {
        match &self.0 {
            Engine::Sqlite(store) => store.keys(),
            Engine::Postgres(store) => store.keys(),
        }
    }
}

/// A callback for every commit, with the number of changes and the duration. Clones share the
/// callback.
#[derive(Clone)]
pub struct CommitObserver(Arc<dyn Fn(usize, Duration) + Send + Sync>);

impl CommitObserver {
    pub fn new(observe: impl Fn(usize, Duration) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    /// Returns an observer that does nothing.
    pub fn none() -> Self {
        Self::new(|_, _| ())
    }

    pub(crate) fn observe(&self, changes: usize, took: Duration) {
        (self.0)(changes, took);
    }
}

impl fmt::Debug for CommitObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommitObserver")
    }
}
