//! The reasons why a server cannot start.

use std::net::SocketAddr;

/// The reason why a server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is not available.
    #[error(
        "cannot listen on {address}: {cause}. Choose another address; port 0 selects a free port"
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The reason.
        cause: String,
    },
    /// The operations cannot be registered: a fault of this program.
    #[error("cannot register the operations: {0}")]
    Register(#[from] dropshot::ApiDescriptionBuildErrors),
    /// The endpoints next to the operations cannot be registered: a fault of this program.
    #[error("cannot register the endpoints next to the operations: {0}")]
    Endpoints(String),
}

impl StartError {
    /// Returns the error of a server that cannot listen on an address.
    pub fn listen(address: SocketAddr, error: &dropshot::BuildError) -> Self {
        // Each error around the cause repeats the address.
        let mut cause: &dyn std::error::Error = error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        Self::Listen { address, cause: cause.to_string() }
    }
}
