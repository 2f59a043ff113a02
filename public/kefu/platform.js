// The browser around the widget: what its platform (src/platform/browser.rs) asks for, in the browser's own language, where
// each of these is a few lines. Everything here ends with `close`.

const PHONE = '(max-width: 480px), (max-height: 480px)'; // By the same rule as the style sheet.
const DARK = '(prefers-color-scheme: dark)';
const SWITCHES = ['data-theme', 'data-color-scheme', 'data-color-mode', 'data-bs-theme', 'theme'];
const PAGE = /^\s*<(!|h[te]|met|sc)/i; // The same rule as in lite.js.
const MARK = 'kefu'; // Of the open panel's step in the history.
const MOMENTS = [
  { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  { month: 'long', day: 'numeric', weekday: 'short' },
  { dateStyle: 'medium', timeStyle: 'short' }
];

// Gives the platform around a vault, see `vault.js`. `seal` is that of `seal.js`, and takes the milliseconds that it may.
export function around(vault, seal) {
  const root = document.documentElement, running = new Set(); // What is to be closed, too, where nobody is left to do so.
  let ends = [], unwatch = () => {}, wanted = false, returning = false;

  // Listens until what it gives is called.
  function listen(target, names, heard) {
    names.split(' ').forEach(name => target.addEventListener(name, heard));
    return () => names.split(' ').forEach(name => target.removeEventListener(name, heard));
  }

  // Something that lasts until it is closed.
  function closing(handle) {
    const { close } = handle;
    running.add(handle);
    handle.close = () => {
      running.delete(handle);
      close();
    };
    return handle;
  }

  const matches = query => matchMedia(query).matches;

  // ---- Network ----

  // Gives the status and what was answered in one text; the status is 0 without a connection and 1 where nothing came in time.
  async function request(url, json, key, ms, patches) {
    const control = new AbortController();
    let status = 0;
    const timer = setTimeout(() => {
      status = 1;
      control.abort();
    }, ms);
    const call = { close: () => control.abort() };
    running.add(call);
    try {
      const headers = {};
      if (key) headers['Idempotency-Key'] = key;
      if (json !== undefined) headers['Content-Type'] = 'application/json';
      if (json && /#seal=/.test(url)) json = await seal(url, json, ms);
      const method = json === undefined ? 'GET' : patches ? 'PATCH' : 'POST';
      const response = await fetch(url, { method, headers, body: json, signal: control.signal });
      const text = await response.text();
      // A page in the place of an answer is somebody else's: a network that wants its visitors to sign in first.
      return (response.ok && PAGE.test(text) ? 0 : response.status) + ' ' + text;
    } catch (error) {
      return status + ' ';
    } finally {
      clearTimeout(timer);
      running.delete(call);
    }
  }

  // A socket: `send`, `close`, and `next` for what the other side says, undefined once it is over.
  // A page that is put to sleep lets go, and so does one that changes its network. Without a network it is over as soon as
  // there is one, and is opened again.
  function connect(url) {
    const heard = [], online = navigator.onLine;
    let socket, waiting = () => {};
    try {
      if (online) socket = new WebSocket(new URL(url, location.href).href.replace(/^http/, 'ws'));
    } catch (forbidden) {
      // By the page's policy, or the address is none.
    }
    let over = online && !socket;
    const end = () => {
      over = true;
      if (socket) socket.close();
      waiting();
    };
    const offs = [listen(window, 'offline online pagehide', end), listen(document, 'freeze', end)];
    if (socket) {
      socket.onclose = end;
      socket.onmessage = ({ data }) => {
        heard.push('' + data);
        waiting();
      };
    }
    return closing({
      send(text) {
        try {
          if (socket) socket.send(text);
        } catch (early) {
          // Nobody has heard it; what matters is fetched when the socket opens.
        }
      },
      async next() {
        while (!heard.length && !over) await new Promise(wake => { waiting = wake; });
        return heard.shift();
      },
      close() {
        if (socket) socket.onclose = socket.onmessage = null;
        end();
        offs.forEach(off => off());
      }
    });
  }

  // The lead among the tabs of the site: `granted` resolves when this one has it, `close` gives it back. Where the browser
  // knows no locks, every tab leads: the desk takes each message once all the same.
  function lead() {
    let close;
    const held = new Promise(resolve => { close = resolve; });
    const granted = new Promise(resolve => {
      const hold = () => {
        resolve();
        return held;
      };
      try {
        navigator.locks.request('kefu:lead', hold).catch(resolve);
      } catch (unknown) {
        resolve();
      }
    });
    return closing({ granted, close });
  }

  // The engine behind a function that starts it, and starts it anew after it broke.
  function assistant(start) {
    let started;
    const engine = () => started = started || start();
    const stop = () => {
      if (started) started.then(engine => engine.stop(), () => {});
      started = null;
    };
    engine().catch(() => {}); // Whether it fails is seen when it is asked.
    return closing({
      async ask(errand) {
        const asked = engine();
        try {
          return await (await asked).ask(errand);
        } catch (broken) {
          if (asked === started) stop();
        }
      },
      send: async (...file) => (await engine()).send(...file),
      close: stop
    });
  }

  // ---- Consent ----

  // Whether the visitor has said that they want no tracking, by either of the two signals.
  const untracked = () => navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';

  // ---- Time ----

  // The clock on the wall of a time zone as one number, YYYYMMDDmmmm with the minutes since midnight; UTC's where the zone
  // is not known.
  function clock(at, zone) {
    const written = timeZone => new Date(at).toLocaleString('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric'
    });
    let text;
    try {
      text = written(zone);
    } catch (unknown) {
      text = written('UTC');
    }
    const [month, day, year, hour, minute] = text.match(/\d+/g).map(Number); // Americans write the month first.
    return ((year * 100 + month) * 100 + day) * 10000 + hour % 24 * 60 + minute; // Older browsers write midnight as 24.
  }

  // A moment in the visitor's own zone and language.
  function moment(at, style, locale) {
    try {
      return new Date(at).toLocaleString(locale, MOMENTS[style]);
    } catch (unknown) {
      return new Date(at).toISOString();
    }
  }

  function sleep(ms) {
    let timer;
    const over = new Promise(resolve => { timer = setTimeout(resolve, ms); });
    return closing({ over, close: () => clearTimeout(timer) });
  }

  // ---- The page ----

  function page() {
    const { content = '' } = document.querySelector('meta[name="kefu:about"]') || {};
    const { origin, pathname } = location;
    return [pathname, origin + pathname, document.title, content];
  }

  // The host of an address as it is resolved; nothing of one that is none.
  function hostOf(url) {
    try {
      return new URL(url, location.href).host;
    } catch (none) {
      return '';
    }
  }

  // Whether the page itself is dark: by the usual switches of sites, else by its background.
  function isDark() {
    const roots = [root, document.body];
    for (const one of roots) {
      const said = ['dark', 'light'].find(word => one.classList.contains(word) || SWITCHES.some(name => one.getAttribute(name) === word));
      if (said) return said === 'dark';
    }
    for (const one of roots) {
      const [r, g, b, alpha = 1] = (getComputedStyle(one).backgroundColor.match(/[\d.]+/g) || []).map(Number);
      // Rec. 601 luma is close enough to tell a dark page from a light one.
      if (b !== undefined && alpha > 0) return 299 * r + 587 * g + 114 * b < 128000;
    }
    return matches(DARK);
  }

  // Keeps `data-scheme` of an element: `light`, `dark`, `auto` by the device, or `host` by the page.
  function scheme(word, element) {
    unwatch();
    const write = () => {
      const dark = word === 'auto' ? matches(DARK) : word === 'host' ? isDark() : word === 'dark';
      element.setAttribute('data-scheme', dark ? 'dark' : 'light');
    };
    write();
    const off = listen(matchMedia(DARK), 'change', write);
    const observer = word === 'host' && new MutationObserver(write);
    if (observer) [root, document.body].forEach(one => observer.observe(one, { attributes: true }));
    unwatch = () => {
      off();
      if (observer) observer.disconnect();
    };
  }

  // Writes the visible part of the screen into custom properties of an element, so that the panel ends above the keyboard.
  function viewport(element) {
    const view = window.visualViewport;
    if (!view) return;
    const write = () => {
      // Zoomed in by the visitor: the panel stays put, or it would run from under their fingers.
      if (view.scale > 1.01) return;
      element.style.setProperty('--_viewport-height', Math.trunc(view.height) + 'px');
      element.style.setProperty('--_viewport-top', Math.trunc(view.offsetTop) + 'px');
    };
    write();
    ends.push(listen(view, 'resize scroll', write));
  }

  // ---- The back button ----

  // On a phone it closes the panel first, as visitors expect of anything that fills the screen. Going back is told only
  // later, by an event; what is asked for meanwhile waits for it.

  const isMarked = () => history.state === MARK;

  function step() {
    if (wanted && !returning && !isMarked()) history.pushState(MARK, '');
  }

  // The panel has opened, or closed.
  function back(opened) {
    if (opened) {
      wanted = matches(PHONE);
      step();
    } else if (wanted) {
      wanted = false;
      if (!isMarked() || returning) return;
      returning = true;
      history.back();
    }
  }

  // Calls back when the visitor goes back from the panel.
  function onBack(left) {
    ends.push(listen(window, 'popstate', () => {
      if (returning) {
        returning = false;
        step();
      } else if (wanted) {
        wanted = false;
        left();
      }
    }));
  }

  // The widget goes. Nobody will be there to hear of a step back, so the step stays and only its mark goes.
  function stay() {
    wanted = false;
    if (isMarked()) history.replaceState(null, '');
  }

  return Object.assign({}, vault, {
    request, connect, lead, assistant, untracked, clock, moment, sleep, page, hostOf, scheme, viewport, back, onBack, stay,
    iso: at => new Date(at).toISOString(),
    day: at => Math.floor((at - new Date(at).getTimezoneOffset() * 60000) / 86400000),
    // Not `randomUUID`, which exists on https pages only; nobody may guess the name of a contact.
    id: () => crypto.getRandomValues(new Uint32Array(5)).join(''),
    // How far down the page its visible part reaches, in percent.
    scrolled: () => Math.trunc(100 * (scrollY + innerHeight) / Math.max(1, root.scrollHeight)),
    touch: () => matches('(pointer: coarse)'),
    close() {
      unwatch();
      ends.forEach(end => end());
      ends = [];
      running.add = handle => handle.close(); // What a widget that broke still begins ends at once.
      running.forEach(handle => handle.close());
      return vault.close();
    }
  });
}
