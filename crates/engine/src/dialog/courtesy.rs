//! What people say before they ask. It is no question, so not knowing an answer to it is no miss.

use crate::text::normalise;

const GREETINGS: [&str; 20] = [
    "你好",
    "您好",
    "你好呀",
    "你好啊",
    "哈喽",
    "嗨",
    "在吗",
    "在么",
    "在不在",
    "早上好",
    "下午好",
    "晚上好",
    "亲",
    "hi",
    "hello",
    "hey",
    "hi there",
    "hello there",
    "good morning",
    "good afternoon",
];

/// Whether a message is a greeting and nothing else.
pub(super) fn is_greeting(message: &str) -> bool {
    GREETINGS.contains(&normalise(message).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_told_from_a_question() {
        assert!(is_greeting("Hello!") && is_greeting("您好～") && is_greeting("在嗎？"));
        assert!(!is_greeting("你好，怎么退货") && !is_greeting("") && !is_greeting("high"));
    }
}
