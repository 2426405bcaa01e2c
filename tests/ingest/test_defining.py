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
}
NONE = [
    "You may include your name in traffic data.",
    "The services that we provide include voicemail.",
    "This data may include your name.",
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
