// Canonical JSON (RFC 8785) with whole numbers only, and the shapes that our formats give to values.

import { refuse, unbase64 } from "./bytes.js";

const SURROGATE = /\p{Surrogate}/u; // with the flag u only one that stands alone
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function canonicalText(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (isObject(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${canonicalText(name)}:${canonicalText(value[name])}`).join(",")}}`;
  }
  if (typeof value === "string" && SURROGATE.test(value)) refuse("canonical");
  if (typeof value === "number" && !Number.isSafeInteger(value)) refuse("canonical");
  return JSON.stringify(value);
}

// Whether the engine's own printing is canonical: members already in order, whole numbers.
function isOrdered(value) {
  if (typeof value !== "object" || value === null) return typeof value !== "number" || Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isOrdered);
  const members = Object.keys(value);
  return members.every((name, at) => (at === 0 || members[at - 1] < name) && isOrdered(value[name]));
}

// The quick answer for nearly every text; where it says no, the slow one decides.
const isPlainlyCanonical = (value, text) =>
  !text.includes("\\ud") && JSON.stringify(value) === text && isOrdered(value);

// The value of a text that is the canonical text of this value; every other text is refused.
export function canonical(text) {
  try {
    const value = JSON.parse(text);
    if (isPlainlyCanonical(value, text) || canonicalText(value) === text) return value;
  } catch {
    // no JSON, or nested deeper than anything that is meant to be read
  }
  return refuse("canonical");
}

// A shape is a test of a value. An object has exactly the members named.
export const shapes = {
  text: (value) => typeof value === "string",
  object: isObject,
  list: (item) => (value) => Array.isArray(value) && value.every(item),
  exactly: (members) => (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(members).length &&
    Object.entries(members).every(([name, shape]) => Object.hasOwn(value, name) && shape(value[name])),
  mapping: (key, item) => (value) => isObject(value) && Object.entries(value).every(([k, v]) => key(k) && item(v)),
  maybe: (shape) => (value) => value === null || shape(value),
  count: (value) => Number.isSafeInteger(value) && value >= 0,
  bytes: (length) => (value) => {
    try {
      return typeof value === "string" && unbase64(value).length === length;
    } catch {
      return false;
    }
  },
  matching: (pattern) => (value) => typeof value === "string" && pattern.test(value),
  instant: (value) => typeof value === "string" && INSTANT.test(value) && dayExists(value),
};

const INSTANT = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

function dayExists(text) {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return day.getUTCDate() === Number(text.slice(8, 10));
}

// Microseconds since 1970 of an instant, as BigInt: a Number would round them from the year 2255 on.
export function microseconds(instant) {
  return BigInt(Date.parse(`${instant.slice(0, 19)}Z`)) * 1000n + BigInt(instant.slice(20, 26));
}

export const MICRO = 1_000_000n;

export const tag = shapes.matching(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/);
export const kindCode = (value) => shapes.matching(/^[a-z0-9_]+(?:\.[a-z0-9_]+)+$/)(value) && value.length <= 64;
export const fieldName = shapes.matching(/^[a-z][a-z0-9_]{0,63}$/);
// 32 bytes: 43 letters, of which the last stands for four bits that count and two that are 0, and one “=”.
export const hash = shapes.matching(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);

export const rises = (list) => list.every((item, at) => at === 0 || list[at - 1] < item);
