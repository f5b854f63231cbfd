"""Circles of people who know each other: in which we have nobody, who opens them, and whose word counts there."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, kept, standing
from graph.analysis.arrays import circles as circle_of
from graph.analysis.people import attitudes, blackout, people, today
from graph.analysis.risk import looked, threads
from graph.analysis.scores import influence_of
from graph.model.network import Network
from graph.model.vocab import VOCAB

SMALLEST, DRAWN = 3, 60
STATES = VOCAB["centre_state"].order
MOST_OF, SOME_OF = 0.5, 0.25
CIRCLES = [
    "rank", "id", "circle", "name", "region", "industry", "size", "known", "share", "ours", "centres", "entry",
    "entry_name", "through", "through_name", "rep", "rep_name", "voice", "voice_name", "voice_score", "voice_known",
    "members", "members_known",
]  # fmt: skip
VOICES = [
    "rank", "id", "name", "title", "account", "region", "circle", "circle_name", "size", "place", "score", "met",
    "barred", "through", "through_name", "rep", "rep_name", "centre_state",
]  # fmt: skip


def circles(
    network: Network,
    region: str | None = None,
    top: int | None = None,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """Circles of acquaintances of 3 people or more, the biggest first, and in which of them we know nobody (QM19).

    One row a circle: `size` people, `known` of them to an active rep of ours, `share` = known ÷ size 0…1, `ours` when
    that is anybody; `centres` of them confirmed centres who at least cooperate. `entry` is the best way in: of the
    people we may approach the most influential one we know, where we know nobody the most influential one whom
    somebody knows that knows us (`through`; None where `rep` knows the entry himself); all None where no such way is
    recorded. `voice` has the highest influence score 0…100 in it.
    `members` are at most 60 ids to draw in the proportion of the whole, the `members_known` we know first.
    `region` keeps the circles most of whose people are there; `name`: see `naming`. `id` names the circle by its first
    person, so that it stays when others grow. Circles are found by tie strength (Louvain, Blondel et al. 2008):
    they help to ask better questions and are no fact. People without acquaintances are in none.
    """
    day = today(as_of)
    then = standing(network, day)
    table, rows = everybody(then, day), gathered(then, day)
    here = of_region(rows, region)
    shown = here if top is None else here.head(top)
    evidence = carried(then, day, table, shown["entry_place"].to_numpy(np.int64), shown["id"].tolist())
    shown = drawing(table, shown)[CIRCLES]
    without = here[~here["ours"]]
    figures = {
        "circles": len(here), "without_us": len(without), "people": int(here["size"].sum()),
        "people_without_us": int(without["size"].sum()), "without_centre": int((here["centres"] == 0).sum()),
    }  # fmt: skip
    settings = {"region": region, "top": top, "as_of": day, "smallest": SMALLEST, "drawn": DRAWN}
    return Answer("circles", settings, population(then, day, revision), shown, notes(then, day, here, region),
                  "circles.about", figures, evidence)  # fmt: skip


def voices(
    network: Network,
    region: str | None = None,
    top: int | None = None,
    of_each: int = 1,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """In each circle the people whose word counts most, have we met them, and who can introduce us (QM20).

    `of_each` people of every circle by influence score 0…100, circles as in `circles`, those without us first. `met`
    when an active rep is in contact (`rep` the closest); else `through` is the acquaintance who knows them and us best
    (tie strength × the strength of our contact), `rep` whom that one knows; None where there is none. `barred`: tender
    blackout or not to be contacted, so nobody is named to introduce us.
    """
    day = today(as_of)
    then = standing(network, day)
    table, rows = everybody(then, day), gathered(then, day)
    here = of_region(rows, region).sort_values(["ours", "rank"])
    inside = table[table["circle"].isin(here["circle"])]
    first = inside.sort_values(["score", "id"], ascending=[False, True], na_position="last")
    first = first.assign(place=first.groupby("circle").cumcount() + 1)
    first = first[first["place"] <= of_each].set_index("circle")
    about = here.set_index("circle")[["name", "size"]].set_axis(["circle_name", "size"], axis=1)
    shown = about.join(first).rename_axis("circle").reset_index().rename(columns={"known": "met"})
    shown = shown.assign(rank=np.arange(1, len(shown) + 1))
    met = int(shown["met"].sum())
    shown = shown if top is None else shown.head(top)
    evidence = carried(then, day, table, table.index[looked_at(table, shown["id"])].to_numpy(), shown["id"].tolist())
    figures = {"circles": len(here), "voices": len(about.join(first)), "met": met}
    settings = {"region": region, "top": top, "of_each": of_each, "as_of": day, "smallest": SMALLEST}
    return Answer("voices", settings, population(then, day, revision), shown[VOICES], notes(then, day, here, region),
                  "voices.about", figures, evidence)  # fmt: skip


def looked_at(table: pd.DataFrame, ids: pd.Series) -> Places:
    """The place in `table` of each id."""
    return np.asarray(pd.Index(table["id"]).get_indexer(ids), dtype=np.int64)


def everybody(then: Network, day: date) -> pd.DataFrame:
    """One row a person by place among acquaintances: facts, `score`, `circle` (-1 none), and who of ours is how near.

    `known` to an active rep in contact, `barred` from being approached; `rep` and `rep_name` who knows them, or who
    knows `through` (an acquaintance of theirs who would pass us on, `through_pair` the tie); None where there is none.
    """
    return kept(then, ("circles.everybody", day), lambda: _everybody(then, day))


def _everybody(then: Network, day: date) -> pd.DataFrame:
    net = arrays_of(then, "acquaintance", day)
    table = people(then).set_index("id").reindex(net.ids).rename_axis("id").reset_index()
    table["circle"] = kept(then, ("circles", day), lambda: circle_of(net))
    table["score"] = looked(influence_of(then, day).table.set_index("id")["score"], table["id"])
    table["centre"] = table["centre_state"].astype("str").map(STATES) >= STATES["cooperating"]
    nearest = threads(then, day).drop_duplicates("from_id").set_index("from_id")
    warmth = looked(nearest["strength"], table["id"]).to_numpy(dtype=float)
    table["known"] = ~np.isnan(warmth)
    silent = {*blackout(then), *table["id"][table["contact_permission"] == "do_not_contact"]}
    table["barred"] = table["id"].isin(silent)
    against = [who for who, attitude in attitudes(then).items() if attitude == "opponent"]
    passing = table["known"] & ~table["barred"] & ~table["id"].isin(against)
    via, pair = introducers(net, np.where(passing, warmth, 0.0))
    led = (via >= 0) & ~table["known"].to_numpy(bool) & ~table["barred"].to_numpy(bool)
    table["through_pair"], through = np.where(led, pair, -1), np.where(led, via, -1)
    table["through"] = taken(table["id"], through)
    table["through_name"] = taken(table["name"], through)
    whom = pd.Series(np.where(table["known"], table["id"], table["through"]), index=table.index, dtype=object)
    table["rep"] = looked(nearest["rep"], whom).astype(object).where(whom.notna(), None)
    table["rep_name"] = looked(then["Rep"].set_index("id")["name"].astype(object), table["rep"])
    told = ["through", "through_name", "rep", "rep_name"]
    table[told] = table[told].astype(object).where(table[told].notna(), None)
    return table


def taken(values: pd.Series, places: Places) -> Any:
    """The value at each place; None for -1."""
    return np.array([*values, None], dtype=object)[places]


def introducers(net: Arrays, warmth: Floats) -> tuple[Places, Places]:
    """For everybody the acquaintance of greatest tie strength × `warmth` (0 = passes nothing on), and that pair.

    -1 and -1 where nobody with warmth above 0 knows them; equal ones by place.
    """
    a, b = np.r_[net.pairs.a, net.pairs.b], np.r_[net.pairs.b, net.pairs.a]
    chance = np.tile(net.pairs.strength, 2) * warmth[b]
    open_ = np.flatnonzero(chance > 0)
    order = open_[np.lexsort((b[open_], -chance[open_], a[open_]))]
    who, first = np.unique(a[order], return_index=True)
    via, pair = np.full(net.n, -1, np.int64), np.full(net.n, -1, np.int64)
    via[who], pair[who] = b[order[first]], order[first] % max(net.ties, 1)
    return via, pair


def gathered(then: Network, day: date) -> pd.DataFrame:
    """One row a circle of 3 or more, the biggest first: what `circles` tells of it but for the people to draw."""
    return kept(then, ("circles.gathered", day), lambda: _gathered(then, everybody(then, day)))


def _gathered(then: Network, table: pd.DataFrame) -> pd.DataFrame:
    inside = table[table["circle"] >= 0].rename_axis("entry_place").reset_index()
    groups = inside.groupby("circle")
    rows = groups.agg(size=("id", "size"), known=("known", "sum"), centres=("centre", "sum"), first=("id", "min"))
    rows = rows[rows["size"] >= SMALLEST]
    rows["share"], rows["ours"] = rows["known"] / rows["size"], rows["known"] > 0
    best = inside.sort_values(["score", "id"], ascending=[False, True], na_position="last")
    voice = best.drop_duplicates("circle").set_index("circle")
    for name, of in (("voice", "id"), ("voice_name", "name"), ("voice_score", "score"), ("voice_known", "known")):
        rows[name] = voice[of].reindex(rows.index)
    near = best[~best["barred"] & best["rep"].notna()].sort_values("known", ascending=False, kind="stable")
    entry = near.drop_duplicates("circle").set_index("circle").rename(columns={"id": "entry", "name": "entry_name"})
    rows = rows.join(entry[["entry", "entry_name", "through", "through_name", "rep", "rep_name", "entry_place"]])
    told = ["entry", "entry_name", "through", "through_name", "rep", "rep_name"]
    rows[told] = rows[told].astype(object).where(rows[told].notna(), None)
    rows["entry_place"] = rows["entry_place"].fillna(-1).astype(np.int64)
    for field in ("region", "industry"):
        rows[field] = commonest(inside[["circle", field]])["value"].reindex(rows.index)
    rows["name"] = naming(then, inside, rows)
    rows["id"] = "circle:" + rows["first"].astype(object)
    return rows.rename_axis("circle").reset_index().assign(rank=lambda made: np.arange(1, len(made) + 1))


def commonest(pairs: pd.DataFrame) -> pd.DataFrame:
    """The value that most rows of each circle have, with how many have it and how many values there are.

    By circle: `value` (the smallest of equally common ones), `n`, `kinds`; circles without any are absent.
    """
    told = pairs.dropna().set_axis(["circle", "value"], axis=1).astype({"value": object})
    counts = told.groupby(["circle", "value"]).size().rename("n").reset_index()
    counts = counts.sort_values(["circle", "n", "value"], ascending=[True, False, True])
    return counts.drop_duplicates("circle").set_index("circle").assign(kinds=counts.groupby("circle").size())


def naming(then: Network, inside: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """What to call each circle: by the group most of it belong to, else the account most of it work for; else the

    account more than a quarter work for "and others", else the industry of most, else whose word counts most in it.
    Several of one name are told apart by whose word counts most.
    """
    member = then["MEMBER_OF"][["from_id", "to_id"]].drop_duplicates()
    place = inside.set_index("id")["circle"]
    grouped = pd.DataFrame({"circle": looked(place, member["from_id"]), "group": member["to_id"]})
    group, account, trade = (commonest(found) for found in (
        grouped, inside[["circle", "account"]], inside[["circle", "industry"]],
    ))  # fmt: skip
    called = then["Group"].set_index("id")["name"].astype(object)
    found = pd.Series([Sentence("explain.circle_of", {"who": who}) for who in rows["voice_name"]], rows.index, object)
    for by, least, make in (
        (trade, MOST_OF, lambda value, kinds: Sentence("circles.name.trade", {"industry": value})),
        (account, SOME_OF, lambda value, kinds: Sentence("circles.name.account", {"account": value, "n": kinds - 1})),
        (account, MOST_OF, lambda value, kinds: value),
        (group, MOST_OF, lambda value, kinds: called.get(value, value)),
    ):
        by = by[by.index.isin(rows.index)]
        by = by[by["n"] > least * rows["size"].reindex(by.index)]
        for circle, value, kinds in zip(by.index, by["value"], by["kinds"], strict=True):
            found[circle] = make(value, int(kinds))
    twice = found.map(repr).duplicated(keep=False)
    whose = [Sentence("circles.name.of", {"name": name, "who": who})
             for name, who in zip(found[twice], rows["voice_name"][twice], strict=True)]  # fmt: skip
    found[twice] = pd.Series(whose, index=found.index[twice], dtype=object)
    return found


def drawing(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `members` to draw and how many of those we know."""
    size = rows.set_index("circle")[["size", "known"]]
    inside = table.loc[table["circle"].isin(size.index), ["id", "circle", "known", "score"]]
    inside = inside.sort_values(
        ["circle", "known", "score", "id"], ascending=[True, False, False, True], na_position="last"
    )
    dots = np.minimum(size["size"], DRAWN)
    ours = np.ceil(dots * size["known"] / size["size"]).astype(int)
    quota = np.where(inside["known"], inside["circle"].map(ours), inside["circle"].map(dots - ours))
    inside = inside[inside.groupby(["circle", "known"]).cumcount().to_numpy() < quota]
    members = inside.groupby("circle")["id"].agg(list)
    return rows.assign(
        members=members.reindex(rows["circle"]).set_axis(rows.index),
        members_known=ours.reindex(rows["circle"]).set_axis(rows.index),
    )


def of_region(rows: pd.DataFrame, region: str | None) -> pd.DataFrame:
    """The circles of that region, ranked anew; all of them for None."""
    here = rows if region is None else rows[rows["region"] == region]
    return here.assign(rank=np.arange(1, len(here) + 1)).reset_index(drop=True)


def carried(
    then: Network, day: date, table: pd.DataFrame, places: Places, ids: list[str]
) -> dict[str, tuple[str, ...]]:
    """The ties by which we come to somebody, by row id: our contact with them, or with who knows them and that tie."""
    net = arrays_of(then, "acquaintance", day)
    contact = threads(then, day).drop_duplicates("from_id").set_index("from_id")["id"].to_dict()
    far = table.iloc[places[places >= 0]]
    told = zip(
        [row for row, place in zip(ids, places, strict=True) if place >= 0],
        far["through_pair"].tolist(), far["through"].fillna(far["id"]).tolist(), far["rep"].notna().tolist(),
        strict=True,
    )  # fmt: skip
    return {
        row: (*(net.pairs.ties(pair) if pair >= 0 else ()), str(contact[whom])) for row, pair, whom, led in told if led
    }


def population(then: Network, day: date, revision: int | None) -> dict[str, Any]:
    """On whom: everybody and the ties of acquaintance."""
    net = arrays_of(then, "acquaintance", day)
    return {"network": "acquaintance", "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}


def notes(then: Network, day: date, here: pd.DataFrame, region: str | None) -> list[Sentence]:
    """Why there are no rows, who is in no circle, and what to know about the ties."""
    net = arrays_of(then, "acquaintance", day)
    if not net.n:
        return [Sentence("analysis.note.nobody", {})]
    if not net.ties:
        return [Sentence("analysis.note.no_ties", {})]
    told = list(net.notes)
    if not len(here):
        several = Sentence("support.note.no_circles", {"least": SMALLEST})
        told.append(several if region is None else Sentence("circles.note.no_region", {"region": region}))
    if not len(then["Rep"]):
        told.append(Sentence("route.note.no_reps", {}))
    alone = int((everybody(then, day)["circle"] < 0).sum())
    return told + ([Sentence("circles.note.alone", {"n": alone})] if alone else [])
