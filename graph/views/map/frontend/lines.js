/* Lines by the line grammar: the server names tone, width, arrow, dash and bend; here they meet the theme. */
function course(edge, a, b) {
  const bend = edge.bend || 0;
  const mx = (a.x + b.x) / 2 - (b.y - a.y) * bend, my = (a.y + b.y) / 2 + (b.x - a.x) * bend;
  return { a, b, m: { x: mx, y: my } };
}

function drawLine(ctx, edge, s, k, strong) {
  const { a, b, m } = edge.course, T = s.T, width = ((strong ? Math.max(4, edge.width) : edge.width) * (k < 0.7 && !strong ? 0.7 : 1)) / k;
  const colour = strong || edge.picked ? T.ours : T[edge.tone] || T.tie;
  const path = () => { ctx.beginPath(); ctx.moveTo(a.x, a.y); ctx.quadraticCurveTo(m.x, m.y, b.x, b.y); };
  if (edge.arrow) { path(); ctx.setLineDash([]); ctx.strokeStyle = T.zone; ctx.lineWidth = width + 4 / k; ctx.stroke(); }
  path();
  ctx.setLineDash(edge.dash ? [5 / k, 5 / k] : []);
  ctx.strokeStyle = colour;
  ctx.lineWidth = edge.picked ? width + 1.5 / k : width;
  ctx.stroke();
  ctx.setLineDash([]);
  if (edge.arrow) drawArrow(ctx, edge, m, b, k, colour);
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

/* All ties, quiet ones first: when somebody is chosen or a reason is lit, the others step back. */
function drawLines(ctx, s, k) {
  const lit = s.lit, chosen = s.chosen;
  const rank = (e) => (lit.has(e.id) ? 3 : e.picked ? 2 : chosen.size && (chosen.has(e.from) || chosen.has(e.to)) ? 1 : 0);
  const order = s.edges.map((e) => [rank(e), e]).sort((x, y) => x[0] - y[0]);
  for (const [level, edge] of order) {
    if (!edge.course) continue;
    ctx.globalAlpha = level || !(lit.size || (s.fade && chosen.size + s.picked.size)) ? (level ? 1 : edge.alpha ?? 1) : 0.14;
    drawLine(ctx, edge, s, k, level === 3);
  }
  ctx.globalAlpha = 1;
}

/* The tie under a point of the canvas, at most 6 px away; null when there is none. */
function lineAt(s, x, y, k) {
  let best = null, least = 6 / k;
  for (const e of s.edges) {
    if (!e.course) continue;
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
