//! What can be learnt from conversations: counts that add up, without a word that tells who talked.
//!
//! A `Talk` is one conversation as far as it counts, an `Insight` any number of them. Insights of tabs, days and
//! visitors merge in any order to the same.

mod export;
mod masked;
mod sample;

pub use masked::masked;
pub use sample::{MOST_SAMPLED, Sample};

use crate::text::is_letter;

/// Something in a conversation that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The entry with this id was answered.
    Answered(String),
    /// Nothing was known; `Talk::hear` masks what the visitor had said.
    Missed(String),
    /// The answer of this entry helped.
    Helpful(String),
    /// It did not.
    Unhelpful(String),
    /// A person was asked for, for this reason.
    Transferred(String),
    /// The visitor gave a score from 1 to 5.
    Rated(u32),
    /// The visitor said whether the matter is settled.
    Settled(bool),
}

/// One conversation, as far as it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talk {
    /// When it began; only used to draw fair samples.
    pub began: u64,
    heard: Vec<Heard>,
}

/// A conversation of more turns than this counts as far as it went until then.
pub const MOST_HEARD: usize = 300;

impl Talk {
    /// A conversation that begins now.
    pub fn new(began: u64) -> Self {
        Self { began, heard: Vec::new() }
    }

    /// Takes in what happened.
    pub fn hear(&mut self, heard: Heard) {
        let heard = match heard {
            Heard::Missed(text) => Heard::Missed(masked(&text)),
            other => other,
        };
        if self.heard.len() < MOST_HEARD {
            self.heard.push(heard);
        }
    }

    /// Whether there is anything to count.
    pub fn is_empty(&self) -> bool {
        self.heard.is_empty()
    }
}

/// How often something came up, by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Its name.
    pub name: String,
    /// How often.
    pub count: u32,
}

/// How often an entry was used, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryUse {
    /// Its id.
    pub id: String,
    /// Times it was answered.
    pub answered: u32,
    /// Times it helped.
    pub helpful: u32,
    /// Times it did not.
    pub unhelpful: u32,
    /// Times it was the last answer before a person was asked for.
    pub transferred: u32,
}

/// Scores go from 1 to this.
pub const BEST_SCORE: usize = 5;

/// What is learnt from any number of conversations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Insight {
    /// Conversations in which something was asked.
    pub talks: u32,
    /// Those of them that needed no person.
    pub contained: u32,
    /// Those of them that were settled at the first contact: contained, nothing missed, nothing asked twice,
    /// and nothing said against the last answer.
    pub resolved: u32,
    /// Questions that were answered.
    pub answered: u32,
    /// Questions that were not.
    pub missed: u32,
    /// Reasons for which a person was asked for, in the order of their names.
    pub transfers: Vec<Counted>,
    /// Entries, in the order of their ids.
    pub entries: Vec<EntryUse>,
    /// How often each score was given, the worst first.
    pub scores: [u32; BEST_SCORE],
    /// What was not known, masked.
    pub misses: Sample,
    /// Which entry was asked after which: both ids with a line break between them.
    pub pairs: Sample,
}

impl Insight {
    /// What one conversation says.
    pub fn of(talk: &Talk) -> Self {
        let mut insight = Self::default();
        let mut asked: Vec<&str> = Vec::new();
        let (mut transferred, mut spoilt) = (false, false);
        for (turn, heard) in (0..).zip(&talk.heard) {
            let salt = talk.began ^ turn << 48;
            match heard {
                Heard::Answered(id) => {
                    if let Some(last) = asked.last().filter(|last| *last != id) {
                        insight.pairs.add(&format!("{last}\n{id}"), salt);
                    }
                    spoilt |= asked.contains(&id.as_str());
                    asked.push(id);
                    insight.answered += 1;
                    insight.entry(id).answered += 1;
                }
                Heard::Missed(text) => {
                    insight.missed += 1;
                    if text.contains(is_letter) {
                        insight.misses.add(text, salt);
                    }
                }
                Heard::Helpful(id) => insight.entry(id).helpful += 1,
                Heard::Unhelpful(id) => {
                    insight.entry(id).unhelpful += 1;
                    spoilt |= asked.last() == Some(&id.as_str());
                }
                Heard::Transferred(reason) => {
                    transferred = true;
                    add(&mut insight.transfers, reason, 1);
                    if let Some(last) = asked.last() {
                        insight.entry(last).transferred += 1;
                    }
                }
                Heard::Rated(score) => {
                    let place = (*score as usize).clamp(1, BEST_SCORE) - 1;
                    insight.scores[place] += 1;
                    spoilt |= place < BEST_SCORE / 2;
                }
                Heard::Settled(settled) => spoilt |= !settled,
            }
        }
        let talked = insight.answered + insight.missed > 0;
        insight.talks = u32::from(talked);
        insight.contained = u32::from(talked && !transferred);
        let resolved = insight.contained > 0 && insight.missed == 0 && !spoilt;
        insight.resolved = u32::from(resolved);
        insight
    }

    /// Adds what other conversations say.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.talks, other.talks),
            (&mut self.contained, other.contained),
            (&mut self.resolved, other.resolved),
            (&mut self.answered, other.answered),
            (&mut self.missed, other.missed),
        ] {
            *mine = mine.saturating_add(theirs);
        }
        for (mine, theirs) in self.scores.iter_mut().zip(other.scores) {
            *mine = mine.saturating_add(theirs);
        }
        for transfer in &other.transfers {
            add(&mut self.transfers, &transfer.name, transfer.count);
        }
        for theirs in &other.entries {
            let mine = self.entry(&theirs.id);
            mine.answered = mine.answered.saturating_add(theirs.answered);
            mine.helpful = mine.helpful.saturating_add(theirs.helpful);
            mine.unhelpful = mine.unhelpful.saturating_add(theirs.unhelpful);
            mine.transferred = mine.transferred.saturating_add(theirs.transferred);
        }
        self.misses.merge(&other.misses);
        self.pairs.merge(&other.pairs);
    }

    /// How often an entry was answered.
    pub fn uses(&self, id: &str) -> u32 {
        let place = self.entries.binary_search_by(|one| one.id.as_str().cmp(id));
        place.map_or(0, |place| self.entries[place].answered)
    }

    fn entry(&mut self, id: &str) -> &mut EntryUse {
        let place = self.entries.binary_search_by(|one| one.id.as_str().cmp(id));
        let place = place.unwrap_or_else(|place| {
            self.entries.insert(place, EntryUse { id: id.to_owned(), ..EntryUse::default() });
            place
        });
        &mut self.entries[place]
    }
}

fn add(counted: &mut Vec<Counted>, name: &str, count: u32) {
    match counted.binary_search_by(|one| one.name.as_str().cmp(name)) {
        Ok(place) => counted[place].count = counted[place].count.saturating_add(count),
        Err(place) => counted.insert(place, Counted { name: name.to_owned(), count }),
    }
}

crate::kept_enum!(Heard { ;
    Answered(String) = "answered",
    Missed(String) = "missed",
    Helpful(String) = "helpful",
    Unhelpful(String) = "unhelpful",
    Transferred(String) = "transferred",
    Rated(u32) = "rated",
    Settled(bool) = "settled",
});
crate::kept_struct!(Talk { began, heard });
crate::kept_struct!(Counted { name, count });
crate::kept_struct!(EntryUse { id, answered, helpful, unhelpful, transferred });
crate::kept_struct!(Insight {
    talks,
    contained,
    resolved,
    answered,
    missed,
    transfers,
    entries,
    scores,
    misses,
    pairs,
});

impl crate::kept::Kept for [u32; BEST_SCORE] {
    fn write(&self) -> crate::json::Value {
        self.to_vec().write()
    }

    fn read(value: &crate::json::Value) -> Option<Self> {
        Vec::read(value)?.try_into().ok()
    }
}
