//! An attempt with all that its page shows, and the step that it is at.

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use dropshot::ErrorStatusCode;
use link_token_connect::{
    catalogue::CatalogueEntry,
    definition::{Authorization, ConnectMethod},
    form::{FieldKind, FieldPattern, FieldProblem, FormField},
};
use link_token_domain::{
    attempt::{AttemptKeyHash, ChosenIntegration, ErrorType, FoundAttempt, LinkTokenState, Phase},
    environment::Environment,
    environment_integration::EnvironmentIntegration,
    integrated_account::Account,
    link_token::{Purpose as LinkTokenPurpose, Terms},
};
use link_token_store::use_cases::{AttemptHash, FindUnconfirmedStatus, Surroundings};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Connect,
    answer::{Answer, Policy},
    browser::Browser,
    exchange::PendingAccount,
    flow::Trouble,
    pages::{self, Failure, FlowResult, Frame, Input, Language, Onward, Page, Target, Texts, fill},
};

/// The parameters of the page, which an attempt keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageOptions {
    /// The apps to offer. Empty for all.
    pub integrations: Vec<String>,
    pub no_back: bool,
    pub auth_format: Option<String>,
    pub iframe: bool,
    pub locale: Option<String>,
}

/// The choices and texts of the user, and the secrets of the attempt. The store encrypts them.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The key, with which a callback leads back to the page.
    pub key: String,
    pub state: Option<String>,
    /// The PKCE verifier.
    pub verifier: Option<String>,
    /// True if the third party is in another window than the page of the attempt.
    pub has_own_window: bool,
    /// True if the user has come back from the page that waits for the other window.
    pub is_back: bool,
    /// True if the user has seen what will be connected.
    pub is_confirmed: bool,
    /// The values of the fields, as they were typed.
    pub values: BTreeMap<String, String>,
    /// The credentials for another account of the third party than before, until the user says
    /// that it shall be used.
    pub pending: Option<PendingAccount>,
}

/// The reason of a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FailureKind {
    AccessDenied,
    Unreachable,
    /// The third party did not accept the code, or the answer was not for this attempt.
    Refused,
    /// The OAuth client, its secret, its redirect URI or the definition is wrong.
    Misconfigured,
    /// The third party did not accept the credentials.
    Verification,
    Unintelligible,
    /// The server that finished the attempt has gone.
    Interrupted,
}

/// A failure as an attempt keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedFailure {
    pub kind: FailureKind,
    /// The error code of the third party, or a status.
    pub code: Option<String>,
    /// The words of the third party, or of the definition.
    pub description: Option<String>,
    /// The request under which the log has the failure.
    #[serde(default)]
    pub request_id: Option<String>,
}

impl RecordedFailure {
    pub fn new(kind: FailureKind) -> Self {
        Self { kind, code: None, description: None, request_id: None }
    }

    pub fn error_type(&self) -> ErrorType {
        match self.kind {
            FailureKind::Verification => ErrorType::ValidationError,
            _ => ErrorType::ConnectionError,
        }
    }

    /// Reads the failure of an attempt. The domain has one of its own, in plain words.
    fn read(error: &str) -> Self {
        serde_json::from_str(error).unwrap_or_else(|_| Self {
            description: Some(error.to_owned()),
            ..Self::new(FailureKind::Interrupted)
        })
    }
}

/// An app that the attempt can connect.
#[derive(Clone, Debug)]
pub struct Offer<'c> {
    pub entry: &'c CatalogueEntry,
    pub environment_integration: EnvironmentIntegration,
    /// The methods that the user can choose. Never empty.
    pub methods: Vec<&'c ConnectMethod>,
}

impl Offer<'_> {
    pub fn chosen(&self) -> ChosenIntegration {
        ChosenIntegration {
            environment_integration_id: self.environment_integration.id,
            name: self.environment_integration.integration.clone(),
        }
    }

    fn name(&self) -> &str {
        &self.entry.definition.name
    }
}

/// The step that an attempt is at.
#[derive(Debug)]
pub enum Step<'s> {
    /// The link token or the attempt is dead.
    DeadLink,
    /// The attempt took too long.
    TooLate,
    /// No app is offered, or not the one that was asked for.
    NoApp,
    Choose,
    ChooseMethod(&'s Offer<'s>),
    Confirm(&'s Offer<'s>, &'s ConnectMethod),
    Form(&'s Offer<'s>, &'s ConnectMethod),
    /// The user has granted access to another account of the third party than before.
    OtherAccount(&'s Offer<'s>, &'s PendingAccount),
    /// The user is at the third party, in another window.
    Waiting(&'s Offer<'s>),
    /// Another request finishes the attempt.
    Busy,
    Failed(RecordedFailure),
    /// The account is connected, by this attempt or by another one with the same link token.
    Done {
        already: bool,
    },
}

/// An attempt with all that its page shows.
#[derive(Clone, Debug)]
pub struct Scene<'c> {
    pub connect: &'c Connect,
    pub browser: &'c Browser,
    pub found: FoundAttempt,
    pub options: PageOptions,
    pub answers: Answers,
    surroundings: Arc<Surroundings>,
    brand_logo: Option<String>,
    pub offers: Vec<Offer<'c>>,
    /// The account at the end of the flow.
    account: Option<Account>,
    /// The state that the account will have, while it waits for its confirmation.
    unconfirmed: Option<IntegratedAccountStatus>,
    pub now: DateTime<Utc>,
}

impl Answers {
    /// Returns the answers of a user who chooses again. A state that was used, or is for another
    /// app, must not be used again.
    #[must_use]
    pub fn unconfirmed(&self) -> Self {
        Self { is_confirmed: false, pending: None, state: None, verifier: None, ..self.clone() }
    }
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers(…)")
    }
}

impl<'c> Scene<'c> {
    /// Finds the attempt with a key.
    pub async fn find(
        connect: &'c Connect,
        browser: &'c Browser,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Trouble> {
        let hash = AttemptHash::Key(AttemptKeyHash::of(key));
        let found = connect.store.find_attempt(hash, now).await?.ok_or(Trouble::DeadLink)?;
        Self::of(connect, browser, found, now).await
    }

    pub async fn of(
        connect: &'c Connect,
        browser: &'c Browser,
        found: FoundAttempt,
        now: DateTime<Utc>,
    ) -> Result<Self, Trouble> {
        let environment_id = found.attempt.environment_id;
        let options: PageOptions =
            serde_json::from_str(&found.attempt.options).map_err(Trouble::internal)?;
        let answers: Answers =
            serde_json::from_str(found.attempt.secrets.expose()).map_err(Trouble::internal)?;
        let account_id = match (found.attempt.account_id, found.link_token) {
            (None, LinkTokenState::Redeemed { account_id }) => Some(account_id),
            (account_id, _) => account_id,
        };
        let shown = connect.store.surroundings(environment_id, account_id).await?;
        let (surroundings, account) = shown.ok_or(Trouble::DeadLink)?;
        let logo = surroundings.logo.as_ref();
        let brand_logo = logo.map(|logo| data_url(&logo.media_type.to_string(), &logo.bytes));
        let is_bound = found.grant.terms.code_challenge.is_some();
        let unconfirmed = if is_bound && account.is_some() {
            let link_token = found.attempt.link_token;
            connect.store.query(FindUnconfirmedStatus(link_token)).await?
        } else {
            None
        };
        let mut scene = Self {
            connect,
            browser,
            found,
            options,
            answers,
            surroundings,
            brand_logo,
            offers: Vec::new(),
            account,
            unconfirmed,
            now,
        };
        let integrations = scene.surroundings.integrations.iter();
        scene.offers = integrations.filter_map(|it| scene.offer(it.clone())).collect();
        Ok(scene)
    }

    /// Returns the app of an environment integration, if this attempt can connect it.
    fn offer(&self, environment_integration: EnvironmentIntegration) -> Option<Offer<'c>> {
        let name = environment_integration.integration.as_str();
        let entry = self.connect.catalogue.get(name)?;
        let is_asked_for = self.options.integrations.is_empty()
            || self.options.integrations.iter().any(|asked| asked == name);
        let is_offered = match (&self.found.grant.purpose, &self.found.account) {
            // Existing accounts stay connected when an app is disabled.
            (LinkTokenPurpose::Reauthorisation { .. }, account) => {
                account.as_ref().is_some_and(|account| account.integration.as_str() == name)
            }
            (LinkTokenPurpose::NewAccount { .. }, _) => environment_integration.is_enabled,
        };
        if !is_asked_for || !is_offered {
            return None;
        }
        let has_client = environment_integration.client_id.is_some();
        let is_usable = |method: &&ConnectMethod| match method.kind() {
            AuthenticationMethod::Oauth2 => has_client || method.has_client_of_user(),
            // Without a form, one press of a button would connect an account.
            AuthenticationMethod::Oauth2ClientCredentials => {
                method.has_client_of_user() || (has_client && !method.fields.is_empty())
            }
            _ => true,
        };
        let mut methods: Vec<_> = entry.definition.methods.iter().filter(is_usable).collect();
        // A format that the app does not have is ignored.
        let wanted = self.options.auth_format.as_deref();
        if let Some(at) = methods.iter().position(|it| Some(&*it.kind().to_string()) == wanted) {
            methods = vec![methods[at]];
        }
        (!methods.is_empty()).then_some(Offer { entry, environment_integration, methods })
    }

    /// Returns the app that the user has chosen, or the only one.
    pub fn offer_in_use(&self) -> Option<&Offer<'c>> {
        match (&self.found.attempt.integration, &*self.offers) {
            (Some(chosen), offers) => {
                offers.iter().find(|offer| offer.name() == chosen.name.as_str())
            }
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// Returns the method that the user has chosen, or the only one.
    pub fn method_in_use<'s>(&self, offer: &'s Offer<'c>) -> Option<&'s ConnectMethod> {
        match (self.found.attempt.authentication_method, &*offer.methods) {
            (_, [only]) => Some(only),
            (Some(chosen), methods) => {
                methods.iter().copied().find(|method| method.kind() == chosen)
            }
            (None, _) => None,
        }
    }

    /// Returns what a form is about, so that one that was shown before another tab chose something
    /// else does nothing.
    pub fn shown(&self) -> Option<String> {
        let offer = self.offer_in_use()?;
        let method = self.method_in_use(offer).map(|method| method.kind().to_string());
        Some(format!("{}/{}", offer.name(), method.unwrap_or_default()))
    }

    /// Returns the step at which the attempt is.
    pub fn step(&self) -> Step<'_> {
        let attempt = &self.found.attempt;
        match (attempt.phase, self.found.link_token) {
            (Phase::Done, _) => return Step::Done { already: false },
            (_, LinkTokenState::Redeemed { .. }) => return Step::Done { already: true },
            (_, LinkTokenState::Dead) => return Step::DeadLink,
            (Phase::Exchanging, _) => return Step::Busy,
            _ if attempt.is_expired_at(self.now) => return Step::TooLate,
            (Phase::Failed, _) => {
                let error = attempt.failure.as_ref().map_or("", |failure| &failure.error);
                let failure = RecordedFailure::read(error);
                let is_form = |method: &ConnectMethod| method.authorization().is_none();
                let in_use = self.offer_in_use().and_then(|it| Some((it, self.method_in_use(it)?)));
                return match in_use {
                    // The user can correct what was typed.
                    Some((offer, method))
                        if failure.kind == FailureKind::Verification && is_form(method) =>
                    {
                        Step::Form(offer, method)
                    }
                    _ => Step::Failed(failure),
                };
            }
            _ => {}
        }
        let Some(offer) = self.offer_in_use() else {
            return if self.offers.is_empty() { Step::NoApp } else { Step::Choose };
        };
        if let Some(pending) = &self.answers.pending {
            return Step::OtherAccount(offer, pending);
        }
        let Some(method) = self.method_in_use(offer) else { return Step::ChooseMethod(offer) };
        let is_elsewhere = self.options.iframe || self.answers.has_own_window;
        if attempt.phase == Phase::AwaitingCallback && is_elsewhere && !self.answers.is_back {
            return Step::Waiting(offer);
        }
        if self.answers.is_confirmed && !method.fields.is_empty() {
            Step::Form(offer, method)
        } else {
            Step::Confirm(offer, method)
        }
    }

    /// Returns true if nothing is left to do, or another request does it: the page says so.
    pub fn is_settled(&self) -> bool {
        matches!(
            self.step(),
            Step::DeadLink | Step::TooLate | Step::NoApp | Step::Busy | Step::Done { .. }
        )
    }

    pub fn language(&self) -> Language {
        self.browser.language(self.options.locale.as_deref())
    }

    /// Returns the scopes to request: those of the link token, of the environment integration, or
    /// of the definition.
    pub fn scopes(&self, offer: &Offer<'_>, method: &ConnectMethod) -> Vec<String> {
        let own = &self.found.grant.terms.scopes;
        if !own.is_empty() {
            return own.iter().map(|scope| scope.as_str().to_owned()).collect();
        }
        if let Some(scopes) = &offer.environment_integration.scopes {
            return scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
        }
        method.token_settings().map(|token| token.scopes.clone()).unwrap_or_default()
    }

    /// Returns the window in which the third party is shown.
    fn target(&self, authorization: &Authorization) -> Target {
        if self.options.iframe {
            Target::Own
        } else if authorization.isolates_window {
            Target::OwnIfOpened
        } else {
            Target::Same
        }
    }

    /// Returns what the page may do.
    fn policy(&self, step: &Step<'_>) -> Policy {
        let mut leads_to = Vec::new();
        if let Step::Confirm(_, method) | Step::Form(_, method) = step
            && method.authorization().is_some_and(|it| it.url.is_plain_http())
        {
            leads_to.push("http:".to_owned());
        }
        // The way on after a third party that does not ask the user anything.
        leads_to.extend(other_scheme(&self.found.grant.terms));
        Policy { framed_by: origins(&self.surroundings.environment), leads_to }
    }

    /// Renders the current step, with problems of fields that were just sent.
    pub fn render(&self, step: &Step<'_>, problems: &BTreeMap<String, FieldProblem>) -> Answer {
        let origins = origins(&self.surroundings.environment);
        let is_over = matches!(step, Step::Done { .. } | Step::DeadLink | Step::TooLate);
        let left = self.found.attempt.expires_at - self.now;
        let appearance = &self.surroundings.environment.policy.appearance;
        let brand = appearance.display_name.as_ref().map(ToString::to_string);
        let brand = brand.unwrap_or_else(|| self.surroundings.environment.name.clone());
        let shown = self.shown();
        let frame = Frame {
            language: self.language(),
            base: self.connect.public_url.base_path(),
            brand: Some(&brand),
            shown: shown.as_deref(),
            brand_logo: self.brand_logo.as_deref(),
            accent: appearance.accent_colour,
            origins: &origins,
            framed: self.options.iframe,
            minutes_left: (!is_over).then(|| left.num_seconds().max(0).div_euclid(60) + 1),
        };
        let (page, status) = self.page(&frame, step, problems);
        Answer::Page { page, status, policy: self.policy(step) }
    }

    fn page(
        &self,
        frame: &Frame<'_>,
        step: &Step<'_>,
        problems: &BTreeMap<String, FieldProblem>,
    ) -> (Page, Option<ErrorStatusCode>) {
        let texts = frame.language.texts();
        match step {
            Step::DeadLink => {
                let (message, error_type) =
                    (texts.error_invalid_link.clone(), ErrorType::InvalidToken);
                self.error(frame, message, error_type, ErrorStatusCode::NOT_FOUND)
            }
            Step::TooLate => {
                let (message, error_type) =
                    (texts.error_attempt_over.clone(), ErrorType::InvalidToken);
                self.error(frame, message, error_type, ErrorStatusCode::NOT_FOUND)
            }
            Step::NoApp => {
                let message = texts.error_unknown_app.clone();
                let error_type = ErrorType::InvalidIntegration;
                self.error(frame, message, error_type, ErrorStatusCode::NOT_FOUND)
            }
            Step::Choose => {
                let logos: Vec<_> = self.offers.iter().map(|offer| logo(offer.entry)).collect();
                let apps = self.offers.iter().zip(&logos);
                let apps: Vec<_> =
                    apps.map(|(offer, logo)| app(offer.entry, logo.as_deref())).collect();
                (frame.choose(&apps), None)
            }
            Step::ChooseMethod(offer) => {
                let logo = logo(offer.entry);
                let names: Vec<_> = offer.methods.iter().map(|it| it.kind().to_string()).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                let app = app(offer.entry, logo.as_deref());
                (frame.choose_method(app, &names, self.can_choose_again()), None)
            }
            Step::Confirm(offer, method) => {
                let logo = logo(offer.entry);
                let scopes = self.scopes(offer, method);
                let label = self.label();
                let purpose = self.purpose(offer, logo.as_deref(), label.as_deref(), &scopes);
                let authorization = method.authorization();
                let refuses_browser = authorization.is_some_and(|it| it.refuses_in_app_browsers);
                if refuses_browser && self.browser.is_in_app() {
                    return (frame.in_app_browser(purpose.app), None);
                }
                let back = self.can_choose_again() || offer.methods.len() > 1;
                let leads_to = authorization.filter(|_| method.fields.is_empty());
                let target = leads_to.map(|it| self.target(it));
                let button = Onward { is_oauth: authorization.is_some(), target };
                (frame.confirm(&purpose, button, back), None)
            }
            Step::Form(offer, method) => {
                let logo = logo(offer.entry);
                let label = self.label();
                let purpose = self.purpose(offer, logo.as_deref(), label.as_deref(), &[]);
                let authorization = method.authorization();
                let shown = self.fields(method, problems);
                let failure = self.found.attempt.failure.as_ref();
                let failure = failure.map(|failure| RecordedFailure::read(&failure.error));
                let problem = failure.map(|failure| {
                    let text =
                        fill(&texts.error_verification, &[("app", &offer.entry.definition.label)]);
                    match failure.description {
                        Some(words) => format!("{text} ({words})"),
                        None => text,
                    }
                });
                let target = authorization.map(|it| self.target(it));
                let button = Onward { is_oauth: authorization.is_some(), target };
                let page = frame.form(&purpose, &shown, problem.as_deref(), button);
                let is_wrong = !problems.is_empty();
                (page, is_wrong.then_some(ErrorStatusCode::UNPROCESSABLE_ENTITY))
            }
            Step::OtherAccount(offer, pending) => {
                let logo = logo(offer.entry);
                let label = self.label();
                let purpose = self.purpose(offer, logo.as_deref(), label.as_deref(), &[]);
                (frame.other_account(&purpose, pending.upstream_name()), None)
            }
            Step::Waiting(offer) => {
                let logo = logo(offer.entry);
                (frame.waiting(app(offer.entry, logo.as_deref()), true), None)
            }
            Step::Busy => {
                let entry = self.offer_in_use().map(|offer| offer.entry);
                let label = entry.map_or("", |entry| &entry.definition.label);
                (frame.waiting(pages::App { name: "", label, logo: None }, false), None)
            }
            Step::Failed(failure) => self.failed(frame, failure),
            Step::Done { already } => {
                let result = self.result(*already);
                let label = self.app_label();
                let app = pages::App { name: "", label: &label, logo: None };
                (frame.done(app, *already, result.as_ref()), None)
            }
        }
    }

    fn error(
        &self,
        frame: &Frame<'_>,
        message: String,
        error_type: ErrorType,
        status: ErrorStatusCode,
    ) -> (Page, Option<ErrorStatusCode>) {
        let request_id = self.browser.request_id.to_string();
        let result = self.error_result(error_type, &message);
        let return_to = self.return_address(&result);
        let failure = Failure {
            message,
            error_type: error_type.as_str(),
            code: None,
            description: None,
            request_id: &request_id,
            can_retry: false,
            return_to: return_to.as_deref(),
        };
        (frame.error(&failure, Some(&result)), Some(status))
    }

    fn failed(
        &self,
        frame: &Frame<'_>,
        failure: &RecordedFailure,
    ) -> (Page, Option<ErrorStatusCode>) {
        let texts = frame.language.texts();
        let text = match failure.kind {
            FailureKind::AccessDenied => &texts.error_access_denied,
            FailureKind::Unreachable => &texts.error_unreachable,
            // Nobody has typed what was not verified.
            FailureKind::Refused | FailureKind::Verification => &texts.error_refused,
            FailureKind::Misconfigured => &texts.error_misconfigured,
            FailureKind::Interrupted => &texts.error_internal,
            FailureKind::Unintelligible => &texts.error_unintelligible,
        };
        let message = fill(text, &[("app", &self.app_label())]);
        let error_type = failure.error_type();
        let result = self.error_result(error_type, &message);
        let return_to = self.return_address(&result);
        let own_id = self.browser.request_id.to_string();
        let request_id = failure.request_id.as_deref().unwrap_or(&own_id);
        let failure = Failure {
            message,
            error_type: error_type.as_str(),
            code: failure.code.as_deref(),
            description: failure.description.as_deref(),
            request_id,
            can_retry: true,
            return_to: return_to.as_deref(),
        };
        (frame.error(&failure, Some(&result)), None)
    }

    /// Returns the answer for the current step: a page, or at the end the way back to the backend.
    pub fn answer(&self) -> Answer {
        let step = self.step();
        let result = match (&step, &self.account) {
            (Step::Done { already }, Some(_)) if !self.may_be_strange() => self.result(*already),
            _ => None,
        };
        match result.and_then(|result| self.return_address(&result)) {
            Some(address) => Answer::redirect(address),
            None => self.render(&step, &BTreeMap::new()),
        }
    }

    /// Returns true if the link token is bound to a session, and another browser may have connected
    /// the account.
    fn may_be_strange(&self) -> bool {
        let is_own = self.found.attempt.browser.is_some_and(|it| self.browser.hash() == Some(it));
        self.found.grant.terms.code_challenge.is_some() && !is_own
    }

    /// Returns the result of an attempt that is over. `already` is true if another attempt has
    /// connected the account. If the link token is bound to a session, only the browser that has
    /// connected the account leads to its confirmation. In a frame, it may have no cookie. There,
    /// only pages of the environment's origins can show the page with the result.
    fn result(&self, already: bool) -> Option<FlowResult> {
        let is_bound = self.found.grant.terms.code_challenge.is_some();
        if is_bound && already || self.may_be_strange() && !self.browser.is_framing {
            return None;
        }
        // Other errors have come later.
        let status = self.unconfirmed.or(self.account.as_ref().map(|account| account.status));
        let (error, error_type) = match status {
            Some(IntegratedAccountStatus::ValidationError) => {
                (Some("the account could not be verified"), Some(ErrorType::ValidationError))
            }
            Some(IntegratedAccountStatus::PostInstallError) => (
                Some("the details of the account could not be read"),
                Some(ErrorType::PostInstallError),
            ),
            Some(
                IntegratedAccountStatus::Active
                | IntegratedAccountStatus::Connecting
                | IntegratedAccountStatus::NeedsReauth,
            )
            | None => (None, None),
        };
        Some(FlowResult {
            is_truto: true,
            result: if error.is_some() { "error" } else { "success" },
            integration: self.account.as_ref().map(|it| it.integration.as_str().to_owned()),
            integrated_account_id: self.account.as_ref().map(|account| account.id.to_string()),
            error: error.map(str::to_owned),
            error_type: error_type.map(|it| it.as_str().to_owned()),
        })
    }

    fn error_result(&self, error_type: ErrorType, message: &str) -> FlowResult {
        let integration = self.found.attempt.integration.as_ref();
        FlowResult::error(error_type, message, integration.map(|it| it.name.as_str()))
    }

    /// Returns the redirect URI of the link token with a result appended.
    fn return_address(&self, result: &FlowResult) -> Option<String> {
        let uri = self.found.grant.terms.redirect_uri.as_ref()?;
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("result", result.result);
        for (name, value) in [
            ("integration", &result.integration),
            ("integrated_account_id", &result.integrated_account_id),
            ("error", &result.error),
            ("error_type", &result.error_type),
        ] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        let separator = if uri.as_ref().contains('?') { '&' } else { '?' };
        Some(format!("{}{separator}{}", uri.as_ref(), query.finish()))
    }

    /// Returns true if the user can choose among several apps.
    pub fn can_choose_again(&self) -> bool {
        self.offers.len() > 1 && !self.options.no_back
    }

    /// Returns the name that the backend gave the account.
    fn label(&self) -> Option<String> {
        let context = self.found.grant.context.clone()?;
        let label = link_token_types::Context::from(context).0.remove("label")?;
        match label {
            Value::String(label) if !label.is_empty() => Some(label),
            _ => None,
        }
    }

    fn app_label(&self) -> String {
        let of_account = || {
            let name = self.account.as_ref()?.integration.as_str();
            let entry = self.connect.catalogue.get(name);
            Some(entry.map_or(name, |entry| &entry.definition.label).to_owned())
        };
        let in_use = self.offer_in_use().map(|offer| offer.entry.definition.label.clone());
        in_use.or_else(of_account).unwrap_or_default()
    }

    fn purpose<'p>(
        &'p self,
        offer: &'p Offer<'_>,
        logo: Option<&'p str>,
        label: Option<&'p str>,
        scopes: &'p [String],
    ) -> pages::Purpose<'p> {
        pages::Purpose {
            app: app(offer.entry, logo),
            tenant: self.found.grant.purpose.tenant_id().as_str(),
            label,
            scopes,
            is_reauthorisation: self.found.grant.purpose.account_id().is_some(),
        }
    }

    fn fields<'m>(
        &'m self,
        method: &'m ConnectMethod,
        problems: &BTreeMap<String, FieldProblem>,
    ) -> Vec<pages::Field<'m>> {
        let texts = self.language().texts();
        let app_label = self.app_label();
        let field = |field: &'m FormField| {
            let problem = problems
                .get(&field.name)
                .map(|problem| problem_text(texts, *problem, field, &app_label));
            let form = field
                .pattern
                .as_ref()
                .map(|_| problem_text(texts, FieldProblem::Pattern, field, &app_label));
            let is_secret = matches!(field.kind, FieldKind::Secret);
            pages::Field {
                name: &field.name,
                label: &field.label,
                help: field.help.as_deref(),
                example: field.example.as_deref(),
                input: input(field),
                pattern: field.pattern.as_ref().map(FieldPattern::as_str),
                form,
                required: field.is_required,
                value: self
                    .answers
                    .values
                    .get(&field.name)
                    .filter(|_| !is_secret)
                    .map(String::as_str),
                problem,
            }
        };
        method.fields.iter().map(field).collect()
    }
}

/// Returns the scheme of the redirect URI as a source of a content security policy, unless it is
/// `https`.
pub fn other_scheme(terms: &Terms) -> Option<String> {
    let (scheme, _) = terms.redirect_uri.as_ref()?.as_ref().split_once(':')?;
    (scheme != "https").then(|| format!("{scheme}:"))
}

/// Returns the origins that may open or frame the pages of an environment, and learn the result.
pub fn origins(environment: &Environment) -> Vec<String> {
    let origins = &environment.policy.appearance.origins;
    origins.iter().map(|origin| origin.as_str().to_owned()).collect()
}

/// Returns the text for a problem of a field, with the way out.
fn problem_text(texts: &Texts, problem: FieldProblem, field: &FormField, app: &str) -> String {
    let text = match problem {
        FieldProblem::Missing => &texts.field_missing,
        FieldProblem::TooLong => &texts.field_too_long,
        FieldProblem::ControlCharacter => &texts.field_characters,
        FieldProblem::Pattern if field.example.is_some() => &texts.field_pattern_example,
        FieldProblem::Pattern => &texts.field_pattern,
        FieldProblem::NotUrl => &texts.field_not_url,
        FieldProblem::NotHost => &texts.field_not_host,
        FieldProblem::NotHostLabel => &texts.field_not_host_label,
        FieldProblem::HostNotAllowed => &texts.field_host_not_allowed,
        FieldProblem::NotNumber => &texts.field_not_number,
        FieldProblem::NotChoice => &texts.field_not_choice,
    };
    let example = field.example.as_deref().unwrap_or_default();
    fill(text, &[("label", &field.label), ("example", example), ("app", app)])
}

fn input(field: &FormField) -> Input<'_> {
    match &field.kind {
        FieldKind::Text | FieldKind::Secret if field.is_multiline => {
            Input::Lines { is_secret: field.kind == FieldKind::Secret }
        }
        FieldKind::Secret => Input::Secret,
        FieldKind::Url { .. } => Input::Url,
        FieldKind::Number => Input::Number,
        FieldKind::Choice(choices) => {
            Input::Choice(choices.iter().map(|it| (it.value.as_str(), it.label.as_str())).collect())
        }
        FieldKind::Text | FieldKind::Host { .. } | FieldKind::HostLabel => Input::Text,
    }
}

fn app<'e>(entry: &'e CatalogueEntry, logo: Option<&'e str>) -> pages::App<'e> {
    let definition = &entry.definition;
    pages::App { name: &definition.name, label: &definition.label, logo }
}

fn logo(entry: &CatalogueEntry) -> Option<String> {
    entry.logo.as_ref().map(|logo| data_url(logo.media_type, &logo.bytes))
}

/// Returns a picture as an address (RFC 2397), so that the browser does not ask for it.
fn data_url(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use link_token_connect::definition::Definition;
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn each_problem_of_a_field_has_its_own_text_in_every_language() {
        let text = "name: a\nlabel: A\nauthentication: { api_key: { fields: [{ name: key, label: Key, \
                    example: k_1 }, { name: other, label: Other }] } }";
        let (definition, _) = Definition::parse("a.yaml", text).expect("a definition");
        let [field, without_example] = &definition.methods[0].fields[..] else { panic!("two") };
        let problems = [
            FieldProblem::Missing,
            FieldProblem::TooLong,
            FieldProblem::ControlCharacter,
            FieldProblem::Pattern,
            FieldProblem::NotUrl,
            FieldProblem::NotHost,
            FieldProblem::NotHostLabel,
            FieldProblem::HostNotAllowed,
            FieldProblem::NotNumber,
            FieldProblem::NotChoice,
        ];
        for language in Language::VARIANTS {
            let texts = language.texts();
            let mut shown: Vec<String> = problems
                .iter()
                .map(|problem| problem_text(texts, *problem, field, "Acme"))
                .collect();
            assert!(shown.iter().all(|text| text.contains("Key")), "{language:?}: {shown:?}");
            assert!(shown[3].contains("k_1") && shown[7].contains("Acme"), "{language:?}");
            shown.push(problem_text(texts, FieldProblem::Pattern, without_example, "Acme"));
            shown.sort();
            shown.dedup();
            assert_eq!(shown.len(), problems.len() + 1, "{language:?}: {shown:?}");
        }
    }
}
