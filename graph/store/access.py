"""Who sees what: every read has a Viewer, and here is where a Network is cut down to what they may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.kinds import STORED

if TYPE_CHECKING:
    from graph.model.kinds import Row
    from graph.model.network import Network


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads: their name, their role, and the accounts they may see (None: all of them)."""

    user: str
    role: str
    accounts: frozenset[str] | None = None


everyone = Viewer("local", "admin", None)


def visible(network: Network, viewer: Viewer) -> Network:
    """What the viewer may see: their accounts with units, people, opportunities, referrals, activities, rewards
    and notes; all reps, groups, campaigns and rivals.

    Somebody who works or worked at one of the accounts is seen, and so is who works nowhere.
    """
    if viewer.accounts is None:
        return network
    hidden = set(network["Account"]["id"]) - viewer.accounts
    gone = {
        "Account": hidden,
        "OrgUnit": _only_at(network, "PART_OF", hidden),
        "Person": _only_at(network, "WORKS_AT", hidden),
        "Opportunity": _only_at(network, "FOR_ACCOUNT", hidden),
    }
    unseen = gone["Person"] | hidden
    theirs = _only_at(network, "ABOUT_PERSON", unseen) | _only_at(network, "ABOUT_ACCOUNT", unseen)
    made = network["MADE"]
    gone["Referral"] = theirs | set(made["to_id"][made["from_id"].isin(gone["Person"])])
    gone["Activity"] = _only_at(network, "CONCERNS", hidden | gone["Opportunity"])
    given = _only_at(network, "GIVEN_TO", gone["Person"])
    noted = network["NOTED_ON"]
    gone["Note"] = set(noted["from_id"][noted["to_id"].isin(unseen | gone["Opportunity"])])
    gone["RewardEntry"] = given | _only_at(network, "FOR_REFERRAL", gone["Referral"])
    return network.without(gone)


def seen_hits(seen: Network, hits: list[Row]) -> list[Row]:
    """What was found, less what is not in the network that the viewer may see; an account's name likewise."""
    accounts = set(seen["Account"]["name"])
    ids = {kind: set(seen[kind]["id"]) for kind in {hit["kind"] for hit in hits}}
    told = [hit for hit in hits if hit["id"] in ids[hit["kind"]]]
    return [hit if hit["account"] in accounts else {**hit, "account": None} for hit in told]


def seen_row(seen: Network, found: Row) -> Row | None:
    """A row with those of its ties that the viewer may see; None when the row itself is hidden."""
    kind = getattr(STORED[found["kind"]], "part_of", "") or found["kind"]
    if seen.row(kind, found["id"]) is None:
        return None
    return {**found, "ties": [tie for tie in found["ties"] if seen.row(tie["kind"], tie["id"]) is not None]}


def _only_at(network: Network, tie: str, hidden: set[str]) -> set[str]:
    """Those whose ties of that kind all end at something hidden."""
    table = network[tie]
    at_hidden = table["to_id"].isin(hidden)
    return set(table["from_id"][at_hidden]) - set(table["from_id"][~at_hidden])
