//! A value of a view that tells when it changes.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

use super::keep::{self, Kept, Place};

/// A value that lives as long as the view it was made in. A handle: copies are the same value.
///
/// One type of slot holds values of any type, so that a further type costs next to nothing.
pub struct State<T: 'static> {
    slot: Place,
    holds: PhantomData<fn() -> T>,
}

pub(super) struct Slot<T: ?Sized = dyn Any> {
    changed: ArcTrigger,
    value: RefCell<T>,
}

// By hand, since a derive would ask `T` to be `Copy` too.
impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for State<T> {}

/// The slot behind a handle, and its subscription, if one is wanted.
fn slot(place: Place, track: bool) -> Option<Rc<Slot>> {
    let slot = keep::slot(place);
    if let Some(slot) = slot.as_ref().filter(|_| track) {
        slot.changed.track();
    }
    slot
}

impl<T: Default> State<T> {
    /// A new value.
    pub fn new(value: T) -> Self {
        let slot = Slot { changed: ArcTrigger::new(), value: RefCell::new(value) };
        Self { slot: keep::keep(Kept::Slot(Rc::new(slot))), holds: PhantomData }
    }

    /// Looks at the value, and subscribes to it.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.look(true, look)
    }

    /// Looks at the value.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.look(false, look)
    }

    fn look<U>(self, track: bool, look: impl FnOnce(&T) -> U) -> U {
        let slot = slot(self.slot, track);
        let held = slot.as_ref().map(|slot| slot.value.borrow());
        match held.as_ref().and_then(|held| held.downcast_ref()) {
            Some(value) => look(value),
            // The view is gone, and whoever still asks is on the way out too.
            None => look(&T::default()),
        }
    }

    /// Changes the value and tells those who follow it.
    pub fn change(self, change: impl FnOnce(&mut T)) {
        let Some(slot) = slot(self.slot, false) else { return };
        if let Some(value) = slot.value.borrow_mut().downcast_mut() {
            change(value);
        }
        slot.changed.notify();
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        self.change(|held| *held = value);
    }
}

impl<T: Clone + Default> State<T> {
    /// The value; subscribes to it.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}
