//! A visitor in front of the widget: what they can find on the screen, and what they do with it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use kefu_widget::embed;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    KeyboardEvent, KeyboardEventInit, ShadowRoot, ShadowRootInit, ShadowRootMode, Window,
};

/// A shop in English and Chinese, with people behind `/desk` and a form.
pub const SHOP: &str = include_str!("shop.kefu.json");

/// What the script tag says for a visitor who reads English.
pub const ENGLISH: &str = r#"{"locale":"en"}"#;

/// What the shop says first.
pub const GREETING: &str = "bot: Good day, ask me anything.";

/// Marks the elements of the tests, so that one that failed leaves nothing to the next.
const HOST: &str = "visit-host";

/// Frames to wait for a condition before the test fails; about thirty seconds.
const PATIENCE: usize = 1_800;

use crate::assistant::Assistant;

#[wasm_bindgen(module = "/tests/browser/vault.js")]
extern "C" {
    /// A vault that keeps everything readable, so that a test sees it and may change it.
    fn plain_vault() -> JsValue;
}

#[wasm_bindgen(module = "/public/kefu/platform.js")]
extern "C" {
    /// The browser around the widget.
    fn around(vault: &JsValue) -> embed::World;
}

type Heard = Rc<RefCell<Vec<(String, String)>>>;

/// The widget on a page of its own. Ends with the test, and leaves nothing behind.
pub struct Visit {
    shadow: ShadowRoot,
    heard: Heard,
    leaves_at: Rc<RefCell<&'static str>>,
    emit: Closure<dyn FnMut(String, String)>,
    /// Kept, since the widget calls it again after it failed.
    pub assistant: Assistant,
}

impl Visit {
    /// A first visit to the shop, in English; the panel is still closed.
    pub async fn begin() -> Self {
        Self::with(SHOP, ENGLISH).await
    }

    /// A first visit to the shop of this pack, with these settings of its script tag.
    pub async fn with(pack: &str, config: &str) -> Self {
        forget_everything();
        Self::again(pack, config).await
    }

    /// A visit that finds what is in the storage.
    pub async fn again(pack: &str, config: &str) -> Self {
        kefu_widget::start();
        embed::unmount();
        gone_back().await;
        let host = document().create_element("div").unwrap();
        host.set_class_name(HOST);
        document().body().unwrap().append_child(&host).unwrap();
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let heard = Heard::default();
        let leaves_at: Rc<RefCell<&'static str>> = Rc::default();
        let emit = {
            let (heard, leaves_at) = (heard.clone(), leaves_at.clone());
            Closure::new(move |name: String, detail| {
                let is_over = *leaves_at.borrow() == name;
                heard.borrow_mut().push((name, detail));
                if is_over {
                    embed::unmount();
                }
            })
        };
        let visit = Self { shadow, heard, leaves_at, emit, assistant: Assistant::of(pack) };
        visit.mount(pack, config);
        visit
    }

    /// A first visit to the shop; the visitor has opened the panel and was greeted.
    pub async fn opened() -> Self {
        let visit = Self::begin().await;
        visit.open().await;
        visit
    }

    /// From now on the page takes the widget away when it hears this event.
    pub fn leaves_at(&self, event: &'static str) {
        self.leaves_at.replace(event);
    }

    /// The loader puts the widget into the shadow root.
    pub fn mount(&self, pack: &str, config: &str) {
        let emit: &js_sys::Function = self.emit.as_ref().unchecked_ref();
        let start = self.assistant.start();
        embed::mount(
            &self.shadow,
            config,
            String::new(),
            around(&plain_vault()),
            pack.as_bytes(),
            &start,
            emit.clone(),
        )
        .unwrap();
    }

    /// The visitor presses the bubble, which is the loader's.
    pub async fn open(&self) {
        gone_back().await;
        embed::command("open", "");
        until("the panel has the focus", || self.focused().is_some()).await;
    }

    /// Waits until the panel is closed, and the browser has taken back what it added to its history.
    pub async fn closed(&self) {
        until("the panel is closed", || !self.is_open()).await;
        gone_back().await;
    }

    // ---- What they find ---------------------------------------------------------------------

    /// Everything in the shadow root that a selector names.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.shadow.query_selector_all(selector).unwrap();
        (0..found.length()).filter_map(|i| found.get(i)).map(JsCast::unchecked_into).collect()
    }

    /// The one visible element that a selector names.
    pub fn the(&self, selector: &str) -> HtmlElement {
        let mut found = self.all(selector);
        found.retain(is_visible);
        assert_eq!(found.len(), 1, "{selector} in {}", self.words());
        found.remove(0)
    }

    /// The widget's root.
    pub fn root(&self) -> HtmlElement {
        self.the(".kefu")
    }

    /// The panel.
    pub fn panel(&self) -> HtmlElement {
        self.all("[role=dialog]").remove(0)
    }

    /// Whether the panel is open.
    pub fn is_open(&self) -> bool {
        is_visible(&self.panel())
    }

    /// The names of all visible buttons, as a screen reader reads them.
    pub fn buttons(&self) -> Vec<String> {
        self.all("button").iter().filter(|one| is_visible(one)).map(name).collect()
    }

    /// The visible button with this name.
    pub fn button(&self, wanted: &str) -> Option<HtmlElement> {
        self.all("button").into_iter().find(|one| is_visible(one) && name(one) == wanted)
    }

    /// The visible link with this name, not counting what only screen readers are told of it.
    pub fn link(&self, wanted: &str) -> Option<HtmlElement> {
        self.all("a[href]").into_iter().find(|one| is_visible(one) && name(one).starts_with(wanted))
    }

    /// The control under this label.
    pub fn field(&self, label: &str) -> HtmlElement {
        let labels = self.all("label");
        let found = labels.iter().find(|one| is_visible(one) && name(one).starts_with(label));
        let label = found.unwrap_or_else(|| panic!("no field {label} in {}", self.words()));
        match label.get_attribute("for") {
            Some(id) => self.the(&format!("[id='{id}']")),
            None => label.query_selector("input").unwrap().unwrap().unchecked_into(),
        }
    }

    /// What is wrong with the field under this label, as it is described to screen readers.
    pub fn error_of(&self, label: &str) -> String {
        let described = self.field(label).get_attribute("aria-describedby").unwrap();
        self.all(&format!("[id='{described}']")).iter().map(name).collect()
    }

    /// The conversation as lines such as `visitor: hello`, in the order of the page.
    pub fn said(&self) -> Vec<String> {
        let rows = self.all("[role=log] [data-author]");
        let line = |row: &HtmlElement| {
            let author = row.get_attribute("data-author").unwrap_or_default();
            let words = row.query_selector(".bubble, .note").unwrap();
            format!("{author}: {}", words.map(|words| plain(&words)).unwrap_or_default())
        };
        rows.iter().map(line).collect()
    }

    /// The newest line of `said`.
    pub fn last_said(&self) -> String {
        self.said().pop().unwrap_or_default()
    }

    /// Every word in the panel, for messages of failed tests.
    pub fn words(&self) -> String {
        self.panel().inner_text()
    }

    /// What has the focus.
    pub fn focused(&self) -> Option<HtmlElement> {
        self.shadow.active_element().map(JsCast::unchecked_into)
    }

    /// The name of what has the focus, as a screen reader reads it.
    pub fn focused_name(&self) -> String {
        self.focused().map(|element| name(&element)).unwrap_or_default()
    }

    /// What the page was told, each as its name and detail.
    pub fn heard(&self) -> Vec<(String, String)> {
        self.heard.borrow().clone()
    }

    /// The details of every event of this name.
    pub fn heard_of(&self, wanted: &str) -> Vec<String> {
        let of_name = self.heard().into_iter().filter(|(name, _)| name == wanted);
        of_name.map(|(_, detail)| detail).collect()
    }

    /// The shadow root.
    pub fn shadow(&self) -> &ShadowRoot {
        &self.shadow
    }

    // ---- What they do -----------------------------------------------------------------------

    /// Presses a button.
    pub fn press(&self, wanted: &str) {
        let button = self.button(wanted);
        button.unwrap_or_else(|| panic!("no button {wanted} among {:?}", self.buttons())).click();
    }

    /// The box where they write.
    pub fn composer(&self) -> HtmlTextAreaElement {
        self.the("textarea[enterkeyhint=send]").unchecked_into()
    }

    /// Writes into the box without sending.
    pub fn write(&self, text: &str) {
        fill(&self.composer(), text);
    }

    /// Writes something and sends it.
    pub fn submit(&self, text: &str) {
        self.write(text);
        strike(&self.composer(), Key::named("Enter"));
    }

    /// Writes and sends with Enter, and waits for an answer.
    pub async fn ask(&self, text: &str) {
        let newest = || self.all("[role=log] [data-author]").pop();
        let before = newest();
        self.submit(text);
        until("it is answered", || {
            newest().is_some_and(|row| {
                let fresh = !before.as_ref().is_some_and(|before| before.is_same_node(Some(&row)));
                fresh && row.get_attribute("data-author").as_deref() != Some("visitor")
            })
        })
        .await;
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        forget_everything();
    }
}

/// Takes away whatever a test, also one that failed, put into the page or the storage.
fn forget_everything() {
    embed::unmount();
    let hosts = document().query_selector_all(&format!(".{HOST}")).unwrap();
    for host in (0..hosts.length()).filter_map(|i| hosts.get(i)) {
        host.unchecked_into::<Element>().remove();
    }
    window().local_storage().unwrap().unwrap().clear().unwrap();
    window().session_storage().unwrap().unwrap().clear().unwrap();
}

/// A key as it is struck.
#[derive(Clone, Copy, Debug, Default)]
pub struct Key {
    /// Such as `Enter`.
    pub key: &'static str,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether the browser says that an input method is composing.
    pub composing: bool,
    /// The old code, which some browsers alone set while composing.
    pub code: u32,
}

impl Key {
    /// A key by its name, with nothing held.
    pub fn named(key: &'static str) -> Self {
        Self { key, ..Self::default() }
    }
}

/// Strikes a key. Says whether the browser would still do what it does by itself.
pub fn strike(target: &HtmlElement, key: Key) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key.key);
    init.set_shift_key(key.shift);
    init.set_is_composing(key.composing);
    init.set_key_code(key.code);
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    target.dispatch_event(&event).unwrap()
}

/// Writes a value into a control, as typing does.
pub fn fill(control: &HtmlElement, text: &str) {
    match control.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.set_value(text),
        None => control.unchecked_ref::<HtmlInputElement>().set_value(text),
    }
    tell(control, "input");
}

/// Ticks a box, or takes the tick away.
pub fn tick(control: &HtmlElement) {
    control.click();
}

/// Dispatches an event that bubbles.
pub fn tell(target: &web_sys::EventTarget, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    target.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
}

/// Whether an element takes any room on the screen.
pub fn is_visible(element: &HtmlElement) -> bool {
    element.get_client_rects().length() > 0
}

/// The name of a control: its label for screen readers, or its words.
pub fn name(element: &HtmlElement) -> String {
    element.get_attribute("aria-label").unwrap_or_else(|| plain(element))
}

/// The words of an element with the white space of the markup taken out.
fn plain(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The window.
pub fn window() -> Window {
    web_sys::window().unwrap()
}

/// The document.
pub fn document() -> Document {
    window().document().unwrap()
}

/// Waits until a condition holds; the test fails when it does not within `PATIENCE`.
pub async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..PATIENCE {
        if holds() {
            return;
        }
        frame().await;
    }
    panic!("waited in vain until {what}");
}

/// Whether the screen counts as a phone's, by the widget's own rule. A headless browser's often does.
pub fn is_phone() -> bool {
    let query = "(max-width: 480px), (max-height: 480px)";
    window().match_media(query).unwrap().is_some_and(|list| list.matches())
}

/// Waits until the browser has taken back the step of its history that an open panel adds on a phone.
/// It does so some time after it was asked, and would otherwise do it to the next test.
async fn gone_back() {
    let history = window().history().unwrap();
    until("the panel's step of the history is gone", || history.state().unwrap().is_null()).await;
}

/// Lets everything happen that was going to: what a change causes is on the screen within two frames.
pub async fn quiet() {
    for _ in 0..3 {
        frame().await;
    }
}

/// The next frame, or 16 ms where the browser draws none.
async fn frame() {
    let promise = Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).unwrap();
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 16).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
