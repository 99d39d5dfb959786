//! [`Throttle`]: bounds the bytes of articles that wait to be indexed.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A budget of bytes shared by one who gives and several who take.
#[derive(Clone, Debug)]
pub(super) struct Throttle {
    shared: Arc<(Mutex<usize>, Condvar)>,
    capacity: usize,
}

/// Bytes taken from a [`Throttle`]; given back when dropped.
#[derive(Debug)]
pub(super) struct Permit {
    throttle: Throttle,
    bytes: usize,
}

impl Throttle {
    /// A budget of `capacity` bytes.
    pub(super) fn new(capacity: usize) -> Self {
        Self { shared: Arc::default(), capacity }
    }

    /// Takes `bytes`, waiting until they are free. More than the whole budget is granted once
    /// nothing else is out.
    pub(super) fn take(&self, bytes: usize) -> Permit {
        let (taken, freed) = &*self.shared;
        let full = |taken: &mut usize| *taken > 0 && *taken + bytes > self.capacity;
        let guard = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut guard = freed.wait_while(guard, full).unwrap_or_else(PoisonError::into_inner);
        *guard += bytes;
        Permit { throttle: self.clone(), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let (taken, freed) = &*self.throttle.shared;
        *taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn waits_until_bytes_are_free() {
        let throttle = Throttle::new(10);
        let first = throttle.take(8);
        let other = throttle.clone();
        let waiting = std::thread::spawn(move || drop(other.take(50)));
        std::thread::sleep(Duration::from_millis(20));
        assert!(!waiting.is_finished());
        drop(first);
        waiting.join().unwrap();
    }
}
