/* The living picture behind one mounted element: vis-network for moving about and finding who is pressed, our own pens. */
function picture(root) {
  const box = root.querySelector(".map-canvas"), at = (name) => root.querySelector(name);
  const s = {
    box, live: at(".map-live"), menu: at(".map-menu"), keysBox: at(".map-keys"), nodes: new vis.DataSet(), links: new vis.DataSet(), people: new Map(), edges: [], board: {},
    rank: [], route: [], lit: new Set(), chosen: new Set(), picked: new Set(), near: new Set(), pinned: new Set(), bright: null, spot: null, steps: 0, hovered: null, current: null,
    version: 0, seq: 0, touched: false, colour: "attitude", fade: true, firstBoxes: [], dots: [], labels: [], k: 1, paints: 0,
  };
  s.radius = (n, k) => Math.max(n.size, 5.5 / k);
  s.isDim = (id) => s.bright !== null && !s.bright.has(id);
  s.hasRep = (n, k) => Boolean(n.rep) && (n.ring === undefined ? n.size * k >= 12 || s.chosen.has(n.id) : n.ring === 1 || s.chosen.has(n.id));
  const size = (id) => 2 * Math.max(s.people.get(id)?.size || 8, 9 / s.k);
  s.net = new vis.Network(box, { nodes: s.nodes, edges: s.links }, {
    physics: { enabled: false }, edges: { smooth: false, hidden: true }, nodes: { shape: "custom", ctxRenderer: ({ id }) => ({ drawNode: () => {}, nodeDimensions: { width: size(id), height: size(id) } }) },
    interaction: { hover: true, dragNodes: true, multiselect: true, selectConnectedEdges: false, keyboard: { enabled: false }, zoomSpeed: 0.7 },
    manipulation: { enabled: false, addEdge: (line, done) => { done(null); s.leave(); if (line.from !== line.to) s.emit("add_tie", { from: line.from, to: line.to }); } },
  });
  s.net.on("beforeDrawing", (ctx) => { s.k = s.net.getScale(); paint(ctx, s); });
  s.net.on("afterDrawing", (ctx) => { s.paints++; keepShot(ctx, s); });
  listen(s, root);
  lasso(s, root);
  menuKeys(s);
  return s;
}

/* What of the canvas is seen, in its own units. */
function seen(s) {
  const a = s.net.DOMtoCanvas({ x: 0, y: 0 }), b = s.net.DOMtoCanvas({ x: s.box.clientWidth, y: s.box.clientHeight });
  return [a.x, a.y, b.x, b.y];
}

/* Ground, lines, people, names. While a big picture is being moved, the one kept from before is moved instead. */
function paint(ctx, s) {
  const k = s.k, view = seen(s);
  if (s.moving && s.shot && !s.stale && useful(s.shot, view, k)) {
    const [x, y, right, bottom] = s.shot.view;
    ctx.drawImage(s.shot.canvas, x, y, right - x, bottom - y);
    s.blit = true;
    return;
  }
  s.blit = s.stale = false;
  s.shotView = view;
  drawZones(ctx, s, k, view);
  drawSectors(ctx, s, k);
  drawAxes(ctx, s, k);
  drawLines(ctx, s, k, view);
  drawPeople(ctx, s, k, view);
  if (!s.moving || s.people.size < 4 * MANY) drawLabels(ctx, s, k, view);  // a big picture is named again when it rests
}

const MANY = 120;  // people; a smaller picture is drawn anew every time

function useful(shot, view, k) {
  const [x, y, right, bottom] = shot.view, wide = view[2] - view[0], high = view[3] - view[1];
  const over = Math.max(0, Math.min(right, view[2]) - Math.max(x, view[0])) * Math.max(0, Math.min(bottom, view[3]) - Math.max(y, view[1]));
  const apart = k / shot.k;
  return apart > 0.55 && apart < 1.9 && over > 0.6 * Math.min(wide * high, (right - x) * (bottom - y));
}

/* Remember the picture just drawn, for moving it. */
function keepShot(ctx, s) {
  if (s.blit || s.people.size < MANY) return;
  const from = ctx.canvas, canvas = s.shot?.canvas || document.createElement("canvas");
  if (canvas.width !== from.width || canvas.height !== from.height) [canvas.width, canvas.height] = [from.width, from.height];
  const to = canvas.getContext("2d");
  to.clearRect(0, 0, canvas.width, canvas.height);
  to.drawImage(from, 0, 0);
  s.shot = { canvas, view: s.shotView, k: s.k };
}

/* The view is on the move; drawn sharp again as soon as it rests. */
function moving(s) {
  s.touched = true;
  if (s.people.size < MANY) return;
  s.moving = true;
  clearTimeout(s.resting);
  s.resting = setTimeout(() => { s.moving = false; s.net.redraw(); }, 160);
}

/* Take over what changed: people, ties and ground; the view stays where the user put it. */
function fill(s, data) {
  const text = JSON.stringify([data.nodes, data.edges, data.board]);
  if (text === s.text) return;
  s.text = text;
  s.people = new Map(data.nodes.map((n) => [n.id, { ...n }]));
  withFaces(data.nodes, () => s.net.redraw());
  s.board = data.board || {};
  s.net.setOptions({ interaction: { dragNodes: !s.board.fixed } });
  s.rank = data.rank || [];
  s.hub = s.board.sectors ? s.rank[0] : null;
  s.hovered = null;
  s.nodes.remove(s.nodes.getIds().filter((id) => !s.people.has(id)));
  s.nodes.update(data.nodes.filter((n) => { const o = s.nodes.get(n.id); return !o || o.x !== n.x || o.y !== n.y || o.size !== n.size; }).map(({ id, x, y, size }) => ({ id, x, y, size })));
  s.edges = data.edges.filter((e) => s.people.has(e.from) && s.people.has(e.to)).map((e) => ({ ...e }));
  s.edges.forEach((e) => lay(s, e));
  if (s.people.size < MANY) s.shot = null;
}

function lay(s, e) {
  e.course = course(e, s.people.get(e.from), s.people.get(e.to));
  e.gap = s.people.get(e.to).size;
}

/* The whole picture in the frame, with room for the names around it. */
function fit(s) {
  const frame = s.box.getBoundingClientRect(), b = s.board.box;
  if (!b || !frame.width) return s.net.fit({ animation: false });
  const [padX, padY] = s.board.sectors ? [Math.min(300, frame.width * 0.3), 28] : [56, 0];
  const k = Math.min((frame.width - padX) / (b[2] - b[0]), (frame.height - padY) / (b[3] - b[1]), 1.6);
  const first = k < 0.3 && !s.board.sectors ? s.people.get(s.rank[0]) : null;  // a phone: begin at the most important
  const middle = first ? { x: first.x, y: first.y } : { x: (b[0] + b[2]) / 2, y: (b[1] + b[3]) / 2 };
  s.net.moveTo({ position: middle, scale: first ? 0.45 : k, animation: false });
  s.touched = false;
}

function zoom(s, factor) {
  moving(s);
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
  s.net.on("click", (p) => {
    tip.hidden = true;
    s.walking = false;
    if (s.swallow) return choose(s, [...s.chosen], [...s.picked]);
    const id = p.nodes.length ? s.net.getNodeAt(p.pointer.DOM) : undefined, edge = id ? null : lineAt(s, p.pointer.canvas.x, p.pointer.canvas.y, s.k);
    if (id && p.event.srcEvent.shiftKey) return toggle(s, id);
    select(s, id ? [id] : [], edge ? [edge.id] : []);
  });
  s.net.on("doubleClick", (p) => {
    const id = s.net.getNodeAt(p.pointer.DOM);
    if (id) return s.emit(s.people.get(id)?.fold ? "unfold" : "circle", { id });
    const { x, y } = p.pointer.canvas, zone = (s.board.zones || []).find((z) => Math.hypot(x - z.x, y - z.y) < z.r);
    if (s.editable) s.emit("add_person", { account: zone ? zone.id : "" });
  });
  s.net.on("oncontext", (p) => { const id = s.net.getNodeAt(p.pointer.DOM); if (id) { p.event.preventDefault(); tip.hidden = true; openMenu(s, id); } });
  s.net.on("zoom", () => moving(s));
  drags(s, tip);
  s.watch = new ResizeObserver(() => requestAnimationFrame(() => { if (!s.touched && s.box.isConnected) fit(s); }));
  s.watch.observe(s.box);
  s.net.on("hoverNode", (p) => { if (s.moving) return; s.hovered = p.node; show(s, tip, s.people.get(p.node)); s.stale = true; s.net.redraw(); });
  s.net.on("blurNode", () => { s.hovered = null; tip.hidden = true; s.stale = true; s.net.redraw(); });
}

/* A drag on the ground moves the view; on somebody it moves them, and Python keeps where they were put. */
function drags(s, tip) {
  let held = [];
  s.net.on("dragStart", (p) => { tip.hidden = true; held = s.drawing ? [] : p.nodes; if (!held.length) moving(s); });
  s.net.on("dragging", () => {
    if (!held.length) return moving(s);
    const now = s.net.getPositions(held), ids = new Set(held);
    for (const id of held) Object.assign(s.people.get(id) || {}, now[id]);
    for (const e of s.edges) if (ids.has(e.from) || ids.has(e.to)) lay(s, e);
    s.version++;
    s.stale = true;
  });
  s.net.on("dragEnd", () => {
    s.touched = true;
    if (!held.length) return;
    const spots = Object.fromEntries(held.filter((id) => s.people.has(id)).map((id) => [id, [s.people.get(id).x, s.people.get(id).y]]));
    held = [];
    s.text = "";
    choose(s, [...s.chosen], [...s.picked]);
    s.emit("move", { spots });
  });
}

function show(s, tip, n) {
  if (!n) return;
  const at = s.net.canvasToDOM({ x: n.x, y: n.y }), ties = tiesOf(s, n.id).length;
  tip.replaceChildren(made("b", "", short(n.name, 40)), made("span", "", n.about || ""), made("span", "", fill_in(s.words.tip_ties, { n: ties })));
  tip.hidden = false;
  const wide = s.box.clientWidth;
  tip.style.left = `${Math.max(8, Math.min(at.x + 14, wide - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, at.y - tip.offsetHeight - 14)}px`;
}
