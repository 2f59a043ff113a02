// Who is compared, and how each is set up. A contender is built from the text of a site pack and answers a message
// with the place of the best entry, or -1. Everything a visitor's browser would have to do is in `build`.

import MiniSearch from "minisearch";
import Fuse from "fuse.js";
import { Index } from "flexsearch";
import { create, insertMultiple, search } from "@orama/orama";

// None of the libraries finds words where no spaces are, so all four get the same words: those between spaces and
// punctuation, in small letters; of Chinese text each character and each pair of neighbours.
const RUNS = /[\p{Script=Han}]+|[^\p{Script=Han}\P{L}]+|\p{N}+/gu;
const HAN = /^\p{Script=Han}/u;

export function words(text) {
  const found = [];
  for (const run of text.normalize("NFKC").toLowerCase().match(RUNS) ?? []) {
    if (!HAN.test(run)) {
      found.push(run);
      continue;
    }
    const letters = Array.from(run);
    letters.forEach((letter, at) => {
      found.push(letter);
      if (at + 1 < letters.length) found.push(letter + letters[at + 1]);
    });
  }
  return found;
}

const isLatin = (word) => !HAN.test(word);

// One document for each entry, which holds all its phrasings: better here for every library than one for each phrasing.
function entries(pack) {
  return JSON.parse(pack).faq.map((entry, place) => ({ id: place, text: [entry.question, ...entry.alt].join("\n") }));
}

export const libraries = [
  {
    name: "MiniSearch",
    settings: "any word (OR), prefixes and fuzzy 0.2 for words of more than 3 letters",
    build(pack) {
      const index = new MiniSearch({ fields: ["text"], tokenize: words });
      index.addAll(entries(pack));
      const long = (word) => isLatin(word) && word.length > 3;
      const options = { tokenize: words, prefix: long, fuzzy: (word) => (long(word) ? 0.2 : false) };
      return (message) => index.search(message, options)[0]?.id ?? -1;
    },
  },
  {
    name: "Fuse.js",
    settings: "useTokenSearch with any word, threshold 0.3, location ignored",
    build(pack) {
      const index = new Fuse(entries(pack), {
        keys: ["text"],
        useTokenSearch: true,
        tokenize: words,
        ignoreLocation: true,
        threshold: 0.3,
      });
      return (message) => index.search(message, { limit: 1 })[0]?.item.id ?? -1;
    },
  },
  {
    name: "FlexSearch",
    settings: "suggest (any word), forward (prefixes), resolution 9",
    build(pack) {
      const index = new Index({ encode: words, tokenize: "forward", resolution: 9 });
      for (const entry of entries(pack)) index.add(entry.id, entry.text);
      return (message) => index.search(message, { limit: 1, suggest: true })[0] ?? -1;
    },
  },
  {
    name: "Orama",
    settings: "threshold 1 (any word), whole words: prefixes of short ones and tolerance find far fewer right entries",
    build(pack) {
      // Words are looked up as prefixes, and "i" would find each word that begins so; a mark at the end prevents it.
      const tokenize = (text) => Array.from(new Set(words(text)), (word) => `${word}$`);
      const tokenizer = { language: "english", normalizationCache: new Map(), tokenize };
      const index = create({ schema: { text: "string" }, components: { tokenizer } });
      const rows = entries(pack).map((entry) => ({ ...entry, id: String(entry.id) }));
      insertMultiple(index, rows, rows.length);
      return (message) => {
        const { hits } = search(index, { term: message, properties: ["text"], limit: 1, threshold: 1 });
        return hits.length ? Number(hits[0].id) : -1;
      };
    },
  },
];
