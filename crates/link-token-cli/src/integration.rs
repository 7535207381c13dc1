//! `link-token integration …`

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use link_token_client::types;
use serde_json::json;

use crate::{
    Connection, secret_of, show,
    table::{show_table, time},
};

/// Manage the apps that the environment offers.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    Enable(Enable),
    Disable(Disable),
}

/// List the apps that the environment has enabled, by name.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token integration list
  link-token integration list --available")]
pub struct List {
    /// List the apps that the environment can enable instead.
    #[arg(long)]
    available: bool,
}

/// Enable an app, or change its OAuth client or its scopes. What is not given stays.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token integration enable hubspot --client-id 1234 \\
      --client-secret-file hubspot.secret
  link-token integration enable hubspot --scope contacts.read \\
      --scope contacts.write")]
pub struct Enable {
    /// The name of the app.
    name: types::IntegrationName,
    /// The ID of the OAuth client that you have registered with the vendor.
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    client_id: Option<String>,
    /// The file with the secret of the OAuth client; `-` for standard input. Other users of the
    /// machine can read arguments.
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<String>,
    /// An OAuth scope to request if the link token names none. Repeat the option for several;
    /// `default` for those of the app.
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<types::Scope>,
}

/// Stop offering an app. Its accounts stay connected.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token integration disable hubspot")]
pub struct Disable {
    /// The name of the app.
    name: types::IntegrationName,
}

/// The word that removes the scopes of an environment.
const DEFAULT: &str = "default";

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        match self {
            Self::List(List { available: true }) => list_available(connection, json).await,
            Self::List(List { available: false }) => list_enabled(connection, json).await,
            Self::Enable(enable) => enable.run(connection, json).await,
            Self::Disable(Disable { name }) => {
                let body = types::IntegrationReference { integration: name };
                let sent = connection.client()?.disable_integration().body(body).send().await;
                let failed = |error| connection.explain(&error, "/environment-integration/disable");
                sent.map_err(failed)?;
                if json {
                    return show(&json!({ "disabled": true }), json);
                }
                anstream::eprintln!("The app is no longer offered.");
                Ok(())
            }
        }
    }
}

async fn list_available(connection: &Connection, json: bool) -> anyhow::Result<()> {
    let client = connection.client()?;
    let apps = client.list_integrations().all();
    let apps = apps.await.map_err(|error| connection.explain(&error, "/integration"))?;
    show_table(
        &apps,
        json,
        &["NAME", "LABEL", "AUTHENTICATION"],
        |app| vec![app.name.to_string(), app.label.clone(), joined(&app.authentication_methods)],
        "The server knows no apps.",
    )
}

async fn list_enabled(connection: &Connection, json: bool) -> anyhow::Result<()> {
    let client = connection.client()?;
    let apps = client.list_environment_integrations().all();
    let failed = |error| connection.explain(&error, "/environment-integration");
    show_table(
        &apps.await.map_err(failed)?,
        json,
        &["NAME", "AUTHENTICATION", "CLIENT ID", "SCOPES", "UPDATED", "ID"],
        |app| {
            vec![
                app.integration.name.to_string(),
                joined(&app.authentication_methods),
                app.client_id.clone().unwrap_or_else(|| "-".to_owned()),
                if app.scopes.is_empty() { DEFAULT.to_owned() } else { scopes(app) },
                time(app.updated_at),
                app.id.to_string(),
            ]
        },
        "No apps are enabled: `link-token integration list --available` lists those to choose from.",
    )
}

fn scopes(app: &types::EnvironmentIntegration) -> String {
    app.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

fn joined(words: &[impl ToString]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl Enable {
    async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Self { name, client_id, client_secret_file, scopes } = self;
        let is_default = |scope: &types::Scope| scope.as_str() == DEFAULT;
        let scopes = match scopes.as_slice() {
            [] => None,
            [scope] if is_default(scope) => Some(Vec::new()),
            several if several.iter().any(is_default) => {
                bail!("`--scope {DEFAULT}` cannot be combined with other scopes")
            }
            _ => Some(scopes),
        };
        let secret = client_secret_file.map(|file| secret_of("--client-secret-file", &file));
        let body = types::IntegrationEnablement {
            client_id,
            client_secret: secret.transpose()?.map(types::ClientSecret),
            integration: name,
            scopes: scopes
                .map(types::IntegrationEnablementScopes::try_from)
                .transpose()
                .context("--scope")?,
        };
        let sent = connection.client()?.enable_integration().body(body).send().await;
        let failed = |error| connection.explain(&error, "/environment-integration");
        show(&*sent.map_err(failed)?, json)
    }
}
