//! The widget looks the same whatever style sheets the page has.

use std::io::Cursor;

use kefu_e2e::{Device, STANDING_CLOCK, Shop, Visit};

/// The page itself is taken away, so that only the widget is compared.
const ALONE: &str = "html { background: #fff !important } body > :not(kefu-chat) { display: none !important } body { background: #fff !important }";

const HOSTILE: &str = "
    html { font-size: 40px; line-height: 3; letter-spacing: 4px; color: red; word-spacing: 9px; text-transform: uppercase;
        direction: ltr; cursor: wait; quotes: '<' '>'; visibility: visible; text-align: right; font-style: italic; font-family: serif }
    body * { all: unset !important; transform: rotate(1deg) !important; float: right !important }
    kefu-chat { display: none !important; opacity: 0.2 !important; position: static !important; filter: blur(3px) !important; zoom: 2 !important }
    div, button, svg, section { display: inline !important; width: 7px !important; background: lime !important; pointer-events: none !important }
    button { padding: 40px !important; border-radius: 0 !important } p { margin: 50px !important } * { box-sizing: content-box !important }
    ::selection { background: red } :root { --accent: red; --surface: red; --text: red }";

#[tokio::test]
async fn the_loudest_page_styles_change_no_pixel_of_the_open_panel() {
    let plain = opened(Shop::new().script_first(STANDING_CLOCK).style(ALONE), Device::LAPTOP).await;
    let hostile = opened(
        Shop::new().script_first(STANDING_CLOCK).style(&format!("{ALONE}{HOSTILE}")),
        Device::LAPTOP,
    )
    .await;
    same("panel", &plain, &hostile);
}

#[tokio::test]
async fn the_loudest_page_styles_change_no_pixel_of_the_bubble() {
    let mut pictures = Vec::new();
    for css in [ALONE.to_owned(), format!("{ALONE}{HOSTILE}")] {
        let visit = Shop::new().style(&css).visit().await;
        visit.find("button", "在线客服").await;
        pictures.push(visit.still_picture().await);
    }
    same("bubble", &pictures[0], &pictures[1]);
}

#[tokio::test]
async fn the_page_can_set_the_colours_it_is_meant_to_set() {
    let visit = Shop::new().style("kefu-chat { --kefu-accent: rgb(120, 0, 200); }").visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    let bubble: String =
        visit.value("getComputedStyle(all('button', '在线客服')[0]).backgroundColor").await;
    assert_eq!(bubble, "rgb(120, 0, 200)");
    let own: String = visit.value("getComputedStyle(root().querySelector('[data-author=visitor] .bubble')).backgroundColor").await;
    assert_eq!(own, "rgb(120, 0, 200)");
}

async fn opened(shop: Shop, device: Device) -> Vec<u8> {
    let visit: Visit = shop.visit_with(device).await;
    // What is painted while it moves keeps traces of that which no eye sees, but this test would.
    visit.wants_no_motion().await;
    visit.open_chat().await;
    visit.has_focus("textbox", "请输入您的问题").await;
    visit.hears("bot", "您好").await;
    // A blinking caret is no difference.
    visit.run("focused().blur();").await;
    visit.still_picture().await
}

/// A painter works in tiles and rounds at their edges; nobody sees a difference of so many of 255 levels.
const UNSEEN: u8 = 3;

fn same(name: &str, plain: &[u8], hostile: &[u8]) {
    let (before, after) = (pixels(plain), pixels(hostile));
    let differs = |(one, other): (&u8, &u8)| one.abs_diff(*other) > UNSEEN;
    if before.len() == after.len() && !before.iter().zip(&after).any(differs) {
        return;
    }
    let folder = std::env::temp_dir();
    let paths =
        ["plain", "hostile"].map(|page| folder.join(format!("kefu-{name}-on-{page}-page.png")));
    for (path, picture) in paths.iter().zip([plain, hostile]) {
        std::fs::write(path, picture).expect("the picture can be written");
    }
    panic!("the {name} looks different; compare {} and {}", paths[0].display(), paths[1].display());
}

/// Every level of every pixel, row by row.
fn pixels(picture: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info().expect("a PNG");
    let mut levels = vec![0; reader.output_buffer_size().expect("a picture of a screen")];
    reader.next_frame(&mut levels).expect("a whole PNG");
    levels
}
