"""衡湾智控 (Hengwan Controls): a made-up key-account seller, its 27 accounts and about 300 people there, on 22 November 2026.

It shows what the product is for: whom nobody of ours knows though three circles meet in him (祁慕云), whose circle opens
doors (秦述白), a chain of four generations (郭长庚) that broke at one place (彭越川), promises still owed, accounts nobody
looks after since 冯栖迟 left, and one big opportunity whose paymaster we have not met (青屿港务, 何静姝).
"""

from __future__ import annotations

from graph.demo import asks, charts, deals, ties
from graph.demo.book import ACCOUNTS, AROUND, ORPHANS, REPS, YI_WAN, ago
from graph.demo.cast import ADM, CAST, CENTRES, FIN, TEC, D
from graph.demo.draft import Draft, Someone
from graph.model.network import Network

STAGES = ("communicate", "first_cooperation", "basic_cooperation", "deep_cooperation", "full_cooperation")
OFFICIAL = ("大学", "医院")


def network() -> Network:
    """The whole story; every call gives an equal network."""
    draft = Draft()
    for place, (surname, (name, tier, maturity, region, active)) in enumerate(REPS.items(), 1):
        draft.rep_id[surname] = f"hw-r{place}"
        draft.add("Rep", id=f"hw-r{place}", name=name, tier=tier, maturity=maturity, region=region, active=active)
    charts.people(draft)
    ties.everything(draft)
    _accounts(draft)
    deals.open_and_lost(draft)
    asks.two_years(draft)
    for one in draft.people.values():
        _person(draft, one)
    return draft.network()


def _accounts(draft: Draft) -> None:
    for name, (region, trade, revenue, size, known, reps) in ACCOUNTS.items():
        status = "lapsed" if name in ORPHANS else "prospect" if known < 3 else "customer"
        depth = 0 if status == "prospect" else min(revenue // 350 + 1, 4)
        draft.add(
            "Account", id=draft.account_id[name], name=name, region=region, industry=trade, account_kind="owner_user",
            employees=size * 90 + draft.draw.randrange(200), customer_status=status, cooperation_stage=STAGES[depth],
            funnel_class="producing" if revenue > 700 else "incubating" if known else "potential",
            priority_class="important_urgent" if revenue > 1000 else "important_not_urgent" if revenue > 300 else None,
            profit_zone="most_profitable" if revenue > 1000 else "second_profitable" if revenue > 400 else "unprofitable",
            annual_revenue=revenue * YI_WAN, share_of_wallet=round(0.1 + known / size * 0.5, 2),
            value_score=min(95, 30 + revenue // 25), satisfaction_index=draft.draw.randrange(62, 94) if known else None,
            last_purchase_on=ago(draft.draw.randrange(20, 700)) if status != "prospect" else None,
            is_locked="yes" if known / size > 0.7 else "no",
        )  # fmt: skip
        _owners(draft, name, reps)
    for name, (region, trade, kind, _, known, reps) in AROUND.items():
        draft.add(
            "Account", id=draft.account_id[name], name=name, region=region, industry=trade, account_kind=kind,
            customer_status="prospect", cooperation_stage="communicate" if known else "scan",
        )  # fmt: skip
        _owners(draft, name, reps)
    for name in ORPHANS:
        draft.tie("OWNS", draft.rep_id["冯"], draft.account_id[name], role="lead", since=ago(1500), until=ago(240))


def _owners(draft: Draft, account: str, reps: str) -> None:
    """The first leads; our vice-president sponsors, the rest support."""
    for place, rep in enumerate(reps):
        role = "executive_sponsor" if rep == "林" else "support" if place else "lead"
        draft.tie(
            "OWNS", draft.rep_id[rep], draft.account_id[account], role=role, since=ago(draft.draw.randrange(300, 1800))
        )


def _person(draft: Draft, one: Someone) -> None:
    state, basis, sphere = CENTRES.get(one.name, ("", "", ""))
    bought = ACCOUNTS.get(one.account, (0, 0, 0, 0, 0))[4] > 2
    source = (
        draft.draw.choice(("met_in_person", "business_card", "event_registration")) if one.known else "company_website"
    )
    draft.add(
        "Person", id=one.id, name=one.name, title=one.title,
        man_money="yes" if one.function == FIN and one.level == D else "no" if one.known else "unknown",
        man_authority="yes" if one.level == D and one.function in (ADM, TEC) else "no" if one.known else "unknown",
        man_need="yes" if one.known and one.function in (TEC, "user") else "unknown",
        powers=deals.ROLES.get((one.level, one.function), deals.OPERATION)[2], centre_state=state, influence_basis=basis,
        influence_sphere=sphere, is_public_official="yes" if one.account[-2:] in OFFICIAL and one.level == D else "no",
        contact_permission=_permission(draft, one), customer_status="customer" if bought and one.known else "prospect",
        data_source=source, lawful_basis="consent" if one.known else "published_by_subject",
        confidence="confirmed" if one.known else "reported", last_verified_on=ago(draft.draw.randrange(10, 420)),
        note="演示人物，纯属虚构" if one.name in CAST else "",
    )  # fmt: skip
    draft.tie(
        "WORKS_AT", one.id, draft.account_id[one.account], title=one.title, level=one.level, function=one.function,
        influence_layer={"decision": "decision", "management": "implementation", "operation": "use"}[one.level],
        is_primary="yes", since=ago(draft.draw.randrange(500, 5000)), **ties.HEARD,
    )  # fmt: skip


def _permission(draft: Draft, one: Someone) -> str:
    """Evaluators of a tender under evaluation are out of bounds; strangers are met through their referrer only."""
    if one.account == "燕北轨道" and one.level == "management" and one.function == TEC:
        return "tender_blackout"
    if one.name == "魏清和":
        return "do_not_contact"
    return "allowed" if one.known else draft.draw.choice(("ask_referrer_first", "unknown"))
