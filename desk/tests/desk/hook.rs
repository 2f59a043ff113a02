use std::time::Duration;

use kefu_desk::Trouble;

use crate::{Folder, desk, hand_over, handoff, post};

const JSON: &str = "content-type: application/json\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_is_kept_once_however_often_it_comes() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    let first = hand_over(desk.address, &handoff("a")).unwrap();
    assert_eq!((first.status, first.body.as_str()), (201, r#"{"id":"a"}"#));
    assert_eq!(hand_over(desk.address, &handoff("a")).unwrap().status, 200);
    assert_eq!(hand_over(desk.address, &handoff("b")).unwrap().status, 201);
    assert_eq!(desk.handoffs(), [handoff("a"), handoff("b")]);
    assert_eq!(desk.attempts(), 3);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_that_comes_twice_at_once_is_kept_once() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    let address = desk.address;
    let posts =
        (0..16).map(|_| tokio::task::spawn_blocking(move || hand_over(address, &handoff("a"))));
    let mut created = 0;
    for post in posts.collect::<Vec<_>>() {
        created += usize::from(post.await.unwrap().unwrap().status == 201);
    }
    assert_eq!((created, desk.handoffs().len(), desk.attempts()), (1, 1, 16));
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_hand_over_is_refused_with_the_reason() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    let good = serde_json::to_string(&handoff("a")).unwrap();
    for (headers, body, status, reason) in [
        (JSON, "", 400, "EOF while parsing"),
        (JSON, "{", 400, "EOF while parsing"),
        (JSON, "{}", 400, "missing field `kefu_handoff`"),
        (JSON, "[]", 400, "this is not a hand-over"),
        (
            JSON,
            &good.replace("\"within_hours\":true", "\"within_hours\":1"),
            400,
            "expected a boolean",
        ),
        (
            JSON,
            &good.replace("\"kefu_handoff\":1", "\"kefu_handoff\":2"),
            400,
            "version 2 is not known",
        ),
        (JSON, &good.replace("\"id\":\"a\"", "\"id\":\" \""), 400, "the id is empty"),
        ("content-type: application/json\r\nidempotency-key: b\r\n", &good, 400, "Idempotency-Key"),
        ("content-type: text/plain\r\n", &good, 415, "send it as application/json"),
        ("", &good, 415, "send it as application/json"),
    ] {
        let answer = post(desk.address, headers, body.as_bytes()).unwrap();
        assert_eq!(answer.status, status, "{body} {answer:?}");
        let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert!(said["error"].as_str().unwrap().contains(reason), "{said}");
    }
    let bytes = [good.as_bytes(), b"\xff"].concat();
    assert_eq!(post(desk.address, JSON, &bytes).unwrap().status, 400);
    assert_eq!(desk.handoffs(), []);
    assert_eq!(desk.attempts(), 11, "refused ones count as attempts");
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_has_at_most_a_megabyte() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    let mut long = handoff("a");
    long.message = "长".repeat(330_000);
    assert_eq!(hand_over(desk.address, &long).unwrap().status, 201);
    long.id = "b".to_owned();
    long.message.push_str(&"长".repeat(10_000));
    assert_eq!(hand_over(desk.address, &long).unwrap().status, 413);
    assert_eq!(desk.handoffs().len(), 1);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overloaded_desk_recovers_after_so_many_attempts() {
    let desk = desk(&Folder::shop(), Trouble::FailFirst(2)).await;
    let posts = [(); 4].map(|()| hand_over(desk.address, &handoff("a")).unwrap().status);
    assert_eq!(posts, [503, 503, 201, 200]);
    assert_eq!((desk.attempts(), desk.handoffs().len()), (4, 1));
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_desk_refuses_until_it_is_mended() {
    let desk = desk(&Folder::shop(), Trouble::Refuse).await;
    assert_eq!(hand_over(desk.address, &handoff("a")).unwrap().status, 500);
    desk.set_trouble(Trouble::None);
    assert_eq!(hand_over(desk.address, &handoff("a")).unwrap().status, 201);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hanging_desk_never_answers_and_stops_all_the_same() {
    let desk = desk(&Folder::shop(), Trouble::Hang).await;
    let address = desk.address;
    let waiting = tokio::task::spawn_blocking(move || hand_over(address, &handoff("a")));
    while desk.attempts() < 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // Long enough for an answer, were there one.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!waiting.is_finished());
    assert_eq!((desk.attempts(), desk.handoffs().len()), (1, 0));
    let stopped = tokio::time::timeout(Duration::from_secs(30), desk.stop()).await;
    assert!(stopped.is_ok(), "stopping waits for nobody who is still being answered");
    waiting.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_posting_is_taken() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    assert_eq!(crate::get(desk.address, "/hooks/handoff").status, 405);
    assert_eq!(desk.attempts(), 0);
    desk.stop().await;
}
