//! Which encryption keys seal, and sealing again after a change of keys.
//!
//! Sealing again begins with closing all keys but the present one. Whoever seals holds on to the row of its key until its
//! transaction ends, so that from then on nothing is sealed with a closed one, and one pass over all rows is enough.

use std::{
    convert::Infallible,
    sync::atomic::{AtomicBool, Ordering},
};

use chrono::{DateTime, Utc};
use deadpool_postgres::ClientWrapper;
use uuid::Uuid;

use super::{
    audit,
    connections::{Connections, Error, Session},
    rows,
};
use crate::{
    domain::{
        audit::{Action, Event},
        link_token::LinkTokenHash,
    },
    encryption::Keyring,
    store::{
        StoreError,
        sealing::{self, RESEAL_BATCH, RESEAL_BREATH},
    },
};

/// The encryption keys of a store, and whether the database knows which one seals.
#[derive(Debug)]
pub struct SealingKeys {
    /// The keys.
    pub ring: Keyring,
    recorded: AtomicBool,
}

impl SealingKeys {
    pub fn new(ring: Keyring) -> Self {
        Self { ring, recorded: AtomicBool::new(false) }
    }

    /// The name of the key that seals, as it is stored.
    pub fn sealing_id(&self) -> Vec<u8> {
        self.ring.sealing_id().0.to_vec()
    }

    /// Records that the present key seals, if this is the first time. One that was closed stays so.
    pub async fn record(&self, client: &ClientWrapper) -> Result<(), tokio_postgres::Error> {
        if !self.recorded.load(Ordering::Relaxed) {
            let sql = "INSERT INTO encryption_key (id) VALUES ($1) ON CONFLICT (id) DO NOTHING";
            client.execute(sql, &[&self.sealing_id()]).await?;
            self.recorded.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Whether the present key may seal, at this moment.
    pub async fn is_open(&self, client: &ClientWrapper) -> Result<bool, tokio_postgres::Error> {
        let sql = "SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed";
        Ok(!client.query(sql, &[&self.sealing_id()]).await?.is_empty())
    }

    /// Checks that the present key may seal, and holds on to that until the end of the transaction.
    pub async fn may_seal(&self, session: &mut Session) -> Result<(), Error> {
        let sql = "SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed FOR SHARE";
        match session.query_opt(sql, &[&self.sealing_id()]).await? {
            Some(_) => Ok(()),
            None => Err(sealing::retired(&self.ring).into()),
        }
    }
}

/// Seals everything again that another key sealed, and retires the other keys.
pub async fn reseal(
    connections: &Connections,
    keys: &SealingKeys,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let present = keys.sealing_id();
    let mut session = connections.get().await?;
    session.record(keys).await?;
    // One that was closed when this was broken off may be the present one again.
    let close = "UPDATE encryption_key SET closed = (id <> $1) WHERE NOT retired";
    session.execute(close, &[&present]).await?;
    let ring = &keys.ring;
    let resealed = accounts(&mut session, ring).await? + link_tokens(&mut session, ring).await?;
    // Only those that were closed all the time: nothing has been sealed with them since. If the present one was closed by
    // another change of keys meanwhile, that one retires it.
    let retire = "UPDATE encryption_key SET retired = true
        WHERE closed AND EXISTS (SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed)";
    session.begin().await?;
    let retired = async {
        session.execute(retire, &[&present]).await?;
        let environments = session.query("SELECT id FROM environment", &[]).await?;
        for environment in &environments {
            let id = rows::get(environment, "id")?;
            audit::record(&mut session, &Event::of_operator(id, Action::ResealContexts, now))
                .await?;
        }
        Ok(Ok::<_, Infallible>(()))
    };
    let retired = retired.await;
    let Ok(()) = session.end(retired).await?;
    Ok(resealed)
}

async fn accounts(session: &mut Session, keys: &Keyring) -> Result<usize, StoreError> {
    let mut resealed = 0;
    let mut last = (Uuid::nil(), Uuid::nil());
    loop {
        let found = session
            .query(
                "SELECT environment_id, id, context FROM integrated_account
                 WHERE (environment_id, id) > ($1, $2) ORDER BY environment_id, id LIMIT $3",
                &[&last.0, &last.1, &i64::from(RESEAL_BATCH)],
            )
            .await?;
        if found.is_empty() {
            return Ok(resealed);
        }
        for row in &found {
            let (environment_id, id) = (rows::get(row, "environment_id")?, rows::get(row, "id")?);
            last = (environment_id, id);
            let before: &[u8] = rows::get(row, "context")?;
            let identity = sealing::account_row(environment_id, id);
            let Some(after) = sealing::seal_again(keys, &identity, before)? else { continue };
            // One that was changed meanwhile was sealed with the present key by that.
            session
                .execute(
                    "UPDATE integrated_account SET context = $4
                     WHERE environment_id = $1 AND id = $2 AND context = $3",
                    &[&environment_id, &id, &before, &after],
                )
                .await?;
            resealed += 1;
        }
        tokio::time::sleep(RESEAL_BREATH).await;
    }
}

async fn link_tokens(session: &mut Session, keys: &Keyring) -> Result<usize, StoreError> {
    let mut resealed = 0;
    let mut last = Vec::new();
    loop {
        let found = session
            .query(
                "SELECT hash, environment_id, context FROM link_token
                 WHERE hash > $1 ORDER BY hash LIMIT $2",
                &[&last, &i64::from(RESEAL_BATCH)],
            )
            .await?;
        if found.is_empty() {
            return Ok(resealed);
        }
        for row in &found {
            let hash = rows::bytes(row, "hash")?;
            last = hash.to_vec();
            let Some(before) = rows::get::<Option<&[u8]>>(row, "context")? else { continue };
            let identity =
                sealing::link_token_row(rows::get(row, "environment_id")?, LinkTokenHash(hash));
            let Some(after) = sealing::seal_again(keys, &identity, before)? else { continue };
            let sql = "UPDATE link_token SET context = $3 WHERE hash = $1 AND context = $2";
            session.execute(sql, &[&hash.as_slice(), &before, &after]).await?;
            resealed += 1;
        }
        tokio::time::sleep(RESEAL_BREATH).await;
    }
}
