// Sends a visitor's file to the people of the site. Fetched when the first one is chosen.

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_PIXELS = 2560; // Of the longer side: enough to read a receipt, and a tenth of what a phone's camera makes.
const TELL = 200; // Milliseconds between two looks at whether it is still wanted.
const DRAWN = /^image\/(jpeg|png|webp)$/;
const AS_IT_IS = /^(image\/gif|application\/pdf|audio\/(mpeg|ogg)|video\/mp4|text\/csv)$/;

// A picture is drawn anew, so that neither the place where it was taken nor the camera goes along.
async function cleaned(file) {
  // Whatever it is called, a photo is one by its first bytes.
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPhoto = first === 0xff && second === 0xd8;
  if (!isPhoto && !DRAWN.test(file.type)) return AS_IT_IS.test(file.type) || /\.csv$/i.test(file.name) ? file : null;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, picture.width * scale);
  canvas.height = Math.max(1, picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise(resolve => canvas.toBlob(resolve, isPhoto ? 'image/jpeg' : file.type, 0.85));
}

// Gives the status and what was answered in one text; the status is 0 where nothing was, or where it was called off.
// `told` hears how many percent have gone, and says whether to go on.
export async function send(file, url, id, told) {
  const clean = await cleaned(file).catch(() => null);
  if (!clean) return '415 ';
  if (clean.size > MOST_BYTES) return '413 ';
  // Nobody is there to be told once the widget is gone.
  const goesOn = percent => {
    try { return told(percent); } catch (gone) { return false; }
  };
  if (!goesOn(0)) return '0 ';
  const form = new FormData();
  form.append('content', '');
  form.append('echo_id', id);
  form.append('attachments[]', clean, file.name);
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let percent = 0;
    const timer = setInterval(() => goesOn(percent) || request.abort(), TELL);
    request.upload.onprogress = event => { percent = event.total && Math.floor(100 * event.loaded / event.total); };
    request.onloadend = () => {
      clearInterval(timer);
      resolve(request.status + ' ' + request.responseText);
    };
    request.open('POST', url);
    request.send(form);
  });
}
