//! A proxy in front of a database, which disturbs connections.

use std::sync::Arc;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf, tcp::OwnedWriteHalf},
    sync::watch,
};

/// The state of the connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They work.
    Pass,
    /// Nothing arrives in either direction, and neither end notices.
    Hold,
    /// Requests arrive, and replies do not.
    Deaf,
    /// They are closed, new ones included.
    Cut,
}

/// A proxy between a server and its database.
pub struct Proxy {
    pub port: u16,
    mode: watch::Sender<Mode>,
}

impl Proxy {
    /// Starts one in front of a port on 127.0.0.1.
    pub async fn start(behind: u16) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let (mode, _) = watch::channel(Mode::Pass);
        let proxy = Arc::new(Self { port, mode });
        let shared = Arc::clone(&proxy);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&shared).connect(near, behind));
            }
        });
        proxy
    }

    /// Changes the state of the connections.
    pub fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }

    async fn connect(self: Arc<Self>, near: TcpStream, behind: u16) {
        let Ok(far) = TcpStream::connect(("127.0.0.1", behind)).await else { return };
        let ((near_read, near_write), (far_read, far_write)) =
            (near.into_split(), far.into_split());
        tokio::select! {
            () = pump(near_read, far_write, self.mode.subscribe(), false) => {}
            () = pump(far_read, near_write, self.mode.subscribe(), true) => {}
        }
    }
}

/// Copies bytes until one side ends or the connection is cut.
async fn pump(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut mode: watch::Receiver<Mode>,
    is_answer: bool,
) {
    let mut buffer = vec![0; 16 * 1024];
    let mut swallowed = false;
    loop {
        let read = tokio::select! {
            read = from.read(&mut buffer) => read,
            _ = mode.wait_for(|mode| *mode == Mode::Cut) => return,
        };
        let Ok(length @ 1..) = read else { return };
        let Ok(now) = mode.wait_for(|mode| *mode != Mode::Hold).await.map(|mode| *mode) else {
            return;
        };
        match now {
            Mode::Cut => return,
            Mode::Deaf if is_answer => swallowed = true,
            // What comes after a gap makes no sense.
            _ if swallowed => return,
            _ => {
                if to.write_all(&buffer[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}
