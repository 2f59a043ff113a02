//! Words of customer service that mean much the same: "cancel" and "stop", 快递 and 物流.
//!
//! Not a dictionary: a question may differ in the very words of a group, so senses only stand beside the words.

use std::sync::OnceLock;

use super::features::{hash, stem, step};

/// Groups of English words of one sense.
const ENGLISH: &str = "\
    money cash fund|pay payment purchase buy bought transaction checkout spend|card debitcard creditcard visa mastercard|account profile|cancel stop \
    terminate abort|close delete remove deactivate erase|change modify edit update alter correct switch swap fix adjust amend|order purchase parcel \
    package shipment|deliver delivery ship shipping arrive dispatch transport courier|track trace locate follow whereabouts|refund reimburse \
    reimbursement moneyback|return giveback sendback|broken damaged defective faulty cracked smashed|fail failed decline declined reject rejected \
    unsuccessful denied bounce|error problem issue trouble wrong mistake glitch bug|lost lose missing misplace disappeared vanish gone|stolen steal theft \
    robbed thief|fee charge cost price rate expense tariff|expensive costly overpriced pricey|cheap inexpensive affordable|discount coupon voucher promo \
    promotion offer deal sale code|invoice bill receipt statement|balance total amount sum|transfer send wire remit move|receive get obtain acquire \
    collect|topup recharge reload deposit load|withdraw withdrawal cashout atm|pending processing waiting progress|long time duration days hours|slow \
    late delay delayed overdue|when date day schedule|where location place|store shop outlet branch showroom|address street home|phone telephone mobile \
    cell number call|email mail message|password passcode pin login signin logon credential|register signup enroll join create open|verify confirm \
    validate authenticate identity identification check|country abroad overseas international foreign europe|currency exchange conversion convert rate|\
    limit maximum minimum cap restriction|use utilize apply redeem|available stock inventory instock|product item goods article stuff|size fit measure \
    dimension length|color colour shade|new another fresh replacement extra additional|help assist support assistance|talk speak contact reach chat call|\
    agent human representative person operator staff|complaint complain feedback grievance|want need like wish would|show display see view look list|find \
    search locate lookup|know information detail info tell explain|work function operate working|activate enable start begin|block freeze frozen lock \
    locked suspend disabled|expire expiry expiration valid|weather rain temperature forecast|music song track playlist album|alarm timer reminder alert|\
    book reserve reservation appointment|flight plane airline trip travel|hotel room stay accommodation|car vehicle auto truck|food meal dish recipe eat \
    restaurant dinner lunch|cook bake prepare|direction route way map|translate say language speak|meaning definition define mean|spell spelling|joke \
    funny laugh|name called|age old years|birthday born|work job employment career|salary income pay paycheck wage|tax taxes irs|insurance coverage \
    policy insured|loan credit mortgage lend borrow|interest apr yield|score rating rank|doctor medical health hospital|weight fat slim lose|muscle gym \
    protein fitness workout supplement|skin hair beauty|child kid baby son daughter|wife husband family|bed mattress pillow cushion sleep|warranty \
    guarantee|install setup configure|internet wifi network connection online|app application software website site page|computer laptop pc device|\
    battery charge power|quick fast rapid speed quickly soon immediately|bad poor terrible awful|good great best nice excellent|big large huge|small \
    little tiny|many much number count quantity|difference compare versus comparison|reason why cause|possible able can could|thank thanks appreciate|\
    hello hi hey greeting|bye goodbye|yes yeah sure ok|no not never none nope|repeat again|twice double duplicate two|wait hold|game play match score \
    team player contest tournament|point points reward rewards bonus cashback|win winner winning prize|friend referral refer invite|subscription \
    subscribe plan membership|newsletter unsubscribe|photo picture image|video stream watch|read book|light lamp|todo task list|shopping cart basket|\
    meeting calendar event|salary paid|pin code|chip contactless nfc applepay googlepay|cheque check|bank banking|fraud scam unauthorized suspicious \
    unrecognized recognise recognize|roaming abroad|sim esim|signal coverage reception|contract agreement terms|electricity power energy|gas water \
    utility|meter reading|seat row aisle|luggage baggage bag suitcase|ticket pass admission|passport visa document|child kid infant|pet dog cat|\
    wheelchair disabled accessible accessibility|parking garage|room apartment flat house|rent lease tenant landlord|key keycard|noise loud noisy|clean \
    dirty cleaning|temperature hot cold heat|leak leaking drip|school class course lesson training|teacher tutor instructor|exam test quiz|certificate \
    diploma|gift present|wrap packaging box|engrave customise customize personalise personalize custom|organic natural vegan vegetarian|allergy allergic \
    ingredient|dose dosage tablet pill capsule|pregnant pregnancy|flavour flavor taste|mistakenly accidentally accident|dispute chargeback|standing \
    recurring automatic autopay|debit charge deduct deducted taken|premium upgrade|downgrade lower reduce decrease|increase raise higher|sync backup \
    restore|print printer|scan qr|privacy data gdpr|spam junk|language english chinese|import export customs duty|wholesale bulk|partner partnership \
    franchise dealer distributor|career vacancy hiring|opening hours open closed|weekend saturday sunday|holiday vacation|today tonight|tomorrow|morning \
    evening afternoon|cash cod|installment instalment emi|wallet purse|authorise authorize approve approval permission|blocked barred";

/// Groups of Chinese words of one sense.
const CHINESE: &str = "\
    钱 资金 款 金额|付款 支付 付钱 缴费 交钱 结账|退款 退钱 返款|退货 退掉 退回|换货 调换 更换 换一个|取消 撤销 撤回 不要了|修改 更改 改 变更 换成 调整 \
    更正|查询 查 查看 看 查一下 哪里看|怎么 如何 怎样 咋 怎么样 怎么办 咋办|为什么 为啥 为何 怎么会 什么原因 干嘛|什么时候 何时 几点 啥时候 多久 多长时间 \
    几天 时间|多少 几 多少钱|哪里 哪儿 在哪 什么地方 哪个|不能 不了 无法 没法 不行 不可以 失败 不成功|可以 能 能否 能不能 可不可以 是否可以|没有 没 无|\
    收到 到账 到帐 入账|买 购买 下单 订购 申购 认购 买入|卖 卖出 赎回 出售|开户 注册 开通 申请 办理|注销 销户 关闭 取消账户|登录 登陆 登入 进入 登不上|\
    密码 口令|忘记 忘了 不记得|账户 账号 帐号 帐户 用户名|手机 电话 号码 手机号|身份证 证件 实名|银行卡 卡 储蓄卡|绑定 绑 关联 添加|解绑 解除 删除 \
    取消绑定|转账 转入 转出 划转 汇款|提现 取现 取款 提款|充值 存入 入金|手续费 费用 费 收费 佣金|利息 收益 盈利 利率|亏 亏损 损失|股票 股 个股|基金 理财 \
    定投|行情 走势 大盘 k线|快递 物流 包裹 配送 送货 发货|地址 收货地址|订单 单子|优惠 优惠券 折扣 活动 打折 红包|发票 票据|客服 人工 工作人员|投诉 举报|\
    错误 错 不对 异常 问题 故障|显示 看到 出现|下载 安装 更新 升级|软件 应用 app 客户端|电脑 网页 pc|设置 设定 配置|打开 开启 启动|消息 通知 提醒 推送 \
    短信|验证码 校验码|会员 vip 等级|积分 奖励|推荐 邀请|安全 靠谱 骗 可靠|资料 信息 个人信息|图片 照片 头像|上传 提交|时候 期间|慢 久 迟 延迟|快 马上 \
    立刻 尽快|大 高|小 低 少|最低 起|区别 不同 差别|意思 含义 是什么 什么叫|规则 规定 要求 条件|撤单 撤委托|成交 交易 委托|涨 上涨 涨停|跌 下跌 跌停|复权 \
    分红|自选 自选股|模拟 模拟炒股 模拟盘|名字 昵称 姓名|保修 质保 维修 修理 返修|坏 坏了 损坏 破损 破了 碎了|质量 品质|正品 真假 假货 真的|尺码 尺寸 \
    大小 号码|颜色 色差|缺货 没货 有货 现货 库存|预售 补货 到货|少发 漏发 少了|发错 错发 不符|签收 收货|自提 门店 实体店|包邮 运费 邮费 快递费|赠品 礼品 \
    礼物|价格 价钱 售价 报价|降价 保价 差价|便宜 实惠|贵 太贵|分期 花呗 信用卡|微信 支付宝|余额 零钱|过期 到期 有效期 失效|续费 续订 自动续费|套餐 流量 \
    话费|宽带 网络 上网 断网|信号 网速|贷款 借款 借钱|还款 还钱 逾期|额度 限额 上限|征信 信用|保险 理赔 保单|合同 协议|机票 航班 飞机|酒店 房间 住宿|改签 \
    改期|行李 托运|座位 选座|预约 预订 预定|排队 等待 等候|上班 营业 工作时间 营业时间|周末 节假日 放假|早上 上午|下午 晚上|课程 上课 学习 培训|考试 成绩|\
    证书 资格|老师 教练|学生 学校|孩子 儿童 宝宝|老人 老年|成分 配料|过敏 副作用|保质期 生产日期|味道 口味|清洗 洗 清洁|使用 用 用法|安装 装|连接 连不上 \
    连|闪退 卡顿 卡死 崩溃|黑屏 白屏 空白|声音 音量|语言 中文 英文|隐私 泄露|骚扰 垃圾短信|冻结 锁定 封号 限制|解冻 解封 解锁|异地 换手机|合并 拆分|批发 \
    团购 大量|合作 加盟 代理|招聘 应聘|生日|评价 评论 晒单|关注 收藏|分享 转发|隐藏 屏蔽";

/// Letters of the longest Chinese word above.
const LONGEST: usize = 4;

/// A sense, as the place of its group.
pub(super) type Sense = u32;

/// What there is to be looked up.
struct Words {
    /// Words, by the hash of their letters, with one of their senses each; sorted.
    senses: Vec<u64>,
    /// A bit for each beginning of a hash that a word has: most words have no sense, and this tells at once.
    begin: Vec<u64>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let english = ENGLISH.split('|').map(|group| (group, true));
        let chinese = CHINESE.split('|').map(|group| (group, false));
        let mut words = Words { senses: Vec::new(), begin: vec![0; 1 << 10] };
        for (sense, (group, is_english)) in (0_u64..).zip(english.chain(chinese)) {
            for word in group.split(' ') {
                let letters: Vec<char> = word.chars().collect();
                let letters = if is_english { stem(&letters) } else { letters };
                let hash = hash(&letters);
                words.begin[hash as usize >> 22] |= 1 << (hash >> 16 & 63);
                words.senses.push(u64::from(hash) << 32 | sense);
            }
        }
        words.senses.sort_unstable();
        words
    })
}

/// The senses of a word without its ending, by the hash of its letters: none of most, two of some.
pub(super) fn of_word(hash: u32) -> impl Iterator<Item = Sense> {
    let words = words();
    let mut own: &[u64] = &[];
    if words.begin[hash as usize >> 22] >> (hash >> 16 & 63) & 1 == 1 {
        own = &words.senses[words.senses.partition_point(|word| word >> 32 < u64::from(hash))..];
    }
    own.iter().take_while(move |word| **word >> 32 == u64::from(hash)).map(|word| *word as Sense)
}

/// The words with a sense in a run of Chinese characters, the longest from the left: the hash of each.
pub(super) fn in_run(run: &[char]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let mut hashed = hash(&[]);
        let mut after = at + 1;
        let mut longest = None;
        for (length, letter) in (1..=LONGEST).zip(&run[at..]) {
            hashed = step(hashed, *letter as u32);
            if of_word(hashed).next().is_some() {
                longest = Some(hashed);
                after = at + length;
            }
        }
        found.extend(longest);
        at = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn senses(word: &str) -> Vec<Sense> {
        of_word(hash(&stem(&word.chars().collect::<Vec<_>>()))).collect()
    }

    #[test]
    fn words_of_one_sense_meet_in_all_their_forms() {
        for (one, other) in [("cancelled", "stop"), ("parcels", "order"), ("refunds", "reimbursed")]
        {
            let other = senses(other);
            assert!(senses(one).iter().any(|sense| other.contains(sense)), "{one}");
        }
        assert!(senses("zebra").is_empty());
    }

    #[test]
    fn the_longest_word_of_a_run_is_the_one() {
        let run: Vec<char> = "我的收货地址".chars().collect();
        let address: Vec<char> = "收货地址".chars().collect();
        assert_eq!(in_run(&run), [hash(&address)]);
    }

    #[test]
    fn no_word_is_longer_than_what_is_looked_for() {
        let longest = CHINESE.split(['|', ' ']).map(|word| word.chars().count()).max();
        assert_eq!(longest, Some(LONGEST));
    }
}
