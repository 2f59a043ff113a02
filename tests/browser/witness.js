// Counts the listeners that are added and not removed, outside any shadow root,
// and remembers what is thrown where no test can see it.
(() => {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const live = [];
  const thrown = [];
  const same = (target, type, callback) => (one) =>
    one.target === target && one.type === type && one.callback === callback;

  const onError = (event) => thrown.push(String(event.message || event.reason));
  addEventListener.call(window, 'error', onError);
  addEventListener.call(window, 'unhandledrejection', onError);

  EventTarget.prototype.addEventListener = function (type, callback, options) {
    const target = this || window;
    if (!live.some(same(target, type, callback))) live.push({ target, type, callback });
    return addEventListener.call(target, type, callback, options);
  };
  EventTarget.prototype.removeEventListener = function (type, callback, options) {
    const target = this || window;
    const at = live.findIndex(same(target, type, callback));
    if (at >= 0) live.splice(at, 1);
    return removeEventListener.call(target, type, callback, options);
  };

  // A node of the widget goes with its listeners; the page, its window and its media queries stay.
  const stays = ({ target }) => !(target instanceof Node) || target.getRootNode() === document;

  return {
    listening: () => live.filter(stays).map((one) => one.type).sort().join(' '),
    thrown: () => thrown.join('; '),
    end: () => {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
      removeEventListener.call(window, 'error', onError);
      removeEventListener.call(window, 'unhandledrejection', onError);
    },
  };
})();
