//! Errors at the start of a server.

use std::{io, net::SocketAddr};

use crate::config::DEFAULT_LISTEN;

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot listen on {address}: {cause}: {}", remedy(*address, cause, flag))]
    Listen { address: SocketAddr, cause: io::Error, flag: &'static str },
    /// A fault of the listener that has nothing to do with its address.
    #[error("cannot start the listener of {flag}: {cause}")]
    Listener { cause: String, flag: &'static str },
    /// A bug in this program.
    #[error("cannot register the operations: {0}")]
    Register(#[from] dropshot::ApiDescriptionBuildErrors),
    /// A bug in this program.
    #[error("cannot register the endpoints next to the operations: {0}")]
    Endpoints(String),
}

impl StartError {
    /// Returns the error of the listener whose address is set by `flag`.
    pub fn listen(address: SocketAddr, flag: &'static str, error: dropshot::BuildError) -> Self {
        match error {
            dropshot::BuildError::BindError { error: cause, .. } => {
                Self::Listen { address, cause, flag }
            }
            other => Self::Listener { cause: other.to_string(), flag },
        }
    }
}

/// Returns what to do if no listener can have an address.
pub fn remedy(address: SocketAddr, cause: &io::Error, flag: &str) -> String {
    match cause.kind() {
        io::ErrorKind::AddrInUse => {
            format!("stop the other program, or choose another {flag} (port 0 selects a free port)")
        }
        io::ErrorKind::PermissionDenied if (1..1024).contains(&address.port()) => format!(
            "a port below 1024 needs the capability CAP_NET_BIND_SERVICE (docs/operations.md, `As a Debian package`): give it, or \
             choose another {flag}"
        ),
        _ => format!("choose an address of this machine with {flag}, such as {DEFAULT_LISTEN}"),
    }
}
