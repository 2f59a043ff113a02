// What is shown by `rights.js` and its parts: the words, the looks, and how a text is put into the widget.
// Whatever anybody wrote is shown as text.

export const WORDS = {
  'zh-CN': {
    title: '隐私与数据', back: '返回对话', here: '存在这台设备上的', nothing: '什么都没有存。', gone: '什么都没有发出去过。',
    messages: '对话消息', details: '您填的资料', remembered: '记住的浏览和提问', settings: '对话的状态', thread: '和客服的会话',
    sent: '发出去的', agreed: '您同意和拒绝的', none: '还没有问过您。', yes: '同意', no: '不同意', ended: '不再有效', earlier: '当时的说明', withdraw: '撤回',
    edit: '改我的资料', json: '下载（JSON）', html: '下载（网页）', erase: '全部删除', sure: '删掉这台设备上的一切，并请收到过资料的一方也删除？',
    really: '确定删除', keep: '不删', erased: '已经删除。', asked: '已经请对方删除，由网站处理。', failed: '没有联系上，请稍后再试。',
    sealed: '加密保存，密钥不离开这个浏览器。', plain: '这个浏览器不能保存，关闭页面就没有了。',
    changed: '资料用途的说明改了，您之前的同意已失效。', look: '看看', refuse: '不同意',
    parts: { message: '您写的话', contact: '联系方式', page: '所在页面', transcript: '对话记录', profile: '资料', tags: '标签', answers: '您的回答', file: '文件' }
  },
  'zh-TW': {
    title: '隱私與資料', back: '返回對話', here: '存在這台裝置上的', nothing: '什麼都沒有存。', gone: '什麼都沒有送出去過。',
    messages: '對話訊息', details: '您填的資料', remembered: '記住的瀏覽和提問', settings: '對話的狀態', thread: '和客服的會話',
    sent: '送出去的', agreed: '您同意和拒絕的', none: '還沒有問過您。', yes: '同意', no: '不同意', ended: '不再有效', earlier: '當時的說明', withdraw: '撤回',
    edit: '改我的資料', json: '下載（JSON）', html: '下載（網頁）', erase: '全部刪除', sure: '刪掉這台裝置上的一切，並請收到過資料的一方也刪除？',
    really: '確定刪除', keep: '不刪', erased: '已經刪除。', asked: '已經請對方刪除，由網站處理。', failed: '沒有聯絡上，請稍後再試。',
    sealed: '加密保存，金鑰不離開這個瀏覽器。', plain: '這個瀏覽器不能保存，關閉頁面就沒有了。',
    changed: '資料用途的說明改了，您之前的同意已失效。', look: '看看', refuse: '不同意',
    parts: { message: '您寫的話', contact: '聯絡方式', page: '所在頁面', transcript: '對話記錄', profile: '資料', tags: '標籤', answers: '您的回答', file: '檔案' }
  },
  en: {
    title: 'Privacy and data', back: 'Back to the chat', here: 'Kept on this device', nothing: 'Nothing is kept.', gone: 'Nothing was ever sent.',
    messages: 'Messages of the conversation', details: 'Your details', remembered: 'What you did and asked here', settings: 'Where the conversation stands', thread: 'The conversation with our people',
    sent: 'What was sent', agreed: 'What you agreed to and refused', none: 'You were not asked yet.', yes: 'agreed', no: 'refused', ended: 'ended', earlier: 'in its words of then', withdraw: 'Withdraw',
    edit: 'Change my details', json: 'Download (JSON)', html: 'Download (page)', erase: 'Erase everything', sure: 'Erase everything on this device, and ask everybody who got something to erase it, too?',
    really: 'Erase it all', keep: 'Keep it', erased: 'Erased.', asked: 'Asked to erase it; the site sees to it.', failed: 'Could not be reached; please try again later.',
    sealed: 'Encrypted, under a key that does not leave this browser.', plain: 'This browser keeps nothing; it ends with the page.',
    changed: 'What your details are used for has changed, so your consent no longer counts.', look: 'Have a look', refuse: 'I do not agree',
    parts: { message: 'your words', contact: 'your contact', page: 'the page', transcript: 'the conversation', profile: 'your details', tags: 'tags', answers: 'your answers', file: 'a file' }
  }
};

const STYLE = `
.privacy.page{position:absolute;inset:0;z-index:2;display:block;background:var(--_surface)}
.privacy h3{margin-block:var(--_s2) var(--_s3)}
.privacy>.link{padding-inline:0}
.privacy>.link::before{content:'‹';margin-inline-end:6px;font-size:1.4em;line-height:1}
.privacy h4{margin-block:var(--_s4) var(--_s1);font-size:1em;font-weight:650}
.privacy ul{margin:0;padding-inline-start:1.2em}
.privacy li{overflow-wrap:anywhere}
.privacy .choices{margin-block-start:var(--_s4)}
.terms{padding:var(--_s3) var(--_s4);border-block-end:1px solid var(--_line);background:var(--_raised)}
.terms ul{margin:var(--_s1) 0 0;padding-inline-start:1.2em}`;

// As in `lite.js`, which is too near its budget to share anything.
export function make(parent, name, text, className) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return parent.appendChild(element);
}

// What is written for a language, or for any.
export function said(texts, locale) {
  const tags = Object.keys(texts || {});
  const near = tags.find(tag => tag.slice(0, 2) === locale.slice(0, 2));
  const same = tags.find(tag => tag.toLowerCase() === locale.toLowerCase());
  const found = typeof texts === 'string' ? texts : texts && texts[same || near || tags[0]];
  return typeof found === 'string' ? found : '';
}

// Puts the looks of what this script shows into the widget, once.
const dressed = new WeakSet();
export function dress(shadow) {
  if (dressed.has(shadow)) return;
  dressed.add(shadow);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch (old) {
    make(shadow, 'style', STYLE); // Where a policy forbids it, it stands under the chat.
  }
}

// A button that does something.
export function press(parent, text, className, act) {
  const button = make(parent, 'button', text, className);
  button.type = 'button';
  button.onclick = act;
  return button;
}
