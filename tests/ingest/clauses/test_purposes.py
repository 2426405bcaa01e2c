"""Purposes: which words name one, and which statements it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[[str], list[str]]

# --- words that name a purpose elsewhere and none here ------------------------------------------

NO_PURPOSE = [
    # what users do
    ("We collect device data when you sign up, create an account or pay bills.", "collect DeviceData"),
    (
        "For example, when you use our services, we may collect your IP address.",
        "collect IPAddress",
    ),
    (
        "We share your name with other users who use our app to communicate with you.",
        "share Name > OtherUser",
    ),
    ("We collect the files that you choose to use for marketing.", "collect FileContent"),
    # how the provider acts, not what for
    ("We collect your location data in accordance with applicable law.", "collect LocationData"),
    # what data are
    (
        "We collect usage data that cannot identify you.",
        "collect UsageData",
    ),
    # what is counted
    ("We collect usage data such as which advertisements you clicked on.", "collect UsageData WebUsageData"),
]


@pytest.mark.parametrize(("text", "statement"), NO_PURPOSE)
def test_what_users_do_and_what_data_are_is_no_purpose(read: Reader, text: str, statement: str) -> None:
    assert statement in [each.split(" ?")[0] for each in read(text)]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("We use your email to identify you when you sign in.", "use EmailAddress | Authentication"),
        (
            "We use cookies to recognise you when you return and to maintain our service.",
            "collect Cookies | Authentication ServiceProvision",
        ),
        (
            "When you call us, we collect your phone number to prevent fraud.",
            "collect PhoneNumber | FraudPrevention",
        ),
        (
            "We share location data with advertisers to show advertisements.",
            "share LocationData > Advertiser | Advertising",
        ),
        (
            "If you do not wish to receive advertising, you may opt out.",
            "use PersonalData | Advertising ? OptOut",
        ),
    ],
)
def test_purposes_beside_what_users_do_stay(read: Reader, text: str, statement: str) -> None:
    assert statement in read(text)


# --- whose purpose it is ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "This helps us to detect fraud.",
        "It also allows us to prevent fraud.",
        "We do this to fight fraud.",
        "This is necessary for fraud prevention.",
        "Doing so helps to detect fraud.",
        "The purpose of this processing is to prevent fraud.",
    ],
)
def test_a_sentence_that_points_back_says_what_the_one_before_is_for(read: Reader, sentence: str) -> None:
    assert read(f"We collect your IP address. {sentence}") == [
        "collect IPAddress",
        "collect IPAddress | FraudPrevention",
    ]


@pytest.mark.parametrize("sentence", ["This does not help us to detect fraud.", "We do this by hand."])
def test_a_denial_or_a_manner_is_no_purpose_of_what_was_said_before(read: Reader, sentence: str) -> None:
    assert read(f"We collect your IP address. {sentence}") == ["collect IPAddress"]


def test_what_a_clause_collects_for_its_main_clause_collects_for_too(read: Reader) -> None:
    assert read("We use cookies to track usage of our website for security.") == [
        "collect Cookies | Analytics Security",
        "collect WebUsageData | Analytics Security",
    ]


def test_an_exception_for_the_law_is_a_condition_and_a_purpose_only_where_said(read: Reader) -> None:
    assert "share Name > ThirdParty ? LegalObligation" in read(
        "We do not share your name with third parties except as required by law."
    )
    assert "share Name > ThirdParty | LegalCompliance ? LegalObligation" in read(
        "We do not share your name with third parties unless it is necessary to comply with the law."
    )


def test_a_contract_as_legal_basis_is_no_purpose(read: Reader) -> None:
    assert read(
        "We collect your name. The legal basis for this processing is the performance of a contract."
    ) == [
        "collect Name",
        "use Name ? Contract",
    ]


def test_how_well_advertising_does_is_analysis(read: Reader) -> None:
    assert read("We use cookies to measure the effectiveness of our advertising campaigns.") == [
        "collect Cookies | Analytics"
    ]


# --- lists of purposes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        # the object is said once
        ("to create and maintain your account", "AccountManagement"),
        ("to protect, operate and improve our services", "Security ServiceProvision ServiceImprovement"),
        ("to monitor and improve quality", "QualityAssurance ServiceImprovement"),
        # the verb is said once
        ("to process orders and payments", "OrderFulfilment Billing"),
        # no verb before an object
        ("for billing, research and customer support", "Billing ServiceImprovement CustomerSupport"),
    ],
)
def test_a_list_of_purposes_says_its_verb_or_its_object_once(read: Reader, text: str, purposes: str) -> None:
    assert [set(each.split(" | ")[1].split()) for each in read(f"We use your IP address {text}.")] == [
        set(purposes.split())
    ]


@pytest.mark.parametrize(
    ("lead_in", "statement"),
    [
        ("Here is how we use it. To:", "use PersonalData | Billing"),
        ("Additional uses:", "use PersonalData | Billing"),
        ("Cookies help us to:", "use Cookies | Billing"),
        (
            "The legitimate interests that we rely on for this processing are:",
            "use PersonalData | Billing ? LegitimateInterest",
        ),
        (
            "We may employ third-party companies due to the following reasons:",
            "share PersonalData > ServiceProvider | Billing",
        ),
    ],
)
def test_a_lead_in_without_a_clause_of_its_own_announces_purposes(
    read: Reader, lead_in: str, statement: str
) -> None:
    assert statement in read(f"{lead_in}\n\n- to bill you\n- to fight fraud\n")


def test_what_this_includes_may_be_a_purpose(read: Reader) -> None:
    assert read("We use your IP address to run our business. This includes preventing fraud.")[1:] == [
        "use IPAddress | FraudPrevention"
    ]


# --- words that name another purpose where they stand -------------------------------------------


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("to send you information about our other products", "Marketing"),
        ("to send you information about your account", "UserCommunication"),
        ("to send you information about changes to our services", "UserCommunication"),
        ("to fight unauthorised use of our services", "FraudPrevention"),
        ("to protect our users from abusive or unlawful use of our network", "FraudPrevention"),
        ("to protect our users from viruses", "Security"),
        ("to show you ads that may be of interest to you", "TargetedAdvertising"),
        ("to carry out research in order to improve our website", "ServiceImprovement"),
        ("to place tailored ads on our service", "TargetedAdvertising"),  # not "tailor ... our service"
        ("in connection with the provision or marketing of our services", "ServiceProvision Marketing"),
        ("to tell you about events that may interest you", "Marketing"),
        ("to send you marketing messages", "Marketing"),
        ("to send you non-marketing messages", "UserCommunication"),
        ("to contact you about the products on our site", "Marketing"),
        ("to send notices to you about our new products", "Marketing"),
        ("to let you communicate with other users", "CommunicationDelivery"),
        ("to communicate with our users", "UserCommunication"),
        ("to facilitate delivery of the phone", "OrderFulfilment"),
        ("to resolve billing problems", "Billing CustomerSupport"),
        ("to monitor the performance of our network", "QualityAssurance"),
        ("to evaluate and improve our website", "Analytics ServiceImprovement"),
        ("to protect our network from abusive use", "Security FraudPrevention"),
        ("to protect users of our network from abusive use", "FraudPrevention"),
        ("to monitor unlawful use", "FraudPrevention"),
        ("to personalise our offers", "Marketing Personalisation"),
        ("to help protect Example, its staff or the public", "RightsProtection"),
        ("to process your transactions", "OrderFulfilment"),
        ("to investigate a contravention of applicable law", "FraudPrevention"),
        ("to comply with applicable law", "LegalCompliance"),
        ("to send you product information", "Marketing"),
        ("to show you tailored in-app advertisements", "TargetedAdvertising"),
        ("to show you non-personalised television advertisements", "Advertising"),
        ("in response to enquiries", "CustomerSupport"),
        ("to keep you informed generally about our new products", "Marketing"),
        ("to make it easier for you to log in", "ServiceProvision"),
        ("for registration and authentication", "Authentication AccountManagement"),
    ],
)
def test_the_words_around_tell_the_purpose(read: Reader, text: str, purpose: str) -> None:
    assert read(f"We use your e-mail address {text}.") == [f"use EmailAddress | {purpose}"]


def test_what_the_law_requires_is_a_purpose_where_it_is_no_mere_condition(read: Reader) -> None:
    assert read("We disclose your name as required by law.") == [
        "share Name > Recipient | LegalCompliance ? LegalObligation"
    ]
    assert read("We disclose your name if required by law.") == ["share Name > Recipient ? LegalObligation"]


@pytest.mark.parametrize(
    "text",
    [
        "We collect usage data, including how often you use our services.",
        "We collect data about devices connected to your account.",
        "We share your name with carriers for the sale of tickets.",
        "We ask for your name to know our markets.",
        "We collect usage data about visits to and from our website, and error reports.",
        "We collect your name for use with our security features.",
        "We store your name on a secure server.",
        "We process your name through a secured service.",
        "In the event that you join a survey, we store your name.",
        "We collect your name from companies to whom we provide our services.",
        "We collect your name and which newsletters you read.",
        "We store your name so that you can exercise your rights.",
        "We ask for your name and the way you want us to send you offers.",
        "We collect records of calls to our customer service centres.",
    ],
)
def test_states_and_things_of_the_same_words_are_no_purpose(read: Reader, text: str) -> None:
    assert read(text) and all("|" not in each for each in read(text))


def test_the_sale_of_a_business_is_a_purpose(read: Reader) -> None:
    assert read("We share your name with lawyers in connection with the sale of our company.")[0].startswith(
        "share Name > ProfessionalAdviser | BusinessTransfer"
    )


def test_a_heading_of_a_purpose_governs_what_names_none(read: Reader) -> None:
    assert read(
        "# To prevent fraud\n\nWe monitor your IP address.\n\nWe share your name with carriers for billing."
    ) == [
        "collect IPAddress | FraudPrevention",
        "share Name > CommunicationsProvider | Billing",
    ]
    assert read("# To opt out of marketing\n\nWe share your name with carriers.") == [
        "share Name > CommunicationsProvider"
    ]


def test_purposes_may_be_what_goes_on_meanwhile_or_come_first(read: Reader) -> None:
    assert read("We collect your name in the course of fraud prevention.") == [
        "collect Name | FraudPrevention"
    ]
    assert read("So that we can detect fraud, we collect your name.") == ["collect Name | FraudPrevention"]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("To bill you, we need to use your name.", ["use Name | Billing"]),
        (
            "In order to bill you for what you ordered, Example may share your name.",
            ["share Name > Recipient | Billing"],
        ),
        ("In the event of fraud, we need to use your name.", ["use Name"]),
        ("We may analyse your location data.", ["use LocationData | Analytics"]),
        ("We may analyse your location data to bill you.", ["use LocationData | Billing"]),
    ],
)
def test_purposes_before_the_subject_and_of_the_verb_itself(
    read: Reader, text: str, statements: list[str]
) -> None:
    assert read(text) == statements


def test_an_audit_of_the_authorities_is_no_record_keeping(read: Reader) -> None:
    assert read("We disclose your name to comply with subpoenas, warrants and audits.")[0].split(" ?")[0] == (
        "share Name > Recipient | LegalCompliance"
    )


def test_what_a_denial_excepts_has_no_purpose_of_the_lead_in(read: Reader) -> None:
    text = "To bill you, we collect:\n\n- your name\n- We do not record calls unless you ask us to\n"
    assert "collect CallRecording ? UserInitiated" in read(text)


def test_an_item_that_lists_data_says_what_they_are_for(read: Reader) -> None:
    listed = (
        "We use your information to:\n\n- bill you\n- your name, e-mail address and clicks on advertising\n"
    )
    assert [each for each in read(listed) if "|" in each] == ["use PersonalData | Billing"]
    assert read("We collect:\n\n- your address for billing, your name\n- your name for marketing\n") == [
        "collect PostalAddress | Billing",
        "collect PostalAddress Name",
        "collect Name | Marketing",
    ]


def test_an_item_of_used_data_has_purposes_of_its_own(read: Reader) -> None:
    assert read(
        "We use the following to provide our services.\n\n- Your photo to confirm your identity.\n"
    ) == ["use PhotoData | Authentication ServiceProvision"]


def test_telling_people_about_the_policy_is_no_use_of_their_data(read: Reader) -> None:
    assert read("We will tell you how it is used. We will inform you about the purposes of this.") == []


# --- what people may opt out of -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("You may opt out of our marketing e-mails.", "use EmailAddress | Marketing ? OptOut"),
        ("You may opt out of receiving promotional messages.", "use ContactData | Marketing ? OptOut"),
        ("You may opt out of our marketing.", "use PersonalData | Marketing ? OptOut"),
        (
            "You may opt out of the use of your location data for marketing.",
            "use LocationData | Marketing ? OptOut",
        ),
        ("You may opt out of tailored advertising.", "use PersonalData | TargetedAdvertising ? OptOut"),
        (
            "We collect your name and cookies. You may opt out of tailored advertising.",
            "use Cookies | TargetedAdvertising ? OptOut",
        ),
    ],
)
def test_what_is_used_unless_people_opt_out(read: Reader, text: str, statement: str) -> None:
    assert read(text)[-1] == statement


def test_messages_by_some_channel_are_marketing_by_what_they_tell(read: Callable[[str], list[str]]) -> None:
    assert read(
        "We use your address to contact you by post or telephone to tell you about our special offers."
    ) == ["use PostalAddress | Marketing"]


def test_features_that_are_enabled_are_asked_for(read: Callable[[str], list[str]]) -> None:
    assert read("When location services are enabled, we collect your IP address.") == [
        "collect IPAddress ? UserInitiated"
    ]


def test_what_a_clause_begins_with_is_not_its_subject(read: Callable[[str], list[str]]) -> None:
    assert read("By using your name, pages are made available to the visitor.") == []
    assert read("With your consent, your name may be shared with affiliates.") == [
        "share Name > Affiliate ? Consent"
    ]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "We use your name to detect unauthorised use of our services.",
            ["use Name | FraudPrevention"],
        ),
        ("We use your name to prevent illegal use of the network.", ["use Name | FraudPrevention"]),
        ("We use your name to help make your ads more relevant to you.", ["use Name | TargetedAdvertising"]),
        ("We use your name to understand the effectiveness of our offers.", ["use Name | Analytics"]),
    ],
)
def test_what_is_fought_is_not_collected_and_what_is_fitted_is_targeted(
    read: Reader, text: str, statements: list[str]
) -> None:
    assert read(text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "We set cookies:\n\n- To show you tailored ads.\n- To collect your IP address and fight fraud.",
            [
                "collect Cookies",
                "collect Cookies | TargetedAdvertising",
                "collect Cookies IPAddress | FraudPrevention",
            ],
        ),
        ("Why do we collect data?\n\n- To prevent fraud", ["collect PersonalData | FraudPrevention"]),
        (
            "We use cookies to gather statistics, bill you and improve our apps.",
            ["collect Cookies | Analytics Billing ServiceImprovement", "collect AggregatedData"],
        ),
        (
            "We use cookies. These technologies are used to fight fraud.",
            ["collect Cookies", "use Cookies | FraudPrevention"],
        ),
        (
            "We use pixels. These are used to show you ads.",
            ["collect Cookies", "collect Cookies | Advertising"],
        ),
        ("Our cookies are most often used to fight fraud.", ["use Cookies | FraudPrevention"]),
        (
            "If people call us on the phone we record the call to train our staff.",
            ["collect CallRecording | QualityAssurance"],
        ),
        (
            "You can block cookies that we use to show tailored ads.",
            ["collect Cookies | TargetedAdvertising ? OptOut"],
        ),
        (
            "Our staff have access to your name to bill you, subject to duties of fraud prevention.",
            ["share Name > Employee | Billing"],
        ),
    ],
)
def test_purposes_are_read_wherever_they_stand(read: Reader, text: str, statements: list[str]) -> None:
    """In items of a list, after another infinitive, in a further sentence, in a way out, of who has access."""
    assert read(text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "We may share your name when we are investigating fraud.",
            ["share Name > Recipient | FraudPrevention"],
        ),
        (
            "We may disclose your name in the case of a breach of our terms.",
            ["share Name > Recipient | TermsEnforcement"],
        ),
        ("We may use your name to investigate a breach of our terms.", ["use Name | TermsEnforcement"]),
        ("We are sorry if we share your name in a breach of security.", []),
    ],
)
def test_events_tell_what_is_done_against_them(read: Reader, text: str, statements: list[str]) -> None:
    assert read(text) == statements


@pytest.mark.parametrize(
    "text",
    [
        "We limit our collection of your name to what is needed to bill you.",
        "Example limits your name to the minimum required to bill you.",
    ],
)
def test_data_limited_to_what_is_needed_are_used_for_it(read: Reader, text: str) -> None:
    assert read(text) == ["use Name | Billing"]
