//! Changes of accounts by backends that need more than the store: the definition of the app, or the
//! third party.
//!
//! - [`credentials`]: credentials in the context of a request, as the hosted service has them.
//! - [`revocation`]: the background task that revokes tokens that no account has any more.

pub mod credentials;
pub mod revocation;

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use link_token_connect::{
    catalogue::Catalogue,
    definition::ConnectMethod,
    outbound::Outbound,
    template::TemplateValues,
    verification::{AccountFacts, VerificationError},
};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest},
    context::Context,
    credentials::{AccountCredentials, StoredCredentials},
    environment_integration::EnvironmentIntegration,
    integrated_account::{Account, AccountUpdate, PostInstallOutcome, UPSTREAM_ID, UPSTREAM_NAME},
    refresh,
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{
        DeleteAccount, EnvironmentIntegrationKey, FindEnvironmentIntegration,
        ImportAccountWithCredentials, RecordPostInstall, RecordRefusal, UpdateAccount,
        UpdateCredentials,
    },
};
use link_token_types as types;
use slog::Logger;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use self::credentials::{CONTEXT, GivenCredentials, ROOT};
use crate::{clock, connect::exchange::CredentialContent, metrics::Metrics};

/// The longest wait of a caller that replaces credentials for others that do, and for a refresh.
const PATIENCE: Duration = Duration::from_secs(20);
/// The time between two tries to replace credentials.
const PAUSE: Duration = Duration::from_millis(100);

/// All that changes of accounts need. Clones share it.
#[derive(Clone)]
pub struct Accounts {
    pub store: Store,
    pub catalogue: Arc<Catalogue>,
    pub outbound: Outbound,
    pub metrics: Metrics,
    pub log: Logger,
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts").finish_non_exhaustive()
    }
}

/// The account that a request is about, and the request.
#[derive(Clone, Copy, Debug)]
pub struct AccountCall {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    pub by: ApiRequest,
}

/// The reason why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error(transparent)]
    UseCase(#[from] UseCaseError),
    /// Stored credentials cannot be read, or new ones not be written.
    #[error("the credentials of an account are not as this server writes them: {0}")]
    Content(#[from] serde_json::Error),
}

impl From<Refusal> for AccountError {
    fn from(refusal: Refusal) -> Self {
        Self::UseCase(UseCaseError::Refused(refusal))
    }
}

impl From<link_token_store::StoreError> for AccountError {
    fn from(error: link_token_store::StoreError) -> Self {
        Self::UseCase(UseCaseError::Store(error))
    }
}

impl Accounts {
    pub fn new(
        store: Store,
        catalogue: Arc<Catalogue>,
        outbound: Outbound,
        metrics: Metrics,
        log: Logger,
    ) -> Self {
        Self { store, catalogue, outbound, metrics, log }
    }

    /// Imports an account that was connected elsewhere, with its credentials.
    pub async fn import(
        &self,
        environment_id: Uuid,
        request: types::IntegratedAccountImport,
        by: ApiRequest,
    ) -> Result<Account, AccountError> {
        // Destructured, so that a new field does not compile until it is read.
        let types::IntegratedAccountImport {
            tenant_id,
            environment_integration_id,
            integration,
            authentication_method,
            context,
            region,
            truto_static_gate_id,
            id,
        } = request;
        // By the clock by which the credentials expire.
        let now = self.store.shared_time(clock::now()).await?;
        let id = id.unwrap_or_else(Uuid::new_v4);
        let call = AccountCall { environment_id, id, by };
        let app = match (environment_integration_id, integration) {
            (Some(of), name) => {
                let key = EnvironmentIntegrationKey::Id(of);
                let found = self.environment_integration(environment_id, key).await?;
                let Some(found) = found else {
                    let message = "no such environment integration";
                    let refusal = Refusal::not_found("environment_integration_id", message);
                    return self.refuse(call, Action::ImportIntegratedAccount, refusal).await;
                };
                if name.is_some_and(|name| name != found.integration) {
                    let message = "the environment integration is of another app";
                    return Err(Refusal::invalid("integration", message).into());
                }
                (found.integration, Some(found.id))
            }
            (None, Some(integration)) => {
                let name = integration.clone();
                let key = EnvironmentIntegrationKey::Name { environment_id, integration: name };
                let found = self.environment_integration(environment_id, key).await?;
                (integration, found.map(|found| found.id))
            }
            (None, None) => {
                let message = "required, unless `integration` is given";
                return Err(Refusal::invalid("environment_integration_id", message).into());
            }
        };
        let (integration, environment_integration_id) = app;
        // Without an environment integration, the account is connected elsewhere.
        let definition = environment_integration_id
            .and_then(|_| self.catalogue.get(integration.as_str()))
            .map(|entry| &entry.definition);
        let method = match (definition, authentication_method) {
            (None, _) => None,
            (Some(definition), None) => definition.methods.first(),
            (Some(definition), Some(kind)) => Some(definition.method(kind).ok_or_else(|| {
                let offered = definition.methods.iter().map(|it| it.kind().to_string());
                let offered = offered.collect::<Vec<_>>().join(", ");
                let message = format!("the app does not offer it: use one of {offered}");
                Refusal::invalid("authentication_method", message)
            })?),
        };
        let mut context = context.map(|context| context.0).unwrap_or_default();
        let given = GivenCredentials::take(method, &mut context, CONTEXT)?;
        let credentials = given.imported(method, now)?;
        let account = Account {
            id,
            environment_id,
            tenant_id,
            integration,
            environment_integration_id,
            authentication_method: method.map(ConnectMethod::kind).or(authentication_method),
            status: types::IntegratedAccountStatus::Active,
            last_error: None,
            upstream_id: None,
            region: region.unwrap_or_default(),
            static_gate_id: truto_static_gate_id,
            context: Context::check(types::Context(context))?,
            created_at: now,
            updated_at: now,
        };
        let import = ImportAccountWithCredentials { account, credentials, by };
        Ok(self.store.run(import).await?)
    }

    /// Changes an account. Its credentials are not part of its context.
    pub async fn update(
        &self,
        call: AccountCall,
        request: types::IntegratedAccountUpdate,
    ) -> Result<Account, AccountError> {
        let AccountCall { environment_id, id, by } = call;
        let change = AccountUpdate::check(request)?;
        if let Some(context) = &change.context
            && let Some(account) = self.store.account(environment_id, id).await?
        {
            credentials::refuse_in_context(self.method(&account), &account.context, context)?;
        }
        // By the clock by which the credentials expire, which the change may make due again.
        let now = self.store.shared_time(clock::now()).await?;
        let update = UpdateAccount { environment_id, id, change, by, now };
        Ok(self.store.run(update).await?)
    }

    /// Deletes an account, and has its credentials revoked.
    pub async fn delete(&self, call: AccountCall) -> Result<(), AccountError> {
        let AccountCall { environment_id, id, by } = call;
        self.store.run(DeleteAccount { environment_id, id, by, now: clock::now() }).await?;
        Ok(())
    }

    /// Replaces the given credentials of an account, and keeps the others.
    pub async fn update_credentials(
        &self,
        call: AccountCall,
        request: types::CredentialsUpdate,
    ) -> Result<Account, AccountError> {
        let AccountCall { environment_id, id, by } = call;
        let mut values = request.0;
        let Some(account) = self.store.account(environment_id, id).await? else {
            let refusal = Refusal::not_found("id", "no such integrated account");
            return self.refuse(call, Action::UpdateCredentials, refusal).await;
        };
        let method = self.method(&account);
        let given = GivenCredentials::take(method, &mut values, ROOT)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (now, found) = self.store.credentials(environment_id, id, clock::now()).await?;
            let before = found.and_then(|found| found.stored);
            let stored = before.as_ref().map(|stored| &stored.credentials);
            let update = UpdateCredentials {
                environment_id,
                id,
                credentials: given.merged(method, stored, now)?,
                before,
                keeps_refresh_token: !given.has_refresh_token(),
                by,
                now,
            };
            if let Some(account) = self.store.run(update).await? {
                return Ok(account);
            }
            if deadline <= Instant::now() {
                return Err(link_token_store::StoreError::Busy.into());
            }
            sleep(PAUSE).await;
        }
    }

    /// Makes the requests that follow a connection again, and returns true if they succeed. The
    /// caller has found the credentials, with the time by which they expire, and has refreshed
    /// those that were about to.
    pub async fn run_post_install(
        &self,
        call: AccountCall,
        (now, found): (DateTime<Utc>, Option<AccountCredentials>),
    ) -> Result<bool, AccountError> {
        let AccountCall { environment_id, id, by } = call;
        let action = Action::RunPostInstallActions;
        let Some(account) = self.store.account(environment_id, id).await? else {
            let refusal = Refusal::not_found("id", "no such integrated account");
            return self.refuse(call, action, refusal).await;
        };
        let Some(method) = self.method(&account) else {
            let message = "the account was connected elsewhere, and this server cannot verify it";
            return self.refuse(call, action, Refusal::invalid("id", message)).await;
        };
        let (status, stored) = match found {
            Some(found) => (found.status, found.stored),
            None => (account.status, None),
        };
        let Some(with) = stored else {
            return self.refuse(call, action, Refusal::no_credentials(status)).await;
        };
        // With expired ones, the third party would refuse a request that a refresh can heal.
        let outcome = match refresh::check_readable(status, &with, now) {
            Ok(()) => {
                let key = account.environment_integration_id.map(EnvironmentIntegrationKey::Id);
                let own = match key {
                    Some(key) => self.environment_integration(environment_id, key).await?,
                    None => None,
                };
                let client_id = own.and_then(|own| own.client_id);
                self.post_install_outcome(method, client_id, &with).await?
            }
            Err(refusal) => {
                // The refresh that has failed says more.
                let error = with.refresh_error.clone().unwrap_or_else(|| refusal.to_string());
                PostInstallOutcome::NotAsked { error }
            }
        };
        let success = outcome.is_success();
        let now = self.store.shared_time(clock::now()).await?;
        let record = RecordPostInstall { environment_id, id, with, outcome, by, now };
        self.store.run(record).await?;
        Ok(success)
    }

    async fn post_install_outcome(
        &self,
        method: &ConnectMethod,
        client_id: Option<String>,
        with: &StoredCredentials,
    ) -> Result<PostInstallOutcome, AccountError> {
        let content: CredentialContent = CredentialContent::read(&with.credentials)?;
        let values = with_client_id(template_values(&content), client_id.as_deref());
        if let Some(verification) = &method.verification
            && let Err(error) = verification.run(&self.outbound, &values).await
        {
            let text = error.to_string();
            return Ok(match error {
                VerificationError::Unreachable(_)
                | VerificationError::TooLate
                | VerificationError::Unavailable { .. } => {
                    PostInstallOutcome::NotAsked { error: text }
                }
                _ => PostInstallOutcome::NotVerified { error: text },
            });
        }
        let facts = match &method.account {
            None => AccountFacts::default(),
            Some(request) => match request.run(&self.outbound, &values).await {
                Ok(facts) => facts,
                Err(error) => return Ok(PostInstallOutcome::NotRead { error: error.to_string() }),
            },
        };
        let AccountFacts { mut context, upstream_id, upstream_name } = facts;
        for (name, value) in [(UPSTREAM_ID, &upstream_id), (UPSTREAM_NAME, &upstream_name)] {
            if let Some(value) = value {
                context.insert(name.to_owned(), value.clone().into());
            }
        }
        Ok(match Context::check(types::Context(context)) {
            Ok(facts) => PostInstallOutcome::Succeeded { facts, upstream_id },
            Err(refusal) => PostInstallOutcome::NotRead {
                error: format!("the third party's facts do not fit: {refusal}"),
            },
        })
    }

    /// Returns the method by which an account was connected, unless it was connected elsewhere.
    fn method(&self, account: &Account) -> Option<&ConnectMethod> {
        account.environment_integration_id?;
        let entry = self.catalogue.get(account.integration.as_str())?;
        entry.definition.method(account.authentication_method?)
    }

    /// Finds an environment integration, enabled or not, of an environment.
    async fn environment_integration(
        &self,
        environment_id: Uuid,
        key: EnvironmentIntegrationKey,
    ) -> Result<Option<EnvironmentIntegration>, AccountError> {
        let found = self.store.query(FindEnvironmentIntegration(key)).await?;
        Ok(found.filter(|found| found.environment_id == environment_id))
    }

    /// Refuses a request, and records that.
    async fn refuse<T>(
        &self,
        AccountCall { environment_id, id, by }: AccountCall,
        action: Action,
        refusal: Refusal,
    ) -> Result<T, AccountError> {
        let now = clock::now();
        let record = RecordRefusal { environment_id, action, object_id: id, refusal, by, now };
        match self.store.run(record).await? {}
    }
}

/// Returns the values for requests about tokens, without the refresh token. Only what the user has
/// typed chooses the OAuth client: a token response that a backend has imported does not.
pub(crate) fn token_request_values(content: &CredentialContent) -> TemplateValues {
    let is_of_client = |name: &str| matches!(name, "client_id" | "client_secret");
    let answered = content.values.iter().filter(|(name, _)| !is_of_client(name));
    let mut values = TemplateValues::new();
    for (name, value) in answered.chain(&content.fields) {
        values.insert(name, value.as_str());
    }
    values
}

/// Returns the ID of the operator's OAuth client, unless the user has typed one of an own client.
pub(crate) fn operators_client<'c>(
    values: &TemplateValues,
    operators: Option<&'c str>,
) -> Option<&'c str> {
    let has_own = values.get("client_id").is_some_and(|own| !own.expose().is_empty());
    operators.filter(|_| !has_own)
}

/// Adds the ID of the operator's OAuth client, unless the user has typed one of an own client.
pub(crate) fn with_client_id(
    mut values: TemplateValues,
    operators: Option<&str>,
) -> TemplateValues {
    if let Some(client_id) = operators_client(&values, operators) {
        values.insert("client_id", client_id);
    }
    values
}

/// Returns the values for the requests of a definition that follow a connection.
fn template_values(content: &CredentialContent) -> TemplateValues {
    let mut values = token_request_values(content);
    if let Some(token) = &content.refresh_token {
        values.insert("refresh_token", token.as_str());
    }
    values
}
