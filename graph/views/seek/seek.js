/* A box that tells what is typed and shows who is meant. Arrows walk, Enter takes, Esc leaves; "/" anywhere comes here. */
const PAUSE_MS = 120;

function written(box, text, [from, to]) {
  box.append(text.slice(0, from));
  if (to > from) box.append(made("b", "", text.slice(from, to)));
  box.append(text.slice(to));
  return box;
}

function fresh(s) { return s.data.typed.trim() === s.input.value.trim(); }

function walk(s, to) {
  const options = [...s.list.querySelectorAll("[role=option]")];
  s.at = options.length ? (to + options.length) % options.length : 0;
  options.forEach((one, i) => one.setAttribute("aria-selected", String(i === s.at)));
  const here = options[s.at];
  if (here && s.open) { s.input.setAttribute("aria-activedescendant", here.id); here.scrollIntoView({ block: "nearest" }); } else s.input.removeAttribute("aria-activedescendant");
}

function draw(s) {
  const { hits, words } = s.data, typed = s.input.value.trim();
  s.list.replaceChildren(...hits.map((hit, i) => {
    const one = made("div", "", "", { role: "option", id: `hit-${i}`, "data-key": hit.key });
    one.append(written(made("span", "who"), hit.name, hit.bold), written(made("span", "about"), hit.about, hit.near));
    one.onmousedown = (e) => { e.preventDefault(); take(s, i); };
    one.onmousemove = () => { if (s.at !== i) walk(s, i); };
    return one;
  }), ...(hits.length ? [] : [made("div", "none", words.none)]));
  const shown = s.open && typed !== "" && fresh(s);
  s.list.hidden = !shown;
  s.input.setAttribute("aria-expanded", String(shown && hits.length > 0));
  s.said.textContent = shown ? (hits.length ? words.count.replace("{n}", hits.length) : words.none) : "";
  walk(s, 0);
}

function take(s, i) {
  const hit = s.data.hits[i];
  if (!hit) return;
  s.wanted = s.open = false;
  s.input.value = "";
  s.list.hidden = true;
  s.input.setAttribute("aria-expanded", "false");
  s.tell("typed", "");
  s.report("picked", hit.key);
}

function typing(s) {
  clearTimeout(s.timer);
  s.open = true;
  s.wanted = false;
  if (!fresh(s)) s.list.hidden = true;
  s.timer = setTimeout(() => s.tell("typed", s.input.value), PAUSE_MS);
}

function keyed(s, e) {
  if (e.isComposing || e.keyCode === 229) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  e.stopPropagation();
  if (e.key === "/" && !s.input.value) { e.preventDefault(); return; }
  if (step) { if (!s.open) { s.open = true; draw(s); } else walk(s, s.at + step); }
  else if (e.key === "Enter") {
    if (fresh(s)) take(s, s.at);
    else { s.wanted = true; clearTimeout(s.timer); s.tell("typed", s.input.value); }
  } else if (e.key === "Escape") {
    if (s.open && s.input.value) { s.open = false; draw(s); s.input.value = ""; } else s.input.blur();
  } else return;
  e.preventDefault();
}

function wired(root, frame) {
  const s = { input: frame.querySelector("input"), list: frame.querySelector("#hits"), said: frame.querySelector(".said"), at: 0, open: false, wanted: false };
  s.input.oninput = (e) => { if (!e.isComposing) typing(s); };
  s.input.addEventListener("compositionend", () => typing(s));
  s.input.onkeydown = (e) => keyed(s, e);
  s.input.onblur = () => { s.open = false; s.list.hidden = true; s.input.setAttribute("aria-expanded", "false"); };
  s.input.onfocus = () => { s.open = true; draw(s); };
  s.slash = (e) => {
    const from = e.composedPath()[0];
    const writes = from instanceof Element && (from.matches("input, textarea, select") || from.isContentEditable);
    if (e.key !== "/" || writes || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    s.input.focus();
    s.input.select();
  };
  document.addEventListener("keydown", s.slash);
  return s;
}

export default function ({ parentElement: root, data, setStateValue, setTriggerValue }) {
  const frame = root.querySelector(".seek");
  themed(frame);
  const s = frame.seek || (frame.seek = wired(root, frame));
  Object.assign(s, { data, tell: setStateValue, report: setTriggerValue });
  s.input.setAttribute("aria-label", data.words.label);
  s.input.placeholder = data.words.hint;
  s.list.setAttribute("aria-label", data.words.label);
  frame.style.visibility = "";
  draw(s);
  if (s.wanted && fresh(s)) take(s, 0);
  return () => { clearTimeout(s.timer); document.removeEventListener("keydown", s.slash); };
}
