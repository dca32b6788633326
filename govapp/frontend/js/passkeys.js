// Passkeys: the browser is asked, and its answer is sent with the form it stands in.
//
// [data-passkey="get|create"]  hidden until the browser knows passkeys; data-options is
//                              where it gets what to ask, data-field where the answer goes

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

for (const place of document.querySelectorAll("[data-passkey]")) {
  const said = place.querySelector("[role=status]");
  const button = place.querySelector("button");
  const { host, elsewhere } = place.dataset;
  const isHere = location.hostname === host || location.hostname.endsWith(`.${host}`);
  if (!window.PublicKeyCredential) continue;
  place.hidden = false;
  if (!isHere) {
    const address = `${location.protocol}//${host}${location.port && `:${location.port}`}${location.pathname}`;
    const link = Object.assign(document.createElement("a"), { href: address, textContent: address });
    said.append(`${elsewhere} `, link);
    button.hidden = true;
    continue;
  }
  button.addEventListener("click", async () => {
    said.textContent = "";
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await ask(place.dataset);
      const form = place.closest("form");
      form.elements[place.dataset.field].value = JSON.stringify(answer);
      form.requestSubmit();
    } catch {
      said.textContent = place.dataset.failed;
    }
    button.removeAttribute("aria-disabled");
  });
}

async function ask({ passkey, options: address }) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const options = await answer.json();
  options.challenge = toBytes(options.challenge);
  for (const known of options.excludeCredentials ?? []) known.id = toBytes(known.id);
  if (options.user) options.user.id = toBytes(options.user.id);
  return write(await navigator.credentials[passkey]({ publicKey: options }));
}

/** A credential as JSON, also where the browser has no toJSON yet. */
function write({ id, rawId, type, response }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const parts = names.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  return { id, rawId: toText(rawId), type, response: Object.fromEntries(parts) };
}
