//! Light or dark, and the brand's colour: written to the widget's root, where the style sheet reads it.

use std::cell::RefCell;
use std::rc::Rc;

use kefu_engine::colour::Colour;
use kefu_engine::pack::{Scheme, Theme};
use web_sys::HtmlElement;

use crate::platform::Listener;
use crate::platform::page::{self, HostObserver};

/// The surfaces of `tokens.css` on which links stand.
const LIGHT_SURFACE: Colour = Colour([255, 255, 255]);
const DARK_SURFACE: Colour = Colour([38, 42, 48]);

/// Keeps the widget in the scheme that was asked for.
pub(super) struct Look {
    root: HtmlElement,
    watching: RefCell<Option<Watching>>,
}

/// What makes a scheme change by itself; only one of the two is ever needed.
#[allow(dead_code, reason = "held only to be dropped")]
enum Watching {
    Device(Listener),
    Host(HostObserver, Option<Listener>),
}

impl Look {
    pub(super) fn new(
        host: &HtmlElement,
        root: &HtmlElement,
        scheme: Scheme,
        theme: &Theme,
    ) -> Self {
        if let Some(accent) = Colour::parse(&theme.accent) {
            // On the host, so that the launcher has the same colours.
            let style = host.style();
            for (name, colour) in [
                ("--_accent", accent),
                ("--_on-accent", accent.text_on()),
                ("--_link-light", accent.readable_on(LIGHT_SURFACE)),
                ("--_link-dark", accent.readable_on(DARK_SURFACE)),
            ] {
                let _ = style.set_property(name, &colour.write());
            }
        }
        let look = Self { root: root.clone(), watching: RefCell::default() };
        look.set_scheme(scheme);
        look
    }

    pub(super) fn set_scheme(&self, scheme: Scheme) {
        let write = {
            let root = self.root.clone();
            move |dark: bool| {
                let word = if dark { "dark" } else { "light" };
                let _ = root.set_attribute("data-scheme", word);
            }
        };
        let watching = match scheme {
            Scheme::Light | Scheme::Dark => {
                write(scheme == Scheme::Dark);
                None
            }
            Scheme::Auto => {
                write(page::prefers_dark());
                page::on_scheme_change(move |_| write(page::prefers_dark())).map(Watching::Device)
            }
            Scheme::Host => {
                write(page::host_is_dark());
                let write = Rc::new(write);
                let device = {
                    let write = write.clone();
                    page::on_scheme_change(move |_| write(page::host_is_dark()))
                };
                HostObserver::new(move |_| write(page::host_is_dark()))
                    .map(|host| Watching::Host(host, device))
            }
        };
        self.watching.replace(watching);
    }
}
