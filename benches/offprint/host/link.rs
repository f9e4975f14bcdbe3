//! What lies between a host and a reader.

use axum::body::{Body, Bytes};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What is sent between two looks at the clock.
const PIECE: usize = 4096;

/// A link.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Link {
    /// From a request to the first byte of its answer: one round trip.
    pub latency: Duration,
    /// Of all answers together; without it they come at once.
    pub bytes_a_second: Option<f64>,
}

impl Link {
    /// As fast as it goes.
    pub const FREE: Self = Self { latency: Duration::ZERO, bytes_a_second: None };

    /// So many megabits a second, and milliseconds of a round trip.
    pub fn new(megabits: f64, milliseconds: u64) -> Self {
        let latency = Duration::from_millis(milliseconds);
        Self { latency, bytes_a_second: Some(megabits * 1e6 / 8.0) }
    }

    /// Nothing but round trips: for counting those that wait for each other.
    pub fn of_latency(milliseconds: u64) -> Self {
        Self { latency: Duration::from_millis(milliseconds), bytes_a_second: None }
    }
}

/// Holds answers back as the link says.
#[derive(Default)]
pub struct Pace(Mutex<(Link, Option<Instant>)>);

impl Pace {
    /// Changes the link.
    pub fn set(&self, link: Link) {
        *self.0.lock().expect("nobody panics with it in hand") = (link, None);
    }

    /// Waits until an answer may begin.
    pub async fn latency(&self, begun: Instant) {
        let (Link { latency, .. }, _) = *self.0.lock().expect("nobody panics with it in hand");
        tokio::time::sleep_until((begun + latency).into()).await;
    }

    /// When a piece has gone through: after those that were handed over before it.
    fn slot(&self, bytes: usize) -> Instant {
        let now = Instant::now();
        let (link, free) = &mut *self.0.lock().expect("nobody panics with it in hand");
        let Some(speed) = link.bytes_a_second else { return now };
        let gone = free.unwrap_or(now).max(now) + Duration::from_secs_f64(bytes as f64 / speed);
        *free = Some(gone);
        gone
    }
}

/// A body that goes through the link piece by piece; what is given with it goes when all of it has gone.
pub fn body<T: Send + 'static>(pace: Arc<Pace>, bytes: Bytes, held: T) -> Body {
    Body::from_stream(futures::stream::unfold((pace, bytes, held), |(pace, mut bytes, held)| async move {
        if bytes.is_empty() {
            return None;
        }
        let piece = bytes.split_to(PIECE.min(bytes.len()));
        tokio::time::sleep_until(pace.slot(piece.len()).into()).await;
        Some((Ok::<_, std::convert::Infallible>(piece), (pace, bytes, held)))
    }))
}
