//! The connection flow over HTTP: what a browser sees, and what happens between two pages.
//!
//! - [`pages`]: the HTML. Pages decide nothing.
//! - [`scene`]: an attempt with all that its page shows, and the step that it is at.
//! - [`flow`]: what opening, submitting and a callback do.
//! - [`exchange`]: from a code or a filled-in form to an account.
//! - [`refresh`]: credentials that stay good.
//! - [`answer`]: pages and redirects as responses, with their policies.
//! - [`browser`]: what a request says about its browser; [`public_url`]: the address of this server
//!   for browsers and third parties.
//!
//! All state is in the store: every request can reach another server, or the same one after a
//! restart. The third parties are in `link-token-connect`.

pub mod answer;
pub mod browser;
pub mod exchange;
pub mod flow;
pub mod pages;
pub mod public_url;
pub mod refresh;
pub mod scene;

use std::fmt;

use link_token_connect::{catalogue::Catalogue, outbound::Outbound};
use link_token_store::Store;
use slog::Logger;

use self::public_url::PublicUrl;
use crate::metrics::Metrics;

/// All that the connection flow needs. Clones share it.
#[derive(Clone)]
pub struct Connect {
    pub store: Store,
    pub catalogue: std::sync::Arc<Catalogue>,
    pub outbound: Outbound,
    pub public_url: PublicUrl,
    /// True if browsers reach this server by TLS without a proxy.
    pub serves_tls: bool,
    pub metrics: Metrics,
    pub log: Logger,
}

impl fmt::Debug for Connect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}
