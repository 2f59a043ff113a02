//! Where the visitor writes.

use super::icon::{Shape, icon};
use super::press::{next_frame, word};
use super::words::Words;
use crate::dom::{Element, el, follow};
use crate::i18n::Text;
use crate::session::{MESSAGE_LIMIT, Session};

/// The limit is told when so many characters are left.
const WARN_AT: usize = 200;

/// The input box, for those who put the focus there. It grows with the text.
pub(super) fn input_box(session: Session) -> Element {
    let words = Words(session);
    let write_here = words.text(Text::WriteHere);
    let input = el("textarea rows=1 enterkeyhint=send autocomplete=off aria-describedby=limit")
        .live("aria-label", write_here)
        .live("placeholder", write_here)
        .live("aria-invalid", move || word(left(session) < 0))
        .value(move || session.draft().get())
        .on("input", move |event| session.set_draft(&event.value()))
        .on("keydown", move |event| {
            if event.is_key("Enter") && !event.has_shift() {
                event.prevent();
                send(session);
            }
        });
    // The height follows the text, also when it is emptied by sending or filled by a reload.
    let growing = input.clone();
    follow(move || {
        session.draft().track();
        session.is_open().track();
        let input = growing.clone();
        next_frame(session, move || {
            input.set_style("height", "auto");
            input.set_style("height", &(input.scroll_height().to_string() + "px"));
        });
    });
    input
}

/// The input box and its button. Enter sends unless an input method is composing.
pub(super) fn composer(session: Session, input: Element) -> Element {
    let words = Words(session);
    el("form.composer")
        .on("submit", move |event| {
            event.prevent();
            send(session);
        })
        .when(
            move || session.is_live(),
            move || {
                el("label.attach").live("title", words.text(Text::AttachFile)).child(
                    el("input type=file accept=image/png,image/jpeg,image/gif,image/webp,application/pdf,audio/mpeg,audio/ogg,video/mp4,.csv")
                        .live("aria-label", words.text(Text::AttachFile))
                        .flag("disabled", move || !session.takes_files())
                        .on("change", move |event| {
                            if let Some(file) = event.take_file() {
                                session.send_file(file);
                            }
                        }),
                )
                .child(icon(Shape::Clip))
            },
        )
        .child(input)
        .child(
            el("button.send type=submit")
                .live("aria-label", words.text(Text::Send))
                .flag("disabled", move || !can_send(session))
                .child(icon(Shape::Send)),
        )
        .child(
            el("p.limit id=limit role=status")
                .live("data-over", move || word(left(session) < 0))
                .says(move || limit_words(words, left(session))),
        )
}

/// Characters that still fit.
fn left(session: Session) -> isize {
    session.draft().with(|text| MESSAGE_LIMIT as isize - text.trim().chars().count() as isize)
}

fn can_send(session: Session) -> bool {
    left(session) >= 0 && !session.draft().with(|text| text.trim().is_empty())
}

fn send(session: Session) {
    if can_send(session) {
        session.send(&session.draft().get());
    }
}

fn limit_words(words: Words, left: isize) -> String {
    if left > WARN_AT as isize {
        return String::new();
    }
    let text = if left < 0 { Text::LettersOver } else { Text::LettersLeft };
    words.with(text, &left.unsigned_abs().to_string())
}
