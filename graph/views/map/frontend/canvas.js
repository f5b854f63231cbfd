/* The living picture behind one mounted element: vis-network for people and moving about, our own pens for the rest. */
function picture(root, data) {
  const box = root.querySelector(".map-canvas");
  const s = {
    box, nodes: new vis.DataSet(), links: new vis.DataSet(), people: new Map(), edges: [], board: {}, rank: [], lit: new Set(), chosen: new Set(),
    near: new Set(), hovered: null, picked: new Set(), version: 0, seq: 0, touched: false, colour: "attitude", fade: true, spot: null, firstBoxes: [], labels: [],
  };
  s.radius = (n, k) => Math.max(n.size, 5.5 / k);
  s.isDim = (id) => {
    const n = s.people.get(id);
    if (s.spot) return !s.spot(n);
    if (s.lit.size) return !s.near.has(id) && !s.chosen.has(id);
    return s.fade && s.chosen.size + s.picked.size > 0 && !s.chosen.has(id) && !s.near.has(id);
  };
  const renderer = ({ ctx, id, x, y, state }) => ({
    drawNode: () => { const n = s.people.get(id); if (n) drawPerson(ctx, n, x, y, s.radius(n, s.k), s.k, { T: s.T, colour: s.colour, chosen: s.chosen.has(id), hover: state.hover, dim: s.isDim(id) }); },
    nodeDimensions: { width: 2 * (s.people.get(id)?.size || 8), height: 2 * (s.people.get(id)?.size || 8) },
  });
  s.net = new vis.Network(box, { nodes: s.nodes, edges: s.links }, {
    physics: { enabled: false }, edges: { smooth: false, color: "#76818F" }, nodes: { shape: "custom", ctxRenderer: renderer },
    interaction: { hover: true, dragNodes: false, selectConnectedEdges: false, keyboard: { enabled: false }, zoomSpeed: 0.7 },
    manipulation: { enabled: false, addEdge: (line, done) => { done(null); s.leave(); if (line.from !== line.to) s.emit("add_tie", { from: line.from, to: line.to }); } },
  });
  s.net.on("beforeDrawing", (ctx) => { s.k = s.net.getScale(); drawZones(ctx, s, s.k); drawSectors(ctx, s, s.k); drawLines(ctx, s, s.k); });
  s.net.on("afterDrawing", (ctx) => drawLabels(ctx, s, s.k));
  listen(s, root);
  return s;
}

/* Take over what changed: people, ties and ground; the view stays where the user put it. */
function fill(s, data) {
  const text = JSON.stringify([data.nodes, data.edges, data.board]);
  if (text === s.text) return;
  s.text = text;
  s.version++;
  s.people = new Map(data.nodes.map((n) => [n.id, n]));
  s.board = data.board || {};
  s.rank = data.rank || [];
  const slots = (n) => ({ id: n.id, x: n.x, y: n.y, size: n.size });
  const gone = s.nodes.getIds().filter((id) => !s.people.has(id));
  s.nodes.remove(gone);
  s.nodes.update(data.nodes.filter((n) => { const o = s.nodes.get(n.id); return !o || o.x !== n.x || o.y !== n.y || o.size !== n.size; }).map(slots));
  s.edges = data.edges.filter((e) => s.people.has(e.from) && s.people.has(e.to)).map((e) => ({ ...e }));
  for (const e of s.edges) { e.course = course(e, s.people.get(e.from), s.people.get(e.to)); e.gap = s.people.get(e.to).size; }
  s.links.clear();
  s.links.add(s.edges.map((e) => ({ id: e.id, from: e.from, to: e.to, hidden: true })));
}

/* Who is chosen, and who stands beside them (or on the lit ties). */
function choose(s, nodes, edges) {
  s.chosen = new Set(nodes);
  s.picked = new Set(edges);
  for (const e of s.edges) e.picked = s.picked.has(e.id);
  s.near = new Set();
  for (const e of s.edges) {
    const on = s.lit.size ? s.lit.has(e.id) : s.chosen.has(e.from) || s.chosen.has(e.to) || e.picked;
    if (on) { s.near.add(e.from); s.near.add(e.to); }
  }
  s.net.setSelection({ nodes: nodes.filter((id) => s.people.has(id)), edges: [] });
  s.net.redraw();
}

/* The whole picture in the frame, with room for the names around it. */
function fit(s) {
  const frame = s.box.getBoundingClientRect(), b = s.board.box;
  if (!b || !frame.width) return s.net.fit({ animation: false });
  const [padX, padY] = s.board.sectors ? [Math.min(260, frame.width * 0.28), 104] : [56, 0];
  const k = Math.min((frame.width - padX) / (b[2] - b[0]), (frame.height - padY) / (b[3] - b[1]), 1.6);
  const first = k < 0.3 && !s.board.sectors ? s.people.get(s.rank[0]) : null;  // a phone: begin at the most important
  const middle = first ? { x: first.x, y: first.y } : { x: (b[0] + b[2]) / 2, y: (b[1] + b[3]) / 2 };
  s.net.moveTo({ position: middle, scale: first ? 0.45 : k, animation: false });
  s.touched = false;
}

function zoom(s, factor) {
  s.touched = true;
  s.net.moveTo({ scale: Math.min(4, Math.max(0.15, s.net.getScale() * factor)) });
}

/* Bring one person into view: the picture moves only when they are out of sight. */
function reveal(s, id) {
  const n = s.people.get(id);
  if (!n) return;
  const at = s.net.canvasToDOM({ x: n.x, y: n.y }), frame = s.box.getBoundingClientRect(), edge = 60;
  const seen = at.x > edge && at.y > edge && at.x < frame.width - edge && at.y < frame.height - edge;
  if (!seen) s.net.moveTo({ position: { x: n.x, y: n.y }, scale: Math.max(s.net.getScale(), 0.9), animation: false });
}

function listen(s, root) {
  const tip = root.querySelector(".map-tip");
  const select = (nodes, edges) => { s.lit = new Set(); choose(s, nodes, edges); s.tell({ nodes, edges }); };
  s.select = select;
  s.net.on("click", (p) => {
    tip.hidden = true;
    const edge = p.nodes.length ? null : lineAt(s, p.pointer.canvas.x, p.pointer.canvas.y, s.net.getScale());
    select(p.nodes.slice(0, 1), edge ? [edge.id] : []);
  });
  s.net.on("doubleClick", (p) => {
    if (p.nodes.length) return s.emit("circle", { id: p.nodes[0] });
    const { x, y } = p.pointer.canvas, zone = (s.board.zones || []).find((z) => Math.hypot(x - z.x, y - z.y) < z.r);
    if (s.editable) s.emit("add_person", { account: zone ? zone.id : "" });
  });
  s.net.on("zoom", () => { s.touched = true; });
  s.net.on("dragEnd", () => { s.touched = true; });
  s.watch = new ResizeObserver(() => requestAnimationFrame(() => { if (!s.touched && s.box.isConnected) fit(s); }));
  s.watch.observe(s.box);
  s.net.on("hoverNode", (p) => { s.hovered = p.node; show(s, tip, s.people.get(p.node)); s.net.redraw(); });
  s.net.on("blurNode", () => { s.hovered = null; tip.hidden = true; s.net.redraw(); });
}

function show(s, tip, n) {
  if (!n) return;
  const at = s.net.canvasToDOM({ x: n.x, y: n.y });
  tip.replaceChildren(made("b", "", n.name), made("span", "", n.about || ""));
  tip.hidden = false;
  const wide = s.box.clientWidth;
  tip.style.left = `${Math.max(8, Math.min(at.x + 14, wide - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, at.y - tip.offsetHeight - 14)}px`;
}

/* The picture as a PNG with its title, what is shown and when: nothing leaves the machine. */
function picturePng(s, data) {
  const from = s.box.querySelector("canvas"), ratio = from.width / s.box.clientWidth, foot = Math.round(36 * ratio);
  const sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [from.width, from.height + foot];
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = s.T.canvas;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(from, 0, 0);
  ctx.fillStyle = s.T.ink2;
  ctx.font = `${12 * ratio}px ${FACE}`;
  ctx.textBaseline = "middle";
  ctx.fillText([data.words.title, data.words.shown, ...data.legend.map((l) => l.text), data.words.day].join("   "), 16 * ratio, from.height + foot / 2, sheet.width - 32 * ratio);
  const link = made("a", "", "", { href: sheet.toDataURL("image/png"), download: "guanxi-map.png" });
  link.click();
}
