//! One message: who, what, when, and for the visitor's own what became of it.

use super::body::body;
use super::icon::Shape;
use super::press::{button, drawn};
use super::words::Words;
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::transcript::{Author, Delivery, Row};
use crate::session::{Moment, Session};

/// A row of the transcript.
///
/// `shows_name` says whether the author is shown, as at the first of several in a row.
pub(super) fn row(session: Session, row: &Row, shows_name: bool) -> Element {
    let named = row.clone();
    let (author, at) = (row.author(), row.at);
    let seen = shows_name && matches!(author, Author::Bot | Author::Agent);
    let name = el(if seen { "span.author" } else { "span.unseen" });
    let time = el("time")
        .attr("datetime", &session.write_iso(at))
        .live("title", move || session.write_moment(at, Moment::Full))
        .says(move || session.write_moment(at, Moment::Time));
    let mut meta = el("div.meta").child(time);
    if author == Author::Visitor {
        meta = delivery(session, meta, row);
    }
    el("div.row")
        .attr("data-author", author.word())
        .child(name.says(move || Words(session).author(&named)))
        .children(body(session, &row.body))
        .child(meta)
}

fn delivery(session: Session, home: Element, row: &Row) -> Element {
    let words = Words(session);
    let (word, name, failed) = (row.clone(), row.clone(), row.clone());
    let (again, file, able) = (row.clone(), row.clone(), row.clone());
    let percent = move || {
        session.upload().with(|upload| {
            upload.as_ref().filter(|upload| upload.row == file.id).map(|upload| upload.percent)
        })
    };
    let goes = percent.clone();
    let state = el("span.delivery")
        .live("data-state", move || {
            let name = match name.delivery.get() {
                Delivery::Sent => "sent",
                Delivery::Sending => "sending",
                Delivery::Failed => "failed",
                Delivery::Seen => "seen",
            };
            name.to_owned()
        })
        .says(move || {
            let word = match word.delivery.get() {
                Delivery::Sent => Text::Sent,
                Delivery::Sending => Text::Sending,
                Delivery::Failed => Text::NotSent,
                Delivery::Seen => Text::Seen,
            };
            let mut says = words.say(word).to_owned();
            if let Some(percent) = percent() {
                says = [&says, " ", &percent.to_string(), "%"].concat();
            }
            says
        });
    let call_off = move || {
        button("link", move || session.call_off_file())
            .child(el("span").says(words.text(Text::CallOff)))
    };
    home.child(state).when(move || goes().is_some(), call_off).when(
        move || failed.delivery.get() == Delivery::Failed && session.can_resend(&able),
        move || {
            let row = again.clone();
            let act = move || session.resend(&row);
            drawn("link", Shape::Retry, words.text(Text::SendAgain), act)
        },
    )
}
