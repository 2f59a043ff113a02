// What visitors are owed: their decisions on the record, what is kept of them and where it went to be seen, taken along and
// erased; and what the page may tell of them, as far as they agreed to that. Fetched when any of it is wanted.
// Whatever anybody wrote is shown as text.
import { consent, decided, digestOf, hasLapsed, ifAgreed, settled } from './consent.js';
import { RECORD, asked, everything, formOf, place, read, records, saved } from './known.js';
import { WORDS, dress, make, press, said } from './shown.js';
import { start as open } from './vault.js';

export { consent, decided };

const WAIT = 10000; // Milliseconds for one request.
const SHOWN = 30; // The newest records of a kind that the panel shows; what is taken along has all of them.

const GROUPS = [
  ['messages', /^kefu:row:/], ['details', /^kefu:profile$/], ['remembered', /^kefu:history$/], ['thread', /^kefu:(thread|packet)$/],
  ['settings', /^kefu:(state|seen|draft:.*)$/]
];

async function ask(url, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    return await fetch(url, { signal: stop.signal, ...options });
  } finally {
    clearTimeout(timer);
  }
}

// The desk or installation that has the conversation with people, if one has.
function talk(kept, channels) {
  const thread = kept['kefu:thread'] || {};
  const channel = channels.find(one => one.id === thread.channel && one.kind === 'chatwoot');
  if (!channel || !thread.source) return null;
  const base = String(channel.url).replace(/\/$/, '') + '/public/api/v1/inboxes/' + channel.inbox_identifier + '/contacts/' + thread.source;
  return { base, conversation: thread.conversation };
}

// ---- What the page tells ----

const MOST_FACTS = 500, MOST_LETTERS = 200; // As the engine has them.
const cut = text => [...String(text)].slice(0, MOST_LETTERS).join('');

// Changes what is remembered of a kind, if the visitor agreed to that. Says whether they did.
const remember = (context, kind, change) => ifAgreed(context, ({ world, bytes, order }) => {
  const { remember = {} } = read(bytes), purpose = remember[kind];
  const isAsked = asked(formOf(bytes), world).some(({ id }) => id === purpose);
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
  const form = formOf(bytes), before = saved(world), told = Object.entries(values || {});
  const fields = form.fields.map(field => field.id);
  const fine = told.every(([field, value]) => fields.includes(field) && typeof value === 'string' && value.length <= MOST_LETTERS);
  const agreed = asked(form, world).some(({ id }) => (before.purposes || []).includes(id));
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
  await settled();
  await anew(async () => {
    await world.close(); // Until what was being written is written.
    const vault = await open();
    gone = await vault.erase().then(() => true, () => !world.keeps()); // Where nothing can be kept, nothing was.
    vault.close();
  });
  return gone;
}

// ---- The panel ----

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
    const { purposes } = formOf(bytes);
    const texts = new Map();
    for (const record of records(kept, RECORD)) {
      const purpose = purposes.find(one => one.id === record.purpose);
      // What was shown then may have been other words.
      const isSame = purpose && (!record.sha256 || await digestOf(purpose, record.locale) === record.sha256);
      texts.set(record, isSame ? said(purpose.text, locale) : record.purpose + ' (' + say.earlier + ')');
    }
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
    section(say.agreed, [...texts].map(([record, text]) => item => {
      item.append([when(record.at), record.given ? say.yes : hasLapsed(record) ? say.ended : say.no, text, record.version].join(' · ') + ' ');
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
