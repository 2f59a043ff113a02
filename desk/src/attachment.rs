//! The files that go along with a message: which are taken, what they are called, and how they are given out.
//!
//! What a file is follows from its bytes, never from what somebody calls it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::client::read;
use crate::desk::Desk;
use crate::limits::{AtOnce, Place};
use crate::refusal::{Answer, Refusal};
use crate::secrets;

/// The largest file, in bytes.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;

/// So many files go with one message.
pub const MOST_FILES: usize = 5;

/// All that goes with one message, in bytes.
pub const UPLOAD_LIMIT: usize = 2 * FILE_LIMIT;

/// All words of a message, in bytes. A hand-over with a thousand messages has about a tenth of this.
pub const JSON_LIMIT: usize = 1_000_000;

/// So long an upload may take: ten megabytes over a slow phone.
const UPLOAD_TIME: Duration = Duration::from_secs(180);

/// Longest name of a file, in characters; the rest is cut off.
const NAME_LIMIT: usize = 120;

/// The types that are taken, those of Chatwoot and WebP, by what the bytes begin with.
const TYPES: [&str; 10] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/bmp",
    "image/tiff",
    "image/webp",
    "application/pdf",
    "audio/mpeg",
    "video/mp4",
    "audio/ogg",
];

/// What is told of a type that is not taken.
const REFUSED: &str =
    "files are pictures (PNG, JPEG, GIF, WebP, BMP, TIFF), PDF, MP3, MP4, OGG or CSV";

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// A file of a message, without its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Number; 0 before it is kept.
    pub id: i64,
    /// Its secret name: whoever knows it may fetch the file.
    pub token: String,
    /// What the sender calls it.
    pub name: String,
    /// Its type, such as `image/png`.
    pub media_type: String,
    /// How large it is, in bytes.
    pub size: u64,
}

/// A file as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// What it is.
    pub file: File,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What came as a form: its texts by their names, and its files.
#[derive(Debug, Default)]
pub struct Form {
    /// Texts.
    pub texts: Vec<(String, String)>,
    /// Files, in their order.
    pub uploads: Vec<Upload>,
    /// Held until what came is kept.
    pub place: Option<Place>,
}

impl Upload {
    /// Looks at a file that came in.
    ///
    /// # Errors
    /// When it is empty, too large, or of a type that is not taken.
    pub fn new(name: &str, bytes: Vec<u8>) -> Answer<Self> {
        if bytes.is_empty() {
            return Err(Refusal::Invalid("a file has something in it"));
        }
        if bytes.len() > FILE_LIMIT {
            return Err(Refusal::TooLarge("a file has at most 10 MB"));
        }
        let name = plain_name(name);
        let media_type = media_type(&name, &bytes).ok_or(Refusal::Invalid(REFUSED))?;
        let size = bytes.len() as u64;
        let token = secrets::token();
        let media_type = media_type.to_owned();
        Ok(Self { file: File { id: 0, token, name, media_type, size }, bytes })
    }
}

impl File {
    /// `image`, `audio`, `video` or `file`, as Chatwoot tells them apart.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self.media_type.split('/').next() {
            Some(kind @ ("image" | "audio" | "video")) => kind,
            _ => "file",
        }
    }

    /// Where it is, from the root of the desk.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/public/files/{}/{}", self.token, utf8_percent_encode(&self.name, PLAIN))
    }

    /// The file as it is given out: never as something that a browser would run.
    #[must_use]
    pub fn response(&self, bytes: Vec<u8>) -> Response {
        let name = utf8_percent_encode(&self.name, PLAIN);
        let disposition = HeaderValue::try_from(format!("attachment; filename*=UTF-8''{name}"));
        let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
        let media_type = HeaderValue::try_from(&self.media_type)
            .unwrap_or(HeaderValue::from_static("application/octet-stream"));
        let mut response = Body::from(bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_DISPOSITION, disposition);
        headers.insert(CONTENT_TYPE, media_type);
        for (name, value) in [
            (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            // It never changes, but it may be erased: no cache shared by several people keeps it.
            (CACHE_CONTROL, "private, max-age=3600"),
            (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }
}

impl Form {
    /// Reads a form with files, a few at a time since each is in memory, and none for ever.
    ///
    /// # Errors
    /// When it is none, a file in it cannot be taken, it takes too long, or too many come at once.
    pub async fn read(desk: &Desk, uploads: &Arc<AtOnce>, request: Request) -> Answer<Self> {
        let place = desk.upload_place(uploads, &request)?;
        let read = timeout(UPLOAD_TIME, Self::read_on(request)).await;
        let read = read.map_err(|_| Refusal::Invalid("this file took too long"))??;
        Ok(Self { place: Some(place), ..read })
    }

    async fn read_on(request: Request) -> Answer<Self> {
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| Refusal::Invalid("this is no multipart/form-data"))?;
        let mut read = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "attachments[]" {
                if read.uploads.len() == MOST_FILES {
                    return Err(Refusal::Invalid("a message has at most 5 files"));
                }
                let upload = upload(field).await?;
                read.uploads.push(upload);
            } else {
                read.texts.push((name, field.text().await.map_err(broken)?));
            }
        }
        Ok(read)
    }

    /// The text of this name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

/// Whether a request brings a form.
pub fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// The JSON of a request that might have brought files, and is therefore allowed to be large.
pub async fn json_of<T: DeserializeOwned>(request: Request) -> Answer<T> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, JSON_LIMIT).await;
    let body = body.map_err(|_| Refusal::TooLarge("a message has at most 1 MB"))?;
    let request = Request::from_parts(parts, body.into());
    read(Json::<T>::from_request(request, &()).await)
}

async fn upload(field: Field<'_>) -> Answer<Upload> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(broken)?;
    Upload::new(&name, bytes.into())
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn broken(error: MultipartError) -> Refusal {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::TooLarge("all files of a message have at most 20 MB")
    } else {
        Refusal::Invalid("this form ends in the middle, or is none")
    }
}

/// What the bytes are, if that is taken.
fn media_type(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if let Some(found) = infer::get(bytes) {
        return TYPES.into_iter().find(|known| *known == found.mime_type());
    }
    // Plain text has no mark: what is read as a table is called one, and is text.
    let is_table = name.to_ascii_lowercase().ends_with(".csv");
    let is_text = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
    (is_table && is_text).then_some("text/csv")
}

/// A name without folders, and without letters that turn others around or are not seen.
fn plain_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_seen = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let name: String = name.chars().filter(is_seen).collect();
    // The end says what it is, so it is the middle that goes.
    let letters: Vec<char> = name.trim().chars().collect();
    let name: String = match letters.len().checked_sub(NAME_LIMIT) {
        Some(extra) if extra > 0 => {
            let half = NAME_LIMIT / 2;
            letters[..half].iter().chain(&letters[half + extra..]).collect()
        }
        _ => letters.iter().collect(),
    };
    if name.trim_matches('.').is_empty() { "file".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(media_type("a.exe", PNG), Some("image/png"));
        assert_eq!(media_type("a.png", b"<html><script>alert(1)</script>"), None);
        assert_eq!(media_type("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), None);
        assert_eq!(media_type("a.png", b"MZ\x90\0"), None, "a program");
        assert_eq!(media_type("a.csv", "单号,数量\n1,2".as_bytes()), Some("text/csv"));
        assert_eq!(media_type("a.csv", b"\0\x01"), None);
        assert_eq!(media_type("a.txt", b"hello"), None);
        assert_eq!(media_type("a.pdf", b"%PDF-1.7\n"), Some("application/pdf"));
    }

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("C:\\secret\\a.png"), "a.png");
        assert_eq!(plain_name("exe.\u{202e}gnp"), "exe.gnp");
        assert_eq!(plain_name("a\r\nSet-Cookie: b.png"), "aSet-Cookie: b.png");
        for nothing in ["", "..", "/", "\u{200b}"] {
            assert_eq!(plain_name(nothing), "file");
        }
        let long = plain_name(&("好".repeat(500) + ".jpeg"));
        assert_eq!(long.chars().count(), NAME_LIMIT);
        assert!(long.ends_with(".jpeg"));
    }

    #[test]
    fn what_is_empty_or_too_large_is_refused() {
        assert!(Upload::new("a.png", Vec::new()).is_err());
        let mut large = PNG.to_vec();
        large.resize(FILE_LIMIT + 1, 0);
        assert!(Upload::new("a.png", large.clone()).is_err());
        large.pop();
        let upload = Upload::new("图 1.png", large).unwrap();
        assert_eq!((upload.file.kind(), upload.file.size), ("image", FILE_LIMIT as u64));
        assert!(upload.file.path().ends_with("/%E5%9B%BE%201.png"), "{}", upload.file.path());
    }
}
