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
