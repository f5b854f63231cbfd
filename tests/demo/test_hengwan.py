"""The made-up seller tells its story, the same one every time, and breaks no rule of the model."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from graph import demo
from graph.analysis import chains, influence, risk, routes
from graph.demo.book import ACCOUNTS, BETWEEN, ORPHANS
from graph.demo.told import FUNNEL
from graph.model.checks import findings
from graph.model.network import Network


@pytest.fixture(scope="module")
def book() -> Network:
    return demo.network()


def called(book: Network, name: str) -> str:
    """The id of the one person of that name."""
    people = book["Person"]
    return str(people["id"][people["name"] == name].item())


def test_every_call_gives_an_equal_network(book: Network) -> None:
    assert demo.network() == book
    assert demo.network("hengwan") == book


def test_it_is_there_before_anybody_waits() -> None:
    begun = time.process_time()
    demo.network()
    assert time.process_time() - begun < 1.0  # measured 0.3 s; the rest is for a busy machine


def test_about_three_hundred_people_at_twenty_seven_accounts(book: Network) -> None:
    counts = book.counts()
    owners = book["Account"]["account_kind"] == "owner_user"
    assert 290 <= counts["Person"] <= 330
    assert owners.sum() == 27 == len(ACCOUNTS)
    assert (counts["Referral"], counts["Campaign"]) == (204, 2)
    assert counts["Rep"] == 9
    assert set(book["Account"]["region"][owners]) == {"华东", "华南", "华北", "华中", "西南"}


def test_no_rule_is_broken_and_one_assist_is_shown(book: Network) -> None:
    assert [(f.key, f.blocking) for f in findings(book)] == [("second_referrer", False)]


def test_names_are_unique_but_for_the_pair_that_is_meant(book: Network) -> None:
    assert [(n, k) for n, k in Counter(book["Person"]["name"]).items() if k > 1] == [("张晓峰", 2)]


def test_every_account_has_as_many_key_people_and_known_ones_as_the_board_says(book: Network) -> None:
    jobs, met = book["WORKS_AT"], book["CONTACT"]
    today = jobs[jobs["until"].isna()]
    known = today[today["from_id"].isin(met["to_id"][met["until"].isna()])]
    names = dict(zip(book["Account"]["id"], book["Account"]["name"], strict=True))
    people, seen = Counter(today["to_id"].map(names)), Counter(known["to_id"].map(names))
    assert {n: (people[n], seen[n]) for n in ACCOUNTS} == {n: (f.size, f.known) for n, f in ACCOUNTS.items()}


def test_two_accounts_are_tied_by_as_many_people_as_the_board_says(book: Network) -> None:
    names = dict(zip(book["Account"]["id"], book["Account"]["name"], strict=True))
    jobs = book["WORKS_AT"][book["WORKS_AT"]["until"].isna()]
    home = dict(zip(jobs["from_id"], jobs["to_id"].map(names), strict=True))
    ties = book["KNOWS"]
    ties = ties[ties["confidence"] != "inferred"]
    between = Counter(frozenset((home[a], home[b])) for a, b in zip(ties["from_id"], ties["to_id"], strict=True))
    assert [between[frozenset((one, other))] for one, other, _ in BETWEEN] == [count for *_, count in BETWEEN]


def test_the_chain_of_guo_changgeng_is_the_one_on_the_picture(book: Network) -> None:
    chain = chains.chains(book, called(book, "郭长庚"), as_of=demo.TODAY).rows.iloc[0]
    shape = chains.shape(book, called(book, "郭长庚"), as_of=demo.TODAY)
    below = chain["generations"][1:]
    assert (shape["people"], shape["generations"], chain["reach"]) == (18, 4, 17)
    assert [g["named"] for g in below] == [3, 5, 6, 3]
    assert [g["value"] / 10_000 for g in below] == [260, 930, 155, 0]
    assert [g["days"] for g in below] == [38, 52, 61, 17]
    assert shape["broken"] == [called(book, "彭越川")]


def test_his_chain_is_the_longest_and_worth_most(book: Network) -> None:
    for by in ("reach", "value", "depth"):
        assert chains.chains(book, by=by, top=1, as_of=demo.TODAY).rows["name"].item() == "郭长庚"


def test_the_funnels_are_the_ones_on_the_picture(book: Network) -> None:
    rows = chains.funnel(book, as_of=demo.TODAY).rows.set_index("technique")
    steps = ["asked", "promised", "consented", "met", "won"]
    assert {t: tuple(rows.loc[t, steps]) for t in FUNNEL} == FUNNEL


def test_promises_are_owed_and_some_are_overdue(book: Network) -> None:
    rows = chains.promises(book, as_of=demo.TODAY).rows
    told = {"许牧": 34, "钱立群": 18, "韩雪松": 82, "姚守拙": 101}
    assert {n: int(d) for n, d in zip(rows["name"], rows["days"], strict=True) if n in told} == told
    assert rows["overdue"].any()
    assert not rows["overdue"].all()


def test_the_one_nobody_knows_is_second_only_to_qin_shubai(book: Network) -> None:
    scores = influence.influence_scores(book, as_of=demo.TODAY).sort_values(["score", "id"], ascending=[False, True])
    names = dict(zip(book["Person"]["id"], book["Person"]["name"], strict=True))
    first = [names[id_] for id_ in scores["id"].head(6)]
    assert first[:2] == ["秦述白", "祁慕云"]
    assert {"贺兰舟", "戚望舒", "邵文柏"} <= set(first)
    assert called(book, "祁慕云") not in set(book["CONTACT"]["to_id"])
    assert called(book, "祁慕云") not in set(book["MADE"]["from_id"])


def test_two_accounts_are_orphaned_since_a_rep_left(book: Network) -> None:
    rows = risk.orphans(book, as_of=demo.TODAY).rows
    assert set(rows["name"][rows["state"] == "orphaned"]) == set(ORPHANS)
    assert (book["Rep"]["active"] == "no").sum() == 1


def test_the_port_supports_us_as_on_the_power_map(book: Network) -> None:
    deals = book["Opportunity"]
    phase2 = deals["id"][deals["name"] == "智慧港区能耗平台二期"].item()
    seats = book["STAKEHOLDER_IN"][book["STAKEHOLDER_IN"]["to_id"] == phase2]
    share = seats.groupby(seats["attitude"].astype(str))["w4"].sum().round(2)
    assert len(seats) == 18
    assert share.to_dict() == {"supporter": 0.38, "neutral": 0.34, "unknown": 0.16, "opponent": 0.12}


def test_nothing_is_dated_after_today(book: Network) -> None:
    for kind in ("CONTACT", "KNOWS", "Referral", "WORKS_AT", "Activity", "INVITED", "MEMBER_OF", "RewardEntry"):
        days = book[kind].select_dtypes("datetime64[s]").drop(columns="next_on", errors="ignore")
        assert (days.isna() | (days <= str(demo.TODAY))).all(axis=None), kind


def test_nobody_is_known_before_they_agreed_and_officials_get_no_reward(book: Network) -> None:
    paid = book["Referral"][~book["Referral"]["reward_kind"].isin(["none", "unknown"])]
    made = book["MADE"][book["MADE"]["to_id"].isin(paid["id"])]
    people = book["Person"].set_index("id")
    assert (people.loc[made["from_id"], "is_public_official"] == "no").all()
    assert (people["is_public_official"] == "yes").sum() >= 3
    met = book["CONTACT"]
    assert (met["first_on"] <= met["last_interaction_on"]).all()


def test_bai_qingyuan_is_the_door_to_the_one_nobody_knows(book: Network) -> None:
    found = routes.routes(book, called(book, "祁慕云"), alternatives=3, as_of=demo.TODAY).rows
    assert {steps[-1]["from_name"] for steps in found["steps"]} == {"柏清源"}
    assert found["probability"].max() < 0.4


def test_guests_are_brought_by_somebody_who_came_and_knows_them(book: Network) -> None:
    came = book["TOOK_PART"]
    brought = came[came["brought_by"].notna()]
    pairs = {frozenset(pair) for pair in zip(book["KNOWS"]["from_id"], book["KNOWS"]["to_id"], strict=True)}
    there = set(zip(came["from_id"], came["to_id"], strict=True))
    assert len(brought) >= 8
    assert all(frozenset(pair) in pairs for pair in zip(brought["from_id"], brought["brought_by"], strict=True))
    assert all(one in there for one in zip(brought["brought_by"], brought["to_id"], strict=True))


def test_we_met_nobody_whom_we_do_not_know_or_must_not_meet(book: Network) -> None:
    ours = book["TOOK_PART"]["to_id"].isin(book["HOSTED"]["to_id"])
    met, people = book["TOOK_PART"]["from_id"][ours], book["Person"].set_index("id")
    assert set(met) <= set(book["CONTACT"]["to_id"])
    assert not set(people.loc[met, "contact_permission"]) & {"do_not_contact", "tender_blackout"}
    invited = book["INVITED"].merge(book["Campaign"], left_on="from_id", right_on="id")
    assert (invited["asked_on"].between(invited["start_on"], invited["end_on"])).all()


def test_rewards_are_small_approved_and_for_sales_that_were_thanked_for(book: Network) -> None:
    rewards = book["RewardEntry"].merge(book["FOR_REFERRAL"], left_on="id", right_on="from_id")
    paid = book["Referral"].set_index("id").loc[rewards["to_id"]]
    assert len(rewards) == 24
    assert (paid["status"] == "won").all()
    assert paid["thanked_on"].tolist() == rewards["given_on"].tolist()
    assert (rewards["value"] <= 200).all()
    assert (rewards["approved"] == "yes").all()
    referrers = dict(zip(book["MADE"]["to_id"], book["MADE"]["from_id"], strict=True))
    given = dict(zip(book["GIVEN_TO"]["from_id"], book["GIVEN_TO"]["to_id"], strict=True))
    assert [referrers[r] for r in rewards["to_id"]] == [given[w] for w in rewards["from_id"]]
    officials = book["Person"]["id"][book["Person"]["is_public_official"] == "yes"]
    assert not set(officials) & set(given.values())


def test_every_confirmed_centre_has_its_day(book: Network) -> None:
    people = book["Person"]
    assert (people["centre_state_on"].notna() == (people["centre_state"] != "unknown")).all()
    assert people["centre_state_on"].notna().sum() == 10
