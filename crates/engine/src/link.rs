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

#[cfg(test)]
mod tests {
    use super::*;

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
