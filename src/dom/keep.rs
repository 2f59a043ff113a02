//! What lives as long as the view that it was made in.
//!
//! An arena of the view library would do the same for values of any type and of any thread; here there are three
//! kinds of them, and one thread.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::on_cleanup;

use super::state::Slot;
use crate::platform::{Listener, SizeObserver};

/// What is kept.
pub(super) enum Kept {
    /// The value of a state.
    Slot(Rc<Slot>),
    /// Somebody who listens.
    Listener(#[expect(dead_code, reason = "it listens as long as it is kept")] Listener),
    /// Somebody who watches a size.
    Sizes(#[expect(dead_code, reason = "it watches as long as it is kept")] SizeObserver),
}

/// Where something is kept. A place is given again, but not its turn, so that a late caller meets nobody else.
#[derive(Clone, Copy)]
pub(super) struct Place {
    index: u32,
    turn: u32,
}

#[derive(Default)]
struct Places {
    kept: Vec<(u32, Option<Kept>)>,
    free: Vec<u32>,
}

thread_local! {
    static PLACES: RefCell<Places> = RefCell::default();
}

/// Keeps something as long as the view around it lives.
pub(super) fn keep(kept: Kept) -> Place {
    let place = PLACES.with_borrow_mut(|places| {
        let index = places.free.pop().unwrap_or_else(|| {
            places.kept.push((0, None));
            (places.kept.len() - 1) as u32
        });
        let (turn, room) = &mut places.kept[index as usize];
        *room = Some(kept);
        Place { index, turn: *turn }
    });
    on_cleanup(move || drop(end(place)));
    place
}

/// Gives it up; what it is may end in its own time, with nothing borrowed.
fn end(place: Place) -> Option<Kept> {
    PLACES.with_borrow_mut(|places| {
        let (turn, room) = places.kept.get_mut(place.index as usize)?;
        *turn += 1;
        let kept = room.take();
        places.free.push(place.index);
        kept
    })
}

/// The value of a state, as long as its view lives.
pub(super) fn slot(place: Place) -> Option<Rc<Slot>> {
    PLACES.with_borrow(|places| match places.kept.get(place.index as usize) {
        Some((turn, Some(Kept::Slot(slot)))) if *turn == place.turn => Some(slot.clone()),
        _ => None,
    })
}
