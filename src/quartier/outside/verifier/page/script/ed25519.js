// Ed25519 (RFC 8032) verification without cofactor. Public data only, so it need not run in constant time.

import { joined, same, wholeNumber } from "./bytes.js";
import { sha512 } from "./sha2.js";

const P = (1n << 255n) - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (x) => ((x % P) + P) % P;

function power(base, exponent) {
  let result = 1n;
  for (let square = mod(base); exponent; exponent >>= 1n, square = (square * square) % P) {
    if (exponent & 1n) result = (result * square) % P;
  }
  return result;
}

const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

const littleEndian = (bytes) => wholeNumber(Uint8Array.from(bytes).reverse());

// The point (X : Y : Z : T) of 32 bytes, or null where they are not the one text of a point.
function point(bytes) {
  const whole = littleEndian(bytes);
  const sign = whole >> 255n;
  const y = whole & ((1n << 255n) - 1n);
  if (bytes.length !== 32 || y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = (x * ROOT_OF_MINUS_ONE) % P;
  if (mod(v * x * x) !== u || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, (x * y) % P];
}

const BASE = point(Uint8Array.of(0x58, ...new Array(31).fill(0x66)));
const NEUTRAL = [0n, 1n, 1n, 0n];

// One formula for sums and doubles: it has no exceptions on this curve.
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = ((y1 - x1) * (y2 - x2)) % P;
  const b = ((y1 + x1) * (y2 + x2)) % P;
  const c = (2n * D * t1 * t2) % P;
  const d = (2n * z1 * z2) % P;
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

// [s]B − [k]A by one chain of doublings.
function combination(s, k, [x, y, z, t]) {
  const minus = [mod(-x), y, z, mod(-t)];
  const both = sum(BASE, minus);
  let result = NEUTRAL;
  for (let bit = 252n; bit >= 0n; bit -= 1n) {
    result = sum(result, result);
    const one = (s >> bit) & 1n;
    const other = (k >> bit) & 1n;
    if (one || other) result = sum(result, one && other ? both : one ? BASE : minus);
  }
  return result;
}

function encoded([x, y, z]) {
  const inverse = power(z, P - 2n);
  let whole = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(whole & 255n);
    whole >>= 8n;
    return byte;
  });
}

export function verifyEd25519(publicKey, message, signature) {
  const key = publicKey.length === 32 ? point(publicKey) : null;
  if (key === null || signature.length !== 64) return false;
  const first = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false; // else a second signature could be made from any first
  const k = littleEndian(sha512(joined(first, publicKey, message))) % ORDER;
  return same(encoded(combination(s, k, key)), first);
}

// A key is worth pinning if it is a point, and not one of the eight for which any text “verifies”.
export function soundEd25519(publicKey) {
  let eight = publicKey.length === 32 ? point(publicKey) : null;
  if (eight === null) return false;
  for (let i = 0; i < 3; i += 1) eight = sum(eight, eight);
  return !(eight[0] === 0n && eight[1] === eight[2]);
}
