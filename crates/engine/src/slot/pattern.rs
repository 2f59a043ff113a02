//! The small language in which a pack says what an order number looks like.
//!
//! `#` a digit, `@` a letter, `?` either, `[A-F0-9]` one of these; `{8}` or `{6,10}` behind one says how often;
//! `|` between two patterns means either; `\` takes the next character as it stands; all else stands for itself.
//! Upper and lower case are the same, and spaces and hyphens that the visitor adds do not matter.

use super::number;

/// No order number is longer.
const LONGEST: usize = 64;

/// One kind of character.
#[derive(Clone, Debug, PartialEq)]
enum Class {
    Exactly(char),
    OneOf(Vec<(char, char)>),
}

#[derive(Clone, Debug, PartialEq)]
struct Item {
    class: Class,
    least: usize,
    most: usize,
}

/// Whether a pack's pattern can be read, and asks for at least three characters: a shorter one is found in any text.
pub fn is_good(pattern: &str) -> bool {
    let shortest = |items: &Vec<Item>| items.iter().map(|item| item.least).sum::<usize>();
    compile(pattern)
        .is_some_and(|ways| ways.iter().all(|items| shortest(items) >= 3 && is_bounded(items)))
}

/// Whether what is looked for is no longer than an order number can be.
fn is_bounded(items: &[Item]) -> bool {
    items.iter().map(|item| item.most).sum::<usize>() <= LONGEST
}

/// The first place of a message that fits, in the spelling of the pattern.
pub fn find(pattern: &str, message: &str) -> Option<String> {
    let mut ways = compile(pattern)?;
    // A pack may have any pattern; one that could take long finds nothing.
    ways.retain(|items| is_bounded(items));
    let letters: Vec<char> = message.chars().collect();
    let begins = |at: usize| at == 0 || !letters[at - 1].is_ascii_alphanumeric();
    let starts = (0..letters.len()).filter(|at| begins(*at) && !is_gap(letters[*at]));
    starts
        .flat_map(|at| ways.iter().map(move |items| (at, items)))
        .find_map(|(at, items)| fit(items, &letters[at..]))
}

fn is_gap(letter: char) -> bool {
    matches!(letter, ' ' | '-' | '_')
}

/// Follows every way through the items at once, so that no pattern takes longer than its length times the text's.
fn fit(items: &[Item], letters: &[char]) -> Option<String> {
    // At each item: the places that can be reached, with what was read on the way.
    let mut reached: Vec<(usize, String)> = vec![(0, String::new())];
    for item in items {
        let mut next: Vec<(usize, String)> = Vec::new();
        for (from, read) in reached {
            let (mut at, mut read) = (from, read);
            for count in 0..=item.most.min(LONGEST) {
                if at > 2 * LONGEST {
                    return None;
                }
                if count >= item.least && next.iter().all(|(place, _)| *place != at) {
                    next.push((at, read.clone()));
                }
                // Gaps that the visitor added are passed over, except before the first character.
                let mut place = at;
                while at > 0
                    && letters
                        .get(place)
                        .is_some_and(|l| is_gap(*l) && item.class.take(*l).is_none())
                {
                    place += 1;
                }
                let taken = letters.get(place).and_then(|letter| item.class.take(*letter));
                match (taken, &item.class) {
                    (Some(taken), _) => {
                        read.push(taken);
                        at = place + 1;
                    }
                    // A hyphen of the pattern that the visitor left out.
                    (None, Class::Exactly(gap)) if is_gap(*gap) => read.push(*gap),
                    _ => break,
                }
            }
        }
        reached = next;
    }
    let ends = |at: usize| letters.get(at).is_none_or(|next| !next.is_ascii_alphanumeric());
    let best = reached.into_iter().filter(|(at, _)| ends(*at)).max_by_key(|(at, _)| *at);
    best.map(|(_, read)| read).filter(|read| !read.is_empty())
}

impl Class {
    /// The character in the pattern's own spelling, if it is one of the class.
    fn take(&self, letter: char) -> Option<char> {
        match self {
            Self::Exactly(wanted) => wanted.eq_ignore_ascii_case(&letter).then_some(*wanted),
            Self::OneOf(spans) => {
                let within =
                    |one: &char| spans.iter().any(|(from, to)| (*from..=*to).contains(one));
                [letter, letter.to_ascii_uppercase(), letter.to_ascii_lowercase()]
                    .into_iter()
                    .find(within)
            }
        }
    }
}

fn compile(pattern: &str) -> Option<Vec<Vec<Item>>> {
    let mut ways = vec![Vec::new()];
    let mut letters = pattern.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        let class = match letter {
            '#' => Class::OneOf(vec![('0', '9')]),
            '@' => Class::OneOf(vec![('A', 'Z')]),
            '?' => Class::OneOf(vec![('A', 'Z'), ('0', '9')]),
            '[' => Class::OneOf(spans(&mut letters)?),
            '|' => {
                ways.push(Vec::new());
                continue;
            }
            '\\' => Class::Exactly(letters.next()?),
            ']' | '{' | '}' => return None,
            other => Class::Exactly(other),
        };
        let (least, most) =
            if letters.next_if_eq(&'{').is_some() { counts(&mut letters)? } else { (1, 1) };
        ways.last_mut()?.push(Item { class, least, most });
    }
    ways.iter().all(|items| !items.is_empty()).then_some(ways)
}

type Letters<'p> = std::iter::Peekable<std::str::Chars<'p>>;

fn spans(letters: &mut Letters<'_>) -> Option<Vec<(char, char)>> {
    let mut spans = Vec::new();
    loop {
        let from = letters.next()?;
        if from == ']' {
            return (!spans.is_empty()).then_some(spans);
        }
        let to = if letters.next_if_eq(&'-').is_some() { letters.next()? } else { from };
        if to < from || to == ']' {
            return None;
        }
        spans.push((from, to));
    }
}

fn counts(letters: &mut Letters<'_>) -> Option<(usize, usize)> {
    let mut inside = String::new();
    loop {
        match letters.next()? {
            '}' => break,
            other if inside.len() < 8 => inside.push(other),
            _ => return None,
        }
    }
    let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
    let count = |digits: &str| number::whole_number(digits.trim()).map(|count| count as usize);
    let (least, most) = (count(least)?, count(most)?);
    (least <= most && (1..=LONGEST).contains(&most)).then_some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_number_is_found_wherever_it_stands() {
        for (pattern, message, found) in [
            ("KF########", "KF20260001", "KF20260001"),
            ("KF########", "查一下订单kf20260001，谢谢", "KF20260001"),
            ("KF########", "KF-2026 0001", "KF20260001"),
            ("[A-Z]{2}[0-9]{8}", "my order is ab12345678.", "AB12345678"),
            ("#{6,10}", "编号 1234567", "1234567"),
            ("SO-####|TB#{6}", "so1234?", "SO-1234"),
            ("SO-####|TB#{6}", "TB 123456", "TB123456"),
            ("@@@-?{4}", "xyz-1a2b", "XYZ-1A2B"),
            (r"\####", "#123", "#123"),
            ("ord####", "ORD1234", "ord1234"),
        ] {
            assert_eq!(find(pattern, message).as_deref(), Some(found), "{pattern} {message}");
        }
    }

    #[test]
    fn what_is_longer_shorter_or_other_is_not_one() {
        for (pattern, message) in [
            ("KF########", "KF2026000"),
            ("KF########", "KF202600011"),
            ("KF########", "XKF20260001"),
            ("KF########", ""),
            ("#{6,10}", "12345"),
            ("[A-F]{4}", "WXYZ"),
        ] {
            assert_eq!(find(pattern, message), None, "{pattern} {message}");
        }
    }

    #[test]
    fn patterns_that_make_no_sense_are_refused() {
        for good in ["KF########", "[A-Z]{2}[0-9]{8}", "#{6,10}", "A###|B####", r"\[####"] {
            assert!(is_good(good), "{good}");
        }
        for bad in [
            "", "#", "##", "[A-Z", "[]###", "[Z-A]###", "###{", "###{x}", "###{3,2}", "###{0}",
            "###]", "###|", "#{1,65}", "###\\",
        ] {
            assert!(!is_good(bad), "{bad}");
        }
    }

    #[test]
    fn a_hostile_pattern_on_a_hostile_text_takes_bounded_work() {
        let pattern = "#{1,60}".repeat(20);
        assert!(!is_good(&pattern), "too long to be an order number");
        assert_eq!(find(&pattern, &"1".repeat(1_000)), None);
        assert_eq!(find(&pattern, &"1 ".repeat(500)), None);
        assert_eq!(find(&"#{0,2}".repeat(32), &"1 ".repeat(500)), Some("1".repeat(64)));
    }
}
