// Heads of a log (C2SP tlog-checkpoint), and proofs that carry one (C2SP tlog-proof).

import { decimal, hashFrom, refuse, same, utf8, bytesOf } from "./bytes.js";
import { EMPTY_ROOT, checkInclusion } from "./merkle.js";

// Only for a text whose signature has been verified.
export function parseCheckpoint(text, origin) {
  const lines = text.split("\n").slice(0, -1);
  if (lines.length < 3) refuse("too_few_lines");
  if (lines[0] === "") refuse("empty_origin");
  if (lines[0] !== origin) refuse("wrong_origin", { origin: lines[0] });
  const head = { origin, size: decimal(lines[1]), root: hashFrom(lines[2], "root_length") };
  if (head.size === 0n && !same(head.root, EMPTY_ROOT)) refuse("empty_tree_root");
  if (lines.slice(3).includes("")) refuse("empty_extension_line");
  return lines.length === 3 ? head : refuse("extension_lines");
}

const PROOF_HEADER = "c2sp.org/tlog-proof@v1";

// The optional `extra` line is signed by nobody: it is read over, never shown as a fact.
export function parseProof(text) {
  const cut = text.indexOf("\n\n");
  const lines = text.slice(0, cut < 0 ? text.length : cut).split("\n");
  if (lines.shift() !== PROOF_HEADER) refuse("header");
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const [, index] = /^index (.*)$/s.exec(lines.shift() ?? "") ?? refuse("index_line");
  const proof = { index: decimal(index), path: lines.map((line) => hashFrom(line)) };
  if (proof.path.length > 63) refuse("hash_length");
  return cut < 0 ? refuse("no_blank_line") : { ...proof, checkpoint: bytesOf(text.slice(cut + 2)) };
}

// `judge` says whose head the proof leads to; the size comes from there and never from the prover.
export function checkProof(bytes, leaf, judge) {
  const proof = parseProof(utf8(bytes));
  const judged = judge(proof.checkpoint);
  const { size, root } = judged.checkpoint;
  checkInclusion({ index: proof.index, size, leaf, path: proof.path, root });
  return { ...judged, index: proof.index };
}
