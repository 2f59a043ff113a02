//! Whether somebody asks for a person, in Chinese or English, and not only uses the words.

mod chinese;
mod english;

use super::cues::Sign;
use super::heard::Heard;
use super::reading::Reading;

/// What a request scores, so that all recognisers are read alike: from 4 on it is one.
const CERTAIN: i32 = 6;

/// Reads whether a message asks for a person.
pub fn request(heard: &Heard) -> Reading {
    let mut reading = Reading::default();
    let asked = chinese::asked(heard).or_else(|| heard.text.split('|').find_map(english::asked));
    if let Some(words) = asked {
        reading.add(Sign::Person, CERTAIN, words);
    }
    reading
}
