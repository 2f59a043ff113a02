//! The widget's own words in the language of the moment.

use crate::i18n::{Locale, Text};
use crate::session::channel::{Offer, Place, Way};
use crate::session::handoff::Cause;
use crate::session::transcript::{Body, Note, Row, Said};
use crate::session::{
    Choice, ChoiceAction, FieldKind, Invalid, Say, Session, Standard, TransferReason, rich,
};

/// Says texts in the visitor's language; reactive, so a change of language changes the words on the screen.
#[derive(Clone, Copy)]
pub struct Words(pub(super) Session);

impl Words {
    /// The language of the moment.
    pub fn locale(self) -> Locale {
        self.0.locale().with(|tag| Locale::of(tag))
    }

    /// A text.
    pub fn say(self, text: Text) -> &'static str {
        text.get(self.locale())
    }

    /// A text as a closure that follows the language.
    ///
    /// One function for all texts, so that the view has one type of closure for them.
    pub fn text(self, text: Text) -> impl Fn() -> String + Copy + 'static {
        move || self.say(text).to_owned()
    }

    /// A text with a value in it.
    pub fn with(self, text: Text, value: &str) -> String {
        text.with(self.locale(), value)
    }

    /// The name of who wrote a row.
    pub fn author(self, row: &Row) -> String {
        let text = match &*row.body {
            Body::Agent(said) if !said.name.is_empty() => return said.name.clone(),
            Body::Visitor(_) | Body::File(_) => Text::You,
            Body::Agent(_) => Text::Agent,
            Body::System(_) => return String::new(),
            Body::Bot(_) => {
                let own = self.0.pack_text(|pack| &pack.brand.assistant);
                return if own.is_empty() { self.say(Text::Assistant).to_owned() } else { own };
            }
        };
        self.say(text).to_owned()
    }

    /// What happened, as a sentence.
    pub fn note(self, note: &Note) -> String {
        let named = |text, channel: &str| {
            let channel = if channel.is_empty() { self.say(Text::Agent) } else { channel };
            self.with(text, channel)
        };
        match note {
            Note::Reached(channel) => named(Text::Reached, channel),
            Note::MessageLeft(channel) => named(Text::MessageLeft, channel),
            Note::LinkOpened(channel) => named(Text::LinkOpened, channel),
            Note::NotReached => self.say(Text::NotReached).to_owned(),
            Note::CalledOff => self.say(Text::CalledOff).to_owned(),
            Note::BackToAssistant => self.say(Text::BackToAssistantNote).to_owned(),
            Note::ProfileSaved => self.say(Text::ProfileSaved).to_owned(),
            Note::ProfileErased => self.say(Text::ProfileErased).to_owned(),
            Note::Joined(name) => self.with(Text::Joined, name),
            Note::Ended => self.say(Text::Ended).to_owned(),
            Note::Rated => self.say(Text::Rated).to_owned(),
            Note::FileRefused => self.say(Text::FileRefused).to_owned(),
        }
    }

    /// What stands on a button.
    pub fn choice(self, choice: &Choice) -> String {
        let text = match (&choice.label, &choice.action) {
            (Some(label), _) => return label.clone(),
            (None, ChoiceAction::Human) => Text::TalkToPerson,
            (None, ChoiceAction::Form) => Text::FillIn,
            (
                None,
                ChoiceAction::Ask(words)
                | ChoiceAction::Say(words)
                | ChoiceAction::Link(words)
                | ChoiceAction::Flow(words),
            ) => {
                return words.clone();
            }
        };
        self.say(text).to_owned()
    }

    /// The name of a channel.
    pub fn offer(self, offer: &Offer) -> String {
        if !offer.label.is_empty() {
            return offer.label.clone();
        }
        self.say(match offer.way {
            Way::Live | Way::Message => Text::Agent,
            Way::Link { place, .. } => match place {
                Place::WeChat => Text::WeChat,
                Place::WhatsApp => Text::WhatsApp,
                Place::Phone => Text::Phone,
                Place::Mail => Text::Mail,
                Place::Web => Text::Web,
            },
        })
        .to_owned()
    }

    /// Who said a row, and what: as a person would be given it.
    pub fn said(self, row: &Row) -> String {
        let words = match &*row.body {
            Body::Visitor(text) | Body::Agent(Said { text, .. }) => text.clone(),
            Body::File(file) => file.name.clone(),
            Body::System(note) => return self.note(note),
            Body::Bot(message) => match &message.say {
                Say::Text(text) => rich::words(text),
                Say::Standard(one) => self.say(standard(*one)).to_owned(),
            },
        };
        self.by(row, &words)
    }

    /// Words as whoever wrote a row said them.
    pub fn by(self, row: &Row, words: &str) -> String {
        self.author(row) + ": " + words
    }

    /// A row as a screen reader hears it: with the buttons under it.
    pub fn spoken(self, row: &Row) -> String {
        let mut words = self.said(row);
        if let Body::Bot(message) = &*row.body {
            for choice in &message.choices {
                words.push('\n');
                words.push_str(&self.choice(choice));
            }
        }
        words
    }
}

/// The text of a standard sentence.
pub fn standard(standard: Standard) -> Text {
    match standard {
        Standard::Greeting => Text::Greeting,
        Standard::NotLoaded => Text::NotLoaded,
        Standard::DidYouMean => Text::DidYouMean,
        Standard::Unknown => Text::Unknown,
        Standard::OfferPerson => Text::OfferPerson,
        Standard::OfferMessage => Text::OfferMessage,
        Standard::Glad => Text::Glad,
        Standard::OfferAsked => Text::OfferAsked,
        Standard::OfferAfterComplaint => Text::OfferAfterComplaint,
        Standard::OfferAfterRepeat => Text::OfferAfterRepeat,
        Standard::OfferForTopic => Text::OfferForTopic,
        Standard::OfferForm => Text::OfferForm,
        Standard::Cancelled => Text::Cancelled,
        Standard::Done => Text::Done,
        Standard::StillLooking => Text::StillLooking,
        Standard::CallFailed => Text::CallFailed,
        Standard::WrongText => Text::WrongText,
        Standard::WrongNumber => Text::WrongNumber,
        Standard::WrongPhone => Text::InvalidPhone,
        Standard::WrongEmail => Text::InvalidEmail,
        Standard::WrongDate => Text::WrongDate,
        Standard::WrongOrder => Text::WrongOrder,
        Standard::WrongChoice => Text::WrongChoice,
        Standard::WrongYesNo => Text::WrongYesNo,
        Standard::OutOfRange => Text::OutOfRange,
    }
}

/// Why a person was asked for, as that person reads it.
pub fn why(reason: TransferReason) -> Text {
    match reason {
        TransferReason::Button => Text::WhyButton,
        TransferReason::AskedForHuman => Text::WhyAsked,
        TransferReason::Unanswered => Text::WhyUnanswered,
        TransferReason::Flow => Text::WhyFlow,
        TransferReason::FlowFailed => Text::WhyFlowFailed,
        TransferReason::Complaint => Text::WhyComplaint,
        TransferReason::Repeated => Text::WhyRepeated,
        TransferReason::Topic => Text::WhyTopic,
        TransferReason::Valued => Text::WhyValued,
    }
}

/// Why a hand-over failed.
pub fn cause(cause: Cause) -> Text {
    match cause {
        Cause::Network => Text::CauseNetwork,
        Cause::Timeout => Text::CauseTimeout,
        Cause::Refused => Text::CauseRefused,
        Cause::Interrupted => Text::CauseInterrupted,
    }
}

/// What is wrong with a value.
pub fn invalid(invalid: Invalid) -> Text {
    match invalid {
        Invalid::Missing => Text::InvalidMissing,
        Invalid::Phone => Text::InvalidPhone,
        Invalid::Email => Text::InvalidEmail,
        Invalid::Date => Text::InvalidDate,
        Invalid::Birthday => Text::InvalidBirthday,
        Invalid::TooLong => Text::InvalidTooLong,
    }
}

/// The usual label of a field.
pub fn field(kind: FieldKind) -> Text {
    match kind {
        FieldKind::Name => Text::FieldName,
        FieldKind::Phone => Text::FieldPhone,
        FieldKind::Email => Text::FieldEmail,
        FieldKind::Gender => Text::FieldGender,
        FieldKind::Birthday => Text::FieldBirthday,
        FieldKind::Region => Text::FieldRegion,
        FieldKind::Date => Text::FieldDate,
        FieldKind::Choice | FieldKind::Text => Text::FieldText,
    }
}
