//! The headers of every response: what a page may load, and how long a browser may keep a file.

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// The strictest policy that the widget promises to work under.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
                      connect-src 'self'; img-src 'self'; style-src 'self'";

/// Digits that the build puts into the names of files whose content never changes.
const HASH_DIGITS: usize = 8;

/// Adds them.
pub async fn add(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let keep = keep(&path, response.status());
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

/// How long the answer may be kept.
fn keep(path: &str, status: StatusCode) -> &'static str {
    let there = status.is_success() || status == StatusCode::NOT_MODIFIED;
    if path == "/desk" || path.starts_with("/desk/") || path.starts_with("/api/") {
        // Personal data have no business in a cache.
        "no-store"
    } else if there && path.strip_prefix("/kefu/").is_some_and(is_named_by_content) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Whether a name is like `kefu-01234567.wasm`.
fn is_named_by_content(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit('-').next().unwrap_or_default();
    hash.len() == HASH_DIGITS
        && stem.len() > HASH_DIGITS
        && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        let (good, gone) = (StatusCode::OK, StatusCode::NOT_FOUND);
        for (path, status, kept) in [
            ("/kefu/kefu-01234567.wasm", good, true),
            ("/kefu/kefu-01234567.wasm", StatusCode::NOT_MODIFIED, true),
            ("/kefu/kefu-01234567.wasm", gone, false),
            ("/kefu/kefu.js", good, false),
            ("/kefu/kefu-pack.schema.json", good, false),
            ("/kefu/01234567.js", good, false),
            ("/shop-01234567.css", good, false),
            ("/", good, false),
        ] {
            assert_eq!(keep(path, status).contains("immutable"), kept, "{path} {status}");
        }
        assert_eq!(keep("/desk", good), "no-store");
        assert_eq!(keep("/desk/handoffs.json", good), "no-store");
    }
}
