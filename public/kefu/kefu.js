// The one script tag. It shows the bubble, waits for the visitor, and only then loads the widget.
// It costs the page nothing: no request, no storage, no timer before the visitor shows intent.
// No dependency, no build step but the comments taken out and the names of hashed files put in.
(() => {
  'use strict';
  var before = window.Kefu;
  if (before && before.live) return; // Included twice: the first one is the widget.

  var script = document.currentScript;
  var data = (script && script.dataset) || {};
  var base = script ? script.src.replace(/[^/]*$/, '') : '/kefu/';
  var texts = {
    'zh-CN': ['在线客服', '网络连接不上，重试'],
    'zh-TW': ['線上客服', '網路連線不上，重試'],
    en: ['Chat', 'No network, try again']
  };
  var locale = data.locale || document.documentElement.lang || navigator.language || 'en';
  var site = data.pack || '/kefu.json';
  var theme = data.theme || '';
  var handlers = {};
  var assets, widget, known, ready, host, shadow, bubble, badge, fallback, open = false, unread = 0, again = '', broken = 0;
  var whenReady = new Promise(resolve => { ready = resolve; });

  function tag() {
    return /^zh/i.test(locale) ? (/tw|hk|mo|hant/i.test(locale) ? 'zh-TW' : 'zh-CN') : 'en';
  }

  function say(at) {
    return texts[tag()][at];
  }

  function make(parent, name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function shape(parent, name, attribute, value) {
    var element = document.createElementNS('http://www.w3.org/2000/svg', name);
    element.setAttribute(attribute, value);
    return parent.appendChild(element);
  }

  function tell(name, detail) {
    (handlers[name] || []).slice().forEach(heard => {
      try { heard(detail); } catch (error) { console.error(error); }
    });
    if (host) host.dispatchEvent(new CustomEvent('kefu:' + name, { detail: detail, bubbles: true, composed: true }));
  }

  // ---- The bubble ----

  function label() {
    bubble.setAttribute('aria-label', say(0) + (unread ? ' (' + unread + ')' : ''));
    bubble.setAttribute('aria-expanded', open || !!fallback);
    host.setAttribute('data-open', open);
    badge.textContent = unread > 99 ? '99+' : unread || '';
  }

  function draw() {
    host = document.createElement('kefu-chat');
    // The page's rules stop here, however loud they are.
    host.style.cssText = 'all:initial!important;position:fixed!important;z-index:2147483000!important';
    shadow = host.attachShadow({ mode: 'open' });
    style("__KEFU_LAUNCHER_CSS__");
    var launcher = make(shadow, 'div', 'launcher');
    bubble = make(launcher, 'button');
    shape(shape(bubble, 'svg', 'viewBox', '0 0 24 24'), 'path', 'd', 'M12 3c-5 0-9 4-9 8 0 3 1 5 3 6v4l4-2c6 1 11-3 11-8s-4-8-9-8z');
    badge = make(bubble, 'span', 'badge');
    host.setAttribute('data-position', data.position || 'right');
    if (data.accent) host.style.setProperty('--_accent', data.accent);
    if (data.offsetX) host.style.setProperty('--_offset-x', data.offsetX + 'px');
    if (data.offsetY) host.style.setProperty('--_offset-y', data.offsetY + 'px');
    label();
    // They go with the bubble, so nobody needs to take them away.
    bubble.onpointerenter = bubble.onfocus = bubble.ontouchstart = load;
    bubble.onclick = commands.toggle;
    document.body.appendChild(host);
  }

  // A style sheet that a strict policy allows; old browsers get the linked file instead.
  function style(text) {
    try {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.concat(sheet);
    } catch (error) {
      if (shadow.querySelector('link')) return;
      var link = make(shadow, 'link');
      link.rel = 'stylesheet';
      link.href = base + '__KEFU_STYLE__';
    }
  }

  // ---- The widget ----

  function get(url, digest) {
    return fetch(url, digest && { integrity: digest }).then(response => {
      if (!response.ok) throw new Error(response.status + ' ' + url);
      return response;
    });
  }

  // Downloads everything at once, runs nothing that the visitor would feel. Tried again after a failure.
  function load() {
    if (assets || !host) return assets;
    // What was changed on the way does not run.
    var parts = [get(site), get(base + '__KEFU_STYLE__'), get(base + '__KEFU_WASM__', '__KEFU_DIGEST__'), import(base + '__KEFU_GLUE__' + again)];
    Promise.all(parts).catch(() => {}); // So that the first failure is the only one told.
    assets = import(base + '__KEFU_WORLD__' + again).then(world => world.start({
      again, shadow, site, locale, theme, tag: tag(), data, get, style, heard, order, anew, broke,
      strange: () => { known = ''; }
    }, ...parts)).then(started => {
      widget = started;
      if (!widget) return;
      ready();
      if (known) order('identify', known);
      tell('ready');
    });
    assets.catch(error => {
      assets = null;
      again += '?'; // Browsers do not ask again for a script that failed, unless it is called something else.
      tell('error', '' + error);
      console.error('Kefu: CSP \'wasm-unsafe-eval\'?', error);
    });
    return assets;
  }

  // What the widget says.
  function heard(name, detail) {
    if (name === 'open' || name === 'close') {
      var within = shadow.activeElement;
      open = name === 'open';
      if (!open && within) bubble.focus();
    }
    if (name === 'unread') detail = unread = +detail;
    if (name === 'locale') locale = detail;
    label();
    tell(name, detail);
  }

  // What the visitor or the page wants of it.
  function act(command, value) {
    if (fallback) {
      fallback = fallback.remove();
      label();
      if (command !== 'open') return bubble.focus();
    }
    if (widget) return order(command, value);
    if (command === 'close') return;
    bubble.setAttribute('aria-busy', true);
    load().then(() => { order(command, value); }, instead).then(() => {
      bubble.removeAttribute('aria-busy');
    });
  }

  function order(command, value) {
    try {
      if (widget) widget.command(command, value || '');
    } catch (error) {
      broke(error);
    }
  }

  // A widget that broke is set aside, and a fresh one takes its place with the conversation; the second time the ways to a
  // person do.
  function broke(error) {
    var was = open;
    if (!widget) return;
    widget.close();
    widget = assets = null;
    again += '?';
    open = false;
    shadow.querySelector('.kefu').remove();
    tell('error', '' + error);
    if (broken++) instead(error);
    else if (was) act('open');
  }

  // The widget goes, and comes back as it was, open or closed, after something else.
  function anew(between) {
    var was = open;
    if (widget) widget.unmount();
    widget = assets = null;
    return between().then(load).then(() => { if (was) order('open'); });
  }

  // Never dead: without WebAssembly, a pack or the widget there are still the owner's answers and the ways to a person;
  // without a network there is another try.
  function instead(error) {
    if (!host || fallback) return;
    var box = fallback = make(shadow, 'div');
    label();
    return import(base + '__KEFU_LITE__' + again).then(lite => {
      if (fallback === box) return lite.show(box, site, locale, tag(), say(0), error, act);
    }).catch(() => {
      box.className = 'fallback';
      box.setAttribute('role', 'alert');
      make(box, 'button', '', say(1)).onclick = commands.open;
    });
  }

  // ---- The page's commands ----

  var commands = {
    open: () => { act('open'); },
    close: () => { act('close'); },
    toggle: () => { act(open || fallback ? 'close' : 'open'); },
    show: () => { host.removeAttribute('data-hidden'); },
    hide: () => { act('close'); host.setAttribute('data-hidden', ''); },
    locale: tag => { locale = String(tag); label(); order('locale', locale); },
    theme: name => { theme = String(name); order('theme', theme); },
    event: (name, data) => { whenReady.then(() => order('event', JSON.stringify([name, data]))); },
    identify: who => {
      known = JSON.stringify(who);
      order('identify', known);
    },
    ready: then => whenReady.then(then),
    doctor: () => import(base + '__KEFU_DOCTOR__').then(doctor => doctor.look(site)),
    on: (name, heard) => {
      (handlers[name] = handlers[name] || []).push(heard);
      return () => { commands.off(name, heard); };
    },
    off: (name, heard) => {
      handlers[name] = heard ? (handlers[name] || []).filter(one => one !== heard) : [];
    },
    destroy: () => {
      if (widget) widget.unmount();
      tell('destroy');
      host.remove();
      host = widget = null;
      handlers = {};
      window.Kefu = stub();
    }
  };

  'privacy exportData eraseData logout consent track page tag untag set'.split(' ').forEach((name, at) => {
    // The first four begin with the widget; the others wait for it.
    commands[name] = (...values) => (at < 4 ? load() : whenReady).then(() => widget.rights(name, values));
  });

  // Keeps commands until a loader comes.
  function stub() {
    return function Kefu() { (Kefu.q = Kefu.q || []).push(arguments); };
  }

  function Kefu(name, ...values) {
    var command = commands.hasOwnProperty(name) && commands[name];
    if (!command) return console.warn('Kefu: no command', name);
    if (!host && !/^(on|off|ready)$/.test(name)) return waiting.push(arguments);
    return command(...values);
  }

  function start() {
    if (!host) {
      draw();
      if (data.load === 'now') load();
      if (data.load === 'idle') (window.requestIdleCallback || setTimeout)(load);
      queued.concat(waiting).forEach(call => { Kefu(...call); });
    }
  }

  // Until there is a body, commands wait.
  var queued = (before && before.q) || [];
  var waiting = [];
  window.Kefu = Kefu;
  Kefu.live = true;
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start);
})();
