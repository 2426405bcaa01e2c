"""Provider, title, date, address and kind: read from the text, corrected by a file beside it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from policytrail.errors import InputError, UnknownNameError
from policytrail.ingest.document import Document
from policytrail.ingest.metadata.dates import policy_date
from policytrail.ingest.metadata.kinds import provider_kinds
from policytrail.ingest.metadata.names import provider_names
from policytrail.ingest.metadata.reader import KindEvidence, Metadata, provider_slug, read_metadata
from policytrail.ingest.readers import read_document


def lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text, as a stand-in for its blocks."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return [span for span in spans if span[1] > span[0]]


SAMPLES = {
    "aegis": Metadata(
        "Aegis Communications",
        "aegis",
        "Aegis Communications Privacy Policy",
        "2025-06-12",
        "https://aegisvoip.com/",
        "info@aegisvoip.com",
    ),
    "ingetel": Metadata(
        "Ingetel Advanced Connections",
        "ingetel",
        "Privacy Policy",
        "",
        "https://www.ingetelconnections.com/",
        "info@ingetelconnections.com",
    ),
    "sailpbx": Metadata(
        "Sailpbx",
        "sailpbx",
        "Sailpbx:Privacy policy",
        "2021-02-08",
        "https://sailpbx.com/",
        "support@aelintra.com",
    ),
    "voipcom": Metadata(
        "Voipcom",
        "voipcom",
        "Privacy Notice",
        "2022-03-17",
        "https://www.voipcom.network/",
        "support@voipcom.network",
    ),
    "voxox": Metadata(
        "Voxox",
        "voxox",
        "Voxox Privacy Policy",
        "2019-03-23",
        "https://www.voxox.com/",
        "privacy@voxox.com",
    ),
}
KINDS = {
    "aegis": "As a telecommunications company",
    "ingetel": "communications that take place through our platform",
    "sailpbx": "Aelintra Telecom limited is a UK based developer of PBX communications software",
    "voipcom": "Voipcom provides the technology platform for hosted or “cloud” unified communications as a "
    "service offerings",
    "voxox": "Voxox Office | Business VOIP, SIP Trunks and Hosted PBX",
}


@pytest.mark.parametrize("slug", SAMPLES)
def test_the_samples(samples: Path, slug: str) -> None:
    document = read_document(samples / f"{slug}.txt")
    found = read_metadata(document, slug)
    assert replace(found, kinds=(), names=()) == SAMPLES[slug]
    ((kind, quote),) = ((each.kind, each.quote) for each in found.kinds)
    assert (kind, quote) == ("CommunicationsProvider", KINDS[slug])
    assert all(document.text[each.start : each.end] == each.quote for each in found.kinds)
    assert found.names[0] == found.provider
    if slug == "sailpbx":
        assert "Aelintra Telecom limited" in found.names
    if slug == "voxox":
        assert "Telcentris, Inc." in found.names


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Effective Date: June 12, 2025", "2025-06-12"),
        ("Effective: 1st of May 2018 (posted 2 April 2018)", "2018-05-01"),
        ("Last updated 25/05/18", "2018-05-25"),
        ("Updated 12/10/2013", "2013-12-10"),
        ("This policy was last revised on 3.4.2019.", "2019-04-03"),
        ("(Last Updated: November 2019 – What changed?)", "2019-11"),
        ("We updated our notice on Sept. 3rd, 2020", "2020-09-03"),
        ("The latest revision will take effect on 2024-02-29.", "2024-02-29"),
        ("Last updated May 2, 2020. Effective date: June 1, 2020.", "2020-06-01"),
        ("Acme Privacy Statement December 31, 2016\nWe collect names.", "2016-12-31"),
        ("a snapshot that was archived on 2019-03-23. Please", "2019-03-23"),
        ("Effective Date:\nMay 9, 2023\n", "2023-05-09"),
        ("Last updated: 31 June 2019", ""),
        ("We have followed the law of January 6, 1978 since we were founded in March 2001.", ""),
        ("no date", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert policy_date(text) == date


def test_a_date_in_the_middle_is_no_match_for_one_at_either_end() -> None:
    middle = "x " * 3000 + "Updated 1 May 2001. " + "x " * 3000
    assert policy_date(middle) == "2001-05-01"
    assert policy_date(middle + "Last updated: 2 May 2002") == "2002-05-02"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Telcorp, Inc., doing business as Voxa (“Voxa”), cares. Voxa may share.", ["Voxa", "Telcorp, Inc."]),
        (
            'This Policy tells how Brint Corporation ("Brint") will use data. Brint may.',
            ["Brint", "Brint Corporation"],
        ),
        ("Quill Messenger LLC (“we”, “us”) respects you.", ["Quill Messenger LLC"]),
        ('Nordic Calls AS ("Nordi"/"we")\nNordi’s sites', ["Nordic Calls AS", "Nordi"]),
        ("At Truvo we take privacy seriously. Truvo collects names.", ["Truvo"]),
        ("Welcome to Bellio! By “Bellio” we mean our apps. Bellio Privacy Policy", ["Bellio"]),
        ("ZEPHON PRIVACY POLICY\nZephon is committed to privacy. Zephon may share data.", ["Zephon"]),
        (
            "Privacy Policy of Telvia UK Limited\nTelvia may use data. Telvia will.",
            ["Telvia UK Limited", "Telvia"],
        ),
        ("Thank you for choosing to be part of Ona Nova Lines. We collect data.", ["Ona Nova Lines"]),
        ("We, LX Corporation (“we,” “us,” or “our”), collect data.", ["LX Corporation"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    found = provider_names(text)
    assert found[0] == names[0]
    assert set(names) <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "We collect names. Information We Collect. You may opt out.",
        "Privacy Policy\nThis Policy explains how We use Your Personal Information. We may share it.",
        "Google may use cookies. Google Analytics is provided by Google, Inc. Facebook may too.",
        "",
    ],
)
def test_who_is_not_the_provider(text: str) -> None:
    assert provider_names(text) == ()


def test_others_are_not_taken_for_the_provider() -> None:
    text = "At Truvo, we care. Google, Inc. (“Google”) provides maps. Google may use them. " * 3
    assert provider_names(text) == ("Truvo",)


def test_a_brand_is_written_to_at_its_company() -> None:
    text = "Zephir Privacy Policy. Comco may call. When you write, Comco will answer. Comco does not sell. Truvo may."
    assert provider_names(text, "zephir", ("comco.net",)) == ("Zephir", "Comco")
    assert provider_names(text, "zephir", ("comco.net", "zephir.com")) == ("Zephir",)
    assert provider_names(text, "zephir", ("truvo.com",)) == ("Zephir",)


def test_who_constantly_handles_data_is_the_provider_of_a_product() -> None:
    text = "Zyxcorp may collect it. " * 12
    assert provider_names(text + "Google uses cookies.") == ("Zyxcorp",)
    assert provider_names("We care. " + "Google uses cookies. " * 6) == ()
    others = "Google may collect it. " * 12 + "Facebook may collect it. " * 10
    assert provider_names("Zephir Mobile, LLC (“we”) sells it. " + others) == ("Zephir Mobile, LLC",)


def test_a_name_may_be_an_address() -> None:
    assert provider_names("Voxa.gov collects logs. Voxa.gov asks. Voxa.gov tells.", "voxa-gov") == (
        "Voxa.gov",
    )


def test_the_file_name_tells_between_names() -> None:
    text = "Comco Cable, LLC (“we”) runs Zephir Mobile. Zephir Mobile is great. Zephir Mobile may."
    assert provider_names(text)[0] == "Comco Cable, LLC"
    assert provider_names(text, "zephir-mobile-2020")[0] == "Zephir Mobile"


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("As a telecommunications carrier, we are bound.", "CommunicationsProvider", "As a telecommunications carrier"),
        ("Acme is an interconnected VoIP service provider.", "CommunicationsProvider", "Acme is an interconnected VoIP service provider"),
        ("We’re the mobile operator of choice.", "CommunicationsProvider", "We’re the mobile operator"),
        ("As provider of a communications platform, we route calls.", None, None),
        ("Acme is a provider of hosted voice and messaging services.", "CommunicationsProvider", "Acme is a provider of hosted voice and messaging services"),
        ("you use our Voice over Internet Protocol (VoIP) services", "CommunicationsProvider", "our Voice over Internet Protocol (VoIP) services"),
        ("Acme, Inc. offers a social and mobile chat platform.", "CommunicationsProvider", "Acme, Inc. offers a social and mobile chat platform"),
        ("Acme | Business Broadband and Hosted PBX", "CommunicationsProvider", "Acme | Business Broadband and Hosted PBX"),
        ("You may restrict the use of your CPNI at any time.", "CommunicationsProvider", "your CPNI"),
        ("the calls you make and receive", "CommunicationsProvider", "calls you make and receive"),
        ("Acme is a payment processor for shops.", "PaymentProcessor", "Acme is a payment processor"),
        ("As a consumer reporting agency, we must.", "CreditAgency", "As a consumer reporting agency"),
        ("Acme is a social network.", "SocialMediaPlatform", "Acme is a social network"),
        # Others are of these kinds, not the provider.
        ("We share data with telecommunications carriers and a payment processor.", None, None),
        ("As a telecommunications carrier may require, data are kept.", None, None),
        ("We are not a telecommunications carrier.", None, None),
        ("Our service providers include a hosting provider.", None, None),
        ("our marketing communications and our websites and mobile apps", None, None),
        ("information about your Internet service provider and your mobile operator", None, None),
        ("use our live chat feature or our automated telephone services", None, None),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str | None, quote: str | None) -> None:
    found = provider_kinds(text, lines(text), ["Acme", "Acme, Inc."])
    expected = [] if kind is None else [(kind, quote)]
    assert [(each.kind, each.quote) for each in found] == expected
    assert all(text[each.start : each.end] == each.quote for each in found)


def test_the_more_explicit_words_win() -> None:
    text = "your CPNI\nour VoIP services\nAs a telecommunications company, we share."
    (kind,) = provider_kinds(text, lines(text), [])
    assert kind.quote == "As a telecommunications company"


def test_kinds_keep_their_place_in_texts_whose_lower_case_is_longer() -> None:
    text = "İİİİ İ. Our clients like our VoIP services. "
    (kind,) = provider_kinds(text, lines(text), [])
    assert text[kind.start : kind.end] == kind.quote == "our VoIP services"


@pytest.mark.parametrize(
    ("policy", "provider"),
    [
        ("acme", "acme"),
        ("acme-2020", "acme"),
        ("acme-voice-2024-05", "acme-voice"),
        ("acme_2024-05-01", "acme"),
        ("o2-uk-2013", "o2-uk"),
        ("acme-365", "acme-365"),
        ("2020", "2020"),
    ],
)
def test_provider_slug(policy: str, provider: str) -> None:
    assert provider_slug(policy) == provider


def test_a_text_that_says_nothing() -> None:
    assert read_metadata(Document(""), "acme-2020") == Metadata("acme", "acme", "acme privacy policy")


def test_website_and_contact() -> None:
    text = "Write to sales@acme.example or privacy@acme.example. We use www.google.com and www.acme.example."
    found = read_metadata(Document(text), "acme")
    assert (found.website, found.contact) == ("https://www.acme.example/", "privacy@acme.example")
    phone = read_metadata(Document("Call us: (346) 200-8032. ZIP 19103-2838."), "acme")
    assert (phone.website, phone.contact) == ("", "(346) 200-8032")


def test_the_metadata_file_corrects_the_text(tmp_path: Path) -> None:
    file = tmp_path / "acme.meta.toml"
    file.write_text(
        'provider = "Acme Voice"\nslug = "acme-voice"\ndate = 2024-05-01\nwebsite = "acme.example"\n'
        'title = "Our promise"\ncontact = "Mrs Acme"\nkinds = ["payment processors"]\nnames = ["Acme", "ACM"]\n'
    )
    text = "Ecma Privacy Policy\nEffective 1 May 2001\nEcma is a telecommunications carrier."
    assert read_metadata(Document(text), "acme", file) == Metadata(
        provider="Acme Voice",
        slug="acme-voice",
        title="Our promise",
        date="2024-05-01",
        website="https://acme.example",
        contact="Mrs Acme",
        kinds=(KindEvidence("PaymentProcessor", 0, 0, ""),),
        names=("Acme Voice", "Acme", "ACM"),
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("provider = ", "no TOML"),
        ('povider = "Acme"', "did you mean 'provider'"),
        ('colour = "red"', "the keys are provider, slug"),
        ("provider = 7", "'provider' is no text"),
        ('slug = "a/b"', "is no slug"),
        ('date = "soon"', "is no date"),
        ('website = "javascript:alert(1)"', "is no web address"),
        ('website = "https://a.example/<script>"', "characters that no web address has"),
        ('kinds = "Court"', "no list of strings"),
        ("names = [1]", "no list of strings"),
    ],
)
def test_a_wrong_metadata_file_is_told(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "acme.meta.toml"
    file.write_text(content)
    with pytest.raises(InputError, match="acme.meta.toml") as caught:
        read_metadata(Document("x"), "acme", file)
    assert says in str(caught.value)


def test_an_unknown_kind_in_a_metadata_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "acme.meta.toml"
    file.write_text('kinds = ["CommunicationProviderr"]')
    with pytest.raises(UnknownNameError, match="CommunicationsProvider"):
        read_metadata(Document("x"), "acme", file)


@pytest.mark.parametrize(
    "text",
    [
        "a.a." * 250_000,
        "a-a." * 250_000,
        "Aa " * 300_000,
        "may 1" + " " * 500_000 + "2020",
        "calls " + "x" * 1_000_000,
        "our voip " * 100_000,
        "“" * 500_000,
        "(" * 500_000,
        "Aa (" * 200_000,
        "#" * 500_000 + "\n" + "-" * 500_000,
    ],
    ids=["dots", "hyphens", "names", "blanks", "word", "services", "quotes", "brackets", "aliases", "marks"],
)
def test_a_hostile_text_takes_bounded_time(text: str) -> None:
    began = time.process_time()
    read_metadata(Document(text), "acme")
    assert time.process_time() - began < 5


def test_a_site_that_acts_is_a_name_of_its_provider() -> None:
    text = b"Zephir Privacy Policy. At Zephir, we care. See www.zephir.com. Zephir.com may share your name. Quuxo.com may."
    found = read_metadata(read_document(text, "policy.txt"), "zephir")
    assert found.names == ("Zephir", "Zephir.com")
