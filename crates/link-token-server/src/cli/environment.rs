//! `link-token-server environment …`

use anyhow::bail;
use clap::{Args, Subcommand};
use uuid::Uuid;

use super::{
    Format,
    output::{Output, time},
};
use crate::{
    clock,
    domain::environment::Environment,
    store::{Conflict, Store},
};

/// Manage environments: nothing is visible across two.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
}

/// Create an environment, and the database if there is none.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server environment create --name production")]
pub struct Create {
    /// A name of 1 to 64 letters, digits, `-`, `_` and `.`, unique in the database.
    #[arg(long, value_parser = parse_name)]
    name: String,
    #[command(flatten)]
    format: Format,
}

/// List the environments.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server environment list --json")]
pub struct List {
    #[command(flatten)]
    format: Format,
}

impl Command {
    pub async fn run(self, store: &dyn Store) -> anyhow::Result<Output> {
        match self {
            Self::Create(Create { name, format }) => {
                let environment = Environment {
                    id: Uuid::new_v4(),
                    name,
                    created_at: clock::now(),
                };
                match store.create_environment(environment.clone()).await? {
                    Ok(()) => {}
                    Err(Conflict::Exists | Conflict::Missing) => {
                        bail!("there is an environment `{}` already", environment.name)
                    }
                }
                let fields = [
                    ("id", environment.id.to_string()),
                    ("name", environment.name.clone()),
                ];
                let hint = format!(
                    "Next: link-token-server api-token create --environment {} --name backend",
                    environment.name
                );
                Ok(Output::one(format, &environment, &fields)?.with_hint(format, hint))
            }
            Self::List(List { format }) => Output::list(
                format,
                &store.environments().await?,
                &["ID", "NAME", "CREATED"],
                |e| vec![e.id.to_string(), e.name.clone(), time(e.created_at)],
                "There is no environment yet: link-token-server environment create --name NAME",
            ),
        }
    }
}

fn parse_name(name: &str) -> Result<String, String> {
    let valid = (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if !valid {
        return Err("use 1 to 64 letters, digits, `-`, `_` and `.`".to_owned());
    }
    if Uuid::try_parse(name).is_ok() {
        return Err("this could be mistaken for an ID".to_owned());
    }
    Ok(name.to_owned())
}
