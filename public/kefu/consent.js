// What a visitor agrees to: each decision on the record, and its end when its time is over or its words are others.
import { RECORD, asked, everything, formOf, json, records, saved } from './known.js';
import { WORDS, dress, make, press, said } from './shown.js';

// SHA-256 in hexadecimal digits; nothing on pages without https, which have no such cryptography.
async function sha256(text) {
  try {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  } catch (insecure) {
    return '';
  }
}

// One thing after the other: what is decided while another decision is being written down waits for it.
let last = Promise.resolve();
function inTurn(act) {
  const done = last.then(act);
  last = done.catch(() => {});
  return done;
}

// Once everything that is being decided is written down.
export const settled = () => last;

// The words of a purpose that somebody agrees to, as they are shown and as a digest, and their version.
const wordsOf = ({ text, recipient }, locale) => [said(text, locale), said(recipient, locale)].filter(Boolean).join(' · ');
export const digestOf = (purpose, locale) => sha256(wordsOf(purpose, locale));
const versionOf = (purpose, { policy }) => [policy.version, purpose.version].filter(Boolean).join(' · ');

// Until when what was given at a moment may be used for a purpose.
const endOf = (purpose, at) => at + purpose.retention_days * 86400000;

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

// `only` names the purposes that a decision was about; without it, all that the form shows, and what ended with it. Who
// withdraws takes back what they had agreed to, whatever they have decided since.
async function put(context, how, only) {
  const { world, bytes, shadow } = context, form = formOf(bytes), { purposes = [], at, locale } = saved(world);
  const isWithdrawn = how === 'withdrawn', given = isWithdrawn ? [] : purposes, known = isWithdrawn ? [] : asked(form, world);
  const now = how === 'form' && Date.parse(at) || Date.now();
  if (isWithdrawn) unshare(world);
  if (how === 'form' && !at) return; // It was withdrawn since, which is told next.
  shadow.querySelectorAll('.terms').forEach(bar => bar.remove());
  const isOpen = ({ given, how }) => given || how === 'changed';
  const about = form.purposes.filter(one => only ? only.includes(one.id) : known.includes(one) || isOpen(newest(world, one.id)));
  for (const purpose of about) {
    const isGiven = given.includes(purpose.id), before = newest(world, purpose.id);
    if (how === 'form' && before.at === now) continue; // It was put on the record from the profile.
    const shown = how === 'form' && locale || isWithdrawn && before.locale || shownIn(context, how);
    record(world, {
      at: now, purpose: purpose.id, given: isGiven, version: versionOf(purpose, form), basis: purpose.basis, locale: shown, how,
      sha256: await digestOf(purpose, shown), until: isGiven ? endOf(purpose, now) : undefined
    });
  }
  askAgain(context);
}

// Whether something ended by itself.
export const hasLapsed = ({ how }) => how === 'changed' || how === 'over';

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
  // Without a digest it may not be known which version of the purpose was shown, only that of the policy.
  const versions = [versionOf(purpose, form)].concat(consent.sha256 ? [] : form.policy.version);
  return isOther || !versions.includes(consent.version) ? 'changed' : '';
}

// What became of a consent that is not in the profile any more and of which no end was put on the record: the visitor took
// it back while this script did not come, in the form that they saved or with everything; or its time was over.
function taken(purpose, known, consent, profile, why) {
  const at = Date.parse(profile.at);
  if (at) return at > consent.at ? { how: 'form', at } : why && { how: why };
  return { how: why === 'over' || !known.includes(purpose) ? 'over' : 'withdrawn' };
}

// Ends what does not count any more. Where words have changed the visitor is asked again, and what was typed stays for that.
async function lapse(context) {
  const { world, bytes, order } = context, form = formOf(bytes), known = asked(form, world);
  await catchUp(context);
  const ends = {}, ids = new Set(records(everything(world), RECORD).map(({ purpose }) => purpose));
  let latest = 0; // When the last of those that count is over, and with it everything that was typed.
  for (const id of ids) {
    const purpose = form.purposes.find(one => one.id === id), consent = newest(world, id);
    if (!consent.given) continue;
    const why = await ended(purpose, form, consent), profile = saved(world), isKept = (profile.purposes || []).includes(id);
    const end = isKept ? why && { how: why } : taken(purpose, known, consent, profile, why);
    if (end) ends[id] = { ...consent, at: Date.now(), given: false, until: undefined, name: undefined, ...end };
    else if (known.includes(purpose)) latest = Math.max(latest, endOfConsent(purpose, consent));
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
  open.forEach(purpose => make(list, 'li', wordsOf(purpose, locale)));
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

// What is tried again of a hand-over goes without what is no longer agreed to.
function unshare(world) {
  const packet = json(world, 'kefu:packet');
  if (packet.id) world.write('kefu:packet', JSON.stringify({ ...packet, profile: undefined, tags: undefined, department: undefined }));
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
  } else if (isOpen && before.values) {
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

// Does something that needs consent once it is known what still counts of it.
export const ifAgreed = (context, act) => inTurn(() => lapse(context).then(() => act(context)));
