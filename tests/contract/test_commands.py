"""What every engine promises of commands: done once, journalled, taken back, refused when somebody was quicker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.model.errors import Conflict, NotFound
from graph.model.network import Network
from graph.store import commands, reading
from graph.store.access import Viewer, everyone
from graph.store.bolt import GraphStore
from graph.store.transaction import Run

ANA_BEN = Network.of(
    Person=[
        {"id": "ana", "name": "安娜", "lawful_basis": "consent", "powers": ("decide", "veto")},
        {"id": "ben", "name": "本", "lawful_basis": "consent"},
    ],
    Account=[{"id": "acme", "name": "恒万电气", "employees": 30, "annual_revenue": 1.5}],
    KNOWS=[{"from_id": "ana", "to_id": "ben", "kind": "friend", "strength": 2, "since": date(2020, 1, 31)}],
    WORKS_AT=[{"from_id": "ana", "to_id": "acme", "level": "decision"}],
)
ELSEWHERE = Network.of(
    Person=[{"id": "dirk", "name": "迪克", "lawful_basis": "consent"}],
    Account=[{"id": "other", "name": "别家"}],
    WORKS_AT=[{"from_id": "dirk", "to_id": "other"}],
    KNOWS=[{"from_id": "ana", "to_id": "dirk"}],
)
LIMITED = Viewer("rep", "rep", frozenset({"acme"}))
WRITERS, EDITS = 8, 50


@pytest.fixture
def known(store: GraphStore) -> GraphStore:
    store.apply(commands.load(ANA_BEN, "me", "ana.csv"))
    return store


def test_what_goes_in_comes_out(known: GraphStore) -> None:
    assert known.read() == ANA_BEN


def test_importing_again_changes_nothing(known: GraphStore) -> None:
    receipt = known.apply(commands.load(ANA_BEN, "me"))
    assert (receipt.change, known.revision(), len(known.history())) == ("", 1, 1)
    assert receipt.counts["Person"] == {"unchanged": 2}


def test_an_import_changes_what_it_knows_and_keeps_the_rest(known: GraphStore) -> None:
    receipt = known.apply(commands.load(Network.of(Person=[{"id": "ana", "title": "总经理"}]), "me"))
    assert receipt.counts == {"Person": {"changed": 1}}
    assert known.read() == ANA_BEN + Network.of(Person=[{"id": "ana", "title": "总经理"}])
    known.undo("me")
    assert known.read() == ANA_BEN


def test_an_edit_counts_the_row_and_the_store(known: GraphStore) -> None:
    receipt = known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    row = known.read().row("Person", "ana") or {}
    assert (receipt.revision, known.revision(), row["title"], row["rev"]) == (2, 2, "总经理", 2)


def test_a_value_can_be_taken_away(known: GraphStore) -> None:
    known.apply(commands.edit(known.read(), "Account", "acme", {"employees": None, "annual_revenue": None}, "me"))
    row = known.read().row("Account", "acme") or {}
    assert (row["employees"], row["annual_revenue"]) == (None, None)


def test_a_command_sent_twice_is_done_once(known: GraphStore) -> None:
    command = commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me")
    assert known.apply(command) == known.apply(command)
    assert known.revision() == 2


def test_who_comes_second_is_told_what_the_first_did(known: GraphStore) -> None:
    seen = known.read()
    known.apply(commands.edit(seen, "Person", "ana", {"title": "总经理"}, "me"))
    with pytest.raises(Conflict) as told:
        known.apply(commands.edit(seen, "Person", "ana", {"title": "董事"}, "you"))
    assert (told.value.values["current"]["title"], told.value.values["rev"]) == ("总经理", 2)
    assert known.revision() == 2


def test_what_somebody_removed_cannot_be_edited_or_tied(known: GraphStore) -> None:
    seen = known.read()
    known.apply(commands.remove(seen, "Person", "ben", "me"))
    with pytest.raises(Conflict):
        known.apply(commands.edit(seen, "Person", "ben", {"title": "董事"}, "you"))
    with pytest.raises(NotFound):
        known.apply(commands.tie("INFLUENCES", "ana", "ben", {}, "you"))
    assert known.read() == ANA_BEN.without({"Person": ["ben"]})


def test_a_person_somebody_tied_meanwhile_is_not_removed(known: GraphStore) -> None:
    seen = known.read()
    known.apply(commands.tie("INFLUENCES", "ana", "ben", {"strength": 3}, "you"))
    with pytest.raises(Conflict):
        known.apply(commands.remove(seen, "Person", "ben", "me"))
    assert known.read().counts()["INFLUENCES"] == 1


def test_the_same_tie_twice_is_a_conflict(known: GraphStore) -> None:
    with pytest.raises(Conflict):
        known.apply(commands.tie("KNOWS", "ben", "ana", {"kind": "friend"}, "me"))


def test_everything_can_be_taken_back_and_done_again(known: GraphStore) -> None:
    steps = [known.read()]
    known.apply(commands.add("Person", {"id": "cara", "name": "卡拉", "lawful_basis": "consent"}, "me"))
    steps.append(known.read())
    known.apply(commands.tie("KNOWS", "cara", "ana", {"kind": "alumni", "since": date(2021, 5, 1)}, "me"))
    steps.append(known.read())
    known.apply(commands.edit(known.read(), "Person", "cara", {"title": "采购经理", "powers": ("advise",)}, "me"))
    steps.append(known.read())
    known.apply(commands.remove(known.read(), "Person", "ana", "me"))
    steps.append(known.read())
    for before in reversed(steps[:-1]):
        known.undo("me")
        assert known.read() == before
    known.undo("me")
    assert known.read() == Network.empty()
    for after in steps:
        known.redo("me")
        assert known.read() == after
    with pytest.raises(NotFound):
        known.redo("me")


def test_something_new_ends_what_can_be_done_again(known: GraphStore) -> None:
    known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    known.undo("me")
    known.apply(commands.edit(known.read(), "Person", "ana", {"title": "董事"}, "me"))
    assert known.redoable("me") is None


def test_undo_takes_back_ones_own_and_leaves_what_others_touched(known: GraphStore) -> None:
    mine = known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    known.apply(commands.edit(known.read(), "Person", "ana", {"title": "董事"}, "you"))
    with pytest.raises(Conflict):
        known.undo("me", mine.change)
    known.undo("you")
    known.undo("me", mine.change)
    with pytest.raises(Conflict):
        known.undo("me", mine.change)
    assert known.read() == ANA_BEN


def test_the_history_says_who_did_what(known: GraphStore) -> None:
    known.apply(replace(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"), summary="升职"))
    known.undo("you", known.history()[0]["id"])
    told = [(e["by"], e["what"], e["subject"], e["summary"], bool(e["undoes"])) for e in known.history(2)]
    assert told == [("you", "undo", "ana", "升职", True), ("me", "set", "ana", "升职", False)]
    assert known.history()[-1]["source"] == "ana.csv"


def test_a_removal_is_found_however_long_ago(known: GraphStore) -> None:
    assert known.removal("ana") is None
    known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    known.apply(commands.remove(known.read(), "Person", "ana", "you"))
    for title in ("a", "b", "c"):
        known.apply(commands.edit(known.read(), "Person", "ben", {"title": title}, "me"))
    found = known.removal("ana")
    assert found is not None
    assert (found["what"], found["subject"], found["by"]) == ("remove", "ana", "you")
    assert known.removal("ben") is None


def test_taking_along_is_told_and_changes_nothing(known: GraphStore) -> None:
    done = known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    known.undo("me")
    now, before = known.revision(), known.read()
    taken = known.apply(commands.taken("me", "map.html", "关系图", 2, masked=True))
    assert (known.revision(), known.read()) == (now, before)
    assert known.history(1)[0]["source"] == "map.html 2 masked"
    assert (known.redoable("me") or {})["undoes"] == done.change
    known.redo("me")
    assert (known.undoable("me") or {})["what"] == "redo"
    with pytest.raises(NotFound):
        known.undo("me", taken.change)


def test_only_what_changed_is_read_and_gives_the_whole(known: GraphStore) -> None:
    old = known.read()
    known.apply(commands.edit(old, "Person", "ana", {"title": "总经理"}, "me"))
    known.apply(commands.add("Person", {"id": "cara", "name": "卡拉", "lawful_basis": "consent"}, "me"))
    known.apply(commands.tie("KNOWS", "cara", "ana", {"kind": "alumni"}, "me"))
    known.apply(commands.remove(known.read(), "Person", "ben", "me"))
    delta = known.since(everyone, 1)
    assert delta.put.counts()["Person"] == 2
    assert delta.gone["Person"] == ["ben"]
    assert delta.onto(old) == known.read()
    assert known.since(everyone, delta.revision).put == Network.empty()


def test_a_viewer_sees_their_accounts_only(known: GraphStore) -> None:
    known.apply(commands.load(ELSEWHERE, "me"))
    assert known.read(LIMITED) == ANA_BEN
    assert known.since(LIMITED, 1).onto(Network.empty()) == ANA_BEN


def test_a_viewer_finds_their_accounts_only(known: GraphStore) -> None:
    known.apply(commands.load(ELSEWHERE, "me"))
    assert [hit["id"] for hit in known.find("迪克")] == ["dirk"]
    assert known.find("迪克", viewer=LIMITED) == known.named("迪克", LIMITED) == []
    assert known.show("dirk", viewer=LIMITED) is None
    assert [hit["id"] for hit in known.find("安娜", viewer=LIMITED)] == ["ana"]
    told = known.show("ana", viewer=LIMITED) or {}
    assert "dirk" not in {tie["with"] for tie in told["ties"]}
    assert "dirk" in {tie["with"] for tie in (known.show("ana") or {})["ties"]}


def test_a_day_in_the_past_shows_what_held(known: GraphStore) -> None:
    assert known.read(as_of=date(2019, 12, 31)).counts()["KNOWS"] == 0
    assert known.read(as_of=date(2020, 1, 31)).counts()["KNOWS"] == 1


def test_eight_writers_lose_nothing_and_every_loser_is_told(known: GraphStore, uri: str) -> None:
    def write(writer: int) -> int:
        losses, row = 0, known.read().row("Person", "ana") or {}
        with GraphStore.open(uri) as mine:
            for edit in range(EDITS):
                while True:
                    note = f"{row['note'] or ''} {writer}.{edit}".strip()
                    try:
                        mine.apply(commands.edit(row, "Person", "ana", {"note": note}, f"w{writer}"))
                        row = {**row, "note": note, "rev": row["rev"] + 1}
                        break
                    except Conflict as told:
                        losses, row = losses + 1, told.values["current"]
        return losses

    with ThreadPoolExecutor(WRITERS) as pool:
        losses = sum(pool.map(write, range(WRITERS)))
    row = known.read().row("Person", "ana") or {}
    assert sorted(row["note"].split()) == sorted(f"{w}.{e}" for w in range(WRITERS) for e in range(EDITS))
    assert (row["rev"], known.revision()) == (1 + WRITERS * EDITS, 1 + WRITERS * EDITS)
    assert losses > 0


def test_a_row_that_is_written_while_it_is_looked_up_is_never_missing(known: GraphStore, uri: str) -> None:
    above, ana = known.revision(), known.read().row("Person", "ana") or {}
    known.apply(commands.edit(ana, "Person", "ana", {"note": "1"}, "me"))
    with GraphStore.open(uri) as other:

        def crossed(run: Run) -> Run:
            def asked(name: str, **settings: Any) -> Any:
                if name == "read/person" and other.revision() == above + 1:
                    now = {**ana, "note": "1", "rev": ana["rev"] + 1}
                    other.apply(commands.edit(now, "Person", "ana", {"note": "2"}, "me"))
                return run(name, **settings)

            return asked

        delta = reading.since(lambda work: known._link.read(lambda run: work(crossed(run))), above, known._link.spans)
    assert (delta.gone, delta.revision, delta.put["Person"]["note"].tolist()) == ({}, above + 1, ["2"])
    assert known.since(everyone, delta.revision).put["Person"]["note"].tolist() == ["2"]


def test_a_long_way_back_is_possible_and_a_new_step_closes_the_way_forward(known: GraphStore) -> None:
    for number in range(60):
        known.apply(commands.edit(known.show("ana")["row"], "Person", "ana", {"title": str(number)}, "me"))  # type: ignore[index]
    for _ in range(61):
        known.undo("me")
    assert (known.read(), known.undoable("me")) == (Network.empty(), None)
    known.redo("me")
    known.apply(commands.edit(known.read(), "Person", "ana", {"title": "总经理"}, "me"))
    known.undo("me")
    known.redo("me")
    assert known.redoable("me") is None
    assert len(known.history(200)) == known.revision()


def test_an_import_takes_a_row_back_to_its_default(store: GraphStore) -> None:
    gone = Network.of(Rep=[{"id": "wu", "name": "吴", "active": "no"}])
    store.apply(commands.load(gone, "me", "left.csv"))
    seen = store.read()["Rep"]
    back = Network({"Rep": seen.assign(active=seen["active"].where(seen["id"] != "wu", "yes"))})
    store.apply(commands.load(back, "me", "back.csv"))
    assert store.read()["Rep"]["active"].tolist() == ["yes"]
    store.apply(commands.load(Network.of(Rep=[{"id": "wu", "name": "吴", "region": "华东"}]), "me", "partial.csv"))
    assert store.read()["Rep"][["active", "region"]].to_numpy().tolist() == [["yes", "华东"]]
