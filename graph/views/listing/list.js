/* A table of people: a press on a heading sorts, a press on a name chooses, boxes choose several (Shift: a stretch). */
function sorted(s) {
  const by = s.sort.replace(/^-/, ""), down = s.sort.startsWith("-") ? -1 : 1, at = s.data.columns.findIndex((c) => c.key === by);
  if (at < 0) return s.data.rows;
  const rank = (row) => row.ranks[at];
  return [...s.data.rows].sort((a, b) => (rank(a) === null) - (rank(b) === null) || down * ((rank(a) ?? 0) - (rank(b) ?? 0)));
}

/* Until the server has heard of a press, what it says is of the time before. */
function told(s) {
  s.turn = `${Date.now()}.${++s.seq}`;
  s.tell("list", { chosen: [...s.chosen], sort: s.sort, turn: s.turn });
}

function heading(s, column) {
  const up = s.sort === column.key, down = s.sort === `-${column.key}`, th = made("th", column.number ? "n" : "", "", { scope: "col", "aria-sort": up ? "ascending" : down ? "descending" : "none" });
  const button = made("button", "", column.label, { type: "button", "data-sort": column.key });
  button.onclick = () => {
    s.sort = column.number ? (down ? column.key : `-${column.key}`) : up ? `-${column.key}` : column.key;
    draw(s);
    s.root.querySelector(`[data-sort="${CSS.escape(column.key)}"]`)?.focus();
    s.said.textContent = s.data.words.sorted.replace("{column}", column.label);
    told(s);
  };
  th.append(button);
  return th;
}

function mark(row, T) {
  const canvas = made("canvas", "", "", { width: 32, height: 32, "aria-hidden": "true" }), ctx = canvas.getContext("2d");
  ctx.scale(2, 2);
  drawByAttitude(ctx, row, 8, 8, 6.5, 1, T);
  return canvas;
}

function line(s, row, i) {
  const tr = made("tr", s.chosen.has(row.id) ? "on" : "", "", { "data-id": row.id });
  const box = made("input", "", "", { type: "checkbox", "aria-label": s.data.words.choose.replace("{name}", row.cells[0]) });
  box.checked = s.chosen.has(row.id);
  box.onclick = (e) => {
    const from = e.shiftKey && s.last !== null ? s.last : i, wanted = box.checked;
    for (const one of s.rows.slice(Math.min(from, i), Math.max(from, i) + 1)) wanted ? s.chosen.add(one.id) : s.chosen.delete(one.id);
    s.last = i;
    lit(s);
    told(s);
  };
  tr.append(made("td"));
  tr.firstChild.append(box);
  s.data.columns.forEach((column, c) => {
    const cell = made(c ? "td" : "th", column.number ? "n" : "", "", c ? {} : { scope: "row" });
    if (c) { cell.textContent = row.cells[c]; cell.title = row.cells[c]; } else {
      const name = made("button", "", "", { type: "button", title: row.cells[0] });
      name.append(mark(row, s.T), made("span", "", row.cells[0]));
      name.onclick = () => { s.chosen = new Set([row.id]); s.last = i; lit(s); told(s); };
      cell.append(name);
    }
    tr.append(cell);
  });
  return tr;
}

/* Show who is chosen without making the rows anew. */
function lit(s) {
  for (const tr of s.body.children) {
    const on = s.chosen.has(tr.dataset.id);
    tr.classList.toggle("on", on);
    tr.setAttribute("aria-selected", String(on));
    tr.querySelector("input").checked = on;
  }
}

function draw(s) {
  const all = made("td");
  s.rows = sorted(s);
  s.head.replaceChildren(made("tr"));
  s.head.firstChild.append(all, ...s.data.columns.map((column) => heading(s, column)));
  s.body.replaceChildren(...s.rows.slice(0, s.most).map((row, i) => line(s, row, i)));
  s.more.hidden = s.rows.length <= s.most;
  s.more.textContent = s.data.words.more.replace("{n}", s.rows.length - s.most);
  s.more.onclick = () => { s.most = Infinity; draw(s); };
  lit(s);
}

/* The edge fades as long as there are columns beyond it. */
function beyond(rows) {
  rows.classList.toggle("beyond", Math.abs(rows.scrollLeft) + rows.clientWidth < rows.scrollWidth - 2);
}

export default function ({ parentElement: root, data, setStateValue }) {
  const frame = root.querySelector(".list"), rows = frame.querySelector(".rows");
  const s = frame.list || (frame.list = { root: frame, head: frame.querySelector("thead"), body: frame.querySelector("tbody"), more: frame.querySelector(".more"), said: frame.querySelector(".said"), last: null, seq: 0, turn: "", most: data.first, chosen: new Set() });
  Object.assign(s, { data, tell: setStateValue, T: themed(frame) });
  rows.style.maxHeight = window.innerWidth < 640 && !data.chosen.length ? "none" : `${data.height}px`;
  rows.setAttribute("aria-label", data.words.label);
  frame.querySelector("table").setAttribute("aria-label", data.words.label);
  const text = JSON.stringify([data.columns, data.rows, data.sort, s.T.page]);
  const late = s.turn && data.turn !== s.turn, news = !late && JSON.stringify(data.chosen) !== JSON.stringify([...s.chosen]);
  if (!late) s.chosen = new Set(data.chosen);
  if (text !== s.text) { s.text = text; if (!late) s.sort = data.sort; draw(s); } else lit(s);
  const first = news && data.chosen.length === 1 && [...s.body.children].find((tr) => tr.dataset.id === data.chosen[0]);
  if (first) rows.scrollTop = Math.max(0, first.offsetTop - rows.clientHeight / 2);
  rows.onscroll = () => beyond(rows);
  s.watch ??= new ResizeObserver(() => beyond(rows));
  s.watch.observe(rows);
  beyond(rows);
}
