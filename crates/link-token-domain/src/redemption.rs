//! Redemption: how a link token and a completed connection flow create or update an integrated
//! account.

use chrono::{DateTime, Utc};
use link_token_types::{
    self as types, AuthenticationMethod, IntegratedAccountStatus, IntegrationName,
};
use uuid::Uuid;

use super::{
    Refusal,
    context::Context,
    integrated_account::Account,
    link_token::{Grant, LinkToken, Purpose},
};

/// A request to redeem a link token, with each field checked by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct RedeemRequest {
    pub link_token: LinkToken,
    /// The proof of the session to which the link token is bound.
    pub code_verifier: Option<types::CodeVerifier>,
    pub connection: Connection,
}

/// The result of a connection flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// The third-party app.
    pub integration: Option<IntegrationName>,
    pub authentication_method: Option<AuthenticationMethod>,
    pub context: Option<Context>,
    pub environment_integration_id: Option<Uuid>,
    /// The ID of the account at the third party.
    pub upstream_id: Option<String>,
    /// The state of the account.
    pub status: IntegratedAccountStatus,
    /// The reason of a state that is not `active`.
    pub last_error: Option<String>,
}

impl RedeemRequest {
    /// Checks each field of a request by itself.
    pub fn check(request: types::LinkTokenRedemption) -> Result<Self, Refusal> {
        Ok(Self {
            link_token: request.link_token.into(),
            code_verifier: request.code_verifier,
            connection: Connection {
                integration: request.integration,
                authentication_method: request.authentication_method,
                context: request.context.map(Context::check).transpose()?,
                environment_integration_id: None,
                upstream_id: None,
                status: IntegratedAccountStatus::Active,
                last_error: None,
            },
        })
    }
}

/// Returns the new or updated account. `account` is the one to reauthorise, if it still exists.
/// `id` is the ID for a new one.
pub fn redeem(
    grant: Grant,
    connection: Connection,
    account: Option<Account>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    let own = connection.context.unwrap_or_else(Context::empty);
    // The link token's values win over those of the connection flow.
    let fresh = own.overlaid_with(grant.context.unwrap_or_else(Context::empty));
    match grant.purpose {
        Purpose::NewAccount { tenant_id, region } => Ok(Account {
            id,
            environment_id: grant.environment_id,
            tenant_id,
            integration: connection
                .integration
                .ok_or_else(|| Refusal::invalid("integration", "required for a new account"))?,
            environment_integration_id: connection.environment_integration_id,
            authentication_method: connection.authentication_method,
            status: connection.status,
            last_error: connection.last_error,
            upstream_id: connection.upstream_id,
            region,
            static_gate_id: grant.terms.static_gate_id,
            context: fresh.check_merged()?,
            created_at: now,
            updated_at: now,
        }),
        Purpose::Reauthorisation { account_id, tenant_id } => {
            let account = account
                .filter(|account| (account.id, &account.tenant_id) == (account_id, &tenant_id))
                // Without its account, or after a move of it to another tenant, the token has no
                // purpose.
                .ok_or(Refusal::LinkTokenDead)?;
            if connection.integration.is_some_and(|integration| integration != account.integration)
            {
                return Err(Refusal::invalid(
                    "integration",
                    "the integrated account is connected to another app",
                ));
            }
            let context = if grant.terms.persist_previous_context {
                account.context.overlaid_with(fresh).check_merged()?
            } else {
                fresh.check_merged()?
            };
            Ok(Account {
                authentication_method: connection
                    .authentication_method
                    .or(account.authentication_method),
                environment_integration_id: connection
                    .environment_integration_id
                    .or(account.environment_integration_id),
                status: connection.status,
                last_error: connection.last_error,
                upstream_id: connection.upstream_id.or(account.upstream_id),
                static_gate_id: grant.terms.static_gate_id.or(account.static_gate_id),
                context,
                // By a clock that was set back, the account would seem unchanged.
                updated_at: now.max(account.updated_at),
                ..account
            })
        }
    }
}

/// Returns the account while a connection waits for its confirmation: a new one, or the one to
/// reauthorise as it was. Refuses a connection that [`confirm`] would refuse.
///
/// A new account shows nothing that the connection flow has found.
pub fn hold(
    grant: &Grant,
    connection: &Connection,
    account: Option<Account>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    let confirmed = redeem(grant.clone(), connection.clone(), account.clone(), id, now)?;
    Ok(account.unwrap_or(Account {
        status: IntegratedAccountStatus::Connecting,
        last_error: None,
        upstream_id: None,
        context: grant.context.clone().unwrap_or_else(Context::empty),
        ..confirmed
    }))
}

/// Returns the account of a connection that was confirmed, from the account as it is now.
pub fn confirm(
    grant: Grant,
    connection: Connection,
    account: Account,
    now: DateTime<Utc>,
) -> Result<Account, Refusal> {
    match grant.purpose {
        Purpose::NewAccount { .. } => {
            let found = connection.context.unwrap_or_else(Context::empty);
            Ok(Account {
                status: connection.status,
                last_error: connection.last_error,
                upstream_id: connection.upstream_id,
                // The account has had the link token's values from the beginning.
                context: found.overlaid_with(account.context).check_merged()?,
                updated_at: now.max(account.updated_at),
                ..account
            })
        }
        Purpose::Reauthorisation { account_id, .. } => {
            redeem(grant, connection, Some(account), account_id, now)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use link_token_types::Region;
    use serde_json::{Value, json};

    use super::*;
    use crate::link_token::Terms;

    fn context(value: &Value) -> Option<Context> {
        let object: Option<types::Context> =
            serde_json::from_value(value.clone()).expect("an object or null");
        object.map(|object| Context::check(object).expect("valid"))
    }

    fn grant(purpose: Purpose, with: &Value, persist: bool) -> Grant {
        Grant {
            environment_id: Uuid::nil(),
            purpose,
            context: context(with),
            terms: Terms { persist_previous_context: persist, ..Terms::default() },
            issued_at: DateTime::UNIX_EPOCH,
            expires_at: DateTime::UNIX_EPOCH + TimeDelta::days(7),
        }
    }

    fn connection(integration: Option<&str>, with: &Value) -> Connection {
        Connection {
            integration: integration.map(|name| name.parse().expect("valid")),
            authentication_method: None,
            context: context(with),
            environment_integration_id: None,
            upstream_id: None,
            status: IntegratedAccountStatus::Active,
            last_error: None,
        }
    }

    fn imported() -> Account {
        Account {
            id: Uuid::from_u128(1),
            environment_id: Uuid::nil(),
            tenant_id: "acme-1".parse().expect("a valid tenant"),
            integration: "hubspot".parse().expect("a valid integration"),
            environment_integration_id: Some(Uuid::from_u128(3)),
            authentication_method: Some(AuthenticationMethod::Oauth2),
            status: IntegratedAccountStatus::NeedsReauth,
            last_error: Some("revoked".to_owned()),
            upstream_id: Some("1".to_owned()),
            region: Region::Eu,
            static_gate_id: Some(Uuid::from_u128(7)),
            context: Context::empty(),
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    fn reauthorisation() -> Purpose {
        let tenant_id = "acme-1".parse().expect("valid");
        Purpose::Reauthorisation { account_id: Uuid::from_u128(1), tenant_id }
    }

    fn new_account() -> Purpose {
        let tenant_id = "acme-1".parse().expect("valid");
        Purpose::NewAccount { tenant_id, region: Region::Apac }
    }

    #[test]
    fn redeem_merges_the_contexts_of_account_token_and_flow() {
        let (a, g, r) = (
            json!({ "a": "account", "x": { "a": 1 } }),
            json!({ "g": "grant", "x": { "g": 1 } }),
            json!({ "r": "redeem", "x": { "r": 1 } }),
        );
        let none = json!(null);
        // The account's context before, the token's, `persist_previous_context`, the flow's, and
        // the account's context after.
        for (old, token, persist, flow, expected) in [
            (None, &g, false, &r, json!({ "g": "grant", "r": "redeem", "x": { "g": 1 } })),
            (None, &g, true, &none, g.clone()),
            (None, &none, false, &r, r.clone()),
            (None, &none, false, &none, json!({})),
            (Some(&a), &g, false, &r, json!({ "g": "grant", "r": "redeem", "x": { "g": 1 } })),
            (Some(&a), &none, false, &none, json!({})),
            (Some(&a), &none, true, &none, a.clone()),
            (
                Some(&a),
                &g,
                true,
                &r,
                json!({ "a": "account", "g": "grant", "r": "redeem", "x": { "g": 1 } }),
            ),
            (Some(&a), &none, true, &r, json!({ "a": "account", "r": "redeem", "x": { "r": 1 } })),
        ] {
            let account =
                old.map(|old| Account { context: context(old).expect("an object"), ..imported() });
            let purpose = if old.is_some() { reauthorisation() } else { new_account() };
            let redeemed = redeem(
                grant(purpose, token, persist),
                connection(Some("hubspot"), flow),
                account,
                Uuid::from_u128(2),
                DateTime::UNIX_EPOCH,
            )
            .expect("redeemed");
            assert_eq!(Some(redeemed.context), context(&expected));
        }
    }

    #[test]
    fn redeem_creates_account_from_the_grant() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let mut grant = grant(new_account(), &json!(null), false);
        grant.terms.static_gate_id = Some(Uuid::from_u128(9));
        let id = Uuid::from_u128(2);
        let account = redeem(grant.clone(), connection(Some("slack"), &json!(null)), None, id, now)
            .expect("redeemed");
        assert_eq!(account.id, id);
        assert_eq!(account.region, Region::Apac);
        assert_eq!(account.static_gate_id, Some(Uuid::from_u128(9)));
        assert_eq!(account.status, IntegratedAccountStatus::Active);
        assert_eq!((account.created_at, account.updated_at), (now, now));

        let refusal = redeem(grant, connection(None, &json!(null)), None, id, now);
        assert_eq!(refusal, Err(Refusal::invalid("integration", "required for a new account")));
    }

    #[test]
    fn redeem_keeps_the_identity_of_a_reauthorised_account() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let before = imported();
        let grant = grant(reauthorisation(), &json!(null), false);
        let again = |grant: &Grant, connection: Connection| {
            redeem(grant.clone(), connection, Some(before.clone()), Uuid::from_u128(2), now)
        };
        let after = again(&grant, connection(None, &json!(null))).expect("redeemed");
        let status = IntegratedAccountStatus::Active;
        let expected = Account { status, last_error: None, updated_at: now, ..before.clone() };
        assert_eq!(after, expected);

        let other = Connection {
            environment_integration_id: Some(Uuid::from_u128(4)),
            upstream_id: Some("2".to_owned()),
            status: IntegratedAccountStatus::ValidationError,
            last_error: Some("refused".to_owned()),
            ..connection(None, &json!(null))
        };
        let after = again(&grant, other.clone()).expect("redeemed");
        let expected = Account {
            environment_integration_id: other.environment_integration_id,
            upstream_id: other.upstream_id,
            status: other.status,
            last_error: other.last_error,
            ..expected
        };
        assert_eq!(after, expected);

        let mut with_gate = grant.clone();
        with_gate.terms.static_gate_id = Some(Uuid::from_u128(9));
        let after = again(&with_gate, connection(Some("hubspot"), &json!(null))).expect("redeemed");
        assert_eq!(after.static_gate_id, Some(Uuid::from_u128(9)));

        let refusal = again(&grant, connection(Some("slack"), &json!(null)));
        assert!(
            matches!(refusal, Err(Refusal::Invalid(fault)) if fault.field.as_deref() == Some("integration"))
        );
        let gone =
            redeem(grant.clone(), connection(None, &json!(null)), None, Uuid::from_u128(2), now);
        assert_eq!(gone, Err(Refusal::LinkTokenDead));
    }

    #[test]
    fn link_token_is_dead_when_its_account_was_moved_to_another_tenant() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let moved = Account { tenant_id: "acme-2".parse().expect("valid"), ..imported() };
        let grant = grant(reauthorisation(), &json!(null), false);
        let connection = || connection(None, &json!(null));
        let redeemed = redeem(grant.clone(), connection(), Some(moved.clone()), moved.id, now);
        assert_eq!(redeemed, Err(Refusal::LinkTokenDead));
        let held = hold(&grant, &connection(), Some(moved.clone()), moved.id, now);
        assert_eq!(held, Err(Refusal::LinkTokenDead));
        assert_eq!(confirm(grant, connection(), moved, now), Err(Refusal::LinkTokenDead));
    }

    #[test]
    fn confirmed_account_is_the_one_that_a_redemption_returns() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let found = || Connection {
            upstream_id: Some("42".to_owned()),
            environment_integration_id: Some(Uuid::from_u128(4)),
            status: IntegratedAccountStatus::PostInstallError,
            last_error: Some("503".to_owned()),
            ..connection(Some("hubspot"), &json!({ "found": 1, "both": "flow" }))
        };
        let id = Uuid::from_u128(2);
        let with = json!({ "both": "token" });
        for (purpose, before) in [(new_account(), None), (reauthorisation(), Some(imported()))] {
            for persist in [false, true] {
                let grant = grant(purpose.clone(), &with, persist);
                let redeemed = redeem(grant.clone(), found(), before.clone(), id, now);
                let held = hold(&grant, &found(), before.clone(), id, now).expect("held");
                if let Some(before) = &before {
                    assert_eq!(held, *before);
                } else {
                    assert_eq!(held.status, IntegratedAccountStatus::Connecting);
                    assert_eq!((&held.upstream_id, &held.last_error), (&None, &None));
                    assert_eq!(Some(held.context.clone()), context(&with));
                }
                assert_eq!(confirm(grant, found(), held, now), redeemed);
            }
        }
    }

    #[test]
    fn hold_refuses_what_a_redemption_refuses() {
        let (id, now) = (Uuid::from_u128(2), DateTime::UNIX_EPOCH);
        let grant = grant(reauthorisation(), &json!(null), false);
        let other = connection(Some("slack"), &json!(null));
        let refused = hold(&grant, &other, Some(imported()), id, now);
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
        let gone = hold(&grant, &connection(None, &json!(null)), None, id, now);
        assert_eq!(gone, Err(Refusal::LinkTokenDead));
    }
}
