// The page: what the reader chose, the check, and the result in the language that is on.

import { Refused, hex, unbase64 } from "./bytes.js";
import { drawReport, drawTrust, element, notice } from "./draw.js";
import { fromDrop, fromInput } from "./files.js";
import { parsePolicy } from "./policy.js";
import { verify } from "./report.js";
import { sha256 } from "./sha2.js";
import { bound, say, sentence, speak, spoken } from "./speak.js";

const part = (id) => document.getElementById(id);
const printed = bound.policy === null ? null : unbase64(bound.policy);
const state = { pack: null, receipt: null, since: null, policy: null, report: null, problem: null, about: null };

const policyName = () => ({ path: state.policy?.name ?? "verify.html" });
const readAll = async (file) => new Uint8Array(await file.arrayBuffer());

function drawChosen() {
  const { pack, receipt, since, policy } = state;
  const folder = (one) => (one ? say("chosen_pack", { name: one.name, count: one.files.blobs.size }) : "");
  const file = (one) => (one ? say("chosen_file", { name: one.name }) : "");
  part("chosen").textContent = folder(pack) || file(receipt);
  part("since-chosen").textContent = folder(since);
  part("policy-chosen").textContent = file(policy);
}

function drawTrusted() {
  const bytes = state.policy?.bytes ?? printed;
  try {
    const policy = bytes && parsePolicy(bytes);
    const text = bytes && new TextDecoder().decode(bytes);
    part("trust").replaceChildren(...drawTrust(policy, bytes && hex(sha256(bytes)), text, state.policy !== null));
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    part("trust").replaceChildren(element("p", {}, sentence("errors", "policy_unusable", policyName())));
  }
}

function drawResult() {
  const { report, about } = state;
  part("ask").hidden = report !== null;
  if (!report) {
    part("result").replaceChildren();
    document.title = say("title");
    return;
  }
  const print = element("button", { type: "button", class: "second" }, say("print"));
  const again = element("button", { type: "button" }, say("again"));
  print.addEventListener("click", () => window.print());
  again.addEventListener("click", startOver);
  part("result").replaceChildren(...drawReport(report, about), element("p", { class: "acts-row" }, again, print));
  document.title = `${report.verdict} – ${say("title")}`;
}

function draw() {
  document.documentElement.lang = spoken();
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", say(node.dataset.name));
  for (const link of document.querySelectorAll(".langs a")) {
    if (link.lang === spoken()) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  part("problem").replaceChildren(...(state.problem ? [notice(state.problem())] : []));
  drawChosen();
  drawTrusted();
  drawResult();
}

// A problem is a function, so that it can be said again in another language.
function tell(problem) {
  state.problem = problem;
  draw();
}

function startOver() {
  Object.assign(state, { pack: null, receipt: null, since: null, report: null, problem: null });
  part("form").reset();
  draw();
  part("main").focus();
}

function choose(what, value) {
  state[what] = value;
  if (what === "pack") state.receipt = null;
  if (what === "receipt") state.pack = null;
  tell(null);
}

function listen(id, read) {
  part(id).addEventListener("change", async ({ target }) => {
    if (!target.files.length) return;
    const chosen = await read(target.files);
    if (chosen) choose(id, chosen);
    else tell(() => say("no_folders"));
  });
}

// Null where the browser knows no folders and gave single files: a verdict on those would be a verdict on the browser.
function folderOf(list) {
  const name = list[0].webkitRelativePath?.split("/")[0];
  return name ? { name, files: fromInput(list) } : null;
}

const fileOf = async ([file]) => ({ name: file.name, bytes: await readAll(file) });

async function dropped(event) {
  event.preventDefault();
  part("drop").classList.remove("over");
  const [item, ...more] = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
  if (!item || more.length) return tell(() => say("one_thing"));
  try {
    const { file, ...folder } = await fromDrop(item);
    return file ? choose("receipt", await fileOf([file])) : choose("pack", folder);
  } catch (problem) {
    return tell(() => sentence("errors", "unreadable", { path: problem.message }));
  }
}

// Lets the page breathe: about every 40 ms the bar moves and keys are answered. Only a new stage is read aloud.
function pacer() {
  let [last, announced] = [performance.now(), ""];
  return async (stage, done, total) => {
    if (performance.now() - last < 40) return;
    part("stage").textContent = say(`stage_${stage}`, { done, total });
    if (stage !== announced) part("announced").textContent = part("stage").textContent;
    announced = stage;
    part("bar").value = total ? done / total : 0;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

async function run() {
  const now = Math.floor(Date.now() / 1000);
  const about = { name: (state.pack ?? state.receipt).name, at: now };
  if (state.pack && state.since) about.since = state.since.name;
  const given = { policy: state.policy?.bytes ?? printed, now, pace: pacer() };
  const { pack, receipt, since } = state;
  const target = pack ? { files: pack.files, since: since?.files } : { receipt: receipt.bytes };
  const report = await verify({ ...given, ...target });
  if (report.error) tell(() => sentence("errors", report.error, policyName()));
  else Object.assign(state, { report, about });
}

async function check(event) {
  event.preventDefault();
  if (document.body.hasAttribute("aria-busy")) return undefined;
  if (!state.pack && !state.receipt) return tell(() => say("nothing"));
  if (!state.policy && !printed) return tell(() => say("trust_none"));
  part("progress").hidden = false;
  document.body.setAttribute("aria-busy", "true");
  state.problem = null;
  try {
    await run();
  } catch (problem) {
    const unread = problem instanceof DOMException;
    state.problem = () => (unread ? sentence("errors", "unreadable", { path: problem.message }) : say("fault"));
    if (!unread) console.warn(problem);
  }
  part("progress").hidden = true;
  document.body.removeAttribute("aria-busy");
  draw();
  return part("verdict")?.focus();
}

function start() {
  const turn = () => {
    speak(location.hash.slice(1));
    draw();
  };
  listen("pack", folderOf);
  listen("since", folderOf);
  listen("receipt", fileOf);
  listen("policy", fileOf);
  part("form").addEventListener("submit", check);
  part("drop").addEventListener("drop", dropped);
  for (const kind of ["dragenter", "dragover"]) {
    part("drop").addEventListener(kind, (event) => {
      event.preventDefault();
      part("drop").classList.add("over");
    });
  }
  part("drop").addEventListener("dragleave", () => part("drop").classList.remove("over"));
  window.addEventListener("hashchange", turn);
  part("needs").remove();
  part("work").hidden = false;
  turn();
}

start();
