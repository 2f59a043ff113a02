//! Conversations as text files: what the visitor does, and below it, indented, what the widget does.
//!
//! `KEFU_BLESS=1` writes the indented lines anew; read the difference before you keep it.
//! A script line is one of
//! - `> words`: the visitor says them,
//! - `! opened`, `! asked:ID` or `! flow:ID`: the visitor opens the widget, or presses a button,
//! - `< STATUS BODY`: the site answers the newest call, with status 0 if it does not; `< call:N STATUS BODY` another,
//! - `@ locale TAG page PATH now DAY TIME`: from here on, this surrounds the visitor,
//! - `* NAME VALUE=TEXT …`: the page tells of an event; `* after SECONDS`: time passes; `* dwell SECONDS` and
//!   `* scroll PERCENT`: the visitor reads; `* typing`: the visitor starts or stops to type; `* visit`: they come again,
//! - `@ tags TAG …` and `@ visits N`: who the visitor is,
//! - `@ about WORDS` or `@ NAME WORDS`: what the page is about, or another value of a name such as `visitor.name`,
//! - `@ pack NAME`: a pack of `data/` other than the corner shop, before anything is said,
//! - `# why` or nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, mem};

use kefu_engine::dialog::{
    Action, CardView, Choice, ChoiceAction, Context, Dialog, Engine, Event, Known, Message,
    Request, Say, Turn, feedback_buttons, quick_replies,
};
use kefu_engine::errand::{self, Errand, Guest, Reply};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::pack;
use kefu_engine::trigger::{Happening, Look};

#[test]
fn conversations_go_as_they_are_written_down() {
    let bless = env::var_os("KEFU_BLESS").is_some_and(|value| value == "1");
    let mut different = String::new();
    for file in files() {
        let written = fs::read_to_string(&file).unwrap();
        let played = play(&written);
        if played == written {
            continue;
        }
        if bless {
            fs::write(&file, played).unwrap();
        } else {
            let name = file.file_name().unwrap().display();
            let line = written.lines().zip(played.lines()).take_while(|(a, b)| a == b).count();
            writeln!(different, "{name}, line {}: it went\n\n{played}", line + 1).unwrap();
        }
    }
    assert!(different.is_empty(), "{different}\nIf that is right: KEFU_BLESS=1 cargo test");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversations");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What happens on the page.
#[derive(Default)]
struct Watch {
    look: Look,
    is_typing: bool,
    visit: u32,
}

/// A conversation in progress.
struct Stage {
    engine: Engine,
    dialog: Dialog,
    locale: String,
    page: String,
    about: String,
    variables: Vec<(String, String)>,
    now: LocalTime,
    last_call: u32,
    tags: Vec<String>,
    visits: u32,
    page_watch: Watch,
    transcript: String,
}

/// The script with what the widget does below each line.
fn play(written: &str) -> String {
    let mut stage = Stage {
        engine: engine("corner_shop"),
        dialog: Dialog::default(),
        locale: "zh-CN".to_owned(),
        page: "/".to_owned(),
        about: String::new(),
        variables: Vec::new(),
        last_call: 0,
        tags: Vec::new(),
        visits: 1,
        page_watch: Watch::default(),
        now: moment("2026-11-20", "10:00"),
        transcript: String::new(),
    };
    for line in written.lines().filter(|line| !line.starts_with(' ')) {
        stage.transcript.push_str(line);
        stage.transcript.push('\n');
        match line.split_once(' ') {
            Some((">", words)) => stage.event(&Event::Said(words.to_owned())),
            Some(("!", "opened")) => stage.event(&Event::Opened),
            Some(("!", button)) => {
                let event = match button.split_once(':').expect("a button is `WHAT:ID`") {
                    ("asked", id) => Event::Asked(id.to_owned()),
                    ("flow", id) => Event::Started(id.to_owned()),
                    _ => panic!("not a button: {button}"),
                };
                stage.event(&event);
            }
            Some(("<", answer)) => stage.answer(answer),
            Some(("*", signal)) => stage.signal(signal),
            Some(("@", place)) => stage.place(place),
            _ => assert!(line.is_empty() || line.starts_with('#'), "not a script line: {line}"),
        }
    }
    stage.transcript
}

fn engine(name: &str) -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let text = fs::read(folder.join(format!("{name}.kefu.json"))).unwrap();
    let (pack, found) = pack::load(&text);
    assert_eq!(found, [], "{name}");
    Engine::new(pack)
}

fn moment(day: &str, time: &str) -> LocalTime {
    let (hours, minutes) = time.split_once(':').expect("a time is HH:MM");
    let minute = hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap();
    LocalTime { date: Date::parse(day).expect("a day is YYYY-MM-DD"), minute }
}

impl Stage {
    fn place(&mut self, place: &str) {
        match place.split(' ').collect::<Vec<_>>()[..] {
            ["pack", name] => self.engine = engine(name),
            ["locale", locale, "page", page, "now", day, time] => {
                self.locale = locale.to_owned();
                self.page = page.to_owned();
                self.now = moment(day, time);
            }
            ["visits", visits] => self.visits = visits.parse().unwrap(),
            ["tags", ref tags @ ..] => self.tags = tags.iter().map(|tag| tag.to_string()).collect(),
            ["about", ..] => self.about = place["about".len()..].trim().to_owned(),
            [name, ..] if name.contains('.') => {
                self.variables.retain(|(known, _)| known != name);
                let value = place[name.len()..].trim().to_owned();
                self.variables.push((name.to_owned(), value));
            }
            _ => panic!("not a place: {place}"),
        }
    }

    /// Something happens on the page, and what is due is said.
    fn signal(&mut self, signal: &str) {
        let watch = &mut self.page_watch;
        let look = &mut watch.look;
        look.is_event = false;
        match signal.split(' ').collect::<Vec<_>>()[..] {
            ["after", seconds] => {
                let seconds: u32 = seconds.parse().unwrap();
                look.dwell_seconds += seconds;
                look.events.iter_mut().for_each(|event| event.ago += seconds);
            }
            ["dwell", seconds] => look.dwell_seconds = seconds.parse().unwrap(),
            ["scroll", percent] => look.scroll_percent = percent.parse().unwrap(),
            ["typing"] => watch.is_typing = !watch.is_typing,
            ["visit"] => {
                watch.visit += 1;
                let name = watch.visit.to_string();
                let seen = mem::replace(&mut look.seen, Value::Null);
                *look = Look { seen, session: name.clone(), view: name, ..Look::default() };
                watch.is_typing = false;
            }
            [name, ref values @ ..] => {
                let value = |pair: &&str| {
                    let (name, text) = pair.split_once('=').expect("a value is NAME=TEXT");
                    Known { name: format!("event.{name}"), text: text.to_owned() }
                };
                let values = values.iter().map(value).collect();
                look.is_event = true;
                look.events.push(Happening {
                    name: name.to_owned(),
                    values,
                    ..Happening::default()
                });
            }
            [] => {}
        }
        if watch.is_typing || self.dialog.flow.is_some() {
            return;
        }
        let look = look.clone();
        let reply = self.ask(None, Some(look));
        if !reply.seen.is_null() {
            self.page_watch.look.seen = reply.seen;
            self.follow(reply.turn);
        }
    }

    fn answer(&mut self, answer: &str) {
        let (first, rest) = answer.split_once(' ').unwrap_or((answer, ""));
        let (call, answer) = match first.strip_prefix("call:") {
            Some(call) => (call.parse().unwrap(), rest),
            None => (self.last_call, answer),
        };
        let (status, body) = answer.split_once(' ').unwrap_or((answer, ""));
        let status = status.parse().expect("an answer is `STATUS BODY`");
        self.event(&Event::Answered { call, status, body: body.to_owned() });
    }

    /// Asks the engine as the widget does: by text, through the border of its worker.
    fn ask(&mut self, event: Option<&Event>, look: Option<Look>) -> Reply {
        let known =
            |(name, text): &(String, String)| Known { name: name.clone(), text: text.clone() };
        let errand = Errand {
            dialog: self.dialog.clone(),
            event: event.cloned(),
            look,
            now: self.now,
            locale: self.locale.clone(),
            page: self.page.clone(),
            about: self.about.clone(),
            variables: self.variables.iter().map(known).collect(),
            tags: self.tags.clone(),
            visits: self.visits,
            visitor: Guest::default(),
            talk: Value::Null,
        };
        let text = errand.write().write();
        assert_eq!(Value::parse(&text).as_ref().and_then(Errand::read), Some(errand.clone()));
        let reply = errand::run(&self.engine, &text).expect("an errand has a reply");
        let reply = Value::parse(&reply).as_ref().and_then(Reply::read).expect("as it was written");
        assert_eq!(reply, errand.run(&self.engine), "as text it is the same");
        reply
    }

    fn event(&mut self, event: &Event) {
        let turn = self.ask(Some(event), None).turn;
        self.follow(turn);
    }

    /// Writes down what the engine says.
    fn follow(&mut self, turn: Turn) {
        let context = Context {
            locale: &self.locale,
            page: &self.page,
            about: &self.about,
            variables: &self.variables,
            tags: &self.tags,
            visits: self.visits,
            ..Context::default()
        };
        self.dialog = turn.dialog;
        let pack = self.engine.pack();
        let mut buttons = feedback_buttons(pack, &self.dialog, context.locale);
        buttons.extend(quick_replies(pack, &self.dialog, &context));
        let quick_replies = buttons;
        for action in &turn.actions {
            match action {
                Action::Say(message) => message_lines(message, &mut self.transcript),
                Action::HandOver(reason) => {
                    writeln!(self.transcript, "  hand over: {reason:?}").unwrap();
                }
                Action::Call(Request { id, url, post, timeout_ms }) => {
                    self.last_call = *id;
                    let how =
                        post.as_ref().map_or("GET".to_owned(), |json| format!("POST {json} to"));
                    let seconds = timeout_ms / 1_000;
                    writeln!(self.transcript, "  call {id}: {how} {url} ({seconds} s)").unwrap();
                }
            }
        }
        if !quick_replies.is_empty() {
            let buttons: Vec<String> = quick_replies.iter().map(button).collect();
            writeln!(self.transcript, "  quick replies: {}", buttons.join(" ")).unwrap();
        }
    }
}

fn message_lines(message: &Message, out: &mut String) {
    let entry = message.entry.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    match &message.say {
        Say::Text(text) => {
            let lines = text.replace('\n', "\n    | ").replace("| \n", "|\n");
            writeln!(out, "  say{entry}: {lines}").unwrap();
        }
        Say::Standard(standard) => writeln!(out, "  say{entry}: *{standard:?}*").unwrap(),
    }
    for choice in &message.choices {
        writeln!(out, "    {}", button(choice)).unwrap();
    }
    for CardView { title, text, image, image_alt, choices } in &message.cards {
        writeln!(out, "    card: {title} / {text} / {image} ({image_alt})").unwrap();
        for choice in choices {
            writeln!(out, "      {}", button(choice)).unwrap();
        }
    }
}

/// A button with what it does; `*` where the widget has words of its own.
fn button(choice: &Choice) -> String {
    let label = choice.label.as_deref().unwrap_or("*");
    match &choice.action {
        ChoiceAction::Ask(id) => format!("[{label} → ask {id}]"),
        ChoiceAction::Say(text) => format!("[{label} → say {text}]"),
        ChoiceAction::Link(url) => format!("[{label} → link {url}]"),
        ChoiceAction::Flow(id) => format!("[{label} → flow {id}]"),
        ChoiceAction::Form => format!("[{label} → form]"),
        ChoiceAction::Human => format!("[{label} → human]"),
    }
}
