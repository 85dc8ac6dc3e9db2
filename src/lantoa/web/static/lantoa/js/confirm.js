// A question before what cannot be undone: data-confirm on a form or its button, hx-confirm with htmx.
let agreed = null;

function ask(question, source) {
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
  go.className = source.classList.contains("danger") ? "btn danger" : "btn main";
  go.textContent = source.dataset.confirmYes || "Đồng ý";
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

// While the event still goes down, that is before htmx, which listens on the form itself, can send it.
async function hold(event) {
  const { target: form, submitter } = event;
  const source = submitter?.dataset.confirm ? submitter : form;
  if (!source.dataset.confirm) return;
  if (agreed === form) {
    agreed = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(source.dataset.confirm, source))) return;
  agreed = form;
  form.requestSubmit(submitter);
}

document.addEventListener("submit", hold, { capture: true });

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question, event.detail.elt)) event.detail.issueRequest(true);
});
