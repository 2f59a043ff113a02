use std::fs;

use serde_json::Value;

use crate::{CORNER_SHOP, Folder};

fn built() -> Folder {
    let folder = Folder::with("shop.kefu.json", CORNER_SHOP);
    folder.kefu(&["build", "shop.kefu.json"]).ends_with(0);
    folder
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.0.join(name)).unwrap()
}

#[test]
fn a_pack_is_compiled_beside_itself_and_its_sizes_are_told() {
    let folder = Folder::with("shop.kefu.json", CORNER_SHOP);
    let ran = folder.kefu(&["build", "shop.kefu.json"]).ends_with(0);
    assert!(ran.out.starts_with("shop.kefu: 4 entries, built in "), "{}", ran.out);
    let row = |name: &str| {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap();
        line.split_whitespace().skip(1).map(|one| one.parse::<usize>().unwrap()).collect::<Vec<_>>()
    };
    let (json, compiled) = (row("JSON"), row("compiled"));
    assert_eq!(json[0], CORNER_SHOP.len());
    assert_eq!(compiled[0], bytes(&folder, "shop.kefu").len());
    assert!(json[1] < json[0] && compiled[1] < compiled[0], "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn the_same_pack_gives_the_same_file_under_any_name() {
    let folder = built();
    folder.kefu(&["build", "shop.kefu.json", "-o", "other.bin"]).ends_with(0);
    folder.kefu_reading(CORNER_SHOP, &["build", "-", "-o", "third.kefu"]).ends_with(0);
    assert_eq!(bytes(&folder, "shop.kefu"), bytes(&folder, "other.bin"));
    assert_eq!(bytes(&folder, "shop.kefu"), bytes(&folder, "third.kefu"));
}

#[test]
fn the_other_commands_take_the_compiled_file_too() {
    let folder = built();
    let checked = folder.kefu(&["check", "shop.kefu"]).ends_with(0);
    assert_eq!(checked.out, "4 entries, 2 locales, 2 channels: no errors, no warnings\n");
    for words in [
        &["ask", "FILE", "how long does my refund take"][..],
        &["ask", "FILE", "--explain", "退宽多久到帐"],
        &["ask", "FILE", "--json", "who won the football game"],
        &["lint", "FILE"],
    ] {
        let of = |file: &str| {
            let words: Vec<&str> =
                words.iter().map(|word| if *word == "FILE" { file } else { word }).collect();
            folder.kefu(&words)
        };
        let (json, compiled) = (of("shop.kefu.json"), of("shop.kefu"));
        assert_eq!((json.code, json.out), (compiled.code, compiled.out), "{words:?}");
        assert_eq!(compiled.err, "");
    }
}

#[test]
fn a_pack_with_errors_is_not_built() {
    let pack = CORNER_SHOP.replacen("\"brand\"", "\"colour\": 1, \"brand\"", 1);
    let folder = Folder::with("shop.json", pack);
    let ran = folder.kefu(&["build", "shop.json"]).ends_with(1).tells("/colour");
    assert!(ran.err.contains("nothing was built") && ran.out.is_empty(), "{ran:?}");
    assert!(!folder.0.join("shop.kefu").exists());
    let folder = Folder::with("shop.json", "{");
    folder.kefu(&["build", "shop.json"]).ends_with(2).tells("this is not JSON");
}

#[test]
fn a_warning_is_told_and_the_pack_is_built() {
    let folder = Folder::with("s.json", r#"{ "kefu": 1, "brand": { "name": "S" } }"#);
    folder.kefu(&["build", "s.json"]).ends_with(0).tells("s.json has 2 warnings");
    folder.kefu(&["check", "s.kefu"]).ends_with(1).prints("2 warnings");
}

#[test]
fn where_an_editor_finds_the_schema_stays_at_home() {
    let pack = CORNER_SHOP.replacen('{', "{ \"$schema\": \"somewhere\",", 1);
    let folder = built().and("marked.json", pack);
    folder.kefu(&["build", "marked.json"]).ends_with(0);
    assert_eq!(bytes(&folder, "marked.kefu"), bytes(&folder, "shop.kefu"));
}

#[test]
fn no_file_is_written_over_that_is_no_compiled_pack() {
    let folder = built();
    folder.kefu(&["build", "shop.kefu.json"]).ends_with(0);
    let words = ["build", "shop.kefu.json", "-o", "shop.kefu.json"];
    folder.kefu(&words).ends_with(2).tells("is no compiled pack");
    assert_eq!(folder.read("shop.kefu.json"), CORNER_SHOP);
    folder.kefu(&["build", "shop.kefu.json", "-o", "no/folder.kefu"]).ends_with(2).tells("written");
}

#[test]
fn a_compiled_pack_is_not_compiled_again() {
    let folder = built();
    folder.kefu(&["build", "shop.kefu"]).ends_with(2).tells("is compiled already");
}

#[test]
fn a_pack_without_a_name_needs_one_for_what_is_built() {
    let folder = Folder::new();
    folder.kefu_reading(CORNER_SHOP, &["build", "-"]).ends_with(2).tells("-o FILE is missing");
}

#[test]
fn what_happened_to_a_compiled_file_is_told() {
    let folder = built();
    let whole = bytes(&folder, "shop.kefu");
    let mut flipped = whole.clone();
    flipped[40] ^= 1;
    for (name, content) in [("flipped", &flipped[..]), ("short", &whole[..whole.len() - 1])] {
        folder.write(name, content);
        folder.kefu(&["check", name]).ends_with(2).prints("is not as it was built");
        folder.kefu(&["ask", name, "refund"]).ends_with(2).tells("is not as it was built");
        folder.kefu(&["lint", name]).ends_with(2).prints("is not as it was built");
    }
    for (version, which) in [(b'0', "an older release"), (b'9', "a newer release")] {
        let mut other = whole.clone();
        other[8] = version;
        folder.write("other", other);
        folder.kefu(&["check", "other"]).ends_with(1).prints(which);
        let ran = folder.kefu(&["ask", "other", "--json", "how long does a refund take"]);
        let said: Value = serde_json::from_str(&ran.ends_with(0).out).unwrap();
        assert!(said.to_string().contains("refund"), "what it says is learned anew");
    }
}
