//! `offprint serve`: shows the site on the author's own machine as a host would, with the headers,
//! base path and 404 of production, and again whenever a file changes.

mod address;
mod answer;
mod edition;
mod header_rules;
mod reload;
mod studio;
#[cfg(test)]
mod tests;
mod watch;
mod workplace;

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use axum::Router;
use axum::routing::get;
use tokio::sync::oneshot;

use crate::arguments::ServeArguments;
use crate::command::{require_bundle, require_site};
use crate::error::CommandError;
use edition::Shown;
use studio::Studio;
use watch::Watch;
use workplace::Workplace;

pub(crate) fn run(arguments: &ServeArguments) -> Result<(), CommandError> {
    require_site(&arguments.source.site)?;
    let (listener, address) = listen(SocketAddr::new(arguments.host, arguments.port))?;
    let bundle = require_bundle()?;
    let site = arguments.source.site.canonicalize().map_err(|source| CommandError::Io {
        action: "read",
        path: arguments.source.site.clone(),
        source,
    })?;
    // Let go after the workplace: whoever takes the port next builds into a folder of the same name.
    let _port = listener.try_clone().ok();
    let workplace = Workplace::new(&site, address.port())?;
    let shown = Arc::new(Shown::new(workplace.output(), arguments.offline));
    // Before the first build: what an author saves while it runs is not lost.
    let (watch, stop) = Watch::new(&site);
    let mut studio = Studio {
        bundle,
        site,
        origin: format!("http://{}", reachable(address)),
        selection: arguments.selection,
        offline: arguments.offline,
        shown: Arc::clone(&shown),
        warned: BTreeSet::new(),
    };

    let (built, first_build) = oneshot::channel();
    let working = thread::spawn(move || studio.work(watch, built));
    let served = until_stopped(listener, shown, first_build);
    stop.stop();
    // A build that is under way ends before its folder goes.
    let _ = working.join();
    served.map_err(|source| CommandError::Server { source })
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), CommandError> {
    let bound = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => CommandError::PortInUse { address },
        _ => CommandError::Listen { address, source },
    })
}

/// Where a browser on this machine finds the server: nobody can visit `0.0.0.0`.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Serves until Ctrl-C. Who asks before the first build is through waits for it.
#[tokio::main(worker_threads = 2)]
async fn until_stopped(
    listener: TcpListener,
    shown: Arc<Shown>,
    first_build: oneshot::Receiver<()>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let serving = async {
        // An error only says that the builder is gone, and then there is nothing to wait for.
        let _ = first_build.await;
        axum::serve(listener, router(shown)).await
    };
    tokio::select! {
        served = serving => served,
        stopped = stopped() => stopped,
    }
}

fn router(shown: Arc<Shown>) -> Router {
    Router::new()
        .route(reload::SCRIPT, get(reload::script))
        .route(reload::EVENTS, get(reload::events))
        .fallback(answer::answer)
        .with_state(shown)
}

/// Ctrl-C, or what a process supervisor sends.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
