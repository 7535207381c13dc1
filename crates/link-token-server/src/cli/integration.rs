//! `link-token-server integration …`

use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_connect::{
    catalogue::{Catalogue, CatalogueEntry},
    definition::ConnectMethod,
};
use link_token_domain::{
    audit::Origin,
    environment_integration::{EnvironmentIntegration, EnvironmentIntegrationChange},
    secret::Secret,
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{DisableIntegration, EnableIntegration, ListEnvironmentIntegrations},
};
use link_token_types::{AuthenticationMethod, IntegrationName, Scope};
use serde::Serialize;
use uuid::Uuid;

use super::{
    OutputFormat, administer,
    definitions::{self, Definitions},
    output::{Output, time},
    target::Target,
};
use crate::{
    clock,
    connect::public_url::{PublicUrl, callback_path},
    text_input::read_secret,
};

/// Manage the apps that environments offer, and check their definitions.
#[derive(Debug, Subcommand)]
pub enum Command {
    Check(Check),
    List(List),
    Show(Show),
    Enable(Enable),
    Disable(Disable),
}

/// Check definitions of integrations, without using them.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server integration check acme-crm.yaml")]
pub struct Check {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    format: OutputFormat,
}

/// Show an app: how accounts are connected to it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server integration show hubspot")]
pub struct Show {
    /// The name of the app.
    name: IntegrationName,
    #[command(flatten)]
    definitions: Definitions,
    #[command(flatten)]
    format: OutputFormat,
}

/// Enable an app in an environment, or change its OAuth client or its scopes. What is not given
/// stays.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server integration enable --environment production hubspot \\
      --client-id 1234 --client-secret-file hubspot.secret
  link-token-server integration enable --environment production hubspot \\
      --scope contacts.read --scope contacts.write")]
pub struct Enable {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The name of the app.
    name: IntegrationName,
    /// The ID of the OAuth client that you have registered with the vendor.
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    client_id: Option<String>,
    /// The file with the secret of the OAuth client; `-` for standard input. Other users of the
    /// machine can read arguments.
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// An OAuth scope to request if the link token names none. Repeat the option for several;
    /// `default` for those of the app.
    #[arg(long = "scope", value_name = "SCOPE", value_parser = parse_scope)]
    scopes: Vec<Scope>,
    /// The address by which browsers and third parties reach the server, for the redirect URI of
    /// the OAuth client.
    #[arg(long, env = "LINK_TOKEN_PUBLIC_URL", hide_env_values = true, value_name = "URL")]
    public_url: Option<PublicUrl>,
    #[command(flatten)]
    definitions: Definitions,
    #[command(flatten)]
    format: OutputFormat,
}

/// The word that removes the scopes of an environment.
const DEFAULT: &str = "default";

fn parse_scope(text: &str) -> Result<Scope, String> {
    text.parse().map_err(|_| {
        "a scope has 1 to 512 visible ASCII characters, without white space, `\"` and `\\`"
            .to_owned()
    })
}

/// Stop offering an app in an environment. Its accounts stay connected.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server integration disable --environment production hubspot"
)]
pub struct Disable {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The name of the app.
    name: IntegrationName,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the apps that this program knows, or those of an environment.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server integration list
  link-token-server integration list --environment production")]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: Option<String>,
    #[command(flatten)]
    definitions: Definitions,
    #[command(flatten)]
    format: OutputFormat,
}

impl Command {
    /// Takes the folder of definitions and the public URL from the configuration file, unless
    /// others are named.
    #[must_use]
    pub fn with_file(mut self, folder: Option<PathBuf>, public_url: Option<PublicUrl>) -> Self {
        match &mut self {
            Self::List(List { definitions, .. }) | Self::Show(Show { definitions, .. }) => {
                definitions.or(folder);
            }
            Self::Enable(enable) => {
                enable.definitions.or(folder);
                enable.public_url = enable.public_url.take().or(public_url);
            }
            Self::Check(_) | Self::Disable(_) => {}
        }
        self
    }

    pub async fn run(self, database: &Target) -> anyhow::Result<()> {
        match self {
            Self::Check(arguments) => arguments.run(),
            Self::List(arguments) => arguments.run(database).await,
            Self::Show(arguments) => arguments.run(&database.commands())?.print(),
            Self::Enable(arguments) => {
                administer(database, false, async |store, how| arguments.run(store, how).await)
                    .await
            }
            Self::Disable(arguments) => {
                administer(database, false, async |store, how| arguments.run(store, how).await)
                    .await
            }
        }
    }
}

/// A diagnostic of a definition in the output.
#[derive(Debug, Serialize)]
struct ShownDiagnostic<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    rule: &'static str,
    is_warning: bool,
    message: &'a str,
    help: &'a str,
}

impl Check {
    fn run(self) -> anyhow::Result<()> {
        let reports = link_token_connect::check_files(&self.files);
        if self.format.json {
            let shown = reports.iter().flat_map(|report| {
                report.diagnostics().iter().map(move |diagnostic| {
                    let (line, column) = report.position(diagnostic);
                    ShownDiagnostic {
                        file: report.origin(),
                        line,
                        column,
                        rule: diagnostic.rule.code(),
                        is_warning: diagnostic.is_warning,
                        message: &diagnostic.message,
                        help: &diagnostic.help,
                    }
                })
            });
            let shown: Vec<ShownDiagnostic<'_>> = shown.collect();
            Output::one(self.format, &shown, &[])?.print()?;
        } else {
            definitions::print_reports(&reports);
            let usable = reports.iter().filter(|report| !report.has_errors());
            let usable: Vec<_> =
                usable.map(|report| ("usable", report.origin().to_owned())).collect();
            if !usable.is_empty() {
                Output::one(self.format, &(), &usable)?.print()?;
            }
        }
        match reports.iter().filter(|report| report.has_errors()).count() {
            0 => Ok(()),
            1 => bail!("a definition has errors"),
            number => bail!("{number} definitions have errors"),
        }
    }
}

impl List {
    async fn run(self, database: &Target) -> anyhow::Result<()> {
        let Self { environment, definitions, format } = self;
        let Some(environment) = environment else {
            return list_catalogue(format, &definitions.catalogue()?)?.print();
        };
        administer(database, false, async |store, how| {
            list_enabled(format, &environment, store, how).await
        })
        .await
    }
}

fn list_catalogue(format: OutputFormat, catalogue: &Catalogue) -> anyhow::Result<Output> {
    let found: Vec<ShownDefinition<'_>> = catalogue.iter().map(ShownDefinition::from).collect();
    Output::list(
        format,
        &found,
        &["NAME", "LABEL", "CATEGORY", "AUTHENTICATION", "FILE"],
        |shown| {
            vec![
                shown.name.to_owned(),
                shown.label.to_owned(),
                shown.category.unwrap_or("-").to_owned(),
                shown.methods(),
                shown.file(),
            ]
        },
        "No integrations.",
    )
}

async fn list_enabled(
    format: OutputFormat,
    environment: &str,
    store: &Store,
    how: &str,
) -> anyhow::Result<Output> {
    let environment = super::environment(store, how, environment).await?;
    let list = ListEnvironmentIntegrations { environment_id: environment.id };
    let found = store.query(list).await?;
    let found: Vec<ShownIntegration<'_>> = found.iter().map(ShownIntegration::from).collect();
    Output::list(
        format,
        &found,
        &["ID", "NAME", "ENABLED", "CLIENT ID", "SECRET", "SCOPES", "UPDATED"],
        |shown| {
            vec![
                shown.id.to_string(),
                shown.integration.to_owned(),
                yes_or_no(shown.enabled),
                shown.client_id.unwrap_or("-").to_owned(),
                yes_or_no(shown.has_client_secret),
                shown.scopes(),
                time(shown.updated_at),
            ]
        },
        &format!(
            "No integrations in `{0}`. Enable one: {how} integration enable --environment {0} NAME",
            environment.name
        ),
    )
}

impl Show {
    fn run(self, how: &str) -> anyhow::Result<Output> {
        let catalogue = self.definitions.catalogue()?;
        let shown = ShownDefinition::from(definitions::find(&catalogue, &self.name, how)?);
        let mut fields = vec![
            ("name", shown.name.to_owned()),
            ("label", shown.label.to_owned()),
            ("category", shown.category.unwrap_or("-").to_owned()),
            ("documentation", shown.documentation.unwrap_or("-").to_owned()),
            ("file", shown.file()),
        ];
        for method in &shown.authentication {
            fields.push(("authentication", method.name.clone()));
            if let Some(scopes) = &method.scopes {
                fields.push(("  scopes", scopes.join(" ")));
            }
            fields.extend(method.fields.iter().map(|field| ("  field", (*field).to_owned())));
        }
        Output::one(self.format, &shown, &fields)
    }
}

/// An integration of the catalogue in the output.
#[derive(Debug, Serialize)]
struct ShownDefinition<'a> {
    name: &'a str,
    label: &'a str,
    category: Option<&'a str>,
    documentation: Option<&'a str>,
    authentication: Vec<ShownMethod<'a>>,
    /// `None` for a preset.
    file: Option<&'a Path>,
}

#[derive(Debug, Serialize)]
struct ShownMethod<'a> {
    name: String,
    /// The default scopes, of a method that has some.
    scopes: Option<&'a [String]>,
    fields: Vec<&'a str>,
}

impl<'a> From<&'a CatalogueEntry> for ShownDefinition<'a> {
    fn from(entry: &'a CatalogueEntry) -> Self {
        let definition = &entry.definition;
        let method = |method: &'a ConnectMethod| ShownMethod {
            name: method.kind().to_string(),
            scopes: method.token_settings().map(|token| token.scopes.as_slice()),
            fields: method.fields.iter().map(|field| field.name.as_str()).collect(),
        };
        Self {
            name: &definition.name,
            label: &definition.label,
            category: definition.category.as_deref(),
            documentation: definition.documentation.as_deref(),
            authentication: definition.methods.iter().map(method).collect(),
            file: entry.file.as_deref(),
        }
    }
}

impl ShownDefinition<'_> {
    fn methods(&self) -> String {
        let names: Vec<&str> = self.authentication.iter().map(|it| it.name.as_str()).collect();
        names.join(" ")
    }

    fn file(&self) -> String {
        self.file.map_or_else(|| "preset".to_owned(), |file| file.display().to_string())
    }
}

impl Disable {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let Self { environment, name, format } = self;
        let environment = super::environment(store, how, &environment).await?;
        let disable = DisableIntegration {
            environment_id: environment.id,
            integration: name.clone(),
            by: Origin::CommandLine,
            now: clock::now(),
        };
        match store.run(disable).await {
            Err(UseCaseError::Refused(_)) => bail!(
                "`{0}` has never enabled the integration `{1}`: `{how} integration list --environment {0}` shows its integrations",
                environment.name,
                name.as_str(),
            ),
            other => {
                let disabled = other?;
                let shown = ShownIntegration::from(&disabled);
                Output::one(format, &shown, &shown.fields())
            }
        }
    }
}

impl Enable {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let catalogue = self.definitions.catalogue()?;
        let entry = definitions::find(&catalogue, &self.name, how)?;
        let client_secret = self.client_secret_file.as_deref();
        let client_secret =
            client_secret.map(|file| read_secret("--client-secret-file", file)).transpose()?;
        let client_secret = client_secret.map(|secret| Secret::new(secret.as_str()));
        let scopes = match self.scopes.as_slice() {
            [] => None,
            [scope] if scope.as_str() == DEFAULT => Some(None),
            scopes if scopes.iter().any(|scope| scope.as_str() == DEFAULT) => {
                bail!("`--scope {DEFAULT}` cannot be combined with other scopes")
            }
            scopes => Some(Some(scopes.to_vec())),
        };
        let environment = super::environment(store, how, &self.environment).await?;
        let enable = EnableIntegration {
            environment_id: environment.id,
            integration: self.name,
            change: EnvironmentIntegrationChange {
                client_id: self.client_id,
                client_secret,
                scopes,
            },
            new_id: Uuid::new_v4(),
            by: Origin::CommandLine,
            now: clock::now(),
        };
        let enabled = store.run(enable).await?;
        let oauth2 = entry.definition.method(AuthenticationMethod::Oauth2);
        let needs_client = oauth2.is_some_and(|method| !method.has_client_of_user());
        let shown = ShownEnabled {
            integration: ShownIntegration::from(&enabled),
            redirect_uri: self
                .public_url
                .filter(|_| oauth2.is_some())
                .map(|it| it.callback(enabled.id)),
        };
        let mut fields = shown.integration.fields();
        if oauth2.is_some() {
            let unknown = || format!("PUBLIC_URL{}", callback_path(enabled.id));
            fields.push(("redirect_uri", shown.redirect_uri.clone().unwrap_or_else(unknown)));
        }
        let output = Output::one(self.format, &shown, &fields)?;
        Ok(if needs_client && enabled.client_id.is_none() {
            let hint = "Its method oauth2 needs an OAuth client: register one with the vendor, with this redirect URI, and give --client-id and --client-secret-file.";
            output.with_hint(self.format, hint)
        } else {
            output
        })
    }
}

/// An environment integration in the output, without its client secret.
#[derive(Debug, Serialize)]
struct ShownIntegration<'a> {
    id: Uuid,
    environment_id: Uuid,
    integration: &'a str,
    enabled: bool,
    client_id: Option<&'a str>,
    has_client_secret: bool,
    scopes: Option<Vec<&'a str>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl<'a> From<&'a EnvironmentIntegration> for ShownIntegration<'a> {
    fn from(found: &'a EnvironmentIntegration) -> Self {
        let EnvironmentIntegration {
            id,
            environment_id,
            integration,
            is_enabled,
            client_id,
            client_secret,
            scopes,
            created_at,
            updated_at,
        } = found;
        Self {
            id: *id,
            environment_id: *environment_id,
            integration: integration.as_str(),
            enabled: *is_enabled,
            client_id: client_id.as_deref(),
            has_client_secret: client_secret.is_some(),
            scopes: scopes
                .as_ref()
                .map(|scopes| scopes.iter().map(|scope| scope.as_str()).collect()),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl ShownIntegration<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("id", self.id.to_string()),
            ("name", self.integration.to_owned()),
            ("enabled", yes_or_no(self.enabled)),
            ("client_id", self.client_id.unwrap_or("-").to_owned()),
            ("client_secret", yes_or_no(self.has_client_secret)),
            ("scopes", self.scopes()),
        ]
    }

    fn scopes(&self) -> String {
        self.scopes.as_ref().map_or_else(|| DEFAULT.to_owned(), |scopes| scopes.join(" "))
    }
}

/// An environment integration that was just enabled.
#[derive(Debug, Serialize)]
struct ShownEnabled<'a> {
    #[serde(flatten)]
    integration: ShownIntegration<'a>,
    /// The redirect URI of the OAuth client. `None` if no method needs a client, or if the public
    /// URL is not known.
    redirect_uri: Option<String>,
}

fn yes_or_no(is_so: bool) -> String {
    (if is_so { "yes" } else { "no" }).to_owned()
}
