//! What visitors asked in vain, in groups of the same matter.

use crate::faq::{Bars, Decision, Index};
use crate::pack::Pack;
use crate::text::{Feature, Kind, features, kind, normalise};

/// Only the most frequent are looked at: rarer ones say little, and each is compared with each group.
pub const MOST_MISSES: usize = 2_000;

/// From this cosine on two questions are about the same.
const SAME_MATTER: f32 = 0.42;

/// A question that was missed, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The words, masked.
    pub text: String,
    /// How often.
    pub count: u32,
}

/// A matter that visitors ask about in vain.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// How it was asked, the most frequent way first.
    pub texts: Vec<String>,
    /// How often in all.
    pub count: u32,
    /// The entry that comes near the most frequent way of asking, if one does.
    pub near: Option<usize>,
}

/// What the pack lacks, the most wanted first. What it answers by now is no gap.
pub fn gaps(pack: &Pack, misses: &[Miss]) -> Vec<Gap> {
    let index = Index::new(pack);
    let bar = index.bars().answer;
    let mut order: Vec<&Miss> =
        misses.iter().filter(|miss| !normalise(&miss.text).is_empty()).collect();
    order.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    order.truncate(MOST_MISSES);
    let mut gaps: Vec<(Gap, Vec<Feature>)> = Vec::new();
    for miss in order {
        let near = match index.find(&miss.text) {
            Decision::Answer(_) => continue,
            // What visitors are asked about is often far off; where little was lacking, it is worth looking.
            Decision::Suggest(found) => {
                found.first().filter(|one| !Bars::leads(bar, one.score)).map(|one| one.entry)
            }
            Decision::Unknown => None,
        };
        let vector = matter(&miss.text);
        let best = gaps
            .iter_mut()
            .map(|(gap, other)| (cosine(&vector, other), gap))
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        match best {
            Some((similar, gap)) if similar >= SAME_MATTER => {
                gap.count = gap.count.saturating_add(miss.count);
                gap.texts.push(miss.text.clone());
            }
            _ => {
                let texts = vec![miss.text.clone()];
                gaps.push((Gap { texts, count: miss.count, near }, vector));
            }
        }
    }
    let mut gaps: Vec<Gap> = gaps.into_iter().map(|(gap, _)| gap).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.count));
    gaps
}

/// What tells which matter a text is about: its words and their pieces, in whatever order.
fn matter(text: &str) -> Vec<Feature> {
    let order = [Kind::Next as usize, Kind::Pair as usize];
    let mut found = features(&normalise(text));
    found.retain(|feature| !order.contains(&kind(*feature)));
    found
}

/// How alike two texts are by their sorted features, from 0 to 1.
fn cosine(a: &[Feature], b: &[Feature]) -> f32 {
    let shared = a.iter().filter(|one| b.binary_search(one).is_ok()).count();
    shared as f32 / f32::sqrt((a.len() * b.len()).max(1) as f32)
}
