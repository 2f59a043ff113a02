//! What "it" is: a short message that says little alone is read together with the page and the last question.

use crate::faq::Bars;
use crate::text::{is_cjk, normalise};

use super::{Context, Dialog, Engine, clarify};

/// Chinese words that point at something said or shown.
const POINTERS: &str = "\
    这一款 那一款 这款 那款 这个 那个 这种 那种 这件 那件 这双 那双 这台 \
    那台 这单 这条 这些 那些 该商品 它们 它 此款";

/// Chinese beginnings and ends of a message that goes on from another.
const CHINESE_MARKS: &str = "\
    那 这 还有 另外 换成 如果是";

/// English words that point, or go on.
const ENGLISH: &str = "\
    it its this that these those one ones they them also too and about then instead same else";

/// A message of more letters, or words, stands for itself.
const MOST_LETTERS: usize = 14;
const MOST_WORDS: usize = 8;

/// So short a message rarely stands for itself: "多少钱", "how much".
const FEW_LETTERS: usize = 5;
const FEW_WORDS: usize = 3;

impl Engine {
    /// The entry that a message means together with what it goes on from.
    pub(super) fn in_context(
        &self,
        dialog: &Dialog,
        text: &str,
        context: &Context<'_>,
        has_guesses: bool,
    ) -> Option<usize> {
        let plain = normalise(text);
        if !goes_on(&plain, has_guesses) {
            return None;
        }
        let last = dialog.topic.as_ref();
        let last = last.and_then(|id| self.pack().faq.iter().position(|entry| entry.id == *id));
        self.sibling_named(last, text).or_else(|| {
            let pointer = POINTERS.split(' ').find(|pointer| plain.contains(pointer));
            let about = pointer.map_or_else(
                || [context.about, " ", text].concat(),
                |pointer| plain.replace(pointer, context.about),
            );
            let about = (!context.about.is_empty()).then_some(about);
            let earlier = dialog.said.last().map(|said| [said, " ", text].concat());
            // Together with the last question it mostly finds the last answer, which was not enough.
            about.iter().chain(&earlier).find_map(|joined| self.clear_of(joined, last))
        })
    }

    /// The entry that stands out for a text beside one that is not meant.
    fn clear_of(&self, text: &str, not: Option<usize>) -> Option<usize> {
        let found = self.index().candidates(text);
        let mut found = found.iter().filter(|one| Some(one.entry) != not);
        let first = found.next().filter(|first| first.score >= self.index().bars().suggest)?;
        let leads = found.next().is_none_or(|second| Bars::leads(first.score, second.score));
        leads.then_some(first.entry)
    }

    /// "And the blue one?": what differs from the last entry only in being blue.
    fn sibling_named(&self, last: Option<usize>, text: &str) -> Option<usize> {
        let groups = clarify::siblings(self.pack(), last?);
        groups.iter().find_map(|(name, group)| {
            let mut named =
                group[1..].iter().filter(|at| clarify::names(text, &self.pack().faq[**at], name));
            let first = named.next()?;
            named.next().is_none().then_some(*first)
        })
    }
}

/// Whether a normalised message goes on from something. A short one does if it says nothing alone; one that has
/// guesses of its own must say that it goes on.
fn goes_on(plain: &str, has_guesses: bool) -> bool {
    let letters = plain.chars().filter(|letter| is_cjk(*letter)).count();
    let words: Vec<&str> =
        plain.split(' ').filter(|word| word.chars().any(|c| !is_cjk(c))).collect();
    if letters > 0 {
        let marked = CHINESE_MARKS.split(' ').any(|mark| plain.starts_with(mark))
            || plain.ends_with('呢')
            || POINTERS.split(' ').any(|pointer| plain.contains(pointer));
        !has_guesses && letters <= FEW_LETTERS || letters <= MOST_LETTERS && marked
    } else {
        let marked = words.iter().any(|word| ENGLISH.split(' ').any(|mark| mark == *word));
        let is_short = !has_guesses && words.len() <= FEW_WORDS;
        !words.is_empty() && (is_short || words.len() <= MOST_WORDS && marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_told_from_what_stands_for_itself() {
        for message in [
            "这款多少钱",
            "那蓝色的呢？",
            "多少钱",
            "它防水吗",
            "and the blue one?",
            "how much is it",
            "how much",
        ] {
            assert!(goes_on(&normalise(message), false), "{message}");
        }
        for message in [
            "",
            "我想问一下你们店里的退货政策是怎么规定的",
            "how long does a refund usually take to arrive",
            "怎么修改收货地址",
        ] {
            assert!(!goes_on(&normalise(message), false), "{message}");
        }
    }
}
