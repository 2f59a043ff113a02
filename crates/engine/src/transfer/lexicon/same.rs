//! Words that ask for the same, so that a question is known again in other words.

/// What stands for a word, then all words that it stands for; words behind nothing only pad the question.
pub(in crate::transfer) const SAME: &str = "\
    怎么=怎么样 怎样 如何 怎么办 怎么弄 怎么搞 咋 咋办 办法 方法 好不好|为什么=怎么回事 怎么会 为啥 为何 什么原因 啥原因 凭什么 怎么就 怎么又|\
    为什么没=怎么没 怎么还没|为什么不=怎么不 怎么还不|多久=多长时间 什么时候 啥时候 何时 几天 多少天 哪天 几号 几点|\
    什么=啥|能=能不能 可不可以 可以 能够 是否 能否 可否 是不是|会=会不会|要=需要|不能=无法 不了 没法 不行 不可以 没有办法 没办法 不让 不支持 失败 不成功 不上|\
    没=没有 未 无|开=打开 开通 开启 激活|关=关闭 关掉 注销 停用 停掉 停止 暂停 取消 解除|换=更换 更改 修改 变更 改成 换成 改 变成|\
    哪里=哪儿 那里|哪个=哪家 哪些 哪一个 哪款 哪种|提高=提升 增加 上涨|提高额度=提额|降=降低 减少 下降|\
    用=使用|买=购买|付=支付 付款 付钱 消费|还=归还 还款 还钱 偿还 还清|费=手续费 费用 收费 利息 利率|\
    多少钱=价格 怎么卖 价钱|账号=账户 帐号 帐户|包裹=快递 物流|到账=收到 到帐|查=查询 查看|延迟=推迟 延期|\
    扣=扣钱 扣款|有=有没有|好=最好 比较好|=请问 谢谢 一下 我想 我要 帮我 你们 我的 我 你好 您好 请告诉我 告诉我 麻烦 现在 最近";

/// What is not the same, and is often all that differs: 转入 and 转出.
pub(in crate::transfer) const OPPOSITES: &str =
    "开关还借升降提降大小高低左右男女买卖进出充提早晚收付付退入出";

/// Says that it was asked before.
pub(in crate::transfer) const ASKED_BEFORE: &str = "问过,问了,再问,又问,问几,说过,几遍,同一个问题,同样的问题,already asked,asking again,asked you,ask again,same question,as i said,already told";

/// Words that any question may have; they say nothing about what is asked.
pub(in crate::transfer) const FUNCTION: &str = " a an the i my me you your we our is are was were be been am do does did to of in on at for from with and or but so it its this that there here can could will would should have has had get got please what whats how why when where which who if not any some just im ive id up out as by need want know tell help ";

/// The Chinese ones, character by character; they say little.
pub(in crate::transfer) const FUNCTION_ZH: &str = "的了吗呢吧啊呀么嘛哦噢嗯我你您他她它们这那个是有在就都也还要想请问下给把被和与跟对从到上里中会能可以得着过很太最好说一怎为什多久少哪不没啦哈呵比让叫用些点儿做";
