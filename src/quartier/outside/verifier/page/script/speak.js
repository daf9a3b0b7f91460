// Words in the reader's language: sentences with their gaps filled, times, spans and numbers.

export const bound = JSON.parse(document.getElementById("bound").textContent);
const LANGUAGES = { uk: "uk-UA", fr: "fr-BE", en: "en-GB" };

let language = bound.language;

export const spoken = () => language;

export function speak(code) {
  language = Object.hasOwn(LANGUAGES, code) ? code : language;
}

const MOMENTS = ["at", "occurred", "recorded", "deadline"]; // seconds since 1970
const SPANS = ["age", "longest", "ahead"]; // seconds
// Signs that are not seen, or that turn the order of what is: a value must look like what it is.
const UNSEEN = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

export const plain = (text) =>
  String(text).replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const number = (value) => new Intl.NumberFormat(LANGUAGES[language]).format(value);

export function moment(seconds) {
  const month = language === "en" ? "short" : "2-digit";
  const how = { year: "numeric", month, day: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: "UTC" };
  const date = new Date(1000 * seconds);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toLocaleString(LANGUAGES[language], how)} UTC`;
}

// A day written as 2026-11-21; anything else as it stands.
export function dayOf(text) {
  const date = new Date(`${text}T00:00:00Z`);
  const how = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
  return Number.isNaN(date.getTime()) ? plain(text) : date.toLocaleDateString(LANGUAGES[language], how);
}

function span(seconds) {
  const [days, hours, minutes] = [86400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  return filled(bound.words.facts.span[language], { days, hours: hours % 24, minutes: minutes % 60 });
}

function shown(name, value) {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value !== "number") return plain(value ?? "–");
  if (MOMENTS.includes(name)) return moment(value);
  return SPANS.includes(name) ? span(value) : number(value);
}

export function filled(template, gaps = {}) {
  return template.replace(/\{(\w+)\}/g, (_, name) => shown(name, gaps[name]));
}

export const sentence = (table, code, gaps) => filled(bound.words[table][code][language], gaps);
export const say = (code, gaps) => sentence("page", code, gaps);

// A fact as heading and value, where its sentence has a colon; else the sentence alone.
export function parted(code, gaps) {
  const found = /^(.+?)[\u00a0\u202f ]?: (.+)$/s.exec(bound.words.facts[code][language]);
  return found ? [filled(found[1], gaps), filled(found[2], gaps)] : [null, sentence("facts", code, gaps)];
}
