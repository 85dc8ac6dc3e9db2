// htmx and the line: sends the CSRF token, says in a sentence what failed, and whether there is a connection at all.
const note = document.getElementById("net-note");
const SAY = {
  400: "Yêu cầu không đọc được. Hãy tải lại trang rồi thử lại.",
  403: "Trang đã mở quá lâu. Hãy tải lại trang rồi thử lại.",
  404: "Không tìm thấy, hoặc bạn không có quyền xem.",
  405: "Không làm được theo cách này.",
  413: "Tệp hoặc dữ liệu gửi lên quá lớn.",
  429: "Bạn thao tác quá nhanh. Hãy chờ ít phút rồi thử lại.",
};
const BROKEN = "Hệ thống gặp lỗi, việc vừa rồi chưa được lưu. Hãy thử lại sau ít phút.";
const NO_LINE = "Không kết nối được với máy chủ. Những gì bạn đã nhập vẫn còn trên trang này; hãy thử lại khi có mạng.";
const OFFLINE = "Đang mất kết nối mạng. Bạn cứ nhập tiếp, khi có mạng hãy bấm gửi.";

function say(sentence) {
  if (!note) return;
  note.querySelector("span").textContent = sentence;
  note.hidden = !sentence;
}

note?.querySelector("button").addEventListener("click", () => say(""));
window.addEventListener("offline", () => say(OFFLINE));
window.addEventListener("online", () => say(""));
if (!navigator.onLine) say(OFFLINE);

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:beforeSend", () => say(navigator.onLine ? "" : OFFLINE));
document.addEventListener("htmx:sendError", () => say(NO_LINE));
document.addEventListener("htmx:timeout", () => say(NO_LINE));
document.addEventListener("htmx:responseError", (event) => say(SAY[event.detail.xhr.status] ?? BROKEN));

// A whole page where a part was asked for: the session ended and the sign-in page came instead.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, boosted } = event.detail;
  if (boosted || !/^\s*<!doctype html/i.test(xhr.responseText) || xhr.status >= 400) return;
  event.detail.shouldSwap = false;
  const arrived = new URL(xhr.responseURL, location.href);
  if (arrived.pathname === document.body.dataset.signIn) location.reload();
  else location.assign(arrived);
});
