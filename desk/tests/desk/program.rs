//! The program as it is called from a terminal.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::world::{Desk, Folder};

fn run(words: &[&str], data: &Folder) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_kefu-desk"))
        .args(words)
        .arg("--data")
        .arg(data.path())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_are_invited_and_disabled_while_the_desk_is_at_work() {
    let desk = Desk::open().await;
    let add = ["agent", "add", "li@shop.example", "小李", "--role", "supervisor"];
    let (code, said) = run(&add, &desk.folder);
    assert_eq!(code, Some(0), "{said}");
    let token = said.lines().find_map(|line| line.strip_prefix("invitation=")).unwrap();
    let link = format!("#invitation={token}");
    let agent = crate::world::Agent::accept(&desk.base, &link, "").await;
    assert_eq!(agent.get("/me").await["me"]["role"], "supervisor");
    let (code, said) = run(&add, &desk.folder);
    assert!(
        code == Some(0) && said.contains("invitation="),
        "whoever forgot is invited anew: {said}"
    );
    assert_eq!(run(&["agent", "disable", "li@shop.example"], &desk.folder).0, Some(0));
    assert_eq!(run(&["agent", "disable", "nobody@shop.example"], &desk.folder).0, Some(2));
    assert_eq!(run(&add, &desk.folder).0, Some(2), "who is out stays out");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_checked_and_copied_from_a_terminal() {
    let desk = Desk::open().await;
    assert_eq!(run(&["check"], &desk.folder), (Some(0), "All is well.\n".to_owned()));
    assert_eq!(run(&["audit", "verify"], &desk.folder).0, Some(0));
    let copy = Folder::new();
    let file = copy.path().join("copy.sqlite");
    let backup = ["backup", file.to_str().unwrap()];
    assert_eq!(run(&backup, &desk.folder).0, Some(0));
    assert!(file.exists());
    assert_eq!(run(&backup, &desk.folder).0, Some(2), "a copy is not written over");
    let (code, said) = run(&["keys", "rotate"], &desk.folder);
    assert!(code == Some(2) && said.contains("stop it first"), "{said}");
    assert_eq!(run(&["erase", "99"], &desk.folder).0, Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_kept_of_somebody_is_printed() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "收到的杯子碎了").await;
    let contact = visitor.get("").await["id"].to_string();
    let (code, said) = run(&["export", &contact], &desk.folder);
    assert_eq!(code, Some(0), "{said}");
    let everything: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(everything["contact"]["name"], "小陈");
    assert_eq!(everything["conversations"][0]["messages"][0]["content"], "收到的杯子碎了");
    assert_eq!(run(&["export", "99"], &desk.folder).0, Some(2));
    let log = desk.owner().await.get("/audit").await;
    assert!(log.to_string().contains("\"export\""), "who took it along is written down: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_vouches_for_its_visitors_with_the_key_that_is_printed() {
    let desk = Desk::open().await;
    let (code, key) = run(&["identity", "key"], &desk.folder);
    assert_eq!((code, key.trim().len()), (Some(0), 64), "{key}");
    let hash = kefu_desk::secrets::hmac(key.trim(), "ada");
    let ada = serde_json::json!({ "identifier": "ada", "identifier_hash": hash, "name": "Ada" });
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let owner = desk.owner().await;
    let known = async || owner.get(&format!("/conversations/{id}")).await["vouched_for"].clone();
    assert!(known().await.is_null());
    let changed = visitor.call(reqwest::Method::PATCH, "", Some(&ada)).await;
    assert_eq!(changed.status(), 200);
    assert_eq!(visitor.get("").await["name"], "Ada");
    assert_eq!(known().await, "ada");
    let bob = serde_json::json!({
        "identifier": "bob", "identifier_hash": kefu_desk::secrets::hmac(key.trim(), "bob"),
    });
    let second = visitor.call(reqwest::Method::PATCH, "", Some(&bob)).await;
    assert_eq!(second.status(), 409, "whoever comes after her is somebody else");
    assert_eq!(known().await, "ada");
    let li = desk.agent(&owner, "li").await;
    let covered = li.get(&format!("/conversations/{id}")).await;
    assert_eq!((&covered["vouched_for"], &covered["is_covered"]), (&"•••".into(), &true.into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_vouches_for_its_visitors_with_a_token_that_runs_out() {
    let desk = Desk::open().await;
    let key = run(&["identity", "token-key"], &desk.folder).1;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let token = |until: u64| {
        let claims = serde_json::json!({ "sub": "ada", "exp": until }).to_string();
        let text = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#),
            URL_SAFE_NO_PAD.encode(claims)
        );
        let signature = URL_SAFE_NO_PAD.encode(kefu_desk::secrets::mac(key.trim(), &text));
        serde_json::json!({ "identifier": "ada", "identifier_hash": format!("{text}.{signature}") })
    };
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let late = visitor.call(reqwest::Method::PATCH, "", Some(&token(now - 3_600))).await;
    assert_eq!(late.status(), 403);
    assert!(late.text().await.unwrap().contains("has run out"));
    let owner = desk.owner().await;
    let known = async || owner.get(&format!("/conversations/{id}")).await["vouched_for"].clone();
    assert!(known().await.is_null());
    let good = visitor.call(reqwest::Method::PATCH, "", Some(&token(now + 3_600))).await;
    assert_eq!(good.status(), 200);
    assert_eq!(known().await, "ada");
}

#[test]
fn wrong_words_are_told_and_change_nothing() {
    let folder = Folder::new();
    for (words, part) in [
        (&[][..], "what is to be done?"),
        (&["dance"], "\"dance\" is not known"),
        (&["serve", "--listen", "here"], "no address to listen on"),
        (&["serve", "--origin", "shop.example"], "begins with https://"),
        (&["serve", "--site", "/does/not/exist"], "not a folder"),
        (&["agent", "add", "li", "Li"], "no e-mail address"),
        (&["agent", "add", "li@x", "Li", "--role", "king"], "no role"),
        (&["serve", "--pack", "shop.kefu.json"], "no path of the site"),
        (&["export", "Ada"], "no number of a contact"),
        (&["check", "--loud"], "--loud is not known"),
        (&["check"], "No such file"),
    ] {
        let (code, said) = run(words, &folder);
        assert_eq!(code, Some(2), "{words:?}: {said}");
        assert!(said.contains(part), "{words:?}: {said}");
    }
    assert!(!folder.path().join("desk.sqlite").exists());
}
