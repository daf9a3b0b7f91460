// A pack, in the order of docs/reference/ledger-pack.md; the first check that fails gives the reason.

import { Refused, refuse, same, utf8 } from "./bytes.js";
import { checkEntries, coversKind } from "./entries.js";
import { canonical, fieldName, kindCode, rises, shapes } from "./json.js";
import { checkFiles, openManifest } from "./manifest.js";
import { judge } from "./policy.js";
import { checkPresent, checkStructure, hasPlace } from "./structure.js";
import { checkWhole } from "./whole.js";

const someOf = (item) => (value) => shapes.list(item)(value) && value.length > 0 && rises(value);

const PACK = shapes.exactly({
  format: (value) => value === "quartier/pack/v1",
  kinds: shapes.maybe(someOf(kindCode)),
  made_at: shapes.instant,
  openings: (value) => value === "all" || value === "none" || someOf(fieldName)(value),
  scope: (value) => ["all", "kinds", "structure"].includes(value),
});

async function readPack(manifest, files) {
  try {
    const text = utf8(manifest.files.has("pack.json") ? await files.read("pack.json") : refuse("pack_form"));
    const pack = text.endsWith("\n") ? canonical(text.slice(0, -1)) : refuse("pack_form");
    const fits = PACK(pack) && (pack.kinds !== null) === (pack.scope === "kinds");
    if (fits && (pack.scope !== "structure" || pack.openings === "none")) return pack;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
  }
  return refuse("pack_form");
}

// The reasons of the formats, in the words of packs and receipts.
const HEAD_CODES = new Map([
  ["invalid_signature", "checkpoint_signature"],
  ["base64_noncanonical", "checkpoint_signature"],
  ["no_known_signature", "checkpoint_key"],
  ["no_log_signature", "checkpoint_key"],
  ["wrong_origin", "origin_foreign"],
  ["quorum", "quorum_missing"],
]);

export function judgeHead(policy, note, origin = null) {
  try {
    return judge(policy, note, origin);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return refuse(HEAD_CODES.get(problem.code) ?? "checkpoint_form", problem.details);
  }
}

async function checkHead(manifest, files, policy) {
  if (!manifest.files.has("log/checkpoint")) refuse("checkpoint_form");
  const judged = judgeHead(policy, await files.read("log/checkpoint"), manifest.origin);
  const { size, root } = judged.checkpoint;
  if (size !== manifest.size || !same(root, manifest.root)) refuse("head_differs");
  return judged;
}

function checkPlaces(manifest, size, scope) {
  for (const path of manifest.files.keys()) {
    const ours = path.startsWith("log/") || path.startsWith("envelopes/");
    if (ours && !hasPlace(path, size, scope)) refuse("file_misplaced", { path });
  }
  checkPresent(size, manifest.files);
}

const isKnown = (path) => ["README.txt", "pack.json"].includes(path) || /^(?:log|envelopes)\//.test(path);

// All that is known of a pack once nothing is wrong with it.
export async function checkPack(files, policy, pace) {
  if (!files.has("MANIFEST")) refuse("manifest_missing");
  const manifest = openManifest(await files.read("MANIFEST"), policy);
  await checkFiles(manifest, files, pace);
  const pack = await readPack(manifest, files);
  const head = await checkHead(manifest, files, policy);
  checkPlaces(manifest, head.checkpoint.size, pack.scope);
  const leaves = await checkStructure(head.checkpoint, files, pace);
  const about = { pack, leaves, origin: manifest.origin, latest: head.confirmed, listed: manifest.files };
  const state = await checkEntries(about, files, pace);
  await checkWhole(state, pace);
  return { ...state, head, others: [...manifest.files.keys()].filter((path) => !isKnown(path)) };
}

// `newer` holds all that `older` held: its head on the same history, and its entries unless erased.
export function checkSince(newer, older) {
  const size = older.leaves.size;
  if (older.origin !== newer.origin) refuse("since_origin");
  if (size > newer.leaves.size) refuse("since_newer", { older: size, size: newer.leaves.size });
  if (!same(newer.leaves.root(size), older.head.checkpoint.root)) refuse("since_root", { older: size });
  const held = new Set(newer.shown.map(({ index }) => index));
  for (const { index, kind } of older.shown) {
    const due = coversKind(newer.pack, kind);
    if (due && !held.has(index) && !newer.erased.entries.has(index)) refuse("since_dropped", { index });
  }
}
