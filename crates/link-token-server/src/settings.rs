//! Settings of a server, whatever they come from.

use std::{net::SocketAddr, num::NonZeroU32};

use chrono::TimeDelta;
use link_token_domain::lifetime::Lifetime;

use crate::tls::TlsFiles;

/// Settings of a server.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// The address and port of the operators' listener, if there is one.
    pub operator_listen: Option<SocketAddr>,
    /// The certificate and its key. Plain HTTP without.
    pub tls: Option<TlsFiles>,
    /// Settings of the operations.
    pub app: AppSettings,
    /// How long events of the audit trail are kept.
    pub audit_retention: TimeDelta,
}

/// Settings of the operations.
#[derive(Clone, Copy, Debug)]
pub struct AppSettings {
    /// How long link tokens live, unless their environment says otherwise.
    pub lifetime: Lifetime,
    /// The rate limits.
    pub limits: LimitSettings,
    /// The number of concurrent requests, 0 for any number.
    pub max_concurrent: usize,
    /// Whether the last address in `X-Forwarded-For` is the caller's, as a proxy in front says. Otherwise the caller is the peer of
    /// the connection.
    pub trust_forwarded: bool,
}

/// The numbers of requests that are allowed in ten seconds. `None` for any number.
#[derive(Clone, Copy, Debug)]
pub struct LimitSettings {
    /// Of one API token.
    pub requests: Option<NonZeroU32>,
    /// From one client address, with no or a wrong API token.
    pub failures: Option<NonZeroU32>,
}

impl LimitSettings {
    /// Returns limits as the configuration has them, 0 for any number.
    pub fn new(requests: u32, failures: u32) -> Self {
        Self { requests: NonZeroU32::new(requests), failures: NonZeroU32::new(failures) }
    }
}
