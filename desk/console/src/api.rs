//! Asking the desk.

use gloo_net::http::{Method, RequestBuilder, Response};
use kefu_wire::console::CSRF_HEADER;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::FormData;

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is signed in any more.
    SignInFirst,
    /// The desk was not reached.
    NotReached,
    /// It says no.
    Refused {
        /// HTTP status.
        status: u16,
        /// Its sentence.
        why: String,
    },
}

/// Asks for something.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Fault> {
    let request = RequestBuilder::new(&address(path)).build().map_err(|_| Fault::NotReached)?;
    let answer = request.send().await.map_err(|_| Fault::NotReached)?;
    read(answer).await?.ok_or(Fault::NotReached)
}

/// Sends something; what is answered may be nothing.
pub async fn send<B: Serialize, T: DeserializeOwned>(
    verb: &str,
    path: &str,
    body: &B,
    csrf: &str,
) -> Result<Option<T>, Fault> {
    let method = match verb {
        "PUT" => Method::PUT,
        "DELETE" => Method::DELETE,
        _ => Method::POST,
    };
    let request = RequestBuilder::new(&address(path)).method(method).header(CSRF_HEADER, csrf);
    let request = request.json(body).map_err(|_| Fault::NotReached)?;
    read(request.send().await.map_err(|_| Fault::NotReached)?).await
}

/// Sends a form with files.
pub async fn send_form<T: DeserializeOwned>(
    path: &str,
    form: &FormData,
    csrf: &str,
) -> Result<Option<T>, Fault> {
    let request =
        RequestBuilder::new(&address(path)).method(Method::POST).header(CSRF_HEADER, csrf);
    let request = request.body(form).map_err(|_| Fault::NotReached)?;
    read(request.send().await.map_err(|_| Fault::NotReached)?).await
}

fn address(path: &str) -> String {
    format!("/desk/api{path}")
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<Option<T>, Fault> {
    let status = answer.status();
    let text = answer.text().await.map_err(|_| Fault::NotReached)?;
    match status {
        401 => Err(Fault::SignInFirst),
        200..=299 if text.is_empty() => Ok(None),
        // Who asked for nothing reads nothing.
        200..=299 => Ok(serde_json::from_str(&text).ok()),
        _ => {
            let error: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
            let why = error["error"].as_str().unwrap_or_default().to_owned();
            Err(Fault::Refused { status, why })
        }
    }
}
