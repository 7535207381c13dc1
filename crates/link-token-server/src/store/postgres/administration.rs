//! What operators change.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    accounts::{self, Existing},
    connections::{Error, Session},
    keys::SealingKeys,
    rows,
};
use crate::{
    domain::{
        api_token::{ApiToken, ApiTokenHash},
        audit::{Action, Event, Outcome},
        environment::{Environment, Policy, StaticGate},
        integrated_account::Account,
        lifetime::Lifetime,
    },
    store::{Conflict, PolicyChange, rows as stored},
};

/// An administrative change.
#[derive(Debug)]
pub enum Change {
    CreateEnvironment(Environment),
    CreateApiToken(ApiToken, ApiTokenHash),
    RevokeApiToken { id: Uuid, now: DateTime<Utc> },
    CreateStaticGate(StaticGate),
    DeleteStaticGate { environment_id: Uuid, id: Uuid, now: DateTime<Utc> },
    ImportAccount(Account),
}

impl Change {
    /// Whether a context is sealed by it.
    pub fn seals(&self) -> bool {
        matches!(self, Self::ImportAccount(_))
    }

    /// Makes the change, in a transaction, and gives what the audit trail says of it.
    pub async fn make(
        &self,
        session: &mut Session,
        keys: &SealingKeys,
    ) -> Result<Result<Event, Conflict>, Error> {
        let event = match self {
            Self::CreateEnvironment(environment) => {
                create_environment(session, environment).await?;
                let (id, now) = (environment.id, environment.created_at);
                Event::of_operator(id, Action::CreateEnvironment, now)
            }
            Self::CreateApiToken(token, hash) => {
                create_api_token(session, token, *hash).await?;
                let (id, now) = (token.environment_id, token.created_at);
                Event::of_operator(id, Action::CreateApiToken, now).about(Some(token.id))
            }
            Self::RevokeApiToken { id, now } => {
                return revoke_api_token(session, *id, *now).await;
            }
            Self::CreateStaticGate(gate) => {
                let sql =
                    "INSERT INTO static_gate (environment_id, id, created_at) VALUES ($1, $2, $3)";
                session.execute(sql, &[&gate.environment_id, &gate.id, &gate.created_at]).await?;
                let (id, now) = (gate.environment_id, gate.created_at);
                Event::of_operator(id, Action::CreateStaticGate, now).about(Some(gate.id))
            }
            Self::DeleteStaticGate { environment_id, id, now } => {
                let sql = "DELETE FROM static_gate WHERE environment_id = $1 AND id = $2";
                if session.execute(sql, &[environment_id, id]).await? == 0 {
                    return Ok(Err(Conflict::Missing));
                }
                Event::of_operator(*environment_id, Action::DeleteStaticGate, *now).about(Some(*id))
            }
            Self::ImportAccount(account) => {
                keys.may_seal(session).await?;
                accounts::put(session, account, Existing::Refuse, &keys.ring).await?;
                let (id, now) = (account.environment_id, account.created_at);
                Event::of_operator(id, Action::ImportIntegratedAccount, now).about_account(account)
            }
        };
        Ok(Ok(event))
    }
}

async fn create_environment(session: &mut Session, environment: &Environment) -> Result<(), Error> {
    session
        .execute(
            "INSERT INTO environment (id, name, created_at) VALUES ($1, $2, $3)",
            &[&environment.id, &environment.name, &environment.created_at],
        )
        .await?;
    put_policy(session, environment.id, &environment.policy).await
}

async fn create_api_token(
    session: &mut Session,
    token: &ApiToken,
    hash: ApiTokenHash,
) -> Result<(), Error> {
    session
        .execute(
            "INSERT INTO api_token (id, environment_id, name, hash, created_at, expires_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &token.id,
                &token.environment_id,
                &token.name,
                &hash.0.as_slice(),
                &token.created_at,
                &token.expires_at,
                &token.revoked_at,
            ],
        )
        .await?;
    Ok(())
}

async fn revoke_api_token(
    session: &mut Session,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Result<Event, Conflict>, Error> {
    let sql = format!("SELECT {} FROM api_token WHERE id = $1 FOR UPDATE", rows::API_TOKEN);
    let Some(row) = session.query_opt(&sql, &[&id]).await? else {
        return Ok(Err(Conflict::Missing));
    };
    let token = stored::api_token(&row)?;
    let event =
        Event::of_operator(token.environment_id, Action::RevokeApiToken, now).about(Some(id));
    if token.revoked_at.is_some() {
        return Ok(Ok(event.with_outcome(Outcome::Unchanged)));
    }
    let sql = "UPDATE api_token SET revoked_at = $2 WHERE id = $1";
    session.execute(sql, &[&id, &now]).await?;
    Ok(Ok(event))
}

/// Changes the policy of an environment, in a transaction, and gives the environment as it is then.
pub async fn change_policy(
    session: &mut Session,
    environment_id: Uuid,
    change: &PolicyChange,
) -> Result<Result<Environment, Conflict>, Error> {
    let sql = format!("SELECT {} FROM environment WHERE id = $1 FOR UPDATE", rows::ENVIRONMENT);
    let Some(row) = session.query_opt(&sql, &[&environment_id]).await? else {
        return Ok(Err(Conflict::Missing));
    };
    let mut environment = rows::environment(&row)?;
    let policy = &mut environment.policy;
    policy.lifetime = change.lifetime.unwrap_or(policy.lifetime);
    if let Some(uris) = &change.redirect_uris {
        policy.redirect_uris = uris.clone();
    }
    put_policy(session, environment_id, policy).await?;
    Ok(Ok(environment))
}

/// Replaces the policy of an environment.
async fn put_policy(
    session: &mut Session,
    environment_id: Uuid,
    policy: &Policy,
) -> Result<(), Error> {
    let lifetime = policy.lifetime.map(Lifetime::as_secs);
    let sql = "UPDATE environment SET lifetime = $2 WHERE id = $1";
    session.execute(sql, &[&environment_id, &lifetime]).await?;
    let sql = "DELETE FROM redirect_uri WHERE environment_id = $1";
    session.execute(sql, &[&environment_id]).await?;
    for uri in policy.redirect_uris.uris() {
        let sql = "INSERT INTO redirect_uri (environment_id, uri) VALUES ($1, $2)
            ON CONFLICT (environment_id, uri) DO NOTHING";
        session.execute(sql, &[&environment_id, &uri.as_ref()]).await?;
    }
    Ok(())
}
