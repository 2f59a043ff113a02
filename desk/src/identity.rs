//! Whether the site vouches for who a visitor says they are: by an HMAC of the identifier, as Chatwoot wants it, or by a
//! signed token (JWT, RFC 7519, with HS256), which runs out.
//!
//! Tokens have a key of their own, made of the one for hashes: under the same key somebody whose identifier looks like a
//! token would be given its signature as their hash.
//!
//! The usual crate for tokens brings RSA and its known trouble along; what is needed of it is one signature.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::secrets;

/// So many seconds may two clocks differ.
const LEEWAY: f64 = 60.0;

/// A token counts no longer than this, in seconds: milliseconds in their place would count for ever.
const LONGEST: f64 = 366.0 * 86_400.0;

/// The key that tokens are signed with, where hashes are made with `key`.
#[must_use]
pub fn token_key(key: &str) -> String {
    secrets::hmac(key, "kefu tokens 1")
}

#[derive(Deserialize)]
struct Header {
    alg: String,
}

/// What a token says; whatever else it says is not looked at.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    /// In seconds since 1970, maybe with a fraction.
    exp: f64,
    nbf: Option<f64>,
}

/// Looks whether `word` vouches for `identifier`, at a moment in seconds since 1970.
///
/// # Errors
/// When it does not: why.
pub fn vouches(key: &str, identifier: &str, word: &str, now: i64) -> Result<(), &'static str> {
    match word.split('.').collect::<Vec<_>>()[..] {
        [header, claims, signature] => token(key, identifier, [header, claims, signature], now),
        _ if secrets::same(&secrets::hmac(key, identifier), word) => Ok(()),
        _ => Err("the identifier_hash does not belong to the identifier"),
    }
}

fn token(key: &str, identifier: &str, parts: [&str; 3], now: i64) -> Result<(), &'static str> {
    let [header, claims, signature] = parts;
    let right = secrets::mac(token_key(key), &format!("{header}.{claims}"));
    if !secrets::same(&URL_SAFE_NO_PAD.encode(right), signature) {
        return Err("the token is not signed with the key of `kefu-desk identity token-key`");
    }
    let header: Header = read(header).ok_or("the token has no header that can be read")?;
    if header.alg != "HS256" {
        return Err("the token is signed in another way; sign it with HS256");
    }
    let claims: Claims = read(claims)
        .ok_or("the token lacks the identifier as \"sub\", or \"exp\" in seconds since 1970")?;
    if claims.sub != identifier {
        return Err("the token is for somebody else than the identifier");
    }
    let now = now as f64;
    if claims.exp + LEEWAY <= now {
        return Err("the token has run out; have your server make a new one");
    }
    if claims.exp - LEEWAY > now + LONGEST {
        return Err("the token counts for more than a year; \"exp\" is in seconds since 1970");
    }
    if claims.nbf.is_some_and(|from| from - LEEWAY > now) {
        return Err("the token does not count yet; look at the clock of your server");
    }
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const KEY: &str = "a key of the site";
    const NOW: i64 = 1_800_000_000;

    fn signed(key: &str, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(header), part(claims));
        let signature = URL_SAFE_NO_PAD.encode(secrets::mac(token_key(key), &text));
        format!("{text}.{signature}")
    }

    fn with(claims: &Value) -> Result<(), &'static str> {
        let word = signed(KEY, &json!({ "alg": "HS256", "typ": "JWT" }), claims);
        vouches(KEY, "ada", &word, NOW)
    }

    #[test]
    fn the_signature_is_the_published_one() {
        // The example of RFC 7515, appendix A.1.
        let key = URL_SAFE_NO_PAD.decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow").unwrap_or_default();
        let text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let mac = URL_SAFE_NO_PAD.encode(secrets::mac(key, text));
        assert_eq!(mac, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }

    #[test]
    fn a_hash_vouches_for_its_identifier_alone() {
        let hash = secrets::hmac(KEY, "ada");
        assert_eq!(vouches(KEY, "ada", &hash, NOW), Ok(()));
        assert!(vouches(KEY, "bob", &hash, NOW).is_err());
        assert!(vouches("another key", "ada", &hash, NOW).is_err());
        assert!(vouches(KEY, "ada", "", NOW).is_err());
    }

    #[test]
    fn a_token_vouches_until_it_runs_out() {
        assert_eq!(with(&json!({ "sub": "ada", "exp": NOW + 300, "name": "Ada" })), Ok(()));
        assert_eq!(with(&json!({ "sub": "ada", "exp": NOW - 59, "nbf": NOW + 59 })), Ok(()));
        for (claims, why) in [
            (json!({ "sub": "bob", "exp": NOW + 300 }), "somebody else"),
            (json!({ "sub": "ada", "exp": NOW - 60 }), "has run out"),
            (json!({ "sub": "ada", "exp": NOW * 1_000 }), "more than a year"),
            (json!({ "sub": "ada", "exp": NOW + 300, "nbf": NOW + 61 }), "does not count yet"),
            (json!({ "sub": "ada" }), "\"exp\""),
            (json!({ "exp": NOW + 300 }), "\"sub\""),
            (json!(["ada"]), "\"sub\""),
        ] {
            let refused = with(&claims).err().unwrap_or_default();
            assert!(refused.contains(why), "{claims}: {refused}");
        }
    }

    #[test]
    fn a_hash_of_an_identifier_that_looks_like_a_token_signs_none() {
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let claims = part(json!({ "sub": "ada", "exp": NOW + 300 }));
        let mallory = format!("{}.{claims}", part(json!({ "alg": "HS256" })));
        let hash = hex::decode(secrets::hmac(KEY, &mallory)).unwrap_or_default();
        let forged = format!("{mallory}.{}", URL_SAFE_NO_PAD.encode(hash));
        assert!(vouches(KEY, "ada", &forged, NOW).is_err_and(|why| why.contains("not signed")));
    }

    #[test]
    fn a_token_that_is_not_the_sites_is_refused() {
        let claims = json!({ "sub": "ada", "exp": NOW + 300 });
        let plain = json!({ "alg": "HS256" });
        let forged = signed("another key", &plain, &claims);
        assert!(vouches(KEY, "ada", &forged, NOW).is_err());
        let none = signed(KEY, &json!({ "alg": "none" }), &claims);
        assert!(vouches(KEY, "ada", &none, NOW).is_err_and(|why| why.contains("HS256")));
        let good = signed(KEY, &plain, &claims);
        let unsigned =
            good.rsplit_once('.').map(|(text, _)| format!("{text}.")).unwrap_or_default();
        let other = URL_SAFE_NO_PAD.encode(json!({ "sub": "bob", "exp": NOW + 300 }).to_string());
        let posed =
            good.split('.').enumerate().map(|(at, part)| if at == 1 { &*other } else { part });
        let posed = posed.collect::<Vec<_>>().join(".");
        for bad in [unsigned, posed, "..".to_owned(), format!("{good}=")] {
            assert!(
                vouches(KEY, "ada", &bad, NOW).is_err() && vouches(KEY, "bob", &bad, NOW).is_err()
            );
        }
    }
}
