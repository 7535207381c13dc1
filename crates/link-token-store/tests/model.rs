//! A model-based test: one random sequence of calls to both engines and to a model. All must return
//! the same answers, including refusals, and record the same audit trail.
//!
//! `PROPTEST_CASES=10000 cargo test --package link-token-store --test model` runs for longer.

mod harness;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use chrono::TimeDelta;
use harness::{Database, at, by, events, order};
use link_token_domain::{
    Refusal,
    audit::{Action, Event, Filter, Outcome},
    context::Context,
    environment::{Environment, Policy, PolicyChange, StaticGate},
    idempotency::Idempotency,
    integrated_account::Account,
    lifetime::Lifetime,
    link_token::{Grant, Issued},
    redemption::RedeemRequest,
    redirect_uri::{Allowlist, RedirectUri},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{
        ChangePolicy, CreateEnvironment, CreateStaticGate, DeleteStaticGate, ImportAccount,
        ListAccounts, Redeem, Revoke, SweepEvents, SweepLinkTokens,
    },
};
use link_token_types as types;
use proptest::{prelude::*, sample::Index};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;
use uuid::Uuid;

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
        })
    }
}

/// A call to the store.
#[derive(Clone, Debug)]
enum StoreCall {
    Wait(u16),
    CreateEnvironment(u8),
    ChangePolicy { environment: u8, minutes: Option<u8>, uri: Option<u8> },
    CreateGate { environment: u8, gate: u8 },
    DeleteGate { environment: u8, gate: u8 },
    Import { environment: u8, account: u8, tenant: u8, integration: u8 },
    Issue { environment: u8, asked: RequestFields, key: Option<u8> },
    Introspect { environment: u8, token: Index },
    Redeem { environment: u8, token: Index, integration: Option<u8>, context: Option<u8> },
    Revoke { environment: u8, token: Index },
    SweepTokens { age: u16, limit: u8 },
    SweepEvents { age: u16, limit: u8 },
    Reencrypt,
}

fn call() -> impl Strategy<Value = StoreCall> {
    let environment = || 0..ENVIRONMENTS;
    let some = |number| prop::option::weighted(0.3, 0_u8..number);
    let index = any::<Index>;
    let asked =
        (prop::option::weighted(0.8, 0_u8..2), some(3), some(2), some(2), some(3), any::<bool>());
    // The domain refuses a request with neither a tenant nor an account before it reaches the
    // store.
    let asked = asked.prop_map(|(tenant, account, gate, uri, context, persist)| RequestFields {
        tenant: if account.is_none() { tenant.or(Some(0)) } else { tenant },
        account,
        gate,
        uri,
        context,
        persist,
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
        8 => (environment(), asked, some(3))
            .prop_map(|(environment, asked, key)| StoreCall::Issue { environment, asked, key }),
        3 => (environment(), index())
            .prop_map(|(environment, token)| StoreCall::Introspect { environment, token }),
        5 => (environment(), index(), prop::option::weighted(0.7, 0_u8..2), some(3)).prop_map(
            |(environment, token, integration, context)| StoreCall::Redeem {
                environment,
                token,
                integration,
                context,
            }
        ),
        2 => (environment(), index())
            .prop_map(|(environment, token)| StoreCall::Revoke { environment, token }),
        1 => (0_u16..600, 1_u8..5).prop_map(|(age, limit)| StoreCall::SweepTokens { age, limit }),
        1 => (0_u16..600, 1_u8..5).prop_map(|(age, limit)| StoreCall::SweepEvents { age, limit }),
        1 => Just(StoreCall::Reencrypt),
    ]
}

// The model.

#[derive(Clone, Debug, Default)]
struct ModelEnvironment {
    minutes: Option<u8>,
    uri: Option<u8>,
    gates: Vec<u8>,
    accounts: BTreeMap<Uuid, ModelAccount>,
}

#[derive(Clone, Debug)]
struct ModelAccount {
    tenant: u8,
    integration: u8,
    context: Map<String, Value>,
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
    Issued { token: usize, expires_at: i64 },
    Inactive,
    Active { token: usize },
    Redeemed { account: Uuid, tenant: u8, integration: u8, context: Map<String, Value> },
    Refused(&'static str),
}

#[derive(Clone, Debug, Default)]
struct Model {
    now: i64,
    environments: BTreeMap<u8, ModelEnvironment>,
    /// Indexed by number. A swept token keeps its number.
    tokens: Vec<ModelToken>,
    events: Vec<ModelEvent>,
    redeemed: u8,
    answer: Option<ModelAnswer>,
}

/// Returns the ID of the next new account.
fn new_account_id(redeemed: u8) -> Uuid {
    Uuid::from_u128(0x1000 + u128::from(redeemed))
}

impl Model {
    fn is_active(&self, token: &ModelToken) -> bool {
        !token.is_swept && token.ended_at.is_none() && self.now < token.expires_at
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
                let imported = ModelAccount { tenant: *of, integration: *integration, context };
                environment.accounts.insert(id, imported);
                let event = self.event(*number, Action::ImportIntegratedAccount);
                let (tenant, object) = (Some(tenant(*of)), Some(id));
                self.events.push(ModelEvent { tenant, object, ..event });
                ModelAnswer::Done
            }
            StoreCall::Issue { environment, asked, key } => {
                self.issue(*environment, asked, key.map(|key| (*environment, key)))
            }
            StoreCall::Introspect { environment, token } => {
                let number = (!self.tokens.is_empty()).then(|| token.index(self.tokens.len()));
                let is_active = |number: &usize| {
                    let token = &self.tokens[*number];
                    token.environment == *environment && self.is_active(token)
                };
                match number.filter(is_active) {
                    Some(token) => ModelAnswer::Active { token },
                    None => ModelAnswer::Inactive,
                }
            }
            StoreCall::Redeem { environment, token, integration, context } => {
                self.redeem(*environment, *token, *integration, *context)
            }
            StoreCall::Revoke { environment, token } => {
                let Some((number, event)) =
                    self.about_token(*environment, *token, Action::RevokeLinkToken)
                else {
                    return ModelAnswer::Done;
                };
                let token = &self.tokens[number];
                let outcome = if token.environment == *environment && self.is_active(token) {
                    self.tokens[number].ended_at = Some(self.now);
                    Outcome::Done
                } else {
                    Outcome::Unchanged
                };
                self.events.push(ModelEvent { outcome, ..event });
                ModelAnswer::Done
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
        }
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
        let account = asked.account.map(|number| environment.accounts.get(&account_id(number)));
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
        let number = (!self.tokens.is_empty()).then(|| token.index(self.tokens.len()))?;
        let token = &self.tokens[number];
        let is_known = token.environment == environment && !token.is_swept;
        let event = ModelEvent {
            token: Some(number),
            tenant: is_known.then(|| tenant(token.tenant)),
            object: token.asked.account.filter(|_| is_known).map(account_id),
            ..self.event(environment, action)
        };
        Some((number, event))
    }

    fn redeem(
        &mut self,
        number: u8,
        token: Index,
        integration: Option<u8>,
        context: Option<u8>,
    ) -> ModelAnswer {
        let Some((token, mut event)) = self.about_token(number, token, Action::RedeemLinkToken)
        else {
            return ModelAnswer::Inactive;
        };
        let redeemed = self.tokens[token].clone();
        if redeemed.environment != number || !self.is_active(&redeemed) {
            return self.refuse(event, Outcome::LinkTokenDead);
        }
        let environment = &self.environments[&number];
        let mut merged = Map::new();
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
        for (name, value) in [("flow", context), ("link token", redeemed.asked.context)] {
            if let Some(value) = value {
                merged.insert(name.to_owned(), json!(value));
                merged.insert("shared".to_owned(), json!(value));
            }
        }
        let account =
            ModelAccount { tenant: redeemed.tenant, integration, context: merged.clone() };
        self.tokens[token].ended_at = Some(self.now);
        self.redeemed += u8::from(redeemed.asked.account.is_none());
        let environment = self.environments.get_mut(&number).expect("it has a token");
        environment.accounts.insert(id, account);
        event.object = Some(id);
        self.events.push(event);
        ModelAnswer::Redeemed { account: id, tenant: redeemed.tenant, integration, context: merged }
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = StoreCall;

    fn init_state() -> BoxedStrategy<Self> {
        let mut model = Self::default();
        model.call(&StoreCall::CreateEnvironment(0));
        Just(model).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<StoreCall> {
        call().boxed()
    }

    fn preconditions(state: &Self, call: &StoreCall) -> bool {
        match call {
            // The environment of an order is that of an API token, so it exists.
            StoreCall::Issue { environment, .. } => state.environments.contains_key(environment),
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

    #[allow(clippy::too_many_lines, reason = "one arm for each call")]
    async fn call(&mut self, call: &StoreCall, now: i64, redeemed: u8) -> ModelAnswer {
        let now = at(now);
        let store = self.store.clone();
        let done = |()| ModelAnswer::Done;
        match call {
            StoreCall::Wait(_) => ModelAnswer::Done,
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
                let change = PolicyChange { lifetime: Some(lifetime), redirect_uris };
                let environment_id = environment_id(*environment);
                let changed = store.run(ChangePolicy { environment_id, change, now }).await;
                answer(changed, |_| ModelAnswer::Done)
            }
            StoreCall::CreateGate { environment, gate } => {
                let (environment_id, id) = (environment_id(*environment), gate_id(*gate));
                let gate = StaticGate { id, environment_id, created_at: now };
                answer(store.run(CreateStaticGate(gate)).await, done)
            }
            StoreCall::DeleteGate { environment, gate } => {
                let (environment_id, id) = (environment_id(*environment), gate_id(*gate));
                answer(store.run(DeleteStaticGate { environment_id, id, now }).await, done)
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
                    Some(grant) => {
                        assert_eq!(grant.expires_at, issued.expires_at);
                        ModelAnswer::Active { token: self.number(issued).expect("issued") }
                    }
                    None => ModelAnswer::Inactive,
                }
            }
            StoreCall::Redeem { environment, token, integration: to, context: flow } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Inactive };
                let body = json!({
                    "link_token": types::LinkToken::from(issued.link_token),
                    "integration": to.map(integration),
                    "context": context(*flow, "flow"),
                });
                let body = serde_json::from_value(body).expect("fits");
                let redeem = Redeem {
                    environment_id: environment_id(*environment),
                    request: RedeemRequest::check(body).expect("valid"),
                    by: by(),
                    new_account_id: new_account_id(redeemed),
                    now,
                };
                answer(store.run(redeem).await, |account| ModelAnswer::Redeemed {
                    account: account.id,
                    tenant: numbered(account.tenant_id.as_str()),
                    integration: numbered(account.integration.as_str()),
                    context: json_of(&account.context),
                })
            }
            StoreCall::Revoke { environment, token } => {
                let Some(issued) = self.token(*token) else { return ModelAnswer::Done };
                let (environment_id, link_token) =
                    (environment_id(*environment), issued.link_token.hash());
                answer(store.run(Revoke { environment_id, link_token, by: by(), now }).await, done)
            }
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

    async fn accounts(&self, number: u8) -> BTreeMap<Uuid, (u8, u8, Map<String, Value>)> {
        let environment_id = environment_id(number);
        let list = ListAccounts { environment_id, tenant_id: None };
        let accounts = self.store.query(list).await.expect("read").into_iter();
        let account = |account: Account| {
            let tenant = numbered(account.tenant_id.as_str());
            let integration = numbered(account.integration.as_str());
            (account.id, (tenant, integration, json_of(&account.context)))
        };
        accounts.map(account).collect()
    }
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
    let first = |number: usize| {
        let key = model.tokens[number].key;
        key.and_then(|_| model.tokens.iter().position(|token| token.key == key)).unwrap_or(number)
    };
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
            Some(EngineUnderTest { name, store, tokens: Vec::new(), _database: database })
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
            let accounts = environment.accounts.iter().map(|(id, account)| {
                (*id, (account.tenant, account.integration, account.context.clone()))
            });
            let accounts: BTreeMap<_, _> = accounts.collect();
            for engine in &engines.all {
                let events = comparable(model, RUNTIME.block_on(engine.events(*number)));
                assert_eq!(events, expected, "{}", engine.name);
                assert_eq!(RUNTIME.block_on(engine.accounts(*number)), accounts, "{}", engine.name);
            }
        }
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn engines_agree_with_the_model(sequential 1..40 => Engines);
}
