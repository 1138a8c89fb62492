//! What an address on the web answers, within limits.
//!
//! In: an `http` or `https` address that the user named. Out: its bytes, and the encoding that the server names; one
//! clear error for each way in which that fails. Exactly the pages that redirects lead to are asked for, nothing else.

use super::read::LIMIT;
use super::shown;
use crate::error::{Code, Fault};
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error, ResponseExt};

/// What a fetch may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection stands, and between two pieces of the answer.
    pub patience: Duration,
    /// In all.
    pub whole: Duration,
    /// The most that is read, in bytes.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { patience: Duration::from_secs(15), whole: Duration::from_secs(120), bytes: LIMIT / 4 }
    }
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// The content.
    pub bytes: Vec<u8>,
    /// The encoding that the server names.
    pub charset: Option<String>,
}

/// Most redirects that are followed.
const REDIRECTS: u32 = 8;

/// Fetches `url`.
///
/// # Errors
/// What failed and what to do.
pub fn fetch(url: &str, limits: &Limits) -> Result<Fetched, Fault> {
    // Who is vouched for is what this system says, as its owner has set it.
    let trusted = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let config = Agent::config_builder()
        .tls_config(trusted)
        .timeout_global(Some(limits.whole))
        .timeout_connect(Some(limits.patience))
        .timeout_recv_response(Some(limits.patience))
        .timeout_per_read(Some(limits.patience))
        .max_redirects(REDIRECTS)
        .max_redirects_will_error(true)
        .http_status_as_error(false)
        .user_agent(concat!("bantin/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent: Agent = config.into();
    let mut answer = agent.get(url).call().map_err(|e| told(&e, limits))?;
    let status = answer.status();
    if !status.is_success() {
        let reason = status.canonical_reason().unwrap_or("no reason told").to_lowercase();
        let told = match status.as_u16() {
            404 | 410 => Code::AnswersGone,
            401 | 403 => Code::AnswersClosed,
            500.. => Code::AnswersFailing,
            _ => Code::AnswersOther,
        };
        let from = answer.get_uri().host().unwrap_or_default().to_owned();
        return Err(told.with(shown(&from)).with(status.as_u16()).with(reason));
    }
    let header = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok());
    let charset = header("content-type").and_then(charset);
    let expected = header("content-length").and_then(|n| n.parse::<u64>().ok());
    if expected.is_some_and(|n| n > limits.bytes) {
        return Err(large(limits));
    }
    let reader = answer.body_mut().with_config().limit(limits.bytes.saturating_add(2)).reader();
    let bytes = body(reader, expected, limits)?;
    Ok(Fetched { bytes, charset })
}

/// Reads the answer, and shows on a terminal how far it is.
fn body(mut from: impl Read, expected: Option<u64>, limits: &Limits) -> Result<Vec<u8>, Fault> {
    let mut progress = Progress::new(expected);
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => bytes.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let inner = error.get_ref().and_then(|e| e.downcast_ref::<Error>());
                return Err(inner.map_or_else(|| cut(&error, bytes.len(), limits), |e| told(e, limits)));
            }
        }
        if bytes.len() as u64 > limits.bytes {
            return Err(large(limits));
        }
        progress.show(bytes.len() as u64);
    }
    match expected {
        Some(n) if n != bytes.len() as u64 => Err(short(bytes.len())),
        _ => Ok(bytes),
    }
}

fn short(came: usize) -> Fault {
    Code::NetShort.with(came)
}

fn large(limits: &Limits) -> Fault {
    Code::NetLarge.with(limits.bytes >> 20)
}

fn slow(limits: &Limits) -> Fault {
    Code::NetSlow.with(limits.patience.as_secs_f32()).with(limits.whole.as_secs_f32())
}

fn cut(error: &io::Error, came: usize, limits: &Limits) -> Fault {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => slow(limits),
        _ => short(came),
    }
}

/// An error of the library as a fault that tells what to do.
fn told(error: &Error, limits: &Limits) -> Fault {
    if error.to_string().contains("certificate") {
        return Code::NetCertificate.into();
    }
    match error {
        Error::HostNotFound => Code::NetHost.into(),
        Error::ConnectionFailed => Code::NetUnreached.into(),
        Error::Timeout(_) => slow(limits),
        Error::TooManyRedirects | Error::RedirectFailed => Code::NetRedirects.with(REDIRECTS),
        Error::BadUri(_) | Error::Http(_) => Code::NetNoAddress.into(),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => slow(limits),
            io::ErrorKind::ConnectionRefused => Code::NetRefused.into(),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => Code::NetEnded.into(),
            _ => Code::NetUnread.with(shown(&error.to_string())),
        },
        error => Code::NetUnfetched.with(shown(&error.to_string())),
    }
}

/// The encoding in a `Content-Type`.
fn charset(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, rest) = lower.split_once("charset=")?;
    let name = rest.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// A line on standard error, where that is a terminal: numbers only, and gone in the end.
struct Progress {
    expected: Option<u64>,
    shown: Option<Instant>,
    is_on: bool,
    begun: Instant,
}

impl Progress {
    fn new(expected: Option<u64>) -> Self {
        Self { expected, shown: None, is_on: io::stderr().is_terminal(), begun: Instant::now() }
    }

    fn show(&mut self, came: u64) {
        const FIRST: Duration = Duration::from_millis(300);
        const NEXT: Duration = Duration::from_millis(100);
        let due = self.shown.map_or(self.begun.elapsed() > FIRST, |at| at.elapsed() > NEXT);
        if !self.is_on || !due {
            return;
        }
        self.shown = Some(Instant::now());
        let share = self.expected.filter(|n| *n > 0).map(|n| format!(" · {} %", came.saturating_mul(100) / n));
        // Where nobody can be told, nothing is lost.
        let _ = write!(io::stderr(), "\r\x1b[K{} KiB{}", came >> 10, share.unwrap_or_default());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
