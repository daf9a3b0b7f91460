// SHA-256 and SHA-512 (FIPS 180-4), synchronous: the browser's own answers only later, and a tree asks a million times.

import { joined } from "./bytes.js";

// The constants are the first bits behind the point of roots of primes; computing them leaves nothing to mistype.
function primes(count) {
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

function rootBits(prime, power) {
  const scaled = BigInt(prime) << BigInt(64 * power);
  let low = 0n;
  for (let bit = 1n << 68n; bit; bit >>= 1n) if ((low | bit) ** BigInt(power) <= scaled) low |= bit;
  return BigInt.asUintN(64, low);
}

const ROUNDS = primes(80).map((prime) => rootBits(prime, 3));
const START = primes(8).map((prime) => rootBits(prime, 2));
const top32 = (bits) => Number(bits >> 32n) | 0;

const ROUNDS_256 = Int32Array.from(ROUNDS.slice(0, 64), top32);
const START_256 = Int32Array.from(START, top32);
const words = new Int32Array(64);

function spread256(bytes, at) {
  for (let i = 0; i < 16; i += 1, at += 4) {
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i += 1) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
}

function block256(state, bytes, at) {
  spread256(bytes, at);
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS_256[i] + words[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

const state256 = new Int32Array(8);
const tail256 = new Uint8Array(128);

// Hashes `length` bytes from `from` on into `into` at `to`.
export function sha256Into(bytes, from, length, into, to) {
  state256.set(START_256);
  const end = from + length;
  let at = from;
  for (; at + 64 <= end; at += 64) block256(state256, bytes, at);
  const rest = end - at;
  tail256.fill(0);
  for (let i = 0; i < rest; i += 1) tail256[i] = bytes[at + i];
  tail256[rest] = 0x80;
  const stop = rest < 56 ? 64 : 128;
  for (let i = 1, bits = length * 8; i <= 8; i += 1, bits = Math.floor(bits / 256)) tail256[stop - i] = bits % 256;
  for (let i = 0; i < stop; i += 64) block256(state256, tail256, i);
  for (let i = 0; i < 32; i += 1) into[to + i] = state256[i >> 2] >>> (24 - 8 * (i & 3));
}

export function sha256(...parts) {
  const message = parts.length === 1 ? parts[0] : joined(...parts);
  const digest = new Uint8Array(32);
  sha256Into(message, 0, message.length, digest, 0);
  return digest;
}

const cut64 = (value) => BigInt.asUintN(64, value);
const turn64 = (x, by) => cut64((x >> by) | (x << (64n - by)));

function block512(state, view, at) {
  const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(at + 8 * i));
  for (let i = 16; i < 80; i += 1) {
    const s0 = turn64(w[i - 15], 1n) ^ turn64(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
    const s1 = turn64(w[i - 2], 19n) ^ turn64(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
    w.push(cut64(w[i - 16] + s0 + w[i - 7] + s1));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 80; i += 1) {
    const s1 = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
    const one = h + s1 + ((e & f) ^ (cut64(~e) & g)) + ROUNDS[i] + w[i];
    const s0 = turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n);
    const two = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [cut64(one + two), a, b, c, cut64(d + one), e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((value, i) => cut64(value + state[i]));
}

export function sha512(...parts) {
  const message = joined(...parts);
  const padded = new Uint8Array((((message.length + 16) >> 7) + 1) << 7);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  let state = START;
  for (let at = 0; at < padded.length; at += 128) state = block512(state, view, at);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((value, i) => digest.setBigUint64(8 * i, value));
  return new Uint8Array(digest.buffer);
}
