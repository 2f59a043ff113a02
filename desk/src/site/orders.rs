//! Three orders that exist, so that the demo shop can be asked for them.

use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// `GET /api/order?no=KF20260001`: what became of an order, or 404.
pub async fn look_up(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let number = query.split('&').find_map(|pair| pair.strip_prefix("no=")).unwrap_or_default();
    match order(number) {
        Some(order) => Json(order).into_response(),
        None => (StatusCode::NOT_FOUND, Json(json!({ "error": "no such order" }))).into_response(),
    }
}

fn order(number: &str) -> Option<Value> {
    Some(match number {
        "KF20260001" => {
            json!({ "no": number, "status": "shipped", "courier": "SF", "tracking": "SF1020304050607", "items": 2 })
        }
        "KF20260002" => json!({ "no": number, "status": "preparing", "items": 1 }),
        "KF20260003" => {
            json!({ "no": number, "status": "kiln", "ready": "2027-01-15", "items": 1 })
        }
        _ => return None,
    })
}
