//! What finding must do, on a small pack of our own.

use super::*;
use crate::pack;

fn index() -> Index {
    let (pack, found) = pack::load(include_bytes!("../../tests/data/corner_shop.kefu.json"));
    assert_eq!(found, []);
    Index::new(&pack)
}

fn ids(decision: &Decision) -> Vec<usize> {
    match decision {
        Decision::Answer(one) => vec![one.entry],
        Decision::Suggest(many) => many.iter().map(|one| one.entry).collect(),
        Decision::Unknown => vec![],
    }
}

#[test]
fn a_keyword_of_the_owner_wins() {
    let Decision::Answer(found) = index().find("发票！") else { panic!("no answer") };
    assert_eq!((found.entry, found.because), (2, Because::Keyword));
}

#[test]
fn other_words_and_typing_errors_find_the_entry() {
    for (message, entry) in [
        ("退款大概多久能到", 0),
        ("how long until my refund arives", 0),
        ("ＨＯＷ　ＬＯＮＧ　ｄｏｅｓ　ａ　ｒｅｆｕｎｄ　ｔａｋｅ", 0),
        ("包裹走到哪儿了", 1),
        ("wheres my parcel", 1),
        ("怎样才能开一张公司发票", 2),
    ] {
        assert_eq!(ids(&index().find(message)).first(), Some(&entry), "{message}");
    }
}

#[test]
fn what_nobody_wrote_about_is_unknown() {
    for message in
        ["", "???", "🙂", "asdfghjkl", "今天天气真好啊", "who won the football game yesterday"]
    {
        assert_eq!(index().find(message), Decision::Unknown, "{message}");
    }
}

#[test]
fn the_same_words_in_two_entries_are_asked_back() {
    let Decision::Suggest(found) = index().find("refund or parcel?") else {
        panic!("no suggestion")
    };
    assert!((2..=3).contains(&found.len()));
}

#[test]
fn a_paste_of_any_length_is_answered_in_bounded_work() {
    let paste = "我的包裹在哪里?".repeat(2_000);
    assert!(matches!(index().find(&paste), Decision::Answer(_) | Decision::Suggest(_)));
}

#[test]
fn small_steps_and_large_ones_lead_to_the_same_index() {
    let (pack, _) = pack::load(include_bytes!("../../tests/data/phone_lab.kefu.json"));
    let (whole, mut stepped) = (Index::new(&pack), Index::begin(&pack));
    let mut steps = 1;
    while stepped.learn(steps) {
        steps = steps % 7 + 1;
    }
    for message in ["充电器多少钱", "is the camera covered", "红色的手机壳", "the weather"]
    {
        assert_eq!(whole.candidates(message), stepped.candidates(message), "{message}");
    }
    assert_eq!(whole.bars(), stepped.bars());
}

#[test]
fn a_pack_without_entries_knows_nothing() {
    let index = Index::new(&pack::Pack::default());
    assert_eq!(index.find("refund"), Decision::Unknown);
    assert!(index.candidates("refund").is_empty());
}

#[test]
fn pinyin_and_homophones_are_heard() {
    for (message, entry) in
        [("tuikuan duojiu daozhang", 0), ("退宽多久到帐", 0), ("tuikuan duo jiu neng dao", 0)]
    {
        assert_eq!(ids(&index().find(message)).first(), Some(&entry), "{message}");
    }
}

#[test]
fn a_pack_too_large_to_learn_from_is_searched_entry_by_entry() {
    let name = |number: usize| -> String {
        let letter =
            |digit: usize| ["ba", "do", "ke", "li", "mu", "no", "pa", "ri", "su", "ta"][digit];
        [1_000, 100, 10, 1].iter().map(|place| letter(number / place % 10)).collect()
    };
    let entry = |number: usize| {
        let (id, thing) = (number.to_string(), name(number));
        let (question, alt) = (format!("where is the {thing}"), ["find", "buy"]);
        let alt = alt.map(|verb| format!("can I {verb} a {thing}")).to_vec();
        pack::Entry {
            id,
            question: pack::Localized::from(question.as_str()),
            alt: pack::Phrases(vec![(String::new(), alt)]),
            ..pack::Entry::default()
        }
    };
    let pack = pack::Pack { faq: (0..10_001).map(entry).collect(), ..pack::Pack::default() };
    let index = Index::new(&pack);
    for number in [7, 4_321, 9_999] {
        // The verb is of one phrasing, the rest of another.
        let message = format!("where can I buy the {}", name(number));
        assert_eq!(index.candidates(&message).first().map(|one| one.entry), Some(number));
        assert_eq!(index.alike(&message, number).len(), 3);
        assert_eq!(ids(&index.find(&format!("Where is the {}?", name(number)))), [number]);
    }
    assert_eq!(index.find("who won the football game yesterday"), Decision::Unknown);
    assert!(index.learned().is_empty());
}
