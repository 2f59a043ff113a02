//! What the session tells of the site pack and of the world around, in the visitor's language.

use kefu_engine::link;
use kefu_engine::pack::{Front, Localized, Profile, language};

use super::handoff::Handoff;
use super::{Choice, FieldKind, Moment, Session, rich};
use crate::platform::Millis;

impl Session {
    /// The buttons above the input box.
    pub fn quick_replies(self) -> Vec<Choice> {
        if self.handoff().with(|handoff| *handoff != Handoff::None) {
            return Vec::new();
        }
        self.served().with(|served| served.replies.clone())
    }

    /// A text of the pack in the visitor's language.
    pub fn pack_text(self, text: fn(&Front) -> &Localized) -> String {
        self.localized(text(&self.inner().pack))
    }

    /// Another text of the pack in the visitor's language.
    pub fn localized(self, text: &Localized) -> String {
        self.locale().with(|locale| text.get(locale).to_owned())
    }

    /// The link to the brand's picture, if it may be shown.
    pub fn logo(self) -> Option<String> {
        let inner = self.inner();
        let pack = &inner.pack;
        let logo = &pack.brand.logo;
        link::is_image_allowed(logo, &pack.image_hosts).then(|| logo.clone())
    }

    /// The languages that the visitor can choose from.
    pub fn languages(self) -> Vec<String> {
        let mut tags = self.inner().pack.locales.clone();
        // The widget itself speaks traditional Chinese, and the answers are read either way.
        let chinese = tags.iter().any(|tag| language(tag) == "zh");
        if chinese && !tags.iter().any(|tag| tag == "zh-TW") {
            tags.push("zh-TW".to_owned());
        }
        tags
    }

    /// The parts of an answer of the site.
    pub fn blocks(self, text: &str) -> Vec<rich::Block> {
        rich::parse(text, &self.inner().pack.image_hosts)
    }

    /// The form of the pack, if there is one.
    pub fn with_form<T>(self, read: impl FnOnce(&Profile) -> T) -> Option<T> {
        self.inner().pack.profile.as_ref().map(read)
    }

    /// The host that a link leads to, as the browser writes it, where its words might be taken for another's.
    pub fn host_behind(self, url: &str, label: &str) -> Option<String> {
        (!link::is_plain(url, label)).then(|| self.inner().platform.host_of(url))
    }

    /// Whether the visitor's browser says that they want no tracking.
    pub fn wants_no_tracking(self) -> bool {
        self.inner().platform.wants_no_tracking()
    }

    /// The line above the profile form.
    pub fn form_intro(self) -> String {
        self.with_form(|form| self.localized(&form.intro)).unwrap_or_default()
    }

    /// A moment in the visitor's own zone and language.
    pub fn write_moment(self, at: Millis, moment: Moment) -> String {
        let inner = self.inner();
        self.locale().with(|locale| inner.platform.write_moment(at, moment, locale))
    }

    /// The number of the visitor's own day on which a moment lies.
    pub fn day(self, at: Millis) -> i64 {
        self.inner().platform.local_day(at)
    }

    /// A moment in ISO 8601, for machines.
    pub fn write_iso(self, at: Millis) -> String {
        self.inner().platform.write_iso(at)
    }

    /// Address of the page, as it would be shared.
    pub fn page_address(self) -> String {
        self.inner().platform.page().url
    }

    /// Whether focus in a text field brings up a keyboard on the screen.
    pub fn has_touch_keyboard(self) -> bool {
        self.inner().platform.has_touch_keyboard()
    }

    /// Whether a text is a way to reach someone: a phone number or an e-mail address.
    pub fn is_contact(self, text: &str) -> bool {
        let today = self.site_time().date;
        [FieldKind::Phone, FieldKind::Email]
            .iter()
            .any(|kind| kefu_engine::profile::check(*kind, true, text, today).is_ok())
    }
}
