//! The background task that revokes tokens that no account has any more: see
//! `link_token_domain::revocation`.
//!
//! The store keeps the tokens until they are revoked, so that a server that ends meanwhile loses
//! none. Any server may do it; the one that claims a revocation has two minutes. The first try
//! forgets the tokens if the definition does not say how to revoke them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::join_all;
use link_token_connect::oauth2::{OAuthClient, TokenEndpoint, TokenError};
use link_token_domain::{
    revocation::{ClientOfTokens, LivingGrant, Revocation},
    secret::Secret,
};
use link_token_store::{
    StoreError, UseCaseError,
    use_cases::{
        ClaimRevocations, ClaimedRevocations, EndRevocationTry, EnvironmentIntegrationKey,
        FindEnvironmentIntegrationWithSecret, FindLivingGrant,
    },
};
use link_token_types::IntegrationName;

use super::{Accounts, operators_client, token_request_values};
use crate::{clock, connect::exchange::CredentialContent};

/// The number of revocations that are tried at the same time.
const BATCH: u32 = 8;
/// The time between two looks for revocations that are due: those of other servers and of commands,
/// and those that are tried again.
const INTERVAL: Duration = Duration::from_secs(20);

/// The end of a try.
#[derive(Debug)]
enum TryOutcome {
    /// The third party has revoked the credentials.
    Revoked,
    /// Another try may succeed.
    Failed(String),
    /// No other try would succeed.
    Refused(String),
    /// The definition does not say how to revoke these tokens.
    NotPossible,
    /// A revocation would end the tokens of an account that lives.
    Spared,
    /// A revocation may end the tokens of an account that waits for its confirmation. Another try
    /// knows more.
    Unconfirmed,
}

/// Revokes until the task is aborted.
pub async fn run(accounts: Accounts) {
    // The third parties of the last tries that failed. They have their turn when no other is due,
    // so that one that does not answer does not keep the others from theirs.
    let mut failing = Vec::new();
    loop {
        match claim(&accounts, &failing).await {
            Ok(ClaimedRevocations { revocations, unreadable }) => {
                if unreadable > 0 {
                    slog::warn!(accounts.log, "cannot read tokens that are still to be revoked: they are damaged";
                        "revocations" => unreadable);
                }
                if !revocations.is_empty() || unreadable > 0 {
                    let tries = revocations.into_iter();
                    let tries = tries.map(|revocation| attempt(&accounts, revocation));
                    for party in join_all(tries).await.into_iter().flatten() {
                        if !failing.contains(&party) {
                            failing.push(party);
                        }
                    }
                    continue;
                }
                if !failing.is_empty() {
                    failing.clear();
                    continue;
                }
            }
            Err(error) => {
                slog::warn!(accounts.log, "cannot look for credentials to revoke"; "error" => %error);
            }
        }
        let woken = accounts.store.revocations_changed();
        let _ = tokio::time::timeout(INTERVAL, woken).await;
    }
}

async fn claim(
    accounts: &Accounts,
    failing: &[IntegrationName],
) -> Result<ClaimedRevocations, UseCaseError> {
    let now = accounts.store.shared_time(clock::now()).await?;
    let claim = ClaimRevocations { now, except: failing.to_vec(), limit: BATCH };
    accounts.store.run(claim).await
}

/// Tries a claimed revocation, and ends the try. Returns the third party if it failed and another
/// try may succeed.
async fn attempt(accounts: &Accounts, revocation: Revocation) -> Option<IntegrationName> {
    let outcome = match revoke(accounts, &revocation).await {
        Ok(outcome) => outcome,
        Err(error) => TryOutcome::Failed(error.to_string()),
    };
    let integration = revocation.origin.integration.as_str();
    let account = revocation.origin.account_id.to_string();
    let is_failure = matches!(outcome, TryOutcome::Failed(_));
    let (next, label) = match outcome {
        TryOutcome::NotPossible => (None, None),
        TryOutcome::Spared => {
            slog::info!(accounts.log, "did not revoke tokens that no account has any more: that may end those of another account of the same user";
                "integration" => integration, "integrated_account" => account);
            (None, None)
        }
        TryOutcome::Revoked => {
            slog::info!(accounts.log, "revoked tokens that no account has any more";
                "integration" => integration, "integrated_account" => account);
            (None, Some("revoked"))
        }
        TryOutcome::Refused(reason) => {
            slog::warn!(accounts.log, "the third party does not revoke tokens that no account has any more";
                "reason" => reason, "integration" => integration, "integrated_account" => account);
            (None, Some("refused"))
        }
        TryOutcome::Unconfirmed => {
            let next = next_try(accounts, &revocation).await;
            slog::info!(accounts.log, "did not revoke tokens that no account has any more: an account that waits for its confirmation may be of the same user";
                "integration" => integration, "integrated_account" => account, "is_tried_again" => next.is_some());
            (next, next.is_none().then_some("given_up"))
        }
        TryOutcome::Failed(reason) => {
            let next = next_try(accounts, &revocation).await;
            let text = match next {
                Some(_) => "cannot revoke tokens that no account has any more now",
                None => "gave up to revoke tokens that no account has any more",
            };
            slog::warn!(accounts.log, "{}", text;
                "reason" => reason, "integration" => integration, "integrated_account" => account);
            (next, Some(if next.is_some() { "failed" } else { "given_up" }))
        }
    };
    if let Some(label) = label {
        accounts.metrics.revocation(label);
    }
    let Revocation { id, tries, .. } = revocation;
    let environment_id = revocation.origin.environment_id;
    let end = EndRevocationTry { environment_id, id, tries, next };
    if let Err(error) = accounts.store.run(end).await {
        // The claim ends, and a server tries again.
        slog::warn!(accounts.log, "cannot note the revocation of credentials"; "error" => %error);
    }
    next.filter(|_| is_failure).map(|_| revocation.origin.integration)
}

/// Returns the time of the next try. `None` to give up.
async fn next_try(accounts: &Accounts, revocation: &Revocation) -> Option<DateTime<Utc>> {
    let now = clock::now();
    revocation.next_try(accounts.store.shared_time(now).await.unwrap_or(now))
}

async fn revoke(accounts: &Accounts, revocation: &Revocation) -> Result<TryOutcome, StoreError> {
    let refused = |reason: &str| Ok(TryOutcome::Refused(reason.to_owned()));
    let Revocation { origin, is_of_new_account, content, client, .. } = revocation;
    let entry = accounts.catalogue.get(origin.integration.as_str());
    let method = entry.and_then(|entry| entry.definition.method(origin.authentication_method));
    let steps = method.and_then(|method| Some((method.token_settings()?, &method.fields)));
    let steps = steps.filter(|(settings, _)| settings.revocation.is_some());
    let Some((settings, fields)) = steps else { return Ok(TryOutcome::NotPossible) };
    let key = EnvironmentIntegrationKey::Id(origin.environment_integration_id);
    let own = accounts.store.query(FindEnvironmentIntegrationWithSecret(key)).await?;
    // Of a deleted environment, only the client is left.
    let kept = client.as_ref().and_then(|client| ClientOfTokens::from_secret(client).ok());
    let client = own.as_ref().and_then(ClientOfTokens::of).or(kept);
    let Ok(content) = serde_json::from_str::<CredentialContent>(content.expose()) else {
        return refused("the stored credentials cannot be read");
    };
    let values = token_request_values(&content);
    if settings.revocation_ends_all {
        let present = client.as_ref().map(|client| client.id.as_str());
        let client_id = content.client_id.as_deref().or(operators_client(&values, present));
        let find = FindLivingGrant {
            origin: origin.clone(),
            is_of_new_account: *is_of_new_account,
            client_id: client_id.map(str::to_owned),
        };
        match accounts.store.query(find).await? {
            LivingGrant::None => {}
            LivingGrant::Unconfirmed => return Ok(TryOutcome::Unconfirmed),
            LivingGrant::Found => return Ok(TryOutcome::Spared),
        }
    }
    let client = client
        .map(|ClientOfTokens { id, secret }| OAuthClient { id, secret: secret.map(Secret::from) });
    let endpoint = TokenEndpoint {
        outbound: &accounts.outbound,
        settings,
        client: client.as_ref(),
        scopes: &[],
        values: &values,
        fields,
    };
    let Some(access_token) = content.values.get("access_token") else {
        return refused("there is no access token");
    };
    let refresh_token = content.refresh_token.as_deref().map(Secret::from);
    match endpoint.revoke(&Secret::from(access_token.as_str()), refresh_token.as_ref()).await {
        Ok(true) => Ok(TryOutcome::Revoked),
        Ok(false) => Ok(TryOutcome::NotPossible),
        Err(error) if may_succeed_later(&error) => Ok(TryOutcome::Failed(error.to_string())),
        Err(error) => Ok(TryOutcome::Refused(error.to_string())),
    }
}

fn may_succeed_later(error: &TokenError) -> bool {
    match error {
        TokenError::Request(_) => false,
        TokenError::Unreachable(_) => true,
        // The operator can correct the client.
        TokenError::Rejected { status, error, .. } => {
            matches!(status, 408 | 429 | 500..) || error == "invalid_client"
        }
        TokenError::Unintelligible { status, .. } => matches!(status, 408 | 429 | 500..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revocation_is_tried_again_unless_the_third_party_refuses_it() {
        let rejected = |status, error: &str| TokenError::Rejected {
            status,
            error: error.to_owned(),
            description: None,
            retry_after: None,
        };
        let unintelligible = |status| TokenError::Unintelligible {
            status,
            content_type: None,
            reason: "",
            retry_after: None,
        };
        for (error, expected) in [
            (rejected(400, "unsupported_token_type"), false),
            (rejected(401, "invalid_client"), true),
            (rejected(429, "slow_down"), true),
            (rejected(503, "temporarily_unavailable"), true),
            (unintelligible(404), false),
            (unintelligible(502), true),
        ] {
            assert_eq!(may_succeed_later(&error), expected, "{error}");
        }
    }
}
