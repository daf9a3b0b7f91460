// <find-me>: a button that asks the device for its position and goes to the page of the area. Without script there is
// no button, and the search field does the same work. Four decimals are about ten metres: nothing finer is sent.
class FindMe extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = this.dataset.label;
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    button.addEventListener("click", () => this.ask(said));
    this.append(button, said);
  }

  ask(said) {
    said.textContent = this.dataset.waiting;
    const found = ({ coords }) => {
      const url = new URL(this.dataset.url, location.href);
      url.searchParams.set("lon", coords.longitude.toFixed(4));
      url.searchParams.set("lat", coords.latitude.toFixed(4));
      location.assign(url);
    };
    const refused = () => {
      said.textContent = this.dataset.refused;
    };
    navigator.geolocation.getCurrentPosition(found, refused, { timeout: 10000, maximumAge: 60000 });
  }
}
customElements.define("find-me", FindMe);
