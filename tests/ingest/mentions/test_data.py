"""Which data the words of a sentence name: heads left out, people's own data and others', what is handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect your billing and delivery address.", "collect PostalAddress"),
        (
            "We collect call, browser (with the IP address) and TV records.",
            "collect CallDetailRecord WebUsageData IPAddress UsageData",
        ),
        ("We collect the length, date and time of your calls.", "collect CallDuration CallTime"),
        ("We collect credit, debit, or other payment card information.", "collect PaymentData"),
        ("We collect credit card and bank account numbers.", "collect PaymentData"),
        # what only ends another phrase lends no word to the list
        (
            "We collect the browser of the service, the IP address.",
            "collect BrowserType IPAddress",
        ),
    ],
)
def test_words_left_out_in_a_list(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("rest", "added"),
    [
        ("other personal information", " PersonalData"),
        ("any other personal data", " PersonalData"),
        ("other information", ""),
        ("other contact information", " ContactData"),
    ],
)
def test_the_rest_of_a_list(read: Read, rest: str, added: str) -> None:
    """It adds what it names; "other information" names nothing."""
    assert read(f"We collect your name and {rest}.") == [f"collect Name{added}"]


def test_what_is_listened_to(read: Read) -> None:
    """ "To" after "listen" begins no purpose."""
    assert set(read("We do not read or listen to private e-mail or conversations.")) == {
        "collect! MessageContent CallContent"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect phone numbers and names of your contacts.", ["collect ContactList"]),
        ("We collect your name and the e-mail addresses of your friends.", ["collect Name ContactList"]),
        ("We do not collect names or numbers from your address book.", ["collect! ContactList"]),
        ("We share your name with your contacts.", ["share Name > OtherUser"]),
    ],
)
def test_data_of_other_people(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We collect call records, such as time, duration and status.",
            "collect CallDetailRecord CallTime CallDuration",
        ),
        ("We collect the date, time and duration of your calls.", "collect CallTime CallDuration"),
        ("We collect the time and duration of your visit.", "collect WebUsageData"),
    ],
)
def test_times_of_calls(read: Read, text: str, expected: str) -> None:
    """ "Time" and "duration" are data of calls where calls are what is described."""
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We ask you for your name and (when you pay) your card number.",
            ["collect Name PaymentData"],
        ),
        (
            "We collect your name and, where available, your age.",
            ["collect Name Age"],
        ),
        (
            "We collect data about devices, including what operating system is used and crash data.",
            ["collect DeviceData OperatingSystem LogData"],
        ),
    ],
)
def test_lists_go_on_after_what_is_put_in(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_list_after_limited_to(read: Read) -> None:
    """ "But not limited to:" announces no purposes."""
    assert read("We collect data, including but not limited to:\n\n- your name\n- billing records\n") == [
        "collect Name",
        "collect BillingData",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CPNI is information that we obtain when we serve you.", ["collect CPNI"]),
        ("Usage data is data collected automatically.", ["collect UsageData"]),
        ("CPNI is not information that we sell.", []),
        ("You may be asked to allow us access to your address book.", ["collect ContactList ? Consent"]),
        ("We grant you access to your address book.", []),
    ],
)
def test_collection_said_by_pattern(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("We collect your name and browser.", "We collect your name from your browser."),
        ("We collect your name and email.", "We collect your name by email."),
        ("We collect your name and address.", "We collect your name to address fraud."),
        ("We collect your name and interest data.", "We collect your name in our best interest."),
        (
            "We collect your name and interests.",
            "We collect your name unless your interests and rights weigh more.",
        ),
        ("We collect your name and messages.", "We collect your name on message boards."),
        ("We collect your name and location.", "We collect your name with location-based services."),
        ("We collect your name and profile.", "We collect your name on a profile page."),
        ("We collect your name and your documents.", "We collect your name in this document."),
        ("We collect your name and private communications.", "We collect your name in such communications."),
        ("We collect your name and videos.", "We collect your name with video services."),
        ("We collect your name and comments.", "We collect your name where you post comments."),
        ("We collect your name, employer.", "We collect your name from your employer."),
        ("We collect your name and statistics.", "We collect your name for statistics on usage."),
        ("We collect your name and model.", "We collect your name to train language models."),
        ("We collect your name and metadata.", "We collect your name with restricted metadata."),
    ],
)
def test_words_that_are_not_always_data(read: Read, said: str, otherwise: str) -> None:
    """A place, a channel, an act or a thing of the provider is no data (rules/bare.toml)."""
    assert len(read(said)[0].split()) == 3
    assert read(otherwise)[0].split()[:2] == ["collect", "Name"]
    assert len([w for w in read(otherwise)[0].split(" | ")[0].split()]) == 2


@pytest.mark.parametrize(
    "circumstance",
    [
        "when you use video conferencing",
        "at all our locations",
        "for our email offers",
        "to send communications",
        "and your domain name",
    ],
)
def test_words_that_are_data_elsewhere(read: Read, circumstance: str) -> None:
    assert read(f"We collect your name {circumstance}.")[0].split(" | ")[0] == "collect Name"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We collect non-personal data when you visit our site, open Example emails or use our apps, such as browser type.",
            ["collect NonPersonalData BrowserType"],
        ),
        (
            "We obtain your name when you register and use it to bill you.",
            ["collect Name", "use Name | Billing"],
        ),
        ("We obtain your name when you register and use our voicemail.", ["collect Name"]),
    ],
)
def test_what_users_do_in_a_circumstance_is_no_act_of_ours(
    read: Read, text: str, expected: list[str]
) -> None:
    """ "When you visit our site or use our apps": a list of what users do, "and use it": what the provider does."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We collect:\n\n- usage data that help us to fight fraud\n- your name",
            ["collect UsageData | FraudPrevention", "collect Name"],
        ),
        ("Usage data helps us to fight fraud.", ["use UsageData | FraudPrevention"]),
        ("Cookies are bits of text that help us to fight fraud.", ["use Cookies | FraudPrevention"]),
        ("Your browser helps you to fight fraud.", []),
        ("Vendors are prohibited from using cookies except to help us to fight fraud.", []),
    ],
)
def test_what_data_make_possible_is_said_in_a_clause(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("word", ["fill in", "a guide", "the local time", "profiling", "incoming"])
def test_words_that_only_look_alike(read: Read, word: str) -> None:
    """ "Fill" is no file, "local" no locale."""
    assert read(f"We collect your name and {word}.") == ["collect Name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You may be asked for your name.", "collect Name"),
        ("The user can choose to enter a profile picture.", "collect PhotoData"),
        ("Your web browser sends us your IP address.", "collect IPAddress"),
        ("We collect your name, phone and email.", "collect Name PhoneNumber EmailAddress"),
        ("We collect your name by email, phone or mail.", "collect Name"),
        ("We collect your address and the name of the room.", "collect PostalAddress"),
    ],
)
def test_data_that_users_hand_over(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_what_is_needed_for_something_is_used(read: Read) -> None:
    """ "We need this information to ..." of data named before collects nothing new."""
    assert read("We collect your name. We need this information to prevent fraud.") == [
        "collect Name",
        "use Name | FraudPrevention",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect the type of browser being used and your IP address.", "collect BrowserType IPAddress"),
        (
            "We collect the time our services were used, your language and your age.",
            "collect Preferences Age",
        ),
        (
            "We collect log data (assigned while you are online), your name and your age.",
            "collect LogData Name Age",
        ),
        ("We store emails sent and received.", "collect MessageContent"),
        ("We collect your name and the address of the page.", "collect Name"),
    ],
)
def test_what_modifies_data_ends_no_list(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We collect your communications with us, including emails and phone calls.", "collect SupportData MessageContent CallContent"),
        ("We collect your language, country, and IP address.", "collect Preferences LocationData IPAddress"),
        ("We collect your street address, city and state.", "collect PostalAddress"),
        ("We collect your name and where you are.", "collect Name LocationData"),
        ("We collect, without prior notice, your name.", "collect Name"),
        ("We may sometimes, if necessary, collect your personal and traffic data.", "collect PersonalData TrafficData"),
    ],
)  # fmt: skip
def test_members_of_lists(read: Read, text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We share aggregate and related demographic information.", "AggregatedData DemographicData"),
        ("We share anonymous or aggregated data.", "AnonymisedData AggregatedData"),
        ("We share anonymous information about your visit.", "AnonymisedData WebUsageData"),
        ("We share aggregated customer and visitor personal information.", "AggregatedData"),
        ("We share de-identified or aggregated information.", "AnonymisedData AggregatedData"),
    ],
)
def test_data_that_are_no_persons(read: Read, text: str, expected: str) -> None:
    assert read(text) == [f"share {expected} > Recipient"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "your age, an address for billing, and your name",
            ["PostalAddress | Billing", "Age PostalAddress Name"],
        ),
        (
            "your name, and any voicemail that we need to fight fraud",
            ["Voicemail | FraudPrevention", "Name Voicemail"],
        ),
        ("your name and address for billing", ["Name PostalAddress | Billing"]),
        (
            "your call times for billing and your location to fight fraud",
            ["CallTime | Billing", "LocationData | FraudPrevention", "CallTime LocationData"],
        ),
        ("data for billing, including your name and address", ["Name PostalAddress | Billing"]),
    ],
)
def test_a_purpose_within_a_list_belongs_to_what_it_follows(
    read: Read, item: str, expected: list[str]
) -> None:
    assert read(f"We collect:\n\n- {item};\n- cookies.")[:-1] == [f"collect {said}" for said in expected]


def test_a_record_of_a_call_is_no_recording(read: Read) -> None:
    assert read("We collect your name for a record produced by a call.") == ["collect Name"]
    assert read("We record calls.") == ["collect CallRecording"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We may aggregate or anonymise your information.", ["collect AggregatedData AnonymisedData"]),
        (
            "We collect and aggregate your name.",
            ["collect Name", "collect AggregatedData"],
        ),
        (
            "Your information may be aggregated or otherwise de-identified.",
            ["collect AggregatedData AnonymisedData"],
        ),
        (
            "We may aggregate or otherwise de-identify your name.",
            ["collect AggregatedData AnonymisedData"],
        ),
        ("We may de-identify or aggregate your name.", ["collect AnonymisedData AggregatedData"]),
        ("Aggregate data are a kind of non-personal data.", []),
        ("We delete or anonymise your name.", []),
        ("You may ask us to anonymise your name.", []),
    ],
)
def test_what_is_made_of_data_is_collected(read: Read, text: str, expected: list[str]) -> None:
    assert [said for said in read(text) if said.startswith("collect")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Based on your location, we may show you ads.", ["use LocationData | TargetedAdvertising"]),
        ("You will still see ads based on your location.", ["use LocationData | Advertising"]),
        ("The ads are not based on your location.", []),
        ("We process data based on your consent.", []),
        (
            "We use data to:\n\n- send you offers based on your location\n- bill you",
            [
                "use PersonalData | Marketing",
                "use LocationData | Marketing",
                "use PersonalData | Billing",
            ],
        ),
    ],
)
def test_what_ads_and_offers_are_based_on_is_used(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(s for s in read(text) if "|" in s) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We will never ask you for your password by e-mail.", []),
        ("We ask you for your password by e-mail.", ["collect Credentials"]),
        ("The program uses your name for billing.", ["use Name | Billing"]),
        (
            "We use cookies to gather statistical data.",
            ["collect Cookies | Analytics", "collect AggregatedData"],
        ),
        ("We collect your address and use of our services.", ["collect PostalAddress UsageData"]),
    ],
)
def test_who_asks_and_what_is_gathered(read: Read, text: str, expected: list[str]) -> None:
    """A warning of swindlers is no collection; a program acts for the provider; gathering is no purpose of what is gathered."""
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your voicemails cannot be accessed by us.", ["collect! Voicemail"]),
        (
            "Your voicemails may be accessed by us and our affiliates.",
            ["collect Voicemail", "share Voicemail > Affiliate"],
        ),
        ("Your voicemails may be accessed by carriers.", ["share Voicemail > CommunicationsProvider"]),
        ("Example is designed to never collect your name.", ["collect! Name"]),
    ],
)
def test_what_we_get_to_see_is_collected(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Your address book (but only when you allow it) is stored on our servers.",
            ["collect ContactList"],
        ),
        (
            "We keep records of which services you used, and when, including your call times.",
            ["collect ServiceSubscription CallTime"],
        ),
        ("We monitor traffic flows to fight fraud.", ["collect TrafficData | FraudPrevention"]),
    ],
)
def test_what_is_put_in_ends_no_clause(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A cookie is a small file that we place on your computer.", ["collect Cookies"]),
        ("These cookies tell us which pages you visit.", ["collect Cookies WebUsageData"]),
        ("Cookies do not tell us who you are.", []),
        ("A cookie is a small file that web sites store on your computer.", []),
        ("We include web beacons in our e-mails.", ["collect Cookies"]),
        ("Our e-mails may include web beacons.", ["collect Cookies"]),
    ],
)
def test_trackers_that_we_place_or_that_tell_us(read: Read, text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where cookies are is not collected
        (
            "We and our partners may use cookies on our pages and the browsers of visitors.",
            ["collect Cookies", "share Cookies > BusinessPartner"],
        ),
        ("We use pixel tags, which are small graphic images.", ["collect Cookies"]),
        # what others do with what they have got
        (
            "We share your name with Zyxcorp. Zyxcorp will use this information for its reports.",
            ["share Name > org:Zyxcorp"],
        ),
        ("We collect non-personal identification information.", ["collect NonPersonalData"]),
    ],
)
def test_what_carries_cookies_and_what_others_got_adds_nothing(
    read: Read, text: str, expected: list[str]
) -> None:
    assert read(text) == expected
