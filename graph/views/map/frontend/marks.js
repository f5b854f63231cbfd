/* One mark, one meaning: colour and symbol = attitude (or colour and shape = role), hollow = none of ours knows them. */
const SYMBOL = {
  supporter: "M-3 .2-.9 2.4 3.1-2.3", neutral: "M-2.9 0H2.9", opponent: "M-2.4-2.4 2.4 2.4M2.4-2.4-2.4 2.4",
  unknown: "M-1.8-1.5C-1.8-3.7 1.9-3.7 1.9-1.3 1.9.1 0 .1 0 1.4M0 3.3V3.4",
};
const GLYPH = {
  decider: "M5 0 10 5 5 10 0 5z", initiator: "M5 .5 10 9.5H0z",
  influencer: "M5 0a5 5 0 1 1 0 10A5 5 0 0 1 5 0zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z", designer: "M0 0h10v10H0z",
  evaluator: "M0 0h10v3.9H0zM0 6.1h10V10H0z", buyer: "M2.5.5h5L10 5 7.5 9.5h-5L0 5z", user: "M5 .3a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.4z",
  gatekeeper: "M0 0h3.9v10H0zM6.1 0H10v10H6.1z", unknown: "M5 .3a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.4z",
};
const PATHS = new Map();
const shape = (d) => PATHS.get(d) || PATHS.set(d, new Path2D(d)).get(d);

function disc(ctx, x, y, r) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
}

/* The attitude's tick, bar, cross or question mark, about 0.6 of the radius. */
function drawSymbol(ctx, attitude, x, y, r, colour) {
  const k = r / 8.2;
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(k, k);
  ctx.lineWidth = 1.9 / Math.max(k ** 0.5, 0.6);
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.strokeStyle = colour;
  ctx.stroke(shape(SYMBOL[attitude] || SYMBOL.unknown));
  ctx.restore();
}

function drawByAttitude(ctx, n, x, y, r, k, T) {
  const tone = ATTITUDE[n.attitude] || "unk";
  const ink = n.hollow ? T[tone === "neu" ? "neu-ink" : tone] : T[tone === "neu" ? "on-neu" : "on-att"];
  disc(ctx, x, y, r);
  ctx.fillStyle = n.hollow ? T.card : T[tone];
  ctx.fill();
  ctx.lineWidth = 2 / k;
  ctx.strokeStyle = T[tone];
  ctx.stroke();
  if (n.char && r * k >= 20) drawInitial(ctx, n, x, y, r, k, T, ink);
  else drawSymbol(ctx, n.attitude, x, y, r, ink);
}

/* The person in the middle carries a surname, with the attitude as a small badge. */
function drawInitial(ctx, n, x, y, r, k, T, ink) {
  ctx.font = `700 ${r * (n.char.length > 1 ? 0.62 : 0.78)}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink;
  ctx.fillText(n.char, x, y + r * 0.04);
  const tone = ATTITUDE[n.attitude] || "unk", b = 10 / k;
  disc(ctx, x + r * 0.75, y + r * 0.7, b);
  ctx.fillStyle = T.card;
  ctx.fill();
  ctx.lineWidth = 1.5 / k;
  ctx.strokeStyle = T[tone];
  ctx.stroke();
  drawSymbol(ctx, n.attitude, x + r * 0.75, y + r * 0.7, b, T[tone === "neu" ? "neu-ink" : tone]);
}

function drawByRole(ctx, n, x, y, r, k, T) {
  const colour = T[ROLE[n.role] || "neu"], scale = (2 * r) / 10;
  ctx.save();
  ctx.translate(x - r, y - r);
  ctx.scale(scale, scale);
  const path = shape(GLYPH[n.role] || GLYPH.unknown);
  ctx.fillStyle = n.hollow ? T.card : colour;
  ctx.fill(path, "evenodd");
  ctx.lineWidth = (n.hollow ? 2 : 1) / k / scale;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour;
  ctx.stroke(path);
  ctx.restore();
}

/* Whose contact this is: a navy square with our colleague's surname; outlined when the contact is stale. */
function drawRep(ctx, n, x, y, r, k, T) {
  const w = (n.rep.length > 1 ? 22 : 16) / k, h = 16 / k, left = x + r * 0.55, top = y - r - 5 / k;
  ctx.beginPath();
  ctx.roundRect(left, top, w, h, 4 / k);
  ctx.fillStyle = n.stale ? T.card : T.ours;
  ctx.fill();
  ctx.lineWidth = 1.5 / k;
  ctx.strokeStyle = n.stale ? T.ours : T.zone;
  ctx.stroke();
  ctx.font = `700 ${12 / k}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = n.stale ? T.ours : T["on-ours"];
  ctx.fillText(n.rep, left + w / 2, top + h / 2 + 0.5 / k);
}

/* One person at (x, y); r in world units, k the zoom. */
function drawPerson(ctx, n, x, y, r, k, look) {
  const T = look.T;
  ctx.save();
  if (!look.dim) {
    disc(ctx, x, y, r + (look.chosen ? 7 : 2.5) / k);
    ctx.fillStyle = T.zone;
    ctx.fill();
  }
  ctx.globalAlpha = look.dim ? 0.22 : 1;
  if (look.chosen || look.hover) {
    disc(ctx, x, y, r + (look.chosen ? 5 : 4) / k);
    ctx.lineWidth = (look.chosen ? 2.5 : 1.25) / k;
    ctx.strokeStyle = T.ours;
    ctx.stroke();
  }
  (look.colour === "role" ? drawByRole : drawByAttitude)(ctx, n, x, y, r, k, T);
  if (n.rep && (r * k >= 12 || look.chosen || n.ring === 1) && !look.dim) drawRep(ctx, n, x, y, r, k, T);
  ctx.restore();
}
