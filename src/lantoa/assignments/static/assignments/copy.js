// Copies the text of a field. Without this script the text is selected and copied by hand; the button stays hidden.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Đã chép. Dán vào nhóm để gửi.";
    } catch {
      said.textContent = "Chưa chép được: chữ đã được chọn, hãy bấm giữ rồi chọn Sao chép.";
    }
  });
}
