//! The border with the host page: what the loader may call, and what it hears back.

mod config;
mod look;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use kefu_engine::dialog::Standard;
use kefu_engine::pack::Front;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

use crate::app::app;
use crate::dom::follow;
use crate::i18n::Locale;
use crate::platform::{Assistant, BackStep, Browser, Listener, page};
use crate::session::{Happened, Session, Setup, TransferReason};
use config::Config;
use look::Look;

/// The one widget of the page.
struct Mounted {
    session: Session,
    look: Look,
    root: HtmlElement,
    // Dropped in this order: first nobody hears any more, then the view goes, then the state.
    _listeners: Vec<Listener>,
    _view: Box<dyn std::any::Any>,
    owner: Owner,
}

thread_local! {
    static MOUNTED: RefCell<Option<Mounted>> = const { RefCell::new(None) };
    // Apart from the rest, since the session tells of its opening while the rest is in use.
    static BACK: RefCell<Option<BackStep>> = const { RefCell::new(None) };
    // Whether the page is being told of something: the session is in the middle of what it tells of.
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

fn with_back(act: fn(&BackStep)) {
    BACK.with_borrow(|back| {
        back.as_ref().map(act);
    });
}

/// Reports panics in the console in words, but for visitors, who would have to download the words.
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}

/// Puts the widget into a shadow root.
///
/// `config` is JSON (see `Config`), `pack` the bytes of the site pack, `assistant` starts the engine
/// (see `brain.js`), and `emit` is called with the name of each event and its detail.
#[wasm_bindgen]
pub fn mount(
    shadow: &ShadowRoot,
    config: &str,
    pack: &[u8],
    assistant: js_sys::Function,
    emit: js_sys::Function,
) -> Result<(), JsValue> {
    leave();
    let config = Config::read(config);
    let pack = Front::of(pack);
    let document = page::document().ok_or("no document")?;
    let root: HtmlElement = document.create_element("div")?.unchecked_into();
    root.set_class_name("kefu");
    let platform = Rc::new(Browser::new().ok_or("no window")?);
    let host: HtmlElement = shadow.host().unchecked_into();
    let look = Look::new(&host, &root, config.scheme(&pack.theme), &pack.theme);
    let owner = Owner::new();
    let session = owner.with(|| {
        Session::new(Setup {
            platform,
            pack,
            brain: Box::new(Assistant::new(assistant)),
            locale: config.locale,
            standard: standard_words,
            why: why_words,
            heard: Box::new(move |happened| tell(&emit, &happened)),
        })
    });
    let listeners = listen(session, &root);
    shadow.append_child(&root)?;
    let view = owner.with(|| {
        let home = root.clone();
        Box::new(leptos::mount::mount_to(root.clone(), move || {
            follow_locale(session, home.clone());
            app(session, &home);
        }))
    });
    let mounted = Mounted { session, look, root, _listeners: listeners, _view: view, owner };
    MOUNTED.set(Some(mounted));
    BACK.set(Some(BackStep::new(move || session.close())));
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
    drop(BACK.take());
    if let Some(mounted) = MOUNTED.take() {
        mounted.session.close();
        mounted.root.remove();
        let owner = mounted.owner.clone();
        drop(mounted);
        owner.cleanup();
    }
}

fn listen(session: Session, root: &HtmlElement) -> Vec<Listener> {
    let mut listeners = page::follow_viewport(root);
    listeners.extend(page::on_storage_change(move |key| session.other_tab_wrote(key.as_deref())));
    listeners
}

/// Keeps `lang` true, so that screen readers speak and hyphenation breaks in the right language,
/// and the letters as large as this visitor needs them.
fn follow_locale(session: Session, root: HtmlElement) {
    follow(move || {
        let tag = session.locale().get();
        root.set_lang(Locale::of(&tag).tag());
        let _ = root.class_list().toggle_with_force("large", session.wants_large_text());
    });
}

fn tell(emit: &js_sys::Function, happened: &Happened) {
    let (name, detail) = match happened {
        Happened::Opened => {
            if page::is_phone() {
                with_back(BackStep::add);
            }
            ("open", String::new())
        }
        Happened::Closed => {
            with_back(BackStep::take);
            ("close", String::new())
        }
        Happened::Message(author) => ("message", author.word().to_owned()),
        Happened::Unread(count) => ("unread", count.to_string()),
        Happened::Locale(tag) => ("locale", tag.clone()),
        Happened::Handoff(stage) => ("handoff", (*stage).to_owned()),
        Happened::Insight(json) => ("insight", json.clone()),
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
