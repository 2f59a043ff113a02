//! How the people of the site come in: passwords, invitations, sessions.

use std::net::SocketAddr;
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use axum::Json;
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{AppendHeaders, IntoResponse};
use kefu_wire::console::{Accept, Agent, Availability, CSRF_HEADER, Role, SignIn, SignedIn};

use crate::clock::now;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::secrets;
use crate::store::agents::SIGN_IN_MS;

/// The cookie of who is signed in.
const NAME: &str = "kefu_desk";

/// Shorter passwords are no passwords.
const LEAST_PASSWORD: usize = 10;

/// Longer ones cost more to check than they are worth.
const MOST_PASSWORD: usize = 200;

/// Somebody who is signed in.
pub struct Present {
    /// Who.
    pub agent: Agent,
    /// By which they are known.
    pub token: String,
    /// Goes along with everything that changes something.
    pub csrf: String,
}

impl Present {
    /// Whether they may do what this role may.
    ///
    /// # Errors
    /// When they may not.
    pub fn must_be(&self, role: Role) -> Answer<()> {
        if self.agent.role >= role {
            Ok(())
        } else {
            Err(Refusal::Forbidden("your role may not do that"))
        }
    }

    /// As the audit log names them.
    #[must_use]
    pub fn name(&self) -> String {
        format!("agent {}", self.agent.id)
    }
}

impl FromRequestParts<Arc<Desk>> for Present {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Refusal> {
        let token = token(&parts.headers).ok_or(Refusal::SignInFirst)?;
        let found = desk.store.signed_in(token, now()).await?;
        let (agent, csrf) = found.ok_or(Refusal::SignInFirst)?;
        let only_looks = [Method::GET, Method::HEAD].contains(&parts.method);
        let sent = parts.headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok());
        if !only_looks && !sent.is_some_and(|sent| secrets::same(sent, &csrf)) {
            return Err(Refusal::Forbidden("the token of this page is missing; load it again"));
        }
        Ok(Self { agent, token: token.to_owned(), csrf })
    }
}

/// `POST /desk/api/sign-in`
pub async fn sign_in(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(SignIn { email, password, code }): Json<SignIn>,
) -> Answer<impl IntoResponse> {
    let email = email.trim().to_lowercase();
    let address = desk.caller(&headers, peer);
    // Both, so that neither many accounts nor many addresses help to guess.
    for who in [format!("address {address}"), format!("account {email}")] {
        desk.sign_ins.count(&who, now())?;
    }
    let known = desk.store.agent_by_email(&email).await?;
    let known = known.filter(|known| !known.agent.is_disabled);
    let hash = known.as_ref().and_then(|known| known.password.clone());
    // An account that does not exist takes as long as one that does.
    let is_right = is_password(hash.clone().unwrap_or_else(nobody), password).await;
    match known.filter(|_| is_right && hash.is_some()) {
        Some(known) => {
            desk.take_second_step(known.agent.id, &code).await?;
            enter(&desk, known.agent).await
        }
        None => {
            Metrics::count(&desk.metrics.failed_sign_ins);
            Err(Refusal::Forbidden("the address or the password is wrong"))
        }
    }
}

/// `POST /desk/api/invitation`
pub async fn accept(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(Accept { token, name, password }): Json<Accept>,
) -> Answer<impl IntoResponse> {
    let address = desk.caller(&headers, peer);
    desk.sign_ins.count(&format!("address {address}"), now())?;
    if !(LEAST_PASSWORD..=MOST_PASSWORD).contains(&password.chars().count()) {
        return Err(Refusal::Invalid("a password has 10 to 200 characters"));
    }
    let used = Refusal::Forbidden("this invitation was used, or is too old; ask for a new one");
    if !desk.store.is_invited(&token, now()).await? {
        return Err(used);
    }
    let hash = hash(password).await.ok_or(Refusal::Broken)?;
    let agent = desk.store.accept(&token, &name, &hash, now()).await?.ok_or(used)?;
    let agent = desk.store.agent(agent).await?.ok_or(Refusal::NotFound)?;
    desk.store.audit(&format!("agent {}", agent.id), "set password", "", "", now()).await?;
    enter(&desk, agent).await
}

async fn enter(desk: &Desk, agent: Agent) -> Answer<impl IntoResponse + use<>> {
    let (token, csrf) = desk.store.sign_in(agent.id, now()).await?;
    desk.store.audit(&format!("agent {}", agent.id), "sign in", "", "", now()).await?;
    Ok((
        AppendHeaders([(SET_COOKIE, desk.cookie(&token, SIGN_IN_MS / 1_000))]),
        Json(SignedIn { me: agent, csrf }),
    ))
}

/// `POST /desk/api/sign-out`
pub async fn sign_out(
    State(desk): State<Arc<Desk>>,
    present: Present,
    headers: HeaderMap,
) -> Answer<impl IntoResponse> {
    if let Some(token) = token(&headers) {
        desk.store.sign_out(token).await?;
    }
    let _turn = desk.turn().await;
    desk.set_availability(present.agent.id, Availability::Away).await?;
    Ok(AppendHeaders([(SET_COOKIE, desk.cookie("", 0))]))
}

/// `GET /desk/api/me`: nobody is nothing wrong, since everybody's page asks this first.
pub async fn me(present: Result<Present, Refusal>) -> Answer<Json<Option<SignedIn>>> {
    match present {
        Ok(present) => Ok(Json(Some(SignedIn { me: present.agent, csrf: present.csrf }))),
        Err(Refusal::SignInFirst) => Ok(Json(None)),
        Err(other) => Err(other),
    }
}

impl Desk {
    /// Whether this is the password of the agent with this address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn knows_password(&self, email: &str, password: String) -> Answer<bool> {
        let known = self.store.agent_by_email(email).await?;
        Ok(match known.and_then(|known| known.password) {
            Some(hash) => is_password(hash, password).await,
            None => false,
        })
    }

    fn cookie(&self, token: &str, seconds: i64) -> String {
        let secure = if self.public_url.starts_with("https://") { "; Secure" } else { "" };
        format!("{NAME}={token}; Path=/desk; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
    }

    /// Where somebody who was invited sets a password.
    #[must_use]
    pub fn invitation_link(&self, token: &str) -> String {
        // Behind `#`, so that it stands in no log.
        format!("{}/desk/#invitation={token}", self.public_url)
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))
}

/// The hash of a password; slow on purpose, so it has a thread of its own.
pub async fn hash(password: String) -> Option<String> {
    let task = tokio::task::spawn_blocking(move || {
        let salt = SaltString::encode_b64(&secrets::random::<16>()).ok()?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    });
    task.await.ok().flatten()
}

async fn is_password(hash: String, password: String) -> bool {
    let task = tokio::task::spawn_blocking(move || {
        let hash = PasswordHash::new(&hash).ok()?;
        Argon2::default().verify_password(password.as_bytes(), &hash).ok()
    });
    task.await.ok().flatten().is_some()
}

/// The hash of a password that nobody has.
fn nobody() -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_opens_and_no_other_does() {
        let hash = hash("correct horse".to_owned()).await.unwrap();
        assert!(is_password(hash.clone(), "correct horse".to_owned()).await);
        assert!(!is_password(hash, "Correct horse".to_owned()).await);
        assert!(!is_password(nobody(), String::new()).await);
        assert!(PasswordHash::new(&nobody()).is_ok(), "it must take as long as a real one");
    }
}
