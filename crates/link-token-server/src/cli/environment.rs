//! `link-token-server environment …`

use std::{
    fmt::Display,
    io::Read as _,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_domain::{
    appearance::{AccentColour, Appearance, DisplayName, Logo, PageOrigin},
    audit::Origin,
    environment::{Environment, Policy, PolicyChange},
    lifetime::Lifetime,
    redirect_uri::{Allowlist, RedirectUri},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{ChangePolicy, CreateEnvironment, FindLogo, ListEnvironments},
};
use serde::Serialize;
use uuid::Uuid;

use super::{
    OutputFormat,
    confirm::Confirmation,
    output::{Output, time},
};
use crate::{clock, config::LifetimeSetting};

/// Manage environments, which are isolated from each other.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Set(Set),
    Delete(Delete),
}

/// Change the lifetime and the allowed redirect URIs of an environment's link tokens, and the
/// appearance of its connection page.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server environment set production --lifetime 1h
  link-token-server environment set production \\
      --redirect-uri https://example.com/redirect
  link-token-server environment set production \\
      --display-name Acme --accent-colour '#1a73e8' --logo acme.svg")]
pub struct Set {
    /// The environment, by name or ID.
    #[arg(value_name = "NAME")]
    environment: String,
    /// The lifetime of link tokens, from 5m to 30d; `default` for the lifetime of the server.
    #[arg(long, value_name = "TIME", value_parser = parse_lifetime)]
    lifetime: Option<ValueOrDefault<Lifetime>>,
    /// A redirect URI that link tokens may have. It must match exactly, except for the port of a
    /// loopback address. Repeat the option for several. They replace the previous list; `any`
    /// removes it.
    #[arg(long = "redirect-uri", value_name = "URI", value_parser = parse_redirect_uri)]
    redirect_uris: Vec<ValueOrDefault<RedirectUri>>,
    /// The name that users read on the connection page; `none` for the name of the environment.
    #[arg(long, value_name = "NAME", value_parser = none_or::<DisplayName>)]
    display_name: Option<ValueOrDefault<DisplayName>>,
    /// The accent colour of the connection page, such as `#1a73e8`; `none` for the default one.
    #[arg(long, value_name = "COLOUR", value_parser = none_or::<AccentColour>)]
    accent_colour: Option<ValueOrDefault<AccentColour>>,
    /// The file with the logo on the connection page, a PNG or an SVG of at most 64 KiB; `none`
    /// removes the logo.
    #[arg(long, value_name = "FILE", value_parser = none_or::<PathBuf>)]
    logo: Option<ValueOrDefault<PathBuf>>,
    /// An origin, such as `https://app.example.com`, that may frame the connection page, or open it
    /// and get a message at its end. Repeat the option for several. They replace the previous list;
    /// `none` removes it.
    #[arg(long = "page-origin", value_name = "ORIGIN", value_parser = none_or::<PageOrigin>)]
    page_origins: Vec<ValueOrDefault<PageOrigin>>,
    #[command(flatten)]
    format: OutputFormat,
}

/// Delete an environment without integrated accounts, with its API tokens, settings, enabled
/// integrations and link tokens. Its audit trail stays.
///
/// Its API tokens are revoked first. If the command is interrupted, run it again. Erase the tenants
/// of an environment before, with `tenant erase`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server environment delete staging")]
pub struct Delete {
    /// The environment, by name or ID.
    #[arg(value_name = "NAME")]
    environment: String,
    #[command(flatten)]
    confirmation: Confirmation,
    #[command(flatten)]
    format: OutputFormat,
}

/// A value, or the word for the default.
#[derive(Clone, Debug)]
enum ValueOrDefault<T> {
    Default,
    Value(T),
}

impl<T> ValueOrDefault<T> {
    fn value(self) -> Option<T> {
        match self {
            Self::Default => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// Returns the values of an option that may be repeated. The word for the default stands alone.
fn listed<T: Clone>(
    flag: &str,
    word: &str,
    chosen: Vec<ValueOrDefault<T>>,
) -> anyhow::Result<Option<Vec<T>>> {
    let given = chosen.len();
    let values: Vec<T> = chosen.into_iter().filter_map(ValueOrDefault::value).collect();
    if !values.is_empty() && values.len() < given {
        bail!("`{flag} {word}` cannot be combined with other values");
    }
    Ok((given > 0).then_some(values))
}

fn none_or<T: FromStr<Err: Display>>(text: &str) -> Result<ValueOrDefault<T>, String> {
    if text == "none" {
        return Ok(ValueOrDefault::Default);
    }
    text.parse().map(ValueOrDefault::Value).map_err(|error: T::Err| error.to_string())
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
                Ok(show(format, &environment, false)?.with_hint(format, hint))
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
            Self::Delete(arguments) => arguments.run(store, how).await,
        }
    }
}

impl Set {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let change = PolicyChange {
            lifetime: self.lifetime.map(ValueOrDefault::value),
            redirect_uris: listed("--redirect-uri", "any", self.redirect_uris)?.map(Allowlist::new),
            display_name: self.display_name.map(ValueOrDefault::value),
            accent_colour: self.accent_colour.map(ValueOrDefault::value),
            origins: listed("--page-origin", "none", self.page_origins)?,
            logo: self
                .logo
                .map(|file| file.value().as_deref().map(read_logo).transpose())
                .transpose()?,
        };
        if change == PolicyChange::default() {
            bail!("nothing to change: `{how} environment set --help` lists the options");
        }
        let environment = super::environment(store, how, &self.environment).await?;
        let now = clock::now();
        let changed = store
            .run(ChangePolicy {
                environment_id: environment.id,
                change,
                by: Origin::CommandLine,
                now,
            })
            .await?;
        let logo = store.query(FindLogo { environment_id: environment.id }).await?;
        show(self.format, &changed, logo.is_some())
    }
}

impl Delete {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.environment).await?;
        let Environment { id, name, .. } = environment;
        self.confirmation
            .ask(&format!("Deletes the environment `{name}`, and revokes its API tokens."))?;
        let link_tokens = match store.delete_environment(id, clock::now()).await {
            Err(UseCaseError::Refused(_)) => bail!(
                "the environment `{name}` still has integrated accounts: `{how} integrated-account list --environment {name}` shows \
                 them, and `{how} tenant erase --environment {name} ID` deletes those of a tenant"
            ),
            other => other?,
        };
        let shown = serde_json::json!({ "id": id, "deleted": true, "link_tokens": link_tokens });
        let fields = [("deleted", name), ("link tokens", link_tokens.to_string())];
        Output::one(self.format, &shown, &fields)
    }
}

fn read_logo(path: &Path) -> anyhow::Result<Logo> {
    let mut bytes = Vec::new();
    // A larger file is not read to its end.
    let limit = Logo::MAX_BYTES as u64 + 1;
    std::fs::File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read --logo {}", path.display()))?;
    Logo::recognise(bytes).map_err(|error| anyhow::anyhow!("--logo {}: {error}", path.display()))
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
    display_name: Option<String>,
    accent_colour: Option<String>,
    page_origins: Vec<&'a str>,
}

impl<'a> From<&'a Environment> for ShownEnvironment<'a> {
    fn from(environment: &'a Environment) -> Self {
        let Policy { lifetime, redirect_uris, appearance } = &environment.policy;
        let Appearance { display_name, accent_colour, origins } = appearance;
        Self {
            id: environment.id,
            name: &environment.name,
            created_at: environment.created_at,
            lifetime: lifetime.map(Lifetime::as_secs),
            redirect_uris: redirect_uris.uris().iter().map(AsRef::as_ref).collect(),
            display_name: display_name.as_ref().map(ToString::to_string),
            accent_colour: accent_colour.map(|colour| colour.to_string()),
            page_origins: origins.iter().map(PageOrigin::as_str).collect(),
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

fn show(format: OutputFormat, environment: &Environment, has_logo: bool) -> anyhow::Result<Output> {
    let shown = ShownEnvironment::from(environment);
    let mut fields = vec![
        ("id", shown.id.to_string()),
        ("name", shown.name.to_owned()),
        ("lifetime", shown.lifetime()),
        ("redirect_uris", shown.redirect_uris()),
    ];
    let logo = has_logo.then(|| "set".to_owned());
    let origins = Some(shown.page_origins.join(" ")).filter(|origins| !origins.is_empty());
    let appearance = [
        ("display_name", shown.display_name.clone()),
        ("accent_colour", shown.accent_colour.clone()),
        ("logo", logo),
        ("page_origins", origins),
    ];
    fields.extend(appearance.into_iter().filter_map(|(name, value)| Some((name, value?))));
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
