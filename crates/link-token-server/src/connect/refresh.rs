//! Refreshes: the one way to new credentials for an account, whatever asks for them.
//!
//! The background task takes what is due, in batches, on every server. A caller that reads
//! credentials waits for a refresh if they are about to expire. Each refresh takes a lease in the
//! database, asks the third party outside of any transaction, and concludes: see
//! `link_token_domain::refresh` for the rules. It goes on if the caller leaves, since the answer
//! of a third party that rotates refresh tokens must not be lost.

mod permits;
#[cfg(test)]
mod simulation;
mod unstored;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures::future::join_all;
use link_token_connect::{
    catalogue::Catalogue,
    definition::{ConnectMethod, ConnectSteps},
    oauth2::{OAuthClient, TokenEndpoint, TokenError, TokenResponse},
    outbound::{Outbound, OutboundError},
};
use link_token_domain::{
    Refusal,
    audit::ApiRequest,
    credentials::{AccountCredentials, Credentials},
    integrated_account::Account,
    refresh::{
        self, RefreshFailure, RefreshFailureKind, RefreshPlan, RefreshState, RefreshTrigger,
    },
    revocation::TokenOrigin,
    secret::Secret,
};
use link_token_store::{
    Store, StoreError, UseCaseError,
    use_cases::{
        BeginRefresh, BegunRefresh, ConcludeRefresh, ConcludedRefresh, DemandRefresh,
        DueCredentials, FindDueRefreshes, FindFirstExpiry, RefreshOrder,
    },
};
use link_token_types::IntegrationName;
use slog::Logger;
use tokio::time::{Instant, sleep, timeout_at};
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use self::{
    permits::{Permit, Permits},
    unstored::UnstoredResults,
};
use super::exchange::{CredentialContent, clean, texts};
use crate::{
    accounts::{operators_client, token_request_values},
    clock::Clock,
    metrics::Metrics,
    throttle::Throttle,
};

/// The time between two looks for all credentials that are due.
const INTERVAL: Duration = Duration::from_secs(1);
/// The number of looks in between, while more is due than may be in flight. A third party that
/// answers at once so gets some 300 refreshes in a second from a server.
const LOOKS_BETWEEN: u32 = 9;
/// The time between two looks for the credentials that expire first.
const EXPIRY_INTERVAL: Duration = Duration::from_secs(30);
/// The time between two warnings that the store fails.
const WARNING_INTERVAL: Duration = Duration::from_secs(60);

/// The longest wait of a caller whose credentials have expired.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest wait of a caller whose credentials still live.
const PATIENCE_WITH_LIVING: Duration = Duration::from_secs(3);
/// The time between two looks whether another server has finished a refresh.
const POLLING_INTERVAL: Duration = Duration::from_millis(100);

/// The first pauses before the result of a refresh is stored again after a failure of the store.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(1)];
/// Each further pause. It is short, since the store may work for other servers before: when the
/// lease has ended, they refresh the credentials with the old refresh token.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The number of tries to store a result while this server lacks the encryption key: about a
/// minute.
const TRIES_WITHOUT_KEY: usize = 13;

/// All that refreshes need. Clones share it.
#[derive(Clone)]
pub struct Refresher {
    store: Store,
    catalogue: Arc<Catalogue>,
    outbound: Outbound,
    metrics: Metrics,
    clock: Clock,
    /// The refreshes in flight.
    tasks: TaskTracker,
    /// The permits of the background task.
    permits: Permits,
    unstored: UnstoredResults,
    log: Logger,
}

impl std::fmt::Debug for Refresher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refresher").field("in_flight", &self.tasks.len()).finish_non_exhaustive()
    }
}

impl Refresher {
    pub fn new(
        store: Store,
        catalogue: Arc<Catalogue>,
        outbound: Outbound,
        metrics: Metrics,
        clock: Clock,
        log: Logger,
    ) -> Self {
        Self {
            store,
            catalogue,
            outbound,
            metrics,
            clock,
            tasks: TaskTracker::new(),
            permits: Permits::default(),
            unstored: UnstoredResults::default(),
            log,
        }
    }

    /// Returns the time by which credentials expire.
    pub async fn now(&self) -> Result<DateTime<Utc>, StoreError> {
        self.store.shared_time(self.clock.now()).await
    }

    /// Refreshes what is due until the task is aborted. Refreshes that have begun go on: see
    /// [`Self::drain`].
    pub async fn run(self) {
        let warnings = Throttle::new(WARNING_INTERVAL);
        let mut next_look = Instant::now();
        loop {
            let looked = self.refresh_due().await;
            let mut is_short = looked.as_ref().is_ok_and(|looked| looked.is_short);
            let mut done = looked.map(drop);
            if done.is_ok() && next_look <= Instant::now() {
                next_look = Instant::now() + EXPIRY_INTERVAL;
                let first = self.store.query(FindFirstExpiry).await;
                done = first.map(|first| self.metrics.set_first_expiry(first));
            }
            if let Err(error) = done
                && warnings.allow()
            {
                slog::warn!(self.log, "cannot look for credentials that are due"; "error" => %error);
            }
            for _ in 0..LOOKS_BETWEEN {
                sleep(INTERVAL / (LOOKS_BETWEEN + 1)).await;
                // To leave out a third party reads all that is due of it, which can be much.
                if is_short && self.permits.full().is_empty() {
                    // The next look for all warns of an error.
                    let looked = self.look(Vec::new()).await;
                    is_short = looked.is_ok_and(|looked| looked.is_short);
                }
            }
            sleep(INTERVAL / (LOOKS_BETWEEN + 1)).await;
        }
    }

    /// Waits for the refreshes in flight. No new ones begin by then, since their callers are gone.
    pub async fn drain(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Begins the refreshes that are due, as many as may be in flight. They go on in tasks of their
    /// own.
    async fn refresh_due(&self) -> Result<Looked, StoreError> {
        let mut all = Looked::default();
        while !all.is_last {
            let looked = self.look(self.permits.full()).await?;
            all.begun += looked.begun;
            // If none can begin now, those that stay due wait for the next time.
            all.is_last = looked.is_last || looked.begun == 0;
            all.is_short |= looked.is_short;
        }
        Ok(all)
    }

    /// Begins refreshes that are due, except at some third parties, as many as one query finds.
    async fn look(&self, except: Vec<IntegrationName>) -> Result<Looked, StoreError> {
        let room = self.permits.room();
        if room == 0 {
            return Ok(Looked { begun: 0, is_last: true, is_short: true });
        }
        // Accounts whose results are not stored are the longest due, and do not begin again.
        let limit = u32::try_from(room + self.unstored.count()).unwrap_or(u32::MAX);
        let (now, leaves_out) = (self.now().await?, !except.is_empty());
        let mut due = self.store.query(FindDueRefreshes { now, except, limit }).await?;
        let is_last = u32::try_from(due.len()).is_ok_and(|number| number < limit);
        due.retain(|due| !self.unstored.contains((due.environment_id, due.account_id)));
        let permitted: Vec<_> = due
            .iter()
            // Of a third party that got its last permit meanwhile, the next look has none.
            .filter_map(|due| Some((due, self.permits.acquire(&due.integration)?)))
            .collect();
        let is_short = leaves_out || permitted.len() < due.len();
        let starts = permitted.into_iter().map(async |(due, permit)| {
            let DueCredentials { environment_id, account_id, .. } = *due;
            self.start(environment_id, account_id, RefreshTrigger::Due, Some(permit)).await
        });
        let (mut begun, mut failed) = (0, None);
        // Refreshes that another server has begun meanwhile are not due any more, either.
        for start in join_all(starts).await {
            match start {
                Ok(Started::Begun(_)) => begun += 1,
                Ok(Started::Not | Started::Unstored) => {}
                Err(error) => failed = Some(error),
            }
        }
        // One that fails must not keep the others from theirs.
        if let (0, Some(error)) = (begun, failed) {
            return Err(error);
        }
        Ok(Looked { begun, is_last, is_short })
    }

    /// Finds the credentials of an account for a caller that uses them, with the time by which they
    /// expire. Refreshes them if they are about to expire, and waits until they are fresh, or for a
    /// bounded time. What is there then decides whether the caller gets it.
    pub async fn fresh(
        &self,
        environment_id: Uuid,
        id: Uuid,
    ) -> Result<(DateTime<Utc>, Option<AccountCredentials>), StoreError> {
        let start = Instant::now();
        let mut may_wait = true;
        loop {
            let (now, found) = self.store.credentials(environment_id, id, self.clock.now()).await?;
            let stored =
                found.as_ref().and_then(|found| Some((found.status, found.stored.as_ref()?)));
            let Some((status, stored)) = stored.filter(|_| may_wait) else {
                return Ok((now, found));
            };
            let is_alive = !stored.credentials.expire_before(now);
            let deadline = start + if is_alive { PATIENCE_WITH_LIVING } else { PATIENCE };
            let pause = match refresh::plan(RefreshTrigger::Reading, status, stored, now) {
                RefreshPlan::Fresh
                | RefreshPlan::Impossible
                | RefreshPlan::Pause { is_short: false, .. } => return Ok((now, found)),
                RefreshPlan::Pause { until, is_short: true } => {
                    (until - now).to_std().unwrap_or_default()
                }
                RefreshPlan::Wait { .. } => POLLING_INTERVAL,
                RefreshPlan::Refresh => {
                    let started = self.start(environment_id, id, RefreshTrigger::Reading, None);
                    match started.await {
                        Ok(Started::Begun(end)) => {
                            may_wait = timeout_at(deadline, end).await.is_ok();
                            Duration::ZERO
                        }
                        Ok(Started::Unstored) => POLLING_INTERVAL,
                        Ok(Started::Not) => Duration::ZERO,
                        // A server with the new key refreshes them.
                        Err(StoreError::Keys(_)) if is_alive => return Ok((now, found)),
                        Err(error) => return Err(error),
                    }
                }
            };
            may_wait &= Instant::now() + pause < deadline;
            if may_wait {
                sleep(pause).await;
            }
        }
    }

    /// Refreshes the credentials of an account now, or waits for a refresh in flight.
    pub async fn on_demand(
        &self,
        environment_id: Uuid,
        id: Uuid,
        by: ApiRequest,
    ) -> Result<(), UseCaseError> {
        let deadline = Instant::now() + PATIENCE;
        let now = self.now().await?;
        let before = self.store.run(DemandRefresh { environment_id, id, by, now }).await?;
        let mut has_waited = false;
        let mut has_paused = false;
        loop {
            let (now, found) = self.store.credentials(environment_id, id, self.clock.now()).await?;
            let Some(AccountCredentials { status, stored, .. }) = found else {
                return Err(Refusal::not_found("id", "no such integrated account").into());
            };
            // A backend that has redeemed a link token for the account keeps the new ones.
            let Some(stored) = stored else {
                return Err(Refusal::no_credentials(status).into());
            };
            if stored.refresh.version != before.refresh.version {
                return Ok(());
            }
            let confirms = has_waited && stored.refresh.refusals == 1;
            let pause = match refresh::plan(RefreshTrigger::Demand, status, &stored, now) {
                RefreshPlan::Wait { .. } => {
                    has_waited = true;
                    POLLING_INTERVAL
                }
                RefreshPlan::Refresh if confirms && !has_paused => {
                    has_paused = true;
                    refresh::CONFIRMATION_PAUSE.to_std().unwrap_or_default()
                }
                RefreshPlan::Refresh if confirms || !has_waited => {
                    let started = self.start(environment_id, id, RefreshTrigger::Demand, None);
                    match started.await? {
                        Started::Begun(end) => {
                            has_waited = true;
                            if timeout_at(deadline, end).await.is_err() {
                                return Err(stored.refusal(now).into());
                            }
                            Duration::ZERO
                        }
                        Started::Unstored => POLLING_INTERVAL,
                        Started::Not => Duration::ZERO,
                    }
                }
                _ if stored.refresh.refusals > 1 => return Err(Refusal::NeedsReauth.into()),
                _ => return Err(stored.refusal(now).into()),
            };
            if deadline <= Instant::now() + pause {
                return Err(stored.refusal(now).into());
            }
            sleep(pause).await;
        }
    }

    /// Begins a refresh, if it may begin now, and goes on with it in a task of its own.
    async fn start(
        &self,
        environment_id: Uuid,
        id: Uuid,
        trigger: RefreshTrigger,
        permit: Option<Permit>,
    ) -> Result<Started, StoreError> {
        if self.unstored.contains((environment_id, id)) {
            return Ok(Started::Unstored);
        }
        let now = self.now().await?;
        let this = self.clone();
        // The lease must not be left behind by a caller that leaves.
        let begun = self.tasks.spawn(async move {
            let begin = BeginRefresh { environment_id, id, trigger, now };
            match this.store.run(begin).await {
                Ok(BegunRefresh::Begun(order)) => {
                    let refresher = this.clone();
                    Ok(Started::Begun(this.tasks.spawn(async move {
                        let is_silent = refresher.refresh(*order, now).await;
                        if let Some(permit) = permit {
                            permit.end(is_silent);
                        }
                    })))
                }
                Ok(BegunRefresh::Unreadable { reason }) => {
                    slog::error!(this.log, "cannot refresh credentials that are due: what is stored cannot be read. Let the user reauthorise the account, or delete it. The server tries again in an hour";
                        "error" => reason, "account" => id.to_string());
                    Ok(Started::Not)
                }
                Ok(BegunRefresh::Not(_)) | Err(UseCaseError::Refused(_)) => Ok(Started::Not),
                Err(UseCaseError::Store(error)) => Err(error),
            }
        });
        begun.await.unwrap_or_else(|_| Ok(Started::Not))
    }

    /// Goes through a refresh that has begun at a time. Returns true if the third party did not
    /// answer, or answered that it has a problem.
    async fn refresh(&self, order: RefreshOrder, now: DateTime<Utc>) -> bool {
        let result = self.ask(&order, now).await;
        let failure = result.as_ref().err().cloned();
        let is_silent =
            failure.as_ref().is_some_and(|it| it.kind == RefreshFailureKind::Unreachable);
        let RefreshOrder { account, stored, .. } = order;
        let concluded = self.keep(&account, stored.refresh, result).await;
        let outcome = match (concluded, &failure) {
            (None, _) => "unstored",
            (Some(ConcludedRefresh::Refreshed), _) => "refreshed",
            (Some(ConcludedRefresh::Overtaken), _) => "overtaken",
            (Some(ConcludedRefresh::Ended { is_new: true }), _) => "needs_reauth",
            (_, Some(failure)) => failure.kind.into(),
            (_, None) => "refreshed",
        };
        self.metrics.refreshed(outcome);
        let Some(failure) = failure else { return is_silent };
        let integration = account.integration.as_str();
        let id = account.id.to_string();
        if failure.kind == RefreshFailureKind::Misconfigured {
            slog::error!(self.log, "a refresh needs an operator"; "error" => &failure.message, "integration" => integration, "account" => id);
        } else {
            slog::warn!(self.log, "a refresh failed"; "error" => &failure.message, "outcome" => outcome, "integration" => integration, "account" => id);
        }
        is_silent
    }

    /// Stores the result of a refresh. Tries again until the store takes it: the new refresh token
    /// may be the only one that works. `None` if the store does not take it: what it has of the
    /// account is damaged, or this server lacks the encryption key.
    async fn keep(
        &self,
        account: &Account,
        begun: RefreshState,
        result: Result<Credentials, RefreshFailure>,
    ) -> Option<ConcludedRefresh> {
        let revocation_id = Uuid::new_v4();
        let mut unstored = None;
        let mut failures = 0;
        loop {
            let concluded = match self.now().await {
                Ok(now) => {
                    let conclude = ConcludeRefresh {
                        environment_id: account.environment_id,
                        id: account.id,
                        origin: TokenOrigin::of_account(account),
                        revocation_id,
                        begun,
                        result: result.clone(),
                        now,
                    };
                    self.store.run(conclude).await
                }
                Err(error) => Err(error.into()),
            };
            let error = match concluded {
                Ok(concluded) => return Some(concluded),
                Err(error) => error,
            };
            let id = account.id.to_string();
            match &error {
                UseCaseError::Store(StoreError::Damaged(_)) => {
                    slog::error!(self.log, "lost the result of a refresh: what is stored of the account cannot be read. Let the user reauthorise the account, or delete it"; "error" => %error, "account" => id);
                    return None;
                }
                UseCaseError::Store(StoreError::Keys(_)) if failures >= TRIES_WITHOUT_KEY => {
                    slog::error!(self.log, "lost the result of a refresh: only a server with the encryption key can store it. If the next refresh fails, let the user reauthorise the account"; "error" => %error, "account" => id);
                    return None;
                }
                _ => {}
            }
            let key = (account.environment_id, account.id);
            unstored.get_or_insert_with(|| self.unstored.add(key));
            if failures == PAUSES.len() {
                slog::error!(self.log, "cannot store the result of a refresh: trying again until the store takes it"; "error" => %error, "account" => id);
            }
            sleep(*PAUSES.get(failures).unwrap_or(&LONGEST_PAUSE)).await;
            failures += 1;
        }
    }

    /// Asks the third party for new credentials.
    async fn ask(
        &self,
        RefreshOrder { account, stored, integration }: &RefreshOrder,
        now: DateTime<Utc>,
    ) -> Result<Credentials, RefreshFailure> {
        let entry = self.catalogue.get(account.integration.as_str());
        let method = account.authentication_method;
        let method = method.and_then(|kind| entry?.definition.method(kind));
        let method = method.ok_or_else(|| {
            misconfigured("this server has no definition of the app with this method")
        })?;
        let settings =
            method.token_settings().ok_or_else(|| misconfigured("the method has no tokens"))?;
        let mut content = CredentialContent::read(&stored.credentials)
            .map_err(|_| misconfigured("the stored credentials cannot be read"))?;
        let client = integration.as_ref().and_then(|it| {
            let secret = it.client_secret.clone();
            Some(OAuthClient { id: it.client_id.clone()?, secret })
        });
        let values = token_request_values(&content);
        let own_scopes = integration.as_ref().and_then(|it| it.scopes.as_ref());
        let own_scopes =
            own_scopes.map(|own| own.iter().map(|scope| scope.as_str().to_owned()).collect());
        let scopes = content.scopes.clone().or(own_scopes);
        let scopes = scopes.unwrap_or_else(|| settings.scopes.clone());
        let endpoint = TokenEndpoint {
            outbound: &self.outbound,
            settings,
            client: client.as_ref(),
            scopes: &scopes,
            values: &values,
            fields: &method.fields,
        };
        let client_id = operators_client(&values, client.as_ref().map(|client| &*client.id));
        let answer = if matches!(method.steps, ConnectSteps::ClientCredentials(_)) {
            endpoint.client_credentials(now).await
        } else {
            let token = content.refresh_token.clone().map(Secret::from);
            let token = token.ok_or_else(|| misconfigured("there is no refresh token"))?;
            let answer = endpoint.refresh(&token, now).await;
            // The last resort before the account is lost. Not before: a third party may take it for
            // the use of a stolen token.
            let is_last_resort = stored.refresh.refusals > 0
                && answer.as_ref().is_err_and(TokenError::is_invalid_grant);
            match content.previous_refresh_token.take_if(|_| is_last_resort) {
                Some(earlier) => {
                    // If it is accepted, it is the one that works. If not, this answer counts.
                    content.refresh_token = Some(earlier.clone());
                    endpoint.refresh(&Secret::from(earlier), now).await
                }
                None => answer,
            }
        };
        match answer {
            Ok(tokens) => {
                content.client_id = client_id.map(str::to_owned);
                renewed(content, &tokens, &stored.credentials, method)
                    .map_err(|_| misconfigured("the new credentials cannot be stored"))
            }
            Err(error) => Err(match (&content.client_id, client_id) {
                (Some(before), Some(now)) if *before != now => other_client(&error, before, now),
                _ => failure(&error),
            }),
        }
    }
}

/// The result of a look for credentials that are due.
#[derive(Clone, Copy, Debug, Default)]
struct Looked {
    /// The number of refreshes that have begun.
    begun: usize,
    /// True if the query found all.
    is_last: bool,
    /// True if some may have to wait for those in flight.
    is_short: bool,
}

/// The answer to [`Refresher::start`].
enum Started {
    /// A refresh, which goes on if nobody waits for it.
    Begun(tokio::task::JoinHandle<()>),
    /// None: the result of the one before is not stored yet.
    Unstored,
    Not,
}

/// Returns the credentials after an answer. What the answer does not repeat stays.
fn renewed(
    before: CredentialContent,
    tokens: &TokenResponse,
    stored: &Credentials,
    method: &ConnectMethod,
) -> Result<Credentials, serde_json::Error> {
    let mut content = before;
    let mut values = texts(&tokens.values());
    match (values.remove("refresh_token"), content.refresh_token.take()) {
        // The new one has not worked yet: the one before is kept until then.
        (Some(new), Some(before)) if new != before => {
            content.refresh_token = Some(new);
            content.previous_refresh_token = Some(before);
        }
        (new, before) => {
            content.refresh_token = new.or(before);
            content.previous_refresh_token = None;
        }
    }
    content.values.extend(values);
    // An answer without a lifetime: that of the tokens before.
    let issued_at = tokens.issued_at;
    let known = || Some(issued_at + stored.lifetime()?);
    let expires_at = tokens.expires_at.or_else(known);
    content.credentials(content.is_refreshable(method), Some(issued_at), expires_at)
}

fn misconfigured(reason: &str) -> RefreshFailure {
    RefreshFailure {
        kind: RefreshFailureKind::Misconfigured,
        message: format!("cannot refresh the credentials: {reason}"),
        is_answer_lost: false,
        retry_after: None,
    }
}

fn failure(error: &TokenError) -> RefreshFailure {
    let kind = failure_kind(error);
    let way_out = match kind {
        RefreshFailureKind::Misconfigured => "; an operator has to correct it",
        _ => "",
    };
    RefreshFailure {
        kind,
        message: format!("cannot refresh the credentials: {}{way_out}", clean(&error.to_string())),
        is_answer_lost: error.may_have_been_received(),
        retry_after: error.retry_after(),
    }
}

/// Returns the failure of a refresh after the operator has changed the OAuth client. A third party
/// refuses tokens that were issued to another client (RFC 6749, section 5.2), which does not mean
/// that the grant has ended.
fn other_client(error: &TokenError, before: &str, now: &str) -> RefreshFailure {
    let failure = failure(error);
    if failure.kind != RefreshFailureKind::InvalidGrant {
        return failure;
    }
    let message = format!(
        "{}: the tokens belong to the OAuth client `{before}`, and the app has `{now}` now: enable the app with `{before}` again, or let the user reauthorise the account",
        failure.message
    );
    RefreshFailure { kind: RefreshFailureKind::Misconfigured, message, ..failure }
}

fn failure_kind(error: &TokenError) -> RefreshFailureKind {
    match error {
        _ if error.is_invalid_grant() => RefreshFailureKind::InvalidGrant,
        TokenError::Request(_) => RefreshFailureKind::Misconfigured,
        TokenError::Unreachable(error) => match error {
            OutboundError::RefusedAddress { .. }
            | OutboundError::PlainHttp { .. }
            | OutboundError::InvalidAddress => RefreshFailureKind::Misconfigured,
            _ => RefreshFailureKind::Unreachable,
        },
        TokenError::Rejected { status: 429 | 500.., .. }
        | TokenError::Unintelligible { status: 429 | 500.., .. } => RefreshFailureKind::Unreachable,
        TokenError::Rejected { error, .. } => match error.as_str() {
            "invalid_client"
            | "unauthorized_client"
            | "unsupported_grant_type"
            | "invalid_scope" => RefreshFailureKind::Misconfigured,
            "server_error" | "temporarily_unavailable" | "slow_down" => {
                RefreshFailureKind::Unreachable
            }
            _ => RefreshFailureKind::Rejected,
        },
        TokenError::Unintelligible { .. } => RefreshFailureKind::Unintelligible,
    }
}
