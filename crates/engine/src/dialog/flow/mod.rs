//! Conversations of several turns: they ask, look up, branch and answer, and let the visitor leave at any time.
//! `run` goes through the steps, `listen` hears what the visitor says meanwhile, `call` speaks with the site.

mod call;
mod leaving;
mod listen;
mod run;

pub use call::{Request, is_good_address, named_values};

use crate::kept_struct;
use crate::pack::{Deed, Flow, Pack};

/// Where a visitor is in a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// The id of the flow.
    pub flow: String,
    /// The place of the step that waits.
    pub step: u32,
    /// The slot or call that it waits for: tells whether the step is still the same in a newer pack.
    pub waits_for: String,
    /// Wrong answers to the question so far.
    pub wrong: u32,
    /// What is known.
    pub values: Vec<Known>,
    /// The call whose answer is awaited.
    pub call: Option<u32>,
}

/// A value with its name, such as `slot.order` or `call.order.status`.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// The value.
    pub text: String,
}

impl Running {
    /// The flow of this pack, if the step that waits is still what it was.
    pub(super) fn flow<'p>(&self, pack: &'p Pack) -> Option<&'p Flow> {
        let flow = pack.flows.iter().find(|flow| flow.id == self.flow)?;
        let same = match flow.steps.get(self.step as usize)?.deed() {
            Deed::Ask(ask) => ask.slot == self.waits_for && self.call.is_none(),
            Deed::Call(call) => call.name == self.waits_for && self.call.is_some(),
            _ => false,
        };
        same.then_some(flow)
    }

    /// The call that is waited for, and after how many milliseconds it has failed.
    pub fn awaited(&self, pack: &Pack) -> Option<(u32, u32)> {
        let step = self.flow(pack)?.steps.get(self.step as usize)?;
        Some((self.call?, call::timeout_ms(step.call.as_ref()?)))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|known| known.name == name).map(|known| known.text.as_str())
    }

    fn set(&mut self, name: String, text: String) {
        self.values.retain(|known| known.name != name);
        self.values.push(Known { name, text });
    }

    fn knows(&self, slot: &str) -> bool {
        self.get(&slot_name(slot)).is_some()
    }

    fn forget(&mut self, prefix: &str) {
        self.values.retain(|known| !known.name.starts_with(prefix));
    }
}

fn slot_name(slot: &str) -> String {
    ["slot.", slot].concat()
}

kept_struct!(Running { flow, step, waits_for, wrong, values, call });
kept_struct!(Known { name, text });
