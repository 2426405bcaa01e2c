"""What one verb or list item says, before it becomes a statement with offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

GENERIC = "PersonalData"  # "your information", with nothing more specific said
_PURPOSE_OF = {"LegalObligation": "LegalCompliance", "BusinessTransferEvent": "BusinessTransfer"}
ANAPHOR = "^"  # "this information", "it": stands for the data named before


@dataclass(slots=True)
class Finding:
    """What one verb, or one list item, says; positions `first` to `last` are tokens of its sentence."""

    action: str
    first: int
    last: int
    rule: str
    polarity: str = "affirm"
    modality: str = "asserts"
    data: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    retention: list[str] = field(default_factory=list)
    broader: str | None = None


def unique(concepts: Sequence[str]) -> list[str]:
    """The concepts in order, each once."""
    return list(dict.fromkeys(concepts)) if len(concepts) > 1 else list(concepts)


def by_occasion(finding: Finding) -> list[Finding]:
    """A use for several purposes, of which one alone has its occasion: "to bill you or in connection with a merger"."""
    if finding.action != "use" or finding.rule == "contact" or len(finding.purposes) < 2:
        return [finding]
    occasions = [c for c in finding.conditions if _PURPOSE_OF.get(c) in finding.purposes]
    always = [c for c in finding.conditions if c not in occasions]
    own = [_PURPOSE_OF[c] for c in occasions]
    if not occasions or set(finding.purposes) == set(own):
        return [finding]
    rest = [p for p in finding.purposes if p not in own]
    return [
        replace(finding, purposes=rest, conditions=always),
        *(
            replace(
                finding,
                data=list(finding.data),
                purposes=[_PURPOSE_OF[c]],
                conditions=unique([*(a for a in always if a not in _PURPOSE_OF), c]),
            )
            for c in occasions
        ),
    ]
