//! Small letters for large ones.
//!
//! The library knows all scripts, by a table that is four kilobytes of what a phone downloads. Here are those whose
//! letters come in two sizes and which people write to a shop: Latin with its marks, Greek and Cyrillic.

/// The small form of a letter.
pub fn lower(letter: char) -> char {
    let code = letter as u32;
    let by = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde => 32,
        // Pairs of which the even one is large.
        0x100..=0x12e | 0x132..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => {
            1 - code % 2
        }
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => 1 - code % 2,
        // Pairs of which the odd one is large.
        0x139..=0x148 | 0x179..=0x17e | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code % 2,
        0x1a0 | 0x1af => 1,
        0x386 => 38,
        0x388..=0x38a => 37,
        0x38c => 64,
        0x38e | 0x38f => 63,
        0x391..=0x3a1 | 0x3a3..=0x3ab => 32,
        0x400..=0x40f => 80,
        0x410..=0x42f => 32,
        0x4c0 => 15,
        0x130 => return 'i',
        0x178 => return 'ÿ',
        0x1e9e => return 'ß',
        _ => 0,
    };
    char::from_u32(code + by).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_letters_of_the_usual_scripts_become_what_the_library_says() {
        let latin = ('\0'..='\u{17f}').chain('\u{1a0}'..='\u{1a1}').chain('\u{1cd}'..='\u{1dc}');
        let latin = latin.chain('\u{1e00}'..='\u{1eff}');
        for letter in latin.chain('\u{370}'..='\u{3ce}').chain('\u{400}'..='\u{52f}') {
            // The rare letters that the library writes as two, or that only scholars use.
            let usual = letter.to_lowercase().next();
            if matches!(letter, 'Ͱ' | 'Ͳ' | 'Ͷ' | 'Ϳ') {
                continue;
            }
            assert_eq!(Some(lower(letter)), usual, "{letter} {:x}", letter as u32);
        }
    }

    #[test]
    fn letters_of_one_size_stay() {
        for letter in ['a', 'ß', '退', 'あ', '한', '١', '!'] {
            assert_eq!(lower(letter), letter);
        }
    }
}
