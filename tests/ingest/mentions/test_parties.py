"""Which kind of party the words around it make it, and whom words that point back mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

KINDS = {
    "who works for the provider": (
        "We share your name with companies that help operate our service.",
        "share Name > ServiceProvider | ServiceProvision",
    ),
    "who does not": (
        "We share your name with companies that do not provide services for us.",
        "share Name > ThirdParty",
    ),
    "a third party of a kind": (
        "We share your name with trusted third party partners.",
        "share Name > BusinessPartner",
    ),
    "whose customers receive": (
        "We share your name with vendors that provide support to our subscribers.",
        "share Name > ServiceProvider | CustomerSupport",
    ),
    "each authority of a list": (
        "We disclose your name to courts, law enforcement or government agencies.",
        "share Name > Court LawEnforcement PublicAuthority",
    ),
    "a list with one head": (
        "Our analytics, ad-serving and affiliate partners may set cookies.",
        "share Cookies > AnalyticsProvider Advertiser BusinessPartner",
    ),
    "plural members have heads of their own": (
        "We share your name with affiliates, agents and business partners.",
        "share Name > Affiliate ServiceProvider BusinessPartner",
    ),
    "a service that passes to another": (
        "Your name may be transferred as part of a merger or transition of service to another provider.",
        "share Name > Recipient CommunicationsProvider | BusinessTransfer ? BusinessTransferEvent",
    ),
    "published": ("We may publish your name.", "share Name > Public"),
    "only for some": (
        "Access to your call records is authorized only for employees who need it.",
        "share CallDetailRecord > Employee",
    ),
    "on occasion": (
        "When we share your name with carriers, we make sure that it is safe.",
        "share Name > CommunicationsProvider",
    ),
    "examples of places": (
        "Any personal information that you put on public forums (such as blogs and chats) may be viewed by anyone.",
        "share PersonalData > Public",
    ),
    "not affiliated": (
        "We share your name with developers who are not affiliated with us.",
        "share Name > ThirdParty",
    ),
    "described, then said to act": (
        "Other companies which place advertising on our site may collect your location.",
        "share LocationData > ThirdParty",
    ),
    "described over a list": (
        "Third parties that provide content, advertising or other functions on the site, may use cookies.",
        "share Cookies > ThirdParty",
    ),
    "whom others serve": (
        "We share your name among our partners in countries where our customers and users live.",
        "share Name > BusinessPartner",
    ),
    "users by name": (
        "Your profile picture is available to anyone who joins, including other users.",
        "share PhotoData > ThirdParty OtherUser",
    ),
    "the connection": (
        "We may provide your name to vendors in connection with the services that you have requested.",
        "share Name > ServiceProvider",
    ),
    "after a fronted purpose": (
        "To help your contacts to find you, your profile pictures are always public.",
        "share PhotoData > Public",
    ),
    "described by what they place": (
        "The advertising companies placing our ads may use cookies.",
        "share Cookies > Advertiser",
    ),
    "an abbreviation within the subject": (
        "Any personal information that you put on public forums (i.e. blogs and chats) may be viewed by anyone.",
        "share PersonalData > Public",
    ),
    "described, then giving": ("Vendors that work for us may share your name with us.", "collect Name"),
}
POINTING = {
    "named in the sentence before": (
        "Some ads are delivered by advertisers. These companies use cookies.",
        ["share Cookies > Advertiser"],
    ),
    "named in the block before": (
        "We share your name with advertisers.\n\nThese companies may collect your location.",
        ["share Name > Advertiser", "share LocationData > Advertiser"],
    ),
    "listed in the same sentence": (
        "If you log in through a social network (such as Zyxcorp or Adquux), we share your name with such third party.",
        ["share Name > SocialMediaPlatform org:Zyxcorp org:Adquux"],
    ),
    "a kind so wide that it may be they": (
        "We share your name with advertisers. We do not give this partner access to your location.",
        ["share Name > Advertiser", "share! LocationData > Advertiser"],
    ),
    "those whom a clause tells": (
        "We share your name with advertisers and your location with those third parties who need it.",
        ["share Name LocationData > Advertiser ThirdParty"],
    ),
    "the nearest are meant by them": (
        "We share your name with advertisers. If you call the police, we give them your location.",
        ["share Name > Advertiser", "share LocationData > LawEnforcement"],
    ),
    "they act in our sight": (
        "We share your name with advertisers. They may place cookies on your computer.",
        ["share Name > Advertiser", "share Cookies > Advertiser"],
    ),
    "they use what they got": (
        "We share your name with advertisers. They may use your name only to help you.",
        ["share Name > Advertiser"],
    ),
    "to what end they use tools": (
        "Advertisers use cookies to deliver ads and to collect your location.",
        ["share Cookies > Advertiser | Advertising", "share LocationData > Advertiser"],
    ),
    "what they receive": (
        "We share your name with advertisers. They can use the data they receive from us for other ends.",
        ["share Name > Advertiser"],
    ),
    "work with those named before": (
        "We share your name with research companies and may work with those companies to do research.",
        ["share Name > AnalyticsProvider | ServiceImprovement"],
    ),
}


@pytest.mark.parametrize("case", KINDS)
def test_kinds(case: str, read: Callable[[str], list[str]]) -> None:
    text, statement = KINDS[case]
    assert read(text) == [statement]


@pytest.mark.parametrize("case", POINTING)
def test_pointing_back(case: str, read: Callable[[str], list[str]]) -> None:
    text, statements = POINTING[case]
    assert read(text) == statements


def test_products_are_no_parties(read: Callable[[str], list[str]]) -> None:
    assert read("Your Example Receiver may use your viewing history.") == []


def test_what_parties_do_is_what_they_receive_data_for(read: Callable[[str], list[str]]) -> None:
    assert read("We share your name with companies that process payments and provide customer support.") == [
        "share Name > ThirdParty | Billing CustomerSupport"
    ]
    assert read("We receive your name from companies that provide customer support.") == ["collect Name"]


def test_they_collect_by_what_they_use(read: Callable[[str], list[str]]) -> None:
    assert read("We work with ad networks. They may use beacons to collect your IP address.")[-1] == (
        "share IPAddress > Advertiser"
    )


def test_programs_act_for_the_provider(read: Callable[[str], list[str]]) -> None:
    assert read("The program uses your location and use of our services to prevent fraud.") == [
        "use LocationData UsageData | FraudPrevention"
    ]
