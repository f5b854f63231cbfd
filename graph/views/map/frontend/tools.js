/* The buttons on the canvas: zoom at the top right, what changes the data at the top left, ways of looking below. */
function maker(tag = "span") {
  return (name, act, run, label, text) => {
    const b = made("button", "", "", { type: "button", "aria-label": label, title: label, "data-act": act });
    if (name) b.append(icon(name));
    if (text) b.append(made(tag, "", text === true ? label : text));
    b.onclick = run;
    return b;
  };
}

function buttons(s, root, data) {
  const w = data.words, button = maker(), right = root.querySelector(".map-zoom"), left = root.querySelector(".map-tools"), hint = root.querySelector(".map-hint");
  right.setAttribute("aria-label", w.tools);
  right.replaceChildren(button("fit", "fit", () => fit(s), w.fit), button("plus", "in", () => zoom(s, 1.25), w.zoom_in), button("minus", "out", () => zoom(s, 0.8), w.zoom_out), button("down", "png", () => picturePng(s, data), w.png));
  s.leave = () => { s.net.disableEditMode(); s.drawing = false; hint.textContent = ""; s.box.classList.remove("drawing"); };
  const draw = () => { if (s.drawing) return s.leave(); s.net.addEdgeMode(); s.drawing = true; hint.textContent = w.drawing; s.box.classList.add("drawing"); s.box.focus(); };
  s.removeChosen = () => { const edges = [...s.picked]; if (s.chosen.size || edges.length) s.emit("remove", { nodes: [...s.chosen], edges }); };
  left.setAttribute("aria-label", w.edit);
  left.hidden = !data.editable;
  left.replaceChildren(...(data.editable ? [button("person", "add", () => s.emit("add_person", { account: "" }), w.add_person, true), button("link", "draw", draw, w.draw_tie, true), button("bin", "remove", () => s.removeChosen(), w.remove, true)] : []));
  if (!data.editable && s.drawing) s.leave();
}

/* Focus with its steps, the lasso, the table of keys. */
function modes(s, root, data) {
  const w = data.words, button = maker(), bar = root.querySelector(".map-modes"), hint = root.querySelector(".map-hint");
  const pressed = (b, on, off = false) => { b.setAttribute("aria-pressed", String(on)); b.disabled = off; return b; };
  s.lassoOff = () => { s.lassoing = false; s.box.classList.remove("lassoing"); hint.textContent = ""; s.drawModes(); };
  const area = () => { if (s.lassoing) return s.lassoOff(); s.lassoing = true; s.box.classList.add("lassoing"); hint.textContent = w.lassoing; s.drawModes(); };
  s.drawModes = () => {
    const held = bar.getRootNode().activeElement?.dataset?.act, nobody = !s.chosen.size && !s.steps;
    const steps = s.steps ? [1, 2, 3].map((n) => pressed(button("", `focus${n}`, () => focusOn(s, n), fill_in(w.steps, { n }), String(n)), s.steps === n)) : [];
    bar.replaceChildren(
      pressed(button("focus", "focus", () => focusOn(s, s.steps ? 0 : s.lastSteps || 1), w.focus, true), s.steps > 0, nobody), ...steps,
      pressed(button("lasso", "lasso", area, w.lasso, true), Boolean(s.lassoing)), button("keys", "keys", () => s.showKeys(s.keysBox.hidden), w.keys),
    );
    if (held) bar.querySelector(`[data-act="${held}"]`)?.focus({ preventScroll: true });
  };
  bar.setAttribute("aria-label", w.looking);
  s.drawModes();
}

/* What was taken off, pinned, brought, folded or moved, each with the way back. */
function chips(s, root, data) {
  const w = data.words, button = maker(), kept = data.kept;
  const all = [["hidden", "unhide"], ["pinned", "unpin"], ["added", "collapse"], ["folded", "unfold"], ["moved", "reset"]].filter(([name]) => kept[name]);
  root.querySelector(".map-chips").replaceChildren(...all.map(([name, act]) => { const label = fill_in(w[act], { n: kept[name] }); return button("", act, () => s.emit(act, {}), label, true); }));
}

function keyTable(s, data) {
  const w = data.words;
  if (s.keysBox.getAttribute("aria-label") === w.keys_title) return;  // being read, perhaps
  const close = made("button", "", w.close, { type: "button" }), list = made("dl");
  for (const [key, what] of w.key_table) { const dt = made("dt"); dt.append(made("kbd", "", key)); list.append(dt, made("dd", "", what)); }
  close.onclick = () => s.showKeys(false);
  s.keysBox.setAttribute("aria-label", w.keys_title);
  s.keysBox.replaceChildren(made("h2", "", w.keys_title), list, close);
  s.keysBox.onkeydown = (e) => { if (e.key === "Escape" || e.key === "?") { s.showKeys(false); e.stopPropagation(); } };
  s.showKeys = (on) => { s.keysBox.hidden = !on; (on ? close : s.box).focus({ preventScroll: true }); };
}
