// A map that moves, over the drawn one: MapLibre on GeoJSON alone. No tiles, no glyph server, no sprite, no third party.
// Colours come from the stylesheet's own classes, so that dark mode and printed paper keep one palette.
const MARKS = ["q0", "q1", "q2", "q3", "q4", "q5", "qn"];

class MapView extends HTMLElement {
  async connectedCallback() {
    if (this.classList.contains("live") || matchMedia("(forced-colors: active)").matches) return;
    try {
      await this.start();
    } catch (problem) {
      // The drawn map is still there: that is the whole fallback.
      this.classList.remove("live");
      this.querySelector(".canvas")?.remove();
      console.info("map-view: staying with the drawn map", problem);
    }
  }

  disconnectedCallback() {
    this.map?.remove();
  }

  async start() {
    if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
    const [library, data] = await Promise.all([import(this.dataset.library), this.load(), this.style_()]);
    library.setWorkerUrl(this.dataset.worker);
    const canvas = Object.assign(document.createElement("div"), { className: "canvas" });
    this.append(canvas);
    this.classList.add("live");
    this.library = library;
    this.map = new library.Map({
      container: canvas,
      style: this.look(data),
      bounds: extent(data),
      fitBoundsOptions: { padding: data.bbox ? 0 : 24, maxZoom: 16 },
      attributionControl: false,
      cooperativeGestures: true,
      fadeDuration: 0,
      maxPitch: 0,
      dragRotate: false,
      locale: this.words(),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new library.ScaleControl({ unit: "metric" }), "bottom-left");
    this.map.on("click", (event) => this.tell(event));
    this.map.on("styleimagemissing", ({ id }) => id.startsWith("few") && this.map.addImage(id, hatch(this.colours().edge)));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.map.setStyle(this.look(data)));
    this.map.once("idle", () => this.setAttribute("data-drawn", ""));
  }

  async load() {
    const own = JSON.parse(this.querySelector("script[type='application/json']")?.textContent || "null") ?? { type: "FeatureCollection", features: [] };
    if (!this.dataset.source) return own;
    const answer = await fetch(this.dataset.source, { headers: { Accept: "application/geo+json, application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const more = await answer.json();
    return { ...own, features: [...own.features, ...more.features] };
  }

  style_() {
    return new Promise((done, fail) => {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.dataset.css });
      link.addEventListener("load", done);
      link.addEventListener("error", fail);
      document.head.append(link);
    });
  }

  words() {
    return {
      "Map.Title": this.dataset.label,
      "NavigationControl.ZoomIn": this.dataset.zoomIn,
      "NavigationControl.ZoomOut": this.dataset.zoomOut,
      "Popup.Close": this.dataset.close,
      "CooperativeGesturesHandler.WindowsHelpText": this.dataset.scroll,
      "CooperativeGesturesHandler.MacHelpText": this.dataset.scroll.replace("Ctrl", "⌘"),
      "CooperativeGesturesHandler.MobileHelpText": this.dataset.twoFingers,
    };
  }

  // The stylesheet resolved: what `var(--ink)` or `.q3` is right now.
  colours() {
    const probe = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    probe.setAttribute("class", "hide");
    this.append(probe);
    const found = {};
    for (const mark of MARKS) {
      const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      shape.setAttribute("class", mark);
      probe.append(shape);
      found[mark] = plain(getComputedStyle(shape).fill);
    }
    for (const name of ["paper", "wash", "ink", "ink2", "edge", "rule", "accent"]) {
      probe.setAttribute("color", "");
      probe.style.color = `var(--${name})`;
      found[name] = plain(getComputedStyle(probe).color);
    }
    probe.remove();
    return { ...found, q0: "transparent", qn: "transparent" };
  }

  look(data) {
    const c = this.colours();
    const is = (layer) => ["==", ["get", "layer"], layer];
    const mark = ["match", ["coalesce", ["get", "mark"], ""], ...MARKS.flatMap((name) => [name, c[name]]), "transparent"];
    const onfill = ["match", ["coalesce", ["get", "mark"], ""], ["q4", "q5"], c.paper, c.ink];
    const line = (id, layer, color, width) => ({ id, type: "line", source: "d", filter: is(layer), paint: { "line-color": color, "line-width": width } });
    const font = getComputedStyle(document.body).fontFamily.split(",").map((name) => name.trim().replaceAll('"', ""));
    return {
      version: 8,
      sources: { d: { type: "geojson", data } },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": c.paper } },
        line("around", "around", c.rule, 1),
        { id: "area", type: "fill", source: "d", filter: is("area"), paint: { "fill-color": mark } },
        { id: "few", type: "fill", source: "d", filter: ["all", is("area"), ["==", ["get", "mark"], "qn"]], paint: { "fill-pattern": `few-${c.edge}` } },
        line("outline", "area", ["match", ["coalesce", ["get", "mark"], ""], ["q1", "q2", "q3", "q4", "q5", "qn"], c.paper, c.edge], 1.2),
        line("way", "way", c.rule, ["interpolate", ["exponential", 1.6], ["zoom"], 11, 1, 18, 12]),
        line("border", "border", c.ink, 2.5),
        { id: "spot", type: "circle", source: "d", filter: is("spot"), paint: {
          "circle-radius": ["coalesce", ["get", "size"], 5], "circle-color": ["case", ["to-boolean", ["get", "few"]], c.paper, c.accent],
          "circle-opacity": 0.8, "circle-stroke-width": ["case", ["to-boolean", ["get", "few"]], 2, 1], "circle-stroke-color": ["case", ["to-boolean", ["get", "few"]], c.accent, c.paper] } },
        { id: "number", type: "symbol", source: "d", filter: ["all", is("area"), ["any", ["has", "number"], ["has", "name"]]],
          layout: { "text-field": ["format", ["coalesce", ["get", "number"], ""], { "font-scale": 1.25 }, ["case", ["all", ["has", "number"], ["has", "name"]], "\n", ""], {}, ["coalesce", ["get", "name"], ""], {}], "text-font": font, "text-size": 12 },
          paint: { "text-color": onfill, "text-halo-color": ["match", ["coalesce", ["get", "mark"], ""], MARKS.slice(1), "transparent", c.paper], "text-halo-width": 1.5 } },
      ],
    };
  }

  tell(event) {
    const box = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
    const [hit] = this.map.queryRenderedFeatures(box, { layers: ["spot", "area"] });
    if (!hit?.properties.label) return;
    const said = Object.assign(document.createElement("p"), { textContent: hit.properties.label });
    if (hit.properties.url) {
      said.append(" ", Object.assign(document.createElement("a"), { href: hit.properties.url, textContent: this.dataset.open }));
    }
    new this.library.Popup({ maxWidth: "18rem" }).setLngLat(event.lngLat).setDOMContent(said).addTo(this.map);
  }
}

// Nothing may be shown here: the same slanted lines as on the drawn map.
function hatch(color) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 12, height: 12 });
  const pen = canvas.getContext("2d");
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  for (const at of [-12, 0, 12]) {
    pen.moveTo(at, 12);
    pen.lineTo(at + 12, 0);
  }
  pen.stroke();
  return pen.getImageData(0, 0, 12, 12);
}

// MapLibre reads rgb() and hex; a browser may answer color(srgb …).
function plain(color) {
  const [, r, g, b] = color.match(/color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/) ?? [];
  return r === undefined ? color : `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(",")})`;
}

function extent(data) {
  if (data.bbox) return data.bbox;
  const box = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] === "number") {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else part.forEach(walk);
  };
  const main = data.features.filter((feature) => feature.properties.layer !== "around");
  (main.length ? main : data.features).forEach((feature) => walk(feature.geometry.coordinates));
  return box[0] > box[2] ? [-10, 45, 30, 55] : box;
}

customElements.define("map-view", MapView);
