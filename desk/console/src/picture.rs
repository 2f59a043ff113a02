//! Pictures are drawn anew before they go, so that neither the place where they were taken nor the camera goes along.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

/// The types that browsers draw and write.
const DRAWN: [&str; 3] = [PHOTO, "image/png", "image/webp"];

const PHOTO: &str = "image/jpeg";

/// How good a photo stays, where 1 is best.
const QUALITY: f64 = 0.9;

/// A file as it may go; the reason of the browser where it is a picture that cannot be drawn.
pub async fn cleaned(file: &File) -> Result<Blob, JsValue> {
    // Whatever it is called, a photo is one by its first bytes.
    let start = JsFuture::from(file.slice_with_i32_and_i32(0, 2)?.array_buffer()).await?;
    let is_photo = Uint8Array::new(&start).to_vec() == [0xff, 0xd8];
    let kind = if is_photo { PHOTO.to_owned() } else { file.type_() };
    if !DRAWN.contains(&kind.as_str()) {
        return Ok(file.clone().into());
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let picture = JsFuture::from(window.create_image_bitmap_with_blob(file)?).await?;
    let picture: ImageBitmap = picture.unchecked_into();
    let document = window.document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(picture.width());
    canvas.set_height(picture.height());
    let pen = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let pen: CanvasRenderingContext2d = pen.unchecked_into();
    pen.draw_image_with_image_bitmap(&picture, 0.0, 0.0)?;
    picture.close();
    let written = Promise::new(&mut |done, failed| {
        let written = Closure::once_into_js(move |blob: Option<Blob>| {
            let _ = match blob {
                Some(blob) => done.call1(&JsValue::NULL, &blob),
                None => failed.call0(&JsValue::NULL),
            };
        });
        let quality = QUALITY.into();
        let _ =
            canvas.to_blob_with_type_and_encoder_options(written.unchecked_ref(), &kind, &quality);
    });
    Ok(JsFuture::from(written).await?.unchecked_into())
}
