// The verdict of one check with all that was found, as codes: words are put to it by whoever shows it.

import { Refused, base64, hex } from "./bytes.js";
import { MICRO, microseconds } from "./json.js";
import { checkPack, checkSince } from "./pack.js";
import { parsePolicy } from "./policy.js";
import { checkReceipt } from "./receipt.js";
import { sha256 } from "./sha2.js";

const AHEAD = 300;
const AT_MOST = 20; // lines of one sort; the counts are always whole

class Report {
  constructor(subject, policy) {
    Object.assign(this, { verdict: "NOT", reason: null, details: {}, subject, facts: [], warnings: [], policy });
  }

  say(code, gaps = {}) {
    this.facts.push({ code, ...gaps });
  }

  warn(code, gaps = {}) {
    this.warnings.push({ code, ...gaps });
  }
}

const seconds = (instant) => Number((microseconds(instant) - (microseconds(instant) < 0n ? MICRO - 1n : 0n)) / MICRO);
const newestOf = ({ cosigned }) => (cosigned.size ? Math.max(...cosigned.values()) : null);

// `now` is the reader's clock, in seconds.
function sayHead(report, head, now) {
  const { checkpoint, cosigned, confirmed, unknown } = head;
  report.say("head", { size: Number(checkpoint.size), root: base64(checkpoint.root) });
  for (const [name, at] of cosigned) report.say("witness", { name, at });
  const newest = newestOf(head);
  if (newest === null) report.warn("no_time");
  else report.say("age", { age: Math.max(0, now - confirmed) });
  if (newest !== null && newest - now > AHEAD) report.warn("clock", { ahead: newest - now });
  if (unknown) report.say("unknown_lines", { count: unknown });
}

function sayScope(report, { pack, shown }) {
  report.say(`scope_${pack.scope}`, pack.scope === "kinds" ? { kinds: pack.kinds } : {});
  if (pack.scope === "structure") return;
  report.say("shown", { count: shown.length });
  report.say("opened", { count: shown.reduce((sum, { opened }) => sum + opened, 0) });
}

// Erased is neither OK nor NOT: it is counted.
function sayErased(report, { erased, shown }) {
  const isShown = new Set(shown.map(({ index }) => index));
  const rising = (map) => [...map].sort(([one], [other]) => one - other);
  const entries = rising(erased.entries).filter(([index]) => !isShown.has(index));
  const fields = rising(erased.fields)
    .filter(([index]) => !erased.entries.has(index))
    .flatMap(([index, names]) => [...names].sort().map(([field, by]) => ({ index, field, by })));
  if (entries.length) report.say("erased_entries", { count: entries.length });
  if (fields.length) report.say("erased_fields", { count: fields.length });
  for (const [index, by] of entries.slice(0, AT_MOST)) report.say("erased_under", { index, by });
  for (const field of fields.slice(0, AT_MOST)) report.say("erased_field_under", field);
  return rising(erased.entries).filter(([index]) => isShown.has(index));
}

function sayPack(report, state, { now, older }) {
  const { pack, origin, head, late, ahead, behind, others } = state;
  report.say("ledger", { origin });
  report.say("policy", { digest: report.policy });
  sayHead(report, head, now);
  report.say("made", { at: seconds(pack.made_at) });
  sayScope(report, state);
  const still = sayErased(report, state);
  if (late.count) report.say("entered_later", { count: late.count, longest: Number(late.longest / MICRO) });
  if (others.length) report.say("other_files", { paths: others.slice(0, AT_MOST) });
  if (older) report.say("since", { size: older.leaves.size });
  if (ahead) report.warn("claimed_ahead", { count: ahead });
  if (behind.count) {
    const longest = Number(behind.longest / MICRO);
    report.warn("placed_late", { count: behind.count, longest, index: behind.first });
  }
  for (const [index] of still.slice(0, AT_MOST)) report.warn("erased_shown", { index });
}

function sayEntry(report, { index, envelope, openings }, before) {
  if (!envelope) {
    report.say("exists", { index });
    return;
  }
  const { kind, record, prev, fields } = envelope;
  const [occurred, recorded] = [seconds(envelope.occurred_at), seconds(envelope.recorded_at)];
  report.say("entry", { index, kind, occurred, recorded });
  if (record !== null && prev !== before) report.say("not_shown", { index });
  const names = Object.keys(openings).sort();
  for (const field of names) report.say("value", { field, value: openings[field].value });
  const hidden = Object.keys(fields).length - names.length;
  if (hidden) report.say("hidden", { count: hidden });
}

function sayReceipt(report, { receipt, entries }, now) {
  const heads = entries.map(({ head }) => head);
  const largest = heads.reduce((one, other) => (other.checkpoint.size > one.checkpoint.size ? other : one));
  report.say("ledger", { origin: largest.checkpoint.origin });
  report.say("policy", { digest: report.policy });
  const shown = entries.some(({ envelope }) => envelope);
  if (receipt.record !== null) report.say(shown ? "record" : "record_claimed", { record: receipt.record });
  entries.forEach((one, at) => sayEntry(report, one, at ? base64(entries[at - 1].leaf) : null));
  sayHead(report, largest, now);
}

// Runs a check and turns what it refuses into a verdict; anything else that is thrown is a fault of this program.
async function judged(report, check) {
  try {
    const witnessed = await check();
    report.verdict = witnessed ? "OK" : "NOT WITNESSED";
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    report.reason = problem.code;
    report.details = problem.details;
    report.say("policy", { digest: report.policy });
  }
  return report;
}

async function olderPack(since, policy, pace) {
  try {
    return await checkPack(since, policy, pace);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    throw new Refused("since_invalid", { older: problem.code });
  }
}

const packCheck = (report, policy, { files, since, now, pace }) => async () => {
  const state = await checkPack(files, policy, pace);
  const older = since ? await olderPack(since, policy, pace) : null;
  if (older) checkSince(state, older);
  sayPack(report, state, { now, older });
  return state.head.witnessed;
};

const receiptCheck = (report, policy, { receipt, now, pace }) => async () => {
  const state = await checkReceipt(receipt, policy, pace);
  const { deadline } = state.entries.at(-1);
  if (deadline) {
    const past = BigInt(now) * MICRO > microseconds(deadline);
    throw new Refused(past ? "promise_past" : "promise_open", { deadline: seconds(deadline) });
  }
  sayReceipt(report, state, now);
  return state.entries.every(({ head }) => head.witnessed);
};

// `given` holds policy (bytes), now (seconds), pace, and files (with since, perhaps) or receipt.
export async function verify(given) {
  let policy;
  try {
    policy = parsePolicy(given.policy);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    return { error: "policy_unusable" };
  }
  const report = new Report(given.receipt ? "receipt" : "pack", hex(sha256(given.policy)));
  return judged(report, (given.receipt ? receiptCheck : packCheck)(report, policy, given));
}
