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
