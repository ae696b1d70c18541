/* One document as an entry of a list: plain DOM, so that strict policies and Trusted Types hold.
   `setting` is {hub, kind, words, locale, look, level, hasPictures}. */
/* Return the http(s) address, or "" for anything else, `javascript:` among it. */
function safe(text, around) {
  try {
    const url = new URL(text, around);
    return /^https?:$/.test(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

/* Return an element whose part and class bear the same name. */
function make(tag, part, ...children) {
  const made = document.createElement(tag);
  if (part) {
    made.className = `hub-${part}`;
    made.setAttribute("part", part);
  }
  made.append(...children.filter((one) => one));
  return made;
}

/* Figures and Latin letters, with what stands between them; what is isolated already stays so. */
const RUN = /\u2066[^\u2069]*\u2069|[(„«]*[0-9A-Za-zÀ-ɏ@+%€#°²³¹&](?:[ \u00a0\u202f.,:;/()[\]'"’·–—_=?!~„“«»-]*[0-9A-Za-zÀ-ɏ@+%€#°²³¹&])*(?:(?<=[ .;\u00a0][A-Za-z])\.)?(?:\.?[)“»]+)?/g;
const BRACKETS = ["()", "„“", "«»"];
const GAP = /(\s+[–—-]\s+|[,;:]\s+)/;

/* Return a text in pieces: in right-to-left text its left-to-right parts in elements of their own, the
   same that hub/words/isolation.py sets apart; a test compares both. */
function apart(text, locale) {
  if (!RTL.includes(base(locale))) return [text];
  const pieces = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(RUN)) {
    if (found[0] === "\u2066") continue;
    const { start, run } = withoutLoneBrackets(found);
    pieces.push(text.slice(end, index + start));
    // Between figures a dash stands in the direction of the text around it.
    const parts = /[A-Za-zÀ-ɏ&'"]/.test(run) ? [run] : run.split(GAP);
    parts.forEach((part, place) => pieces.push(place % 2 || /^[0-9]+$/.test(part) ? part : leftToRight(part)));
    end = index + start + run.length;
  }
  return [...pieces, text.slice(end)];
}

/* What opens or closes a bracket of the text around a run is none of its own. */
function withoutLoneBrackets(found) {
  let run = found;
  let start = 0;
  const count = (sign) => run.split(sign).length;
  const pair = (sign, place) => BRACKETS.find((one) => one[place] === sign);
  for (let own; (own = pair(run[0], 0)) && count(own[0]) > count(own[1]); start += 1) run = run.slice(1);
  for (let own; (own = pair(run.at(-1), 1)) && count(own[1]) > count(own[0]); ) run = run.slice(0, -1).replace(/(?<![ .;\u00a0][A-Za-z])\.$/, "");
  return { start, run };
}

function leftToRight(text) {
  const made = make("bdi", "", text);
  made.dir = "ltr";
  return made;
}

function link(href, ...text) {
  const made = make("a", "link", ...text);
  if (href) made.href = href;
  return made;
}

function speak(node, locale) {
  node.lang = locale;
  node.dir = RTL.includes(base(locale)) ? "rtl" : "ltr";
  return node;
}

function entry(one, setting) {
  const { hub, locale, look, level } = setting;
  const told = (node) => (one.locale !== locale && node ? speak(node, one.locale) : node);
  // A reader keeps the language, even where the text is in another one.
  const own = `${hub}/${one.locale}/`;
  const url = one.url.startsWith(own) ? `${hub}/${locale}/${one.url.slice(own.length)}` : one.url;
  const title = make(look === "short" ? "p" : `h${level}`, "title", told(link(safe(url), ...apart(one.title, one.locale))));
  const text = make("div", "text", title, dateOf(one, setting));
  if (look !== "short") {
    text.append(...[placeOf(one, setting, told), one.summary && told(make("p", "summary", ...apart(one.summary, one.locale)))].filter(Boolean));
  }
  return make("li", "item", setting.hasPictures && picture(one, hub), text);
}

function timed(text, moment) {
  const made = make("time", "time", text);
  made.dateTime = moment;
  return made;
}

function dateOf(one, { kind, words, locale }) {
  if (kind.order === "newest" && one.published_at) {
    const { day } = local(one.published_at, HUB.zone);
    return make("p", "date", timed(dayInWords(day, locale, { hasWeekday: false, hasYear: true }), one.published_at));
  }
  const next = listed(one);
  if (!next) return null;
  const time = timed(when(next, locale), next.starts_at);
  const word = words.state[next.status];
  const isOff = next.status === "cancelled" || next.status === "postponed";
  return make("p", "date", word && make("strong", "state", word), word && " ", isOff ? make("s", "", time) : time);
}

/* The date under which the list found it. */
function listed({ dates, starts_at }) {
  return dates.find((one) => Date.parse(one.starts_at) === Date.parse(starts_at)) ?? dates.at(-1);
}

function placeOf(one, { words }, told) {
  const place = [one.place?.name, one.place?.district].filter(Boolean).join(", ") || one.district?.label;
  if (place) return told(make("p", "place", ...apart(place, one.locale)));
  return one.online_url ? make("p", "place", words.online) : null;
}

/* Its own picture, else the tile that the hub draws for it. */
function picture(one, hub) {
  const image = document.createElement("img");
  const sizes = [...(one.image?.renditions ?? [])].sort((a, b) => a.width - b.width);
  const fit = sizes.find(({ width }) => width >= 480) ?? one.image;
  image.alt = one.image?.alt ?? "";
  image.loading = "lazy";
  image.referrerPolicy = "no-referrer";
  const box = make("div", "picture", image);
  image.addEventListener("error", () => box.remove());
  image.src = fit ? safe(fit.url) : `${hub}/-/tiles/${one.topics?.[0]?.key ?? "none"}/${one.id}.svg`;
  return box;
}
