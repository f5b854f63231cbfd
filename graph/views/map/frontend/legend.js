/* What each mark means and how many there are; a press chooses those people or ties and leaves only them in full colour. */
function legend(s, root, data) {
  const bar = root.querySelector(".map-legend"), w = data.words;
  const is = (l) => s.spot && s.spot.by === l.by && s.spot.value === l.value;
  const press = (l) => {
    const spot = is(l) ? null : { by: l.by, value: l.value }, ties = spot ? s.edges.filter((e) => e[l.by] === l.value).map((e) => e.id) : [];
    select(s, spot ? [...spotted(s, spot)] : [], ties, 0, spot);
  };
  s.drawLegend = () => {
    const held = bar.getRootNode().activeElement?.dataset?.at;
    bar.replaceChildren(...data.legend.map((l, i) => {
      const item = made(l.by ? "button" : "span", "map-key");
      if (l.by) {
        item.type = "button";
        item.dataset.at = i;
        item.setAttribute("aria-pressed", String(Boolean(is(l))));
        item.onclick = () => press(l);
      }
      item.append(sample(l, s.T), made("span", "", l.text));
      return item;
    }), shown(s, data));
    if (held) bar.querySelector(`[data-at="${held}"]`)?.focus({ preventScroll: true });
  };
  bar.setAttribute("aria-label", w.legend);
  s.drawLegend();
}

/* How many of how many, and the way to more or fewer. */
function shown(s, data) {
  const box = made("span", "map-shown", data.words.shown);
  for (const { n, text } of data.more) {
    const b = made("button", "map-more", text, { type: "button", "data-act": `most${n}` });
    b.onclick = () => s.emit("most", { n });
    box.append(b);
  }
  return box;
}

function sample(l, T) {
  const wide = l.mark === "line" ? 26 : l.mark === "sizes" ? 26 : 16, c = made("canvas", "", "", { width: wide * 2, height: 32, "aria-hidden": "true" });
  c.style.cssText = `width:${wide}px;height:16px`;
  const ctx = c.getContext("2d");
  ctx.scale(2, 2);
  if (l.mark === "line") {
    const e = { width: l.width, tone: l.tone, dash: l.dash, arrow: l.arrow, gap: 0, course: { a: { x: 1, y: 8 }, m: { x: 13, y: 8 }, b: { x: 25, y: 8 } } };
    drawLine(ctx, e, { T: { ...T, zone: T.card } }, 1);
  } else if (l.mark === "sizes") {
    for (const [x, r] of [[5, 3.5], [18, 6]]) { disc(ctx, x, 8, r); ctx.fillStyle = T.ink3; ctx.fill(); }
  } else if (l.mark === "hollow") {
    disc(ctx, 8, 8, 5); ctx.fillStyle = T.card; ctx.fill(); ctx.lineWidth = 2; ctx.strokeStyle = T.ink3; ctx.stroke();
  } else if (l.mark === "change") drawChange(ctx, l.value, 8, 8, 1, T);
  else if (l.mark === "hub") drawHub(ctx, { hub: l.value }, 8, 8, 6, 1, T);
  else if (l.mark === "role") drawByRole(ctx, { role: l.value }, 8, 8, 5.5, 1, T);
  else if (l.mark === "stale") { disc(ctx, 8, 8, 6); ctx.fillStyle = T["sup-soft"]; ctx.fill(); ctx.lineWidth = 2; ctx.strokeStyle = T.sup; ctx.stroke(); }
  else drawByAttitude(ctx, { attitude: l.value, hollow: false }, 8, 8, 6.5, 1, T);
  return c;
}
