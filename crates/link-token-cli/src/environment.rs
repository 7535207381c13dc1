//! `link-token environment …`

use std::{fs, time::Duration};

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::{Args, Subcommand};
use link_token_client::{Client, types};

use crate::{
    Connection, new_list, show,
    table::{show_fields, time},
    time_parser::parse_duration,
};

/// Show and change the settings of the environment.
#[derive(Debug, Subcommand)]
pub enum Command {
    Show(Show),
    Set(Set),
}

/// Show the environment of the API token, and its settings.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token environment show")]
pub struct Show {}

/// Change the lifetime and the allowed redirect URIs of link tokens, and the appearance of the
/// connection page. What is not given stays.
///
/// The command reads the settings, and replaces all of them. Of two changes at the same time, one
/// may be lost.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token environment set --lifetime 1h
  link-token environment set --redirect-uri https://example.com/redirect
  link-token environment set --display-name Acme --accent-colour '#1a73e8' \\
      --logo acme.svg")]
#[group(required = true, multiple = true)]
pub struct Set {
    /// The lifetime of link tokens, from 5m to 30d; `default` for the lifetime of the server.
    #[arg(long, value_name = "TIME", value_parser = parse_lifetime)]
    lifetime: Option<Replacement<types::EnvironmentSettingsLifetimeSeconds>>,
    /// A redirect URI that link tokens may have. It must match exactly, except for the port of a
    /// loopback address. Repeat the option for several. They replace the previous list; `any`
    /// removes it.
    #[arg(long = "redirect-uri", value_name = "URI")]
    redirect_uris: Vec<String>,
    /// The name that users read on the connection page; `none` for the name of the environment.
    #[arg(long, value_name = "NAME", value_parser = none_or)]
    display_name: Option<Replacement<String>>,
    /// The accent colour of the connection page, such as `#1a73e8`; `none` for the default one.
    #[arg(long, value_name = "COLOUR", value_parser = none_or)]
    accent_colour: Option<Replacement<String>>,
    /// The file with the logo on the connection page, a PNG or an SVG of at most 64 KiB; `none`
    /// removes the logo.
    #[arg(long, value_name = "FILE", value_parser = none_or)]
    logo: Option<Replacement<String>>,
    /// An origin, such as `https://app.example.com`, that may frame the connection page, or open it
    /// and get a message at its end. Repeat the option for several. They replace the previous list;
    /// `none` removes it.
    #[arg(long = "page-origin", value_name = "ORIGIN")]
    page_origins: Vec<String>,
}

/// The new value of a setting. `None` for its default.
#[derive(Clone, Debug)]
struct Replacement<T>(Option<T>);

fn none_or(text: &str) -> Result<Replacement<String>, String> {
    match text {
        "none" => Ok(Replacement(None)),
        "" => Err("must not be empty: `none` removes it".to_owned()),
        value => Ok(Replacement(Some(value.to_owned()))),
    }
}

fn parse_lifetime(
    text: &str,
) -> Result<Replacement<types::EnvironmentSettingsLifetimeSeconds>, String> {
    if text == "default" {
        return Ok(Replacement(None));
    }
    let span = parse_duration(text)?;
    let seconds = i32::try_from(span.as_secs()).ok().filter(|_| span.subsec_nanos() == 0);
    let seconds = seconds
        .and_then(|seconds| types::EnvironmentSettingsLifetimeSeconds::try_from(seconds).ok());
    let seconds = seconds.ok_or("expected whole seconds, from 5m to 30d")?;
    Ok(Replacement(Some(seconds)))
}

const PATH: &str = "/environment";

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let client = connection.client()?;
        let environment = match self {
            Self::Show(Show {}) => get(connection, &client).await?,
            Self::Set(set) => set.run(connection, &client).await?,
        };
        if json {
            return show(&environment, json);
        }
        let types::EnvironmentSettings {
            accent_colour,
            display_name,
            lifetime_seconds,
            page_origins,
            redirect_uris,
        } = environment.settings;
        let or_default = |value: Option<String>| value.unwrap_or_else(|| "default".to_owned());
        let lifetime = lifetime_seconds.map(|lifetime| {
            let seconds = u64::try_from(i32::from(lifetime)).unwrap_or_default();
            humantime::format_duration(Duration::from_secs(seconds)).to_string()
        });
        let redirect_uris = redirect_uris
            .map(|list| list.iter().map(|uri| uri.as_str()).collect::<Vec<_>>().join(" "));
        let page_origins = page_origins.map(|list| list.join(" "));
        let filled = |list: Option<String>| list.filter(|list| !list.is_empty());
        show_fields(&[
            ("id", environment.id.to_string()),
            ("name", environment.name),
            ("created", time(environment.created_at)),
            ("lifetime", or_default(lifetime)),
            ("redirect URIs", filled(redirect_uris).unwrap_or_else(|| "any".to_owned())),
            ("display name", or_default(display_name)),
            ("accent colour", or_default(accent_colour)),
            ("logo", if environment.has_logo { "set" } else { "none" }.to_owned()),
            ("page origins", filled(page_origins).unwrap_or_else(|| "none".to_owned())),
        ])
    }
}

async fn get(
    connection: &Connection,
    client: &Client,
) -> anyhow::Result<types::EnvironmentDetails> {
    let sent = client.get_environment().send().await;
    Ok(sent.map_err(|error| connection.explain(&error, PATH))?.into_inner())
}

impl Set {
    async fn run(
        self,
        connection: &Connection,
        client: &Client,
    ) -> anyhow::Result<types::EnvironmentDetails> {
        let Self { lifetime, redirect_uris, display_name, accent_colour, logo, page_origins } =
            self;
        let redirect_uris = new_list("--redirect-uri", "any", redirect_uris)?
            .map(types::EnvironmentSettingsRedirectUris::try_from);
        let changes = Changes {
            lifetime,
            redirect_uris: redirect_uris.transpose().context("--redirect-uri")?,
            display_name,
            accent_colour,
            page_origins: new_list("--page-origin", "none", page_origins)?
                .map(types::EnvironmentSettingsPageOrigins::try_from)
                .transpose()
                .context("--page-origin")?,
        };
        let Some(Replacement(logo)) = logo else { return changes.send(connection, client).await };
        // The logo is more likely to be refused than the settings.
        send_logo(connection, client, logo.as_deref().map(read_logo).transpose()?).await?;
        if changes.is_empty() {
            return get(connection, client).await;
        }
        let changed = changes.send(connection, client).await;
        changed.context("the logo has changed already")
    }
}

async fn send_logo(
    connection: &Connection,
    client: &Client,
    content: Option<types::EnvironmentLogoContent>,
) -> anyhow::Result<()> {
    let sent = match content {
        Some(content) => {
            let body = types::EnvironmentLogo { content };
            client.set_environment_logo().body(body).send().await.map(|_| ())
        }
        None => client.delete_environment_logo().send().await.map(|_| ()),
    };
    sent.map_err(|error| connection.explain(&error, "/environment/logo"))
}

/// The settings to change. `None` leaves one as it is.
struct Changes {
    lifetime: Option<Replacement<types::EnvironmentSettingsLifetimeSeconds>>,
    redirect_uris: Option<types::EnvironmentSettingsRedirectUris>,
    display_name: Option<Replacement<String>>,
    accent_colour: Option<Replacement<String>>,
    page_origins: Option<types::EnvironmentSettingsPageOrigins>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        let Self { lifetime, redirect_uris, display_name, accent_colour, page_origins } = self;
        lifetime.is_none()
            && redirect_uris.is_none()
            && display_name.is_none()
            && accent_colour.is_none()
            && page_origins.is_none()
    }

    /// Reads the settings, and replaces them with changed ones.
    async fn send(
        self,
        connection: &Connection,
        client: &Client,
    ) -> anyhow::Result<types::EnvironmentDetails> {
        let mut settings = get(connection, client).await?.settings;
        if let Some(Replacement(lifetime)) = self.lifetime {
            settings.lifetime_seconds = lifetime;
        }
        if let Some(Replacement(name)) = self.display_name {
            settings.display_name = name;
        }
        if let Some(Replacement(colour)) = self.accent_colour {
            settings.accent_colour = colour;
        }
        settings.redirect_uris = self.redirect_uris.or(settings.redirect_uris);
        settings.page_origins = self.page_origins.or(settings.page_origins);
        let sent = client.set_environment().body(settings).send().await;
        Ok(sent.map_err(|error| connection.explain(&error, PATH))?.into_inner())
    }
}

fn read_logo(path: &str) -> anyhow::Result<types::EnvironmentLogoContent> {
    let file = fs::read(path).with_context(|| format!("cannot read --logo {path}"))?;
    let content = STANDARD.encode(&file).parse();
    content.ok().with_context(|| {
        format!(
            "--logo {path} has {} bytes: a logo has at most 65536, and is not empty",
            file.len()
        )
    })
}
