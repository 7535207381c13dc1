//! A running server: its listeners and its background tasks.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use dropshot::{ConfigTls, HttpServer};
use link_token_store::Store;
use slog::Logger;
use tokio::task::JoinHandle;

use crate::{
    http::{self, App},
    logging,
    metrics::Metrics,
    operator::Operator,
    settings::ServerSettings,
    start_error::StartError,
    sweep,
    tls::TlsFiles,
};

/// How long requests in flight may take after a signal to stop.
const GRACE: Duration = Duration::from_secs(30);
/// How long requests of operators may take after that.
const OPERATORS_GRACE: Duration = Duration::from_secs(1);
/// The time between two collections of memory that is not needed any more.
const TIDYING: Duration = Duration::from_secs(30);

/// Returns a log. Requests to the operations have a line of their own, so that Dropshot's lines about them are left out.
pub fn logger(level: slog::Level, format: logging::Format) -> Result<Logger, StartError> {
    let paths = http::operations()?.into_iter().map(|operation| operation.path);
    Ok(logging::logger(level, format, paths.collect()))
}

/// A running server.
pub struct Server {
    store: Store,
    api: HttpServer<App>,
    tls: Option<TlsFiles>,
    operator: Operator,
    operators: Option<HttpServer<Operator>>,
    sweep: JoinHandle<()>,
    log: Logger,
}

impl Server {
    /// Starts to answer requests to a store.
    pub fn start(
        store: Store,
        settings: ServerSettings,
        metrics: Metrics,
        log: Logger,
    ) -> anyhow::Result<Self> {
        let ServerSettings { listen, operator_listen, tls, app, audit_retention } = settings;
        let tls_config = tls.as_ref().map(TlsFiles::load).transpose()?;
        for operation in http::operations()? {
            metrics.expect_rejections(&operation.id, &http::REASONS);
        }
        // First, so that nobody is served by a server that cannot start as a whole.
        let operator = Operator::new(store.clone(), metrics.clone(), log.clone());
        let operators = match operator_listen {
            Some(address) => {
                let server = operator.clone().start(address);
                let server =
                    server.context("the operator listener (--operator-listen, \"\" for none)")?;
                slog::info!(log, "listening for operators"; "url" => format!("http://{}", server.local_addr()));
                Some(server)
            }
            None => None,
        };
        let app = App::new(store.clone(), app, metrics, log.clone());
        let api = http::start(app, listen, tls_config)?;
        let sweep = tokio::spawn(sweep::run(store.clone(), audit_retention, log.clone()));
        Ok(Self { store, api, tls, operator, operators, sweep, log })
    }

    /// Returns the address and port that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.api.local_addr()
    }

    /// Returns the URL of the server.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address())
    }

    /// Gives back memory that is not needed any more, now and then. Does not end.
    pub async fn tidy(&self) {
        let mut interval = tokio::time::interval(TIDYING);
        loop {
            interval.tick().await;
            self.api.app_private().tidy();
        }
    }

    /// Reads the certificate and its key again. If they cannot be used, those that are in use stay.
    pub async fn reload(&self) {
        let Some(files) = &self.tls else {
            slog::info!(
                self.log,
                "nothing to reload: the server has no TLS certificate; other settings need a restart"
            );
            return;
        };
        let loaded = files.load().map_err(|error| error.to_string());
        let refreshed = match loaded {
            Ok(config) => self.api.refresh_tls(&ConfigTls::Dynamic(config)).await,
            Err(error) => Err(error),
        };
        match refreshed {
            Ok(()) => {
                slog::info!(
                    self.log,
                    "the TLS certificate was reloaded; other settings need a restart"
                );
            }
            Err(error) => {
                slog::error!(self.log, "cannot reload the TLS certificate: the current one stays in use"; "error" => error);
            }
        }
    }

    /// Stops the server: requests in flight are answered, unless `at_once` ends before. Then the store is closed.
    pub async fn stop(self, mut at_once: impl AsyncFnMut()) -> anyhow::Result<()> {
        let Self { store, api, tls: _, operator, operators, sweep, log } = self;
        slog::info!(log, "stopping");
        operator.stopping();
        sweep.abort();
        let closed = tokio::select! {
            closed = tokio::time::timeout(GRACE, api.close()) => closed.ok(),
            () = at_once() => None,
        };
        match closed {
            Some(closed) => closed.map_err(anyhow::Error::msg).context("while stopping")?,
            None => slog::warn!(log, "some requests did not finish in time, and were cancelled"),
        }
        tokio::select! {
            ended = tokio::time::timeout(GRACE, store.close()) => {
                if ended.is_err() {
                    slog::warn!(log, "the store did not close in time");
                }
            }
            () = at_once() => {}
        }
        if let Some(operators) = operators {
            // Until now it told that the server is not ready. Nobody waits for more.
            let _ = tokio::time::timeout(OPERATORS_GRACE, operators.close()).await;
        }
        slog::info!(log, "stopped");
        // It has the log, too, and whoever has it last waits for its end.
        drop(operator);
        logging::finish(log);
        Ok(())
    }
}
