// Loads an element only where a page has one. Every page works without this file.
const parts = {
  "map-view": () => import("./map-view.js"),
  "exit-page": () => import("./exit-page.js"),
  "char-count": () => import("./char-count.js"),
  "command-bar": () => import("./command-bar.js"),
  "draft-keeper": () => import("./draft-keeper.js"),
};
for (const [name, load] of Object.entries(parts)) if (document.querySelector(name)) load();

// A draft whose form was sent and did not come back has arrived.
const sent = sessionStorage.getItem("quartier-sent");
if (sent && !document.querySelector(`draft-keeper[data-key="${CSS.escape(sent)}"]`)) {
  localStorage.removeItem(`quartier-draft-${sent}`);
  sessionStorage.removeItem("quartier-sent");
}
