//! Packs of any size for measuring: what customers ask about the goods of a shop, half in Chinese, half in English.
//!
//! An entry is a wish about one article; its phrasings are the wish's verbs in the frames of questions. A query is
//! the same wish in a combination that the entry lacks, sometimes with a slip of the finger. The same number always
//! gives the same pack.

use crate::{
    chance::Chance,
    pack::{Entry, Pack, Query},
    words::{ARTICLES, FRAMES, KINDS, LATER, WISHES},
};

/// So many entries can be told apart.
pub const MOST: usize = 2 * WISHES.len() * ARTICLES.len() * KINDS.len();

/// One in so many queries has a letter too few, or two in the wrong order.
const SLIPS: usize = 4;

/// A pack of so many entries, and so many queries that none of its phrasings answers word by word.
pub fn pack(entries: usize, queries: usize) -> Pack {
    let wanted = entries.min(MOST);
    let entries: Vec<Entry> = (0..wanted).map(entry).collect();
    let mut chance = Chance::new(wanted as u64);
    let queries = (0..queries)
        .filter(|_| wanted > 0)
        .map(|_| {
            let label = chance.below(wanted);
            Query { text: query(label, &entries[label], &mut chance), label }
        })
        .collect();
    Pack { name: "synthetic".to_owned(), entries, queries }
}

/// The entry of this number: languages change fastest, then wishes, then articles.
fn entry(number: usize) -> Entry {
    let mut chance = Chance::new(number as u64);
    let mut phrasings: Vec<String> = Vec::new();
    let many = 3 + chance.below(4);
    while phrasings.len() < many {
        let phrasing = say(number, &FRAMES, &mut chance);
        if !phrasings.contains(&phrasing) {
            phrasings.push(phrasing);
        }
    }
    Entry { phrasings }
}

fn query(number: usize, entry: &Entry, chance: &mut Chance) -> String {
    loop {
        // Half of the queries are put in a way that no entry is.
        let frames: &[[&str; 2]] = if chance.below(2) == 0 { &FRAMES } else { &LATER };
        let mut query = say(number, frames, chance);
        if chance.below(SLIPS) == 0 {
            query = slip(&query, chance);
        }
        if !entry.phrasings.contains(&query) {
            return query;
        }
    }
}

/// The wish of an entry, in one of its verbs and one of these frames.
fn say(number: usize, frames: &[[&str; 2]], chance: &mut Chance) -> String {
    let language = number % 2;
    let wish = number / 2 % WISHES.len();
    let article = number / 2 / WISHES.len();
    let kind = KINDS[article / ARTICLES.len() % KINDS.len()][language];
    let article = ARTICLES[article % ARTICLES.len()][language];
    let gap = if language == 0 { "" } else { " " };
    let verbs = WISHES[wish][language];
    let verb = verbs[chance.below(verbs.len())];
    let frame = frames[chance.below(frames.len())][language];
    frame.replace("{}", &verb.replace("{}", &format!("{kind}{gap}{article}")))
}

/// The text with a letter missing, or with two that changed places.
fn slip(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = 1 + chance.below(letters.len().saturating_sub(2).max(1));
    if at + 1 < letters.len() && chance.below(2) == 0 {
        letters.swap(at, at + 1);
    } else if at < letters.len() {
        letters.remove(at);
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_number_gives_the_same_pack() {
        assert_eq!(pack(700, 50), pack(700, 50));
        assert_ne!(pack(700, 50).queries, pack(701, 50).queries);
    }

    #[test]
    fn a_larger_pack_begins_with_the_smaller_one() {
        assert_eq!(pack(700, 0).entries[..300], pack(300, 0).entries[..]);
    }

    #[test]
    fn there_are_thirty_thousand_entries_and_no_two_share_a_phrasing() {
        let pack = pack(30_000, 0);
        assert_eq!(pack.entries.len(), 30_000);
        let mut seen = HashSet::new();
        for entry in &pack.entries {
            assert!((3..=6).contains(&entry.phrasings.len()));
            for phrasing in &entry.phrasings {
                assert!(seen.insert(phrasing), "{phrasing}");
            }
        }
    }

    #[test]
    fn no_query_is_a_phrasing_of_its_entry() {
        let pack = pack(300, 500);
        assert_eq!(pack.queries.len(), 500);
        for query in &pack.queries {
            assert!(!pack.entries[query.label].phrasings.contains(&query.text), "{}", query.text);
        }
    }

    #[test]
    fn a_pack_of_nothing_has_no_queries() {
        assert_eq!(pack(0, 10).queries, Vec::new());
    }
}
