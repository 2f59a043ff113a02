//! Whether an answer helped: the visitor is asked beside it, in the owner's words, and says so with a button or
//! types the same.

use crate::faq::Bars;
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
        let (feedback, entry) = asked(self.pack(), dialog)?;
        let helped = feedback.reads(message)?;
        Some(Rating { entry: entry.to_owned(), helped })
    }

    /// Is glad, or looks for something else and offers a person.
    pub(super) fn take_rating(
        &self,
        mut dialog: Dialog,
        helped: bool,
        message: &str,
        context: &Context<'_>,
    ) -> Turn {
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
        dialog.remember(message);
        Turn { dialog, actions: vec![Action::Say(answer)] }
    }

    /// A rating is about the answer before it; the next answer can be rated again.
    pub(super) fn forget_rating(&self, dialog: &mut Dialog) {
        let reads = |said: &String| self.pack().feedback.as_ref()?.reads(said);
        if dialog.said.last().and_then(reads).is_some() {
            dialog.said.pop();
        }
    }

    /// What else the last question may have meant, if the answer was to that and not to a button that asked something
    /// else: the likeliest was not it, so the next one is looked at as if it were.
    fn others(&self, dialog: &Dialog, locale: &str) -> Vec<Choice> {
        let faq = &self.pack().faq;
        let found = dialog.said.last().map(|said| self.index().candidates(said));
        let mut found = found.unwrap_or_default();
        if !found.iter().any(|one| Some(&faq[one.entry].id) == dialog.topic.as_ref()) {
            return Vec::new();
        }
        found.retain(|one| !dialog.tried.contains(&faq[one.entry].id));
        let likeliest = found.first().map_or(0.0, |first| first.score);
        let near = found.iter().filter(|one| Bars::beside(one.score, likeliest)).take(OTHERS);
        near.map(|one| Choice::asking(&faq[one.entry], locale)).collect()
    }
}

impl Feedback {
    /// Whether an answer helped, in one of the owner's words for it.
    fn reads(&self, message: &str) -> Option<bool> {
        let said = |words: &Localized| words.texts().any(|words| is_same(words, message));
        said(&self.yes).then_some(true).or_else(|| said(&self.no).then_some(false))
    }
}

/// The buttons that ask about the last answer; none where nobody is asked or has said it already, or where one of
/// them would have no words.
pub fn feedback_buttons(pack: &Pack, dialog: &Dialog, locale: &str) -> Vec<Choice> {
    let Some((feedback, _)) = asked(pack, dialog) else { return Vec::new() };
    let both = [&feedback.yes, &feedback.no].map(|words| words.get(locale).to_owned());
    if both.iter().any(String::is_empty) {
        return Vec::new();
    }
    let button =
        |words: String| Choice { label: Some(words.clone()), action: ChoiceAction::Say(words) };
    both.map(button).into()
}

/// How the visitor is asked, and about which entry, while there is an answer to be spoken of.
fn asked<'a>(pack: &'a Pack, dialog: &'a Dialog) -> Option<(&'a Feedback, &'a str)> {
    let feedback = pack.feedback.as_ref()?;
    let is_rated = dialog.said.last().is_some_and(|said| feedback.reads(said).is_some());
    let is_between = dialog.flow.is_some() || !dialog.choosing.is_empty();
    let open = dialog.last == LastTurn::Answered && !is_rated && !is_between;
    Some((feedback, dialog.topic.as_deref().filter(|_| open)?))
}

/// Letters count without their case and marks; what has no letters, such as 👍, counts as it is.
fn is_same(words: &str, message: &str) -> bool {
    let (one, other) = (normalise(words), normalise(message));
    one == other && (!one.is_empty() || words.trim() == message.trim())
}
