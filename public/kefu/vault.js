// What the widget keeps: read into memory when it starts, and written behind it, encrypted under a key that never leaves
// the browser. Where nothing can be kept it lives as long as the page, and whoever writes is told.

const WAIT = 2000; // Milliseconds: some web views never answer.
const KEPT = 0, BLOCKED = 1, FULL = 2;
const TAB = 'kefu:tab';
const FORMAT = 1; // Of a record. Others are left alone.

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// What a promise comes to, unless it takes too long.
export const soon = (promise, ms = WAIT) => {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(reject, ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

// The database; `null` where there is none yet and none is wanted.
function open(make) {
  const request = indexedDB.open('kefu', 1);
  request.onupgradeneeded = () => {
    if (!make) return request.transaction.abort();
    request.result.createObjectStore('records');
    request.result.createObjectStore('keys');
  };
  return soon(done(request)).catch(error => {
    if (make || !error || error.name !== 'AbortError') throw error;
    return null;
  });
}

const named = name => new TextEncoder().encode(name);

async function seal(key, name, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: named(name) }, key, named(text));
  return { v: FORMAT, iv, data };
}

// What is damaged, or what another release wrote, counts as absent and stays where it is.
async function unseal(key, name, { v, iv, data }) {
  if (v !== FORMAT) throw v;
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: named(name) }, key, data));
}

// Gives the vault once everything that was kept is at hand. Never fails.
export async function start() {
  const held = new Map(), waiting = new Map(), late = new Set();
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('kefu') : { postMessage() {}, close() {} };
  let trouble = KEPT, told = () => {}, era = 0, db, key, writing, tab;

  function forget() {
    if (db) db.close();
    db = key = null;
  }

  // Opens what is there; makes it where it is to be written.
  async function unlock(make) {
    if (db && key) return true;
    db = await open(make);
    if (!db) return false;
    db.onversionchange = db.onclose = forget; // Another tab erases everything.
    key = await done(db.transaction('keys').objectStore('keys').get(1));
    if (!make || key instanceof CryptoKey) return true;
    const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    // Another tab may have been faster.
    const keys = db.transaction('keys', 'readwrite').objectStore('keys');
    const there = await done(keys.get(1));
    if (!(there instanceof CryptoKey)) await done(keys.put(fresh, 1));
    key = there instanceof CryptoKey ? there : fresh;
    return true;
  }

  // What another tab changed while we read is newer than what we read.
  async function read() {
    if (!await unlock(false)) return;
    const records = db.transaction('records').objectStore('records');
    const [names, values] = await soon(Promise.all([done(records.getAllKeys()), done(records.getAll())]));
    await Promise.all(names.map((name, at) => unseal(key, name, values[at]).then(
      text => { if (!late.has(name) && !late.has()) held.set(name, text); }, () => {})));
  }

  async function write() {
    while (waiting.size) {
      const batch = [...waiting];
      waiting.clear();
      const before = trouble, then = era;
      try {
        await unlock(true);
        const sealed = await Promise.all(batch.map(async ([name, text]) => [name, text === null ? null : await seal(key, name, text)]));
        const transaction = db.transaction('records', 'readwrite');
        const over = new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
        });
        const records = transaction.objectStore('records');
        sealed.forEach(([name, record]) => record ? records.put(record, name) : records.delete(name));
        if (transaction.commit) transaction.commit(); // It ends even when the page does.
        await over;
        trouble = KEPT;
      } catch (error) {
        // What was erased meanwhile does not come back.
        if (then === era) batch.forEach(([name, text]) => waiting.has(name) || waiting.set(name, text));
        trouble = /quota/i.test(error && error.name) ? FULL : BLOCKED;
        forget();
      }
      if (trouble !== before) told('');
      if (trouble) break;
    }
    writing = null;
  }

  function empty() {
    era++;
    held.clear();
    waiting.clear();
  }

  function change(name, text) {
    if (text === null ? held.delete(name) : held.get(name) !== text && held.set(name, text)) {
      waiting.set(name, text);
      channel.postMessage([name, text]);
    }
    if (waiting.size && !writing) writing = write();
    return trouble;
  }

  const vault = {
    read: name => held.get(name),
    write: change,
    remove: name => { change(name, null); },
    // The name of this tab, which goes with it; it is all that is not encrypted, and says nothing of anybody.
    tab() {
      try {
        return sessionStorage.getItem(TAB) || undefined;
      } catch (blocked) {
        return tab;
      }
    },
    nameTab(name) {
      tab = name;
      try {
        sessionStorage.setItem(TAB, name);
      } catch (blocked) {
        // It lives as long as the page.
      }
    },
    keys: prefix => [...held.keys()].filter(name => name.startsWith(prefix)),
    // Whether what is written lasts.
    keeps: () => !trouble && !!(window.crypto && crypto.subtle),
    // Hears the name of what another tab changed, nothing when it erased all, and '' when it has changed whether anything
    // can be kept.
    listen(heard) { told = heard; },
    // Erases everything, and the key with it.
    async erase() {
      empty();
      await writing;
      empty();
      forget();
      channel.postMessage([]);
      try {
        sessionStorage.removeItem(TAB);
      } catch (blocked) {
        // Then it is not there.
      }
      await soon(done(indexedDB.deleteDatabase('kefu')));
    },
    close() {
      told = () => {};
      channel.close();
      return Promise.resolve(writing).then(forget);
    }
  };

  channel.onmessage = ({ data: [name, text] }) => {
    late.add(name);
    if (name === undefined) {
      empty();
      forget();
    } else if (text === null) held.delete(name);
    else held.set(name, text);
    waiting.delete(name);
    told(name);
  };
  await read().catch(() => { trouble = BLOCKED; });
  return vault;
}
