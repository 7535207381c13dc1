//! A running server: its listeners and its background tasks.

use std::{net::SocketAddr, pin::pin, task::Poll, time::Duration};

use anyhow::Context as _;
use chrono::TimeDelta;
use dropshot::{ConfigTls, HttpServer};
use futures::{FutureExt as _, poll};
use link_token_connect::outbound::{Outbound, OutboundSettings};
use link_token_store::Store;
use slog::Logger;
use tokio::{sync::watch, task::JoinHandle};

use crate::{
    accounts::revocation,
    background,
    clock::Clock,
    connect::{Connect, public_url::PublicUrl, refresh::Refresher},
    expiry::{self, CurrentCertificate},
    http::{self, App, Outside},
    listening_socket::ListeningSocket,
    logging,
    metrics::Metrics,
    operator::Operator,
    settings::ServerSettings,
    start_error::StartError,
    sweep,
    tls::{Certificate, LoadedTls, TlsFiles},
    webhooks::{self, Webhooks, dispatcher},
};

/// The time for requests in flight after a signal to stop.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(30);
/// The time in which the store can still close in order, if nothing else is to be waited for.
const LAST_CLOSE: Duration = Duration::from_secs(1);
/// The time for requests to the operator listener after those to the API have ended.
const OPERATOR_DRAIN_TIMEOUT: Duration = Duration::from_secs(1);
/// The time between two evictions of idle callers.
const EVICTION_INTERVAL: Duration = Duration::from_secs(30);

/// Returns the log. It omits Dropshot's lines about operations, which log a line of their own.
pub fn logger(level: slog::Level, format: logging::Format) -> Result<Logger, StartError> {
    let operations = http::operations()?.into_iter().map(|it| (it.method, it.path));
    Ok(logging::logger(level, format, operations.collect()))
}

/// Returns a client for requests to outside.
fn outbound(settings: OutboundSettings) -> anyhow::Result<Outbound> {
    Outbound::new(settings).context("cannot prepare calls to third parties")
}

pub struct Server {
    store: Store,
    api: HttpServer<App>,
    socket: ListeningSocket,
    operator: Operator,
    operators: Option<HttpServer<Operator>>,
    metrics: Metrics,
    certificate: watch::Sender<Option<(TlsFiles, Certificate)>>,
    tasks: Vec<JoinHandle<()>>,
    refresher: Refresher,
    /// Ends the task `sending`.
    stop_webhooks: watch::Sender<bool>,
    sending: JoinHandle<()>,
    drain_delay: Duration,
    log: Logger,
}

fn start_operators(
    operator: &Operator,
    address: Option<SocketAddr>,
    log: &Logger,
) -> anyhow::Result<Option<HttpServer<Operator>>> {
    let Some(address) = address else { return Ok(None) };
    let server = operator.clone().start(address)?;
    slog::info!(log, "listening for operators"; "url" => format!("http://{}", server.local_addr()));
    Ok(Some(server))
}

/// Starts the tasks that look at the database and at the certificate from time to time. `program`
/// is the command line of commands on the same database, for the log.
fn periodic_tasks(
    store: &Store,
    audit_retention: TimeDelta,
    certificate: &CurrentCertificate,
    metrics: &Metrics,
    program: &str,
    log: &Logger,
) -> Vec<JoinHandle<()>> {
    let sweep = {
        let (store, program, log) = (store.clone(), program.to_owned(), log.clone());
        move || sweep::run(store.clone(), audit_retention, program.clone(), log.clone())
    };
    let (store, metrics, program) = (store.clone(), metrics.clone(), program.to_owned());
    let (certificate, own_log) = (certificate.clone(), log.clone());
    let expiry = move || {
        let (metrics, program) = (metrics.clone(), program.clone());
        expiry::run(store.clone(), certificate.clone(), metrics, program, own_log.clone())
    };
    vec![background::spawn("sweep", log, sweep), background::spawn("expiry", log, expiry)]
}

impl Server {
    /// Starts a server. `program` is the command line of commands on the same database, for the
    /// log.
    pub fn start(
        store: Store,
        settings: ServerSettings,
        metrics: Metrics,
        program: &str,
        log: Logger,
    ) -> anyhow::Result<Self> {
        let ServerSettings {
            listen,
            operator_listen,
            tls,
            app,
            audit_retention,
            drain_delay,
            connect,
        } = settings;
        let loaded = tls.as_ref().map(TlsFiles::load).transpose()?;
        let (tls_config, certificate) =
            loaded.map(|loaded| (loaded.config, loaded.certificate)).unzip();
        let (certificate, current_certificate) = watch::channel(tls.clone().zip(certificate));
        if let Some((_, certificate)) = &*certificate.borrow() {
            metrics.set_certificate(certificate);
        }
        for operation in http::operations()? {
            metrics.expect_rejections(&operation.id, &http::REASONS);
        }
        // The operator listener starts first, so that a server that cannot start completely serves
        // no callers.
        let operator = Operator::new(store.clone(), metrics.clone(), log.clone());
        let operators = start_operators(&operator, operator_listen, &log)?;
        let webhooks = Webhooks {
            store: store.clone(),
            outbound: outbound(webhooks::outbound_settings(&connect.outbound_allow))?,
            catalogue: connect.catalogue.clone(),
            metrics: metrics.clone(),
            log: log.clone(),
        };
        let outbound = outbound(OutboundSettings {
            allowed_networks: connect.outbound_allow.clone(),
            ..OutboundSettings::default()
        })?;
        let catalogue = connect.catalogue.clone();
        let refresher = Refresher::new(
            store.clone(),
            catalogue.clone(),
            outbound.clone(),
            metrics.clone(),
            Clock::default(),
            log.clone(),
        );
        let outside = Outside {
            outbound: outbound.clone(),
            webhooks: webhooks.outbound.clone(),
            refresher: refresher.clone(),
        };
        let app =
            App::new(store.clone(), app, catalogue.clone(), outside, metrics.clone(), log.clone());
        let accounts = app.accounts();
        let socket = ListeningSocket::default();
        let api = http::start(app, listen, socket.clone(), tls_config)?;
        let own_url = || {
            let address = api.local_addr();
            let url = PublicUrl::of_listener(address, tls.is_some());
            url.filter(|_| address.ip().is_loopback())
        };
        match connect.public_url.or_else(own_url) {
            Some(public_url) => api.app_private().set_connect(Connect {
                store: store.clone(),
                catalogue,
                outbound,
                serves_tls: tls.is_some() && public_url.is_secure(),
                public_url,
                metrics: metrics.clone(),
                log: log.clone(),
            }),
            None => slog::warn!(
                log,
                "the connection pages are off: set --public-url to the address by which browsers reach this server"
            ),
        }
        let refresh = refresher.clone();
        let mut tasks =
            periodic_tasks(&store, audit_retention, &current_certificate, &metrics, program, &log);
        tasks.extend([
            background::spawn("refresh", &log, move || refresh.clone().run()),
            background::spawn("revocation", &log, move || revocation::run(accounts.clone())),
        ]);
        let measured = webhooks.clone();
        tasks
            .push(background::spawn("outbox", &log, move || dispatcher::measure(measured.clone())));
        let (stop_webhooks, stopping) = watch::channel(false);
        let sending = background::spawn("webhooks", &log, move || {
            dispatcher::run(webhooks.clone(), stopping.clone())
        });
        Ok(Self {
            store,
            api,
            socket,
            operator,
            operators,
            metrics,
            certificate,
            tasks,
            refresher,
            stop_webhooks,
            sending,
            drain_delay,
            log,
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.api.local_addr()
    }

    pub fn url(&self) -> String {
        let scheme = if self.certificate.borrow().is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address())
    }

    /// Evicts idle callers from memory periodically. Never returns.
    pub async fn evict_idle(&self) {
        let mut interval = tokio::time::interval(EVICTION_INTERVAL);
        loop {
            interval.tick().await;
            self.api.app_private().evict_idle();
        }
    }

    /// Reloads the TLS certificate and its key. If they are unusable, the current ones stay in use.
    pub async fn reload(&self) {
        let current = self.certificate.borrow().clone();
        let Some((files, _)) = current else {
            slog::info!(
                self.log,
                "nothing to reload: the server has no TLS certificate; other settings need a restart"
            );
            return;
        };
        let loaded = files.load().map_err(|error| error.to_string());
        let refreshed = match loaded {
            Ok(LoadedTls { config, certificate }) => {
                let refreshed = self.api.refresh_tls(&ConfigTls::Dynamic(config)).await;
                if refreshed.is_ok() {
                    self.metrics.set_certificate(&certificate);
                    self.certificate.send_replace(Some((files, certificate)));
                }
                refreshed
            }
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

    /// Stops the server: reports that it is not ready, serves for the drain delay, refuses
    /// connections, drains the requests in flight, and closes the store. When `at_once` ends, so do
    /// this wait and all later ones.
    pub async fn stop(self, at_once: impl Future<Output = ()>) -> anyhow::Result<()> {
        let Self {
            store,
            api,
            socket,
            operator,
            operators,
            metrics: _,
            certificate: _,
            tasks,
            refresher,
            stop_webhooks,
            mut sending,
            drain_delay,
            log,
        } = self;
        slog::info!(log, "stopping");
        let at_once = at_once.shared();
        operator.stopping();
        for task in tasks {
            task.abort();
        }
        if !drain_delay.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(drain_delay) => {}
                () = at_once.clone() => {}
            }
        }
        let (address, in_flight) = (api.local_addr(), api.app_private().in_flight());
        let mut closing = pin!(api.close());
        // The first poll tells Dropshot to accept no more connections.
        let early = poll!(&mut closing);
        if let Err(error) = socket.refuse_connections(address) {
            slog::warn!(log, "cannot refuse connections while the last requests end"; "error" => %error);
        }
        let ended = async {
            let closed = match early {
                Poll::Ready(closed) => closed,
                Poll::Pending => closing.await,
            };
            // Dropshot does not know of those whose browsers have left.
            in_flight.wait_for_end().await;
            closed
        };
        let closed = tokio::select! {
            biased;
            ended = tokio::time::timeout(DRAIN_TIMEOUT, ended) => ended.ok(),
            () = at_once.clone() => None,
        };
        if let Some(closed) = closed {
            closed.map_err(anyhow::Error::msg).context("while stopping")?;
        } else if in_flight.count() > 0 {
            slog::warn!(log, "some requests did not finish in time, and were cancelled"; "requests" => in_flight.count());
        }
        let drained = tokio::select! {
            biased;
            ended = tokio::time::timeout(DRAIN_TIMEOUT, refresher.drain()) => ended.is_ok(),
            () = at_once.clone() => false,
        };
        if !drained {
            slog::warn!(log, "some refreshes of credentials did not finish in time");
        }
        // After the last requests and refreshes, so that it sends their events.
        stop_webhooks.send_replace(true);
        tokio::select! {
            biased;
            _ = tokio::time::timeout(DRAIN_TIMEOUT, &mut sending) => {}
            () = at_once.clone() => {}
        }
        sending.abort();
        let closed = tokio::select! {
            biased;
            ended = tokio::time::timeout(DRAIN_TIMEOUT, store.close()) => ended.is_ok(),
            () = at_once.then(|()| tokio::time::sleep(LAST_CLOSE)) => false,
        };
        if !closed {
            slog::warn!(log, "the store did not close in time");
        }
        if let Some(operators) = operators {
            // Until now, it reported that the server is not ready.
            let _ = tokio::time::timeout(OPERATOR_DRAIN_TIMEOUT, operators.close()).await;
        }
        slog::info!(log, "stopped");
        Ok(())
    }
}
