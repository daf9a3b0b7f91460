// Keeps what was typed on this device for one day, and waits for the connection before it sends.
// Not for shared devices or sensitive forms: the page decides by leaving this element out.
const DAY = 24 * 3600 * 1000;

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.name = `quartier-draft-${this.dataset.key}`;
    this.says = document.createElement("p");
    this.says.className = "hint";
    this.says.setAttribute("role", "status");
    this.form.append(this.says);
    this.restore();
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  // Passwords, files, hidden values and codes never stay on the device.
  fields() {
    return [...this.form.elements].filter(
      (field) => field.name && !["password", "hidden", "file", "submit", "button"].includes(field.type) && field.autocomplete !== "one-time-code",
    );
  }

  keep() {
    const values = this.fields().map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? (field.checked ? field.value : null) : field.value]);
    try {
      localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), values }));
      this.says.textContent = this.dataset.saved ?? "";
    } catch {
      this.says.textContent = "";
    }
  }

  restore() {
    let draft = null;
    try {
      draft = JSON.parse(localStorage.getItem(this.name));
    } catch {
      localStorage.removeItem(this.name);
    }
    const typed = this.fields().some((field) => field.tagName !== "SELECT" && field.type !== "radio" && field.type !== "checkbox" && field.value);
    if (!draft || typed) return;
    if (Date.now() - draft.at > DAY) {
      localStorage.removeItem(this.name);
      return;
    }
    const fields = this.fields();
    draft.values.forEach(([name, value], at) => {
      const field = fields[at];
      if (!field || field.name !== name) return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = value === field.value;
      else field.value = value;
    });
    this.says.textContent = this.dataset.restored ?? "";
  }

  send(event) {
    if (navigator.onLine) {
      sessionStorage.setItem("quartier-sent", this.dataset.key);
      return;
    }
    event.preventDefault();
    this.keep();
    this.says.textContent = this.dataset.offline ?? "";
    addEventListener("online", () => this.form.requestSubmit(), { once: true });
  }
}
customElements.define("draft-keeper", DraftKeeper);
