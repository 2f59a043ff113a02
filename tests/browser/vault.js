// A vault that keeps everything readable in local storage, and hears of other tabs by its event.
export function plain_vault() {
  let told = () => {};
  const hear = event => told(event.key === null ? undefined : event.key);
  addEventListener('storage', hear);
  return {
    read: name => localStorage.getItem(name) ?? undefined,
    write: (name, text) => {
      localStorage.setItem(name, text);
      return 0;
    },
    remove: name => localStorage.removeItem(name),
    tab: () => sessionStorage.getItem('kefu:tab') ?? undefined,
    nameTab: name => sessionStorage.setItem('kefu:tab', name),
    keys: prefix => Object.keys(localStorage).filter(name => name.startsWith(prefix)),
    listen: heard => { told = heard; },
    close: () => removeEventListener('storage', hear),
  };
}
