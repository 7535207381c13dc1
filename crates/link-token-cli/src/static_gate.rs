//! `link-token static-gate …`

use clap::{Args, Subcommand};
use link_token_client::types;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Connection, ID, show,
    table::{show_table, time},
};

/// Manage static gates: fixed-egress gateways that accounts may use.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Delete(Delete),
}

/// Add a static gate to the environment.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token static-gate create")]
pub struct Create {
    /// The ID of the gate. Without it, a new ID is generated.
    #[arg(long, value_name = "ID", value_parser = ID)]
    id: Option<Uuid>,
}

/// List the static gates of the environment, the oldest first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token static-gate list")]
pub struct List {}

/// Remove a static gate from the environment. Accounts and link tokens that refer to it keep its
/// ID.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token static-gate delete 1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Delete {
    /// The ID of the gate.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

const PATH: &str = "/static-gate";

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let client = connection.client()?;
        let failed = |error| connection.explain(&error, PATH);
        match self {
            Self::Create(Create { id }) => {
                let body = types::StaticGateRegistration { id };
                let remedy = if id.is_some() {
                    "repeat the command. If the static gate already exists then, it was created"
                } else {
                    "look for the static gate with `link-token static-gate list` before you repeat the command, which would create another one"
                };
                let sent = client.create_static_gate().body(body).send().await;
                let failed = |error| connection.explain_lost(&error, PATH, remedy);
                show(&*sent.map_err(failed)?, json)
            }
            Self::List(List {}) => {
                let gates = client.list_static_gates().all();
                show_table(
                    &gates.await.map_err(failed)?,
                    json,
                    &["ID", "CREATED"],
                    |gate| vec![gate.id.to_string(), time(gate.created_at)],
                    "No static gates.",
                )
            }
            Self::Delete(Delete { id }) => {
                client.delete_static_gate().id(id).send().await.map_err(failed)?;
                if json {
                    return show(&json!({ "deleted": true }), json);
                }
                anstream::eprintln!("The static gate is removed.");
                Ok(())
            }
        }
    }
}
