//! Says in sentences what is wrong with a pack and what to write instead.
//! Only the command line calls this, so the widget does not carry the words.

use std::fmt;

use super::MAX_BYTES;
use super::diagnostic::{Diagnostic, Problem, Severity, Shape};
use crate::strategy::MOST_PRIORITY;

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object { … }",
            Self::List => "a list [ … ]",
            Self::Text => "a text \"…\"",
            Self::TextByLocale => {
                "a text \"…\", or one per locale { \"zh-CN\": \"…\", \"en\": \"…\" }"
            }
            Self::ListByLocale => {
                "a list [ \"…\" ], or one per locale { \"zh-CN\": [ \"…\" ], \"en\": [ \"…\" ] }"
            }
            Self::Count => "a whole number, 0 or more",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::Bool => "true or false",
            Self::Null => "null",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyFile => write!(
                f,
                "the file is empty; the smallest pack is {{\"kefu\": 1, \"brand\": {{\"name\": \"…\"}}}}"
            ),
            Self::TooLarge { bytes } => write!(
                f,
                "the file has {} MB, more than the {} MB that a page should ever load; split it or shorten the answers",
                bytes.div_ceil(1_000_000),
                MAX_BYTES / 1_000_000
            ),
            Self::Damaged => write!(
                f,
                "this compiled pack is not as it was built; build it again, and copy it byte by byte"
            ),
            Self::OtherRelease { newer } => write!(
                f,
                "a{} release of kefu compiled this; the widget learns it anew in each browser, which takes time: \
                 use kefu and widget of the same release, and build it again",
                if *newer { " newer" } else { "n older" }
            ),
            Self::NotUtf8 => write!(f, "the file is not UTF-8 text; save it as UTF-8"),
            Self::NotJson { reason } => {
                write!(f, "this is not JSON ({reason}); nothing after this place was read")
            }
            Self::UnknownVersion { found } => write!(
                f,
                "format version {found} is not known to this release; write \"kefu\": 1, or update the widget"
            ),
            Self::WrongType { expected, found } => {
                write!(f, "here stands {found}; write {expected}")
            }
            Self::MissingField { name } => write!(f, "\"{name}\" is missing; add it here"),
            Self::UnknownField { known: Some(known) } => {
                write!(f, "this field is not known and not used; did you mean \"{known}\"?")
            }
            Self::UnknownField { known: None } => {
                write!(
                    f,
                    "this field is not known and not used; remove it, or look for its right name in the schema"
                )
            }
            Self::UnknownWord { known } => write!(f, "write one of: {}", known.join(", ")),
            Self::DuplicateId { id } => write!(
                f,
                "the id \"{id}\" is taken by an earlier one, so this one is left out; give it another id"
            ),
            Self::UnknownId { id } => {
                write!(f, "there is no \"{id}\" in this pack; write the id of one that exists")
            }
            Self::EmptyId => {
                write!(f, "an id must not be empty; write a short name such as \"refund-time\"")
            }
            Self::UnlistedLocale { locale } => {
                write!(f, "\"{locale}\" is not in \"locales\"; add it there, or write one that is")
            }
            Self::MissingLocale { locale } => write!(
                f,
                "no text for \"{locale}\"; visitors of that language read another one until you add it"
            ),
            Self::EmptyText => write!(f, "this text is empty; write what the visitor shall read"),
            Self::UnreachablePhrasing { phrasing, owner } => write!(
                f,
                "\"{phrasing}\" stands in \"{owner}\" already, so it never leads here; keep it in one of the two"
            ),
            Self::BlankPhrasing => write!(
                f,
                "there is no letter or digit in this phrasing, so nobody can ask it; remove it"
            ),
            Self::BadLink { link } => write!(
                f,
                "\"{link}\" is not a link the widget opens; write https://…, http://…, tel:…, mailto:…, or a path of the site such as /returns"
            ),
            Self::ImageHost { link } => write!(
                f,
                "\"{link}\" is not on this site nor on a host of \"image_hosts\"; add its host there"
            ),
            Self::BadHours { found } => write!(
                f,
                "\"{found}\" is not a span of the day; write for example 09:00-18:00 (24-hour clock, start before end, 24:00 for midnight)"
            ),
            Self::BadDate { found } => {
                write!(f, "\"{found}\" is not a day; write for example 2026-10-01")
            }
            Self::BackwardDates => {
                write!(f, "this holiday ends before it starts; \"to\" must not be before \"from\"")
            }
            Self::BadTimeZone { found } => write!(
                f,
                "\"{found}\" is not a time zone; write its area and city, such as Asia/Shanghai or Europe/Berlin, or UTC"
            ),
            Self::BadColour { found } => write!(
                f,
                "\"{found}\" is not a colour; write six hexadecimal digits, such as #0f766e"
            ),
            Self::ButtonActions { count: 0 } => write!(
                f,
                "this button does nothing; give it one of \"ask\", \"say\", \"link\", \"flow\", \"form\" or \"human\""
            ),
            Self::ButtonActions { count } => {
                write!(f, "this button does {count} things; keep one of them")
            }
            Self::NoSteps => write!(f, "this flow has no steps, so it is left out; add some"),
            Self::NoStart => write!(
                f,
                "nothing starts this flow; give it \"phrases\", or a button, entry or trigger with its id in \"flow\""
            ),
            Self::StepDeeds { count: 0 } => write!(
                f,
                "this step does nothing; give it one of \"say\", \"ask\", \"branch\", \"call\", \"hand_over\" or \"goto\""
            ),
            Self::StepDeeds { count } => {
                write!(
                    f,
                    "this step does {count} things and only the first is done; make a step of each"
                )
            }
            Self::UnknownStep { id } => write!(
                f,
                "there is no step \"{id}\" in this flow; write the \"id\" of one, or \"end\""
            ),
            Self::UnreachableStep => {
                write!(f, "no way leads to this step; let a \"goto\" name it, or remove it")
            }
            Self::EndlessLoop => write!(
                f,
                "from here the flow comes back here without asking the visitor anything, so it would never end; put an \"ask\" on the way"
            ),
            Self::BadName { found } => write!(
                f,
                "\"{found}\" cannot be a name; write letters, digits, \"_\" and \"-\" only, such as order_number"
            ),
            Self::NoOptions => write!(f, "a choice needs at least two \"options\"; add them"),
            Self::BadPattern { found } => write!(
                f,
                "\"{found}\" is not a pattern of three characters or more; write for example KF######## for KF and eight digits"
            ),
            Self::NumberOutside { least, most } => {
                write!(f, "write a whole number from {least} to {most}")
            }
            Self::HandOverBeforeOffer => write!(
                f,
                "with this nobody is ever asked first; \"hand_over_from\" must not be smaller than \"offer_from\""
            ),
            Self::EmptyRange => {
                write!(f, "no value is allowed here; \"min\" must not be larger than \"max\"")
            }
            Self::BadEndpoint { link } => write!(
                f,
                "\"{link}\" is not an address the widget asks; write https://… with a fixed host, or a path of the site such as /api/order"
            ),
            Self::EmptyCondition => write!(
                f,
                "this compares with nothing; add \"is\", \"is_not\", \"at_least\", \"at_most\" or \"known\""
            ),
            Self::UndefinedVariable { name } => write!(
                f,
                "nothing is called \"{name}\" here; write a name that exists, such as brand, visitor.name, page.about, or in a flow slot.NAME or call.NAME.FIELD"
            ),
            Self::MissingFallback { name } => write!(
                f,
                "\"{name}\" is not known of every visitor; write what is said without it, such as {{{{{name}|…}}}}"
            ),
            Self::SilentTrigger => write!(
                f,
                "this trigger says nothing, so it is left out; give it \"say\" or \"flow\""
            ),
            Self::NoOccasion => write!(
                f,
                "this trigger has no occasion; give it \"pages\", \"dwell_seconds\", \"scroll_percent\" or \"event\""
            ),
            Self::FormWithoutPurpose => write!(
                f,
                "this form asks for data and does not say for what, so it is not shown; add at least one purpose and a privacy policy"
            ),
            Self::CriterionSubjects { count: 0 } => write!(
                f,
                "this criterion is about nothing; give it one of \"all\", \"any\", \"not\", \"profile\", \"pages\", \"event\", \"asked\", \"language\" or \"tag\""
            ),
            Self::CriterionSubjects { count } => write!(
                f,
                "this criterion is about {count} things; put each into one of its own under \"all\" or \"any\""
            ),
            Self::IdleField => {
                write!(f, "this says nothing about what the criterion is about; remove it")
            }
            Self::NothingBetween => {
                write!(
                    f,
                    "nothing is this much and this little; \"at_least\" must not be above \"at_most\""
                )
            }
            Self::SameWords => write!(
                f,
                "\"yes\" and \"no\" say the same here, so nobody is asked; write two different answers"
            ),
            Self::UnknownTag { id } => write!(
                f,
                "there is no tag \"{id}\" for this; write one of \"tags\", for a rule one that stands before it, or one of \"ready_tags\""
            ),
            Self::NoPurpose { kind } => write!(
                f,
                "nothing of this kind is remembered, so this never holds; name a purpose of the form in \"remember\" as \"{kind}\""
            ),
            Self::NoFieldOfKind { kind } => write!(
                f,
                "the form has no field of the kind \"{kind}\", so nobody gets this tag; add one to \"profile\""
            ),
            Self::IdleStrategy => write!(
                f,
                "this strategy changes nothing for anybody; give it tags, and something to do for them"
            ),
            Self::TooManyPoints { found } => {
                write!(
                    f,
                    "{found} is more than the {MOST_PRIORITY} points there are; write 0 to {MOST_PRIORITY}"
                )
            }
            Self::NoSimpleAnswer => write!(
                f,
                "no entry has \"simple\" words, so this changes nothing; add them to the entries that need them"
            ),
            Self::NoInbox => write!(
                f,
                "this channel names no inbox; write \"inbox_identifier\" as the desk printed it at its start, or as it stands in Chatwoot's settings of the inbox"
            ),
            Self::BadSeal => write!(
                f,
                "this cannot be sealed; put behind the \"url\" of a webhook what `kefu key new` printed, and behind no other"
            ),
            Self::NoChannel => write!(
                f,
                "there is no way to reach a person; add one to \"channels\", a phone number is enough"
            ),
            Self::NoEntries => write!(f, "there is nothing to answer from; add entries to \"faq\""),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.problem.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (line, column) = (self.position.line, self.position.column);
        let pointer = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{line}:{column}: {severity}: {pointer}: {}", self.problem)
    }
}
