/* Choosing: a click, Shift with a click, a box with Shift and drag, or a free line drawn around people. */
function choose(s, nodes, edges) {
  s.chosen = new Set(nodes.filter((id) => s.people.has(id)));
  s.picked = new Set(edges);
  if (s.chosen.size) s.current = [...s.chosen].pop();
  relight(s);
  s.net.setSelection({ nodes: [...s.chosen], edges: [] });
  s.net.redraw();
  say(s);
}

/* Tell Python; while somebody walks by arrow key, only where they stop. */
function told(s, wait = 0) {
  clearTimeout(s.telling);
  const tell = () => { s.telling = 0; s.tell({ nodes: [...s.chosen], edges: [...s.picked], steps: s.steps }); };
  if (wait) s.telling = setTimeout(tell, wait);
  else tell();
}

/* Choose and tell; what the legend asked for (`spot`) ends with the next choice. */
function select(s, nodes, edges, wait = 0, spot = null) {
  const other = s.spot || spot;
  s.lit = new Set();
  s.spot = spot;
  choose(s, nodes, edges);
  if (other) s.drawLegend();
  told(s, wait);
}

function toggle(s, id) {
  const now = new Set(s.chosen);
  if (!now.delete(id)) now.add(id);
  select(s, [...now], []);
  s.current = id;
}

function inside(path, x, y) {
  let odd = false;
  for (let i = 0, j = path.length - 1; i < path.length; j = i++) {
    const [xi, yi] = path[i], [xj, yj] = path[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

/* Press on empty ground with Shift for a box, or anywhere in lasso mode for a free line; what is in it becomes chosen. */
function lasso(s, root) {
  const loop = root.querySelector(".map-loop"), path = loop.querySelector("path");
  let points = null, box = false;
  const at = (e) => { const r = s.box.getBoundingClientRect(); return [e.clientX - r.x, e.clientY - r.y]; };
  const corners = ([a, b], [c, d]) => [[a, b], [c, b], [c, d], [a, d]];
  const outline = () => (box ? corners(points[0], points[points.length - 1]) : points);
  s.box.addEventListener("pointerdown", (e) => {
    if (e.button || s.drawing) return;
    const [x, y] = at(e), free = s.net.getNodeAt({ x, y }) === undefined;
    if (!s.lassoing && !(e.shiftKey && free)) return;
    e.stopImmediatePropagation();
    e.preventDefault();
    s.box.focus({ preventScroll: true });
    [points, box] = [[[x, y]], !s.lassoing];
    s.box.setPointerCapture(e.pointerId);
  }, true);
  s.box.addEventListener("pointermove", (e) => {
    if (!points) return;
    e.stopImmediatePropagation();
    points.push(at(e));
    path.setAttribute("d", `M${outline().map((p) => p.join(" ")).join("L")}z`);
    loop.removeAttribute("hidden");
  }, true);
  const end = (e) => {
    if (!points) return;
    e.stopImmediatePropagation();
    const shape = outline(), drawn = points.length > 3;
    points = null;
    loop.setAttribute("hidden", "");
    path.setAttribute("d", "");
    s.swallow = drawn;  // the click that follows is the end of this
    setTimeout(() => { s.swallow = false; }, 60);
    if (!drawn || e.type === "pointercancel") return;
    const found = [...s.people.values()].filter((n) => { const p = s.net.canvasToDOM(n); return inside(shape, p.x, p.y); }).map((n) => n.id);
    s.lassoOff();
    select(s, e.shiftKey && s.lassoing ? [...new Set([...s.chosen, ...found])] : found, []);
  };
  s.box.addEventListener("pointerup", end, true);
  s.box.addEventListener("pointercancel", end, true);
}
