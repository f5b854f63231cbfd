"""What stands around every page: language, the demo's banner, news of colleagues' changes, undo and redo by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import Conflict, GuanxiError, StoreUnreachable
from graph.model.kinds import STORED, STORED_TIES, TIES
from graph.store.commands import Change, Command
from graph.text import LANGUAGES, Words
from graph.views.screen import refresh

if TYPE_CHECKING:
    from graph.views.screen import Screen

NAMES = {"zh": "中", "en": "EN"}
DEMO, LEFT = "demo:", "left:"
JOURNAL = 200  # how far back a demo is looked for
SEAL = str(files("graph.views") / "seal.svg")  # a mark by name would be fetched from the net
STYLE = """<style>
.st-key-switch { position: fixed; top: 10px; right: 56px; z-index: 1000000; width: auto; }
[data-testid="stStatusWidget"] { visibility: hidden; }
.st-key-switch button { min-height: 30px; padding: 2px 10px; }
.stMainBlockContainer { padding: 64px 24px 16px; max-width: none; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] { gap: 8px; }
[data-testid="stLayoutWrapper"]:has(> .st-key-switch) { display: contents; }
.stMainBlockContainer > [data-testid="stVerticalBlock"] > .stElementContainer:has(style) { display: none; }
[data-testid="stLayoutWrapper"]:has(> .st-key-news) { display: contents; }
.st-key-news { position: fixed; top: 10px; right: 180px; z-index: 1000000; width: auto; }
.st-key-news button { border-radius: 14px; background: color-mix(in srgb, #BA7900 13%, Canvas); }
.st-key-banner { padding: 2px 12px; border-radius: 8px; background: color-mix(in srgb, #BA7900 13%, transparent); }
.st-key-banner button, .st-key-news button { min-height: 28px; padding: 0 8px; text-decoration: underline; }
.st-key-map-find { gap: 0; position: relative; }
[data-testid="stLayoutWrapper"]:has(> .st-key-map-hits) { position: absolute; top: calc(100% + 4px); right: 0;
  width: 340px; z-index: 60; }
.st-key-map-hits { gap: 0; padding: 4px; border-radius: 8px;
  background: Canvas; border: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  box-shadow: 0 4px 16px rgba(22, 27, 35, .12); }
.st-key-map-hits:not(:has(button, p)) { display: none; }
.st-key-map-hits button, .st-key-map-hits button > div { justify-content: flex-start; }
.st-key-map-hits button { min-height: 32px; padding: 0 8px; }
.st-key-map-hits button:hover { background: color-mix(in srgb, currentColor 8%, transparent); }
[class*="st-key-map-chip"] button { min-height: 28px; padding: 0 10px; border-radius: 14px;
  background: color-mix(in srgb, var(--st-primary-color) 10%, transparent); }
.st-key-map-panel { padding: 12px 16px; }
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primaryFormSubmit"],
[data-testid="stBaseButton-primary"]:hover, [data-testid="stBaseButton-primaryFormSubmit"]:hover {
  color: light-dark(#FFFFFF, #0F131A); }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 12px; padding-right: 12px; }
  .st-key-news { position: static; }
  .st-key-map-stage .stHorizontalBlock:has(> .stColumn) { flex-direction: column-reverse; flex-wrap: nowrap; }
  .st-key-map-stage .stColumn { width: 100%; min-width: 0; flex: none; }
  .st-key-map-panel { max-height: 360px; }
}
</style>"""


def language() -> Words:
    """The words of this session: from `?lang=`, else as chosen before, else Chinese unless the browser is English."""
    asked = st.query_params.get("lang")
    if "language" not in st.session_state:
        english = (st.context.locale or "").lower().startswith("en")
        st.session_state["language"] = asked if asked in LANGUAGES else "en" if english else "zh"
    words = Words(st.session_state["language"])
    with st.container(key="switch"):
        st.segmented_control(
            words("shell.language"), LANGUAGES, format_func=lambda code: NAMES[code], key="language",
            required=True, label_visibility="collapsed",
        )  # fmt: skip
    words = Words(st.session_state["language"])
    if asked != words.lang:
        st.query_params["lang"] = words.lang
    return words


def safe(text: str) -> str:
    """Text as it stands, for places that read Markdown: every mark that could mean something is escaped.

    >>> safe("![x](http://a.b) *王*")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\://a\\\\.b\\\\) \\\\*王\\\\*'
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!~|<>$:&^])", r"\\\1", text)


def told(problem: GuanxiError, words: Words) -> str:
    """An error in the user's words, safe for Markdown: what, and what to do where the sentence says so."""
    values = {name: _said(value) for name, value in problem.values.items()}
    if words.has(f"field.{values.get('field')}"):
        values["field"] = words.field(values["field"])
    key = problem.text if words.has(problem.text) else f"error.{problem.key}"
    return safe(words(key, **values))


def _said(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def demo_entry(screen: Screen) -> dict[str, Any] | None:
    """The journal entry that brought the demo, as long as nobody has left the demo; None without one."""
    return _demo_entry(screen, screen.key)


@st.cache_resource(max_entries=4, show_spinner=False)
def _demo_entry(_screen: Screen, key: Any) -> dict[str, Any] | None:
    history = _screen.store.history(limit=JOURNAL)
    left = {entry["undoes"] for entry in history} | {entry["source"] for entry in history}
    brought = (e for e in history if e["what"] == "import" and str(e["source"]).startswith(DEMO))
    return next((e for e in brought if not {e["id"], LEFT + e["id"]} & left), None)


def demo_banner(screen: Screen) -> None:
    """Says that this is a demo and how to leave it; nothing when it is not."""
    if demo_entry(screen) is None:
        return
    words = screen.words
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        st.markdown(words("shell.demo"))
        st.button(words("shell.leave_demo"), key="shell.leave_demo", type="tertiary", on_click=_ask, args=("leave",))
    if st.session_state.pop("shell.asked", None) == "leave":
        _leaving(screen)


def _ask(what: str) -> None:
    st.session_state["shell.asked"] = what


def _leaving(screen: Screen) -> None:
    words = screen.words

    @st.dialog(words("shell.leave_demo"))
    def confirm() -> None:
        n = screen.network.counts()["Person"]
        st.markdown(words("shell.leave_demo_impact", people=n))
        if st.button(words("shell.leave_demo_yes"), key="shell.leave_demo_yes", type="primary",
                     on_click=_leave, args=(screen,)):  # fmt: skip
            st.rerun()

    confirm()


def _leave(screen: Screen) -> None:
    try:
        leave_demo(screen)
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/warning:")


def leave_demo(screen: Screen) -> None:
    """Take the demo back; where it was edited since, remove what it brought, and with it every tie to that.

    What the user added beside it stays. Undo brings either back.
    """
    entry = demo_entry(screen)
    if entry is None:
        return
    try:
        screen.store.undo(screen.viewer.user, entry["id"])
    except Conflict:
        screen.store.apply(_brought(screen, str(entry["source"]).removeprefix(DEMO), LEFT + entry["id"]))
    refresh()


def _brought(screen: Screen, name: str, source: str) -> Command:
    """The command that removes what is there of that demo, ties first."""
    from graph import demo

    network, brought = screen.store.read(screen.viewer), demo.network(name)
    kept = network.without({kind: brought[kind]["id"] for kind in STORED})
    kinds = sorted(STORED, key=lambda kind: kind not in STORED_TIES)
    gone = ((kind, id) for kind in kinds for id in network[kind]["id"][~network[kind]["id"].isin(kept[kind]["id"])])
    changes = tuple(Change(kind, id, network.row(kind, id), None) for kind, id in gone)
    return Command("remove", screen.viewer.user, changes, source=source)


def attempt(words: Words, change: Callable[[], Any]) -> None:
    """Do a change and start the page afresh; a refusal is told in place, and what was typed stays."""
    try:
        change()
    except GuanxiError as problem:
        st.error(told(problem, words))
    else:
        st.rerun()


def news(screen: Screen) -> None:
    """A quiet button when a colleague has changed something since this session last looked; looks every 5 s."""

    words = screen.words

    @st.fragment(run_every="5s")
    def look() -> None:
        try:
            if screen.store.revision() == screen.revision:
                return
            fresh = [e for e in screen.store.history(limit=50) if e["revision"] > screen.revision]
        except StoreUnreachable:
            label, icon = words("shell.read_only"), ":material/cloud_off:"
        else:
            who = "、".join(dict.fromkeys(str(entry["by"]) for entry in fresh))
            label, icon = words("shell.news", n=len(fresh) or 1, who=safe(who)), ":material/refresh:"
        if st.button(label, key="shell.news", icon=icon, type="tertiary", on_click=refresh):
            st.rerun()

    with st.container(key="news"):
        look()


def undo_buttons(screen: Screen) -> None:
    """Undo and redo, each saying what it would take back or do again; nothing while the database is away."""
    store, user = screen.store, screen.viewer.user
    try:
        found = {"undo": store.undoable(user), "redo": store.redoable(user)}
    except StoreUnreachable:
        found = {"undo": None, "redo": None}
    for verb, entry in found.items():
        if entry is None and verb == "redo":
            continue
        label = named(screen.words, verb, _undone(screen, entry) if entry and verb == "redo" else entry)
        if st.button(label, key=f"shell.{verb}", icon=f":material/{verb}:", disabled=entry is None):
            take(screen, verb)


def _undone(screen: Screen, entry: dict[str, Any]) -> dict[str, Any]:
    """What that entry took back, while the journal still shows it."""
    return next((e for e in screen.store.history(limit=50) if e["id"] == entry["undoes"]), entry)


def named(words: Words, verb: str, entry: dict[str, Any] | None) -> str:
    """The button's words: “撤销：加关系”."""
    if entry is None:
        return words(f"shell.{verb}")
    return words(f"shell.{verb}_named", what=safe(change_words(words, entry)))


def change_words(words: Words, entry: dict[str, Any]) -> str:
    """A journal entry in a few words: what was done, to what kind of thing, and its name if it has one."""
    what, kind = words(f"change.{entry['what']}"), str(entry["kind"] or "")
    if not kind:
        return what
    thing = words("change.a_tie", kind=words.kind(kind)) if kind in TIES else words.kind(kind)
    name = str(entry["name"] or "")[:12]
    said = words("change.of_named" if name else "change.of", what=what, kind=thing, name=name)
    return said if entry["what"] != "undo" else said.removeprefix(what).strip()


def take(screen: Screen, verb: str) -> None:
    """Undo or redo; when somebody changed the same thing meanwhile, say so instead."""
    try:
        receipt = screen.undo() if verb == "undo" else screen.redo()
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/warning:")
        return
    if receipt:
        st.rerun()


def open_person(who: str) -> None:
    """Make that person the one the map shows; the caller switches the page."""
    st.session_state["map.who"] = who
    st.session_state["map.tie"] = ""
    for counter in ("map.turn", "map.list_turn"):
        st.session_state[counter] = st.session_state.get(counter, 0) + 1


def logo(words: Words) -> None:
    """The seal and the name, top left."""
    st.logo(str(files("graph.views") / f"logo_{words.lang}.svg"), size="medium")
