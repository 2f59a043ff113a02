//! The border with the host page: what the loader may call, and what it hears back.

mod config;
mod look;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use any_spawner::Executor;
use kefu_engine::dialog::Standard;
use kefu_engine::pack::Front;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use crate::app::app;
use crate::dom::follow;
use crate::i18n::{self, Locale};
use crate::platform::{Browser, text};
use crate::session::{Happened, Session, Setup, TransferReason, View};
use config::Config;
use look::Look;

pub use crate::platform::World;

/// The one widget of the page.
struct Mounted {
    session: Session,
    look: Look,
    root: HtmlElement,
    world: World,
    // Dropped in this order: first the view goes, then the state.
    _view: Owner,
    owner: Owner,
}

thread_local! {
    static MOUNTED: RefCell<Option<Mounted>> = const { RefCell::new(None) };
    // Whether the page is being told of something: the session is in the middle of what it tells of.
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

/// Reports panics in the console in words, but for visitors, who would have to download the words.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

/// Puts the widget into a shadow root.
///
/// `config` is JSON (see `Config`), `words` what the widget says in the language of `config` (see `i18n`), `world` what
/// `platform.js` gives, `pack` the bytes of the site pack, `assistant` starts the engine (see `brain.js`), and `emit` is
/// called with the name of each event and its detail.
#[wasm_bindgen]
pub fn mount(
    shadow: &ShadowRoot,
    config: &str,
    words: String,
    world: World,
    pack: &[u8],
    assistant: &js_sys::Function,
    emit: js_sys::Function,
) -> Result<(), JsValue> {
    leave();
    let config = Config::read(config);
    i18n::learn(Locale::of(&config.locale), words);
    let pack = Front::of(pack);
    let platform = Rc::new(Browser::new(world.clone()));
    let host: HtmlElement = shadow.host().unchecked_into();
    let document = host.owner_document().ok_or("no document")?;
    let root: HtmlElement = document.create_element("div")?.unchecked_into();
    root.set_class_name("kefu");
    let look = Look::new(&host, &root, world.clone(), config.scheme(&pack.theme), &pack.theme);
    // Why a person is asked for is told to the people of the site in their own language.
    let theirs = pack.locales.first().map(|tag| Locale::of(tag));
    let words_of = world.clone();
    let owner = Owner::new();
    let session = owner.with(|| {
        Session::new(Setup {
            platform: platform.clone(),
            pack,
            brain: Box::new(platform.assistant(assistant)),
            locale: config.locale,
            standard: standard_words,
            why: why_words,
            heard: {
                let world = world.clone();
                Box::new(move |happened| tell(&world, &emit, &happened))
            },
        })
    });
    platform.on_change(move |key| match key.as_deref() {
        Some("") => session.storage_changed(),
        key => session.other_tab_wrote(key),
    });
    platform.on_back(move || session.close());
    world.viewport(&root);
    shadow.append_child(&root)?;
    // Not `mount_to`, which puts a comment into the page for what a component gives, and ours give nothing. An error says that
    // there is an executor already.
    let _ = Executor::init_wasm_bindgen();
    let view = owner.with(Owner::new);
    view.with(|| {
        if let Some(theirs) = theirs {
            fetch_words(&words_of, theirs, session);
        }
        follow_locale(session, root.clone(), words_of);
        app(session, &root);
    });
    let mounted = Mounted { session, look, root, world, _view: view, owner };
    MOUNTED.set(Some(mounted));
    Ok(())
}

/// Does what the page asks; `value` is empty where a command takes none.
#[wasm_bindgen]
pub fn command(name: &str, value: &str) {
    MOUNTED.with_borrow(|mounted| {
        let Some(mounted) = mounted else { return };
        match name {
            "open" => mounted.session.open(),
            "close" => mounted.session.close(),
            "toggle" => mounted.session.toggle(),
            "locale" => mounted.session.set_locale(value),
            "event" => mounted.session.host_event(value),
            "identify" => mounted.session.identify(value),
            "profile" => mounted.session.show(View::Profile),
            "wrote" => mounted.session.other_tab_wrote(Some(value)),
            "privacy-failed" => mounted.session.privacy_failed(),
            "theme" => mounted.look.set_scheme(config::scheme(value)),
            _ => {}
        }
    });
}

/// Takes the widget away and leaves nothing behind.
///
/// A page that wants so while it is told of something has its way as soon as the session has come to an end with it.
#[wasm_bindgen]
pub fn unmount() {
    if TELLING.get() {
        wasm_bindgen_futures::spawn_local(async { leave() });
    } else {
        leave();
    }
}

fn leave() {
    if let Some(mounted) = MOUNTED.take() {
        mounted.world.stay();
        mounted.session.close();
        mounted.root.remove();
        let owner = mounted.owner.clone();
        let world = mounted.world.clone();
        drop(mounted);
        owner.cleanup();
        world.close();
    }
}

/// Brings the words of a language, and shows them where they are wanted.
fn fetch_words(world: &World, locale: Locale, session: Session) {
    if i18n::knows(locale) {
        return;
    }
    let words = world.words(locale.tag());
    wasm_bindgen_futures::spawn_local(async move {
        // Without them it goes on in the words that it has, and the next change of language tries again.
        if let Some(words) = text(words).await {
            i18n::learn(locale, words);
            if session.is_alive() {
                session.learned_words();
            }
        }
    });
}

/// Keeps `lang` true, so that screen readers speak and hyphenation breaks in the right language,
/// and the letters as large as this visitor needs them.
fn follow_locale(session: Session, root: HtmlElement, world: World) {
    follow(move || {
        let locale = Locale::of(&session.locale().get());
        fetch_words(&world, locale, session);
        root.set_lang(locale.tag());
        let _ = root.class_list().toggle_with_force("large", session.wants_large_text());
    });
}

fn tell(world: &World, emit: &js_sys::Function, happened: &Happened) {
    let (name, detail) = match happened {
        Happened::Opened => {
            world.back(true);
            ("open", String::new())
        }
        Happened::Closed => {
            world.back(false);
            ("close", String::new())
        }
        Happened::Message(author) => ("message", author.word().to_owned()),
        Happened::Unread(count) => ("unread", count.to_string()),
        Happened::Locale(tag) => ("locale", tag.clone()),
        Happened::Handoff(stage) => ("handoff", (*stage).to_owned()),
        Happened::Insight(json) => ("insight", json.clone()),
        Happened::Privacy => ("privacy", String::new()),
        Happened::Decided(how) => ("decided", (*how).to_owned()),
    };
    let is_within = TELLING.replace(true);
    // A handler of the page that throws is the page's own trouble.
    let _ = emit.call2(&JsValue::NULL, &name.into(), &detail.into());
    TELLING.set(is_within);
}

/// The widget's own sentences, for the people who read a hand-over.
fn standard_words(standard: Standard, tag: &str) -> &'static str {
    crate::ui::words::standard(standard).get(Locale::of(tag))
}

/// Why a person was asked for, in their own language.
fn why_words(reason: TransferReason, tag: &str) -> &'static str {
    crate::ui::words::why(reason).get(Locale::of(tag))
}
