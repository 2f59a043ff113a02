//! Leaves out of a pack what cannot be used, so that the rest can. `check` says why.

use super::flows::Flow;
use super::types::*;
use crate::colour::Colour;
use crate::link;
use crate::order;

/// After this every id is unique, every entry has an answer, every tag a rule, and every channel can be reached.
pub(crate) fn prune(pack: &mut Pack) {
    unique(&mut pack.faq, |entry| &entry.id);
    pack.faq.retain(|entry| !entry.answer.is_empty());
    unique(&mut pack.flows, |flow| &flow.id);
    pack.flows.retain(|flow| !flow.steps.is_empty());
    unique(&mut pack.triggers, |trigger| &trigger.id);
    pack.triggers.retain(|trigger| !trigger.say.is_empty() || !trigger.flow.is_empty());
    pack.faq.extend(doors(&pack.flows, &pack.faq));
    form(&mut pack.profile);
    unique(&mut pack.tags, |rule| &rule.id);
    pack.tags.retain(|rule| rule.when.is_usable());
    channels(&mut pack.channels);
    unique(&mut pack.transfer.topics, |topic| &topic.id);
    looks(&mut pack.theme);
}

pub(super) fn form(profile: &mut Option<Profile>) {
    if let Some(form) = profile {
        unique_few(&mut form.fields, |field| &field.id);
        unique_few(&mut form.purposes, |purpose| &purpose.id);
    }
    profile.take_if(|form| !is_consent_possible(form));
}

pub(super) fn channels(channels: &mut Vec<Channel>) {
    unique_few(channels, |channel| &channel.id);
    channels.retain(|channel| is_reachable(channel) && has_inbox(channel));
}

pub(super) fn looks(theme: &mut Theme) {
    if Colour::parse(&theme.accent).is_none() {
        theme.accent.clear();
    }
}

/// A flow with phrases is found like an entry: by one of its own that has no answer but starts it.
fn doors(flows: &[Flow], faq: &[Entry]) -> Vec<Entry> {
    let free = |flow: &&Flow| faq.iter().all(|entry| entry.id != flow.id);
    let with_phrases = flows.iter().filter(|flow| flow.phrases.iter().next().is_some());
    let door = |flow: &Flow| Entry {
        id: flow.id.clone(),
        question: flow.name(),
        alt: flow.phrases.clone(),
        flow: flow.id.clone(),
        ..Entry::default()
    };
    with_phrases.filter(free).map(door).collect()
}

/// The same as `unique` in a few bytes, for the short lists that the front has.
fn unique_few<T>(items: &mut Vec<T>, id: fn(&T) -> &String) {
    let mut place = 0;
    while let Some(item) = items.get(place) {
        let own = id(item);
        if own.trim().is_empty() || items[..place].iter().any(|other| id(other) == own) {
            items.remove(place);
        } else {
            place += 1;
        }
    }
}

/// Keeps the first of those that share an id, and none without one.
fn unique<T>(items: &mut Vec<T>, id: fn(&T) -> &String) {
    let ids: Vec<&str> = items.iter().map(|item| id(item).as_str()).collect();
    let mut fresh = fresh(&ids).into_iter();
    items.retain(|_| fresh.next().unwrap_or_default());
}

/// Which ids are not blank and stand in the list for the first time.
fn fresh(ids: &[&str]) -> Vec<bool> {
    // By a number made of the id, so that the same ids come to stand together, and then by place;
    // sorted as `u64` like all else in the engine.
    let mut order: Vec<u64> = (0..).zip(ids).map(|(place, id)| number(id) << 32 | place).collect();
    order::ascending(&mut order);
    let mut fresh: Vec<bool> = ids.iter().map(|id| !id.trim().is_empty()).collect();
    // The different ids that share a number; hardly ever more than one.
    let mut seen: Vec<&str> = Vec::new();
    let mut before = u64::MAX;
    for one in order {
        if one >> 32 != before {
            before = one >> 32;
            seen.clear();
        }
        let place = one as u32 as usize;
        if seen.contains(&ids[place]) {
            fresh[place] = false;
        } else {
            seen.push(ids[place]);
        }
    }
    fresh
}

/// Thirty-two bits of an id (FNV-1a).
fn number(id: &str) -> u64 {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    u64::from(id.bytes().fold(0x811c_9dc5, mix))
}

/// Asking without a reason or a policy to agree under would not be consent.
pub(super) fn is_consent_possible(form: &Profile) -> bool {
    !form.purposes.is_empty() && link::is_safe(&form.policy.url)
}

/// Whether the widget knows which inbox it writes to, where it writes to one.
pub(super) fn has_inbox(channel: &Channel) -> bool {
    channel.kind != ChannelKind::Chatwoot || !channel.inbox_identifier.trim().is_empty()
}

/// Whether the widget may open, or post to, the channel's link.
pub(super) fn is_reachable(channel: &Channel) -> bool {
    match channel.kind {
        ChannelKind::Link => link::is_safe(&channel.url),
        ChannelKind::Webhook | ChannelKind::Chatwoot => link::is_endpoint(&channel.url),
    }
}
