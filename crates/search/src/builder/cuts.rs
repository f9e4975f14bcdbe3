//! Where a sorted list is cut into shards. The words decide, not their number: a word more moves the cuts
//! near it at most, and all other shards stay as they were (content-defined chunking, as in Muthitacharoen,
//! Chen, Mazières: "A Low-bandwidth Network File System", 2001).

use std::ops::Range;

/// A thing that is put in shards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Bytes that it takes compressed, about, times [`UNIT`].
    pub(super) cost: u32,
    /// Of its word alone.
    pub(super) hash: u64,
    /// How many stems have words both before this and from this on.
    pub(super) torn: u32,
    /// It is in no shard with those before it.
    pub(super) opens: bool,
}

/// Parts of a byte that costs are counted in.
pub(super) const UNIT: u32 = 16;

/// Cuts into shards of about `aim` bytes. What takes as much alone is a shard of its own.
pub(super) fn cut(items: &[Item], aim: u32) -> Vec<Range<usize>> {
    let aim = aim.saturating_mul(UNIT);
    let (least, most) = (aim / 3 * 2, aim / 3 * 4);
    let mut shards = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let end = end(items, start, aim, least, most);
        shards.push(start..end);
        start = end;
    }
    shards
}

fn end(items: &[Item], start: usize, aim: u32, least: u32, most: u32) -> usize {
    let mut size = 0;
    let mut best = None;
    for (index, item) in items.iter().enumerate().skip(start) {
        if index > start {
            if item.opens || item.cost >= aim {
                return index;
            }
            if size >= least {
                let key = (item.torn, item.hash, index);
                best = Some(best.map_or(key, |best: (u32, u64, usize)| best.min(key)));
            }
        }
        size += item.cost;
        if size >= most || item.cost >= aim {
            return best.map_or(index + 1, |best| best.2);
        }
    }
    items.len()
}

/// A hash of a word (FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>), mixed so that its order is no
/// order of words.
pub(super) fn word_hash(word: &str) -> u64 {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
