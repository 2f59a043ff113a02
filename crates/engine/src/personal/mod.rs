//! Finds personal data in what a visitor writes, so that it can be asked about or covered before it leaves the browser.
//!
//! What can be told from the number alone is: identity cards and bank cards by their check digits, phone numbers and e-mail
//! addresses by their shape. The rest shows only by the words around it, such as `密码是…` or `passport no. …`.

mod context;
mod numbers;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// Number of a resident identity card of mainland China (GB 11643).
    IdCard,
    /// Number of a bank card (ISO/IEC 7812, with the check digit of Luhn).
    BankCard,
    /// A mobile number of mainland China, or a number with a country code.
    Phone,
    /// An e-mail address.
    Email,
    /// A password or PIN.
    Password,
    /// A code that is used once.
    Code,
    /// Number of a passport.
    Passport,
}

impl Personal {
    /// As a pack writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::IdCard => "id_card",
            Self::BankCard => "bank_card",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Password => "password",
            Self::Code => "code",
            Self::Passport => "passport",
        }
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Personal,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// What stands in the place of a letter that is covered.
const COVER: char = '*';

/// As many characters stay readable at the end of a number, so that its owner knows it again.
const READABLE: usize = 4;

/// The text as it is looked at: one spelling of each letter, and where it stands.
struct Letters {
    /// Half-width and small.
    letters: Vec<char>,
    /// Where each begins, in bytes, and behind them the end of the text.
    places: Vec<usize>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let letters = text.chars().map(|letter| match letter {
            '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            '\u{3000}' | '\u{a0}' => ' ',
            letter => letter,
        });
        Self { letters: letters.map(|letter| letter.to_ascii_lowercase()).collect(), places }
    }

    /// The letter at a place; nothing before the first and behind the last.
    fn at(&self, at: usize) -> char {
        self.letters.get(at).copied().unwrap_or('\0')
    }

    /// The letter before a place.
    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\0', |at| self.at(at))
    }

    /// Whether these words stand here.
    fn has(&self, at: usize, words: &str) -> bool {
        let mut at = at..;
        words.chars().all(|letter| at.next().is_some_and(|at| self.at(at) == letter))
    }

    /// Where the first letter from here on is that is none of these.
    fn skip(&self, mut at: usize, is: impl Fn(char) -> bool) -> usize {
        while is(self.at(at)) {
            at += 1;
        }
        at
    }
}

/// All that is found, in its order; nothing is found twice.
pub fn find(text: &str) -> Vec<Found> {
    let letters = Letters::of(text);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < letters.letters.len() {
        let mut here = numbers::at(&letters, at).or_else(|| context::at(&letters, at));
        at += 1;
        while let Some((kind, start, end)) = here {
            found.push(Found { kind, start: letters.places[start], end: letters.places[end] });
            at = end;
            here = context::another(&letters, kind, end);
        }
    }
    found
}

/// The text with a cover over everything of the kinds that are to be covered.
///
/// Of numbers the last four characters stay, as on receipts; of passwords and codes nothing does.
pub fn cover(text: &str, is_covered: impl Fn(Personal) -> bool) -> String {
    let mut out = String::new();
    let mut done = 0;
    for one in find(text).into_iter().filter(|one| is_covered(one.kind)) {
        out += &text[done..one.start];
        let secret = &text[one.start..one.end];
        let readable = match one.kind {
            Personal::Password | Personal::Code | Personal::Email => 0,
            _ => READABLE,
        };
        let is_gap = |letter: char| matches!(letter, ' ' | '-');
        let letters = secret.chars().filter(|letter| !is_gap(*letter)).count();
        let mut hidden = letters.saturating_sub(readable);
        // Where an address is is no secret, only whose it is.
        let host = if one.kind == Personal::Email { secret.find('@') } else { None };
        for (place, letter) in secret.char_indices() {
            if hidden == 0 || is_gap(letter) || host.is_some_and(|host| place >= host) {
                out.push(letter);
            } else {
                out.push(COVER);
                hidden -= 1;
            }
        }
        done = one.end;
    }
    out += &text[done..];
    out
}
