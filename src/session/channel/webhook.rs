//! Posts a packet to a webhook: with a timeout, with back-off, and with one key for all attempts.

use crate::platform::{Platform, Request};
use crate::session::handoff::{ATTEMPTS, Cause, Outcome, TIMEOUT_MS, outcome, pause_before};

/// Posts until it is taken, refused for good, tried often enough, or no longer wanted.
pub(crate) async fn post(
    platform: &dyn Platform,
    url: &str,
    json: &str,
    idempotency_key: &str,
    go_on: &dyn Fn() -> bool,
) -> Result<(), Cause> {
    let mut last = Cause::Network;
    for attempt in 1..=ATTEMPTS {
        let pause = pause_before(attempt);
        if pause > 0 {
            platform.sleep(pause).await;
        }
        if !go_on() {
            break;
        }
        let request = Request {
            url,
            json: Some(json.to_owned()),
            idempotency_key,
            timeout_ms: TIMEOUT_MS,
            patches: false,
        };
        let answer = platform.request(request).await;
        match outcome(answer.map(|(status, _)| status)) {
            Outcome::Taken => return Ok(()),
            Outcome::GiveUp(cause) => return Err(cause),
            Outcome::TryAgain(cause) => last = cause,
        }
    }
    Err(last)
}
