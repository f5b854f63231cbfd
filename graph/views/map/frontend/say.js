/* What a screen reader hears: whoever is chosen and their ties, as text beside the canvas. */
const fill_in = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const SPOKEN = 8;

function tiesOf(s, id) {
  return s.edges.filter((e) => e.from === id || e.to === id).sort((x, y) => y.width - x.width || (x.id < y.id ? -1 : 1));
}

function sentence(s) {
  const w = s.words, name = (id) => s.people.get(id)?.name || "";
  if (s.chosen.size > 1) {
    const names = [...s.chosen].slice(0, SPOKEN).map(name).join("、");
    return fill_in(w.say.several, { n: s.chosen.size, names: names + (s.chosen.size > SPOKEN ? "…" : "") });
  }
  const n = s.people.get([...s.chosen][0]);
  if (!n) {
    const e = s.edges.find((x) => s.picked.has(x.id));
    return e ? fill_in(w.say.line, { a: name(e.from), b: name(e.to), kind: w.kind[e.kind] || "" }) : w.say.none;
  }
  if (n.fold) return fill_in(w.say.group, { name: n.name, n: n.fold });
  const ties = tiesOf(s, n.id), told = ties.slice(0, SPOKEN).map((e) => fill_in(w.say.tie, { name: name(e.from === n.id ? e.to : e.from), kind: w.kind[e.kind] || "" }));
  if (ties.length > SPOKEN) told.push(fill_in(w.say.more, { n: ties.length - SPOKEN }));
  return fill_in(w.say.person, {
    name: n.name, about: n.about, attitude: w.attitude[n.attitude] || "", known: n.hollow ? w.say.unknown : w.say.known, n: ties.length, ties: told.join("、") || w.say.no_ties,
  });
}

function say(s) {
  if (!s.live || !s.words) return;
  const text = sentence(s);
  if (s.live.textContent !== text) s.live.textContent = text;
}
