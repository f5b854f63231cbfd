/* One person's card: who they are, who of ours knows them, their score and why, their ties. Text is always text. */
function avatar(p, d, T) {
  const c = made("canvas", "", "", { width: (d + 8) * 2, height: (d + 8) * 2, "aria-hidden": "true" });
  c.style.cssText = `width:${d + 8}px;height:${d + 8}px;flex:none`;
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  const n = { ...p, char: d > 30 ? p.char : "" }, draw = () => drawByAttitude(ctx, n, d / 2 + 1, d / 2 + 1, d / 2 - 1, 1, T);
  withFaces([p], draw);
  draw();
  return c;
}

function bars(stage) {
  const box = made("span", "bars", "", { "aria-hidden": "true" });
  for (let i = 0; i < 4; i++) {
    const bar = made("i", i < stage ? "on" : "");
    bar.style.height = `${3 + 3 * i}px`;
    box.append(bar);
  }
  return box;
}

function factGrid(facts) {
  const grid = made("dl", "facts");
  for (const f of facts) {
    const cell = made("div"), value = made("dd", f.warn ? "warn" : "");
    if (f.rep) value.append(made("span", f.stale ? "rep stale" : "rep", f.rep), bars(f.stage));
    value.append(made("span", "", f.value));
    cell.append(made("dt", "", f.label), value);
    grid.append(cell);
  }
  return grid;
}

/* A number is a button: a press has it explained. */
function number(one, data, emit, name) {
  const label = data.explain.replace("{label}", one.label).replace("{value}", one.text || one.value);
  const b = made("button", name, "", { type: "button", "aria-label": label, title: label, "data-number": one.key });
  b.onclick = () => emit("explain", one.key);
  return b;
}

function scoreRow(data, emit) {
  const row = made("div", "score");
  for (const s of data.score) {
    const cell = number(s, data, emit, "number"), figure = made("span", "line");
    figure.append(made("b", "figure", s.value));
    if (s.of) figure.append(made("span", "c2", ` / ${s.of}`));
    cell.append(made("span", "c line", s.label), figure);
    row.append(cell);
  }
  return row;
}

/* Between which places the rank lies: a line from low to high on a scale, a dot where it is now. */
function interval(v) {
  const box = made("div", "interval"), rail = made("div", "rail"), span = made("i", "span"), dot = made("i", "at"), ends = made("div", "ends");
  const part = (place) => `${(100 * (place - 1)) / Math.max(1, v.last - 1)}%`;
  [span.style.left, span.style.right] = [part(v.low), `calc(100% - ${part(v.high)})`];
  dot.style.left = part(Math.min(v.at, v.last));
  rail.append(span, dot);
  for (const place of [1, Math.round((v.last + 1) / 2), v.last]) ends.append(made("span", "c", String(place)));
  ends.setAttribute("aria-hidden", "true");
  box.append(made("div", "c", v.thin ? `${v.text} · ${v.thin}` : v.text), rail, ends);
  return box;
}

function parts(data, emit) {
  const box = made("div", "parts");
  for (const p of data.parts) {
    const line = number(p, data, emit, "part"), meter = made("div", "meter"), fill = made("i");
    meter.style.width = `${p.most * 3}px`;
    fill.style.width = `${Math.max(0, Math.min(100, (100 * p.value) / p.most))}%`;
    meter.append(fill);
    line.append(made("span", "", p.label), meter, made("b", "", p.text), made("span", "c", `/ ${p.most}`));
    box.append(line);
  }
  return box;
}

function strength(n) {
  const box = made("span", "dots");
  for (let i = 0; i < 3; i++) box.append(made("i", i < n ? "on" : ""));
  return box;
}

function tieTable(t, emit, T) {
  const table = made("table"), head = made("tr"), rows = made("tbody");
  for (const column of t.columns) head.append(made("th", "", column, { scope: "col" }));
  for (const r of t.rows) {
    const row = made("tr", r.picked ? "picked" : ""), who = made("td"), open = made("button", "", "", { type: "button" });
    open.append(avatar(r, 14, T), made("span", "", r.name));
    open.onclick = () => emit("person", r.who);
    who.append(open);
    const kind = made("td"), tie = made("button", "quiet", r.kind, { type: "button" });
    tie.onclick = () => emit("tie", r.id);
    kind.append(tie);
    row.append(who, kind);
    if (t.columns.length > 3) {
      const strong = made("td");
      if (r.strength) strong.append(strength(r.strength), made("span", "hidden", String(r.strength)));
      row.append(strong);
    }
    row.append(made("td", "c2", r.told));
    rows.append(row);
  }
  const top = made("thead");
  top.append(head);
  table.append(top, rows);
  return table;
}

function titled(title, note, act) {
  const row = made("div", "titled");
  row.append(made("h3", "", title));
  if (note) row.append(made("span", "c", note));
  if (act) {
    const b = made("button", "link", act.label, { type: "button", "aria-pressed": String(act.on) });
    b.onclick = act.run;
    row.append(b);
  }
  return row;
}

export default function (component) {
  const { parentElement: root, data, setTriggerValue } = component, T = themed(root), card = root.querySelector(".card");
  const held = root.activeElement?.dataset?.number;
  let seq = 0;
  const emit = (type, id) => setTriggerValue("intent", { type, id, seq: `${Date.now()}.${++seq}` });
  const head = made("div", "head"), who = made("div", "who"), name = made("div", "name");
  const title = made("h2", "", data.name);
  if (data.reading) title.append(made("span", "reading", data.reading));
  name.append(title, made("span", `pill ${data.pill.tone}`, data.pill.text));
  who.append(name, made("div", "s", data.about));
  head.append(...(data.char === undefined ? [] : [avatar(data, 48, T)]), who);
  const out = [head, factGrid(data.facts)];
  if (data.score) {
    out.push(scoreRow(data, emit), ...(data.interval ? [interval(data.interval)] : []), titled(data.why.title, "", { label: data.why.light, on: data.why.on, run: () => emit("light", "") }), parts(data, emit), made("p", "s", data.why.text));
  } else if (data.unscored) out.push(made("p", "s", data.unscored));
  for (const t of [data.ties, data.made]) if (t && t.rows.length) out.push(titled(t.title, t.note), tieTable(t, emit, T));
  card.replaceChildren(...out);
  if (held) card.querySelector(`[data-number="${held}"]`)?.focus({ preventScroll: true });
}
