/* Other grounds: two axes with their medians; and the marks of groups, events and accounts beside people. */
function drawAxes(ctx, s, k) {
  const a = s.board.axes, T = s.T;
  if (!a) return;
  ctx.fillStyle = T.zone;
  ctx.beginPath();
  ctx.roundRect(-18, -18, a.wide + 36, a.high + 36, 8);
  ctx.fill();
  const line = (x0, y0, x1, y1, tone, wide) => {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.lineWidth = wide / k;
    ctx.strokeStyle = T[tone];
    ctx.stroke();
  };
  for (const [x] of a.x) line(x, -18, x, a.high + 18, "hair", 1);
  for (const [y] of a.y) line(-18, y, a.wide + 18, y, "hair", 1);
  if (!a.middle.length) return;
  const [mx, my] = a.middle;
  line(mx, -18, mx, a.high + 18, "rule", 1.25);
  line(-18, my, a.wide + 18, my, "rule", 1.25);
}

const TOOLS = [150, 190];  // px that the buttons at the top and at the foot of the canvas take up on the right

/* Marks and names of the axes and of the quarters; they take their places before people's names do. */
function axesTexts(b, k) {
  const a = b.axes, out = [], low = a.high + 18, left = -18;
  for (const [x, text] of a.x) out.push({ text, x, y: low + 16 / k, px: 12, tone: "ink3", align: "center" });
  for (const [y, text] of a.y) out.push({ text, x: left - 6 / k, y: y + 4 / k, px: 12, tone: "ink3", align: "right" });
  out.push({ text: `${a.x_name} →`, x: a.wide / 2, y: low + 36 / k, px: 13, bold: true, tone: "ink", align: "center" });
  out.push({ text: `↑ ${a.y_name}`, x: left, y: left - 30 / k, px: 13, bold: true, tone: "ink", align: "left" });
  if (a.note) out.push({ text: a.note, x: left, y: low + 56 / k, px: 12, tone: "ink3", align: "left" });
  for (const q of a.quarters) {
    const right = q.x > 0, bottom = q.y > 0;
    out.push({ text: q.name, x: right ? a.wide + 18 - (bottom ? TOOLS[1] : TOOLS[0]) / k : left, y: bottom ? low + 36 / k : left - 9 / k, px: 13, tone: "ours", align: right ? "right" : "left" });
  }
  if (a.middle.length) out.push({ text: a.median, x: a.middle[0] + 5 / k, y: low - 6 / k, px: 12, tone: "ink3", align: "left", ground: "zone", shy: true });
  return out;
}

/* A group is a square, an event a triangle, an account a disc, each with how many belong to it. */
const HUBS = { group: "M-8-8H8V8H-8z", event: "M0-10 10 8H-10z" };

function drawHub(ctx, n, x, y, r, k, T) {
  const scale = (r * 1.1) / 9, path = HUBS[n.hub] && shape(HUBS[n.hub]);
  ctx.fillStyle = T["ours-soft"];
  ctx.strokeStyle = T.ours;
  if (path) {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(scale, scale);
    ctx.lineWidth = 2 / k / scale;
    ctx.lineJoin = "round";
    ctx.fill(path);
    ctx.stroke(path);
    ctx.restore();
  } else {
    disc(ctx, x, y, r);
    ctx.lineWidth = 2 / k;
    ctx.fill();
    ctx.stroke();
  }
  if (n.fold === undefined) return;
  ctx.font = `700 ${Math.max(12 / k, Math.min(r * 0.72, 15 / k))}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = T.ours;
  ctx.fillText(n.fold.toLocaleString("en"), x, y + (n.hub === "event" ? r * 0.28 : 0.5 / k));
}
