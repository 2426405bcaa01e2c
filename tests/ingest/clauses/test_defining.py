"""What policies say that their terms cover."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[[str], list[str]]

TEXTS = {
    "includes": ("CPNI includes call detail records.", "define CallDetailRecord < CPNI"),
    "refers to": ("Traffic data refers to the duration of your calls.", "define CallDuration < TrafficData"),
    "which includes": (
        "We collect billing data, which includes your payment data.",
        "define PaymentData < BillingData",
    ),
    "it may include": (
        "We collect device data. It may include your IP address.",
        "define IPAddress < DeviceData",
    ),
    "does not include": ("CPNI does not include your name.", "define! Name < CPNI"),
    "what follows but is left out": (
        "Traffic data includes call times but you may find your name elsewhere.",
        "define CallTime < TrafficData",
    ),
    "is not considered": ("Your name is not considered CPNI.", "define! Name < CPNI"),
    "are known as": ("Call times are known as traffic data.", "define CallTime < TrafficData"),
    "which are known as": (
        "We store call times which are known as traffic data.",
        "define CallTime < TrafficData",
    ),
    "none is": ("None of your location data is personal data.", "define! LocationData < PersonalData"),
    "is a kind of": ("Browsing history is a kind of usage data.", "define WebUsageData < UsageData"),
    "is information such as": (
        "Personal data is information that tells who you are, such as your name or passport number.",
        "define Name GovernmentIdentifier < PersonalData",
    ),
    "is information relating to": (
        "Billing data is information relating to your payment data.",
        "define PaymentData < BillingData",
    ),
    "what the law calls CPNI": (
        "CPNI is information that relates to the type, quantity, location and destination of the services you buy.",
        "define UsageData LocationData CallParties < CPNI",
    ),
    "identifies nobody, but includes": (
        "Non-personal information does not tell who you are, but includes your browser type.",
        "define BrowserType < NonPersonalData",
    ),
    "includes but is not limited to": (
        "Device data includes, but is not limited to, your IP address.",
        "define IPAddress < DeviceData",
    ),
    "examples of": ("Examples of device data include your IP address.", "define IPAddress < DeviceData"),
    "in brackets": (
        "We keep records (device data includes your IP address).",
        "define IPAddress < DeviceData",
    ),
    "a verb of its own that denies": (
        "CPNI includes call detail records and does not include your name.",
        "define! Name < CPNI",
    ),
    "but not": (
        "Personal data means any data about you, but not aggregated data.",
        "define! AggregatedData < PersonalData",
    ),
    "does not contain personal information": (
        "Our cookies do not contain any personal information.",
        "define! PersonalData < Cookies",
    ),
    "does not identify": (
        "Aggregated data will not contain information that identifies you.",
        "define! PersonalData < AggregatedData",
    ),
    "we do not consider": (
        "We do not consider your IP address to be personal information.",
        "define! IPAddress < PersonalData",
    ),
    "pointing to a label": (
        "Device data: For a phone, such information includes your IP address.",
        "define IPAddress < DeviceData",
    ),
    "pointing to what was defined": (
        'Definitions\n\n"Personal data" is data that tells who you are. Examples include your name.',
        "define Name < PersonalData",
    ),
    "a label without a verb": (
        "Definitions\n\nPersonal data: any information about a person, but not aggregated data.",
        "define! AggregatedData < PersonalData",
    ),
    "the parts stand in a list": (
        "Personal data is any information that tells who you are, including but not limited to:\n\n- your name;",
        "define Name < PersonalData",
    ),
    "examples stand in a list": (
        "Examples of personal data are:\n\n- your name.",
        "define Name < PersonalData",
    ),
    "the list is denied": (
        "The following information is not personal data:\n\n- your IP address.",
        "define! IPAddress < PersonalData",
    ),
    "an item with a clause of its own": (
        "Personal data includes:\n\n- information you give us, including your name.",
        "define Name < PersonalData",
    ),
}
NONE = [
    "You may include your name in traffic data.",
    "The services that we provide include voicemail.",
    "This data may include your name.",
    "Information provided by cookies includes your IP address.",
    "We collect your location data. This means that your IP address is read.",
    "We collect your account data. This includes telling you about your bills.",
    "We collect billing data. It may contain cookies.",
    "Cookies are small files.",
    "All your voicemails are transcribed.",
    "Your messages may contain web beacons.",
    "Your profile picture should not include any personal data.",
    "For example, your location data is derived from data such as your IP address.",
    "Example may learn your name, regarding which your consent is needed to use location data.",
]


@pytest.mark.parametrize("case", TEXTS)
def test_definition(case: str, read: Read) -> None:
    text, statement = TEXTS[case]
    assert statement in read(text)


@pytest.mark.parametrize("text", NONE)
def test_no_definition(text: str, read: Read) -> None:
    assert not [said for said in read(text) if said.startswith("define")]


def test_a_glossary_only_defines(read: Read) -> None:
    text = "Definitions\n\nCollection: we gather your age.\n\nCPNI: CPNI includes call detail records.\n\nCollection\n\nWe collect your age."
    assert read(text) == ["define CallDetailRecord < CPNI", "collect Age"]


def test_what_a_definition_denies_is_not_collected(read: Read) -> None:
    assert read("We collect:\n\n- CPNI. CPNI does not include your name.") == [
        "collect CPNI",
        "define! Name < CPNI",
    ]


def test_this_data_after_a_definition_is_what_it_defines(read: Read) -> None:
    text = "CPNI includes the numbers you call. This data is used for billing."
    assert read(text) == ["define CallParties < CPNI", "use CPNI | Billing"]
