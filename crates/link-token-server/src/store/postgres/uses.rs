//! When API tokens were last used.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};
use uuid::Uuid;

use super::connections::Connections;

/// How many uses may wait to be noted. More are forgotten: there is a next time.
const QUEUE: usize = 64;

/// Notes uses of API tokens some time soon, one after the other.
#[derive(Debug)]
pub struct Uses {
    queue: mpsc::Sender<(Uuid, DateTime<Utc>)>,
    task: JoinHandle<()>,
    patience: Duration,
}

impl Uses {
    pub fn start(connections: Connections) -> Self {
        let patience = connections.patience();
        let (queue, mut waiting) = mpsc::channel(QUEUE);
        let task = tokio::spawn(async move {
            while let Some((api_token_id, now)) = waiting.recv().await {
                note(&connections, api_token_id, now).await;
            }
        });
        Self { queue, task, patience }
    }

    pub fn note(&self, api_token_id: Uuid, now: DateTime<Utc>) {
        let _ = self.queue.try_send((api_token_id, now));
    }

    /// Notes what waits, if that does not take long.
    pub async fn finish(mut self) {
        drop(self.queue);
        if timeout(self.patience, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}

async fn note(connections: &Connections, api_token_id: Uuid, now: DateTime<Utc>) {
    let Ok(mut session) = connections.get().await else { return };
    // If it fails, there is a next time.
    let _ = session
        .execute(
            "UPDATE api_token SET last_used_at = $2
             WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)",
            &[&api_token_id, &now],
        )
        .await;
}
