//! Stands in for the crate `wasm-streams`, which Leptos brings for the streams of server functions.
//!
//! The widget has no server functions. The real crate exports its functions to JavaScript all the same, so that
//! no tool may take them out, and every visitor would download them. Here are the few that Leptos names; a stream
//! made by them is empty.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

/// What comes out of a stream of the browser: nothing.
#[derive(Debug)]
pub struct IntoStream(());

impl ReadableStream {
    /// A stream for the browser, without what `stream` would give.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsCast::unchecked_into(JsValue::UNDEFINED))
    }

    /// A stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's own.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// What comes out of it.
    pub fn into_stream(self) -> IntoStream {
        IntoStream(())
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
