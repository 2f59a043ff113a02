//! What holds for every text that anybody may type, whatever the pack.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kefu_engine::dialog::{Context, Dialog, Engine, Event, LastTurn, Turn, quick_replies};
use kefu_engine::errand;
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::pack;
use kefu_engine::transfer;

const NOW: LocalTime = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 600 };

const PACKS: [&str; 5] = [
    include_str!("data/gear_store.kefu.json"),
    include_str!("data/corner_shop.kefu.json"),
    include_str!("data/tea_house.kefu.json"),
    // The smallest pack, and none at all.
    r#"{ "kefu": 1, "brand": { "name": "S" } }"#,
    "",
];

fn engines() -> impl Iterator<Item = Engine> {
    PACKS.iter().map(|text| Engine::new(pack::load(text.as_bytes()).0))
}

fn nasty_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n\t\r\u{0b}\u{85}\u{2028}",
        "\0",
        "refund\0refund",
        "\u{1}\u{7f}\u{9f}\u{feff}",
        // Marks without a letter to stand on, and far too many on one letter.
        "\u{301}\u{302}",
        "\u{fe0f}\u{200d}",
        // Right to left, with and without overrides.
        "أين طلبي؟",
        "\u{202e}dnufer\u{202c}",
        // A family, a flag, and half a flag.
        "👨‍👩‍👧‍👦",
        "🇨🇳",
        "🇨",
        "退款👨‍👩‍👧‍👦refund",
        // Letters that grow when their case changes.
        "İSTANBUL ß ŉ ǰ",
        "ＨＯＷ　ＬＯＮＧ",
        "ﷺ",
        "𠮷野家𪚥",
        "\u{10ffff}\u{e000}",
        "<script>alert(1)</script>",
        "{{name|您}} ${x} %s",
        "' OR 1=1 --",
        "](](](",
        "转人工不要转人工",
        "-1e999",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push(format!("a{}", "\u{301}".repeat(10_000)));
    for unit in ["退款", "refund ", "a", " ", "'", "🙂", "talk human ", "\u{301}", "\0"] {
        texts.push(unit.repeat(100_000 / unit.len() + 1));
    }
    texts
}

fn respond(engine: &Engine, dialog: &Dialog, event: &Event) -> Turn {
    let context = Context { locale: "zh-CN", page: "/cart", ..Context::default() };
    engine.respond(dialog.clone(), event, &context, NOW)
}

#[test]
fn any_text_gets_a_turn_with_something_to_do() {
    for engine in engines() {
        for text in nasty_texts() {
            let start: String = text.chars().take(20).collect();
            for event in [Event::Said(text.clone()), Event::Asked(text)] {
                let turn = respond(&engine, &Dialog::default(), &event);
                assert!(!turn.actions.is_empty(), "{start:?}");
            }
        }
        assert!(!respond(&engine, &Dialog::default(), &Event::Opened).actions.is_empty());
    }
}

#[test]
fn any_surroundings_get_a_turn_with_something_to_do() {
    let engine = engines().next().unwrap();
    let event = Event::Said("refund".to_owned());
    for strange in nasty_texts() {
        for context in [
            Context { locale: &strange, page: "/", ..Context::default() },
            Context { locale: "en", page: &strange, ..Context::default() },
            Context { locale: "en", about: &strange, ..Context::default() },
        ] {
            let turn = engine.respond(Dialog::default(), &event, &context, NOW);
            assert!(!turn.actions.is_empty());
            quick_replies(engine.pack(), &turn.dialog, &context);
        }
    }
}

#[test]
fn a_very_long_conversation_still_gets_turns() {
    let engine = engines().next().unwrap();
    let tired = Dialog {
        misses: u32::MAX / 2,
        answers: u32::MAX / 2,
        tried: vec!["gone".to_owned(); 1_000],
        last: LastTurn::Unknown,
        form_offered: true,
        ..Dialog::default()
    };
    for words in ["发票", "asdfghjkl", "转人工"] {
        let turn = respond(&engine, &tired, &Event::Said(words.to_owned()));
        assert!(!turn.actions.is_empty(), "{words}");
    }
}

#[test]
fn the_same_arguments_give_the_same_turn() {
    // Engines of their own: nothing may depend on the order of a hash map or on what was asked before.
    for (one, other) in engines().zip(engines()) {
        let mut dialog = Dialog::default();
        let mut events = vec![Event::Opened];
        for words in ["refund or parcel", "发票", "where is my parcel", "asdf", "qwer", "转人工"]
        {
            events.push(Event::Said(words.to_owned()));
        }
        events.extend(nasty_texts().into_iter().map(Event::Said));
        for event in events {
            let turn = respond(&one, &dialog, &event);
            assert_eq!(turn, respond(&one, &dialog, &event));
            assert_eq!(turn, respond(&other, &dialog, &event));
            dialog = turn.dialog;
        }
    }
}

#[test]
fn any_text_is_heard_in_bounded_work() {
    // Ten thousand characters and more of every kind: each is read at its beginning and its end.
    for text in nasty_texts() {
        let heard = transfer::Heard::new(&text);
        assert!(heard.text.len() < 10_000, "{} bytes", heard.text.len());
        for reading in
            [transfer::request(&heard), transfer::mood(&heard), transfer::urgency(&heard)]
        {
            assert!(reading.score.abs() < 10_000);
            assert!(reading.seen.len() < 1_000);
        }
        assert!((0..=100).contains(&transfer::likeness(&text, &text).score));
    }
}

#[test]
fn a_moment_that_does_not_exist_is_none() {
    let read = |text: &str| LocalTime::read(&Value::parse(text).unwrap());
    assert_eq!(read("[2026,11,20,600]"), Some(NOW));
    for text in
        ["[2026,13,1,0]", "[2026,2,30,0]", "[2026,1,1,1440]", "[65536,1,1,0]", "[1,2,3]", "7"]
    {
        assert_eq!(read(text), None, "{text}");
    }
    let last = Date { year: u16::MAX, month: 12, day: 31 };
    assert_eq!(last.next().month, 1, "even the last day has one after it");
}

#[test]
fn a_text_that_is_no_errand_has_no_answer() {
    let engine = Engine::default();
    for text in nasty_texts() {
        assert_eq!(errand::run(&engine, &text), None);
    }
    for text in ["{}", "[]", "null", r#"{"dialog":{},"event":"opened"}"#] {
        assert_eq!(errand::run(&engine, text), None, "{text}");
    }
}
