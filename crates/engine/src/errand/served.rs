//! What follows from who the visitor is and where they are: their tags, how they are served, and what is offered.

use crate::amount::Amount;
use crate::anticipate::{MOST_OFFERED, Situation, anticipate};
use crate::dialog::{Choice, ChoiceAction, Context, Dialog, LastTurn, quick_replies};
use crate::insight::Insight;
use crate::kept_struct;
use crate::pack::Pack;
use crate::tags::{Origin, Tag};

/// What the widget shows beside the conversation, and what goes along when it is handed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Served {
    /// The buttons above the input box.
    pub replies: Vec<Choice>,
    /// The visitor's tags.
    pub tags: Vec<ToldTag>,
    /// The department for them; empty for whichever is there.
    pub department: String,
    /// Points that the strategies of the pack add to their priority.
    pub priority: u32,
    /// Whether they read larger letters more easily.
    pub large_text: bool,
    /// The call that a flow waits for.
    pub awaited: Option<Awaited>,
}

/// A tag in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldTag {
    /// Its short name.
    pub id: String,
    /// What the owner calls it, in the visitor's language; empty for a tag that needs no rule.
    pub label: String,
    /// Why the visitor has it.
    pub evidence: Vec<ToldEvidence>,
}

/// A piece of evidence in words; see `tags::Evidence`.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldEvidence {
    /// What it is about.
    pub about: String,
    /// Whether the tag is there because the criterion does not hold.
    pub not: bool,
    /// What was found.
    pub names: Vec<String>,
    /// How many facts.
    pub count: u32,
    /// What was compared, as a number; empty for nothing.
    pub measured: String,
    /// The least that the rule asks for; empty for no such limit.
    pub at_least: String,
    /// The most that it allows.
    pub at_most: String,
    /// The days that it looks back.
    pub within_days: Option<u32>,
    /// When the first fact happened, in milliseconds since 1970.
    pub first: Option<u64>,
    /// When the last one did.
    pub last: Option<u64>,
}

/// A call of a flow whose answer is outstanding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Its number.
    pub call: u32,
    /// After so many milliseconds it has failed.
    pub timeout_ms: u32,
}

impl Served {
    /// Takes out what follows from what is known of the visitor.
    pub fn forget_visitor(&mut self) {
        self.tags.clear();
        self.department.clear();
        self.priority = 0;
    }

    pub(super) fn new(
        pack: &Pack,
        dialog: &Dialog,
        context: &Context<'_>,
        tags: &[Tag<'_>],
        counts: &Insight,
    ) -> Self {
        let service = context.service.cloned().unwrap_or_default();
        let mut replies = quick_replies(pack, dialog, context);
        let situation = Situation {
            page: context.page,
            recommend: &service.recommend,
            counts,
            asked: &dialog.tried,
        };
        offer_next(&mut replies, pack, dialog, &situation, context.locale);
        let awaited = dialog.flow.as_ref().and_then(|running| running.awaited(pack));
        Self {
            replies,
            tags: tags.iter().map(|tag| told(tag, context.locale)).collect(),
            department: service.department.to_owned(),
            priority: service.priority,
            large_text: service.large_text,
            awaited: awaited.map(|(call, timeout_ms)| Awaited { call, timeout_ms }),
        }
    }
}

/// Adds what the visitor will probably ask next to the buttons of the pack.
fn offer_next(
    replies: &mut Vec<Choice>,
    pack: &Pack,
    dialog: &Dialog,
    situation: &Situation<'_>,
    locale: &str,
) {
    // Whoever was not understood is not offered something else.
    if dialog.last == LastTurn::Unknown {
        return;
    }
    for entry in anticipate(pack, situation) {
        let action = ChoiceAction::Ask(entry.id.clone());
        let is_there = replies.iter().any(|choice| choice.action == action);
        if !is_there && replies.len() < MOST_OFFERED {
            replies.push(Choice { label: Some(entry.question.get(locale).to_owned()), action });
        }
    }
}

fn told(tag: &Tag<'_>, locale: &str) -> ToldTag {
    let written = |amount: Option<Amount>| amount.map(|one| one.to_string()).unwrap_or_default();
    let evidence = tag.evidence.iter().map(|one| ToldEvidence {
        about: one.about.word().to_owned(),
        not: one.not,
        names: one.names.clone(),
        count: one.count,
        measured: written(one.measured),
        at_least: written(one.criterion.and_then(|rule| rule.at_least)),
        at_most: written(one.criterion.and_then(|rule| rule.at_most)),
        within_days: one.criterion.and_then(|rule| rule.within_days),
        first: one.first,
        last: one.last,
    });
    ToldTag {
        id: tag.id.to_string(),
        label: match tag.origin {
            Origin::Rule(rule) => rule.label.get(locale).to_owned(),
            Origin::Ready(_) => String::new(),
        },
        evidence: evidence.collect(),
    }
}

kept_struct!(Served { replies, tags, department, priority, large_text, awaited });
kept_struct!(ToldTag { id, label, evidence });
kept_struct!(ToldEvidence {
    about,
    not,
    names,
    count,
    measured,
    at_least,
    at_most,
    within_days,
    first,
    last,
});
kept_struct!(Awaited { call, timeout_ms });
