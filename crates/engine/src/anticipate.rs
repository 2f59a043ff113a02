//! What a visitor will probably ask next: from the pack's hints, the page, their tags, and what was asked here before.

use crate::dialog::matches_page;
use crate::insight::Insight;
use crate::pack::{Entry, Pack};

/// More offers than this are a list to read.
pub const MOST_OFFERED: usize = 3;

/// The owner's own `next` of the last entry: nobody knows better. Each further place counts a little less.
const NEXT: u32 = 60;
const NEXT_STEP: u32 = 5;
/// A strategy recommends it to visitors like this one.
const RECOMMENDED: u32 = 50;
/// The entry names this page.
const PAGE: u32 = 40;
/// All who asked the last entry here asked this one next; a share of it for a share of them.
const FOLLOWED: u32 = 45;
/// The most asked entry here; a share of it for others. Too little to stand before a hint of any other kind.
const POPULAR: u32 = 9;
/// So often must something have happened before it is a habit.
const HABIT: u32 = 2;

/// What is known of the moment.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Path of the page.
    pub page: &'a str,
    /// Ids that a strategy recommends.
    pub recommend: &'a [&'a str],
    /// What was asked here before.
    pub counts: &'a Insight,
    /// Ids of the entries that this visitor asked, in order.
    pub asked: &'a [String],
}

/// Up to three entries that the visitor will probably ask next, the likeliest first.
///
/// Nothing that was asked already, and nothing for which nothing speaks.
pub fn anticipate<'p>(pack: &'p Pack, situation: &Situation<'_>) -> Vec<&'p Entry> {
    let Situation { page, recommend, counts, asked } = *situation;
    let last = asked.last().map(String::as_str);
    let hints = pack.faq.iter().find(|entry| Some(entry.id.as_str()) == last);
    let hints = hints.map_or(&[][..], |entry| &entry.next);
    let followed = followers(counts, last);
    let all_followed: u32 = followed.iter().map(|(_, count)| count).sum();
    let most_used = counts.entries.iter().map(|one| one.answered).max().unwrap_or(0);
    let mut best: Vec<(u32, &Entry)> = Vec::with_capacity(MOST_OFFERED + 1);
    for entry in pack.faq.iter().filter(|entry| !asked.contains(&entry.id)) {
        let mut points = 0;
        if let Some(place) = hints.iter().position(|id| *id == entry.id) {
            points += NEXT.saturating_sub(NEXT_STEP * place as u32).max(RECOMMENDED + 1);
        }
        if recommend.contains(&entry.id.as_str()) {
            points += RECOMMENDED;
        }
        if entry.pages.iter().any(|pattern| matches_page(pattern, page)) {
            points += PAGE;
        }
        if let Some((_, count)) = followed.iter().find(|(id, _)| *id == entry.id) {
            points += share(FOLLOWED, *count, all_followed);
        }
        let used = counts.uses(&entry.id);
        // In the middle of a conversation what others ask most is only noise.
        if used >= HABIT && (points > 0 || asked.is_empty()) {
            points += share(POPULAR, used, most_used);
        }
        // Of equals the order of the pack.
        let place = best.partition_point(|(better, _)| *better >= points);
        if points > 0 && place < MOST_OFFERED {
            best.insert(place, (points, entry));
            best.truncate(MOST_OFFERED);
        }
    }
    best.into_iter().map(|(_, entry)| entry).collect()
}

/// What was asked after `last` here, and how often.
fn followers(counts: &Insight, last: Option<&str>) -> Vec<(String, u32)> {
    let Some(last) = last else { return Vec::new() };
    let mut followers = Vec::new();
    for pair in counts.pairs.counts() {
        if let Some((from, to)) = pair.name.split_once('\n')
            && from == last
            && pair.count >= HABIT
        {
            followers.push((to.to_owned(), pair.count));
        }
    }
    followers
}

fn share(points: u32, part: u32, whole: u32) -> u32 {
    let share = u64::from(points) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(points)
}
