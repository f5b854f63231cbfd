/* Lines by the line grammar: the server names tone, width, arrow, dash and bend; here they meet the theme. */
function course(edge, a, b) {
  const bend = edge.bend || 0;
  const mx = (a.x + b.x) / 2 - (b.y - a.y) * bend, my = (a.y + b.y) / 2 + (b.x - a.x) * bend;
  return { a, b, m: { x: mx, y: my } };
}

function trace(ctx, edge) {
  const { a, b, m } = edge.course;
  ctx.moveTo(a.x, a.y);
  if (edge.bend) ctx.quadraticCurveTo(m.x, m.y, b.x, b.y);
  else ctx.lineTo(b.x, b.y);
}

const lineWidth = (edge, k, level) => ((level === 3 ? Math.max(4, edge.width) : edge.width) * (k < 0.7 && level < 3 ? 0.7 : 1) + (level === 2 ? 1.5 : 0)) / k;
const CHANGED = { new: "sup", lost: "opp", changed: "warn-mark" };
const lineTone = (edge, T, level) => (level > 1 ? T.ours : T[CHANGED[edge.change] || edge.tone] || T.tie);

function drawLine(ctx, edge, s, k, level = 0) {
  const { b, m } = edge.course, T = s.T, width = lineWidth(edge, k, level), colour = lineTone(edge, T, level);
  if (edge.arrow) { ctx.beginPath(); trace(ctx, edge); ctx.setLineDash([]); ctx.strokeStyle = T.zone; ctx.lineWidth = width + 4 / k; ctx.stroke(); }
  ctx.beginPath();
  trace(ctx, edge);
  ctx.setLineDash(edge.dash ? [5 / k, 5 / k] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
  ctx.setLineDash([]);
  if (edge.arrow) drawArrow(ctx, edge, m, b, k, colour);
  if (edge.change) drawChange(ctx, edge.change, (edge.course.a.x + 2 * m.x + b.x) / 4, (edge.course.a.y + 2 * m.y + b.y) / 4, k, T);
}

/* What changed since another day: a small sign, plus, cross or triangle, in the colour of its line. */
function drawChange(ctx, change, x, y, k, T) {
  const r = 6.5 / k, d = 3 / k;
  disc(ctx, x, y, r);
  ctx.fillStyle = T.card;
  ctx.fill();
  ctx.lineWidth = 1.5 / k;
  ctx.strokeStyle = T[CHANGED[change]];
  ctx.stroke();
  ctx.beginPath();
  if (change === "new") { ctx.moveTo(x - d, y); ctx.lineTo(x + d, y); ctx.moveTo(x, y - d); ctx.lineTo(x, y + d); }
  else if (change === "lost") { ctx.moveTo(x - d, y - d); ctx.lineTo(x + d, y + d); ctx.moveTo(x + d, y - d); ctx.lineTo(x - d, y + d); }
  else { ctx.moveTo(x, y - d); ctx.lineTo(x + d, y + d); ctx.lineTo(x - d, y + d); ctx.closePath(); }
  ctx.stroke();
}

function drawArrow(ctx, edge, from, to, k, colour) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x), gap = edge.gap + 3.5 / k, size = 9 / k;
  ctx.save();
  ctx.translate(to.x - Math.cos(angle) * gap, to.y - Math.sin(angle) * gap);
  ctx.rotate(angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-size, -size * 0.46);
  ctx.lineTo(-size * 0.8, 0);
  ctx.lineTo(-size, size * 0.46);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.restore();
}

const outside = (edge, v) => {
  const { a, b, m } = edge.course;
  return Math.max(a.x, b.x, m.x) < v[0] || Math.min(a.x, b.x, m.x) > v[2] || Math.max(a.y, b.y, m.y) < v[1] || Math.min(a.y, b.y, m.y) > v[3];
};

/* All ties in view, quiet ones first: plain ones of one look are one stroke, those with an arrow or in the light are drawn singly. */
function drawLines(ctx, s, k, view) {
  const looks = new Map(), single = [];
  for (const edge of s.edges) {
    if (!edge.course || outside(edge, view) || (edge.under && !edge.level && edge.from !== s.hovered && edge.to !== s.hovered)) continue;
    if (edge.level || edge.arrow || edge.change) { single.push(edge); continue; }
    const look = `${edge.tone}|${edge.width}|${edge.dash}|${edge.shade}`;
    (looks.get(look) || looks.set(look, []).get(look)).push(edge);
  }
  for (const edges of looks.values()) {
    const first = edges[0];
    ctx.globalAlpha = first.shade;
    ctx.beginPath();
    for (const edge of edges) trace(ctx, edge);
    ctx.setLineDash(first.dash ? [5 / k, 5 / k] : []);
    ctx.strokeStyle = lineTone(first, s.T, 0);
    ctx.lineWidth = lineWidth(first, k, 0);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  for (const edge of single.sort((x, y) => x.level - y.level)) {
    ctx.globalAlpha = edge.shade;
    drawLine(ctx, edge, s, k, edge.level);
  }
  ctx.globalAlpha = 1;
  drawRoute(ctx, s, k);
}

/* The suggested way: 4 px in our colour, over the ties it goes along. */
function drawRoute(ctx, s, k) {
  const stops = s.route.map((id) => s.people.get(id));
  if (stops.length < 2 || stops.includes(undefined)) return;
  ctx.beginPath();
  stops.forEach((n, i) => (i ? ctx.lineTo(n.x, n.y) : ctx.moveTo(n.x, n.y)));
  ctx.lineJoin = "round";
  ctx.strokeStyle = s.T.ours;
  ctx.lineWidth = 4 / k;
  ctx.stroke();
}

/* The tie under a point of the canvas, at most 6 px away; null when there is none. */
function lineAt(s, x, y, k) {
  let best = null, least = 6 / k;
  for (const e of s.edges) {
    if (!e.course || e.under || outside(e, [x - least, y - least, x + least, y + least])) continue;
    const { a, b, m } = e.course;
    let [px, py] = [a.x, a.y];
    for (let i = 1; i <= 12; i++) {
      const t = i / 12, u = 1 - t, qx = u * u * a.x + 2 * u * t * m.x + t * t * b.x, qy = u * u * a.y + 2 * u * t * m.y + t * t * b.y;
      const dx = qx - px, dy = qy - py, long = dx * dx + dy * dy || 1, f = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / long));
      const far = Math.hypot(x - px - f * dx, y - py - f * dy);
      if (far < least) [least, best] = [far, e];
      [px, py] = [qx, qy];
    }
  }
  return best;
}
