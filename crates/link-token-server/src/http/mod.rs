//! The operations over HTTP. This layer only translates: a handler turns the contract's types into the domain's, calls the
//! store, and turns the answer back. The domain decides, and the store keeps.

mod authentication;
mod contract;
mod error;
mod handlers;
pub mod limits;
mod overload;
mod reference;
pub mod tls;
mod translate;
mod usage;

pub use error::REASONS;
pub use translate::account as account_of_contract;

use std::{net::SocketAddr, sync::Arc};

use dropshot::{ConfigDropshot, ConfigTls, HandlerTaskMode, HttpServer, ServerBuilder};
use link_token_api::link_token_api_mod;
use slog::Logger;

use self::{
    authentication::ApiTokens,
    limits::{LimitSettings, Limits},
    overload::Gate,
    usage::Usage,
};
use crate::{domain::lifetime::Lifetime, metrics::Metrics, store::Store};

/// What the operations work on.
pub struct App {
    store: Arc<dyn Store>,
    lifetime: Lifetime,
    limits: Limits,
    usage: Usage,
    api_tokens: ApiTokens,
    gate: Gate,
    metrics: Metrics,
    trust_forwarded: bool,
    log: Logger,
}

/// How the operations answer.
#[derive(Clone, Copy, Debug)]
pub struct AppSettings {
    /// How long link tokens live, unless their environment says otherwise.
    pub lifetime: Lifetime,
    /// How often one may call.
    pub limits: LimitSettings,
    /// How many requests are at work at once, 0 for any number.
    pub max_concurrent: usize,
    /// Whether the last address in `X-Forwarded-For` is the caller's, as a proxy in front says. Otherwise the caller is
    /// whoever connects.
    pub trust_forwarded: bool,
}

impl App {
    /// Operations on a store.
    pub fn new(
        store: Arc<dyn Store>,
        settings: AppSettings,
        metrics: Metrics,
        log: Logger,
    ) -> Self {
        let AppSettings { lifetime, limits, max_concurrent, trust_forwarded } = settings;
        Self {
            store,
            lifetime,
            limits: Limits::new(limits),
            usage: Usage::default(),
            api_tokens: ApiTokens::default(),
            gate: Gate::new(max_concurrent),
            metrics,
            trust_forwarded,
            log,
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
    #[error(
        "cannot listen on {address}: {cause}. Name another with --listen; port 0 takes a free one"
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What is the matter with it.
        cause: String,
    },
    /// The operations cannot be registered: a fault of this program.
    #[error("cannot register the operations: {0}")]
    Register(#[from] dropshot::ApiDescriptionBuildErrors),
    /// What is beside the operations cannot be registered: a fault of this program.
    #[error("cannot register what is beside the operations: {0}")]
    Beside(String),
}

impl StartError {
    /// What keeps a server from listening on an address.
    pub(crate) fn listen(address: SocketAddr, error: &dropshot::BuildError) -> Self {
        // Each error around the cause repeats the address.
        let mut cause: &dyn std::error::Error = error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        Self::Listen { address, cause: cause.to_string() }
    }
}

/// Starts to answer requests, over TLS if there is a configuration for that.
pub fn start(
    app: App,
    address: SocketAddr,
    tls: Option<rustls::ServerConfig>,
) -> Result<HttpServer<App>, StartError> {
    let mut api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    contract::register(&mut api)
        .and_then(|()| reference::register(&mut api))
        .map_err(|error| StartError::Beside(error.to_string()))?;
    let config = ConfigDropshot {
        bind_address: address,
        // A task of its own for each request, which goes on for nobody, takes a twentieth of the time.
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    };
    let tls = tls.map(ConfigTls::Dynamic);
    let log = app.log.clone();
    let server = ServerBuilder::new(api, app, log).config(config).tls(tls).start();
    server.map_err(|error| StartError::listen(address, &error))
}

/// An operation of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub id: String,
    /// Where it is.
    pub path: String,
}

/// The paths of the operations, each of which has a line of its own in the log.
pub fn paths() -> Result<Vec<String>, StartError> {
    Ok(operations()?.into_iter().map(|operation| operation.path).collect())
}

/// The operations of the contract, each of which is counted by itself.
pub fn operations() -> Result<Vec<Operation>, StartError> {
    let api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    let described = api.openapi("", dropshot::semver::Version::new(0, 0, 0)).json();
    let described = described.map_err(|error| StartError::Beside(error.to_string()))?;
    let paths = described["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, methods)| {
        let ids = methods.as_object().into_iter().flatten();
        ids.filter_map(|(_, operation)| {
            let id = operation["operationId"].as_str()?.to_owned();
            Some(Operation { id, path: path.clone() })
        })
    });
    Ok(operations.collect())
}
