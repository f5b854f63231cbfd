"""衡湾智控 (Hengwan Controls): a made-up key-account seller, its 27 accounts and about 300 people there.

It stands as on 22 November 2026 and shows what the product is for: somebody nobody of ours knows though three circles
meet in him (祁慕云), somebody whose circle opens doors (秦述白), a chain of four generations (郭长庚) that broke at
one place (彭越川), promises still owed, accounts nobody looks after since 冯栖迟 left, and one big opportunity whose
paymaster we have never met (何静姝 of 青屿港务). Every name is made up; no real person or company is meant.
"""

from __future__ import annotations

from graph.demo import asks, charts, contacts, deals, gatherings, ties
from graph.demo.book import ACCOUNTS, AROUND, ORPHANS, REPS, YI_WAN, Firm, ago
from graph.demo.cast import ADM, CAST, FIN, LOW, MID, TEC, TOP, USE
from graph.demo.circles import CENTRES, FORMERLY
from graph.demo.draft import Draft, Someone
from graph.model.network import Network

DEPTH = ("communicate", "first_cooperation", "basic_cooperation", "deep_cooperation", "full_cooperation")
LAYER = {TOP: "decision", MID: "implementation", LOW: "use"}


def network() -> Network:
    """The whole story; every call gives an equal network."""
    draft = Draft()
    for place, (surname, rep) in enumerate(REPS.items(), 1):
        draft.rep_id[surname] = f"hw-r{place}"
        draft.add("Rep", id=f"hw-r{place}", **rep._asdict())
    charts.people(draft)
    contacts.everything(draft)
    ties.everything(draft)
    for name, firm in (ACCOUNTS | AROUND).items():
        _account(draft, name, firm)
    deals.open_and_lost(draft)
    asks.write(draft, asks.two_years(draft))
    for one in draft.people.values():
        _person(draft, one)
        _job(draft, one)
    gatherings.write(draft)
    return draft.network()


def _account(draft: Draft, name: str, firm: Firm) -> None:
    id_, rich = draft.account_id[name], firm.revenue
    own = {"id": id_, "name": name, "region": firm.region, "industry": firm.trade, "account_kind": firm.kind}
    if not rich:
        draft.add(
            "Account", **own, customer_status="prospect", cooperation_stage="communicate" if firm.known else "scan"
        )
    else:
        lapsed = name in ORPHANS
        draft.add(
            "Account", **own, annual_revenue=rich * YI_WAN, customer_status="lapsed" if lapsed else "customer",
            employees=firm.size * 90 + draft.draw.randrange(200),
            is_locked="yes" if firm.known / firm.size > 0.7 else "no",
            cooperation_stage=DEPTH[0 if lapsed else min(rich // 350 + 1, 4)],
            funnel_class="producing" if rich > 700 else "incubating" if firm.known else "potential",
            priority_class="important_urgent" if rich > 1000 else "important_not_urgent" if rich > 300 else "",
            profit_zone="most_profitable" if rich > 1000 else "second_profitable" if rich > 400 else "unprofitable",
            share_of_wallet=round(0.1 + firm.known / firm.size * 0.5, 2), value_score=min(95, 30 + rich // 25),
            satisfaction_index=draft.draw.randrange(62, 94) if firm.known else None,
            last_purchase_on=ago(draft.draw.randrange(400, 700) if lapsed else draft.draw.randrange(20, 360)),
        )  # fmt: skip
    for place, rep in enumerate(firm.reps):
        role = "executive_sponsor" if rep == "林" else "support" if place else "lead"
        draft.tie("OWNS", draft.rep_id[rep], id_, role=role, since=ago(draft.draw.randrange(300, 1800)))
    if name in ORPHANS:
        draft.tie("OWNS", draft.rep_id["冯"], id_, role="lead", since=ago(1500), until=ago(240))


def _person(draft: Draft, one: Someone) -> None:
    state, basis, sphere = CENTRES.get(one.name, ("", "", ""))
    seen = draft.draw.choice(("met_in_person", "business_card", "event_registration"))
    judged = "no" if one.known else "unknown"
    draft.add(
        "Person", id=one.id, name=one.name, title=one.title, powers=deals.say(one).powers,
        man_money="yes" if (one.level, one.function) == (TOP, FIN) else judged,
        man_authority="yes" if one.level == TOP and one.function in (ADM, TEC) else judged,
        man_need="yes" if one.known and one.function in (TEC, USE) else "unknown",
        centre_state=state, influence_basis=basis, influence_sphere=sphere,
        is_public_official="yes" if one.level == TOP and one.account.endswith(("大学", "医院")) else "no",
        contact_permission=_permission(draft, one),
        customer_status="customer" if one.account in ACCOUNTS and one.known else "prospect",
        data_source=seen if one.known else "company_website",
        lawful_basis="consent" if one.known else "published_by_subject",
        confidence="confirmed" if one.known else "reported", last_verified_on=ago(draft.draw.randrange(10, 420)),
        note="演示人物，纯属虚构" if one.name in CAST else "",
    )  # fmt: skip


def _job(draft: Draft, one: Someone) -> None:
    since = draft.draw.randrange(500, 5000)
    former = FORMERLY.get(one.name)
    draft.tie(
        "WORKS_AT", one.id, draft.account_id[one.account], title=one.title, level=one.level, function=one.function,
        influence_layer=LAYER[one.level], is_primary="yes", since=ago(since), **ties.HEARD,
    )  # fmt: skip
    if former:
        until = ago(since + 30)
        draft.tie(
            "WORKS_AT", one.id, draft.account_id[former], level=MID, is_primary="no", since=ago(since + 1800),
            until=until, **ties.HEARD,
        )  # fmt: skip


def _permission(draft: Draft, one: Someone) -> str:
    """Evaluators of a running tender are out of bounds; strangers are met through their referrer only."""
    if one.judges:
        return "tender_blackout"
    if one.name == "魏清和":
        return "do_not_contact"
    return "allowed" if one.known else draft.draw.choice(("ask_referrer_first", "unknown"))
