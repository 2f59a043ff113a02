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

/// Whether one of the words of a list, which stand between commas, is in a text.
fn holds(text: &str, list: &str) -> bool {
    list.split(',').any(|word| text.contains(word))
}

/// Whether a text starts with one of the words.
fn starts(text: &str, list: &str) -> bool {
    list.split(',').any(|word| text.starts_with(word))
}

/// Whether a text ends with one of the words.
fn ends(text: &str, list: &str) -> bool {
    list.split(',').any(|word| text.ends_with(word))
}

/// Whether a text is one of the words.
fn one_of(text: &str, list: &str) -> bool {
    list.split(',').any(|word| text == word)
}
