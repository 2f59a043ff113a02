//! What the assistant knows: what visitors asked in vain, an entry in the making, and the versions of the pack.

use std::collections::BTreeMap;

use kefu_wire::console::{Draft, Found, Knowledge as Known, Publish, Role, Tried, Try};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::app::may_invite;
use crate::moment::since;
use crate::state::Desk;
use crate::texts::{
    ANSWER, ASKED_IN_VAIN, BRING_BACK, CANCEL, DRAFT, EDIT, NO_PACK, NOTHING_IN_VAIN, PUBLISH,
    PUBLISHED, PUT_ASIDE, QUESTION, SITE, TRY, TRY_DRAFT, TRY_QUESTION, VERSIONS, WOULD_ANSWER,
    WOULD_NOT_KNOW, WOULD_OFFER, WRITE_ANSWER,
};

/// What the page holds. A handle: copies are the same page.
#[derive(Clone, Copy)]
struct Page {
    desk: Desk,
    known: RwSignal<Option<Known>>,
    /// The entry in the making.
    draft: RwSignal<Option<Draft>>,
    /// The question that it settles.
    settles: RwSignal<Option<i64>>,
    /// The version that the writer saw.
    base: RwSignal<i64>,
    /// What a visitor would say.
    question: RwSignal<String>,
    tried: RwSignal<Option<Tried>>,
    /// Whether the last thing that happened is that something was published.
    is_published: RwSignal<bool>,
}

impl Page {
    fn fetch(self) {
        spawn_local(async move {
            match api::get("/knowledge").await {
                Ok(known) => self.known.set(Some(known)),
                Err(fault) => self.desk.tell(&fault),
            }
        });
    }

    fn locales(self) -> Vec<String> {
        let locales = self.known.with(|known| known.as_ref().map(|one| one.locales.clone()));
        locales.filter(|all| !all.is_empty()).unwrap_or_else(|| vec!["zh-CN".to_owned()])
    }

    /// Begins an entry for a question that was asked in vain.
    fn begin(self, id: i64, question: String) {
        let locale = locale_of(&question, &untrack(|| self.locales()));
        self.settles.set(Some(id));
        self.question.set(question.clone());
        self.edit(Draft { question: BTreeMap::from([(locale, question)]), ..Draft::default() });
    }

    /// Opens an entry that is there.
    fn open(self, id: String) {
        spawn_local(async move {
            match api::get(&format!("/knowledge/entries/{id}")).await {
                Ok(draft) => self.edit(draft),
                Err(fault) => self.desk.tell(&fault),
            }
        });
    }

    fn edit(self, draft: Draft) {
        let version = |known: &Option<Known>| known.as_ref().map_or(0, |one| one.version);
        self.base.set(self.known.with_untracked(version));
        self.is_published.set(false);
        self.tried.set(None);
        self.draft.set(Some(draft));
    }

    fn close(self) {
        self.draft.set(None);
        self.settles.set(None);
        self.tried.set(None);
    }

    /// Asks what would be answered, with the draft if there is one.
    fn attempt(self) {
        let question = self.question.get_untracked();
        if question.trim().is_empty() {
            return;
        }
        let locale = locale_of(&question, &untrack(|| self.locales()));
        let asked = Try { question, locale, draft: self.draft.get_untracked() };
        let csrf = self.desk.csrf();
        spawn_local(async move {
            match api::send("POST", "/knowledge/try", &asked, &csrf).await {
                Ok(tried) => self.tried.set(tried),
                Err(fault) => self.desk.tell(&fault),
            }
        });
    }

    fn publish(self) {
        let Some(draft) = self.draft.get_untracked() else { return };
        let base = self.base.get_untracked();
        let publish = Publish { base, draft, settles: self.settles.get_untracked() };
        self.change("POST", "/knowledge/publish".to_owned(), publish);
    }

    /// Changes something, and looks again at everything.
    fn change<B: serde::Serialize + 'static>(self, verb: &'static str, path: String, body: B) {
        let csrf = self.desk.csrf();
        spawn_local(async move {
            match api::send::<_, i64>(verb, &path, &body, &csrf).await {
                Ok(version) => {
                    if version.is_some() {
                        self.close();
                        self.is_published.set(true);
                    }
                }
                Err(fault) => self.desk.tell(&fault),
            }
            self.fetch();
        });
    }
}

/// The language of the pack in which a question is probably written.
fn locale_of(question: &str, locales: &[String]) -> String {
    let is_chinese = question.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let fits = |locale: &&String| locale.starts_with("zh") == is_chinese;
    locales.iter().find(fits).or(locales.first()).cloned().unwrap_or_default()
}

/// The page.
#[component]
pub fn Knowledge() -> impl IntoView {
    let page = Page {
        desk: Desk::here(),
        known: RwSignal::new(None),
        draft: RwSignal::new(None),
        settles: RwSignal::new(None),
        base: RwSignal::new(0),
        question: RwSignal::new(String::new()),
        tried: RwSignal::new(None),
        is_published: RwSignal::new(false),
    };
    let desk = page.desk;
    page.fetch();
    let has_pack =
        move || page.known.with(|known| known.as_ref().is_none_or(|one| one.version > 0));
    view! {
        <main class="team knowledge" tabindex="0">
            <Show
                when=has_pack
                fallback=move || view! { <p class="choose">{move || desk.say(NO_PACK)}</p> }
            >
                <InVain page/>
                <Attempt page/>
                <Show when=move || page.draft.with(Option::is_some)>
                    <Editor page/>
                </Show>
                <p role="status">
                    {move || page.is_published.get().then(|| desk.say(PUBLISHED))}
                </p>
                <Versions page/>
            </Show>
        </main>
    }
}

/// What visitors asked in vain.
#[component]
fn InVain(page: Page) -> impl IntoView {
    let desk = page.desk;
    let all = move || {
        page.known
            .with(|known| known.as_ref().map(|one| one.unanswered.clone()).unwrap_or_default())
    };
    let is_empty = move || page.known.with(Option::is_some) && all().is_empty();
    view! {
        <section>
            <h2>{move || desk.say(ASKED_IN_VAIN)}</h2>
            <Show when=is_empty>
                <p class="quiet-text">{move || desk.say(NOTHING_IN_VAIN)}</p>
            </Show>
            <ul class="people">
                <For each=all key=|one| (one.id, one.count) let:one>
                    {
                        let (id, question) = (one.id, one.question.clone());
                        view! {
                            <li>
                                <span dir="auto">{one.question}</span>
                                " "
                                <span class="quiet-text">
                                    "× " {one.count} " · " {move || since(one.at, desk.now.get())}
                                </span>
                                " "
                                <button on:click=move |_| page.begin(id, question.clone())>
                                    {move || desk.say(WRITE_ANSWER)}
                                </button>
                                " "
                                <button class="quiet" on:click=move |_| {
                                    page.change("DELETE", format!("/knowledge/unanswered/{id}"), ());
                                }>{move || desk.say(PUT_ASIDE)}</button>
                            </li>
                        }
                    }
                </For>
            </ul>
        </section>
    }
}

/// A question to the assistant, and what it would say.
#[component]
fn Attempt(page: Page) -> impl IntoView {
    let desk = page.desk;
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        page.attempt();
    };
    view! {
        <section>
            <h2>{move || desk.say(TRY_QUESTION)}</h2>
            <form class="fields" on:submit=ask>
                <label>
                    {move || desk.say(QUESTION)}
                    <input type="text" maxlength="2000" bind:value=page.question/>
                </label>
                <button type="submit">{move || desk.say(TRY)}</button>
            </form>
            <div role="status">
                {move || page.tried.get().map(|tried| view! { <Outcome page tried/> })}
            </div>
        </section>
    }
}

/// What would be said.
#[component]
fn Outcome(page: Page, tried: Tried) -> impl IntoView {
    let desk = page.desk;
    let says = match (tried.is_answer, tried.entries.is_empty()) {
        (_, true) => WOULD_NOT_KNOW,
        (true, false) => WOULD_ANSWER,
        (false, false) => WOULD_OFFER,
    };
    let entry = move |one: Found| {
        let id = one.id.clone();
        let edit = (!id.is_empty()).then(|| {
            view! {
                <button class="quiet" on:click=move |_| page.open(id.clone())>
                    {move || desk.say(EDIT)}
                </button>
            }
        });
        let draft = one.id.is_empty().then(|| view! { <b>{move || desk.say(DRAFT)} " "</b> });
        view! {
            <li>
                {draft} <b dir="auto">{one.question}</b> " " {edit}
                <p class="found" dir="auto">{one.answer}</p>
            </li>
        }
    };
    view! {
        <p>{move || desk.say(says)}</p>
        <ul class="people">{tried.entries.into_iter().map(entry).collect_view()}</ul>
    }
}

/// An entry in each language of the pack.
#[component]
fn Editor(page: Page) -> impl IntoView {
    let desk = page.desk;
    let may_publish =
        move || may_invite(desk.me.with(|me| me.as_ref().map_or(Role::Agent, |me| me.me.role)));
    let publish = move |event: SubmitEvent| {
        event.prevent_default();
        page.publish();
    };
    let part = move |part: Part, locale: String| {
        let (read, write) = (locale.clone(), locale.clone());
        let value = move || {
            page.draft.with(|draft| {
                draft.as_ref().and_then(|one| part.of(one).get(&read).cloned()).unwrap_or_default()
            })
        };
        let change = move |text: String| {
            page.draft.update(|draft| {
                if let Some(draft) = draft {
                    part.of_mut(draft).insert(write.clone(), text);
                }
            });
        };
        let name = move || format!("{} · {locale}", desk.say(part.name()));
        view! {
            <label>
                {name}
                <textarea
                    rows=part.rows()
                    maxlength="5000"
                    dir="auto"
                    prop:value=value
                    on:input=move |event| change(event_target_value(&event))
                ></textarea>
            </label>
        }
    };
    let fields = move || {
        let all = page.locales().into_iter();
        all.map(|locale| (part(Part::Question, locale.clone()), part(Part::Answer, locale)))
            .collect_view()
    };
    view! {
        <section>
            <h2>{move || desk.say(DRAFT)}</h2>
            <form class="fields" on:submit=publish>
                {fields}
                <div class="sending">
                    <button type="button" class="quiet" on:click=move |_| page.close()>
                        {move || desk.say(CANCEL)}
                    </button>
                    <button type="button" on:click=move |_| page.attempt()>
                        {move || desk.say(TRY_DRAFT)}
                    </button>
                    <Show when=may_publish>
                        <button class="primary" type="submit">{move || desk.say(PUBLISH)}</button>
                    </Show>
                </div>
            </form>
        </section>
    }
}

/// A part of an entry.
#[derive(Clone, Copy)]
enum Part {
    Question,
    Answer,
}

impl Part {
    fn of(self, draft: &Draft) -> &BTreeMap<String, String> {
        match self {
            Self::Question => &draft.question,
            Self::Answer => &draft.answer,
        }
    }

    fn of_mut(self, draft: &mut Draft) -> &mut BTreeMap<String, String> {
        match self {
            Self::Question => &mut draft.question,
            Self::Answer => &mut draft.answer,
        }
    }

    fn name(self) -> crate::texts::Text {
        match self {
            Self::Question => QUESTION,
            Self::Answer => ANSWER,
        }
    }

    fn rows(self) -> u32 {
        match self {
            Self::Question => 1,
            Self::Answer => 4,
        }
    }
}

/// Who published a version; the site itself has a name that nobody has.
fn author(desk: Desk, name: &str) -> String {
    if name.starts_with('=') { desk.say(SITE).to_owned() } else { name.to_owned() }
}

/// The versions of the pack, each of which can be brought back.
#[component]
fn Versions(page: Page) -> impl IntoView {
    let desk = page.desk;
    let all = move || {
        page.known.with(|known| known.as_ref().map(|one| one.versions.clone()).unwrap_or_default())
    };
    let newest = move || page.known.with(|known| known.as_ref().map_or(0, |one| one.version));
    let may_publish =
        move || may_invite(desk.me.with(|me| me.as_ref().map_or(Role::Agent, |me| me.me.role)));
    view! {
        <section>
            <h2>{move || desk.say(VERSIONS)}</h2>
            <ol class="people" reversed="">
                <For each=all key=|one| one.version let:one>
                    <li>
                        <b>{one.version}</b>
                        " "
                        <span dir="auto">{one.note}</span>
                        " "
                        <span class="quiet-text">
                            {move || author(desk, &one.author)} " · " {move || since(one.at, desk.now.get())}
                        </span>
                        " "
                        <Show when=move || may_publish() && one.version != newest()>
                            <button class="quiet" on:click=move |_| {
                                page.change("POST", format!("/knowledge/restore/{}", one.version), ());
                            }>{move || desk.say(BRING_BACK)}</button>
                        </Show>
                    </li>
                </For>
            </ol>
        </section>
    }
}
