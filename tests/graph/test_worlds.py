"""Hand-worked little worlds: each shows one rule of what "can flow" means.

A trail is drawn `provider:acme -via-> X` (explicit), `~via~>` (broad), `..>` (a possible hop).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from policytrail.errors import InputError
from policytrail.graph.storage.store import Store
from policytrail.graph.trails.trace import TraceResult, trace


class World(NamedTuple):
    """A rule, clauses, the question's options (about call detail records), and the trails, best first."""

    rule: str
    clauses: str
    options: dict[str, Any]
    trails: list[str]


CARRIERS = """
    acme is CommunicationsProvider
    bell is CommunicationsProvider
"""

WORLDS = [
    # -- what carries the category ---------------------------------------------------------------
    World(
        "the category itself is explicit",
        "acme shares CallDetailRecord with Affiliate",
        {},
        ["provider:acme -CallDetailRecord-> Affiliate"],
    ),
    World(
        "a part of the category is explicit, and shows which part",
        "acme shares CallDuration with Affiliate",
        {},
        ["provider:acme -CallDuration-> Affiliate"],
    ),
    World(
        "the category itself says more than a part of it",
        "acme shares CallDuration + CallDetailRecord with Affiliate",
        {},
        ["provider:acme -CallDetailRecord-> Affiliate"],
    ),
    World(
        "what contains the category is broad",
        "acme shares PersonalData with Affiliate",
        {},
        ["provider:acme ~PersonalData~> Affiliate"],
    ),
    World(
        "of broad concepts the nearest is shown",
        "acme shares PersonalData + TrafficData + CommunicationsData with Affiliate",
        {},
        ["provider:acme ~TrafficData~> Affiliate"],
    ),
    World(
        "explicit beats broad within one flow",
        "acme shares PersonalData + CallTime with Affiliate",
        {},
        ["provider:acme -CallTime-> Affiliate"],
    ),
    World(
        "call detail records are both traffic data and customer proprietary network information",
        "acme shares CPNI with Affiliate",
        {},
        ["provider:acme ~CPNI~> Affiliate"],
    ),
    World(
        "a sibling carries nothing",
        "acme shares MessageMetadata + Voicemail + LocationData with Affiliate",
        {},
        [],
    ),
    World(
        "anonymised and aggregated data do not contain the category",
        "acme shares AnonymisedData + AggregatedData with Affiliate",
        {},
        [],
    ),
    World(
        "the root, any data at all, contains the category",
        "acme shares Data with Affiliate",
        {},
        ["provider:acme ~Data~> Affiliate"],
    ),
    # -- the policy's own definitions -------------------------------------------------------------
    World(
        "what the policy itself says includes the category is broad",
        """
        acme defines UsageData as CallDetailRecord
        acme shares UsageData with Affiliate
        """,
        {},
        ["provider:acme ~UsageData~> Affiliate"],
    ),
    World(
        "a definition holds in its own policy only",
        """
        acme defines UsageData as CallDetailRecord
        bell shares UsageData with Affiliate
        """,
        {},
        [],
    ),
    World(
        "definitions and taxonomy combine: what contains the defined term is broad as well",
        """
        acme defines LogData as CallDetailRecord
        acme shares UsageData with Affiliate
        """,
        {},
        ["provider:acme ~UsageData~> Affiliate"],
    ),
    World(
        "a term defined as a part of the category does not carry the whole category",
        """
        acme defines LogData as CallTime
        acme shares LogData with Affiliate
        """,
        {},
        [],
    ),
    World(
        "a denied definition includes nothing",
        """
        acme never defines UsageData as CallDetailRecord
        acme shares UsageData with Affiliate
        """,
        {},
        [],
    ),
    # -- which statements are flows ---------------------------------------------------------------
    World(
        "a sale is a flow",
        "acme sells CallDetailRecord with DataBroker",
        {},
        ["provider:acme -CallDetailRecord-> DataBroker"],
    ),
    World(
        "a sale to nobody in particular reaches any recipient",
        "acme sells CallDetailRecord",
        {},
        ["provider:acme -CallDetailRecord-> Recipient"],
    ),
    World(
        "a denial is no flow",
        "acme never shares CallDetailRecord with Affiliate",
        {},
        [],
    ),
    World(
        "collecting and using are no disclosures",
        """
        acme collects CallDetailRecord
        acme uses CallDetailRecord for Billing
        acme keeps CallDetailRecord until Indefinite
        """,
        {},
        [],
    ),
    World(
        "a flow to several recipients reaches each of them",
        "acme shares CallDetailRecord with Affiliate + Advertiser",
        {},
        ["provider:acme -CallDetailRecord-> Advertiser", "provider:acme -CallDetailRecord-> Affiliate"],
    ),
    # -- from kind to provider --------------------------------------------------------------------
    World(
        "a kind of recipient possibly reaches a provider of that kind",
        CARRIERS + "acme shares CallDetailRecord with CommunicationsProvider",
        {},
        [
            "provider:acme -CallDetailRecord-> CommunicationsProvider",
            "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell",
        ],
    ),
    World(
        "a provider never reaches itself",
        "acme is CommunicationsProvider\nacme shares CallDetailRecord with CommunicationsProvider",
        {},
        ["provider:acme -CallDetailRecord-> CommunicationsProvider"],
    ),
    World(
        "a kind reaches providers of a narrower kind",
        """
        bell is Reseller
        acme shares CallDetailRecord with BusinessPartner
        """,
        {},
        [
            "provider:acme -CallDetailRecord-> BusinessPartner",
            "provider:acme -CallDetailRecord-> BusinessPartner ..> provider:bell",
        ],
    ),
    World(
        "a kind does not reach providers of a wider kind",
        """
        bell is BusinessPartner
        acme shares CallDetailRecord with Reseller
        """,
        {},
        ["provider:acme -CallDetailRecord-> Reseller"],
    ),
    World(
        "third parties and recipients at large reach no provider",
        CARRIERS + "acme shares CallDetailRecord with ThirdParty + Recipient",
        {},
        ["provider:acme -CallDetailRecord-> Recipient", "provider:acme -CallDetailRecord-> ThirdParty"],
    ),
    World(
        "from the provider that is reached, its own policy says where data goes next",
        CARRIERS
        + """
        acme shares CallDetailRecord with CommunicationsProvider
        bell shares TrafficData with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser"},
        [
            (
                "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell "
                "~TrafficData~> Advertiser"
            )
        ],
    ),
    World(
        "a trail visits no party twice",
        CARRIERS
        + """
        acme shares CallDetailRecord with CommunicationsProvider
        bell shares CallDetailRecord with CommunicationsProvider
        """,
        {"from_": "acme"},
        [
            "provider:acme -CallDetailRecord-> CommunicationsProvider",
            "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell",
        ],
    ),
    World(
        "without possible hops only the policies' own words count",
        CARRIERS + "acme shares CallDetailRecord with CommunicationsProvider",
        {"stated": True},
        ["provider:acme -CallDetailRecord-> CommunicationsProvider"],
    ),
    # -- named organisations ----------------------------------------------------------------------
    World(
        "a named organisation that is a provider is the same party, and the hop is stated",
        """
        acme shares CallDetailRecord with org:Bell Ltd
        bell shares CallDetailRecord with Advertiser
        """,
        {"from_": "acme"},
        [
            "provider:acme -CallDetailRecord-> provider:bell",
            "provider:acme -CallDetailRecord-> provider:bell -CallDetailRecord-> Advertiser",
        ],
    ),
    World(
        "spellings of one organisation's name are one party, shown by the shortest",
        """
        acme shares CallDetailRecord with org:Google, Inc.
        bell shares TrafficData with org:Google
        """,
        {},
        [
            "provider:acme -CallDetailRecord-> org:Google",
            "provider:bell ~TrafficData~> org:Google",
        ],
    ),
    World(
        "a policy that names its own provider as recipient makes no flow",
        "acme shares CallDetailRecord with org:Acme",
        {},
        [],
    ),
    # -- which trail is best ----------------------------------------------------------------------
    World(
        "a stated trail beats a possible one, however broad",
        CARRIERS
        + """
        acme shares PersonalData with Advertiser
        acme shares CallDetailRecord with CommunicationsProvider
        bell shares CallDetailRecord with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser"},
        ["provider:acme ~PersonalData~> Advertiser"],
    ),
    World(
        "among stated trails an explicit one beats a broad one, however long",
        """
        acme shares PersonalData with Advertiser
        acme shares CallDetailRecord with org:Bell
        bell shares CallDetailRecord with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser"},
        ["provider:acme -CallDetailRecord-> provider:bell -CallDetailRecord-> Advertiser"],
    ),
    World(
        "among broad trails the one whose weakest hop is nearer to the category is best",
        """
        acme shares PersonalData with Advertiser
        acme shares TrafficData with org:Bell
        bell shares TrafficData with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser"},
        ["provider:acme ~TrafficData~> provider:bell ~TrafficData~> Advertiser"],
    ),
    World(
        "among equal trails the shorter one is best",
        """
        acme shares TrafficData with org:Bell
        bell shares TrafficData with Advertiser
        acme shares TrafficData with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser"},
        ["provider:acme ~TrafficData~> Advertiser"],
    ),
    World(
        "the best way to a party need not begin with the best way to where it passes",
        """
        acme shares CallDetailRecord with org:Bell
        bell shares CallDetailRecord with org:Comet
        acme shares TrafficData with org:Comet
        comet shares PersonalData with Advertiser
        """,
        {"from_": "acme"},
        [
            "provider:acme -CallDetailRecord-> provider:bell",
            "provider:acme -CallDetailRecord-> provider:bell -CallDetailRecord-> provider:comet",
            "provider:acme ~TrafficData~> provider:comet ~PersonalData~> Advertiser",
        ],
    ),
    World(
        "each provider's best trail to a party is given, the best of them first",
        """
        acme shares PersonalData with Advertiser
        bell shares CallDetailRecord with Advertiser
        """,
        {},
        ["provider:bell -CallDetailRecord-> Advertiser", "provider:acme ~PersonalData~> Advertiser"],
    ),
    # -- scenarios --------------------------------------------------------------------------------
    World(
        "explicit only: broad flows fall away, possible hops stay",
        CARRIERS
        + """
        acme shares CallDetailRecord with CommunicationsProvider
        acme shares PersonalData with Affiliate
        bell shares TrafficData with Advertiser
        """,
        {"explicit": True},
        [
            "provider:acme -CallDetailRecord-> CommunicationsProvider",
            "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell",
        ],
    ),
    World(
        "without a condition: flows that depend on it fall away",
        """
        acme shares CallDetailRecord with Advertiser if Consent
        acme shares CallDetailRecord with LawEnforcement if LegalObligation
        acme shares CallDetailRecord with Affiliate
        """,
        {"without": ["Consent"]},
        [
            "provider:acme -CallDetailRecord-> Affiliate",
            "provider:acme -CallDetailRecord-> LawEnforcement",
        ],
    ),
    World(
        "conditions fall away together",
        """
        acme shares CallDetailRecord with Advertiser if Consent
        acme shares CallDetailRecord with LawEnforcement if LegalObligation
        acme shares CallDetailRecord with Affiliate
        """,
        {"without": ["with consent", "legal-obligation"]},
        ["provider:acme -CallDetailRecord-> Affiliate"],
    ),
    World(
        "a second statement without the condition keeps the flow",
        """
        acme shares CallDetailRecord with Advertiser if Consent
        acme shares PersonalData with Advertiser
        """,
        {"without": ["Consent"]},
        ["provider:acme ~PersonalData~> Advertiser"],
    ),
    World(
        "only one purpose: flows that name it or a narrower one remain",
        """
        acme shares CallDetailRecord with Advertiser for TargetedAdvertising
        acme shares CallDetailRecord with BusinessPartner for Marketing + Billing
        acme shares CallDetailRecord with PaymentProcessor for Billing
        acme shares CallDetailRecord with Affiliate
        """,
        {"only": "Marketing"},
        [
            "provider:acme -CallDetailRecord-> Advertiser",
            "provider:acme -CallDetailRecord-> BusinessPartner",
        ],
    ),
    World(
        "at most so many hops, possible ones counted",
        CARRIERS
        + """
        acme shares CallDetailRecord with CommunicationsProvider
        bell shares CallDetailRecord with Advertiser
        """,
        {"from_": "acme", "max_hops": 2},
        [
            "provider:acme -CallDetailRecord-> CommunicationsProvider",
            "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell",
        ],
    ),
    World(
        "a limit on hops may leave a weaker but shorter trail",
        """
        acme shares PersonalData with Advertiser
        acme shares CallDetailRecord with org:Bell
        bell shares CallDetailRecord with Advertiser
        """,
        {"from_": "acme", "to": "Advertiser", "max_hops": 1},
        ["provider:acme ~PersonalData~> Advertiser"],
    ),
    World(
        "flows that the extractor is less sure of can be left out; what nobody measured stays",
        """
        acme shares CallDetailRecord with Affiliate at 0.69
        acme shares CallTime with Affiliate at 0.7
        acme shares PersonalData with Advertiser
        """,
        {"min_confidence": 0.7},
        ["provider:acme -CallTime-> Affiliate", "provider:acme ~PersonalData~> Advertiser"],
    ),
    # -- between two parties ----------------------------------------------------------------------
    World(
        "to a kind takes narrower kinds with it",
        "acme shares CallDetailRecord with LawEnforcement + Affiliate",
        {"to": "public authority"},
        ["provider:acme -CallDetailRecord-> LawEnforcement"],
    ),
    World(
        "backward: everybody from whom the data can come",
        CARRIERS
        + """
        acme shares CallDetailRecord with CommunicationsProvider
        bell shares CallDetailRecord with org:Google
        comet shares Voicemail with org:Google
        """,
        {"to": "org:Google"},
        [
            "provider:bell -CallDetailRecord-> org:Google",
            (
                "provider:acme -CallDetailRecord-> CommunicationsProvider ..> provider:bell "
                "-CallDetailRecord-> org:Google"
            ),
        ],
    ),
    # -- versions ---------------------------------------------------------------------------------
    World(
        "of several versions of a policy the newest speaks",
        """
        acme@2019-01-01 shares CallDetailRecord with Advertiser
        acme@2021-01-01 shares CallDetailRecord with Affiliate
        """,
        {},
        ["provider:acme -CallDetailRecord-> Affiliate"],
    ),
]


@pytest.mark.parametrize("case", WORLDS, ids=lambda case: case.rule)
def test_world(case: World, world: Callable[[str], Store], lines: Callable[[TraceResult], list[str]]) -> None:
    assert lines(trace(world(case.clauses), "call detail record", **case.options)) == case.trails


def test_a_hop_tells_its_confidence_where_it_is_known(world: Callable[[str], Store]) -> None:
    store = world(
        """
        bell is CommunicationsProvider
        acme shares CallDetailRecord with CommunicationsProvider at 0.69
        bell shares CallDetailRecord with Affiliate
        """
    )
    (trail,) = trace(store, "call detail record", from_="acme", to="Affiliate").trails
    assert [hop.confidence for hop in trail.hops] == [0.69, None, None]
    assert [hop.to_dict().get("confidence", "unknown") for hop in trail.hops] == [0.69, "unknown", "unknown"]
    with pytest.raises(InputError, match="between 0 and 1"):
        trace(store, "call detail record", min_confidence=70)


def test_there_are_enough_worlds() -> None:
    assert len(WORLDS) >= 30
    assert len({case.rule for case in WORLDS}) == len(WORLDS)
