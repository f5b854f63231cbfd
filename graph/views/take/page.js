/* The map without a server: what the canvas tells is answered here. Text is always set as text. */
const data = JSON.parse(document.getElementById("data").textContent), own = data.own, aside = document.querySelector("aside");
const stage = document.querySelector(".stage"), shadow = stage.attachShadow({ mode: "open" });
shadow.append(document.getElementById("frame").content.cloneNode(true));
const byId = new Map(data.nodes.map((n) => [n.id, n]));
let turn = 0;

document.querySelector("h1").textContent = data.title;
document.querySelector(".when").textContent = [data.shown, data.day, own.offline].join(" · ");
const box = document.querySelector("input");
box.placeholder = own.search;
box.setAttribute("aria-label", own.search);

function row(n, note) {
  const b = made("button", "", "", { type: "button" });
  b.append(made("b", "", n.name), made("span", "c", note));
  b.onclick = () => open(n.id);
  return b;
}

function list(text = "") {
  const asked = text.trim().toLowerCase(), found = data.rank.map((id) => byId.get(id)).filter((n) => n && `${n.name} ${n.find || ""} ${n.about}`.toLowerCase().includes(asked));
  const title = made("div", "c", fill_in(found.length ? own.found : own.nobody, { n: found.length }), { role: "status" });
  aside.replaceChildren(title, ...found.slice(0, 300).map((n) => row(n, n.about)));
}

/* The kind of a tie, with the way it points where it points anywhere. */
function said(e, id) {
  const kind = data.words.kind?.[e.kind] || "", points = e.arrow || e.kind === "REPORTS_TO";
  return points ? (e.from === id ? `${kind} →` : `← ${kind}`) : kind;
}

function card(id) {
  const n = byId.get(id), facts = made("dl"), ties = data.edges.filter((e) => e.from === id || e.to === id);
  for (const f of n.facts) facts.append(made("dt", "", f.label), made("dd", "", f.value));
  const rows = ties.map((e) => [byId.get(e.from === id ? e.to : e.from), said(e, id)]).filter(([other]) => other);
  const title = made("h3", "c", `${own.ties} ${rows.length}`);
  const back = made("button", "back", `← ${own.back}`, { type: "button" });
  back.onclick = () => { component.data = { ...data, focus: { id: "", turn: ++turn } }; mount(component); list(box.value); box.focus(); };
  aside.replaceChildren(back, made("h2", "", n.name), made("div", "c", n.about), facts, title, ...rows.map(([other, kind]) => row(other, kind)));
}

const intents = { circle: ({ id }) => open(id), expand: ({ id }) => open(id), edit: ({ id }) => open(id) };
const component = {
  parentElement: shadow, data,
  setStateValue: (_, value) => (value.nodes.length === 1 ? card(value.nodes[0]) : list(box.value)),
  setTriggerValue: (_, intent) => intents[intent.type]?.(intent),
};
function open(id) {
  component.data = { ...data, focus: { id, turn: ++turn } };
  mount(component);
  card(id);
}
box.oninput = () => list(box.value);
mount(component);
if (byId.has(data.focus.id)) card(data.focus.id);
else list();
