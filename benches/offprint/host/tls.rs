//! Connections as browsers demand them for HTTP/2.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use rcgen::{CertifiedKey, KeyPair, PublicKeyData};
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

/// Takes connections on a port of its own.
pub struct Listener {
    port: u16,
    connections: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl Listener {
    /// Finds a free port.
    pub async fn bind() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound socket").port();
        let (sender, connections) = mpsc::channel(64);
        tokio::spawn(accept(listener, sender));
        Self { port, connections }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }
}

/// A browser opens connections that it never uses: each shakes hands by itself.
async fn accept(listener: TcpListener, sender: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>) {
    let acceptor = TlsAcceptor::from(Arc::new(config()));
    while !sender.is_closed() {
        let Ok((stream, address)) = listener.accept().await else { continue };
        // A small answer must not wait for the next.
        let _ = stream.set_nodelay(true);
        let (acceptor, sender) = (acceptor.clone(), sender.clone());
        tokio::spawn(async move {
            if let Ok(stream) = acceptor.accept(stream).await {
                let _ = sender.send((stream, address)).await;
            }
        });
    }
}

/// The certificate of all hosts of this process; nobody vouches for it.
fn certificate() -> &'static CertifiedKey<KeyPair> {
    static CERTIFICATE: OnceLock<CertifiedKey<KeyPair>> = OnceLock::new();
    CERTIFICATE
        .get_or_init(|| rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate"))
}

/// Has Chromium take it for a good one. With `--ignore-certificate-errors` it would go on, but keep no file.
pub fn trusting() -> String {
    let key = certificate().signing_key.subject_public_key_info();
    format!("--ignore-certificate-errors-spki-list={}", BASE64_STANDARD.encode(Sha256::digest(key)))
}

fn config() -> ServerConfig {
    let CertifiedKey { cert, signing_key } = certificate();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth();
    let mut config =
        config.with_single_cert(vec![cert.der().clone()], key).expect("a certificate and its key");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config
}

impl axum::serve::Listener for Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.connections.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        Ok(SocketAddr::from(([127, 0, 0, 1], self.port)))
    }
}
