"""What people decide about statements, and how it survives every later build."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Review:
    """Who decided on a statement, and when (ISO 8601 date or date and time)."""

    who: str
    when: str
