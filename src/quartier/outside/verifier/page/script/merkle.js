// Trees of RFC 9162 over SHA-256: roots, inclusion, consistency. Indexes and sizes of proofs are BigInt.

import { refuse, same } from "./bytes.js";
import { sha256, sha256Into } from "./sha2.js";

export const EMPTY_ROOT = sha256(new Uint8Array(0));

export const leafHash = (entry) => sha256(Uint8Array.of(0), entry);

const pair = new Uint8Array(65);
pair[0] = 1;

function pairInto(left, leftAt, right, rightAt, into, to) {
  for (let i = 0; i < 32; i += 1) pair[1 + i] = left[leftAt + i];
  for (let i = 0; i < 32; i += 1) pair[33 + i] = right[rightAt + i];
  sha256Into(pair, 0, 65, into, to);
}

export function nodeHash(left, right) {
  const hash = new Uint8Array(32);
  pairInto(left, 0, right, 0, hash, 0);
  return hash;
}

// The root of 2^r hashes that lie in a row; `hashes` is left as it is.
export function perfectRoot(hashes) {
  const row = hashes.slice();
  for (let count = row.length / 32; count > 1; count /= 2) {
    for (let i = 0; i < count; i += 2) pairInto(row, 32 * i, row, 32 * i + 32, row, 16 * i);
  }
  return row.slice(0, 32);
}

export function foldRight(hashes) {
  return hashes.length ? hashes.reduceRight((right, left) => nodeHash(left, right)) : EMPTY_ROOT;
}

function checkPath(path) {
  if (path.length > 63 || path.some((hash) => hash.length !== 32)) refuse("hash_length");
}

export function checkInclusion({ index, size, leaf, path, root }) {
  if (index < 0n || index >= size) refuse("index_beyond_size");
  if (leaf.length !== 32 || path.some((hash) => hash.length !== 32)) refuse("hash_length");
  let [first, last, found] = [index, size - 1n, leaf];
  for (const hash of path) {
    if (last === 0n) refuse("inclusion");
    if (first & 1n || first === last) {
      found = nodeHash(hash, found);
      while (first && !(first & 1n)) [first, last] = [first >> 1n, last >> 1n];
    } else {
      found = nodeHash(found, hash);
    }
    [first, last] = [first >> 1n, last >> 1n];
  }
  if (last !== 0n || !same(found, root)) refuse("inclusion");
}

export function checkConsistency({ old, size, oldRoot, root, path }) {
  if (old <= 0n || old > size) refuse("consistency"); // nothing can be proved from an empty tree
  if (old === size) return path.length === 0 && same(oldRoot, root) ? undefined : refuse("consistency");
  checkPath(path);
  const hashes = (old & (old - 1n)) === 0n ? [oldRoot, ...path] : [...path];
  if (path.length === 0) refuse("consistency");
  let [first, last] = [old - 1n, size - 1n];
  while (first & 1n) [first, last] = [first >> 1n, last >> 1n];
  let [before, after] = [hashes[0], hashes[0]];
  for (const hash of hashes.slice(1)) {
    if (last === 0n) refuse("consistency");
    if (first & 1n || first === last) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      while (first && !(first & 1n)) [first, last] = [first >> 1n, last >> 1n];
    } else {
      after = nodeHash(after, hash);
    }
    [first, last] = [first >> 1n, last >> 1n];
  }
  return last === 0n && same(before, oldRoot) && same(after, root) ? undefined : refuse("consistency");
}

// All leaf hashes in a row, and above each 256 their root, and so on: a tree that is asked for roots of earlier sizes.
export class Leaves {
  constructor(size) {
    this.size = size;
    this.rows = [];
    for (let count = size; ; count = Math.floor(count / 256)) {
      this.rows.push(new Uint8Array(32 * count));
      if (count < 256) break;
    }
    this.roots = new Map();
  }

  // The hashes of one level's tile as they are known so far.
  tile(level, index, width) {
    return this.rows[level].subarray(8192 * index, 8192 * index + 32 * width);
  }

  put(index, hashes) {
    this.rows[0].set(hashes, 8192 * index);
    for (let level = 1; hashes.length === 8192; level += 1, index >>= 8) {
      this.rows[level].set(perfectRoot(hashes), 32 * index);
      if ((index & 255) !== 255) break;
      hashes = this.tile(level, index >> 8, 256);
    }
  }

  leaf(index) {
    return this.rows[0].subarray(32 * index, 32 * index + 32);
  }

  root(size) {
    if (!this.roots.has(size)) this.roots.set(size, foldRight(this.peaks(size)));
    return this.roots.get(size);
  }

  // Every index at which a leaf stands: what is entered twice has one hash. The table holds the first 32 bits.
  places(leaf) {
    this.table ??= tableOf(this.rows[0], this.size);
    const found = [];
    const mask = this.table.length - 1;
    for (let at = start32(leaf, 0) & mask; this.table[at]; at = (at + 1) & mask) {
      const index = this.table[at] - 1;
      if (same(this.leaf(index), leaf)) found.push(index);
    }
    return found;
  }

  // The roots of the perfect trees in `size`, from the left.
  peaks(size) {
    const found = [];
    let start = 0;
    for (let level = Math.floor(Math.log2(size || 1)); level >= 0; level -= 1) {
      const span = 2 ** level;
      if (size - start < span) continue;
      const row = this.rows[level >> 3];
      const at = start / 2 ** (8 * (level >> 3));
      found.push(perfectRoot(row.subarray(32 * at, 32 * (at + 2 ** (level & 7)))));
      start += span;
    }
    return found;
  }
}

const start32 = (bytes, at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

// Open addressing with index + 1; hashes are their own scatter.
function tableOf(row, size) {
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 2)));
  const mask = table.length - 1;
  for (let index = 0; index < size; index += 1) {
    let at = start32(row, 32 * index) & mask;
    while (table[at]) at = (at + 1) & mask;
    table[at] = index + 1;
  }
  return table;
}
