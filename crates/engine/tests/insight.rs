//! What is learnt from conversations: that it counts rightly, adds up in any order, and tells nothing of anybody.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod dice;

use dice::Dice;
use kefu_engine::insight::{Heard, Insight, MOST_HEARD, MOST_SAMPLED, Sample, Talk};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;

fn answered(id: &str) -> Heard {
    Heard::Answered(id.to_owned())
}

fn missed(text: &str) -> Heard {
    Heard::Missed(text.to_owned())
}

fn talk(began: u64, heard: Vec<Heard>) -> Insight {
    let mut talk = Talk::new(began);
    heard.into_iter().for_each(|one| talk.hear(one));
    Insight::of(&talk)
}

trait Talking {
    fn insight(&mut self, talks: u64) -> Insight;
}

impl Talking for Dice {
    fn insight(&mut self, talks: u64) -> Insight {
        let mut all = Insight::default();
        for _ in 0..talks {
            let turns = 1 + self.below(8);
            let heard = (0..turns).map(|_| {
                let name = self.below(40).to_string();
                match self.below(7) {
                    0 | 1 => Heard::Answered(name),
                    2 | 3 => Heard::Missed(format!(
                        "what about {}",
                        ["tea", "cups", "maps"][self.below(3) as usize]
                    )),
                    4 => Heard::Helpful(name),
                    5 => Heard::Transferred(name),
                    _ => Heard::Rated(self.below(9) as u32),
                }
            });
            let heard = heard.collect();
            all.merge(&talk(self.below(1 << 40), heard));
        }
        all
    }
}

fn merged(one: &Insight, other: &Insight) -> Insight {
    let mut merged = one.clone();
    merged.merge(other);
    merged
}

#[test]
fn insights_merge_in_any_order_to_the_same() {
    let mut dice = Dice(1);
    for _ in 0..10 {
        // Large ones overflow the samples, and must still agree.
        let [a, b, c] = [50, 400, 900].map(|talks| dice.insight(talks));
        assert_eq!(merged(&a, &b), merged(&b, &a));
        assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        assert_eq!(merged(&a, &Insight::default()), a);
    }
}

#[test]
fn counters_that_are_full_stay_full_in_any_order() {
    let full = Insight { talks: u32::MAX, answered: u32::MAX - 1, ..Insight::default() };
    let one = talk(1, vec![answered("a"), answered("b")]);
    assert_eq!(merged(&full, &one), merged(&one, &full));
    assert_eq!(merged(&full, &one).answered, u32::MAX);
}

#[test]
fn a_matter_settled_at_the_first_contact_is_told_from_one_that_is_not() {
    let transferred = Heard::Transferred("button".to_owned());
    let unhelpful = |id: &str| Heard::Unhelpful(id.to_owned());
    for (heard, contained, resolved) in [
        (vec![answered("a")], 1, 1),
        (vec![answered("a"), answered("b"), Heard::Rated(4)], 1, 1),
        (vec![answered("a"), unhelpful("a"), answered("b")], 1, 0),
        (vec![answered("a"), answered("b"), unhelpful("a")], 1, 1),
        (vec![missed("x"), answered("a")], 1, 0),
        (vec![answered("a"), answered("b"), answered("a")], 1, 0),
        (vec![answered("a"), Heard::Rated(2)], 1, 0),
        (vec![answered("a"), Heard::Rated(3)], 1, 1),
        (vec![answered("a"), Heard::Settled(false)], 1, 0),
        (vec![answered("a"), Heard::Settled(true)], 1, 1),
        (vec![answered("a"), transferred.clone()], 0, 0),
        (vec![missed("x")], 1, 0),
    ] {
        let insight = talk(1, heard.clone());
        assert_eq!(
            (insight.talks, insight.contained, insight.resolved),
            (1, contained, resolved),
            "{heard:?}"
        );
    }
    let at_once = talk(1, vec![transferred]);
    assert_eq!((at_once.talks, at_once.contained), (0, 0), "nothing was asked of the assistant");
    assert_eq!(at_once.transfers[0].count, 1);
}

#[test]
fn entries_know_what_became_of_them() {
    let insight = talk(
        1,
        vec![
            answered("b"),
            Heard::Helpful("b".to_owned()),
            answered("a"),
            Heard::Unhelpful("a".to_owned()),
            Heard::Transferred("unanswered".to_owned()),
        ],
    );
    let [a, b] = &insight.entries[..] else { panic!("{insight:?}") };
    assert_eq!((a.id.as_str(), a.answered, a.unhelpful, a.transferred), ("a", 1, 1, 1));
    assert_eq!((b.id.as_str(), b.answered, b.helpful, b.transferred), ("b", 1, 1, 0));
    assert_eq!(insight.pairs.counts()[0].name, "b\na");
}

#[test]
fn misses_are_counted_by_what_was_meant_and_tell_nobody() {
    let mut all = Insight::default();
    for (began, text) in [
        (1, "Do you ship to Mars?"),
        (2, "do you SHIP to mars!"),
        (3, "我的电话13800138000"),
        (4, "12345"),
    ] {
        all.merge(&talk(began, vec![missed(text)]));
    }
    let counts = all.misses.counts();
    let counts: Vec<(&str, u32)> =
        counts.iter().map(|one| (one.name.as_str(), one.count)).collect();
    assert_eq!(
        counts,
        [("do you ship to mars", 2), ("我的电话#", 1)],
        "a bare number asks nothing"
    );
    assert_eq!(all.missed, 4);
    let written = all.write().write() + &all.to_json(None).write() + &all.to_csv();
    assert!(!written.contains("13800138000") && !written.contains("12345"));
}

#[test]
fn a_sample_is_bounded_and_fair() {
    let mut sample = Sample::default();
    for salt in 0..20_000 {
        // A tenth asks the same, the rest asks something else each time.
        let text = if salt % 10 == 0 { "often".to_owned() } else { salt.to_string() };
        sample.add(&text, salt);
    }
    let counts = sample.counts();
    assert!(counts.len() <= MOST_SAMPLED);
    assert_eq!(counts[0].name, "often");
    assert!((1_400..2_600).contains(&counts[0].count), "about 2,000: {}", counts[0].count);
}

#[test]
fn one_conversation_is_bounded() {
    let endless = (0..10_000).map(|number| missed(&format!("question {number}"))).collect();
    assert_eq!(talk(1, endless).missed as usize, MOST_HEARD);
}

#[test]
fn insights_and_talks_are_kept_and_read_back() {
    let insight = Dice(3).insight(100);
    let written = insight.write().write();
    assert_eq!(Insight::read(&Value::parse(&written).unwrap()), Some(insight));
    let mut talk = Talk::new(7);
    for heard in [answered("a"), missed("What?"), Heard::Rated(5), Heard::Settled(true)] {
        talk.hear(heard);
    }
    let written = talk.write().write();
    assert_eq!(Talk::read(&Value::parse(&written).unwrap()), Some(talk));
    assert_eq!(Insight::read(&Value::Null), None);
}

#[test]
fn the_json_names_every_count() {
    let json = talk(
        1,
        vec![
            answered("a"),
            missed("Why?"),
            answered("b"),
            Heard::Rated(5),
            Heard::Transferred("button".to_owned()),
        ],
    )
    .to_json(None);
    let json: serde_json::Value = serde_json::from_str(&json.write()).unwrap();
    for (pointer, value) in [
        ("/kefu_insight", serde_json::Value::from(1)),
        ("/talks", 1.into()),
        ("/contained", 0.into()),
        ("/answered", 2.into()),
        ("/missed", 1.into()),
        ("/transfers/0/reason", "button".into()),
        ("/scores/4", 1.into()),
        ("/entries/1/id", "b".into()),
        ("/entries/1/transferred", 1.into()),
        ("/next/0/from", "a".into()),
        ("/next/0/to", "b".into()),
        ("/misses/0/text", "why".into()),
        ("/misses/0/count", 1.into()),
    ] {
        assert_eq!(json.pointer(pointer), Some(&value), "{pointer}");
    }
}

#[test]
fn the_csv_can_be_opened_in_a_spreadsheet_without_harm() {
    let hostile = ["=1+1", "+x", "-x", "@x", "＝x", "say \"hi\", you", "two\nlines"];
    let heard = hostile.iter().map(|id| answered(id)).collect();
    let csv = talk(1, heard).to_csv();
    assert!(csv.starts_with("measure,key,count\r\ntalks,,1\r\n"), "{csv}");
    for row in [
        "entry_answered,'=1+1,1\r\n",
        "entry_answered,'+x,1\r\n",
        "entry_answered,'-x,1\r\n",
        "entry_answered,'@x,1\r\n",
        "entry_answered,'＝x,1\r\n",
        "entry_answered,\"say \"\"hi\"\", you\",1\r\n",
        "entry_answered,\"two\nlines\",1\r\n",
        "next,'=1+1 > +x,1\r\n",
    ] {
        assert!(csv.contains(row), "{row:?} in {csv}");
    }
}
