//! Errors at the start of a server.

use std::net::SocketAddr;

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "cannot listen on {address}: {cause}. Choose another address; port 0 selects a free port"
    )]
    Listen { address: SocketAddr, cause: String },
    /// A bug in this program.
    #[error("cannot register the operations: {0}")]
    Register(#[from] dropshot::ApiDescriptionBuildErrors),
    /// A bug in this program.
    #[error("cannot register the endpoints next to the operations: {0}")]
    Endpoints(String),
}

impl StartError {
    pub fn listen(address: SocketAddr, error: &dropshot::BuildError) -> Self {
        // The outer errors repeat the address.
        let mut cause: &dyn std::error::Error = error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        Self::Listen { address, cause: cause.to_string() }
    }
}
