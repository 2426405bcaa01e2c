"""What one verb or list item says, before it becomes a statement with offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

GENERIC = "PersonalData"  # "your information", with nothing more specific said
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
    return list(dict.fromkeys(concepts))
