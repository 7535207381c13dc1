//! Issuing: the one operation that comes in numbers.
//!
//! What waits in the queue is issued together, without lingering for more: a look at what the requests refer to, and one
//! statement that inserts all rows, which is one transaction and so one flush to disk. Under load many tokens share it, and
//! alone a token waits for nothing but its own. All of it goes over one connection, on which the next batch is sent before
//! the last is answered.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use deadpool_postgres::ClientWrapper;
use link_token_types::TenantId;
use tokio::{
    sync::{Semaphore, mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    audit::{EVENT, Unnested},
    connections::{Connections, Error, Parameter, Session},
    keys::SealingKeys,
    rows,
};
use crate::{
    domain::{
        Refusal,
        audit::{Event, Outcome},
        environment::Policy,
        idempotency::{Fingerprint, Idempotency},
        link_token::{Granted, Issued, References, Terms},
    },
    metrics::CommitMetrics,
    store::{
        IssueOrder, StoreError, rows as stored,
        sealing::{self, Ordered},
    },
};

/// How many orders may wait. More are turned away, so that those who wait are answered in time.
const QUEUE: usize = 4096;
/// How many are issued together at the most, so that the first of them is not kept for long.
const BATCH: usize = 512;
/// How many batches are on the connection at a time.
const UNDER_WAY: usize = 2;

type Answer = Result<Result<Issued, Refusal>, StoreError>;

/// An order with its link token, and who waits for it.
#[derive(Debug)]
struct Waiting {
    order: Ordered,
    reply: oneshot::Sender<Answer>,
}

impl Waiting {
    fn answer(self, answer: Answer) {
        // The one who asked may have gone; what was done stands all the same.
        let _ = self.reply.send(answer);
    }
}

/// The queue of what is to be issued.
#[derive(Debug)]
pub struct Issuer {
    queue: mpsc::Sender<Waiting>,
    task: JoinHandle<()>,
    keys: Arc<SealingKeys>,
    patience: Duration,
}

impl Issuer {
    /// Starts to issue, over connections of its own, of which it uses one at a time.
    pub fn start(connections: Connections, keys: Arc<SealingKeys>, metrics: CommitMetrics) -> Self {
        let patience = connections.patience();
        let (queue, waiting) = mpsc::channel(QUEUE);
        let task = tokio::spawn(run(connections, Arc::clone(&keys), metrics, waiting));
        Self { queue, task, keys, patience }
    }

    /// Issues a link token. It is durable when this returns it. After an error of the store it may have been issued or not,
    /// but nobody has it.
    pub async fn issue(&self, order: IssueOrder) -> Answer {
        let order = Ordered::new(order, &self.keys.ring)?;
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(Waiting { order, reply }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => closed(),
        })?;
        match timeout(self.patience, answer).await {
            Ok(answer) => answer.map_err(|_| unanswered())?,
            Err(_) => Err(Error::Late(self.patience).into()),
        }
    }

    /// How many orders wait.
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Finishes what waits.
    pub async fn finish(self) {
        drop(self.queue);
        // Its panic, if it had one, was reported when it happened.
        let _ = self.task.await;
    }
}

fn unanswered() -> StoreError {
    StoreError::Unavailable("nobody answered for a batch of link tokens".to_owned())
}

fn closed() -> StoreError {
    StoreError::Unavailable("the store is closed".to_owned())
}

async fn run(
    connections: Connections,
    keys: Arc<SealingKeys>,
    metrics: CommitMetrics,
    mut waiting: mpsc::Receiver<Waiting>,
) {
    let under_way = Arc::new(Semaphore::new(UNDER_WAY));
    let mut session: Option<Arc<Session>> = None;
    while let Some(first) = waiting.recv().await {
        // What comes while the connection is busy goes into the same batch.
        let Ok(permit) = Arc::clone(&under_way).acquire_owned().await else { return };
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        // Whoever has given up meanwhile was answered.
        batch.retain(|waiting| !waiting.reply.is_closed());
        if batch.is_empty() {
            continue;
        }
        let connected = match session.take().filter(|session| session.is_usable()) {
            Some(connected) => Ok(connected),
            None => connections.get().await.map(Arc::new),
        };
        match connected {
            Ok(connected) => {
                session = Some(Arc::clone(&connected));
                let (keys, metrics) = (Arc::clone(&keys), metrics.clone());
                tokio::spawn(async move {
                    issue_together(&connected, &keys, &metrics, batch).await;
                    drop(permit);
                });
            }
            Err(error) => {
                let error = StoreError::from(error);
                for waiting in batch {
                    waiting.answer(Err(error.clone()));
                }
            }
        }
    }
    // The last batches end before this does.
    let _ = under_way.acquire_many(u32::try_from(UNDER_WAY).unwrap_or(u32::MAX)).await;
}

/// Issues a batch and answers everybody in it.
async fn issue_together(
    session: &Session,
    keys: &SealingKeys,
    metrics: &CommitMetrics,
    batch: Vec<Waiting>,
) {
    let (orders, replies): (Vec<_>, Vec<_>) =
        batch.into_iter().map(|Waiting { order, reply }| (order, Some(reply))).unzip();
    let mut replies = Replies(replies);
    let (start, size) = (Instant::now(), orders.len());
    let issued = in_time(session, issue(session.client(), keys, orders)).await;
    metrics.observe(size, start.elapsed());
    let (answers, others) = match issued {
        Ok(issued) => issued,
        Err(error) => return replies.fail(&error.into()),
    };
    replies.answer(answers);
    if !others.is_empty() {
        // Nobody else waits for these, and if it fails, nobody else is told so.
        match in_time(session, repeat(session.client(), keys, others)).await {
            Ok(answers) => replies.answer(answers),
            Err(error) => replies.fail(&error.into()),
        }
    }
}

/// Those of a batch who wait, each in the place of its order.
struct Replies(Vec<Option<oneshot::Sender<Answer>>>);

impl Replies {
    fn answer(&mut self, answers: Vec<(usize, Answer)>) {
        for (place, answer) in answers {
            if let Some(reply) = self.0.get_mut(place).and_then(Option::take) {
                let _ = reply.send(answer);
            }
        }
    }

    /// Tells everybody who still waits.
    fn fail(&mut self, error: &StoreError) {
        for reply in self.0.iter_mut().filter_map(Option::take) {
            let _ = reply.send(Err(error.clone()));
        }
    }
}

/// Waits for the end of some work on a connection, as long as a statement may take.
async fn in_time<T>(
    session: &Session,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    timeout(session.limit(), work).await.unwrap_or_else(|_| {
        // Others on this connection would wait in vain, too.
        session.give_up();
        Err(Error::Late(session.limit()))
    })
}

/// A link token that is to be written.
#[derive(Debug)]
struct New {
    ordered: Ordered,
    granted: Granted,
    event: Event,
}

impl New {
    fn prepare(ordered: Ordered, references: &References) -> Result<Self, Box<Refused>> {
        let order = &ordered.order;
        let event = order.event();
        let granted = match order.request.grant(references, order.now, order.default_lifetime) {
            Ok(granted) => granted,
            Err(refusal) => return Err(Box::new(Refused::new(event, refusal))),
        };
        let tenant_id = granted.purpose.tenant_id().clone();
        let event = event.of_tenant(Some(tenant_id)).with_link_token(ordered.hash);
        Ok(Self { ordered, granted, event })
    }

    fn order(&self) -> &IssueOrder {
        &self.ordered.order
    }

    fn terms(&self) -> &Terms {
        &self.order().request.terms
    }

    fn hash(&self) -> [u8; 32] {
        self.ordered.hash.0
    }

    fn fingerprint(&self) -> Option<&[u8]> {
        let idempotency = self.order().idempotency.as_ref();
        idempotency.map(|Idempotency { fingerprint: Fingerprint(bytes), .. }| bytes.as_slice())
    }

    fn issued(&self) -> Issued {
        Issued { link_token: self.ordered.link_token, expires_at: self.granted.expires_at }
    }
}

/// An order that is refused, and what the audit trail says of it.
#[derive(Debug)]
struct Refused {
    event: Event,
    refusal: Refusal,
}

impl Refused {
    fn new(event: Event, refusal: Refusal) -> Self {
        Self { event: event.with_outcome(Outcome::from(&refusal)), refusal }
    }
}

/// Issues link tokens. Gives the answers, each with the place of its order, and what was not written because of what was there
/// before.
async fn issue(
    client: &ClientWrapper,
    keys: &SealingKeys,
    orders: Vec<Ordered>,
) -> Result<(Vec<(usize, Answer)>, Vec<(usize, New)>), Error> {
    let known = Known::find(client, &orders).await?;
    let mut answers = Vec::with_capacity(orders.len());
    let mut new = Vec::with_capacity(orders.len());
    let mut refused = Vec::new();
    for (place, order) in orders.into_iter().enumerate() {
        let prepared = known.references(&order.order);
        match prepared.map(|references| New::prepare(order, &references)) {
            Ok(Ok(prepared)) => new.push((place, prepared)),
            Ok(Err(refusal)) => {
                let Refused { event, refusal } = *refusal;
                refused.push(event);
                answers.push((place, Ok(Err(refusal))));
            }
            Err(error) => answers.push((place, Err(error))),
        }
    }
    if new.is_empty() {
        super::retried(|| record(client, &refused)).await?;
        return Ok((answers, Vec::new()));
    }

    // In one order, so that two servers do not wait for each other.
    new.sort_unstable_by_key(|(_, new)| new.hash());
    let inserted = super::retried(|| insert(client, keys, &new, &refused)).await?;
    // Of several with one Idempotency-Key, the first is the one that was inserted.
    let mut inserted: HashSet<[u8; 32]> = inserted.into_iter().collect();
    let mut others = Vec::new();
    for (place, new) in new {
        if inserted.remove(&new.hash()) {
            answers.push((place, Ok(Ok(new.issued()))));
        } else {
            others.push((place, new));
        }
    }
    Ok((answers, others))
}

/// The answers to orders whose link tokens were there before.
async fn repeat(
    client: &ClientWrapper,
    keys: &SealingKeys,
    others: Vec<(usize, New)>,
) -> Result<Vec<(usize, Answer)>, Error> {
    let before = find_issued(client, &others).await?;
    let mut events = Vec::with_capacity(others.len());
    let answers = others.into_iter().map(|(place, new)| {
        let answer = match before.get(&new.hash()) {
            Some(row) => issued_before(row, &new),
            None if new.ordered.context.is_some() => Err(sealing::retired(&keys.ring)),
            // It was swept just now.
            None => Err(StoreError::Unavailable("a link token has gone".to_owned())),
        };
        if let Ok(answer) = &answer {
            let outcome = answer.as_ref().err().map_or(Outcome::Unchanged, Outcome::from);
            events.push(new.event.with_outcome(outcome));
        }
        (place, answer)
    });
    let answers = answers.collect();
    super::retried(|| record(client, &events)).await?;
    Ok(answers)
}

/// What the requests of a batch refer to.
#[derive(Debug)]
struct Known {
    // What is damaged is so for those alone who refer to it.
    policies: HashMap<Uuid, Result<Policy, StoreError>>,
    accounts: HashMap<(Uuid, Uuid), Result<TenantId, StoreError>>,
    gates: HashSet<(Uuid, Uuid)>,
}

impl Known {
    async fn find(client: &ClientWrapper, orders: &[Ordered]) -> Result<Self, Error> {
        let orders = orders.iter().map(|ordered| &ordered.order);
        let environments: HashSet<Uuid> =
            orders.clone().map(|order| order.environment_id).collect();
        let environments: Vec<Uuid> = environments.into_iter().collect();
        let accounts = orders
            .clone()
            .filter_map(|order| Some((order.environment_id, order.request.purpose.account_id()?)));
        let accounts: HashSet<(Uuid, Uuid)> = accounts.collect();
        let gates = orders
            .filter_map(|order| Some((order.environment_id, order.request.terms.static_gate_id?)));
        let gates: HashSet<(Uuid, Uuid)> = gates.collect();

        let by_id = format!("SELECT {} FROM environment WHERE id = ANY($1)", rows::ENVIRONMENT);
        // Sent together, answered one after the other.
        let (policies, accounts, gates) = futures::future::try_join3(
            query(client, &by_id, vec![&environments]),
            pairs(client, TENANTS, accounts),
            pairs(client, GATES, gates),
        )
        .await?;
        let policies = policies.iter().map(|row| {
            let policy = rows::environment(row).map(|environment| environment.policy);
            Ok((rows::get(row, "id")?, policy))
        });
        let accounts = accounts.iter().map(|row| Ok((pair(row)?, stored::tenant_id(row))));
        let gates = gates.iter().map(pair);
        Ok(Self {
            policies: policies.collect::<Result<_, StoreError>>()?,
            accounts: accounts.collect::<Result<_, StoreError>>()?,
            gates: gates.collect::<Result<_, StoreError>>()?,
        })
    }

    fn references(&self, order: &IssueOrder) -> Result<References, StoreError> {
        let environment_id = order.environment_id;
        let policy = self.policies.get(&environment_id);
        let policy =
            policy.ok_or_else(|| StoreError::Damaged("an environment is missing".to_owned()))?;
        let account = order.request.purpose.account_id();
        let account = account.and_then(|id| self.accounts.get(&(environment_id, id)));
        let gate = order.request.terms.static_gate_id;
        Ok(References {
            account_tenant_id: account.cloned().transpose()?,
            static_gate_exists: gate.is_some_and(|id| self.gates.contains(&(environment_id, id))),
            policy: policy.clone()?,
        })
    }
}

pub(super) const TENANTS: &str = "SELECT environment_id, id, tenant_id FROM integrated_account
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";
pub(super) const GATES: &str = "SELECT environment_id, id FROM static_gate
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";

/// Rows by their environment and ID. Nothing is asked if there are none.
async fn pairs(
    client: &ClientWrapper,
    sql: &str,
    wanted: HashSet<(Uuid, Uuid)>,
) -> Result<Vec<Row>, Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (environments, ids): (Vec<Uuid>, Vec<Uuid>) = wanted.into_iter().unzip();
    query(client, sql, vec![&environments, &ids]).await
}

fn pair(row: &Row) -> Result<(Uuid, Uuid), StoreError> {
    Ok((rows::get(row, "environment_id")?, rows::get(row, "id")?))
}

async fn query(
    client: &ClientWrapper,
    sql: &str,
    parameters: Vec<Parameter<'_>>,
) -> Result<Vec<Row>, Error> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, &parameters).await?)
}

/// Rows with a context are written only while the key may seal. That it may is held on to until they are durable. With the
/// link tokens go their events, and with those the events of what was refused, which have no hash.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let events = Unnested::arguments(16);
    format!(
        "WITH open_key AS (SELECT id FROM encryption_key WHERE id = $1 AND NOT closed FOR SHARE),
        inserted AS (
            INSERT INTO link_token ({LINK_TOKEN})
            SELECT * FROM unnest(
                $2::bytea[], $3::uuid[], $4::uuid[], $5::bytea[], $6::text[], $7::uuid[], $8::text[], $9::bytea[],
                $10::boolean[], $11::text[], $12::text[], $13::uuid[], $14::timestamptz[], $15::timestamptz[]
            ) AS new ({LINK_TOKEN})
            WHERE context IS NULL OR EXISTS (SELECT 1 FROM open_key)
            ON CONFLICT (hash) DO NOTHING
            RETURNING hash
        ),
        recorded AS (
            INSERT INTO audit_event ({EVENT})
            SELECT {EVENT} FROM unnest({events}, $25::bytea[]) AS event ({EVENT}, link_token_hash)
            WHERE link_token_hash IS NULL OR link_token_hash IN (SELECT hash FROM inserted)
        )
        SELECT hash FROM inserted"
    )
});

const LINK_TOKEN: &str =
    "hash, environment_id, issued_by, fingerprint, tenant_id, integrated_account_id, region, context,
    persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at";

/// Records events of what changed nothing.
async fn record(client: &ClientWrapper, events: &[Event]) -> Result<(), Error> {
    if !events.is_empty() {
        let columns = Unnested::new(events);
        query(client, &Unnested::insert(), columns.parameters().to_vec()).await?;
    }
    Ok(())
}

/// Writes link tokens and what the audit trail says of them and of what was refused, in one transaction, and tells the hashes
/// of those that were not there before.
async fn insert(
    client: &ClientWrapper,
    keys: &SealingKeys,
    new: &[(usize, New)],
    refused: &[Event],
) -> Result<Vec<[u8; 32]>, Error> {
    fn column<'n, T>(new: &'n [(usize, New)], of: impl Fn(&'n New) -> T) -> Vec<T> {
        new.iter().map(|(_, new)| of(new)).collect()
    }
    let key = keys.sealing_id();
    if new.iter().any(|(_, new)| new.ordered.context.is_some()) {
        keys.record(client).await?;
    }
    let hash = column(new, |new| new.hash().to_vec());
    let environment_id = column(new, |new| new.order().environment_id);
    let issued_by = column(new, |new| new.order().by.api_token_id);
    let fingerprint = column(new, New::fingerprint);
    let tenant_id = column(new, |new| new.granted.purpose.tenant_id().as_str());
    let account_id = column(new, |new| new.granted.purpose.account_id());
    let region = column(new, |new| new.granted.purpose.region().map(|region| region.to_string()));
    let context = column(new, |new| new.ordered.context.as_deref());
    let persist = column(new, |new| new.terms().persist_previous_context);
    let redirect_uri =
        column(new, |new| new.terms().redirect_uri.as_ref().map(AsRef::<str>::as_ref));
    let scopes = column(new, |new| {
        let scopes: Vec<&str> = new.terms().scopes.iter().map(|scope| scope.as_str()).collect();
        scopes.join(" ")
    });
    let static_gate_id = column(new, |new| new.terms().static_gate_id);
    let issued_at = column(new, |new| new.order().now);
    let expires_at = column(new, |new| new.granted.expires_at);
    // Of several with one hash, which stand together, the first is inserted, and it alone has an event here.
    let firsts = new.chunk_by(|(_, a), (_, b)| a.hash() == b.hash()).map(|same| &same[0].1);
    let (events, event_hash): (Vec<&Event>, Vec<Option<Vec<u8>>>) = firsts
        .map(|new| (&new.event, Some(new.hash().to_vec())))
        .chain(refused.iter().map(|event| (event, None)))
        .unzip();
    let events = Unnested::new(events);
    let mut parameters: Vec<Parameter<'_>> = vec![
        &key,
        &hash,
        &environment_id,
        &issued_by,
        &fingerprint,
        &tenant_id,
        &account_id,
        &region,
        &context,
        &persist,
        &redirect_uri,
        &scopes,
        &static_gate_id,
        &issued_at,
        &expires_at,
    ];
    parameters.extend(events.parameters());
    parameters.push(&event_hash);
    let inserted = query(client, &INSERT, parameters).await?;
    Ok(inserted.iter().map(|row| rows::bytes(row, "hash")).collect::<Result<_, _>>()?)
}

/// The rows of link tokens that were there before, dead or not, by their hashes.
async fn find_issued(
    client: &ClientWrapper,
    new: &[(usize, New)],
) -> Result<HashMap<[u8; 32], Row>, Error> {
    let hashes: Vec<Vec<u8>> = new.iter().map(|(_, new)| new.hash().to_vec()).collect();
    let sql = "SELECT hash, fingerprint, expires_at FROM link_token WHERE hash = ANY($1)";
    let found = query(client, sql, vec![&hashes]).await?;
    let found = found.into_iter().map(|row| Ok((rows::bytes(&row, "hash")?, row)));
    Ok(found.collect::<Result<_, StoreError>>()?)
}

/// The answer that a request got before under the same key.
fn issued_before(row: &Row, new: &New) -> Answer {
    let before: Option<&[u8]> = rows::get(row, "fingerprint")?;
    if before.is_none() || before != new.fingerprint() {
        return Ok(Err(Refusal::KeyReused));
    }
    let expires_at: DateTime<Utc> = rows::get(row, "expires_at")?;
    Ok(Ok(Issued { expires_at, ..new.issued() }))
}
