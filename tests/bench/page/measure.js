// Lets each contender index each pack and answer its queries, one after the other, and tells the server.

const WARM_UP = 20;
const WARM_UP_MS = 1000;
// Every query is asked so many times, and the fastest counts: what else the machine does is not the contender's fault.
const ROUNDS = 3;
// A contender that needs longer than this is stopped, but not before it answered some queries.
const PATIENCE_MS = 20000;
const AT_LEAST = 40;

const say = (address, said) => fetch(address, { method: "POST", body: JSON.stringify(said) });

// What is no longer needed must not count.
async function used() {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    gc();
  }
  return performance.memory.usedJSHeapSize;
}

// A module is made anew for each pack, because the memory of WebAssembly never shrinks.
async function engine(round, name, address) {
  const glue = await import(`/engine/kefu-bench-engine.js?round=${round}-${name}`);
  const wasm = await glue.default({ module_or_path: "/engine/kefu-bench-engine_bg.wasm" });
  const file = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const times = { open: 0, longest: 0 };
  return {
    name,
    times,
    build(pack) {
      const began = performance.now();
      const index = new glue.Searched(file);
      let last = performance.now();
      times.open = last - began;
      for (let more = true; more; ) {
        more = index.learn(20);
        const now = performance.now();
        times.longest = Math.max(times.longest, now - last);
        last = now;
      }
      const entries = JSON.parse(pack).faq.length;
      if (index.entries() !== entries) throw new Error(`${index.entries()} of ${entries} entries are usable`);
      return (message) => index.first(message);
    },
    // The most that was ever needed at once, with what building the index took.
    besides: () => wasm.memory.buffer.byteLength,
  };
}

async function measure(contender, pack, queries) {
  const before = await used();
  const began = performance.now();
  const find = contender.build(pack);
  const build = performance.now() - began;
  const kept = { name: contender.name, build, ...contender.times };
  kept.memory = (await used()) - before + (contender.besides?.() ?? 0);

  const warm = performance.now() + WARM_UP_MS;
  for (const query of queries.slice(-WARM_UP)) {
    if (performance.now() < warm) find(query);
  }
  const times = [];
  const found = [];
  const until = performance.now() + PATIENCE_MS;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, query] of queries.entries()) {
      const asked = performance.now();
      found[at] = find(query);
      const answered = performance.now();
      times[at] = Math.min(times[at] ?? Infinity, answered - asked);
      if (answered > until && found.length >= AT_LEAST) return { ...kept, times, found };
    }
  }
  return { ...kept, times, found };
}

try {
  const { libraries } = await import("/contenders.js");
  const { packs } = await (await fetch("/plan.json")).json();
  for (let at = 0; at < packs; at++) {
    const pack = await (await fetch(`/pack/${at}.json`)).text();
    const queries = await (await fetch(`/queries/${at}.json`)).json();
    const compiled = await engine(at, "Kefu, compiled", `/pack/${at}.kefu`);
    for (const contender of [compiled, await engine(at, "Kefu", `/pack/${at}.json`), ...libraries]) {
      const measured = await measure(contender, pack, queries);
      await say("/measured", { pack: at, ...measured });
    }
  }
  const settings = libraries.map(({ name, settings }) => ({ name, settings }));
  const { crossOriginIsolated, navigator } = window;
  await say("/finished", { settings, isolated: crossOriginIsolated, browser: navigator.userAgent });
} catch (error) {
  await say("/failed", `${error?.stack ?? error}`);
}
