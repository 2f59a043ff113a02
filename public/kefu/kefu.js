// The one script tag. It shows the bubble, waits for the visitor, and only then loads the widget.
// It costs the page nothing: no request, no storage, no timer before the visitor shows intent.
// No dependency, no build step but the comments taken out and the names of hashed files put in.
(function () {
  'use strict';
  var before = window.Kefu;
  if (before && before.live) return; // Included twice: the first one is the widget.

  var script = document.currentScript;
  var data = (script && script.dataset) || {};
  var base = script ? script.src.replace(/[^/]*$/, '') : '/kefu/';
  var words = {
    'zh-CN': ['在线客服', '聊天打不开，请重试或联系：', '重试'],
    'zh-TW': ['線上客服', '聊天打不開，請重試或聯絡：', '重試'],
    en: ['Chat', 'The chat cannot be opened. Try again, or reach us:', 'Try again']
  };
  var locale = data.locale || document.documentElement.lang || navigator.language || 'en';
  var theme = data.theme || '';
  var handlers = {};
  var undo = [];
  var assets, widget, ready, host, shadow, bubble, badge, fallback, open = false, unread = 0;
  var whenReady = new Promise(function (resolve) { ready = resolve; });

  function say(at) {
    var tag = /^zh/i.test(locale) ? (/tw|hk|mo|hant/i.test(locale) ? 'zh-TW' : 'zh-CN') : 'en';
    return words[tag][at];
  }

  function make(parent, name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  // Listens, and remembers how to stop.
  function listen(target, name, heard) {
    target.addEventListener(name, heard);
    undo.push(function () { target.removeEventListener(name, heard); });
  }

  function tell(name, detail) {
    (handlers[name] || []).slice().forEach(function (heard) {
      try { heard(detail); } catch (error) { console.error(error); }
    });
    if (host) host.dispatchEvent(new CustomEvent('kefu:' + name, { detail: detail, bubbles: true, composed: true }));
  }

  // ---- The bubble ----

  function label() {
    bubble.setAttribute('aria-label', say(0) + (unread ? ' (' + unread + ')' : ''));
    bubble.setAttribute('aria-expanded', open);
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
    bubble.type = 'button';
    var svg = bubble.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    var path = svg.appendChild(document.createElementNS(svg.namespaceURI, 'path'));
    path.setAttribute('d', 'M12 3c-5 0-9 4-9 8 0 3 1 5 3 6v4l4-2c6 1 11-3 11-8s-4-8-9-8z');
    badge = make(bubble, 'span', 'badge');
    host.setAttribute('data-position', data.position || 'right');
    if (data.accent) host.style.setProperty('--_accent', data.accent);
    ['x', 'y'].forEach(function (axis) {
      var offset = parseInt(data['offset' + axis.toUpperCase()], 10);
      if (offset >= 0) host.style.setProperty('--_offset-' + axis, offset + 'px');
    });
    label();
    listen(bubble, 'pointerenter', load);
    listen(bubble, 'focus', load);
    listen(bubble, 'touchstart', load);
    listen(bubble, 'click', function () { act(open || fallback ? 'close' : 'open'); });
    document.body.appendChild(host);
  }

  // A style sheet that a strict policy allows; old browsers get the linked file instead.
  function style(text) {
    if (shadow.adoptedStyleSheets && window.CSSStyleSheet && CSSStyleSheet.prototype.replaceSync) {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.concat(sheet);
    } else if (!shadow.querySelector('link')) {
      var link = make(shadow, 'link');
      link.rel = 'stylesheet';
      link.href = base + '__KEFU_STYLE__';
    }
  }

  // ---- The widget ----

  function get(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) throw new Error(response.status + ' ' + url);
      return response;
    });
  }

  // Downloads everything at once, runs nothing that the visitor would feel. Tried again after a failure.
  function load() {
    if (assets || !host) return assets;
    var pack = get(data.pack || '/kefu.json').then(function (response) { return response.arrayBuffer(); });
    var sheet = get(base + '__KEFU_STYLE__').then(function (response) { return response.text(); });
    var wasm = get(base + '__KEFU_WASM__');
    // Each has a handler, so that the first failure is the only one told.
    [pack, sheet, wasm].forEach(function (one) { one.catch(function () {}); });
    assets = import(base + '__KEFU_GLUE__').then(function (glue) {
      return glue.default({ module_or_path: wasm }).then(function () {
        return Promise.all([pack, sheet]);
      }).then(function (got) {
        if (!host) return; // Destroyed meanwhile.
        style(got[1]);
        glue.mount(shadow, JSON.stringify({ locale: locale, theme: theme }), new Uint8Array(got[0]), heard);
        widget = glue;
        ready();
        tell('ready');
      });
    });
    assets.catch(function (error) {
      assets = null;
      if (host) tell('error', String(error));
      console.error('Kefu could not start. A Content-Security-Policy needs script-src \'wasm-unsafe-eval\'.', error);
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
    if (name === 'unread') { unread = +detail; detail = unread; }
    if (name === 'locale') locale = detail;
    label();
    tell(name, detail);
  }

  // What the visitor or the page wants of it.
  function act(command, value) {
    if (fallback) { fallback.remove(); fallback = null; if (command !== 'open') return bubble.focus(); }
    if (widget) return order(command, value);
    if (command === 'close') return;
    bubble.setAttribute('aria-busy', 'true');
    load().then(function () { order(command, value); }, instead).then(function () {
      if (host) bubble.removeAttribute('aria-busy');
    });
  }

  // A widget that broke is set aside, so that the ways to a person come up in its place.
  function order(command, value) {
    try {
      if (widget) widget.command(command, value || '');
    } catch (error) {
      widget = null;
      tell('error', String(error));
      instead();
    }
  }

  // Never dead: without WebAssembly, storage or network there is still a way to a person.
  function instead() {
    if (!host || fallback) return;
    fallback = make(shadow, 'div', 'fallback');
    fallback.setAttribute('role', 'alertdialog');
    fallback.setAttribute('aria-label', say(0));
    var text = make(fallback, 'p', '', say(1));
    var list = make(fallback, 'ul');
    var retry = make(fallback, 'button', '', say(2));
    retry.type = 'button';
    retry.onclick = function () { act('open'); };
    text.tabIndex = -1;
    text.focus();
    get(data.pack || '/kefu.json').then(function (response) { return response.json(); }).then(function (pack) {
      (pack.channels || []).forEach(function (channel) {
        if (channel.kind !== 'link' || !/^(https?:\/\/|tel:|mailto:)/i.test(channel.url)) return;
        var label = channel.label || channel.url;
        var link = make(make(list, 'li'), 'a', '', label[locale] || label[Object.keys(label)[0]]);
        if (typeof label === 'string') link.textContent = label;
        link.href = channel.url;
        link.rel = 'noopener noreferrer';
      });
    }).catch(function () {});
  }

  // ---- The page's commands ----

  var commands = {
    open: function () { act('open'); },
    close: function () { act('close'); },
    toggle: function () { act(open || fallback ? 'close' : 'open'); },
    show: function () { host.removeAttribute('data-hidden'); },
    hide: function () { act('close'); host.setAttribute('data-hidden', ''); },
    locale: function (tag) { locale = String(tag); label(); order('locale', locale); },
    theme: function (name) { theme = String(name); order('theme', theme); },
    ready: function (then) { return then ? whenReady.then(then) : whenReady; },
    on: function (name, heard) {
      (handlers[name] = handlers[name] || []).push(heard);
      return function () { commands.off(name, heard); };
    },
    off: function (name, heard) {
      handlers[name] = heard ? (handlers[name] || []).filter(function (one) { return one !== heard; }) : [];
    },
    destroy: function () {
      if (widget) widget.unmount();
      tell('destroy');
      undo.forEach(function (stop) { stop(); });
      host.remove();
      host = widget = null;
      handlers = {};
      window.Kefu = stub();
    }
  };

  // Keeps commands until a loader comes.
  function stub() {
    return function Kefu() { (Kefu.q = Kefu.q || []).push(arguments); };
  }

  function Kefu(name) {
    var command = Object.prototype.hasOwnProperty.call(commands, name) && commands[name];
    if (!command) return console.warn('Kefu: unknown command', name);
    if (!host && !/^(on|off|ready)$/.test(name)) return waiting.push(arguments);
    return command.apply(null, [].slice.call(arguments, 1));
  }

  function start() {
    if (!host) {
      draw();
      if (data.load === 'now') load();
      if (data.load === 'idle') (window.requestIdleCallback || setTimeout)(load);
      queued.concat(waiting).forEach(function (call) { Kefu.apply(null, call); });
    }
  }

  // Until there is a body, commands wait.
  var queued = (before && before.q) || [];
  var waiting = [];
  window.Kefu = Kefu;
  Kefu.live = true;
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });
})();
