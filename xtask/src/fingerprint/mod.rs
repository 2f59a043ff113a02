//! Finishing what Trunk has built: every file that the widget loads gets a name that changes with its content,
//! so that a site may let browsers keep it for ever, and the loader learns these names.
//!
//! Trunk starts this as a hook, when everything is in its staging folder and nothing is published yet.

mod bindings;
pub mod brain;
pub mod functions;
mod loader;
mod page;
mod panics;
mod places;
mod script;
pub mod sections;
mod staged;
mod style;
mod unread;
pub mod wasm;
pub mod words;

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Failure, Outcome},
    place,
    setup::{
        self,
        esbuild::{self, Kind},
    },
    supply::integrity,
};

/// The folder, in what is published, that the loader and everything it loads live in.
pub const FOLDER: &str = "kefu";

/// The file a site owner names in the one script tag.
pub const LOADER: &str = "kefu.js";

/// How the names of the widget's files begin, and those of the engine's.
pub const WIDGET: &str = "kefu";
pub const BRAIN: &str = "brain";
const EXPLAINING: &str = "explaining";

/// How the names of the files of words begin.
pub const WORDS: &str = "words";

/// What sends files to people.
const ATTACH: &str = "attach";

/// What tells owners why an answer is what it is.
const EXPLAIN: &str = "explain";

/// What is around the widget.
pub const WORLD: &str = "world";

/// The modules that others are made of.
const BUNDLED: [&str; 5] = ["consent.js", "known.js", "platform.js", "shown.js", "vault.js"];

/// What visitors are owed.
const RIGHTS: &str = "rights";

/// What seals for the site alone.
const SEAL: &str = "seal";

/// What looks at a page for its owner.
const DOCTOR: &str = "doctor";

/// What is shown where the widget cannot run.
pub const LITE: &str = "lite";

/// The entry point of the hook.
pub fn run() -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("TRUNK_STAGING_DIR is not set: this command is a hook of Trunk")
            .remedy("cargo xtask dist")
    })?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let esbuild = setup::minifier()?;
    let scripts = staging.join(FOLDER);
    let minify = |kind, text: &str| esbuild::minify(&esbuild, kind, &scripts, text);
    let top = place::top()?;
    let brain = brain::modules(&top)?;
    finish(&top, &staging, &brain, release, &minify)
}

/// Makes a text of a kind smaller.
type Minify<'a> = &'a dyn Fn(Kind, &str) -> Outcome<String>;

fn finish(
    top: &Path,
    staging: &Path,
    brain: &brain::Modules,
    release: bool,
    minify: Minify,
) -> Outcome {
    let built = staged::find(staging)?;
    let folder = staging.join(FOLDER);

    let mut module = place::read_bytes(&built.wasm)?;
    let mut glue = place::read(&built.glue)?;
    if release {
        glue = bindings::without_sync(&glue);
        module = panics::silenced(&bindings::without_unused_exports(&glue, &module)?)?;
        module = wasm::shrink(&top.join("target/wasm-opt"), &module)?;
        (glue, module) = bindings::shortened(&glue, &module)?;
    }
    // The module numbers its texts as the files of words do, so that all of them go by one name.
    let words = words::read(&place::read(&top.join(words::TABLE))?)?;
    let edition = hash(&[&module, words.concat().as_bytes()].concat());
    let wasm = format!("{WIDGET}-{edition}.wasm");
    place::write(&folder.join(&wasm), &module)?;
    for (tag, words) in words::TAGS.iter().zip(&words) {
        place::write(&folder.join(format!("{WORDS}-{tag}-{edition}.txt")), words)?;
    }

    let glue = script::with_wasm_name(&glue, &wasm)?;
    let glue = write_hashed(&folder, WIDGET, "js", minify(Kind::Script, &glue)?.as_bytes())?;

    let digests = [&brain.explaining, &brain.plain].map(|module| integrity(module));
    let explaining = write_hashed(&folder, EXPLAINING, "wasm", &brain.explaining)?;
    let brain = write_hashed(&folder, BRAIN, "wasm", &brain.plain)?;
    // A script under the name of its content, with names of others in it.
    let script = |kind, stem: &str, names: &[(&str, &str)]| -> Outcome<String> {
        let file = folder.join(stem).with_extension("js");
        let filled = loader::replaced(&place::read(&file)?, &format!("{stem}.js"), names)?;
        let script = minify(kind, &filled)?;
        place::remove(&file)?;
        write_hashed(&folder, stem, "js", script.as_bytes())
    };
    let attach = script(Kind::Script, ATTACH, &[])?;
    let explain = script(Kind::Script, EXPLAIN, &[])?;
    let seal = script(Kind::Script, SEAL, &[])?;
    let lite = script(Kind::Script, LITE, &[("__KEFU_SEAL__", &seal)])?;
    let rights = script(Kind::Bundle, RIGHTS, &[])?;
    let starter = script(
        Kind::Script,
        BRAIN,
        &[
            ("__KEFU_BRAIN_WASM__", &brain),
            ("__KEFU_EXPLAINING_WASM__", &explaining),
            ("__KEFU_EXPLAINING_DIGEST__", &digests[0]),
            ("__KEFU_BRAIN_DIGEST__", &digests[1]),
            ("__KEFU_ATTACH__", &attach),
            ("__KEFU_EXPLAIN__", &explain),
        ],
    )?;
    let world = script(
        Kind::Bundle,
        WORLD,
        &[
            ("__KEFU_WORDS__", &edition),
            ("__KEFU_BRAIN__", &starter),
            ("__KEFU_RIGHTS__", &rights),
            ("__KEFU_SEAL__", &seal),
        ],
    )?;
    for part in BUNDLED {
        place::remove(&folder.join(part))?;
    }

    let styles = top.join("style");
    let style = minify(Kind::Style, &style::bundle(&styles)?)?;
    let style = write_hashed(&folder, WIDGET, "css", style.as_bytes())?;
    let doctor = script(
        Kind::Script,
        DOCTOR,
        &[
            ("__KEFU_GLUE__", &glue),
            ("__KEFU_WORLD__", &world),
            ("__KEFU_BRAIN__", &starter),
            ("__KEFU_STYLE__", &style),
            ("__KEFU_WASM__", &wasm),
            ("__KEFU_VERSION__", env!("CARGO_PKG_VERSION")),
        ],
    )?;
    let launcher = minify(Kind::Style, &place::read(&styles.join(style::LAUNCHER))?)?;

    let loader = folder.join(LOADER);
    let names = [
        ("__KEFU_GLUE__", &*glue),
        ("__KEFU_WASM__", &*wasm),
        ("__KEFU_DIGEST__", &*integrity(&module)),
        ("__KEFU_WORLD__", &*world),
        ("__KEFU_LITE__", &*lite),
        ("__KEFU_DOCTOR__", &*doctor),
        ("__KEFU_STYLE__", &*style),
    ];
    let filled = loader::fill(&place::read(&loader)?, &names, launcher.trim_end())?;
    place::write(&loader, minify(Kind::Script, &filled)?)?;

    let page = staging.join("index.html");
    let originals = [place::file_name(&built.glue), place::file_name(&built.wasm)];
    place::write(&page, page::without_tags_for(&place::read(&page)?, &originals))?;
    for leftover in built.leftovers() {
        place::remove(leftover)?;
    }
    println!("  {FOLDER}/{LOADER} loads {glue}, {wasm} and {style}, then {starter} and {brain}");
    Ok(())
}

/// Writes content under a name made of it, and gives that name.
fn write_hashed(folder: &Path, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
    let name = format!("{stem}-{}.{extension}", hash(content));
    place::write(&folder.join(&name), content)?;
    Ok(name)
}

/// Eight hexadecimal digits that change when the content does (FNV-1a, 32 bits): the loader carries four of them.
///
/// The digits tell versions of a file apart in caches. They protect against no one who wants two files to collide.
pub fn hash(content: &[u8]) -> String {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(PRIME);
    format!("{:08x}", content.iter().fold(OFFSET, mix))
}

#[cfg(test)]
mod tests {
    use std::process;

    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Test values of the authors of FNV.
        assert_eq!(hash(b""), "811c9dc5");
        assert_eq!(hash(b"a"), "e40c292c");
        assert_eq!(hash(b"foobar"), "bf9cf968");
    }

    #[test]
    fn a_staged_build_becomes_a_complete_folder_of_hashed_files() -> Outcome {
        let base = env::temp_dir().join(format!("kefu-fingerprint-{}", process::id()));
        let (top, staging) = (base.join("top"), base.join("staging"));
        place::write(&top.join("style/tokens.css"), "a{}\n")?;
        place::write(&top.join("style/panel.css"), "b{}\n")?;
        let table = "texts! {\nClose:\n\"关\",\n\"關\",\n\"Close\";\n}\n";
        place::write(&top.join(words::TABLE), table)?;
        place::write(&top.join("style/launcher.css"), ".kefu{content:\"x\"}\n")?;
        place::write(
            &staging.join("index.html"),
            "<head><link rel=\"modulepreload\" href=\"/kefu-widget-1a.js\"></head><body></body>",
        )?;
        place::write(
            &staging.join("kefu-widget-1a.js"),
            "let u = new URL('kefu-widget_bg.wasm', import.meta.url);\n",
        )?;
        place::write(&staging.join("kefu-widget-1a_bg.wasm"), "\0asm")?;
        place::write(&staging.join("kefu-widget-1a.d.ts"), "export {};")?;
        place::write(
            &staging.join("kefu/brain.js"),
            "fetch('__KEFU_BRAIN_WASM__', '__KEFU_EXPLAINING_WASM__', '__KEFU_BRAIN_DIGEST__', '__KEFU_EXPLAINING_DIGEST__', '__KEFU_ATTACH__', '__KEFU_EXPLAIN__');",
        )?;
        place::write(&staging.join("kefu/lite.js"), "use('__KEFU_SEAL__');")?;
        let parts = ["attach.js", "explain.js", "rights.js", "seal.js"].into_iter().chain(BUNDLED);
        for part in parts {
            place::write(&staging.join("kefu").join(part), "export {};")?;
        }
        let around = "use('__KEFU_WORDS__', '__KEFU_BRAIN__', '__KEFU_RIGHTS__', '__KEFU_SEAL__');";
        place::write(&staging.join("kefu/world.js"), around)?;
        let doctor = "look('__KEFU_GLUE__', '__KEFU_WORLD__', '__KEFU_BRAIN__', '__KEFU_STYLE__', '__KEFU_WASM__', '__KEFU_VERSION__');";
        place::write(&staging.join("kefu/doctor.js"), doctor)?;
        let loader = "let files = [\"__KEFU_GLUE__\", \"__KEFU_WASM__\", \"__KEFU_DIGEST__\", \"__KEFU_WORLD__\", \"__KEFU_STYLE__\", \"__KEFU_LITE__\", \"__KEFU_DOCTOR__\"];\nlet css = \"__KEFU_LAUNCHER_CSS__\";\n";
        place::write(&staging.join("kefu/kefu.js"), loader)?;
        place::write(&staging.join("kefu/kefu.d.ts"), "export {};")?;

        let modules =
            brain::Modules { plain: b"\0asm brain".into(), explaining: b"\0asm why".into() };
        finish(&top, &staging, &modules, false, &|_, text| Ok(text.trim_end().to_owned()))?;

        let digest = integrity(b"\0asm");
        let edition = hash("\0asm关\n關\nClose\n".as_bytes());
        let wasm = format!("kefu-{edition}.wasm");
        let style = format!("kefu-{}.css", hash(b"a{}\nb{}"));
        let glue_text = format!("let u = new URL('{wasm}', import.meta.url);");
        let glue = format!("kefu-{}.js", hash(glue_text.as_bytes()));
        let brain = format!("brain-{}.wasm", hash(b"\0asm brain"));
        let explaining = format!("explaining-{}.wasm", hash(b"\0asm why"));
        let attach = format!("attach-{}.js", hash(b"export {};"));
        let explain = format!("explain-{}.js", hash(b"export {};"));
        let seal = format!("seal-{}.js", hash(b"export {};"));
        let lite = format!("lite-{}.js", hash(format!("use('{seal}');").as_bytes()));
        let rights = format!("rights-{}.js", hash(b"export {};"));
        let script = format!(
            "fetch('{brain}', '{explaining}', '{}', '{}', '{attach}', '{explain}');",
            integrity(b"\0asm brain"),
            integrity(b"\0asm why")
        );
        let starter = format!("brain-{}.js", hash(script.as_bytes()));
        let around = format!("use('{edition}', '{starter}', '{rights}', '{seal}');");
        let world = format!("world-{}.js", hash(around.as_bytes()));
        let version = env!("CARGO_PKG_VERSION");
        let looks =
            format!("look('{glue}', '{world}', '{starter}', '{style}', '{wasm}', '{version}');");
        let doctor = format!("doctor-{}.js", hash(looks.as_bytes()));
        let mut expected = vec![
            doctor.clone(),
            attach,
            brain,
            explain,
            explaining,
            starter,
            glue.clone(),
            lite.clone(),
            rights,
            seal,
            world.clone(),
            style.clone(),
            wasm.clone(),
            "kefu.js".to_owned(),
            "kefu.d.ts".to_owned(),
            format!("words-en-{edition}.txt"),
            format!("words-zh-CN-{edition}.txt"),
            format!("words-zh-TW-{edition}.txt"),
        ];
        expected.sort();
        let found: Vec<String> =
            place::list(&staging.join("kefu"))?.iter().map(|file| place::file_name(file)).collect();
        assert_eq!(found, expected);
        assert_eq!(
            place::read(&staging.join("kefu/kefu.js"))?,
            format!(
                "let files = [\"{glue}\", \"{wasm}\", \"{digest}\", \"{world}\", \"{style}\", \"{lite}\", \"{doctor}\"];\nlet css = \".kefu{{content:\\\"x\\\"}}\";"
            )
        );
        assert_eq!(place::read(&staging.join("index.html"))?, "<head></head><body></body>");
        let top_level: Vec<String> =
            place::list(&staging)?.iter().map(|file| place::file_name(file)).collect();
        assert_eq!(top_level, ["index.html", "kefu"]);
        place::remove(&base)
    }
}
