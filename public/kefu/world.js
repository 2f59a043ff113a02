// Everything around the widget that it cannot do without: the vault, the browser, and how it is put into the page.
// One file when it is published.
import { around } from './platform.js';
import { soon, start as open } from './vault.js';

const text = answer => answer.then(response => response.text());

// Puts the widget into the page once all of its parts are there, and gives what can be asked of it: `command`, `unmount`, and
// `rights` for what `rights.js` does. `loader` is what the loader knows and does, the parts are on their way already.
export async function start(loader, pack, sheet, wasm, glue) {
  let { again } = loader;
  const { shadow, tag } = loader, base = new URL('.', import.meta.url).href;
  const wordsOf = tag => text(loader.get(base + 'words-' + tag + '-__KEFU_WORDS__.txt'));
  const words = wordsOf(tag);
  words.catch(() => {}); // Told below, with the rest.
  const fetched = name => import(base + name + again).catch(error => {
    again += '?'; // As in the loader: browsers do not ask again for a script that failed.
    throw error;
  });
  const seal = (url, text, ms) => soon(fetched('__KEFU_SEAL__').then(sealing => sealing.seal(url, text)), ms);
  const [widget, world] = await Promise.all([glue, open().then(vault => around(vault, seal))]);
  await widget.default({ module_or_path: wasm });
  const bytes = new Uint8Array(await (await pack).arrayBuffer());
  const parts = [await text(sheet), await words];
  if (!shadow.host.isConnected) return world.close(); // Destroyed meanwhile.
  world.words = tag => wordsOf(tag).catch(() => {});
  loader.style(parts[0]);

  const rights = (name, values) => fetched('__KEFU_RIGHTS__').then(rights => {
    return rights[name]({ ...loader, world, bytes, locale: shadow.querySelector('.kefu').lang }, ...values);
  });
  const assistant = () => fetched('__KEFU_BRAIN__').then(brain => brain.start(bytes, 'debug' in loader.data && shadow));
  const heard = (name, detail) => {
    if (name !== 'privacy' && name !== 'decided') return loader.heard(name, detail);
    rights(name, [detail]).catch(error => { // A decision is put on the record the next time.
      console.error(error);
      if (name === 'privacy') widget.command('privacy-failed', '');
    });
  };
  const config = JSON.stringify({ locale: loader.locale, theme: loader.theme });
  widget.mount(shadow, config, parts[1], world, bytes, assistant, heard);
  // Whatever breaks outside of a command is heard of here.
  const broken = ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError && String(error.stack).includes(base)) loader.broke(error);
  };
  addEventListener('error', broken);
  const ending = end => () => {
    removeEventListener('error', broken);
    end();
  };
  return { command: widget.command, unmount: ending(widget.unmount), close: ending(world.close), rights };
}
