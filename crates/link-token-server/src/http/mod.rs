//! The operations over HTTP. This layer only translates: a handler turns the contract's types into the domain's, calls the
//! store, and turns the answer back. The domain decides, and the store keeps.

mod authentication;
mod error;
mod handlers;
pub mod limits;
mod overload;
mod translate;
mod usage;

pub use translate::account as account_of_contract;

use std::{net::SocketAddr, sync::Arc};

use dropshot::{ConfigDropshot, HandlerTaskMode, HttpServer, ServerBuilder};
use link_token_api::link_token_api_mod;
use slog::Logger;

use self::{
    authentication::ApiTokens,
    limits::{LimitSettings, Limits},
    overload::Gate,
    usage::Usage,
};
use crate::{domain::lifetime::Lifetime, store::Store};

/// What the operations work on.
pub struct App {
    store: Arc<dyn Store>,
    lifetime: Lifetime,
    limits: Limits,
    usage: Usage,
    api_tokens: ApiTokens,
    gate: Gate,
}

impl App {
    /// Operations on a store. `lifetime` is how long link tokens live, unless their environment says otherwise;
    /// `max_concurrent` how many requests are at work at once, 0 for any number.
    pub fn new(
        store: Arc<dyn Store>,
        lifetime: Lifetime,
        limits: LimitSettings,
        max_concurrent: usize,
    ) -> Self {
        Self {
            store,
            lifetime,
            limits: Limits::new(limits),
            usage: Usage::default(),
            api_tokens: ApiTokens::default(),
            gate: Gate::new(max_concurrent),
        }
    }

    /// Gives back memory that nobody needs any more. To be called now and then.
    pub fn tidy(&self) {
        self.limits.forget();
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is not to be had.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What is the matter with it.
        cause: String,
    },
    /// The operations cannot be registered: a fault of this program.
    #[error("cannot register the operations: {0}")]
    Register(#[from] dropshot::ApiDescriptionBuildErrors),
}

/// Starts to answer requests.
pub fn start(app: App, address: SocketAddr, log: &Logger) -> Result<HttpServer<App>, StartError> {
    let api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    let config = ConfigDropshot {
        bind_address: address,
        // A client that goes away must not stop a commit half way.
        default_handler_task_mode: HandlerTaskMode::Detached,
        ..ConfigDropshot::default()
    };
    ServerBuilder::new(api, app, log.clone()).config(config).start().map_err(|error| {
        // Each error around the cause repeats the address.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        StartError::Listen { address, cause: cause.to_string() }
    })
}
