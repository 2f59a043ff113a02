//! One of several options, by its words or its place in the list.

use crate::pack::SlotOption;
use crate::text::normalise;

/// Places as people count them; a line stands for a space.
const PLACES: [&str; 6] = [
    "1 一 第一 第一个 第1个 first the_first the_first_one a",
    "2 二 第二 第二个 第2个 second the_second the_second_one b",
    "3 三 第三 第三个 第3个 third the_third the_third_one c",
    "4 四 第四 第四个 第4个 fourth the_fourth the_fourth_one d",
    "5 五 第五 第五个 第5个 fifth the_fifth the_fifth_one e",
    "6 六 第六 第六个 第6个 sixth the_sixth the_sixth_one f",
];

/// The value of the option that a message means.
pub fn pick(options: &[SlotOption], message: &str) -> Option<String> {
    let text = normalise(message);
    mentioned(options, message).or_else(|| part_of_one(options, &text)).or_else(|| {
        let said = text.replace(' ', "_");
        let place = PLACES.iter().position(|names| names.split(' ').any(|name| name == said))?;
        options.get(place).map(value)
    })
}

/// The value of the only option whose name a message is a part of: "size" for "Wrong size".
fn part_of_one(options: &[SlotOption], text: &str) -> Option<String> {
    let names_it =
        |option: &&SlotOption| option.names().any(|name| named(&normalise(name), text) > 1);
    let mut found = options.iter().filter(names_it);
    let first = found.next()?;
    found.next().is_none().then(|| value(first))
}

/// The value of the only option that a message names.
pub(super) fn mentioned(options: &[SlotOption], message: &str) -> Option<String> {
    let text = normalise(message);
    let mut best: Option<(usize, &SlotOption)> = None;
    let mut tie = false;
    for option in options {
        let length = option.names().map(|name| named(&text, &normalise(name))).max().unwrap_or(0);
        match best {
            // "退款" stands in "仅退款" too: the longer name is the one that was meant.
            Some((longest, _)) if length > 0 && length == longest => tie = true,
            Some((longest, _)) if length <= longest => {}
            _ if length > 0 => {
                best = Some((length, option));
                tie = false;
            }
            _ => {}
        }
    }
    best.filter(|_| !tie).map(|(_, option)| value(option))
}

/// How many letters of a text are this name, both normalised; words of Latin letters only as a whole.
pub fn named(text: &str, name: &str) -> usize {
    let name =
        ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    if name.is_empty() {
        return 0;
    }
    let inside = |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_alphanumeric());
    let latin = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    let whole = |at: usize| {
        let (before, after) =
            (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
        !latin || !(inside(before) || inside(after))
    };
    text.match_indices(name).find(|(at, _)| whole(*at)).map_or(0, |_| name.chars().count())
}

fn value(option: &SlotOption) -> String {
    option.value.clone()
}
