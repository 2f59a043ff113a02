// Everything around the widget that it cannot do without: the vault, the browser, and how it is put into the page.
// One file when it is published.
import { around } from './platform.js';
import { start as open } from './vault.js';

const text = answer => answer.then(response => response.text());

// Puts the widget into the page once all of its parts are there, and gives what can be asked of it: `command`, `unmount`, and
// `rights` for what `rights.js` does. `loader` is what the loader knows and does, the parts are on their way already.
export async function start(loader, pack, sheet, wasm, glue) {
  const { again, shadow, tag } = loader, base = new URL('.', import.meta.url).href;
  const wordsOf = tag => text(loader.get(base + 'words-' + tag + '-__KEFU_WORDS__.txt'));
  const words = wordsOf(tag);
  words.catch(() => {}); // Told below, with the rest.
  const seal = (url, text) => import(base + '__KEFU_SEAL__' + again).then(sealing => sealing.seal(url, text));
  const [widget, world] = await Promise.all([glue, open().then(vault => around(vault, seal))]);
  await widget.default({ module_or_path: wasm });
  const bytes = new Uint8Array(await (await pack).arrayBuffer());
  const parts = [await text(sheet), await words];
  if (!shadow.host.isConnected) return world.close(); // Destroyed meanwhile.
  world.words = tag => wordsOf(tag).catch(() => {});
  loader.style(parts[0]);

  let retry = again;
  const rights = (name, values) => import(base + '__KEFU_RIGHTS__' + retry).then(rights => {
    return rights[name]({ ...loader, world, bytes, locale: shadow.querySelector('.kefu').lang }, ...values);
  }, error => {
    retry += '?'; // As in the loader: browsers do not ask again for a script that failed.
    throw error;
  });
  const assistant = () => import(base + '__KEFU_BRAIN__' + again).then(brain => brain.start(bytes, 'debug' in loader.data));
  const heard = (name, detail) => {
    if (name === 'privacy' || name === 'decided') rights(name, [detail]).catch(() => {}); // The next time it is caught up on.
    else loader.heard(name, detail);
  };
  const config = JSON.stringify({ locale: loader.locale, theme: loader.theme });
  widget.mount(shadow, config, parts[1], world, bytes, assistant, heard);
  // Whatever breaks outside of a command is heard of here.
  const broken = ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError && String(error.stack).includes(base)) loader.broke(error);
  };
  const close = () => {
    removeEventListener('error', broken);
    world.close();
  };
  addEventListener('error', broken);
  const unmount = () => {
    removeEventListener('error', broken);
    widget.unmount();
  };
  return { command: widget.command, unmount, close, rights };
}
