//! The assistant comes after the panel, in a thread of its own where it may.

use kefu_e2e::Shop;

/// How many times the page itself fetched the engine; what a worker fetches is not the page's.
const FETCHED_BY_PAGE: &str = "performance.getEntriesByType('resource')
    .filter((one) => /brain-.*\\.wasm$/.test(one.name)).length";

const WORKERS: &str = "window.begun = 0;
    window.ended = 0;
    const Real = window.Worker;
    window.Worker = class extends Real {
        constructor(...all) { super(...all); begun++; }
        terminate() { ended++; super.terminate(); }
    };";

#[tokio::test]
async fn it_thinks_in_a_thread_of_its_own_and_goes_with_the_widget() {
    let visit = Shop::new().script_first(WORKERS).visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    assert_eq!(visit.value::<u32>(FETCHED_BY_PAGE).await, 0);
    assert_eq!(visit.value::<[u32; 2]>("[begun, ended]").await, [1, 0]);
    visit.run("Kefu('destroy');").await;
    visit.until("its thread has ended", "ended === 1").await;
}

#[tokio::test]
async fn where_workers_are_forbidden_it_answers_beside_the_page() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"worker-src 'none'\">";
    let visit = Shop::new().head(policy).visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    assert_eq!(visit.value::<u32>(FETCHED_BY_PAGE).await, 1);
}

#[tokio::test]
async fn when_it_cannot_be_loaded_the_visitor_is_told_and_a_person_is_there() {
    let visit = Shop::new().without_engine().visit().await;
    visit.open_chat().await;
    visit.hears("bot", "自动助手还没能加载出来").await;
    visit.ask("运费怎么算").await;
    visit.find("button", "运费怎么算").await;
    visit.bring_back_the_engine();
    visit.click("button", "运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给").await;
}

const WHY: &str = "root().querySelector('details.explained')?.textContent ?? ''";

#[tokio::test]
async fn an_owner_is_told_what_led_to_an_answer() {
    let visit = Shop::new().attribute("data-debug").visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.until("the decision is told", &format!("({WHY}).includes('is answered')")).await;
    visit.ask("我要投诉").await;
    visit.until("the next one, too", &format!("({WHY}).includes('It complains')")).await;
}

#[tokio::test]
async fn a_visitor_downloads_and_sees_nothing_of_that() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    assert_eq!(visit.value::<String>(WHY).await, "");
    let requests = visit.widget_requests();
    assert!(!requests.iter().any(|one| one.contains("explaining")), "{requests:?}");
}

#[tokio::test]
async fn a_compiled_pack_is_read_like_the_json() {
    let visit = Shop::new().compiled().visit().await;
    visit.open_chat().await;
    visit.find("dialog", "山野集").await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.hears("bot", "水只倒到七分满").await;
    assert!(visit.console_errors().await.is_empty());
}

#[tokio::test]
async fn a_compiled_pack_that_lost_its_end_is_read_all_the_same() {
    let visit = Shop::new().compiled().cut(40).visit().await;
    visit.open_chat().await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.hears("bot", "水只倒到七分满").await;
}
