//! How urgent a hand-over is, as a sum whose parts can be told, and how it grows while somebody waits.

use super::cues::Sign;
use super::reading::Reading;
use super::{CLEAR, Heard, TransferReason, mood, topic, urgency};
use crate::pack::{MOST_POINTS, PriorityPoints, Topic, TransferRules};

/// What a conversation has shown so far, as points; kept, so that it is there when a person takes over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Times in a row that the same was asked again.
    pub repeats: u32,
    /// Flows that could not help and were counted.
    pub failed_flows: u32,
    /// So many messages pass before a person is offered again.
    pub quiet: u32,
    /// Why a person was offered last.
    pub offered: Option<TransferReason>,
    /// The words that gave the reason.
    pub evidence: Vec<String>,
    /// How urgent the most urgent message was.
    pub urgency: u32,
    /// How bad the worst mood was.
    pub mood: u32,
    /// What the topic adds that was spoken of.
    pub topic: u32,
    /// What it adds that the site values the visitor.
    pub valued: u32,
}

crate::kept_struct!(Standing {
    repeats,
    failed_flows,
    quiet,
    offered,
    evidence,
    urgency,
    mood,
    topic,
    valued
});

/// A part of a priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Something cannot wait.
    Urgency,
    /// A complaint, or a threat.
    Mood,
    /// A topic that the site leaves to people.
    Topic,
    /// How much the site values the visitor.
    Value,
    /// The time that they have waited.
    Waiting,
}

impl Part {
    /// As it stands in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Mood => "mood",
            Self::Topic => "topic",
            Self::Value => "value",
            Self::Waiting => "waiting",
        }
    }
}

/// From 0, nothing presses, to 100, at once; with what it is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priority {
    /// The sum, at most 100.
    pub score: u32,
    /// The parts that are not 0.
    pub parts: Vec<(Part, u32)>,
}

impl Standing {
    /// Takes in what is said on the way to a person.
    pub fn hear(&mut self, message: &str, rules: &TransferRules) {
        let heard = Heard::new(message);
        let valued = self.valued > 0;
        self.take_in(&urgency(&heard), &mood(&heard), topic(message, rules), valued, rules);
    }

    /// Takes in what was read in a message.
    pub(crate) fn take_in(
        &mut self,
        urgency: &Reading,
        mood: &Reading,
        topic: Option<&Topic>,
        valued: bool,
        rules: &TransferRules,
    ) {
        let points = &rules.priority;
        if urgency.score >= CLEAR {
            let danger = urgency.tells(Sign::Danger);
            self.urgency = self.urgency.max(if danger { points.danger() } else { points.urgent() });
        }
        if mood.score >= CLEAR {
            let threat = mood.tells(Sign::Threat);
            self.mood = self.mood.max(if threat { points.threat() } else { points.complaint() });
        }
        self.topic = self.topic.max(topic.map_or(0, Topic::priority));
        self.valued = if valued { points.valued() } else { 0 };
    }
}

/// The priority after so many minutes of waiting; `value` is what the site's strategies add, 0 to 100.
pub fn priority(
    standing: &Standing,
    value: u32,
    minutes: u32,
    points: &PriorityPoints,
) -> Priority {
    let waiting = points.waiting_minute().saturating_mul(minutes).min(points.waiting_most());
    let parts = [
        (Part::Urgency, standing.urgency),
        (Part::Mood, standing.mood),
        (Part::Topic, standing.topic),
        (Part::Value, standing.valued.max(value)),
        (Part::Waiting, waiting),
    ];
    let parts: Vec<(Part, u32)> = parts
        .into_iter()
        .map(|(part, points)| (part, points.min(MOST_POINTS)))
        .filter(|(_, points)| *points > 0)
        .collect();
    let sum = parts.iter().map(|(_, points)| points).sum::<u32>();
    Priority { score: sum.min(MOST_POINTS), parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(message: &str, minutes: u32) -> Priority {
        let rules = TransferRules::default();
        let mut standing = Standing::default();
        standing.hear(message, &rules);
        priority(&standing, 0, minutes, &rules.priority)
    }

    #[test]
    fn danger_goes_before_haste_and_haste_before_the_rest() {
        let scores = ["我的卡被盗刷了", "很急，请马上处理", "运费多少"]
            .map(|message| after(message, 0).score);
        assert_eq!(scores, [45, 25, 0]);
    }

    #[test]
    fn it_grows_while_somebody_waits_and_ends_at_a_hundred() {
        let scores =
            [0, 1, 10, 1_000_000].map(|minutes| after("你们再不退款我就去消协投诉", minutes).score);
        assert_eq!(scores, [25, 26, 35, 55]);
        let worst =
            Standing { urgency: 100, mood: 100, topic: 100, valued: 100, ..Standing::default() };
        assert_eq!(priority(&worst, u32::MAX, u32::MAX, &PriorityPoints::default()).score, 100);
    }

    #[test]
    fn its_parts_are_told() {
        let parts = after("很急！你们是骗子", 5).parts;
        assert_eq!(parts, [(Part::Urgency, 25), (Part::Mood, 15), (Part::Waiting, 5)]);
    }
}
