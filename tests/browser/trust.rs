//! What a visitor or a pack writes is never taken for markup, and links lead only where they may.

use js_sys::Reflect;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{Visit, quiet, window};

const MARKUP: &str =
    "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script> & &amp;";

fn was_run() -> bool {
    Reflect::has(&window(), &"pwned".into()).unwrap()
}

#[wasm_bindgen_test]
async fn what_a_visitor_writes_is_shown_letter_by_letter() {
    let visit = Visit::opened().await;
    visit.ask(MARKUP).await;
    quiet().await;
    assert_eq!(visit.said()[1], format!("visitor: {MARKUP}"));
    assert!(visit.all("[role=log] [data-author=visitor] :is(img, script)").is_empty());
    assert!(!was_run());
}

#[wasm_bindgen_test]
async fn what_a_pack_says_is_shown_letter_by_letter() {
    let visit = Visit::opened().await;
    visit.ask("markup").await;
    quiet().await;
    assert_eq!(visit.last_said(), format!("bot: {MARKUP}"));
    assert!(visit.button("<b>bold</b>").is_some(), "{:?}", visit.buttons());
    assert!(visit.all("[role=log] :is(img, script, b)").is_empty());
    assert!(!was_run());
}

#[wasm_bindgen_test]
async fn a_form_shows_it_letter_by_letter_too() {
    let visit = Visit::opened().await;
    visit.ask(MARKUP).await;
    visit.press("Talk to a human");
    quiet().await;
    let preview = visit.all("details [role=group]").remove(0);
    assert!(preview.text_content().unwrap().contains(MARKUP));
    assert!(preview.query_selector("img, script").unwrap().is_none());
    assert!(!was_run());
}

#[wasm_bindgen_test]
async fn an_answer_links_only_to_the_allowed_schemes() {
    let visit = Visit::opened().await;
    visit.ask("links").await;
    let links: Vec<String> =
        visit.all("[role=log] a").iter().filter_map(|link| link.get_attribute("href")).collect();
    let allowed = [
        "/orders",
        "https://far.example/a",
        "tel:+8640000",
        "mailto:a@b.example",
        "https://far.example/b",
    ];
    assert_eq!(links, allowed);
    assert!(
        visit.last_said().contains("[bad](javascript:alert(1))"),
        "what is not allowed stays text"
    );
    assert!(visit.button("A bad button").is_none() && visit.link("A bad button").is_none());
}

#[wasm_bindgen_test]
async fn pictures_come_only_from_where_the_pack_allows() {
    let visit = Visit::opened().await;
    visit.ask("links").await;
    assert!(visit.all("[role=log] img").is_empty());
    let card = visit.the("[role=log] h3");
    assert_eq!(card.text_content().as_deref(), Some("<b>Card</b>"));
}

#[wasm_bindgen_test]
async fn a_link_elsewhere_opens_a_window_says_so_and_cannot_reach_back() {
    let visit = Visit::opened().await;
    visit.ask("links").await;
    let far = visit.link("far").unwrap();
    assert_eq!(far.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(far.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert!(far.text_content().unwrap().ends_with("(opens in a new window)"));
    assert!(!visit.link("orders").unwrap().has_attribute("target"), "a page of the shop does not");
}

#[wasm_bindgen_test]
async fn a_visitor_has_no_markup_but_a_written_out_link_can_be_pressed() {
    let visit = Visit::opened().await;
    visit.ask("[a](/b) https://c.example/d javascript:alert(1)").await;
    let links = visit.all("[data-author=visitor] a");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0].get_attribute("href").as_deref(), Some("https://c.example/d"));
}
