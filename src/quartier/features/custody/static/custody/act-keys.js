// A letter presses the button that shows it. A letter that is none of ours counts by the place of its key.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog[open]")) return;
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : /^Key(\w)$/.exec(event.code)?.[1]?.toLowerCase();
  const act = letter && document.querySelector(`.menu [data-key="${letter}"]`);
  if (!act) return;
  event.preventDefault();
  act.click();
});
