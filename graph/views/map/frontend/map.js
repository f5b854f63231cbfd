/* Streamlit calls this again on every change of data or theme; what lives longer is kept by its element. */
const LIVE = new WeakMap();

function mounted(root) {
  const s = picture(root);
  LIVE.set(root, s);
  if (root.host) root.host.__guanxi = s;
  s.box.addEventListener("blur", () => { s.walking = false; s.net.redraw(); });
  return s;
}

/* What Python says is chosen, when it is news; else what the user has chosen here stays. */
function follow(s, data, fresh) {
  const focus = data.focus || {}, several = focus.several || [];
  if (focus.turn === s.turn) return choose(s, [...s.chosen], [...s.picked]);
  s.turn = focus.turn;
  if (fresh) s.steps = data.steps || 0;
  choose(s, several.length ? several : focus.id ? [focus.id] : [], focus.edge ? [focus.edge] : []);
  if (focus.id) reveal(s, focus.id);
}

export default function (component) {
  const { parentElement: root, data, setStateValue, setTriggerValue } = component;
  const frame = root.querySelector(".map");
  const narrow = root.host ? root.host.clientWidth < 600 : false;
  frame.style.height = narrow ? `min(${data.height}px, 60vh + 42px)` : `min(${data.height}px, max(420px, 100vh - 190px))`;
  const fresh = !LIVE.has(root), s = LIVE.get(root) || mounted(root);
  s.T = themed(root);
  s.words = data.words;
  s.tell = (value) => setStateValue("selection", { ...value, turn: ++s.seq });
  s.emit = (type, more) => setTriggerValue("intent", { type, ...more, rev: data.rev, seq: `${Date.now()}.${++s.seq}` });
  s.editable = data.editable;
  s.fade = data.fade;
  if (s.colour !== data.colour) s.spot = null;
  s.colour = data.colour;
  fill(s, data);
  s.lit = new Set(data.lit || []);
  s.route = data.route || [];
  s.pinned = new Set(data.pinned || []);
  if (data.scene !== s.scene) { s.scene = data.scene; fit(s); }
  follow(s, data, fresh);
  buttons(s, root, data);
  keyTable(s, data);
  modes(s, root, data);
  chips(s, root, data);
  legend(s, root, data);
  keys(s);
  s.box.setAttribute("aria-label", data.words.alt);
  root.querySelector(".map-empty").replaceChildren(...(data.nodes.length ? [] : [made("p", "", data.words.empty)]));
  if (fresh) requestAnimationFrame(() => { if (LIVE.get(root) === s && !s.touched) { fit(s); if (data.focus?.id) reveal(s, data.focus.id); } });
  return () => { clearTimeout(s.telling); clearTimeout(s.resting); s.watch.disconnect(); s.net.destroy(); LIVE.delete(root); };
}
