//! The shape of a site pack: the one file a site owner writes.
//! The doc comments here are what an editor shows from the JSON Schema, so they speak to the owner.

use crate::personal::Personal;

use super::flows::Flow;
use super::localized::{Localized, Phrases};
use super::occasions::{Greeting, Trigger};
use super::read::{Unkept, record, words};
use super::transfers::TransferRules;
use super::visitor::{ReadyTag, Remember, Strategy, TagRule};

record! {
    /// Everything the widget knows of a site: its words, its people and its looks.
    pub struct Pack {
        required {
            /// Version of this format; 1.
            kefu: u32,
            /// Who speaks.
            brand: Brand,
        }
        optional {
            /// Languages of this pack as BCP 47 tags, the site's own first, such as `["zh-CN", "en"]`.
            locales: Vec<String>,
            /// The first thing a visitor reads.
            greeting: Localized,
            /// Greetings for an occasion, in place of `greeting`.
            greetings: Vec<Greeting>,
            /// Questions and answers.
            faq: Vec<Entry>,
            /// Conversations of several turns.
            flows: Vec<Flow>,
            /// When the widget speaks by itself.
            triggers: Vec<Trigger>,
            /// Times of the day in which no trigger speaks, such as `22:00-24:00`.
            quiet_hours: Vec<String>,
            /// Buttons above the input box.
            quick_replies: Vec<QuickReply>,
            /// Asks after an answer whether it helped; without it, nobody is asked.
            feedback: Option<Feedback>,
            /// What the site may ask of a visitor, and why.
            profile: Option<Profile>,
            /// For which purpose each kind of thing may be remembered of a visitor.
            remember: Remember,
            /// Tags that need no rule: any of `age`, `gender`, `region` and `language`.
            ready_tags: Vec<ReadyTag>,
            /// Tags by rules of your own; a rule can build on the tags before it.
            tags: Vec<TagRule>,
            /// What is done for visitors with a tag, the most important first.
            strategies: Vec<Strategy>,
            /// Ways to reach a person, the preferred one first.
            channels: Vec<Channel>,
            /// What becomes of personal data on its way to people.
            guard: Guard,
            /// Where that differs for a channel.
            channel_guards: Vec<ChannelGuard>,
            /// After how many days a message of a conversation is erased in the browser; 180 unless it is said.
            keep_days: Option<u32>,
            /// When people are there; without it, always.
            hours: Option<Hours>,
            /// When a person is offered, and how urgent that is.
            transfer: TransferRules,
            /// Looks.
            theme: Theme,
            /// Hosts, besides the site's own, whose images may be shown, such as `img.example.com`.
            image_hosts: Vec<String>,
        }
    }
}

record! {
    /// Who speaks.
    pub struct Brand {
        required {
            /// Name in the header.
            name: Localized,
        }
        optional {
            /// A line under the name, such as the usual reply time.
            tagline: Localized,
            /// Name that the automatic answers carry.
            assistant: Localized,
            /// Link to a square picture.
            logo: String,
        }
    }
}

record! {
    /// One question and its answer.
    pub struct Entry {
        required {
            /// Short name, unique in the pack; it appears in statistics and hand-overs.
            id: String,
            /// The question as you would print it.
            question: Localized,
            /// The answer: text with `[links](https://…)`, lists of lines that start with `- `, and `![images](…)`.
            answer: Localized,
        }
        optional {
            /// The answer in simpler words, for visitors whose tags ask for them.
            simple: Localized,
            /// Other ways to ask it.
            alt: Phrases,
            /// Words that bring this entry up whenever a message is one of them.
            keywords: Phrases,
            /// Buttons under the answer.
            buttons: Vec<Button>,
            /// Cards under the answer: products, orders, articles.
            cards: Vec<Card>,
            /// Starts the flow with this id after the answer.
            flow: String,
            /// In what this entry differs from others of its kind, such as the part or the colour. Where several entries
            /// differ in one of them only, the visitor is asked for that: "the processor or the camera?"
            facets: Vec<Facet>,
            /// Paths of the pages where this is often asked, `*` stands for anything; it is offered there.
            pages: Vec<String>,
            /// Ids of the entries that are often asked after this one, the likeliest first.
            next: Vec<String>,
        }
    }
}

record! {
    /// Asks after an answer whether it helped, with two buttons. Who says no is offered what else may be meant, and a
    /// person.
    pub struct Feedback {
        required {
            /// What the visitor says if it did, such as "That helped".
            yes: Localized,
            /// What the visitor says if it did not, such as "That did not help".
            no: Localized,
        }
        optional {}
    }
}

record! {
    /// One property of an entry.
    pub struct Facet {
        required {
            /// Name of the property, such as `part`; the same in all entries that have it.
            name: String,
            /// What it is here, as the visitor would say it, such as "the camera".
            value: Localized,
        }
        optional {}
    }
}

record! {
    /// A button: a label and exactly one thing that it does.
    pub struct Button {
        required {
            /// What stands on it.
            label: Localized,
        }
        optional {
            /// Answers the entry with this id.
            ask: String,
            /// Sends this text as if the visitor had typed it.
            say: Localized,
            /// Opens this link.
            link: String,
            /// Starts the flow with this id.
            flow: String,
            /// Opens the profile form.
            form: bool,
            /// Asks for a person.
            human: bool,
        }
    }
}

record! {
    /// A picture, a title, a few lines and buttons.
    pub struct Card {
        required {
            /// The headline.
            title: Localized,
        }
        optional {
            /// A few lines under it.
            text: Localized,
            /// Link to a picture.
            image: String,
            /// What the picture shows, for those who do not see it.
            image_alt: Localized,
            /// Buttons under it.
            buttons: Vec<Button>,
        }
    }
}

words! {
    /// When a quick reply is offered.
    pub enum Turn {
        /// Before the visitor has said anything.
        #[default]
        Start = "start",
        /// After an answer.
        Answered = "answered",
        /// After the site had no answer.
        Unknown = "unknown",
        /// Always.
        Always = "always",
    }
}

record! {
    /// A button above the input box, shown on some pages and turns.
    pub struct QuickReply {
        required {
            /// What the button says and does.
            button: Button,
        }
        optional {
            /// Paths of the pages that offer it, `*` stands for anything; without it, all.
            pages: Vec<String>,
            /// The turn that offers it.
            turn: Turn,
        }
    }
}

record! {
    /// What the site may ask of a visitor, and why.
    pub struct Profile {
        required {
            /// The fields, in order.
            fields: Vec<Field>,
            /// What the data is for; each is agreed to on its own.
            purposes: Vec<Purpose>,
            /// The privacy policy the visitor agrees under.
            policy: Policy,
        }
        optional {
            /// A line above the form that says what the visitor gains.
            intro: Localized,
            /// What a visitor confirms of their age, or of a guardian's consent, such as "I am 14 or older, or a parent of
            /// mine agrees"; nothing is kept without it. Empty for no such question.
            age_gate: Localized,
            /// After how many answers the form is offered by itself; without it, only when the visitor asks.
            offer_after: Option<u32>,
        }
    }
}

words! {
    /// What a field holds, which decides how it is checked.
    pub enum FieldKind {
        /// A name.
        Name = "name",
        /// A phone number, of mainland China or with a country code.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// Female, male, other, or not said.
        Gender = "gender",
        /// A birthday.
        Birthday = "birthday",
        /// A region or city.
        Region = "region",
        /// A day.
        Date = "date",
        /// One of `options`.
        Choice = "choice",
        /// Free text.
        #[default]
        Text = "text",
    }
}

record! {
    /// One field of the form.
    pub struct Field {
        required {
            /// Short name, unique in the form.
            id: String,
            /// What it holds.
            kind: FieldKind,
        }
        optional {
            /// What stands above it; the usual fields have a label of their own.
            label: Localized,
            /// Whether the form can be sent without it.
            required: bool,
            /// What a `choice` offers.
            options: Vec<Localized>,
            /// After how many days the value is worth asking again; usually a year for ways to reach somebody and regions,
            /// and never for the rest.
            fresh_days: Option<u32>,
        }
    }
}

record! {
    /// One purpose, agreed to or not on its own.
    pub struct Purpose {
        required {
            /// Short name, unique in the form; it appears in the consent record.
            id: String,
            /// What the data is used for, in one sentence.
            text: Localized,
            /// After how many days the data is erased.
            retention_days: u32,
        }
        optional {
            /// What kind of purpose it is: those beyond `service` are not asked of visitors whose browser says that they
            /// want no tracking, and the law of some countries wants separate consent to the last three.
            kind: PurposeKind,
            /// Version of the text, where it has one beside that of the policy. Visitors are asked again when it changes, and
            /// when the text does.
            version: Unkept,
            /// The ground in law, such as `PIPL 13(1)` or `GDPR 6(1)(a)`; for the record.
            basis: Unkept,
            /// Who else gets the data, or where abroad it goes; the visitor reads it.
            recipient: Localized,
        }
    }
}

words! {
    /// What data is used for.
    pub enum PurposeKind {
        /// What the visitor came for.
        #[default]
        Service = "service",
        /// To show each visitor something else.
        Personalisation = "personalisation",
        /// To advertise.
        Marketing = "marketing",
        /// Use of data that is sensitive in law.
        Sensitive = "sensitive",
        /// Sharing with somebody else, who is named in `recipient`.
        Sharing = "sharing",
        /// Sending abroad, to where `recipient` says.
        Transfer = "transfer",
    }
}

impl PurposeKind {
    /// Whether a visitor who wants no tracking has refused it by that.
    pub fn is_tracking(self) -> bool {
        matches!(self, Self::Personalisation | Self::Marketing | Self::Sharing)
    }

    /// Whether it takes a consent of its own in law (PIPL 23, 29, 39), and the visitor is told so.
    pub fn is_separate(self) -> bool {
        matches!(self, Self::Sensitive | Self::Sharing | Self::Transfer)
    }
}

record! {
    /// The privacy policy.
    pub struct Policy {
        required {
            /// Link to it.
            url: String,
            /// Its version; when it changes, visitors are asked again.
            version: String,
        }
        optional {}
    }
}

words! {
    /// How a channel reaches people.
    pub enum ChannelKind {
        /// A link the visitor opens: WeChat customer service, WhatsApp, phone, mail, any https link.
        #[default]
        Link = "link",
        /// The widget posts the hand-over to your server.
        Webhook = "webhook",
        /// People answer in the panel itself: the bundled desk, or a Chatwoot installation.
        Chatwoot = "chatwoot",
    }
}

record! {
    /// One way to reach a person.
    pub struct Channel {
        required {
            /// Short name, unique in the pack.
            id: String,
            /// How it reaches people.
            kind: ChannelKind,
            /// The link, the address the webhook posts to (https, or a path of the site), or that of the installation:
            /// `/` for a desk that serves the site, else such as `https://chat.example.com`.
            /// That of a webhook may end in `#seal=` and a key of `kefu key new`: then only you can read what is posted.
            url: String,
        }
        optional {
            /// For `chatwoot`: the public name of its inbox of the kind "API".
            inbox_identifier: String,
            /// What the visitor reads.
            label: Localized,
            /// When people are there, if it differs from the pack's `hours`.
            hours: Option<Hours>,
            /// Works outside the hours too, for example a mailbox.
            always: bool,
        }
    }
}

words! {
    /// What becomes of personal data that a visitor is about to send to a person.
    pub enum GuardRule {
        /// The visitor is shown what was found, and decides.
        #[default]
        Ask = "ask",
        /// It goes as it is.
        Allow = "allow",
        /// It goes covered; the visitor is told.
        Mask = "mask",
    }
}

record! {
    /// What becomes of personal data on its way to people, kind by kind.
    pub struct Guard {
        required {}
        optional {
            /// Numbers of identity cards of mainland China; `ask` unless it is said.
            id_card: Option<GuardRule>,
            /// Numbers of bank cards; `ask` unless it is said.
            bank_card: Option<GuardRule>,
            /// Phone numbers; `allow` unless it is said.
            phone: Option<GuardRule>,
            /// E-mail addresses; `allow` unless it is said.
            email: Option<GuardRule>,
            /// Passwords and PINs; `mask` unless it is said.
            password: Option<GuardRule>,
            /// Codes that are used once; `mask` unless it is said.
            code: Option<GuardRule>,
            /// Numbers of passports; `ask` unless it is said.
            passport: Option<GuardRule>,
        }
    }
}

record! {
    /// What becomes of personal data on its way to one channel.
    pub struct ChannelGuard {
        required {
            /// Id of the channel.
            channel: String,
            /// What differs from the pack's `guard`.
            guard: Guard,
        }
        optional {}
    }
}

impl Guard {
    /// What becomes of a kind: as this says, or else as `pack` does, or else as it is without either.
    pub fn rule(&self, kind: Personal, pack: &Self) -> GuardRule {
        let of = |guard: &Self| match kind {
            Personal::IdCard => guard.id_card,
            Personal::BankCard => guard.bank_card,
            Personal::Phone => guard.phone,
            Personal::Email => guard.email,
            Personal::Password => guard.password,
            Personal::Code => guard.code,
            Personal::Passport => guard.passport,
        };
        of(self).or_else(|| of(pack)).unwrap_or(match kind {
            Personal::IdCard | Personal::BankCard | Personal::Passport => GuardRule::Ask,
            Personal::Phone | Personal::Email => GuardRule::Allow,
            Personal::Password | Personal::Code => GuardRule::Mask,
        })
    }
}

record! {
    /// When people are there, in the site's own time zone.
    pub struct Hours {
        required {
            /// Such as `Asia/Shanghai`.
            time_zone: String,
            /// Spans of each day.
            week: Week,
        }
        optional {
            /// Days that differ.
            holidays: Vec<Holiday>,
        }
    }
}

record! {
    /// Spans such as `"09:00-12:00"` for each day; a day without one is closed.
    pub struct Week {
        required {}
        optional {
            /// Monday.
            mon: Vec<String>,
            /// Tuesday.
            tue: Vec<String>,
            /// Wednesday.
            wed: Vec<String>,
            /// Thursday.
            thu: Vec<String>,
            /// Friday.
            fri: Vec<String>,
            /// Saturday.
            sat: Vec<String>,
            /// Sunday.
            sun: Vec<String>,
        }
    }
}

record! {
    /// Days that differ from the week: closed, or open at the hours of `open`.
    pub struct Holiday {
        required {
            /// First day, such as `2026-10-01`.
            from: String,
        }
        optional {
            /// Last day; without it, the first.
            to: String,
            /// What it is called.
            name: Localized,
            /// Spans on these days; without any, closed.
            open: Vec<String>,
        }
    }
}

words! {
    /// Light or dark.
    pub enum Scheme {
        /// As the visitor's device says.
        #[default]
        Auto = "auto",
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
        /// As the page around the widget is.
        Host = "host",
    }
}

record! {
    /// Looks; every value can also be set by CSS custom properties on `kefu-chat`.
    pub struct Theme {
        required {}
        optional {
            /// The brand's colour, such as `#0f766e`; text on it turns black or white by itself.
            accent: String,
            /// Light or dark.
            scheme: Scheme,
        }
    }
}

/// The one thing a button does.
#[derive(Clone, Debug, PartialEq)]
pub enum ButtonAction<'p> {
    /// Answer the entry with this id.
    Ask(&'p str),
    /// Send this text.
    Say(&'p Localized),
    /// Open this link.
    Link(&'p str),
    /// Start the flow with this id.
    Flow(&'p str),
    /// Open the profile form.
    Form,
    /// Ask for a person.
    Human,
}

impl Button {
    /// What the button does: one thing in a well-written pack.
    pub fn actions(&self) -> impl Iterator<Item = ButtonAction<'_>> {
        [
            (!self.ask.is_empty()).then_some(ButtonAction::Ask(&self.ask)),
            (!self.say.is_empty()).then_some(ButtonAction::Say(&self.say)),
            (!self.link.is_empty()).then_some(ButtonAction::Link(&self.link)),
            (!self.flow.is_empty()).then_some(ButtonAction::Flow(&self.flow)),
            self.form.then_some(ButtonAction::Form),
            self.human.then_some(ButtonAction::Human),
        ]
        .into_iter()
        .flatten()
    }
}

impl Week {
    /// The days from Monday, with the names of their fields.
    pub(crate) fn days(&self) -> [(&'static str, &[String]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}
