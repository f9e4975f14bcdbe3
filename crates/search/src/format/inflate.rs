use crate::IndexError;
use flate2::bufread::GzDecoder;
use std::io::Read;

/// Bytes of the largest file that is inflated: no file of an index is near it.
const LARGEST: u64 = 256 << 20;

/// What a file of an index holds, from how it is served. In a browser, the browser does this.
///
/// # Errors
/// When the file is no gzip stream, or not a whole one.
pub fn inflate(path: &str, compressed: &[u8]) -> Result<Vec<u8>, IndexError> {
    if !compressed.starts_with(&[0x1f, 0x8b]) {
        return Err(IndexError::NotAnIndex { path: path.to_owned() });
    }
    let damaged = |what| IndexError::Damaged { path: path.to_owned(), what };
    let mut bytes = Vec::new();
    let mut stream = GzDecoder::new(compressed);
    // The checksum at the end of the stream is read with its last byte.
    let read = Read::by_ref(&mut stream).take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|_| damaged("it does not inflate"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(damaged("it is too large"));
    }
    if !stream.into_inner().is_empty() {
        return Err(damaged("something stands after its end"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::inflate;
    use crate::IndexError;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn deflated(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).expect("in memory");
        encoder.finish().expect("in memory")
    }

    #[test]
    fn what_was_deflated_comes_back() {
        let text = b"words ".repeat(1000);
        assert_eq!(inflate("a", &deflated(&text)), Ok(text));
    }

    #[test]
    fn a_damaged_stream_is_an_error() {
        let whole = deflated(b"a text that is long enough to be cut");
        for length in 2..whole.len() {
            let cut = inflate("a", &whole[..length]);
            assert!(matches!(cut, Err(IndexError::Damaged { .. })), "{length} bytes: {cut:?}");
        }
        let mut changed = whole.clone();
        changed[12] ^= 0x10;
        assert!(inflate("a", &changed).is_err());
        assert!(inflate("a", &[whole.as_slice(), b"more"].concat()).is_err());
        let not_one = inflate("a", b"<!doctype html>");
        assert_eq!(not_one, Err(IndexError::NotAnIndex { path: "a".to_owned() }));
    }
}
