//! `link-token-server serve`

use std::{io::Write as _, path::PathBuf, sync::Arc};

use anyhow::{Context as _, bail};
use clap::Args;
use ipnet::IpNet;
use link_token_connect::catalogue::Catalogue;
use link_token_domain::lifetime::Lifetime;
use link_token_store::{
    Store,
    use_cases::{ListApiTokens, ListEnvironments},
};
use sd_notify::NotifyState;
use slog::Logger;
use tokio::signal;

use super::{definitions, target::Target};
use crate::{
    config::{
        DEFAULT_FAILURE_LIMIT, DEFAULT_LISTEN, DEFAULT_LOG_LEVEL, DEFAULT_MAX_CONCURRENT,
        DEFAULT_OPERATOR_LISTEN, DEFAULT_RATE_LIMIT, DrainDelay, File, LifetimeSetting, Listen,
        LogLevel, OperatorListen, OutboundAllow, Retention, whole_number,
    },
    connect::public_url::PublicUrl,
    logging,
    metrics::Metrics,
    server::{self, Server},
    settings::{AppSettings, ConnectSettings, LimitSettings, PLAIN_HTTP_REMEDY, ServerSettings},
    tls::TlsFiles,
};

/// Run the server until SIGINT or SIGTERM.
///
/// Prints `listening on http://ADDRESS`, with the actual port, to standard output when the server
/// is ready. Everything else goes to the log on standard error.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server serve
  link-token-server serve --listen 127.0.0.1:0 \\
      --database sqlite:/var/lib/link-token/link-token.db")]
pub struct Arguments {
    /// The address and port to listen on; port 0 selects a free port [default: 127.0.0.1:8080].
    #[arg(long, env = "LINK_TOKEN_LISTEN", hide_env_values = true, value_name = "ADDRESS")]
    listen: Option<Listen>,
    /// The lifetime of link tokens, from 5m to 30d [default: 7d].
    #[arg(
        long,
        env = "LINK_TOKEN_LIFETIME",
        hide_env_values = true,
        value_name = "TIME",
        allow_hyphen_values = true
    )]
    lifetime: Option<LifetimeSetting>,
    /// The maximum number of requests of an API token in ten seconds, 0 for no limit [default:
    /// 500].
    #[arg(long, env = "LINK_TOKEN_RATE_LIMIT", hide_env_values = true, value_name = "NUMBER", value_parser = whole_number(0..=u32::MAX), allow_negative_numbers = true)]
    rate_limit: Option<u32>,
    /// The maximum number of failed authentications of a client address in ten seconds, 0 for no
    /// limit [default: 50].
    #[arg(long, env = "LINK_TOKEN_FAILURE_LIMIT", hide_env_values = true, value_name = "NUMBER", value_parser = whole_number(0..=u32::MAX), allow_negative_numbers = true)]
    failure_limit: Option<u32>,
    /// The maximum number of concurrent requests, 0 for no limit; further requests get 503
    /// [default: 1000].
    #[arg(long, env = "LINK_TOKEN_MAX_CONCURRENT", hide_env_values = true, value_name = "NUMBER", value_parser = whole_number(0..=u32::MAX), allow_negative_numbers = true)]
    max_concurrent: Option<u32>,
    /// The address and port for `/healthz`, `/readyz` and `/metrics`, "" for none [default:
    /// 127.0.0.1:8081].
    #[arg(
        long,
        env = "LINK_TOKEN_OPERATOR_LISTEN",
        hide_env_values = true,
        value_name = "ADDRESS"
    )]
    operator_listen: Option<OperatorListen>,
    /// The TLS certificate in PEM, followed by any intermediate certificates. Read again on SIGHUP.
    #[arg(long, env = "LINK_TOKEN_TLS_CERTIFICATE", hide_env_values = true, value_name = "FILE")]
    tls_certificate: Option<PathBuf>,
    /// The private key of the certificate, in PEM.
    #[arg(long, env = "LINK_TOKEN_TLS_KEY", hide_env_values = true, value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// Trust the last address in `X-Forwarded-For`. Only for servers behind a proxy that sets it.
    #[arg(
        long,
        env = "LINK_TOKEN_TRUST_FORWARDED",
        hide_env_values = true,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    trust_forwarded: Option<bool>,
    /// The retention of audit events, from 1d to 3650d [default: 90d].
    #[arg(
        long,
        env = "LINK_TOKEN_AUDIT_RETENTION",
        hide_env_values = true,
        value_name = "TIME",
        allow_hyphen_values = true
    )]
    audit_retention: Option<Retention>,
    /// The time to go on serving after a signal to stop, while `/readyz` reports 503, from 0s to
    /// 60s [default: 0s].
    #[arg(
        long,
        env = "LINK_TOKEN_DRAIN_DELAY",
        hide_env_values = true,
        value_name = "TIME",
        allow_hyphen_values = true
    )]
    drain_delay: Option<DrainDelay>,
    /// The address by which browsers and third parties reach this server, such as
    /// `https://connect.example.com` [default: the address that the server listens on, if it is a
    /// loopback address].
    #[arg(long, env = "LINK_TOKEN_PUBLIC_URL", hide_env_values = true, value_name = "URL")]
    public_url: Option<PublicUrl>,
    /// A folder with definitions of integrations, which add to the presets and override them.
    #[arg(long, env = "LINK_TOKEN_INTEGRATIONS", hide_env_values = true, value_name = "FOLDER")]
    integrations: Option<PathBuf>,
    /// A network in CIDR that calls to third parties may reach although it is private; by plain
    /// HTTP as well. Can be repeated.
    #[arg(
        long,
        env = "LINK_TOKEN_OUTBOUND_ALLOW",
        hide_env_values = true,
        value_name = "NETWORK",
        value_delimiter = ',',
        value_parser = OutboundAllow::network
    )]
    outbound_allow: Vec<IpNet>,
    /// The format of the log [default: text].
    #[arg(long, env = "LINK_TOKEN_LOG_FORMAT", hide_env_values = true, value_name = "FORMAT")]
    log_format: Option<logging::Format>,
    /// The least severe level that is logged [default: info].
    #[arg(long, env = "LINK_TOKEN_LOG_LEVEL", hide_env_values = true, value_name = "LEVEL")]
    log_level: Option<LogLevel>,
}

impl Arguments {
    /// Merges flags, environment variables and the configuration file into settings, and returns
    /// them with the log.
    pub fn settings(self, file: File) -> anyhow::Result<(ServerSettings, Logger)> {
        let listen = match self.listen.or(file.listen) {
            Some(listen) => listen,
            None => DEFAULT_LISTEN.parse().map_err(anyhow::Error::msg)?,
        };
        let operator_listen = match self.operator_listen.or(file.operator_listen) {
            Some(listen) => listen,
            None => DEFAULT_OPERATOR_LISTEN.parse().map_err(anyhow::Error::msg)?,
        };
        let certificate = self.tls_certificate.or(file.tls_certificate);
        let tls = match (certificate, self.tls_key.or(file.tls_key)) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (None, None) => None,
            (Some(_), None) => bail!(
                "a TLS certificate is set without its key: set --tls-key as well (or `tls_key` in the configuration file)"
            ),
            (None, Some(_)) => bail!(
                "a TLS key is set without its certificate: set --tls-certificate as well (or `tls_certificate` in the \
                 configuration file)"
            ),
        };
        let lifetime = self.lifetime.or(file.lifetime);
        let max_concurrent = self.max_concurrent.or(file.max_concurrent);
        let app = AppSettings {
            lifetime: lifetime.map_or(Lifetime::DEFAULT, |setting| setting.0),
            limits: LimitSettings::new(
                self.rate_limit.or(file.rate_limit).unwrap_or(DEFAULT_RATE_LIMIT),
                self.failure_limit.or(file.failure_limit).unwrap_or(DEFAULT_FAILURE_LIMIT),
            ),
            max_concurrent: max_concurrent.unwrap_or(DEFAULT_MAX_CONCURRENT) as usize,
            trust_forwarded: self.trust_forwarded.or(file.trust_forwarded).unwrap_or(false),
        };
        let audit_retention = self.audit_retention.or(file.audit_retention);
        let drain_delay = self.drain_delay.or(file.drain_delay);
        let level = self.log_level.or(file.log_level).unwrap_or(DEFAULT_LOG_LEVEL);
        let format = self.log_format.or(file.log_format).unwrap_or(logging::Format::Text);
        let outbound_allow = if self.outbound_allow.is_empty() {
            file.outbound_allow.unwrap_or_default().0
        } else {
            self.outbound_allow
        };
        let catalogue = match self.integrations.or(file.integrations) {
            Some(folder) => definitions::load_catalogue(&folder, &outbound_allow)?,
            None => Catalogue::presets(),
        };
        let connect = ConnectSettings {
            public_url: self.public_url.or(file.public_url),
            catalogue: Arc::new(catalogue),
            outbound_allow,
        };
        let settings = ServerSettings {
            listen: listen.0,
            operator_listen: operator_listen.0,
            tls,
            app,
            audit_retention: audit_retention.unwrap_or(Retention::DEFAULT).0,
            drain_delay: drain_delay.unwrap_or(DrainDelay::DEFAULT).0,
            connect,
        };
        Ok((settings, server::logger(level.into(), format)?))
    }
}

pub async fn run(arguments: Arguments, file: File, target: &Target) -> anyhow::Result<()> {
    let (settings, log) = arguments.settings(file)?;
    for (found, remedy) in super::unknown_variables() {
        slog::warn!(log, "{found}: {remedy}");
    }
    if settings.is_plain_http_exposed() {
        slog::warn!(
            log, "plain HTTP, on which others may read API tokens: {PLAIN_HTTP_REMEDY}";
            "listen" => settings.listen.to_string(),
        );
    }
    if settings.is_one_address() {
        bail!(
            "--listen and --operator-listen are both {}: choose another --operator-listen, such as {DEFAULT_OPERATOR_LISTEN}",
            settings.listen
        );
    }
    // Checked before the database is opened, so that an unusable certificate changes nothing.
    settings.tls.as_ref().map(TlsFiles::load).transpose()?;
    // Installed before the start, so that no signal is missed.
    let mut stop = Signals::listen()?;
    let _lock = target.lock(&log)?;
    let metrics = Metrics::default();
    let store = tokio::select! {
        opened = target.open(true, metrics.observer()) => opened?,
        () = stop.wait() => return Ok(()),
    };
    say_first_steps(&store, target, &log).await?;
    let server = Server::start(store, settings, metrics, &target.commands(), log.clone())?;

    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on {}", server.url())?;
    out.flush()?;
    drop(out);
    // Has no effect unless systemd has started this process.
    if let Err(error) = sd_notify::notify(&[NotifyState::Ready]) {
        slog::warn!(log, "cannot notify systemd that the server is ready"; "error" => %error);
    }
    // Only the server keeps the log.
    drop(log);
    loop {
        tokio::select! {
            asked = stop.next() => match asked {
                SignalRequest::Stop => break,
                SignalRequest::Reload => server.reload().await,
            },
            () = server.evict_idle() => {}
        }
    }
    // A second signal ends all waits.
    server.stop(stop.wait()).await
}

/// Logs the next steps for a database without an environment or an API token.
async fn say_first_steps(store: &Store, target: &Target, log: &Logger) -> anyhow::Result<()> {
    let how = target.commands();
    let create_token = |environment: &str| {
        format!("{how} api-token create --environment {environment} --name backend")
    };
    match &store.query(ListEnvironments).await?[..] {
        [] => slog::warn!(
            log,
            "no environments yet, so every request is rejected. Create one in another terminal, in the same folder and with the same settings: \
             `{how} environment create --name production`, then `{}`",
            create_token("production")
        ),
        [only] if store.query(ListApiTokens { environment_id: only.id }).await?.is_empty() => {
            slog::warn!(
                log,
                "no API tokens yet, so every request is rejected. Create one in another terminal, in the same folder and with the same settings: `{}`",
                create_token(&only.name)
            );
        }
        _ => {}
    }
    Ok(())
}

/// The signals to stop and to reload files.
#[derive(Debug)]
pub struct Signals {
    #[cfg(unix)]
    terminate: signal::unix::Signal,
    #[cfg(unix)]
    interrupt: signal::unix::Signal,
    #[cfg(unix)]
    hangup: signal::unix::Signal,
}

impl Signals {
    /// Installs the handlers, so that the signals no longer end the process.
    pub fn listen() -> anyhow::Result<Self> {
        #[cfg(unix)]
        {
            use signal::unix::{SignalKind, signal};
            let listen = |kind| signal(kind).context("cannot listen for signals");
            Ok(Self {
                terminate: listen(SignalKind::terminate())?,
                interrupt: listen(SignalKind::interrupt())?,
                hangup: listen(SignalKind::hangup())?,
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    async fn next(&mut self) -> SignalRequest {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => SignalRequest::Stop,
            _ = self.interrupt.recv() => SignalRequest::Stop,
            _ = self.hangup.recv() => SignalRequest::Reload,
        }
        #[cfg(not(unix))]
        {
            let _ = signal::ctrl_c().await;
            SignalRequest::Stop
        }
    }

    /// Waits for the next SIGINT or SIGTERM.
    pub async fn wait(&mut self) {
        while self.next().await != SignalRequest::Stop {}
    }
}

/// The request of a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignalRequest {
    /// SIGINT or SIGTERM.
    Stop,
    /// SIGHUP.
    Reload,
}
