//! The engine gets ready between the frames of the page, so that neither the page nor the panel ever waits for it.
//!
//! A visitor who asks before it is over waits for the rest of it; the answer is the same.

use super::Session;

/// Between two goes the page has this long for itself.
const PAUSE_MS: u32 = 16;
/// One go takes about this long, half of a frame.
const GO_MS: u64 = 8;
/// Steps between two looks at the clock.
const STEPS: usize = 20;
/// Steps of one go at most, for a clock that stands still.
const MOST_STEPS: usize = 2_000;

impl Session {
    /// Gets ready to answer.
    pub(super) fn learn_ahead(self) {
        let platform = self.inner().platform.clone();
        let task = {
            let platform = platform.clone();
            async move {
                loop {
                    platform.sleep(PAUSE_MS).await;
                    if !self.learn() {
                        return;
                    }
                }
            }
        };
        platform.spawn(Box::pin(task));
    }

    /// One go; whether there is more to do.
    fn learn(self) -> bool {
        let inner = self.inner();
        let start = inner.platform.now();
        for _ in 0..MOST_STEPS / STEPS {
            if !inner.engine.learn(STEPS) {
                return false;
            }
            if inner.platform.now().saturating_sub(start) >= GO_MS {
                break;
            }
        }
        true
    }
}
