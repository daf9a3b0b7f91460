// The verdict of one check with all that was found, as codes: words are put to it by whoever shows it.

import { Refused, base64, hex } from "./bytes.js";
import { MICRO, microseconds } from "./json.js";
import { checkPack, checkSince } from "./pack.js";
import { parsePolicy } from "./policy.js";
import { checkReceipt } from "./receipt.js";
import { sha256 } from "./sha2.js";

const AHEAD = 300;
const SHOWN_ERASURES = 1000;

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

// `now` is the reader's clock, in seconds.
function sayHead(report, { checkpoint, cosigned, unknown }, now) {
  report.say("head", { size: Number(checkpoint.size), root: base64(checkpoint.root) });
  for (const [name, at] of cosigned) report.say("witness", { name, at });
  if (unknown) report.say("unknown_lines", { count: unknown });
  if (!cosigned.size) {
    report.warn("no_time");
    return;
  }
  const age = now - Math.max(...cosigned.values());
  report.say("age", { age });
  if (age < -AHEAD) report.warn("clock", { ahead: -age });
}

function sayErased(report, { erased, shown }) {
  const entries = [...erased.entries].sort(([one], [other]) => one - other);
  const fields = [...erased.fields].flatMap(([index, by]) => [...by].map(([field, j]) => ({ index, field, by: j })));
  if (entries.length) report.say("erased_entries", { count: entries.length });
  if (fields.length) report.say("erased_fields", { count: fields.length });
  for (const [index, by] of entries.slice(0, SHOWN_ERASURES)) report.say("erased_under", { index, by });
  for (const one of fields.slice(0, SHOWN_ERASURES)) report.say("erased_field_under", one);
  for (const { index, opened } of shown) {
    const fieldShown = opened.some((name) => erased.fields.get(index)?.has(name));
    if (erased.entries.has(index) || fieldShown) report.warn("erased_shown", { index });
  }
}

function sayPack(report, state, now) {
  const { pack, origin, head, shown, late, ahead, others } = state;
  report.say("ledger", { origin });
  report.say("policy", { digest: report.policy });
  sayHead(report, head, now);
  report.say("made", { at: pack.made_at });
  report.say(`scope_${pack.scope}`, pack.scope === "kinds" ? { kinds: pack.kinds } : {});
  if (pack.scope !== "structure") {
    report.say("shown", { count: shown.length });
    report.say("opened", { count: shown.reduce((sum, { opened }) => sum + opened.length, 0) });
  }
  sayErased(report, state);
  if (late.count) report.say("entered_later", { count: late.count, longest: Number(late.longest / MICRO) });
  if (ahead) report.warn("claimed_ahead", { count: ahead });
  if (others.length) report.say("other_files", { paths: others });
}

function sayEntry(report, { index, envelope, openings }) {
  if (!envelope) {
    report.say("exists", { index });
    return;
  }
  const { kind, occurred_at: occurred, recorded_at: recorded, fields } = envelope;
  if (index === undefined) report.say("promised", { kind, occurred, recorded });
  else report.say("entry", { index, kind, occurred, recorded });
  const names = Object.keys(openings).sort();
  for (const field of names) report.say("value", { field, value: openings[field].value });
  const hidden = Object.keys(fields).length - names.length;
  if (hidden) report.say("hidden", { count: hidden });
  const gap = microseconds(recorded) - microseconds(occurred);
  if (gap < -300n * MICRO) report.warn("claimed_ahead", { count: 1 });
}

function sayReceipt(report, { receipt, entries }, now) {
  const placed = entries.filter(({ head }) => head);
  const newest = placed.at(-1)?.head;
  if (newest) report.say("ledger", { origin: newest.checkpoint.origin });
  report.say("policy", { digest: report.policy });
  if (newest) sayHead(report, newest, now);
  const open = entries.some(({ envelope }) => envelope);
  if (receipt.record !== null) report.say(open ? "record" : "record_claimed", { record: receipt.record });
  let before = null;
  for (const one of entries) {
    sayEntry(report, one);
    if (one.envelope && receipt.record !== null && one.envelope.prev !== before) {
      report.say("not_shown", { index: one.index });
    }
    before = base64(one.leaf);
  }
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

function packCheck(report, policy, { files, since, now, pace }) {
  return async () => {
    const state = await checkPack(files, policy, pace);
    sayPack(report, state, now);
    if (since) {
      const older = await olderPack(since, policy, pace);
      checkSince(state, older);
      report.say("since", { size: older.leaves.size });
    }
    return state.head.witnessed;
  };
}

function receiptCheck(report, policy, { receipt, now, pace }) {
  return async () => {
    const state = await checkReceipt(receipt, policy, pace);
    sayReceipt(report, state, now);
    const last = state.entries.at(-1);
    if (last.deadline) {
      const past = microseconds(last.deadline) < BigInt(now) * MICRO;
      throw new Refused(past ? "promise_past" : "promise_open", { deadline: last.deadline });
    }
    return state.entries.every(({ head }) => head.witnessed);
  };
}

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
