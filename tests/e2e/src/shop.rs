//! The built shop in a folder of one test, changed as the test needs it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use kefu_seal::{Key, MARK};
use serde_json::Value;

use crate::browser::{Browser, Device};
use crate::door::Door;
use crate::given;
use crate::receiver::{self, Options, Trouble};
use crate::visit::Visit;

const PACK: &str = "shop.kefu.json";
const PAGES: [&str; 2] = ["index.html", "en.html"];

/// A shop that opens when somebody visits it.
pub struct Shop {
    folder: Folder,
    trouble: Trouble,
    key: Option<Key>,
}

impl Shop {
    /// The demo shop as it was built, but with people there around the clock,
    /// so that no test depends on the hour at which it runs.
    pub fn new() -> Self {
        Self::as_built().pack(at_any_hour)
    }

    /// The demo shop as it was built, but with a webhook in the place of its desk.
    pub fn as_built() -> Self {
        Self::built().pack(|pack| {
            let desk = pack["channels"][0].as_object_mut().expect("there is a channel");
            desk.remove("inbox_identifier");
            desk.insert("kind".to_owned(), "webhook".into());
            desk.insert("url".to_owned(), "/hooks/handoff".into());
        })
    }

    /// The demo shop as it was built, without what depends on the hour.
    pub(crate) fn with_people_in_the_panel() -> Self {
        Self::built().pack(at_any_hour)
    }

    fn built() -> Self {
        let folder = Folder::new();
        copy(&given("KEFU_DIST"), &folder.0);
        Self { folder, trouble: Trouble::None, key: None }
    }

    pub(crate) fn into_folder(self) -> Folder {
        self.folder
    }

    /// Changes the site pack.
    pub fn pack(self, change: impl FnOnce(&mut Value)) -> Self {
        self.folder.change_pack(change);
        self
    }

    /// The site pack as it stands.
    pub fn read_pack(&self) -> Value {
        self.folder.read_pack()
    }

    /// Compiles the site pack, as `kefu build` does.
    pub fn compiled(self) -> Self {
        let json = self.read(PACK);
        let (pack, _) = kefu_engine::pack::load(json.as_bytes());
        let file = kefu_engine::dialog::Engine::new(pack).compile(&json);
        fs::write(self.folder.0.join(PACK), file).expect("the folder can be written");
        self
    }

    /// Cuts so many bytes off the end of the site pack.
    pub fn cut(self, bytes: usize) -> Self {
        let path = self.folder.0.join(PACK);
        let mut file = fs::read(&path).expect("there is a pack");
        file.truncate(file.len() - bytes);
        fs::write(path, file).expect("the folder can be written");
        self
    }

    /// Takes the site pack away.
    pub fn without_pack(self) -> Self {
        fs::remove_file(self.folder.0.join(PACK)).expect("there is a pack to remove");
        self
    }

    /// Takes the engine's module away.
    pub fn without_engine(self) -> Self {
        let module = self.folder.engine("wasm");
        fs::rename(&module, module.with_extension("gone")).expect("there is an engine to remove");
        self
    }

    /// Changes a byte of the widget's module, as somebody on the way might, so that it would still run.
    pub fn change_module(self) -> Self {
        let folder = self.folder.0.join("kefu");
        let files = fs::read_dir(&folder).expect("there is a widget").flatten();
        let is_module = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("kefu-") && name.ends_with(".wasm")
        };
        let module = files.map(|file| file.path()).find(is_module).expect("there is a module");
        let mut bytes = fs::read(&module).expect("it can be read");
        // A section of a name that nobody reads: the module stays valid.
        bytes.extend([0, 2, 1, b'x']);
        fs::write(module, bytes).expect("the folder can be written");
        self
    }

    /// Adds a file, or puts it in the place of another.
    pub fn file(self, path: &str, text: &str) -> Self {
        fs::write(self.folder.0.join(path), text).expect("the folder can be written");
        self
    }

    /// Adds a script of the site that runs before anything else on its pages.
    pub fn script_first(self, script: &str) -> Self {
        let name = "first.js";
        assert!(!self.folder.0.join(name).exists(), "one script first is enough");
        let tag = format!("<head>\n<script src=\"/{name}\"></script>");
        self.file(name, script).in_pages("<head>", &tag)
    }

    /// Adds a style sheet of the site, after all others.
    pub fn style(self, css: &str) -> Self {
        let link = "<link rel=\"stylesheet\" href=\"/last.css\"></head>";
        self.file("last.css", css).in_pages("</head>", link)
    }

    /// Adds markup to the head of the pages.
    pub fn head(self, markup: &str) -> Self {
        self.in_pages("</head>", &format!("{markup}\n</head>"))
    }

    /// Puts something else in the place of the script tag of the widget; `{tag}` in it stands for the tag.
    pub fn tag(self, markup: &str) -> Self {
        let page = self.read(PAGES[0]);
        let at =
            page.find("<script async src=\"/kefu/kefu.js\"").expect("the page carries the widget");
        let end = at + page[at..].find("</script>").expect("the tag is closed") + "</script>".len();
        let tag = &page[at..end];
        self.in_pages(tag, &markup.replace("{tag}", tag))
    }

    /// Adds an attribute to the script tag of the widget.
    pub fn attribute(self, attribute: &str) -> Self {
        let (old, new) = ("src=\"/kefu/kefu.js\"", format!("{attribute} src=\"/kefu/kefu.js\""));
        self.in_pages(old, &new)
    }

    /// Makes the webhook misbehave.
    pub fn trouble(mut self, trouble: Trouble) -> Self {
        self.trouble = trouble;
        self
    }

    /// What goes to the webhook is to be sealed for it, and it takes nothing else.
    pub fn sealed(mut self) -> Self {
        let key = Key::fresh();
        let url = format!("/hooks/handoff{MARK}{}", key.public());
        self.key = Some(key);
        self.pack(|pack| pack["channels"][0]["url"] = url.into())
    }

    /// Opens the shop, and its first page on a laptop.
    pub async fn visit(self) -> Visit {
        self.visit_with(Device::LAPTOP).await
    }

    /// Opens the shop, and its first page on a device.
    pub async fn visit_with(self, device: Device) -> Visit {
        self.visit_at("/", device).await
    }

    /// Opens the shop, and one of its pages on a device.
    pub async fn visit_at(self, path: &str, device: Device) -> Visit {
        let dir = self.folder.0.clone();
        let options = Options { dir, trouble: self.trouble, key: self.key };
        let desk = receiver::serve(options).await.expect("the desk opens");
        let door = Door::open(desk.address).await.expect("the door opens");
        let browser = Browser::start(device).await;
        let visit = Visit::new(browser, door, Some(desk), self.folder);
        visit.go_to(path).await;
        visit
    }

    fn in_pages(self, old: &str, new: &str) -> Self {
        PAGES.iter().fold(self, |shop, page| {
            let html = shop.read(page);
            assert!(html.contains(old), "{page} has no {old}");
            shop.file(page, &html.replacen(old, new, 1))
        })
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.0.join(path)).expect("the file can be read")
    }
}

fn at_any_hour(pack: &mut Value) {
    let pack = pack.as_object_mut().expect("a pack is an object");
    for what_depends_on_the_time in ["hours", "greetings", "triggers"] {
        pack.remove(what_depends_on_the_time);
    }
}

impl Default for Shop {
    fn default() -> Self {
        Self::new()
    }
}

/// A folder that is gone when the test ends.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("kefu-e2e-{}-{number}", process::id()));
        // A run that was killed under the same number may have left one behind.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    /// The engine's module, or what became of it.
    pub(crate) fn engine(&self, extension: &str) -> PathBuf {
        let files = fs::read_dir(self.0.join("kefu")).expect("the widget has a folder");
        let mut paths = files.map(|file| file.expect("the folder can be read").path());
        let fits = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("brain-") && name.ends_with(&format!(".{extension}"))
        };
        paths.find(fits).expect("the shop was built with an engine")
    }

    /// The site pack as it stands.
    pub(crate) fn read_pack(&self) -> Value {
        let json = fs::read_to_string(self.0.join(PACK)).expect("the file can be read");
        serde_json::from_str(&json).expect("the pack is JSON")
    }

    /// Changes the site pack.
    pub(crate) fn change_pack(&self, change: impl FnOnce(&mut Value)) {
        let mut pack = self.read_pack();
        change(&mut pack);
        fs::write(self.0.join(PACK), pack.to_string()).expect("the folder can be written");
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    let entries = fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}
