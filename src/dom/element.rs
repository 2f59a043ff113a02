//! Elements, and what in them follows the state.

use leptos::prelude::{Owner, untrack};
use leptos::tachys::renderer::dom::Dom;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Node};

use super::event::{Hear, Heard};
use super::keep::{Kept, keep};
use super::live::{Tell, follow, settled};
use crate::platform::{Listener, SizeObserver};

/// An element of the page. A handle: copies are the same element.
#[derive(Clone)]
pub struct Element(web_sys::Element);

/// An element as a style sheet would write it, with the attributes that never change:
/// `el("textarea.wide rows=1 autocomplete=off")`.
pub fn el(description: &str) -> Element {
    describe(description, "http://www.w3.org/1999/xhtml")
}

/// A part of a line drawing, described like an element.
pub fn drawing(description: &str) -> Element {
    describe(description, "http://www.w3.org/2000/svg")
}

#[wasm_bindgen]
extern "C" {
    // That of `web_sys` may fail, and the words of a failure that the names of elements cannot bring about are 200 bytes.
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element(namespace: &str, name: &str) -> web_sys::Element;
}

fn describe(description: &str, namespace: &str) -> Element {
    let mut words = description.split(' ');
    let mut names = words.next().unwrap_or_default().split('.');
    let element = Element(create_element(namespace, names.next().unwrap_or_default()));
    if let Some(class) = names.next() {
        element.set("class", class);
    }
    for word in words {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        element.set(name, value);
    }
    element
}

impl Element {
    fn set(&self, name: &str, value: &str) {
        Dom::set_attribute(&self.0, name, value);
    }

    fn set_property(&self, name: &str, value: &JsValue) {
        Dom::set_property(&self.0, name, value);
    }

    fn append(&self, node: &Node) {
        Dom::insert_node(&self.0, node, None);
    }

    /// An attribute whose value is not known beforehand, but does not change.
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// An attribute that follows the state.
    pub fn live(self, name: &'static str, value: impl FnMut() -> String + 'static) -> Self {
        self.live_boxed(name, Box::new(value))
    }

    fn live_boxed(self, name: &'static str, mut value: Box<dyn Tell<String>>) -> Self {
        let element = self.clone();
        follow(move || element.set(name, &value.tell()));
        self
    }

    /// A property that is there or not, such as `hidden` or `checked`.
    pub fn flag(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.flag_boxed(name, Box::new(holds))
    }

    fn flag_boxed(self, name: &'static str, mut holds: Box<dyn Tell<bool>>) -> Self {
        let element = self.clone();
        follow(move || element.set_property(name, &JsValue::from_bool(holds.tell())));
        self
    }

    /// What stands in a control.
    pub fn value(self, value: impl FnMut() -> String + 'static) -> Self {
        self.value_boxed(Box::new(value))
    }

    fn value_boxed(self, mut value: Box<dyn Tell<String>>) -> Self {
        let element = self.clone();
        follow(move || element.set_property("value", &value.tell().into()));
        self
    }

    /// Words that do not change.
    pub fn text(self, words: &str) -> Self {
        self.append(&Dom::create_text_node(words));
        self
    }

    /// Words that follow the state.
    pub fn says(self, words: impl FnMut() -> String + 'static) -> Self {
        self.says_boxed(Box::new(words))
    }

    fn says_boxed(self, mut words: Box<dyn Tell<String>>) -> Self {
        let text = Dom::create_text_node("");
        self.append(&text);
        let mut shown = String::new();
        follow(move || {
            let now = words.tell();
            // Who listens to a live region would hear the same words twice.
            if now != shown {
                Dom::set_text(&text, &now);
                shown = now;
            }
        });
        self
    }

    /// An element inside this one.
    #[expect(clippy::needless_pass_by_value, reason = "an element has one place")]
    pub fn child(self, child: Element) -> Self {
        self.append(&child.0);
        self
    }

    /// Several elements inside this one.
    pub fn children(self, children: Vec<Element>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// An element that is there while a condition holds, made anew each time it begins to hold.
    pub fn when(
        self,
        holds: impl Fn() -> bool + 'static,
        make: impl Fn() -> Element + 'static,
    ) -> Self {
        self.when_boxed(Box::new(holds), Box::new(make))
    }

    fn when_boxed(self, holds: Box<dyn Tell<bool>>, mut make: Box<dyn Tell<Element>>) -> Self {
        let holds = settled(holds);
        self.each(move || if holds() { vec![untrack(|| make.tell())] } else { Vec::new() })
    }

    /// Elements that are made anew whenever what they are made of has changed.
    pub fn each(self, make: impl FnMut() -> Vec<Element> + 'static) -> Self {
        self.each_boxed(Box::new(make))
    }

    fn each_boxed(self, mut make: Box<dyn Tell<Vec<Element>>>) -> Self {
        let end = self.end();
        let mut shown = Vec::<Element>::new();
        follow(move || {
            let focused = shown.iter().position(Element::has_focus);
            shown.drain(..).for_each(Element::remove);
            shown = make.tell();
            shown.iter().for_each(|element| element.insert_before(&end));
            // Whoever was on one of them is on the one in its place now, and not lost.
            if let Some(element) = focused.and_then(|place| shown.get(place)) {
                element.focus();
            }
        });
        self
    }

    /// Elements in the order of their keys; those whose key stays, stay.
    ///
    /// `items` says which are wanted, by ascending keys, and `make` makes what is shown for one of them.
    pub fn keyed<T: 'static>(
        self,
        items: impl Fn() -> Vec<(String, T)> + 'static,
        make: impl Fn(T) -> Vec<Element> + 'static,
    ) -> Self {
        let end = self.end();
        let home = Owner::current();
        let mut shown = Vec::<Item>::new();
        follow(move || {
            let mut old = std::mem::take(&mut shown).into_iter().peekable();
            for (key, item) in items() {
                // What comes before it and is still there is not wanted any more.
                while old.next_if(|item| item.key < key).is_some() {}
                if let Some(known) = old.next_if(|item| item.key == key) {
                    shown.push(known);
                    continue;
                }
                // Not the owner of this effect, which ends what it owns whenever it runs again.
                let owner = home.as_ref().map(Owner::child).unwrap_or_default();
                let elements = owner.with(|| untrack(|| make(item)));
                let next = old.peek().and_then(|item| item.elements.first());
                let place = next.map_or(&end, |element| element.0.as_ref());
                elements.iter().for_each(|element| element.insert_before(place));
                shown.push(Item { key, elements, owner });
            }
        });
        self
    }

    /// Marks where what comes and goes ends.
    fn end(&self) -> Node {
        let end = Dom::create_text_node("").into();
        self.append(&end);
        end
    }

    fn insert_before(&self, place: &Node) {
        if let Some(parent) = place.parent_element() {
            Dom::insert_node(&parent, &self.0, Some(place));
        }
    }

    fn remove(self) {
        self.0.remove();
    }

    /// Calls back when something happens to the element.
    pub fn on(self, event: &'static str, heard: impl FnMut(Heard) + 'static) -> Self {
        self.on_boxed(event, Box::new(heard))
    }

    fn on_boxed(self, event: &'static str, mut heard: Box<dyn Hear>) -> Self {
        let listener =
            Listener::new(&self.0, event, move |event| untrack(|| heard.hear(Heard(event))));
        // Listens as long as the view lives: somebody may hold a piece of it for longer.
        keep(Kept::Listener(listener));
        self
    }

    /// Calls back when its own size has changed.
    pub fn on_resize(self, resized: impl Fn() + 'static) -> Self {
        if let Some(observer) = SizeObserver::new(&self.0, move |_| untrack(&resized)) {
            keep(Kept::Sizes(observer));
        }
        self
    }

    fn html(&self) -> &HtmlElement {
        self.0.unchecked_ref()
    }

    fn has_focus(&self) -> bool {
        self.0.matches(":focus").unwrap_or_default()
    }

    /// Puts the focus here.
    pub fn focus(&self) {
        let _ = self.html().focus();
    }

    /// Writes a property of its style.
    pub fn set_style(&self, name: &str, value: &str) {
        let _ = self.html().style().set_property(name, value);
    }

    /// How far its content is scrolled, in pixels.
    pub fn scroll_top(&self) -> i32 {
        self.0.scroll_top()
    }

    /// Scrolls its content.
    pub fn set_scroll_top(&self, top: i32) {
        self.0.set_scroll_top(top);
    }

    /// Height of its content, in pixels.
    pub fn scroll_height(&self) -> i32 {
        self.0.scroll_height()
    }

    /// Height of what is seen of its content, in pixels.
    pub fn client_height(&self) -> i32 {
        self.0.client_height()
    }

    /// How far below the top of what holds it, in pixels.
    pub fn offset_top(&self) -> i32 {
        self.html().offset_top()
    }

    /// Puts it into an element of the page.
    pub fn mount(self, home: &HtmlElement) {
        Dom::insert_node(home, &self.0, None);
    }
}

/// What is shown for a key.
struct Item {
    key: String,
    elements: Vec<Element>,
    owner: Owner,
}

impl Drop for Item {
    fn drop(&mut self) {
        self.elements.drain(..).for_each(Element::remove);
        self.owner.cleanup();
    }
}
