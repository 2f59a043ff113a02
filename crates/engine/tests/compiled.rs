//! A compiled pack answers as the JSON that it was made of, and whatever happens to its file, nothing breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kefu_engine::compiled;
use kefu_engine::dialog::{Context, Dialog, Engine, Event, Opened};
use kefu_engine::hours::{Date, LocalTime};

const NOW: LocalTime = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 600 };

const PACKS: [&str; 5] = [
    include_str!("data/gear_store.kefu.json"),
    include_str!("data/corner_shop.kefu.json"),
    include_str!("data/phone_lab.kefu.json"),
    include_str!("data/service_desk.kefu.json"),
    r#"{ "kefu": 1, "brand": { "name": "S" } }"#,
];

const QUESTIONS: [&str; 12] = [
    "",
    "refund",
    "退款",
    "how long does it take until my money is back",
    "退宽多久到帐",
    "tuikuan duojiu daozhang",
    "where is my parcel and can I get an invoice",
    "红色的手机壳多少钱",
    "is the camera covered",
    "转人工",
    "who won the football game yesterday",
    "🙂",
];

fn build(json: &str) -> Vec<u8> {
    Engine::open(json.as_bytes()).0.compile(json)
}

/// Candidates, their confidence to the bit, and the bars.
fn found(engine: &Engine, question: &str) -> Vec<(usize, u32)> {
    let index = engine.index();
    let bars = index.bars();
    let candidates = index.candidates(question).into_iter().map(|one| (one.entry, one.score));
    let bars = [(usize::MAX, bars.answer), (usize::MAX, bars.suggest)];
    candidates.chain(bars).map(|(entry, score)| (entry, score.to_bits())).collect()
}

/// Bytes as chance would have them, the same ones each time.
fn chance(seed: &mut u32) -> u32 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    *seed
}

#[test]
fn the_same_candidates_come_with_the_same_confidence_bit_by_bit() {
    for json in PACKS {
        let (written, opened) = Engine::open(json.as_bytes());
        assert_eq!(opened, Opened::Whole);
        let (compiled, opened) = Engine::open(&build(json));
        assert_eq!(opened, Opened::Whole);
        assert_eq!(written.pack(), compiled.pack());
        let own = written.pack().faq.iter().flat_map(|entry| {
            entry.question.texts().chain(entry.alt.iter()).map(str::to_owned).collect::<Vec<_>>()
        });
        // Each phrasing, and each with something missing.
        let halves = own.flat_map(|text| [text.chars().skip(2).collect::<String>(), text]);
        for question in QUESTIONS.map(str::to_owned).into_iter().chain(halves) {
            assert_eq!(found(&written, &question), found(&compiled, &question), "{question}");
            let say = |engine: &Engine| {
                let event = Event::Said(question.clone());
                let context = Context { locale: "zh-CN", ..Context::default() };
                engine.respond(Dialog::default(), &event, &context, NOW)
            };
            assert_eq!(say(&written), say(&compiled), "{question}");
        }
    }
}

#[test]
fn a_compiled_pack_is_ready_after_reading_alone() {
    let json = include_str!("data/phone_lab.kefu.json");
    let steps = |file: &[u8]| {
        let engine = Engine::open(file).0;
        (0..).take_while(|_| engine.learn(1)).count()
    };
    assert!(steps(&build(json)) * 10 < steps(json.as_bytes()));
}

#[test]
fn a_file_that_ends_anywhere_opens_and_what_can_be_read_of_it_answers() {
    let json = include_str!("data/corner_shop.kefu.json").trim_end();
    let file = build(json);
    let whole = Engine::open(&file).0;
    let behind_json = file.iter().position(|byte| *byte == 0).unwrap();
    for end in 0..file.len() {
        let (engine, opened) = Engine::open(&file[..end]);
        assert_ne!(opened, Opened::Whole, "{end}");
        if end >= behind_json {
            assert_eq!(opened, Opened::Damaged);
            assert_eq!(engine.pack(), whole.pack());
        } else {
            assert_eq!(engine.pack().faq.len(), 0);
        }
    }
    let (engine, _) = Engine::open(&file[..behind_json]);
    assert_eq!(found(&engine, "refund"), found(&whole, "refund"), "it is learned anew");
}

#[test]
fn a_flipped_byte_is_noticed_wherever_it_is() {
    let file = build(include_str!("data/corner_shop.kefu.json"));
    for at in 0..file.len() {
        let mut flipped = file.clone();
        flipped[at] ^= 0x20;
        let (_, opened) = Engine::open(&flipped);
        assert_ne!(opened, Opened::Whole, "byte {at}");
    }
}

#[test]
fn other_releases_give_their_words_and_are_learned_anew() {
    let mut file = build(include_str!("data/corner_shop.kefu.json"));
    let whole = Engine::open(&file).0;
    for version in [b'0', b'1', b'9'] {
        file[8] = version;
        let (engine, opened) = Engine::open(&file);
        assert_eq!(opened, Opened::OtherRelease);
        assert_eq!(found(&engine, "refund"), found(&whole, "refund"));
    }
}

#[test]
fn what_was_learned_from_another_pack_is_not_used() {
    let [gear, corner, ..] = PACKS;
    let foreign = Engine::open(gear.as_bytes()).0.compile(corner);
    let (engine, _) = Engine::open(&foreign);
    assert_eq!(found(&engine, "refund"), found(&Engine::open(corner.as_bytes()).0, "refund"));
}

#[test]
fn no_damage_breaks_anything_even_where_the_checksum_is_right() {
    let json = include_str!("data/corner_shop.kefu.json");
    let learned = Engine::open(json.as_bytes()).0.index().learned();
    let file = build(json);
    let mut seed = 20_261_121;
    for round in 0..2_000 {
        let mut damaged = if round % 2 == 0 { file.clone() } else { learned.clone() };
        for _ in 0..1 + chance(&mut seed) % 8 {
            let at = chance(&mut seed) as usize % damaged.len().max(1);
            match chance(&mut seed) % 4 {
                0 => damaged.truncate(at),
                1 => damaged.insert(at, chance(&mut seed) as u8),
                _ if damaged.is_empty() => {}
                _ => damaged[at] = chance(&mut seed) as u8,
            }
        }
        let damaged = if round % 2 == 0 { damaged } else { compiled::write(json, &damaged) };
        let (engine, _) = Engine::open(&damaged);
        let event = Event::Said(QUESTIONS[round % QUESTIONS.len()].to_owned());
        engine.respond(Dialog::default(), &event, &Context::default(), NOW);
    }
}

#[test]
fn whoever_changes_what_is_learned_changes_the_version() {
    let json = include_str!("data/phone_lab.kefu.json");
    let hash = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
    };
    let learned = hash(&Engine::open(json.as_bytes()).0.index().learned());
    assert_eq!(
        (hash(json.as_bytes()), learned, build(json)[8]),
        LEARNED,
        "if the pack is the same and teaches something else, raise VERSION in compiled.rs; \
         then write the new numbers here"
    );
}

/// A pack, what it teaches, and the version of the format.
const LEARNED: (u32, u32, u8) = (2_286_153_162, 4_120_036_406, b'3');
