// What only the whole pack can tell: erasures, gaps, chains of records, corrections, heads that were seen.

import { base64, refuse, same, unbase64 } from "./bytes.js";
import { EMPTY_ROOT } from "./merkle.js";

// Who erased what: index → the erasing entry, for whole entries and for single fields. The first to say so counts.
function erasedBy({ leaves, erasures }) {
  const erased = { entries: new Map(), fields: new Map() };
  for (const { by, leaves: texts, field } of erasures) {
    for (const text of texts) {
      const earlier = leaves.places(unbase64(text)).filter((index) => index < by);
      if (!earlier.length) refuse("erasure_unknown", { index: by });
      for (const index of earlier) {
        if (field === null && !erased.entries.has(index)) erased.entries.set(index, by);
        if (field === null) continue;
        const fields = erased.fields.get(index) ?? new Map();
        erased.fields.set(index, fields.has(field) ? fields : fields.set(field, by));
      }
    }
  }
  return erased;
}

function checkGaps({ pack, leaves, shown, erased }) {
  if (pack.scope === "all") {
    const indexes = new Set(shown.map(({ index }) => index));
    for (let index = 0; index < leaves.size; index += 1) {
      if (!indexes.has(index) && !erased.entries.has(index)) refuse("envelope_missing", { index });
    }
  }
  for (const { index, missing } of shown) {
    if (erased.entries.has(index)) continue;
    const field = missing.find((name) => !erased.fields.get(index)?.has(name));
    if (field !== undefined) refuse("opening_missing", { index, field });
  }
}

function checkChains({ leaves, shown }) {
  const isShown = new Set(shown.map(({ index }) => index));
  const last = new Map();
  for (const { index, record, prev } of shown) {
    if (record === null) continue;
    const before = last.get(record) ?? -1;
    last.set(record, index);
    if (prev === null) {
      if (before >= 0) refuse("chain_broken", { index });
      continue;
    }
    const hidden = (place) => place > before && place < index && !isShown.has(place);
    const follows = before >= 0 && base64(leaves.leaf(before)) === prev;
    if (!follows && !leaves.places(unbase64(prev)).some(hidden)) refuse("chain_broken", { index });
  }
}

function checkCorrections({ leaves, shown }) {
  for (const { index, corrects } of shown) {
    if (corrects === null) continue;
    if (!leaves.places(unbase64(corrects)).some((place) => place < index)) refuse("corrects_unknown", { index });
  }
}

async function checkSeenRoots({ leaves, shown }, pace) {
  for (const [at, { index, seen }] of shown.entries()) {
    if (!seen) continue;
    const root = seen.size === 0 ? EMPTY_ROOT : leaves.root(seen.size);
    if (!same(root, unbase64(seen.root))) refuse("seen_root", { index });
    if (at % 256 === 0) await pace("whole", at, shown.length);
  }
}

export async function checkWhole(state, pace) {
  state.erased = erasedBy(state);
  checkGaps(state);
  checkChains(state);
  checkCorrections(state);
  await checkSeenRoots(state, pace);
}
