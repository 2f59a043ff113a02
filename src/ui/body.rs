//! What a message says: words, lists, links, images, buttons and cards. Never HTML.

use super::anchor::{leads_to, named};
use super::choices::choices;
use super::icon::{Shape, icon};
use super::words::{Words, standard};
use crate::dom::{Element, el};
use crate::session::rich::{Block, Inline, plain};
use crate::session::transcript::{Body, Said};
use crate::session::{CardView, Message, Say, Session};

/// The body of a row, as elements of it.
pub(super) fn body(session: Session, body: &Body) -> Vec<Element> {
    match body {
        Body::Visitor(text) => vec![bubble(session, text)],
        Body::Agent(Said { text, .. }) => agent(session, text),
        Body::File(file) => {
            vec![el("div.bubble").child(el("p").child(icon(Shape::Clip)).text(&file.name))]
        }
        Body::Bot(message) => bot(session, message),
        Body::System(note) => {
            let note = note.clone();
            vec![el("p.note").says(move || Words(session).note(&note))]
        }
    }
}

fn bubble(session: Session, words: &str) -> Element {
    el("div.bubble").child(inlines(session, el("p"), plain(words)))
}

/// A person's words, and the files below them.
fn agent(session: Session, text: &str) -> Vec<Element> {
    let mut words = String::new();
    let mut files = Vec::new();
    for line in text.split('\n') {
        let Some(file) = session.received(line) else {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(line);
            continue;
        };
        let link = el("a");
        let link = if file.is_picture {
            link.child(image("img.picture loading=lazy", &file.url, &file.name))
        } else {
            link.text(&file.name)
        };
        files.push(el("div.bubble").child(leads_to(link, &file.url, Words(session))));
    }
    if !words.is_empty() {
        files.insert(0, bubble(session, &words));
    }
    files
}

fn bot(session: Session, message: &Message) -> Vec<Element> {
    let bubble = el("div.bubble");
    let bubble = match &message.say {
        Say::Text(text) => session
            .blocks(text)
            .into_iter()
            .fold(bubble, |bubble, part| bubble.child(block(session, part))),
        Say::Standard(one) => bubble.child(el("p").says(Words(session).text(standard(*one)))),
    };
    let mut parts = vec![bubble];
    parts.extend(message.cards.iter().map(|one| card(session, one)));
    parts.extend(choices(session, &message.choices));
    parts
}

fn block(session: Session, block: Block) -> Element {
    match block {
        Block::Paragraph(parts) => inlines(session, el("p"), parts),
        Block::Image { url, alt } => image("img.picture loading=lazy", &url, &alt),
        Block::List { ordered, items } => {
            let list = el(if ordered { "ol" } else { "ul" });
            items.into_iter().fold(list, |list, item| list.child(inlines(session, el("li"), item)))
        }
    }
}

fn inlines(session: Session, home: Element, parts: Vec<Inline>) -> Element {
    parts.into_iter().fold(home, |home, part| match part {
        Inline::Text(text) => home.text(&text),
        Inline::Link { url, label } => home.child(named(el("a"), &url, &label, Words(session))),
    })
}

fn image(description: &str, url: &str, alt: &str) -> Element {
    el(description).attr("src", url).attr("alt", alt)
}

fn card(session: Session, card: &CardView) -> Element {
    let mut view = el("div.card");
    if !card.image.is_empty() {
        view = view.child(image("img loading=lazy", &card.image, &card.image_alt));
    }
    view = view.child(el("h3").text(&card.title));
    if !card.text.is_empty() {
        view = view.child(el("p").text(&card.text));
    }
    view.children(choices(session, &card.choices))
}
