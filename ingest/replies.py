"""Answers in the shapes of the command line: analyses, journal, one thing with its ties, imports, health."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.model.kinds import KINDS, NODES, Tie
from graph.text import Words
from ingest.answers import LISTED, Reply, plain

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.model.checks import Finding
    from graph.model.network import Network
    from graph.store.merging import Merge
    from ingest.load import Preview

ENTRY = ("id", "at", "by", "what", "subject", "summary", "undoes")
MOST_TOLD = 20
SOME_REJECTED = 3


def answered(answer: Answer, words: Words, shown: str = "", detail: str = "") -> Reply:
    """An analysis: the sentence of what it means and its notes stand beside the table.

    `detail` names a list in the rows that a table shows below, where there is only one row.
    """
    whole = answer.to_json(words)
    about = [whole["about"]] if whole["about"] else []
    parts = whole["rows"][0][detail] if detail and len(whole["rows"]) == 1 else ()
    return Reply(whole, whole["rows"], notes=[*about, *whole["notes"]], shown=tuple(shown.split()), detail=parts)


def found(text: str, limit: int, rows: Sequence[Mapping[str, Any]], about: Mapping[str, Any], words: Words) -> Reply:
    """What a search found, best first."""
    counts = about["counts"]
    population = {
        "network": "all", "people": counts["Person"], "as_of": date.today(), "revision": about["revision"],
        "ties": sum(n for kind, n in counts.items() if kind in KINDS and kind not in NODES),
    }  # fmt: skip
    notes = [] if rows else [words("cli.find.nothing", text=text)]
    whole = {"question": "find", "settings": {"text": text, "limit": limit}, "population": population}
    return Reply({**whole, "rows": rows, "notes": notes}, rows, notes=notes)


def journal(entries: Sequence[Mapping[str, Any]]) -> Reply:
    """Journal entries, newest first; times are UTC, an import's summary is where it came from."""
    rows = [{name: entry[name] or None for name in ENTRY} for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        row |= {"at": f"{entry['at']}Z", "summary": entry["summary"] or entry["source"] or entry["name"]}
    return Reply(rows, rows)


def card(kind: str, id: str, network: Network, words: Words) -> Reply:
    """One thing of the network with all its ties, and the scores of a person."""
    row = network.row(kind, id) or {}
    rev = row.pop("rev", None)
    row = {name: value for name, value in row.items() if name not in ("created_at", "updated_at")}
    ties = list(_ties(kind, id, network))
    scores = _scores(id, network, words) if kind == "Person" else {}
    whole = {kind.lower(): row, "rev": rev, "ties": ties, "scores": scores}
    shown = ("kind", "direction", "with", "name", "strength", "since", "until", "confidence")
    facts = {f"{kind}.{name}": value for name, value in row.items()}
    return Reply(whole, ties, facts={**facts, "rev": rev, **scores}, shown=shown)


def _ties(kind: str, id: str, network: Network) -> Iterable[dict[str, Any]]:
    """Every tie at either end; a field of the tie that is also called `kind` is told by its vocabulary's name."""
    for tie in KINDS.values():
        if not isinstance(tie, Tie) or tie.derived or tie.internal or kind not in tie.start + tie.end:
            continue
        table = network[tie.name]
        for own, other, way in (("from_id", "to_id", "out"), ("to_id", "from_id", "in")):
            for tie_id, end in zip(*(table.loc[table[own] == id, name] for name in ("id", other)), strict=True):
                row = network.row(tie.name, tie_id) or {}
                facts = {f.vocab if f.name == "kind" else f.name: row[f.name] for f in tie.fields}
                direction = "both" if tie.symmetric else way
                ends = tie.end if other == "to_id" else tie.start
                name = _name(end, ends, network)
                yield {"id": tie_id, "kind": tie.name, "with": end, "name": name, "direction": direction, **facts}


def _name(id: str, kinds: Iterable[str], network: Network) -> str | None:
    rows = (network.row(kind, id) for kind in kinds)
    return next((row.get("name") for row in rows if row), None)


def _scores(id: str, network: Network, words: Words) -> dict[str, Any]:
    """Influence with its parts, and what came of their referrals; unknown is None."""
    from graph.analysis.answer import plain as told
    from graph.analysis.chains import chains
    from graph.analysis.influence import influence_scores

    table = influence_scores(network)
    mine = table[table["id"] == id].drop(columns="id").rename(columns={"score": "influence"})
    chain = chains(network, id).rows[["generation", "reach", "depth", "won", "value_direct", "value_downstream"]]
    parts = [row for frame in (mine, chain) for row in frame.to_dict("records")]
    return {str(name): told(value, words) for row in parts for name, value in row.items()}


def became_one(reply: Reply, made: Merge, words: Words) -> Reply:
    """What came of a merge: ties that moved, united and were dropped, and each value that was given up."""
    row = {**reply.rows[0], "moved": made.moved, "united": made.united, "dropped": [id_ for _, id_ in made.dropped]}
    told = [
        words("merge.given_up", kind=words.kind(kind), field=words.field(name, kind),
              kept=_said(words, kind, name, kept), lost=_said(words, kind, name, lost))
        for kind, name, kept, lost in made.differing
    ]  # fmt: skip
    done = words("merge.done", moved=made.moved, united=made.united, dropped=len(made.dropped))
    return Reply(row, [row], notes=[done, *told])


def _said(words: Words, kind: str, name: str, value: Any) -> str:
    vocab = KINDS[kind].field[name].vocab
    return LISTED.join(words.choice(vocab, one) if vocab else str(one)
                       for one in (value if isinstance(value, tuple) else (value,)))  # fmt: skip


def imported(seen: Preview, import_id: str | None, revision: int, words: Words) -> Reply:
    """What an import did, or would do; its code says whether rows were rejected."""
    whole = {"import_id": import_id, **seen.to_json(words), "revision": revision}
    rows = [
        {name: sum(value.values()) if isinstance(value, dict) else value for name, value in part.items()}
        for part in whole["files"]
    ]
    told = [words("cli.import.rejection", **one) for one in whole["rejections"][:MOST_TOLD]]
    if len(whole["rejections"]) > MOST_TOLD:
        told.append(words("cli.import.more_rejected", n=len(whole["rejections"]) - MOST_TOLD))
    alike = [words("cli.import.alike", n=len(seen.look_alikes))] if seen.look_alikes else []
    return Reply(whole, rows, notes=[*whole["notes"], *alike, *told], code=SOME_REJECTED if seen.rejections else 0)


def health(about: Mapping[str, Any], broken: Sequence[Finding], words: Words) -> Reply:
    """What store this is, and every broken rule in it."""
    rows = [
        {
            "key": one.key, "kind": one.kind, "ids": list(one.ids), "blocking": one.blocking,
            "message": words(f"finding.{one.key}", **_spoken(one, words)),
        }
        for one in broken
    ]  # fmt: skip
    counts = {kind: n for kind, n in about["counts"].items() if n}
    facts = {**about, "counts": LISTED.join(f"{words.kind(kind)} {n:,}" for kind, n in counts.items())}
    notes = [words("cli.doctor.found", n=len(rows)) if rows else words("cli.doctor.sound")]
    return Reply({**plain(about), "findings": rows}, rows, facts=facts, notes=notes)


def _spoken(finding: Finding, words: Words) -> dict[str, Any]:
    values = dict(finding.values)
    if "field" in values:
        values["field"] = words.field(values["field"], finding.kind)
    return values
