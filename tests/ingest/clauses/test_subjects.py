"""Who does something: the provider by its instruments, the user by their device, nobody at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TEXTS = {
    "an instrument with its kind": (
        "When you visit us, our web servers automatically record your IP address.",
        ["collect IPAddress"],
    ),
    "a determiner before ours": ("Some of our apps record your IP address.", ["collect IPAddress"]),
    "instruments in a list": ("Our website, apps and e-mails use cookies.", ["collect Cookies"]),
    "pages that hold what follows people": (
        "Our web pages may contain web beacons.",
        ["collect Cookies"],
    ),
    "a place before the instrument": (
        "When you use our website, our app collects your name.",
        ["collect Name"],
    ),
    "an instrument that only describes another": ("You can see the features the service records.", []),
    "the user's device": (
        "If you use a smartphone, that device will send us your location.",
        ["collect LocationData"],
    ),
    "none of them": (
        "None of our carriers receive your voicemail.",
        ["share! Voicemail > CommunicationsProvider"],
    ),
    "nobody but us": (
        "Nobody outside our company gets your voicemail.",
        ["share! Voicemail > ThirdParty"],
    ),
    "some of them": (
        "Some of our carriers receive your voicemail.",
        ["share Voicemail > CommunicationsProvider"],
    ),
    "a court that orders us": (
        "A court may order us to disclose your call records.",
        ["share CallDetailRecord > Recipient ? LegalObligation"],
    ),
    "an identifier that is given out": (
        "We assign a unique identifier to your device.",
        ["collect DeviceIdentifier"],
    ),
    "an agreement that is given to others": ("We may assign these terms to a buyer.", []),
    "location services turned off": (
        "You can turn off location services on your phone.",
        ["collect LocationData ? OptOut"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_subject(text: str, expected: list[str], read: Callable[[str], list[str]]) -> None:
    assert read(text) == expected
