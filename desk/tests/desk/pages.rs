use kefu_desk::Trouble;
use kefu_wire::handoff::{
    Consent, Evidence, Handoff, Line, Page, ProfileValue, SharedProfile, Tag,
};

use crate::{Folder, POLICY, desk, get, hand_over, handoff};

/// A hand-over with everything in it, each text made by `text` from its name.
fn full(id: &str, text: impl Fn(&str) -> String) -> Handoff {
    let line = |author: &str| Line {
        author: author.to_owned(),
        at: text("line-at"),
        text: text(&format!("said-by-{author}")),
        entry: Some(text("line-entry")),
    };
    Handoff {
        id: id.to_owned(),
        continues: Some(text("continues")),
        requested_at: text("requested-at"),
        reason: text("reason"),
        locale: text("locale"),
        within_hours: false,
        message: text("message"),
        contact: text("contact"),
        page: Some(Page { url: text("page-url"), title: text("page-title") }),
        transcript: Some(vec![line("visitor"), line("bot"), line(&text("author"))]),
        tried: vec![text("tried")],
        profile: Some(SharedProfile {
            values: vec![ProfileValue { field: text("field"), value: text("value") }],
            consent: Consent {
                purposes: vec![text("purpose")],
                policy_version: text("policy-version"),
                policy_url: text("policy-url"),
                locale: text("consent-locale"),
                at: text("consent-at"),
            },
        }),
        tags: vec![Tag {
            id: text("tag-id"),
            label: text("tag-label"),
            evidence: vec![Evidence {
                about: text("about"),
                not: true,
                names: vec![text("fact")],
                count: 3,
                measured: text("measured"),
                at_least: text("lower-bound"),
                at_most: text("upper-bound"),
                within_days: Some(90),
                first: text("first-at"),
                last: text("last-at"),
            }],
        }],
        department: text("department"),
        ..handoff("")
    }
}

/// Everything that `full` names.
const TEXTS: [&str; 31] = [
    "continues",
    "requested-at",
    "reason",
    "locale",
    "message",
    "contact",
    "page-url",
    "page-title",
    "line-at",
    "line-entry",
    "said-by-visitor",
    "said-by-bot",
    "said-by-",
    "author",
    "tried",
    "field",
    "value",
    "purpose",
    "policy-version",
    "policy-url",
    "consent-locale",
    "consent-at",
    "tag-label",
    "about",
    "fact",
    "measured",
    "lower-bound",
    "upper-bound",
    "first-at",
    "last-at",
    "department",
];

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_desk_says_so_and_looks_again_by_itself() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    for path in ["/desk", "/desk/"] {
        let answer = get(desk.address, path);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("content-security-policy"), Some(POLICY));
        assert!(answer.body.contains("<meta http-equiv=\"refresh\" content=\"5\">"));
        assert!(answer.body.contains("<h2>Nobody is waiting</h2>"));
        assert!(!answer.body.contains("<article"));
    }
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_is_shown_with_everything_that_was_shared() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    hand_over(desk.address, &full("a", str::to_owned)).unwrap();
    let page = get(desk.address, "/desk").body;
    for text in TEXTS {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("outside hours"));
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_shared_is_told_apart_from_what_is_empty() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    hand_over(desk.address, &handoff("a")).unwrap();
    let page = get(desk.address, "/desk").body;
    assert_eq!(page.matches("<i>Not shared</i>").count(), 3, "page, conversation and profile");
    assert!(page.contains("Pressed the button for a person"));
    let silent = Handoff { transcript: Some(vec![]), ..handoff("b") };
    hand_over(desk.address, &silent).unwrap();
    assert!(get(desk.address, "/desk").body.contains("<i>Nothing was said before</i>"));
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_anybody_wrote_is_read_as_html() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    let hostile = |name: &str| {
        format!("{name}\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;\u{202e}")
    };
    let id = "'\"><script>alert(1)</script>";
    hand_over(desk.address, &full(id, hostile)).unwrap();
    let page = get(desk.address, "/desk").body;
    for mark in ["<script", "<img", "\u{202e}", "'>", "'\"", "&lt;b&gt;"] {
        assert!(!page.contains(mark), "{mark}");
    }
    // Every opening bracket is one that the page itself writes.
    let ours = [
        "!doctype", "html", "head", "meta", "title", "link", "body", "header", "h1", "h2", "h3",
        "p", "main", "article", "time", "span", "dl", "div", "dt", "dd", "bdi", "i", "b", "code",
        "section", "ol", "li", "a",
    ];
    for tag in page.split('<').skip(1) {
        let name = tag.trim_start_matches('/').split([' ', '>', '\n']).next().unwrap();
        assert!(ours.contains(&name), "<{name}");
    }
    for text in TEXTS {
        assert!(
            page.contains(&format!("{text}&quot;&#39;&gt;&lt;script&gt;")) || text == "said-by-",
            "{text}"
        );
    }
    assert!(!page.contains("style="), "no inline style, which the policy forbids");
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_hand_over_comes_first_on_the_page_and_in_the_list() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    for id in ["first", "second"] {
        hand_over(desk.address, &handoff(id)).unwrap();
    }
    let page = get(desk.address, "/desk").body;
    assert!(page.find("id=\"second\"") < page.find("id=\"first\""));
    assert!(page.contains("<title>2 hand-overs – Kefu desk</title>"));
    let answer = get(desk.address, "/desk/handoffs.json");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let list: Vec<Handoff> = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(list, [handoff("second"), handoff("first")]);
    desk.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_a_style_sheet_of_its_own() {
    let desk = desk(&Folder::shop(), Trouble::None).await;
    assert!(get(desk.address, "/desk").body.contains("href=\"/desk/desk.css\""));
    let answer = get(desk.address, "/desk/desk.css");
    assert_eq!(answer.header("content-type"), Some("text/css; charset=utf-8"));
    assert!(answer.body.contains("prefers-color-scheme: dark"));
    desk.stop().await;
}
