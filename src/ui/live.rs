//! The few shapes that every component is built of.
//!
//! A view library makes code for each type of closure and of view. Here each shape has one type,
//! however often it is used, which keeps what a phone downloads small.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use crate::session::Session;

/// A value that follows what it reads.
pub(super) fn live<T: Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    Signal::derive(read)
}

/// A view that is there while a condition holds, made anew each time it begins to hold.
pub(super) fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    boxed(Box::new(holds), Box::new(view))
}

/// Whether a view is there.
type Holds = Box<dyn Fn() -> bool + Send + Sync>;

/// Makes a view.
type Make = Box<dyn Fn() -> AnyView + Send + Sync>;

fn boxed(holds: Holds, view: Make) -> AnyView {
    let holds = Memo::new(move |_| holds());
    (move || holds.get().then(&view)).into_any()
}

/// Does something once the page has been painted anew, unless the widget is gone by then.
pub(super) fn next_frame(session: Session, act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    request_animation_frame(move || {
        if session.is_alive() {
            act();
        }
    });
}

/// A button with an icon, words, or both.
#[component]
pub(super) fn Press(
    /// How it looks.
    class: &'static str,
    /// What stands on it; read out only, if there is an icon and `bare`.
    #[prop(into)]
    label: Signal<String>,
    /// What is drawn on it.
    #[prop(optional)]
    icon: Option<Shape>,
    /// Whether the words are only read out.
    #[prop(optional)]
    bare: bool,
    /// Whether what it opens is open, where it opens something.
    #[prop(optional)]
    expanded: Option<Signal<bool>>,
    /// Whether it stands for what is chosen, where it chooses something.
    #[prop(optional)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    act: Callback<()>,
) -> impl IntoView {
    let words = move |state: Signal<bool>| live(move || state.get().to_string());
    view! {
        <button
            type="button"
            class=class
            aria-label=bare.then_some(label)
            aria-expanded=expanded.map(words)
            aria-pressed=pressed.map(words)
            on:click=press(act)
        >
            {icon.map(|shape| view! { <Icon shape /> })}
            {(!bare).then(|| view! { <span>{label}</span> })}
        </button>
    }
    .into_any()
}

fn press(act: Callback<()>) -> impl FnMut(MouseEvent) {
    move |_| act.run(())
}
