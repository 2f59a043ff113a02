// Seals what goes to a webhook whose address ends in `#seal=` and a public key, so that only the site reads it, whatever it
// passes through: HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. `kefu key new`
// makes the key, and `kefu open` opens what is sealed, as any other implementation of the standard does.

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const KEM = [...bytes('KEM'), 0, 0x10]; // By their numbers in the standard.
const SUITE = [...bytes('HPKE'), 0, 0x10, 0, 1, 0, 2];
const INFO = 'kefu letter 1';

function bytes(text) {
  return new TextEncoder().encode(text);
}

// Base64 for addresses, without padding.
function written(data) {
  const letters = new Uint8Array(data).reduce((text, byte) => text + String.fromCharCode(byte), '');
  return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

function read(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
}

async function hmac(key, ...parts) {
  // Nothing, and as many zeros as a hash is long, are the same key; browsers take no empty one.
  const secret = key.byteLength ? key : new Uint8Array(32);
  const made = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', made, Uint8Array.from([].concat(...parts.map(part => [...part])))));
}

// The labeled functions of section 4 of the standard; what is expanded to is no longer than one hash.
const extract = (suite, salt, label, from) => hmac(salt, bytes('HPKE-v1'), suite, bytes(label), from);
const expand = async (suite, from, label, info, length) =>
  (await hmac(from, [0, length], bytes('HPKE-v1'), suite, bytes(label), info, [1])).slice(0, length);

// The key and the nonce that sender and receiver come to, from what only they can know.
async function schedule(dh, encapsulated, theirs) {
  const context = [...encapsulated, ...theirs];
  const shared = await expand(KEM, await extract(KEM, [], 'eae_prk', dh), 'shared_secret', context, 32);
  const ids = await Promise.all([extract(SUITE, [], 'psk_id_hash', []), extract(SUITE, [], 'info_hash', bytes(INFO))]);
  const secret = await extract(SUITE, shared, 'secret', []), mode = [0, ...ids[0], ...ids[1]];
  return Promise.all([expand(SUITE, secret, 'key', mode, 32), expand(SUITE, secret, 'base_nonce', mode, 12)]);
}

// What was sealed last, by the address and the digest of the text: a letter that is sent again is the same letter, byte by byte.
const letters = new Map(), MOST = 20;

// Gives the JSON that is sent in the place of `text`. Fails where the key is none, or the browser cannot seal.
export async function seal(url, text) {
  const name = url + ' ' + written(await crypto.subtle.digest('SHA-256', bytes(text)));
  if (!letters.has(name)) {
    const letter = close(url, text);
    letters.set(name, letter);
    letter.catch(() => letters.delete(name));
    if (letters.size > MOST) letters.delete(letters.keys().next().value);
  }
  return letters.get(name);
}

async function close(url, text) {
  const theirs = read(url.split('#seal=')[1]);
  const receiver = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const encapsulated = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver }, pair.privateKey, 256));
  const [raw, iv] = await schedule(dh, encapsulated, theirs);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes(text));
  const print = await crypto.subtle.digest('SHA-256', theirs);
  return JSON.stringify({
    kefu_sealed: 1, key: written(print).slice(0, 8), enc: written(encapsulated), ciphertext: written(ciphertext)
  });
}
