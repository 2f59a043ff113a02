// What a person perceives of the widget: roles, names and words. Runs in front of every script of a test.
const host = () => document.querySelector('kefu-chat');
// The agents' console is a page of its own, and no widget on one.
const isConsole = location.pathname.startsWith('/desk');
const root = () => isConsole ? document.body : host()?.shadowRoot ?? document.createDocumentFragment();
const focused = () => (isConsole ? document : root()).activeElement ?? (document.activeElement === host() ? null : document.activeElement);
const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

const TAGS = {
  A: 'link', BUTTON: 'button', TEXTAREA: 'textbox', SELECT: 'combobox', IMG: 'img', UL: 'list', OL: 'list', LI: 'listitem',
  FIELDSET: 'group', DETAILS: 'group', SUMMARY: 'summary', P: 'paragraph', H2: 'heading', H3: 'heading', H4: 'heading',
  TIME: 'time', HEADER: 'banner', OUTPUT: 'status',
};
const INPUTS = { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button' };

const roleOf = (element) =>
  element.getAttribute('role') ?? (element.tagName === 'INPUT' ? INPUTS[element.type] ?? 'textbox' : TAGS[element.tagName]);

function nameOf(element) {
  const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => id && (isConsole ? document : root()).getElementById(id)?.textContent);
  const label = element.labels?.length ? [...element.labels].map((one) => one.textContent).join(' ') : null;
  const legend = element.tagName === 'FIELDSET' ? element.querySelector('legend')?.textContent : null;
  const alt = element.tagName === 'IMG' ? element.alt : null;
  return tidy(by.join(' ')) || tidy(element.getAttribute('aria-label') ?? label ?? legend ?? alt ?? element.textContent);
}

const seen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden="true"], [hidden]');

// A name that ends in … is only the beginning of one.
const named = (element, name) =>
  name === null || (name.endsWith('…') ? nameOf(element).startsWith(name.slice(0, -1)) : nameOf(element) === name);

const all = (role, name = null, within = root()) =>
  [...within.querySelectorAll('*')].filter((one) => roleOf(one) === role && seen(one) && named(one, name));

const rows = () => [...root().querySelectorAll('[data-author]')].map((row) => ({
  author: row.dataset.author,
  text: tidy([...row.children].filter((part) => !part.matches('.meta, .unseen, .author')).map((part) => part.innerText).join('\n')),
  time: row.querySelector('time')?.textContent ?? '',
  delivery: row.querySelector('[data-state]')?.dataset.state ?? null,
}));

// ---- What the widget keeps ----

const answerOf = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// Opens the vault as any script of the page may; nothing for one that is not there.
async function vault(use) {
  if (!(await indexedDB.databases()).some((one) => one.name === 'kefu')) return null;
  const db = await answerOf(indexedDB.open('kefu'));
  try {
    const key = await answerOf(db.transaction('keys').objectStore('keys').get(1));
    return await use(db, key);
  } finally {
    db.close();
  }
}

const sealing = (name, iv) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) });

// The records as they lie there.
const records = () => vault(async (db) => {
  const store = db.transaction('records').objectStore('records');
  const [names, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())]);
  return names.map((name, at) => [name, values[at]]);
});

const putRecords = (entries) => vault(async (db) => {
  const store = db.transaction('records', 'readwrite').objectStore('records');
  await Promise.all(entries.map(([name, record]) => answerOf(record ? store.put(record, name) : store.delete(name))));
  return entries.length;
});

// What is kept, by its name, readable.
const kept = async () => {
  const found = await records() ?? [];
  const open = ([name, { iv, data }], key) => crypto.subtle.decrypt(sealing(name, iv), key, data)
    .then((bytes) => [name, new TextDecoder().decode(bytes)], () => null);
  const opened = found.length ? await vault((db, key) => Promise.all(found.map((one) => open(one, key)))) : [];
  return Object.fromEntries(opened.filter((one) => one));
};

// The decisions about a purpose among what is kept, the oldest first.
const consents = (texts, purpose) => Object.keys(texts).filter((name) => name.startsWith('kefu:consent:')).sort()
  .map((name) => JSON.parse(texts[name])).filter((one) => one.purpose === purpose);

// Keeps texts by their names, as another tab would that tells nobody.
const keep = (texts) => vault(async (db, key) => {
  const seal = async ([name, text]) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return [name, { v: 1, iv, data: await crypto.subtle.encrypt(sealing(name, iv), key, new TextEncoder().encode(text)) }];
  };
  return putRecords(await Promise.all(Object.entries(texts).map(seal)));
});

// Whether the visitor's last words, and what they are typing, are kept.
const wordsAreKept = async () => {
  const typed = root().querySelector('.composer textarea')?.value ?? '';
  const said = rows().findLast((row) => row.author === 'visitor')?.text ?? '';
  const texts = typed || said ? Object.entries(await kept()) : [];
  const holds = (prefix, words) => !words || texts.some(([name, text]) => name.startsWith(prefix) && text.includes(words));
  return holds('kefu:draft:', typed) && holds('kefu:row:', JSON.stringify(said).slice(1, -1));
};
