// Looks at what the widget needs of a page, and tells a site owner what is wrong and what to do. Loaded by `Kefu('doctor')`.

const WAIT = 8000; // Milliseconds for one request.

// What the widget loads, and what servers must call it.
const FILES = [
  ['__KEFU_GLUE__', /javascript/, 'JavaScript as text/javascript'],
  ['__KEFU_WORLD__', /javascript/, 'JavaScript as text/javascript'],
  ['__KEFU_BRAIN__', /javascript/, 'JavaScript as text/javascript'],
  ['__KEFU_STYLE__', /css/, 'style sheets as text/css'],
  ['__KEFU_WASM__', /wasm/, 'WebAssembly as application/wasm']
];

// The smallest module there is.
const MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

async function get(url) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    return await fetch(url, { signal: stop.signal, cache: 'no-cache' });
  } finally {
    clearTimeout(timer);
  }
}

// A file of the widget: there, and what it says it is.
async function file(url, type, what) {
  const response = await get(url).catch(error => error);
  if (!(response instanceof Response)) {
    return `${url} cannot be fetched (${response.message}). Add its host to connect-src of your policy, or look whether it is up.`;
  }
  if (!response.ok) return `${url} answers ${response.status}. Upload the whole folder together with kefu.js.`;
  const found = (response.headers.get('content-type') || 'nothing').split(';')[0];
  return type.test(found) ? '' : `${url} is sent as ${found}. Have your server send ${what}.`;
}

async function wasm() {
  if (typeof WebAssembly !== 'object') return 'This browser has no WebAssembly; visitors with it get the small panel.';
  try {
    await WebAssembly.instantiate(MODULE);
    return '';
  } catch (error) {
    return "The policy of the page forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src.";
  }
}

// Any answer will do: it runs.
function worker() {
  return new Promise(resolve => {
    const forbidden = "The assistant cannot think in a thread of its own, and does so in the page. Add worker-src 'self' to the policy.";
    const late = setTimeout(() => resolve(forbidden), WAIT);
    const done = why => {
      clearTimeout(late);
      resolve(why);
    };
    try {
      const worker = new Worker(new URL('__KEFU_BRAIN__', import.meta.url), { type: 'module' });
      worker.onerror = () => done(forbidden);
      worker.onmessage = () => {
        worker.terminate();
        done('');
      };
      worker.postMessage(new Uint8Array());
    } catch (error) {
      done(forbidden);
    }
  });
}

async function storage() {
  if (!window.isSecureContext) {
    return 'This page is not served by https, so nothing can be encrypted and nothing is kept; conversations end with the page.';
  }
  try {
    const request = indexedDB.open('kefu-doctor');
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    request.result.close();
    indexedDB.deleteDatabase('kefu-doctor');
    return '';
  } catch (error) {
    return `Nothing can be kept here (${error.name}); conversations end with the page, and visitors are told so.`;
  }
}

// The pack, as far as can be told without the engine; `kefu check` tells the rest.
async function pack(site) {
  const response = await get(site).catch(error => error);
  const where = 'Say where it is in data-pack.';
  if (!(response instanceof Response)) return [null, `${site} cannot be fetched (${response.message}). ${where}`];
  if (!response.ok) return [null, `${site} answers ${response.status}. ${where}`];
  const text = await response.text();
  const json = (text.match(/\{[^\0]*/) || [''])[0];
  if (/^\s*</.test(text)) return [null, `${site} is a page of HTML and no pack. ${where}`];
  try {
    const found = JSON.parse(json);
    if (!Array.isArray(found.faq)) return [found, `${site} has no list "faq". Run \`kefu check\` on it.`];
    return [found, ''];
  } catch (error) {
    return [null, `${site} is no JSON (${error.message}). Run \`kefu check\` on it; it names the line.`];
  }
}

async function channel(one) {
  if (one.kind === 'link') return /^(https?|tel|mailto):/i.test(one.url) ? '' : `"${one.url}" is no link. Write https:, tel: or mailto:.`;
  if (one.kind === 'chatwoot') {
    const url = String(one.url).replace(/\/$/, '') + '/public/api/v1/inboxes/' + one.inbox_identifier;
    const response = await get(url).catch(error => error);
    if (!(response instanceof Response)) return `${url} cannot be reached (${response.message}). Add its host to connect-src, and this page's to its origins.`;
    return response.ok ? '' : `${url} answers ${response.status}. Look at inbox_identifier.`;
  }
  const key = String(one.url).split('#seal=')[1];
  if (key !== undefined) {
    if (!(window.crypto && crypto.subtle)) return 'This page is not served by https, so nothing can be sealed, and nothing is sent there.';
    try {
      const raw = Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
      await crypto.subtle.importKey('raw', raw, { name: 'ECDH', namedCurve: 'P-256' }, false, []);
    } catch (error) {
      return `What stands behind #seal= in ${one.url} is no public key, so nothing is sent there. Make one with \`kefu key new\`.`;
    }
  }
  // Whatever takes posts may answer anything to this; that this page may ask it is enough.
  const response = await fetch(one.url, { method: 'HEAD', headers: { 'idempotency-key': 'doctor' } }).catch(error => error);
  if (response instanceof Response && response.ok && /html/.test(response.headers.get('content-type'))) {
    return `${one.url} answers with a page; what is posted there counts as taken only when the answer is none. Let it answer JSON, or nothing.`;
  }
  return response instanceof Response ? '' :
    `${one.url} cannot be asked (${response.message}). Add its host to connect-src, and have it allow this page and the header idempotency-key (CORS).`;
}

// Gives what was looked at, each with `check`, `ok`, and in `why` what is wrong and what to do; prints the same as a table.
export async function look(site) {
  const found = [{ check: 'Kefu __KEFU_VERSION__', ok: true, why: '' }];
  const add = (check, why) => { found.push({ check, ok: !why, why }); };
  for (const [name, type, what] of FILES) add(name, await file(new URL(name, import.meta.url), type, what));
  add('WebAssembly', await wasm());
  add('worker', await worker());
  add('storage', await storage());
  const [read, why] = await pack(site);
  add('pack', why);
  const channels = read && Array.isArray(read.channels) ? read.channels : [];
  if (read && !channels.length) add('channels', 'The pack names none, so that nobody reaches a person. Add one to "channels".');
  for (const one of channels) add('channel ' + (one.id || one.kind), await channel(one));
  console.table(found);
  return found;
}
