// The review screen: the source stays open on a desk, keys go on and skip, the pointer shows where a row came from.
const wide = matchMedia("(min-width: 900px)");

function unfold() {
  const box = document.querySelector(".source-box");
  if (!box) return;
  if (wide.matches) box.open = true;
  const lit = box.querySelector(".lit");
  if (lit && box.open && box.scrollHeight > box.clientHeight) box.scrollTop = Math.max(0, lit.offsetTop - box.offsetTop - 80);
}

function point(row) {
  for (const old of document.querySelectorAll(".pointed")) old.classList.remove("pointed");
  for (const id of row?.dataset.blocks?.split(" ") ?? []) document.getElementById(`goc-${id}`)?.classList.add("pointed");
}

document.addEventListener("keydown", (event) => {
  const form = document.getElementById("sua");
  if (!form || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn.main"));
  } else if (event.key === "Escape") {
    document.getElementById("bo-qua")?.click();
  }
});

document.addEventListener("mouseover", (event) => point(event.target.closest("[data-blocks]")));
document.addEventListener("focusin", (event) => point(event.target.closest("[data-blocks]")));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "xem-lai") return;
  unfold();
  document.querySelector("#sua h2")?.scrollIntoView({ block: "nearest" });
  document.querySelector("#sua textarea, #sua input:not([type=hidden])")?.focus({ preventScroll: true });
});
wide.addEventListener("change", unfold);
unfold();
