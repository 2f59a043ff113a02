//! What the widget says, in the visitor's language, ready to be shown and kept.

use crate::pack::{Button, ButtonAction, Card};

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
    /// Asks which of the choices was meant.
    DidYouMean,
    /// Says that it does not know, and asks to put it differently.
    Unknown,
    /// Says that it still does not know, and offers the people who are there now.
    OfferPerson,
    /// Says that it still does not know, and that people can be left a message.
    OfferMessage,
    /// Offers the profile form.
    OfferForm,
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

impl Choice {
    pub(super) fn new(button: &Button, locale: &str) -> Option<Self> {
        let action = match button.actions().next()? {
            ButtonAction::Ask(id) => ChoiceAction::Ask(id.to_owned()),
            ButtonAction::Say(text) => ChoiceAction::Say(text.get(locale).to_owned()),
            ButtonAction::Link(url) if crate::link::is_safe(url) => {
                ChoiceAction::Link(url.to_owned())
            }
            ButtonAction::Link(_) => return None,
            ButtonAction::Form => ChoiceAction::Form,
            ButtonAction::Human => ChoiceAction::Human,
        };
        let label = button.label.get(locale);
        Some(Self { label: (!label.is_empty()).then(|| label.to_owned()), action })
    }

    pub(super) fn all(buttons: &[Button], locale: &str) -> Vec<Self> {
        buttons.iter().filter_map(|button| Self::new(button, locale)).collect()
    }
}

impl CardView {
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
    DidYouMean = "did_you_mean",
    Unknown = "unknown",
    OfferPerson = "offer_person",
    OfferMessage = "offer_message",
    OfferForm = "offer_form",
});
crate::kept_enum!(ChoiceAction {
    Form = "form",
    Human = "human";
    Ask(String) = "ask",
    Say(String) = "say",
    Link(String) = "link",
});
