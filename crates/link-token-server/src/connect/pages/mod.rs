//! The pages of the connection flow, as HTML that works without scripts.
//!
//! Pages show what they are given; they decide nothing. What a script or a test of an operator can
//! rely on: every step is a plain form, `<main>` carries `data-step` (and `data-error-type`),
//! choices are submit buttons named `integration` or `auth_format`, fields have the names of the
//! definition, and the button that goes on has no name.

mod accent;
mod texts;

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use link_token_domain::{appearance::AccentColour, attempt::ErrorType};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

pub use self::texts::{Language, Texts, fill};

const STYLE: &str = include_str!("style.css");
/// The script of all pages.
pub const SCRIPT: &str = include_str!("script.js");

/// The name of the script's file, which changes with its content, so that browsers can keep it.
pub static SCRIPT_NAME: LazyLock<String> =
    LazyLock::new(|| format!("script-{}.js", &hex::encode(Sha256::digest(SCRIPT))[..16]));

/// The field that marks an answer which this server's own page has sent. The header `Origin` does
/// not: by the policy `no-referrer`, browsers set it to `null`.
pub const RETURNED: &str = "link_token_returned";

/// The surroundings of every page of an attempt.
#[derive(Debug)]
pub struct Frame<'a> {
    pub language: Language,
    /// The path of the public URL, without a slash at its end.
    pub base: &'a str,
    /// The name that the environment shows to its users.
    pub brand: Option<&'a str>,
    /// The app and the method that the page's forms are about.
    pub shown: Option<&'a str>,
    /// The address of the environment's logo.
    pub brand_logo: Option<&'a str>,
    pub accent: Option<AccentColour>,
    /// The origins that may open or frame the page, and learn the result.
    pub origins: &'a [String],
    /// True in the frame of another page.
    pub framed: bool,
    /// The whole minutes that are left to finish.
    pub minutes_left: Option<i64>,
}

/// An app as the pages show it.
#[derive(Clone, Copy, Debug)]
pub struct App<'a> {
    pub name: &'a str,
    pub label: &'a str,
    /// The address of the logo.
    pub logo: Option<&'a str>,
}

/// A field of a form, with its value and its problem.
#[derive(Debug)]
pub struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub help: Option<&'a str>,
    pub example: Option<&'a str>,
    pub input: Input<'a>,
    /// A regular expression for the browser.
    pub pattern: Option<&'a str>,
    /// The text that explains the pattern.
    pub form: Option<String>,
    pub required: bool,
    /// The value to show. Never that of a secret.
    pub value: Option<&'a str>,
    pub problem: Option<String>,
}

/// The kind of a field.
#[derive(Debug)]
pub enum Input<'a> {
    Text,
    Secret,
    /// Text of several lines.
    Lines {
        is_secret: bool,
    },
    Url,
    Number,
    /// Values and labels.
    Choice(Vec<(&'a str, &'a str)>),
}

/// The app that will be connected, and the tenant.
#[derive(Debug)]
pub struct Purpose<'a> {
    pub app: App<'a>,
    pub tenant: &'a str,
    /// The name that the backend gave the account, in the context of the link token.
    pub label: Option<&'a str>,
    pub scopes: &'a [String],
    pub is_reauthorisation: bool,
}

/// The way on from a page.
#[derive(Clone, Copy, Debug)]
pub struct Onward {
    /// True if the user will grant access at the third party.
    pub is_oauth: bool,
    /// The window of the third party. `None` if the button leads to another page of this server.
    pub target: Option<Target>,
}

/// The window in which a third party is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The window of the page.
    Same,
    /// A window of its own, for which the page waits: a third party cannot be framed.
    Own,
    /// A window of its own if another page has opened this one: the third party would cut this one
    /// off from it.
    OwnIfOpened,
}

/// The result of a flow, as the page that opened it learns it.
#[derive(Debug, Default, Serialize)]
pub struct FlowResult {
    pub is_truto: bool,
    pub result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrated_account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_type: Option<String>,
}

impl FlowResult {
    /// Returns the result of a flow that has failed. `error` is what the user reads.
    pub fn error(error_type: ErrorType, error: &str, integration: Option<&str>) -> Self {
        Self {
            is_truto: true,
            result: "error",
            integration: integration.map(str::to_owned),
            integrated_account_id: None,
            error: Some(error.to_owned()),
            error_type: Some(error_type.as_str().to_owned()),
        }
    }
}

/// A failure, as its page shows it.
#[derive(Debug)]
pub struct Failure<'a> {
    pub message: String,
    pub error_type: &'a str,
    /// The error code of the third party.
    pub code: Option<&'a str>,
    /// The third party's own words, as text.
    pub description: Option<&'a str>,
    pub request_id: &'a str,
    /// True if another try can succeed.
    pub can_retry: bool,
    /// The address of the backend, if the user can go back there.
    pub return_to: Option<&'a str>,
}

/// A page, and the sources of its content security policy.
#[derive(Debug)]
pub struct Page {
    pub html: String,
    /// The hashes of the page's styles.
    pub styles: Vec<String>,
    /// True if the browser shall load the page again after some seconds, since another request
    /// changes it.
    pub loads_again: bool,
}

impl Frame<'_> {
    fn texts(&self) -> &'static Texts {
        self.language.texts()
    }

    /// Lets the user choose one of several apps.
    pub fn choose(&self, apps: &[App<'_>]) -> Page {
        let texts = self.texts();
        let lead = self.branded(&texts.lead_choose, &texts.lead_choose_brand, &[]);
        let content = html! {
            (self.header(None))
            h1 { (texts.title_choose) }
            p { (lead) }
            div.search hidden {
                @if apps.len() > 8 { input type="search" aria-label=(texts.search) placeholder=(texts.search); }
            }
            form method="post" {
                div.apps {
                    @for app in apps {
                        button name="integration" value=(app.name) { (mark(*app, true)) span { (app.label) } }
                    }
                }
            }
        };
        self.page(&texts.title_choose, "choose", &content, &Attributes::default())
    }

    /// Lets the user choose one of several ways to authenticate.
    pub fn choose_method(&self, app: App<'_>, methods: &[&str], back: bool) -> Page {
        let texts = self.texts();
        let values = [("app", app.label)];
        let title = fill(&texts.title_connect, &values);
        let content = html! {
            (self.header(back.then_some("choose")))
            (self.marks(app))
            h1 { (title) }
            p { (fill(&texts.lead_method, &values)) }
            form method="post" {
                div.apps {
                    @for method in methods {
                        button name="auth_format" value=(method) {
                            span { (fill(method_text(texts, method), &values)) }
                        }
                    }
                }
            }
        };
        self.page(&title, "choose", &content, &Attributes::default())
    }

    /// Shows what will be connected, and for whom, before anything leaves.
    pub fn confirm(&self, purpose: &Purpose<'_>, onward: Onward, back: bool) -> Page {
        let Onward { is_oauth, target } = onward;
        let texts = self.texts();
        let values = [("app", purpose.app.label)];
        let title = self.purpose_title(purpose);
        let lead = self.branded(&texts.lead_confirm, &texts.lead_confirm_brand, &values);
        let go_on = match target {
            Some(_) => fill(&texts.continue_to, &values),
            None => texts.r#continue.clone(),
        };
        let content = html! {
            (self.header(back.then_some("choose")))
            (self.marks(purpose.app))
            h1 { (title) }
            p { (lead) }
            (summary(texts, purpose, is_oauth))
            @if is_oauth { p { (fill(&texts.lead_leave, &values)) } }
            form method="post" target=[blank(target)] data-own-window[target == Some(Target::OwnIfOpened)] {
                (self.hidden("confirm"))
                button { (go_on) }
            }
        };
        self.page(&title, "confirm", &content, &Attributes::default())
    }

    /// Asks for the values of fields.
    pub fn form(
        &self,
        purpose: &Purpose<'_>,
        fields: &[Field<'_>],
        problem: Option<&str>,
        onward: Onward,
    ) -> Page {
        let Onward { target, .. } = onward;
        let texts = self.texts();
        let values = [("app", purpose.app.label)];
        let title = self.purpose_title(purpose);
        let first_wrong = fields.iter().position(|field| field.problem.is_some());
        // The third party has refused what was sent before.
        let problem = problem.filter(|_| first_wrong.is_none());
        let error_type = problem.map(|_| "validation_error");
        let go_on = match target {
            Some(_) => fill(&texts.continue_to, &values),
            None => texts.connect.clone(),
        };
        let wrong = problem.is_some() || first_wrong.is_some();
        let content = html! {
            (self.header(Some("confirm")))
            (self.marks(purpose.app))
            h1 { (title) }
            @if wrong {
                div.alert role="alert" {
                    (problem.unwrap_or(&texts.form_problem))
                    @if first_wrong.is_some() {
                        ul {
                            @for field in fields {
                                @if field.problem.is_some() {
                                    li { a href=(format!("#{}", field_id(field))) { (field.label) } }
                                }
                            }
                        }
                    }
                }
            } @else {
                p { (fill(&texts.lead_form, &values)) }
            }
            form method="post" autocomplete="off" target=[blank(target)] novalidate[wrong]
                data-own-window[target == Some(Target::OwnIfOpened)] {
                (self.hidden("form"))
                @for (at, field) in fields.iter().enumerate() {
                    (self.field(field, first_wrong == Some(at)))
                }
                button { (go_on) }
            }
        };
        let attributes = Attributes { error_type, ..Attributes::default() };
        self.page(&title, "form", &content, &attributes)
    }

    fn field(&self, field: &Field<'_>, has_focus: bool) -> Markup {
        let texts = self.texts();
        let id = field_id(field);
        let described = format!("{id}-help");
        let has_help = field.help.is_some() || field.example.is_some() || field.problem.is_some();
        let described = has_help.then_some(described.as_str());
        let invalid = field.problem.as_ref().map(|_| "true");
        // Some problems tell the example.
        let is_told = |example: &str| field.problem.as_ref().is_some_and(|it| it.contains(example));
        let is_secret = matches!(field.input, Input::Secret | Input::Lines { is_secret: true });
        let (kind, keyboard) = match &field.input {
            Input::Text | Input::Lines { .. } | Input::Choice(_) => ("text", None),
            Input::Secret => ("password", None),
            Input::Url => ("url", Some("url")),
            Input::Number => ("text", Some("numeric")),
        };
        html! {
            div.field {
                label for=(id) {
                    (field.label)
                    @if !field.required { span { (texts.optional) } }
                }
                @if let Input::Choice(choices) = &field.input {
                    select id=(id) name=(field.name) required[field.required] aria-describedby=[described] aria-invalid=[invalid] autofocus[has_focus] {
                        @if !field.required || field.value.is_none() { option value="" {} }
                        @for (value, label) in choices {
                            option value=(value) selected[field.value == Some(value)] { (label) }
                        }
                    }
                } @else {
                    div.secret[is_secret] {
                        @if let Input::Lines { .. } = field.input {
                            textarea id=(id) name=(field.name) rows="6" required[field.required] aria-describedby=[described]
                                aria-invalid=[invalid] autofocus[has_focus] autocomplete="off" autocapitalize="none"
                                spellcheck="false" maxlength="16384" { (field.value.unwrap_or_default()) }
                        } @else {
                            input id=(id) name=(field.name) type=(kind) inputmode=[keyboard] value=[field.value]
                                pattern=[field.pattern.map(trimmed)] title=[&field.form] required[field.required]
                                aria-describedby=[described] aria-invalid=[invalid] autofocus[has_focus]
                                autocomplete=(if is_secret { "new-password" } else { "off" })
                                autocapitalize="none" spellcheck="false" maxlength="16384";
                        }
                        @if is_secret {
                            button.plain type="button" hidden data-shows=(id) data-show=(texts.show) data-hide=(texts.hide) { (texts.show) }
                        }
                    }
                }
                @if has_help {
                    div id=[described] {
                        @if let Some(problem) = &field.problem { p.wrong { (problem) } }
                        @if let Some(help) = field.help { p.help { (help) } }
                        @if let Some(example) = field.example.filter(|it| !is_told(it)) {
                            p.help { (fill(&texts.for_example, &[("example", example)])) }
                        }
                    }
                }
            }
        }
    }

    /// Asks whether another account of the third party than before shall be used.
    pub fn other_account(&self, purpose: &Purpose<'_>, name: Option<&str>) -> Page {
        let texts = self.texts();
        let title = self.purpose_title(purpose);
        let content = html! {
            (self.header(None))
            (self.marks(purpose.app))
            h1 { (title) }
            p { (fill(&texts.other_account, &[("app", purpose.app.label)])) }
            @if let Some(name) = name {
                dl { div { dt { (purpose.app.label) } dd { (name) } } }
            }
            form method="post" {
                (self.hidden("other_account"))
                button { (texts.other_account_use) }
            }
            form method="post" {
                (self.hidden("back"))
                input type="hidden" name="to" value="confirm";
                button.second { (texts.back) }
            }
        };
        self.page(&title, "confirm", &content, &Attributes::default())
    }

    /// Waits for another window, or for another request that does the work.
    pub fn waiting(&self, app: App<'_>, other_window: bool) -> Page {
        let texts = self.texts();
        let values = [("app", app.label)];
        let (title, lead) = if other_window {
            (&texts.title_waiting, &texts.lead_waiting)
        } else {
            (&texts.title_busy, &texts.lead_busy)
        };
        let content = html! {
            (self.header(None))
            div.wait aria-hidden="true" {}
            h1 { (title) }
            p role="status" { (fill(lead, &values)) }
            @if other_window {
                form method="post" { (self.hidden("again")) button.second { (texts.try_again) } }
            }
        };
        let page = self.page(title, "confirm", &content, &Attributes::default());
        Page { loads_again: true, ..page }
    }

    /// Lets a browser that held back its cookies send them: it posts the answer of the third party
    /// to this server itself.
    pub fn back_from_third_party(&self, answer: &[(&str, &str)]) -> Page {
        let texts = self.texts();
        let content = html! {
            h1 { (texts.title_return) }
            p { (texts.lead_return) }
            form method="post" data-sends-itself {
                @for (name, value) in answer { input type="hidden" name=(name) value=(value); }
                input type="hidden" name=(RETURNED) value="true";
                button { (texts.r#continue) }
            }
        };
        self.page(&texts.title_return, "confirm", &content, &Attributes::default())
    }

    /// Shows that the account is connected, perhaps with a problem. `result` is `None` if it is not
    /// for this browser.
    pub fn done(&self, app: App<'_>, already: bool, result: Option<&FlowResult>) -> Page {
        let texts = self.texts();
        let has_problem = result.is_some_and(|result| result.error.is_some());
        let (title, lead) = match (has_problem, already) {
            (true, _) => (&texts.title_done_problem, &texts.lead_done),
            (false, true) => (&texts.title_already, &texts.lead_already),
            (false, false) => (&texts.title_done, &texts.lead_done),
        };
        let title = fill(title, &[("app", app.label)]);
        let content = html! {
            (self.header(None))
            @if has_problem { (bad_sign()) } @else { div.sign.good aria-hidden="true" { "✓" } }
            h1 { (title) }
            p role="status" { (lead) }
            (self.close_button())
        };
        let attributes = Attributes { result, closes: !has_problem, ..Attributes::default() };
        self.page(&title, "done", &content, &attributes)
    }

    /// Shows a failure, and the way on.
    pub fn error(&self, failure: &Failure<'_>, result: Option<&FlowResult>) -> Page {
        let texts = self.texts();
        let content = html! {
            (self.header(None))
            (bad_sign())
            h1 { (texts.title_error) }
            p role="alert" { (failure.message) }
            @if failure.can_retry {
                form method="post" {
                    (self.hidden("retry"))
                    button { (texts.try_again) }
                }
            }
            @if let Some(address) = failure.return_to {
                a.button.space.second[failure.can_retry] href=(address) { (texts.r#return) }
            } @else if !failure.can_retry { (self.close_button()) }
            details {
                summary { (texts.details) }
                dl {
                    div { dt { (texts.error_type) } dd { (failure.error_type) } }
                    @if let Some(code) = failure.code { div { dt { (texts.error_code) } dd { (code) } } }
                    @if let Some(words) = failure.description {
                        div { dt { (texts.error_message) } dd { (words) } }
                    }
                    div { dt { (texts.request_id) } dd { (failure.request_id) } }
                }
            }
        };
        let attributes =
            Attributes { result, error_type: Some(failure.error_type), ..Attributes::default() };
        self.page(&texts.title_error, "error", &content, &attributes)
    }

    /// Asks the user to leave the browser of another app, in which the third party refuses to
    /// authenticate anybody.
    pub fn in_app_browser(&self, app: App<'_>) -> Page {
        let texts = self.texts();
        let content = html! {
            (self.header(None))
            (self.marks(app))
            h1 { (texts.title_in_app) }
            p { (fill(&texts.lead_in_app, &[("app", app.label)])) }
            button type="button" hidden data-copied=(texts.copied) { (texts.copy_address) }
            form.space method="post" { (self.hidden("confirm")) button.second { (texts.r#continue) } }
        };
        self.page(&texts.title_in_app, "confirm", &content, &Attributes::default())
    }

    /// The fields of every form: the step, and what the page is about.
    fn hidden(&self, step: &str) -> Markup {
        html! {
            input type="hidden" name="step" value=(step);
            @if let Some(shown) = self.shown { input type="hidden" name="shown" value=(shown); }
        }
    }

    fn purpose_title(&self, purpose: &Purpose<'_>) -> String {
        let texts = self.texts();
        let title =
            if purpose.is_reauthorisation { &texts.title_reconnect } else { &texts.title_connect };
        fill(title, &[("app", purpose.app.label)])
    }

    fn branded(&self, plain: &str, branded: &str, values: &[(&str, &str)]) -> String {
        match self.brand {
            None => fill(plain, values),
            Some(brand) => {
                let mut values = values.to_vec();
                values.push(("brand", brand));
                fill(branded, &values)
            }
        }
    }

    /// The row above the content: back, what is left of the time, and close.
    fn header(&self, back: Option<&str>) -> Markup {
        let texts = self.texts();
        html! {
            header {
                @if let Some(step) = back {
                    form method="post" {
                        (self.hidden("back"))
                        input type="hidden" name="to" value=(step);
                        button.plain { "‹ " (texts.back) }
                    }
                } @else { span.gap {} }
                @if let Some(minutes) = self.minutes_left {
                    time.left data-minutes=(minutes) data-text=(texts.minutes_left) datetime=(format!("PT{minutes}M")) {
                        (fill(&texts.minutes_left, &[("minutes", &minutes.to_string())]))
                    }
                }
                button.plain type="button" data-closes hidden aria-label=(texts.close) title=(texts.close) { "✕" }
            }
        }
    }

    fn close_button(&self) -> Markup {
        html! { button type="button" data-closes hidden { (self.texts().close) } }
    }

    /// The logos of the environment and of the app.
    fn marks(&self, app: App<'_>) -> Markup {
        html! {
            div.marks aria-hidden="true" {
                @if self.brand.is_some() || self.brand_logo.is_some() {
                    (mark(App { name: "", label: self.brand.unwrap_or_default(), logo: self.brand_logo }, false))
                    span { "→" }
                }
                (mark(app, false))
            }
        }
    }

    fn page(&self, title: &str, step: &str, content: &Markup, attributes: &Attributes<'_>) -> Page {
        let accent = self.accent.map(accent::style);
        // JSON in an attribute, which Maud escapes.
        let result = attributes.result.and_then(|result| serde_json::to_string(result).ok());
        let origins = self.origins.join(" ");
        let has_origins = !origins.is_empty();
        let title = match self.brand {
            Some(brand) => format!("{title} · {brand}"),
            None => title.to_owned(),
        };
        let html = html! {
            (DOCTYPE)
            html lang=(self.language.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                    @if let Some(accent) = &accent { style { (PreEscaped(accent)) } }
                    script defer src=(format!("{}/connect-account/file/{}", self.base, *SCRIPT_NAME)) {}
                }
                body class=[self.framed.then_some("framed")] {
                    main data-step=(step) data-error-type=[attributes.error_type] data-result=[result]
                        data-origins=[has_origins.then_some(origins)] data-close[attributes.closes] {
                        (content)
                    }
                }
            }
        };
        let styles = [Some(STYLE), accent.as_deref()];
        let styles = styles.into_iter().flatten().map(source_hash).collect();
        Page { html: html.into_string(), styles, loads_again: false }
    }
}

/// The attributes of a page that scripts read.
#[derive(Default)]
struct Attributes<'a> {
    result: Option<&'a FlowResult>,
    error_type: Option<&'a str>,
    /// True if the script closes the window.
    closes: bool,
}

/// Returns the target of a form that leads to a new window. Without a script, no page knows that
/// another one has opened it.
fn blank(target: Option<Target>) -> Option<&'static str> {
    (target == Some(Target::Own)).then_some("_blank")
}

fn bad_sign() -> Markup {
    html! { div.sign.bad aria-hidden="true" { "!" } }
}

fn summary(texts: &Texts, purpose: &Purpose<'_>, is_oauth: bool) -> Markup {
    html! {
        dl {
            div { dt { (texts.for_tenant) } dd { (purpose.tenant) } }
            @if let Some(label) = purpose.label { div { dt { (texts.label) } dd { (label) } } }
            @if is_oauth {
                div {
                    dt { (texts.permissions) }
                    dd {
                        @if purpose.scopes.is_empty() { (texts.default_permissions) } @else {
                            ul {
                                @for scope in purpose.scopes { li { (scope) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns the logo of an app, or of an environment, which has no name. Without a logo it is a tile
/// with letters.
fn mark(app: App<'_>, small: bool) -> Markup {
    let size = if small { " small" } else { "" };
    let tile = match (app.logo, app.name) {
        (Some(_), _) => String::new(),
        (None, "") => " tile own".to_owned(),
        (None, name) => format!(" tile c{}", tile_colour(name)),
    };
    html! {
        span class=(format!("mark{tile}{size}")) aria-hidden="true" {
            @if let Some(logo) = app.logo { img src=(logo) alt=""; } @else { (monogram(app.label)) }
        }
    }
}

/// Returns two letters for a label: of its first two words, or of its only one.
fn monogram(label: &str) -> String {
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let initials = first.chars().take(1);
    match words.next() {
        Some(second) => {
            initials.chain(second.chars().take(1)).flat_map(char::to_uppercase).collect()
        }
        None => {
            initials.flat_map(char::to_uppercase).chain(first.chars().skip(1).take(1)).collect()
        }
    }
}

/// The number of the tile colours that the stylesheet has.
const TILE_COLOURS: u32 = 8;

/// Returns the colour of an app's tile, always the same one for a name.
fn tile_colour(name: &str) -> u32 {
    name.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
        % TILE_COLOURS
}

fn field_id(field: &Field<'_>) -> String {
    format!("field-{}", field.name)
}

fn method_text<'t>(texts: &'t Texts, method: &str) -> &'t str {
    match method {
        "api_key" => &texts.method_api_key,
        "oauth2_client_credentials" => &texts.method_oauth2_client_credentials,
        _ => &texts.method_oauth2,
    }
}

/// Returns a pattern that allows white space around the value, as the server does.
fn trimmed(pattern: &str) -> String {
    format!("\\s*(?:{pattern})\\s*")
}

/// Returns the source of an inline style for a content security policy.
fn source_hash(style: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(style)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tile_has_two_letters_and_a_colour_of_the_stylesheet() {
        for (label, expected) in [
            ("GitHub", "Gi"),
            ("Acme CRM", "AC"),
            ("acme crm (test)", "AC"),
            ("monday.com", "MC"),
            ("X", "X"),
            ("日本語", "日本"),
            ("…", ""),
        ] {
            assert_eq!(monogram(label), expected, "{label}");
        }
        for colour in 0..TILE_COLOURS {
            assert!(STYLE.contains(&format!(".tile.c{colour} {{")), "{colour}");
        }
    }
}
