//! From a fresh checkout to a shop with the widget on it, answered by a person.

use crate::{child, dist, failure::Outcome, place, setup};

/// The inbox that the demo shop's pack names.
const INBOX: &str = "shanye-demo";

/// The demo shop's pack, on the site.
const PACK: &str = "/shop.kefu.json";

/// The agent of the demonstration.
const AGENT: &str = "小李";

/// Builds the shop and serves it together with the desk until the person stops it.
pub fn run(port: &str) -> Outcome {
    let tools = setup::build_tools()?;
    let dist = dist::run(&tools)?;
    println!("▸ Starting the desk (compiling it takes about 5 minutes the first time)");
    let top = place::top()?;
    let mut desk = child::cargo(&top);
    desk.args(["run", "--release", "--package", "kefu-desk", "--", "serve", "--site"])
        .arg(dist)
        .arg("--data")
        .arg(top.join("target/demo"))
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .args(["--pack", PACK, "--inbox", INBOX, "--demo-agent", AGENT])
        .env("RUST_LOG", "warn");
    child::run(&mut desk)
}
