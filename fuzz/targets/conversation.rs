//! Any pack, and any conversation with it: never a panic, the same turn for the same arguments, an end to
//! every turn, and a dialog that storage gives back as it was.
//!
//! The input is a text that can be read: the pack, a line `----`, and one event per line. The first character of
//! a line is what happens, and the rest is what is said, answered or told:
//! `>` says, `?` presses a button of an entry, `!` starts a flow, `<` the site answers with a status and a body,
//! `+` writes to the people, `*` an event on the page, `@` the surroundings change, `=` another dialog comes from storage.

#![no_main]

use kefu_engine::anticipate::{self, Situation};
use kefu_engine::dialog::{self, Action, Context, Dialog, Engine, Event, Known, Turn};
use kefu_engine::errand::{self, Errand, Guest, Reply};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::insight::{Insight, Talk};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::pack::{self, Pack};
use kefu_engine::tags::{self, Detail, Fact, FactKind, History, Scalar, Visitor};
use kefu_engine::trigger::{Happening, Look};
use kefu_engine::{rich, strategy};
use libfuzzer_sys::fuzz_target;

const NOW: LocalTime = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 600 };

/// A conversation of more lines says nothing new.
const MOST_LINES: usize = 16;

/// No dialog that a few lines lead to is larger, in the bytes that are written to storage.
const LARGEST_DIALOG: usize = 400_000;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let (json, lines) = text.split_once("\n----\n").unwrap_or((&text, ""));
    let (full, problems) = pack::load(json.as_bytes());
    assert!(problems.len() <= pack::MAX_DIAGNOSTICS);
    let (pack, content) = pack::usable(json.as_bytes());
    assert!(pack == full, "what is reported is not what is used");
    assert!(content || !problems.is_empty(), "something is left out and nothing is said");
    let engine = Engine::new(pack);
    let mut table =
        Table { engine: &engine, dialog: Dialog::default(), calls: 0, talk: Value::Null };
    let mut place = Place::default();
    for line in lines.lines().take(MOST_LINES) {
        table.take_in(line, &mut place);
    }
    place.look_back(&engine, &table.talk);
});

/// A conversation at work.
struct Table<'e> {
    engine: &'e Engine,
    dialog: Dialog,
    calls: u32,
    talk: Value,
}

/// What surrounds it.
#[derive(Default)]
struct Place {
    locale: String,
    page: String,
    variables: Vec<Known>,
    tags: Vec<String>,
    happened: Vec<Happening>,
    history: History,
    seen: Value,
    asked: Vec<String>,
}

impl Table<'_> {
    fn take_in(&mut self, line: &str, place: &mut Place) {
        let pack = self.engine.pack();
        let mut letters = line.chars();
        let kind = letters.next().unwrap_or('>');
        let rest = letters.as_str();
        let nth = |count: usize| rest.trim().parse::<usize>().unwrap_or_default() % count.max(1);
        let mut look = None;
        let event = match kind {
            '?' => match pack.faq.get(nth(pack.faq.len())) {
                Some(entry) => Some(Event::Asked(entry.id.clone())),
                None => Some(Event::Asked(rest.to_owned())),
            },
            '!' => match pack.flows.get(nth(pack.flows.len())) {
                Some(flow) => Some(Event::Started(flow.id.clone())),
                None => Some(Event::Started(rest.to_owned())),
            },
            '<' => {
                let (status, body) = rest.trim_start().split_once(' ').unwrap_or((rest, ""));
                let status = status.trim().parse().unwrap_or(200);
                Some(Event::Answered { call: self.calls, status, body: body.to_owned() })
            }
            '*' => {
                look = Some(place.happen(pack, rest));
                None
            }
            '@' => {
                place.change(rest);
                Some(Event::Opened)
            }
            '=' => {
                self.dialog =
                    Value::parse(rest).as_ref().and_then(Dialog::read).unwrap_or_default();
                return;
            }
            '+' => Some(Event::Wrote(rest.to_owned())),
            _ => Some(Event::Said(rest.to_owned())),
        };
        let context = Context { locale: &place.locale, page: &place.page, ..Context::default() };
        dialog::quick_replies(pack, &self.dialog, &context);
        let errand = Errand { look, ..place.errand(pack, self.dialog.clone(), event, self.talk.clone()) };
        let reply = errand.clone().run(self.engine);
        let text = errand.write().write();
        let again = errand::run(self.engine, &text);
        let again = again.as_deref().and_then(Value::parse).as_ref().and_then(Reply::read);
        assert!(again.as_ref() == Some(&reply), "another reply to the same errand: {errand:?}");
        if let Some(running) = &reply.turn.dialog.flow {
            running.awaited(pack);
        }
        self.check(&reply.turn);
        for action in &reply.turn.actions {
            if let Action::Say(message) = action
                && let Some(entry) = &message.entry
            {
                place.asked.push(entry.clone());
            }
        }
        if !reply.seen.is_null() {
            place.seen = reply.seen;
        }
        self.talk = reply.talk;
        self.dialog = reply.turn.dialog;
    }

    /// What holds for every turn.
    fn check(&mut self, turn: &Turn) {
        assert!(turn.actions.len() <= 64, "{} actions", turn.actions.len());
        for action in &turn.actions {
            match action {
                Action::Call(request) => self.calls = request.id,
                Action::Say(message) => {
                    let kept = kefu_engine::dialog::Message::read(&message.write());
                    assert!(kept.as_ref() == Some(message), "a message is read as {kept:?}");
                    if let kefu_engine::dialog::Say::Text(text) = &message.say {
                        rich::parse(text, &[]);
                        rich::words(text);
                    }
                }
                Action::HandOver(_) => {}
            }
        }
        let written = turn.dialog.write().write();
        assert!(written.len() <= LARGEST_DIALOG + 8 * self.dialog.write().write().len());
        let read = Value::parse(&written).as_ref().and_then(Dialog::read);
        assert!(read.as_ref() == Some(&turn.dialog), "storage gives back another dialog");
    }
}

impl Place {
    fn change(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        self.locale = words.next().unwrap_or_default().to_owned();
        self.page = words.next().unwrap_or_default().to_owned();
        self.variables = words
            .filter_map(|word| word.split_once('='))
            .map(|(name, value)| Known { name: name.to_owned(), text: value.to_owned() })
            .collect();
    }

    fn errand(&self, pack: &Pack, dialog: Dialog, event: Option<Event>, talk: Value) -> Errand {
        Errand {
            dialog,
            event,
            look: None,
            now: NOW,
            locale: self.locale.clone(),
            page: self.page.clone(),
            about: self.page.clone(),
            variables: self.variables.clone(),
            tags: self.tags.clone(),
            visits: self.happened.len() as u32,
            visitor: Guest {
                known: Vec::new(),
                history: self.history.write(),
                purposes: purposes(pack),
                at: 10_000,
            },
            talk,
        }
    }

    /// Something happens on the page; what is seen of it.
    fn happen(&mut self, pack: &Pack, line: &str) -> Look {
        let at = self.happened.len() as u64;
        let happening = Happening::told(line)
            .unwrap_or_else(|| Happening { name: line.trim().to_owned(), ..Happening::default() });
        let details = happening.values.iter().map(|known| Detail {
            name: known.name.clone(),
            value: Scalar::Text(known.text.clone()),
        });
        self.history.remember(Fact {
            at,
            kind: FactKind::Event,
            name: happening.name.clone(),
            details: details.collect(),
            purpose: pack.remember.events.clone(),
        });
        self.history.remember(Fact {
            at,
            kind: FactKind::Page,
            name: self.page.clone(),
            details: Vec::new(),
            purpose: pack.remember.pages.clone(),
        });
        self.happened.push(happening);
        self.tags = self.tagged(pack);
        Look {
            dwell_seconds: 1_000,
            scroll_percent: 90,
            events: self.happened.clone(),
            is_event: true,
            session: "s".to_owned(),
            view: "v".to_owned(),
            seen: self.seen.clone(),
        }
    }

    /// The tags of a visitor who agrees to everything that the pack remembers.
    fn tagged(&self, pack: &Pack) -> Vec<String> {
        let purposes = purposes(pack);
        let visitor = Visitor {
            known: &[],
            history: &self.history,
            language: &self.locale,
            purposes: &purposes,
            now: 10_000,
            today: NOW.date,
        };
        tags::derive(pack, &visitor).into_iter().map(|tag| tag.id.into_owned()).collect()
    }

    /// What is learnt of a conversation that is over.
    fn look_back(&self, engine: &Engine, talk: &Value) {
        let pack = engine.pack();
        let tags = self.tagged(pack);
        let service = strategy::serve(pack, &tags);
        assert!(service.priority <= strategy::MOST_PRIORITY);
        let talk = Talk::read(talk).unwrap_or_default();
        let mut counts = Insight::of(&talk);
        counts.merge(&Insight::of(&talk));
        counts.to_csv();
        let kept = Insight::read(&counts.write());
        assert!(kept.as_ref() == Some(&counts), "storage gives back other counts");
        let kept = History::read(&self.history.write());
        assert!(kept.as_ref() == Some(&self.history), "storage gives back another history");
        let situation = Situation {
            page: &self.page,
            recommend: &service.recommend,
            counts: &counts,
            asked: &self.asked,
        };
        assert!(anticipate::anticipate(pack, &situation).len() <= anticipate::MOST_OFFERED);
    }
}

/// Everything that the pack remembers.
fn purposes(pack: &Pack) -> Vec<String> {
    let remember = &pack.remember;
    [&remember.profile, &remember.pages, &remember.events, &remember.asked]
        .map(String::clone)
        .to_vec()
}
