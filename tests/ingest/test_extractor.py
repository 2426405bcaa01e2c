"""What the built-in extractor reads, one small text for each habit of policies (notation: conftest.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from policytrail.ingest.document import Block, Document
from policytrail.ingest.extractor import extract
from policytrail.ingest.readers import read_document

Read = Callable[[str], list[str]]

CLAUSES = {
    # --- collection
    "active": ("We collect your name and e-mail address.", ["collect Name EmailAddress"]),
    "passive": ("Your IP address may be collected.", ["collect IPAddress"]),
    "generic word gives way to examples": (
        "We collect personal information, such as your name and telephone number.",
        ["collect Name PhoneNumber"],
    ),
    "users hand over": ("You must provide us with your date of birth.", ["collect Age"]),
    "asked of users": ("We may ask you to provide your passport number.", ["collect GovernmentIdentifier"]),
    "direction towards us": (
        "Your profile picture may be shared with us by Facebook.",
        ["collect PhotoData"],
    ),
    "instrument": ("Our website uses cookies.", ["collect Cookies"]),
    "storing without a rule": ("Example stores only the voicemail.", ["collect Voicemail"]),
    "no as negation": ("No call recordings are recorded by us.", ["collect! CallRecording"]),
    "modifier of a noun": ("We use the information we collect to bill you.", ["use PersonalData | Billing"]),
    "recorded calls": ("Calls may be recorded.", ["collect CallRecording"]),
    # --- sharing
    "recipient after a preposition": (
        "We share your billing address with payment processors.",
        ["share PostalAddress > PaymentProcessor"],
    ),
    "examples of recipients": (
        "We disclose personal data to service providers who assist us, such as payment processors and hosting providers.",
        ["share PersonalData > ServiceProvider PaymentProcessor HostingProvider"],
    ),
    "those who measure a website see its use": (
        "We use Google Analytics to understand our visitors.",
        ["share WebUsageData > org:Google Analytics | Analytics"],
    ),
    "no recipient named": ("We may disclose your name.", ["share Name > Recipient"]),
    "joint subject between commas": (
        "We, or our advertisers, may collect your IP address.",
        ["collect IPAddress", "share IPAddress > Advertiser"],
    ),
    "subject with an aside": (
        "Resellers of Example, who help us to sell it, may collect your age.",
        ["share Age > Reseller"],
    ),
    "joint subject": (
        "We and our service providers collect location data.",
        ["collect LocationData", "share LocationData > ServiceProvider"],
    ),
    "shared preposition": (
        "Your IP address is transmitted to and stored by a Zyxcorp server.",
        ["share IPAddress > org:Zyxcorp"],
    ),
    "several actions": (
        "We collect, use and share location data.",
        ["collect LocationData", "use LocationData", "share LocationData > Recipient"],
    ),
    "sale": (
        "We do not sell your personal information to third parties.",
        ["sell! PersonalData > ThirdParty"],
    ),
    "verbs that look like nouns": (
        "We will not sell, rent, or otherwise share your location data with advertisers.",
        [
            "sell! LocationData > Advertiser",
            "sell! LocationData > Advertiser",
            "share! LocationData > Advertiser",
        ],
    ),
    "negation reaches over or": (
        "We do not sell your contact list or share it with advertisers.",
        ["sell! ContactList", "share! ContactList > Advertiser"],
    ),
    "exception": (
        "We do not share your location data with third parties unless you consent.",
        ["share! LocationData > ThirdParty", "share LocationData > ThirdParty ? Consent"],
    ),
    "access": (
        "Only authorised employees have access to your call recordings.",
        ["share CallRecording > Employee"],
    ),
    "access given": (
        "We give carriers access to your call detail records.",
        ["share CallDetailRecord > CommunicationsProvider"],
    ),
    "what recipients must do": (
        "We share location data with vendors, and they are required to protect it.",
        ["share LocationData > ServiceProvider"],
    ),
    "to whom we transfer": (
        "We choose the carriers to whom we transfer your call detail records with care.",
        ["share CallDetailRecord > CommunicationsProvider"],
    ),
    # --- use
    "purposes": (
        "We use your e-mail address to send you newsletters.",
        ["use EmailAddress | Marketing"],
    ),
    "passive use": ("Location data is used to prevent fraud.", ["use LocationData | FraudPrevention"]),
    "what data enable": (
        "Cookies help us to personalise your experience.",
        ["use Cookies | Personalisation"],
    ),
    # --- retention
    "period": ("We keep call detail records for 18 months.", ["retain CallDetailRecord @ FixedPeriod:P18M"]),
    # --- definitions
    "definition": ("CPNI includes call detail records.", ["define CallDetailRecord < CPNI"]),
    "denied definition": ("CPNI does not include your name.", ["define! Name < CPNI"]),
}

NOTHING = {
    "a question about a choice": "If you have questions on how to opt out of newsletters, write to us.",
    "a right": "You may request that we delete your personal information.",
    "a question": "How we collect your personal information",
    "a hypothesis": "If we collect your location data, you will see an icon.",
    "children": "We do not knowingly collect personal information from children under 13.",
    "no guarantee": "We cannot guarantee that your data will not be disclosed by a breach.",
    "information about us": "We provide information about our services to visitors.",
}

LISTS = {
    "lead-in governs its items": (
        "We may share your information with:\n\n- Payment processors;\n- Advertisers.",
        ["share PersonalData > PaymentProcessor", "share PersonalData > Advertiser"],
    ),
    "purposes of a lead-in reach its items": (
        "To provide our services, we collect:\n\n- your name;\n- call recordings.",
        ["collect Name | ServiceProvision", "collect CallRecording | ServiceProvision"],
    ),
    "open purposes": (
        "We use call detail records to:\n\n- prevent fraud;\n- bill you.",
        ["use CallDetailRecord | FraudPrevention", "use CallDetailRecord | Billing"],
    ),
    "items with both data and recipients": (
        "We share:\n\n- voicemails with affiliates;\n- location data with carriers.",
        ["share Voicemail > Affiliate", "share LocationData > CommunicationsProvider"],
    ),
    "two levels": (
        "We share location data with:\n\n- Service providers to:\n  - prevent fraud;\n  - send newsletters;\n- Affiliates.",
        [
            "share LocationData > ServiceProvider | FraudPrevention",
            "share LocationData > ServiceProvider | Marketing",
            "share LocationData > Affiliate",
        ],
    ),
    "a lead-in that denies": (
        "We don't:\n\n- sell your name unless you consent;\n- record your calls.",
        ["sell! Name", "sell Name ? Consent", "collect! CallRecording"],
    ),
    "a lead-in that ends in its subject": (
        "We may:\n\n- record your calls;\n- share your name with carriers.",
        ["collect CallRecording", "share Name > CommunicationsProvider"],
    ),
    "labels under a definition": (
        "CPNI includes:\n\n- Records: call detail records;\n- Money: billing information.",
        ["define CallDetailRecord < CPNI", "define BillingData < CPNI"],
    ),
    "a denial inside a collecting list": (
        "We collect:\n\n- Usage data. We do not record the content of your calls.",
        ["collect UsageData", "collect! CallContent"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_clause(text: str, expected: list[str], read: Read) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_says_nothing(text: str, read: Read) -> None:
    assert read(text) == []


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS.keys())
def test_list(text: str, expected: list[str], read: Read) -> None:
    assert read(text) == expected


def test_the_quotation_begins_with_a_label_that_adds_to_it() -> None:
    document = read_document(b"What we collect\n\n- Device data: We collect your name.", "policy.txt")
    (statement,) = extract(document, "policy")
    assert statement.data == ("DeviceData", "Name")
    assert statement.quote == "Device data: We collect your name"


def test_a_block_that_is_all_label_may_govern_items() -> None:
    text = "Affiliates: carriers"
    label = Block("item", 0, 11, level=1, label=(0, 10))
    item = Block("item", 12, 20, level=2, parent=0, sentences=((12, 20),))
    assert extract(Document(text, (label, item)), "policy") == []


def test_spaces_of_other_widths_read_as_plain_ones_and_stay_in_the_quotation() -> None:
    said = "We collect your call records. We use this information to bill you."
    odd = said.replace(" ", "\u00a0")
    plain = extract(read_document(said.encode(), "a.txt"), "p")
    wide = extract(read_document(odd.encode(), "a.txt"), "p")
    assert [replace(each, quote=each.quote.replace("\u00a0", " ")) for each in wide] == plain
    assert all(odd[each.start : each.end] == each.quote for each in wide)
