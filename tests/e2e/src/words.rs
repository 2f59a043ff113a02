//! What to type so that the demo shop answers in a certain way, found by asking the engine with the shop's pack.
//!
//! How the engine decides gets better all the time; a text that made it ask back yesterday is answered today.
//! So each text is one of several, and where none will do any more, that is said before a browser is started.

use std::fs;

use kefu_engine::dialog::{Action, Context, Dialog, Engine, Event, Message, Say, Standard};
use kefu_engine::hours::{Date, LocalTime};
use kefu_engine::pack;

use crate::given;

/// Noon of the day on which the pictures are taken.
const NOON: LocalTime = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 720 };

/// More than one suggestion, so that the picture shows a choice.
const LEAST_SUGGESTED: usize = 2;

/// Texts that could mean several things.
const UNSURE_CHINESE: [&str; 8] = [
    "退货退款",
    "退款",
    "发货和退货",
    "换货要多久",
    "会员退货",
    "茶壶和盖碗",
    "付款问题",
    "发票和运费",
];
const UNSURE_ENGLISH: [&str; 8] = [
    "returns and refunds",
    "refund or exchange",
    "delivery cost",
    "membership returns",
    "teapot or gaiwan",
    "payment problem",
    "parcel and invoice",
    "how long does it take",
];

/// What to type in one language, each with what then appears.
pub struct Asked {
    /// A question whose answer has a card, and the title of the card.
    pub with_card: (String, String),
    /// Words that are not clear, and the label of the first suggestion.
    pub unsure: (&'static str, String),
}

/// For the shop in `KEFU_DIST`, in Chinese and in English.
///
/// # Errors
/// When the pack cannot be read, or there is nothing of a kind, in a sentence that says which.
pub fn of_the_built_shop() -> Result<[Asked; 2], String> {
    let file = given("KEFU_DIST").join("shop.kefu.json");
    let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let engine = Engine::new(pack::load(&bytes).0);
    Ok([
        Asked::find(&engine, "zh-CN", &UNSURE_CHINESE)?,
        Asked::find(&engine, "en", &UNSURE_ENGLISH)?,
    ])
}

impl Asked {
    fn find(engine: &Engine, locale: &str, unsure: &[&'static str]) -> Result<Self, String> {
        let with_card = engine.pack().faq.iter().filter_map(|entry| {
            let question = entry.question.get(locale);
            let (dialog, said) = say(engine, locale, Dialog::default(), question);
            let answer =
                said.into_iter().find(|message| message.entry.as_ref() == Some(&entry.id))?;
            let title = answer.cards.first()?.title.clone();
            // The picture has room for one card and a few words.
            let length = (answer.cards.len(), entry.answer.get(locale).len());
            Some((length, dialog, (question.to_owned(), title)))
        });
        let with_card = with_card.min_by_key(|(length, ..)| *length);
        let (_, dialog, with_card) = with_card.ok_or_else(|| {
            format!("the shop's pack has no entry with a card that is found in {locale}")
        })?;
        let unsure = unsure.iter().find_map(|text| {
            // It is typed after the other, which may make it clear.
            let (_, said) = say(engine, locale, dialog.clone(), text);
            let back = said.iter().find(|one| one.say == Say::Standard(Standard::DidYouMean))?;
            let labels = back.choices.iter().filter_map(|choice| choice.label.as_ref());
            let first = labels.clone().next()?;
            (labels.count() >= LEAST_SUGGESTED).then(|| (*text, first.clone()))
        });
        let unsure = unsure.ok_or_else(|| {
            format!("none of the texts in tests/e2e/src/words.rs makes the assistant ask back in {locale}; add one that does")
        })?;
        Ok(Self { with_card, unsure })
    }
}

fn say(engine: &Engine, locale: &str, dialog: Dialog, text: &str) -> (Dialog, Vec<Message>) {
    let context = Context { locale, page: "/", ..Context::default() };
    let turn = engine.respond(dialog, &Event::Said(text.to_owned()), &context, NOON);
    let messages = turn.actions.into_iter().filter_map(|action| match action {
        Action::Say(message) => Some(message),
        _ => None,
    });
    (turn.dialog, messages.collect())
}
