"""What the sentence of a denial leaves open: its exceptions, in words and by reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytrail.graph.evidence import DenialFact, Evidence, FlowFact
from policytrail.graph.parties import ROOTS
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import local

_SENTENCE_END: Final = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(•]*[A-Z])|\n")
_EXCEPTION: Final = re.compile(
    r"\b(except|unless|other than|without (?!limit)|save (?:as|for|where|to)|apart from|beyond|outside)\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\b(?:except|other than|unless|save|beyond)\b[^.;:]{0,40}?\b"
    r"(?:described|provided|set (?:out|forth)|stated|specified|disclosed|outlined|noted|explained|listed|"
    r"permitted|mentioned|indicated|follows|following)\b[^.;,]{0,40}"
    r"|\b(?:apart|aside) from (?:this|that|these|those|the above)\b",
    re.IGNORECASE,
)
_NAMED_EXCEPTIONS: Final = {
    "Consent": re.compile(r"\b(?:consent|permission|opt[- ]?in|authori[sz]ation|approval)\b", re.IGNORECASE),
    "LegalObligation": re.compile(r"\b(?:law|legal|legally|court|subpoena)\b", re.IGNORECASE),
}
_NAMED_PURPOSES: Final = {
    "ServiceProvision": re.compile(
        r"\b(?:provid(?:e|ing)|deliver(?:ing)?|perform(?:ing)?|fulfill?(?:ing)?)\b[^.;]{0,40}"
        r"\b(?:services?(?! provider)|requests?|orders?)\b",
        re.IGNORECASE,
    ),
}
_LEGAL_PURPOSE: Final = "LegalCompliance"
_REFERRING: Final = re.compile(
    r"\bas (?:otherwise )?(?:described|provided|set (?:out|forth)|stated|specified|disclosed|outlined|explained|"
    r"permitted)\b[^.;,]{0,20}\b(?:policy|notice|statement|privacy|herein|above|below|elsewhere)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What the sentence of a denial leaves open.

    Attributes:
        sentence: start and end of the sentence.
        worded: it has words of exception.
        conditions, purposes: what the exceptions depend on and serve.
        recipients: who gets data by them, as IRIs.
        before, after: it refers to exceptions that stand before or after it.
    """

    sentence: tuple[int, int]
    worded: bool
    conditions: frozenset[str]
    purposes: frozenset[str]
    recipients: frozenset[str]
    before: bool
    after: bool

    @property
    def by_reference(self) -> bool:
        """Whether it refers to exceptions that stand elsewhere."""
        return self.before or self.after

    def cover(self, flow: FlowFact) -> bool:
        """Whether a flow is one of the exceptions."""
        start, end = self.sentence
        place = flow.evidence
        return (
            overlap(place, start, end)
            or (self.before and place.start < start)
            or (self.after and place.start >= end)
            or flow.recipient in self.recipients
            or bool(self.conditions.intersection(flow.conditions))
            or (
                "LegalObligation" in self.conditions
                and local(flow.recipient) in taxonomy().descendants("PublicAuthority")
            )
            or bool(flow.purposes and self.purposes.issuperset(flow.purposes))
        )


def read_exceptions(denial: DenialFact, text: str, flows: Sequence[FlowFact]) -> Exceptions:
    """Read the exceptions of a denial from its sentence and from the policy's flows that stand in it."""
    start, end = sentence(text, denial.evidence.start, denial.evidence.end)
    # What stands beyond a semicolon is a clause of its own.
    before, after = text[start : denial.evidence.start], text[denial.evidence.end : end]
    words = before.rpartition(";")[2] + denial.evidence.quote + after.partition(";")[0]
    inside = [flow for flow in flows if overlap(flow.evidence, start, end)]
    worded = bool(_EXCEPTION.search(words))
    conditions = {each for flow in inside for each in flow.conditions}
    purposes = {each for flow in inside for each in flow.purposes}
    recipients: set[str] = set()
    if worded:
        recipients = {each.recipient for each in inside}.difference(denial.recipients)
        conditions |= {name for name, pattern in _NAMED_EXCEPTIONS.items() if pattern.search(words)}
        purposes |= {name for name, pattern in _NAMED_PURPOSES.items() if pattern.search(words)}
        purposes |= {_LEGAL_PURPOSE} if "LegalObligation" in conditions else set()
    reference = _REFERENCE.search(words)
    where = reference.group().lower() if reference else ""
    return Exceptions(
        sentence=(start, end),
        worded=worded,
        conditions=frozenset(conditions),
        purposes=frozenset(purposes),
        recipients=frozenset(each for each in recipients if local(each) not in ROOTS),
        before=bool(reference) and "below" not in where and "follow" not in where,
        after=bool(reference) and "above" not in where and "from" not in where,
    )


def refers(place: Evidence, text: str) -> bool:
    """Whether a quotation, or what follows it in its sentence, leaves the rest to other places of the policy.

    >>> text = "Third parties may get data as set forth in this Privacy Policy."
    >>> refers(Evidence(text[:26], 0, 26, ""), text)
    True
    """
    return bool(_REFERRING.search(place.quote + text[place.end : place.end + 80].partition(".")[0]))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence around text[start:end]; a line break ends a sentence too.

    >>> text = "We care. We never sell data, e.g. logs, unless asked. Ask us."
    >>> begin, end = sentence(text, 12, 20)
    >>> text[begin:end]
    'We never sell data, e.g. logs, unless asked. '
    """
    begin = 0
    for mark in _SENTENCE_END.finditer(text, 0, end):
        if mark.end() > start:
            break
        begin = mark.end()
    following = _SENTENCE_END.search(text, end - 1)
    return begin, following.end() if following else len(text)


def overlap(place: Evidence, start: int, end: int) -> bool:
    """Whether a quotation has a part between two offsets."""
    return place.start < end and start < place.end
