//! Asking for a person in English: a wish, and within a few words whom it is for.

use crate::transfer::cues::one_slip;

/// To be in touch with anybody at all.
const TALK: &[&str] = &[
    "talk",
    "talking",
    "speak",
    "speaking",
    "chat",
    "chatting",
    "connect",
    "connected",
    "connecting",
    "transfer",
    "transferred",
    "transferring",
    "contact",
    "contacting",
    "reach",
    "reaching",
    "escalate",
    "discuss",
    "communicate",
    "touch",
    "touchwith",
    "through",
    "forward",
    "redirect",
    "redirected",
    "pass",
    "hand",
    "conversation",
    "line",
    "talkin",
    "speek",
    "tlak",
];

/// To ring those who answer for the site; anybody else is rung by other means.
const CALL: &[&str] =
    &["call", "calling", "phone", "phoning", "ring", "dial", "email", "message", "text"];

/// To have somebody who is certainly a person.
const WANT: &[&str] = &[
    "want",
    "wants",
    "wanna",
    "need",
    "needs",
    "get",
    "give",
    "gimme",
    "find",
    "like",
    "prefer",
    "request",
    "demand",
    "ask",
    "send",
    "bring",
    "require",
    "switch",
    "wish",
    "assistance",
    "help",
    "looking",
    "seek",
    "from",
    "where",
];

/// Who is meant when somebody wants to talk.
const ANYBODY: &[&str] = &[
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "person",
    "people",
    "staff",
    "employee",
    "specialist",
    "consultant",
    "expert",
    "helpdesk",
    "management",
    "department",
    "some1",
    "any1",
    "reception",
    "nutritionist",
    "doctor",
    "dietician",
    "engineer",
    "worker",
    "team",
    "boss",
    "u",
    "ur",
];

/// Who is a person wherever they are wished for.
const PERSON: &[&str] = &[
    "human",
    "humans",
    "agent",
    "agents",
    "representative",
    "representatives",
    "rep",
    "reps",
    "operator",
    "operators",
    "manager",
    "managers",
    "supervisor",
    "advisor",
    "adviser",
    "advisors",
    "executive",
    "executives",
    "csr",
    "assistant",
    "assistants",
    "associate",
    "clerk",
    "teller",
    "banker",
    "technician",
    "attendant",
    "concierge",
    "receptionist",
    "administrator",
    "colleague",
    "owner",
];

/// Makes any of them a person of flesh and blood.
const REAL: &[&str] = &[
    "real",
    "live",
    "actual",
    "human",
    "normal",
    "physical",
    "living",
    "breathing",
    "genuine",
    "proper",
    "different",
    "free",
];

/// Those who answer for the site, by the word before: "customer service".
const OF_CUSTOMERS: &[&str] = &[
    "customer",
    "customers",
    "costumer",
    "cust",
    "client",
    "consumer",
    "tech",
    "technical",
    "live",
    "support",
    "service",
    "help",
    "complaints",
    "billing",
    "call",
];

const DESK: &[&str] = &[
    "service",
    "services",
    "serv",
    "support",
    "care",
    "assistance",
    "team",
    "department",
    "desk",
    "relations",
    "chat",
    "center",
    "centre",
    "line",
    "hotline",
];

/// Between a wish and the person there are at most so many words.
const BETWEEN: usize = 5;

const REFUSALS: &[&str] = &[
    "dont want",
    "do not want",
    "dont need",
    "do not need",
    "dont wanna",
    "didnt want",
    "dont have to",
    "do not have to",
    "no need",
    "not need",
    "without",
    "rather not",
    "not want",
    "wont need",
    "not asking",
    "never asked",
    "instead of",
    "hate",
    "dont like",
    "stop",
    "never want",
    "dont transfer",
    "do not transfer",
    "dont connect",
    "do not connect",
    "dont escalate",
    "do not escalate",
    "dont call",
    "do not call",
    "no desire",
    "tired of",
    "sick of",
];

/// Before the people: they are somebody else's, or have been there already.
const OTHERS: &[&str] = &[
    "my",
    "travel",
    "estate",
    "insurance",
    "cleaning",
    "bleaching",
    "user",
    "booking",
    "ticket",
    "gate",
    "her",
    "his",
    "their",
    "secret",
    "oxidizing",
    "wetting",
    "sales",
    "previous",
    "last",
    "per",
    "one",
    "two",
    "helpful",
    "great",
    "good",
    "nice",
    "which",
    "phone",
    "desk",
    "leasing",
    "shipping",
    "each",
    "tent",
];

/// Asks who or what they are talking to.
const IDENTITY: &[&str] = &[
    "am i talking",
    "am i speaking",
    "am i chatting",
    "am i texting",
    "are you",
    "r u",
    "are u",
    "is this",
    "is it a",
    "you are a",
    "youre a",
    "if you are",
    "i am not a",
    "is there a way to tell",
    "were you",
];

/// Asks about the people, not for them.
const ABOUT: &[&str] = &[
    "hours",
    "hour",
    "open",
    "close",
    "closed",
    "opening",
    "timings",
    "number",
    "email",
    "mail",
    "address",
    "salary",
    "job",
    "jobs",
    "fee",
    "fees",
    "error",
    "resources",
    "rights",
    "hair",
    "available",
];

/// Phrases that ask for a person wherever they stand.
const PHRASES: &[&str] = &[
    "someone call me",
    "somebody call me",
    "someone to call me",
    "somebody to call me",
    "someone please call me",
    "then please call me",
    "call me back",
    "call me please",
    "give me a call",
    "give me a callback",
    "request a callback",
    "request a call back",
    "want a callback",
    "need a callback",
    "someone contact me",
    "someone reach out",
    "someone to talk to",
    "somebody to talk to",
    "someone i can talk",
    "someone i can speak",
    "someone to speak",
    "anyone i can talk",
    "anyone i can speak",
    "anyone to talk to",
    "anyone to speak",
    "human here",
    "human there",
    "any human",
    "anyone there",
    "anybody there",
    "someone there",
    "someone real",
    "a person please",
    "need a person",
    "want a person",
    "give me a person",
    "prefer a person",
    "deal with a human", "deal with a person",
    "can a person",
    "let a human",
    "hand me over",
    "hand this over",
    "not talking to a bot",
    "not talking to a robot",
    "talk to humans",
    "get someone",
    "get me someone",
    "get somebody",
    "get me somebody",
    "give me someone",
    "give me somebody",
    "can somebody else",
    "can someone else",
    "could somebody else",
    "could someone else",
    "get a person",
    "get a human",
    "a real person",
    "an actual person",
    "a live person",
    "real human",
    "live agent",
    "live chat",
    "actual human",
    "not a bot",
    "not a robot",
    "not a machine",
    "your manager",
    "your supervisor",
    "your boss",
    "someone in charge",
    "somebody in charge",
    "person in charge",
    "someone higher",
    "someone who can help",
    "someone who can actually",
    "someone that can",
    "someone who knows",
    "someone who understands",
];

/// One letter from a word of the lists, and no slip.
const WORDS_OF_THEIR_OWN: &[&str] = &[
    "arent",
    "though",
    "taking",
    "contract",
    "contracts",
    "reading",
    "changing",
    "charting",
    "speaks",
    "passe",
    "humane",
    "finds",
    "agency",
    "clerks",
    "operate",
    "routed",
    "calling",
    "callin",
    "falling",
    "services",
];

/// Wishes to talk, without a word about whom to.
const TO_TALK: &[&str] = &[
    "want to talk",
    "want to speak",
    "wanna talk",
    "need to talk",
    "need to speak",
    "like to talk",
    "like to speak",
    "lets talk",
    "let us talk",
    "want to chat",
    "need to chat",
];

/// The words by which a clause asks for a person.
pub(super) fn asked(clause: &str) -> Option<&str> {
    let clause = clause.trim_end_matches('?').trim();
    if !clause.bytes().any(|byte| byte.is_ascii_lowercase())
        || IDENTITY.iter().any(|words| place(clause, words).is_some())
    {
        return None;
    }
    let refusal = REFUSALS.iter().filter_map(|refusal| place(clause, refusal)).max();
    // Who does not want a machine wants a person.
    let refused =
        |at: usize| refusal.is_some_and(|refusal| refusal < at && !machine(&clause[refusal..at]));
    for phrase in PHRASES {
        if let Some(at) = place(clause, phrase)
            && !refused(at)
            && !ABOUT
                .iter()
                .any(|about| clause[at + phrase.len()..].trim_start().starts_with(about))
            && !["thanks", "thank", "great", "my", "the", "told", "said", "treated"]
                .iter()
                .any(|other| place(&clause[..at], other).is_some())
        {
            return Some(&clause[at..at + phrase.len()]);
        }
    }
    if let Some(wish) = TO_TALK.iter().find(|wish| clause.ends_with(*wish))
        && !refused(clause.len())
    {
        return Some(wish);
    }
    let words: Vec<&str> = clause.split(' ').collect();
    for (i, word) in words.iter().enumerate() {
        let Some(kind) = kind(&words, i) else { continue };
        let from = i.saturating_sub(BETWEEN + 1);
        let wish = |list: &[&str]| {
            words[from..i].iter().rposition(|one| is(one, list)).map(|at| from + at)
        };
        let (talk, call, want) = (wish(TALK), wish(CALL), wish(WANT));
        let wished = match kind {
            Kind::Anybody => talk,
            Kind::Desk => talk.or(call).or(want.filter(|_| words.len() <= 5)),
            Kind::Person => talk.or(call).or(want),
        };
        let alone = match kind {
            Kind::Person => words.len() <= 3,
            Kind::Desk => words.len() <= 3,
            Kind::Anybody => false,
        };
        let asks_about = words[i + 1..].iter().take(2).any(|one| ABOUT.contains(one));
        let at = offset(clause, word);
        if (wished.is_some() || alone) && !(asks_about && talk.or(call).is_none()) && !refused(at) {
            let start = offset(clause, words[wished.unwrap_or(i)]);
            return clause.get(start..at + word.len());
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Somebody.
    Anybody,
    /// Those who answer for the site.
    Desk,
    /// A person.
    Person,
}

/// Who is named at a place, if it is somebody of the site.
fn kind(words: &[&str], i: usize) -> Option<Kind> {
    let word = words[i];
    let before = i.checked_sub(1).map_or("", |at| words[at]);
    let after = words.get(i + 1).copied().unwrap_or_default();
    if OTHERS.contains(&before) {
        return None;
    }
    if REAL.contains(&before) && (is(word, ANYBODY) || matches!(word, "one" | "being")) {
        return Some(Kind::Person);
    }
    if is(before, OF_CUSTOMERS) && is(word, DESK) {
        let named_again = is(after, PERSON) || DESK.contains(&after);
        let praised = i >= 2 && OTHERS.contains(&words[i - 2]);
        return (!named_again && !praised).then_some(Kind::Desk);
    }
    if is(word, PERSON) {
        let praised = words[i.saturating_sub(3)..i].iter().any(|one| OTHERS[16..].contains(one));
        return (!praised && !ABOUT.contains(&after)).then_some(Kind::Person);
    }
    is(word, ANYBODY).then_some(Kind::Anybody)
}

fn is(word: &str, list: &[&str]) -> bool {
    let letters = word.as_bytes();
    list.iter().any(|known| {
        if *known == word {
            return true;
        }
        let known = known.as_bytes();
        let long = known.len() > 4 && letters.len() > 4;
        let same_start = || known[0] == letters[0] || known[..2] == [letters[1], letters[0]];
        long && same_start() && one_slip(letters, known) && !WORDS_OF_THEIR_OWN.contains(&word)
    })
}

/// Where whole words stand in a clause.
fn place(clause: &str, words: &str) -> Option<usize> {
    let bytes = clause.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    clause
        .match_indices(words)
        .map(|(at, _)| at)
        .find(|at| (*at == 0 || !letter(at - 1)) && !letter(at + words.len()))
}

fn machine(text: &str) -> bool {
    ["bot", "chatbot", "machine", "robot", "computer", "ai", "automated", "you"]
        .iter()
        .any(|word| place(text, word).is_some())
}

/// Where a word that was cut out of a clause stands in it.
fn offset(clause: &str, word: &str) -> usize {
    word.as_ptr() as usize - clause.as_ptr() as usize
}
