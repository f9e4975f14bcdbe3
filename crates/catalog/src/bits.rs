/// A set of posts: a bit for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// No post of so many.
    pub(crate) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// Some posts of so many.
    pub(crate) fn of(numbers: &[u32], count: usize) -> Self {
        let mut bits = Self::none(count);
        bits.add(numbers);
        bits
    }

    /// Takes posts in.
    pub(crate) fn add(&mut self, numbers: &[u32]) {
        for number in numbers {
            if let Some(word) = self.0.get_mut((number / 64) as usize) {
                *word |= 1 << (number % 64);
            }
        }
    }

    /// Leaves posts out.
    pub(crate) fn remove(&mut self, numbers: &[u32]) {
        for number in numbers {
            if let Some(word) = self.0.get_mut((number / 64) as usize) {
                *word &= !(1 << (number % 64));
            }
        }
    }

    /// Keeps what the other set has too.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// Is a post in the set?
    pub(crate) fn has(&self, number: u32) -> bool {
        self.0.get((number / 64) as usize).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How many of some posts are in the set.
    pub(crate) fn count(&self, numbers: &[u32]) -> usize {
        numbers.iter().map(|number| usize::from(self.has(*number))).sum()
    }
}
