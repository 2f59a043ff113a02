//! Words that ask for the same, so that a question is known again in other words.

/// Words and what stands for all of them; a word with nothing behind `=` only pads the question.
pub(in crate::transfer) const SAME: &str = "怎么样=怎么,怎样=怎么,如何=怎么,怎么办=怎么,怎么弄=怎么,咋=怎么,办法=怎么,方法=怎么,怎么回事=为什么,为啥=为什么,为何=为什么,什么原因=为什么,\
多长时间=多久,什么时候=多久,何时=多久,几天=多久,哪天=多久,几号=多久,啥=什么,能不能=能,可不可以=能,可以=能,能够=能,是否=能,能否=能,可否=能,无法=不能,不了=不能,没法=不能,不行=不能,不可以=不能,没有办法=不能,\
没有=没,打开=开,开通=开,开启=开,激活=开,关闭=关,关掉=关,注销=关,取消=关,停用=关,更换=换,更改=换,修改=换,变更=换,改=换,哪儿=哪里,哪家=哪个,那里=哪里,哪些=哪个,哪一个=哪个,哪款=哪个,\
提升=提高,增加=提高,提额=提高额度,使用=用,购买=买,支付=付,付款=付,归还=还,还款=还,还钱=还,偿还=还,手续费=费,费用=费,利息=息,价格=多少钱,怎么卖=多少钱,价钱=多少钱,电脑=计算机,账户=账号,帐号=账号,帐户=账号,快递=包裹,物流=包裹,\
请问=,谢谢=,有没有=有,一下=,我想=,我要=,帮我=,你们=,我的=,我=,你好=,您好=,请告诉我=,最好=好,比较好=好,怎么没=为什么没,怎么还没=为什么没";

/// The same in English, whole words.
pub(in crate::transfer) const SAME_EN: &str = "wheres=where,whens=when,hows=how,whats=what,whys=why,cannot=cant,unable=cant,couldnt=cant,wont=not,doesnt=not,didnt=not,isnt=not,hasnt=not,havent=not,dont=not,wasnt=not,topup=top,topping=top,refunded=refund,cash=money,funds=money,payment=pay,payments=pay,paid=pay,purchase=buy,bought=buy,buying=buy,\
fee=charge,fees=charge,cost=charge,charges=charge,charged=charge,package=parcel,order=parcel,delivery=deliver,arrive=deliver,arrived=deliver,transfer=send,sent=send,stolen=lost,stole=lost,missing=lost,declined=reject,rejected=reject,denied=reject,refused=reject,failed=reject,modify=change,edit=change,update=change,cancel=stop,wrong=incorrect,twice=double,verify=identify,identity=identify,pin=code,password=code,passcode=code";

/// Words that any question may have; they say little about what is asked.
pub(in crate::transfer) const FUNCTION: &str = " a an the i my me you your we our is are was were be been am do does did to of in on at for from with and or but so it its this that there here can could will would should have has had get got please what whats how why when where which who if not any some just im ive id up out as by need want know tell help ";

/// The Chinese ones, character by character.
pub(in crate::transfer) const FUNCTION_ZH: &str = "的了吗呢吧啊呀么嘛哦噢嗯我你您他她它们这那个是有在就都也还要想请问下给把被和与跟对从到上里中会能可以得着过很太最好说一怎为什多久少哪不没";
