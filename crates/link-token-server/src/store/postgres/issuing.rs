//! Issuing: the one operation that comes in numbers.
//!
//! What waits in the queue is issued together, without lingering for more: one statement inserts all rows, which is one
//! transaction and so one flush to disk. Under load many tokens share it, and alone a token waits for nothing but its own. All of
//! it goes over one connection, on which the next batch is sent before the last is answered.
//!
//! The policies of environments are remembered, and the statement inserts nothing if one of them has changed. Then, and for
//! accounts and static gates that requests name, the database is asked first.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use deadpool_postgres::ClientWrapper;
use futures::future::BoxFuture;
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
/// How often a batch is tried of whose environments the policies change meanwhile, or the key that seals.
const ATTEMPTS: usize = 5;

type Answer = Result<Result<Issued, Refusal>, StoreError>;

/// An order with its link token, and who waits for it.
#[derive(Debug)]
struct Waiting {
    order: Box<Ordered>,
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

    /// Issues a link token. It is durable when what this gives returns it. After an error of the store it may have been issued or not,
    /// but nobody has it.
    pub fn issue(&self, order: IssueOrder) -> BoxFuture<'static, Answer> {
        let (reply, answer) = oneshot::channel();
        let queued = Ordered::new(order, &self.keys.ring).and_then(|order| {
            let waiting = Waiting { order: Box::new(order), reply };
            self.queue.try_send(waiting).map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => StoreError::Busy,
                mpsc::error::TrySendError::Closed(_) => StoreError::closed(),
            })
        });
        let patience = self.patience;
        Box::pin(async move {
            queued?;
            match timeout(patience, answer).await {
                Ok(answer) => answer.map_err(|_| unanswered())?,
                Err(_) => Err(Error::Late(patience).into()),
            }
        })
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

async fn run(
    connections: Connections,
    keys: Arc<SealingKeys>,
    metrics: CommitMetrics,
    mut waiting: mpsc::Receiver<Waiting>,
) {
    let under_way = Arc::new(Semaphore::new(UNDER_WAY));
    let policies = Arc::<Policies>::default();
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
                let (keys, policies) = (Arc::clone(&keys), Arc::clone(&policies));
                let metrics = metrics.clone();
                tokio::spawn(async move {
                    let issuing =
                        Issuing { client: connected.client(), keys: &keys, policies: &policies };
                    issue_together(&connected, &issuing, &metrics, batch).await;
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
    issuing: &Issuing<'_>,
    metrics: &CommitMetrics,
    batch: Vec<Waiting>,
) {
    let (orders, replies): (Vec<_>, Vec<_>) =
        batch.into_iter().map(|Waiting { order, reply }| (order, Some(reply))).unzip();
    let mut replies = Replies(replies);
    let (start, size) = (Instant::now(), orders.len());
    let issued = in_time(session, issuing.issue(&orders)).await;
    metrics.observe(size, start.elapsed());
    let (answers, others) = match issued {
        Ok(issued) => issued,
        Err(error) => return replies.fail(&error.into()),
    };
    replies.answer(answers);
    if !others.is_empty() {
        // Nobody else waits for these, and if it fails, nobody else is told so.
        match in_time(session, issuing.repeat(others)).await {
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
struct New<'o> {
    /// The place of its order in the batch.
    place: usize,
    ordered: &'o Ordered,
    granted: Granted,
    event: Event,
}

impl<'o> New<'o> {
    fn prepare(
        place: usize,
        ordered: &'o Ordered,
        references: &References,
    ) -> Result<Self, Box<Refused>> {
        let order = &ordered.order;
        let event = order.event();
        let granted = match order.request.grant(references, order.now, order.default_lifetime) {
            Ok(granted) => granted,
            Err(refusal) => return Err(Box::new(Refused::new(event, refusal))),
        };
        let tenant_id = granted.purpose.tenant_id().clone();
        let event = event.of_tenant(Some(tenant_id)).with_link_token(ordered.hash);
        Ok(Self { place, ordered, granted, event })
    }

    fn order(&self) -> &IssueOrder {
        &self.ordered.order
    }

    fn terms(&self) -> &Terms {
        &self.order().request.terms
    }

    fn hash(&self) -> &[u8; 32] {
        &self.ordered.hash.0
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

/// The answers to orders, each with the place of its order.
type Answers = Vec<(usize, Answer)>;

/// What it takes to issue a batch.
#[derive(Clone, Copy)]
struct Issuing<'i> {
    client: &'i ClientWrapper,
    keys: &'i SealingKeys,
    policies: &'i Policies,
}

impl Issuing<'_> {
    /// Issues link tokens. Gives the answers, and what was not written because of what was there before.
    async fn issue<'o>(
        &self,
        orders: &'o [Box<Ordered>],
    ) -> Result<(Answers, Vec<New<'o>>), Error> {
        let mut may_seal = true;
        for _ in 0..ATTEMPTS {
            let known = Known::find(self, orders).await?;
            let mut answers = Vec::with_capacity(orders.len());
            let mut new = Vec::with_capacity(orders.len());
            let (mut others, mut refused) = (Vec::new(), Vec::new());
            for (place, ordered) in orders.iter().enumerate() {
                let prepared = known.references(&ordered.order);
                match prepared.map(|references| New::prepare(place, ordered, &references)) {
                    Ok(Ok(prepared)) if may_seal || ordered.context.is_none() => new.push(prepared),
                    Ok(Ok(prepared)) => others.push(prepared),
                    Ok(Err(refusal)) => {
                        let Refused { event, refusal } = *refusal;
                        refused.push(event);
                        answers.push((place, Ok(Err(refusal))));
                    }
                    Err(error) => answers.push((place, Err(error))),
                }
            }
            // In one order, so that two servers do not wait for each other.
            new.sort_unstable_by_key(|new| (*new.hash(), new.place));
            let insertion = Insertion { known: &known, new: &new, refused: &refused };
            if let Some(mut inserted) = super::retried(|| insertion.make(self)).await? {
                // Of several with one Idempotency-Key, the first is the one that was inserted.
                for new in new {
                    if inserted.take(new.hash()) {
                        answers.push((new.place, Ok(Ok(new.issued()))));
                    } else {
                        others.push(new);
                    }
                }
                return Ok((answers, others));
            }
            self.policies.forget(known.policies.keys());
            may_seal = self.keys.is_open(self.client).await?;
        }
        let restless = "the policies of environments change all the time".to_owned();
        Err(StoreError::Unavailable(restless).into())
    }

    /// The answers to orders whose link tokens were there before.
    async fn repeat(&self, others: Vec<New<'_>>) -> Result<Answers, Error> {
        let before = find_issued(self.client, &others).await?;
        let mut events = Vec::with_capacity(others.len());
        let answers = others.into_iter().map(|new| {
            let answer = match before.get(new.hash()) {
                Some(row) => issued_before(row, &new),
                None if new.ordered.context.is_some() => Err(sealing::retired(&self.keys.ring)),
                // It was swept just now.
                None => Err(StoreError::Unavailable("a link token has gone".to_owned())),
            };
            if let Ok(answer) = &answer {
                let outcome = answer.as_ref().err().map_or(Outcome::Unchanged, Outcome::from);
                events.push(new.event.with_outcome(outcome));
            }
            (new.place, answer)
        });
        let answers = answers.collect();
        super::retried(|| record(self.client, &events)).await?;
        Ok(answers)
    }
}

/// A policy, with what the database makes of it, by which it can tell whether it is still so.
#[derive(Clone, Debug)]
struct Seen {
    policy: Arc<Policy>,
    text: String,
}

/// The policies that were seen last, of each environment for which there was something to issue.
#[derive(Debug, Default)]
struct Policies(Mutex<HashMap<Uuid, Arc<Seen>>>);

impl Policies {
    fn seen(&self, environment_id: Uuid) -> Option<Arc<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&environment_id).cloned()
    }

    fn remember(&self, environment_id: Uuid, seen: Arc<Seen>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(environment_id, seen);
    }

    fn forget<'e>(&self, environments: impl Iterator<Item = &'e Uuid>) {
        let mut policies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        environments.for_each(|id| drop(policies.remove(id)));
    }
}

/// What the requests of a batch refer to.
#[derive(Debug, Default)]
struct Known {
    // What is damaged is so for those alone who refer to it.
    policies: HashMap<Uuid, Result<Arc<Seen>, StoreError>>,
    accounts: HashMap<(Uuid, Uuid), Result<TenantId, StoreError>>,
    gates: HashSet<(Uuid, Uuid)>,
}

impl Known {
    async fn find(issuing: &Issuing<'_>, orders: &[Box<Ordered>]) -> Result<Self, Error> {
        let Issuing { client, policies, .. } = issuing;
        let mut known = Self::default();
        let (mut environments, mut accounts, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        for order in orders.iter().map(|ordered| &ordered.order) {
            let id = order.environment_id;
            if !known.policies.contains_key(&id) && !environments.contains(&id) {
                match policies.seen(id) {
                    Some(seen) => drop(known.policies.insert(id, Ok(seen))),
                    None => environments.push(id),
                }
            }
            accounts.extend(order.request.purpose.account_id().map(|account| (id, account)));
            gates.extend(order.request.terms.static_gate_id.map(|gate| (id, gate)));
        }
        // Sent together, answered one after the other.
        let (found, accounts, gates) = futures::future::try_join3(
            environments_by_id(client, &environments),
            pairs(client, TENANTS, accounts),
            pairs(client, GATES, gates),
        )
        .await?;
        for row in &found {
            let id = rows::get(row, "id")?;
            let seen = rows::environment(row).and_then(|environment| {
                let text = rows::get(row, "policy")?;
                Ok(Arc::new(Seen { policy: Arc::new(environment.policy), text }))
            });
            if let Ok(seen) = &seen {
                policies.remember(id, Arc::clone(seen));
            }
            known.policies.insert(id, seen);
        }
        let accounts = accounts.iter().map(|row| Ok((pair(row)?, stored::tenant_id(row))));
        known.accounts = accounts.collect::<Result<_, StoreError>>()?;
        known.gates = gates.iter().map(pair).collect::<Result<_, _>>()?;
        Ok(known)
    }

    fn references(&self, order: &IssueOrder) -> Result<References, StoreError> {
        let environment_id = order.environment_id;
        let seen = self.policies.get(&environment_id);
        let seen =
            seen.ok_or_else(|| StoreError::Damaged("an environment is missing".to_owned()))?;
        let account = order.request.purpose.account_id();
        let account = account.and_then(|id| self.accounts.get(&(environment_id, id)));
        let gate = order.request.terms.static_gate_id;
        Ok(References {
            account_tenant_id: account.cloned().transpose()?,
            static_gate_exists: gate.is_some_and(|id| self.gates.contains(&(environment_id, id))),
            policy: Arc::clone(&seen.as_ref().map_err(Clone::clone)?.policy),
        })
    }
}

/// A policy as one text: two are the same if their texts are. A URI has no space in it.
pub(super) const POLICY: &str = "coalesce(lifetime::text, '') || ' ' || array_to_string(
    ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri), ' ')";

async fn environments_by_id(client: &ClientWrapper, ids: &[Uuid]) -> Result<Vec<Row>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let columns = rows::ENVIRONMENT;
    let sql = format!("SELECT {columns}, {POLICY} AS policy FROM environment WHERE id = ANY($1)");
    query(client, &sql, vec![&ids]).await
}

pub(super) const TENANTS: &str = "SELECT environment_id, id, tenant_id FROM integrated_account
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";
pub(super) const GATES: &str = "SELECT environment_id, id FROM static_gate
    WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))";

/// Rows by their environment and ID. Nothing is asked if there are none.
async fn pairs(
    client: &ClientWrapper,
    sql: &str,
    wanted: Vec<(Uuid, Uuid)>,
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

/// Inserts nothing unless the key of `$1` may seal, if there is one, which is held on to until the rows are durable, and the
/// policies are what they were. With the link tokens go their events, and those of what was refused, which have no hash.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let (link_tokens, events) = (unnested(&LINK_TOKEN_TYPES, 4), unnested(&Unnested::TYPES, 18));
    let sound = &*SOUND;
    format!(
        "WITH {sound},
        inserted AS (INSERT INTO link_token ({LINK_TOKEN}) SELECT {link_tokens} FROM sound),
        recorded AS (INSERT INTO audit_event ({EVENT}) SELECT {events} FROM sound)
        SELECT NULL::bytea AS hash FROM sound"
    )
});

/// The same where one of the link tokens may be there already, which takes half as long again. Those that are there are left
/// out, with their events. It gives the hashes of the others, or null if there is none.
static INSERT_REPEATABLE: LazyLock<String> = LazyLock::new(|| {
    let (link_tokens, events) = (unnested(&LINK_TOKEN_TYPES, 4), unnested(&Unnested::TYPES, 18));
    let sound = &*SOUND;
    format!(
        "WITH {sound},
        inserted AS (
            INSERT INTO link_token ({LINK_TOKEN}) SELECT {link_tokens} FROM sound
            ON CONFLICT (hash) DO NOTHING
            RETURNING hash
        ),
        recorded AS (
            INSERT INTO audit_event ({EVENT})
            SELECT {EVENT} FROM (SELECT {events}, unnest($27::bytea[]) FROM sound) AS event ({EVENT}, link_token_hash)
            WHERE link_token_hash IS NULL OR link_token_hash IN (SELECT hash FROM inserted)
        )
        SELECT hash FROM sound LEFT JOIN inserted ON true"
    )
});

/// A row if what is to be written rests on what is so now, else none.
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

const LINK_TOKEN: &str =
    "hash, environment_id, issued_by, fingerprint, tenant_id, integrated_account_id, region, context,
    persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at";
/// The types of these columns.
const LINK_TOKEN_TYPES: [&str; 14] = [
    "bytea",
    "uuid",
    "uuid",
    "bytea",
    "text",
    "uuid",
    "text",
    "bytea",
    "boolean",
    "text",
    "text",
    "uuid",
    "timestamptz",
    "timestamptz",
];

/// Rows of columns that are parameters, of which the number of the first is given. Side by side like this, they are not collected
/// before, as in `FROM`.
fn unnested(types: &[&str], first: usize) -> String {
    let columns = types.iter().zip(first..);
    let columns: Vec<_> =
        columns.map(|(of, number)| format!("unnest(${number}::{of}[])")).collect();
    columns.join(", ")
}

/// Records events of what changed nothing.
async fn record(client: &ClientWrapper, events: &[Event]) -> Result<(), Error> {
    if !events.is_empty() {
        let columns = Unnested::new(events);
        query(client, &Unnested::insert(), columns.parameters().to_vec()).await?;
    }
    Ok(())
}

/// What is to be written: link tokens and what the audit trail says of them and of what was refused, in one transaction.
#[derive(Clone, Copy)]
struct Insertion<'i> {
    known: &'i Known,
    /// In the order of their hashes, and of their places where these are the same.
    new: &'i [New<'i>],
    refused: &'i [Event],
}

/// Which link tokens were not there before.
enum Inserted {
    All,
    These(HashSet<[u8; 32]>),
}

impl Inserted {
    /// Whether it is one of them, and was not taken before.
    fn take(&mut self, hash: &[u8; 32]) -> bool {
        match self {
            Self::All => true,
            Self::These(hashes) => hashes.remove(hash),
        }
    }
}

impl Insertion<'_> {
    /// Writes it. None, and nothing is written, if a policy is not what was known, or the key may not seal.
    async fn make(self, issuing: &Issuing<'_>) -> Result<Option<Inserted>, Error> {
        let Self { known, new, refused } = self;
        let Issuing { client, keys, .. } = issuing;
        if new.is_empty() && refused.is_empty() {
            return Ok(Some(Inserted::All));
        }
        let seals = new.iter().any(|new| new.ordered.context.is_some());
        if seals {
            keys.record(client).await?;
        }
        let key = seals.then(|| keys.sealing_id());
        let seen = known.policies.iter().filter_map(|(id, seen)| Some((*id, seen.as_ref().ok()?)));
        let (ids, policies): (Vec<Uuid>, Vec<&str>) =
            seen.map(|(id, seen)| (id, seen.text.as_str())).unzip();

        let hash = column(new, |new| new.hash().as_slice());
        let environment_id = column(new, |new| new.order().environment_id);
        let issued_by = column(new, |new| new.order().by.api_token_id);
        let fingerprint = column(new, New::fingerprint);
        let tenant_id = column(new, |new| new.granted.purpose.tenant_id().as_str());
        let account_id = column(new, |new| new.granted.purpose.account_id());
        let region =
            column(new, |new| new.granted.purpose.region().map(|region| region.to_string()));
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
        let firsts = new.chunk_by(|a, b| a.hash() == b.hash()).map(|same| &same[0]);
        let (events, event_hash): (Vec<&Event>, Vec<Option<&[u8]>>) = firsts
            .map(|new| (&new.event, Some(new.hash().as_slice())))
            .chain(refused.iter().map(|event| (event, None)))
            .unzip();
        let events = Unnested::new(events);
        let mut parameters: Vec<Parameter<'_>> = vec![
            &key,
            &ids,
            &policies,
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
        // The others are random.
        let is_repeatable = new.iter().any(|new| new.fingerprint().is_some());
        let inserted = if is_repeatable {
            parameters.push(&event_hash);
            query(client, &INSERT_REPEATABLE, parameters).await?
        } else {
            query(client, &INSERT, parameters).await?
        };
        if inserted.is_empty() {
            return Ok(None);
        }
        if !is_repeatable {
            return Ok(Some(Inserted::All));
        }
        let hashes = inserted.iter().filter_map(|row| {
            let is_none = rows::get::<Option<&[u8]>>(row, "hash").is_ok_and(|it| it.is_none());
            (!is_none).then(|| rows::bytes(row, "hash"))
        });
        Ok(Some(Inserted::These(hashes.collect::<Result<_, _>>()?)))
    }
}

fn column<'n, T>(new: &'n [New<'n>], of: impl Fn(&'n New<'n>) -> T) -> Vec<T> {
    new.iter().map(of).collect()
}

/// The rows of link tokens that were there before, dead or not, by their hashes.
async fn find_issued(
    client: &ClientWrapper,
    new: &[New<'_>],
) -> Result<HashMap<[u8; 32], Row>, Error> {
    let hashes = column(new, |new| new.hash().as_slice());
    let sql = "SELECT hash, fingerprint, expires_at FROM link_token WHERE hash = ANY($1)";
    let found = query(client, sql, vec![&hashes]).await?;
    let found = found.into_iter().map(|row| Ok((rows::bytes(&row, "hash")?, row)));
    Ok(found.collect::<Result<_, StoreError>>()?)
}

/// The answer that a request got before under the same key.
fn issued_before(row: &Row, new: &New<'_>) -> Answer {
    let before: Option<&[u8]> = rows::get(row, "fingerprint")?;
    if before.is_none() || before != new.fingerprint() {
        return Ok(Err(Refusal::KeyReused));
    }
    let expires_at: DateTime<Utc> = rows::get(row, "expires_at")?;
    Ok(Ok(Issued { expires_at, ..new.issued() }))
}
