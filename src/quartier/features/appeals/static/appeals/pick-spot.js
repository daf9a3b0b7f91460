// <pick-spot>: a tap on the map, or the device's own position, becomes the hidden field of the form. Without script the
// search, the list of areas and the words do the same work. Five decimals are about a metre: finer is not sent.
class PickSpot extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.field);
    this.said = document.createElement("p");
    this.said.setAttribute("role", "status");
    this.said.className = "hint";
    if (navigator.geolocation) this.prepend(this.button());
    this.append(this.said);
    const view = this.querySelector("map-view");
    if (!view) return;
    const ready = () => {
      if (!view.hasAttribute("data-drawn")) return false;
      this.said.textContent = this.dataset.tap;
      view.map.on("click", ({ lngLat }) => this.take(lngLat.lng, lngLat.lat, view));
      return true;
    };
    if (!ready()) {
      const watch = new MutationObserver(() => ready() && watch.disconnect());
      watch.observe(view, { attributes: true, attributeFilter: ["data-drawn"] });
    }
  }

  button() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => {
      this.said.textContent = this.dataset.waiting;
      const found = ({ coords }) => this.take(coords.longitude, coords.latitude, this.querySelector("map-view"));
      const refused = () => {
        this.said.textContent = this.dataset.refused;
      };
      navigator.geolocation.getCurrentPosition(found, refused, { timeout: 10000, maximumAge: 60000 });
    });
    return button;
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
