//! Files that go along with messages, from both sides.

use kefu_desk::serve;
use kefu_desk::store::Store;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::world::{Desk, Visitor, options};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR picture of a broken cup";

fn part(name: &str, bytes: &[u8]) -> Part {
    Part::bytes(bytes.to_vec()).file_name(name.to_owned())
}

/// A form as Chatwoot's clients send it.
fn form(words: &str, echo: &str, files: &[(&str, &[u8])]) -> Form {
    let form = Form::new().text("content", words.to_owned()).text("echo_id", echo.to_owned());
    files.iter().fold(form, |form, (name, bytes)| form.part("attachments[]", part(name, bytes)))
}

async fn send(visitor: &Visitor, conversation: i64, form: Form) -> Response {
    visitor.send_form(&format!("/conversations/{conversation}/messages"), form).await
}

async fn sent(visitor: &Visitor, conversation: i64, form: Form) -> Value {
    let answer = send(visitor, conversation, form).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

async fn in_conversation(desk: &Desk) -> (Visitor, i64) {
    let visitor = desk.visitor().await;
    let conversation = visitor.begin().await;
    (visitor, conversation)
}

fn address(message: &Value) -> String {
    message["attachments"][0]["data_url"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_reaches_the_other_side_as_it_was_sent() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let owner = desk.owner().await;
    let mut console = owner.listen().await;
    let message = sent(&visitor, conversation, form("", "r1", &[("杯子.png", PNG)])).await;
    let file = &message["attachments"][0];
    assert_eq!(
        (file["file_type"].as_str(), file["file_size"].as_u64()),
        (Some("image"), Some(PNG.len() as u64))
    );
    console
        .until("the console hears of the file", |event| event.to_string().contains("file_type"))
        .await;

    let url = address(&message);
    assert!(url.starts_with(&desk.base) && url.ends_with("/%E6%9D%AF%E5%AD%90.png"), "{url}");
    let got = reqwest::get(&url).await.unwrap();
    let header = |name: &str| got.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/png");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-disposition").starts_with("attachment"));
    assert!(header("content-security-policy").contains("sandbox"));
    assert!(header("cache-control").starts_with("private"));
    assert_eq!(got.bytes().await.unwrap(), PNG);

    let details = owner.get(&format!("/conversations/{conversation}")).await;
    assert_eq!(details["messages"][0]["attachments"][0]["data_url"], url);
    assert_eq!(owner.get("/conversations?view=all").await[0]["newest"], "杯子.png");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_sent_again_is_there_once() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let first = sent(&visitor, conversation, form("", "r1", &[("a.png", PNG)])).await;
    let again = sent(&visitor, conversation, form("", "r1", &[("a.png", PNG)])).await;
    assert_eq!(first, again);
    assert_eq!(visitor.reads(conversation).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_sends_a_file_too_and_a_note_with_one_stays_among_agents() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let owner = desk.owner().await;
    let path = format!("/conversations/{conversation}/messages");
    let note = form("look at this", "n1", &[("a.png", PNG)]).text("is_note", "true");
    assert_eq!(owner.send_form(&path, note).await.status(), StatusCode::OK);
    let reply = form("the invoice", "n2", &[("发票.pdf", b"%PDF-1.7 invoice")]);
    assert_eq!(owner.send_form(&path, reply).await.status(), StatusCode::OK);
    let messages = visitor.get(&path).await;
    let with_files: Vec<_> = messages
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| !one["attachments"].as_array().unwrap().is_empty())
        .collect();
    assert_eq!(with_files.len(), 1, "{messages:#}");
    assert_eq!(with_files[0]["content"], "the invoice");
    assert_eq!(with_files[0]["attachments"][0]["file_type"], "file");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_such_file_is_refused_with_a_reason_and_nothing_is_kept() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let page: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let large = vec![b'0'; 11 * 1024 * 1024];
    let six = [("a.png", PNG); 6];
    for (what, form, status) in [
        ("a page", form("", "1", &[("a.html", page)]), StatusCode::UNPROCESSABLE_ENTITY),
        (
            "a page called a picture",
            form("", "2", &[("a.png", page)]),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "a drawing with scripts",
            form("", "3", &[("a.svg", b"<svg/>")]),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("nothing", form("", "4", &[("a.png", b"")]), StatusCode::UNPROCESSABLE_ENTITY),
        ("too many", form("", "5", &six), StatusCode::UNPROCESSABLE_ENTITY),
        ("a large one", form("", "6", &[("a.csv", &large)]), StatusCode::PAYLOAD_TOO_LARGE),
        ("no words and no file", form(" ", "7", &[]), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = send(&visitor, conversation, form).await;
        assert_eq!(answer.status(), status, "{what}");
        let why: Value = answer.json().await.unwrap();
        assert!(why["error"].as_str().is_some_and(|why| !why.is_empty()), "{what}");
    }
    let words = json!({ "content": "0".repeat(2_000_000) });
    let path = format!("/conversations/{conversation}/messages");
    let answer = visitor.call(Method::POST, &path, Some(&words)).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "room for files is none for words");
    assert_eq!(
        answer.headers()["connection"],
        "close",
        "the next request needs another connection"
    );
    assert!(visitor.reads(conversation).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_trick_in_an_address_reaches_anything_else() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let message = sent(&visitor, conversation, form("", "1", &[("../../keys.png", PNG)])).await;
    let url = address(&message);
    assert!(url.ends_with("/keys.png"), "{url}");
    let token = url.rsplit('/').nth(1).unwrap();
    let guess = "0".repeat(token.len());
    for path in [
        format!("/public/files/{guess}/keys.png"),
        "/public/files/..%2f..%2fkeys/a".to_owned(),
        "/public/files/%2e%2e/desk.sqlite".to_owned(),
        format!("/public/files/{}/a.png", token.to_uppercase()),
        "/public/files//".to_owned(),
        "/public/files".to_owned(),
    ] {
        let got = Client::new().get(format!("{}{path}", desk.base)).send().await.unwrap();
        assert_eq!(got.status(), StatusCode::NOT_FOUND, "{path}");
    }
    // The name is for people; the secret name alone opens it.
    let other = format!("{}/public/files/{token}/other.html", desk.base);
    let got = reqwest::get(&other).await.unwrap();
    assert_eq!(got.headers()["content-type"], "image/png");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_sealed_where_they_are_kept_and_erased_with_their_contact() {
    let desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let url =
        address(&sent(&visitor, conversation, form("", "1", &[("secret-name.png", PNG)])).await);
    let found = |what: &[u8]| {
        ["desk.sqlite", "desk.sqlite-wal"].iter().any(|file| {
            let bytes = std::fs::read(desk.folder.path().join(file)).unwrap_or_default();
            bytes.windows(what.len()).any(|part| part == what)
        })
    };
    assert!(!found(b"broken cup") && !found(b"secret-name"));
    assert_eq!(reqwest::get(&url).await.unwrap().status(), StatusCode::OK);
    assert_eq!(visitor.call(Method::DELETE, "", None).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(reqwest::get(&url).await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_and_with_new_keys_files_are_still_there() {
    let mut desk = Desk::open().await;
    let (visitor, conversation) = in_conversation(&desk).await;
    let url = address(&sent(&visitor, conversation, form("", "1", &[("a.png", PNG)])).await);
    desk.running.take().unwrap().stop().await;
    let mut store = Store::open(desk.folder.path()).await.unwrap();
    assert_eq!(store.rotate_keys().await.unwrap(), 4, "contact, conversation, message, file");
    assert_eq!(store.problems().await.unwrap(), [""; 0]);
    store.close().await;
    drop(store);
    let running = serve(options(desk.folder.path())).await.unwrap();
    desk.base = format!("http://{}", running.address);
    desk.running = Some(running);
    let path =
        url.split_once("/public").map(|(_, path)| format!("{}/public{path}", desk.base)).unwrap();
    assert_eq!(reqwest::get(&path).await.unwrap().bytes().await.unwrap(), PNG);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sends_a_file_into_the_conversation_of_another() {
    let desk = Desk::open().await;
    let (_, conversation) = in_conversation(&desk).await;
    let (stranger, _) = in_conversation(&desk).await;
    let answer = send(&stranger, conversation, form("", "1", &[("a.png", PNG)])).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let path = format!("/conversations/{conversation}/messages");
    let mut forged = desk.owner().await;
    forged.csrf.clear();
    let answer = forged.send_form(&path, form("", "1", &[("a.png", PNG)])).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}
