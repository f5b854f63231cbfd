/* The ground the people stand on: account discs with level rings, or sectors and rings of distance around one person. */
function drawZones(ctx, s, k) {
  const T = s.T;
  for (const z of s.board.zones || []) {
    disc(ctx, z.x, z.y, z.r);
    ctx.fillStyle = T.zone;
    ctx.fill();
    ctx.lineWidth = 1 / k;
    ctx.strokeStyle = T.hair;
    ctx.stroke();
    for (const r of z.rings || []) { disc(ctx, z.x, z.y, r); ctx.stroke(); }
  }
}

const onCircle = (b, r, degrees) => [b.x + r * Math.cos((degrees * Math.PI) / 180), b.y + r * Math.sin((degrees * Math.PI) / 180)];

function drawSectors(ctx, s, k) {
  const b = s.board, T = s.T, rim = b.rim;
  const rad = (d) => (d * Math.PI) / 180;
  for (const w of b.sectors || []) {
    ctx.beginPath();
    ctx.arc(b.x, b.y, rim, rad(w.from), rad(w.to));
    ctx.arc(b.x, b.y, b.hub, rad(w.to), rad(w.from), true);
    ctx.closePath();
    ctx.fillStyle = T.zone;
    ctx.fill();
    ctx.beginPath();
    ctx.arc(b.x, b.y, rim, rad(w.from), rad(w.to));
    ctx.lineWidth = 1 / k;
    ctx.strokeStyle = T.rule;
    ctx.globalAlpha = 0.55;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = T.hair;
  ctx.lineWidth = 1 / k;
  for (const r of b.rings || []) { disc(ctx, b.x, b.y, r.r); ctx.stroke(); }
}

/* Names of zones, sectors and rings at a constant size; each takes its place before any person's name does. */
function boardTexts(s, k) {
  const b = s.board, out = [];
  for (const z of b.zones || []) {
    out.push({ text: z.name, x: z.x, y: z.y - z.r - (k < 0.75 ? 4 : 19) / k, px: 13, bold: true, tone: "ink", align: "center" });
    out.push({ text: z.note, x: z.x, y: z.y - z.r - 4 / k, px: 12, tone: z.warn ? "warn" : "ink3", align: "center", least: 0.75 });
  }
  for (const w of b.sectors || []) {
    const middle = (w.from + w.to) / 2, c = Math.cos((middle * Math.PI) / 180), sn = Math.sin((middle * Math.PI) / 180);
    const [x, y] = onCircle(b, b.rim + (Math.abs(c) > 0.9 ? 12 : 14) / k, middle);
    const align = c > 0.25 ? "left" : c < -0.25 ? "right" : "center", lift = sn < -0.5 ? -16 : sn > 0.5 ? 12 : -2;
    out.push({ text: w.name, x, y: y + lift / k, px: 13, bold: true, tone: "ink", align });
    out.push({ text: w.note, x, y: y + (lift + 17) / k, px: 12, tone: w.warn ? "warn" : "ink3", align, below: true });
  }
  for (const r of b.rings || []) {
    const [x, y] = onCircle(b, r.r, b.gap ?? 90);
    out.push({ text: r.name, x, y: y + 4 / k, px: 12, tone: "ink3", align: "center", ground: "canvas" });
  }
  return out;
}

function drawBoardTexts(ctx, s, k, taken) {
  let left_out = false;
  for (const t of boardTexts(s, k)) {
    if (!t.text || (t.least && k < t.least) || (t.below && left_out)) continue;
    ctx.font = `${t.bold ? 700 : 400} ${t.px / k}px ${FACE}`;
    const w = ctx.measureText(t.text).width, left = t.align === "center" ? t.x - w / 2 : t.align === "right" ? t.x - w : t.x;
    const box = [left - 2 / k, t.y - t.px / k, left + w + 2 / k, t.y + 4 / k];
    left_out = taken.some((o) => o[0] < box[2] && box[0] < o[2] && o[1] < box[3] && box[1] < o[3]);
    if (left_out) continue;
    taken.push(box);
    write(ctx, s, t.text, t.x, t.y, t.align, t.tone, t.ground || "canvas", k);
  }
}

/* Text with a halo in the ground's colour. The font is set by the caller. */
function write(ctx, s, text, x, y, align, tone, ground, k) {
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 / k;
  ctx.strokeStyle = s.T[ground];
  ctx.strokeText(text, x, y);
  ctx.fillStyle = s.T[tone];
  ctx.fillText(text, x, y);
}
