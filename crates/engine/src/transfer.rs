//! When a person is the better answer: asked for in words. Later releases add mood, repeats and value.

use crate::text::normalise;

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
}

impl TransferReason {
    /// As it stands in storage and in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::AskedForHuman => "asked_for_human",
            Self::Unanswered => "unanswered",
            Self::Flow => "flow",
        }
    }
}

crate::kept_enum!(TransferReason {
    Button = "button",
    AskedForHuman = "asked_for_human",
    Unanswered = "unanswered",
    Flow = "flow",
});

/// Chinese phrases that ask for a person wherever they stand, in simplified and traditional characters.
const CHINESE: [&str; 22] = [
    "转人工",
    "轉人工",
    "人工客服",
    "人工服务",
    "人工服務",
    "真人客服",
    "找人工",
    "要人工",
    "接人工",
    "找真人",
    "转客服",
    "轉客服",
    "找客服",
    "联系客服",
    "聯繫客服",
    "叫客服",
    "有人吗",
    "有人嗎",
    "跟人聊",
    "和人聊",
    "真人服务",
    "活人",
];

/// Messages that ask for a person when they are all that was said.
const ALONE: [&str; 11] = [
    "人工",
    "真人",
    "客服",
    "人工呢",
    "agent",
    "human",
    "operator",
    "representative",
    "person",
    "real person",
    "live agent",
];

/// Whom English speakers ask for. "Agent" and "person" say so only beside a verb of `WISHES`.
const PEOPLE: [&str; 10] = [
    "human",
    "person",
    "agent",
    "representative",
    "rep",
    "operator",
    "someone",
    "somebody",
    "advisor",
    "staff",
];

/// What they wish to do with them.
const WISHES: [&str; 11] = [
    "talk", "speak", "chat", "connect", "transfer", "real", "live", "contact", "actual", "reach",
    "escalate",
];

/// Words before the wish that turn it round.
const REFUSALS: [&str; 11] = [
    "不要",
    "不用",
    "别转",
    "不想",
    "不需要",
    "无需",
    "dont",
    "do not",
    "no need",
    "not need",
    "without",
];

/// Whether a message asks for a person.
pub fn asks_for_human(message: &str) -> bool {
    let text = normalise(message);
    if REFUSALS.iter().any(|refusal| text.contains(refusal)) {
        return false;
    }
    if ALONE.contains(&text.as_str()) || CHINESE.iter().any(|phrase| text.contains(phrase)) {
        return true;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let person = words
        .iter()
        .position(|word| PEOPLE.contains(word) || *word == "humans" || *word == "people");
    let wish = words.iter().position(|word| WISHES.contains(word));
    // "talk to a person", "a real human please": the wish comes first, and not far before.
    person.zip(wish).is_some_and(|(person, wish)| wish < person && person - wish <= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(asks_for_human(message), "{message}");
        }
    }

    #[test]
    fn people_who_only_use_the_word_are_not_sent_away() {
        for message in [
            "",
            "人工智能耳机怎么样",
            "不要转人工",
            "这个人工费是多少",
            "I don't want to talk to a human",
            "one person tent",
            "is the travel agent discount real",
            "how many persons fit in the tent",
        ] {
            assert!(!asks_for_human(message), "{message}");
        }
    }
}
