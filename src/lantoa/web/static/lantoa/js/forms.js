// Forms: nothing typed is lost by a slip, nothing is sent twice, and errors are where the eye is.
const AGAIN_AFTER = 4000;
const changed = new Set();
const sent = new WeakMap();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) changed.add(form);
});

// The last listener of all: an earlier one (a question to confirm) may have stopped the sending.
window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  const before = sent.get(form);
  if (before && Date.now() - before < AGAIN_AFTER && form.method === "post") {
    event.preventDefault();
    return;
  }
  sent.set(form, Date.now());
  changed.delete(form);
});

window.addEventListener("pageshow", () => changed.clear());

window.addEventListener("beforeunload", (event) => {
  for (const form of changed) if (!form.isConnected) changed.delete(form);
  if (changed.size) event.preventDefault();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form && event.detail.successful && event.detail.requestConfig.verb !== "get") changed.delete(form);
});

function toErrors(root) {
  root.querySelector?.(".errors")?.focus();
}

document.addEventListener("htmx:afterSettle", (event) => toErrors(event.target));
document.addEventListener("change", (event) => {
  const select = event.target.closest?.("[data-send-on-change]");
  if (select?.form) select.form.requestSubmit();
});
toErrors(document);
