//! From a code or a filled-in form to an account.
//!
//! The attempt is claimed before: no other request does the same meanwhile. The link token is
//! consumed last, together with the account's creation, when the credentials are known to work.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, Utc};
use link_token_connect::{
    definition::{ConnectMethod, ConnectSteps},
    form::{self, FieldKind},
    oauth2::{CodeVerifier, OAuthClient, TokenEndpoint, TokenError, TokenResponse},
    template::TemplateValues,
    verification::{AccountFacts, VerificationError},
};
use link_token_domain::{
    Refusal,
    attempt::{
        Attempt, AttemptChange, AttemptKeyHash, AttemptVersion, ChosenIntegration, Step,
        WaitingTokens,
    },
    context::Context,
    credentials::Credentials,
    environment_integration::EnvironmentIntegration,
    integrated_account::{UPSTREAM_ID, UPSTREAM_NAME},
    link_token::LinkTokenHash,
    secret::Secret,
};
use link_token_store::{
    UseCaseError,
    use_cases::{AttemptHash, CompleteAttempt, Completion, DropWaitingTokens, KeepUnusedTokens},
};
use link_token_types::{self as types, IntegratedAccountStatus};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::{
    Connect,
    browser::Browser,
    flow::{self, CallbackAnswer, Trouble},
    scene::{Answers, FailureKind, Offer, RecordedFailure, Scene},
};
use crate::{
    accounts::{operators_client, with_client_id},
    clock,
};

/// The time for all requests to the third party, so that the user gets a page, and a server that
/// stops comes to the end of the attempt.
const TIME_LIMIT: Duration = Duration::from_secs(25);

/// The longest text of a third party that is kept, in characters.
const MAX_DESCRIPTION: usize = 200;

/// The credentials of an account as the store keeps them.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CredentialContent {
    /// The values that the API returns.
    pub values: BTreeMap<String, String>,
    pub refresh_token: Option<String>,
    /// The refresh token before, until the present one has worked: some third parties accept it for
    /// a while.
    pub previous_refresh_token: Option<String>,
    /// The scopes that were asked for. `None` for the usual ones.
    pub scopes: Option<Vec<String>>,
    /// The values of the form and of the callback, which later requests need.
    pub fields: BTreeMap<String, String>,
    /// The ID of the operator's OAuth client that got the tokens. `None` if the user has typed one
    /// of an own client, or a backend has imported the tokens.
    pub client_id: Option<String>,
}

impl CredentialContent {
    /// Reads the content from where it was stored.
    pub fn read(credentials: &Credentials) -> serde_json::Result<Self> {
        serde_json::from_str(credentials.content.expose())
    }

    /// Returns true if the third party can be asked for new credentials.
    pub fn is_refreshable(&self, method: &ConnectMethod) -> bool {
        match method.steps {
            ConnectSteps::OAuth2(_) => self.refresh_token.is_some(),
            ConnectSteps::ClientCredentials(_) => true,
            ConnectSteps::ApiKey => false,
        }
    }

    /// Returns the credentials with this content.
    pub fn credentials(
        &self,
        is_refreshable: bool,
        issued_at: Option<DateTime<Utc>>,
        expires_at: Option<DateTime<Utc>>,
    ) -> serde_json::Result<Credentials> {
        let content = Secret::new(serde_json::to_string(self)?);
        Ok(Credentials { content, expires_at, issued_at, is_refreshable })
    }
}

/// The start of the exchange.
enum Start {
    /// The code of a callback (RFC 6749, section 4.1.2).
    Code { code: String, verifier: Option<CodeVerifier> },
    /// The user's form, with an operator's or a user's OAuth client.
    ClientCredentials,
    /// The form has the credentials.
    Form,
}

/// A claimed attempt with all that it needs to come to its end.
pub struct Exchange<'s> {
    connect: &'s Connect,
    browser: &'s Browser,
    attempt: AttemptVersion,
    link_token: LinkTokenHash,
    answers: Answers,
    chosen: ChosenIntegration,
    /// The account of the third party before a reauthorisation.
    upstream_id: Option<String>,
    method: &'s ConnectMethod,
    own: EnvironmentIntegration<Secret>,
    scopes: Vec<String>,
    start: Start,
    /// The values of the form and of the callback.
    values: TemplateValues,
    /// Values that are not secret, for the context.
    context: Map<String, Value>,
}

/// The credentials that a third party granted.
struct Granted {
    content: CredentialContent,
    issued_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    /// The values for further requests.
    values: TemplateValues,
}

impl<'s> Exchange<'s> {
    /// Prepares what a filled-in form leads to.
    pub fn of_form(
        scene: &'s Scene<'_>,
        offer: &'s Offer<'_>,
        method: &'s ConnectMethod,
        own: EnvironmentIntegration<Secret>,
        attempt: AttemptVersion,
        values: TemplateValues,
    ) -> Self {
        let start = match method.steps {
            ConnectSteps::ClientCredentials(_) => Start::ClientCredentials,
            ConnectSteps::ApiKey | ConnectSteps::OAuth2(_) => Start::Form,
        };
        let context = plain_values(method, &values);
        Self::new(scene, offer, method, own, attempt, start, values, context)
    }

    /// Checks the answer of a third party, and prepares what it leads to.
    pub fn of_callback(
        scene: &'s Scene<'_>,
        offer: &'s Offer<'_>,
        method: &'s ConnectMethod,
        own: EnvironmentIntegration<Secret>,
        attempt: AttemptVersion,
        answer: &CallbackAnswer,
    ) -> Result<Self, RecordedFailure> {
        let authorization = method
            .authorization()
            .ok_or_else(|| RecordedFailure::new(FailureKind::Misconfigured))?;
        let mut values = form::check_form(&method.fields, &scene.answers.values)
            .map_err(|_| RecordedFailure::new(FailureKind::Misconfigured))?;
        // An answer of another authorization server could be a mix-up (RFC 9207, section 2.4).
        if let Some(issuer) = answer.get("iss")
            && !authorization.is_issuer(issuer, &values)
        {
            return Err(RecordedFailure {
                code: Some("wrong_issuer".to_owned()),
                description: Some(clean(issuer)),
                ..RecordedFailure::new(FailureKind::Refused)
            });
        }
        if let Some(code) = answer.get("error") {
            return Err(authorization_error(code, answer.get("error_description")));
        }
        if authorization.issuer.is_some() && answer.get("iss").is_none() {
            return Err(RecordedFailure {
                code: Some("missing_issuer".to_owned()),
                description: Some("the callback does not name its issuer".to_owned()),
                ..RecordedFailure::new(FailureKind::Refused)
            });
        }
        let typed = values.get("client_secret").filter(|it| !it.expose().is_empty());
        let client_secret = typed.or(own.client_secret.as_ref());
        if !authorization.is_signed(answer.parameters(), client_secret) {
            return Err(RecordedFailure {
                code: Some("wrong_signature".to_owned()),
                description: Some(
                    "the callback is not signed with the secret of the client".to_owned(),
                ),
                ..RecordedFailure::new(FailureKind::Refused)
            });
        }
        let code = answer.get("code").ok_or_else(|| RecordedFailure {
            description: Some("the answer has neither a code nor an error".to_owned()),
            ..RecordedFailure::new(FailureKind::Unintelligible)
        })?;
        let mut context = plain_values(method, &values);
        for name in &authorization.callback_params {
            if let Some(value) = answer.get(name).filter(|value| value.len() <= 1024) {
                values.insert(name, value);
                context.insert(name.clone(), value.into());
            }
        }
        let verifier = scene.answers.verifier.clone().map(CodeVerifier::from_stored);
        let start = Start::Code { code: code.to_owned(), verifier };
        Ok(Self::new(scene, offer, method, own, attempt, start, values, context))
    }

    #[allow(clippy::too_many_arguments, reason = "both constructors have all of them at hand")]
    fn new(
        scene: &'s Scene<'_>,
        offer: &'s Offer<'_>,
        method: &'s ConnectMethod,
        own: EnvironmentIntegration<Secret>,
        attempt: AttemptVersion,
        start: Start,
        values: TemplateValues,
        context: Map<String, Value>,
    ) -> Self {
        Self {
            connect: scene.connect,
            browser: scene.browser,
            attempt,
            link_token: scene.found.attempt.link_token,
            answers: scene.answers.clone(),
            chosen: offer.chosen(),
            upstream_id: scene.found.account.as_ref().and_then(|it| it.upstream_id.clone()),
            method,
            own,
            scopes: scene.scopes(offer, method),
            start,
            values,
            context,
        }
    }

    /// Comes to the end of the attempt: an account, or a recorded failure.
    pub async fn run(self) -> Result<(), Trouble> {
        let outcome = match self.connect_account().await {
            Ok(None) => "other_account",
            Ok(Some(Completion::Connected(account))) => {
                if account.status == IntegratedAccountStatus::Active {
                    "connected"
                } else {
                    "incomplete"
                }
            }
            Ok(Some(Completion::Unconfirmed(_))) => "unconfirmed",
            Ok(Some(Completion::AlreadyConnected { .. })) => "already_connected",
            Err(Ending::Failure(failure)) => {
                self.connect.fail(self.attempt, &failure, self.browser).await?;
                failure.kind.into()
            }
            Err(Ending::Overtaken) => "overtaken",
            Err(Ending::Trouble(trouble)) => return Err(trouble),
        };
        self.connect.metrics.attempt(self.chosen.name.as_str(), outcome);
        Ok(())
    }

    /// Returns `None` if the user is asked something first.
    async fn connect_account(&self) -> Result<Option<Completion>, Ending> {
        let deadline = Instant::now() + TIME_LIMIT;
        let granted = self.grant().await?;
        let content = granted.content.clone();
        let end = self.connect_with(granted, deadline).await;
        // Nobody has granted what a user types.
        let is_refused =
            matches!(end, Err(Ending::Failure(_))) && !matches!(self.start, Start::Form);
        if is_refused || is_too_late(&end) {
            let of = (self.attempt.environment_id, self.link_token);
            let (chosen, kind) = (self.chosen.clone(), self.method.kind());
            keep_unused(self.connect, self.browser, of, chosen, kind, &content).await;
        }
        end
    }

    /// Checks granted credentials, and creates or updates the account with them. Returns `None` if
    /// the user is asked something first.
    async fn connect_with(
        &self,
        granted: Granted,
        deadline: Instant,
    ) -> Result<Option<Completion>, Ending> {
        let mut status = IntegratedAccountStatus::Active;
        let mut failure = None;
        let has_code = matches!(self.start, Start::Code { .. });
        if let Some(verification) = &self.method.verification {
            let verified = verification.run(&self.connect.outbound, &granted.values);
            match until(deadline, verified).await {
                Ok(()) => {}
                // The code is used up: the account must not be lost because of a check that the
                // third party could not answer.
                Err(
                    error @ (VerificationError::Unreachable(_)
                    | VerificationError::TooLate
                    | VerificationError::Unavailable { .. }),
                ) if has_code => {
                    status = IntegratedAccountStatus::ValidationError;
                    failure = Some(error);
                }
                Err(error) => return Err(verification_failure(&error).into()),
            }
        }
        let mut facts = AccountFacts::default();
        if let (Some(request), None) = (&self.method.account, &failure) {
            let found = request.run(&self.connect.outbound, &granted.values);
            match until(deadline, found).await {
                Ok(found) => facts = found,
                Err(error) => {
                    status = IntegratedAccountStatus::PostInstallError;
                    failure = Some(error);
                }
            }
        }
        // Without an answer, nobody knows whether it is the same account as before.
        if let (Some(_), None, Some(error)) = (&self.upstream_id, &facts.upstream_id, &failure) {
            return Err(verification_failure(error).into());
        }
        let is_other = matches!(
            (&self.upstream_id, &facts.upstream_id),
            (Some(before), Some(now)) if before != now
        );
        let last_error = failure.map(|error| error.to_string());
        let pending = self.pending(granted, facts, status, last_error);
        if is_other {
            self.ask(pending).await.map(|()| None)
        } else {
            pending.create_account(self.connect, self.browser, self.attempt, None).await.map(Some)
        }
    }

    async fn grant(&self) -> Result<Granted, Ending> {
        let now = clock::now();
        // Other servers compare the expiry with their time. A wrong one is no reason to fail.
        let now = self.connect.store.shared_time(now).await.unwrap_or(now);
        let client = oauth_client(&self.own);
        let tokens = match (&self.start, self.method.token_settings()) {
            (Start::Form, _) | (_, None) => return Ok(self.typed()),
            (start, Some(settings)) => {
                let endpoint = TokenEndpoint {
                    outbound: &self.connect.outbound,
                    settings,
                    client: client.as_ref(),
                    scopes: &self.scopes,
                    values: &self.values,
                    fields: &self.method.fields,
                };
                match start {
                    Start::Code { code, verifier } => {
                        let callback = self.connect.public_url.callback(self.own.id);
                        endpoint.exchange_code(code, &callback, verifier.as_ref(), now).await
                    }
                    _ => endpoint.client_credentials(now).await,
                }
            }
        };
        let is_form = matches!(self.start, Start::ClientCredentials);
        tokens
            .map(|tokens| self.issued(&tokens))
            .map_err(|error| token_failure(&error, is_form).into())
    }

    /// Returns the credentials of a form.
    fn typed(&self) -> Granted {
        let values = texts(&self.values);
        let content = CredentialContent { values, ..CredentialContent::default() };
        Granted { content, issued_at: None, expires_at: None, values: self.values.clone() }
    }

    fn issued(&self, tokens: &TokenResponse) -> Granted {
        let mut values = with_client_id(self.values.clone(), self.own.client_id.as_deref());
        values.extend(tokens.values());
        let mut shown = texts(&tokens.values());
        let refresh_token = shown.remove("refresh_token");
        Granted {
            content: CredentialContent {
                values: shown,
                refresh_token,
                previous_refresh_token: None,
                scopes: Some(self.scopes.clone()),
                fields: texts(&self.values),
                client_id: operators_client(&self.values, self.own.client_id.as_deref())
                    .map(str::to_owned),
            },
            issued_at: Some(tokens.issued_at),
            expires_at: tokens.expires_at,
            values,
        }
    }

    /// Returns what is left to do: create or update the account.
    fn pending(
        &self,
        granted: Granted,
        facts: AccountFacts,
        status: IntegratedAccountStatus,
        last_error: Option<String>,
    ) -> PendingAccount {
        let mut context = self.context.clone();
        context.extend(facts.context);
        for (name, value) in
            [(UPSTREAM_ID, &facts.upstream_id), (UPSTREAM_NAME, &facts.upstream_name)]
        {
            if let Some(value) = value {
                context.insert(name.to_owned(), value.clone().into());
            }
        }
        PendingAccount {
            revocation_id: Uuid::new_v4(),
            is_refreshable: granted.content.is_refreshable(self.method),
            content: granted.content,
            issued_at: granted.issued_at,
            expires_at: granted.expires_at,
            context,
            upstream_id: facts.upstream_id,
            status,
            last_error,
        }
    }

    /// Asks the user whether another account of the third party than before shall be used.
    async fn ask(&self, pending: PendingAccount) -> Result<(), Ending> {
        let content = serde_json::to_string(&pending.content).map_err(Trouble::internal)?;
        let tokens = WaitingTokens::Wait {
            id: pending.revocation_id(),
            content: Secret::new(content),
            upstream_id: pending.upstream_id.clone(),
        };
        let answers = Answers { pending: Some(pending), ..self.answers.clone() };
        let change = AttemptChange {
            step: Step::Ask,
            integration: Some(self.chosen.clone()),
            authentication_method: Some(self.method.kind()),
            secrets: flow::secrets(&answers)?,
            tokens,
        };
        let mut pauses = PAUSES.iter();
        let mut is_repeated = false;
        loop {
            match self.put_question(&change, is_repeated).await {
                Ok(true) => return Ok(()),
                Ok(false) => return Err(Ending::Overtaken),
                // A code works once, so its credentials must not be lost.
                Err(trouble @ Trouble::Store(_)) => match pauses.next() {
                    Some(pause) => tokio::time::sleep(*pause).await,
                    None => return Err(trouble.into()),
                },
                Err(trouble) => return Err(trouble.into()),
            }
            is_repeated = true;
        }
    }

    /// Stores a question to the user. Returns false if another request has changed the attempt, or
    /// if the attempt or its link token is gone.
    async fn put_question(
        &self,
        change: &AttemptChange,
        is_repeated: bool,
    ) -> Result<bool, Trouble> {
        if self.connect.update(self.attempt, change.clone(), clock::now()).await?.is_some() {
            return Ok(true);
        }
        if !is_repeated {
            return Ok(false);
        }
        // The store may have kept the change before, and only its answer was lost. Then the attempt
        // has these tokens, unless the user has already declined them: they are revoked twice then.
        let key = AttemptHash::Key(AttemptKeyHash::of(&self.answers.key));
        let found = self.connect.store.find_attempt(key, clock::now()).await?;
        Ok(found.is_some_and(|found| has_question(&found.attempt, &change.tokens)))
    }
}

/// The pauses before an account, or a question, is stored again after a failure of the store.
/// Together they are shorter than the claim.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(100),
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(10),
];

/// The credentials that a third party has granted, with the facts for the account.
#[derive(Clone, Serialize, Deserialize)]
pub struct PendingAccount {
    /// The ID of the revocation of the credentials, if they wait for the user.
    revocation_id: Uuid,
    content: CredentialContent,
    is_refreshable: bool,
    issued_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    context: Map<String, Value>,
    upstream_id: Option<String>,
    status: IntegratedAccountStatus,
    last_error: Option<String>,
}

impl std::fmt::Debug for PendingAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PendingAccount(…)")
    }
}

impl PendingAccount {
    pub fn upstream_name(&self) -> Option<&str> {
        self.context.get(UPSTREAM_NAME).and_then(Value::as_str)
    }

    pub fn revocation_id(&self) -> Uuid {
        self.revocation_id
    }

    /// Creates or updates the account with credentials that have waited for the user, after the
    /// attempt was claimed.
    pub async fn complete(self, scene: &Scene<'_>, attempt: AttemptVersion) -> Result<(), Trouble> {
        let Scene { connect, browser, .. } = *scene;
        let id = self.revocation_id;
        let end = self.create_account(connect, browser, attempt, Some(id)).await.map(Some);
        if is_too_late(&end) {
            let environment_id = attempt.environment_id;
            let dropped = DropWaitingTokens { environment_id, id, now: clock::now() };
            if let Err(error) = connect.store.run(dropped).await {
                // They are revoked when the attempt has expired.
                slog::warn!(connect.log, "cannot revoke the tokens of an attempt that came too late now";
                    "error" => %error, "req_id" => %browser.request_id);
            }
        }
        match end {
            Ok(_) | Err(Ending::Overtaken) => Ok(()),
            Err(Ending::Failure(failure)) => connect.fail(attempt, &failure, browser).await,
            Err(Ending::Trouble(trouble)) => Err(trouble),
        }
    }

    async fn create_account(
        self,
        connect: &Connect,
        browser: &Browser,
        attempt: AttemptVersion,
        waiting: Option<Uuid>,
    ) -> Result<Completion, Ending> {
        let Self {
            revocation_id: _,
            content,
            is_refreshable,
            issued_at,
            expires_at,
            context,
            upstream_id,
            mut status,
            mut last_error,
        } = self;
        let context = match Context::check(types::Context(context)) {
            Ok(context) => context,
            // The credentials work all the same.
            Err(refusal) => {
                status = IntegratedAccountStatus::PostInstallError;
                last_error = Some(format!("the third party's facts do not fit: {refusal}"));
                Context::empty()
            }
        };
        let credentials = content.credentials(is_refreshable, issued_at, expires_at);
        let credentials = credentials.map_err(Trouble::internal)?;
        let new_account_id = Uuid::now_v7();
        let mut pauses = PAUSES.iter();
        loop {
            let now = clock::now();
            let complete = CompleteAttempt {
                attempt,
                credentials: Some(credentials.clone()),
                waiting,
                context: Some(context.clone()),
                upstream_id: upstream_id.clone(),
                status,
                last_error: last_error.clone(),
                new_account_id,
                request_id: browser.request_id,
                now,
                shared_now: connect.store.shared_time(now).await.unwrap_or(now),
            };
            match connect.store.run(complete).await {
                Ok(completion) => return Ok(completion),
                // This request was too late: the page shows what another one has done meanwhile.
                Err(UseCaseError::Refused(
                    Refusal::AttemptChanged | Refusal::AttemptDead | Refusal::LinkTokenDead,
                )) => return Err(Ending::Overtaken),
                // The merged context is too large.
                Err(UseCaseError::Refused(refusal @ Refusal::Invalid(_))) => {
                    return Err(RecordedFailure {
                        description: Some(refusal.to_string()),
                        ..RecordedFailure::new(FailureKind::Misconfigured)
                    }
                    .into());
                }
                // A code works once, so its credentials must not be lost. A repeated completion
                // finds what the first one has done.
                Err(UseCaseError::Store(error)) => match pauses.next() {
                    Some(pause) => tokio::time::sleep(*pause).await,
                    None => return Err(Ending::Trouble(error.into())),
                },
                Err(error) => return Err(Ending::Trouble(error.into())),
            }
        }
    }
}

/// Returns true if another request has come to the end of the attempt before, if another attempt
/// has redeemed the link token, or if the account or the link token is gone. Then no account has
/// the credentials.
fn is_too_late(end: &Result<Option<Completion>, Ending>) -> bool {
    matches!(
        end,
        Ok(Some(Completion::AlreadyConnected { is_repeat: false, .. })) | Err(Ending::Overtaken)
    )
}

/// Keeps tokens that no account has until they are revoked.
async fn keep_unused(
    connect: &Connect,
    browser: &Browser,
    (environment_id, link_token): (Uuid, LinkTokenHash),
    integration: ChosenIntegration,
    authentication_method: types::AuthenticationMethod,
    content: &CredentialContent,
) {
    let name = integration.name.clone();
    let kept = match serde_json::to_string(content) {
        Ok(content) => {
            let unused = KeepUnusedTokens {
                environment_id,
                link_token,
                integration,
                authentication_method,
                content: Secret::new(content),
                new_account_id: Uuid::now_v7(),
                now: clock::now(),
            };
            connect.store.run(unused).await.map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = kept {
        slog::warn!(
            connect.log, "cannot keep tokens that no account has: they are not revoked";
            "error" => error,
            "integration" => name.as_str(),
            "req_id" => %browser.request_id,
        );
    }
}

/// Returns true if an attempt has the question whether these tokens shall be used.
fn has_question(attempt: &Attempt, tokens: &WaitingTokens) -> bool {
    let answers = serde_json::from_str::<Answers>(attempt.secrets.expose());
    let pending = answers.ok().and_then(|answers| answers.pending);
    matches!((tokens, pending), (WaitingTokens::Wait { id, .. }, Some(pending)) if pending.revocation_id() == *id)
}

/// Waits for the answer to a check, but not longer than until the deadline.
async fn until<T>(
    deadline: Instant,
    check: impl Future<Output = Result<T, VerificationError>>,
) -> Result<T, VerificationError> {
    timeout_at(deadline, check).await.unwrap_or(Err(VerificationError::TooLate))
}

fn oauth_client(own: &EnvironmentIntegration<Secret>) -> Option<OAuthClient> {
    Some(OAuthClient {
        id: own.client_id.clone()?,
        secret: own.client_secret.as_ref().map(|secret| secret.expose().into()),
    })
}

/// An end without an account.
enum Ending {
    /// The attempt is no longer this request's.
    Overtaken,
    Failure(RecordedFailure),
    Trouble(Trouble),
}

impl From<RecordedFailure> for Ending {
    fn from(failure: RecordedFailure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Trouble> for Ending {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// Returns the failure for an error of the authorization endpoint (RFC 6749, section 4.1.2.1).
fn authorization_error(code: &str, description: Option<&str>) -> RecordedFailure {
    let kind = match code {
        "access_denied" | "consent_required" | "login_required" | "interaction_required" => {
            FailureKind::AccessDenied
        }
        "server_error" | "temporarily_unavailable" => FailureKind::Unreachable,
        "invalid_request"
        | "unauthorized_client"
        | "unsupported_response_type"
        | "invalid_scope"
        | "invalid_client"
        | "redirect_uri_mismatch" => FailureKind::Misconfigured,
        _ => FailureKind::Refused,
    };
    RecordedFailure {
        code: Some(clean(code)),
        description: description.map(clean),
        ..RecordedFailure::new(kind)
    }
}

/// Returns the failure for a token response. `is_form` is true if the user typed the client's ID
/// and secret, and can correct them.
fn token_failure(error: &TokenError, is_form: bool) -> RecordedFailure {
    let failure = |kind, code: Option<String>| RecordedFailure {
        code,
        description: Some(clean(&error.to_string())),
        ..RecordedFailure::new(kind)
    };
    match error {
        TokenError::Request(_) => failure(FailureKind::Misconfigured, None),
        TokenError::Unreachable(_) => failure(FailureKind::Unreachable, None),
        TokenError::Rejected { error: code, description, status, .. } => {
            let kind = match code.as_str() {
                _ if is_unavailable(*status) => FailureKind::Unreachable,
                "server_error" | "temporarily_unavailable" | "slow_down" => {
                    FailureKind::Unreachable
                }
                _ if is_form => FailureKind::Verification,
                "invalid_client"
                | "unauthorized_client"
                | "redirect_uri_mismatch"
                | "invalid_request"
                | "unsupported_grant_type"
                | "invalid_scope" => FailureKind::Misconfigured,
                _ => FailureKind::Refused,
            };
            RecordedFailure {
                code: Some(clean(code)),
                description: description.clone(),
                ..RecordedFailure::new(kind)
            }
        }
        TokenError::Unintelligible { status, .. } => {
            let kind = if is_unavailable(*status) {
                FailureKind::Unreachable
            } else {
                FailureKind::Unintelligible
            };
            failure(kind, Some(status.to_string()))
        }
    }
}

/// Returns true if a status tells nothing about the request.
fn is_unavailable(status: u16) -> bool {
    matches!(status, 429 | 500..)
}

fn verification_failure(error: &VerificationError) -> RecordedFailure {
    let failure = |kind, status: Option<u16>| RecordedFailure {
        code: status.map(|status| status.to_string()),
        description: Some(clean(&error.to_string())),
        ..RecordedFailure::new(kind)
    };
    match error {
        VerificationError::Request(_) => failure(FailureKind::Misconfigured, None),
        VerificationError::Unreachable(_) | VerificationError::TooLate => {
            failure(FailureKind::Unreachable, None)
        }
        VerificationError::Refused { status, message } => RecordedFailure {
            code: Some(status.to_string()),
            description: message.clone(),
            ..RecordedFailure::new(FailureKind::Verification)
        },
        VerificationError::Unavailable { status } => {
            failure(FailureKind::Unreachable, Some(*status))
        }
        VerificationError::NotJson { status } | VerificationError::NoId { status, .. } => {
            failure(FailureKind::Unintelligible, Some(*status))
        }
    }
}

/// Returns a text of a third party without control characters, and not too long.
pub(super) fn clean(text: &str) -> String {
    let shown = |c: char| if crate::visible::is_hidden(c) { ' ' } else { c };
    text.chars().map(shown).take(MAX_DESCRIPTION).collect::<String>().trim().to_owned()
}

pub(super) fn texts(values: &TemplateValues) -> BTreeMap<String, String> {
    values.iter().map(|(name, value)| (name.to_owned(), value.expose().to_owned())).collect()
}

/// Returns the values of a form that are not secret.
fn plain_values(method: &ConnectMethod, values: &TemplateValues) -> Map<String, Value> {
    let plain = method.fields.iter().filter(|field| field.kind != FieldKind::Secret);
    let plain = plain.filter_map(|field| {
        let value = values.get(&field.name)?.expose();
        (!value.is_empty()).then(|| (field.name.clone(), value.into()))
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use link_token_domain::{
        attempt::{LIFETIME, Phase},
        link_token::LinkTokenHash,
    };

    use super::*;

    #[test]
    fn third_party_that_is_busy_refuses_nothing_that_was_typed() {
        let rejected = |status, error: &str| TokenError::Rejected {
            status,
            error: error.to_owned(),
            description: None,
            retry_after: None,
        };
        let unreadable = TokenError::Unintelligible {
            status: 429,
            content_type: None,
            reason: "no",
            retry_after: None,
        };
        for (error, form, code) in [
            (rejected(429, "status_429"), FailureKind::Unreachable, FailureKind::Unreachable),
            (rejected(400, "slow_down"), FailureKind::Unreachable, FailureKind::Unreachable),
            (
                rejected(400, "temporarily_unavailable"),
                FailureKind::Unreachable,
                FailureKind::Unreachable,
            ),
            (unreadable, FailureKind::Unreachable, FailureKind::Unreachable),
            (
                rejected(401, "invalid_client"),
                FailureKind::Verification,
                FailureKind::Misconfigured,
            ),
            (rejected(400, "invalid_grant"), FailureKind::Verification, FailureKind::Refused),
        ] {
            let kinds = [true, false].map(|is_form| token_failure(&error, is_form).kind);
            assert_eq!(kinds, [form, code], "{error}");
        }
    }

    #[test]
    fn question_is_told_from_other_changes_of_an_attempt() {
        let pending = |number| PendingAccount {
            revocation_id: Uuid::from_u128(number),
            content: CredentialContent::default(),
            is_refreshable: false,
            issued_at: None,
            expires_at: None,
            context: Map::new(),
            upstream_id: None,
            status: IntegratedAccountStatus::Active,
            last_error: None,
        };
        let now = clock::now();
        let attempt = |pending| Attempt {
            id: Uuid::nil(),
            environment_id: Uuid::nil(),
            version: 9,
            link_token: LinkTokenHash([0; 32]),
            key: AttemptKeyHash::of("key"),
            state: None,
            browser: None,
            integration: None,
            authentication_method: None,
            options: "{}".to_owned(),
            phase: Phase::Open,
            phase_since: now - TimeDelta::seconds(1),
            tries: 1,
            failure: None,
            account_id: None,
            reauthorises: None,
            secrets: flow::secrets(&Answers { pending, ..Answers::default() }).expect("JSON"),
            created_at: now,
            expires_at: now + LIFETIME,
        };
        let (id, content) = (Uuid::from_u128(1), Secret::new("{}"));
        let asked = WaitingTokens::Wait { id, content, upstream_id: None };
        assert!(has_question(&attempt(Some(pending(1))), &asked));
        assert!(!has_question(&attempt(Some(pending(2))), &asked), "another exchange has asked");
        assert!(!has_question(&attempt(None), &asked), "another tab has changed the attempt");
    }
}
