//! A model-based test: one random sequence of calls to both engines and to a model. All must return
//! the same answers, including refusals, and record the same audit trail.
//!
//! `PROPTEST_CASES=10000 cargo test --package link-token-store --test model` runs for longer.

mod harness;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use chrono::{DateTime, TimeDelta, Utc};
use harness::{Database, at, by, events, order};
use link_token_domain::{
    Refusal,
    attempt::{
        Attempt, AttemptChange, AttemptFailure, AttemptKeyHash, AttemptVersion, BrowserHash,
        ChosenIntegration, Claim, ErrorType, LinkTokenState, Phase, StateHash, Step, WaitingTokens,
    },
    audit::{Action, Event, Filter, Origin, Outcome},
    context::Context,
    credentials::{Credentials, StoredCredentials},
    environment::{Environment, Policy, PolicyChange, StaticGate},
    environment_integration::EnvironmentIntegrationChange,
    erasure::{Tenant, TenantRecords},
    idempotency::Idempotency,
    integrated_account::{Account, AccountFilter, AccountUpdate, PostInstallOutcome},
    lifetime::Lifetime,
    link_token::{ActiveLinkToken, Grant, Issued},
    redemption::RedeemRequest,
    redirect_uri::{Allowlist, RedirectUri},
    refresh::{
        self, RefreshEnd, RefreshFailure, RefreshFailureKind, RefreshPlan, RefreshState,
        RefreshTrigger,
    },
    revocation::{Revocation, TokenOrigin},
    secret::Secret,
    webhook::event::{EventType, WebhookEvent},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{
        AttemptHash, BeginAttempt, BeginErasure, BeginRefresh, BeginSweep, BegunRefresh,
        ChangePolicy, ClaimCallback, ClaimRevocations, CompleteAttempt, Completion,
        ConcludeRefresh, ConcludedRefresh, ConfirmClock, ConfirmLinkToken, CreateEnvironment,
        CreateStaticGate, CreateWebhook, DeleteAccount, DeleteStaticGate, DisableIntegration,
        EnableIntegration, EndRevocationTry, EnvironmentIntegrationKey, FailAttempt,
        FindDueRefreshes, FindEnvironmentIntegrationWithSecret, ImportAccount,
        ImportAccountWithCredentials, ListWebhookEvents, PageAccounts, ReadCredentials,
        RecordPostInstall, Redeem, Revoke, RevokeLinkTokens, SweepAttempts, SweepConfirmations,
        SweepEvents, SweepLinkTokens, SweepPermission, SweepWebhookEvents, UpdateAccount,
        UpdateAttempt, UpdateCredentials,
    },
};
use link_token_types::{self as types, IntegratedAccountStatus};
use proptest::{prelude::*, sample::Index};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;
use uuid::Uuid;

use IntegratedAccountStatus::{Active, Connecting, NeedsReauth, PostInstallError, ValidationError};

/// Environments, tenants, accounts and gates have small numbers, so that calls often refer to the
/// same ones.
const ENVIRONMENTS: u8 = 2;

fn environment_id(number: u8) -> Uuid {
    Uuid::from_u128(0xe0 + u128::from(number))
}

fn account_id(number: u8) -> Uuid {
    Uuid::from_u128(0xa0 + u128::from(number))
}

fn gate_id(number: u8) -> Uuid {
    Uuid::from_u128(0xf0 + u128::from(number))
}

fn tenant(number: u8) -> String {
    format!("tenant-{number}")
}

fn integration(number: u8) -> String {
    format!("app-{number}")
}

fn integration_id(environment: u8, integration: u8) -> Uuid {
    Uuid::from_u128(0x1_0000 + 0x100 * u128::from(environment) + u128::from(integration))
}

/// Returns the environment integration that attempts of any environment name.
fn chosen_id(integration: u8) -> Uuid {
    integration_id(0, integration)
}

fn webhook_id(environment: u8, webhook: u8) -> Uuid {
    Uuid::from_u128(0x2_0000 + 0x100 * u128::from(environment) + u128::from(webhook))
}

fn attempt_key(number: usize) -> String {
    format!("key-{number}")
}

fn account_of(known: &[Uuid], account: Index) -> Option<Uuid> {
    (!known.is_empty()).then(|| *account.get(known))
}

/// The seconds of a day.
const DAY: i64 = 24 * 3600;

fn uri(number: u8) -> String {
    format!("https://app-{number}.example.com/")
}

/// The fields of a request for a link token.
#[derive(Clone, Debug, PartialEq)]
struct RequestFields {
    tenant: Option<u8>,
    account: Option<u8>,
    gate: Option<u8>,
    uri: Option<u8>,
    context: Option<u8>,
    persist: bool,
    /// True for a link token with a challenge.
    is_bound: bool,
}

/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn verifier(is_right: bool) -> &'static str {
    // The challenge is not its own verifier.
    if is_right { VERIFIER } else { CHALLENGE }
}

impl RequestFields {
    fn body(&self) -> Value {
        json!({
            "tenant_id": self.tenant.map(tenant),
            "integrated_account_id": self.account.map(account_id),
            "truto_static_gate_id": self.gate.map(gate_id),
            "redirect_uri": self.uri.map(uri),
            "context": self.context.map(|value| json!({ "link token": value, "shared": value })),
            "persist_previous_context": self.persist,
            "code_challenge": self.is_bound.then_some(CHALLENGE),
        })
    }
}

/// A call to the store.
#[derive(Clone, Debug)]
enum StoreCall {
    Wait(u16),
    CreateEnvironment(u8),
    ChangePolicy {
        environment: u8,
        minutes: Option<u8>,
        uri: Option<u8>,
    },
    CreateGate {
        environment: u8,
        gate: u8,
    },
    DeleteGate {
        environment: u8,
        gate: u8,
    },
    Import {
        environment: u8,
        account: u8,
        tenant: u8,
        integration: u8,
    },
    /// An import by a backend.
    ImportWithCredentials {
        environment: u8,
        account: u8,
        tenant: u8,
        gate: Option<u8>,
        credentials: Option<u8>,
    },
    RecordPostInstall {
        environment: u8,
        account: Index,
        outcome: ModelOutcome,
        is_stale: bool,
    },
    CreateWebhook {
        environment: u8,
        webhook: u8,
    },
    SweepWebhookEvents {
        age: u16,
    },
    Issue {
        environment: u8,
        asked: RequestFields,
        key: Option<u8>,
    },
    Introspect {
        environment: u8,
        token: Index,
    },
    Redeem {
        environment: u8,
        token: Index,
        integration: Option<u8>,
        context: Option<u8>,
        /// True for the right verifier.
        verifier: Option<bool>,
    },
    /// The token is a number.
    Confirm {
        environment: u8,
        token: usize,
        is_right: bool,
    },
    SweepConfirmations,
    Revoke {
        environment: u8,
        token: Index,
    },
    RevokeMany {
        environment: u8,
        tokens: [Index; 2],
    },
    BeginAttempt {
        token: Index,
    },
    UpdateAttempt {
        attempt: Index,
        step: ModelStep,
        integration: u8,
        is_stale: bool,
    },
    Callback {
        attempt: Index,
        integration: u8,
        is_own_browser: bool,
    },
    FailAttempt {
        attempt: Index,
        is_stale: bool,
    },
    CompleteAttempt {
        attempt: Index,
        context: Option<u8>,
        credentials: Option<u8>,
        is_stale: bool,
    },
    FindAttempt {
        attempt: Index,
    },
    SweepAttempts {
        age: u16,
    },
    ReadCredentials {
        environment: u8,
        account: Index,
    },
    BeginRefresh {
        environment: u8,
        account: Index,
        trigger: RefreshTrigger,
    },
    ConcludeRefresh {
        refresh: Index,
        result: ModelRefresh,
    },
    FindDueRefreshes,
    EnableIntegration {
        environment: u8,
        integration: u8,
        secret: Option<u8>,
    },
    DisableIntegration {
        environment: u8,
        integration: u8,
    },
    FindIntegration {
        environment: u8,
        integration: u8,
    },
    Leap {
        days: u8,
    },
    BeginSweep {
        retention_days: u8,
    },
    UpdateAccount {
        environment: u8,
        account: Index,
        tenant: Option<u8>,
        context: Option<u8>,
        needs_reauth: Option<bool>,
    },
    UpdateCredentials {
        environment: u8,
        account: Index,
        credentials: u8,
        is_stale: bool,
        keeps_refresh_token: bool,
    },
    DeleteAccount {
        environment: u8,
        account: Index,
    },
    Revocations {
        succeed: bool,
    },
    ConfirmClock,
    SweepTokens {
        age: u16,
        limit: u8,
    },
    SweepEvents {
        age: u16,
        limit: u8,
    },
    Reencrypt,
    BeginErasure {
        environment: u8,
        tenant: u8,
    },
    EraseTenant {
        environment: u8,
        tenant: u8,
    },
}

/// A step of an attempt. The state of a callback is that of the last step to the third party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ModelStep {
    Open,
    Leave,
    Exchange,
}

/// The outcome of the requests that follow a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ModelOutcome {
    /// The fact that was found.
    Succeeded(u8),
    NotVerified,
    NotRead,
    NotAsked,
}

impl ModelOutcome {
    fn outcome(self) -> PostInstallOutcome {
        let error = "no".to_owned();
        match self {
            Self::Succeeded(fact) => {
                let facts = types::Context(variables(&[("fact", Some(fact))]));
                let facts = Context::check(facts).expect("valid");
                PostInstallOutcome::Succeeded { facts, upstream_id: None }
            }
            Self::NotVerified => PostInstallOutcome::NotVerified { error },
            Self::NotRead => PostInstallOutcome::NotRead { error },
            Self::NotAsked => PostInstallOutcome::NotAsked { error },
        }
    }
}

/// The result of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ModelRefresh {
    Refreshed(u8),
    Failed(RefreshFailureKind),
}

impl ModelRefresh {
    fn result(self, now: DateTime<Utc>) -> Result<Credentials, RefreshFailure> {
        match self {
            Self::Refreshed(number) => Ok(credentials(number, now)),
            Self::Failed(kind) => {
                let message = kind.to_string();
                Err(RefreshFailure { kind, message, is_answer_lost: false, retry_after: None })
            }
        }
    }
}

/// Returns the credentials with a number, which were issued at a time. Those with the number 0 do
/// not expire, the others live for 100 seconds times their number.
fn credentials(number: u8, now: DateTime<Utc>) -> Credentials {
    let lifetime = (number > 0).then(|| TimeDelta::seconds(100 * i64::from(number)));
    Credentials {
        content: Secret::new(number.to_string()),
        expires_at: lifetime.map(|lifetime| now + lifetime),
        issued_at: Some(now),
        is_refreshable: number > 0,
    }
}

fn call() -> impl Strategy<Value = StoreCall> {
    let environment = || 0..ENVIRONMENTS;
    let some = |number| prop::option::weighted(0.3, 0_u8..number);
    let index = any::<Index>;
    let is_bound = prop::bool::weighted(0.4);
    let asked = (
        prop::option::weighted(0.8, 0_u8..2),
        some(3),
        some(2),
        some(2),
        some(3),
        any::<bool>(),
        is_bound,
    );
    // The domain refuses a request with neither a tenant nor an account before it reaches the
    // store.
    let asked =
        asked.prop_map(|(tenant, account, gate, uri, context, persist, is_bound)| RequestFields {
            tenant: if account.is_none() { tenant.or(Some(0)) } else { tenant },
            account,
            gate,
            uri,
            context,
            persist,
            is_bound,
        });
    prop_oneof![
        2 => (1_u16..400).prop_map(StoreCall::Wait),
        1 => environment().prop_map(StoreCall::CreateEnvironment),
        1 => (environment(), prop::option::of(5_u8..10), some(2)).prop_map(
            |(environment, minutes, uri)| StoreCall::ChangePolicy { environment, minutes, uri }
        ),
        1 => (environment(), 0_u8..2)
            .prop_map(|(environment, gate)| StoreCall::CreateGate { environment, gate }),
        1 => (environment(), 0_u8..2)
            .prop_map(|(environment, gate)| StoreCall::DeleteGate { environment, gate }),
        2 => (environment(), 0_u8..3, 0_u8..2, 0_u8..2).prop_map(
            |(environment, account, tenant, integration)| StoreCall::Import {
                environment,
                account,
                tenant,
                integration,
            }
        ),
        2 => (environment(), 0_u8..2)
            .prop_map(|(environment, webhook)| StoreCall::CreateWebhook { environment, webhook }),
        1 => (0_u16..600).prop_map(|age| StoreCall::SweepWebhookEvents { age }),
        8 => (environment(), asked, some(3))
            .prop_map(|(environment, asked, key)| StoreCall::Issue { environment, asked, key }),
        3 => (environment(), index())
            .prop_map(|(environment, token)| StoreCall::Introspect { environment, token }),
        5 => (
            environment(),
            index(),
            prop::option::weighted(0.7, 0_u8..2),
            some(3),
            prop::option::weighted(0.3, prop::bool::weighted(0.8)),
        ).prop_map(
            |(environment, token, integration, context, verifier)| StoreCall::Redeem {
                environment,
                token,
                integration,
                context,
                verifier,
            }
        ),
        1 => Just(StoreCall::SweepConfirmations),
        2 => (environment(), index())
            .prop_map(|(environment, token)| StoreCall::Revoke { environment, token }),
        1 => (environment(), [index(), index()])
            .prop_map(|(environment, tokens)| StoreCall::RevokeMany { environment, tokens }),
        1 => (0_u16..4000).prop_map(|age| StoreCall::SweepAttempts { age }),
        2 => (environment(), index())
            .prop_map(|(environment, account)| StoreCall::ReadCredentials { environment, account }),
        6 => refresh_call(),
        7 => account_call(),
        1 => (environment(), 0_u8..2, some(3)).prop_map(|(environment, integration, secret)| {
            StoreCall::EnableIntegration { environment, integration, secret }
        }),
        1 => (environment(), 0_u8..2).prop_map(|(environment, integration)| {
            StoreCall::DisableIntegration { environment, integration }
        }),
        1 => (environment(), 0_u8..2).prop_map(|(environment, integration)| {
            StoreCall::FindIntegration { environment, integration }
        }),
        1 => (1_u8..40).prop_map(|days| StoreCall::Leap { days }),
        2 => (1_u8..40).prop_map(|retention_days| StoreCall::BeginSweep { retention_days }),
        1 => Just(StoreCall::ConfirmClock),
        1 => (0_u16..600, 1_u8..5).prop_map(|(age, limit)| StoreCall::SweepTokens { age, limit }),
        1 => (0_u16..600, 1_u8..5).prop_map(|(age, limit)| StoreCall::SweepEvents { age, limit }),
        1 => Just(StoreCall::Reencrypt),
        1 => (environment(), 0_u8..2)
            .prop_map(|(environment, tenant)| StoreCall::BeginErasure { environment, tenant }),
        1 => (environment(), 0_u8..2)
            .prop_map(|(environment, tenant)| StoreCall::EraseTenant { environment, tenant }),
    ]
}

fn refresh_call() -> impl Strategy<Value = StoreCall> {
    use RefreshFailureKind::{InvalidGrant, Misconfigured, Unreachable};
    let trigger = prop_oneof![
        Just(RefreshTrigger::Due),
        Just(RefreshTrigger::Reading),
        Just(RefreshTrigger::Demand)
    ];
    let result = prop_oneof![
        2 => (0_u8..4).prop_map(ModelRefresh::Refreshed),
        3 => Just(ModelRefresh::Failed(InvalidGrant)),
        1 => Just(ModelRefresh::Failed(Unreachable)),
        1 => Just(ModelRefresh::Failed(Misconfigured)),
    ];
    prop_oneof![
        3 => (0..ENVIRONMENTS, any::<Index>(), trigger).prop_map(
            |(environment, account, trigger)| StoreCall::BeginRefresh {
                environment,
                account,
                trigger,
            }
        ),
        3 => (any::<Index>(), result)
            .prop_map(|(refresh, result)| StoreCall::ConcludeRefresh { refresh, result }),
        1 => Just(StoreCall::FindDueRefreshes),
    ]
}

/// Changes of accounts by backends, and the revocations that follow a deletion.
fn account_call() -> impl Strategy<Value = StoreCall> {
    let environment = || 0..ENVIRONMENTS;
    let some = |number| prop::option::weighted(0.3, 0_u8..number);
    let index = any::<Index>;
    let outcome = prop_oneof![
        2 => (0_u8..3).prop_map(ModelOutcome::Succeeded),
        1 => Just(ModelOutcome::NotVerified),
        1 => Just(ModelOutcome::NotRead),
        1 => Just(ModelOutcome::NotAsked),
    ];
    prop_oneof![
        2 => (environment(), 0_u8..3, 0_u8..2, some(2), prop::option::weighted(0.7, 0_u8..3))
            .prop_map(|(environment, account, tenant, gate, credentials)| {
                StoreCall::ImportWithCredentials { environment, account, tenant, gate, credentials }
            }),
        2 => (environment(), index(), outcome, prop::bool::weighted(0.2)).prop_map(
            |(environment, account, outcome, is_stale)| StoreCall::RecordPostInstall {
                environment,
                account,
                outcome,
                is_stale,
            }
        ),
        2 => (environment(), index(), some(2), some(3), prop::option::of(any::<bool>())).prop_map(
            |(environment, account, tenant, context, needs_reauth)| StoreCall::UpdateAccount {
                environment,
                account,
                tenant,
                context,
                needs_reauth,
            }
        ),
        2 => (environment(), index(), 0_u8..3, prop::bool::weighted(0.2), any::<bool>()).prop_map(
            |(environment, account, credentials, is_stale, keeps_refresh_token)| {
                StoreCall::UpdateCredentials {
                    environment,
                    account,
                    credentials,
                    is_stale,
                    keeps_refresh_token,
                }
            }
        ),
        2 => (environment(), index())
            .prop_map(|(environment, account)| StoreCall::DeleteAccount { environment, account }),
        1 => any::<bool>().prop_map(|succeed| StoreCall::Revocations { succeed }),
    ]
}

/// Calls of attempts. Those that the phases of a model's attempts allow are the most frequent.
fn attempt_call(model: &Model) -> impl Strategy<Value = StoreCall> + use<> {
    let index = any::<Index>;
    let is_rare = || prop::bool::weighted(0.1);
    let integration = || prop::bool::weighted(0.9).prop_map(u8::from);
    let weight = |phase| {
        let mut attempts = model.attempts.iter();
        if attempts.any(|attempt| model.phase(attempt) == phase) { 6 } else { 1 }
    };
    // Mostly those that wait.
    let waiting = model.confirmations.iter().map(|it| (it.environment, it.link_token));
    let waiting: Vec<_> = waiting.collect();
    let confirmation_weight = if waiting.is_empty() { 1 } else { 8 };
    let any = (0..ENVIRONMENTS, 0..model.tokens.len());
    let confirmed = if waiting.is_empty() {
        any.boxed()
    } else {
        prop_oneof![1 => any, 5 => prop::sample::select(waiting)].boxed()
    };
    let step = prop_oneof![
        1 => Just(ModelStep::Open),
        3 => Just(ModelStep::Leave),
        2 => Just(ModelStep::Exchange),
    ];
    prop_oneof![
        4 => index().prop_map(|token| StoreCall::BeginAttempt { token }),
        weight(Phase::Open) => (index(), step, integration(), is_rare()).prop_map(
            |(attempt, step, integration, is_stale)| StoreCall::UpdateAttempt {
                attempt,
                step,
                integration,
                is_stale,
            }
        ),
        weight(Phase::AwaitingCallback) => (index(), integration(), is_rare()).prop_map(
            |(attempt, integration, is_other)| StoreCall::Callback {
                attempt,
                integration,
                is_own_browser: !is_other,
            }
        ),
        1 => (index(), is_rare())
            .prop_map(|(attempt, is_stale)| StoreCall::FailAttempt { attempt, is_stale }),
        weight(Phase::Exchanging) =>
            (index(), prop::option::of(0_u8..3), prop::option::of(0_u8..3), is_rare()).prop_map(
                |(attempt, context, credentials, is_stale)| StoreCall::CompleteAttempt {
                    attempt,
                    context,
                    credentials,
                    is_stale,
                }
            ),
        2 => index().prop_map(|attempt| StoreCall::FindAttempt { attempt }),
        confirmation_weight => (confirmed, prop::bool::weighted(0.8)).prop_map(
            |((environment, token), is_right)| StoreCall::Confirm { environment, token, is_right }
        ),
    ]
}

// The model.

#[derive(Clone, Debug, Default)]
struct ModelEnvironment {
    minutes: Option<u8>,
    uri: Option<u8>,
    gates: Vec<u8>,
    integrations: BTreeMap<u8, ModelIntegration>,
    accounts: BTreeMap<Uuid, ModelAccount>,
    /// The first one receives all events, the second one only `active`.
    webhooks: Vec<u8>,
    told: Vec<ModelTold>,
    erased: BTreeSet<Uuid>,
}

/// An event for webhooks.
#[derive(Clone, Debug, PartialEq)]
struct ModelTold {
    at: i64,
    account: Uuid,
    event_type: EventType,
    /// The context of the account then. Empty for a deleted one.
    context: Map<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
struct ModelIntegration {
    is_enabled: bool,
    secret: Option<u8>,
}

#[derive(Clone, Debug)]
struct ModelAccount {
    tenant: u8,
    integration: u8,
    context: Map<String, Value>,
    /// The rules of their refreshes are those of the domain, which has its own tests.
    credentials: Option<StoredCredentials>,
    status: IntegratedAccountStatus,
    /// True if an attempt has connected it, so that its credentials can be revoked.
    is_connected: bool,
}

/// A connection that waits for its confirmation, or was confirmed.
#[derive(Clone, Debug)]
struct ModelConfirmation {
    attempt: usize,
    /// The first token with the hash.
    link_token: usize,
    environment: u8,
    account: Uuid,
    is_new_account: bool,
    context: Option<u8>,
    credentials: Option<Credentials>,
    is_confirmed: bool,
    expires_at: i64,
}

/// Credentials that are still to be revoked.
#[derive(Clone, Debug)]
struct ModelRevocation {
    /// The number of the credentials.
    credentials: u8,
    is_of_new_account: bool,
    tries: u32,
    due_at: i64,
    created_at: i64,
}

#[derive(Clone, Debug)]
struct ModelAttempt {
    token: usize,
    version: i64,
    phase: Phase,
    since: i64,
    integration: Option<u8>,
    /// True if a state is known: after a step to the third party, until another step.
    has_state: bool,
    account: Option<Uuid>,
    expires_at: i64,
    is_swept: bool,
}

#[derive(Clone, Debug)]
struct ModelToken {
    environment: u8,
    asked: RequestFields,
    /// The tenant, from the request or from the account.
    tenant: u8,
    /// The environment, which stands for its API token, and the key.
    key: Option<(u8, u8)>,
    /// In seconds.
    expires_at: i64,
    ended_at: Option<i64>,
    is_swept: bool,
}

/// The part of an event on which the engines must agree.
#[derive(Clone, Debug, PartialEq)]
struct ModelEvent {
    at: i64,
    environment: u8,
    action: Action,
    outcome: Outcome,
    tenant: Option<String>,
    object: Option<Uuid>,
    token: Option<usize>,
}

/// The part of an answer on which the engines must agree.
#[derive(Clone, Debug, PartialEq)]
enum ModelAnswer {
    Done,
    Number(usize),
    Issued {
        token: usize,
        expires_at: i64,
    },
    Inactive,
    Active {
        expires_at: i64,
    },
    Redeemed {
        account: Uuid,
        tenant: u8,
        integration: u8,
        context: Map<String, Value>,
    },
    Connected {
        account: Uuid,
        tenant: u8,
        integration: u8,
        context: Map<String, Value>,
    },
    Unconfirmed {
        account: Uuid,
        tenant: u8,
        integration: u8,
        context: Map<String, Value>,
    },
    Confirmed {
        account: Uuid,
        tenant: u8,
        integration: u8,
        context: Map<String, Value>,
    },
    AlreadyConnected {
        account: Uuid,
    },
    Attempt {
        phase: Phase,
        version: i64,
        account: Option<Uuid>,
    },
    Found {
        phase: Phase,
        version: i64,
        link_token: LinkTokenState,
    },
    Claim(&'static str),
    Credentials(u8),
    Begun(RefreshState),
    NotBegun(RefreshPlan),
    Concluded(ConcludedRefresh),
    Due(Vec<Uuid>),
    Integration(Option<ModelIntegration>),
    Times(Option<i64>),
    ClockDiffers(i64),
    Erased(TenantRecords),
    /// The credentials of the revocations that were tried, and whether each spares its account.
    Tried(Vec<(u8, bool)>),
    Refused(&'static str),
}

#[derive(Clone, Debug, Default)]
struct Model {
    now: i64,
    environments: BTreeMap<u8, ModelEnvironment>,
    /// Indexed by number. A swept token keeps its number.
    tokens: Vec<ModelToken>,
    /// Indexed by number. A swept attempt keeps its number.
    attempts: Vec<ModelAttempt>,
    confirmations: Vec<ModelConfirmation>,
    events: Vec<ModelEvent>,
    /// The environments and tenants that are being erased.
    hidden: BTreeSet<(u8, u8)>,
    revocations: Vec<ModelRevocation>,
    redeemed: u8,
    /// The refreshes that have begun: the environment, the account, the state, and true if the
    /// credentials can be revoked.
    refreshes: Vec<(u8, Uuid, RefreshState, bool)>,
    last_sweep: Option<i64>,
    answer: Option<ModelAnswer>,
}

/// Returns the ID of the next new account.
fn new_account_id(redeemed: u8) -> Uuid {
    Uuid::from_u128(0x1000 + u128::from(redeemed))
}

/// Returns the IDs of all accounts, and one that does not exist.
fn known_accounts(redeemed: u8) -> Vec<Uuid> {
    (0..3).map(account_id).chain((0..=redeemed).map(new_account_id)).collect()
}

impl Model {
    /// Returns true if a token is not found: it was swept, or its tenant is being erased.
    fn is_gone(&self, token: &ModelToken) -> bool {
        token.is_swept || self.hidden.contains(&(token.environment, token.tenant))
    }

    /// Returns an account that is found.
    fn account(&self, environment: u8, id: Uuid) -> Option<&ModelAccount> {
        let account = self.environments.get(&environment)?.accounts.get(&id)?;
        (!self.hidden.contains(&(environment, account.tenant))).then_some(account)
    }

    fn is_active(&self, token: &ModelToken) -> bool {
        !self.is_gone(token) && token.ended_at.is_none() && self.now < token.expires_at
    }

    /// An attempt may redeem a token for 30 minutes after it has expired, and needs up to one more.
    fn is_redeemable(&self, token: &ModelToken) -> bool {
        !token.is_swept && token.ended_at.is_none() && self.now < token.expires_at + 31 * 60
    }

    /// Returns false for a token whose account was deleted, or moved to another tenant.
    fn has_account(&self, token: &ModelToken) -> bool {
        let is_found = |number| {
            let account = self.account(token.environment, account_id(number));
            account.is_some_and(|account| account.tenant == token.tenant)
        };
        token.asked.account.is_none_or(is_found)
    }

    fn event(&self, environment: u8, action: Action) -> ModelEvent {
        let (at, outcome) = (self.now, Outcome::Done);
        ModelEvent { at, environment, action, outcome, tenant: None, object: None, token: None }
    }

    /// Records an event with the outcome of a refusal.
    fn refuse(&mut self, event: ModelEvent, outcome: Outcome) -> ModelAnswer {
        self.events.push(ModelEvent { outcome, ..event });
        ModelAnswer::Refused(outcome.as_str())
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each call")]
    fn call(&mut self, call: &StoreCall) -> ModelAnswer {
        match call {
            StoreCall::Wait(seconds) => {
                self.now += i64::from(*seconds);
                ModelAnswer::Done
            }
            StoreCall::CreateEnvironment(number) => {
                if self.environments.contains_key(number) {
                    return ModelAnswer::Refused("already exists");
                }
                self.environments.insert(*number, ModelEnvironment::default());
                self.events.push(self.event(*number, Action::CreateEnvironment));
                ModelAnswer::Done
            }
            StoreCall::ChangePolicy { environment: number, minutes, uri } => {
                let Some(environment) = self.environments.get_mut(number) else {
                    return ModelAnswer::Refused("not_found");
                };
                (environment.minutes, environment.uri) = (*minutes, *uri);
                self.events.push(self.event(*number, Action::SetEnvironment));
                ModelAnswer::Done
            }
            StoreCall::CreateGate { environment: number, gate } => {
                let Some(environment) = self.environments.get_mut(number) else {
                    return ModelAnswer::Refused("not_found");
                };
                if environment.gates.contains(gate) {
                    return ModelAnswer::Refused("already exists");
                }
                environment.gates.push(*gate);
                let object = Some(gate_id(*gate));
                let event = self.event(*number, Action::CreateStaticGate);
                self.events.push(ModelEvent { object, ..event });
                ModelAnswer::Done
            }
            StoreCall::DeleteGate { environment: number, gate } => {
                let environment = self.environments.get_mut(number);
                let gates = environment.map(|environment| &mut environment.gates);
                let Some(gates) = gates.filter(|gates| gates.contains(gate)) else {
                    return ModelAnswer::Refused("not_found");
                };
                gates.retain(|other| other != gate);
                let object = Some(gate_id(*gate));
                let event = self.event(*number, Action::DeleteStaticGate);
                self.events.push(ModelEvent { object, ..event });
                ModelAnswer::Done
            }
            StoreCall::Import { environment: number, account, tenant: of, integration } => {
                let Some(environment) = self.environments.get_mut(number) else {
                    return ModelAnswer::Refused("not_found");
                };
                let id = account_id(*account);
                if environment.accounts.contains_key(&id) {
                    return ModelAnswer::Refused("already exists");
                }
                let context = Map::from_iter([("account".to_owned(), json!(account))]);
                let imported = ModelAccount {
                    tenant: *of,
                    integration: *integration,
                    context,
                    credentials: None,
                    status: NeedsReauth,
                    is_connected: false,
                };
                environment.accounts.insert(id, imported);
                self.tell(*number, id, &[EventType::Created, EventType::AuthenticationError]);
                let event = self.event(*number, Action::ImportIntegratedAccount);
                let (tenant, object) = (Some(tenant(*of)), Some(id));
                self.events.push(ModelEvent { tenant, object, ..event });
                ModelAnswer::Done
            }
            StoreCall::ImportWithCredentials {
                environment,
                account,
                tenant,
                gate,
                credentials,
            } => self.import(*environment, *account, *tenant, *gate, *credentials),
            StoreCall::RecordPostInstall { environment, account, outcome, is_stale } => {
                self.record_post_install(*environment, *account, *outcome, *is_stale)
            }
            StoreCall::CreateWebhook { environment: number, webhook } => {
                let Some(environment) = self.environments.get_mut(number) else {
                    return ModelAnswer::Refused("not_found");
                };
                if environment.webhooks.contains(webhook) {
                    return ModelAnswer::Refused("already exists");
                }
                environment.webhooks.push(*webhook);
                let object = Some(webhook_id(*number, *webhook));
                let event = self.event(*number, Action::CreateWebhook);
                self.events.push(ModelEvent { object, ..event });
                ModelAnswer::Done
            }
            StoreCall::SweepWebhookEvents { age } => {
                let before = self.now - i64::from(*age);
                for environment in self.environments.values_mut() {
                    environment.told.retain(|told| told.at >= before);
                }
                ModelAnswer::Done
            }
            StoreCall::Issue { environment, asked, key } => {
                self.issue(*environment, asked, key.map(|key| (*environment, key)))
            }
            StoreCall::Introspect { environment, token } => {
                let number = self.resolve(*token);
                let is_active = |number: &usize| {
                    let token = &self.tokens[*number];
                    token.environment == *environment
                        && self.is_active(token)
                        && self.has_account(token)
                };
                match number.filter(is_active) {
                    Some(token) => {
                        ModelAnswer::Active { expires_at: self.tokens[token].expires_at }
                    }
                    None => ModelAnswer::Inactive,
                }
            }
            StoreCall::Redeem { environment, token, integration, context, verifier } => {
                self.redeem(*environment, *token, *integration, *context, *verifier)
            }
            StoreCall::Confirm { environment, token, is_right } => {
                self.confirm(*environment, *token, *is_right)
            }
            StoreCall::SweepConfirmations => {
                let now = self.now;
                let is_over = |it: &ModelConfirmation| it.expires_at <= now;
                let mut over: Vec<_> =
                    self.confirmations.iter().filter(|it| is_over(it)).cloned().collect();
                over.sort_by_key(|it| (it.expires_at, it.attempt));
                for confirmation in &over {
                    if self.withdraw(confirmation) {
                        let action = Action::ExpireConfirmation;
                        self.events.push(ModelEvent {
                            object: Some(confirmation.account),
                            token: Some(confirmation.link_token),
                            ..self.event(confirmation.environment, action)
                        });
                    }
                }
                ModelAnswer::Number(over.len())
            }
            StoreCall::Revoke { environment, token } => {
                self.revoke(*environment, *token);
                ModelAnswer::Done
            }
            StoreCall::RevokeMany { environment, tokens } => {
                let revoked = tokens.iter().filter(|token| self.revoke(*environment, **token));
                ModelAnswer::Number(revoked.count())
            }
            StoreCall::BeginAttempt { token } => {
                let Some(token) = self.resolve(*token) else { return ModelAnswer::Inactive };
                self.begin_attempt(token)
            }
            StoreCall::UpdateAttempt { attempt, step, integration, is_stale } => self
                .on_attempt(*attempt, |model, number| {
                    model.update_attempt(number, *step, *integration, *is_stale)
                }),
            StoreCall::Callback { attempt, integration, is_own_browser } => self
                .on_attempt(*attempt, |model, number| {
                    model.callback(number, *integration, *is_own_browser)
                }),
            StoreCall::FailAttempt { attempt, is_stale } => {
                self.on_attempt(*attempt, |model, number| model.fail_attempt(number, *is_stale))
            }
            StoreCall::CompleteAttempt { attempt, context, credentials, is_stale } => self
                .on_attempt(*attempt, |model, number| {
                    model.complete_attempt(number, *context, *credentials, *is_stale)
                }),
            StoreCall::FindAttempt { attempt } => self.on_attempt(*attempt, |model, number| {
                let attempt = &model.attempts[number];
                let phase = model.phase(attempt);
                let token = &model.tokens[model.current(attempt.token)];
                if attempt.is_swept || model.is_gone(token) {
                    return ModelAnswer::Inactive;
                }
                let redeemed = model.redeemed_account(attempt.token);
                let link_token = match (token.ended_at, redeemed) {
                    (Some(_), Some(account_id)) => LinkTokenState::Redeemed { account_id },
                    (Some(_), None) => LinkTokenState::Dead,
                    (None, _) if !model.has_account(token) => LinkTokenState::Dead,
                    (None, _) if model.now < token.expires_at => LinkTokenState::Active,
                    (None, _) => LinkTokenState::Expired,
                };
                ModelAnswer::Found { phase, version: attempt.version, link_token }
            }),
            StoreCall::SweepAttempts { age } => {
                let before = self.now - i64::from(*age);
                let old = self.attempts.iter_mut();
                let old = old.filter(|it| !it.is_swept && it.expires_at < before);
                ModelAnswer::Number(old.map(|attempt| attempt.is_swept = true).count())
            }
            StoreCall::ReadCredentials { environment: number, account } => {
                let Some(id) = account_of(&self.known_accounts(), *account) else {
                    return ModelAnswer::Inactive;
                };
                let account = self.account(*number, id);
                let tenant = account.map(|account| tenant(account.tenant));
                let readable = account.and_then(|account| {
                    let stored = account.credentials.as_ref()?;
                    let readable = refresh::check_readable(account.status, stored, at(self.now));
                    Some(readable.map(|()| content_number(&stored.credentials)))
                });
                let event = self.event(*number, Action::ReadCredentials);
                let event = ModelEvent { tenant, object: Some(id), ..event };
                let is_connecting = account.is_some_and(|account| account.status == Connecting);
                match readable {
                    None if is_connecting => self.refuse(event, Outcome::NotConfirmed),
                    None => self.refuse(event, Outcome::NotFound),
                    Some(Err(refusal)) => self.refuse(event, (&refusal).into()),
                    Some(Ok(credentials)) => {
                        self.events.push(event);
                        ModelAnswer::Credentials(credentials)
                    }
                }
            }
            StoreCall::BeginRefresh { environment, account, trigger } => {
                let Some(id) = account_of(&self.known_accounts(), *account) else {
                    return ModelAnswer::Inactive;
                };
                let now = at(self.now);
                let shown = self.credentials(*environment, id);
                let plan = shown.map_or(RefreshPlan::Impossible, |(status, stored)| {
                    refresh::plan(*trigger, status, stored, now)
                });
                // Hidden ones, too.
                let stored = self
                    .environments
                    .get_mut(environment)
                    .and_then(|it| it.accounts.get_mut(&id)?.credentials.as_mut());
                let stored = match (plan, stored) {
                    (RefreshPlan::Refresh, Some(stored)) => stored,
                    (plan, stored) => {
                        if (plan, *trigger) == (RefreshPlan::Impossible, RefreshTrigger::Due)
                            && let Some(stored) = stored
                        {
                            stored.refresh = stored.refresh.given_up(now);
                        }
                        return ModelAnswer::NotBegun(plan);
                    }
                };
                stored.refresh = stored.refresh.begin(now);
                let state = stored.refresh;
                let is_connected = self.account_mut(*environment, id).is_connected;
                self.refreshes.push((*environment, id, state, is_connected));
                ModelAnswer::Begun(state)
            }
            StoreCall::ConcludeRefresh { refresh, result } => {
                if self.refreshes.is_empty() {
                    return ModelAnswer::Inactive;
                }
                let (number, id, begun, is_connected) = *refresh.get(&self.refreshes);
                let result = result.result(at(self.now));
                let account = self.account(number, id);
                let stored = account.and_then(|account| account.credentials.as_ref());
                let end = begun.end(stored.map(|stored| &stored.refresh));
                if let (RefreshEnd::Orphaned, Ok(late), true) = (end, &result, is_connected) {
                    self.keep(content_number(late), false);
                }
                if end != RefreshEnd::Counts {
                    return ModelAnswer::Concluded(ConcludedRefresh::Overtaken);
                }
                self.conclude_refresh(number, id, begun, result)
            }
            StoreCall::FindDueRefreshes => {
                let accounts = self.environments.values().flat_map(|it| &it.accounts);
                let due = accounts.filter(|(_, account)| {
                    let due_at = account.credentials.as_ref().and_then(|it| it.refresh.due_at);
                    due_at.is_some_and(|due_at| due_at <= at(self.now))
                });
                let mut due: Vec<Uuid> = due.map(|(id, _)| *id).collect();
                due.sort();
                ModelAnswer::Due(due)
            }
            StoreCall::UpdateAccount {
                environment,
                account,
                tenant: of,
                context,
                needs_reauth,
            } => {
                let action = Action::UpdateIntegratedAccount;
                let Some((id, event)) = self.about_account(*environment, *account, action) else {
                    return self.refuse_account(*environment, *account, action);
                };
                let now = at(self.now);
                let account = self.account_mut(*environment, id);
                account.tenant = of.unwrap_or(account.tenant);
                if let Some(value) = context {
                    account.context.insert("shared".to_owned(), json!(value));
                }
                let tenant = Some(tenant(account.tenant));
                let before = account.status;
                let status =
                    needs_reauth.map_or(before, |it| if it { NeedsReauth } else { Active });
                account.status = status;
                let had_ended = before == NeedsReauth;
                let is_healed = had_ended && status != NeedsReauth;
                if is_healed && let Some(stored) = &mut account.credentials {
                    stored.refresh = stored.refresh.resumed(id, &stored.credentials, now);
                }
                let mut events = vec![EventType::Updated];
                match status {
                    Active if before != Active => events.push(EventType::Active),
                    NeedsReauth if !had_ended => events.push(EventType::AuthenticationError),
                    _ => {}
                }
                events.extend(is_healed.then_some(EventType::Reactivated));
                self.tell(*environment, id, &events);
                self.events.push(ModelEvent { tenant, ..event });
                ModelAnswer::Done
            }
            StoreCall::UpdateCredentials {
                environment,
                account,
                credentials,
                is_stale,
                keeps_refresh_token,
            } => {
                let action = Action::UpdateCredentials;
                let Some((id, event)) = self.about_account(*environment, *account, action) else {
                    return self.refuse_account(*environment, *account, action);
                };
                if self.account(*environment, id).is_some_and(|it| it.status == Connecting) {
                    return self.refuse(event, Outcome::NotConfirmed);
                }
                let now = self.now;
                let is_refreshing =
                    self.credentials(*environment, id).is_some_and(|(_, stored)| {
                        stored.refresh.leased_until.is_some_and(|until| at(now) < until)
                    });
                if *is_stale || *keeps_refresh_token && is_refreshing {
                    return ModelAnswer::Inactive;
                }
                let account = self.account_mut(*environment, id);
                account.renew(id, crate::credentials(*credentials, at(now)), now);
                let is_healed = account.status == NeedsReauth;
                if is_healed {
                    account.status = Active;
                }
                let events = [EventType::Updated, EventType::Active, EventType::Reactivated];
                self.tell(*environment, id, if is_healed { &events } else { &events[..1] });
                self.events.push(event);
                ModelAnswer::Done
            }
            StoreCall::DeleteAccount { environment, account } => {
                let action = Action::DeleteIntegratedAccount;
                let Some((id, event)) = self.about_account(*environment, *account, action) else {
                    return self.refuse_account(*environment, *account, action);
                };
                let deleted = self.remove_account(*environment, id);
                self.keep_of_account(&deleted);
                let of =
                    |it: &ModelConfirmation| (it.environment, it.account) == (*environment, id);
                for confirmation in self.take_confirmations(of) {
                    self.keep_of_confirmation(&confirmation);
                }
                self.sweep_attempts_of(*environment, id);
                self.events.push(event);
                ModelAnswer::Done
            }
            StoreCall::Revocations { succeed } => {
                let now = self.now;
                let mut tried = Vec::new();
                self.revocations.retain_mut(|revocation| {
                    if revocation.due_at > now {
                        return true;
                    }
                    tried.push((revocation.credentials, revocation.is_of_new_account));
                    revocation.tries += 1;
                    revocation.due_at = now + (60 << (revocation.tries - 1).min(6)).min(3600);
                    !succeed && revocation.due_at < revocation.created_at + DAY
                });
                tried.sort_unstable();
                ModelAnswer::Tried(tried)
            }
            StoreCall::EnableIntegration { environment: number, integration, secret } => {
                let Some(environment) = self.environments.get_mut(number) else {
                    return ModelAnswer::Refused("not_found");
                };
                let enabled = environment
                    .integrations
                    .entry(*integration)
                    .or_insert(ModelIntegration { is_enabled: true, secret: None });
                enabled.is_enabled = true;
                enabled.secret = secret.or(enabled.secret);
                let object = Some(integration_id(*number, *integration));
                let event = self.event(*number, Action::EnableIntegration);
                self.events.push(ModelEvent { object, ..event });
                ModelAnswer::Done
            }
            StoreCall::DisableIntegration { environment: number, integration } => {
                let environment = self.environments.get_mut(number);
                let found = environment.and_then(|it| it.integrations.get_mut(integration));
                let Some(found) = found else { return ModelAnswer::Refused("not_found") };
                let outcome = if found.is_enabled { Outcome::Done } else { Outcome::Unchanged };
                found.is_enabled = false;
                let object = Some(integration_id(*number, *integration));
                let event = self.event(*number, Action::DisableIntegration);
                self.events.push(ModelEvent { outcome, object, ..event });
                ModelAnswer::Done
            }
            StoreCall::FindIntegration { environment, integration } => {
                let environment = self.environments.get(environment);
                let found = environment.and_then(|it| it.integrations.get(integration));
                ModelAnswer::Integration(found.cloned())
            }
            StoreCall::Leap { days } => {
                self.now += i64::from(*days) * DAY;
                ModelAnswer::Done
            }
            StoreCall::BeginSweep { retention_days } => {
                let newest = self.events.iter().map(|event| event.at).max();
                let limit = i64::from(*retention_days).min(31) * DAY;
                if let Some(last) = self.last_sweep.or(newest)
                    && self.now - last > limit
                {
                    return ModelAnswer::ClockDiffers(last);
                }
                if self.last_sweep.is_none_or(|last| self.now - last >= 3600) {
                    self.last_sweep = Some(self.now);
                }
                ModelAnswer::Done
            }
            StoreCall::ConfirmClock => {
                let last = self.last_sweep.replace(self.now);
                for number in self.environments.keys().copied().collect::<Vec<_>>() {
                    self.events.push(self.event(number, Action::ConfirmClock));
                }
                ModelAnswer::Times(last)
            }
            StoreCall::SweepTokens { age, limit } => {
                let before = self.now - i64::from(*age);
                let ended = |token: &ModelToken| token.ended_at.unwrap_or(token.expires_at);
                let mut old: Vec<usize> = (0..self.tokens.len())
                    .filter(|number| !self.tokens[*number].is_swept)
                    .filter(|number| ended(&self.tokens[*number]) < before)
                    .collect();
                // `preconditions` excludes sweeps of only some of the tokens that ended at the same
                // time.
                old.sort_by_key(|number| ended(&self.tokens[*number]));
                old.truncate(usize::from(*limit));
                for number in &old {
                    self.tokens[*number].is_swept = true;
                }
                ModelAnswer::Number(old.len())
            }
            StoreCall::SweepEvents { age, limit } => {
                let before = self.now - i64::from(*age);
                self.events.sort_by_key(|event| event.at);
                let old = self.events.iter().filter(|event| event.at < before).count();
                let swept = old.min(usize::from(*limit));
                self.events.drain(..swept);
                ModelAnswer::Number(swept)
            }
            StoreCall::Reencrypt => {
                for number in self.environments.keys().copied().collect::<Vec<_>>() {
                    self.events.push(self.event(number, Action::ReencryptContexts));
                }
                ModelAnswer::Number(0)
            }
            StoreCall::BeginErasure { environment, tenant } => {
                self.begin_erasure(*environment, *tenant);
                ModelAnswer::Done
            }
            StoreCall::EraseTenant { environment, tenant } => {
                ModelAnswer::Erased(self.erase(*environment, *tenant))
            }
        }
    }

    fn import(
        &mut self,
        number: u8,
        account: u8,
        of: u8,
        gate: Option<u8>,
        credentials: Option<u8>,
    ) -> ModelAnswer {
        let id = account_id(account);
        let event = ModelEvent {
            tenant: Some(tenant(of)),
            object: Some(id),
            ..self.event(number, Action::ImportIntegratedAccount)
        };
        let environment = self.environments.get_mut(&number).expect("that of an API token");
        if gate.is_some_and(|gate| !environment.gates.contains(&gate)) {
            return self.refuse(event, Outcome::NotFound);
        }
        if environment.accounts.contains_key(&id) {
            self.refuse(event, Outcome::Invalid);
            return ModelAnswer::Refused("already exists");
        }
        let mut imported = ModelAccount {
            tenant: of,
            integration: 0,
            context: Map::new(),
            credentials: None,
            status: NeedsReauth,
            is_connected: false,
        };
        if let Some(number) = credentials {
            imported.replace(id, crate::credentials(number, at(self.now)), self.now);
        }
        environment.accounts.insert(id, imported);
        self.tell(number, id, &[EventType::Created, EventType::AuthenticationError]);
        self.events.push(event);
        ModelAnswer::Done
    }

    fn record_post_install(
        &mut self,
        number: u8,
        account: Index,
        outcome: ModelOutcome,
        is_stale: bool,
    ) -> ModelAnswer {
        let action = Action::RunPostInstallActions;
        let Some((id, event)) = self.about_account(number, account, action) else {
            return self.refuse_account(number, account, action);
        };
        let account = self.account_mut(number, id);
        if is_stale || account.credentials.is_none() {
            self.events.push(ModelEvent { outcome: Outcome::Unchanged, ..event });
            return ModelAnswer::Inactive;
        }
        if let ModelOutcome::Succeeded(fact) = outcome {
            let mut context = variables(&[("fact", Some(fact))]);
            // The values that are there win.
            context.extend(std::mem::take(&mut account.context));
            account.context = context;
        }
        let (found, event_type) = match outcome {
            ModelOutcome::Succeeded(_) => (Active, Some(EventType::Active)),
            ModelOutcome::NotVerified => (ValidationError, Some(EventType::ValidationError)),
            ModelOutcome::NotRead => (PostInstallError, Some(EventType::PostInstallError)),
            ModelOutcome::NotAsked => (account.status, None),
        };
        let is_fixed = matches!(account.status, Connecting | NeedsReauth);
        if !is_fixed && account.status != found {
            account.status = found;
            self.tell(number, id, event_type.as_slice());
        }
        self.events.push(event);
        ModelAnswer::Done
    }

    /// Writes the events that a webhook of the environment wants.
    fn tell(&mut self, number: u8, account: Uuid, event_types: &[EventType]) {
        let at = self.now;
        let environment = self.environments.get_mut(&number).expect("it has an account");
        let context = environment.accounts[&account].context.clone();
        for event_type in event_types.iter().copied() {
            let is_wanted = |webhook: &u8| *webhook == 0 || event_type == EventType::Active;
            if environment.webhooks.iter().any(is_wanted) {
                let context = context.clone();
                environment.told.push(ModelTold { at, account, event_type, context });
            }
        }
    }

    fn begin_erasure(&mut self, environment: u8, tenant: u8) {
        let is_new = self.hidden.insert((environment, tenant));
        let outcome = if is_new { Outcome::Done } else { Outcome::Unchanged };
        let event = self.event(environment, Action::EraseTenant);
        self.events.push(ModelEvent { outcome, ..event });
    }

    fn erase(&mut self, number: u8, of: u8) -> TenantRecords {
        self.begin_erasure(number, of);
        let is_of_tenant = |token: &ModelToken| (token.environment, token.tenant) == (number, of);
        for attempt in 0..self.attempts.len() {
            let token = &self.tokens[self.current(self.attempts[attempt].token)];
            self.attempts[attempt].is_swept |= is_of_tenant(token) && !token.is_swept;
        }
        let mut erased = TenantRecords::default();
        for token in 0..self.tokens.len() {
            if is_of_tenant(&self.tokens[token]) && !self.tokens[token].is_swept {
                erased.link_tokens += 1;
                self.tokens[token].is_swept = true;
                let first = self.first(token);
                for confirmation in self.take_confirmations(|it| it.link_token == first) {
                    self.keep_of_confirmation(&confirmation);
                }
            }
        }
        let mut deleted = Vec::new();
        let accounts = self.environments.get(&number).into_iter().flat_map(|it| &it.accounts);
        let accounts = accounts.filter(|(_, account)| account.tenant == of);
        let accounts: Vec<Uuid> = accounts.map(|(id, _)| *id).collect();
        for account in &accounts {
            // By link tokens of another tenant, from which the account was moved.
            self.sweep_attempts_of(number, *account);
            let of_account =
                |it: &ModelConfirmation| (it.environment, it.account) == (number, *account);
            for confirmation in self.take_confirmations(of_account) {
                self.keep_of_confirmation(&confirmation);
            }
        }
        if let Some(environment) = self.environments.get_mut(&number) {
            let at = self.now;
            for account in accounts {
                deleted.extend(environment.accounts.remove(&account));
                erased.accounts += 1;
                environment.erased.insert(account);
                let is_kept = |told: &ModelTold| {
                    told.account != account || told.event_type == EventType::Deleted
                };
                environment.told.retain(is_kept);
                if environment.webhooks.contains(&0) {
                    let (event_type, context) = (EventType::Deleted, Map::new());
                    environment.told.push(ModelTold { at, account, event_type, context });
                }
            }
        }
        for account in &deleted {
            self.keep_of_account(account);
        }
        let is_of_tenant = |event: &&ModelEvent| {
            event.environment == number
                && event.outcome == Outcome::Done
                && event.tenant == Some(tenant(of))
        };
        let objects: Vec<Uuid> =
            self.events.iter().filter(is_of_tenant).filter_map(|event| event.object).collect();
        for object in objects {
            // Of an account that was deleted before, only that is kept.
            if self.account(number, object).is_none()
                && let Some(environment) = self.environments.get_mut(&number)
            {
                let is_kept = |told: &ModelTold| {
                    told.account != object || told.event_type == EventType::Deleted
                };
                environment.told.retain(is_kept);
            }
        }
        for event in self.events.iter_mut().filter(|event| event.environment == number) {
            if event.tenant == Some(tenant(of)) {
                event.tenant = None;
                erased.audit_events += 1;
            }
        }
        self.hidden.remove(&(number, of));
        erased
    }

    /// Returns the ID of an account that exists, and the event of an action.
    fn about_account(
        &self,
        environment: u8,
        account: Index,
        action: Action,
    ) -> Option<(Uuid, ModelEvent)> {
        let id = account_of(&self.known_accounts(), account)?;
        let account = self.account(environment, id)?;
        let tenant = Some(tenant(account.tenant));
        Some((id, ModelEvent { tenant, object: Some(id), ..self.event(environment, action) }))
    }

    /// Refuses an action about an account that does not exist.
    fn refuse_account(&mut self, environment: u8, account: Index, action: Action) -> ModelAnswer {
        let object = account_of(&self.known_accounts(), account);
        let event = ModelEvent { object, ..self.event(environment, action) };
        self.refuse(event, Outcome::NotFound)
    }

    /// Removes the attempts that connected or reauthorise an account.
    fn sweep_attempts_of(&mut self, environment: u8, id: Uuid) {
        for attempt in &mut self.attempts {
            let token = &self.tokens[attempt.token];
            let of = attempt.account.or(token.asked.account.map(account_id));
            attempt.is_swept |= token.environment == environment && of == Some(id);
        }
    }

    /// Removes an account, and writes the event of that, which has no context.
    fn remove_account(&mut self, environment: u8, id: Uuid) -> ModelAccount {
        self.account_mut(environment, id).context.clear();
        self.tell(environment, id, &[EventType::Deleted]);
        let environment = self.environments.get_mut(&environment).expect("it exists");
        environment.accounts.remove(&id).expect("it exists")
    }

    fn account_mut(&mut self, environment: u8, id: Uuid) -> &mut ModelAccount {
        let environment = self.environments.get_mut(&environment).expect("it exists");
        environment.accounts.get_mut(&id).expect("it exists")
    }

    /// Revokes a token. Returns true if it could still be redeemed.
    fn revoke(&mut self, environment: u8, token: Index) -> bool {
        let Some((number, event)) = self.about_token(environment, token, Action::RevokeLinkToken)
        else {
            return false;
        };
        let token = &self.tokens[number];
        let is_own = token.environment == environment && !token.is_swept;
        let is_revoked = is_own && self.is_redeemable(token);
        let has_effect = if is_revoked {
            self.tokens[number].ended_at = Some(self.now);
            true
        } else if is_own && token.asked.is_bound {
            let waiting = self.confirmation(number).cloned();
            waiting.is_some_and(|it| !it.is_confirmed && self.withdraw(&it))
        } else {
            false
        };
        let outcome = if has_effect { Outcome::Done } else { Outcome::Unchanged };
        self.events.push(ModelEvent { outcome, ..event });
        has_effect
    }

    /// Returns the number of the first token with the hash of a token.
    fn first(&self, token: usize) -> usize {
        let key = self.tokens[token].key;
        let first = key.and_then(|_| self.tokens.iter().position(|token| token.key == key));
        first.unwrap_or(token)
    }

    /// Returns the confirmation of a token.
    fn confirmation(&self, token: usize) -> Option<&ModelConfirmation> {
        let link_token = self.first(token);
        self.confirmations.iter().find(|it| it.link_token == link_token)
    }

    /// Removes a confirmation. Returns true if it was still waiting: then its new account goes,
    /// too.
    fn withdraw(&mut self, confirmation: &ModelConfirmation) -> bool {
        self.confirmations.retain(|it| it.attempt != confirmation.attempt);
        if confirmation.is_confirmed {
            return false;
        }
        let (number, id) = (confirmation.environment, confirmation.account);
        let account = self.account(number, id);
        if confirmation.is_new_account
            && account.is_some_and(|account| account.status == Connecting)
        {
            self.remove_account(number, id);
        }
        self.keep_of_confirmation(confirmation);
        true
    }

    fn take_confirmations(
        &mut self,
        is_taken: impl Fn(&ModelConfirmation) -> bool,
    ) -> Vec<ModelConfirmation> {
        let all = std::mem::take(&mut self.confirmations).into_iter();
        let (taken, kept) = all.partition(|it| is_taken(it));
        self.confirmations = kept;
        taken
    }

    /// Keeps credentials until they are revoked.
    fn keep(&mut self, credentials: u8, is_of_new_account: bool) {
        let (due_at, created_at) = (self.now, self.now);
        let new = ModelRevocation { credentials, is_of_new_account, tries: 0, due_at, created_at };
        self.revocations.push(new);
    }

    fn keep_of_account(&mut self, deleted: &ModelAccount) {
        if let Some(stored) = deleted.credentials.as_ref().filter(|_| deleted.is_connected) {
            self.keep(content_number(&stored.credentials), false);
        }
    }

    fn keep_of_confirmation(&mut self, confirmation: &ModelConfirmation) {
        if let Some(new) = confirmation.credentials.as_ref().filter(|_| !confirmation.is_confirmed)
        {
            self.keep(content_number(new), confirmation.is_new_account);
        }
    }

    fn confirm(&mut self, number: u8, token: usize, is_right: bool) -> ModelAnswer {
        let token = self.current(token);
        let event = self.token_event(number, token, Action::ConfirmLinkToken);
        let known = self.tokens[token].clone();
        if self.is_gone(&known) {
            let event = ModelEvent { tenant: None, object: None, ..event };
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        if known.environment != number {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        if !known.asked.is_bound {
            return self.refuse(event, Outcome::Invalid);
        }
        if !is_right {
            return self.refuse(event, Outcome::WrongVerifier);
        }
        let Some(confirmation) = self.confirmation(token).cloned() else {
            let is_alive = self.is_redeemable(&known);
            let outcome = if is_alive { Outcome::NotConnected } else { Outcome::LinkTokenDead };
            return self.refuse(event, outcome);
        };
        let account = self.account(number, confirmation.account).cloned();
        let (true, Some(before)) = (self.now < confirmation.expires_at, account) else {
            return self.refuse(event, Outcome::LinkTokenDead);
        };
        let id = confirmation.account;
        let event = ModelEvent { object: Some(id), tenant: Some(tenant(before.tenant)), ..event };
        if confirmation.is_confirmed {
            self.events.push(ModelEvent { outcome: Outcome::Unchanged, ..event });
            return confirmed(id, &before);
        }
        if !self.has_account(&known) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        let event_types =
            if before.status == Connecting { &[EventType::Active] } else { reauthorised(&before) };
        let keeps = confirmation.is_new_account || !known.asked.persist;
        let mut context = if keeps { Map::new() } else { before.context.clone() };
        context.extend(variables(&[("flow", confirmation.context)]));
        if confirmation.is_new_account {
            context.extend(before.context.clone());
        } else {
            context.extend(variables(&[("link token", known.asked.context)]));
        }
        let mut account = ModelAccount { context, status: Active, is_connected: true, ..before };
        match confirmation.credentials {
            Some(new) => account.replace(id, new, self.now),
            None => account.credentials = None,
        }

        let answer = confirmed(id, &account);
        let environment = self.environments.get_mut(&number).expect("it has a token");
        environment.accounts.insert(id, account);
        self.tell(number, id, event_types);
        let now = self.now;
        let stored = self.confirmations.iter_mut().find(|it| it.attempt == confirmation.attempt);
        let stored = stored.expect("found above");
        (stored.is_confirmed, stored.expires_at) = (true, now + 31 * DAY);
        self.events.push(event);
        answer
    }

    /// Returns the number of the token that now has the hash of a token: one of the same
    /// idempotency key is issued again after it was swept.
    fn current(&self, token: usize) -> usize {
        let key = self.tokens[token].key;
        let same = key.and_then(|_| self.tokens.iter().rposition(|token| token.key == key));
        same.unwrap_or(token)
    }

    fn resolve(&self, token: Index) -> Option<usize> {
        (!self.tokens.is_empty()).then(|| self.current(token.index(self.tokens.len())))
    }

    /// Calls a function with the number of an attempt, if one exists.
    fn on_attempt(
        &mut self,
        attempt: Index,
        call: impl FnOnce(&mut Self, usize) -> ModelAnswer,
    ) -> ModelAnswer {
        if self.attempts.is_empty() {
            return ModelAnswer::Inactive;
        }
        let number = attempt.index(self.attempts.len());
        call(self, number)
    }

    /// Returns the phase of an attempt now. A claim counts for 60 seconds.
    fn phase(&self, attempt: &ModelAttempt) -> Phase {
        let is_vanished = attempt.phase == Phase::Exchanging && self.now > attempt.since + 60;
        if is_vanished { Phase::Failed } else { attempt.phase }
    }

    fn enter(&mut self, attempt: usize, phase: Phase) -> ModelAnswer {
        let now = self.now;
        let attempt = &mut self.attempts[attempt];
        (attempt.phase, attempt.since) = (phase, now);
        attempt.version += 1;
        ModelAnswer::Attempt { phase, version: attempt.version, account: attempt.account }
    }

    /// Returns the account of the attempt that has redeemed a token.
    fn redeemed_account(&self, token: usize) -> Option<Uuid> {
        let token = self.current(token);
        let mut of_token = self
            .attempts
            .iter()
            .filter(|attempt| self.current(attempt.token) == token && !attempt.is_swept);
        of_token.find_map(|attempt| attempt.account)
    }

    fn known_accounts(&self) -> Vec<Uuid> {
        known_accounts(self.redeemed)
    }

    fn attempt_event(&self, attempt: &ModelAttempt, action: Action) -> ModelEvent {
        let token = &self.tokens[self.current(attempt.token)];
        let is_known = !self.is_gone(token);
        ModelEvent {
            token: Some(attempt.token),
            tenant: is_known.then(|| tenant(token.tenant)),
            object: token.asked.account.filter(|_| is_known).map(account_id),
            ..self.event(token.environment, action)
        }
    }

    fn begin_attempt(&mut self, token: usize) -> ModelAnswer {
        let begun = ModelAttempt {
            token,
            version: 0,
            phase: Phase::Open,
            since: self.now,
            integration: None,
            has_state: false,
            account: None,
            expires_at: self.now + 30 * 60,
            is_swept: false,
        };
        let event = self.attempt_event(&begun, Action::BeginAttempt);
        if self.is_gone(&self.tokens[token]) {
            return ModelAnswer::Refused("link_token_dead");
        }
        let token = &self.tokens[token];
        if !self.is_active(token) || !self.has_account(token) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        self.events.push(event);
        self.attempts.push(begun);
        ModelAnswer::Attempt { phase: Phase::Open, version: 0, account: None }
    }

    fn update_attempt(
        &mut self,
        number: usize,
        step: ModelStep,
        integration: u8,
        is_stale: bool,
    ) -> ModelAnswer {
        let attempt = &self.attempts[number];
        if attempt.is_swept {
            return ModelAnswer::Refused("attempt_dead");
        }
        if is_stale || matches!(self.phase(attempt), Phase::Exchanging | Phase::Done) {
            return ModelAnswer::Refused("attempt_changed");
        }
        if self.now >= attempt.expires_at {
            return ModelAnswer::Refused("attempt_dead");
        }
        let token = &self.tokens[self.current(attempt.token)];
        if self.is_gone(token) || token.ended_at.is_some() {
            return ModelAnswer::Refused("link_token_dead");
        }
        let attempt = &mut self.attempts[number];
        attempt.integration = Some(integration);
        // Kept when the user goes on otherwise: a late callback finds the attempt.
        attempt.has_state |= step == ModelStep::Leave;
        self.enter(
            number,
            match step {
                ModelStep::Open => Phase::Open,
                ModelStep::Leave => Phase::AwaitingCallback,
                ModelStep::Exchange => Phase::Exchanging,
            },
        )
    }

    fn callback(&mut self, number: usize, integration: u8, is_own_browser: bool) -> ModelAnswer {
        let attempt = &self.attempts[number];
        let is_found = attempt.has_state && !attempt.is_swept;
        if !is_found || attempt.integration != Some(integration) {
            return ModelAnswer::Refused("attempt_dead");
        }
        if !is_own_browser {
            return ModelAnswer::Claim("other browser");
        }
        match self.phase(attempt) {
            Phase::AwaitingCallback if self.now >= attempt.expires_at => {
                ModelAnswer::Refused("attempt_dead")
            }
            Phase::AwaitingCallback => {
                self.enter(number, Phase::Exchanging);
                ModelAnswer::Claim("claimed")
            }
            Phase::Exchanging => ModelAnswer::Claim("in progress"),
            _ => ModelAnswer::Claim("ended"),
        }
    }

    fn fail_attempt(&mut self, number: usize, is_stale: bool) -> ModelAnswer {
        let attempt = &self.attempts[number];
        if attempt.is_swept {
            return ModelAnswer::Refused("attempt_dead");
        }
        let event = self.attempt_event(attempt, Action::FailAttempt);
        if is_stale || attempt.phase == Phase::Done {
            return self.refuse(event, Outcome::AttemptChanged);
        }
        self.events.push(event);
        self.enter(number, Phase::Failed)
    }

    fn complete_attempt(
        &mut self,
        number: usize,
        context: Option<u8>,
        credentials: Option<u8>,
        is_stale: bool,
    ) -> ModelAnswer {
        let attempt = self.attempts[number].clone();
        if attempt.is_swept {
            return ModelAnswer::Refused("attempt_dead");
        }
        let event = self.attempt_event(&attempt, Action::CompleteAttempt);
        let already = |model: &mut Self, event: ModelEvent, account: Uuid| {
            let outcome = Outcome::Unchanged;
            model.events.push(ModelEvent { object: Some(account), outcome, ..event });
            ModelAnswer::AlreadyConnected { account }
        };
        if let Some(account) = attempt.account {
            // Decided before the link token is read.
            return already(self, ModelEvent { tenant: None, ..event }, account);
        }
        let token = self.tokens[self.current(attempt.token)].clone();
        if self.is_gone(&token) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        if is_stale || attempt.phase != Phase::Exchanging {
            return self.refuse(event, Outcome::AttemptChanged);
        }
        if token.ended_at.is_some() {
            let Some(account) = self.redeemed_account(attempt.token) else {
                return self.refuse(event, Outcome::LinkTokenDead);
            };
            // An attempt with a bound link token does not lead to a confirmation.
            if !token.asked.is_bound {
                self.attempts[number].account = Some(account);
                self.enter(number, Phase::Done);
            }
            return already(self, event, account);
        }
        if !self.is_redeemable(&token) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        let current = self.current(attempt.token);
        if token.asked.is_bound {
            return self.hold(number, current, event, context, credentials);
        }
        let connected = self.connect(current, event, attempt.integration, context);
        if let ModelAnswer::Redeemed { account, tenant, integration, context } = connected {
            let environment = self.environments.get_mut(&token.environment);
            let accounts = &mut environment.expect("it has a token").accounts;
            if let Some(stored) = accounts.get_mut(&account) {
                stored.is_connected = true;
                match credentials.map(|number| crate::credentials(number, at(self.now))) {
                    Some(new) => stored.replace(account, new, self.now),
                    None => stored.credentials = None,
                }
            }
            self.attempts[number].account = Some(account);
            self.enter(number, Phase::Done);
            return ModelAnswer::Connected { account, tenant, integration, context };
        }
        connected
    }

    /// Keeps the result of an attempt until it is confirmed.
    fn hold(
        &mut self,
        attempt: usize,
        token: usize,
        event: ModelEvent,
        context: Option<u8>,
        credentials: Option<u8>,
    ) -> ModelAnswer {
        let known = self.tokens[token].clone();
        let number = known.environment;
        let integration = self.attempts[attempt].integration;
        let old = known.asked.account.map(account_id);
        if !self.has_account(&known) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        let before = old.map(|id| self.environments[&number].accounts[&id].clone());
        let (id, account) = match (old, before) {
            (Some(_), Some(before))
                if integration.is_some_and(|integration| integration != before.integration) =>
            {
                return self.refuse(event, Outcome::Invalid);
            }
            (Some(id), Some(before)) => (id, before),
            _ => {
                let Some(integration) = integration else {
                    return self.refuse(event, Outcome::Invalid);
                };
                let new = ModelAccount {
                    tenant: known.tenant,
                    integration,
                    context: variables(&[("link token", known.asked.context)]),
                    credentials: None,
                    status: Connecting,
                    is_connected: true,
                };
                (new_account_id(self.redeemed), new)
            }
        };
        if let Some(earlier) = self.confirmation(token).cloned() {
            self.withdraw(&earlier);
        }
        self.confirmations.push(ModelConfirmation {
            attempt,
            link_token: self.first(token),
            environment: number,
            account: id,
            is_new_account: old.is_none(),
            context,
            credentials: credentials.map(|number| crate::credentials(number, at(self.now))),
            is_confirmed: false,
            expires_at: self.now + 3600,
        });
        self.tokens[token].ended_at = Some(self.now);
        self.redeemed += u8::from(old.is_none());
        let environment = self.environments.get_mut(&number).expect("it has a token");
        environment.accounts.insert(id, account.clone());
        if old.is_none() {
            self.tell(number, id, &[EventType::Created]);
        }
        self.events.push(ModelEvent { object: Some(id), ..event });
        self.attempts[attempt].account = Some(id);
        self.enter(attempt, Phase::Done);
        let ModelAccount { tenant, integration, context, .. } = account;
        ModelAnswer::Unconfirmed { account: id, tenant, integration, context }
    }

    fn issue(&mut self, number: u8, asked: &RequestFields, key: Option<(u8, u8)>) -> ModelAnswer {
        let environment = &self.environments[&number];
        let mut event = ModelEvent {
            tenant: asked.tenant.map(tenant),
            object: asked.account.map(account_id),
            ..self.event(number, Action::CreateLinkToken)
        };
        if environment.uri.is_some() && asked.uri.is_some() && asked.uri != environment.uri {
            return self.refuse(event, Outcome::Invalid);
        }
        let account = asked.account.map(|id| self.account(number, account_id(id)));
        let of = match account {
            None => asked.tenant.unwrap_or_default(),
            Some(None) => return self.refuse(event, Outcome::NotFound),
            Some(Some(account)) if asked.tenant.is_some_and(|tenant| tenant != account.tenant) => {
                return self.refuse(event, Outcome::Invalid);
            }
            Some(Some(account)) => account.tenant,
        };
        if asked.gate.is_some_and(|gate| !environment.gates.contains(&gate)) {
            return self.refuse(event, Outcome::NotFound);
        }
        event.tenant = Some(tenant(of));
        let minutes = environment.minutes;
        let before = key
            .and_then(|_| self.tokens.iter().position(|token| token.key == key && !token.is_swept));
        if let Some(before) = before {
            event.token = Some(before);
            let token = &self.tokens[before];
            // A reauthorisation with and without its tenant are different requests.
            if token.asked != *asked {
                return self.refuse(event, Outcome::KeyReused);
            }
            let expires_at = token.expires_at;
            self.events.push(ModelEvent { outcome: Outcome::Unchanged, ..event });
            return ModelAnswer::Issued { token: before, expires_at };
        }
        let expires_at = self.now + minutes.map_or(300, |minutes| i64::from(minutes) * 60);
        let token = self.tokens.len();
        self.tokens.push(ModelToken {
            environment: number,
            asked: asked.clone(),
            tenant: of,
            key,
            expires_at,
            ended_at: None,
            is_swept: false,
        });
        self.events.push(ModelEvent { token: Some(token), ..event });
        ModelAnswer::Issued { token, expires_at }
    }

    /// Returns the number of a token and its event. `None` if no token exists yet.
    fn about_token(
        &self,
        environment: u8,
        token: Index,
        action: Action,
    ) -> Option<(usize, ModelEvent)> {
        let number = self.resolve(token)?;
        Some((number, self.token_event(environment, number, action)))
    }

    fn token_event(&self, environment: u8, number: usize, action: Action) -> ModelEvent {
        let token = &self.tokens[number];
        let is_known = token.environment == environment && !token.is_swept;
        ModelEvent {
            token: Some(number),
            tenant: is_known.then(|| tenant(token.tenant)),
            object: token.asked.account.filter(|_| is_known).map(account_id),
            ..self.event(environment, action)
        }
    }

    fn redeem(
        &mut self,
        number: u8,
        token: Index,
        integration: Option<u8>,
        context: Option<u8>,
        verifier: Option<bool>,
    ) -> ModelAnswer {
        let Some((token, mut event)) = self.about_token(number, token, Action::RedeemLinkToken)
        else {
            return ModelAnswer::Inactive;
        };
        let redeemed = &self.tokens[token];
        if self.is_gone(redeemed) {
            (event.tenant, event.object) = (None, None);
        }
        if redeemed.environment != number || !self.is_active(redeemed) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        match (redeemed.asked.is_bound, verifier) {
            (false, None) | (true, Some(true)) => {}
            (true, Some(false)) => return self.refuse(event, Outcome::WrongVerifier),
            (true, None) | (false, Some(_)) => return self.refuse(event, Outcome::Invalid),
        }
        let connected = self.connect(token, event, integration, context);
        if let ModelAnswer::Redeemed { account, .. } = connected {
            // The backend keeps those of the new grant.
            self.account_mut(number, account).credentials = None;
        }
        connected
    }

    /// Creates or updates the account of a token, and consumes the token.
    fn connect(
        &mut self,
        token: usize,
        mut event: ModelEvent,
        integration: Option<u8>,
        context: Option<u8>,
    ) -> ModelAnswer {
        let redeemed = self.tokens[token].clone();
        let number = redeemed.environment;
        if !self.has_account(&redeemed) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        let environment = &self.environments[&number];
        let mut merged = Map::new();
        let of = redeemed.tenant;
        let (id, integration) = match redeemed.asked.account.map(account_id) {
            None => match integration {
                None => return self.refuse(event, Outcome::Invalid),
                Some(integration) => (new_account_id(self.redeemed), integration),
            },
            Some(id) => {
                let account = &environment.accounts[&id];
                if integration.is_some_and(|integration| integration != account.integration) {
                    return self.refuse(event, Outcome::Invalid);
                }
                if redeemed.asked.persist {
                    merged.extend(account.context.clone());
                }
                (id, account.integration)
            }
        };
        merged.extend(variables(&[("flow", context), ("link token", redeemed.asked.context)]));
        let before = environment.accounts.get(&id);
        let event_types = match before {
            None => &[EventType::Created, EventType::Active],
            Some(before) => reauthorised(before),
        };
        let account = ModelAccount {
            tenant: of,
            integration,
            context: merged.clone(),
            credentials: before.and_then(|account| account.credentials.clone()),
            is_connected: before.is_some_and(|account| account.is_connected),
            status: Active,
        };
        self.tokens[token].ended_at = Some(self.now);
        self.redeemed += u8::from(redeemed.asked.account.is_none());
        let environment = self.environments.get_mut(&number).expect("it has a token");
        environment.accounts.insert(id, account);
        self.tell(number, id, event_types);
        (event.object, event.tenant) = (Some(id), Some(tenant(of)));
        self.events.push(event);
        ModelAnswer::Redeemed { account: id, tenant: of, integration, context: merged }
    }
}

impl ModelAccount {
    fn replace(&mut self, id: Uuid, credentials: Credentials, now: i64) {
        let before = self.credentials.as_ref().map(|before| &before.refresh);
        let refresh = RefreshState::replaced(id, &credentials, before, at(now));
        let stored = StoredCredentials { credentials, refresh, refresh_error: None };
        self.credentials = Some(stored);
    }

    /// Replaces credentials with others of the same grant.
    fn renew(&mut self, id: Uuid, credentials: Credentials, now: i64) {
        let before = self.credentials.as_ref().map(|before| &before.refresh);
        let refresh = RefreshState::renewed(id, &credentials, before, at(now));
        let stored = StoredCredentials { credentials, refresh, refresh_error: None };
        self.credentials = Some(stored);
    }
}

impl Model {
    fn credentials(
        &mut self,
        environment: u8,
        id: Uuid,
    ) -> Option<(IntegratedAccountStatus, &mut StoredCredentials)> {
        self.account(environment, id)?;
        let account = self.environments.get_mut(&environment)?.accounts.get_mut(&id)?;
        Some((account.status, account.credentials.as_mut()?))
    }

    fn conclude_refresh(
        &mut self,
        number: u8,
        id: Uuid,
        begun: RefreshState,
        result: Result<Credentials, RefreshFailure>,
    ) -> ModelAnswer {
        let now = self.now;
        let account = self.account_mut(number, id);
        let state = account.credentials.as_ref().expect("they count").refresh;
        let failure = match result {
            Ok(new) => {
                account.renew(id, new, now);
                if account.status == NeedsReauth {
                    account.status = Active;
                    self.tell(number, id, &[EventType::Active, EventType::Reactivated]);
                }
                return ModelAnswer::Concluded(ConcludedRefresh::Refreshed);
            }
            Err(_) if state.leased_until != begun.leased_until => {
                return ModelAnswer::Concluded(ConcludedRefresh::Overtaken);
            }
            Err(failure) => failure,
        };
        let verdict = state.judge(id, &failure, at(now));
        let stored = account.credentials.as_mut().expect("they count");
        stored.refresh = verdict.state;
        stored.refresh_error = Some(verdict.last_error.clone());
        if !verdict.is_ended {
            return ModelAnswer::Concluded(ConcludedRefresh::Failed);
        }
        let is_new = std::mem::replace(&mut account.status, NeedsReauth) != NeedsReauth;
        if is_new {
            let tenant = Some(tenant(account.tenant));
            let event = self.event(number, Action::LoseCredentials);
            self.events.push(ModelEvent { tenant, object: Some(id), ..event });
            self.tell(number, id, &[EventType::AuthenticationError]);
        }
        ModelAnswer::Concluded(ConcludedRefresh::Ended { is_new })
    }
}

/// Returns the events of a successful reauthorisation.
fn reauthorised(before: &ModelAccount) -> &'static [EventType] {
    if before.status == NeedsReauth {
        &[EventType::Updated, EventType::Active, EventType::Reactivated]
    } else {
        &[EventType::Updated, EventType::Active]
    }
}

/// Returns the merged contexts of a flow and of a link token.
fn variables(contexts: &[(&str, Option<u8>)]) -> Map<String, Value> {
    let given = contexts.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
    given
        .flat_map(|(name, value)| [(name, value), ("shared", value)])
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect()
}

fn confirmed(id: Uuid, account: &ModelAccount) -> ModelAnswer {
    let ModelAccount { tenant, integration, context, .. } = account.clone();
    ModelAnswer::Confirmed { account: id, tenant, integration, context }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = StoreCall;

    fn init_state() -> BoxedStrategy<Self> {
        let mut model = Self::default();
        model.call(&StoreCall::CreateEnvironment(0));
        Just(model).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<StoreCall> {
        if state.tokens.is_empty() {
            return call().boxed();
        }
        prop_oneof![1 => call(), 2 => attempt_call(state)].boxed()
    }

    fn preconditions(state: &Self, call: &StoreCall) -> bool {
        match call {
            // The environment of an order is that of an API token, so it exists.
            StoreCall::Issue { environment, .. }
            | StoreCall::ReadCredentials { environment, .. }
            | StoreCall::BeginErasure { environment, .. }
            | StoreCall::EraseTenant { environment, .. }
            | StoreCall::BeginRefresh { environment, .. }
            | StoreCall::UpdateAccount { environment, .. }
            | StoreCall::ImportWithCredentials { environment, .. }
            | StoreCall::RecordPostInstall { environment, .. }
            | StoreCall::UpdateCredentials { environment, .. }
            | StoreCall::DeleteAccount { environment, .. } => {
                state.environments.contains_key(environment)
            }
            StoreCall::Confirm { token, .. } => *token < state.tokens.len(),
            // Of tokens that ended at the same time, an engine may sweep any, so a sweep must take
            // all or none of them.
            StoreCall::SweepTokens { limit, .. } => {
                let mut after = state.clone();
                let mut all = state.clone();
                let StoreCall::SweepTokens { age, .. } = call else { unreachable!() };
                let swept = after.call(call);
                let every = all.call(&StoreCall::SweepTokens { age: *age, limit: u8::MAX });
                swept == every || {
                    let ended = |token: &ModelToken| token.ended_at.unwrap_or(token.expires_at);
                    let times = |model: &Self| {
                        let mut times: Vec<_> = model
                            .tokens
                            .iter()
                            .zip(&state.tokens)
                            .filter(|(after, before)| after.is_swept && !before.is_swept)
                            .map(|(token, _)| ended(token))
                            .collect();
                        times.sort_unstable();
                        times
                    };
                    let (some, every) = (times(&after), times(&all));
                    let limit = usize::from(*limit);
                    some.len() == limit && every[limit - 1] != every[limit]
                }
            }
            _ => true,
        }
    }

    fn apply(mut state: Self, call: &StoreCall) -> Self {
        state.answer = Some(state.call(call));
        state
    }
}

// The engines.

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));

/// An engine, and its issued link tokens, indexed by number.
struct EngineUnderTest {
    name: &'static str,
    store: Store,
    tokens: Vec<Issued>,
    /// Each attempt as it was begun.
    attempts: Vec<Attempt>,
    /// The refreshes that have begun: the environment, the account, the state, and the origin of
    /// the credentials.
    refreshes: Vec<(u8, Uuid, RefreshState, Option<TokenOrigin>)>,
    // Kept until the engine is dropped.
    _database: Arc<Database>,
}

struct Engines {
    all: Vec<EngineUnderTest>,
    now: i64,
    redeemed: u8,
}

fn refused(refusal: &Refusal) -> ModelAnswer {
    ModelAnswer::Refused(match refusal {
        Refusal::AlreadyExists(_) => "already exists",
        other => Outcome::from(other).as_str(),
    })
}

fn answer<T>(answer: Result<T, UseCaseError>, done: impl FnOnce(T) -> ModelAnswer) -> ModelAnswer {
    match answer {
        Ok(result) => done(result),
        Err(UseCaseError::Refused(refusal)) => refused(&refusal),
        Err(UseCaseError::Store(error)) => panic!("{error}"),
    }
}

fn seconds(time: chrono::DateTime<chrono::Utc>) -> i64 {
    (time - at(0)).num_seconds()
}

fn context(value: Option<u8>, name: &str) -> Option<Value> {
    value.map(|value| json!({ name: value, "shared": value }))
}

impl EngineUnderTest {
    fn number(&self, issued: &Issued) -> Option<usize> {
        self.tokens.iter().position(|token| token.link_token == issued.link_token)
    }

    fn token(&self, index: Index) -> Option<&Issued> {
        (!self.tokens.is_empty()).then(|| index.get(&self.tokens))
    }

    /// Returns the number of an attempt and its version, or an earlier one. `None` if no attempt
    /// exists yet.
    fn version(&self, attempt: Index, is_stale: bool) -> Option<(usize, AttemptVersion)> {
        if self.attempts.is_empty() {
            return None;
        }
        let number = attempt.index(self.attempts.len());
        let mut version = self.attempts[number].version();
        version.version -= i64::from(is_stale);
        Some((number, version))
    }

    fn note(&mut self, number: usize, attempt: Attempt) -> ModelAnswer {
        let Attempt { phase, version, account_id: account, .. } = attempt;
        self.attempts[number] = attempt;
        ModelAnswer::Attempt { phase, version, account }
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each call")]
    async fn call(&mut self, call: &StoreCall, now: i64, redeemed: u8) -> ModelAnswer {
        let now = at(now);
        let store = self.store.clone();
        let done = |()| ModelAnswer::Done;
        match call {
            StoreCall::Wait(_) | StoreCall::Leap { .. } => ModelAnswer::Done,
            StoreCall::CreateEnvironment(number) => {
                let (id, name) = (environment_id(*number), number.to_string());
                let environment =
                    Environment { id, name, created_at: now, policy: Policy::default() };
                answer(store.run(CreateEnvironment(environment)).await, done)
            }
            StoreCall::ChangePolicy { environment, minutes, uri: listed } => {
                let listed = listed.map(|number| {
                    let uri = uri(number).parse().expect("a URI");
                    RedirectUri::check(uri).expect("within the rules")
                });
                let minute = std::time::Duration::from_secs(60);
                let lifetime = minutes.and_then(|minutes| Lifetime::new(minute * minutes.into()));
                let redirect_uris = Some(Allowlist::new(listed.into_iter().collect()));
                let change = PolicyChange {
                    lifetime: Some(lifetime),
                    redirect_uris,
                    ..PolicyChange::default()
                };
                let environment_id = environment_id(*environment);
                let changed = store
                    .run(ChangePolicy { environment_id, change, by: Origin::CommandLine, now })
                    .await;
                answer(changed, |_| ModelAnswer::Done)
            }
            StoreCall::CreateGate { environment, gate } => {
                let (environment_id, id) = (environment_id(*environment), gate_id(*gate));
                let gate = StaticGate { id, environment_id, created_at: now };
                answer(store.run(CreateStaticGate { gate, by: Origin::CommandLine }).await, done)
            }
            StoreCall::DeleteGate { environment, gate } => {
                let (environment_id, id) = (environment_id(*environment), gate_id(*gate));
                answer(
                    store
                        .run(DeleteStaticGate { environment_id, id, by: Origin::CommandLine, now })
                        .await,
                    done,
                )
            }
            StoreCall::Import { environment, account, tenant: of, integration: to } => {
                let context =
                    types::Context(Map::from_iter([("account".to_owned(), json!(account))]));
                let account = Account {
                    id: account_id(*account),
                    environment_id: environment_id(*environment),
                    tenant_id: tenant(*of).parse().expect("valid"),
                    integration: integration(*to).parse().expect("valid"),
                    context: Context::check(context).expect("valid"),
                    created_at: now,
                    updated_at: now,
                    ..harness::account(Uuid::nil(), 0, "a")
                };
                answer(store.run(ImportAccount(account)).await, done)
            }
            StoreCall::ImportWithCredentials {
                environment,
                account,
                tenant: of,
                gate,
                credentials,
            } => {
                let account = Account {
                    id: account_id(*account),
                    environment_id: environment_id(*environment),
                    tenant_id: tenant(*of).parse().expect("valid"),
                    integration: integration(0).parse().expect("valid"),
                    static_gate_id: gate.map(gate_id),
                    created_at: now,
                    updated_at: now,
                    ..harness::account(Uuid::nil(), 0, "a")
                };
                let credentials = credentials.map(|number| crate::credentials(number, now));
                let import = ImportAccountWithCredentials { account, credentials, by: by() };
                answer(store.run(import).await, |_| ModelAnswer::Done)
            }
            StoreCall::RecordPostInstall { environment, account, outcome, is_stale } => {
                let id = *account.get(&known_accounts(redeemed));
                let environment_id = environment_id(*environment);
                let stored = harness::stored_credentials(&store, environment_id, id).await;
                let record = RecordPostInstall {
                    environment_id,
                    id,
                    with: stored
                        .filter(|_| !is_stale)
                        .unwrap_or(stored_credentials_of_other(id, now)),
                    outcome: outcome.outcome(),
                    by: by(),
                    now,
                };
                answer(store.run(record).await, |recorded| match recorded {
                    Some(_) => ModelAnswer::Done,
                    None => ModelAnswer::Inactive,
                })
            }
            StoreCall::CreateWebhook { environment, webhook } => {
                let webhook = harness::webhook(
                    environment_id(*environment),
                    webhook_id(*environment, *webhook),
                    (*webhook > 0).then_some(EventType::Active),
                    now,
                );
                answer(store.run(CreateWebhook { webhook, by: None }).await, done)
            }
            StoreCall::SweepWebhookEvents { age } => {
                let before = now - TimeDelta::seconds((*age).into());
                let swept = store.run(SweepWebhookEvents { before, limit: 10_000 }).await;
                answer(swept, |_| ModelAnswer::Done)
            }
            StoreCall::Issue { environment, asked, key } => {
                let mut order = order(environment_id(*environment), now, asked.body());
                order.idempotency = key.map(|key| {
                    let key = format!("key-{key}").parse().expect("a key");
                    let api_token = format!("lta_{environment}");
                    Idempotency::derive(&api_token, &key, &order.request).expect("derived")
                });
                let issued = store.issue(order).await;
                answer(issued, |issued| {
                    let expires_at = seconds(issued.expires_at);
                    // A derived token that was swept is issued again, under a new number.
                    let known = self
                        .number(&issued)
                        .filter(|number| self.tokens[*number].expires_at == issued.expires_at);
                    let token = known.unwrap_or(self.tokens.len());
                    if known.is_none() {
                        self.tokens.push(issued);
                    }
                    ModelAnswer::Issued { token, expires_at }
                })
            }
            StoreCall::Introspect { environment, token } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Inactive };
                let hash = issued.link_token.hash();
                let found = store.introspect(environment_id(*environment), hash, now).await;
                let found: Option<Grant> = found.expect("read");
                match found {
                    Some(grant) => ModelAnswer::Active { expires_at: seconds(grant.expires_at) },
                    None => ModelAnswer::Inactive,
                }
            }
            StoreCall::Redeem {
                environment,
                token,
                integration: to,
                context: flow,
                verifier: is_right,
            } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Inactive };
                let body = json!({
                    "link_token": types::LinkToken::from(issued.link_token),
                    "integration": to.map(integration),
                    "context": context(*flow, "flow"),
                    "code_verifier": is_right.map(verifier),
                });
                let body = serde_json::from_value(body).expect("fits");
                let redeem = Redeem {
                    environment_id: environment_id(*environment),
                    request: RedeemRequest::check(body).expect("valid"),
                    by: by(),
                    new_account_id: new_account_id(redeemed),
                    now,
                };
                answer(store.redeem(redeem).await, |account| ModelAnswer::Redeemed {
                    account: account.id,
                    tenant: numbered(account.tenant_id.as_str()),
                    integration: numbered(account.integration.as_str()),
                    context: json_of(&account.context),
                })
            }
            StoreCall::Confirm { environment, token, is_right } => {
                let confirm = ConfirmLinkToken {
                    environment_id: environment_id(*environment),
                    link_token: self.tokens[*token].link_token.hash(),
                    code_verifier: verifier(*is_right).parse().expect("within the limits"),
                    by: by(),
                    now,
                };
                answer(store.run(confirm).await, |account| ModelAnswer::Confirmed {
                    account: account.id,
                    tenant: numbered(account.tenant_id.as_str()),
                    integration: numbered(account.integration.as_str()),
                    context: json_of(&account.context),
                })
            }
            StoreCall::SweepConfirmations => {
                let sweep = SweepConfirmations { now, limit: 1000 };
                answer(store.run(sweep).await, ModelAnswer::Number)
            }
            StoreCall::Revoke { environment, token } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Done };
                let (environment_id, link_token) =
                    (environment_id(*environment), issued.link_token.hash());
                answer(store.run(Revoke { environment_id, link_token, by: by(), now }).await, done)
            }
            StoreCall::RevokeMany { environment, tokens } => {
                let environment_id = environment_id(*environment);
                let tokens = tokens.iter().filter_map(|token| self.token(*token));
                let link_tokens = tokens.map(|issued| ActiveLinkToken {
                    hash: issued.link_token.hash(),
                    environment_id,
                    issued_by: Uuid::nil(),
                    tenant_id: "a".parse().expect("valid"),
                    account_id: None,
                    issued_at: now,
                    expires_at: issued.expires_at,
                });
                let link_tokens = link_tokens.collect();
                let revoke = RevokeLinkTokens { link_tokens, origin: Origin::CommandLine, now };
                answer(store.run(revoke).await, ModelAnswer::Number)
            }
            StoreCall::BeginAttempt { token } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Inactive };
                let number = self.attempts.len();
                let begin = BeginAttempt {
                    id: Uuid::from_u128(0x2000 + u128::try_from(number).expect("small")),
                    key: AttemptKeyHash::of(&attempt_key(number)),
                    link_token: issued.link_token.hash(),
                    options: "{}".to_owned(),
                    secrets: Secret::new(attempt_key(number)),
                    request_id: Uuid::nil(),
                    now,
                };
                answer(store.run(begin).await, |begun| {
                    self.attempts.push(begun.clone());
                    self.note(number, begun)
                })
            }
            StoreCall::UpdateAttempt { attempt, step, integration: to, is_stale } => {
                let Some((number, attempt)) = self.version(*attempt, *is_stale) else {
                    return ModelAnswer::Inactive;
                };
                let step = match step {
                    ModelStep::Open => Step::Open,
                    // A state is used once.
                    ModelStep::Leave => Step::Leave {
                        state: StateHash::of(&format!("{number}-{}", attempt.version + 1)),
                        browser: Some(BrowserHash::of("browser")),
                    },
                    ModelStep::Exchange => {
                        Step::Exchange { browser: Some(BrowserHash::of("browser")) }
                    }
                };
                let chosen = ChosenIntegration {
                    environment_integration_id: chosen_id(*to),
                    name: integration(*to).parse().expect("valid"),
                };
                let change = AttemptChange {
                    step,
                    integration: Some(chosen),
                    authentication_method: Some(types::AuthenticationMethod::Oauth2),
                    secrets: Secret::new(attempt_key(number)),
                    tokens: WaitingTokens::Unchanged,
                };
                let update = UpdateAttempt { attempt, change, now };
                answer(store.run(update).await, |attempt| self.note(number, attempt))
            }
            StoreCall::Callback { attempt, integration, is_own_browser } => {
                let Some((number, _)) = self.version(*attempt, false) else {
                    return ModelAnswer::Inactive;
                };
                let state = self.attempts[number].state;
                let callback = ClaimCallback {
                    state: state.unwrap_or(StateHash::of("unknown")),
                    environment_integration_id: chosen_id(*integration),
                    browser: is_own_browser.then(|| BrowserHash::of("browser")),
                    now,
                };
                answer(store.run(callback).await, |claim| {
                    ModelAnswer::Claim(match claim {
                        Claim::Claimed(attempt) => {
                            self.note(number, attempt);
                            "claimed"
                        }
                        Claim::InProgress(_) => "in progress",
                        Claim::Ended(_) => "ended",
                        Claim::OtherBrowser => "other browser",
                    })
                })
            }
            StoreCall::FailAttempt { attempt, is_stale } => {
                let Some((number, attempt)) = self.version(*attempt, *is_stale) else {
                    return ModelAnswer::Inactive;
                };
                let failure = AttemptFailure {
                    error_type: ErrorType::ConnectionError,
                    error: "denied".to_owned(),
                };
                let fail = FailAttempt { attempt, failure, request_id: Uuid::nil(), now };
                answer(store.run(fail).await, |attempt| self.note(number, attempt))
            }
            StoreCall::CompleteAttempt { attempt, context: flow, credentials, is_stale } => {
                let Some((_, attempt)) = self.version(*attempt, *is_stale) else {
                    return ModelAnswer::Inactive;
                };
                let flow = context(*flow, "flow").map(|flow| {
                    let flow = types::Context(flow.as_object().expect("an object").clone());
                    Context::check(flow).expect("valid")
                });
                let complete = CompleteAttempt {
                    attempt,
                    credentials: credentials.map(|number| crate::credentials(number, now)),
                    waiting: None,
                    context: flow,
                    upstream_id: None,
                    status: types::IntegratedAccountStatus::Active,
                    last_error: None,
                    new_account_id: new_account_id(redeemed),
                    request_id: Uuid::nil(),
                    now,
                    shared_now: now,
                };
                answer(store.run(complete).await, |completion| match completion {
                    Completion::Connected(account) => ModelAnswer::Connected {
                        account: account.id,
                        tenant: numbered(account.tenant_id.as_str()),
                        integration: numbered(account.integration.as_str()),
                        context: json_of(&account.context),
                    },
                    Completion::Unconfirmed(account) => ModelAnswer::Unconfirmed {
                        account: account.id,
                        tenant: numbered(account.tenant_id.as_str()),
                        integration: numbered(account.integration.as_str()),
                        context: json_of(&account.context),
                    },
                    Completion::AlreadyConnected { account_id, .. } => {
                        ModelAnswer::AlreadyConnected { account: account_id }
                    }
                })
            }
            StoreCall::FindAttempt { attempt } => {
                if self.attempts.is_empty() {
                    return ModelAnswer::Inactive;
                }
                let key = attempt_key(attempt.index(self.attempts.len()));
                let hash = AttemptHash::Key(AttemptKeyHash::of(&key));
                let Some(found) = store.find_attempt(hash, now).await.expect("read") else {
                    return ModelAnswer::Inactive;
                };
                assert_eq!(found.attempt.secrets, Secret::new(key));
                let Attempt { phase, version, .. } = found.attempt;
                ModelAnswer::Found { phase, version, link_token: found.link_token }
            }
            StoreCall::SweepAttempts { age } => {
                let before = now - TimeDelta::seconds((*age).into());
                answer(store.run(SweepAttempts { before, limit: 1000 }).await, ModelAnswer::Number)
            }
            StoreCall::ReadCredentials { environment, account } => {
                let id = *account.get(&known_accounts(redeemed));
                let environment_id = environment_id(*environment);
                let read = ReadCredentials { environment_id, id, by: by(), now };
                answer(harness::read_credentials(&store, read).await, |stored| {
                    ModelAnswer::Credentials(content_number(&stored.credentials))
                })
            }
            StoreCall::BeginRefresh { environment, account, trigger } => {
                let known: Vec<Uuid> =
                    (0..3).map(account_id).chain((0..=redeemed).map(new_account_id)).collect();
                let Some(id) = account_of(&known, *account) else { return ModelAnswer::Inactive };
                let (environment_id, trigger) = (environment_id(*environment), *trigger);
                let begin = BeginRefresh { environment_id, id, trigger, now };
                answer(store.run(begin).await, |begun| match begun {
                    BegunRefresh::Begun(order) => {
                        let state = order.stored.refresh;
                        let origin = TokenOrigin::of_account(&order.account);
                        self.refreshes.push((*environment, id, state, origin));
                        ModelAnswer::Begun(state)
                    }
                    BegunRefresh::Not(plan) => ModelAnswer::NotBegun(plan),
                    BegunRefresh::Unreadable { reason } => panic!("nothing is damaged: {reason}"),
                })
            }
            StoreCall::ConcludeRefresh { refresh, result } => {
                if self.refreshes.is_empty() {
                    return ModelAnswer::Inactive;
                }
                let (environment, id, begun, origin) = refresh.get(&self.refreshes).clone();
                let environment_id = environment_id(environment);
                let result = result.result(now);
                let conclude = ConcludeRefresh {
                    environment_id,
                    id,
                    origin,
                    revocation_id: Uuid::new_v4(),
                    begun,
                    result,
                    now,
                };
                answer(store.run(conclude).await, ModelAnswer::Concluded)
            }
            StoreCall::FindDueRefreshes => {
                let due = store
                    .query(FindDueRefreshes { now, except: Vec::new(), limit: 1000 })
                    .await
                    .expect("read");
                let mut due: Vec<Uuid> = due.into_iter().map(|due| due.account_id).collect();
                due.sort();
                ModelAnswer::Due(due)
            }
            StoreCall::UpdateAccount {
                environment,
                account,
                tenant: of,
                context: value,
                needs_reauth,
            } => {
                let context = value.map(|value| {
                    let context = Map::from_iter([("shared".to_owned(), json!(value))]);
                    Context::check(types::Context(context)).expect("valid")
                });
                let change = AccountUpdate {
                    tenant_id: of.map(|number| tenant(number).parse().expect("valid")),
                    context,
                    status: needs_reauth.map(|it| if it { NeedsReauth } else { Active }),
                };
                let id = *account.get(&known_accounts(redeemed));
                let environment_id = environment_id(*environment);
                let update = UpdateAccount { environment_id, id, change, by: by(), now };
                answer(store.run(update).await, |_| ModelAnswer::Done)
            }
            StoreCall::UpdateCredentials {
                environment,
                account,
                credentials,
                is_stale,
                keeps_refresh_token,
            } => {
                let id = *account.get(&known_accounts(redeemed));
                let environment_id = environment_id(*environment);
                let stored = harness::stored_credentials(&store, environment_id, id).await;
                let other = stored_credentials_of_other(id, now);
                let update = UpdateCredentials {
                    environment_id,
                    id,
                    before: if *is_stale { Some(other) } else { stored },
                    credentials: crate::credentials(*credentials, now),
                    keeps_refresh_token: *keeps_refresh_token,
                    by: by(),
                    now,
                };
                answer(store.run(update).await, |updated| match updated {
                    Some(_) => ModelAnswer::Done,
                    None => ModelAnswer::Inactive,
                })
            }
            StoreCall::DeleteAccount { environment, account } => {
                let delete = DeleteAccount {
                    environment_id: environment_id(*environment),
                    id: *account.get(&known_accounts(redeemed)),
                    by: by(),
                    now,
                };
                answer(store.run(delete).await, done)
            }
            StoreCall::Revocations { succeed } => {
                let claimed = store.run(ClaimRevocations { now, except: vec![], limit: 100 }).await;
                let claimed = claimed.expect("claimed").revocations;
                for revocation in &claimed {
                    let end = EndRevocationTry {
                        environment_id: revocation.origin.environment_id,
                        id: revocation.id,
                        tries: revocation.tries,
                        next: revocation.next_try(now).filter(|_| !succeed),
                    };
                    store.run(end).await.expect("ended");
                }
                let number = |it: &Revocation| it.content.expose().parse().expect("a number");
                let mut tried: Vec<_> =
                    claimed.iter().map(|it| (number(it), it.is_of_new_account)).collect();
                tried.sort_unstable();
                ModelAnswer::Tried(tried)
            }
            StoreCall::EnableIntegration { environment, integration: of, secret } => {
                let enable = EnableIntegration {
                    environment_id: environment_id(*environment),
                    integration: integration(*of).parse().expect("valid"),
                    change: EnvironmentIntegrationChange {
                        client_secret: secret.map(|number| Secret::new(number.to_string())),
                        ..EnvironmentIntegrationChange::default()
                    },
                    new_id: integration_id(*environment, *of),
                    by: Origin::CommandLine,
                    now,
                };
                answer(store.run(enable).await, |_| ModelAnswer::Done)
            }
            StoreCall::DisableIntegration { environment, integration: of } => {
                let environment_id = environment_id(*environment);
                let integration = integration(*of).parse().expect("valid");
                let disable = DisableIntegration {
                    environment_id,
                    integration,
                    by: Origin::CommandLine,
                    now,
                };
                answer(store.run(disable).await, |_| ModelAnswer::Done)
            }
            StoreCall::FindIntegration { environment, integration: of } => {
                let key = EnvironmentIntegrationKey::Name {
                    environment_id: environment_id(*environment),
                    integration: integration(*of).parse().expect("valid"),
                };
                let found = store.query(FindEnvironmentIntegrationWithSecret(key)).await;
                ModelAnswer::Integration(
                    found.expect("read").map(|found| ModelIntegration {
                        is_enabled: found.is_enabled,
                        secret: found
                            .client_secret
                            .map(|secret| secret.expose().parse().expect("a number")),
                    }),
                )
            }
            StoreCall::BeginSweep { retention_days } => {
                let audit_retention = TimeDelta::days((*retention_days).into());
                let begun = store.run(BeginSweep { now, audit_retention }).await;
                answer(begun, |permission| match permission {
                    SweepPermission::Granted => ModelAnswer::Done,
                    SweepPermission::ClockDiffers { last } => {
                        ModelAnswer::ClockDiffers(seconds(last))
                    }
                })
            }
            StoreCall::ConfirmClock => answer(store.run(ConfirmClock { now }).await, |last| {
                ModelAnswer::Times(last.map(seconds))
            }),
            StoreCall::SweepTokens { age, limit } => {
                let before = now - TimeDelta::seconds((*age).into());
                let limit = u32::from(*limit);
                answer(store.run(SweepLinkTokens { before, limit }).await, ModelAnswer::Number)
            }
            StoreCall::SweepEvents { age, limit } => {
                let before = now - TimeDelta::seconds((*age).into());
                let limit = u32::from(*limit);
                answer(store.run(SweepEvents { before, limit }).await, ModelAnswer::Number)
            }
            StoreCall::Reencrypt => answer(store.reencrypt(now).await, ModelAnswer::Number),
            StoreCall::BeginErasure { environment, tenant: of } => {
                let tenant = erased_tenant(*environment, *of);
                let begin = BeginErasure { tenant, by: Origin::CommandLine, now };
                answer(store.run(begin).await, |_| ModelAnswer::Done)
            }
            StoreCall::EraseTenant { environment, tenant: of } => {
                let tenant = erased_tenant(*environment, *of);
                let begin = BeginErasure { tenant: tenant.clone(), by: Origin::CommandLine, now };
                store.run(begin).await.expect("begun");
                answer(store.erase_tenant(&tenant, now).await, ModelAnswer::Erased)
            }
        }
    }

    /// Returns the audit trail of an environment, oldest first.
    async fn events(&self, number: u8) -> Vec<ModelEvent> {
        let found = events(&self.store, Filter::of(environment_id(number), 10_000)).await;
        let event = |event: Event| ModelEvent {
            at: seconds(event.id.at()),
            environment: number,
            action: event.action,
            outcome: event.outcome,
            tenant: event.tenant_id.map(|id| id.to_string()),
            object: event.object_id,
            token: event.link_token.map(|mark| {
                let is_it = |token: &Issued| token.link_token.hash().mark() == mark;
                self.tokens.iter().position(is_it).expect("issued")
            }),
        };
        found.into_iter().rev().map(event).collect()
    }

    /// Returns the events of an account for webhooks, in order.
    async fn told(&self, number: u8, account: Uuid) -> Vec<ModelTold> {
        let list =
            ListWebhookEvents { environment_id: environment_id(number), account_id: account };
        let found = self.store.query(list).await.expect("read");
        assert!(found.is_sorted_by(|one, next| one.sequence < next.sequence));
        let told = |event: WebhookEvent| {
            let payload: Value = serde_json::from_str(event.payload.expose()).expect("JSON");
            assert_eq!(payload["id"], json!(account));
            ModelTold {
                at: seconds(event.created_at),
                account: event.account_id,
                event_type: event.event_type,
                // A deleted account has none.
                context: payload["context"].as_object().cloned().unwrap_or_default(),
            }
        };
        found.into_iter().map(told).collect()
    }

    async fn accounts(&self, number: u8) -> BTreeMap<Uuid, (u8, u8, Map<String, Value>)> {
        let environment_id = environment_id(number);
        let filter = AccountFilter::default();
        let page = PageAccounts { environment_id, filter, after: None, limit: 1_000_000 };
        let accounts = self.store.query(page).await.expect("read").accounts.into_iter();
        let account = |account: Account| {
            let tenant = numbered(account.tenant_id.as_str());
            let integration = numbered(account.integration.as_str());
            (account.id, (tenant, integration, json_of(&account.context)))
        };
        accounts.map(account).collect()
    }
}

fn erased_tenant(environment: u8, of: u8) -> Tenant {
    Tenant { environment_id: environment_id(environment), id: tenant(of).parse().expect("valid") }
}

/// Returns credentials that no account has.
fn stored_credentials_of_other(id: Uuid, now: DateTime<Utc>) -> StoredCredentials {
    let credentials = credentials(u8::MAX, now);
    let refresh = RefreshState::replaced(id, &credentials, None, now);
    StoredCredentials { credentials, refresh, refresh_error: None }
}

/// Returns the number of credentials.
fn content_number(credentials: &Credentials) -> u8 {
    credentials.content.expose().parse().expect("a number")
}

/// Returns the number at the end of a name.
fn numbered(name: &str) -> u8 {
    name.rsplit('-').next().and_then(|number| number.parse().ok()).expect("a number")
}

fn json_of(context: &Context) -> Map<String, Value> {
    serde_json::from_slice(&context.to_json().expect("serialises")).expect("an object")
}

/// Replaces the number of each event's token by that of the first token with the same mark. Tokens
/// of one idempotency key share a mark.
fn comparable(model: &Model, events: Vec<ModelEvent>) -> Vec<ModelEvent> {
    let first = |number: usize| model.first(number);
    events.into_iter().map(|event| ModelEvent { token: event.token.map(first), ..event }).collect()
}

impl StateMachineTest for Engines {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &Model) -> Self {
        let databases =
            [("SQLite", Some(Database::sqlite())), ("PostgreSQL", Database::postgresql())];
        let opened = databases.into_iter().filter_map(|(name, database)| {
            let database = Arc::new(database?);
            let store = RUNTIME.block_on(database.open());
            Some(EngineUnderTest {
                name,
                store,
                tokens: Vec::new(),
                attempts: Vec::new(),
                refreshes: Vec::new(),
                _database: database,
            })
        });
        let mut engines = Self { all: opened.collect(), now: 0, redeemed: 0 };
        for engine in &mut engines.all {
            let created = RUNTIME.block_on(engine.call(&StoreCall::CreateEnvironment(0), 0, 0));
            assert_eq!(created, ModelAnswer::Done);
        }
        engines
    }

    fn apply(mut engines: Self, model: &Model, call: StoreCall) -> Self {
        engines.now = model.now;
        for engine in &mut engines.all {
            let answer = RUNTIME.block_on(engine.call(&call, engines.now, engines.redeemed));
            let expected = model.answer.as_ref().expect("called");
            assert_eq!(answer, *expected, "{}: {call:?}", engine.name);
        }
        engines.redeemed = model.redeemed;
        engines
    }

    fn check_invariants(engines: &Self, model: &Model) {
        for (number, environment) in &model.environments {
            let mut expected: Vec<_> =
                model.events.iter().filter(|event| event.environment == *number).cloned().collect();
            expected.sort_by_key(|event| event.at);
            let expected = comparable(model, expected);
            let shown = environment
                .accounts
                .iter()
                .filter(|(_, account)| !model.hidden.contains(&(*number, account.tenant)));
            let accounts = shown.map(|(id, account)| {
                (*id, (account.tenant, account.integration, account.context.clone()))
            });
            let accounts: BTreeMap<_, _> = accounts.collect();
            for engine in &engines.all {
                let events = comparable(model, RUNTIME.block_on(engine.events(*number)));
                assert_eq!(events, expected, "{}", engine.name);
                assert_eq!(RUNTIME.block_on(engine.accounts(*number)), accounts, "{}", engine.name);
                for account in environment.accounts.keys().chain(&environment.erased) {
                    let told = environment.told.iter().filter(|told| told.account == *account);
                    let told: Vec<ModelTold> = told.cloned().collect();
                    let found = RUNTIME.block_on(engine.told(*number, *account));
                    assert_eq!(found, told, "{}", engine.name);
                }
            }
        }
    }
}

/// `PROPTEST_CASES` sets another number of sequences.
fn config() -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let is_set = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig { cases: if is_set { default.cases } else { 24 }, ..default }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn engines_agree_with_the_model(sequential 1..60 => Engines);
}
