//! What the console knows, and the verbs that change it.

use std::collections::HashMap;

use gloo_timers::future::TimeoutFuture;
use kefu_wire::chatwoot::Message;
use kefu_wire::console::{Agent, Canned, Details, Event, SignedIn, Status, Summary};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Fault};
use crate::texts::{NEW_MESSAGE, NOT_REACHED, REFUSED};
use crate::{chime, room};

/// Where the language stands that this agent chose.
const LANGUAGE: &str = "kefu:console:language";

/// Who was said to type and is not heard of for so long has stopped, in milliseconds.
const TYPED_MS: u32 = 8_000;

/// Stands there when they want no sound.
const SILENT: &str = "kefu:console:silent";

/// What is shown beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Who waits.
    Queue,
    /// One's own conversations.
    Mine,
    /// All of them.
    All,
    /// How the desk fares.
    Figures,
    /// What the assistant knows.
    Knowledge,
    /// Who else is there, and what is written often.
    Team,
}

/// What the console knows. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Who is signed in; nothing until that is known or somebody is.
    pub me: RwSignal<Option<SignedIn>>,
    /// Whether it is known who is signed in.
    pub is_ready: RwSignal<bool>,
    /// What is shown.
    pub view: RwSignal<View>,
    /// The conversations of the view.
    pub list: RwSignal<Vec<Summary>>,
    /// The conversation that is open.
    pub open: RwSignal<Option<i64>>,
    /// All of it.
    pub details: RwSignal<Option<Details>>,
    /// Everybody at the desk.
    pub agents: RwSignal<Vec<Agent>>,
    /// What is written often.
    pub canned: RwSignal<Vec<Canned>>,
    /// Whether the visitor of the open conversation types.
    pub is_visitor_typing: RwSignal<bool>,
    /// Who looks at which conversation.
    pub looking: RwSignal<Vec<(i64, i64)>>,
    /// Which agent writes in which conversation.
    pub writing: RwSignal<Vec<(i64, i64)>>,
    /// Whether the desk tells what happens.
    pub is_connected: RwSignal<bool>,
    /// What went wrong last.
    pub notice: RwSignal<String>,
    /// Whether this agent reads English.
    pub is_english: RwSignal<bool>,
    /// Whether this agent wants to hear nothing.
    pub is_silent: RwSignal<bool>,
    /// Now, in milliseconds since 1970, every few seconds.
    pub now: RwSignal<f64>,
    /// Who has each conversation that was told of since this page was opened.
    assignees: StoredValue<HashMap<i64, Option<i64>>>,
    /// When each agent last typed, in milliseconds since 1970.
    typed_at: StoredValue<HashMap<i64, f64>>,
    /// Whether somebody wrote while the open conversation was being fetched.
    has_missed: StoredValue<bool>,
}

impl Desk {
    /// A console in front of a closed door.
    pub fn new() -> Self {
        let chosen = kept(LANGUAGE);
        let browser = web_sys::window().and_then(|window| window.navigator().language());
        let language = chosen.or(browser).unwrap_or_default();
        Self {
            me: RwSignal::new(None),
            is_ready: RwSignal::new(false),
            view: RwSignal::new(View::Queue),
            list: RwSignal::new(Vec::new()),
            open: RwSignal::new(None),
            details: RwSignal::new(None),
            agents: RwSignal::new(Vec::new()),
            canned: RwSignal::new(Vec::new()),
            is_visitor_typing: RwSignal::new(false),
            looking: RwSignal::new(Vec::new()),
            writing: RwSignal::new(Vec::new()),
            is_connected: RwSignal::new(false),
            notice: RwSignal::new(String::new()),
            is_english: RwSignal::new(!language.starts_with("zh")),
            is_silent: RwSignal::new(kept(SILENT).is_some()),
            now: RwSignal::new(js_sys::Date::now()),
            assignees: StoredValue::new(HashMap::new()),
            typed_at: StoredValue::new(HashMap::new()),
            has_missed: StoredValue::new(false),
        }
    }

    /// The desk, for a component.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_else(Self::new)
    }

    /// Changes the language, for later, too.
    pub fn switch_language(self) {
        let is_english = !self.is_english.get_untracked();
        self.is_english.set(is_english);
        if let Some(storage) = storage() {
            // Whoever cannot keep it chooses again next time.
            let _ = storage.set_item(LANGUAGE, if is_english { "en" } else { "zh" });
        }
    }

    /// Lets new messages sound or not, for later, too; it sounds at once, so that one knows how.
    pub fn switch_sound(self) {
        let is_silent = !self.is_silent.get_untracked();
        self.is_silent.set(is_silent);
        // Whoever cannot keep it chooses again next time.
        let _ = storage().map(|storage| match is_silent {
            true => storage.set_item(SILENT, "yes"),
            false => storage.remove_item(SILENT),
        });
        if !is_silent {
            chime::ring();
        }
    }

    /// The token for what this agent changes.
    pub fn csrf(self) -> String {
        self.me.with_untracked(|me| me.as_ref().map(|me| me.csrf.clone()).unwrap_or_default())
    }

    /// The number of this agent.
    pub fn own_id(self) -> i64 {
        self.me.with(|me| me.as_ref().map_or(0, |me| me.me.id))
    }

    /// The name of an agent.
    pub fn name_of(self, id: i64) -> String {
        self.agents.with(|agents| {
            agents
                .iter()
                .find(|agent| agent.id == id)
                .map(|agent| agent.name.clone())
                .unwrap_or_default()
        })
    }

    // ---- Coming and going -------------------------------------------------------------------

    /// Looks whether somebody is signed in still.
    pub fn look_who_is_here(self) {
        spawn_local(async move {
            match api::get::<Option<SignedIn>>("/me").await {
                Ok(Some(me)) => self.enter(me),
                Ok(None) => {}
                Err(fault) => self.tell(&fault),
            }
            self.is_ready.set(true);
        });
    }

    /// Somebody has come in.
    pub fn enter(self, me: SignedIn) {
        self.me.set(Some(me));
        self.fetch_people();
        self.fetch_list();
        room::listen(self);
    }

    /// Somebody goes.
    pub fn leave(self) {
        let csrf = self.csrf();
        spawn_local(async move {
            // Gone is gone, whether the desk heard of it or not.
            let _ = api::send::<_, ()>("POST", "/sign-out", &(), &csrf).await;
            self.forget();
        });
    }

    /// Nothing that was seen here is left for whoever comes in next.
    fn forget(self) {
        room::close();
        self.me.set(None);
        self.open.set(None);
        self.details.set(None);
        self.list.set(Vec::new());
        self.agents.set(Vec::new());
        self.looking.set(Vec::new());
        self.writing.set(Vec::new());
        self.assignees.set_value(HashMap::new());
        self.is_connected.set(false);
    }

    /// Whether the session is still good, after the connection was lost.
    pub fn look_whether_signed_in(self) {
        let csrf = self.csrf();
        spawn_local(async move {
            let me = api::get::<Option<SignedIn>>("/me").await;
            // Whoever has come in meanwhile is not the one that was asked about.
            if matches!(me, Ok(None)) && self.csrf() == csrf {
                self.tell(&Fault::SignInFirst);
            }
        });
    }

    // ---- Fetching ---------------------------------------------------------------------------

    fn fetch_people(self) {
        spawn_local(async move {
            if let Ok(agents) = api::get("/agents").await {
                self.agents.set(agents);
            }
            if let Ok(canned) = api::get("/canned").await {
                self.canned.set(canned);
            }
        });
    }

    /// Fetches the conversations of the view.
    pub fn fetch_list(self) {
        let wanted = self.view.get_untracked();
        let view = match wanted {
            View::Queue => "queue",
            View::Mine => "mine",
            View::All => "all",
            View::Figures | View::Knowledge | View::Team => return,
        };
        spawn_local(async move {
            match api::get::<Vec<Summary>>(&format!("/conversations?view={view}")).await {
                // Another view may be shown by now.
                Ok(list) if self.view.get_untracked() == wanted => {
                    self.assignees.update_value(|known| {
                        known.extend(list.iter().map(|one| (one.id, one.assignee)));
                    });
                    self.list.set(list);
                }
                Ok(_) => {}
                Err(fault) => self.tell(&fault),
            }
        });
    }

    /// Shows another view.
    pub fn show(self, view: View) {
        self.view.set(view);
        self.list.set(Vec::new());
        self.fetch_list();
    }

    /// Opens a conversation.
    pub fn open_conversation(self, id: i64) {
        self.open.set(Some(id));
        self.is_visitor_typing.set(false);
        self.details.set(None);
        room::look_at(Some(id));
        self.fetch_details();
    }

    /// Closes it.
    pub fn close_conversation(self) {
        self.open.set(None);
        self.details.set(None);
        room::look_at(None);
    }

    /// Fetches all of the open conversation, and says that it was read.
    pub fn fetch_details(self) {
        let Some(id) = self.open.get_untracked() else { return };
        let csrf = self.csrf();
        spawn_local(async move {
            match api::get::<Details>(&format!("/conversations/{id}")).await {
                Ok(mut details) if self.open.get_untracked() == Some(id) => {
                    let is_mine = details.summary.assignee == Some(untrack(|| self.own_id()));
                    self.details.update(|known| {
                        // What was told while we asked is newer than the answer.
                        let known_id = known.as_ref().map(|known| known.summary.id);
                        if let Some(known) = known.take().filter(|_| known_id == Some(id)) {
                            let newest = details.messages.last().map_or(0, |one| one.id);
                            let newer = known.messages.into_iter().filter(|one| one.id > newest);
                            details.messages.extend(newer);
                            details.contact_seen_at =
                                details.contact_seen_at.max(known.contact_seen_at);
                            if known.summary.active_at > details.summary.active_at {
                                details.summary = known.summary;
                            }
                        }
                        *known = Some(details);
                    });
                    if self.has_missed.get_value() {
                        // Somebody wrote while we asked.
                        self.has_missed.set_value(false);
                        self.fetch_details();
                    }
                    if is_mine {
                        // It is said again with the next message.
                        let _ = api::send::<_, ()>(
                            "POST",
                            &format!("/conversations/{id}/seen"),
                            &(),
                            &csrf,
                        )
                        .await;
                    }
                }
                Ok(_) => {}
                Err(fault) => self.tell(&fault),
            }
        });
    }

    /// Does something to the desk, and tells when it did not work.
    pub fn act<B: serde::Serialize + 'static>(self, verb: &'static str, path: String, body: B) {
        let csrf = self.csrf();
        spawn_local(async move {
            if let Err(fault) = api::send::<_, ()>(verb, &path, &body, &csrf).await {
                self.tell(&fault);
            }
        });
    }

    /// Takes the conversation that goes first.
    pub fn take_next(self) {
        let csrf = self.csrf();
        spawn_local(async move {
            match api::send::<_, Option<i64>>("POST", "/next", &(), &csrf).await {
                Ok(Some(Some(id))) => self.open_conversation(id),
                Ok(_) => self.fetch_list(),
                Err(fault) => self.tell(&fault),
            }
        });
    }

    /// Says what went wrong.
    pub fn tell(self, fault: &Fault) {
        match fault {
            Fault::SignInFirst => self.forget(),
            Fault::NotReached => {
                self.notice.set(untrack(|| self.say(NOT_REACHED)).to_owned());
            }
            Fault::Refused { why, .. } => {
                self.notice.set(untrack(|| self.say(REFUSED)).to_owned() + why);
            }
        }
    }

    // ---- What the desk tells ----------------------------------------------------------------

    /// Takes in what happened.
    pub fn hear(self, event: Event) {
        match event {
            Event::Conversation { summary } => self.renew(summary),
            Event::Message { message } => self.heard_message(*message),
            Event::Typing { conversation, agent: None, is_typing } => {
                if self.open.get_untracked() == Some(conversation) {
                    self.is_visitor_typing.set(is_typing);
                }
            }
            Event::Typing { conversation, agent: Some(agent), is_typing } => {
                self.heard_colleague(agent, is_typing.then_some(conversation));
            }
            Event::Seen { conversation, at } => self.details.update(|details| {
                if let Some(details) = details.as_mut().filter(|one| one.summary.id == conversation)
                {
                    details.contact_seen_at = at;
                }
            }),
            Event::Looking { agent, conversation } => {
                // Whoever turns to something else writes here no more.
                self.writing.update(|writing| {
                    writing.retain(|(one, at)| *one != agent || Some(*at) == conversation);
                });
                self.looking.update(|looking| {
                    looking.retain(|(one, _)| *one != agent);
                    looking.extend(conversation.map(|conversation| (agent, conversation)));
                });
            }
            Event::Erased { conversation } => {
                self.list.update(|list| list.retain(|one| one.id != conversation));
                if self.open.get_untracked() == Some(conversation) {
                    self.close_conversation();
                }
            }
            Event::Agent { agent } => self.agents.update(|agents| {
                match agents.iter_mut().find(|one| one.id == agent.id) {
                    Some(known) => *known = agent,
                    None => agents.push(agent),
                }
            }),
        }
    }

    /// A colleague writes in a conversation, or has stopped.
    fn heard_colleague(self, agent: i64, conversation: Option<i64>) {
        let now = js_sys::Date::now();
        self.typed_at.update_value(|at| {
            at.insert(agent, now);
        });
        self.writing.update(|writing| {
            writing.retain(|(one, _)| *one != agent);
            writing.extend(conversation.map(|conversation| (agent, conversation)));
        });
        if conversation.is_some() {
            spawn_local(async move {
                TimeoutFuture::new(TYPED_MS).await;
                // Whoever has not typed since then thinks, or has gone.
                if self.typed_at.with_value(|at| at.get(&agent) == Some(&now)) {
                    self.heard_colleague(agent, None);
                }
            });
        }
    }

    fn renew(self, summary: Summary) {
        self.assignees.update_value(|known| {
            known.insert(summary.id, summary.assignee);
        });
        let belongs = match self.view.get_untracked() {
            View::Queue => summary.status == Status::Open && summary.assignee.is_none(),
            View::Mine => {
                matches!(summary.status, Status::Open | Status::Snoozed)
                    && summary.assignee == Some(untrack(|| self.own_id()))
            }
            View::All => true,
            View::Figures | View::Knowledge | View::Team => false,
        };
        let is_queue = self.view.get_untracked() == View::Queue;
        self.details.update(|details| {
            if let Some(details) = details.as_mut().filter(|one| one.summary.id == summary.id) {
                details.summary = summary.clone();
            }
        });
        self.list.update(|list| {
            list.retain(|one| one.id != summary.id);
            if belongs {
                list.push(summary);
            }
            if is_queue {
                list.sort_by_key(|one| {
                    (std::cmp::Reverse(one.priority), one.waiting_since, one.id)
                });
            } else {
                list.sort_by_key(|one| std::cmp::Reverse(one.active_at));
            }
        });
    }

    fn heard_message(self, message: Message) {
        let id = message.conversation_id;
        let is_open = self.open.get_untracked() == Some(id);
        let is_visitors = message.message_type == 0;
        if is_open {
            if is_visitors {
                self.is_visitor_typing.set(false);
            }
            self.has_missed.set_value(self.details.with_untracked(Option::is_none));
            self.details.update(|details| {
                let Some(details) = details else { return };
                if details.messages.iter().all(|known| known.id != message.id) {
                    details.messages.push(message);
                }
            });
            let is_mine = self.details.with_untracked(|details| {
                details
                    .as_ref()
                    .is_some_and(|one| one.summary.assignee == Some(untrack(|| self.own_id())))
            });
            if is_visitors && is_mine {
                self.act("POST", format!("/conversations/{id}/seen"), ());
            }
        }
        if is_visitors && !self.is_anothers(id) {
            self.call_for_attention(is_open);
        }
    }

    /// Whether somebody else has a conversation, as far as is known here.
    fn is_anothers(self, id: i64) -> bool {
        let assignee = self.assignees.with_value(|known| known.get(&id).copied().flatten());
        assignee.is_some_and(|agent| agent != untrack(|| self.own_id()))
    }

    /// A visitor wrote: an agent who looks elsewhere sees and hears it.
    fn call_for_attention(self, is_open: bool) {
        room::notify(untrack(|| self.say(NEW_MESSAGE)));
        let sees_it = is_open && room::is_looked_at();
        if !sees_it && !self.is_silent.get_untracked() {
            chime::ring();
        }
    }
}

/// What was kept under a name.
fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
