//! Every word of the console in each of its languages. A missing one does not compile.

use leptos::prelude::*;

use crate::state::Desk;

/// A text in Chinese and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub &'static str, pub &'static str);

macro_rules! texts {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        $(pub const $name: Text = Text($zh, $en);)*
    };
}

texts! {
    QUEUE = "排队", "Queue";
    MINE = "我的", "Mine";
    ALL = "全部", "All";
    FIGURES = "数据", "Figures";
    TEAM = "同事", "Team";
    BY_DAY = "每天的对话", "Conversations by day";
    AS_TABLE = "下载表格（CSV）", "Download as a table (CSV)";
    KNOWLEDGE = "知识库", "Answers";
    ASKED_IN_VAIN = "没答上来的问题", "Asked in vain";
    NOTHING_IN_VAIN = "都答上来了", "Everything was answered";
    WRITE_ANSWER = "写答案", "Write an answer";
    PUT_ASIDE = "不用答", "Put aside";
    TRY = "试一试", "Try it";
    TRY_DRAFT = "用草稿试一试", "Try it with the draft";
    TRY_QUESTION = "问问自动助手", "Ask the assistant";
    WOULD_ANSWER = "会这样回答：", "It would answer:";
    WOULD_OFFER = "会问是不是这些：", "It would ask whether it is one of these:";
    WOULD_NOT_KNOW = "答不上来", "It would not know";
    EDIT = "改写", "Edit";
    DRAFT = "草稿", "Draft";
    QUESTION = "问题", "Question";
    ANSWER = "答案", "Answer";
    PUBLISH = "发布", "Publish";
    PUBLISHED = "已发布，下一位打开聊天的访客就会看到", "Published; the next visitor who opens the chat gets it";
    CANCEL = "取消", "Cancel";
    SITE = "站点", "the site";
    VERSIONS = "版本", "Versions";
    BRING_BACK = "恢复这一版", "Bring this back";
    NO_PACK = "工作台不知道站点的问答包，请用 --pack 启动", "The desk does not know the site's pack; start it with --pack";
    FROM_KNOWLEDGE = "知识库里的答案", "Answers of the assistant";
    ONLINE = "在线", "Online";
    BUSY = "忙碌", "Busy";
    AWAY = "离开", "Away";
    AVAILABILITY = "我的状态", "My availability";
    LANGUAGE = "English", "中文";
    SIGN_OUT = "退出", "Sign out";
    SIGN_IN = "登录", "Sign in";
    EMAIL = "邮箱", "E-mail";
    PASSWORD = "密码", "Password";
    NAME = "名字（访客会看到）", "Name (visitors read it)";
    TITLE = "职位", "Title";
    DEPARTMENT = "部门", "Department";
    CODE = "验证器里的 6 位数字", "Six digits of your authenticator app";
    CODE_WANTED = "密码对了，请再输入验证器里的数字", "The password is right; enter the code of your authenticator app, too";
    WRONG_CODE = "数字不对，或已经用过", "The code is wrong, or was used already";
    SECOND_STEP = "两步登录", "Signing in with a second step";
    SECOND_STEP_IS_ON = "登录时除了密码，还要验证器里的数字。丢了手机，请让管理员在服务器上重新邀请你。", "Signing in takes your password and a code of your authenticator app. If you lose it, have yourself invited again at the server.";
    SECOND_STEP_IS_OFF = "现在只用密码登录。", "Signing in takes your password alone.";
    TURN_ON = "开启", "Turn it on";
    TURN_OFF = "关闭", "Turn it off";
    SCAN = "用验证器 App 扫码，或手动输入密钥，再填它显示的数字：", "Scan this with an authenticator app, or type the key; then enter the code that it shows:";
    VOUCHED_FOR = "网站确认的身份", "Known to the site as";
    SOUND = "提示音", "Sound";
    PICTURE_UNREADABLE = "这张图片打不开，没有发送", "This picture cannot be read, and was not sent";
    CHATS = "问过机器人的访问（24 小时）", "Visits with a question (24 h)";
    CONTAINED = "无需真人（24 小时）", "Needed no person (24 h)";
    FIRST_CONTACT = "一次解决（30 天）", "Solved at first contact (30 days)";
    SET_PASSWORD = "设置密码", "Set a password";
    PASSWORD_RULE = "至少 10 个字符", "At least 10 characters";
    WRONG_SIGN_IN = "邮箱或密码不对", "The address or the password is wrong";
    TOO_OFTEN = "试得太频繁，请一分钟后再来", "Too many attempts; wait a minute";
    INVITATION_USED = "这个邀请已经用过或过期了，请要一个新的", "This invitation was used or is too old; ask for a new one";
    NOT_REACHED = "连不上服务器，请再试一次", "The desk could not be reached; try again";
    NOBODY_WAITS = "没有人在等", "Nobody is waiting";
    NOTHING_HERE = "这里还没有对话", "No conversations here yet";
    CHOOSE = "选一个对话，或者接起下一位", "Choose a conversation, or take the next one";
    NEXT = "接起下一位", "Take the next one";
    VISITOR = "访客", "Visitor";
    ASSISTANT = "自动助手", "Assistant";
    CLAIM = "接起", "Take it";
    RESOLVE = "解决", "Resolve";
    SNOOZE = "一小时后再看", "Snooze for an hour";
    HAND_TO = "转给…", "Hand to…";
    BACK_TO_QUEUE = "放回队列", "Back to the queue";
    MODE = "写给谁", "To whom";
    REPLY = "回复", "Reply";
    NOTE = "内部备注", "Note";
    WRITE_REPLY = "写给访客，输入 / 选常用语，? 查知识库", "Write to the visitor, / for canned replies, ? for answers";
    WRITE_NOTE = "只有同事看得到…", "Only your colleagues see this…";
    SEND = "发送", "Send";
    ATTACH = "附件", "Attach a file";
    FILES = "要发的文件", "Files to send";
    TAKE_OUT = "去掉", "Take out";
    NOT_SENT = "没有发出去：", "Not sent: ";
    TYPES = "正在输入…", "is typing…";
    LOOKS = "也在看", "is looking, too";
    SEEN = "访客已读", "Read by the visitor";
    BACK = "返回列表", "Back to the list";
    CONVERSATIONS = "对话列表", "Conversations";
    MESSAGES = "对话内容", "Messages";
    ABOUT = "访客资料", "About the visitor";
    PRIORITY = "优先级", "Priority";
    REASON = "为什么转人工", "Why a person";
    MESSAGE = "留言", "Message";
    CONTACT = "联系方式", "Contact";
    PAGE = "页面", "Page";
    TRIED = "已经答过", "Answered already";
    TAGS = "标签", "Tags";
    PROFILE = "资料", "Profile";
    CONSENT = "同意的用途", "Agreed to";
    BEFORE = "转人工之前", "Before the hand-over";
    COVERED = "资料已遮盖。查看要写明理由，理由会留在审计日志里。", "The values are covered. Say why you need them; the reason goes into the audit log.";
    WHY_REVEAL = "查看的理由", "Why you need them";
    REVEAL = "查看", "Reveal";
    URGENCY = "紧急", "urgency";
    MOOD = "情绪", "mood";
    TOPIC = "话题", "topic";
    VALUE = "客户价值", "value";
    PER_MINUTE = "每等一分钟 +", "each minute of waiting +";
    WAITING = "在等", "Waiting";
    LIVE = "进行中", "Live";
    TODAY = "24 小时内", "Last 24 hours";
    RESOLVED = "已解决", "Resolved";
    FIRST_REPLY = "首次回复（中位）", "First reply (median)";
    RESOLUTION = "解决用时（中位）", "Resolution (median)";
    CSAT = "满意度", "Satisfaction";
    REASONS = "转人工的原因", "Reasons";
    BY_HOUR = "每小时的对话", "Conversations by the hour";
    NOT_MEASURED = "还没有", "None yet";
    INVITE = "邀请", "Invite";
    INVITE_SOMEBODY = "邀请同事", "Invite somebody";
    ROLE = "角色", "Role";
    ROLE_AGENT = "客服", "Agent";
    ROLE_SUPERVISOR = "主管", "Supervisor";
    ROLE_OWNER = "所有者", "Owner";
    INVITE_LINK = "把这个链接发给 TA，两天内有效，只能用一次：", "Send them this link; it works once, within two days:";
    CANNED = "常用语", "Canned replies";
    SHORT = "短名", "Short name";
    CONTENT = "内容，{{name}} 会换成访客的名字", "Words; {{name}} becomes the visitor's name";
    KEEP = "保存", "Keep";
    REMOVE = "删除", "Remove";
    DISCONNECTED = "连接断了，正在重连…", "The connection is down; trying again…";
    NEW_MESSAGE = "有新消息", "New message";
    DISMISS = "知道了", "Dismiss";
    UNREAD = "条未读", "unread";
    REFUSED = "不行：", "That did not work: ";
}

/// Why a person was asked for, as people say it.
#[must_use]
pub fn reason(word: &str) -> Text {
    match word {
        "button" => Text("按了转人工", "Pressed the button"),
        "asked_for_human" => Text("点名要真人", "Asked for a person"),
        "unanswered" => Text("没找到答案", "Found no answer"),
        "flow" => Text("流程转来", "Led here by a flow"),
        "flow_failed" => Text("流程没走通", "A flow failed"),
        "complaint" => Text("投诉或不满", "Complaint"),
        "repeated" => Text("反复问同一件事", "Asked the same again"),
        "topic" => Text("敏感话题", "A topic for people"),
        "valued" => Text("重要客户遇到问题", "A valued visitor in trouble"),
        _ => Text("其他", "Other"),
    }
}

impl Desk {
    /// A text in the language of this agent; follows it.
    pub fn say(self, text: Text) -> &'static str {
        if self.is_english.get() { text.1 } else { text.0 }
    }
}
