//! The operations over HTTP. This layer translates between the types of the contract and of the
//! domain, and runs use cases.

mod authentication;
mod call;
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
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use dropshot::{
    ConfigDropshot, ConfigTls, HandlerTaskMode, HttpServer, ServerBuilder, VersionPolicy,
};
use link_token_api::link_token_api_mod;
use link_token_domain::lifetime::Lifetime;
use link_token_store::Store;
use slog::Logger;

pub use self::error::REASONS;
use self::{
    authentication::ApiTokens, limits::RateLimits, no_route::NoRoute, overload::ConcurrencyLimit,
};
use crate::{metrics::Metrics, settings::AppSettings, start_error::StartError, throttle::Throttle};

/// The minimum time between two log lines about missing encryption keys.
const KEY_ERROR_INTERVAL: Duration = Duration::from_secs(60);

/// The state that the operations share.
pub struct App {
    store: Store,
    lifetime: Lifetime,
    limits: RateLimits,
    api_tokens: ApiTokens,
    concurrency: ConcurrencyLimit,
    metrics: Metrics,
    trust_forwarded: bool,
    /// Limits the log lines about missing encryption keys.
    key_errors: Throttle,
    in_flight: InFlight,
    log: Logger,
}

impl App {
    pub fn new(store: Store, settings: AppSettings, metrics: Metrics, log: Logger) -> Self {
        let AppSettings { lifetime, limits, max_concurrent, trust_forwarded } = settings;
        Self {
            api_tokens: ApiTokens::new(store.clone()),
            store,
            lifetime,
            limits: RateLimits::new(limits),
            concurrency: ConcurrencyLimit::new(max_concurrent),
            metrics,
            trust_forwarded,
            key_errors: Throttle::new(KEY_ERROR_INTERVAL),
            in_flight: InFlight::default(),
            log,
        }
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

/// The number of requests in flight.
#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<AtomicUsize>);

impl InFlight {
    /// Returns the number.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    fn begin(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn end(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
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
    tls: Option<rustls::ServerConfig>,
) -> Result<HttpServer<App>, StartError> {
    let mut api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    openapi::register(&mut api)
        .and_then(|()| reference::register(&mut api))
        .map_err(|error| StartError::Endpoints(error.to_string()))?;
    let config = ConfigDropshot {
        bind_address: address,
        // A request ends when its client disconnects.
        default_handler_task_mode: HandlerTaskMode::CancelOnDisconnect,
        ..ConfigDropshot::default()
    };
    let tls = tls.map(ConfigTls::Dynamic);
    let log = app.log.clone();
    let operations = operations()?.into_iter().map(|operation| operation.path).collect();
    let policy = VersionPolicy::Dynamic(Box::new(NoRoute { operations }));
    let builder = ServerBuilder::new(api, app, log).config(config).version_policy(policy);
    let server = builder.tls(tls).start();
    server.map_err(|error| StartError::listen(address, "--listen", error))
}

/// An operation of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    pub path: String,
}

/// Returns the operations of the contract.
pub fn operations() -> Result<Vec<Operation>, StartError> {
    let api = link_token_api_mod::api_description::<handlers::Handlers>()?;
    let described = api.openapi("", dropshot::semver::Version::new(0, 0, 0)).json();
    let described = described.map_err(|error| StartError::Endpoints(error.to_string()))?;
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
