//! The steps of a browser's requests: open, show, submit, and come back from a third party.

use std::collections::BTreeMap;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use dropshot::ErrorStatusCode;
use link_token_connect::{
    definition::{Authorization, ConnectMethod},
    form::{self, FieldKind},
    oauth2::{AuthorizationRequest, CodeVerifier},
};
use link_token_domain::{
    Refusal,
    attempt::{
        AttemptChange, AttemptFailure, AttemptKeyHash, AttemptSecret, AttemptVersion, BrowserHash,
        ChosenIntegration, Claim, ErrorType, Phase, StateHash, Step as AttemptStep, WaitingTokens,
    },
    link_token::{LinkToken, LinkTokenHash},
    secret::Secret,
};
use link_token_store::{
    StoreError, UseCaseError,
    use_cases::{
        AttemptHash, BeginAttempt, ClaimCallback, EnvironmentIntegrationKey, FailAttempt,
        FindEnvironment, FindEnvironmentIntegrationWithSecret, UpdateAttempt,
    },
};
use link_token_types as types;
use uuid::Uuid;

use super::{
    Connect,
    answer::{Answer, Policy},
    browser::Browser,
    exchange::{Exchange, PendingAccount},
    pages::{Failure, FlowResult, Frame, Language, RETURNED},
    scene::{
        Answers, FailureKind, Offer, PageOptions, RecordedFailure, Scene, Step, origins,
        other_scheme,
    },
};
use crate::clock;

/// The reason why a request has no page of its own.
#[derive(Debug)]
pub enum Trouble {
    /// The link token or the attempt is unknown, or the link token cannot be used.
    DeadLink,
    /// No attempt begins with a link token that exists, or no further try.
    Unopened {
        refusal: Refusal,
        opener: Opener,
    },
    /// The callback is for an attempt of another browser.
    OtherBrowser,
    Store(StoreError),
    Internal(String),
}

impl Trouble {
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }

    /// Returns the page that may learn of the trouble.
    pub fn opener(&self) -> Opener {
        match self {
            Self::Unopened { opener, .. } => opener.clone(),
            _ => Opener::default(),
        }
    }
}

/// The page that opened this one, or shows it in a frame, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Opener {
    /// The origins that may learn the result.
    pub origins: Vec<String>,
    /// True in the frame of another page.
    pub is_framing: bool,
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::LinkTokenDead | Refusal::AttemptDead => Self::DeadLink,
            Refusal::TooManyAttempts { .. } => {
                Self::Unopened { refusal, opener: Opener::default() }
            }
            other => Self::Internal(other.to_string()),
        }
    }
}

impl From<UseCaseError> for Trouble {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Store(error) => error.into(),
            UseCaseError::Refused(refusal) => refusal.into(),
        }
    }
}

/// The parameters of the first page.
#[derive(Clone, Default)]
pub struct Opening {
    pub link_token: Option<String>,
    pub integration: Option<String>,
    pub integrations: Option<String>,
    pub no_back: Option<String>,
    pub auth_format: Option<String>,
    pub iframe: Option<String>,
    pub locale: Option<String>,
}

impl Opening {
    fn options(&self) -> PageOptions {
        let is_set =
            |flag: &Option<String>| flag.as_deref().is_some_and(|it| it == "true" || it == "1");
        // Longer ones name no integration, and are not worth a row.
        let names = self.integration.as_deref().into_iter().chain(
            self.integrations
                .as_deref()
                .filter(|_| self.integration.is_none())
                .into_iter()
                .flat_map(|it| it.split(',')),
        );
        let names = names.map(str::trim).filter(|name| (1..=128).contains(&name.len()));
        let short = |text: &Option<String>| text.clone().filter(|text| text.len() <= 64);
        PageOptions {
            integrations: names.take(50).map(str::to_owned).collect(),
            no_back: is_set(&self.no_back),
            auth_format: short(&self.auth_format),
            iframe: is_set(&self.iframe),
            locale: short(&self.locale),
        }
    }
}

/// The parameters that a third party sends with a callback (RFC 6749, section 4.1.2; RFC 9207).
pub struct CallbackAnswer(BTreeMap<String, String>);

impl CallbackAnswer {
    pub fn new(parameters: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(parameters.into_iter().collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns what the third party has sent.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter().map(|(name, value)| (&**name, &**value));
        all.filter(|(name, _)| *name != RETURNED)
    }
}

impl Connect {
    /// Begins an attempt, and leads to its page, whose address has no link token.
    pub async fn open(&self, browser: &Browser, opening: &Opening) -> Result<Answer, Trouble> {
        let link_token: types::LinkToken = opening
            .link_token
            .as_deref()
            .and_then(|it| it.parse().ok())
            .ok_or(Trouble::DeadLink)?;
        let link_token = LinkToken::from(link_token).hash();
        let key = AttemptSecret::generate().map_err(Trouble::internal)?;
        let answers = Answers { key: key.expose().to_owned(), ..Answers::default() };
        let options = opening.options();
        let begin = BeginAttempt {
            id: Uuid::now_v7(),
            key: AttemptKeyHash::of(key.expose()),
            link_token,
            options: serde_json::to_string(&options).map_err(Trouble::internal)?,
            secrets: secrets(&answers)?,
            request_id: browser.request_id,
            now: clock::now(),
        };
        match self.store.run(begin).await {
            Ok(_) => {}
            Err(UseCaseError::Refused(refusal)) => {
                return Err(self.unopened(link_token, &options, refusal).await?);
            }
            Err(error) => return Err(error.into()),
        }
        self.metrics.attempt("", "begun");
        Ok(Answer::redirect(self.public_url.attempt(key.expose())))
    }

    /// Returns the trouble of a link that begins no attempt. The page that opened it learns of it
    /// if the link token exists: who has it may know that it is dead, but not why.
    async fn unopened(
        &self,
        link_token: LinkTokenHash,
        options: &PageOptions,
        refusal: Refusal,
    ) -> Result<Trouble, Trouble> {
        let Some(id) = self.store.environment_of(link_token).await? else {
            return Ok(refusal.into());
        };
        let environment = self.store.query(FindEnvironment(id.to_string())).await?;
        let origins = environment.map(|it| origins(&it)).unwrap_or_default();
        Ok(Trouble::Unopened { refusal, opener: Opener { origins, is_framing: options.iframe } })
    }

    /// Shows the page of an attempt.
    pub async fn show(&self, browser: &Browser, key: &str) -> Result<Answer, Trouble> {
        let scene = Scene::find(self, browser, key, clock::now()).await?;
        Ok(scene.answer())
    }

    /// Takes the next step of an attempt.
    pub async fn submit(
        &self,
        browser: &Browser,
        key: &str,
        form: &BTreeMap<String, String>,
    ) -> Result<Answer, Trouble> {
        let scene = Scene::find(self, browser, key, clock::now()).await?;
        let form = SentForm(form);
        let answer = match form.press() {
            _ if scene.is_settled() || form.is_outdated(&scene) => None,
            Press::Integration(name) => self.choose_integration(&scene, name).await?,
            Press::Method(kind) => self.choose_method(&scene, kind).await?,
            Press::Back { is_to_choice } => self.go_back(&scene, is_to_choice).await?,
            Press::Onward { from } => self.go_on(&scene, from, &form).await?,
        };
        Ok(answer.unwrap_or_else(|| Answer::redirect(self.public_url.attempt(key))))
    }

    async fn choose_integration(
        &self,
        scene: &Scene<'_>,
        name: &str,
    ) -> Result<Option<Answer>, Trouble> {
        let offer = scene.offers.iter().find(|it| it.entry.definition.name == name);
        if let Some(offer) = offer {
            self.reopen(scene, Some(offer.chosen()), None, scene.answers.unconfirmed()).await?;
        }
        Ok(None)
    }

    async fn choose_method(
        &self,
        scene: &Scene<'_>,
        kind: Option<types::AuthenticationMethod>,
    ) -> Result<Option<Answer>, Trouble> {
        let chosen = scene.offer_in_use().map(Offer::chosen);
        self.reopen(scene, chosen, kind, scene.answers.unconfirmed()).await?;
        Ok(None)
    }

    /// Goes back to what will be connected, or to the choice of it.
    async fn go_back(
        &self,
        scene: &Scene<'_>,
        is_to_choice: bool,
    ) -> Result<Option<Answer>, Trouble> {
        let attempt = &scene.found.attempt;
        let chosen = attempt.integration.clone().filter(|_| {
            // The choice is that of an app if there are several, or else that of a method.
            !(is_to_choice && scene.can_choose_again())
        });
        let kind = attempt.authentication_method.filter(|_| !is_to_choice);
        self.reopen(scene, chosen, kind, scene.answers.unconfirmed()).await?;
        Ok(None)
    }

    /// Goes on from a step, by the button that has no name. `from` is the step of the form, which
    /// can be older than the attempt.
    async fn go_on(
        &self,
        scene: &Scene<'_>,
        from: Option<&str>,
        form: &SentForm<'_>,
    ) -> Result<Option<Answer>, Trouble> {
        let attempt = &scene.found.attempt;
        let (chosen, kind) = (attempt.integration.clone(), attempt.authentication_method);
        match scene.step() {
            // No form of these steps has such a button.
            Step::DeadLink
            | Step::TooLate
            | Step::NoApp
            | Step::Busy
            | Step::Done { .. }
            | Step::Choose
            | Step::ChooseMethod(_) => {}
            // A second click on the button of the page before.
            Step::Failed(_) if from.is_some_and(|from| from != "retry") => {}
            Step::Confirm(..) if from.is_some_and(|from| from != "confirm") => {}
            Step::Form(..) if from.is_some_and(|from| from != "form") => {}
            Step::OtherAccount(..) if from != Some("other_account") => {}
            Step::Failed(_) => {
                let answers = Answers { state: None, verifier: None, ..scene.answers.clone() };
                self.reopen(scene, chosen, kind, answers).await?;
            }
            Step::Confirm(offer, method) if method.fields.is_empty() => {
                return self.leave_or_connect(scene, offer, method, form).await.map(Some);
            }
            Step::Confirm(offer, method) => {
                let answers = Answers { is_confirmed: true, ..scene.answers.clone() };
                self.reopen(scene, Some(offer.chosen()), Some(method.kind()), answers).await?;
                // Before the form is sent, whose answer may not arrive.
                let (_, cookie) = self.remember(scene.browser)?;
                let location = self.public_url.attempt(&scene.answers.key);
                return Ok(Some(Answer::Redirect { location, cookie: Some(cookie) }));
            }
            Step::Form(offer, method) => {
                return self.leave_or_connect(scene, offer, method, form).await.map(Some);
            }
            Step::OtherAccount(offer, pending) => {
                let step = AttemptStep::Accept;
                let chosen = Some(offer.chosen());
                let claimed = self.change(scene, step, chosen, kind, &scene.answers).await?;
                if let Some(claimed) = claimed {
                    pending.clone().complete(scene, claimed).await?;
                }
            }
            Step::Waiting(offer) => {
                // The user asks again, for instance since the other window was closed.
                // The state is not used yet, so the other window stays good.
                let answers =
                    Answers { is_confirmed: false, is_back: true, ..scene.answers.clone() };
                let chosen = Some(offer.chosen());
                self.change(scene, AttemptStep::Return, chosen, kind, &answers).await?;
            }
        }
        Ok(None)
    }

    /// Lets the user choose and type, with new choices. Does nothing if another request has changed
    /// the attempt meanwhile.
    async fn reopen(
        &self,
        scene: &Scene<'_>,
        integration: Option<ChosenIntegration>,
        kind: Option<types::AuthenticationMethod>,
        mut answers: Answers,
    ) -> Result<(), Trouble> {
        let attempt = &scene.found.attempt;
        let is_same_form =
            integration == attempt.integration && kind == attempt.authentication_method;
        if !is_same_form {
            // A secret of one form may have the name of a field that another form shows.
            answers.values.clear();
        }
        self.change(scene, AttemptStep::Open, integration, kind, &answers).await.map(drop)
    }

    /// Leaves for the third party, or connects with what the user has typed.
    async fn leave_or_connect(
        &self,
        scene: &Scene<'_>,
        offer: &Offer<'_>,
        method: &ConnectMethod,
        form: &SentForm<'_>,
    ) -> Result<Answer, Trouble> {
        let typed = form.fields(method);
        let values = match form::check_form(&method.fields, &typed) {
            Ok(values) => values,
            Err(problems) => {
                // The page shows what was typed, except for secrets.
                let mut scene = scene.clone();
                scene.answers.values = typed;
                return Ok(scene.render(&scene.step(), &problems));
            }
        };
        let own = EnvironmentIntegrationKey::Id(offer.environment_integration.id);
        let own = self.store.query(FindEnvironmentIntegrationWithSecret(own)).await?;
        let own = own.ok_or(Trouble::DeadLink)?;
        let (hash, cookie) = self.remember(scene.browser)?;
        let Some(authorization) = method.authorization() else {
            // Secrets are in memory until they are known to work.
            let shown = typed.into_iter().filter(|(name, _)| {
                method.fields.iter().any(|it| it.name == *name && it.kind != FieldKind::Secret)
            });
            let answers = Answers { values: shown.collect(), ..scene.answers.clone() };
            let (chosen, kind) = (Some(offer.chosen()), Some(method.kind()));
            let exchange = AttemptStep::Exchange { browser: Some(hash) };
            let claimed = self.change(scene, exchange, chosen, kind, &answers).await?;
            if let Some(claimed) = claimed {
                Exchange::of_form(scene, offer, method, own, claimed, values).run().await?;
            }
            let location = self.public_url.attempt(&scene.answers.key);
            return Ok(Answer::Redirect { location, cookie: Some(cookie) });
        };
        let answers = answers_for_leaving(
            scene,
            authorization,
            hash,
            typed,
            form.get("own_window").is_some(),
        )?;
        let state = answers.state.clone().unwrap_or_default();
        let request = AuthorizationRequest {
            client_id: own.client_id.as_deref().unwrap_or_default(),
            redirect_uri: &self.public_url.callback(own.id),
            state: &state,
            scopes: &scene.scopes(offer, method),
            // Not used without PKCE.
            verifier: &CodeVerifier::from_stored(answers.verifier.clone().unwrap_or_default()),
            values: &values,
        };
        let address = match authorization.address(&request) {
            Ok(address) => address,
            Err(error) => {
                let failure = RecordedFailure {
                    description: Some(error.to_string()),
                    ..RecordedFailure::new(FailureKind::Misconfigured)
                };
                self.fail(scene.found.attempt.version(), &failure, scene.browser).await?;
                return Ok(Answer::redirect(self.public_url.attempt(&scene.answers.key)));
            }
        };
        let leave = AttemptStep::Leave { state: StateHash::of(&state), browser: Some(hash) };
        let (chosen, kind) = (Some(offer.chosen()), Some(method.kind()));
        Ok(match self.change(scene, leave, chosen, kind, &answers).await? {
            Some(_) => Answer::Redirect { location: address.to_string(), cookie: Some(cookie) },
            None => Answer::redirect(self.public_url.attempt(&scene.answers.key)),
        })
    }

    /// Changes an attempt. Returns `None` if another request has changed it meanwhile: the page
    /// then shows the result of that one.
    async fn change(
        &self,
        scene: &Scene<'_>,
        step: AttemptStep,
        integration: Option<ChosenIntegration>,
        authentication_method: Option<types::AuthenticationMethod>,
        answers: &Answers,
    ) -> Result<Option<AttemptVersion>, Trouble> {
        let secrets = secrets(answers)?;
        // Of the version that is changed here.
        let before = scene.answers.pending.as_ref().map(PendingAccount::revocation_id);
        let after = answers.pending.as_ref().map(PendingAccount::revocation_id);
        let tokens = match before {
            Some(id) if after != before => WaitingTokens::Dropped { id },
            _ => WaitingTokens::Unchanged,
        };
        let change = AttemptChange { step, integration, authentication_method, secrets, tokens };
        self.update(scene.found.attempt.version(), change, scene.now).await
    }

    pub async fn update(
        &self,
        attempt: AttemptVersion,
        change: AttemptChange,
        now: DateTime<Utc>,
    ) -> Result<Option<AttemptVersion>, Trouble> {
        match self.store.run(UpdateAttempt { attempt, change, now }).await {
            Ok(changed) => Ok(Some(changed.version())),
            Err(UseCaseError::Refused(
                Refusal::AttemptChanged | Refusal::AttemptDead | Refusal::LinkTokenDead,
            )) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Records the failure of an attempt, unless another request has changed it.
    pub async fn fail(
        &self,
        attempt: AttemptVersion,
        failure: &RecordedFailure,
        browser: &Browser,
    ) -> Result<(), Trouble> {
        let failure = &RecordedFailure {
            request_id: Some(browser.request_id.to_string()),
            ..failure.clone()
        };
        slog::info!(self.log, "an attempt failed";
            "description" => failure.description.as_deref().unwrap_or_default(),
            "code" => failure.code.as_deref().unwrap_or_default(),
            "kind" => <&str>::from(failure.kind),
            "req_id" => %browser.request_id,
        );
        let fail = FailAttempt {
            attempt,
            failure: AttemptFailure {
                error_type: failure.error_type(),
                error: serde_json::to_string(failure).map_err(Trouble::internal)?,
            },
            request_id: browser.request_id,
            now: clock::now(),
        };
        match self.store.run(fail).await {
            Ok(_) | Err(UseCaseError::Refused(Refusal::AttemptChanged | Refusal::AttemptDead)) => {
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Receives the answer of a third party, from the third party or from this server's own page.
    pub async fn callback(
        &self,
        browser: &Browser,
        environment_integration_id: Uuid,
        answer: &CallbackAnswer,
    ) -> Result<Answer, Trouble> {
        let sent = answer.get("state").ok_or(Trouble::DeadLink)?;
        let state = StateHash::of(sent);
        let claim = ClaimCallback {
            state,
            environment_integration_id,
            browser: browser.hash(),
            now: clock::now(),
        };
        let claim = match self.store.run(claim).await {
            Err(UseCaseError::Refused(Refusal::AttemptDead)) => {
                return self.callback_of_earlier_choice(browser, sent, answer).await;
            }
            claim => claim?,
        };
        let attempt = match claim {
            Claim::Claimed(attempt) => attempt,
            Claim::InProgress(attempt) | Claim::Ended(attempt) => {
                let answers: Answers =
                    serde_json::from_str(attempt.secrets.expose()).map_err(Trouble::internal)?;
                return Ok(Answer::redirect(self.public_url.attempt(&answers.key)));
            }
            // The request comes from another site, and may have no cookie for that reason alone.
            Claim::OtherBrowser if browser.hash().is_none() && answer.get(RETURNED).is_none() => {
                return self.ask_for_cookie(browser, AttemptHash::State(state), answer).await;
            }
            Claim::OtherBrowser => return Err(Trouble::OtherBrowser),
        };
        let answers: Answers =
            serde_json::from_str(attempt.secrets.expose()).map_err(Trouble::internal)?;
        let page = Answer::redirect(self.public_url.attempt(&answers.key));
        let version = attempt.version();
        let found = self.store.find_attempt(AttemptHash::Key(attempt.key), clock::now()).await?;
        let scene = Scene::of(self, browser, found.ok_or(Trouble::DeadLink)?, clock::now()).await?;
        let own = EnvironmentIntegrationKey::Id(environment_integration_id);
        let own = self.store.query(FindEnvironmentIntegrationWithSecret(own)).await?;
        let offer = scene.offer_in_use();
        let in_use = offer.and_then(|offer| Some((offer, scene.method_in_use(offer)?)));
        let exchange = match (in_use, own) {
            (Some((offer, method)), Some(own)) => {
                Exchange::of_callback(&scene, offer, method, own, version, answer)
            }
            // The operator has disabled the app meanwhile.
            _ => Err(RecordedFailure::new(FailureKind::Misconfigured)),
        };
        match exchange {
            Ok(exchange) => exchange.run().await?,
            Err(failure) => {
                self.fail(version, &failure, browser).await?;
                let chosen = scene.found.attempt.integration.as_ref();
                let name = chosen.map_or("", |chosen| chosen.name.as_str());
                self.metrics.attempt(name, failure.kind.into());
            }
        }
        Ok(page)
    }

    /// Leads to the page of an attempt whose user has chosen something else meanwhile, or has gone
    /// to the third party with other values. The answer itself is of no use.
    async fn callback_of_earlier_choice(
        &self,
        browser: &Browser,
        state: &str,
        answer: &CallbackAnswer,
    ) -> Result<Answer, Trouble> {
        let hash = attempt_of(state).map(AttemptHash::Key).ok_or(Trouble::DeadLink)?;
        let found = self.store.find_attempt(hash, clock::now()).await?;
        let attempt = found.ok_or(Trouble::DeadLink)?.attempt;
        match (attempt.browser, browser.hash()) {
            (Some(own), Some(cookie)) if own == cookie => {
                let answers: Answers =
                    serde_json::from_str(attempt.secrets.expose()).map_err(Trouble::internal)?;
                Ok(Answer::redirect(self.public_url.attempt(&answers.key)))
            }
            (Some(_), None) if answer.get(RETURNED).is_none() => {
                self.ask_for_cookie(browser, hash, answer).await
            }
            _ => Err(Trouble::DeadLink),
        }
    }

    /// Returns the hash of the browser's cookie, and the cookie to set.
    fn remember(&self, browser: &Browser) -> Result<(BrowserHash, String), Trouble> {
        browser.remember(self.public_url.is_secure()).map_err(Trouble::internal)
    }

    /// Returns the value of the browser's cookie, which has another name without TLS.
    pub fn cookie(
        &self,
        secure: Option<types::BrowserKey>,
        plain: Option<types::BrowserKey>,
    ) -> Option<String> {
        if self.public_url.is_secure() { secure } else { plain }.map(|key| key.0)
    }

    /// Lets the browser send the answer again, with its cookie.
    async fn ask_for_cookie(
        &self,
        browser: &Browser,
        attempt: AttemptHash,
        answer: &CallbackAnswer,
    ) -> Result<Answer, Trouble> {
        // The form leads on to the redirect URI, by redirects.
        let found = self.store.find_attempt(attempt, clock::now()).await?;
        let leads_to = found.as_ref().and_then(|found| other_scheme(&found.grant.terms));
        let policy = Policy { leads_to: leads_to.into_iter().collect(), ..Policy::default() };
        let answer: Vec<_> = answer.0.iter().map(|(name, value)| (&**name, &**value)).collect();
        let page = plain_frame(self.public_url.base_path(), browser.language(None))
            .back_from_third_party(&answer);
        Ok(Answer::Page { page, status: None, policy })
    }
}

/// A form of the page, as a browser sent it.
struct SentForm<'f>(&'f BTreeMap<String, String>);

/// The button of a form that the user has pressed.
enum Press<'f> {
    Integration(&'f str),
    /// `None` for a method that does not exist.
    Method(Option<types::AuthenticationMethod>),
    Back {
        is_to_choice: bool,
    },
    /// The button without a name, on the page of a step.
    Onward {
        from: Option<&'f str>,
    },
}

impl<'f> SentForm<'f> {
    fn get(&self, name: &str) -> Option<&'f str> {
        self.0.get(name).map(String::as_str)
    }

    fn press(&self) -> Press<'f> {
        if let Some(name) = self.get("integration") {
            Press::Integration(name)
        } else if let Some(kind) = self.get("auth_format") {
            Press::Method(kind.parse().ok())
        } else {
            match self.get("step") {
                Some("back") => Press::Back { is_to_choice: self.get("to") == Some("choose") },
                from => Press::Onward { from },
            }
        }
    }

    /// Returns true if the page with the form is older than what another tab has chosen.
    fn is_outdated(&self, scene: &Scene<'_>) -> bool {
        self.get("shown").is_some_and(|shown| scene.shown().is_some_and(|now| now != shown))
    }

    /// Returns what the user has typed into the fields of a method.
    fn fields(&self, method: &ConnectMethod) -> BTreeMap<String, String> {
        let fields = method.fields.iter();
        fields.filter_map(|it| Some((it.name.clone(), self.0.get(&it.name)?.clone()))).collect()
    }
}

/// Returns the answers of an attempt that leaves for a third party, with a state and a verifier.
fn answers_for_leaving(
    scene: &Scene<'_>,
    authorization: &Authorization,
    browser: BrowserHash,
    typed: BTreeMap<String, String>,
    has_own_window: bool,
) -> Result<Answers, Trouble> {
    let attempt = &scene.found.attempt;
    // The same browser may go twice, by the back button: one state for both.
    let is_again = matches!(attempt.phase, Phase::Open | Phase::AwaitingCallback)
        && attempt.browser == Some(browser)
        && scene.answers.values == typed;
    let mut answers =
        Answers { values: typed, has_own_window, is_back: false, ..scene.answers.clone() };
    if !is_again || answers.state.is_none() {
        answers.state = Some(new_state(attempt.key)?);
        let verifier = CodeVerifier::generate().map_err(Trouble::internal)?;
        answers.verifier = authorization.pkce.then(|| verifier.expose().to_owned());
    }
    Ok(answers)
}

/// Returns a new OAuth `state`. It begins with the hash of the attempt's key, by which a callback
/// with a state that was replaced meanwhile still finds the page of the attempt.
fn new_state(AttemptKeyHash(hash): AttemptKeyHash) -> Result<String, Trouble> {
    let random = AttemptSecret::generate().map_err(Trouble::internal)?;
    Ok(format!("{}{}", BASE64_URL_SAFE_NO_PAD.encode(hash), random.expose()))
}

/// Returns the hash of the key of the attempt that a state was made for.
fn attempt_of(state: &str) -> Option<AttemptKeyHash> {
    let hash = BASE64_URL_SAFE_NO_PAD.decode(state.get(..HASH_LENGTH)?).ok()?;
    hash.try_into().ok().map(AttemptKeyHash)
}

/// The length of a SHA-256 in Base64.
const HASH_LENGTH: usize = 43;

/// Returns the page of a request that failed without an attempt to show. `base` is the path of the
/// public URL.
pub fn problem_page(
    base: &str,
    browser: &Browser,
    opener: Opener,
    problem: PageProblem,
    status: ErrorStatusCode,
) -> Answer {
    let language = browser.language(None);
    let texts = language.texts();
    let (message, error_type) = match problem {
        PageProblem::DeadLink => (&texts.error_invalid_link, ErrorType::InvalidToken),
        PageProblem::OtherBrowser => (&texts.error_other_browser, ErrorType::ConnectionError),
        PageProblem::TooManyAttempts => {
            (&texts.error_too_many_attempts, ErrorType::ConnectionError)
        }
        PageProblem::TooMany => (&texts.error_too_many, ErrorType::ConnectionError),
        PageProblem::Malformed => (&texts.form_problem, ErrorType::ConnectionError),
        PageProblem::Internal => (&texts.error_internal, ErrorType::ConnectionError),
    };
    let request_id = browser.request_id.to_string();
    let failure = Failure {
        message: message.clone(),
        error_type: error_type.as_str(),
        code: None,
        description: None,
        request_id: &request_id,
        can_retry: false,
        return_to: None,
    };
    let result = FlowResult::error(error_type, message, None);
    let frame = Frame {
        origins: &opener.origins,
        framed: opener.is_framing,
        ..plain_frame(base, language)
    };
    let page = frame.error(&failure, Some(&result));
    let policy = Policy { framed_by: opener.origins, ..Policy::default() };
    Answer::Page { page, status: Some(status), policy }
}

fn plain_frame(base: &str, language: Language) -> Frame<'_> {
    Frame {
        language,
        base,
        brand: None,
        shown: None,
        brand_logo: None,
        accent: None,
        origins: &[],
        framed: false,
        minutes_left: None,
    }
}

/// A problem of a request that has no attempt to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageProblem {
    DeadLink,
    OtherBrowser,
    /// The link was opened too often.
    TooManyAttempts,
    TooMany,
    /// The request cannot be read.
    Malformed,
    Internal,
}

/// Returns the secrets of an attempt as the store keeps them.
pub fn secrets(answers: &Answers) -> Result<Secret, Trouble> {
    serde_json::to_string(answers).map(Secret::new).map_err(Trouble::internal)
}
