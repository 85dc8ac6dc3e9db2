// On a desk, Enter confirms the row at once; on a phone the page stays where the two rows are compared.
const button = document.querySelector("#ghep button[value=ghep]");
if (button && window.matchMedia("(min-width: 52rem) and (hover: hover)").matches) button.focus({ preventScroll: true });
