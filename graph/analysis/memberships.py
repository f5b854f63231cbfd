"""Who belongs to what: groups, events and accounts as one table, and who shares how many of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from scipy import sparse

from graph.analysis.arrays import standing
from graph.analysis.people import facts_only, today
from graph.analysis.project import MOST_MEMBERS
from graph.model.network import Network

SORTS = ("group", "event", "account")
TIES = {"group": ("MEMBER_OF", "Group"), "event": ("TOOK_PART", "Activity"), "account": ("WORKS_AT", "Account")}


def memberships(network: Network, sorts: tuple[str, ...] = SORTS[:2], as_of: date | None = None) -> pd.DataFrame:
    """One row a person and what they belong to: person, hub (its id), name, sort; each once, in order of both.

    Proposed memberships and those that have ended are left out. An event without a purpose on record has its kind's
    code as its name. No rows where nobody belongs to anything.
    """
    then = standing(network, today(as_of))
    found = []
    for sort in sorts:
        tie, kind = TIES[sort]
        table = facts_only(then[tie]) if "confidence" in then[tie] else then[tie]
        hubs = then[kind].set_index("id")
        name = (
            hubs["purpose"].astype(object).where(hubs["purpose"].notna(), hubs["kind"])
            if sort == "event"
            else hubs["name"]
        )
        rows = pd.DataFrame({"person": table["from_id"].astype(object), "hub": table["to_id"].astype(object)})
        rows["name"], rows["sort"] = name.astype(object).reindex(rows["hub"]).to_numpy(), sort
        found.append(rows[rows["name"].notna()].drop_duplicates(["person", "hub"]))
    return pd.concat(found).sort_values(["hub", "person"], ignore_index=True)


def sharing(members: pd.DataFrame, most: int = MOST_MEMBERS) -> pd.DataFrame:
    """Every two people with how many hubs they share: a, b (a < b), n 1 or more, most first.

    `members` has person and hub. A hub of more than `most` people is left out: there nobody knows everybody, and it
    would join all of them.
    """
    sizes = members.groupby("hub")["person"].nunique()
    members = members[members["hub"].isin(sizes.index[sizes <= most])].drop_duplicates(["person", "hub"])
    who, people = pd.factorize(members["person"], sort=True)
    hub, hubs = pd.factorize(members["hub"], sort=True)
    table = sparse.csr_array((np.ones(len(who)), (who, hub)), shape=(len(people), len(hubs)))
    both = sparse.triu(table @ table.T, k=1).tocoo()
    rows = pd.DataFrame({"a": people.take(both.row), "b": people.take(both.col), "n": both.data.astype(int)})
    return rows.sort_values(["n", "a", "b"], ascending=[False, True, True], ignore_index=True)
