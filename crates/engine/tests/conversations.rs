//! Conversations as text files: what the visitor does, and below it, indented, what the widget does.
//!
//! `KEFU_BLESS=1` writes the indented lines anew; read the difference before you keep it.
//! A script line is one of
//! - `> words`: the visitor says them,
//! - `! opened` or `! asked:ID`: the visitor opens the widget, or presses a button,
//! - `@ locale TAG page PATH now DAY TIME`: from here on, this surrounds the visitor,
//! - `@ pack NAME`: a pack of `data/` other than the corner shop, before anything is said,
//! - `# why` or nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, mem};

use kefu_engine::dialog::{
    Action, CardView, Choice, ChoiceAction, Context, Dialog, Engine, Event, Message, Say,
};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::pack;

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

/// A conversation in progress.
struct Stage {
    engine: Engine,
    dialog: Dialog,
    locale: String,
    page: String,
    now: LocalTime,
    transcript: String,
}

/// The script with what the widget does below each line.
fn play(written: &str) -> String {
    let mut stage = Stage {
        engine: engine("corner_shop"),
        dialog: Dialog::default(),
        locale: "zh-CN".to_owned(),
        page: "/".to_owned(),
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
                let id = button.strip_prefix("asked:").expect("a button is `asked:ID`");
                stage.event(&Event::Asked(id.to_owned()));
            }
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
            _ => panic!("not a place: {place}"),
        }
    }

    fn event(&mut self, event: &Event) {
        let context = Context { locale: &self.locale, page: &self.page };
        let dialog = mem::take(&mut self.dialog);
        let turn = self.engine.respond(dialog, event, &context, self.now);
        self.dialog = turn.dialog;
        let quick_replies = self.engine.quick_replies(&self.dialog, &context);
        for action in &turn.actions {
            match action {
                Action::Say(message) => message_lines(message, &mut self.transcript),
                Action::HandOver(reason) => {
                    writeln!(self.transcript, "  hand over: {reason:?}").unwrap();
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
        ChoiceAction::Form => format!("[{label} → form]"),
        ChoiceAction::Human => format!("[{label} → human]"),
    }
}
