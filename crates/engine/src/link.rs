//! Which links the widget opens and which images it shows: the only place that decides (invariant 3).

/// Schemes a visitor may be sent to.
const SCHEMES: [&str; 4] = ["https:", "http:", "tel:", "mailto:"];

/// Whether the widget opens `url`: one of the allowed schemes, or a path or anchor of the site itself.
pub fn is_safe(url: &str) -> bool {
    let plain = !url.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    plain && (is_local(url) || has_scheme(url, &SCHEMES))
}

/// Whether a hand-over may be posted to `url`: encrypted, or to the site itself, or to this very machine while developing.
pub fn is_endpoint(url: &str) -> bool {
    let this_machine = ["http://localhost", "http://127.0.0.1", "http://[::1]"]
        .iter()
        .filter_map(|origin| url.strip_prefix(origin))
        .any(|rest| rest.is_empty() || rest.starts_with([':', '/']));
    is_safe(url) && (is_local(url) || has_scheme(url, &["https:"]) || this_machine)
}

/// Whether an image may be shown: on the site itself or on one of `hosts`.
pub fn is_image_allowed(url: &str, hosts: &[String]) -> bool {
    if is_local(url) {
        return is_safe(url);
    }
    has_scheme(url, &["https:"])
        && is_safe(url)
        && host(url).is_some_and(|host| hosts.iter().any(|one| one.eq_ignore_ascii_case(host)))
}

/// A path, query or anchor of the site; `//host` and `/\host` lead elsewhere.
pub fn is_local(url: &str) -> bool {
    let rest = url.strip_prefix(['/', '#', '?', '.']);
    rest.is_some_and(|rest| !(url.starts_with('/') && rest.starts_with(['/', '\\'])))
        && !url.contains('\\')
}

fn has_scheme(url: &str, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len()).unwrap_or(("", ""));
        let web = scheme.starts_with("http");
        start.eq_ignore_ascii_case(scheme)
            && if web {
                rest.len() > 2 && rest.starts_with("//") && !rest.contains('\\')
            } else {
                !rest.is_empty()
            }
    })
}

/// The host of an absolute web link, without user and port.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once(':')?.1.strip_prefix("//")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    host.split(':').next()
}

/// Whether a link on the web leads where its words seem to say; if not, its host is to be shown beside it.
///
/// Hosts in other letters than those of English may look like another one; so may a name in front of an `@`, and words
/// that are themselves an address.
pub fn is_plain(url: &str, label: &str) -> bool {
    let Some(host) = host(url).filter(|_| has_scheme(url, &["https:", "http:"])) else {
        return true;
    };
    let authority = url.split(['/', '?', '#']).nth(2).unwrap_or_default();
    let is_english = host.is_ascii()
        && !host
            .split('.')
            .any(|part| part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--")));
    let words = label.trim();
    // Of a whole address the part behind the two slashes.
    let parts = &mut words.split(['/', '?', '#']);
    let first = parts.next().unwrap_or_default();
    let named = if first.ends_with(':') { parts.nth(1).unwrap_or_default() } else { first };
    let is_address = named.contains('.')
        && !named.ends_with('.')
        && !named.starts_with('.')
        && !named.contains(char::is_whitespace);
    let bare = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.strip_prefix("www.").map(str::to_owned).unwrap_or(name)
    };
    is_english && !authority.contains('@') && (!is_address || bare(named) == bare(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_looks_like_another_is_none_of_the_plain_ones() {
        for (url, label) in [
            ("https://shop.example/a", "our shop"),
            ("https://shop.example/a", "https://shop.example/a"),
            ("https://www.shop.example", "shop.example"),
            ("https://SHOP.example", "Shop.Example/returns"),
            ("https://shop.example", "See you soon..."),
            ("https://shop.example", "Version 1.2 of the terms"),
            ("/returns", "returns.html"),
            ("mailto:a@b.example", "a@b.example"),
        ] {
            assert!(is_plain(url, label), "{label} to {url}");
        }
        for (url, label) in [
            ("https://shоp.example", "our shop"),
            ("https://xn--shp-wmc.example", "our shop"),
            ("https://a.XN--p1ai/", "x"),
            ("https://shop.example@other.example/", "our shop"),
            ("https://other.example/", "shop.example"),
            ("https://other.example/", "https://shop.example/pay"),
            ("https://shop.example.other.example/", "www.shop.example"),
        ] {
            assert!(!is_plain(url, label), "{label} to {url}");
        }
    }

    #[test]
    fn only_harmless_links_are_opened() {
        for good in [
            "https://a.example/x?y#z",
            "HTTP://a.example",
            "tel:+86-400",
            "mailto:a@b.example",
            "/returns",
            "#top",
            "./a",
        ] {
            assert!(is_safe(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "/\\evil.example",
            "https:",
            "https:evil",
            "ftp://a.example",
            "",
            "www.example.com",
        ] {
            assert!(!is_safe(bad), "{bad}");
        }
    }

    #[test]
    fn hand_overs_go_only_over_encrypted_links() {
        assert!(is_endpoint("https://desk.example/hook") && is_endpoint("/hook"));
        assert!(is_endpoint("http://127.0.0.1:8080/hook"));
        assert!(!is_endpoint("http://desk.example/hook"));
        assert!(!is_endpoint("http://localhost.evil.example/hook"));
        assert!(!is_endpoint("mailto:a@b.example"));
    }

    #[test]
    fn images_come_from_the_site_or_a_listed_host() {
        let hosts = vec!["img.example.com".to_owned()];
        assert!(is_image_allowed("/a.svg", &hosts));
        assert!(is_image_allowed("https://img.example.com/a.png", &hosts));
        assert!(!is_image_allowed("https://evil.example/img.example.com", &hosts));
        assert!(!is_image_allowed("https://img.example.com@evil.example/a.png", &hosts));
        assert!(!is_image_allowed("http://img.example.com/a.png", &hosts));
    }
}
