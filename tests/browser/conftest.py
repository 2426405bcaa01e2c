"""A headless Chromium, and a small world in which every name and every word tries to run a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policytrail.graph.storage.store import Store
from policytrail.graph.views.view import write_view
from policytrail.ingest.metadata.reader import KindEvidence, Metadata
from policytrail.ingest.policy import Policy
from policytrail.ingest.rdf import policy_quads
from policytrail.ingest.readers import read_document
from policytrail.ingest.statement import Statement
from policytrail.review_page import review_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAYLOAD = "</script><script>window.hacked = 1</script><img src='https://evil.example/x' onerror='window.hacked = 1'>"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page from disk, and what it did."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """An empty page; when the test ends, it has loaded nothing, run no payload and raised no error."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    opened = Opened(context.new_page())
    page = opened.page
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    page.on("console", lambda message: opened.complaints.append(message.text))
    yield opened
    assert page.evaluate("window.hacked") is None
    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def _policy(slug: str, name: str, sentences: list[tuple[str, dict[str, Any]]]) -> Policy:
    text = f"{name} is a VoIP provider. {PAYLOAD}\n\n" + "\n\n".join(sentence for sentence, _ in sentences)
    statements = []
    for sentence, fields in sentences:
        start = text.index(sentence)
        statements.append(
            Statement(
                slug, "share", sentence, start, start + len(sentence), section=PAYLOAD, rule="test", **fields
            )
        )
    at = text.index("VoIP provider")
    kind = KindEvidence("CommunicationsProvider", at, at + len("VoIP provider"), "VoIP provider")
    return Policy(slug, text, Metadata(name, slug, title=name, kinds=(kind,)), tuple(statements), "test")


@pytest.fixture(scope="session")
def policies() -> list[Policy]:
    """Acme shares with carriers, so with Beta; Beta shares with a named organisation."""
    records, personal = ("CallDetailRecord",), ("PersonalData",)
    acme: list[tuple[str, dict[str, Any]]] = [
        (
            f"We share call records with carriers {PAYLOAD}.",
            {"data": records, "recipients": ("CommunicationsProvider",)},
        ),
        (
            f"With consent we share your information with partners {PAYLOAD}.",
            {"data": personal, "recipients": ("BusinessPartner",), "conditions": ("Consent",)},
        ),
    ]
    beta: list[tuple[str, dict[str, Any]]] = [
        (
            f"We give call records to {PAYLOAD}.",
            {"data": records, "recipients": (f"org:{PAYLOAD}",), "purposes": ("Analytics",)},
        )
    ]
    return [_policy("acme", f"Acme {PAYLOAD}", acme), _policy("beta", f"Beta {PAYLOAD}", beta)]


@pytest.fixture(scope="session")
def view_file(policies: list[Policy], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The view of call detail records in that world."""
    with Store.memory() as store:
        store.load([(policy.slug, policy_quads(policy)) for policy in policies])
        return write_view(store, "CallDetailRecord", tmp_path_factory.mktemp("view") / "view.html")


@pytest.fixture(scope="session")
def review_file(policies: list[Policy], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review page of Acme's policy."""
    acme = policies[0]
    document = read_document(acme.text.encode(), "acme.txt")
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(
        review_page(acme.text, acme.statements, acme.metadata, document.blocks),
        encoding="utf-8",
        newline="\n",
    )
    return path
