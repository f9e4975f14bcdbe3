//! A port that is listened to, or not.

use super::connection;
use super::site::Site;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// The backlog that most servers take.
const BACKLOG: u32 = 1024;

/// The listening side of a server.
pub struct Host {
    address: SocketAddr,
    listening: watch::Receiver<bool>,
    task: JoinHandle<()>,
    /// Bound and never listening: nobody else gets the port while the host is down, and connections are refused.
    _port: TcpSocket,
}

impl Host {
    /// Listens on a free port, as long as `ups` says so.
    pub async fn start(site: Arc<Mutex<Site>>, mut ups: watch::Receiver<bool>) -> Self {
        let port = socket();
        port.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        let address = port.local_addr().expect("a bound socket");
        let (is_listening, listening) = watch::channel(true);
        let first = listen(address);
        let task = tokio::spawn(async move {
            serve(first, &site, &mut ups).await;
            loop {
                is_listening.send_replace(false);
                if ups.wait_for(|up| *up).await.is_err() {
                    return;
                }
                let listener = listen(address);
                is_listening.send_replace(true);
                serve(listener, &site, &mut ups).await;
            }
        });
        Self { address, listening, task, _port: port }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until it listens, or does not.
    pub async fn is_listening(&self, wanted: bool) {
        let mut listening = self.listening.clone();
        listening.wait_for(|listening| *listening == wanted).await.expect("the host lives");
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves until the host goes down; then every connection has ended.
async fn serve(listener: TcpListener, site: &Arc<Mutex<Site>>, ups: &mut watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = ups.wait_for(|up| !*up) => break,
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    connections.spawn(connection::serve(stream, Arc::clone(site)));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    connections.shutdown().await;
}

fn socket() -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_reuseaddr(true).expect("an option of sockets");
    socket
}

fn listen(address: SocketAddr) -> TcpListener {
    let socket = socket();
    socket.bind(address).expect("the port is kept");
    socket.listen(BACKLOG).expect("a listening socket")
}
