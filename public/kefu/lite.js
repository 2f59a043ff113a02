// What the bubble opens where the widget cannot run: the owner's questions with their answers, and every way to a person.
// Plain script, loaded only then. Whatever anybody wrote is shown as text.
const MOST = 8; // Questions that are shown.
const WAIT = 10000; // Milliseconds for one request.
const PAGE = /^\s*<(!|h[te]|met|sc)/i; // In the place of an answer: some networks put theirs there.
const OWN = /^\/(?![\/\\])/; // A path of the site.
const GOOD = /^(https?|tel|mailto):/i;
const LINK = /!?\[([^\]\n]*)\]\(([^)\s]+)\)/g;

const WORDS = {
  'zh-CN': {
    close: '关闭', again: '重试', message: '给我们留言', contact: '您的电话或邮箱', send: '发送',
    sent: '已发出，我们会联系您。', failed: '没有发出去，请再试。', old: '浏览器太旧，用不了聊天。',
    forbidden: '网站的设置不允许聊天。', pack: '客服资料打不开。', offline: '网络连接不上。', broken: '聊天出错了。'
  },
  'zh-TW': {
    close: '關閉', again: '重試', message: '給我們留言', contact: '您的電話或信箱', send: '送出',
    sent: '已送出，我們會聯絡您。', failed: '沒有送出去，請再試。', old: '瀏覽器太舊，用不了聊天。',
    forbidden: '網站的設定不允許聊天。', pack: '客服資料打不開。', offline: '網路連線不上。', broken: '聊天出錯了。'
  },
  en: {
    close: 'Close', again: 'Try again', message: 'Leave us a message', contact: 'Your phone or e-mail', send: 'Send',
    sent: 'Sent; we will reply.', failed: 'Not sent; try again.', old: 'The browser is too old.',
    forbidden: 'The site does not allow the chat.', pack: 'The chat cannot be loaded.', offline: 'No network.',
    broken: 'The chat failed.'
  }
};

const STYLE = `
.lite{position:fixed;right:20px;bottom:96px;box-sizing:border-box;width:360px;max-width:94vw;max-height:78vh;overflow:auto;padding:16px;
border-radius:16px;box-shadow:0 0 40px #0006;background:Canvas;color:CanvasText;color-scheme:light dark;font:16px/1.6 system-ui,sans-serif;
overflow-wrap:anywhere}
.lite h2{float:left;margin:0;font-size:1.2em}
.lite h2+button{float:right}
.lite h2~p{clear:both}
.lite summary{padding:6px 0;font-weight:600}
.lite details div{white-space:pre-line}
.lite a{line-height:2}
.lite textarea,.lite input{width:100%;box-sizing:border-box;margin-bottom:8px;font:inherit}
.lite button{padding:6px 14px;border:1px solid;border-radius:8px;background:0 0;font:inherit;color:inherit}
@media(max-width:480px){.lite{inset:0;width:auto;max-width:none;max-height:none;border-radius:0}}
@media(min-width:481px){:host([data-position=left]) .lite{right:auto;left:20px}}`;

// Why there is no whole chat, in one word.
function reason(error, pack) {
  if (typeof WebAssembly !== 'object') return 'old';
  if (navigator.onLine === false) return 'offline';
  if (/unsafe-eval|Content.Security.Policy|disallowed by embedder/i.test(error)) return 'forbidden';
  return pack ? 'broken' : 'pack';
}

function make(parent, name, text) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  return parent.appendChild(element);
}

// What is written for a language, or for any.
function said(texts, locale) {
  const tags = Object.keys(texts || {});
  const near = tags.find(tag => tag.slice(0, 2) === locale.slice(0, 2));
  const found = typeof texts === 'string' ? texts : texts && (texts[locale] || texts[near || tags[0]]);
  return typeof found === 'string' ? found : '';
}

function link(parent, label, url) {
  if (!GOOD.test(url) && !OWN.test(url)) return parent.append(label);
  const anchor = make(parent, 'a', label);
  anchor.href = url;
  anchor.target = '_blank';
  anchor.rel = 'noopener';
}

// Links, and pictures as links; places for values show what is said without one.
function write(parent, text) {
  const filled = text.replace(/\{\{[^|{}]*\|?([^{}]*)\}\}/g, (_, rest) => /^(zero|one|two|few|many|other):/.test(rest) ? '' : rest);
  let from = 0;
  filled.replace(LINK, (all, label, url, at) => {
    parent.append(filled.slice(from, at));
    link(parent, label || url, url);
    from = at + all.length;
  });
  parent.append(filled.slice(from));
}

// What was asked for, unless it takes too long.
async function ask(url, options) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), WAIT); // What has arrived by then cannot be stopped any more.
  const response = await fetch(url, { ...options, signal: stop.signal });
  const text = await response.text();
  if (!response.ok || PAGE.test(text)) throw response.status;
  return text;
}

// A compiled pack has a line before the JSON, and behind it a zero and what is no text.
async function read(site) {
  return JSON.parse((await ask(site)).match(/\{[^\0]*/)[0]);
}

// Whatever a pack has in a list's place.
function list(found) {
  return Array.isArray(found) ? found.filter(one => Object(one) === one) : [];
}

// The questions that the owner offers first, and then those of the pack in its order.
function top(pack) {
  const offered = list(pack.quick_replies).map(one => one.button && one.button.ask);
  const isOffered = entry => offered.includes(entry.id);
  return list(pack.faq).filter(entry => entry.answer).sort((a, b) => isOffered(b) - isOffered(a)).slice(0, MOST);
}

async function post(url, json, more) {
  let body = JSON.stringify(json);
  // Browsers do not ask again for a script that failed, unless it is called something else.
  if (/#seal=/.test(url)) body = await (await import('./__KEFU_SEAL__?' + id())).seal(url, body);
  return ask(url, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body });
}

function id() {
  return crypto.getRandomValues(new Uint32Array(5)).join('');
}

// Leaves a message by a channel. The same words tried again are the same message.
function mailbox(channel, locale) {
  const source = id();
  let conversation, key, last;
  return async (message, contact) => {
    const content = message + '\n' + contact;
    if (content !== last) key = id();
    last = content;
    const packet = {
      kefu_handoff: 1, id: key, requested_at: new Date(), reason: 'button', locale, within_hours: false, message, contact,
      page: { title: document.title, url: location.origin + location.pathname }
    };
    if (channel.kind === 'webhook') return post(channel.url, packet, { 'idempotency-key': key });
    const base = channel.url.replace(/\/$/, '') + '/public/api/v1/inboxes/' + channel.inbox_identifier + '/contacts';
    const talks = base + '/' + source + '/conversations';
    if (!conversation) {
      await post(base, { source_id: source });
      conversation = JSON.parse(await post(talks, { custom_attributes: { reason: 'button', language: locale } })).id;
    }
    return post(talks + '/' + conversation + '/messages', { content, echo_id: key, kefu_handoff: packet });
  };
}

// `boxes` take the words, the next one where one fails.
function form(parent, say, boxes) {
  const form = make(parent, 'form');
  const field = (name, label) => {
    const box = make(make(form, 'label', label), name);
    box.required = true;
    return box;
  };
  const message = field('textarea', say.message), contact = field('input', say.contact);
  const button = make(form, 'button', say.send);
  const told = make(parent, 'output');
  form.onsubmit = event => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = '';
    boxes.reduce((tried, send) => tried.catch(() => send(message.value, contact.value)), Promise.reject()).then(() => {
      form.remove();
      told.textContent = say.sent;
    }, () => {
      button.disabled = false;
      told.textContent = say.failed;
    });
  };
}

// Puts the panel into `parent`, in a shadow root. `tag` names the language of `WORDS`, `name` is the panel's; `act` hears
// `open` for another try, and `close`.
export function show(parent, site, locale, tag, name, error, act) {
  const say = WORDS[tag], root = parent.getRootNode();
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch (old) {
    make(parent, 'style', STYLE); // Where a policy forbids it, the browser's own looks have to do.
  }
  const panel = make(parent, 'div');
  panel.className = 'lite';
  panel.lang = tag;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', name);
  panel.onkeydown = event => { if (event.key === 'Escape' && !event.isComposing) act('close'); };
  const title = make(panel, 'h2', name);
  title.tabIndex = -1;
  make(panel, 'button', say.close).onclick = () => act('close');
  const why = make(panel, 'p'), within = make(panel, 'div');
  make(panel, 'button', say.again).onclick = () => act('open');
  title.focus();
  return read(site).catch(() => null).then(pack => {
    why.textContent = say[reason(String(error), pack)];
    if (!pack) return;
    top(pack).forEach(entry => {
      const one = make(within, 'details');
      make(one, 'summary', said(entry.question, locale));
      write(make(one, 'div'), said(entry.answer, locale));
    });
    const channels = list(pack.channels), links = make(within, 'ul');
    channels.filter(one => one.kind === 'link' && GOOD.test(one.url)).forEach(one => {
      link(make(links, 'li'), said(one.label, locale) || one.url, one.url);
    });
    const boxes = channels.filter(one => /^(webhook|chatwoot)$/.test(one.kind)).map(one => mailbox(one, locale));
    if (boxes[0]) form(within, say, boxes);
  });
}
