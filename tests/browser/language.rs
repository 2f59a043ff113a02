//! The visitor changes the language.

use kefu_widget::embed;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{ENGLISH, SHOP, Visit, name, until};

#[wasm_bindgen_test]
async fn another_language_renames_every_button_at_once() {
    let visit = Visit::opened().await;
    let panel = visit.panel();
    visit.press("More");
    until("the menu is open", || visit.button("简体中文").is_some()).await;
    visit.press("简体中文");
    until("the way to a person is named anew", || visit.button("转人工").is_some()).await;
    for button in ["更多", "关闭对话", "发送", "查物流"] {
        assert!(visit.button(button).is_some(), "{button} among {:?}", visit.buttons());
    }
    assert_eq!(name(&visit.composer()), "请输入您的问题");
    assert_eq!(name(&visit.panel()), "茶馆");
    assert_eq!(visit.root().lang(), "zh-CN");
    assert!(visit.panel().is_same_node(Some(&panel)), "nothing was built anew");
    assert_eq!(visit.heard_of("locale"), ["zh-CN"]);
}

#[wasm_bindgen_test]
async fn what_is_typed_is_still_there_in_the_other_language() {
    let visit = Visit::opened().await;
    visit.write("half a sentence");
    embed::command("locale", "zh-TW");
    until("it speaks Chinese", || visit.button("轉真人").is_some()).await;
    assert_eq!(visit.composer().value(), "half a sentence");
    assert_eq!(visit.root().lang(), "zh-TW");
}

#[wasm_bindgen_test]
async fn the_language_chosen_is_marked_and_each_is_named_in_itself() {
    let visit = Visit::opened().await;
    visit.press("More");
    until("the menu is open", || visit.button("English").is_some()).await;
    let pressed = |language| visit.button(language).unwrap().get_attribute("aria-pressed");
    assert_eq!(pressed("English").as_deref(), Some("true"));
    assert_eq!(pressed("繁體中文").as_deref(), Some("false"));
    let chinese = visit.button("繁體中文").unwrap();
    assert!(chinese.closest("[lang='zh-TW']").unwrap().is_some(), "or it is read out as English");
}

#[wasm_bindgen_test]
async fn a_visitor_who_chose_a_language_finds_it_again() {
    let first = Visit::opened().await;
    first.ask("invoice").await;
    first.press("More");
    until("the menu is open", || first.button("简体中文").is_some()).await;
    first.press("简体中文");
    until("it speaks Chinese", || first.button("转人工").is_some()).await;

    let again = Visit::again(SHOP, ENGLISH).await;
    again.open().await;
    assert!(again.button("转人工").is_some(), "{:?}", again.buttons());
}
