use serde_json::{Value, json};

use crate::{CORNER_SHOP, Folder};

#[test]
fn an_answer_is_printed_with_its_entry_and_the_reason() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    let ran = folder.kefu(&["ask", "shop.json", "--locale", "en", "invoice"]).ends_with(0);
    let answer = "Ask for it in the order after delivery; it comes by mail within two days.\n";
    assert!(ran.out.starts_with(answer), "{}", ran.out);
    ran.prints("decision: answer\nentry: invoice, score 1.00, because it is one of the keywords\n");
}

#[test]
fn the_question_may_be_several_words_and_is_answered_in_the_first_locale() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder
        .kefu(&["ask", "shop.json", "Where", "is", "my", "parcel?"])
        .ends_with(0)
        .prints("在[我的订单](/orders)里能看到物流。\n  [还没发货?] asks refund-time\n")
        .prints("entry: where-is-it, score 1.00, because it is one of the phrasings\n");
}

#[test]
fn not_knowing_and_handing_over_are_answers_too() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder.kefu(&["ask", "shop.json", "asdfghjkl"]).ends_with(0).prints("decision: unknown\n");
    let ran = folder.kefu(&["ask", "shop.json", "转人工"]).ends_with(0);
    assert!(ran.out.starts_with("Hands over to a person: AskedForHuman\n"), "{}", ran.out);
    ran.prints("heard: asks for a person: 6 of 4: 转人工 +6 (Person)\n");
}

#[test]
fn a_flawed_pack_answers_with_a_note_and_an_unreadable_one_does_not() {
    let flawed = CORNER_SHOP.replace("\"theme\"", "\"teme\"");
    let folder = Folder::with("shop.json", flawed);
    folder.kefu(&["ask", "shop.json", "发票"]).ends_with(0).tells("shop.json has 1 problem");
    let folder = Folder::with("shop.json", "{");
    folder.kefu(&["ask", "shop.json", "发票"]).ends_with(2).tells("shop.json:1:1: error");
    folder.kefu(&["ask", "gone.json", "发票"]).ends_with(2).tells("there is no such file");
}

fn explained(question: &str) -> String {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    folder.kefu(&["ask", "shop.json", "--locale", "en", "--explain", question]).ends_with(0).out
}

#[test]
fn an_explanation_tells_what_speaks_for_an_entry_and_what_the_pack_does_not_know() {
    let told = explained("How long does my tent refund take?");
    for part in [
        "Three to five working days, to where you paid from.\n",
        "How it is heard\n  This speaks against a complaint: \"does\" -2.\n",
        "Words that the pack does not use\n  tent. Each makes every entry less certain.\n",
        "What may be meant (answered from 50 % on, worth asking about from ",
        "\n  refund-time: ",
        " like \"How long does a refund take?\": 5 words, ",
        "Decision\n  \"refund-time\" is answered: ",
        " % is at least 50 %",
    ] {
        assert!(told.contains(part), "no {part:?} in {told}");
    }
}

#[test]
fn each_decision_is_a_sentence_with_its_reason() {
    for (question, decision) in [
        ("invoice", "\"invoice\" is answered: the message is one of its keywords."),
        (
            "where is my parcel",
            "\"where-is-it\" is answered: the message is one of its phrasings, word for word.",
        ),
        ("receipt or refund of my tent", "The visitor is asked what they mean: the best, \""),
        ("refund parcel", "\"refund-time\" is not clearly ahead of \"where-is-it\"."),
        ("???", "Nothing is known: no entry has anything in common with this."),
        ("asdfghjkl", "Nothing is known: no entry has anything in common with this."),
        ("who are you", "from which on it would be worth asking about."),
        ("human please", "The visitor is led to a person (asked_for_human), whatever"),
        ("you are liars and thieves!!", "A person is offered (complaint)."),
    ] {
        let told = explained(question);
        assert!(told.contains(decision), "no {decision:?} in {told}");
    }
}

#[test]
fn what_was_heard_is_told_word_by_word() {
    let told = explained("I want to talk to a human");
    assert!(told.contains("  It asks for a person, with "), "{told}");
    let told = explained("you are liars and thieves!!");
    assert!(told.contains("  It complains, with ") && told.contains("liars\" +"), "{told}");
    let told = explained("opening hours");
    assert!(told.contains("No request for a person, no complaint, nothing urgent."), "{told}");
}

#[test]
fn an_explanation_for_programs_is_one_object() {
    let folder = Folder::with("shop.json", CORNER_SHOP);
    let words = ["ask", "shop.json", "--json", "--locale=en", "track", "my", "tent"];
    let report: Value = serde_json::from_str(&folder.kefu(&words).ends_with(0).out).unwrap();
    assert_eq!(report["question"], "track my tent");
    assert_eq!(report["unknown_words"], json!(["tent"]));
    assert_eq!(report["heard"]["request"], json!({ "score": 0, "clear": false, "seen": [] }));
    assert_eq!(report["bars"]["answer"], 0.5);
    let first = &report["candidates"][0];
    assert_eq!((&first["entry"], &first["because"]), (&json!("where-is-it"), &json!("words")));
    assert_eq!(first["alike"][0]["phrasing"], "Track my order");
    assert_eq!(first["alike"][0]["shared"]["word"], 2);
    let kind = report["decision"]["kind"].as_str().unwrap();
    let asks_or_answers = report["says"][0]["entry"] == "where-is-it" || kind == "suggest";
    assert!(asks_or_answers, "{report:#}");

    let report = folder.kefu(&["ask", "shop.json", "--json", "转人工"]).ends_with(0).out;
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["says"], json!([{ "hand_over": "asked_for_human" }]));
    assert_eq!(report["decision"]["kind"], "hand_over");
    assert_eq!(report["heard"]["request"]["seen"][0]["words"], "转人工");
}

#[test]
fn a_topic_for_people_is_told() {
    let transfer =
        r#""transfer": { "topics": [{ "id": "privacy", "words": ["my data"] }] }, "theme""#;
    let folder = Folder::with("shop.json", CORNER_SHOP.replace("\"theme\"", transfer));
    folder
        .kefu(&["ask", "shop.json", "--explain", "delete my data"])
        .ends_with(0)
        .prints("  It speaks of the topic \"privacy\", which is left to people.\n");
}

#[test]
fn a_slip_is_told_and_answered_all_the_same() {
    let told = explained("send me an invocie");
    assert!(told.contains("\n  \"invocie\" is taken for a slip of \"invoice\".\n"), "{told}");
    assert!(told.contains("Decision\n  \"invoice\" is answered: "), "{told}");
    let folder = Folder::with("shop.json", CORNER_SHOP);
    let words = ["ask", "shop.json", "--json", "--locale=en", "send me an invocie"];
    let report: Value = serde_json::from_str(&folder.kefu(&words).ends_with(0).out).unwrap();
    assert_eq!(report["slips"], json!([["invocie", "invoice"]]));
}
