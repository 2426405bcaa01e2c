"""Who issued a policy, when, and what kind of party it is: read from the policy's own words.

A small TOML file beside the policy, `SLUG.meta.toml`, corrects what the text does not say well:

    provider = "Acme Voice"
    slug = "acme"
    date = "2025-06-12"
    kinds = ["CommunicationsProvider"]
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from policytrail.errors import InputError, near_names
from policytrail.ingest.document import Document
from policytrail.ingest.metadata.dates import iso_date, policy_date
from policytrail.ingest.metadata.kinds import KindEvidence, provider_kinds
from policytrail.ingest.metadata.names import acting_site, provider_names
from policytrail.ontology.taxonomy import taxonomy

__all__ = ["KindEvidence", "Metadata", "provider_slug", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """About one policy and its provider; "" stands for what is not known.

    Attributes:
        provider: the provider's name, to be shown.
        slug: the provider's slug, the same for all versions of its policy.
        title: the document's title.
        date: when it took effect; else was last changed; else was archived. ISO 8601: "2025-06-12",
            "2025-06" or "2025".
        website: an http(s) address.
        contact: where questions on privacy go: an e-mail address, or else a telephone number.
        kinds: the kinds of party that the provider is.
        names: what the text calls the provider beside "we", the one to show first.
    """

    provider: str
    slug: str
    title: str = ""
    date: str = ""
    website: str = ""
    contact: str = ""
    kinds: tuple[KindEvidence, ...] = ()
    names: tuple[str, ...] = ()


_KEYS = ("provider", "slug", "title", "date", "website", "contact", "kinds", "names")
_SLUG = re.compile(r"[\w~-][\w.~-]*")
_TITLE_END = re.compile(r"[\s,:(|-]{0,4}\b(?:effective|last|updated|revised|version)\b.*", re.IGNORECASE)
_TITLES = (
    re.compile(r"(?:privacy|data protection) (?:policy|notice|statement)s?$", re.IGNORECASE),
    re.compile(r"(?:privacy|data protection) (?:policy|notice|statement|terms)|policy of ", re.IGNORECASE),
)
_NO_TITLE = re.compile(
    r"[.;:?]$|@|^\W*(?:changes|summary|scope|please|about|what|how|when|view)\b", re.IGNORECASE
)
# Bounded repetitions: a hostile text must not make these slow.
_EMAIL = re.compile(r"\b[\w.+-]{1,64}+@((?:[\w-]{1,63}\.){1,5}[a-z]{2,20})\b", re.IGNORECASE)
_HOST = re.compile(
    r"\b(https?://)?(?<![@\w.-])((?:[a-z0-9-]{1,63}+\.){1,5}[a-z]{2,10})(?![@\w])", re.IGNORECASE
)
_ENDS = 100_000  # characters at either end of a text in which addresses are looked for
_PHONE = re.compile(
    r"\+\d[\d ().-]{7,16}\d\b|(?:\b1[- .])?(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-.]\d{4}\b|\b0\d{2,4}[ -]\d{3}[ \d]{3,6}\b"
)
# What an address for questions on privacy begins with, the best first.
_DESKS = (
    "privacy",
    "dpo",
    "dataprotection",
    "data-protection",
    "gdpr",
    "legal",
    "support",
    "info",
    "contact",
)
_LAST_LEVELS = frozenset(
    [
        "com",
        "net",
        "org",
        "co",
        "uk",
        "ie",
        "io",
        "me",
        "us",
        "ca",
        "eu",
        "chat",
        "tel",
        "edu",
        "gov",
        "biz",
        "info",
        "network",
        "app",
        "de",
        "fr",
    ]
)


def provider_slug(policy_slug: str) -> str:
    """The slug of the provider, from that of its policy: without the year or date at its end.

    >>> provider_slug("viber-2020"), provider_slug("acme-2024-05-01"), provider_slug("o2"), provider_slug("2020")
    ('viber', 'acme', 'o2', '2020')
    >>> provider_slug("acme-2024.orig")  # from acme-2024.orig.html
    'acme'
    """
    return re.sub(r"(?<=.)[-_.](?:19|20)\d\d(?:[-_.]?\d\d){0,2}(?:\.[a-z]+)?$", "", policy_slug)


def read_metadata(document: Document, policy_slug: str, sidecar: Path | None = None) -> Metadata:
    """Read the metadata of a policy from its text, corrected by its metadata file.

    Args:
        document: the policy.
        policy_slug: its slug; it serves as a hint to the provider's name, and as the name where the
            text gives none.
        sidecar: the metadata file, if there is one.

    Raises:
        InputError: the metadata file cannot be read, or has a wrong key or value.
    """
    text = document.text
    given = _read_sidecar(sidecar) if sidecar is not None else {}
    slug = given.get("slug") or provider_slug(policy_slug)
    ends = text if len(text) <= 2 * _ENDS else f"{text[:_ENDS]}\n\n{text[-_ENDS:]}"
    written = ends.split()
    mails = list(_EMAIL.finditer(" ".join(word for word in written if "@" in word)))
    hosts = _hosts(" ".join(word for word in written if "." in word[:-1]))
    domains = Counter(_domain(mail[1]) for mail in mails)
    names = given.get("names") or provider_names(text, slug, tuple(sorted(domains)))
    provider = given.get("provider") or (names[0] if names else slug)
    website = _website(hosts, domains, (slug, *names))
    named = names or "provider" in given
    site = acting_site(text, _domain(website.removeprefix("https://").rstrip("/")))
    names = tuple(dict.fromkeys([*([provider] if named else []), *names, *site]))
    units = [(b.start, b.end) for b in document.blocks] or [
        match.span() for match in re.finditer(r"\S[^\n]*", text)
    ]
    found = Metadata(
        provider=provider,
        slug=slug,
        title=_title(text) or f"{provider} privacy policy",
        date=policy_date(text),
        website=website,
        contact=_contact(ends, mails, (slug, *names)),
        kinds=provider_kinds(text, units, names),
        names=names,
    )
    corrections = {key: value for key, value in given.items() if key not in ("provider", "slug", "names")}
    return replace(found, **corrections)


def _title(text: str) -> str:
    """The first short line near the top that speaks of privacy."""
    lines = [" ".join(line.strip(" #*-=\t").split()) for line in text[:5000].splitlines()]
    lines = [_TITLE_END.sub("", line) for line in list(filter(None, lines))[:15]]
    for pattern in _TITLES:
        for line in lines:
            if len(line) <= 90 and pattern.search(line) and not _NO_TITLE.search(line):
                return line
    return ""


def _domain(host: str) -> str:
    """The part of a host name that somebody registered: "www.voice.acme.co.uk" -> "acme.co.uk"."""
    parts = host.lower().split(".")
    while len(parts) > 2 and not (len(parts) == 3 and parts[-2] in ("co", "com", "org", "net", "gov", "ac")):
        parts.pop(0)
    return ".".join(parts)


def _hosts(text: str) -> list[str]:
    return [
        match[2].lower()
        for match in _HOST.finditer(text)
        if match[1]
        or match[2].lower().startswith("www.")
        or match[2].lower().rsplit(".", 1)[-1] in _LAST_LEVELS
    ]


def _website(hosts: list[str], mail_domains: Counter[str], names: tuple[str, ...]) -> str:
    """The host that is called like the provider, or that its e-mail goes to."""
    wanted = _squashed(names)
    counts = Counter(map(_domain, hosts)) + mail_domains

    def rank(domain: str) -> tuple[int, int, str]:
        label = _squash(domain.split(".")[0])
        akin = any(min(len(name), len(label)) > 3 and (name in label or label in name) for name in wanted)
        return 0 if label in wanted else 1 if akin else 2, -counts[domain], domain

    best = min(counts, key=rank, default="")
    if not best or (rank(best)[0] == 2 and mail_domains[best] < 2):
        return ""
    return f"https://{'www.' if 'www.' + best in hosts else ''}{best}/"


def _contact(text: str, mails: list[re.Match[str]], names: tuple[str, ...]) -> str:
    """The address for questions on privacy, or else the first telephone number."""
    wanted = _squashed(names)

    def rank(mail: re.Match[str]) -> tuple[bool, int, int]:
        desk, label = mail[0].lower().split("@")[0], _squash(_domain(mail[1]).split(".")[0])
        own = any(label in name or name in label for name in wanted)
        return (
            not own,
            next((at for at, word in enumerate(_DESKS) if word in desk), len(_DESKS)),
            mail.start(),
        )

    if mails:
        return min(mails, key=rank)[0]
    phone = _PHONE.search(text)
    return " ".join(phone[0].split()) if phone else ""


def _squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _squashed(names: tuple[str, ...]) -> set[str]:
    return {_squash(name) for name in names} - {""}


def _read_sidecar(path: Path) -> dict[str, Any]:
    """The checked content of a metadata file, in the types of `Metadata`."""
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"no TOML: {error}", where=str(path), mend='lines like provider = "Acme"') from error
    try:
        return {key: _checked(key, value) for key, value in raw.items()}
    except InputError as problem:
        raise InputError(problem.what, where=str(path), mend=problem.mend) from problem


def _checked(key: str, value: Any) -> Any:
    if key not in _KEYS:
        near = near_names(key, _KEYS)
        hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(_KEYS)}"
        raise InputError(f"unknown key {key!r}", mend=hint)
    if key in ("kinds", "names"):
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise InputError(f"{key!r} is no list of strings")
        if key == "names":
            return tuple(value)
        return tuple(KindEvidence(taxonomy().resolve(each, "recipient"), 0, 0, "") for each in value)
    if key == "date" and not isinstance(value, str):
        value = value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{key!r} is no text")
    value = " ".join(value.split())
    if key == "slug" and not _SLUG.fullmatch(value):
        raise InputError(f"{value!r} is no slug", mend="letters, digits, '-', '_' and '.'")
    if key == "date":
        iso = value if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value) else iso_date(value)
        if iso is None:
            raise InputError(f"{value!r} is no date", mend="write it as 2025-06-12")
        return iso
    if key == "website":
        return _checked_website(value)
    return value


def _checked_website(value: str) -> str:
    parts = urlsplit(value if "://" in value else "https://" + value)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+\.\w+(:\d+)?", parts.netloc):
        raise InputError(f"{value!r} is no web address", mend="write it as https://www.example.com/")
    if re.search(r"[\s<>\"{}|\\^`]", value):
        raise InputError(f"{value!r} has characters that no web address has")
    return parts.geturl()
