/* The custom elements: <hub-events src="https://hub.example" topic="sport">. */
const OWN = ["src", "look", "pictures", "level"];
const LOOKS = ["list", "cards", "short", "bare"];
/* What HTML allows on every element is nobody's mistake. */
const STANDARD = /^(data-|aria-|on|xml|item)|^(class|id|lang|dir|style|slot|part|exportparts|hidden|title|role|tabindex|translate|inert|is|nonce|accesskey|autofocus|contenteditable|draggable|enterkeyhint|inputmode|popover|spellcheck)$/;
const FIELDS = "title,summary,url,locale,dates,place.name,place.district,district.label,online_url,published_at";
const PATIENCE_MS = 10_000;
const FRESH_MS = 600_000;
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(HUB.css);
const alive = new Set();
/* The last good answer of each address, for as long as this page is open; nothing is stored. */
const answers = new Map();
const waiting = new Map();

/* Ask once for what several elements show. Rejects with {status, errors} or with the browser's error. */
function ask(url) {
  if (!waiting.has(url)) waiting.set(url, fetchOnce(url).finally(() => waiting.delete(url)));
  return waiting.get(url);
}

async function fetchOnce(url) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    const options = { credentials: "omit", referrerPolicy: "no-referrer", signal: control.signal };
    const response = await fetch(url, options);
    const body = await response.json();
    if (!response.ok) throw { status: response.status, errors: body.errors ?? [] };
    const items = body.items.map((one, place) => ({ ...one, starts_at: body.starts_at?.[place] }));
    answers.set(url, { items, at: Date.now() });
    return items;
  } finally {
    clearTimeout(timer);
  }
}

class HubList extends HTMLElement {
  #root;
  #turn;
  #due = false;
  #said = new Set();

  connectedCallback() {
    this.#root ??= this.attachShadow({ mode: "open" });
    alive.add(this);
    this.reload();
  }

  disconnectedCallback() {
    alive.delete(this);
    this.#turn = null;
  }

  attributeChangedCallback() {
    // Runs for each attribute before the element is connected, too.
    if (!this.#root || this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.reload();
    });
  }

  get kind() { return HUB.kinds[this.constructor.plural]; }

  get hub() { return safe(this.getAttribute("src") ?? import.meta.url, document.baseURI).replace(/^(https?:\/\/[^/]+).*$/, "$1"); }

  /* The language asked for, and whether somebody chose it for this very element. */
  get language() {
    const own = this.getAttribute("locale") ?? this.getAttribute("lang");
    const wanted = (own ?? this.closest("[lang]")?.lang ?? "").toLowerCase();
    const found = [wanted, base(wanted)].find((one) => HUB.locales.includes(one));
    return { locale: found ?? HUB.standard, asked: found ?? own ?? "", isOwn: own !== null };
  }

  get hasPictures() { return !["false", null].includes(this.getAttribute("pictures")); }

  get words() { return HUB.words[this.language.locale]; }

  address(locale) {
    const { kind } = this;
    const query = new URLSearchParams({ fields: this.hasPictures ? `${FIELDS},image,topics.key` : FIELDS });
    for (const word of kind.words) {
      const value = this.getAttribute(word);
      if (!value || word === "locale") continue;
      for (const one of kind.several.includes(word) ? value.split(/\s+/) : [value]) if (one) query.append(word, one);
    }
    if (locale) query.set("locale", locale);
    return `${this.hub}/api/v1/${this.constructor.plural}?${query}`;
  }

  /* Show what the hub answers now. */
  async reload() {
    const turn = (this.#turn = {});
    this.#warn();
    const { asked, isOwn } = this.language;
    let url = this.address(asked);
    if (!answers.has(url)) this.#show("loading");
    try {
      let items;
      try {
        if (!this.hub) throw { errors: [{ parameter: "src", message: "is not the address of a hub" }] };
        items = await ask(url);
      } catch (error) {
        // The page's language is no wish for this list: a hub without it answers in its own.
        if (isOwn || !asked || !error.errors?.some(({ parameter }) => parameter === "locale")) throw error;
        url = this.address("");
        items = await ask(url);
      }
      if (turn !== this.#turn) return;
      this.#show(items.length ? "full" : "empty", items);
      this.dispatchEvent(new CustomEvent("hub-loaded", { bubbles: true, detail: { count: items.length } }));
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#fail(url, error);
    }
  }

  #fail(url, error) {
    const last = error.status < 500 ? null : answers.get(url);
    for (const { parameter, message } of error.errors ?? []) this.#say(`${parameter}: ${message}`);
    this.#show(last ? "stale" : "failed", last?.items, last?.at);
    this.dispatchEvent(new CustomEvent("hub-error", { bubbles: true, detail: { status: error.status ?? 0 } }));
  }

  #warn() {
    const known = [...OWN, ...this.kind.words];
    const strange = this.getAttributeNames().filter((one) => !known.includes(one) && !STANDARD.test(one));
    if (strange.length) this.#say(`ignored: ${strange.join(", ")}. Known: ${known.join(", ")}`);
  }

  #say(text) {
    if (!this.#said.has(text)) console.warn(`${this.localName}: ${text}`);
    this.#said.add(text);
  }

  #show(state, items = [], at = 0) {
    const { locale } = this.language;
    const look = LOOKS.includes(this.getAttribute("look")) ? this.getAttribute("look") : "list";
    const frame = speak(make("div", "embed"), locale);
    frame.classList.add(`hub-look-${look}`);
    frame.setAttribute("aria-busy", String(state === "loading"));
    if (items.length) {
      const setting = { hub: this.hub, kind: this.kind, words: this.words, locale, look };
      setting.level = /^[1-6]$/.test(this.getAttribute("level")) ? this.getAttribute("level") : "3";
      setting.hasPictures = this.hasPictures && look !== "short";
      const list = make("ul", "list", ...items.map((one) => entry(one, setting)));
      list.setAttribute("role", "list");
      list.setAttribute("aria-label", this.getAttribute("aria-label") ?? this.words.title[this.constructor.plural]);
      frame.append(list);
    }
    if (state !== "full") {
      const time = at && when({ starts_at: at, ends_at: at }, locale);
      const status = make("p", "status", ...apart(this.words[state].replace("%(time)s", time), locale));
      status.setAttribute("role", "status");
      frame.append(status);
    }
    frame.append(make("p", "more", this.#more(locale)));
    this.#root.adoptedStyleSheets = look === "bare" ? [] : [SHEET];
    this.#root.replaceChildren(frame);
    this.setAttribute("data-state", state);
  }

  /* The way to the hub's own list: the first link inside the element, else one of our making. */
  #more(locale) {
    const given = this.querySelector("a[href]");
    const href = given && safe(given.href);
    if (href) return link(href, ...apart(given.textContent.trim() || href, locale));
    const path = this.kind.listed ? `${this.constructor.plural}/` : "";
    const text = this.words.more.replace("%(list)s", this.words.title[this.constructor.plural]);
    return link(this.hub && `${this.hub}/${locale}/${path}`, text);
  }
}

for (const [plural, { words }] of Object.entries(HUB.kinds)) {
  if (!customElements.get(`hub-${plural}`)) {
    customElements.define(`hub-${plural}`, class extends HubList {
      static plural = plural;
      static observedAttributes = [...OWN, ...words, "lang"];
    });
  }
}

/* <div data-hub="events" data-hub-limit="5"> becomes what <hub-events limit="5"> is. */
export function upgrade(root = document) {
  for (const box of root.querySelectorAll("[data-hub]:not([data-hub-ready])")) {
    if (!HUB.kinds[box.dataset.hub]) {
      console.warn(`data-hub: there is no ${box.dataset.hub}. Known: ${Object.keys(HUB.kinds).join(", ")}`);
      continue;
    }
    const made = document.createElement(`hub-${box.dataset.hub}`);
    for (const { name: key, value } of box.attributes) {
      if (key.startsWith("data-hub-")) made.setAttribute(key.slice(9), value);
      else if (key === "lang") made.lang = value;
    }
    box.dataset.hubReady = "";
    made.append(...box.childNodes);
    box.append(made);
  }
}

/* A page that stays open for days does not keep showing last week. */
let freshAt = Date.now();
function refresh() {
  if (document.hidden || Date.now() - freshAt < FRESH_MS) return;
  freshAt = Date.now();
  for (const one of alive) one.reload();
}
document.addEventListener("visibilitychange", refresh);
addEventListener("online", () => {
  freshAt = 0;
  refresh();
});
upgrade();
export { apart, when };
