// Keys and signed notes (C2SP signed-note).

import { bytesOf, hex, joined, refuse, same, unbase64, utf8, wholeNumber } from "./bytes.js";
import { soundEd25519, verifyEd25519 } from "./ed25519.js";
import { sha256 } from "./sha2.js";

export const LOG_KEY = 1;
export const WITNESS_KEY = 4;
const LAST_SECOND = 253_402_300_799n; // of the year 9999
const KEY_BYTES = { 1: 32, 4: 32, 6: 1312 };
const NOTE_LIMITS = { bytes: 1_000_000, signatures: 64 };

const isName = (name) => name !== "" && !/[+\p{White_Space}]/u.test(name);

export function keyId(name, type, publicKey) {
  return hex(sha256(bytesOf(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4));
}

// A key as text: name+id+base64. The base64 part may hold a “+” of its own.
export function parseKey(text) {
  const [, name, id, rest] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text) ?? refuse("vkey");
  if (!isName(name)) refuse("vkey");
  const packed = unbase64(rest);
  const [type, publicKey] = [packed[0], packed.subarray(1)];
  if (KEY_BYTES[type] !== publicKey.length || keyId(name, type, publicKey) !== id) refuse("vkey");
  if (type !== 6 && !soundEd25519(publicKey)) refuse("weak_key");
  return { name, id, type, publicKey };
}

function signatureLine(line) {
  const found = /^— ([^ ]*) (.*)$/su.exec(line);
  if (!found || !isName(found[1]) || found[2] === "") refuse("signature_line");
  const packed = unbase64(found[2], { exact: false });
  if (packed.length < 5) refuse("signature_short");
  return { name: found[1], id: hex(packed.subarray(0, 4)), blob: packed.subarray(4), base64: found[2] };
}

// A note of its own bytes: the signed text, and the lines that claim to sign it.
export function parseNote(bytes, limits = NOTE_LIMITS) {
  if (bytes.length > limits.bytes) refuse("note_too_long");
  const whole = utf8(bytes);
  if (/[\0-\x09\x0b-\x1f]/.test(whole)) refuse("control_character");
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 0) refuse("no_blank_line");
  const lines = whole.slice(cut + 2);
  if (lines === "") refuse("no_signatures");
  if (!lines.endsWith("\n")) refuse("no_final_newline");
  const split = lines.slice(0, -1).split("\n");
  if (split.length > limits.signatures) refuse("too_many_signatures");
  return { text: whole.slice(0, cut + 1), signatures: split.map(signatureLine) };
}

// What a key of this type signs, or null where the blob has not the length of its type.
function signedMessage(type, text, blob) {
  if (type === LOG_KEY) return blob.length === 64 ? { message: bytesOf(text), signature: blob } : null;
  const at = blob.length === 72 ? wholeNumber(blob.subarray(0, 8)) : LAST_SECOND + 1n;
  if (at > LAST_SECOND) return null;
  const message = joined(bytesOf(`cosignature/v1\ntime ${at}\n`), bytesOf(text));
  return { message, signature: blob.subarray(8), at: Number(at) };
}

// Seconds since 1970 for a cosignature, undefined for a plain signature. Refuses what does not verify.
export function checkSignature(key, text, blob) {
  const signed = signedMessage(key.type, text, blob);
  if (!signed || !verifyEd25519(key.publicKey, signed.message, signed.signature)) {
    refuse("invalid_signature");
  }
  return signed.at;
}

// The note's text, who of the known keys signed it, and how many lines are of nobody we know.
export function openNote(bytes, keys) {
  const { text, signatures } = parseNote(bytes);
  const verified = [];
  let unknown = 0;
  for (const { name, id, blob, base64 } of signatures) {
    // ML-DSA-44 (type 6) has no small implementation: such a line is nobody's for this program.
    const key = keys.find((one) => one.type !== 6 && one.name === name && one.id === id);
    if (!key) {
      unknown += 1;
      continue;
    }
    unbase64(base64);
    const at = checkSignature(key, text, blob);
    if (!verified.some((one) => one.key === key)) verified.push({ key, at });
  }
  return verified.length ? { text, verified, unknown } : refuse("no_known_signature");
}

export const sameKey = (one, other) => one.type === other.type && same(one.publicKey, other.publicKey);
