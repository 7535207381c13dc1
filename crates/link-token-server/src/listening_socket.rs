//! The listening socket of a server that stops.
//!
//! Dropshot accepts no connections after its close, but keeps the socket open until the last
//! request has ended. The system would go on to establish connections, which no one serves. So the
//! socket is shut down: Linux then refuses connections at once, and their clients or a load
//! balancer try another server. Other systems have no such call.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicBool, Ordering},
};

static REFUSES: AtomicBool = AtomicBool::new(false);

/// Returns true after [`refuse_connections`]. Dropshot may then log that it cannot accept.
pub fn refuses_connections() -> bool {
    REFUSES.load(Ordering::Relaxed)
}

/// Refuses further connections to an address of this process.
#[cfg(target_os = "linux")]
pub fn refuse_connections(address: SocketAddr) -> std::io::Result<()> {
    use std::os::fd::RawFd;

    use nix::sys::socket::{Shutdown, SockaddrStorage, getpeername, getsockname, shutdown};

    REFUSES.store(true, Ordering::Relaxed);
    let address = SockaddrStorage::from(address);
    for entry in std::fs::read_dir("/proc/self/fd")? {
        let name = entry?.file_name();
        let Some(fd) = name.to_str().and_then(|name| name.parse::<RawFd>().ok()) else { continue };
        // Accepted connections have the same address, and a peer.
        let is_listening =
            getsockname(fd) == Ok(address) && getpeername::<SockaddrStorage>(fd).is_err();
        if is_listening {
            shutdown(fd, Shutdown::Read)?;
        }
    }
    Ok(())
}

/// Does nothing: the system refuses connections when the last request has ended.
#[cfg(not(target_os = "linux"))]
pub fn refuse_connections(_: SocketAddr) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{
        io::{ErrorKind, Read as _, Write as _},
        net::{TcpListener, TcpStream},
    };

    use super::*;

    #[test]
    fn refuse_connections_keeps_those_that_are_accepted() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = TcpListener::bind(address) else { continue };
            let other = TcpListener::bind(address).expect("a port");
            let bound = listener.local_addr().expect("bound");
            let mut client = TcpStream::connect(bound).expect("connects");
            let (mut accepted, _) = listener.accept().expect("accepted");

            refuse_connections(bound).expect("shut down");
            let refused = TcpStream::connect(bound).expect_err("refused");
            assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
            client.write_all(b"a").expect("sent");
            let mut read = [0];
            accepted.read_exact(&mut read).expect("received");
            TcpStream::connect(other.local_addr().expect("bound")).expect("others listen");
        }
    }
}
