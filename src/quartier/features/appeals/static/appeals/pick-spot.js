// <pick-spot>: a tap on the map, or the device's own position, becomes the hidden field of the form. Without script the
// search, the list of areas and the words do the same work. Five decimals are about a metre: finer is not sent.
class PickSpot extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    this.said = document.createElement("p");
    this.said.setAttribute("role", "status");
    this.said.className = "hint";
    const row = document.createElement("p");
    row.className = "row";
    if (navigator.geolocation) row.append(this.button(this.dataset.label, () => this.locate()));
    const sheet = this.querySelector("template");
    if (sheet) row.append(this.button(this.dataset.map, (event) => this.open(sheet, event.currentTarget)));
    this.append(row, this.said);
  }

  button(label, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "second", textContent: label });
    button.addEventListener("click", act);
    return button;
  }

  // The map is heavy: it comes only to whoever asks for it.
  open(sheet, button) {
    button.remove();
    import(this.dataset.script);
    this.append(sheet.content.cloneNode(true));
    const view = this.querySelector("map-view");
    const ready = () => {
      if (!view.hasAttribute("data-drawn")) return false;
      this.said.textContent = this.dataset.tap;
      view.map.on("click", ({ lngLat }) => this.take(lngLat.lng, lngLat.lat, view));
      return true;
    };
    const watch = new MutationObserver(() => ready() && watch.disconnect());
    watch.observe(view, { attributes: true, attributeFilter: ["data-drawn"] });
    ready();
  }

  locate() {
    this.said.textContent = this.dataset.waiting;
    const found = ({ coords }) => this.take(coords.longitude, coords.latitude, this.querySelector("map-view"));
    const refused = () => {
      this.said.textContent = this.dataset.refused;
    };
    navigator.geolocation.getCurrentPosition(found, refused, { timeout: 10000, maximumAge: 60000 });
  }

  take(lon, lat, view) {
    this.field.value = `${lon.toFixed(5)},${lat.toFixed(5)}`;
    this.said.textContent = this.dataset.taken;
    if (!view?.map) return;
    this.marker?.remove();
    this.marker = new view.library.Marker().setLngLat([lon, lat]).addTo(view.map);
  }
}
customElements.define("pick-spot", PickSpot);
