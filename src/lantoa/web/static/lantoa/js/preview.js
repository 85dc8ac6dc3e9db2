// Shows the photograph just taken or chosen, drawn small, before it is sent: <input type="file" data-preview="id">.
const SIDE = 800;

function size(bytes) {
  const amount = bytes < 1e6 ? [bytes / 1e3, "kB", 0] : [bytes / 1e6, "MB", 1];
  return `${amount[0].toLocaleString("vi-VN", { maximumFractionDigits: amount[2] })} ${amount[1]}`;
}

async function drawn(file) {
  const canvas = document.createElement("canvas");
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Ảnh xem trước: ${file.name}`);
  picture.close();
  return canvas;
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  const place = input.dataset?.preview && document.getElementById(input.dataset.preview);
  if (!place) return;
  place.replaceChildren();
  for (const file of input.files) {
    const line = document.createElement("p");
    line.className = "small soft";
    line.textContent = `${file.name}, ${size(file.size)}`;
    if (file.type.startsWith("image/")) {
      // A format this browser cannot draw (HEIC on many) is still sent: its name and size stand for it.
      await drawn(file).then((canvas) => place.append(canvas), () => {});
    }
    place.append(line);
  }
});
