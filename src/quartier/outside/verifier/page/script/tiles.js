// Tiles and bundles (C2SP tlog-tiles): names, which of them a size implies, and what is in them.

import { refuse } from "./bytes.js";
import { sha256Into } from "./sha2.js";

const PATH = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

// Groups of three digits, all but the last behind an x: 1234067 is x001/x234/067.
export function groupsOf(index) {
  const digits = String(index);
  const groups = digits.padStart(3 * Math.ceil(digits.length / 3), "0").match(/.../g);
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join("/");
}

export function tilePath(level, index, width = 256) {
  return `tile/${level}/${groupsOf(index)}${width < 256 ? `.p/${width}` : ""}`;
}

export function parseTilePath(path) {
  const found = PATH.exec(path) ?? refuse("tile_path");
  const [level, groups, width] = [found[1], found[2], Number(found[3] ?? 256)];
  const index = BigInt(groups.replace(/[x/]/g, ""));
  const name = { level: level === "entries" ? level : Number(level), index, width };
  return tilePath(name.level, index, width) === path ? name : refuse("tile_path");
}

// Each tile of a tree of `size` entries as [level, index, width], level by level. One at a time: a size may be a lie.
export function* tilesAt(size) {
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / 256)) {
    for (let index = 0; 256 * index < count; index += 1) yield [level, index, Math.min(256, count - 256 * index)];
  }
}

// The entries of a bundle, as views on its bytes.
export function bundleEntries(bytes, width) {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.length - at < 2 ? Infinity : 256 * bytes[at] + bytes[at + 1];
    if (at + 2 + length > bytes.length || entries.length === width) refuse("bundle");
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries.length === width ? entries : refuse("bundle");
}

const leaf = new Uint8Array(1 + 65535); // a 0 and an entry, whose length has two bytes

export function bundleHashes(entries) {
  const row = new Uint8Array(32 * entries.length);
  entries.forEach((entry, at) => {
    leaf.set(entry, 1);
    sha256Into(leaf, 0, 1 + entry.length, row, 32 * at);
  });
  return row;
}
