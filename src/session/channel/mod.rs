//! How a person is reached: which channels a visitor is offered now.

pub(crate) mod webhook;

use kefu_engine::hours::{LocalTime, Open};
use kefu_engine::link;
use kefu_engine::pack::{Channel, ChannelKind, Front};

/// A channel as the visitor is offered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its id in the pack.
    pub id: String,
    /// What the visitor reads; empty where the kind says enough.
    pub label: String,
    /// How it works.
    pub way: Way,
}

/// How an offered channel works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// People are there: the conversation goes to them.
    Live,
    /// Nobody is there: a message can be left.
    Message,
    /// The visitor goes on elsewhere.
    Link {
        /// Where.
        url: String,
        /// What kind of place.
        place: Place,
    },
}

/// What kind of place a link leads to, which decides its icon and its usual name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// WeChat customer service.
    WeChat,
    /// WhatsApp.
    WhatsApp,
    /// A phone call.
    Phone,
    /// A mail.
    Mail,
    /// Any other page.
    Web,
}

/// Tells the wall clock of a time zone.
pub(crate) type WallClockOf<'a> = &'a dyn Fn(&str) -> LocalTime;

/// When people are there, for a channel or for the site as a whole.
pub(crate) fn open(pack: &Front, channel: Option<&Channel>, clock: WallClockOf<'_>) -> Open {
    if channel.is_some_and(|channel| channel.always) {
        return Open::Now;
    }
    let own = channel.and_then(|channel| channel.hours.as_ref());
    match own.or(pack.hours.as_ref()) {
        Some(hours) => hours.at(clock(&hours.time_zone)),
        None => Open::Now,
    }
}

/// The channels to offer now, in the owner's order.
///
/// A link that leads to nobody is not offered outside its hours; a webhook then takes a message.
pub(crate) fn offers(pack: &Front, locale: &str, clock: WallClockOf<'_>) -> Vec<Offer> {
    let offered = pack.channels.iter().filter_map(|channel| {
        let open = open(pack, Some(channel), clock) == Open::Now;
        let way = match (channel.kind, open) {
            (ChannelKind::Webhook | ChannelKind::Chatwoot, true) => Way::Live,
            (ChannelKind::Webhook | ChannelKind::Chatwoot, false) => Way::Message,
            (ChannelKind::Link, true) => {
                Way::Link { url: channel.url.clone(), place: place(&channel.url) }
            }
            (ChannelKind::Link, false) => return None,
        };
        Some(Offer { id: channel.id.clone(), label: channel.label.get(locale).to_owned(), way })
    });
    offered.collect()
}

fn place(url: &str) -> Place {
    let host = link::host(url).unwrap_or_default().to_ascii_lowercase();
    let within = |domain: &str| {
        host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    if url.starts_with("tel:") {
        Place::Phone
    } else if url.starts_with("mailto:") {
        Place::Mail
    } else if within("weixin.qq.com") || within("wechat.com") {
        Place::WeChat
    } else if within("wa.me") || within("whatsapp.com") {
        Place::WhatsApp
    } else {
        Place::Web
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kefu_engine::hours::Date;

    fn pack() -> Front {
        let json = r#"{"kefu": 1, "brand": {"name": "x"}, "channels": [
            {"id": "desk", "kind": "webhook", "url": "/hook"},
            {"id": "phone", "kind": "link", "url": "tel:+86400"},
            {"id": "mail", "kind": "link", "url": "mailto:a@b.example", "always": true}],
            "hours": {"time_zone": "Asia/Shanghai", "week": {"fri": ["09:00-18:00"]}}}"#;
        Front::of(json.as_bytes())
    }

    fn offered_at(minute: u16) -> Vec<(String, bool)> {
        let friday = Date { year: 2026, month: 11, day: 20 };
        let offers = offers(&pack(), "en", &|zone| {
            assert_eq!(zone, "Asia/Shanghai", "the site's own clock decides");
            LocalTime { date: friday, minute }
        });
        offers.into_iter().map(|offer| (offer.id, offer.way == Way::Message)).collect()
    }

    #[test]
    fn in_business_hours_every_channel_is_offered_in_the_owners_order() {
        let expected = [("desk", false), ("phone", false), ("mail", false)];
        assert_eq!(offered_at(600), expected.map(|(id, message)| (id.to_owned(), message)));
    }

    #[test]
    fn outside_them_a_message_can_be_left_and_the_phone_is_not_offered() {
        let expected = [("desk", true), ("mail", false)];
        assert_eq!(offered_at(1200), expected.map(|(id, message)| (id.to_owned(), message)));
    }

    #[test]
    fn a_link_tells_where_it_leads() {
        assert_eq!(place("https://work.weixin.qq.com/kfid/x"), Place::WeChat);
        assert_eq!(place("https://wa.me/86"), Place::WhatsApp);
        assert_eq!(place("https://notwa.me/86"), Place::Web);
        assert_eq!(place("tel:1"), Place::Phone);
    }
}
