// Go anywhere by typing: Ctrl K or "/". The address in data-url answers {items: [{label, note, url}]} to ?q=.
class CommandBar extends HTMLElement {
  #items = [];
  #at = 0;

  connectedCallback() {
    const id = "command";
    this.innerHTML = "";
    const opener = Object.assign(document.createElement("button"), { type: "button", className: "second" });
    opener.append(this.dataset.label, " ", Object.assign(document.createElement("kbd"), { textContent: "Ctrl K" }));
    this.dialog = document.createElement("dialog");
    this.dialog.setAttribute("aria-label", this.dataset.label);
    this.input = Object.assign(document.createElement("input"), { type: "search", id: `${id}-q`, autocomplete: "off" });
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "true"], ["aria-controls", `${id}-list`], ["aria-autocomplete", "list"]]) this.input.setAttribute(name, value);
    const label = Object.assign(document.createElement("label"), { htmlFor: this.input.id, textContent: this.dataset.hint });
    this.list = Object.assign(document.createElement("ul"), { id: `${id}-list` });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.none = Object.assign(document.createElement("p"), { className: "hint" });
    this.none.setAttribute("role", "status");
    this.dialog.append(label, this.input, this.list, this.none);
    this.append(opener, this.dialog);
    opener.addEventListener("click", () => this.open());
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.move(event));
    document.addEventListener("keydown", (event) => this.hotkey(event));
  }

  hotkey(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) {
      event.preventDefault();
      this.open();
    }
  }

  open() {
    this.dialog.showModal();
    this.input.select();
    this.ask();
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const q = this.input.value.trim();
      const answer = await fetch(`${this.dataset.url}?q=${encodeURIComponent(q)}`, { headers: { Accept: "application/json" } }).catch(() => null);
      if (this.input.value.trim() === q) this.show(answer?.ok ? (await answer.json()).items : []);
    }, 120);
  }

  show(items) {
    this.#items = items;
    this.#at = 0;
    this.none.textContent = items.length ? "" : this.dataset.none;
    this.list.replaceChildren(...items.map((item, at) => {
      const row = Object.assign(document.createElement("li"), { id: `command-${at}` });
      row.setAttribute("role", "option");
      row.append(Object.assign(document.createElement("span"), { textContent: item.label }), Object.assign(document.createElement("span"), { className: "soft small", textContent: item.note ?? "" }));
      row.addEventListener("click", () => location.assign(item.url));
      return row;
    }));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.#at)));
    if (this.#items.length) this.input.setAttribute("aria-activedescendant", `command-${this.#at}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#items.length) {
      event.preventDefault();
      this.#at = (this.#at + step + this.#items.length) % this.#items.length;
      this.mark();
      this.list.children[this.#at].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && this.#items[this.#at]) {
      event.preventDefault();
      location.assign(this.#items[this.#at].url);
    }
  }
}
customElements.define("command-bar", CommandBar);
