"""What must hold for an action: which words are a condition, and of which statement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

# sentences, and what is read from them
LIMITED = [
    # where a condition stands
    ("If you agree, we share your location with advertisers.", ["share LocationData > Advertiser ? Consent"]),
    ("We may, with your consent, share your location with advertisers.", ["share LocationData > Advertiser ? Consent"]),
    ("Your location may, with your consent, be shared with advertisers.", ["share LocationData > Advertiser ? Consent"]),
    (
        "We will not, without your consent, share your location with advertisers.",
        ["share! LocationData > Advertiser", "share LocationData > Advertiser ? Consent"],
    ),
    # permission that is asked for, or given
    ("We may ask for your permission to use your location.", ["use LocationData ? Consent"]),
    ("You give us permission to share your name with advertisers.", ["share Name > Advertiser ? Consent"]),
    (
        "Photos that you voluntarily make public are visible to other users.",
        ["share PhotoData > OtherUser ? UserInitiated"],
    ),
    # ways out
    (
        "Unless you ask us not to, we may use your name for marketing.",
        ["use Name | Marketing ? OptOut"],
    ),
    ("We share your e-mail address with advertisers unless you opt out.", ["share EmailAddress > Advertiser ? OptOut"]),
    (
        "If you opt out, we will not share your e-mail address with advertisers.",
        ["share EmailAddress > Advertiser ? OptOut"],
    ),
    ("You may not opt out of receiving service messages.", ["use ContactData | UserCommunication"]),
    ("We collect your address. If you choose not to provide it, nothing is shipped.", ["collect PostalAddress"]),
    ("We require that our vendors limit their use of your data.", []),
    # the law as a purpose, and as a condition
    (
        "We disclose your name to the police to comply with the law.",
        ["share Name > LawEnforcement | LegalCompliance"],
    ),
    (
        "We disclose your name to the police in order to respond to legal process.",
        ["share Name > LawEnforcement | LegalCompliance ? LegalObligation"],
    ),
    (
        "We disclose your name to the police where necessary to comply with the law.",
        ["share Name > LawEnforcement | LegalCompliance ? LegalObligation"],
    ),
    (
        "We disclose your name to the police in response to a subpoena.",
        ["share Name > LawEnforcement ? LegalObligation"],
    ),
    # somebody's safety as a purpose, and as a condition
    ("We use your name to protect the rights and safety of our users.", ["use Name | RightsProtection"]),
    (
        "We disclose your location to the police in an emergency.",
        ["share LocationData > LawEnforcement ? SafetyRisk"],
    ),
    (
        "We may disclose your name without your consent in an emergency.",
        ["share Name > Recipient ? SafetyRisk"],
    ),
    # what a sentence begins with holds for all its clauses
    (
        "If we are acquired, your name may be transferred and we will notify you.",
        [
            "share Name > Recipient | BusinessTransfer ? BusinessTransferEvent",
            "use ContactData | UserCommunication ? BusinessTransferEvent",
        ],
    ),
    (
        "If you agree, we share your name with partners; we use your age for marketing.",
        ["share Name > BusinessPartner ? Consent", "use Age | Marketing"],
    ),
    (
        "In addition, in the event of a merger, or other such event, your name may be transferred to our successor.",
        ["share Name > Acquirer | BusinessTransfer ? BusinessTransferEvent"],
    ),
    # what is tried is done
    (
        "We will make reasonable efforts to notify you where required by law.",
        ["use ContactData | UserCommunication ? LegalObligation"],
    ),
    (
        "We will make reasonable attempts to notify you of a security breach where required by law.",
        ["use ContactData | UserCommunication ? LegalObligation"],
    ),
    (
        "We disclose your name to a non-governmental entity to comply with a subpoena.",
        ["share Name > ThirdParty | LegalCompliance ? LegalObligation"],
    ),
    # what users ask for: the action, not a service, a page, or what they tell
    ("We record calls only if you ask us to.", ["collect CallRecording ? UserInitiated"]),
    ("Our servers record your IP address and the page you requested.", ["collect IPAddress WebUsageData"]),
    ("We collect your name and other details that you choose to share with us.", ["collect Name"]),
    # an occasion of one purpose is none of the others
    (
        "We use your name to prevent fraud or in connection with a merger.",
        ["use Name | FraudPrevention", "use Name | BusinessTransfer ? BusinessTransferEvent"],
    ),
    # the items of a list in a sentence
    (
        "We may disclose your name: (1) to our vendors; (2) with your consent; and (3) to prevent fraud.",
        ["share Name > ServiceProvider", "share Name > Recipient ? Consent", "share Name > Recipient | FraudPrevention"],
    ),
]  # fmt: skip


# consent that is asked for before an action: as a verb, in a clause, or as a noun
ASKED = [
    ("We will ask for your permission before using your location.", ["use LocationData ? Consent"]),
    (
        "Example will obtain your affirmative consent before we use your location for advertising.",
        ["use LocationData | Advertising ? Consent"],
    ),
    ("We obtain consent prior to placing cookies.", ["collect Cookies ? Consent"]),
    ("We will ask you to consent to our use of cookies.", ["collect Cookies ? Consent"]),
    (
        "The consent of a customer is required for the use or disclosure of calling records.",
        ["use CallDetailRecord ? Consent", "share CallDetailRecord > Recipient ? Consent"],
    ),
    (
        "You must give your consent before your location is shared with advertisers.",
        ["share LocationData > Advertiser ? Consent"],
    ),
    ("We request permissions that allow us to access your location.", ["collect LocationData ? Consent"]),
    ("You will be asked to allow the use of your location before we find you.", ["use LocationData ? Consent"]),
    ("You can choose to allow access to your location provided by your browser.", ["collect LocationData ? Consent"]),
    ("With your assent, we may share your name with partners.", ["share Name > BusinessPartner ? Consent"]),
    ("By visiting our website you consent to the use of your location.", []),
    ("We obtain, with your consent, your credit report.", ["collect CreditData ? Consent"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), ASKED)
def test_consent_is_asked_for_an_action(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements


# what users show to others themselves
SHOWN = [
    ("Our apps allow you to share photos with others on a public basis.", ["share PhotoData > Public ? UserInitiated"]),
    ("We keep the photos that you decide to share with other users.", ["collect PhotoData", "share PhotoData > OtherUser ? UserInitiated"]),
    ("You may choose to share your name with us.", ["collect Name"]),
    ("You should not post your name in public forums.", []),
    # and what they have kept
    ("You may choose to store messages for a longer period.", ["collect MessageContent ? UserInitiated"]),
    ("You can opt to save your password.", ["collect Credentials ? UserInitiated"]),
    ("You may make a request about the sharing of your name with carriers.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), SHOWN)
def test_what_users_choose_to_show(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements


@pytest.mark.parametrize(("text", "statements"), LIMITED)
def test_a_condition_limits_what_its_words_say(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements


def test_what_a_lead_in_calls_necessary_is_a_condition_of_its_items(read: Callable[[str], list[str]]) -> None:
    text = "We may disclose your name if we believe that it is necessary to:\n\n- comply with the law;\n- prevent fraud.\n"
    assert read(text) == [
        "share Name > Recipient | LegalCompliance ? LegalObligation",
        "share Name > Recipient | FraudPrevention",
    ]


def test_a_legal_basis_is_of_what_its_noun_says(read: Callable[[str], list[str]]) -> None:
    text = (
        "We collect your name and share your address with our vendors. "
        "The legal basis for the collection is our legitimate interest."
    )
    assert read(text)[-1] == "collect Name ? LegitimateInterest"
    text = (
        "We use your name to bill you. The legal basis for this processing is the performance of our contract. "
        "Where processing is based on consent, you may withdraw your consent."
    )
    assert read(text) == ["use Name | Billing", "use Name | Billing ? Contract"]
    text = "We share your name with vendors. We share your name with advertisers. This processing is necessary to comply with the law."
    assert read(text)[-1] == "use Name | LegalCompliance ? LegalObligation"


def test_what_legitimate_interests_are(read: Callable[[str], list[str]]) -> None:
    assert read("Our legitimate interests may include detecting fraud and improving our services.") == [
        "use PersonalData | FraudPrevention ServiceImprovement ? LegitimateInterest"
    ]
    assert read("We have a legitimate interest in preventing fraud.") == [
        "use PersonalData | FraudPrevention ? LegitimateInterest"
    ]
    assert read("You may object where our legitimate interest is to prevent fraud.") == []


# what a sentence offers a way out of
WAYS_OUT = [
    ("To opt out of Google Analytics, click here.", ["share WebUsageData > org:Google Analytics ? OptOut"]),
    (
        "You may opt out of the sharing of your e-mail address with advertisers by writing to us.",
        ["share EmailAddress > Advertiser ? OptOut"],
    ),
    ("You can opt out of marketing messages.", ["use ContactData | Marketing ? OptOut"]),
    ("You may ask to be removed from our telemarketing list.", ["use PhoneNumber | Marketing ? OptOut"]),
    ("You may opt out of targeted ads that are based on your information.", ["use PersonalData | TargetedAdvertising ? OptOut"]),
    (
        "We collect your e-mail address and cookies. You may opt out of targeted ads.",
        [
            "collect EmailAddress Cookies",
            "use Cookies | TargetedAdvertising ? OptOut",
        ],
    ),
    (
        "You may restrict cookies, including third-party cookies, in your browser.",
        ["collect Cookies ? OptOut", "share Cookies > ThirdParty ? OptOut"],
    ),
    ("You should know that we have no control over these cookies.", []),
    # the action that a noun, a gerund or a participle names
    ("You may opt out of the use of your name for marketing.", ["use Name | Marketing ? OptOut"]),
    ("You may opt out of having your name shared with advertisers.", ["share Name > Advertiser ? OptOut"]),
    ("You can turn off the app's access to your location at any time.", ["collect LocationData ? OptOut"]),
    ("You can prevent the collection of your location by changing your settings.", ["collect LocationData ? OptOut"]),
    ("You may opt out of the sale of your location to carriers.", ["sell LocationData > CommunicationsProvider ? OptOut"]),
    ("You have the right to opt out of the sale of your location.", []),
    ("We limit the collection of your location.", []),
    # what people do not want
    (
        "If you do not want us to share your name with partners, please contact us.",
        ["share Name > BusinessPartner ? OptOut"],
    ),
    ("If you do not wish your calls to be recorded, you may tell us.", ["collect CallRecording ? OptOut"]),
    ("If you do not want your name collected, please do not tell it.", []),
    ("If you do not want to share your name with us, please go away.", []),
    # companies that advertise
    (
        "You may opt out of ad network interest-based advertising here.",
        ["share WebUsageData > Advertiser | TargetedAdvertising ? OptOut"],
    ),
    # what goes on after it
    (
        "If you opt out of marketing messages, we may still contact you about your account.",
        ["use ContactData | UserCommunication", "use ContactData | Marketing ? OptOut"],
    ),
    (
        "Click unsubscribe in any message we send you to be removed from our mailing list.",
        ["use ContactData | Marketing ? OptOut"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statements"), WAYS_OUT)
def test_a_way_out_is_of_what_is_refused(
    read: Callable[[str], list[str]], text: str, statements: list[str]
) -> None:
    assert read(text) == statements


def test_a_way_out_is_of_nothing_that_the_label_names(read: Callable[[str], list[str]]) -> None:
    text = "How we use your data\n\n- To communicate with you: We send newsletters. You may opt out of marketing messages.\n"
    assert read(text)[-1] == "use ContactData | Marketing ? OptOut"


def test_the_law_has_nobody_sell_data(read: Callable[[str], list[str]]) -> None:
    assert read("We do not sell or share your name except as required by law.") == [
        "sell! Name",
        "share! Name > Recipient",
        "share Name > Recipient ? LegalObligation",
    ]


def test_what_is_required_by_law_is_not_asked_for(read: Callable[[str], list[str]]) -> None:
    assert read("We delete your name unless a longer period is required by law.") == [
        "retain Name @ LegalRetention"
    ]


def test_an_item_that_begins_with_parties_names_its_own(read: Callable[[str], list[str]]) -> None:
    text = "We share your name with vendors to:\n\n- send bills;\n- carriers in connection with a merger.\n"
    assert read(text) == [
        "share Name > ServiceProvider | Billing",
        "share Name > CommunicationsProvider | BusinessTransfer ? BusinessTransferEvent",
    ]


def test_what_is_set_below_a_closed_item_stands_beside_it(read: Callable[[str], list[str]]) -> None:
    text = "We may disclose your name:\n\n1. to our vendors.\n  - where required by law;\n  - to carriers.\n"
    assert read(text) == [
        "share Name > ServiceProvider",
        "share Name > Recipient ? LegalObligation",
        "share Name > CommunicationsProvider",
    ]


def test_a_way_out_in_a_lead_in_is_not_of_its_items(read: Callable[[str], list[str]]) -> None:
    text = "We collect the following data, and you have the ability to opt out:\n\n- your name\n"
    assert read(text) == ["collect Name"]


def test_a_heading_that_names_a_permission_is_a_condition(read: Callable[[str], list[str]]) -> None:
    text = (
        "We ask for permissions to collect the following data:\n\n- Contacts permission: your address book.\n"
    )
    assert read(text) == ["collect ContactList ? Consent"]


def test_who_uses_a_feature_does_not_switch_it_on(read: Callable[[str], list[str]]) -> None:
    assert read("When you use a location-enabled service, we collect your location.") == [
        "collect LocationData"
    ]
    assert read("We use your IP address to enable features.") == ["use IPAddress | ServiceProvision"]
    assert read("When you enable location services, we collect your location.") == [
        "collect LocationData ? UserInitiated"
    ]


def test_lead_ins_that_announce_legal_bases(read: Callable[[str], list[str]]) -> None:
    text = "The legal bases for which we use your data are:\n\n- to comply with the law\n"
    assert read(text) == ["use PersonalData | LegalCompliance ? LegalObligation"]


def test_ads_of_companies_that_let_people_opt_out_together(read: Callable[[str], list[str]]) -> None:
    assert read("You may opt out of targeted advertising at www.aboutads.info.") == [
        "use PersonalData | TargetedAdvertising ? OptOut",
        "share Cookies > Advertiser | TargetedAdvertising ? OptOut",
    ]


def test_what_follows_a_way_out_tells_how_to_take_it(read: Callable[[str], list[str]]) -> None:
    text = (
        "You may opt out of marketing in these ways:\n\n- by e-mail to our billing team;\n- by telephone.\n"
    )
    assert read(text) == ["use PersonalData | Marketing ? OptOut"]


def test_a_way_out_of_what_was_said_before(read: Callable[[str], list[str]]) -> None:
    said = "We share your photos with carriers."
    assert (
        read(f"{said} You may opt out by calling us.")[-1]
        == "share PhotoData > CommunicationsProvider ? OptOut"
    )
    assert read(f"{said} Your opt out is kept in a file.") == ["share PhotoData > CommunicationsProvider"]


def test_settings_are_a_way_out_where_they_are_used(read: Callable[[str], list[str]]) -> None:
    said = "We share your photos with other users. This can be seen "
    assert read(f"{said} beside your privacy settings.") == ["share PhotoData > OtherUser"]
    assert read(f"{said} by changing your privacy settings.")[-1] == "share PhotoData > OtherUser ? OptOut"


def test_a_way_out_of_a_list(read: Callable[[str], list[str]]) -> None:
    collected = (
        "We collect the following, and you can opt out of this collection in your settings:\n\n- your age."
    )
    assert "collect Age" in read(collected)
    shared = "Unless you opt out, we share your age with:\n\n- carriers."
    assert read(shared) == ["share Age > CommunicationsProvider ? OptOut"]
