//! The demo shop and the widget, as the desk serves them.

use std::fs;

use kefu_desk::Options;

use crate::world::{Desk, Folder};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'";

/// A built shop, as far as serving it goes, and a desk that serves it.
async fn shop() -> (Folder, Desk) {
    let site = Folder::new();
    for folder in ["kefu", "desk"] {
        fs::create_dir_all(site.path().join(folder)).unwrap();
    }
    for (name, content) in [
        ("index.html", "<!doctype html><title>Shop</title>"),
        ("desk/index.html", "<!doctype html><title>Console</title>"),
        ("kefu/kefu.js", "// The loader, long enough to be worth compressing, in any case."),
        ("kefu/kefu-01234567.wasm", "\0asm, and some more bytes to make it a file."),
        ("shop.kefu.json", "{}"),
    ] {
        fs::write(site.path().join(name), content).unwrap();
    }
    let path = site.path().to_owned();
    let desk = Desk::open_with(|options| Options { site: Some(path), ..options }).await;
    (site, desk)
}

async fn get(desk: &Desk, path: &str) -> reqwest::Response {
    reqwest::get(format!("{}{path}", desk.base)).await.unwrap()
}

fn header(answer: &reqwest::Response, name: &str) -> String {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_is_served_with_its_types_and_the_time_it_may_be_kept() {
    let (_site, desk) = shop().await;
    for (path, kind, kept) in [
        ("/", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/kefu/kefu.js", "text/javascript", "no-cache"),
        ("/shop.kefu.json", "application/json", "no-cache"),
        ("/kefu/kefu-01234567.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let answer = get(&desk, path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "content-type"), kind, "{path}");
        assert_eq!(header(&answer, "cache-control"), kept, "{path}");
        assert_eq!(header(&answer, "content-security-policy"), POLICY, "{path}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
    }
    assert!(get(&desk, "/").await.text().await.unwrap().contains("<title>Shop</title>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_has_a_page_that_nobody_else_may_frame() {
    let (_site, desk) = shop().await;
    let page = get(&desk, "/desk/").await;
    assert!(header(&page, "content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(header(&page, "cache-control"), "no-store");
    assert!(page.text().await.unwrap().contains("<title>Console</title>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_compressed_for_browsers_that_can() {
    let (_site, desk) = shop().await;
    for (accepted, used) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
        let url = format!("{}/kefu/kefu.js", desk.base);
        let answer = reqwest::Client::new().get(url).header("accept-encoding", accepted);
        assert_eq!(header(&answer.send().await.unwrap(), "content-encoding"), used);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_outside_the_folder_is_served() {
    let (site, desk) = shop().await;
    fs::write(site.path().parent().unwrap().join("kefu-outside.txt"), "secret").unwrap();
    for path in [
        "/%2e%2e/kefu-outside.txt",
        "/..%2fkefu-outside.txt",
        "/desk/%2e%2e/%2e%2e/kefu-outside.txt",
    ] {
        assert!(get(&desk, path).await.status().as_u16() >= 400, "{path}");
    }
    fs::remove_file(site.path().parent().unwrap().join("kefu-outside.txt")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_the_demo_can_be_looked_up() {
    let (_site, desk) = shop().await;
    let found = get(&desk, "/api/order?no=KF20260001").await;
    assert_eq!(found.status(), 200);
    assert!(found.text().await.unwrap().contains(r#""status":"shipped""#));
    for path in
        ["/api/order", "/api/order?no=", "/api/order?no=KF99999999", "/api/order?x=1&no=%3Cb%3E"]
    {
        assert_eq!(get(&desk, path).await.status(), 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn its_health_and_its_numbers_can_be_watched() {
    let (_site, desk) = shop().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "秘密").await;
    assert_eq!(get(&desk, "/health").await.text().await.unwrap(), "ok\n");
    let page = get(&desk, "/metrics").await.text().await.unwrap();
    for line in
        ["kefu_desk_messages_in_total 1", "kefu_desk_conversations_total 1", "kefu_desk_waiting 1"]
    {
        assert!(page.lines().any(|one| one == line), "{page}");
    }
    assert!(!page.contains("秘密"));
}
