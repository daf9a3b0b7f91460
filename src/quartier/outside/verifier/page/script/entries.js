// The entries that a pack shows, line by line: each against the ledger's 33 bytes, its rules and the times around it.

import { refuse, same, utf8 } from "./bytes.js";
import { ERASED, OPENINGS, SAYS_WHAT_IS_ERASED, checkOpenings, entryOf, erasure, parseEnvelope } from "./envelope.js";
import { MICRO, canonical, microseconds, shapes } from "./json.js";
import { leafHash } from "./merkle.js";
import { groupsOf } from "./tiles.js";

export const TOLERANCE = 300n * MICRO;
export const LATE = 3600n * MICRO;

const LINE = shapes.exactly({ envelope: shapes.text, index: shapes.count, openings: OPENINGS });

// What the pack says it opens of an entry: a test of a field's name.
export function promises({ openings }, kind) {
  const always = kind === ERASED ? SAYS_WHAT_IS_ERASED : [];
  if (openings === "all") return () => true;
  return (field) => always.includes(field) || (openings !== "none" && openings.includes(field));
}

export const coversKind = ({ scope, kinds }, kind) =>
  scope === "all" || (scope === "kinds" && (kinds.includes(kind) || kind.startsWith("ledger.")));

// The largest time of recording below each index, so that an entry can be held against what it had seen.
class Clock {
  constructor(size) {
    this.largest = new BigInt64Array(size + 1);
    this.upTo = 0;
    this.any = false;
    this.first = 0;
  }

  add(index, time) {
    if (!this.any) this.first = index;
    this.extend(index);
    this.largest[index + 1] = this.any && this.largest[index] > time ? this.largest[index] : time;
    this.any = true;
    this.upTo = index + 1;
  }

  extend(index) {
    for (let at = this.upTo; at < index; at += 1) this.largest[at + 1] = this.largest[at];
    this.upTo = index;
  }

  // Null where nothing is disclosed below `size`.
  below(size) {
    if (!this.any || size <= this.first) return null;
    return this.largest[Math.min(size, this.upTo)];
  }
}

function checkTimes(index, envelope, clock, latest) {
  const recorded = microseconds(envelope.recorded_at);
  if (latest !== null && recorded > BigInt(latest) * MICRO + TOLERANCE) refuse("recorded_after", { index });
  const floor = envelope.seen && clock.below(envelope.seen.size);
  if (floor !== null) {
    const captured = envelope.captured_at && microseconds(envelope.captured_at);
    if (recorded < floor - TOLERANCE) refuse("recorded_before", { index });
    if (captured !== null && captured < floor - TOLERANCE) refuse("captured_before", { index });
  }
}

// An entry that stands after one recorded later: a long transaction does that, and so does writing into the past.
function countBehind(state, index, recorded) {
  const { clock, behind } = state;
  const newest = clock.below(index);
  clock.add(index, recorded);
  if (newest === null || newest - recorded <= TOLERANCE) return;
  if (!behind.count) behind.first = index;
  behind.count += 1;
  if (newest - recorded > behind.longest) behind.longest = newest - recorded;
}

export function checkSeen(index, { seen }, origin) {
  if (seen && seen.origin !== origin) refuse("seen_foreign", { index, origin: seen.origin });
  if (seen && seen.size > index) refuse("seen_later", { index });
}

// Lines of bytes; the last one is `open` where no newline ends it.
function* linesOf(bytes) {
  for (let from = 0; from < bytes.length || from === 0; ) {
    const end = bytes.indexOf(0x0a, from);
    yield { bytes: bytes.subarray(from, end < 0 ? bytes.length : end), open: end < 0 };
    from = end < 0 ? Infinity : end + 1;
  }
}

function readLine({ bytes, open }, state, group, path, line) {
  let value;
  try {
    value = open ? refuse("lines_form") : canonical(utf8(bytes));
  } catch {
    refuse("lines_form", { path, line });
  }
  const fits = LINE(value) && Math.floor(value.index / 256) === group && value.index > state.last;
  if (!fits || value.index >= state.leaves.size) refuse("lines_form", { path, line });
  state.last = value.index;
  return value;
}

export const withIndex = (index, act) => {
  try {
    return act();
  } catch (problem) {
    if (problem.details) problem.details = { index, ...problem.details };
    throw problem;
  }
};

function checkLine(state, { index, envelope: text, openings }) {
  const { pack, leaves, origin, clock, latest } = state;
  if (!same(leafHash(entryOf(text)), leaves.leaf(index))) refuse("entry_differs", { index });
  return withIndex(index, () => {
    const envelope = parseEnvelope(text);
    if (!coversKind(pack, envelope.kind)) refuse("kind_unexpected", { kind: envelope.kind });
    const promised = promises(pack, envelope.kind);
    checkOpenings(envelope, openings, promised);
    const erased = envelope.kind === ERASED ? erasure(openings) : null;
    checkSeen(index, envelope, origin);
    checkTimes(index, envelope, clock, latest);
    countBehind(state, index, microseconds(envelope.recorded_at));
    const missing = Object.keys(envelope.fields).filter((field) => promised(field) && !Object.hasOwn(openings, field));
    return { envelope, erased, missing: missing.sort() };
  });
}

// What later checks need of an entry, and no more: a pack may show a million.
function kept(index, { envelope, missing }, openings) {
  const { kind, record, prev, corrects, seen } = envelope;
  const opened = Object.keys(openings).length;
  return { index, kind, record, prev, corrects, seen, missing, opened };
}

function countTimes(state, envelope) {
  const [occurred, recorded] = [microseconds(envelope.occurred_at), microseconds(envelope.recorded_at)];
  if (recorded - occurred > LATE) {
    state.late.count += 1;
    if (recorded - occurred > state.late.longest) state.late.longest = recorded - occurred;
  }
  if (occurred - recorded > TOLERANCE) state.ahead += 1;
}

async function checkGroup(state, group, path, files) {
  let number = 0;
  for (const line of linesOf(await files.read(path))) {
    const value = readLine(line, state, group, path, (number += 1));
    const checked = checkLine(state, value);
    state.shown.push(kept(value.index, checked, value.openings));
    if (checked.erased) state.erasures.push({ by: value.index, ...checked.erased });
    countTimes(state, checked.envelope);
  }
}

// All lines in the order of their indexes. `latest` is the newest time a witness gave, in seconds, or null.
export async function checkEntries({ pack, leaves, origin, latest, listed }, files, pace) {
  const start = { last: -1, shown: [], erasures: [], late: { count: 0, longest: 0n }, ahead: 0 };
  const behind = { count: 0, longest: 0n, first: -1 };
  const state = { pack, leaves, origin, latest, clock: new Clock(leaves.size), behind, ...start };
  for (let group = 0; 256 * group < leaves.size; group += 1) {
    const path = `envelopes/${groupsOf(group)}.jsonl`;
    if (listed.has(path)) await checkGroup(state, group, path, files);
    await pace("entries", Math.min(leaves.size, 256 * group + 256), leaves.size);
  }
  return state;
}

