use serde_json::Value;

use crate::{CORNER_SHOP, Folder};

/// One error and one warning, on lines of their own.
const FLAWED: &str = r#"{
  "kefu": 1,
  "brand": { "name": "街角小店" },
  "colour": "red",
  "faq": [{ "id": "a", "question": "Open?", "answer": "Yes." }]
}"#;

#[test]
fn a_good_pack_ends_with_0_and_its_numbers() {
    let folder = Folder::with("good.json", CORNER_SHOP);
    let ran = folder.kefu(&["check", "good.json"]).ends_with(0);
    assert_eq!(ran.out, "4 entries, 2 locales, 2 channels: no errors, no warnings\n");
    assert_eq!(ran.err, "");
}

#[test]
fn problems_end_with_1_and_one_line_each() {
    let folder = Folder::with("flawed.json", FLAWED);
    let ran = folder.kefu(&["check", "flawed.json"]).ends_with(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("flawed.json:1:1: warning: /channels: "), "{}", lines[0]);
    assert!(lines[1].starts_with("flawed.json:4:13: error: /colour: "), "{}", lines[1]);
    assert_eq!(lines[2], "1 entry, no locales, no channels: 1 error, 1 warning");
}

#[test]
fn a_warning_alone_ends_with_1_too() {
    let pack = FLAWED.replace("  \"colour\": \"red\",\n", "");
    let folder = Folder::with("warned.json", pack);
    folder.kefu(&["check", "warned.json"]).ends_with(1).prints("no errors, 1 warning");
}

#[test]
fn the_report_is_json_for_those_who_ask_for_it() {
    let folder = Folder::with("flawed.json", FLAWED);
    let ran = folder.kefu(&["check", "--json", "flawed.json"]).ends_with(1);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    for (pointer, value) in [
        ("/pack", Value::from("flawed.json")),
        ("/entries", 1.into()),
        ("/channels", 0.into()),
        ("/errors", 1.into()),
        ("/warnings", 1.into()),
        ("/problems/1/pointer", "/colour".into()),
        ("/problems/1/line", 4.into()),
        ("/problems/1/column", 13.into()),
        ("/problems/1/severity", "error".into()),
        ("/problems/0/severity", "warning".into()),
    ] {
        assert_eq!(report.pointer(pointer), Some(&value), "{pointer}");
    }
    assert!(report["problems"][1]["message"].as_str().unwrap().contains("not known"));
}

#[test]
fn the_report_is_json_for_a_file_that_is_none() {
    let folder = Folder::with("bad.json", "{");
    let ran = folder.kefu(&["check", "--json", "bad.json"]).ends_with(2);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["errors"], 1);
}

#[test]
fn what_cannot_be_read_ends_with_2_and_says_what_to_do() {
    for (content, told) in [
        (&b""[..], "1:1: error: /: the file is empty"),
        (b" \n\n", "1:1: error: /: the file is empty"),
        (b"{\n  \"kefu\": 1\n  \"brand\"", "3:3: error: /: this is not JSON"),
        (b"{\n\xff", "2:1: error: /: the file is not UTF-8 text"),
    ] {
        let folder = Folder::with("bad.json", content);
        let ran = folder.kefu(&["check", "bad.json"]).ends_with(2);
        assert!(ran.out.starts_with(&format!("bad.json:{told}")), "{}", ran.out);
        assert_eq!(ran.out.lines().count(), 1, "numbers would say that something was read");
    }
}

#[test]
fn files_that_are_not_there_are_told_apart_from_folders() {
    let folder = Folder::new();
    folder.kefu(&["check", "gone.json"]).ends_with(2).tells("gone.json: there is no such file");
    folder.kefu(&["check", "."]).ends_with(2).tells(".: this is a folder; name the file in it");
}

#[test]
fn a_file_that_is_too_large_is_refused_without_being_read() {
    let folder = Folder::new();
    // A hole of 50 GB: reading it would be noticed.
    let file = std::fs::File::create(folder.0.join("huge.json")).unwrap();
    file.set_len(50_000_000_000).unwrap();
    let ran = folder.kefu(&["check", "huge.json"]).ends_with(2);
    assert!(ran.out.contains("the file has 50000 MB, more than the 32 MB"), "{}", ran.out);
}

#[test]
fn the_standard_input_is_read_up_to_the_same_limit() {
    let folder = Folder::new();
    folder.kefu_reading(CORNER_SHOP, &["check", "-"]).ends_with(0).prints("4 entries");
    let ran = folder.kefu_reading(vec![b' '; 33_000_000], &["check", "-"]).ends_with(2);
    assert!(ran.out.starts_with("-:1:1: error: /: the file has 33 MB"), "{}", ran.out);
}

#[test]
fn a_hopeless_file_is_not_listed_to_the_end() {
    let entries = vec!["{}"; 600].join(",");
    let pack = format!(r#"{{ "kefu": 1, "brand": {{ "name": "S" }}, "faq": [{entries}] }}"#);
    let ran = Folder::with("many.json", pack).kefu(&["check", "many.json"]).ends_with(1);
    assert_eq!(ran.out.lines().count(), 1_002);
    assert!(ran.out.contains("Only the first 1000 problems are listed."));
}
