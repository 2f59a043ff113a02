//! What can be wrong with a flow.

use std::collections::BTreeSet;

use crate::dialog;
use crate::pack::diagnostic::Problem;
use crate::pack::flows::*;
use crate::pack::types::{ButtonAction, Pack};
use crate::slot::pattern;

use super::places::Names;
use super::{Check, askable, step};

impl Check<'_> {
    pub(super) fn flows(&mut self, pack: &Pack) {
        let ids = askable(pack);
        let mut seen: BTreeSet<String> = pack.faq.iter().map(|entry| entry.id.clone()).collect();
        let started = started(pack);
        for (index, flow) in pack.flows.iter().enumerate() {
            let at = format!("/flows/{index}");
            if !self.unique(&flow.id, &mut seen, &at) {
                continue;
            }
            self.optional_text(&flow.title, &format!("{at}/title"));
            for (locale, _) in &flow.phrases.0 {
                self.listed(locale, &step(&format!("{at}/phrases"), locale));
            }
            if flow.steps.is_empty() {
                self.report(&format!("{at}/steps"), Problem::NoSteps);
                continue;
            }
            if flow.phrases.iter().next().is_none() && !started.contains(flow.id.as_str()) {
                self.report(&at, Problem::NoStart);
            }
            self.flow(flow, &ids, &at);
        }
    }

    fn flow(&mut self, flow: &Flow, ids: &BTreeSet<String>, at: &str) {
        let calls = flow.steps.iter().filter_map(|step| step.call.as_ref());
        let names = Names {
            slots: flow.asks().map(|ask| ask.slot.as_str()).collect(),
            calls: calls.map(|call| call.name.as_str()).collect(),
            event: true,
        };
        let mut seen = BTreeSet::new();
        for (index, one) in flow.steps.iter().enumerate() {
            let at = format!("{at}/steps/{index}");
            if !one.id.is_empty() {
                self.unique(&one.id, &mut seen, &at);
            }
            let count = one.deeds().count();
            if count > 1 || count == 0 && one.goto.is_empty() {
                self.report(&at, Problem::StepDeeds { count });
            }
            self.goto(flow, &one.goto, &format!("{at}/goto"));
            self.optional_text(&one.say, &format!("{at}/say"));
            self.places(&one.say, &names, &format!("{at}/say"));
            self.buttons(&one.buttons, ids, &format!("{at}/buttons"));
            if let Some(ask) = &one.ask {
                self.ask(ask, &names, &format!("{at}/ask"));
            }
            for (i, case) in one.branch.iter().enumerate() {
                let at = format!("{at}/branch/{i}");
                self.goto(flow, &case.goto, &format!("{at}/goto"));
                self.conditions(&case.when, &names, &format!("{at}/when"));
            }
            if let Some(call) = &one.call {
                self.call(flow, call, &names, &format!("{at}/call"));
            }
        }
        self.ways(flow, at);
    }

    fn goto(&mut self, flow: &Flow, goto: &str, at: &str) {
        let known = goto.is_empty() || goto == END || flow.place(goto) < flow.steps.len();
        if !known {
            self.report(at, Problem::UnknownStep { id: goto.to_owned() });
        }
    }

    fn name(&mut self, name: &str, at: &str) {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        if name.is_empty() || !name.chars().all(plain) {
            self.report(at, Problem::BadName { found: name.to_owned() });
        }
    }

    fn ask(&mut self, ask: &Ask, names: &Names<'_>, at: &str) {
        self.name(&ask.slot, &format!("{at}/slot"));
        self.text(&ask.prompt, &format!("{at}/prompt"));
        self.places(&ask.prompt, names, &format!("{at}/prompt"));
        self.optional_text(&ask.error, &format!("{at}/error"));
        self.places(&ask.error, names, &format!("{at}/error"));
        if ask.kind == SlotKind::Order && !pattern::is_good(&ask.pattern) {
            let found = ask.pattern.clone();
            self.report(&format!("{at}/pattern"), Problem::BadPattern { found });
        }
        if ask.kind == SlotKind::Choice && ask.options.len() < 2 {
            self.report(&format!("{at}/options"), Problem::NoOptions);
        }
        for (i, option) in ask.options.iter().enumerate() {
            self.text(&option.label, &format!("{at}/options/{i}/label"));
            for (locale, _) in &option.alt.0 {
                self.listed(locale, &step(&format!("{at}/options/{i}/alt"), locale));
            }
        }
        if ask.min.zip(ask.max).is_some_and(|(min, max)| min > max) {
            self.report(at, Problem::EmptyRange);
        }
    }

    pub(super) fn conditions(&mut self, conditions: &[Condition], names: &Names<'_>, at: &str) {
        for (i, one) in conditions.iter().enumerate() {
            let at = format!("{at}/{i}");
            self.compared(&one.value, names, &format!("{at}/value"));
            let compares = !one.is.is_empty()
                || !one.is_not.is_empty()
                || one.at_least.is_some()
                || one.at_most.is_some()
                || one.known.is_some();
            if !compares {
                self.report(&at, Problem::EmptyCondition);
            }
        }
    }

    fn call(&mut self, flow: &Flow, call: &Call, names: &Names<'_>, at: &str) {
        self.name(&call.name, &format!("{at}/name"));
        if !dialog::is_good_address(&call.url) {
            let link = call.url.clone();
            self.report(&format!("{at}/url"), Problem::BadEndpoint { link });
        }
        self.places_of(&call.url, names, &format!("{at}/url"));
        for (name, text) in &call.body.0 {
            self.places_of(text, names, &step(&format!("{at}/body"), name));
        }
        for (text, name) in [(&call.waiting, "waiting"), (&call.failed, "failed")] {
            self.optional_text(text, &format!("{at}/{name}"));
            self.places(text, names, &format!("{at}/{name}"));
        }
        self.goto(flow, &call.on_failure, &format!("{at}/on_failure"));
    }

    /// Steps that no way leads to, and ways that lead round without a question.
    fn ways(&mut self, flow: &Flow, at: &str) {
        let reached = reach(flow, 0, |_| true);
        for place in (0..flow.steps.len()).filter(|place| !reached.contains(place)) {
            self.report(&format!("{at}/steps/{place}"), Problem::UnreachableStep);
        }
        // The first step of a loop stands for it.
        let silent = |place: usize| flow.steps[place].ask.is_none();
        let comes_back = |place: &usize| {
            silent(*place)
                && next(flow, *place)
                    .into_iter()
                    .any(|one| reach(flow, one, silent).contains(place))
        };
        if let Some(place) = (0..flow.steps.len()).find(comes_back) {
            self.report(&format!("{at}/steps/{place}"), Problem::EndlessLoop);
        }
    }
}

/// The flows that an entry, a button or a trigger starts.
fn started(pack: &Pack) -> BTreeSet<&str> {
    let entries = pack.faq.iter().map(|entry| entry.flow.as_str());
    let in_cards = pack.faq.iter().flat_map(|entry| &entry.cards).flat_map(|card| &card.buttons);
    let in_steps = pack.flows.iter().flat_map(|flow| &flow.steps).flat_map(|step| &step.buttons);
    let buttons = pack.faq.iter().flat_map(|entry| &entry.buttons).chain(in_cards).chain(in_steps);
    let spoken = pack.triggers.iter().flat_map(|trigger| &trigger.buttons);
    let greeted = pack.greetings.iter().flat_map(|greeting| &greeting.buttons);
    let replies = pack.quick_replies.iter().map(|reply| &reply.button);
    let buttons = buttons.chain(replies).chain(spoken).chain(greeted);
    let by_button = buttons.flat_map(|button| button.actions()).filter_map(|action| match action {
        ButtonAction::Flow(id) => Some(id),
        _ => None,
    });
    let triggers = pack.triggers.iter().map(|trigger| trigger.flow.as_str());
    entries.chain(by_button).chain(triggers).collect()
}

/// Every step to which a way leads from this one, over steps that may be passed.
fn reach(flow: &Flow, from: usize, passable: impl Fn(usize) -> bool) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(place) = open.pop() {
        if place < flow.steps.len() && reached.insert(place) && passable(place) {
            open.extend(next(flow, place));
        }
    }
    reached
}

/// Where a flow can go on behind a step.
fn next(flow: &Flow, place: usize) -> Vec<usize> {
    let step = &flow.steps[place];
    let mut places: Vec<usize> = step.branch.iter().map(|case| flow.place(&case.goto)).collect();
    let always = step.branch.iter().any(|case| case.when.is_empty());
    if !always && !step.hand_over {
        places.push(flow.after(place));
    }
    if let Some(call) = step.call.as_ref().filter(|call| !call.on_failure.is_empty()) {
        places.push(flow.place(&call.on_failure));
    }
    places
}
