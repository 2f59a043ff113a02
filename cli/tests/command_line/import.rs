use kefu_engine::pack::{self, Pack, Problem};

use crate::Folder;

/// The pack that was written, which has nothing wrong but that nobody can be reached.
#[track_caller]
fn imported(json: &str) -> Pack {
    let (pack, found) = pack::load(json.as_bytes());
    let problems: Vec<&Problem> = found.iter().map(|one| &one.problem).collect();
    assert_eq!(problems, [&Problem::NoChannel]);
    pack
}

#[track_caller]
fn imported_from(name: &str, content: impl AsRef<[u8]>) -> Pack {
    imported(&Folder::with(name, content).kefu(&["import", name]).ends_with(0).out)
}

#[test]
fn a_spreadsheet_becomes_a_pack() {
    let pack = imported_from(
        "faq.csv",
        "id,Question,Alt,ANSWER,keywords\n\
         open,When are you open?,opening hours|are you there on Sunday,Nine to five.,hours;open\n\
         ship,\"Do you ship, and how?\",,\"Yes:\n\n- by post\n- by bike\",\n",
    );
    assert_eq!(pack.locales, ["en"]);
    let [open, ship] = &pack.faq[..] else { panic!("{pack:#?}") };
    assert_eq!((open.id.as_str(), open.question.get("en")), ("open", "When are you open?"));
    assert_eq!(open.alt.iter().collect::<Vec<_>>(), ["opening hours", "are you there on Sunday"]);
    assert_eq!(open.keywords.iter().collect::<Vec<_>>(), ["hours", "open"]);
    assert_eq!(ship.question.get("en"), "Do you ship, and how?");
    assert_eq!(ship.answer.get("en"), "Yes:\n\n- by post\n- by bike");
}

#[test]
fn a_chinese_spreadsheet_with_a_byte_order_mark_and_semicolons_becomes_a_pack() {
    let pack = imported_from(
        "问答.csv",
        "\u{feff}编号;问题;相似问1;相似问2;答案;关键词\r\n\
         1;怎么开发票?;专票怎么开;能开发票吗;在订单里申请。;发票\r\n",
    );
    assert_eq!(pack.locales, ["zh-CN"]);
    assert_eq!(pack.brand.name.get("zh-CN"), "客服");
    assert_eq!(pack.faq[0].id, "1");
    assert_eq!(pack.faq[0].alt.iter().count(), 2);
    assert_eq!(pack.faq[0].keywords.iter().collect::<Vec<_>>(), ["发票"]);
}

#[test]
fn tabs_separate_cells_too() {
    let pack = imported_from("faq.tsv", "question\tanswer\nOpen, today?\tYes; until five.\n");
    assert_eq!(pack.faq[0].question.get("en"), "Open, today?");
    assert_eq!(pack.faq[0].answer.get("en"), "Yes; until five.");
}

#[test]
fn json_lines_become_a_pack() {
    let pack = imported_from(
        "faq.jsonl",
        r#"{"id": 7, "question": "Open?", "alt": ["are you there"], "answer": "Yes.", "keywords": ["hours"]}

{"title": "shipping", "answer": "Yes.", "added": "2026-11-20"}
"#,
    );
    let ids: Vec<&str> = pack.faq.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["7", "q2"]);
    assert_eq!(pack.faq[1].question.get("en"), "shipping");
}

#[test]
fn the_result_is_readable_and_names_its_schema() {
    let folder = Folder::with("faq.csv", "question,answer\nOpen?,Yes.\n");
    let out = folder.kefu(&["import", "faq.csv"]).ends_with(0).out;
    let start = "{\n  \"$schema\": \"./kefu-pack.schema.json\",\n  \"kefu\": 1,\n  \"brand\": {";
    assert!(out.starts_with(start) && out.ends_with("}\n"), "{out}");
}

#[test]
fn an_answer_that_nobody_wrote_says_so_in_the_locale_of_the_pack() {
    for (content, locale, said) in [
        ("问题,答案\n几点开门?,\n", "zh-CN", "(待填写)这个问题的答案还没有写:几点开门?"),
        (
            "question\nOpen?\n",
            "en",
            "(To be written) Nobody has written the answer to this yet: Open?",
        ),
    ] {
        let folder = Folder::with("faq.csv", content);
        let ran = folder.kefu(&["import", "faq.csv"]).ends_with(0).tells("1 answer is still to be");
        assert_eq!(imported(&ran.out).faq[0].answer.get(locale), said);
    }
    let folder = Folder::with("faq.jsonl", r#"{"question": "Open?", "answer": null}"#);
    folder.kefu(&["import", "faq.jsonl"]).ends_with(0).tells("1 answer is still to be written");
}

#[test]
fn rows_that_cannot_be_used_are_told_with_their_lines_and_the_rest_is_imported() {
    let folder = Folder::with(
        "faq.csv",
        "question,answer\nOpen?,Yes.\n,lonely answer\n???,What?\n\nopen!,No.\na,b,c\nShip?,Yes.\n",
    );
    let ran = folder
        .kefu(&["import", "faq.csv"])
        .ends_with(1)
        .tells("faq.csv:3: there is no question")
        .tells("faq.csv:4: \"???\" has no letter or digit")
        .tells("faq.csv:6: \"open!\" is the question of line 2 already")
        .tells("faq.csv:7: 3 cells where the header has 2")
        .tells("4 rows left out");
    assert_eq!(imported(&ran.out).faq.len(), 2);
    let folder = Folder::with(
        "faq.jsonl",
        "{\"question\": \"Open?\"}\nnot json\n{\"question\": 5}\n{\"answer\": \"Yes.\"}\n",
    );
    let ran = folder
        .kefu(&["import", "faq.jsonl"])
        .ends_with(1)
        .tells("faq.jsonl:2: this is not JSON")
        .tells("faq.jsonl:3: this object cannot be used (invalid type: integer")
        .tells("faq.jsonl:4: there is no question");
    assert_eq!(imported(&ran.out).faq.len(), 1);
}

#[test]
fn a_phrasing_that_two_entries_have_stays_in_the_first_and_is_counted() {
    let content = "question,alt,answer\nOpen?,hours|there,Yes.\nShip?,Hours!|there|open,No.\n";
    let folder = Folder::with("faq.csv", content);
    let ran = folder.kefu(&["import", "faq.csv"]).ends_with(0).tells("3 phrasings stood in two");
    assert_eq!(imported(&ran.out).faq[1].alt.iter().count(), 0);
}

#[test]
fn one_of_several_lists_is_picked_and_all_keep_their_ids_apart() {
    let content = r#"{"kb": "shop", "id": "1", "question": "Open?"}
{"kb": "bank", "id": "1", "question": "Card?"}
{"kb": "bank", "id": "2", "question": "Loan?"}"#;
    let folder = Folder::with("faq.jsonl", content);
    let ran = folder.kefu(&["import", "faq.jsonl"]).ends_with(0).tells("2 ids were taken already");
    let ids: Vec<String> = imported(&ran.out).faq.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(ids, ["shop-1", "bank-1", "2"]);
    let ran = folder.kefu(&["import", "faq.jsonl", "--kb", "bank"]).ends_with(0);
    let ids: Vec<String> = imported(&ran.out).faq.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(ids, ["1", "2"]);
    let ran = folder.kefu(&["import", "faq.jsonl", "--kb", "school"]);
    ran.ends_with(2).tells("nothing in it has the kb \"school\"; there is: bank, shop");
}

#[test]
fn links_that_the_widget_would_refuse_stay_text() {
    let content = "question,answer\nWhere?,See [here](javascript:alert) or [there](/there).\n";
    let folder = Folder::with("faq.csv", content);
    let ran = folder.kefu(&["import", "faq.csv"]).ends_with(0).tells("1 link that the widget");
    let pack = imported(&ran.out);
    assert_eq!(pack.faq[0].answer.get("en"), "See [here] (javascript:alert) or [there](/there).");
}

#[test]
fn locale_and_name_are_the_owners_to_say() {
    let folder = Folder::with("faq.csv", "question,answer\nOpen?,\n");
    let words = ["import", "faq.csv", "--locale=zh-TW", "--name", "街角 \"小店\""];
    let ran = folder.kefu(&words).ends_with(0);
    let pack = imported(&ran.out);
    assert_eq!(pack.locales, ["zh-TW"]);
    assert_eq!(pack.brand.name.get("zh-TW"), "街角 \"小店\"");
    assert!(!ran.err.contains("brand"), "{}", ran.err);
}

#[test]
fn a_file_that_is_there_is_not_written_over_unless_it_is_said_so() {
    let folder = Folder::with("faq.csv", "question,answer\nOpen?,Yes.\n");
    let words = ["import", "faq.csv", "-o", "shop.json"];
    let ran = folder.kefu(&words).ends_with(0);
    assert_eq!(ran.out, "", "the pack is in the file");
    imported(&folder.read("shop.json"));
    std::fs::write(folder.0.join("shop.json"), "the owner's own, and longer than nothing").unwrap();
    folder.kefu(&words).ends_with(2).tells("shop.json: this file is there already; add --force");
    assert_eq!(folder.read("shop.json"), "the owner's own, and longer than nothing");
    folder.kefu(&["import", "faq.csv", "--force", "-o", "shop.json"]).ends_with(0);
    imported(&folder.read("shop.json"));
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = Folder::with("faq.csv", "question,answer\nOpen?,Yes.\n");
    let force = |out| folder.kefu(&["import", "faq.csv", "--force", "-o", out]);
    force(".").ends_with(2).tells(".: this is a folder");
    force("no/such/folder.json").ends_with(2).tells("this cannot be written");
}

#[test]
fn what_cannot_be_imported_at_all_ends_with_2_and_says_what_to_do() {
    for (name, content, told) in [
        ("a.csv", &b""[..], "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf\n", "the file is empty"),
        // "问题" in GBK, and UTF-16 as some spreadsheets call "Unicode text".
        ("a.csv", b"question\nok\n\xce\xca\xcc\xe2", "line 3 is not UTF-8 text (it may be GBK"),
        ("a.csv", b"\xff\xfeq\0", "line 1 is not UTF-8 text"),
        ("a.csv", b"frage,antwort\na,b\n", "the first row has: frage | antwort"),
        ("a.csv", b"question,answer\n", "no row of it can be used"),
        ("a.csv", b"question,answer\n,x\n", "no row of it can be used"),
        ("a.jsonl", b"[]\n", "no row of it can be used"),
    ] {
        let ran = Folder::with(name, content).kefu(&["import", name]).ends_with(2).tells(told);
        assert_eq!(ran.out, "");
    }
    let folder = Folder::new();
    folder.kefu(&["import", "gone.csv"]).ends_with(2).tells("gone.csv: there is no such file");
    folder.kefu(&["import", "."]).ends_with(2).tells("this is a folder");
    let file = std::fs::File::create(folder.0.join("huge.csv")).unwrap();
    file.set_len(50_000_000_000).unwrap();
    folder.kefu(&["import", "huge.csv"]).ends_with(2).tells("more than 32 MB");
}

#[test]
fn a_spreadsheet_has_no_lists_to_pick_from() {
    let folder = Folder::with("faq.csv", "question\nOpen?\n");
    folder.kefu(&["import", "faq.csv", "--kb", "x"]).ends_with(2).tells("--kb picks from JSON");
}

#[test]
fn columns_that_nobody_knows_are_told() {
    let folder = Folder::with("faq.csv", "question,answer,owner\nOpen?,Yes.,me\n");
    folder.kefu(&["import", "faq.csv"]).ends_with(0).tells("the column \"owner\" is not used");
}

#[test]
fn the_standard_input_may_be_either() {
    let folder = Folder::new();
    for input in
        ["question,answer\nOpen?,Yes.\n", "{\"question\": \"Open?\", \"answer\": \"Yes.\"}\n"]
    {
        let ran = folder.kefu_reading(input, &["import", "-"]).ends_with(0);
        assert_eq!(imported(&ran.out).faq[0].answer.get("en"), "Yes.");
    }
}
