//! What the customers of the made-up shop talk about. In each pair Chinese stands before English.

/// What they want, in several verbs for each language; `{}` is the article.
pub const WISHES: [[[&str; 4]; 2]; 20] = [
    [
        ["退{}", "把{}退掉", "退回{}", "办理{}的退货"],
        ["return {}", "send {} back", "give {} back", "start a return of {}"],
    ],
    [
        ["换{}", "把{}换成别的", "更换{}", "给{}调换一个"],
        ["exchange {}", "swap {} for another one", "get {} replaced", "trade {} in for another"],
    ],
    [
        ["取消{}的订单", "不要{}了", "撤销买{}的单子", "退订{}"],
        [
            "cancel the order of {}",
            "call off my order for {}",
            "stop the purchase of {}",
            "undo buying {}",
        ],
    ],
    [
        ["查{}的物流", "看{}到哪里了", "跟踪{}的快递", "知道{}走到哪一步了"],
        [
            "track {}",
            "see where {} is now",
            "follow the parcel with {}",
            "check the delivery status of {}",
        ],
    ],
    [
        ["开{}的发票", "拿到{}的发票", "补开{}的票据", "索取{}的增值税票"],
        [
            "get an invoice for {}",
            "receive a bill for {}",
            "have a tax receipt made for {}",
            "ask for the invoice of {}",
        ],
    ],
    [
        ["修{}", "维修{}", "把{}送修", "报修坏了的{}"],
        ["repair {}", "get {} fixed", "have {} mended", "send broken {} in for service"],
    ],
    [
        ["给{}付款", "支付{}的钱", "结{}的账", "为{}交钱"],
        ["pay for {}", "settle the bill of {}", "make the payment for {}", "check out {}"],
    ],
    [
        ["分期买{}", "把{}分成几个月付", "分期付{}的款", "月供{}"],
        [
            "pay for {} in instalments",
            "split the cost of {} into months",
            "buy {} on a monthly plan",
            "spread the payment of {}",
        ],
    ],
    [
        ["用优惠券买{}", "给{}用券", "拿券抵{}的钱", "让{}用上折扣码"],
        [
            "use a coupon on {}",
            "apply a voucher to {}",
            "redeem a discount code for {}",
            "put a promo code on {}",
        ],
    ],
    [
        ["看{}的尺寸", "知道{}多大", "量{}的大小", "查{}的长宽高"],
        [
            "see the size of {}",
            "know how big {} is",
            "check the measurements of {}",
            "find the dimensions of {}",
        ],
    ],
    [
        ["洗{}", "清洁{}", "保养{}", "把{}弄干净"],
        ["clean {}", "wash {}", "take care of {}", "get stains out of {}"],
    ],
    [
        ["安装{}", "把{}装起来", "组装{}", "装好{}"],
        ["install {}", "set {} up", "assemble {}", "put {} together"],
    ],
    [
        ["改{}的收货地址", "把{}寄到别处", "换{}的送货地点", "变更{}的地址"],
        [
            "change the address for {}",
            "ship {} somewhere else",
            "redirect {} to another place",
            "update where {} is sent",
        ],
    ],
    [
        ["加急发{}", "早点收到{}", "让{}快点送", "催{}发货"],
        ["get {} faster", "ship {} by express", "speed up the delivery of {}", "rush {} to me"],
    ],
    [
        ["查{}的保修期", "知道{}保多久", "看{}还在不在保", "了解{}的质保"],
        [
            "check the warranty of {}",
            "know how long {} is guaranteed",
            "see whether {} is still covered",
            "learn about the guarantee of {}",
        ],
    ],
    [
        ["到店拿{}", "自提{}", "上门店取{}", "自己去取{}"],
        [
            "pick {} up in a shop",
            "collect {} myself",
            "fetch {} from the store",
            "get {} at the counter",
        ],
    ],
    [
        ["评价{}", "给{}写评论", "晒{}的单", "给{}打分"],
        ["review {}", "write a comment about {}", "rate {}", "leave feedback on {}"],
    ],
    [
        ["把{}送人", "给{}加礼品包装", "把{}包成礼物", "拿{}当礼物寄"],
        [
            "send {} as a gift",
            "have {} wrapped as a present",
            "add gift paper to {}",
            "give {} to a friend",
        ],
    ],
    [
        ["预订缺货的{}", "等{}到货", "收到{}的补货通知", "预约没货的{}"],
        [
            "order {} while it is sold out",
            "be told when {} is back",
            "reserve {} that is out of stock",
            "wait for {} to be restocked",
        ],
    ],
    [
        ["申请{}的价保", "要回{}降价的差价", "给{}退差价", "拿{}的价格保护"],
        [
            "get the price difference of {}",
            "claim price protection for {}",
            "be refunded after {} got cheaper",
            "ask for a price match on {}",
        ],
    ],
];

/// The ways in which entries put a wish.
pub const FRAMES: [[&str; 2]; 8] = [
    ["怎么{}？", "How do I {}?"],
    ["我想{}", "I want to {}"],
    ["可以{}吗？", "Can I {}?"],
    ["在哪里{}？", "Where can I {}?"],
    ["如何{}", "What is the way to {}?"],
    ["帮我{}", "Help me {}"],
    ["{}要什么条件？", "What do I need to {}?"],
    ["能不能{}", "Is it possible to {}?"],
];

/// The ways in which only queries put a wish.
pub const LATER: [[&str; 2]; 5] = [
    ["你好，我要{}，请问怎么操作", "hi there, i need to {} please"],
    ["麻烦问一下{}的步骤", "trying to {}, any idea how"],
    ["刚才想{}没弄成", "could you tell me the steps to {}"],
    ["{}，谢谢", "i was told i could {}, is that right"],
    ["不知道该怎样{}啊", "what's the easiest way for me to {}"],
];

/// What the shop sells.
pub const ARTICLES: [[&str; 2]; 30] = [
    ["雨伞", "umbrella"],
    ["背包", "backpack"],
    ["台灯", "desk lamp"],
    ["水壶", "kettle"],
    ["耳机", "headphones"],
    ["键盘", "keyboard"],
    ["跑鞋", "running shoes"],
    ["毛毯", "blanket"],
    ["手表", "watch"],
    ["相机", "camera"],
    ["帐篷", "tent"],
    ["书架", "bookshelf"],
    ["椅子", "chair"],
    ["枕头", "pillow"],
    ["围巾", "scarf"],
    ["手套", "gloves"],
    ["自行车", "bicycle"],
    ["头盔", "helmet"],
    ["烤箱", "oven"],
    ["风扇", "fan"],
    ["窗帘", "curtain"],
    ["茶壶", "teapot"],
    ["闹钟", "alarm clock"],
    ["行李箱", "suitcase"],
    ["显示器", "monitor"],
    ["打印机", "printer"],
    ["吉他", "guitar"],
    ["拼图", "jigsaw"],
    ["花瓶", "vase"],
    ["地毯", "carpet"],
];

/// Which of them.
pub const KINDS: [[&str; 2]; 25] = [
    ["红色", "red"],
    ["蓝色", "blue"],
    ["黑色", "black"],
    ["白色", "white"],
    ["绿色", "green"],
    ["儿童", "children's"],
    ["折叠", "folding"],
    ["迷你", "mini"],
    ["加大", "extra large"],
    ["轻便", "lightweight"],
    ["防水", "waterproof"],
    ["木制", "wooden"],
    ["金属", "metal"],
    ["玻璃", "glass"],
    ["复古", "vintage"],
    ["智能", "smart"],
    ["静音", "silent"],
    ["旅行", "travel"],
    ["户外", "outdoor"],
    ["二手", "second-hand"],
    ["限量", "limited edition"],
    ["手工", "handmade"],
    ["专业", "professional"],
    ["学生", "student"],
    ["豪华", "luxury"],
];
