use crate::Folder;

#[test]
fn help_names_every_command() {
    for word in ["help", "--help", "-h"] {
        let ran = Folder::new().kefu(&[word]).ends_with(0);
        for command in
            ["kefu check", "kefu lint", "kefu import", "kefu ask", "kefu schema", "kefu --version"]
        {
            assert!(ran.out.contains(command), "{command}");
        }
        assert!(ran.out.ends_with('\n'));
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let ran = Folder::new().kefu(&["--version"]).ends_with(0);
    assert_eq!(ran.out, format!("kefu {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_is_not_understood_is_told_with_the_usage() {
    let folder = Folder::new();
    for (words, what) in [
        (&[][..], "which command?"),
        (&["chekc"], "there is no command \"chekc\""),
        (&["check"], "PACK is missing"),
        (&["check", "--json"], "PACK is missing"),
        (&["check", "a", "b"], "\"b\" is one word too many"),
        (&["check", "a", "--jason"], "\"--jason\" is not known here"),
        (&["check", "a", "--json=1"], "\"--json=1\" is not known here"),
        (&["lint"], "PACK is missing"),
        (&["lint", "a", "--misses"], "--misses wants a value"),
        (&["import"], "FILE is missing"),
        (&["import", "a.csv", "-o"], "-o wants a value"),
        (&["import", "a.csv", "--name", "A", "--name", "B"], "--name is given twice"),
        (&["ask", "a"], "PACK or QUESTION is missing"),
        (&["schema"], "pack or handoff is missing"),
        (&["schema", "packs"], "there is no schema \"packs\""),
    ] {
        let ran = folder.kefu(words).ends_with(2).tells(what).tells("usage: kefu ");
        assert_eq!(ran.out, "", "{words:?}");
    }
}
