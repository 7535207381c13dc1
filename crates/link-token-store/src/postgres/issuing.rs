//! Issuing link tokens in batches.
//!
//! Row by row, creates reach 0.22 of an empty server; in batches, 0.32 to 0.46 (64 connections, two
//! cores). One statement inserts all orders of a batch, in one transaction and with one flush to
//! disk.
//!
//! The use case [`Issue`] decides about each order, given the facts. Policies are cached. The
//! statement inserts nothing if a policy has changed or the encryption key was closed. Then the
//! facts are read again.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use deadpool_postgres::ClientWrapper;
use link_token_domain::{
    Refusal,
    appearance::Appearance,
    audit::Event,
    environment::Policy,
    issuing::{IssueOrder, References},
    link_token::{Issued, LinkTokenRecord},
    redirect_uri::Allowlist,
};
use link_token_types::TenantId;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    arrays::{arrays, transposed, unnested},
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session, SqlParameter, retry_conflicts},
    rows::get,
};
use crate::{
    CommitObserver, StoreError, contexts,
    encryption::{Encrypted, Keyring},
    rows::{Record, RowReader},
    tables::{
        environment::{lifetime, redirect_uri},
        tenant_erasure::ACCOUNT_IS_SHOWN,
    },
    transaction::Decision,
    use_cases::{Issue, NewLinkToken, repeat},
};

/// The number of attempts at a batch while policies or keys change.
const ATTEMPTS: usize = 5;

type IssueResult = Result<Decision<Issued>, StoreError>;

/// Issues link tokens.
#[derive(Debug)]
pub(super) struct Issuing {
    cache: IssueCache,
    observer: CommitObserver,
}

impl Issuing {
    pub(super) fn new(keys: Arc<Keyring>, observer: CommitObserver) -> Self {
        let cache =
            IssueCache { keys, is_recorded: AtomicBool::new(false), policies: Mutex::default() };
        Self { cache, observer }
    }
}

impl BatchWork for Issuing {
    type Item = Box<Issue>;
    type Answer = Decision<Issued>;

    async fn answer(
        &self,
        session: &Session,
        orders: &[Box<Issue>],
        replies: &mut Replies<Decision<Issued>>,
    ) -> Result<(), PostgresError> {
        let batch = IssueBatch { client: session.client(), cache: &self.cache, orders };
        let start = Instant::now();
        let issued = within_limit(session, batch.issue()).await;
        self.observer.observe(orders.len(), start.elapsed());
        let (answers, others) = issued?;
        send(replies, answers);
        if !others.is_empty() {
            send(replies, within_limit(session, batch.repeat(others)).await?);
        }
        Ok(())
    }
}

fn send(replies: &mut Replies<Decision<Issued>>, answers: IssueResults) {
    for (place, answer) in answers {
        replies.send(place, answer);
    }
}

/// Answers, each with the place of its order in the batch.
type IssueResults = Vec<(usize, IssueResult)>;

/// Facts that batches share.
#[derive(Debug)]
struct IssueCache {
    keys: Arc<Keyring>,
    /// True once the current key is in the table of encryption keys.
    is_recorded: AtomicBool,
    policies: Mutex<HashMap<Uuid, Arc<CachedPolicy>>>,
}

impl IssueCache {
    fn policy(&self, environment_id: Uuid) -> Option<Arc<CachedPolicy>> {
        self.policies.lock().unwrap_or_else(PoisonError::into_inner).get(&environment_id).cloned()
    }

    fn remember(&self, environment_id: Uuid, policy: Arc<CachedPolicy>) {
        self.policies.lock().unwrap_or_else(PoisonError::into_inner).insert(environment_id, policy);
    }

    fn forget<'e>(&self, environments: impl Iterator<Item = &'e Uuid>) {
        let mut policies = self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        environments.for_each(|id| drop(policies.remove(id)));
    }
}

/// A policy, and its text in the database, by which the statement detects a change.
#[derive(Clone, Debug)]
struct CachedPolicy {
    policy: Arc<Policy>,
    text: String,
}

/// An order with its place in the batch, its link token and its event.
struct PlacedOrder<'o> {
    place: usize,
    issue: &'o Issue,
    new: NewLinkToken,
    event: Event,
}

impl PlacedOrder<'_> {
    fn hash(&self) -> &[u8; 32] {
        &self.new.record.hash.0
    }
}

#[derive(Clone, Copy)]
struct IssueBatch<'b> {
    client: &'b ClientWrapper,
    cache: &'b IssueCache,
    orders: &'b [Box<Issue>],
}

impl IssueBatch<'_> {
    /// Issues the link tokens. Returns the answers, and the orders whose link tokens already exist
    /// or cannot be encrypted.
    async fn issue(&self) -> Result<(IssueResults, Vec<PlacedOrder<'_>>), PostgresError> {
        let mut may_encrypt = true;
        for _ in 0..ATTEMPTS {
            let facts = Facts::read(self).await?;
            let mut answers = Vec::with_capacity(self.orders.len());
            let mut new = Vec::with_capacity(self.orders.len());
            let (mut others, mut refused) = (Vec::new(), Vec::new());
            for (place, issue) in self.orders.iter().enumerate() {
                let references = match facts.references(&issue.order) {
                    Ok(Ok(references)) => references,
                    // Without its environment, there is no audit trail, either.
                    Ok(Err(refusal)) => {
                        answers.push((place, Ok(Err(refusal))));
                        continue;
                    }
                    Err(error) => {
                        answers.push((place, Err(error)));
                        continue;
                    }
                };
                match issue.decide(&references) {
                    (event, Err(refusal)) => {
                        refused.push(event.with_outcome((&refusal).into()));
                        answers.push((place, Ok(Err(refusal))));
                    }
                    (event, Ok(token)) => {
                        let order = PlacedOrder { place, issue, new: token, event };
                        let list = if may_encrypt || !issue.is_encrypted() {
                            &mut new
                        } else {
                            &mut others
                        };
                        list.push(order);
                    }
                }
            }
            // Sorted, so that two servers do not deadlock.
            new.sort_unstable_by_key(|order| (*order.hash(), order.place));
            let insertion = Insertion { facts: &facts, new: &new, refused: &refused };
            if let Some(mut inserted) = retry_conflicts(|| insertion.make(self)).await? {
                // Of several orders with one Idempotency-Key, the statement has inserted the first.
                for order in new {
                    if inserted.take(order.hash()) {
                        answers.push((order.place, Ok(Ok(order.new.issued()))));
                    } else {
                        others.push(order);
                    }
                }
                return Ok((answers, others));
            }
            self.cache.forget(facts.policies.keys());
            may_encrypt = self.may_encrypt().await?;
        }
        let restless = "the policies of environments change too often".to_owned();
        Err(StoreError::Unavailable(restless).into())
    }

    /// Answers the orders whose link tokens already exist.
    async fn repeat(&self, others: Vec<PlacedOrder<'_>>) -> Result<IssueResults, PostgresError> {
        let before = self.find_existing(&others).await?;
        let mut events = Vec::with_capacity(others.len());
        let mut answers = Vec::with_capacity(others.len());
        for PlacedOrder { place, issue, new, event } in others {
            let answer = match before.get(&new.record.hash.0) {
                Some(before) => {
                    let (event, decision) = repeat(issue, event, before);
                    let refused = decision.as_ref().err();
                    let outcome = refused.map_or(event.outcome, |refusal: &Refusal| refusal.into());
                    events.push(event.with_outcome(outcome));
                    Ok(decision)
                }
                None if issue.is_encrypted() => Err(contexts::closed_key_error(&self.cache.keys)),
                // The sweep has deleted it meanwhile.
                None => Err(StoreError::Unavailable(
                    "the existing link token was just deleted".to_owned(),
                )),
            };
            answers.push((place, answer));
        }
        retry_conflicts(|| self.record(&events)).await?;
        Ok(answers)
    }

    async fn query(
        &self,
        sql: &str,
        parameters: &[SqlParameter<'_>],
    ) -> Result<Vec<Row>, PostgresError> {
        let statement = self.client.prepare_cached(sql).await?;
        Ok(self.client.query(&statement, parameters).await?)
    }

    /// Returns the existing link tokens, by their hashes.
    async fn find_existing(
        &self,
        orders: &[PlacedOrder<'_>],
    ) -> Result<HashMap<[u8; 32], LinkTokenRecord<Encrypted>>, PostgresError> {
        let hashes: Vec<&[u8]> = orders.iter().map(|order| order.hash().as_slice()).collect();
        let sql = LinkTokenRecord::<Encrypted>::select("WHERE hash = ANY($1)");
        let found = self.query(&sql, &[&hashes]).await?;
        let records = found.iter().map(|row| LinkTokenRecord::read(&mut RowReader::of(row)));
        Ok(records.map(|record| record.map(|it| (it.hash.0, it))).collect::<Result<_, _>>()?)
    }

    /// Records events without changes.
    async fn record(&self, events: &[Event]) -> Result<(), PostgresError> {
        if events.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO audit_event ({}) SELECT {}",
            Event::columns(),
            unnested::<Event>(1)
        );
        let columns = transposed(events.iter());
        self.query(&sql, &arrays(&columns)).await.map(drop)
    }

    /// Inserts the current key into the table of encryption keys. A closed key stays closed.
    async fn record_key(&self) -> Result<(), PostgresError> {
        if !self.cache.is_recorded.load(Ordering::Relaxed) {
            let sql = "INSERT INTO encryption_key (id) VALUES ($1) ON CONFLICT DO NOTHING";
            self.query(sql, &[&self.cache.keys.encrypting_id().0.as_slice()]).await?;
            self.cache.is_recorded.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Returns true if the current key may encrypt now.
    async fn may_encrypt(&self) -> Result<bool, PostgresError> {
        let sql = "SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed";
        let found = self.query(sql, &[&self.cache.keys.encrypting_id().0.as_slice()]).await?;
        Ok(!found.is_empty())
    }
}

/// The facts that the orders of a batch refer to. An unreadable fact fails only the orders that
/// refer to it.
#[derive(Debug, Default)]
struct Facts {
    policies: HashMap<Uuid, Result<Arc<CachedPolicy>, StoreError>>,
    accounts: HashMap<(Uuid, Uuid), Result<TenantId, StoreError>>,
    gates: HashSet<(Uuid, Uuid)>,
}

impl Facts {
    async fn read(batch: &IssueBatch<'_>) -> Result<Self, PostgresError> {
        let mut facts = Self::default();
        let (mut environments, mut accounts, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        for order in batch.orders.iter().map(|issue| &issue.order) {
            let id = order.environment_id;
            if !facts.policies.contains_key(&id) && !environments.contains(&id) {
                match batch.cache.policy(id) {
                    Some(policy) => drop(facts.policies.insert(id, Ok(policy))),
                    None => environments.push(id),
                }
            }
            accounts.extend(order.request.purpose.account_id().map(|account| (id, account)));
            gates.extend(order.request.terms.static_gate_id.map(|gate| (id, gate)));
        }
        // The queries are pipelined.
        let (found, accounts, gates) = futures::future::try_join3(
            read_policies(batch, &environments),
            read_pairs(batch, &TENANTS, accounts),
            read_pairs(batch, GATES, gates),
        )
        .await?;
        for row in &found {
            let id = get(row, 0)?;
            let policy = cached_policy(row).map(Arc::new);
            if let Ok(policy) = &policy {
                batch.cache.remember(id, Arc::clone(policy));
            }
            facts.policies.insert(id, policy);
        }
        let pair = |row: &Row| Ok::<_, StoreError>((get(row, 0)?, get(row, 1)?));
        for row in &accounts {
            let tenant_id = get::<&str>(row, 2).and_then(|text| {
                text.parse()
                    .map_err(|_| StoreError::Damaged("invalid tenant of an account".to_owned()))
            });
            facts.accounts.insert(pair(row)?, tenant_id);
        }
        facts.gates = gates.iter().map(pair).collect::<Result<_, _>>()?;
        Ok(facts)
    }

    fn references(&self, order: &IssueOrder) -> Result<Decision<References>, StoreError> {
        let environment_id = order.environment_id;
        let Some(policy) = self.policies.get(&environment_id) else {
            return Ok(Err(Refusal::no_environment()));
        };
        let account = order.request.purpose.account_id();
        let account = account.and_then(|id| self.accounts.get(&(environment_id, id)));
        let gate = order.request.terms.static_gate_id;
        Ok(Ok(References {
            account_tenant_id: account.cloned().transpose()?,
            static_gate_exists: gate.is_some_and(|id| self.gates.contains(&(environment_id, id))),
            policy: Arc::clone(&policy.as_ref().map_err(Clone::clone)?.policy),
        }))
    }
}

/// The text of a policy. Equal policies have equal texts, since a URI contains no space.
pub(super) const POLICY: &str = "coalesce(lifetime::text, '') || ' ' || array_to_string(
    ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri), ' ')";

async fn read_policies(
    batch: &IssueBatch<'_>,
    environments: &[Uuid],
) -> Result<Vec<Row>, PostgresError> {
    if environments.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, lifetime,
            ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri),
            {POLICY}
         FROM environment WHERE id = ANY($1)"
    );
    batch.query(&sql, &[&environments]).await
}

fn cached_policy(row: &Row) -> Result<CachedPolicy, StoreError> {
    let uris = get::<Vec<&str>>(row, 2)?.into_iter().map(redirect_uri);
    let policy = Policy {
        lifetime: get::<Option<i64>>(row, 1)?.map(lifetime).transpose()?,
        redirect_uris: Allowlist::new(uris.collect::<Result<Vec<_>, _>>()?),
        // Without effect on issuing.
        appearance: Appearance::default(),
    };
    Ok(CachedPolicy { policy: Arc::new(policy), text: get(row, 3)? })
}

pub(super) static TENANTS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT environment_id, id, tenant_id FROM integrated_account
        WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])){ACCOUNT_IS_SHOWN}"
    )
});
pub(super) const GATES: &str = "SELECT environment_id, id FROM static_gate
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";

/// Reads rows by environment and ID. Sends no query if none are wanted.
async fn read_pairs(
    batch: &IssueBatch<'_>,
    sql: &str,
    wanted: Vec<(Uuid, Uuid)>,
) -> Result<Vec<Row>, PostgresError> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (environments, ids): (Vec<Uuid>, Vec<Uuid>) = wanted.into_iter().unzip();
    batch.query(sql, &[&environments, &ids]).await
}

/// The number of the first parameter with a column of link tokens.
const FIRST_COLUMN: usize = 4;
/// The number of the first parameter with a column of events.
const FIRST_EVENT_COLUMN: usize = FIRST_COLUMN + LinkTokenRecord::<Encrypted>::COLUMNS.len();
/// The number of the parameter with the link token hash of each event.
const EVENT_HASHES: usize = FIRST_EVENT_COLUMN + Event::COLUMNS.len();

/// Inserts link tokens with their events, and the events of refusals. Inserts nothing unless
/// [`STILL_VALID`] holds.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "WITH {},
        inserted AS (INSERT INTO link_token ({}) SELECT {} FROM sound),
        recorded AS (INSERT INTO audit_event ({}) SELECT {} FROM sound)
        SELECT NULL::bytea FROM sound",
        *STILL_VALID,
        LinkTokenRecord::<Encrypted>::columns(),
        unnested::<LinkTokenRecord<Encrypted>>(FIRST_COLUMN),
        Event::columns(),
        unnested::<Event>(FIRST_EVENT_COLUMN),
    )
});

/// Does the same if some link tokens may already exist, which takes 1.5 times as long. Skips
/// existing ones and their events. Returns the hashes of the inserted ones, or null if there are
/// none.
static INSERT_REPEATABLE: LazyLock<String> = LazyLock::new(|| {
    let (sound, event) = (&*STILL_VALID, Event::columns());
    format!(
        "WITH {sound},
        inserted AS (
            INSERT INTO link_token ({}) SELECT {} FROM sound
            ON CONFLICT (hash) DO NOTHING
            RETURNING hash
        ),
        recorded AS (
            INSERT INTO audit_event ({event})
            SELECT {event} FROM (
                SELECT {}, unnest(${EVENT_HASHES}::bytea[]) FROM sound
            ) AS event ({event}, link_token_hash)
            WHERE link_token_hash IS NULL OR link_token_hash IN (SELECT hash FROM inserted)
        )
        SELECT hash FROM sound LEFT JOIN inserted ON true",
        LinkTokenRecord::<Encrypted>::columns(),
        unnested::<LinkTokenRecord<Encrypted>>(FIRST_COLUMN),
        unnested::<Event>(FIRST_EVENT_COLUMN),
    )
});

/// Selects a row if the decisions still hold: the key `$1`, if it is not null, stays open until the
/// commit, and no policy has changed.
static STILL_VALID: LazyLock<String> = LazyLock::new(|| {
    format!(
        "open_key AS (SELECT id FROM encryption_key WHERE id = $1 AND NOT closed FOR SHARE),
        sound AS (
            SELECT 1 AS one WHERE ($1::bytea IS NULL OR EXISTS (SELECT 1 FROM open_key))
            AND NOT EXISTS (
                SELECT 1 FROM unnest($2::uuid[], $3::text[]) AS seen (id, policy) WHERE NOT EXISTS (
                    SELECT 1 FROM environment WHERE environment.id = seen.id AND {POLICY} = seen.policy
                )
            )
        )"
    )
});

/// The rows that one statement inserts: link tokens with their events, and the events of refusals.
#[derive(Clone, Copy)]
struct Insertion<'i> {
    facts: &'i Facts,
    /// Sorted by hash and then by place.
    new: &'i [PlacedOrder<'i>],
    refused: &'i [Event],
}

/// The link tokens that were inserted.
enum Inserted {
    All,
    These(HashSet<[u8; 32]>),
}

impl Inserted {
    /// Returns true if a link token was inserted. Returns true only once for each hash.
    fn take(&mut self, hash: &[u8; 32]) -> bool {
        match self {
            Self::All => true,
            Self::These(hashes) => hashes.remove(hash),
        }
    }
}

impl Insertion<'_> {
    /// Executes the statement. Returns `None`, and inserts nothing, if the decisions no longer
    /// hold.
    async fn make(self, batch: &IssueBatch<'_>) -> Result<Option<Inserted>, PostgresError> {
        let Self { facts, new, refused } = self;
        if new.is_empty() && refused.is_empty() {
            return Ok(Some(Inserted::All));
        }
        let encrypts = new.iter().any(|order| order.issue.is_encrypted());
        if encrypts {
            batch.record_key().await?;
        }
        let key = encrypts.then(|| batch.cache.keys.encrypting_id().0.to_vec());
        let seen = facts.policies.iter().filter_map(|(id, seen)| Some((*id, seen.as_ref().ok()?)));
        let (ids, policies): (Vec<Uuid>, Vec<&str>) =
            seen.map(|(id, seen)| (id, seen.text.as_str())).unzip();
        let link_tokens = transposed(new.iter().map(|order| &order.new.record));
        // Of several orders with one hash, which are adjacent, only the first is inserted, with its
        // event.
        let firsts = new.chunk_by(|a, b| a.hash() == b.hash()).map(|same| &same[0]);
        let (events, hashes): (Vec<&Event>, Vec<Option<&[u8]>>) = firsts
            .map(|order| (&order.event, Some(order.hash().as_slice())))
            .chain(refused.iter().map(|event| (event, None)))
            .unzip();
        let events = transposed(events.into_iter());
        let mut parameters: Vec<SqlParameter<'_>> = vec![&key, &ids, &policies];
        parameters.extend(arrays(&link_tokens));
        parameters.extend(arrays(&events));
        // Link tokens without an idempotency key are random.
        let is_repeatable = new.iter().any(|order| order.issue.order.idempotency.is_some());
        let inserted = if is_repeatable {
            parameters.push(&hashes);
            batch.query(&INSERT_REPEATABLE, &parameters).await?
        } else {
            batch.query(&INSERT, &parameters).await?
        };
        if inserted.is_empty() {
            return Ok(None);
        }
        if !is_repeatable {
            return Ok(Some(Inserted::All));
        }
        let hashes = inserted.iter().map(|row| RowReader::of(row).optional());
        let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Inserted::These(hashes.into_iter().flatten().collect())))
    }
}
