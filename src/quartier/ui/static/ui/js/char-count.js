// Says how many characters are left. Nothing typed is cut off; the server checks the length.
class CharCount extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input");
    this.limit = Number(this.dataset.limit);
    this.shown = document.createElement("p");
    this.shown.className = "hint";
    this.heard = document.createElement("p");
    this.heard.className = "hide";
    this.heard.setAttribute("aria-live", "polite");
    this.append(this.shown, this.heard);
    this.field.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const left = this.limit - [...this.field.value].length;
    const text = `${left < 0 ? this.dataset.over : this.dataset.left} ${Math.abs(left).toLocaleString(document.documentElement.lang)}`;
    this.shown.textContent = text;
    this.shown.className = left < 0 ? "err" : "hint";
    clearTimeout(this.timer);
    // Announced after a pause, so that typing is not talked over.
    this.timer = setTimeout(() => (this.heard.textContent = text), 1200);
  }
}
customElements.define("char-count", CharCount);
