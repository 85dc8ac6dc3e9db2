// On a phone the menu opens in place. Without this file the button is a link to the menu, which then shows itself.
const button = document.querySelector(".menu-button");
const side = document.getElementById("menu");

function show(open) {
  side.classList.toggle("open", open);
  button.setAttribute("aria-expanded", String(open));
}

if (button && side) {
  button.setAttribute("role", "button");
  show(false);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    show(!side.classList.contains("open"));
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !side.classList.contains("open")) return;
    show(false);
    button.focus();
  });
}
