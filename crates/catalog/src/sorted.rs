//! Sorting in two ways alone. Each kind of key that is sorted by costs the reader's app some kilobytes of
//! code, so all keys are made to fit one of two.

/// Sorts posts by a number, and by their own where that is equal.
pub(crate) fn by_number(posts: &mut [u32], key: impl Fn(u32) -> u32) {
    let mut keys: Vec<u64> =
        posts.iter().map(|post| u64::from(key(*post)) << 32 | u64::from(*post)).collect();
    sort(&mut keys);
    for (post, key) in posts.iter_mut().zip(keys) {
        // The lower half.
        *post = u32::try_from(key & u64::from(u32::MAX)).unwrap_or_default();
    }
}

/// Sorts numbers that hold all that is to be known.
pub(crate) fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// Sorts by a number, then by a text; what is equal stays as it is.
pub(crate) fn by_text<T>(items: Vec<T>, key: impl Fn(&T) -> (u64, String)) -> Vec<T> {
    let keys = items.iter().zip(0_u32..).map(|(item, place)| {
        let (number, text) = key(item);
        (number, text, place)
    });
    let places = arranged(keys.collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let next = |place: u32| items.get_mut(place as usize).and_then(Option::take);
    places.into_iter().filter_map(next).collect()
}

fn arranged(mut keys: Vec<(u64, String, u32)>) -> Vec<u32> {
    keys.sort_unstable();
    keys.into_iter().map(|(_, _, place)| place).collect()
}

/// A number that sorts the other way round; what there is none of comes last.
pub(crate) fn descending(number: Option<i64>) -> u64 {
    // The sign's bit turned, unsigned numbers sort as signed ones do; all of them turned, the other way.
    number.map_or(u64::MAX, |number| !(number.cast_unsigned() ^ 1 << 63))
}
