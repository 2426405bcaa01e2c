"""Conflicts: PolicyLint's nine kinds, what is an exception and no conflict, and the samples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policytrail.graph.contradictions.conflicts import conflicts
from policytrail.graph.storage.store import Store
from policytrail.ingest.metadata.reader import Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.statement import Statement

World = Callable[[str], Store]

KINDS = [
    ("C1", "shares PhoneNumber with Advertiser", "shares PhoneNumber with Advertiser"),
    ("C2", "shares PhoneNumber with Advertiser", "shares ContactData with Advertiser"),
    ("C3", "shares PhoneNumber with Advertiser", "shares PhoneNumber with ThirdParty"),
    ("C4", "shares PhoneNumber with Advertiser", "shares ContactData with ThirdParty"),
    ("C5", "shares PhoneNumber with BusinessPartner", "shares ContactData with Reseller"),
    ("N1", "shares ContactData with Advertiser", "shares PhoneNumber with Advertiser"),
    ("N2", "shares PhoneNumber with BusinessPartner", "shares PhoneNumber with Reseller"),
    ("N3", "shares ContactData with BusinessPartner", "shares PhoneNumber with Reseller"),
    ("N4", "shares ContactData with Reseller", "shares PhoneNumber with BusinessPartner"),
]


@pytest.mark.parametrize(("code", "affirmed", "denied"), KINDS, ids=[kind[0] for kind in KINDS])
def test_kinds(world: World, code: str, affirmed: str, denied: str) -> None:
    # A narrowing counts only where the clause itself says that it is about all data.
    (found,) = conflicts(world(f"acme {affirmed} (all these data)\nacme never {denied}"))
    assert found.code == code


NO_CONFLICT = {
    "unrelated data": "acme shares Voicemail with Advertiser\nacme never shares PhoneNumber with Advertiser",
    "unrelated recipients": "acme shares Name with Affiliate\nacme never shares Name with ThirdParty",
    "another provider's denial": "acme shares Name with Advertiser\nbell never shares Name with Advertiser",
    "sharing is not selling": "acme shares Name with Advertiser\nacme never sells Name with Advertiser",
    "a denial for another purpose": (
        "acme shares Name with Advertiser for Billing\nacme never shares Name with Advertiser for Marketing"
    ),
    "a denial that depends on a condition": (
        "acme shares Name with Advertiser\nacme never shares Name with Advertiser if OptOut"
    ),
    "a named organisation taken out of a group": (
        "acme shares Name with ThirdParty\nacme never shares Name with org:Google"
    ),
}


@pytest.mark.parametrize("clauses", NO_CONFLICT.values(), ids=NO_CONFLICT)
def test_no_conflict(world: World, clauses: str) -> None:
    assert len(conflicts(world(clauses))) == 0


def test_selling_contradicts_a_denial_of_sharing(world: World) -> None:
    (found,) = conflicts(world("acme sells Name with Advertiser\nacme never shares Name with Advertiser"))
    assert (found.code, found.affirmed_action, found.denied_action) == ("C1", "sell", "share")


def test_the_policy_s_own_definition_counts(world: World) -> None:
    clauses = "acme defines LogData as Name\nacme shares Name with Advertiser\nacme never shares LogData"
    (found,) = conflicts(world(clauses))
    assert (found.code, found.data) == ("C4", ("Name", "LogData"))


def test_a_condition_may_resolve_it(world: World) -> None:
    stark = conflicts(world("acme shares Name with Advertiser\nacme never shares Name with Advertiser"))
    soft = conflicts(
        world("acme shares Name with Advertiser if Consent\nacme never shares Name with Advertiser")
    )
    assert [each.severity for each in (*stark, *soft)] == ["high", "medium"]
    assert soft.found[0].conditions == ("Consent",)


def policy(*clauses: tuple[str, Statement | None]) -> Store:
    """A policy whose text is given clause by clause, with the statement that each makes."""
    text, statements = "", []
    for words, made in clauses:
        if made is not None:
            statements.append(
                Statement(
                    "acme",
                    made.action,
                    words,
                    len(text),
                    len(text) + len(words),
                    polarity=made.polarity,
                    data=made.data,
                    recipients=made.recipients,
                    purposes=made.purposes,
                    conditions=made.conditions,
                )
            )
        text += words
    store = Store.memory()
    store.replace("acme", policy_quads(Policy("acme", text, Metadata("Acme", "acme"), tuple(statements))))
    return store


def share(
    *recipients: str, never: bool = False, data: str = "PersonalData", if_: str = "", for_: str = ""
) -> Statement:
    return Statement(
        "acme",
        "share",
        "",
        0,
        0,
        polarity="deny" if never else "affirm",
        data=(data,),
        recipients=recipients,
        conditions=(if_,) if if_ else (),
        purposes=(for_,) if for_ else (),
    )


NEVER = share("ThirdParty", never=True)


def test_the_exception_in_the_same_sentence_is_no_conflict() -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (", ", None),
        ("except to carriers that connect calls", share("CommunicationsProvider")),
        (".", None),
    )
    assert len(conflicts(store)) == 0


def test_what_the_exception_allows_is_allowed_everywhere() -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (" without your consent. ", None),
        ("Partners get it if you agree", share("BusinessPartner", if_="Consent")),
        (". ", None),
        ("Analysts get it", share("AnalyticsProvider")),
        (".", None),
    )
    (found,) = conflicts(store)
    assert found.affirmed.quote == "Analysts get it"


@pytest.mark.parametrize(
    ("exception", "left"),
    [
        ("except as described below", []),
        ("other than as follows", []),
        ("except as described above", ["data after"]),
        ("apart from this", ["data after"]),
        ("beyond what is described in this policy", []),
        ("unless the law permits it", []),
        ("in ways different from what we disclose here, unless asked", []),
    ],
)
def test_an_exception_by_reference(exception: str, left: list[str]) -> None:
    store = policy(
        ("data before", share("Advertiser")),
        (".\n", None),
        ("We give no data to third parties", NEVER),
        (f", {exception}.\n", None),
        ("data after", share("Reseller")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == left


TAKEN_BACK = (
    "However, data go to brokers",
    "We may, however, give data to brokers",
    "But brokers get data",
    "This does not include the brokers that get data",
)


@pytest.mark.parametrize("words", TAKEN_BACK)
def test_the_next_sentence_may_take_a_denial_back(words: str) -> None:
    """What it names may get data everywhere."""
    store = policy(
        ("We give no data to third parties", NEVER),
        (". ", None),
        (words, share("DataBroker")),
        (". Much else. ", None),
        ("Brokers get your name", share("DataBroker", data="Name")),
        (". ", None),
        ("Advertisers get your name", share("Advertiser", data="Name")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ["Advertisers get your name"]


@pytest.mark.parametrize("end", ["unless:\n", "except in these cases:\n"])
def test_the_exceptions_of_a_denial_may_be_a_list(end: str) -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (f" {end}", None),
        ("Brokers get data", share("DataBroker")),
    )
    assert len(conflicts(store)) == 0


@pytest.mark.parametrize(
    "exception",
    ["except those who work on our behalf", "unless our vendors need them", "except to provide the service"],
)
def test_who_works_for_the_provider_may_be_an_exception(exception: str) -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (f", {exception}. ", None),
        ("A host keeps your name", share("HostingProvider", data="Name")),
        (". ", None),
        ("Brokers get your name", share("DataBroker", data="Name")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ["Brokers get your name"]


ELSEWHERE = "Our partners get your name"
REACH = {
    "Acme never shares your personal information": True,
    "Acme never shares your personal information for any purpose": True,
    "Acme never shares your personal information for its own purposes": False,
    "Acme never shares your personal information for the purpose of training models": False,
    "Acme never shares your personal information for any other purpose": False,
    "Acme never shares your personal information with partners for their own marketing": False,
    "Acme never shares more of your personal information than what we need": False,
    "Acme never shares more information than is strictly necessary": False,
    "Acme never shares your personal information where possible": False,
    "Acme never shares this information": False,
    "Acme never shares such personal information": False,
    "Acme never ever shares any of your personal information with any partners": True,
    "We do not sell, rent or otherwise disclose your personal information to anyone outside of Acme": True,
    "It is Acme's strict policy never to pass on customers' personal information": True,
    "Your personal information will not be made available to partners without your consent": True,
    "Other than as the law demands, we do not share your personal information": True,
    "We collect no data and do not share your personal information": True,
    "Acme never shares what the widget shows": False,
    "Acme never shares your personal information with these partners": False,
    "When you print a map, Acme does not share your personal information": False,
    "When you print a map, we do not share your personal information": False,
    "It does not share your personal information": False,
    "It is our policy not to share your personal information": True,
    "no other information is shared": False,
    "Acme does not share your personal information when you call": False,
    "Acme does not share your personal information as part of this program": False,
    "Acme does not share your personal information for these purposes": False,
    "Acme does not knowingly share your personal information": False,
    "Acme generally shares no personal information": False,
    "Most of our staff have no access to your personal information": False,
    "Acme never gives unauthorised people your personal information": False,
    "Acme does not share your personal information with such partners": False,
    "Acme does not share personal information of children": False,
    "Acme does not share personal information collected by the widget": False,
    "Acme does not share personal information collected on our website": True,
    "Acme does not share your data in association with your bill": False,
    "Acme does not share your surf data": False,
    "Your password must not be disclosed": False,
    "Acme never shares this information under any circumstances": False,
}


@pytest.mark.parametrize(("denial", "clashes"), REACH.items())
def test_a_denial_of_one_occasion_purpose_or_thing_says_nothing_on_others(
    denial: str, *, clashes: bool
) -> None:
    far = "We also say much that is of no matter here. " * 30
    store = policy(
        (denial, share("BusinessPartner", never=True)),
        (". " + far, None),
        (ELSEWHERE, share("BusinessPartner", data="Name")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ([ELSEWHERE] if clashes else [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We require vendors ", ""),
        ("", " | Yes | No"),
        ("If you leave, ", ""),
        ("", " for listing in directories"),
    ],
)
def test_what_stands_around_a_denial_tells_what_it_is_said_of(before: str, after: str) -> None:
    store = policy(
        (before, None),
        ("not to share your personal information with partners", share("BusinessPartner", never=True)),
        (after + ". ", None),
        (ELSEWHERE, share("BusinessPartner", data="Name")),
        (".", None),
    )
    assert len(conflicts(store)) == 0


def test_what_was_named_before_is_denied_only_where_it_is_denied_altogether() -> None:
    def clashes(denial: str) -> int:
        store = policy(
            ("Advertisers see your name", share("Advertiser", data="Name")),
            (". ", None),
            (denial, share("ThirdParty", never=True, data="Name")),
            (".", None),
        )
        return len(conflicts(store))

    assert clashes("We do not share this information with others") == 0
    assert clashes("We do not share this information under any circumstances") == 1


NO_SHARING = {
    "You can opt out of what partners get of your data": share("BusinessPartner", if_="OptOut"),
    "The law allows customers to stop the sharing of your data": share("BusinessPartner"),
    "If you choose to show your data to partners": share("BusinessPartner"),
    "Partners get your data": share("BusinessPartner", if_="UserInitiated"),
    "Partners get anonymous data": share("BusinessPartner"),
    "We employ partners": share("BusinessPartner"),
    "Cookies of partners are on this site": share("BusinessPartner", data="Cookies"),
    "Colleagues of yours get your data": share("OtherUser"),
    "Acme Mail gets your data": share("org:Acme Mail"),
    "We share your data in our group of companies, as Wolf": share("org:Wolf"),
}


@pytest.mark.parametrize(("words", "flow"), NO_SHARING.items())
def test_what_is_no_sharing_by_the_provider_is_no_conflict(words: str, flow: Statement) -> None:
    store = policy(
        ("We never share your personal information", share(never=True)), (". ", None), (words, flow)
    )
    assert len(conflicts(store)) == 0


def test_anonymous_data_that_were_named_before_are_no_personal_data() -> None:
    store = policy(
        ("We never share your personal information", share(never=True)),
        (". We count anonymous visits. ", None),
        ("These data go to partners", share("BusinessPartner", data="DemographicData")),
        (".", None),
    )
    assert len(conflicts(store)) == 0


def test_cookies_are_personal_data_where_the_policy_says_so(world: World) -> None:
    clauses = "acme shares Cookies with Advertiser\nacme never shares PersonalData with Advertiser"
    assert len(conflicts(world(clauses))) == 0
    (found,) = conflicts(world(clauses + "\nacme defines PersonalData as Cookies"))
    assert (found.code, found.severity) == ("C2", "medium")


def test_who_is_taken_out_of_a_denial_may_get_the_data_everywhere() -> None:
    """Quotations of the denial and of what it leaves open overlap, as the extractor makes them."""
    words = "We share personal data with nobody outside of Acme and its resellers"
    store = policy(
        (words, NEVER),
        (" and ", share("Reseller")),
        ("partners alike. ", None),
        ("Resellers get your name", share("Reseller", data="Name")),
        (". ", None),
        ("Brokers get your name", share("DataBroker", data="Name")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ["Brokers get your name"]


def test_the_law_s_demands_are_open_to_authorities() -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (" unless the law requires it. ", None),
        ("The police may get your name", share("LawEnforcement", data="Name")),
        (". ", None),
        ("Brokers get your name", share("DataBroker", data="Name")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ["Brokers get your name"]


def test_what_is_said_again_in_the_same_words_is_one_conflict() -> None:
    said = [
        ("We give no personal data to third parties", NEVER),
        (". ", None),
        ("Brokers get your name", share("DataBroker", data="Name")),
        (". ", None),
    ]
    (found,) = conflicts(policy(*said, *said))
    assert (found.denied.start, found.affirmed.start) == (0, 43)


@pytest.mark.parametrize(
    ("flow", "severity"),
    [
        (("A broker gets your name", share("DataBroker", data="Name")), "high"),
        (("A host keeps your name", share("HostingProvider", data="Name")), "medium"),
        (("A broker sees your visits", share("DataBroker", data="WebUsageData")), "medium"),
        (("A broker only gets your name", share("DataBroker", data="Name")), "medium"),
        (("A host keeps your name", share("HostingProvider", data="Name", if_="Consent")), "low"),
    ],
)
def test_what_may_not_be_meant_is_milder(flow: tuple[str, Statement], severity: str) -> None:
    """Those who work for the provider may be no third parties, and visits no information of yours."""
    (found,) = conflicts(policy(("We give your information to no third parties", NEVER), (". ", None), flow))
    assert found.severity == severity


def test_two_denials_do_not_clash() -> None:
    """What one sentence leaves open, as "without your consent" does, is no contradiction of another denial."""
    words = "We do not share personal data with partners without your consent"
    text = "We give no personal data to third parties. " + words
    made = [
        Statement("acme", "share", text[:41], 0, 41, "deny", ("PersonalData",), ("ThirdParty",)),
        *(
            Statement("acme", "share", words, 43, len(text), *rest)
            for rest in (
                ("deny", ("PersonalData",), ("BusinessPartner",)),
                ("affirm", ("PersonalData",), ("BusinessPartner",), (), ("Consent",)),
            )
        ),
    ]
    store = Store.memory()
    store.replace("acme", policy_quads(Policy("acme", text, Metadata("Acme", "acme"), tuple(made))))
    assert len(conflicts(store)) == 0


def test_an_exception_for_what_is_asked_of_the_provider() -> None:
    store = policy(
        ("We give no data to third parties", NEVER),
        (", other than to fulfill your request. ", None),
        ("Couriers get it to deliver what you order", share("BusinessPartner", for_="ServiceProvision")),
        (". ", None),
        ("Analysts get it", share("AnalyticsProvider", for_="Analytics")),
        (".", None),
    )
    assert [each.affirmed.quote for each in conflicts(store)] == ["Analysts get it"]


@pytest.mark.parametrize(("recipient", "found"), [("ThirdParty", 0), ("Advertiser", 1)])
def test_third_parties_may_be_those_of_the_exception(recipient: str, found: int) -> None:
    store = policy(
        ("Others may get data", share(recipient)),
        (".\n", None),
        ("We give no data to third parties", NEVER),
        (" without your consent.", None),
    )
    assert len(conflicts(store)) == found


WHY = {
    "acme shares PhoneNumber with Advertiser\nacme never sells PhoneNumber": None,
    "acme shares PhoneNumber with Advertiser + Reseller\nacme never shares ContactData": (
        "denies sharing contact data with anybody, yet shares telephone numbers, a part of contact data, "
        "with advertisers and resellers"
    ),
    "acme sells PersonalData with org:Wolf if Consent (all data)\nacme never sells PhoneNumber with ThirdParty": (
        "denies selling telephone numbers to third parties, yet sells personal data, which contains "
        "telephone numbers, to Wolf (only with consent)"
    ),
}


@pytest.mark.parametrize(("clauses", "why"), WHY.items())
def test_the_reason_names_data_and_recipients(world: World, clauses: str, why: str | None) -> None:
    assert [each.why for each in conflicts(world(clauses))] == ([why] if why else [])


def test_items_of_a_list_are_one_conflict() -> None:
    items = [
        ((f"your data, item {n}; "), share("Advertiser", for_=purpose))
        for n, purpose in enumerate(("Billing", "Survey"))
    ]
    (found,) = conflicts(policy(("We give no data to third parties", NEVER), (".\n", None), *items))
    assert [place.quote for place in found.also] == ["your data, item 1; "]


def test_samples(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        found = conflicts(store)
        assert len(found) == len(conflicts(store, "voipcom")) + len(conflicts(store, "voxox"))
        for each in found:
            for place in (each.affirmed, each.denied, *each.also):
                assert store.text(each.policy)[place.start : place.end] == place.quote
    pairs = [(each.policy, each.affirmed.quote, each.denied.quote) for each in found]

    def clash(policy: str, affirmed: str, denied: str) -> bool:
        return any(p == policy and affirmed in one and denied in other for p, one, other in pairs)

    # A promise on telephone numbers, beside any personal information that may be shared.
    assert clash("voipcom", "Any personal information that we collect", "under any circumstances")
    assert clash("voipcom", "or for business or legal purposes", "We will not share your information")
    # Aggregated demographics are nobody's information.
    assert not clash("voipcom", "aggregated demographic information", "We will not share your information")
    # What goes to the shipping company fulfils an order: the denial's own exception.
    assert not clash("voipcom", "outside shipping company", "We will not share your information")
    assert not clash("voipcom", "to ship an order", "We will not share your information")
    assert not clash("voxox", "without Your explicit permission", "Voxox shall not sell")


def test_rows_and_dict(gold_store: Path) -> None:
    with Store.open(gold_store) as store:
        found = conflicts(store)
    assert len(found.rows()) == len(found.to_dict()["conflicts"]) == len(found)
    assert {row["severity"] for row in found.rows()} <= {"high", "medium", "low"}
