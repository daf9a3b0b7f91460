// Keeps a board fresh, and takes keys: the number of a cell, then the letter of an act. The page works without it.
class LiveBoard extends HTMLElement {
  #tag = "";
  #late = new Set();
  #digits = "";
  #waiting = new Map();

  connectedCallback() {
    this.live = this.querySelector("[data-live]");
    this.lost = this.querySelector("[data-lost]");
    this.says = this.querySelector("[data-says]");
    this.#late = this.late();
    this.timer = setInterval(() => this.ask(), Number(this.dataset.every));
    document.addEventListener("visibilitychange", () => this.ask());
    document.addEventListener("keydown", (event) => this.key(event));
    this.live.addEventListener("focusout", () => setTimeout(() => this.settle(), 0));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async ask() {
    if (this.asking || document.hidden) return;
    this.asking = true;
    const headers = this.#tag ? { "If-None-Match": this.#tag } : {};
    const signal = AbortSignal.timeout(8000);
    const answer = await fetch(this.dataset.url, { headers, signal, redirect: "manual", cache: "no-store" }).catch(() => null);
    const text = answer?.status === 200 ? await answer.text().catch(() => null) : null;
    this.asking = false;
    this.lost.hidden = answer?.status === 304 || text !== null;
    if (text === null) return;
    this.#tag = answer.headers.get("ETag") ?? "";
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    for (const part of fresh.content.querySelectorAll("[id^=part-]")) this.take(part);
    this.tell();
  }

  // A row that has the focus does not move: its list waits until the focus has left it.
  take(part) {
    const old = document.getElementById(part.id);
    if (!old || old.isEqualNode(part)) return;
    if (old.contains(document.activeElement) && part.querySelector(".queue")) this.refresh(old, part);
    else if (part.id === "part-cells" && ids(old) === ids(part)) for (const cell of [...part.children]) this.swap(document.getElementById(cell.id), cell);
    else this.swap(old, part);
  }

  refresh(old, part) {
    const rows = new Map([...part.querySelectorAll(".queue > li")].map((row) => [row.id, row]));
    for (const row of old.querySelectorAll(".queue > li")) {
      const fresh = rows.get(row.id);
      row.classList.toggle("gone", !fresh);
      if (!fresh) continue;
      for (const end of ["firstElementChild", "lastElementChild"]) row[end].replaceWith(fresh[end].cloneNode(true));
      row.dataset.state = fresh.dataset.state ?? "";
    }
    this.#waiting.set(part.id, part);
  }

  swap(old, part) {
    if (!old || old.isEqualNode(part)) return;
    const href = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    if (old.classList.contains("chosen")) part.classList.add("chosen");
    old.replaceWith(part);
    if (href) part.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus();
    this.#waiting.delete(part.id);
  }

  settle() {
    for (const [id, part] of this.#waiting) {
      const old = document.getElementById(id);
      if (!old?.contains(document.activeElement)) this.swap(old, part);
    }
  }

  late() {
    return new Set([...this.live.querySelectorAll(".queue > li[data-state=late]")].map((row) => row.id));
  }

  tell() {
    const now = this.late();
    const fresh = [...now].filter((id) => !this.#late.has(id));
    if (fresh.length) this.says.textContent = fresh.map((id) => document.getElementById(id).textContent.trim().replace(/\s+/g, " ")).join(". ");
    this.#late = now;
  }

  // A letter that is none of ours (a Ukrainian keyboard) counts by the place of its key.
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog[open]")) return;
    const typed = /^[a-z0-9]$/i.test(event.key) ? event.key.toLowerCase() : /^(?:Key|Digit|Numpad)(\w)$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key;
    if (/^[0-9]$/.test(typed)) this.choose(typed);
    else if (typed === "Escape") this.forget();
    else this.act(typed, event);
  }

  choose(digit) {
    const find = (digits) => this.querySelector(`.cell[data-key="${digits}"]`);
    const before = this.querySelector(".cell.chosen");
    this.#digits = find(this.#digits + digit) ? this.#digits + digit : digit;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => { this.#digits = ""; }, 1500);
    const cell = find(this.#digits);
    if (!cell) return;
    before?.classList.remove("chosen");
    cell.classList.add("chosen");
    const people = [...cell.querySelectorAll(".person > p > a")];
    const at = before === cell ? people.indexOf(document.activeElement) + 1 : 0;
    people[at % people.length]?.focus();
  }

  act(letter, event) {
    const act = document.querySelector(`.keys [data-key="${CSS.escape(letter)}"]`)?.dataset.act;
    const people = [...(this.querySelector(".cell.chosen")?.querySelectorAll(".person") ?? [])];
    const person = people.find((one) => one.contains(document.activeElement)) ?? people[0];
    if (!act || !person) return;
    event.preventDefault();
    location.assign(person.dataset.acts.replace(/acts\/$/, `${act}/`));
  }

  forget() {
    this.#digits = "";
    this.querySelector(".cell.chosen")?.classList.remove("chosen");
  }
}
const ids = (list) => [...list.children].map((one) => one.id).join();
customElements.define("live-board", LiveBoard);
