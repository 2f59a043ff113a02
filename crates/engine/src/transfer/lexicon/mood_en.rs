//! How people complain in English, in lower case, without apostrophes.
//!
//! From 4 on a word is a complaint by itself, if nothing speaks against it; a fact that only annoys weighs 1 or 2.

use crate::transfer::cues::{Cues, Sign::*};

/// The table.
pub(in crate::transfer) const MOOD: &[Cues] = &[
    Cues {
        tells: Complaint,
        weight: 5,
        words: "complain*,lodge*,reclamation*,consumer claim*,customer claim*,consumerclaim,customerclaim,file a claim,\
            file an claim,filea claim,filing a claim,make a claim,making a claim,claim against,file consumer,\
            file customer,make consumer,make customer,file claim,make claim,file a consumer,file a customer,\
            grievance*,escalate this,demand an explanation,demand a refund,demand my money,want an explanation,owe me,\
            report you,reporting you,report this company,formal notice,ombudsman",
    },
    Cues {
        tells: Threat,
        weight: 5,
        words: "sue you,sue your,suing,lawsuit,lawyer*,attorney*,legal action,small claims,better business bureau,bbb,\
            trading standards,consumer protection,consumer court,consumer forum,the media,on social media,social site,\
            negative review,one star,# star review,tell everyone,warn everyone,warn people,spread the word,chargeback,\
            charge back,regulator,boycott*,never again,last time i,my last,lost a customer,lost my business,\
            lose a customer,losing a customer,losing customers,lose my business,taking my business,take my business,\
            switching to,switch to another,competitor*,uninstall*,deleting the app,delete your app,\
            cancel my membership,done with,im done,i am done,so done,over it,never fly,never flying,never use,\
            never using,never order*,never buy*,never book*,never shop*,never deal*,wont be back,not be back,\
            wont be flying,wont fly,will not fly,wont order,wont use,not fly,wont recommend,not recommend,do not buy,\
            dont buy,dont order,dont fly,avoid,stay away,steer clear,beware,solicitor*,legal team,legal advice,\
            my bank dispute,dispute the charge*,disputing,dispute this,trustpilot,google review,yelp,tripadvisor,\
            watchdog,regulators,authorities,press charges,consumer rights,police report,hear from my,found another,\
            finding another,look elsewhere,go elsewhere,going elsewhere,somewhere else,moving to another,leaving your,\
            leaving you for,dumping you,so long",
    },
    Cues {
        tells: Insult,
        weight: 6,
        words: "fuck*,bullshit,shit,shitty,shite,piss off,pissed,asshole*,bastard*,bitch*,idiot*,moron*,stupid*,dumb,\
            dumbass,retard*,imbecile*,clown*,crook*,liar*,lying,lied,thief,thieves,robber*,rob,robbed,scum,crap,\
            crappy,bs,wtf,stfu,screw*,go to hell,burn in hell,joke of,a joke,jokers,scam*,swindl*,cheat*,con artist*,\
            rip off,ripoff,ripped off,fraudster*,extort*,money grab*,greedy,greed,trash,garbage,rubbish,junk,sucks,\
            suck,sucked,blows,stinks,stink",
    },
    Cues {
        tells: Insult,
        weight: 2,
        words: "damn,damned,goddamn,bloody,freaking,freakin,frigging,effing,fucking,f***ing,hell,heck,ass,ffs,smh,omg,\
            ugh*,really?,sigh",
    },
    Cues {
        tells: Feeling,
        weight: 5,
        words: "angry,anger,furious,outrag*,livid,enraged,infuriat*,frustrat*,annoy*,irritat*,upset,disappoint*,\
            dissapoint*,disapoint*,disgust*,appall*,unhappy,not happy,not satisfied,not setisfied,unsatisf*,\
            dissatisf*,disatisf*,not pleased,not impressed,unimpressed,not amused,not cool,not ok,not okay,\
            not good enough,sick of,tired of,fed up,had enough,enough is enough,last straw,insult*,ashamed,shame,\
            shameful,embarrass*,hate,hated,hating,despise,regret*,stress*,crying,in tears,cried,desperate,nightmare,\
            hell on,ruin*,devastat*,depress*,offended,humiliat*,fuming,raging,rage,loathe,mad at,so mad,pathetic,\
            worst",
    },
    Cues {
        tells: Feeling,
        weight: 4,
        words: "ridiculous*,unbelievable,unreal,insane,absurd,ludicrous,inexcusable,unacceptable,not acceptable,\
            intolerable,unforgivable,kidding me,you kidding,joking,cant believe,can not believe,cannot believe,\
            hard to believe,how dare,you serious,for real,seriously,honestly,come on,cmon,whats the point,nonsense,\
            nonsence,worthless,hopeless,helpless,miserable,nerve,audacity,had hoped,expected better,expect better,\
            deserve better,better than this,do better,get it together,get your act,step up,step it up,learn how,\
            wake up,grow up,no respect,disrespect*,dont care,doesnt care,didnt care,not care,could care less,\
            couldnt care less,lack of,lacking,how is this,how is that,how can this,how could you,how on earth,\
            why on earth,what on earth,what the,so hard to,so difficult to,great another,oh look,another outage,\
            another delay,another fee,another broken,third delay,third outage,third time,second delay,fourth time,\
            fifth time,yet another,once more you,pretend*,wits end,losing my mind,lost my patience,losing patience,\
            patience is,out of patience,enough of,had it,i give up,gave up,giving up,cant take,cant stand,cant deal,\
            drives me,driving me,makes me sick,make me sick,heartbroken,heartless,speechless,gutted,let down,\
            feel used,feel let,wrecked,spoilt my,day off,loyal customer,lost a loyal,long time customer,\
            years of loyalty,customer for years,good bye forever",
    },
    Cues {
        tells: Unfair,
        weight: 4,
        words: "unfair,not fair,unethical,dishonest*,deceiv*,decept*,deceit*,mislead*,misled,false advert*,false promis*,\
            bait and switch,lies,a lie,lie to,fooled,fooling,making a fool,taking advantage,trick*,bogus,fake,\
            overcharg*,over charged,hidden fee*,hidden charge*,unauthoriz*,without my consent,without my permission,\
            forced me,forced to,discriminat*,racist,racism,sexist,harass*,stole my money,stolen my money,\
            broken promise*,broke my,broke your promise,promised,supposedly,so called,excuses,excuse,blame,blaming,\
            your fault,my money back,want my money,keep my money,kept my money,took my money,taking my money,denied,\
            refus*,wont let,would not let,wouldnt let,not allow*,wont honor,not honor*,deny*,no apology,didnt even,\
            doesnt even,not even,cant even,cannot even,wont even,dont even,even though i",
    },
    Cues {
        tells: Waiting,
        weight: 4,
        words: "still waiting,been waiting,keep waiting,kept waiting,waiting since,waited,wait time*,long wait,hour wait,\
            hours wait,wait for hours,wait #,waiting #,waiting over,on hold,hold for,hold time*,hold music,\
            how much longer,how many hours,how many days,forever,for ages,too long,so late,very late,always late,\
            late again,late flight again,delayed again,again and again,over and over,time and again,every time,\
            everytime,second time,#th time,#rd time,#nd time,# times,multiple times,many times,countless,days now,\
            weeks now,months now,hours now,hours and,hour and,hrs and,hours later,days later,weeks later,overdue,slow,\
            slowest,sluggish,endless,never ending,in circles",
    },
    Cues {
        tells: Waiting,
        weight: 2,
        words: "# hour,# hr,# minutes,# mins,# min,#hr,#min,#mins,hours,hrs,all day,all night,all morning,an hour,\
            two hour,overnight,delay*,waiting,still no,still not,havent received,not received,never received,\
            never arrived,never came,never got,not arrived,hasnt arrived,not delivered,sitting,sat,tarmac,runway,\
            stuck,strand*,pushed back,3am,sleepless",
    },
    Cues {
        tells: Waiting,
        weight: 1,
        words: "# days,# months,weeks,late,wait,still,yet,again,finally,busy,queue,hour,twice,three times,supposed to",
    },
    Cues {
        tells: Ignored,
        weight: 4,
        words: "no response,not respond*,never respond*,no reply,no replies,not replied,no answer*,not answer*,\
            doesnt answer,dont answer,didnt answer,doesnt pick up,unanswered,not pick,no one,nobody,noone,ignor*,\
            hung up,hang up,hangs up,hanging up,disconnected,disconnects,cut off,get through,getting through,\
            cant reach,unable to reach,get ahold,get hold of,no way to,cant get anyone,cant get anybody,\
            cant get someone,call back,calling back,called back,no call,no help,not help*,isnt helping,didnt help,\
            doesnt help,wont help,cant help,cannot help,unhelpful,no support,zero support,zero help,no assistance,\
            no solution*,not resolved,unresolved,not solved,no resolution,no explanation*,no info,no information,\
            no update*,no communication,no clue,clueless,no idea,not listening,listen to,run around,runaround,\
            passed around,bounced,transferred #,canned,auto reply,automated,useless,use less,no use,waste,wasted,\
            wasting,not work*,doesnt work,didnt work,isnt working,wont work,dont work,doesnt make sense,no sense,\
            never showed,never shows,never turned up,didnt show,didnt turn up,no show,never happened,never called,\
            never replied,never answered,never got back,never resolved,never fixed,times already,explained this,\
            explained it,told you already,already told,already said,already explained,how many more,repeat myself,\
            repeating myself,keeps copy,copy past*,copy and paste,same answer,same reply,same response,\
            same thing over,scripted,this bot,your bot,no reason,without reason,no warning,without warning,\
            without notice,without any notice,without telling,without asking,fobbed off,brushed off,passed from,\
            pillar to post,stonewall*,gaslight*,dismissive,do you even,did you even,does anyone even,is anyone even,\
            anyone there even,not one,not a single,not once,doesnt listen,dont listen,wont listen,never listen",
    },
    Cues {
        tells: Quality,
        weight: 5,
        words: "terrible,terribly,horrible,horribly,horrid,horrendous,awful,atrocious,abysmal,dreadful,lousy,lame,poor,\
            poorly,poorest,bad,badly,badmgmt,worse,mediocre,subpar,sub par,unprofessional*,incompeten*,inept,\
            inefficient,unreliable,careless,negligen*,neglect*,irresponsib*,rude,rudeness,rudest,impolite,arrogant,\
            attitude,hostile,condescending,nasty,filthy,gross,smell*,dirty,unsafe,dangerous,disaster*,catastroph*,\
            fiasco,debacle,shambles,chaos,chaotic,mess,messed,messing,horror,sham,fail,fails,failed,failing,failure*,\
            defective,faulty,inferior,low quality,cheap quality,disorganiz*,disorganis*,unorganized,unprepared,\
            understaffed,overbook*,over booked,overpriced,over priced",
    },
    Cues {
        tells: Quality,
        weight: 3,
        words: "not ideal,inconvenien*,uncomfortable,pain in,a pain,kicked off,booted,bumped,stupidity,deplorable,silence,\
            blatant*,nickel*,fired,half assed,falling apart,left me,left us,left my,stranded,missed my,missed our,\
            lost my bag,lost our,lost bag*,my bag didnt,my bags didnt,site is down,website is down,app is down,\
            system is down,systems are down,computers are down,your site,your website,your app,your system,\
            your systems,your computers,cancelled flightled,cancelled flight,flightled,culture,merger,counting on you,\
            let me down,let us down,letting us down,let down,sort this out,sort it out,answer the phone,\
            answer your phone,answer your phones,show some,how about,misery,suffer*,exhaust*,starving,freezing,\
            broken seat,delayed,delays,cancellation*,cancelling,canceled,cancelled,no longer,no one answers,apology,\
            apologi*,unable to,refund me,compensat*,short staffed,blamed,no consistency,reluctant",
    },
    Cues {
        tells: Quality,
        weight: 2,
        words: "damag*,crack*,torn,leak*,missed,misconnect*,misplac*,wrong,glitch*,crash*,why cant,why cannot,\
            why dont you,why do you,why did you,why would you,why is it,why are you,why werent,why wasnt,why arent,\
            how come,how can you,you guys,you people,your company,your staff,your employees,your agents,your policy,\
            your customer,your service,your customers,your planes,your people,your phone,your airline,no food,\
            no water,no wifi,no power,no record,no seat,no seats,no gate,no crew,no pilot*,no plane,no bag*,\
            instead of,unfortunately,nothing,cramped,expensive,outdated,narrow*,toilet*,asking me to,told me,told us,\
            tell us,tells us,told to,luggage,baggage,suitcase",
    },
    Cues {
        tells: Quality,
        weight: 1,
        words: "problem*,issue*,broken,broke,lost,lose,losing,error*,bug,bugs,down,cancel*,fees,cost,costs,cold,hot,wet,\
            old,tight,unable,couldnt,could not,wont,will not,doesnt,didnt,hasnt,havent,never,none,why,bag,bags,flight,\
            plane,airport,gate,crew,your,now,just,even,but,more,trying to,tried to,had to,have to,another,day",
    },
    Cues {
        tells: Sarcasm,
        weight: 5,
        words: "thanks for nothing,thanks for wasting,thanks for losing,thanks for ruin*,thanks for not,\
            thanks for cancel*,thx for nothing,no thanks to,so much for,way to go,nice job,nice work,good job,\
            great job,great service guys,bravo,well done,good luck with,icing on,must be nice,great future,nice try,\
            real nice,classy,how convenient,what a surprise,not surprised,as usual,yeah right,oh great,just great,\
            just wonderful,just perfect,shocker,hunky dory",
    },
    Cues {
        tells: Quality,
        weight: 4,
        words: "threw my,thrown over,over the fence,in the rain,crushed,smashed,shattered,soaked,soggy,spoiled,rotten,\
            mouldy,moldy,stale,undercooked,raw inside,burnt,tasteless,inedible,cold food,food was cold,arrived cold,\
            stone cold,half empty,half the,missing items,items missing,wrong item,wrong order,not as described,\
            nothing like,fell apart,falls apart,broke after,stopped working after,died after,broken again,down again,\
            crashes every,crashes all,freezes every,keeps crashing,keeps dropping,keeps disconnect*,keeps cutting,\
            constantly,constant,charged me twice,charged twice and,double charged me,billed me,billed twice,\
            banned for,cold and late,late and cold,bedbugs,bed bugs,cockroach*,roaches,stained,hair in,noisy,\
            couldnt sleep,no hot water,no heating,no air con",
    },
    Cues {
        tells: Praise,
        weight: -5,
        words: "appreciate*,awesome,excellent,amazing,fantastic,wonderful,outstanding,superb,brilliant,kudos,shout out,\
            shoutout,love your,loved,job well done,great job by,great job to,great,impressed,made my day,saved my day,\
            saved the day,exceptional,terrific,above and beyond,five stars,no complaints,no complaint,no problem,\
            no problems,no worries,no rush,no issue,no issues,not bad,not a problem,cant complain",
    },
    Cues {
        tells: Praise,
        weight: -3,
        words: "congrats,congratulations,thank,thanks,thankyou,thx,thnx,ty,tks,cheers,good,nice,happy,glad,love,lovely,\
            helpful,friendly,kind,polite,best,better,perfect,pleased,pleasure,pleasant,enjoy*,smooth,easy,quick,\
            quickly,fast,fun,cool,beautiful,comfortable,safe,smile,excited,cant wait,looking forward,welcome,yay,\
            woohoo,woo,winner,hope,gosh,fleek,sweet,helped,resolved,fixed,satisfied,classy crew,fabulous,well,\
            favorite,favourite,hero,rock,rocks",
    },
    Cues {
        tells: Calm,
        weight: -2,
        words: "please,pls,plz,could you,can you,may i,can i,could i,would you,is there,is it possible,do you,does,\
            what is,whats,which,how can i,how do i,how to,where can,where do,where is,when is,when does,when will,\
            id like,i would like,wondering,question,looking for,looking to,interested,any chance,will you,do i,if i,\
            hi,hello,hey,good morning,let me know",
    },
    Cues {
        tells: Calm,
        weight: 0,
        words: "well as,as well,bad weather,cold brew,hot dog,hot chocolate,hot water,cold water,lost and found,cost of,\
            late checkout,late check,down payment,down to,sit down,slow down,wait for the,cant wait,what a great,\
            what a nice,what a wonderful,what a lovely,another card,stuck in traffic,never mind,all the best,best way,\
            best time,best regards,best option,not yet",
    },
];
