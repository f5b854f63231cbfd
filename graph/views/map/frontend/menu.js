/* What can be done with one person, beside them: a right click, or the menu key. */
function openMenu(s, id) {
  const n = s.people.get(id), w = s.words;
  if (!n) return;
  if (!s.chosen.has(id)) select(s, [id], []);
  const can = acts(s), at = s.net.canvasToDOM({ x: n.x, y: n.y }), many = s.chosen.size > 1;
  const items = n.fold && !many ? [["unfold", "g"]] : many ? [["focus", "f"], ["hide", "h"], ["pin", "i"], ["fold", "g"]] : [["circle", "c"], ["focus", "f"], ["expand", "x"], ["pin", "i"], ["hide", "h"], ["fold_account", "g"], ["edit", "e"]];
  s.menu.replaceChildren(...items.map(([name, key]) => {
    const b = made("button", "", "", { type: "button", role: "menuitem" });
    b.append(made("span", "", w.menu[name]), made("kbd", "", name === "circle" ? "Enter" : key.toUpperCase()));
    b.onclick = () => { closeMenu(s); can[key](); };
    return b;
  }));
  s.menu.hidden = false;
  const wide = s.box.clientWidth, high = s.box.clientHeight;
  s.menu.style.left = `${Math.max(8, Math.min(at.x + 14, wide - s.menu.offsetWidth - 8))}px`;
  s.menu.style.top = `${Math.max(8, Math.min(at.y + 8, high - s.menu.offsetHeight - 8))}px`;
  s.menu.firstChild.focus();
}

function closeMenu(s) {
  if (s.menu.hidden) return;
  s.menu.hidden = true;
  s.box.focus({ preventScroll: true });
}

/* Up and down within the menu; Escape and Tab leave it. */
function menuKeys(s) {
  s.menu.onkeydown = (e) => {
    const items = [...s.menu.children], i = items.indexOf(s.menu.getRootNode().activeElement);
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: items.length - 1 }[e.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (e.key === "Escape" || e.key === "Tab") closeMenu(s);
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  s.menu.addEventListener("focusout", (e) => { if (!s.menu.contains(e.relatedTarget)) s.menu.hidden = true; });
}
