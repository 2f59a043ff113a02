//! How well personal data is found, on messages of our own. The floors only rise.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use kefu_engine::personal::{Found, Personal, cover, find};

/// A message, and what is personal in it: kind, begin and end.
fn read(line: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), line);
    while let Some(at) = rest.find('[') {
        let (kind, after) = rest[at + 1..].split_once(':').expect("a mark has a kind");
        let (value, after) = after.split_once(']').expect("a mark ends");
        text += &rest[..at];
        marks.push((kind.to_owned(), text.len(), text.len() + value.len()));
        text += value;
        rest = after;
    }
    (text + rest, marks)
}

#[test]
fn what_is_personal_is_found_and_what_is_ordinary_is_left_alone() {
    let lines = include_str!("data/personal.txt").lines().filter(|line| !line.starts_with('#'));
    let (mut ordinary, mut touched) = (0, 0);
    // By kind: found, marked, and what was found that is not marked so.
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for line in lines {
        let (text, marks) = read(line);
        let found: Vec<_> = find(&text)
            .into_iter()
            .map(|Found { kind, start, end }| (kind.word().to_owned(), start, end))
            .collect();
        for mark in &marks {
            let count = counts.entry(mark.0.clone()).or_default();
            count[0] += usize::from(found.contains(mark));
            count[1] += 1;
        }
        for one in found.iter().filter(|one| !marks.contains(one)) {
            counts.entry(one.0.clone()).or_default()[2] += 1;
        }
        if marks.is_empty() {
            ordinary += 1;
            touched += usize::from(!found.is_empty());
        }
        if found != marks {
            let shown: Vec<_> = found.iter().map(|(kind, a, b)| (kind, &text[*a..*b])).collect();
            println!("{line}\n    {shown:?}");
        }
    }
    println!("{counts:?}; {touched} of {ordinary} ordinary messages touched");
    assert!(ordinary >= 400);
    assert!(touched * 100 <= ordinary, "{touched} of {ordinary} ordinary messages touched");
    for (kind, floor) in [
        ("id_card", 100),
        ("bank_card", 100),
        ("phone", 95),
        ("email", 100),
        ("password", 80),
        ("code", 85),
        ("passport", 90),
    ] {
        let [found, marked, wrong] = counts[kind];
        assert!(marked >= 40, "{kind}: only {marked} to be found");
        assert!(100 * found >= floor * marked, "{kind}: {found} of {marked} found");
        assert!(100 * wrong <= 5 * marked, "{kind}: {wrong} found that are none");
    }
}

#[test]
fn a_cover_leaves_what_its_owner_knows_again_and_nothing_of_a_secret() {
    for (text, covered) in [
        ("打 13800138000 给我", "打 *******8000 给我"),
        ("call +44 7700 900123", "call *** **** **0123"),
        ("卡号6222 0000 0000 0000 004", "卡号**** **** **** ***0 004"),
        ("mail anna@example.com please", "mail ****@example.com please"),
        ("密码：hunter2abc，谢谢", "密码：**********，谢谢"),
        ("my code is 482913.", "my code is ******."),
        ("什么时候发货", "什么时候发货"),
    ] {
        assert_eq!(cover(text, |_| true), covered);
        assert_eq!(cover(text, |_| false), text);
    }
    let both = "手机13800138000，邮箱anna@example.com";
    assert_eq!(
        cover(both, |kind| kind == Personal::Phone),
        "手机*******8000，邮箱anna@example.com"
    );
}

#[test]
fn any_text_is_looked_through() {
    for text in [
        "",
        "@",
        "a@",
        "@b.cn",
        "+",
        "+86",
        "密码",
        "密码：",
        "护照E",
        "１",
        "1@2.3",
        "密码=\u{301}é字",
    ] {
        assert_eq!(find(text), [], "{text}");
    }
    let long = "1".repeat(10_000) + &"密码".repeat(5_000) + &"@".repeat(10_000);
    for one in find(&long) {
        assert!(long.get(one.start..one.end).is_some());
    }
}
