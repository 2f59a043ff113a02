//! `kefu key` and `kefu open`.

use super::Folder;

/// What the widget sealed in a browser for the key below, which nobody uses.
const SEALED: &str = include_str!("sealed.json");

const KEY: &str = "kefu-private-key-1:";

#[test]
fn a_new_key_is_for_its_owner_alone_and_never_replaces_one() {
    let folder = Folder::new();
    let made = folder.kefu(&["key", "new"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.out.starts_with("#seal=B") && made.out.trim().len() == 6 + 87, "{}", made.out);
    assert!(made.err.contains("kefu.key is the private key"), "{}", made.err);
    let text = folder.read("kefu.key");
    assert!(
        text.starts_with(KEY) && !made.out.contains(text.trim()) && !made.err.contains(text.trim())
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(folder.0.join("kefu.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = folder.kefu(&["key", "new"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("kefu.key: this file is there already"), "{}", again.err);
    assert_eq!(folder.read("kefu.key"), text);
    assert_eq!(folder.kefu(&["key", "show", "kefu.key"]).out, made.out);
    let other = folder.kefu(&["key", "new", "-o", "other.key"]);
    assert_eq!(other.code, 0, "{}", other.err);
    assert_ne!(other.out, made.out);
}

#[test]
fn what_was_sealed_opens_with_its_key() {
    let folder = Folder::new();
    let public = folder.kefu(&["key", "new"]).out;
    let public = public.trim().trim_start_matches("#seal=");
    let packet = "{\"kefu_handoff\":1,\"message\":\"请回电\"}";
    folder.write("letter.json", kefu_seal::seal(public, packet.as_bytes()).unwrap());
    let opened = folder.kefu(&["open", "letter.json", "--key", "kefu.key"]);
    assert_eq!((opened.code, opened.out.trim()), (0, packet), "{}", opened.err);
    for words in ["no JSON", "{\"message\":\"\u{1b}[2J\"}"] {
        folder.write("odd.json", kefu_seal::seal(public, words.as_bytes()).unwrap());
        let odd = folder.kefu(&["open", "odd.json", "--key", "kefu.key"]);
        assert_eq!((odd.code, &*odd.out), (2, ""));
        assert!(odd.err.contains("this opens, and is no JSON"), "{}", odd.err);
    }
    let piped = folder.kefu_reading(folder.read("letter.json"), &["open", "-", "--key=kefu.key"]);
    assert_eq!((piped.code, piped.out.trim()), (0, packet), "{}", piped.err);
}

#[test]
fn a_letter_of_the_first_release_still_opens() {
    let folder = Folder::with("site.key", include_str!("sealed.key")).and("letter.json", SEALED);
    let opened = folder.kefu(&["open", "letter.json", "--key", "site.key"]);
    assert_eq!(opened.code, 0, "{}", opened.err);
    assert!(opened.out.contains("\"message\":\"请回电 🙏\""), "{}", opened.out);
}

#[test]
fn what_does_not_open_says_why() {
    let folder = Folder::with("letter.json", SEALED).and("not.key", "hello").and("no.json", "{}");
    let public = folder.kefu(&["key", "new"]).out;
    for (words, what) in [
        (
            &["open", "letter.json", "--key", "kefu.key"][..],
            "letter.json: this is sealed to another key",
        ),
        (&["open", "no.json", "--key", "kefu.key"], "no.json: this is nothing sealed"),
        (&["open", "letter.json", "--key", "not.key"], "not.key: this is no private key"),
        (&["open", "letter.json", "--key", "absent.key"], "absent.key: there is no such file"),
        (&["open", "absent.json", "--key", "kefu.key"], "absent.json: there is no such file"),
        (&["open", "letter.json"], "--key FILE is missing"),
        (&["open"], "PACKET is missing"),
        (&["key"], "new or show is missing"),
        (&["key", "show", "not.key"], "not.key: this is no private key"),
        (&["key", "old"], "\"old\" is not known here"),
        (&["key", "new", "-o", "absent/folder.key"], "absent/folder.key: this cannot be written"),
    ] {
        let ran = folder.kefu(words);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{words:?}");
        assert!(ran.err.contains(what), "{words:?}: {}", ran.err);
    }
    assert!(public.starts_with("#seal="));
}
