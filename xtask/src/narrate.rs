//! What the person at the terminal reads while a command works.

use std::time::{Duration, Instant};

/// A piece of work that was announced and has not ended yet.
#[must_use = "say that the step is done"]
pub struct Step {
    started: Instant,
}

/// Announces a piece of work and how long it usually takes, so that silence is never mistaken for a hang.
pub fn begin(what: &str, usually: &str) -> Step {
    println!("▸ {what} (usually {usually})");
    Step { started: Instant::now() }
}

impl Step {
    /// Says that the work is done and how long it took.
    pub fn done(self) {
        println!("  done in {}", elapsed(self.started.elapsed()));
    }
}

/// A duration as a person would say it: `0.4 s`, `35 s`, `2 min 05 s`.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_a_person_would_say_them() {
        assert_eq!(elapsed(Duration::from_millis(412)), "0.4 s");
        assert_eq!(elapsed(Duration::from_secs(35)), "35 s");
        assert_eq!(elapsed(Duration::from_secs(125)), "2 min 05 s");
    }
}
