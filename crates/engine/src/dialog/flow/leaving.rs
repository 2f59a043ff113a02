//! How people say that they no longer want what they began.

use crate::text::normalise;

/// Messages that are nothing else.
const ALONE: [&str; 41] = [
    "取消",
    "取消吧",
    "取消操作",
    "取消了",
    "退出",
    "返回",
    "停",
    "停止",
    "结束",
    "不用了",
    "不用",
    "不要了",
    "不需要了",
    "不查了",
    "不弄了",
    "不办了",
    "不退了",
    "不想弄了",
    "不问了",
    "先不了",
    "先这样",
    "先这样吧",
    "没事了",
    "下次吧",
    "下次再说",
    "回头再说",
    "再说吧",
    "cancel",
    "cancel it",
    "cancel that",
    "cancel this",
    "stop",
    "quit",
    "exit",
    "abort",
    "no thanks",
    "not now",
    "leave it",
    "back",
    "maybe later",
    "i changed my mind",
];

/// Messages that begin like this.
const BEGINNINGS: [&str; 6] =
    ["算了", "never mind", "nevermind", "forget it", "forget about it", "lets stop"];

/// A longer message says something more.
const LONGEST: usize = 20;

/// Whether a message leaves the flow.
pub(super) fn leaves(message: &str) -> bool {
    let text = normalise(message);
    let short = text.chars().count() <= LONGEST;
    ALONE.contains(&text.as_str())
        || short && BEGINNINGS.iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::leaves;

    #[test]
    fn leaving_is_told_from_asking_about_it() {
        for message in
            ["算了", "算了吧，不查了", "取消！", "不用了", "Never mind.", "forget it", "CANCEL"]
        {
            assert!(leaves(message), "{message}");
        }
        for message in ["取消订单", "怎么取消订单？", "cancel my order", "stop sending me mail", ""]
        {
            assert!(!leaves(message), "{message}");
        }
    }
}
