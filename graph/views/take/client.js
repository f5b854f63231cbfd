/* What the browser makes by itself of what is shown: a PNG at twice the size, and a sheet of paper. Nothing is sent. */
function download(url, name) {
  const link = made("a", "", "", { href: url, download: name });
  link.click();
}

async function png(data) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([data.svg], { type: "image/svg+xml" }));
  await image.decode();
  const k = Math.min(2, 12000 / Math.max(image.width, image.height)), sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [Math.round(image.width * k), Math.round(image.height * k)];
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  URL.revokeObjectURL(image.src);
  sheet.toBlob((blob) => { const url = URL.createObjectURL(blob); download(url, `${data.name}.png`); setTimeout(() => URL.revokeObjectURL(url), 10000); });
}

/* The sheet is printed, or kept as PDF, by the browser's own dialog. */
function paper(data) {
  const frame = made("iframe", "", "", { title: data.paper_label });
  frame.style.cssText = "position:fixed;width:0;height:0;border:0";
  frame.srcdoc = data.paper;
  frame.onload = () => { frame.contentWindow.print(); setTimeout(() => frame.remove(), 60000); };
  document.body.append(frame);
}

export default function ({ parentElement: root, data, setTriggerValue }) {
  themed(root);
  const box = root.querySelector(".take"), acts = [["png", data.svg, data.png_label, png], ["pdf", data.paper, data.paper_label, paper]];
  box.replaceChildren(...acts.filter(([, has]) => has).map(([form, , label, run]) => {
    const b = made("button", "", "", { type: "button", "data-form": form });
    b.append(icon("down"), made("span", "", label));
    b.onclick = async () => { setTriggerValue("taken", { form, seq: Date.now() }); await run(data); };
    return b;
  }));
}
