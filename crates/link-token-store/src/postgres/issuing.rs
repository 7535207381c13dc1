//! Issuing link tokens, many in one statement.
//!
//! One row at a time, creates reach 0.22 of an empty server; so, 0.32 to 0.46 (64 connections, two cores). What waits in the queue
//! is issued together: one statement inserts all rows, which is one transaction and so one flush to disk. Under load many tokens
//! share it, and alone a token waits for nothing but its own. All of it goes over one connection, on which the next batch is sent
//! before the last is answered.
//!
//! The rules are those of the use case [`Issue`]. It decides about each order, given the facts, of which policies are cached. The
//! statement inserts nothing if a policy has changed since, or the key may not encrypt any more. Then the facts are read again.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use deadpool_postgres::ClientWrapper;
use link_token_domain::{
    Refusal,
    audit::Event,
    environment::Policy,
    link_token::{IssueOrder, Issued, LinkTokenRecord, References},
    redirect_uri::Allowlist,
};
use link_token_types::TenantId;
use tokio::{
    sync::{Semaphore, mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    connections::{Connections, Error, Parameter, Session, retried},
    rows::get,
};
use crate::{
    CommitObserver, StoreError, contexts,
    encryption::{Encrypted, Keyring},
    rows::{Fields, Record, Value},
    tables::environment::{lifetime, redirect_uri},
    transaction::Decision,
    use_cases::{Issue, NewLinkToken, repeat},
};

/// The number of orders that may wait. More are turned away, so that those who wait are answered in time.
const QUEUE: usize = 4096;
/// The greatest number of orders that are issued together, so that the first of them is not kept for long.
const BATCH: usize = 512;
/// The number of batches that are on the connection at a time.
const IN_FLIGHT: usize = 2;
/// The number of attempts at a batch while policies or keys change.
const ATTEMPTS: usize = 5;

type Answer = Result<Decision<Issued>, StoreError>;

/// An order, and who waits for it.
#[derive(Debug)]
struct QueuedOrder {
    issue: Box<Issue>,
    reply: oneshot::Sender<Answer>,
}

/// The queue of what is to be issued.
#[derive(Debug)]
pub(super) struct Issuer {
    queue: mpsc::Sender<QueuedOrder>,
    task: JoinHandle<()>,
    patience: Duration,
}

impl Issuer {
    /// Starts to issue, over connections of its own, of which it uses one at a time.
    pub(super) fn start(
        connections: Connections,
        keys: Arc<Keyring>,
        observer: CommitObserver,
    ) -> Self {
        let patience = connections.patience();
        let (queue, waiting) = mpsc::channel(QUEUE);
        let task = tokio::spawn(run(connections, keys, observer, waiting));
        Self { queue, task, patience }
    }

    /// Queues an order. Its answer comes when the token is durable. After an error of the store the token may have been issued or not,
    /// but nobody has it.
    pub(super) fn issue(&self, issue: Issue) -> impl Future<Output = Answer> + Send + use<> {
        let (reply, answer) = oneshot::channel();
        let order = QueuedOrder { issue: Box::new(issue), reply };
        let queued = self.queue.try_send(order).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::closed(),
        });
        let patience = self.patience;
        async move {
            queued?;
            let lost = || StoreError::Unavailable("a batch of link tokens was given up".to_owned());
            match timeout(patience, answer).await {
                Ok(answer) => answer.map_err(|_| lost())?,
                Err(_) => Err(Error::Late(patience).into()),
            }
        }
    }

    /// Returns the number of orders that wait.
    pub(super) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Finishes what waits.
    pub(super) async fn finish(self) {
        drop(self.queue);
        // Its panic, if it had one, was reported when it happened.
        let _ = self.task.await;
    }
}

async fn run(
    connections: Connections,
    keys: Arc<Keyring>,
    observer: CommitObserver,
    mut waiting: mpsc::Receiver<QueuedOrder>,
) {
    let in_flight = Arc::new(Semaphore::new(IN_FLIGHT));
    let known =
        Arc::new(Known { keys, is_recorded: AtomicBool::new(false), policies: Mutex::default() });
    let mut session: Option<Arc<Session>> = None;
    while let Some(first) = waiting.recv().await {
        // What comes while the connection is busy goes into the same batch.
        let Ok(permit) = Arc::clone(&in_flight).acquire_owned().await else { return };
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        // Whoever has given up meanwhile was answered.
        batch.retain(|order| !order.reply.is_closed());
        if batch.is_empty() {
            continue;
        }
        let (orders, replies): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|QueuedOrder { issue, reply }| (issue, Some(reply))).unzip();
        let mut replies = Replies(replies);
        let connected = match session.take().filter(|session| session.is_usable()) {
            Some(connected) => Ok(connected),
            None => connections.get().await.map(Arc::new),
        };
        match connected {
            Ok(connected) => {
                session = Some(Arc::clone(&connected));
                let (known, observer) = (Arc::clone(&known), observer.clone());
                tokio::spawn(async move {
                    let batch =
                        Batch { client: connected.client(), known: &known, orders: &orders };
                    if let Err(error) = batch.answer(&connected, &observer, &mut replies).await {
                        replies.fail(&error.into());
                    }
                    drop(permit);
                });
            }
            Err(error) => replies.fail(&error.into()),
        }
    }
    // The last batches end before this does.
    let _ = in_flight.acquire_many(u32::try_from(IN_FLIGHT).unwrap_or(u32::MAX)).await;
}

/// Those of a batch who wait, each at the place of the order.
struct Replies(Vec<Option<oneshot::Sender<Answer>>>);

impl Replies {
    /// Answers some of them. Whoever has gone does not hear it; what was done stands all the same.
    fn send(&mut self, answers: Answers) {
        for (place, answer) in answers {
            if let Some(reply) = self.0.get_mut(place).and_then(Option::take) {
                let _ = reply.send(answer);
            }
        }
    }

    /// Tells an error to everybody who still waits.
    fn fail(&mut self, error: &StoreError) {
        for reply in self.0.iter_mut().filter_map(Option::take) {
            let _ = reply.send(Err(error.clone()));
        }
    }
}

/// Answers to orders, each with the place of the order.
type Answers = Vec<(usize, Answer)>;

/// What is known from one batch to the next.
#[derive(Debug)]
struct Known {
    keys: Arc<Keyring>,
    /// Whether the database knows that the present key encrypts.
    is_recorded: AtomicBool,
    policies: Mutex<HashMap<Uuid, Arc<CachedPolicy>>>,
}

impl Known {
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

/// A policy, with what the database makes of it, by which it can tell whether it has changed.
#[derive(Clone, Debug)]
struct CachedPolicy {
    policy: Arc<Policy>,
    text: String,
}

/// A link token that is to be inserted.
struct PlacedOrder<'o> {
    /// The place of the order in the batch.
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

/// A batch of orders.
#[derive(Clone, Copy)]
struct Batch<'b> {
    client: &'b ClientWrapper,
    known: &'b Known,
    orders: &'b [Box<Issue>],
}

impl Batch<'_> {
    /// Issues the link tokens, and answers everybody.
    async fn answer(
        self,
        session: &Session,
        observer: &CommitObserver,
        replies: &mut Replies,
    ) -> Result<(), Error> {
        let start = Instant::now();
        let issued = in_time(session, self.issue()).await;
        observer.observe(self.orders.len(), start.elapsed());
        let (answers, others) = issued?;
        replies.send(answers);
        if !others.is_empty() {
            replies.send(in_time(session, self.repeat(others)).await?);
        }
        Ok(())
    }

    /// Issues the link tokens. Returns the answers, and the orders whose link tokens exist already or could not be encrypted.
    async fn issue(&self) -> Result<(Answers, Vec<PlacedOrder<'_>>), Error> {
        let mut may_encrypt = true;
        for _ in 0..ATTEMPTS {
            let facts = Facts::read(self).await?;
            let mut answers = Vec::with_capacity(self.orders.len());
            let mut new = Vec::with_capacity(self.orders.len());
            let (mut others, mut refused) = (Vec::new(), Vec::new());
            for (place, issue) in self.orders.iter().enumerate() {
                let references = match facts.references(&issue.order) {
                    Ok(references) => references,
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
            // In one order, so that two servers do not wait for each other.
            new.sort_unstable_by_key(|order| (*order.hash(), order.place));
            let insertion = Insertion { facts: &facts, new: &new, refused: &refused };
            if let Some(mut inserted) = retried(|| insertion.make(self)).await? {
                // Of several with one Idempotency-Key, the first is the one that was inserted.
                for order in new {
                    if inserted.take(order.hash()) {
                        answers.push((order.place, Ok(Ok(order.new.issued()))));
                    } else {
                        others.push(order);
                    }
                }
                return Ok((answers, others));
            }
            self.known.forget(facts.policies.keys());
            may_encrypt = self.may_encrypt().await?;
        }
        let restless = "the policies of environments change all the time".to_owned();
        Err(StoreError::Unavailable(restless).into())
    }

    /// Answers the orders whose link tokens exist already.
    async fn repeat(&self, others: Vec<PlacedOrder<'_>>) -> Result<Answers, Error> {
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
                None if issue.is_encrypted() => Err(contexts::closed(&self.known.keys)),
                // It was swept just now.
                None => Err(StoreError::Unavailable("a link token has gone".to_owned())),
            };
            answers.push((place, answer));
        }
        retried(|| self.record(&events)).await?;
        Ok(answers)
    }

    async fn query(&self, sql: &str, parameters: &[Parameter<'_>]) -> Result<Vec<Row>, Error> {
        let statement = self.client.prepare_cached(sql).await?;
        Ok(self.client.query(&statement, parameters).await?)
    }

    /// Returns the link tokens that exist already, by their hashes.
    async fn find_existing(
        &self,
        orders: &[PlacedOrder<'_>],
    ) -> Result<HashMap<[u8; 32], LinkTokenRecord<Encrypted>>, Error> {
        let hashes: Vec<&[u8]> = orders.iter().map(|order| order.hash().as_slice()).collect();
        let sql = LinkTokenRecord::<Encrypted>::select("WHERE hash = ANY($1)");
        let found = self.query(&sql, &[&hashes]).await?;
        let records = found.iter().map(|row| LinkTokenRecord::read(&mut Fields::of(row)));
        Ok(records.map(|record| record.map(|it| (it.hash.0, it))).collect::<Result<_, _>>()?)
    }

    /// Records events of what changed nothing.
    async fn record(&self, events: &[Event]) -> Result<(), Error> {
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

    /// Records that the present key encrypts, if this is the first time. One that was closed stays so.
    async fn record_key(&self) -> Result<(), Error> {
        if !self.known.is_recorded.load(Ordering::Relaxed) {
            let sql = "INSERT INTO encryption_key (id) VALUES ($1) ON CONFLICT DO NOTHING";
            self.query(sql, &[&self.known.keys.encrypting_id().0.as_slice()]).await?;
            self.known.is_recorded.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Tells whether the present key may encrypt, at this moment.
    async fn may_encrypt(&self) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed";
        let found = self.query(sql, &[&self.known.keys.encrypting_id().0.as_slice()]).await?;
        Ok(!found.is_empty())
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

/// The facts that the orders of a batch refer to. One that cannot be read concerns only those who refer to it.
#[derive(Debug, Default)]
struct Facts {
    policies: HashMap<Uuid, Result<Arc<CachedPolicy>, StoreError>>,
    accounts: HashMap<(Uuid, Uuid), Result<TenantId, StoreError>>,
    gates: HashSet<(Uuid, Uuid)>,
}

impl Facts {
    async fn read(batch: &Batch<'_>) -> Result<Self, Error> {
        let mut facts = Self::default();
        let (mut environments, mut accounts, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        for order in batch.orders.iter().map(|issue| &issue.order) {
            let id = order.environment_id;
            if !facts.policies.contains_key(&id) && !environments.contains(&id) {
                match batch.known.policy(id) {
                    Some(policy) => drop(facts.policies.insert(id, Ok(policy))),
                    None => environments.push(id),
                }
            }
            accounts.extend(order.request.purpose.account_id().map(|account| (id, account)));
            gates.extend(order.request.terms.static_gate_id.map(|gate| (id, gate)));
        }
        // Sent together, answered one after the other.
        let (found, accounts, gates) = futures::future::try_join3(
            read_policies(batch, &environments),
            read_pairs(batch, TENANTS, accounts),
            read_pairs(batch, GATES, gates),
        )
        .await?;
        for row in &found {
            let id = get(row, 0)?;
            let policy = cached_policy(row).map(Arc::new);
            if let Ok(policy) = &policy {
                batch.known.remember(id, Arc::clone(policy));
            }
            facts.policies.insert(id, policy);
        }
        let pair = |row: &Row| Ok::<_, StoreError>((get(row, 0)?, get(row, 1)?));
        for row in &accounts {
            let tenant_id = get::<&str>(row, 2).and_then(|text| {
                text.parse().map_err(|_| StoreError::Damaged("the tenant of an account".to_owned()))
            });
            facts.accounts.insert(pair(row)?, tenant_id);
        }
        facts.gates = gates.iter().map(pair).collect::<Result<_, _>>()?;
        Ok(facts)
    }

    fn references(&self, order: &IssueOrder) -> Result<References, StoreError> {
        let environment_id = order.environment_id;
        let missing = || StoreError::Damaged("an environment is missing".to_owned());
        let policy = self.policies.get(&environment_id).ok_or_else(missing)?;
        let account = order.request.purpose.account_id();
        let account = account.and_then(|id| self.accounts.get(&(environment_id, id)));
        let gate = order.request.terms.static_gate_id;
        Ok(References {
            account_tenant_id: account.cloned().transpose()?,
            static_gate_exists: gate.is_some_and(|id| self.gates.contains(&(environment_id, id))),
            policy: Arc::clone(&policy.as_ref().map_err(Clone::clone)?.policy),
        })
    }
}

/// A policy as one text: two are the same if their texts are. A URI has no space in it.
pub(super) const POLICY: &str = "coalesce(lifetime::text, '') || ' ' || array_to_string(
    ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri), ' ')";

async fn read_policies(batch: &Batch<'_>, environments: &[Uuid]) -> Result<Vec<Row>, Error> {
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
    };
    Ok(CachedPolicy { policy: Arc::new(policy), text: get(row, 3)? })
}

pub(super) const TENANTS: &str = "SELECT environment_id, id, tenant_id FROM integrated_account
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";
pub(super) const GATES: &str = "SELECT environment_id, id FROM static_gate
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";

/// Reads rows by their environment and ID. Asks nothing if none are wanted.
async fn read_pairs(
    batch: &Batch<'_>,
    sql: &str,
    wanted: Vec<(Uuid, Uuid)>,
) -> Result<Vec<Row>, Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (environments, ids): (Vec<Uuid>, Vec<Uuid>) = wanted.into_iter().unzip();
    batch.query(sql, &[&environments, &ids]).await
}

/// The number of the first parameter that is a column of link tokens.
const FIRST: usize = 4;
/// The number of the first parameter that is a column of events.
const FIRST_OF_EVENTS: usize = FIRST + LinkTokenRecord::<Encrypted>::COLUMNS.len();
/// The number of the parameter with the hash of the link token of each event.
const HASHES: usize = FIRST_OF_EVENTS + Event::COLUMNS.len();

/// Inserts link tokens with their events, and the events of what was refused. Inserts nothing unless [`SOUND`] holds.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    format!(
        "WITH {},
        inserted AS (INSERT INTO link_token ({}) SELECT {} FROM sound),
        recorded AS (INSERT INTO audit_event ({}) SELECT {} FROM sound)
        SELECT NULL::bytea FROM sound",
        *SOUND,
        LinkTokenRecord::<Encrypted>::columns(),
        unnested::<LinkTokenRecord<Encrypted>>(FIRST),
        Event::columns(),
        unnested::<Event>(FIRST_OF_EVENTS),
    )
});

/// Does the same where one of the link tokens may exist already, which takes half as long again. Those that exist are left out, with
/// their events. Returns the hashes of the others, or null if there is none.
static INSERT_REPEATABLE: LazyLock<String> = LazyLock::new(|| {
    let (sound, event) = (&*SOUND, Event::columns());
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
                SELECT {}, unnest(${HASHES}::bytea[]) FROM sound
            ) AS event ({event}, link_token_hash)
            WHERE link_token_hash IS NULL OR link_token_hash IN (SELECT hash FROM inserted)
        )
        SELECT hash FROM sound LEFT JOIN inserted ON true",
        LinkTokenRecord::<Encrypted>::columns(),
        unnested::<LinkTokenRecord<Encrypted>>(FIRST),
        unnested::<Event>(FIRST_OF_EVENTS),
    )
});

/// A row if the decisions still hold, else none: the key of `$1`, if there is one, may encrypt until the rows are durable, and the
/// policies are what they were.
static SOUND: LazyLock<String> = LazyLock::new(|| {
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

/// Returns the columns of a table as rows of arrays, which are parameters from a number on. Next to each other like this, they are
/// not collected before, as in `FROM`.
fn unnested<R: Record>(first: usize) -> String {
    let columns = R::COLUMNS.iter().zip(first..);
    let columns: Vec<_> = columns
        .map(|((_, kind), number)| format!("unnest(${number}::{}[])", kind.type_name()))
        .collect();
    columns.join(", ")
}

/// Turns the values of records into columns.
fn transposed<'r, R: Record + 'r>(records: impl Iterator<Item = &'r R>) -> Vec<Vec<Value<'r>>> {
    let mut columns: Vec<Vec<Value<'r>>> = R::COLUMNS.iter().map(|_| Vec::new()).collect();
    for record in records {
        for (column, value) in columns.iter_mut().zip(record.row()) {
            column.push(value);
        }
    }
    columns
}

fn arrays<'c>(columns: &'c [Vec<Value<'_>>]) -> Vec<Parameter<'c>> {
    columns.iter().map(|column| column as Parameter<'c>).collect()
}

/// What is to be written: link tokens with their events, and the events of what was refused, in one transaction.
#[derive(Clone, Copy)]
struct Insertion<'i> {
    facts: &'i Facts,
    /// In the order of their hashes, and of their places where these are the same.
    new: &'i [PlacedOrder<'i>],
    refused: &'i [Event],
}

/// The link tokens that were inserted.
enum Inserted {
    All,
    These(HashSet<[u8; 32]>),
}

impl Inserted {
    /// Tells whether a link token is one of them, and was not taken before.
    fn take(&mut self, hash: &[u8; 32]) -> bool {
        match self {
            Self::All => true,
            Self::These(hashes) => hashes.remove(hash),
        }
    }
}

impl Insertion<'_> {
    /// Writes it. Returns `None`, and writes nothing, if the decisions do not hold any more.
    async fn make(self, batch: &Batch<'_>) -> Result<Option<Inserted>, Error> {
        let Self { facts, new, refused } = self;
        if new.is_empty() && refused.is_empty() {
            return Ok(Some(Inserted::All));
        }
        let encrypts = new.iter().any(|order| order.issue.is_encrypted());
        if encrypts {
            batch.record_key().await?;
        }
        let key = encrypts.then(|| batch.known.keys.encrypting_id().0.to_vec());
        let seen = facts.policies.iter().filter_map(|(id, seen)| Some((*id, seen.as_ref().ok()?)));
        let (ids, policies): (Vec<Uuid>, Vec<&str>) =
            seen.map(|(id, seen)| (id, seen.text.as_str())).unzip();
        let link_tokens = transposed(new.iter().map(|order| &order.new.record));
        // Of several with one hash, which stand together, the first is inserted, and it alone has an event here.
        let firsts = new.chunk_by(|a, b| a.hash() == b.hash()).map(|same| &same[0]);
        let (events, hashes): (Vec<&Event>, Vec<Option<&[u8]>>) = firsts
            .map(|order| (&order.event, Some(order.hash().as_slice())))
            .chain(refused.iter().map(|event| (event, None)))
            .unzip();
        let events = transposed(events.into_iter());
        let mut parameters: Vec<Parameter<'_>> = vec![&key, &ids, &policies];
        parameters.extend(arrays(&link_tokens));
        parameters.extend(arrays(&events));
        // The others are random.
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
        let hashes = inserted.iter().map(|row| Fields::of(row).optional());
        let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Inserted::These(hashes.into_iter().flatten().collect())))
    }
}
