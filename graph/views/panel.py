"""The card beside the map, as plain data: one person with facts, score, reason and ties; or one tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.analysis.confidence import rank_confidence
from graph.model.spelling import folded, spellings
from graph.model.vocab import UNKNOWN, VOCAB
from graph.views.background import FEW, job
from graph.views.draw import TONE, initial
from graph.views.facts import each
from graph.views.figures import day, known, records

if TYPE_CHECKING:
    from graph.views.screen import Screen

Item = dict[str, Any]
STAGES = VOCAB["relationship_stage"].order
SHOWN_TIES = 12
TONED = {"任": "rén"}  # a surname whose tone alone is another than the word's
PARTS = (("bridge", 40), ("voice", 40), ("across", 20))


def person_card(screen: Screen, who: str, *, lit: bool, tie: str = "") -> Item:
    """What the card shows of one person; `tie` is the one that is chosen, if any."""
    words, p = screen.words, screen.facts.person(who)
    about = " · ".join(t for t in (p["title"], p["account"]) if t) or words("map.no_account")
    return {
        "char": initial(p["name"]), "name": p["name"], "reading": reading(str(p["name"])) if words.lang == "zh" else "",
        "about": about, "attitude": p["attitude"],
        "hollow": not p["known"], "face": screen.faces([who]).get(who, ""),
        "pill": {"text": words.choice("attitude", p["attitude"]), "tone": TONE[p["attitude"]]},
        "facts": _facts(screen, p), **_score(screen, who, lit=lit), **_ties(screen, who, tie),
    }  # fmt: skip


def tie_card(screen: Screen, tie: str) -> Item:
    """What the card shows of one tie."""
    words = screen.words
    kind, row = tie_row(screen, tie)
    ends = [screen.facts.name(row[end]) for end in ("from_id", "to_id")]
    between = " – " if kind == "KNOWS" else " → "
    facts = [{"label": words.field(k), "value": _said(screen, kind, k, v)} for k, v in row.items() if _told(k, v)]
    return {"name": between.join(ends), "about": "", "pill": {"text": words.kind(kind), "tone": ""}, "facts": facts}


def tie_row(screen: Screen, tie: str) -> tuple[str, Item]:
    """The kind of that tie and its row as stored; for a derived referral its row as derived."""
    ties = screen.facts.ties
    kind = str(ties.loc[ties["id"] == tie, "kind"].iloc[0])
    if kind != "REFERRED":
        return kind, screen.network.row(kind, tie) or {}
    found = ties[ties["id"] == tie].iloc[0]
    return kind, {"from_id": found["from_id"], "to_id": found["to_id"], "status": found["sort"]}


def _told(name: str, value: Any) -> bool:
    hidden = ("id", "from_id", "to_id", "rev", "created_at", "updated_at")
    return name not in hidden and value not in (None, (), UNKNOWN)


def _said(screen: Screen, kind: str, name: str, value: Any) -> str:
    """A value in words: choices by their vocabulary, days and numbers as they are."""
    from graph.model.kinds import KINDS

    vocab = KINDS[kind].field[name].vocab
    values = value if isinstance(value, tuple) else (value,)
    return "、".join(screen.words.choice(vocab, v) if vocab else str(v) for v in values)


def _facts(screen: Screen, p: Any) -> list[Item]:
    words = screen.words
    contact: Item = {"label": words("panel.contact"), "value": words("panel.nobody"), "warn": True}
    if p["known"]:
        days = words("panel.days_ago", n=int(p["days"])) if pd.notna(p["days"]) else words("panel.never_dated")
        stage = words.choice("relationship_stage", p["stage"])
        contact = {
            "label": words("panel.contact"), "value": f"{stage} · {days}", "rep": initial(p["rep"]),
            "stage": STAGES.get(p["stage"], 0), "stale": bool(p["stale"]), "warn": bool(p["stale"]),
        }  # fmt: skip
    phone = [{"label": words.field("phone_end"), "value": f"···{p['phone_end']}"}] if p["phone_end"] else []
    return [
        contact,
        *phone,
        {"label": words.field("role"), "value": words.choice("buying_role", p["role"])},
        {"label": words.field("centre_state"), "value": _centre(screen, p)},
        {"label": words("panel.may_ask"), "value": _may_ask(screen, p)},
    ]


def _centre(screen: Screen, p: Any) -> str:
    """The state of centre with the day a person confirmed it."""
    words, row = screen.words, screen.network.row("Person", str(p.name)) or {}
    said, when = words.choice("centre_state", p["centre_state"]), row.get("centre_state_on")
    return words("centres.state.since", state=said, day=day(words, when, screen.today)) if known(when) else said


def _may_ask(screen: Screen, p: Any) -> str:
    """May they be asked, and how many days ago they were asked last."""
    words, made, asks = screen.words, screen.network["MADE"], screen.network["Referral"]
    said = words.choice("contact_permission", p["contact_permission"])
    mine = asks[asks["id"].isin(made["to_id"][made["from_id"] == p.name])]["asked_on"].dropna()
    if mine.empty:
        return words("panel.never_asked", said=said)
    ago = (screen.today - mine.max().date()).days
    return words("panel.can_ask", said=said, n=ago) if ago >= 0 else said


def reading(name: str) -> str:
    """How a Chinese name is read, with tones: surname and given name; "" for any other.

    >>> reading("秦述白"), reading("解立言"), reading("Ana")
    ('Qín Shùbái', 'Xiè Lìyán', '')
    """
    if not 2 <= len(name) <= 4 or not all("\u4e00" <= one <= "\u9fff" for one in name):
        return ""
    from pypinyin import Style, pinyin

    toned = pinyin(name[0], style=Style.TONE, heteronym=True)[0]
    rest = "".join(one[0] for one in pinyin(name[1:], style=Style.TONE))
    told = spellings(name).split()[1]
    fits = [one for one in toned if told.startswith(folded(one))]
    first = TONED.get(name[0]) or (fits or toned)[0]
    return f"{first.capitalize()} {rest.capitalize()}"


def _interval(screen: Screen, who: str) -> Item:
    """Between which places the resamples put them, where that is worked out; on a small network it is begun now."""
    one = job(screen, "confidence")
    if one.found is None:
        if len(screen.network["Person"]) <= FEW and one.problem is None:
            one.start(lambda watch: rank_confidence(screen.network, as_of=screen.today, watch=watch))
        return {}
    row = next(iter(records(one.found.rows[one.found.rows["id"] == who])), None)
    if row is None or not known(row["low"]):
        return {}
    words, low, high = screen.words, int(row["low"]), int(row["high"])
    said = words("panel.interval", low=low, high=high)
    last = next(n for n in (10, 20, 50, 100, 200, 500, 10**9) if n >= high)
    thin = "" if row["enough"] else words("panel.interval.thin")
    return {"interval": {"low": low, "high": high, "at": int(row["rank"]), "last": last, "text": said, "thin": thin}}


def _score(screen: Screen, who: str, *, lit: bool) -> Item:
    words, s = screen.words, screen.scores.loc[who]
    if pd.isna(s["score"]):
        return {"unscored": words("panel.unscored")}
    why = screen.why(who)
    region = screen.facts.people.at[who, "region"]
    label = words("panel.rank_region", region=region) if region else words("panel.rank")
    return {
        "score": [
            {"key": "score", "label": words("panel.influence"), "value": f"{s['score']:.0f}"},
            {"key": "rank_region", "label": label, "value": f"{s['rank_region']:.0f}", "of": f"{s['of_region']:.0f}"},
            {"key": "rank", "label": words("panel.rank_all"), "value": f"{s['rank']:.0f}",
             "of": f"{screen.scores['score'].count()}"},
        ],
        **_interval(screen, who), "explain": words("panel.explain"),
        "parts": [
            {"key": key, "label": words(f"panel.part.{key}"), "value": float(s[key]), "text": f"{s[key]:.0f}",
             "most": most}
            for key, most in PARTS
        ],
        "why": {
            "title": words("panel.why", score=f"{s['score']:.0f}"), "text": why.why.say(words), "on": lit,
            "light": words("panel.dark" if lit else "panel.light"),
        },
    }  # fmt: skip


def _ties(screen: Screen, who: str, tie: str) -> Item:
    people, mine = screen.facts.people, screen.facts.touching([who])
    other = mine["to_id"].where(mine["from_id"] == who, mine["from_id"])
    mine = mine.assign(other=other, score=other.map(screen.scores["score"]).fillna(0))
    mine = mine[mine["other"].isin(people.index)].sort_values(
        ["strength", "score", "id"], ascending=[False, False, True]
    )
    referred = mine["kind"] == "REFERRED"
    return {
        "ties": _table(screen, who, mine[~referred], "panel.ties", tie),
        "made": _table(screen, who, mine[referred], "panel.referrals", tie),
    }


def _table(screen: Screen, who: str, rows: pd.DataFrame, title: str, tie: str) -> Item:
    words, people = screen.words, screen.facts.people
    parts = ("name", "kind", "told") if title == "panel.referrals" else ("name", "kind", "strength", "told")
    columns = [words(f"{title}.{c}") for c in parts]
    top = rows.head(SHOWN_TIES)
    note = (
        words("panel.first", n=len(top), all=len(rows)) if len(rows) > len(top) else words("panel.count", n=len(rows))
    )
    return {
        "title": words(title), "note": note, "columns": columns,
        "rows": [
            {"id": r.id, "who": r.other, "name": screen.facts.name(r.other), "attitude": people.at[r.other, "attitude"],
             "hollow": not people.at[r.other, "known"], "kind": sort_of(screen, r, who), "picked": r.id == tie,
             "strength": int(r.strength) if r.kind in ("KNOWS", "INFLUENCES") else 0,
             "told": _status(screen, r)}
            for r in each(top)
        ],
    }  # fmt: skip


def sort_of(screen: Screen, r: Any, who: str) -> str:
    """What the tie is, seen from one of its ends: schoolmates, superior, influenced by…"""
    words = screen.words
    if r.kind == "KNOWS":
        return words.choice("knows_kind", r.sort or UNKNOWN)
    return words(f"panel.tie.{r.kind}.{'out' if r.from_id == who else 'in'}")


def _status(screen: Screen, r: Any) -> str:
    if r.kind == "REFERRED":
        return screen.words.choice("referral_status", r.sort or UNKNOWN)
    return screen.words("panel.proposed" if r.proposed else "panel.recorded")
