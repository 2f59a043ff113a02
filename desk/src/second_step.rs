//! The second step of signing in: a code of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use kefu_wire::console::{Code, Password, SecondStep, SecondStepKey};
use totp_rs::{Builder, Secret, Totp};

use crate::clock::now;
use crate::desk::Desk;
use crate::door::Present;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::secrets;

/// Under which name it stands in the app.
const ISSUER: &str = "Kefu";

/// `GET /desk/api/second-step`
pub async fn show(State(desk): State<Arc<Desk>>, present: Present) -> Answer<Json<SecondStep>> {
    let is_on = desk.store.second_step(present.agent.id, true).await?.is_some();
    Ok(Json(SecondStep { is_on }))
}

/// `POST /desk/api/second-step`: a new key, which counts from its first code on.
pub async fn prepare(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(Password { password }): Json<Password>,
) -> Answer<Json<SecondStepKey>> {
    // Whoever comes by an open console does not bring their own phone.
    desk.counted(desk.sign_ins.count(&format!("account {}", present.agent.email), now()))?;
    if !desk.knows_password(&present.agent.email, password).await? {
        return Err(Refusal::Forbidden("the password is wrong"));
    }
    let key = secrets::random::<20>();
    if !desk.store.prepare_second_step(present.agent.id, &key).await? {
        return Err(Refusal::Conflict("turn the second step off first"));
    }
    let app = app(&key, &present.agent.email)?;
    let address = app.to_url().map_err(|_| Refusal::Broken)?;
    Ok(Json(SecondStepKey { secret: Secret::new_stack(key).to_base32(), address }))
}

/// `PUT /desk/api/second-step`: the app shows that it has the key.
pub async fn turn_on(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(Code { code }): Json<Code>,
) -> Answer<StatusCode> {
    let key = desk.store.second_step(present.agent.id, false).await?;
    let key = key.ok_or(Refusal::Conflict("there is no key that waits for its first code"))?;
    desk.use_code(present.agent.id, &key, &code).await?;
    desk.store.audit(&present.name(), "second step on", "", "", now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /desk/api/second-step`: for whoever has the app in their hand.
pub async fn turn_off(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(Code { code }): Json<Code>,
) -> Answer<StatusCode> {
    if desk.store.second_step(present.agent.id, true).await?.is_none() {
        return Err(Refusal::Conflict("there is no second step"));
    }
    desk.take_second_step(present.agent.id, &code).await?;
    desk.store.remove_second_step(present.agent.id).await?;
    desk.store.audit(&present.name(), "second step off", "", "", now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Desk {
    /// Lets nobody pass whose app has a key and shows another code.
    ///
    /// # Errors
    /// When a code is needed, wrong, used, or tried too often.
    pub async fn take_second_step(&self, agent: i64, code: &str) -> Answer<()> {
        match self.store.second_step(agent, true).await? {
            None => Ok(()),
            Some(_) if code.trim().is_empty() => Err(Refusal::CodeNeeded),
            Some(key) => self.use_code(agent, &key, code).await,
        }
    }

    async fn use_code(&self, agent: i64, key: &[u8], code: &str) -> Answer<()> {
        let now = now();
        self.counted(self.codes.count(&agent.to_string(), now))?;
        let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        let seconds = u64::try_from(now / 1_000).unwrap_or_default();
        let step = app(key, "")?.check(&code, seconds);
        let step = step.and_then(|step| i64::try_from(step).ok());
        let is_good = match step {
            Some(step) => self.store.use_time_step(agent, step).await?,
            None => false,
        };
        if is_good {
            return Ok(());
        }
        // Whoever comes so far has the password.
        Metrics::count(&self.metrics.failed_sign_ins);
        self.store.audit(&format!("agent {agent}"), "wrong code", "", "", now).await?;
        Err(Refusal::Forbidden("this code is wrong, or was used already"))
    }
}

/// What an authenticator app does.
fn app(key: &[u8], email: &str) -> Answer<Totp> {
    let builder = Builder::new().with_secret(Secret::from(key.to_vec())).with_issuer(Some(ISSUER));
    // An address has no colon; where one slips in, the app shows the name without it.
    builder.with_account_name(email.replace(':', "")).build().map_err(|_| Refusal::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B has eight digits; the last six are what an app of six shows.
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let app = app(b"12345678901234567890", "").unwrap();
            assert_eq!(app.check(code, at), Some(at / 30), "{code}");
            assert_eq!(app.check(code, at + 90), None, "{code}, later");
        }
    }

    #[test]
    fn an_app_reads_the_address() {
        let address = app(&[7; 20], "li@shop.example").unwrap().to_url().unwrap();
        assert!(address.starts_with("otpauth://totp/Kefu:li%40shop.example?secret="), "{address}");
        assert!(address.ends_with("&issuer=Kefu"), "{address}");
    }
}
