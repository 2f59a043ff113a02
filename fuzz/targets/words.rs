//! Any words, read as everything that words are read as: never a panic, one spelling that stays the same when it is
//! made again, and work that does not grow faster than the text.
//!
//! The first line is a pattern, a template and a list of options; the rest is what somebody says.
//! A text that begins with a plus sign is said over and over, so that what takes too long for long texts shows.

#![no_main]

use kefu_engine::amount::Amount;
use kefu_engine::calendar::{Date, Span};
use kefu_engine::dialog::{Dialog, is_good_address, matches_page, named_values};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::pack::{Ask, SlotKind, SlotOption};
use kefu_engine::profile;
use kefu_engine::template::{self, Values};
use kefu_engine::{insight, link, rich, slot, text, transfer};
use libfuzzer_sys::fuzz_target;

/// A Friday.
const TODAY: Date = Date { year: 2026, month: 11, day: 20 };

/// So long a paste is read as quickly as a short one.
const LONGEST: usize = 60_000;

fuzz_target!(|input: &[u8]| {
    let said = String::from_utf8_lossy(input);
    let (pattern, said) = said.split_once('\n').unwrap_or(("KF####", &said));
    let said = match said.strip_prefix('+') {
        Some(part) if !part.is_empty() => part.repeat(LONGEST / part.len() + 1),
        _ => said.to_owned(),
    };
    spell(&said);
    fill_slots(pattern, &said);
    fill_templates(pattern, &said);
    show(&said);
    recognise(pattern, &said);
    open_storage(&said);
});

fn spell(said: &str) {
    let plain = text::normalise(said);
    assert_eq!(plain, text::normalise(&plain), "one spelling for {said:?}");
    text::features(&plain);
    let masked = insight::masked(said);
    assert!(
        masked.chars().count() <= 60 && !masked.contains(|letter: char| letter.is_ascii_digit())
    );
}

fn fill_slots(pattern: &str, said: &str) {
    let options = pattern.split('|').map(|label| SlotOption {
        value: label.to_owned(),
        label: label.into(),
        ..SlotOption::default()
    });
    let options: Vec<SlotOption> = options.take(20).collect();
    for kind in SlotKind::WORDS.iter().filter_map(|word| SlotKind::from_word(word)) {
        let ask =
            Ask { kind, pattern: pattern.to_owned(), options: options.clone(), ..Ask::default() };
        if let Ok(value) = slot::read(&ask, said, TODAY) {
            assert!(value.len() <= 1_200 || kind == SlotKind::Choice || kind == SlotKind::YesNo);
            if matches!(kind, SlotKind::Date | SlotKind::Number | SlotKind::Phone | SlotKind::Email)
            {
                assert_eq!(slot::read(&ask, &value, TODAY), Ok(value.clone()), "{said:?}");
            }
            if let Some(date) = Date::parse(&value) {
                slot::plain_day(date, TODAY, "zh-CN");
            }
        }
        slot::mentioned(&ask, said, TODAY);
    }
    slot::pattern::is_good(pattern);
    slot::pattern::find(pattern, said);
}

fn fill_templates(pattern: &str, said: &str) {
    let of = |name: &str| (!name.starts_with('n')).then(|| pattern.to_owned());
    let values = Values { of: &of, locale: "en", today: TODAY };
    template::fill(said, &values);
    template::fill(pattern, &Values { of: &|_| Some(said.to_owned()), ..values });
    template::fill_data(said, &values);
    template::places(said);
    if is_good_address(pattern) {
        let address =
            template::fill_address(pattern, &Values { of: &|_| Some(said.to_owned()), ..values });
        assert!(link::is_endpoint(&address), "{address}");
        assert_eq!(link::host(&address), link::host(pattern), "{address}");
    }
}

fn show(said: &str) {
    for block in rich::parse(said, &[]) {
        if let rich::Block::Paragraph(parts) = block {
            for part in parts {
                if let rich::Inline::Link { url, .. } = part {
                    assert!(link::is_safe(&url), "{url}");
                }
            }
        }
    }
    rich::plain(said);
    rich::links(said);
    rich::words(said);
    link::host(said);
}

fn recognise(pattern: &str, said: &str) {
    let heard = transfer::Heard::new(said);
    for reading in [transfer::request(&heard), transfer::mood(&heard), transfer::urgency(&heard)] {
        assert!(reading.score.abs() < 10_000);
    }
    assert!((0..=100).contains(&transfer::likeness(pattern, said).score));
    matches_page(pattern, said);
    matches_page(said, pattern);
    Amount::parse(said);
    Span::parse(said);
    for kind in [pack_kind(0), pack_kind(1), pack_kind(2), pack_kind(3)] {
        if let Ok(value) = profile::check(kind, true, said, TODAY) {
            assert_eq!(profile::check(kind, true, &value, TODAY), Ok(value.clone()), "{said:?}");
        }
    }
}

fn pack_kind(number: u8) -> kefu_engine::pack::FieldKind {
    use kefu_engine::pack::FieldKind;
    match number {
        0 => FieldKind::Phone,
        1 => FieldKind::Email,
        2 => FieldKind::Birthday,
        _ => FieldKind::Text,
    }
}

fn open_storage(said: &str) {
    if let Some(value) = Value::parse(said) {
        assert_eq!(Value::parse(&value.write()), Some(value.clone()));
        let told: usize =
            named_values(&value, "event").iter().map(|one| one.name.len() + one.text.len()).sum();
        assert!(told <= 400_000, "{told} bytes are kept of {}", said.len());
        Dialog::read(&value);
        insight::Insight::read(&value);
    }
}
