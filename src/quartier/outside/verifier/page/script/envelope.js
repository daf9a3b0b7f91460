// One entry: the envelope that its 33 bytes commit to, and the fields that are opened.

import { base64, bytesOf, joined, refuse, unbase64 } from "./bytes.js";
import { canonical, fieldName, hash, kindCode, shapes, tag } from "./json.js";
import { sha256 } from "./sha2.js";

const ENVELOPE_DOMAIN = bytesOf("quartier-envelope/v1\0");
const FIELD_DOMAIN = bytesOf("quartier-field/v1\0");

export const ERASED = "ledger.erased";
export const SAYS_WHAT_IS_ERASED = ["authority", "field", "ground", "leaves"];

const ENVELOPE_MEMBERS = shapes.exactly({
  v: (value) => value === 1,
  kind: kindCode,
  record: shapes.maybe(tag),
  occurred_at: shapes.instant,
  captured_at: shapes.maybe(shapes.instant),
  recorded_at: shapes.instant,
  prev: shapes.maybe(hash),
  corrects: shapes.maybe(hash),
  seen: shapes.maybe(shapes.exactly({ origin: shapes.text, root: hash, size: shapes.count })),
  fields: shapes.mapping(fieldName, hash),
  blind: hash,
});

export const OPENINGS = shapes.mapping(fieldName, shapes.exactly({ salt: hash, value: shapes.text }));

export const entryOf = (envelope) => joined(Uint8Array.of(1), sha256(ENVELOPE_DOMAIN, bytesOf(envelope)));

export function parseEnvelope(envelope) {
  let value;
  try {
    value = canonical(envelope);
  } catch {
    refuse("envelope_form");
  }
  if (shapes.object(value) && Number.isInteger(value.v) && value.v !== 1) refuse("envelope_version");
  if (!ENVELOPE_MEMBERS(value)) refuse("envelope_form");
  return value.record === null && value.prev !== null ? refuse("envelope_form") : value;
}

export function fieldDigest(name, { salt, value }) {
  const field = bytesOf(name);
  const length = Uint8Array.of(field.length >> 8, field.length & 255);
  // The shape of an opening has seen to it that the salt has one text.
  return sha256(FIELD_DOMAIN, unbase64(salt, { exact: false }), length, field, bytesOf(value));
}

// `promised` says of a field whether the pack may open it.
export function checkOpenings(envelope, openings, promised = () => true) {
  for (const field of Object.keys(openings).sort()) {
    if (!Object.hasOwn(envelope.fields, field)) refuse("opening_unknown", { field });
    if (!promised(field)) refuse("opening_extra", { field });
    if (base64(fieldDigest(field, openings[field])) !== envelope.fields[field]) refuse("opening_differs", { field });
  }
}

const LEAVES = shapes.list(hash);
const ONE_FIELD = shapes.maybe(fieldName);

// What an entry of the kind `ledger.erased` empties: leaves, and the field or null for the whole entry.
export function erasure(openings) {
  try {
    const [leaves, field] = ["leaves", "field"].map((name) => canonical(openings[name].value));
    if (LEAVES(leaves) && ONE_FIELD(field)) return { leaves, field };
  } catch {
    // not opened, or no canonical JSON
  }
  return refuse("erasure_form");
}
