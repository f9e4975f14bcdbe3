use std::sync::{Condvar, Mutex, PoisonError};

/// Keeps the pictures that are open at one time within a number of pixels, however many threads there are.
#[derive(Debug)]
pub(super) struct Permits {
    free: Mutex<u64>,
    all: u64,
    freed: Condvar,
}

impl Permits {
    pub(super) fn new(all: u64) -> Self {
        Self { free: Mutex::new(all), all, freed: Condvar::new() }
    }

    /// Waits until so many are free, and does the work. Work must not wait for other work that needs permits.
    pub(super) fn with<T>(&self, wanted: u64, work: impl FnOnce() -> T) -> T {
        let _taken = self.take(wanted.min(self.all));
        work()
    }

    fn take(&self, wanted: u64) -> Taken<'_> {
        // Only a number is behind the lock: it is right whatever became of a thread that held it.
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < wanted {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= wanted;
        Taken { permits: self, count: wanted }
    }
}

/// Permits that are given back when this is dropped, after a panic too.
struct Taken<'a> {
    permits: &'a Permits,
    count: u64,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.permits.free.lock().unwrap_or_else(PoisonError::into_inner) += self.count;
        self.permits.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Permits;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_is_open_at_a_time_than_is_allowed() {
        let (permits, open, most) = (Permits::new(10), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for wanted in [4, 6, 3, 20, 5] {
                let (permits, open, most) = (&permits, &open, &most);
                scope.spawn(move || {
                    permits.with(wanted, || {
                        let now = open.fetch_add(wanted.min(10), Ordering::SeqCst) + wanted.min(10);
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        open.fetch_sub(wanted.min(10), Ordering::SeqCst);
                    });
                });
            }
        });
        assert!((6..=10).contains(&most.into_inner()));
    }
}
