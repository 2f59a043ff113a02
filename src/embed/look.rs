//! Light or dark, and the brand's colour: written to the widget's root, where the style sheet reads it.

use kefu_engine::colour::Colour;
use kefu_engine::pack::{Scheme, Theme};
use web_sys::HtmlElement;

use crate::platform::World;

/// The surfaces of `tokens.css` on which links stand.
const LIGHT_SURFACE: Colour = Colour([255, 255, 255]);
const DARK_SURFACE: Colour = Colour([38, 42, 48]);

/// Keeps the widget in the scheme that was asked for.
pub(super) struct Look {
    root: HtmlElement,
    world: World,
}

impl Look {
    pub(super) fn new(
        host: &HtmlElement,
        root: &HtmlElement,
        world: World,
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
        let look = Self { root: root.clone(), world };
        look.set_scheme(scheme);
        look
    }

    pub(super) fn set_scheme(&self, scheme: Scheme) {
        self.world.scheme(scheme.word(), &self.root);
    }
}
