//! The visitor writes with a keyboard, or with an input method.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{GREETING, Key, Visit, quiet, strike, until};

#[wasm_bindgen_test]
async fn enter_sends_and_breaks_no_line() {
    let visit = Visit::opened().await;
    visit.write("invoice");
    let browser_acts = strike(&visit.composer(), Key::named("Enter"));
    assert!(!browser_acts, "a line break would be left in the box");
    until("it is sent", || visit.said().len() == 3).await;
}

#[wasm_bindgen_test]
async fn shift_and_enter_break_the_line_and_send_nothing() {
    let visit = Visit::opened().await;
    visit.write("one line");
    let browser_acts = strike(&visit.composer(), Key { shift: true, ..Key::named("Enter") });
    assert!(browser_acts, "the browser breaks the line");
    quiet().await;
    assert_eq!(visit.said(), [GREETING]);
    assert_eq!(visit.composer().value(), "one line");
}

#[wasm_bindgen_test]
async fn enter_that_ends_a_composition_sends_nothing() {
    let visit = Visit::opened().await;
    visit.write("fapiao");
    let ways = [
        Key { composing: true, ..Key::named("Enter") },
        // Safari ends the composition before it tells of the key, and only the code remains.
        Key { code: 229, ..Key::named("Enter") },
        Key { composing: true, code: 229, ..Key::named("Enter") },
    ];
    for key in ways {
        let browser_acts = strike(&visit.composer(), key);
        assert!(browser_acts, "{key:?} belongs to the input method");
        quiet().await;
        assert_eq!(visit.said(), [GREETING], "{key:?}");
        assert_eq!(visit.composer().value(), "fapiao", "{key:?}");
    }
    visit.write("发票");
    strike(&visit.composer(), Key::named("Enter"));
    until("the next Enter sends it", || visit.said().len() == 3).await;
}

#[wasm_bindgen_test]
async fn enter_in_an_empty_box_sends_nothing() {
    let visit = Visit::opened().await;
    strike(&visit.composer(), Key::named("Enter"));
    visit.write(" \n");
    strike(&visit.composer(), Key::named("Enter"));
    quiet().await;
    assert_eq!(visit.said(), [GREETING]);
}
