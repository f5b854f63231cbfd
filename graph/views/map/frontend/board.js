/* The ground the people stand on: account discs with level rings, or sectors and rings of distance around one person. */
function drawZones(ctx, s, k, view) {
  const T = s.T;
  for (const z of s.board.zones || []) {
    if (z.x + z.r < view[0] || z.x - z.r > view[2] || z.y + z.r < view[1] || z.y - z.r > view[3]) continue;
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

/* Each sector's name beside the rim, at the height of its middle; names on one side keep off each other. */
function sectorTexts(b, k) {
  const line = 17 / k, out = [];
  for (const right of [true, false]) {
    const mine = (b.sectors || []).map((w) => ({ w, angle: (((w.from + w.to) / 2) * Math.PI) / 180 })).filter((m) => Math.cos(m.angle) >= 0 === right);
    for (const m of mine) m.y = Math.max(-b.rim + 12 / k, Math.min(b.rim - line - 4 / k, b.rim * Math.sin(m.angle)));
    mine.sort((p, q) => p.y - q.y);
    for (let i = 1; i < mine.length; i++) mine[i].y = Math.max(mine[i].y, mine[i - 1].y + 2.2 * line);
    for (let i = mine.length - 1, most = b.rim - line; i >= 0; most = mine[i--].y - 2.2 * line) mine[i].y = Math.min(mine[i].y, most);
    for (const { w, y } of mine) {
      const high = Math.min(Math.abs(y - 13 / k), Math.abs(y + line + 4 / k)), level = (y - 13 / k) * (y + line) < 0 ? 0 : high;
      const x = (Math.sqrt(Math.max(0, b.rim ** 2 - level ** 2)) + 12 / k) * (right ? 1 : -1), align = right ? "left" : "right";
      out.push({ text: short(w.name, 14), x: b.x + x, y: b.y + y, px: 13, bold: true, tone: "ink", align });
      out.push({ text: w.note, x: b.x + x, y: b.y + y + line, px: 12, tone: w.warn ? "warn" : "ink3", align, below: true });
    }
  }
  return out;
}

/* Names of zones, sectors and rings at a constant size; each takes its place before any person's name does. */
function boardTexts(s, k) {
  const b = s.board, out = b.axes ? axesTexts(b, k) : [];
  for (const z of b.zones || []) {
    out.push({ text: short(z.name, 16), x: z.x, y: z.y - z.r - (k < 0.75 ? 4 : 19) / k, px: 13, bold: true, tone: "ink", align: "center" });
    out.push({ text: z.note, x: z.x, y: z.y - z.r - 4 / k, px: 12, tone: z.warn ? "warn" : "ink3", align: "center", least: 0.75 });
  }
  out.push(...sectorTexts(b, k));
  for (const r of b.rings || []) {
    const [x, y] = onCircle(b, r.r, b.gap ?? 90);
    out.push({ text: r.name, x, y: y + 4 / k, px: 12, tone: "ink3", align: "center", ground: "canvas", shy: true });
  }
  return out;
}

function drawBoardTexts(ctx, s, k, taken, dots) {
  let left_out = false;
  for (const t of boardTexts(s, k)) {
    if (!t.text || (t.least && k < t.least) || (t.below && left_out)) continue;
    ctx.font = `${t.bold ? 700 : 400} ${t.px / k}px ${FACE}`;
    const w = ctx.measureText(t.text).width, left = t.align === "center" ? t.x - w / 2 : t.align === "right" ? t.x - w : t.x;
    const box = [left - 2 / k, t.y - t.px / k, left + w + 2 / k, t.y + 4 / k];
    left_out = !clear(box, taken) || (t.shy && !clear(box, dots));
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
