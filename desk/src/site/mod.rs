//! The demo shop and the widget: a folder, with the headers that a site should send.

mod headers;
mod orders;

use std::path::Path;

use axum::routing::get;
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// Serves the files of a folder, and the orders that its demo asks for.
pub fn router(folder: &Path) -> Router {
    Router::new()
        .route("/api/order", get(orders::look_up))
        .fallback_service(ServeDir::new(folder))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(headers::add))
}
