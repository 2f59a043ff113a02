//! From the bytes of a pack's file to an engine, whichever kind of file it is and whatever happened to it.

use super::Engine;
use crate::compiled::{self, State};
use crate::faq::Index;
use crate::pack;

/// How a pack could be opened; the order is that of the sentences which the widget's script has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// All of it is in use.
    Whole,
    /// Some of it cannot be used, or nothing.
    Part,
    /// It is damaged: what can still be read of it is in use, and what it lacks is learned anew.
    Damaged,
    /// Another release compiled it: its words are in use, and what they teach is learned anew.
    OtherRelease,
}

impl Engine {
    /// An engine that answers from the file of a pack, written or compiled, and how that could be opened.
    ///
    /// Never fails: an engine without a pack still greets, and says that it does not know.
    pub fn open(file: &[u8]) -> (Self, Opened) {
        let parts = compiled::parts(file);
        let (pack, all_of_it) = pack::usable(parts.json);
        let opened = match parts.state {
            State::Damaged => Opened::Damaged,
            State::OtherRelease { .. } => Opened::OtherRelease,
            _ if all_of_it => Opened::Whole,
            _ => Opened::Part,
        };
        let index = Index::recall(&pack, parts.learned);
        (Self::with(pack, index), opened)
    }

    /// The file of this pack, compiled; `json` is what the pack was read from.
    #[cfg(feature = "diagnostics")]
    pub fn compile(&self, json: &str) -> Vec<u8> {
        compiled::write(json, &self.index().learned())
    }
}
