//! The operator listener: liveness, readiness and metrics. It has no authentication, so by default
//! it listens on a loopback address.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use dropshot::{
    ApiDescription, Body, ConfigDropshot, HttpError, HttpServer, RequestContext, ServerBuilder,
};
use http::{Response, StatusCode, header};
use link_token_store::{Store, StoreError};
use slog::{Drain as _, Level, LevelFilter, Logger, o};
use tokio::time::timeout;

use crate::{metrics::Metrics, page, start_error::StartError};

/// The time limit of the store's answer, after which the server is not ready.
const STORE_TIMEOUT: Duration = Duration::from_secs(2);

/// The state of the operator listener.
#[derive(Clone)]
pub struct Operator {
    store: Store,
    metrics: Metrics,
    stopping: Arc<AtomicBool>,
    /// The result of the last readiness check.
    was_ready: Arc<AtomicBool>,
    log: Logger,
}

impl std::fmt::Debug for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operator").field("stopping", &self.stopping).finish_non_exhaustive()
    }
}

impl Operator {
    pub fn new(store: Store, metrics: Metrics, log: Logger) -> Self {
        let was_ready = Arc::new(AtomicBool::new(true));
        Self { store, metrics, stopping: Arc::default(), was_ready, log }
    }

    /// Reports from now on that the server is not ready, so that it gets no new requests.
    pub fn stopping(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub fn start(self, address: SocketAddr) -> Result<HttpServer<Self>, StartError> {
        let mut api = ApiDescription::new();
        let registered = page::register(&mut api, "/healthz", healthz)
            .and_then(|()| page::register(&mut api, "/readyz", readyz))
            .and_then(|()| page::register(&mut api, "/metrics", metrics_text));
        registered.map_err(|error| StartError::Endpoints(error.to_string()))?;
        let config = ConfigDropshot { bind_address: address, ..ConfigDropshot::default() };
        // Probes arrive every few seconds, so their log lines are omitted.
        let log = Logger::root(LevelFilter::new(self.log.clone(), Level::Warning).fuse(), o!());
        let server = ServerBuilder::new(api, self, log).config(config).start();
        server.map_err(|error| StartError::listen(address, "--operator-listen", error))
    }

    /// Returns the reason why the server is not ready.
    async fn not_ready(&self) -> Option<String> {
        if self.stopping.load(Ordering::Relaxed) {
            return Some("stopping\n".to_owned());
        }
        let mut answer = "the store is not available: see the log of the server\n".to_owned();
        let fault = match timeout(STORE_TIMEOUT, self.store.ping()).await {
            Ok(Ok(())) => None,
            Ok(Err(error @ StoreError::Keys(_))) => {
                answer = format!("{error}\n");
                Some(error.to_string())
            }
            Ok(Err(error)) => Some(error.to_string()),
            Err(_) => Some(format!("no answer within {STORE_TIMEOUT:?}")),
        };
        let was_ready = self.was_ready.swap(fault.is_none(), Ordering::Relaxed);
        match &fault {
            Some(error) if was_ready => slog::warn!(self.log, "not ready"; "error" => error),
            None if !was_ready => slog::info!(self.log, "ready again"),
            _ => {}
        }
        fault.map(|_| answer)
    }
}

type ProbeResponse = Result<Response<Body>, HttpError>;

fn answer(status: StatusCode, media_type: &str, body: impl Into<Body>) -> ProbeResponse {
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, media_type);
    let response = response.header(header::CACHE_CONTROL, "no-store").body(body.into());
    response.map_err(|error| HttpError::for_internal_error(error.to_string()))
}

const TEXT: &str = "text/plain; charset=utf-8";

/// Liveness: the process answers.
async fn healthz(_rqctx: RequestContext<Operator>) -> ProbeResponse {
    answer(StatusCode::OK, TEXT, "ok\n")
}

/// Readiness: the store answers, and the server is not stopping.
async fn readyz(rqctx: RequestContext<Operator>) -> ProbeResponse {
    match rqctx.context().not_ready().await {
        None => answer(StatusCode::OK, TEXT, "ok\n"),
        Some(why) => answer(StatusCode::SERVICE_UNAVAILABLE, TEXT, why),
    }
}

/// The metrics, in the format of Prometheus.
async fn metrics_text(rqctx: RequestContext<Operator>) -> ProbeResponse {
    let Operator { store, metrics, .. } = rqctx.context();
    let text = metrics.to_text(store.queue_depth());
    let text = text.map_err(|error| HttpError::for_internal_error(error.to_string()))?;
    answer(StatusCode::OK, Metrics::MEDIA_TYPE, text)
}
