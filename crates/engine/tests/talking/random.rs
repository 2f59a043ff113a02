//! What holds for any pack with flows and any conversation: no panic, an end to every turn, the same turn again.

use kefu_engine::dialog::{Action, Context, Dialog, Engine, Event, Known};
use kefu_engine::pack::{self, Ask, SlotKind};
use kefu_engine::slot;
use serde_json::{Value, json};

use super::NOW;
use crate::dice::Dice;

const NAMES: [&str; 5] = ["a", "b", "c", "end", "gone"];
const TEXTS: [&str; 7] = [
    "你好",
    "{{slot.a}}",
    "{{call.b.x|fallback}}",
    "{{",
    "{{slot.a|one:#|other:##}}",
    "",
    "{{event.a}} {{brand}}",
];
const KINDS: [&str; 9] =
    ["text", "number", "phone", "email", "date", "order", "choice", "yes_no", "nonsense"];
const PATTERNS: [&str; 6] = ["KF####", "#{1,60}", "[", "?{3,20}|@{2,9}", "", "[A-Z0-9]{64}"];
const SAID: [&str; 26] = [
    "",
    "start",
    "KF1234",
    "12",
    "三十二",
    "两百五",
    "明天",
    "下周三",
    "next Friday",
    "2026-02-30",
    "是的",
    "no",
    "算了",
    "取消",
    "转人工",
    "a@b.example",
    "13800138000",
    "怎么开门",
    "are you open",
    "🙂",
    "第二个",
    "那蓝色的呢",
    "1e999",
    "-",
    "99999999999999999999",
    "{{slot.a}}",
];

fn text(dice: &mut Dice) -> Value {
    match dice.roll(4) {
        0 => json!({ "zh-CN": dice.one(&TEXTS), "en": dice.one(&TEXTS) }),
        1 => json!({ "fr": dice.one(&TEXTS) }),
        _ => json!(dice.one(&TEXTS)),
    }
}

fn conditions(dice: &mut Dice) -> Value {
    let mut all = Vec::new();
    for _ in 0..dice.roll(3) {
        let value = ["slot.a", "call.b.x", "event.a", "time.date", ""];
        let mut one = json!({ "value": dice.one(&value) });
        match dice.roll(4) {
            0 => one["is"] = json!([dice.one(&SAID)]),
            1 => one["at_least"] = json!(dice.roll(40)),
            2 => one["known"] = json!(dice.roll(2) == 0),
            _ => {}
        }
        all.push(one);
    }
    json!(all)
}

fn step(dice: &mut Dice) -> Value {
    let mut step = json!({});
    if dice.roll(3) == 0 {
        step["id"] = json!(dice.one(&NAMES));
    }
    if dice.roll(3) == 0 {
        step["goto"] = json!(dice.one(&NAMES));
    }
    match dice.roll(8) {
        0 | 1 => step["say"] = text(dice),
        2 | 3 => {
            step["ask"] = json!({
                "slot": dice.one(&NAMES), "kind": dice.one(&KINDS), "prompt": text(dice), "pattern": dice.one(&PATTERNS),
                "options": [{ "value": "x", "label": "红" }, { "value": "y", "label": text(dice) }],
            });
            if dice.roll(2) == 0 {
                step["ask"]["min"] = json!(dice.roll(9) as i64 - 4);
                step["ask"]["max"] = json!(dice.roll(9) as i64 - 4);
            }
        }
        4 => {
            step["branch"] = json!([{ "goto": dice.one(&NAMES), "when": conditions(dice) }, { "goto": dice.one(&NAMES) }]);
        }
        5 => {
            let url = ["/x", "/x?{{slot.a}}", "https://{{slot.a}}/", "nonsense"];
            step["call"] = json!({ "name": dice.one(&NAMES), "url": dice.one(&url), "method": dice.one(&["GET", "POST"]),
                "body": { "a": "{{slot.a}}" }, "on_failure": dice.one(&NAMES), "failed": text(dice) });
        }
        6 => step["hand_over"] = json!(dice.roll(2) == 0),
        _ => {}
    }
    step
}

fn random_pack(dice: &mut Dice) -> Value {
    let flows: Vec<Value> = ["f", "g"]
        .iter()
        .map(|id| {
            let steps: Vec<Value> = (0..dice.roll(7)).map(|_| step(dice)).collect();
            json!({ "id": id, "phrases": [format!("start {id}")], "steps": steps })
        })
        .collect();
    json!({
        "kefu": 1, "brand": { "name": "S" }, "locales": ["zh-CN", "en"], "greeting": text(dice),
        "faq": [
            { "id": "open", "question": "Are you open?", "answer": text(dice), "flow": dice.one(&["", "f", "gone"]),
              "facets": [{ "name": "p", "value": "红" }, { "name": "q", "value": "x" }] },
            { "id": "door", "question": "怎么开门？", "answer": text(dice),
              "facets": [{ "name": "p", "value": "蓝色" }, { "name": "q", "value": "x" }] },
        ],
        "flows": flows,
        "triggers": [{ "id": "t", "event": "e", "say": text(dice), "flow": dice.one(&["f", "g", "gone"]) }],
    })
}

fn event(dice: &mut Dice, call: u32) -> Event {
    match dice.roll(10) {
        0 => Event::Started(dice.one(&["f", "g", "gone"]).to_owned()),
        1 => Event::Asked(dice.one(&["open", "f", "gone"]).to_owned()),
        2 | 3 => Event::Answered {
            call: if dice.roll(4) == 0 { call.wrapping_add(1) } else { call },
            status: [0, 200, 201, 404, 500][dice.roll(5)],
            body: dice
                .one(&["", "{}", r#"{"x": [1, {"y": null}]}"#, "[", "\"{{slot.a}}\""])
                .to_owned(),
        },
        4 => Event::Triggered {
            id: dice.one(&["t", "gone"]).to_owned(),
            values: vec![Known { name: "event.a".into(), text: dice.one(&SAID).into() }],
        },
        5 => Event::Opened,
        _ => Event::Said(dice.one(&SAID).to_owned()),
    }
}

#[test]
fn any_flows_and_any_words_end_in_a_turn_of_bounded_length() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..400 {
        let json = random_pack(&mut dice).to_string();
        let (pack, _) = pack::load(json.as_bytes());
        let engine = Engine::new(pack);
        let about = dice.one(&SAID).to_owned();
        let context = Context {
            locale: dice.one(&["zh-CN", "en", "fr"]),
            page: "/",
            about: &about,
            ..Context::default()
        };
        let (mut dialog, mut call) = (Dialog::default(), 0);
        for _ in 0..40 {
            let event = event(&mut dice, call);
            let turn = engine.respond(dialog.clone(), &event, &context, NOW);
            assert_eq!(turn, engine.respond(dialog, &event, &context, NOW), "{event:?}\n{json}");
            assert!(turn.actions.len() <= 64, "{event:?}\n{json}");
            for action in &turn.actions {
                if let Action::Call(request) = action {
                    call = request.id;
                    assert!(request.url.starts_with("/x"), "{}", request.url);
                }
            }
            assert!(turn.dialog.said.len() <= 4);
            dialog = turn.dialog;
        }
    }
}

#[test]
fn any_text_is_read_as_any_kind_of_value_in_bounded_work() {
    let mut dice = Dice(42);
    let letters: Vec<char> =
        "0159年月日号周末下后天三十百万点.-/:+@KFafri next ，？。\u{301}🙂𠮷\0".chars().collect();
    for round in 0..3_000 {
        let length = if round % 100 == 0 { 20_000 } else { 1 + dice.roll(24) };
        let text: String = (0..length).map(|_| letters[dice.roll(letters.len())]).collect();
        for kind in SlotKind::WORDS.iter().filter_map(|word| SlotKind::from_word(word)) {
            let ask = Ask { kind, pattern: dice.one(&PATTERNS).to_owned(), ..Ask::default() };
            if let Ok(value) = slot::read(&ask, &text, NOW.date) {
                assert!(!value.is_empty() && value.len() <= 1_200, "{value}");
            }
            slot::mentioned(&ask, &text, NOW.date);
        }
    }
}
