//! Asking for a person in Chinese: who is named, what is wished of them, and what makes it something else.

use super::{ends, holds, one_of, starts};
use crate::transfer::heard::Heard;
use crate::transfer::lexicon::request_zh::*;

/// Letters up to which a message can be only the name of people.
const ALONE: usize = 12;

/// Characters that may stand between a call and the people: 转到你们的人工.
const BETWEEN: usize = 6;

/// Characters in which it is told what people can do: 转给专门负责售后的人.
const DESCRIBED: usize = 12;

/// Characters before the people in which they are talked with or sent: 跟你们在线的客服说, 叫值班的客服来.
const WITH_THEM: usize = 6;

/// Characters after the people in which a question about them is told: 人工客服几点上班.
const NEAR: usize = 4;

/// The word that also means "by hand".
const BY_HAND: &str = "人工";

/// People of flesh and blood: who may also be a model in a picture.
const ALIVE: &str = "真人,活人";

/// The words by which a message asks for a person.
pub(super) fn asked(heard: &Heard) -> Option<&str> {
    let only = alone(&heard.text);
    let last = heard.text.rsplit('|').next().unwrap_or_default();
    heard.text.split('|').find_map(|clause| {
        // What is said last is said by itself: 说了半天没用，人工.
        let alone = if only {
            Alone::Anybody
        } else if clause == last && alone(clause) {
            Alone::People
        } else {
            Alone::Not
        };
        asked_in(clause.trim_end_matches('?'), alone)
    })
}

/// Whether people are called by nothing but their name.
#[derive(Clone, Copy, PartialEq)]
enum Alone {
    Anybody,
    /// Only if their name by itself tells that no machine is wanted.
    People,
    Not,
}

fn asked_in(clause: &str, alone: Alone) -> Option<&str> {
    if one_of(clause, PRESENCE)
        || one_of(clause.trim_end_matches(['啊', '呀', '呢', '哦']), PRESENCE)
    {
        return Some(clause);
    }
    // 还是人工吧 chooses, 机器人还是人工 asks.
    if holds(clause, IDENTITY) && !clause.starts_with("还是") {
        return None;
    }
    phrase(clause)
        .or_else(|| call_back(clause))
        .or_else(|| sends_somebody(clause))
        .or_else(|| able(clause))
        .or_else(|| no_machine(clause))
        .or_else(|| people(clause, alone))
}

/// 安排人联系我: somebody is to come to the visitor.
fn sends_somebody(clause: &str) -> Option<&str> {
    let (at, _) = clause.match_indices('人').find(|(at, person)| {
        ends(&clause[..*at], SENDS) && starts(&clause[at + person.len()..], TO_THE_VISITOR)
    })?;
    (!refused(&clause[..at])).then(|| &clause[at..])
}

/// 找个懂行的, 叫个会处理的人来: somebody who can do what the machine cannot.
fn able(clause: &str) -> Option<&str> {
    let (at, who) = WHO.split(',').find_map(|who| Some((clause.find(who)?, who)))?;
    let before = &clause[..at];
    let near = last(before, DESCRIBED);
    let (start, _) =
        BRINGS.split(',').filter_map(|brings| near.match_indices(brings).next()).min()?;
    let start = at - near.len() + start;
    let words = &clause[start..at + who.len()];
    // 懂英文的人才能用 is a condition, 找不到负责的人 a fact.
    let told = clause[at + who.len()..].starts_with('才') || words.contains("不到");
    let asked = holds(words, ABLE) && !told && !refused(before);
    let asked = asked && !is_of_before(&clause[..start]);
    asked.then_some(words)
}

/// 别让机器人回复我: who wants no machine wants a person.
fn no_machine(clause: &str) -> Option<&str> {
    MACHINES.split(',').find_map(|machine| {
        let at = clause.find(machine)?;
        let mut before = &clause[..at];
        while let Some(shorter) = WITH.split(',').find_map(|word| before.strip_suffix(word)) {
            before = shorter;
        }
        ends(before, NO_MACHINE).then(|| &clause[before.len()..at + machine.len()])
    })
}

fn phrase(clause: &str) -> Option<&str> {
    PHRASES.split(',').find_map(|phrase| {
        let (before, after) = clause.split_once(phrase)?;
        let found = &clause[before.len()..before.len() + phrase.len()];
        let person = found.find("人工").or(found.find("客服"));
        let other = person.is_some_and(|person| is_other(clause, before.len() + person));
        let told = holds(before, ELSEWHERE) || starts(after, PROMISES);
        (!other && !told && !refused(before)).then_some(found)
    })
}

fn call_back(clause: &str) -> Option<&str> {
    CALL_BACKS.split(',').find_map(|words| {
        let (before, after) = clause.split_once(words)?;
        let told = holds(before, CALLS_ANYWAY)
            || starts(after, "的,了,过,老,妈,爸,家,朋友,男,女,儿,孩,同事,室友,邻居");
        let asks = before.is_empty() || holds(last(before, BETWEEN), ASKING);
        (asks && !refused(before) && !told)
            .then(|| &clause[before.len()..before.len() + words.len()])
    })
}

fn people(clause: &str, alone: Alone) -> Option<&str> {
    let (at, person, certain) = named(clause)?;
    let place = Place { before: &clause[..at], after: &clause[at + person.len()..] };
    let found = &clause[at..at + person.len()];
    if place.sends_for_them() || place.talks_with_them() {
        return Some(found);
    }
    if place.is_told(found) || place.asks_about_them() {
        return None;
    }
    let asks = if alone == Alone::Anybody || certain && alone == Alone::People {
        true
    } else if !certain {
        place.calls_staff()
    } else if found == BY_HAND || one_of(found, ALIVE) {
        place.calls_by_hand()
    } else {
        true
    };
    asks.then_some(found)
}

/// What stands around the people who are named.
struct Place<'c> {
    before: &'c str,
    after: &'c str,
}

impl Place<'_> {
    /// 让客服联系我: they are to come to the visitor.
    fn sends_for_them(&self) -> bool {
        let sent = holds(last(self.before, WITH_THEM), SENDS) && starts(self.after, TO_THE_VISITOR);
        sent && !self.before.contains('过')
    }

    /// 跟客服沟通一下, but not 跟客服沟通过了.
    fn talks_with_them(&self) -> bool {
        let talks =
            holds(last(self.before, WITH_THEM), "跟,和,与,同,给") && starts(self.after, TALKS);
        let told = holds(self.before, ELSEWHERE) || self.after.contains(['过', '了']);
        talks && !told && !refused(self.before)
    }

    /// They have said or done something, are refused, or are somebody else's.
    fn is_told(&self, found: &str) -> bool {
        let reported = starts(self.after, REPORTS) && !self.after.starts_with("说话");
        let to_do = found == BY_HAND && starts(self.after, "回,跟我,和我,给我");
        let dials = self.before.ends_with('打') && self.after.starts_with("电话");
        reported && !to_do || dials || refused(self.before) || is_of_before(self.before)
    }

    /// Their hours, their number, their price.
    fn asks_about_them(&self) -> bool {
        let near: String = self.after.chars().take(NEAR).collect();
        holds(&near, ABOUT) && !holds(self.before, "接通,拨打,打")
    }

    fn is_called(&self) -> bool {
        ends(self.before, CALLS)
    }

    fn is_called_from_afar(&self) -> bool {
        holds(last(self.before, BETWEEN), FAR_CALLS)
    }

    /// 客服 needs a call: many only address them.
    fn calls_staff(&self) -> bool {
        let far = self.after.chars().count() <= 2 && self.is_called_from_afar();
        // 需要联系客服吗 asks whether it is necessary.
        let whether = holds(last(self.before, BETWEEN), WHETHER) && ends(self.after, "吗,么");
        !whether && (self.is_called() || far || starts(self.after, HOW_TO_FIND))
    }

    /// 人工 is a person who is called or does something for the visitor; 人工审核 is a check by hand.
    fn calls_by_hand(&self) -> bool {
        let rest = self.after.trim_start_matches([
            '吗', '呢', '吧', '啊', '了', '的', '么', '呀', '嘛', '对', '谢', '快', '行', '好',
        ]);
        let named = rest.is_empty()
            && (self.is_called() || self.is_called_from_afar() || ends(self.before, HOW));
        let bidden = ends(self.before, "请,麻烦,求");
        starts(self.after, DOES) || bidden || ends(self.before, TO_PEOPLE) || named
    }
}

/// Whether a message is the name of people and nothing else that means anything.
fn alone(text: &str) -> bool {
    let mut rest: String = text.chars().take(ALONE + 1).filter(|letter| *letter != '?').collect();
    if text.len() > 4 * ALONE || !(holds(&rest, STAFF) || holds(&rest, PEOPLE)) {
        return false;
    }
    for list in [PEOPLE, STAFF, FILLERS, "|"] {
        for word in list.split(',') {
            rest = rest.replace(word, "");
        }
    }
    rest.trim().is_empty()
}

/// The first one named who is no other thing, and whether the name alone tells that a person is meant.
fn named(clause: &str) -> Option<(usize, &'static str, bool)> {
    let mut best: Option<(usize, &'static str, bool)> = None;
    for (list, certain) in [(PEOPLE, true), (STAFF, false)] {
        for person in list.split(',') {
            let mut places = clause.match_indices(person).map(|(at, _)| at);
            let Some(at) = places.find(|at| !is_other(clause, *at)) else { continue };
            let is_better = best.is_none_or(|(first, longest, _)| {
                at < first || at == first && person.len() > longest.len()
            });
            if is_better {
                best = Some((at, person, certain));
            }
        }
    }
    best
}

/// Whether the word at a place is a part of something else: 人工智能.
fn is_other(clause: &str, at: usize) -> bool {
    OTHER_THINGS.split(',').any(|other| {
        clause.match_indices(other).any(|(start, _)| (start..start + other.len()).contains(&at))
    })
}

/// Whether what follows is not wanted. 怎么不转 asks for it, and who wants no machine wants a person.
fn refused(before: &str) -> bool {
    let near = last(before, BETWEEN);
    holds(near, REFUSALS) && !holds(near, "机器,怎么不,为什么不,为何不,干嘛不,能不能别")
}

/// Whether what stands before the people tells of what has been; 转不了 tells of now.
fn is_of_before(before: &str) -> bool {
    holds(&before.replace("不了", ""), ELSEWHERE)
}

fn last(text: &str, letters: usize) -> &str {
    text.char_indices().rev().take(letters).last().map_or("", |(start, _)| &text[start..])
}
