//! A shop whose people answer in the panel: the real desk with its own data, visitors and agents in real browsers.

use std::net::SocketAddr;

use kefu_desk::secrets::hmac;
use kefu_desk::store::Store;
use kefu_desk::{Options, Running};
use kefu_wire::console::{NewAgent, Role};

use crate::browser::{Browser, Device};
use crate::door::Door;
use crate::keys::Key;
use crate::shop::{Folder, Shop};
use crate::visit::Visit;

/// The inbox that the demo shop's pack names.
const INBOX: &str = "shanye-demo";

/// The password of every agent.
pub const PASSWORD: &str = "correct horse";

/// The desk of a shop, which can be closed and opened again on the same data.
pub struct LiveShop {
    site: Folder,
    data: Folder,
    desk: Option<Running>,
    address: SocketAddr,
}

impl LiveShop {
    /// The demo shop as it was built, with people there around the clock, and nobody at the desk yet.
    pub async fn open() -> Self {
        let site = Shop::with_people_in_the_panel().into_folder();
        let data = Folder::new();
        let desk = serve(&site, &data, SocketAddr::from(([127, 0, 0, 1], 0))).await;
        Self { address: desk.address, site, data, desk: Some(desk) }
    }

    /// Takes the desk off the net, and the shop with it.
    pub async fn close(&mut self) {
        if let Some(desk) = self.desk.take() {
            desk.stop().await;
        }
    }

    /// Opens it again where it was.
    pub async fn reopen(&mut self) {
        self.desk = Some(serve(&self.site, &self.data, self.address).await);
    }

    /// What the shop's server puts into its page to vouch for a visitor.
    pub async fn vouches_for(&self, identifier: &str) -> String {
        let store = Store::visit(self.data.path()).await.expect("the desk is at work");
        let key = store.identity_key().await.expect("the desk has a key");
        hmac(&key, identifier)
    }

    /// A visitor in front of the shop.
    pub async fn visitor(&self, device: Device) -> Visit {
        let visit = self.browser(device).await;
        visit.go_to("/").await;
        visit
    }

    /// An agent who has come in, and takes conversations.
    pub async fn agent(&self, name: &str) -> Visit {
        self.agent_of("", name).await
    }

    /// The same, of a department.
    pub async fn agent_of(&self, department: &str, name: &str) -> Visit {
        let agent = self.come_in(name, department, Device::LAPTOP).await;
        agent.click("button", "在线").await;
        agent.until("the desk knows it", "all('button', '在线')[0]?.ariaPressed === 'true'").await;
        agent
    }

    /// An agent who has come in on a device, and takes no conversations yet.
    pub async fn agent_on(&self, name: &str, device: Device) -> Visit {
        self.come_in(name, "", device).await
    }

    async fn come_in(&self, name: &str, department: &str, device: Device) -> Visit {
        let new = NewAgent {
            email: format!("{name}@shop.example"),
            name: name.to_owned(),
            title: "客服".to_owned(),
            department: department.to_owned(),
            role: Role::Supervisor,
            ..NewAgent::default()
        };
        let desk = self.desk.as_ref().expect("the desk is open");
        let link = desk.invite(&new).await.expect("the desk keeps it").expect("the name is free");
        let invitation = link.split('#').nth(1).expect("a link has an invitation");
        let agent = self.browser(device).await;
        agent.go_to("/").await;
        agent.run("localStorage.setItem('kefu:console:language', 'zh');").await;
        agent.go_to(&format!("/desk/#{invitation}")).await;
        agent.click("textbox", "密码").await;
        agent.press(PASSWORD).await;
        agent.press(Key::Enter).await;
        agent.find("button", "排队").await;
        agent
    }

    async fn browser(&self, device: Device) -> Visit {
        let door = Door::open(self.address).await.expect("the door opens");
        Visit::new(Browser::start(device).await, door, None, Folder::new())
    }
}

async fn serve(site: &Folder, data: &Folder, listen: SocketAddr) -> Running {
    let options = Options {
        data: data.path().to_owned(),
        listen,
        public_url: None,
        site: Some(site.path().to_owned()),
        pack: Some("/shop.kefu.json".to_owned()),
        origins: Vec::new(),
        inbox_identifier: Some(INBOX.to_owned()),
        gives_out: false,
        is_behind_proxy: false,
    };
    kefu_desk::serve(options)
        .await
        .unwrap_or_else(|error| panic!("the desk does not open: {error}"))
}

/// Chooses a photo of 4,000 by 3,000 pixels that tells where it was taken, for whoever is on the page to send.
pub async fn choose_photo(page: &Visit) {
    page.promised(
        r"(async () => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [4000, 3000];
            const pen = canvas.getContext('2d');
            pen.fillStyle = '#cfe3dc';
            pen.fillRect(0, 0, 4000, 3000);
            pen.fillStyle = '#0b6b62';
            pen.fillRect(1300, 1100, 1200, 1200);
            pen.lineWidth = 180;
            pen.strokeStyle = '#0b6b62';
            pen.strokeRect(2500, 1350, 450, 550);
            const drawn = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
            const bytes = new Uint8Array(await drawn.arrayBuffer());
            const place = new TextEncoder().encode('Exif\0\0GPS 31.2304 121.4737');
            const exif = [0xff, 0xe1, 0, place.length + 2, ...place];
            const parts = [bytes.slice(0, 2), new Uint8Array(exif), bytes.slice(2)];
            const chosen = new DataTransfer();
            chosen.items.add(new File(parts, '杯子.jpg', { type: 'image/jpeg' }));
            const home = isConsole ? document : root();
            const input = home.querySelector('.attach input');
            input.files = chosen.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
            return true;
        })()",
    )
    .await;
}
