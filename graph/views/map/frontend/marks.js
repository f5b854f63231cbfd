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
  const tone = ATTITUDE[n.attitude] || "unk", own = T[tone === "neu" ? "neu-ink" : tone], pale = n.hollow || n.stale;
  const ink = pale ? own : T[tone === "neu" ? "on-neu" : "on-att"];
  disc(ctx, x, y, r);
  ctx.fillStyle = n.hollow ? T.card : n.stale ? T[`${tone}-soft`] : T[tone];
  ctx.fill();
  ctx.lineWidth = 2 / k;
  ctx.strokeStyle = T[tone];
  ctx.stroke();
  const photo = r * k >= 14 && FACES.get(n.face);
  if (photo?.naturalWidth) drawPhoto(ctx, n, photo, x, y, r, k, T);
  else if (n.char && r * k >= 20) drawInitial(ctx, n, x, y, r, k, T, ink);
  else drawSymbol(ctx, n.attitude, x, y, r, ink);
}

/* Portraits by their address, which is the picture itself: nothing is fetched from anywhere. */
const FACES = new Map(), WEBP = "data:image/webp;base64,";

/* Make those portraits ready; `ready` is called as each one can be drawn. */
function withFaces(people, ready) {
  for (const { face } of people) {
    if (!face?.startsWith(WEBP) || FACES.has(face)) continue;
    const photo = new Image();
    FACES.set(face, photo);
    photo.decoding = "sync";
    photo.addEventListener("load", ready);
    photo.src = face;
  }
}

/* A portrait in the ring of the attitude; a gap within the ring says hollow. */
function drawPhoto(ctx, n, photo, x, y, r, k, T) {
  const inside = r - (n.hollow ? 3 : 1) / k;
  ctx.drawImage(photo, x - inside, y - inside, 2 * inside, 2 * inside);
  drawBadge(ctx, n, x, y, r, k, T);
}

/* A large mark carries a surname, with the attitude as a small badge. */
function drawInitial(ctx, n, x, y, r, k, T, ink) {
  ctx.font = `700 ${r * (n.char.length > 1 ? 0.62 : 0.78)}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink;
  ctx.fillText(n.char, x, y + r * 0.04);
  drawBadge(ctx, n, x, y, r, k, T);
}

function drawBadge(ctx, n, x, y, r, k, T) {
  const tone = ATTITUDE[n.attitude] || "unk", b = Math.min(10 / k, r * 0.36);
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
  if (n.stale) ctx.globalAlpha *= 0.45;
  ctx.fill(path, "evenodd");
  if (n.stale) ctx.globalAlpha /= 0.45;
  ctx.lineWidth = (n.hollow ? 2 : 1) / k / scale;
  ctx.lineJoin = "round";
  ctx.strokeStyle = colour;
  ctx.stroke(path);
  ctx.restore();
}

/* Several people folded into one: their number on a stack of discs. */
function drawFold(ctx, n, x, y, r, k, T) {
  for (const [off, edge] of [[4, T.rule], [2, T.rule], [0, T.ink2]]) {
    disc(ctx, x + off / k, y - off / k, r);
    ctx.fillStyle = T.card;
    ctx.fill();
    ctx.lineWidth = (off ? 1 : 2) / k;
    ctx.strokeStyle = edge;
    ctx.stroke();
  }
  ctx.font = `700 ${Math.max(12 / k, Math.min(r * 0.9, 18 / k))}px ${FACE}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = T.ink;
  ctx.fillText(String(n.fold), x, y + 0.5 / k);
}

const repBox = (n, r, k) => [n.x + r * 0.55, n.y - r - 5 / k, (n.rep.length > 1 ? 22 : 16) / k, 16 / k];

/* Whose contact this is: a navy square with our colleague's surname; outlined when the contact is stale. */
function drawRep(ctx, n, r, k, T) {
  const [left, top, w, h] = repBox(n, r, k);
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

/* One person; r in world units, k the zoom. */
function drawPerson(ctx, n, r, k, look) {
  const T = look.T, { x, y } = n;
  ctx.save();
  if (!look.dim) {
    disc(ctx, x, y, r + (look.chosen && !look.crowd ? 7 : 2.5) / k);
    ctx.fillStyle = T.zone;
    ctx.fill();
  }
  ctx.globalAlpha = look.dim ? 0.2 : 1;
  if (look.chosen || look.hover) {
    disc(ctx, x, y, r + (look.chosen && !look.crowd ? 5 : 3.5) / k);
    ctx.lineWidth = (look.chosen && !look.crowd ? 2.5 : 1.25) / k;
    ctx.strokeStyle = T.ours;
    ctx.stroke();
  }
  if (look.current) {
    disc(ctx, x, y, r + 10 / k);
    ctx.lineWidth = 2 / k;
    ctx.setLineDash([4 / k, 3 / k]);
    ctx.strokeStyle = T.ink;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  (n.hub ? drawHub : n.fold ? drawFold : look.colour === "role" ? drawByRole : drawByAttitude)(ctx, n, x, y, r, k, T);
  if (n.change) drawChange(ctx, n.change, x - r * 0.75, y + r * 0.75, k, T);
  if (look.pinned) {
    disc(ctx, x - r * 0.8, y - r * 0.8, 4 / k);
    ctx.fillStyle = T.ours;
    ctx.fill();
    ctx.lineWidth = 1.5 / k;
    ctx.strokeStyle = T.card;
    ctx.stroke();
  }
  ctx.restore();
}

/* Everybody in view: those who step back first, the chosen last, then whose contacts they are. */
function drawPeople(ctx, s, k, view) {
  const late = [], marks = [];
  const draw = (n) => drawPerson(ctx, n, s.radius(n, k), k, {
    T: s.T, colour: s.colour, chosen: s.chosen.has(n.id), hover: n.id === s.hovered, dim: s.isDim(n.id), crowd: s.chosen.size > 12, pinned: s.pinned.has(n.id), current: s.walking && n.id === s.current,
  });
  for (const n of s.people.values()) {
    const r = n.size + 30 / k;
    if (n.x + r < view[0] || n.x - r > view[2] || n.y + r < view[1] || n.y - r > view[3]) continue;
    if (s.hasRep(n, k) && !s.isDim(n.id)) marks.push(n);
    if (s.isDim(n.id)) draw(n);
    else late.push(n);
  }
  late.sort((p, q) => s.chosen.has(p.id) - s.chosen.has(q.id)).forEach(draw);
  for (const n of marks) drawRep(ctx, n, s.radius(n, k), k, s.T);
}
