// A receipt: single entries, each with its own way to a head, or with the promise that it will have one.

import { Refused, refuse, same, unbase64, utf8 } from "./bytes.js";
import { parseProof } from "./checkpoint.js";
import { TOLERANCE, checkSeen, withIndex } from "./entries.js";
import { OPENINGS, checkOpenings, entryOf, parseEnvelope } from "./envelope.js";
import { MICRO, canonical, hash, microseconds, shapes, tag } from "./json.js";
import { checkInclusion, leafHash } from "./merkle.js";
import { checkSignature, parseNote } from "./note.js";
import { judgeHead } from "./pack.js";

const RECEIPT_BYTES = 16 * 1024 * 1024;
const MOST_ENTRIES = 10_000;

const isEntryText = (value) => shapes.bytes(33)(value) && unbase64(value)[0] === 1;
const SHOWN = shapes.exactly({ envelope: shapes.text, openings: OPENINGS, proof: shapes.maybe(shapes.text) });
const BARE = shapes.exactly({ entry: isEntryText, proof: shapes.maybe(shapes.text) });
const RECEIPT = shapes.exactly({
  entries: shapes.list((one) => SHOWN(one) || BARE(one)),
  format: (value) => value === "quartier/receipt/v1",
  promise: shapes.maybe(shapes.text),
  record: shapes.maybe(tag),
});

export function parseReceipt(bytes) {
  try {
    const whole = bytes.length <= RECEIPT_BYTES ? utf8(bytes) : "";
    const receipt = whole.endsWith("\n") ? canonical(whole.slice(0, -1)) : null;
    const count = RECEIPT(receipt) ? receipt.entries.length : 0;
    const open = receipt?.entries?.findIndex(({ proof }) => proof === null);
    const promised = receipt?.promise === null ? open === -1 : open === count - 1;
    if (count > 0 && count <= MOST_ENTRIES && promised) return receipt;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
  }
  return refuse("receipt_form");
}

const checkShown = ({ envelope: bytes, openings }, place) =>
  withIndex(place, () => {
    const envelope = parseEnvelope(bytes);
    checkOpenings(envelope, openings);
    return envelope;
  });

function proofOf(proof) {
  try {
    const lines = proof.split("\n", 2);
    return lines[1]?.startsWith("extra ") ? refuse("proof_form") : parseProof(proof);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return refuse("proof_form");
  }
}

function checkPlace(one, leaf, { policy, found }) {
  const { index, path, checkpoint } = proofOf(one.proof);
  const before = found.at(-1);
  const head = judgeHead(policy, checkpoint, before?.head.checkpoint.origin ?? null);
  const { size, root } = head.checkpoint;
  try {
    checkInclusion({ index, size, leaf, path, root });
  } catch {
    refuse("inclusion_broken", { index: Number(index) });
  }
  return before && before.index >= index ? refuse("receipt_order") : { index: Number(index), head };
}

function checkAround(index, envelope, { checkpoint, confirmed }) {
  checkSeen(index, envelope, checkpoint.origin);
  if (confirmed !== null && microseconds(envelope.recorded_at) > BigInt(confirmed) * MICRO + TOLERANCE) {
    refuse("recorded_after", { index });
  }
}

const PROMISE = /^quartier\/receipt\/v1\n([^\n]*)\nleaf (\S*)\nrecorded (\S*)\ndeadline (\S*)\n$/;

function readPromise(note) {
  const found = PROMISE.exec(note.text);
  const fits = found && hash(found[2]) && shapes.instant(found[3]) && shapes.instant(found[4]);
  return fits ? { origin: found[1], leaf: unbase64(found[2]), deadline: found[4] } : refuse("promise_form");
}

function promiseNote(promise) {
  try {
    const note = parseNote(new TextEncoder().encode(promise), { bytes: 1_000_000, signatures: 1 });
    unbase64(note.signatures[0].base64);
    return note;
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return refuse("promise_form");
  }
}

// What stands for the place of an entry that has none yet: the deadline it was promised by.
function checkPromise(promise, leaf, policy) {
  const note = promiseNote(promise);
  const [{ name, id, blob }] = note.signatures;
  const key = policy.receiptKeys.find((one) => one.name === name && one.id === id) ?? refuse("promise_key");
  try {
    checkSignature(key, note.text, blob);
  } catch {
    refuse("promise_signature");
  }
  const read = readPromise(note);
  if (`${read.origin}/receipt` !== name) refuse("origin_foreign", { origin: read.origin });
  return same(read.leaf, leaf) ? { deadline: read.deadline } : refuse("promise_leaf");
}

// `place` stands for the index in a sentence as long as no proof has told it.
function checkOne(one, { receipt, policy, found }) {
  const place = found.length;
  const envelope = one.envelope === undefined ? null : checkShown(one, place);
  const leaf = leafHash(envelope ? entryOf(one.envelope) : unbase64(one.entry));
  const shown = { envelope, openings: one.openings ?? {}, leaf };
  const proven =
    one.proof === null ? checkPromise(receipt.promise, leaf, policy) : checkPlace(one, leaf, { policy, found });
  if (envelope && envelope.record !== receipt.record) refuse("receipt_record", { index: proven.index ?? place });
  if (envelope && proven.head) checkAround(proven.index, envelope, proven.head);
  return { ...shown, ...proven };
}

// Each entry with its place and head; the last may have a deadline instead.
export async function checkReceipt(bytes, policy, pace) {
  const receipt = parseReceipt(bytes);
  const found = [];
  for (const one of receipt.entries) {
    found.push(checkOne(one, { receipt, policy, found }));
    await pace("receipt", found.length, receipt.entries.length);
  }
  return { receipt, entries: found };
}
