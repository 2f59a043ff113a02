//! What the agents' console asks of the desk, under `/desk/api`.

mod conversations;
mod knowledge;
mod people;
mod room;

use std::path::Path;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{delete, get, post, put};
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use crate::attachment::UPLOAD_LIMIT;
use crate::desk::Desk;
use crate::{door, second_step};

/// Nothing that an agent sends is longer, in bytes.
const BODY_LIMIT: usize = 200_000;

/// What the console's page may load.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
                      img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The calls, and the page itself from a folder of the built site.
pub fn router(site: Option<&Path>) -> Router<Arc<Desk>> {
    let one = "/conversations/{id}";
    let api = Router::new()
        .route("/sign-in", post(door::sign_in))
        .route("/invitation", post(door::accept))
        .route("/sign-out", post(door::sign_out))
        .route("/me", get(door::me))
        .route(
            "/second-step",
            get(second_step::show)
                .post(second_step::prepare)
                .put(second_step::turn_on)
                .delete(second_step::turn_off),
        )
        .route("/availability", put(people::set_availability))
        .route("/agents", get(people::list).post(people::invite))
        .route("/audit", get(people::audit))
        .route("/figures", get(people::figures))
        .route("/figures.csv", get(people::figures_table))
        .route("/canned", get(people::canned).put(people::keep_canned))
        .route("/canned/{id}", delete(people::remove_canned))
        .route("/knowledge", get(knowledge::show))
        .route("/knowledge/entries/{id}", get(knowledge::entry))
        .route("/knowledge/try", post(knowledge::attempt))
        .route("/knowledge/publish", post(knowledge::publish))
        .route("/knowledge/restore/{version}", post(knowledge::restore))
        .route("/knowledge/unanswered/{id}", delete(knowledge::settle))
        .route("/conversations", get(conversations::list))
        .route("/next", post(conversations::next))
        .route(one, get(conversations::show))
        .route(
            &format!("{one}/messages"),
            post(conversations::write).layer(DefaultBodyLimit::max(UPLOAD_LIMIT + BODY_LIMIT)),
        )
        .route(&format!("{one}/claim"), post(conversations::claim))
        .route(&format!("{one}/assign"), post(conversations::assign))
        .route(&format!("{one}/resolve"), post(conversations::resolve))
        .route(&format!("{one}/snooze"), post(conversations::snooze))
        .route(&format!("{one}/seen"), post(conversations::seen))
        .route(&format!("{one}/typing/{{state}}"), post(conversations::typing))
        .route(&format!("{one}/reveal"), post(conversations::reveal))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    let mut router = Router::new().nest("/desk/api", api).route("/desk/cable", get(room::connect));
    if let Some(site) = site {
        router = router.nest_service("/desk", ServeDir::new(site.join("desk")));
    }
    router.layer(CompressionLayer::new()).layer(middleware::from_fn(add_headers))
}

async fn add_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        // Personal data have no business in a cache.
        (CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
