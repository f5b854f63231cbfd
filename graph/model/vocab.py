"""The enumerations of the trade (domain handbook 2): stored values and, where there is one, their order.

Words for people to read are in `graph/text` as `vocab.<name>.<value>`. Every vocabulary also takes `unknown`,
which is neither the middle nor the lowest value.
"""

from __future__ import annotations

from dataclasses import dataclass, field

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of stored values; `order` ranks those that have a rank, bigger is more."""

    name: str
    values: tuple[str, ...]
    order: dict[str, int] = field(default_factory=dict)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every value a field may hold, `unknown` last."""
        return (*self.values, UNKNOWN)


def _plain(name: str, values: str) -> Vocabulary:
    """Values without an order."""
    return Vocabulary(name, tuple(values.split()))


def _ranked(name: str, values: str, lowest: int = 1) -> Vocabulary:
    """Values from low to high."""
    words = tuple(values.split())
    return Vocabulary(name, words, {word: lowest + i for i, word in enumerate(words)})


# A referral climbs seven steps; the other three close it without a purchase and have no rank.
_REFERRAL_STATUS = Vocabulary(
    "referral_status",
    tuple("asked promised consented contacted met qualified won declined lost expired".split()),
    {s: i for i, s in enumerate("asked promised consented contacted met qualified won".split(), 1)},
)

VOCAB: dict[str, Vocabulary] = {
    v.name: v
    for v in (
        _plain("yes_no", "yes no"),
        # people at the account (2.1)
        Vocabulary("attitude", ("supporter", "neutral", "opponent"), {"supporter": 1, "neutral": 0, "opponent": -1}),
        _ranked("closeness", "no_contact distant frequent close", 0),
        _ranked("relationship_stage", "not_met acquaintance engagement trust alliance", 0),
        _ranked("level", "operation management decision"),
        _plain("function", "user technical finance purchasing administration"),
        _plain("buying_role", "initiator influencer designer evaluator decider buyer user gatekeeper"),
        _plain("buyer_type", "economic technical user actual coach"),
        _ranked("influence_layer", "use implementation decision image"),
        _plain("power", "decide advise veto use_right take_part"),
        # accounts (2.2)
        _plain("account_kind", "owner_user intermediary contractor"),
        _plain("customer_status", "prospect customer lapsed"),
        _ranked(
            "cooperation_stage",
            "scan communicate goal_mouth first_cooperation basic_cooperation deep_cooperation full_cooperation partner",
        ),
        _ranked("funnel_class", "potential incubating producing"),
        Vocabulary(
            "priority_class",
            ("important_urgent", "important_not_urgent", "unimportant_not_urgent", "unimportant_urgent"),
            {"important_urgent": 3, "important_not_urgent": 2, "unimportant_not_urgent": 1},
        ),
        _ranked("profit_zone", "loss_making unprofitable second_profitable most_profitable"),
        # process (2.4)
        _ranked(
            "purchase_stage",
            "discover_need internal_brewing system_design evaluate_compare purchase_commitment install_implement",
        ),
        _ranked("sales_stage", "plan_prepare approach analyse_need position win_order follow_up"),
        _ranked("sales_step", "customer_analysis build_trust dig_need present_value win_commitment follow_service"),
        _plain("opportunity_status", "open won lost"),
        _plain("tender_phase", "none open evaluation closed"),
        _plain("no_buy_reason", "unconcern misunderstanding doubt defect"),
        _ranked("rep_tier", "field ka_manager executive"),
        _ranked("rep_maturity", "junior middle senior mature"),
        # ties and influence (2.5)
        _plain(
            "knows_kind",
            "colleague former_colleague superior friend relative elder alumni business_partner peer_rep",
        ),
        _plain("influence_sphere", "business social political"),
        _plain("influence_basis", "position office achievement character"),
        # What a group or meeting shows of somebody's belief, family or health has no value here, and so no place.
        _plain("group_kind", "school class_cohort association club hobby market_cluster home_town"),
        _plain(
            "activity_kind",
            "phone visit token_gift business_meal local_visit technical_exchange test_sample social_event "
            "family_event remote_visit introduction guidance open_support seminar conference exhibition phone_sale "
            "sample_book salon",
        ),
        _ranked("centre_state", "identified user cooperating recommending"),
        _plain("account_tie", "advises supplies contracts_for parent_of"),
        _plain("owns_role", "lead support executive_sponsor"),
        # referrals (2.6)
        _plain("referral_timing", "before_deal after_deal"),
        _plain("referral_technique", "implicit business_event promotion direct_request ask_after_sale spontaneous"),
        _plain("referral_source", "customer coach peer_rep personal_network partner_firm"),
        _REFERRAL_STATUS,
        _plain("reward_kind", "public_class discount_place event_access book thanks commission_disclosed none"),
        _plain("invite_response", "no_answer declined accepted attended"),
        _ranked("promise_strength", "vague agreed number_given"),
        # governance (2.7)
        _plain("lawful_basis", "consent contract_necessity legal_duty published_by_subject none"),
        _plain(
            "data_source",
            "met_in_person business_card referral_with_consent company_website government_register "
            "event_registration customer_supplied partner_supplied_with_notice "
            "bought_list swapped_list scraped insider_document",
        ),
        _plain("contact_permission", "allowed ask_referrer_first tender_blackout do_not_contact"),
        _ranked("confidence", "inferred assumed reported confirmed"),
    )
}

ONLY_TOLD = frozenset({"school", "hobby", "home_town"})  # groups nobody may be put in who did not say so themselves
BANNED_SOURCES = frozenset({"bought_list", "swapped_list", "scraped", "insider_document"})
NO_BASIS = "none"
