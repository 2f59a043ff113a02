//! Why a request is not done, as a status and a sentence.

use axum::Json;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kefu_wire::console::CODE_NEEDED;
use serde_json::json;

use crate::store;

/// Why a request is not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is none, or it is somebody else's, which nobody may tell apart.
    NotFound,
    /// Who asks has not said who they are.
    SignInFirst,
    /// The password is right, and a code of the authenticator app is needed as well.
    CodeNeeded,
    /// Who asks may not do that.
    Forbidden(&'static str),
    /// What was sent cannot be used.
    Invalid(&'static str),
    /// What was sent is too large.
    TooLarge(&'static str),
    /// Somebody was quicker, or it is taken.
    Conflict(&'static str),
    /// Too often; again after so many seconds.
    TooOften(u64),
    /// The desk cannot do it now.
    Broken,
}

/// What a request comes to.
pub type Answer<T> = Result<T, Refusal>;

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Broken
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, why) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "Resource could not be found"),
            Self::SignInFirst => (StatusCode::UNAUTHORIZED, "sign in first"),
            Self::CodeNeeded => (StatusCode::FORBIDDEN, CODE_NEEDED),
            Self::Forbidden(why) => (StatusCode::FORBIDDEN, why),
            Self::Invalid(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
            Self::TooLarge(why) => (StatusCode::PAYLOAD_TOO_LARGE, why),
            Self::Conflict(why) => (StatusCode::CONFLICT, why),
            Self::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, "too often; try again later"),
            Self::Broken => {
                (StatusCode::SERVICE_UNAVAILABLE, "the desk is not well; try again later")
            }
        };
        let mut response = (status, Json(json!({ "error": why }))).into_response();
        if let Self::TooOften(seconds) = self {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
