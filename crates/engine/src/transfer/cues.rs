//! Words that tell something about the person behind a message, and how they are found in it.

use super::heard::Heard;

/// Words that tell the same, with the same strength.
#[derive(Clone, Copy, Debug)]
pub struct Cues {
    /// What they tell.
    pub tells: Sign,
    /// How strongly; below zero it speaks against.
    pub weight: i32,
    /// The words, between commas; `*` at the end stands for any ending, `…` for a few words in between, `……` for
    /// what is left of the clause.
    pub words: &'static str,
}

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Says that this is a complaint.
    Complaint,
    /// Threatens with the authorities, the law or the public.
    Threat,
    /// Insults or swears.
    Insult,
    /// Says that they are angry, disappointed, or at an end.
    Feeling,
    /// Feels cheated or treated unfairly.
    Unfair,
    /// Has waited too long.
    Waiting,
    /// Was not heard or not helped.
    Ignored,
    /// Finds the service or the goods bad.
    Quality,
    /// Means the opposite of what it says.
    Sarcasm,
    /// Wants it soon.
    Haste,
    /// Has a day or an hour by which it must be done.
    Deadline,
    /// Money, a card, an account or a person is in danger.
    Danger,
    /// Is content, thanks or praises.
    Praise,
    /// Says it calmly, or of something else.
    Calm,
    /// Tells of an order that was delivered or a journey that was made: without praise it is seldom praise.
    Told,
    /// Asks for a person.
    Person,
    /// Says it loudly.
    Loud,
}

/// A word that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it tells.
    pub tells: Sign,
    /// How strongly, here.
    pub weight: i32,
    /// Where it starts in the text that was read.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Finds cues from the left, at each place the longest one.
pub(super) fn find(heard: &Heard, tables: &[&[Cues]]) -> Vec<Hit> {
    let cues: Vec<(&str, &Cues)> = tables
        .iter()
        .flat_map(|table| table.iter())
        .flat_map(|group| group.words.split(',').map(move |word| (word, group)))
        .collect();
    let text = heard.text.as_str();
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let step = text[at..].chars().next().map_or(1, char::len_utf8);
        let Some((length, group)) = longest(text, at, &cues) else {
            at += step;
            continue;
        };
        // 都没人处理: the longer 没人处理 is meant, and not 都没.
        let end = at + length;
        let later = text[at..end].char_indices().skip(1).filter_map(|(inside, _)| {
            let (longer, group) = longest(text, at + inside, &cues)?;
            (longer > length && at + inside + longer > end).then_some((at + inside, longer, group))
        });
        let (start, length, group) = later.last().unwrap_or((at, length, group));
        hits.push(Hit { tells: group.tells, weight: group.weight, start, end: start + length });
        at = start + length;
    }
    hits
}

/// The longest cue that begins at a place.
fn longest<'c>(text: &str, at: usize, cues: &[(&str, &'c Cues)]) -> Option<(usize, &'c Cues)> {
    if !starts_word(text, at) {
        return None;
    }
    let rest = &text[at..];
    let first = rest.as_bytes().first();
    let mut best: Option<(usize, &Cues)> = None;
    for (word, group) in cues {
        if word.as_bytes().first() == first
            && let Some(length) = matched(rest, word)
            && best.is_none_or(|(longest, _)| length > longest)
        {
            best = Some((length, group));
        }
    }
    best.or_else(|| misspelt(rest, cues))
}

/// A latin word is only found at its beginning; a Chinese character begins anywhere.
fn starts_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let latin = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
    !latin(at) || at == 0 || !latin(at - 1)
}

/// Bytes that the gap of a cue spans at the most: eight characters, or a few words.
const GAP: usize = 24;

/// What may not stand before 次 where a cue counts how often: 换了新手机，下次登录.
const NO_COUNT: [char; 7] = ['下', '这', '上', '再', '第', '每', '首'];

/// How much of the text a cue takes, if the text begins with it. `…` stands for a few words of the same clause, and
/// `……` for what is left of it: 说好今天送，又没送.
fn matched(text: &str, cue: &str) -> Option<usize> {
    let Some((start, end)) = cue.split_once('…') else { return begins(text, cue) };
    let after = begins(text, start)?;
    let rest = &text[after..];
    let (end, next_clause) = end.strip_prefix('…').map_or((end, false), |end| (end, true));
    let wall = rest.find('|').unwrap_or(rest.len());
    let gap = rest.char_indices().map(|(at, _)| at).take_while(|at| *at <= GAP);
    let mut places = gap.filter(|at| {
        let counts = !(end.starts_with('次') && rest[..*at].ends_with(NO_COUNT));
        let in_reach = if next_clause { *at == wall + 1 } else { *at < wall };
        in_reach && counts && starts_word(rest, *at)
    });
    places.find_map(|at| begins(&rest[at..], end).map(|length| after + at + length))
}

fn begins(text: &str, cue: &str) -> Option<usize> {
    let (stem, open) = match cue.strip_suffix('*') {
        Some(stem) => (stem, true),
        None => (cue, false),
    };
    let rest = text.strip_prefix(stem)?;
    if !stem.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return Some(stem.len());
    }
    let ending = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (open || ending == 0).then_some(stem.len() + ending)
}

/// Letters from which a word can be mistyped and still be no other one.
const LONG_ENOUGH: usize = 7;

/// A long latin word with one letter wrong, missing, doubled or swapped.
fn misspelt<'c>(text: &str, cues: &[(&str, &'c Cues)]) -> Option<(usize, &'c Cues)> {
    let length = text.bytes().take_while(u8::is_ascii_lowercase).count();
    if length < LONG_ENOUGH - 1 {
        return None;
    }
    let word = &text.as_bytes()[..length];
    cues.iter().find_map(|(cue, group)| {
        let known = cue.as_bytes();
        let fits = known.len() >= LONG_ENOUGH
            && known.len().abs_diff(length) <= 1
            && known[0] == word[0]
            && known.iter().all(u8::is_ascii_lowercase);
        (fits && one_slip(word, known)).then_some((length, *group))
    })
}

/// Whether two words differ by one letter that is wrong, missing, too many, or swapped with its neighbour.
pub(super) fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            short.is_empty()
                || short[1..] == long[1..]
                || short.len() > 1
                    && short[0] == long[1]
                    && short[1] == long[0]
                    && short[2..] == long[2..]
        }
        1 => *short == long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::lexicon::{mood_en, mood_zh, urgency};

    const TABLE: &[Cues] = &[
        Cues {
            tells: Sign::Quality, weight: 3, words: "不好吃,难吃,disappoint*,terrible service"
        },
        Cues { tells: Sign::Praise, weight: -2, words: "好吃,good" },
    ];

    fn weights(text: &str) -> Vec<i32> {
        find(&Heard::new(text), &[TABLE]).iter().map(|hit| hit.weight).collect()
    }

    #[test]
    fn the_longest_word_from_the_left_is_found() {
        assert_eq!(weights("不好吃，真难吃，汤好吃"), [3, 3, -2]);
        assert_eq!(weights("Disappointed! Terrible service, good food"), [3, 3, -2]);
        assert_eq!(weights("goods, so-good-ness"), [-2]);
    }

    #[test]
    fn a_gap_ends_with_its_clause_or_spans_what_is_left_of_it() {
        let within = Cues { tells: Sign::Ignored, weight: 5, words: "换了…次" };
        let across = Cues { tells: Sign::Feeling, weight: 5, words: "说好……又" };
        let weights = |text: &str| -> Vec<i32> {
            let hits = find(&Heard::new(text), &[&[within, across]]);
            hits.iter().map(|hit| hit.weight).collect()
        };
        assert_eq!(weights("换了三次，还是坏的"), [5]);
        assert_eq!(weights("说好今天送，又没送"), [5]);
        for other in ["换了新手机，下次登录要验证吗", "换了手机下次要验证吗", "说好今天又改明天"]
        {
            assert!(weights(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn no_cue_stands_twice_in_a_table() {
        for table in [mood_zh::MOOD, mood_en::MOOD, urgency::URGENCY] {
            let mut cues: Vec<&str> =
                table.iter().flat_map(|group| group.words.split(',')).collect();
            cues.sort_unstable();
            for pair in cues.windows(2) {
                assert_ne!(pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn one_slip_of_the_finger_is_forgiven_in_long_words() {
        for (a, b) in [("complain", "complian"), ("complain", "compain"), ("complain", "complaim")]
        {
            assert!(one_slip(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
        assert!(!one_slip(b"complain", b"complete"));
    }
}
