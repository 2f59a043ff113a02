//! The example page starts the widget with the loader's script tag alone, as a site owner's page would.

/// The page without the tags that Trunk writes to load these files itself.
pub fn without_tags_for(page: &str, files: &[String]) -> String {
    let names_one = |tag: &str| files.iter().any(|file| tag.contains(file.as_str()));
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find("<link").into_iter().chain(rest.find("<script")).min() {
        let closing = if rest[start..].starts_with("<link") { ">" } else { "</script>" };
        let end = rest[start..].find(closing).map_or(rest.len(), |at| start + at + closing.len());
        let kept = if names_one(&rest[start..end]) { start } else { end };
        out.push_str(&rest[..kept]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_tags_that_name_the_files_go() {
        let files = ["kefu-widget-1.js".to_owned(), "kefu-widget-1_bg.wasm".to_owned()];
        let page = "<link rel=stylesheet href=shop.css>\
            <link rel=\"modulepreload\" href=\"/kefu-widget-1.js\"><link rel=preload href=/kefu-widget-1_bg.wasm>\
            <script type=module>import init from '/kefu-widget-1.js'; init();</script>\
            <script src=kefu/kefu.js data-pack=shop.kefu.json></script><p>shop</p>";
        assert_eq!(
            without_tags_for(page, &files),
            "<link rel=stylesheet href=shop.css><script src=kefu/kefu.js data-pack=shop.kefu.json></script><p>shop</p>"
        );
    }

    #[test]
    fn a_tag_that_never_ends_is_left_alone() {
        assert_eq!(without_tags_for("<p><script>", &["a".to_owned()]), "<p><script>");
    }
}
