//! Yes or no, in the words people use for it.

use crate::text::normalise;

/// Words that a no begins with; a line stands for a space. Looked for before those of a yes: 不要 is none.
const NO: &str = "\
    不 没 別 别 否 无需 无 算不上 取消 nope nah no not n dont do_not never i_dont i_do_not \
    im_not negative false wrong it_isnt none havent";

/// What begins like a no and is a yes.
const YES_ALL_THE_SAME: &str = "\
    没问题 没错 没关系 没事 不错 不客气 no_problem not_a_problem no_worries \
    无所谓可以 不用谢";

/// Words that a yes begins with.
const YES: &str = "\
    是 对 好 要 行 可以 可 嗯 恩 需要 当然 有 确认 确定 同意 愿意 成 中 得 \
    没问题 麻烦 帮我 想 能 会 yes yeah yep yup ya y sure ok okay right correct of_course \
    please certainly absolutely definitely go_ahead i_do it_is true thats_right fine";

/// A message of more letters is no plain yes or no, unless its first clause is.
const LONGEST: usize = 24;

/// What a message says, if it says one of the two.
pub fn read(message: &str) -> Option<bool> {
    if asks(message) {
        return None;
    }
    let clauses = message.split(&['，', ',', '。', '.', '!', '！', ';', '；', '~', '～', '\n'][..]);
    clauses.map(normalise).find(|clause| !clause.is_empty()).and_then(|clause| clause_says(&clause))
}

/// Whether a kept value is a yes.
pub fn is_yes(value: &str) -> bool {
    value == "yes"
}

fn clause_says(clause: &str) -> Option<bool> {
    let clause = &clause.replace(' ', "_");
    let said = |words: &str| words.split(' ').any(|word| begins(clause, word));
    if clause.chars().count() > LONGEST {
        None
    } else if said(YES_ALL_THE_SAME) {
        Some(true)
    } else if said(NO) {
        Some(false)
    } else {
        said(YES).then_some(true)
    }
}

fn begins(clause: &str, word: &str) -> bool {
    clause.strip_prefix(word).is_some_and(|rest| {
        // "no" begins "no thanks" but not "north"; 不 begins 不要.
        !word.is_ascii() || rest.is_empty() || rest.starts_with(|c: char| c == '_' || !c.is_ascii())
    })
}

fn asks(message: &str) -> bool {
    let message = message.trim_end();
    message.ends_with(&['?', '？', '吗', '嗎', '呢'][..])
        || ["什么", "什麼", "怎么", "怎麼", "多少", "几", "是不是", "哪"]
            .iter()
            .any(|word| message.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_heard_in_many_words() {
        for yes in [
            "是",
            "是的",
            "对对对",
            "好的呀",
            "好，谢谢",
            "要",
            "要的",
            "可以",
            "行吧",
            "嗯嗯",
            "没问题",
            "没错",
            "當然",
            "ＯＫ",
            "Yes!",
            "yes please",
            "yeah",
            "Sure, go ahead",
            "y",
            "Of course.",
            "No problem",
            "that's right",
        ] {
            let yes: &str = yes;
            assert_eq!(read(yes), Some(true), "{yes}");
        }
        for no in [
            "不",
            "不是",
            "不用了",
            "不要",
            "没有",
            "别",
            "否",
            "不了，谢谢",
            "No",
            "nope",
            "no thanks",
            "Not really",
            "I don't",
            "n",
            "不需要的",
        ] {
            assert_eq!(read(no), Some(false), "{no}");
        }
    }

    #[test]
    fn what_is_neither_is_not_guessed() {
        for message in [
            "",
            "也许",
            "是不是要付运费",
            "可以吗？",
            "maybe",
            "north",
            "yesterday",
            "多少钱",
            "is it free?",
            "🙂",
        ] {
            assert_eq!(read(message), None, "{message}");
        }
    }
}
