//! Work in batches, all on one connection.
//!
//! Items that arrive while the connection is busy become the next batch, which is sent before the
//! last one is answered. Without load, an item waits only for itself.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Semaphore, mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};

use super::connections::{ConnectionPool, PostgresError, Session};
use crate::StoreError;

/// The capacity of a queue. Further items are refused, so that queued ones are answered in time
/// (backpressure).
const QUEUE: usize = 4096;

/// Work that takes items in batches.
pub(super) trait BatchWork: Send + Sync + 'static {
    type Item: Send + Sync + 'static;
    type Answer: Send + 'static;
    /// The maximum number of items in a batch, which bounds the latency of the first one.
    const MAX_ITEMS: usize = 512;
    /// The maximum number of batches in flight.
    const IN_FLIGHT: usize = 2;

    /// Answers the items of a batch. After an error, the callers without an answer get the error.
    /// The batches in flight share the session.
    fn answer(
        &self,
        session: &Session,
        items: &[Self::Item],
        replies: &mut Replies<Self::Answer>,
    ) -> impl Future<Output = Result<(), PostgresError>> + Send;
}

#[derive(Debug)]
struct QueuedItem<I, A> {
    item: I,
    reply: oneshot::Sender<Result<A, StoreError>>,
}

/// The queue of items, and the task that answers them.
#[derive(Debug)]
pub(super) struct Batches<W: BatchWork> {
    queue: mpsc::Sender<QueuedItem<W::Item, W::Answer>>,
    task: JoinHandle<()>,
    time_limit: Duration,
}

impl<W: BatchWork> Batches<W> {
    /// Starts the task. It uses one of the connections at a time.
    pub(super) fn start(connections: ConnectionPool, work: W) -> Self {
        let time_limit = connections.time_limit();
        let (queue, waiting) = mpsc::channel(QUEUE);
        let task = tokio::spawn(run(connections, Arc::new(work), waiting));
        Self { queue, task, time_limit }
    }

    /// Queues an item. After a [`StoreError`], the work may have been done, but no caller knows it.
    pub(super) fn queue(
        &self,
        item: W::Item,
    ) -> impl Future<Output = Result<W::Answer, StoreError>> + Send + use<W> {
        let (reply, answer) = oneshot::channel();
        let queued = self.queue.try_send(QueuedItem { item, reply }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::closed(),
        });
        let time_limit = self.time_limit;
        async move {
            queued?;
            let lost = || StoreError::Unavailable("the batch was cancelled".to_owned());
            match timeout(time_limit, answer).await {
                Ok(answer) => answer.map_err(|_| lost())?,
                Err(_) => Err(PostgresError::TimedOut(time_limit).into()),
            }
        }
    }

    /// Returns the number of queued items.
    pub(super) fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    /// Drains the queue.
    pub(super) async fn finish(self) {
        drop(self.queue);
        // A panic of the task was already reported.
        let _ = self.task.await;
    }
}

async fn run<W: BatchWork>(
    connections: ConnectionPool,
    work: Arc<W>,
    mut waiting: mpsc::Receiver<QueuedItem<W::Item, W::Answer>>,
) {
    let in_flight = Arc::new(Semaphore::new(W::IN_FLIGHT));
    let mut session: Option<Arc<Session>> = None;
    while let Some(first) = waiting.recv().await {
        // Items that arrive while the connection is busy join the batch.
        let Ok(permit) = Arc::clone(&in_flight).acquire_owned().await else { return };
        let mut batch = vec![first];
        while batch.len() < W::MAX_ITEMS
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        // Callers that timed out meanwhile already have an error.
        batch.retain(|queued| !queued.reply.is_closed());
        if batch.is_empty() {
            continue;
        }
        let (items, replies): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|QueuedItem { item, reply }| (item, Some(reply))).unzip();
        let mut replies = Replies(replies);
        let connected = match session.take().filter(|session| session.is_usable()) {
            Some(connected) => Ok(connected),
            None => connections.get().await.map(Arc::new),
        };
        match connected {
            Ok(connected) => {
                session = Some(Arc::clone(&connected));
                let work = Arc::clone(&work);
                tokio::spawn(async move {
                    if let Err(error) = work.answer(&connected, &items, &mut replies).await {
                        replies.fail(&error.into());
                    }
                    drop(permit);
                });
            }
            Err(error) => replies.fail(&error.into()),
        }
    }
    // Wait for the batches in flight.
    let _ = in_flight.acquire_many(u32::try_from(W::IN_FLIGHT).unwrap_or(u32::MAX)).await;
}

/// The reply channels of a batch, in the order of its items.
pub(super) struct Replies<A>(Vec<Option<oneshot::Sender<Result<A, StoreError>>>>);

impl<A> Replies<A> {
    /// Sends the answer to an item, by the place of the item in its batch. The caller may have
    /// stopped waiting; what was done remains.
    pub(super) fn send(&mut self, place: usize, answer: Result<A, StoreError>) {
        if let Some(reply) = self.0.get_mut(place).and_then(Option::take) {
            let _ = reply.send(answer);
        }
    }

    /// Sends an error to all callers without an answer.
    fn fail(&mut self, error: &StoreError) {
        for reply in self.0.iter_mut().filter_map(Option::take) {
            let _ = reply.send(Err(error.clone()));
        }
    }
}

/// Limits work on a connection to the time of a statement.
pub(super) async fn within_limit<T>(
    session: &Session,
    work: impl Future<Output = Result<T, PostgresError>>,
) -> Result<T, PostgresError> {
    let result = timeout(session.limit(), work).await;
    let result = result.unwrap_or(Err(PostgresError::TimedOut(session.limit())));
    if let Err(error) = &result
        && (error.is_read_only() || matches!(error, PostgresError::TimedOut(_)))
    {
        // Other batches on this connection would fail as well.
        session.abandon();
    }
    result
}
