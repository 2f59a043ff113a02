/** Types of the global function that the loader `kefu.js` defines. */

/** Names of events, and what their handlers are given. Each is also a DOM event `kefu:<name>` that bubbles from the widget's element. */
export interface KefuEvents {
  /** The panel opened. */
  open: string;
  /** The panel closed. */
  close: string;
  /** The widget is loaded. */
  ready: undefined;
  /** A message appeared; the detail is its author: `visitor`, `bot`, `agent` or `system`. */
  message: 'visitor' | 'bot' | 'agent' | 'system';
  /** How many messages are unread. */
  unread: number;
  /** The visitor chose a language; the detail is its BCP 47 tag. */
  locale: string;
  /** The hand-over to a person is at this stage. */
  handoff: 'requested' | 'sending' | 'reached' | 'failed' | 'link' | 'ended';
  /**
   * What the conversation counts so far, as JSON without a word that tells who talked: told when the panel closes and
   * when a person takes over. The newest with the same `began` takes the place of earlier ones.
   */
  insight: string;
  /** The widget could not be loaded; the bubble shows the other ways to a person. */
  error: string;
  /** The widget is gone. */
  destroy: undefined;
}

/** Who a visitor is, as the site knows them. */
export interface KefuIdentity {
  identifier: string;
  identifier_hash: string;
  name?: string;
  email?: string;
  phone_number?: string;
}

export interface KefuCommand {
  /** Opens the panel, and loads the widget first if need be. */
  (command: 'open'): void;
  /** Closes the panel. */
  (command: 'close'): void;
  /** Opens or closes the panel. */
  (command: 'toggle'): void;
  /** Shows the bubble again after `hide`. */
  (command: 'show'): void;
  /** Closes the panel and hides the bubble. */
  (command: 'hide'): void;
  /** Changes the language, a BCP 47 tag such as `zh-CN`. */
  (command: 'locale', tag: string): void;
  /** Changes light and dark: `host` follows the page's own switch. */
  (command: 'theme', theme: 'auto' | 'light' | 'dark' | 'host'): void;
  /**
   * Tells that something happened on the page, such as `Kefu('event', 'order_paid', { amount: 99 })`.
   * The triggers of the site pack decide what follows. Loads nothing by itself, and is kept until the widget is loaded.
   */
  (command: 'event', name: string, data?: Record<string, unknown>): void;
  /**
   * Says who the visitor is, or that nobody is signed in. `identifier_hash` is the HMAC-SHA256 of the identifier, or for a desk a token (JWT, HS256), made by
   * the site's server.
   * Told to people with the hand-over, and checked there; kept until the page goes. What the last one wrote and got is
   * erased here when it is somebody else.
   */
  (command: 'identify', who: KefuIdentity | null): void;
  /**
   * Tells of consent that the visitor gave or refused elsewhere on the site, by the ids of the pack's purposes.
   * `false` where one of them is not asked of this visitor; nothing follows from that one.
   */
  (command: 'consent', purposes: Record<string, boolean>): Promise<boolean>;
  /** Like `event`, but only remembered; `false` where the visitor has not agreed to that, and nothing is kept. */
  (command: 'track', name: string, data?: Record<string, unknown>): Promise<boolean>;
  /** The page has changed without being loaded; `false` where the visitor has not agreed to its being remembered. */
  (command: 'page'): Promise<boolean>;
  /** Gives the visitor a tag or takes it away: an event `tag:…` for the rules of the pack; `false` without consent. */
  (command: 'tag' | 'untag', name: string): Promise<boolean>;
  /** Values of the profile form that the site knows; `false` without consent, or where one of them is not of the form. */
  (command: 'set', values: Record<string, string>): Promise<boolean>;
  /** Shows what is kept of the visitor, where it went and what they agreed to. Loads the widget first if need be. */
  (command: 'privacy'): Promise<void>;
  /** Everything that is kept of the visitor, here and at the desk, as an object and as a page to read. */
  (command: 'exportData'): Promise<{ json: Record<string, unknown>; html: string }>;
  /** Erases everything here and asks everybody who got something; tells what came of it. */
  (command: 'eraseData'): Promise<{ to: string; result: 'erased' | 'asked' | 'failed' }[]>;
  /** Erases everything here and asks nobody: for a device that somebody else uses next. */
  (command: 'logout'): Promise<void>;
  /** Hears an event; returns what ends it. */
  <Name extends keyof KefuEvents>(
    command: 'on',
    name: Name,
    heard: (detail: KefuEvents[Name]) => void,
  ): () => void;
  /** Stops hearing an event; without a handler, all of its handlers. */
  <Name extends keyof KefuEvents>(
    command: 'off',
    name: Name,
    heard?: (detail: KefuEvents[Name]) => void,
  ): void;
  /** Resolves when the widget is loaded. Loads nothing by itself. */
  (command: 'ready', then?: () => void): Promise<void>;
  /** Looks at what the widget needs of the page, prints what is wrong and what to do, and gives the same. */
  (command: 'doctor'): Promise<{ check: string; ok: boolean; why: string }[]>;
  /** Takes the widget away and leaves nothing behind but a stub that keeps commands for the next loader. */
  (command: 'destroy'): void;
}

declare global {
  interface Window {
    Kefu: KefuCommand;
  }
  const Kefu: KefuCommand;
}
