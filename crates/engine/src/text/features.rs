//! Features of a normalised text: what two phrasings of one question have in common.

use super::is_cjk;

/// A feature, as the FNV-1a hash of its kind and letters.
///
/// 32 bits: among 100,000 features about one pair collides, and a collision only adds a little noise.
pub type Feature = u32;

/// Kinds keep a word and a piece of a word with the same letters apart.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Piece = 2,
    Han = 3,
}

/// Letters in a piece of a word: three survive most typing errors and still tell words apart.
const PIECE: usize = 3;

/// A very long paste is cut here, so that any message takes bounded time.
const MAX_LETTERS: usize = 600;

/// The features of a normalised text, sorted, each with how often it occurs.
pub fn features(normalised: &str) -> Vec<(Feature, f32)> {
    let letters: Vec<char> = normalised.chars().take(MAX_LETTERS).collect();
    let mut found: Vec<u64> = Vec::new();
    // Runs of one script: "iphone手机" is a word and two characters.
    for run in letters.chunk_by(|a, b| *a != ' ' && *b != ' ' && is_cjk(*a) == is_cjk(*b)) {
        if is_cjk(run[0]) {
            for width in 1..=3 {
                found.extend(run.windows(width).map(|gram| u64::from(hash(Kind::Han, gram))));
            }
        } else if run[0] != ' ' {
            word(run, &mut found);
        }
    }
    // Sorted as `u64` like all else in the engine: each type that is sorted costs two kilobytes of code.
    found.sort_unstable();
    let counted = found.chunk_by(|a, b| a == b);
    counted.map(|same| (same[0] as Feature, same.len() as f32)).collect()
}

fn word(letters: &[char], found: &mut Vec<u64>) {
    found.push(hash(Kind::Word, stem(letters)).into());
    // The edges belong to the word: "^re" and "re$" tell prefix and ending apart.
    let framed: Vec<char> = [&['^'], letters, &['$']].concat();
    found.extend(framed.windows(PIECE).map(|piece| u64::from(hash(Kind::Piece, piece))));
}

/// Takes the usual English endings off, so that "refunds", "refunded" and "refund" meet.
fn stem(word: &[char]) -> &[char] {
    const ENDINGS: [&[char]; 4] = [&['i', 'n', 'g'], &['e', 'd'], &['e', 's'], &['s']];
    const SHORTEST: usize = 3;
    for ending in ENDINGS {
        if let Some(start) = word.strip_suffix(ending)
            && start.len() >= SHORTEST
        {
            return start;
        }
    }
    word
}

fn hash(kind: Kind, letters: &[char]) -> Feature {
    let bytes = letters.iter().flat_map(|letter| (*letter as u32).to_le_bytes());
    std::iter::once(kind as u8)
        .chain(bytes)
        .fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: &str, b: &str) -> usize {
        let b = features(b);
        features(a).iter().filter(|(one, _)| b.iter().any(|(other, _)| one == other)).count()
    }

    #[test]
    fn endings_and_typing_errors_leave_much_in_common() {
        assert!(shared("refunds", "refund") > shared("refunds", "invoice"));
        assert!(shared("delivery", "delivry") >= 4);
        assert!(shared("退款多久", "多久退款") >= 6);
    }

    #[test]
    fn a_long_paste_is_bounded() {
        assert!(features(&"退款".repeat(50_000)).len() <= 3 * MAX_LETTERS);
    }
}
