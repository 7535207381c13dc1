//! Taking and ending deliveries of webhooks in batches.
//!
//! The batches take only what needs no decision: lanes of active webhooks with a readable event,
//! and deliveries that were accepted. They wait for no lane, delivery or webhook that another
//! transaction has locked.
//! The use cases [`ClaimDelivery`](crate::use_cases::ClaimDelivery) and
//! [`FinishDelivery`](crate::use_cases::FinishDelivery) decide about all else.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use chrono::{DateTime, SubsecRound as _, Utc};
use deadpool_postgres::ClientWrapper;
use futures::join;
use link_token_domain::{
    audit::EventId,
    webhook::{
        Webhook,
        delivery::{AttemptReport, DeliveryAttempt, DeliveryStatus},
        event::WebhookEvent,
    },
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    arrays::arrays,
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session, SqlParameter, retry_conflicts},
};
use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record as _, RowReader, SqlValue},
    tables::{
        encryption_key,
        webhook::{self, PRECISION},
        webhook_delivery, webhook_event,
    },
    use_cases::{ClaimedDelivery, DeliveryClaim, LEASE, Lane},
};

/// A lane, and the lease on it: a new one, or one that a server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct LeasedLane {
    pub lane: Lane,
    pub lease: Uuid,
}

/// Returns the columns of lanes as parameters: environments, webhooks, accounts, leases.
fn lanes(leased: &[LeasedLane]) -> Vec<Vec<SqlValue<'static>>> {
    let column = |of: fn(&LeasedLane) -> Uuid| leased.iter().map(|it| of(it).into()).collect();
    vec![
        column(|it| it.lane.environment_id),
        column(|it| it.lane.webhook_id),
        column(|it| it.lane.account_id),
        column(|it| it.lease),
    ]
}

// A `SELECT` around a parameter hides the number of lanes from PostgreSQL, which then keeps its
// plan: see `look_ups`.

/// The parameters `$1` to `$4` as rows.
const LANES: &str = "unnest(
        (SELECT $1::uuid[]), (SELECT $2::uuid[]), (SELECT $3::uuid[]), (SELECT $4::uuid[])
    ) AS leased (environment_id, webhook_id, account_id, lease)";

/// Takes those of the lanes that are due, and that no other transaction has locked. Takes none if
/// the key `$5` is closed, since the ends of their deliveries could not be recorded. The commit
/// does not wait until it is on disk: if a lease is lost, its delivery is sent again, as after a
/// crash.
pub(super) static CLAIM: LazyLock<String> = LazyLock::new(|| {
    let seconds = LEASE.num_seconds();
    let is_open = encryption_key::is_open("$5");
    format!(
        "WITH free AS (
            SELECT webhook_lane.webhook_id, webhook_lane.account_id, leased.lease
            FROM {LANES} JOIN webhook_lane USING (webhook_id, account_id)
            WHERE webhook_lane.due_at <= now() AND {is_open}
            FOR UPDATE OF webhook_lane SKIP LOCKED
        )
        UPDATE webhook_lane SET lease = free.lease,
            due_at = date_trunc('milliseconds', now()) + interval '{seconds} seconds'
        FROM free, set_config('synchronous_commit', 'off', true)
        WHERE webhook_lane.webhook_id = free.webhook_id
            AND webhook_lane.account_id = free.account_id"
    )
});

/// Reads the webhooks and the oldest pending events of the lanes that have the leases. Tells of
/// each lane if it has the lease or is still due.
pub(super) static READ: LazyLock<String> = LazyLock::new(|| {
    let (webhook, event) = (Webhook::<Encrypted>::columns(), WebhookEvent::<Encrypted>::columns());
    let oldest_pending = webhook_delivery::OLDEST_PENDING
        .replace("$1", "leased.webhook_id")
        .replace("$2", "leased.account_id")
        .replace("$3", &format!("'{}'", DeliveryStatus::Pending));
    format!(
        "SELECT leased.*,
            (webhook_lane.lease = leased.lease OR webhook_lane.due_at <= now()) IS TRUE, taken.*
        FROM {LANES} LEFT JOIN webhook_lane USING (webhook_id, account_id)
        LEFT JOIN LATERAL (
            SELECT now(), delivery.id, webhook.*, event.*
            FROM (SELECT id, event_id FROM webhook_delivery {oldest_pending}) AS delivery
            CROSS JOIN LATERAL (
                SELECT {webhook} FROM webhook
                WHERE environment_id = leased.environment_id AND id = leased.webhook_id
                    AND is_active
            ) AS webhook
            CROSS JOIN LATERAL (
                SELECT {event} FROM webhook_event
                WHERE environment_id = leased.environment_id AND id = delivery.event_id
            ) AS event
        ) AS taken ON webhook_lane.lease = leased.lease"
    )
});

/// The answer to an attempt to take a lane.
#[derive(Debug)]
pub(super) enum LaneClaim {
    Delivery(Box<EncryptedClaim>),
    /// Another server has the lane, or it is gone.
    Nothing,
    /// The use case must decide. The lane may be taken already.
    Undecided,
}

impl LaneClaim {
    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        let is_open = fields.get()?;
        Ok(match (EncryptedClaim::read(fields)?, is_open) {
            (Some(claim), _) => Self::Delivery(Box::new(claim)),
            (None, true) => Self::Undecided,
            (None, false) => Self::Nothing,
        })
    }

    /// Returns `None` if the use case must decide.
    pub(super) fn decrypted(self, keys: &Keyring) -> Option<DeliveryClaim> {
        match self {
            // The use case tells why it cannot be decrypted.
            Self::Delivery(claimed) => {
                claimed.decrypted(keys).ok().map(|it| DeliveryClaim::Delivery(Box::new(it)))
            }
            Self::Nothing => Some(DeliveryClaim::Nothing),
            Self::Undecided => None,
        }
    }
}

/// A delivery of a lane that was taken.
#[derive(Debug)]
pub(super) struct EncryptedClaim {
    /// The time of the database, to the millisecond.
    claimed_at: DateTime<Utc>,
    delivery_id: EventId,
    webhook: Webhook<Encrypted>,
    event: WebhookEvent<Encrypted>,
}

impl EncryptedClaim {
    /// Returns `None` if the columns are null.
    fn read(fields: &mut RowReader<'_>) -> Result<Option<Self>, StoreError> {
        let Some(now) = fields.optional::<DateTime<Utc>>()? else { return Ok(None) };
        Ok(Some(Self {
            claimed_at: now.trunc_subsecs(3),
            delivery_id: EventId(fields.get()?),
            webhook: Webhook::read(fields)?,
            event: WebhookEvent::read(fields)?,
        }))
    }

    fn decrypted(self, keys: &Keyring) -> Result<ClaimedDelivery, StoreError> {
        Ok(ClaimedDelivery {
            webhook: webhook::decrypted(keys, self.webhook)?,
            event: webhook_event::decrypted(keys, self.event)?,
            delivery_id: self.delivery_id,
            claimed_at: self.claimed_at,
        })
    }
}

/// Takes lanes.
#[derive(Debug)]
pub(super) struct Claiming {
    keys: Arc<Keyring>,
}

impl Claiming {
    pub(super) fn new(keys: Arc<Keyring>) -> Self {
        Self { keys }
    }
}

impl BatchWork for Claiming {
    type Item = LeasedLane;
    type Answer = LaneClaim;
    /// A payload may have 256 KiB.
    const MAX_ITEMS: usize = 64;

    async fn answer(
        &self,
        session: &Session,
        leased: &[LeasedLane],
        replies: &mut Replies<Self::Answer>,
    ) -> Result<(), PostgresError> {
        let client = session.client();
        let columns = lanes(leased);
        let parameters = arrays(&columns);
        let key = self.keys.encrypting_id().0.as_slice().to_vec();
        let mut with_key = parameters.clone();
        with_key.push(&key);
        let rows = within_limit(session, async {
            let claim = client.prepare_cached(&CLAIM).await?;
            let read = client.prepare_cached(&READ).await?;
            // The second statement is sent before the first one is answered, and sees its changes.
            let (claimed, rows) =
                join!(client.execute(&claim, &with_key), client.query(&read, &parameters));
            claimed?;
            Ok(rows?)
        });
        let mut claimed = read_claims(&rows.await?)?;
        for (place, lane) in leased.iter().enumerate() {
            replies.send(place, Ok(claimed.remove(lane).unwrap_or(LaneClaim::Undecided)));
        }
        Ok(())
    }
}

/// A delivery that was accepted.
#[derive(Debug)]
pub(super) struct AcceptedDelivery {
    lane: LeasedLane,
    id: EventId,
    attempt: DeliveryAttempt<Encrypted>,
    /// The lease for the next delivery of the lane.
    next_lease: Option<Uuid>,
}

impl AcceptedDelivery {
    pub(super) fn new(
        keys: &Keyring,
        lane: LeasedLane,
        id: EventId,
        report: &AttemptReport,
        next_lease: Option<Uuid>,
    ) -> Self {
        let DeliveryAttempt { at, duration_ms, response_status, error, answer } =
            report.attempt.clone();
        let environment_id = lane.lane.environment_id;
        let answer = answer
            .map(|answer| webhook_delivery::encrypted_answer(keys, environment_id, id, answer));
        let attempt = DeliveryAttempt { at, duration_ms, response_status, error, answer };
        Self { lane, id, attempt, next_lease }
    }
}

/// Locks those of the lanes that have the leases, with the deliveries `$5`, unless another
/// transaction has locked one of the two. Locks none unless the key `$6` stays open until the end
/// of the transaction.
pub(super) static LOCK: LazyLock<String> = LazyLock::new(|| {
    let lanes = LANES.replace("(SELECT $4::uuid[])", "(SELECT $4::uuid[]), (SELECT $5::uuid[])");
    let lanes = lanes.replace("lease)", "lease, delivery_id)");
    format!(
        "WITH open_key AS (SELECT id FROM encryption_key WHERE id = $6 AND NOT closed FOR SHARE)
        SELECT leased.environment_id, leased.webhook_id, leased.account_id, leased.lease
        FROM {lanes} JOIN webhook_lane USING (webhook_id, account_id, lease)
        JOIN webhook_delivery ON webhook_delivery.environment_id = leased.environment_id
            AND webhook_delivery.id = leased.delivery_id
        WHERE EXISTS (SELECT 1 FROM open_key)
        FOR UPDATE OF webhook_lane, webhook_delivery SKIP LOCKED"
    )
});

/// Ends the deliveries `$2` of the environments `$1` by attempts.
pub(super) static DELIVER: LazyLock<String> = LazyLock::new(|| {
    let delivered = DeliveryStatus::Delivered;
    format!(
        "UPDATE webhook_delivery SET status = '{delivered}', attempts = attempts + 1,
            first_attempt_at = coalesce(first_attempt_at, at), last_attempt_at = at,
            duration_ms = attempt.duration_ms, response_status = attempt.response_status,
            error = attempt.error, answer = attempt.answer
        FROM unnest(
            (SELECT $1::uuid[]), (SELECT $2::uuid[]), (SELECT $3::timestamptz[]),
            (SELECT $4::bigint[]), (SELECT $5::bigint[]), (SELECT $6::text[]),
            (SELECT $7::bytea[])
        ) AS attempt (
            environment_id, delivery_id, at, duration_ms, response_status, error, answer
        )
        WHERE webhook_delivery.environment_id = attempt.environment_id AND id = delivery_id"
    )
});

/// Notes a successful delivery of the webhooks `$2` of the environments `$1`, as
/// [`webhook::note_success`] does. Passes over a webhook that another transaction has locked: the
/// next success is noted.
pub(super) static NOTE_SUCCESS: LazyLock<String> = LazyLock::new(|| {
    let seconds = PRECISION.num_seconds();
    format!(
        "UPDATE webhook SET last_success_at = date_trunc('milliseconds', now())
        WHERE (environment_id, id) IN (
            SELECT environment_id, id FROM webhook
            WHERE (environment_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
                AND (last_success_at IS NULL
                    OR last_success_at < now() - interval '{seconds} seconds')
            FOR UPDATE SKIP LOCKED
        )"
    )
});

/// Deletes those of the lanes of the webhooks `$1` and the accounts `$2` that have no pending
/// delivery.
pub(super) static END_LANES: LazyLock<String> = LazyLock::new(|| {
    let pending = DeliveryStatus::Pending;
    format!(
        "DELETE FROM webhook_lane
        WHERE (webhook_id, account_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
            AND NOT EXISTS (
                SELECT 1 FROM webhook_delivery
                WHERE webhook_delivery.webhook_id = webhook_lane.webhook_id
                    AND webhook_delivery.account_id = webhook_lane.account_id
                    AND status = '{pending}'
            )"
    )
});

/// Gives the lanes of the webhooks `$1` and the accounts `$2` the leases `$3`. Those without one
/// are due.
pub(super) static PASS_ON: LazyLock<String> = LazyLock::new(|| {
    let seconds = LEASE.num_seconds();
    format!(
        "UPDATE webhook_lane SET lease = passed.lease,
            due_at = date_trunc('milliseconds', now())
                + CASE WHEN passed.lease IS NULL THEN '0' ELSE interval '{seconds} seconds' END
        FROM unnest(
            (SELECT $1::uuid[]), (SELECT $2::uuid[]), (SELECT $3::uuid[])
        ) AS passed (webhook_id, account_id, lease)
        WHERE webhook_lane.webhook_id = passed.webhook_id
            AND webhook_lane.account_id = passed.account_id"
    )
});

/// Ends deliveries that were accepted. The answer is the next delivery of the lane, and `None` if
/// nothing was changed, and the use case must decide.
#[derive(Debug)]
pub(super) struct Delivering {
    keys: Arc<Keyring>,
}

impl Delivering {
    pub(super) fn new(keys: Arc<Keyring>) -> Self {
        Self { keys }
    }

    /// Ends deliveries in a transaction of their own. Returns the lanes of those that it has ended,
    /// each with its next delivery.
    async fn deliver(
        &self,
        session: &Session,
        accepted: &[AcceptedDelivery],
    ) -> Result<HashMap<LeasedLane, LaneClaim>, PostgresError> {
        let client = session.client();
        let done = async {
            let locked = self.lock(client, accepted).await?;
            let ended: Vec<_> = accepted.iter().filter(|it| locked.contains(&it.lane)).collect();
            end(client, &ended).await
        };
        let done = done.await;
        if done.is_err() && client.batch_execute("ROLLBACK").await.is_err() {
            session.abandon();
        }
        done
    }

    /// Begins a transaction, locks the lanes of deliveries, and returns those that it has locked.
    async fn lock(
        &self,
        client: &ClientWrapper,
        accepted: &[AcceptedDelivery],
    ) -> Result<HashSet<LeasedLane>, PostgresError> {
        let mut columns = lanes(&accepted.iter().map(|it| it.lane).collect::<Vec<_>>());
        columns.push(accepted.iter().map(|it| it.id.0.into()).collect());
        let key = self.keys.encrypting_id().0.as_slice().to_vec();
        let mut parameters: Vec<SqlParameter<'_>> = arrays(&columns);
        parameters.push(&key);
        let lock = client.prepare_cached(&LOCK).await?;
        // If `BEGIN` fails, the query runs outside of a transaction, where it changes nothing.
        let (begun, locked) =
            join!(client.batch_execute("BEGIN"), client.query(&lock, &parameters));
        begun?;
        let locked = locked?;
        let locked = locked.iter().map(|row| read_leased(&mut RowReader::of(row)));
        Ok(locked.collect::<Result<_, _>>()?)
    }
}

impl BatchWork for Delivering {
    type Item = AcceptedDelivery;
    type Answer = Option<LaneClaim>;
    /// The answers have payloads: see [`Claiming`].
    const MAX_ITEMS: usize = Claiming::MAX_ITEMS;
    /// Each batch is a transaction.
    const IN_FLIGHT: usize = 1;

    async fn answer(
        &self,
        session: &Session,
        accepted: &[AcceptedDelivery],
        replies: &mut Replies<Self::Answer>,
    ) -> Result<(), PostgresError> {
        let deliver = || self.deliver(session, accepted);
        let mut ended = match within_limit(session, retry_conflicts(deliver)).await {
            // The use case may end some of them, one by one. If the commit was done after all, it
            // finds no lease.
            Err(error) if error.state().is_some() => HashMap::new(),
            ended => ended?,
        };
        for (place, delivery) in accepted.iter().enumerate() {
            replies.send(place, Ok(ended.remove(&delivery.lane)));
        }
        Ok(())
    }
}

/// Reads the rows of [`READ`].
fn read_claims(rows: &[Row]) -> Result<HashMap<LeasedLane, LaneClaim>, StoreError> {
    let claims = rows.iter().map(|row| {
        let mut fields = RowReader::of(row);
        let lane = read_leased(&mut fields)?;
        // The use case tells why a row is unreadable.
        Ok((lane, LaneClaim::read(&mut fields).unwrap_or(LaneClaim::Undecided)))
    });
    claims.collect()
}

fn read_leased(fields: &mut RowReader<'_>) -> Result<LeasedLane, StoreError> {
    let lane = Lane {
        environment_id: fields.get()?,
        webhook_id: fields.get()?,
        account_id: fields.get()?,
    };
    Ok(LeasedLane { lane, lease: fields.get()? })
}

/// Ends deliveries, which the transaction has locked with their lanes, and commits it. Returns
/// their lanes, each with its next delivery.
async fn end(
    client: &ClientWrapper,
    accepted: &[&AcceptedDelivery],
) -> Result<HashMap<LeasedLane, LaneClaim>, PostgresError> {
    let passed_on =
        |it: &AcceptedDelivery| it.next_lease.map(|lease| LeasedLane { lane: it.lane.lane, lease });
    let next: Vec<_> = accepted.iter().filter_map(|it| passed_on(it)).collect();
    let (attempts, webhooks) = (attempts_of(accepted), webhooks_of(accepted));
    let (passed, next) = (keys_of_lanes(accepted), lanes(&next));
    let (attempts, webhooks) = (arrays(&attempts), arrays(&webhooks));
    let (passed, next) = (arrays(&passed), arrays(&next));
    let keys = &passed[..2];
    let deliver = client.prepare_cached(&DELIVER).await?;
    let note_success = client.prepare_cached(&NOTE_SUCCESS).await?;
    let end_lanes = client.prepare_cached(&END_LANES).await?;
    let pass_on = client.prepare_cached(&PASS_ON).await?;
    let read = client.prepare_cached(&READ).await?;
    // All are sent, in this order, before the first one is answered. After an error of the
    // database, `COMMIT` rolls back.
    let (delivered, noted, ended, passed, next, committed) = join!(
        client.execute(&deliver, &attempts),
        client.execute(&note_success, &webhooks),
        client.execute(&end_lanes, keys),
        client.execute(&pass_on, &passed),
        client.query(&read, &next),
        client.batch_execute("COMMIT"),
    );
    // The first error is the cause of the others.
    delivered?;
    noted?;
    ended?;
    passed?;
    let mut next = read_claims(&next?)?;
    committed?;
    let ends = accepted.iter().map(|it| {
        let next = passed_on(it).and_then(|lane| next.remove(&lane));
        (it.lane, next.unwrap_or(LaneClaim::Nothing))
    });
    Ok(ends.collect())
}

/// Returns the parameters of [`DELIVER`].
fn attempts_of<'a>(accepted: &[&'a AcceptedDelivery]) -> Vec<Vec<SqlValue<'a>>> {
    let mut columns: Vec<Vec<SqlValue<'a>>> = vec![Vec::new(); 7];
    for AcceptedDelivery { lane, id, attempt, next_lease: _ } in accepted {
        let DeliveryAttempt { at, duration_ms, response_status, error, answer } = attempt;
        let row: [SqlValue<'a>; 7] = [
            lane.lane.environment_id.into(),
            id.0.into(),
            (*at).into(),
            (*duration_ms).into(),
            response_status.map(i64::from).into(),
            error.as_deref().into(),
            answer.as_ref().map(|answer| answer.0.as_slice()).into(),
        ];
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns
}

/// Returns the parameters of [`PASS_ON`], which begin with those of [`END_LANES`].
fn keys_of_lanes(accepted: &[&AcceptedDelivery]) -> Vec<Vec<SqlValue<'static>>> {
    let column = |of: fn(&AcceptedDelivery) -> Option<Uuid>| {
        accepted.iter().map(|it| of(it).into()).collect()
    };
    vec![
        column(|it| Some(it.lane.lane.webhook_id)),
        column(|it| Some(it.lane.lane.account_id)),
        column(|it| it.next_lease),
    ]
}

/// Returns the environments and the IDs of the webhooks, each once.
fn webhooks_of(accepted: &[&AcceptedDelivery]) -> Vec<Vec<SqlValue<'static>>> {
    let lanes = accepted.iter().map(|it| it.lane.lane);
    let webhooks: HashSet<_> = lanes.map(|lane| (lane.environment_id, lane.webhook_id)).collect();
    let (environments, ids) =
        webhooks.into_iter().map(|(of, id)| (SqlValue::from(of), SqlValue::from(id))).unzip();
    vec![environments, ids]
}
