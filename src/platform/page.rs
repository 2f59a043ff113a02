//! What the widget asks of the page around it: viewport, colours, history, links.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

use super::Listener;

/// The window, where there is one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// How far down the page its visible part reaches, in percent.
pub fn scrolled() -> Option<u32> {
    let window = window()?;
    let height = window.document()?.document_element()?.scroll_height().max(1);
    let below = window.scroll_y().ok()? + window.inner_height().ok()?.as_f64()?;
    Some((100.0 * below / f64::from(height)) as u32)
}

/// Whether the panel fills the screen, by the same rule as the style sheet.
pub fn is_phone() -> bool {
    matches_media("(max-width: 480px), (max-height: 480px)")
}

/// Whether the device has no precise pointer, so that focus in a text field brings up a keyboard.
pub fn has_touch_keyboard() -> bool {
    matches_media("(pointer: coarse)")
}

/// Whether the device prefers dark.
pub fn prefers_dark() -> bool {
    matches_media("(prefers-color-scheme: dark)")
}

fn matches_media(query: &str) -> bool {
    let list = window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Calls back when the device's preference for dark changes.
pub fn on_scheme_change(changed: impl FnMut(web_sys::Event) + 'static) -> Option<Listener> {
    let list = window()?.match_media("(prefers-color-scheme: dark)").ok()??;
    Some(Listener::new(&list, "change", changed))
}

/// Whether the page itself is dark: by what its root element says, else by its background.
pub fn host_is_dark() -> bool {
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    let roots = [document.document_element(), document.body().map(Element::from)];
    for root in roots.iter().flatten() {
        if let Some(said) = says_scheme(root) {
            return said;
        }
    }
    roots.iter().flatten().find_map(background_is_dark).unwrap_or_else(prefers_dark)
}

/// The usual switches of sites: `class="dark"`, `data-theme="dark"` and their kin.
fn says_scheme(element: &Element) -> Option<bool> {
    const SWITCHES: [&str; 5] =
        ["data-theme", "data-color-scheme", "data-color-mode", "data-bs-theme", "theme"];
    let classes = element.class_list();
    let says = |word: &str| {
        classes.contains(word)
            || SWITCHES.iter().any(|name| element.get_attribute(name).as_deref() == Some(word))
    };
    if says("dark") { Some(true) } else { says("light").then_some(false) }
}

fn background_is_dark(element: &Element) -> Option<bool> {
    let style = window()?.get_computed_style(element).ok()??;
    let colour = style.get_property_value("background-color").ok()?;
    // `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`; the fraction of the alpha is a number of its own here.
    let numbers: Vec<u32> =
        colour.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let [r, g, b, ref alpha @ ..] = numbers[..] else { return None };
    if alpha.first() == Some(&0) {
        return None;
    }
    // Rec. 601 luma is close enough to tell a dark page from a light one.
    Some(299 * r + 587 * g + 114 * b < 128_000)
}

/// Tells when attributes of the root elements change, until it is dropped.
pub struct HostObserver {
    observer: web_sys::MutationObserver,
    _changed: wasm_bindgen::closure::Closure<dyn FnMut(JsValue)>,
}

impl HostObserver {
    /// Starts to observe.
    pub fn new(changed: impl FnMut(JsValue) + 'static) -> Option<Self> {
        let changed = wasm_bindgen::closure::Closure::<dyn FnMut(JsValue)>::new(changed);
        let observer = web_sys::MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        let options = web_sys::MutationObserverInit::new();
        options.set_attributes(true);
        let document = window()?.document()?;
        for root in [document.document_element(), document.body().map(Element::from)] {
            observer.observe_with_options(root?.as_ref(), &options).ok()?;
        }
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for HostObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Writes the visible part of the screen into custom properties of `root`, so that the panel ends above the keyboard.
pub fn follow_viewport(root: &HtmlElement) -> Vec<Listener> {
    let Some(viewport) = window().and_then(|window| window.visual_viewport()) else {
        return Vec::new();
    };
    let write = {
        let (root, viewport) = (root.clone(), viewport.clone());
        move || {
            let style = root.style();
            // Zoomed in by the visitor: the panel stays put, or it would run from under their fingers.
            if viewport.scale() > 1.01 {
                return;
            }
            for (name, pixels) in [
                ("--_viewport-height", viewport.height()),
                ("--_viewport-top", viewport.offset_top()),
            ] {
                let _ = style.set_property(name, &((pixels as i32).to_string() + "px"));
            }
        }
    };
    write();
    ["resize", "scroll"]
        .map(|name| {
            let write = write.clone();
            Listener::new(&viewport, name, move |_| write())
        })
        .into()
}

/// Calls back with the key when another tab of the site changes lasting storage; `None` means that all was cleared.
pub fn on_storage_change(mut heard: impl FnMut(Option<String>) + 'static) -> Option<Listener> {
    let window = window()?;
    Some(Listener::new(&window, "storage", move |event| {
        let event: web_sys::StorageEvent = event.unchecked_into();
        heard(event.key());
    }))
}

/// The document.
pub fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}
