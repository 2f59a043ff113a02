use kefu_desk::{Options, Trouble, serve};

use crate::{Folder, POLICY, desk, get, get_with};

#[tokio::test(flavor = "multi_thread")]
async fn the_shop_is_served_with_its_types_and_the_time_it_may_be_kept() {
    let folder = Folder::shop();
    let desk = desk(&folder, Trouble::None).await;
    for (path, kind, kept) in [
        ("/", "text/html", "no-cache"),
        ("/index.html", "text/html", "no-cache"),
        ("/kefu/kefu.js", "text/javascript", "no-cache"),
        ("/shop.kefu.json", "application/json", "no-cache"),
        ("/kefu/kefu-01234567.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let answer = get(desk.address, path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some(kept), "{path}");
    }
    assert!(get(desk.address, "/").body.contains("<title>Shop</title>"));
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_response_names_the_policy_and_forbids_guessing_types() {
    let folder = Folder::shop();
    let desk = desk(&folder, Trouble::None).await;
    for path in [
        "/",
        "/kefu/kefu.js",
        "/gone",
        "/desk",
        "/desk/desk.css",
        "/desk/handoffs.json",
        "/hooks/handoff",
    ] {
        let answer = get(desk.address, path);
        assert_eq!(answer.header("content-security-policy"), Some(POLICY), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_compressed_for_browsers_that_can() {
    let folder = Folder::shop();
    let desk = desk(&folder, Trouble::None).await;
    for path in ["/kefu/kefu.js", "/kefu/kefu-01234567.wasm", "/desk"] {
        for (accepted, used) in
            [("br, gzip", Some("br")), ("gzip", Some("gzip")), ("identity", None)]
        {
            let answer = get_with(desk.address, path, &format!("accept-encoding: {accepted}\r\n"));
            assert_eq!(answer.header("content-encoding"), used, "{path}");
            assert_eq!(answer.header("vary"), Some("accept-encoding"), "{path}");
        }
    }
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_outside_the_folder_is_served() {
    let folder = Folder::shop();
    let inner = folder.0.join("kefu");
    let desk = serve(Options { dir: inner, port: 0, trouble: Trouble::None }).await.unwrap();
    for path in [
        "/../index.html",
        "/%2e%2e/index.html",
        "/..%2findex.html",
        "//index.html",
        "/kefu.js/..%2f..%2findex.html",
    ] {
        assert!(get(desk.address, path).status >= 400, "{path}");
    }
    assert_eq!(get(desk.address, "/kefu.js").status, 200);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_this_machine_is_served_and_a_stopped_desk_is_gone() {
    let folder = Folder::shop();
    let desk = desk(&folder, Trouble::None).await;
    let address = desk.address;
    assert!(address.ip().is_loopback());
    desk.stop().await;
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_none_is_an_error() {
    let folder = Folder::shop();
    for name in ["gone", "index.html"] {
        let options = Options { dir: folder.0.join(name), port: 0, trouble: Trouble::None };
        assert!(serve(options).await.is_err(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_of_the_demo_can_be_looked_up() {
    let folder = Folder::shop();
    let desk = desk(&folder, Trouble::None).await;
    let found = get(desk.address, "/api/order?no=KF20260001");
    assert_eq!((found.status, found.header("cache-control")), (200, Some("no-store")));
    assert!(found.body.contains(r#""status":"shipped""#), "{}", found.body);
    for path in
        ["/api/order", "/api/order?no=", "/api/order?no=KF99999999", "/api/order?x=1&no=%3Cb%3E"]
    {
        assert_eq!(get(desk.address, path).status, 404, "{path}");
    }
    desk.stop().await;
}
