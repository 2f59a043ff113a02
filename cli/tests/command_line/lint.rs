use serde_json::{Value, json};

use crate::{CORNER_SHOP, Folder};

/// Two entries that nobody can tell apart, and two that everybody can.
const RIVALS: &str = r#"{
  "kefu": 1,
  "brand": { "name": "S" },
  "channels": [{ "id": "phone", "kind": "link", "url": "tel:1" }],
  "faq": [
    { "id": "tea", "question": "How do I brew green tea?", "answer": "Gently.",
      "alt": ["how do I brew white tea", "how do I brew green tea at home", "how do I brew green tea well", "how do I brew the green tea", "how do I brew green tea in the morning"] },
    { "id": "refund", "question": "When is my money refunded?", "answer": "Soon.",
      "alt": ["when will my money be refunded", "when is the money refunded to me", "my money was not refunded"] },
    { "id": "parcel", "question": "Where is my parcel?", "answer": "Here.",
      "alt": ["track my parcel", "how do I brew green tea leaves", "where has my parcel gone"] },
    { "id": "delivery", "question": "Where is my parcel now?", "answer": "There.",
      "alt": ["track my parcel please", "where has my parcel been"] }
  ]
}"#;

fn findings(folder: &Folder, words: &[&str], code: i32) -> Vec<Value> {
    let ran = folder.kefu(words).ends_with(code);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["findings"].as_array().unwrap().clone()
}

fn of_kind<'f>(found: &'f [Value], kind: &str) -> Vec<&'f Value> {
    found.iter().filter(|one| one["kind"] == kind).collect()
}

#[test]
fn a_good_pack_ends_with_0() {
    let folder = Folder::with("good.json", CORNER_SHOP);
    let ran = folder.kefu(&["lint", "good.json"]).ends_with(0);
    assert_eq!(ran.out, "4 entries: no things to look at\n");
}

#[test]
fn entries_that_compete_are_told_once_with_examples() {
    let folder = Folder::with("rivals.json", RIVALS);
    let found = findings(&folder, &["lint", "--json", "rivals.json"], 1);
    let [pair] = of_kind(&found, "competing")[..] else { panic!("{found:#?}") };
    assert_eq!((&pair["pointer"], &pair["line"]), (&json!("/faq/3"), &json!(12)));
    let message = pair["message"].as_str().unwrap();
    assert!(message.starts_with("\"parcel\" and \"delivery\" compete: "), "{message}");
    assert!(message.contains("word them further apart"), "{message}");
}

#[test]
fn a_phrasing_that_belongs_elsewhere_is_told_at_its_place() {
    let folder = Folder::with("rivals.json", RIVALS);
    let found = findings(&folder, &["lint", "rivals.json", "--json"], 1);
    let [stray] = of_kind(&found, "stray")[..] else { panic!("{found:#?}") };
    assert_eq!(stray["pointer"], "/faq/2/alt/1");
    assert_eq!((&stray["line"], &stray["column"]), (&json!(11), &json!(34)));
    assert!(stray["message"].as_str().unwrap().contains("is nearer to \"tea\""), "{stray}");
    let text = folder.kefu(&["lint", "rivals.json"]).ends_with(1);
    text.prints("rivals.json:11:34: warning: /faq/2/alt/1: \"how do I brew green tea leaves\"");
}

#[test]
fn places_are_those_of_the_file_whatever_is_left_out_of_the_pack() {
    let damaged = RIVALS
        .replace(
            "\"faq\": [",
            "\"faq\": [ 7, { \"id\": \"x\", \"question\": \"X?\", \"answer\": \"\" },",
        )
        .replace("[\"track my parcel\", \"how", "[5, \"track my parcel\", \"how");
    let folder = Folder::with("rivals.json", damaged);
    let found = findings(&folder, &["lint", "--json", "rivals.json"], 1);
    assert_eq!(of_kind(&found, "stray")[0]["pointer"], "/faq/4/alt/2");
    assert_eq!(of_kind(&found, "check").len(), 3, "and it tells what `kefu check` tells");
}

#[test]
fn phrasings_of_a_language_have_a_step_of_their_own() {
    let by_language = RIVALS.replace(
        "[\"track my parcel\", \"how do I brew green tea leaves\", \"where has my parcel gone\"]",
        "{ \"en\": [\"where has my parcel gone\", \"how do I brew green tea leaves\"] }",
    );
    let folder = Folder::with("rivals.json", by_language);
    let found = findings(&folder, &["lint", "--json", "rivals.json"], 1);
    assert_eq!(of_kind(&found, "stray")[0]["pointer"], "/faq/2/alt/en/1");
}

#[test]
fn a_flow_that_competes_with_an_entry_is_told_at_its_place() {
    let flow = r#""flows": [{ "id": "lookup", "phrases": ["Where is my parcel now?", "track my parcel please", "where has my parcel been"],
      "steps": [{ "say": "Here." }] }],
      "faq": ["#;
    let (before, delivery) = RIVALS.split_once(",\n    { \"id\": \"delivery\"").unwrap();
    let (_, after) = delivery.split_once("] }").unwrap();
    let pack = format!("{before}{after}").replace("\"faq\": [", flow);
    let folder = Folder::with("rivals.json", pack);
    let found = findings(&folder, &["lint", "--json", "rivals.json"], 1);
    let competing = of_kind(&found, "competing");
    let told = competing.iter().any(|one| one["pointer"] == "/flows/0" && one["line"] == 5);
    assert!(told, "{found:#?}");
}

#[test]
fn what_visitors_miss_is_grouped_by_matter_and_the_most_wanted_comes_first() {
    let misses = json!({ "kefu_insight": 1, "misses": [
        { "text": "do you rent out tents", "count": 3 },
        { "text": "can i rent a tent", "count": 9 },
        { "text": "rent a tent for a week", "count": 2 },
        { "text": "do you repair umbrellas", "count": 5 },
        { "text": "where is my parcel", "count": 50 },
        { "text": "???", "count": 70 },
    ] });
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder.write("misses.json", misses.to_string());
    let words = ["lint", "shop.json", "--misses", "misses.json", "--json"];
    let found = findings(&folder, &words, 1);
    let told: Vec<&str> = found.iter().map(|one| one["message"].as_str().unwrap()).collect();
    assert!(told[0].starts_with("14 visitors asked \"can i rent a tent\" (also \""), "{told:#?}");
    assert!(
        told[1].starts_with("5 visitors asked \"do you repair umbrellas\", and nothing"),
        "{told:#?}"
    );
    assert_eq!(told.len(), 2, "what is answered, or asks nothing, is not missing: {told:#?}");
    assert_eq!(found[0]["kind"], "missing_topic");
}

#[test]
fn what_is_nearly_found_names_the_entry() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder.write("misses.csv", "text\nhow do I pay for a tent\n");
    let found = findings(&folder, &["lint", "shop.json", "--misses=misses.csv", "--json"], 1);
    assert_eq!(found[0]["kind"], "nearly_found");
    assert!(found[0]["message"].as_str().unwrap().starts_with("1 visitor asked"), "{found:?}");
    assert!(found[0]["pointer"].as_str().unwrap().starts_with("/faq/"));
}

#[test]
fn an_exported_insight_is_read_as_csv_too() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    let csv = "measure,key,count\r\ntalks,,9\r\nentry_answered,invoice,4\r\nmiss,\"tents, large\",7\r\nmiss,'=rent,1\r\n";
    folder.write("misses.csv", csv);
    folder
        .kefu(&["lint", "shop.json", "--misses", "misses.csv"])
        .ends_with(1)
        .prints("7 visitors asked \"tents, large\"")
        .prints("1 visitor asked \"=rent\"")
        .prints("2 things to look at");
}

#[test]
fn lists_that_somebody_wrote_are_read() {
    for list in [r#"["rent a tent"]"#, r#"[{ "text": "rent a tent", "count": 1 }]"#] {
        let folder = Folder::with("shop.json", CORNER_SHOP);
        folder.write("misses.json", list);
        folder
            .kefu(&["lint", "shop.json", "--misses", "misses.json"])
            .ends_with(1)
            .prints("1 visitor asked \"rent a tent\", and nothing here answers; write an entry");
    }
}

#[test]
fn misses_that_cannot_be_read_end_with_2_and_say_why() {
    for (misses, told) in [
        ("{", "m: this is not JSON"),
        ("{}", "m: there are no \"misses\" in this"),
        ("[{ \"count\": 1 }]", "m: a miss has a \"text\""),
        ("question,count\na,1\n", "m: the first row names no column \"text\""),
        ("text,count\na,many\n", "m: \"many\" is no count of \"a\""),
    ] {
        let folder = Folder::with("shop.json", CORNER_SHOP);
        folder.write("m", misses);
        folder.kefu(&["lint", "shop.json", "--misses", "m"]).ends_with(2).tells(told);
    }
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder.write("m", [0xff, 0xfe]);
    folder.kefu(&["lint", "shop.json", "--misses", "m"]).ends_with(2).tells("not UTF-8");
    folder.kefu(&["lint", "shop.json", "--misses", "gone"]).ends_with(2).tells("no such file");
}

#[test]
fn a_pack_that_cannot_be_read_ends_with_2() {
    let folder = Folder::with("bad.json", "{");
    folder
        .kefu(&["lint", "bad.json"])
        .ends_with(2)
        .prints("bad.json:1:1: error: /: this is not JSON");
    folder.kefu(&["lint", "gone.json"]).ends_with(2).tells("there is no such file");
    folder.kefu_reading(vec![b' '; 33_000_000], &["lint", "-"]).ends_with(2).prints("33 MB");
}

#[test]
fn hundreds_of_entries_are_compared_with_each_other() {
    // Tests are compiled without optimisation, which takes twenty times as long.
    let number = if cfg!(debug_assertions) { 100 } else { 1_000 };
    let words =
        ["refund", "parcel", "invoice", "tent", "cup", "coupon", "visa", "repair", "gift", "stamp"];
    let entries = (0..number).map(|number: usize| {
        let [a, b, c] = [number % 10, number / 10 % 10, number / 100].map(|digit| words[digit]);
        json!({
            "id": number.to_string(),
            "question": format!("about the {a} of item {number}"),
            "alt": [format!("{a} {b} {c} question"), format!("help with {c} and {b} {number}"), format!("{number} {b}")],
            "answer": "Yes.",
        })
    });
    let faq: Vec<Value> = entries.collect();
    let pack = json!({ "kefu": 1, "brand": { "name": "S" }, "faq": faq });
    let folder = Folder::with("large.json", pack.to_string());
    folder.kefu(&["lint", "large.json"]).ends_with(1);
}
