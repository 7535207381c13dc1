//! The task of each server that finds what is due, and sends it.
//!
//! A change of this server wakes the task at once. Changes of other servers, and the ends of
//! pauses, are found by a query each second. No receiver holds up another: each has only a few
//! requests in flight, and one that does not accept has only one. A server takes more lanes of a
//! fast receiver than it sends at a time, so that requests do not wait for the store.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use link_token_store::{
    StoreError,
    use_cases::{Lane, ListDueLanes, ListDueWebhooks, ReadOutboxState},
};
use tokio::{
    sync::watch,
    task::{self, JoinError, JoinSet},
    time::{Instant, sleep, timeout},
};
use uuid::Uuid;

use super::{
    LaneEnd, TIMEOUT, Webhooks,
    slots::{SLOTS, Slots},
};
use crate::{clock, throttle::Throttle};

/// The time after which changes of other servers are found.
const POLL: Duration = Duration::from_secs(1);
/// The shortest time between two queries, however often the task is woken.
const PAUSE: Duration = Duration::from_millis(20);
/// The time between two readings of the outbox for the metrics.
const MEASURE: Duration = Duration::from_secs(15);
/// The time between two warnings about the store.
const WARNING_INTERVAL: Duration = Duration::from_secs(60);
/// The time for what is due when the server stops. What is left is sent by another server, or by
/// the next one.
const LAST_LOOK: Duration = Duration::from_secs(5);
/// The number of lanes of one webhook at a time.
const PER_WEBHOOK: usize = SLOTS;
/// The same, if the receiver answers fast. Most of the lanes then wait for the store.
const PER_FAST_WEBHOOK: usize = 128;
/// The same, if half of [`IN_ALL`] is taken: a few slow receivers must not have the rest.
const PER_WEBHOOK_IF_BUSY: usize = 4;
/// The number of requests to all receivers at a time.
const IN_ALL: usize = 256;
/// The number of lanes that a query finds. Those that wait for their turn are not taken yet, so
/// that another server can send them.
const LANES_AHEAD: u32 = 2048;
/// The time after which a task makes room for another webhook: slow receivers must not have all of
/// [`IN_ALL`] for long.
const TURN: Duration = Duration::from_secs(1);

/// Sends what is due until `stop` is true, and then, for a bounded time, what has become due by
/// then. It ends after the requests in flight.
pub async fn run(webhooks: Webhooks, mut stop: watch::Receiver<bool>) {
    let warnings = Throttle::new(WARNING_INTERVAL);
    let warn = |error: &dyn std::fmt::Display| {
        if warnings.allow() {
            slog::warn!(webhooks.log, "cannot send events of webhooks"; "error" => %error);
        }
    };
    if let Err(error) = webhooks.store.release_webhook_leases(clock::now()).await {
        warn(&error);
    }
    let mut sending = Sending::default();
    let (end, ending) = watch::channel(false);
    while !*stop.borrow() {
        if let Err(error) = begin_due(&webhooks, &mut sending, &ending).await {
            warn(&error);
        }
        sleep(PAUSE).await;
        tokio::select! {
            _ = stop.changed() => {}
            () = webhooks.store.outbox_changed() => {}
            Some(ended) = sending.tasks.join_next_with_id() => sending.end(ended),
            () = sleep(POLL) => {}
        }
    }
    // The last changes of this server may have written events since it looked.
    if let Ok(Err(error)) = timeout(LAST_LOOK, send_rest(&webhooks, &mut sending, &ending)).await {
        warn(&error);
    }
    // The lanes begin no further request. What has no lease stays due.
    end.send_replace(true);
    // The lease of what does not end in time ends later, and another server sends it again.
    let _ = timeout(TIMEOUT, async { while sending.tasks.join_next().await.is_some() {} }).await;
}

/// Reads the outbox for the metrics, until the task is aborted. In a task of its own, since that
/// takes long if much is pending.
pub async fn measure(webhooks: Webhooks) {
    let warnings = Throttle::new(WARNING_INTERVAL);
    loop {
        match webhooks.store.query(ReadOutboxState).await {
            Ok(state) => webhooks.metrics.set_outbox(&state, clock::now()),
            Err(error) if warnings.allow() => {
                slog::warn!(webhooks.log, "cannot count the events of webhooks"; "error" => %error);
            }
            Err(_) => {}
        }
        sleep(MEASURE).await;
    }
}

/// Sends what is due until nothing is.
async fn send_rest(
    webhooks: &Webhooks,
    sending: &mut Sending,
    ending: &watch::Receiver<bool>,
) -> Result<(), StoreError> {
    loop {
        begin_due(webhooks, sending, ending).await?;
        match sending.tasks.join_next_with_id().await {
            Some(ended) => sending.end(ended),
            None => return Ok(()),
        }
        sleep(PAUSE).await;
    }
}

/// Begins to send what is due, as far as there is room. A lane ends with its request in flight when
/// `ending` is true.
async fn begin_due(
    webhooks: &Webhooks,
    sending: &mut Sending,
    ending: &watch::Receiver<bool>,
) -> Result<(), StoreError> {
    while let Some(ended) = sending.tasks.try_join_next_with_id() {
        sending.end(ended);
    }
    let now = webhooks.now().await?;
    let mut due = webhooks.store.query(ListDueWebhooks { now }).await?;
    sending.forget_idle(&due);
    if !due.is_empty() {
        // Another one comes first each time, for the case that there is not room for all.
        sending.turn = sending.turn.wrapping_add(1);
        let first = sending.turn % due.len();
        due.rotate_left(first);
    }
    for (environment_id, webhook_id) in due {
        let room = sending.room(webhook_id);
        if room == 0 {
            continue;
        }
        let slots = sending.slots(webhook_id);
        let waiting = sending.waiting(webhook_id);
        if waiting.is_empty() {
            // A receiver that does not accept gets one request, and no second one.
            let limit = if sending.is_refusing(webhook_id) { 1 } else { LANES_AHEAD };
            let lanes = ListDueLanes { environment_id, webhook_id, now, limit };
            waiting.fill(webhooks.store.query(lanes).await?);
        }
        for _ in 0..room.min(waiting.len()) {
            let (webhooks, ending) = (webhooks.clone(), ending.clone());
            let (waiting, until) = (waiting.clone(), Instant::now() + TURN);
            let slots = Arc::clone(&slots);
            let task = async move {
                // Also in the middle of a lane, which may have many events.
                let is_over = || *ending.borrow() || until <= Instant::now();
                let send = |lane| webhooks.send_lane(lane, &slots, is_over);
                send_lanes(&waiting, until, send).await
            };
            sending.begin(webhook_id, task);
        }
    }
    Ok(())
}

/// Sends the lanes that wait, one after the other, until something is not accepted or the turn of
/// the task is over. Returns the end of the last lane, or `None` if there was none.
async fn send_lanes<F: Future<Output = LaneEnd>>(
    waiting: &WaitingLanes,
    until: Instant,
    send: impl Fn(Lane) -> F,
) -> Option<LaneEnd> {
    let mut last = None;
    while Instant::now() < until
        && let Some(lane) = waiting.next()
    {
        let end = send(lane).await;
        if end == LaneEnd::Refused {
            waiting.clear();
        }
        last = Some(end);
    }
    last
}

/// The lanes of a webhook that wait for their turn. Clones share them.
#[derive(Clone, Debug, Default)]
struct WaitingLanes(Arc<Mutex<VecDeque<Lane>>>);

impl WaitingLanes {
    fn with<R>(&self, access: impl FnOnce(&mut VecDeque<Lane>) -> R) -> R {
        access(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn fill(&self, lanes: Vec<Lane>) {
        self.with(|waiting| waiting.extend(lanes));
    }

    fn next(&self) -> Option<Lane> {
        self.with(VecDeque::pop_front)
    }

    fn clear(&self) {
        self.with(VecDeque::clear);
    }

    fn len(&self) -> usize {
        self.with(|waiting| waiting.len())
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The lanes that this server works on.
#[derive(Debug, Default)]
struct Sending {
    tasks: JoinSet<Option<LaneEnd>>,
    webhook_of: HashMap<task::Id, Uuid>,
    receivers: HashMap<Uuid, Receiver>,
    /// The number of requests that the lanes may have in flight.
    requests: usize,
    turn: usize,
}

#[derive(Debug, Default)]
struct Receiver {
    lanes: usize,
    /// True if it did not accept the last event.
    is_refusing: bool,
    waiting: WaitingLanes,
    slots: Arc<Slots>,
}

impl Receiver {
    /// Returns the number of requests that its lanes may have in flight.
    fn requests(&self) -> usize {
        self.lanes.min(SLOTS)
    }
}

impl Sending {
    /// Returns the number of further lanes of a webhook.
    fn room(&self, webhook_id: Uuid) -> usize {
        let receiver = self.receivers.get(&webhook_id);
        let lanes = receiver.map_or(0, |receiver| receiver.lanes);
        let limit = if self.is_refusing(webhook_id) {
            1
        } else if self.requests >= IN_ALL / 2 {
            PER_WEBHOOK_IF_BUSY
        } else if receiver.is_some_and(|receiver| receiver.slots.is_fast()) {
            PER_FAST_WEBHOOK
        } else {
            PER_WEBHOOK
        };
        limit.saturating_sub(lanes).min(IN_ALL.saturating_sub(self.requests))
    }

    fn is_refusing(&self, webhook_id: Uuid) -> bool {
        self.receivers.get(&webhook_id).is_some_and(|receiver| receiver.is_refusing)
    }

    /// Returns the lanes of a webhook that wait for their turn.
    fn waiting(&mut self, webhook_id: Uuid) -> WaitingLanes {
        self.receivers.entry(webhook_id).or_default().waiting.clone()
    }

    /// Returns the slots of the receiver of a webhook.
    fn slots(&mut self, webhook_id: Uuid) -> Arc<Slots> {
        Arc::clone(&self.receivers.entry(webhook_id).or_default().slots)
    }

    fn begin(
        &mut self,
        webhook_id: Uuid,
        task: impl Future<Output = Option<LaneEnd>> + Send + 'static,
    ) {
        let id = self.tasks.spawn(task).id();
        self.webhook_of.insert(id, webhook_id);
        let receiver = self.receivers.entry(webhook_id).or_default();
        self.requests -= receiver.requests();
        receiver.lanes += 1;
        self.requests += receiver.requests();
    }

    fn end(&mut self, ended: Result<(task::Id, Option<LaneEnd>), JoinError>) {
        let (id, end) = match ended {
            Ok(ended) => ended,
            Err(error) => (error.id(), Some(LaneEnd::Refused)),
        };
        let Some(webhook_id) = self.webhook_of.remove(&id) else { return };
        if let Some(receiver) = self.receivers.get_mut(&webhook_id) {
            self.requests -= receiver.requests();
            receiver.lanes = receiver.lanes.saturating_sub(1);
            self.requests += receiver.requests();
            if let Some(end) = end {
                receiver.is_refusing = end == LaneEnd::Refused;
            }
        }
    }

    /// Forgets receivers without work.
    fn forget_idle(&mut self, due: &[(Uuid, Uuid)]) {
        self.receivers
            .retain(|id, receiver| receiver.lanes > 0 || due.iter().any(|(_, it)| it == id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn task_sends_lanes_until_its_turn_is_over_or_one_is_refused() {
        let later = Instant::now() + Duration::from_secs(3600);
        for (until, end, sent, left) in [
            (later, LaneEnd::Done, 3, 0),
            (later, LaneEnd::Refused, 1, 0),
            (Instant::now(), LaneEnd::Done, 0, 3),
        ] {
            let waiting = WaitingLanes::default();
            let lane = |account_id| Lane {
                environment_id: Uuid::nil(),
                webhook_id: Uuid::nil(),
                account_id: Uuid::from_u128(account_id),
            };
            waiting.fill((0..3).map(lane).collect());
            let count = std::cell::Cell::new(0);
            let send = |_| async {
                count.set(count.get() + 1);
                end
            };
            let last = send_lanes(&waiting, until, send).await;
            assert_eq!((last, count.get()), ((sent > 0).then_some(end), sent));
            assert_eq!(waiting.len(), left);
        }
    }

    #[tokio::test]
    async fn receiver_that_refuses_gets_one_request_at_a_time() {
        let mut sending = Sending::default();
        let webhook_id = Uuid::from_u128(1);
        assert_eq!(sending.room(webhook_id), PER_WEBHOOK);
        for end in [LaneEnd::Refused, LaneEnd::Done] {
            sending.begin(webhook_id, async move { Some(end) });
            let ended = sending.tasks.join_next_with_id().await.expect("a task");
            sending.end(ended);
            let expected = if end == LaneEnd::Refused { 1 } else { PER_WEBHOOK };
            assert_eq!(sending.room(webhook_id), expected);
        }
        for _ in 0..PER_WEBHOOK {
            sending.begin(webhook_id, std::future::pending());
        }
        assert_eq!(sending.room(webhook_id), 0);
        assert_eq!(sending.room(Uuid::from_u128(2)), PER_WEBHOOK, "another receiver has room");
        sending.begin(Uuid::from_u128(3), async { panic!("as a bug would") });
        let ended = sending.tasks.join_next_with_id().await.expect("a task");
        sending.end(ended);
        assert_eq!(sending.room(Uuid::from_u128(3)), 1);
    }

    #[tokio::test]
    async fn receiver_that_answers_fast_gets_more_lanes_while_others_are_few() {
        let mut sending = Sending::default();
        let webhook_id = Uuid::from_u128(1);
        for (took, expected) in [(1, PER_FAST_WEBHOOK), (1000, PER_WEBHOOK), (1, PER_FAST_WEBHOOK)]
        {
            sending.slots(webhook_id).note(Duration::from_millis(took));
            assert_eq!(sending.room(webhook_id), expected);
        }
        sending.forget_idle(&[(Uuid::nil(), webhook_id)]);
        assert_eq!(sending.room(webhook_id), PER_FAST_WEBHOOK, "it has more to send");
        for _ in 0..PER_FAST_WEBHOOK {
            sending.begin(webhook_id, std::future::pending());
        }
        assert_eq!(sending.room(webhook_id), 0);
        assert_eq!(sending.room(Uuid::nil()), PER_WEBHOOK, "most lanes have no request in flight");
        for number in SLOTS..IN_ALL / 2 {
            sending.begin(Uuid::from_u128(2 + number as u128), std::future::pending());
        }
        assert_eq!(sending.room(Uuid::nil()), PER_WEBHOOK_IF_BUSY);
        sending.slots(Uuid::max()).note(Duration::ZERO);
        assert_eq!(sending.room(Uuid::max()), PER_WEBHOOK_IF_BUSY);
    }

    #[tokio::test]
    async fn number_of_requests_in_all_is_bounded() {
        let mut sending = Sending::default();
        for number in 0..IN_ALL {
            let busy = number >= IN_ALL / 2;
            let expected = if busy { PER_WEBHOOK_IF_BUSY } else { PER_WEBHOOK };
            assert_eq!(sending.room(Uuid::max()), expected.min(IN_ALL - number));
            sending.begin(Uuid::from_u128(number as u128), std::future::pending());
        }
        assert_eq!(sending.room(Uuid::max()), 0);
    }
}
