/* Colours and the type face. One table a theme; which one holds is read off the page's own background. */
const TOKENS = {
  light: {
    page: "#FFFFFF", canvas: "#F6F7F9", card: "#FFFFFF", band: "#E9ECF1", zone: "#F0F2F5", hair: "#E2E6EB", ink: "#161B23",
    ink2: "#434D5B", ink3: "#5A6573", rule: "#7C8795", tie: "#76818F", ours: "#2B4C8C", "ours-soft": "#E8EEF8", "on-ours": "#FFFFFF",
    sup: "#00704F", "sup-soft": "#E1F3EC", neu: "#838C98", "neu-ink": "#5A6573", "on-neu": "#161B23", "neu-soft": "#ECEEF1",
    opp: "#B54700", "opp-soft": "#FBEADF", unk: "#6D5AA8", "unk-soft": "#EFECF8", "on-att": "#FFFFFF", "r-decide": "#0072B2",
    "r-shape": "#B0508C", "r-assess": "#C17400", "r-buy": "#605A00", "r-use": "#3293CC", "r-gate": "#161B23", warn: "#8F5B00",
    "warn-mark": "#BA7900", "warn-soft": "#FCF1DC",
  },
  dark: {
    page: "#0F131A", canvas: "#141922", card: "#1C232E", band: "#262E3A", zone: "#181E28", hair: "#2A3340", ink: "#ECF0F5",
    ink2: "#B9C3CF", ink3: "#95A1B0", rule: "#69768A", tie: "#718097", ours: "#9CBDF5", "ours-soft": "#1F2D47", "on-ours": "#0F131A",
    sup: "#35C79C", "sup-soft": "#12322B", neu: "#7F8A98", "neu-ink": "#95A1B0", "on-neu": "#0F131A", "neu-soft": "#262E39",
    opp: "#FF8B4D", "opp-soft": "#3A2318", unk: "#B4A5F0", "unk-soft": "#29243F", "on-att": "#0F131A", "r-decide": "#5AA9E6",
    "r-shape": "#E08CC0", "r-assess": "#E0921A", "r-buy": "#F2EA6B", "r-use": "#A6DCF8", "r-gate": "#ECF0F5", warn: "#F2B84B",
    "warn-mark": "#F2B84B", "warn-soft": "#352A14",
  },
};
const ATTITUDE = { supporter: "sup", neutral: "neu", opponent: "opp", unknown: "unk" };
const ROLE = {
  decider: "r-decide", initiator: "r-shape", influencer: "r-shape", designer: "r-assess", evaluator: "r-assess",
  buyer: "r-buy", user: "r-use", gatekeeper: "r-gate", unknown: "neu",
};
const FACE = '"Source Sans 3","Source Sans Pro","Source Sans","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';

/* Is the page dark? Its background says so, whoever chose it. */
function isDark(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const hex = /^#([0-9a-f]{6})/i.exec(colour);
  const [r, g, b] = hex ? [0, 2, 4].map((i) => parseInt(hex[1].slice(i, i + 2), 16)) : (colour.match(/\d+/g) || [255, 255, 255]).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}

/* Lay the tokens on the element as CSS variables and give the table back for the canvas. */
function themed(element) {
  const host = element.host || element;
  const tokens = TOKENS[isDark(host) ? "dark" : "light"];
  for (const [name, value] of Object.entries(tokens)) host.style.setProperty(`--${name}`, value);
  host.style.setProperty("--face", FACE);
  return tokens;
}

/* A new element with a class, text and attributes. Text is text: nothing here ever parses HTML. */
function made(tag, name = "", text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== "") element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/* A small drawing: paths of a 16 x 16 box, stroked in the text's colour. */
const ICON = {
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10", plus: "M8 3v10M3 8h10", minus: "M3 8h10",
  down: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11", person: "M8 7.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.8 14c.5-3 2.500-4.500 5.200-4.500s4.700 1.500 5.200 4.500",
  link: "M3.800 4.500a1.800 1.800 0 1 0 0-.1zM8.600 12a1.800 1.800 0 1 0 3.600 0 1.800 1.800 0 1 0-3.600 0M5.200 5.800l4 4.800", x: "m4 4 8 8M12 4l-8 8",
  focus: "M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600zM8 1v2.500M8 12.500V15M1 8h2.500M12.500 8H15",
  lasso: "M2.500 5V2.500H5M7.500 2.500h2M12 2.500h1.500V5M13.500 7.500v2M2.500 7.500v2M2.500 12v1.500H5M7.500 13.500h1.500M9.500 9.500l5 2-2.200.9-.9 2.200z",
  keys: "M1.500 4h13v8h-13zM4 6.500h.1M6.600 6.500h.1M9.300 6.500h.1M12 6.500h.1M5 9.500h6",
  bin: "M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 9h5.800l.6-9",
};
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", width: 16, height: 16, fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICON[name]);
  svg.append(path);
  return svg;
}
