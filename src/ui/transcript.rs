//! The conversation as a list that follows its end, unless the visitor reads further up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::icon::Shape;
use super::press::{drawn, next_frame};
use super::row::row;
use super::words::Words;
use crate::dom::{Element, State, el, follow};
use crate::i18n::Text;
use crate::session::handoff::Handoff;
use crate::session::transcript::{Author, Row};
use crate::session::{Moment, Session};

/// So many rows are in the page at first, and so many come on top when the visitor scrolls up.
const STEP: usize = 60;

/// Closer to the end than this counts as reading the end.
const NEAR: i32 = 48;

/// So many pixels stay free above what is scrolled to the top.
const ROOM_ABOVE: i32 = 12;

/// A row with what depends on the one before it.
struct Item {
    row: Row,
    new_day: bool,
    new_author: bool,
}

/// What the visitor reads of the conversation just now.
#[derive(Clone, Copy)]
struct Reading {
    session: Session,
    /// So many rows are in the page.
    limit: State<usize>,
    at_end: State<bool>,
    /// So many rows had come when the view last followed them.
    followed: State<usize>,
}

/// The visitor's last words: a turn that is taller than the list is read from there.
type Question = Rc<RefCell<Option<Element>>>;

/// The rows, the day between them, and a button back to the end.
pub(super) fn transcript(session: Session) -> Element {
    let words = Words(session);
    let rows = session.rows();
    let reading = Reading {
        session,
        limit: State::new(STEP),
        at_end: State::new(true),
        followed: State::new(0),
    };
    let question = Question::default();
    let asked = question.clone();
    let items = move || rows.with(|rows| items(session, rows, reading.limit.get()));
    let list = el("div.rows role=log aria-live=off tabindex=0")
        .live("aria-label", words.text(Text::Conversation))
        .keyed(items, move |item| show(session, &item, &asked))
        .when(move || session.is_waiting(), move || typing(session));
    let (scrolled, resized, end) = (list.clone(), list.clone(), list.clone());
    let asked = question.clone();
    // Buttons that appear below, a box that grows or a keyboard that comes up leave less room for it.
    let list = list
        .on("scroll", move |_| reading.scrolled(&scrolled))
        .on_resize(move || reading.keep_to_end(&resized, &asked));
    reading.follow_news(list.clone(), question);
    let jump = move || {
        let news = move || rows.with(Vec::len) > reading.followed.get();
        let label = move || words.say(if news() { Text::NewMessages } else { Text::Latest });
        let end = end.clone();
        let act = move || end.set_scroll_top(end.scroll_height());
        drawn("to-end", Shape::Down, move || label().to_owned(), act)
    };
    el("div.transcript").child(list).when(move || !reading.at_end.get(), jump)
}

impl Reading {
    /// The visitor's own words and news at the end are followed; who reads further up is left in peace.
    fn follow_news(self, list: Element, question: Question) {
        let (session, rows) = (self.session, self.session.rows());
        let known = Cell::new(0);
        follow(move || {
            let (count, own) = rows.with(|rows| {
                let fresh = rows.get(known.get()..).unwrap_or_default();
                (rows.len(), fresh.iter().any(|row| row.author() == Author::Visitor))
            });
            known.set(count);
            let open = session.is_open().get();
            session.is_waiting();
            if own {
                // What answers them is followed, too, also before the browser has told of the scrolling.
                self.at_end.set(true);
            }
            if open && self.at_end.get_untracked() {
                self.followed.set(count);
                let (list, question) = (list.clone(), question.clone());
                next_frame(session, move || show_end(&list, &question));
            }
        });
    }

    fn keep_to_end(self, list: &Element, question: &Question) {
        if self.session.is_alive() && self.at_end.get_untracked() {
            show_end(list, question);
        }
    }

    fn scrolled(self, list: &Element) {
        let count = self.session.rows().with_untracked(Vec::len);
        let below = list.scroll_height() - list.scroll_top() - list.client_height();
        self.at_end.set(below < NEAR);
        if below < NEAR {
            self.followed.set(count);
        }
        if count > self.limit.get_untracked() && list.scroll_top() < NEAR {
            let height = list.scroll_height();
            self.limit.change(|limit| *limit += STEP);
            // What was in view stays in view while rows appear above it.
            let list = list.clone();
            next_frame(self.session, move || {
                list.set_scroll_top(list.scroll_top() + list.scroll_height() - height);
            });
        }
    }
}

/// Scrolls to the end, or as far as the visitor's last words stay in view.
fn show_end(list: &Element, question: &Question) {
    let top = question.borrow().as_ref().map(Element::offset_top);
    let top = top.map_or(i32::MAX, |top| top - ROOM_ABOVE);
    list.set_scroll_top(top.min(list.scroll_height()));
}

fn typing(session: Session) -> Element {
    let dots = el("span aria-hidden=true").children(vec![el("i"), el("i"), el("i")]);
    let is_sending =
        move || session.handoff().with(|handoff| matches!(handoff, Handoff::Sending { .. }));
    let text = move || if is_sending() { Text::Waiting } else { Text::Typing };
    el("p.typing").child(dots).says(move || Words(session).say(text()).to_owned())
}

fn show(session: Session, item: &Item, question: &Question) -> Vec<Element> {
    let mut shown = Vec::new();
    if item.new_day {
        let at = item.row.at;
        shown.push(el("div.day").says(move || session.write_moment(at, Moment::Day)));
    }
    let row = row(session, &item.row, item.new_author);
    if item.row.author() == Author::Visitor {
        question.replace(Some(row.clone()));
    }
    shown.push(row);
    shown
}

fn items(session: Session, rows: &[Row], limit: usize) -> Vec<(String, Item)> {
    let start = rows.len().saturating_sub(limit);
    (start..rows.len())
        .map(|i| {
            let row = rows[i].clone();
            let before = i.checked_sub(1).and_then(|before| rows.get(before));
            let new_day = before.is_none_or(|b| session.day(b.at) != session.day(row.at));
            let new_author = new_day || before.is_none_or(|b| b.author() != row.author());
            // A row that begins a day or a turn now, and did not before, is made anew.
            let mut key = row.id.to_string();
            key.push_str(if new_day {
                " day"
            } else if new_author {
                " author"
            } else {
                ""
            });
            (key, Item { row, new_day, new_author })
        })
        .collect()
}
