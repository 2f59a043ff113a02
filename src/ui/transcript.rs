//! The conversation as a list that follows its end, unless the visitor reads further up.

use leptos::html;
use leptos::prelude::*;

use super::icon::Shape;
use super::live::{Press, live, next_frame, when};
use super::row::RowView;
use super::words::Words;
use crate::i18n::Text;
use crate::session::transcript::{Author, Row};
use crate::session::{Moment, Session};

/// So many rows are in the page at first, and so many come on top when the visitor scrolls up.
const STEP: usize = 60;

/// Closer to the end than this counts as reading the end.
const NEAR: i32 = 48;

/// So many pixels stay free above what is scrolled to the top.
const ROOM_ABOVE: i32 = 12;

/// A row with what depends on the one before it.
#[derive(Clone)]
struct Item {
    row: Row,
    new_day: bool,
    new_author: bool,
}

/// The rows, the day between them, and a button back to the end.
#[component]
pub(super) fn Transcript() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let rows = session.rows();
    let list = NodeRef::<html::Div>::new();
    let limit = RwSignal::new(STEP);
    let at_end = RwSignal::new(true);
    // So many rows had come when the view last followed them.
    let followed = RwSignal::new(0);
    let items = move || rows.with(|rows| items(session, rows, limit.get()));
    // The visitor's last words: a turn that is taller than the list is read from there.
    let question = StoredValue::new(None::<NodeRef<html::Div>>);
    let follow = move || {
        let Some(list) = list.get_untracked() else { return };
        let asked = question.get_value().and_then(|node| node.get_untracked());
        let top = asked.map_or(i32::MAX, |node| node.offset_top() - ROOM_ABOVE);
        list.set_scroll_top(top.min(list.scroll_height()));
    };
    let to_end = move || {
        if let Some(list) = list.get_untracked() {
            list.set_scroll_top(list.scroll_height());
        }
    };

    // The visitor's own words and news at the end are followed; who reads further up is left in peace.
    Effect::new(move |known: Option<usize>| {
        let known = known.unwrap_or_default();
        let (count, own) = rows.with(|rows| {
            let fresh = rows.get(known..).unwrap_or_default();
            (rows.len(), fresh.iter().any(|row| row.author() == Author::Visitor))
        });
        let open = session.is_open().get();
        session.is_waiting();
        if open && (own || at_end.get_untracked()) {
            followed.set(count);
            next_frame(session, follow);
        }
        count
    });

    let scrolled = move |_| {
        let Some(list) = list.get_untracked() else { return };
        let below = list.scroll_height() - list.scroll_top() - list.client_height();
        at_end.set(below < NEAR);
        if below < NEAR {
            followed.set(rows.with_untracked(Vec::len));
        }
        let more = rows.with_untracked(Vec::len) > limit.get_untracked();
        if more && list.scroll_top() < NEAR {
            let height = list.scroll_height();
            limit.update(|limit| *limit += STEP);
            // What was in view stays in view while rows appear above it.
            next_frame(session, move || {
                list.set_scroll_top(list.scroll_top() + list.scroll_height() - height);
            });
        }
    };

    let typing = move || {
        view! {
            <p class="typing">
                <span aria-hidden="true"><i></i><i></i><i></i></span>
                {live(words.text(Text::Waiting))}
            </p>
        }
        .into_any()
    };
    let jump = move || {
        let news = move || rows.with(Vec::len) > followed.get();
        let label = live(move || words.say(if news() { Text::NewMessages } else { Text::Latest }));
        view! { <Press class="to-end" icon=Shape::Down label act=move |()| to_end() /> }.into_any()
    };
    view! {
        <div class="transcript">
            <div
                node_ref=list
                class="rows"
                role="log"
                aria-live="off"
                aria-label=live(words.text(Text::Conversation))
                tabindex="0"
                on:scroll=scrolled
            >
                <For
                    each=items
                    key=|item| (item.row.id.clone(), item.new_day, item.new_author)
                    let:item
                >
                    {item.new_day.then(|| {
                        let at = item.row.at;
                        let day = live(move || session.write_moment(at, Moment::Day));
                        view! { <div class="day">{day}</div> }
                    })}
                    <RowView row=item.row named=item.new_author question />
                </For>
                {when(move || session.is_waiting(), typing)}
            </div>
            {when(move || !at_end.get(), jump)}
        </div>
    }
}

fn items(session: Session, rows: &[Row], limit: usize) -> Vec<Item> {
    let start = rows.len().saturating_sub(limit);
    (start..rows.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(|before| rows.get(before));
            let new_day = before.is_none_or(|b| session.day(b.at) != session.day(rows[i].at));
            let new_author = new_day || before.is_none_or(|b| b.author() != rows[i].author());
            Item { row: rows[i].clone(), new_day, new_author }
        })
        .collect()
}
