/* Who and what stands in full colour: the chosen and their neighbours, everybody within some steps, or what the legend asks for. */
function within(s, start, steps) {
  const beside = new Map();
  for (const e of s.edges) {
    if (e.under) continue;
    for (const [one, other] of [[e.from, e.to], [e.to, e.from]]) (beside.get(one) || beside.set(one, []).get(one)).push(other);
  }
  const found = new Set(start);
  let ring = [...start];
  for (let i = 0; i < steps; i++) {
    const next = [];
    for (const id of ring) for (const other of beside.get(id) || []) if (!found.has(other)) { found.add(other); next.push(other); }
    ring = next;
  }
  return found;
}

function spotted(s, { by, value } = s.spot) {
  const ends = s.edges.filter((e) => e[by] === value).flatMap((e) => [e.from, e.to]);
  return new Set([...[...s.people.values()].filter((n) => n[by] === value).map((n) => n.id), ...ends]);
}

/* Work out once, after any change, who is bright and how strong each tie stands out: 3 lit, 2 picked, 1 of the chosen, 0. */
function relight(s) {
  const some = s.chosen.size + s.picked.size > 0, focused = s.steps && s.chosen.size;
  s.near = new Set();
  for (const e of s.edges) {
    const on = s.chosen.has(e.from) || s.chosen.has(e.to);
    e.level = s.lit.has(e.id) ? 3 : s.picked.has(e.id) ? 2 : on && !e.under && !s.spot && (s.fade || s.hub !== s.current) ? 1 : 0;
    if (s.lit.size ? e.level === 3 : on || e.level === 2) { s.near.add(e.from); s.near.add(e.to); }
  }
  s.bright = s.spot ? spotted(s) : s.lit.size ? new Set([...s.near, ...s.chosen]) : focused ? within(s, s.chosen, s.steps) : s.fade && some ? new Set([...s.chosen, ...s.near]) : null;
  for (const e of s.edges) {
    const seen = !s.bright || (s.bright.has(e.from) && s.bright.has(e.to) && (!s.spot || e[s.spot.by] === undefined || e[s.spot.by] === s.spot.value));
    const back = s.spot || s.lit.size || focused ? !seen : s.fade && some && !e.level;
    e.shade = e.level || (e.change && !back) ? 1 : back ? 0.1 : focused || s.spot ? 0.9 : e.alpha ?? 1;
  }
  s.version++;
  s.stale = true;
}
