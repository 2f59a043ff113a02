//! What is kept, and what somebody reads who takes it away.

use std::fs;

use kefu_desk::store::Store;
use kefu_desk::{Failure, serve, store};
use serde_json::json;

use crate::world::{Desk, Folder, options};

/// Everything in the files of the database.
fn raw(folder: &Folder) -> Vec<u8> {
    let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let of_database = |path: &std::path::PathBuf| {
        path.file_name().unwrap().to_string_lossy().starts_with(store::FILE)
    };
    files.filter(of_database).flat_map(|path| fs::read(path).unwrap()).collect()
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|part| part == needle.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_database_reads_nothing_and_opens_no_door() {
    let desk = Desk::open().await;
    let agent = desk.owner().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "我的卡号是 6222020200112233").await;
    agent.act(id, "claim", &json!({})).await;
    agent.say(id, "别在这里写卡号").await;
    let bytes = raw(&desk.folder);
    assert!(holds(&bytes, "CREATE TABLE"), "it is the database");
    let cookie = agent.cookie.split(['=', ';']).nth(1).unwrap();
    for secret in [
        "6222020200112233",
        "别在这里写卡号",
        "小陈",
        &visitor.source,
        &visitor.token,
        cookie,
        "correct horse",
    ] {
        assert!(!holds(&bytes, secret), "{secret}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_loses_nobody_and_nothing() {
    let mut desk = Desk::open().await;
    let owner = desk.owner().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "还在吗").await;
    let mut socket = visitor.listen().await;
    let (source, inbox, cookie) =
        (visitor.source.clone(), desk.inbox.clone(), owner.cookie.clone());
    let hears = tokio::spawn(async move {
        socket.until("the end", |frame| frame["type"] == "disconnect").await
    });
    desk.restart().await;
    let told = hears.await.unwrap();
    assert_eq!(told["reconnect"], true, "who listens is told to come back");
    assert_eq!(desk.running().inbox_identifier, inbox);
    assert_eq!(desk.running().owner_link, None);
    let url =
        format!("{}/public/api/v1/inboxes/{inbox}/contacts/{source}/conversations/{id}", desk.base);
    let again: serde_json::Value = reqwest::get(url).await.unwrap().json().await.unwrap();
    assert_eq!(again["messages"][0]["content"], "还在吗");
    let me = reqwest::Client::new()
        .get(format!("{}/desk/api/agents", desk.base))
        .header("cookie", cookie.split(';').next().unwrap());
    assert_eq!(me.send().await.unwrap().status(), 200, "agents stay signed in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_desk_on_the_same_data_is_refused() {
    let desk = Desk::open().await;
    let second = serve(options(desk.folder.path())).await;
    assert!(matches!(second.err(), Some(Failure::Store(store::Error::InUse))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_at_work_is_whole_and_opens_with_the_keys() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "before the copy").await;
    let copy = Folder::new();
    let store = Store::visit(desk.folder.path()).await.unwrap();
    let file = copy.path().join(store::FILE);
    store.backup(&file).await.unwrap();
    assert!(store.backup(&file).await.is_err(), "nothing is written over");
    visitor.say(id, "after the copy").await;
    fs::copy(desk.folder.path().join("keys"), copy.path().join("keys")).unwrap();
    let copied = Store::open(copy.path()).await.unwrap();
    assert_eq!(copied.problems().await.unwrap(), [""; 0]);
    let messages = copied.messages(id).await.unwrap();
    let words: Vec<_> = messages.iter().map(|one| one.new.body.content.as_str()).collect();
    assert_eq!(words, ["before the copy"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rotation_everything_is_sealed_anew() {
    let mut desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "hello").await;
    desk.running.take().unwrap().stop().await;
    let mut store = Store::open(desk.folder.path()).await.unwrap();
    assert_eq!(store.rotate_keys().await.unwrap(), 3, "a contact, a conversation, a message");
    assert_eq!(store.rotate_keys().await.unwrap(), 3);
    store.close().await;
    drop(store);
    // The oldest keys are needed for old copies alone.
    let keys = fs::read_to_string(desk.folder.path().join("keys")).unwrap();
    let newest = keys.lines().last().unwrap();
    fs::write(desk.folder.path().join("keys"), newest).unwrap();
    let store = Store::open(desk.folder.path()).await.unwrap();
    assert_eq!(store.messages(id).await.unwrap()[0].new.body.content, "hello");
    assert_eq!(store.problems().await.unwrap(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_key_it_says_which_one_is_missing() {
    let mut desk = Desk::open().await;
    let visitor = desk.visitor().await;
    visitor.begin().await;
    desk.running.take().unwrap().stop().await;
    fs::write(desk.folder.path().join("keys"), format!("7 {}", "0".repeat(64))).unwrap();
    let error = serve(options(desk.folder.path())).await.err().unwrap().to_string();
    assert!(error.contains("key 1 is missing"), "{error}");
    fs::write(desk.folder.path().join("keys"), "nonsense").unwrap();
    assert!(serve(options(desk.folder.path())).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_audit_log_that_was_changed_or_taken_out_is_noticed() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    desk.agent(&owner, "li").await;
    let store = Store::visit(desk.folder.path()).await.unwrap();
    assert_eq!(store.broken_audit_line().await.unwrap(), None);
    let file = desk.folder.path().join(store::FILE);
    let sql = |statement: &'static str| {
        let file = file.clone();
        async move {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
            let pool = sqlx::sqlite::SqlitePool::connect_with(options).await.unwrap();
            let done = sqlx::query(statement).execute(&pool).await.map(|_| ());
            pool.close().await;
            done
        }
    };
    assert!(
        sql("UPDATE audit SET actor = 'nobody' WHERE id = 2").await.is_err(),
        "not by the front door"
    );
    assert!(sql("DELETE FROM audit WHERE id = 2").await.is_err());
    sql("DROP TRIGGER audit_is_not_changed").await.unwrap();
    sql("UPDATE audit SET actor = 'nobody' WHERE id = 2").await.unwrap();
    assert_eq!(store.broken_audit_line().await.unwrap(), Some(2));
    sql("DROP TRIGGER audit_is_not_shortened").await.unwrap();
    sql("DELETE FROM audit WHERE id = 2").await.unwrap();
    assert_eq!(store.broken_audit_line().await.unwrap(), Some(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_erased_is_in_no_file_any_more() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    visitor.say(id, "forget me").await;
    let store = Store::visit(desk.folder.path()).await.unwrap();
    let contact = store.contact(&visitor.source).await.unwrap().unwrap();
    assert!(store.erase_contact(contact.id).await.unwrap());
    assert!(!store.erase_contact(contact.id).await.unwrap());
    assert!(store.messages(id).await.unwrap().is_empty());
    assert!(store.conversation(id).await.unwrap().is_none());
}
