//! The table of texts: one line each, one column a language.
//!
//! `cargo xtask dist` reads it, too, and writes a file for each language.

use super::Locale;

macro_rules! texts {
    ($($name:ident: $zh_cn:literal, $zh_tw:literal, $en:literal;)*) => {
        /// A text of the widget.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each name says what its text says")]
        pub enum Text { $($name,)* }

        impl Text {
            /// Every text.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The words in a language.
            pub fn get(self, locale: Locale) -> &'static str {
                Self::lines(locale).split('\n').nth(self as usize).unwrap_or_default()
            }

            /// One line for each text: a table of where they stand would be as large as a language.
            #[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
            pub(super) fn lines(locale: Locale) -> &'static str {
                match locale {
                    Locale::ZhCn => concat!($($zh_cn, "\n",)*),
                    Locale::ZhTw => concat!($($zh_tw, "\n",)*),
                    Locale::En => concat!($($en, "\n",)*),
                }
            }
        }
    };
}

/// A release carries no words: the loader brings those of the visitor's language, see `learned`.
#[cfg(all(target_arch = "wasm32", not(debug_assertions)))]
impl Text {
    fn lines(locale: Locale) -> &'static str {
        super::learned::lines(locale)
    }
}

texts! {
    Close:
        "关闭对话",
        "關閉對話",
        "Close chat";
    Back:
        "返回对话",
        "返回對話",
        "Back to the chat";
    TalkToPerson:
        "转人工",
        "轉真人",
        "Talk to a human";
    MyData:
        "我的资料",
        "我的資料",
        "My details";
    Language:
        "语言",
        "語言",
        "Language";
    Menu:
        "更多",
        "更多",
        "More";
    Assistant:
        "自动助手",
        "自動助手",
        "Automatic assistant";
    AutomaticAnswers:
        "自动回答",
        "自動回答",
        "Automatic answers";
    WithPeople:
        "已转人工",
        "已轉真人",
        "With our people";
    You:
        "您",
        "您",
        "You";
    Agent:
        "客服",
        "客服",
        "Agent";
    Conversation:
        "对话内容",
        "對話內容",
        "Conversation";
    NewMessages:
        "有新消息",
        "有新訊息",
        "New messages";
    Latest:
        "回到最新",
        "回到最新",
        "To the latest";
    Waiting:
        "正在联系客服…",
        "正在聯絡客服…",
        "Contacting our people…";
    WriteHere:
        "请输入您的问题",
        "請輸入您的問題",
        "Write your question";
    Send:
        "发送",
        "傳送",
        "Send";
    LettersLeft:
        "还可输入 {} 字",
        "還可輸入 {} 字",
        "{} characters left";
    LettersOver:
        "超出 {} 字，请删短后发送",
        "超出 {} 字，請刪短後傳送",
        "{} characters too many; shorten it to send";
    QuickReplies:
        "快捷提问",
        "快捷提問",
        "Suggestions";
    Sent:
        "已发送",
        "已傳送",
        "Sent";
    Sending:
        "发送中",
        "傳送中",
        "Sending";
    NotSent:
        "未送达",
        "未送達",
        "Not delivered";
    SendAgain:
        "重新发送",
        "重新傳送",
        "Send again";
    Greeting:
        "您好，我是自动助手。请直接提问，也可以随时转人工。",
        "您好，我是自動助手。請直接提問，也可以隨時轉真人。",
        "Hello, I am the automatic assistant. Ask me anything, or talk to a human at any time.";
    NotLoaded:
        "自动助手还没能加载出来，可能是网络慢。可以再试一次，或者直接找人工。",
        "自動助手還沒能載入，可能是網路慢。可以再試一次，或者直接找真人。",
        "The assistant could not be loaded. Try again, or talk to a person.";
    DidYouMean:
        "您想问的是不是：",
        "您想問的是不是：",
        "Did you mean one of these?";
    Unknown:
        "抱歉，这个问题我还不会回答。换个说法试试？",
        "抱歉，這個問題我還不會回答。換個說法試試？",
        "I am sorry, I do not know the answer to that. Could you put it differently?";
    OfferPerson:
        "还是没能帮到您，很抱歉。让同事来回答，好吗？",
        "還是沒能幫到您，很抱歉。讓同事來回答，好嗎？",
        "I still do not know, I am sorry. Shall one of our people answer?";
    OfferMessage:
        "还是没能帮到您，很抱歉。同事现在不在线，可以留言，他们上班后会回复您。",
        "還是沒能幫到您，很抱歉。同事現在不在線上，可以留言，他們上班後會回覆您。",
        "I still do not know, sorry. Our people are away; leave a message and they answer when they are back.";
    Glad:
        "很高兴能帮到您。还有问题可以随时问我。",
        "很高興能幫到您。還有問題可以隨時問我。",
        "Glad to be of help. Ask me whenever you need something else.";
    OfferAsked:
        "可以把您转给同事。现在转吗？",
        "可以把您轉給同事。現在轉嗎？",
        "I can pass you on to one of our people. Shall I?";
    OfferAfterComplaint:
        "给您带来不便，非常抱歉。要让同事来处理吗？",
        "造成您的不便，非常抱歉。要讓同事來處理嗎？",
        "I am sorry about this. Shall one of our people take care of it?";
    OfferAfterRepeat:
        "看来我的回答没有帮到您。要让同事来回答吗？",
        "看來我的回答沒有幫到您。要讓同事來回答嗎？",
        "It seems my answer did not help. Shall one of our people answer?";
    OfferForTopic:
        "这类问题由同事亲自处理。要帮您转给他们吗？",
        "這類問題由同事親自處理。要幫您轉給他們嗎？",
        "Our people look after this themselves. Shall I pass you on to them?";
    WhyButton:
        "访客点了转人工。",
        "訪客點了轉真人。",
        "The visitor pressed the button for a person.";
    WhyAsked:
        "访客要求转人工。",
        "訪客要求轉真人。",
        "The visitor asked for a person.";
    WhyUnanswered:
        "自动助手多次没能回答。",
        "自動助手多次沒能回答。",
        "The assistant had no answer, more than once.";
    WhyFlow:
        "对话流程转到人工。",
        "對話流程轉到真人。",
        "A flow leads to a person here.";
    WhyFlowFailed:
        "对话流程没能办成。",
        "對話流程沒能辦成。",
        "A flow could not help.";
    WhyComplaint:
        "访客不满或投诉。",
        "訪客不滿或投訴。",
        "The visitor is not content, or complains.";
    WhyRepeated:
        "访客反复问同一个问题。",
        "訪客反覆問同一個問題。",
        "The visitor asked the same again.";
    WhyTopic:
        "访客谈到由人工处理的话题。",
        "訪客談到由真人處理的話題。",
        "The visitor spoke of a topic that people look after.";
    WhyValued:
        "重要访客遇到了问题。",
        "重要訪客遇到了問題。",
        "Something went wrong for a valued visitor.";
    OfferForm:
        "留下联系方式，以后服务您会更快。填不填都可以。",
        "留下聯絡方式，以後服務您會更快。填不填都可以。",
        "Leave your details and we can help you faster next time. It is up to you.";
    Cancelled:
        "好的，已取消。还有别的可以帮您吗？",
        "好的，已取消。還有別的可以幫您嗎？",
        "All right, I left that. Is there anything else?";
    Done:
        "好的。",
        "好的。",
        "All right.";
    StillLooking:
        "还在查，请稍等。",
        "還在查，請稍等。",
        "I am still looking, one moment please.";
    CallFailed:
        "抱歉，现在查不到。",
        "抱歉，現在查不到。",
        "I am sorry, I cannot look that up at the moment.";
    WrongText:
        "请写几个字。",
        "請寫幾個字。",
        "Please write a few words.";
    WrongNumber:
        "请告诉我一个数字，例如 3。",
        "請告訴我一個數字，例如 3。",
        "Please tell me one number, for example 3.";
    WrongDate:
        "没看懂是哪一天，可以写“明天”“下周三”或“12月5日”。",
        "沒看懂是哪一天，可以寫「明天」「下週三」或「12月5日」。",
        "I cannot tell the day. Write for example tomorrow, next Friday or 5 December.";
    WrongOrder:
        "号码的格式不对，请核对后再发一次。",
        "號碼的格式不對，請核對後再傳一次。",
        "That number does not look right. Please check it and send it again.";
    WrongChoice:
        "请从下面选一个。",
        "請從下面選一個。",
        "Please choose one of these.";
    WrongYesNo:
        "请回答“是”或“否”。",
        "請回答「是」或「否」。",
        "Please say yes or no.";
    OutOfRange:
        "这个不在可选的范围内，请换一个。",
        "這個不在可選的範圍內，請換一個。",
        "That is outside what is possible. Please choose another.";
    FillIn:
        "填写资料",
        "填寫資料",
        "Fill in";
    OpensNewWindow:
        "（在新窗口打开）",
        "（在新視窗開啟）",
        "(opens in a new window)";
    PersonTitle:
        "联系客服",
        "聯絡客服",
        "Talk to a human";
    PeopleThere:
        "客服在线",
        "客服在線上",
        "Our people are there now.";
    PeopleBackAt:
        "客服现在不在线，{} 回来（当地时间）。",
        "客服現在不在線上，{} 回來（當地時間）。",
        "Our people are away; back on {} (their local time).";
    PeopleAway:
        "客服现在不在线。",
        "客服現在不在線上。",
        "Our people are away now.";
    HolidayToday:
        "今天放假：{}。",
        "今天放假：{}。",
        "Today is a holiday: {}.";
    NoWay:
        "这个网站还没有留下联系方式。",
        "這個網站還沒有留下聯絡方式。",
        "This site has not given a way to reach a person yet.";
    WhatGoesAlong:
        "将一并发给客服，方便您不用重复：",
        "將一併傳給客服，方便您不用重複：",
        "This goes along, so that you repeat nothing:";
    ShareTranscript:
        "对话记录",
        "對話記錄",
        "The conversation";
    SharePage:
        "当前页面",
        "目前頁面",
        "The page you are on";
    ShareProfile:
        "我的资料",
        "我的資料",
        "My details";
    SeeWhatIsShared:
        "查看内容",
        "檢視內容",
        "See it";
    YourMessage:
        "想对客服说的话（选填）",
        "想對客服說的話（選填）",
        "Your message (optional)";
    YourMessageRequired:
        "留言内容",
        "留言內容",
        "Your message";
    YourContact:
        "怎样联系您（手机或邮箱）",
        "怎樣聯絡您（手機或電子郵件）",
        "How to reach you (phone or e-mail)";
    MessageMissing:
        "请写下留言。",
        "請寫下留言。",
        "Please write a message.";
    ContactWrong:
        "请填写手机号或邮箱，例如 138 0013 8000 或 name@example.com。",
        "請填寫手機號碼或電子郵件，例如 +886 912 345 678 或 name@example.com。",
        "Enter a phone number or an e-mail address, such as +44 20 7946 0958 or name@example.com.";
    HandOverNow:
        "转给客服",
        "轉給客服",
        "Hand over";
    LeaveMessage:
        "提交留言",
        "送出留言",
        "Leave the message";
    OrReachUs:
        "也可以这样联系我们",
        "也可以這樣聯絡我們",
        "Or reach us this way";
    WeChat:
        "微信客服",
        "微信客服",
        "WeChat";
    WhatsApp:
        "WhatsApp",
        "WhatsApp",
        "WhatsApp";
    Phone:
        "电话",
        "電話",
        "Phone";
    Mail:
        "邮件",
        "電子郵件",
        "E-mail";
    Web:
        "网页",
        "網頁",
        "Web page";
    Reached:
        "已转给{}，他们能看到您同意分享的内容，不用再说一遍。这里接着写的消息也会发给他们。",
        "已轉給{}，他們能看到您同意分享的內容，不用再說一遍。這裡接著寫的訊息也會傳給他們。",
        "{} has what you agreed to share; you need not repeat it. Further messages here go to them.";
    MessageLeft:
        "留言已交给{}，上班后会联系您。",
        "留言已交給{}，上班後會聯絡您。",
        "{} has your message and will be in touch when they are back.";
    LinkOpened:
        "已打开{}。",
        "已開啟{}。",
        "Opened: {}.";
    NotReached:
        "没能联系上客服。您写的内容还在，可以重试或换一种方式。",
        "沒能聯絡上客服。您寫的內容還在，可以重試或換一種方式。",
        "We could not reach our people. What you wrote is safe: try again, or another way.";
    CalledOff:
        "已取消转人工。",
        "已取消轉真人。",
        "You called it off.";
    BackToAssistantNote:
        "您又在和自动助手对话了。",
        "您又在和自動助手對話了。",
        "You are back with the automatic assistant.";
    ProfileSaved:
        "资料已保存，可随时在「我的资料」里查看、修改或撤回。",
        "資料已儲存，可隨時在「我的資料」裡檢視、修改或撤回。",
        "Your details are saved. See, change or withdraw them at any time.";
    ProfileErased:
        "资料已删除。",
        "資料已刪除。",
        "Your details are erased.";
    TryAgain:
        "重试",
        "重試",
        "Try again";
    OtherWays:
        "其他方式",
        "其他方式",
        "Other ways";
    AttachFile:
        "发送图片或文件（最大 10 MB，不含拍摄地点）",
        "傳送圖片或檔案（最大 10 MB，不含拍攝地點）",
        "Send a picture or a file (up to 10 MB, without its place)";
    FileRefused:
        "只能发图片、PDF、音频、视频或 CSV，最大 10 MB",
        "只能傳送圖片、PDF、音訊、影片或 CSV，最大 10 MB",
        "Only pictures, PDF, audio, video or CSV, up to 10 MB";
    CallOff:
        "取消",
        "取消",
        "Call it off";
    BackToAssistant:
        "回到自动助手",
        "回到自動助手",
        "Back to the assistant";
    CauseNetwork:
        "网络连接不上。",
        "網路連線不上。",
        "There is no connection.";
    CauseTimeout:
        "对方没有及时响应。",
        "對方沒有及時回應。",
        "There was no answer in time.";
    CauseRefused:
        "对方暂时无法接收。",
        "對方暫時無法接收。",
        "The other side cannot take it right now.";
    CauseInterrupted:
        "页面关闭，中断了发送。",
        "頁面關閉，中斷了傳送。",
        "The page was closed in the middle.";
    ProfileTitle:
        "我的资料",
        "我的資料",
        "My details";
    ProfileFree:
        "填不填都可以，不影响使用。",
        "填不填都可以，不影響使用。",
        "It is up to you; everything works without it.";
    Optional:
        "{}（选填）",
        "{}（選填）",
        "{} (optional)";
    Purposes:
        "同意用于（逐项勾选）",
        "同意用於（逐項勾選）",
        "I agree to its use for (tick each)";
    KeptDays:
        "保存 {} 天",
        "保存 {} 天",
        "kept {} days";
    Policy:
        "隐私政策",
        "隱私政策",
        "Privacy policy";
    PolicyVersion:
        "版本 {}",
        "版本 {}",
        "version {}";
    Save:
        "同意并保存",
        "同意並儲存",
        "Agree and save";
    Refuse:
        "不填了",
        "不填了",
        "No, thanks";
    Withdraw:
        "撤回同意并删除",
        "撤回同意並刪除",
        "Withdraw and erase";
    FieldName:
        "姓名",
        "姓名",
        "Name";
    FieldPhone:
        "手机号",
        "手機號碼",
        "Phone";
    FieldEmail:
        "邮箱",
        "電子郵件",
        "E-mail";
    FieldGender:
        "性别",
        "性別",
        "Gender";
    FieldBirthday:
        "生日",
        "生日",
        "Birthday";
    FieldRegion:
        "地区",
        "地區",
        "Region";
    FieldDate:
        "日期",
        "日期",
        "Date";
    FieldText:
        "其他",
        "其他",
        "Other";
    Female:
        "女",
        "女",
        "Female";
    Male:
        "男",
        "男",
        "Male";
    OtherGender:
        "其他",
        "其他",
        "Other";
    NotSaid:
        "不想说",
        "不想說",
        "Rather not say";
    InvalidMissing:
        "请填写这一项。",
        "請填寫這一項。",
        "Please fill this in.";
    InvalidPhone:
        "手机号不对，例如 138 0013 8000，国外号码请加国家代码，例如 +44。",
        "電話號碼不對，例如 +886 912 345 678，請加國碼。",
        "Not a phone number. Write for example +44 20 7946 0958, with the country code.";
    InvalidEmail:
        "邮箱不对，例如 name@example.com。",
        "電子郵件不對，例如 name@example.com。",
        "Not an e-mail address. Write for example name@example.com.";
    InvalidDate:
        "日期不对，例如 1990-01-31。",
        "日期不對，例如 1990-01-31。",
        "Not a date. Write for example 1990-01-31.";
    InvalidBirthday:
        "生日应在 1900 年之后、今天之前。",
        "生日應在 1900 年之後、今天之前。",
        "A birthday lies after 1900 and before today.";
    InvalidTooLong:
        "太长了，请不要超过 200 字。",
        "太長了，請不要超過 200 字。",
        "Too long: at most 200 characters.";
    NoPurpose:
        "请至少勾选一项用途，或者选择不填。",
        "請至少勾選一項用途，或者選擇不填。",
        "Tick at least one purpose, or leave without saving.";
    TroubleNotKept:
        "浏览器不允许保存，关闭页面后对话会丢失。",
        "瀏覽器不允許儲存，關閉頁面後對話會遺失。",
        "Your browser does not let us keep this conversation; it ends with the page.";
    TroubleFull:
        "浏览器空间已满，新消息只保留到关闭页面。",
        "瀏覽器空間已滿，新訊息只保留到關閉頁面。",
        "Your browser has no room left; new messages last only until you close the page.";
    TroublePrivacy:
        "“隐私与数据”没能打开，可能是网络断了，请稍后再试。",
        "「隱私與資料」沒能打開，可能是網路斷了，請稍後再試。",
        "Privacy and data could not be opened. The network may be down; try again later.";
    Typing:
        "正在输入…",
        "正在輸入…",
        "Typing…";
    Seen:
        "已读",
        "已讀",
        "Read";
    Joined:
        "{} 来为您服务了",
        "{} 來為您服務了",
        "{} is here for you";
    Ended:
        "人工服务已结束，又轮到自动助手了",
        "真人服務已結束，又輪到自動助手了",
        "The conversation with our people has ended; the automatic assistant is back";
    Rated:
        "谢谢您的评价",
        "謝謝您的評價",
        "Thank you for telling us";
    TalkingTo:
        "{} 正在为您服务",
        "{} 正在為您服務",
        "You are talking to {}";
    QueuePlace:
        "正在排队，您是第 {} 位。",
        "正在排隊，您是第 {} 位。",
        "You are number {} in the queue.";
    QueueWait:
        "预计 {} 分钟。",
        "預計 {} 分鐘。",
        "About {} min.";
    NobodyOnline:
        "现在没有人在线，您可以留言。",
        "現在沒有人在線，您可以留言。",
        "Nobody is at the desk right now; you can leave a message.";
    NobodyThere:
        "现在没有人在线。您的话已经收到，有人上线就回复您。",
        "現在沒有人在線。您的話已經收到，有人上線就回覆您。",
        "Nobody is there right now. We have your message and answer as soon as somebody is.";
    CutOff:
        "连接断了，正在重连。您写的话会保留，连上就发出。",
        "連線斷了，正在重連。您寫的話會保留，連上就送出。",
        "The connection is down. What you write is kept and goes out when it is back.";
    EndChat:
        "结束人工服务",
        "結束真人服務",
        "End this conversation";
    LeaveQueue:
        "不等了，回到自动助手",
        "不等了，回到自動助手",
        "Leave, back to the assistant";
    RateTitle:
        "这次服务您满意吗？",
        "這次服務您滿意嗎？",
        "How content are you with the help you got?";
    Rate1:
        "很不满意",
        "很不滿意",
        "Not at all";
    Rate2:
        "不满意",
        "不滿意",
        "Not really";
    Rate3:
        "一般",
        "普通",
        "So-so";
    Rate4:
        "满意",
        "滿意",
        "Content";
    Rate5:
        "很满意",
        "很滿意",
        "Very content";
    RateNot:
        "不评价",
        "不評價",
        "Rather not say";
    GuardFound:
        "这里像是有{}，发出去之前先问您一声。",
        "這裡像是有{}，送出之前先問您一聲。",
        "There seems to be {} in this. Nothing has been sent yet.";
    GuardAnd:
        "、",
        "、",
        " and ";
    GuardHow:
        "怎么发",
        "怎麼送",
        "How to send it";
    GuardCovered:
        "遮住再发",
        "遮住再送",
        "Send it covered";
    GuardAsIs:
        "照原样发",
        "照原樣送",
        "Send it as it is";
    GuardEdit:
        "再改改",
        "再改改",
        "Change it";
    IdCard:
        "身份证号",
        "身分證號",
        "an identity card number";
    BankCard:
        "银行卡号",
        "銀行卡號",
        "a bank card number";
    PhoneNumber:
        "手机号",
        "手機號",
        "a phone number";
    EmailAddress:
        "邮箱",
        "電子郵件地址",
        "an e-mail address";
    Password:
        "密码",
        "密碼",
        "a password";
    OneTimeCode:
        "验证码",
        "驗證碼",
        "a one-time code";
    Passport:
        "护照号",
        "護照號碼",
        "a passport number";
    Privacy:
        "隐私与数据",
        "隱私與資料",
        "Privacy and data";
    SeparateConsent:
        "需要您单独同意",
        "需要您單獨同意",
        "Needs your separate consent";
    SignalHeard:
        "您的浏览器要求不被跟踪，非必要的用途就不问了。",
        "您的瀏覽器要求不被追蹤，非必要的用途就不問了。",
        "Your browser asks not to be tracked, so we ask for nothing more.";
    AgeMissing:
        "请先确认这一项。",
        "請先確認這一項。",
        "Please confirm this first.";
}
