// A button that copies a text of the page; where the browser does not let it, the text is marked to be copied by hand.
for (const button of document.querySelectorAll("[data-copy-from]")) {
  const source = document.getElementById(button.dataset.copyFrom);
  button.hidden = false;
  button.addEventListener("click", async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
      button.querySelector("span").textContent = button.dataset.copied;
    } catch {
      source.focus();
    }
  });
}
