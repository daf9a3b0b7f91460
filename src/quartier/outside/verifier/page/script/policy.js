// Whom we trust (C2SP tlog-policy): the log's keys, the witnesses, and how many of them it takes.

import { refuse, utf8 } from "./bytes.js";
import { parseCheckpoint } from "./checkpoint.js";
import { LOG_KEY, openNote, parseKey, sameKey } from "./note.js";

const NUMBER = /^[1-9][0-9]*$/;

class Policy {
  constructor() {
    this.logs = [];
    this.witnesses = new Map(); // name → key
    this.groups = new Map(); // name → { least, members }
    this.used = new Set();
    this.quorum = undefined; // null where the file says that none is needed
    this.packKeys = [];
    this.receiptKeys = [];
  }

  log([text, ...url]) {
    const key = url.length < 2 ? parseKey(text ?? "") : refuse("policy");
    if (key.type === 4 || this.logs.some((log) => sameKey(log, key))) refuse("policy");
    this.logs.push(key);
  }

  witness([name, text, ...url]) {
    const key = url.length < 2 ? parseKey(text ?? "") : refuse("policy");
    if (key.type === LOG_KEY || [...this.witnesses.values()].some((one) => sameKey(one, key))) refuse("policy");
    this.witnesses.set(this.fresh(name), key);
  }

  group([name, threshold, ...members]) {
    for (const member of members) {
      if (!this.knows(member) || this.used.has(member)) refuse("policy");
      this.used.add(member);
    }
    const words = new Map([["all", members.length], ["any", 1]]);
    const least = words.get(threshold) ?? (NUMBER.test(threshold ?? "") ? Number(threshold) : 0);
    if (least < 1 || least > members.length) refuse("policy");
    this.groups.set(this.fresh(name), { least, members });
  }

  setQuorum([name, ...rest]) {
    if (this.quorum !== undefined || rest.length || !(name === "none" || this.knows(name))) refuse("policy");
    this.quorum = name === "none" ? null : name;
  }

  knows(name) {
    return this.witnesses.has(name) || this.groups.has(name);
  }

  fresh(name) {
    return name && name !== "none" && !this.knows(name) ? name : refuse("policy");
  }

  // `signed` holds names of witnesses; each name stands in at most one group, so nobody counts twice.
  satisfied(name, signed) {
    if (name === null) return true;
    if (this.witnesses.has(name)) return signed.has(name);
    const { least, members } = this.groups.get(name);
    return members.filter((member) => this.satisfied(member, signed)).length >= least;
  }
}

// “# quartier-pack-key <vkey>” and nothing else on the line: a line that begins so must be so.
function companion(policy, line) {
  const [, role, rest] = /^# quartier-(pack|receipt)-key (.*)$/s.exec(line) ?? [];
  if (role === undefined) return;
  const key = parseKey(fromByteString(rest));
  if (key.type !== LOG_KEY) refuse("policy");
  (role === "pack" ? policy.packKeys : policy.receiptKeys).push(key);
}

// A companion's name is that of a log and one word more.
function checkCompanions(policy) {
  const named = (keys, word) => keys.every(({ name }) => policy.logs.some((log) => name === `${log.name}/${word}`));
  if (!named(policy.packKeys, "pack") || !named(policy.receiptKeys, "receipt")) refuse("policy");
}

const fromByteString = (text) => utf8(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));

function readPolicyLine(policy, line) {
  const items = line.split(/[ \t]+/).filter(Boolean);
  if (!items.length) return;
  // A comment may hold any bytes; it is read only where it names one of our companion keys.
  if (items[0].startsWith("#")) {
    companion(policy, line);
    return;
  }
  const [word, ...rest] = items.map(fromByteString);
  if (!["log", "witness", "group", "quorum"].includes(word)) refuse("policy");
  policy[word === "quorum" ? "setQuorum" : word](rest);
}

export function parsePolicy(bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (/[^\t\n\x20-\x7e\x80-\xff]/.test(text) || !text.endsWith("\n")) refuse("policy");
  const policy = new Policy();
  for (const line of text.slice(0, -1).split("\n")) readPolicyLine(policy, line);
  checkCompanions(policy);
  return policy.quorum === undefined ? refuse("policy") : policy;
}

// The latest time since which a whole quorum has signed: one witness alone cannot make a head look young.
function confirmedAt(policy, cosigned) {
  const since = (time) => new Set([...cosigned].filter(([, at]) => at >= time).map(([name]) => name));
  const times = [...cosigned.values()].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));
  return times.find((time) => policy.satisfied(policy.quorum, since(time))) ?? null;
}

// The head of a checkpoint note, and the time at which each witness signed it. Refuses all but a head to be trusted.
export function judge(policy, bytes, origin = null) {
  const { text, verified, unknown } = openNote(bytes, [...policy.logs, ...policy.witnesses.values()]);
  const signed = verified.map(({ key }) => key).filter((key) => policy.logs.includes(key));
  const names = signed.map(({ name }) => name).filter((name) => origin === null || name === origin);
  if (!names.length) refuse("no_log_signature");
  const checkpoint = parseCheckpoint(text, names.find((name) => text.startsWith(`${name}\n`)) ?? names[0]);
  const cosigned = new Map();
  for (const [name, key] of policy.witnesses) {
    const found = verified.find((one) => one.key === key);
    if (found?.at) cosigned.set(name, found.at); // a time of 0 says nothing of time
  }
  if (!policy.satisfied(policy.quorum, new Set(cosigned.keys()))) refuse("quorum");
  return { checkpoint, cosigned, confirmed: confirmedAt(policy, cosigned), unknown, witnessed: policy.quorum !== null };
}
