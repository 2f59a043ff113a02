//! The profile form: nothing before consent, everything can be seen, changed and withdrawn.

use kefu_e2e::{Shop, Visit};

#[tokio::test]
async fn refusing_the_form_keeps_and_sends_nothing() {
    let visit = at_the_form().await;
    visit.fill("姓名…", "王小明").await;
    visit.fill("手机号…", "13800138000").await;
    let requests = visit.requests().len();
    visit.click("button", "不填了").await;
    visit.find("textbox", "请输入您的问题").await;
    assert_eq!(kept(&visit).await, [""; 0]);
    assert_eq!(visit.requests().len(), requests);
}

#[tokio::test]
async fn nothing_is_kept_while_the_form_is_being_filled() {
    let visit = at_the_form().await;
    assert!(ticked(&visit).await.iter().all(|on| !on), "no purpose is ticked beforehand");
    visit.fill("姓名…", "王小明").await;
    visit.click("checkbox", "客服不在线时…").await;
    assert_eq!(kept(&visit).await, [""; 0]);
}

#[tokio::test]
async fn invalid_values_are_told_in_place_and_the_first_gets_the_focus() {
    let visit = at_the_form().await;
    visit.fill("手机号…", "12").await;
    visit.fill("邮箱…", "nowhere").await;
    visit.click("button", "同意并保存").await;
    visit.find("alert", "手机号不对，例如 138 0013 8000，国外号码请加国家代码，例如 +44。").await;
    visit.find("alert", "邮箱不对，例如 name@example.com。").await;
    visit.find("alert", "请至少勾选一项用途，或者选择不填。").await;
    visit.has_focus("textbox", "手机号…").await;
    let told: String = visit
        .value("root().getElementById(focused().getAttribute('aria-describedby')).textContent")
        .await;
    assert!(told.starts_with("手机号不对"), "{told}");
    assert_eq!(kept(&visit).await, [""; 0]);
}

#[tokio::test]
async fn without_a_purpose_nothing_is_kept() {
    let visit = at_the_form().await;
    visit.fill("姓名…", "王小明").await;
    visit.click("button", "同意并保存").await;
    visit.find("alert", "请至少勾选一项用途，或者选择不填。").await;
    assert_eq!(kept(&visit).await, [""; 0]);
}

#[tokio::test]
async fn what_was_given_can_be_seen_changed_and_withdrawn() {
    let visit = at_the_form().await;
    visit.fill("姓名…", "王小明").await;
    visit.fill("手机号…", "138 0013 8000").await;
    visit.click("checkbox", "核对和处理您的订单…").await;
    visit.click("button", "同意并保存").await;
    visit.hears("system", "资料已保存").await;
    let saved: String = visit.value("kept().then((texts) => texts['kefu:profile'])").await;
    assert!(
        saved.contains("2026-11") && saved.contains("zh-CN"),
        "the consent is kept with it: {saved}"
    );

    visit.reload().await;
    visit.open_chat().await;
    open_form(&visit).await;
    assert_eq!(visit.value::<String>("all('textbox', '姓名…')[0].value").await, "王小明");
    assert_eq!(ticked(&visit).await, [false, true, false, false]);
    visit.fill("姓名…", "王大明").await;
    visit.click("button", "同意并保存").await;
    visit
        .until(
            "the change is kept",
            "kept().then((texts) => texts['kefu:profile'].includes('王大明'))",
        )
        .await;

    open_form(&visit).await;
    visit.click("button", "撤回同意并删除").await;
    visit.hears("system", "资料已删除").await;
    assert_eq!(kept(&visit).await, [""; 0]);
    let traces: bool = visit
        .value("Object.values(localStorage).some((one) => /大明|小明|13800138000/.test(one))")
        .await;
    assert!(!traces, "nothing readable is left behind");
    open_form(&visit).await;
    assert_eq!(visit.value::<String>("all('textbox', '姓名…')[0].value").await, "");
}

#[tokio::test]
async fn when_the_policy_changes_the_visitor_is_asked_again_and_types_nothing_again() {
    let visit = at_the_form().await;
    visit.fill("姓名…", "王小明").await;
    visit.click("checkbox", "核对和处理您的订单…").await;
    visit.click("button", "同意并保存").await;
    visit.hears("system", "资料已保存").await;
    let earlier = "kept().then((texts) => keep({ 'kefu:profile': texts['kefu:profile'].replace('\"2026-11\"', '\"2020-01\"') }))";
    assert_eq!(visit.promised(earlier).await, 1);
    visit.reload().await;
    visit.open_chat().await;
    visit
        .until(
            "nothing is agreed to any more",
            "kept().then((texts) => !(JSON.parse(texts['kefu:profile']).purposes ?? []).length)",
        )
        .await;
    visit.click("button", "转人工").await;
    assert!(!visit.sees("checkbox", "我的资料").await, "nothing of it goes to people");
    visit.click("button", "返回对话").await;
    open_form(&visit).await;
    assert_eq!(visit.value::<String>("all('textbox', '姓名…')[0].value").await, "王小明");
    assert_eq!(ticked(&visit).await, [false; 4]);
    // What the page may agree to now is agreed under the policy of now, and is still there after a reload.
    assert_eq!(visit.promised("Kefu('consent', { order: true })").await, true);
    let agreed = "kept().then((texts) => { const { purposes, policy_version } = JSON.parse(texts['kefu:profile']); return purposes + ' ' + policy_version === 'order 2026-11'; })";
    visit.until("it is agreed to", agreed).await;
    visit.reload().await;
    visit.open_chat().await;
    assert!(visit.value::<bool>(agreed).await, "and stays so");
}

async fn at_the_form() -> Visit {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    open_form(&visit).await;
    visit
}

async fn open_form(visit: &Visit) {
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.has_focus("heading", "我的资料").await;
}

async fn ticked(visit: &Visit) -> Vec<bool> {
    visit.value("all('checkbox').map((one) => one.checked)").await
}

/// The keys that hold anything of the form.
async fn kept(visit: &Visit) -> Vec<String> {
    let script = "kept().then((texts) => [texts, localStorage, sessionStorage].flatMap((area) => Object.entries(area))
        .filter(([key, value]) => /profile/.test(key) || /小明|13800138000/.test(value)).map(([key]) => key))";
    visit.value(script).await
}
