// Passkeys on the pages of sign-in: the browser is asked, its answer goes into the form's hidden field.
const api = globalThis.PublicKeyCredential;

async function read(element) {
  const held = element.querySelector('script[type="application/json"]');
  if (held) return JSON.parse(held.textContent);
  const answer = await fetch(element.dataset.options, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function run(element, ask, event) {
  event.preventDefault();
  const form = element.querySelector("form");
  const failed = element.querySelector(".err");
  failed.hidden = true;
  try {
    const credential = await ask(await read(element), form);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
  }
}

const prove = (options) =>
  navigator.credentials.get({ publicKey: api.parseRequestOptionsFromJSON((options.request_options ?? options).publicKey) });

const make = (data, form) => {
  const { publicKey } = data.creation_options ?? data;
  const alone = form.elements.passwordless?.checked;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    userVerification: alone ? "required" : "discouraged",
  };
  return navigator.credentials.create({ publicKey: api.parseCreationOptionsFromJSON(publicKey) });
};

// The rules of passkeys want a name in the address; 127.0.0.1 is a number, localhost is a name.
const numbered = /^[\d.]+$|^\[/.test(location.hostname);
for (const hint of document.querySelectorAll("[data-numbered]")) hint.hidden = !numbered;

const asks = { "sign-in": prove, proof: prove, new: make };
for (const element of document.querySelectorAll("[data-passkey]")) {
  if (numbered || !api?.parseRequestOptionsFromJSON) continue;
  element.hidden = false;
  element.querySelector("form").addEventListener("submit", (event) => run(element, asks[element.dataset.passkey], event));
}
