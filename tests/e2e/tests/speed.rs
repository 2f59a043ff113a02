//! How long an answer takes with a large pack. It is printed, not judged: machines differ.

use std::io::Write;

use kefu_e2e::{Shop, json};

const ENTRIES: usize = 300;

#[tokio::test]
async fn a_pack_of_three_hundred_entries_answers() {
    let shop = Shop::new().pack(|pack| {
        let faq = pack["faq"].as_array_mut().expect("a list");
        let real = faq.clone();
        for (number, entry) in (real.len()..ENTRIES).zip(real.iter().cycle()) {
            let question = entry["question"]["zh-CN"].as_str().unwrap_or_default();
            let answer = &entry["answer"];
            faq.push(json!({
                "id": format!("branch-{number}"), "answer": answer,
                "question": { "zh-CN": format!("{number} 号分店：{question}") },
                "alt": { "zh-CN": [format!("在第 {number} 号分店，{question}"), format!("分店 {number} {question}")] },
            }));
        }
        assert_eq!(faq.len(), ENTRIES);
    });
    let visit = shop.visit().await;
    visit.open_chat().await;
    let mut taken = Vec::new();
    for question in [
        "运费怎么算",
        "怎么取消订单",
        "碗碎了怎么办",
        "发票怎么开",
        "盖碗怎么拿不烫手",
        "茶叶怎么保存",
        "能寄到日本吗",
        "没有确认短信",
    ] {
        visit
            .run(
                "const before = rows().length; window.answered = null;
                 root().addEventListener('keydown', (event) => {
                     const start = event.timeStamp;
                     const look = (now) => rows().length >= before + 2 ? window.answered = now - start : requestAnimationFrame(look);
                     requestAnimationFrame(look);
                 }, { once: true, capture: true });
                 all('textbox', '请输入您的问题')[0].focus();",
            )
            .await;
        visit.devtools("Input.insertText", json!({ "text": question })).await;
        visit.press(kefu_e2e::keys::Key::Enter).await;
        let milliseconds = visit.until("the answer is painted", "window.answered").await;
        assert_eq!(visit.rows().await.last().expect("there are rows").author, "bot");
        taken.push(milliseconds.as_f64().expect("a number"));
    }
    taken.sort_by(f64::total_cmp);
    // Past the test runner, which keeps what passing tests print to itself.
    let _ = writeln!(
        std::io::stderr(),
        "Enter to answer with {ENTRIES} entries: median {:.0} ms, longest {:.0} ms, {} questions",
        taken[taken.len() / 2],
        taken[taken.len() - 1],
        taken.len()
    );
}
