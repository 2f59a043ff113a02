//! Line icons on a 24 by 24 grid, drawn in the colour of the words beside them.

use crate::dom::{Element, drawing};

/// The icons in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Close,
    Back,
    Send,
    More,
    Down,
    WeChat,
    Phone,
    Mail,
    Web,
    Retry,
    Clip,
}

impl Shape {
    fn path(self) -> &'static str {
        match self {
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Send => "M4 12l16-8-6 16-3-6.5z",
            Self::More => {
                "M4.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0m7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0m7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0"
            }
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::WeChat => {
                "M10 4C5.6 4 2.5 6.7 2.5 10c0 1.9 1 3.5 2.7 4.6L4.6 17l2.7-1.4c.8.2 1.8.4 2.7.4M21.5 15c0-2.8-2.8-5-6-5s-6 2.2-6 5 2.8 5 6 5c.8 0 1.5-.1 2.2-.3L20 21l-.5-2.2c1.2-.9 2-2.2 2-3.8z"
            }
            Self::Phone => {
                "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"
            }
            Self::Mail => "M4 6h16v12H4zM4 7l8 6 8-6",
            Self::Web => {
                "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"
            }
            Self::Clip => "M20 11l-8 8a5 5 0 0 1-7-7l8-8a3.5 3.5 0 0 1 5 5l-8 8a2 2 0 0 1-3-3l7-7",
            Self::Retry => "M19 12a7 7 0 1 1-2-5M19 3v5h-5",
        }
    }
}

/// An icon. Decoration only: the words beside it, or the label of its button, say what it means.
pub(super) fn icon(shape: Shape) -> Element {
    drawing("svg.icon aria-hidden=true focusable=false")
        .attr("viewBox", "0 0 24 24")
        .child(drawing("path").attr("d", shape.path()))
}
