// Starts the assistant: in a thread of its own where the browser gives it one, and else beside the page, in small steps.
// The same file is the page's module and the worker's.

const IS_WORKER = typeof document === 'undefined';
const PAUSE = IS_WORKER ? 0 : 16; // Milliseconds that the page has for itself between two goes,
const GO = IS_WORKER ? 50 : 8; // and that one go takes.
const TROUBLE = [
  'some of the site pack cannot be used; `kefu check` says what.',
  'the compiled pack is damaged; what can be read of it is used, and learned anew.',
  'another release compiled the pack, so it is learned anew; run `kefu build` again.'
];

// The engine in this thread; for owners the one that tells why.
async function load(pack, debug) {
  const [file, integrity] = debug ?
    ['__KEFU_EXPLAINING_WASM__', '__KEFU_EXPLAINING_DIGEST__'] : ['__KEFU_BRAIN_WASM__', '__KEFU_BRAIN_DIGEST__'];
  const response = await fetch(new URL(file, import.meta.url), { integrity }); // What was changed on the way does not run.
  if (!response.ok) throw new Error(response.status + ' ' + response.url);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());
  const wasm = instance.exports;
  let timer, learned;
  const ready = new Promise(resolve => { learned = resolve; });

  function tell(bytes) {
    const at = wasm.room(bytes.length); // Before the memory is looked at, since it may grow.
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
  }

  // Whoever asks before it is over waits for the rest of it; the answer is the same.
  function learn() {
    const end = Date.now() + GO;
    let more;
    do more = wasm.learn(20); while (more && Date.now() < end);
    if (more) timer = setTimeout(learn, PAUSE);
    else learned();
  }

  tell(pack);
  // The words of each problem are the command line's to carry, not every visitor's.
  const opened = wasm.open();
  if (opened) console.warn('Kefu: ' + TROUBLE[opened - 1]);
  timer = setTimeout(learn, PAUSE);
  return {
    ready,
    ask(errand) {
      tell(new TextEncoder().encode(errand));
      const length = wasm.ask();
      if (!length) throw new Error('no errand');
      return new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, wasm.answer(), length));
    },
    stop() { clearTimeout(timer); }
  };
}

// Here the page's own thread is at work.
async function beside(pack, debug) {
  const engine = await load(pack, debug);
  return { ask: async errand => engine.ask(errand), stop: engine.stop };
}

// Rejected where there are no workers of this kind, or the site's policy forbids them.
function apart(pack, debug) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(import.meta.url + (debug ? '#debug' : ''), { type: 'module' });
    const waiting = new Map();
    let count = 0, isOver = false;
    const stop = () => {
      isOver = true;
      worker.terminate();
      waiting.forEach(([, failed]) => failed());
      waiting.clear();
    };
    const ask = errand => new Promise((...both) => {
      if (isOver) return both[1](); // It broke while nobody asked, and is started anew.
      waiting.set(++count, both);
      worker.postMessage([count, errand]);
    });
    worker.onerror = stop;
    worker.onmessage = ({ data: [id, answer] }) => {
      const [answered, failed] = waiting.get(id);
      waiting.delete(id);
      answer === null ? failed() : answered(answer);
    };
    ask(pack).then(() => resolve({ ask, stop }), () => { stop(); reject(); });
  });
}

// Starts the engine for a pack; with `owner`, the root that the widget stands in, for those who want to know why it answers as
// it does.
export async function start(pack, owner) {
  const engine = await apart(pack, owner).catch(() => beside(pack, owner)), { ask } = engine;
  engine.send = async (...file) => (await import('./__KEFU_ATTACH__')).send(...file);
  if (owner) {
    engine.ask = async errand => {
      const answer = await ask(errand);
      import('./__KEFU_EXPLAIN__').then(it => it.explain(owner, JSON.parse(answer).explained)).catch(console.error);
      return answer;
    };
  }
  return engine;
}

if (IS_WORKER) {
  let engine;
  let last = Promise.resolve();
  onmessage = ({ data: [id, told] }) => {
    const answered = act => act.then(text => postMessage([id, text]), () => postMessage([id, null]));
    if (!engine) return answered((engine = load(told, location.hash)).then(() => ''));
    const ask = () => engine.then(engine => engine.ask(told));
    // What is to be looked through before it goes to people needs nothing that is learned, and waits for nothing.
    if (told.startsWith('{"check"')) return answered(ask());
    last = answered(last.then(() => engine).then(engine => engine.ready).then(ask));
  };
}
