/* Parts [tag, attributes, inside] become elements. Only these tags and attributes exist; text is set as text. */
const SVG_TAGS = new Set(["svg", "g", "path", "circle", "rect", "line", "ellipse", "text", "tspan", "title", "image"]);
const HTML_TAGS = new Set(["div", "span", "b", "p", "h1", "h2", "h3", "table", "caption", "thead", "tbody", "tr", "th", "td", "button", "ul", "li", "a"]);
const ATTRIBUTES = new Set([
  "class", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "d", "width", "height", "transform", "overflow",
  "text-anchor", "dx", "dy", "stroke-width", "stroke-dasharray", "role", "aria-label", "aria-hidden", "aria-pressed", "aria-current", "scope", "colspan", "title", "viewBox", "tabindex", "type",
]);

function build(part, report) {
  if (typeof part === "string") return document.createTextNode(part);
  const [tag, attributes, inside] = part;
  const svg = SVG_TAGS.has(tag);
  if (!svg && !HTML_TAGS.has(tag)) throw new Error(`no such part: ${tag}`);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  if (tag === "image" && attributes.href?.startsWith("data:image/webp;base64,")) element.setAttribute("href", attributes.href);
  if (attributes.pick) pickable(element, attributes.pick, report);
  for (const name of ["grab", "onto", "zoom", "do"]) if (attributes[name]) element.dataset[name] = attributes[name];
  element.append(...inside.map((one) => build(one, report)));
  return element;
}

function pickable(element, id, report) {
  element.dataset.pick = id;
  element.addEventListener("click", (event) => report(id, event.detail === 0));
  if (element.tagName === "BUTTON") return;
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    report(id, true);
  });
}

/* A box marked `zoom` (with what it shows) shows its drawing larger or smaller; buttons marked `do` (in, out, fit) and
   Ctrl + wheel say how. True when it shows something else than before. */
function zoomable(face) {
  const box = face.querySelector("[data-zoom]"), svg = box?.querySelector("svg");
  if (!svg) return false;
  const fresh = face.place !== box.dataset.zoom;
  if (fresh) [face.place, face.scale] = [box.dataset.zoom, 0];
  const wide = Number(svg.getAttribute("width")), high = Number(svg.getAttribute("height"));
  svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  const size = (k) => { svg.setAttribute("width", wide * k); svg.setAttribute("height", high * k); };
  const zoom = (k, x = box.clientWidth / 2, y = box.clientHeight / 2) => {
    const now = Math.max(0.25, Math.min(3, k)), grown = now / (face.scale || 1);
    const [left, top] = [(box.scrollLeft + x) * grown - x, (box.scrollTop + y) * grown - y];
    size(face.scale = now);
    box.scrollTo(left, top);
  };
  const act = { in: () => zoom((face.scale || 1) * 1.25), out: () => zoom((face.scale || 1) / 1.25), fit: () => zoom(Math.min(1, (box.clientWidth - 2) / wide, (box.clientHeight - 2) / high)) };
  for (const button of face.querySelectorAll("[data-do]")) button.onclick = act[button.dataset.do];
  box.onwheel = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const at = box.getBoundingClientRect();
    zoom((face.scale || 1) * (event.deltaY < 0 ? 1.1 : 0.9), event.clientX - at.x, event.clientY - at.y);
  };
  if (face.scale) size(face.scale);
  else if (fresh && wide > 1.2 * box.clientWidth) {  // what begins the drawing is seen first
    const first = svg.querySelector("[data-pick]")?.getBoundingClientRect();
    if (first) box.scrollLeft = first.x - box.getBoundingClientRect().x - (box.clientWidth - first.width) / 2;
  }
  return fresh;
}

/* A part marked `grab` can be dragged onto one marked `onto`; Escape lets go. A press without a move stays a click. */
function draggable(face, drop) {
  face.onpointerdown = (down) => {
    const from = down.target.closest("[data-grab]");
    if (!from || down.button) return;
    const svg = from.ownerSVGElement, start = from.transform.baseVal.consolidate().matrix;
    let ghost = null, over = null;
    const let_go = () => {
      ghost?.remove();
      over?.classList.remove("over");
      face.classList.remove("dragging");
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("keydown", key, true);
    };
    const move = (event) => {
      const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!ghost && Math.hypot(dx, dy) < 6) return;
      if (!ghost) {
        ghost = from.cloneNode(true);
        ghost.classList.add("ghost");
        ghost.setAttribute("aria-hidden", "true");
        svg.append(ghost);
        face.classList.add("dragging");
      }
      const k = face.scale || 1;
      ghost.setAttribute("transform", `translate(${start.e + dx / k} ${start.f + dy / k})`);
      const under = face.getRootNode().elementFromPoint(event.clientX, event.clientY)?.closest?.("[data-onto]");
      over?.classList.remove("over");
      over = under && under !== from ? under : null;
      over?.classList.add("over");
    };
    const up = () => {
      const moved = Boolean(ghost), onto = over?.dataset.onto;
      let_go();
      if (moved) face.addEventListener("click", (event) => event.stopPropagation(), { capture: true, once: true });
      if (moved) setTimeout(() => face.dispatchEvent(new Event("click")), 0);
      if (onto) drop({ id: from.dataset.grab, onto });
    };
    const key = (event) => { if (event.key === "Escape") let_go(); };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("keydown", key, true);
  };
}

/* Runs again on every change of data or theme. The keyboard stays where it was, and so does what was scrolled. */
export default function ({ parentElement, data, setTriggerValue }) {
  const face = parentElement.querySelector(".picture");
  themed(face);
  const drawn = JSON.stringify(data.body);
  if (face.drawn === drawn) return;
  face.drawn = drawn;
  const held = parentElement.activeElement?.dataset?.pick, held_at = face.querySelector(".scroll"), [left, top] = [held_at?.scrollLeft, held_at?.scrollTop];
  const report = (id, byKey) => { face.byKey = byKey; setTriggerValue("picked", id); };
  face.replaceChildren(...data.body.map((one) => build(one, report)));
  const fresh = zoomable(face);
  draggable(face, (told) => setTriggerValue("dropped", told));
  if (!fresh && (left || top)) face.querySelector(".scroll")?.scrollTo(left, top);
  if (held) [...face.querySelectorAll("[data-pick]")].find((one) => one.dataset.pick === held)?.focus({ preventScroll: true, focusVisible: Boolean(face.byKey) });
}
