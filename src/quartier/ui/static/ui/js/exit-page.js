// Leave quickly: the link, or Shift three times within two seconds. The page is blanked at once and leaves no way back.
class ExitPage extends HTMLElement {
  #presses = [];

  connectedCallback() {
    this.link = this.querySelector("a");
    this.link.addEventListener("click", this);
    document.addEventListener("keyup", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keyup", this);
  }

  handleEvent(event) {
    if (event.type === "click") {
      event.preventDefault();
      this.leave();
      return;
    }
    if (event.key !== "Shift") {
      this.#presses = [];
      return;
    }
    const now = performance.now();
    this.#presses = [...this.#presses.filter((at) => now - at < 2000), now];
    if (this.#presses.length >= 3) this.leave();
  }

  leave() {
    const away = this.link.href;
    document.title = " ";
    document.body.replaceChildren();
    location.replace(away);
  }
}
customElements.define("exit-page", ExitPage);
