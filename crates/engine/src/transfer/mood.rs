//! Whether somebody complains, is angry or lost: what a message says, how, and what takes it back.

use super::cues::{Hit, Sign, find};
use super::heard::Heard;
use super::lexicon::{mood_en, mood_zh};
use super::reading::Reading;

/// From this weight on a word is a complaint by itself; a calm question does not take it back.
const STRONG: i32 = 4;

/// What is left of a fact that is just a complaint, where it is asked about: "Does the first wash fade it?"
const ASKED: i32 = 2;

/// What a negated praise weighs: 不怎么好吃.
const NOT_GOOD: i32 = 4;

/// From this on something bad was said for certain.
const BAD: i32 = 4;

/// The most that a tale without praise weighs.
const TOLD: i32 = 2;

/// Words before a cue in which an English negation still concerns it: "not a very good one".
const REACH_EN: usize = 3;

/// Chinese negations, and what may stand between them and the cue: 不是很好吃.
const NOT_ZH: &[&str] = &[
    "不",
    "没",
    "没让我",
    "没让人",
    "没有让我",
    "没有让人",
    "别",
    "不是",
    "没有",
    "并非",
    "不会",
    "不算",
    "没什么",
    "毫无",
    "没那么",
    "不那么",
    "没想",
    "不想",
    "不要",
];
const VERY_ZH: &[&str] = &[
    "", "很", "太", "怎么", "是很", "是太", "特别", "那么", "这么", "什么", "够", "非常", "十分",
    "再", "要", "敢",
];

const NOT_EN: &[&str] = &[
    "not", "no", "never", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "cant", "wont",
    "without", "hardly", "nothing", "aint", "couldnt", "wouldnt", "havent", "hasnt", "less", "isn",
    "werent",
];

/// What turns the praise before it into an introduction: "the food is fine, but …".
const TURNS: &[&str] = &[
    "但",
    "可是",
    "就是",
    "不过",
    "然而",
    "却",
    "可惜",
    "结果",
    " but ",
    "however",
    "though",
    "except",
    "unfortunately",
    "however",
];

/// Reads the mood of a message; a complaint scores `CLEAR` or more.
pub fn mood(heard: &Heard) -> Reading {
    let text = heard.text.as_str();
    let turn = TURNS.iter().filter_map(|turn| text.rfind(turn)).max();
    let asked = heard.is_question();
    let mut kept: Vec<Hit> = Vec::new();
    for mut hit in find(heard, &[mood_zh::MOOD, mood_en::MOOD]) {
        if hit.weight == 0
            || kept.iter().any(|one| text[one.start..one.end] == text[hit.start..hit.end])
        {
            continue;
        }
        if !matches!(hit.tells, Sign::Calm | Sign::Told) && negated(text, hit.start) {
            // "Not good" is a complaint, "no complaint" is none.
            hit.weight = if hit.weight < 0 { NOT_GOOD } else { 0 };
            hit.tells = Sign::Quality;
        } else if hit.tells == Sign::Praise && turn.is_some_and(|turn| hit.end <= turn) {
            hit.weight /= 3;
        }
        if hit.weight == STRONG
            && asked
            && matches!(hit.tells, Sign::Quality | Sign::Unfair | Sign::Sarcasm | Sign::Ignored)
        {
            hit.weight = ASKED;
        }
        if is_intense(text, &hit) {
            hit.weight = STRONG;
        }
        if hit.weight != 0 {
            kept.push(hit);
        }
    }
    let mut reading = Reading::of(heard, &kept);
    glued(heard, &mut reading);
    let sum =
        |which: fn(&i32) -> bool| kept.iter().map(|hit| hit.weight).filter(which).sum::<i32>();
    let tagged = reading.score - sum(|_| true);
    let weight =
        |sign: Sign| kept.iter().filter(|hit| hit.tells == sign).map(|hit| hit.weight).sum::<i32>();
    let told = if heard.asks || weight(Sign::Praise) < 0 || weight(Sign::Calm) < 0 {
        0
    } else {
        weight(Sign::Told).min(TOLD)
    };
    let weak: i32 = told
        + kept
            .iter()
            .filter(|hit| !matches!(hit.tells, Sign::Praise | Sign::Told) && hit.weight < STRONG)
            .map(|hit| hit.weight)
            .sum::<i32>();
    let strong = tagged + sum(|weight| *weight >= STRONG);
    // Praise beside something bad is irony, or politeness.
    let praise = weight(Sign::Praise);
    let praise = if strong >= BAD { praise / 2 } else { praise };
    reading.score = strong + weak.max(0) + praise;
    if reading.score < STRONG && annoyed(heard, &kept) {
        reading.score = STRONG;
    }
    if heard.loud && reading.score > 0 {
        reading.add(Sign::Loud, 1, "!!");
    }
    reading
}

/// So many words make a tale, which weighs as much as one weak sign; more than two make it no worse.
const TALE: usize = 10;
const LONGEST_TALE: usize = 2;

/// Negations that count, each as much as two weak signs.
const MOST_NEGATIONS: usize = 3;
const NEGATION: usize = 2;

/// What speaks of oneself weighs against: who blames speaks of others.
const I: &[&str] = &["i", "we", "my", "our"];
const OF_ONESELF: i32 = 2;

/// What shouting weighs beside weak signs.
const SHOUTED: i32 = 2;

/// From this weight on all of it together is a complaint.
const ANNOYED: i32 = 5;

/// Whether an English message without a clear word is a complaint by the way it is told: with negations, at
/// some length, not of oneself, with something that annoys in it and little praise.
fn annoyed(heard: &Heard, hits: &[Hit]) -> bool {
    if !heard.text.is_ascii() {
        return false;
    }
    let sum = |which: fn(&Hit) -> bool| {
        hits.iter().filter(|hit| which(hit)).map(|hit| hit.weight).sum::<i32>()
    };
    let annoys = sum(|hit| (1..STRONG).contains(&hit.weight) && hit.tells != Sign::Told);
    let words: Vec<&str> =
        heard.text.split([' ', '|', '?']).filter(|word| !word.is_empty()).collect();
    let negations = words.iter().filter(|word| NOT_EN.contains(word)).count();
    let told = (words.len() / TALE).min(LONGEST_TALE) + NEGATION * negations.min(MOST_NEGATIONS);
    let of_oneself = if words.iter().any(|word| I.contains(word)) { OF_ONESELF } else { 0 };
    let shouted = if heard.loud { SHOUTED } else { 0 };
    let calm = sum(|hit| hit.tells == Sign::Calm) / 2 + sum(|hit| hit.tells == Sign::Praise) / 2;
    annoys > 0 && annoys + told as i32 + shouted - of_oneself + calm >= ANNOYED
}

/// The weight of a word that an intense one before it makes a complaint.
const INTENSIFIED: i32 = 2;

/// Before a Chinese word about quality or waiting these make it a complaint: 有点慢 is none, 太慢 is one.
const INTENSE: &[&str] = &[
    "太", "很", "好", "真", "超", "非常", "特别", "这么", "那么", "极", "十分", "巨", "贼", "够",
    "实在", "相当", "更", "最", "超级",
];

fn is_intense(text: &str, hit: &Hit) -> bool {
    let of_things = matches!(hit.tells, Sign::Quality | Sign::Waiting);
    let chinese = !text[hit.start..].starts_with(|letter: char| letter.is_ascii());
    let may = of_things && chinese && hit.weight == INTENSIFIED;
    may && INTENSE.iter().any(|word| text[..hit.start].ends_with(word))
}

/// Finds what posts run together behind a `#`: `#worstserviceever`.
fn glued(heard: &Heard, reading: &mut Reading) {
    if heard.tags.is_empty() {
        return;
    }
    for group in mood_en::MOOD.iter().filter(|group| group.weight >= STRONG) {
        for word in group.words.split(',') {
            let word = word.trim_end_matches('*').replace(' ', "");
            if word.len() >= STRONG as usize && heard.tags.contains(&word) {
                reading.add(group.tells, group.weight, &heard.tags);
                return;
            }
        }
    }
}

fn negated(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let clause = before.rsplit('|').next().unwrap_or(before);
    if text[at..].starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        let near = clause.split(' ').rev().filter(|word| !word.is_empty()).take(REACH_EN);
        return near.into_iter().any(|word| NOT_EN.contains(&word));
    }
    let rhetorical = ["吗", "么", "嘛"].iter().any(|particle| {
        text[at..]
            .split('|')
            .next()
            .is_some_and(|rest| rest.trim_end_matches('?').ends_with(particle))
    });
    let not = VERY_ZH.iter().find_map(|very| {
        let before = clause.strip_suffix(very)?;
        let no_negation = ["差不", "特别"].iter().any(|word| before.ends_with(word));
        NOT_ZH.iter().find(|not| before.ends_with(*not) && !no_negation)
    });
    // 这不是坑人吗 says that it is.
    not.is_some() && !(rhetorical && clause.contains("不是"))
}
