//! Words by which people ask for a person in English, or speak of one without asking; lower case, between commas.

/// To be in touch with anybody at all.
pub(in crate::transfer) const TALK: &str = "\
    talk,talking,speak,speaking,chat,chatting,connect,connected,connecting,transfer,transferred,transferring,contact,contacting,reach,reaching,escalate,\
    discuss,communicate,touch,touchwith,through,forward,redirect,redirected,pass,hand,conversation,line,talkin,speek,tlak";

/// To have somebody who is certainly a person.
pub(in crate::transfer) const WANT: &str = "\
    want,wants,wanna,need,needs,get,give,gimme,find,like,prefer,request,demand,ask,send,bring,require,switch,wish,assistance,help,looking,seek,from,where";

/// Who is meant when somebody wants to talk.
pub(in crate::transfer) const ANYBODY: &str = "\
    someone,somebody,anyone,anybody,person,people,staff,employee,specialist,consultant,expert,helpdesk,management,department,some1,any1,reception,\
    nutritionist,doctor,dietician,engineer,worker,team,boss,u,ur";

/// Who is a person wherever they are wished for.
pub(in crate::transfer) const PERSON: &str = "\
    human,humans,agent,agents,representative,representatives,rep,reps,operator,operators,manager,managers,supervisor,advisor,adviser,advisors,executive,\
    executives,csr,assistant,assistants,associate,clerk,teller,banker,technician,attendant,concierge,receptionist,administrator,colleague,owner";

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
    my,travel,estate,insurance,cleaning,bleaching,user,booking,ticket,gate,her,his,their,secret,oxidizing,wetting,sales";

/// Before people who were there already.
pub(in crate::transfer) const PRAISED: &str = "\
    previous,last,per,one,two,helpful,great,good,nice,which,phone,desk,leasing,shipping,each,tent";

/// Asks who or what they are talking to.
pub(in crate::transfer) const IDENTITY: &str = "\
    am i talking,am i speaking,am i chatting,am i texting,are you,r u,are u,is this,is it a,you are a,youre a,if you are,i am not a,\
    is there a way to tell,were you";

/// Asks about the people, not for them.
pub(in crate::transfer) const ABOUT: &str = "\
    hours,hour,open,close,closed,opening,timings,number,email,mail,address,salary,job,jobs,fee,fees,error,resources,rights,hair,available";

/// Phrases that ask for a person wherever they stand.
pub(in crate::transfer) const PHRASES: &str = "\
    someone call me,somebody call me,someone to call me,somebody to call me,someone please call me,then please call me,call me back,call me please,\
    give me a call,give me a callback,request a callback,request a call back,want a callback,need a callback,someone contact me,someone reach out,\
    someone to talk to,somebody to talk to,someone i can talk,someone i can speak,someone to speak,anyone i can talk,anyone i can speak,anyone to talk to,\
    anyone to speak,human here,human there,any human,anyone there,anybody there,someone there,someone real,a person please,need a person,want a person,\
    give me a person,prefer a person,deal with a human,deal with a person,can a person,let a human,hand me over,hand this over,not talking to a bot,\
    not talking to a robot,talk to humans,get someone,get me someone,get somebody,get me somebody,give me someone,give me somebody,can somebody else,\
    can someone else,could somebody else,could someone else,get a person,get a human,a real person,an actual person,a live person,real human,live agent,\
    live chat,actual human,not a bot,not a robot,not a machine,your manager,your supervisor,your boss,someone in charge,somebody in charge,\
    person in charge,someone higher,someone who can help,someone who can actually,someone that can,someone who knows,someone who understands";

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

/// Before a phrase that asks for a person: it is only told.
pub(in crate::transfer) const TOLD: &str = "thanks,thank,great,my,the,told,said,treated";

/// Who is talked to when no person is; `you` talks to the widget itself.
pub(in crate::transfer) const MACHINES: &str =
    "bot,chatbot,machine,robot,computer,ai,automated,you";
