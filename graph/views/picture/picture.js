/* Parts [tag, attributes, inside] become elements. Only these tags and attributes exist; text is set as text. */
const SVG_TAGS = new Set(["svg", "g", "path", "circle", "rect", "line", "ellipse", "text", "tspan", "title"]);
const HTML_TAGS = new Set(["div", "span", "b", "p", "h1", "h2", "h3", "table", "caption", "thead", "tbody", "tr", "th", "td", "button", "ul", "li", "a"]);
const ATTRIBUTES = new Set([
  "class", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "d", "width", "height", "transform", "overflow",
  "text-anchor", "dx", "dy", "role", "aria-label", "aria-hidden", "aria-pressed", "aria-current", "scope", "colspan", "title", "viewBox", "tabindex", "type",
]);

function build(part, report) {
  if (typeof part === "string") return document.createTextNode(part);
  const [tag, attributes, inside] = part;
  const svg = SVG_TAGS.has(tag);
  if (!svg && !HTML_TAGS.has(tag)) throw new Error(`no such part: ${tag}`);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name)) element.setAttribute(name, value);
  if (attributes.pick) pickable(element, attributes.pick, report);
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

/* Runs again on every change of data or theme. The keyboard stays where it was, and so does what was scrolled. */
export default function ({ parentElement, data, setTriggerValue }) {
  const face = parentElement.querySelector(".picture");
  themed(face);
  const drawn = JSON.stringify(data.body);
  if (face.drawn === drawn) return;
  face.drawn = drawn;
  const held = parentElement.activeElement?.dataset?.pick, left = face.querySelector(".scroll")?.scrollLeft;
  const report = (id, byKey) => { face.byKey = byKey; setTriggerValue("picked", id); };
  face.replaceChildren(...data.body.map((one) => build(one, report)));
  if (left) face.querySelector(".scroll").scrollLeft = left;
  if (held) [...face.querySelectorAll("[data-pick]")].find((one) => one.dataset.pick === held)?.focus({ preventScroll: true, focusVisible: Boolean(face.byKey) });
}
