// What a pack says about its own files: one note over all of them, by the pack key of a ledger we know.

import { Refused, decimal, hashFrom, hex, refuse, unbase64 } from "./bytes.js";
import { checkSignature, parseNote } from "./note.js";
import { sha256 } from "./sha2.js";

const MANIFEST_HEADER = "quartier/pack/v1";
const MANIFEST_LIMITS = { bytes: 64 * 1024 * 1024, signatures: 1 };
const MOST_FILES = 1_000_000;
const FILE_LINE = /^([0-9a-f]{64}) (\S+) ([!-[\]-~]+)$/;

function frame(bytes) {
  try {
    const note = parseNote(bytes, MANIFEST_LIMITS);
    unbase64(note.signatures[0].base64);
    return note;
  } catch (problem) {
    if (problem instanceof Refused) refuse("manifest_form");
    throw problem;
  }
}

const isPath = (path) => path !== "MANIFEST" && path.split("/").every((part) => !["", ".", ".."].includes(part));

function readText(text) {
  const [header, origin, head, ...files] = text.slice(0, -1).split("\n");
  const [, size, root] = /^head (\S+) (\S+)$/.exec(head ?? "") ?? refuse("manifest_form");
  if (header !== MANIFEST_HEADER || files.length + 3 > MOST_FILES) refuse("manifest_form");
  const manifest = { origin, size: decimal(size), root: hashFrom(root), files: new Map() };
  let before = "";
  for (const line of files) {
    const [, digest, length, path] = FILE_LINE.exec(line) ?? refuse("manifest_form");
    if (!isPath(path) || path <= before) refuse("manifest_form");
    manifest.files.set(path, { digest, length: decimal(length) });
    before = path;
  }
  return manifest;
}

// The signature is checked before the text is read further than the note's frame.
export function openManifest(bytes, policy) {
  const { text, signatures } = frame(bytes);
  const [{ name, id, blob }] = signatures;
  const key = policy.packKeys.find((one) => one.name === name && one.id === id);
  if (!key) refuse("manifest_key");
  try {
    checkSignature(key, text, blob);
  } catch {
    refuse("manifest_signature");
  }
  let manifest;
  try {
    manifest = readText(text);
  } catch {
    refuse("manifest_form");
  }
  return `${manifest.origin}/pack` === name ? manifest : refuse("origin_foreign", { origin: manifest.origin });
}

const AHEAD_OF_TIME = 16; // files asked for before they are needed: a stick answers slowly, and a browser waits

// The bytes of each file in its turn, or null for what is not both listed and found.
async function* readInTurn(paths, manifest, files) {
  const asked = [];
  const ask = (path) => {
    const read = files.has(path) && manifest.files.has(path) ? files.read(path) : Promise.resolve(null);
    read.catch(() => {}); // told where its turn comes
    asked.push(read);
  };
  paths.slice(0, AHEAD_OF_TIME).forEach(ask);
  for (const [at, path] of paths.entries()) {
    if (at + AHEAD_OF_TIME < paths.length) ask(paths[at + AHEAD_OF_TIME]);
    yield [at, path, await asked.shift()];
  }
}

// Every file listed or found, in the order of their paths.
export async function checkFiles(manifest, files, pace) {
  const found = [...files.keys()].filter((path) => path !== "MANIFEST");
  const paths = [...new Set([...manifest.files.keys(), ...found])].sort();
  for await (const [at, path, bytes] of readInTurn(paths, manifest, files)) {
    const listed = manifest.files.get(path);
    if (!files.has(path)) refuse("file_missing", { path });
    if (!listed) refuse("file_unlisted", { path });
    if (BigInt(bytes.length) !== listed.length) refuse("file_length", { path });
    if (hex(sha256(bytes)) !== listed.digest) refuse("file_hash", { path });
    await pace("files", at + 1, paths.length);
  }
}
