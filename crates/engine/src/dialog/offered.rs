//! What the pack offers by itself, without a question.

use crate::pack::Pack;

use super::message::Choice;
use super::{Context, Dialog, page};

/// The buttons above the input box: what the pack offers on this page at this turn.
pub fn quick_replies(pack: &Pack, dialog: &Dialog, context: &Context<'_>) -> Vec<Choice> {
    let offered = pack.quick_replies.iter().filter(|reply| {
        let here = reply.pages.is_empty()
            || reply.pages.iter().any(|pattern| page::matches(pattern, context.page));
        here && dialog.last.offers(reply.turn)
    });
    offered.filter_map(|reply| Choice::new(&reply.button, context.locale)).collect()
}
