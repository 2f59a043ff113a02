//! When a person is the better answer.

mod cues;
mod decide;
mod heard;
mod lexicon;
mod mood;
mod priority;
mod reading;
mod repeat;
mod request;
mod topic;
mod urgency;

pub use cues::Sign;
pub use decide::{Decision, Signals, Transfer, decide};
pub use heard::Heard;
pub use mood::mood;
pub use priority::{Part, Priority, Standing, priority};
pub use reading::{Reading, Seen};
pub use repeat::{Likeness, likeness};
pub use request::request;
pub use topic::topic;
pub use urgency::urgency;

/// Why a conversation goes to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferReason {
    /// The visitor pressed the button.
    Button,
    /// The visitor asked for a person in words.
    AskedForHuman,
    /// The site had no answer, more than once.
    Unanswered,
    /// A flow of the site led there.
    Flow,
    /// A flow of the site could not help.
    FlowFailed,
    /// The visitor complained, or was angry or lost.
    Complaint,
    /// The visitor asked the same again.
    Repeated,
    /// The visitor spoke of something that the site leaves to people.
    Topic,
    /// Something went wrong for a visitor whom the site values highly.
    Valued,
}

impl TransferReason {
    /// As it stands in storage and in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::AskedForHuman => "asked_for_human",
            Self::Unanswered => "unanswered",
            Self::Flow => "flow",
            Self::FlowFailed => "flow_failed",
            Self::Complaint => "complaint",
            Self::Repeated => "repeated",
            Self::Topic => "topic",
            Self::Valued => "valued",
        }
    }
}

crate::kept_enum!(TransferReason {
    Button = "button",
    AskedForHuman = "asked_for_human",
    Unanswered = "unanswered",
    Flow = "flow",
    FlowFailed = "flow_failed",
    Complaint = "complaint",
    Repeated = "repeated",
    Topic = "topic",
    Valued = "valued",
});

/// From this score on a recogniser says yes.
pub const CLEAR: i32 = 4;

/// From this likeness on two questions are the same.
pub const SAME: i32 = 68;

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(message: &str) -> bool {
        request(&Heard::new(message)).score >= CLEAR
    }

    #[test]
    fn people_who_ask_for_a_person_are_heard() {
        for message in [
            "转人工",
            "我要人工客服!!",
            "轉人工",
            "帮我转人工谢谢",
            "人工",
            "有人吗",
            "能不能找个真人 找真人",
            "I want to talk to a human",
            "speak to a representative please",
            "Can I chat with a real person?",
            "agent",
            "LIVE AGENT",
            "connect me with someone from support",
        ] {
            assert!(asked(message), "{message}");
        }
    }

    #[test]
    fn people_who_only_use_the_word_are_not_sent_away() {
        for message in [
            "今天会人工降雨吗",
            "来电转接怎么取消",
            "人工服务费是多少",
            "人工审核要多久",
            "刚才客服说已经处理了",
            "你是人工客服吗",
            "客服几点上班",
            "不用转人工了",
            "customer service number?",
            "do you have customer service hours",
            "the agent told me to wait",
            "am I talking to a human?",
            "no need to transfer me to an agent",
            "call me Bob",
            "",
            "人工智能耳机怎么样",
            "不要转人工",
            "这个人工费是多少",
            "I don't want to talk to a human",
            "one person tent",
            "is the travel agent discount real",
            "how many persons fit in the tent",
        ] {
            assert!(!asked(message), "{message}");
        }
    }

    #[test]
    fn complaints_are_told_from_words_that_only_look_like_them() {
        let complains = |message: &str| mood(&Heard::new(message)).score >= CLEAR;
        for message in [
            "这不是骗人吗",
            "一点都不好吃",
            "好吃就是太慢了",
            "服务态度太差",
            "not helpful at all",
            "thanks for nothing",
            "posted it everywhere #worstserviceever",
        ] {
            assert!(complains(message), "{message}");
        }
        for message in [
            "",
            "我妈的电话怎么改",
            "不是投诉",
            "没有不满意",
            "有垃圾桶吗",
            "no complaints",
            "not bad at all",
            "is there a person limit",
        ] {
            assert!(!complains(message), "{message}");
        }
    }

    #[test]
    fn haste_is_told_from_words_that_only_look_like_it() {
        let is_urgent = |message: &str| urgency(&Heard::new(message)).score >= CLEAR;
        for message in [
            "麻烦尽快处理",
            "我的卡被盗刷了",
            "催一下，急用",
            "I need this ASAP",
            "someone stole my card",
        ] {
            assert!(is_urgent(message), "{message}");
        }
        for message in [
            "不急，慢慢来",
            "紧急联系人怎么填",
            "还清了能马上再借吗",
            "网速多快",
            "no rush",
            "how do I add an emergency contact",
        ] {
            assert!(!is_urgent(message), "{message}");
        }
    }
}
