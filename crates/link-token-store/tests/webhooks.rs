//! Webhooks on both engines: the outbox, and the deliveries, with a clock that the tests move.

mod harness;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use harness::{account, at, by, create_environment, issue, key, order, redeem, webhook};
use link_token_domain::{
    audit::EventId,
    context::Context,
    redemption::RedeemRequest,
    secret::Secret,
    webhook::{
        Webhook, WebhookChange, WebhookFailure,
        delivery::{AttemptReport, DeliveryAttempt, DeliveryStatus, LoggedDelivery, Verdict},
        event::EventType,
    },
};
use link_token_store::{
    Replay, Store, StoreError, UseCaseError,
    encryption::{KeyError, Keyring},
    use_cases::{
        ClaimDelivery, CreateWebhook, DeleteWebhook, DeliveryClaim, DeliveryEnd,
        FindWebhookWithSecret, FinishDelivery, ImportAccount, Lane, ListDeliveries, ListDueLanes,
        ListDueWebhooks, ListWebhookEvents, ListWebhooks, OutboxState, ReadOutboxState, Redeem,
        SweepDeletedWebhooks, SweepWebhookEvents, UpdateWebhook,
    },
};
use link_token_types as types;
use serde_json::json;
use uuid::Uuid;

on_each_engine! {
    async fn events_are_kept_only_for_a_webhook_that_wants_them(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let connect = async || {
            let issued = issue(&store, environment_id, at(0)).await;
            redeem(&store, environment_id, &issued, at(1)).await.expect("redeemed").id
        };
        let told = async |account_id| {
            let list = ListWebhookEvents { environment_id, account_id };
            let events = store.query(list).await.expect("read");
            let told = events.into_iter().map(|event| (event.sequence, event.event_type));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(connect().await).await, []);
        let some = webhook(environment_id, Uuid::from_u128(1), Some(EventType::Active), at(2));
        store.run(CreateWebhook { webhook: some, by: None }).await.expect("created");
        assert_eq!(told(connect().await).await, [(1, EventType::Active)]);
        let all = webhook(environment_id, Uuid::from_u128(2), None, at(2));
        store.run(CreateWebhook { webhook: all, by: None }).await.expect("created");
        let expected = [(1, EventType::Created), (2, EventType::Active)];
        assert_eq!(told(connect().await).await, expected);
        let other = create_environment(&store).await;
        let issued = issue(&store, other, at(3)).await;
        let account_id = redeem(&store, other, &issued, at(4)).await.expect("redeemed").id;
        let list = ListWebhookEvents { environment_id: other, account_id };
        assert_eq!(store.query(list).await.expect("read"), [], "no event of another environment");
    }

    async fn requests_at_the_same_time_create_no_more_webhooks_than_allowed(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let create = || {
            let webhook = webhook(environment_id, Uuid::new_v4(), None, at(0));
            store.run(CreateWebhook { webhook, by: None })
        };
        let created = futures::future::join_all((0..30).map(|_| create())).await;
        assert_eq!(created.iter().filter(|created| created.is_ok()).count(), 20);
        let list = ListWebhooks { environment_id };
        assert_eq!(store.query(list).await.expect("read").len(), 20);
    }

    async fn payloads_and_secrets_are_not_readable_in_the_database(database: Database) {
        let store = database.open().await;
        let environment_id = create_environment(&store).await;
        let new = webhook(environment_id, Uuid::from_u128(1), None, at(0));
        let secret = new.secret.clone();
        store.run(CreateWebhook { webhook: new, by: None }).await.expect("created");
        let context = json!({ "marker": "needle-in-the-context" });
        let context = types::Context(context.as_object().expect("an object").clone());
        let mut imported = account(environment_id, 7, "needle-tenant");
        imported.context = Context::check(context).expect("valid");
        store.run(ImportAccount(imported)).await.expect("imported");
        let list = ListWebhookEvents { environment_id, account_id: Uuid::from_u128(7) };
        let events = store.query(list).await.expect("read");
        assert!(events[0].payload.expose().contains("needle-in-the-context"));
        assert!(!format!("{events:?}").contains("needle"));
        store.close().await;
        assert!(database.contains(b"needle-tenant"), "the search finds what is not encrypted");
        assert!(!database.contains(b"needle-in-the-context"));
        assert!(!database.contains(secret.expose().as_bytes()));
    }
}

const TIMEOUT: TimeDelta = TimeDelta::seconds(20);

const DELIVERED: DeliveryEnd = DeliveryEnd::Judged(Verdict::Delivered);

fn report(status: u16, at: DateTime<Utc>) -> AttemptReport {
    let attempt = DeliveryAttempt {
        at,
        duration_ms: 5,
        response_status: Some(status),
        error: None,
        answer: Some("an answer with a needle".to_owned()),
    };
    let target_url = "https://example.com/webhooks".to_owned();
    AttemptReport { attempt, target_url, retry_after: None, jitter: 0.5 }
}

/// Takes a lane as a server does, by the real time. Returns the delivery and its event.
async fn claim_now(store: &Store, lane: Lane, lease: Uuid) -> Option<(EventId, EventType)> {
    claimed(store.claim_delivery(lane, lease, Utc::now()).await.expect("run"))
}

fn claimed(claim: DeliveryClaim) -> Option<(EventId, EventType)> {
    match claim {
        DeliveryClaim::Delivery(claimed) => Some((claimed.delivery_id, claimed.event.event_type)),
        DeliveryClaim::Nothing | DeliveryClaim::Unreadable(_) => None,
    }
}

/// Records the end of an attempt as a server does that then leaves the lane.
async fn finish_now(
    store: &Store,
    lane: Lane,
    lease: Uuid,
    delivery_id: EventId,
    status: u16,
) -> DeliveryEnd {
    let now = Utc::now();
    let finish = store.finish_delivery(lane, lease, delivery_id, report(status, now), None, now);
    finish.await.expect("run").0
}

/// Records that a delivery was accepted, and takes the next one.
async fn go_on(
    store: &Store,
    lane: Lane,
    lease: Uuid,
    delivery_id: EventId,
    next_lease: Uuid,
) -> DeliveryClaim {
    let now = Utc::now();
    let report = report(200, now);
    let finish = store.finish_delivery(lane, lease, delivery_id, report, Some(next_lease), now);
    let (end, next) = finish.await.expect("run");
    assert_eq!(end, DELIVERED);
    next
}

/// A webhook, and the times at which a server sends to it.
struct Sending<'s> {
    store: &'s Store,
    environment_id: Uuid,
    webhook_id: Uuid,
}

impl<'s> Sending<'s> {
    async fn new(store: &'s Store) -> Self {
        let environment_id = create_environment(store).await;
        let webhook_id = Uuid::new_v4();
        let webhook = webhook(environment_id, webhook_id, None, at(0));
        store.run(CreateWebhook { webhook, by: None }).await.expect("created");
        Self { store, environment_id, webhook_id }
    }

    async fn connect(&self, now: DateTime<Utc>) -> Lane {
        let issued = issue(self.store, self.environment_id, now).await;
        let account = redeem(self.store, self.environment_id, &issued, now).await;
        let account_id = account.expect("redeemed").id;
        Lane { environment_id: self.environment_id, webhook_id: self.webhook_id, account_id }
    }

    async fn due(&self, now: DateTime<Utc>) -> Vec<Lane> {
        let mut due = Vec::new();
        for (environment_id, webhook_id) in
            self.store.query(ListDueWebhooks { now }).await.expect("read")
        {
            let lanes = ListDueLanes { environment_id, webhook_id, now, limit: 100 };
            due.extend(self.store.query(lanes).await.expect("read"));
        }
        due
    }

    async fn claim(
        &self,
        lane: Lane,
        lease: u128,
        now: DateTime<Utc>,
    ) -> Option<(EventId, EventType, EventId)> {
        let lease = Uuid::from_u128(lease);
        let claim = ClaimDelivery { lane, lease, until: now + TIMEOUT, now };
        let DeliveryClaim::Delivery(claimed) = self.store.run(claim).await.expect("run") else {
            return None;
        };
        Some((claimed.delivery_id, claimed.event.event_type, claimed.event.id))
    }

    async fn finish(
        &self,
        lane: Lane,
        lease: u128,
        delivery_id: EventId,
        status: u16,
        now: DateTime<Utc>,
    ) -> DeliveryEnd {
        let lease = Uuid::from_u128(lease);
        let report = report(status, now);
        let finish = FinishDelivery { lane, lease, delivery_id, report, next_lease: None, now };
        self.store.run(finish).await.expect("run").0
    }

    /// Sends once, and returns the event and the verdict. `None` if nothing is to be sent.
    async fn send(
        &self,
        lane: Lane,
        status: u16,
        now: DateTime<Utc>,
    ) -> Option<(EventType, Verdict)> {
        let (delivery, event_type, _) = self.claim(lane, 1, now).await?;
        match self.finish(lane, 1, delivery, status, now).await {
            DeliveryEnd::Judged(verdict) => Some((event_type, verdict)),
            DeliveryEnd::LeaseLost => panic!("no other server"),
        }
    }

    async fn log(&self, status: Option<DeliveryStatus>) -> Vec<LoggedDelivery> {
        let list = ListDeliveries {
            environment_id: self.environment_id,
            webhook_id: self.webhook_id,
            status,
            before: None,
            limit: 100,
        };
        self.store.query(list).await.expect("read").expect("a webhook")
    }

    async fn webhook(&self) -> Webhook<Secret> {
        let (environment_id, id) = (self.environment_id, self.webhook_id);
        let find = FindWebhookWithSecret { environment_id, id };
        self.store.query(find).await.expect("read").expect("it exists")
    }

    async fn replay(&self, delivered: bool, now: DateTime<Utc>) -> usize {
        let replay = Replay {
            environment_id: self.environment_id,
            webhook_id: self.webhook_id,
            since: None,
            delivered,
            by: None,
            now,
        };
        self.store.replay_webhook(replay).await.expect("replayed")
    }
}

on_each_engine! {
    async fn deliveries_of_an_account_are_sent_one_after_the_other(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let (one, other) = (sending.connect(at(1)).await, sending.connect(at(2)).await);
        assert_eq!(sending.due(at(0)).await, []);
        assert_eq!(sending.due(at(2)).await, [one, other]);
        let (delivery, event_type, _) = sending.claim(one, 1, at(2)).await.expect("due");
        assert_eq!(event_type, EventType::Created);
        assert_eq!(sending.claim(one, 2, at(3)).await, None, "another server has the lane");
        assert_eq!(sending.due(at(3)).await, [other], "another account goes on");
        let end = sending.finish(one, 1, delivery, 200, at(4)).await;
        assert_eq!(end, DELIVERED);
        let sent = sending.send(one, 200, at(4)).await;
        assert_eq!(sent, Some((EventType::Active, Verdict::Delivered)));
        assert_eq!(sending.send(one, 200, at(4)).await, None);
        assert_eq!(sending.due(at(5)).await, [other]);
        let log = sending.log(None).await;
        let told: Vec<_> = log.iter().map(|it| (it.event_type, it.delivery.status)).collect();
        assert_eq!(told, [
            (EventType::Active, DeliveryStatus::Pending),
            (EventType::Created, DeliveryStatus::Pending),
            (EventType::Active, DeliveryStatus::Delivered),
            (EventType::Created, DeliveryStatus::Delivered),
        ]);
        assert_eq!(sending.webhook().await.last_success_at, Some(at(4)));
        let state = store.query(ReadOutboxState).await.expect("read");
        let expected = OutboxState { pending: 2, oldest: Some(at(2)), failed_webhooks: 0 };
        assert_eq!(state, expected);
        store.close().await;
        assert!(!database.contains(b"needle"), "an answer can repeat the payload");
    }

    async fn delivery_of_a_server_that_died_is_sent_again_with_the_same_id(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        let first = sending.claim(lane, 1, at(0)).await.expect("due");
        assert_eq!(sending.claim(lane, 2, at(19)).await, None);
        let second = sending.claim(lane, 2, at(20)).await.expect("the lease has ended");
        assert_eq!(first, second);
        // The first server has not died after all.
        assert_eq!(sending.finish(lane, 1, first.0, 200, at(21)).await, DeliveryEnd::LeaseLost);
        let end = sending.finish(lane, 2, second.0, 200, at(22)).await;
        assert_eq!(end, DELIVERED);
        let (_, event_type, _) = sending.claim(lane, 3, at(22)).await.expect("due");
        assert_eq!(event_type, EventType::Active);
        store.release_webhook_leases(at(23)).await.expect("released");
        let is_sqlite = sending.due(at(23)).await == [lane];
        let is_later = sending.due(at(42)).await == [lane];
        assert!(is_sqlite || is_later);
    }

    /// A server that could not record the end of a delivery does not send it.
    async fn lane_is_left_to_another_server_when_the_key_is_closed(database: Database) {
        let (old, new) = (key(), key());
        let store = database.open_with(&Keyring::new(&old, &[])).await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        // As a change of keys begins.
        database.execute("UPDATE encryption_key SET closed = true");
        let claim = store.claim_delivery(lane, Uuid::new_v4(), Utc::now()).await;
        let error = claim.expect_err("it must not be taken");
        let is_closed =
            matches!(error, UseCaseError::Store(StoreError::Keys(KeyError::Closed(_))));
        assert!(is_closed, "{error}");
        let due = store.query(ListDueWebhooks { now: at(1) }).await;
        assert!(matches!(due, Err(StoreError::Keys(KeyError::Closed(_)))), "{due:?}");
        let other = database.open_with(&Keyring::new(&new, &[old])).await;
        let lease = Uuid::new_v4();
        let (delivery_id, _) = claim_now(&other, lane, lease).await.expect("due");
        assert_eq!(finish_now(&other, lane, lease, delivery_id, 200).await, DELIVERED);
    }

    async fn event_that_cannot_be_read_keeps_no_other_account_from_its_turn(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let (damaged, other) = (sending.connect(at(1)).await, sending.connect(at(2)).await);
        let of = database.literal(damaged.account_id);
        database.execute(&format!("UPDATE webhook_event SET payload = $bytes WHERE account_id = {of}"));
        assert_eq!(sending.claim(damaged, 1, at(3)).await, None);
        assert_eq!(sending.due(at(3)).await, [other], "it is tried again later");
        assert_eq!(sending.due(at(3) + TIMEOUT).await, [other, damaged]);
    }

    async fn dead_receiver_is_tried_for_three_days_and_then_switched_off(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        let (mut now, mut attempts) = (at(0), 0);
        let reason = loop {
            attempts += 1;
            match sending.send(lane, 500, now).await.expect("due") {
                (EventType::Created, Verdict::RetryAt(next)) => {
                    assert_eq!(sending.send(lane, 500, next - TimeDelta::seconds(1)).await, None);
                    now = next;
                }
                (EventType::Created, Verdict::WebhookFailed(reason)) => break reason,
                other => panic!("{other:?}"),
            }
        };
        assert!(now > at(0) + TimeDelta::days(2) && now <= at(0) + TimeDelta::days(3), "{now}");
        assert!((12..=25).contains(&attempts), "{attempts}");
        let failed = sending.webhook().await;
        assert!(!failed.is_active);
        assert_eq!(failed.failure, Some(WebhookFailure { at: now, reason }));
        let state = store.query(ReadOutboxState).await.expect("read");
        assert_eq!((state.failed_webhooks, state.pending), (1, 0));
        // Events are kept meanwhile, and nothing is sent.
        let later = now + TimeDelta::days(1);
        let other = sending.connect(later).await;
        assert_eq!(sending.due(later).await, []);
        assert_eq!(sending.send(other, 200, later).await, None);
        // Once it is switched on, everything arrives in order, after three days of patience.
        let change = WebhookChange { is_active: Some(true), ..WebhookChange::default() };
        let (environment_id, id) = (sending.environment_id, sending.webhook_id);
        let on = UpdateWebhook { environment_id, id, change, by: None, now: later };
        assert!(store.run(on).await.expect("changed").is_active);
        let refused = sending.send(lane, 500, later).await;
        assert!(matches!(refused, Some((EventType::Created, Verdict::RetryAt(_)))), "{refused:?}");
        let later = later + TimeDelta::days(1);
        for lane in [lane, other] {
            for event_type in [EventType::Created, EventType::Active] {
                let sent = sending.send(lane, 200, later).await;
                assert_eq!(sent, Some((event_type, Verdict::Delivered)));
            }
        }
        assert_eq!(sending.due(later + TimeDelta::days(1)).await, []);
    }

    async fn pause_after_a_failure_ends_when_the_webhook_is_switched_on_or_replayed(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        let pause = async |now| {
            let sent = sending.send(lane, 500, now).await;
            assert!(matches!(sent, Some((_, Verdict::RetryAt(_)))), "{sent:?}");
            assert_eq!(sending.due(now).await, []);
        };
        let (environment_id, id) = (sending.environment_id, sending.webhook_id);
        let update = async |change| {
            let update = UpdateWebhook { environment_id, id, change, by: None, now: at(0) };
            store.run(update).await.expect("changed");
        };
        let switch =
            |is_active| WebhookChange { is_active: Some(is_active), ..WebhookChange::default() };
        pause(at(0)).await;
        for change in [WebhookChange::default(), switch(true)] {
            update(change).await;
            assert_eq!(sending.due(at(0)).await, [], "it was on");
        }
        update(switch(false)).await;
        update(switch(true)).await;
        assert_eq!(sending.due(at(0)).await, [lane]);
        pause(at(0)).await;
        sending.replay(false, at(0)).await;
        assert_eq!(sending.due(at(0)).await, [lane]);
    }

    async fn event_that_alone_is_refused_is_given_up_and_can_be_replayed(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        let mut now = at(0);
        loop {
            // The receiver accepts events of other accounts.
            let other = sending.connect(now).await;
            for _ in 0..2 {
                sending.send(other, 200, now).await.expect("due");
            }
            match sending.send(lane, 400, now).await.expect("due") {
                (EventType::Created, Verdict::RetryAt(next)) => now = next,
                (EventType::Created, Verdict::GiveUp) => break,
                other => panic!("{other:?}"),
            }
        }
        assert!(sending.webhook().await.is_active);
        let sent = sending.send(lane, 200, now).await;
        assert_eq!(sent, Some((EventType::Active, Verdict::Delivered)), "the next one goes on");
        assert_eq!(sending.log(Some(DeliveryStatus::Failed)).await.len(), 1);
        let later = now + TimeDelta::hours(1);
        assert_eq!(sending.replay(false, later).await, 1);
        let sent = sending.send(lane, 200, later).await;
        assert_eq!(sent, Some((EventType::Created, Verdict::Delivered)));
        assert_eq!(sending.replay(false, later).await, 0);
        let all = sending.log(Some(DeliveryStatus::Delivered)).await.len();
        assert_eq!(sending.replay(true, later).await, all);
        assert_eq!(sending.log(Some(DeliveryStatus::Pending)).await.len(), all);
        for event_type in [EventType::Created, EventType::Active] {
            let sent = sending.send(lane, 200, later).await;
            assert_eq!(sent, Some((event_type, Verdict::Delivered)), "in the order of the account");
        }
    }

    async fn deleted_webhook_and_old_events_leave_nothing_to_send(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let lane = sending.connect(at(0)).await;
        let sweep = SweepWebhookEvents { before: at(1), limit: 1 };
        assert_eq!(store.run(sweep).await.expect("swept"), 1);
        assert_eq!(sending.log(None).await.len(), 1, "a batch");
        store.run(SweepWebhookEvents { before: at(1), limit: 10 }).await.expect("swept");
        assert_eq!(sending.log(None).await, []);
        assert_eq!(sending.send(lane, 200, at(2)).await, None);
        assert_eq!(sending.due(at(100)).await, []);
        // An event that is gone before its delivery.
        let lane = sending.connect(at(2)).await;
        database.execute("DELETE FROM webhook_event");
        assert_eq!(sending.send(lane, 200, at(2)).await, None);
        assert_eq!(sending.due(at(100)).await, []);
        let lane = sending.connect(at(3)).await;
        let (environment_id, id) = (sending.environment_id, sending.webhook_id);
        let delete = || DeleteWebhook { environment_id, id, by: None, now: at(4) };
        store.run(delete()).await.expect("deleted");
        assert!(store.run(delete()).await.is_err());
        assert_eq!(sending.due(at(100)).await, []);
        assert_eq!(sending.send(lane, 200, at(100)).await, None);
        let again = webhook(environment_id, id, None, at(5));
        store.run(CreateWebhook { webhook: again, by: None }).await.expect("created");
        assert_eq!(sending.due(at(100)).await, [], "no lane of the deleted one is left");
    }

    async fn log_has_all_deliveries_until_they_are_swept(database: Database) {
        let store = database.open().await;
        let first = Sending::new(&store).await;
        let (environment_id, webhook_id) = (first.environment_id, Uuid::new_v4());
        let second = webhook(environment_id, webhook_id, None, at(0));
        store.run(CreateWebhook { webhook: second, by: None }).await.expect("created");
        let second = Sending { store: &store, environment_id, webhook_id };
        first.connect(at(0)).await;
        let logged = async || first.log(None).await.len() + second.log(None).await.len();
        assert_eq!(logged().await, 4);
        let sweep = async |limit| {
            store.run(SweepWebhookEvents { before: at(1), limit }).await.expect("swept")
        };
        for left in [2, 0] {
            assert_eq!(sweep(2).await, 2);
            assert_eq!(logged().await, left);
        }
        assert_eq!(sweep(2).await, 0);
        let query = |account_id| store.query(ListWebhookEvents { environment_id, account_id });
        for lane in first.due(at(100)).await {
            assert_eq!(query(lane.account_id).await.expect("read").len(), 0);
        }
    }

    async fn sweep_deletes_the_log_of_a_deleted_webhook_in_batches(database: Database) {
        let store = database.open().await;
        let (kept, deleted) = (Sending::new(&store).await, Sending::new(&store).await);
        let other = Sending::new(&store).await;
        for sending in [&kept, &deleted, &other] {
            let lane = sending.connect(at(0)).await;
            sending.send(lane, 200, at(1)).await.expect("due");
        }
        let sweep = async |limit| store.run(SweepDeletedWebhooks { limit }).await.expect("swept");
        assert_eq!(sweep(10).await, 0, "none is deleted yet");
        let (environment_id, id) = (deleted.environment_id, deleted.webhook_id);
        store.run(DeleteWebhook { environment_id, id, by: None, now: at(2) }).await.expect("done");
        // As an event leaves one that is told at the time of the deletion.
        let lane = "INSERT INTO webhook_lane (webhook_id, account_id, due_at)
            SELECT webhook_id, account_id, created_at FROM webhook_delivery WHERE webhook_id =";
        database.execute(&format!("{lane} {} AND sequence = 1", database.literal(id)));
        assert_eq!((sweep(1).await, sweep(10).await, sweep(10).await), (1, 1, 0));
        assert_eq!(kept.log(None).await.len(), 2);
        let again = webhook(environment_id, id, None, at(3));
        store.run(CreateWebhook { webhook: again, by: None }).await.expect("created");
        assert_eq!(deleted.log(None).await, []);
        let due = deleted.due(at(100)).await;
        assert!(due.iter().all(|lane| lane.webhook_id != id), "{due:?}");
        // Two at once.
        deleted.connect(at(3)).await;
        for Sending { environment_id, webhook_id, .. } in [&deleted, &other] {
            let (environment_id, id) = (*environment_id, *webhook_id);
            let delete = DeleteWebhook { environment_id, id, by: None, now: at(4) };
            store.run(delete).await.expect("deleted");
        }
        assert_eq!(sweep(10).await, 4);
    }

    async fn server_takes_lanes_and_ends_deliveries_by_the_rules(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let (lane, other) = (sending.connect(at(0)).await, sending.connect(at(0)).await);
        let (lease, late) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (first, event_type) = claim_now(&store, lane, lease).await.expect("due");
        assert_eq!(event_type, EventType::Created);
        assert_eq!(claim_now(&store, lane, late).await, None, "another server has the lane");
        let lost = finish_now(&store, lane, late, first, 200).await;
        assert_eq!(lost, DeliveryEnd::LeaseLost);
        assert_eq!(finish_now(&store, lane, lease, first, 202).await, DELIVERED);
        let again = finish_now(&store, lane, lease, first, 202).await;
        assert_eq!(again, DeliveryEnd::LeaseLost, "it has ended");
        let (second, event_type) = claim_now(&store, lane, late).await.expect("due");
        assert_eq!(event_type, EventType::Active);
        assert_eq!(finish_now(&store, lane, late, second, 200).await, DELIVERED);
        assert_eq!(claim_now(&store, lane, late).await, None, "nothing is left");
        assert!(sending.webhook().await.last_success_at.is_some());
        let log = sending.log(Some(DeliveryStatus::Delivered)).await;
        let attempts = log.iter().map(|it| {
            let last = it.delivery.last_attempt.as_ref().expect("an attempt");
            assert_eq!((last.duration_ms, &last.error), (5, &None));
            assert_eq!(last.answer.as_deref(), Some("an answer with a needle"));
            assert_eq!(it.delivery.first_attempt_at, Some(last.at));
            (it.delivery.id, it.delivery.attempts, last.response_status)
        });
        let expected = [(second, 1, Some(200)), (first, 1, Some(202))];
        assert_eq!(attempts.collect::<Vec<_>>(), expected);
        // An event that is not accepted.
        let (third, _) = claim_now(&store, other, lease).await.expect("due");
        let end = finish_now(&store, other, lease, third, 500).await;
        let DeliveryEnd::Judged(Verdict::RetryAt(next)) = end else {
            panic!("{end:?}");
        };
        let early = next - TimeDelta::seconds(1);
        assert_eq!(sending.claim(other, 3, early).await, None, "it pauses");
        let (repeated, _, _) = sending.claim(other, 3, next).await.expect("due");
        assert_eq!(repeated, third);
        // A webhook that is switched off.
        let waiting = sending.connect(at(0)).await;
        let change = WebhookChange { is_active: Some(false), ..WebhookChange::default() };
        let (environment_id, id) = (sending.environment_id, sending.webhook_id);
        let off = UpdateWebhook { environment_id, id, change, by: None, now: at(1) };
        store.run(off).await.expect("changed");
        assert_eq!(claim_now(&store, waiting, lease).await, None);
        let change = WebhookChange { is_active: Some(true), ..WebhookChange::default() };
        let on = UpdateWebhook { environment_id, id, change, by: None, now: at(1) };
        store.run(on).await.expect("changed");
        assert!(claim_now(&store, waiting, late).await.is_some(), "the lane was not kept");
        store.close().await;
        assert!(!database.contains(b"needle"), "an answer can repeat the payload");
    }

    async fn server_that_ends_a_delivery_takes_the_next_one_of_the_lane(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let (lane, damaged) = (sending.connect(at(0)).await, sending.connect(at(0)).await);
        let other = sending.connect(at(0)).await;
        let [first_lease, second_lease, third_lease] = [1, 2, 3].map(Uuid::from_u128);
        let (first, _) = claim_now(&store, lane, first_lease).await.expect("due");
        let next = go_on(&store, lane, first_lease, first, second_lease).await;
        let (second, event_type) = claimed(next).expect("pending");
        assert_eq!(event_type, EventType::Active);
        assert_eq!(claim_now(&store, lane, third_lease).await, None, "the server has the lane");
        let ended = finish_now(&store, lane, first_lease, first, 200).await;
        assert_eq!(ended, DeliveryEnd::LeaseLost, "its delivery has ended");
        let next = go_on(&store, lane, second_lease, second, third_lease).await;
        assert!(matches!(next, DeliveryClaim::Nothing), "{next:?}");
        assert_eq!(claim_now(&store, lane, first_lease).await, None, "nothing is left");
        // The next event cannot be read.
        let (first, _) = claim_now(&store, damaged, first_lease).await.expect("due");
        let of = database.literal(damaged.account_id);
        let damage = "UPDATE webhook_event SET payload = $bytes WHERE account_id =";
        database.execute(&format!("{damage} {of}"));
        let next = go_on(&store, damaged, first_lease, first, second_lease).await;
        assert!(matches!(next, DeliveryClaim::Unreadable(_)), "{next:?}");
        assert_eq!(claim_now(&store, damaged, first_lease).await, None, "until the lease ends");
        // The webhook is switched off meanwhile.
        let (first, _) = claim_now(&store, other, first_lease).await.expect("due");
        let (environment_id, id) = (sending.environment_id, sending.webhook_id);
        let switch = async |is_active| {
            let change = WebhookChange { is_active: Some(is_active), ..WebhookChange::default() };
            let switch = UpdateWebhook { environment_id, id, change, by: None, now: at(1) };
            store.run(switch).await.expect("changed");
        };
        switch(false).await;
        let next = go_on(&store, other, first_lease, first, second_lease).await;
        assert!(matches!(next, DeliveryClaim::Nothing), "{next:?}");
        switch(true).await;
        let claim = claim_now(&store, other, third_lease).await.expect("the lane was not kept");
        assert_eq!(claim.1, EventType::Active);
    }

    async fn many_servers_send_each_event_once_and_in_order(database: Database) {
        let store = database.open().await;
        let sending = Sending::new(&store).await;
        let mut lanes = Vec::new();
        for _ in 0..4 {
            lanes.push(sending.connect(at(0)).await);
        }
        let sent: Arc<Mutex<Vec<(Uuid, EventType)>>> = Arc::default();
        let environment_id = sending.environment_id;
        let servers = (0..4).map(|_| {
            let (store, sent, lanes) = (store.clone(), sent.clone(), lanes.clone());
            tokio::spawn(async move {
                for round in 0..40 {
                    let (lane, mut lease) = (lanes[round % lanes.len()], Uuid::new_v4());
                    let mut claim = claim_now(&store, lane, lease).await;
                    while let Some((delivery, event_type)) = claim {
                        sent.lock().expect("not poisoned").push((lane.account_id, event_type));
                        if round % 2 == 0 {
                            let end = finish_now(&store, lane, lease, delivery, 200).await;
                            assert_eq!(end, DELIVERED);
                            break;
                        }
                        let next_lease = Uuid::new_v4();
                        claim = claimed(go_on(&store, lane, lease, delivery, next_lease).await);
                        lease = next_lease;
                    }
                }
            })
        });
        let tell = tokio::spawn({
            let (store, lanes) = (store.clone(), lanes.clone());
            async move {
                for lane in lanes {
                    let request = json!({ "integrated_account_id": lane.account_id });
                    let order = order(environment_id, at(0), request);
                    let issued = store.issue(order).await.expect("issued");
                    let request = json!({ "link_token": types::LinkToken::from(issued.link_token) });
                    let request = serde_json::from_value(request).expect("fits");
                    let redeem = Redeem {
                        environment_id,
                        request: RedeemRequest::check(request).expect("valid"),
                        by: by(),
                        new_account_id: Uuid::new_v4(),
                        now: at(0),
                    };
                    store.redeem(redeem).await.expect("redeemed");
                }
            }
        });
        for server in servers.collect::<Vec<_>>() {
            server.await.expect("it ends well");
        }
        tell.await.expect("it ends well");
        // The rest, one after the other.
        for lane in &lanes {
            let lease = Uuid::new_v4();
            while let Some((delivery, event_type)) = claim_now(&store, *lane, lease).await {
                sent.lock().expect("not poisoned").push((lane.account_id, event_type));
                finish_now(&store, *lane, lease, delivery, 200).await;
            }
        }
        let sent = sent.lock().expect("not poisoned").clone();
        for lane in &lanes {
            let own = sent.iter().filter(|(account, _)| *account == lane.account_id);
            let own: Vec<EventType> = own.map(|(_, event_type)| *event_type).collect();
            let expected =
                [EventType::Created, EventType::Active, EventType::Updated, EventType::Active];
            assert_eq!(own, expected);
        }
    }
}
