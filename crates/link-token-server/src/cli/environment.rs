//! `link-token-server environment …`

use std::time::Duration;

use anyhow::bail;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_domain::{
    environment::{Environment, Policy, PolicyChange},
    lifetime::Lifetime,
    redirect_uri::{Allowlist, RedirectUri},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{ChangePolicy, CreateEnvironment, ListEnvironments},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    OutputFormat,
    output::{Output, time},
};
use crate::{clock, config::LifetimeSetting};

/// Manage environments, which are isolated from each other.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Set(Set),
}

/// Change the lifetime or the allowed redirect URIs of an environment's link tokens.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server environment set --environment production --lifetime 1h
  link-token-server environment set --environment production --redirect-uri https://example.com/redirect")]
pub struct Set {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The lifetime of link tokens, from 5m to 30d; `default` for the lifetime of the server.
    #[arg(long, value_name = "TIME", value_parser = parse_lifetime)]
    lifetime: Option<ValueOrDefault<Lifetime>>,
    /// A redirect URI that link tokens may have. It must match exactly, except for the port of a
    /// loopback address. Repeat the flag for several. They replace the previous list; `any` removes
    /// it.
    #[arg(long = "redirect-uri", value_name = "URI", value_parser = parse_redirect_uri)]
    redirect_uris: Vec<ValueOrDefault<RedirectUri>>,
    #[command(flatten)]
    format: OutputFormat,
}

/// A value, or the word for the default.
#[derive(Clone, Debug)]
enum ValueOrDefault<T> {
    Default,
    Value(T),
}

fn parse_lifetime(text: &str) -> Result<ValueOrDefault<Lifetime>, String> {
    if text == "default" {
        return Ok(ValueOrDefault::Default);
    }
    text.parse::<LifetimeSetting>().map(|setting| ValueOrDefault::Value(setting.0))
}

fn parse_redirect_uri(text: &str) -> Result<ValueOrDefault<RedirectUri>, String> {
    if text == "any" {
        return Ok(ValueOrDefault::Default);
    }
    let uri = link_token_types::RedirectUri::try_from(text).map_err(|error| error.to_string())?;
    RedirectUri::check_entry(uri).map(ValueOrDefault::Value).map_err(|refusal| {
        // clap says which option it is.
        let text = refusal.to_string();
        text.strip_prefix("redirect_uri: ").map_or(text.clone(), str::to_owned)
    })
}

/// Create an environment, and the database if it does not exist.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server environment create --name production")]
pub struct Create {
    /// A name of 1 to 64 letters, digits, `-`, `_` and `.`, unique in the database.
    #[arg(long, value_parser = parse_name)]
    name: String,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the environments.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server environment list --json")]
pub struct List {
    #[command(flatten)]
    format: OutputFormat,
}

impl Command {
    /// `how` is the start of shell commands on the same database.
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::Create(Create { name, format }) => {
                let environment = Environment {
                    id: Uuid::new_v4(),
                    name,
                    created_at: clock::now(),
                    policy: Policy::default(),
                };
                match store.run(CreateEnvironment(environment.clone())).await {
                    Err(UseCaseError::Refused(_)) => {
                        bail!("the environment `{}` already exists", environment.name)
                    }
                    other => other?,
                }
                let hint = format!(
                    "Next: {how} api-token create --environment {} --name backend --expires-in 90d",
                    environment.name
                );
                Ok(show(format, &environment)?.with_hint(format, hint))
            }
            Self::List(List { format }) => {
                let environments = store.query(ListEnvironments).await?;
                let environments: Vec<ShownEnvironment<'_>> =
                    environments.iter().map(ShownEnvironment::from).collect();
                Output::list(
                    format,
                    &environments,
                    &["ID", "NAME", "CREATED", "LIFETIME", "REDIRECT URIS"],
                    |shown| {
                        vec![
                            shown.id.to_string(),
                            shown.name.to_owned(),
                            time(shown.created_at),
                            shown.lifetime(),
                            shown.redirect_uris(),
                        ]
                    },
                    &format!(
                        "No environments yet. Create one: {how} environment create --name NAME"
                    ),
                )
            }
            Self::Set(arguments) => arguments.run(store, how).await,
        }
    }
}

impl Set {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        if self.lifetime.is_none() && self.redirect_uris.is_empty() {
            bail!("nothing to change: give --lifetime, --redirect-uri or both");
        }
        let lifetime = self.lifetime.map(|chosen| match chosen {
            ValueOrDefault::Default => None,
            ValueOrDefault::Value(lifetime) => Some(lifetime),
        });
        let listed: Vec<RedirectUri> = self
            .redirect_uris
            .iter()
            .filter_map(|chosen| match chosen {
                ValueOrDefault::Value(uri) => Some(uri.clone()),
                ValueOrDefault::Default => None,
            })
            .collect();
        if !listed.is_empty() && listed.len() < self.redirect_uris.len() {
            bail!("`--redirect-uri any` cannot be combined with other redirect URIs");
        }
        let redirect_uris = (!self.redirect_uris.is_empty()).then(|| Allowlist::new(listed));
        let change = PolicyChange { lifetime, redirect_uris };
        let environment = super::environment(store, how, &self.environment).await?;
        let now = clock::now();
        let changed =
            store.run(ChangePolicy { environment_id: environment.id, change, now }).await?;
        show(self.format, &changed)
    }
}

/// An environment in the output.
#[derive(Debug, Serialize)]
struct ShownEnvironment<'a> {
    id: Uuid,
    name: &'a str,
    created_at: DateTime<Utc>,
    /// In seconds.
    lifetime: Option<i64>,
    redirect_uris: Vec<&'a str>,
}

impl<'a> From<&'a Environment> for ShownEnvironment<'a> {
    fn from(environment: &'a Environment) -> Self {
        let Policy { lifetime, redirect_uris } = &environment.policy;
        Self {
            id: environment.id,
            name: &environment.name,
            created_at: environment.created_at,
            lifetime: lifetime.map(Lifetime::as_secs),
            redirect_uris: redirect_uris.uris().iter().map(AsRef::as_ref).collect(),
        }
    }
}

impl ShownEnvironment<'_> {
    fn lifetime(&self) -> String {
        let span = self.lifetime.and_then(|seconds| u64::try_from(seconds).ok());
        let span = span.map(|seconds| humantime::format_duration(Duration::from_secs(seconds)));
        span.map_or_else(|| "default".to_owned(), |span| span.to_string())
    }

    fn redirect_uris(&self) -> String {
        if self.redirect_uris.is_empty() { "any".to_owned() } else { self.redirect_uris.join(" ") }
    }
}

fn show(format: OutputFormat, environment: &Environment) -> anyhow::Result<Output> {
    let shown = ShownEnvironment::from(environment);
    let fields = [
        ("id", shown.id.to_string()),
        ("name", shown.name.to_owned()),
        ("lifetime", shown.lifetime()),
        ("redirect_uris", shown.redirect_uris()),
    ];
    Output::one(format, &shown, &fields)
}

fn parse_name(name: &str) -> Result<String, String> {
    let valid = (1..=64).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if !valid {
        return Err(
            "a name has 1 to 64 letters, digits, `-`, `_` and `.`, and starts with a letter or a digit"
                .to_owned(),
        );
    }
    if Uuid::try_parse(name).is_ok() {
        return Err("a name must not look like an ID".to_owned());
    }
    Ok(name.to_owned())
}
