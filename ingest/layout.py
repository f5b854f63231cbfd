"""The sheets that people fill in, export and import: which columns there are and what each one tells (Appendix B).

A sheet is about one kind of the model; a node's sheet may also carry ties to others (a person's employer, the parties
of a referral). Columns come from the model: those of the handbook's templates first, then every further field.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.model.kinds import ACCOUNT_TIES, KINDS, NODES, SHOWN, Field, Node, Tie


@dataclass(frozen=True)
class Column:
    """One column: the kind it tells about and the field there (`id`, `from_id`, `to_id` for who is meant).

    `refers` names the kinds of node that a cell may point at, by id or exact name; `makes` says that a name nobody
    has yet makes a new one. `sheet` names the sheet of ties that the cell belongs to: a person's superior stands in a
    list of people as often as in one of its own. `sort` is what a cell may say that tells which kind its row is about.
    """

    name: str
    kind: str
    field: str
    refers: tuple[str, ...] = ()
    makes: bool = False
    sheet: str = ""
    sort: Field | None = None

    @property
    def of(self) -> Field | None:
        """The model's field; None for ids and ends."""
        return self.sort or KINDS[self.kind].field.get(self.field)


@dataclass(frozen=True)
class Side:
    """A tie carried by a node's sheet: which column names its other end, and whether the arrow starts at the row."""

    tie: str
    column: str
    outward: bool = True


@dataclass(frozen=True)
class Layout:
    """A sheet: its name (of file and sheet), the kind it is about, its columns and the ties it carries.

    Rows of a sheet with a column that sorts them belong to the sheets named by its words, which it stands for.
    """

    name: str
    kind: str
    columns: tuple[Column, ...]
    sides: tuple[Side, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    handbook: int = 0

    @cached_property
    def column(self) -> dict[str, Column]:
        """Columns by name."""
        return {c.name: c for c in self.columns}

    @cached_property
    def sorter(self) -> Column | None:
        """The column that says to which of several sheets a row belongs; None where all are of one kind."""
        return next((c for c in self.columns if c.sort is not None), None)

    @property
    def template(self) -> tuple[Column, ...]:
        """The columns that a new user is shown: those of the handbook, or all of a sheet it does not know."""
        return self.columns[: self.handbook] if self.handbook else self.columns

    def missing(self, names: set[str]) -> list[str]:
        """Which columns are still needed beside these; of alternatives the first is named."""
        return [ways[0] for ways in self.needs if not names.intersection(ways)]


def _own(kind: str, template: str, *, beside: tuple[Column, ...] = ()) -> tuple[Column, ...]:
    """The columns of a sheet: the template's in its order, then what else the kind can tell; ids of ties come last."""
    given = {c.name: c for c in beside}
    fields = [f.name for f in KINDS[kind].fields]
    every = dict.fromkeys([*template.split(), *fields, *given, "id"])
    return tuple(given.get(name) or Column(name, kind, name) for name in every)


def _nodes(
    name: str, kind: str, template: str, sides: tuple[Side, ...] = (), beside: tuple[Column, ...] = ()
) -> Layout:
    told = [f.name for f in KINDS[kind].fields if f.required and f.default is None and f.name != "lawful_basis"]
    needs = tuple((one, "last_name") if kind == "Person" else (one,) for one in told)
    return Layout(name, kind, _own(kind, template, beside=beside), sides, needs, len(template.split()))


def _ties(name: str, kind: str, start: str, end: str, template: str = "") -> Layout:
    tie = KINDS[kind]
    assert isinstance(tie, Tie)
    beside = (Column(start, kind, "from_id", tie.start), Column(end, kind, "to_id", tie.end))
    columns = _own(kind, f"{start} {end} {template}", beside=beside)
    return Layout(name, kind, columns, (), ((start,), (end,)), 2 + len(template.split()))


def _sorted(name: str, sort: Field, start: str, end: str, template: str) -> Layout:
    """A sheet for several kinds of tie that tell the same, each row saying by a word which it is."""
    first = sort.allowed[0].upper()
    one = _ties(name, first, start, end)
    told = {**one.column, sort.name: Column(sort.name, first, sort.name, sort=sort)}
    names = (start, end, sort.name, *template.split())
    return Layout(name, first, tuple(told[n] for n in (*names, "id")), (), (*one.needs, (sort.name,)), len(names))


def _end(name: str, tie: str, refers: str, *, makes: bool = False) -> Column:
    return Column(name, tie, "to_id", tuple(refers.split("|")), makes)


_PEOPLE: tuple[Column, ...] = (
    _end("account_id", "WORKS_AT", "Account"),
    _end("account", "WORKS_AT", "Account", makes=True),
    _end("org_unit", "IN_UNIT", "OrgUnit", makes=True),
    Column("level", "WORKS_AT", "level"),
    Column("function", "WORKS_AT", "function"),
    Column("influence_layer", "WORKS_AT", "influence_layer"),
    Column("job_title", "WORKS_AT", "title"),
    Column("job_is_primary", "WORKS_AT", "is_primary"),
    Column("job_since", "WORKS_AT", "since"),
    Column("job_until", "WORKS_AT", "until"),
)
_PEOPLE += (
    Column("man_code", "Person", "man_code"),
    Column("last_name", "Person", "last_name"),
    Column("first_name", "Person", "first_name"),
    Column("superior_id", "REPORTS_TO", "to_id", ("Person",), sheet="reports_to"),
    Column("rep_id", "CONTACT", "from_id", ("Rep",), sheet="contacts"),
    *(
        Column(name, "CONTACT", name, sheet="contacts")
        for name in ("relationship_stage", "closeness", "attitude", "last_interaction_on")
    ),
)
_ACTIVITY = (_end("rep_id", "HOSTED", "Rep"), _end("concerns", "CONCERNS", "Opportunity|Account"))
_RIVAL = (
    Column("account_id", "USES_RIVAL", "from_id", ("Account",)),
    Column("product", "USES_RIVAL", "product"),
    Column("satisfaction", "USES_RIVAL", "satisfaction"),
)
_REWARD = (_end("person_id", "GIVEN_TO", "Person"), _end("referral_id", "FOR_REFERRAL", "Referral"))
_ACCOUNTS = (Column("rep_id", "OWNS", "from_id", ("Rep",), sheet="owns"),)
_REFERRAL = (
    _end("referrer_id", "MADE", "Person"),
    _end("referred_person_id", "ABOUT_PERSON", "Person"),
    _end("referred_account_id", "ABOUT_ACCOUNT", "Account"),
    _end("rep_id", "RECEIVED_BY", "Rep"),
    _end("campaign_id", "UNDER", "Campaign"),
    _end("opportunity_id", "LED_TO", "Opportunity"),
)

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        _nodes(
            "accounts", "Account",
            "id name account_kind industry region employees customer_status cooperation_stage funnel_class "
            "priority_class annual_revenue value_score last_purchase_on",
            beside=_ACCOUNTS,
        ),
        _nodes(
            "org_units", "OrgUnit", "",
            (Side("PART_OF", "part_of"),), (_end("part_of", "PART_OF", "OrgUnit|Account"),),
        ),
        _nodes("reps", "Rep", "id name tier maturity region active"),
        _nodes("campaigns", "Campaign", "id name technique start_on end_on budget cost_per_ask reward_rule"),
        _nodes(
            "people", "Person",
            "id name title phone_end account_id org_unit level function influence_layer man_money man_authority "
            "man_need powers customer_status is_public_official data_source lawful_basis last_verified_on",
            (Side("WORKS_AT", "account_id"), Side("WORKS_AT", "account"), Side("IN_UNIT", "org_unit")), _PEOPLE,
        ),
        _nodes(
            "opportunities", "Opportunity",
            "id name account_id purchase_stage sales_step amount expected_on is_tender tender_phase",
            (Side("FOR_ACCOUNT", "account_id"),), (_end("account_id", "FOR_ACCOUNT", "Account"),),
        ),
        _nodes(
            "referrals", "Referral",
            "id referrer_id referred_person_id rep_id campaign_id timing technique source status asked_on "
            "promised_count consented_on won_on won_amount reward_kind reward_value thanked_on may_name_referrer",
            (
                Side("MADE", "referrer_id", outward=False), Side("ABOUT_PERSON", "referred_person_id"),
                Side("ABOUT_ACCOUNT", "referred_account_id"), Side("RECEIVED_BY", "rep_id"),
                Side("UNDER", "campaign_id"), Side("LED_TO", "opportunity_id"),
            ),
            _REFERRAL,
        ),
        _nodes("groups", "Group", "id name kind size_estimate"),
        _nodes(
            "activities", "Activity", "id kind on purpose result next_step next_on rep_id concerns",
            (Side("HOSTED", "rep_id", outward=False), Side("CONCERNS", "concerns")), _ACTIVITY,
        ),
        _nodes(
            "rivals", "Competitor", "id name account_id product satisfaction",
            (Side("USES_RIVAL", "account_id", outward=False),), _RIVAL,
        ),
        _nodes(
            "rewards", "RewardEntry", "id person_id referral_id kind value given_on approved approver",
            (Side("GIVEN_TO", "person_id"), Side("FOR_REFERRAL", "referral_id")), _REWARD,
        ),
        _nodes(
            "notes", "Note", "id text about written_on by due_on done_on",
            (Side("NOTED_ON", "about"),), (_end("about", "NOTED_ON", "Person|Account|Opportunity"),),
        ),
        _ties("owns", "OWNS", "rep_id", "account_id", "role since until"),
        _ties(
            "contacts", "CONTACT", "rep_id", "person_id",
            "relationship_stage closeness attitude last_interaction_on",
        ),
        _ties("reports_to", "REPORTS_TO", "person_id", "superior_id"),
        _ties("knows", "KNOWS", "person_id_1", "person_id_2", "kind strength confidence data_source"),
        _ties("influences", "INFLUENCES", "from_id", "to_id", "strength topic"),
        _ties(
            "stakeholders", "STAKEHOLDER_IN", "person_id", "opportunity_id",
            "buying_roles buyer_type attitude w1 w2 w3 w4 w5 w6 powers",
        ),
        _ties("jobs", "WORKS_AT", "person_id", "account_id", "title level function influence_layer since until"),
        _ties("in_unit", "IN_UNIT", "person_id", "org_unit_id"),
        _ties("part_of", "PART_OF", "org_unit_id", "part_of"),
        _ties("made", "MADE", "referrer_id", "referral_id"),
        _ties("about_person", "ABOUT_PERSON", "referral_id", "referred_person_id"),
        _ties("about_account", "ABOUT_ACCOUNT", "referral_id", "referred_account_id"),
        _ties("received_by", "RECEIVED_BY", "referral_id", "rep_id"),
        _ties("led_to", "LED_TO", "referral_id", "opportunity_id"),
        _ties("under", "UNDER", "referral_id", "campaign_id"),
        _ties("for_account", "FOR_ACCOUNT", "opportunity_id", "account_id"),
        _ties("members", "MEMBER_OF", "person_id", "group_id", "role since until volunteered"),
        _ties("took_part", "TOOK_PART", "person_id", "activity_id", "brought_by"),
        _ties("hosted", "HOSTED", "rep_id", "activity_id"),
        _ties("concerns", "CONCERNS", "activity_id", "concerns"),
        _ties("invited", "INVITED", "campaign_id", "person_id", "asked_on response"),
        _sorted(
            "account_ties", Field("kind", "choice", "account_tie", required=True), "from_account_id", "to_account_id",
            "strength project since until",
        ),
        *(
            _ties(kind.lower(), kind, "from_account_id", "to_account_id", "strength project since until")
            for kind in ACCOUNT_TIES
        ),
        _ties("uses_rival", "USES_RIVAL", "account_id", "rival_id", "product satisfaction since until"),
        _ties("rival_contacts", "RIVAL_CONTACT", "rival_id", "person_id", "closeness confidence"),
        _ties("colleagues", "COLLEAGUE_OF", "rep_id_1", "rep_id_2"),
        _ties("given_to", "GIVEN_TO", "reward_id", "person_id"),
        _ties("for_referral", "FOR_REFERRAL", "reward_id", "referral_id"),
        _ties("noted_on", "NOTED_ON", "note_id", "about"),
    )
}  # fmt: skip

TEMPLATES = (
    "accounts", "people", "reps", "owns", "contacts", "reports_to", "knows", "influences", "opportunities",
    "stakeholders", "referrals", "campaigns", "groups", "members", "activities", "account_ties", "rivals",
)  # fmt: skip
"""The sheets a user is offered, in the handbook's order; the others are read and written, and offered by name."""


def of_kind(name: str) -> Layout | None:
    """The sheet of that name, or the first one about that kind of the model (Person → people)."""
    plain = name.strip().removesuffix(".csv").removesuffix(".xlsx")
    if plain.casefold() in LAYOUTS:
        return LAYOUTS[plain.casefold()]
    return next((layout for layout in LAYOUTS.values() if layout.kind.casefold() == plain.casefold()), None)


def is_node(layout: Layout) -> bool:
    """Whether the sheet is about a kind of node."""
    return isinstance(KINDS[layout.kind], Node)


def sorted_in() -> set[str]:
    """Sheets whose rows another sheet stands for."""
    return {
        word
        for layout in LAYOUTS.values()
        if layout.sorter and layout.sorter.sort
        for word in layout.sorter.sort.allowed
    }


def carried() -> set[str]:
    """Kinds of tie that some node's sheet carries."""
    return {side.tie for layout in LAYOUTS.values() for side in layout.sides}


assert {layout.kind for layout in LAYOUTS.values()} >= set(NODES) & set(SHOWN)
