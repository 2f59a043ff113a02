//! Looks for what is well-formed and still wrong. `prune` then leaves out what cannot be used.

mod flows;
mod occasions;
mod places;
mod transfers;
mod visitor;

use std::collections::{BTreeMap, BTreeSet};

use super::diagnostic::{Diagnostic, Problem};
use super::localized::{ANY, Localized, Phrases};
use super::types::*;
use super::{VERSION, prune};
use crate::calendar::{Date, Span};
use crate::colour::Colour;
use crate::link;
use crate::text::normalise;
use places::Names;

pub(crate) fn check(pack: &Pack, found: &mut Vec<Diagnostic>) {
    let mut check = Check {
        found,
        locales: pack.locales.clone(),
        image_hosts: pack.image_hosts.clone(),
        flows: pack.flows.iter().map(|flow| flow.id.clone()).collect(),
    };
    if pack.kefu != VERSION {
        check.report("/kefu", Problem::UnknownVersion { found: pack.kefu });
    }
    check.brand(pack);
    check.entries(pack);
    check.flows(pack);
    check.occasions(pack);
    check.buttons_outside_entries(pack);
    check.profile(pack.profile.as_ref());
    check.visitor(pack);
    check.channels(pack);
    if let Some(hours) = &pack.hours {
        check.hours(hours, "/hours");
    }
    check.transfers(&pack.transfer);
    check.tags_of(pack, &pack.transfer.valued_tags, "/transfer/valued_tags");
    check.theme(&pack.theme);
}

struct Check<'a> {
    found: &'a mut Vec<Diagnostic>,
    locales: Vec<String>,
    image_hosts: Vec<String>,
    flows: BTreeSet<String>,
}

impl Check<'_> {
    fn report(&mut self, pointer: &str, problem: Problem) {
        self.found.push(Diagnostic::new(pointer.to_owned(), problem));
    }

    fn text(&mut self, text: &Localized, pointer: &str) {
        for (locale, words) in &text.0 {
            let at = step(pointer, locale);
            if words.trim().is_empty() {
                self.report(&at, Problem::EmptyText);
            }
            self.listed(locale, &at);
        }
        let for_everyone = text.0.iter().any(|(locale, _)| locale == ANY);
        if for_everyone {
            return;
        }
        for wanted in self.locales.clone() {
            if !text.0.iter().any(|(locale, _)| *locale == wanted) {
                self.report(pointer, Problem::MissingLocale { locale: wanted });
            }
        }
    }

    /// A text that may be left out altogether.
    fn optional_text(&mut self, text: &Localized, pointer: &str) {
        if !text.0.is_empty() {
            self.text(text, pointer);
        }
    }

    fn listed(&mut self, locale: &str, pointer: &str) {
        let known = locale == ANY || self.locales.iter().any(|one| one == locale);
        if !known {
            let locale = locale.to_owned();
            self.report(pointer, Problem::UnlistedLocale { locale });
        }
    }

    fn link(&mut self, url: &str, pointer: &str) -> bool {
        let good = link::is_safe(url);
        if !good {
            let link = url.to_owned();
            self.report(pointer, Problem::BadLink { link });
        }
        good
    }

    fn image(&mut self, url: &str, pointer: &str) {
        if self.link(url, pointer) && !link::is_image_allowed(url, &self.image_hosts) {
            let link = url.to_owned();
            self.report(pointer, Problem::ImageHost { link });
        }
    }

    fn brand(&mut self, pack: &Pack) {
        let brand = &pack.brand;
        // A brand that could not be read is empty here, and reported already.
        if *brand != Brand::default() {
            self.text(&brand.name, "/brand/name");
        }
        self.optional_text(&brand.tagline, "/brand/tagline");
        self.optional_text(&brand.assistant, "/brand/assistant");
        self.optional_text(&pack.greeting, "/greeting");
        self.places(&pack.greeting, &Names::default(), "/greeting");
        if !brand.logo.is_empty() {
            self.image(&brand.logo, "/brand/logo");
        }
    }

    fn entries(&mut self, pack: &Pack) {
        if pack.faq.is_empty() {
            self.report("/faq", Problem::NoEntries);
        }
        let answered = pack.faq.iter().filter(|entry| !entry.answer.is_empty());
        let ids: BTreeSet<String> =
            answered.map(|entry| entry.id.clone()).chain(doors(pack)).collect();
        let mut seen = BTreeSet::new();
        let mut used = Vec::new();
        for (index, entry) in pack.faq.iter().enumerate() {
            let at = format!("/faq/{index}");
            let fresh = self.unique(&entry.id, &mut seen, &at);
            if fresh {
                self.entry(entry, &ids, &at);
            }
            used.push(fresh && !entry.answer.is_empty());
        }
        self.phrasings(pack, &used);
    }

    fn entry(&mut self, entry: &Entry, ids: &BTreeSet<String>, at: &str) {
        self.text(&entry.question, &format!("{at}/question"));
        self.text(&entry.answer, &format!("{at}/answer"));
        self.places(&entry.answer, &Names::default(), &format!("{at}/answer"));
        self.places(&entry.simple, &Names::default(), &format!("{at}/simple"));
        self.flow_id(&entry.flow, &format!("{at}/flow"));
        self.optional_text(&entry.simple, &format!("{at}/simple"));
        for (answer, name) in [(&entry.answer, "answer"), (&entry.simple, "simple")] {
            for (locale, text) in &answer.0 {
                let pointer = step(&format!("{at}/{name}"), locale);
                for target in crate::rich::links(text) {
                    if target.image {
                        self.image(target.url, &pointer);
                    } else {
                        self.link(target.url, &pointer);
                    }
                }
            }
        }
        for (i, id) in entry.next.iter().enumerate() {
            if !ids.contains(id) {
                self.report(&format!("{at}/next/{i}"), Problem::UnknownId { id: id.clone() });
            }
        }
        for (phrases, name) in [(&entry.alt, "alt"), (&entry.keywords, "keywords")] {
            for (locale, _) in &phrases.0 {
                self.listed(locale, &step(&format!("{at}/{name}"), locale));
            }
        }
        self.buttons(&entry.buttons, ids, &format!("{at}/buttons"));
        self.cards(&entry.cards, ids, &format!("{at}/cards"));
        self.facets(entry, at);
    }

    fn cards(&mut self, cards: &[Card], ids: &BTreeSet<String>, at: &str) {
        for (i, card) in cards.iter().enumerate() {
            let at = format!("{at}/{i}");
            self.text(&card.title, &format!("{at}/title"));
            self.optional_text(&card.text, &format!("{at}/text"));
            self.optional_text(&card.image_alt, &format!("{at}/image_alt"));
            if !card.image.is_empty() {
                self.image(&card.image, &format!("{at}/image"));
            }
            self.buttons(&card.buttons, ids, &format!("{at}/buttons"));
        }
    }

    /// Looks for phrasings that the index would never follow to their entry: a keyword goes before
    /// a phrasing, and the first entry before a later one.
    fn phrasings(&mut self, pack: &Pack, used: &[bool]) {
        let entries = || pack.faq.iter().enumerate().filter(|(index, _)| used[*index]);
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for (index, entry) in entries() {
            self.phrases(
                &entry.keywords,
                &entry.id,
                &mut owners,
                &format!("/faq/{index}/keywords"),
            );
        }
        for (index, entry) in entries() {
            for (locale, text) in &entry.question.0 {
                // An empty question was reported as a text that visitors see.
                if !text.trim().is_empty() {
                    let at = step(&format!("/faq/{index}/question"), locale);
                    self.phrasing(text, &entry.id, &mut owners, &at);
                }
            }
            self.phrases(&entry.alt, &entry.id, &mut owners, &format!("/faq/{index}/alt"));
        }
        for (index, flow) in pack.flows.iter().enumerate() {
            let at = format!("/flows/{index}/phrases");
            self.phrases(&flow.phrases, &flow.id, &mut owners, &at);
        }
    }

    fn phrases<'p>(
        &mut self,
        phrases: &Phrases,
        id: &'p str,
        owners: &mut BTreeMap<String, &'p str>,
        at: &str,
    ) {
        for (locale, list) in &phrases.0 {
            let at = step(at, locale);
            for (i, phrasing) in list.iter().enumerate() {
                self.phrasing(phrasing, id, owners, &format!("{at}/{i}"));
            }
        }
    }

    fn phrasing<'p>(
        &mut self,
        phrasing: &str,
        id: &'p str,
        owners: &mut BTreeMap<String, &'p str>,
        at: &str,
    ) {
        let key = normalise(phrasing);
        if key.is_empty() {
            self.report(at, Problem::BlankPhrasing);
            return;
        }
        let owner = *owners.entry(key).or_insert(id);
        if owner != id {
            let (phrasing, owner) = (phrasing.to_owned(), owner.to_owned());
            self.report(at, Problem::UnreachablePhrasing { phrasing, owner });
        }
    }

    /// Whether `id` is usable and new in its list.
    fn unique(&mut self, id: &str, seen: &mut BTreeSet<String>, at: &str) -> bool {
        let at = format!("{at}/id");
        if id.trim().is_empty() {
            self.report(&at, Problem::EmptyId);
            return false;
        }
        let fresh = seen.insert(id.to_owned());
        if !fresh {
            self.report(&at, Problem::DuplicateId { id: id.to_owned() });
        }
        fresh
    }

    fn buttons(&mut self, buttons: &[Button], ids: &BTreeSet<String>, at: &str) {
        for (i, button) in buttons.iter().enumerate() {
            self.button(button, ids, &format!("{at}/{i}"));
        }
    }

    fn button(&mut self, button: &Button, ids: &BTreeSet<String>, at: &str) {
        self.text(&button.label, &format!("{at}/label"));
        self.optional_text(&button.say, &format!("{at}/say"));
        let count = button.actions().count();
        if count != 1 {
            self.report(at, Problem::ButtonActions { count });
        }
        if !button.ask.is_empty() && !ids.contains(&button.ask) {
            let id = button.ask.clone();
            self.report(&format!("{at}/ask"), Problem::UnknownId { id });
        }
        self.flow_id(&button.flow, &format!("{at}/flow"));
        if !button.link.is_empty() {
            self.link(&button.link, &format!("{at}/link"));
        }
    }

    /// The id of a flow that is named somewhere, or nothing.
    fn flow_id(&mut self, id: &str, at: &str) {
        if !id.is_empty() && !self.flows.contains(id) {
            self.report(at, Problem::UnknownId { id: id.to_owned() });
        }
    }

    fn buttons_outside_entries(&mut self, pack: &Pack) {
        let ids = askable(pack);
        for (i, reply) in pack.quick_replies.iter().enumerate() {
            self.button(&reply.button, &ids, &format!("/quick_replies/{i}/button"));
        }
        if let Some(feedback) = &pack.feedback {
            self.text(&feedback.yes, "/feedback/yes");
            self.text(&feedback.no, "/feedback/no");
            let any = [String::new()];
            let locales = if pack.locales.is_empty() { &any[..] } else { &pack.locales };
            if locales.iter().any(|locale| feedback.says_the_same(locale)) {
                self.report("/feedback", Problem::SameWords);
            }
        }
    }

    fn profile(&mut self, profile: Option<&Profile>) {
        let Some(form) = profile else { return };
        self.optional_text(&form.intro, "/profile/intro");
        self.optional_text(&form.age_gate, "/profile/age_gate");
        let mut seen = BTreeSet::new();
        for (index, field) in form.fields.iter().enumerate() {
            let at = format!("/profile/fields/{index}");
            self.optional_text(&field.label, &format!("{at}/label"));
            for (i, option) in field.options.iter().enumerate() {
                self.text(option, &format!("{at}/options/{i}"));
            }
            self.unique(&field.id, &mut seen, &at);
        }
        let mut seen = BTreeSet::new();
        for (index, purpose) in form.purposes.iter().enumerate() {
            let at = format!("/profile/purposes/{index}");
            self.text(&purpose.text, &format!("{at}/text"));
            // Whoever gets the data, or where it goes, is named to those who agree to it.
            match purpose.kind {
                PurposeKind::Sharing | PurposeKind::Transfer => {
                    self.text(&purpose.recipient, &format!("{at}/recipient"));
                }
                _ => self.optional_text(&purpose.recipient, &format!("{at}/recipient")),
            }
            self.unique(&purpose.id, &mut seen, &at);
        }
        self.link(&form.policy.url, "/profile/policy/url");
        if form.policy.version.trim().is_empty() {
            self.report("/profile/policy/version", Problem::EmptyText);
        }
        if !prune::is_consent_possible(form) {
            self.report("/profile", Problem::FormWithoutPurpose);
        }
    }

    fn channels(&mut self, pack: &Pack) {
        if pack.channels.is_empty() {
            self.report("/channels", Problem::NoChannel);
        }
        let mut seen = BTreeSet::new();
        for (index, channel) in pack.channels.iter().enumerate() {
            let at = format!("/channels/{index}");
            self.optional_text(&channel.label, &format!("{at}/label"));
            if let Some(hours) = &channel.hours {
                self.hours(hours, &format!("{at}/hours"));
            }
            if !prune::is_reachable(channel) {
                let link = channel.url.clone();
                self.report(&format!("{at}/url"), Problem::BadLink { link });
            }
            // A slip in the mark would send in the clear.
            let key = channel.url.split_once('#').map(|(_, rest)| rest.strip_prefix("seal="));
            let is_good = |key: Option<&str>| {
                channel.kind == ChannelKind::Webhook && key.is_some_and(is_public_key)
            };
            if channel.kind != ChannelKind::Link && key.is_some_and(|key| !is_good(key)) {
                self.report(&format!("{at}/url"), Problem::BadSeal);
            }
            if !prune::has_inbox(channel) {
                self.report(&at, Problem::NoInbox);
            }
            self.unique(&channel.id, &mut seen, &at);
        }
        for (index, one) in pack.channel_guards.iter().enumerate() {
            if !pack.channels.iter().any(|channel| channel.id == one.channel) {
                let at = format!("/channel_guards/{index}/channel");
                self.report(&at, Problem::UnknownId { id: one.channel.clone() });
            }
        }
    }

    fn hours(&mut self, hours: &Hours, at: &str) {
        let zone = &hours.time_zone;
        let area_and_city = zone.contains('/') && !zone.contains(char::is_whitespace);
        if zone != "UTC" && !area_and_city {
            let found = zone.clone();
            self.report(&format!("{at}/time_zone"), Problem::BadTimeZone { found });
        }
        for (name, spans) in hours.week.days() {
            self.spans(spans, &format!("{at}/week/{name}"));
        }
        for (i, holiday) in hours.holidays.iter().enumerate() {
            let at = format!("{at}/holidays/{i}");
            self.optional_text(&holiday.name, &format!("{at}/name"));
            self.spans(&holiday.open, &format!("{at}/open"));
            let from = self.date(&holiday.from, &format!("{at}/from"));
            if holiday.to.is_empty() {
                continue;
            }
            let to = self.date(&holiday.to, &format!("{at}/to"));
            if from.zip(to).is_some_and(|(from, to)| to < from) {
                self.report(&at, Problem::BackwardDates);
            }
        }
    }

    fn spans(&mut self, spans: &[String], at: &str) {
        for (i, span) in spans.iter().enumerate() {
            if Span::parse(span).is_none() {
                let found = span.clone();
                self.report(&format!("{at}/{i}"), Problem::BadHours { found });
            }
        }
    }

    fn date(&mut self, text: &str, at: &str) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            let found = text.to_owned();
            self.report(at, Problem::BadDate { found });
        }
        date
    }

    fn theme(&mut self, theme: &Theme) {
        if !theme.accent.is_empty() && Colour::parse(&theme.accent).is_none() {
            let found = theme.accent.clone();
            self.report("/theme/accent", Problem::BadColour { found });
        }
    }
}

/// The flows that can be asked for like an entry.
fn doors(pack: &Pack) -> impl Iterator<Item = String> {
    let with_phrases = pack.flows.iter().filter(|flow| flow.phrases.iter().next().is_some());
    with_phrases.map(|flow| flow.id.clone())
}

/// Everything that a button can ask.
fn askable(pack: &Pack) -> BTreeSet<String> {
    pack.faq.iter().map(|entry| entry.id.clone()).chain(doors(pack)).collect()
}

/// Whether this is a point of the curve P-256, uncompressed, in base64 for addresses; the browser looks whether it is on it.
fn is_public_key(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || [b'-', b'_'].contains(&byte);
    text.len() == 87 && text.starts_with('B') && text.bytes().all(is_letter)
}

/// One step further down, unless the text is the one for everyone, which has no step of its own.
fn step(pointer: &str, locale: &str) -> String {
    let mut at = pointer.to_owned();
    if locale != ANY {
        super::read::push_step(&mut at, locale);
    }
    at
}
