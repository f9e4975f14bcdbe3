//! Sorting in little code. The standard library's sorts take some 4 KB of WebAssembly for every type that is
//! sorted, a fifth of the whole reader, and are no quicker on what a query has to sort.

use std::cmp::Ordering;

/// Sorts by the natural order; equal items may change places.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts; equal items may change places.
pub(crate) fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    sort_first(items, items.len(), order);
}

/// Brings the first `count` of the order to the front, sorted; the others follow in any order. A heap of the
/// first ones, the last of them on top, which the others are compared with; then heapsort (Williams, 1964).
pub(crate) fn sort_first<T>(items: &mut [T], count: usize, order: impl Fn(&T, &T) -> Ordering) {
    let (heap, others) = items.split_at_mut(count.min(items.len()));
    for at in (0..heap.len() / 2).rev() {
        sink(heap, at, &order);
    }
    for other in others {
        if let Some(top) = heap.first_mut().filter(|top| order(other, top) == Ordering::Less) {
            std::mem::swap(top, other);
            sink(heap, 0, &order);
        }
    }
    for end in (1..heap.len()).rev() {
        heap.swap(0, end);
        if let Some(rest) = heap.get_mut(..end) {
            sink(rest, 0, &order);
        }
    }
}

/// Lets an item sink below those that come after it in the order.
fn sink<T>(heap: &mut [T], mut at: usize, order: &impl Fn(&T, &T) -> Ordering) {
    loop {
        let mut last = at;
        for child in [2 * at + 1, 2 * at + 2] {
            if let (Some(item), Some(child_item)) = (heap.get(last), heap.get(child))
                && order(item, child_item) == Ordering::Less
            {
                last = child;
            }
        }
        if last == at {
            return;
        }
        heap.swap(at, last);
        at = last;
    }
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_first};

    /// Numbers without any order (Park and Miller's generator), many of them more than once.
    fn numbers(count: u64) -> Vec<u64> {
        let mut seed = 1;
        let next = |_| {
            seed = seed * 48_271 % 2_147_483_647;
            seed % (count / 2 + 1)
        };
        (0..count).map(next).collect()
    }

    #[test]
    fn everything_comes_into_its_order() {
        for count in 0..70 {
            let mut sorted = numbers(count);
            sort(&mut sorted);
            let mut expected = numbers(count);
            expected.sort_unstable();
            assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn the_first_of_the_order_come_to_the_front() {
        for first in [0, 1, 2, 10, 99, 100, 200] {
            let mut sorted = numbers(100);
            sort_first(&mut sorted, first, |one, other| other.cmp(one));
            let mut expected = numbers(100);
            expected.sort_unstable_by(|one, other| other.cmp(one));
            let first = first.min(100);
            assert_eq!(sorted.get(..first), expected.get(..first));
            sort(&mut sorted);
            sort(&mut expected);
            assert_eq!(sorted, expected);
        }
    }
}
