/* Streamlit calls this again on every change of data or theme; what lives longer is kept by its element. */
const LIVE = new WeakMap();

function buttons(s, root, data) {
  const w = data.words, right = root.querySelector(".map-zoom"), left = root.querySelector(".map-tools"), hint = root.querySelector(".map-hint");
  const button = (name, act, run, label, text) => {
    const b = made("button", "", "", { type: "button", "aria-label": label, title: label, "data-act": act });
    b.append(icon(name));
    if (text) b.append(made("span", "", label));
    b.onclick = run;
    return b;
  };
  right.setAttribute("aria-label", w.tools);
  right.replaceChildren(button("fit", "fit", () => fit(s), w.fit), button("plus", "in", () => zoom(s, 1.25), w.zoom_in), button("minus", "out", () => zoom(s, 0.8), w.zoom_out), button("down", "png", () => picturePng(s, data), w.png));
  s.leave = () => { s.net.disableEditMode(); s.drawing = false; hint.textContent = ""; s.box.classList.remove("drawing"); };
  const draw = () => { if (s.drawing) return s.leave(); s.net.addEdgeMode(); s.drawing = true; hint.textContent = w.drawing; s.box.classList.add("drawing"); s.box.focus(); };
  const remove = () => { const edges = s.edges.filter((e) => e.picked).map((e) => e.id); if (s.chosen.size || edges.length) s.emit("remove", { nodes: [...s.chosen], edges }); };
  s.removeChosen = remove;
  left.setAttribute("aria-label", w.edit);
  left.hidden = !data.editable;
  left.replaceChildren(...(data.editable ? [button("person", "add", () => s.emit("add_person", { account: "" }), w.add_person, true), button("link", "draw", draw, w.draw_tie, true), button("bin", "remove", remove, w.remove, true)] : []));
  if (!data.editable && s.drawing) s.leave();
}

/* What each mark means and how many there are; a press leaves only those in full colour. */
function legend(s, root, data) {
  const bar = root.querySelector(".map-legend");
  bar.setAttribute("aria-label", data.words.legend);
  bar.replaceChildren(...data.legend.map((l) => {
    const item = made(l.value ? "button" : "span", "map-key");
    if (l.value) {
      item.type = "button";
      item.setAttribute("aria-pressed", String(s.spotted === l.value));
      item.onclick = () => { s.spotted = s.spotted === l.value ? null : l.value; const by = data.colour; s.spot = s.spotted ? (n) => n && n[by] === s.spotted : null; s.version++; s.net.redraw(); legend(s, root, data); };
    }
    item.append(sample(l, s.T), made("span", "", l.text));
    return item;
  }), made("span", "map-shown", data.words.shown));
}

function sample(l, T) {
  const wide = l.mark === "line" ? 26 : l.mark === "sizes" ? 26 : 16, c = made("canvas", "", "", { width: wide * 2, height: 32, "aria-hidden": "true" });
  c.style.cssText = `width:${wide}px;height:16px`;
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  if (l.mark === "line") {
    const e = { width: l.width, tone: l.tone, dash: l.dash, arrow: l.arrow, gap: 0, course: { a: { x: 1, y: 8 }, m: { x: 13, y: 8 }, b: { x: 25, y: 8 } } };
    drawLine(ctx, e, { T: { ...T, zone: T.card } }, 1, false);
  } else if (l.mark === "sizes") {
    for (const [x, r] of [[5, 3.5], [18, 6]]) { disc(ctx, x, 8, r); ctx.fillStyle = T.ink3; ctx.fill(); }
  } else if (l.mark === "hollow") {
    disc(ctx, 8, 8, 5); ctx.fillStyle = T.card; ctx.fill(); ctx.lineWidth = 2; ctx.strokeStyle = T.ink3; ctx.stroke();
  } else if (l.mark === "role") drawByRole(ctx, { role: l.value }, 8, 8, 5.5, 1, T);
  else drawByAttitude(ctx, { attitude: l.value, hollow: false }, 8, 8, 6.5, 1, T);
  return c;
}

function keys(s, root) {
  root.querySelector(".map-canvas").onkeydown = (e) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[e.key];
    const ctrl = e.ctrlKey || e.metaKey;
    if (step) { const v = s.net.getViewPosition(), k = s.net.getScale(); s.touched = true; s.net.moveTo({ position: { x: v.x + step[0] / k, y: v.y + step[1] / k } }); }
    else if (ctrl && e.key.toLowerCase() === "z") s.emit(e.shiftKey ? "redo" : "undo", {});
    else if (ctrl && e.key.toLowerCase() === "y") s.emit("redo", {});
    else if (e.key === "+" || e.key === "=") zoom(s, 1.2);
    else if (e.key === "-") zoom(s, 0.83);
    else if (e.key === "0") fit(s);
    else if (e.key === "Escape") { if (s.drawing) s.leave(); else s.select([], []); }
    else if (e.key === "Delete" && s.editable) s.removeChosen();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
}

export default function (component) {
  const { parentElement: root, data, setStateValue, setTriggerValue } = component;
  const frame = root.querySelector(".map");
  const narrow = root.host ? root.host.clientWidth < 600 : false;
  frame.style.height = `${narrow ? Math.round(Math.min(data.height, window.innerHeight * 0.6)) : data.height}px`;
  let s = LIVE.get(root);
  const fresh = !s;
  if (fresh) {
    s = picture(root, data);
    s.k = 1;
    LIVE.set(root, s);
    if (root.host) root.host.__guanxi = s;
  }
  s.T = themed(root);
  s.tell = (value) => setStateValue("selection", { ...value, turn: ++s.seq });
  s.emit = (type, more) => setTriggerValue("intent", { type, ...more, rev: data.rev, seq: `${Date.now()}.${++s.seq}` });
  s.editable = data.editable;
  s.fade = data.fade;
  if (s.colour !== data.colour) { s.spot = s.spotted = null; }
  s.colour = data.colour;
  fill(s, data);
  s.lit = new Set(data.lit || []);
  s.version++;
  if (data.scene !== s.scene) { s.scene = data.scene; fit(s); }
  const turn = data.focus?.turn, moved = turn !== s.turn;
  if (moved) { s.turn = turn; choose(s, data.focus?.id ? [data.focus.id] : [], data.focus?.edge ? [data.focus.edge] : []); if (data.focus?.id) reveal(s, data.focus.id); }
  else choose(s, [...s.chosen].filter((id) => s.people.has(id)), [...s.picked]);
  buttons(s, root, data);
  legend(s, root, data);
  keys(s, root);
  root.querySelector(".map-canvas").setAttribute("aria-label", data.words.alt);
  root.querySelector(".map-empty").replaceChildren(...(data.nodes.length ? [] : [made("p", "", data.words.empty)]));
  if (fresh) requestAnimationFrame(() => { if (LIVE.get(root) === s && !s.touched) { fit(s); if (data.focus?.id) reveal(s, data.focus.id); } });
  return () => { s.watch.disconnect(); s.net.destroy(); LIVE.delete(root); };
}
