"""The farmers' survey as three sheets to import: people, whom they named, and who adopted after whom they had named.

Ids are unique only within a village, so they become `village-id`. Whom somebody named stands in ten columns. A year
of adoption is all that is known: it is dated 1 July, `yr` 66 means not adopted, and farmers of one year are not
ordered. A nomination by somebody who adopted in a later year than the person named counts as a referral. People who
named themselves, and nominees outside the survey, are left out.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

NOT_ADOPTED = 66
NAMED = {
    "influential": ("net21", "net22", "net23"), "friend": ("net31", "net32", "net33"),
    "practice A": ("net11", "net12", "net13"), "community project": ("net41",),
}  # fmt: skip


def sheets(published: Path, into: Path) -> list[Path]:
    """The sheets, written to that folder."""
    columns = ["village", "id", "yr", *(column for some in NAMED.values() for column in some)]
    survey = pd.read_csv(published / "brfarmers.csv", usecols=columns)
    survey = survey.assign(who=_key(survey["village"], survey["id"]))
    named = nominations(survey)
    tables = {"farmers": farmers(survey), "named": named[["named", "namer", "about"]], "adopted": adopted(named)}
    paths = [into / f"{name}.csv" for name in tables]
    for path, table in zip(paths, tables.values(), strict=True):
        table.to_csv(path, index=False)
    return paths


def farmers(survey: pd.DataFrame) -> pd.DataFrame:
    """One row a farmer: id, name, village, and whether they had adopted when they were asked."""
    status = (survey["yr"] < NOT_ADOPTED).map({True: "customer", False: "prospect"})
    village = "Village " + survey["village"].astype(str)
    return pd.DataFrame({"id": survey["who"], "name": "farmer " + survey["who"], "village": village, "status": status})


def nominations(survey: pd.DataFrame) -> pd.DataFrame:
    """One row a nomination: namer, named, about what, and the year each of them adopted."""
    told = {column: about for about, columns in NAMED.items() for column in columns}
    long = survey.melt(["village", "who", "yr"], list(told), "column", "named").dropna(subset="named")
    long = long.assign(
        about=long["column"].map(told), namer=long["who"], named=_key(long["village"], long["named"].astype(int))
    )
    long["named_yr"] = long["named"].map(survey.set_index("who")["yr"])
    long = long[long["named_yr"].notna() & (long["named"] != long["namer"])]
    return long.drop_duplicates(["namer", "named", "about"])[["namer", "named", "about", "yr", "named_yr"]]


def adopted(named: pd.DataFrame) -> pd.DataFrame:
    """One row a farmer and somebody they named who had adopted in an earlier year: id, named, namer, on."""
    pairs = named[(named["yr"] < NOT_ADOPTED) & (named["named_yr"] < named["yr"])].drop_duplicates(["namer", "named"])
    on = "19" + pairs["yr"].astype(str) + "-07-01"
    return pairs.assign(id=pairs["named"] + ">" + pairs["namer"], on=on)[["id", "named", "namer", "on"]]


def _key(village: pd.Series, number: pd.Series) -> pd.Series:
    return village.astype(str) + "-" + number.astype(str)
