use serde_json::Value;

use crate::Folder;

const MESSAGES: &str = r#"{"text": "转人工", "label": "explicit_request"}
{"text": "人工费多少", "label": "none", "sub": "random"}
{"text": "你们这是骗人", "label": "complaint_or_negative", "borderline": false}
{"text": "运费多少", "label": "complaint_or_negative"}
{"text": "客服电话", "label": "explicit_request", "borderline": true}
"#;

#[test]
fn messages_with_labels_are_measured_class_by_class() {
    let folder = Folder::with("own.dev.jsonl", MESSAGES);
    let ran = folder.kefu(&["eval", "--transfer", "own.dev.jsonl", "--json"]).ends_with(0);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        report,
        serde_json::json!({
            "set": "own.dev",
            "n": 4,
            "classes": {
                "explicit_request": { "precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 1 },
                "complaint_or_negative": { "precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2 },
                "either": { "precision": 1.0, "recall": 0.6667, "f1": 0.8, "n": 3 },
            },
            "random_false_alarm": 0.0,
        })
    );
    folder
        .kefu(&["eval", "--transfer", "own.dev.jsonl"])
        .ends_with(0)
        .prints("own.dev: 4 messages");
    let wrong = folder.kefu(&["eval", "--transfer", "own.dev.jsonl", "--wrong"]).ends_with(0);
    wrong.prints("complaint_or_negative judged none: 运费多少\n");
}

#[test]
fn urgency_and_repeats_are_measured_too() {
    let folder = Folder::with("u.jsonl", "{\"text\": \"很急，马上处理\", \"label\": \"high\"}\n");
    folder.kefu(&["eval", "--urgency", "u.jsonl"]).ends_with(0).prints("high ");
    let pairs = "{\"prev\": \"怎么退款\", \"cur\": \"如何退款\", \"label\": 1}\n{\"prev\": \"怎么退款\", \"cur\": \"运费\", \"label\": 0}\n";
    let folder = Folder::with("r.jsonl", pairs);
    let ran = folder.kefu(&["eval", "--repeat", "r.jsonl", "--json"]).ends_with(0);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["classes"]["repeat"]["f1"], 1.0);
}

#[test]
fn a_bad_line_is_told_with_its_number() {
    for (line, what) in [
        ("{", "this is not JSON"),
        ("[]", "a line is an object"),
        ("{\"label\": \"none\"}", "\"text\" is missing"),
        ("{\"text\": \"x\"}", "\"label\" is missing"),
        (
            "{\"text\": \"x\", \"label\": \"nine\"}",
            "\"nine\" is no label here; write one of: explicit_request",
        ),
    ] {
        let folder = Folder::with(
            "m.jsonl",
            format!("{{\"text\": \"x\", \"label\": \"none\"}}\n\n{line}\n"),
        );
        folder
            .kefu(&["eval", "--transfer", "m.jsonl"])
            .ends_with(2)
            .tells("m.jsonl:3: ")
            .tells(what);
    }
    let folder = Folder::with("m.jsonl", "\n");
    folder
        .kefu(&["eval", "--transfer", "m.jsonl"])
        .ends_with(2)
        .tells("there is no row to measure");
    folder.kefu(&["eval", "--transfer", "gone.jsonl"]).ends_with(2).tells("there is no such file");
    folder.kefu(&["eval"]).ends_with(2).tells("one of --transfer, --urgency and --repeat");
    folder
        .kefu(&["eval", "--urgency", "a", "--repeat", "b"])
        .ends_with(2)
        .tells("one of --transfer");
}

const ENTRIES: &str = r#"{"kb": "shop", "id": "refund", "question": "How long does a refund take?", "alt": ["when do I get my money back"], "answer": null, "title": "refund_time"}
{"kb": "shop", "id": "parcel", "question": "Where is my parcel?", "alt": ["track my order"]}
{"kb": "zoo", "id": "tiger", "question": "When are the tigers fed?", "alt": []}
"#;

const QUESTIONS: &str = r#"{"kb": "shop", "q": "Refund time?", "label": "refund", "kind": "in"}
{"kb": "shop", "q": "track my order", "label": "parcel", "kind": "in"}
{"kb": "shop", "q": "qqqq zzzz", "label": null, "kind": "oos"}
{"kb": "zoo", "q": "WHEN ARE THE TIGERS FED", "label": "tiger", "kind": "in"}
"#;

#[test]
fn answers_are_measured_for_each_knowledge_base() {
    let folder = Folder::with("kb.jsonl", ENTRIES).and("q.jsonl", QUESTIONS);
    let asked = ["eval", "--kb", "kb.jsonl", "--queries", "q.jsonl"];
    let ran = folder.kefu(&[&asked[..], &["--json"]].concat()).ends_with(0);
    let reports: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        reports[0],
        serde_json::json!({
            "kb": "shop", "n": 2, "oos": 1, "top1": 1.0, "top3": 1.0,
            "coverage5": 1.0, "precision5": 1.0, "right5": 1.0,
            "default": {
                "right": 1.0, "wrong": 0.0, "suggested_right": 0.0, "suggested_wrong": 0.0,
                "unknown": 0.0, "null_answered": 0.0, "null_suggested": 0.0,
            }
        })
    );
    assert_eq!((&reports[1]["kb"], reports.len()), (&Value::from("zoo"), 2));
    let table = folder.kefu(&asked).ends_with(0);
    table.prints("shop").prints("mean");
}

#[test]
fn knowledge_bases_that_cannot_be_measured_say_why() {
    let folder = Folder::with("kb.jsonl", ENTRIES).and("q.jsonl", QUESTIONS);
    folder.kefu(&["eval", "--kb", "kb.jsonl"]).ends_with(2).tells("are wanted together");
    for (questions, what) in [
        (
            "{\"kb\": \"moon\", \"q\": \"x\", \"label\": null}\n",
            "about \"moon\", which kb.jsonl lacks",
        ),
        ("{\"kb\": \"shop\", \"label\": null}\n", "\"q\" is missing"),
    ] {
        let folder = Folder::with("kb.jsonl", ENTRIES).and("q.jsonl", questions);
        folder.kefu(&["eval", "--kb", "kb.jsonl", "--queries", "q.jsonl"]).ends_with(2).tells(what);
    }
}
