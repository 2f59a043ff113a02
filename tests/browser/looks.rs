//! The colours of the shop, light and dark.

use kefu_widget::embed;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{SHOP, Visit, document, until, window};

/// A custom property as the style sheet of the widget finds it, whichever element it was written to.
fn property(visit: &Visit, name: &str) -> String {
    let root = visit.all(".kefu").remove(0);
    let style = window().get_computed_style(&root).unwrap().unwrap();
    style.get_property_value(name).unwrap()
}

fn scheme(visit: &Visit) -> String {
    visit.all(".kefu").remove(0).get_attribute("data-scheme").unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_accent_is_written_as_custom_properties_with_words_that_can_be_read_on_it() {
    let visit = Visit::begin().await;
    assert_eq!(property(&visit, "--_accent"), "#0f766e");
    assert_eq!(property(&visit, "--_on-accent"), "#ffffff");
    assert_eq!(property(&visit, "--_link-light"), "#0f766e", "it is dark enough as it is");
    assert_ne!(property(&visit, "--_link-dark"), "#0f766e", "and too dark for a dark panel");
}

#[wasm_bindgen_test]
async fn a_bright_accent_carries_black_words() {
    let visit = Visit::with(&SHOP.replace("#0f766e", "#ffd400"), "{}").await;
    assert_eq!(property(&visit, "--_accent"), "#ffd400");
    assert_eq!(property(&visit, "--_on-accent"), "#000000");
}

#[wasm_bindgen_test]
async fn an_accent_that_is_no_colour_is_not_written() {
    for bad in ["teal", "red; background: url(//evil.example)", "#fff", ""] {
        let visit = Visit::with(&SHOP.replace("#0f766e", bad), "{}").await;
        assert_eq!(property(&visit, "--_accent"), "", "{bad}");
    }
}

#[wasm_bindgen_test]
async fn the_script_tag_decides_over_the_pack() {
    assert_eq!(scheme(&Visit::begin().await), "light", "as the pack says");
    assert_eq!(scheme(&Visit::with(SHOP, r#"{"theme":"dark"}"#).await), "dark");
    assert_eq!(
        scheme(&Visit::with(SHOP, r#"{"theme":"sepia"}"#).await),
        "light",
        "what nobody knows is left out"
    );
}

#[wasm_bindgen_test]
async fn the_widget_follows_the_page_while_it_is_asked_to() {
    let visit = Visit::with(SHOP, r#"{"theme":"host"}"#).await;
    let page = document().document_element().unwrap();
    page.set_attribute("data-theme", "dark").unwrap();
    until("it is dark", || scheme(&visit) == "dark").await;
    page.set_attribute("data-theme", "light").unwrap();
    until("it is light", || scheme(&visit) == "light").await;

    embed::command("theme", "dark");
    assert_eq!(scheme(&visit), "dark", "the page can ask for one at any time");
    page.remove_attribute("data-theme").unwrap();
}
