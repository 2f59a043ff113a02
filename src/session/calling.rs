//! What a flow asks of the site: the request, and its answer or the lack of one.

use kefu_engine::dialog::{Event, Request as Call};
use kefu_engine::errand::Awaited;

use super::Session;
use super::handoff::Handoff;
use crate::platform::Request;

impl Session {
    /// Asks the site, and tells the engine what it answered.
    pub(super) fn call(self, call: Call) {
        let inner = self.inner();
        let platform = inner.platform.clone();
        if call.post.is_some() {
            self.record_sent(&call.url, "", &["answers"]);
        }
        let key = if call.post.is_some() { platform.new_id() } else { String::new() };
        inner.platform.spawn(Box::pin(async move {
            let request = Request {
                url: &call.url,
                json: call.post,
                idempotency_key: &key,
                timeout_ms: call.timeout_ms,
                patches: false,
            };
            let answer = platform.request(request).await;
            self.answered(call.id, answer.unwrap_or_default());
        }));
    }

    /// A call whose page is gone is answered by nobody: after its time it has failed.
    pub(super) fn expect_answer(self, awaited: Awaited) {
        let inner = self.inner();
        let wait = inner.platform.sleep(awaited.timeout_ms);
        inner.platform.spawn(Box::pin(async move {
            wait.await;
            self.answered(awaited.call, (0, String::new()));
        }));
    }

    /// The engine decides whether anybody still waits for it.
    fn answered(self, call: u32, (status, body): (u16, String)) {
        let with_person =
            self.handoff().with_untracked(|handoff| matches!(handoff, Handoff::Reached { .. }));
        if !with_person && self.dialog().with_untracked(|dialog| dialog.is_waiting()) {
            self.respond(Event::Answered { call, status, body });
        }
    }
}
