// The tree of a pack: every bundle and tile of its head, derived again from the entries.

import { Refused, refuse, same } from "./bytes.js";
import { Leaves } from "./merkle.js";
import { bundleEntries, bundleHashes, parseTilePath, tilePath, tilesAt } from "./tiles.js";

export const ENTRY_BYTES = 33;

// The width that the tile of a path has at this size, or null where that size has no such tile.
function widthAt(size, { level, index }) {
  const count = size >> (8n * BigInt(level === "entries" ? 0 : level));
  const rest = count - 256n * index;
  return rest <= 0n ? null : Number(rest < 256n ? rest : 256n);
}

function isTileOf(size, path) {
  try {
    const name = parseTilePath(path);
    return name.width === widthAt(size, name);
  } catch (problem) {
    if (problem instanceof Refused) return false;
    throw problem;
  }
}

function isEnvelopesOf(size, path) {
  const groups = /^envelopes\/([x0-9/]+)\.jsonl$/.exec(path)?.[1];
  const partial = size & 255n;
  return isTileOf(size, `tile/entries/${groups}`) || isTileOf(size, `tile/entries/${groups}.p/${partial}`);
}

// Whether a file below log/ or envelopes/ is one that this head and scope can have.
export function hasPlace(path, size, scope) {
  if (path.startsWith("envelopes/")) return scope !== "structure" && isEnvelopesOf(size, path);
  return path === "log/checkpoint" || (path.startsWith("log/tile/") && isTileOf(size, path.slice(4)));
}

// Every tile and bundle of the size must be listed. The walk ends at the first gap, however large a size is claimed.
export function checkPresent(size, listed) {
  for (const [level, index, width] of tilesAt(Number(size))) {
    const paths = [tilePath(level, index, width), ...(level === 0 ? [tilePath("entries", index, width)] : [])];
    const gap = paths.map((path) => `log/${path}`).find((path) => !listed.has(path));
    if (gap) refuse("tile_missing", { path: gap });
  }
}

const isEntry = (entry) => entry.length === ENTRY_BYTES && entry[0] === 1;

function entriesOf(bytes, width, path) {
  try {
    const entries = bundleEntries(bytes, width);
    if (entries.every(isEntry)) return entries;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
  }
  return refuse("bundle_form", { path });
}

async function checkLeaves(index, width, files) {
  const path = `log/${tilePath("entries", index, width)}`;
  const hashes = bundleHashes(entriesOf(await files.read(path), width, path));
  const tile = await files.read(`log/${tilePath(0, index, width)}`);
  if (tile.length !== 32 * width) refuse("tile_form", { path: `log/${tilePath(0, index, width)}` });
  const differs = hashes.findIndex((byte, at) => byte !== tile[at]);
  return differs < 0 ? hashes : refuse("leaf_differs", { index: 256 * index + (differs >> 5) });
}

// The leaves of the head; each tile above them must be what follows from the level below.
export async function checkStructure({ size, root }, files, pace) {
  const count = Number(size);
  const leaves = new Leaves(count);
  for (const [level, index, width] of tilesAt(count)) {
    if (level === 0) {
      leaves.put(index, await checkLeaves(index, width, files));
      await pace("structure", Math.min(count, 256 * (index + 1)), count);
      continue;
    }
    const path = `log/${tilePath(level, index, width)}`;
    const tile = await files.read(path);
    if (tile.length !== 32 * width) refuse("tile_form", { path });
    if (!same(tile, leaves.tile(level, index, width))) refuse("tile_differs", { path });
  }
  return same(leaves.root(count), root) ? leaves : refuse("root_differs");
}
