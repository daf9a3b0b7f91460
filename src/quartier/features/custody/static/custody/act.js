// Forms of acts. Without this script every question is shown and the server says what is missing; nothing depends on it.

// Shows a question only where another one is answered so. What was typed in a hidden one stays.
function asks(form) {
  for (const place of form.querySelectorAll("[data-when]")) {
    const [name, value] = place.dataset.when.split("=");
    const said = [...form.querySelectorAll(`[name="${name}"]:checked`)].map((one) => one.value);
    place.hidden = !said.includes(value) && !place.querySelector(".err");
  }
  for (const pad of form.querySelectorAll("sign-pad")) {
    const name = pad.querySelector("input").name.replace("-drawn", "");
    pad.hidden = form.querySelector(`[name="${name}"]:checked`)?.value !== "screen";
  }
}

class MoreRows extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.type = "button";
    button.textContent = this.dataset.more;
    button.addEventListener("click", () => this.add());
  }

  add() {
    const body = this.querySelector("tbody");
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    for (const field of row.querySelectorAll("input, select")) {
      const name = field.name.replace(/-\d+-/, `-${body.rows.length}-`);
      row.querySelector(`label[for="${field.id}"]`).htmlFor = name;
      field.id = field.name = name;
      field.value = "";
    }
    body.append(row);
    row.querySelector("input, select").focus();
  }
}
customElements.define("more-rows", MoreRows);

// A signature by finger, mouse or pen: strokes as points of a sheet of 1000 by 300.
class SignPad extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.strokes = this.field.value ? this.field.value.split(";") : [];
    this.pad = document.createElement("canvas");
    this.pad.className = "pad";
    this.pad.width = 1000;
    this.pad.height = 300;
    this.pad.setAttribute("role", "img");
    this.pad.setAttribute("aria-label", this.dataset.label);
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "plain";
    clear.textContent = this.dataset.clear;
    clear.addEventListener("click", () => this.set([]));
    const says = document.createElement("p");
    says.className = "hint";
    says.textContent = this.dataset.label;
    this.append(says, this.pad, clear);
    this.pad.addEventListener("pointerdown", (event) => this.begin(event));
    this.pad.addEventListener("pointermove", (event) => this.move(event));
    this.pad.addEventListener("pointerup", () => this.end());
    this.draw();
  }

  point(event) {
    const box = this.pad.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * 1000);
    const y = Math.round(((event.clientY - box.top) / box.height) * 300);
    return `${Math.min(Math.max(x, 0), 1000)},${Math.min(Math.max(y, 0), 300)}`;
  }

  begin(event) {
    this.pad.setPointerCapture(event.pointerId);
    this.stroke = [this.point(event)];
  }

  move(event) {
    if (!this.stroke) return;
    this.stroke.push(this.point(event));
    this.draw([...this.strokes, this.stroke.join(" ")]);
  }

  end() {
    if (!this.stroke) return;
    this.set([...this.strokes, this.stroke.join(" ")]);
    this.stroke = null;
  }

  set(strokes) {
    this.strokes = strokes;
    this.field.value = strokes.join(";");
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.draw();
  }

  draw(strokes = this.strokes) {
    const pen = this.pad.getContext("2d");
    pen.clearRect(0, 0, 1000, 300);
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    for (const stroke of strokes) {
      pen.beginPath();
      for (const point of stroke.split(" ")) pen.lineTo(...point.split(",").map(Number));
      pen.stroke();
    }
  }
}
customElements.define("sign-pad", SignPad);

// Keeps what is typed on the server a second after the last key, and never lets a send get lost: a lost link is waited for,
// an ended session is renewed in another tab while this page keeps everything.
class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.says = document.createElement("p");
    this.says.className = "hint";
    this.says.setAttribute("role", "status");
    this.form.append(this.says);
    this.form.addEventListener("input", () => this.later());
    this.form.addEventListener("change", () => asks(this.form));
    this.form.addEventListener("submit", (event) => this.send(event));
    asks(this.form);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 1000);
  }

  // kept, ended (somebody must sign in), lost (no link)
  async keep() {
    let answer;
    try {
      answer = await fetch(this.dataset.url, { method: "POST", body: new FormData(this.form), redirect: "manual" });
    } catch {
      return this.say("lost");
    }
    if (answer.status === 204) return this.say("kept");
    return this.say((await this.renew()) ? "again" : "ended");
  }

  // After signing in again, in this tab or another, the page needs a token of the new session.
  async renew() {
    try {
      const answer = await fetch(this.dataset.url, { redirect: "manual" });
      if (!answer.ok) return false;
      this.form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
      return true;
    } catch {
      return false;
    }
  }

  say(state) {
    this.says.textContent = { kept: this.dataset.kept, lost: this.dataset.lost, ended: this.dataset.ended }[state] ?? "";
    this.says.className = state === "kept" ? "hint" : "err";
    if (state === "ended") {
      const link = document.createElement("a");
      link.href = this.dataset.login;
      link.target = "_blank";
      link.textContent = this.dataset.sign;
      this.says.append(" ", link);
    }
    return state;
  }

  async send(event) {
    if (this.sure || event.submitter?.name) return;
    event.preventDefault();
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    let state = await this.keep();
    if (state === "again") state = await this.keep();
    if (state === "kept") {
      this.sure = true;
      this.form.requestSubmit(event.submitter);
    } else if (state === "lost") {
      this.retry = setTimeout(() => this.form.requestSubmit(), 5000);
    }
  }
}
customElements.define("keep-draft", KeepDraft);
