// What visitors are owed: their decisions on the record, what is kept of them and where it went to be seen, taken along and
// erased; and what the page may tell of them, as far as they agreed to that. Fetched when any of it is wanted.
// Whatever anybody wrote is shown as text.
import { start as open } from './vault.js';

const WAIT = 10000; // Milliseconds for one request.
const SHOWN = 30; // The newest records of a kind that the panel shows; what is taken along has all of them.

const WORDS = {
  'zh-CN': {
    title: '隐私与数据', back: '返回对话', here: '存在这台设备上的', nothing: '什么都没有存。', gone: '什么都没有发出去过。',
    messages: '对话消息', details: '您填的资料', remembered: '记住的浏览和提问', settings: '对话的状态', thread: '和客服的会话',
    sent: '发出去的', agreed: '您同意和拒绝的', none: '还没有问过您。', yes: '同意', no: '不同意', ended: '不再有效', withdraw: '撤回',
    edit: '改我的资料', json: '下载（JSON）', html: '下载（网页）', erase: '全部删除', sure: '删掉这台设备上的一切，并请收到过资料的一方也删除？',
    really: '确定删除', keep: '不删', erased: '已经删除。', asked: '已经请对方删除，由网站处理。', failed: '没有联系上，请稍后再试。',
    sealed: '加密保存，密钥不离开这个浏览器。', plain: '这个浏览器不能保存，关闭页面就没有了。',
    changed: '资料用途的说明改了，您之前的同意已失效。', look: '看看', refuse: '不同意',
    parts: { message: '您写的话', contact: '联系方式', page: '所在页面', transcript: '对话记录', profile: '资料', tags: '标签', answers: '您的回答', file: '文件' }
  },
  'zh-TW': {
    title: '隱私與資料', back: '返回對話', here: '存在這台裝置上的', nothing: '什麼都沒有存。', gone: '什麼都沒有送出去過。',
    messages: '對話訊息', details: '您填的資料', remembered: '記住的瀏覽和提問', settings: '對話的狀態', thread: '和客服的會話',
    sent: '送出去的', agreed: '您同意和拒絕的', none: '還沒有問過您。', yes: '同意', no: '不同意', ended: '不再有效', withdraw: '撤回',
    edit: '改我的資料', json: '下載（JSON）', html: '下載（網頁）', erase: '全部刪除', sure: '刪掉這台裝置上的一切，並請收到過資料的一方也刪除？',
    really: '確定刪除', keep: '不刪', erased: '已經刪除。', asked: '已經請對方刪除，由網站處理。', failed: '沒有聯絡上，請稍後再試。',
    sealed: '加密保存，金鑰不離開這個瀏覽器。', plain: '這個瀏覽器不能保存，關閉頁面就沒有了。',
    changed: '資料用途的說明改了，您之前的同意已失效。', look: '看看', refuse: '不同意',
    parts: { message: '您寫的話', contact: '聯絡方式', page: '所在頁面', transcript: '對話記錄', profile: '資料', tags: '標籤', answers: '您的回答', file: '檔案' }
  },
  en: {
    title: 'Privacy and data', back: 'Back to the chat', here: 'Kept on this device', nothing: 'Nothing is kept.', gone: 'Nothing was ever sent.',
    messages: 'Messages of the conversation', details: 'Your details', remembered: 'What you did and asked here', settings: 'Where the conversation stands', thread: 'The conversation with our people',
    sent: 'What was sent', agreed: 'What you agreed to and refused', none: 'You were not asked yet.', yes: 'agreed', no: 'refused', ended: 'ended', withdraw: 'Withdraw',
    edit: 'Change my details', json: 'Download (JSON)', html: 'Download (page)', erase: 'Erase everything', sure: 'Erase everything on this device, and ask everybody who got something to erase it, too?',
    really: 'Erase it all', keep: 'Keep it', erased: 'Erased.', asked: 'Asked to erase it; the site sees to it.', failed: 'Could not be reached; please try again later.',
    sealed: 'Encrypted, under a key that does not leave this browser.', plain: 'This browser keeps nothing; it ends with the page.',
    changed: 'What your details are used for has changed, so your consent no longer counts.', look: 'Have a look', refuse: 'I do not agree',
    parts: { message: 'your words', contact: 'your contact', page: 'the page', transcript: 'the conversation', profile: 'your details', tags: 'tags', answers: 'your answers', file: 'a file' }
  }
};

const STYLE = `
.privacy.page{position:absolute;inset:0;z-index:2;display:block;background:var(--_surface)}
.privacy h3{margin-block:var(--_s2) var(--_s3)}
.privacy>.link{padding-inline:0}
.privacy>.link::before{content:'‹';margin-inline-end:6px;font-size:1.4em;line-height:1}
.privacy h4{margin-block:var(--_s4) var(--_s1);font-size:1em;font-weight:650}
.privacy ul{margin:0;padding-inline-start:1.2em}
.privacy li{overflow-wrap:anywhere}
.privacy .choices{margin-block-start:var(--_s4)}
.terms{padding:var(--_s3) var(--_s4);border-block-end:1px solid var(--_line);background:var(--_raised)}
.terms ul{margin:var(--_s1) 0 0;padding-inline-start:1.2em}`;

const RECORD = 'kefu:consent:'; // How the names of decisions begin.

const GROUPS = [
  ['messages', /^kefu:row:/], ['details', /^kefu:profile$/], ['remembered', /^kefu:history$/], ['thread', /^kefu:(thread|packet)$/],
  ['settings', /^kefu:(state|seen|draft:.*)$/]
];

// As in `lite.js`, which is too near its budget to share anything.
function make(parent, name, text, className) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return parent.appendChild(element);
}

// What is written for a language, or for any.
function said(texts, locale) {
  const tags = Object.keys(texts || {});
  const near = tags.find(tag => tag.slice(0, 2) === locale.slice(0, 2));
  const same = tags.find(tag => tag.toLowerCase() === locale.toLowerCase());
  const found = typeof texts === 'string' ? texts : texts && texts[same || near || tags[0]];
  return typeof found === 'string' ? found : '';
}

async function ask(url, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    return await fetch(url, { signal: stop.signal, ...options });
  } finally {
    clearTimeout(timer);
  }
}

// The pack that the widget shows, read once; compiled ones carry it as text in front.
const packs = new WeakMap();
function read(bytes) {
  if (!packs.has(bytes)) {
    try {
      packs.set(bytes, JSON.parse((new TextDecoder().decode(bytes).match(/\{[^\0]*/) || ['{}'])[0]));
    } catch (broken) {
      packs.set(bytes, {});
    }
  }
  return packs.get(bytes);
}

// Everything that is kept, by its name; what is JSON as what it says.
function everything(vault) {
  return Object.fromEntries(vault.keys('kefu:').sort().map(name => {
    const text = vault.read(name);
    try {
      const told = JSON.parse(text);
      return [name, name.startsWith('kefu:sent:') ? { ...told, to: place(told.to) } : told];
    } catch (words) {
      return [name, text];
    }
  }));
}

// Where something goes, whatever it is sealed to.
const place = url => String(url).split('#')[0];

const records = (kept, prefix) => Object.keys(kept).filter(name => name.startsWith(prefix)).map(name => kept[name]).reverse();

// The desk or installation that has the conversation with people, if one has.
function talk(kept, channels) {
  const thread = kept['kefu:thread'] || {};
  const channel = channels.find(one => one.id === thread.channel && one.kind === 'chatwoot');
  if (!channel || !thread.source) return null;
  const base = String(channel.url).replace(/\/$/, '') + '/public/api/v1/inboxes/' + channel.inbox_identifier + '/contacts/' + thread.source;
  return { base, conversation: thread.conversation };
}

// ---- Consent ----

// SHA-256 in hexadecimal digits; nothing on pages without https, which have no such cryptography.
async function sha256(text) {
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  } catch (insecure) {
    return '';
  }
}

// The purposes that this visitor is asked about: who wants no tracking has refused the others by that.
const TRACKING = ['personalisation', 'marketing', 'sharing'];
const asked = (profile, world) =>
  (profile && profile.purposes || []).filter(purpose => !world.untracked() || !TRACKING.includes(purpose.kind));

// What is kept under a name; nothing of what cannot be read.
function json(world, name) {
  try {
    return JSON.parse(world.read(name)) || {};
  } catch (broken) {
    return {};
  }
}

const saved = world => json(world, 'kefu:profile');

// One thing after the other: what is decided while another decision is being written down waits for it.
let last = Promise.resolve();
function inTurn(act) {
  const done = last.then(act);
  last = done.catch(() => {});
  return done;
}

// The words of a purpose that somebody agrees to, as a digest, and their version.
const digestOf = ({ text, recipient }, locale) => sha256([said(text, locale), said(recipient, locale)].filter(Boolean).join(' · '));
const versionOf = (purpose, { policy }) => [policy.version, purpose.version].filter(Boolean).join(' · ');

// Until when what was given at a moment may be used for a purpose.
const endOf = (purpose, at) => at + purpose.retention_days * 86400000;

// The form of the pack; without one nothing is asked.
const formOf = bytes => ({ purposes: [], policy: {}, ...read(bytes).profile });

// Puts a decision on the record: what it was about, word by word as its digest, until when it counts, and how it was made: in
// the `form`, `withdrawn` there, on a page of the `site`, in the `panel`; or without the visitor, because its text has
// `changed` or its time was `over`. `due` is no decision: that is when those are looked for that do not count any more.
export const decided = (context, how) => inTurn(() => how === 'due' ? lapse(context) : put(context, how));

// Takes decisions that were made elsewhere. `false` where one of them is about a purpose that this visitor is not asked, and
// where the pack asks for age and nobody has answered yet: then nothing is agreed to.
export const consent = (context, wanted, how = 'site') => inTurn(async () => {
  await lapse(context);
  return agree(context, wanted, how);
});

// `only` names the purposes that a decision was about; without it, all that the form shows, and what ended with it.
async function put(context, how, only) {
  const { world, bytes, shadow } = context, form = formOf(bytes), { purposes: given = [], at, locale } = saved(world);
  const now = how === 'form' && Date.parse(at) || Date.now(), known = asked(form, world);
  if (how === 'withdrawn') unshare(world);
  shadow.querySelectorAll('.terms').forEach(bar => bar.remove());
  const about = form.purposes.filter(one => only ? only.includes(one.id) : known.includes(one) || newest(world, one.id).given);
  for (const purpose of about) {
    const isGiven = given.includes(purpose.id), before = newest(world, purpose.id);
    if (how === 'form' && before.at === now) continue; // It was put on the record from the profile.
    const shown = how === 'form' && locale || how === 'withdrawn' && before.locale || shownIn(context, how);
    record(world, {
      at: now, purpose: purpose.id, given: isGiven, version: versionOf(purpose, form), basis: purpose.basis, locale: shown, how,
      sha256: await digestOf(purpose, shown), until: isGiven ? endOf(purpose, now) : undefined
    });
  }
  askAgain(context);
}

// What ended by itself.
const ENDED = /^(changed|over)$/;

// The newest decision about a purpose, and the name under which it is kept.
function newest(world, id) {
  for (const name of world.keys(RECORD).sort().reverse()) {
    const decision = json(world, name);
    if (decision.purpose === id) return { ...decision, name };
  }
  return {};
}

// When what was agreed to ends: as it was said then, or sooner where the pack says so now.
const endOfConsent = (purpose, { at, until }) => Math.min(until || Infinity, endOf(purpose, at));

// Whether what was agreed to does not count any more: its time is `over`, or its words or their version have `changed`.
async function ended(purpose, form, consent) {
  if (!purpose || Date.now() >= endOfConsent(purpose, consent)) return 'over';
  // Another tab may have shown newer words than this one knows.
  const isOfNow = consent.at > performance.timeOrigin && consent.at <= Date.now();
  if (isOfNow && !ours.has(consent.name)) return '';
  const digest = await digestOf(purpose, consent.locale), isOther = consent.sha256 && digest && consent.sha256 !== digest;
  return isOther || consent.version !== versionOf(purpose, form) ? 'changed' : '';
}

// Ends what does not count any more. Where words have changed the visitor is asked again, and what was typed stays for that.
async function lapse(context) {
  const { world, bytes, order } = context, form = formOf(bytes), known = asked(form, world);
  await catchUp(context);
  const ends = {}, ids = new Set(records(everything(world), RECORD).map(({ purpose }) => purpose));
  let latest = 0; // When the last of those that count is over, and with it everything that was typed.
  for (const id of ids) {
    const purpose = form.purposes.find(one => one.id === id), consent = newest(world, id);
    const why = consent.given && await ended(purpose, form, consent);
    if (why) ends[id] = { ...consent, at: Date.now(), given: false, how: why, until: undefined, name: undefined };
    else if (consent.given && known.includes(purpose)) latest = Math.max(latest, endOfConsent(purpose, consent));
  }
  Object.values(ends).forEach(end => record(world, end));
  const before = saved(world), { purposes = [], erase_at: end } = before, eraseAt = Math.min(end, latest || end);
  const rest = purposes.filter(id => !ends[id]), isLess = rest.length < purposes.length;
  const isOver = Object.keys(ends).length > 0 && !rest.length && !reopened(world, form).length;
  if (isOver) world.remove('kefu:profile');
  else if (isLess || eraseAt < end) world.write('kefu:profile', JSON.stringify({ ...before, purposes: rest, erase_at: eraseAt }));
  if (isLess) unshare(world);
  if (isOver || isLess || eraseAt < end) order('wrote', 'kefu:profile');
  askAgain(context);
}

// The purposes whose words have changed, as long as the visitor has decided nothing about the new ones.
const reopened = (world, form) => asked(form, world).filter(({ id }) => newest(world, id).how === 'changed');

// Says above the conversation which words have changed.
function askAgain(context) {
  const { world, bytes, shadow, locale, order } = context, say = WORDS[locale], open = reopened(world, formOf(bytes));
  const chat = shadow.querySelector('.chat');
  if (!chat || !open.length || chat.querySelector('.terms')) return;
  dress(shadow);
  const bar = document.createElement('div');
  bar.className = 'terms';
  bar.lang = locale;
  const told = make(bar, 'p');
  told.setAttribute('role', 'status');
  // Heard when it comes, or when the panel opens.
  const tell = () => setTimeout(() => { told.textContent = say.changed; });
  if (shadow.host.dataset.open === 'true') tell();
  else shadow.host.addEventListener('kefu:open', tell, { once: true });
  const list = make(bar, 'ul', '', 'quiet');
  open.forEach(({ text, recipient }) => make(list, 'li', [said(text, locale), said(recipient, locale)].filter(Boolean).join(' · ')));
  const both = make(bar, 'div', '', 'choices');
  const choose = (text, act) => press(both, text, 'choice', () => {
    bar.remove();
    act();
  });
  choose(say.look, () => { order('profile'); });
  choose(say.refuse, () => {
    consent(context, Object.fromEntries(open.map(({ id }) => [id, false])), 'panel').catch(console.error);
    (world.touch() ? chat.parentNode : chat.querySelector('textarea')).focus(); // No keyboard that nobody asked for.
  });
  chat.prepend(bar);
}

// A hand-over that failed waits to be sent again, without what is no longer agreed to. One that is on its way has gone.
function unshare(world) {
  const packet = json(world, 'kefu:packet'), { handoff } = json(world, 'kefu:state');
  if (!packet.id || handoff && handoff.sending) return;
  world.write('kefu:packet', JSON.stringify({ ...packet, profile: undefined, tags: undefined, department: undefined }));
}

// The language in which the texts of the pack are shown: this script's own in the panel, elsewhere that of the chat.
const shownIn = ({ world, locale }, how) => how !== 'panel' && json(world, 'kefu:state').locale || locale;

async function agree(context, wanted, how) {
  const { world, bytes, order } = context, form = formOf(bytes), { purposes } = form, before = saved(world);
  const ids = purposes.map(({ id }) => id), earlier = before.purposes || [];
  const open = asked(form, world).map(({ id }) => id); // What is not asked can still be taken back.
  const told = Object.keys(wanted || {}), meant = told.filter(id => ids.includes(id));
  const answered = !Object.keys(form.age_gate || {}).length || !!before.purposes;
  const given = ids.filter(id => meant.includes(id) ? wanted[id] === true && answered && open.includes(id) : earlier.includes(id));
  const changed = meant.filter(id => given.includes(id) !== earlier.includes(id));
  const about = meant.filter(id => changed.includes(id) || newest(world, id).how === 'changed');
  const isDone = told.length > 0 && meant.length === told.length && meant.every(id => given.includes(id) === (wanted[id] === true));
  if (!about.length) return isDone;
  const isOpen = reopened(world, form).some(({ id }) => !about.includes(id));
  if (given.length) {
    const more = given.some(id => !earlier.includes(id));
    const end = Math.max(...purposes.filter(({ id }) => given.includes(id)).map(purpose => endOf(purpose, Date.now())));
    // Who takes something back gives no more time for the rest.
    const { version, url } = form.policy, at = new Date().toISOString();
    const terms = more ? { policy_version: version, policy_url: url, locale: shownIn(context, how), at } : {};
    world.write('kefu:profile', JSON.stringify({
      values: [], ...before, ...terms, purposes: given, erase_at: more ? end : Math.min(end, before.erase_at)
    }));
  } else if (isOpen) {
    world.write('kefu:profile', JSON.stringify({ ...before, purposes: [] }));
  } else {
    world.remove('kefu:profile'); // Of who agrees to nothing, nothing is kept.
  }
  order('wrote', 'kefu:profile');
  if (changed.some(id => !given.includes(id))) unshare(world);
  await put(context, how, about);
  return isDone;
}

// A decision that was made while this script did not come is told by the profile alone, and put on the record from there.
async function catchUp({ world, bytes }) {
  const form = formOf(bytes), { purposes = [], at, policy_version: version, locale } = saved(world), given = Date.parse(at);
  if (!given) return; // Not one of ours.
  const isNewer = records(everything(world), RECORD).every(one => one.at < given);
  for (const purpose of asked(form, world).filter(({ id }) => purposes.includes(id))) {
    if (newest(world, purpose.id).given && !isNewer) continue;
    // Which words were shown is known only to the page that showed them.
    const isHere = given >= performance.timeOrigin && form.policy.version === version;
    record(world, {
      at: given, purpose: purpose.id, given: true, version: isHere ? versionOf(purpose, form) : version, basis: purpose.basis,
      locale, how: 'form', sha256: isHere ? await digestOf(purpose, locale) : '', until: endOf(purpose, given)
    });
  }
}

const ours = new Set(); // The records that this page has made.

// Later than all others by its name, even where the clock went back.
function record(world, decision) {
  const times = world.keys(RECORD).map(name => +name.slice(RECORD.length).split('-')[0]);
  const name = RECORD + String(Math.max(decision.at, ...times.map(time => time + 1))).padStart(14, '0') + '-' + world.id();
  ours.add(name);
  world.write(name, JSON.stringify(decision));
}

// ---- What the page tells ----

const MOST_FACTS = 500, MOST_LETTERS = 200; // As the engine has them.
const cut = text => [...String(text)].slice(0, MOST_LETTERS).join('');

// Does something that needs consent once it is known what still counts of it.
const ifAgreed = (context, act) => inTurn(() => lapse(context).then(() => act(context)));

// Changes what is remembered of a kind, if the visitor agreed to that. Says whether they did.
const remember = (context, kind, change) => ifAgreed(context, ({ world, bytes, order }) => {
  const { remember = {}, profile } = read(bytes), purpose = remember[kind];
  const isAsked = asked(profile, world).some(({ id }) => id === purpose);
  if (!isAsked || !(saved(world).purposes || []).includes(purpose)) return false;
  const fact = (kind, name, values) => ({
    at: Date.now(), kind, name: cut(name), purpose,
    details: Object.entries(values || {}).slice(0, 20).map(([name, value]) => ({ name: cut(name), value: { text: cut(value) } }))
  });
  const facts = change(JSON.parse(world.read('kefu:history') || '[]'), fact);
  world.write('kefu:history', JSON.stringify(facts.slice(-MOST_FACTS)));
  order('wrote', 'kefu:history');
  return true;
});

export const track = (context, name, values) => remember(context, 'events', (facts, fact) => [...facts, fact('event', name, values)]);
export const page = context => remember(context, 'pages', (facts, fact) => [...facts, fact('page', location.pathname)]);

// A tag of the site is an event of that name, so that the rules of the pack know it; taken away, it never happened.
const untagged = (facts, name) => facts.filter(fact => fact.kind !== 'event' || fact.name !== cut('tag:' + name));
export const tag = (context, name) => remember(context, 'events', (facts, fact) => [...untagged(facts, name), fact('event', 'tag:' + name)]);
export const untag = (context, name) => remember(context, 'events', facts => untagged(facts, name));

// Values of the form that the site knows. `false` where the visitor agreed to nothing, or one is not of the form.
export const set = (context, values) => ifAgreed(context, ({ world, bytes, order }) => {
  const { profile } = read(bytes), before = saved(world), told = Object.entries(values || {});
  const fields = (profile && profile.fields || []).map(field => field.id);
  const fine = told.every(([field, value]) => fields.includes(field) && typeof value === 'string' && value.length <= MOST_LETTERS);
  const agreed = asked(profile, world).some(({ id }) => (before.purposes || []).includes(id));
  if (!agreed || !told.length || !fine) return false;
  const others = (before.values || []).filter(one => !told.some(([field]) => field === one.field));
  before.values = [...others, ...told.map(([field, value]) => ({ field, value }))];
  world.write('kefu:profile', JSON.stringify(before));
  order('wrote', 'kefu:profile');
  return true;
});

// ---- Taking along ----

function sheet(data, say, locale) {
  const page = document.implementation.createHTMLDocument(say.title);
  page.documentElement.lang = locale;
  make(page.head, 'meta').setAttribute('charset', 'utf-8');
  make(page.body, 'h1', say.title);
  make(page.body, 'p', data.exported_at + ' · ' + data.site);
  const write = (parent, value) => {
    if (value === null || typeof value !== 'object') return parent.append(String(value));
    const list = make(parent, 'dl');
    Object.entries(value).forEach(([name, one]) => {
      make(list, 'dt', name);
      write(make(list, 'dd'), one);
    });
  };
  [['here', data.kept], ['sent', data.sent], ['agreed', data.consents], ['thread', data.desk]].forEach(([title, value]) => {
    make(page.body, 'h2', say[title]);
    write(page.body, value || say.nothing);
  });
  return '<!DOCTYPE html>' + page.documentElement.outerHTML;
}

// Gives everything that is kept here, and what the desk keeps, as an object and as a page to read.
export async function exportData(context) {
  const { bytes, locale, world } = context;
  await decided(context, 'due').catch(console.error);
  const kept = everything(world);
  const { channels = [] } = read(bytes);
  const there = talk(kept, channels);
  const desk = there ? await ask(there.base + '/export').then(response => response.ok ? response.json() : null).catch(() => null) : null;
  const data = {
    exported_at: new Date().toISOString(), site: location.origin, kept, desk,
    sent: records(kept, 'kefu:sent:'), consents: records(kept, RECORD)
  };
  return { json: data, html: sheet(data, WORDS[locale], locale) };
}

// ---- Erasing ----

// Asks one that got something. A desk of ours erases at once; others are asked in words, and the site sees to it.
async function askDesk(world, there) {
  const gone = await ask(there.base, { method: 'DELETE' });
  if (gone.status === 204 || gone.status === 410) return 'erased';
  if (gone.ok || gone.status >= 500) return 'failed'; // A page in the place of an answer is none.
  if (!there.conversation) return 'asked';
  const content = '【删除请求 / Erasure request】 The visitor asks you to erase this conversation and everything kept of them.';
  return post(world, there.base + '/conversations/' + there.conversation + '/messages', { content });
}

async function post(world, url, body) {
  return (await world.request(url, JSON.stringify(body), '', WAIT))[0] === '2' ? 'asked' : 'failed';
}

const askHook = (world, url, handoffs) => post(world, url, { kefu_erase: 1, requested_at: new Date().toISOString(), handoffs });

// Erases everything here, and asks whoever got something. Gives for each of them what came of it.
export async function eraseData({ bytes, anew, world }) {
  const kept = everything(world);
  const { channels = [] } = read(bytes);
  const report = [];
  const note = async (to, asked) => { report.push({ to, result: await asked.catch(() => 'failed') }); };
  const there = talk(kept, channels);
  if (there) await note(there.base.split('/public/')[0] || location.origin, askDesk(world, there));
  const sent = records(kept, 'kefu:sent:');
  for (const { url } of channels.filter(one => one.kind === 'webhook')) {
    const got = sent.filter(({ to }) => to === place(url));
    if (got.length) await note(place(url), askHook(world, url, got.map(({ id }) => id).filter(Boolean)));
  }
  // Answers of a flow went to the site itself, which sees to them.
  [...new Set(sent.map(({ to }) => to))].filter(to => !channels.some(({ url }) => place(url) === to)).forEach(to => report.push({ to, result: 'asked' }));
  if (!await erase(anew, world)) report.push({ to: location.origin, result: 'failed' });
  return report;
}

// Erases everything here and asks nobody: for a device that somebody else uses next.
export function logout({ anew, strange, world }) {
  strange();
  return erase(anew, world);
}

// Says whether nothing is left. What is being written down comes before, or it would come back.
async function erase(anew, world) {
  let gone = false;
  await last;
  await anew(async () => {
    await world.close(); // Until what was being written is written.
    const vault = await open();
    gone = await vault.erase().then(() => true, () => !world.keeps()); // Where nothing can be kept, nothing was.
    vault.close();
  });
  return gone;
}

// ---- The panel ----

// Puts the looks of what this script shows into the widget, once.
const dressed = new WeakSet();
function dress(shadow) {
  if (dressed.has(shadow)) return;
  dressed.add(shadow);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch (old) {
    make(shadow, 'style', STYLE); // Where a policy forbids it, it stands under the chat.
  }
}

function press(parent, text, className, act) {
  const button = make(parent, 'button', text, className);
  button.type = 'button';
  button.onclick = act;
  return button;
}

// Shows it over the chat, and opens that first.
export async function privacy(context) {
  const { shadow, bytes, locale, order, world } = context;
  order('open');
  await new Promise(done => requestAnimationFrame(() => setTimeout(done))); // A panel that opens takes the focus first.
  const home = shadow.querySelector('.panel'), say = WORDS[locale];
  if (home.querySelector('.privacy')) return home.querySelector('.privacy h3').focus();
  dress(shadow);
  const before = shadow.activeElement;
  const view = make(home, 'div', '', 'page privacy');
  const hide = hidden => [...home.children].forEach(one => { one.inert = hidden && one !== view; });
  const leave = () => {
    view.remove();
    hide(false);
    const back = before && before.isConnected ? before : shadow.querySelector('.panel textarea');
    if (back) back.focus();
  };
  view.lang = locale;
  view.setAttribute('role', 'region');
  view.setAttribute('aria-label', say.title);
  view.onkeydown = event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    leave();
  };
  hide(true);
  press(view, say.back, 'link', leave);
  const title = make(view, 'h3', say.title);
  title.tabIndex = -1;
  title.focus();
  const body = make(view, 'div');
  const when = at => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });

  async function show() {
    await decided(context, 'due').catch(console.error);
    const kept = everything(world);
    const { profile = {} } = read(bytes);
    body.textContent = '';
    const section = (heading, lines, empty) => {
      make(body, 'h4', heading);
      if (!lines.length) return make(body, 'p', empty);
      const list = make(body, 'ul');
      lines.slice(0, SHOWN).forEach(line => line(make(list, 'li')));
    };
    const groups = GROUPS.map(([group, names]) => [say[group], Object.keys(kept).filter(name => names.test(name)).length]);
    section(say.here, groups.filter(([, count]) => count).map(([name, count]) => item => item.append(name + ' · ' + count)), say.nothing);
    make(body, 'p', world.keeps() ? say.sealed : say.plain, 'quiet');
    section(say.sent, records(kept, 'kefu:sent:').map(({ at, to, parts }) => item => {
      item.append([when(at), new URL(to, location.href).host, parts.map(part => say.parts[part] || part).join(', ')].join(' · '));
    }), say.gone);
    const given = (kept['kefu:profile'] || {}).purposes || [];
    const newest = new Set();
    section(say.agreed, records(kept, RECORD).map(record => item => {
      const purpose = (profile.purposes || []).find(one => one.id === record.purpose);
      const text = purpose ? said(purpose.text, locale) : record.purpose;
      item.append([when(record.at), record.given ? say.yes : ENDED.test(record.how) ? say.ended : say.no, text, record.version].join(' · ') + ' ');
      if (record.given && given.includes(record.purpose) && !newest.has(record.purpose)) {
        press(item, say.withdraw, 'link', async () => {
          await consent(context, { [record.purpose]: false }, 'panel');
          await show();
          title.focus();
        });
      }
      newest.add(record.purpose);
    }), say.none);
  }

  function download(name, type, text) {
    const link = make(view, 'a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    link.remove();
    setTimeout(URL.revokeObjectURL, WAIT, link.href);
  }

  const actions = make(view, 'div', '', 'choices');
  if (read(bytes).profile) {
    press(actions, say.edit, 'choice', () => {
      leave();
      order('profile');
    });
  }
  press(actions, say.json, 'choice', async () => {
    download('kefu-data.json', 'application/json', JSON.stringify((await exportData(context)).json, null, 2));
  });
  press(actions, say.html, 'choice', async () => { download('kefu-data.html', 'text/html', (await exportData(context)).html); });
  press(actions, say.erase, 'choice', event => {
    event.target.disabled = true;
    const sure = make(view, 'div');
    make(sure, 'p', say.sure).setAttribute('role', 'alert');
    const both = make(sure, 'div', '', 'choices');
    const really = press(both, say.really, 'primary', async () => {
      both.remove();
      const report = await eraseData(context);
      // The panel was made anew meanwhile, and this view with it.
      await window.Kefu('privacy');
      const list = make(shadow.querySelector('.privacy'), 'ul');
      list.setAttribute('role', 'status');
      make(list, 'li', say.erased);
      report.forEach(({ to, result }) => make(list, 'li', to + ' · ' + say[result]));
    });
    press(both, say.keep, 'link', () => {
      sure.remove();
      event.target.disabled = false;
      event.target.focus();
    });
    really.focus();
  });
  await show();
}
