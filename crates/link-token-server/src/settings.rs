//! The settings of a running server.

use std::{net::SocketAddr, num::NonZeroU32};

use chrono::TimeDelta;
use link_token_domain::lifetime::Lifetime;

use crate::tls::TlsFiles;

#[derive(Clone, Debug)]
pub struct ServerSettings {
    pub listen: SocketAddr,
    pub operator_listen: Option<SocketAddr>,
    /// `None` for plain HTTP.
    pub tls: Option<TlsFiles>,
    pub app: AppSettings,
    pub audit_retention: TimeDelta,
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
