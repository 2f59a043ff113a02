//! The engine as a page of the benchmark calls it: a pack in, the best entry out.

use kefu_engine::{faq::Index, pack};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// A pack that is ready to be asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Searched {
    index: Index,
    entries: usize,
}

#[wasm_bindgen]
impl Searched {
    /// Reads a pack as the widget does, and indexes it.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &str) -> Self {
        let (pack, _) = pack::usable(pack.as_bytes());
        Self { index: Index::new(&pack), entries: pack.faq.len() }
    }

    /// How many entries of the pack can be found; all of them, else the places would not be those of the file.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// The place of the best entry, or -1 if nothing in the pack is like the message.
    pub fn first(&self, message: &str) -> i32 {
        let found = self.index.candidates(message);
        found.first().and_then(|one| i32::try_from(one.entry).ok()).unwrap_or(-1)
    }
}
