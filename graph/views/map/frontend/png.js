/* The picture as a PNG at twice the size, with its title, legend, filters and day: nothing leaves the machine. */
const PAD = 24, TOP = 48, ROW = 22;

/* The samples of the legend in rows of that width, each with where it goes; and how many rows. */
function legendRows(ctx, s, data, wide) {
  const out = [];
  let x = 0, row = 0;
  ctx.font = `12px ${FACE}`;
  for (const l of data.legend) {
    const mark = sample(l, s.T), needed = mark.width / 2 + 6 + ctx.measureText(l.text).width;
    if (x && x + needed > wide) [x, row] = [0, row + 1];
    out.push({ mark, text: l.text, x, row });
    x += needed + 18;
  }
  return [out, row + 1];
}

function picturePng(s, data) {
  const w = data.words, wide = s.box.clientWidth, high = s.box.clientHeight, sheet = document.createElement("canvas"), ctx = sheet.getContext("2d");
  const [samples, rows] = legendRows(ctx, s, data, wide - 2 * PAD), notes = [w.shown, ...(data.filters || []), w.day].filter(Boolean);
  [sheet.width, sheet.height] = [2 * wide, 2 * (TOP + high + ROW * rows + 18 * notes.length + PAD)];
  ctx.fillStyle = s.T.canvas;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  const [x, y] = seen(s), k = s.net.getScale();
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 2 * TOP, 2 * wide, 2 * high);
  ctx.clip();
  ctx.setTransform(2 * k, 0, 0, 2 * k, -2 * k * x, 2 * TOP - 2 * k * y);
  [s.k, s.stale] = [k, true];
  paint(ctx, s);
  ctx.restore();
  ctx.setTransform(2, 0, 0, 2, 0, 0);
  const told = (text, px, bold, at, top, tone) => { ctx.font = `${bold ? 700 : 400} ${px}px ${FACE}`; ctx.textAlign = "left"; ctx.textBaseline = "middle"; ctx.fillStyle = s.T[tone]; ctx.fillText(text, at, top, wide - at - PAD); };
  told(w.title, 18, true, PAD, TOP / 2, "ink");
  const low = TOP + high + ROW / 2;
  for (const l of samples) { ctx.drawImage(l.mark, PAD + l.x, low + ROW * l.row - 8, l.mark.width / 2, 16); told(l.text, 12, false, PAD + l.x + l.mark.width / 2 + 6, low + ROW * l.row, "ink2"); }
  notes.forEach((note, i) => told(note, 12, false, PAD, low + ROW * rows + 18 * i, "ink2"));
  s.net.redraw();
  s.emit("taken", { form: "png" });
  sheet.toBlob((blob) => {
    const url = URL.createObjectURL(blob);
    made("a", "", "", { href: url, download: "guanxi-map.png" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });
}
