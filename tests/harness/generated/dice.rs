//! Chance that falls the same way each time.

/// A linear congruential generator (Knuth, MMIX).
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed. Neighbours among the seeds have nothing in common (the finaliser of SplitMix64).
    pub fn new(seed: u64) -> Self {
        let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self(mixed ^ (mixed >> 31))
    }

    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    /// A number from 0 to 1.
    fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }
}

/// Ranks, each drawn in proportion to one over it (Zipf's law).
pub struct Zipf(Vec<f64>);

impl Zipf {
    /// Of so many ranks.
    pub fn new(ranks: usize) -> Self {
        let sums = (1..=ranks).scan(0.0, |sum, rank| {
            *sum += 1.0 / rank as f64;
            Some(*sum)
        });
        Self(sums.collect())
    }

    /// A rank, from 0.
    pub fn draw(&self, dice: &mut Dice) -> usize {
        let last = self.0.last().copied().unwrap_or_default();
        let at = dice.fraction() * last;
        self.0.partition_point(|sum| *sum < at).min(self.0.len().saturating_sub(1))
    }
}
