//! How people say that they no longer want what they began.

use crate::text::normalise;

/// Messages that are nothing else; a line stands for a space.
const ALONE: &str = "\
    取消 取消吧 取消操作 取消了 退出 返回 停 停止 结束 不用了 不用 不要了 \
    不需要了 不查了 不弄了 不办了 不退了 不想弄了 不问了 先不了 先这样 \
    先这样吧 没事了 下次吧 下次再说 回头再说 再说吧 cancel cancel_it cancel_that \
    cancel_this stop quit exit abort no_thanks not_now leave_it back maybe_later i_changed_my_mind";

/// Messages that begin like this.
const BEGINNINGS: &str = "\
    算了 never_mind nevermind forget_it forget_about_it lets_stop";

/// A longer message says something more.
const LONGEST: usize = 20;

/// Whether a message leaves the flow.
pub(super) fn leaves(message: &str) -> bool {
    let text = normalise(message).replace(' ', "_");
    let short = text.chars().count() <= LONGEST;
    ALONE.split(' ').any(|whole| whole == text)
        || short && BEGINNINGS.split(' ').any(|start| text.starts_with(start))
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
