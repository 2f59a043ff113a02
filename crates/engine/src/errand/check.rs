//! Has words looked through before they go to people.

use crate::json::Value;
use crate::kept::{Kept, field, object};
use crate::pack::{ChannelKind, GuardRule, Pack};
use crate::personal::{self, Personal};

/// Words that are about to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The first is what the visitor wants to send now; the others go along.
    pub texts: Vec<String>,
    /// Id of the channel that gets them; empty for whichever takes them.
    pub channel: String,
}

/// What may become of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The words as they may go without being asked about.
    pub covered: Vec<String>,
    /// What was found in the first text that may not simply go, each kind once, as `Personal` writes them.
    pub kinds: Vec<String>,
    /// Whether the first text may also go as it is.
    pub may_stay: bool,
}

const CHECK: &str = "check";

impl Kept for Check {
    fn write(&self) -> Value {
        object([(CHECK, self.texts.write()), ("channel", self.channel.write())])
    }

    fn read(value: &Value) -> Option<Self> {
        value.get(CHECK)?;
        Some(Self { texts: field(value, CHECK)?, channel: field(value, "channel")? })
    }
}

impl Kept for Checked {
    fn write(&self) -> Value {
        object([
            ("covered", self.covered.write()),
            ("kinds", self.kinds.write()),
            ("may_stay", self.may_stay.write()),
        ])
    }

    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            covered: field(value, "covered")?,
            kinds: field(value, "kinds")?,
            may_stay: field(value, "may_stay")?,
        })
    }
}

impl Check {
    /// Looks through them, by the rules of the pack for where they go.
    pub fn run(&self, pack: &Pack) -> Checked {
        let rule = |kind| rule(pack, &self.channel, kind);
        let cover = |text: &String| personal::cover(text, |kind| rule(kind) != GuardRule::Allow);
        let mut kinds: Vec<Personal> = Vec::new();
        for one in self.texts.first().map(|text| personal::find(text)).unwrap_or_default() {
            if rule(one.kind) != GuardRule::Allow && !kinds.contains(&one.kind) {
                kinds.push(one.kind);
            }
        }
        Checked {
            covered: self.texts.iter().map(cover).collect(),
            may_stay: kinds.iter().all(|kind| rule(*kind) == GuardRule::Ask),
            kinds: kinds.into_iter().map(|kind| kind.word().to_owned()).collect(),
        }
    }
}

/// What becomes of a kind: the strictest rule of the channels that may take it.
fn rule(pack: &Pack, channel: &str, kind: Personal) -> GuardRule {
    let mut strictest = None;
    let takes = pack
        .channels
        .iter()
        .filter(|one| one.kind != ChannelKind::Link && (channel.is_empty() || one.id == channel));
    let own = |id: &str| pack.channel_guards.iter().find(|one| one.channel == id);
    let rules =
        takes.map(|one| own(&one.id).map_or(&pack.guard, |own| &own.guard).rule(kind, &pack.guard));
    for rule in rules {
        if rule == GuardRule::Mask || strictest.is_none_or(|so_far| so_far == GuardRule::Allow) {
            strictest = Some(rule);
        }
    }
    strictest.unwrap_or_else(|| pack.guard.rule(kind, &pack.guard))
}
