use super::{Answer, ExternalOptions};
use rustls::CertificateError;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{HeaderMap, Response, StatusCode, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, Error};
use url::Url;

/// By which hosts know who asks.
const NAME: &str = concat!("Offprint/", env!("CARGO_PKG_VERSION"), " (link check)");

/// Redirects in a row; browsers follow 20 (Fetch Standard, "HTTP-redirect fetch").
const HOPS: usize = 20;

/// Asks addresses of the web.
pub(super) struct Client {
    agent: Agent,
    options: ExternalOptions,
    knows_certificates: bool,
}

/// What one question came to.
enum Reply {
    Final(Answer),
    /// Ask again, after the time that the host says.
    NotNow(Option<Duration>, Answer),
}

impl Client {
    pub(super) fn new(options: &ExternalOptions) -> Self {
        // Trust as on the rest of the machine.
        let certificates = rustls_native_certs::load_native_certs().certs;
        let trusted: Vec<_> =
            certificates.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
        let knows_certificates = !trusted.is_empty();
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::from(trusted))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config = Agent::config_builder()
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            // They are followed here, where it counts whether one is for good.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(NAME)
            .tls_config(tls)
            .build();
        Self { agent: config.into(), options: *options, knows_certificates }
    }

    /// Whether hosts can be asked by `https`.
    pub(super) fn knows_certificates(&self) -> bool {
        self.knows_certificates
    }

    /// What an address answers, in the end.
    pub(super) fn ask(&self, url: &str) -> Answer {
        let mut wait = self.options.wait;
        let mut attempt = 1;
        loop {
            let (said, answer) = match self.follow(url, attempt == 1) {
                Reply::Final(answer) => return answer,
                Reply::NotNow(said, answer) => (said, answer),
            };
            let pause = said.unwrap_or(wait);
            if attempt >= self.options.attempts || pause > self.options.longest_wait {
                return answer;
            }
            std::thread::sleep(pause);
            (wait, attempt) = (wait.saturating_mul(2), attempt + 1);
        }
    }

    fn follow(&self, url: &str, head_first: bool) -> Reply {
        let mut at = url.to_owned();
        // Where the redirects end that are for good.
        let (mut settled, mut is_for_good) = (url.to_owned(), true);
        let mut has_cookies = false;
        for _ in 0..=HOPS {
            let response = match self.response(&at, head_first) {
                Ok(response) => response,
                Err(error) => return unanswered(&error),
            };
            let (status, headers) = (response.status(), response.headers());
            let to = headers.get(header::LOCATION).filter(|_| status.is_redirection());
            let Some(to) = to else {
                return match judged(status, headers) {
                    Reply::Final(Answer::Good) if settled != url => Reply::Final(Answer::Moved(settled)),
                    reply => reply,
                };
            };
            let to = String::from_utf8_lossy(to.as_bytes());
            let Ok(next) = Url::parse(&at).and_then(|base| base.join(&to)) else {
                return Reply::Final(Answer::Dead(format!("leads on to `{to}`, which is no address")));
            };
            has_cookies |= headers.contains_key(header::SET_COOKIE);
            is_for_good &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            at = next.into();
            if is_for_good {
                settled.clone_from(&at);
            }
        }
        // A browser, which keeps cookies, may well arrive.
        let circle = || Answer::Dead("leads on again and again, and never arrives".to_owned());
        Reply::Final(if has_cookies { Answer::Unclear } else { circle() })
    }

    /// The head alone, or the whole page where a host does not like to be asked for that.
    fn response(&self, url: &str, head_first: bool) -> Result<Response<Body>, Error> {
        if head_first {
            let answered = self.agent.head(url).call();
            let is_enough = |status: StatusCode| {
                status.is_success() || status.is_redirection() || status == StatusCode::TOO_MANY_REQUESTS
            };
            match answered {
                Ok(response) if is_enough(response.status()) => return Ok(response),
                Err(error) if is_same_for_all(&error) => return Err(error),
                _ => {}
            }
        }
        // The body is left where it is: only the status counts.
        self.agent.get(url).call()
    }
}

/// What a status says.
fn judged(status: StatusCode, headers: &HeaderMap) -> Reply {
    let dead = || match status.canonical_reason() {
        Some(reason) => Answer::Dead(format!("answers {} {reason}", status.as_u16())),
        None => Answer::Dead(format!("answers {}", status.as_u16())),
    };
    match status.as_u16() {
        200..=299 => Reply::Final(Answer::Good),
        300..=399 => Reply::Final(Answer::Unclear),
        // Many hosts turn programs away that let every reader in: 999 is LinkedIn's way to say so.
        401 | 402 | 403 | 405 | 406 | 407 | 418 | 451 | 999 => Reply::Final(Answer::Unclear),
        408 | 425 | 429 => Reply::NotNow(retry_after(headers), Answer::Unclear),
        500..=599 => Reply::NotNow(retry_after(headers), dead()),
        _ => Reply::Final(dead()),
    }
}

/// Seconds that a host asks to wait (RFC 9110 §10.2.3). Of a date nothing is made: the usual wait will do.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn unanswered(error: &Error) -> Reply {
    if let Some(why) = untrusted(error) {
        // Browsers find the certificate between that a host forgets to send.
        let is_incomplete = matches!(why, CertificateError::UnknownIssuer);
        let dead = || Answer::Dead(format!("has a certificate that browsers refuse: {why}"));
        return Reply::Final(if is_incomplete { Answer::Unclear } else { dead() });
    }
    let silent = |why: &str| Reply::NotNow(None, Answer::Silent(why.to_owned()));
    match error {
        Error::Timeout(_) => silent("does not answer in time"),
        Error::HostNotFound => silent("is on a host that cannot be found"),
        Error::ConnectionFailed => silent("is on a host that cannot be reached"),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            silent("is on a host that cannot be reached")
        }
        // The standard library has no kind for it, and says it in these words.
        Error::Io(error) if error.to_string().starts_with("failed to lookup address") => {
            silent("is on a host that cannot be found")
        }
        Error::BadUri(_) | Error::Http(_) => {
            Reply::Final(Answer::Dead("is no address of the web".to_owned()))
        }
        error => {
            Reply::NotNow(None, Answer::Silent(format!("does not answer as a web server does: {error}")))
        }
    }
}

/// Why a certificate is not trusted.
fn untrusted(error: &Error) -> Option<&CertificateError> {
    let tls = match error {
        Error::Rustls(error) => error,
        Error::Io(error) => error.get_ref()?.downcast_ref::<rustls::Error>()?,
        _ => return None,
    };
    match tls {
        rustls::Error::InvalidCertificate(why) => Some(why),
        _ => None,
    }
}

/// Whether another way to ask would come to the same.
fn is_same_for_all(error: &Error) -> bool {
    untrusted(error).is_some()
        || matches!(
            error,
            Error::Timeout(_) | Error::HostNotFound | Error::BadUri(_) | Error::ConnectionFailed
        )
}
