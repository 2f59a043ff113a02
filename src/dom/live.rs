//! What happens when the state changes.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

/// What a view asks anew whenever it may have changed.
///
/// Like `FnMut() -> T`, which behind a pointer would bring two more functions for each closure.
pub(super) trait Tell<T> {
    fn tell(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Tell<T> for F {
    fn tell(&mut self) -> T {
        self()
    }
}

/// Does something now, and again whenever what it reads has changed, as long as the view around it lives.
pub fn follow(act: impl FnMut() + 'static) {
    follow_boxed(Box::new(act));
}

fn follow_boxed(mut act: Box<dyn Tell<()>>) {
    let effect = RenderEffect::new(move |_: Option<()>| act.tell());
    on_cleanup(move || drop(effect));
}

/// A condition that tells only of its turns, however often what it reads changes.
pub(super) fn settled(mut holds: Box<dyn Tell<bool>>) -> impl Fn() -> bool + 'static {
    let held = Rc::new((Cell::new(false), ArcTrigger::new()));
    let known = held.clone();
    follow_boxed(Box::new(move || {
        let now = holds.tell();
        if known.0.replace(now) != now {
            known.1.notify();
        }
    }));
    move || {
        held.1.track();
        held.0.get()
    }
}

/// Does something as soon as what is being built is in the page.
pub fn soon(act: impl Fn() + 'static) {
    let built = ArcTrigger::new();
    let tell = built.clone();
    let is_built = Cell::new(false);
    follow(move || {
        built.track();
        if is_built.replace(true) {
            act();
        }
    });
    tell.notify();
}

/// Does something once the page has been painted anew.
pub fn later(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    request_animation_frame(act);
}
