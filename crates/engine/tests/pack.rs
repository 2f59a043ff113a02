//! What a site owner is told about a pack, and what of it is used all the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kefu_engine::dialog::{Action, Context, Dialog, Engine, Event};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::pack::{
    Diagnostic, Front, MAX_BYTES, MAX_DIAGNOSTICS, Pack, Position, Problem, Severity, Shape,
    Urgency, load, usable,
};

const CORNER_SHOP: &str = include_str!("data/corner_shop.kefu.json");

/// The diagnostic for `problem`, which must be there exactly once, with its place as `line:column`.
#[track_caller]
fn told(text: &str, pointer: &str, place: &str, problem: &Problem, advice: &str) -> Pack {
    let (pack, found) = load(text.as_bytes());
    let same: Vec<&Diagnostic> = found.iter().filter(|one| one.problem == *problem).collect();
    let [one] = same[..] else { panic!("{problem:?} is not there once:\n{found:#?}") };
    assert_eq!(one.pointer, pointer);
    let Position { line, column } = one.position;
    assert_eq!(format!("{line}:{column}"), place, "{one:?}");
    let severity = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let shown = if pointer.is_empty() { "/" } else { pointer };
    let sentence = one.to_string();
    let start = format!("{place}: {severity}: {shown}: ");
    assert!(sentence.starts_with(&start), "{sentence}");
    assert!(sentence.contains(advice), "{sentence}");
    pack
}

/// The bad part between a good beginning and a good entry, each on lines of its own:
/// line 2 is the bad part.
fn beside_a_good_entry(bad: &str) -> String {
    format!(
        r#"{{ "kefu": 1, "brand": {{ "name": "Shop" }}, "locales": ["zh-CN", "en"],
{bad}
"faq": [{{ "id": "good", "question": "Are you open?", "answer": "Yes." }}],
"channels": [{{ "id": "phone", "kind": "link", "url": "tel:1" }}] }}"#
    )
}

/// A bad entry on line 3 before a good one on line 4.
fn before_a_good_entry(bad: &str) -> String {
    format!(
        r#"{{ "kefu": 1, "brand": {{ "name": "Shop" }}, "locales": ["zh-CN", "en"],
"faq": [
{bad},
{{ "id": "good", "question": "Are you open?", "answer": "Yes." }}],
"channels": [{{ "id": "phone", "kind": "link", "url": "tel:1" }}] }}"#
    )
}

/// Whether the pack still answers from the entry that nothing is wrong with.
#[track_caller]
fn still_answers(pack: Pack) {
    let now = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 600 };
    let context = Context { locale: "en", page: "/", ..Context::default() };
    let event = Event::Said("are you open".to_owned());
    let turn = Engine::new(pack).respond(Dialog::default(), &event, &context, now);
    let Action::Say(message) = &turn.actions[0] else { panic!("{turn:?}") };
    assert_eq!(message.entry.as_deref(), Some("good"));
}

#[test]
fn a_good_pack_has_nothing_to_tell() {
    let (pack, found) = load(CORNER_SHOP.as_bytes());
    assert_eq!(found, []);
    assert_eq!((pack.faq.len(), pack.channels.len()), (4, 2));
}

#[test]
fn a_file_without_content_is_called_empty() {
    for text in ["", "   \r\n\t\n", "\u{feff}", "\u{feff}\n"] {
        told(text, "", "1:1", &Problem::EmptyFile, "the smallest pack is {\"kefu\": 1");
    }
}

#[test]
fn the_smallest_pack_that_the_message_shows_is_one() {
    let (pack, found) = load(br#"{"kefu": 1, "brand": {"name": "Shop"}}"#);
    assert_eq!(pack.brand.name.get("en"), "Shop");
    let problems: Vec<&Problem> = found.iter().map(|one| &one.problem).collect();
    assert_eq!(problems, [&Problem::NoEntries, &Problem::NoChannel]);
}

#[test]
fn a_byte_order_mark_is_no_problem_and_no_column() {
    let marked = format!("\u{feff}{CORNER_SHOP}");
    assert_eq!(load(marked.as_bytes()).1, []);
    let found = load("\u{feff}{]".as_bytes()).1;
    assert_eq!(found[0].position, Position { line: 1, column: 2 });
}

#[test]
fn fifty_megabytes_of_nonsense_are_refused_by_their_size() {
    let (pack, found) = load(&vec![b'['; 50_000_000]);
    assert_eq!(pack, Pack::default());
    assert_eq!(found[0].problem, Problem::TooLarge { bytes: 50_000_000 });
    assert!(found[0].to_string().contains("has 50 MB, more than the 32 MB"), "{}", found[0]);
    let barely = Problem::TooLarge { bytes: MAX_BYTES + 1 };
    assert!(barely.to_string().contains("has 33 MB"), "never \"32 MB, more than 32 MB\"");
}

#[test]
fn bytes_that_are_not_utf8_are_told_with_their_place() {
    for start in ["{\n  \"名\": \"", "\u{feff}{\n  \"名\": \""] {
        // "名" in GBK.
        let bytes = [start.as_bytes(), &[0xc3, 0xfb], b"\" }"].concat();
        let (pack, found) = load(&bytes);
        assert_eq!(pack, Pack::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].problem, Problem::NotUtf8);
        assert_eq!(found[0].position, Position { line: 2, column: 9 });
        assert!(found[0].to_string().ends_with("save it as UTF-8"));
    }
    let found = load(&[&b"\xef\xbb\xbf{"[..], b"\xff"].concat()).1;
    assert_eq!(found[0].position, Position { line: 1, column: 2 }, "behind the byte order mark");
}

#[test]
fn text_that_is_not_json_is_told_with_the_place_where_reading_stopped() {
    for (text, line, column, reason) in [
        (
            "{ \"kefu\": 1,\n  \"brand\": { \"name\": \"街角\" }\n  \"faq\": [] }",
            3,
            3,
            "expected `,`",
        ),
        ("{ \"名\": \"街角小店\", x }", 1, 16, "key must be a string"),
        ("{\r\n  \"名\": 客\r\n}", 2, 8, "expected value"),
        ("{ \"kefu\": 1", 1, 11, "EOF"),
        ("{ \"kefu\": 1 } }", 1, 15, "trailing characters"),
        ("{ \"kefu\": 1e999 }", 1, 15, "number out of range"),
        ("{ 'kefu': 1 }", 1, 3, "key must be a string"),
        ("{ \"kefu\": 1, }", 1, 14, "trailing comma"),
        ("hello", 1, 1, "expected value"),
    ] {
        let (pack, found) = load(text.as_bytes());
        assert_eq!(pack, Pack::default(), "{text}");
        let [one] = &found[..] else { panic!("{text}: {found:#?}") };
        assert!(matches!(one.problem, Problem::NotJson { .. }), "{one:?}");
        assert_eq!(one.position, Position { line, column }, "{text}: {one}");
        let sentence = one.to_string();
        assert!(sentence.contains(reason) && !sentence.contains("at line"), "{sentence}");
        assert!(sentence.contains("nothing after this place was read"), "{sentence}");
    }
}

#[test]
fn json_as_deep_as_a_well_is_refused_and_not_fallen_into() {
    for text in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
        let found = load(text.as_bytes()).1;
        let Problem::NotJson { reason } = &found[0].problem else { panic!("{found:?}") };
        assert!(reason.contains("recursion limit"), "{reason}");
    }
}

#[test]
fn a_document_that_is_no_object_gets_one_sentence_and_no_more() {
    for (text, found) in [
        ("null", Shape::Null),
        ("[]", Shape::List),
        ("\"text\"", Shape::Text),
        ("1", Shape::Number),
        ("true", Shape::Bool),
    ] {
        let problem = Problem::WrongType { expected: Shape::Object, found };
        let pack = told(text, "", "1:1", &problem, "write an object { … }");
        assert_eq!(pack, Pack::default());
        assert_eq!(load(text.as_bytes()).1.len(), 1);
    }
}

#[test]
fn another_format_version_is_told_and_the_entries_are_read_all_the_same() {
    for found in [0, 2, u32::MAX] {
        let text = beside_a_good_entry("").replace("\"kefu\": 1", &format!("\"kefu\": {found}"));
        let problem = Problem::UnknownVersion { found };
        still_answers(told(&text, "/kefu", "1:11", &problem, "write \"kefu\": 1, or update"));
    }
}

#[test]
fn a_version_that_is_no_version_is_told_and_the_entries_are_read_all_the_same() {
    for (version, found) in [
        ("\"1\"", Shape::Text),
        ("null", Shape::Null),
        ("1.5", Shape::Number),
        ("-1", Shape::Number),
        ("4294967296", Shape::Number),
        ("123456789012345678901234567890", Shape::Number),
    ] {
        let text = beside_a_good_entry("").replace("\"kefu\": 1", &format!("\"kefu\": {version}"));
        let problem = Problem::WrongType { expected: Shape::Count, found };
        let pack = told(&text, "/kefu", "1:11", &problem, "write a whole number, 0 or more");
        assert_eq!(pack.brand.name.get("en"), "Shop");
        still_answers(pack);
    }
}

#[test]
fn a_pack_without_a_brand_is_told_once_and_still_answers() {
    let start = "\"brand\": { \"name\": \"Shop\" },";
    let missing = beside_a_good_entry("").replace(start, "");
    let problem = Problem::MissingField { name: "brand" };
    still_answers(told(&missing, "", "1:1", &problem, "\"brand\" is missing; add it here"));
    assert_eq!(load(missing.as_bytes()).1.len(), 1);

    let nameless = beside_a_good_entry("").replace(start, "\"brand\": {},");
    let problem = Problem::MissingField { name: "name" };
    still_answers(told(&nameless, "/brand", "1:23", &problem, "\"name\" is missing; add it here"));
    assert_eq!(load(nameless.as_bytes()).1.len(), 1);

    let empty = beside_a_good_entry("").replace(start, "\"brand\": { \"name\": {} },");
    still_answers(told(
        &empty,
        "/brand/name",
        "1:33",
        &Problem::EmptyText,
        "write what the visitor",
    ));
    assert_eq!(load(empty.as_bytes()).1.len(), 1);
}

#[test]
fn a_value_of_the_wrong_shape_costs_only_itself() {
    use Shape::*;
    for (bad, pointer, column, expected, found, advice) in [
        ("\"locales\": \"en\",", "/locales", 12, List, Text, "write a list [ … ]"),
        ("\"greeting\": 5,", "/greeting", 13, TextByLocale, Number, "or one per locale"),
        ("\"greeting\": [],", "/greeting", 13, TextByLocale, List, "here stands a list"),
        ("\"greeting\": { \"en\": null },", "/greeting/en", 21, Text, Null, "write a text"),
        ("\"theme\": \"#fff\",", "/theme", 10, Object, Text, "write an object { … }"),
        ("\"hours\": true,", "/hours", 10, Object, Bool, "here stands true or false"),
        ("\"image_hosts\": [\"a\", 5],", "/image_hosts/1", 22, Text, Number, "write a text"),
        ("\"quick_replies\": {},", "/quick_replies", 18, List, Object, "here stands an object"),
    ] {
        let problem = Problem::WrongType { expected, found };
        let place = format!("2:{column}");
        still_answers(told(&beside_a_good_entry(bad), pointer, &place, &problem, advice));
    }
    let problem = Problem::WrongType { expected: ListByLocale, found: Text };
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "alt": "one" }"#;
    let pack = told(&before_a_good_entry(bad), "/faq/0/alt", "3:55", &problem, "write a list");
    assert_eq!(pack.faq.len(), 2, "the entry is used without its other phrasings");
    let problem = Problem::WrongType { expected: Bool, found: Text };
    let bad = r#""quick_replies": [{ "button": { "label": "P", "link": "/", "human": "yes" } }],"#;
    let pointer = "/quick_replies/0/button/human";
    told(&beside_a_good_entry(bad), pointer, "2:69", &problem, "write true or false");
}

#[test]
fn an_entry_that_lacks_a_part_is_left_out_and_its_neighbour_is_used() {
    for (name, bad) in [
        ("id", r#"{ "question": "A?", "answer": "B." }"#),
        ("question", r#"{ "id": "a", "answer": "B." }"#),
        ("answer", r#"{ "id": "a", "question": "A?" }"#),
    ] {
        let advice = format!("\"{name}\" is missing; add it here");
        let problem = Problem::MissingField { name };
        let pack = told(&before_a_good_entry(bad), "/faq/0", "3:1", &problem, &advice);
        assert_eq!(pack.faq.len(), 1);
        still_answers(pack);
    }
}

#[test]
fn a_misspelt_field_is_told_with_the_one_that_was_meant() {
    let problem = Problem::UnknownField { known: Some("quick_replies") };
    let bad = "\"quick_replys\": [],";
    let pack = told(
        &beside_a_good_entry(bad),
        "/quick_replys",
        "2:17",
        &problem,
        "did you mean \"quick_replies\"?",
    );
    still_answers(pack);
    let problem = Problem::UnknownField { known: None };
    let bad = "\"favourite_animal\": [],";
    let pack = told(
        &beside_a_good_entry(bad),
        "/favourite_animal",
        "2:21",
        &problem,
        "look for its right name in the schema",
    );
    still_answers(pack);
}

#[test]
fn the_place_of_the_schema_is_no_unknown_field() {
    let text = beside_a_good_entry("\"$schema\": \"./kefu-pack.schema.json\",");
    assert_eq!(load(text.as_bytes()).1, []);
}

#[test]
fn slashes_and_tildes_in_names_are_escaped_in_the_pointer() {
    let problem = Problem::UnknownField { known: None };
    let bad = "\"a/b~c\": 1,";
    told(&beside_a_good_entry(bad), "/a~1b~0c", "2:10", &problem, "remove it");
    let problem = Problem::UnlistedLocale { locale: "e/n~".to_owned() };
    let bad = r#""greeting": { "zh-CN": "好", "en": "Hi", "e\/n~": "Hi" },"#;
    told(&beside_a_good_entry(bad), "/greeting/e~1n~0", "2:50", &problem, "add it there");
}

#[test]
fn a_word_outside_its_list_is_told_with_the_list() {
    let known = &["auto", "light", "dark", "host"];
    let bad = "\"theme\": { \"scheme\": \"drak\" },";
    let problem = Problem::UnknownWord { known };
    let advice = "write one of: auto, light, dark, host";
    still_answers(told(&beside_a_good_entry(bad), "/theme/scheme", "2:22", &problem, advice));
}

#[test]
fn the_second_of_two_same_ids_is_left_out() {
    let problem = Problem::DuplicateId { id: "good".to_owned() };
    let text = before_a_good_entry(r#"{ "id": "good", "question": "A?", "answer": "B." }"#);
    let pack = told(&text, "/faq/1/id", "4:9", &problem, "give it another id");
    assert_eq!(pack.faq.len(), 1);
    assert_eq!(pack.faq[0].answer.get("en"), "B.");
}

#[test]
fn ids_are_unique_in_forms_and_channels_too() {
    let text = beside_a_good_entry("").replace(
        "\"url\": \"tel:1\" }",
        "\"url\": \"tel:1\" },\n{ \"id\": \"phone\", \"kind\": \"link\", \"url\": \"tel:2\" }",
    );
    let problem = Problem::DuplicateId { id: "phone".to_owned() };
    let pack = told(&text, "/channels/1/id", "5:9", &problem, "left out");
    assert_eq!(pack.channels.len(), 1);
    let bad = r##""profile": { "fields": [{ "id": "a", "kind": "name" }, { "id": "a", "kind": "phone" }], "purposes": [{ "id": "p", "text": "P", "retention_days": 1 }], "policy": { "url": "/privacy", "version": "1" } },"##;
    let problem = Problem::DuplicateId { id: "a".to_owned() };
    let text = beside_a_good_entry(bad);
    let pack = told(&text, "/profile/fields/1/id", "2:64", &problem, "left out");
    assert_eq!(pack.profile.unwrap().fields.len(), 1);
}

#[test]
fn an_empty_id_is_told_and_the_entry_left_out() {
    let text = before_a_good_entry(r#"{ "id": "  ", "question": "A?", "answer": "B." }"#);
    let advice = "write a short name such as \"refund-time\"";
    let pack = told(&text, "/faq/0/id", "3:9", &Problem::EmptyId, advice);
    assert_eq!(pack.faq.len(), 1);
    still_answers(pack);
}

#[test]
fn a_button_that_asks_nobody_is_told() {
    let problem = Problem::UnknownId { id: "refunds".to_owned() };
    let advice = "write the id of one that exists";
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "buttons": [{ "label": "R", "ask": "refunds" }] }"#;
    let text = before_a_good_entry(bad);
    still_answers(told(&text, "/faq/0/buttons/0/ask", "3:83", &problem, advice));
    let bad = r#""quick_replies": [{ "button": { "label": "R", "ask": "refunds" } }],"#;
    let text = beside_a_good_entry(bad);
    still_answers(told(&text, "/quick_replies/0/button/ask", "2:54", &problem, advice));
}

#[test]
fn feedback_without_one_of_its_words_is_told_and_nobody_is_asked() {
    let bad = r#""feedback": { "yes": "It did" },"#;
    let problem = Problem::MissingField { name: "no" };
    let advice = "\"no\" is missing; add it here";
    let pack = told(&beside_a_good_entry(bad), "/feedback", "2:13", &problem, advice);
    assert_eq!(pack.feedback, None);
    still_answers(pack);
    let bad = r#""feedback": { "yes": { "zh-CN": "有" }, "no": "No" },"#;
    let problem = Problem::MissingLocale { locale: "en".to_owned() };
    let text = beside_a_good_entry(bad);
    still_answers(told(&text, "/feedback/yes", "2:22", &problem, "\"en\""));
}

#[test]
fn a_guard_of_a_channel_that_is_not_there_is_told() {
    let problem = Problem::UnknownId { id: "nowhere".to_owned() };
    let bad = r#""channel_guards": [{ "channel": "nowhere", "guard": { "phone": "mask" } }],"#;
    let advice = "write the id of one that exists";
    let text = beside_a_good_entry(bad);
    still_answers(told(&text, "/channel_guards/0/channel", "2:33", &problem, advice));
}

#[test]
fn whoever_else_gets_the_data_has_to_be_named() {
    let form = |recipient: &str| {
        format!(
            r#""profile": {{ "fields": [{{ "id": "name", "kind": "name" }}], "purposes": [{{ "id": "post", "text": "To send it", "retention_days": 9, "kind": "sharing"{recipient} }}], "policy": {{ "url": "/privacy", "version": "1" }} }},"#
        )
    };
    let (_, found) = load(beside_a_good_entry(&form("")).as_bytes());
    assert!(!found.is_empty(), "nobody is named");
    for one in found {
        assert_eq!(one.pointer, "/profile/purposes/0/recipient", "{one:?}");
    }
    let named = form(r#", "recipient": "Blue Bird Parcels""#);
    let (_, found) = load(beside_a_good_entry(&named).as_bytes());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_button_cannot_ask_an_entry_that_was_left_out() {
    let bad = r#"{ "id": "hollow", "question": "A?", "answer": " ", "buttons": [{ "label": "R", "ask": "hollow" }] }"#;
    let problem = Problem::UnknownId { id: "hollow".to_owned() };
    let text = before_a_good_entry(bad);
    told(&text, "/faq/0/buttons/0/ask", "3:87", &problem, "there is no \"hollow\"");
}

#[test]
fn a_locale_that_the_pack_does_not_list_is_told_where_it_is_used() {
    let problem = Problem::UnlistedLocale { locale: "zh_CN".to_owned() };
    let bad = r#""greeting": { "zh-CN": "您好", "en": "Hi", "zh_CN": "您好" },"#;
    let text = beside_a_good_entry(bad);
    still_answers(told(&text, "/greeting/zh_CN", "2:51", &problem, "is not in \"locales\""));
    let problem = Problem::UnlistedLocale { locale: "fr".to_owned() };
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "alt": { "fr": ["C"] } }"#;
    told(&before_a_good_entry(bad), "/faq/0/alt/fr", "3:63", &problem, "add it there");
}

#[test]
fn a_text_that_lacks_a_locale_is_a_warning_and_used() {
    let problem = Problem::MissingLocale { locale: "en".to_owned() };
    let bad = r#"{ "id": "a", "question": { "zh-CN": "问?" }, "answer": "B." }"#;
    let text = before_a_good_entry(bad);
    let pack = told(&text, "/faq/0/question", "3:26", &problem, "until you add it");
    assert_eq!(pack.faq[0].question.get("en"), "问?");
    assert_eq!(problem.severity(), Severity::Warning);
    still_answers(pack);
}

#[test]
fn an_empty_answer_is_told_and_the_entry_left_out() {
    for (answer, pointer, column) in [
        ("\"\"", "/faq/0/answer", 42),
        ("{}", "/faq/0/answer", 42),
        ("{ \"zh-CN\": \" \", \"en\": \"Yes\" }", "/faq/0/answer/zh-CN", 53),
    ] {
        let bad = format!(r#"{{ "id": "a", "question": "A?", "answer": {answer} }}"#);
        let text = before_a_good_entry(&bad);
        let place = format!("3:{column}");
        let advice = "write what the visitor shall read";
        let pack = told(&text, pointer, &place, &Problem::EmptyText, advice);
        assert_eq!(pack.faq.len(), if answer.contains("Yes") { 2 } else { 1 });
        still_answers(pack);
    }
}

#[test]
fn an_empty_question_is_told_once() {
    let bad = r#"{ "id": "a", "question": { "zh-CN": "", "en": "A?" }, "answer": "B." }"#;
    let text = before_a_good_entry(bad);
    told(&text, "/faq/0/question/zh-CN", "3:37", &Problem::EmptyText, "write what");
    assert_eq!(load(text.as_bytes()).1.len(), 1);
}

#[test]
fn two_answers_that_say_the_same_are_told() {
    for same in [
        r#"{ "yes": "Fine", "no": "FINE!" }"#,
        r#"{ "yes": { "zh-CN": "好", "en": "Fine" }, "no": { "zh-CN": "不好", "en": "fine" } }"#,
    ] {
        let text = beside_a_good_entry(&format!("\"feedback\": {same},"));
        let pack = told(&text, "/feedback", "2:13", &Problem::SameWords, "two different answers");
        still_answers(pack);
    }
    let fine = beside_a_good_entry(r#""feedback": { "yes": "👍", "no": "👎" },"#);
    assert_eq!(load(fine.as_bytes()).1, []);
}

#[test]
fn a_phrasing_that_an_earlier_entry_has_is_told_as_unreachable() {
    let problem =
        Problem::UnreachablePhrasing { phrasing: "ARE you open".to_owned(), owner: "a".to_owned() };
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "alt": ["are you open!"] }"#;
    let text = before_a_good_entry(bad).replace("Are you open?", "ARE you open");
    let pack = told(&text, "/faq/1/question", "4:29", &problem, "keep it in one of the two");
    assert_eq!(pack.faq.len(), 2);
    assert_eq!(problem.severity(), Severity::Warning);
}

#[test]
fn a_keyword_takes_a_phrasing_from_an_earlier_entry_as_the_index_does() {
    let text = r#"{ "kefu": 1, "brand": { "name": "Shop" }, "faq": [
{ "id": "first", "question": "Invoice", "answer": "A." },
{ "id": "second", "question": "Receipt", "keywords": ["invoice"], "answer": "B." }] }"#;
    let problem =
        Problem::UnreachablePhrasing { phrasing: "Invoice".to_owned(), owner: "second".to_owned() };
    told(text, "/faq/0/question", "2:30", &problem, "so it never leads here");
}

#[test]
fn an_entry_that_is_left_out_takes_no_phrasing_away() {
    let bad = r#"{ "id": "a", "question": "Are you open?", "answer": "" }"#;
    let (pack, found) = load(before_a_good_entry(bad).as_bytes());
    assert_eq!(found.len(), 1, "{found:#?}");
    still_answers(pack);
}

#[test]
fn a_phrasing_without_letters_is_told() {
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "alt": { "en": ["c", "???"] } }"#;
    let text = before_a_good_entry(bad);
    let advice = "nobody can ask it; remove it";
    still_answers(told(&text, "/faq/0/alt/en/1", "3:69", &Problem::BlankPhrasing, advice));
}

#[test]
fn a_link_that_the_widget_would_not_open_is_told() {
    let link = "javascript:alert(1)".to_owned();
    let problem = Problem::BadLink { link };
    let advice = "write https://…";
    for (bad, pointer, column) in [
        (
            r#"{ "id": "a", "question": "A?", "answer": "See [here](javascript:alert(1))." }"#,
            "/faq/0/answer",
            42,
        ),
        (
            r#"{ "id": "a", "question": "A?", "answer": "B.", "buttons": [{ "label": "L", "link": "javascript:alert(1)" }] }"#,
            "/faq/0/buttons/0/link",
            84,
        ),
    ] {
        let text = before_a_good_entry(bad);
        let (_, found) = load(text.as_bytes());
        let one = found.iter().find(|one| one.pointer == pointer).unwrap();
        assert!(matches!(one.problem, Problem::BadLink { .. }), "{one:?}");
        assert_eq!(one.position, Position { line: 3, column });
        assert!(one.to_string().contains(advice));
    }
    let text = beside_a_good_entry("").replace("tel:1", "javascript:alert(1)");
    let pack = told(&text, "/channels/0/url", "4:54", &problem, "tel:…, mailto:…");
    assert_eq!(pack.channels, [], "a channel that leads nowhere is not shown");
    still_answers(pack);
}

#[test]
fn a_webhook_takes_only_encrypted_addresses() {
    let text = beside_a_good_entry("")
        .replace("\"kind\": \"link\"", "\"kind\": \"webhook\"")
        .replace("tel:1", "http://desk.example/hook");
    let problem = Problem::BadLink { link: "http://desk.example/hook".to_owned() };
    let pack = told(&text, "/channels/0/url", "4:57", &problem, "https://…");
    assert_eq!(pack.channels, []);
}

#[test]
fn a_channel_that_names_no_inbox_is_told() {
    let text = beside_a_good_entry("")
        .replace("\"kind\": \"link\"", "\"kind\": \"chatwoot\"")
        .replace("tel:1", "/");
    let pack = told(&text, "/channels/0", "4:14", &Problem::NoInbox, "as the desk printed it");
    assert_eq!(pack.channels, []);
    let named = text.replace("\"url\": \"/\"", "\"url\": \"/\", \"inbox_identifier\": \"shop\"");
    let (pack, found) = load(named.as_bytes());
    assert_eq!((pack.channels.len(), found), (1, Vec::new()));
}

#[test]
fn a_webhook_is_sealed_to_a_public_key_and_nothing_else_is() {
    let key = format!("B{}", "a-_9".repeat(22)).split_at(87).0.to_owned();
    let with = |kind: &str, url: &str| {
        let inbox = r#""inbox_identifier": "shop", "kind": "#;
        beside_a_good_entry("")
            .replace("\"kind\": \"link\"", &format!("\"kind\": \"{kind}\""))
            .replace("\"kind\": \"chatwoot\"", &format!("{inbox}\"chatwoot\""))
            .replace("tel:1", url)
    };
    let good = with("webhook", &format!("/hook#seal={key}"));
    let (pack, found) = load(good.as_bytes());
    assert_eq!((pack.channels.len(), found), (1, Vec::new()));
    for bad in ["", "BAAA", &key.replace('B', "C"), &(key.clone() + "="), &key.replace('9', "%")] {
        let (pack, found) = load(with("webhook", &format!("/hook#seal={bad}")).as_bytes());
        assert_eq!(pack.channels.len(), 1, "whoever is asked for is asked for all the same");
        assert_eq!(found[0].problem, Problem::BadSeal, "{bad}");
        assert_eq!(found[0].pointer, "/channels/0/url");
        assert!(found[0].problem.to_string().contains("`kefu key new`"));
    }
    for slip in ["Seal=", "seal:", "key=", ""] {
        let (_, found) = load(with("webhook", &format!("/hook#{slip}{key}")).as_bytes());
        assert_eq!(found[0].problem, Problem::BadSeal, "{slip}");
    }
    let (_, found) = load(with("chatwoot", &format!("/#seal={key}")).as_bytes());
    assert_eq!(found[0].problem, Problem::BadSeal);
}

#[test]
fn a_picture_from_an_unlisted_host_is_told() {
    let link = "https://img.example/a.png".to_owned();
    let problem = Problem::ImageHost { link };
    let bad = r#"{ "id": "a", "question": "A?", "answer": "![A](https://img.example/a.png)" }"#;
    let text = before_a_good_entry(bad);
    let advice = "add its host there";
    still_answers(told(&text, "/faq/0/answer", "3:42", &problem, advice));
    let listed = text.replace("\"locales\"", "\"image_hosts\": [\"img.example\"], \"locales\"");
    assert_eq!(load(listed.as_bytes()).1, []);
}

#[test]
fn hours_that_are_no_span_of_the_day_are_told() {
    let bad = r#""hours": { "time_zone": "UTC", "week": { "mon": ["09:00-12:00", "9-18"] } },"#;
    let problem = Problem::BadHours { found: "9-18".to_owned() };
    let advice = "write for example 09:00-18:00";
    let text = beside_a_good_entry(bad);
    still_answers(told(&text, "/hours/week/mon/1", "2:65", &problem, advice));
    let bad = r#""hours": { "time_zone": "UTC", "week": {}, "holidays": [{ "from": "2026-10-01", "open": ["18:00-09:00"] }] },"#;
    let problem = Problem::BadHours { found: "18:00-09:00".to_owned() };
    told(&beside_a_good_entry(bad), "/hours/holidays/0/open/0", "2:90", &problem, advice);
}

#[test]
fn days_that_do_not_exist_are_told() {
    let bad =
        r#""hours": { "time_zone": "UTC", "week": {}, "holidays": [{ "from": "2026-02-30" }] },"#;
    let problem = Problem::BadDate { found: "2026-02-30".to_owned() };
    let text = beside_a_good_entry(bad);
    let advice = "write for example 2026-10-01";
    still_answers(told(&text, "/hours/holidays/0/from", "2:67", &problem, advice));
}

#[test]
fn a_holiday_that_ends_before_it_starts_is_told() {
    let bad = r#""hours": { "time_zone": "UTC", "week": {}, "holidays": [{ "from": "2026-10-07", "to": "2026-10-01" }] },"#;
    let text = beside_a_good_entry(bad);
    let advice = "\"to\" must not be before \"from\"";
    still_answers(told(&text, "/hours/holidays/0", "2:57", &Problem::BackwardDates, advice));
}

#[test]
fn a_time_zone_without_area_and_city_is_told() {
    let bad = r#""hours": { "time_zone": "GMT+8", "week": {} },"#;
    let problem = Problem::BadTimeZone { found: "GMT+8".to_owned() };
    let text = beside_a_good_entry(bad);
    let advice = "such as Asia/Shanghai or Europe/Berlin, or UTC";
    still_answers(told(&text, "/hours/time_zone", "2:25", &problem, advice));
}

#[test]
fn a_colour_that_is_none_is_told_and_not_used() {
    let bad = r#""theme": { "accent": "teal", "scheme": "dark" },"#;
    let problem = Problem::BadColour { found: "teal".to_owned() };
    let text = beside_a_good_entry(bad);
    let pack = told(&text, "/theme/accent", "2:22", &problem, "such as #0f766e");
    assert_eq!(pack.theme.accent, "");
    assert_eq!(pack.theme.scheme.word(), "dark");
    still_answers(pack);
}

#[test]
fn a_button_does_exactly_one_thing() {
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "buttons": [{ "label": "L" }] }"#;
    let problem = Problem::ButtonActions { count: 0 };
    let text = before_a_good_entry(bad);
    still_answers(told(&text, "/faq/0/buttons/0", "3:60", &problem, "give it one of \"ask\""));
    let bad = r#"{ "id": "a", "question": "A?", "answer": "B.", "buttons": [{ "label": "L", "say": "M", "human": true }] }"#;
    let problem = Problem::ButtonActions { count: 2 };
    let text = before_a_good_entry(bad);
    still_answers(told(&text, "/faq/0/buttons/0", "3:60", &problem, "keep one of them"));
}

#[test]
fn a_form_without_a_purpose_or_a_policy_is_not_shown() {
    let advice = "add at least one purpose and a privacy policy";
    for form in [
        r#"{ "fields": [], "purposes": [], "policy": { "url": "/privacy", "version": "1" } }"#,
        r#"{ "fields": [], "purposes": [{ "id": "p", "text": "P", "retention_days": 1 }], "policy": { "url": "privacy", "version": "1" } }"#,
    ] {
        let text = beside_a_good_entry(&format!("\"profile\": {form},"));
        let problem = Problem::FormWithoutPurpose;
        let pack = told(&text, "/profile", "2:12", &problem, advice);
        assert_eq!(pack.profile, None);
        still_answers(pack);
    }
}

#[test]
fn a_pack_without_a_channel_is_a_warning() {
    let text = "\n{ \"kefu\": 1, \"brand\": { \"name\": \"S\" },\n\"faq\": [{ \"id\": \"good\", \"question\": \"Are you open?\", \"answer\": \"Yes.\" }] }";
    let advice = "a phone number is enough";
    // What is not there is missing from what would hold it: the whole, which starts on line 2.
    still_answers(told(text, "/channels", "2:1", &Problem::NoChannel, advice));
    assert_eq!(Problem::NoChannel.severity(), Severity::Warning);
}

#[test]
fn a_pack_without_an_entry_is_a_warning() {
    let text = "{ \"kefu\": 1, \"brand\": { \"name\": \"S\" },\n\"faq\": [] }";
    told(text, "/faq", "2:8", &Problem::NoEntries, "add entries to \"faq\"");
    assert_eq!(Problem::NoEntries.severity(), Severity::Warning);
}

#[test]
fn pointers_name_the_place_in_the_file_whatever_was_left_out_before_it() {
    let text = r#"{ "kefu": 1, "brand": { "name": "Shop" }, "faq": [
5,
{ "id": "", "question": "A?", "answer": "B." },
{ "id": "c", "question": "C?", "answer": "" },
"none",
{ "id": "e", "question": "E?", "answer": "F.", "alt": [7, "???", null, "!!!"] },
{ "id": "f", "question": "F?", "answer": "G.", "buttons": [0, { "label": "G" }] }] }"#;
    let found = load(text.as_bytes()).1;
    let places: Vec<(&str, usize)> =
        found.iter().map(|one| (one.pointer.as_str(), one.position.line)).collect();
    assert_eq!(
        places,
        [
            ("/channels", 1),
            ("/faq/0", 2),
            ("/faq/1/id", 3),
            ("/faq/2/answer", 4),
            ("/faq/3", 5),
            ("/faq/4/alt/0", 6),
            ("/faq/4/alt/1", 6),
            ("/faq/4/alt/2", 6),
            ("/faq/4/alt/3", 6),
            ("/faq/5/buttons/0", 7),
            ("/faq/5/buttons/1", 7),
        ],
        "{found:#?}"
    );
}

#[test]
fn of_a_field_that_is_written_twice_the_last_counts_and_is_pointed_to() {
    let bad = "\"theme\": { \"accent\": \"#000000\" }, \"theme\": { \"accent\": \"teal\" },";
    let problem = Problem::BadColour { found: "teal".to_owned() };
    told(&beside_a_good_entry(bad), "/theme/accent", "2:56", &problem, "teal");
}

#[test]
fn columns_count_characters_in_files_with_windows_line_ends() {
    let text =
        "{\r\n\"kefu\": 1, \"brand\": { \"name\": \"街角小店🙂\" }, \"color\": 1,\r\n\"faq\": [] }";
    let problem = Problem::UnknownField { known: None };
    told(text, "/color", "2:51", &problem, "remove it");
}

#[test]
fn a_visitor_whose_language_nobody_wrote_for_reads_the_first_listed_locale() {
    for (locales, read) in [("\"zh-CN\", \"en\"", "您好"), ("\"en\", \"zh-CN\"", "Hello")] {
        let text = format!(
            r#"{{ "kefu": 1, "brand": {{ "name": "S" }}, "locales": [{locales}],
                "greeting": {{ "en": "Hello", "zh-CN": "您好" }} }}"#
        );
        assert_eq!(load(text.as_bytes()).0.greeting.get("fr"), read);
    }
}

#[test]
fn twenty_thousand_faulty_entries_are_read_and_the_first_thousand_problems_told() {
    let entry = r#"{ "id": "", "question": "", "answer": "[x](y)", "colour": 1 }, 5"#;
    let entries = vec![entry; 20_000].join(",");
    let text = format!(r#"{{ "kefu": 1, "brand": {{ "name": "S" }}, "faq": [{entries}] }}"#);
    let (pack, found) = load(text.as_bytes());
    assert_eq!(pack.faq, []);
    assert_eq!(found.len(), MAX_DIAGNOSTICS);
    assert!(found.is_sorted_by_key(|one| (one.position.line, one.position.column)));
}

#[test]
fn no_damage_to_a_pack_stops_it_from_being_loaded() {
    let good = CORNER_SHOP.as_bytes();
    for at in 0..good.len() {
        load(&good[..at]);
        for letter in [b'"', b'{', b']', b',', b'\\', b'0', b' ', 0x00, 0xff] {
            let mut damaged = good.to_vec();
            damaged[at] = letter;
            load(&damaged);
        }
    }
}

#[test]
fn rules_about_a_person_are_checked_number_by_number_and_topic_by_topic() {
    let text = r#"{
  "kefu": 1,
  "brand": { "name": "S" },
  "locales": ["en"],
  "faq": [{ "id": "a", "question": "a?", "answer": "A." }],
  "channels": [{ "id": "p", "kind": "link", "url": "tel:+1" }],
  "transfer": {
    "requests": "sometimes",
    "offer_from": 0,
    "hand_over_from": 2,
    "points": { "miss": 101, "mis": 1 },
    "topics": [
      { "id": "x", "words": { "en": ["data", "!!"], "fr": ["mort"] }, "priority": 200 },
      { "id": "x", "words": [] }
    ],
    "priority": { "danger": 1000 }
  }
}"#;
    let (pack, found) = load(text.as_bytes());
    let told: Vec<String> = found.iter().map(ToString::to_string).collect();
    for what in [
        "/transfer/requests: write one of: offer, hand_over",
        "/transfer/offer_from: write a whole number from 1 to 100",
        "/transfer/hand_over_from: with this nobody is ever asked first",
        "/transfer/points/miss: write a whole number from 0 to 100",
        "/transfer/points/mis: this field is not known and not used; did you mean \"miss\"?",
        "/transfer/topics/0/words/en/1: there is no letter or digit in this phrasing",
        "/transfer/topics/0/words/fr: \"fr\" is not in \"locales\"",
        "/transfer/topics/0/priority: write a whole number from 0 to 100",
        "/transfer/topics/1/id: the id \"x\" is taken",
        "/transfer/topics/1/words: this text is empty",
        "/transfer/priority/danger: write a whole number from 0 to 100",
    ] {
        assert!(told.iter().any(|line| line.contains(what)), "no {what:?} in {told:#?}");
    }
    assert_eq!(told.len(), 11, "{told:#?}");
    // Too little is as if it had been left out, too much is the most there is.
    assert_eq!(pack.transfer.offer_from(), 4);
    assert_eq!(pack.transfer.points.miss(), 100);
    assert_eq!(pack.transfer.topics.len(), 1);
}

#[test]
fn the_front_of_a_pack_is_what_the_whole_pack_says() {
    let shop = include_str!("../../../public/shop.kefu.json");
    let doubled = r#"{ "kefu": 1, "brand": { "name": "S" }, "channels": [
        { "id": "a", "kind": "link", "url": "javascript:alert(1)" },
        { "id": "b", "kind": "link", "url": "tel:123" }, { "id": "b", "kind": "link", "url": "tel:456" }],
        "theme": { "accent": "no colour" }, "profile": { "fields": [] }, "triggers": [{ "id": "t" }] }"#;
    let nameless = r##"{ "locales": ["en"], "theme": { "accent": "#123456" }, "faq": 7 }"##;
    for text in [shop, include_str!("data/phone_lab.kefu.json"), doubled, nameless, "[]", "", "{"] {
        let (front, whole) = (Front::of(text.as_bytes()), usable(text.as_bytes()).0);
        let of_whole = Front {
            keep_days: whole.keep_days,
            brand: whole.brand,
            locales: whole.locales,
            triggers: front.triggers.clone(),
            profile: whole.profile,
            remember: whole.remember,
            channels: whole.channels,
            hours: whole.hours,
            transfer: Urgency { priority: whole.transfer.priority },
            theme: whole.theme,
            image_hosts: whole.image_hosts,
        };
        assert_eq!(front, of_whole, "{text}");
        let read_on = |percent: Option<u32>| percent.is_some();
        assert_eq!(
            front.triggers.iter().any(|one| read_on(one.scroll_percent)),
            whole.triggers.iter().any(|one| read_on(one.scroll_percent)),
        );
    }
}
