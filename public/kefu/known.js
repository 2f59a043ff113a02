// What is known here: the pack that the visitor sees, what is kept of them, and what they are asked.

export const RECORD = 'kefu:consent:'; // How the names of decisions begin.

// The pack that the widget shows, read once; compiled ones carry it as text in front.
const packs = new WeakMap();
export function read(bytes) {
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
export function everything(vault) {
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
export const place = url => String(url).split('#')[0];

export const records = (kept, prefix) => Object.keys(kept).filter(name => name.startsWith(prefix)).map(name => kept[name]).reverse();

// What is kept under a name; nothing of what cannot be read.
export function json(world, name) {
  try {
    return JSON.parse(world.read(name)) || {};
  } catch (broken) {
    return {};
  }
}

export const saved = world => json(world, 'kefu:profile');

// The form of the pack; without one nothing is asked.
export const formOf = bytes => ({ fields: [], purposes: [], policy: {}, ...read(bytes).profile });

// The purposes that this visitor is asked about: who wants no tracking has refused the others by that.
const TRACKING = ['personalisation', 'marketing', 'sharing'];
export const asked = (form, world) => form.purposes.filter(({ kind }) => !world.untracked() || !TRACKING.includes(kind));
