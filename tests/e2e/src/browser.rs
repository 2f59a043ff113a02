//! Chromium with its driver, for one test: a fresh profile, gone afterwards.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::given;
use crate::shop::Folder;

/// What keeps any browser under test from asking hosts for things no test needs, and lets it start in a container.
const FLAGS: &str = include_str!("../../chromium.flags");

/// What these tests want besides.
const OWN_FLAGS: [&str; 3] = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--hide-scrollbars",
    "--lang=zh-CN",
];

/// So often a browser is started before the test fails.
const ATTEMPTS: usize = 3;

/// A driver has started after a second, but not where many start at once on a slow disk.
const START: Duration = Duration::from_secs(60);

/// How often the driver is asked whether it is there.
const PACE: Duration = Duration::from_millis(40);

/// What the visitor holds in their hands.
#[derive(Clone, Copy, Debug)]
pub struct Device {
    width: u32,
    height: u32,
    touch: bool,
    dark: bool,
    font_size: u32,
    /// What the browser itself speaks, in the form of `LANGUAGE`.
    language: &'static str,
}

impl Device {
    /// A laptop with a mouse.
    pub const LAPTOP: Self = Self {
        width: 1280,
        height: 860,
        touch: false,
        dark: false,
        font_size: 16,
        language: "zh_CN",
    };

    /// A phone of usual size.
    pub const PHONE: Self = Self { width: 390, height: 844, touch: true, ..Self::LAPTOP };

    /// The narrowest screen that content must fit without scrolling sideways.
    pub const SMALL_PHONE: Self = Self { width: 320, height: 568, ..Self::PHONE };

    /// Set to dark.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// With a browser in English.
    pub const fn english(self) -> Self {
        Self { language: "en_US", ..self }
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
    /// A browser that is ready. A machine under load may fail to start one in time; then another gets its chance.
    pub(crate) async fn start(device: Device) -> Self {
        let mut reasons = String::new();
        for _ in 0..ATTEMPTS {
            match Self::try_to_start(device).await {
                Ok(browser) => return browser,
                Err(reason) => reasons = format!("{reasons}\n{reason}"),
            }
        }
        panic!("{ATTEMPTS} times the browser did not start:{reasons}");
    }

    async fn try_to_start(device: Device) -> Result<Self, String> {
        let process = DriverProcess::start(device.language)?;
        process.answers().await?;
        let url = format!("http://127.0.0.1:{}", process.port);
        let driver = WebDriver::new(url, capabilities(device));
        let driver = driver.await.map_err(|error| format!("no browser session: {error}"))?;
        let browser = Self { driver, process };
        if !device.touch {
            let Device { width, height, .. } = device;
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        }
        let scheme = if device.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await;
        Ok(browser)
    }

    /// Asks the browser for what WebDriver has no words for.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

fn capabilities(device: Device) -> Capabilities {
    let Device { width, height, touch, font_size, .. } = device;
    let flags: Vec<&str> = FLAGS.lines().chain(OWN_FLAGS).collect();
    let mut options = json!({
        "binary": given("KEFU_CHROMIUM"),
        "args": flags,
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
}

impl DriverProcess {
    fn start(language: &str) -> Result<Self, String> {
        let program = given("KEFU_CHROMEDRIVER");
        let folder = Folder::new();
        let child = Command::new(&program)
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .env("LANGUAGE", language)
            // Without a language of its own the system's is that of no country, and the other is not looked at.
            .env("LANG", format!("{language}.UTF-8"))
            .env_remove("LC_ALL")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        // From here on whatever goes wrong ends the process.
        let mut process = Self { child, _folder: folder, port: 0 };
        let out = process.child.stdout.take().ok_or("chromedriver has no output")?;
        let (tell, told) = mpsc::channel();
        // Reads to the end: a driver that cannot speak any more dies.
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = tell.send(port);
                }
            }
        });
        let port = told.recv_timeout(START);
        process.port = port.map_err(|_| "chromedriver does not say on which port it listens")?;
        Ok(process)
    }

    /// Waits until the driver takes connections: it may say its port before it does.
    async fn answers(&self) -> Result<(), String> {
        let started = Instant::now();
        loop {
            match TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
                Ok(_) => return Ok(()),
                Err(error) if started.elapsed() > START => {
                    return Err(format!(
                        "chromedriver does not answer on port {}: {error}",
                        self.port
                    ));
                }
                Err(_) => tokio::time::sleep(PACE).await,
            }
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

/// The port in "ChromeDriver was started successfully on port 40123."
fn port_in(line: &str) -> Option<u16> {
    line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok()
}
