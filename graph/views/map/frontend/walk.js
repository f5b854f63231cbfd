/* The whole map by keyboard: arrows walk along ties, letters act on whoever is chosen. */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/* The neighbour that lies most in that direction: at most 70 degrees off it, nearer ones preferred. */
function neighbour(s, id, [dx, dy]) {
  const here = s.people.get(id);
  let best = null, least = Infinity;
  for (const e of s.edges) {
    if (e.from !== id && e.to !== id) continue;
    const there = s.people.get(e.from === id ? e.to : e.from), x = there.x - here.x, y = there.y - here.y;
    const far = Math.hypot(x, y) || 1, along = (x * dx + y * dy) / far;
    const cost = far * (1 + 2 * (1 - along));
    if (along > 0.34 && cost < least) [best, least] = [there.id, cost];
  }
  return best;
}

function walk(s, way) {
  const next = s.people.has(s.current) && s.chosen.size ? neighbour(s, s.current, way) : s.rank.find((id) => s.people.has(id));
  if (next) goTo(s, next);
}

function goTo(s, id) {
  s.walking = true;
  s.current = id;
  reveal(s, id);
  select(s, [id], [], 260);
}

function byRank(s, step) {
  const order = s.rank.filter((id) => s.people.has(id)), i = order.indexOf(s.current);
  if (order.length) goTo(s, order[(i + step + order.length) % order.length]);
}

/* Enter: the card first; when it is there already, the circle (or a folded group's people). */
function enter(s) {
  const id = s.people.has(s.current) ? s.current : null;
  if (!id) return walk(s, [1, 0]);
  if (s.people.get(id).fold) return s.emit("unfold", { id });
  if (s.telling || !s.chosen.has(id)) return select(s, [id], []);
  s.emit("circle", { id });
}

function leave(s) {
  if (!s.keysBox.hidden) return s.showKeys(false);
  if (s.menu && !s.menu.hidden) return closeMenu(s);
  if (s.drawing) return s.leave();
  if (s.lassoing) return s.lassoOff();
  if (s.steps) return focusOn(s, 0);
  if (s.chosen.size + s.picked.size) return select(s, [], []);
  s.box.blur();
}

function focusOn(s, steps) {
  s.steps = steps;
  if (steps) s.lastSteps = steps;
  relight(s);
  s.net.redraw();
  s.drawModes();
  told(s);
}

/* What each key does to the people chosen; `people` are those among them who are no folded group. */
function acts(s) {
  const ids = [...s.chosen], people = ids.filter((id) => !s.people.get(id)?.fold), one = ids[0], group = ids.find((id) => s.people.get(id)?.fold);
  return {
    f: () => ids.length && focusOn(s, s.steps ? 0 : s.lastSteps || 1),
    h: () => people.length && s.emit("hide", { nodes: people }),
    i: () => people.length && s.emit("pin", { nodes: people }),
    g: () => (group ? s.emit("unfold", { id: group }) : people.length > 1 ? s.emit("fold", { nodes: people }) : one && s.people.get(one).account && s.emit("fold", { account: s.people.get(one).account, nodes: people })),
    e: () => people.length === 1 && s.emit("edit", { id: one }),
    x: () => people.length === 1 && s.emit("expand", { id: one }),
    c: () => people.length === 1 && s.emit("circle", { id: one }),
  };
}

function keys(s) {
  s.box.onkeydown = (e) => {
    const ctrl = e.ctrlKey || e.metaKey, key = e.key.length === 1 ? e.key.toLowerCase() : e.key, way = ARROWS[e.key];
    if (way && e.shiftKey) { const v = s.net.getViewPosition(), k = s.net.getScale(); s.touched = true; s.net.moveTo({ position: { x: v.x + (way[0] * 60) / k, y: v.y + (way[1] * 60) / k } }); }
    else if (way) walk(s, way);
    else if (ctrl && key === "z") s.emit(e.shiftKey ? "redo" : "undo", {});
    else if (ctrl && key === "y") s.emit("redo", {});
    else if (ctrl || e.altKey) return;
    else if (key === "+" || key === "=") zoom(s, 1.2);
    else if (key === "-") zoom(s, 0.83);
    else if (key === "0") fit(s);
    else if (key === "n" || key === "p") byRank(s, key === "n" ? 1 : -1);
    else if (key === "Enter") enter(s);
    else if (key === " ") { if (s.current) toggle(s, s.current); }
    else if (key === "Escape") leave(s);
    else if (key === "?") s.showKeys(s.keysBox.hidden);
    else if (s.steps && ["1", "2", "3"].includes(key)) focusOn(s, Number(key));
    else if ((key === "ContextMenu" || (e.shiftKey && key === "F10")) && s.chosen.size) openMenu(s, [...s.chosen][0]);
    else if (key === "Delete" && s.editable) s.removeChosen();
    else if (acts(s)[key]) acts(s)[key]();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
}
