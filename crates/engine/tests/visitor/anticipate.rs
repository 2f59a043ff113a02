use kefu_engine::anticipate::{Situation, anticipate};
use kefu_engine::insight::{Heard, Insight, Talk};
use kefu_engine::pack::load;

const PACK: &str = r#"{ "kefu": 1, "brand": { "name": "S" }, "channels": [{ "id": "p", "kind": "link", "url": "tel:1" }],
"faq": [
  { "id": "a", "question": "A?", "answer": "A.", "next": ["e", "d", "a"] },
  { "id": "b", "question": "B?", "answer": "B.", "pages": ["/cart*"] },
  { "id": "c", "question": "C?", "answer": "C.", "pages": ["/cart*", "/pay"] },
  { "id": "d", "question": "D?", "answer": "D." },
  { "id": "e", "question": "E?", "answer": "E." },
  { "id": "f", "question": "F?", "answer": "F." }] }"#;

/// Conversations in which these entries were asked in turn.
fn used(talks: &[&[&str]]) -> Insight {
    let mut all = Insight::default();
    for (began, asked) in (0..).zip(talks) {
        let mut talk = Talk::new(began);
        asked.iter().for_each(|id| talk.hear(Heard::Answered((*id).to_owned())));
        all.merge(&Insight::of(&talk));
    }
    all
}

fn offered(page: &str, recommend: &[&str], counts: &Insight, asked: &[&str]) -> String {
    let (pack, found) = load(PACK.as_bytes());
    assert_eq!(found, []);
    let asked: Vec<String> = asked.iter().map(|id| (*id).to_owned()).collect();
    let situation = Situation { page, recommend, counts, asked: &asked };
    anticipate(&pack, &situation).iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn nothing_is_offered_for_which_nothing_speaks() {
    assert_eq!(offered("/", &[], &Insight::default(), &[]), "");
    assert_eq!(offered("/", &[], &Insight::default(), &["b"]), "");
}

#[test]
fn the_page_and_the_owner_say_what_comes_next() {
    let nothing = Insight::default();
    assert_eq!(offered("/cart/2", &[], &nothing, &[]), "bc");
    assert_eq!(offered("/cart/2", &[], &nothing, &["a"]), "edb", "hints go before the page");
    assert_eq!(offered("/", &[], &nothing, &["a", "b"]), "", "hints are those of the last entry");
    assert_eq!(
        offered("/", &[], &nothing, &["e", "a"]),
        "d",
        "what was asked is not offered again"
    );
}

#[test]
fn what_a_strategy_recommends_stands_between_hints_and_pages() {
    let nothing = Insight::default();
    assert_eq!(offered("/cart", &["f"], &nothing, &["a"]), "edf");
    assert_eq!(
        offered("/cart", &["f", "c"], &nothing, &["d"]),
        "cfb",
        "what two speak for comes first"
    );
}

#[test]
fn what_followed_here_before_is_offered() {
    let counts = used(&[&["b", "d"], &["b", "d"], &["b", "f"], &["b", "d"], &["b", "f"]]);
    assert_eq!(offered("/", &[], &counts, &["b"]), "df");
    assert_eq!(offered("/", &[], &used(&[&["b", "d"]]), &["b"]), "", "once is no habit");
}

#[test]
fn what_is_asked_most_is_offered_first_of_all_and_not_in_the_middle() {
    let counts = used(&[&["f"], &["f"], &["f"], &["d"], &["d"]]);
    assert_eq!(offered("/", &[], &counts, &[]), "fd");
    assert_eq!(offered("/cart", &[], &counts, &[]), "bcf");
    assert_eq!(offered("/", &[], &counts, &["b"]), "");
}
