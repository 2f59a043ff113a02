//! Files to people: one at a time, prepared and sent beside the panel. What is in them is never kept here.

use std::rc::Rc;

use kefu_engine::json::Value;
use kefu_engine::pack::ChannelKind;
use leptos::prelude::untrack;

use super::wire;
use crate::platform::{Millis, Picked};
use crate::session::Session;
use crate::session::transcript::{Body, Delivery, Note, Row, SentFile};
use crate::session::watch::Facet;

/// A file that is still on its way after so long is so no more: its page has gone.
const LONGEST_MS: Millis = 10 * 60_000;

/// A file on its way.
#[derive(Clone)]
pub struct Upload {
    /// The row that shows it.
    pub row: Rc<str>,
    /// How much of it has gone, in percent.
    pub percent: u32,
}

/// Where a desk gives out files, after its own address.
const FILES: &str = "/public/files/";

/// The ends of the names of pictures that every browser shows.
const PICTURES: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];

/// A file that people of the site sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// Whether it is a picture that can be shown.
    pub is_picture: bool,
}

/// The file at an address of the desk; nothing for any other address.
///
/// A desk that is a part of the site is asked at the site, by whatever name it knows itself.
fn received(url: &str, desk: &str) -> Option<Received> {
    let desk = desk.trim_end_matches('/');
    let known = if desk.is_empty() || desk.starts_with('/') {
        let (_, rest) = url.split_once(':')?;
        rest.strip_prefix("//")?.split_at(rest[2..].find('/')?).1.strip_prefix(desk)
    } else {
        url.strip_prefix(desk)
    };
    let path = known?.strip_prefix(FILES)?;
    let name = decoded(path.split_once('/')?.1);
    let lower = name.to_ascii_lowercase();
    let is_picture = PICTURES.iter().any(|end| lower.ends_with(end));
    Some(Received { name, url: [desk, FILES, path].concat(), is_picture })
}

/// A part of an address as people read it.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut pieces = part.split('%');
    bytes.extend(pieces.next().unwrap_or_default().bytes());
    for piece in pieces {
        let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        bytes.extend(piece.bytes().skip(if code.is_some() { 2 } else { 0 }));
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

impl Session {
    /// What a line of a person's message is, where it is the address of a file at the desk.
    pub fn received(self, line: &str) -> Option<Received> {
        let inner = self.inner();
        let desks = inner.pack.channels.iter().filter(|one| one.kind == ChannelKind::Chatwoot);
        desks.into_iter().find_map(|desk| received(line, &desk.url))
    }

    /// Whether a file can be sent now.
    pub fn takes_files(self) -> bool {
        self.upload().with(Option::is_none) && self.is_live()
    }

    /// Sends a file to whoever has the conversation.
    pub fn send_file(self, file: Picked) {
        if untrack(|| self.takes_files()) {
            let (name, tab) = (file.name.clone(), self.inner().vault.tab());
            let row = self.append(Body::File(SentFile { name, tab }), Delivery::Sending);
            self.send_row_of(&row, file);
        }
    }

    /// Whether what did not arrive can be sent again: a file only as long as this page has it.
    pub fn can_resend(self, row: &Row) -> bool {
        !matches!(*row.body, Body::File(_)) || self.unsent(row).is_some()
    }

    /// The visitor does not want to send the file after all.
    pub fn call_off_file(self) {
        self.change(Facet::Upload, |model| model.upload = None);
    }

    /// Sends the file of a row again, or says that it is gone.
    pub(in crate::session) fn resend_file(self, row: &Row) {
        match self.unsent(row) {
            Some(file) if untrack(|| self.takes_files()) => self.send_row_of(row, file),
            _ => self.set_delivery(row, Delivery::Failed),
        }
    }

    /// Files that were on their way when their page went.
    pub(in crate::session) fn settle_files(self) {
        let inner = self.inner();
        let (now, own) = (inner.platform.now(), inner.vault.known_tab());
        for row in self.rows().get_untracked() {
            if let Body::File(file) = &*row.body
                && row.delivery.get_untracked() == Delivery::Sending
                && (own.as_ref() == Some(&file.tab) || now > row.at + LONGEST_MS)
            {
                self.set_delivery(&row, Delivery::Failed);
            }
        }
    }

    fn forget_file(self, row: &Row) {
        self.inner().attendance.unsent.borrow_mut().take_if(|(id, _)| *id == row.id);
    }

    fn unsent(self, row: &Row) -> Option<Picked> {
        let unsent = self.inner().attendance.unsent.borrow().clone();
        unsent.filter(|(id, _)| *id == row.id).map(|(_, file)| file)
    }

    fn send_row_of(self, row: &Row, file: Picked) {
        let Some((api, thread)) = self.api() else { return };
        let inner = self.inner();
        let row = row.clone();
        self.set_delivery(&row, Delivery::Sending);
        inner.attendance.unsent.replace(Some((row.id.clone(), file.clone())));
        let upload = Upload { row: row.id.clone(), percent: 0 };
        self.change(Facet::Upload, |model| model.upload = Some(upload));
        let id = row.id.clone();
        let told = move |percent: f64| {
            self.is_alive()
                && self.change(Facet::Upload, |model| {
                    let upload = model.upload.as_mut().filter(|upload| upload.row == id);
                    upload.map(|upload| upload.percent = percent as u32).is_some()
                })
        };
        let url = api.messages_url(thread.conversation);
        let sent = inner.brain.send_file(file, url, row.id.to_string(), Box::new(told));
        inner.platform.spawn(Box::pin(async move {
            let (status, body) = sent.await;
            let is_it = |upload: &mut Upload| upload.row == row.id;
            let wanted = self.change(Facet::Upload, |model| model.upload.take_if(is_it)).is_some();
            match status {
                200..=299 => {
                    let answer = Value::parse(&body).unwrap_or(Value::Null);
                    let at = wire::number(&answer, "created_at");
                    self.sent(&row, wire::number(&answer, "id"), at);
                    self.forget_file(&row);
                }
                413 | 415 | 422 => {
                    self.set_delivery(&row, Delivery::Failed);
                    self.forget_file(&row);
                    self.append(Body::System(Note::FileRefused), Delivery::Sent);
                }
                _ => {
                    // It may have arrived although nobody said so.
                    if wanted {
                        let _ = self.catch_up().await;
                    }
                    if row.delivery.get_untracked() == Delivery::Sending {
                        self.set_delivery(&row, Delivery::Failed);
                    }
                }
            }
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_desk_is_known_by_its_address_alone() {
        let known = |url: &str| {
            received(url, "https://desk.example/").map(|one| (one.name, one.is_picture))
        };
        let picture = "https://desk.example/public/files/ab/%E6%9D%AF%E5%AD%90.PNG";
        assert_eq!(known(picture), Some(("杯子.PNG".to_owned(), true)));
        assert_eq!(
            known("https://desk.example/public/files/ab/a%20b.pdf"),
            Some(("a b.pdf".to_owned(), false))
        );
        let within = |desk: &str| received("https://a.example/chat/public/files/ab/a.png", desk);
        assert_eq!(
            within("/chat/").map(|one| one.url).as_deref(),
            Some("/chat/public/files/ab/a.png"),
            "it is asked for at the site, whoever wrote the address"
        );
        assert_eq!(within("/"), None);
        for other in [
            "https://desk.example.evil/public/files/ab/a.png",
            "https://evil.example/public/files/ab/a.png",
            "https://desk.example/other/ab/a.png",
            "https://desk.example/public/files/a.png",
            "hello",
            "",
        ] {
            assert_eq!(known(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_is_read_whatever_stands_in_it() {
        assert_eq!(decoded("100%.png"), "100%.png");
        assert_eq!(decoded("%"), "%");
        assert_eq!(decoded("%zz%4"), "%zz%4");
        assert_eq!(decoded("%ff"), "%ff");
    }
}
