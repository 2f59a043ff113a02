//! Builds the page of elements that follow the state: the thin layer between the reactive graph of Leptos and
//! the nodes of the browser.
//!
//! A view library makes code for each type of view, of attribute and of closure. Here there is one type of
//! each, however often it is used, which keeps what a phone downloads small. Nothing is ever parsed as HTML.
//! Knows nothing of conversations.

mod element;
mod event;
mod keep;
mod live;
mod state;

pub use element::{Element, drawing, el};
pub use live::{follow, later, soon};
pub use state::State;
/// The element of the page that a view is put into.
pub use web_sys::HtmlElement as Home;
