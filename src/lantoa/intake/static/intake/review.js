// The review screen: light on the pictures of the pages follows the cursor; every step can be taken by a key.
const wide = matchMedia("(min-width: 900px)");
const SVG = "http://www.w3.org/2000/svg";
const GRID = 1000;

function marks() {
  const text = document.getElementById("sua")?.dataset.marks;
  return text ? JSON.parse(text) : { boxes: [], unsure: [], words: [], fields: {} };
}

function rect(box, name) {
  const [page, left, top, right, bottom] = box;
  const made = document.createElementNS(SVG, "rect");
  const size = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [key, share] of Object.entries(size)) made.setAttribute(key, (share * GRID).toFixed(1));
  made.setAttribute("class", name);
  document.querySelector(`#trang-${page} svg`)?.append(made);
}

function draw(kind, boxes) {
  for (const old of document.querySelectorAll(`.pages rect.${kind}`)) old.remove();
  for (const box of boxes) rect(box, kind);
}

// Bring a box into sight where the pages are scrolled; `always`: even one that can be seen already.
function show(box, always) {
  const pages = document.querySelector(".pages");
  const page = box && document.getElementById(`trang-${box[0]}`)?.querySelector("img");
  if (!pages || !page) return;
  const frame = pages.getBoundingClientRect(), seen = page.getBoundingClientRect();
  const top = seen.top - frame.top + box[2] * seen.height, bottom = seen.top - frame.top + box[4] * seen.height;
  const left = seen.left - frame.left + box[1] * seen.width, right = seen.left - frame.left + box[3] * seen.width;
  const away = top < 0 || bottom > frame.height, aside = left < 0 || right > frame.width;
  if (always || away) pages.scrollTop += top - Math.max(24, (frame.height - (bottom - top)) / 3);
  if (aside) pages.scrollLeft += left - 24;
}

function light() {
  const found = marks();
  draw("lit", found.boxes);
  draw("unsure", found.unsure);
  const pointed = follow(document.activeElement);
  show(pointed[0] ?? found.unsure[0] ?? found.boxes[0], true);
}

// The part of the page that the field under the cursor was read from.
function follow(field) {
  const boxes = field?.form?.id === "sua" ? (marks().fields[field.name] ?? []) : [];
  draw("pointed", boxes);
  return boxes;
}

function unfold() {
  const box = document.querySelector(".source-box");
  if (!box) return;
  if (wide.matches) box.open = true;
  if (box.classList.contains("paged")) return light();
  const lit = box.querySelector(".lit");
  if (lit && box.open && box.scrollHeight > box.clientHeight) box.scrollTop = Math.max(0, lit.offsetTop - box.offsetTop - 80);
}

function point(row) {
  for (const old of document.querySelectorAll(".source .pointed")) old.classList.remove("pointed");
  for (const id of row?.dataset.blocks?.split(" ") ?? []) document.getElementById(`goc-${id}`)?.classList.add("pointed");
}

// Where a word stands by itself in a text, -1 where it does not.
function place(text, word) {
  const letter = /[\p{L}\d]/u;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text[at - 1] ?? " ") && !letter.test(text[at + word.length] ?? " ")) return at;
  }
  return -1;
}

// The cursor goes to the word that the scan did not show clearly, or to the doubtful field; else to the first one.
function begin() {
  const form = document.getElementById("sua");
  if (!form || !wide.matches) return;
  const fields = [...form.querySelectorAll("textarea, input:not([type=hidden]):not([type=checkbox])")];
  const found = marks();
  const word = found.words.find((one) => fields.some((field) => place(field.value, one) >= 0)) ?? "";
  const doubtful = word ? fields.find((field) => place(field.value, word) >= 0) : form.elements[found.focus];
  const field = doubtful ?? document.querySelector("#tao[data-ready]") ?? fields[0];
  const folded = field?.closest("#sua details");
  if (folded) folded.open = true;
  field?.focus({ preventScroll: true });
  if (!doubtful) return;
  if (word) field.setSelectionRange(place(field.value, word), place(field.value, word) + word.length);
  field.scrollIntoView({ block: "nearest" });
}

function press(event) {
  const form = document.getElementById("sua");
  if (!form || document.querySelector("dialog[open]")) return;
  const enter = event.key === "Enter", control = event.ctrlKey || event.metaKey;
  const step =
    enter && control && event.shiftKey ? () => document.getElementById("tao").click()
    : enter && control ? () => form.requestSubmit(form.querySelector(".btn.main"))
    : enter && event.altKey ? () => form.requestSubmit(document.getElementById("ca-nhom") ?? form.querySelector(".btn.main"))
    : event.key === "Escape" ? () => document.getElementById("bo-qua")?.click()
    : event.altKey && event.key === "ArrowUp" ? () => document.getElementById("tro-lai")?.click()
    : event.altKey && event.code === "KeyZ" ? () => document.getElementById("phong-to")?.click()
    : null;
  if (!step) return;
  event.preventDefault();
  step();
}

document.addEventListener("keydown", press);
document.addEventListener("mouseover", (event) => point(event.target.closest("[data-blocks]")));
document.addEventListener("focusin", (event) => {
  point(event.target.closest("[data-blocks]"));
  show(follow(event.target)[0], false);
});
document.addEventListener("change", (event) => {
  if (event.target.id === "phong-to") light();
});
document.addEventListener("toggle", (event) => event.target.matches?.(".source-box") && event.target.open && light(), true);
document.addEventListener("htmx:historyRestore", unfold);
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "xem-lai") return;
  unfold();
  document.querySelector("#sua h2")?.scrollIntoView({ block: "nearest" });
  begin();
});
wide.addEventListener("change", unfold);
unfold();
if (!location.hash) begin();
