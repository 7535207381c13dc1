//! The settings of a running server.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use chrono::TimeDelta;
use ipnet::IpNet;
use link_token_connect::catalogue::Catalogue;
use link_token_domain::lifetime::Lifetime;

use crate::{connect::public_url::PublicUrl, tls::TlsFiles};

/// The remedy for [`ServerSettings::is_plain_http_exposed`].
pub const PLAIN_HTTP_REMEDY: &str =
    "set --tls-certificate and --tls-key, or listen on a loopback address behind a proxy";

#[derive(Clone, Debug)]
pub struct ServerSettings {
    pub listen: SocketAddr,
    pub operator_listen: Option<SocketAddr>,
    /// `None` for plain HTTP.
    pub tls: Option<TlsFiles>,
    pub app: AppSettings,
    pub audit_retention: TimeDelta,
    /// The time between the signal to stop and the end of the listener, in which the server reports
    /// that it is not ready, and answers requests.
    pub drain_delay: Duration,
    pub connect: ConnectSettings,
}

impl ServerSettings {
    /// Returns true if API tokens pass in plain over a network, without a proxy in front.
    pub fn is_plain_http_exposed(&self) -> bool {
        self.tls.is_none() && !self.listen.ip().is_loopback() && !self.app.trust_forwarded
    }

    /// Returns true if both listeners need the same address.
    pub fn is_one_address(&self) -> bool {
        let listen = self.listen;
        self.operator_listen.is_some_and(|operators| {
            let overlaps = |ip: IpAddr| ip.is_unspecified() || ip == listen.ip();
            listen.port() != 0
                && operators.port() == listen.port()
                && (listen.ip().is_unspecified() || overlaps(operators.ip()))
        })
    }
}

/// The settings of the connection flow.
#[derive(Clone, Debug)]
pub struct ConnectSettings {
    /// `None`: the address of the listener, if it is a loopback address.
    pub public_url: Option<PublicUrl>,
    pub catalogue: Arc<Catalogue>,
    /// The networks that calls to third parties may reach although they are private.
    pub outbound_allow: Vec<IpNet>,
}

/// The settings of the operations.
#[derive(Clone, Copy, Debug)]
pub struct AppSettings {
    /// The lifetime of link tokens, for environments without one of their own.
    pub lifetime: Lifetime,
    pub limits: LimitSettings,
    /// The maximum number of concurrent requests, 0 for no limit.
    pub max_concurrent: usize,
    /// True if the last address in `X-Forwarded-For` is the caller's, which a proxy has set.
    /// Otherwise the caller is the peer of the connection.
    pub trust_forwarded: bool,
}

/// The numbers of requests that are allowed in ten seconds. `None` for no limit.
#[derive(Clone, Copy, Debug)]
pub struct LimitSettings {
    /// Requests of an API token.
    pub requests: Option<NonZeroU32>,
    /// Failed authentications of a client address.
    pub failures: Option<NonZeroU32>,
}

impl LimitSettings {
    /// Returns limits, given numbers of which 0 is no limit.
    pub fn new(requests: u32, failures: u32) -> Self {
        Self { requests: NonZeroU32::new(requests), failures: NonZeroU32::new(failures) }
    }
}
