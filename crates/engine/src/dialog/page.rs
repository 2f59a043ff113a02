//! Whether a page is one that a rule names.

/// Matches a path against a pattern in which `*` stands for anything, also for nothing.
pub fn matches(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let Some(mut path) = path.strip_prefix(start) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return path.ends_with(part);
        }
        match path.find(part) {
            Some(at) => path = &path[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, path) in [
            ("/cart*", "/cart"),
            ("/cart*", "/cart/2"),
            ("*", "/"),
            ("/p/*/reviews", "/p/12/reviews"),
            ("*a*b*", "xaxbx"),
            ("/", "/"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in
            [("/cart", "/cart/2"), ("/p/*/reviews", "/p/12"), ("*a*b", "ba"), ("", "/")]
        {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }
}
