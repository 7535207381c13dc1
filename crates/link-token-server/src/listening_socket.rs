//! The listening socket of a server that stops.
//!
//! Dropshot accepts no connections after its close, but keeps the socket open until the last
//! request has ended. The system would go on to establish connections, which no one serves. So the
//! socket is shut down: Linux then refuses connections at once, and their clients or a load
//! balancer try another server. Other systems have no such call.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The state of a server's listening socket.
#[derive(Clone, Debug, Default)]
pub struct ListeningSocket {
    refuses: Arc<AtomicBool>,
}

impl ListeningSocket {
    /// Returns true if the socket refuses connections. Dropshot may then log that it cannot accept.
    pub fn refuses_connections(&self) -> bool {
        self.refuses.load(Ordering::Relaxed)
    }

    /// Refuses further connections to the address of the socket.
    pub fn refuse_connections(&self, address: SocketAddr) -> io::Result<()> {
        // Dropshot may log before the call returns.
        self.refuses.store(true, Ordering::Relaxed);
        let refused = refuse_connections(address);
        self.refuses.store(refused.is_ok(), Ordering::Relaxed);
        refused
    }
}

/// Refuses further connections to an address of this process.
#[cfg(target_os = "linux")]
fn refuse_connections(address: SocketAddr) -> io::Result<()> {
    use std::os::fd::RawFd;

    use nix::{
        errno::Errno,
        sys::socket::{Shutdown, SockaddrStorage, getpeername, getsockname, shutdown},
    };

    let address = SockaddrStorage::from(address);
    for entry in std::fs::read_dir("/proc/self/fd")? {
        let name = entry?.file_name();
        let Some(fd) = name.to_str().and_then(|name| name.parse::<RawFd>().ok()) else { continue };
        // Accepted connections have the same address, and a peer until they end.
        let is_listening =
            getsockname(fd) == Ok(address) && getpeername::<SockaddrStorage>(fd).is_err();
        if is_listening {
            match shutdown(fd, Shutdown::Read) {
                // A connection that ended, or the socket after Dropshot closed it.
                Ok(()) | Err(Errno::ENOTCONN | Errno::EBADF | Errno::ENOTSOCK) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

/// Does nothing: the system refuses connections when the last request has ended.
#[cfg(not(target_os = "linux"))]
fn refuse_connections(_: SocketAddr) -> io::Result<()> {
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
    fn refuse_connections_passes_over_those_that_ended() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let bound = listener.local_addr().expect("bound");
        drop(TcpStream::connect(bound).expect("connects"));
        let (mut ended, _) = listener.accept().expect("accepted");
        assert_eq!(ended.read(&mut [0]).expect("the end"), 0);
        ended.shutdown(std::net::Shutdown::Write).expect("shut down");
        while ended.peer_addr().is_ok() {
            std::thread::yield_now();
        }
        refuse_connections(bound).expect("shut down");
        TcpStream::connect(bound).expect_err("refused");
    }

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
