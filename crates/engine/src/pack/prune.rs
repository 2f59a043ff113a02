//! Leaves out of a pack what cannot be used, so that the rest can. `check` says why.

use super::flows::Flow;
use super::types::*;
use crate::colour::Colour;
use crate::link;

/// After this every id is unique, every entry has an answer, and every channel can be reached.
pub(crate) fn prune(pack: &mut Pack) {
    unique(&mut pack.faq, |entry| &entry.id);
    pack.faq.retain(|entry| !entry.answer.is_empty());
    unique(&mut pack.flows, |flow| &flow.id);
    pack.flows.retain(|flow| !flow.steps.is_empty());
    unique(&mut pack.triggers, |trigger| &trigger.id);
    pack.triggers.retain(|trigger| !trigger.say.is_empty() || !trigger.flow.is_empty());
    pack.faq.extend(doors(&pack.flows, &pack.faq));
    if let Some(form) = &mut pack.profile {
        unique(&mut form.fields, |field| &field.id);
        unique(&mut form.purposes, |purpose| &purpose.id);
    }
    pack.profile.take_if(|form| !is_consent_possible(form));
    unique(&mut pack.channels, |channel| &channel.id);
    pack.channels.retain(is_reachable);
    unique(&mut pack.transfer.topics, |topic| &topic.id);
    if Colour::parse(&pack.theme.accent).is_none() {
        pack.theme.accent.clear();
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

/// Keeps the first of those that share an id, and none without one.
fn unique<T>(items: &mut Vec<T>, id: fn(&T) -> &String) {
    let mut index = 0;
    let fresh: Vec<bool> = {
        let mut seen = std::collections::BTreeSet::new();
        items.iter().map(|item| !id(item).trim().is_empty() && seen.insert(id(item))).collect()
    };
    items.retain(|_| {
        index += 1;
        fresh[index - 1]
    });
}

/// Asking without a reason or a policy to agree under would not be consent.
pub(super) fn is_consent_possible(form: &Profile) -> bool {
    !form.purposes.is_empty() && link::is_safe(&form.policy.url)
}

/// Whether the widget may open, or post to, the channel's link.
pub(super) fn is_reachable(channel: &Channel) -> bool {
    match channel.kind {
        ChannelKind::Link => link::is_safe(&channel.url),
        ChannelKind::Webhook => link::is_endpoint(&channel.url),
    }
}
