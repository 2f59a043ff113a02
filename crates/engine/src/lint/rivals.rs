//! Asks a pack its own phrasings, each while it is not in the pack: that is how visitors ask, too.

use crate::faq::{Bars, Because, Index};
use crate::pack::{Localized, Pack, Phrases};

/// The phrasings are left out in so many parts, so that a pack is compiled that often and not once for each.
const PARTS: usize = 5;

/// So many phrasings must be confused before two entries count as competing: two happen by chance, …
const CONFUSED: usize = 3;
/// … and at least one in so many of those that were tried of the entry with fewer.
const ONE_IN: usize = 3;

/// Chance words bring up a wrong entry now and then; only what is surer than the least sure one in so many of the
/// right answers is worth a look.
const UNSURE: usize = 3;

/// One of the ways to ask an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrasing<'p> {
    /// Place of the entry in the pack.
    pub entry: usize,
    /// Its language; empty for everyone.
    pub locale: &'p str,
    /// Its place: 0 for the question, then the others.
    pub place: usize,
    /// The words.
    pub text: &'p str,
}

/// A phrasing that would get another entry's answer if it did not stand in the pack word for word: the other entry
/// clearly leads its own, would be answered, and is found as surely as most right answers are.
///
/// Many more are led by another entry that is only worth asking about; there the visitor still chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray<'p> {
    /// The phrasing.
    pub phrasing: Phrasing<'p>,
    /// Place of the entry that is answered.
    pub answered: usize,
}

/// Two entries that are often taken for each other: of the phrasings of either, three or more, and a third of those
/// of the smaller entry, have both at the top without a clear lead of their own entry, or get the other one's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivals<'p> {
    /// The places of both, in the order of the pack.
    pub entries: (usize, usize),
    /// The phrasings that were confused.
    pub confused: Vec<Phrasing<'p>>,
}

/// Phrasings that stray, and entries that compete, in the order of the pack.
pub fn rivals(pack: &Pack) -> (Vec<Stray<'_>>, Vec<Rivals<'_>>) {
    let phrasings = phrasings(pack);
    // Phrasings of one entry and language stand together.
    let groups = phrasings.chunk_by(|a, b| (a.entry, a.locale) == (b.entry, b.locale));
    let alone: Vec<bool> = groups.flat_map(|group| vec![group.len() == 1; group.len()]).collect();
    let mut strays: Vec<(Stray<'_>, f32)> = Vec::new();
    let mut right: Vec<f32> = Vec::new();
    let mut pairs: Vec<Rivals<'_>> = Vec::new();
    let mut tried = vec![0_usize; pack.faq.len()];
    for part in 0..PARTS {
        let left_out = || phrasings.iter().zip(&alone).filter(|(one, _)| one.place % PARTS == part);
        if left_out().next().is_none() {
            continue;
        }
        let index = Index::new(&without(pack, part));
        let bars = index.bars();
        for (phrasing, alone) in left_out() {
            tried[phrasing.entry] += 1;
            let ranked = index.candidates(phrasing.text);
            let Some(first) = ranked.first().copied() else { continue };
            let second = ranked.get(1);
            // The same words in two entries are a matter of reading the pack.
            if first.because != Because::Words || first.score < bars.suggest {
                continue;
            }
            let own = ranked.iter().find(|one| one.entry == phrasing.entry);
            let own = own.map_or(0.0, |own| own.score);
            if first.entry == phrasing.entry {
                if let Some(second) = second.filter(|one| !Bars::leads(first.score, one.score)) {
                    confuse(&mut pairs, *phrasing, second.entry);
                } else if first.score >= bars.answer {
                    right.push(first.score);
                }
                continue;
            }
            if second.is_some_and(|one| one.entry == phrasing.entry) || first.score >= bars.answer {
                confuse(&mut pairs, *phrasing, first.entry);
            }
            // An entry without other words for it cannot be found; that says little of the other one.
            if !alone && first.score >= bars.answer && Bars::leads(first.score, own) {
                strays.push((Stray { phrasing: *phrasing, answered: first.entry }, first.score));
            }
        }
    }
    let mut competing: Vec<Rivals<'_>> = pairs
        .into_iter()
        .filter(|pair| {
            let (one, other) = pair.entries;
            let fewer = tried[one].min(tried[other]);
            let confused = pair.confused.len();
            confused >= CONFUSED && confused * ONE_IN >= fewer
        })
        .collect();
    competing.sort_by_key(|pair| pair.entries);
    right.sort_by(f32::total_cmp);
    let sure = right.get(right.len() / UNSURE).copied().unwrap_or_default();
    let rival = |one: usize, other: usize| {
        let entries = (one.min(other), one.max(other));
        competing.iter().any(|pair| pair.entries == entries)
    };
    let mut strays: Vec<Stray<'_>> = strays
        .into_iter()
        .filter(|(_, score)| *score >= sure)
        .map(|(stray, _)| stray)
        .filter(|stray| !rival(stray.phrasing.entry, stray.answered))
        .collect();
    strays.sort_by_key(|stray| {
        let Phrasing { entry, locale, place, .. } = stray.phrasing;
        (entry, locale, place)
    });
    (strays, competing)
}

fn confuse<'p>(pairs: &mut Vec<Rivals<'p>>, phrasing: Phrasing<'p>, other: usize) {
    let entries = (phrasing.entry.min(other), phrasing.entry.max(other));
    match pairs.iter_mut().find(|pair| pair.entries == entries) {
        Some(pair) => pair.confused.push(phrasing),
        None => pairs.push(Rivals { entries, confused: vec![phrasing] }),
    }
}

/// Every phrasing, entry by entry and language by language.
fn phrasings(pack: &Pack) -> Vec<Phrasing<'_>> {
    let mut all = Vec::new();
    for (entry, item) in pack.faq.iter().enumerate() {
        let (questions, lists) = (&item.question.0, &item.alt.0);
        let mut locales: Vec<&str> = Vec::new();
        let named = questions.iter().map(|(locale, _)| locale);
        for locale in named.chain(lists.iter().map(|(locale, _)| locale)) {
            if !locales.contains(&locale.as_str()) {
                locales.push(locale);
            }
        }
        for locale in locales {
            let question = questions.iter().filter(|(other, _)| other == locale);
            all.extend(question.map(|(_, text)| Phrasing { entry, locale, place: 0, text }));
            let list = lists.iter().filter(|(other, _)| other == locale).flat_map(|(_, list)| list);
            let others = (1..).zip(list);
            all.extend(others.map(|(place, text)| Phrasing { entry, locale, place, text }));
        }
    }
    all
}

/// The pack without this part of its phrasings.
fn without(pack: &Pack, part: usize) -> Pack {
    let mut rest = pack.clone();
    for entry in &mut rest.faq {
        for (_, list) in &mut entry.alt.0 {
            let mut place = 0;
            list.retain(|_| {
                place += 1;
                place % PARTS != part
            });
        }
        if part == 0 {
            entry.question = stand_in(&entry.question, &entry.alt);
        }
    }
    rest
}

/// Something in the place of a question, which every entry has: the first of the other phrasings.
fn stand_in(question: &Localized, alt: &Phrases) -> Localized {
    let others = question.0.iter().map(|(locale, _)| {
        let list = alt.0.iter().find(|(other, _)| other == locale).map(|(_, list)| list);
        let text = list.and_then(|list| list.first()).cloned().unwrap_or_default();
        (locale.clone(), text)
    });
    Localized(others.collect())
}
