//! Entries that differ in one thing only: which one is meant is asked by that thing, not by whole questions.

use crate::pack::{Entry, Facet, Pack, SlotOption, language};
use crate::slot;
use crate::text::normalise;

/// How many of the first entries differ by one facet alone, and by which.
pub(super) fn by_facet<'p>(pack: &'p Pack, entries: &[usize]) -> Option<(&'p str, usize)> {
    let first = pack.faq.get(*entries.first()?)?;
    let alike = |facet: &'p Facet| {
        let mut together: Vec<&Entry> = vec![first];
        for entry in entries[1..].iter().filter_map(|at| pack.faq.get(*at)) {
            if !together.iter().all(|other| differ_only_in(entry, other, &facet.name)) {
                break;
            }
            together.push(entry);
        }
        (facet.name.as_str(), together.len())
    };
    first.facets.iter().map(alike).find(|(_, count)| *count > 1)
}

/// Every entry that differs from this one in one facet alone, itself first, and which facet that is.
///
/// Only where another facet says what they have in common: one alone does not tell that they answer the same.
pub(super) fn siblings(pack: &Pack, entry: usize) -> Vec<(&str, Vec<usize>)> {
    let Some(one) = pack.faq.get(entry).filter(|one| one.facets.len() > 1) else {
        return Vec::new();
    };
    let groups = one.facets.iter().map(|facet| {
        let others =
            (0..pack.faq.len()).filter(|at| differ_only_in(&pack.faq[*at], one, &facet.name));
        (facet.name.as_str(), std::iter::once(entry).chain(others).collect())
    });
    groups.filter(|(_, group): &(&str, Vec<usize>)| group.len() > 1).collect()
}

fn differ_only_in(one: &Entry, other: &Entry, name: &str) -> bool {
    let equal = |a: &Facet, b: &Facet| a.name == b.name && a.value == b.value;
    one.facets.len() == other.facets.len()
        && one.facets.iter().all(|facet| {
            if facet.name == name {
                other.facets.iter().any(|same| same.name == name && same.value != facet.value)
            } else {
                other.facets.iter().any(|same| equal(same, facet))
            }
        })
        && one.facets.iter().any(|facet| facet.name == name)
}

/// The value of a facet, in a language.
pub(super) fn value<'p>(entry: &'p Entry, name: &str, locale: &str) -> &'p str {
    entry.facets.iter().find(|facet| facet.name == name).map_or("", |facet| facet.value.get(locale))
}

/// Whether a text names the value that an entry has.
pub(super) fn names(text: &str, entry: &Entry, name: &str) -> bool {
    let text = normalise(text);
    let facet = entry.facets.iter().find(|facet| facet.name == name);
    facet.is_some_and(|facet| {
        facet.value.texts().any(|value| slot::named(&text, &normalise(value)) > 0)
    })
}

/// The entry whose value a message says: "摄像头", "the second one".
pub(super) fn pick(pack: &Pack, entries: &[usize], name: &str, message: &str) -> Option<usize> {
    let options: Vec<SlotOption> = entries
        .iter()
        .filter_map(|at| Some((at, pack.faq.get(*at)?)))
        .map(|(at, entry)| SlotOption {
            value: at.to_string(),
            label: entry
                .facets
                .iter()
                .find(|facet| facet.name == name)
                .map(|facet| facet.value.clone())
                .unwrap_or_default(),
            ..SlotOption::default()
        })
        .collect();
    slot::pick(&options, message)?.parse().ok()
}

/// "处理器还是摄像头？"
pub(super) fn question(values: &[&str], locale: &str) -> String {
    let chinese = language(locale) == "zh";
    let or = match (chinese, locale.eq_ignore_ascii_case("zh-TW")) {
        (true, true) => "還是",
        (true, false) => "还是",
        _ => " or ",
    };
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            text.push_str(if at + 1 == values.len() {
                or
            } else if chinese {
                "、"
            } else {
                ", "
            });
        }
        text.push_str(value);
    }
    // A sentence begins with a capital, but a name that has its capital elsewhere keeps it: iPhone.
    let is_name = text.split(' ').next().unwrap_or("").contains(|c: char| c.is_ascii_uppercase());
    if let Some(first) = text.get_mut(..1).filter(|_| !is_name) {
        first.make_ascii_uppercase();
    }
    text.push_str(if chinese { "？" } else { "?" });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_back_is_a_sentence_in_the_visitors_language() {
        assert_eq!(question(&["处理器", "摄像头"], "zh-CN"), "处理器还是摄像头？");
        assert_eq!(question(&["紅", "藍", "綠"], "zh-TW"), "紅、藍還是綠？");
        assert_eq!(question(&["red", "blue", "green"], "en"), "Red, blue or green?");
        assert_eq!(question(&["iPhone 15", "iPad"], "en"), "iPhone 15 or iPad?");
    }
}
