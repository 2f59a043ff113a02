//! Whether an answer helped: the visitor is asked beside it, in the owner's words, and says so with a button or
//! types the same.

use crate::pack::{Feedback, Localized, Pack};
use crate::text::normalise;
use crate::transfer::TransferReason;

use super::message::{Choice, ChoiceAction, Message, Standard};
use super::{Action, Context, Dialog, Engine, LastTurn, Turn};

/// What a visitor says of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The entry that was answered.
    pub entry: String,
    /// Whether it helped.
    pub helped: bool,
}

/// So many other entries are offered to whom an answer did not help.
const OTHERS: usize = 2;

impl Engine {
    /// What a message says of the answer before it, if it says that and nothing else.
    pub fn rating(&self, dialog: &Dialog, message: &str) -> Option<Rating> {
        let entry = dialog.entry_to_rate()?.to_owned();
        let helped = self.pack().feedback.as_ref()?.reads(message)?;
        Some(Rating { entry, helped })
    }

    /// Is glad, or looks for something else and offers a person.
    pub(super) fn take_rating(
        &self,
        mut dialog: Dialog,
        helped: bool,
        message: &str,
        context: &Context<'_>,
    ) -> Turn {
        dialog.go_on();
        let answer = if helped {
            Message::standard(Standard::Glad)
        } else {
            let mut offer = Message::standard(Standard::OfferAfterRepeat);
            offer.choices = self.others(&dialog, context.locale);
            dialog.standing.offered = Some(TransferReason::Unanswered);
            dialog.standing.quiet = self.pack().transfer.quiet_messages().saturating_add(1);
            dialog.standing.evidence = vec![message.to_owned()];
            offer.with(ChoiceAction::Human)
        };
        Turn { dialog, actions: vec![Action::Say(answer)] }
    }

    /// What else the last question may have meant, if the answer was to that and not to a button that asked something
    /// else.
    fn others(&self, dialog: &Dialog, locale: &str) -> Vec<Choice> {
        let faq = &self.pack().faq;
        let found = dialog.said.last().map(|said| self.index().candidates(said));
        let mut found = found.unwrap_or_default();
        if !found.iter().any(|one| Some(&faq[one.entry].id) == dialog.topic.as_ref()) {
            return Vec::new();
        }
        let bar = self.index().bars().suggest;
        found.retain(|one| one.score >= bar && !dialog.tried.contains(&faq[one.entry].id));
        found.iter().take(OTHERS).map(|one| Choice::asking(&faq[one.entry], locale)).collect()
    }
}

impl Dialog {
    /// While a flow runs, what is said answers the flow.
    fn entry_to_rate(&self) -> Option<&str> {
        let is_open = self.last == LastTurn::Entry && self.flow.is_none();
        self.topic.as_deref().filter(|_| is_open)
    }
}

impl Feedback {
    /// Whether an answer helped, in one of the owner's words for it.
    fn reads(&self, message: &str) -> Option<bool> {
        let said = |words: &Localized| words.texts().any(|words| is_same(words, message));
        said(&self.yes).then_some(true).or_else(|| said(&self.no).then_some(false))
    }

    /// Whether its two words are the same in a language, so that nobody could tell what was meant.
    pub(crate) fn says_the_same(&self, locale: &str) -> bool {
        let [yes, no] = [self.yes.get(locale), self.no.get(locale)];
        !yes.trim().is_empty() && is_same(yes, no)
    }
}

/// The buttons that ask about the last answer; none where nobody is asked or has said it already, or where they would
/// have no words or the same.
pub fn feedback_buttons(pack: &Pack, dialog: &Dialog, locale: &str) -> Vec<Choice> {
    let feedback = pack.feedback.as_ref().filter(|_| dialog.entry_to_rate().is_some());
    let Some(feedback) = feedback else { return Vec::new() };
    let both = [&feedback.yes, &feedback.no].map(|words| words.get(locale).to_owned());
    if both.iter().any(|words| words.trim().is_empty()) || feedback.says_the_same(locale) {
        return Vec::new();
    }
    let button =
        |words: String| Choice { label: Some(words.clone()), action: ChoiceAction::Say(words) };
    both.map(button).into()
}

/// Letters count without their case and marks; what has no letters, such as 👍, counts as it is.
fn is_same(words: &str, message: &str) -> bool {
    let (one, other) = (normalise(words), normalise(message));
    one == other && (!one.is_empty() || words.trim() == message.trim())
}
