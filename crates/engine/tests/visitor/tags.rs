use kefu_engine::amount::Amount;
use kefu_engine::pack::Pack;
use kefu_engine::tags::{About, Origin, derive};

use crate::{DAY, NOW, Somebody, pack, somebody};

fn rule(when: &str) -> Pack {
    pack(&format!(r#""tags": [{{ "id": "tag", "when": {when} }}]"#))
}

fn ids(pack: &Pack, visitor: &Somebody) -> Vec<String> {
    derive(pack, &visitor.seen()).into_iter().map(|tag| tag.id.into_owned()).collect()
}

/// Whether a visitor gets a tag for `when`.
fn gets(when: &str, visitor: &Somebody) -> bool {
    !ids(&rule(when), visitor).is_empty()
}

#[test]
fn facts_are_counted_within_their_days() {
    let when = r#"{ "pages": ["/p/*"], "at_least": 2, "within_days": 7 }"#;
    assert!(gets(when, &somebody().page("/p/1", 0).page("/p/2", 7)));
    assert!(!gets(when, &somebody().page("/p/1", 0).page("/p/2", 8)), "too long ago");
    assert!(!gets(when, &somebody().page("/p/1", 0).page("/cart", 1)), "another page");
    assert!(gets(r#"{ "asked": ["refund"] }"#, &somebody().asked("refund", 100)), "once is enough");
    assert!(!gets(r#"{ "asked": ["refund"] }"#, &somebody().asked("ship", 100)));
}

#[test]
fn what_was_paid_is_added_up() {
    let when =
        r#"{ "event": "order_paid", "measure": "sum", "value": "amount", "at_least": 200.5 }"#;
    assert!(gets(when, &somebody().paid(100.25, "tea", 3).paid(100.25, "cup", 2)));
    assert!(!gets(when, &somebody().paid(100.25, "tea", 3).paid(100.24, "cup", 2)));
    let of_tea =
        when.replace("\"at_least\"", "\"of\": \"kind\", \"one_of\": [\"TEA\"], \"at_least\"");
    assert!(gets(&of_tea, &somebody().paid(300.0, "tea", 3)));
    assert!(!gets(&of_tea, &somebody().paid(150.0, "tea", 3).paid(150.0, "cup", 3)));
    let one_large = when.replace("sum", "highest");
    assert!(!gets(&one_large, &somebody().paid(150.0, "tea", 3).paid(150.0, "tea", 2)));
    assert!(gets(&one_large, &somebody().paid(250.0, "tea", 3).paid(1.0, "tea", 2)));
}

#[test]
fn different_things_are_told_from_many() {
    let pages = r#"{ "pages": ["*"], "measure": "different", "at_least": 2 }"#;
    assert!(!gets(pages, &somebody().page("/a", 1).page("/a", 2)));
    assert!(gets(pages, &somebody().page("/a", 1).page("/b", 2)));
    let kinds =
        r#"{ "event": "order_paid", "measure": "different", "value": "kind", "at_least": 2 }"#;
    assert!(!gets(kinds, &somebody().paid(1.0, "tea", 1).paid(2.0, "tea", 2)));
    assert!(gets(kinds, &somebody().paid(1.0, "tea", 1).paid(2.0, "cup", 2)));
}

#[test]
fn few_is_a_rule_too() {
    let few = r#"{ "event": "order_paid", "at_most": 1 }"#;
    assert!(gets(few, &somebody()));
    assert!(gets(few, &somebody().paid(1.0, "tea", 1)));
    assert!(!gets(few, &somebody().paid(1.0, "tea", 1).paid(2.0, "tea", 2)));
}

#[test]
fn values_of_the_profile_are_compared() {
    assert!(gets(r#"{ "profile": "city" }"#, &somebody().known("city", "杭州")));
    assert!(!gets(r#"{ "profile": "city" }"#, &somebody().known("tea", "绿茶")));
    assert!(gets(
        r#"{ "profile": "tea", "one_of": ["red", "Green"] }"#,
        &somebody().known("tea", "GREEN")
    ));
    assert!(!gets(r#"{ "profile": "tea", "one_of": ["red"] }"#, &somebody().known("tea", "green")));
    assert!(gets(r#"{ "profile": "tea", "at_least": 3 }"#, &somebody().known("tea", "3.5")));
    let elderly = r#"{ "profile": "born", "at_least": 60 }"#;
    assert!(gets(elderly, &somebody().known("born", "1966-11-21")), "sixty today");
    assert!(!gets(elderly, &somebody().known("born", "1966-11-22")), "tomorrow");
}

#[test]
fn of_two_values_the_newer_one_counts() {
    let mut moved = somebody().known("city", "杭州").known("city", "上海");
    moved.known[0].at = NOW;
    assert!(gets(r#"{ "profile": "city", "one_of": ["杭州"] }"#, &moved));
    assert!(!gets(r#"{ "profile": "city", "one_of": ["上海"] }"#, &moved));
}

#[test]
fn a_language_is_one_with_all_its_countries_or_one_of_them() {
    assert!(gets(r#"{ "language": ["en", "zh"] }"#, &somebody()));
    assert!(gets(r#"{ "language": ["zh-cn"] }"#, &somebody()));
    assert!(!gets(r#"{ "language": ["zh-TW"] }"#, &somebody()));
}

#[test]
fn criteria_are_put_together() {
    let rich = r#"{ "event": "order_paid" }"#;
    let asks = r#"{ "asked": ["refund"] }"#;
    let both = somebody().paid(1.0, "tea", 1).asked("refund", 1);
    let one = somebody().paid(1.0, "tea", 1);
    for (when, of_both, of_one, of_none) in [
        (format!(r#"{{ "all": [{rich}, {asks}] }}"#), true, false, false),
        (format!(r#"{{ "any": [{rich}, {asks}] }}"#), true, true, false),
        (format!(r#"{{ "not": {asks} }}"#), false, true, true),
        (format!(r#"{{ "not": {{ "all": [{rich}, {asks}] }} }}"#), false, true, true),
        (format!(r#"{{ "not": {{ "any": [{rich}, {asks}] }} }}"#), false, false, true),
        (format!(r#"{{ "not": {{ "not": {asks} }} }}"#), true, false, false),
    ] {
        let found = [gets(&when, &both), gets(&when, &one), gets(&when, &somebody())];
        assert_eq!(found, [of_both, of_one, of_none], "{when}");
    }
}

#[test]
fn a_rule_builds_on_the_tags_before_it() {
    let pack = pack(
        r#""tags": [
            { "id": "buyer", "when": { "event": "order_paid" } },
            { "id": "asker", "when": { "asked": ["refund"] } },
            { "id": "worried", "when": { "all": [{ "tag": "buyer" }, { "tag": "asker" }] } },
            { "id": "calm", "when": { "all": [{ "tag": "buyer" }, { "not": { "tag": "asker" } }] } }]"#,
    );
    let buyer = somebody().paid(1.0, "tea", 1);
    assert_eq!(ids(&pack, &buyer), ["buyer", "calm"]);
    assert_eq!(ids(&pack, &buyer.asked("refund", 1)), ["buyer", "asker", "worried"]);
}

#[test]
fn ready_tags_need_no_rule() {
    let pack = pack(r#""ready_tags": ["age", "gender", "region", "language"]"#);
    let visitor =
        somebody().known("born", "1999-01-02").known("sex", "female").known("city", " 杭州 ");
    assert_eq!(ids(&pack, &visitor), ["age-25-34", "gender-female", "region-杭州", "language-zh"]);
    for (born, band) in [
        ("2020-01-01", "age-under-18"),
        ("2008-11-21", "age-18-24"),
        ("1990-01-01", "age-35-44"),
        ("1970-01-01", "age-45-59"),
        ("1966-11-21", "age-60-plus"),
    ] {
        assert_eq!(ids(&pack, &somebody().known("born", born)), [band, "language-zh"]);
    }
    let silent = somebody().known("sex", "not_said").known("born", "2030-01-01");
    assert_eq!(ids(&pack, &silent), ["language-zh"], "what was not said, or cannot be, is no tag");
}

#[test]
fn whoever_is_of_one_age_is_of_no_other() {
    let pack = pack(
        r#""ready_tags": ["age"],
        "tags": [{ "id": "younger", "when": { "not": { "tag": "age-60-plus" } } }]"#,
    );
    assert_eq!(ids(&pack, &somebody().known("born", "1999-01-02")), ["age-25-34", "younger"]);
    assert_eq!(ids(&pack, &somebody().known("born", "1950-01-02")), ["age-60-plus"]);
    assert_eq!(ids(&pack, &somebody()), [""; 0], "an age that is not known is neither");
}

#[test]
fn without_consent_a_rule_sees_nothing() {
    let ready = pack(r#""ready_tags": ["age", "language"]"#);
    for when in [
        r#"{ "pages": ["*"] }"#,
        r#"{ "event": "order_paid" }"#,
        r#"{ "asked": ["refund"] }"#,
        r#"{ "profile": "born" }"#,
        r#"{ "profile": "born", "at_least": 18 }"#,
        r#"{ "language": ["zh"] }"#,
    ] {
        let known = || {
            somebody()
                .page("/", 1)
                .paid(9.0, "tea", 1)
                .asked("refund", 1)
                .known("born", "1990-01-01")
        };
        assert!(gets(when, &known()), "{when}");
        // Withdrawn, and agreed to for something else only.
        for purposes in [&[][..], &["reply"]] {
            let refused = known().agrees_to(purposes);
            assert!(!gets(when, &refused), "{when}");
            let opposite = format!(r#"{{ "not": {when} }}"#);
            assert!(!gets(&opposite, &refused), "blindness is no evidence: {opposite}");
            assert_eq!(ids(&ready, &refused), [""; 0]);
        }
    }
}

#[test]
fn what_was_gathered_for_something_else_is_not_seen() {
    let mut visitor = somebody().agrees_to(&["reply"]).known("tea", "green");
    // Agreed to later; what was given before was given to be answered, and for nothing else.
    visitor.purposes.push("personal".to_owned());
    assert!(!gets(r#"{ "profile": "tea" }"#, &visitor));
    let mut fact = somebody().page("/", 1).history.facts()[0].clone();
    fact.purpose = "reply".to_owned();
    visitor.history.remember(fact);
    assert!(!gets(r#"{ "pages": ["*"] }"#, &visitor));
}

#[test]
fn a_tag_says_why_it_is_there() {
    let pack = rule(
        r#"{ "all": [
            { "event": "order_paid", "measure": "sum", "value": "amount", "at_least": 100, "within_days": 90 },
            { "any": [{ "asked": ["refund"] }, { "asked": ["ship"] }] },
            { "not": { "pages": ["/returns"] } }] }"#,
    );
    let visitor = somebody()
        .paid(80.5, "tea", 40)
        .paid(30.0, "cup", 2)
        .paid(9.0, "cup", 200)
        .asked("ship", 1);
    let tags = derive(&pack, &visitor.seen());
    let [tag] = &tags[..] else { panic!("{tags:?}") };
    assert_eq!(tag.origin, Origin::Rule(&pack.tags[0]));
    let [paid, asked, unseen] = &tag.evidence[..] else { panic!("{tag:?}") };
    assert_eq!((paid.about, paid.count, paid.not), (About::Events, 2, false));
    assert_eq!(paid.measured, Amount::parse("110.5"));
    assert_eq!((paid.first, paid.last), (Some(NOW - 40 * DAY), Some(NOW - 2 * DAY)));
    assert_eq!(paid.criterion.unwrap().at_least, Amount::parse("100.0"));
    assert_eq!((asked.about, &asked.names[..]), (About::Asked, &["ship".to_owned()][..]));
    assert_eq!((unseen.about, unseen.not, unseen.count), (About::Pages, true, 0));
}

#[test]
fn evidence_names_a_few_and_counts_all() {
    let visitor = (0..20).fold(somebody(), |visitor, day| visitor.page(&format!("/p/{day}"), day));
    let pack = rule(r#"{ "pages": ["/p/*"] }"#);
    let found = &derive(&pack, &visitor.seen())[0].evidence[0];
    assert_eq!((found.count, found.names.len()), (20, 5));
}
