/* Dates in words, the same as hub/words/dates.py says them; a test compares both. */
const EASY = "de-x-ls";
const RTL = ["ar", "fa", "he", "ur"];
const DAY = 86_400_000;
const base = (locale) => locale.split("-")[0];
const isolate = (text, locale) => (RTL.includes(base(locale)) ? `\u2066${text.replace("–", "–\u2060")}\u2069` : text);
const comma = (locale) => (RTL.includes(base(locale)) && base(locale) !== "he" ? "، " : ", ");

/* A moment as it is where it happens: `day` is UTC midnight of its calendar day. */
function local(moment, zone) {
  const found = {};
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  for (const { type, value } of new Intl.DateTimeFormat("en", options).formatToParts(new Date(moment))) found[type] = Number(value);
  return { hour: found.hour, minute: found.minute, day: Date.UTC(found.year, found.month - 1, found.day) };
}

const number = (day) => new Date(day).getUTCDate();
const yearOf = (day) => new Date(day).getUTCFullYear();
const monthOf = (day) => new Date(day).getUTCMonth();

function name(day, locale, part, length) {
  const options = { timeZone: "UTC", day: "numeric", month: "long", weekday: length };
  const parts = new Intl.DateTimeFormat(`${base(locale)}-u-ca-gregory-nu-latn`, options).formatToParts(day);
  return parts.find(({ type }) => type === part).value;
}

function weekday(day, locale) {
  const code = base(locale);
  const isLong = locale === EASY || RTL.includes(code);
  const text = name(day, locale, "weekday", isLong ? "long" : "short");
  return code === "de" && !isLong ? `${text.replace(".", "")}.` : text;
}

function dayInWords(day, locale, { hasWeekday = true, hasYear = yearOf(day) !== new Date().getFullYear() } = {}) {
  const code = base(locale);
  let text = `${number(day)}${code === "de" ? "." : ""} ${name(day, locale, "month", "long")}`;
  if (hasYear) text += ` ${yearOf(day)}${code === "uk" ? " р." : ""}`;
  if (!hasWeekday) return text;
  return `${weekday(day, locale)}${code === "en" || RTL.includes(code) ? "" : ","} ${text}`;
}

const minutes = ({ minute }) => String(minute).padStart(2, "0");
const dotted = (one) => (one.minute ? `${one.hour}.${minutes(one)}` : String(one.hour));
const plain = (one) => `${String(one.hour).padStart(2, "0")}:${minutes(one)}`;

function english(start, end) {
  const half = ({ hour }) => (hour < 12 ? "am" : "pm");
  const hour = (one) => `${one.hour % 12 || 12}${one.minute ? `.${minutes(one)}` : ""}`;
  if (!end) return start.hour === 12 && !start.minute ? "noon" : `${hour(start)} ${half(start)}`;
  return `${hour(start)}${half(start) === half(end) ? "" : ` ${half(start)}`}–${hour(end)} ${half(end)}`;
}

function clock(start, end, locale) {
  if (locale === EASY) return end ? `Von ${dotted(start)} Uhr bis ${dotted(end)} Uhr.` : `Um ${dotted(start)} Uhr.`;
  if (base(locale) === "de") return `${dotted(start)}${end ? `–${dotted(end)}` : ""} Uhr`;
  if (base(locale) === "en") return english(start, end);
  return isolate(`${plain(start)}${end ? `–${plain(end)}` : ""}`, locale);
}

function severalDays(first, last, { start, end, allDay }, locale) {
  // What lasts longer than a week has days alone.
  if (!allDay && last - first < 7 * DAY) {
    return [[first, start], [last, end]].map(([day, moment]) => `${dayInWords(day, locale)}${comma(locale)}${clock(moment, null, locale)}`).join(" – ");
  }
  const until = dayInWords(last, locale, { hasWeekday: false });
  const hasYear = yearOf(first) !== yearOf(last) || undefined;
  const from = dayInWords(first, locale, { hasWeekday: false, hasYear });
  if (locale === EASY) return `Vom ${from} bis ${until}.`;
  if (yearOf(first) === yearOf(last) && monthOf(first) === monthOf(last)) {
    if (base(locale) === "de") return `${number(first)}.–${until}`;
    return until.replace(String(number(last)), isolate(`${number(first)}–${number(last)}`, locale));
  }
  return `${from} – ${until}`;
}

/* One of a document's dates in words: "Sa., 14. März, 15–17 Uhr". */
function when(one, locale) {
  const start = local(one.starts_at, one.timezone);
  const end = local(one.ends_at, one.timezone);
  const first = start.day;
  let last = end.day;
  // Who leaves a party at two has been there the evening before.
  if (one.all_day || (last > first && end.hour < 6)) last = Math.max(first, last - DAY);
  if (first !== last) return severalDays(first, last, { start, end, allDay: one.all_day }, locale);
  const day = dayInWords(first, locale);
  const time = clock(start, one.starts_at === one.ends_at ? null : end, locale);
  if (locale === EASY) return one.all_day ? `Am ${day}.` : `Am ${day}. ${time}`;
  return one.all_day ? day : `${day}${comma(locale)}${time}`;
}
