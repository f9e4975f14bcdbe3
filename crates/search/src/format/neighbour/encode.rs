use super::{Neighbour, STEPS};
use crate::format::codec::{Kind, Writer};

/// Writes the neighbours of documents that follow each other, from `first` on; each by their number.
pub(crate) fn encode_neighbours(first: u32, documents: &[Vec<Neighbour>]) -> Vec<u8> {
    let [mut counts, mut others, mut steps] = [(); 3].map(|()| Writer::default());
    for neighbours in documents {
        counts.count(neighbours.len());
        let mut next = 0;
        for neighbour in neighbours {
            others.number(neighbour.document - next);
            next = neighbour.document + 1;
            steps.byte(step(neighbour.likeness));
        }
    }
    let mut file = Writer::file(Kind::Neighbours);
    file.number(first);
    file.section(&counts.into_bytes());
    file.section(&others.into_bytes());
    file.bytes(&steps.into_bytes());
    file.into_bytes()
}

/// As the likeness is written.
pub(crate) fn step(likeness: f32) -> u8 {
    (likeness * STEPS as f32).round().clamp(0.0, STEPS as f32) as u8
}
