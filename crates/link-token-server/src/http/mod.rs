//! The operations over HTTP. This layer translates between the types of the contract and of the
//! domain, and runs use cases.

mod administration;
mod authentication;
mod call;
mod connect_account;
mod error;
mod handlers;
mod host;
mod limits;
mod no_route;
mod openapi;
mod overload;
mod reference;

use std::{
    net::SocketAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use dropshot::{
    ApiDescription, ConfigDropshot, ConfigTls, HandlerTaskMode, HttpServer, ServerBuilder,
    VersionPolicy,
};
use link_token_api::link_token_api_mod;
use link_token_connect::{catalogue::Catalogue, outbound::Outbound};
use link_token_domain::lifetime::Lifetime;
use link_token_store::Store;
use serde_json::Value;
use slog::Logger;
use tokio::sync::Semaphore;

pub use self::error::{OperationError, REASONS};
use self::{
    authentication::ApiTokens,
    limits::RateLimits,
    no_route::NoRoute,
    overload::{ConcurrencyLimit, ScanQueue},
};
use crate::{
    accounts::Accounts,
    connect::{Connect, refresh::Refresher},
    listening_socket::ListeningSocket,
    logging,
    metrics::Metrics,
    settings::AppSettings,
    start_error::StartError,
    throttle::Throttle,
};

/// The minimum time between two log lines about missing encryption keys.
const KEY_ERROR_INTERVAL: Duration = Duration::from_secs(60);

/// The state that the operations share.
pub struct App {
    store: Store,
    lifetime: Lifetime,
    limits: RateLimits,
    api_tokens: ApiTokens,
    concurrency: ConcurrencyLimit,
    scans: ScanQueue,
    /// The permit to erase a tenant: an erasure reads whole tables.
    erasure: Arc<Semaphore>,
    metrics: Metrics,
    trust_forwarded: bool,
    /// Limits the log lines about missing encryption keys.
    key_errors: Throttle,
    in_flight: InFlight,
    catalogue: Arc<Catalogue>,
    refresher: Refresher,
    /// The client for test events of webhooks.
    webhook_outbound: Outbound,
    accounts: Accounts,
    /// The connection flow. Unset without a public URL.
    connect: OnceLock<Connect>,
    log: Logger,
}

/// Makes requests to outside.
pub struct Outside {
    /// The client for third parties.
    pub outbound: Outbound,
    /// The client for test events of webhooks.
    pub webhooks: Outbound,
    pub refresher: Refresher,
}

impl App {
    pub fn new(
        store: Store,
        settings: AppSettings,
        catalogue: Arc<Catalogue>,
        outside: Outside,
        metrics: Metrics,
        log: Logger,
    ) -> Self {
        let Outside { outbound, webhooks: webhook_outbound, refresher } = outside;
        let accounts =
            Accounts::new(store.clone(), catalogue.clone(), outbound, metrics.clone(), log.clone());
        let AppSettings { lifetime, limits, max_concurrent, trust_forwarded } = settings;
        Self {
            api_tokens: ApiTokens::new(store.clone()),
            store,
            lifetime,
            limits: RateLimits::new(limits),
            concurrency: ConcurrencyLimit::new(max_concurrent),
            scans: ScanQueue::default(),
            erasure: Arc::new(Semaphore::new(1)),
            metrics,
            trust_forwarded,
            key_errors: Throttle::new(KEY_ERROR_INTERVAL),
            in_flight: InFlight::default(),
            catalogue,
            refresher,
            webhook_outbound,
            accounts,
            connect: OnceLock::new(),
            log,
        }
    }

    /// Returns what changes accounts, for the background tasks.
    pub fn accounts(&self) -> Accounts {
        self.accounts.clone()
    }

    /// Opens the connection pages.
    pub fn set_connect(&self, connect: Connect) {
        let _ = self.connect.set(connect);
    }

    /// Returns the counter of the requests in flight.
    pub fn in_flight(&self) -> InFlight {
        self.in_flight.clone()
    }

    /// Evicts idle callers from memory. The server calls this periodically.
    pub fn evict_idle(&self) {
        self.limits.evict_idle();
    }
}

/// The time between two looks whether the requests in flight have ended.
const END_POLL: Duration = Duration::from_millis(20);

/// The number of requests in flight.
#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<AtomicUsize>);

impl InFlight {
    /// Returns the number.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Waits until there is none.
    pub async fn wait_for_end(&self) {
        while self.count() > 0 {
            tokio::time::sleep(END_POLL).await;
        }
    }

    /// Counts until the guard is dropped.
    fn enter(&self) -> InFlightGuard {
        self.begin();
        InFlightGuard(self.clone())
    }

    fn begin(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn end(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A request, or what is left of it after its client has disconnected.
#[derive(Debug)]
struct InFlightGuard(InFlight);

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.0.end();
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// Starts the HTTP server, over TLS if `tls` is set.
pub fn start(
    app: App,
    address: SocketAddr,
    socket: ListeningSocket,
    tls: Option<rustls::ServerConfig>,
) -> Result<HttpServer<App>, StartError> {
    let config = ConfigDropshot {
        bind_address: address,
        // A request ends when its client disconnects.
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    };
    let tls = tls.map(ConfigTls::Dynamic);
    let log = logging::without_accept_errors(&app.log, socket);
    let policy = VersionPolicy::Dynamic(Box::new(NoRoute::new(endpoints()?)));
    let builder = ServerBuilder::new(endpoints()?, app, log).config(config).version_policy(policy);
    let server = builder.tls(tls).start();
    server.map_err(|error| StartError::listen(address, "--listen", error))
}

/// Returns the operations of the contract, and the pages.
fn endpoints() -> Result<ApiDescription<App>, StartError> {
    let mut api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    openapi::register(&mut api)
        .and_then(|()| reference::register(&mut api))
        .map_err(|error| StartError::Endpoints(error.to_string()))?;
    Ok(api)
}

/// An operation of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    pub method: String,
    pub path: String,
}

/// Returns the operations of the contract.
pub fn operations() -> Result<Vec<Operation>, StartError> {
    // Dropshot's description leaves out the operations of shared routes.
    let contract: Value = serde_json::from_str(link_token_api::OPENAPI_JSON)
        .map_err(|error| StartError::Endpoints(error.to_string()))?;
    let paths = contract["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, methods)| {
        let ids = methods.as_object().into_iter().flatten();
        ids.filter_map(|(method, operation)| {
            let id = operation["operationId"].as_str()?.to_owned();
            Some(Operation { id, method: method.to_ascii_uppercase(), path: path.clone() })
        })
    });
    Ok(operations.collect())
}
