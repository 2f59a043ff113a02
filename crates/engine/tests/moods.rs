//! How well it is heard what people want, on messages of our own. The floors only rise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use kefu_engine::transfer::{CLEAR, Heard, Reading, mood, request, urgency};

/// What is heard in a message, as the sign that stands before its line, and what made it so.
type Hear = fn(&Heard) -> (char, Reading);

fn wish_or_mood(heard: &Heard) -> (char, Reading) {
    let (request, mood) = (request(heard), mood(heard));
    if request.score >= CLEAR {
        ('!', request)
    } else {
        (if mood.score >= CLEAR { '+' } else { '-' }, mood)
    }
}

fn haste(heard: &Heard) -> (char, Reading) {
    let urgency = urgency(heard);
    (if urgency.score >= CLEAR { '^' } else { '-' }, urgency)
}

/// Of each thousand messages with a sign, so many are heard as it.
fn right(lines: &str, hear: Hear) -> BTreeMap<char, usize> {
    let mut counts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let sign = line.chars().next().unwrap();
        let (got, reading) = hear(&Heard::new(&line[2..]));
        let (right, all) = counts.entry(sign).or_default();
        *right += usize::from(got == sign);
        *all += 1;
        if got != sign {
            println!("heard as {got}: {line}\n    {:?}", reading.seen);
        }
    }
    counts.into_iter().map(|(sign, (right, all))| (sign, 1000 * right / all)).collect()
}

#[test]
fn chinese_messages_are_heard_at_least_as_well_as_before() {
    let right = right(include_str!("data/moods_zh.txt"), wish_or_mood);
    println!("{right:?}");
    assert!(right[&'!'] >= 1000 && right[&'+'] >= 890 && right[&'-'] >= 994, "{right:?}");
}

#[test]
fn english_messages_are_heard_at_least_as_well_as_before() {
    let right = right(include_str!("data/moods_en.txt"), wish_or_mood);
    println!("{right:?}");
    assert!(right[&'!'] >= 1000 && right[&'+'] >= 922 && right[&'-'] >= 993, "{right:?}");
}

#[test]
fn what_cannot_wait_is_heard_at_least_as_well_as_before() {
    let right = right(include_str!("data/urgent.txt"), haste);
    println!("{right:?}");
    assert!(right[&'^'] >= 910 && right[&'-'] >= 1000, "{right:?}");
}
