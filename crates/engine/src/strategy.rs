//! How a visitor is served: from their tags to what the widget does differently, each with its reason.

use crate::pack::{Localized, Pack};

/// What a strategy can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Points for the priority.
    Priority,
    /// The department.
    Department,
    /// The greeting.
    Greeting,
    /// Simpler words.
    Simple,
    /// Larger letters.
    LargeText,
    /// Entries that are offered.
    Recommend,
}

impl Aspect {
    /// As it stands in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::Department => "department",
            Self::Greeting => "greeting",
            Self::Simple => "simple",
            Self::LargeText => "large_text",
            Self::Recommend => "recommend",
        }
    }
}

/// Why something is done differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason<'p> {
    /// What is done differently.
    pub aspect: Aspect,
    /// The tags that ask for it.
    pub tags: &'p [String],
}

/// How a visitor is served; the default is how everybody is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service<'p> {
    /// Points from 0 to 100 on top of the priority of a hand-over.
    pub priority: u32,
    /// The department; empty for whichever is there.
    pub department: &'p str,
    /// The greeting instead of the pack's.
    pub greeting: Option<&'p Localized>,
    /// Whether answers are given in simpler words.
    pub simple: bool,
    /// Whether the widget uses larger letters.
    pub large_text: bool,
    /// Ids of entries that are offered, the most fitting first.
    pub recommend: Vec<&'p str>,
    /// Why, for everything that is not as for everybody.
    pub because: Vec<Reason<'p>>,
}

/// Most points that a strategy gives.
pub const MOST_PRIORITY: u32 = 100;

/// The strategies of the pack for a visitor whose tags have these ids.
///
/// Where several say something of the same, the first one in the pack counts; what they recommend is put together.
pub fn serve<'p>(pack: &'p Pack, tags: &[String]) -> Service<'p> {
    let mut service = Service::default();
    for strategy in &pack.strategies {
        if strategy.tags.is_empty() || !strategy.tags.iter().all(|id| tags.contains(id)) {
            continue;
        }
        let wanted = &strategy.recommend;
        for (aspect, is_said) in [
            (Aspect::Priority, strategy.priority.is_some()),
            (Aspect::Department, !strategy.department.is_empty()),
            (Aspect::Greeting, !strategy.greeting.is_empty()),
            (Aspect::Simple, strategy.simple.is_some()),
            (Aspect::LargeText, strategy.large_text.is_some()),
            (Aspect::Recommend, !wanted.is_empty()),
        ] {
            let is_decided = service.because.iter().any(|reason| reason.aspect == aspect);
            if !is_said || is_decided && aspect != Aspect::Recommend {
                continue;
            }
            service.because.push(Reason { aspect, tags: &strategy.tags });
            match aspect {
                Aspect::Priority => {
                    service.priority = strategy.priority.unwrap_or(0).min(MOST_PRIORITY);
                }
                Aspect::Department => service.department = &strategy.department,
                Aspect::Greeting => service.greeting = Some(&strategy.greeting),
                Aspect::Simple => service.simple = strategy.simple == Some(true),
                Aspect::LargeText => service.large_text = strategy.large_text == Some(true),
                Aspect::Recommend => {
                    for id in wanted {
                        if !service.recommend.contains(&id.as_str()) {
                            service.recommend.push(id);
                        }
                    }
                }
            }
        }
    }
    service
}
