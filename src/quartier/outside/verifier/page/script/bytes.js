// Bytes, texts and numbers as the formats write them. What is written in a second way is refused, not understood.

export class Refused extends Error {
  constructor(code, details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function refuse(code, details) {
  throw new Refused(code, details);
}

const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const textEncoder = new TextEncoder();

export function utf8(bytes) {
  try {
    return strictText.decode(bytes);
  } catch {
    return refuse("utf8");
  }
}

export const bytesOf = (text) => textEncoder.encode(text);

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

// Most significant byte first.
export const wholeNumber = (bytes) => BigInt(`0x0${hex(bytes)}`);

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

// `exact` refuses the texts that differ in bits which the decoder throws away.
export function unbase64(text, { exact = true } = {}) {
  if (!BASE64.test(text)) refuse("base64");
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
  if (exact && base64(bytes) !== text) refuse("base64_noncanonical");
  return bytes;
}

export function hashFrom(text, code = "hash_length") {
  const bytes = unbase64(text);
  return bytes.length === 32 ? bytes : refuse(code);
}

const DECIMAL = /^(?:0|[1-9][0-9]*)$/;
const LARGEST = (1n << 63n) - 1n;

export function decimal(text) {
  if (!DECIMAL.test(text)) refuse("decimal");
  return text.length < 20 && BigInt(text) <= LARGEST ? BigInt(text) : refuse("decimal_range");
}
