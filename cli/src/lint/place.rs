//! Where an entry and its phrasings stand in the file, which may hold more than the pack that is made of it.

use std::collections::HashMap;

use kefu_engine::pack::positions;
use serde_json::Value;

use super::Finding;

/// The file of a pack.
pub struct Places<'t> {
    text: &'t str,
    pack: Value,
    /// Pointer of the first entry or flow of each id, which is the one that is used.
    entries: HashMap<String, String>,
}

impl<'t> Places<'t> {
    /// Reads the text of a file that is JSON.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let pack: Value = serde_json::from_str(text).unwrap_or_default();
        let mut entries = HashMap::new();
        for list in ["faq", "flows"] {
            for (place, one) in pack[list].as_array().into_iter().flatten().enumerate() {
                if let Some(id) = one["id"].as_str() {
                    entries.entry(id.to_owned()).or_insert_with(|| format!("/{list}/{place}"));
                }
            }
        }
        Self { text, pack, entries }
    }

    /// The pointer of an entry, or of a flow that is asked for like one.
    pub fn entry(&self, id: &str) -> String {
        self.entries.get(id).map_or("/faq", String::as_str).to_owned()
    }

    /// The pointer of a phrasing: 0 is the question, then come the others.
    pub fn phrasing(&self, id: &str, locale: &str, place: usize) -> String {
        let mut at = self.entry(id);
        // A flow has no question; the first of its phrases stands for one.
        let (list, place) = match place {
            _ if at.starts_with("/flows") => ("/phrases", place.max(1)),
            0 => ("/question", 0),
            _ => ("/alt", place),
        };
        at.push_str(list);
        if !locale.is_empty() {
            at.push('/');
            at.push_str(&locale.replace('~', "~0").replace('/', "~1"));
        }
        match place.checked_sub(1) {
            // Items that could not be read are missing from what was asked; a word that is not there points nowhere.
            Some(place) if self.pack.pointer(&at).is_some_and(Value::is_array) => {
                format!("{at}/{}", self.nth_text(&at, place))
            }
            _ => at,
        }
    }

    /// The place in the file of the n-th item of a list that is a text.
    fn nth_text(&self, list: &str, wanted: usize) -> usize {
        let items = self.pack.pointer(list).and_then(Value::as_array).into_iter().flatten();
        let mut texts = items.enumerate().filter(|(_, item)| item.is_string());
        texts.nth(wanted).map_or(wanted, |(place, _)| place)
    }

    /// Writes line and column into each finding.
    pub fn fill_in(&self, found: &mut [Finding]) {
        let pointers: Vec<String> = found.iter().map(|one| one.pointer.clone()).collect();
        for (one, position) in found.iter_mut().zip(positions(self.text, &pointers)) {
            one.position = position;
        }
    }
}
