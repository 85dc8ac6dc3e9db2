// A question before what cannot be undone: data-confirm on a form or its button, hx-confirm with htmx.
let agreed = null;

function ask(question, yes) {
  const box = document.createElement("dialog");
  const text = document.createElement("p");
  const row = document.createElement("div");
  const back = document.createElement("button");
  const go = document.createElement("button");
  text.id = "cau-hoi";
  text.textContent = question;
  row.className = "row";
  back.className = "btn";
  back.textContent = "Quay lại";
  go.className = "btn main";
  go.textContent = yes || "Đồng ý";
  row.append(back, go);
  box.append(text, row);
  box.setAttribute("aria-labelledby", text.id);
  document.body.append(box);
  return new Promise((answer) => {
    back.addEventListener("click", () => box.close(""));
    go.addEventListener("click", () => box.close("yes"));
    box.addEventListener("close", () => {
      box.remove();
      answer(box.returnValue === "yes");
    });
    box.showModal();
    back.focus();
  });
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const source = submitter?.dataset.confirm ? submitter : form;
  if (!source.dataset.confirm || event.defaultPrevented) return;
  if (agreed === form) {
    agreed = null;
    return;
  }
  event.preventDefault();
  if (!(await ask(source.dataset.confirm, source.dataset.confirmYes))) return;
  agreed = form;
  form.requestSubmit(submitter);
});

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question, event.detail.elt.dataset.confirmYes)) event.detail.issueRequest(true);
});
