"""What one clause of a policy says, and its file format: JSON Lines, one statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from policytrail.errors import InputError

Action = Literal["collect", "use", "share", "sell", "retain", "define"]
Polarity = Literal["affirm", "deny"]

ACTIONS: tuple[Action, ...] = ("collect", "use", "share", "sell", "retain", "define")


@dataclass(frozen=True, slots=True)
class Statement:
    """One flow, use, retention rule or definition, affirmed or denied, with its evidence.

    Concepts are local names of the ontology (`CallDetailRecord`), named organisations `org:NAME`,
    stated retention periods `FixedPeriod:P18M` (ISO 8601). `start` and `end` are offsets into the
    policy's stored text in Unicode code points, end exclusive, and `quote == text[start:end]`.
    """

    policy: str
    action: Action
    quote: str
    start: int
    end: int
    polarity: Polarity = "affirm"
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    retention: tuple[str, ...] = ()
    broader: str | None = None
    section: str = ""
    rule: str = ""
    modality: str = ""  # "asserts" (does, will), "may" (may, might, can) or "must"
