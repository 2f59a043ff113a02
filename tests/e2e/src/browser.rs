//! Chromium with its driver, for one test: a fresh profile, gone afterwards.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::given;
use crate::shop::Folder;

/// What the visitor holds in their hands.
#[derive(Clone, Copy, Debug)]
pub struct Device {
    width: u32,
    height: u32,
    touch: bool,
    dark: bool,
    font_size: u32,
}

impl Device {
    /// A laptop with a mouse.
    pub const LAPTOP: Self =
        Self { width: 1280, height: 860, touch: false, dark: false, font_size: 16 };

    /// A phone of usual size.
    pub const PHONE: Self = Self { width: 390, height: 844, touch: true, ..Self::LAPTOP };

    /// The narrowest screen that content must fit without scrolling sideways.
    pub const SMALL_PHONE: Self = Self { width: 320, height: 568, ..Self::PHONE };

    /// Set to dark.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// With letters of so many pixels where a page asks for none.
    pub const fn with_font_size(self, font_size: u32) -> Self {
        Self { font_size, ..self }
    }
}

/// A browser with an empty page. Dropping it ends it, also after a failed test.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    process: DriverProcess,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The session would wait for a runtime that waits for this very drop; the driver ends it instead.
        let _ = self.driver.clone().leak();
        self.process.shut_down();
    }
}

impl Browser {
    pub(crate) async fn start(device: Device) -> Self {
        let process = DriverProcess::start();
        let url = format!("http://127.0.0.1:{}", process.port);
        let driver = WebDriver::new(url, capabilities(device)).await.expect("the browser starts");
        let browser = Self { driver, process };
        if !device.touch {
            let Device { width, height, .. } = device;
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        }
        let scheme = if device.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await;
        browser
    }

    /// Asks the browser for what WebDriver has no words for.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

fn capabilities(device: Device) -> Capabilities {
    let Device { width, height, touch, font_size, .. } = device;
    let mut options = json!({
        "binary": given("KEFU_CHROMIUM"),
        "args": [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--hide-scrollbars",
            "--lang=zh-CN",
        ],
        "prefs": { "webkit.webprefs.default_font_size": font_size },
    });
    if touch {
        options["mobileEmulation"] = json!({ "deviceMetrics": {
            "width": width, "height": height, "pixelRatio": 1.0, "touch": true, "mobile": true,
        } });
    }
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    serde_json::from_value(wanted).expect("capabilities are a map")
}

/// A chromedriver on a port of its own choice.
struct DriverProcess {
    child: Child,
    /// The browser's profile and whatever else it leaves behind.
    _folder: Folder,
    port: u16,
    /// Held open: a driver that cannot speak any more dies.
    _out: BufReader<ChildStdout>,
}

impl DriverProcess {
    fn start() -> Self {
        let program = given("KEFU_CHROMEDRIVER");
        let folder = Folder::new();
        let child = Command::new(&program)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut out = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let port = out.by_ref().lines().map_while(Result::ok).find_map(|line| {
            line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok()
        });
        Self {
            child,
            _folder: folder,
            port: port.expect("chromedriver says on which port it listens"),
            _out: out,
        }
    }

    /// Ends the browser and then the driver; a driver that was killed would leave its browser behind.
    fn shut_down(&self) {
        let Ok(mut connection) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else {
            return;
        };
        let _ = connection.set_read_timeout(Some(Duration::from_secs(10)));
        let request = "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        let _ = connection.write_all(request.as_bytes());
        let _ = connection.read_to_end(&mut Vec::new());
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
