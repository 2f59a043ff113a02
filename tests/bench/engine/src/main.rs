//! The engine as a page of the benchmark calls it: a pack in, the best entry out.

use kefu_engine::dialog::Engine;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hands out memory as `kefu-brain` does.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

fn main() {}

/// A pack that is ready to be asked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Searched {
    engine: Engine,
}

#[wasm_bindgen]
impl Searched {
    /// Opens the file of a pack as the widget does, JSON or compiled.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &[u8]) -> Self {
        Self { engine: Engine::open(file).0 }
    }

    /// Takes so many small steps towards an index that answers; whether some are left.
    pub fn learn(&self, steps: usize) -> bool {
        self.engine.learn(steps)
    }

    /// How many entries of the pack can be found; all of them, else the places would not be those of the file.
    pub fn entries(&self) -> usize {
        self.engine.pack().faq.len()
    }

    /// The place of the best entry, or -1 if nothing in the pack is like the message.
    pub fn first(&self, message: &str) -> i32 {
        let found = self.engine.index().candidates(message);
        found.first().and_then(|one| i32::try_from(one.entry).ok()).unwrap_or(-1)
    }
}
