//! What follows from who the visitor is and where they are: their tags, how they are served, and what is offered.

use crate::amount::Amount;
use crate::anticipate::{MOST_OFFERED, Situation, anticipate};
use crate::calendar::iso_moment;
use crate::dialog::{Choice, Context, Dialog, LastTurn, feedback_buttons, quick_replies};
use crate::insight::Insight;
use crate::json::Value;
use crate::kept::{Kept, given, list, object};
use crate::kept_struct;
use crate::pack::Pack;
use crate::tags::{Evidence, Origin, Tag};

/// What the widget shows beside the conversation, and what goes along when it is handed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Served {
    /// The buttons above the input box.
    pub replies: Vec<Choice>,
    /// The visitor's tags and what made them, as they go along with a hand-over; `null` for none.
    pub tags: Value,
    /// The department for them; empty for whichever is there.
    pub department: String,
    /// Points that the strategies of the pack add to their priority.
    pub priority: u32,
    /// Whether they read larger letters more easily.
    pub large_text: bool,
    /// The call that a flow waits for.
    pub awaited: Option<Awaited>,
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
        self.tags = Value::Null;
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
        // Beside the offers, not in their place.
        replies.splice(0..0, feedback_buttons(pack, dialog, context.locale));
        let awaited = dialog.flow.as_ref().and_then(|running| running.awaited(pack));
        Self {
            replies,
            tags: list(tags.iter().map(|tag| told(tag, context.locale))),
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
        let choice = Choice::asking(entry, locale);
        let is_there = replies.iter().any(|other| other.action == choice.action);
        if !is_there && replies.len() < MOST_OFFERED {
            replies.push(choice);
        }
    }
}

/// A tag in the words of a hand-over packet.
fn told(tag: &Tag<'_>, locale: &str) -> Value {
    let label = match tag.origin {
        Origin::Rule(rule) => rule.label.get(locale),
        Origin::Ready(_) => "",
    };
    object([
        ("id", Value::from(&*tag.id)),
        ("label", given(label)),
        ("evidence", Value::Array(tag.evidence.iter().map(evidence).collect())),
    ])
}

fn evidence(one: &Evidence<'_>) -> Value {
    let number = |amount: Option<Amount>| amount.map(|one| one.to_string()).write();
    let moment = |at: Option<u64>| at.map(iso_moment).write();
    let names = one.names.iter().map(String::write).collect();
    object([
        ("about", Value::from(one.about.word())),
        ("not", if one.not { true.write() } else { Value::Null }),
        ("names", Value::Array(names)),
        ("count", one.count.write()),
        ("measured", number(one.measured)),
        ("at_least", number(one.criterion.and_then(|rule| rule.at_least))),
        ("at_most", number(one.criterion.and_then(|rule| rule.at_most))),
        ("within_days", one.criterion.and_then(|rule| rule.within_days).write()),
        ("first", moment(one.first)),
        ("last", moment(one.last)),
    ])
}

kept_struct!(Served { replies, tags, department, priority, large_text, awaited });
kept_struct!(Awaited { call, timeout_ms });
