"""What the sentence of a denial leaves open: its exceptions, in words and by reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from policytrail.graph.contradictions.passages import clause, overlap, sentence, taken_back
from policytrail.graph.evidence import DenialFact, FlowFact
from policytrail.graph.parties import ROOTS
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import local

_EXCEPTION: Final = re.compile(
    r"\b(?:except|unless|other than|without (?!limit)|save (?:as|for|where|to)|(?:apart|aside) from|with the exception)\b"
    r"|\b(?:beyond|outside)\b[^.;]*(?:\band\b|\bor\b|,)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"\b(?:allowed|permitted) (?:by|under) (?:\w+ ){0,3}(?:laws?|regulations?|rules)\b|\blaw (?:allows|permits)\b"
    r"|\bdifferent (?:\w+ )?(?:from|than) what\b|\b(?:allowed|contemplated|described|disclosed|permitted|set (?:forth|out)|"
    r"stated) (?:\w+ )?(?:by|in|under) (?:this|our)\b|\bin this (?:\w+ )?(?:notice|policy|statement)\b"
    r"|\b(?:accordance|consistent) with\b|\bdescribe here\b",
    re.IGNORECASE,
)
_WORKING: Final = re.compile(
    r"\bon (?:our|its|\w+[’']s) behalf\b|\b(?:assist|help|operat|perform|support)\w*\b|\b(?:services?|functions?) (?:for|to) us\b"
    r"|\b(?:agent|contractor|processor|service provider|supplier|vendor)s?\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\bother (?:outside|third)[- ]part(?:y|ies)\b|(?<!\bor )(?<!\band )\botherwise (?:be )?(?:\w+ed|share|disclose|give|pass)\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\b(?:except|other than|unless|save|beyond)\b[^.;:]{0,80}?\b"
    r"(?:described|provided|set (?:out|forth)|stated|specified|disclosed|outlined|noted|explained|listed|"
    r"permitted|mentioned|indicated|follows|following|foregoing|above)\b[^.;,]{0,40}"
    r"|\b(?:apart|aside) from (?:this|that|these|those|the above)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"\b(?:above|foregoing|from)\b", re.IGNORECASE)
_AFTER: Final = re.compile(r"\b(?:the|these) following\b|\bas follows\b|\bbelow\b", re.IGNORECASE)
_NAMED_EXCEPTIONS: Final = {
    "Consent": re.compile(r"\b(?:consent|permission|opt[- ]?in|authori[sz]ation|approval)\b", re.IGNORECASE),
    "LegalObligation": re.compile(r"\b(?:law|legal|legally|court|subpoena)\b", re.IGNORECASE),
}
_SERVICE: Final = "ServiceProvision"
_NAMED_PURPOSES: Final = {
    _SERVICE: re.compile(
        r"\b(?:provid(?:e|ing)|deliver(?:ing)?|perform(?:ing)?|process(?:ing)?|render(?:ing)?|fulfill?(?:ing)?)\b[^.;]{0,40}"
        r"\b(?:services?(?! provider)|payments?|requests?|orders?)\b",
        re.IGNORECASE,
    ),
}
_LEGAL_PURPOSE: Final = "LegalCompliance"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What the sentence of a denial leaves open.

    Attributes:
        sentence: start and end of the sentence, with a next one that takes back what it says ("However, ...").
        worded: it has words of exception.
        open: what they leave open has no bounds ("unless the law permits it"), or is told after it ("as follows").
        working: they leave open who works for the provider.
        conditions, purposes: what the exceptions depend on and serve.
        recipients: who gets data by them, as IRIs.
        before: it refers to exceptions that stand before it.
    """

    sentence: tuple[int, int]
    worded: bool
    open: bool
    working: bool
    conditions: frozenset[str]
    purposes: frozenset[str]
    recipients: frozenset[str]
    before: bool

    @property
    def understood(self) -> bool:
        """Whether it is known what the words of exception leave open, so that all else is denied."""
        return bool(self.working or self.conditions or self.purposes or self.recipients)

    def cover(self, flow: FlowFact) -> bool:
        """Whether a flow is one of the exceptions."""
        start, end = self.sentence
        place, recipient = flow.evidence, local(flow.recipient)
        works = recipient in taxonomy().descendants("ServiceProvider")
        return (
            self.open
            or overlap(place, start, end)
            or (self.worded and recipient in ROOTS)  # whoever may get them
            or (works and (self.working or (_SERVICE in self.purposes and not flow.purposes)))
            or (self.before and place.start < start)
            or flow.recipient in self.recipients
            or bool(self.conditions.intersection(flow.conditions))
            or (
                "LegalObligation" in self.conditions
                and recipient in taxonomy().descendants("PublicAuthority")
            )
            or bool(flow.purposes and self.purposes.issuperset(flow.purposes))
        )


def read_exceptions(denial: DenialFact, text: str, flows: Sequence[FlowFact]) -> Exceptions:
    """Read the exceptions of a denial from its sentence and from the policy's flows that stand in it."""
    start, end = sentence(text, denial.evidence.start, denial.evidence.end)
    words = clause(text, denial.evidence).words
    left = _EXCEPTION.search(words)
    stop = taken_back(text, end)
    words += text[end:stop]
    worded = bool(left) or stop > end
    inside = [flow for flow in flows if overlap(flow.evidence, start, stop)]
    conditions = {each for flow in inside for each in flow.conditions}
    purposes = {each for flow in inside for each in flow.purposes}
    recipients: set[str] = set()
    if worded:
        recipients = {each.recipient for each in inside}.difference(denial.recipients)
        conditions |= {name for name, pattern in _NAMED_EXCEPTIONS.items() if pattern.search(words)}
        purposes |= {name for name, pattern in _NAMED_PURPOSES.items() if pattern.search(words)}
        purposes |= {_LEGAL_PURPOSE} if "LegalObligation" in conditions else set()
    reference = _REFERENCE.search(words)
    before = bool(reference and _BEFORE.search(reference.group()))
    told_after = (reference and not before) or (left and text[start:end].rstrip().endswith(":"))
    return Exceptions(
        sentence=(start, stop),
        worded=worded,
        open=worded and bool(told_after or _OPEN.search(words) or _AFTER.search(text, end, stop)),
        working=worded and bool(_WORKING.search(words, left.start() if left else len(words) - (stop - end))),
        conditions=frozenset(conditions),
        purposes=frozenset(purposes),
        recipients=frozenset(each for each in recipients if local(each) not in ROOTS),
        before=before or bool(_OTHERS.search(words)),
    )
