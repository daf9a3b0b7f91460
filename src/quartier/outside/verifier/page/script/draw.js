// Elements, and the parts of the result: verdict, facts, entries, warnings, limits, and whom the page trusts.

import { bound, dayOf, parted, plain, say, sentence } from "./speak.js";

const SHAPES = {
  kept: "M1 1h14v14H1ZM3 8.5l3.7 3.6 6.5-6.9-1.5-1.4-5.1 5.4L4.4 7.1Z",
  late: "M8 1 16 15H0ZM7.1 6h1.8v5H7.1Zm0 6h1.8v1.8H7.1Z",
  soon: "M8 0 16 8 8 16 0 8ZM8 3.8 3.8 8 8 12.2 12.2 8Z",
};
const STATES = { OK: "kept", NOT: "late", "NOT WITNESSED": "soon" };

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.flat(Infinity).filter((child) => child !== null));
  return made;
}

function shape(state) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const drawn = { class: "g", viewBox: "0 0 16 16", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(drawn)) svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[state]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

function section(heading, ...matter) {
  const header = element("header", {}, element("h2", {}, heading));
  return element("section", { class: "section" }, header, element("div", { class: "stack" }, matter));
}

export function notice(text) {
  const top = element("span", { class: "top" }, shape("late"), text);
  return element("p", { class: "notice", "data-state": "late", role: "alert" }, top);
}

const row = (term, ...value) => element("div", {}, element("dt", {}, term), element("dd", {}, value));

function verdict(report) {
  const state = STATES[report.verdict];
  const means = element("span", { class: "means" }, say(`means_${state}`));
  const marked = { class: "verdict", "data-state": state, id: "verdict", tabindex: "-1" };
  const heading = element("h1", marked, shape(state), report.verdict, means);
  if (report.reason === null) {
    const code = report.verdict === "OK" ? `ok_${report.subject}` : "unwitnessed";
    return [heading, element("p", { class: "says-why" }, sentence("verdicts", code))];
  }
  const reason = bound.words.reasons[report.reason];
  const [what, step] = [element("strong", {}, `${say("step")}. `), sentence("steps", reason.next)];
  const code = element("p", { class: "soft small" }, say("code", { code: report.reason }));
  const why = element("p", { class: "says-why" }, sentence("reasons", report.reason, report.details));
  return [heading, why, element("p", { class: "col" }, what, step), code];
}

const OF_ENTRIES = ["entry", "exists", "not_shown", "value", "hidden"];

function facts(list) {
  const rows = list.map(({ code, ...gaps }) => parted(code, gaps));
  const pairs = rows.filter(([term]) => term !== null).map(([term, value]) => row(term, value));
  const alone = rows.filter(([term]) => term === null).map(([, text]) => element("li", {}, text));
  return [
    pairs.length ? element("dl", { class: "facts" }, pairs) : null,
    alone.length ? element("ul", { class: "rows" }, alone) : null,
  ];
}

// A text as it reads; whatever else the value is, as it stands in the receipt.
function valueOf(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === "string") return plain(value);
  } catch {
    // shown as it stands
  }
  return element("code", {}, plain(text));
}

function entries(list) {
  const blocks = [];
  for (const { code, ...gaps } of list) {
    if (["entry", "exists"].includes(code)) {
      const [head, ...times] = sentence("facts", code, gaps).split(", ");
      const notes = times.length ? [element("p", { class: "soft small" }, times.join(", "))] : [];
      blocks.push({ head: element("h3", {}, head), values: [], notes });
    } else if (code === "value") {
      blocks.at(-1).values.push(row(plain(gaps.field), valueOf(gaps.value)));
    } else {
      blocks.at(-1).notes.push(element("p", { class: "soft small" }, sentence("facts", code, gaps)));
    }
  }
  return blocks.map(({ head, values, notes }) => {
    const opened = values.length ? element("dl", { class: "facts" }, values) : null;
    return element("article", { class: "entry stack-2" }, head, notes, opened);
  });
}

function listed(table, items) {
  const lines = items.map(({ code, ...gaps }) => element("li", {}, sentence(table, code, gaps)));
  return element("ul", { class: "rows" }, lines);
}

// The whole result of one check; `about` says what was checked and when.
export function drawReport(report, about) {
  const own = report.facts.filter(({ code }) => OF_ENTRIES.includes(code));
  // Whom the page trusts stands below the result, with its fingerprint.
  const others = report.facts.filter(({ code }) => !["policy", ...OF_ENTRIES].includes(code));
  const limits = Object.keys(bound.words.limits).map((code) => ({ code }));
  const words = (code) => sentence("verdicts", code);
  const lines = [say("checked", about), ...(about.since ? [say("against", { name: about.since })] : [])];
  const told = lines.map((text) => element("p", { class: "soft small" }, text));
  return [
    element("div", { class: "head stack" }, verdict(report), told),
    report.warnings.length ? section(words("warnings"), listed("warnings", report.warnings)) : null,
    own.length ? section(say("entries"), entries(own)) : null,
    others.length ? section(words("facts"), facts(others)) : null,
    report.reason === null ? section(words("limits"), listed("limits", limits)) : null,
  ].filter((part) => part !== null);
}

function quorum(policy) {
  if (policy.quorum === null) return say("quorum_none");
  if (policy.witnesses.has(policy.quorum)) return plain(policy.quorum);
  const { least, members } = policy.groups.get(policy.quorum);
  return say("quorum_of", { least, count: members.length, names: members });
}

function fingerprint(digest) {
  const groups = digest.match(/.{4}/g).map((group) => element("span", {}, `${group} `));
  return element("code", { class: "print" }, groups);
}

// Whom the page trusts, with the fingerprint to compare with paper. `policy` is null where none is printed.
export function drawTrust(policy, digest, text, isOther) {
  const header = element("header", {}, element("h2", {}, say("trust")));
  if (policy === null) return [header, element("p", {}, say("trust_none"))];
  const named = ([name, key]) => plain(name === key.name ? name : `${name} (${key.name})`);
  const names = [...policy.witnesses].map((one) => element("li", {}, named(one)));
  const rows = [
    row(say("fingerprint"), fingerprint(digest)),
    row(say("log"), policy.logs.map(({ name }) => plain(name)).join(", ")),
    names.length ? row(say("witnesses"), element("ul", {}, names)) : null,
    row(say("quorum"), quorum(policy)),
    bound.day && !isOther ? row(say("printed"), dayOf(bound.day)) : null,
  ];
  const whole = element("pre", { tabindex: "0", role: "region", "aria-label": say("policy_text") }, text);
  const advice = element("p", { class: "col" }, say(isOther ? "trust_other" : "compare"));
  const more = element("details", {}, element("summary", {}, say("policy_text")), whole);
  return [header, element("div", { class: "stack" }, advice, element("dl", { class: "facts" }, rows), more)];
}

