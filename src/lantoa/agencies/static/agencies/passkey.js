// Passkeys: the browser asks the device, and what the device answers is sent as an ordinary form. Where the browser
// knows no passkeys the part of the page stays hidden, and everything else works without it.
const REFUSED = "Thiết bị chưa xác nhận. Hãy thử lại, hoặc dùng cách khác.";

function bytes(text) {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function made(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) } };
  publicKey.excludeCredentials = described(asked.excludeCredentials);
  const key = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = key.response;
  return {
    ...plain(key),
    response: {
      clientDataJSON: text(clientDataJSON),
      attestationObject: text(attestationObject),
      transports: key.response.getTransports?.() ?? [],
    },
  };
}

async function shown(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  publicKey.allowCredentials = described(asked.allowCredentials);
  const key = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = key.response;
  return {
    ...plain(key),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function plain(key) {
  return {
    type: key.type,
    id: key.id,
    rawId: text(key.rawId),
    authenticatorAttachment: key.authenticatorAttachment,
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options.publicKey;
}

async function ask(form) {
  const note = form.querySelector("[role=alert]");
  note.hidden = true;
  try {
    const asked = await options(form);
    const key = form.dataset.passkey === "create" ? await made(asked) : await shown(asked);
    form.elements.credential.value = JSON.stringify(key);
    form.requestSubmit();
  } catch {
    note.textContent = REFUSED;
    note.hidden = false;
  }
}

// A key belongs to a site's name: at a bare address (the demonstration at 127.0.0.1) there is none to belong to.
const named = !/^[\d.]+$|:/.test(location.hostname);

if (named && window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("[data-ask]").addEventListener("click", () => ask(form));
  }
}
