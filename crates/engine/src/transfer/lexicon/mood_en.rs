//! How people complain in English, in lower case, without apostrophes.
//!
//! From 4 on a word is a complaint by itself, if nothing speaks against it; a fact that only annoys weighs 1 or 2.

use crate::transfer::cues::{Cues, Sign::*};

/// The table.
pub(in crate::transfer) const MOOD: &[Cues] = &[
    Cues {
        tells: Complaint,
        weight: 5,
        words: "complain*,lodge*,reclamation*,consumer claim*,customer claim*,file a claim,claim against,\
            file consumer,file customer,make consumer,make customer,file claim,make claim,grievance*,escalate this,\
            owe me,report you,reporting you,formal notice,ombudsman",
    },
    Cues {
        tells: Threat,
        weight: 5,
        words: "sue you,sue your,suing,lawsuit,lawyer*,attorney*,legal action,small claims,bbb,trading standards,\
            consumer protection,consumer court,consumer forum,the media,social site,negative review,one star,\
            warn everyone,warn people,chargeback,charge back,regulator,boycott*,never again,my last,\
            losing customers,switching to,competitor*,uninstall*,done with,im done,so done,over it,never fly,\
            never flying,never use,never using,never order*,never buy*,never book*,never shop*,never deal*,\
            wont fly,wont order,wont use,not fly,wont recommend,not recommend,dont buy,dont order,dont fly,avoid,\
            stay away,steer clear,beware,solicitor*,legal team,legal advice,disputing,dispute this,trustpilot,\
            google review,yelp,tripadvisor,watchdog,regulators,authorities,press charges,consumer rights,\
            police report,hear from my,found another,finding another,look elsewhere,go elsewhere,going elsewhere,\
            somewhere else,leaving your,dumping you,so long,lost my business,lost a customer,losing my business,\
            get your act,sort it out,sort this out,not an apology,are fraud,are frauds,is a fraud,lost my trust,\
            lost all trust,hire more,hire some",
    },
    Cues {
        tells: Insult,
        weight: 6,
        words: "ripped me off,ripped us off,ripping me off,ripping people,daylight robbery,highway robbery,conned,\
            shady,dodgy,gouging,fuck*,bullshit,shit,shitty,shite,piss off,pissed,asshole*,bastard*,bitch*,idiot*,\
            moron*,stupid*,dumb,dumbass,retard*,imbecile*,clown*,crook*,liar*,lying,lied,thief,thieves,robber*,rob,\
            robbed,scum,crap,crappy,bs,wtf,stfu,screw*,joke of,jokers,scam*,swindl*,cheat*,con artist*,rip off,\
            ripoff,ripped off,fraudster*,extort*,money grab*,greedy,greed,trash,garbage,rubbish,junk,sucks,suck,\
            sucked,blows,stinks,stink,is a joke,was a joke,this joke",
    },
    Cues {
        tells: Insult,
        weight: 2,
        words: "damn,damned,goddamn,bloody,freaking,freakin,frigging,effing,fucking,f***ing,hell,heck,ass,ffs,smh,\
            omg,ugh*,really?,sigh",
    },
    Cues {
        tells: Feeling,
        weight: 5,
        words: "losing my patience,lost my patience,out of patience,made me sick,made us sick,food poisoning,angry,\
            anger,furious,outrag*,livid,infuriat*,frustrat*,annoy*,irritat*,upset,disappoint*,dissapoint*,\
            disapoint*,disgust*,appall*,unhappy,not happy,not satisfied,not setisfied,unsatisf*,dissatisf*,\
            disatisf*,not pleased,not impressed,unimpressed,not amused,not cool,not ok,not okay,sick of,tired of,\
            fed up,had enough,last straw,insult*,ashamed,shame,shameful,embarrass*,hate,hated,hating,regret*,\
            stress*,crying,in tears,cried,desperate,nightmare,hell on,ruin*,devastat*,depress*,offended,humiliat*,\
            fuming,raging,rage,mad at,so mad,pathetic,worst,horrif*,vile,betray*,cruel,brutal*,abhor*,hatred,hates,\
            hateful,loath*,despis*,resentful,distraught,dismay*,disheart*,disillusion*,displeas*,irate,angered,\
            enrag*,sadden*,sicken*,heartbreak*,traumati*,repuls*,revolting,contempt*,scandalous,travesty,farce,\
            bullied,intimidat*,mistreat*,abusive,disturbing,unjust,injustice,offensive,upsetting,saddest,angriest,\
            bullies,bullying",
    },
    Cues {
        tells: Feeling,
        weight: 4,
        words: "expected much better,expected so much better,expected a lot,so difficult,so complicated,are a joke,\
            such a joke,what a joke,circus,laughable,maddening,aggravat*,exasperat*,disgrace*,diabolical,\
            nobody cares,no one cares,care less,getting nowhere,got nowhere,going nowhere,ridiculous*,unbelievable,\
            unreal,insane,absurd,ludicrous,inexcusable,unacceptable,not acceptable,intolerable,unforgivable,\
            kidding me,you kidding,joking,cant believe,cannot believe,how dare,you serious,for real,seriously,\
            honestly,come on,cmon,nonsense,nonsence,worthless,hopeless,helpless,miserable,nerve,audacity,had hoped,\
            expected better,expect better,deserve better,do better,step up,learn how,wake up,grow up,no respect,\
            disrespect*,dont care,doesnt care,didnt care,not care,lack of,lacking,how is this,what the,so hard to,\
            great another,oh look,another outage,another delay,another fee,another broken,third delay,third outage,\
            third time,second delay,fourth time,fifth time,yet another,pretend*,wits end,losing patience,\
            patience is,enough of,had it,gave up,giving up,cant take,cant stand,cant deal,drives me,driving me,\
            heartless,speechless,gutted,let down,feel used,feel let,wrecked,spoilt my,day off,loyal customer,\
            lost a loyal,because of you,in a row,there goes,just wow,never signed,should have driven,even reading,\
            you people ever,ever answer,ever reply,how hard can,why bother,being loyal,telling everyone,\
            tell everyone,more like,of my life,expected so much,expected more,without reading,asked for help,\
            keep asking,keeps asking,kept asking,stop sending,left in,left waiting,kept me waiting,sleeping at,\
            slept at,no compensation,report one of,report your,lost all,lost faith,no faith,lost confidence,\
            beyond belief,getting silly,getting ridiculous,getting old,out of hand,getting worse,gets worse,\
            worse and worse,new low,rock bottom,wont be back,not coming back,taking my business,take my business,\
            shame on,how is it legal,how is it possible,how is that legal,how on earth,what on earth,why on earth,\
            the point of having,the point of paying,give me a break,blood boil,mind boggling,boggles,baffl*,\
            shocking,shocked,dread,ever made,what a surprise,telling me to go,tell me to go,told me to go,insanely,\
            had to beg",
    },
    Cues {
        tells: Unfair,
        weight: 4,
        words: "unfair,bait and switch,charged twice,double charged,double billed,charged again,keep charging,\
            kept charging,keeps charging,without my consent,without my permission,sneaky,not fair,unethical,\
            dishonest*,deceiv*,decept*,deceit*,mislead*,misled,false advert*,false promis*,lies,a lie,lie to,\
            fooled,fooling,taking advantage,trick*,bogus,fake,overcharg*,over charged,hidden fee*,hidden charge*,\
            unauthoriz*,forced me,forced to,discriminat*,racist,racism,sexist,harass*,broken promise*,broke my,\
            promised,so called,excuses,excuse,blame,blaming,your fault,my money back,want my money,took my money,\
            denied,refus*,wont let,wouldnt let,not allow*,wont honor,not honor*,deny*,no apology,didnt even,\
            doesnt even,not even,cant even,cannot even,wont even,dont even,even though i,took the money,\
            taken my money,kept my money,keep my money,steal my,slapped with,surprise fee*,surprise charge*,\
            charge for everything,jacked up,hiked,double what,twice what,triple the,went up again,\
            changed my plan without,held hostage,hostage,con job,all i got,all i get,all we got,how did you manage,\
            how could you,how do you lose,been promising,keep promising,kept promising,keeps promising,as if i was,\
            as if i were,finished with,through with you,what kind of airline",
    },
    Cues {
        tells: Waiting,
        weight: 4,
        words: "still waiting,been waiting,keep waiting,kept waiting,waiting since,waited,wait time*,long wait,\
            hour wait,hours wait,wait #,waiting #,waiting over,on hold,hold for,hold time*,hold music,forever,\
            for ages,too long,so late,very late,always late,late again,delayed again,every time,everytime,\
            second time,#th time,#rd time,#nd time,# times,multiple times,many times,countless,days now,weeks now,\
            months now,hours now,hours and,hour and,hrs and,hours later,days later,weeks later,overdue,slow,\
            slowest,sluggish,endless,never ending,in circles,hours in line,hour line,hours on the phone,\
            took forever,takes forever,taking forever,took ages,takes ages,taking ages,and counting,still sitting,\
            still stuck,still on hold,keeps getting pushed,keeps getting delayed,dragged on,pushed back again",
    },
    Cues {
        tells: Waiting,
        weight: 2,
        words: "# hour,# hr,# minutes,# mins,# min,#hr,#min,#mins,hours,hrs,all day,all night,all morning,an hour,\
            two hour,overnight,delay*,waiting,still no,still not,havent received,not received,never received,\
            never arrived,never came,never got,not arrived,hasnt arrived,not delivered,sitting,sat,tarmac,runway,\
            stuck,strand*,pushed back,3am,sleepless,whole day,entire day,half a day,half the day,for a reason,\
            day five,day four,day three",
    },
    Cues {
        tells: Waiting,
        weight: 1,
        words: "# days,# months,weeks,late,wait,still,yet,again,finally,busy,queue,hour,twice,three times,\
            supposed to",
    },
    Cues {
        tells: Ignored,
        weight: 4,
        words: "no response,radio silence,ghosted,ghosting,crickets,deaf ears,no one ever,nobody ever,not respond*,\
            never respond*,no reply,no replies,not replied,no answer*,not answer*,doesnt answer,dont answer,\
            didnt answer,unanswered,not pick,no one,nobody,noone,ignor*,hung up,hang up,hangs up,hanging up,\
            disconnected,disconnects,cut off,get through,getting through,cant reach,get ahold,call back,\
            calling back,called back,no call,no help,not help*,isnt helping,didnt help,doesnt help,wont help,\
            cant help,cannot help,unhelpful,no support,zero support,zero help,no assistance,no solution*,\
            not resolved,unresolved,not solved,no resolution,no explanation*,no info,no information,no update*,\
            no communication,no clue,clueless,no idea,not listening,listen to,run around,runaround,passed around,\
            bounced,transferred #,canned,auto reply,automated,useless,use less,no use,waste,wasted,wasting,\
            not work*,doesnt work,didnt work,isnt working,wont work,dont work,no sense,never showed,never shows,\
            didnt show,no show,never happened,never called,never replied,never answered,never resolved,never fixed,\
            times already,explained this,explained it,already told,already said,already explained,repeat myself,\
            repeating myself,keeps copy,copy past*,same answer,same reply,same response,scripted,this bot,your bot,\
            no reason,without reason,no warning,without warning,without notice,without telling,without asking,\
            fobbed off,brushed off,passed from,stonewall*,gaslight*,dismissive,do you even,not one,not once,\
            doesnt listen,dont listen,wont listen,never listen,rolled her eyes,rolled his eyes,rolled their eyes,\
            eye roll*,snapped at,yelled,yelling,shouted at,screamed at,barked at,talked down,talked over me,smirk*,\
            scoff*,waved us off,waved me off,blew me off,blown off,didnt bother,be bothered,nonexistent,\
            non existent,nowhere to be,nowhere in sight,indifferen*,uncaring,no empathy,zero empathy,no sympathy,\
            no compassion,power trip,smug,snotty,snarky,keeps sending,keep sending,kept sending,keeps telling,\
            keep telling me,kept telling,keeps saying,keep saying,kept saying,round and round,nobody knows,\
            no one can,nobody can,wont tell,wont say,wont explain,wouldnt give,wouldnt help,wouldnt listen,\
            no accountability,passing the buck,left hanging,out of the loop,didnt turn up,never turned up,\
            not turn up,failed to,gave away my,gave away our,same three,no one at,nobody at,talking to a wall,\
            gone quiet,gone silent,went quiet,went silent,cancelled on,canceled on,didnt load,vanished,\
            still no word,still no sign,still no news,still no update,still no answer,still no reply,\
            still no refund,still no response,left behind,of us behind,worth less,left in the dark,\
            kept in the dark,gave my seat,gave my room,gave our seat,gave our room,was my problem",
    },
    Cues {
        tells: Quality,
        weight: 5,
        words: "terrible,terribly,horrible,horribly,horrid,horrendous,awful,atrocious,abysmal,dreadful,lousy,lame,\
            poor,poorly,poorest,bad,badly,worse,mediocre,subpar,sub par,unprofessional*,incompeten*,inept,\
            inefficient,unreliable,careless,negligen*,neglect*,irresponsib*,rude,rudeness,rudest,impolite,arrogant,\
            attitude,hostile,condescending,nasty,filthy,gross,dirty,unsafe,dangerous,disaster*,catastroph*,fiasco,\
            debacle,shambles,chaos,chaotic,mess,messed,messing,horror,sham,fail,fails,failed,failing,failure*,\
            defective,faulty,inferior,low quality,cheap quality,disorganiz*,disorganis*,unorganized,unprepared,\
            understaffed,overbook*,over booked,overpriced,over priced,hellish,dismal,unpleasant,troublesome,shitt*,\
            nastiest,lousiest,dumbest,dirtiest,hypocrit*,inconsiderate,thoughtless,greedi*,impersonal,unsanitary,\
            unhygienic,hideous,flawed,abomina*,wretched,inhumane,unbearable,insufferable,hostility,arrogance,snob*,\
            patronis*,patroniz*,incapable,unfit,cockup,clusterfuck,screwup,bungl*,mishandl*,mismanag*",
    },
    Cues {
        tells: Quality,
        weight: 3,
        words: "still havent,still hasnt,still isnt,still nothing,still cant,still wont,not ideal,inconvenien*,\
            uncomfortable,pain in,a pain,kicked off,booted,bumped,stupidity,deplorable,silence,blatant*,nickel*,\
            fired,half assed,falling apart,left me,left us,left my,stranded,missed my,missed our,lost my bag,\
            lost our,lost bag*,your site,your website,your app,your system,your systems,your computers,culture,\
            merger,show some,how about,misery,suffer*,exhaust*,starving,freezing,broken seat,delayed,delays,\
            cancellation*,cancelling,canceled,cancelled,no longer,apology,apologi*,unable to,refund me,compensat*,\
            short staffed,blamed,no consistency,reluctant,missing,smells,stank,mould,mold,mildew,every single,\
            doesnt load,does not load,peeling,smells like,tastes like,first wash,what i pay for,dented,botched",
    },
    Cues {
        tells: Quality,
        weight: 2,
        words: "damag*,crack*,torn,leak*,missed,misconnect*,misplac*,wrong,glitch*,crash*,why cant,why cannot,\
            why is it,why werent,why wasnt,why arent,how come,you guys,you people,your company,your staff,\
            your employees,your agents,your policy,your customer,your service,your customers,your planes,\
            your people,your phone,your airline,no food,no water,no wifi,no power,no record,no seat,no seats,\
            no gate,no crew,no pilot*,no plane,no bag*,instead of,unfortunately,nothing,cramped,expensive,outdated,\
            narrow*,toilet*,told me,told us,tell us,tells us,told to,luggage,baggage,suitcase,closed the,\
            full price,explained to,explained this to,different people,at this point,price went up,bill went up,\
            catches,stains,stain,dies,burned,ripped,faded,shrunk,charged me for,charging me for,not tell,asked for,\
            ran out,all over,a tenth of,a fraction of,hole in,billed for,sent me to,was open,only works on,\
            only work on,one side,everything except,pending for,been pending,basically,tell your,show up on,\
            act like,moved my flight,changed my flight,took weeks,took months,cardboard",
    },
    Cues {
        tells: Quality,
        weight: 1,
        words: "problem*,issue*,broken,broke,lost,lose,losing,error*,bug,bugs,down,cancel*,fees,cost,costs,cold,\
            hot,wet,old,tight,unable,couldnt,could not,wont,will not,doesnt,didnt,hasnt,havent,never,none,why,bag,\
            bags,flight,plane,airport,gate,crew,your,now,just,even,but,more,trying to,tried to,had to,have to,\
            another,day",
    },
    Cues {
        tells: Sarcasm,
        weight: 5,
        words: "what kind of service,what kind of company,what kind of support,what sort of service,so much for,\
            nice job,nice work,good job,great job,bravo,well done,icing on,great future,nice try,real nice,classy,\
            how convenient,not surprised,as usual,yeah right,oh great,just great,just wonderful,just perfect,\
            shocker,hunky dory,thanks…nothing,thank you…nothing,thanks for wasting,thanks for losing,\
            thanks for ruin*,thanks for not,thanks for cancel*,thanks for the delay,way to go,good luck with,\
            must be nice,over and over,again and again,oh good,love waiting",
    },
    Cues {
        tells: Quality,
        weight: 4,
        words: "not what i paid,not what we paid,been broken,broken since,was cracked,were cracked,came cracked,\
            arrived cracked,arrived broken,came broken,arrived damaged,came damaged,not as described,\
            not as advertised,not what i ordered,broke within,doa,shoddy,flimsy,cheaply made,poorly made,buggy,\
            unusable,unplayable,unreadable,second rate,amateur*,half baked,not fit for,threw my,thrown over,\
            over the fence,in the rain,crushed,smashed,shattered,soaked,soggy,spoiled,rotten,mouldy,moldy,stale,\
            undercooked,raw inside,burnt,tasteless,inedible,cold food,arrived cold,stone cold,half empty,half the,\
            missing items,items missing,wrong item,wrong order,nothing like,fell apart,falls apart,broke after,\
            died after,broken again,down again,crashes every,crashes all,freezes every,keeps crashing,\
            keeps dropping,keeps disconnect*,keeps cutting,constantly,constant,charged me twice,billed me,\
            billed twice,banned for,bedbugs,bed bugs,cockroach*,roaches,stained,hair in,noisy,couldnt sleep,\
            no heating,oversold,letdown,biggest mistake,mistake i,broke everything,logs me out,never worked,\
            never works,was broken,were broken,is broken,it broke,dead,out since,no word,laughed at,bumpiest,\
            first time i,scratched,clearly used,sent the wrong,forgot the,wrong size,wrong color,wrong colour,\
            wouldnt recommend,too loud,stopped working,wont load,wont open,tasted like,smelled like,smelled of,\
            feels cheap,with a broken,missing parts,missing pieces,parts missing,broke the first,broke on,broke in,\
            caught fire,overheats,overheating,burning smell,eats my battery,drains my battery,frayed,wobbly,\
            fell off,came off,came apart,not even close,nothing but trouble,was smoking,was speeding,was texting,\
            ran a red,moved me to,moved us to,downgraded,kicks me out,kicked me out,locked me out,locks me out,\
            and then crashes,slept on the,sleep on the,airport floor,wrong house,wrong door,worse than,got none,\
            got nothing,get nothing,overcrowded,rings out,just rings,straight to voicemail,goes unanswered,\
            paying for nothing,pay for nothing,what im paying for,what am i paying,drops every,drops out,cuts out,\
            keeps going down,sags,sagging,sagged,ate my,broken too,also broken,broken as well,third replacement,\
            deleted all my,wiped my,wiped all,erased my,a dump,zero stars,no stars,half a star,minus stars,peeled,\
            a used one,was already open,one item gone,half of it gone,smelled off,tasted off,dont waste your,\
            stank of,reeked of,just a bunch,service i cant,slept on an,slept on the floor,\
            completely different from,totally different from,how do you manage to,you did nothing,\
            i have been billed for,forgot about me,forgot about us,forgot about my order,what kind of business is,\
            what kind of bank is,what kind of hotel is,what kind of shop is,shrugged,just shrugs,\
            not be in business,treated like dirt,treated like trash,treated like garbage,treated like a criminal,\
            treated like cattle,treated like a number,to a brick wall,like a brick wall,stuck in a loop,\
            going in a loop,who plans this,who thought this",
    },
    Cues {
        tells: Praise,
        weight: -5,
        words: "appreciate*,awesome,excellent,amazing,fantastic,wonderful,outstanding,superb,brilliant,kudos,\
            shout out,shoutout,love your,loved,great,impressed,exceptional,terrific,five stars,no complaints,\
            no complaint,no problem,no problems,no worries,no rush,no issue,no issues,not bad,cant complain",
    },
    Cues {
        tells: Praise,
        weight: -3,
        words: "congrats,congratulations,thank,thanks,thankyou,thx,thnx,ty,tks,cheers,good,nice,happy,glad,love,\
            lovely,helpful,friendly,kind,polite,best,better,perfect,pleased,pleasure,pleasant,enjoy*,smooth,easy,\
            quick,quickly,fast,fun,cool,beautiful,comfortable,safe,smile,excited,cant wait,looking forward,welcome,\
            yay,woohoo,woo,winner,hope,sweet,helped,resolved,fixed,satisfied,classy crew,fabulous,well,favorite,\
            favourite,hero,rock,rocks",
    },
    Cues {
        tells: Calm,
        weight: -2,
        words: "please,pls,plz,could you,can you,may i,can i,could i,would you,is there,is it possible,do you,does,\
            what is,whats,which,how do i,how to,where can,where do,where is,when is,when does,when will,id like,\
            wondering,question,looking for,looking to,interested,any chance,will you,do i,if i,hi,hello,hey",
    },
    Cues {
        tells: Calm,
        weight: 0,
        words: "how bad,how slow,slow cook*,slow motion,do i get my money back,hate to bother,hate to ask,well as,\
            as well,washing,setting,settings,bad weather,cold brew,hot dog,hot chocolate,hot water,cold water,\
            cost of,late checkout,late check,down payment,down to,sit down,slow down,another card,never mind,\
            best way,best time,best regards,best option,not yet,service hours,opening hours,business hours,\
            working hours,office hours,if cancelled,if canceled,if its cancelled,if it is cancelled,downgrade,\
            downgrading,stocked,stocking,stockings,revolving,varnished",
    },
    Cues {
        tells: Sarcasm,
        weight: 4,
        words: "absolutely nothing,must be fun,nice of you,brilliant planning,real helpful,guess ill,guess i,\
            apparently,supposedly,nice touch,make up your mind*,how hard is it,too much to ask,thanks a bunch,\
            dont advertise,dont act",
    },
];
