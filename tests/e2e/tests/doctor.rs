//! `Kefu('doctor')`: what a site owner is told of their own page.

use std::collections::HashMap;

use kefu_e2e::{Shop, Visit, json};

/// What was found: whether it is well, and what to do, by what was looked at.
async fn looks(visit: &Visit) -> HashMap<String, (bool, String)> {
    visit.find("button", "在线客服").await;
    let found = visit.promised("Kefu('doctor')").await;
    let found = found.as_array().expect("a list").clone();
    let text = |one: &kefu_e2e::Value, name: &str| one[name].as_str().expect("a text").to_owned();
    found.iter().map(|one| (text(one, "check"), (one["ok"] == true, text(one, "why")))).collect()
}

/// Everything that is not well.
fn troubles(found: &HashMap<String, (bool, String)>) -> Vec<&str> {
    let mut troubles: Vec<&str> =
        found.iter().filter(|(_, (ok, _))| !ok).map(|(check, _)| check.as_str()).collect();
    troubles.sort_unstable();
    troubles
}

#[tokio::test]
async fn a_page_on_which_all_is_well_is_told_so() {
    let visit = Shop::new().visit().await;
    let found = looks(&visit).await;
    assert_eq!(troubles(&found), [""; 0], "{found:?}");
    for check in ["WebAssembly", "worker", "storage", "pack", "channel phone"] {
        assert!(found.contains_key(check), "{check} in {found:?}");
    }
    assert!(found.keys().any(|check| check.starts_with("Kefu 0.")), "{found:?}");
}

#[tokio::test]
async fn each_trouble_is_named_with_what_to_do() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'; worker-src 'none'\">";
    let visit = Shop::new()
        .head(policy)
        .script_first(
            "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
        )
        .pack(|pack| pack["channels"] = json!([{ "id": "shout", "kind": "link", "url": "shout:loud" }]))
        .visit()
        .await;
    let found = looks(&visit).await;
    assert_eq!(
        troubles(&found),
        ["WebAssembly", "channel shout", "storage", "worker"],
        "{found:?}"
    );
    for (check, part) in [
        ("WebAssembly", "'wasm-unsafe-eval'"),
        ("worker", "worker-src"),
        ("storage", "SecurityError"),
        ("channel shout", "tel:"),
    ] {
        assert!(found[check].1.contains(part), "{check}: {}", found[check].1);
    }
}

#[tokio::test]
async fn a_pack_that_is_none_is_named_with_where_it_was_looked_for() {
    for (text, part) in [
        ("<!doctype html><title>404</title>", "a page of HTML"),
        ("{ \"kefu\": 1, ", "no JSON"),
        ("{ \"kefu\": 1, \"faq\": {} }", "no list \"faq\""),
    ] {
        let visit = Shop::new().file("shop.kefu.json", text).visit().await;
        let found = looks(&visit).await;
        let (ok, why) = &found["pack"];
        assert!(!ok && why.contains(part) && why.contains("/shop.kefu.json"), "{why}");
    }
    let visit = Shop::new().without_pack().visit().await;
    let found = looks(&visit).await;
    assert!(found["pack"].1.contains("answers 404"), "{found:?}");
}

#[tokio::test]
async fn what_cannot_be_sealed_is_named() {
    let visit = Shop::new().sealed().visit().await;
    let found = looks(&visit).await;
    assert_eq!(troubles(&found), [""; 0], "{found:?}");
    // Of the right length, and on no curve.
    let url = format!("/hooks/handoff#seal=B{}", "A".repeat(86));
    let visit = Shop::new().pack(|pack| pack["channels"][0]["url"] = url.into()).visit().await;
    let found = looks(&visit).await;
    let troubles = troubles(&found);
    assert_eq!(troubles.len(), 1, "{found:?}");
    assert!(found[troubles[0]].1.contains("`kefu key new`"), "{found:?}");
}
