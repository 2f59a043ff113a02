//! What the widget says, in the visitor's language, ready to be shown and kept.

use crate::pack::{Button, ButtonAction, Card, Entry, SlotKind};

/// One message of the automatic assistant.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The words.
    pub say: Say,
    /// Buttons under them.
    pub choices: Vec<Choice>,
    /// Cards under them.
    pub cards: Vec<CardView>,
    /// The entry that it answers.
    pub entry: Option<String>,
}

/// Words of the site, or one of the sentences that every site needs.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// The site's own words, in the markup of `rich`.
    Text(String),
    /// A sentence that the widget knows in every language.
    Standard(Standard),
}

/// Sentences that every site needs; the widget has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// Greets when the site has no greeting.
    Greeting,
    /// Says that the assistant could not be loaded.
    NotLoaded,
    /// Asks which of the choices was meant.
    DidYouMean,
    /// Says that it does not know, and asks to put it differently.
    Unknown,
    /// Says that it still does not know, and offers the people who are there now.
    OfferPerson,
    /// Says that it still does not know, and that people can be left a message.
    OfferMessage,
    /// Is glad about thanks and praise.
    Glad,
    /// Offers a person who was asked for.
    OfferAsked,
    /// Is sorry that the visitor is not content, and offers a person.
    OfferAfterComplaint,
    /// Sees that the answer did not help, and offers a person.
    OfferAfterRepeat,
    /// Says that people answer this, and offers one.
    OfferForTopic,
    /// Offers the profile form.
    OfferForm,
    /// Says that a flow was left.
    Cancelled,
    /// Says that a flow is done which had nothing else to say.
    Done,
    /// Says that the site has not answered yet.
    StillLooking,
    /// Says that the site could not be asked.
    CallFailed,
    /// Says that an answer has no text.
    WrongText,
    /// Says that an answer is not one number.
    WrongNumber,
    /// Says that an answer is no phone number.
    WrongPhone,
    /// Says that an answer is no e-mail address.
    WrongEmail,
    /// Says that an answer is no day.
    WrongDate,
    /// Says that an answer does not look like the number that was asked for.
    WrongOrder,
    /// Says that an answer is none of the choices.
    WrongChoice,
    /// Says that an answer is neither yes nor no.
    WrongYesNo,
    /// Says that an answer is too small or too large, too early or too late.
    OutOfRange,
}

/// A button.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What stands on it; without it, the widget's own words for what it does.
    pub label: Option<String>,
    /// What it does.
    pub action: ChoiceAction,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceAction {
    /// Asks the entry with this id.
    Ask(String),
    /// Says this.
    Say(String),
    /// Opens this link.
    Link(String),
    /// Starts the flow with this id.
    Flow(String),
    /// Opens the profile form.
    Form,
    /// Asks for a person.
    Human,
}

/// A card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardView {
    /// The headline.
    pub title: String,
    /// A few lines.
    pub text: String,
    /// Link to a picture; empty for none.
    pub image: String,
    /// What the picture shows.
    pub image_alt: String,
    /// Buttons.
    pub choices: Vec<Choice>,
}

impl Message {
    pub(super) fn standard(standard: Standard) -> Self {
        Self { say: Say::Standard(standard), choices: Vec::new(), cards: Vec::new(), entry: None }
    }

    pub(super) fn with(mut self, action: ChoiceAction) -> Self {
        self.choices.push(Choice { label: None, action });
        self
    }
}

impl Standard {
    /// The sentence about an answer that is not of this kind.
    pub(super) fn of_wrong(kind: SlotKind) -> Self {
        match kind {
            SlotKind::Text => Self::WrongText,
            SlotKind::Number => Self::WrongNumber,
            SlotKind::Phone => Self::WrongPhone,
            SlotKind::Email => Self::WrongEmail,
            SlotKind::Date => Self::WrongDate,
            SlotKind::Order => Self::WrongOrder,
            SlotKind::Choice => Self::WrongChoice,
            SlotKind::YesNo => Self::WrongYesNo,
        }
    }
}

impl Choice {
    pub(super) fn new(button: &Button, locale: &str) -> Option<Self> {
        let action = match button.actions().next()? {
            ButtonAction::Ask(id) => ChoiceAction::Ask(id.to_owned()),
            ButtonAction::Say(text) => ChoiceAction::Say(text.get(locale).to_owned()),
            ButtonAction::Link(url) if crate::link::is_safe(url) => {
                ChoiceAction::Link(url.to_owned())
            }
            ButtonAction::Link(_) => return None,
            ButtonAction::Flow(id) => ChoiceAction::Flow(id.to_owned()),
            ButtonAction::Form => ChoiceAction::Form,
            ButtonAction::Human => ChoiceAction::Human,
        };
        let label = button.label.get(locale);
        Some(Self { label: (!label.is_empty()).then(|| label.to_owned()), action })
    }

    /// Asks an entry in the words of its question.
    pub(crate) fn asking(entry: &Entry, locale: &str) -> Self {
        let label = Some(entry.question.get(locale).to_owned());
        Self { label, action: ChoiceAction::Ask(entry.id.clone()) }
    }

    pub(super) fn all(buttons: &[Button], locale: &str) -> Vec<Self> {
        buttons.iter().filter_map(|button| Self::new(button, locale)).collect()
    }
}

impl CardView {
    pub(super) fn all(cards: &[Card], image_hosts: &[String], locale: &str) -> Vec<Self> {
        cards.iter().map(|card| Self::new(card, image_hosts, locale)).collect()
    }

    pub(super) fn new(card: &Card, image_hosts: &[String], locale: &str) -> Self {
        let shown = crate::link::is_image_allowed(&card.image, image_hosts);
        Self {
            title: card.title.get(locale).to_owned(),
            text: card.text.get(locale).to_owned(),
            image: if shown { card.image.clone() } else { String::new() },
            image_alt: card.image_alt.get(locale).to_owned(),
            choices: Choice::all(&card.buttons, locale),
        }
    }
}

crate::kept_struct!(Message { say, choices, cards, entry });
crate::kept_struct!(Choice { label, action });
crate::kept_struct!(CardView { title, text, image, image_alt, choices });
crate::kept_enum!(Say { ; Text(String) = "text", Standard(Standard) = "standard" });
crate::kept_enum!(Standard {
    Greeting = "greeting",
    NotLoaded = "not_loaded",
    DidYouMean = "did_you_mean",
    Unknown = "unknown",
    OfferPerson = "offer_person",
    OfferMessage = "offer_message",
    Glad = "glad",
    OfferAsked = "offer_asked",
    OfferAfterComplaint = "offer_after_complaint",
    OfferAfterRepeat = "offer_after_repeat",
    OfferForTopic = "offer_for_topic",
    OfferForm = "offer_form",
    Cancelled = "cancelled",
    Done = "done",
    StillLooking = "still_looking",
    CallFailed = "call_failed",
    WrongText = "wrong_text",
    WrongNumber = "wrong_number",
    WrongPhone = "wrong_phone",
    WrongEmail = "wrong_email",
    WrongDate = "wrong_date",
    WrongOrder = "wrong_order",
    WrongChoice = "wrong_choice",
    WrongYesNo = "wrong_yes_no",
    OutOfRange = "out_of_range",
});
crate::kept_enum!(ChoiceAction {
    Form = "form",
    Human = "human";
    Ask(String) = "ask",
    Say(String) = "say",
    Link(String) = "link",
    Flow(String) = "flow",
});
