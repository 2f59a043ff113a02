//! A link within the conversation.

use super::words::Words;
use crate::dom::{Element, el};
use crate::i18n::Text;

/// A link with what it is called. Pages elsewhere open in a new window and say so, so that the conversation stays.
///
/// `link` holds the name already; `url` was checked before it got here.
pub(super) fn leads_to(link: Element, url: &str, words: Words) -> Element {
    named(link, url, "", words)
}

/// The same with the words on it, beside which the host is shown where they might be taken for another.
pub(super) fn named(link: Element, url: &str, label: &str, words: Words) -> Element {
    let link = link.text(label).attr("href", url);
    if !url.starts_with("http") {
        return link;
    }
    let link = match words.0.host_behind(url, label) {
        Some(host) => link.text(&[" (", &host, ")"].concat()),
        None => link,
    };
    link.attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(el("span.unseen").says(words.text(Text::OpensNewWindow)))
}
