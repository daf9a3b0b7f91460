// Loads an element only where the page has one. Everything works without this file.
const parts = {};
for (const [name, load] of Object.entries(parts)) if (document.querySelector(name)) load();
document.querySelector('[role="alert"][tabindex]')?.focus();
