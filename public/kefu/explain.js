// Why the assistant answers as it does: for owners who set `data-debug`, in the words of the command line and in English, like
// everything that they read. Whatever anybody wrote is shown as text.
const LOOKS = `
.explained{max-height:45%;overflow:auto;padding:var(--_s2) var(--_s4);border-top:1px solid var(--_line);background:var(--_raised);
color:var(--_text);font-size:.8125em}
.explained pre{margin:var(--_s2) 0 0;font-family:ui-monospace,monospace;white-space:pre-wrap}`;

// Says under the chat what led to the last answer, in `owner`, the root that the widget stands in.
export function explain(owner, why) {
  const panel = owner.querySelector('.panel');
  if (!why || !panel) return;
  let box = panel.querySelector('.explained');
  if (!box) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOKS);
    owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet];
    box = document.createElement('details');
    box.className = 'explained';
    box.lang = 'en';
    box.append(document.createElement('summary'), document.createElement('pre'));
    box.firstChild.textContent = 'Why this answer?';
    panel.querySelector('.chat').after(box);
  }
  box.lastChild.textContent = why;
}
