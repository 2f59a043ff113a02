//! What tells that something cannot wait.

use crate::transfer::cues::{Cues, Sign::*};

/// The table.
pub(in crate::transfer) const URGENCY: &[Cues] = &[
    Cues {
        tells: Haste,
        weight: 5,
        words: "很急,非常急,特别急,太急了,好急,急死,急疯,急啊,急呀,急急,着急,十万火急,火急,火烧眉毛,急需,急用,急要,\
            急等,急着,急求,加急,加急处理,给我加急,帮忙加急,催急,在线等,等不及,等不了,这么急,那么急,比较急,挺急,\
            真急,超急,是急,急事,有急,紧急,十分紧急,情况紧急,救命,尽快,尽早,赶紧,赶快,抓紧,立刻,立马,立即,即刻,火速,\
            快速处理,优先处理,优先安排,优先发,快点,快些,快一点,搞快,麻烦快,请快,能不能快,能快点,能快一点,能快些,\
            能快吗,可以快,快快,速度点,速度处理,速度回,速度解决,速速,刻不容缓,迫在眉睫,分秒必争,来不及了,赶时间,\
            没时间等,没时间了,赶不上,赶飞机,赶火车,赶车,催一下,催一催,催催,帮我催,帮催,帮忙催,催促一下,多催,马上给,\
            马上处理,马上解决,马上退,马上发货,马上帮,马上安排,马上联系,马上回复,马上要用,马上就要用,马上要到期,\
            马上要走,马上要上,马上需要,请马上,必须马上,要马上,现在马上,马上取消,马上停",
    },
    Cues {
        tells: Haste, weight: 2, words: "马上,急,速度,快,催,优先,抓紧时间,今晚,今天必须"
    },
    Cues {
        tells: Deadline,
        weight: 3,
        words: "今天就要,今天一定,今天要用,今天用,今晚必须,明天必须,明天要用,明天就要,后天要,必须今天,必须明天,\
            之前必须,之前要,等着用,等着吃,等着上,等着收,等着要,等着穿,等钱,等着钱,现在就要,现在要,现在必须,\
            过了今天,就没意义,没意义了,没用了就,婚礼,结婚用,过生日,出国,手术,住院,医院,救命钱,情人节,by tomorrow,\
            by tonight,before tomorrow,by today,today only,leaving today,leaving tomorrow,my flight leaves,\
            flight is in,in an hour,within the hour,expires today,deadline,stranded,stuck at the airport,\
            stuck abroad,登机口,赶高铁,起飞,明天考试,考试…进不去,快结束,flight leaves,train leaves,leaves in,\
            starts in,departs in,in two hours,in one hour,in # hours,in # minutes,in # min,in ten minutes,\
            in twenty minutes,in thirty minutes,in half an hour,is tonight,is tomorrow,before noon,or i lose,\
            funeral,guests tonight,guests coming,delivered today,needed today,need this today,need it today,\
            fly tomorrow,flying tomorrow,travel tomorrow,on deadline,im at the gate,im at the airport,\
            i am at the gate,i am at the airport",
    },
    Cues {
        tells: Danger,
        weight: 5,
        words: "被盗,盗刷,盗用,被骗了,冒用,冒充我,被人用,被人刷,不是我本人,不是本人操作,非本人,卡丢了,手机丢了,\
            钱包丢了,身份证丢了,丢了手机,丢了卡,丢失了,遗失,挂失,被偷,漏电,冒烟,着火,起火,爆炸,触电,燃气泄漏,\
            煤气泄漏,受伤,食物中毒,中毒,过敏,昏迷,事故,车祸,被困,困在,煤气味,燃气味,漏煤气,煤气漏,燃气漏,水管爆,\
            爆管,水管裂,晕倒,昏倒,断药,没药了,等着吃药,被人登录,快冻结,转错人,转错账,打错账,汇错,刷走,被转走,\
            锁在门外,锁在外面,被反锁,反锁在,走丢了,摔倒了,流血不止,在流血,叫急救车,被别人登录了,有陌生人登录,\
            打错款了,闻到煤气,闻到燃气,煤气的味,燃气的味",
    },
    Cues {
        tells: Calm,
        weight: -6,
        words: "不急,不着急,不用急,别急,别着急,莫急,不要急,不用着急,不必急,不急的,不急着,不是很急,不是特别急,\
            不太急,急诊,紧急联系人,紧急联络人,紧急电话,应急,急救,急支,急性,急速,极速,加急费多少,加急多少,\
            加急要多少,加急费用,可以加急吗,能加急吗,不赶时间,怎么加急,如何加急,发烧友",
    },
    Cues {
        tells: Calm,
        weight: -4,
        words: "如何能快,怎么能快,怎么才能快,怎样才能快,怎么才能尽快,怎样尽快,如何尽快,如何快,怎样快,怎么快,\
            怎么加快,会不会快,快点的方式,快点的方法,更快,比较快,能快点提,尽快还,会尽快,都尽快,就尽快,我尽快,我赶紧,\
            我赶快,我马上,我立刻,我催促,我们会尽快,我就赶紧,就马上,马上就有,马上就能,就能马上,能马上再,能否马上,\
            是否马上,可以马上,马上可以,能马上,会马上,马上又,马上再,马上到,马上来,马上回,马上过期,马上降,马上就降,\
            马上就,第二天就,太急忘,太急了忘,着急忘,急忙,催收,催款,催债,师傅说没时间,快递,快捷,快充,快速还,快速开,\
            快速提,快要,很快,太快,真快,快乐,快餐,快手,凉快,愉快,痛快,快到了,快过期,快到期,快没,快一年,快两,速度慢,\
            速度多少,速度怎么样,网络速度,上网速度,下载速度,速度快,网速,送货速度,发货速度,物流速度,优先购,优先级,\
            优先权,no rush,no hurry,not urgent,isnt urgent,not in a hurry,whenever you,take your time,fire sale,\
            fire stick,fire tv,no emergency,emergency contact*,emergency exit,emergency fund,how quickly,\
            quickly can,free of smoke,non smoking,smoking",
    },
    Cues {
        tells: Haste,
        weight: 4,
        words: "urgent*,asap,as soon as possible,immediately,right away,right now,at once,emergency,quickly,hurry,\
            in a hurry,in a rush,rush,without delay,desperate*,desparate*,cant wait any,cannot wait,time sensitive,\
            need it now,need this now,running out of time,critical,straight away,straightaway,instantly,\
            this instant,help me now",
    },
    Cues {
        tells: Danger,
        weight: 4,
        words: "stole,stolen,steal,stealing,theft,thief,thieves,robbed,mugged,pickpocket*,burgl*,fraud*,scammed,\
            hacked,hacker,compromis*,unauthori*,without my permission,without my knowledge,without permission,\
            not authorize,not authorise,didnt authorize,didnt authorise,havent authorized,never authorized,cloned,\
            skimmed,identity theft,someone else is using,someone is using,someone using,somebody used,someone used,\
            somebody is using,using my card,used my card,someone has my,someone may have,someone got,\
            someone accessed,someone withdrew,someone took,someone made,dont recogni*,do not recogni*,\
            didnt recogni*,not recogni*,unrecogni*,unknown payment*,unknown transaction*,unknown charge*,\
            strange charge*,strange payment*,strange transaction*,strange withdrawal*,suspicious*,mysterious,\
            unfamiliar,unexplained,odd charge*,weird charge*,isnt mine,is not mine,not mine,wasnt me,was not me,\
            wasnt mine,not by me,not done by me,didnt make,did not make,dont remember making,didnt do,did not do,\
            didnt withdraw,did not withdraw,didnt initiate,didnt approve,didnt set up,did not set up,didnt create,\
            havent made,have not made,never made,never set up,didnt purchase,havent purchased,didnt buy,\
            not purchased,lost my card,lost card,lost a card,lost my wallet,lost my purse,lost my phone,\
            lost my bag,lost it,lost or stolen,card is lost,phone is lost,card missing,card is missing,\
            missing card,cant find my card,cant find my phone,cant find my wallet,cannot find my,left my card,\
            left my phone,left my wallet,misplaced,dropped my card,freeze my,freeze card,block my card,\
            block my account,cancel my card,swallow*,ate my,ate the,eaten my,eats my,eats it,keeps my card,\
            kept my card,took my card,taken my card,retained my,captured my,stuck in the,stuck in an,stuck inside,\
            trapped in,wont give me my card,wont return my card,not give me my card,not return my card,\
            didnt return my card,didnt give me back,give back my card,get my card back,get my card out,\
            back from the atm,back from the machine,injur*,bleeding,ambulance,fire,smoke,gas leak,electrocut*,\
            accident,hospital,allergic,poison*,smell gas,smell of gas,pipe burst,flooded,pouring through,\
            unconscious,snatched,to the wrong account,to the wrong person,taking money out,out of formula,\
            no medicine,medicine didnt arrive,ran out of medicine,lost my passport,coming through the ceiling,\
            coming through the roof,coming through the floor,gas smell,smelling gas,locked out of my room,\
            locked out of our room,locked out of the room,locked out of my hotel,locked out of my house,\
            locked out of the house,locked out of my flat,locked out of my apartment",
    },
    Cues { tells: Danger, weight: 3, words: "被刷,burst pipe" },
    Cues {
        tells: Deadline,
        weight: 4,
        words: "快截止了,今晚就要,今晚就用,明天就要用,明天就用,趁没发货,趁还没发货,拦下来,没法交差,登机口都,\
            婚礼后天,婚礼明天,明天开学,明天一早的,再过半小时,再过十分钟,再过几分钟,再过一小时,帮我拦一下,帮我拦下,\
            wedding is tomorrow",
    },
    Cues {
        tells: Deadline,
        weight: 2,
        words: "tomorrow morning,this afternoon,tonight,分钟后,在机场,wedding is,exam,考试",
    },
    Cues { tells: Danger, weight: 2, words: "发烧" },
];
