//! Words by which people ask for a person in Chinese, or speak of one without asking; simplified, between commas.

/// After the people: they have said or done something, or are only addressed.
pub(in crate::transfer) const REPORTS: &str = "\
    说,告诉,答应,承诺,让我,叫我,要我,要求,回复,回我,联系我,给我打,给我回,给我退,给我说,给我发,给我办,给我处理,给的,给你,跟我,和我,对我,问我,打我,打来,打电话,来电,不理,还不理,都不理,联系不上,不回,没人,没用,有用,打不通,不接,态度,确认,帮我问了,帮我查了,\
    帮我申请了,已经,已,身份,要身份,姐,妹,小哥,美女,帅哥,你好,您好,也,都,系统,账号,处理了,处理过,记录,工号,截图,会,又,多久,能看到,可以看到,指导,提供,发的,发来,反馈,解释,建议,沟通,核实,联系我,联系了,联系过,联系不,联系方,联系一,他们,他,她,主动,介入,就行,\
    才能,之后,后,时,关了,限时";

/// Asks about the people, not for them.
pub(in crate::transfer) const ABOUT: &str = "\
    几点,上班,下班,工作时间,服务时间,在线时间,时间,小时,周末,周六,周日,节假日,放假,春节,全天,什么时候在,何时,电话,号码,热线,qq,微信,邮箱,邮件,地址,公众号,网址,多少号,多少钱,多少,收费,要钱,费用,付费,工资,招聘,是什么,什么意思,培训";

/// Calls for people who are named right behind.
pub(in crate::transfer) const CALLS: &str = "\
    转,转接,转到,转给,转成,转至,转入,接,接通,接入,接一下,接下,转一下,转下,接到,接个,换,换成,换个,换一个,换一位,找,找个,找下,找一下,找到,找你们,联系,联系到,联系你们,联系一下,联络,连系,呼叫,连线,连接,叫,叫个,叫你们,叫一下,喊,喊个,喊一下,喊下,请,请求,派,安排,切换,切到,\
    召唤,要,需要,想要,我要个,来个,来一个,给个,给我个,有没有,有木有,有无,你们有,没有,没,打开,开启,进入,进,点,拨打,拨通,打,打给,电话给,咨询,求,直接,上,传,必须";

/// Calls for them from a little further: 帮我转一下你们的人工.
pub(in crate::transfer) const FAR_CALLS: &str = "\
    喊,转,接通,接入,转接,找,联系,呼叫,连线,叫,换,要,需要,给我,有没有,有,没有,跟,和,与,请,打给,电话给";

/// People whose name says by itself that no machine is wanted.
pub(in crate::transfer) const PEOPLE: &str = "\
    人工客服,人工服务,人工我服,人工坐席,人工座席,人工席,人工台,人工在线,人工咨询,人工通道,人工客户,真实的人,真正的人,真的人,真的客服,真客服,人工课服,人工克服,仁工,专人,真人客服,真人服务,真人,大活人,活人,在线人工,人工,rengong";

/// People whose name needs a call, or nothing else beside it.
pub(in crate::transfer) const STAFF: &str = "\
    在线客服,电话客服,语音客服,售后客服,客服人员,客服专员,客服经理,客服主管,客服,客户服务,课服,专属客服,专业人员,客服代表,服务代表,技术人员,售后人员,值班人员,值班的人,后台人员,顾问,专家,客户经理,服务专员,服务人员,工作人员,值班经理,坐席,座席,专员,主管,话务员,接线员,店小二,\
    小二,店员,负责人,领导,管理员,经理,店长,老板,管事的,管事儿的,同事,kefu";

/// Before the call, these turn it round.
pub(in crate::transfer) const REFUSALS: &str = "\
    不要,不用,不想,不需要,不必,不是要,不是找,不是想,无需,无须,没必要,别,甭,拒绝,讨厌,取消,没说要,没要,没让,先不,暂不,暂时不,不愿,不肯,用不着,免,不爱,不转,不找";

/// Before the people, these tell of something that has been, or of somebody else's people.
pub(in crate::transfer) const ELSEWHERE: &str = "\
    刚才,刚刚,刚,昨天,前天,上次,之前,以前,已经,上午,下午,昨晚,早上,第一次,了,过,让我,叫我,叫他,通过,经过,卖家,商家,店铺,快递,顺丰,对方,商户,厂家,供应商,平台的,他们,一会,老是,其他,别的,那个,这个,哪个,每个,你们的客服,谢谢,感谢,提示,异常,是不是,如果,因为,说,等,以为,\
    是找,应该,显示";

/// Asks who or what they are talking to.
pub(in crate::transfer) const IDENTITY: &str = "\
    是人工,是真人,是活人,是客服不,是客服吗,是客服么,是客服吧,是客服还,是不是人工,是不是真人,是不是客服,还是人工,还是真人,还是客服,还是人,人工还是,真人还是,是机器人,是不是机器,是人还是,是人吗,是否人工,是否为人工,是否是人工,你是客服,是在线客服吗,是在线人工吗";

/// Phrases that ask for a person wherever they stand.
pub(in crate::transfer) const PHRASES: &str = "\
    转人工,转到人工,得人工才能,转到投诉部,转投诉部,转到售后部,转售后部,转到技术部,转技术部,跟客服打电话,和客服打电话,\
    跟客服通电话,还是找真人,还是找人工,还是找客服,切换到人工,切换人工,切到人工,换成人工,换到人工,转接人工,上人工,人工介入,还是人工吧,还是人工好,还是转人工,还是要人工,转让人工,接人工,找人工,换人工,叫人工,呼叫人工,转客服,转接客服,给我转接,帮我转接,请转接,转接一下,有没有真人,人工在哪,叫人来,转人公,转人功,电话沟通,语音沟通,来个正常,正常人,出来个人,派人,让人来,会说人话,转售后,转到售后,转接售后,换个人,换人来,\
    找个人,找个真人,安排个人,安排人来,安排一个人,喊个人,喊人来,叫个活,叫个真,跟你们的技术,跟你们技术,和你们的技术,和你们技术,找你们技术,来个人,接个人,派个人,叫个人,换个活人,找个活,换个活,来个活,找个真,换个真,来个真,接个真,换一个人,找人来,找个懂的,跟人聊,和人聊,跟人说,和人说,跟人沟通,和人沟通,跟人对话,和人对话,人来跟我,人来和我,人和我说,人跟我说,\
    叫你们领导,找你们领导,找你们经理,找你们主管,找你们老板,叫你们经理,让你们领导,让你们经理,你们领导呢,懂的人,找售后,联系售后,找你们售后,找下售后,联系你们售后,叫你们的人,让你们的人,你们的人出来,zhuanrengong,zhuan ren gong,zhuan rengong,转rengong,转kefu";

/// To be called back is to talk to a person, if it is asked of us.
pub(in crate::transfer) const CALL_BACKS: &str = "\
    给我打电话,给我打个电话,给我回电话,给我回个电话,给我来电话,给我来个电话,回电给我,打电话给我,打给我,电话联系我,来电话,给我电话,回电,致电,联系我,电话跟我";

/// Before a call-back: it is asked, and not told.
pub(in crate::transfer) const ASKING: &str = "\
    请,麻烦,直接,还是,不如,要不,最好,能不能,能否,可以,可否,不能,让客服,叫客服,让人,叫人,让你们,叫你们,安排,能,方便,快点,尽快,赶快,马上,立刻,立即";

/// What may stand beside the name of people who are called by it alone.
pub(in crate::transfer) const FILLERS: &str = "\
    出来,呢,吗,嘛,么,啊,呀,吧,哦,喂,呐,的,了,你好,您好,请,谢谢,快,我,在,来,有,没,不,哪里,哪儿,哪,里,号,#,到,服务,客服,人工,帮忙,急,嗯,好,行,去,个,一下,能,可以,打开,开,亲,线,专,网,转,回复,回答,解答,咨询,聊,为,还,给,人呢,你,什么,你们,要,想";

/// Asks whether anybody is there, when nothing else is said.
pub(in crate::transfer) const PRESENCE: &str = "\
    客服小姐姐在吗,转人,给我转人,要人,我要人,等人工,在线等人工,不要机器,还是人工,喂喂有人吗,有活人吗,有真人吗,有没有真人在,你们那有人吗,你们有人吗,那边有人吗,有人在没,有人在不,有人吗,有人么,有人没,有人在吗,有人在么,有没有人,有没有人在,有没有人啊,有人没有,有人不,有人嘛,人呢,人在吗,人在哪,客服在吗,没人吗,没有人吗,没人在吗,没人么,喂有人吗,换人,来人,叫人,找人";

/// Words with 人工 and the like in them that mean something else wherever they stand.
pub(in crate::transfer) const OTHER_THINGS: &str = "\
    人工驾驶,人工挡,人工智能,人工智慧,人工智障,人工费,人工服务费,人工客服费,人工成本,人工价,人工降雨,人工增雨,人工湖,人工岛,人工草,人工林,人工雪,人工养殖,人工种植,人工饲养,人工合成,人工培育,\
    人工钻,人工宝石,人工珍珠,人工水晶,人工皮,人工革,人工毛,人工授精,人工受孕,人工流产,人工呼吸,人工心脏,人工关节,人工耳蜗,人工晶体,人工泪液,人工翻译,人工安装费,人工搬运,人工甜味,\
    人工色素,人工添加,人工香精,人工繁殖,人工孵化,人工打磨,人工制作,人工制造,人工缝,人工栽,人工采,人工挖,纯人工,智能客服,机器客服,机器人客服,客服机器人,虚拟客服,什么客服,客服中心,\
    客服部,客服岗,客服工作,客服招聘,客服专业,客服系统,客服软件,做客服,当客服,冒充客服,假客服,自称客服,真人秀,真人cs,真人版,真人快打,真人头像,真人照片,真人模特,真人认证,真人试穿,\
    真人发,真人手办,真人比例,真人拍摄,接线员工";

/// Behind a phrase that asks for a person: it was only said.
pub(in crate::transfer) const PROMISES: &str = "说过,告诉,答应,承诺,收,签,代,取,付,住,审,复核,要钱";

/// Sends somebody.
pub(in crate::transfer) const SENDS: &str = "请,让,叫,麻烦,安排,要求,派,喊";

/// What those who are sent do.
pub(in crate::transfer) const TO_THE_VISITOR: &str =
    "联系我,给我,回我,回复,回答,打个电话,跟我,和我,打给,打电话给,来,帮,回电,联系一下";

/// Wishes for somebody who is told by what they can do.
pub(in crate::transfer) const BRINGS: &str =
    "找,换,叫,让,喊,派,安排,有没有,需要,想要,我要,转,请,来,接,联系";

/// What they can do, before 的人 and the like.
pub(in crate::transfer) const ABLE: &str = "\
    能说,能处理,能解决,能管,能做主,能办,能帮,能听,能沟通,能讲,会处理,会解决,会办,会说,懂,负责,专门,管事,做主,专业,说得清,说了算,听得懂,明白";

/// How the people behind that are named.
pub(in crate::transfer) const WHO: &str = "的人,的同事,的客服,的专员,的经理,的工作人员,懂行的,懂的,业务的,技术的,处理的,解决的,管事的,做主的,说了算的,负责的,专业的,明白人";

/// What is done with people when one is with them.
pub(in crate::transfer) const TALKS: &str = "说话,通个,说两句,说几句,说一下,说说,说清楚,说个事,聊,沟通,通话,谈,对话,直接,联系,讲,交流,通电话,反映一下,问一下,问问,确认一下,核实一下";

/// Asks where people are.
pub(in crate::transfer) const HOW_TO_FIND: &str = "怎么找,怎么联,怎么转,怎么进,入口,找不到,怎样联,怎样找,如何联,如何找,在哪,哪里找,哪找,接入,接待";

/// Asks whether people are needed.
pub(in crate::transfer) const WHETHER: &str = "需要联系,需要找,要联系,要找,用联系,用找";

/// What a person, and no machine, does for the visitor.
pub(in crate::transfer) const DOES: &str = "帮,呢,来,在,看看,看一下,处理,解决,核实,介入,怎么,哪,如何,回,按钮,选项,说话,入口,受理,热线怎么,跟我,和我,接待,解答,为我,给我";

/// Before people who are asked for: how they are come by.
pub(in crate::transfer) const HOW: &str = "怎么,怎样,如何,咋,哪里,哪,能,可以,直接";

/// Calls that go to people and to nothing else.
pub(in crate::transfer) const TO_PEOPLE: &str = "转,接,找,联系,换,叫,呼叫,打开";

/// Speaks of what they do, after the refusal of it: 不想跟机器人说.
pub(in crate::transfer) const MACHINES: &str = "机器人,跟程序说,跟电脑说,跟ai说,跟ai聊,和ai聊,和程序说,机器说,机器聊,机器对话,机器沟通,机器客服,智能客服,自动回复";

/// The refusal.
pub(in crate::transfer) const NO_MACHINE: &str = "不要,不想,别,不,不用,不是要";

/// Between the two.
pub(in crate::transfer) const WITH: &str = "和,跟,用,让,找,被,你们,这个,这种,再,你,我";

/// Who would call by themselves, and has not.
pub(in crate::transfer) const CALLS_ANYWAY: &str = "没,会,谁,提前,到了,递员,师傅,骑手,卖家,商家,说";
