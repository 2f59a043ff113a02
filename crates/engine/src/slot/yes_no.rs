//! Yes or no, in the words people use for it.

use crate::text::normalise;

/// Words that a no begins with; a line stands for a space. Looked for before those of a yes: 不要 is none.
const NO: &str = "\
    不 没 別 别 否 无需 无 算不上 取消 nope nah no not n dont do_not never i_dont i_do_not \
    im_not negative false wrong it_isnt none havent";

/// What begins like a no and is a yes.
const YES_ALL_THE_SAME: &str = "\
    没问题 没有问题 没错 没关系 没事 不错 不客气 no_problem not_a_problem no_worries \
    无所谓可以 不用谢";

/// Words that a yes begins with.
const YES: &str = "\
    是 对 好 要 行 可以 可 嗯 恩 需要 当然 有 确认 确定 同意 愿意 成 中 得 \
    没问题 麻烦 帮我 想 能 会 yes yeah yep yup ya y sure ok okay right correct of_course \
    please certainly absolutely definitely go_ahead i_do it_is true thats_right fine";

/// What begins like one of the two and is neither: who does not know has not answered.
const NEITHER: &str = "\
    不知道 不清楚 不确定 不晓得 不太清楚 不太确定 不好说 不一定 没想好 没决定 \
    可能 可是 可惜 好像 想想 想一想 要么 要是 会员 成都 行李 \
    not_sure not_certain not_yet_sure i_dont_know i_do_not_know dont_know no_idea im_not_sure";

/// What is said before an answer and is none.
const BEFORE: &str = "\
    对不起 不好意思 抱歉 那个 呃 额 哦 噢 啊 sorry well um uh oh hmm actually";

/// A message of more letters is no plain yes or no, unless its first clause is.
const LONGEST: usize = 24;

/// What a message says, if it says one of the two.
pub fn read(message: &str) -> Option<bool> {
    if asks(message) {
        return None;
    }
    let clauses =
        message.split(&['，', ',', '。', '.', '!', '！', '…', ';', '；', '~', '～', '\n'][..]);
    let mut clauses = clauses.map(|clause| without_opening(&normalise(clause).replace(' ', "_")));
    clauses.find(|clause| !clause.is_empty()).and_then(|clause| clause_says(&clause))
}

/// Whether a kept value is a yes.
pub fn is_yes(value: &str) -> bool {
    value == "yes"
}

/// "对不起不用了" without being sorry.
fn without_opening(clause: &str) -> String {
    let opening = BEFORE.split(' ').find(|word| begins(clause, word));
    let rest = opening.map_or(clause, |word| &clause[word.len()..]);
    rest.trim_start_matches('_').to_owned()
}

fn clause_says(clause: &str) -> Option<bool> {
    let said = |words: &str| words.split(' ').any(|word| begins(clause, word));
    if clause.chars().count() > LONGEST || said(NEITHER) {
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
        || ["什么", "什麼", "怎么", "怎麼", "多少", "几", "有没有", "有沒有", "哪"]
            .iter()
            .any(|word| message.contains(word))
        || asks_whether(message)
}

/// 是不是, 能不能, 要不要: a word, its no and the word again. But 不不不 is a no.
fn asks_whether(message: &str) -> bool {
    let mut before = ['不', '不'];
    message.chars().any(|letter| {
        let found = before[1] == '不' && before[0] == letter && letter != '不';
        before = [before[1], letter];
        found
    })
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
            "没有问题",
            "不好意思，是的",
            "Sorry, yes",
            "oh, ok",
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
            "不不不",
            "对不起，不用了",
            "对不起不要了",
            "sorry, no",
            "well... no thanks",
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
            "不知道",
            "不太清楚啊",
            "可能吧",
            "能不能再便宜点",
            "有没有优惠",
            "我再想想",
            "想想再说",
            "好像不是",
            "对不起",
            "I don't know",
            "not sure",
            "成都",
            "🙂",
        ] {
            assert_eq!(read(message), None, "{message}");
        }
    }
}
