//! Signing in with a code of an authenticator app.

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use crate::world::{Agent, Desk, PATIENCE};

const PATH: &str = "/second-step";

/// An authenticator app that has scanned what the desk showed.
fn app(shown: &Value) -> Totp {
    let secret = shown["secret"].as_str().unwrap();
    let address = shown["address"].as_str().unwrap();
    assert!(address.contains(secret), "both ways lead to the same key: {address}");
    let key = Secret::try_from_base32(secret).unwrap();
    Builder::new().with_secret(key).build().unwrap()
}

/// What the app shows, so many time steps from now.
fn code(app: &Totp, steps: i64) -> Value {
    let now = kefu_desk::now_ms() / 1_000;
    let at = u64::try_from(now + 30 * steps).unwrap();
    json!({ "code": app.generate(at).to_string() })
}

fn password() -> Value {
    json!({ "password": "correct horse" })
}

async fn sign_in(desk: &Desk, more: &Value) -> Response {
    let code = more["code"].as_str().unwrap_or_default();
    let sign_in = json!({ "email": kefu_desk::OWNER, "password": "correct horse", "code": code });
    let url = format!("{}/desk/api/sign-in", desk.base);
    Client::new().post(url).json(&sign_in).timeout(PATIENCE).send().await.unwrap()
}

async fn why(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    (status, body["error"].as_str().unwrap().to_owned())
}

async fn with_an_app(desk: &Desk) -> (Agent, Totp) {
    let owner = desk.owner().await;
    let app = app(&owner.post(PATH, &password()).await);
    let done = owner.call(Method::PUT, PATH, Some(&code(&app, -1))).await;
    assert_eq!(done.status(), 204);
    (owner, app)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_no_longer_opens_and_a_code_works_once() {
    let desk = Desk::open().await;
    let (owner, app) = with_an_app(&desk).await;
    assert_eq!(owner.get(PATH).await, json!({ "is_on": true }));
    let (status, said) = why(sign_in(&desk, &json!({})).await).await;
    assert_eq!((status, said.as_str()), (403, "enter the code of your authenticator app"));
    let (status, said) = why(sign_in(&desk, &json!({ "code": "000000x" })).await).await;
    assert_eq!((status, said.as_str()), (403, "this code is wrong, or was used already"));
    let good = code(&app, 0);
    assert_eq!(sign_in(&desk, &good).await.status(), 200);
    assert_eq!(sign_in(&desk, &good).await.status(), 403, "whoever looked over the shoulder");
    let log = owner.get("/audit").await.to_string();
    assert!(log.contains("\"second step on\""), "{log}");
    assert!(log.contains("\"wrong code\""), "somebody has the password: {log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_counts_once_it_has_shown_a_code() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let passer_by = json!({ "password": "guessed horse" });
    assert_eq!(owner.call(Method::POST, PATH, Some(&passer_by)).await.status(), 403);
    let none = owner.call(Method::DELETE, PATH, Some(&json!({ "code": "123456" }))).await;
    assert_eq!(none.status(), 409, "there is nothing to turn off");
    let forgotten = app(&owner.post(PATH, &password()).await);
    assert_eq!(sign_in(&desk, &json!({})).await.status(), 200, "nothing is on yet");
    let scanned = app(&owner.post(PATH, &password()).await);
    let wrong = owner.call(Method::PUT, PATH, Some(&code(&forgotten, 0))).await;
    assert_eq!(wrong.status(), 403, "that key was replaced");
    assert_eq!(owner.call(Method::PUT, PATH, Some(&code(&scanned, 0))).await.status(), 204);
    let again = owner.call(Method::POST, PATH, Some(&password())).await;
    assert_eq!(again.status(), 409, "a key that is in use is not replaced unseen");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_app_turns_it_off_and_an_invitation_starts_anew() {
    let desk = Desk::open().await;
    let (owner, app) = with_an_app(&desk).await;
    let off = async |code: Value| owner.call(Method::DELETE, PATH, Some(&code)).await.status();
    assert_eq!(off(json!({ "code": "" })).await, 403);
    assert_eq!(off(code(&app, 0)).await, 204);
    assert_eq!(sign_in(&desk, &json!({})).await.status(), 200);

    let li = desk.agent(&owner, "li").await;
    let key = app_of(&li).await;
    assert_eq!(li.call(Method::PUT, PATH, Some(&code(&key, 0))).await.status(), 204);
    let store = kefu_desk::store::Store::visit(desk.folder.path()).await.unwrap();
    let token = store.invite(li.id, kefu_desk::now_ms()).await.unwrap();
    let back = Agent::accept(&desk.base, &format!("#invitation={token}"), "").await;
    assert_eq!(back.get(PATH).await, json!({ "is_on": false }), "the phone was lost");
}

async fn app_of(agent: &Agent) -> Totp {
    app(&agent.post(PATH, &password()).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_cannot_be_guessed_for_long() {
    let desk = Desk::open().await;
    let (owner, app) = with_an_app(&desk).await;
    // One of ten tries of the hour was the first code.
    for _ in 0..9 {
        let wrong = owner.call(Method::DELETE, PATH, Some(&json!({ "code": "123x56" }))).await;
        assert_eq!(wrong.status(), 403);
    }
    let right = owner.call(Method::DELETE, PATH, Some(&code(&app, 0))).await;
    assert_eq!(right.status(), 429, "a thief would have guessed on");
    let wait: u64 = right.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=360).contains(&wait), "{wait}");
}
