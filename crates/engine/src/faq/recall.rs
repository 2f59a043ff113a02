//! What an index has learned as bytes, so that a compiled pack need not be learned from again.
//!
//! ```text
//! u32     number of phrasings
//! f32 ×2  certainty from which on an entry is answered, and suggested
//! i8  ×n  what each phrasing says for its own entry, in grains
//! u8  ×n  about how many others it speaks
//! i8  ×v  what it says about each of them
//! u16 ×v  how far behind its own entry each of these stands in the pack; before it, as if the pack began anew
//!         behind the last of 65,536 entries
//! ```
//!
//! Numbers begin with their lowest byte. Bytes of one kind stand together because they compress better so.

use super::confidence::Thresholds;
use super::lesson::{Lesson, grain};

/// Reads what was learned from phrasings of these entries; `None` if it is about others.
pub(super) fn read(
    mut bytes: &[u8],
    entries: usize,
    entry_of: &[u32],
) -> Option<(Lesson, Thresholds)> {
    if u32::from_le_bytes(*take(&mut bytes)?) as usize != entry_of.len() {
        return None;
    }
    let answer = f32::from_le_bytes(*take(&mut bytes)?);
    let suggest = f32::from_le_bytes(*take(&mut bytes)?);
    let (own, rest) = bytes.split_at_checked(entry_of.len())?;
    let (many, rest) = rest.split_at_checked(entry_of.len())?;
    let voices = many.iter().map(|many| usize::from(*many)).sum();
    let (weights, places) = rest.split_at_checked(voices)?;
    if places.len() != voices * 2 || !(answer.is_finite() && suggest.is_finite()) {
        return None;
    }
    let grain = grain(entry_of.len());
    let weight = |grains: u8| f32::from(grains as i8) * grain;
    let (places, _) = places.as_chunks::<2>();
    let mut lesson = Lesson::empty(entries);
    let mut at = 0;
    for (phrasing, entry) in entry_of.iter().enumerate() {
        lesson.say(*entry, weight(own[phrasing]));
        for _ in 0..many[phrasing] {
            let spoken = (*entry as u16).wrapping_add(u16::from_le_bytes(places[at]));
            if usize::from(spoken) >= entries {
                return None;
            }
            lesson.say(u32::from(spoken), weight(weights[at]));
            at += 1;
        }
        lesson.end_phrasing();
    }
    Some((lesson, Thresholds { answer, suggest }))
}

fn take<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8; 4]> {
    let (four, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(four)
}

/// Writes what was learned; nothing where nothing was, or in a pack of more entries than can be told apart here.
#[cfg(feature = "diagnostics")]
pub(super) fn write(lesson: &Lesson, thresholds: &Thresholds, entry_of: &[u32]) -> Vec<u8> {
    if !lesson.is_taught() || lesson.entries() > 1 << 16 {
        return Vec::new();
    }
    let mut bytes = (entry_of.len() as u32).to_le_bytes().to_vec();
    bytes.extend(thresholds.answer.to_le_bytes());
    bytes.extend(thresholds.suggest.to_le_bytes());
    let (mut own, mut many, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    let mut places = Vec::new();
    for (phrasing, entry) in entry_of.iter().enumerate() {
        let mut others: Vec<(u32, u8)> = Vec::new();
        own.push(0);
        for (spoken, weight) in lesson.voices(phrasing) {
            let grains = (*weight / grain(entry_of.len())) as i8 as u8;
            match own.last_mut().filter(|_| spoken == entry) {
                Some(own) => *own = grains,
                None => others.push((*spoken, grains)),
            }
        }
        others.sort_unstable();
        many.push(others.len() as u8);
        for (spoken, grains) in others {
            weights.push(grains);
            places.extend((spoken as u16).wrapping_sub(*entry as u16).to_le_bytes());
        }
    }
    for list in [own, many, weights, places] {
        bytes.extend(list);
    }
    bytes
}
