//! Whether something cannot wait: said in words, bound to a day, or because harm is done meanwhile.

use super::CLEAR;
use super::cues::{Sign, find};
use super::heard::Heard;
use super::lexicon::urgency::URGENCY;
use super::reading::Reading;

/// Reads how urgent a message is; from `CLEAR` on it is.
pub fn urgency(heard: &Heard) -> Reading {
    let hits = find(heard, &[URGENCY]);
    let mut reading = Reading::of(heard, &hits);
    // Several weak words hurry nobody, unless a day is named or harm is done.
    if hits.iter().all(|hit| hit.tells == Sign::Haste && hit.weight < CLEAR) {
        reading.score = reading.score.min(CLEAR - 1);
    }
    if heard.loud && reading.score > 0 {
        reading.add(Sign::Loud, 1, "!!");
    }
    reading
}
