//! Words by which people ask for a person in English, or speak of one without asking; lower case, between commas.

/// To be in touch with anybody at all.
pub(in crate::transfer) const TALK: &str = "\
    talk,talking,speak,speaking,chat,chatting,contact,contacting,reach,reaching,consult,escalate,discuss,communicate,touch,touchwith,through,conversation,line,\
    talkin,speek,tlak";

/// To be passed on; what follows tells whether it is the visitor.
pub(in crate::transfer) const PASS: &str = "\
    connect,connected,connecting,transfer,transferred,transferring,forward,redirect,redirected,pass,hand,put,direct,link,route";

/// What follows then.
pub(in crate::transfer) const TO_WHOM: &str = "\
    me,us,to,with,this,it,on,over,through,off,along,directly,now,my,call,chat,a,an,the,any";

/// "May I have".
pub(in crate::transfer) const HAVE: &str = "have";
pub(in crate::transfer) const MAY: &str = "can,could,may,cant,let";

/// What a person, and no machine, does.
pub(in crate::transfer) const LOOKS: &str = "dm,help,assist,look,handle,check,answer,see,read";

/// Before it: they could not, or give thanks for it.
pub(in crate::transfer) const UNABLE: &str = "not,cant,cannot,couldnt,never,unable";

/// Before it: thanks for it.
pub(in crate::transfer) const THANKS: &str = "thank,thanks,thankyou,thx,ty";

/// Before "e-mail" and the like: not to write, but what was written.
pub(in crate::transfer) const THINGS: &str = "my,the,your,a,an,this,that,which,phone";

/// To ring the visitor.
pub(in crate::transfer) const RING: &str = "call,phone,ring,contact,give";

/// Before it: it is bidden.
pub(in crate::transfer) const BIDDING: &str =
    ",please,pls,plz,kindly,just,you,u,and,then,or,so,to,hi,hello,ok";

/// Behind it, what else could follow; "call me Bob" asks for no call.
pub(in crate::transfer) const CALL_GOES_ON: &str = "\
    back,please,pls,plz,asap,now,on,at,so,when,today,tomorrow,about,to,or,and,later,in,for,from,with,regarding,once,right,immediately,urgently,by,i,#";

/// To have a call.
pub(in crate::transfer) const ARRANGE: &str =
    "arrange,schedule,book,request,set,get,want,need,give,receive,like,for,have";

/// Before it: it is asked about, or told.
pub(in crate::transfer) const NOT_BIDDEN: &str =
    "will,did,does,what,why,when,who,never,not,dont,didnt,doesnt,stop,if,nobody,told,said,got,was";

/// To have somebody who is certainly a person.
pub(in crate::transfer) const WANT: &str = "\
    want,wants,wanna,need,needs,get,give,gimme,find,like,prefer,request,demand,ask,send,bring,require,switch,wish,assistance,help,looking,seek,from,where";

/// Who is meant when somebody wants to talk.
pub(in crate::transfer) const ANYBODY: &str = "\
    someone,somebody,sb,anyone,anybody,person,people,staff,employee,specialist,consultant,expert,helpdesk,management,department,some1,any1,reception,\
    nutritionist,doctor,dietician,engineer,worker,team,boss,u,ur";

/// Who is a person wherever they are wished for.
pub(in crate::transfer) const PERSON: &str = "\
    human,humans,agent,agents,representative,representatives,rep,reps,operator,operators,manager,managers,supervisor,advisor,adviser,advisors,executive,\
    executives,csr,assistant,assistants,associate,clerk,teller,banker,technician,attendant,concierge,receptionist,administrator,colleague,colleagues,owner";

/// Makes any of them a person of flesh and blood.
pub(in crate::transfer) const REAL: &str = "\
    real,live,actual,human,normal,physical,living,breathing,genuine,proper,different,free";

/// Those who answer for the site, by the word before: "customer service".
pub(in crate::transfer) const OF_CUSTOMERS: &str = "\
    customer,customers,costumer,cust,client,consumer,tech,technical,live,support,service,help,complaints,billing,call";

pub(in crate::transfer) const DESK: &str = "\
    service,services,serv,support,care,assistance,team,department,desk,relations,chat,center,centre,line,hotline";

pub(in crate::transfer) const REFUSALS: &str = "\
    dont want,do not want,dont need,do not need,dont wanna,didnt want,dont have to,do not have to,no need,not need,without,rather not,not want,wont need,\
    not asking,never asked,instead of,hate,dont like,stop,never want,dont transfer,do not transfer,dont connect,do not connect,dont escalate,\
    do not escalate,dont call,do not call,no desire,tired of,sick of";

/// Before the people: they are somebody else's, or have been there already.
pub(in crate::transfer) const OTHERS: &str = "\
    #,my,travel,estate,insurance,cleaning,bleaching,user,booking,ticket,gate,her,his,their,secret,oxidizing,wetting,sales";

/// Before people who were there already.
pub(in crate::transfer) const PRAISED: &str = "poor,bad,terrible,awful,horrible,worst,\
    previous,last,per,one,two,helpful,great,good,nice,which,phone,desk,leasing,shipping,each,tent";

/// Asks who or what they are talking to.
pub(in crate::transfer) const IDENTITY: &str = "\
    am i talking,am i speaking,am i chatting,am i texting,are you,r u,are u,is this,is it a,you are a,youre a,if you are,i am not a,\
    is there a way to tell,does a real person,change the contact person,the contact person,a contact person,contact persons,my contact person,after i contact,once i contact,before i contact,\
    when i contact,do i need to contact,do i have to contact,do i need to call,do i have to call,were you,who is your,who is the,whos your,whos the,should i";

/// Asks about the people, not for them.
pub(in crate::transfer) const ABOUT: &str = "\
    hours,hour,open,close,closed,opening,timings,number,email,mail,address,salary,#,job,jobs,fee,fees,error,resources,rights,hair,available";

/// Phrases that ask for a person wherever they stand.
pub(in crate::transfer) const PHRASES: &str = "\
    someone reach out,human here,human there,any human,anyone there,anybody there,someone there,someone real,a person please,need a person,\
    want a person,give me a person,prefer a person,deal with a human,deal with a person,let a human,hand this over,not talking to a bot,\
    not talking to a robot,get someone,get me someone,get somebody,get me somebody,give me someone,give me somebody,get a person,get a human,\
    a real person,an actual person,a live person,real human,live agent,live chat,actual human,not a bot,not a robot,not a machine,\
    your manager,your supervisor,your boss,someone in charge,somebody in charge,person in charge,someone higher,someone who can help,\
    someone who can actually,someone that can,someone who knows,someone who understands,no more bots,somebody else to help,\
    someone else to help,whoever is in charge,whos in charge here,live help,any humans,me a human,me a person,anyone real,anybody real,deal with people,dealing with people,\
    dealing with a human,dealing with a person,talk to people,not machines,not bots,not robots,transfer me,put me through,patch me through,pass me on,\
    hand me over,connect me to a,connect me with a,from customer service help,from support help,somebody real,a human being,hook me up,talk to sales,speak to sales,speak with sales,any agents available,any agent available,agents available to,\
    agent available to,anyone available,somebody available,someone available,help from staff,assistance from staff,\
    help from a person,to a human,please get in touch with me,phone call from support,phone call from an agent,phone call from someone,\
    someone get in touch,somebody get in touch,can your team call me,\
    can your team contact me,can your team get in touch,could your team call me,could your team contact me,who can i talk to,who can i speak to,\
    \
    from a member of staff,dont want to talk to a machine,\
    dont want to talk to a bot,dont want to talk to a robot";

/// One letter from a word of the lists, and no slip.
pub(in crate::transfer) const WORDS_OF_THEIR_OWN: &str = "\
    arent,though,taking,contract,contracts,reading,changing,charting,speaks,passe,humane,finds,agency,clerks,operate,routed,calling,callin,falling,\
    services";

/// Wishes to talk, without a word about whom to.
pub(in crate::transfer) const TO_TALK: &str = "\
    want to talk,want to speak,wanna talk,need to talk,need to speak,like to talk,like to speak,lets talk,let us talk,want to chat,need to chat";

/// To ring those who answer for the site; anybody else is rung by other means.
pub(in crate::transfer) const CALL: &str =
    "call,calling,phone,phoning,ring,dial,email,message,text";

/// Before a phrase that asks for a person: it is only told, or asked about.
pub(in crate::transfer) const TOLD: &str = "thanks,thank,great,my,the,your,used,told,said,treated";

/// Who is talked to when no person is, where `you` is the widget itself; or the refusal was of something else.
pub(in crate::transfer) const MACHINES: &str =
    "please,let,but,just,bot,chatbot,machine,robot,computer,ai,automated,you";

/// Before "support": it is the people, and nothing that is supported.
pub(in crate::transfer) const SUPPORT: &str = "to,with,your,the,contact,reach";

/// What may stand beside people who are called by their name alone.
pub(in crate::transfer) const BESIDE: &str = "\
    a,an,the,any,hi,hello,hey,ok,no,yes,yo,please,pls,plz,now,asap,here,there,thanks,help,needed,required,only,for,to,me,in,is,are,on,of,support,agent";

/// Behind "contact": not to do so.
pub(in crate::transfer) const DETAILS: &str = "details,info,information,form,page,card";
