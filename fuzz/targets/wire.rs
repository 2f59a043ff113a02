//! Any bytes, read as everything that travels between widget, desk and console: never a panic, and what was understood
//! is written and read again as the same.

#![no_main]

use std::fmt::Debug;

use kefu_wire::cable::{Channel, Command, Frame};
use kefu_wire::chatwoot::{
    Contact, ContactChange, Conversation, Inbox, Message, MessageChange, NewConversation,
    NewMessage, Typing,
};
use kefu_wire::console::Event;
use kefu_wire::handoff::Handoff;
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(|input: &[u8]| {
    comes_back::<Inbox>(input);
    comes_back::<Contact>(input);
    comes_back::<ContactChange>(input);
    comes_back::<NewConversation>(input);
    comes_back::<Conversation>(input);
    comes_back::<NewMessage>(input);
    comes_back::<Message>(input);
    comes_back::<MessageChange>(input);
    comes_back::<Typing>(input);
    comes_back::<Handoff>(input);
    comes_back::<Event>(input);
    // Frames of the socket are read alone; ours are written by hand.
    let _ = serde_json::from_slice::<Frame>(input);
    let _ = serde_json::from_slice::<Command>(input);
    let _ = serde_json::from_slice::<Channel>(input);
});

fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(input: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(input) else { return };
    let written = serde_json::to_string(&read).expect("what was read can be written");
    let again: T = serde_json::from_str(&written).expect("what was written can be read");
    assert_eq!(again, read, "{written}");
}
