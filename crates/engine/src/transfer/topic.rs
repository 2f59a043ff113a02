//! Whether a message speaks of a topic that the site leaves to people.

use crate::pack::{Topic, TransferRules};
use crate::text::{is_cjk, normalise};

/// The topic of the pack that a message speaks of; the first one in the pack.
pub fn topic<'p>(message: &str, rules: &'p TransferRules) -> Option<&'p Topic> {
    if rules.topics.is_empty() {
        return None;
    }
    let text = normalise(message);
    rules.topics.iter().find(|topic| topic.words.iter().any(|word| speaks_of(&text, word)))
}

/// Whether a word stands in a text: a latin one as a whole, a Chinese one anywhere.
fn speaks_of(text: &str, word: &str) -> bool {
    let word = normalise(word);
    let whole = |at: usize| {
        let joins = |letter: Option<char>, edge: Option<char>| {
            letter.is_some_and(|letter| letter != ' ' && !is_cjk(letter))
                && edge.is_some_and(|edge| !is_cjk(edge))
        };
        let before = joins(text[..at].chars().next_back(), word.chars().next());
        let after = joins(text[at + word.len()..].chars().next(), word.chars().next_back());
        !before && !after
    };
    !word.is_empty() && text.match_indices(word.as_str()).any(|(at, _)| whole(at))
}

#[cfg(test)]
mod tests {
    use super::speaks_of;

    #[test]
    fn a_word_is_found_in_any_spelling_and_only_as_a_word() {
        let found = |text: &str, word: &str| speaks_of(&crate::text::normalise(text), word);
        assert!(found("我要註銷帳號，刪除個人信息", "个人信息"));
        assert!(found("About GDPR: …", "gdpr") && found("delete my data!", "Delete my data"));
        assert!(found("iPhone爆炸了", "爆炸"));
        assert!(!found("dispute", "pu") && !found("updates", "date") && !found("any", ""));
    }
}
