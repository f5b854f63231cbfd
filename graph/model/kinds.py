"""Every kind of node and tie, declared once (domain handbook 3.2-3.4).

Templates, validation, forms, table columns, constraints and the data dictionary are derived from these tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from graph.model import values as parse
from graph.model.errors import BadValue
from graph.model.vocab import UNKNOWN, VOCAB

Type = Literal["text", "whole", "number", "money", "day", "choice", "choices", "phone_end"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One fact about a node or tie. Numbers keep `at_least` and `at_most`; a choice names its vocabulary."""

    name: str
    type: Type = "text"
    vocab: str = ""
    required: bool = False
    default: str | None = None
    personal: bool = False
    at_least: float | None = None
    at_most: float | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values a choice takes; empty for other types."""
        return VOCAB[self.vocab].allowed if self.vocab else ()

    @property
    def empty(self) -> Any:
        """What the field holds when nobody said anything."""
        return {"choice": self.default or UNKNOWN, "choices": ()}.get(self.type, self.default)

    def value(self, given: Any) -> Any:
        """The given value as text, int, float, date or tuple; BadValue says what is wrong with it."""
        if parse.missing(given):
            return self.empty
        try:
            value = parse.PARSERS[self.type](given)
        except (ValueError, TypeError, OverflowError):
            raise self._refusal("error.bad_value.type", given) from None
        for one in value if self.type == "choices" else (value,) if self.vocab else ():
            if one not in self.allowed:
                raise self._refusal("error.bad_value.choice", one)
        if self.type in ("whole", "number", "money") and not self._in_range(value):
            raise self._refusal("error.bad_value.range", given)
        return value

    def _in_range(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def _refusal(self, text: str, given: Any) -> BadValue:
        return BadValue(
            text, field=self.name, value=given, type=self.type, allowed=list(self.allowed),
            at_least=self.at_least, at_most=self.at_most,
        )  # fmt: skip


def _text(name: str, **more: Any) -> Field:
    return Field(name, "text", **more)


def _day(name: str, **more: Any) -> Field:
    return Field(name, "day", **more)


def _choice(name: str, vocab: str = "", **more: Any) -> Field:
    return Field(name, "choice", vocab or name, **more)


def _choices(name: str, vocab: str, **more: Any) -> Field:
    return Field(name, "choices", vocab, **more)


def _yes_no(name: str, **more: Any) -> Field:
    return Field(name, "choice", "yes_no", **more)


def _whole(name: str, low: float | None = 0, high: float | None = None, **more: Any) -> Field:
    return Field(name, "whole", at_least=low, at_most=high, **more)


def _number(name: str, low: float | None = 0, high: float | None = None, **more: Any) -> Field:
    return Field(name, "number", at_least=low, at_most=high, **more)


def _money(name: str, **more: Any) -> Field:
    return Field(name, "money", at_least=0, **more)


@dataclass(frozen=True)
class Kind:
    """What nodes and ties have in common: a name and fields.

    An `internal` kind keeps the house's own choices: it is stored and journalled, and no form, file or count shows it.
    """

    name: str
    fields: tuple[Field, ...]
    internal: bool = field(default=False, kw_only=True)

    @cached_property
    def field(self) -> Mapping[str, Field]:
        """Fields by name."""
        return {f.name: f for f in self.fields}

    def facts(self, given: Mapping[str, Any]) -> Row:
        """Every field checked and normalised; a required one that is missing, or an unknown name, is a BadValue."""
        for name in given:
            if name not in self.field and name not in SYSTEM:
                raise BadValue("error.bad_value.field", field=name, value=name, allowed=list(self.field))
        row = {f.name: f.value(given.get(f.name)) for f in self.fields}
        for f in self.fields:
            if f.required and row[f.name] in (None, (), UNKNOWN) and f.default is None:
                raise BadValue("error.bad_value.missing", field=f.name, value=None, allowed=list(f.allowed))
        return row


@dataclass(frozen=True)
class Node(Kind):
    """A kind of node; its id is given from outside or made at import.

    One that is `part_of` another kind bears the id of a node of that kind and goes with it. It is never read with the
    network: who wants some asks for them by id.
    """

    part_of: str = field(default="", kw_only=True)

    def row(self, given: Mapping[str, Any]) -> Row:
        """One whole row with its id first."""
        return {"id": _id(given, "id"), **self.facts(given)}


@dataclass(frozen=True)
class Tie(Kind):
    """A kind of tie. `start` and `end` name the kinds of node it may join; `key` the fields that tell twins apart."""

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    symmetric: bool = False
    derived: bool = False

    def row(self, given: Mapping[str, Any]) -> Row:
        """One whole row: id (made of its own facts if absent), both ends, fields; a symmetric tie smaller id first."""
        ends = (_id(given, "from_id"), _id(given, "to_id"))
        if self.symmetric:
            ends = (min(ends), max(ends))
        facts = self.facts(given)
        made = parse.text(given["id"]) if not parse.missing(given.get("id")) else None
        return {
            "id": made or tie_id(self.name, *ends, *(facts[k] for k in self.key)),
            "from_id": ends[0], "to_id": ends[1], **facts,
        }  # fmt: skip


def _id(given: Mapping[str, Any], name: str) -> str:
    if parse.missing(given.get(name)):
        raise BadValue("error.bad_value.missing", field=name, value=None, allowed=[])
    return parse.text(given[name])


def tie_id(*facts: Any) -> str:
    """A tie's own id from its kind, ends and key: 20 characters, the same for the same facts everywhere.

    >>> tie_id("KNOWS", "a", "b", "alumni")
    'cc6577d08a57ed7aacf8'
    """
    return hashlib.blake2b("\x1f".join(map(str, facts)).encode(), digest_size=10).hexdigest()


SYSTEM = ("id", "from_id", "to_id", "rev", "created_at", "updated_at")
PROVENANCE = (
    _choice("data_source"),
    _choice("lawful_basis"),
    _choice("confidence"),
    _day("last_verified_on"),
    _text("note", personal=True),
)
SPAN = (_day("since"), _day("until"))
ACCOUNT_TIES = ("ADVISES", "SUPPLIES", "CONTRACTS_FOR", "PARENT_OF")
ACCOUNT_TIE = (_whole("strength", 1, 3), _text("project"), *SPAN)
PERSON_PROVENANCE = (PROVENANCE[0], _choice("lawful_basis", required=True), *PROVENANCE[2:])

NODES: dict[str, Node] = {
    n.name: n
    for n in (
        Node(
            "Person",
            (
                _text("name", required=True, personal=True),
                _text("title"),
                Field("phone_end", "phone_end", personal=True),
                _yes_no("man_money"),
                _yes_no("man_authority"),
                _yes_no("man_need"),
                _choices("powers", "power"),
                _choice("centre_state"),
                _day("centre_state_on"),
                _choices("influence_basis", "influence_basis"),
                _choices("influence_sphere", "influence_sphere"),
                _yes_no("is_public_official", required=True, default=UNKNOWN),
                _choice("contact_permission", required=True, default=UNKNOWN),
                _choice("customer_status"),
                *PERSON_PROVENANCE,
            ),
        ),
        Node(
            "Account",
            (
                _text("name", required=True),
                _text("industry"),
                _text("region"),
                _choice("account_kind"),
                _whole("employees"),
                _choice("customer_status"),
                _choice("cooperation_stage"),
                _choice("funnel_class"),
                _choice("priority_class"),
                _choice("profit_zone"),
                _money("annual_revenue"),
                _number("share_of_wallet", 0, 1),
                _number("value_score", 0, 100),
                _number("satisfaction_index", 0, 100),
                _day("last_purchase_on"),
                _yes_no("is_locked"),
            ),
        ),
        Node("OrgUnit", (_text("name", required=True), _choice("function"))),
        Node(
            "Rep",
            (
                _text("name", required=True),
                _choice("tier", "rep_tier"),
                _choice("maturity", "rep_maturity"),
                _text("region"),
                _yes_no("active", required=True, default="yes"),
            ),
        ),
        Node(
            "Opportunity",
            (
                _text("name", required=True),
                _choice("purchase_stage"),
                _choice("sales_stage"),
                _choice("sales_step"),
                _money("amount"),
                _day("expected_on"),
                _choice("status", "opportunity_status", required=True, default="open"),
                _yes_no("q_exists"),
                _yes_no("q_solution"),
                _yes_no("q_can_win"),
                _yes_no("q_worth"),
                _yes_no("is_tender", required=True, default=UNKNOWN),
                _choice("tender_phase", required=True, default=UNKNOWN),
            ),
        ),
        Node(
            "Referral",
            (
                _choice("timing", "referral_timing", required=True, default=UNKNOWN),
                _choice("technique", "referral_technique", required=True, default=UNKNOWN),
                _choice("source", "referral_source"),
                _choice("status", "referral_status", required=True),
                _day("asked_on", required=True),
                _whole("promised_count"),
                _choice("promise_strength"),
                _day("consented_on"),
                _day("won_on"),
                _money("won_amount"),
                _choice("reward_kind"),
                _money("reward_value"),
                _yes_no("reward_approved"),
                _day("thanked_on"),
                _yes_no("may_name_referrer"),
                _text("note", personal=True),
            ),
        ),
        Node(
            "Campaign",
            (
                _text("name", required=True),
                _choice("technique", "referral_technique"),
                _day("start_on"),
                _day("end_on"),
                _money("budget"),
                _money("cost_per_ask"),
                _text("reward_rule"),
            ),
        ),
        Node(
            "Group",
            (_text("name", required=True), _choice("kind", "group_kind", required=True), _whole("size_estimate")),
        ),
        Node(
            "Activity",
            (
                _choice("kind", "activity_kind", required=True),
                _day("on", required=True),
                _text("purpose"),
                _text("result"),
                _text("next_step"),
                _day("next_on"),
            ),
        ),
        Node("Competitor", (_text("name", required=True),)),
        Node(
            "RewardEntry",
            (
                _choice("kind", "reward_kind", required=True),
                _money("value"),
                _day("given_on"),
                _yes_no("approved"),
                _text("approver", personal=True),
            ),
        ),
        Node(
            "Note",
            (
                _text("text", required=True, personal=True),
                _day("written_on"),
                _text("by", personal=True),
                _day("due_on"),
                _day("done_on"),
                _text("tie_id"),
            ),
        ),
        Node("Setting", (_text("value", required=True),), internal=True),
        Node("Portrait", (_text("image", required=True, personal=True),), internal=True, part_of="Person"),
    )
}


def _tie(name: str, start: str, end: str, *fields: Field, **more: Any) -> Tie:
    return Tie(name, fields, tuple(start.split("|")), tuple(end.split("|")), **more)


TIES: dict[str, Tie] = {
    t.name: t
    for t in (
        _tie(
            "WORKS_AT", "Person", "Account",
            _text("title"), _choice("level"), _choice("function"), _choice("influence_layer"),
            _yes_no("is_primary"), *SPAN, *PROVENANCE,
        ),
        _tie("IN_UNIT", "Person", "OrgUnit", *SPAN),
        _tie("PART_OF", "OrgUnit", "OrgUnit|Account"),
        _tie("REPORTS_TO", "Person", "Person", *SPAN, *PROVENANCE),
        _tie(
            "KNOWS", "Person", "Person",
            _choice("kind", "knows_kind"), _whole("strength", 1, 3), *SPAN, *PROVENANCE,
            symmetric=True, key=("kind",),
        ),
        _tie(
            "INFLUENCES", "Person", "Person",
            _whole("strength", 1, 3), _text("topic"), *SPAN, *PROVENANCE, key=("topic",),
        ),
        _tie(
            "CONTACT", "Rep", "Person",
            _choice("relationship_stage"), _choice("closeness"), _choice("attitude"),
            _day("first_on"), _day("last_interaction_on"), _yes_no("is_primary"), *SPAN, *PROVENANCE,
        ),
        _tie("OWNS", "Rep", "Account", _choice("role", "owns_role"), *SPAN, key=("role",)),
        _tie("FOR_ACCOUNT", "Opportunity", "Account"),
        _tie(
            "STAKEHOLDER_IN", "Person", "Opportunity",
            _choices("buying_roles", "buying_role"), _choice("buyer_type"), _choice("attitude"),
            _text("effect_on_project"), _choices("powers", "power"),
            *(_number(f"w{stage}", 0, 1) for stage in range(1, 7)),
            _choice("no_buy_reason"), *PROVENANCE,
        ),
        _tie("MADE", "Person", "Referral"),
        _tie("ABOUT_PERSON", "Referral", "Person"),
        _tie("ABOUT_ACCOUNT", "Referral", "Account"),
        _tie("RECEIVED_BY", "Referral", "Rep"),
        _tie("LED_TO", "Referral", "Opportunity"),
        _tie("UNDER", "Referral", "Campaign"),
        _tie("MEMBER_OF", "Person", "Group", _text("role"), *SPAN, _yes_no("volunteered"), *PROVENANCE),
        _tie("TOOK_PART", "Person", "Activity", _text("brought_by")),
        _tie("HOSTED", "Rep", "Activity"),
        _tie("CONCERNS", "Activity", "Opportunity|Account"),
        _tie("INVITED", "Campaign", "Person", _day("asked_on"), _choice("response", "invite_response")),
        *(_tie(name, "Account", "Account", *ACCOUNT_TIE, key=("project",)) for name in ACCOUNT_TIES),
        _tie(
            "USES_RIVAL", "Account", "Competitor",
            _text("product"), _whole("satisfaction", 1, 5), *SPAN, key=("product",),
        ),
        _tie("RIVAL_CONTACT", "Competitor", "Person", _choice("closeness"), *PROVENANCE),
        _tie("COLLEAGUE_OF", "Rep", "Rep", symmetric=True),
        _tie("GIVEN_TO", "RewardEntry", "Person"),
        _tie("FOR_REFERRAL", "RewardEntry", "Referral"),
        _tie("NOTED_ON", "Note", "Person|Account|Opportunity"),
        _tie(
            "NOT_TIED", "Person", "Person",
            _text("reason", personal=True), _text("grounds"), _text("by", personal=True), _day("on"),
            symmetric=True, internal=True,
        ),
        _tie(
            "REFERRED", "Person", "Person",
            _text("referral_id"), _choice("status", "referral_status"), _day("on"), _money("won_amount"),
            _yes_no("attributed"), derived=True, key=("referral_id",),
        ),
    )
}  # fmt: skip

KINDS: dict[str, Node | Tie] = {**NODES, **TIES}
STORED: dict[str, Node | Tie] = {
    name: kind for name, kind in KINDS.items() if not (isinstance(kind, Tie) and kind.derived)
}
SHOWN: dict[str, Node | Tie] = {name: kind for name, kind in STORED.items() if not kind.internal}
READ_NODES = [name for name, node in NODES.items() if not node.part_of]  # those that a network is made of
STORED_TIES: dict[str, Tie] = {name: tie for name, tie in TIES.items() if not tie.derived}
