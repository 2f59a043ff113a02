// Starts the console. A file of its own, since the desk's policy allows no script within the page.
import start from './kefu-console.js';

start({ module_or_path: '/desk/kefu-console_bg.wasm' }).catch(error => {
  document.body.textContent = 'The console could not start: ' + error;
});
