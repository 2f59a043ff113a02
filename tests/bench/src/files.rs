//! The two files of a pack that a site can serve, and what they cost on their way to a visitor.

use std::time::{Duration, Instant};

use kefu_engine::dialog::Engine;
use serde_json::{Value, json};

use crate::pack::Pack;

/// A pack as an owner writes it, and as `kefu build` compiles it.
#[derive(Debug)]
pub struct Files {
    /// The JSON.
    pub json: String,
    /// The compiled file.
    pub compiled: Vec<u8>,
    /// How long compiling took, outside of any browser.
    pub took: Duration,
}

impl Files {
    /// Makes both files.
    pub fn of(pack: &Pack) -> Self {
        let json = pack.site_pack().to_string();
        let began = Instant::now();
        let compiled = Engine::open(json.as_bytes()).0.compile(&json);
        Self { json, compiled, took: began.elapsed() }
    }

    /// What both weigh, for programs.
    pub fn told(&self) -> Value {
        let [json, compiled] = self.packed();
        json!({
            "json_bytes": self.json.len(), "json_brotli": json,
            "compiled_bytes": self.compiled.len(), "compiled_brotli": compiled,
            "compiling_ms": self.took.as_millis() as u64,
        })
    }

    /// How many bytes both have with Brotli at its best, the JSON first.
    pub fn packed(&self) -> [usize; 2] {
        [self.json.as_bytes(), &self.compiled].map(|file| {
            let settings =
                brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
            let mut small = Vec::new();
            // Writing into memory cannot fail.
            let _ = brotli::BrotliCompress(&mut &file[..], &mut small, &settings);
            small.len()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn both_files_are_made_and_weighed() {
        let files = Files::of(&catalogue::pack(30, 0));
        let [json, compiled] = files.packed();
        assert!(compiled > json && files.compiled.starts_with(b"kefupack"));
    }
}
