//! The part of a site pack that the widget itself needs: who speaks, who is there, what may be asked of a visitor.
//!
//! What is answered, and from which rules tags follow, only the engine reads. So the panel, which comes first,
//! carries no reader for it.

use crate::json::Value;

use super::prune;
use super::read::{Read, Reader, record};
use super::text_of;
use super::transfers::PriorityPoints;
use super::types::{Brand, Channel, Hours, Profile, Theme};
use super::visitor::Remember;

record! {
    /// The front of a pack; the fields are those of `Pack`.
    pub struct Front {
        required {
            /// Who speaks.
            brand: Brand,
        }
        optional {
            /// Languages of the pack.
            locales: Vec<String>,
            /// When the widget speaks by itself: the engine is asked, if there is any.
            triggers: Vec<Occasion>,
            /// What the site may ask of a visitor, and why.
            profile: Option<Profile>,
            /// For which purpose each kind of thing may be remembered of a visitor.
            remember: Remember,
            /// Ways to reach a person.
            channels: Vec<Channel>,
            /// How long messages are kept.
            keep_days: Option<u32>,
            /// When people are there.
            hours: Option<Hours>,
            /// How urgent a hand-over is.
            transfer: Urgency,
            /// Looks.
            theme: Theme,
            /// Hosts whose images may be shown.
            image_hosts: Vec<String>,
        }
    }
}

record! {
    /// What the front needs of `transfer`.
    pub struct Urgency {
        required {}
        optional {
            /// How the priority of a hand-over is put together.
            priority: PriorityPoints,
        }
    }
}

record! {
    /// What the front needs of a trigger, so that it watches no more of the page than it has to.
    pub struct Occasion {
        required {}
        optional {
            /// How far down the page the visitor must have scrolled.
            scroll_percent: Option<u32>,
        }
    }
}

impl Front {
    /// Reads the front from the bytes of a pack's file; what cannot be used is left out, as in the pack.
    pub fn of(bytes: &[u8]) -> Self {
        let mut front = Self::default();
        if let Some(value) = text_of(bytes).and_then(Value::parse) {
            // Also of a pack that lacks what it must have, what there is.
            front.fill(&value, &mut Reader::new(&value));
            prune::form(&mut front.profile);
            prune::channels(&mut front.channels);
            prune::looks(&mut front.theme);
        }
        front
    }
}
