//! `link-token-server static-gate …`

use anyhow::bail;
use clap::{Args, Subcommand};
use link_token_domain::{audit::Origin, environment::StaticGate};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{CreateStaticGate, DeleteStaticGate, ListStaticGates},
};
use uuid::Uuid;

use super::{
    ID, OutputFormat,
    output::{Output, time},
};
use crate::clock;

/// Manage static gates: fixed-egress gateways that accounts may use.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Delete(Delete),
}

/// Add a static gate to an environment.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server static-gate create --environment production")]
pub struct Create {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The ID of the gate. Without it, a new ID is generated.
    #[arg(long, value_name = "ID", value_parser = ID)]
    id: Option<Uuid>,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the static gates of an environment, the oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server static-gate list --environment production")]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    #[command(flatten)]
    format: OutputFormat,
}

/// Remove a static gate from an environment. Accounts and link tokens that refer to it keep its ID.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server static-gate delete --environment production \\
      1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Delete {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The ID of the gate.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
    #[command(flatten)]
    format: OutputFormat,
}

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::Create(Create { environment, id, format }) => {
                let environment = super::environment(store, how, &environment).await?;
                let gate = StaticGate {
                    id: id.unwrap_or_else(Uuid::new_v4),
                    environment_id: environment.id,
                    created_at: clock::now(),
                };
                match store
                    .run(CreateStaticGate { gate: gate.clone(), by: Origin::CommandLine })
                    .await
                {
                    Err(UseCaseError::Refused(_)) => {
                        bail!(
                            "static gate {} already exists in `{}`: choose another --id, or leave it out",
                            gate.id,
                            environment.name
                        )
                    }
                    other => other?,
                }
                let fields = [("id", gate.id.to_string()), ("environment", environment.name)];
                Output::one(format, &gate, &fields)
            }
            Self::List(List { environment, format }) => {
                let environment = super::environment(store, how, &environment).await?;
                Output::list(
                    format,
                    &store.query(ListStaticGates { environment_id: environment.id }).await?,
                    &["ID", "CREATED"],
                    |gate| vec![gate.id.to_string(), time(gate.created_at)],
                    &format!(
                        "No static gates in `{0}`. Create one: {how} static-gate create --environment {0}",
                        environment.name
                    ),
                )
            }
            Self::Delete(Delete { environment, id, format }) => {
                let environment = super::environment(store, how, &environment).await?;
                let now = clock::now();
                let delete = DeleteStaticGate {
                    environment_id: environment.id,
                    id,
                    by: Origin::CommandLine,
                    now,
                };
                match store.run(delete).await {
                    Err(UseCaseError::Refused(_)) => {
                        bail!(
                            "static gate {id} not found in `{0}`: `{how} static-gate list --environment {0}` shows its gates",
                            environment.name
                        )
                    }
                    other => other?,
                }
                let deleted = serde_json::json!({ "id": id, "deleted": true });
                Output::one(format, &deleted, &[("deleted", id.to_string())])
            }
        }
    }
}
