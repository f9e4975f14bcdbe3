use std::cell::Cell;

/// Which navigation is the latest: only that one may show its page.
#[derive(Debug, Default)]
pub struct Turns(Cell<u64>);

/// One navigation's place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u64);

impl Turns {
    /// Starts a navigation; every earlier one has lost its turn.
    pub fn next(&self) -> Turn {
        self.0.set(self.0.get().wrapping_add(1));
        Turn(self.0.get())
    }

    /// No later navigation has started.
    pub fn is_latest(&self, turn: Turn) -> bool {
        self.0.get() == turn.0
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn the_latest_navigation_wins() {
        let turns = Turns::default();
        let slow = turns.next();
        assert!(turns.is_latest(slow));
        let quick = turns.next();
        assert!(!turns.is_latest(slow));
        assert!(turns.is_latest(quick));
    }
}
