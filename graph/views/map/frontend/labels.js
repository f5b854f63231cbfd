/* People's names: 12-14 px at any zoom, important first; below the dot, else above, right, left, else left to the list. */
const clear = (box, taken) => !taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3]);

/* A name that fits on the canvas; the whole of it is in the tip, the card and the list. Wide characters count double. */
function short(name, most = 10) {
  let wide = 0, out = "";
  for (const c of name.replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, "")) {
    wide += c.codePointAt(0) > 0x2e7f ? 2 : 1;
    if (wide > most * 2) return `${out.trimEnd()}…`;
    out += c;
  }
  return out;
}

function places(n, r, px, w, k) {
  const low = n.y + r + (px + 2) / k;
  return [
    [n.x, low, "center", n.x - w / 2], [n.x, n.y - r - 6 / k, "center", n.x - w / 2],
    [n.x + r + 6 / k, n.y + 4 / k, "left", n.x + r + 6 / k], [n.x - r - 6 / k, n.y + 4 / k, "right", n.x - r - 6 / k - w],
  ];
}

/* Give each of these people's names a free place; what is taken grows. */
function placeNames(ctx, s, k, ids, taken, out, most) {
  for (const id of ids) {
    if (k < 0.85 && out.length >= most) break;
    const n = s.people.get(id);
    if (!n || !n.name || (s.isDim(id) && !s.chosen.has(id))) continue;
    const r = s.radius(n, k), top = s.chosen.has(id) || n.ring === 0, px = top ? 14 : n.ring === 1 || n.fold ? 13 : 12, bold = top || n.ring === 1 || Boolean(n.fold);
    ctx.font = `${bold ? 700 : 400} ${px / k}px ${FACE}`;
    const name = short(n.name), w = ctx.measureText(name).width, spots = places(n, r, px, w, k);
    const forced = s.chosen.size < 4 && (s.chosen.has(id) || id === s.hovered);
    const boxOf = ([, y, , left]) => [left - 2 / k, y - (px - 1) / k, left + w + 2 / k, y + 3 / k];
    const spot = spots.find((p) => clear(boxOf(p), taken)) || (forced ? spots[0] : null);
    if (!spot) continue;
    taken.push(boxOf(spot));
    out.push({ id, name, x: spot[0], y: spot[1], align: spot[2], px, bold, quiet: n.ring === 3 && !top, box: boxOf(spot) });
  }
}

/* What names must not cover: everybody's dot, and the marks of our people on them. */
function dotBoxes(s, k) {
  const dots = [];
  for (const n of s.people.values()) {
    if (s.isDim(n.id)) continue;
    const r = s.radius(n, k) + 1 / k;
    dots.push([n.x - r, n.y - r, n.x + r, n.y + r]);
    if (s.hasRep(n, k)) { const m = repBox(n, s.radius(n, k), k); dots.push([m[0], m[1], m[0] + m[2], m[1] + m[3]]); }
  }
  return dots;
}

/* Where each name goes, worked out once a zoom, a selection and a picture: the first few people, the ground, the rest. */
function settleLabels(ctx, s, k) {
  const out = [];
  s.dots = dotBoxes(s, k);
  const first = s.chosen.size > 12 ? [] : [...s.chosen, ...(s.hovered ? [s.hovered] : []), ...(s.board.sectors ? s.route : s.near)];
  const order = [...new Set([...first, ...s.rank])];
  const most = Math.round((s.box.clientWidth * s.box.clientHeight) / 8500) + first.length;
  const early = s.board.sectors ? 0 : 6;
  placeNames(ctx, s, k, order.slice(0, early), s.dots.slice(), out, most);
  s.firstBoxes = out.map((l) => l.box);
  const ground = s.firstBoxes.slice();
  ctx.save();
  ctx.globalAlpha = 0;
  drawBoardTexts(ctx, s, k, ground, s.dots);
  ctx.restore();
  placeNames(ctx, s, k, order.slice(early), [...s.dots, ...ground], out, most);
  return out;
}

function drawLabels(ctx, s, k, view) {
  const key = `${k.toFixed(3)}|${[...s.chosen]}|${s.hovered}|${s.version}`;
  if (s.labelKey !== key) {
    s.labels = settleLabels(ctx, s, k);
    s.labelKey = key;
  }
  drawBoardTexts(ctx, s, k, s.firstBoxes.slice(), s.dots);
  for (const l of s.labels) {
    if (l.box[0] > view[2] || l.box[2] < view[0] || l.box[1] > view[3] || l.box[3] < view[1]) continue;
    ctx.font = `${l.bold ? 700 : 400} ${l.px / k}px ${FACE}`;
    write(ctx, s, l.name, l.x, l.y, l.align, l.quiet ? "ink2" : "ink", "zone", k);
  }
}
